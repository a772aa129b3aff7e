"""Things that become another thing, that swap behind something, or that melt into each other.

A thing keeps its colours while it moves and turns. Looks of it are held against each other, about
eight a second; and where two things meet or one goes behind something, it is asked whether what
comes out of it is what went in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import log
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from engine.detectors.base import Detection, Detector, Undetermined
from engine.detectors.evidence import (
    UNSURE,
    Same,
    alike,
    alone_rows,
    among_pieces,
    around,
    boxes_of,
    came_off,
    colours_of,
    curve,
    detection_of,
    goes_about,
    judgeable,
    likely,
    names_liquid,
    room,
    said_same,
    sizeable,
    steady,
    together,
    whole_rows,
    without_prints,
)
from engine.detectors.in_place import both, claims_in_place, replaced
from engine.inspect.observation import Observation
from engine.inspect.standing import StandingChange
from engine.inspect.things import Beginning, Ending, Thing
from engine.records import Box, Curve, Finding

KIND = "identity"

_LOOKS = 6
_SIDE = 3
_WITHIN_S = 1.2
_OTHER = 0.42
_HINT = 0.6
_STEADY = 2.2
_TINT = 0.03
_LIGHT = 0.12
_STAYS = -0.3
"""A room: what becomes another thing where it stands is a doubt."""
_CONTRAST = 20.0
_MELTED_S = 0.35
_GROWS = 1.3
_SWAP_S = 2.5
_UNLIKE = 0.5
_RESIZED = 0.6
_FALLS_APART = 0.35
_STILL_IT = 0.7
"""Of the change of its colours: how unlike what came off it may be what it was, to be that."""

_Manner = Literal["becomes", "swaps", "melts", "returns", "resizes"]


@dataclass(frozen=True, slots=True)
class _Case:
    """A thing that is not what it was."""

    thing: Thing
    manner: _Manner
    start: int
    end: int
    amount: float
    """Share of its colours that are others; for what melts, how long it has not come out again."""
    score: float
    other: Thing | None = None
    curve: tuple[tuple[int, float], ...] = ()


def detect(seen: Observation) -> Detection | Undetermined:
    """One finding for each thing and manner."""
    because = judgeable(seen)
    if because:
        return Undetermined(because)
    cases: list[_Case] = []
    # what lies long in a place is in the ground there: its print does not melt into it
    real = {thing.id for thing in without_prints(seen).things}
    for thing in seen.things:
        changed = max(_changes(seen, thing), key=lambda case: case.score, default=None)
        melted = _melted(seen, thing) if thing.id in real else None
        cases += [case for case in (changed, melted) if case is not None]
        cases += _swapped(seen, thing)
    cases += [case for link in said_same(seen) for case in _returned(seen, link)]
    cases.sort(key=lambda case: -case.score)
    moved = detection_of(cases, lambda case: _finding(seen, case))
    return both(moved, claims_in_place(seen, KIND, replaced, _in_place))


def _in_place(change: StandingChange) -> tuple[str, str, str]:
    percent = f"{100 - 100 * change.same_colours:.0f} %"
    return (
        "what stands still stays the same thing",
        f"{percent} of the colours in its place are others",
        f"Something that stands still becomes something else: {percent} of its colours change",
    )


# --- in plain sight ----------------------------------------------------------------------------


def _changes(seen: Observation, thing: Thing) -> Iterator[_Case]:
    """Every moment after which a thing has other colours, for good."""
    good = alone_rows(seen, thing, whole_rows(seen, thing))
    chosen = [n for n, frame in enumerate(thing.looks.frames) if good[thing.row(int(frame))]]
    if len(chosen) < _LOOKS:
        return
    frames = thing.looks.frames[chosen]
    colours = colours_of(thing.looks.pictures[chosen])
    off = np.stack([1.0 - np.minimum(colours, one).sum(axis=1) for one in colours])
    within = max(1, round(_WITHIN_S * seen.clip.fps))
    for at in range(_SIDE, len(chosen) - _SIDE + 1):
        for after in range(at, len(chosen) - _SIDE + 1):
            if frames[after] - frames[at - 1] > within:
                break
            # the medians are only worth it where the looks themselves differ
            if off[at - 1, after] > _HINT * _OTHER:
                yield _case(seen, thing, frames, off, thing.looks.pictures[chosen], (at, after))


def _case(
    seen: Observation,
    thing: Thing,
    frames: NDArray[np.int32],
    off: NDArray[np.float64],
    looks: NDArray[np.uint8],
    rows: tuple[int, int],
) -> _Case:
    at, after = rows
    one, two = slice(max(0, at - 2 * _SIDE), at), slice(after, after + 2 * _SIDE)
    change = float(np.median(off[one, two]))
    tremble = max(float(np.median(off[part, part])) for part in (one, two))
    # it must never look as it did again
    again = float(np.percentile(off[:at, after:], 10))
    start, end = int(frames[at - 1]), int(frames[after])
    spans = ((int(frames[one][0]), start), (end, int(frames[two][-1])))
    hues = [_hue(looks[part]) for part in (one, two)]
    score = likely(
        room(change, _OTHER),
        room(change, _STEADY * max(tremble, 0.04)),
        room(again, 0.75 * _OTHER),
        # shade and lamps change how light a thing is, not which colour it has
        room(float(np.linalg.norm(hues[1] - hues[0])), _TINT),
        room(_LIGHT, _brighter(seen, *spans)),
        together(thing),
        sizeable(seen, thing),
        room(float(np.median(thing.contrast)), _CONTRAST),
        max(_STAYS, goes_about(thing)),
        steady(thing),
        # what falls apart, or comes together, shows other colours of the same things
        room(_FALLS_APART, _resized(thing, *spans)),
    )
    if score > UNSURE and _went_with_a_part(seen, thing, colours_of(looks[one]), spans, change):
        score = UNSURE
    # what is filled has the colours of what is in it
    if score > UNSURE and names_liquid(seen):
        score = UNSURE
    # and a piece of what breaks shows its inside
    score = among_pieces(seen, score)
    values = tuple((int(f), float(v)) for f, v in zip(frames, off[0], strict=True))
    return _Case(thing, "becomes", start, end, change, score, curve=values)


def _went_with_a_part(
    seen: Observation,
    thing: Thing,
    colours: NDArray[np.float64],
    spans: tuple[tuple[int, int], tuple[int, int]],
    change: float,
) -> bool:
    """Whether something that looks as it did came off it meanwhile: two that met were one for a
    while, and the other one goes on under its number."""
    for other in came_off(seen, thing):
        if spans[0][0] <= other.first <= spans[1][1]:
            its = colours_of(other.looks.pictures)
            unlike = 1.0 - np.minimum(its[:, None], colours[None]).sum(axis=2)
            if float(np.median(unlike)) < _STILL_IT * change:
                return True
    return False


def _resized(thing: Thing, before: tuple[int, int], after: tuple[int, int]) -> float:
    """|log| of how many times larger it is afterwards."""
    one, two = (
        float(np.median(thing.areas[thing.row(a) : thing.row(b) + 1])) for a, b in (before, after)
    )
    return abs(log(max(two, 1.0) / max(one, 1.0)))


def _hue(looks: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Shares of red, green and blue in some looks: the same in the shade."""
    inside = looks[..., 3] > 127
    colour = looks[..., :3][inside].mean(axis=0) + 2.0 if inside.any() else np.ones(3)
    return np.asarray(colour / colour.sum())


