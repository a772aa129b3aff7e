"""Pick the thing: a click on it or a loose box around it asks for its mask.

The answer comes later (`answer`, `refuse`), from whoever looks at the picture. As long as the
stroke stays what the last answer made it, Shift+click and Alt+click correct that answer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QT_TR_NOOP, Qt
from PySide6.QtGui import QPainter, QPen

from engine.records import Box, Place, Region
from widgets.common.theme import colours_of, qcolor
from widgets.common.translation import tr
from widgets.motion.layer import sized
from widgets.motion.picking import Pick
from widgets.motion.tools.rectangle import BoxTool
from widgets.motion.tools.region import HELD, Mode, combined, title_of
from widgets.motion.tools.tool import Touch

_DOT = 4.0


@dataclass(frozen=True, eq=False, slots=True)
class _Question:
    """What was asked, and what the answer is for."""

    pick: Pick
    mode: Mode
    index: int | None
    """The stroke that gets the answer; None for a new one."""
    region: Region | None
    """What that stroke held as it was asked; where it holds something else, nobody answers."""
    before: np.ndarray | None = None
    """The region that the thing is put to, whatever is asked later."""
    found: np.ndarray | None = None
    """The thing itself, once it was."""


class PickTool(BoxTool):
    """Asks for the thing under a click or in a box."""

    id, key, icon = "pick", "W", "pick"
    title = QT_TR_NOOP("Pick the thing")
    help = QT_TR_NOOP(
        "Click a thing, or drag a loose box around it; "
        "then Shift+click what is missing, Alt+click what is too much"
    )

    def __init__(self, canvas) -> None:
        super().__init__(canvas)
        self._asked: _Question | None = None
        self._made: _Question | None = None

    @property
    def waits(self) -> bool:
        return self._asked is not None

    def begin(self, touch: Touch) -> bool:
        self._asked = None
        if not self.board.view or not _inside(touch.place):
            self.canvas.say(tr("Off the frame there is nothing to pick."))
            return False
        return super().begin(touch)

    def release(self, touch: Touch) -> None:
        first, end = self._first, self.board.place(self._end)
        clicked = not touch.far_from(first)
        super().cancel()
        if not clicked:
            self._ask(Pick(box=_box(first.place, end)))
        elif (made := self._correctable()) is not None and self.mode is not Mode.NEW:
            self._correct(made, first)
        else:
            self._ask(Pick(point=first.place))

    def fit(self, index: int) -> None:
        """Asks for the thing that a stroke's region lies on roughly."""
        region = self.board.plan.strokes[index].region
        rough = self.board.regions.mask(region, self.size)
        self.mode = Mode.MEET
        self._put(_Question(Pick(near=rough), Mode.NEW, index, region))

    def answer(self, pick: Pick, mask: np.ndarray) -> None:
        """The thing that was asked for, (h, w) uint8."""
        question = self._answered(pick)
        if question is None:
            return
        mask = sized(mask, self.size)
        question = replace(question, found=mask)
        if question.before is not None:
            mask = combined(question.before, mask, question.mode)
        self._keep(question, mask)
        self._dismiss()

    def refuse(self, pick: Pick, why: str) -> None:
        """Nothing was found, for a reason."""
        if self._answered(pick) is not None:
            self.canvas.say(why)
            self._dismiss()

    def cancel(self) -> None:
        super().cancel()
        if self._asked is not None:
            self._asked = None
            self.canvas.say("")

    def cursor(self, touch: Touch) -> Qt.CursorShape:
        return Qt.CursorShape.BusyCursor if self.waits else super().cursor(touch)

    def paint(self, painter: QPainter) -> None:
        super().paint(painter)
        if self._asked is not None:
            self._paint_question(painter, self._asked.pick)

    def _keep(self, question: _Question, mask: np.ndarray) -> None:
        index, kind, what = question.index, "move", tr("Pick the thing")
        if index is not None:
            kind = self.board.plan.strokes[index].kind
        if question.before is not None:
            what = title_of(question.mode)
        elif question.pick.near is not None:
            what = tr("Fit a region to its thing")
        elif index is not None:
            what = tr("Correct a pick")
        self.mode = question.mode if index is not None else Mode.NEW
        if not (mask > HELD).any():
            self.canvas.say(tr("Nothing would be left of the region. It stays as it was."))
            return
        count = len(self.board.plan.strokes)
        self.canvas.finish_region(index, mask, kind, what)
        made, here = self.board.stroke, self.board.selected
        if made is not None and (here == index or len(self.board.plan.strokes) > count):
            self._made = replace(question, index=here, region=made.region)
            self.canvas.say(tr("Shift+click what is missing, Alt+click what is too much."))
        self._warn(mask)

    def _ask(self, pick: Pick) -> None:
        if self.mode is Mode.NEW:
            self._put(_Question(pick, self.mode, None, None))
            return
        stroke = self.board.stroke
        held = self.board.regions.mask(stroke.region, self.size)
        self._put(_Question(pick, self.mode, self.board.selected, stroke.region, held))

    def _correct(self, made: _Question, touch: Touch) -> None:
        pick = made.pick
        if pick.point is None and not pick.add:
            pick = replace(pick, add=(self._middle(made),))
        if touch.alt:
            pick = replace(pick, remove=(*pick.remove, touch.place))
        else:
            pick = replace(pick, add=(*pick.add, touch.place))
        self._put(replace(made, pick=pick))

    def _middle(self, made: _Question) -> Place:
        """Where the thing is that was found: what clicks add must not take its place."""
        from engine.frame.regions import inmost

        return inmost(made.found)

    def _put(self, question: _Question) -> None:
        self._asked = question
        self.canvas.say(tr("Looking for the thing… Esc gives up."))
        self.canvas.pick_wanted.emit(question.pick)

    def _answered(self, pick: Pick) -> _Question | None:
        """The question this is the answer to, if it is still open."""
        question = self._asked
        if question is None or question.pick is not pick:
            return None
        strokes, index = self.board.plan.strokes, question.index
        held = None if index is None else [s.region for s in strokes[index : index + 1]]
        there = held is None or held == [question.region]
        # who has begun something else meanwhile does not want it torn out of the hand
        if there and not self.canvas.hands.busy:
            return question
        self._dismiss()
        return None

    def _dismiss(self) -> None:
        self._asked = None
        self.canvas.hands.ended(self)

    def _correctable(self) -> _Question | None:
        """The last pick, as long as its stroke is selected and stayed what it was made."""
        made, stroke = self._made, self.board.stroke
        if made is None or stroke is None or self.board.selected != made.index:
            return None
        return made if stroke.region == made.region else None

    def _paint_question(self, painter: QPainter, pick: Pick) -> None:
        """What is being looked for: the box, and the clicks with their sign."""
        colours, board = colours_of(self.canvas), self.board
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if pick.box is not None:
            box = pick.box
            corners = [(box.x, box.y), (box.x + box.w, box.y)]
            corners += [(box.x + box.w, box.y + box.h), (box.x, box.y + box.h)]
            self.paint_outline(painter, [board.position(place) for place in corners], closed=True)
        wanted = [*pick.add, *([pick.point] if pick.point else [])]
        for places, colour in ((wanted, colours.good), (pick.remove, colours.bad)):
            painter.setPen(QPen(qcolor(colours.panel), 2))
            painter.setBrush(qcolor(colour))
            for place in places:
                painter.drawEllipse(board.position(place), _DOT, _DOT)


def _inside(place: tuple[float, float]) -> bool:
    return 0 <= place[0] < 1 and 0 <= place[1] < 1


def _box(start: tuple[float, float], end: tuple[float, float]) -> Box:
    left, right = sorted((start[0], end[0]))
    top, bottom = sorted((start[1], end[1]))
    return Box(left, top, right - left, bottom - top)
