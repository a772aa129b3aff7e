"""Offers while a word is typed: an editor and snippets go in, an edit of the prompt comes out.

A light list under the caret that leaves all keys to the editor but three: Tab takes the first
offer, Ctrl+Down enters the list, Esc closes it. Only once it was entered do the arrows and Enter
belong to it. Nothing is offered while an input method is composing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QVBoxLayout

from widgets.common.offsets import Offsets
from widgets.common.popover import Entry, EntryList
from widgets.common.theme import GRID
from widgets.common.translation import tr
from widgets.prompt.hint_card import plain_label

if TYPE_CHECKING:
    from engine.prompt.completion import Completion
    from engine.prompt.snippets import Snippet
    from engine.records import Edit
    from widgets.prompt.editor import PromptEditor

LONGEST = 20_000
"""Beyond so many characters nothing is offered: every key would cost a walk through all of it."""
_WIDTH, _ROW = 36 * GRID, 30
_NONE = Qt.KeyboardModifier.NoModifier
_CTRL = Qt.KeyboardModifier.ControlModifier


def insert(editor: PromptEditor, edit: Edit) -> None:
    """Makes an edit of the engine (code points) as one undo step, the caret behind it."""
    offsets = Offsets(editor.text())
    cursor = editor.textCursor()
    cursor.beginEditBlock()
    cursor.setPosition(offsets.position(edit.span.start))
    cursor.setPosition(offsets.position(edit.span.end), QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(edit.text)
    # Qt would join what is typed next to a block that ends with an insertion
    cursor.mergeBlockFormat(QTextBlockFormat())
    cursor.endEditBlock()
    editor.setTextCursor(cursor)
    editor.ensureCursorVisible()


class CompletionPopup(QFrame):
    """Watches an editor; shows itself over the window that the editor is in."""

    def __init__(self, editor: PromptEditor) -> None:
        super().__init__(editor)
        self.setObjectName("completion")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Completions"))
        self._editor = editor
        self._snippets: tuple[Snippet, ...] = ()
        self._offers: tuple[Completion, ...] = ()
        self._on = True
        self._caret = 0
        self._typed = self._entered = self._composing = False
        self.list = EntryList(tr("Completions"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(lambda index: self._take(index.row()))
        self._keys = plain_label(tr("Tab takes the first  ·  Ctrl+↓ chooses  ·  Esc"), "dim")
        self._keys.setWordWrap(False)
        self._keys.setContentsMargins(GRID, GRID // 2, GRID, GRID // 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID // 2, GRID // 2, GRID // 2, GRID // 2)
        column.setSpacing(0)
        column.addWidget(self.list)
        column.addWidget(self._keys)
        self.hide()
        editor.installEventFilter(self)
        editor.viewport().installEventFilter(self)
        editor.text_changed.connect(self._on_text)
        editor.cursorPositionChanged.connect(self._on_caret)

    def set_snippets(self, snippets: tuple[Snippet, ...]) -> None:
        """The person's own pieces, to be offered by name."""
        self._snippets = snippets

    def set_on(self, on: bool) -> None:
        """Whether anything is offered."""
        self._on = on
        if not on:
            self.hide()

    def offers(self) -> tuple[Completion, ...]:
        """What is offered now; nothing while the list is closed."""
        return self._offers if self.isVisible() else ()

    @property
    def entered(self) -> bool:
        """Whether the arrows and Enter belong to the list."""
        return self._entered and self.isVisible()

    def _on_text(self, text: str) -> None:
        typed, self._typed = self._typed, False
        if not typed or not self._on or self._composing or len(text) > LONGEST:
            self.hide()
            return
        from engine.prompt.completion import complete

        self._caret = self._editor.textCursor().position()
        self._offers = complete(text, Offsets(text).index(self._caret), self._snippets)
        self._show() if self._offers else self.hide()

    def _on_caret(self) -> None:
        # typing moves the caret before or after the text changes: only other moves close the list
        if not self._typed and self._editor.textCursor().position() != self._caret:
            self.hide()

    def _show(self) -> None:
        self._entered = False
        self.list.set_entries(
            tuple(Entry(n, o.title, _kind(o)) for n, o in enumerate(self._offers))
        )
        self.list.clearSelection()
        self.list.setCurrentIndex(self.list.model().index(-1, 0))
        self.list.setFixedHeight(_ROW * len(self._offers) + 2)
        window = self._editor.window()
        if self.parent() is not window:
            self.setParent(window)
        self.setFixedWidth(max(_WIDTH, self._keys.sizeHint().width() + GRID))
        self.adjustSize()
        self.move(self._place())
        self.show()
        self.raise_()

    def _place(self) -> QPoint:
        """Under the word that is typed; above it where there is no room below."""
        window, view, caret = self.window(), self._editor.viewport(), self._editor.cursorRect()
        typed = min((o.edit.span.start for o in self._offers), default=0)
        words = self._editor.text()[typed:].split("\n")[0][:40]
        back = QFontMetrics(self._editor.font()).horizontalAdvance(words)
        box = QRect(view.mapTo(window, caret.topLeft()), caret.size())
        x = min(max(box.left() - min(back, 12 * GRID), 0), window.width() - self.width())
        below, above = box.bottom() + GRID // 2, box.top() - self.height() - GRID // 2
        fits = below + self.height() <= window.height() or above < 0
        return QPoint(max(x, 0), below if fits else above)

    def _enter(self, row: int) -> None:
        self._entered = True
        self.list.go_to(row % len(self._offers))

    def _take(self, row: int) -> None:
        offer = self._offers[row]
        self.hide()
        insert(self._editor, offer.edit)
        self._editor.setFocus()

    def _answers(self, event: QKeyEvent) -> bool:
        """Whether the list takes a key; only while it is open."""
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        row = self.list.currentIndex().row()
        if modifiers == _NONE and key == Qt.Key.Key_Escape:
            self.hide()
        elif modifiers == _NONE and key == Qt.Key.Key_Tab:
            self._take(max(row, 0))
        elif modifiers in (_CTRL, _NONE) and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if modifiers == _NONE and not self._entered:
                return False
            down = key == Qt.Key.Key_Down
            self._enter(row + (1 if down else -1) if self._entered else (0 if down else -1))
        elif self._entered and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and modifiers == _NONE:
            self._take(row)
        else:
            return False
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.KeyPress:
            if self.isVisible() and self._answers(event):
                return True
            self._typed = event.text().isprintable() and bool(event.text().strip())
            plain = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
            erases = event.key() == Qt.Key.Key_Backspace and self.isVisible()
            self._typed = (self._typed and plain == _NONE) or erases
        elif kind == QEvent.Type.InputMethod:
            self._composing = bool(event.preeditString())
            self._typed = bool(event.commitString())
            if self._composing:
                self.hide()
        elif kind in (QEvent.Type.FocusOut, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel):
            self.hide()
        return super().eventFilter(watched, event)

    def hideEvent(self, event) -> None:
        super().hideEvent(event)
        self._entered = False


def _kind(offer: Completion) -> str:
    return {
        "snippet": tr("snippet"),
        "speed": tr("speed"),
        "camera": tr("camera"),
        "target": tr("target"),
        "reading": tr("meaning"),
    }.get(offer.kind, tr("direction"))
