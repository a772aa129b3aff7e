"""What the compared takes say together: one line for each row of the set.

What goes in are `CompareAnswer`s; nothing comes out. The share that did better is a bar with its
interval, and few pairs are said to be too few.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from widgets.common.elided import ElidedLabel
from widgets.common.theme import GRID, colours_of, qcolor

_LINE = 24
_MOST = 4
"""Lines that are seen without scrolling."""


@dataclass(frozen=True, slots=True)
class CompareAnswer:
    """What the words of one row did."""

    title: str
    word: str
    """'helps', 'harms', 'too few pairs' ..., in the language of the window."""
    meaning: str
    """A colour of the theme: good, bad or dim."""
    detail: str
    """The counts."""
    low: float = 0.0
    high: float = 1.0
    share: float | None = None
    """Of the pairs that differ, those that were better; None where there is none."""


class CompareAnswers(QScrollArea):
    """A short table; hidden where there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("What it changed"))
        self._rows = QWidget()
        self._table = QGridLayout()
        self._table.setContentsMargins(0, 0, 0, 0)
        self._table.setHorizontalSpacing(2 * GRID)
        self._table.setVerticalSpacing(0)
        self._table.setColumnStretch(3, 1)
        self._head = head = QLabel()
        head.setProperty("role", "section")
        head.setToolTip(
            self.tr(
                "Takes that differ in this alone, compared pair by pair; the bar is the share that "
                "did better, with its 90 % interval."
            )
        )
        column = QVBoxLayout(self._rows)
        column.setContentsMargins(4, 4, 4, 0)
        column.setSpacing(4)
        column.addWidget(head)
        column.addLayout(self._table)
        column.addStretch(1)
        self.setWidget(self._rows)
        self.set_answers(())

    def set_answers(self, answers: Sequence[CompareAnswer], title: str = "") -> None:
        """Another table, and what it is about."""
        self._head.setText(title)
        while (item := self._table.takeAt(0)) is not None:
            item.widget().deleteLater()
        for row, answer in enumerate(answers):
            for column, part in enumerate(_line(answer)):
                self._table.addWidget(part, row, column)
            self._table.setRowMinimumHeight(row, _LINE)
        self.setVisible(bool(answers))
        self.setFixedHeight(32 + _LINE * min(len(answers), _MOST))


def _line(answer: CompareAnswer) -> tuple[QWidget, ...]:
    title = QLabel(answer.title)
    title.setTextFormat(Qt.TextFormat.PlainText)
    return title, _Share(answer), _Word(answer), _dim(answer)


def _dim(answer: CompareAnswer) -> ElidedLabel:
    detail = ElidedLabel()
    detail.setText(answer.detail)
    detail.setToolTip(answer.detail)
    detail.setProperty("role", "dim")
    return detail


class _Word(QLabel):
    """The answer in the colour of its meaning."""

    def __init__(self, answer: CompareAnswer) -> None:
        super().__init__(answer.word)
        self._meaning = answer.meaning
        self.setProperty("role", "title")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(qcolor(getattr(colours_of(self), self._meaning)))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter), self.text())


class _Share(QWidget):
    """The share that did better: a point, its interval as a line, one half as a mark."""

    def __init__(self, answer: CompareAnswer) -> None:
        super().__init__()
        self._answer = answer
        self.setFixedSize(QSize(96, _LINE))
        said = self.tr("{low:.0f} – {high:.0f} % better")
        shown = said.format(low=100 * answer.low, high=100 * answer.high)
        self.setAccessibleName(shown)
        self.setToolTip(shown)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, answer = colours_of(self), self._answer
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle, width = self.height() / 2, self.width() - 8
        painter.setBrush(qcolor(theme.line))
        painter.drawRoundedRect(QRectF(4, middle - 2, width, 4), 2, 2)
        painter.drawRect(QRectF(4 + width / 2 - 0.5, middle - 6, 1, 12))
        if answer.share is None:
            return
        painter.setBrush(qcolor(getattr(theme, answer.meaning), 0.55))
        left, right = 4 + width * answer.low, 4 + width * answer.high
        painter.drawRoundedRect(QRectF(left, middle - 2, right - left, 4), 2, 2)
        painter.setBrush(qcolor(getattr(theme, answer.meaning)))
        painter.drawEllipse(QRectF(4 + width * answer.share - 4, middle - 4, 8, 8))
