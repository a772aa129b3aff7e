"""The prompt's text field: a text and its hints go in, the text as it is typed comes out.

It draws the marks of the hints, keeps them with their words while the text is edited, shows them in
tooltips and takes fixes as one undo step. It judges nothing itself.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFont,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QMenu, QTextEdit, QToolTip, QWidget

from engine.records import Fix, Hint
from widgets.common.offsets import as_document
from widgets.common.theme import GRID, colours_of, qcolor
from widgets.prompt.history import History
from widgets.prompt.marks import Stretch, paint_line, paint_tint, pieces, stretches
from widgets.prompt.tracking import Mark, Tracked, marks_of, place_of

HOLD_MS = 700
"""How long the word being typed is left unmarked after the last key."""
_LINE_HEIGHT = 150.0
_LONGEST_WORD = 5_000
_KEYS = {
    (Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier): "next_asked",
    (Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier): "previous_asked",
    (Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier): "fixes_asked",
    (Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier): "fixes_asked",
    (Qt.Key.Key_Enter, Qt.KeyboardModifier.AltModifier): "fixes_asked",
    (Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier): "older_asked",
    (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier): "newer_asked",
}

_Beside = list[tuple[int, bool]]
"""Of each thing that was done beside the words: how many steps of them there were, and whether the
last of those went with it."""


class PromptEditor(QTextEdit):
    """Plain text with marks. Places in its signals and methods are those of its document."""

    text_changed = Signal(str)
    marks_changed = Signal()
    composing_changed = Signal(bool)
    """Whether an input method is composing; what it commits is said after its end."""
    menu_asked = Signal(QMenu, int)
    next_asked = Signal()
    previous_asked = Signal()
    fixes_asked = Signal()
    older_asked = Signal()
    newer_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("promptEditor")
        self.setAccessibleName(self.tr("Prompt"))
        self._invitation = self.tr(
            "Say who moves, where to and how fast, for example:\nA dog runs quickly to the left."
        )
        self.setAccessibleDescription(self._invitation)
        self.setAcceptRichText(False)
        font = QFont(self.font())
        font.setPixelSize(15)
        self.setFont(font)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._text = ""
        self._marks: tuple[Mark, ...] = ()
        self._unsaid: tuple[Mark, ...] = ()
        self._pointed: tuple[Tracked, ...] = ()
        self._cut: QTextCursor | None = None
        self._cut_about = ""
        self._composing = False
        self._waiting: tuple[tuple[Hint, ...], str, tuple[Hint, ...]] | None = None
        self._history = History()
        self._beside: _Beside = []
        self._beside_undone: _Beside = []
        self._hold = QTimer(self, singleShot=True, interval=HOLD_MS)
        self._hold.timeout.connect(self.viewport().update)
        self._dress()
        self.textChanged.connect(self._on_text_changed)
        self.cursorPositionChanged.connect(self._on_caret_moved)
        self.older_asked.connect(lambda: self._recall(self._history.older))
        self.newer_asked.connect(lambda: self._recall(self._history.newer))

    def text(self) -> str:
        """The prompt as it stands."""
        return self._text

    def set_text(self, text: str) -> None:
        """Shows another prompt. Says nothing to the outside; undo does not reach behind it."""
        if as_document(text) == self._text:
            return
        self._marks, self._unsaid, self._waiting = (), (), None
        self._text = as_document(text)
        self._set_composing(False)
        self.set_cut(None, "")
        self._beside, self._beside_undone = [], []
        self._wrap_for(self._text)
        self.setPlainText(self._text)
        self._dress()
        self._history.forget_draft()
        self.marks_changed.emit()
        self.viewport().update()

    def note_beside(self, *, with_words: bool = False) -> None:
        """Something that is no edit of the words was done: the next undo is for the window.

        `with_words` says that the last edit of the words belongs to it: both go in one step.
        """
        self._beside.append((self.document().availableUndoSteps(), with_words))
        self._beside_undone = []

    def set_hints(self, hints: tuple[Hint, ...], text: str, unsaid: tuple[Hint, ...] = ()) -> None:
        """Marks what was found in `text`; while an input method is composing, right after it.

        Places of `unsaid` are kept as well and not drawn.
        """
        if self._composing:
            self._waiting = (hints, text, unsaid)
            return
        self._marks = marks_of(self.document(), hints, text)
        self._unsaid = marks_of(self.document(), unsaid, text)
        self.marks_changed.emit()
        self.viewport().update()

    def set_cut(self, start: int | None, text: str, about: str = "") -> None:
        """Greys out what stands behind code point `start` of `text`; None: the model sees all.

        Where these words were edited since, the old place moves along until the next count.
        """
        place = None if start is None else place_of(self.document(), text, start)
        if start is None:
            self._cut = None
        elif place is not None:
            self._cut = place
        self._cut_about = about
        self._grey()

    def cut(self) -> int | None:
        """Where the document is no longer seen by the model."""
        return None if self._cut is None else self._cut.position()

    def set_history(self, prompts: tuple[str, ...]) -> None:
        """Earlier prompts, the latest first, for Alt+Up and Alt+Down."""
        self._history = History(tuple(as_document(prompt) for prompt in prompts))

    def marks(self) -> tuple[Mark, ...]:
        """The marks whose words are still there, in the order of the text."""
        return tuple(mark for mark in self._marks if mark.alive)

    def unsaid(self) -> tuple[Mark, ...]:
        """The places of what is only mentioned."""
        return tuple(mark for mark in self._unsaid if mark.alive)

    def marks_at(self, position: int) -> tuple[Mark, ...]:
        """The marks at a place of the document; the shortest, most specific first."""
        found = [mark for mark in self.marks() if mark.touches(position)]
        return tuple(sorted(found, key=lambda mark: mark.place.end - mark.place.start))

    def show_mark(self, mark: Mark) -> None:
        """Selects the words of a mark and goes there."""
        self.setTextCursor(mark.place.cursor())
        self.ensureCursorVisible()
        self.setFocus()

    def point_at(self, places: tuple[Tracked, ...] | None) -> None:
        """Marks what a fix would change, while the person points at the fix."""
        self._pointed = places or ()
        self.viewport().update()

    def take_fix(self, mark: Mark, fix: Fix) -> bool:
        """Makes the edits of a fix, as one undo step; False where the words have changed since."""
        edits = mark.edits_of(fix)
        if edits is None:
            return False
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for place, text in sorted(edits, key=lambda edit: edit[0].start, reverse=True):
            cursor.setPosition(place.start)
            cursor.setPosition(place.end, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(text)
        # Qt would join what is typed next to a block that ends with an insertion
        cursor.mergeBlockFormat(QTextBlockFormat())
        cursor.endEditBlock()
        self._marks = tuple(other for other in self._marks if other is not mark)
        self._unsaid = tuple(other for other in self._unsaid if other is not mark)
        self._pointed = ()
        self._hold.stop()
        self.marks_changed.emit()
        return True

    def _dress(self) -> None:
        # set with undo off: how lines are spaced is no edit of the person
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(GRID)
        spacing = QTextBlockFormat()
        spacing.setLineHeight(
            _LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        )
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spacing)
        self.setUndoRedoEnabled(True)

    def _grey(self) -> None:
        unseen = []
        if self._cut is not None:
            selection = QTextEdit.ExtraSelection()
            selection.cursor = QTextCursor(self._cut)
            selection.cursor.movePosition(
                QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor
            )
            selection.format.setForeground(qcolor(colours_of(self).edge))
            unseen.append(selection)
        if unseen or self.extraSelections():
            self.setExtraSelections(unseen)
        self.viewport().update()

    def _on_text_changed(self) -> None:
        text = self.toPlainText()
        if text == self._text:
            return
        self._text = text
        self._wrap_for(text)
        if self._cut is not None:
            self._grey()
        self.text_changed.emit(text)
        self.viewport().update()

    def _on_caret_moved(self) -> None:
        if self._hold.isActive() and not self._in_word():
            self._hold.stop()
            self.viewport().update()

    def _in_word(self) -> bool:
        position = self.textCursor().position()
        before = self.document().characterAt(position - 1) if position else " "
        return before.isalnum() or before in "'’-"

    def _held(self, mark: Mark) -> bool:
        """Whether a mark ends in the word that is being typed, and so has to wait."""
        if not self._hold.isActive():
            return False
        word = self.textCursor()
        word.select(QTextCursor.SelectionType.WordUnderCursor)
        return word.selectionStart() < mark.place.end <= word.selectionEnd()

    def _set_composing(self, composing: bool) -> None:
        if composing != self._composing:
            self._composing = composing
            self.composing_changed.emit(composing)

    def _recall(self, step) -> None:
        text = step(self._text)
        if text is not None:
            self.replace_text(text)

    def replace_text(self, text: str) -> None:
        """Puts another prompt in place of this one as one edit that can be undone."""
        self._wrap_for(text)
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.setTextCursor(cursor)

    def _wrap_for(self, text: str) -> None:
        # Qt looks for a place to break a word in time that grows with the square of its length
        endless = max(map(len, text.split()), default=0) > _LONGEST_WORD
        mode = QTextOption.WrapMode
        wrap = mode.WrapAnywhere if endless else mode.WrapAtWordBoundaryOrAnywhere
        if wrap != self.wordWrapMode():
            self.setWordWrapMode(wrap)

    def _position_at(self, point: QPoint) -> int:
        return self.cursorForPosition(point).position()

    def _mark_under(self, point: QPoint) -> Mark | None:
        """The mark whose letters or line are at a point of the viewport."""
        for mark in self.marks_at(self._position_at(point)):
            for stretch in stretches(self, mark.place.start, mark.place.end):
                if stretch.box.adjusted(-2, 0, 2, GRID).contains(point):
                    return mark
        return None

    def _show_tooltip(self, event: QHelpEvent) -> None:
        mark = self._mark_under(event.pos())
        if mark is None and self._is_unseen(event.pos()):
            said = self.tr("The model never sees this: it stops reading at the dotted line.")
            QToolTip.showText(event.globalPos(), f"{said}\n{self._cut_about}", self.viewport())
            return
        if mark is None:
            QToolTip.hideText()
            event.ignore()
            return
        detail = f"<br>{escape(mark.hint.detail)}" if mark.hint.detail else ""
        keys = escape(self.tr("Ctrl+. shows what to do"))
        text = f"<qt><b>{escape(mark.hint.message)}</b>{detail}<br><i>{keys}</i></qt>"
        QToolTip.showText(event.globalPos(), text, self.viewport())

    def _is_unseen(self, point: QPoint) -> bool:
        under = self.cursorForPosition(point)
        on_line = self.cursorRect(under).adjusted(-GRID, 0, GRID, 0).contains(point)
        return self._cut is not None and on_line and under.position() >= self._cut.position()

    def _visible(self) -> tuple[int, int]:
        bottom = self.viewport().rect().bottomRight()
        return self._position_at(QPoint(0, 0)), self._position_at(bottom)

    def shown_pieces(self) -> list[tuple[Stretch, Hint]]:
        """What is drawn on the part of the text in view: where, and for which hint."""
        low, high = self._visible()
        shown = (
            mark
            for mark in self.marks()
            if mark.place.end >= low and mark.place.start <= high and not self._held(mark)
        )
        return [
            (stretch, piece.hint)
            for piece in pieces(tuple(shown))
            for stretch in stretches(self, piece.start, piece.end)
        ]

    def _paint_invitation(self, painter: QPainter) -> None:
        # the placeholder of QTextEdit is cut off after the height of one line
        margin = GRID
        room = self.viewport().rect().adjusted(margin, margin, -margin, -margin)
        painter.setPen(qcolor(colours_of(self).dim))
        painter.drawText(room, Qt.TextFlag.TextWordWrap, self._invitation)

    def _paint_pointed(self, painter: QPainter, place: Tracked) -> None:
        accent = colours_of(self).accent
        if place.start == place.end:
            caret = self.cursorRect(place.cursor())
            painter.fillRect(caret.left() - 1, caret.top(), 2, caret.height(), qcolor(accent))
        for stretch in stretches(self, place.start, place.end):
            painter.fillRect(stretch.box.adjusted(-1, 0, 1, 2), qcolor(accent, 0.3))

    def _paint_cut(self, painter: QPainter) -> None:
        """A dotted line where the model stops reading, so that it is not told by colour alone."""
        if self._cut is None:
            return
        pen = QPen(qcolor(colours_of(self).warning), 2)
        pen.setDashPattern([1.0, 1.5])
        painter.setPen(pen)
        place = self.cursorRect(self._cut)
        painter.drawLine(place.left(), place.top(), place.left(), place.bottom())

    def paintEvent(self, event) -> None:
        colours = colours_of(self)
        drawn = self.shown_pieces()
        painter = QPainter(self.viewport())
        for stretch, hint in drawn:
            paint_tint(painter, stretch, hint, colours)
        for place in self._pointed:
            self._paint_pointed(painter, place)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        for stretch, hint in drawn:
            paint_line(painter, stretch, hint, colours)
        self._paint_cut(painter)
        if not self._text and not self._composing:
            self._paint_invitation(painter)
        painter.end()

    def _is_for_window(self, event: QKeyEvent) -> bool:
        """Whether the step to undo or redo is none of these words; counts on as if it was made."""
        document, standard = self.document(), QKeySequence.StandardKey
        steps = document.availableUndoSteps()
        if event.matches(standard.Undo):
            if self._beside and steps <= self._beside[-1][0]:
                self._step_beside(self._beside, self._beside_undone, document.undo)
                return True
            return not document.isUndoAvailable()
        if event.matches(standard.Redo):
            if self._beside_undone and steps >= self._beside_undone[-1][0]:
                self._step_beside(self._beside_undone, self._beside, document.redo)
                return True
            return not document.isRedoAvailable()
        return False

    def _step_beside(
        self,
        done: list[tuple[int, bool]],
        other: list[tuple[int, bool]],
        step: Callable[[], object],
    ) -> None:
        _, with_words = done.pop()
        if with_words:
            step()
        other.append((self.document().availableUndoSteps(), with_words))

    def _type_space(self, event: QKeyEvent) -> None:
        # Qt takes all that is typed as one step of undo; a block starts another with each word
        cursor = self.textCursor()
        cursor.beginEditBlock()
        super().keyPressEvent(event)
        cursor.endEditBlock()

    def keyPressEvent(self, event) -> None:
        asked = _KEYS.get((event.key(), _modifiers(event)))
        if asked:
            getattr(self, asked).emit()
            return
        before = self._text
        if event.text() == " ":
            self._type_space(event)
        else:
            super().keyPressEvent(event)
        if self._text != before:
            if self._in_word():
                self._hold.start()
            else:
                self._hold.stop()

    def changeEvent(self, event) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._cut is not None:
            self._grey()

    def event(self, event) -> bool:
        # claimed before the window's own shortcuts, so that a key is never answered twice
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and (event.key(), _modifiers(event)) in _KEYS
        ):
            event.accept()
            return True
        if event.type() == QEvent.Type.ShortcutOverride and self._is_for_window(event):
            event.ignore()
            return True
        return super().event(event)

    def viewportEvent(self, event) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            self._show_tooltip(event)
            return True
        return super().viewportEvent(event)

    def contextMenuEvent(self, event) -> None:
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.menu_asked.emit(menu, self._position_at(event.pos()))
        menu.popup(event.globalPos())

    def inputMethodEvent(self, event) -> None:
        self._set_composing(bool(event.preeditString()))
        super().inputMethodEvent(event)
        if not self._composing and self._waiting:
            waiting, self._waiting = self._waiting, None
            self.set_hints(*waiting)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        # a dropped file is for the window, its name is no prompt
        return source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasText():
            self._wrap_for(self._text + source.text())
            self.textCursor().insertText(source.text())
            self.ensureCursorVisible()

    def focusOutEvent(self, event) -> None:
        self._hold.stop()
        self.viewport().update()
        super().focusOutEvent(event)


def _modifiers(event) -> Qt.KeyboardModifier:
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
