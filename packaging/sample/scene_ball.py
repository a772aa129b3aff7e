"""A child's-book figure about to throw a bright ball in a park, with room to the right.

The figure is modelled facing +x and then turned a little to the camera; units are metres.
"""

from __future__ import annotations

from collections.abc import Callable
from math import radians

import bpy
import hand
import numpy as np
import shapes
import studio
from mathutils import Matrix, Vector
from shapes import Array, Blob, Limb, Solid

GRADE = studio.Grade(
    bloom=0.14,
    vignette=0.20,
    shadows=(0.98, 1.0, 1.03),
    lights=(1.03, 1.0, 0.95),
    saturation=1.04,
)
SUN = (0.80, 0.40, 0.46)
AIR = ((0.62, 0.80, 0.98), (1.25, 1.08, 0.78))
PERSON_AT = Vector((-0.85, 0.0, 0.0))
TURN = Matrix.Translation(PERSON_AT) @ Matrix.Rotation(radians(-24), 4, "Z")
BALL_AT = Vector((-0.40, -0.33, 1.80))
BALL = 0.15
GRIP = hand.Pose(
    bends=((24, 26, 18), (26, 28, 18), (28, 28, 18), (30, 28, 18)),
    splay=(14, 4, -6, -16),
    thumb=(62, 14, 10),
    thumb_drop=30,
)
OPEN = hand.Pose(
    bends=((6, 10, 8), (8, 12, 8), (10, 14, 10), (12, 16, 10)),
    splay=(10, 3, -5, -13),
    thumb=(48, 10, 8),
    thumb_drop=18,
)


def build() -> dict[str, list[bpy.types.Object]]:
    """The scene; returns its subjects by name."""
    studio.empty_scene("Punchy", 0.95)
    studio.sky(
        (0.74, 0.88, 1.02), (0.09, 0.27, 0.72), (2.2, 1.6, 0.9), SUN, 0.85, 0.9, (1.5, 1.4, 1.3)
    )
    studio.sun(SUN, 17.0, (1.0, 0.83, 0.60), 1.2)
    _lawn()
    _trees()
    _bench()
    person = _person()
    ball = _ball()
    studio.camera((0.34, -6.5, 1.05), (0.20, 0.0, 1.17), 46, (*(TURN @ BALL_AT).xy, 1.3), 1.4)
    return {"ball": [ball], "person": person}


# --- the figure ------------------------------------------------------------------------------


def _matte(
    name: str,
    light: studio.Colour,
    dark: studio.Colour,
    scale: float,
    weave: float,
    skin: float = 0.0,
    rough: float = 0.85,
) -> bpy.types.Material:
    """Cloth, skin or rubber: a slightly mottled colour with fine relief."""
    material, tree = studio.surface(name)
    where = studio.place(tree, (1, 1, 1))
    mottle = studio.speckle(tree, where, scale, 5)
    colour = studio.ramp(tree, mottle, [(0.3, dark), (0.7, light)])
    fine = studio.speckle(tree, where, weave, 3, 0.7)
    inputs = {
        "Base Color": colour,
        "Roughness": rough,
        "Normal": studio.bump(tree, fine, 0.25, 0.003),
    }
    inputs |= {"Subsurface Weight": skin, "Subsurface Scale": 0.02, "Specular IOR Level": 0.3}
    inputs["Sheen Weight"] = 0.0 if skin else 0.25
    studio.finish(tree, studio.principled(tree, inputs))
    return material


def _creases(amount: float, scale: float, seed: int) -> Callable[[Array, Array], Array]:
    """Soft folds of cloth, lying mostly across."""

    def relief(points: Array, _: Array) -> Array:
        stretched = points * np.array([0.7, 0.7, 1.9]) * scale
        fold = shapes.ridged(stretched + 3.0, 2, seed) - 0.8
        return amount * fold

    return relief


def _placed(group: list[Solid]) -> list[Solid]:
    return [solid.moved(TURN) for solid in group]


