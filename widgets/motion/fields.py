"""Number fields of the forms, made alike: a name, a range and a unit in, a spin box out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QLabel, QWidget

from widgets.common.fields import pad
from widgets.common.theme import GRID


@dataclass(frozen=True, slots=True)
class Range:
    """What a number field takes."""

    low: float
    high: float
    step: float
    decimals: int = 2
    suffix: str = ""
    signed: bool = False
    """Whether what is above zero says so: +6.2."""


class NumberField(QDoubleSpinBox):
    """A spin box that takes only what is meant for a number.

    The wheel scrolls the panel unless it has the focus. Undo, redo and letters are the window's
    unless something is half typed: a bar that was dragged leaves the focus here.
    """

    def __init__(self, name: str, bounds: Range, tip: str = "") -> None:
        super().__init__()
        self._shown = 0.0
        pad(self)
        self.setAccessibleName(name)
        self.setToolTip(tip)
        self.setRange(bounds.low, bounds.high)
        self.setSingleStep(bounds.step)
        self.setDecimals(bounds.decimals)
        self.setSuffix(bounds.suffix)
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(72)

    def show_value(self, value: float) -> None:
        """Shows a value that did not come from the person."""
        with QSignalBlocker(self):
            self.setValue(value)
        self._shown = self.value()

    @property
    def is_as_shown(self) -> bool:
        """Whether it says what it was last told to show."""
        return self.value() == self._shown

    @property
    def _half_typed(self) -> bool:
        return self.text() != self.textFromValue(self.value()) + self.suffix()

    def event(self, event: QEvent) -> bool:
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and _of_the_window(event) and not self._half_typed:
            event.ignore()
            return False
        return super().event(event)

    def wheelEvent(self, event) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def _of_the_window(event: QKeyEvent) -> bool:
    """Whether a key is no part of a number: undo, redo, the letter of a tool."""
    standard = QKeySequence.StandardKey
    if event.matches(standard.Undo) or event.matches(standard.Redo):
        return True
    return event.modifiers() == Qt.KeyboardModifier.NoModifier and event.text().isalpha()


def grid_of(fields: Sequence[tuple[str, QWidget]], columns: int) -> QGridLayout:
    """Fields with their titles above them, side by side in columns of one width."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(GRID)
    grid.setVerticalSpacing(4)
    for at, (title, field) in enumerate(fields):
        label = QLabel(title)
        label.setProperty("role", "dim")
        label.setBuddy(field)
        row, column = 2 * (at // columns), at % columns
        grid.addWidget(label, row, column)
        grid.addWidget(field, row + 1, column)
    for column in range(columns):
        grid.setColumnStretch(column, 1)
    return grid
