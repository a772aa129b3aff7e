"""How a stroke moves, as a form: a stroke and its bearings go in, edits come out.

Above is what kind of motion it is, by hand or one that is true to physics, with the few numbers of
that; below are the sliders of the well-known motion brushes, which say the same motion in numbers
and set it.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from engine.motion import physics
from engine.motion.strokes import MAX_TURN_DEG
from engine.records import Ambient, Preset, Stroke
from widgets.common.theme import GRID
from widgets.common.translation import tr
from widgets.motion import reach
from widgets.motion.bearings import Bearings
from widgets.motion.fields import NumberField, Range, grid_of
from widgets.motion.form import Form, show_choice
from widgets.motion.quantities import Flag, Quantity, flags, quantities
from widgets.motion.sliders import Scale, SliderField, grid_of_sliders
from widgets.motion.words import MANNERS, MOTIONS, motion_name

_SLIDE = Range(-80, 80, 0.1, 1, signed=True)
_WAYS = Scale(-reach.ENDS, reach.ENDS)
_LEAN = 80.0


class MotionForm(Form):
    """Edits what the strokes do, not when."""

    motion_wanted = Signal(str)
    """The name of a preset, or '' for a path by hand."""

    def __init__(self, bearings: Bearings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bearings = bearings
        self._name = ""
        self._fields: list[tuple[Quantity, NumberField]] = []
        self._boxes: list[tuple[Flag, QCheckBox]] = []
        self._make_motion()
        self._make_sliders()
        self._lay_out()

    def show_stroke(self, stroke: Stroke) -> None:
        """Shows how a stroke moves."""
        self.forget()
        show_choice(self._motion, motion_name(stroke.motion))
        self._show_preset(stroke.motion)
        horizontal, vertical = reach.reach_of(stroke)
        self._horizontal.show_value(horizontal)
        self._vertical.show_value(vertical)
        self._proximity.show_value(reach.proximity_of(stroke))
        self._rotation.show_value(stroke.rotation_deg)
        self._lean.show_value(stroke.shear_deg)
        self._show_ambient(stroke)
        moves = stroke.kind != "static"
        for widget in (self._motion, *self._sliders):
            widget.setEnabled(moves)

    def _make_motion(self) -> None:
        titles = {name: tr(title) for name, title in MOTIONS.items()}
        self._motion = self.choice(self.tr("Motion"), titles, self._on_motion)
        self._motion.setToolTip(self.tr("What is not by hand keeps to gravity, mass and friction"))
        self._preset = QWidget()
        self._preset_rows = QVBoxLayout(self._preset)
        self._preset_rows.setContentsMargins(0, 0, 0, 0)
        self._preset_rows.setSpacing(4)

    def _make_sliders(self) -> None:
        bearings = self._bearings
        self._horizontal = self.slider(
            self.tr("Horizontal"),
            _SLIDE,
            _WAYS,
            lambda s, value: reach.with_horizontal(s, value, bearings.centre(s), bearings.world),
            self.tr("Move a stroke sideways"),
            self.tr("How far it gets to the right, in tenths of the frame's width"),
        )
        self._vertical = self.slider(
            self.tr("Vertical"),
            _SLIDE,
            _WAYS,
            lambda s, value: reach.with_vertical(s, value, bearings.centre(s), bearings.world),
            self.tr("Move a stroke up or down"),
            self.tr("How far it gets up, in tenths of the frame's height"),
        )
        self._proximity = self.slider(
            self.tr("Proximity"),
            Range(-49.8, 21.6, 0.1, 1, signed=True),
            _WAYS,
            reach.with_proximity,
            self.tr("Bring a stroke closer"),
            self.tr("How much closer it comes: 5 is twice as large at the end"),
        )
        self._ambient = self.slider(
            self.tr("Ambient"),
            Range(0, reach.ENDS, 0.1, 1),
            Scale(0, reach.ENDS),
            reach.with_ambient,
            self.tr("Change the ambient motion"),
            self.tr("How much it moves in place, on top of its way"),
        )
        self._rotation = self.slider(
            self.tr("Rotation"),
            Range(-MAX_TURN_DEG, MAX_TURN_DEG, 15, 0, "°", signed=True),
            Scale(-360, 360),
            reach.with_turn,
            self.tr("Turn a stroke"),
            self.tr("How far it turns over the motion, clockwise"),
        )
        self._lean = self.slider(
            self.tr("Lean"),
            Range(-_LEAN, _LEAN, 1, 0, "°", signed=True),
            Scale(-45, 45),
            reach.with_lean,
            self.tr("Lean a stroke"),
            self.tr("How far its top leans to the right at the end (shear)"),
        )
        self._sliders = (
            self._horizontal,
            self._vertical,
            self._proximity,
            self._ambient,
            self._rotation,
            self._lean,
        )
        self._manner = self.choice(
            self.tr("Manner of the ambient motion"),
            {manner: tr(title) for manner, title in MANNERS.items()},
            self._on_manner,
        )
        self._cycle = self.number(
            self.tr("Seconds of one cycle of the ambient motion"),
            Range(0.2, 60, 0.1, 1, " s"),
            reach.with_cycle,
            self.tr("Change the ambient motion"),
        )

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(GRID)
        title = QLabel(self.tr("Motion"))
        title.setBuddy(self._motion)
        head.addWidget(title)
        head.addWidget(self._motion, 1)
        rows: list[tuple[str, SliderField]] = [
            (self.tr("Horizontal"), self._horizontal),
            (self.tr("Vertical"), self._vertical),
            (self.tr("Proximity"), self._proximity),
            (self.tr("Ambient"), self._ambient),
            (self.tr("Rotation"), self._rotation),
            (self.tr("Lean"), self._lean),
        ]
        self._how = QWidget()
        how = QHBoxLayout(self._how)
        how.setContentsMargins(0, 0, 0, 0)
        how.setSpacing(GRID)
        how.addWidget(self._manner, 1)
        how.addWidget(self._cycle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(head)
        column.addWidget(self._preset)
        column.addLayout(grid_of_sliders(rows, {4: self._how}))

    def _show_ambient(self, stroke: Stroke) -> None:
        amount = reach.ambient_of(stroke)
        self._ambient.show_value(amount)
        ambient = stroke.ambient or Ambient()
        show_choice(self._manner, ambient.manner)
        self._cycle.show_value(ambient.seconds)
        self._how.setVisible(amount > 0)

    def _show_preset(self, preset: Preset | None) -> None:
        name = motion_name(preset)
        if name != self._name:
            self._name = name
            self._rebuild(name)
        self._preset.setVisible(preset is not None)
        if preset is None:
            return
        world = self._bearings.world
        for quantity, field in self._fields:
            field.show_value(quantity.get(preset, world))
        for flag, box in self._boxes:
            with QSignalBlocker(box):
                box.setChecked(getattr(preset, flag.attribute))

    def _rebuild(self, name: str) -> None:
        """The fields of another preset."""
        if (item := self._preset_rows.takeAt(0)) is not None:
            old = item.widget()
            old.setParent(None)
            old.deleteLater()
        inside = QWidget()
        self._fields = [(q, self._field_of(name, q)) for q in quantities(name)]
        self._boxes = [(flag, self._box_of(flag)) for flag in flags(name)]
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        fields: QGridLayout = grid_of([(tr(q.title), field) for q, field in self._fields], 3)
        rows.addLayout(fields)
        for _, box in self._boxes:
            rows.addWidget(box)
        self._preset_rows.addWidget(inside)

    def _field_of(self, name: str, quantity: Quantity) -> NumberField:
        def change(stroke: Stroke, value: float) -> Stroke:
            if motion_name(stroke.motion) != name:
                return stroke
            world = self._bearings.world
            return physics.applied(stroke, quantity.put(stroke.motion, value, world), world)

        title = tr(quantity.title)
        return self.number(
            title, quantity.bounds, change, self.tr("Change the motion"), tr(quantity.tip)
        )

    def _box_of(self, flag: Flag) -> QCheckBox:
        box = QCheckBox(tr(flag.title))
        box.toggled.connect(lambda on: self._on_flag(flag, on))
        return box

    def _on_flag(self, flag: Flag, on: bool) -> None:
        def edit(stroke: Stroke) -> Stroke:
            if not hasattr(stroke.motion, flag.attribute):
                return stroke
            motion = replace(stroke.motion, **{flag.attribute: on})
            return physics.applied(stroke, motion, self._bearings.world)

        self.tell(edit, self.tr("Change the motion"))

    def _on_motion(self, name: str) -> None:
        self.flush()
        self.motion_wanted.emit(name)

    def _on_manner(self, manner: str) -> None:
        self.tell(
            lambda stroke: reach.with_manner(stroke, manner), self.tr("Change the ambient motion")
        )
