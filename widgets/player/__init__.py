"""Watching a take: frames, overlays, transport, lanes."""
