"""Crop, fit or extend a picture: it goes in with the sizes there are, the window on it comes out.

The picture with the window stands on the left, what becomes of it on the right, at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from engine.records import Box
from widgets.common.fields import pad
from widgets.common.flow import FlowLayout
from widgets.common.numbers import decimal
from widgets.common.pill import PillButton
from widgets.common.section import heading
from widgets.common.theme import GRID, colours_of, qcolor
from widgets.motion.crop_view import CropView, largest, whole

LEAST_SIDE, MOST_SIDE = 16, 8192
_ROOM = 0.25
"""Of the picture, that extending begins with on every side."""
_SOFT = 1.5
"""Enlarged by more than this a picture looks soft."""
_SEEN = QSize(36 * GRID, 21 * GRID)

Size = tuple[int, int]
Render = Callable[[Box, int, int], QImage]
"""The window on the picture at a width and height, quickly."""


class ImageDialog(QDialog):
    """Which part of a picture becomes the frame, and how large the frame is."""

    def __init__(
        self,
        image: QImage,
        pixels: Size,
        size: Size,
        sizes: Sequence[tuple[str, Size]],
        render: Render,
        *,
        subject: Box | None = None,
        other: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`image` stands for a picture of `pixels`; `size` is that of the frame, and `sizes` are
        offered for it: with none it stays. `subject` lies on the picture, in fractions.

        `other` asks whether the same is done to another picture; '' asks nothing.
        """
        super().__init__(parent)
        self.setWindowTitle(self.tr("Crop and fit"))
        self._pixels, self._render, self._subject = pixels, render, subject
        self.view = CropView(image)
        self._make_size(size, sizes)
        self._make_shape()
        self._other = QCheckBox(other)
        self._other.setChecked(bool(other))
        self._other.setVisible(bool(other))
        self._seen = QLabel()
        self._seen.setFixedSize(_SEEN)
        self._seen.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._said = QLabel()
        self._said.setProperty("role", "dim")
        self._said.setWordWrap(True)
        self._said.setMinimumHeight(4 * GRID)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._show_result)
        self.view.window_changed.connect(lambda _: self._later.start())
        self._lay_out()
        self.resize(1000, 640)
        self.fill()
        self._later.start()

    @property
    def window_box(self) -> Box:
        """The window on the picture, in fractions of it; it may reach beyond."""
        return self.view.window_box

    @property
    def size_chosen(self) -> Size:
        """Width and height of the frame in pixels."""
        return self._width.value(), self._height.value()

    @property
    def with_other(self) -> bool:
        """Whether the same is done to the other picture."""
        return self._other.isChecked()

    def fill(self) -> None:
        """The largest window within the picture."""
        self._keep_shape(True)
        self.view.set_window(largest(self._ratio, self._aspect))

    def show_all(self) -> None:
        """The smallest window that shows all of the picture."""
        self._keep_shape(True)
        self.view.set_window(whole(self._ratio, self._aspect))

    def stretch(self) -> None:
        """All of the picture, in the shape of the frame."""
        self._keep_shape(False)
        self.view.set_window(Box(0.0, 0.0, 1.0, 1.0))

    def extend(self) -> None:
        """Room around all of the picture."""
        self._keep_shape(True)
        x, y, w, h = whole(self._ratio, self._aspect)
        room = 2 * _ROOM
        self.view.set_window(Box(x - w * _ROOM, y - h * _ROOM, w * (1 + room), h * (1 + room)))

    def centre_subject(self) -> None:
        """The window as large as it is, with the subject in its middle."""
        if self._subject is not None:
            x, y, w, h = self._subject
            wide, high = self.view.window_box[2:]
            middle = (x + w / 2, y + h / 2)
            self.view.set_window(Box(middle[0] - wide / 2, middle[1] - high / 2, wide, high))

    # --- inside ---

    @property
    def _aspect(self) -> float:
        return self._pixels[0] / self._pixels[1]

    @property
    def _ratio(self) -> float:
        return self._width.value() / self._height.value()

    def _make_size(self, size: Size, sizes: Sequence[tuple[str, Size]]) -> None:
        self._size = QComboBox()
        self._size.setAccessibleName(self.tr("Size of the frame"))
        for title, (width, height) in sizes:
            self._size.addItem(f"{title} · {width} × {height}", (width, height))
        self._width, self._height = self._side(size[0]), self._side(size[1])
        self._width.setAccessibleName(self.tr("Width of the frame in pixels"))
        self._height.setAccessibleName(self.tr("Height of the frame in pixels"))
        for field in (self._size, self._width, self._height):
            field.setEnabled(bool(sizes))
        self._size.setVisible(bool(sizes))
        self._size.activated.connect(lambda _: self._choose(self._size.currentData()))
        for side in (self._width, self._height):
            side.valueChanged.connect(lambda _: self._on_size_changed())

    def _side(self, value: int) -> QSpinBox:
        side = QSpinBox()
        pad(side)
        side.setRange(LEAST_SIDE, MOST_SIDE)
        side.setSingleStep(16)
        side.setValue(value)
        side.setSuffix(self.tr(" px"))
        side.setKeyboardTracking(False)
        return side

    def _make_shape(self) -> None:
        self._shape = QCheckBox(self.tr("Keep the shape of things"))
        self._shape.setChecked(True)
        self._shape.toggled.connect(self._on_shape_toggled)
        self._ways = (
            self._way(self.tr("Fill"), self.tr("As much as fills the frame"), self.fill),
            self._way(self.tr("Show all"), self.tr("All of it, continued beside"), self.show_all),
            self._way(self.tr("Extend"), self.tr("Room on every side"), self.extend),
            self._way(self.tr("Stretch"), self.tr("Pressed into the frame"), self.stretch),
            self._way(
                self.tr("Centre the subject"),
                self.tr("The subject in the middle"),
                self.centre_subject,
            ),
        )
        self._ways[-1].setVisible(self._subject is not None)

    def _way(self, title: str, tip: str, act: Callable[[], None]) -> PillButton:
        button = PillButton(title)
        button.setToolTip(tip)
        button.setAccessibleName(f"{title}: {tip}")
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        ok = self.buttons.button(standard.Ok)
        ok.setText(self.tr("Use this frame"))
        ok.setProperty("role", "primary")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        well = QFrame()
        well.setProperty("role", "well")
        inner = QVBoxLayout(well)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self.view)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        row.setSpacing(2 * GRID)
        row.addWidget(well, 1)
        row.addWidget(self._side_column())

    def _side_column(self) -> QWidget:
        sides = QHBoxLayout()
        sides.setSpacing(GRID)
        sides.addWidget(self._width, 1)
        sides.addWidget(QLabel("×"))
        sides.addWidget(self._height, 1)
        ways = QWidget()
        flow = FlowLayout(ways)
        for button in self._ways:
            flow.addWidget(button)
        beside = QWidget()
        beside.setFixedWidth(_SEEN.width())
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(heading(self.tr("FRAME")))
        column.addWidget(self._size)
        column.addLayout(sides)
        column.addSpacing(GRID)
        column.addWidget(heading(self.tr("PICTURE")))
        column.addWidget(ways)
        column.addWidget(self._shape)
        column.addWidget(self._other)
        column.addSpacing(GRID)
        column.addWidget(heading(self.tr("RESULT")))
        column.addWidget(self._seen)
        column.addWidget(self._said)
        column.addStretch(1)
        column.addWidget(self.buttons)
        return beside

    def _choose(self, size: Size) -> None:
        for side, value in zip((self._width, self._height), size, strict=True):
            side.blockSignals(True)
            side.setValue(value)
            side.blockSignals(False)
        self._on_size_changed()

    def _on_size_changed(self) -> None:
        index = self._size.findData(self.size_chosen)
        self._size.setCurrentIndex(index)
        if self._shape.isChecked():
            self.view.set_ratio(self._ratio)
        self._later.start()

    def _keep_shape(self, keep: bool) -> None:
        self._shape.blockSignals(True)
        self._shape.setChecked(keep)
        self._shape.blockSignals(False)
        self.view.set_ratio(self._ratio if keep else None)

    def _on_shape_toggled(self, keep: bool) -> None:
        self.view.set_ratio(self._ratio if keep else None)
        self._later.start()

    def _show_result(self) -> None:
        width, height = self.size_chosen
        ratio = self.devicePixelRatioF()
        room = QSize(width, height).scaled(_SEEN, Qt.AspectRatioMode.KeepAspectRatio)
        result = self._render(
            self.window_box,
            max(1, round(room.width() * ratio)),
            max(1, round(room.height() * ratio)),
        )
        shown = QPixmap(_SEEN * ratio)
        shown.setDevicePixelRatio(ratio)
        shown.fill(qcolor(colours_of(self).stage))
        with QPainter(shown) as painter:
            left, top = _SEEN.width() - room.width(), _SEEN.height() - room.height()
            painter.translate(left // 2, top // 2)
            painter.drawImage(0, 0, _dense(result, ratio))
        self._seen.setPixmap(shown)
        self._said.setText(self._words())
        self._seen.setAccessibleName(self.tr("Result: {0}").format(self._said.text()))

    def _words(self) -> str:
        x, y, w, h = self.window_box
        seen = max(0.0, min(1.0, x + w) - max(0.0, x)) * max(0.0, min(1.0, y + h) - max(0.0, y))
        said = [
            self.tr("All of the picture is seen.")
            if seen > 0.9995
            else self.tr("{0} % of the picture is seen.").format(round(100 * seen))
        ]
        added = 1.0 - seen / (w * h)
        if added > 0.0005:
            words = self.tr("{0} % of the frame is added: the picture is continued there.")
            said.append(words.format(max(1, round(100 * added))))
        larger = self._width.value() / (w * self._pixels[0])
        if larger > _SOFT:
            words = self.tr("Enlarged {0} times: it will look soft.")
            said.append(words.format(decimal(larger, 1)))
        return " ".join(said)


def _dense(image: QImage, ratio: float) -> QImage:
    image.setDevicePixelRatio(ratio)
    return image
