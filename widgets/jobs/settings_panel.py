"""The settings of a shot: what it will be made with, and for which model it is written.

What goes in are `Settings`, the backends there are and what the model needs; what comes out are the
next settings.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.records import Settings
from widgets.common.fields import pad
from widgets.common.icon import icon
from widgets.common.pill import PillButton
from widgets.common.theme import GRID, colours_of
from widgets.jobs.family_picker import FamilyField

SIZES = ((832, 480), (480, 832), (1280, 720), (720, 1280), (640, 640), (1024, 576), (704, 512))
_LARGEST_SEED = 2**31 - 1


class SettingsPanel(QWidget):
    """Fields take effect at once; undo is one step for each field that was changed in a row."""

    settings_changed = Signal(Settings)
    new_seed_changed = Signal(bool)
    family_wanted = Signal(QPoint)
    """The list of models is wanted, with its left upper corner at a point of the screen."""
    setup_wanted = Signal()
    """What the model needs is to be set."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = Settings()
        self._quiet = False
        self._backend = QComboBox()
        self._backend.activated.connect(
            lambda _: self._change(backend=self._backend.currentData(), model="")
        )
        self._about = QLabel()
        self._about.setProperty("role", "dim")
        self._about.setWordWrap(True)
        self._family = FamilyField()
        self._family.opened.connect(self._open_families)
        self._takes = QLabel()
        self._takes.setProperty("role", "dim")
        self._takes.setWordWrap(True)
        self._make_needs()
        self._size = QComboBox()
        for width, height in SIZES:
            self._size.addItem(f"{width} × {height}", (width, height))
        self._size.activated.connect(lambda _: self._choose_size())
        self._frames = _spin(1, 1024, 4)
        self._frames.valueChanged.connect(lambda value: self._change(frames=value))
        self._fps = QDoubleSpinBox()
        pad(self._fps)
        self._fps.setRange(1, 120)
        self._fps.setDecimals(3)
        self._fps.setKeyboardTracking(False)
        self._fps.valueChanged.connect(lambda value: self._change(fps=float(value)))
        self._seed = _spin(0, _LARGEST_SEED, 1)
        self._seed.valueChanged.connect(lambda value: self._change(seed=value))
        self._dice = QToolButton()
        self._dice.setAccessibleName(self.tr("Another seed"))
        self._dice.setToolTip(self.tr("Another seed"))
        self._dice.clicked.connect(lambda: self._seed.setValue(random.randint(0, _LARGEST_SEED)))
        self._new_seed = QCheckBox(self.tr("New seed for each take"))
        self._new_seed.toggled.connect(self.new_seed_changed)
        self._length = QLabel()
        self._length.setProperty("role", "dim")
        self._lay_out()
        self._tint()

    def set_backends(self, backends: tuple[tuple[str, str, str], ...]) -> None:
        """Id, title and what it does, of each backend there is."""
        self._backend.clear()
        for backend, title, about in backends:
            self._backend.addItem(title, backend)
            self._backend.setItemData(
                self._backend.count() - 1, about, int(Qt.ItemDataRole.UserRole) + 1
            )
        self.set_settings(self._settings)

    def set_family(self, title: str, takes: str) -> None:
        """The model that the shot is written for, and in a line what it takes."""
        self._family.show_title(title)
        self._family.setAccessibleDescription(takes)
        self._takes.setText(takes)
        self._takes.setVisible(bool(takes))

    def set_needs(self, title: str, needs: Sequence[str]) -> None:
        """What is to be set so that the model takes the shot; nothing hides the offer."""
        self._needs.setText(
            self.tr("{model} wants {needs}.").format(model=title, needs=", ".join(needs))
        )
        self._form.setRowVisible(self._offer, bool(needs))

    def set_new_seed(self, new_seed: bool) -> None:
        """Whether every take gets another seed."""
        self._new_seed.setChecked(new_seed)

    def set_settings(self, settings: Settings) -> None:
        """Shows settings without a signal."""
        self._quiet = True
        self._settings = settings
        self._backend.setCurrentIndex(self._backend.findData(settings.backend))
        self._about.setText(self._backend.currentData(int(Qt.ItemDataRole.UserRole) + 1) or "")
        self._show_size(settings.width, settings.height)
        self._frames.setValue(settings.frames)
        self._fps.setValue(settings.fps)
        self._seed.setValue(min(settings.seed, _LARGEST_SEED))
        self._length.setText(
            self.tr("{s:.2f} seconds").format(s=settings.frames / max(settings.fps, 1e-6))
        )
        self._quiet = False

    def _make_needs(self) -> None:
        self._needs = QLabel()
        self._needs.setWordWrap(True)
        self._needs.setTextFormat(Qt.TextFormat.PlainText)
        self._setup = PillButton(self.tr("Set it up for me"), preferred=True)
        self._setup.setAccessibleName(
            self.tr("Set size, length, rate and steps as the model wants")
        )
        self._setup.clicked.connect(self.setup_wanted)
        self._offer = QFrame()
        self._offer.setProperty("role", "card")
        column = QVBoxLayout(self._offer)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(GRID)
        column.addWidget(self._needs)
        column.addWidget(self._setup, 0, Qt.AlignmentFlag.AlignLeft)

    def _open_families(self) -> None:
        field = self._family
        self.family_wanted.emit(field.mapToGlobal(QPoint(0, field.height() + 2)))

    def _show_size(self, width: int, height: int) -> None:
        index = self._size.findText(f"{width} × {height}")
        if index < 0:
            self._size.addItem(f"{width} × {height}", (width, height))
            index = self._size.count() - 1
        self._size.setCurrentIndex(index)

    def _choose_size(self) -> None:
        width, height = self._size.currentData()
        self._change(width=width, height=height)

    def _change(self, **fields: Any) -> None:
        if self._quiet:
            return
        settings = replace(self._settings, **fields)
        if settings != self._settings:
            self.set_settings(settings)
            self.settings_changed.emit(settings)

    def _lay_out(self) -> None:
        seed = QHBoxLayout()
        seed.setSpacing(4)
        seed.addWidget(self._seed, 1)
        seed.addWidget(self._dice)
        form = self._form = QFormLayout()
        form.setContentsMargins(GRID + 4, GRID, GRID + 4, GRID)
        form.setHorizontalSpacing(GRID * 2)
        form.setVerticalSpacing(GRID)
        for text, field in (
            (self.tr("Made by"), self._backend),
            ("", self._about),
            (self.tr("Written for"), self._family),
            ("", self._takes),
            ("", self._offer),
            (self.tr("Size"), self._size),
            (self.tr("Frames"), self._frames),
            (self.tr("Frames per second"), self._fps),
            (self.tr("Length"), self._length),
            (self.tr("Seed"), seed),
            ("", self._new_seed),
        ):
            if field in (self._offer, self._new_seed):
                form.addRow(field)
                continue
            form.addRow(text, field)
            if text and isinstance(field, QWidget):
                field.setAccessibleName(text)
        self._seed.setAccessibleName(self.tr("Seed"))
        form.setRowVisible(self._offer, False)
        inside = QWidget()
        inside.setLayout(form)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)

    def _tint(self) -> None:
        self._dice.setIcon(icon("refresh", colours_of(self).dim))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()


def _spin(low: int, high: int, step: int) -> QSpinBox:
    spin = QSpinBox()
    pad(spin)
    spin.setRange(low, high)
    spin.setSingleStep(step)
    spin.setKeyboardTracking(False)
    return spin
