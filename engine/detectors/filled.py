"""Levels and the streams that run into them in, what does not add up out.

A level that is poured into rises as long as the stream stands on it, about as evenly as that runs.
It does not fall meanwhile, or it runs backwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from engine.detectors.evidence import curve, likely, room
from engine.inspect.filling import Filling
from engine.inspect.observation import Observation
from engine.records import Box, Curve

Manner = Literal["falls", "jumps", "stands", "sinks"]

_STREAM, _GOES_ON, _NO_STREAM = 0.4, 0.25, 0.2
_BEFORE = 0.2
"""Of all that a level goes: how much it may before there is a stream."""
_POURED_S, _DRY_S, _LATER_S = 0.6, 0.2, 0.3
"""Seconds that a stream is seen at least, that there is none before or after it, and that a level
may still rise when none is seen any more."""
_FALLS, _FILLED, _LEFT = 0.3, 0.2, 0.1
"""Of its highest: what a level that was filled loses; what it had risen by; and what is left of it
where nobody took the whole vessel away."""
_AT_ONCE_S, _JUMPS, _TIMES = 0.25, 0.35, 2.2
"""Seconds in which a level rises by so much of all that it rises, and so many times faster than it
should on the whole."""
_RISING, _RISES = 0.8, 0.55
"""Of the time of a stream in which most of a rise should happen, and in how much of that it does at
least."""
_LEVEL, _SOME = 0.1, 0.05
"""Of the picture's height that a level goes: for its pace to be told, and for it to be one."""
_SINKS, _RUNNING = 0.5, 0.5


@dataclass(frozen=True, slots=True)
class Misfilled:
    """A level that does not do what the stream on it makes it do."""

    filling: Filling
    manner: Manner
    start: int
    end: int
    share: float
    """Of its height: what it lost, or gained at once; of the stream's time: in which it rose."""
    score: float


def misfilled(seen: Observation) -> Iterator[Misfilled]:
    """All that does not add up, of every level that is poured into."""
    for filling in seen.fillings:
        stream = _stream(filling, seen)
        if stream is not None:
            yield from _against(filling, stream, seen)


def sinks(seen: Observation) -> Misfilled | None:
    """The level that most likely sinks as long as a stream stands on it."""
    found = [
        _sinking(filling, stream, seen)
        for filling in seen.fillings
        if (stream := _stream(filling, seen)) is not None
    ]
    return max(found, key=lambda one: one.score, default=None)


def boxes_of_level(misfilled: Misfilled) -> tuple[tuple[int, Box], ...]:
    """Frames that were looked at, and what the level fills at its highest."""
    filling = misfilled.filling
    within = (filling.frames >= misfilled.start) & (filling.frames <= misfilled.end)
    looked = zip(filling.frames[within].tolist(), filling.boxes[within].tolist(), strict=True)
    return tuple((frame, Box(*box)) for frame, box in looked)


def level_curve(misfilled: Misfilled) -> Curve:
    """How high it stands, frame by frame, of the whole stretch."""
    filling = misfilled.filling
    frames = np.arange(filling.frames[0], filling.frames[-1] + 1)
    heights = np.interp(frames, filling.frames, filling.heights)
    return curve("level", "px", int(frames[0]), heights)


def _sinking(filling: Filling, stream: tuple[int, int], seen: Observation) -> Misfilled:
    first, last = stream
    heights = filling.heights.astype(np.float64)
    steps = np.diff(heights[max(0, first - 1) : last + 2])
    falls, rises = float(-steps[steps < 0].sum()), float(steps[steps > 0].sum())
    most = float(heights.max())
    score = likely(
        room(falls, _SINKS * most),
        room(_FALLS * falls, rises),
        room(falls, _SOME * seen.clip.height),
        room(float((steps < 0).mean()) if len(steps) else 0.0, _RUNNING),
    )
    ends = int(filling.frames[first]), int(filling.frames[last])
    return Misfilled(filling, "sinks", *ends, falls / max(most, 1.0), score)


