"""The strokes of a guide clip as points and boxes: a clip goes in, where sampled points of every
region are in every frame, and whether they can be seen there, comes out.

Places are pixels of the clip, the centre of the first pixel at 0.5, so that a place is its fraction
of the frame times the frame's size; they go on beyond the border. A point is visible where it lies
in the frame and no nearer region and no static one covers it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from engine.motion import layers
from engine.motion.bend import Floats
from engine.motion.guide import GuideClip
from engine.records import Box, MotionPlan, StrokeKind

Seen = npt.NDArray[np.bool_]

POINTS = 9
"""Points sampled in every region."""
_BACKGROUND = 24


@dataclass(frozen=True, slots=True, eq=False)
class Tracks:
    """The points of one stroke; of the background where `stroke` is None."""

    stroke: int | None
    """Index in the plan."""
    name: str
    kind: StrokeKind
    centre: Floats | None
    """(frames, 2): the region's alpha-weighted centre, of a soft one its middle.

    None where it holds nothing.
    """
    points: Floats
    """(n, frames, 2)."""
    visible: Seen
    """(n, frames)."""
    boxes: tuple[Box | None, ...]
    """In pixels, for every frame: around what is in the frame; None where nothing is."""


def tracks_of(clip: GuideClip, plan: MotionPlan, most: int = POINTS) -> tuple[Tracks, ...]:
    """For every stroke of the plan the clip is made of, in its order; at most `most` points each.

    Where the camera moves, points of the background follow.
    """
    width, height = clip.size
    alphas = [layers.alpha(s.region, s.feather, width, height) for s in plan.strokes]
    places = [_sampled(held, most) for held in alphas]
    carriers = _carriers(clip, plan)
    over = [
        len(clip.layers) if stroke.kind == "static" else -1 if carrier is None else carrier
        for stroke, carrier in zip(plan.strokes, carriers, strict=True)
    ]
    if plan.camera.moves:
        places.append(_around(clip))
        carriers.append(None)
        over.append(-1)
    ways, seen = _followed(clip, places, carriers, over)
    out = [
        Tracks(
            stroke=index,
            name=stroke.name,
            kind=stroke.kind,
            centre=_centre(clip, alphas[index], carriers[index]),
            points=ways[index],
            visible=seen[index],
            boxes=_boxes(clip, plan, alphas[index], carriers[index]),
        )
        for index, stroke in enumerate(plan.strokes)
    ]
    if plan.camera.moves:
        nothing = (None,) * len(clip)
        out.append(Tracks(None, "background", "static", None, ways[-1], seen[-1], nothing))
    return tuple(out)


def _carriers(clip: GuideClip, plan: MotionPlan) -> list[int | None]:
    """The layer of each stroke; None for what does not move or holds nothing."""
    layers_of: dict[int, list[int]] = {}
    for number, layer in enumerate(clip.layers):
        layers_of.setdefault(id(layer.stroke), []).append(number)
    # the same stroke may be there twice
    found = [layers_of.get(id(stroke), []) for stroke in plan.strokes]
    return [numbers.pop(0) if numbers else None for numbers in found]


def _sampled(held: layers.Alpha, most: int) -> Floats:
    """Places (n, 2) spread evenly over what is held, at most `most`."""
    inside = held >= min(0.5, float(held.max(initial=0.0)))
    inside &= held > 0
    count = int(inside.sum())
    if not count:
        return np.empty((0, 2))
    step = max(1, int((count / most) ** 0.5))
    rows, columns = np.nonzero(inside)
    top, left = rows.min(), columns.min()
    on_grid = ((rows - top) % step == step // 2) & ((columns - left) % step == step // 2)
    if not on_grid.any():
        on_grid[len(on_grid) // 2] = True
    grid = np.column_stack([columns, rows])[on_grid] + 0.5
    return _spread(grid, most)


def _spread(places: Floats, most: int) -> Floats:
    if len(places) <= most:
        return places
    kept = np.linspace(0, len(places) - 1, most).round().astype(int)
    return np.asarray(places[kept], dtype=np.float64)


def _around(clip: GuideClip) -> Floats:
    """Places of the background that nothing covers at the start."""
    width, height = clip.size
    per = max(1.0, (width * height / (2 * _BACKGROUND)) ** 0.5)
    grid = np.stack(np.meshgrid(np.arange(per / 2, width, per), np.arange(per / 2, height, per)), 2)
    places = grid.reshape(-1, 2)
    free = clip.owners(0)[places[:, 1].astype(int), places[:, 0].astype(int)] < 0
    return _spread(places[free], _BACKGROUND)


def _followed(
    clip: GuideClip, places: list[Floats], carriers: list[int | None], over: list[int]
) -> tuple[list[Floats], list[Seen]]:
    """Where the places go, and whether they are seen: (n, frames, 2) and (n, frames) each.

    `over` says what they are part of, as `GuideClip.owners` counts: what is nearer covers them.
    """
    size = np.array(clip.size)
    ways = [np.empty((len(start), len(clip), 2)) for start in places]
    seen = [np.zeros((len(start), len(clip)), np.bool_) for start in places]
    for index in range(len(clip)):
        owners = clip.owners(index)
        parts = zip(ways, seen, places, carriers, over, strict=True)
        for way, sees, start, carrier, own in parts:
            now = start if carrier is None else clip.layers[carrier].carried(index, start)
            way[:, index] = clip.seen(index, now)
            shown = ((way[:, index] >= 0) & (way[:, index] < size)).all(axis=1)
            sees[:, index] = shown & _uncovered(owners, now, own)
    return ways, seen


def _uncovered(owners: npt.NDArray[np.int16], places: Floats, own: int) -> Seen:
    """Whether at these places of the scene nothing nearer than `own` is seen."""
    height, width = owners.shape
    x, y = np.floor(np.clip(places, -1.0, max(width, height) + 1.0)).astype(int).T
    inside = (x >= 0) & (x < width) & (y >= 0) & (y < height)
    there = owners[np.clip(y, 0, height - 1), np.clip(x, 0, width - 1)]
    return np.asarray(~inside | (there <= own), dtype=np.bool_)


def _centre(clip: GuideClip, held: layers.Alpha, carrier: int | None) -> Floats | None:
    """Where the region's centre is seen in every frame: (frames, 2)."""
    middle = layers.centre(held)
    if middle is None:
        return None
    still = np.array(middle) * clip.size
    layer = None if carrier is None else clip.layers[carrier]
    places = [still if layer is None else layer.middle(index) for index in range(len(clip))]
    return np.array([clip.seen(index, place) for index, place in enumerate(places)])


