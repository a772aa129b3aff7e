"""Rigid things whose surface is squeezed or bent, told by laying looks at them over each other.

An outline says nothing of what a hand holds, of what is pushed or leant on; a surface does. What
got longer one way and shorter the other was squeezed: what turns away gets shorter only, what comes
nearer longer only. What no affine map lays over itself any more, and one that bends does, was bent,
if it lay on itself at other times.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from engine.detectors.evidence import (
    TOLD,
    UNSURE,
    around,
    boxes_of,
    came_off,
    curve,
    goes_about,
    likely,
    room,
)
from engine.inspect.observation import Observation
from engine.inspect.things import Strains, Thing
from engine.records import Finding

_SQUEEZED, _SQUEEZED_FOLLOWED = 0.26, 0.77
_AWRY, _UNLIKE = 0.04, 0.3
_OFF, _BENDS, _USUAL, _STILL = 0.035, 1.6, 2.0, 0.008
_FOLLOWED, _NEXT_FOLLOWED, _BETTER, _NEXT_OFF = 0.6, 0.55, 1.5, 0.7
_KNOWN, _LEAST, _LONG_S = 0.6, 3, 0.4
_STEP_S = 0.2
_AS_SURE = 0.7
"""Of the surest pair of looks: what others have to come to, for it to go on in them."""
_SAME_FOLLOWED, _SAME_OVERLAP, _SAME_OFF, _SAME = 0.85, 0.8, 0.02, 0.08
"""What lies on itself: share of its surface and of its silhouette, how far off, and the log of how
much longer or shorter any way."""
_PARTLY, _LITTLE = 0.7, 0.3
"""Share of a surface that is enough to see its size by; share of what it should have grown by."""
_HOPS, _SPARE = 3, 1
_CUT = 0.2
"""Share of its rows at the border from which on a thing is what reaches into the picture."""
_CALM, _CALM_FOLLOWED, _OFTEN, _MOSTLY, _AGAIN, _SPARE_S = 0.012, 0.85, 2, 0.6, 0.35, 0.12
"""What is rigid before and after it bends: how far off it is then, how much of its surface is found
again, in how many pairs of looks at least and in which share of them; how sure another pair beside
it is; and seconds by which looks may lie over each other."""
HINT = 0.95 * TOLD
"""The most that bending comes to where nobody says that a thing is rigid: cloth, limbs and animals
bend, and so does what a hand covers more and more of."""


@dataclass(frozen=True, slots=True)
class Strained:
    """A thing that does not lie on itself any more."""

    thing: Thing
    start: int
    end: int
    squeezed: float
    """By how much of its size it got longer and shorter at least; 0 where it was bent."""
    off: float
    """How far its surface is from where it would be, by its size."""
    score: float


def strained(seen: Observation, thing: Thing, *, rigid: bool) -> Strained | None:
    """The surest of what was squeezed or bent of a thing; `rigid`: somebody says that it is."""
    if not len(thing.strains) or not _is_one(thing, seen):
        return None
    found = [*_squeezes(thing), *_bends(seen, thing, rigid=rigid)]
    if not found:
        return None
    best = max(found, key=lambda one: one.score)
    if not rigid and goes_about(thing) < 0:
        # a cheek is squeezed where it is
        best = replace(best, score=min(best.score, UNSURE))
    start, end = best.start, best.end
    # as long as it goes on: by one pair of looks after the other
    for one in sorted(found, key=lambda one: abs(one.start - best.start)):
        alike = (one.squeezed > 0) is (best.squeezed > 0) and one.score > _AS_SURE * best.score
        if alike and one.start <= end and one.end >= start:
            start, end = min(start, one.start), max(end, one.end)
    return replace(best, start=start, end=end)


def lies_on_itself(thing: Thing, start: int, end: int) -> bool:
    """Whether the surface of a thing lies on itself, at its size, in a look from before a stretch
    and one from after it: then its outline alone changed, by what stands or lies beside it.
    """
    strains = thing.strains
    return _leads_over(
        strains,
        (strains.followed > _SAME_FOLLOWED)
        & (strains.overlap > _SAME_OVERLAP)
        & (strains.off < _SAME_OFF)
        & (_most_stretched(strains) < _SAME),
        (start, end),
    )


def keeps_its_form(thing: Thing, start: int, end: int, grown: float = 0.0) -> bool:
    """The same of a surface that is partly covered, or of what something came to, whatever outline
    that has: whether it is far from being larger or smaller by `grown`, the log of a magnification.
    """
    strains = thing.strains
    return _leads_over(
        strains,
        (strains.followed > _PARTLY)
        & (strains.off < 2 * _SAME_OFF)
        & (_most_stretched(strains) < max(_SAME, _LITTLE * abs(grown))),
        (start, end),
    )


def _most_stretched(strains: Strains) -> NDArray[np.float32]:
    return np.maximum(np.abs(strains.longest), np.abs(strains.shortest))


def _leads_over(strains: Strains, same: NDArray[np.bool_], ends: tuple[int, int]) -> bool:
    """Whether pairs of looks lead from before a stretch to after it: one, or by way of others.

    With a frame to spare on either side, for what is measured of an outline may be late.
    """
    pairs = strains.frames[same]
    reached, end = ends[0] - _SPARE, ends[1] + _SPARE
    for _ in range(_HOPS):
        onward = pairs[pairs[:, 0] <= reached, 1]
        reached = max(reached, int(onward.max(initial=0)))
        if reached >= end:
            return True
    return False


def strain_finding(seen: Observation, strained: Strained, kind: str) -> Finding:
    """What is told of it; `kind` is the detector's."""
    thing, start, end = strained.thing, strained.start, strained.end
    strains = thing.strains
    boxes = boxes_of(thing, start, end)
    shown = strains.squeezed if strained.squeezed else strains.off
    over = np.interp(np.arange(start, end + 1), strains.frames.mean(axis=1), shown)
    if strained.squeezed:
        measured = (
            f"its surface gets {100 * strained.squeezed:.0f} % longer one way and shorter the other"
        )
        message = (
            f"Something is squeezed or stretched between frames {start} and {end}: what turns gets "
            "shorter only, what comes nearer longer only"
        )
    else:
        measured = f"its surface is off by {100 * strained.off:.0f} % of its size"
        message = (
            f"The surface of something bends between frames {start} and {end}, as that of "
            "something rigid cannot"
        )
    return Finding(
        kind=kind,
        held=False,
        start_frame=start,
        end_frame=end,
        box=around(seen, boxes),
        score=strained.score,
        expected="it keeps its form, however it turns",
        measured=measured,
        message=message,
        boxes=boxes,
        mover=thing.id,
        curves=(curve("strain", "% of its size", start, 100 * over),),
    )