def _stream(filling: Filling, seen: Observation) -> tuple[int, int] | None:
    """First and last look of the longest stream that comes and goes, or at least comes or goes."""
    looks = _looks_a_second(filling, seen)
    best: tuple[int, int] | None = None
    first = None
    for number, share in enumerate([*filling.streams.tolist(), 0.0]):
        # what stands too high has nothing above it to be seen
        goes_on = share > _STREAM or (first is not None and (share > _GOES_ON or share < 0))
        if goes_on and first is None:
            first = number
        elif not goes_on and first is not None:
            last = first + int(np.flatnonzero(filling.streams[first:number] > _GOES_ON)[-1])
            if best is None or last - first > best[1] - best[0]:
                best = first, last
            first = None
    if best is None or best[1] - best[0] + 1 < _POURED_S * looks:
        return None
    dry = (filling.streams >= 0) & (filling.streams < _NO_STREAM)
    dry[best[0] : best[1] + 1] = False
    # what goes before there is a stream was lifted, or taken away
    before = filling.heights[: best[0] + 1]
    moved = float(np.ptp(before)) > _BEFORE * float(np.ptp(filling.heights))
    return None if moved or dry.sum() < max(1.0, _DRY_S * looks) else best


def _looks_a_second(filling: Filling, seen: Observation) -> float:
    return seen.clip.fps / max(1.0, float(np.median(np.diff(filling.frames))))


def _against(filling: Filling, stream: tuple[int, int], seen: Observation) -> Iterator[Misfilled]:
    looks = _looks_a_second(filling, seen)
    first, last = stream
    heights = filling.heights.astype(np.float64)
    frames = filling.frames
    end = min(len(heights) - 1, last + round(_LATER_S * looks))
    begin = max(0, first - 1)
    poured = heights[begin : end + 1]
    rise = float(poured.max() - poured[0])
    large = room(rise, _LEVEL * seen.clip.height)
    some = room(rise, _SOME * seen.clip.height)
    # falls, although it was filled
    top = begin + int(np.argmax(heights[begin : end + 1]))
    low = top + int(np.argmin(heights[top:]))
    peak = float(heights[top])
    fall = (peak - float(heights[low])) / max(peak, 1.0)
    gone = float(heights[low]) < _LEFT * peak and low > last
    score = likely(
        room(fall, _FALLS),
        room(rise, _FILLED * peak),
        some,
        room(low - top, 1.5),
        -0.05 if gone else 1.5,
    )
    yield Misfilled(filling, "falls", int(frames[top]), int(frames[low]), fall, score)
    # rises at once, and not as it is poured
    length = max(1, round(_AT_ONCE_S * looks))
    poured = np.maximum.accumulate(poured)
    growth = poured[length:] - poured[:-length]
    at = int(np.argmax(growth)) if len(growth) else 0
    even = rise * length / max(1, last - first + 1)
    jump = float(growth[at]) if len(growth) else 0.0
    score = likely(
        room(jump, _JUMPS * rise),
        room(jump, _TIMES * even),
        large,
        room(last - first + 1, length * 3.0),
    )
    yield Misfilled(
        filling,
        "jumps",
        int(frames[begin + at]),
        int(frames[min(begin + at + length, len(frames) - 1)]),
        jump / max(rise, 1.0),
        score,
    )
    # stands still, although it is poured into
    lasts = _between(poured, 0.1, 0.9)
    share = lasts / max(1.0, _RISING * (last - first + 1))
    score = likely(room(_RISES, share), large, room((last - first + 1) / looks, _POURED_S) + 0.2)
    yield Misfilled(filling, "stands", int(frames[first]), int(frames[last]), share, score)


def _between(heights: NDArray[np.float64], low: float, high: float) -> float:
    """Looks that a rise takes from one share of it to another."""
    rise = heights.max() - heights[0]
    over = [int(np.argmax(heights >= heights[0] + share * rise)) for share in (low, high)]
    return float(over[1] - over[0] + 1)
