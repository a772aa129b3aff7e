"""The prompt: editor with live underlines, hint cards, problems, beats."""
