"""The onion skin: a function that gives what moves at a frame goes in, faint pictures of a few
later times come out, one after the other so that no edit waits for them.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

Ghost = Callable[[int], QImage]
"""What has moved by the frame of the guide clip at this index, on nothing."""

SHARES = (0.25, 0.5, 0.75, 1.0)
"""Of the time in which anything moves."""
_DELAY_MS = 40
"""After an edit its preview comes first."""


class Onion(QObject):
    """Makes the pictures while it is on."""

    ghosts_changed = Signal(object)
    """Tuple of QImage, the earliest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ghost: Ghost | None = None
        self._count = 0
        self._span = (0.0, 1.0)
        self._on = False
        self._made: list[QImage] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._make_next)

    @property
    def on(self) -> bool:
        """Whether the skin is shown."""
        return self._on

    def set_on(self, on: bool) -> None:
        """Shows or hides it."""
        self._on = on
        self._begin()

    def set_ghost(
        self, ghost: Ghost | None, count: int, span: tuple[float, float] = (0.0, 1.0)
    ) -> None:
        """Another clip of `count` frames; None where nothing moves.

        `span` is when its strokes move, in t of the clip.
        """
        self._ghost, self._count, self._span = ghost, count, span
        self._begin()

    def _begin(self) -> None:
        """What is there stays until the new is complete: a skin that flickers says nothing."""
        self._made = []
        self._timer.stop()
        if self._on and self._ghost is not None and self._count > 1:
            self._timer.start(_DELAY_MS)
        else:
            self.ghosts_changed.emit(())

    def _make_next(self) -> None:
        start, end = self._span
        t = start + (end - start) * SHARES[len(self._made)]
        self._made.append(self._ghost(round(t * (self._count - 1))))
        if len(self._made) < len(SHARES):
            self._timer.start(0)
        else:
            self.ghosts_changed.emit(tuple(self._made))
