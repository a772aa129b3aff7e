"""A red cup on a wooden table and a hand that reaches for it, in the light of a window and a lamp.

One unit is ten centimetres.
"""

from __future__ import annotations

from math import cos, pi, radians, sin

import bpy
import hand
import numpy as np
import shapes
import studio
from mathutils import Matrix, Vector
from shapes import Array

GRADE = studio.Grade(
    gain=1.04,
    contrast=1.10,
    bloom=0.10,
    vignette=0.30,
    shadows=(1.0, 0.99, 1.0),
    lights=(1.02, 1.0, 0.97),
    saturation=0.97,
)
CUP_AT = Vector((-0.80, 0.0, 0.0))
HANDLE = radians(-28)
POSE = hand.Pose(
    bends=((18, 32, 20), (22, 36, 22), (26, 38, 24), (28, 40, 24)),
    splay=(6, 1, -3, -8),
    thumb=(40, 22, 16),
    thumb_drop=36,
)


def build() -> dict[str, list[bpy.types.Object]]:
    """The scene; returns its subjects by name."""
    scene = studio.empty_scene(exposure=0.35)
    scene.world = bpy.data.worlds.new("room")
    scene.world.use_nodes = True
    studio.node(
        scene.world.node_tree,
        "ShaderNodeOutputWorld",
        {
            0: studio.node(
                scene.world.node_tree, "ShaderNodeBackground", {0: (0.9, 0.62, 0.42), 1: 0.16}
            ).outputs[0]
        },
    ).is_active_output = True
    _table()
    cup = _cup()
    reaching = _hand()
    _room()
    _light()
    studio.camera((0.45, -7.8, 1.75), (0.10, 0.0, 0.74), 60, (-0.5, -0.25, 0.5), 0.55)
    return {"cup": cup, "hand": reaching}


# --- the cup ---------------------------------------------------------------------------------


def _cup() -> list[bpy.types.Object]:
    glaze = _glaze()
    body = shapes.lathe("cup", _cup_profile(), glaze)
    angle = np.linspace(-1.0, 1.0, 60)
    bow = np.cos(angle * pi / 2) ** 0.75
    path = np.column_stack(
        [0.395 + 0.30 * bow, np.zeros(60), 0.50 + 0.25 * np.sin(angle * pi / 2) ** 1.0]
    )
    thick = 0.058 + 0.040 * np.abs(angle) ** 5
    handle = shapes.tube("handle", path, thick, glaze, 40)
    handle.scale.y = 1.35
    coffee, tree = studio.surface("coffee")
    studio.finish(
        tree, studio.principled(tree, {"Base Color": (0.055, 0.022, 0.010), "Roughness": 0.06})
    )
    turn = np.linspace(0, 2 * pi, 97)[:-1]
    rim = np.column_stack([np.cos(turn) * 0.372, np.sin(turn) * 0.372, np.full(96, 0.80)])
    faces = np.column_stack([np.arange(96), (np.arange(96) + 1) % 96, np.full(96, 96)])
    drink = shapes.mesh_object("coffee", np.vstack([rim, [[0, 0, 0.80]]]), faces, coffee)
    things = [body, handle, drink]
    for thing in things:
        thing.location = CUP_AT
        thing.rotation_euler.z = HANDLE
    return things


def _cup_profile() -> Array:
    """Radius and height from the foot up the outside, over the lip and down the inside."""
    corners = [
        (0.0, 0.018),
        (0.25, 0.018),
        (0.27, 0.0),
        (0.305, 0.0),
        (0.325, 0.025),
        (0.372, 0.07),
        (0.402, 0.16),
        (0.412, 0.32),
        (0.413, 0.55),
        (0.414, 0.80),
        (0.417, 0.93),
        (0.413, 0.953),
        (0.400, 0.958),
        (0.388, 0.950),
        (0.382, 0.925),
        (0.378, 0.78),
        (0.374, 0.40),
        (0.36, 0.16),
        (0.31, 0.075),
        (0.0, 0.07),
    ]
    knots = np.array(corners)
    for _ in range(4):
        quarter, rest = knots[:-1] * 0.75 + knots[1:] * 0.25, knots[:-1] * 0.25 + knots[1:] * 0.75
        cut = np.stack([quarter, rest], axis=1).reshape(-1, 2)
        knots = np.vstack([knots[:1], cut, knots[-1:]])
    return knots


