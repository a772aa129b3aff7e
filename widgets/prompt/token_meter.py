"""How full the text encoder of a model is: counts go in, a number and a thin bar are seen.

The bar turns amber where nine tenths are used and red beyond the limit; the words say it as well.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from widgets.common.theme import GRID, Colours, colours_of, qcolor

NEARLY = 0.9
"""Share of the limit from which there is little room left."""


class _Bar(QWidget):
    """The share of the limit that is used."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.share = 0.0
        # gives way before a letter of the number does
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def colour(self, colours: Colours) -> str:
        if self.share > 1.0:
            return colours.bad
        return colours.warning if self.share >= NEARLY else colours.accent

    def sizeHint(self) -> QSize:
        return QSize(5 * GRID, GRID // 2)

    def paintEvent(self, event) -> None:
        colours = colours_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        ground = QRectF(self.rect())
        painter.setBrush(qcolor(colours.line))
        painter.drawRoundedRect(ground, 2, 2)
        used = QRectF(ground)
        used.setWidth(ground.width() * min(self.share, 1.0))
        painter.setBrush(qcolor(self.colour(colours)))
        painter.drawRoundedRect(used, 2, 2)


class TokenMeter(QWidget):
    """'63 / 512 tokens' behind its bar; a number of words where no limit is known."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = _Bar()
        self._label = QLabel()
        self._label.setProperty("role", "dim")
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._label)
        self.set_words("")

    @property
    def share(self) -> float:
        """Tokens over their limit; 0 where no limit is known."""
        return self._bar.share

    def text(self) -> str:
        """The words beside the bar."""
        return self._label.text()

    def set_tokens(self, count: int, limit: int, *, exact: bool, about: str) -> None:
        """Shows `count` of `limit`, with '~' where it is an estimate; `about` is the tooltip."""
        number = f"{count}" if exact else f"~{count}"
        words = self.tr("{} / {} tokens").format(number, limit)
        if count > limit:
            words = self.tr("{}, too long").format(words)
        self._show(words, count / max(limit, 1), about)

    def set_words(self, words: str, about: str = "") -> None:
        """Shows words without a bar."""
        self._show(words, 0.0, about)

    def _show(self, words: str, share: float, about: str) -> None:
        self._label.setText(words)
        self._bar.share = share
        self._bar.setVisible(share > 0)
        self._bar.update()
        self.setToolTip(about)
        self.setAccessibleName(words)
        self.setAccessibleDescription(about)
