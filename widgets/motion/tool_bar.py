"""The tools beside the canvas: the tool in hand goes in, the tool chosen comes out.

One column where there is room for it, else as many as it takes.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QSizePolicy, QToolButton, QWidget

from widgets.common.icon import icon
from widgets.common.theme import colours_of, qcolor
from widgets.common.translation import tr
from widgets.motion.tools import TOOLS, Tool

_SIDE = 40
_GAP = 4
_EDGE = 1
_MOST_COLUMNS = 4


class ToolBar(QWidget):
    """One button for each tool, with its key."""

    tool_chosen = Signal(str)
    width_changed = Signal(int)
    """It took more columns, or fewer: how wide it is now."""

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
        self._columns = 0
        group = QButtonGroup(self)
        for tool in TOOLS:
            button = _ToolButton(tool)
            button.clicked.connect(lambda _=False, tool=tool.id: self.tool_chosen.emit(tool))
            group.addButton(button)
            self._buttons[tool.id] = button
        self._arrange(1)
        self._tint()

    def set_tool(self, tool: str) -> None:
        """Shows a tool as the one in hand."""
        self._buttons[tool].setChecked(True)
        self._tint()

    @property
    def columns(self) -> int:
        """How many columns it takes now."""
        return self._columns

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for button in self._buttons.values():
            self._grid.removeWidget(button)
        for at, button in enumerate(self._buttons.values()):
            self._grid.addWidget(button, at // columns, at % columns)
        self._frame.resize(_side(columns), _side(_rows(columns)))
        self.setFixedWidth(_side(columns))
        self.width_changed.emit(_side(columns))

    def _tint(self) -> None:
        colours = colours_of(self)
        for tool in TOOLS:
            button = self._buttons[tool.id]
            button.setIcon(icon(tool.icon, colours.text if button.isChecked() else colours.dim))

    def sizeHint(self) -> QSize:
        return QSize(_side(self._columns), _side(_rows(1)))

    def minimumSizeHint(self) -> QSize:
        return QSize(_side(self._columns), _side(_rows(_MOST_COLUMNS)))

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        choices = range(1, _MOST_COLUMNS)
        fitting = (c for c in choices if _side(_rows(c)) <= self.height())
        self._arrange(next(fitting, _MOST_COLUMNS))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()


def _rows(columns: int) -> int:
    return -(-len(TOOLS) // columns)


def _side(count: int) -> int:
    """Width of so many columns, height of so many rows."""
    return count * _SIDE + (count + 1) * _GAP + 2 * _EDGE


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
