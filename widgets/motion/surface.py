"""What is painted on the canvas, in layers: a board goes in, pixels of the widget come out.

At the back is everything that stands still, kept as one picture; over it lies what the hand is
doing right now: the mask it paints, the line it draws, the stroke it moves. So a movement costs the
pixels it touches, whatever else is on the canvas.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QImage, QPainter, QPen, QPixmap

from engine.records import Stroke
from widgets.common.theme import Colours, qcolor
from widgets.motion import chips, handles, offers, ruler
from widgets.motion.board import REACH, Board
from widgets.motion.chips import Chip
from widgets.motion.layer import BrushLayer
from widgets.motion.offers import Offer
from widgets.motion.picture import StrokePicture, colour_of
from widgets.motion.stamps import Stamps
from widgets.motion.words import motion_title

_INK = 2.5
_FEW = 64
"""Points of a path that a pill can keep clear of."""
_GHOST_SHOWN, _END_SHOWN = 0.65, 0.3


@dataclass(frozen=True, slots=True)
class Draft:
    """A stroke as it would be if the hand let go now."""

    index: int
    stroke: Stroke
    region_offset: tuple[float, float] = (0.0, 0.0)
    """How far a mask is carried, in fractions of the frame; a polygon is carried by its stroke."""
    hand: QPointF | None = None
    """Where a physical motion is told in numbers while it is dragged."""


class Surface:
    """Paints a board and what the hand is doing to it."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.frame: QImage | None = None
        """A frame of the preview, shown in place of the start image."""
        self.ghosts: tuple[QImage, ...] = ()
        """What moves, at later times, the earliest first."""
        self.end: QImage | None = None
        self.shows_end = False
        self.layer: BrushLayer | None = None
        self._layer_index = -1
        self._over: QPixmap | None = None
        self.drafts: tuple[Draft, ...] = ()
        self.chips: tuple[Chip, ...] = ()
        self.offer: Offer | None = None
        self._ink: QPixmap | None = None
        self._ink_colour = ""
        self._back: QPixmap | None = None
        self._back_without: frozenset[int] = frozenset()
        self._picture: StrokePicture | None = None
        self._ground: tuple[tuple[object, ...], QPixmap] | None = None
        self._stamps = Stamps()

    def forget(self) -> None:
        """Has everything painted anew next time."""
        self._back = self._over = None

    def forget_strokes(self) -> None:
        """Has what rests drawn anew, too: regions are read in another way."""
        self._stamps.forget()
        self.forget()

    def set_layer(self, layer: BrushLayer | None, index: int = -1) -> None:
        """Shows the mask that the hand paints, of a stroke or (-1) of a new one; or none."""
        self.layer, self._layer_index = layer, index
        self._over = None

    def set_drafts(self, drafts: tuple[Draft, ...]) -> QRect | None:
        """Shows what the hand is doing now; what of the widget looks otherwise by that.

        None is all of it.
        """
        before, self.drafts = self.drafts, drafts
        if len(before) != 1 or len(drafts) != 1 or before[0].index != drafts[0].index:
            return None
        if self._picture is None or before[0].region_offset != drafts[0].region_offset:
            return None
        changed = self._picture.apart(before[0].stroke, drafts[0].stroke)
        return None if changed is None else changed.toAlignedRect()

    def begin_ink(self, size: QSize, ratio: float, colour: str) -> None:
        """Begins a line of the hand, in a colour."""
        self._ink = _clear_pixmap(size, ratio)
        self._ink_colour = colour

    def draw_ink(self, start: QPointF, end: QPointF) -> None:
        """Leads the line on."""
        if self._ink is None:
            return
        with QPainter(self._ink) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            pen = QPen(qcolor(self._ink_colour), _INK)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawLine(QLineF(start, end))

    def drop_ink(self) -> None:
        """Takes the line away."""
        self._ink = None

    def paint(
        self, painter: QPainter, dirty: QRect, size: QSize, colours: Colours, font: QFont
    ) -> None:
        """Paints what lies in the dirty rectangle."""
        ratio = painter.device().devicePixelRatioF()
        without = self._live()
        if self._back is None or self._back_without != without or self._stale(size, ratio):
            self._back = self._paint_back(size, ratio, colours, font, without)
            self._back_without = without
        source = QRectF(dirty.x() * ratio, dirty.y() * ratio, *_times(dirty.size(), ratio))
        painter.drawPixmap(QRectF(dirty), self._back, source)
        if self.board.view is None:
            return
        if self.layer is not None:
            self.layer.paint(painter, self.board.view, dirty)
        if self.layer is None or self.drafts:
            self._paint_live(painter, colours)
        elif self._layer_index >= 0:
            # the path of what is painted stands still while its region grows
            if self._over is None:
                self._over = self._paint_over(size, ratio)
            painter.drawPixmap(QRectF(dirty), self._over, source)
        if self._ink is not None:
            painter.drawPixmap(QRectF(dirty), self._ink, source)

    def _live(self) -> frozenset[int]:
        """The strokes that the hand is changing: they are painted anew each time."""
        drafted = frozenset(draft.index for draft in self.drafts)
        return drafted or frozenset({self._layer_index} - {-1})

    def _stale(self, size: QSize, ratio: float) -> bool:
        return self._back.deviceIndependentSize().toSize() != size or (
            self._back.devicePixelRatio() != ratio
        )

    def _paint_back(
        self, size: QSize, ratio: float, colours: Colours, font: QFont, without: frozenset[int]
    ) -> QPixmap:
        board, room = self.board, QRectF(QPointF(0, 0), QSize(size))
        self._picture = StrokePicture(board, colours, ratio)
        self.chips, self.offer = (), None
        back = self._ground_of(size, ratio, colours)
        if board.view is None or board.image is None:
            return back
        with QPainter(back) as painter:
            painter.setFont(font)
            self._paint_strokes(painter, without, colours, room)
            if self.frame is None:
                ruler.paint(painter, board, colours, held=False)
                self.chips = chips.laid_out(board, font, room)
                self._paint_chips(painter, colours, without)
                if board.selected not in without:
                    self._paint_offer(painter, colours, font, room)
        return back

    def _ground_of(self, size: QSize, ratio: float, colours: Colours) -> QPixmap:
        """What lies under the strokes: to scale a picture takes longer than to copy it."""
        shown = self.frame or self.board.image
        end = self.end if self.shows_end else None
        pictures = (shown, end, *self.ghosts)
        keys = tuple(None if picture is None else picture.cacheKey() for picture in pictures)
        made_of = (size, ratio, colours, self.board.view, self.frame is None, *keys)
        if self._ground is None or self._ground[0] != made_of:
            self._ground = made_of, self._paint_ground(size, ratio, colours, shown)
        return QPixmap(self._ground[1])

    def _paint_ground(
        self, size: QSize, ratio: float, colours: Colours, shown: QImage | None
    ) -> QPixmap:
        ground = QPixmap(size * ratio)
        ground.setDevicePixelRatio(ratio)
        ground.fill(qcolor(colours.stage))
        if self.board.view is None or shown is None:
            return ground
        with QPainter(ground) as painter:
            self._picture.paint_image(painter, shown)
            if self.frame is None:
                self._paint_onion(painter)
        return ground

    def _paint_onion(self, painter: QPainter) -> None:
        view = self.board.view
        rect = QRectF(view.left, view.top, view.width, view.height)
        if self.end is not None and self.shows_end:
            painter.setOpacity(_END_SHOWN)
            painter.drawImage(rect, self.end)
        for number, ghost in enumerate(self.ghosts, start=1):
            painter.setOpacity(_GHOST_SHOWN * (0.5 + 0.5 * number / len(self.ghosts)))
            painter.drawImage(rect, ghost)
        painter.setOpacity(1.0)

    def _paint_strokes(
        self, painter: QPainter, without: frozenset[int], colours: Colours, room: QRectF
    ) -> None:
        board, strokes = self.board, self.board.plan.strokes
        self._stamps.keep(len(strokes))
        back_to_front = sorted(range(len(strokes)), key=lambda i: (strokes[i].order, i))
        for index in back_to_front:
            stroke = strokes[index]
            draw = partial(self._paint_one, index=index, stroke=stroke)
            if index in without:
                continue
            if index == board.selected:
                # it shows points and handles, and is what changes
                draw(painter)
                continue
            shows = (self.frame is None, index in board.selection, board.seconds)
            look = (*shows, board.view, colours, room.size())
            area = partial(self._picture.area, stroke, room)
            self._stamps.put(painter, index, stroke, look, area, draw)

    def _paint_one(self, painter: QPainter, index: int, stroke: Stroke) -> None:
        if self.frame is None:
            self._picture.paint_stroke(painter, index, stroke)
        elif len(stroke.points) > 1:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setOpacity(0.6)
            self._picture.paint_path(painter, index, stroke)
            painter.setOpacity(1.0)

    def _paint_chips(self, painter: QPainter, colours: Colours, without: frozenset[int]) -> None:
        for chip in self.chips:
            if chip.index not in without:
                stroke = self.board.plan.strokes[chip.index]
                colour = colour_of(stroke, chip.index, colours)
                selected = chip.index in self.board.selection
                chips.paint(painter, chip, colours, colour, selected=selected)

    def _paint_offer(self, painter: QPainter, colours: Colours, font: QFont, room: QRectF) -> None:
        stroke = self.board.stroke
        if stroke is None:
            return
        points, region = self.board.places(stroke), self.board.region_rect(stroke)
        taken = [*(chip.rect for chip in self.chips), *([] if region is None else [region])]
        if len(points) <= _FEW:
            taken += [QRectF(x - REACH, y - REACH, 2 * REACH, 2 * REACH) for x, y in points]
        self.offer = offers.laid_out(self.board, font, room, taken)
        if self.offer is not None:
            offers.paint(painter, self.board, self.offer, colours)

    def _paint_live(self, painter: QPainter, colours: Colours) -> None:
        strokes = self.board.plan.strokes
        # a draft may be of a stroke that would be new
        for index in sorted(self._live() & frozenset(range(len(strokes) + 1))):
            draft = next((d for d in self.drafts if d.index == index), None)
            if draft is not None or index < len(strokes):
                self._paint_draft(painter, draft or Draft(index, strokes[index]), colours)

    def _paint_over(self, size: QSize, ratio: float) -> QPixmap:
        """What lies over the mask that the hand paints."""
        over = _clear_pixmap(size, ratio)
        if self._layer_index < len(self.board.plan.strokes):
            with QPainter(over) as painter:
                stroke = self.board.plan.strokes[self._layer_index]
                self._picture.paint_stroke(painter, self._layer_index, stroke, region=False)
        return over

    def _paint_draft(self, painter: QPainter, draft: Draft, colours: Colours) -> None:
        region = True
        if draft.region_offset != (0.0, 0.0) and draft.stroke.region.mask:
            self._paint_carried(painter, draft)
            region = False
        self._picture.paint_stroke(painter, draft.index, draft.stroke, region=region)
        if draft.hand is not None and draft.stroke.motion is not None:
            numbers = handles.told(draft.stroke.motion, self.board.world)
            text = f"{motion_title(draft.stroke)} · {numbers}"
            handles.paint_tag(painter, draft.hand, text, colours)

    def _paint_carried(self, painter: QPainter, draft: Draft) -> None:
        view = self.board.view
        painter.save()
        painter.translate(draft.region_offset[0] * view.width, draft.region_offset[1] * view.height)
        self._picture.paint_region(painter, draft.index, draft.stroke)
        painter.restore()


def _times(size: QSize, ratio: float) -> tuple[float, float]:
    return size.width() * ratio, size.height() * ratio


def _clear_pixmap(size: QSize, ratio: float) -> QPixmap:
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    return pixmap
