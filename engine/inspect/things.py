"""What moves by itself in a clip, thing by thing: its place, size, shape, look and company.

A `Thing` keeps one row a frame from the frame it was first seen to the last, also where it was
hidden meanwhile. All is in clip pixels and frames; what the view does is taken away where it says
so. Things are the nouns that every detector speaks of.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from engine.records import Box, Mover

Floats = NDArray[np.float32]

CROWD = 12
"""Things at one time beyond which most are pieces of others."""
LOOK = 16
"""Pixels of each side of a kept look."""
_SOMEWHERE = 0.015
_STRAIGHT = 0.2
_NOTABLE = 0.005
_ALL_ALONG = 0.7


class Beginning(StrEnum):
    """Where a thing came from."""

    START = "start"
    """It was there when the clip (or the part behind a cut) began, or began to move from rest."""
    BORDER = "border"
    SPLIT = "split"
    """It came off another thing: `parent` tells which."""
    BEHIND = "behind"
    """It came out from behind another thing, or from behind something that stands still."""
    NOWHERE = "nowhere"


class Ending(StrEnum):
    """Where a thing went."""

    END = "end"
    """It was still there when the clip or its part ended, or came to rest for good."""
    BORDER = "border"
    JOINED = "joined"
    """It went into another thing."""
    BEHIND = "behind"
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class Looks:
    """Small pictures of a thing, about eight a second: what it looks like, and its silhouette."""

    frames: NDArray[np.int32]
    """(k,)."""
    pictures: NDArray[np.uint8]
    """(k, 16, 16, 4): RGB and how much of each pixel is the thing's, its box scaled to a square."""


@dataclass(frozen=True, slots=True)
class Strains:
    """Looks at a thing laid over each other a quarter or half of a second later: how far its
    surface is from a rigid one. Lengths are shares of the root of its area.
    """

    frames: NDArray[np.int32]
    """(k, 2): of the first and of the second look, by the first."""
    followed: Floats
    """(k,) Share of its surface that is found again."""
    off: Floats
    """(k,) How far three quarters of that are from an affine map, at most."""
    rest: Floats
    """(k,) The same from a map that may bend as well."""
    unlike: Floats
    """(k,) Mean difference where they lie over each other, by its contrast."""
    stiff: Floats
    """(k,) The same laid over each other by the affine map alone."""
    overlap: Floats
    """(k,) How much of either silhouette is that of both then, 0..1."""
    longest: Floats
    """(k,) Log of how much longer it got where that is most."""
    shortest: Floats
    """(k,) The same where it is least: below 0 where it got shorter."""

    @property
    def squeezed(self) -> Floats:
        """(k,) Log of how much longer it got one way and shorter the other, whichever is less.

        What turns gets shorter and not longer, what comes nearer longer and not shorter.
        """
        return np.minimum(self.longest, -self.shortest)

    def __len__(self) -> int:
        return len(self.frames)


def no_strains() -> Strains:
    """Of what was never laid over itself."""
    none = np.zeros(0, np.float32)
    return Strains(np.zeros((0, 2), np.int32), *[none] * 8)


