"""A prompt that a language model made richer, beside the person's own: both go in, the wish to take
it comes out.

What was added is marked, what went is struck through, and what moved in the meaning is listed: a
proposal that moved anything is shown and cannot be taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from widgets.common.icon import icon
from widgets.common.theme import GRID, colours_of, qcolor

WIDTH, HEIGHT = 840, 560
Change = Literal["same", "added", "gone"]
_PIECE = re.compile(r"\s+|[\u3400-\u9fff]|[^\W\u3400-\u9fff]+|[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class WriterRow:
    """One language model to choose."""

    key: str
    title: str


def changes(before: str, after: str) -> tuple[list[tuple[Change, str]], list[tuple[Change, str]]]:
    """Both texts in pieces, word by word: what of the first is gone, what of the second is new."""
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    left: list[tuple[Change, str]] = []
    right: list[tuple[Change, str]] = []
    matcher = SequenceMatcher(None, [p.casefold() for p in old], [p.casefold() for p in new], False)
    for kind, a, b, c, d in matcher.get_opcodes():
        # blanks between two changed words are no words that stayed
        same = kind == "equal" and any(piece.strip() for piece in old[a:b])
        left.append(("same" if same else "gone", "".join(old[a:b])))
        right.append(("same" if same else "added", "".join(new[c:d])))
    return [p for p in left if p[1]], [p for p in right if p[1]]


class ExpansionView(QDialog):
    """Asks which model, shows what it writes, and lets a sound proposal be taken."""

    write_wanted = Signal(str)
    """Key of the language model."""
    stop_wanted = Signal()
    folder_wanted = Signal()
    look_wanted = Signal()
    accepted_text = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Expand the prompt"))
        self.resize(WIDTH, HEIGHT)
        self._before, self._after = "", ""
        self._faults: tuple[str, ...] = ()
        self._working = False
        self._make()
        self._lay_out()
        self._allow()

    # in

    def set_prompt(self, text: str, read_by: str) -> None:
        """The person's own words, and the model that will read them."""
        self._before = text
        self._read_by.setText(self.tr("Written for {model}").format(model=read_by))
        self._fill(self._own, [("same", text)])

    def set_writers(self, rows: Sequence[WriterRow], chosen: str) -> None:
        """The language models there are."""
        self._writers.clear()
        for row in rows:
            self._writers.addItem(row.title, row.key)
        self._writers.setCurrentIndex(max(0, self._writers.findData(chosen)))
        self._nothing.setVisible(not rows)
        self._writers.setEnabled(bool(rows))
        if not self._working and not self._after:
            self._say("" if rows else self.tr("No language model was found."))
        self._allow()

    def show_looking(self) -> None:
        """The folders are being looked through."""
        self._nothing.hide()
        self._say(self.tr("Looking for language models…"))

    def show_working(self, stage: str) -> None:
        """It loads, or writes."""
        if not self._working:
            self._working, self._after, self._faults = True, "", ()
            self._proposal.clear()
        self._say(stage)
        self._allow()

    def add_text(self, text: str) -> None:
        """A piece of what it writes."""
        cursor = self._proposal.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(text, self._format("same"))

    def show_proposal(self, text: str, faults: Sequence[str]) -> None:
        """What it wrote, and what moved; with nothing it can be taken."""
        self._working, self._after, self._faults = False, text, tuple(faults)
        self._show_changes()
        if faults:
            head = self.tr("Rejected: the meaning moved.")
            self._say("\n".join([head, *(f"•  {fault}" for fault in faults)]), "error")
        else:
            kept = self.tr(
                "Nothing moved: the same actions, directions, targets and steps were read in both."
            )
            self._say(kept, "information")
        self._allow()
        if not faults:
            self._accept.setFocus()

    def show_stopped(self, said: str, *, bad: bool = False) -> None:
        """It was stopped, or went wrong: in one line."""
        self._working = False
        self._say(said, "error" if bad else "dim")
        self._allow()

    @property
    def working(self) -> bool:
        """Whether something is being written."""
        return self._working

    # inside

    def _write(self) -> None:
        if self._working:
            self.stop_wanted.emit()
        elif self._writers.currentData():
            self.write_wanted.emit(self._writers.currentData())

    def _take(self) -> None:
        self.accept()
        self.accepted_text.emit(self._after)

    def _allow(self) -> None:
        self._accept.setEnabled(bool(self._after) and not self._faults and not self._working)
        self._go.setEnabled(self._writers.count() > 0)
        again = bool(self._after)
        self._go.setText(
            self.tr("Stop")
            if self._working
            else (self.tr("Write again") if again else self.tr("Write"))
        )
        for part in (self._writers, self._folder):
            part.setEnabled(not self._working and (part is self._folder or self._go.isEnabled()))

    def _say(self, text: str, kind: str = "dim") -> None:
        self._said.setText(text)
        self._said.setProperty("role", "error" if kind == "error" else "dim")
        self._said.style().polish(self._said)
        theme = colours_of(self)
        marks = {"error": ("error", theme.bad), "information": ("check", theme.good)}
        self._mark.setVisible(kind in marks)
        if kind in marks:
            self._mark.setPixmap(icon(*marks[kind]).pixmap(QSize(16, 16)))

    def _show_changes(self) -> None:
        left, right = changes(self._before, self._after)
        self._fill(self._own, left)
        self._fill(self._proposal, right)

    def _fill(self, field: QTextEdit, pieces: Sequence[tuple[Change, str]]) -> None:
        field.clear()
        cursor = field.textCursor()
        for change, text in pieces:
            cursor.insertText(text, self._format(change))
        field.moveCursor(QTextCursor.MoveOperation.Start)

    def _format(self, change: Change) -> QTextCharFormat:
        theme, shape = colours_of(self), QTextCharFormat()
        shape.setForeground(qcolor(theme.text))
        if change == "added":
            shape.setBackground(qcolor(theme.good, 0.22))
        elif change == "gone":
            shape.setForeground(qcolor(theme.dim))
            shape.setFontStrikeOut(True)
            shape.setBackground(qcolor(theme.bad, 0.2))
        return shape

    def _make(self) -> None:
        self._writers = QComboBox()
        self._writers.setAccessibleName(self.tr("Language model"))
        self._writers.setMinimumContentsLength(20)
        self._folder = QPushButton(self.tr("Choose a folder…"))
        self._folder.setAutoDefault(False)
        self._folder.clicked.connect(self.folder_wanted)
        self._read_by = QLabel()
        self._read_by.setTextFormat(Qt.TextFormat.PlainText)
        self._read_by.setProperty("role", "dim")
        self._own, self._proposal = QTextEdit(), QTextEdit()
        for field, name in (
            (self._own, self.tr("Your prompt")),
            (self._proposal, self.tr("Proposal")),
        ):
            field.setReadOnly(True)
            field.setTabChangesFocus(True)
            field.setAccessibleName(name)
        self._proposal.setPlaceholderText(self.tr("What the model proposes is written here."))
        self._mark, self._said = QLabel(), QLabel()
        self._mark.setFixedSize(16, 16)
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setWordWrap(True)
        self._nothing = self._make_nothing()
        self._go = QPushButton()
        self._go.setAutoDefault(False)
        self._go.clicked.connect(self._write)
        self._accept = QPushButton(self.tr("Use it"))
        self._accept.setProperty("role", "primary")
        self._accept.setDefault(True)
        self._accept.clicked.connect(self._take)
        self._close = QPushButton(self.tr("Keep mine"))
        self._close.setAutoDefault(False)
        self._close.clicked.connect(self.reject)

    def _make_nothing(self) -> QWidget:
        said = QLabel(
            self.tr(
                "Any instruct model in safetensors will do, for example "
                "Qwen/Qwen2.5-3B-Instruct or mistralai/Mistral-Nemo-Instruct-2407. Put its folder "
                "among your folders of models, or choose it here. Nothing is fetched unasked."
            )
        )
        said.setWordWrap(True)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        again = QPushButton(self.tr("Look again"))
        again.setAutoDefault(False)
        again.clicked.connect(self.look_wanted)
        part = QWidget()
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID)
        row.addWidget(said, 1)
        row.addWidget(again)
        part.hide()
        return part

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(QLabel(self.tr("Language model")))
        head.addWidget(self._writers, 1)
        head.addWidget(self._folder)
        texts = QGridLayout()
        texts.setHorizontalSpacing(2 * GRID)
        texts.setVerticalSpacing(4)
        for column, (title, field) in enumerate(
            ((self.tr("YOUR PROMPT"), self._own), (self.tr("PROPOSAL"), self._proposal))
        ):
            label = QLabel(title)
            label.setProperty("role", "section")
            texts.addWidget(label, 0, column)
            texts.addWidget(field, 1, column)
            texts.setColumnStretch(column, 1)
        verdict = QHBoxLayout()
        verdict.setSpacing(GRID)
        verdict.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        verdict.addWidget(self._said, 1)
        foot = QHBoxLayout()
        foot.setSpacing(GRID)
        foot.addWidget(self._read_by, 1)
        for button in (self._go, self._close, self._accept):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addLayout(head)
        column.addWidget(self._nothing)
        column.addLayout(texts, 1)
        column.addLayout(verdict)
        column.addLayout(foot)

    # Qt

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._after:
            self._show_changes()
