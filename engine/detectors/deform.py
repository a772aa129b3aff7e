"""Rigid things that bend, melt or twist, told by their outline and by their surface.

What turns in space or comes nearer changes its outline by nearly an affine map. How solid an
outline is, and how its spread compares with its area, do not change under such maps: when they do
on a thing that went about without changing them, it was bent. Looks at its surface that are laid
over each other tell what an outline does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from engine.detectors.base import Detection, Detector, Undetermined
from engine.detectors.evidence import (
    UNSURE,
    alone_rows,
    around,
    boxes_of,
    came_off,
    curve,
    detection_of,
    highest,
    judgeable,
    likely,
    marks_on,
    room,
    spread,
    stretches,
    whole_rows,
)
from engine.detectors.in_place import bent, both, claims_in_place
from engine.detectors.strained import (
    HINT,
    Strained,
    lies_on_itself,
    strain_finding,
    strained,
)
from engine.inspect.marks import subject_material
from engine.inspect.observation import Observation
from engine.inspect.standing import StandingChange
from engine.inspect.things import Thing
from engine.prompt.materials import materials
from engine.records import Finding

KIND = "deform"

_SECONDS, _SIDE_S = 0.9, 0.35
_LENGTHS_S = (0.2, 0.5, 0.9)
_SOLID, _EVEN, _LEAN = 0.075, 0.11, 0.4
"""Change of the share of its hull, of the log of its spread, and of how lopsided it is, that is
too much."""
_DOUBTFUL = 0.5
_LONGER = 0.3
"""Change of the log of its length by its breadth, beyond that of its area, that is too much: what
turns away gets as much smaller as it gets narrower."""
_OF_RIGID = 0.7
"""Of these, for what is said to be rigid."""
_MET = 0.5
"""What is touched in so many more of the rows after than before, or in so many fewer, may be
covered by a hand that took it, which is no change of its form."""
_NOISE, _PAST = 4.0, 2.0
_OUTLINE, _PIECES = 0.78, 0.62
_AREA = 0.45
_GOES = 0.4
_CONTRAST = 24.0
_LARGE = 0.002
_BENDS = 1.25
_MAYBE = -0.05
_APART_S = 1.5

_HIT = 0.7

_HANGS_OR_RUNS = frozenset({"cloth", "fluid", "loose"})


@dataclass(frozen=True, slots=True)
class _Change:
    """A thing whose outline is another one after a stretch than before it."""

    thing: Thing
    start: int
    end: int
    amount: float
    """Times what is too much."""
    score: float


@dataclass(frozen=True, slots=True)
class _Outline:
    """What no turn and no nearing changes, row by row."""

    solid: NDArray[np.float64]
    even: NDArray[np.float64]
    lean: NDArray[np.float64]
    longer: NDArray[np.float64]
    """Log of its length by its breadth, which turning does change."""
    area: NDArray[np.float64]
    """Log."""

    @property
    def kinds(self) -> tuple[tuple[NDArray[np.float64], float, int], ...]:
        """Each with the change that is too much, and the sign of one that makes it rounder.

        0: what is longer by what is due to the area is no change, and never rounder.
        """
        return (
            (self.solid, _SOLID, 1),
            (self.even, _EVEN, -1),
            (self.lean, _LEAN, -1),
            (self.longer, _LONGER, 0),
        )


def detect(seen: Observation) -> Detection | Undetermined:
    """One finding for each thing."""
    because = judgeable(seen)
    if because:
        return Undetermined(because)
    changes = _bent(seen)
    moved = detection_of(changes, lambda change: _finding(seen, change))
    most = UNSURE if _is_soft(seen) or _names_soft(seen) else 1.0
    stood = claims_in_place(seen, KIND, lambda change: min(most, bent(change)), _in_place)
    return both(moved, stood)


def _is_soft(seen: Observation) -> bool:
    """Whether the prompt is about what has no form of its own."""
    material = subject_material(seen.reading)
    return material is not None and material.form not in ("rigid", "articulated")


def _names_soft(seen: Observation) -> bool:
    """Whether the prompt names what hangs or runs, if only in the scene: a place may show that."""
    named = materials(seen.reading).values() if seen.reading is not None else ()
    return any(material.form in _HANGS_OR_RUNS for material in named)


def _in_place(change: StandingChange) -> tuple[str, str, str]:
    return (
        "what stands still keeps its form",
        f"{100 * change.same_colours:.0f} % of its colours stay, and its form does not",
        "Something that stands still changes its form",
    )


def _bent(seen: Observation) -> list[_Change | Strained]:
    material = subject_material(seen.reading)
    said = material is not None and material.form == "rigid"
    soft, named_soft = _is_soft(seen), _names_soft(seen)
    best: list[_Change | Strained] = []
    for thing in seen.things:
        rigid = bool(marks_on(seen, thing, "rigid"))
        if not rigid and (soft or marks_on(seen, thing, "fluid", "cloth", "articulated")):
            continue
        good = whole_rows(seen, thing)
        alone = alone_rows(seen, thing, good)
        found: list[_Change | Strained] = [
            # what is held is rigid only for sure where somebody says so
            *_changes(seen, thing, good if rigid else alone, rigid=rigid or said),
        ]
        laid = strained(seen, thing, rigid=rigid)
        if laid is not None:
            # what swirls in a cup is squeezed as well
            most = UNSURE if named_soft and not rigid else 1.0
            found.append(replace(laid, score=min(most, laid.score)))
        if found:
            best.append(max(found, key=lambda change: change.score))
    return sorted(best, key=lambda change: -change.score)


def _outline(thing: Thing) -> _Outline:
    xx, xy, yy = thing.shape.astype(np.float64).T
    area = np.maximum(thing.areas.astype(np.float64), 1.0)
    spread = np.sqrt(np.maximum(xx * yy - xy * xy, 1e-6))
    middle, off = 0.5 * (xx + yy), np.hypot(0.5 * (xx - yy), xy)
    longer = 0.5 * np.log((middle + off) / np.maximum(middle - off, 0.05 * middle))
    return _Outline(
        thing.solidity.astype(np.float64),
        np.log(spread / area),
        thing.lean.astype(np.float64),
        longer,
        np.log(area),
    )


def _changes(
    seen: Observation, thing: Thing, good: NDArray[np.bool_], *, rigid: bool
) -> Iterator[_Change]:
    """Every stretch after which the outline of a thing is another one."""
    fps = seen.clip.fps
    side = max(3, round(_SIDE_S * fps))
    outline = _outline(thing)
    for first, end in stretches(good, fps, _SECONDS):
        for seconds in _LENGTHS_S:
            length = max(1, round(seconds * fps))
            for row in _peaks(outline, first, end, side, length):
                change = _judged(seen, thing, outline, (first, row, row + length, side), rigid)
                if change is not None:
                    yield change


def _peaks(outline: _Outline, first: int, end: int, side: int, length: int) -> list[int]:
    """First rows after which the outline changes most within `length`, at most three."""
    apart = side + length
    if end - first < side + apart:
        return []
    total = np.zeros(end - first - side - apart + 1)

    def changes(values: NDArray[np.float64]) -> NDArray[np.float64]:
        usual = np.median(np.lib.stride_tricks.sliding_window_view(values[first:end], side), axis=1)
        return np.asarray(np.abs(usual[apart:] - usual[: len(usual) - apart]))

    area = changes(outline.area)
    for values, much, round_by in outline.kinds:
        total = np.maximum(total, (changes(values) - (not round_by) * area) / much)
    return [first + side + at for at in highest(total, _DOUBTFUL)]


def _judged(
    seen: Observation,
    thing: Thing,
    outline: _Outline,
    rows: tuple[int, int, int, int],
    rigid: bool,
) -> _Change | None:
    """How likely it is that a thing was bent between two rows."""
    first, start, end, side = rows
    before, after = slice(max(first, start - 3 * side), start), slice(end, end + side)
    touched = thing.touched
    if abs(touched[before].mean() - touched[after].mean()) > _MET:
        return None
    needed = _OF_RIGID if rigid else 1.0
    amount, steady, lasting, longer, rounder = 0.0, 0.0, 0.0, False, False
    later = slice(end, end + 3 * side)
    area = abs(float(np.median(outline.area[after]) - np.median(outline.area[before])))
    for values, much, round_by in outline.kinds:
        grows = float(np.median(values[after]) - np.median(values[before]))
        change = abs(grows) - (not round_by) * area
        if change / (much * needed) > amount:
            amount, longer = change / (much * needed), not round_by
            rounder = grows * round_by > 0
            noise = max(_scatter(values[before]), _scatter(values[after]), 0.1 * much)
            past = spread(values[before]) + 0.1 * much
            steady = min(room(change, _NOISE * noise), room(change, _PAST * past))
            lasting = room(change, _PAST * spread(values[later]))
    if amount < _DOUBTFUL:
        return None
    wide = float(np.sqrt(np.median(thing.areas[before])))
    way = float(np.hypot(*thing.steps[before].T).sum())
    turned = 0.5 * wide * float(np.abs(thing.turn[before]).sum())
    usual = float(np.median(thing.bend[before])) + 0.01 * wide
    bends = float(np.percentile(thing.bend[start - 1 : end], 75)) / usual
    picture = seen.clip.width * seen.clip.height
    # a slow bend hardly shows from frame to frame: then it has to stay as it is afterwards; where a
    # part of it has the colours of what is behind it, its outline comes and goes
    stays = min(steady - 0.25, 0.5 if rigid else _MAYBE)
    if not longer:
        stays = min(stays, lasting - 0.25)
    score = likely(
        room(amount, 1.0),
        steady,
        room(float(np.median(outline.solid[before])), _OUTLINE) * 8,
        room(_AREA, max(area, 0.01)),
        # in pieces it is broken, and what breaks may
        room(float(np.percentile(outline.solid[start : end + 3 * side], 15)), _PIECES) * 8,
        1.5 if rigid else room(max(way, turned), _GOES * wide),
        _no_impact(thing, max(0, start - 2), end),
        max(room(bends, _BENDS) + 0.2, stays),
        room(float(np.median(thing.contrast[before])), _CONTRAST) + 0.2,
        room(wide * wide / picture, _LARGE) + 0.2,
        _MAYBE if _falls_apart(seen, thing, thing.first + start) else 1.5,
    )
    if rounder or (longer and not rigid):
        # what gets rounder may have lost its shadow; and whoever sits down gets broader as well
        score = min(score, UNSURE)
    ends = thing.first + start - 1, thing.first + end
    if score > HINT and lies_on_itself(thing, *ends):
        score = HINT
    return _Change(thing, *ends, amount, score)


def _falls_apart(seen: Observation, thing: Thing, start: int) -> bool:
    """Whether it was more than one thing: a tower whose blocks go each their way from then on."""
    end = start + round(_APART_S * seen.clip.fps)
    return any(start <= other.first <= end for other in came_off(seen, thing))


def _no_impact(thing: Thing, start: int, end: int) -> float:
    """A room: above 0 where nothing stopped or kicked it then, by which it may have broken."""
    steps = np.diff(thing.ground.astype(np.float64), axis=0)[max(0, start - 2) : end + 2]
    if len(steps) < 4:
        return 1.5
    speed = np.hypot(*steps.T)
    kinks = np.hypot(*np.diff(steps, axis=0).T)
    fast = float(np.percentile(speed, 80))
    return room(_HIT * (fast + 1.0), float(kinks.max()))


def _scatter(values: NDArray[np.float64]) -> float:
    """Median distance from the median, as of a normal distribution's deviation."""
    return 1.48 * float(np.median(np.abs(values - np.median(values))))


