"""The storyboard: the shots of the cut."""
