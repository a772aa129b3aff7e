"""How a measured motion goes onto the start image, as a form: strokes to choose from go in, a
placement comes out with every change.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from engine.motion.placement import Placement
from engine.records import Place
from widgets.common.theme import GRID
from widgets.motion.fields import NumberField, Range, grid_of


class PlacementForm(QWidget):
    """Which stroke moves so, from where, how large, which way round and how fast."""

    changed = Signal()

    def __init__(self, strokes: Sequence[str], selected: int) -> None:
        super().__init__()
        self._at: Place | None = None
        self._target = QComboBox()
        self._target.setAccessibleName(self.tr("What moves so"))
        self._target.addItem(self.tr("A new stroke"), -1)
        for index, name in enumerate(strokes):
            self._target.addItem(name, index)
        self._target.setCurrentIndex(max(0, self._target.findData(selected)))
        self._x = NumberField(self.tr("Begins at, across"), Range(-800, 900, 1, 1, " %"))
        self._y = NumberField(self.tr("Begins at, down"), Range(-800, 900, 1, 1, " %"))
        self._size = NumberField(self.tr("Size of the way"), Range(5, 2000, 10, 0, " %"))
        self._angle = NumberField(self.tr("Way turned by"), Range(-360, 360, 5, 0, "°", True))
        self._start = NumberField(self.tr("Start of the motion"), Range(0, 99, 0.1, 2, " s"))
        self._speed = NumberField(self.tr("Speed"), Range(5, 2000, 10, 0, " %"))
        self._pace = QComboBox()
        self._pace.setAccessibleName(self.tr("How fast"))
        self._pace.addItem(self.tr("Its own"), True)
        self._pace.addItem(self.tr("Fills the shot"), False)
        self._mirrored = QCheckBox(self.tr("Mirrored"))
        self._turns = QCheckBox(self.tr("Turns with it"))
        self._grows = QCheckBox(self.tr("Grows with it"))
        self._camera = QCheckBox(self.tr("Without the camera's move"))
        self._camera.setToolTip(self.tr("As the thing moves by itself, whatever the camera did"))
        for box, on in ((self._turns, True), (self._grows, True), (self._camera, True)):
            box.setChecked(on)
        self._size.show_value(100)
        self._speed.show_value(100)
        self._seconds = 5.0
        self._lay_out()
        self._connect()

    @property
    def target(self) -> int:
        """Index of the stroke, -1 for a new one."""
        return int(self._target.currentData())

    @property
    def placement(self) -> Placement:
        """What the form says."""
        own_pace = self._pace.currentData()
        return Placement(
            at=self._at,
            size=self._size.value() / 100,
            angle_deg=self._angle.value(),
            mirrored=self._mirrored.isChecked(),
            own=self._camera.isChecked(),
            speed=self._speed.value() / 100 if own_pace else None,
            start=min(self._start.value() / self._seconds, 1.0),
            turns=self._turns.isChecked(),
            grows=self._grows.isChecked(),
        )

    def set_target(self, index: int) -> None:
        """Another stroke, -1 for a new one."""
        self._target.setCurrentIndex(self._target.findData(index))
        self._on_target()

    def set_seconds(self, seconds: float) -> None:
        """Length of the shot, from its first frame to its last."""
        self._seconds = max(seconds, 1e-3)
        self._start.setMaximum(self._seconds * 0.99)

    def set_view_moves(self, moves: bool) -> None:
        """Whether the camera of the clip moves: without that there is nothing to leave out."""
        self._camera.setVisible(moves)

    def show_place(self, place: Place) -> None:
        """Shows where the motion begins, without moving it there."""
        for field, value in ((self._x, place[0]), (self._y, place[1])):
            field.show_value(100 * value)

    # --- inside ---

    def _lay_out(self) -> None:
        pairs = [
            (self.tr("Begins across"), self._x),
            (self.tr("Begins down"), self._y),
            (self.tr("Size"), self._size),
            (self.tr("Angle"), self._angle),
            (self.tr("Speed"), self._pace),
            (self.tr("of its own"), self._speed),
            (self.tr("Start"), self._start),
        ]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(grid_of([(self.tr("Stroke"), self._target)], 1))
        column.addLayout(grid_of(pairs, 2))
        for box in (self._mirrored, self._turns, self._grows, self._camera):
            column.addWidget(box)

    def _connect(self) -> None:
        for field in (self._x, self._y):
            field.valueChanged.connect(lambda _: self._on_moved())
        for field in (self._size, self._angle, self._speed, self._start):
            field.valueChanged.connect(lambda _: self._on_changed())
        self._target.activated.connect(lambda _: self._on_target())
        self._pace.activated.connect(lambda _: self._on_changed())
        for box in (self._mirrored, self._turns, self._grows, self._camera):
            box.toggled.connect(lambda _: self._on_changed())

    def _on_target(self) -> None:
        # another stroke is somewhere else
        self._at = None
        self._on_changed()

    def _on_moved(self) -> None:
        self._at = (self._x.value() / 100, self._y.value() / 100)
        self.changed.emit()

    def _on_changed(self) -> None:
        self._speed.setEnabled(self._pace.currentData())
        self.changed.emit()
