"""Bodies and hands as they were seen: a `Skeleton` and a frame in, bones and joints out as paint.

Between two frames that were looked at, points go straight from one place to the other. The parts
that a finding speaks of are painted in the colour of what is wrong.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QPainter

from engine.records import BODY_JOINTS, Finding, Joints, Skeleton
from widgets.common.theme import Colours, qcolor
from widgets.player.overlay_state import Overlay, cased, pen

Bones = tuple[tuple[int, int], ...]
_GAP_S = 0.5
"""Seconds between two looks beyond which nobody knows what was in between."""
_LINE, _POINT = 2.0, 3.5
_FULL = 160.0
"""Pixels of the screen that somebody is high from whom lines are drawn as thick as others."""


def _joined(*names: str) -> Bones:
    places = [BODY_JOINTS.index(name) for name in names]
    return tuple(pairwise(places))


def _both(*names: str) -> Bones:
    return tuple(
        bone for side in ("left", "right") for bone in _joined(*(f"{side} {n}" for n in names))
    )


LEGS: Bones = (*_both("hip", "knee", "ankle", "heel", "toe"), *_both("ankle", "toe"))
BODY: Bones = (
    *_joined("left shoulder", "right shoulder", "right hip", "left hip", "left shoulder", "nose"),
    *_joined("nose", "right shoulder"),
    *_both("shoulder", "elbow", "wrist"),
    *LEGS,
)
_FINGERS: Bones = tuple(
    bone
    for root in (1, 5, 9, 13, 17)
    for bone in ((0, root), *((root + k, root + k + 1) for k in range(3)))
)
HAND: Bones = (*_FINGERS, (5, 9), (9, 13), (13, 17))
SPOKEN_OF: dict[str, Bones] = {"incoherent-parts": LEGS}
"""The bones that findings of a kind are about."""


def joints_at(skeleton: Skeleton, index: int, gap: float) -> Joints | None:
    """Where the points are at a frame; None where that was not seen. `gap`: frames between two
    looks that can be bridged."""
    place = bisect_right(skeleton.poses, index, key=itemgetter(0)) - 1
    if place < 0:
        return None
    frame, joints = skeleton.poses[place]
    if frame == index:
        return joints
    if place + 1 == len(skeleton.poses):
        return None
    later, there = skeleton.poses[place + 1]
    if later - frame > gap:
        return None
    share = (index - frame) / (later - frame)
    return tuple(
        (a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])) if a and b else None
        for a, b in zip(joints, there, strict=False)
    )


class _Drawn(NamedTuple):
    """Bones that are painted alike."""

    lines: list[QLineF]
    bad: bool = False
    height: float | None = None
    """Of the body that they are of, in clip pixels; None are those of a hand."""


def paint_skeletons(
    painter: QPainter, overlay: Overlay, index: int, theme: Colours, width: float
) -> None:
    """Paints everybody, and every hand, over a frame."""
    key = ("skeletons", overlay.hidden, overlay.dismissed)
    for drawn in overlay.once(key, index, lambda: _all_drawn(overlay, index)):
        if drawn.height is None:
            thick = 0.75
        else:  # thinner who is small on the screen
            thick = min(1.0, max(0.5, drawn.height / width / _FULL))
        # dots take longer than all the lines
        dots = drawn.height is not None and not overlay.moving
        colour = theme.bad if drawn.bad else theme.measured
        wide = 1.5 if drawn.bad else 1.0
        _paint(painter, drawn.lines, colour, thick * wide * width, dots)


def _all_drawn(overlay: Overlay, index: int) -> list[_Drawn]:
    report = overlay.report
    if report is None:
        return []
    gap = max(1.0, _GAP_S * report.clip.fps)
    people = [joints for one in report.people or () if (joints := joints_at(one, index, gap))]
    wrong = _spoken_of(overlay, people, index)
    drawn = []
    for number, joints in enumerate(people):
        bad = wrong.get(number, ())
        sound = [bone for bone in BODY if bone not in bad]
        height = _height(joints)
        drawn.append(_Drawn(_lines(joints, sound), False, height))
        drawn.append(_Drawn(_lines(joints, bad), True, height))
    hands = (joints_at(hand, index, gap) for hand in report.hands)
    drawn += [_Drawn(_lines(joints, HAND)) for joints in hands if joints is not None]
    return [one for one in drawn if one.lines]


def _height(joints: Joints) -> float:
    heights = [place[1] for place in joints if place is not None]
    return max(heights) - min(heights) if heights else 0.0


def _spoken_of(overlay: Overlay, people: Sequence[Joints], index: int) -> dict[int, Bones]:
    """The bones of each of these people that a finding of this frame is about."""
    wrong: dict[int, Bones] = {}
    for finding in overlay.findings_at(index):
        bones = SPOKEN_OF.get(finding.kind) if finding.key not in overlay.dismissed else None
        if bones and people:
            apart = [_apart(overlay, finding, joints, index) for joints in people]
            wrong[apart.index(min(apart))] = bones
    return wrong


def _apart(overlay: Overlay, finding: Finding, joints: Joints, index: int) -> float:
    """How far the middle of somebody is from that of what a finding is about."""
    seen = [place for place in joints if place is not None]
    if not seen:
        return float("inf")
    box = overlay.place_of(finding, index)
    across = sum(x for x, _ in seen) / len(seen) - box.x - box.w / 2
    down = sum(y for _, y in seen) / len(seen) - box.y - box.h / 2
    return across * across + down * down


def _lines(joints: Joints, bones: Sequence[tuple[int, int]]) -> list[QLineF]:
    """The bones of which both ends are seen."""
    ends = [(joints[a], joints[b]) for a, b in bones if max(a, b) < len(joints)]
    return [QLineF(*a, *b) for a, b in ends if a is not None and b is not None]


def _paint(
    painter: QPainter,
    lines: Sequence[QLineF],
    colour: str,
    width: float,
    dots: bool,
) -> None:
    cased(painter, pen(colour, _LINE * width), width, lambda: painter.drawLines(lines))
    if dots:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(qcolor(colour))
        for x, y in {end.toTuple() for line in lines for end in (line.p1(), line.p2())}:
            painter.drawEllipse(QPointF(x, y), _POINT * width, _POINT * width)