def _brighter(seen: Observation, before: tuple[int, int], after: tuple[int, int]) -> float:
    """How much lighter or darker the whole picture became meanwhile, as a log."""
    luma = seen.light.luma.astype(np.float64)
    if len(luma) <= after[1]:
        return 0.0
    one, two = (float(np.median(luma[a : b + 1])) for a, b in (before, after))
    return abs(float(np.log((two + 4.0) / (one + 4.0))))


# --- into each other ---------------------------------------------------------------------------


def _melted(seen: Observation, thing: Thing) -> _Case | None:
    """A thing that went into another one and did not come out, though they had to part again."""
    into = next((other for other in seen.things if other.id == thing.parent), None)
    if thing.ending is not Ending.JOINED or into is None or into.last <= thing.last:
        return None
    fps = seen.clip.fps
    met = _meeting(thing, into)
    earlier = max(thing.first, into.first, met - max(3, round(0.3 * fps)))
    if met - earlier < 2:
        return None
    mine = _speed(thing, earlier, met, fps)
    its = _speed(into, earlier, met, fps)
    apart = float(np.hypot(*(mine - its)))
    sizes = [float(np.sqrt(one.area)) for one in (thing, into)]
    out = met + fps * sum(sizes) / max(apart, 1e-6)
    # where it would be by then, were it still on its way
    there = thing.centres[thing.row(met)] + mine * (out - met) / fps
    inside = min(
        float(there[0]),
        float(there[1]),
        seen.clip.width - float(there[0]),
        seen.clip.height - float(there[1]),
    )
    late = (into.last - out) / fps
    came = [
        other
        for other in seen.things
        if other is not into
        and other is not thing
        and met - 2 <= other.first <= into.last
        and _near(other, into, sum(sizes))
    ]
    before = float(np.median(into.areas[into.row(earlier) : into.row(met) + 1]))
    after = float(np.median(into.areas[into.row(round(min(out, into.last))) :]))
    score = likely(
        room(late, _MELTED_S),
        room(apart / fps, 0.02 * sum(sizes)),
        room(inside, 0.5 * sizes[0]),
        room(_GROWS, max(after / max(before, 1.0), 0.5)),
        room(2.0 * sizes[0], sizes[1]),
        room(2.0 * sizes[1], sizes[0]),
        room(float(min(thing.contrast.mean(), into.contrast.mean())), _CONTRAST),
        room(len(thing) / fps, 0.4),
        -1.0 if came or not (thing.outlined and into.outlined) else 1.5,
        -1.0 if _in_company(thing, into, met, round(out + _MELTED_S * fps)) else 1.5,
        -0.6 if thing.edge.mean() > 0.3 or into.edge.mean() > 0.3 else 1.5,
    )
    # what is poured runs together
    score = min(score, UNSURE) if names_liquid(seen) else score
    return _Case(thing, "melts", met, min(into.last, round(out)), late, score, into)


