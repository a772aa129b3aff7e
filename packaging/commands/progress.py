"""What the person reads while the set-up works: in, one line; out, that line on stderr at once, so
that stdout stays free for what was asked for. Also the exception that ends a set-up with one line.
"""

import sys
from collections.abc import Callable


class SetupFailed(Exception):
    """The set-up cannot go on; the text is the one line that says why and what to do."""


def say(line: str) -> None:
    """Print one line of progress."""
    print(line, file=sys.stderr, flush=True)


def exit_status(main: Callable[[list[str]], int], arguments: list[str]) -> int:
    """Run a command's main and return its exit status: 2 with one line where it cannot go on."""
    try:
        return main(arguments)
    except SetupFailed as failure:
        say(f"\n{failure}")
        return 2
    except KeyboardInterrupt:
        say("\nStopped. Run the same command again to go on.")
        return 130
