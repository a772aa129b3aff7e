"""`verbench doctor`: what is installed and missing, what this machine can run, and the mends."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib import metadata, util
from pathlib import Path
from typing import Literal

from app import places
from engine.errors import BadInput, VerbenchError
from engine.records import SCHEMA

State = Literal["good", "missing", "broken"]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. `needed` things decide the exit status."""

    name: str
    state: State
    found: str
    needed: bool = True
    mend: str = ""


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    """Adds the command."""
    parser = subparsers.add_parser("doctor", help="what is installed and what this machine can run")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints what was found; 0 when the window and the animatic can work, else 2."""
    checks = examine()
    works = all(check.state == "good" for check in checks if check.needed)
    if arguments.format == "json":
        found = [asdict(check) for check in checks]
        print(json.dumps({"schema": SCHEMA, "works": works, "checks": found}, indent=2))
    else:
        _print(checks, works)
    return 0 if works else 2


def examine() -> list[Check]:
    """Everything that is looked at, the needed things first."""
    return [
        _python(),
        _qt(),
        *(_package(name, module) for name, module in _NEEDED),
        _works("animatic", _make_animatic, "Reinstall Verbench."),
        _writable("settings and verb book", places.data_folder()),
        _verbs(),
        _display(),
        *(_optional(name, module) for name, module in _OPTIONAL),
        _gpu(),
    ]


_NEEDED = (
    ("numpy", "numpy"),
    ("opencv-python-headless", "cv2"),
    ("av", "av"),
    ("sqlite-utils", "sqlite_utils"),
    ("pyqtgraph", "pyqtgraph"),
    ("platformdirs", "platformdirs"),
    ("jsonschema", "jsonschema"),
)
_OPTIONAL = (("torch", "torch"), ("diffusers", "diffusers"), ("ray", "ray"))
_EXTRAS = {"torch": "diffusers", "diffusers": "diffusers", "ray": "cluster"}


def _python() -> Check:
    good = sys.version_info >= (3, 11)
    found = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    return Check(
        "python", "good" if good else "broken", found, mend="Install Python 3.11 or newer."
    )


def _qt() -> Check:
    try:
        version = metadata.version("PySide6-Essentials")
    except metadata.PackageNotFoundError:
        return Check("qt", "missing", "", mend=_install("PySide6-Essentials<6.12"))
    if tuple(map(int, version.split(".")[:2])) >= (6, 12) and sys.version_info < (3, 12):
        mend = _install("'PySide6-Essentials<6.12'")
        return Check("qt", "broken", f"{version} aborts on Python 3.11", mend=mend)
    return _works("qt", lambda: _qt_version(version), "Run packaging/start.py again.")


def _qt_version(version: str) -> str:
    import PySide6.QtWidgets  # noqa: F401

    return version


def _package(name: str, module: str) -> Check:
    if util.find_spec(module) is None:
        return Check(name, "missing", "", mend=_install(name))
    return _works(name, lambda: metadata.version(name), _install(name))


def _optional(name: str, module: str) -> Check:
    mend = f"For local generation: {_install(f'verbench[{_EXTRAS[name]}]')}"
    if name == "ray":
        mend = f"To spread trials over machines: {_install('verbench[cluster]')}"
    if util.find_spec(module) is None:
        return Check(name, "missing", "", needed=False, mend=mend)
    return Check(name, "good", metadata.version(name), needed=False)


def _works(name: str, act: Callable[[], str], mend: str) -> Check:
    try:
        return Check(name, "good", act())
    except VerbenchError as error:
        return Check(name, "broken", error.message, mend=error.mend or mend)
    except Exception as error:
        # the doctor's work is to name whatever breaks
        return Check(name, "broken", " ".join(str(error).split())[:200], mend=mend)


def _make_animatic() -> str:
    import numpy as np

    from engine.motion.guide import GuideClip
    from engine.records import MotionPlan

    clip = GuideClip(MotionPlan(), np.zeros((16, 16, 3), np.uint8), 2)
    return f"{len(clip)} frames made"


def _writable(name: str, folder: Path) -> Check:
    nearest = next(place for place in (folder, *folder.parents) if place.exists())
    good = os.access(nearest, os.W_OK)
    mend = f"Make {nearest} writable, or set VERBENCH_HOME to a folder that is."
    return Check(name, "good" if good else "broken", str(folder), mend="" if good else mend)


def _verbs() -> Check:
    """The verbs that prompts are read with; the person's own file may be at fault."""
    from engine.prompt import lexicon

    path = places.verbs_file()
    try:
        lexicon.use(path)
        known = lexicon.english()
    except BadInput as error:
        mend = f"{error.mend} The file is {path}.".strip()
        return Check("verbs", "broken", error.message, needed=False, mend=mend)
    found = f"{len(known.verbs)}, your own from {path}"
    if not known.problems:
        return Check("verbs", "good", found, needed=False)
    return Check("verbs", "broken", found, needed=False, mend="; ".join(known.problems))


def _display() -> Check:
    if sys.platform != "linux":
        return Check("display", "good", platform.system(), needed=False)
    found = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY") or ""
    mend = "Without one the window cannot open; every command works."
    return Check("display", "good" if found else "missing", found, needed=False, mend=mend)


def _gpu() -> Check:
    # torch takes a second to import; the driver's own files are enough to know
    driver = Path("/proc/driver/nvidia/version")
    if driver.exists():
        return Check("gpu", "good", driver.read_text().splitlines()[0][:120], needed=False)
    mend = "The animatic needs none; diffusion models run on the processor, slowly."
    return Check("gpu", "missing", "", needed=False, mend=mend)


def _install(what: str) -> str:
    return f"{Path(sys.executable).name} -m pip install {what}"


def _print(checks: list[Check], works: bool) -> None:
    marks = {"good": "ok", "missing": "--", "broken": "!!"}
    width = max(len(check.name) for check in checks)
    for check in checks:
        print(f"{marks[check.state]}  {check.name:<{width}}  {check.found or check.state}")
        if check.state != "good" and check.mend:
            print(f"    {'':<{width}}  {check.mend}")
    print("The window and the animatic can work." if works else "Something needed is not right.")
