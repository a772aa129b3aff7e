"""What a motion plan is exported as: targets, a folder, a size and a length come out as a wish, and
what is being made, what was made and what of it was lost is shown.

The list of targets is the list of results, too: each row says what it became.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from widgets.common.fields import pad
from widgets.common.icon import icon
from widgets.common.numbers import decimal, shortest
from widgets.common.theme import GRID, colours_of

WIDTH, HEIGHT = 640, 620
MOST_FRAMES = 1024
_NOTE = 16


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One kind of files: what it is, and for which model it is meant ('' for none)."""

    id: str
    title: str
    about: str
    meant: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a target: names of files, and what of the plan is not in them."""

    files: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GuideWish:
    """What is to be exported, and where to."""

    folder: Path
    targets: tuple[str, ...]
    width: int
    height: int
    frames: int


class GuideDialog(QDialog):
    """Asks, shows how far it is, then what there is. Closing it while it works stops the work."""

    export_wanted = Signal(object)
    """A `GuideWish`."""
    folder_changed = Signal(str)
    """Another folder: answered with `show_folder`."""
    cancelled = Signal()
    show_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export guide"))
        self.resize(WIDTH, HEIGHT)
        self._rows: dict[str, _Row] = {}
        self._working = False
        self._refused = False
        self._make_fields()
        self._make_foot()
        self._lay_out()
        self._allow()

    def set_targets(self, rows: Sequence[TargetRow]) -> None:
        """What there is; those that are meant for a model are chosen."""
        for row in rows:
            made = self._rows[row.id] = _Row(row)
            made.box.toggled.connect(self._allow)
            self._list.addWidget(made)
        self._list.addStretch(1)
        self._allow()

    def set_clip(self, sizes: Sequence[tuple[str, int, int]], frames: int, fps: float) -> None:
        """Sizes by what they are of, the first of them chosen; length and rate of the shot."""
        self._size.clear()
        for of, width, height in sizes:
            self._size.addItem(f"{width} × {height} · {of}", (width, height))
        self._frames.setValue(frames)
        self._fps = fps
        self._say_length()

    def set_folder(self, folder: Path) -> None:
        """Where to, until the person says otherwise."""
        self._folder.setText(str(folder))

    def show_folder(self, *, replaces: bool, fault: str = "") -> None:
        """What the folder is: it holds an earlier export, or cannot be used."""
        self._refused = bool(fault)
        earlier = self.tr("It holds an earlier export, which is replaced.") if replaces else ""
        self._warning.setText(fault or earlier)
        self._warning.setProperty("role", "error" if fault else "dim")
        self._warning.style().polish(self._warning)
        self._export.setText(self.tr("Replace") if replaces else self.tr("Export"))
        self._allow()

    def show_progress(self, done: int, total: int, left: str) -> None:
        """How far it is; `left` is the time that is left, in words."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._said.setText(left)

    def show_result(self, made: Mapping[str, Made], said: str, *, copies: bool) -> None:
        """What was made; `copies` says whether there is something to copy."""
        for id, row in self._rows.items():
            row.show_made(made.get(id))
        self._set_working(False)
        self._done.setVisible(True)
        self._copy.setVisible(copies)
        self._said.setText(said)
        self._show.setFocus()

    def show_stopped(self, said: str) -> None:
        """It was cancelled, or went wrong: in one line."""
        self._set_working(False)
        self._said.setText(said)

    def say(self, said: str) -> None:
        """One line at the foot."""
        self._said.setText(said)

    def _make_fields(self) -> None:
        self._fps = 16.0
        self._size = QComboBox()
        self._size.setAccessibleName(self.tr("Size"))
        self._frames = QSpinBox()
        pad(self._frames)
        self._frames.setRange(1, MOST_FRAMES)
        self._frames.setAccessibleName(self.tr("Frames"))
        self._frames.valueChanged.connect(self._say_length)
        self._length = QLabel()
        self._length.setProperty("role", "dim")
        self._folder = QLineEdit()
        self._folder.setAccessibleName(self.tr("Folder"))
        self._folder.textChanged.connect(self._on_folder_changed)
        self._browse = QPushButton(self.tr("Browse…"))
        self._browse.clicked.connect(self._choose_folder)
        self._warning = QLabel()
        self._warning.setTextFormat(Qt.TextFormat.PlainText)
        self._warning.setWordWrap(True)

    def _make_foot(self) -> None:
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress"))
        policy = self._bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._bar.setSizePolicy(policy)
        self._bar.hide()
        self._said = QLabel()
        self._said.setProperty("role", "dim")
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setWordWrap(True)
        self._show = QPushButton(self.tr("Show in folder"))
        self._show.clicked.connect(self.show_wanted)
        self._copy = QPushButton(self.tr("Copy JSON for Kling"))
        self._copy.clicked.connect(self.copy_wanted)
        self._done = QWidget()
        row = QHBoxLayout(self._done)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self._show)
        row.addWidget(self._copy)
        row.addStretch(1)
        self._done.hide()
        self._export = QPushButton(self.tr("Export"))
        self._export.setProperty("role", "primary")
        self._export.setDefault(True)
        self._export.clicked.connect(self._ask)
        self._close = QPushButton(self.tr("Close"))
        self._close.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        inside = QWidget()
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(GRID, GRID, GRID, GRID)
        self._list.setSpacing(GRID + 4)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        well = QFrame()
        well.setProperty("role", "card")
        QVBoxLayout(well).addWidget(area)
        well.layout().setContentsMargins(1, 1, 1, 1)
        folder, length = QHBoxLayout(), QHBoxLayout()
        for row, parts in ((folder, (self._folder, self._browse)), (length, (self._frames,))):
            row.setSpacing(GRID)
            for part in parts:
                row.addWidget(part, 1 if part is self._folder else 0)
        length.addWidget(self._length, 1)
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(2 * GRID)
        self._form.setVerticalSpacing(GRID)
        self._form.addRow(self.tr("Size"), self._size)
        self._form.addRow(self.tr("Frames"), length)
        self._form.addRow(self.tr("Folder"), folder)
        self._form.addRow("", self._warning)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addWidget(self._done, 1)
        buttons.addStretch(0)
        buttons.addWidget(self._close)
        buttons.addWidget(self._export)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID + 4)
        column.addWidget(well, 1)
        column.addLayout(self._form)
        column.addWidget(self._bar)
        column.addWidget(self._said)
        column.addLayout(buttons)

    def _choose_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(
            self, self.tr("Export to"), str(Path(self._folder.text()).parent)
        )
        if folder:
            self._folder.setText(folder)

    def _on_folder_changed(self, folder: str) -> None:
        self.show_folder(replaces=False)
        self.folder_changed.emit(folder)

    def _say_length(self) -> None:
        seconds = self._frames.value() / max(self._fps, 1e-6)
        self._length.setText(
            self.tr("{s} seconds at {fps} frames per second").format(
                s=decimal(seconds, 2), fps=shortest(self._fps)
            )
        )

    def _chosen(self) -> tuple[str, ...]:
        return tuple(id for id, row in self._rows.items() if row.box.isChecked())

    def _allow(self) -> None:
        named = bool(self._folder.text().strip())
        allowed = bool(self._chosen()) and named and not (self._refused or self._working)
        self._export.setEnabled(allowed)

    def _ask(self) -> None:
        width, height = self._size.currentData()
        folder = Path(self._folder.text().strip()).expanduser()
        wish = GuideWish(folder, self._chosen(), width, height, self._frames.value())
        for row in self._rows.values():
            row.show_made(None)
        self._done.hide()
        self._bar.setRange(0, 0)
        self._said.setText("")
        self._set_working(True)
        self.export_wanted.emit(wish)

    def _set_working(self, working: bool) -> None:
        self._working = working
        self._bar.setVisible(working)
        for part in (self._size, self._frames, self._folder, self._browse):
            part.setEnabled(not working)
        for row in self._rows.values():
            row.box.setEnabled(not working)
        self._close.setText(self.tr("Cancel") if working else self.tr("Close"))
        if working:
            self._close.setFocus()
        self._allow()

    def reject(self) -> None:
        if self._working:
            self._said.setText(self.tr("Stopping…"))
            self.cancelled.emit()
        else:
            super().reject()


