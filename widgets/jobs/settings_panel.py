"""The settings of a shot: what it will be made with, and for which model it is written.

What goes in are `Settings` and what is known of the model that makes the shot; what comes out are
the next settings.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
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
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.records import Settings, Way
from widgets.common.fields import narrow, pad
from widgets.common.icon import icon
from widgets.common.numbers import decimal
from widgets.common.pill import PillButton
from widgets.common.section import Section
from widgets.common.theme import GRID, colours_of
from widgets.jobs.family_picker import FamilyField
from widgets.jobs.lora_list import LoraList
from widgets.jobs.steering_form import SteeringForm

SIZES = ((832, 480), (480, 832), (1280, 720), (720, 1280), (640, 640), (1024, 576), (704, 512))
_LARGEST_SEED = 2**31 - 1
_AUTO = "auto"
_LEAST = 96
"""Pixels that a number needs at least, whatever it could say."""


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One way to run a model on this machine: what it needs, and whether that is there."""

    id: str
    title: str
    peak: str
    why: str
    fits: bool


@dataclass(frozen=True, slots=True)
class Making:
    """What is known of what makes the shot, in words."""

    title: str = "Animatic"
    about: str = ""
    """What it is, and whether it fits."""
    fault: str = ""
    """What stands against it, with the mend."""
    own: str = ""
    """How it is run where nobody said otherwise; '' where the shot is like that already."""
    learns: bool = False
    """Whether it is a model: it has steps, guidance, LoRAs and profiles."""
    experts: bool = False
    """Whether it has a second network for low noise, with a guidance of its own."""
    shifts: bool = False
    """Whether its schedule can be shifted."""
    unheeded: str = ""
    """Why the negative prompt does not act; '' where it does."""
    profiles: tuple[ProfileRow, ...] = ()
    profile_about: str = ""
    """Which profile it will be, and why."""
    misfits: Mapping[Path, str] = field(default_factory=dict)
    """Why LoRAs of the shot cannot act."""
    ways: tuple[Way, ...] = ()
    """How painted motion gets in, beside words; the best first."""
    way_about: str = ""


