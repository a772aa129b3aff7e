"""What a person can do, as one table: menu, words, keys, and the act behind them.

What goes in are the acts; what comes out are menus on the window and a sheet of all shortcuts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from app.window import Window


@dataclass(frozen=True, slots=True)
class Act:
    """One entry of a menu. A text of '-' is a line between entries."""

    menu: str
    text: str
    keys: tuple[str, ...] = ()
    run: Callable[[], object] | None = None


ELSEWHERE: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Prompt",
        (
            ("Next hint, previous hint", "F8, Shift+F8"),
            ("Fixes at the cursor", "Ctrl+. or Alt+Enter"),
            ("Prompt history", "Alt+Up, Alt+Down"),
        ),
    ),
    (
        "Motion brush",
        (
            ("Select, brush, eraser, lasso", "V, B, E, L"),
            ("Path, static brush, hand", "P, S, H"),
            ("Brush size", "[ and ]"),
            ("Straight line", "Shift"),
            ("Fit, 100 %", "Ctrl+0, Ctrl+1"),
        ),
    ),
    (
        "Watch",
        (
            ("Play", "Space"),
            ("Shuttle", "J, K, L"),
            ("One frame, one second", "arrows, Shift+arrows"),
            ("In, out", "I, O"),
            ("Next, previous finding", "N, Shift+N"),
            ("Rate, star", "1-5, ."),
        ),
    ),
)
"""Keys that belong to one part of the screen, for the sheet."""


def add_menus(window: Window, acts: Sequence[Act]) -> dict[str, QAction]:
    """Puts the acts into the window's menu bar; returns the actions by their text."""
    menus: dict[str, QMenu] = {}
    made: dict[str, QAction] = {}
    for act in acts:
        menu = menus.get(act.menu)
        if menu is None:
            menu = menus[act.menu] = window.menu(act.menu)
        if act.text == "-":
            menu.addSeparator()
            continue
        action = QAction(act.text, window)
        action.setShortcuts([QKeySequence(keys) for keys in act.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        if act.run is not None:
            action.triggered.connect(lambda _=False, run=act.run: run())
        menu.addAction(action)
        made[act.text] = action
    return made


def sheet(acts: Sequence[Act]) -> list[tuple[str, list[tuple[str, str]]]]:
    """All shortcuts by menu: (menu, [(what, keys)])."""
    rows: dict[str, list[tuple[str, str]]] = {}
    for act in acts:
        if act.keys:
            shown = ", ".join(
                QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
                for keys in act.keys
            )
            rows.setdefault(act.menu, []).append((act.text.rstrip("…"), shown))
    for part, keys in ELSEWHERE:
        translated = [(_translate(what), _translate(key)) for what, key in keys]
        rows.setdefault(_translate(part), []).extend(translated)
    return list(rows.items())


def _translate(text: str) -> str:
    return QCoreApplication.translate("shortcuts", text)
