"""Fetching models: repository and folder come out, what it would take and how far it is goes in.

Nothing is fetched by looking: the hub is asked for its list of files first, and what that says is
shown with the button that begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from widgets.common.elided import ElidedLabel
from widgets.common.icon import icon
from widgets.common.theme import GRID, colours_of
from widgets.jobs.model_page import licence

FetchState = Literal["waiting", "running", "paused", "failed", "done"]


@dataclass(frozen=True, slots=True)
class KnownRow:
    """A repository that is known: what it is, and its licence."""

    repository: str
    title: str
    licence: str
    link: str


@dataclass(frozen=True, slots=True)
class PlanView:
    """What a fetch would do, in words."""

    size: str
    """Files and bytes, and where they go."""
    room: str
    notes: tuple[str, ...] = ()
    fault: str = ""
    """Why it cannot be."""
    spare: str = ""
    """What can be left out; '' where nothing can."""


@dataclass(frozen=True, slots=True)
class FetchRow:
    """One fetch: how far it is."""

    id: int
    repository: str
    folder: Path
    state: FetchState
    share: float
    note: str


class FetchPanel(QWidget):
    """A form, what the hub says to it, and the fetches one below the other."""

    look_wanted = Signal(str, object, bool)
    """Repository, folder, and whether all of it is wanted."""
    fetch_wanted = Signal()
    paused = Signal(int)
    resumed = Signal(int)
    cancelled = Signal(int)
    folder_wanted = Signal(str)
    people_wanted = Signal()
    """The models that people and hands are seen with."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known: dict[str, KnownRow] = {}
        self._base = Path.home() / "models"
        self._own_folder = False
        self._rows: dict[int, _Row] = {}
        self._make_form()
        self._make_plan()
        self._make_people()
        self._list = QVBoxLayout()
        self._list.setSpacing(GRID)
        self._empty = QLabel(
            self.tr(
                "Look asks the hub what there is and fetches nothing. Every file that is fetched "
                "is checked against the hub's hash; what was interrupted goes on where it was."
            )
        )
        self._empty.setProperty("role", "dim")
        self._empty.setWordWrap(True)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, GRID, 0)
        column.addWidget(self._empty)
        column.addLayout(self._list)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(2 * GRID)
        outer.addLayout(self._form)
        outer.addWidget(self._plan)
        outer.addWidget(area, 1)
        outer.addWidget(self._people)

    def set_people(self, note: str, *, offered: bool) -> None:
        """What is there of the models for people and hands; `offered` where they can be fetched."""
        self._people_note.setText(note)
        self._people_fetch.setVisible(offered)

    def set_known(self, rows: Sequence[KnownRow]) -> None:
        """What is offered; any other repository can be typed."""
        self._known = {row.repository: row for row in rows}
        self._repository.clear()
        for row in rows:
            self._repository.addItem(row.repository)
            at = self._repository.count() - 1
            self._repository.setItemData(at, row.title, Qt.ItemDataRole.ToolTipRole)
        completer = self._repository.completer()
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self._repository.setCurrentIndex(-1)
        self._repository.setEditText("")

    def set_base(self, folder: Path) -> None:
        """The folder that others are made in, until the person says otherwise."""
        self._base = folder
        if not self._name and not self._own_folder:
            self._folder.setText(str(folder))

    def set_looking(self, looking: bool) -> None:
        """Whether the hub is being asked."""
        self._look.setEnabled(not looking and bool(self._name))
        if looking:
            self._show_said(self.tr("Asking the hub for its list of files…"))

    def show_plan(self, plan: PlanView) -> None:
        """What it would take."""
        self.set_looking(False)
        self._fault.setText(plan.fault)
        self._fault.setVisible(bool(plan.fault))
        said = (plan.size, plan.room, *plan.notes)
        self._said.setText("\n".join(line for line in said if line))
        self._said.setVisible(any(said))
        self._whole.setText(plan.spare)
        self._whole.setVisible(bool(plan.spare))
        self._fetch.setVisible(bool(plan.size))
        self._fetch.setEnabled(not plan.fault)
        self._plan.show()
        if self._fetch.isEnabled() and self._fetch.isVisible():
            self._fetch.setFocus()

    def set_fetches(self, rows: Sequence[FetchRow]) -> None:
        """How far each is, the newest last."""
        ids = {row.id for row in rows}
        self._empty.setVisible(not rows)
        for gone in self._rows.keys() - ids:
            row = self._rows.pop(gone)
            row.hide()
            row.deleteLater()
        for told in rows:
            if told.id not in self._rows:
                made = self._rows[told.id] = _Row(told.id, self)
                self._list.addWidget(made)
            self._rows[told.id].show_row(told)

    def focus_repository(self) -> None:
        """The caret goes to where a repository is named."""
        self._repository.setFocus()

    @property
    def _name(self) -> str:
        return self._repository.currentText().strip()

    def _make_form(self) -> None:
        self._repository = QComboBox()
        self._repository.setEditable(True)
        self._repository.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._repository.setAccessibleName(self.tr("Repository"))
        line = self._repository.lineEdit()
        line.setAccessibleName(self.tr("Repository"))
        line.setPlaceholderText(self.tr("Choose one, or type OWNER/NAME"))
        line.returnPressed.connect(self._on_look)
        self._repository.editTextChanged.connect(self._on_repository)
        self._look = QPushButton(self.tr("Look"))
        self._look.setToolTip(self.tr("Asks the hub what there is; fetches nothing"))
        self._look.clicked.connect(self._on_look)
        first = QHBoxLayout()
        first.setSpacing(GRID)
        first.addWidget(self._repository, 1)
        first.addWidget(self._look)
        self._folder = QLineEdit()
        self._folder.setAccessibleName(self.tr("Folder"))
        self._folder.textEdited.connect(self._on_folder)
        browse = QPushButton(self.tr("Browse…"))
        browse.clicked.connect(self._browse)
        second = QHBoxLayout()
        second.setSpacing(GRID)
        second.addWidget(self._folder, 1)
        second.addWidget(browse)
        self._about = QHBoxLayout()
        self._about.setContentsMargins(0, 0, 0, 0)
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(2 * GRID)
        self._form.setVerticalSpacing(GRID)
        self._form.addRow(self.tr("Repository"), first)
        self._form.addRow("", self._about)
        self._form.addRow(self.tr("Folder"), second)

    def _make_plan(self) -> None:
        self._plan = QFrame()
        self._plan.setProperty("role", "card")
        self._said, self._fault = QLabel(), QLabel()
        self._fault.setProperty("role", "error")
        for label in (self._said, self._fault):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._whole = QCheckBox()
        self._whole.setAccessibleName(self.tr("With second copies of the same weights"))
        self._whole.clicked.connect(self._on_look)
        self._fetch = QPushButton(self.tr("Fetch"))
        self._fetch.setProperty("role", "primary")
        self._fetch.clicked.connect(self._on_fetch)
        column = QVBoxLayout(self._plan)
        column.setContentsMargins(GRID + 4, GRID + 4, GRID + 4, GRID + 4)
        column.setSpacing(GRID)
        for part in (self._said, self._fault, self._whole):
            column.addWidget(part)
        column.addWidget(self._fetch, 0, Qt.AlignmentFlag.AlignRight)
        self._plan.hide()

    def _make_people(self) -> None:
        """A card of its own: they are no repository, and small."""
        self._people = QFrame()
        self._people.setProperty("role", "card")
        title = QLabel(self.tr("People and hands"))
        title.setProperty("role", "title")
        self._people_note = QLabel()
        self._people_note.setProperty("role", "dim")
        self._people_note.setWordWrap(True)
        self._people_fetch = QPushButton(self.tr("Fetch"))
        self._people_fetch.setAccessibleName(self.tr("Fetch the models for people and hands"))
        self._people_fetch.clicked.connect(self.people_wanted)
        words = QVBoxLayout()
        words.setSpacing(GRID // 2)
        words.addWidget(title)
        words.addWidget(self._people_note)
        row = QHBoxLayout(self._people)
        row.setContentsMargins(GRID + 4, GRID, GRID + 4, GRID)
        row.setSpacing(2 * GRID)
        row.addLayout(words, 1)
        row.addWidget(self._people_fetch, 0, Qt.AlignmentFlag.AlignVCenter)

    def _show_said(self, text: str) -> None:
        self._said.setText(text)
        self._said.show()
        for part in (self._fault, self._whole, self._fetch):
            part.hide()
        self._plan.show()

    def _on_repository(self) -> None:
        self._plan.hide()
        self._whole.setChecked(False)
        self._look.setEnabled(bool(self._name))
        if not self._own_folder:
            name = self._name.rsplit("/", 1)[-1]
            self._folder.setText(str(self._base / name) if name else str(self._base))
        while (item := self._about.takeAt(0)) is not None:
            if item.widget() is not None:
                item.widget().hide()
                item.widget().deleteLater()
        known = self._known.get(self._name)
        if known is not None:
            about = QLabel(known.title)
            about.setProperty("role", "dim")
            self._about.addWidget(about)
            name = known.licence or self.tr("licence: see its page")
            self._about.addWidget(licence(name, known.link))
            self._about.addStretch(1)

    def _on_folder(self) -> None:
        self._own_folder = bool(self._folder.text().strip())
        self._plan.hide()

    def _on_look(self) -> None:
        if self._name:
            folder = Path(self._folder.text().strip() or str(self._base)).expanduser()
            self.look_wanted.emit(self._name, folder, self._whole.isChecked())

    def _on_fetch(self) -> None:
        self._plan.hide()
        self._own_folder = False
        self.fetch_wanted.emit()

    def _browse(self) -> None:
        path = QFileDialog.getExistingDirectory(
            self, self.tr("The folder to fetch into"), str(self._base)
        )
        if path:
            name = self._name.rsplit("/", 1)[-1]
            self._folder.setText(str(Path(path) / name))
            self._on_folder()


class _Row(QFrame):
    """One fetch, with what can be done about it."""

    def __init__(self, number: int, panel: FetchPanel) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._state: FetchState = "waiting"
        self._folder = ""
        self._title, self._note = ElidedLabel(), ElidedLabel()
        self._title.setProperty("role", "title")
        self._note.setProperty("role", "dim")
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._turn, self._end, self._open = QToolButton(), QToolButton(), QToolButton()
        self._turn.clicked.connect(
            lambda: (panel.paused if self._goes else panel.resumed).emit(number)
        )
        self._end.clicked.connect(lambda: panel.cancelled.emit(number))
        self._open.clicked.connect(lambda: panel.folder_wanted.emit(self._folder))
        words = QVBoxLayout()
        words.setSpacing(GRID // 2)
        for part in (self._title, self._bar, self._note):
            words.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID + 4, GRID, GRID, GRID)
        row.setSpacing(GRID // 2)
        row.addLayout(words, 1)
        for button in (self._turn, self._open, self._end):
            button.setIconSize(QSize(16, 16))
            row.addWidget(button)

    @property
    def _goes(self) -> bool:
        return self._state in ("waiting", "running")

    def show_row(self, row: FetchRow) -> None:
        """How far it is."""
        self._state, self._folder = row.state, str(row.folder)
        self._title.setText(row.repository)
        self._title.setToolTip(str(row.folder))
        self._note.setText(row.note)
        self._note.setToolTip(row.note)
        role = "error" if row.state == "failed" else "dim"
        if self._note.property("role") != role:
            self._note.setProperty("role", role)
            self._note.style().polish(self._note)
        self._bar.setValue(round(1000 * row.share))
        self._bar.setVisible(row.state != "done")
        self._bar.setAccessibleName(f"{row.repository}: {row.note}")
        theme = colours_of(self)
        done = row.state == "done"
        self._turn.setVisible(not done)
        self._turn.setIcon(icon("pause" if self._goes else "play", theme.dim))
        self._open.setVisible(done)
        self._open.setIcon(icon("folder", theme.dim))
        self._end.setIcon(icon("close", theme.dim))
        _name(self._turn, self.tr("Pause") if self._goes else self.tr("Go on"), row.repository)
        _name(self._open, self.tr("Show in folder"), row.repository)
        leave = self.tr("Take off the list") if done else self.tr("Stop; what was received stays")
        _name(self._end, leave, row.repository)


def _name(button: QToolButton, text: str, of: str) -> None:
    button.setToolTip(text)
    button.setAccessibleName(f"{text}: {of}")