def _boxes(
    clip: GuideClip, plan: MotionPlan, held: layers.Alpha, carrier: int | None
) -> tuple[Box | None, ...]:
    if carrier is None:
        if not plan.camera.moves:
            return (_box(held, 0, 0),) * len(clip)
        return tuple(_box(clip.seen_alpha(held, frame), 0, 0) for frame in range(len(clip)))
    return tuple(_box_of(clip, carrier, frame, plan.camera.moves) for frame in range(len(clip)))


def _box_of(clip: GuideClip, carrier: int, frame: int, camera: bool) -> Box | None:
    over = clip.held(carrier, frame)
    if over is None:
        return None
    if not camera:
        return _box(over.alpha, over.left, over.top)
    scene = np.zeros((clip.size[1], clip.size[0]), np.float32)
    scene[over.where] = over.alpha
    return _box(clip.seen_alpha(scene, frame), 0, 0)


def _box(alpha: npt.NDArray[np.generic], left: int, top: int) -> Box | None:
    """Around what is at least half there; around what is there most where nothing is."""
    most = alpha.max(initial=0)
    if most <= 0:
        return None
    full = 255 if alpha.dtype == np.uint8 else 1.0
    drawn = alpha >= min(full / 2, most)
    rows, columns = np.flatnonzero(drawn.any(axis=1)), np.flatnonzero(drawn.any(axis=0))
    wide, tall = columns[-1] + 1 - columns[0], rows[-1] + 1 - rows[0]
    return Box(float(left + columns[0]), float(top + rows[0]), float(wide), float(tall))