def _person() -> list[bpy.types.Object]:
    skin = _matte("skin", (0.70, 0.42, 0.29), (0.62, 0.34, 0.23), 9, 260, 0.25, 0.5)
    return [*_clothes(), *_head(skin), *_hands(skin)]


def _clothes() -> list[bpy.types.Object]:
    knit = _matte("jumper", (0.74, 0.66, 0.52), (0.62, 0.54, 0.41), 14, 420)
    denim = _matte("trousers", (0.055, 0.10, 0.19), (0.035, 0.065, 0.13), 20, 500)
    torso = [
        Limb((-0.02, 0, 0.93), (-0.05, 0, 1.20), 0.155, 0.165),
        Limb((-0.10, -0.13, 1.24), (0.01, 0.13, 1.24), 0.125, 0.125),
        Blob((-0.035, 0, 1.06), (0.165, 0.185, 0.23)),
    ]
    right = [
        Limb((-0.11, -0.17, 1.26), (-0.33, -0.29, 1.33), 0.098, 0.080),
        Limb((-0.33, -0.29, 1.33), (-0.385, -0.315, 1.545), 0.080, 0.064),
    ]
    left = [
        Limb((0.02, 0.16, 1.26), (0.27, 0.24, 1.20), 0.098, 0.078),
        Limb((0.27, 0.24, 1.20), (0.49, 0.17, 1.31), 0.078, 0.062),
    ]
    collar = [Limb((-0.045, y, 1.375), (-0.045, -y, 1.375), 0.085, 0.085) for y in (0.02,)]
    hem = [Blob((-0.025, 0, 0.885), (0.175, 0.19, 0.055))]
    groups = [(torso, 0.10), (right, 0.03), (left, 0.03), (collar, 0.0), (hem, 0.0)]
    jumper = shapes.sculpt(
        "jumper", [(_placed(g), f) for g, f in groups], 0.045, 0.009, knit, _creases(0.011, 5.0, 5)
    )
    legs = [
        (
            [
                Blob((-0.02, 0, 0.84), (0.15, 0.175, 0.13)),
                Limb((-0.05, -0.085, 0.82), (-0.12, -0.13, 0.47), 0.122, 0.092),
                Limb((-0.12, -0.13, 0.47), (-0.36, -0.14, 0.15), 0.092, 0.078),
            ],
            0.05,
        ),
        (
            [
                Limb((0.02, 0.085, 0.82), (0.23, 0.12, 0.50), 0.122, 0.092),
                Limb((0.23, 0.12, 0.50), (0.36, 0.11, 0.15), 0.092, 0.078),
            ],
            0.05,
        ),
    ]
    trousers = shapes.sculpt(
        "trousers", [(_placed(g), f) for g, f in legs], 0.05, 0.009, denim, _creases(0.010, 5.5, 9)
    )
    return [jumper, trousers, *_shoes()]


def _shoes() -> list[bpy.types.Object]:
    leather = _matte("shoe", (0.72, 0.70, 0.66), (0.62, 0.60, 0.56), 12, 300, 0.0, 0.55)
    rubber = _matte("sole", (0.55, 0.30, 0.14), (0.48, 0.25, 0.11), 12, 300, 0.0, 0.7)
    made = []
    for index, (x, y, yaw, pitch) in enumerate([(-0.37, -0.14, -38, 14), (0.38, 0.11, 0, 0)]):
        at = TURN @ Matrix.Translation((x, y, 0.0)) @ Matrix.Rotation(radians(yaw), 4, "Z")
        at = at @ Matrix.Rotation(radians(pitch), 4, "Y")
        upper: list[Solid] = [
            Limb((-0.02, 0, 0.10), (-0.02, 0, 0.14), 0.078, 0.07),
            Limb((-0.03, 0, 0.085), (0.14, 0, 0.072), 0.072, 0.066),
        ]
        sole: list[Solid] = [Blob((0.06, 0, 0.030), (0.165, 0.085, 0.042))]
        made.append(
            shapes.sculpt(
                f"shoe {index}", [([s.moved(at) for s in upper], 0.03)], 0.0, 0.008, leather
            )
        )
        made.append(
            shapes.sculpt(f"sole {index}", [([s.moved(at) for s in sole], 0.0)], 0.0, 0.008, rubber)
        )
    return made


