"""The window of models: what is on this machine, fetching more, and the folders that are looked
through. It stays open beside the work; what there is goes in, what the person wants comes out.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from widgets.common.elided import ElidedLabel
from widgets.common.numbers import counted
from widgets.common.theme import GRID
from widgets.jobs.fetch_panel import FetchPanel
from widgets.jobs.model_folders import ModelFolders
from widgets.jobs.model_list import ModelEntry, ModelList
from widgets.jobs.model_page import ModelDetails, ModelPage

WIDTH, HEIGHT, LIST_WIDTH = 960, 640, 336


class ModelManager(QDialog):
    """Three tabs over one line that says what was looked through."""

    rescan_wanted = Signal()
    stop_wanted = Signal()
    details_wanted = Signal(str)
    """Another entry is current: answered with `set_details`."""
    folders_added = Signal(tuple)
    """Paths of folders that were dropped or chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Models"))
        self.setAcceptDrops(True)
        self.resize(WIDTH, HEIGHT)
        self.list, self.page = ModelList(), ModelPage()
        self.fetching, self.folders = FetchPanel(), ModelFolders()
        self.list.current_changed.connect(self.details_wanted)
        self.list.chosen.connect(lambda _: self.page.use())
        self.folders.folders_added.connect(self.folders_added)
        self._scanning = False
        self._summary = ""
        self._make_tabs()
        self._make_foot()
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, 0)
        column.setSpacing(0)
        column.addWidget(self._tabs, 1)
        column.addLayout(self._foot)
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.activated.connect(self._find)
        again = QShortcut(QKeySequence(Qt.Key.Key_F5), self)
        again.activated.connect(self._on_scan)

    def set_models(self, entries: Sequence[ModelEntry], summary: str) -> None:
        """What was found, and in a line how much that is."""
        self._summary = summary
        self.list.set_entries(
            entries,
            self.tr(
                "No models were found. Name a folder that holds some under Folders, or fetch one "
                "under Get more."
            ),
        )
        self._show_line("")

    def set_details(self, details: ModelDetails | None) -> None:
        """The page of the current entry."""
        self.page.set_details(details)

    def set_scanning(self, scanning: bool) -> None:
        """Whether the folders are being looked through."""
        self._scanning = scanning
        self._scan.setText(self.tr("Stop") if scanning else self.tr("Look again"))
        self._show_line("")

    def show_step(self, count: int, where: str) -> None:
        """How many files were looked at, and where that is."""
        if self._scanning:
            said = self.tr("{n} files looked at").format(n=counted(count))
            self._show_line(f"{said} · {where}")

    def open_fetching(self) -> None:
        """Shows the tab where more is fetched."""
        self._tabs.setCurrentIndex(1)
        self.fetching.focus_repository()

    def open_folders(self) -> None:
        """Shows the tab of the folders."""
        self._tabs.setCurrentIndex(2)

    def _make_tabs(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, GRID, 0)
        column.addWidget(self.list)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(2 * GRID, 0, 0, 0)
        column.addWidget(self.page)
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([LIST_WIDTH, WIDTH - LIST_WIDTH])
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._tabs.setAccessibleName(self.tr("Models"))
        self._tabs.tabBar().setAccessibleName(self.tr("Models"))
        self._tabs.addTab(_framed(split), self.tr("On this machine"))
        self._tabs.addTab(_framed(self.fetching), self.tr("Get more"))
        self._tabs.addTab(_framed(self.folders), self.tr("Folders"))

    def _make_foot(self) -> None:
        self._line = ElidedLabel()
        self._line.setProperty("role", "dim")
        self._scan = QPushButton()
        self._scan.setProperty("role", "flat")
        self._scan.setToolTip(self.tr("Looks through the folders again (F5)"))
        self._scan.clicked.connect(self._on_scan)
        self._foot = QHBoxLayout()
        self._foot.setContentsMargins(GRID, GRID, GRID, GRID + 4)
        self._foot.setSpacing(2 * GRID)
        self._foot.addWidget(self._line, 1)
        self._foot.addWidget(self._scan)
        self.set_scanning(False)

    def _show_line(self, text: str) -> None:
        begun = self.tr("Looking through the folders…") if self._scanning else self._summary
        self._line.setText(text or begun)
        self._line.setToolTip(text)

    def _on_scan(self) -> None:
        (self.stop_wanted if self._scanning else self.rescan_wanted).emit()

    def _find(self) -> None:
        self._tabs.setCurrentIndex(0)
        self.list.focus_search()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # a dialog presses some button on Enter; here it means what has the focus
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _folders(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        folders = _folders(event)
        if folders:
            event.acceptProposedAction()
            self.open_folders()
            self.folders_added.emit(folders)


def _folders(event: QDropEvent) -> tuple[Path, ...]:
    paths = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return tuple(path for path in paths if path.is_dir())


def _framed(part: QWidget) -> QWidget:
    frame = QWidget()
    column = QVBoxLayout(frame)
    column.setContentsMargins(GRID, GRID + 4, GRID, 0)
    column.addWidget(part)
    return frame
