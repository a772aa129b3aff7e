"""The pictures a shot starts from and ends at, small: pictures and offers go in, wishes come out.

Each slot takes a dropped or a pasted picture, and opens a menu with everything else. The third slot
shows up only while there is a background without the things.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from widgets.common.icon import icon
from widgets.common.theme import GRID, Colours, colours_of, qcolor

START, END, PLATE = "start", "end", "plate"
THUMB = QSize(48, 28)
_MOST_TAKES = 24


@dataclass(frozen=True, slots=True)
class Frames:
    """Frames that can be taken: of takes, by their id and title, and the one on the screen."""

    takes: tuple[tuple[int, str], ...] = ()
    shown: str = ""
    """What the frame on the screen is called; '' where none is shown."""


class ImageSlot(QToolButton):
    """One picture, or the place for it."""

    dropped = Signal(object)
    """Path of a file."""
    pasted = Signal()
    cleared = Signal()
    opened = Signal()

    def __init__(self, title: str, about: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._about = title, about
        self._image: QImage | None = None
        self._missing = self._over = False
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self.opened)
        self.set_image(None)

    def set_image(self, image: QImage | None, *, missing: bool = False) -> None:
        """Shows a picture; `missing` where there should be one that cannot be read."""
        self._image, self._missing = image, missing
        said = self._about if image is not None else self.tr("none yet")
        said = self.tr("Its file is gone or cannot be read") if missing else said
        self.setAccessibleName(self.tr("{0} image: {1}").format(self._title, said))
        keys = self.tr("Click for the menu, drop a picture, or paste one (Ctrl+V).")
        self.setToolTip(f"{said}\n{keys}")
        self.update()

    @property
    def filled(self) -> bool:
        """Whether there is a picture, be it one that cannot be read."""
        return self._image is not None or self._missing

    @property
    def image(self) -> QImage | None:
        """The picture that is shown."""
        return self._image

    def sizeHint(self) -> QSize:
        text = self.fontMetrics().horizontalAdvance(self._title)
        return QSize(THUMB.width() + text + 2 * GRID, 4 * GRID)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event) -> None:
        colours, painter = colours_of(self), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = QRect(QPoint(1, (self.height() - THUMB.height()) // 2), THUMB)
        self._paint_thumb(painter, QRectF(place), colours)
        painter.setPen(qcolor(colours.text if self.underMouse() else colours.dim))
        left = place.right() + GRID
        words = QRect(left, 0, self.width() - left, self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._title)

    def _paint_thumb(self, painter: QPainter, place: QRectF, colours: Colours) -> None:
        marked = self._over or self.hasFocus()
        shape = QPainterPath()
        shape.addRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if self._image is None:
            painter.fillPath(shape, qcolor(colours.hover if self.underMouse() else colours.ground))
            side = 2 * GRID
            middle = place.center().toPoint() - QPoint(side // 2, side // 2)
            ink = colours.dim if self.isEnabled() else colours.edge
            name, ink = ("warning", colours.warning) if self._missing else ("plus", ink)
            icon(name, ink).paint(painter, QRect(middle, QSize(side, side)))
        else:
            painter.save()
            painter.setClipPath(shape)
            painter.drawImage(place, self._image, _filling(self._image, place))
            painter.restore()
        style = Qt.PenStyle.SolidLine
        if self._image is None and not marked:
            style = Qt.PenStyle.DashLine
        edge = colours.accent if marked else colours.edge
        painter.setPen(QPen(qcolor(edge), 2.0 if marked else 1.0, style))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape)

    def _show_over(self, over: bool) -> None:
        self._over = over
        self.update()

    def keyPressEvent(self, event) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event) -> None:
        self.opened.emit()

    def dragEnterEvent(self, event) -> None:
        if _file_of(event) is not None:
            event.acceptProposedAction()
            self._show_over(True)

    def dragLeaveEvent(self, event) -> None:
        self._show_over(False)

    def dropEvent(self, event) -> None:
        self._show_over(False)
        path = _file_of(event)
        if path is not None:
            event.acceptProposedAction()
            self.dropped.emit(path)


class ImageSlots(QWidget):
    """Start, End, and the background where there is one."""

    chosen = Signal(str, str, object)
    """Slot ('start', 'end', 'plate'), what is wanted, and with what.

    open, paste, clear, crop, extend, subject (None); drop (Path); first, last (id of a take);
    shown (None: the frame on the screen).
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loader: Callable[[], Frames] = Frames
        self._slots = {
            START: ImageSlot(self.tr("Start"), self.tr("The clip starts from this picture")),
            END: ImageSlot(self.tr("End"), self.tr("The clip ends on this picture")),
            PLATE: ImageSlot(
                self.tr("Background"), self.tr("Shown behind the things that move away")
            ),
        }
        self._menus = {slot: QMenu(self._menu_title(slot), self) for slot in self._slots}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        for name, slot in self._slots.items():
            row.addWidget(slot)
            self._connect(name, slot)
        self.set_image(PLATE, None)

    def set_image(self, slot: str, image: QImage | None, *, missing: bool = False) -> None:
        """Shows a picture in a slot; `missing` where it has one that cannot be read.

        The slot of the background is seen only while it is filled.
        """
        self._slots[slot].set_image(image, missing=missing)
        self._slots[PLATE].setVisible(self._slots[PLATE].filled)

    def set_frames_loader(self, loader: Callable[[], Frames]) -> None:
        """Sets the function that says which frames can be taken; asked when a menu opens."""
        self._loader = loader

    def menu(self, slot: str) -> QMenu:
        """Everything that can be done with a picture: 'start', 'end' or 'plate'."""
        return self._menus[slot]

    def open_menu(self, slot: str) -> None:
        """Opens the menu of a slot above it."""
        menu, button = self._menus[slot], self._slots[slot]
        _fill_now(menu)
        corner = button.mapToGlobal(QPoint(0, 0))
        menu.popup(corner - QPoint(0, menu.sizeHint().height()))

    def _menu_title(self, slot: str) -> str:
        titles = {
            START: self.tr("Start image"),
            END: self.tr("End image"),
            PLATE: self.tr("Background without the things"),
        }
        return titles[slot]

    def _connect(self, name: str, slot: ImageSlot) -> None:
        slot.dropped.connect(lambda path: self.chosen.emit(name, "drop", path))
        slot.pasted.connect(lambda: self.chosen.emit(name, "paste", None))
        slot.cleared.connect(lambda: self._clear(name))
        slot.opened.connect(lambda: self.open_menu(name))
        menu = self._menus[name]
        menu.aboutToShow.connect(lambda: self._fill(name, menu))

    def _clear(self, name: str) -> None:
        if self._slots[name].filled:
            self.chosen.emit(name, "clear", None)

    def _fill(self, name: str, menu: QMenu) -> None:
        menu.clear()
        there = self._slots[name].image is not None
        started = self._slots[START].image is not None
        self._add(menu, name, "open", self.tr("Open…"))
        self._add(menu, name, "paste", self.tr("Paste"))
        if name != PLATE:
            self._add_frames(menu.addMenu(self.tr("From a take")), name)
            menu.addSeparator()
            self._add(menu, name, "crop", self.tr("Crop and fit…"), possible=there)
            self._add(menu, name, "extend", self.tr("Extend the canvas…"), possible=there)
        if name == START:
            menu.addSeparator()
            self._add(menu, name, "subject", self.tr("Correct the subject…"), possible=there)
            words = self.tr("Background without the things…")
            self._add(menu, PLATE, "open", words, possible=started)
        menu.addSeparator()
        self._add(menu, name, "clear", self.tr("Clear"), possible=self._slots[name].filled)

    def _add(
        self,
        menu: QMenu,
        slot: str,
        wish: str,
        words: str,
        *,
        possible: bool = True,
        value: object = None,
    ) -> None:
        action = menu.addAction(words)
        action.setEnabled(possible)
        action.triggered.connect(lambda: self.chosen.emit(slot, wish, value))

    def _add_frames(self, menu: QMenu, slot: str) -> None:
        frames = self._loader()
        menu.setEnabled(bool(frames.takes or frames.shown))
        if frames.shown:
            self._add(menu, slot, "shown", frames.shown)
            menu.addSeparator()
        for take, title in frames.takes[:_MOST_TAKES]:
            own = menu.addMenu(title)
            self._add(own, slot, "first", self.tr("First frame"), value=take)
            self._add(own, slot, "last", self.tr("Last frame"), value=take)


def _fill_now(menu: QMenu) -> None:
    """So that its size is known before it opens."""
    menu.aboutToShow.emit()


def _filling(image: QImage, place: QRectF) -> QRectF:
    """The middle of a picture that has the shape of a place."""
    scale = min(image.width() / place.width(), image.height() / place.height())
    width, height = place.width() * scale, place.height() * scale
    return QRectF((image.width() - width) / 2, (image.height() - height) / 2, width, height)


def _file_of(event) -> Path | None:
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if urls and urls[0].isLocalFile() else None
