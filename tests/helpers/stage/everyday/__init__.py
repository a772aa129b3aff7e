"""Scenes as they are asked for every day, each with the faults that it plays itself."""

from tests.helpers.stage.everyday import (
    animals,
    drops,
    kitchen,
    machines,
    pantry,
    railway,
    room,
    street,
    table,
    workshop,
)
from tests.helpers.stage.scenes import ANY, LIVING, STILL, Scene

GOES = ("wrong-direction", "subject-exit")

EVERYDAY: tuple[Scene, ...] = (
    Scene(
        "axe",
        "everyday",
        workshop.axe,
        ("deform", "early-effect", "penetration"),
        (*STILL, "reversed"),
        (),
    ),
    Scene("roller", "everyday", workshop.roller, ("deform", "early-effect"), STILL, ()),
    Scene("stir", "everyday", kitchen.stir, ("deform", "penetration", "mass"), STILL, ()),
    Scene(
        "fill",
        "everyday",
        kitchen.fill,
        ("mass", "deform", "early-effect"),
        (*STILL, "reversed"),
        (),
    ),
    Scene(
        "pancake",
        "everyday",
        kitchen.pancake,
        ("gravity", "impulse", "penetration", "mass"),
        ANY,
        (),
    ),
    Scene(
        "heap",
        "everyday",
        pantry.heap,
        ("mass", "gravity", "early-effect"),
        (*STILL, "reversed"),
        (),
    ),
    Scene(
        "bicycle",
        "everyday",
        street.bicycle,
        ("incoherent-parts", "deform", "impulse", "gravity"),
        LIVING,
        GOES,
    ),
    Scene(
        "stroll",
        "everyday",
        street.stroll,
        ("incoherent-parts", "deform", "gravity"),
        LIVING,
        GOES,
    ),
    Scene(
        "train",
        "everyday",
        railway.train,
        ("incoherent-parts", "mass", "impulse"),
        ANY,
        GOES,
    ),
    Scene(
        "bump",
        "everyday",
        table.bump,
        ("early-effect", "penetration", "impulse", "deform"),
        ANY,
        GOES,
    ),
    Scene(
        "tower",
        "everyday",
        table.tower,
        ("early-effect", "penetration", "gravity"),
        (*ANY, "reversed"),
        (),
    ),
    Scene("shelf", "everyday", drops.shelf, ("gravity", "impulse", "penetration"), ANY, ()),
    Scene(
        "seesaw",
        "everyday",
        drops.seesaw,
        ("early-effect", "impulse", "deform", "gravity"),
        ANY,
        (),
    ),
    Scene("crane", "everyday", machines.crane, ("gravity", "deform", "penetration"), ANY, ()),
    Scene("clock", "everyday", machines.clock, ("deform", "impulse", "gravity"), STILL, ()),
    Scene("cupboard", "everyday", room.cupboard, ("early-effect", "penetration"), STILL, ()),
    Scene("fish", "everyday", animals.fish, ("incoherent-parts", "mass"), LIVING, GOES),
)

__all__ = ["EVERYDAY"]
