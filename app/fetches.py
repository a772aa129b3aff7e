"""Models on their way: repositories and folders go in, how far each is comes out.

One thread fetches, one repository after another. What is not whole yet is remembered, so that it
can be gone on with tomorrow; it is never gone on with unasked.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from app import places
from app.beside import Beside
from app.cards import clock
from engine.documents import write_json
from engine.errors import Cancelled, VerbenchError
from engine.records import SCHEMA
from widgets.common.numbers import decimal
from widgets.common.translation import tr
from widgets.jobs.fetch_panel import FetchRow, FetchState, PlanView

if TYPE_CHECKING:
    from engine.models.fetch import Plan

_TELL_S, _WINDOW_S, _END_S = 0.1, 8.0, 3.0
"""Told ten times a second; the rate is that of the last seconds; so long the window waits for the
network when it is closed."""
_LIMIT = 100
GB = 1e9
PEOPLE = "mediapipe"
"""In the place of a repository: the models that people and hands are seen with."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be fetched, and where to."""

    repository: str
    folder: Path
    whole: bool = False
    """With copies that nothing needs."""


@dataclass(slots=True, eq=False)
class _Fetch:
    """One of the list. `state` is written under the lock only."""

    id: int
    wish: Wish
    plan: Plan | None = None
    state: FetchState = "waiting"
    here: int = 0
    total: int = 0
    said: str = ""
    seen: deque[tuple[float, int]] = field(default_factory=lambda: deque(maxlen=400))

    @property
    def left(self) -> float | None:
        """Seconds that are left; None while it is not known."""
        if len(self.seen) < 2:
            return None
        (begun, had), (now, has) = self.seen[0], self.seen[-1]
        return (self.total - has) * (now - begun) / (has - had) if has > had else None


@dataclass(frozen=True, slots=True)
class _Looked:
    """What the hub said, or why it said nothing."""

    wish: Wish
    plan: Plan | None = None
    spare: int = 0
    """Bytes that nothing needs."""
    room: int = 0
    fault: VerbenchError | None = None


