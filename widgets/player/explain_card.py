"""Why a finding is one: its rule, what was measured and expected, how sure it is, what to change.

What goes in is a finding with its kind and the person's judgement of it; what comes out is the wish
to paint instead, or words to be copied.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from engine.records import Finding, Rating
from widgets.common.flow import FlowLayout
from widgets.common.pill import PillButton
from widgets.common.theme import GRID, colours_of, qcolor
from widgets.player.kinds import NO_KINDS, Kind, Kinds, kind_of

_QUOTED = re.compile(r"[‘'“\"]([^‘’'“”\"]{3,80})[’'”\"]")
_OFFERS = 3
TOLD = 0.5
"""Probability from which a finding is told to whoever judged none of its kind."""


class ExplainCard(QScrollArea):
    """One finding in words; without one, what to do to get here."""

    brush_wanted = Signal()
    words_copied = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(self.tr("Why this is a finding"))
        self._kinds: Kinds = NO_KINDS
        self._told: Mapping[str, float] = {}
        self._finding: Finding | None = None
        self._title, self._tier = _label("title"), _label("dim")
        self._message, self._rule = _label(), _label()
        self._measured, self._expected = _label("measured"), _label("wanted")
        self._sure, self._advice, self._state = _label(), _label(), _label("dim")
        self._why = _label("dim")
        self._empty = _label("dim")
        self._offers = FlowLayout(spacing=4)
        self._lay_out()
        self.set_finding(None, Rating())

    def set_kinds(self, kinds: Kinds) -> None:
        """What the kinds are called and measure."""
        self._kinds = kinds

    def set_told(self, told: Mapping[str, float]) -> None:
        """From which probability on kinds are told to this person, where that is their own."""
        self._told = dict(told)

    def set_finding(
        self, finding: Finding | None, rating: Rating, count: int | None = None
    ) -> None:
        """The finding to explain; `count` is how many there are to choose from, None while nobody
        knows."""
        self._finding = finding
        self._filled.setVisible(finding is not None)
        self._empty.setVisible(finding is None)
        if finding is None:
            said = self.tr(
                "Nothing was found in this take. What held, and what cannot be determined, stands "
                "in the lanes."
            )
            if count is None:
                said = self.tr("Why something is a finding stands here once the take is analysed.")
            elif count:
                said = self.tr("Choose a finding: N goes to the next one, or click a red bar.")
            self._empty.setText(said)
            return
        kind = kind_of(self._kinds, finding.kind)
        tiers = {
            "asked": self.tr("against what you asked"),
            "physics": self.tr("physics check"),
        }
        self._title.setText(kind.title)
        self._tier.setText(tiers[kind.tier])
        self._show(self._message, finding.message)
        self._show(self._rule, kind.rule and self.tr("Rule: {rule}").format(rule=kind.rule))
        self._measured.setText(finding.measured or "–")
        self._expected.setText(finding.expected or "–")
        found = kind_of(self._kinds, finding.found_as or finding.kind)
        self._sure.setText(self._certainty(finding, found))
        self._show(self._why, self._reason(found))
        # what its detector advises is about another kind
        advice = kind.advice if finding.found_as else finding.advice or kind.advice
        self._show(self._advice, advice and self.tr("To change it: {advice}").format(advice=advice))
        self._show(self._state, self._judgement(finding, rating))
        self._offer(advice, paints=kind.paints)

    def text(self) -> str:
        """All of it in words."""
        labels = self._filled.findChildren(QLabel) if self._finding else [self._empty]
        return "\n".join(label.text() for label in labels if not label.isHidden())

    def _certainty(self, finding: Finding, kind: Kind) -> str:
        said = self.tr("{sure} ({n} %); it is told from {least} % on.")
        if kind.id in self._told:
            said = self.tr(
                "{sure} ({n} %); after what you judged before, it is told from {least} % on."
            )
        return said.format(
            sure=self._how_sure(finding.score),
            n=round(100 * finding.score),
            least=round(100 * self._told.get(kind.id, TOLD)),
        )

    def _reason(self, kind: Kind) -> str:
        told = kind.threshold and self.tr("Threshold: {words}").format(words=kind.threshold)
        how = kind.measures and self.tr("How it is measured: {words}").format(words=kind.measures)
        return "\n".join(part for part in (how, told) if part)

    def _how_sure(self, score: float) -> str:
        if score >= 0.9:
            return self.tr("Almost surely a violation")
        if score >= 0.7:
            return self.tr("Likely a violation")
        if score >= 0.5:
            return self.tr("More likely a violation than not")
        return self.tr("Less likely a violation than not")

    def _judgement(self, finding: Finding, rating: Rating) -> str:
        if finding.found_as:
            own = kind_of(self._kinds, finding.found_as).title
            return self.tr("You said that it is of this kind; it was found as: {kind}.").format(
                kind=own
            )
        if finding.key in rating.confirmed:
            return self.tr("You confirmed it.")
        return self.tr("You dismissed it.") if finding.key in rating.dismissed else ""

    def _offer(self, advice: str, *, paints: bool) -> None:
        while (item := self._offers.takeAt(0)) is not None:
            item.widget().deleteLater()
        for words in list(dict.fromkeys(_QUOTED.findall(advice)))[:_OFFERS]:
            said = self.tr("Copy “{words}”").format(words=words)
            self._add_offer(said, lambda words=words: self._copy(words))
        if paints:
            self._add_offer(self.tr("Open the brush"), self.brush_wanted.emit)

    def _add_offer(self, words: str, act: Callable[[], object]) -> None:
        button = PillButton(words, parent=self._filled)
        button.clicked.connect(lambda _=False: act())
        button.show()  # at once: its height counts before the page is seen
        self._offers.addWidget(button)

    def _copy(self, words: str) -> None:
        QGuiApplication.clipboard().setText(words)
        self.words_copied.emit(words)

    @staticmethod
    def _show(label: QLabel, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(GRID)
        self._title.setWordWrap(False)
        head.addWidget(self._title)
        head.addWidget(self._tier, 1)
        values = QGridLayout()
        values.setHorizontalSpacing(GRID)
        values.setVerticalSpacing(2)
        values.setColumnStretch(2, 1)
        for row, (dashed, name, value) in enumerate(
            (
                (False, self.tr("Measured"), self._measured),
                (True, self.tr("Expected"), self._expected),
            )
        ):
            said = QLabel(name)
            said.setProperty("role", "dim")
            values.addWidget(_Line(dashed), row, 0)
            values.addWidget(said, row, 1, Qt.AlignmentFlag.AlignTop)
            values.addWidget(value, row, 2)
        self._filled = QWidget()
        column = QVBoxLayout(self._filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._message)
        column.addLayout(values)
        for part in (self._rule, self._sure, self._advice):
            column.addWidget(part)
        column.addLayout(self._offers)
        column.addWidget(self._state)
        # what to do about it comes first: how it is judged may be a page long
        column.addWidget(self._why)
        page = _Page()
        around = QVBoxLayout(page)
        around.setContentsMargins(4, 0, GRID, 4)
        around.addWidget(self._empty)
        around.addWidget(self._filled)
        around.addStretch(1)
        self.setWidget(page)


class _Page(QWidget):
    """As high as its words need at its width, which a scroll area does not ask for."""

    def _fit(self) -> None:
        self.setMinimumHeight(self.layout().heightForWidth(self.width()))

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class _Line(QWidget):
    """The stroke that a value is drawn with over the picture."""

    def __init__(self, dashed: bool) -> None:
        super().__init__()
        self._dashed = dashed
        self.setFixedSize(20, 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), colours_of(self)
        colour = theme.wanted if self._dashed else theme.measured
        style = Qt.PenStyle.DashLine if self._dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(qcolor(colour), 2, style))
        painter.drawLine(0, 8, 20, 8)


def _label(role: str = "") -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    policy = label.sizePolicy()  # it knows that height follows from width
    # as wide as there is room, however long the longest word is
    wide = QSizePolicy.Policy.Maximum if role == "title" else QSizePolicy.Policy.Ignored
    policy.setHorizontalPolicy(wide)
    label.setSizePolicy(policy)
    if role:
        label.setProperty("role", role)
    return label
