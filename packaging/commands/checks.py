"""All tests: in, arguments for pytest; out, the result of every check and one exit status. pytest
comes last, so that its closing line is the last one read when the other checks are good.
"""

import os
import subprocess
from pathlib import Path

from commands import libraries
from commands.environment import Environment, prepare
from commands.progress import say

ROOT = Path(__file__).resolve().parents[2]
EXTRAS = ("diffusers", "dev")
# a process for each core, the tests of a file in one: they share what is slow to make. Each has
# libraries of gigabytes in memory. `-n0` among the arguments turns it off, for a debugger.
# Files come in the order of their folders, the windows and the models first: left to the last, a
# file with one long test would keep one process busy alone
SIDE_BY_SIDE = (
    *("-n", "auto", "--maxprocesses", "4"),
    *("--dist", "loadfile", "--no-loadscope-reorder"),
)


def checks(environment: Environment, pytest_arguments: list[str]) -> dict[str, list[str]]:
    """Return every check by name as the command that runs it, in order."""
    python = str(environment.python)
    return {
        "ruff check": [python, "-m", "ruff", "check", "."],
        "ruff format": [python, "-m", "ruff", "format", "--check", "."],
        "mypy": [python, "-m", "mypy"],
        "lint-imports": [str(environment.program("lint-imports"))],
        "pytest": [python, "-m", "pytest", *SIDE_BY_SIDE, *pytest_arguments],
    }


def main(arguments: list[str]) -> int:
    """Set up, run every check even after one failed; return 0 when all are good, 1 otherwise."""
    environment = prepare(ROOT, EXTRAS, libraries.needed(None))
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    # many tests start processes: each would compile all it imports anew, torch's family for 20 s
    environ.pop("PYTHONDONTWRITEBYTECODE", None)
    failed = []
    for name, command in checks(environment, arguments).items():
        say(f"-- {name}")
        if subprocess.call(command, cwd=ROOT, env=environ) != 0:
            failed.append(name)
    if failed:
        say(f"Not good: {', '.join(failed)}")
    return 1 if failed else 0
