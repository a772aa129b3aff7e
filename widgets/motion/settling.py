"""Many small changes as one: a form is changed now, and says so once it has been left in peace."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

PEACE_MS = 350
"""Long enough for the next click on an arrow, short enough to seem at once."""


class Settling(QObject):
    """Turns a burst of changes into one signal."""

    settled = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PEACE_MS)
        self._timer.timeout.connect(self.flush)
        self._pending = self._held = False

    @property
    def pending(self) -> bool:
        """Whether something changed that has not been told yet."""
        return self._pending

    def touch(self) -> None:
        """Something changed."""
        self._pending = True
        if not self._held:
            self._timer.start()

    def set_held(self, held: bool) -> None:
        """Whether a hand holds on to it: then it settles after the hand lets go, not before."""
        self._held = held
        self._timer.stop()
        if self._pending and not held:
            self._timer.start()

    def forget(self) -> None:
        """What changed is not to be told."""
        self._timer.stop()
        self._pending = self._held = False

    def flush(self) -> None:
        """Tells at once what is pending."""
        self._timer.stop()
        if self._pending:
            self._pending = False
            self.settled.emit()
