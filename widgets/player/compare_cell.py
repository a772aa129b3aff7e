"""One take among those it is compared with: its moving picture, its place, the person's points.

What goes in is a `CompareTake` and the time to show; what comes out are the wish to watch it,
points and stars. What is not made yet shows how far it is.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from engine.errors import VerbenchError
from engine.records import ClipInfo, Rating
from widgets.common.elided import ElidedLabel
from widgets.common.icon import icon
from widgets.common.theme import GRID, RADIUS, colours_of, qcolor
from widgets.player.reel import Reel

POINTS = 5
WIDEST = 560
"""Pixels: what is compared is shown small; of 81 frames at 16:9 all stay in memory."""
_ROUND = 32
_SETTLE_MS = 400
"""A cell that has another size decodes anew when it has kept it for a moment."""
_WASTE = 1.4
BUDGET_BYTES = 64 * 1024 * 1024
_DOT, _STEP = 4, 12
_WIDE = 216
_UNRATED = Rating()
HALF = 0.5
"""What is obeyed less than this is a warning."""


@dataclass(frozen=True, slots=True)
class CompareTake:
    """What stands in one cell: a take, or the job that is to make it."""

    row: str
    column: str
    title: str = ""
    """'Take 3'; the state of the job where there is no take yet."""
    take_id: int | None = None
    path: Path | None = None
    rating: Rating = _UNRATED
    starred: bool = False
    about: str = ""
    """What was found in it, or why there is none; in one line."""
    bad: bool = False
    """Whether that is something bad."""
    progress: float | None = None
    """Of its job, 0..1; None where none runs."""
    job_id: str = ""
    obeyed: float | None = None
    """How well what was painted was followed, 0..1; None where nothing was."""


class Points(QWidget):
    """The points of both scales, as two rows of five dots; a press sets them."""

    pressed = Signal(str, int)
    """'adherence' or 'physics', and the point."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rating = Rating()
        self._names = (self.tr("Prompt"), self.tr("Physics"))
        self.setMinimumWidth(2 * POINTS * _STEP + 2 * GRID)
        self.setFixedHeight(20)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.set_rating(Rating())

    def set_rating(self, rating: Rating) -> None:
        """Shows points."""
        self._rating = rating
        text = self.tr("Follows the prompt {a}, obeys physics {p}, of 5").format(
            a=rating.adherence or "–", p=rating.physics or "–"
        )
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.minimumWidth() + sum(self._widths()), 20)

    def _widths(self) -> tuple[int, ...]:
        metrics = QFontMetrics(_small(self.font()))
        return tuple(metrics.horizontalAdvance(name) + GRID for name in self._names)

    @property
    def _named(self) -> bool:
        """Whether there is room for what the dots are of; the tool tip always says it."""
        return self.width() >= self.sizeHint().width()

    def _left(self, scale: int) -> int:
        names = sum(self._widths()[: scale + 1]) if self._named else 0
        return scale * (POINTS * _STEP + 2 * GRID) + names

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for scale, name in enumerate(("adherence", "physics")):
            point = int((event.position().x() - self._left(scale)) // _STEP) + 1
            if 1 <= point <= POINTS:
                self.pressed.emit(name, point)
                return

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = colours_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(_small(self.font()))
        for scale, value in enumerate((self._rating.adherence, self._rating.physics)):
            if self._named:
                width = self._widths()[scale]
                painter.setPen(qcolor(theme.dim))
                place = QRectF(self._left(scale) - width, 0, width, self.height())
                painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), self._names[scale])
            for point in range(POINTS):
                filled = point < (value or 0)
                painter.setPen(QPen(qcolor(theme.text if filled else theme.edge), 1.25))
                painter.setBrush(qcolor(theme.text) if filled else Qt.BrushStyle.NoBrush)
                x = self._left(scale) + point * _STEP + _STEP / 2
                painter.drawEllipse(QPointF(x, self.height() / 2), _DOT, _DOT)


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPixelSize(12)
    return small


