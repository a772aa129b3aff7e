"""The tools beside the canvas: the tool in hand goes in, the tool chosen comes out.

One column of large buttons where there is room for it, else small ones in as many as it takes.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QSizePolicy, QToolButton, QWidget

from widgets.common.icon import icon
from widgets.common.theme import colours_of, qcolor
from widgets.common.translation import tr
from widgets.motion.tools import TOOLS, Tool

_GAP = 4
_EDGE = 1
_LARGE, _SMALL = 40, 32
_SHAPES = ((_LARGE, 1), (_SMALL, 1), (_SMALL, 2), (_SMALL, 3), (_SMALL, 4))
"""Side of a button and number of columns, the most roomy first."""


class ToolBar(QWidget):
    """One button for each tool, with its key."""

    tool_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Tools"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._frame = QFrame(self)
        self._frame.setProperty("role", "raised")
        self._grid = QGridLayout(self._frame)
        self._grid.setContentsMargins(_GAP, _GAP, _GAP, _GAP)
        self._grid.setSpacing(_GAP)
        self._buttons: dict[str, _ToolButton] = {}
        self._shape = (0, 0)
        group = QButtonGroup(self)
        for tool in TOOLS:
            button = _ToolButton(tool)
            button.clicked.connect(lambda _=False, tool=tool.id: self.tool_chosen.emit(tool))
            group.addButton(button)
            self._buttons[tool.id] = button
        self._arrange(*_SHAPES[0])
        self._tint()

    def set_tool(self, tool: str) -> None:
        """Shows a tool as the one in hand."""
        self._buttons[tool].setChecked(True)
        self._tint()

    @property
    def columns(self) -> int:
        """How many columns it takes now."""
        return self._shape[1]

    def _arrange(self, side: int, columns: int) -> None:
        if (side, columns) == self._shape:
            return
        self._shape = side, columns
        for button in self._buttons.values():
            self._grid.removeWidget(button)
        for at, button in enumerate(self._buttons.values()):
            button.setFixedSize(side, side)
            button.setIconSize(QSize(side // 2, side // 2))
            self._grid.addWidget(button, at // columns, at % columns)
        width = _length(side, columns)
        self._frame.resize(width, _height(side, columns))
        self.setFixedWidth(width)

    def _tint(self) -> None:
        colours = colours_of(self)
        for tool in TOOLS:
            button = self._buttons[tool.id]
            button.setIcon(icon(tool.icon, colours.text if button.isChecked() else colours.dim))

    def sizeHint(self) -> QSize:
        return QSize(_length(*self._shape), _height(*_SHAPES[0]))

    def minimumSizeHint(self) -> QSize:
        return QSize(_length(*self._shape), _height(*_SHAPES[-1]))

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        fitting = (shape for shape in _SHAPES if _height(*shape) <= self.height())
        self._arrange(*next(fitting, _SHAPES[-1]))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()


def _length(side: int, count: int) -> int:
    """Width of so many columns, height of so many rows."""
    return count * side + (count + 1) * _GAP + 2 * _EDGE


def _height(side: int, columns: int) -> int:
    return _length(side, -(-len(TOOLS) // columns))


class _ToolButton(QToolButton):
    """An icon with the letter of its key in the corner."""

    def __init__(self, tool: type[Tool]) -> None:
        super().__init__()
        self._key = tool.key
        self.setProperty("role", "tool")
        self.setCheckable(True)
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
