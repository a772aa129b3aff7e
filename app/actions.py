"""What a person can do, as one table: menu, words, keys, and the act behind them.

What goes in are the acts; what comes out are menus on the window and a sheet of all shortcuts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TR_NOOP, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from widgets.common.translation import tr

if TYPE_CHECKING:
    from app.window import Window


@dataclass(frozen=True, slots=True)
class Act:
    """One entry of a menu. A text of '-' is a line between entries."""

    menu: str
    text: str
    keys: tuple[str, ...] = ()
    run: Callable[[], object] | None = None
    within: tuple[QWidget, ...] = ()
    """The parts of the window in which its keys mean this; () is everywhere."""


ELSEWHERE: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        QT_TR_NOOP("Prompt"),
        (
            (QT_TR_NOOP("Next hint, previous hint"), QT_TR_NOOP("F8, Shift+F8")),
            (QT_TR_NOOP("Fixes at the cursor"), QT_TR_NOOP("Ctrl+. or Alt+Enter")),
            (QT_TR_NOOP("Earlier prompt, later prompt"), QT_TR_NOOP("Alt+Up, Alt+Down")),
            (QT_TR_NOOP("Take the first offer"), QT_TR_NOOP("Tab")),
            (QT_TR_NOOP("Choose among offers, close them"), QT_TR_NOOP("Ctrl+Down, Esc")),
        ),
    ),
    (
        QT_TR_NOOP("Motion brush"),
        (
            (QT_TR_NOOP("Select, brush, eraser"), "V, B, E"),
            (QT_TR_NOOP("Lasso, polygon, rectangle, pick"), "L, G, R, W"),
            (QT_TR_NOOP("Trajectory, static brush, ruler, hand"), "P, S, M, H"),
            (QT_TR_NOOP("Onion skin"), "O"),
            (QT_TR_NOOP("Brush size"), QT_TR_NOOP("[ and ]")),
            (QT_TR_NOOP("Straight line"), QT_TR_NOOP("Shift")),
            (QT_TR_NOOP("Fit, 100 %"), QT_TR_NOOP("Ctrl+0, Ctrl+1")),
        ),
    ),
    (
        QT_TR_NOOP("Regions"),
        (
            (
                QT_TR_NOOP("Add, take away, keep what both hold"),
                QT_TR_NOOP("Shift, Alt, Shift+Alt"),
            ),
            (QT_TR_NOOP("Move the crosshair of a brush or region tool"), QT_TR_NOOP("arrows")),
            (QT_TR_NOOP("Put it down and lift it, close a polygon"), QT_TR_NOOP("Enter")),
            (QT_TR_NOOP("Take a corner back"), QT_TR_NOOP("Backspace")),
        ),
    ),
    (
        QT_TR_NOOP("Trajectories"),
        (
            (QT_TR_NOOP("Next stroke; with Shift one more"), QT_TR_NOOP("Page Up, Page Down")),
            (
                QT_TR_NOOP("Next point or handle; with Shift one more point"),
                QT_TR_NOOP("Ctrl+Left, Ctrl+Right"),
            ),
            (QT_TR_NOOP("Nudge, ten pixels"), QT_TR_NOOP("arrows, Shift+arrows")),
            (QT_TR_NOOP("All strokes; with Trajectory all points"), QT_TR_NOOP("Ctrl+A")),
            (QT_TR_NOOP("Add a point, take away what is chosen"), QT_TR_NOOP("Insert, Delete")),
            (QT_TR_NOOP("Draw the chosen motion"), QT_TR_NOOP("Enter")),
            (QT_TR_NOOP("Choose the points in a box"), QT_TR_NOOP("Alt")),
            (QT_TR_NOOP("Take the path that a hint offers"), QT_TR_NOOP("Ctrl+.")),
        ),
    ),
    (
        QT_TR_NOOP("Ruler"),
        (
            (QT_TR_NOOP("Measure"), QT_TR_NOOP("Enter")),
            (QT_TR_NOOP("Turn gravity"), QT_TR_NOOP("Left, Right")),
            (QT_TR_NOOP("Remove the ruler"), QT_TR_NOOP("Delete")),
        ),
    ),
    (
        QT_TR_NOOP("List of strokes"),
        (
            (QT_TR_NOOP("Rename"), "F2"),
            (QT_TR_NOOP("Nearer to the camera, farther"), QT_TR_NOOP("Alt+Up, Alt+Down")),
        ),
    ),
    (
        QT_TR_NOOP("Speed curve"),
        (
            (QT_TR_NOOP("Next knot"), QT_TR_NOOP("Tab")),
            (QT_TR_NOOP("Move it"), QT_TR_NOOP("arrows")),
            (QT_TR_NOOP("Add one, take it away"), QT_TR_NOOP("Insert, Delete")),
        ),
    ),
    (
        QT_TR_NOOP("Queue"),
        (
            (QT_TR_NOOP("Earlier, later, first of all"), QT_TR_NOOP("Alt+Up, Alt+Down, Alt+Home")),
            (QT_TR_NOOP("Edit a job that waits"), QT_TR_NOOP("Enter")),
            (QT_TR_NOOP("Duplicate, cancel"), QT_TR_NOOP("Ctrl+D, Delete")),
            (QT_TR_NOOP("Close it"), QT_TR_NOOP("Esc")),
        ),
    ),
    (
        QT_TR_NOOP("Watch"),
        (
            (QT_TR_NOOP("Play"), QT_TR_NOOP("Space")),
            (QT_TR_NOOP("Shuttle"), "J, K, L"),
            (QT_TR_NOOP("One frame, one second"), QT_TR_NOOP("arrows, Shift+arrows")),
            (QT_TR_NOOP("In, out"), "I, O"),
            (QT_TR_NOOP("Next, previous finding"), QT_TR_NOOP("N, Shift+N")),
            (QT_TR_NOOP("Play the finding in a loop"), QT_TR_NOOP("Shift+L")),
            (QT_TR_NOOP("Confirm, dismiss, wrong kind"), "Y, X, W"),
            (QT_TR_NOOP("Next page under the picture"), "D"),
            (QT_TR_NOOP("In the lanes: go to it, hide the kind"), QT_TR_NOOP("Enter, H")),
            (QT_TR_NOOP("Which one is the film?"), "B"),
            (QT_TR_NOOP("Rate, star"), "1-5, ."),
            (QT_TR_NOOP("Frame as start image, as end image"), "S, E"),
            (QT_TR_NOOP("New shot from the frame"), QT_TR_NOOP("Shift+S")),
        ),
    ),
    (
        QT_TR_NOOP("Marks"),
        (
            (QT_TR_NOOP("Mark things in Watch"), "M"),
            (QT_TR_NOOP("Solid, rigid, articulated, cloth, fluid"), "G, R, A, C, F"),
            (QT_TR_NOOP("Floor, same thing, down"), "P, T, V"),
            (QT_TR_NOOP("Next thing that moves, the one before"), QT_TR_NOOP("Page Down, Page Up")),
            (QT_TR_NOOP("Take it, put the tool down"), QT_TR_NOOP("Enter, Esc")),
        ),
    ),
    (
        QT_TR_NOOP("List of rules"),
        ((QT_TR_NOOP("Edit it, take it away"), QT_TR_NOOP("Enter, Delete")),),
    ),
    (
        QT_TR_NOOP("Compare"),
        (
            (QT_TR_NOOP("Play all"), QT_TR_NOOP("Space")),
            (QT_TR_NOOP("One frame, one second"), QT_TR_NOOP("Left, Right, with Shift")),
            (QT_TR_NOOP("Next take, take before"), QT_TR_NOOP("Down, Up")),
            (QT_TR_NOOP("Watch it"), QT_TR_NOOP("Enter")),
            (QT_TR_NOOP("Rate, star"), "1-5, ."),
            (QT_TR_NOOP("More takes, takes before"), QT_TR_NOOP("Page Down, Page Up")),
            (QT_TR_NOOP("All, side by side, wipe, difference, onion"), "G, S, W, D, O"),
            (
                QT_TR_NOOP("Shift A by a frame, shift B"),
                QT_TR_NOOP("Alt+Left, Alt+Right; Ctrl+Left, Ctrl+Right"),
            ),
            (QT_TR_NOOP("Swap A and B"), "X"),
            (QT_TR_NOOP("Enlarge both, all of them"), "+, -, 0"),
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
        context = Qt.ShortcutContext
        action.setShortcutContext(
            context.WidgetWithChildrenShortcut if act.within else context.WindowShortcut
        )
        for part in act.within:
            part.addAction(action)
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
        translated = [(tr(what), tr(key)) for what, key in keys]
        rows.setdefault(tr(part), []).extend(translated)
    return list(rows.items())
