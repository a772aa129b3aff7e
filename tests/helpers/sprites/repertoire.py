"""Which clips of sprites there are: each scene clean, and with one fault in some of its variants.

`clips()` gives them; each says of itself what is wrong, when and where, as those of the stage do.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
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
from engine.video.write import write_clip
from tests.helpers.sprites import flying, living, pouring, rolling, tumbling
from tests.helpers.sprites.faults import FAULTS
from tests.helpers.sprites.film import (
    FPS,
    FRAMES,
    VARIANTS,
    Film,
    box_of,
    extent,
    painted,
)
from tests.helpers.sprites.pictures import HEIGHT, WIDTH, Picture
from tests.helpers.sprites.scenery import Wish

CLEAN = "clean"
_CRF = 19


@dataclass(frozen=True)
class Scene:
    """A kind of scene, and what is planted in it."""

    name: str
    made: Callable[[Wish], Film]
    own: tuple[tuple[str, int], ...] = ()
    """Faults that the scene itself plays, and in which of their ways."""
    plants: tuple[tuple[str, int], ...] = ()
    """Faults that are done to its film."""
    brushed: bool = True
    """Whether all that moves can be painted on the first picture: nothing comes in or flows."""


SCENES: tuple[Scene, ...] = (
    Scene(
        "bounce",
        tumbling.bounce,
        (("gravity", 0), ("gravity", 1), ("impulse", 0)),
        (("pop", 1), ("teleport", 0), ("size", 0), ("identity", 0), ("frozen", 0)),
    ),
    Scene(
        "throw",
        tumbling.throw,
        (("gravity", 0), ("gravity", 1), ("impulse", 0), ("penetration", 0)),
        (("size", 0), ("identity", 1), ("pop", 2), ("jitter", 1), ("wrong-direction", 0)),
    ),
    Scene(
        "stack",
        tumbling.stack,
        (("early-effect", 0), ("penetration", 0), ("gravity", 0)),
        (("pop", 0), ("pop", 1), ("reversed", 0), ("flicker", 0), ("start-end", 0)),
        brushed=False,
    ),
    Scene(
        "ramp",
        tumbling.ramp,
        (("penetration", 0), ("early-effect", 0), ("impulse", 0), ("gravity", 0)),
        (("deform", 0), ("identity", 0), ("pop", 3), ("mass", 0), ("start-end", 2)),
    ),
    Scene(
        "pucks",
        tumbling.pucks,
        (("penetration", 0), ("early-effect", 0), ("impulse", 0)),
        (("deform", 1), ("size", 0), ("mass", 0), ("wrong-direction", 0), ("outside-brush", 0)),
    ),
    Scene(
        "jar",
        tumbling.jar,
        (("early-effect", 0), ("gravity", 0), ("mass", 0), ("mass", 1)),
        (("reversed", 0), ("reversed", 0), ("pop", 0), ("frozen", 1), ("flicker", 1)),
        brushed=False,
    ),
    Scene(
        "wheel",
        rolling.rolling,
        (("gravity", 0), ("impulse", 0)),
        (
            ("pop", 1),
            ("teleport", 0),
            ("size", 1),
            ("deform", 1),
            ("identity", 0),
            ("subject-exit", 0),
            ("wrong-direction", 0),
            ("outside-brush", 0),
        ),
    ),
    Scene(
        "car",
        rolling.car,
        (),
        (
            ("pop", 1),
            ("teleport", 0),
            ("size", 1),
            ("deform", 0),
            ("identity", 1),
            ("wrong-direction", 0),
            ("outside-brush", 0),
            ("subject-exit", 0),
            ("start-end", 1),
        ),
    ),
    Scene(
        "pendulum",
        rolling.pendulum,
        (("impulse", 0), ("gravity", 0)),
        (("deform", 0), ("size", 1), ("frozen", 0), ("jitter", 0), ("outside-brush", 0)),
    ),
    Scene(
        "bird",
        flying.bird,
        (),
        (
            ("pop", 2),
            ("teleport", 0),
            ("jitter", 1),
            ("flicker", 0),
            ("subject-exit", 0),
            ("wrong-direction", 0),
            ("start-end", 0),
        ),
    ),
    Scene(
        "balloons",
        flying.balloons,
        (),
        (
            ("teleport", 0),
            ("size", 0),
            ("identity", 1),
            ("wrong-direction", 0),
            ("jitter", 0),
            ("outside-brush", 0),
        ),
    ),
    Scene(
        "juggling",
        flying.juggling,
        (("gravity", 0), ("impulse", 0)),
        (("pop", 0), ("teleport", 0), ("identity", 0), ("frozen", 0), ("flicker", 1)),
    ),
    Scene(
        "walker",
        living.walker,
        (
            ("incoherent-parts", 0),
            ("incoherent-parts", 1),
            ("incoherent-parts", 2),
            ("incoherent-parts", 0),
        ),
        (
            ("teleport", 0),
            ("identity", 0),
            ("jitter", 0),
            ("wrong-direction", 0),
            ("outside-brush", 0),
            ("subject-exit", 0),
        ),
    ),
    Scene(
        "push",
        living.push,
        (("penetration", 0), ("penetration", 1), ("early-effect", 0)),
        (("deform", 2), ("size", 1), ("frozen", 1), ("pop", 0), ("start-end", 2)),
        brushed=False,
    ),
    Scene(
        "lift",
        living.lift,
        (("penetration", 0), ("early-effect", 0), ("gravity", 0)),
        (("pop", 1), ("deform", 0), ("jitter", 1), ("start-end", 1)),
        brushed=False,
    ),
    Scene(
        "pour",
        pouring.pour,
        (("mass", 0), ("mass", 1), ("mass", 0)),
        (("reversed", 0), ("reversed", 0), ("frozen", 0), ("flicker", 0)),
        brushed=False,
    ),
)


@dataclass(frozen=True)
class Sprited:
    """One clip and what is wrong with it."""

    name: str
    scene: str
    kind: str
    """The kind of its one violation, or 'clean'."""
    how: int
    variant: str
    seed: int
    take: int
    """Counts the clips of its scene."""

    @property
    def info(self) -> ClipInfo:
        """Frames, rate and size."""
        return ClipInfo(FRAMES, FPS, WIDTH, HEIGHT)

    @property
    def clean(self) -> bool:
        """Whether nothing is wrong."""
        return self.kind == CLEAN

    def film(self) -> Film:
        """All that is in it."""
        return _film(self)

    @property
    def span(self) -> tuple[int, int]:
        """First and last frame of the violation, inclusive; (0, -1) where there is none."""
        if self.clean:
            return 0, -1
        return self.film().span or (0, FRAMES - 1)

    def twin(self) -> Sprited:
        """The same clip with nothing wrong."""
        return replace(self, kind=CLEAN, how=0, name=f"{self.name}-twin")

    def boxes(self) -> tuple[tuple[int, Box], ...]:
        """Where it is, frame by frame; empty where it is everywhere or nowhere."""
        film, (start, end) = self.film(), self.span
        # of what is going or not yet there, the place in which it would be
        shown = _whole(film) if self.kind in ("pop", "mass") else film
        found = []
        for frame in range(start, end + 1):
            parts = [box_of(shown, name, self.variant, self.seed, frame) for name in film.faulty]
            seen = [box for box in parts if box is not None]
            if seen:
                found.append((frame, _around(seen)))
        return tuple(found)

    def marks(self) -> tuple[Mark, ...]:
        """What a person would say of things in the first frame in which they are seen."""
        film, found = self.film(), []
        for kind, name in film.marked:
            for frame in range(FRAMES):
                box = box_of(film, name, self.variant, self.seed, frame)
                if box is not None and box.w * box.h > 100:
                    found.append(Mark(kind, frame, _share(box)))
                    break
        return tuple(found)

    def frames(self) -> Iterator[Picture]:
        """As they come from the sensor: not yet compressed."""
        return painted(self.film(), self.variant, self.seed)

    def write(self, path: Path) -> ClipInfo:
        """As an mp4 file, compressed."""
        return write_clip(path, self.frames(), FPS, quality=_CRF)

    def shot(self, folder: Path) -> Shot:
        """What was asked for; start and end images are written into `folder`."""
        return _shot(self, folder)


@lru_cache(maxsize=4)
def _film(clip: Sprited) -> Film:
    scene = next(scene for scene in SCENES if scene.name == clip.scene)
    own = (clip.kind, clip.how) in scene.own
    film = scene.made(Wish(clip.seed, clip.kind if own else "", clip.how))
    if own or clip.kind not in FAULTS:
        return film
    film = replace(film, span=None, faulty=())
    draw = np.random.default_rng((clip.seed, zlib.crc32(clip.kind.encode())))
    return FAULTS[clip.kind](film, draw, clip.how)


def _whole(film: Film) -> Film:
    """With what has gone seen all the time."""
    tracks = {
        name: [np.hstack([a.track[:, :5], np.ones((FRAMES, 1))]) for a in film.parts(name)]
        for name in film.faulty
    }
    for name, rows in tracks.items():
        film = film.changed(name, rows)
    return film


def _around(boxes: list[Box]) -> Box:
    left, top = min(b.x for b in boxes), min(b.y for b in boxes)
    right, bottom = max(b.x + b.w for b in boxes), max(b.y + b.h for b in boxes)
    return Box(left, top, right - left, bottom - top)


def _share(box: Box) -> Box:
    return Box(box.x / WIDTH, box.y / HEIGHT, box.w / WIDTH, box.h / HEIGHT)


# --- what was asked for ------------------------------------------------------------------------


def _shot(clip: Sprited, folder: Path) -> Shot:
    scene = next(scene for scene in SCENES if scene.name == clip.scene)
    settings = Settings(width=WIDTH, height=HEIGHT, frames=FRAMES, fps=FPS)
    shot = Shot(prompt=clip.film().prompt, settings=settings)
    planned = clip.clean and clip.take == 0 and scene.brushed
    if clip.kind in ("outside-brush", "subject-exit") or planned:
        shot = replace(shot, plan=_plan(clip.twin()))
    if clip.kind == "start-end" or (clip.clean and clip.take == 1):
        start, end = folder / f"{clip.name}-start.png", folder / f"{clip.name}-end.png"
        if not end.exists():
            _images(clip, start, end)
        shot = replace(shot, start_image=start, end_image=end)
    return shot


def _images(clip: Sprited, start: Path, end: Path) -> None:
    start.parent.mkdir(parents=True, exist_ok=True)
    every = list(clip.frames())
    first, last = every[0], every[-1]
    if clip.kind == "start-end":
        # of another clip of this scene, or in a mirror
        other = list(replace(clip, seed=clip.seed + 1, kind=CLEAN, how=0).frames())
        first, last = (
            (first, np.ascontiguousarray(last[:, ::-1])),
            (first, other[-1]),
            (other[0], last),
        )[clip.how]
    for path, picture in ((start, first), (end, last)):
        cv2.imwrite(str(path), cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))


def _plan(clip: Sprited) -> MotionPlan:
    """A brush on each thing that moves, along the way it goes when nothing is wrong."""
    film = clip.film()
    names = dict.fromkeys((film.main, *(a.name for a in film.actors if a.name not in film.props)))
    strokes = (_stroke(clip, name) for name in names)
    return MotionPlan(tuple(stroke for stroke in strokes if stroke is not None))


def _stroke(clip: Sprited, name: str) -> Stroke | None:
    film = clip.film()
    at = range(0, FRAMES, 5)
    places = [extent(film, name, frame) for frame in at]
    first = box_of(film, name, clip.variant, clip.seed, 0)
    seen = [(f, p) for f, p in zip(at, places, strict=True) if p is not None]
    middles = np.array([((p[0] + p[2]) / 2, (p[1] + p[3]) / 2) for _, p in seen])
    if first is None or not seen or np.ptp(middles, axis=0).max() < 6:
        return None
    x, y, w, h = _share(first)
    return Stroke(
        name,
        "move",
        Region(((x, y), (x + w, y), (x + w, y + h), (x, y + h))),
        tuple(
            PathPoint(f / (FRAMES - 1), float(mx) / WIDTH, float(my) / HEIGHT)
            for (f, _), (mx, my) in zip(seen, middles, strict=True)
        ),
    )


# --- the list ----------------------------------------------------------------------------------


def clips(kinds: tuple[str, ...] = (), quick: bool = False, other: int = 0) -> list[Sprited]:
    """All clips, of some kinds and the clean ones; `quick` is one in ten.

    `other` are the same scenes and faults by other chances: clips that nobody has seen.
    """
    every = [
        clip
        for number, scene in enumerate(SCENES)
        for clip in _of(scene, number, other)
        if not kinds or clip.clean or clip.kind in kinds
    ]
    return every[::10] if quick else every


def _of(scene: Scene, number: int, other: int) -> Iterator[Sprited]:
    for take, (kind, how) in enumerate((*((CLEAN, 0),) * 3, *scene.own, *scene.plants)):
        variant = VARIANTS[(take + number) % len(VARIANTS)]
        # a brush is painted on a picture that stays where it is
        if variant == "pan" and (kind in ("outside-brush", "subject-exit") or take == 0):
            variant = "static"
        name = f"sprite{other or ''}-{scene.name}-{take}-{variant}-{kind}"
        chances = f"{scene.name} {take} {other}" if other else f"{scene.name} {take}"
        seed = zlib.crc32(chances.encode()) % 1_000_000
        yield Sprited(name, scene.name, kind, how, variant, seed, take)
