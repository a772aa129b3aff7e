"""A small rock on a steep, rocky hillside in late, hazy light, with the slope free below it."""

from __future__ import annotations

import bpy
import numpy as np
import shapes
import studio
from shapes import Array

GRADE = studio.Grade(
    bloom=0.12,
    vignette=0.26,
    shadows=(0.97, 1.0, 1.05),
    lights=(1.035, 1.0, 0.95),
    saturation=1.16,
)
SUN = (0.82, 0.42, 0.34)
AIR = ((0.62, 0.60, 0.64), (1.55, 0.98, 0.52))
ROCK_AT = (-1.25, -0.25)


def build() -> dict[str, list[bpy.types.Object]]:
    """The scene; returns its subjects by name."""
    studio.empty_scene("Punchy", 0.85)
    studio.sky(
        (0.95, 0.76, 0.60), (0.13, 0.26, 0.50), (2.3, 1.45, 0.72), SUN, 1.0, 0.4, (1.1, 0.86, 0.70)
    )
    studio.sun(SUN, 15.0, (1.0, 0.70, 0.40), 1.0)
    stone = _stone("stone", (0.30, 0.225, 0.165), (0.125, 0.095, 0.075))
    _ground()
    _mountains()
    _stones(stone)
    _grass()
    rock = _rock()
    studio.camera((0.55, -9.2, 1.15), (0.15, 0.0, 0.30), 50, (ROCK_AT[0], ROCK_AT[1], 1.0), 1.6)
    return {"rock": [rock]}


def _profile(flat: Array) -> Array:
    """The hill without its small forms: it falls to the right, and behind the crest."""
    x, y = flat[:, 0], flat[:, 1]
    fall = -0.56 * x + 0.035 * x**2 * np.sign(x) * 0.5 + 0.02 * x**2
    near = 0.13 * np.clip(y, None, 0) - 0.004 * np.clip(y, None, 0) ** 2
    far = -0.10 * np.clip(y - 0.4, 0, None) ** 1.6
    return fall + near + far


def _height(flat: Array) -> Array:
    points = np.column_stack([flat, np.zeros(len(flat))])
    x, y = flat[:, 0], flat[:, 1]
    along = np.column_stack([x * 0.55 + y * 0.25, y * 0.9 - x * 0.2, np.zeros(len(flat))])
    broad = shapes.fractal(points * 0.35, 3, 3) * 0.34
    crags = (shapes.ridged(along * 0.9, 5, 11, 0.5) - 0.95) * 0.17
    ledge = shapes.fractal(along * 1.4, 2, 21)
    steps = 0.10 * np.clip(np.abs(((ledge * 3.0) % 1.0) - 0.5) * 4 - 0.6, 0, 1)
    grit = shapes.fractal(points * 9.0, 3, 31) * 0.022
    seat = np.exp(-((x - ROCK_AT[0]) ** 2 + (y - ROCK_AT[1]) ** 2) / 0.55)
    return _profile(flat) + (broad + crags + steps) * (1 - 0.75 * seat) + grit


def _ground() -> bpy.types.Object:
    x = np.linspace(-7.5, 8.5, 1050)
    y = np.concatenate([np.linspace(-8.6, 2.2, 620), np.linspace(2.25, 9.0, 120)])
    return shapes.heightfield("ground", x, y, _height, _earth())


def _earth() -> bpy.types.Material:
    material, tree = studio.surface("earth")
    where = studio.place(tree, (1, 1, 1))
    large = studio.speckle(tree, where, 0.7, 5)
    small = studio.speckle(tree, where, 14, 8, 0.65)
    fine = studio.speckle(tree, where, 70, 4, 0.7)
    rocky = studio.ramp(tree, small, [(0.3, (0.10, 0.075, 0.055)), (0.7, (0.33, 0.25, 0.18))])
    soil = studio.ramp(tree, fine, [(0.3, (0.14, 0.085, 0.045)), (0.7, (0.34, 0.225, 0.125))])
    normal = studio.node(tree, "ShaderNodeNewGeometry")
    slope = studio.node(tree, "ShaderNodeSeparateXYZ", {0: normal.outputs["Normal"]}).outputs[2]
    flat = studio.between(
        tree,
        studio.maths(tree, "ADD", slope, studio.between(tree, large, 0.3, 0.7, -0.2, 0.2)),
        0.66,
        0.84,
    )
    colour = studio.blend(tree, flat, rocky, soil)
    moss = studio.between(tree, studio.speckle(tree, where, 2.3, 7, 0.6), 0.54, 0.66, 0.0, 0.55)
    colour = studio.blend(tree, moss, colour, (0.17, 0.155, 0.055))
    edge = studio.between(tree, normal.outputs["Pointiness"], 0.44, 0.56, 0.55, 1.35)
    colour = studio.blend(
        tree, 1.0, colour, studio.ramp(tree, edge, [(0, (0, 0, 0)), (1, (1, 1, 1))]), "MULTIPLY"
    )
    bumps = studio.bump(tree, fine, 0.6, 0.02, studio.bump(tree, small, 0.9, 0.06))
    shader = studio.principled(
        tree, {"Base Color": colour, "Roughness": 0.92, "Normal": bumps, "Specular IOR Level": 0.25}
    )
    studio.finish(tree, studio.haze(tree, shader, AIR, 150.0))
    return material


