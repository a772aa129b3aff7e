"""The folders that models are looked for in: rows go in, folders to add and to forget come out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from widgets.common.elided import ElidedLabel
from widgets.common.icon import icon
from widgets.common.theme import GRID, colours_of


@dataclass(frozen=True, slots=True)
class FolderRow:
    """One folder: what it is, and whether the person named it and can take it off the list."""

    path: Path
    about: str
    named: bool = True
    there: bool = True


class ModelFolders(QWidget):
    """Forgetting takes a folder off the list and never off the disk; it can be taken back."""

    folders_added = Signal(tuple)
    folder_forgotten = Signal(object)
    """A path."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        about = QLabel(
            self.tr(
                "Models are looked for in these folders and all that is in them. Name one, or drop "
                "it on this window. Of a ComfyUI its model folders are looked at, with those of "
                "its extra_model_paths.yaml. Nothing on the disk is changed."
            )
        )
        about.setWordWrap(True)
        about.setProperty("role", "dim")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(GRID)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, GRID, 0)
        column.addLayout(self._rows)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        self._add = QPushButton(self.tr("Add a folder…"))
        self._add.clicked.connect(self._choose)
        self._undo = QPushButton()
        self._undo.hide()
        self._undo.clicked.connect(self._take_back)
        self._forgotten: Path | None = None
        self._shown: tuple[FolderRow, ...] = ()
        foot = QHBoxLayout()
        foot.setSpacing(GRID)
        foot.addWidget(self._add)
        foot.addWidget(self._undo)
        foot.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(2 * GRID)
        outer.addWidget(about)
        outer.addWidget(area, 1)
        outer.addLayout(foot)

    def set_folders(self, rows: Sequence[FolderRow]) -> None:
        """What is looked through, in this order."""
        if tuple(rows) == self._shown:
            return
        self._shown = tuple(rows)
        while (item := self._rows.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        for row in rows:
            self._rows.addWidget(self._card(row))

    def _card(self, row: FolderRow) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        mark = QLabel()
        theme = colours_of(self)
        name = "folder" if row.there else "error"
        mark.setPixmap(icon(name, theme.dim if row.there else theme.bad).pixmap(QSize(20, 20)))
        path = ElidedLabel()
        path.setText(str(row.path))
        path.setToolTip(str(row.path))
        about = QLabel(row.about)
        about.setTextFormat(Qt.TextFormat.PlainText)
        about.setProperty("role", "dim" if row.there else "error")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(path)
        words.addWidget(about)
        line = QHBoxLayout(card)
        line.setContentsMargins(GRID + 4, GRID, GRID, GRID)
        line.setSpacing(GRID + 4)
        line.addWidget(mark)
        line.addLayout(words, 1)
        if row.named:
            forget = QPushButton(self.tr("Forget"))
            forget.setProperty("role", "flat")
            forget.setAccessibleName(self.tr("Forget {name}").format(name=row.path.name))
            forget.setToolTip(self.tr("Off this list; nothing on the disk is changed"))
            forget.clicked.connect(lambda: self._forget(row.path))
            line.addWidget(forget)
        return card

    def _forget(self, path: Path) -> None:
        self._forgotten = path
        self._undo.setText(self.tr("Take {name} back").format(name=path.name))
        self._undo.show()
        self._add.setFocus()
        self.folder_forgotten.emit(path)

    def _take_back(self) -> None:
        self._undo.hide()
        if self._forgotten is not None:
            self.folders_added.emit((self._forgotten,))

    def _choose(self) -> None:
        path = QFileDialog.getExistingDirectory(self, self.tr("A folder with models"))
        if path:
            self.folders_added.emit((Path(path),))
