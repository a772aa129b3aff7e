"""A hint as a card: a mark goes in, what the person wants done about it comes out.

The card says what is ambiguous, why it matters and what can be done: fixes as pills, and behind
'more' what to ignore.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QToolTip, QVBoxLayout, QWidget

from engine.records import Fix, Hint, Severity
from widgets.common.card import Card, meaning_of
from widgets.common.flow import FlowLayout
from widgets.common.icon import icon
from widgets.common.pill import PillButton
from widgets.common.theme import GRID, colours_of, qcolor
from widgets.common.translation import tr
from widgets.prompt.changes import change_of
from widgets.prompt.fix_menu import MoreMenu
from widgets.prompt.preview import as_html
from widgets.prompt.tracking import Mark

_GLYPH = 2 * GRID
_LINE = 3 * GRID
"""Height of the first line of a card, which its glyph and its button share."""


def severity_word(severity: Severity) -> str:
    """The severity as it is read out."""
    return {
        Severity.ERROR: tr("Error"),
        Severity.WARNING: tr("Warning"),
        Severity.INFORMATION: tr("Information"),
        Severity.HINT: tr("Hint"),
    }[severity]


def plain_label(text: str, role: str) -> QLabel:
    """A label of several lines that takes its text as it is: prompts are not markup."""
    label = QLabel(text)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


class Glyph(QWidget):
    """A small icon in the colour of its meaning, drawn in the theme it is shown in."""

    def __init__(self, name: str, meaning: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._meaning = name, meaning
        self.setFixedSize(_GLYPH, _LINE)

    def paintEvent(self, event) -> None:
        colour = getattr(colours_of(self), self._meaning)
        painter = QPainter(self)
        top = (self.height() - _GLYPH) // 2
        icon(self._name, colour).paint(painter, 0, top, _GLYPH, _GLYPH)


class StrokeChip(PillButton):
    """A pill with a dot in the colour of its stroke."""

    def __init__(self, text: str, stroke: int) -> None:
        super().__init__(text)
        self._stroke = stroke

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(GRID + 4, 0)

    def paintEvent(self, event) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(qcolor(colours_of(self).stroke(self._stroke)))
        painter.drawEllipse(QPointF(self.width() - GRID - 6, self.height() / 2), 4, 4)


def look_of(mark: Mark) -> tuple[object, ...]:
    """All that a card shows of a mark: marks that look the same can take over its card."""
    hint = mark.hint
    fixes = tuple(
        (fix.title, fix.preferred, change_of(mark, number)) for number, fix in enumerate(hint.fixes)
    )
    return (hint.rule, hint.severity, hint.message, hint.detail, hint.stroke, fixes)


class FixPill(PillButton):
    """A fix: what it would make of the prompt is shown while the pill is pointed at."""

    pointed = Signal(bool)

    def __init__(self, card: HintCard, number: int) -> None:
        fix = card.mark.hint.fixes[number]
        super().__init__(fix.title, preferred=fix.preferred)
        self._card, self._number = card, number
        self.setAccessibleDescription(change_of(card.mark, number))

    def _preview(self) -> str:
        return as_html(self._card.mark, self._number, colours_of(self))

    def enterEvent(self, event) -> None:
        super().enterEvent(event)
        self.setToolTip(self._preview())
        self.pointed.emit(True)

    def leaveEvent(self, event) -> None:
        super().leaveEvent(event)
        self.pointed.emit(False)

    def focusInEvent(self, event) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            corner = self.mapToGlobal(self.rect().bottomLeft())
            QToolTip.showText(corner, self._preview(), self)
            self.pointed.emit(True)

    def focusOutEvent(self, event) -> None:
        super().focusOutEvent(event)
        self.pointed.emit(False)


MOST_PILLS = 4
"""Fixes a card shows at first; the others unfold."""


class HintCard(Card):
    """One hint with its fixes."""

    fix_pointed = Signal(object)
    """The places that the fix under the pointer would change; None when it is left."""
    fix_chosen = Signal(Mark, Fix)
    ignore_chosen = Signal(Hint, str)
    explain_chosen = Signal(str)
    settings_chosen = Signal(str)
    stroke_chosen = Signal(int)

    def __init__(self, mark: Mark, parent: QWidget | None = None) -> None:
        hint = mark.hint
        super().__init__(meaning_of(hint.severity), parent)
        self.mark, self.look = mark, look_of(mark)
        word = severity_word(hint.severity)
        self.setAccessibleName(f"{word}: {hint.message}")
        self.setAccessibleDescription(hint.detail)
        self.more = QToolButton()
        self.more.setProperty("role", "tool")
        self.more.setAutoRaise(True)
        self.more.setFixedSize(_LINE, _LINE)
        self.more.setIconSize(QSize(_GLYPH, _GLYPH))
        self.more.setAccessibleName(self.tr("More about: {}").format(hint.message))
        self.more.setToolTip(self.tr("Ignore or explain"))
        self.more.clicked.connect(self._open_more)
        self._lay_out(hint)
        self._tint()

    def _lay_out(self, hint: Hint) -> None:
        message = plain_label(hint.message, "title")
        font = QFont(message.font())
        font.setWeight(QFont.Weight.DemiBold)
        message.setFont(font)
        message.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        message.setContentsMargins(0, (_LINE - message.fontMetrics().height()) // 2, 0, 0)
        head = QHBoxLayout()
        head.setSpacing(GRID)
        glyph = Glyph(hint.severity.value, meaning_of(hint.severity))
        head.addWidget(glyph, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(message, 1)
        head.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID // 2, GRID // 4, 0, GRID // 2)
        column.setSpacing(GRID // 2)
        column.addLayout(head)
        if hint.detail:
            column.addWidget(plain_label(hint.detail, "dim"))
        offers = list(self._offers(hint))
        if offers:
            row = FlowLayout(spacing=GRID)
            for offer in offers:
                row.addWidget(offer)
            column.addSpacing(GRID // 2)
            column.addLayout(row)

    def _offers(self, hint: Hint) -> Iterator[QWidget]:
        for number in range(len(hint.fixes)):
            pill = FixPill(self, number)
            pill.pointed.connect(lambda at, number=number: self._point(at, number))
            # the mark of a card is renewed with every reading, so its fix is looked up when taken
            pill.clicked.connect(lambda _=False, number=number: self._take(number))
            if number >= self._shown_at_first(hint):
                pill.hide()
            yield pill
        if len(hint.fixes) > self._shown_at_first(hint):
            yield self._unfolding(len(hint.fixes) - self._shown_at_first(hint))
        if hint.stroke is not None:
            yield self._stroke_chip(hint.stroke)

    @staticmethod
    def _shown_at_first(hint: Hint) -> int:
        """One pill more would take no more room than the pill that unfolds it."""
        return len(hint.fixes) if len(hint.fixes) <= MOST_PILLS + 1 else MOST_PILLS

    def _unfolding(self, count: int) -> QWidget:
        pill = PillButton(self.tr("{} more").format(count))
        pill.setAccessibleName(self.tr("{} more fixes").format(count))
        pill.clicked.connect(lambda: self._unfold(pill))
        return pill

    def _unfold(self, opener: QWidget) -> None:
        pills = self.findChildren(FixPill)
        for pill in pills:
            pill.show()
        pills[MOST_PILLS].setFocus()
        opener.hide()
        self.updateGeometry()

    def _stroke_chip(self, stroke: int) -> QWidget:
        chip = StrokeChip(self.tr("stroke {}").format(stroke + 1), stroke)
        chip.setToolTip(self.tr("Show this stroke on the start image"))
        chip.clicked.connect(lambda: self.stroke_chosen.emit(stroke))
        return chip

    def _take(self, number: int) -> None:
        self.fix_chosen.emit(self.mark, self.mark.hint.fixes[number])

    def _point(self, at: bool, number: int) -> None:
        self.fix_pointed.emit(self.mark.edits[number] if at else None)

    def _open_more(self) -> None:
        menu = MoreMenu(self.mark.hint, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.ignore_chosen.connect(self.ignore_chosen)
        menu.explain_chosen.connect(self.explain_chosen)
        menu.settings_chosen.connect(self.settings_chosen)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])

    def _tint(self) -> None:
        self.more.setIcon(icon("more", colours_of(self).dim))

    def changeEvent(self, event) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()
