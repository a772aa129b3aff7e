"""What the model will do with a stroke or the camera: an `Honoured` goes in, a line comes out.

Each way has a shape as well as a colour: carried out natively, steered, by words only, ignored. The
whole reason, and what is to be set, stand in the tool tip.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TR_NOOP, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from widgets.common.pill import PillButton
from widgets.common.theme import GRID, Colours, colours_of, qcolor
from widgets.common.translation import tr

if TYPE_CHECKING:
    from engine.motion.capability import Honoured, How

MARK = 10
"""Pixels of a mark's side."""
_BY = {
    "guide": QT_TR_NOOP("guide clip"),
    "tracks": QT_TR_NOOP("point tracks"),
    "vace": QT_TR_NOOP("VACE video"),
    "ltx-tracks": QT_TR_NOOP("track video"),
    "kling": QT_TR_NOOP("motion brush"),
}
_MOVED = 3


@dataclass(frozen=True, slots=True)
class Line:
    """How one stroke, or the camera, fares."""

    how: How
    text: str
    tip: str


def line_of(told: Honoured, model: str, strength: float = 1.0) -> Line:
    """What is said of a stroke of this strength, written for a model of this name."""
    tip = told.why + "".join(f"\n· {setting}" for setting in told.settings)
    return Line(told.how, _text(told, model, strength), tip)


def _text(told: Honoured, model: str, strength: float) -> str:
    if told.how == "ignored":
        return tr("ignored: {why}").format(why=told.why[:1].lower() + told.why[1:])
    if told.how == "words":
        return tr("by words only on {model}").format(model=model)
    said = _carried(told)
    if strength >= 1.0:
        return said
    return tr("{said} · strength {percent} %").format(said=said, percent=round(100 * strength))


def _carried(told: Honoured) -> str:
    if told.target is None:
        return tr("native")
    if told.how == "natively" and told.target == "guide":
        return tr("as painted")
    steered = tr("steered by {what}") if told.how == "steered" else tr("native: {what}")
    return steered.format(what=tr(_BY[told.target]))


def colour_of_way(how: How, colours: Colours) -> str:
    """The colour of a way: good, cool, dim or warning."""
    return {
        "natively": colours.good,
        "steered": colours.information,
        "words": colours.dim,
        "ignored": colours.warning,
    }[how]


def draw_mark(painter: QPainter, corner: QPointF, how: How, colours: Colours) -> None:
    """A full disk, half a disk, two lines of words, or a triangle."""
    box = QRectF(corner.x(), corner.y(), MARK, MARK).adjusted(1, 1, -1, -1)
    colour = qcolor(colour_of_way(how, colours))
    painter.setPen(QPen(colour, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if how == "natively":
        painter.setBrush(colour)
        painter.drawEllipse(box)
    elif how == "steered":
        painter.drawEllipse(box)
        painter.setBrush(colour)
        painter.drawPie(box, 90 * 16, 180 * 16)
    elif how == "words":
        for share, width in ((0.2, 1.0), (0.5, 0.75), (0.8, 0.5)):
            y = box.top() + share * box.height()
            painter.drawLine(QPointF(box.left(), y), QPointF(box.left() + width * box.width(), y))
    else:
        middle = box.center().x()
        painter.drawPolygon(
            QPolygonF([QPointF(middle, box.top()), box.bottomRight(), box.bottomLeft()])
        )


class CapabilityNote(QWidget):
    """One line under a form; hidden where there is nothing to say."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._mark = _Mark()
        self._text = QLabel()
        self._text.setProperty("role", "dim")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        self.hide()

    def show_told(self, told: Honoured | None, model: str) -> None:
        """What is said of it; None hides the line."""
        self.setVisible(told is not None)
        if told is None:
            return
        line = line_of(told, model)
        words = told.how == "words"
        self._mark.set_how(line.how)
        self._text.setText(f"{line.text}: {told.why}" if words else line.text)
        self.setToolTip(line.tip)
        self.setAccessibleName(f"{self._name}: {self._text.text()}")

    def text(self) -> str:
        """What it says; '' while it is hidden."""
        return "" if self.isHidden() else self._text.text()


class ModelNote(QWidget):
    """What is to be set for the model, and the offer to do it; hidden where it is all right."""

    setup_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._needs = _words("")
        self._there = _words("dim")
        self._setup = PillButton(self.tr("Set it up for me"), preferred=True)
        self._setup.setAccessibleName(self.tr("Set the shot up for the model"))
        self._setup.clicked.connect(self.setup_wanted)
        offer = self._offer = QFrame()
        offer.setProperty("role", "card")
        inside = QVBoxLayout(offer)
        inside.setContentsMargins(GRID, GRID, GRID, GRID)
        inside.setSpacing(GRID)
        inside.addWidget(self._needs)
        inside.addWidget(self._setup, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(offer)
        column.addWidget(self._there)
        self.hide()

    def show_needs(self, model: str, needs: Sequence[str], there: Sequence[str]) -> None:
        """What the shot lacks, and what is to be set where the model runs."""
        self._needs.setText(
            self.tr("{model} wants {needs}.").format(model=model, needs=", ".join(needs))
        )
        self._there.setText(self.tr("Set where it runs: {what}.").format(what=", ".join(there)))
        self._offer.setVisible(bool(needs))
        # one thing after the other: a low window has no room for both
        self._there.setVisible(bool(there) and not needs)
        self._offer.setToolTip(self._there.text() if there else "")
        self.setVisible(bool(needs or there))


class _Mark(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._how: How = "natively"
        self.setFixedSize(QSize(MARK, MARK + 2 * _MOVED))

    def set_how(self, how: How) -> None:
        self._how = how
        self.update()

    def paintEvent(self, event: QEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_mark(painter, QPointF(0, _MOVED), self._how, colours_of(self))


def _words(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
