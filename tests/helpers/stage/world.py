"""What stands on a stage: things with a picture and a place at every moment, a camera, the light.

Lengths are heights of the frame: y runs from 0 (top) to 1 (bottom), x from 0 to `Stage.aspect`.
Moments run from 0 to 1 over the clip, so that a scene fits clips of every rate and length.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from engine.records import ClipInfo

Picture = NDArray[np.uint8]
"""(rows, columns, 3) RGB where it covers all, (rows, columns, 4) premultiplied RGBA otherwise."""
Quad = NDArray[np.float64]
"""(4, 2): where the corners of a picture lie: top left, top right, bottom right, bottom left."""
Moment = float
Path = Callable[[Moment], tuple[float, ...]]
"""x, y and, where there are more, degrees clockwise and magnification."""


@dataclass(frozen=True)
class Stage:
    """Size and rate of a clip, and the number all its chances come from."""

    width: int = 480
    height: int = 272
    frames: int = 48
    fps: float = 24.0
    seed: int = 0

    @property
    def aspect(self) -> float:
        """Width in heights."""
        return self.width / self.height

    @property
    def info(self) -> ClipInfo:
        """What a file of it would say of itself."""
        return ClipInfo(self.frames, self.fps, self.width, self.height)

    def draw(self, salt: int = 0) -> np.random.Generator:
        """Chances that are the same every time."""
        return np.random.default_rng((self.seed, salt))

    def px(self, length: float) -> int:
        """How many pixels a length has, at least two."""
        return max(2, round(length * self.height))


@dataclass(frozen=True)
class Thing:
    """Something that is seen."""

    name: str
    picture: Callable[[Moment], Picture]
    corners: Callable[[Moment], Quad]
    order: float = 10.0
    """What has more is painted later."""
    depth: float | None = 1.0
    """How far away: 1 as the action, more behind it; None where the camera is in the corners
    already, so that only what shakes it comes on top."""
    presence: Callable[[Moment], float] = lambda _: 1.0
    shade: bool = False
    """Whether it is only the shadow of its name's thing."""


@dataclass(frozen=True)
class View:
    """Where the camera looks: shift of its centre in heights, magnification, degrees of roll."""

    x: float = 0.0
    y: float = 0.0
    zoom: float = 1.0
    roll: float = 0.0


@dataclass(frozen=True)
class World:
    """All that is in a clip, and what may be said and planted of it. Names are those of things."""

    things: tuple[Thing, ...]
    main: str
    prompt: str = ""
    others: tuple[str, ...] = ()
    """Names of things that stand by and may be planted upon, too."""
    camera: Callable[[Moment], View] = lambda _: View()
    light: Callable[[Moment], float] = lambda _: 1.0
    faulty: tuple[str, ...] = ()
    """What broke a rule ..."""
    span: tuple[Moment, Moment] | None = None
    """... and when."""
    hides: tuple[str, ...] = ()
    """What things go behind."""
    marked: tuple[tuple[str, str], ...] = ()
    """(kind of mark, name): what a person would say of it in the first frame."""
    heading: tuple[float, float] | None = None
    """Where the prompt says that the main thing goes; y down."""
    order: tuple[int, ...] = ()
    """Which frame is shown when, where it is not one after the other."""
    gains: tuple[float, ...] = ()
    """Brightness by frame, on top of the light."""
    mirrored: bool = False

    def named(self, name: str) -> tuple[Thing, ...]:
        """The parts of one thing, its shadow not."""
        return tuple(t for t in self.things if t.name == name and not t.shade)

    def changed(self, name: str, change: Callable[[Thing], Thing]) -> World:
        """The same with every part of one thing changed, its shadow, too."""
        return replace(self, things=tuple(change(t) if t.name == name else t for t in self.things))


@dataclass(frozen=True)
class Look:
    """How it was filmed."""

    noise: float = 1.0
    """Gray levels."""
    crf: int = 20
    blur: float = 0.5
    """Pixels."""
    shutter: float = 0.5
    """Part of the time between two frames."""
    camera: str = "still"
    amount: float = 1.0
    lamp: float = 0.0
    """How much brighter it slowly becomes."""


def quad(x: float, y: float, w: float, h: float, turn: float = 0.0) -> Quad:
    """The corners of a picture of w x h around (x, y), turned clockwise by degrees."""
    a = np.deg2rad(turn)
    c, s = np.cos(a), np.sin(a)
    flat = np.array([[-w, -h], [w, -h], [w, h], [-w, h]]) / 2
    return flat @ np.array([[c, s], [-s, c]]) + (x, y)


def going(path: Path, w: float, h: float) -> Callable[[Moment], Quad]:
    """The corners of a picture that goes along a path."""

    def corners(moment: Moment) -> Quad:
        x, y, *rest = path(moment)
        turn, size = (*rest, 0.0, 1.0)[:2] if not rest else (*rest, 1.0)[:2]
        return quad(x, y, w * size, h * size, turn)

    return corners


def steady(value: Quad) -> Callable[[Moment], Quad]:
    """Stays where it is."""
    return lambda _: value


def still(picture: Picture) -> Callable[[Moment], Picture]:
    """Looks the same all the time."""
    return lambda _: picture
