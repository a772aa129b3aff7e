"""The motion brush over the start image, its strokes and their timing."""
