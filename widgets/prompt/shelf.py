"""What stands ready beside the prompt: snippets, earlier prompts and completion, for one editor.

Lists go in by `set_x` and `open_x`; what is wanted of them comes out as signals. Words go into the
prompt as one undo step each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Signal
from PySide6.QtWidgets import QToolButton

from engine.records import KeptPrompt
from widgets.common.icon import icon
from widgets.common.offsets import Offsets
from widgets.common.theme import GRID, colours_of
from widgets.prompt.completion import CompletionPopup, insert
from widgets.prompt.editor import PromptEditor
from widgets.prompt.past import HistoryPopover
from widgets.prompt.snippets import SnippetPopover, SnippetRow

if TYPE_CHECKING:
    from engine.prompt.snippets import Snippet


class Shelf(QObject):
    """The buttons for the head of the panel, the lists behind them, and the offers while typing."""

    snippets_asked = Signal()
    history_asked = Signal()
    expansion_asked = Signal()
    snippet_saved = Signal(object, object)
    snippet_removed = Signal(object)
    undo_chosen = Signal()
    prompt_chosen = Signal(str)

    def __init__(self, editor: PromptEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self.completion = CompletionPopup(editor)
        self.snippets = SnippetPopover(editor)
        self.history = HistoryPopover(editor)
        self.snippets_button = ShelfButton("snippet", self.tr("Snippets"), "Ctrl+Space")
        self.history_button = ShelfButton("clock", self.tr("Earlier prompts"), "Ctrl+Shift+H")
        self.expansion_button = ShelfButton(
            "generate", self.tr("Expand the prompt"), "Ctrl+Shift+X"
        )
        self.expansion_button.clicked.connect(self.expansion_asked)
        self.snippets_button.clicked.connect(self.snippets_asked)
        self.history_button.clicked.connect(self.history_asked)
        self.snippets.snippet_chosen.connect(self._put)
        self.snippets.snippet_saved.connect(self.snippet_saved)
        self.snippets.snippet_removed.connect(self.snippet_removed)
        self.snippets.undo_chosen.connect(self.undo_chosen)
        self.history.prompt_chosen.connect(self.prompt_chosen)

    def set_snippets(self, snippets: tuple[Snippet, ...]) -> None:
        """What is offered by name while typing."""
        self.completion.set_snippets(snippets)

    def set_completion(self, on: bool) -> None:
        """Whether anything is offered while typing."""
        self.completion.set_on(on)

    def open_snippets(self, rows: tuple[SnippetRow, ...], model: str) -> None:
        """Shows the snippets, with those used most on `model` first."""
        self.snippets.set_rows(rows, model)
        if not self.snippets.isVisible():
            self.snippets.set_selection(self._editor.textCursor().selectedText())
            self.snippets.show_list()
            self.snippets.open_at(self._corner())

    def open_history(self, prompts: tuple[KeptPrompt, ...]) -> None:
        """Shows earlier prompts, in this order."""
        self.history.set_prompts(prompts)
        self.history.open_at(self._corner())

    def _corner(self) -> QPoint:
        """Under the line of the caret, at the left edge of the editor."""
        view = self._editor.viewport()
        under = view.mapTo(self._editor, self._editor.cursorRect().bottomLeft()).y()
        y = min(max(under, 0), self._editor.height()) + GRID // 2
        return self._editor.mapToGlobal(QPoint(0, y))

    def _put(self, snippet: Snippet) -> None:
        from engine.prompt.snippets import placed

        text, cursor = self._editor.text(), self._editor.textCursor()
        offsets = Offsets(text)
        start, end = (
            offsets.index(place) for place in (cursor.selectionStart(), cursor.selectionEnd())
        )
        insert(self._editor, placed(text, start, end, snippet.text))
        self._editor.setFocus()


class ShelfButton(QToolButton):
    """A small button with an icon, named with its key."""

    def __init__(self, picture: str, name: str, key: str) -> None:
        super().__init__()
        self._picture = picture
        self.setAutoRaise(True)
        self.setProperty("role", "tool")
        self.setIconSize(QSize(2 * GRID, 2 * GRID))
        self.setFixedSize(3 * GRID, 3 * GRID)
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({key})")
        self._tint()

    def _tint(self) -> None:
        self.setIcon(icon(self._picture, colours_of(self).dim))

    def changeEvent(self, event) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()
