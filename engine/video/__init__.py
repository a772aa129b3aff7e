"""Frames from and into video files, exact to the frame and true in colour."""
