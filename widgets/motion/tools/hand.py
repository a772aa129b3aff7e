"""Hand: a drag moves the view, never the plan."""

from __future__ import annotations

from PySide6.QtCore import QT_TR_NOOP, QPointF, Qt

from widgets.motion.tools.tool import Tool, Touch


class Hand(Tool):
    """Pans. The canvas also lends it out while Space or the middle button is held."""

    id, key, icon = "hand", "H", "hand"
    title = QT_TR_NOOP("Hand")
    help = QT_TR_NOOP("Drag the view; also with Space or the middle button")

    edits = False

    def __init__(self, canvas) -> None:
        super().__init__(canvas)
        self._last = QPointF()

    def press(self, touch: Touch) -> bool:
        self._last = touch.position
        self.canvas.setCursor(Qt.CursorShape.ClosedHandCursor)
        return True

    def move(self, touch: Touch) -> None:
        moved = touch.position - self._last
        self._last = touch.position
        self.canvas.set_view(self.board.view.panned(moved.x(), moved.y()))

    def cursor(self, touch: Touch) -> Qt.CursorShape:
        return Qt.CursorShape.OpenHandCursor
