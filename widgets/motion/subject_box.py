"""The subject of the start image on the canvas: a box and an outline go in, corrections come out.

Quiet, it is a faint dashed box with a label that no hand can touch. While it is corrected it lies
over the canvas: a drag draws or moves the box, a click points at the thing, Enter or Esc ends it.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from engine.records import Box, Subject
from widgets.common.theme import DARK, GRID, colours_of, qcolor
from widgets.common.translation import tr
from widgets.motion.arrows import ARROWS
from widgets.motion.canvas import MotionCanvas
from widgets.motion.foot import paint_foot

_REACH = 12.0
_HANDLE = 4.0
_FAR = 4.0
"""Logical pixels that make a drag of a click."""
_LEAST = 0.01
_STEP, _FINE = 0.01, 0.002
_CORNERS = ((0, 0), (1, 0), (0, 1), (1, 1))


class SubjectBox(QWidget):
    """What the start image is about, and a way to say that it is something else."""

    box_drawn = Signal(object)
    """Box, in fractions of the frame."""
    place_clicked = Signal(float, float)
    forgotten = Signal()
    """The person's correction is to be taken back."""

    def __init__(self, canvas: MotionCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._subject: Subject | None = None
        self._said = False
        self._quiet = False
        self._active = False
        self._draft: Box | None = None
        self._grip: tuple[int, int] | None = None
        self._from: QPointF | None = None
        self._before: Box | None = None
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("The subject of the start image"))
        canvas.zoom_changed.connect(lambda _: self._place())
        self._set_active(False)

    @property
    def correcting(self) -> bool:
        """Whether the hand is on the subject and not on the motion."""
        return self._active

    def set_subject(self, subject: Subject | None, *, said: bool) -> None:
        """Shows a subject; `said` by the person, or found by looking."""
        self._subject, self._said = subject, said
        self._draft = None
        self._place()

    def set_quiet(self, quiet: bool) -> None:
        """Hides it, while something else is shown; not while it is corrected."""
        if quiet != self._quiet:
            self._quiet = quiet
            self._place()

    def refresh(self) -> None:
        """The plan, the picture or the view is another."""
        self._place()

    def begin(self) -> None:
        """Lets the person correct it."""
        if self._canvas.board.image is not None:
            self._set_active(True)
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def end(self) -> None:
        """The canvas is for motion again."""
        if self._active:
            self._set_active(False)
            self._canvas.setFocus()

    # --- inside ---

    def _set_active(self, active: bool) -> None:
        self._active, self._draft, self._from = active, None, None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not active)
        self.setFocusPolicy(
            Qt.FocusPolicy.StrongFocus if active else Qt.FocusPolicy.NoFocus,
        )
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._place()

    @property
    def _box(self) -> Box | None:
        if self._draft is not None:
            return self._draft
        return self._subject.box if self._subject is not None else None

    def _place(self) -> None:
        """Over the canvas while it is corrected; else no larger than the box and its label."""
        board = self._canvas.board
        if board.view is None or board.image is None:
            self._active = False
            self.hide()
            return
        if self._active:
            self.setGeometry(self._canvas.rect())
            self.show()
            self.raise_()
        elif self._subject is None or self._quiet or self._is_moved():
            self.hide()
        else:
            self.setGeometry(self._quiet_rect())
            self.show()
        self.update()

    def _is_moved(self) -> bool:
        """Whether a stroke starts on it, so that its own outline says what moves."""
        x, y, w, h = self._subject.box
        starts = (stroke.points[0] for stroke in self._canvas.board.plan.strokes if stroke.points)
        return any(x <= start.x <= x + w and y <= start.y <= y + h for start in starts)

    def _quiet_rect(self) -> QRect:
        box, label = self._rect(self._subject.box), self._label_size()
        box = box.united(QRectF(self._label_corner(box), label))
        return box.adjusted(-2, -2, 2, 2).toAlignedRect()

    def _rect(self, box: Box) -> QRectF:
        board = self._canvas.board
        corner = board.position((box.x, box.y))
        return QRectF(corner, board.position((box.x + box.w, box.y + box.h)))

    def _words(self) -> str:
        if self._active:
            return self.tr("subject")
        return self.tr("subject, as you say") if self._said else self.tr("subject")

    def _label_size(self) -> QSizeF:
        metrics = self.fontMetrics()
        return QSizeF(metrics.horizontalAdvance(self._words()) + GRID, metrics.height())

    def _label_corner(self, box: QRectF) -> QPointF:
        above = box.top() - self.fontMetrics().height() - 2
        return QPointF(box.left(), above if above >= 0 else box.top() + 2)

    def _grip_at(self, position: QPointF) -> tuple[int, int] | None:
        if self._box is None:
            return None
        rect = self._rect(self._box)
        for across, down in _CORNERS:
            corner = QPointF(
                rect.right() if across else rect.left(), rect.bottom() if down else rect.top()
            )
            if (corner - position).manhattanLength() <= _REACH:
                return across, down
        return None

    def _drawn(self, position: QPointF) -> Box:
        """The box as it would be if the hand let go now."""
        board = self._canvas.board
        (x, y), (from_x, from_y) = board.place(position), board.place(self._from)
        if self._grip is not None and self._before is not None:
            left, top, w, h = self._before
            fixed = (left if self._grip[0] else left + w, top if self._grip[1] else top + h)
            return _between(fixed, (x, y))
        if self._before is not None:
            left, top, w, h = self._before
            return _within(Box(left + x - from_x, top + y - from_y, w, h))
        return _between((from_x, from_y), (x, y))

    def _nudged(self, event) -> Box | None:
        way = ARROWS.get(event.key())
        if way is None:
            return None
        step = _FINE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _STEP
        dx, dy = way[0] * step, way[1] * step
        x, y, w, h = self._box or Box(0.35, 0.35, 0.3, 0.3)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return _between((x, y), (x + max(_LEAST, w + dx), y + max(_LEAST, h + dy)))
        return _within(Box(x + dx, y + dy, w, h))

    # --- Qt ---

    def mousePressEvent(self, event) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._from, self._grip = event.position(), self._grip_at(event.position())
        held = self._box is not None and self._rect(self._box).contains(event.position())
        self._before = self._box if self._grip is not None or held else None

    def mouseMoveEvent(self, event) -> None:
        if self._from is None:
            grip = self._grip_at(event.position())
            slanted = grip in ((0, 0), (1, 1))
            shape = Qt.CursorShape.SizeFDiagCursor if slanted else Qt.CursorShape.SizeBDiagCursor
            self.setCursor(Qt.CursorShape.CrossCursor if grip is None else shape)
        elif (event.position() - self._from).manhattanLength() > _FAR:
            self._draft = self._drawn(event.position())
            self.update()

    def mouseReleaseEvent(self, event) -> None:
        start, self._from = self._from, None
        if start is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if self._draft is not None:
            self._finish(self._draft)
            return
        x, y = self._canvas.board.place(event.position())
        if 0.0 <= x < 1.0 and 0.0 <= y < 1.0:
            self.place_clicked.emit(x, y)

    def _finish(self, box: Box) -> None:
        if box.w >= _LEAST and box.h >= _LEAST:
            self.box_drawn.emit(box)
        else:
            self._draft = None
            self.update()

    def wheelEvent(self, event) -> None:
        event.ignore()  # the canvas zooms

    def keyPressEvent(self, event) -> None:
        box = self._nudged(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.end()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.forgotten.emit()
        elif box is not None:
            self._draft = box
            self.update()
            self._finish(box)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        ):
            self.end()

    def paintEvent(self, event) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(-self.x(), -self.y())
        if self._active:
            self._paint_active(painter)
        elif self._subject is not None:
            self._paint_box(painter, self._rect(self._subject.box), faint=True)

    def _paint_active(self, painter: QPainter) -> None:
        colours = colours_of(self)
        shade = QPainterPath()
        shade.addRect(QRectF(self.rect()))
        if self._box is not None:
            shade.addRect(self._rect(self._box))
        painter.fillPath(shade, qcolor(colours.stage, 0.55))
        if self._subject is not None and self._draft is None:
            position = self._canvas.board.position
            outline = QPolygonF([position(corner) for corner in self._subject.region.polygon])
            painter.setPen(QPen(qcolor(colours.accent), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolygon(outline)
        if self._box is not None:
            self._paint_box(painter, self._rect(self._box), faint=False)
        self._paint_help(painter)

    def _paint_box(self, painter: QPainter, box: QRectF, *, faint: bool) -> None:
        colours = colours_of(self)
        # dark under light, so that it shows on any picture
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(qcolor(DARK.ground, 0.35 if faint else 0.6), 2))
        painter.drawRect(box)
        ink = qcolor(DARK.text, 0.8) if faint else qcolor(colours.accent)
        painter.setPen(QPen(ink, 1 if faint else 2, Qt.PenStyle.DashLine))
        painter.drawRect(box)
        label = QRectF(self._label_corner(box), self._label_size())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(qcolor(colours.raised, 0.7 if faint else 0.94))
        painter.drawRoundedRect(label, 4, 4)
        painter.setPen(qcolor(colours.dim if faint else colours.text))
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, self._words())
        if not faint:
            painter.setPen(QPen(qcolor(colours.accent), 1.5))
            painter.setBrush(qcolor(colours.raised))
            for across, down in _CORNERS:
                middle = QPointF(
                    box.right() if across else box.left(), box.bottom() if down else box.top()
                )
                painter.drawEllipse(middle, _HANDLE, _HANDLE)

    def _paint_help(self, painter: QPainter) -> None:
        text = tr("Drag a box around the subject, or click it · Delete: look again · Enter: done")
        paint_foot(painter, self, text)


def _between(a: tuple[float, float], b: tuple[float, float]) -> Box:
    """The box with two opposite corners, as much of it as lies in the frame."""
    (left, right), (top, bottom) = sorted((a[0], b[0])), sorted((a[1], b[1]))
    left, top = min(max(left, 0.0), 1.0), min(max(top, 0.0), 1.0)
    right, bottom = min(max(right, 0.0), 1.0), min(max(bottom, 0.0), 1.0)
    return Box(left, top, right - left, bottom - top)


def _within(box: Box) -> Box:
    """The box shifted into the frame."""
    return Box(min(max(box.x, 0.0), 1.0 - box.w), min(max(box.y, 0.0), 1.0 - box.h), box.w, box.h)