def _stone(name: str, light: studio.Colour, dark: studio.Colour) -> bpy.types.Material:
    material, tree = studio.surface(name)
    own = studio.node(tree, "ShaderNodeObjectInfo").outputs["Random"]
    where = studio.place(tree, (1, 1, 1))
    grain = studio.speckle(tree, where, 3.0, 9, 0.62, 0.4)
    fine = studio.speckle(tree, where, 22, 6, 0.7)
    colour = studio.ramp(
        tree,
        grain,
        [
            (0.32, dark),
            (0.5, tuple((a + b) / 2 for a, b in zip(light, dark, strict=True))),
            (0.72, light),
        ],
    )
    tint = studio.ramp(
        tree, own, [(0.0, (0.72, 0.70, 0.70)), (0.5, (1.0, 0.94, 0.88)), (1.0, (1.25, 1.12, 0.98))]
    )
    colour = studio.blend(tree, 1.0, colour, tint, "MULTIPLY")
    lichen = studio.between(tree, studio.speckle(tree, where, 5.5, 6, 0.6), 0.60, 0.66, 0.0, 0.5)
    colour = studio.blend(tree, lichen, colour, (0.36, 0.34, 0.24))
    worn = studio.node(tree, "ShaderNodeNewGeometry").outputs["Pointiness"]
    edge = studio.between(tree, worn, 0.42, 0.58, 0.45, 1.0)
    colour = studio.blend(
        tree, 1.0, colour, studio.ramp(tree, edge, [(0, (0, 0, 0)), (1, (1, 1, 1))]), "MULTIPLY"
    )
    bumps = studio.bump(tree, fine, 0.5, 0.03, studio.bump(tree, grain, 0.7, 0.10))
    shader = studio.principled(
        tree, {"Base Color": colour, "Roughness": 0.82, "Normal": bumps, "Specular IOR Level": 0.35}
    )
    studio.finish(tree, studio.haze(tree, shader, AIR, 150.0))
    return material


def _rock() -> bpy.types.Object:
    material = _stone("rock", (0.34, 0.27, 0.23), (0.10, 0.085, 0.085))
    rock = shapes.boulder("rock", 42, 7, material, (1.0, 0.86, 0.84), 20, 0.045)
    rock.scale = (0.44, 0.44, 0.44)
    rock.rotation_euler = (0.3, 0.35, 0.6)
    ground = _height(np.array([ROCK_AT]))[0]
    rock.location = (*ROCK_AT, ground + 0.27)
    return rock


def _normals(flat: Array) -> Array:
    step = 0.05
    slope = [
        (_profile(flat + offset) - _profile(flat - offset)) / (2 * step)
        for offset in (np.array([step, 0.0]), np.array([0.0, step]))
    ]
    normal = np.column_stack([-slope[0], -slope[1], np.ones(len(flat))])
    return normal / np.linalg.norm(normal, axis=1, keepdims=True)


def _clear(flat: Array) -> Array:
    """0 on the way the rock would take, 1 away from it."""
    x, y = flat[:, 0], flat[:, 1]
    lane = np.clip((np.abs(y - ROCK_AT[1] + 0.12 * (x - ROCK_AT[0])) - 0.35) / 0.5, 0, 1)
    return np.where(x < ROCK_AT[0] - 0.6, 1.0, lane)


