"""What can be done about hints, as menus: marks go in, the chosen fix or ignore comes out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from engine.records import Fix, Hint
from widgets.common.theme import colours_of
from widgets.prompt.changes import short
from widgets.prompt.preview import as_html
from widgets.prompt.tracking import Mark


def entry_of(text: str) -> str:
    """Words of a prompt as a menu entry: on one line, and an ampersand is no shortcut."""
    return short(" ".join(text.split())).replace("&", "&&")


class MoreMenu(QMenu):
    """Ignore here, ignore in this project, turn the rule off, explain, settings: for one hint."""

    ignore_chosen = Signal(Hint, str)
    explain_chosen = Signal(str)
    settings_chosen = Signal(str)

    def __init__(self, hint: Hint | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Ignore or explain"))
        self.setTitle(self.tr("Ignore or explain"))
        if hint is not None:
            self.add_rest(hint)

    def add_rest(self, hint: Hint) -> None:
        """Adds the entries that every hint has."""
        for scope, text in (
            ("here", self.tr("Ignore here")),
            ("project", self.tr("Ignore in this project")),
            ("rule", self.tr("Turn the rule ‘{}’ off").format(hint.rule)),
        ):
            self.addAction(text).triggered.connect(
                lambda _=False, scope=scope: self.ignore_chosen.emit(hint, scope)
            )
        settings = self.addAction(self.tr("Level of this rule…"))
        settings.triggered.connect(lambda: self.settings_chosen.emit(hint.rule))
        explain = self.addAction(self.tr("Explain"))
        explain.triggered.connect(lambda: self.explain_chosen.emit(hint.rule))


class FixMenu(MoreMenu):
    """The fixes of the hints of some marks, then what else can be done about each."""

    fix_pointed = Signal(object)
    """The places that the fix under the pointer would change; None when the menu is left."""
    fix_chosen = Signal(Mark, Fix)

    def __init__(self, marks: tuple[Mark, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(self.tr("Fixes"))
        self.setToolTipsVisible(True)
        self.aboutToHide.connect(lambda: self.fix_pointed.emit(None))
        self._fixes: list[tuple[QAction, Fix]] = []
        for mark in marks:
            if mark is not marks[0]:
                self.addSeparator()
            self.addAction(entry_of(mark.hint.message)).setEnabled(False)
            self._add_fixes(mark)
            if len(marks) > 1:
                self._add_submenu(mark.hint)
            else:
                self.addSeparator()
                self.add_rest(mark.hint)

    def first(self) -> QAction | None:
        """What Enter takes: the preferred fix, else the first one, else the first entry."""
        preferred = [action for action, fix in self._fixes if fix.preferred]
        entries = [action for action in self.actions() if action.isEnabled()]
        return next(iter(preferred + entries), None)

    def _add_fixes(self, mark: Mark) -> None:
        for number, fix in enumerate(mark.hint.fixes):
            action = self.addAction(entry_of(fix.title))
            action.setToolTip(as_html(mark, number, colours_of(self)))
            action.hovered.connect(lambda places=mark.edits[number]: self.fix_pointed.emit(places))
            action.triggered.connect(lambda _=False, fix=fix: self.fix_chosen.emit(mark, fix))
            self._fixes.append((action, fix))

    def _add_submenu(self, hint: Hint) -> None:
        more = MoreMenu(hint, self)
        more.ignore_chosen.connect(self.ignore_chosen)
        more.explain_chosen.connect(self.explain_chosen)
        more.settings_chosen.connect(self.settings_chosen)
        self.addMenu(more)