class _Row(QWidget):
    """One target: to be chosen, then what became of it."""

    def __init__(self, row: TargetRow) -> None:
        super().__init__()
        self.box = QCheckBox(row.title)
        self.box.setChecked(bool(row.meant))
        self.box.setAccessibleDescription(row.about)
        meant = QLabel(self.tr("for {model}").format(model=row.meant) if row.meant else "")
        meant.setProperty("role", "dim")
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(self.box)
        head.addStretch(1)
        head.addWidget(meant)
        self._about = _words(row.about)
        self._files = _words("")
        self._notes = QVBoxLayout()
        self._notes.setSpacing(2)
        below = QVBoxLayout()
        # under the words of the box, not under its mark
        below.setContentsMargins(3 * GRID + 2, 0, 0, 0)
        below.setSpacing(4)
        below.addWidget(self._about)
        below.addWidget(self._files)
        below.addLayout(self._notes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addLayout(below)
        self.show_made(None)

    def show_made(self, made: Made | None) -> None:
        """What it became; None: nothing yet."""
        while self._notes.count():
            self._notes.takeAt(0).widget().deleteLater()
        self._files.setVisible(made is not None)
        if made is None:
            return
        self._files.setText("\N{CHECK MARK} " + ", ".join(made.files))
        for note in made.notes:
            self._notes.addWidget(_Note(note))


class _Note(QWidget):
    """One thing that could not be carried over."""

    def __init__(self, text: str) -> None:
        super().__init__()
        mark = QLabel()
        theme = colours_of(self)
        mark.setPixmap(icon("warning", theme.warning).pixmap(_NOTE, _NOTE))
        words = _words(text)
        words.setProperty("role", "")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID // 2)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)


def _words(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "dim")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
