"""Set Verbench up in .venv, then open the workbench on the sample project.

Where there is no display it generates and inspects the sample on the command line instead.
Plain syntax only: an old Python must be able to read this far and say what it lacks.
"""

import sys

from commands.interpreter import run

sys.exit(run("commands.launch", "packaging/start.py", sys.argv[1:]))
