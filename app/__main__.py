"""The command `verbench`: opens the window, or runs one of its commands without one.

Exit status: 0 good, 1 hints or findings at or above --fail-on, 2 bad input or a missing part (one
line on stderr, no traceback).
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NoReturn

from engine.errors import BadInput, Cancelled, VerbenchError

COMMANDS = (
    "lint",
    "expand",
    "generate",
    "inspect",
    "plan",
    "verbs",
    "takes",
    "queue",
    "models",
    "doctor",
)


class Parser(argparse.ArgumentParser):
    """Says what is wrong with the arguments in one line, like every other error."""

    def error(self, message: str) -> NoReturn:
        raise BadInput(message, mend=f"See '{self.prog} --help'.")


def program_version() -> str:
    """The version in pyproject, through the installed distribution."""
    with suppress(PackageNotFoundError):
        return version("verbench")
    return "0"


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the program and returns its exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == ["--worker"]:  # a frozen bundle has no `python -m`
        from engine.generate.worker import main as work

        return work()
    if arguments[:1] == ["--measure"]:
        from engine.motion.measuring import main as measure

        measure()
        return 0
    if arguments[:1] == ["--reader"]:
        from engine.prompt.reader import main as read

        read()
    try:
        if arguments and arguments[0] in COMMANDS:
            return _run_command(arguments)
        return _open_window(_window_parser().parse_args(arguments))
    except VerbenchError as error:
        print(f"verbench: {error}", file=sys.stderr)
        return 2
    except (Cancelled, KeyboardInterrupt):
        print("verbench: stopped", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # the reader of our output has gone; nothing is left to say, not even at shutdown
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


def _run_command(arguments: Sequence[str]) -> int:
    parser = Parser(prog="verbench")
    subparsers = parser.add_subparsers(required=True)
    import_module(f"app.cli.{arguments[0]}").add_parser(subparsers)
    parsed = parser.parse_args(arguments)
    return int(parsed.run(parsed))


def _window_parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="verbench",
        description="See what is ambiguous in a prompt, paint the motion, see what broke.",
        epilog=f"commands: {', '.join(COMMANDS)} (verbench COMMAND --help)",
    )
    parser.add_argument("path", nargs="?", type=Path, help="a project folder, a clip or an image")
    parser.add_argument("--sample", action="store_true", help="open the sample project")
    parser.add_argument("--theme", choices=("system", "dark", "light"), help="for this run")
    parser.add_argument("--version", action="version", version=f"verbench {program_version()}")
    return parser


def _open_window(arguments: argparse.Namespace) -> int:
    from app import display, quick

    if arguments.path is not None and not arguments.path.exists():
        raise BadInput(
            f"There is no command, file or folder named {arguments.path}",
            mend=f"The commands are {', '.join(COMMANDS)}.",
        )
    display.check()
    quick.imports()
    from app.workbench import run

    return run(arguments.path, sample=arguments.sample, theme=arguments.theme)


if __name__ == "__main__":
    sys.exit(main())