def _in_company(thing: Thing, into: Thing, start: int, end: int) -> bool:
    """Whether what it went into touches a third one meanwhile, which it may be at by then."""
    return any(
        other != thing.id
        for touched in into.touching[into.row(start) : into.row(min(end, into.last)) + 1]
        for other in touched
    )


def _meeting(thing: Thing, into: Thing) -> int:
    """The first frame of the last time that the two touch."""
    rows = [n for n, touched in enumerate(thing.touching) if into.id in touched]
    if not rows:
        return thing.last
    first = rows[-1]
    while first - 1 in rows:
        first -= 1
    return thing.first + first


def _speed(thing: Thing, start: int, end: int, fps: float) -> NDArray[np.float64]:
    """Mean speed on the screen, px/s."""
    one, two = (thing.centres[thing.row(n)].astype(np.float64) for n in (start, end))
    return np.asarray((two - one) * fps / max(1, end - start))


def _near(other: Thing, into: Thing, reach: float) -> bool:
    place = into.centres[into.row(other.first)]
    return float(np.hypot(*(other.centres[0] - place))) < 1.5 * reach


# --- out of sight ------------------------------------------------------------------------------


def _swapped(seen: Observation, thing: Thing) -> Iterator[_Case]:
    """What comes out from behind something in a thing's stead, on its way and at its time."""
    fps = seen.clip.fps
    if thing.ending is not Ending.BEHIND or not thing.outlined or len(thing) < 0.3 * fps:
        return
    steady = max(thing.first, thing.last - max(3, round(0.35 * fps)))
    early = max(thing.first, steady - max(3, round(0.3 * fps)))
    if steady - early < 2:
        return
    speed = _speed(thing, early, steady, fps)
    size = float(np.sqrt(thing.area))
    for other in seen.things:
        gap = (other.first - thing.last) / fps
        hidden = other.beginning in (Beginning.BEHIND, Beginning.NOWHERE)
        if not (0 < gap <= _SWAP_S and hidden and other.outlined and len(other) >= 0.3 * fps):
            continue
        row = min(len(other) - 1, max(2, round(0.35 * fps)))
        frame = other.first + row
        wanted = thing.centres[thing.row(steady)] + speed * (frame - steady) / fps
        off = float(np.hypot(*(other.centres[row] - wanted)))
        its = _speed(other, other.first + row // 2, min(other.last, frame + row), fps)
        look = thing.looks.pictures[len(thing.looks.pictures) // 2]
        its_look = other.looks.pictures[len(other.looks.pictures) // 2]
        unlike = 1.0 - alike(look, its_look)
        score = likely(
            room(unlike, _UNLIKE),
            room(0.6 * size + 0.25 * float(np.hypot(*(wanted - thing.centres[-1]))), off),
            room(0.45 * float(np.hypot(*speed)), float(np.hypot(*(its - speed)))),
            room(float(np.hypot(*speed)) / size, 0.4),
            0.5,
        )
        yield _Case(thing, "swaps", thing.last, frame, unlike, score, other)


def _returned(seen: Observation, link: Same) -> Iterator[_Case]:
    """What is said to be the same thing as before: its colours, and its size where it is soon."""
    parts = []
    for thing, side in ((link.before, slice(-2 * _SIDE, None)), (link.after, slice(2 * _SIDE))):
        good = whole_rows(seen, thing)
        chosen = [n for n, f in enumerate(thing.looks.frames) if good[thing.row(int(f))]][side]
        parts.append((thing.looks.frames[chosen], thing.looks.pictures[chosen]))
    at = len(parts[0][0])
    if not at or not len(parts[1][0]):
        return
    frames, looks = (np.concatenate([part[n] for part in parts]) for n in (0, 1))
    colours = colours_of(looks)
    off = np.stack([1.0 - np.minimum(colours, one).sum(axis=1) for one in colours])
    case = _case(seen, link.before, frames, off, looks, (at, at))
    start, end = link.before.last, link.after.first
    # behind a cut another side of it may be seen, in another light
    score = min(case.score, UNSURE) if link.over_cut else case.score
    yield replace(case, manner="returns", start=start, end=end, score=score, other=link.after)
    if link.over_cut:
        return
    areas = [
        np.log(np.maximum(thing.areas[whole_rows(seen, thing)], 1.0).astype(np.float64))
        for thing in (link.before, link.after)
    ]
    change = float(np.median(areas[1][:5]) - np.median(areas[0][-5:]))
    drift = max(abs(float(np.ptp(part[-8:]))) / 8 for part in (areas[0], areas[1][:8]))
    score = likely(
        room(abs(change), _RESIZED + drift * link.gap),
        room(_WITHIN_S, link.gap / seen.clip.fps),
        sizeable(seen, link.before),
        0.5,
    )
    yield _Case(link.before, "resizes", start, end, float(np.exp(change)), score, link.after)


# --- what is said ------------------------------------------------------------------------------


def _finding(seen: Observation, case: _Case) -> Finding:
    expected, measured, message = _words(seen, case)
    boxes = boxes_of(case.thing, case.start, case.end)
    if case.other is not None:
        boxes += boxes_of(case.other, case.start, case.end)
    shown = tuple(sorted(boxes, key=_first)) or ((case.start, case.thing.boxes[-1]),)
    return Finding(
        kind=KIND,
        held=False,
        start_frame=case.start,
        end_frame=case.end,
        box=around(seen, shown),
        score=case.score,
        expected=expected,
        measured=measured,
        message=message,
        mover=case.thing.id,
        boxes=tuple(dict(shown).items()),
        curves=(_changed(case),) if case.curve else (),
    )


def _first(entry: tuple[int, Box]) -> int:
    return entry[0]


def _changed(case: _Case) -> Curve:
    frames, values = zip(*case.curve, strict=True)
    every = range(frames[0], frames[-1] + 1)
    return curve(
        "other colours", "%", frames[0], 100 * np.interp(every, frames, values), [0.0] * len(every)
    )


def _words(seen: Observation, case: _Case) -> tuple[str, str, str]:
    percent = f"{100 * case.amount:.0f} %"
    seconds = (case.end - case.start) / seen.clip.fps
    if case.manner == "becomes":
        return (
            "it stays the same thing",
            f"{percent} of its colours are others after {seconds:.1f} s, and stay so",
            f"It becomes another thing: {percent} of its colours change within {seconds:.1f} s",
        )
    if case.manner == "swaps":
        return (
            "what goes behind something comes out as it went in",
            f"what comes out on its way shares {100 - 100 * case.amount:.0f} % of its colours",
            "What comes out from behind is not what went in",
        )
    if case.manner == "returns":
        return (
            "it stays the same thing",
            f"{percent} of its colours are others when it is there again",
            f"It comes back as another thing: {percent} of its colours are others",
        )
    if case.manner == "resizes":
        return (
            "it stays the same thing",
            f"its area is {case.amount:.1f} times what it was {seconds:.1f} s before",
            f"It comes back in another size: {case.amount:.1f} times the area it had",
        )
    return (
        "two things that meet are two afterwards",
        f"one of them is not seen again, {case.amount:.1f} s after they had to part",
        "Two things meet and only one is left: they melt into each other",
    )


DETECTOR = Detector(
    id=KIND,
    title="Identity",
    needs="",
    doc=(
        "A thing becomes another one before your eyes, comes out from behind something as another "
        "one, or two things meet and only one is left."
    ),
    measures=(
        "Shares of a thing's colours, eight looks a second, before and after moments of up to 1.2 "
        "seconds; who comes out on the way and at the time of what went behind something; who is "
        "left when two that met had to part again. Of what stands still: whether other colours "
        "stand there."
    ),
    unit="share of its colours; seconds",
    threshold=(
        "42 % other colours for good, 2.2 times what they change by otherwise, and another hue, "
        "not only more or less light; half of them behind something; 0.35 s after two had to part. "
        "It gets six tenths of its width about, and its area changes by a tenth at most from frame "
        "to frame. What stands still, and things where a liquid is named, stay below a half: what "
        "is filled has other colours."
    ),
    source=(
        "Turning, rolling and passing things rendered with known looks stay below 30 % other "
        "colours; people and goods in real footage below 15 %."
    ),
    blind=(
        "Another thing of the same colours, faces, what changes while it is cut by the border or "
        "touches something, crowds."
    ),
    rule="A thing stays the thing that it is.",
    advice=(
        "Describe the thing by two or three lasting features and repeat them for the end of the "
        "shot; give it a start image; let fewer things cross each other."
    ),
    run=detect,
    shape="flash",
    local=True,
)
