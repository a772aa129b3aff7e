"""What the physics detectors share: which rows of a thing can be trusted, whether it goes of its
own will, how near others come, and how conditions become one probability.

A condition is a room: log2 of what was measured over what is needed, so that 0 is just enough and
1 is twice that. The weakest room decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, replace
from math import log2
from typing import Any, Literal, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from engine.detectors.base import Detection, logistic, union
from engine.inspect.asked import Course, courses
from engine.inspect.events import words_of
from engine.inspect.flights import Piece, pieces, runs
from engine.inspect.floor import carried
from engine.inspect.marks import in_pixels, overlap
from engine.inspect.observation import Observation
from engine.inspect.things import CROWD, Beginning, Ending, Looks, Strains, Thing
from engine.inspect.wording import parts_or_changes, says_it_rests
from engine.prompt.materials import Material, material_of, materials
from engine.records import Box, Curve, Finding, Mark, MarkKind

NOTHING = 0.002
"""Score of a clip in which there is nothing to judge."""
PRIOR = 0.03
"""The most that a candidate comes to which some condition rules out."""
TOLD = 0.2
"""From this score on there is a finding: below a half a doubtful one."""
UNSURE = 0.45
"""The most that is said where something may well explain it: a doubtful finding."""
FOLLOWED = 0.75
"""Share of a surface that can be followed, from which on its motion says something."""
_LEAST = 0.15
"""Of `PRIOR`: what a candidate comes to that is ruled out by all conditions. Above `NOTHING`."""
_WET = frozenset({"fluid", "loose"})
_SMALL = 320.0
_SLOPE = 4.0
_HIDDEN = 0.3
_AROUND_S = 0.5
_NEXT_TO = 6
"""Frames before a thing is there, or after it was, in which a place that is clicked may mean it."""
_MARGIN = 0.01
_PRINT, _MOST_PRINT, _COVERED, _SETTLES = 0.3, 1.5, 0.7, 4
_PARTED, _STAYS = 0.2, 0.04
"""Log of its area from one frame to the next, from which on a thing lost or got a part; and how far
one side of it goes then at most, by its extent."""
_TOGETHER = 0.4
_SIZEABLE = 0.0012
_ABOUT, _UNSTEADY = 0.6, 0.1
"""How far a thing gets that is one, in its own widths; and by how much its area may change from
frame to frame, as a log."""
_SURELY = 0.75
_AS_PAINTED = 0.12
"""Mean distance from the painted way, by its length, up to which a thing went it."""

_MIX = np.linalg.matrix_power(
    0.5 * np.eye(8)
    + 0.25 * (np.eye(8, k=1) + np.eye(8, k=-1))
    + 0.25 * np.diag([1.0, 0, 0, 0, 0, 0, 0, 1.0]),
    2,
)
"""Mixes each cell of one axis of the colour cube with its neighbours, twice."""

Drive = Literal["passive", "unknown", "self"]
"""Whether a thing only moves as it is moved: 'self' are people, animals, cars, birds, smoke."""


class Claim(Protocol):
    """What may be a violation."""

    @property
    def score(self) -> float:
        """Its probability."""
        ...


_Claim = TypeVar("_Claim", bound=Claim)


def detection_of(
    claims: Iterable[_Claim], finding: Callable[[_Claim], Finding], nothing: float = NOTHING
) -> Detection:
    """The surest claim is the clip's score; those from `TOLD` on are findings, the surest first."""
    best = sorted(claims, key=lambda claim: -claim.score)
    findings = tuple(finding(claim) for claim in best if claim.score >= TOLD)
    return Detection(best[0].score if best else nothing, findings)


# --- conditions --------------------------------------------------------------------------------


def room(value: float, needed: float) -> float:
    """How much more than needed there is: 0 just enough, 1 twice, -1 half; at most 1.5 either way.

    Where less is better, swap the two.
    """
    if value <= 0:
        return -1.5
    if needed <= 0:
        return 1.5
    return max(-1.5, min(1.5, log2(value / needed)))


def likely(*rooms: float) -> float:
    """Probability by the weakest condition; where that says no, at most `PRIOR`, by all of them."""
    weakest = logistic(min(rooms), 0.0, _SLOPE)
    return max(
        weakest, PRIOR * (_LEAST + (1 - _LEAST) * logistic(sum(rooms) / len(rooms), 0.0, 2.0))
    )