class Picture(QWidget):
    """The frame, fitted; or words and a bar in its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.image = None
        self.message = ""
        self.progress: float | None = None
        self.current = False
        self.moving = False
        """While it plays, pixels are not smoothed: they come in nearly the right size."""
        self.setMinimumSize(96, 54)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(320, 180)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = colours_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.image is not None:
            ground = self._paint_frame(painter, ground)
        else:
            painter.setPen(QPen(qcolor(theme.line), 1))
            painter.setBrush(qcolor(theme.stage))
            painter.drawRoundedRect(ground, RADIUS, RADIUS)
            self._paint_words(painter, ground)
        if self.current:
            painter.setPen(QPen(qcolor(theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ground, 2, 2)

    def _paint_frame(self, painter: QPainter, room: QRectF) -> QRectF:
        """Where it stands."""
        size = self.image.size().toSizeF()
        size.scale(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(QPointF(0, 0), size)
        place.moveCenter(room.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not self.moving)
        painter.drawImage(place.toAlignedRect(), self.image)
        return place

    def _paint_words(self, painter: QPainter, room: QRectF) -> None:
        theme, line = colours_of(self), QFontMetrics(self.font()).height()
        painter.setPen(qcolor(theme.dim))
        words = room.adjusted(GRID, GRID, -GRID, -GRID)
        flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        painter.drawText(words, flags, self.message)
        if self.progress is None:
            return
        bar = QRectF(0, 0, min(160.0, words.width()), 4)
        bar.moveCenter(room.center() + QPointF(0, line))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(qcolor(theme.line))
        painter.drawRoundedRect(bar, 2, 2)
        bar.setWidth(max(4.0, bar.width() * self.progress))
        painter.setBrush(qcolor(theme.accent))
        painter.drawRoundedRect(bar, 2, 2)


class CompareCell(QWidget):
    """One cell. Enter or a click on the picture watches it; 1-5 and the dots rate, '.' stars."""

    watched = Signal(int)
    rated = Signal(int, str, int)
    """Take, 'adherence', 'physics' or '' (the next of the two), and the point."""
    starred = Signal(int)
    opened = Signal()
    """Its clip is known: length and rate."""
    entered = Signal()
    """It has the focus."""
    failed = Signal(VerbenchError)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._take = CompareTake("", "")
        self._shown: Path | None = None
        self._seconds = 0.0
        self.clip: ClipInfo | None = None
        self._reel = Reel(self, BUDGET_BYTES, WIDEST)
        self._reel.opened.connect(self._on_opened, Qt.ConnectionType.QueuedConnection)
        self._reel.frame_ready.connect(self._on_ready, Qt.ConnectionType.QueuedConnection)
        self._reel.failed.connect(self._on_failed, Qt.ConnectionType.QueuedConnection)
        self._picture = Picture()
        self._where, self._about = ElidedLabel(), ElidedLabel()
        self._title, self._obeyed = QLabel(), QLabel()
        self._points = Points()
        self._star = QToolButton()
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._decode_fitting)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()

    @property
    def take(self) -> CompareTake:
        """What stands here."""
        return self._take

    def set_take(self, take: CompareTake) -> None:
        """Shows another take, or another state of the same one."""
        self._take = take
        place = " · ".join(part for part in (take.row, take.column) if part)
        self._where.setText(place or take.title)
        self._where.setToolTip(place)
        self._title.setText(take.title if place and take.take_id is not None else "")
        self._show_head()
        self._show_about()
        made = take.take_id is not None
        self._picture.setToolTip(self.tr("Double click or Enter: watch it") if made else "")
        self._points.setVisible(made)
        self._star.setVisible(made)
        self._points.set_rating(take.rating)
        self._picture.progress = take.progress
        if take.path is None:
            self._picture.message = take.title
        said = (take.title, self._obeyed.toolTip(), take.about)
        self.setAccessibleName(
            f"{place or take.title}: " + ", ".join(part for part in said if part)
        )
        self._tint()
        if take.path != self._shown:
            self._open(take.path)
        self._picture.update()

    def show_time(self, seconds: float) -> None:
        """Shows the frame of a time; the last one where the clip is shorter."""
        self._seconds = seconds
        if self.clip is None:
            return
        image = self._reel.image(self._index())
        if image is not None:
            self._picture.image = image
            self._picture.update()

    def set_moving(self, moving: bool) -> None:
        """Whether it plays."""
        self._picture.moving = moving
        self._picture.update()

    def set_large(self, large: bool) -> None:
        """Whether there is room for a second line of words."""
        self._foot.setVisible(large)

    def close_clip(self) -> None:
        """Lets go of the file and joins the decoding thread."""
        self._reel.close()
        self._shown = self.clip = self._picture.image = None

    def _index(self) -> int:
        assert self.clip is not None  # asked for once it is open
        # half a frame of slack: 5 / 16 s times 16 is not always 5
        return min(int(self._seconds * self.clip.fps + 1e-6), self.clip.frames - 1)

    def _open(self, path: Path | None) -> None:
        self._shown, self.clip, self._picture.image = path, None, None
        if path is not None:
            self._picture.message = self.tr("Opening…")
        self._reel.open(path, self._wanted_width())

    def _wanted_width(self) -> int:
        """Of the decoded images: what is shown, a little rounded."""
        width = self._picture.width() * self.devicePixelRatioF()
        return min(WIDEST, max(_ROUND, math.ceil(width / _ROUND) * _ROUND))

    def _decode_fitting(self) -> None:
        """Anew, where images are too small for the cell, or far too large."""
        wanted, has = self._wanted_width(), self._reel.widest
        if self._shown is not None and (wanted > has or wanted * _WASTE < has):
            self._reel.open(self._shown, wanted)

    def _on_opened(self, path: Path, clip: ClipInfo) -> None:
        if path == self._shown:
            self.clip = clip
            self.opened.emit()
            self.show_time(self._seconds)

    def _on_ready(self, index: int) -> None:
        if self.clip is not None and index == self._index():
            self.show_time(self._seconds)

    def _on_failed(self, error: VerbenchError) -> None:
        self._picture.message = str(error)
        self._picture.update()
        self.failed.emit(error)

    def _show_about(self) -> None:
        self._about.setText(self._take.about)
        self._about.setToolTip(self._take.about)
        self._about.setProperty("role", "error" if self._take.bad else "dim")
        self._about.style().polish(self._about)

    def _show_head(self) -> None:
        """In a narrow cell its place in the set says more than its number, and of how well it was
        obeyed the number is enough."""
        obeyed, wide = self._take.obeyed, self.width() >= _WIDE
        self._title.setVisible(bool(self._title.text()) and wide)
        self._obeyed.setVisible(obeyed is not None)
        if obeyed is None:
            self._obeyed.setToolTip("")
            return
        share = round(100 * obeyed)
        said = self.tr("obeyed {n} %").format(n=share)
        self._obeyed.setText(said if wide or self._has_room(said) else f"{share} %")
        self._obeyed.setToolTip(said)
        self._obeyed.setProperty("role", "warning" if obeyed < HALF else "dim")
        self._obeyed.style().polish(self._obeyed)

    def _has_room(self, words: str) -> bool:
        """Whether the head line holds these words beside all of the place."""
        across = self.fontMetrics().horizontalAdvance
        room = self.width() - self._star.sizeHint().width() - 4 * GRID
        return across(self._where.text()) + across(words) <= room

    def _rate(self, scale: str, point: int) -> None:
        if self._take.take_id is not None:
            self.rated.emit(self._take.take_id, scale, point)

    def _toggle_star(self) -> None:
        if self._take.take_id is not None:
            self.starred.emit(self._take.take_id)

    def _watch(self) -> None:
        if self._take.take_id is not None:
            self.watched.emit(self._take.take_id)

    def _lay_out(self) -> None:
        self._title.setProperty("role", "dim")
        self._star.setIconSize(QSize(16, 16))
        self._star.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._star.clicked.connect(self._toggle_star)
        self._points.pressed.connect(self._rate)
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(self._where, 1)
        head.addWidget(self._title)
        head.addWidget(self._obeyed)
        head.addWidget(self._star)
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(GRID)
        foot.addWidget(self._points)
        foot.addWidget(self._about, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._picture, 1)
        column.addWidget(self._foot)

    def _tint(self) -> None:
        theme, on = colours_of(self), self._take.starred
        self._star.setIcon(
            icon("star-filled" if on else "star", theme.warning if on else theme.dim)
        )
        name = self.tr("Take the star away (.)") if on else self.tr("Star (.)")
        self._star.setToolTip(name)
        self._star.setAccessibleName(name)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_head()
        self._settle.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_5:
            self._rate("", key - Qt.Key.Key_0)
        elif key == Qt.Key.Key_Period:
            self._toggle_star()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._watch()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus()
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._watch()

    def focusInEvent(self, event) -> None:
        super().focusInEvent(event)
        self._picture.current = True
        self._picture.update()
        self.entered.emit()

    def focusOutEvent(self, event) -> None:
        super().focusOutEvent(event)
        self._picture.current = False
        self._picture.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()
