"""What every tool of the canvas is: it takes touches and ends a gesture in one edit of the plan.

A tool holds only its gesture in progress; everything else is on the board of its canvas.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QPainter

from widgets.motion.edits import Place


@dataclass(frozen=True, slots=True)
class Touch:
    """Where the hand is, in the widget and in the frame, and what it holds down."""

    position: QPointF
    place: Place
    shift: bool = False
    alt: bool = False
    pressure: float = 1.0
    """How hard a pen is pressed, 0 to 1; a mouse presses hard."""

    def far_from(self, other: Touch) -> bool:
        """Whether the hand has moved so far that it is a drag and no longer a click."""
        moved = self.position - other.position
        return moved.manhattanLength() > 4


class Tool:
    """One tool. Subclasses say what they are and answer to touches."""

    id: ClassVar[str]
    key: ClassVar[str]
    icon: ClassVar[str]
    title: ClassVar[str]
    help: ClassVar[str]
    brush: ClassVar[bool] = False
    """Whether the tool paints with a round brush of a size."""

    drags: ClassVar[bool] = True
    """Whether a gesture goes from a press to its release, or click by click."""

    aims: ClassVar[bool] = False
    """Whether the keyboard can put the tool down with a crosshair."""

    edits: ClassVar[bool] = True
    """Whether the tool works on the plan, or only on the view."""

    def __init__(self, canvas) -> None:
        self.canvas = canvas

    @property
    def board(self):
        """The state of the canvas."""
        return self.canvas.board

    def press(self, touch: Touch) -> bool:
        """Begins a gesture; False where nothing can be done here."""
        raise NotImplementedError

    def move(self, touch: Touch) -> None:
        """Goes on with the gesture."""

    def release(self, touch: Touch) -> None:
        """Ends the gesture; the only place where a plan changes."""

    def cancel(self) -> None:
        """Gives the gesture up; nothing has happened."""

    @property
    def waits(self) -> bool:
        """Whether a gesture of several clicks is begun and waits for the next of them."""
        return False

    def hover(self, touch: Touch) -> None:
        """The hand moves with nothing pressed."""

    def take_key(self, event: QKeyEvent) -> bool:
        """A key goes down while the tool waits; False where it means nothing to it."""
        return False

    def owns(self, event: QKeyEvent) -> bool:
        """Whether a key means something to this tool alone while its hand is at rest."""
        return False

    def act(self, event: QKeyEvent) -> None:
        """Does what a key of its own means."""

    def take_back(self) -> bool:
        """Takes the last step of a waiting gesture back; False where nothing waits."""
        return False

    def paint(self, painter: QPainter) -> None:
        """Draws the gesture in progress over everything else, in widget coordinates."""

    def cursor(self, touch: Touch) -> Qt.CursorShape:
        """What the pointer looks like while nothing is pressed."""
        return Qt.CursorShape.ArrowCursor


def locked(start: Touch, touch: Touch, view) -> Touch:
    """The touch on the horizontal or vertical line through the start of the gesture."""
    moved = touch.position - start.position
    if abs(moved.x()) >= abs(moved.y()):
        position = QPointF(touch.position.x(), start.position.y())
    else:
        position = QPointF(start.position.x(), touch.position.y())
    place = view.to_frame(position.x(), position.y())
    return replace(touch, position=position, place=place, shift=True)