def _head(skin: bpy.types.Material) -> list[bpy.types.Object]:
    at = TURN @ Matrix.Translation((0.0, -0.005, 1.545)) @ Matrix.Rotation(radians(-14), 4, "Z")
    at = at @ Matrix.Rotation(radians(-4), 4, "Y")
    face: list[Solid] = [
        Blob((0.0, 0, 0.02), (0.148, 0.138, 0.158)),
        Blob((0.035, 0, -0.06), (0.108, 0.108, 0.092)),
    ]
    nose: list[Solid] = [Blob((0.150, 0, -0.012), (0.030, 0.022, 0.022))]
    ears: list[Solid] = [
        Blob((-0.01, side * 0.138, -0.005), (0.028, 0.020, 0.042)) for side in (-1, 1)
    ]
    neck: list[Solid] = [Limb((-0.03, 0, -0.22), (-0.01, 0, -0.06), 0.058, 0.055)]
    groups = [(face, 0.08), (nose, 0.0), (ears, 0.0), (neck, 0.0)]
    head = shapes.sculpt(
        "head", [([s.moved(at) for s in g], f) for g, f in groups], 0.022, 0.005, skin
    )
    return [head, *_hair(at), *_features(at)]


def _hair(at: Matrix) -> list[bpy.types.Object]:
    brown = _matte("hair", (0.14, 0.062, 0.028), (0.075, 0.032, 0.015), 26, 160, 0.0, 0.45)
    cap: list[Solid] = [
        Blob((-0.035, 0, 0.065), (0.152, 0.152, 0.142)),
        Blob((-0.085, 0, -0.015), (0.095, 0.138, 0.135)),
    ]
    fringe: list[Solid] = [
        Limb((0.035, y * 0.7, 0.168), (0.112, y, 0.088), 0.045, 0.022)
        for y in (-0.085, -0.04, 0.005, 0.05, 0.09)
    ]
    knot: list[Solid] = [Blob((-0.10, 0, 0.215), (0.068, 0.068, 0.062))]
    groups = [(cap, 0.05), (fringe, 0.03), (knot, 0.0)]

    def strands(points: Array, _: Array) -> Array:
        local = (points - np.array(at.translation)) @ np.array(at.to_3x3())
        turn = np.arctan2(local[:, 1], local[:, 0] + 0.05)
        return 0.0035 * np.sin(turn * 34 + 6 * shapes.noise(points * 6))

    return [
        shapes.sculpt(
            "hair", [([s.moved(at) for s in g], f) for g, f in groups], 0.02, 0.005, brown, strands
        )
    ]


def _features(at: Matrix) -> list[bpy.types.Object]:
    ink = _matte("eyes", (0.016, 0.010, 0.008), (0.012, 0.008, 0.006), 5, 50, 0.0, 0.15)
    lips = _matte("mouth", (0.36, 0.10, 0.08), (0.33, 0.09, 0.07), 5, 50, 0.0, 0.5)
    eyes = [Blob((0.136, side * 0.054, 0.018), (0.012, 0.0155, 0.021)) for side in (-1, 1)]
    brows = [
        Limb((0.142, side * 0.035, 0.066), (0.128, side * 0.074, 0.064), 0.0075, 0.005)
        for side in (-1, 1)
    ]
    smile = [Limb((0.1385, -0.030, -0.058), (0.1475, 0.0, -0.066), 0.005, 0.0065)]
    smile += [Limb((0.1475, 0.0, -0.066), (0.1385, 0.030, -0.058), 0.0065, 0.005)]

    def made(name: str, parts: list[Solid], material: bpy.types.Material) -> bpy.types.Object:
        return shapes.sculpt(
            name, [([part.moved(at) for part in parts], 0.004)], 0.0, 0.0022, material
        )

    return [made("eyes", [*eyes, *brows], ink), made("mouth", list(smile), lips)]