def _glaze() -> bpy.types.Material:
    material, tree = studio.surface("red glaze")
    where = studio.place(tree, (1, 1, 1))
    cloudy = studio.speckle(tree, where, 2.2, 4)
    red = studio.ramp(tree, cloudy, [(0.3, (0.50, 0.016, 0.012)), (0.7, (0.66, 0.030, 0.018))])
    dots = studio.speckle(tree, where, 34, 3, 0.8)
    red = studio.blend(
        tree, studio.between(tree, dots, 0.66, 0.70, 0.0, 0.75), red, (0.10, 0.010, 0.010)
    )
    height = studio.node(tree, "ShaderNodeSeparateXYZ", {0: where}).outputs[2]
    wobble = studio.maths(tree, "ADD", height, studio.between(tree, cloudy, 0, 1, -0.02, 0.02))
    lip = studio.between(tree, wobble, 0.930, 0.950)
    red = studio.blend(tree, lip, red, (0.40, 0.13, 0.06))
    clay = studio.between(tree, wobble, 0.050, 0.040)
    colour = studio.blend(tree, clay, red, (0.50, 0.31, 0.20))
    wave = studio.bump(tree, studio.speckle(tree, where, 5.0, 2), 0.12, 0.03)
    rough = studio.between(tree, clay, 0, 1, 0.17, 0.8)
    shader = studio.principled(
        tree,
        {
            "Base Color": colour,
            "Roughness": rough,
            "Normal": wave,
            "Coat Weight": 0.3,
            "Coat Roughness": 0.06,
        },
    )
    studio.finish(tree, shader)
    return material


# --- the hand --------------------------------------------------------------------------------


def _hand_place() -> Matrix:
    """From the hand's centimetres to the table: fingers to the left, palm down and to the eye."""
    roll = radians(26)
    forward = Vector((-0.985, -0.04, -0.17)).normalized()
    thumb = Vector((0, -cos(roll), sin(roll)))
    thumb = (thumb - forward * thumb.dot(forward)).normalized()
    turn = Matrix((forward, thumb, forward.cross(thumb))).transposed().to_4x4()
    return Matrix.Translation((1.62, 0.06, 0.86)) @ turn @ Matrix.Scale(0.1, 4)


def _hand() -> list[bpy.types.Object]:
    place = _hand_place()
    groups, nails = hand.solids(POSE)
    groups[0][0].extend([shapes.Limb((-9, 0, 0.2), (-0.5, 0, 0), 2.7, 2.25)])
    moved = [([solid.moved(place) for solid in group], fillet * 0.1) for group, fillet in groups]
    skin = shapes.sculpt("hand", moved, 0.055, 0.0085, _skin())
    tips = shapes.sculpt(
        "nails", [([nail.moved(place) for nail in nails], 0.0)], 0.0, 0.004, _nails()
    )
    return [skin, tips, _sleeve(place)]


def _skin() -> bpy.types.Material:
    material, tree = studio.surface("skin")
    where = studio.place(tree, (1, 1, 1))
    patch = studio.speckle(tree, where, 3.5, 4)
    colour = studio.ramp(tree, patch, [(0.3, (0.56, 0.30, 0.20)), (0.7, (0.66, 0.38, 0.26))])
    crest = studio.node(tree, "ShaderNodeNewGeometry").outputs["Pointiness"]
    flush = studio.between(tree, crest, 0.505, 0.54, 0.0, 0.35)
    colour = studio.blend(tree, flush, colour, (0.62, 0.24, 0.16))
    pores = studio.speckle(tree, where, 95, 3, 0.7)
    soft = studio.speckle(tree, where, 18, 4, 0.6)
    normal = studio.bump(tree, pores, 0.14, 0.004, studio.bump(tree, soft, 0.10, 0.012))
    shader = studio.principled(
        tree,
        {
            "Base Color": colour,
            "Roughness": studio.between(tree, pores, 0.3, 0.7, 0.42, 0.58),
            "Subsurface Weight": 0.28,
            "Subsurface Radius": (1.0, 0.35, 0.2),
            "Subsurface Scale": 0.06,
            "Normal": normal,
            "Specular IOR Level": 0.4,
        },
    )
    studio.finish(tree, shader)
    return material


def _nails() -> bpy.types.Material:
    material, tree = studio.surface("nails")
    inputs = {"Base Color": (0.72, 0.44, 0.35), "Roughness": 0.28, "Subsurface Weight": 0.2}
    inputs["Subsurface Scale"] = 0.03
    studio.finish(tree, studio.principled(tree, inputs))
    return material


