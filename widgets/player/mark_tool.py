"""Marks on the picture: clicks and drags go in, what the person says of a thing comes out.

A click takes the mover under the mouse, or asks for the thing there to be found; a drag gives a box
or, for the floor and for down, a line. Marks hold for the whole clip: each is drawn on the mover
that it speaks of, wherever that is by now, and else faintly where it was made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QLineF, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPen,
)

from engine.inspect.marks import box_of, in_fractions, mover_at, mover_of
from engine.records import Box, ClipInfo, Mark, MarkKind, Mover, Report
from engine.wrapping import wrapped
from widgets.common.theme import ON_PICTURE, Colours, qcolor
from widgets.player.overlay_state import cased
from widgets.player.surface import Surface

KINDS: tuple[MarkKind, ...] = (
    "solid",
    "rigid",
    "articulated",
    "cloth",
    "fluid",
    "floor",
    "same",
    "down",
)
_LINES = frozenset({"floor", "down"})
_DRAG = 0.012
"""Of the frame: less is a click."""
_PAD = 5.0
_ROWS = 4
"""Of words in the picture, at most."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a thing is to be found in the picture that is shown, and what is said of it then."""

    marks: tuple[Mark, ...]
    x: float
    y: float
    frame: int


class MarkTool(QObject):
    """What lies on the picture in Watch."""

    marked = Signal(object)
    """Marks that were made, as a tuple."""
    find_wanted = Signal(object)
    """A `Place` where nothing was seen to move: the thing there is to be found."""
    said = Signal(str)
    """What to do next; '' where nothing is to be done."""
    armed = Signal(object)
    """Kinds that the next click says, as a tuple; () is none."""
    changed = Signal()
    """The picture is to be painted anew."""

    def __init__(self, titles: dict[MarkKind, str], picture: Surface) -> None:
        super().__init__(picture)
        self._titles, self._picture = titles, picture
        self._clip = ClipInfo(0, 24.0, 0, 0)
        self._movers: tuple[Mover, ...] = ()
        self._marks: tuple[Mark, ...] = ()
        self._owners: tuple[Mover | None, ...] = ()
        self._kinds: tuple[MarkKind, ...] = ()
        self._noun = ""
        self._now: tuple[int, Box] | None = None
        self._from: QPointF | None = None
        self._here = QPointF(-1.0, -1.0)
        self._chosen: Mark | None = None
        self._hint = ""
        self.said.connect(self._keep_hint)

    # in

    def set_report(self, report: Report | None) -> None:
        """What was seen in the clip: movers can be clicked."""
        if report is not None:
            self._clip, self._movers = report.clip, report.movers
        else:
            self._movers = ()
        self._match()

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """What was said so far."""
        self._marks = tuple(marks)
        self._chosen = None
        self._match()

    def choose(self, mark: Mark | None) -> None:
        """The mark that is pointed out, as the one in the list under the mouse."""
        self._chosen = mark
        self.changed.emit()

    def arm(self, kinds: Sequence[MarkKind], noun: str = "") -> None:
        """The next click says this of a thing; () is none."""
        self._kinds, self._noun = tuple(kinds), noun
        self._now = self._from = None
        self.armed.emit(self._kinds)
        self.said.emit(self._next())
        self.changed.emit()

    def take(self, place: Place, box: Box) -> None:
        """The thing was found there (fractions of the frame)."""
        self._emit(tuple(replace(mark, box=box) for mark in place.marks), place.frame, box)

    @property
    def kinds(self) -> tuple[MarkKind, ...]:
        """What the next click says."""
        return self._kinds

    # as a tool of the picture

    def press(self, place: QPointF, event: QMouseEvent) -> bool:
        """A drag or a click begins."""
        if not self._kinds or event.button() != Qt.MouseButton.LeftButton:
            return False
        if not (0 <= place.x() <= 1 and 0 <= place.y() <= 1):
            return False
        self._from = self._here = place
        return True

    def move(self, place: QPointF, event: QMouseEvent) -> None:
        """The mouse is elsewhere."""
        self._here = place
        if self._kinds:
            self.changed.emit()

    def release(self, place: QPointF, event: QMouseEvent) -> None:
        """A drag or a click ends."""
        begun, self._from, self._here = self._from, None, place
        if begun is None or not self._kinds:
            return
        far = max(abs(place.x() - begun.x()), abs(place.y() - begun.y())) > _DRAG
        if self._kinds[0] in _LINES:
            self._end_line(begun, place, far)
        elif far:
            self._end_thing(_box_between(begun, place))
        else:
            self._click(begun)
        self.changed.emit()

    def key(self, event: QKeyEvent) -> bool:
        """Esc puts the tool down; Page Up and Page Down go from mover to mover, Enter takes it."""
        if not self._kinds:
            return False
        key, steps = event.key(), {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        if key == Qt.Key.Key_Escape:
            self.arm(())
        elif self._kinds[0] in _LINES:
            return False
        elif key in steps:
            self._go(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._click(self._here)
            self.changed.emit()
        else:
            return False
        return True

    def cursor(self) -> Qt.CursorShape | None:
        """A cross while something is being marked."""
        return Qt.CursorShape.CrossCursor if self._kinds else None

    def paint(self, painter: QPainter, rect: QRectF, index: int) -> None:
        """All marks, the thing under the mouse, and what is being dragged."""
        theme = ON_PICTURE
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        labels: dict[tuple[float, float, bool], list[str]] = {}
        for mark, owner in zip(self._marks, self._owners, strict=True):
            self._paint_mark(painter, rect, index, (mark, owner), theme, labels)
        for (x, y, below), words in labels.items():
            _paint_label(painter, rect, QPointF(x, y), " · ".join(words), theme, below=below)
        if self._kinds:
            self._paint_hand(painter, rect, theme)
        if self._hint:
            top = QPointF(rect.center().x(), rect.top())
            _paint_label(painter, rect, top, self._hint, theme, centred=True)
        painter.restore()

    # inside

    def _go(self, step: int) -> None:
        """To the next thing that moves in this frame, or the one before."""
        here = [box_of(mover, self._picture.index) for mover in self._movers]
        boxes = sorted(in_fractions(box, self._clip) for box in here if box is not None)
        if not boxes:
            self.said.emit(self.tr("Nothing moves in this frame: drag a box around the thing."))
            return
        centres = [QPointF(box.x + box.w / 2, box.y + box.h / 2) for box in boxes]
        place = centres.index(self._here) if self._here in centres else -1 if step > 0 else 0
        self._here = centres[(place + step) % len(centres)]
        self.changed.emit()

    def _keep_hint(self, text: str) -> None:
        self._hint = text
        self.changed.emit()

    def _match(self) -> None:
        self._owners = tuple(mover_of(mark, self._movers, self._clip) for mark in self._marks)
        self.changed.emit()

    def _next(self) -> str:
        if not self._kinds:
            return ""
        kind = self._kinds[0]
        if kind == "floor":
            return self.tr("Drag a line along the floor.")
        if kind == "down":
            return self.tr("Drag from above to below, the way things fall.")
        if kind == "same" and self._now is not None:
            return self.tr("Now go to where it was before, and click it there.")
        if kind == "same":
            return self.tr("Click the thing as it is now.")
        what = ", ".join(self._titles[kind].lower() for kind in self._kinds)
        if self._noun:
            text = self.tr("Click the {thing}, or drag a box around it: it is {what}.")
            return text.format(thing=self._noun, what=what)
        return self.tr("Click what is {what}, or drag a box around it.").format(what=what)

    def _end_line(self, begun: QPointF, place: QPointF, far: bool) -> None:
        if not far:
            self.said.emit(self._next())
            return
        line = ((begun.x(), begun.y()), (place.x(), place.y()))
        mark = Mark(self._kinds[0], self._picture.index, line=line)
        self.arm(())
        self.marked.emit((mark,))

    def _click(self, place: QPointF) -> None:
        at = (place.x() * self._clip.width, place.y() * self._clip.height)
        hit = mover_at(self._movers, self._picture.index, *at)
        if hit is not None:
            self._end_thing(in_fractions(hit[1], self._clip))
            return
        self.said.emit(self.tr("Looking for the thing…"))
        marks = tuple(Mark(kind, self._picture.index, noun=self._noun) for kind in self._kinds)
        self.find_wanted.emit(Place(marks, place.x(), place.y(), self._picture.index))

    def _end_thing(self, box: Box) -> None:
        marks = tuple(Mark(kind, self._picture.index, box, noun=self._noun) for kind in self._kinds)
        self._emit(marks, self._picture.index, box)

    def _emit(self, marks: tuple[Mark, ...], frame: int, box: Box) -> None:
        if marks and marks[0].kind == "same":
            self._same(frame, box)
            return
        self.arm(())
        self.marked.emit(marks)

    def _same(self, frame: int, box: Box) -> None:
        """Two clicks: the thing as it is now, and where it was before."""
        if self._now is None or self._now[0] == frame:
            self._now = (frame, box)
            self.said.emit(self._next())
            return
        (later, now), (before, then) = sorted((self._now, (frame, box)), key=lambda one: -one[0])
        self.arm(())
        self.marked.emit((Mark("same", later, now, before=(before, then)),))

    # painting

    def _paint_mark(
        self,
        painter: QPainter,
        rect: QRectF,
        index: int,
        said: tuple[Mark, Mover | None],
        theme: Colours,
        labels: dict[tuple[float, float, bool], list[str]],
    ) -> None:
        mark, owner = said
        strong = mark == self._chosen
        colour = qcolor(theme.accent)
        if mark.line is not None:
            self._paint_line(painter, rect, mark, colour, strong)
            where = _at(rect, mark.line[0])
            labels.setdefault((where.x(), where.y(), False), []).append(self._titles[mark.kind])
            return
        if mark.box is None:
            return
        followed = box_of(owner, index) if owner is not None else None
        place = in_fractions(followed, self._clip) if followed is not None else mark.box
        here = followed is not None or abs(mark.frame - index) <= 1
        colour.setAlphaF(1.0 if here or strong else 0.4)
        where = _rect_in(rect, place)
        _outline(painter, where, colour, 3.0 if strong else 1.5)
        title = self._titles[mark.kind]
        # below: findings are named above the thing
        known = labels.setdefault((where.left(), where.bottom(), True), [])
        known.append(f"{mark.noun}: {title}" if mark.noun and not known else title)

    def _paint_line(
        self, painter: QPainter, rect: QRectF, mark: Mark, colour: QColor, strong: bool
    ) -> None:
        assert mark.line is not None
        start, end = (_at(rect, place) for place in mark.line)
        line = QPen(colour, 3.0 if strong else 1.5)
        cased(painter, line, 1.0, lambda: painter.drawLine(start, end))
        if mark.kind == "down":
            _paint_head(painter, start, end, colour)

    def _paint_hand(self, painter: QPainter, rect: QRectF, theme: Colours) -> None:
        """What a release would make."""
        colour = qcolor(theme.accent)
        if self._now is not None:
            _outline(painter, _rect_in(rect, self._now[1]), colour, 1.5)
        if self._from is not None and self._kinds[0] in _LINES:
            start, end = (_at(rect, (p.x(), p.y())) for p in (self._from, self._here))
            cased(painter, QPen(colour, 2.0), 1.0, lambda: painter.drawLine(start, end))
            if self._kinds[0] == "down":
                _paint_head(painter, start, end, colour)
        elif self._from is not None:
            _outline(painter, _rect_in(rect, _box_between(self._from, self._here)), colour, 2.0)
        elif self._kinds[0] not in _LINES:
            at = (self._here.x() * self._clip.width, self._here.y() * self._clip.height)
            hit = mover_at(self._movers, self._picture.index, *at)
            if hit is not None:
                where = _rect_in(rect, in_fractions(hit[1], self._clip))
                painter.fillRect(where, qcolor(theme.accent, 0.18))
                _outline(painter, where, colour, 2.0)


def _box_between(a: QPointF, b: QPointF) -> Box:
    """The box of a drag, inside the frame and never empty."""
    left, right = sorted((min(max(a.x(), 0.0), 1.0), min(max(b.x(), 0.0), 1.0)))
    top, bottom = sorted((min(max(a.y(), 0.0), 1.0), min(max(b.y(), 0.0), 1.0)))
    return Box(left, top, max(right - left, 1e-3), max(bottom - top, 1e-3))


def _at(rect: QRectF, place: tuple[float, float]) -> QPointF:
    return QPointF(rect.left() + place[0] * rect.width(), rect.top() + place[1] * rect.height())


def _rect_in(rect: QRectF, box: Box) -> QRectF:
    size = (box.w * rect.width(), box.h * rect.height())
    return QRectF(_at(rect, (box.x, box.y)), _at(rect, (box.x, box.y)) + QPointF(*size))


def _outline(painter: QPainter, where: QRectF, colour: QColor, width: float) -> None:
    """Corners only: what is inside stays to be seen."""
    lines: list[QLineF] = []
    arm = max(6.0, 0.25 * min(where.width(), where.height()))
    for x, sx in ((where.left(), 1), (where.right(), -1)):
        for y, sy in ((where.top(), 1), (where.bottom(), -1)):
            across, down = min(arm, where.width()), min(arm, where.height())
            lines += [QLineF(x, y, x + sx * across, y), QLineF(x, y, x, y + sy * down)]
    cased(painter, QPen(colour, width), 1.0, lambda: painter.drawLines(lines))


def _paint_head(painter: QPainter, start: QPointF, end: QPointF, colour: QColor) -> None:
    way = end - start
    length = max((way.x() ** 2 + way.y() ** 2) ** 0.5, 1e-6)
    unit = way / length
    side = QPointF(-unit.y(), unit.x())
    head = QPainterPath(end)
    head.lineTo(end - unit * 12 + side * 6)
    head.lineTo(end - unit * 12 - side * 6)
    head.closeSubpath()
    painter.fillPath(head, colour)


def _paint_label(
    painter: QPainter,
    rect: QRectF,
    place: QPointF,
    text: str,
    theme: Colours,
    *,
    centred: bool = False,
    below: bool = False,
) -> None:
    """Words above or below a place, inside the picture; in rows where one is too narrow."""
    metrics = QFontMetricsF(painter.font())
    room = rect.width() - 2 * _PAD
    rows = wrapped(text, lambda row: metrics.horizontalAdvance(row) <= room, _ROWS)
    rows = [metrics.elidedText(row, Qt.TextElideMode.ElideRight, room) for row in rows]
    wide = max(metrics.horizontalAdvance(row) for row in rows) + 2 * _PAD
    high = len(rows) * metrics.height() + 4
    begins = place.x() - wide / 2 if centred else place.x()
    left = min(max(begins, rect.left()), rect.right() - wide)
    top = place.y() + 3 if below else place.y() - high - 3
    top = min(max(top, rect.top()), rect.bottom() - high)
    chip = QPainterPath()
    chip.addRoundedRect(QRectF(left, top, wide, high), 4, 4)
    painter.fillPath(chip, qcolor(theme.panel, 0.92))
    painter.setPen(qcolor(theme.text))
    for number, row in enumerate(rows):
        line = top + 2 + metrics.ascent() + number * metrics.height()
        painter.drawText(QPointF(left + _PAD, line), row)
