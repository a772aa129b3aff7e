"""Rating a take on VideoPhy-2's two scales, 1 to 5.

What goes in is a `Rating`; what comes out is the next one. A second press on the same point clears
it. Keys 1-5 rate what the cursor is on: first how it follows the prompt, then how it obeys physics.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from engine.records import Rating
from widgets.common.theme import GRID, colours_of, qcolor

POINTS = 5
_STEP = 24
_RADIUS = 6


class Scale(QWidget):
    """Five points in a row; 0 is not rated."""

    value_changed = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._value, self._over = name, 0, 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setFixedSize(POINTS * _STEP, 28)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._tell()

    @property
    def value(self) -> int:
        """0, or 1 to 5."""
        return self._value

    def set_value(self, value: int) -> None:
        """Shows a value without a signal."""
        self._value = value
        self._tell()
        self.update()

    def rate(self, value: int) -> None:
        """Takes a point as the person's answer; the same point again clears it."""
        self.set_value(0 if value == self._value else value)
        self.value_changed.emit(self._value)

    def _tell(self) -> None:
        said = str(self._value) if self._value else self.tr("not rated")
        self.setAccessibleName(self.tr("{name}: {value} of 5").format(name=self._name, value=said))

    def _point(self, x: float) -> int:
        return min(max(int(x // _STEP) + 1, 1), POINTS)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.rate(self._point(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._over = self._point(event.position().x())
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._over = 0
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_5:
            self.rate(key - Qt.Key.Key_0)
        elif key == Qt.Key.Key_0:
            self.rate(self._value)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if key == Qt.Key.Key_Right else -1
            value = min(max(self._value + step, 1), POINTS)
            if value != self._value:
                self.rate(value)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = colours_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(qcolor(theme.accent), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        for point in range(1, POINTS + 1):
            centre = QRectF(0, 0, 2 * _RADIUS, 2 * _RADIUS)
            centre.moveCenter(QRectF((point - 1) * _STEP, 0, _STEP, self.height()).center())
            full = point <= (self._over or self._value)
            rated = point <= self._value
            painter.setPen(QPen(qcolor(theme.text if rated else theme.edge), 1.5))
            painter.setBrush(
                qcolor(theme.text, 1.0 if rated else 0.35) if full else Qt.BrushStyle.NoBrush
            )
            painter.drawEllipse(centre)


class RatingPanel(QWidget):
    """The two scales of one take."""

    rating_changed = Signal(Rating)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rating = Rating()
        self._title = QLabel()
        self._title.setProperty("role", "section")
        self._keys = QLabel(self.tr("keys 1-5"))
        self._keys.setProperty("role", "dim")
        self._adherence = Scale(self.tr("Follows the prompt"))
        self._physics = Scale(self.tr("Obeys physics"))
        self._adherence.value_changed.connect(lambda v: self._change(adherence=v or None))
        self._physics.value_changed.connect(lambda v: self._change(physics=v or None))
        self._lay_out()
        self.set_take("")

    def set_take(self, title: str) -> None:
        """The take that is rated; empty where none is watched."""
        self._title.setText(self.tr("RATE {take}").format(take=title.upper()))
        self.setEnabled(bool(title))
        self.setVisible(bool(title))

    def set_rating(self, rating: Rating) -> None:
        """Shows a rating."""
        self._rating = rating
        self._adherence.set_value(rating.adherence or 0)
        self._physics.set_value(rating.physics or 0)

    def rate(self, value: int) -> None:
        """A number key in the player: first how it follows, then physics, then from the start."""
        if self._rating.adherence is not None and self._rating.physics is None:
            self._change(physics=value)
        else:
            self._change(adherence=value, physics=None)

    def _change(self, **scores: int | None) -> None:
        self.set_rating(replace(self._rating, **scores))
        self.rating_changed.emit(self._rating)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._keys)
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(0)
        for row, (text, scale) in enumerate(
            (
                (self.tr("Follows the prompt"), self._adherence),
                (self.tr("Obeys physics"), self._physics),
            )
        ):
            label = QLabel(text)
            label.setBuddy(scale)
            grid.addWidget(label, row, 0)
            grid.addWidget(scale, row, 1, Qt.AlignmentFlag.AlignRight)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID + 4, GRID, GRID + 4, GRID)
        column.addLayout(head)
        column.addLayout(grid)
