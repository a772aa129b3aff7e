"""What packaging/start.py and packaging/test.py do, with nothing but the standard library."""
