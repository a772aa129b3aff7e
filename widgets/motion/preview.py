"""The instant preview: a function that gives frames goes in, frames in time come out, in a loop."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage

Guide = Callable[[int], QImage]
"""The frame of the guide clip at this index."""

_TICK_MS = 15


class PreviewLoop(QObject):
    """Plays a guide clip over and over, one frame at a time; late ones are left out."""

    frame_shown = Signal(object, float)
    """QImage, t of the clip."""
    stopped = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._guide: Guide | None = None
        self._count, self._seconds = 0, 5.0
        self._shown = -1
        self._started_at = 0.0
        self._clock = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._on_tick)

    @property
    def playing(self) -> bool:
        """Whether the loop runs."""
        return self._timer.isActive()

    def set_guide(self, guide: Guide | None, count: int) -> None:
        """Another clip of `count` frames; the loop goes on at the same time. None stops it."""
        self._guide, self._count = guide, count
        self._shown = -1
        if guide is None or count < 1:
            self.stop()

    def set_seconds(self, seconds: float) -> None:
        """How long one turn of the loop takes."""
        self._seconds = max(seconds, 0.05)

    def play(self) -> None:
        """Starts the loop from its first frame."""
        if self._guide is None or self.playing:
            return
        self._started_at, self._shown = 0.0, -1
        self._clock.start()
        self._timer.start()
        self._on_tick()

    def stop(self) -> None:
        """Stops the loop."""
        if self.playing:
            self._timer.stop()
            self.stopped.emit()

    def show_at(self, t: float) -> None:
        """Shows the frame at t of the clip; a running loop goes on from there."""
        if self._guide is None:
            return
        self._started_at = t * self._seconds
        self._shown = -1
        self._clock.start()
        self._show(min(int(t * self._count), self._count - 1))

    def _on_tick(self) -> None:
        if self._guide is None:
            return
        gone = (self._started_at + self._clock.elapsed() / 1000) % self._seconds
        self._show(min(int(gone / self._seconds * self._count), self._count - 1))

    def _show(self, index: int) -> None:
        if index == self._shown:
            return
        self._shown = index
        self.frame_shown.emit(self._guide(index), index / max(self._count - 1, 1))
