"""The commands of `verbench`: one file each, the same engine as the window."""