class Fetches(QObject):
    """The list of fetches, and what the hub was asked last."""

    looked = Signal(object)
    """A `PlanView`."""
    rows_changed = Signal()
    fetched = Signal(object)
    """The folder of a model that is whole now."""
    failed = Signal(VerbenchError)
    _told = Signal()

    def __init__(self, parent: QObject | None = None, endpoint: str = "") -> None:
        super().__init__(parent)
        self._endpoint = endpoint
        self._lock = threading.Condition()
        self._list: list[_Fetch] = []
        self._next, self._closing = 1, False
        self._whole: list[Path] = []
        self._faults: list[VerbenchError] = []
        self._thread: threading.Thread | None = None
        self._asked: _Looked | None = None
        self._beside = Beside(_looked_at, self)
        self._beside.done.connect(self._show_plan)
        self._told.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._restore()

    # asking

    def look(self, repository: str, folder: Path, whole: bool) -> None:
        """Asks the hub for the list of files; `looked` follows."""
        self._asked = None
        self._beside.ask(Wish(repository, folder, whole), self._endpoint)

    def begin(self) -> None:
        """Fetches what was looked at last."""
        asked, self._asked = self._asked, None
        if asked is not None and asked.plan is not None:
            with self._lock:
                same = [fetch for fetch in self._list if fetch.wish.folder == asked.wish.folder]
                for fetch in same:
                    if fetch.state in ("paused", "failed", "done"):
                        self._list.remove(fetch)
                if not any(fetch.state in ("waiting", "running") for fetch in same):
                    self._put(asked.wish, asked.plan, "waiting")
            self._changed()

    def begin_people(self) -> None:
        """Fetches the models that people and hands are seen with; what they are is known."""
        with self._lock:
            self._list = [
                fetch
                for fetch in self._list
                if fetch.wish.repository != PEOPLE or fetch.state in ("waiting", "running")
            ]
            if not any(fetch.wish.repository == PEOPLE for fetch in self._list):
                self._put(Wish(PEOPLE, places.people_folder()), None, "waiting")
        self._changed()

    # the list

    @property
    def rows(self) -> tuple[FetchRow, ...]:
        """How far each is."""
        with self._lock:
            return tuple(_row(fetch) for fetch in self._list)

    @property
    def busy(self) -> bool:
        """Whether anything is being fetched, or waits for it."""
        with self._lock:
            return any(fetch.state in ("waiting", "running") for fetch in self._list)

    def pause(self, number: int) -> None:
        """Stops it; what was received stays."""
        self._set(number, "paused", ("waiting", "running"))

    def resume(self, number: int) -> None:
        """Goes on at the byte where it was stopped."""
        self._set(number, "waiting", ("paused", "failed"))

    def cancel(self, number: int) -> None:
        """Stops it and takes it off the list; what was received stays in its folder."""
        with self._lock:
            for fetch in self._list:
                if fetch.id == number:
                    fetch.state = "paused"
            self._list = [fetch for fetch in self._list if fetch.id != number]
        self._changed()

    def close(self) -> None:
        """Stops all of it; what was received stays."""
        self._beside.close()
        with self._lock:
            self._closing = True
            self._lock.notify_all()
        if self._thread is not None:
            # a hub that is silent must not hold up the end; a half file bears any end
            self._thread.join(_END_S)

    def _set(self, number: int, state: FetchState, among: tuple[FetchState, ...]) -> None:
        with self._lock:
            for fetch in self._list:
                if fetch.id == number and fetch.state in among:
                    fetch.state, fetch.said = state, ""
                    fetch.seen.clear()
        self._changed()

    def _put(self, wish: Wish, plan: Plan | None, state: FetchState) -> None:
        here, total = (plan.here, plan.bytes) if plan else (0, 0)
        self._list.append(_Fetch(self._next, wish, plan, state, here, total))
        self._next += 1

    def _changed(self) -> None:
        """The list is another: it is kept and shown, and the thread looks at it."""
        with self._lock:
            waiting = any(fetch.state == "waiting" for fetch in self._list)
            if waiting and self._thread is None:
                self._thread = threading.Thread(target=self._run, daemon=True)
                self._thread.start()
            self._lock.notify_all()
        self._keep()
        self.rows_changed.emit()

    def _tell(self) -> None:
        with self._lock:
            whole, self._whole = self._whole, []
            faults, self._faults = self._faults, []
        if whole:
            self._keep()
        self.rows_changed.emit()
        for folder in whole:
            self.fetched.emit(folder)
        for fault in faults:
            self.failed.emit(fault)

    def _show_plan(self, looked: _Looked) -> None:
        self._asked = looked
        self.looked.emit(_view(looked))

    # what is remembered

    def _keep(self) -> None:
        with self._lock:
            left = [fetch.wish for fetch in self._list if fetch.state != "done"]
        entries = [
            {"repository": wish.repository, "folder": str(wish.folder), "whole": wish.whole}
            for wish in left
        ]
        file = places.fetches_file()
        with suppress(OSError, VerbenchError):
            if entries or file.exists():
                file.parent.mkdir(parents=True, exist_ok=True)
                write_json({"schema": SCHEMA, "fetches": entries}, file)

    def _restore(self) -> None:
        with suppress(OSError, ValueError, KeyError, TypeError):
            for entry in json.loads(places.fetches_file().read_bytes())["fetches"][:_LIMIT]:
                wish = Wish(
                    str(entry["repository"]), Path(str(entry["folder"])), bool(entry["whole"])
                )
                self._put(wish, None, "paused")

    # the thread

    def _run(self) -> None:
        while (fetch := self._taken()) is not None:
            try:
                self._one(fetch)
                self._end(fetch, "done")
            except Cancelled:
                self._end(fetch, "paused")
            except VerbenchError as error:
                self._end(fetch, "failed", error)
            except Exception as error:
                # as in a slot: it is reported, and the next one is fetched
                sys.excepthook(*sys.exc_info())
                self._end(fetch, "failed", VerbenchError(f"{type(error).__name__}: {error}"))

    def _taken(self) -> _Fetch | None:
        with self._lock:
            while not self._closing:
                for fetch in self._list:
                    if fetch.state == "waiting":
                        fetch.state = "running"
                        return fetch
                self._lock.wait()
        return None

    def _one(self, fetch: _Fetch) -> None:
        from engine.models import fetch as fetching

        self._tell_soon()
        if fetch.plan is None:
            fetch.plan = _planned(fetch.wish, self._endpoint)[0]
        else:
            # what is here has changed since it was looked at
            fetch.plan = fetching.narrowed(fetch.plan, fetch.plan.files)
        fetch.total = fetch.plan.bytes
        told = 0.0

        def on_bytes(name: str, here: int, size: int) -> None:
            nonlocal told
            if fetch.state != "running" or self._closing:
                raise Cancelled
            now = time.monotonic()
            if now - told >= _TELL_S:
                told = now
                with self._lock:
                    fetch.here = here
                    fetch.seen.append((now, here))
                    while now - fetch.seen[0][0] > _WINDOW_S:
                        fetch.seen.popleft()
                self._tell_soon()

        if fetch.wish.repository == PEOPLE:
            from engine.inspect.people.fetch import carry_out

            carry_out(fetch.plan, fetch.wish.folder, on_bytes)
        else:
            fetching.fetch(fetch.plan, on_bytes)

    def _end(self, fetch: _Fetch, state: FetchState, fault: VerbenchError | None = None) -> None:
        with self._lock:
            if fetch.state == "running":
                fetch.state, fetch.said = state, str(fault or "")
                self._faults += [fault] if fault else []
            if state == "done" and fetch in self._list:
                fetch.state, fetch.here = "done", fetch.total
                self._whole.append(fetch.wish.folder)
        self._tell_soon()

    def _tell_soon(self) -> None:
        with self._lock:  # the window may be gone while a silent hub is still waited for
            if not self._closing:
                self._told.emit()


