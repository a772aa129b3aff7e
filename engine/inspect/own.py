"""Models of the person's own that clips are looked at with: a folder with their ONNX files goes in,
what they are run by comes out.

The command line, the window and a folder of clips all ask here. A model is put there once it has
proved itself, and taken away again by `remove`; what a clip was measured with is said by `Means`.
"""

from __future__ import annotations

import shutil
from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

from engine.errors import BadInput, StorageProblem
from engine.inspect.flow import Flow
from engine.inspect.outlines import Likely
from engine.inspect.own_flow import OwnFlow
from engine.inspect.own_tracker import OwnTracker
from engine.project.media import sha256_of
from engine.records import Means

Kind = Literal["pose", "flow", "segmenter", "tracker"]
KINDS: tuple[Kind, ...] = get_args(Kind)


def file_of(kind: Kind, folder: Path) -> Path:
    """Where in a folder a model of that kind is."""
    return folder / f"{kind}.onnx"


def mend_of(kind: Kind) -> str:
    """What to do where a model that is there fails."""
    return f"Take it away: verbench models remove {kind}"


def put(kind: Kind, model: Path, folder: Path) -> Path:
    """Copies a model to where it is used from now on, once it has been run and has shown its kind.

    Raises BadInput for another kind of model, StorageProblem where the folder cannot be written to.
    """
    _prove(kind, model)
    target = file_of(kind, folder)
    half = target.with_suffix(".part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(model, half)
        half.replace(target)
    except OSError as error:
        said = f"{folder} cannot be written to: {error.strerror or error}"
        raise StorageProblem(said, mend="Choose a folder you may write to.") from error
    return target


def remove(kind: Kind, folder: Path) -> Path:
    """Takes a model away. Raises BadInput where none is there, StorageProblem where it stays."""
    target = file_of(kind, folder)
    try:
        target.unlink()
    except FileNotFoundError as error:
        mend = f"There is nothing to take away; put one there: {_command(kind)}"
        raise BadInput(f"There is no {kind} model of your own", mend=mend) from error
    except OSError as error:
        said = f"{target} cannot be removed: {error.strerror or error}"
        raise StorageProblem(said, mend="Close what uses it.") from error
    return target


def no_model(kind: Kind) -> BadInput:
    """What to say to who wants one fetched: there is none but one's own."""
    said = f"No {kind} model is fetched from anywhere: it is one of your own"
    return BadInput(said, mend=f"Name its file: {_command(kind)}")


def means(folder: Path | None) -> Means:
    """What clips are measured with. Raises BadInput for a model that cannot be read."""
    flow, segmenter, tracker = (_named(kind, folder) for kind in ("flow", "segmenter", "tracker"))
    return Means(flow or Means().flow, segmenter, tracker)


def flow_in(folder: Path | None) -> Flow | None:
    """The flow network in a folder; None where there is none. Raises BadInput where it fails."""
    name = _named("flow", folder)
    return None if folder is None or name is None else _flow(folder, name)


def likely_in(folder: Path | None) -> Likely | None:
    """The segmentation model in a folder; None where there is none. Raises BadInput where it
    fails."""
    name = _named("segmenter", folder)
    return None if folder is None or name is None else _likely(folder, name)


def tracker_in(folder: Path | None) -> OwnTracker | None:
    """The point tracker in a folder; None where there is none. Raises BadInput where it fails."""
    name = _named("tracker", folder)
    return None if folder is None or name is None else _tracker(folder, name)


# a folder of clips is gone through with one model: `name` is of its content, another one is loaded


@lru_cache(maxsize=1)
def _flow(folder: Path, name: str) -> Flow:
    return OwnFlow(file_of("flow", folder), mend_of("flow"))


@lru_cache(maxsize=1)
def _likely(folder: Path, name: str) -> Likely:
    from engine.frame.matting import Model

    return Model(file_of("segmenter", folder), mend_of("segmenter")).likely


@lru_cache(maxsize=1)
def _tracker(folder: Path, name: str) -> OwnTracker:
    return OwnTracker(file_of("tracker", folder), mend_of("tracker"))


def _prove(kind: Kind, model: Path) -> None:
    if kind == "flow":
        OwnFlow(model)
    elif kind == "tracker":
        OwnTracker(model)
    elif kind == "segmenter":
        from engine.frame.matting import Model

        Model(model)
    else:
        from engine.inspect.people.own import OwnPose

        OwnPose(model)


def _command(kind: Kind) -> str:
    return f"verbench models fetch {kind} --from {kind.upper()}.onnx"


def _named(kind: Kind, folder: Path | None) -> str | None:
    """What a model is known by, None where there is none."""
    if folder is None:
        return None
    file = file_of(kind, folder)
    try:
        about = file.stat()
        return f"{file.name} {_digest(file, about.st_size, about.st_mtime_ns)}"
    except FileNotFoundError:
        return None
    except OSError as error:
        said = f"{file} cannot be read ({error.strerror or error})"
        raise BadInput(said, mend=mend_of(kind)) from error


@lru_cache(maxsize=8)
def _digest(file: Path, size: int, changed: int) -> str:
    return sha256_of(file)[:12]