def _hands(skin: bpy.types.Material) -> list[bpy.types.Object]:
    """Both hands, a little larger than life, as picture books draw them."""
    wrist = Vector((-0.385, -0.315, 1.56))
    reach = Vector((-0.02, -0.10, 1.0)).normalized()
    right = _aimed(wrist, reach, Vector((1.0, -0.05, 0.0)))
    out = Vector((0.97, -0.12, 0.30)).normalized()
    left = _aimed(Vector((0.50, 0.167, 1.315)), out, Vector((0.0, 0.35, 0.95)), mirror=True)
    made = []
    for name, place, pose in (("right hand", right, GRIP), ("left hand", left, OPEN)):
        groups, _ = hand.solids(pose)
        size = 0.0108
        moved = [
            ([s.moved(TURN @ place) for s in group], fillet * size) for group, fillet in groups
        ]
        made.append(shapes.sculpt(name, moved, 0.006, 0.0028, skin))
    return made


def _aimed(at: Vector, forward: Vector, back: Vector, mirror: bool = False) -> Matrix:
    """Place a hand: where its fingers point and where its back (or palm, mirrored) looks."""
    back = (back - forward * back.dot(forward)).normalized()
    thumb = back.cross(forward)
    turn = Matrix((forward, -thumb if mirror else thumb, back)).transposed().to_4x4()
    return Matrix.Translation(at) @ turn @ Matrix.Scale(0.0108, 4)


def _ball() -> bpy.types.Object:
    material, tree = studio.surface("ball")
    where = studio.place(tree, (1, 1, 1))
    fine = studio.speckle(tree, where, 70, 3, 0.6)
    axis = studio.node(tree, "ShaderNodeSeparateXYZ", {0: where}).outputs[2]
    band = studio.between(tree, studio.maths(tree, "ABSOLUTE", axis), 0.20, 0.215)
    colour = studio.blend(tree, band, (0.86, 0.78, 0.62), (0.80, 0.075, 0.025))
    inputs = {
        "Base Color": colour,
        "Roughness": 0.38,
        "Normal": studio.bump(tree, fine, 0.12, 0.01),
    }
    studio.finish(tree, studio.principled(tree, inputs))
    vertices, faces = shapes.sphere_points(6)
    ball = shapes.mesh_object("ball", vertices, faces, material)
    ball.scale = (BALL, BALL, BALL)
    ball.rotation_euler = (0.9, 0.5, 0.2)
    ball.location = TURN @ BALL_AT
    return ball


# --- the park --------------------------------------------------------------------------------


def _rise(flat: Array) -> Array:
    """Gentle ground: level where the figure stands, softly rolling behind."""
    points = np.column_stack([flat * 0.06, np.zeros(len(flat))])
    roll = shapes.fractal(points, 3, 4) * np.clip((np.hypot(*flat.T) - 3) / 25, 0, 1)
    return roll * 1.6 + 0.006 * np.clip(flat[:, 1] - 12, 0, None)


def _path_gap(flat: Array) -> Array:
    """Distance to the middle of the path, which winds away to the right."""
    x, y = flat[:, 0], flat[:, 1]
    middle = 2.2 + 2.9 * np.sin((y - 3.0) * 0.16) + 0.05 * y
    return np.abs(x - middle) / np.sqrt(1 + (2.9 * 0.16 * np.cos((y - 3.0) * 0.16)) ** 2)


def _lawn() -> None:
    x = np.linspace(-70, 70, 700)
    y = np.concatenate([np.linspace(-9, 30, 600), np.linspace(30.3, 170, 160)])
    ground = shapes.heightfield("ground", x, y, _rise, _turf())
    positions = np.stack(np.meshgrid(x, y), axis=-1).reshape(-1, 2)
    wobble = (
        shapes.fractal(np.column_stack([positions * 1.2, np.zeros(len(positions))]), 2, 8) * 0.12
    )
    shapes.paint(ground, "path", np.clip((0.85 + wobble - _path_gap(positions)) / 0.15, 0, 1))
    _grass()
    _daisies()


