"""The start image: load it safely, fit it to the clip, find the thing the words are about."""
