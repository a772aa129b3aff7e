"""The verb book on the screen."""
