"""What was found in takes as files: a page, data, or the take with it painted on.

What goes in are the takes of the open project and where the person wants the file; it is written
beside the window, which shows how far it is and can stop it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QProgressDialog

from app.beside import Beside
from app.cards import clock, take_title
from engine.errors import BadInput, Cancelled, VerbenchError
from engine.records import Origin, Rating, Report, Shot, Take

if TYPE_CHECKING:
    from app.workbench import Workbench

_TELL_S = 0.1
Step = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of a file."""

    path: Path
    fault: VerbenchError | None = None
    stopped: bool = False


class Reporting(QObject):
    """Writes one file at a time."""

    _stepped = Signal(int, int, float)

    def __init__(self, workbench: Workbench) -> None:
        super().__init__(workbench)
        self._bench = workbench
        self._stop = threading.Event()
        self._progress: QProgressDialog | None = None
        self._beside = Beside(_written, self)
        self._beside.done.connect(self._show_outcome)
        self._stepped.connect(self._show_step, Qt.ConnectionType.QueuedConnection)

    def close(self) -> None:
        """Stops what is being written; nothing is left of it."""
        self._stop.set()
        self._beside.close()

    def save_report(self) -> None:
        """Asks where to, and writes what was found in the watched take."""
        report = self._watched()
        if report is not None:
            self._save((report,), _file_name(report))

    def save_all(self) -> None:
        """Asks where to, and writes what was found in every take of the project."""
        bench = self._bench
        project = bench.session.project
        takes = () if project is None else bench.session.attempt(project.takes) or ()
        found = (bench.session.attempt(lambda take=take: self._told(take)) for take in takes)
        reports = tuple(report for report in found if report is not None)
        if not reports:
            self._refuse(self.tr("No take was analysed yet"))
            return
        self._save(reports, "report")

    def save_overlay(self) -> None:
        """Asks where to, and writes the watched take with what was found painted on it."""
        report, take = self._watched(), self._bench.watching.take
        if report is None or take is None:
            return
        path = self._asked(
            self.tr("Save overlay video"),
            f"{_file_name(report)}-seen.mp4",
            self.tr("Video (*.mp4);;Lossless video (*.mkv)"),
            ".mp4",
        )
        if path is not None:
            flow = self._bench.work.flow_file(take.id)
            self.write(path, lambda step: _overlay(report, path, flow, step))

    def write(self, path: Path, act: Callable[[Step], object]) -> None:
        """Does `act`, which writes `path`, beside the window."""
        self._stop = threading.Event()
        self._progress = QProgressDialog(
            self.tr("Saving {name}…").format(name=path.name),
            self.tr("Stop"),
            0,
            0,
            self._bench.window,
        )
        self._progress.setWindowTitle(self.tr("Saving"))
        self._progress.setMinimumDuration(400)
        self._progress.setAutoClose(False)
        self._progress.setAutoReset(False)
        self._progress.canceled.connect(self._stop.set)
        self._beside.ask(path, act, self._stop, self._stepped.emit)

    def _save(self, reports: tuple[Report, ...], name: str) -> None:
        from engine.inspect.saving import save_reports

        path = self._asked(
            self.tr("Save report"),
            f"{name}.html",
            self.tr("Page (*.html);;Data (*.json)"),
            ".html",
        )
        if path is not None:
            self.write(path, lambda step: save_reports(reports, path, step))

    def _asked(self, title: str, name: str, kinds: str, suffix: str) -> Path | None:
        folder = Path(self._bench.preferences.export_folder or Path.home())
        chosen, kind = QFileDialog.getSaveFileName(
            self._bench.window, title, str(folder / name), kinds
        )
        if not chosen:
            return None
        path = Path(chosen)
        if not path.suffix:
            known = (ending for ending in (".json", ".mkv") if ending in kind)
            path = path.with_suffix(next(known, suffix))
        self._bench.preferences.export_folder = str(path.parent)
        return path

    def _watched(self) -> Report | None:
        """The report of the watched take; where there is none, it is said why."""
        watching = self._bench.watching
        if watching.take is None:
            self._refuse(self.tr("There is no take to report on"))
        elif watching.report is None:
            self._refuse(self.tr("The take is still being analysed"))
        else:
            return self._handed_on(watching.report, watching.take, watching.rating)
        return None

    def _told(self, take: Take) -> Report | None:
        project = self._bench.session.project
        report = project.report(take.id)
        rating = project.rating(take.id)
        told = self._bench.watching.told(report, rating)
        return None if told is None else self._handed_on(told, take, rating or Rating())

    def _handed_on(self, report: Report, take: Take, rating: Rating) -> Report:
        """The report as others get it: of this take by its name, with what was said of it."""
        from engine.inspect.judged import judged

        title = take_title(take, self._bench.session.shots)
        shot = take.request.shot if take.request is not None else Shot()
        generated = take.source == "generated"
        origin = Origin(title, shot.prompt, take.model, shot.settings.seed if generated else None)
        return judged(replace(report, file=take.path, origin=origin), rating)

    def _refuse(self, what: str) -> None:
        mend = self.tr("Watch a take (F3); it is analysed then.")
        self._bench.screen.show_error(BadInput(what, mend=mend))

    def _show_step(self, done: int, total: int, seconds: float) -> None:
        if self._progress is None or self._stop.is_set():
            return
        self._progress.setMaximum(total)
        self._progress.setValue(done)
        left = self.tr("{done} of {total}, {clock} left")
        self._progress.setLabelText(left.format(done=done, total=total, clock=clock(seconds)))

    def _show_outcome(self, outcome: _Outcome) -> None:
        progress, self._progress = self._progress, None
        if progress is not None:
            progress.reset()
            progress.deleteLater()
        bench = self._bench
        if outcome.fault is not None:
            bench.screen.show_error(outcome.fault)
        elif not outcome.stopped:
            bench.acts.forget_notice()
            said = self.tr("Saved {name}").format(name=outcome.path.name)
            bench.window.stage.notice.show_message(said, str(outcome.path), "check")


def _written(
    path: Path,
    act: Callable[[Step], object],
    stop: threading.Event,
    tell: Callable[[int, int, float], object],
) -> _Outcome:
    """Does the work; on its own thread."""
    begun, told = time.monotonic(), 0.0

    def step(done: int, total: int) -> None:
        nonlocal told
        if stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - told >= _TELL_S:
            told = now
            tell(done, total, (now - begun) / max(done, 1) * (total - done))

    try:
        act(step)
    except Cancelled:
        return _Outcome(path, stopped=True)
    except VerbenchError as error:
        return _Outcome(path, fault=error)
    return _Outcome(path)


def _file_name(report: Report) -> str:
    from engine.project.media import slug

    return "-".join(slug(part) for part in report.origin.title.split(" · "))


def _overlay(report: Report, path: Path, flow: Path | None, step: Step) -> None:
    import numpy as np

    from engine.inspect.overlay import write_overlay

    rows = None
    if flow is not None and flow.is_file():
        rows = np.load(flow, mmap_mode="r", allow_pickle=False)
    write_overlay(report, path, rows, step)
