"""Under the picture: the lanes, why a finding is one, curves, how strokes were followed.

What goes in are the parts; what comes out are judgements of the chosen finding. Where there is room
the lanes stand beside the page that is open; where there is none they are a page themselves.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from engine.records import Finding, Rating
from widgets.common.elided import ElidedLabel, RowsLabel
from widgets.common.icon import icon
from widgets.common.theme import GRID, colours_of
from widgets.player.kinds import OTHER, Kind, kind_of

WIDE = 840
"""Pixels from which the lanes have a place of their own beside the page."""
TIGHT = 680
"""Pixels below which the judgements are told by their pictures alone."""
FINDINGS, WHY, PLOTS, OBEYED = "findings", "why", "plots", "obeyed"


class Details(QWidget):
    """Tabs, the three judgements, and the pages."""

    judged = Signal(bool)
    """The chosen finding is confirmed (True) or dismissed."""
    retyped = Signal(str)
    """The chosen finding is of another kind."""
    page_changed = Signal(str)

    def __init__(self, lanes: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lanes = lanes
        self._kinds: tuple[Kind, ...] = ()
        self._page = FINDINGS
        self._wide = self._tight = False
        self._group = QButtonGroup(self)
        self._tabs: dict[str, QPushButton] = {}
        self._pages: dict[str, QWidget] = {}
        self._stack = QStackedWidget()
        self._split = QSplitter(Qt.Orientation.Horizontal)
        # a long message must not push the docks aside
        self._about, self._below = ElidedLabel(), RowsLabel()
        self._confirm, self._dismiss, self._wrong = QPushButton(), QPushButton(), QPushButton()
        self._lay_out()
        self.set_finding(None, Rating())

    # in

    def add_page(self, name: str, title: str, page: QWidget) -> None:
        """One more page."""
        self._pages[name] = page
        self._stack.addWidget(page)
        self._add_tab(name, title)
        self._show()

    def set_kinds(self, kinds: Sequence[Kind]) -> None:
        """What a finding could be instead."""
        self._kinds = tuple(kinds)

    def set_finding(self, finding: Finding | None, rating: Rating) -> None:
        """What the judgements are about, and what was said of it."""
        key = finding.key if finding is not None else ""
        retyped = key in rating.wrong_kinds
        for button, on in (
            (self._confirm, key in rating.confirmed and not retyped),
            (self._dismiss, key in rating.dismissed),
            (self._wrong, retyped),
        ):
            button.setEnabled(finding is not None)
            button.setChecked(on)

    def set_about(self, text: str) -> None:
        """A few words beside the tabs, or below them where they do not fit there."""
        for label in (self._about, self._below):
            label.setText(text)
            label.setToolTip(text)
        self._place_about()

    # acts

    @property
    def page(self) -> str:
        """The page that is open."""
        return self._page

    def set_page(self, name: str) -> None:
        """Opens a page."""
        if name != self._page:
            self._page = name
            self._show()
            self.page_changed.emit(name)

    def next_page(self) -> None:
        """The page after this one, and after the last the first."""
        names = [name for name in self._tabs if not self._tabs[name].isHidden()]
        place = names.index(self._page) if self._page in names else -1
        self.set_page(names[(place + 1) % len(names)])

    def open_kinds(self) -> None:
        """Asks which kind the finding really is."""
        if self._wrong.isEnabled():
            menu = self.kinds_menu()
            menu.popup(self._wrong.mapToGlobal(self._wrong.rect().bottomLeft()))

    def kinds_menu(self) -> QMenu:
        """Every kind that it could be instead."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind in self._kinds:
            menu.addAction(kind.title, lambda kind=kind: self.retyped.emit(kind.id))
        menu.addSeparator()
        other = kind_of({}, OTHER)
        menu.addAction(other.title, lambda: self.retyped.emit(OTHER))
        return menu

    # inside

    @property
    def _shown(self) -> str:
        """The page that stands beside the lanes, or in their place."""
        first = next(iter(self._pages), FINDINGS)
        return first if self._wide and self._page == FINDINGS else self._page

    def _place_about(self) -> None:
        wide = self._about.fontMetrics().horizontalAdvance(self._about.text())
        beside = wide <= self._about.width()
        self._about.setVisible(beside)
        # the card says it all by itself
        self._below.setVisible(not beside and self._shown != WHY)

    def _ask_kind(self, checked: bool) -> None:
        self._wrong.setChecked(not checked)  # it is what the answer says
        self.open_kinds()

    def _name_judgements(self) -> None:
        theme = colours_of(self)
        for button, name in (
            (self._confirm, "check"),
            (self._dismiss, "close"),
            (self._wrong, "more"),
        ):
            button.setText("" if self._tight else button.accessibleName())
            shown = icon(name, theme.text, theme.edge) if self._tight else QIcon()
            button.setIcon(shown)

    def _add_tab(self, name: str, title: str) -> None:
        tab = QPushButton(title)
        tab.setCheckable(True)
        tab.setProperty("role", "mode")
        tab.setAccessibleName(title)
        tab.clicked.connect(lambda: self.set_page(name))
        self._group.addButton(tab)
        self._row.insertWidget(len(self._tabs), tab)
        if self._tabs:
            # the key goes along the row, and to the pages after it
            self.setTabOrder(list(self._tabs.values())[-1], tab)
        self._tabs[name] = tab

    def _show(self) -> None:
        self._tabs[FINDINGS].setVisible(not self._wide)
        page = self._shown
        self._tabs[page].setChecked(True)
        self._lanes.setVisible(self._wide or page == FINDINGS)
        self._stack.setVisible(page != FINDINGS)
        if page != FINDINGS:
            self._stack.setCurrentWidget(self._pages[page])
        self._place_about()

    def _lay_out(self) -> None:
        for button, name, tip in (
            (self._confirm, self.tr("Confirm"), self.tr("It is so (Y)")),
            (self._dismiss, self.tr("Dismiss"), self.tr("It is not so (X)")),
            (
                self._wrong,
                self.tr("Wrong kind…"),
                self.tr("Something is wrong, but not this: choose what (W)"),
            ),
        ):
            button.setCheckable(True)
            button.setToolTip(f"{name}: {tip}")
            button.setAccessibleName(name)
            button.setAccessibleDescription(tip)
        self._name_judgements()
        for label in (self._about, self._below):
            label.setProperty("role", "dim")
        policy = self._about.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # it says how much room there is
        self._about.setSizePolicy(policy)
        self._about.installEventFilter(self)
        self._below.setContentsMargins(4, 0, 4, 0)
        self._below.hide()
        self._row = QHBoxLayout()
        self._row.setSpacing(2)
        self._add_tab(FINDINGS, self.tr("Findings"))
        self._row.addSpacing(GRID)
        self._row.addWidget(self._about, 1)
        for button in (self._confirm, self._dismiss, self._wrong):
            self._row.addSpacing(2)
            self._row.addWidget(button)
        self._confirm.clicked.connect(lambda: self.judged.emit(True))
        self._dismiss.clicked.connect(lambda: self.judged.emit(False))
        self._wrong.clicked.connect(self._ask_kind)
        self._split.setProperty("role", "quiet")
        self._split.setHandleWidth(5)
        self._split.addWidget(self._lanes)
        self._split.addWidget(self._stack)
        self._split.setChildrenCollapsible(False)
        self._split.setStretchFactor(0, 11)
        self._split.setStretchFactor(1, 9)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._row)
        column.addWidget(self._below)
        column.addWidget(self._split, 1)
        self._stack.setMinimumWidth(240)
        self._show()

    # Qt

    def sizeHint(self) -> QSize:
        return QSize(600, 200)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 112)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place_about()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide, tight = self.width() >= WIDE, self.width() < TIGHT
        if wide != self._wide:
            self._wide = wide
            self._show()
        if tight != self._tight:
            self._tight = tight
            self._name_judgements()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._name_judgements()
