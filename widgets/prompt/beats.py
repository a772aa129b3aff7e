"""The beats strip: a reading and the length of the clip go in, the chosen action comes out.

The actions share the seconds of the clip in the order they happen, so that three actions in four
seconds look as crowded as they are. One line of words under the strip says the same.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QT_TR_NOOP, QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from engine.records import Action, Heading, Reading
from widgets.common.numbers import decimal
from widgets.common.theme import GRID, RADIUS, Colours, colours_of, qcolor
from widgets.common.translation import tr
from widgets.prompt.hint_card import Glyph, plain_label

BEAT_SECONDS = 2.0
"""What one action needs to be seen to begin, go on and end."""
MOST_BEATS = 12
_ROW = 22
_THIN = 18
_MOST_ROWS = 3
_MOST_TICKS = 3
_FEWEST_LETTERS = 3
"""Of a verb; with less of it the number alone says more."""

_ARROWS: dict[Heading, str] = {
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "up-left": "↖",
    "up-right": "↗",
    "down-left": "↙",
    "down-right": "↘",
}
_WAYS: dict[Heading, str] = {
    "left": QT_TR_NOOP("left"),
    "right": QT_TR_NOOP("right"),
    "up": QT_TR_NOOP("up"),
    "down": QT_TR_NOOP("down"),
    "up-left": QT_TR_NOOP("up-left"),
    "up-right": QT_TR_NOOP("up-right"),
    "down-left": QT_TR_NOOP("down-left"),
    "down-right": QT_TR_NOOP("down-right"),
    "toward-camera": QT_TR_NOOP("toward the camera"),
    "away-from-camera": QT_TR_NOOP("away from the camera"),
    "forward": QT_TR_NOOP("forward"),
    "backward": QT_TR_NOOP("backward"),
    "around": QT_TR_NOOP("around"),
}


class Beat(NamedTuple):
    """An action in its place: seconds, and the row where several happen at once."""

    action: Action
    number: int
    start: float
    end: float
    row: int


def beats_of(reading: Reading, duration: float) -> tuple[Beat, ...]:
    """The actions of the foreground, each step with an equal share of the clip."""
    acting = [a for a in reading.actions if not (a.camera or a.ambient or a.negated)]
    acting = acting[:MOST_BEATS]
    steps = sorted({action.step for action in acting})
    share = duration / max(len(steps), 1)
    rows: dict[int, int] = {}
    beats = []
    for number, action in enumerate(sorted(acting, key=lambda a: (a.step, a.span)), 1):
        start = steps.index(action.step) * share
        row = rows.get(action.step, 0)
        rows[action.step] = row + 1
        beats.append(Beat(action, number, start, start + share, row))
    return tuple(beats)


def is_crowded(beats: tuple[Beat, ...]) -> bool:
    """Whether the actions have less time than they need."""
    return bool(beats) and beats[0].end - beats[0].start < BEAT_SECONDS - 0.05 and len(beats) > 1


class _Strip(QWidget):
    """The picture: blocks over an axis of seconds. Left, Right and Enter choose a block."""

    beat_chosen = Signal(Action)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Beats"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.duration = 0.0
        self.beats: tuple[Beat, ...] = ()
        self.lasting: tuple[str, ...] = ()
        self._look: tuple[object, ...] = ()
        self._at = 0

    def show_beats(self, beats: tuple[Beat, ...], lasting: tuple[str, ...]) -> None:
        # most keys change where the words stand, and nothing that is seen here
        before, self._look = self._look, (self.duration, lasting, *map(_look_of, beats))
        self.beats, self.lasting = beats, lasting
        if self._look != before:
            self._at = 0
            self.updateGeometry()
            self.update()

    def _rows(self) -> int:
        return min(max((beat.row + 1 for beat in self.beats), default=1), _MOST_ROWS)

    def _field(self) -> QRectF:
        """Where the blocks are, in pixels."""
        height = self._rows() * (_ROW + 2)
        return QRectF(GRID, GRID, self.width() - 2 * GRID, height)

    def box_of(self, beat: Beat) -> QRectF:
        """Where a beat is drawn."""
        field = self._field()
        scale = field.width() / max(self.duration, 0.001)
        left, right = field.left() + beat.start * scale, field.left() + beat.end * scale
        # two pixels either side, so that neighbours stay apart
        return QRectF(left + 1, field.top() + beat.row * (_ROW + 2), right - left - 2, _ROW)

    def _shown(self) -> list[Beat]:
        return [beat for beat in self.beats if beat.row < _MOST_ROWS]

    def _beat_at(self, point: QPointF) -> Beat | None:
        return next((beat for beat in self._shown() if self.box_of(beat).contains(point)), None)

    def _paint_beat(self, painter: QPainter, beat: Beat, colours: Colours) -> None:
        box = self.box_of(beat)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(qcolor(_fill(beat.action, colours)))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(qcolor(colours.on_accent))
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        inner = box.adjusted(GRID, 0, -GRID // 2, 0)
        painter.drawText(
            inner, Qt.AlignmentFlag.AlignVCenter, _label(beat, QFontMetrics(font), inner.width())
        )

    def _paint_lasting(self, painter: QPainter, colours: Colours) -> None:
        top = self._field().bottom() + 2
        for words in self.lasting:
            box = QRectF(self._field().left(), top, self._field().width(), _THIN - 4)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(qcolor(colours.line))
            painter.drawRoundedRect(box, 3, 3)
            painter.setPen(qcolor(colours.text))
            painter.setFont(_small(self.font()))
            room = box.adjusted(GRID, 0, -GRID // 2, 0)
            said = painter.fontMetrics().elidedText(
                words, Qt.TextElideMode.ElideRight, int(room.width())
            )
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, said)
            top += _THIN

    def _paint_axis(self, painter: QPainter, colours: Colours) -> None:
        painter.setPen(qcolor(colours.dim))
        painter.setFont(_small(self.font()))
        row = QRectF(GRID + 1, self.height() - 20, self.width() - 2 * GRID - 2, 16)
        centred = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(row, Qt.AlignmentFlag.AlignLeft | centred, self.tr("0 s"))
        end = self.tr("{} s").format(decimal(self.duration, 1))
        painter.drawText(row, Qt.AlignmentFlag.AlignRight | centred, end)
        starts = sorted({beat.start for beat in self.beats if beat.start})
        if len(starts) > _MOST_TICKS:
            return
        for start in starts:
            x = row.left() + start / max(self.duration, 0.001) * row.width()
            tick = QRectF(x - 3 * GRID, row.top(), 6 * GRID, row.height())
            words = self.tr("{} s").format(decimal(start, 1))
            painter.drawText(tick, Qt.AlignmentFlag.AlignCenter, words)

    def sizeHint(self) -> QSize:
        height = self._rows() * (_ROW + 2) + len(self.lasting) * _THIN + GRID + 22
        return QSize(20 * GRID, int(height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event) -> None:
        colours = colours_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(qcolor(colours.accent if self.hasFocus() else colours.line), 1))
        painter.setBrush(qcolor(colours.ground))
        painter.drawRoundedRect(frame, RADIUS, RADIUS)
        for beat in self._shown():
            self._paint_beat(painter, beat, colours)
        if self.hasFocus() and self.beats:
            painter.setPen(QPen(qcolor(colours.text), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.box_of(self.beats[self._at]).adjusted(1, 1, -1, -1), 4, 4)
        self._paint_lasting(painter, colours)
        self._paint_axis(painter, colours)

    def keyPressEvent(self, event) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(event.key())
        if step and self.beats:
            self._at = min(max(self._at + step, 0), len(self.beats) - 1)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.beats:
            self.beat_chosen.emit(self.beats[self._at].action)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event) -> None:
        beat = self._beat_at(event.position())
        if beat is not None:
            self.beat_chosen.emit(beat.action)

    def event(self, event) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            beat = self._beat_at(QPointF(event.pos()))
            words = "" if beat is None else words_of(beat)
            QToolTip.showText(event.globalPos(), words, self, QRect())
            return True
        return super().event(event)


def _look_of(beat: Beat) -> tuple[object, ...]:
    """All that is drawn of a beat."""
    action = beat.action
    return (action.verb, action.heading, action.direction, *beat[1:])


def _with_arrow(action: Action) -> str:
    return f"{action.verb} {_ARROWS.get(action.heading, '')}".strip()


def _fill(action: Action, colours: Colours) -> str:
    if action.direction == "missing":
        return colours.warning
    return colours.static if action.direction == "n/a" else colours.strokes[0]


def _label(beat: Beat, metrics: QFontMetrics, width: float) -> str:
    """Number, verb and arrow; what does not fit is left out, the number never."""
    number, action = f"{beat.number}", beat.action
    sign = "?" if action.direction == "missing" else _ARROWS.get(action.heading, "")
    for full in (f"{number} {action.verb} {sign}".strip(), f"{number} {action.verb}"):
        if metrics.horizontalAdvance(full) <= width:
            return full
    short = metrics.elidedText(f"{number} {action.verb}", Qt.TextElideMode.ElideRight, int(width))
    letters = len(short) - len(number) - len(" …")
    return short if letters >= _FEWEST_LETTERS else number


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPixelSize(11)
    return small


def words_of(beat: Beat) -> str:
    """A beat as it is read out: number, verb, direction, seconds."""
    action = beat.action
    way = tr(_WAYS[action.heading]) if action.heading else ""
    if action.direction == "missing":
        way = tr("direction missing")
    seconds = tr("{}–{} s").format(decimal(beat.start, 1), decimal(beat.end, 1))
    parts = [f"{beat.number} {action.verb}", way, seconds]
    return ", ".join(part for part in parts if part)


class BeatsStrip(QWidget):
    """The strip and its line of words."""

    beat_chosen = Signal(Action)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reading = Reading("")
        self.strip = _Strip()
        self.strip.beat_chosen.connect(self.beat_chosen)
        self.line = plain_label("", "dim")
        self._sign = Glyph("warning", "warning")
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.line, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self.strip)
        column.addLayout(line)
        self.set_duration(5.0)

    def set_reading(self, reading: Reading) -> None:
        """Shows the actions of a prompt."""
        self._reading = reading
        self._refresh()

    def set_duration(self, seconds: float) -> None:
        """Sets the length of the clip."""
        self.strip.duration = max(seconds, 0.0)
        self._refresh()

    def words(self) -> str:
        """The line under the strip."""
        return self.line.text()

    def _refresh(self) -> None:
        duration = self.strip.duration
        beats = beats_of(self._reading, duration)
        lasting = self._lasting()
        self.strip.show_beats(beats, lasting)
        self.line.setText(self._line(beats, duration))
        self._sign.setVisible(is_crowded(beats))
        spoken = [self.line.text(), *map(words_of, beats), *lasting]
        self.strip.setAccessibleDescription(". ".join(spoken))

    def _lasting(self) -> tuple[str, ...]:
        """The camera in a row of its own, and what goes on all along in another."""
        actions = self._reading.actions
        moves = [_with_arrow(a) for a in actions if a.camera and not a.negated]
        around = [a.verb for a in actions if a.ambient and not a.camera and not a.negated]
        rows = ((self.tr("camera: {}"), moves), (self.tr("all along: {}"), around))
        return tuple(words.format(", ".join(dict.fromkeys(said))) for words, said in rows if said)

    def _line(self, beats: tuple[Beat, ...], duration: float) -> str:
        if not beats:
            return self.tr("No action yet: say what moves.")
        count = self.tr("1 beat") if len(beats) == 1 else self.tr("{} beats").format(len(beats))
        words = self.tr("{} in {} s").format(count, decimal(duration, 1))
        if is_crowded(beats):
            share = beats[0].end - beats[0].start
            return self.tr("{} is crowded: {} s each").format(words, decimal(share, 1))
        return words
