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
        self._timer.timeout.connect(self.settled)

    @property
    def pending(self) -> bool:
        """Whether something changed that has not been told yet."""
        return self._timer.isActive()

    def touch(self) -> None:
        """Something changed."""
        self._timer.start()

    def forget(self) -> None:
        """What changed is not to be told."""
        self._timer.stop()

    def flush(self) -> None:
        """Tells at once what is pending."""
        if self.pending:
            self._timer.stop()
            self.settled.emit()
