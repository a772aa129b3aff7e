"""The kinds of marks as a row of buttons, what the prompt proposes, and what was said so far.

What goes in are marks and proposals; what comes out are the kinds that the next click is to say,
and marks that are to go.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QT_TR_NOOP, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from engine.records import Mark, MarkKind
from widgets.common.flow import FlowLayout
from widgets.common.translation import tr

_TITLES: Mapping[MarkKind, str] = {
    "solid": QT_TR_NOOP("Solid"),
    "rigid": QT_TR_NOOP("Rigid"),
    "articulated": QT_TR_NOOP("Articulated"),
    "cloth": QT_TR_NOOP("Cloth"),
    "fluid": QT_TR_NOOP("Fluid"),
    "floor": QT_TR_NOOP("Floor"),
    "same": QT_TR_NOOP("Same thing"),
    "down": QT_TR_NOOP("Down"),
}
_TELLS: Mapping[MarkKind, str] = {
    "solid": QT_TR_NOOP("Nothing goes through it"),
    "rigid": QT_TR_NOOP("It keeps its shape"),
    "articulated": QT_TR_NOOP("It moves by its joints: a person, an animal"),
    "cloth": QT_TR_NOOP("It may fold and flutter"),
    "fluid": QT_TR_NOOP("It has no shape of its own: water, smoke, sand"),
    "floor": QT_TR_NOOP("Drag a line along the floor"),
    "same": QT_TR_NOOP("Click it here and where it was before"),
    "down": QT_TR_NOOP("Drag the way things fall"),
}
KEYS: Mapping[MarkKind, str] = {
    "solid": "G",
    "rigid": "R",
    "articulated": "A",
    "cloth": "C",
    "fluid": "F",
    "floor": "P",
    "same": "T",
    "down": "V",
}


def titles() -> dict[MarkKind, str]:
    """What the kinds of marks are called."""
    return {kind: tr(text) for kind, text in _TITLES.items()}


class MarkBar(QWidget):
    """Hidden until something is to be marked."""

    kinds_chosen = Signal(object, str)
    """Kinds that the next click says, as a tuple, and the noun; () puts the tool down."""
    toggle_wanted = Signal()
    """The bar is to be seen, or not any more."""
    mark_removed = Signal(object)
    all_removed = Signal()
    mark_pointed = Signal(object)
    """The mark in the list under the mouse; None is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks: tuple[Mark, ...] = ()
        self._proposed: tuple[tuple[str, tuple[MarkKind, ...]], ...] = ()
        self._titles = titles()
        self._buttons: dict[MarkKind, QToolButton] = {}
        self._offers, self._list = QToolButton(), QToolButton()
        self._lay_out()
        self.set_marks(())
        self.set_proposed(())
        self.setAccessibleName(self.tr("Marks"))

    # in

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """What was said so far."""
        self._marks = tuple(marks)
        self._list.setText(self.tr("Marks ({n})").format(n=len(marks)))
        self._list.setEnabled(bool(marks))

    def set_proposed(self, marks: Sequence[Mark]) -> None:
        """What the prompt says of its things; what is left is to say where they are."""
        by_noun: dict[str, tuple[MarkKind, ...]] = {}
        for mark in marks:
            by_noun[mark.noun] = (*by_noun.get(mark.noun, ()), mark.kind)
        self._proposed = tuple(by_noun.items())
        self._offers.setVisible(bool(by_noun))
        self._offers.setText(self.tr("From the prompt ({n})").format(n=len(by_noun)))

    def set_armed(self, kinds: Sequence[MarkKind]) -> None:
        """What the next click says."""
        for kind, button in self._buttons.items():
            button.setChecked(kind in kinds)

    def set_said(self, text: str) -> None:
        """What to do next, for who cannot see the picture."""
        self.setAccessibleDescription(text)

    def add_keys(self, part: QWidget) -> None:
        """Its keys, in the part of the window where marks are made."""
        acts = {keys: (lambda kind=kind: self._press(kind)) for kind, keys in KEYS.items()}
        for keys, act in {"M": self.toggle_wanted.emit, **acts}.items():
            shortcut = QShortcut(QKeySequence(keys), part)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # what it shows

    def offers(self) -> list[str]:
        """What the prompt proposes, in words."""
        return [f"{noun}: {self._words(kinds)}" for noun, kinds in self._proposed]

    def entries(self) -> list[str]:
        """The marks in words."""
        return [self._entry(mark) for mark in self._marks]

    def offers_menu(self) -> QMenu:
        """Things of the prompt that can be placed by one click."""
        menu = self._menu()
        for (noun, kinds), text in zip(self._proposed, self.offers(), strict=True):
            menu.addAction(text, lambda noun=noun, kinds=kinds: self.kinds_chosen.emit(kinds, noun))
        return menu

    def marks_menu(self) -> QMenu:
        """The marks; choosing one removes it."""
        menu = self._menu()
        menu.addSection(self.tr("Remove"))
        for mark, text in zip(self._marks, self.entries(), strict=True):
            action = menu.addAction(text, lambda mark=mark: self.mark_removed.emit(mark))
            action.hovered.connect(lambda mark=mark: self.mark_pointed.emit(mark))
        menu.addSeparator()
        menu.addAction(self.tr("All of them"), self.all_removed.emit)
        menu.aboutToHide.connect(lambda: self.mark_pointed.emit(None))
        return menu

    # inside

    def _words(self, kinds: Sequence[MarkKind]) -> str:
        return ", ".join(self._titles[kind].lower() for kind in kinds)

    def _entry(self, mark: Mark) -> str:
        what = f"{mark.noun}: {self._titles[mark.kind]}" if mark.noun else self._titles[mark.kind]
        return self.tr("{what}, frame {n}").format(what=what, n=mark.frame)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _toggle(self, kind: MarkKind) -> None:
        armed = self._buttons[kind].isChecked()
        self.kinds_chosen.emit((kind,) if armed else (), "")

    def _press(self, kind: MarkKind) -> None:
        self._buttons[kind].toggle()
        self._toggle(kind)

    def _lay_out(self) -> None:
        buttons = FlowLayout(self, spacing=4)
        for kind in KEYS:
            buttons.addWidget(self._tool(kind))
        for button, menu in ((self._offers, self.offers_menu), (self._list, self.marks_menu)):
            button.clicked.connect(
                lambda _=False, button=button, menu=menu: menu().popup(
                    button.mapToGlobal(button.rect().bottomLeft())
                )
            )
            buttons.addWidget(button)
        self._offers.setAccessibleName(self.tr("Marks that the prompt proposes"))
        self._list.setAccessibleName(self.tr("Marks of this take"))

    def _tool(self, kind: MarkKind) -> QToolButton:
        button = self._buttons[kind] = QToolButton()
        tell = tr(_TELLS[kind])
        button.setText(self._titles[kind])
        button.setCheckable(True)
        button.setToolTip(f"{tell} ({KEYS[kind]})")
        button.setAccessibleName(self._titles[kind])
        button.setAccessibleDescription(tell)
        button.clicked.connect(lambda _=False, kind=kind: self._toggle(kind))
        return button
