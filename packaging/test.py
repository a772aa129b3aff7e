"""Set Verbench up in .venv with everything its tests need, then run all of them.

Arguments go to pytest. Plain syntax only: an old Python must be able to read this far.
"""

import sys

from commands.interpreter import run

sys.exit(run("commands.checks", "packaging/test.py", sys.argv[1:]))
