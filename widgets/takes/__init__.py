"""The takes of a shot and their rating."""
