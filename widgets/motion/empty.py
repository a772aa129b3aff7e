"""What the canvas shows without a start image: what to do next, and a button that does it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from widgets.common.icon import icon
from widgets.common.theme import GRID, colours_of


class EmptyFrame(QFrame):
    """An invitation, in the middle of its parent."""

    image_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._mark = QLabel()
        self._mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        title = QLabel(self.tr("Drop a start image here or choose one"))
        title.setProperty("role", "title")
        more = QLabel(self.tr("Then paint what moves, and drag where it goes."))
        more.setProperty("role", "dim")
        choose = QPushButton(self.tr("Choose an image…"))
        choose.setProperty("role", "primary")
        choose.setAccessibleName(self.tr("Choose a start image"))
        choose.clicked.connect(self.image_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(GRID)
        column.addStretch(1)
        for widget in (self._mark, title, more):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(GRID)
        column.addWidget(choose, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._tint()

    def _tint(self) -> None:
        self._mark.setPixmap(icon("image", colours_of(self).dim).pixmap(40, 40))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()
