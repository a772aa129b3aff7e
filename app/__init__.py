"""Composition: the one place that joins engine and widgets, in a window or on a command line."""
