"""Lists of pictures with words: takes, jobs and shots all look and feel the same.

What goes in is a tuple of `Card`s; what comes out is which one was chosen, opened or asked for its
menu. Rows put the picture to the left of the words, tiles put it above them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from PySide6.QtCore import (
    QModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QImage, QPainter, QPainterPath, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from widgets.common.drawn import Drawn
from widgets.common.icon import icon
from widgets.common.keyed_rows import Index, KeyedRows
from widgets.common.row_parts import (
    SMALL,
    paint_card,
    paint_image,
    paint_progress,
    paint_text,
    row_font,
)
from widgets.common.theme import GRID, Colours, colours_of, qcolor

Flow = Literal["rows", "tiles"]

ROW_IMAGE = QSize(84, 48)
TILE_IMAGE = QSize(132, 76)
CARD_ROLE = int(Qt.ItemDataRole.UserRole)
_TAG_PAD, _TAG_GAP = 12, 4


@dataclass(frozen=True, slots=True)
class Card:
    """One entry. `tags` are (text, colour by meaning); `progress` is 0..1 where work goes on."""

    key: str
    title: str
    subtitle: str = ""
    note: str = ""
    tags: tuple[tuple[str, str], ...] = ()
    image: QImage | None = None
    progress: float | None = None
    starred: bool = False

    @property
    def look(self) -> tuple[object, ...]:
        """All that is seen of it."""
        image = None if self.image is None else self.image.cacheKey()
        words = self.title, self.subtitle, self.note, self.tags
        return *words, image, self.progress, self.starred

    @property
    def spoken(self) -> str:
        """All of it in words, for a screen reader."""
        words = [self.title, self.subtitle, *(text for text, _ in self.tags), self.note]
        return ", ".join(word for word in words if word)


class CardList(QListView):
    """The list. Enter and double click open, the context menu key and right click ask for more."""

    card_chosen = Signal(str)
    card_opened = Signal(str)
    menu_wanted = Signal(str, QPoint)
    card_moved = Signal(str, int)

    def __init__(self, name: str, flow: Flow = "rows", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards = _Cards(self)
        self.setModel(self._cards)
        self.setItemDelegate(_Painter(flow, self))
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setUniformItemSizes(flow == "tiles")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu_wanted)
        if flow == "tiles":
            self.setFlow(QListView.Flow.LeftToRight)
            self.setWrapping(False)
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        else:
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSpacing(GRID // 2)
        self.activated.connect(lambda index: self.card_opened.emit(_card(index).key))
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self._quiet = False

    def set_cards(self, cards: tuple[Card, ...]) -> None:
        """Shows these cards; the current one stays current while it is among them."""
        current = self.current_key()
        self._quiet = True
        self._cards.set_rows(cards)
        self._quiet = False
        self.set_current(current)

    def update_card(self, card: Card) -> None:
        """Another state of one card that is shown."""
        self._cards.update_row(card)

    def cards(self) -> tuple[Card, ...]:
        """What is shown."""
        return self._cards.rows

    def current_key(self) -> str:
        """Key of the current card; empty where there is none."""
        index = self.currentIndex()
        return _card(index).key if index.isValid() else ""

    def set_current(self, key: str) -> None:
        """Makes a card the current one without a signal."""
        self._quiet = True
        row = self._cards.places.get(key)
        index = QModelIndex() if row is None else self._cards.index(row)
        if index != self.currentIndex():
            self.setCurrentIndex(index)
        self._quiet = False

    def _on_current_changed(self, index: QModelIndex) -> None:
        if index.isValid() and not self._quiet:
            self.card_chosen.emit(_card(index).key)

    def _on_menu_wanted(self, place: QPoint) -> None:
        index = self.indexAt(place)
        if not index.isValid():
            index = self.currentIndex()
        if index.isValid():
            self.menu_wanted.emit(_card(index).key, self.viewport().mapToGlobal(place))

    def resizeEvent(self, event: QResizeEvent) -> None:
        index = self.currentIndex()
        seen = QRect(QPoint(0, 0), event.oldSize()).intersects(self.visualRect(index))
        super().resizeEvent(event)
        if seen and index.isValid():
            self.scrollTo(index)  # what is spoken of stays in sight in a smaller window


class _Cards(KeyedRows):
    """Plain data."""

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        card = self.rows[index.row()]
        if role == CARD_ROLE:
            return card
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return card.spoken
        return None


class _Painter(QStyledItemDelegate):
    """Draws one card."""

    def __init__(self, flow: Flow, view: CardList) -> None:
        super().__init__(view)
        self._flow, self._view = flow, view
        self._drawn = Drawn()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if self._flow == "tiles":
            return QSize(TILE_IMAGE.width() + 2, TILE_IMAGE.height() + 32)
        card = self._view.cards()[index.row()]
        return QSize(160, 64 + 12 * bool(card.tags) + 12 * (card.progress is not None))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        card, theme = _card(index), colours_of(self._view)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        ground = paint_card(painter, option, theme, theme.line)
        if self._flow == "tiles":
            self._paint_tile(painter, option.rect, card, theme)
        else:
            inside = option.rect.adjusted(GRID, 3, -GRID, -3)
            row = partial(self._paint_row, card, theme)
            self._drawn.paint(painter, inside, (card.look, theme.dark), ground, row)
        painter.restore()

    def _paint_tile(self, painter: QPainter, rect: QRect, card: Card, theme: Colours) -> None:
        picture = QRect(rect.left() + 1, rect.top() + 1, rect.width() - 2, TILE_IMAGE.height())
        paint_image(painter, picture, card.image, theme)
        words = rect.adjusted(GRID, picture.height() + 1, -GRID, 0)
        paint_text(painter, words, card.title, theme.text)

    def _paint_row(self, card: Card, theme: Colours, painter: QPainter, rect: QRect) -> None:
        top = rect.top() + GRID - 3
        picture = QRect(rect.left(), top, ROW_IMAGE.width(), ROW_IMAGE.height())
        paint_image(painter, picture, card.image, theme)
        words = QRect(picture.right() + 12, top, 0, rect.height())
        words.setRight(rect.right())
        line = QRect(words.left(), top - 1, words.width(), 18)
        if card.starred:
            place = QRect(line.right() - 15, line.top() + 1, 16, 16)
            icon("star-filled", theme.warning).paint(painter, place)
            line.setRight(place.left() - 4)
        used = paint_text(painter, line, card.title, theme.text, bold=True)
        paint_text(painter, line.adjusted(used + 6, 0, 0, 0), card.subtitle, theme.dim)
        line = QRect(words.left(), line.bottom() + 3, words.width(), 18)
        if card.tags:
            _paint_tags(painter, line, card.tags, theme)
            line.translate(0, 20)
        if card.progress is not None:
            bar = QRect(words.left(), line.top() + 4, words.width(), 4)
            paint_progress(painter, bar, card.progress, theme.accent, theme)
            line.translate(0, 12)
        paint_text(painter, line, card.note, theme.dim, size=SMALL)


def _paint_tags(
    painter: QPainter, line: QRect, tags: tuple[tuple[str, str], ...], theme: Colours
) -> None:
    left = line.left()
    font = row_font(painter, SMALL)
    metrics = QFontMetrics(font)
    for text, colour in _fitting(tags, metrics, line.width()):
        said = metrics.elidedText(text, Qt.TextElideMode.ElideRight, line.width() - _TAG_PAD)
        width = metrics.horizontalAdvance(said) + _TAG_PAD
        tag = QRectF(left, line.top(), width, 18)
        path = QPainterPath()
        path.addRoundedRect(tag, 4, 4)
        painter.fillPath(path, qcolor(theme.ground))
        painter.setFont(font)
        painter.setPen(qcolor(colour))
        painter.drawText(tag, int(Qt.AlignmentFlag.AlignCenter), said)
        left += width + _TAG_GAP


def _fitting(
    tags: tuple[tuple[str, str], ...], metrics: QFontMetrics, room: int
) -> tuple[tuple[str, str], ...]:
    """As many tags as there is room for, and how many more there are; the first in any case."""
    for count in range(len(tags), 0, -1):
        shown = tags[:count]
        if count < len(tags):
            shown = (*shown, (f"+{len(tags) - count}", tags[count][1]))
        wide = sum(metrics.horizontalAdvance(text) + _TAG_PAD + _TAG_GAP for text, _ in shown)
        if wide - _TAG_GAP <= room:
            return shown
    return tags[:1]


def _card(index: Index) -> Card:
    card: Card = index.data(CARD_ROLE)
    return card
