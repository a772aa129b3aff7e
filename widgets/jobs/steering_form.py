"""How firmly painted motion holds: `Steering` goes in, the next one comes out.

The clocks are noise levels: a bar to the right holds longer, that is, down to less noise. The
fields beside them say the level itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QT_TR_NOOP, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QLabel,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from engine.records import Steering, Way
from widgets.common.fields import narrow, pad
from widgets.common.section import Section
from widgets.common.theme import GRID
from widgets.common.translation import tr

WAYS: Mapping[Way, str] = {
    "auto": QT_TR_NOOP("The best way it has"),
    "two-clocks": QT_TR_NOOP("Two clocks on the guide clip"),
    "vace": QT_TR_NOOP("A control video of the pixels"),
    "vace-layout": QT_TR_NOOP("A control video of boxes"),
    "tracks": QT_TR_NOOP("Drawn tracks"),
    "words": QT_TR_NOOP("Words"),
    "off": QT_TR_NOOP("Not at all"),
}
_CLOCKS, _CONTROLS = ("two-clocks",), ("vace", "vace-layout")
_STEPS = 200
_LOWEST = 0.5
"""The level at the right end of a bar; lower ones can be typed."""


class SteeringForm(QWidget):
    """The way, its clocks or its weight, and what only people who compare with papers need."""

    steering_changed = Signal(Steering)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steering = Steering()
        self._ways: tuple[Way, ...] = ()
        self._quiet = False
        self._way = QComboBox()
        narrow(self._way)
        self._way.setAccessibleName(self.tr("How painted motion gets in"))
        self._way.activated.connect(lambda _: self._change(way=self._way.currentData()))
        self._about = QLabel()
        self._about.setProperty("role", "dim")
        self._about.setWordWrap(True)
        self._start = _Clock(
            self.tr("Follow the guide"),
            self.tr("Where denoising begins: to the right all of it is nearer to the guide clip"),
        )
        self._release = _Clock(
            self.tr("Hold what moves"),
            self.tr("How long painted motion is held: to the right longer, and more rigidly"),
        )
        self._static = _Clock(
            self.tr("Hold what is static"),
            self.tr("How long the static brush is held: to the right longer"),
        )
        for name in ("start", "release", "static"):
            clock = self._clocks()[name]
            clock.level_changed.connect(lambda level, name=name: self._set_level(name, level))
        self._scale = _spin(0.0, 2.0, 0.05)
        self._scale.setAccessibleName(self.tr("Weight of the control video"))
        self._scale.valueChanged.connect(lambda value: self._change(scale=value))
        self._scale_title = QLabel(self.tr("Weight"))
        self._compatible = QCheckBox(self.tr("Exactly as its authors' code"))
        self._compatible.setToolTip(
            self.tr("Keeps the solver's memory after each hold: to compare with published results")
        )
        self._compatible.toggled.connect(lambda on: self._change(compatible=on))
        self._reset = QPushButton(self.tr("Back to the usual"))
        self._reset.setProperty("role", "link")
        self._reset.clicked.connect(lambda: self._put(Steering(way=self._steering.way)))
        self._lay_out()
        self.set_steering(Steering(), (), "")

    def set_steering(self, steering: Steering, ways: Sequence[Way], about: str) -> None:
        """What is set, the ways that the model has beside words, and in a line what happens."""
        self._quiet = True
        self._steering, self._ways = steering, tuple(ways)
        shown: tuple[Way, ...] = ("auto", *self._ways, "words", "off")
        shown = shown if steering.way in shown else (*shown, steering.way)
        if [self._way.itemData(n) for n in range(self._way.count())] != list(shown):
            self._way.clear()
            for way in shown:
                self._way.addItem(tr(WAYS[way]), way)
        self._way.setCurrentIndex(self._way.findData(steering.way))
        self._about.setText(about)
        self._about.setVisible(bool(about))
        for name, clock in self._clocks().items():
            clock.set_level(getattr(steering, name))
        self._scale.setValue(steering.scale)
        self._compatible.setChecked(steering.compatible)
        self._show_used()
        self._quiet = False

    def _clocks(self) -> dict[str, _Clock]:
        return {"start": self._start, "release": self._release, "static": self._static}

    def _show_used(self) -> None:
        way = self._steering.way
        best = self._ways[0] if self._ways else "words"
        way = best if way == "auto" else way
        for part in (*self._clocks().values(), self._advanced):
            part.setVisible(way in _CLOCKS)
        for part in (self._scale, self._scale_title):
            part.setVisible(way in _CONTROLS)
        usual = replace(Steering(), way=self._steering.way) == self._steering
        self._reset.setVisible(not usual and way in (*_CLOCKS, *_CONTROLS))

    def _set_level(self, name: str, level: float) -> None:
        """The clocks keep their order: what moves is let go after the start, static at the end."""
        s = replace(self._steering, **{name: level})
        if name == "start":
            s = replace(s, release=min(s.release, level), static=min(s.static, level))
        elif name == "release":
            s = replace(s, start=max(s.start, level), static=min(s.static, level))
        else:
            s = replace(s, start=max(s.start, level), release=max(s.release, level))
        self._put(s)

    def _change(self, **fields: Any) -> None:
        self._put(replace(self._steering, **fields))

    def _put(self, steering: Steering) -> None:
        if self._quiet or steering == self._steering:
            return
        self.set_steering(steering, self._ways, self._about.text())
        self.steering_changed.emit(steering)

    def _lay_out(self) -> None:
        self._advanced = Section("steering-more", self.tr("More"), self._compatible)
        self._advanced.set_folded(True)
        row = QGridLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setHorizontalSpacing(GRID * 2)
        row.addWidget(self._scale_title, 0, 0)
        row.addWidget(self._scale, 0, 1)
        row.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for part in (self._way, self._about, *self._clocks().values()):
            column.addWidget(part)
        column.addLayout(row)
        column.addWidget(self._reset, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._advanced)


class _Clock(QWidget):
    """One noise level: a bar for the hand, a field for the number."""

    level_changed = Signal(float)

    def __init__(self, title: str, tip: str) -> None:
        super().__init__()
        self._quiet = False
        label = QLabel(title)
        label.setToolTip(tip)
        self._bar = QSlider(Qt.Orientation.Horizontal)
        self._bar.setRange(0, _STEPS)
        self._bar.setToolTip(tip)
        self._bar.setAccessibleName(title)
        self._bar.setAccessibleDescription(tip)
        self._bar.valueChanged.connect(self._on_moved)
        self._field = _spin(0.0, 1.0, 0.005, 3)
        self._field.setToolTip(self.tr("Noise level: 1 is pure noise, 0 the finished clip"))
        self._field.setAccessibleName(self.tr("{what}: noise level").format(what=title))
        self._field.valueChanged.connect(self._on_typed)
        label.setBuddy(self._field)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(2)
        grid.addWidget(label, 0, 0, 1, 2)
        grid.addWidget(self._bar, 1, 0)
        grid.addWidget(self._field, 1, 1)
        grid.setColumnStretch(0, 1)

    def set_level(self, level: float) -> None:
        """Shows a level without a signal."""
        self._quiet = True
        self._field.setValue(level)
        # most of what matters is near pure noise: the bar is finer there
        share = min(max((1.0 - level) / (1.0 - _LOWEST), 0.0), 1.0) ** 0.5
        self._bar.setValue(round(share * _STEPS))
        self._quiet = False

    def _on_moved(self, value: int) -> None:
        if not self._quiet:
            level = 1.0 - (value / _STEPS) ** 2 * (1.0 - _LOWEST)
            self.level_changed.emit(round(level, 3))

    def _on_typed(self, level: float) -> None:
        if not self._quiet:
            self.level_changed.emit(level)


def _spin(low: float, high: float, step: float, decimals: int = 2) -> QDoubleSpinBox:
    spin = QDoubleSpinBox()
    pad(spin)
    spin.setDecimals(decimals)
    spin.setRange(low, high)
    spin.setSingleStep(step)
    spin.setKeyboardTracking(False)
    return spin
