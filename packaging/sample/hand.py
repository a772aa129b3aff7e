"""A sculpted right hand: a pose goes in, solids to melt and nails come out.

The hand lies along x with the wrist at the origin, the thumb towards +y and the back of the hand
towards +z; one unit is a centimetre, an adult's hand about 19 long.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import radians

from mathutils import Matrix, Vector
from shapes import Blob, Limb, Solid

KNUCKLES = ((9.3, 2.75, 0.15), (9.6, 0.85, 0.4), (9.1, -1.1, 0.25), (8.2, -2.8, -0.2))
BONES = ((4.5, 2.6, 2.0), (5.0, 3.0, 2.1), (4.6, 2.8, 2.1), (3.6, 2.0, 1.8))
GIRTH = (
    (1.02, 0.90, 0.80, 0.66),
    (1.04, 0.92, 0.82, 0.68),
    (0.98, 0.87, 0.77, 0.64),
    (0.86, 0.76, 0.68, 0.57),
)


@dataclass(frozen=True)
class Pose:
    """Angles in degrees: bends of each finger's three joints, its splay, and the thumb."""

    bends: tuple[tuple[float, float, float], ...]
    splay: tuple[float, float, float, float] = (7, 1, -4, -10)
    thumb: tuple[float, float, float] = (38, 18, 12)
    thumb_drop: float = 30


def _chain(
    start: Vector, turn: Matrix, lengths: Sequence[float], bends: Sequence[float]
) -> list[tuple[Vector, Matrix]]:
    """Joints of a finger from its knuckle to its tip, each with the frame before it."""
    joints = [(start, turn)]
    for length, bend in zip(lengths, bends, strict=True):
        turn = turn @ Matrix.Rotation(radians(bend), 3, "Y")
        start = start + turn @ Vector((length, 0, 0))
        joints.append((start, turn))
    return joints


def _limbs(joints: Sequence[tuple[Vector, Matrix]], girth: Sequence[float]) -> list[Solid]:
    """Bones with a little flesh: each is slimmer between its joints than at them."""
    solids: list[Solid] = []
    for index in range(len(joints) - 1):
        a, b = joints[index][0], joints[index + 1][0]
        ra, rb = girth[index], girth[index + 1]
        middle = (a + b) / 2 + joints[index + 1][1] @ Vector((0, 0, -0.06))
        waist = (ra + rb) / 2 * 1.0
        solids += [
            Limb(tuple(a), tuple(middle), ra, waist),
            Limb(tuple(middle), tuple(b), waist, rb),
        ]
    return solids


def _nail(joints: Sequence[tuple[Vector, Matrix]], girth: Sequence[float]) -> Blob:
    tip, turn = joints[-1]
    centre = tip + turn @ Vector((-0.10, 0, girth[-1] * 0.74))
    tilt = turn @ Matrix.Rotation(radians(9), 3, "Y")
    axes = tuple(tuple(row) for row in tilt.transposed())
    return Blob(tuple(centre), (0.72, girth[-1] * 0.72, 0.24), axes)


def fingers(pose: Pose) -> list[list[tuple[Vector, Matrix]]]:
    """Joints of index, middle, ring, little finger and thumb."""
    found = []
    for knuckle, bones, bends, splay in zip(KNUCKLES, BONES, pose.bends, pose.splay, strict=True):
        turn = Matrix.Rotation(radians(splay), 3, "Z")
        found.append(_chain(Vector(knuckle), turn, bones, bends))
    away, middle, tip = pose.thumb
    turn = Matrix.Rotation(radians(away), 3, "Z") @ Matrix.Rotation(
        radians(pose.thumb_drop), 3, "Y"
    )
    turn = turn @ Matrix.Rotation(radians(-70), 3, "X")
    found.append(_chain(Vector((2.0, 2.0, -0.7)), turn, (4.6, 3.4, 2.5), (0, middle, tip)))
    return found


def solids(pose: Pose) -> tuple[list[tuple[list[Solid], float]], list[Blob]]:
    """Groups for `shapes.sculpt` (palm, fingers) and the nails."""
    joints = fingers(pose)
    palm: list[Solid] = [Limb((-0.6, y, 0), (1.6, y * 1.1, 0), 1.75, 1.7) for y in (-1.05, 0, 1.05)]
    for (x, y, z), girth in zip(KNUCKLES, GIRTH, strict=True):
        palm.append(Limb((1.4, y * 0.45, -0.1), (x, y, z - 0.25), 1.65, girth[0] * 1.12))
        palm.append(Limb((3.2, y * 0.55, 0.95), (x - 0.3, y, z + 0.55), 0.5, 0.42))
    palm.append(Blob((4.6, -2.4, -0.75), (3.3, 1.35, 1.25)))
    thumb = joints[4]
    palm.append(Limb((1.8, 1.6, -0.8), tuple(thumb[1][0]), 1.75, 1.25))
    palm.append(Limb((6.6, 2.2, -0.2), tuple(thumb[1][0].lerp(thumb[0][0], 0.35)), 0.75, 0.75))
    groups: list[tuple[list[Solid], float]] = [(palm, 1.0)]
    digits: list[Solid] = []
    nails = []
    for chain, girth in zip(joints[:4], GIRTH, strict=True):
        digits += _limbs(chain, girth)
        for (joint, turn), size in zip(chain[1:3], girth[1:3], strict=True):
            bump = joint + turn @ Vector((0, 0, size * 0.20))
            digits.append(Blob(tuple(bump), (size * 0.9, size * 0.9, size * 0.86)))
        nails.append(_nail(chain, girth))
    thick = (1.25, 1.12, 1.02, 0.78)
    digits += _limbs(thumb[1:], thick[1:])
    nails.append(_nail(thumb, (*thick[:3], 0.80)))
    groups.append((digits, 0.34))
    return groups, nails
