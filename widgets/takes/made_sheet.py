"""How a take was made, to be read and copied: facts and what is missing go in; what the person
wants restored comes out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QT_TR_NOOP, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from widgets.common.icon import icon
from widgets.common.theme import GRID, colours_of
from widgets.common.translation import tr

NAMES = (
    *(QT_TR_NOOP("Prompt"), QT_TR_NOOP("Negative prompt"), QT_TR_NOOP("Start image")),
    *(QT_TR_NOOP("End image"), QT_TR_NOOP("Motion"), QT_TR_NOOP("Camera"), QT_TR_NOOP("Model")),
    *(QT_TR_NOOP("Model hash"), QT_TR_NOOP("LoRAs"), QT_TR_NOOP("Seed"), QT_TR_NOOP("Size")),
    *(QT_TR_NOOP("Length"), QT_TR_NOOP("Steps"), QT_TR_NOOP("Guidance"), QT_TR_NOOP("Shift")),
    *(QT_TR_NOOP("Steering"), QT_TR_NOOP("Compared in"), QT_TR_NOOP("Hints shown")),
    *(QT_TR_NOOP("Profile"), QT_TR_NOOP("Device"), QT_TR_NOOP("Time"), QT_TR_NOOP("Memory")),
    *(QT_TR_NOOP("Expected memory"), QT_TR_NOOP("Libraries"), QT_TR_NOOP("Notes")),
    QT_TR_NOOP("Asked with"),
)
PARTS = (
    ("all", QT_TR_NOOP("All of it")),
    ("prompt", QT_TR_NOOP("Prompt only")),
    ("but-seed", QT_TR_NOOP("Everything but the seed")),
    ("settings", QT_TR_NOOP("Settings only")),
)
"""What can be restored, and how it is called."""
_WIDTH = 640
_MARK = 20


class MadeSheet(QDialog):
    """One take: what was asked for, and how it was made."""

    part_restored = Signal(str)
    """One of the ids in `PARTS`, or 'shot' for a new shot."""

    def __init__(
        self,
        title: str,
        facts: Sequence[tuple[str, str]],
        lacks: Sequence[str] = (),
        data: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`facts` are named as in `NAMES`, `lacks` are sentences, `data` is all of it as JSON."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self._facts, self._data = tuple(facts), data
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self._page(lacks), 1)
        column.addLayout(self._buttons())
        most = 560 if parent is None else parent.height() - 8 * GRID
        self.resize(_WIDTH, min(most, self._inside.sizeHint().height() + 10 * GRID))

    def text(self) -> str:
        """All of it, a line each."""
        return "\n".join(f"{tr(name)}: {text}" for name, text in self._facts)

    def copy_menu(self) -> QMenu:
        """What can be copied."""
        menu = QMenu(self)
        known = dict(self._facts)
        for name in ("Prompt", "Seed"):
            if name in known:
                menu.addAction(tr(name), lambda text=known[name]: self._copy(text))
        menu.addAction(self.tr("All of it as text"), lambda: self._copy(self.text()))
        menu.addAction(self.tr("All of it as JSON"), lambda: self._copy(self._data))
        return menu

    def _page(self, lacks: Sequence[str]) -> QScrollArea:
        self._inside = QWidget()
        self._inside.setFixedWidth(_WIDTH - 2 * GRID)
        grid = QGridLayout(self._inside)
        grid.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, GRID)
        grid.setHorizontalSpacing(3 * GRID)
        grid.setVerticalSpacing(GRID)
        grid.setColumnStretch(1, 1)
        for lack in lacks:
            grid.addLayout(self._warning(lack), grid.rowCount(), 0, 1, 2)
        for name, text in self._facts:
            row = grid.rowCount()
            label = QLabel(tr(name))
            label.setProperty("role", "value")
            label.setAlignment(Qt.AlignmentFlag.AlignTop)
            value = _words(text)
            value.setAccessibleName(tr(name))
            grid.addWidget(label, row, 0)
            grid.addWidget(value, row, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(self.windowTitle())
        area.setWidgetResizable(True)
        area.setWidget(self._inside)
        return area

    def _warning(self, text: str) -> QHBoxLayout:
        mark = QLabel()
        mark.setPixmap(icon("warning", colours_of(self).warning).pixmap(_MARK, _MARK))
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.setContentsMargins(0, 0, 0, GRID)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(_words(text), 1)
        return row

    def _buttons(self) -> QHBoxLayout:
        restore = QPushButton(self.tr("Restore"))
        restore.setMenu(restore_menu(self, self.part_restored.emit))
        copy = QPushButton(self.tr("Copy"))
        copy.setMenu(self.copy_menu())
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.close)
        close.setDefault(True)
        row = QHBoxLayout()
        row.setContentsMargins(3 * GRID, 0, 3 * GRID, 0)
        row.setSpacing(GRID)
        row.addWidget(restore)
        row.addWidget(copy)
        row.addStretch(1)
        row.addWidget(close)
        return row

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)


def restore_menu(parent: QWidget, restore) -> QMenu:
    """The parts that can be restored, each calls `restore` with its id."""
    menu = QMenu(tr("Restore"), parent)
    for part, title in PARTS:
        menu.addAction(tr(title), lambda part=part: restore(part))
    menu.addSeparator()
    menu.addAction(tr("As a new shot"), lambda: restore("shot"))
    return menu


def _words(text: str) -> QLabel:
    """Text that can be marked and copied, by mouse and by keys."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    flags = Qt.TextInteractionFlag
    label.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
    return label
