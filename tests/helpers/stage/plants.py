"""Faults that can be planted into any world: pops, jumps, growth, bends, stand-stills, flicker.

Each takes a world, its stage and chances, and gives the world with the fault in it, `span` and
`faulty` saying where it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np

from tests.helpers.stage import skins
from tests.helpers.stage.dynamics import ramp, smooth
from tests.helpers.stage.render import box_of, hidden
from tests.helpers.stage.world import Moment, Picture, Quad, Stage, Thing, View, World

Chances = np.random.Generator
_SMALLEST = 0.003


def frames_of(stage: Stage, seconds: float) -> Moment:
    """How much of the clip a time is."""
    return seconds * stage.fps / stage.frames


def _moments(stage: Stage, world: World, name: str, low: Moment, high: Moment) -> list[Moment]:
    """When a thing is well inside the frame, large enough to be missed, and not hidden."""
    inside = []
    margin = 0.1 * stage.height
    for frame in range(int(low * stage.frames), int(high * stage.frames)):
        box = box_of(world, name, stage, frame)
        if box is None or hidden(world, box, stage, frame):
            continue
        large = box.w * box.h > _SMALLEST * stage.width * stage.height
        across = margin < box.x and box.x + box.w < stage.width - margin
        if large and across and box.y > 0.04 * stage.height:
            inside.append(frame / stage.frames)
    return inside


def _chosen(
    stage: Stage, world: World, draw: Chances, names: tuple[str, ...], low: Moment, high: Moment
) -> tuple[str, Moment]:
    """One of the things, and a moment at which it can be seen."""
    for name in (str(name) for name in draw.permutation(names)):
        if inside := _moments(stage, world, name, low, high):
            return name, float(draw.choice(inside))
    return names[0], float(draw.uniform(low, high))


def pop(world: World, stage: Stage, draw: Chances) -> World:
    """Something dissolves or comes out of nothing, at once or over up to half a second."""
    name, moment = _chosen(stage, world, draw, (world.main, *world.others), 0.25, 0.75)
    fade = float(draw.choice([0.0, 0.0, 0.25, 0.5]))
    long = max(0.6 / stage.frames, frames_of(stage, fade))
    comes = bool(draw.random() < 0.35)

    def presence(u: Moment) -> float:
        part = ramp(u, moment, moment + long)
        return part if comes else 1 - part

    def change(thing: Thing) -> Thing:
        old = thing.presence
        return replace(thing, presence=lambda u: old(u) * presence(u))

    end = moment + max(long, 1.0 / stage.frames)
    return replace(world.changed(name, change), span=(moment, end), faulty=(name,))


def teleport(world: World, stage: Stage, draw: Chances) -> World:
    """The main thing is somewhere else from one frame to the next."""
    _, moment = _chosen(stage, world, draw, (world.main,), 0.3, 0.7)
    box = box_of(world, world.main, stage, int(moment * stage.frames))
    centre = stage.aspect / 2 if box is None else (box.x + box.w / 2) / stage.height
    way = 1.0 if centre < stage.aspect / 2 else -1.0
    jump = np.array([way * draw.uniform(0.28, 0.5), draw.uniform(-0.12, 0.03)])

    def change(thing: Thing) -> Thing:
        old = thing.corners
        return replace(thing, corners=lambda u: old(u) + (jump if u >= moment else 0.0))

    edge = moment - 0.5 / stage.frames
    return replace(
        world.changed(world.main, change),
        span=(edge, moment + 1.5 / stage.frames),
        faulty=(world.main,),
    )


def _scaled(world: World, stage: Stage, name: str, size: Callable[[Moment], float]) -> World:
    """Grown about the middle of its lower edge."""
    parts = world.named(name)

    def anchor(u: Moment) -> np.ndarray:
        every = np.concatenate([part.corners(u) for part in parts])
        return np.array([every[:, 0].mean(), every[:, 1].max()])

    def change(thing: Thing) -> Thing:
        old = thing.corners

        def corners(u: Moment) -> Quad:
            foot = anchor(u)
            return (old(u) - foot) * size(u) + foot

        return replace(thing, corners=corners)

    return world.changed(name, change)


def size(world: World, stage: Stage, draw: Chances) -> World:
    """Grows or shrinks: at once, or slowly over a second."""
    name, moment = _chosen(stage, world, draw, (world.main, *world.others[:1]), 0.25, 0.55)
    slow = bool(draw.random() < 0.5)
    long = frames_of(stage, draw.uniform(0.8, 1.3)) if slow else 1.0 / stage.frames
    factor = float(draw.uniform(1.5, 1.9)) ** float(draw.choice([-1.0, 1.0, 1.0]))
    end = min(0.97, moment + long)
    changed = _scaled(world, stage, name, lambda u: factor ** ramp(u, moment, end))
    return replace(changed, span=(moment, end), faulty=(name,))


def deform(world: World, stage: Stage, draw: Chances) -> World:
    """A rigid thing bends, melts or swells on one side."""
    name, moment = _chosen(stage, world, draw, (world.main, *world.others[:1]), 0.25, 0.55)
    long = frames_of(stage, draw.uniform(0.4, 1.0))
    manner = str(draw.choice(["bend", "melt", "twist"]))
    amount = float(draw.uniform(0.75, 1.1)) * float(draw.choice([-1.0, 1.0]))
    end = min(0.97, moment + long)
    pad = 0.6

    def change(thing: Thing) -> Thing:
        if thing.shade:
            return thing
        old_picture, old_corners = thing.picture, thing.corners

        def picture(u: Moment) -> Picture:
            part = smooth(u, moment, end)
            return warped(padded(old_picture(u), pad), manner, amount * part)

        def corners(u: Moment) -> Quad:
            # by whole pixels, so that nothing is drawn anew before it bends
            rows, columns = old_picture(u).shape[:2]
            y, x = margins(rows, columns, pad)
            found = old_corners(u)
            right, down = (found[1] - found[0]) * x / columns, (found[3] - found[0]) * y / rows
            return found + np.array([-right - down, right - down, right + down, down - right])

        return replace(thing, picture=picture, corners=corners)

    return replace(world.changed(name, change), span=(moment, end), faulty=(name,))


def padded(picture: Picture, pad: float) -> Picture:
    """With an empty margin: `pad` of its size more in all."""
    y, x = margins(*picture.shape[:2], pad)
    return cv2.copyMakeBorder(picture, y, y, x, x, cv2.BORDER_CONSTANT, value=(0, 0, 0, 0))


def margins(rows: int, columns: int, pad: float) -> tuple[int, int]:
    """Pixels that `padded` adds above and at the left."""
    return int(rows * pad / 2), int(columns * pad / 2)


def warped(picture: Picture, manner: str, amount: float) -> Picture:
    """Bent sideways, run down like wax, or twisted; 1 is far."""
    if abs(amount) < 1e-3:
        return picture
    rows, columns = picture.shape[:2]
    yy, xx = np.mgrid[0:rows, 0:columns].astype(np.float32)
    v, h = yy / rows - 0.5, xx / columns - 0.5
    if manner == "bend":
        tall = rows >= columns
        along, step = (v, columns) if tall else (h, rows)
        off = amount * 0.75 * (4 * along * along - 0.25) * step
        xx, yy = (xx + off, yy) if tall else (xx, yy + off)
    elif manner == "melt":
        low = np.clip(v + 0.35, 0, 1)
        xx = columns / 2 + (xx - columns / 2) / (1 + abs(amount) * 1.1 * low)
        yy = yy - abs(amount) * 0.28 * rows * np.sin(h * 14 + 1) * low
        yy = rows * (0.82 - (0.82 - yy / rows) * (1 + 0.45 * abs(amount)))
    else:
        angle = amount * 2.6 * np.exp(-(h * h + v * v) * 9)
        c, s = np.cos(angle), np.sin(angle)
        xx, yy = columns * (0.5 + c * h - s * v), rows * (0.5 + s * h + c * v)
    return cv2.remap(picture, xx.astype(np.float32), yy.astype(np.float32), cv2.INTER_LINEAR)


def identity(world: World, stage: Stage, draw: Chances) -> World:
    """Becomes another thing where it is: another shape in other colours, at once or slowly."""
    name, moment = _chosen(stage, world, draw, (world.main,), 0.3, 0.7)
    long = frames_of(stage, float(draw.choice([0.1, 0.6, 1.0])))
    end = min(0.97, moment + long)
    parts = world.named(name)
    every = np.concatenate([part.corners(moment) for part in parts])
    w, h = np.ptp(every[:, 0]), np.ptp(every[:, 1])
    across, down = stage.px(w), stage.px(h)
    seed = int(draw.integers(1000))
    mask = (
        skins.box_mask(across, down, 0.2),
        skins.vase_mask(across, down),
        cv2.resize(skins.rock_mask(max(across, down), seed), (across, down)),
    )[seed % 3]
    other = skins.body(mask, skins.BRIGHT[seed % 8], seed + 50, 0.9)

    def corners(u: Moment) -> Quad:
        now = np.concatenate([part.corners(u) for part in parts])
        x, y = now[:, 0].mean(), now[:, 1].max()
        return np.array([[x - w / 2, y - h], [x + w / 2, y - h], [x + w / 2, y], [x - w / 2, y]])

    def change(thing: Thing) -> Thing:
        if thing.shade:
            return thing
        old = thing.presence
        return replace(thing, presence=lambda u: old(u) * (1 - ramp(u, moment, end)))

    changed = world.changed(name, change)
    new = Thing(
        name,
        lambda _: other,
        corners,
        parts[0].order - 0.01,
        parts[0].depth,
        lambda u: parts[0].presence(u) * min(1.0, 1.6 * ramp(u, moment, end)),
    )
    return replace(changed, things=(*changed.things, new), span=(moment, end), faulty=(name,))


def mass(world: World, stage: Stage, draw: Chances) -> World:
    """Half of a thing dissolves while the rest stays."""
    name, moment = _chosen(stage, world, draw, (world.main, *world.others[:1]), 0.25, 0.6)
    end = min(0.97, moment + frames_of(stage, draw.uniform(0.2, 0.7)))
    cut = float(draw.uniform(0.4, 0.55))
    upper = bool(draw.random() < 0.5)

    def change(thing: Thing) -> Thing:
        if thing.shade:
            return thing
        old = thing.picture

        def picture(u: Moment) -> Picture:
            part, found = ramp(u, moment, end), old(u)
            if part <= 0:
                return found
            rows, columns = found.shape[:2]
            ragged = 0.05 * np.sin(np.arange(columns if upper else rows) * 0.5)
            along = np.linspace(0, 1, rows if upper else columns)
            gone = np.clip((cut + ragged[None] - along[:, None]) * 14, 0, 1) * part
            keep = 1 - (gone if upper else gone.T)
            return (found * keep[..., None]).astype(np.uint8)

        return replace(thing, picture=picture)

    return replace(world.changed(name, change), span=(moment, end), faulty=(name,))


def jitter(world: World, stage: Stage, draw: Chances) -> World:
    """The camera, or the main thing, jerks from frame to frame for a while."""
    start = float(draw.uniform(0.2, 0.5))
    long = max(6 / stage.frames, frames_of(stage, 0.6))
    steps = draw.uniform(0.5, 1.0, (stage.frames + 1, 2)) * 0.016
    signs = np.where(np.arange(stage.frames + 1) % 2, 1.0, -1.0)[:, None]
    shake = steps * signs * (1, draw.choice([-1.0, 1.0]))

    def off(u: Moment) -> np.ndarray:
        inside = start <= u < start + long
        return shake[min(stage.frames, int(u * stage.frames + 1e-6))] * inside

    span = (start, min(0.98, start + long))
    if draw.random() < 0.5:
        camera = world.camera

        def view(u: Moment) -> View:
            base = camera(u)
            x, y = off(u)
            return replace(base, x=base.x + x, y=base.y + y, zoom=max(base.zoom, 1.03))

        return replace(world, camera=view, span=span, faulty=())

    def change(thing: Thing) -> Thing:
        old = thing.corners
        return replace(thing, corners=lambda u: old(u) + 1.4 * off(u))

    return replace(world.changed(world.main, change), span=span, faulty=(world.main,))


def frozen(world: World, stage: Stage, draw: Chances) -> World:
    """The clip stands still for a while, or to its end."""
    n = stage.frames
    long = max(int(np.ceil(stage.fps * 0.55)), int(draw.uniform(0.2, 0.45) * n))
    start = int(draw.uniform(0.2, 0.4) * n)
    rest = n - start - long
    if draw.random() < 0.5:
        order = (*range(start), *([start] * long), *range(start + 1, start + 1 + rest))
    else:
        order = (*range(start), *([start] * (n - start)))
        long = n - start
    return replace(world, order=tuple(order), span=(start / n, (start + long - 1) / n), faulty=())


def flicker(world: World, stage: Stage, draw: Chances) -> World:
    """The brightness jumps from frame to frame for a while."""
    n = stage.frames
    start = int(draw.uniform(0.15, 0.4) * n)
    long = max(5, int(stage.fps * 0.7))
    gains = np.ones(n)
    strength = float(draw.uniform(0.08, 0.2))
    part = slice(start, min(n, start + long))
    count = part.stop - part.start
    gains[part] += strength * draw.choice([-1.0, 1.0], count) * draw.uniform(0.5, 1, count)
    return replace(world, gains=tuple(gains), span=(start / n, (part.stop - 1) / n), faulty=())


def reversed_(world: World, stage: Stage, draw: Chances) -> World:
    """The whole clip runs backwards."""
    return replace(world, order=tuple(reversed(range(stage.frames))), span=(0.0, 1.0), faulty=())


def mirrored(world: World, stage: Stage, draw: Chances) -> World:
    """All goes the other way than the prompt says."""
    return replace(world, mirrored=True, span=(0.0, 1.0), faulty=(world.main,))


def leaving(world: World, stage: Stage, draw: Chances) -> World:
    """The main thing drifts out of the frame."""
    start = float(draw.uniform(0.25, 0.4))
    parts = world.named(world.main)
    x = np.concatenate([part.corners(0.9) for part in parts])[:, 0].mean()
    way = 1.0 if x > stage.aspect / 2 else -1.0
    far = (stage.aspect - x if way > 0 else x) + 0.3

    def change(thing: Thing) -> Thing:
        old = thing.corners
        return replace(
            thing, corners=lambda u: old(u) + np.array([way * far * ramp(u, start, 0.85) ** 1.5, 0])
        )

    return replace(world.changed(world.main, change), span=(start, 0.98), faulty=(world.main,))


def straying(world: World, stage: Stage, draw: Chances) -> World:
    """Something that nobody painted moves as well."""
    name, start = _chosen(stage, world, draw, world.others, 0.15, 0.35)
    way = np.array([draw.choice([-1.0, 1.0]) * draw.uniform(0.3, 0.45), draw.uniform(-0.15, 0.1)])

    def change(thing: Thing) -> Thing:
        old = thing.corners
        return replace(thing, corners=lambda u: old(u) + way * ramp(u, start, 0.9))

    return replace(world.changed(name, change), span=(start, 0.9), faulty=(name,))


PLANTS: dict[str, Callable[[World, Stage, Chances], World]] = {
    "pop": pop,
    "teleport": teleport,
    "size": size,
    "deform": deform,
    "identity": identity,
    "mass": mass,
    "jitter": jitter,
    "frozen": frozen,
    "flicker": flicker,
    "reversed": reversed_,
    "wrong-direction": mirrored,
    "subject-exit": leaving,
    "outside-brush": straying,
}
