"""What is drawn over the picture, as switches beside the names of the modes.

What goes in are the kinds of violation and which are hidden; what comes out are switched overlays,
the kinds that are not to be seen, and the wish to be asked which one is the film.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from engine.records import Report
from widgets.common.icon import icon
from widgets.common.theme import colours_of
from widgets.player.kinds import Kind
from widgets.player.overlay_state import FIRST_ON
from widgets.player.overlays import NAMES

_ICONS = {
    "arrows": "arrows",
    "heat": "heat",
    "path": "path",
    "skeletons": "skeleton",
    "boxes": "box",
}


class WatchHead(QWidget):
    """One row of buttons."""

    switched = Signal(str, bool)
    """An overlay is to be drawn, or not."""
    kinds_hidden = Signal(object)
    """Ids of the kinds that are not to be seen, as a frozenset."""
    blind_wanted = Signal()
    marks_wanted = Signal()
    """Things are to be marked, or not any more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kinds: tuple[Kind, ...] = ()
        self._hidden: frozenset[str] = frozenset()
        self._switches: dict[str, QToolButton] = {}
        self._wanted = set(FIRST_ON)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2)
        self._row.addStretch(1)
        self._add_switches()
        self.set_report(None)
        self._seen = self._button(self.tr("Which kinds are drawn over the picture"))
        self._seen.clicked.connect(self._open_kinds)
        which = self.tr("Which one is the film? Forwards and backwards, unnamed (B)")
        self._which = self._button(which)
        self._which.clicked.connect(self.blind_wanted)
        self._mark = self._button(self.tr("Mark things: solid, rigid, floor and more (M)"))
        self._mark.clicked.connect(self.marks_wanted)
        self._tint()

    def set_kinds(self, kinds: Sequence[Kind]) -> None:
        """Every kind of violation."""
        self._kinds = tuple(kinds)
        self._seen.setEnabled(bool(kinds))

    def set_hidden(self, hidden: frozenset[str]) -> None:
        """Kinds that are not to be seen."""
        self._hidden = hidden
        self._tint()

    def set_switch(self, name: str, on: bool) -> None:
        """Whether an overlay is drawn."""
        self._wanted = self._wanted | {name} if on else self._wanted - {name}
        self._show_switch(name)

    def set_report(self, report: Report | None) -> None:
        """What was seen: where nobody was, there are no skeletons to switch."""
        button = self._switches["skeletons"]
        button.setEnabled(report is not None and bool(report.people or report.hands))
        words = self.tr("Skeletons: people and hands as they were seen")
        if report is not None and report.people is None:
            words = self.tr(
                "Skeletons: nobody was looked for. The models for people and hands are in "
                "Shot › Models…, under Get more"
            )
        elif not button.isEnabled():
            words = self.tr("Skeletons: no people and no hands were seen in this take")
        button.setToolTip(words)
        button.setAccessibleName(words)
        self._show_switch("skeletons")

    def allow_blind(self, allowed: bool) -> None:
        """Whether there is a film to ask about."""
        self._which.setEnabled(allowed)

    def kinds_menu(self) -> QMenu:
        """Every kind, by what it is measured against, to be seen or not."""
        menu = QMenu(self)
        every = frozenset(kind.id for kind in self._kinds)
        menu.addAction(self.tr("Show all"), lambda: self.kinds_hidden.emit(frozenset()))
        menu.addAction(self.tr("Hide all"), lambda: self.kinds_hidden.emit(every))
        for tier, title in (
            ("asked", self.tr("Measured against what you asked")),
            ("physics", self.tr("Physics checks")),
        ):
            of_tier = [kind for kind in self._kinds if kind.tier == tier]
            if of_tier:
                menu.addSection(title)
            for kind in of_tier:
                action = menu.addAction(kind.title)
                action.setCheckable(True)
                action.setChecked(kind.id not in self._hidden)
                action.setToolTip(kind.rule)
                action.triggered.connect(lambda on, kind=kind: self._switch(kind.id, on))
        menu.setToolTipsVisible(True)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _switch(self, kind: str, on: bool) -> None:
        self.kinds_hidden.emit(self._hidden - {kind} if on else self._hidden | {kind})

    def _open_kinds(self) -> None:
        menu = self.kinds_menu()
        menu.popup(self._seen.mapToGlobal(self._seen.rect().bottomLeft()))

    def _add_switches(self) -> None:
        titles = {
            "arrows": self.tr("Arrows: how every part moves"),
            "heat": self.tr("Heat: how fast"),
            "path": self.tr("Paths: wanted dashed, measured solid"),
            "skeletons": self.tr("Skeletons: people and hands as they were seen"),
            "boxes": self.tr("Findings: what broke, where"),
        }
        for name in NAMES:
            button = self._button(titles[name])
            button.setCheckable(True)
            button.setChecked(name in FIRST_ON)
            button.clicked.connect(lambda on, name=name: self.switched.emit(name, on))
            self._switches[name] = button

    def _show_switch(self, name: str) -> None:
        button = self._switches[name]
        button.setChecked(name in self._wanted and button.isEnabled())

    def _button(self, tip: str) -> QToolButton:
        button = QToolButton()
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setIconSize(QSize(18, 18))
        self._row.addWidget(button)
        return button

    def _tint(self) -> None:
        theme = colours_of(self)
        for name, button in self._switches.items():
            button.setIcon(icon(_ICONS[name], theme.text, theme.edge))
        self._seen.setIcon(icon("eye-off" if self._hidden else "eye", theme.text, theme.edge))
        self._which.setIcon(icon("flip", theme.text, theme.edge))
        self._mark.setIcon(icon("pick", theme.text, theme.edge))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()