def _turf() -> bpy.types.Material:
    material, tree = studio.surface("turf")
    where = studio.place(tree, (1, 1, 1))
    patch = studio.speckle(tree, where, 0.35, 6, 0.6)
    fine = studio.speckle(tree, where, 30, 6, 0.7)
    green = studio.ramp(tree, patch, [(0.3, (0.035, 0.085, 0.014)), (0.7, (0.10, 0.16, 0.028))])
    gravel = studio.ramp(tree, fine, [(0.3, (0.34, 0.25, 0.165)), (0.7, (0.58, 0.46, 0.33))])
    colour = studio.blend(tree, studio.attribute(tree, "path"), green, gravel)
    inputs = {"Base Color": colour, "Roughness": 0.95, "Normal": studio.bump(tree, fine, 0.5, 0.02)}
    inputs["Specular IOR Level"] = 0.1
    studio.finish(tree, studio.haze(tree, studio.principled(tree, inputs), AIR, 300.0))
    return material


def _foliage(
    name: str, stops: list[tuple[float, studio.Colour]], through: float
) -> bpy.types.Material:
    """Leaves or grass: some light passes through, and no two plants have quite the same green."""
    material, tree = studio.surface(name)
    own = studio.node(tree, "ShaderNodeObjectInfo").outputs["Random"]
    patch = studio.speckle(tree, studio.place(tree, (1, 1, 1)), 1.1, 3)
    pick = studio.maths(
        tree,
        "ADD",
        studio.maths(tree, "MULTIPLY", own, 0.5),
        studio.maths(tree, "MULTIPLY", patch, 0.5),
    )
    colour = studio.ramp(tree, pick, stops)
    bright = studio.blend(tree, 1.0, colour, (1.7, 1.55, 0.8), "MULTIPLY")
    body = studio.principled(
        tree, {"Base Color": colour, "Roughness": 0.5, "Specular IOR Level": 0.25}
    )
    shine = studio.node(tree, "ShaderNodeBsdfTranslucent", {"Color": bright}).outputs[0]
    mixed = studio.node(tree, "ShaderNodeMixShader", {0: through, 1: body, 2: shine}).outputs[0]
    studio.finish(tree, studio.haze(tree, mixed, AIR, 300.0))
    return material


def _spots(draw: np.random.Generator, count: int, far: float) -> Array:
    """Places on the lawn that the camera sees, denser near it."""
    y = -6.6 + (far + 6.6) * draw.uniform(size=count) ** 1.7
    half = 1.2 + 0.46 * (y + 7.6)
    x = 0.5 + draw.uniform(-1, 1, count) * half
    return np.column_stack([x, y])


def _grass() -> None:
    stops = [
        (0.25, (0.045, 0.105, 0.016)),
        (0.5, (0.085, 0.165, 0.026)),
        (0.8, (0.17, 0.21, 0.045)),
    ]
    material = _foliage("grass", stops, 0.45)
    draw = np.random.default_rng(31)
    for index in range(5):
        vertices, faces = shapes.blades(230, 0.17, 0.085, 0.0055, 0.9, 60 + index)
        tuft = shapes.mesh_object(f"tuft {index}", vertices, faces, material)
        flat = _spots(draw, 3600, 34.0)
        flat = flat[_path_gap(flat) > 0.88 + draw.uniform(0, 0.2, len(flat))]
        scale = draw.uniform(0.75, 1.25, len(flat)) * (1 + np.clip(flat[:, 1], 0, None) * 0.03)
        places = np.column_stack([flat, _rise(flat) - 0.004])
        shapes.scatter(f"grass {index}", tuft, places, scale, None, index)


