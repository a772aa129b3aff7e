"""The frames of a clip in, one after the other; the people and the hands in it out.

About eight frames a second are looked at. Somebody who was seen is followed from square to square;
others are looked for in the whole picture and around what moves. What has no body's proportions,
or changes them from one look to the next, is dropped: animals and furniture come and go so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import hypot

import numpy as np
from numpy.typing import NDArray

from engine.inspect.people.bodies import lasting, plausible
from engine.inspect.people.hands import HandModel, Palm
from engine.inspect.people.joints import LEFT_ELBOW, LEFT_WRIST, Hand, Person, Points, Pose
from engine.inspect.people.pose import Bodies, Body
from engine.inspect.people.square import (
    Picture,
    Square,
    around_box,
    around_frame,
    box_around,
)
from engine.records import Box, ClipInfo

LOOKS = 8.0
"""A second of film."""
_MOST_PEOPLE, _MOST_HANDS = 4, 4
_MOST_BOXES = 3
# looks between two searches for more, where somebody or some hand is followed, and where none is
_SEARCH, _SEARCH_IDLE = 4, 2
_SURE, _FOLLOWED = 0.6, 0.4
# of the larger square's side: nearer middles are one body, or one hand
_SAME = 0.2
_STEADY, _GROWTH = 0.15, 1.3
# pixels of the picture: smaller bodies and hands are a guess
_SMALLEST_BODY, _SMALLEST_HAND, _SMALLEST_BOX = 56.0, 36.0, 24.0
_BOX_ROOM = 0.35
_FOREARM = 40.0


@dataclass(slots=True)
class _Live:
    """Somebody who is followed."""

    id: int
    where: Square
    poses: list[Pose] = field(default_factory=list)


class Watcher:
    """Watches one clip; `see` every frame, then ask for `people` and `hands`."""

    def __init__(self, clip: ClipInfo, bodies: Bodies | None, palms: HandModel | None) -> None:
        self._clip = clip
        self._bodies, self._palms = bodies, palms
        self._stride = max(1, round(clip.fps / LOOKS))
        self._live: list[_Live] = []
        self._done: list[_Live] = []
        self._held: list[Square] = []
        self._hands: list[Hand] = []
        self._next = 1
        self._looks = 0

    def looks_at(self, frame: int) -> bool:
        """Whether this frame is one of those that are looked at."""
        return frame % self._stride == 0

    def see(self, frame: int, picture: Picture, boxes: Sequence[Box] = ()) -> None:
        """A frame at any size (uint8 RGB), and where things move in it, in clip pixels."""
        if not self.looks_at(frame):
            return
        scale = self._clip.width / picture.shape[1]
        moving = _squares(boxes, scale)
        if self._bodies is not None:
            self._follow(frame, picture, scale)
            if not self._live or self._looks % _SEARCH == 0:
                self._meet(frame, picture, scale, moving)
        if self._palms is not None:
            self._reach(frame, picture, scale, moving)
        self._looks += 1

    def cut(self) -> None:
        """Behind a hard cut everybody is somebody else."""
        self._done += self._live
        self._live, self._held = [], []

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody who was seen for some time with a body's proportions, by first frame."""
        found = [Person(live.id, tuple(live.poses)) for live in (*self._done, *self._live)]
        kept = [person for person in found if lasting(person)]
        return tuple(sorted(kept, key=lambda person: (person.first, person.id)))

    @property
    def hands(self) -> tuple[Hand, ...]:
        """All hands, by frame."""
        return tuple(self._hands)

    # bodies

    def _follow(self, frame: int, picture: Picture, scale: float) -> None:
        assert self._bodies is not None
        kept: list[_Live] = []
        for live in self._live:
            body = self._bodies.place(picture, live.where)
            twin = _known(body.next, [other.where for other in kept])
            if body.score < _FOLLOWED or twin or not self._keep(live, frame, body, scale):
                self._done.append(live)
            else:
                kept.append(live)
        self._live = kept

    def _meet(self, frame: int, picture: Picture, scale: float, moving: Sequence[Square]) -> None:
        """Looks for more: in the picture, and around what moves and is nobody known."""
        assert self._bodies is not None
        for where in (around_frame(picture), *moving):
            if len(self._live) >= _MOST_PEOPLE:
                return
            for near in self._bodies.find(picture, where)[:_MOST_PEOPLE]:
                known = _known(near, [live.where for live in self._live])
                if known or near.side < _SMALLEST_BODY or len(self._live) >= _MOST_PEOPLE:
                    continue
                body = self._sure_body(picture, near)
                if body is None or _known(body.next, [live.where for live in self._live]):
                    continue
                live = _Live(self._next, body.next)
                if self._keep(live, frame, body, scale):
                    self._next += 1
                    self._live.append(live)

    def _sure_body(self, picture: Picture, near: Square) -> Body | None:
        """The body in a square, where a second look from the square it leads to sees the same."""
        assert self._bodies is not None
        first = self._bodies.place(picture, near)
        if first.score < _SURE:
            return None
        body = self._bodies.place(picture, first.next)
        grown = body.next.side / max(first.next.side, 1e-6)
        steady = _apart(first.next, body.next) < _STEADY and 1 / _GROWTH < grown < _GROWTH
        return body if steady and body.score >= _SURE else None

    def _keep(self, live: _Live, frame: int, body: Body, scale: float) -> bool:
        pose = _pose(frame, body, self._clip, scale)
        if body.next.side < _SMALLEST_BODY or not plausible(pose):
            return False
        live.poses.append(pose)
        live.where = body.next
        return True

    # hands

    def _reach(self, frame: int, picture: Picture, scale: float, moving: Sequence[Square]) -> None:
        assert self._palms is not None
        kept: list[Square] = []
        for where in self._held:
            self._hold(frame, picture, scale, where, kept, _FOLLOWED)
        searches = self._looks % (_SEARCH if kept else _SEARCH_IDLE) == 0
        again = len(kept) < 2 and self._looks % _SEARCH_IDLE == 0
        near_wrists = self._wrists(frame, scale) if again else ()
        anywhere = (around_frame(picture), *moving) if searches else ()
        for where in (*near_wrists, *anywhere):
            if len(kept) >= _MOST_HANDS:
                break
            for near in self._palms.find(picture, where)[:_MOST_HANDS]:
                if not _known(near, kept):
                    self._hold(frame, picture, scale, near, kept, _SURE)
        self._held = kept

    def _hold(
        self,
        frame: int,
        picture: Picture,
        scale: float,
        where: Square,
        kept: list[Square],
        least: float,
    ) -> None:
        assert self._palms is not None
        palm = self._palms.place(picture, where)
        if palm.score < least or _known(palm.next, kept) or palm.next.side < _SMALLEST_HAND:
            return
        kept.append(palm.next)
        self._hands.append(_hand(frame, palm, self._clip, scale))

    def _wrists(self, frame: int, scale: float) -> list[Square]:
        """Where the hands of those who are seen must be."""
        out = []
        for live in self._live:
            pose = live.poses[-1]
            for side in (0, 1):
                elbow, wrist = LEFT_ELBOW + side, LEFT_WRIST + side
                if pose.frame != frame or not pose.sees(elbow, wrist):
                    continue
                arm = (pose.points[wrist, :2] - pose.points[elbow, :2]) / scale
                length = float(np.hypot(*arm))
                if length >= _FOREARM:
                    x, y = (pose.points[wrist, :2] / scale + 0.25 * arm).tolist()
                    out.append(Square(x, y, 2.0 * length))
        return out


