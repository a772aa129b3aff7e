"""Scenes as they are asked for every day, each with the faults that it plays itself."""

from tests.helpers.stage.everyday import kitchen, pantry, railway, street, workshop
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
)

__all__ = ["EVERYDAY"]
