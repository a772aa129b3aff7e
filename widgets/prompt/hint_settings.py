"""How much is said about a prompt: profile, rules, ignored hints go in, what is wanted comes out.

One page: the profile on top, below it the rules with a level each, and what is ignored in this
project with the words it was about. Nothing is kept here; who is told changes it and shows it.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.records import Ignored, Severity
from widgets.common.elided import ElidedLabel
from widgets.common.icon import icon
from widgets.common.theme import GRID, colours_of
from widgets.common.translation import tr
from widgets.prompt.hint_card import Glyph, plain_label, severity_word

DEFAULT, OFF = "default", "off"
_LEVELS = (OFF, Severity.HINT, Severity.INFORMATION, Severity.WARNING, Severity.ERROR)
_PROFILES = ("quiet", "normal", "strict")
_LONGEST = 80
WIDTH, HEIGHT = 640, 600


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule: its own severity, and the level the person gave it ('default' where none)."""

    id: str
    title: str
    severity: Severity
    level: str = DEFAULT


class HintSettings(QDialog):
    """The page. Every choice holds at once; there is nothing to confirm."""

    profile_chosen = Signal(str)
    level_chosen = Signal(str, str)
    ignored_removed = Signal(tuple)
    explain_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Hints"))
        self.resize(WIDTH, HEIGHT)
        self.profiles, self._about = self._make_profiles()
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Find a rule"))
        self.search.setAccessibleName(self.tr("Find a rule"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.rules: dict[str, _RuleLine] = {}
        self._rules = _Column(self.tr("Rules"))
        self._ignored = _Column(self.tr("Ignored hints"))
        self._stale: tuple[Ignored, ...] = ()
        self.prune = QPushButton()
        self.prune.clicked.connect(lambda: self.ignored_removed.emit(self._stale))
        self._no_rule = plain_label(self.tr("No rule is called that."), "dim")
        self.tabs = self._make_tabs()
        self._lay_out()
        self.set_ignored((), frozenset(), {})

    def set_profile(self, profile: str) -> None:
        """Which profile holds."""
        for button in self.profiles.buttons():
            button.setChecked(button.property("choice") == profile)
        self._about.setText(_about(profile))

    def set_rules(self, rules: tuple[RuleRow, ...]) -> None:
        """All rules with their levels."""
        for rule in rules:
            if rule.id not in self.rules:
                line = self.rules[rule.id] = _RuleLine(rule)
                line.level_chosen.connect(self.level_chosen)
                line.explain_chosen.connect(self.explain_chosen)
                self._rules.add(line)
            self.rules[rule.id].set_rule(rule)

    def set_ignored(
        self, ignored: tuple[Ignored, ...], stale: frozenset[Ignored], shots: dict[int, str]
    ) -> None:
        """What is ignored, which of it has lost its words, and the names of the shots."""
        self._ignored.clear()
        for one in ignored:
            where = shots.get(one.shot_id or -1, "") if one.shot_id is not None else ""
            line = _IgnoredLine(one, where, one in stale)
            line.removed.connect(lambda one=one: self.ignored_removed.emit((one,)))
            self._ignored.add(line)
        if not ignored:
            words = self.tr(
                "Nothing is ignored in this project.\n"
                "“Ignore here” and “Ignore in this project” are in the menu of every hint."
            )
            self._ignored.add(plain_label(words, "dim"))
        self._stale = tuple(one for one in ignored if one in stale)
        self.prune.setText(self.tr("Remove {} whose words are gone").format(len(self._stale)))
        self.prune.setVisible(bool(self._stale))
        title = self.tr("Ignored") if not ignored else self.tr("Ignored {}").format(len(ignored))
        self.tabs.setTabText(1, title)

    def show_rule(self, rule: str) -> None:
        """Goes to the level of a rule."""
        line = self.rules.get(rule)
        if line is None:
            # the first button would look chosen by its focus ring
            self.search.setFocus()
        else:
            line.level.setFocus()
            self._rules.show_widget(line)

    def _make_profiles(self) -> tuple[QButtonGroup, QLabel]:
        group = QButtonGroup(self)
        for profile in _PROFILES:
            button = QPushButton(_name(profile))
            button.setCheckable(True)
            button.setProperty("role", "mode")
            button.setProperty("choice", profile)
            button.setAccessibleName(self.tr("Profile {}").format(_name(profile)))
            button.clicked.connect(lambda _=False, to=profile: self.profile_chosen.emit(to))
            group.addButton(button)
        return group, plain_label("", "dim")

    def _make_tabs(self) -> QTabWidget:
        rules, ignored = QWidget(), QWidget()
        column = QVBoxLayout(rules)
        column.setContentsMargins(GRID, GRID, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.search)
        column.addWidget(self._no_rule)
        column.addWidget(self._rules, 1)
        self._no_rule.hide()
        column = QVBoxLayout(ignored)
        column.setContentsMargins(GRID, GRID, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._ignored, 1)
        column.addWidget(self.prune, 0, Qt.AlignmentFlag.AlignLeft)
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.setAccessibleName(self.tr("Rules and ignored hints"))
        tabs.tabBar().setAccessibleName(tabs.accessibleName())
        tabs.addTab(rules, self.tr("Rules"))
        tabs.addTab(ignored, self.tr("Ignored"))
        return tabs

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(GRID // 2)
        label = QLabel(self.tr("Profile"))
        # tabs stand a step to the right, and what is above and below them with them
        label.setContentsMargins(GRID, 0, GRID, 0)
        self._about.setContentsMargins(GRID, 0, 0, 0)
        row.addWidget(label)
        for button in self.profiles.buttons():
            row.addWidget(button)
        row.addStretch(1)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addLayout(row)
        column.addWidget(self._about)
        column.addSpacing(GRID)
        column.addWidget(self.tabs, 1)
        column.addWidget(close)

    def _filter(self, words: str) -> None:
        wanted = words.casefold().split()
        found = 0
        for line in self.rules.values():
            shown = all(word in line.searched for word in wanted)
            line.setVisible(shown)
            found += shown
        self._no_rule.setVisible(not found)


class _Column(QScrollArea):
    """Rows under each other."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        self._rows = QVBoxLayout(inner)
        self._rows.setContentsMargins(0, 0, GRID, 0)
        self._rows.setSpacing(GRID // 2)
        self._rows.addStretch(1)
        self.setWidget(inner)

    def add(self, row: QWidget) -> None:
        self._rows.insertWidget(self._rows.count() - 1, row)

    def clear(self) -> None:
        while self._rows.count() > 1:
            row = self._rows.takeAt(0).widget()
            row.hide()
            row.deleteLater()

    def show_widget(self, row: QWidget) -> None:
        # a layout that was asked for has not taken place yet
        self.widget().layout().activate()
        self.ensureWidgetVisible(row, 0, 8 * GRID)


class _Level(QComboBox):
    """A choice of levels that the wheel scrolls past."""

    def wheelEvent(self, event) -> None:
        event.ignore()


class _RuleLine(QWidget):
    """A rule with its level."""

    level_chosen = Signal(str, str)
    explain_chosen = Signal(str)

    def __init__(self, rule: RuleRow) -> None:
        super().__init__()
        self.searched = f"{rule.title} {rule.id}".casefold()
        self._id = rule.id
        self._glyphs = QHBoxLayout()
        title = _line(rule.title)
        name = plain_label(rule.id, "dim")
        self.level = _Level()
        self.level.setAccessibleName(self.tr("Level of {}").format(rule.title))
        self.level.setFixedWidth(22 * GRID)
        self.level.addItem(
            self.tr("Default: {}").format(severity_word(rule.severity).lower()), DEFAULT
        )
        for level in _LEVELS:
            words = self.tr("Off") if level == OFF else severity_word(Severity(level))
            self.level.addItem(words, str(level))
        self.level.activated.connect(
            lambda _: self.level_chosen.emit(self._id, self.level.currentData())
        )
        self.explain = QToolButton()
        self.explain.setAutoRaise(True)
        self.explain.setIconSize(QSize(2 * GRID, 2 * GRID))
        self.explain.setToolTip(self.tr("Explain"))
        self.explain.setAccessibleName(self.tr("Explain {}").format(rule.title))
        self.explain.clicked.connect(lambda: self.explain_chosen.emit(self._id))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(title)
        words.addWidget(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, GRID // 2, 0, GRID // 2)
        row.setSpacing(GRID)
        row.addLayout(self._glyphs)
        row.addLayout(words, 1)
        row.addWidget(self.explain)
        row.addWidget(self.level)
        self._tint()

    def set_rule(self, rule: RuleRow) -> None:
        self.level.setCurrentIndex(max(self.level.findData(rule.level), 0))
        level = rule.severity if rule.level in (DEFAULT, OFF) else rule.level
        meaning = "error" if level == Severity.ERROR else str(level)
        while self._glyphs.count():
            old = self._glyphs.takeAt(0).widget()
            old.hide()
            old.deleteLater()
        colour = {"error": "bad"}.get(meaning, meaning)
        self._glyphs.addWidget(Glyph(meaning, "edge" if rule.level == OFF else colour))

    def _tint(self) -> None:
        self.explain.setIcon(icon("book", colours_of(self).dim))

    def changeEvent(self, event) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()


class _IgnoredLine(QWidget):
    """A hint that is ignored, and the way back."""

    removed = Signal()

    def __init__(self, ignored: Ignored, shot: str, stale: bool) -> None:
        super().__init__()
        words = _line(self.tr("“{}”").format(_short(ignored.words)))
        if not ignored.words:
            words.setText(self.tr("A hint from before its words were kept"))
        words.setToolTip(ignored.words)
        where = self.tr("in this project") if ignored.shot_id is None else shot
        parts = [part for part in (ignored.rule, where) if part]
        if stale:
            parts.append(self.tr("its words are gone"))
        about = _line(" · ".join(parts))
        about.setProperty("role", "dim")
        back = QPushButton(self.tr("Hear again"))
        back.setAccessibleName(self.tr("Hear again: {}").format(_short(ignored.words)))
        back.clicked.connect(self.removed)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(words)
        column.addWidget(about)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, GRID // 2, 0, GRID // 2)
        row.setSpacing(GRID)
        row.addWidget(Glyph("warning" if stale else "hint", "warning" if stale else "hint"))
        row.addLayout(column, 1)
        row.addWidget(back)


def _line(text: str) -> ElidedLabel:
    label = ElidedLabel()
    label.setText(text)
    return label


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _name(profile: str) -> str:
    return {"quiet": tr("Quiet"), "strict": tr("Strict")}.get(profile, tr("Normal"))


def _about(profile: str) -> str:
    return {
        "quiet": tr("Errors and warnings only."),
        "strict": tr("Everything, with start pose, end state and speed as hints of their own."),
    }.get(profile, tr("Errors, warnings and information; what was left unsaid on one quiet line."))
