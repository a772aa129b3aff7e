"""One program at a time works on a project's queue; the lock ends with its process."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from engine.errors import StorageProblem


class QueueLock:
    """Holds `project.lock` of a folder. Release it, or use it in a `with`."""

    def __init__(self, folder: Path) -> None:
        """Raises StorageProblem where another program has the lock or the folder is read-only."""
        try:
            self._file: IO[bytes] = (folder / "project.lock").open("ab")
        except OSError as error:
            raise StorageProblem(
                f"{folder} is read-only", mend="Choose a folder you may write to."
            ) from error
        try:
            _lock(self._file)
        except OSError as error:
            self._file.close()
            raise StorageProblem(
                f"{folder} is open in another Verbench", mend="Close it there first."
            ) from error

    def release(self) -> None:
        """Let others work on the queue. Releasing twice is fine."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


def _lock(file: IO[bytes]) -> None:
    if os.name == "nt":
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