def spread(values: NDArray[np.floating]) -> float:
    """From the lowest tenth of some values to the highest."""
    low, high = np.percentile(values, (10, 90))
    return float(high - low)


def slope(values: NDArray[np.float64]) -> float:
    """How much more each is than the one before, by the line through all of them."""
    t = np.arange(len(values)) - (len(values) - 1) / 2
    return float(t @ values) / max(float(t @ t), 1e-9)


# --- what can be trusted -----------------------------------------------------------------------


def pixel(seen: Observation) -> float:
    """Clip pixels per pixel that things are told apart in."""
    return max(1.0, max(seen.clip.width, seen.clip.height) / _SMALL)


def judgeable(seen: Observation) -> str:
    """Why nothing can be said of how things move; empty where it can."""
    if seen.clip.frames < 5:
        return "the clip has fewer than five frames"
    if seen.things and not seen.grounded:
        return "the view goes through the scene, so that nothing can be told from its ground"
    return ""


def whole_rows(seen: Observation, thing: Thing) -> NDArray[np.bool_]:
    """(n,) Rows in which a thing is measured and not cut by the border.

    All False for what is known by its motion alone.
    """
    if not thing.outlined:
        return np.zeros(len(thing), np.bool_)
    left, top, width, height = thing.corners.T
    clip, margin = seen.clip, _MARGIN * max(seen.clip.width, seen.clip.height)
    inside = (left > margin) & (top > margin)
    inside &= (left + width < clip.width - margin) & (top + height < clip.height - margin)
    return np.asarray(thing.seen & ~thing.edge & inside & _calm(seen, thing))


def clear_rows(seen: Observation, thing: Thing) -> NDArray[np.bool_]:
    """(n,) The same without those in which it is half behind something."""
    whole = whole_rows(seen, thing)
    return np.asarray(whole & ~_hidden(seen, thing)) if whole.any() else whole