def _planned(wish: Wish, endpoint: str) -> tuple[Plan, int]:
    """What is to be fetched, and the bytes that nothing needs. Raises VerbenchError."""
    from engine.models.fetch import narrowed, plan
    from engine.models.known import needed

    if wish.repository == PEOPLE:
        from engine.inspect.people import fetch as people

        return people.plan(wish.folder, people.index_here()), 0
    found = plan(wish.repository, wish.folder, endpoint=endpoint)
    lean = narrowed(found, needed(found.files))
    return (found if wish.whole else lean), found.bytes - lean.bytes


def _looked_at(wish: Wish, endpoint: str) -> _Looked:
    """Asks the hub; on its own thread."""
    from engine.models.fetch import free

    try:
        found, spare = _planned(wish, endpoint)
        return _Looked(wish, found, spare, free(wish.folder))
    except VerbenchError as error:
        return _Looked(wish, fault=error)


def _view(looked: _Looked) -> PlanView:
    plan = looked.plan
    if plan is None:
        return PlanView("", "", fault=str(looked.fault or ""))
    size = tr("{n} files, {gb} GB in all, {left} GB to be fetched into {folder}").format(
        n=len(plan.files), gb=_gb(plan.bytes), left=_gb(plan.left), folder=plan.folder
    )
    notes = []
    if plan.left_out:
        notes.append(
            tr("Left out, because pickles can run code: {files}").format(
                files=", ".join(plan.left_out[:3]) + (" …" if len(plan.left_out) > 3 else "")
            )
        )
    fault = ""
    if plan.left > looked.room:
        fault = tr("It does not fit on this disk. Free some space, or choose another folder.")
    spare = tr("With second copies of the same weights ({gb} GB more)").format(gb=_gb(looked.spare))
    room = tr("{gb} GB are free there").format(gb=_gb(looked.room))
    return PlanView(size, room, tuple(notes), fault, spare if looked.spare else "")


def _row(fetch: _Fetch) -> FetchRow:
    share = fetch.here / fetch.total if fetch.total else 0.0
    wish = fetch.wish
    title = tr("Models for people and hands") if wish.repository == PEOPLE else wish.repository
    return FetchRow(fetch.id, title, wish.folder, fetch.state, share, _note(fetch))


def _note(fetch: _Fetch) -> str:
    if fetch.state == "failed":
        return fetch.said
    if fetch.state == "done":
        return tr("{gb} GB, whole and checked").format(gb=_gb(fetch.total))
    so_far = tr("{here} of {gb} GB").format(here=_gb(fetch.here), gb=_gb(fetch.total))
    so_far = so_far if fetch.total else ""
    if fetch.state == "running":
        left = fetch.left
        told = tr("{clock} left").format(clock=clock(left)) if left is not None else ""
    else:
        told = tr("waiting") if fetch.state == "waiting" else tr("paused")
    return " · ".join(part for part in (so_far, told) if part)


def _gb(size: int) -> str:
    return decimal(size / GB, 2 if size < 10 * GB else 1)
