"""Number fields of the forms, made alike: a name, a range and a unit in, a spin box out."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QDoubleSpinBox, QGridLayout, QLabel, QWidget


@dataclass(frozen=True, slots=True)
class Range:
    """What a number field takes."""

    low: float
    high: float
    step: float
    decimals: int = 2
    suffix: str = ""


class NumberField(QDoubleSpinBox):
    """A spin box that keeps the wheel for scrolling the panel unless it has the focus."""

    def __init__(self, name: str, bounds: Range, tip: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setToolTip(tip)
        self.setRange(bounds.low, bounds.high)
        self.setSingleStep(bounds.step)
        self.setDecimals(bounds.decimals)
        self.setSuffix(bounds.suffix)
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(88)

    def show_value(self, value: float) -> None:
        """Shows a value that did not come from the person."""
        with QSignalBlocker(self):
            self.setValue(value)

    def value_or(self, old: float, per: float = 1.0) -> float:
        """The value over `per`, or exactly `old` where the person did not change what it shows."""
        if abs(self.value() - old * per) <= 0.51 * 10.0 ** -self.decimals():
            return old
        return self.value() / per

    def wheelEvent(self, event) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def add_field(grid: QGridLayout, row: int, column: int, title: str, field: QWidget) -> QLabel:
    """Puts a field with its title before it into a grid of two fields a row."""
    label = QLabel(title)
    label.setBuddy(field)
    grid.addWidget(label, row, 2 * column)
    grid.addWidget(field, row, 2 * column + 1)
    return label
