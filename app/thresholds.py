"""From where on findings are told to this person: the verb book's judgements go in, the page that
shows them comes out, and each can be reset and brought back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout

from app.session import Session, Step
from app.translated import translated
from engine.records import Judgement
from widgets.common.theme import GRID
from widgets.common.translation import tr

if TYPE_CHECKING:
    from app.watching import Watching
    from app.workbench import Workbench
    from widgets.verbs.thresholds_panel import ThresholdsPanel


class Thresholds(QObject):
    """The page, while it is open."""

    def __init__(self, workbench: Workbench) -> None:
        super().__init__(workbench)
        self._bench = workbench
        self._panel: ThresholdsPanel | None = None

    def open(self) -> None:
        """Shows what was judged by kind, and what it has moved."""
        from widgets.verbs.thresholds_panel import ThresholdsPanel

        dialog = QDialog(self._bench.window)
        dialog.setWindowTitle(tr("What you are told"))
        dialog.resize(560, 440)
        self._panel = ThresholdsPanel()
        self._panel.reset.connect(self.reset)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(dialog.reject)
        column = QVBoxLayout(dialog)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self._panel, 1)
        column.addWidget(close)
        self._bench.watching.book_changed.connect(self._show)
        dialog.finished.connect(self._forget)
        dialog.finished.connect(dialog.deleteLater)
        self._show()
        dialog.open()

    def reset(self, kind: str = "") -> None:
        """What was judged of a kind, or of all, does not count any more; undo brings it back."""
        bench = self._bench
        if bench.watching.book is not None:
            bench.session.push(_Reset(bench.session, bench.watching, kind))

    def _show(self) -> None:
        if self._panel is None:
            return
        from engine.inspect.overlay import title_of
        from widgets.verbs.thresholds_panel import ThresholdRow

        known = self._bench.watching.thresholds()
        self._panel.set_rows(
            tuple(
                ThresholdRow(
                    one.kind,
                    translated(title_of(one.kind)),
                    one.confirmed,
                    one.dismissed,
                    one.score,
                )
                for one in known.values()
            )
        )

    def _forget(self) -> None:
        self._panel = None
        self._bench.watching.book_changed.disconnect(self._show)


class _Reset(Step):
    """Judgements that do not count any more."""

    def __init__(self, session: Session, watching: Watching, kind: str) -> None:
        super().__init__(session, tr("reset what you are told"))
        self._watching, self._kind = watching, kind
        self._gone: tuple[Judgement, ...] = ()

    def do(self) -> None:
        book = self._watching.book
        if book is not None:
            self._gone = book.reset_judgements(self._kind or None)
            self._watching.forget_thresholds()

    def take_back(self) -> None:
        book = self._watching.book
        if book is not None:
            book.restore_judgements(self._gone)
            self._watching.forget_thresholds()
