"""A job while it runs: small previews of the clip go in and play in a loop, with the stage, the
steps and the time left; what comes out is whether it is to pause, to stop, or to stop and be kept.

It is one of three sizes: a line, a tile in the corner, or the whole stage.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QImage, QPainter, QPainterPath, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from widgets.common.elided import ElidedLabel
from widgets.common.icon import icon
from widgets.common.theme import GRID, colours_of, qcolor

Shape = Literal["line", "tile", "large"]
TILE = 36 * GRID
LINE = 32 * GRID
_LEAST_MS, _MOST_MS = 33, 500
_DIMMED = 0.45


class LiveView(QFrame):
    """Shows one job. Nobody looks at it while it is a line: `looking_changed` says so."""

    pause_toggled = Signal(bool)
    cancelled = Signal()
    kept = Signal()
    shape_chosen = Signal(str)
    looking_changed = Signal(bool)
    """Whether previews are seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("live")
        self.setProperty("role", "card")
        self.setAccessibleName(self.tr("The take that is being made"))
        self._shape: Shape = "tile"
        self._looking = False
        self._picture = _Loop()
        self._title = ElidedLabel()
        self._title.setProperty("role", "title")
        self._left = QLabel()
        self._left.setProperty("role", "dim")
        self._stage = ElidedLabel()
        self._stage.setProperty("role", "dim")
        self._note = ElidedLabel()
        self._note.setProperty("role", "dim")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(4)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._fold = self._button()
        self._fold.clicked.connect(self._on_folded)
        self._grow = self._button()
        self._grow.clicked.connect(self._on_grown)
        self._pause = QPushButton()
        self._pause.clicked.connect(lambda: self.pause_toggled.emit(not self._paused))
        self._keep = QPushButton(self.tr("Stop and keep"))
        self._keep.setToolTip(self.tr("Ends the steps here and makes the clip of what there is"))
        self._keep.clicked.connect(self.kept)
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.setToolTip(self.tr("Throws this take away (Ctrl+Alt+Enter)"))
        self._cancel.clicked.connect(self.cancelled)
        self._paused = False
        self._lay_out()
        self.set_paused(False)
        self.set_shape("tile")

    # in

    def set_job(self, title: str, seconds: float, picture: QImage | None) -> None:
        """Another job: what it is called, how long its clip is, and what it starts from."""
        self._title.setText(title)
        self._title.setToolTip(title)
        self._picture.set_start(picture, seconds)
        self.set_step("", 0, 0, "")
        self.set_note("")
        self.set_paused(False)
        self.set_ending("")

    def set_step(self, stage: str, done: int, total: int, left: str) -> None:
        """What is done now, how many of the steps are made, and the time that is left."""
        self._stage.setText(stage)
        self._left.setText(left)
        self._bar.setUpdatesEnabled(False)  # it would paint the whole window at once, each time
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)
        self._bar.setUpdatesEnabled(True)
        self.setAccessibleDescription(", ".join(part for part in (stage, left) if part))

    def set_note(self, text: str) -> None:
        """What the person should know of this job."""
        self._note.setText(text)
        self._note.setToolTip(text)
        self._note.setVisible(bool(text) and self._shape != "line")

    def set_paused(self, paused: bool) -> None:
        """Whether it stands still."""
        self._paused = paused
        self._pause.setText(self.tr("Go on") if paused else self.tr("Pause"))
        said = self.tr("Goes on where it stands") if paused else self.tr("Frees the card meanwhile")
        self._pause.setToolTip(said)

    def set_ending(self, ends: str) -> None:
        """'cancel' or 'keep' once it was asked to end; it takes until the next step."""
        if ends and (self._keep.hasFocus() or self._pause.hasFocus()):
            self._cancel.setFocus()  # the keyboard stays here
        for button in (self._pause, self._keep):
            button.setEnabled(not ends)
        self._cancel.setEnabled(ends != "cancel")

    def set_preview(self, jpeg: bytes, frames: int, width: int, height: int) -> None:
        """What the clip looks like so far: its frames one below the other."""
        strip = QImage.fromData(jpeg)
        if strip.isNull() or strip.height() < frames * height or strip.width() < width:
            return
        rows = (strip.copy(0, n * height, width, height) for n in range(frames))
        self._picture.set_frames(tuple(rows))

    def set_shape(self, shape: Shape) -> None:
        """A line, a tile or the whole stage."""
        self._shape = shape
        line = shape == "line"
        for part in (self._picture, self._buttons, self._title):
            part.setVisible(not line)
        self._note.setVisible(not line and bool(self._note.text()))
        self._grow.setVisible(not line)
        around = GRID // 2 if line else GRID  # a line hides as little of the picture as it can
        self._column.setContentsMargins(GRID, around if line else GRID, around, around)
        self._column.setSpacing(0 if line else GRID)
        self._tint()
        self._tell_looking()

    @property
    def shape(self) -> Shape:
        """How large it is."""
        return self._shape

    @property
    def looking(self) -> bool:
        """Whether its pictures are seen."""
        return self._looking

    def image(self) -> QImage | None:
        """The picture that is shown."""
        return self._picture.image()

    # inside

    def _on_folded(self) -> None:
        self.shape_chosen.emit("tile" if self._shape == "line" else "line")

    def _on_grown(self) -> None:
        self.shape_chosen.emit("tile" if self._shape == "large" else "large")

    def _tell_looking(self) -> None:
        looking = self.isVisible() and self._shape != "line"
        if looking != self._looking:
            self._looking = looking
            self._picture.set_playing(looking)
            self.looking_changed.emit(looking)

    def _button(self) -> QToolButton:
        button = QToolButton()
        button.setIconSize(QSize(16, 16))
        return button

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(self._stage, 1)
        line.addWidget(self._left)
        words.addLayout(line)
        head = QHBoxLayout()
        head.setSpacing(GRID // 2)
        head.addLayout(words, 1)
        head.addWidget(self._grow, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignTop)
        self._buttons = QWidget()
        buttons = QHBoxLayout(self._buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(GRID // 2)
        for button in (self._pause, self._keep):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        column = self._column = QVBoxLayout(self)
        column.addWidget(self._picture, 1)
        column.addLayout(head)
        column.addWidget(self._bar)
        column.addWidget(self._note)
        column.addWidget(self._buttons)

    def _tint(self) -> None:
        theme, line, large = colours_of(self), self._shape == "line", self._shape == "large"
        self._fold.setIcon(icon("chevron-down" if line else "minus", theme.dim))
        self._name(self._fold, self.tr("Show the preview") if line else self.tr("Fold to a line"))
        self._grow.setIcon(icon("in" if large else "fit", theme.dim))
        self._name(self._grow, self.tr("Into the corner") if large else self.tr("Fill the stage"))

    def _name(self, button: QToolButton, name: str) -> None:
        button.setAccessibleName(name)
        button.setToolTip(name)

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tell_looking()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tell_looking()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()


class _Loop(QWidget):
    """Plays frames over and over in the time of the clip; until there are any, its first image."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._start: QImage | None = None
        self._frames: tuple[QImage, ...] = ()
        self._index, self._seconds = 0, 5.0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_tick)
        self._plays = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(96)
        self.setAccessibleName(self.tr("Preview of the take that is being made"))

    def set_start(self, picture: QImage | None, seconds: float) -> None:
        """Nothing was made yet."""
        self._start, self._frames, self._index = picture, (), 0
        self._seconds = max(seconds, 0.1)
        self._run()
        self.update()

    def set_frames(self, frames: tuple[QImage, ...]) -> None:
        """The clip so far; the loop goes on where it is."""
        same = len(frames) == len(self._frames)
        self._frames = frames
        self._index = self._index if same else 0
        self._run()
        self.update()

    def set_playing(self, plays: bool) -> None:
        """Whether anybody looks."""
        self._plays = plays
        self._run()

    def image(self) -> QImage | None:
        return self._frames[self._index] if self._frames else self._start

    def _run(self) -> None:
        if self._plays and len(self._frames) > 1:
            pace = round(1000 * self._seconds / len(self._frames))
            self._timer.start(min(max(pace, _LEAST_MS), _MOST_MS))
        else:
            self._timer.stop()

    def _on_tick(self) -> None:
        self._index = (self._index + 1) % max(len(self._frames), 1)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(TILE - 2 * GRID, (TILE - 2 * GRID) * 9 // 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, image = colours_of(self), self.image()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), 4, 4)
        painter.fillPath(shape, qcolor(theme.stage))
        painter.setClipPath(shape)
        if image is not None:
            fitted = image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(0, 0, fitted.width(), fitted.height())
            place.moveCenter(QRectF(self.rect()).center())
            painter.setOpacity(1.0 if self._frames else _DIMMED)
            painter.drawImage(place, image)
            painter.setOpacity(1.0)
        if not self._frames:
            painter.setPen(qcolor(theme.text if image is not None else theme.dim))
            said = self.tr("No picture yet")
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), said)
