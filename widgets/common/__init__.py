"""What several parts of the screen share: colours by meaning, icons, small controls."""
