"""The Python that was asked to run a command: in, its version; out, the command's exit status or
one line saying which Python is needed. Without newer syntax, so that an old Python reads it too.
"""

import importlib
import shutil
import sys

NEEDED = (3, 11)
NEWER = ("python3.14", "python3.13", "python3.12", "python3.11")


def install_advice(platform):
    """Say how a Python that is new enough is got on this platform, as sys.platform names it."""
    if platform == "win32":
        return "winget install Python.Python.3.12"
    if platform == "darwin":
        return "brew install python@3.12"
    return (
        "sudo apt-get install python3.11 (or python3.12), or from https://www.python.org/downloads"
    )


def complaint(version, platform, script):
    """Return the one line for a Python that is too old, or "" where it is new enough."""
    if tuple(version[:2]) >= NEEDED:
        return ""
    line = "Verbench needs Python 3.11 or newer; this is %d.%d." % tuple(version[:2])  # noqa: UP031
    which = getattr(shutil, "which", lambda name: None)  # Python 2 has none
    for name in NEWER:
        if which(name):
            return line + " You have a newer one: " + name + " " + script
    return line + " Get one with: " + install_advice(platform)


def run(module, script, arguments):
    """Run main(arguments) of a module of this package and return its exit status."""
    line = complaint(sys.version_info, sys.platform, script)
    if line:
        sys.stderr.write(line + "\n")
        return 2
    try:
        command = importlib.import_module(module)
    except ModuleNotFoundError as missing:
        sys.stderr.write(
            "This Python lacks a part of its standard library, the module "
            + str(missing.name)
            + ". On Debian and Ubuntu: sudo apt-get install python3\n"
        )
        return 2
    return importlib.import_module("commands.progress").exit_status(command.main, arguments)
