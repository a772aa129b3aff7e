"""Runs the benchmark in inspection.py: how right what is seen in a clip is, how long it takes.

    python tests/bench/inspect.py [--data DIR] [--help]

The name is that of the command, and of a module of the standard library, which every other script
of this folder would find here instead of there: for those this file makes way.
"""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120

if __name__ == "__main__":
    sys.path[0] = os.path.dirname(os.path.dirname(HERE))  # noqa: PTH120
    from tests.bench.inspection import main

    main()
else:
    import importlib

    sys.path.remove(HERE)
    del sys.modules["inspect"]
    sys.modules["inspect"] = importlib.import_module("inspect")
    sys.path.insert(0, HERE)
