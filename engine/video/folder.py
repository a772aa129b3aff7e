"""A clip as a folder of PNG frames: frame_00000.png and so on, clip.json with rate and note, and a
folder of its own for the files it carries."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import uuid
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import numpy as np

from engine.errors import BadInput
from engine.records import ClipInfo
from engine.video.carried import FOLDER
from engine.video.frames import MAX_FRAMES, Frame, same_size, too_long
from engine.video.replace import refuse_storage, sync_folder

NOTE = "clip.json"
"""Beside the frames: what a video file would say in its header."""


def write_folder(
    path: Path, frames: Iterable[Frame], fps: float, comment: str, files: Mapping[str, bytes]
) -> ClipInfo:
    """Write `frames` to the folder `path`; errors as those of `engine.video.write.write_clip`."""
    _check_folder(path)
    temp = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.part")
    count, shape = 0, (0, 0)
    try:
        with _telling(path):
            temp.mkdir()
        for frame in same_size(path, frames):
            with _telling(path):
                _write_synced(temp / f"frame_{count:05d}.png", _png(frame))
            count, shape = count + 1, (frame.shape[0], frame.shape[1])
        note = {"schema": 1, "fps": fps, "comment": comment}
        with _telling(path):
            _write_synced(temp / NOTE, json.dumps(note, ensure_ascii=False).encode())
            _write_files(temp / FOLDER, files)
            _swap_folder(temp, path)
            sync_folder(path.parent)
    finally:
        shutil.rmtree(temp, ignore_errors=True)
    return ClipInfo(count, float(fps), shape[1], shape[0], "png", comment)


def _write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    if files:
        folder.mkdir()
    for name, data in files.items():
        _write_synced(folder / name, data)


def _check_folder(path: Path) -> None:
    """Only a folder that holds nothing but frames may be written over."""
    if path.exists() and not path.is_dir():
        raise BadInput(f"{path} is a file, not a folder", mend="Choose another name.")
    if path.is_dir():
        strangers = [p.name for p in path.iterdir() if not _is_ours(p)]
        if strangers:
            raise BadInput(
                f"{path} holds other things ({min(strangers)})",
                mend="Choose a new or empty folder for the frames.",
            )


def _is_ours(path: Path) -> bool:
    return path.name in {NOTE, FOLDER} or (
        path.name.startswith("frame_") and path.suffix == ".png" and path.is_file()
    )


def _swap_folder(temp: Path, path: Path) -> None:
    if not path.exists():
        temp.rename(path)
        return
    old = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.old")
    path.rename(old)
    try:
        temp.rename(path)
    except OSError:
        old.rename(path)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _png(frame: Frame) -> bytes:
    import cv2

    bgr = np.ascontiguousarray(frame[:, :, ::-1])
    _, data = cv2.imencode(".png", bgr, [cv2.IMWRITE_PNG_COMPRESSION, 1])
    return bytes(data)


@contextlib.contextmanager
def _telling(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        refuse_storage(path, error)


def _write_synced(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


class FrameFolder:
    """A folder of frames as a clip. Raises BadInput where it holds none or too many."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._files = sorted(path.glob("frame_*.png"))
        if not self._files:
            raise BadInput(
                f"{path} holds no frames", mend="Choose a folder with frame_00000.png and so on."
            )
        if len(self._files) > MAX_FRAMES:
            raise too_long(path.name, len(self._files))
        fps, comment = _note_of(path / NOTE)
        height, width = self.frame(0).shape[:2]
        self.promised = len(self._files)
        self.times: tuple[float, ...] = ()
        self.interlaced = False
        self.info = ClipInfo(len(self._files), fps, width, height, "png", comment)

    def frame(self, index: int) -> Frame:
        """Picture `index`."""
        from engine.frame.load import load_image

        return load_image(self._files[index])

    def pictures(self) -> Iterator[Frame | None]:
        """All pictures in order, None for each that cannot be read."""
        for index in range(len(self._files)):
            try:
                yield self.frame(index)
            except BadInput:
                yield None

    def close(self) -> None:
        """Nothing is held open."""


def _note_of(path: Path) -> tuple[float, str]:
    """Rate and comment of a folder of frames; 24 and nothing where no note says so."""
    if not path.is_file():
        return 24.0, ""
    try:
        note = json.loads(path.read_text(encoding="utf-8"))
        fps, comment = float(note["fps"]), str(note["comment"])
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise BadInput(f"{path} is damaged", mend="Delete it and the frames still load.") from error
    if not 0 < fps <= 1000:
        raise BadInput(f"{path} says {fps} frames per second", mend="Correct it.")
    return fps, comment
