"""The properties of one stroke as a form: a stroke goes in, the changed one comes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.records import Stroke
from widgets.common.icon import icon
from widgets.common.theme import GRID, colours_of
from widgets.motion import edits
from widgets.motion.fields import NumberField, Range, grid_of
from widgets.motion.settling import Settling
from widgets.motion.words import EASINGS, KINDS, easing_title, kind_title

_LONGEST_NAME = 200


class StrokeForm(QWidget):
    """Edits the stroke it was given."""

    stroke_changed = Signal(object, str)
    """Stroke, what was done."""
    depth_wanted = Signal(int)
    """Steps toward the camera (1) or away from it (-1)."""
    delete_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stroke: Stroke | None = None
        self._seconds, self._frames = 5.0, 81
        self._settling = Settling(self)
        self._settling.settled.connect(self._on_settled)
        self._make_fields()
        self._lay_out()
        self._tint()

    def show_stroke(self, stroke: Stroke, seconds: float, frames: int) -> None:
        """Shows another stroke; what was pending for the last one is forgotten."""
        self._settling.forget()
        self._stroke, self._seconds, self._frames = stroke, seconds, max(frames, 2)
        if self._name.text() != stroke.name:
            self._name.setText(stroke.name)
        for box, value in ((self._kind, stroke.kind), (self._easing, stroke.easing)):
            with QSignalBlocker(box):
                box.setCurrentIndex(box.findData(value))
        start, end = edits.span_of(stroke)
        for field in (self._start, self._end):
            field.setMaximum(seconds)
            field.setSingleStep(seconds / (self._frames - 1))
        self._start.show_value(start * seconds)
        self._end.show_value(end * seconds)
        self._rotation.show_value(stroke.rotation_deg)
        self._scale.show_value(stroke.scale * 100)
        self._feather.show_value(stroke.feather * 100)
        self._strength.show_value(stroke.strength * 100)
        moves = len(stroke.points) > 1
        for widget in (self._start, self._end, self._easing, self._rotation, self._scale):
            widget.setEnabled(moves)

    def show_depth(self, depth: int, count: int) -> None:
        """Shows how near the stroke is to the camera: 0 is farthest of `count`."""
        self._depth.setText(self.tr("{0} of {1}").format(count - depth, count))
        self._nearer.setEnabled(depth < count - 1)
        self._farther.setEnabled(depth > 0)

    def flush(self) -> None:
        """Tells at once what was changed last."""
        if self._name.isModified():
            self._on_name()
        self._settling.flush()

    def _make_fields(self) -> None:
        self._name = QLineEdit()
        self._name.setMaxLength(_LONGEST_NAME)
        self._name.setAccessibleName(self.tr("Name of the stroke"))
        self._name.editingFinished.connect(self._on_name)
        self._kind = self._choice(self.tr("Kind of the stroke"), KINDS, kind_title)
        self._easing = self._choice(self.tr("Easing"), EASINGS, easing_title)
        self._kind.activated.connect(self._on_kind)
        self._easing.activated.connect(self._on_easing)
        seconds, percent = Range(0, 5, 0.1, 2, " s"), self.tr(" %")
        self._start = self._number(self.tr("Start of the motion"), seconds)
        self._end = self._number(self.tr("End of the motion"), seconds)
        self._rotation = self._number(
            self.tr("Rotation over the motion"), Range(-36000, 36000, 15, 0, "°")
        )
        self._scale = self._number(self.tr("Size at the end"), Range(1, 2000, 5, 0, percent))
        self._feather = self._number(
            self.tr("Feather, in percent of the frame's width"), Range(0, 50, 0.1, 1, percent)
        )
        self._strength = self._number(self.tr("Strength"), Range(0, 100, 5, 0, percent))
        self._depth = QLabel()
        self._depth.setProperty("role", "value")
        self._nearer = self._button(self.tr("Bring nearer to the camera"))
        self._farther = self._button(self.tr("Send farther from the camera"))
        self._delete = self._button(self.tr("Delete the stroke"))
        self._nearer.clicked.connect(lambda: self.depth_wanted.emit(1))
        self._farther.clicked.connect(lambda: self.depth_wanted.emit(-1))
        self._delete.clicked.connect(self.delete_wanted)

    def _choice(self, name: str, values: dict, title: Callable[..., str]) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for value in values:
            box.addItem(title(value), value)
        return box

    def _number(self, name: str, bounds: Range) -> NumberField:
        field = NumberField(name, bounds, name)
        field.valueChanged.connect(self._settling.touch)
        field.editingFinished.connect(self._settling.flush)
        return field

    def _button(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setAccessibleName(name)
        button.setToolTip(name)
        return button

    def _lay_out(self) -> None:
        said = [(self.tr("Name"), self._name)]
        how = [(self.tr("Kind"), self._kind), (self.tr("Easing"), self._easing)]
        numbers = [
            (self.tr("Start"), self._start),
            (self.tr("End"), self._end),
            (self.tr("Rotate"), self._rotation),
            (self.tr("Size"), self._scale),
            (self.tr("Feather"), self._feather),
            (self.tr("Strength"), self._strength),
        ]
        foot = QHBoxLayout()
        foot.setSpacing(4)
        foot.addWidget(QLabel(self.tr("Depth")))
        foot.addWidget(self._depth)
        foot.addWidget(self._nearer)
        foot.addWidget(self._farther)
        foot.addStretch(1)
        foot.addWidget(self._delete)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        for fields, columns in ((said, 1), (how, 2), (numbers, 3)):
            column.addLayout(grid_of(fields, columns))
        column.addLayout(foot)

    def _on_name(self) -> None:
        self._name.setModified(False)
        name = self._name.text().strip()
        if self._stroke is not None and name != self._stroke.name:
            self._emit(replace(self._stroke, name=name), self.tr("Rename a stroke"))

    def _on_kind(self) -> None:
        kind = self._kind.currentData()
        if kind != self._stroke.kind:
            self._emit(edits.with_kind(self._stroke, kind), self.tr("Change the kind of a stroke"))

    def _on_easing(self) -> None:
        easing = self._easing.currentData()
        if easing != self._stroke.easing:
            self._emit(replace(self._stroke, easing=easing), self.tr("Change the easing"))

    def _on_settled(self) -> None:
        if self._stroke is None:
            return
        changed = replace(
            self._timed(self._stroke),
            rotation_deg=self._rotation.value_or(self._stroke.rotation_deg),
            scale=self._scale.value_or(self._stroke.scale, 100),
            feather=self._feather.value_or(self._stroke.feather, 100),
            strength=self._strength.value_or(self._stroke.strength, 100),
        )
        if changed != self._stroke:
            self._emit(changed, self.tr("Change a stroke"))

    def _timed(self, stroke: Stroke) -> Stroke:
        """The stroke at the times of the fields, at least one frame long."""
        old_start, old_end = edits.span_of(stroke)
        start = self._start.value_or(old_start, self._seconds)
        end = self._end.value_or(old_end, self._seconds)
        if (start, end) == (old_start, old_end):
            return stroke
        frame = 1 / (self._frames - 1)
        start = min(max(start, 0.0), 1.0 - frame)
        return edits.retimed(stroke, start, min(max(end, start + frame), 1.0))

    def _emit(self, stroke: Stroke, what: str) -> None:
        self._settling.forget()
        self._stroke = stroke
        self.stroke_changed.emit(stroke, what)

    def _tint(self) -> None:
        colours = colours_of(self)
        self._nearer.setIcon(icon("chevron-up", colours.dim, colours.line))
        self._farther.setIcon(icon("chevron-down", colours.dim, colours.line))
        self._delete.setIcon(icon("trash", colours.dim))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()