def _sleeve(place: Matrix) -> bpy.types.Object:
    """A knitted sleeve: every stitch is real relief."""
    wool, tree = studio.surface("wool")
    where = studio.place(tree, (1, 1, 1))
    fuzz = studio.speckle(tree, where, 60, 5, 0.8)
    colour = studio.ramp(tree, fuzz, [(0.3, (0.115, 0.175, 0.205)), (0.7, (0.20, 0.275, 0.305))])
    inputs = {"Base Color": colour, "Roughness": 0.95, "Sheen Weight": 0.35, "Sheen Roughness": 0.5}
    inputs["Normal"] = studio.bump(tree, fuzz, 0.5, 0.01)
    studio.finish(tree, studio.principled(tree, inputs))
    rows, sides, columns = 900, 960, 40
    along = np.linspace(0.0, 2.6, rows)
    start, back = place @ Vector((0.6, 0, 0.05)), -(place.to_3x3() @ Vector((1, 0, 0))).normalized()
    path = (
        np.array(start) + np.outer(along, np.array(back)) + np.outer(along**2, [0.02, 0.05, -0.10])
    )
    turn = np.linspace(0, 1, sides, endpoint=False)
    column = (turn * columns) % 1.0 - 0.5
    leg = np.abs(column)[None, :]
    phase = (along[:, None] * 19.0 + leg * 1.5) % 1.0
    yarn = np.sin(pi * phase) ** 0.5 * np.sin(2 * pi * leg) ** 0.4
    rib = np.where((turn * columns).astype(int) % 4 < 2, 1.0, 0.0)
    rib = np.convolve(np.tile(rib, 3), np.ones(9) / 9, "same")[sides : 2 * sides]
    cuff = np.clip((0.62 - along) / 0.05, 0, 1)[:, None]
    across = np.stack(
        [
            np.cos(2 * pi * turn)[None].repeat(rows, 0),
            np.sin(2 * pi * turn)[None].repeat(rows, 0),
            along[:, None].repeat(sides, 1) * 2.2,
        ],
        axis=2,
    ).reshape(-1, 3)
    folds = shapes.fractal(across * 0.9, 3, 4).reshape(rows, sides)
    wide = 0.345 + 0.075 * np.clip((along - 0.45) / 0.5, 0, 1) ** 0.8 + 0.03 * along
    mouth = 1 - 0.16 * np.clip(1 - along / 0.03, 0, 1) ** 2
    radii = (
        (wide * mouth)[:, None]
        + 0.020 * yarn
        + 0.030 * cuff * (rib - 0.5)
        + 0.05 * folds * (1 - 0.6 * cuff)
    )
    return shapes.tube("sleeve", path, radii, wool, sides)


# --- the room --------------------------------------------------------------------------------


def _table() -> None:
    wood = _wood()
    draw = np.random.default_rng(3)
    edge = -6.0
    while edge < 6.4:
        wide = draw.uniform(0.85, 1.25)
        _plank(edge + wide / 2, wide - 0.012, wood, draw.uniform(-30, 30))
        edge += wide


def _plank(y: float, wide: float, wood: bpy.types.Material, offset: float) -> None:
    round_, thick, half = 0.02, 0.4, wide / 2
    arc = np.linspace(0, pi / 2, 6)
    side = np.column_stack([half - round_ + round_ * np.sin(arc), -round_ + round_ * np.cos(arc)])
    section = np.vstack([side * [-1, 1], side])[
        np.argsort(np.r_[np.arange(6)[::-1], np.arange(6) + 6])
    ]
    section = np.vstack([[-half, -thick], side[::-1] * [-1, 1], side, [half, -thick]])
    x = np.array([-9.0, 9.0])
    vertices = np.array([[a, b, c] for a in x for b, c in section])
    faces = shapes.grid_faces(2, len(section))
    plank = shapes.mesh_object("plank", vertices, faces, wood, smooth=False)
    plank.location.y = y
    shapes.paint(plank, "offset", np.full(len(vertices), offset))


