"""The column of tools beside the canvas: the tool in hand goes in, the tool chosen comes out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout, QWidget

from widgets.common.icon import icon
from widgets.common.theme import colours_of, qcolor
from widgets.common.translation import tr
from widgets.motion.tools import TOOLS, Tool

_SIDE = 40


class ToolBar(QFrame):
    """One button for each tool, with its key."""

    tool_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "raised")
        self.setAccessibleName(self.tr("Tools"))
        self._buttons: dict[str, _ToolButton] = {}
        group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(4)
        for tool in TOOLS:
            button = _ToolButton(tool)
            button.clicked.connect(lambda _=False, tool=tool.id: self.tool_chosen.emit(tool))
            group.addButton(button)
            column.addWidget(button)
            self._buttons[tool.id] = button
        self._tint()

    def set_tool(self, tool: str) -> None:
        """Shows a tool as the one in hand."""
        self._buttons[tool].setChecked(True)
        self._tint()

    def _tint(self) -> None:
        colours = colours_of(self)
        for tool in TOOLS:
            button = self._buttons[tool.id]
            button.setIcon(icon(tool.icon, colours.text if button.isChecked() else colours.dim))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()


class _ToolButton(QToolButton):
    """An icon with the letter of its key in the corner."""

    def __init__(self, tool: type[Tool]) -> None:
        super().__init__()
        self._key = tool.key
        self.setProperty("role", "tool")
        self.setCheckable(True)
        self.setFixedSize(_SIDE, _SIDE)
        self.setIconSize(QSize(20, 20))
        title = f"{tr(tool.title)} ({tool.key})"
        self.setAccessibleName(title)
        self.setAccessibleDescription(tr(tool.help))
        self.setToolTip(f"{title}\n{tr(tool.help)}")

    def paintEvent(self, event) -> None:
        super().paintEvent(event)
        colours = colours_of(self)
        painter = QPainter(self)
        font = self.font()
        font.setPixelSize(9)
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(qcolor(colours.text if self.isChecked() else colours.dim))
        corner = self.rect().adjusted(0, 0, -4, -2)
        painter.drawText(
            corner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, self._key
        )
