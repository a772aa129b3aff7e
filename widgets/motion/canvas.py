"""The motion brush canvas: a start image and a plan go in, finished gestures come out.

One gesture, one signal: `plan_changed` with the whole new plan, or `region_painted` with a mask
that has to be stored before it can be part of a plan. The canvas keeps no history; undo is
`set_plan` with the plan there was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QImage, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from engine.errors import BadInput
from engine.records import Hint, MotionPlan, Stroke, StrokeKind
from widgets.common.theme import colours_of, qcolor
from widgets.motion import chips, edits, handles
from widgets.motion.aim import Aim
from widgets.motion.board import Board, by_stroke
from widgets.motion.chips import Chip
from widgets.motion.empty import EmptyFrame
from widgets.motion.fingers import Fingers
from widgets.motion.foot import paint_foot
from widgets.motion.hands import Hands
from widgets.motion.keys import Keys
from widgets.motion.layer import BrushLayer, layer_size
from widgets.motion.offers import offered
from widgets.motion.picking import Pick
from widgets.motion.picture import colour_of
from widgets.motion.regions import Loader
from widgets.motion.surface import Draft, Surface
from widgets.motion.tools import TOOLS, Tool
from widgets.motion.view import View, fitted
from widgets.motion.words import kind_title, label_of

_BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
SMALLEST_BRUSH, LARGEST_BRUSH = 2, 600
_TOUCHES = (
    QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate,
    QEvent.Type.TouchEnd,
    QEvent.Type.TouchCancel,
)
USUAL_METRES = 1.75
"""What a ruler is mostly laid along: a person."""


class MotionCanvas(QWidget):
    """Where motion is painted onto the start image."""

    plan_changed = Signal(object, str)
    """MotionPlan, what was done (for the undo menu)."""
    region_painted = Signal(object, object, str, str)
    """Index of the stroke or None for a new one, mask (h, w) uint8, kind of the stroke, what was
    done."""
    regions_painted = Signal(object, object, str)
    """Masks by the indices of their strokes, the plan that they become part of, what was done."""
    stroke_selected = Signal(int)
    """Index in the plan, -1 for none."""
    selection_changed = Signal(object)
    """All selected strokes as a tuple of indices, the one of `stroke_selected` first."""
    hint_chosen = Signal(object)
    fix_chosen = Signal(object, object)
    """Hint, Fix: the path that is offered for the selected stroke."""
    image_wanted = Signal()
    image_dropped = Signal(object)
    zoom_changed = Signal(float)
    """Device pixels per pixel of the image."""
    brush_size_changed = Signal(int)
    metres_changed = Signal(float)
    """What the ruler was said to measure last."""
    pick_wanted = Signal(object)
    """Pick: the thing that is wanted as a region; `set_pick` or `refuse_pick` answers."""
    gesture_changed = Signal(bool)
    """Whether the hand is on the canvas."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.board = Board()
        self.brush_size = 40
        self.metres = USUAL_METRES
        self._surface = Surface(self.board)
        self.hands = Hands(self)
        self._aim = Aim(self)
        self._fingers = Fingers(self)
        self._keys = Keys(self)
        self._tools: dict[str, Tool] = {tool.id: tool(self) for tool in TOOLS}
        self._tool = self._tools["brush"]
        self._said = ""
        self._fitted = True
        self._expects_new = False
        self._by_key = False
        self._empty = EmptyFrame(self)
        self._empty.image_wanted.connect(self.image_wanted)
        # until somebody says that there is none, an image may be on its way
        self._empty.hide()
        self._set_up()

    # --- in ---

    def set_image(self, image: QImage | None) -> None:
        """Shows a start image; None shows how to get one."""
        self.hands.cancel()
        if image is None:
            self._tool.cancel()
        old = self.board.image
        same_size = old is not None and image is not None and old.size() == image.size()
        self.board.image = image.convertToFormat(QImage.Format.Format_RGB32) if image else None
        if image is None:
            self.board.view = None
        elif not same_size:
            self.board.view = View(image.width(), image.height())
            self.fit()
        self._empty.setVisible(image is None)
        self.refresh()
        self.hands.show_pointer()

    def set_plan(self, plan: MotionPlan) -> None:
        """Shows a plan. A stroke that was just painted becomes the selected one."""
        board = self.board
        if plan == board.plan:
            return
        self._keys.cancel()
        grown = len(plan.strokes) == len(board.plan.strokes) + 1
        self.hands.cancel()
        board.plan = plan
        board.point, board.more = -1, frozenset()
        self._said = ""
        if grown and self._expects_new:
            self.select(len(plan.strokes) - 1)
        else:
            self.set_selection(board.selection)
        self.refresh()

    def set_mask_loader(self, loader: Loader | None) -> None:
        """Sets the function that reads a mask: Path to (h, w) uint8. Files are read once."""
        self.board.regions.set_loader(loader)
        self._surface.forget_strokes()
        self.refresh()

    def set_hints(self, hints: Iterable[Hint]) -> None:
        """Marks the strokes that hints are about."""
        found = by_stroke(hints)
        if found != self.board.hints:
            self.board.hints = found
            self.refresh()

    def set_clip(self, seconds: float, frames: int) -> None:
        """Length of the clip: paths have marks of time, and physical motions take their own."""
        self.board.seconds, self.board.frames = seconds, frames
        self.refresh()

    def set_metres(self, metres: float) -> None:
        """The length in metres that the ruler offers first."""
        if metres != self.metres:
            self.metres = metres
            self.metres_changed.emit(metres)

    def set_draws(self, draws: str) -> None:
        """What a drag with Trajectory makes: 'freehand', 'points', or the name of a preset."""
        self._tools["path"].draws = draws

    def set_ghosts(self, ghosts: tuple[QImage, ...]) -> None:
        """Shows what moves at later times, faintly over the start image."""
        if ghosts or self._surface.ghosts:
            self._surface.ghosts = ghosts
            self.refresh()

    def set_end_image(self, image: QImage | None) -> None:
        """Shows an end image faintly with the onion skin; None shows none."""
        self._surface.end = image
        self.refresh()

    def set_onion(self, on: bool) -> None:
        """Whether the end image is seen through the start image."""
        self._surface.shows_end = on
        self.refresh()

    def set_frame(self, frame: QImage | None) -> None:
        """Shows a frame of the preview in place of the start image; None shows the image again."""
        if frame is not None or self._surface.frame is not None:
            self._surface.frame = frame
            self.refresh()

    def set_tool(self, tool: str) -> None:
        """Takes another tool by its id."""
        self.hands.cancel()
        self._aim.end()
        self._tool = self._tools[tool]
        self.hands.show_pointer()
        self.update()

    def set_brush_size(self, size: int) -> None:
        """Diameter of the brush in pixels of the image."""
        size = min(max(size, SMALLEST_BRUSH), LARGEST_BRUSH)
        if size != self.brush_size:
            self.brush_size = size
            self.update()
            self.brush_size_changed.emit(size)

    def set_pick(self, pick: Pick, mask: np.ndarray) -> None:
        """Answers `pick_wanted` with the mask of the thing, (h, w) uint8, 255 inside."""
        self._tools["pick"].answer(pick, mask)

    def refuse_pick(self, pick: Pick, why: str) -> None:
        """Answers `pick_wanted` with why there is none."""
        self._tools["pick"].refuse(pick, why)

    def set_view(self, view: View) -> None:
        """Shows another part of the frame."""
        self._fitted = False
        self._look(view)

    def fit(self) -> None:
        """Shows the whole frame, and the points that lie not too far off it."""
        if self.board.view is None:
            return
        frame = (self.board.view.frame_width, self.board.view.frame_height)
        self._fitted = True
        self._look(fitted(*frame, self.width(), self.height(), self.board.shown()))

    def show_all_pixels(self) -> None:
        """One pixel of the image on one pixel of the screen, around the middle of the view."""
        if self.board.view is not None:
            factor = 1 / self.devicePixelRatioF() / self.board.view.scale
            self.set_view(self.board.view.zoomed(factor, self.width() / 2, self.height() / 2))

    def select(self, index: int) -> None:
        """Selects one stroke; -1 selects none."""
        self.set_selection((index,))

    def set_selection(self, indices: Sequence[int]) -> None:
        """Selects strokes, the first as the one whose path is edited; what is not there is not."""
        board, count = self.board, len(self.board.plan.strokes)
        there = [index for index in indices if 0 <= index < count]
        first, also = (there or [-1])[0], frozenset(there[1:])
        if (first, also - {first}) == (board.selected, board.also):
            return
        other = first != board.selected
        board.selected, board.also = first, also - {first}
        if other:
            board.point, board.more, board.handle = -1, frozenset(), ""
        self.refresh()
        if other:
            self.stroke_selected.emit(first)
        self.selection_changed.emit(board.selection)

    def toggle(self, index: int) -> None:
        """Adds a stroke to the selection, as the one whose path is edited, or takes it out."""
        chosen = self.board.selection
        if index in chosen:
            self.set_selection(tuple(i for i in chosen if i != index))
        else:
            self.set_selection((index, *chosen))

    def choose_points(self, points: Sequence[int]) -> None:
        """Chooses points of the selected path, the last as the one that keys go on from."""
        board = self.board
        board.point, board.more = (points[-1], frozenset(points)) if points else (-1, frozenset())
        self.refresh()

    def choose_point(self, point: int, *, more: bool = False) -> None:
        """Chooses a point; with `more` it joins those chosen already, or leaves them."""
        chosen = self.board.points
        if not more:
            self.choose_points(chosen if point in chosen else (point,))
        elif point in chosen:
            self.choose_points(tuple(p for p in chosen if p != point))
        else:
            self.choose_points((*chosen, point))

    # --- what the tools need ---

    @property
    def tool(self) -> Tool:
        """The tool in hand."""
        return self._tool

    @property
    def ring_radius(self) -> float:
        """Radius of the brush in logical pixels."""
        return self.brush_size * self.board.view.scale / 2 if self.board.view else 0.0

    def commit(
        self,
        plan: MotionPlan,
        what: str,
        *,
        select: int | None = None,
        point: int = -1,
        more: frozenset[int] = frozenset(),
    ) -> None:
        """Ends a gesture: the plan is the canvas's at once, and the owner's to keep."""
        self._said = ""
        if select == -1:
            self.select(-1)
        self.board.plan = plan
        self.board.point, self.board.more = point, more
        self.refresh()
        self.plan_changed.emit(plan, what)
        # only now does everybody know the stroke
        if select is not None and select < len(self.board.plan.strokes):
            self.select(select)

    def finish_region(
        self, index: int | None, mask: np.ndarray, kind: StrokeKind, what: str
    ) -> None:
        """Ends a gesture with a mask; the owner stores it and answers with `set_plan`."""
        self._said = ""
        self._expects_new = index is None
        self.region_painted.emit(index, mask, kind, what)
        self._expects_new = False

    def finish_regions(self, masks: dict[int, np.ndarray], plan: MotionPlan, what: str) -> None:
        """Ends a gesture with masks of several strokes of a plan; the owner stores them and answers
        with `set_plan`."""
        self._said = ""
        self.regions_painted.emit(masks, plan, what)

    def remove_stroke(self, *indices: int) -> None:
        """Removes strokes from the plan."""
        what = self.tr("Delete a stroke") if len(indices) == 1 else self.tr("Delete strokes")
        self.commit(edits.removed(self.board.plan, *indices), what, select=-1)

    def remove_corner(self, handle: str) -> None:
        """Takes a corner out of the way of the selected motion; says so where it has to stay."""
        board = self.board
        try:
            stroke = handles.without_corner(board.stroke, handle, board.world)
        except BadInput as error:
            self.say(str(error))
            return
        board.handle = ""
        plan = edits.replaced(board.plan, board.selected, stroke)
        self.commit(plan, self.tr("Delete a corner"))

    def begin_layer(self, index: int | None, kind: StrokeKind) -> BrushLayer:
        """A layer to paint on, holding the region of a stroke already there."""
        image = self.board.image
        layer = BrushLayer(
            layer_size(image.width(), image.height()), qcolor(self.ink_of(index, kind))
        )
        if index is not None:
            size = layer_size(image.width(), image.height())
            layer.put(self.board.regions.mask(self.board.plan.strokes[index].region, size))
        self._surface.set_layer(layer, -1 if index is None else index)
        self.update()
        return layer

    def drop_layer(self) -> None:
        """Takes the layer away."""
        self._surface.set_layer(None)
        self.refresh()

    def begin_ink(self, index: int | None) -> None:
        """Begins a line of the hand in the colour of a stroke."""
        colour = self.ink_of(index, "move")
        self._surface.begin_ink(self.size(), self.devicePixelRatioF(), colour)

    def draw_ink(self, start: QPointF, end: QPointF) -> None:
        """Leads the line of the hand on."""
        self._surface.draw_ink(start, end)
        self.update(QRectF(start, end).normalized().adjusted(-4, -4, 4, 4).toAlignedRect())

    def drop_ink(self) -> None:
        """Takes the line of the hand away."""
        self._surface.drop_ink()
        self.update()

    def show_draft(
        self, index: int, stroke: Stroke, region_offset: tuple[float, float] = (0.0, 0.0)
    ) -> None:
        """Shows a stroke as it would be if the hand let go now."""
        self.show_drafts((Draft(index, stroke, region_offset),))

    def show_drafts(self, drafts: tuple[Draft, ...]) -> None:
        """Shows several strokes as they would be if the hand let go now."""
        changed = self._surface.set_drafts(drafts)
        if changed is None:
            self.update()
        else:
            self.update(changed)

    def drop_draft(self) -> None:
        """Shows the plan as it is."""
        if self._surface.drafts:
            self._surface.set_drafts(())
            self.update()

    def say(self, text: str) -> None:
        """Shows one line at the foot of the canvas until the next gesture."""
        if text != self._said:
            self._said = text
            self.update()

    @property
    def said(self) -> str:
        """The line at the foot that a gesture left; "" where it left none."""
        return self._said

    def refresh(self) -> None:
        """Paints everything anew."""
        self._surface.forget()
        self._describe()
        self.update()

    def stroke_under(self, position: QPointF) -> int:
        """The stroke under the hand, by its label, its path or its region."""
        chip = self.chip_at(position)
        return chip.index if chip is not None else self.board.stroke_at(position)

    def ink_of(self, index: int | None, kind: StrokeKind) -> str:
        """The colour of a stroke, or of the one that would be next (index None)."""
        strokes, colours = self.board.plan.strokes, colours_of(self)
        if index is not None:
            return colour_of(strokes[index], index, colours)
        return colours.static if kind == "static" else colours.stroke(len(strokes))

    def tool_named(self, tool: str) -> Tool:
        """A tool by its id."""
        return self._tools[tool]

    def chip_at(self, position: QPointF) -> Chip | None:
        """The label under the hand."""
        found = (c for c in reversed(self._surface.chips) if c.rect.contains(position))
        return next(found, None)

    def open_hint(self, position: QPointF) -> bool:
        """Opens the hint whose mark is under the hand; False where there is none."""
        chip = self.chip_at(position)
        if chip is None or not chip.hints or not chips.glyph_rect(chip).contains(position):
            return False
        self.select(chip.index)
        self.hint_chosen.emit(chip.hints[0])
        return True

    def offers_at(self, position: QPointF) -> bool:
        """Whether the pill of an offered path is under the hand."""
        offer = self._surface.offer
        return offer is not None and offer.rect.contains(position)

    def take_offer(self) -> bool:
        """Takes the path that is offered for the selected stroke; False where none is."""
        found = offered(self.board)
        if found is not None:
            self.fix_chosen.emit(*found[:2])
        return found is not None

    # --- inside ---

    def _set_up(self) -> None:
        self.setAccessibleName(self.tr("Motion brush canvas"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setAcceptDrops(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 160)
        self._describe()

    def _look(self, view: View) -> None:
        self.board.view = view.kept_in(self.width(), self.height())
        self.refresh()
        self.hands.show_pointer()
        self.zoom_changed.emit(self.board.view.scale * self.devicePixelRatioF())

    def _describe(self) -> None:
        board = self.board
        if board.image is None:
            text = self.tr("No start image.")
        elif board.stroke is None:
            text = self.tr("{0} strokes, none selected.").format(len(board.plan.strokes))
        else:
            text = self.tr("{0} strokes, {1} selected: {2}, {3} points.").format(
                len(board.plan.strokes),
                label_of(board.stroke, board.selected),
                kind_title(board.stroke.kind),
                len(board.stroke.points),
            )
        if self.accessibleDescription() != text:
            self.setAccessibleDescription(text)

    def _line_at_foot(self) -> str:
        if self._said:
            return self._said
        if self.board.image is not None and not self.board.plan.strokes:
            return self.tr("Paint what moves (B), then drag where it goes (P).")
        return ""

    def _paint_foot(self, painter: QPainter) -> None:
        text = self._line_at_foot()
        if not text or (self.hands.busy and not self._said):
            return
        paint_foot(painter, self, text, dim=not self._said)

    def _paint_focus(self, painter: QPainter) -> None:
        if self._by_key and self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(qcolor(colours_of(self).accent), 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def sizeHint(self) -> QSize:
        return QSize(896, 544)

    def paintEvent(self, event) -> None:
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        self._surface.paint(painter, event.rect(), self.size(), colours_of(self), self.font())
        painter.save()
        self._tool.paint(painter)
        painter.restore()
        self.hands.paint_ring(painter)
        self._aim.paint(painter)
        self._paint_foot(painter)
        self._paint_focus(painter)

    def resizeEvent(self, event) -> None:
        self._empty.setGeometry(self.rect())
        if self._fitted:
            self.fit()
        elif self.board.view is not None:
            self._look(self.board.view)

    def mousePressEvent(self, event) -> None:
        self.hands.press(event)

    def mouseMoveEvent(self, event) -> None:
        self._aim.end()
        self.hands.move(event)

    def mouseReleaseEvent(self, event) -> None:
        self.hands.release(event)

    def tabletEvent(self, event) -> None:
        self.hands.hold(event)

    def leaveEvent(self, event) -> None:
        self.hands.leave()

    def wheelEvent(self, event) -> None:
        self.hands.wheel(event)

    def keyPressEvent(self, event) -> None:
        parts = (self._aim.press, self.hands.key, self._keys.press)
        if not any(press(event) for press in parts):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event) -> None:
        self._keys.release(event)
        super().keyReleaseEvent(event)

    def focusInEvent(self, event) -> None:
        super().focusInEvent(event)
        self._by_key = event.reason() in _BY_KEY
        self.update()

    def focusOutEvent(self, event) -> None:
        self._keys.finish()
        self.hands.set_panning(False)
        super().focusOutEvent(event)
        self.update()

    def dragEnterEvent(self, event) -> None:
        if _dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event) -> None:
        path = _dropped_file(event)
        if path is not None:
            event.acceptProposedAction()
            self.image_dropped.emit(path)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self.refresh()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and (
            self._aim.owns(event) or self._keys.owns(event)
        ):
            event.accept()
            return True
        if event.type() in _TOUCHES:
            self._fingers.touch(event)
            return True
        if event.type() == QEvent.Type.NativeGesture and self._fingers.turn(event):
            return True
        if event.type() == QEvent.Type.ToolTip:
            self._show_tip(event)
            return True
        return super().event(event)

    def _show_tip(self, event: QHelpEvent) -> None:
        chip = self.chip_at(QPointF(event.pos()))
        if chip is not None and chip.warns:
            QToolTip.showText(event.globalPos(), chip.tip, self)
        else:
            QToolTip.hideText()


def _dropped_file(event) -> Path | None:
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if urls and urls[0].isLocalFile() else None