def _wood() -> bpy.types.Material:
    material, tree = studio.surface("oak")
    offset = studio.attribute(tree, "offset")
    own = studio.node(tree, "ShaderNodeObjectInfo").outputs["Random"]
    source = studio.node(tree, "ShaderNodeTexCoord").outputs["Object"]
    shift = studio.node(tree, "ShaderNodeCombineXYZ", {0: offset, 1: offset, 2: offset}).outputs[0]
    where = studio.node(
        tree, "ShaderNodeVectorMath", {0: source, 1: shift}, operation="ADD"
    ).outputs[0]

    def along(*scale: float) -> studio.Socket:
        return studio.node(tree, "ShaderNodeMapping", {"Vector": where, "Scale": scale}).outputs[0]

    figure = studio.speckle(tree, along(0.16, 1.5, 1.5), 1.6, 3, 0.5, 0.6)
    rings = studio.maths(tree, "FRACT", studio.maths(tree, "MULTIPLY", figure, 14.0))
    rings = studio.between(tree, rings, 0.0, 1.0)
    fibre = studio.speckle(tree, along(0.5, 26, 26), 2.2, 7, 0.7)
    pores = studio.speckle(tree, along(1.3, 60, 60), 2.0, 3, 0.6)
    grain = studio.maths(
        tree,
        "ADD",
        studio.maths(tree, "MULTIPLY", rings, 0.42),
        studio.maths(tree, "MULTIPLY", fibre, 0.62),
    )
    colour = studio.ramp(
        tree,
        grain,
        [
            (0.22, (0.30, 0.155, 0.070)),
            (0.50, (0.235, 0.112, 0.047)),
            (0.78, (0.115, 0.049, 0.020)),
        ],
    )
    dark = studio.between(tree, pores, 0.60, 0.68, 0.0, 0.7)
    colour = studio.blend(tree, dark, colour, (0.045, 0.02, 0.01))
    tint = studio.ramp(tree, own, [(0, (0.78, 0.76, 0.74)), (1, (1.18, 1.10, 1.04))])
    colour = studio.blend(tree, 1.0, colour, tint, "MULTIPLY")
    smear = studio.speckle(tree, studio.place(tree, (0.5, 1, 1)), 1.3, 5, 0.6)
    rough = studio.between(tree, smear, 0.3, 0.7, 0.28, 0.46)
    height = studio.maths(tree, "SUBTRACT", fibre, studio.maths(tree, "MULTIPLY", dark, 1.2))
    inputs = {
        "Base Color": colour,
        "Roughness": rough,
        "Normal": studio.bump(tree, height, 0.22, 0.012),
    }
    studio.finish(tree, studio.principled(tree, inputs))
    return material


def _plain(name: str, colour: studio.Colour, rough: float = 0.8) -> bpy.types.Material:
    material, tree = studio.surface(name)
    mottle = studio.speckle(tree, studio.place(tree, (1, 1, 1)), 2.0, 6)
    shade = studio.ramp(tree, mottle, [(0.2, tuple(c * 0.7 for c in colour)), (0.8, colour)])
    studio.finish(tree, studio.principled(tree, {"Base Color": shade, "Roughness": rough}))
    return material


def _glowing(name: str, colour: studio.Colour, strength: float) -> bpy.types.Material:
    material, tree = studio.surface(name)
    studio.finish(
        tree, studio.node(tree, "ShaderNodeEmission", {0: colour, 1: strength}).outputs[0]
    )
    return material


def _box(
    name: str,
    centre: tuple[float, float, float],
    size: tuple[float, float, float],
    material: bpy.types.Material,
    turn: float = 0.0,
) -> bpy.types.Object:
    corners = np.array([[a, b, c] for a in (-0.5, 0.5) for b in (-0.5, 0.5) for c in (-0.5, 0.5)])
    faces = np.array(
        [[0, 1, 3, 2], [4, 6, 7, 5], [0, 4, 5, 1], [2, 3, 7, 6], [0, 2, 6, 4], [1, 5, 7, 3]]
    )
    box = shapes.mesh_object(name, corners * size, faces, material, smooth=False)
    box.location, box.rotation_euler.z = centre, turn
    bevel = box.modifiers.new("edge", "BEVEL")
    bevel.width, bevel.segments = 0.03, 2
    return box


def _room() -> None:
    _box("wall", (0, 21, 2), (60, 0.2, 24), _plain("wall", (0.20, 0.125, 0.085)))
    draw = np.random.default_rng(12)
    spines = [
        (0.34, 0.10, 0.06),
        (0.10, 0.16, 0.17),
        (0.42, 0.30, 0.14),
        (0.16, 0.09, 0.07),
        (0.40, 0.36, 0.30),
    ]
    covers = [_plain(f"cover {index}", colour) for index, colour in enumerate(spines)]
    x = -1.2
    while x < 1.9:
        wide, tall = draw.uniform(0.25, 0.6), draw.uniform(1.1, 1.7)
        _box(
            "book",
            (x + wide / 2, 15.9, -0.9 + tall / 2),
            (wide, 1.4, tall),
            covers[draw.integers(5)],
        )
        x += wide + 0.03
    _window()
    _lamp()
    _fairy_lights()
    _plant()


