"""The SQLite file of a project: opened safely, written in whole transactions, faults in one line.

WAL with full synchronisation and foreign keys on. A file from a newer Verbench, a damaged one and a
disk that takes nothing are told apart, and none of them is changed.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

from engine.errors import Damaged, StorageProblem, TooNew, VerbenchError

NAME = "project.db"
BACKUPS = "backups"
VERSION = 5
"""How many steps `engine.project.migrations` has."""
_BUSY_SECONDS = 5.0
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_LOCKED = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_READ_ONLY = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)


class Database:
    """One connection, for the thread that opened it."""

    def __init__(self, path: Path, *, make: bool) -> None:
        """Open `path`, or make it where `make` is set; brings older projects up to date, after a
        backup.

        Raises TooNew for a newer project, Damaged for a damaged one and StorageProblem for one
        that cannot be written.
        """
        self.path = path
        with self._telling():
            mode = "rwc" if make else "rw"
            self._conn = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode={mode}",
                uri=True,
                timeout=_BUSY_SECONDS,
                isolation_level=None,
            )
        try:
            with self._telling():
                self._prepare()
        except BaseException:
            self._conn.close()
            raise

    def close(self) -> None:
        """Let go of the file. Closing twice is fine."""
        self._conn.close()

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[sqlite3.Row]:
        """All rows of a query."""
        with self._telling():
            return self._conn.execute(sql, values).fetchall()

    def stamp(self) -> tuple[int, int] | None:
        """Another one after every write, of this connection or of another program; None in the
        middle of a transaction, which may yet be rolled back."""
        if self._within():
            return None
        with self._telling():
            other = self._conn.execute("pragma data_version").fetchone()[0]
            return int(other), self._conn.total_changes

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of the block or nothing. Inside another it is part of that one."""
        with self._telling():
            if self._within():
                yield self._conn
                return
            # taking the write lock at once waits for others; upgrading later would fail at once
            self._conn.execute("begin immediate")
            try:
                yield self._conn
                self._conn.execute("commit")
            except BaseException:
                if self._within():  # a full disk rolls back by itself
                    self._conn.execute("rollback")
                raise

    def backup(self) -> Path:
        """A whole copy beside the project, safe while others write; returns where it is."""
        stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
        target = self.path.parent / BACKUPS / f"project-{stamp}.db"
        part = target.with_suffix(".part")
        with self._telling():
            target.parent.mkdir(exist_ok=True)
            try:
                with contextlib.closing(sqlite3.connect(part)) as copy:
                    self._conn.backup(copy)
                part.replace(target)
            finally:
                part.unlink(missing_ok=True)
        return target

    def _within(self) -> bool:
        return self._conn.in_transaction

    def _prepare(self) -> None:
        self._conn.row_factory = sqlite3.Row
        self._conn.execute("pragma foreign_keys = on")
        version = self._conn.execute("pragma user_version").fetchone()[0]
        if version > VERSION:
            raise TooNew(
                f"{self.path} was written by a newer Verbench (version {version}, this one reads "
                f"{VERSION})",
                mend="Update Verbench to open it; nothing in it was changed.",
            )
        if self._conn.execute("pragma quick_check(1)").fetchone()[0] != "ok":
            raise _damaged(self.path)
        self._conn.execute("pragma journal_mode = wal")
        self._conn.execute("pragma synchronous = full")
        if version < VERSION:
            if version:
                self.backup()
            self._migrate()

    def _migrate(self) -> None:
        from sqlite_utils import Database as Wrapped  # slow to import, and rarely needed

        from engine.project.migrations import migrations

        migrations.apply(Wrapped(self._conn, execute_plugins=False))
        self._conn.execute(f"pragma user_version = {VERSION}")

    @contextlib.contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except VerbenchError:
            raise
        except sqlite3.Error as error:
            _refuse(self.path, error)
        except OSError as error:
            raise StorageProblem(
                f"{self.path.parent} could not be written ({error.strerror})",
                mend="Choose a folder you may write to.",
            ) from error


def _damaged(path: Path) -> Damaged:
    return Damaged(
        f"{path} is damaged",
        mend="Rebuild the project from its takes; the damaged file is kept beside it.",
    )


def _refuse(path: Path, error: sqlite3.Error) -> NoReturn:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the low byte is the kind
    if code in _DAMAGED or type(error) is sqlite3.DatabaseError:
        raise _damaged(path) from error
    if code == sqlite3.SQLITE_FULL:
        raise StorageProblem(
            f"The disk is full: nothing was written to {path}",
            mend="Free some space and try again; what was saved is safe.",
        ) from error
    if code in _LOCKED:
        raise StorageProblem(
            f"{path} is in use by another program", mend="Close it there and try again."
        ) from error
    if code in _READ_ONLY:
        raise StorageProblem(
            f"{path} cannot be opened for writing", mend="Choose a folder you may write to."
        ) from error
    raise StorageProblem(
        f"{path} could not be used ({error})", mend="Check the disk and try again."
    ) from error
