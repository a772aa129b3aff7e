"""Telling the person who looks elsewhere that takes are done: what the work says goes in, a message
of the system comes out, or a mark on the window where the system shows none.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from engine.records import JobState
from widgets.common.translation import tr

if TYPE_CHECKING:
    from app.workbench import Workbench

LEAST_S = 30.0
"""Between two messages while the queue goes on; that it is done is always told."""
_WAITING = (JobState.QUEUED, JobState.RUNNING)


class Notices(QObject):
    """Counts what was made while the window was not looked at."""

    def __init__(self, workbench: Workbench) -> None:
        super().__init__(workbench)
        self._bench = workbench
        self._tray: QSystemTrayIcon | None = None
        self._unseen, self._told = 0, float("-inf")
        self._failed: set[str] | None = None
        self._title = workbench.window.windowTitle()
        workbench.window.installEventFilter(self)

    def close(self) -> None:
        """Nothing of it stays on the desktop."""
        if self._tray is not None:
            self._tray.hide()

    @property
    def unseen(self) -> int:
        """Takes that were made while nobody looked."""
        return self._unseen

    def take_made(self, take_id: int) -> None:
        """One more take is there."""
        if self._is_seen():
            return
        self._unseen += 1
        self._bench.window.setWindowTitle(f"({self._unseen}) {self._title}")
        waiting = sum(job.state in _WAITING for job in self._bench.work.jobs())
        if waiting and time.monotonic() - self._told < LEAST_S:
            return
        self._tell(tr("The queue is done") if not waiting else tr("A take is done"), waiting)

    def jobs_changed(self) -> None:
        """A job that failed while nobody looked is told where it was the last one."""
        jobs = self._bench.work.jobs()
        failed = {job.id for job in jobs if job.state is JobState.FAILED}
        fresh = set() if self._failed is None else failed - self._failed
        self._failed = failed
        if fresh and not self._is_seen() and not any(job.state in _WAITING for job in jobs):
            self._tell(tr("The queue stopped: a take failed"), 0)

    def _is_seen(self) -> bool:
        return self._bench.window.isActiveWindow() or not self._bench.window.isVisible()

    def _tell(self, title: str, waiting: int) -> None:
        self._told = time.monotonic()
        if not self._bench.preferences.notify:
            return
        one, more = tr("1 new take"), tr("{n} new takes").format(n=self._unseen)
        said = [one if self._unseen == 1 else more] if self._unseen else []
        said += [tr("{n} wait").format(n=waiting)] if waiting else []
        self._show(title, " · ".join(said))

    def _show(self, title: str, text: str) -> None:
        QApplication.alert(self._bench.window)
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return  # the title and the task bar say it
        if self._tray is None:
            self._tray = QSystemTrayIcon(QGuiApplication.windowIcon(), self)
            self._tray.messageClicked.connect(self._come_up)
        self._tray.show()
        self._tray.showMessage(title, text, QSystemTrayIcon.MessageIcon.Information)

    def _come_up(self) -> None:
        self._bench.window.raise_()
        self._bench.window.activateWindow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate and self._unseen:
            self._unseen = 0
            self._bench.window.setWindowTitle(self._title)
            self.close()
        return super().eventFilter(watched, event)
