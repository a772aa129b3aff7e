"""The clock and its buttons: which frame is shown when.

What goes in is the length of a clip; what comes out is the frame number to show. The clock counts
real time, so that a slow screen skips frames and never slows the motion that is being judged.
"""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from widgets.common.icon import icon
from widgets.common.numbers import decimal
from widgets.common.theme import colours_of

TICK_MS = 4
SPEEDS = (1.0, 2.0, 4.0, 8.0)


class Clock(QObject):
    """Plays frames `first` to `last` at `fps`, forwards or backwards."""

    index_changed = Signal(int)
    playing_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.count, self.fps, self.loop = 0, 24.0, True
        self.first, self.last = 0, 0
        self.index, self.speed = 0, 0.0
        self._start, self._elapsed = 0.0, QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)

    @property
    def playing(self) -> bool:
        """Whether time runs."""
        return self.speed != 0.0

    def set_clip(self, count: int, fps: float) -> None:
        """Another clip, stopped at its first frame."""
        self.stop()
        self.count, self.fps = count, fps
        self.first, self.last, self.index = 0, max(count - 1, 0), 0

    def go(self, index: int) -> None:
        """Shows a frame; playing goes on from there."""
        if not self.count:
            return
        self._show(min(max(index, 0), self.count - 1))
        self._start_from_here()

    def play(self, speed: float = 1.0) -> None:
        """Lets time run at a multiple of the clip's rate; below zero is backwards."""
        if not self.count:
            return
        at_end = self.index >= self.last if speed > 0 else self.index <= self.first
        if at_end:
            self._show(self.first if speed > 0 else self.last)
        self.speed = speed
        self._start_from_here()
        self._timer.start()
        self.playing_changed.emit(True)

    def stop(self) -> None:
        """Stands still."""
        if self.speed:
            self.speed = 0.0
            self._timer.stop()
            self.playing_changed.emit(False)

    def shuttle(self, direction: int) -> None:
        """J and L: each press in the same direction is faster, the first one turns around."""
        if self.speed * direction <= 0:
            self.play(float(direction))
            return
        faster = next((s for s in SPEEDS if s > abs(self.speed)), SPEEDS[-1])
        self.play(direction * faster)

    def set_range(self, first: int | None, last: int | None) -> None:
        """In and out: what is played in the loop. None is the end of the clip on that side."""
        self.first = min(max(first or 0, 0), max(self.count - 1, 0))
        end = self.count - 1 if last is None else last
        self.last = min(max(end, self.first), max(self.count - 1, 0))

    def _start_from_here(self) -> None:
        self._start = float(self.index)
        self._elapsed.restart()

    def _tick(self) -> None:
        passed = self._elapsed.nsecsElapsed() * 1e-9 * self.fps * self.speed
        index = int(self._start + passed) if self.speed > 0 else -int(-(self._start + passed))
        length = self.last - self.first + 1
        if self.first <= index <= self.last:
            self._show(index)
        elif self.loop:
            self._show(self.first + (index - self.first) % length)
            self._start_from_here()
        else:
            self._show(self.last if self.speed > 0 else self.first)
            self.stop()

    def _show(self, index: int) -> None:
        if index != self.index:
            self.index = index
            self.index_changed.emit(index)


class Transport(QWidget):
    """The buttons under the picture."""

    toggled = Signal()
    stepped = Signal(int)
    loop_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons: dict[QToolButton, str] = {}
        self._back = self._button("step-back", self.tr("One frame back (left arrow)"))
        self._play = self._button("play", self.tr("Play (Space)"))
        self._forward = self._button("step-forward", self.tr("One frame on (right arrow)"))
        self._loop = self._button("loop", self.tr("Play in a loop"))
        self._loop.setCheckable(True)
        self._loop.setChecked(True)
        self._where = QLabel()
        self._where.setProperty("role", "value")
        self._back.clicked.connect(lambda: self.stepped.emit(-1))
        self._forward.clicked.connect(lambda: self.stepped.emit(1))
        self._play.clicked.connect(self.toggled)
        self._loop.toggled.connect(self.loop_toggled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for button in (self._back, self._play, self._forward, self._loop):
            row.addWidget(button)
        row.addSpacing(8)
        row.addWidget(self._where)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_where(0, 0, 24.0)
        self._tint()

    def set_playing(self, playing: bool) -> None:
        """Shows pause while it plays."""
        self._icons[self._play] = "pause" if playing else "play"
        name = self.tr("Pause (Space)") if playing else self.tr("Play (Space)")
        self._play.setToolTip(name)
        self._play.setAccessibleName(name)
        self._tint()

    def set_where(self, index: int, count: int, fps: float) -> None:
        """Which frame is shown, counted from 0 as findings count, and its time."""
        text, last = self.tr("frame {n} / {count} · {s} s"), max(0, count - 1)
        shown = text.format(n=min(index, last), count=last, s=decimal(index / fps, 2))
        self._where.setText(shown if count else "")
        wide = text.format(n=last, count=last, s=decimal(count / fps, 2))
        self._where.setMinimumWidth(self._where.fontMetrics().horizontalAdvance(wide) + 4)

    def _button(self, name: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setIconSize(QSize(20, 20))
        self._icons[button] = name
        return button

    def _tint(self) -> None:
        theme = colours_of(self)
        for button, name in self._icons.items():
            button.setIcon(icon(name, theme.text, theme.edge))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()
