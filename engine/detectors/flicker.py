"""Light that jumps from frame to frame all over the picture, as no lamp and no cloud does."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from engine.detectors.base import Detection, Detector, Undetermined
from engine.detectors.evidence import PRIOR, TOLD, around, boxes_of, curve, likely, room
from engine.inspect.light import TILES
from engine.inspect.observation import Observation
from engine.inspect.things import Thing
from engine.records import Box, Finding

KIND = "flicker"

_LEVEL, _PART_LEVEL = 0.015, 0.045
_SOME = 0.35
"""Of the parts, which may jump by less than is said of the whole, or the other way."""
_FAINT = 0.1
"""Of what a part has to jump by: what is less counts as none."""
_MOVES, _MOST = 0.08, 0.5
"""Of a part's width from frame to frame; and of four parts, which may."""
_WINDOW_S, _AROUND = 0.8, 2
_THING_LEVEL, _THING, _KEEPS = 0.17, 0.006, 0.15
"""What the light of a thing jumps by; its share of the picture, and the log by which its area may
change meanwhile."""
_LIGHTEST = 255
# one flash is three second differences, so that the fifth largest needs two of them in a second
_LARGEST = 5
_DARK = 8.0
"""Gray levels that count as none: noise in the dark is no light."""
_UNASKED = 0.3
_ASKED = re.compile(
    r"flicker|strob|lightning|flash|blink|disco|candle|firelight|fireworks|old film|projector"
    r"|闪|烛|霓虹|老电影|胶片",
    re.IGNORECASE,
)


def detect(seen: Observation) -> Detection | Undetermined:
    """At most one finding: the stretch in which the light jumps, everywhere or in a part."""
    if seen.clip.frames < _LARGEST + 2:
        return Undetermined(f"the clip has fewer than {_LARGEST + 2} frames")
    jumps = _jumps(seen)
    size = np.abs(_everywhere(jumps))
    level = float(_levels(seen, size).max())
    score = likely(room(level, _LEVEL))
    parts = _in_parts(jumps)
    parts *= _calm(seen, parts >= _FAINT * _PART_LEVEL)
    of_parts = _levels(seen, parts).max(axis=0)
    of_part = likely(room(float(of_parts.max()), _PART_LEVEL))
    most = _UNASKED if seen.reading is not None and _ASKED.search(seen.reading.text) else 1.0
    things = (_lit(seen, thing) for thing in seen.things)
    of_thing = max(things, key=lambda lit: lit.score, default=None)
    on_thing = 0.0 if of_thing is None else of_thing.score
    best = min(most, max(score, of_part, on_thing))
    if best < TOLD:
        return Detection(max(best, PRIOR))
    if of_thing is not None and on_thing > max(score, of_part):
        return Detection(best, (_finding_on(seen, of_thing),))
    if score >= max(TOLD, of_part):
        return Detection(
            best, (_finding(seen, "The light of the whole picture jumps by", size, level, score),)
        )
    row, column = np.unravel_index(int(of_parts.argmax()), of_parts.shape)
    box = _box(seen, of_parts >= 0.5 * of_parts[row, column])
    level = float(of_parts[row, column])
    found = _finding(
        seen, "The light of a part of the picture jumps by", parts[:, row, column], level, of_part
    )
    return Detection(best, (replace(found, box=box),))


def _jumps(seen: Observation) -> NDArray[np.float64]:
    """(frames - 2, rows, columns) How far each part of a frame is lighter or darker than the mean
    of the two frames beside it, as a share of its own light. 0 at cuts, and in a fade, which goes
    one way only."""
    tones = np.log(seen.light.tiles.astype(np.float64) + _DARK)
    jumps = _turning(tones)
    for cut in seen.cuts:
        jumps[max(0, cut - 2) : cut] = 0.0
    return jumps


def _turning(tones: NDArray[np.float64]) -> NDArray[np.float64]:
    """(frames - 2, rows, columns) How far each is from the mean of the two beside it, where they
    turn around."""
    jumps = _off(tones)
    return np.asarray(np.sign(jumps) * np.minimum(np.abs(jumps), _turns(tones)))


