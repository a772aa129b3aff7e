"""Lets these tests import what packaging/start.py and packaging/test.py import."""

import sys
from pathlib import Path

# at the end: packaging/test.py must not hide the standard library's test package
sys.path.append(str(Path(__file__).resolve().parents[2] / "packaging"))
