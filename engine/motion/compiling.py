"""A plan, a start image and a list of targets go in, a folder with their files and a manifest comes
out: whole or not at all.

The folder is written beside its place and renamed over what was there. A folder that was compiled
from the same plan, image and length keeps what it has of other targets; one that holds anything
else than compiled files is refused.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import uuid
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from engine.documents import plan_to_dict, read_json, write_json
from engine.errors import BadInput, VerbenchError
from engine.motion.compile import TARGETS, Source, Target, Written
from engine.motion.guide import MAX_FRAMES
from engine.motion.strokes import validate
from engine.records import SCHEMA
from engine.video.replace import refuse_storage, sync_folder

MANIFEST = "manifest.json"
MAX_SIDE = 4096
MAX_PIXELS = 4_000_000_000
"""Of all frames together: half a minute of 4K."""
MAX_FPS = 240.0


def compile_plan(
    source: Source,
    folder: Path,
    targets: Sequence[Target] = TARGETS,
    progress: Callable[[int, int], object] = lambda done, total: None,
) -> dict[str, Any]:
    """Write the files of `targets` to `folder` and say what is there: the data of its manifest.

    {schema, compiled: what it was made from (a hash), width, height, frames, fps,
    targets: {ID: {files: [...], notes: [...]}}}. `progress` is told how much is done of how much,
    beginning with nothing; it may raise `Cancelled`.

    Raises BadInput for a plan, size or folder that cannot be used, StorageProblem where the disk is
    full or read-only; what was there before is untouched then.
    """
    _check(source)
    made_from = _fingerprint(source)
    steps = _Steps(progress, sum(target.passes * source.frames + 1 for target in targets))
    source = replace(source, written=steps.count)
    kept = _kept(folder, made_from)
    temp = folder.with_name(f".{folder.name}.{uuid.uuid4().hex[:8]}.part")
    try:
        temp.mkdir()
        entries = _carried_over(folder, temp, kept, {target.id for target in targets})
        for target in targets:
            written = target.write(source, temp)
            _check_written(temp, written, source.frames)
            steps.count()
            entries[target.id] = {"files": list(written.files), "notes": list(written.notes)}
        ordered = {target.id: entries[target.id] for target in TARGETS if target.id in entries}
        width, height = source.size
        manifest = {"schema": SCHEMA, "compiled": made_from, "width": width, "height": height}
        manifest |= {"frames": source.frames, "fps": source.fps, "targets": ordered}
        write_json(manifest, temp / MANIFEST)
        _swap(temp, folder)
    except OSError as error:
        refuse_storage(folder, error)
    finally:
        shutil.rmtree(temp, ignore_errors=True)
    return manifest


class _Steps:
    """Counts what is done and tells it."""

    def __init__(self, tell: Callable[[int, int], object], total: int) -> None:
        self._tell, self._total, self._done = tell, total, 0
        tell(0, total)

    def count(self) -> None:
        self._done += 1
        self._tell(self._done, self._total)


def holds_compiled(folder: Path) -> bool:
    """Whether a folder holds what was compiled before, which compiling replaces.

    Raises BadInput where it is a file, or holds anything else.
    """
    _kept(folder, "")
    return (folder / MANIFEST).is_file()


def _check(source: Source) -> None:
    validate(source.plan)
    width, height = source.size
    if not 1 <= source.frames <= MAX_FRAMES:
        raise BadInput(f"{source.frames} frames; a plan compiles to 1 to {MAX_FRAMES}")
    if max(width, height) > MAX_SIDE:
        raise BadInput(
            f"{width} x {height} is more than {MAX_SIDE} pixels a side",
            mend="Give the size of the clip: --width 832 --height 480",
        )
    if width * height * source.frames > MAX_PIXELS:
        raise BadInput(
            f"{source.frames} frames of {width} x {height} are too many to compile",
            mend="Use a smaller size or fewer frames",
        )
    if not 0 < source.fps <= MAX_FPS:
        raise BadInput(
            f"{source.fps:g} frames per second", mend=f"Use more than 0, up to {MAX_FPS:g}"
        )


def _fingerprint(source: Source) -> str:
    """Of everything that the files depend on, masks by their content."""
    digest = hashlib.sha256()
    plan = json.dumps(plan_to_dict(source.plan, None), sort_keys=True)
    digest.update(f"{plan} {source.image.shape} {source.frames} {source.fps:g}".encode())
    digest.update(source.prompt.encode())
    digest.update(source.image.tobytes())
    digest.update(b"" if source.plate is None else source.plate.tobytes())
    masks = [stroke.region.mask for stroke in source.plan.strokes]
    for path in filter(None, [source.plan.plate, *masks]):
        with suppress(OSError, ValueError):  # compiling says what is wrong with it
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _kept(folder: Path, made_from: str) -> dict[str, Any]:
    """What of a folder may stay: its targets where it was compiled from the same. Raises BadInput
    where it holds what was not compiled."""
    if not folder.exists():
        return {}
    if not folder.is_dir():
        raise BadInput(f"{folder} is a file", mend="Choose a folder, it need not be there")
    there = {path.name for path in folder.iterdir()}
    if not there:
        return {}
    if MANIFEST not in there:
        raise BadInput(f"{folder} holds other things", mend="Choose a new or empty folder")
    manifest = read_json(folder / MANIFEST, "manifest")
    targets = _entries(manifest)
    ours = {name.rstrip("/") for entry in targets.values() for name in entry["files"]}
    strangers = there - ours - {MANIFEST}
    if strangers or "compiled" not in manifest:
        raise BadInput(
            f"{folder} holds other things ({min(strangers, default=MANIFEST)})",
            mend="Choose a new or empty folder",
        )
    return targets if manifest["compiled"] == made_from else {}


def _entries(manifest: dict[str, Any]) -> dict[str, Any]:
    """The targets of a manifest, as far as they name plain files."""
    targets = manifest.get("targets")
    known = {target.id for target in TARGETS}
    out: dict[str, Any] = {}
    for name, entry in targets.items() if isinstance(targets, dict) else ():
        files = entry.get("files") if isinstance(entry, dict) else None
        notes = entry.get("notes", []) if isinstance(entry, dict) else None
        if name in known and _plain_names(files) and isinstance(notes, list):
            out[name] = {"files": files, "notes": [str(note) for note in notes]}
    return out


def _plain_names(files: object) -> bool:
    return isinstance(files, list) and all(
        isinstance(name, str) and name and Path(name).name == name.removesuffix("/")
        for name in files
    )


def _carried_over(
    folder: Path, temp: Path, kept: dict[str, Any], again: set[str]
) -> dict[str, dict[str, Any]]:
    """Link or copy the files of targets that are not made again."""
    entries = {name: entry for name, entry in kept.items() if name not in again}
    for entry in entries.values():
        for name in entry["files"]:
            old, new = folder / name.rstrip("/"), temp / name.rstrip("/")
            if old.is_dir():
                shutil.copytree(old, new, copy_function=_linked)
            elif old.is_file():
                _linked(str(old), str(new))
    return {
        name: entry
        for name, entry in entries.items()
        if all((temp / file.rstrip("/")).exists() for file in entry["files"])
    }


def _linked(old: str, new: str) -> str:
    try:
        os.link(old, new)
    except OSError:
        shutil.copy2(old, new)
    return new


def _check_written(folder: Path, written: Written, frames: int) -> None:
    for name in written.files:
        path = folder / name.rstrip("/")
        whole = len(list(path.iterdir())) == frames if name.endswith("/") else path.stat().st_size
        if not whole:
            raise VerbenchError(f"{name} came out incomplete", mend="Check the disk and try again")


def _swap(temp: Path, folder: Path) -> None:
    old = folder.with_name(f".{folder.name}.{uuid.uuid4().hex[:8]}.old")
    if folder.exists():
        folder.rename(old)
    try:
        temp.rename(folder)
    except OSError:
        with suppress(OSError):
            old.rename(folder)
        raise
    sync_folder(folder.parent)
    shutil.rmtree(old, ignore_errors=True)
