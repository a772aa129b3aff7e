"""`verbench doctor`: what is installed and missing, what this machine can run, and the mends."""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import sys
from collections.abc import Callable, Iterator
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
        *_generation(),
        *_cards(),
        _models(),
        _people(),
        *_own(),
        _cluster(),
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


def _generation() -> list[Check]:
    """The libraries that models of one's own need."""
    return [_library(name, least) for name, least in _wanted("diffusers")]


def _wanted(extra: str) -> list[tuple[str, str]]:
    """Names and least versions of an extra, as the package itself says them."""
    said = metadata.requires("verbench") or []
    found = (re.match(rf"([\w-]+)>=([\d.]+)\s*;.*\b{extra}\b", line) for line in said)
    return [(match[1], match[2]) for match in found if match]


def _library(name: str, least: str) -> Check:
    mend = f"For local generation: {_install(repr('verbench[diffusers]'))}"
    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        return Check(name, "missing", "", needed=False, mend=mend)
    if _numbers(version) < _numbers(least):
        said = f"{version} is older than {least}"
        return Check(name, "broken", said, needed=False, mend=_install(f"'{name}>={least}'"))
    return _torch(version) if name == "torch" else Check(name, "good", version, needed=False)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version.split("+", maxsplit=1)[0])[:3])


def _torch(version: str) -> Check:
    """Whether it can use the card that is there. It takes seconds to import: its own file tells."""
    from engine.models.machine import cards

    kinds = _torch_kinds()
    if kinds:
        return Check("torch", "good", f"{version}, for {', '.join(kinds)}", needed=False)
    found = f"{version}, for the processor only"
    if not cards():
        return Check("torch", "good", found, needed=False)
    mend = f"For the card: {_install('torch --index-url https://download.pytorch.org/whl/cu126')}"
    return Check("torch", "broken", found, needed=False, mend=mend)


def _torch_kinds() -> list[str]:
    """The kinds of cards that torch was built for."""
    spec = util.find_spec("torch")
    if spec is None or spec.origin is None:
        return []
    try:
        said = (Path(spec.origin).parent / "version.py").read_text(encoding="utf-8")
    except OSError:
        return []
    built = re.findall(r"^(cuda|hip|xpu)\b[^=\n]*= *'([^']+)'", said, re.MULTILINE)
    return [f"{name.upper()} {version}" for name, version in built]


def _cluster() -> Check:
    mend = f"To spread trials over machines: {_install(repr('verbench[cluster]'))}"
    if util.find_spec("ray") is None:
        return Check("ray", "missing", "", needed=False, mend=mend)
    return Check("ray", "good", metadata.version("ray"), needed=False)


def _models() -> Check:
    """The folders that models are looked for in."""
    from engine.models import shelf

    file = places.models_file()
    try:
        named = shelf.folders(file)
    except BadInput as error:
        return Check("models", "broken", error.message, needed=False, mend=error.mend)
    lost = [folder for folder in named if not folder.is_dir()]
    if lost:
        mend = f"Connect its disk, or: verbench models scan --forget {lost[0]}"
        said = f"{lost[0]} is not there"
        return Check("models", "broken", said, needed=False, mend=mend)
    if not named:
        mend = "Name a folder with models: verbench models scan FOLDER"
        return Check("models", "missing", "", needed=False, mend=mend)
    said = ", ".join(map(str, named[:3])) + (" ..." if len(named) > 3 else "")
    return Check("models", "good", said, needed=False)


def _people() -> Check:
    """What people and hands are seen with when a clip is inspected."""
    from engine.inspect.own import file_of
    from engine.inspect.people import fetch, network

    if (own := file_of("pose", places.people_folder())).is_file():
        found = f"your own model, {own}"
        return Check("pose and hands", "good", found, needed=False)
    if not network.runs_here():
        mend = f"To see people and hands in clips: {_install(repr('verbench[pose]'))}"
        return Check("pose and hands", "missing", "", needed=False, mend=mend)
    version = metadata.version("ai-edge-litert")
    if not fetch.present(places.people_folder()):
        found = f"ai-edge-litert {version}, without its models"
        return Check("pose and hands", "missing", found, needed=False, mend=f"{fetch.MEND}.")
    found = f"ai-edge-litert {version}, models in {places.people_folder()}"
    return Check("pose and hands", "good", found, needed=False)


def _own() -> Iterator[Check]:
    """The person's own models that clips are looked at with, where there are any."""
    from engine.inspect.own import Kind, file_of, flow_in, likely_in, tracker_in

    folder = places.own_models_folder()
    opens: dict[Kind, Callable[[Path], object]] = {
        "flow": flow_in,
        "segmenter": likely_in,
        "tracker": tracker_in,
    }
    for kind, open_in in opens.items():
        if (file := file_of(kind, folder)).is_file():
            yield _tried(f"your own {kind}", file, open_in)


def _tried(name: str, file: Path, open_in: Callable[[Path], object]) -> Check:
    try:
        open_in(file.parent)
    except BadInput as error:
        return Check(name, "broken", error.message, needed=False, mend=f"{error.mend}.")
    return Check(name, "good", str(file), needed=False)


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


def _cards() -> list[Check]:
    """Each card, and which memory profile it has room for."""
    from engine.models.machine import cards
    from engine.models.memory import GIB
    from engine.models.profiles import PROFILES

    found = []
    for card in cards():
        size = card.total / GIB
        fitting = next((one for one in PROFILES if one.card and one.card <= size + 1), None)
        which = f"profile {fitting.id} and smaller" if fitting else "too small for models"
        said = f"{card.name}, {card.free / GIB:.1f} of {size:.1f} GiB free: {which}"
        found.append(Check(f"gpu {card.index}", "good", said, needed=False))
    mend = "The animatic needs none; diffusion models run on the processor, slowly."
    return found or [Check("gpu", "missing", "", needed=False, mend=mend)]


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
