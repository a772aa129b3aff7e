"""What should hold in a shot, rule by rule: checks go in, edits and the person's own word come out.

Each row says its state in a word and an icon, why, and lets the rule be changed, taken away or
judged by hand. At the end stands the line in which a new one is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.records import MarkKind, PhysicalRule, RuleCheck, RuleState
from widgets.common.icon import icon
from widgets.common.theme import GRID, colours_of
from widgets.player.mark_bar import titles

_ICONS: dict[RuleState, str] = {
    "followed": "check",
    "violated": "close",
    "undetermined": "minus",
}
_LONGEST = 400


class RulesList(QScrollArea):
    """A page of rules."""

    rule_added = Signal(str)
    rule_edited = Signal(object, str)
    """A PhysicalRule and its new words."""
    rule_retyped = Signal(object, object)
    """A PhysicalRule and the ids of the kinds that check it from now on, as a tuple."""
    rule_removed = Signal(object)
    mark_wanted = Signal(str)
    """Kind of the mark with which a rule could be judged."""
    rule_judged = Signal(object, object)
    """A PhysicalRule and what the person says of it: a RuleState, or None for the detectors."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._checks: tuple[RuleCheck, ...] = ()
        self._kinds: tuple[tuple[str, str], ...] = ()
        self._markable: dict[str, MarkKind] = {}
        self._rows: list[_Row] = []
        self._new = QLineEdit()
        self._empty = QLabel()
        self._lay_out()
        self.set_checks(())

    # in

    def set_kinds(self, kinds: Sequence[tuple[str, str]]) -> None:
        """Id and title of every kind that can check a rule."""
        self._kinds = tuple(kinds)

    def set_checks(
        self, checks: Sequence[RuleCheck], markable: Mapping[str, MarkKind] | None = None
    ) -> None:
        """The rules, and what the take says of each; `markable` are kinds that a mark would let be
        judged, and which."""
        wanted = dict(markable or {})
        if tuple(checks) == self._checks and wanted == self._markable and self._rows:
            return
        self._checks, self._markable = tuple(checks), wanted
        focused = next((n for n, row in enumerate(self._rows) if row.hasFocus()), None)
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()  # until it is gone
            row.deleteLater()
        self._rows = [_Row(check, self) for check in self._checks]
        for at, row in enumerate(self._rows):
            self._column.insertWidget(at, row)
        self._empty.setVisible(not self._rows)
        if focused is not None and self._rows:
            row = self._rows[min(focused, len(self._rows) - 1)]
            row.show()  # what is not shown yet cannot have it
            row.setFocus()

    def set_enabled(self, enabled: bool) -> None:
        """Whether there is a shot whose rules these are."""
        self._new.setEnabled(enabled)
        self._empty.setText(
            self.tr(
                "The prompt makes nothing expect that could be checked. Write what should hold: "
                "the ball falls in an arc."
            )
            if enabled
            else self.tr("There is no shot: what should hold in it stands here.")
        )

    # what it shows

    def rows(self) -> list[tuple[str, str, str]]:
        """Text, state and reason of each rule, in words."""
        return [(c.rule.text, self.state_word(c), c.because) for c in self._checks]

    def state_word(self, check: RuleCheck) -> str:
        """The state of a rule in words."""
        words: dict[RuleState, str] = {
            "followed": self.tr("followed"),
            "violated": self.tr("violated"),
            "undetermined": self.tr("cannot be determined"),
        }
        word = words[check.state]
        return self.tr("{state}, you say").format(state=word) if check.by_hand else word

    def mark_for(self, check: RuleCheck) -> MarkKind | None:
        """What could be marked so that a rule can be judged."""
        if check.state != "undetermined" or check.by_hand or not check.rule.kinds:
            return None
        return self._markable.get(check.rule.kinds[0])

    # acts

    def edit(self, index: int) -> None:
        """Lets the words of a rule be changed in its place."""
        self._rows[index].edit()

    def menu_of(self, check: RuleCheck) -> QMenu:
        """What can be done with a rule."""
        menu, rule = QMenu(self), check.rule
        menu.aboutToHide.connect(menu.deleteLater)
        index = self._checks.index(check)
        says: tuple[tuple[str, RuleState | None], ...] = (
            (self.tr("It is followed"), "followed"),
            (self.tr("It is violated"), "violated"),
            (self.tr("It cannot be determined"), "undetermined"),
            (self.tr("Let the detectors say"), None),
        )
        for text, state in says:
            action = menu.addAction(text, lambda state=state: self.rule_judged.emit(rule, state))
            action.setEnabled(state is not None or check.by_hand)
        menu.addSeparator()
        menu.addAction(self.tr("Edit (Enter)"), lambda: self.edit(index))
        menu.addMenu(self._kinds_menu(rule, menu))
        menu.addAction(self.tr("Remove (Delete)"), lambda: self.rule_removed.emit(rule))
        return menu

    def _kinds_menu(self, rule: PhysicalRule, parent: QMenu) -> QMenu:
        menu = QMenu(self.tr("Checked by"), parent)
        nobody = menu.addAction(self.tr("Only you"), lambda: self.rule_retyped.emit(rule, ()))
        nobody.setCheckable(True)
        nobody.setChecked(not rule.kinds)
        menu.addSeparator()
        for kind, title in self._kinds:
            action = menu.addAction(title)
            action.setCheckable(True)
            action.setChecked(kind in rule.kinds)
            action.triggered.connect(lambda on, kind=kind: self._retype(rule, kind, on))
        return menu

    def _retype(self, rule: PhysicalRule, kind: str, on: bool) -> None:
        others = tuple(known for known in rule.kinds if known != kind)
        self.rule_retyped.emit(rule, (*others, kind) if on else others)

    # inside

    def _add(self) -> None:
        text = " ".join(self._new.text().split())
        if text:
            self._new.clear()
            self.rule_added.emit(text)

    def _lay_out(self) -> None:
        self._empty.setProperty("role", "dim")
        self._empty.setWordWrap(True)
        self._new.setMaxLength(_LONGEST)
        self._new.setPlaceholderText(self.tr("Add what should hold…"))
        self._new.setAccessibleName(self.tr("A new rule"))
        self._new.returnPressed.connect(self._add)
        page = QWidget()
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(0, 4, 4, 4)
        self._column.setSpacing(4)
        self._column.addWidget(self._empty)
        self._column.addWidget(self._new)
        self._column.addStretch(1)
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Rules that should hold"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # a new row is laid out some time after it was added
        self.verticalScrollBar().rangeChanged.connect(self._keep_line_in_sight)

    def _keep_line_in_sight(self) -> None:
        if self._new.hasFocus():
            self.ensureWidgetVisible(self._new)


