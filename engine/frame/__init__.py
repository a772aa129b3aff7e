"""The start image: loaded safely, its subject found, fitted to the size of the clip."""
