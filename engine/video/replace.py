"""A new file in the place of an old one: whole or not at all, and a failing disk in one line."""

from __future__ import annotations

import contextlib
import errno
import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from engine.errors import StorageProblem

_FULL_DISK = {errno.ENOSPC, errno.EFBIG, *([errno.EDQUOT] if hasattr(errno, "EDQUOT") else [])}


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary file beside `path`: renamed over it, synced, once the block ends well.

    On any exception the temporary file goes and `path` stays as it was. A failing disk is told as
    StorageProblem.
    """
    temp = path.with_name(f".{path.stem}.{uuid.uuid4().hex[:8]}.part{path.suffix}")
    try:
        yield temp
        try:
            _sync(temp)
            temp.replace(path)
            sync_folder(path.parent)
        except OSError as error:
            refuse_storage(path, error)
    finally:
        with contextlib.suppress(OSError):
            temp.unlink(missing_ok=True)


def refuse_storage(path: Path, error: OSError) -> NoReturn:
    """Raise the StorageProblem that says in one line why `path` could not be written."""
    if error.errno in _FULL_DISK:
        raise StorageProblem(
            f"The disk is full: {path.name} was not written",
            mend="Free some space and try again; what was there before is untouched.",
        ) from error
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        raise StorageProblem(
            f"{path.parent} is read-only: {path.name} was not written",
            mend="Choose a folder you may write to.",
        ) from error
    if error.errno == errno.ENOENT:
        raise StorageProblem(
            f"There is no folder {path.parent}", mend="Make it first, or choose another place."
        ) from error
    raise StorageProblem(
        f"{path} could not be written ({error.strerror or error})", mend="Choose another place."
    ) from error


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Let a rename in `folder` survive a power cut."""
    if os.name == "nt":  # Windows cannot open a folder to sync it
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