class _Row(QFrame):
    """One rule."""

    def __init__(self, check: RuleCheck, page: RulesList) -> None:
        super().__init__()
        self._check, self._page = check, page
        self._icon, self._text, self._state = QLabel(), QLabel(check.rule.text), QLabel()
        self._more, self._line = QToolButton(), QLineEdit(check.rule.text)
        self._lay_out()
        self._tint()

    def edit(self) -> None:
        """The words become a line to write in."""
        self._stack.setCurrentWidget(self._line)
        self._line.selectAll()
        self._line.setFocus()

    def _end(self) -> None:
        if self._stack.currentWidget() is not self._line:
            return
        self._stack.setCurrentIndex(0)
        self.setFocus()
        text = " ".join(self._line.text().split())
        if text and text != self._check.rule.text:
            self._page.rule_edited.emit(self._check.rule, text)
        else:
            self._line.setText(self._check.rule.text)

    def _open_menu(self) -> None:
        menu = self._page.menu_of(self._check)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _lay_out(self) -> None:
        check, word = self._check, self._page.state_word(self._check)
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{check.rule.text}: {word}")
        self.setAccessibleDescription(check.because)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        why = check.because if check.because and not check.by_hand else ""
        self._state.setText(self.tr("{state}: {why}").format(state=word, why=why) if why else word)
        self._state.setTextFormat(Qt.TextFormat.PlainText)
        self._state.setProperty("role", "dim")
        self._state.setWordWrap(True)
        self._state.setContentsMargins(16 + GRID, 0, 0, 2)
        self._line.setMaxLength(_LONGEST)
        self._line.setAccessibleName(self.tr("Words of the rule"))
        self._line.editingFinished.connect(self._end)
        self._line.installEventFilter(self)
        self._more.setIconSize(QSize(16, 16))
        self._more.setToolTip(self.tr("Judge, edit or remove this rule"))
        self._more.setAccessibleName(self._more.toolTip())
        self._more.clicked.connect(self._open_menu)
        words = QWidget()
        self._stack = QStackedLayout(words)
        self._stack.addWidget(self._text)
        self._stack.addWidget(self._line)
        upper = QHBoxLayout()
        upper.setSpacing(GRID)
        upper.addWidget(self._icon)
        upper.addWidget(words, 1)
        upper.addWidget(self._more)
        lower = QHBoxLayout()
        lower.setSpacing(GRID)
        lower.addWidget(self._state, 1)
        self._offer_mark(lower)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, 2, 4, 2)
        column.setSpacing(0)
        column.addLayout(upper)
        column.addLayout(lower)

    def _offer_mark(self, row: QHBoxLayout) -> None:
        """A link to the mark with which the rule could be judged."""
        kind = self._page.mark_for(self._check)
        if kind is None:
            return
        link = QPushButton(self.tr("Mark: {kind}").format(kind=titles()[kind].lower()))
        link.setProperty("role", "link")
        link.setAccessibleName(link.text())
        link.clicked.connect(lambda: self._page.mark_wanted.emit(kind))
        row.addWidget(link)

    def _tint(self) -> None:
        theme = colours_of(self)
        colours: dict[RuleState, str] = {
            "followed": theme.good,
            "violated": theme.bad,
            "undetermined": theme.dim,
        }
        state = self._check.state
        self._icon.setPixmap(icon(_ICONS[state], colours[state]).pixmap(16, 16))
        self._more.setIcon(icon("more", theme.dim))

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:
        if watched is self._line and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            if event.key() == Qt.Key.Key_Escape:
                self._line.setText(self._check.rule.text)
                self._end()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        acts = {
            Qt.Key.Key_Return: self.edit,
            Qt.Key.Key_Enter: self.edit,
            Qt.Key.Key_Menu: self._open_menu,
            Qt.Key.Key_Delete: lambda: self._page.rule_removed.emit(self._check.rule),
        }
        act = acts.get(event.key())
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.edit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._page.ensureWidgetVisible(self)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()