def _stones(material: bpy.types.Material) -> None:
    draw = np.random.default_rng(8)
    variants = 9
    for index in range(variants):
        big = shapes.boulder(
            f"stone {index}",
            100 + index,
            5,
            material,
            (1.0, draw.uniform(0.6, 0.95), draw.uniform(0.45, 0.75)),
            14,
            0.06,
        )
        count = 760
        flat = np.column_stack([draw.uniform(-6.5, 7.5, count), draw.uniform(-7.6, 2.0, count)])
        size = 0.027 * (1 - draw.uniform(0, 0.9985, count)) ** -0.5
        size = np.clip(size, 0.015, 0.42)
        clump = shapes.fractal(np.column_stack([flat * 0.8, np.zeros(count)]), 2, 77)
        size *= np.clip(0.8 + 1.2 * clump, 0.4, 1.6)
        keep = size < 0.07 + 0.4 * _clear(flat)
        keep &= np.hypot(flat[:, 0] - ROCK_AT[0], flat[:, 1] - ROCK_AT[1]) > 0.5 + size
        keep &= (flat[:, 1] > -6.2) | (size < 0.12)
        flat, size = flat[keep], size[keep]
        up = _normals(flat) + draw.normal(scale=0.25, size=(len(flat), 3))
        up /= np.linalg.norm(up, axis=1, keepdims=True)
        places = np.column_stack([flat, _height(flat) + size * 0.12])
        shapes.scatter(f"stones {index}", big, places, size, up, index)


def _grass() -> None:
    material, tree = studio.surface("dry grass")
    own = studio.node(tree, "ShaderNodeObjectInfo").outputs["Random"]
    colour = studio.ramp(
        tree,
        own,
        [(0.0, (0.30, 0.20, 0.075)), (0.6, (0.42, 0.30, 0.12)), (1.0, (0.22, 0.20, 0.07))],
    )
    shine = studio.node(tree, "ShaderNodeBsdfTranslucent", {"Color": colour}).outputs[0]
    body = studio.principled(tree, {"Base Color": colour, "Roughness": 0.7})
    studio.finish(
        tree, studio.node(tree, "ShaderNodeMixShader", {0: 0.4, 1: body, 2: shine}).outputs[0]
    )
    draw = np.random.default_rng(9)
    for index in range(4):
        vertices, faces = shapes.blades(90, 0.09, 0.26, 0.006, 1.1, 50 + index)
        tuft = shapes.mesh_object(f"tuft {index}", vertices, faces, material)
        count = 420
        flat = np.column_stack([draw.uniform(-6.5, 7, count), draw.uniform(-7.4, 1.0, count)])
        clump = shapes.fractal(np.column_stack([flat * 0.7, np.full(count, 3.0)]), 3, 5)
        keep = (clump > 0.02) & (_clear(flat) > 0.2)
        keep &= np.hypot(flat[:, 0] - ROCK_AT[0], flat[:, 1] - ROCK_AT[1]) > 0.75
        flat = flat[keep]
        places = np.column_stack([flat, _height(flat) - 0.01])
        up = _normals(flat) * 0.5 + np.array([0.1, 0, 0.9])
        up /= np.linalg.norm(up, axis=1, keepdims=True)
        shapes.scatter(
            f"tufts {index}", tuft, places, draw.uniform(0.5, 1.25, len(flat)), up, index
        )


def _mountains() -> None:
    """Ridges behind each other, each paler than the one before."""
    for index, (away, top, wide, seed) in enumerate(
        [
            (60.0, -9.0, 90.0, 3),
            (140.0, -10.0, 200.0, 14),
            (330.0, -4.0, 460.0, 25),
            (800.0, 25.0, 1100.0, 36),
        ]
    ):
        material, tree = studio.surface(f"ridge {index}")
        where = studio.place(tree, (1, 1, 1))
        mottle = studio.speckle(tree, where, 12.0 / away, 8, 0.65)
        colour = studio.ramp(
            tree, mottle, [(0.35, (0.05, 0.055, 0.035)), (0.65, (0.17, 0.14, 0.09))]
        )
        shader = studio.principled(
            tree, {"Base Color": colour, "Roughness": 1.0, "Specular IOR Level": 0.0}
        )
        studio.finish(tree, studio.haze(tree, shader, AIR, 230.0, 0.9))

        def height(flat: Array, away: float = away, top: float = top, seed: int = seed) -> Array:
            points = np.column_stack([flat / away * 3.2, np.full(len(flat), float(seed))])
            form = shapes.ridged(points, 6, seed, 0.48) - 1.0
            depth = (flat[:, 1] - away) / away
            return top + away * (0.10 * form - 0.75 * np.abs(depth) + 0.08 * flat[:, 0] / away)

        x = np.linspace(-wide, wide, 420)
        y = np.linspace(away * 0.72, away * 1.08, 110)
        ridge = shapes.heightfield(f"ridge {index}", x, y, height, material)
        ridge.visible_shadow = False
