"""Two takes in sync: side by side, by a dividing line, as their difference, one over the other.

What goes in are the takes there are, a view and the moment to show; the person chooses which two
and shifts either by frames. Where one is shorter than the other, that is said.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.errors import VerbenchError
from engine.records import ClipInfo
from widgets.common.elided import ElidedCombo
from widgets.common.icon import icon
from widgets.common.theme import GRID, colours_of
from widgets.player.compare_cell import CompareTake
from widgets.player.pair_picture import MOST_GAIN, PairPicture, View
from widgets.player.reel import Reel

BUDGET_BYTES = 256 * 1024 * 1024
WIDEST = 1280
_FIRST = {"wipe": 500, "onion": 500, "difference": 4}
_FINE = 1000


class ComparePair(QWidget):
    """The picture of both under a row that says which they are."""

    opened = Signal()
    """A clip is known: length and rate."""
    shifted = Signal()
    failed = Signal(VerbenchError)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._takes: tuple[CompareTake, ...] = ()
        self._chosen: list[int | None] = [None, None]
        self._clips: list[ClipInfo | None] = [None, None]
        self._ahead: dict[int | None, int] = {}
        """By take, frames that it is ahead by: on either side, and when it comes back."""
        self._seconds = 0.0
        self._amounts = dict(_FIRST)
        self._reels = (Reel(self, BUDGET_BYTES, WIDEST), Reel(self, BUDGET_BYTES, WIDEST))
        self._picture = PairPicture()
        self._boxes = (ElidedCombo(), ElidedCombo())
        self._said = (QLabel(), QLabel())
        self._arrows: list[tuple[QToolButton, str]] = []
        self._amount, self._amount_said = QSlider(Qt.Orientation.Horizontal), QLabel()
        self._lay_out()
        self._connect()
        self._tint()

    # in

    def set_takes(self, takes: Sequence[CompareTake]) -> None:
        """All that can be compared; the two that are chosen stay while they are there."""
        self._takes = tuple(take for take in takes if take.path is not None)
        ids = [take.take_id for take in self._takes]
        for side in (0, 1):
            if self._chosen[side] not in ids:
                others = [i for i in ids if i != self._chosen[1 - side]] or ids
                self._chosen[side] = others[0] if others else None
        self._fill()

    def choose(self, first: int | None = None, second: int | None = None) -> None:
        """Which two are compared, by their ids; None leaves a side as it is."""
        for side, chosen in enumerate((first, second)):
            if chosen is not None and any(take.take_id == chosen for take in self._takes):
                if chosen == self._chosen[1 - side]:
                    self._chosen[1 - side] = self._chosen[side]
                self._chosen[side] = chosen
        self._fill()

    def set_view(self, view: View) -> None:
        """How both are shown."""
        self._picture.set_view(view)
        amount = view in _FIRST
        for part in (self._amount, self._amount_said):
            part.setVisible(amount)
        if amount:
            gains = view == "difference"
            self._amount.blockSignals(True)
            self._amount.setRange(1 if gains else 0, MOST_GAIN if gains else _FINE)
            self._amount.setPageStep(2 if gains else _FINE // 10)
            self._amount.setSingleStep(1 if gains else _FINE // 50)
            self._amount.setValue(self._amounts[view])
            self._amount.blockSignals(False)
            self._take_amount(self._amounts[view])

    def show_time(self, seconds: float) -> None:
        """Shows both at a moment."""
        self._seconds = seconds
        for side, shown in enumerate(self._picture.sides):
            index = self._index(side)
            if index is None:
                continue
            image = self._reels[side].image(index)
            if image is not None:
                shown.image = image
            shown.said = self._missing(side)
        self._picture.update()

    def set_moving(self, moving: bool) -> None:
        """Whether it plays."""
        self._picture.moving = moving
        self._picture.update()

    def close_clips(self) -> None:
        """Lets go of both files."""
        for side, reel in enumerate(self._reels):
            reel.close()
            self._clips[side] = None
            self._picture.sides[side].image = None

    # what it shows

    @property
    def chosen(self) -> tuple[int | None, int | None]:
        """Ids of the two takes."""
        return self._chosen[0], self._chosen[1]

    @property
    def shifts(self) -> tuple[int, int]:
        """Frames that each is ahead by."""
        first, second = (self._ahead.get(take, 0) for take in self._chosen)
        return first, second

    @property
    def picture(self) -> PairPicture:
        """The picture of both."""
        return self._picture

    @property
    def clips(self) -> tuple[ClipInfo, ...]:
        """The clips that are open."""
        return tuple(clip for clip in self._clips if clip is not None)

    @property
    def seconds(self) -> float:
        """Until both have ended."""
        ends = (
            (clip.frames - shift) / clip.fps
            for clip, shift in zip(self._clips, self.shifts, strict=True)
            if clip is not None
        )
        return max(ends, default=0.0)

    # acts

    def shift(self, side: int, frames: int) -> None:
        """Lets one of both be some frames ahead, or behind."""
        clip = self._clips[side]
        if clip is None:
            return
        shift = self.shifts[side] + frames
        self._ahead[self._chosen[side]] = min(max(shift, 1 - clip.frames), clip.frames - 1)
        self._tell()
        self.shifted.emit()
        self.show_time(self._seconds)

    def swap(self) -> None:
        """The first becomes the second."""
        self._chosen.reverse()
        self._fill()

    def zoom_by(self, times: float) -> None:
        """Enlarges both; 0 shows all of them."""
        self._picture.set_zoom(self._picture.zoom * times if times else 1.0)

    # inside

    def _index(self, side: int) -> int | None:
        clip = self._clips[side]
        if clip is None:
            return None
        return min(max(self._at(side, clip), 0), clip.frames - 1)

    def _at(self, side: int, clip: ClipInfo) -> int:
        # half a frame of slack: 5 / 16 s times 16 is not always 5
        return int(self._seconds * clip.fps + 1e-6) + self.shifts[side]

    def _missing(self, side: int) -> str:
        """What is said where this one has no frame of this moment."""
        clip = self._clips[side]
        if clip is None:
            return ""
        at = self._at(side, clip)
        if at < 0:
            return self.tr("begins in {n} frames").format(n=-at)
        if at >= clip.frames:
            return self.tr("ended {n} frames ago").format(n=at - clip.frames + 1)
        return ""

    def _take(self, side: int) -> CompareTake | None:
        return next((t for t in self._takes if t.take_id == self._chosen[side]), None)

    def _fill(self) -> None:
        for side, box in enumerate(self._boxes):
            box.blockSignals(True)
            box.clear()
            for take in self._takes:
                box.addItem(_name(take), take.take_id)
            box.setCurrentIndex(box.findData(self._chosen[side]))
            box.blockSignals(False)
            take = self._take(side)
            shown = self._picture.sides[side]
            shown.name = "" if take is None else _name(take)
            if take is None or self._reels[side].path != take.path:
                self._clips[side], shown.image, shown.said = None, None, ""
                self._reels[side].open(None if take is None else take.path)
        self._tell()
        self._picture.update()

    def _choose(self, side: int, place: int) -> None:
        chosen = self._boxes[side].itemData(place)
        self.choose(*((chosen, None) if side == 0 else (None, chosen)))

    def _on_opened(self, side: int, path: object, clip: ClipInfo) -> None:
        take = self._take(side)
        if take is not None and take.path == path:
            self._clips[side] = clip
            self.opened.emit()
            self.show_time(self._seconds)

    def _on_ready(self, side: int, index: int) -> None:
        if index == self._index(side):
            self.show_time(self._seconds)

    def _take_amount(self, value: int) -> None:
        view = self._picture.view
        self._amounts[view] = value
        if view == "difference":
            self._picture.set_gain(value)
            said = self.tr("difference × {n}").format(n=value)
        else:
            self._picture.set_amount(value / _FINE)
            said = self.tr("B {n} %") if view == "onion" else self.tr("line at {n} %")
            said = said.format(n=round(100 * value / _FINE))
        self._amount_said.setText(said)
        self._amount.setAccessibleName(said)

    def _on_dragged(self, amount: float) -> None:
        self._amount.setValue(round(_FINE * amount))

    def _tell(self) -> None:
        for said, shift in zip(self._said, self.shifts, strict=True):
            said.setText(f"{shift:+d}" if shift else "0")

    def _connect(self) -> None:
        queued = Qt.ConnectionType.QueuedConnection
        self._reels[0].opened.connect(self._on_first_opened, queued)
        self._reels[1].opened.connect(self._on_second_opened, queued)
        self._reels[0].frame_ready.connect(self._on_first_ready, queued)
        self._reels[1].frame_ready.connect(self._on_second_ready, queued)
        for side in (0, 1):
            self._reels[side].failed.connect(self.failed, queued)
            self._boxes[side].activated.connect(lambda at, side=side: self._choose(side, at))
        self._amount.valueChanged.connect(self._take_amount)
        self._picture.amount_changed.connect(self._on_dragged)

    # signals of threads need a slot of this object, which lives in the thread of the window
    def _on_first_opened(self, path: object, clip: ClipInfo) -> None:
        self._on_opened(0, path, clip)

    def _on_second_opened(self, path: object, clip: ClipInfo) -> None:
        self._on_opened(1, path, clip)

    def _on_first_ready(self, index: int) -> None:
        self._on_ready(0, index)

    def _on_second_ready(self, index: int) -> None:
        self._on_ready(1, index)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(2)
        keys = (("Alt+Left", "Alt+Right"), ("Ctrl+Left", "Ctrl+Right"))
        for side, (box, said) in enumerate(zip(self._boxes, self._said, strict=True)):
            letter = "AB"[side]
            name = QLabel(letter)
            name.setProperty("role", "title")
            box.setAccessibleName(self.tr("Take {letter}").format(letter=letter))
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            box.setMinimumContentsLength(6)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            said.setProperty("role", "dim")
            said.setAlignment(Qt.AlignmentFlag.AlignCenter)
            said.setMinimumWidth(28)
            row.addWidget(name)
            row.addSpacing(4)
            row.addWidget(box, 1)
            back = self._arrow(side, -1, keys[side][0])
            ahead = self._arrow(side, 1, keys[side][1])
            for part in (back, said, ahead):
                row.addWidget(part)
            row.addSpacing(GRID if side == 0 else 0)
        self._amount.setMinimumWidth(96)
        self._amount_said.setProperty("role", "dim")
        row.addSpacing(GRID)
        row.addWidget(self._amount)
        row.addSpacing(4)
        row.addWidget(self._amount_said)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 0, 4, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._picture, 1)

    def _arrow(self, side: int, frames: int, keys: str) -> QToolButton:
        button = QToolButton()
        words = self.tr("One frame later") if frames > 0 else self.tr("One frame earlier")
        button.setToolTip(f"{words} ({keys})")
        button.setAccessibleName(f"{('A', 'B')[side]}: {words}")
        button.setIconSize(QSize(16, 16))
        button.clicked.connect(lambda: self.shift(side, frames))
        self._arrows.append((button, "step-forward" if frames > 0 else "step-back"))
        return button

    def _tint(self) -> None:
        theme = colours_of(self)
        for button, name in self._arrows:
            button.setIcon(icon(name, theme.text, theme.edge))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()


def _name(take: CompareTake) -> str:
    parts = (take.title, take.row, take.column)
    return " · ".join(part for part in parts if part)
