"""A thing while it is followed: what is known of it by now, what was written down of it frame by
frame, and the `Thing` that this becomes in the end."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from engine.inspect.colours import Colours
from engine.inspect.flow import Size
from engine.inspect.strainer import Strainer
from engine.inspect.things import Beginning, Ending, Looks, Thing, no_strains

COLUMNS = (
    *("x", "y", "gx", "gy", "left", "top", "width", "height", "area", "dx", "dy", "turn"),
    *("growth", "bend", "kept", "xx", "xy", "yy", "solidity", "lean", "L", "a", "b", "contrast"),
    *("lost_x", "lost_y", "lost", "gained_x", "gained_y", "gained"),
)
"""The values of a row, in small pixels."""
AT = {name: number for number, name in enumerate(COLUMNS)}


@dataclass(slots=True)
class Rows:
    """What is written down of a thing, one entry a frame."""

    frames: list[int] = field(default_factory=list)
    values: list[list[float]] = field(default_factory=list)
    edge: list[bool] = field(default_factory=list)
    touching: list[tuple[int, ...]] = field(default_factory=list)
    looks: list[NDArray[np.uint8]] = field(default_factory=list)
    look_frames: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Live:
    """A thing that is followed."""

    id: int
    colours: Colours
    area: float
    centre: tuple[float, float]
    step: tuple[float, float] = (0.0, 0.0)
    """On the screen, to the next frame."""
    missed: int = 0
    apart: int = 0
    """Frames that it has been in two parts."""
    covered_by: int | None = None
    alone: bool = False
    """Whether it was ever seen apart from all that were there before it."""
    outlined: bool = True
    beginning: Beginning = Beginning.START
    parent: int | None = None
    turned: float = 0.0
    """Radians, since it was first seen, up to this frame."""
    grown: float = 0.0
    """Log of its magnification since then."""
    strainer: Strainer | None = None
    rows: Rows = field(default_factory=Rows)


def add_rows(whole: Rows, part: Rows) -> None:
    """What was written down of a part is put to that of the whole, frame by frame."""
    at = {frame: number for number, frame in enumerate(whole.frames)}
    for frame, values in zip(part.frames, part.values, strict=True):
        if frame in at:
            whole.values[at[frame]] = _together(whole.values[at[frame]], values)


def _together(one: list[float], other: list[float]) -> list[float]:
    """The row of two parts as one thing; its motion is that of the first."""
    result = list(one)
    a, b = one[AT["area"]], other[AT["area"]]
    for name in ("x", "y", "gx", "gy", "L", "a", "b", "contrast"):
        number = AT[name]
        result[number] = (a * one[number] + b * other[number]) / (a + b)
    for low, length in (("left", "width"), ("top", "height")):
        start, size = AT[low], AT[length]
        result[start] = min(one[start], other[start])
        end = max(one[start] + one[size], other[start] + other[size])
        result[size] = end - result[start]
    for name, first, second in (("xx", "x", "x"), ("xy", "x", "y"), ("yy", "y", "y")):
        number = AT[name]
        apart = (one[AT[first]] - other[AT[first]]) * (one[AT[second]] - other[AT[second]])
        result[number] = (a * one[number] + b * other[number]) / (a + b)
        result[number] += a * b * apart / (a + b) ** 2
    result[AT["area"]] = a + b
    return result


def thing_of(live: Live, scale: float, size: Size, *, over: bool = False) -> Thing:
    """All frames between the first and the last, those that were missed bridged; clip pixels.

    `over`: the film ends here, and not the thing.
    """
    rows = live.rows
    ending = Ending.END if over and not live.missed else _ending(live, size)
    frames = np.array(rows.frames)
    every = np.arange(frames[0], frames[-1] + 1)
    table = np.array(rows.values, np.float64)
    full = np.stack([np.interp(every, frames, column) for column in table.T], axis=1)
    seen = np.isin(every, frames)

    def column(*names: str, power: int = 1) -> NDArray[np.float32]:
        picked = full[:, [AT[name] for name in names]] * scale**power
        return np.asarray(picked[:, 0] if len(names) == 1 else picked, np.float32)

    at = np.searchsorted(frames, every, side="right") - 1
    shares = full[:, [AT["lost"], AT["gained"]]]
    lost, gained = column("lost_x", "lost_y", "lost"), column("gained_x", "gained_y", "gained")
    lost[:, 2], gained[:, 2] = shares[:, 0], shares[:, 1]
    return Thing(
        id=live.id,
        first=int(frames[0]),
        seen=seen,
        centres=column("x", "y"),
        ground=column("gx", "gy"),
        corners=column("left", "top", "width", "height"),
        areas=column("area", power=2),
        steps=column("dx", "dy"),
        turn=column("turn", power=0),
        growth=column("growth", power=0),
        bend=column("bend"),
        kept=column("kept", power=0),
        shape=column("xx", "xy", "yy", power=2),
        solidity=column("solidity", power=0),
        lean=column("lean", power=0),
        colour=column("L", "a", "b", power=0),
        contrast=column("contrast", power=0),
        lost=lost,
        gained=gained,
        edge=np.array(rows.edge)[at],
        touching=tuple(rows.touching[n] for n in at),
        looks=Looks(np.array(rows.look_frames, np.int32), np.stack(rows.looks)),
        beginning=_beginning(live, full),
        ending=ending,
        parent=live.covered_by if ending is Ending.JOINED else live.parent,
        outlined=live.outlined,
        strains=no_strains() if live.strainer is None else live.strainer.strains(),
    )


def _beginning(live: Live, full: NDArray[np.float64]) -> Beginning:
    if live.beginning is not Beginning.NOWHERE:
        return live.beginning
    uncovered = _closing(full[:8], AT["gained_x"], AT["gained"], forward=False)
    return Beginning.BEHIND if uncovered else Beginning.NOWHERE


def _ending(live: Live, size: Size) -> Ending:
    """Why a thing is no longer seen."""
    rows = live.rows
    last = rows.values[-1]
    box = tuple(last[AT[name]] for name in ("left", "top", "width", "height"))
    ahead = (box[0] + live.step[0], box[1] + live.step[1], box[2], box[3])
    if rows.edge[-1] or not _within(ahead, size):
        return Ending.BORDER
    if live.covered_by is not None:
        return Ending.JOINED
    table = np.array(rows.values[-8:], np.float64)
    return Ending.BEHIND if _closing(table, AT["lost_x"], AT["lost"]) else Ending.NOWHERE


def _within(box: tuple[float, ...], size: Size) -> bool:
    left, top, width, height = box
    return left > 0 and top > 0 and left + width < size.width - 1 and top + height < size.height - 1


def _closing(table: NDArray[np.float64], offset: int, share: int, *, forward: bool = True) -> bool:
    """Whether it went behind something: less and less of it, and what goes is always in front.

    For a beginning the other way round: what comes is always behind.
    """
    if len(table) < 3:
        return False
    areas = table[:, AT["area"]] if forward else table[::-1, AT["area"]]
    if areas[-1] > 0.6 * areas.max():
        return False
    steps = table[:, [AT["dx"], AT["dy"]]]
    offsets, weights = table[:, offset : offset + 2], table[:, share]
    along = (steps * offsets).sum(axis=1) * weights
    size = np.hypot(*steps.T) * np.hypot(*offsets.T) * weights
    cosine = float(along.sum() / max(float(size.sum()), 1e-9))
    return cosine > 0.4 if forward else cosine < -0.4