def _off(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(values[1:-1] - (values[:-2] + values[2:]) / 2)


def _turns(tones: NDArray[np.float64]) -> NDArray[np.float64]:
    """(frames - 2, rows, columns) The lesser of the steepest rise and the steepest fall among the
    four steps around a frame."""
    steps = np.pad(np.diff(tones, axis=0), ((_AROUND - 1, _AROUND - 1), (0, 0), (0, 0)))
    around = np.lib.stride_tricks.sliding_window_view(steps, 2 * _AROUND, axis=0)
    return np.asarray(np.maximum(0.0, np.minimum(around.max(axis=-1), -around.min(axis=-1))))


def _everywhere(jumps: NDArray[np.float64]) -> NDArray[np.float64]:
    """(frames - 2,) What most parts jump by at least, and the same way: what moves changes some, or
    each its own way, the light all of them."""
    low, high = np.percentile(
        jumps.reshape(len(jumps), -1), (100 * _SOME, 100 * (1 - _SOME)), axis=1
    )
    return np.asarray(np.maximum(0.0, low) + np.minimum(0.0, high))


def _in_parts(jumps: NDArray[np.float64]) -> NDArray[np.float64]:
    """(frames - 2, rows - 1, columns - 1) What four parts that lie together all jump by at least,
    and the same way: what moves changes them one after the other."""
    rows, columns = jumps.shape[1] - 1, jumps.shape[2] - 1
    four = np.stack(
        [jumps[:, top : top + rows, left : left + columns] for top in (0, 1) for left in (0, 1)]
    )
    alike = (np.sign(four) == np.sign(four[:1])).all(axis=0)
    return np.asarray(np.abs(four).min(axis=0) * alike)


def _calm(seen: Observation, jumping: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """(frames - 2, rows - 1, columns - 1) Where less than half of four parts that jump is on the
    move: fur and foam that run through them are lighter and darker each time."""
    rows, columns = jumping.shape[1:]
    calm = jumping.copy()
    frames = np.flatnonzero(jumping.any(axis=(1, 2))).tolist()
    # the steps to each frame and from it, which the next one shares
    moves = {step: _moving(seen, step) for step in {*frames, *(at + 1 for at in frames)}}
    for at in frames:
        moving = np.maximum(moves[at], moves[at + 1])
        four = [moving[y : y + rows, x : x + columns] for y in (0, 1) for x in (0, 1)]
        calm[at] &= np.mean(four, axis=0) < _MOST
    return calm


def _moving(seen: Observation, step: int) -> NDArray[np.float32]:
    """(6, 8) Share of each part that is on the move."""
    import cv2

    rows, columns = TILES
    fast = np.linalg.norm(seen.flow[step].astype(np.float32), axis=-1)
    fast = (fast > _MOVES * seen.clip.width / columns).astype(np.float32)
    return np.asarray(cv2.resize(fast, (columns, rows), interpolation=cv2.INTER_AREA))


def _levels(seen: Observation, sizes: NDArray[np.float64]) -> NDArray[np.float64]:
    """The fifth largest of each stretch of frames."""
    window = min(len(sizes), max(_LARGEST + 1, round(_WINDOW_S * seen.clip.fps)))
    return np.array(
        [
            np.sort(sizes[first : first + window], axis=0)[-_LARGEST]
            for first in range(len(sizes) - window + 1)
        ]
    )


# --- on a thing --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Lit:
    """How the light of one thing jumps."""

    thing: Thing
    sizes: NDArray[np.float64]
    """(rows - 2,)."""
    level: float
    score: float


def _lit(seen: Observation, thing: Thing) -> _Lit:
    """How much the light of a thing jumps while it is seen whole and keeps its size: an outline
    that takes in more of the ground each time is lighter or darker for that."""
    if len(thing) < _LARGEST + 2 or not thing.outlined:
        return _Lit(thing, np.zeros(0), 0.0, 0.0)
    tones = np.log(thing.colour[:, 0].astype(np.float64) + _DARK)
    areas = np.log(np.maximum(thing.areas.astype(np.float64), 1.0))
    there = thing.seen & ~thing.edge
    whole = there[:-2] & there[1:-1] & there[2:] & (np.abs(_off(areas)) < _KEEPS)
    sizes = np.abs(_turning(tones[:, None, None]))[:, 0, 0] * whole
    level = float(_levels(seen, sizes).max())
    share = thing.area / (seen.clip.width * seen.clip.height)
    return _Lit(thing, sizes, level, likely(room(level, _THING_LEVEL), room(share, _THING)))


def _finding_on(seen: Observation, lit: _Lit) -> Finding:
    thing = lit.thing
    found = _finding(
        seen,
        "The light of one thing jumps by",
        np.pad(lit.sizes, (thing.first, 0)),
        lit.level,
        lit.score,
    )
    boxes = boxes_of(thing, found.start_frame, found.end_frame)
    lights = thing.colour[:, 0] / _LIGHTEST * 100
    shown = curve("brightness", "%", thing.first, lights, _smooth(lights))
    return replace(found, box=around(seen, boxes), boxes=boxes, mover=thing.id, curves=(shown,))


# --- what is told ------------------------------------------------------------------------------


def _box(seen: Observation, fours: NDArray[np.bool_]) -> Box:
    """Around all parts of these groups of four."""
    rows, columns = np.flatnonzero(fours.any(axis=1)), np.flatnonzero(fours.any(axis=0))
    high, wide = seen.clip.height / TILES[0], seen.clip.width / TILES[1]
    return Box(
        float(columns[0] * wide),
        float(rows[0] * high),
        float((columns[-1] - columns[0] + 2) * wide),
        float((rows[-1] - rows[0] + 2) * high),
    )


def _finding(
    seen: Observation, jumps: str, size: NDArray[np.float64], level: float, score: float
) -> Finding:
    start, end = _stretch(seen, size, level)
    percent = f"{100 * level:.1f}"
    return Finding(
        kind=KIND,
        held=False,
        start_frame=start,
        end_frame=min(end, seen.clip.frames - 1),
        box=None,
        score=score,
        expected="the light stays the same or changes over several frames",
        measured=f"{percent} % lighter or darker than the frames beside, again and again",
        message=f"{jumps} {percent} % from frame to frame between frames {start} and {end}",
        curves=(curve("brightness", "gray levels", 0, seen.light.luma, _smooth(seen.light.luma)),),
    )


def _stretch(seen: Observation, size: NDArray[np.float64], level: float) -> tuple[int, int]:
    """First and last frame of the longest time in which it goes on; frame 1 is that of size 0."""
    strong = np.flatnonzero(size >= 0.5 * level)
    gaps = np.flatnonzero(np.diff(strong) > max(3, round(_WINDOW_S * seen.clip.fps))) + 1
    stretch = max(np.split(strong, gaps), key=len)
    return int(stretch[0]) + 1, int(stretch[-1]) + 1


def _smooth(luma: NDArray[np.floating]) -> NDArray[np.float64]:
    """The same without what jumps: the median of five frames."""
    padded = np.pad(luma.astype(np.float64), 2, mode="edge")
    return np.asarray(np.median([padded[n : n + len(luma)] for n in range(5)], axis=0))


DETECTOR = Detector(
    id=KIND,
    title="Flicker",
    needs="",
    doc=(
        "The light of the picture, or of a part of it, jumps up and down from one frame to the "
        "next, though nobody asked for lightning."
    ),
    measures=(
        "How much lighter or darker each frame is than the mean of the two beside it, where the "
        "light turns around: as what 65 % of 48 parts of the picture jump by at least, as the "
        "least of four that lie together, jump the same way and are not on the move, or as what a "
        "thing that keeps its size jumps by; and the fifth largest of that within 0.8 seconds."
    ),
    unit="percent of the light",
    threshold=(
        "1.5 % five times within 0.8 s for the whole picture, 4.5 % for a part, and 17 % for a "
        "thing of 0.6 % of the picture: a flash, or a light that is switched on, is at most three "
        "of them. Where the prompt names flicker, "
        "candles or lightning it stays below a half."
    ),
    source=(
        "Eleven real clips and 22 generated ones: at most 0.2 %, and none in a part, cameras that "
        "set their exposure themselves among them. A lamp that beats with the shutter has 4 % and "
        "is told. Things as large that go about in 600 clips of others have 13 % at most."
    ),
    blind=(
        "What flickers in less than a twelfth of the picture and is no thing that stands out from "
        "its ground, textures that boil while the light stays the same, and slow waves of light."
    ),
    rule="Light does not change from frame to frame and back.",
    advice=(
        "Say how the light is ('constant soft daylight'), take more steps, and keep lamps and "
        "screens out of the prompt."
    ),
    run=detect,
    tier="asked",
    shape="heat",
    local=True,
)
