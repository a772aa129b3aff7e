"""The numbers of every physical motion as fields: the name of a preset goes in, its quantities come
out, each in the unit that people measure it in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import atan2, cos, degrees, hypot, radians, sin, sqrt
from typing import Any

from PySide6.QtCore import QT_TR_NOOP

from engine.motion.figures import figures
from engine.motion.launching import launched
from engine.motion.physics import BOUNDS
from engine.motion.world import World
from engine.records import Pendulum, Preset, Throw, Walk
from widgets.motion.fields import Range

_CENT = " %"
_SECONDS = " s"
_PACE = " m/s"
_DEGREES = "°"


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number of a preset."""

    title: str
    tip: str
    bounds: Range
    get: Callable[[Preset, World], float]
    put: Callable[[Any, float, World], Preset]


@dataclass(frozen=True, slots=True)
class Flag:
    """One yes or no of a preset."""

    title: str
    attribute: str


def quantities(name: str) -> tuple[Quantity, ...]:
    """The numbers of a motion, the ones people think of first."""
    return (*_QUANTITIES.get(name, ()), _TIME) if name else ()


def flags(name: str) -> tuple[Flag, ...]:
    """What of a motion is so or not."""
    return _FLAGS.get(name, ())


def _plain(
    attribute: str, title: str, tip: str, unit: str, step: float, most: float | None = None
) -> Quantity:
    """A quantity that is a number of the preset, times 100 in percent."""
    per = 100.0 if unit == _CENT else 1.0
    low, high = (bound * per for bound in BOUNDS[attribute])
    decimals = 0 if step >= 1 else 1 if step >= 0.1 else 2

    def put(preset: Any, value: float, world: World) -> Preset:
        least, greatest = BOUNDS[attribute]
        return replace(preset, **{attribute: min(max(value / per, least), greatest)})

    return Quantity(
        title,
        tip,
        Range(low, min(high, most or high), step, decimals, unit),
        lambda preset, world: getattr(preset, attribute) * per,
        put,
    )


def _thrown(throw: Throw, world: World) -> tuple[float, float]:
    known = figures(throw, world)
    return known.speed or 0.0, known.angle_deg or 0.0


def _swing(preset: Any, world: World) -> float:
    """Degrees that a pendulum is let go at, to the side of down that is right of it."""
    (px, py), (bx, by) = world.inside([preset.pivot, preset.bob])
    down, side = world.down, (world.down[1], -world.down[0])
    along = (bx - px) * down[0] + (by - py) * down[1]
    aside = (bx - px) * side[0] + (by - py) * side[1]
    return degrees(atan2(aside, along))


def _swung(preset: Pendulum, value: float, world: World) -> Preset:
    (px, py), (bx, by) = world.inside([preset.pivot, preset.bob])
    down, side = world.down, (world.down[1], -world.down[0])
    length, turn = hypot(bx - px, by - py), radians(value)
    x = px + length * (cos(turn) * down[0] + sin(turn) * side[0])
    y = py + length * (cos(turn) * down[1] + sin(turn) * side[1])
    return replace(preset, bob=(x / world.aspect, y))


def _pace(preset: Any, world: World) -> float:
    g = hypot(*world.pull)
    return sqrt(preset.froude * g * preset.leg) / world.metre


def _paced(preset: Walk, value: float, world: World) -> Preset:
    low, high = BOUNDS["froude"]
    froude = (value * world.metre) ** 2 / (hypot(*world.pull) * preset.leg)
    return replace(preset, froude=min(max(froude, low), high))


