"""Which scenes there are, what can go wrong in each and how it is filmed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from tests.helpers.stage import breaking, deep, falling, fluids, hands, tables, walkers
from tests.helpers.stage.world import Stage, World

Split = Literal["tune", "held", "everyday"]
ANY = (
    "pop",
    "teleport",
    "size",
    "deform",
    "identity",
    "mass",
    "frozen",
    "flicker",
    "jitter",
)
LIVING = ("pop", "teleport", "size", "identity", "frozen", "flicker", "jitter")
STILL = ("pop", "size", "deform", "frozen", "flicker", "identity")
ASKED = ("wrong-direction", "outside-brush", "subject-exit", "start-end")
LEAVES = ("wrong-direction", "outside-brush", "start-end")
OFTEN = ("pop", "deform", "size", "flicker")
RARE = ("incoherent-parts", "reversed")
NOWHERE = ("outside-brush", "start-end")


@dataclass(frozen=True)
class Scene:
    """A kind of scene, and what can go wrong in it."""

    name: str
    split: Split
    made: Callable[[Stage, str], World]
    own: tuple[str, ...] = ()
    """Faults that the scene itself can play."""
    plants: tuple[str, ...] = ANY
    asked: tuple[str, ...] = ASKED
    cameras: tuple[str, ...] = ("still", "hand", "pan")
    """How its variants are filmed."""


HALVES: tuple[Scene, ...] = (
    Scene("bounce", "tune", falling.bounce, ("gravity", "impulse")),
    Scene("slope", "held", falling.slope, ("gravity", "impulse")),
    Scene("swing", "tune", falling.swing, ("gravity", "impulse"), asked=NOWHERE),
    Scene("throw", "held", falling.throw, ("gravity", "impulse"), asked=LEAVES),
    Scene("kick-off", "held", falling.kick_off, ("gravity", "impulse")),
    Scene("barrier", "held", falling.barrier, ("penetration",), asked=NOWHERE),
    Scene("billiards", "tune", tables.billiards, ("impulse", "penetration")),
    Scene("stack", "held", tables.stack, ("gravity",), asked=LEAVES),
    Scene("belt", "tune", tables.belt, asked=LEAVES),
    Scene("behind", "held", tables.behind, ("identity",), asked=LEAVES),
    Scene("crossing", "tune", tables.crossing, ("identity",), asked=NOWHERE),
    Scene("dominoes", "held", tables.dominoes, ("early-effect",), (*ANY, "reversed")),
    Scene("lift", "tune", hands.lift, ("gravity",), asked=("subject-exit", "start-end")),
    Scene("phone", "tune", hands.reach_phone, ("penetration", "early-effect")),
    Scene("push", "held", hands.push, ("penetration", "early-effect")),
    Scene("nail", "tune", hands.nail, ("early-effect",), asked=NOWHERE),
    Scene("person", "tune", walkers.person, ("incoherent-parts",), LIVING),
    Scene("dog", "held", walkers.dog, ("incoherent-parts",), LIVING),
    Scene("pour", "tune", fluids.pour, ("mass",), (*ANY, "reversed"), NOWHERE),
    Scene("tap", "held", fluids.tap, ("mass",), (*STILL, "reversed"), ("start-end",)),
    Scene("boil", "tune", fluids.boil, (), STILL, NOWHERE),
    Scene("cloth", "held", fluids.cloth, (), ("pop", "identity", "frozen", "flicker"), NOWHERE),
    Scene("vase", "held", breaking.vase, ("mass", "early-effect"), (*ANY, "reversed"), NOWHERE),
    Scene("javelin", "tune", breaking.javelin, ("early-effect",), (*ANY, "reversed")),
    Scene("confetti", "tune", breaking.confetti, (), STILL, ("start-end",)),
    Scene("flock", "held", breaking.flock, (), LIVING, LEAVES),
    Scene(
        "tabletop",
        "tune",
        deep.tabletop,
        ("gravity", "impulse"),
        asked=("wrong-direction", "start-end"),
        cameras=("still", "still", "still"),
    ),
    Scene(
        "drive",
        "held",
        deep.drive,
        (),
        ("pop", "teleport", "size", "deform", "identity", "frozen", "flicker", "jitter"),
        ("start-end",),
        ("still", "still", "still"),
    ),
    Scene(
        "alley",
        "held",
        deep.alley,
        (),
        asked=("outside-brush", "start-end"),
        cameras=("still", "still", "still"),
    ),
)
