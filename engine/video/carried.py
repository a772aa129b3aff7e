"""Files that a clip carries inside itself: names and bytes go in, and come out of any copy of it.

An .mp4 has them as `uuid` boxes behind everything else, an .mkv as attachments, a folder of frames
in a folder of its own. Every player passes over all three. What another program writes anew loses
them; a plain copy does not.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

from engine.errors import BadInput

FOLDER = "carried"
"""Of a folder of frames: where its files are."""
MAX_FILES = 256
MAX_BYTES = 64 * 1024 * 1024
"""All of them together."""

_NAME = re.compile(r"[0-9a-zA-Z][0-9a-zA-Z._-]{0,99}")
_UUID = bytes.fromhex("76657262656e6368a04f5d1c2e9b6a37")
"""Tells our boxes from those of others."""
_MAX_BOXES = 100_000
_MIMETYPE = "application/octet-stream"
"""Matroska shows an attachment that is called an image as a second video stream."""


def check(files: Mapping[str, bytes], name: str) -> None:
    """Raise BadInput where `files` are more, larger or named otherwise than a clip carries."""
    strange = next((key for key in files if not _NAME.fullmatch(key)), None)
    if strange is not None:
        raise BadInput(f"{name} cannot carry a file called {strange!r}", mend="Use plain letters.")
    if len(files) > MAX_FILES or sum(map(len, files.values())) > MAX_BYTES:
        raise BadInput(
            f"{name} cannot carry that much: {len(files)} files",
            mend=f"Use fewer or smaller images: {MAX_FILES} and {MAX_BYTES // 2**20} MB at most.",
        )


def boxes(files: Mapping[str, bytes]) -> bytes:
    """The files as boxes that go behind all others of an .mp4."""
    return b"".join(
        struct.pack(">I4s16sH", 26 + len(name) + len(data), b"uuid", _UUID, len(name))
        + name.encode()
        + data
        for name, data in files.items()
    )


def attach(container: Any, files: Mapping[str, bytes]) -> None:
    """The files as attachments of a Matroska file that is being written."""
    for name, data in files.items():
        container.add_attachment(name, _MIMETYPE, data)


def carried(path: Path) -> dict[str, bytes]:
    """The files that the clip at `path` carries; {} where it has none, or more than is allowed.

    Nothing is decoded: the bytes are as a stranger left them.
    """
    try:
        if path.is_dir():
            found = _of_folder(path / FOLDER)
        elif path.suffix.lower() == ".mkv":
            found = _of_matroska(path)
        else:
            with path.open("rb") as file:
                found = _of_boxes(file, path.stat().st_size)
    except OSError:
        return {}
    files = {name: data for name, data in found.items() if _NAME.fullmatch(name)}
    allowed = len(files) <= MAX_FILES and sum(map(len, files.values())) <= MAX_BYTES
    return files if allowed else {}


def _of_folder(folder: Path) -> dict[str, bytes]:
    if not folder.is_dir():
        return {}
    paths = [path for path in sorted(folder.iterdir()) if path.is_file() and not path.is_symlink()]
    if len(paths) > MAX_FILES or sum(path.stat().st_size for path in paths) > MAX_BYTES:
        return {}
    return {path.name: path.read_bytes() for path in paths}


def _of_matroska(path: Path) -> dict[str, bytes]:
    import av

    try:
        with av.open(str(path.absolute()), format="matroska", metadata_errors="replace") as film:
            return {
                str(stream.name): bytes(stream.data)
                for stream in film.streams.attachments
                if stream.mimetype == _MIMETYPE
            }
    except (av.error.FFmpegError, ValueError):
        return {}


def _of_boxes(file: BinaryIO, end: int) -> dict[str, bytes]:
    """Of a file in boxes of ISO 14496-12: 32 bits of size, four letters, the contents."""
    files: dict[str, bytes] = {}
    at, room = 0, MAX_BYTES
    for _ in range(_MAX_BOXES):
        file.seek(at)
        head = file.read(26)
        if len(head) < 8:
            break
        size = int.from_bytes(head[:4])
        if size == 1:  # the real size follows, in 64 bits
            size = int.from_bytes(head[8:16])
        if size < 8 or at + size > end:
            break
        if head[4:8] == b"uuid" and head[8:24] == _UUID and len(head) == 26:
            length = int.from_bytes(head[24:])
            room -= size
            if room < 0 or 26 + length > size or len(files) >= MAX_FILES:
                return {}
            content = file.read(size - 26)
            files[content[:length].decode("ascii", "replace")] = content[length:]
        at += size
    return files