def _daisies() -> None:
    white = _matte("petal", (0.80, 0.78, 0.72), (0.72, 0.70, 0.64), 10, 60)
    draw = np.random.default_rng(41)
    turn = np.linspace(0, 2 * np.pi, 12, endpoint=False)
    reach = np.where(np.arange(12) % 2 == 0, 0.016, 0.007)
    ring = np.column_stack([reach * np.cos(turn), reach * np.sin(turn), np.full(12, 0.085)])
    faces = np.column_stack([np.arange(12), (np.arange(12) + 1) % 12, np.full(12, 12)])
    daisy = shapes.mesh_object(
        "daisy", np.vstack([ring, [[0, 0, 0.080]]]), faces, white, smooth=False
    )
    flat = _spots(draw, 2600, 16.0)
    clump = shapes.fractal(np.column_stack([flat * 0.5, np.zeros(len(flat))]), 2, 6)
    flat = flat[(clump > 0.12) & (_path_gap(flat) > 1.1)]
    places = np.column_stack([flat, _rise(flat)])
    up = np.array([0.2, -0.25, 1.0]) + draw.normal(scale=0.2, size=(len(flat), 3))
    up /= np.linalg.norm(up, axis=1, keepdims=True)
    shapes.scatter("daisies", daisy, places, draw.uniform(0.7, 1.1, len(flat)), up, 3)


def _limbs(
    draw: np.random.Generator,
    start: Array,
    heading: Array,
    length: float,
    radius: float,
    depth: int,
) -> list[tuple[Array, Array, float]]:
    """Branches of a tree as (points, radii, depth), the thickest first."""
    steps = 7
    points, direction = [start], heading
    for _ in range(steps):
        direction = direction + draw.normal(scale=0.13, size=3) + np.array([0, 0, 0.05])
        direction /= np.linalg.norm(direction)
        points.append(points[-1] + direction * length / steps)
    path = np.array(points)
    made = [(path, radius * np.linspace(1, 0.55, steps + 1), float(depth))]
    if depth == 0:
        return made
    for index in range(5 if depth > 1 else 4):
        at = path[int(draw.integers(3, steps + 1)) if index else steps]
        side = draw.normal(size=3)
        side -= direction * side.dot(direction)
        fork = direction * draw.uniform(0.4, 0.8) + side / np.linalg.norm(side) * draw.uniform(
            0.6, 1.0
        )
        fork /= np.linalg.norm(fork)
        made += _limbs(draw, at, fork, length * draw.uniform(0.58, 0.78), radius * 0.55, depth - 1)
    return made


def _tree(seed: int, bark: bpy.types.Material, leaf: bpy.types.Material) -> list[bpy.types.Object]:
    """One tree of about eight metres, as its wood and its leaves."""
    draw = np.random.default_rng(seed)
    limbs = _limbs(draw, np.zeros(3), np.array([0.0, 0.0, 1.0]), 2.5, 0.19, 3)
    wood_points, wood_faces, base = [], [], 0
    for path, radii, _ in limbs:
        part = shapes.tube("limb", path, radii, sides=8)
        count = len(part.data.vertices)
        flat = np.zeros(count * 3, dtype=np.float32)
        part.data.vertices.foreach_get("co", flat)
        wood_points.append(flat.reshape(-1, 3).astype(np.float64))
        wood_faces.append(shapes.grid_faces(len(path), 8, closed=True) + base)
        base += count
        bpy.data.objects.remove(part)
    wood = shapes.mesh_object(f"wood {seed}", np.vstack(wood_points), np.vstack(wood_faces), bark)
    hosts = np.vstack(
        [path for path, _, depth in limbs if depth <= 1]
        + [path[4:] for path, _, depth in limbs if depth == 2]
    )
    at = hosts[draw.integers(len(hosts), size=42000)] + draw.normal(scale=0.30, size=(42000, 3))
    one, two = draw.normal(size=(2, 42000, 3))
    one /= np.linalg.norm(one, axis=1, keepdims=True)
    two = np.cross(one, two)
    two /= np.linalg.norm(two, axis=1, keepdims=True)
    size = draw.uniform(0.06, 0.10, (42000, 1))
    corners = [at - one * size, at + two * size * 0.5, at + one * size, at - two * size * 0.5]
    leaves = np.stack(corners, axis=1).reshape(-1, 3)
    crown = shapes.mesh_object(
        f"crown {seed}", leaves, np.arange(len(leaves)).reshape(-1, 4), leaf, smooth=False
    )
    return [wood, crown]


