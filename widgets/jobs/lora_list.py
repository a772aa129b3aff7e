"""LoRAs of a shot: fine-tunes with their weights go in, the next ones come out.

The order is that in which they are added to the model. What cannot act is said under its row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.records import Lora
from widgets.common.elided import ElidedLabel
from widgets.common.fields import pad
from widgets.common.icon import icon
from widgets.common.pill import PillButton
from widgets.common.theme import GRID, colours_of

LARGEST = 4.0
"""Weights beyond it, up or down, are no use."""


class LoraList(QWidget):
    """One row for each LoRA."""

    loras_changed = Signal(tuple)
    add_wanted = Signal(QPoint)
    """Another one is wanted; the point is where a list of them may open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loras: tuple[Lora, ...] = ()
        self._faults: Mapping[Path, str] = {}
        self._rows: list[_Row] = []
        self._add = PillButton(self.tr("Add a LoRA"))
        self._add.setAccessibleName(self.tr("Add a LoRA"))
        self._add.clicked.connect(self._on_add)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID // 2)
        self._column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)

    def set_loras(self, loras: tuple[Lora, ...], faults: Mapping[Path, str]) -> None:
        """The LoRAs in their order, and why some of them cannot act on the model."""
        if loras == self._loras and faults == self._faults:
            return
        same = [lora.path for lora in loras] == [lora.path for lora in self._loras]
        self._loras, self._faults = loras, dict(faults)
        if not same:
            self._build()
        for row, lora in zip(self._rows, loras, strict=True):
            row.show_lora(lora, self._faults.get(lora.path, ""))

    def loras(self) -> tuple[Lora, ...]:
        """What is shown."""
        return self._loras

    def _build(self) -> None:
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [_Row(self) for _ in self._loras]
        for at, row in enumerate(self._rows):
            row.weight_changed.connect(lambda weight, at=at: self._set_weight(at, weight))
            row.removed.connect(lambda at=at: self._remove(at))
            row.moved.connect(lambda by, at=at: self._move(at, by))
            self._column.insertWidget(at, row)

    def _set_weight(self, at: int, weight: float) -> None:
        loras = list(self._loras)
        loras[at] = replace(loras[at], weight=weight)
        self._tell(loras)

    def _remove(self, at: int) -> None:
        self._tell([lora for place, lora in enumerate(self._loras) if place != at])
        left = self._rows[min(at, len(self._rows) - 1)].weight if self._rows else self._add
        left.setFocus()

    def _move(self, at: int, by: int) -> None:
        to = at + by
        if 0 <= to < len(self._loras):
            loras = list(self._loras)
            loras.insert(to, loras.pop(at))
            self._tell(loras)
            self._rows[to].weight.setFocus()

    def _tell(self, loras: list[Lora]) -> None:
        self.set_loras(tuple(loras), self._faults)
        self.loras_changed.emit(self._loras)

    def _on_add(self) -> None:
        self.add_wanted.emit(self._add.mapToGlobal(QPoint(0, self._add.height() + 2)))


class _Row(QWidget):
    """Name, weight, up, away, and under them what stands against it."""

    weight_changed = Signal(float)
    removed = Signal()
    moved = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = ElidedLabel()
        self.weight = QDoubleSpinBox()
        pad(self.weight)
        self.weight.setRange(-LARGEST, LARGEST)
        self.weight.setSingleStep(0.05)
        self.weight.setKeyboardTracking(False)
        self.weight.valueChanged.connect(self.weight_changed)
        self._up = self._button(self.tr("Earlier (Alt+Up)"), lambda: self.moved.emit(-1))
        self._away = self._button(self.tr("Remove"), self.removed.emit)
        self._fault = QLabel()
        self._fault.setProperty("role", "error")
        self._fault.setTextFormat(Qt.TextFormat.PlainText)
        self._fault.setWordWrap(True)
        for keys, act in (
            ("Alt+Up", lambda: self.moved.emit(-1)),
            ("Alt+Down", lambda: self.moved.emit(1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        line = QHBoxLayout()
        line.setSpacing(2)
        line.addWidget(self._name, 1)
        for part in (self.weight, self._up, self._away):
            line.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(line)
        column.addWidget(self._fault)
        self._tint()

    def show_lora(self, lora: Lora, fault: str) -> None:
        """A LoRA without a signal."""
        name = lora.path.stem
        self._name.setText(name)
        self._name.setToolTip(str(lora.path))
        self.weight.blockSignals(True)
        self.weight.setValue(lora.weight)
        self.weight.blockSignals(False)
        self.weight.setAccessibleName(self.tr("Weight of {name}").format(name=name))
        self._up.setAccessibleName(self.tr("{name} earlier").format(name=name))
        self._away.setAccessibleName(self.tr("Remove {name}").format(name=name))
        self._fault.setText(fault)
        self._fault.setVisible(bool(fault))

    def _button(self, tip: str, act) -> QToolButton:
        button = QToolButton()
        button.setToolTip(tip)
        button.setIconSize(QSize(16, 16))
        button.clicked.connect(lambda _=False: act())
        return button

    def _tint(self) -> None:
        theme = colours_of(self)
        self._up.setIcon(icon("chevron-up", theme.dim))
        self._away.setIcon(icon("close", theme.dim))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()
