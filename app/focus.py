"""Where Tab goes: parts of the window go in, the widgets that take the focus come out in order.

Qt keeps the order in which widgets were made, and hint cards, strokes and the player are made late.
Here the order is that of the layouts, whenever a widget came into them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLayout, QScrollArea, QWidget

_MARGIN = 8


def move_focus(parts: Sequence[QWidget], *, ahead: bool) -> bool:
    """Gives the focus to the next widget, or the one before; False where there is none."""
    order = [stop for part in parts for stop in stops(part)]
    here = QApplication.focusWidget()
    if not order:
        return False
    step = 1 if ahead else -1
    start = order.index(here) if here in order else (-1 if ahead else 0)
    there = order[(start + step) % len(order)]
    reason = Qt.FocusReason.TabFocusReason if ahead else Qt.FocusReason.BacktabFocusReason
    there.setFocus(reason)
    _show(there)
    return True


def stops(widget: QWidget) -> Iterator[QWidget]:
    """The widgets below one that Tab stops at, in the order of the layouts."""
    if not widget.isVisible() or not widget.isEnabled():
        return
    takes_tab = widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
    if takes_tab and widget.focusProxy() is None:
        yield widget
    for child in _children(widget):
        yield from stops(child)


def _children(widget: QWidget) -> list[QWidget]:
    """What is laid out, in that order; then what stands free, from the top down."""
    laid_out = list(_laid_out(widget.layout()))
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    free = [
        child
        for child in widget.findChildren(QWidget, options=direct)
        if child not in laid_out and not child.isWindow()
    ]
    return laid_out + sorted(free, key=lambda child: (child.y(), child.x()))


def _laid_out(layout: QLayout | None) -> Iterator[QWidget]:
    for index in range(layout.count() if layout is not None else 0):
        item = layout.itemAt(index)
        if item.widget() is not None:
            yield item.widget()
        else:
            yield from _laid_out(item.layout())


def _show(widget: QWidget) -> None:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget, _MARGIN, _MARGIN)
        parent = parent.parentWidget()