def _is_one(thing: Thing, seen: Observation) -> bool:
    """Whether it is one thing, and all of it: what parts was several, and what reaches in from the
    border is an arm or a tool in a hand."""
    return float(thing.edge.mean()) <= _CUT and not came_off(seen, thing)


def _squeezes(thing: Thing) -> Iterator[Strained]:
    strains = thing.strains
    squeezed = strains.squeezed
    for at in np.flatnonzero(squeezed > 0.5 * _SQUEEZED):
        score = likely(
            room(float(squeezed[at]), _SQUEEZED),
            (float(strains.followed[at]) - _SQUEEZED_FOLLOWED) * 8,
            room(_AWRY, float(strains.off[at])),
            room(_UNLIKE, float(strains.unlike[at])),
        )
        yield _strained(thing, int(at), score, float(np.expm1(squeezed[at])))


def _bends(seen: Observation, thing: Thing, *, rigid: bool) -> Iterator[Strained]:
    strains = thing.strains
    usual = _usual(strains, seen.clip.fps)
    if usual is None:
        return
    found: dict[int, tuple[float, NDArray[np.intp]]] = {}
    for at in np.flatnonzero(strains.off > 0.5 * _OFF).tolist():
        off = float(strains.off[at])
        near = _near(strains, at, seen.clip.fps)
        if not len(near):
            continue
        score = likely(
            room(off, _OFF),
            room(off, _BENDS * float(strains.rest[at])),
            room(off, _USUAL * (usual + _STILL)),
            room(float(strains.stiff[at]), _BETTER * float(strains.unlike[at])),
            room(float(strains.off[near].max()), _NEXT_OFF * off),
            (float(strains.followed[at]) - _FOLLOWED) * 6,
            (float(strains.followed[near].max()) - _NEXT_FOLLOWED) * 6,
        )
        found[at] = score, near
    for at, (score, near) in found.items():
        told = score
        if not rigid:
            again = max((found[one][0] for one in near.tolist() if one in found), default=0.0)
            by_itself = likely(room(again, _AGAIN), _room_of_rigid(thing, at, seen))
            told = max(HINT * score, min(score, by_itself))
        yield _strained(thing, at, told, 0.0)


def _room_of_rigid(thing: Thing, at: int, seen: Observation) -> float:
    """A room: above 0 for what is rigid before a pair of looks and again after it, and touched by
    nothing that moves between. Cloth, limbs and what rolls or is covered bit by bit is not, or not
    for long."""
    strains, spare = thing.strains, round(_SPARE_S * seen.clip.fps)
    first, last = (int(frame) for frame in strains.frames[at])
    if any(thing.touching[thing.row(first) : thing.row(last) + 1]):
        return -1.5
    shares = []
    for there in (strains.frames[:, 1] <= first + spare, strains.frames[:, 0] >= last - spare):
        calm = there & (strains.off < _CALM) & (strains.followed > _CALM_FOLLOWED)
        if int(calm.sum()) < _OFTEN:
            return -1.5
        shares.append(float(calm.sum() / there.sum()))
    return room(min(shares), _MOSTLY)


def _usual(strains: Strains, fps: float) -> float | None:
    """How far the thing is from an affine map as a rule; None where that is not known."""
    lag = strains.frames[:, 1] - strains.frames[:, 0]
    known = (strains.followed > _KNOWN) & (lag >= _LONG_S * fps)
    if int(known.sum()) < _LEAST:
        return None
    return float(np.percentile(strains.off[known], 30))


def _near(strains: Strains, at: int, fps: float) -> NDArray[np.intp]:
    """Other pairs of looks of the same time apart, just before and after."""
    first = strains.frames[:, 0]
    lag = strains.frames[:, 1] - first
    near = (lag == lag[at]) & (np.abs(first - first[at]) <= _STEP_S * fps)
    near[at] = False
    return np.flatnonzero(near)


def _strained(thing: Thing, at: int, score: float, squeezed: float) -> Strained:
    first, last = (int(frame) for frame in thing.strains.frames[at])
    return Strained(thing, first, last, squeezed, float(thing.strains.off[at]), score)
