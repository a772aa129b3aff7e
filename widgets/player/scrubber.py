"""The clip as one line: where the playhead is, in and out, and where something broke.

What goes in are the length of the clip, its findings and a place in time; what comes out is the
frame that is pointed at, or hovered over.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.records import Finding
from widgets.common.theme import GRID, colours_of, qcolor

HEIGHT = 28
_LINE = 4
_KNOB = 6.0


class Scrubber(QWidget):
    """A press or a drag goes to a frame; the keys of the player do the same."""

    frame_chosen = Signal(int)
    finding_looped = Signal(str)
    hovered = Signal(int, QPoint)
    """A frame that the mouse is over and where that is on the screen; -1 where it is over none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count, self._index = 0, 0
        self._range: tuple[int, int] | None = None
        self._findings: tuple[Finding, ...] = ()
        self._dismissed: frozenset[str] = frozenset()
        self.setMouseTracking(True)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Moment"))

    def set_count(self, count: int) -> None:
        """Frames of the clip."""
        self._count, self._range = count, None
        self.setCursor(Qt.CursorShape.PointingHandCursor if count else Qt.CursorShape.ArrowCursor)
        self.update()

    def set_findings(self, findings: Sequence[Finding]) -> None:
        """What is marked on the line."""
        self._findings = tuple(findings)
        self.update()

    def set_dismissed(self, keys: frozenset[str]) -> None:
        """Keys of findings that the person says are none."""
        self._dismissed = keys
        self.update()

    def set_frame(self, index: int) -> None:
        """Where the playhead is."""
        self._index = index
        self.update()

    def set_range(self, first: int, last: int) -> None:
        """In and out."""
        whole = first <= 0 and last >= self._count - 1
        self._range = None if whole else (first, last)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, HEIGHT)

    def _x_of(self, frame: float) -> float:
        return GRID + (self.width() - 2 * GRID) * frame / max(self._count, 1)

    def _frame_at(self, x: float) -> int:
        share = (x - GRID) / max(1, self.width() - 2 * GRID)
        return min(max(int(share * self._count), 0), self._count - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), colours_of(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle = self.height() / 2
        line = QRectF(GRID, middle - _LINE / 2, self.width() - 2 * GRID, _LINE)
        painter.setBrush(qcolor(theme.line))
        painter.drawRoundedRect(line, 2, 2)
        if not self._count:
            return
        if self._range is not None:
            first, last = self._x_of(self._range[0]), self._x_of(self._range[1] + 1)
            painter.setBrush(qcolor(theme.accent, 0.6))
            painter.drawRoundedRect(QRectF(first, middle - 4, last - first, 8), 2, 2)
        # those that overlap are stronger together; dismissed ones lie below
        for finding in sorted(self._findings, key=lambda f: f.key not in self._dismissed):
            dim = finding.key in self._dismissed
            painter.setBrush(qcolor(theme.edge, 0.4) if dim else qcolor(theme.bad, 0.6))
            left, right = self._x_of(finding.start_frame), self._x_of(finding.end_frame + 1)
            painter.drawRect(QRectF(left, middle + 6, max(right - left, 3), 4))
        x = self._x_of(self._index + 0.5)
        painter.setBrush(qcolor(theme.stage))
        painter.drawEllipse(QRectF(x - _KNOB - 1.5, middle - _KNOB - 1.5, 15, 15))
        painter.setBrush(qcolor(theme.text))
        painter.drawEllipse(QRectF(x - _KNOB, middle - _KNOB, 2 * _KNOB, 2 * _KNOB))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._count:
            self.frame_chosen.emit(self._frame_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._count:
            return
        frame = self._frame_at(event.position().x())
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.frame_chosen.emit(frame)
        self.hovered.emit(frame, event.globalPosition().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self._count:
            return
        frame = self._frame_at(event.position().x())
        here = [f for f in self._findings if f.start_frame <= frame <= f.end_frame]
        if here:
            self.finding_looped.emit(min(here, key=lambda f: f.end_frame - f.start_frame).key)

    def leaveEvent(self, event: QEvent) -> None:
        self.hovered.emit(-1, QPoint())
        super().leaveEvent(event)