@dataclass(frozen=True, slots=True)
class Thing:
    """One mover as measured; n rows, one for each frame of `first`..`last`."""

    id: int
    first: int
    seen: NDArray[np.bool_]
    """(n,) Whether it was measured in that frame; else its row is bridged."""
    centres: Floats
    """(n, 2) Centre of its silhouette on the screen."""
    ground: Floats
    """(n, 2) The same with the view's move taken away: in the frame of its part's beginning."""
    corners: Floats
    """(n, 4) Box: x, y, w, h."""
    areas: Floats
    """(n,) Square pixels of its silhouette."""
    steps: Floats
    """(n, 2) How its surface moved to the next frame, the view's move taken away."""
    turn: Floats
    """(n,) Radians to the next frame, positive clockwise on the screen."""
    growth: Floats
    """(n,) Log of the magnification to the next frame, of its surface."""
    bend: Floats
    """(n,) What an affine move leaves of the motion of its surface: pixels, root mean square."""
    kept: Floats
    """(n,) Share 0..1 of its surface whose way to the next frame can be followed there and back."""
    shape: Floats
    """(n, 3) Second moments of its silhouette: xx, xy, yy, square pixels."""
    solidity: Floats
    """(n,) Area by that of its convex hull, 0..1."""
    lean: Floats
    """(n,) How lopsided its silhouette is, whatever turns or stretches it: 0 as an ellipse."""
    colour: Floats
    """(n, 3) Mean CIE L, a, b (0..255 each)."""
    contrast: Floats
    """(n,) Gray levels it differs from the ground behind it, on average."""
    lost: Floats
    """(n, 3) What of it was expected in this frame and is not: centre x, y from its own, share."""
    gained: Floats
    """(n, 3) What is there beyond what was expected, likewise."""
    edge: NDArray[np.bool_]
    """(n,) Whether it touches the border of the picture."""
    touching: tuple[tuple[int, ...], ...]
    """(n,) Ids of the things that it touches."""
    looks: Looks
    beginning: Beginning = Beginning.START
    ending: Ending = Ending.END
    parent: int | None = None
    """The thing it came off, or went into."""
    outlined: bool = True
    """Whether its silhouette was told from the ground; else it is known by its motion alone, and
    area and shape are rough."""
    strains: Strains = field(default_factory=no_strains)

    def __len__(self) -> int:
        return len(self.seen)

    @property
    def last(self) -> int:
        """The last frame it was seen in."""
        return self.first + len(self.seen) - 1

    @property
    def frames(self) -> NDArray[np.int32]:
        """(n,) The number of each row's frame."""
        return np.arange(self.first, self.first + len(self.seen), dtype=np.int32)

    @property
    def boxes(self) -> tuple[Box, ...]:
        """Box of each row."""
        return tuple(Box(*map(float, row)) for row in self.corners)

    @property
    def touched(self) -> NDArray[np.bool_]:
        """(n,) Whether anything else is within a few pixels of it."""
        return np.array([bool(others) for others in self.touching], np.bool_)

    def touched_only_by(self, ids: Collection[int]) -> Thing:
        """The same as if nothing but these had ever been at it."""
        touching = tuple(tuple(one for one in row if one in ids) for row in self.touching)
        return replace(self, touching=touching)

    @property
    def area(self) -> float:
        """Median of the rows that were measured, square pixels."""
        return float(np.median(self.areas[self.seen]))

    @property
    def weight(self) -> float:
        """How much of the clip's motion it is: area x way, summed."""
        return float((np.hypot(*self.steps.T) * self.areas).sum())

    @property
    def way(self) -> float:
        """The length of its path, view removed, in pixels."""
        return float(np.hypot(*self.steps.T).sum())

    @property
    def spread(self) -> float:
        """The farthest it ever was from where it began, view removed, in pixels."""
        return float(np.hypot(*self.path().T).max())

    def path(self) -> NDArray[np.float64]:
        """Where its surface has gone since its first frame, view removed: (n, 2) pixels."""
        steps = self.steps[:-1].astype(np.float64)
        return np.vstack([np.zeros((1, 2)), np.cumsum(steps, axis=0)])

    def course(self) -> NDArray[np.float64]:
        """Where it has gone since its first frame, view removed: (n, 2) pixels.

        By its outline where all of that was seen all along, else by its surface: what is smooth, or
        turns, slips out from under the flow.
        """
        if not self.outlined or self.edge.any() or float(self.seen.mean()) <= _ALL_ALONG:
            return self.path()
        return np.asarray(self.ground.astype(np.float64) - self.ground[0])

    def row(self, frame: int) -> int:
        """The row of a frame, the nearest where it is not there."""
        return min(max(frame - self.first, 0), len(self.seen) - 1)

    def mover(self) -> Mover:
        """The record of it."""
        places = zip(self.frames.tolist(), self.centres.tolist(), strict=True)
        return Mover(
            self.id,
            tuple((frame, x, y) for frame, (x, y) in places),
            self.boxes,
            tuple(map(float, self.areas)),
        )


def worth_telling(things: Sequence[Thing], diagonal: float) -> tuple[Thing, ...]:
    """The things that go somewhere; what trembles in place is left out."""
    heaviest = max((thing.weight for thing in things), default=0.0)
    return tuple(
        thing
        for thing in things
        if thing.spread > max(_SOMEWHERE * diagonal, _STRAIGHT * thing.way)
        and thing.weight > _NOTABLE * heaviest
    )
