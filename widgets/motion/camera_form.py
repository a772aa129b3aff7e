"""The camera move of a plan as a form: a camera goes in, the changed one comes out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from engine.records import Camera
from widgets.motion.fields import NumberField, Range, grid_of
from widgets.motion.settling import Settling


class CameraForm(QWidget):
    """Pan, tilt, zoom and roll over the whole clip."""

    camera_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._camera = Camera()
        self._settling = Settling(self)
        self._settling.settled.connect(self._on_settled)
        share = Range(-400, 400, 5, 0, self.tr(" %"))
        self._pan = self._number(
            self.tr("Camera pan"), share, self.tr("To the right, in percent of the frame's width")
        )
        self._tilt = self._number(
            self.tr("Camera tilt"), share, self.tr("Upwards, in percent of the frame's height")
        )
        self._zoom = self._number(
            self.tr("Camera zoom"),
            Range(10, 1600, 5, 0, self.tr(" %")),
            self.tr("Magnification at the end; 100 % is none"),
        )
        self._roll = self._number(
            self.tr("Camera roll"), Range(-1440, 1440, 5, 0, "°"), self.tr("Clockwise")
        )
        fields = [
            (self.tr("Pan"), self._pan),
            (self.tr("Tilt"), self._tilt),
            (self.tr("Zoom"), self._zoom),
            (self.tr("Roll"), self._roll),
        ]
        self.setLayout(grid_of(fields, columns=2))
        self.show_camera(Camera())

    def show_camera(self, camera: Camera) -> None:
        """Shows another camera move."""
        self._settling.forget()
        self._camera = camera
        self._pan.show_value(camera.pan * 100)
        self._tilt.show_value(camera.tilt * 100)
        self._zoom.show_value(camera.zoom * 100)
        self._roll.show_value(camera.roll)

    def flush(self) -> None:
        """Tells at once what was changed last."""
        self._settling.flush()

    def _number(self, name: str, bounds: Range, tip: str) -> NumberField:
        field = NumberField(name, bounds, tip)
        field.valueChanged.connect(self._settling.touch)
        field.editingFinished.connect(self._settling.flush)
        return field

    def _on_settled(self) -> None:
        camera = Camera(
            pan=self._pan.value_or(self._camera.pan, 100),
            tilt=self._tilt.value_or(self._camera.tilt, 100),
            zoom=self._zoom.value_or(self._camera.zoom, 100),
            roll=self._roll.value_or(self._camera.roll),
        )
        if camera != self._camera:
            self._camera = camera
            self.camera_changed.emit(camera)