def moving_boxes(moving: NDArray[np.bool_], cell: float) -> tuple[Box, ...]:
    """Boxes of the patches of cells that move, the largest first; `cell` is clip pixels a cell."""
    import cv2

    whole = cv2.dilate(moving.astype(np.uint8), np.ones((5, 5), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(whole, connectivity=8)
    order = np.argsort(-stats[1:count, cv2.CC_STAT_AREA])[:_MOST_BOXES] + 1
    return tuple(Box(*(float(side) * cell for side in stats[one, :4])) for one in order)


def _known(where: Square, known: Sequence[Square]) -> bool:
    return any(_apart(where, other) < _SAME for other in known)


def _apart(a: Square, b: Square) -> float:
    """Between the middles, as a share of the larger side."""
    return hypot(a.x - b.x, a.y - b.y) / max(a.side, b.side, 1e-6)


def _squares(boxes: Sequence[Box], scale: float) -> list[Square]:
    largest = sorted(boxes, key=lambda box: -box.w * box.h)[:_MOST_BOXES]
    squares = [around_box(Box(*(side / scale for side in box)), _BOX_ROOM) for box in largest]
    return [square for square in squares if square.side >= _SMALLEST_BOX]


def _pose(frame: int, body: Body, clip: ClipInfo, scale: float) -> Pose:
    points = _scaled(body.points, scale, 2)
    box = box_around(points[:, :2], clip.width, clip.height)
    return Pose(frame, box, points, body.score)


def _hand(frame: int, palm: Palm, clip: ClipInfo, scale: float) -> Hand:
    points = _scaled(palm.points, scale, 3)
    box = box_around(points[:, :2], clip.width, clip.height)
    return Hand(frame, box, points, palm.score, palm.left)


def _scaled(points: Points, scale: float, many: int) -> Points:
    out = points.copy()
    out[:, :many] *= scale
    return out