_TIME = _plain(
    "speed",
    QT_TR_NOOP("Time"),
    QT_TR_NOOP("How fast its time runs: 100 % is real time, 50 % is half speed"),
    _CENT,
    5,
    10_000,
)
_QUANTITIES: dict[str, tuple[Quantity, ...]] = {
    "throw": (
        Quantity(
            QT_TR_NOOP("Speed"),
            QT_TR_NOOP("Metres a second when it is let go"),
            Range(0, 200, 0.1, 1, _PACE),
            lambda preset, world: _thrown(preset, world)[0],
            lambda preset, value, world: launched(preset, value, _thrown(preset, world)[1], world),
        ),
        Quantity(
            QT_TR_NOOP("Angle"),
            QT_TR_NOOP("Degrees above the level when it is let go"),
            Range(-90, 90, 1, 0, _DEGREES),
            lambda preset, world: _thrown(preset, world)[1],
            lambda preset, value, world: launched(preset, _thrown(preset, world)[0], value, world),
        ),
    ),
    "bounce": (
        _plain(
            "restitution",
            QT_TR_NOOP("Bounce"),
            QT_TR_NOOP("Of its speed, what every hit gives back: a steel ball 90 %, clay 0 %"),
            _CENT,
            5,
        ),
        _plain(
            "apex",
            QT_TR_NOOP("Toss"),
            QT_TR_NOOP("How far it is tossed up first, in percent of the frame's height"),
            _CENT,
            1,
            400,
        ),
        _plain(
            "friction",
            QT_TR_NOOP("Friction"),
            QT_TR_NOOP("Of the floor: ice 0.03, wood 0.3, rubber 0.9"),
            "",
            0.05,
        ),
        _plain(
            "radius",
            QT_TR_NOOP("Radius"),
            QT_TR_NOOP("Of the thing, in percent of the frame's height"),
            _CENT,
            0.5,
            100,
        ),
    ),
    "roll": (
        _plain(
            "push",
            QT_TR_NOOP("Push"),
            QT_TR_NOOP("Metres a second that it has at the start"),
            _PACE,
            0.1,
        ),
        _plain(
            "radius",
            QT_TR_NOOP("Radius"),
            QT_TR_NOOP("Of the thing, in percent of the frame's height: its turn goes by it"),
            _CENT,
            0.5,
            100,
        ),
        _plain(
            "resistance",
            QT_TR_NOOP("Resistance"),
            QT_TR_NOOP("Of the ground: road 0.01, grass 0.1, sand 0.3"),
            "",
            0.01,
        ),
    ),
    "slide": (
        _plain(
            "push",
            QT_TR_NOOP("Push"),
            QT_TR_NOOP("Metres a second that it has at the start"),
            _PACE,
            0.1,
        ),
        _plain(
            "friction",
            QT_TR_NOOP("Friction"),
            QT_TR_NOOP("Of the ground: ice 0.03, wood 0.3, rubber 0.9"),
            "",
            0.05,
        ),
    ),
    "pendulum": (
        Quantity(
            QT_TR_NOOP("Swing"),
            QT_TR_NOOP("Degrees from hanging that it is let go at, to the right"),
            Range(-179, 179, 1, 0, _DEGREES),
            _swing,
            _swung,
        ),
    ),
    "orbit": (
        _plain("period", QT_TR_NOOP("Round"), QT_TR_NOOP("Seconds a round"), _SECONDS, 0.1),
        _plain(
            "flatness",
            QT_TR_NOOP("Tilt"),
            QT_TR_NOOP("How round it is seen: 100 % from above, 0 % from the side"),
            _CENT,
            5,
        ),
        _plain(
            "eccentricity",
            QT_TR_NOOP("Stretch"),
            QT_TR_NOOP("0 is a circle; above 0 it starts at its nearest point, below at its far"),
            "",
            0.05,
        ),
    ),
    "rise": (
        _plain(
            "terminal",
            QT_TR_NOOP("Speed"),
            QT_TR_NOOP("Metres a second that it ends up with"),
            _PACE,
            0.1,
        ),
        _plain(
            "sway",
            QT_TR_NOOP("Sway"),
            QT_TR_NOOP("To either side, in percent of the frame's height"),
            _CENT,
            1,
            100,
        ),
        _plain(
            "wave",
            QT_TR_NOOP("Per sway"),
            QT_TR_NOOP("How far it rises in one sway, in percent of the frame's height"),
            _CENT,
            5,
            400,
        ),
    ),
    "walk": (
        Quantity(
            QT_TR_NOOP("Pace"),
            QT_TR_NOOP("Metres a second; how long the legs are says the most there can be"),
            Range(0.05, 20, 0.1, 2, _PACE),
            _pace,
            _paced,
        ),
        _plain(
            "leg",
            QT_TR_NOOP("Legs"),
            QT_TR_NOOP("Their length in percent of the frame's height: it settles the steps"),
            _CENT,
            1,
            100,
        ),
    ),
}
_ON = Flag(QT_TR_NOOP("Level ground goes on"), "runs_on")
_FLAGS: dict[str, tuple[Flag, ...]] = {
    "roll": (_ON,),
    "slide": (_ON,),
    "orbit": (Flag(QT_TR_NOOP("Clockwise"), "clockwise"),),
}
