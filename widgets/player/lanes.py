"""The lanes under the picture: what each detector says along the clip.

What goes in are the kinds, a report and the person's judgement; what comes out is the frame that is
pointed at, the finding that is chosen or to be looped, the kinds that are to be seen, and the mark
that would settle what cannot be determined. A lane is green where its kind was held and red where
it was violated; what cannot be determined is said in words.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from engine.records import Finding, Rating, Report
from widgets.common.icon import icon
from widgets.common.theme import GRID, Colours, colours_of, qcolor
from widgets.common.translation import tr
from widgets.player.kinds import Kind
from widgets.player.lane_rows import MARKS, Row, rows_of, state_of
from widgets.player.stepping import stepped

LANE_HEIGHT, HEAD_HEIGHT = 22, 20
LABEL_WIDTH = 152
_EYE = 14
_NEAR = 4
"""Pixels beside a bar that still mean it."""
_LEAST = 4
"""Pixels that a bar is wide at least."""


class Lanes(QScrollArea):
    """Headings and lanes, scrolled where they are many."""

    frame_chosen = Signal(int)
    finding_chosen = Signal(str)
    finding_looped = Signal(str)
    kind_switched = Signal(str, bool)
    """Id of a kind, and whether it is to be seen."""
    mark_wanted = Signal(str, str)
    """Kind of a mark, and the id of the kind that could then be judged."""
    hovered = Signal(int, QPoint)
    """A frame that the mouse is over and where that is on the screen; -1 where it is over none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet = _Sheet(self)
        self.setWidget(self._sheet)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusProxy(self._sheet)
        self.setAccessibleName(self.tr("Findings along the clip"))
        self.viewport().setAutoFillBackground(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._kinds: tuple[Kind, ...] = ()
        self._report: Report | None = None
        self._progress: float | None = None
        self._rating = Rating()
        self._watched = False
        self._unfolded: set[str] = set()

    def set_kinds(self, kinds: Sequence[Kind]) -> None:
        """Every kind of violation that is looked for."""
        self._kinds = tuple(kinds)
        self._show()

    def set_report(self, report: Report | None, count: int, progress: float | None) -> None:
        """What was seen in a clip of `count` frames; `progress` while it is still analysed."""
        self._report, self._progress = report, progress
        self._watched = bool(count or report is not None or progress is not None)
        self._sheet.set_count(count)
        self._show()

    def set_frame(self, index: int) -> None:
        """Where the playhead is."""
        self._sheet.set_frame(index)

    def set_range(self, first: int, last: int) -> None:
        """In and out."""
        self._sheet.set_range(first, last)

    def set_chosen(self, key: str) -> None:
        """Marks a finding, and scrolls to its lane."""
        self._sheet.set_chosen(key)
        for row, place in self._sheet.places():
            if any(finding.key == key for finding in row.findings):
                self.ensureVisible(0, place.center().y(), 0, LANE_HEIGHT)

    def set_rating(self, rating: Rating) -> None:
        """Which findings were confirmed and dismissed."""
        self._rating = rating
        self._sheet.set_rating(rating)
        self._describe()

    def set_hidden(self, hidden: frozenset[str]) -> None:
        """Kinds that are not drawn over the picture."""
        self._sheet.set_hidden(hidden)

    def unfold(self, name: str) -> None:
        """Opens or closes a line that stands for several."""
        self._unfolded ^= {name}
        self._show()

    def rows(self) -> list[tuple[str, str]]:
        """Title and state of every kind in words, as a screen reader hears them."""
        gone = self._rating.dismissed
        return [(k.title, state_of(k, self._report, self._progress, gone)) for k in self._kinds]

    def lines(self) -> tuple[Row, ...]:
        """What is shown, from top to bottom."""
        return tuple(row for row, _ in self._sheet.places())

    def sizeHint(self) -> QSize:
        return QSize(480, self._sheet.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 2 * LANE_HEIGHT + HEAD_HEIGHT)

    def _show(self) -> None:
        # of no take at all nothing is to be said
        kinds = self._kinds if self._watched else ()
        self._sheet.set_rows(rows_of(kinds, self._report, self._progress, self._unfolded))
        self._sheet.setAccessibleName(self.tr("Timeline"))
        self._describe()
        self.updateGeometry()

    def _describe(self) -> None:
        said = "; ".join(f"{title}: {state}" for title, state in self.rows())
        self._sheet.setAccessibleDescription(said)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._sheet.forget_picture()


class _Sheet(QWidget):
    """Paints the rows once; the playhead and the range are drawn over that."""

    def __init__(self, lanes: Lanes) -> None:
        super().__init__()
        self._lanes = lanes
        self._rows: tuple[Row, ...] = ()
        self._places: list[QRect] = []
        self._count, self._index = 0, 0
        self._range: tuple[int, int] | None = None
        self._chosen, self._rating = "", Rating()
        self._hidden: frozenset[str] = frozenset()
        self._picture: QPixmap | None = None
        self._current = 0
        self._scrubs = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        QVBoxLayout(self).setContentsMargins(0, 0, 0, 0)

    # in

    def set_rows(self, rows: tuple[Row, ...]) -> None:
        if rows != self._rows:
            self._rows = rows
            self._current = min(self._current, max(0, len(rows) - 1))
            self._place()
            self.forget_picture()

    def set_count(self, count: int) -> None:
        if count != self._count:
            self._count = count
            self.forget_picture()

    def set_frame(self, index: int) -> None:
        before, self._index = self._index, index
        for frame in (before, index):
            left = round(self._x_of(frame + 0.5))
            self.update(QRect(left - 3, 0, 7, self.height()))

    def set_range(self, first: int, last: int) -> None:
        whole = first <= 0 and last >= self._count - 1
        self._range = None if whole else (first, last)
        self.update()

    def set_chosen(self, key: str) -> None:
        self._chosen = key
        self.forget_picture()

    def set_rating(self, rating: Rating) -> None:
        self._rating = rating
        self.forget_picture()

    def set_hidden(self, hidden: frozenset[str]) -> None:
        self._hidden = hidden
        self.forget_picture()

    def forget_picture(self) -> None:
        self._picture = None
        self.update()

    def places(self) -> list[tuple[Row, QRect]]:
        return list(zip(self._rows, self._places, strict=True))

    # where things are

    def _place(self) -> None:
        self._places, top = [], 0
        for row in self._rows:
            height = HEAD_HEIGHT if row.what == "head" else LANE_HEIGHT
            self._places.append(QRect(0, top, self.width(), height))
            top += height
        self.setMinimumHeight(top + 2)

    @property
    def _label(self) -> int:
        return min(LABEL_WIDTH, self.width() // 3)

    @property
    def _track(self) -> tuple[float, float]:
        """Left and width of the room of the frames."""
        return self._label + GRID, max(1.0, self.width() - self._label - 2 * GRID)

    def _x_of(self, frame: float) -> float:
        left, width = self._track
        return left + width * frame / max(self._count, 1)

    def _frame_at(self, x: float) -> int:
        left, width = self._track
        return min(max(int((x - left) / width * self._count), 0), max(self._count - 1, 0))

    def _row_at(self, y: float) -> Row | None:
        return next((row for row, place in self.places() if place.contains(1, int(y))), None)

    def _bar_of(self, finding: Finding, place: QRect) -> QRectF:
        left, right = self._x_of(finding.start_frame), self._x_of(finding.end_frame + 1)
        width = max(right - left, _LEAST)
        left = min(left, sum(self._track) - width)
        return QRectF(left, place.top() + 5, width, place.height() - 10)

    def _finding_at(self, position: QPoint) -> Finding | None:
        for row, place in self.places():
            if row.what == "lane" and place.contains(1, position.y()):
                bars = ((self._bar_of(finding, place), finding) for finding in row.findings)
                near = [
                    (bar.width(), n, finding)
                    for n, (bar, finding) in enumerate(bars)
                    if bar.left() - _NEAR <= position.x() <= bar.right() + _NEAR
                ]
                # the shorter of two that overlap could not be reached otherwise
                return min(near)[2] if near else None
        return None

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), colours_of(self)
        if self._picture is None:
            self._picture = self._painted(theme)
        painter.drawPixmap(0, 0, self._picture)
        if self._count:
            self._paint_moment(painter, theme)
        if self.hasFocus() and self._rows:
            painter.setPen(QPen(qcolor(theme.accent), 1))
            painter.drawRoundedRect(self._places[self._current].adjusted(0, 0, -1, -1), 4, 4)

    def _paint_moment(self, painter: QPainter, theme: Colours) -> None:
        x = self._x_of(self._index + 0.5)
        for row, place in self.places():
            if row.what not in ("lane", "held"):
                continue  # words stay readable
            if self._range is not None:
                first, last = self._x_of(self._range[0]), self._x_of(self._range[1] + 1)
                room = QRectF(first, place.top(), last - first, place.height())
                painter.fillRect(room, qcolor(theme.accent, 0.14))
            painter.fillRect(QRectF(x - 0.75, place.top(), 1.5, place.height()), qcolor(theme.text))

    def _painted(self, theme: Colours) -> QPixmap:
        share = self.devicePixelRatioF()
        picture = QPixmap(self.size() * share)
        picture.setDevicePixelRatio(share)
        picture.fill(qcolor(theme.stage))
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        for row, place in self.places():
            self._paint_row(painter, row, place, theme)
        painter.end()
        return picture

    def _paint_row(self, painter: QPainter, row: Row, place: QRect, theme: Colours) -> None:
        if row.what == "head":
            painter.setFont(_small(self.font(), 11, strong=True))
            painter.setPen(qcolor(theme.dim))
            painter.drawText(place.adjusted(0, 2, 0, 0), _MIDDLE, row.title)
            painter.setFont(self.font())
        elif row.what == "words":
            painter.setPen(qcolor(theme.dim))
            painter.drawText(place.adjusted(0, 0, 0, 0), _MIDDLE, row.title)
        elif row.what == "fold":
            self._paint_fold(painter, row, place, theme)
        else:
            self._paint_lane(painter, row, place, theme)

    def _paint_fold(self, painter: QPainter, row: Row, place: QRect, theme: Colours) -> None:
        arrow = icon("chevron-down" if row.unfolded else "chevron-right", theme.dim)
        arrow.paint(painter, QRect(0, place.top() + 4, _EYE, _EYE))
        painter.setPen(qcolor(theme.text))
        painter.drawText(
            QRect(_EYE + 4, place.top(), self._label, place.height()), _MIDDLE, row.title
        )
        painter.setPen(qcolor(theme.dim))
        self._draw_words(painter, row.words, place, self.width() - GRID)

    def _paint_lane(self, painter: QPainter, row: Row, place: QRect, theme: Colours) -> None:
        assert row.kind is not None  # every lane is of a kind
        seen = row.kind.id not in self._hidden
        if row.what == "lane":
            name, ink = ("eye", theme.text) if seen else ("eye-off", theme.edge)
            icon(name, ink).paint(painter, QRect(0, place.top() + 4, _EYE, _EYE))
        painter.setPen(qcolor(theme.text if seen and row.what == "lane" else theme.dim))
        room = self._label - _EYE - 4
        title = QFontMetrics(self.font()).elidedText(row.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(_EYE + 4, place.top(), room, place.height()), _MIDDLE, title)
        if row.what == "open":
            self._paint_open(painter, row, place, theme)
            return
        left, width = self._track
        ground = QRectF(left, place.top() + 5, width, place.height() - 10)
        _fill(painter, ground, qcolor(theme.good, 0.35))
        for finding in row.findings:
            self._paint_bar(painter, finding, self._bar_of(finding, place), theme, seen)

    def _paint_bar(
        self, painter: QPainter, finding: Finding, bar: QRectF, theme: Colours, seen: bool
    ) -> None:
        chosen = finding.key == self._chosen
        if finding.key in self._rating.dismissed:
            _fill(painter, bar, qcolor(theme.stage))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(qcolor(theme.bad, 0.8), 1, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
        else:
            _fill(painter, bar, qcolor(theme.bad, 1.0 if chosen else 0.85 if seen else 0.5))
        if finding.key in self._rating.confirmed and bar.width() > _EYE:
            place = QRect(0, 0, 12, 12)
            place.moveCenter(bar.center().toPoint())
            icon("check", theme.ground).paint(painter, place)
        if chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(qcolor(theme.text), 1.5))
            painter.drawRoundedRect(bar.adjusted(-1.5, -1.5, 1.5, 1.5), 3, 3)

    def _paint_open(self, painter: QPainter, row: Row, place: QRect, theme: Colours) -> None:
        button = self._button_of(row, place)
        painter.setPen(qcolor(theme.dim))
        right = self.width() - GRID if button is None else button.left() - GRID
        self._draw_words(painter, row.words, place, right)
        if button is not None and row.mark is not None:
            painter.setPen(QPen(qcolor(theme.edge), 1))
            painter.setBrush(qcolor(theme.raised))
            painter.drawRoundedRect(QRectF(button).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
            painter.setPen(qcolor(theme.text))
            painter.setFont(_small(self.font(), 12))
            painter.drawText(button, int(Qt.AlignmentFlag.AlignCenter), tr(MARKS[row.mark]))
            painter.setFont(self.font())

    def _draw_words(self, painter: QPainter, words: str, place: QRect, right: int) -> None:
        painter.setFont(_small(self.font(), 12))
        left = self._label + GRID
        metrics = QFontMetrics(painter.font())
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0, right - left))
        painter.drawText(QRect(left, place.top(), right - left, place.height()), _MIDDLE, shown)
        painter.setFont(self.font())

    def _button_of(self, row: Row, place: QRect) -> QRect | None:
        if row.mark is None:
            return None
        wide = QFontMetrics(_small(self.font(), 12)).horizontalAdvance(tr(MARKS[row.mark]))
        width = wide + 2 * GRID + 4
        return QRect(self.width() - width - GRID, place.top() + 2, width, place.height() - 4)

    # hands

    def _act_on(self, row: Row) -> None:
        """Enter, or a click beside the frames."""
        if row.what == "fold":
            self._lanes.unfold(row.fold)
        elif row.mark is not None and row.kind is not None:
            self._lanes.mark_wanted.emit(row.mark, row.kind.id)
        elif row.what == "lane":
            finding = stepped(row.findings, self._index, self._chosen)
            if finding is not None:
                self._choose(finding)

    def _choose(self, finding: Finding) -> None:
        self._lanes.frame_chosen.emit(finding.start_frame)
        self._lanes.finding_chosen.emit(finding.key)

    def _switch(self, row: Row) -> None:
        if row.what == "lane" and row.kind is not None:
            self._lanes.kind_switched.emit(row.kind.id, row.kind.id in self._hidden)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        position = event.position().toPoint()
        row = self._row_at(position.y())
        if row is None or row.what == "words":
            return
        self._current = self._rows.index(row)
        place = self._places[self._current]
        button = self._button_of(row, place)
        if row.what == "fold" or (button is not None and button.contains(position)):
            self._act_on(row)
        elif row.what == "lane" and position.x() < self._label:
            self._switch(row)
        elif row.what in ("lane", "held") and position.x() >= self._label and self._count:
            self._scrubs = True
            self._lanes.frame_chosen.emit(self._frame_at(position.x()))
            finding = self._finding_at(position)
            if finding is not None:
                self._lanes.finding_chosen.emit(finding.key)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        if self._scrubs:
            self._lanes.frame_chosen.emit(self._frame_at(position.x()))
        row = self._row_at(position.y())
        over = row is not None and row.what in ("lane", "held") and position.x() >= self._label
        frame = self._frame_at(position.x()) if self._count and (over or self._scrubs) else -1
        self._lanes.hovered.emit(frame, event.globalPosition().toPoint())
        acts = row is not None and (row.what == "fold" or (row.what == "lane" and not over))
        button = None if row is None else self._button_of(row, self._places[self._rows.index(row)])
        acts = acts or (button is not None and button.contains(position))
        self.setCursor(Qt.CursorShape.PointingHandCursor if acts else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._scrubs = False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        finding = self._finding_at(event.position().toPoint())
        if finding is not None:
            self._lanes.finding_looped.emit(finding.key)

    def leaveEvent(self, event: QEvent) -> None:
        self._lanes.hovered.emit(-1, QPoint())
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        row = self._rows[self._current] if self._rows else None
        if key in steps and row is not None:
            self._current = min(max(self._current + steps[key], 0), len(self._rows) - 1)
            self._lanes.ensureVisible(0, self._places[self._current].center().y(), 0, LANE_HEIGHT)
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            self._act_on(row)
        elif key == Qt.Key.Key_H and not event.modifiers() and row is not None:
            self._switch(row)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = self._row_at(event.pos().y())
            QToolTip.showText(event.globalPos(), self._about(row, event.pos()), self)
            return True
        return super().event(event)

    def _about(self, row: Row | None, position: QPoint) -> str:
        if row is None or row.kind is None:
            return row.words if row is not None else ""
        if row.what == "open":
            return f"{row.title}: {row.words}"
        if position.x() >= self._label:
            return ""  # the preview of the frame stands there
        if row.what == "held":
            return row.kind.rule
        seen = row.kind.id not in self._hidden
        act = self.tr("Click hides it (H)") if seen else self.tr("Click shows it (H)")
        return f"{row.kind.rule}\n{act}".strip()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
        self.forget_picture()


_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


def _small(font: QFont, pixels: int, strong: bool = False) -> QFont:
    small = QFont(font)
    small.setPixelSize(pixels)
    if strong:
        small.setWeight(QFont.Weight.DemiBold)
        small.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 1)
    return small


def _fill(painter: QPainter, place: QRectF, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(place, 2, 2)
