"""Frames in and out of video files: `engine.video.read` and `engine.video.write`."""
