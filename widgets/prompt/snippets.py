"""The person's snippets over the prompt: rows go in, the one to insert, keep or remove comes out.

Two pages: the list, with what became of the takes made with each, and a form for a new snippet or
a changed one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from engine.errors import BadInput
from widgets.common.popover import Entry, Popover
from widgets.common.theme import GRID
from widgets.common.translation import tr
from widgets.prompt.hint_card import plain_label

if TYPE_CHECKING:
    from engine.prompt.snippets import Record, Snippet


@dataclass(frozen=True, slots=True)
class SnippetRow:
    """A snippet with what became of the takes made with it, the most used model first."""

    snippet: Snippet
    records: tuple[Record, ...] = ()


class SnippetPopover(Popover):
    """The list and the form."""

    snippet_chosen = Signal(object)
    snippet_saved = Signal(object, object)
    """The snippet as it is to be, and what it was; None for a new one."""
    snippet_removed = Signal(object)
    undo_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Snippets"), tr("Find a snippet by name, words or tag"), parent)
        self._rows: dict[str, SnippetRow] = {}
        self._selection = ""
        self.set_rank(self._rank_of)
        self.set_empty(
            tr("No snippets yet."), tr("No snippet has these words.\nA new one can have them.")
        )
        self.entry_chosen.connect(self._on_chosen)
        self.current_changed.connect(self._on_current)
        self.form = SnippetForm(self._taken)
        self.form.saved.connect(self._on_saved)
        self.form.left.connect(self.show_list)
        self.said = plain_label("", "dim")
        self.said.setWordWrap(False)
        self.undo = QPushButton(tr("Undo"))
        self.undo.setProperty("role", "link")
        self.undo.clicked.connect(self._on_undo)
        self.new = QPushButton()
        self.new.clicked.connect(lambda: self.edit(None))
        self.change = QPushButton(tr("Edit"))
        self.change.clicked.connect(lambda: self.edit(self._current_row()))
        self.remove = QPushButton(tr("Remove"))
        self.remove.clicked.connect(self._on_remove)
        self.foot = self._make_foot()
        self.column.addWidget(self.foot)
        self.column.addWidget(self.form, 1)
        self.set_selection("")
        self.show_list()

    def set_rows(self, rows: tuple[SnippetRow, ...], model: str) -> None:
        """Shows these, those used most with `model` first."""
        self._rows = {row.snippet.name: row for row in rows}
        ordered = sorted(rows, key=lambda row: (-_uses(row, model), -_uses(row, None)))
        self.set_entries(tuple(_entry(row, model) for row in ordered))

    def set_selection(self, words: str) -> None:
        """What is selected in the prompt: it can be kept as a snippet."""
        self._selection = words.strip()
        named = tr("Save selection as snippet…") if self._selection else tr("New snippet…")
        self.new.setText(named)

    def show_list(self) -> None:
        """The list and its search."""
        self._say("")
        self.form.hide()
        for part in (self.search, self.foot):
            part.show()
        self.set_empty(*self._nothing)
        self.search.setFocus()

    def edit(self, row: SnippetRow | None) -> None:
        """The form: for a snippet, or for a new one of what is selected."""
        for part in (self.search, self.foot, self.list, self.empty):
            part.hide()
        self.form.open_for(row.snippet if row else None, self._selection or self.search.text())
        self.form.show()

    def _make_foot(self) -> QWidget:
        foot = QWidget()
        said = QHBoxLayout()
        said.setSpacing(GRID)
        said.addWidget(self.said, 1)
        said.addWidget(self.undo)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self.new)
        row.addStretch(1)
        row.addWidget(self.change)
        row.addWidget(self.remove)
        column = QVBoxLayout(foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(said)
        column.addLayout(row)
        return foot

    def _current_row(self) -> SnippetRow | None:
        entry = self.current()
        return None if entry is None else self._rows.get(str(entry.key))

    def _on_current(self) -> None:
        for button in (self.change, self.remove):
            button.setEnabled(self.current() is not None)

    def _on_chosen(self, key: object) -> None:
        row = self._rows[str(key)]
        self.hide()
        self.snippet_chosen.emit(row.snippet)

    def _on_remove(self) -> None:
        row = self._current_row()
        if row is not None:
            self.snippet_removed.emit(row.snippet)
            if row.snippet.name not in self._rows:
                self._say(tr("“{name}” is removed.").format(name=row.snippet.name))
            self.search.setFocus()

    def _on_undo(self) -> None:
        self.undo_chosen.emit()
        self._say("")
        self.search.setFocus()

    def _on_saved(self, kept: Snippet, before: Snippet | None) -> None:
        self.search.clear()
        self.snippet_saved.emit(kept, before)
        self.show_list()
        self.set_current(kept.name)

    def _say(self, words: str) -> None:
        takes = tr("Enter puts it in place of the selection.")
        usual = takes if self._selection else tr("Enter inserts at the caret.")
        self.said.setText(words or usual)
        self.undo.setVisible(bool(words))

    def _taken(self, name: str, before: Snippet | None) -> bool:
        """Whether another snippet has this name."""
        own = "" if before is None else before.name.casefold()
        return any(known.casefold() == name.casefold() != own for known in self._rows)

    def _rank_of(self, query: str, entry: Entry) -> float | None:
        from engine.prompt.snippets import score

        snippet = self._rows[str(entry.key)].snippet
        return score(query, snippet.name, " ".join(snippet.tags), snippet.text)


class SnippetForm(QWidget):
    """Name, words and tags of one snippet."""

    saved = Signal(object, object)
    left = Signal()

    def __init__(self, taken: Callable[[str, Snippet | None], bool]) -> None:
        super().__init__()
        self._taken, self._before = taken, None
        self.title = plain_label("", "title")
        self.name = QLineEdit()
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(14 * GRID)
        self.tags = QLineEdit()
        self.text.setPlaceholderText(tr("What is put into the prompt"))
        self.tags.setPlaceholderText(tr("camera, light …"))
        self.fault = plain_label("", "error")
        self.save = QPushButton(tr("Save"))
        self.save.setProperty("role", "primary")
        self.save.clicked.connect(self._on_save)
        self.name.returnPressed.connect(self._on_save)
        self.tags.returnPressed.connect(self._on_save)
        cancel = QPushButton(tr("Cancel"))
        cancel.clicked.connect(self.left)
        form = QFormLayout()
        form.setHorizontalSpacing(2 * GRID)
        form.setVerticalSpacing(GRID)
        for label, field in (
            (tr("Name"), self.name),
            (tr("Words"), self.text),
            (tr("Tags"), self.tags),
        ):
            field.setAccessibleName(label)
            form.addRow(label, field)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID + 4)
        column.addWidget(self.title)
        column.addLayout(form)
        column.addWidget(self.fault)
        column.addStretch(1)
        column.addLayout(row)

    def open_for(self, snippet: Snippet | None, words: str) -> None:
        """Fills the form: with a snippet, or with the words of a new one."""
        self._before = snippet
        self.title.setText(tr("New snippet") if snippet is None else tr("Change a snippet"))
        self.name.setText(_named(words) if snippet is None else snippet.name)
        self.text.setPlainText(words if snippet is None else snippet.text)
        self.tags.setText("" if snippet is None else ", ".join(snippet.tags))
        self.fault.clear()
        self.name.setFocus()
        self.name.selectAll()

    def _on_save(self) -> None:
        from engine.prompt.snippets import snippet

        try:
            tags = self.tags.text().replace("，", ",").split(",")
            kept = snippet(self.name.text(), self.text.toPlainText(), tags)
            if self._taken(kept.name, self._before):
                raise BadInput(
                    tr("There is a snippet “{name}” already").format(name=kept.name),
                    mend=tr("Take another name."),
                )
        except BadInput as error:
            self.fault.setText(str(error))
            return
        self.saved.emit(kept, self._before)


def _named(words: str) -> str:
    """A name for words: the first few of them."""
    head = " ".join(words.split()[:4]).strip(" ,.;:!?，。")
    return head[:1].upper() + head[1:40]


def _uses(row: SnippetRow, model: str | None) -> int:
    return sum(record.takes for record in row.records if model in (None, record.model))


def _entry(row: SnippetRow, model: str) -> Entry:
    records = sorted(row.records, key=lambda record: record.model != model)
    return Entry(
        row.snippet.name,
        row.snippet.name,
        ", ".join(row.snippet.tags),
        row.snippet.text,
        "  ·  ".join(record_words(record) for record in records[:2]),
    )


def record_words(record: Record) -> str:
    """What became of the takes of one model, in words: 'animatic: 6 takes, 2 of 3 judged held'."""
    takes = tr("1 take") if record.takes == 1 else tr("{n} takes").format(n=record.takes)
    judged = tr("none judged yet")
    if record.judged:
        judged = tr("{held} of {judged} judged held").format(held=record.held, judged=record.judged)
    return f"{record.model}: {takes}, {judged}"