def _window() -> None:
    _box("pane", (-6.2, 20.6, 3.2), (5.2, 0.1, 7.4), _glowing("dusk", (0.55, 0.66, 0.90), 1.1))
    frame = _plain("frame", (0.30, 0.22, 0.16))
    for x in (-8.8, -6.2, -3.6):
        _box("upright", (x, 20.4, 3.2), (0.22, 0.2, 7.6), frame)
    for z in (-0.5, 2.6, 5.6):
        _box("bar", (-6.2, 20.4, z), (5.4, 0.2, 0.22), frame)
    curtain = _plain("curtain", (0.46, 0.36, 0.26))
    y = np.linspace(-1, 1, 160)
    for middle, wide in ((-9.6, 1.5), (-3.0, 1.1)):
        x = middle + y * wide
        path = np.column_stack([x, 20.0 + 0.25 * np.sin(y * 26)])
        low, high = (
            np.column_stack([path, np.zeros(160)]),
            np.column_stack([path, np.full(160, 11.0)]),
        )
        shapes.mesh_object("curtain", np.vstack([low, high]), shapes.grid_faces(2, 160), curtain)


def _lamp() -> None:
    shade = shapes.lathe(
        "shade",
        np.array([[1.15, 0.0], [1.1, 0.3], [0.9, 1.2], [0.75, 1.6]]),
        _glowing("shade", (1.0, 0.52, 0.20), 1.7),
        64,
    )
    shade.location = (3.6, 15.5, 1.25)
    stem = shapes.lathe(
        "stem",
        np.array([[0.0, 2.4], [0.12, 2.4], [0.12, 0.5], [0.7, 0.3], [0.7, 0.0]]),
        _plain("brass", (0.5, 0.3, 0.1), 0.3),
        48,
    )
    stem.location = (3.6, 15.5, -0.9)
    _box("sideboard", (3.5, 16.0, -1.2), (12, 2.5, 0.6), _plain("walnut", (0.16, 0.08, 0.04)))


def _fairy_lights() -> None:
    draw = np.random.default_rng(21)
    glow = _glowing("fairy light", (1.0, 0.50, 0.17), 7.0)
    vertices, faces = shapes.sphere_points(2)
    for index in range(26):
        x = -3.6 + index * 0.36 + draw.uniform(-0.08, 0.08)
        dip = 3.1 - 0.9 * sin(((x + 3.6) % 4.7) / 4.7 * pi)
        bulb = shapes.mesh_object("bulb", vertices * 0.055, faces, glow)
        bulb.location = (x, 19.6, dip + draw.uniform(-0.1, 0.1))


def _plant() -> None:
    leaf, tree = studio.surface("leaf")
    body = studio.principled(tree, {"Base Color": (0.06, 0.13, 0.04), "Roughness": 0.4})
    through = studio.node(tree, "ShaderNodeBsdfTranslucent", {0: (0.16, 0.26, 0.05)}).outputs[0]
    studio.finish(
        tree, studio.node(tree, "ShaderNodeMixShader", {0: 0.35, 1: body, 2: through}).outputs[0]
    )
    vertices, faces = shapes.blades(34, 0.25, 2.6, 0.42, 1.2, 5)
    bush = shapes.mesh_object("leaves", vertices, faces, leaf)
    bush.location = (-3.5, 6.3, 0.75)
    pot = shapes.lathe(
        "pot",
        np.array([[0.0, 0.0], [0.42, 0.0], [0.58, 0.9], [0.52, 0.9], [0.5, 0.75], [0.0, 0.75]]),
        _plain("terracotta", (0.42, 0.19, 0.10)),
        64,
    )
    pot.location = (-3.5, 6.3, 0.0)


def _light() -> None:
    studio.panel((-5.6, 1.8, 4.2), (0.1, 0, 0.3), (2.4, 3.4), 1250, (1.0, 0.90, 0.78))
    studio.panel((5.5, 4.5, 3.8), (0.4, 0, 0.4), (1.6, 1.6), 950, (1.0, 0.60, 0.30))
    studio.panel((2.0, -7.0, 5.0), (0.2, 0, 0.4), (4.0, 3.0), 70, (1.0, 0.82, 0.66))
    studio.panel((-1, 13, 7.5), (0, 20, 3), (6.0, 2.0), 900, (1.0, 0.66, 0.38))