def _finding(seen: Observation, change: _Change | Strained) -> Finding:
    if isinstance(change, Strained):
        return strain_finding(seen, change, KIND)
    thing, boxes = change.thing, boxes_of(change.thing, change.start, change.end)
    rows = slice(thing.row(change.start), thing.row(change.end) + 1)
    return Finding(
        kind=KIND,
        held=False,
        start_frame=change.start,
        end_frame=change.end,
        box=around(seen, boxes),
        score=change.score,
        expected="it keeps its form, however it turns",
        measured=f"its outline changes by {change.amount:.1f} times what turning explains",
        message=(
            f"Something changes its form between frames {change.start} and {change.end}, which no "
            "turning and no coming nearer explains"
        ),
        boxes=boxes,
        mover=thing.id,
        curves=(curve("outline", "share of its hull", change.start, thing.solidity[rows]),),
    )


DETECTOR = Detector(
    id=KIND,
    title="Deform",
    needs="",
    doc=(
        "Something rigid bends, melts or twists while it moves. People, animals and cloth may: "
        "they never keep their outline for long, and what is marked as such is left out."
    ),
    measures=(
        "How solid an outline is, how its spread compares with its area, and how much longer than "
        "broad it is beyond what its area explains, before and after stretches of up to a second, "
        "on things that moved without changing them before. "
        "Looks at a thing are laid over each other after a quarter and half of a second, also "
        "where it is held or touched: how much longer its surface got one way and shorter the "
        "other, and how far it is from where any affine map puts it. "
        "Of what stands still: whether the same colours stand there in another form, and are no "
        "part of something larger that stays."
    ),
    unit="times what turning and coming nearer explain",
    threshold=(
        "0.075 of its hull, 0.11 of the log of its spread, 0.4 more lopsided, or three tenths of "
        "the log of its length by its breadth, which is a doubt where nothing says that it is "
        "rigid (0.7 of these for what is said to be), without a stop or a kick by which it may "
        "have broken; four times the noise and twice what it changed before; the area within 1.6 "
        "times; it moved 0.4 of its width before. Laid over each other: three tenths longer "
        "one way and shorter the other, on three quarters of its surface; or a thirtieth of its "
        "size off, half as much again as a bend leaves and twice what is usual for it, which is a "
        "finding only for what is marked as rigid, or lies on itself in most looks before "
        "and again after it and is free: what a hand covers more and more of looks like that "
        "too. What stands still: 76 % of its colours, ordered otherwise, which go on "
        "over less than 0.36 of its rim."
    ),
    source="Rendered things that turn and move, real footage, and what models made of such.",
    blind=(
        "What touches something else, unless it is squeezed or marked as rigid; what is cut by the "
        "border, what is known by its motion alone (where the view goes through the scene), lines "
        "and plain surfaces, what gets rounder (that may have lost its shadow: a doubt), and what "
        "bends from the first frame on. People and animals whose surface turns into another one. "
        "Whether a thing is rigid is taken from how it went before, unless it is marked."
    ),
    rule="Rigid things keep their form.",
    advice=(
        "Name the material ('a steel hammer'), ask for a slower or a shorter motion, or show the "
        "thing larger in the start image; mark it as rigid to have it judged more strictly."
    ),
    run=detect,
    shape="box",
    local=True,
)
