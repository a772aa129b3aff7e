"""Things that stay in the air: how long, how high, and how likely it is that nothing holds them.

Over a floor that the person marked, any stay counts that its way there does not explain. Without
one it is told of what flew freely and stops where it was highest: what lands comes down first; and
of what was let go of (`letting_go`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from engine.detectors.evidence import (
    PRIOR,
    Drive,
    alone_rows,
    apart,
    around,
    boxes_of,
    clear_rows,
    curve,
    drive_of,
    flights_of,
    gaps,
    ghost_of,
    goes_about,
    likely,
    marked_solid,
    pixel,
    room,
    stretches,
    together,
)
from engine.detectors.falls import SECONDS, falls, is_fall, surely_falls
from engine.inspect.flights import Piece
from engine.inspect.floor import Floor
from engine.inspect.observation import Observation
from engine.inspect.things import Thing
from engine.records import Finding

# what hangs over the floor: seconds, shares of the picture's height, of the thing's own
_HANGS_S = 0.42
_STAYS = 0.01
OVER, OVER_OWN = 0.05, 0.4
_STANDS_OUT = 4.0
_JUST_S = 0.4
_SAME_LEVEL = 0.5
_CONTACT = 0.1
_UP = 0.5
_MAY_LIE, UNSURE = 0.15, -0.25
"""Of what may have landed on something that nobody marked, and what may hang or be held."""

BY_DRIVE: dict[Drive, float] = {"passive": 0.6, "unknown": 0.3, "self": -0.6}
"""A room: how little it may be that it stays there by itself."""

# what stops at the top of its way: seconds, shares of what pulled it down, of how far it would have
# fallen meanwhile, of the picture's height
_PIECE_S, _PIECE, _BETWEEN_S, _TOP_S = 0.12, 3, 0.2, 0.1
_WITHOUT, _DRIFT, _FALLEN = 0.2, 0.12, 0.06
_AS_LARGE = 0.5
_FROM_ASIDE_S, _STUCK = 0.2, 0.06
"""For a speed from the side: seconds of falling that make as much, and the share of it that what
sticks may keep."""


Manner = Literal["floor", "top", "let go", "swing"]
_PASSES, _RESTS = 0.3, 0.2
"""Share of a stay in which something may be at it that only goes by; and, of its height, by how
little it goes anywhere."""


@dataclass(frozen=True, slots=True)
class Hang:
    """A stretch in which a thing stays where it is, over the floor."""

    thing: Thing
    start: int
    end: int
    above: float
    """Pixels."""
    pull: float
    """px/s²: as it fell before, else as other things here fall."""
    score: float
    manner: Manner = "floor"
    """Whether it is over a marked floor, stopped at the top of its way, was let go of, or swung
    there. In all but the first it is above the lowest place that it was at, or where it lay."""


def hangs(seen: Observation, floor: Floor, usual: float | None) -> Iterator[Hang]:
    """For each thing the stay in the air that says most."""
    for thing in seen.things:
        above = floor.above(thing)
        stays = _stays(seen, thing, above)
        if not stays:
            continue
        flight = [piece for part in flights_of(seen, thing, SECONDS) for piece in part]
        found = [_hang(seen, floor, thing, flight, above, rows, usual) for rows in stays]
        yield max(found, key=lambda hang: hang.score)


def stopped_aloft(
    seen: Observation,
    thing: Thing,
    flight: Sequence[Piece],
    down: NDArray[np.float64],
    drive: Drive,
) -> Iterator[Hang]:
    """Where what flew freely no longer goes up or down from the top of its way on."""
    for before, after in pairwise(_lasting(flight)):
        if is_fall(before, down) and after.first <= before.last + _BETWEEN_S * before.fps:
            yield _stopped(seen, thing, before, after, down, drive)


def _lasting(flight: Sequence[Piece]) -> list[Piece]:
    """Without the short pieces of a stop between two others."""
    return [piece for piece in flight if piece.seconds >= _PIECE_S]


def _stopped(
    seen: Observation,
    thing: Thing,
    before: Piece,
    after: Piece,
    down: NDArray[np.float64],
    drive: Drive,
) -> Hang:
    """How likely it is that nothing holds it there: what lands comes down first."""
    last = _until(seen, thing, after)
    pull, high = float(before.acceleration @ down), float(seen.clip.height)
    tall = float(np.median(thing.corners[:, 3]))
    left = abs(float(after.acceleration @ down))
    levels = [float(after.at(frame) @ down) for frame in range(after.first, after.last + 1)]
    fallen = pull * after.seconds**2 / 2
    # a shadow that it was taken for at first, or a part of it, lies lower than it ever was
    whole = thing.seen & (thing.areas > _AS_LARGE * np.median(thing.areas))
    lowest = float((thing.ground[whole].astype(np.float64) @ down).max())
    above = lowest - float(np.median(levels))
    falls_by = float(before.velocity_at(before.last) @ down)
    score = likely(
        surely_falls(seen, before, down),
        room((last - after.first) / seen.clip.fps, _HANGS_S),
        room(_WITHOUT * pull, max(left, after.doubt_of_acceleration)),
        room(_DRIFT * fallen, max(float(np.ptp(levels)), after.noise)),
        room(fallen, max(_FALLEN * high, OVER_OWN * tall)),
        # on the way down it may have landed on something
        room(_TOP_S * pull, falls_by),
        room(above, max(_FALLEN * high, OVER_OWN * tall)),
        _whole(thing, after.first, last, tall),
        UNSURE if _sticks(before, after, down, pull) else 1.5,
        # any three places are on some arc
        UNSURE if before.last - before.first < _PIECE else 1.5,
        goes_about(thing),
        BY_DRIVE[drive],
    )
    score = unless_held(score, seen, thing, after.first, last)
    return Hang(thing, after.first, last, above, pull, score, "top")


def _whole(thing: Thing, first: int, last: int, tall: float) -> float:
    """A room: above 0 where its surface goes along with its outline, if that goes anywhere."""
    way = np.ptp(thing.ground[thing.row(first) : thing.row(last) + 1], axis=0)
    return 1.5 if float(way.max()) < _RESTS * tall else together(thing, first, last)


def _until(seen: Observation, thing: Thing, after: Piece) -> int:
    """The last frame of a stay, through those in which something goes by in front of it."""
    row = thing.row(after.first)
    stays = still(thing.ground[row:], reach_of(seen))
    touched = np.array([bool(one) for one in thing.touching[row : row + stays]])
    if stays == 0 or touched.mean() > _PASSES:
        return after.last
    return max(after.last, after.first + stays - 1)


def _sticks(before: Piece, after: Piece, down: NDArray[np.float64], pull: float) -> bool:
    """Whether it came from the side, fast, and stands still at once, as a dart does in a board."""
    aside = np.array([down[1], -down[0]])
    came, went = (
        abs(float(piece.velocity_at(frame) @ aside))
        for piece, frame in ((before, before.last), (after, after.first))
    )
    return came > _FROM_ASIDE_S * pull and went < _STUCK * came


def _stays(seen: Observation, thing: Thing, above: NDArray[np.float64]) -> list[tuple[int, int]]:
    """First row and end of each stretch in which a thing is over the floor, alone, and still."""
    fps = seen.clip.fps
    good = alone_rows(seen, thing, clear_rows(seen, thing) & np.isfinite(above))
    reach = reach_of(seen)
    least = max(4, round(_HANGS_S * fps))
    rests: list[tuple[int, int]] = []
    for first, end in stretches(good, fps, 0.5 * _HANGS_S):
        row = first
        while row < end:
            brief = min(end, row + least // 2)
            if still(thing.ground[row:brief], reach) < least // 2:
                row += 1
                continue
            until = row + still(thing.ground[row:end], reach)
            middles = [np.median(thing.ground[a:b], axis=0) for a, b in (*rests[-1:], (row, until))]
            joins = bool(rests) and row - rests[-1][1] <= least // 3
            if joins and float(np.abs(middles[1] - middles[0]).max()) < reach:
                row = rests.pop()[0]
            rests.append((row, until))
            row = until
    return [rest for rest in rests if rest[1] - rest[0] >= least]


def reach_of(seen: Observation) -> float:
    """Pixels within which what stays where it is may seem to move."""
    return 2 * max(_STAYS * seen.clip.height, pixel(seen))


def still(places: NDArray[np.float32], reach: float) -> int:
    """For how many rows it stays within that many pixels."""
    low = np.minimum.accumulate(places, axis=0)
    high = np.maximum.accumulate(places, axis=0)
    moved = (high - low).max(axis=1) > reach
    return int(np.argmax(moved)) if moved.any() else len(places)


def _hang(
    seen: Observation,
    floor: Floor,
    thing: Thing,
    flight: list[Piece],
    above: NDArray[np.float64],
    rows: tuple[int, int],
    usual: float | None,
) -> Hang:
    """How likely it is that nothing holds it there."""
    first, end = rows
    start, last, fps = thing.first + first, thing.first + end - 1, seen.clip.fps
    high = float(np.median(above[first:end]))
    tall = float(np.median(thing.corners[:, 3]))
    down, seconds = floor.down, (last - start) / fps
    own = falls(seen, [piece for piece in flight if piece.first < last], down)
    pull = own[-1] if own else usual
    # by how much it would be lower, had it come to the top of its arc in the middle of that time
    wobbles = float(np.ptp(thing.ground[first:end].astype(np.float64) @ down))
    fallen = 0.0 if pull is None else pull * seconds * seconds / 8
    near = np.concatenate(
        [gaps(thing, other, start, last) for other in seen.things if other is not thing]
        or [np.zeros(0)]
    )
    contact = touch(seen, tall)
    score = likely(
        room(seconds, _HANGS_S),
        room(high, max(OVER * seen.clip.height, OVER_OWN * tall, 2 * floor.near(thing))),
        room(fallen, max(_STANDS_OUT * pixel(seen), wobbles)),
        room(float(near.min(initial=2 * contact)), contact),
        _reason(thing, flight, down, start, drive_of(seen, thing)),
        goes_about(thing),
    )
    score = unless_held(score, seen, thing, start, last)
    return Hang(thing, start, last, high, pull or 0.0, score)


def touch(seen: Observation, tall: float) -> float:
    """Pixels within which a thing may as well touch another one."""
    return 4 * pixel(seen) + _CONTACT * tall


def unless_held(score: float, seen: Observation, thing: Thing, start: int, end: int) -> float:
    """The score, or next to nothing of it where it is at something that was marked as solid."""
    tall = float(np.median(thing.corners[:, 3]))
    held = score > PRIOR and is_held(seen, thing, start, end, touch(seen, tall))
    return PRIOR if held else score


def is_held(seen: Observation, thing: Thing, start: int, end: int, contact: float) -> bool:
    """Whether it is at something that was marked as solid."""
    mine = thing.corners[thing.row(start) : thing.row(end) + 1]
    return any(
        float(np.median(apart(mine, places[start : end + 1]))) < contact
        for places in marked_solid(seen, thing)
    )


def _reason(
    thing: Thing,
    flight: list[Piece],
    down: NDArray[np.float64],
    start: int,
    drive: Drive,
) -> float:
    """A room: how much its way to there says that nothing is there that stopped it."""
    known = BY_DRIVE[drive]
    if drive == "self":
        return known
    just = round(_JUST_S * flight[0].fps) if flight else 0
    falls = [p for p in flight if p.first < start and is_fall(p, down) and p.last >= start - just]
    if not falls:
        return UNSURE
    tall = float(np.median(thing.corners[:, 3]))
    level = float(thing.ground[thing.row(start)] @ down)
    bounced = any(
        one.velocity_at(one.last) @ down > 0
        and -float(two.velocity_at(two.first) @ down) > max(4 * two.doubt, _UP * tall)
        and abs(float(one.at(one.last) @ down) - level) < _SAME_LEVEL * tall
        for one, two in pairwise(flight)
    )
    if bounced:
        return -1.0
    lands = float(falls[-1].velocity_at(min(falls[-1].last, start)) @ down)
    return min(known, _MAY_LIE) if lands > 0 else known


def hanging(seen: Observation, hang: Hang, down: NDArray[np.float64], kind: str) -> Finding:
    """The finding that stands for it."""
    thing, fps = hang.thing, seen.clip.fps
    frames = range(hang.start, hang.end + 1)
    seconds = (hang.end - hang.start) / fps
    fallen = [
        min(hang.above, hang.pull * ((frame - hang.start) / fps) ** 2 / 2) for frame in frames
    ]
    place = thing.ground[thing.row(hang.start)].astype(np.float64)
    ghost = ghost_of(seen, thing, hang.start, (place + down * way for way in fallen))
    boxes = boxes_of(thing, hang.start, hang.end)
    moved = thing.ground[thing.row(hang.end)].astype(np.float64) - place
    low = [float(thing.ground[thing.row(frame)] @ down - place @ down) for frame in frames]
    wanted = down * fallen[-1]
    return Finding(
        kind=kind,
        held=False,
        start_frame=hang.start,
        end_frame=hang.end,
        box=around(seen, boxes),
        score=hang.score,
        expected={
            "floor": "it falls to the floor that you marked",
            "top": f"it falls, as it did with {hang.pull:.0f} px/s²",
            "let go": "it falls once it is let go of",
            "swing": "it turns there and comes back down",
        }[hang.manner],
        measured=(
            f"it stays where it is for {seconds:.1f} s, {hang.above:.0f} px above the floor"
            if hang.manner == "floor"
            else f"for {seconds:.1f} s it neither falls nor rises"
        ),
        message={
            "floor": f"It hangs in the air for {seconds:.1f} s, {hang.above:.0f} px above the "
            "floor, and nothing holds it",
            "top": f"It stops at the top of its way and hangs in the air for {seconds:.1f} s, "
            "where nothing holds it",
            "let go": f"It is let go of and hangs in the air for {seconds:.1f} s, "
            f"{hang.above:.0f} px above where it lay",
            "swing": f"It swings up to one side and stays there for {seconds:.1f} s, "
            f"{hang.above:.0f} px above its lowest place",
        }[hang.manner],
        expected_vector=(float(wanted[0]), float(wanted[1])),
        measured_vector=(float(moved[0]), float(moved[1])),
        mover=thing.id,
        boxes=boxes,
        ghost=ghost,
        curves=(
            curve(
                "height",
                "px",
                hang.start,
                [hang.above - way for way in low],
                [hang.above - way for way in fallen],
            ),
        ),
    )
