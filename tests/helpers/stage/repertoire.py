"""Which clips there are: scenes of two halves, each filmed in a few ways, clean and with one fault.

`clips("tune")` are for looking at while a detector is made, `clips("held")` are other scenes, for
the table only. `clips("everyday")` stand beside both: scenes as they are asked for every day, made
by someone who did not know how anything is found.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path

import cv2
import numpy as np

from engine.records import (
    Box,
    ClipInfo,
    Mark,
    MotionPlan,
    PathPoint,
    Region,
    Settings,
    Shot,
    Stroke,
)
from engine.video.read import Reader
from engine.video.write import write_clip
from tests.helpers.stage.cameras import camera
from tests.helpers.stage.everyday import EVERYDAY
from tests.helpers.stage.plants import PLANTS
from tests.helpers.stage.render import box_of, frames
from tests.helpers.stage.scenes import HALVES, OFTEN, RARE, Scene
from tests.helpers.stage.world import Look, Picture, Stage, World

CLEAN = "clean"
SCENES = (*HALVES, *EVERYDAY)
# width, height, frames, rate: as generated and as real clips come
_FORMATS = (
    (480, 272, 41, 24.0),
    (512, 320, 25, 8.0),
    (400, 224, 49, 24.0),
    (256, 256, 32, 8.0),
    (432, 240, 41, 16.0),
    (640, 360, 24, 8.0),
    (320, 192, 61, 24.0),
    (480, 272, 33, 16.0),
    (256, 256, 41, 8.0),
    (720, 480, 17, 8.0),
    (384, 256, 41, 16.0),
)
# the same for everyday scenes, which take two and a half to three and a half seconds
_DAILY = (
    (480, 272, 49, 16.0),
    (400, 256, 73, 24.0),
    (512, 320, 25, 8.0),
    (432, 240, 57, 16.0),
    (384, 288, 61, 24.0),
    (640, 360, 27, 8.0),
    (352, 208, 81, 24.0),
    (320, 256, 41, 16.0),
    (448, 336, 23, 8.0),
)
_TURNS = 4
"""How many ways an everyday scene is filmed."""


@dataclass(frozen=True)
class Planted:
    """One clip and what is wrong with it."""

    name: str
    scene: str
    split: str
    kind: str
    """The kind of its one violation, or 'clean'."""
    variant: int
    stage: Stage
    look: Look

    @property
    def info(self) -> ClipInfo:
        """Frames, rate and size."""
        return self.stage.info

    @property
    def clean(self) -> bool:
        """Whether nothing is wrong."""
        return self.kind == CLEAN

    def world(self) -> World:
        """All that is in it."""
        return _world(self)

    @property
    def span(self) -> tuple[int, int]:
        """First and last frame of the violation, inclusive; (0, -1) where there is none."""
        if self.clean:
            return 0, -1
        world, n = self.world(), self.stage.frames
        if self.kind == "start-end" or world.span is None:
            return 0, n - 1
        start, end = (int(np.floor(moment * n + 1e-6)) for moment in world.span)
        return max(0, min(start, n - 1)), max(0, min(end, n - 1))

    @property
    def start_frame(self) -> int:
        """First frame of the violation."""
        return self.span[0]

    @property
    def end_frame(self) -> int:
        """Last frame of the violation."""
        return self.span[1]

    def twin(self) -> Planted:
        """The same clip with nothing wrong."""
        return replace(self, kind=CLEAN, name=f"{self.scene}-{self.variant}-{CLEAN}")

    def boxes(self) -> tuple[tuple[int, Box], ...]:
        """Where it is, frame by frame; empty where it is everywhere or nowhere."""
        faulty, (start, end) = self.world().faulty, self.span
        # of what is going or not yet there, the place in which it would be, too
        shown = (self.twin(), self) if self.kind in ("pop", "mass") else (self,)
        found = []
        for frame in range(start, end + 1):
            parts = [
                box_of(clip.world(), name, self.stage, frame) for clip in shown for name in faulty
            ]
            seen = [box for box in parts if box is not None]
            if seen:
                found.append((frame, _around(seen)))
        return tuple(found)

    @property
    def box(self) -> Box | None:
        """Around all of `boxes`; None is the whole frame."""
        boxes = [box for _, box in self.boxes()]
        return _around(boxes) if boxes else None

    @property
    def prompt(self) -> str:
        """What was asked for."""
        return self.world().prompt

    def marks(self) -> tuple[Mark, ...]:
        """What a person would say of things in the first frame in which they are seen."""
        world, stage = self.world(), self.stage
        found = []
        for kind, name in world.marked:
            for frame in range(stage.frames):
                box = box_of(world, name, stage, frame)
                if box is not None and box.w * box.h > 60:
                    found.append(Mark(kind, frame, _share(box, stage)))
                    break
        return tuple(found)

    def frames(self) -> Iterator[Picture]:
        """As they come from the sensor: not yet compressed."""
        return frames(self.world(), self.stage, self.look)

    def write(self, path: Path) -> ClipInfo:
        """As an mp4 file, compressed."""
        return write_clip(path, self.frames(), self.stage.fps, quality=self.look.crf)

    def read(self, path: Path) -> Iterator[Picture]:
        """The frames of its file, which is written first where it is not there."""
        if not path.exists():
            self.write(path)
        with Reader(path) as reader:
            for index in range(reader.info.frames):
                yield reader.frame(index)

    def shot(self, folder: Path) -> Shot:
        """What was asked for; start and end images are written into `folder`."""
        return _shot(self, folder)


@lru_cache(maxsize=2)
def _world(clip: Planted) -> World:
    scene = next(scene for scene in SCENES if scene.name == clip.scene)
    own = clip.kind in scene.own
    world = scene.made(clip.stage, clip.kind if own else "")
    if not own:
        world = replace(world, span=None, faulty=())
    lamp = clip.look.lamp
    if world.camera(0.3) == world.camera(0.7):
        world = replace(world, camera=camera(clip.look.camera, clip.stage, clip.look.amount))
    if lamp:
        world = replace(world, light=lambda u: 1 - lamp / 2 + lamp * u)
    if not own and clip.kind in PLANTS:
        draw = clip.stage.draw(zlib.crc32(clip.kind.encode()))
        world = PLANTS[clip.kind](world, clip.stage, draw)
    return world


def _around(boxes: list[Box]) -> Box:
    left, top = min(b.x for b in boxes), min(b.y for b in boxes)
    right, bottom = max(b.x + b.w for b in boxes), max(b.y + b.h for b in boxes)
    return Box(left, top, right - left, bottom - top)


def _share(box: Box, stage: Stage) -> Box:
    w, h = stage.width, stage.height
    return Box(box.x / w, box.y / h, box.w / w, box.h / h)


# --- what was asked for ------------------------------------------------------------------------


def _shot(clip: Planted, folder: Path) -> Shot:
    stage, world = clip.stage, clip.world()
    settings = Settings(width=stage.width, height=stage.height, frames=stage.frames, fps=stage.fps)
    shot = Shot(prompt=world.prompt, settings=settings)
    twin = clip.twin()
    if clip.kind in ("outside-brush", "subject-exit") or (clip.clean and clip.variant == 0):
        shot = replace(shot, plan=_plan(twin))
    if clip.kind == "start-end" or (clip.clean and clip.variant == 1):
        start, end = folder / f"{clip.name}-start.png", folder / f"{clip.name}-end.png"
        if not end.exists():
            _images(clip, twin, start, end)
        shot = replace(shot, start_image=start, end_image=end)
    return shot


def _images(clip: Planted, twin: Planted, start: Path, end: Path) -> None:
    start.parent.mkdir(parents=True, exist_ok=True)
    every = list(twin.frames())
    pair = every[0], every[-1]
    if clip.kind == "start-end":
        pair = _other(clip, *pair)
    for path, picture in zip((start, end), pair, strict=True):
        cv2.imwrite(str(path), cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))


def _other(clip: Planted, start: Picture, end: Picture) -> tuple[Picture, Picture]:
    """Images that the clip does not begin or end with."""
    draw = clip.stage.draw(5)
    other = replace(
        clip,
        kind=CLEAN,
        name=f"{clip.name}-other",
        stage=replace(clip.stage, seed=clip.stage.seed + 1),
    )
    strange = list(other.frames())
    how = int(draw.integers(3))
    if how == 0:
        return strange[0], end
    if how == 1:
        return start, strange[-1]
    return start, np.ascontiguousarray(end[:, ::-1])


def _plan(clip: Planted) -> MotionPlan:
    """A brush on each thing that moves, along the way it goes when nothing is wrong."""
    world, stage = clip.world(), clip.stage
    names = dict.fromkeys(thing.name for thing in world.things if not thing.shade)
    strokes = (
        _stroke(world, stage, name) for name in (world.main, *(n for n in names if n != world.main))
    )
    return MotionPlan(tuple(stroke for stroke in strokes if stroke is not None))


def _stroke(world: World, stage: Stage, name: str) -> Stroke | None:
    frames_ = range(0, stage.frames, max(1, stage.frames // 12))
    parts = [part for part in world.named(name) if part.picture(0.0).shape[2] == 4]
    if not parts:
        return None
    places = [
        np.concatenate([part.corners(f / stage.frames) for part in parts]).mean(0) for f in frames_
    ]
    moved = np.ptp(np.array(places), axis=0).max() > 0.02
    box = box_of(world, name, stage, 0)
    if not moved or box is None:
        return None
    first = _share(box, stage)
    polygon = (
        (first.x, first.y),
        (first.x + first.w, first.y),
        (first.x + first.w, first.y + first.h),
        (first.x, first.y + first.h),
    )
    points = tuple(
        PathPoint(f / (stage.frames - 1), float(x) / stage.aspect, float(y))
        for f, (x, y) in zip(frames_, places, strict=True)
    )
    return Stroke(name, "move", Region(polygon), points)


# --- the list ----------------------------------------------------------------------------------


def clips(
    split: str = "all",
    kinds: tuple[str, ...] = (),
    quick: bool = False,
    plain: bool = False,
    other: int = 0,
) -> list[Planted]:
    """All clips of a group of scenes, of some kinds; `quick` is one in ten.

    `all` is the two halves; everyday scenes come where they are asked for.

    `plain`: other clips of the same scenes, all of one format, with every kind that a scene can
    have once. `other`: the everyday scenes by other chances, clips that nobody has seen.
    """
    found = []
    daily = partial(_daily, other=other)
    for half in ("tune", "held") if split == "all" else (split,):
        made = _plain if plain else daily if half == "everyday" else _of
        scenes = [scene for scene in SCENES if scene.split == half]
        for number, scene in enumerate(scenes):
            found += [
                clip
                for clip in made(scene, number)
                if not kinds or clip.kind in kinds or clip.clean
            ]
    return _few(found) if quick else found


def _few(every: list[Planted]) -> list[Planted]:
    """One clip of each kind, of the halves in turn and of other scenes each, and some clean."""
    halves = list(dict.fromkeys(clip.split for clip in every))
    found = []
    for half in halves:
        clean = [clip for clip in every if clip.clean and clip.split == half]
        found += [clean[(3 * k + k % 3) % len(clean)] for k in range(12 // len(halves))]
    for number, kind in enumerate(dict.fromkeys(c.kind for c in every if not c.clean)):
        half = halves[number % len(halves)]
        group = [clip for clip in every if clip.kind == kind and clip.split == half]
        found.append(group[5 * number % len(group)])
    return found


def _of(scene: Scene, number: int) -> Iterator[Planted]:
    variants = [_variant(scene, SCENES.index(scene), k) for k in range(3)]
    for k, (stage, look) in enumerate(variants):
        yield Planted(f"{scene.name}-{k}-{CLEAN}", scene.name, scene.split, CLEAN, k, stage, look)
    for k, kind in enumerate(scene.own):
        for variant in range(3) if kind in RARE else (k % 3, (k + 1) % 3):
            yield _planted(scene, kind, variant, variants)
    plants = [kind for kind in scene.plants if kind not in scene.own]
    for k, kind in enumerate(plants):
        if kind in RARE or (k + number) % 3 == 0 or (kind in OFTEN and (k + number) % 3 == 1):
            yield _planted(scene, kind, (k + number) % 3, variants)
    asked = len(scene.asked)
    for k in range(asked // 2 + (asked == 1)):
        yield _planted(scene, scene.asked[(number + k) % asked], (number + 2 * k) % 3, variants)


def _daily(scene: Scene, number: int, other: int = 0) -> Iterator[Planted]:
    """Every own fault in both its manners, what runs backwards twice, and some plants."""
    variants = [_variant(scene, SCENES.index(scene), k, other) for k in range(_TURNS)]
    for clip in _days(scene, number, variants):
        yield replace(clip, name=f"day{other}-{clip.name}") if other else clip


def _days(scene: Scene, number: int, variants: list[tuple[Stage, Look]]) -> Iterator[Planted]:
    for k in range(_TURNS):
        yield _planted(scene, CLEAN, k, variants)
    for k, kind in enumerate((*scene.own, *(kind for kind in scene.plants if kind in RARE))):
        for turn in (0, 1):
            yield _planted(scene, kind, (k + number + turn) % _TURNS, variants)
    plants = [kind for kind in scene.plants if kind not in (*scene.own, *RARE)]
    for k, kind in enumerate(plants):
        if (k + number) % _TURNS == 0:
            yield _planted(scene, kind, (k // _TURNS + number) % _TURNS, variants)
    if scene.asked:
        yield _planted(
            scene, scene.asked[number % len(scene.asked)], (number + 2) % _TURNS, variants
        )


def _plain(scene: Scene, number: int) -> Iterator[Planted]:
    variants = [_plain_variant(scene, k) for k in range(3)]
    for k, (stage, look) in enumerate(variants):
        name = f"plain-{scene.name}-{k}-{CLEAN}"
        yield Planted(name, scene.name, scene.split, CLEAN, k, stage, look)
    kinds = dict.fromkeys((*scene.own, *scene.plants))
    asked = scene.asked[:2] if number % 2 else scene.asked[-2:]
    for n, kind in (*enumerate(kinds), *enumerate(asked)):
        k = (n + number) % 3
        stage, look = variants[k]
        name = f"plain-{scene.name}-{k}-{kind}"
        yield Planted(name, scene.name, scene.split, kind, k, stage, look)


def _plain_variant(scene: Scene, k: int) -> tuple[Stage, Look]:
    """480 x 272, 61 frames, 24 a second, moderate noise."""
    _, look = _variant(scene, SCENES.index(scene), k)
    seed = zlib.crc32(f"plain {scene.name} {k}".encode()) % 100_000
    calm = replace(look, crf=19, lamp=0.0, noise=min(look.noise, 4.0))
    return Stage(480, 272, 61, 24.0, seed), calm


def _planted(scene: Scene, kind: str, k: int, variants: list[tuple[Stage, Look]]) -> Planted:
    stage, look = variants[k]
    return Planted(f"{scene.name}-{k}-{kind}", scene.name, scene.split, kind, k, stage, look)


def _variant(scene: Scene, number: int, k: int, other: int = 0) -> tuple[Stage, Look]:
    chances = f"{scene.name} {k} {other}" if other else f"{scene.name} {k}"
    seed = zlib.crc32(chances.encode()) % 100_000
    formats = _FORMATS
    if scene.split == "everyday":
        # the rest says which turn it is, and so in which manner a fault is played
        formats, seed = _DAILY, seed - seed % _TURNS + k
    width, height, frames_, fps = formats[(number * 3 + k * 4) % len(formats)]
    stage = Stage(width, height, frames_, fps, seed)
    draw = stage.draw(3)
    noise = float(draw.choice([0.0, 1.0, 2.0, 3.5, 6.0]))
    look = Look(
        noise=noise,
        crf=max(int(draw.choice([18, 19, 22, 26, 30])), 23 if noise > 3 else 0),
        blur=float(draw.choice([0.4, 0.6, 0.9])),
        shutter=float(draw.choice([0.3, 0.5, 0.7])),
        camera=scene.cameras[k % len(scene.cameras)],
        amount=float(draw.uniform(0.6, 1.1)),
        lamp=float(draw.choice([0.0, 0.0, 0.0, 0.25])),
    )
    return stage, look