class SettingsPanel(QWidget):
    """Fields take effect at once; undo is one step for each field that was changed in a row."""

    settings_changed = Signal(Settings)
    new_seed_changed = Signal(bool)
    models_wanted = Signal(QPoint)
    """The list of what can make the shot is wanted, with its left upper corner on the screen."""
    own_wanted = Signal()
    """The model's own size, length, steps and guidance are wanted."""
    lora_wanted = Signal(QPoint)
    family_wanted = Signal(QPoint)
    """The list of families is wanted, with its left upper corner at a point of the screen."""
    setup_wanted = Signal()
    """What the model needs is to be set."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings, self._making = Settings(), Making()
        self._quiet = False
        self._model = FamilyField()
        self._model.opened.connect(lambda: self._open(self._model, self.models_wanted))
        self._about = _line("dim")
        self._fault = _line("error")
        self._own = QPushButton(self.tr("Use the model's own settings"))
        self._own.setProperty("role", "link")
        self._own.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._own.clicked.connect(self.own_wanted)
        self._family = FamilyField()
        self._family.opened.connect(lambda: self._open(self._family, self.family_wanted))
        self._takes = _line("dim")
        self._make_needs()
        self._make_clip()
        self._make_seed()
        self._make_work()
        self._lay_out()
        self._tint()
        self.set_making(Making())

    # in

    def set_making(self, making: Making) -> None:
        """What makes the shot."""
        self._making = making
        self._model.show_title(making.title)
        self._model.setAccessibleDescription(making.about)
        _say(self._about, making.about)
        _say(self._fault, making.fault)
        self._own.setVisible(bool(making.own))
        self._own.setToolTip(making.own)
        self._own.setAccessibleDescription(making.own)
        self._show_profiles()
        form = self._form
        for row in (self._steps, self._guidance, self._profile, self._profile_about):
            form.setRowVisible(row, making.learns)
        form.setRowVisible(self._guidance_2, making.learns and making.experts)
        form.setRowVisible(self._shift, making.learns and making.shifts)
        form.setRowVisible(self._unheeded, making.learns and bool(making.unheeded))
        self._unheeded.setText(making.unheeded)
        self._guidance_title().setText(
            self.tr("Guidance, high noise") if making.experts else self.tr("Guidance")
        )
        for part in (self._lora_section, self._steering_section):
            part.setVisible(making.learns)
        self.set_settings(self._settings)

    def set_family(self, title: str, takes: str) -> None:
        """The model that the shot is written for, and in a line what it takes."""
        self._family.show_title(title)
        self._family.setAccessibleDescription(takes)
        _say(self._takes, takes)

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
        self._settings, making = settings, self._making
        self._show_size(settings.width, settings.height)
        self._frames.setValue(settings.frames)
        self._fps.setValue(settings.fps)
        self._seed.setValue(min(settings.seed, _LARGEST_SEED))
        self._length.setText(
            self.tr("{s} seconds").format(s=decimal(settings.frames / max(settings.fps, 1e-6), 2))
        )
        self._steps.setValue(settings.steps)
        self._guidance.setValue(settings.guidance)
        self._guidance_2.setValue(-1.0 if settings.guidance_2 is None else settings.guidance_2)
        self._shift.setValue(-1.0 if settings.shift is None else settings.shift)
        self._profile.setCurrentIndex(max(0, self._profile.findData(settings.profile)))
        self._loras.set_loras(settings.loras, making.misfits)
        self._steering.set_steering(settings.steering, making.ways, making.way_about)
        self._quiet = False

    # inside

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

    def _make_clip(self) -> None:
        self._size = QComboBox()
        for width, height in SIZES:
            self._size.addItem(f"{width} × {height}", (width, height))
        self._size.activated.connect(lambda _: self._choose_size())
        self._frames = _spin(1, 1024, 4)
        self._frames.valueChanged.connect(lambda value: self._change(frames=value))
        self._fps = _decimal(1, 120, 1.0, 3)
        self._fps.valueChanged.connect(lambda value: self._change(fps=float(value)))
        self._length = QLabel()
        self._length.setProperty("role", "dim")

    def _make_seed(self) -> None:
        self._seed = _spin(0, _LARGEST_SEED, 1)
        self._seed.setMinimumWidth(_LEAST)
        self._seed.valueChanged.connect(lambda value: self._change(seed=value))
        self._dice = QToolButton()
        self._dice.setAccessibleName(self.tr("Another seed"))
        self._dice.setToolTip(self.tr("Another seed"))
        self._dice.clicked.connect(lambda: self._seed.setValue(random.randint(0, _LARGEST_SEED)))
        self._new_seed = QCheckBox(self.tr("New seed for each take"))
        self._new_seed.toggled.connect(self.new_seed_changed)

    def _make_work(self) -> None:
        self._steps = _spin(1, 200, 1)
        self._steps.valueChanged.connect(lambda value: self._change(steps=value))
        self._guidance = _decimal(0.0, 30.0, 0.5, 2)
        self._guidance.setToolTip(
            self.tr("How firmly the prompt is followed; 1 and less is without it")
        )
        self._guidance.valueChanged.connect(lambda value: self._change(guidance=value))
        self._guidance_2 = _decimal(-1.0, 30.0, 0.5, 2)
        self._guidance_2.setSpecialValueText(self.tr("the same"))
        self._guidance_2.valueChanged.connect(lambda v: self._change(guidance_2=_or_none(v)))
        self._shift = _decimal(-1.0, 30.0, 0.5, 2)
        self._shift.setSpecialValueText(self.tr("the model's own"))
        self._shift.setMinimumWidth(_LEAST)
        self._shift.setToolTip(
            self.tr("Higher spends more of the steps on noise: more motion, less detail")
        )
        self._shift.valueChanged.connect(lambda value: self._change(shift=_or_none(value)))
        self._unheeded = _line("dim")
        self._profile = QComboBox()
        narrow(self._profile)
        self._profile.activated.connect(lambda _: self._change(profile=self._profile.currentData()))
        self._profile_about = _line("dim")
        self._loras = LoraList()
        self._loras.loras_changed.connect(lambda loras: self._change(loras=loras))
        self._loras.add_wanted.connect(self.lora_wanted)
        self._steering = SteeringForm()
        self._steering.steering_changed.connect(lambda s: self._change(steering=s))
        self._lora_section = Section("loras", self.tr("LORAS"), self._loras)
        self._steering_section = Section("steering", self.tr("PAINTED MOTION"), self._steering)

    def _show_profiles(self) -> None:
        rows = self._making.profiles
        self._profile.clear()
        self._profile.addItem(self.tr("Automatic"), _AUTO)
        for row in rows:
            said = (
                row.title
                if row.fits
                else self.tr("{profile} – too large").format(profile=row.title)
            )
            self._profile.addItem(" · ".join(part for part in (said, row.peak) if part), row.id)
            at = self._profile.count() - 1
            self._profile.setItemData(at, row.why, int(Qt.ItemDataRole.ToolTipRole))
        _say(self._profile_about, self._making.profile_about)

    def _guidance_title(self) -> QLabel:
        title = self._form.labelForField(self._guidance)
        assert isinstance(title, QLabel)
        return title

    def _open(self, place: QWidget, signal: Any) -> None:
        signal.emit(place.mapToGlobal(QPoint(0, place.height() + 2)))

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
        made = self._block(self.tr("Made by"), self._model, self._about, self._fault, self._own)
        written = self._block(self.tr("Written for"), self._family, self._takes)
        form = self._form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setHorizontalSpacing(GRID * 2)
        form.setVerticalSpacing(GRID)
        for text, part in (
            ("", made),
            ("", written),
            ("", self._offer),
            (self.tr("Size"), self._size),
            (self.tr("Frames"), self._frames),
            (self.tr("Frames per second"), self._fps),
            (self.tr("Length"), self._length),
            (self.tr("Seed"), seed),
            ("", self._new_seed),
            (self.tr("Steps"), self._steps),
            (self.tr("Guidance"), self._guidance),
            (self.tr("Guidance, low noise"), self._guidance_2),
            ("", self._unheeded),
            (self.tr("Shift"), self._shift),
            (self.tr("Profile"), self._profile),
            ("", self._profile_about),
        ):
            if not text:
                form.addRow(part)
                continue
            form.addRow(text, part)
            if isinstance(part, QWidget):
                part.setAccessibleName(text)
        self._seed.setAccessibleName(self.tr("Seed"))
        form.setRowVisible(self._offer, False)
        self._scroll(form)

    def _block(self, title: str, field: QWidget, *about: QWidget) -> QVBoxLayout:
        """A field in the whole width, as names are long, with what is said of it under it."""
        label = QLabel(title)
        label.setBuddy(field)
        field.setAccessibleName(title)
        column = QVBoxLayout()
        column.setSpacing(GRID // 2)
        for part in (label, field, *about):
            column.addWidget(part)
        return column

    def _scroll(self, form: QFormLayout) -> None:
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(GRID + 4, GRID, GRID + 4, GRID)
        rows.setSpacing(GRID * 2)
        rows.addLayout(form)
        rows.addWidget(self._lora_section)
        rows.addWidget(self._steering_section)
        rows.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
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


def _decimal(low: float, high: float, step: float, decimals: int) -> QDoubleSpinBox:
    spin = QDoubleSpinBox()
    pad(spin)
    spin.setDecimals(decimals)
    spin.setRange(low, high)
    spin.setSingleStep(step)
    spin.setKeyboardTracking(False)
    return spin


def _or_none(value: float) -> float | None:
    """Below zero stands for what the model does by itself."""
    return None if value < 0 else value


def _line(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _say(label: QLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))
