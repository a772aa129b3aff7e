"""Numbers as bars that grow out of their zero: a scale goes in, dragged and typed values come out.

The bar is for the hand and the field beside it for the keyboard, the wheel and exact values; both
say the same. A field may hold more than its bar can show.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from widgets.common.theme import GRID, colours_of, qcolor
from widgets.motion.fields import NumberField, Range

_TRACK = 10
_HEIGHT = 24
"""High enough for a finger."""
_FIELD, _TITLE = 64, 72


@dataclass(frozen=True, slots=True)
class Scale:
    """The values at the two ends of a bar, and the one where it is empty."""

    low: float
    high: float
    zero: float = 0.0
    geometric: bool = False
    """Whether equal ways are equal factors."""

    def share(self, value: float) -> float:
        """Where a value lies: -1 at the low end, 0 where the bar is empty, 1 at the high end."""
        end = self.high if value >= self.zero else self.low
        if end == self.zero:
            return 0.0
        if self.geometric:
            share = log(max(value, 1e-9) / self.zero) / log(end / self.zero)
        else:
            share = (value - self.zero) / (end - self.zero)
        share = min(max(share, 0.0), 1.0)
        return share if end == self.high else -share

    def value(self, share: float) -> float:
        """The value at a place of the bar, as `share` counts it."""
        end, way = (self.high, share) if share >= 0 else (self.low, -share)
        if self.geometric:
            return self.zero * (end / self.zero) ** way
        return self.zero + (end - self.zero) * way


class Bar(QWidget):
    """Drawn from zero to the value. Dragging sets it, a double click empties it."""

    moved = Signal(float)
    """The value under the hand."""
    held = Signal(bool)
    """Whether a hand is on it."""
    dragged = Signal()
    """The hand has let go of the value it meant; after a mere click another may follow."""

    def __init__(self, scale: Scale, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale = scale
        self._value = scale.zero
        self._pressed: float | None = None
        self._moved = False
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_value(self, value: float) -> None:
        """Shows a value; one beyond its ends fills it."""
        self._value = value
        self.update()

    def _x_of(self, share: float) -> float:
        low = -1.0 if self._scale.low != self._scale.zero else 0.0
        return 1 + (share - low) / (1.0 - low) * (self.width() - 2)

    def _share_at(self, x: float) -> float:
        low = -1.0 if self._scale.low != self._scale.zero else 0.0
        share = low + (x - 1) / max(self.width() - 2, 1) * (1.0 - low)
        # zero holds on a little, so that it can be met
        if abs(self._x_of(share) - self._x_of(0.0)) < 3:
            return 0.0
        return min(max(share, low), 1.0)

    def _follow(self, x: float) -> None:
        self.moved.emit(self._scale.value(self._share_at(x)))

    def sizeHint(self) -> QSize:
        return QSize(112, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(64, _HEIGHT)

    def mousePressEvent(self, event) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._moved = event.position().x(), False
            self.held.emit(True)
            self._follow(event.position().x())

    def mouseMoveEvent(self, event) -> None:
        if self._pressed is not None:
            self._moved = self._moved or abs(event.position().x() - self._pressed) >= 2
            self._follow(event.position().x())

    def mouseReleaseEvent(self, event) -> None:
        if self._pressed is not None:
            self._pressed = None
            self.held.emit(False)
            if self._moved:
                self.dragged.emit()

    def mouseDoubleClickEvent(self, event) -> None:
        self.moved.emit(self._scale.zero)
        self.dragged.emit()

    def paintEvent(self, event) -> None:
        colours, enabled = colours_of(self), self.isEnabled()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = (self.height() - _TRACK) / 2
        track = QRectF(0.5, top + 0.5, self.width() - 1, _TRACK - 1)
        edge = colours.edge if self.underMouse() and enabled else colours.line
        painter.setPen(QPen(qcolor(edge), 1))
        painter.setBrush(qcolor(colours.stage))
        painter.drawRoundedRect(track, 3, 3)
        zero, at = self._x_of(0.0), self._x_of(self._scale.share(self._value))
        painter.setPen(Qt.PenStyle.NoPen)
        if enabled and abs(at - zero) >= 0.5:
            painter.setBrush(qcolor(colours.accent))
            filled = QRectF(QPointF(min(zero, at), top + 1), QPointF(max(zero, at), top + 9))
            painter.drawRoundedRect(filled, 2, 2)
        painter.setBrush(qcolor(colours.dim if enabled else colours.line))
        painter.drawRect(QRectF(round(min(zero, self.width() - 2)) - 0.5, top - 2, 1, _TRACK + 4))


class SliderField(NumberField):
    """The number of a bar. A value that is typed may lie beyond the bar's ends."""

    def __init__(self, name: str, bounds: Range, scale: Scale, tip: str = "") -> None:
        self._signed = bounds.signed
        super().__init__(name, bounds, tip)
        self.bar = Bar(scale)
        self.bar.setToolTip(self.tr("{0} (double click: none)").format(tip or name))
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setProperty("role", "slider")
        self.setFixedWidth(_FIELD)
        self.valueChanged.connect(self.bar.set_value)
        self.bar.moved.connect(self.setValue)
        self.bar.dragged.connect(self.editingFinished)
        self.bar.held.connect(self._on_held)

    def show_value(self, value: float) -> None:
        super().show_value(value)
        self.bar.set_value(value)

    def _on_held(self, held: bool) -> None:
        if held:
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def textFromValue(self, value: float) -> str:
        if value == 0.0:
            return "0"
        text = super().textFromValue(value)
        return f"+{text}" if self._signed and value > 0 else text

    def setEnabled(self, enabled: bool) -> None:
        super().setEnabled(enabled)
        self.bar.setEnabled(enabled)

    def setVisible(self, visible: bool) -> None:
        super().setVisible(visible)
        self.bar.setVisible(visible)


def grid_of_sliders(
    fields: Sequence[tuple[str, SliderField]], between: Mapping[int, QWidget] | None = None
) -> QGridLayout:
    """A row for each: its title, its bar and its number, in columns of one width.

    `between` are widgets that stand right of the titles, in front of the row of this number.
    """
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(GRID)
    grid.setVerticalSpacing(4)
    row = 0
    for at, (title, field) in enumerate(fields):
        if between and at in between:
            grid.addWidget(between[at], row, 1, 1, 2)
            row += 1
        label = QLabel(title)
        label.setBuddy(field)
        grid.addWidget(label, row, 0)
        grid.addWidget(field.bar, row, 1)
        grid.addWidget(field, row, 2)
        row += 1
    grid.setColumnMinimumWidth(0, _TITLE)
    grid.setColumnStretch(1, 1)
    return grid