def _hidden(seen: Observation, thing: Thing) -> NDArray[np.bool_]:
    """Where much less is seen of it than just before and after."""
    reach = max(2, round(_AROUND_S * seen.clip.fps))
    area = np.log(np.maximum(thing.areas.astype(np.float64), 1.0))
    padded = np.pad(area, reach, mode="reflect" if len(area) > reach else "edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1)
    return np.asarray(np.abs(area - np.median(windows, axis=1)) > _HIDDEN)


def _calm(seen: Observation, thing: Thing) -> NDArray[np.bool_]:
    """Frames in which few things are about: where there are many, the ground is not the ground."""
    counts = np.zeros(seen.clip.frames + 1, np.int32)
    for other in seen.things:
        counts[other.first : other.last + 1] += 1
    return np.asarray(counts[thing.frames] <= CROWD)


def alone_rows(
    seen: Observation, thing: Thing, good: NDArray[np.bool_], least: int = 5
) -> NDArray[np.bool_]:
    """(n,) Those of the good rows in which nothing else that moves is at it.

    None where there are fewer than `least` good ones: the others are not looked at for nothing.
    """
    if int(good.sum()) < least:
        return np.zeros(len(thing), np.bool_)
    free = good & ~thing.touched
    for other in seen.things:
        first, last = max(thing.first, other.first), min(thing.last, other.last)
        if other is thing or first > last:
            continue
        mine = thing.corners[first - thing.first : last - thing.first + 1]
        its = other.corners[first - other.first : last - other.first + 1]
        free[first - thing.first : last - thing.first + 1] &= apart(mine, its) > 0
    return free


def apart(one: NDArray[np.floating], other: NDArray[np.floating]) -> NDArray[np.float64]:
    """(n,) Pixels between the boxes of two things, 0 where they overlap."""
    x = np.maximum(other[:, 0] - one[:, 0] - one[:, 2], one[:, 0] - other[:, 0] - other[:, 2])
    y = np.maximum(other[:, 1] - one[:, 1] - one[:, 3], one[:, 1] - other[:, 1] - other[:, 3])
    return np.asarray(np.hypot(np.maximum(x, 0.0), np.maximum(y, 0.0)), np.float64)


def came_off(seen: Observation, thing: Thing) -> list[Thing]:
    """The things that parted from a thing: it was several, or one with a part of its own."""
    return [
        other
        for other in seen.things
        if other.beginning is Beginning.SPLIT and other.parent == thing.id
    ]


def without_prints(seen: Observation) -> Observation:
    """The same without things that are no more than another's print in the ground.

    What stays long in a place gets into the ground; before it comes, the ground stands out there.
    """
    prints = {
        other.id
        for thing in seen.things
        for other in seen.things
        if other is not thing and _is_print(other, thing)
    }
    if not prints:
        return seen
    return replace(
        seen,
        things=tuple(
            replace(
                thing,
                touching=tuple(
                    tuple(other for other in touched if other not in prints)
                    for touched in thing.touching
                ),
            )
            for thing in seen.things
            if thing.id not in prints
        ),
    )


def _is_print(other: Thing, thing: Thing) -> bool:
    """Whether one lay still, where the other one then came to lie, until that one touched it."""
    touched = [row for row, ids in enumerate(other.touching) if thing.id in ids]
    if not touched or touched[0] < 3 or other.first > thing.last:
        return False
    before, place = other.ground[: touched[0]], other.boxes[0]
    wide = float(np.sqrt(np.median(other.areas[: touched[0]])))
    if float(np.ptp(before, axis=0).max()) > _PRINT * wide or wide**2 > _MOST_PRINT * thing.area:
        return False
    shift = other.centres[0] - other.ground[0]
    covered = 0.0
    for row in (*touched, *range(touched[-1] + 1, touched[-1] + _SETTLES)):
        frame = other.first + row
        if thing.first <= frame <= thing.last:
            at = min(row, len(other) - 1)
            moved = other.centres[at] - other.ground[at] - shift
            over = thing.boxes[thing.row(frame)]
            x, y = place.x + float(moved[0]), place.y + float(moved[1])
            across = min(x + place.w, over.x + over.w) - max(x, over.x)
            upright = min(y + place.h, over.y + over.h) - max(y, over.y)
            covered = max(covered, max(across, 0.0) * max(upright, 0.0) / (place.w * place.h))
    return covered > _COVERED


def flights_of(seen: Observation, thing: Thing, seconds: float) -> list[tuple[Piece, ...]]:
    """A thing's way in pieces, where it is seen whole and nothing touches it for a while."""
    good = alone_rows(seen, thing, clear_rows(seen, thing))
    track, fps = thing.ground.astype(np.float64), seen.clip.fps
    return [
        pieces(track[first:end], thing.first + first, fps, pixel(seen))
        for first, end in stretches(good, fps, seconds)
    ]


def sizeable(seen: Observation, thing: Thing) -> float:
    """A room: above 0 where a thing is large enough for its outline to mean something."""
    return room(thing.area, _SIZEABLE * seen.clip.width * seen.clip.height)


def goes_about(thing: Thing) -> float:
    """A room: above 0 for what goes somewhere, and below for the scraps that a head which talks or
    a picture which trembles is told in: they stay where they are."""
    return room(thing.spread, _ABOUT * float(np.sqrt(thing.area)))


def steady(thing: Thing) -> float:
    """A room: above 0 where the outline of a thing is much the same from frame to frame, so that
    what it is and how large it is mean something."""
    sizes = np.log(np.maximum(thing.areas.astype(np.float64), 1.0))
    changes = np.abs(np.diff(sizes))
    return room(_UNSTEADY, max(float(np.median(changes)), 0.01)) if len(changes) else 1.5


def longest_step(thing: Thing, first: int, last: int) -> float:
    """How far its outline goes at most from one frame to the next between two rows, both included,
    in its own widths: of what is fast, blurred outlines and flow say little."""
    return _longest(thing, _steps(thing, first, last))


def longest_whole_step(thing: Thing, first: int, last: int) -> float:
    """The same of it as a whole: what loses a part of itself, or gets one, has another middle then,
    and where one of its sides stays, it went nowhere."""
    rows = slice(max(0, first), last + 1)
    extent = thing.corners[rows, 2:].astype(np.float64)
    low = thing.corners[rows, :2].astype(np.float64) + thing.ground[rows] - thing.centres[rows]
    sides = np.abs(np.diff(low, axis=0)), np.abs(np.diff(low + extent, axis=0))
    stays = np.minimum(*sides) <= _STAYS * np.maximum(extent[:-1], extent[1:])
    areas = np.log(np.maximum(thing.areas[rows].astype(np.float64), 1.0))
    parted = np.abs(np.diff(areas)) > _PARTED
    return _longest(thing, np.where(parted[:, None] & stays, 0.0, _steps(thing, first, last)))


def _steps(thing: Thing, first: int, last: int) -> NDArray[np.float64]:
    """(n, 2) Pixels that the middle of its outline goes from frame to frame."""
    return np.diff(thing.ground[max(0, first) : last + 1].astype(np.float64), axis=0)


def _longest(thing: Thing, steps: NDArray[np.float64]) -> float:
    return float(np.hypot(*steps.T).max(initial=0.0)) / max(float(np.sqrt(thing.area)), 1e-9)


def together(thing: Thing, start: int | None = None, end: int | None = None) -> float:
    """A room: above 0 where the surface of a thing goes where its silhouette goes.

    What is seen through a window, a patch of light and a silhouette that takes something up go one
    way and their pixels another. Between two frames, or over all of its time.
    """
    one = 0 if start is None else thing.row(start)
    two = len(thing) - 1 if end is None else thing.row(end)
    # where its pixels could not be followed, they say nothing
    known = thing.kept[one:two] > FOLLOWED
    if int(known.sum()) < 3:
        return 1.5
    surface, outline = (
        np.cumsum(steps.astype(np.float64)[known], axis=0)
        for steps in (thing.steps[one:two], np.diff(thing.ground[one : two + 1], axis=0))
    )
    off = float(np.hypot(*(surface[-1] - outline[-1])))
    far = max(float(np.hypot(*surface.T).max()), float(np.hypot(*outline.T).max()))
    return room(_TOGETHER, off / far) if far > 1e-6 else 1.5


def highest(values: NDArray[np.float64], least: float, most: int = 3) -> list[int]:
    """Where values are highest around them and above the least, the highest first."""
    if not len(values):
        return []
    around = np.pad(values, 2, constant_values=-np.inf)
    tops = np.lib.stride_tricks.sliding_window_view(around, 5).max(axis=1)
    found = np.flatnonzero((values >= tops) & (values > least))
    return [int(at) for at in found[np.argsort(-values[found])][:most]]


def gaps(one: Thing, other: Thing, start: int, end: int) -> NDArray[np.float64]:
    """Pixels between the boxes of two things in the frames of a stretch in which both are there."""
    first, last = max(start, one.first, other.first), min(end, one.last, other.last)
    if first > last:
        return np.zeros(0)
    mine = one.corners[first - one.first : last - one.first + 1]
    return apart(mine, other.corners[first - other.first : last - other.first + 1])


def stretches(good: NDArray[np.bool_], fps: float, seconds: float) -> list[tuple[int, int]]:
    """First row and end of each run of good rows that lasts."""
    return runs(good, max(5, round(seconds * fps)))


def about(seen: Observation, start: int, end: int | None = None, least: float = 0.0) -> int:
    """How many things are about in a frame, or from one to another: of many, most are pieces.

    Only those of at least so many square pixels.
    """
    last = start if end is None else end
    return sum(
        1
        for thing in seen.things
        if thing.first <= last and thing.last >= start and thing.area >= least
    )


# --- what it is --------------------------------------------------------------------------------


def marks_on(seen: Observation, thing: Thing, *kinds: MarkKind) -> tuple[Mark, ...]:
    """The marks of these kinds that speak of a thing."""
    return tuple(
        mark
        for mark in seen.marks
        if mark.kind in kinds and mark.box is not None and _means(seen, mark, thing)
    )


def _means(seen: Observation, mark: Mark, thing: Thing) -> bool:
    assert mark.box is not None
    box = box_around(thing, mark.frame)
    return box is not None and overlap(box, in_pixels(mark.box, seen.clip)) > 0.3


def box_around(thing: Thing, frame: int) -> Box | None:
    """The box of a thing in a frame, or in its nearest; None where that is too far away."""
    if not thing.first - _NEXT_TO <= frame <= thing.last + _NEXT_TO:
        return None
    return Box(*map(float, thing.corners[thing.row(frame)]))


def marked_solid(seen: Observation, beside: Thing) -> list[NDArray[np.float64]]:
    """(frames, 4) each: where the places are that are marked as solid and are not that thing."""
    own = marks_on(seen, beside, "solid")
    marked = [mark for mark in seen.marks if mark.kind == "solid" and mark.box is not None]
    return [held_place(seen, mark) for mark in marked if mark not in own]


def held_place(seen: Observation, mark: Mark) -> NDArray[np.float64]:
    """(frames, 4) Where the place of a mark is in every frame, for what stands still."""
    assert mark.box is not None
    place = in_pixels(mark.box, seen.clip)
    sides = np.array([[place.x, place.y], [place.x + place.w, place.y + place.h]])
    there = carried(seen, sides, mark.frame)
    low, high = there.min(axis=1), there.max(axis=1)
    return np.concatenate([low, high - low], axis=1)


@dataclass(frozen=True, slots=True)
class Same:
    """Two tracks that the person says are of one thing."""

    before: Thing
    after: Thing
    over_cut: bool = False
    """Whether the picture is cut between the two."""

    @property
    def gap(self) -> int:
        """Frames from the last of the one to the first of the other."""
        return self.after.first - self.before.last


def said_same(seen: Observation) -> tuple[Same, ...]:
    """What the marks 'same' join: two tracks, or one before and after a time when it was not seen.

    None of two that are seen at the same time.
    """
    links: list[Same] = []
    for mark in seen.marks:
        if mark.kind != "same" or mark.box is None or mark.before is None:
            continue
        ends = [_marked(seen, *mark.before), _marked(seen, mark.frame, mark.box)]
        things = sorted((thing for thing in ends if thing is not None), key=_began)
        if len(things) == 2 and things[0] is things[1]:
            links += _over_gap(things[0], mark.before[0], mark.frame)
        elif len(things) == 2 and things[1].first > things[0].last:
            one, two = things
            over_cut = any(one.last < cut <= two.first for cut in seen.cuts)
            links.append(Same(one, two, over_cut))
    return tuple(links)


def _over_gap(thing: Thing, one: int, two: int) -> Iterable[Same]:
    """The longest time between two frames in which a thing was not seen parts it in two."""
    rows = np.flatnonzero(thing.seen)
    gaps = np.diff(rows)
    inside = (rows[:-1] + thing.first >= min(one, two)) & (rows[1:] + thing.first <= max(one, two))
    gaps = np.where(inside, gaps, 0)
    if len(gaps) and gaps.max() > 1:
        at = int(np.argmax(gaps))
        last, first = int(rows[at]), int(rows[at + 1])
        before, after = (_rows(thing, a, b) for a, b in ((0, last), (first, len(thing) - 1)))
        yield Same(
            replace(before, ending=Ending.NOWHERE), replace(after, beginning=Beginning.NOWHERE)
        )


def _rows(thing: Thing, first: int, last: int) -> Thing:
    """Some rows of a thing."""
    part = slice(first, last + 1)
    cut: dict[str, Any] = {
        spec.name: value[part]
        for spec in fields(Thing)
        if isinstance(value := getattr(thing, spec.name), np.ndarray | tuple)
    }
    shown = (thing.looks.frames >= thing.first + first) & (thing.looks.frames <= thing.first + last)
    looks = Looks(thing.looks.frames[shown], thing.looks.pictures[shown])
    inside = (thing.strains.frames[:, 0] >= thing.first + first) & (
        thing.strains.frames[:, 1] <= thing.first + last
    )
    strains = Strains(
        **{spec.name: getattr(thing.strains, spec.name)[inside] for spec in fields(Strains)}
    )
    return replace(thing, first=thing.first + first, looks=looks, strains=strains, **cut)


def _marked(seen: Observation, frame: int, box: Box) -> Thing | None:
    """The thing that a place means; one that is there in that frame before one that was or will."""
    place = in_pixels(box, seen.clip)
    found = [
        (thing.first <= frame <= thing.last, overlap(there, place), thing)
        for thing in seen.things
        if (there := box_around(thing, frame)) is not None
    ]
    hits = [hit for hit in found if hit[1] > 0.3]
    return max(hits, key=lambda hit: hit[:2])[2] if hits else None


def _began(thing: Thing) -> int:
    return thing.first


def drive_of(seen: Observation, thing: Thing) -> Drive:
    """Whether a thing may speed up by itself, by its marks and by what the prompt names."""
    if marks_on(seen, thing, "articulated"):
        return "self"
    marked = marks_on(seen, thing, "rigid", "solid", "cloth", "fluid")
    if marked:
        named = [material_of(mark.noun) for mark in marked if mark.noun]
        return "self" if any(m is not None and _moves_itself(m) for m in named) else "passive"
    if seen.reading is None:
        return "unknown"
    told = materials(seen.reading)
    things = tuple(told.values())
    if things and says_it_rests(seen.reading) and not any(m.being for m in things):
        # not even what has wheels, where it is said to stand
        return "passive"
    moved = any(m.form == "rigid" and not _moves_itself(m) for m in things)
    if any(_moves_itself(material) for material in things):
        # a table that a cat jumps onto is nothing that would move
        others = [material for word, material in told.items() if word not in words_of("scenery")]
        carried_along = any(m.form == "rigid" and not _moves_itself(m) for m in others)
        return "unknown" if carried_along else "self"
    return "passive" if moved else "unknown"


def names_liquid(seen: Observation) -> bool:
    """Whether the prompt names a liquid, or what pours like one."""
    if seen.reading is None:
        return False
    return any(material.form in _WET for material in materials(seen.reading).values())


def main_mover(seen: Observation) -> Thing | None:
    """The thing that carries most of the motion; None where there is none."""
    return max(seen.things, key=lambda thing: thing.weight, default=None)


def may_ripple(seen: Observation, thing: Thing) -> bool:
    """Whether it may be a wave, a splash or a glint: where the words name a liquid, what came up in
    the midst of the picture."""
    came_up = thing.beginning not in (Beginning.START, Beginning.BORDER)
    return came_up and names_liquid(seen)


def among_pieces(seen: Observation, score: float) -> float:
    """What a score comes to of things that come and go: one that is near to call is a doubt where
    the words make something break, be cut, or become something else."""
    if score < _SURELY and seen.reading is not None and parts_or_changes(seen.reading):
        return min(score, UNSURE)
    return score


def as_painted(seen: Observation) -> frozenset[int]:
    """Ids of the things that went the way that was painted for them.

    Whoever paints a throw asks for what a hand out of the picture does; that is no fault of the
    clip, and an unlikely path is told by a hint before it is made.
    """
    return frozenset(
        course.thing.id
        for course in courses(seen)
        if course.thing is not None and _off(course) < _AS_PAINTED
    )


def _off(course: Course) -> float:
    """Mean distance from the wanted way by its length."""
    off = np.hypot(*(course.measured - course.wanted).T)
    length = np.hypot(*np.diff(course.wanted, axis=0).T).sum()
    return float(off.mean() / max(float(length), 1.0))


def _moves_itself(material: Material) -> bool:
    own = material.traits & {"driven", "flies", "light", "floats"}
    return bool(own) or material.being is not None or material.form in ("articulated", "gas")


def looks_around(thing: Thing, start: int, end: int) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """The last look at a thing up to one frame, and the first from another one on."""
    frames = thing.looks.frames
    before = max(0, int(np.searchsorted(frames, start, "right")) - 1)
    after = min(len(frames) - 1, int(np.searchsorted(frames, end)))
    return thing.looks.pictures[before], thing.looks.pictures[after]


def alike(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    """1 where two looks have the same colours, 0 where none in common; the places do not matter."""
    return float(np.minimum(*colours_of(np.stack([one, other]))).sum())


def unlike_looks(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    """Levels between the colours of two looks: as a whole, or place by place where that is less.

    What turned has its colours elsewhere; what has holes is seen with another ground through them.
    """
    pictures = np.stack([one, other]).astype(np.float64)
    inside, pictures = pictures[..., 3] / 255.0, pictures[..., :3]
    shares = np.maximum(inside.sum(axis=(1, 2)), 1e-9)
    means = np.einsum("kij,kijc->kc", inside, pictures) / shares[:, None]
    whole = float(np.abs(np.diff(means, axis=0)).max())
    there = inside.min(axis=0) > 0.5
    if not there.any():
        return whole
    places = np.abs(np.diff(pictures, axis=0)[0][there]).max(axis=1)
    return min(whole, float(np.median(places)))


def colours_of(looks: NDArray[np.uint8]) -> NDArray[np.float64]:
    """(n, 512) Shares of a small colour cube, neighbours mixed, of the pixels that are the thing's.

    `looks`: (n, 16, 16, 4), RGB and how much of a pixel is the thing's.
    """
    cells = (looks[..., :3] >> 5).astype(np.intp)
    numbers = (cells[..., 0] * 8 + cells[..., 1]) * 8 + cells[..., 2]
    inside = (looks[..., 3] > 127).astype(np.float64)
    inside[inside.sum(axis=(1, 2)) == 0] = 1.0
    offsets = 512 * np.arange(len(looks))[:, None, None]
    counts = np.bincount(
        (numbers + offsets).ravel(), inside.ravel(), minlength=512 * len(looks)
    ).reshape(len(looks), 8, 8, 8)
    shares = np.einsum("nijk,ai,bj,ck->nabc", counts, _MIX, _MIX, _MIX, optimize=True)
    flat = shares.reshape(len(looks), 512)
    return np.asarray(flat / np.maximum(flat.sum(axis=1, keepdims=True), 1e-9))


def down_of(seen: Observation) -> NDArray[np.float64]:
    """Unit vector of which way is down: as marked, as planned, else down the frame."""
    for mark in seen.marks:
        if mark.kind == "down" and mark.line is not None:
            (x0, y0), (x1, y1) = mark.line
            way = np.array([(x1 - x0) * seen.clip.width, (y1 - y0) * seen.clip.height])
            if float(np.hypot(*way)) > 1e-6:
                return np.asarray(way / np.hypot(*way))
    if seen.plan is not None and seen.plan.gravity is not None:
        angle = np.deg2rad(seen.plan.gravity.direction_deg)
        return np.array([np.cos(angle), np.sin(angle)])
    return np.array([0.0, 1.0])


# --- what is shown -----------------------------------------------------------------------------


def boxes_of(thing: Thing, start: int, end: int) -> tuple[tuple[int, Box], ...]:
    """Frame and box of a thing between two frames."""
    first, last = max(start, thing.first), min(end, thing.last)
    rows = thing.corners[first - thing.first : last - thing.first + 1].tolist()
    return tuple((first + n, Box(*row)) for n, row in enumerate(rows))


def around(seen: Observation, boxes: Iterable[tuple[int, Box]]) -> Box | None:
    """The box around all of them, inside the frame."""
    return union(tuple(box for _, box in boxes), seen.clip.width, seen.clip.height)


def ghost_of(
    seen: Observation, thing: Thing, start: int, places: Iterable[NDArray[np.float64]]
) -> tuple[tuple[int, float, float], ...]:
    """Where a thing would be on the screen from a frame on, one place a frame."""
    return tuple(on_screen(thing, frame, place, seen) for frame, place in enumerate(places, start))


def bottom_of(seen: Observation, down: NDArray[np.float64]) -> float:
    """Pixels down to where heights are counted from."""
    return float(np.array([seen.clip.width, seen.clip.height]) @ np.abs(down))


def on_screen(
    thing: Thing, frame: int, place: NDArray[np.float64], seen: Observation
) -> tuple[int, float, float]:
    """A place on the ground (the view's move taken away), where it is seen in that frame."""
    row = thing.row(frame)
    shift = thing.centres[row].astype(np.float64) - thing.ground[row]
    x, y = np.clip(place + shift, 0, (seen.clip.width, seen.clip.height))
    return frame, float(x), float(y)


def curve(
    quantity: str,
    unit: str,
    start: int,
    measured: Iterable[float],
    expected: Iterable[float] = (),
) -> Curve:
    """A curve of plain numbers."""
    return Curve(quantity, unit, start, tuple(map(float, measured)), tuple(map(float, expected)))