def _trees() -> None:
    bark = _matte("bark", (0.16, 0.11, 0.075), (0.065, 0.045, 0.03), 7, 30)
    greens = [
        [(0.25, (0.040, 0.095, 0.014)), (0.5, (0.075, 0.145, 0.022)), (0.8, (0.15, 0.19, 0.035))],
        [(0.25, (0.06, 0.105, 0.014)), (0.5, (0.13, 0.17, 0.025)), (0.8, (0.26, 0.23, 0.04))],
    ]
    leaves = [_foliage(f"leaves {index}", stops, 0.5) for index, stops in enumerate(greens)]
    kinds = [_tree(71, bark, leaves[0]), _tree(82, bark, leaves[1]), _tree(93, bark, leaves[0])]
    spots = [
        (-7.6, 8.5, 1.0, 0),
        (6.6, 15.0, 1.05, 1),
        (-3.2, 23.0, 1.1, 2),
        (11.5, 22.0, 1.2, 0),
        (2.0, 36.0, 1.2, 1),
        (-13.0, 24.0, 1.3, 1),
    ]
    draw = np.random.default_rng(6)
    for x in np.linspace(-52, 52, 30):
        away = 52 + draw.uniform(-5, 9)
        spots.append(
            (x + draw.uniform(-1.5, 1.5), away, draw.uniform(1.0, 1.5), int(draw.integers(3)))
        )
    for index, (x, y, scale, kind) in enumerate(spots):
        ground = _rise(np.array([[x, y]]))[0] - 0.05
        turn = draw.uniform(0, 2 * np.pi)
        for part in kinds[kind]:
            copy = bpy.data.objects.new(f"tree {index}", part.data)
            bpy.context.scene.collection.objects.link(copy)
            copy.location, copy.scale = (x, y, ground), (scale, scale, scale)
            copy.rotation_euler.z = turn
    for kind in kinds:
        for part in kind:
            bpy.data.objects.remove(part)


def _bench() -> None:
    wood = _matte("bench wood", (0.30, 0.16, 0.075), (0.20, 0.10, 0.045), 6, 60)
    iron = _matte("iron", (0.03, 0.03, 0.032), (0.02, 0.02, 0.022), 6, 60, 0.0, 0.5)
    place = Matrix.Translation((3.1, 10.2, 0.0)) @ Matrix.Rotation(radians(-18), 4, "Z")
    slats = [(0.0, y, 0.45, 0.09, 0.03) for y in (-0.18, -0.06, 0.06, 0.18)]
    slats += [(0.0, 0.27, z, 0.03, 0.09) for z in (0.62, 0.75, 0.88)]
    for _, y, z, deep, tall in slats:
        _bar(place, (0, y, z), (1.7, deep, tall), wood)
    for x in (-0.7, 0.7):
        _bar(place, (x, 0.0, 0.41), (0.05, 0.46, 0.05), iron)
        _bar(place, (x, -0.20, 0.2), (0.05, 0.05, 0.42), iron)
        _bar(place, (x, 0.25, 0.46), (0.05, 0.05, 0.92), iron)


def _bar(
    place: Matrix,
    centre: tuple[float, float, float],
    size: tuple[float, float, float],
    material: bpy.types.Material,
) -> None:
    corners = np.array([[a, b, c] for a in (-0.5, 0.5) for b in (-0.5, 0.5) for c in (-0.5, 0.5)])
    faces = np.array(
        [[0, 1, 3, 2], [4, 6, 7, 5], [0, 4, 5, 1], [2, 3, 7, 6], [0, 2, 6, 4], [1, 5, 7, 3]]
    )
    bar = shapes.mesh_object("bar", corners * size, faces, material, smooth=False)
    bar.matrix_world = place @ Matrix.Translation(centre)
