"""The camera move of a plan as a form: a camera goes in, the changed one comes out."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.records import Camera
from widgets.common.elided import ElidedLabel
from widgets.motion.fields import NumberField, Range
from widgets.motion.settling import Settling
from widgets.motion.sliders import Scale, SliderField, grid_of_sliders
from widgets.motion.words import camera_moves

_SHARE = Range(-400, 400, 5, 0, " %", signed=True)
_HALF = Scale(-50, 50)


class CameraForm(QWidget):
    """Pan, tilt, zoom, roll and orbit over the whole clip."""

    camera_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._camera = Camera()
        self._settling = Settling(self)
        self._settling.settled.connect(self._on_settled)
        self._make_fields()
        self._said = ElidedLabel()
        self._said.setProperty("role", "dim")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        rows = [
            (self.tr("Pan"), self._pan),
            (self.tr("Tilt"), self._tilt),
            (self.tr("Zoom"), self._zoom),
            (self.tr("Roll"), self._roll),
            (self.tr("Orbit"), self._orbit),
        ]
        column.addLayout(grid_of_sliders(rows))
        column.addWidget(self._said)
        self.show_camera(Camera())

    def show_camera(self, camera: Camera) -> None:
        """Shows another camera move."""
        self._settling.forget()
        self._camera = camera
        self._pan.show_value(camera.pan * 100)
        self._tilt.show_value(camera.tilt * 100)
        self._zoom.show_value(camera.zoom * 100)
        self._roll.show_value(camera.roll)
        self._orbit.show_value(camera.orbit * 100)
        said = camera_moves(camera)
        self._said.setText(said)
        self._said.setVisible(bool(said))

    def flush(self) -> None:
        """Tells at once what was changed last."""
        self._settling.flush()

    def _make_fields(self) -> None:
        self._pan = self._slider(
            self.tr("Camera pan"),
            _SHARE,
            _HALF,
            self.tr("To the right, in percent of the frame's width"),
        )
        self._tilt = self._slider(
            self.tr("Camera tilt"),
            _SHARE,
            _HALF,
            self.tr("Upwards, in percent of the frame's height"),
        )
        self._zoom = self._slider(
            self.tr("Camera zoom"),
            Range(10, 1600, 5, 0, " %"),
            Scale(50, 200, 100, geometric=True),
            self.tr("Magnification at the end; 100 % is none"),
        )
        self._roll = self._slider(
            self.tr("Camera roll"),
            Range(-1440, 1440, 5, 0, "°", signed=True),
            Scale(-90, 90),
            self.tr("Clockwise"),
        )
        self._orbit = self._slider(
            self.tr("Camera orbit"),
            Range(-100, 100, 1, 0, " %", signed=True),
            Scale(-30, 30),
            self.tr("To the right around the scene: what is near shifts farther than what is far"),
        )

    def _slider(self, name: str, bounds: Range, scale: Scale, tip: str) -> SliderField:
        field = SliderField(name, bounds, scale, tip)
        field.valueChanged.connect(self._settling.touch)
        field.editingFinished.connect(self._settling.flush)
        field.bar.held.connect(self._settling.set_held)
        return field

    def _on_settled(self) -> None:
        old = self._camera
        camera = replace(
            old,
            pan=_value(self._pan, old.pan, 100),
            tilt=_value(self._tilt, old.tilt, 100),
            zoom=_value(self._zoom, old.zoom, 100),
            roll=_value(self._roll, old.roll),
            orbit=_value(self._orbit, old.orbit, 100),
        )
        if camera != old:
            self._camera = camera
            self.camera_changed.emit(camera)


def _value(field: NumberField, old: float, per: float = 1.0) -> float:
    """What a field says, or exactly what was there where the person did not change it."""
    return old if field.is_as_shown else field.value() / per
