"""The studio of the sample scenes: materials, camera and light go in, a graded JPEG comes out.

It also finds the outlines: each subject is rendered once more as plain light among black things,
so that whatever stands in front of it is left out, and its visible edge is written as a polygon.
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import bpy
import numpy as np
from mathutils import Vector
from numpy.typing import NDArray

WIDTH, HEIGHT = 1248, 720
Colour = tuple[float, float, float]
Socket = bpy.types.NodeSocket
Tree = bpy.types.NodeTree


@dataclass(frozen=True)
class Quality:
    """How large and how clean to render."""

    scale: float
    samples: int


@dataclass(frozen=True)
class Grade:
    """The look after the render: gain and contrast around middle grey, bloom, vignette, split
    toning and grain."""

    gain: float = 1.06
    contrast: float = 1.25
    bloom: float = 0.10
    vignette: float = 0.22
    shadows: Colour = (0.98, 1.0, 1.04)
    lights: Colour = (1.03, 1.0, 0.96)
    saturation: float = 1.06
    grain: float = 0.004


# --- materials -------------------------------------------------------------------------------


def node(
    tree: Tree, kind: str, inputs: Mapping[str | int, Any] | None = None, **settings: Any
) -> bpy.types.Node:
    """A shader node with its settings, and its inputs set or linked."""
    made = tree.nodes.new(kind)
    for name, value in settings.items():
        setattr(made, name, value)
    for key, value in (inputs or {}).items():
        if isinstance(value, bpy.types.NodeSocket):
            tree.links.new(value, made.inputs[key])
        else:
            made.inputs[key].default_value = rgba(value) if _is_rgb(made, key, value) else value
    return made


def _is_rgb(made: bpy.types.Node, key: str | int, value: Any) -> bool:
    return made.inputs[key].type == "RGBA" and len(value) == 3


def rgba(colour: Sequence[float]) -> tuple[float, ...]:
    return (*colour, 1.0)


def surface(name: str) -> tuple[bpy.types.Material, Tree]:
    """An empty material and its node tree."""
    material = bpy.data.materials.new(name)
    material.use_nodes = True
    material.node_tree.nodes.clear()
    return material, material.node_tree


def finish(tree: Tree, shader: Socket) -> None:
    """Make `shader` what the material shows."""
    node(tree, "ShaderNodeOutputMaterial", {"Surface": shader})


def principled(tree: Tree, inputs: Mapping[str | int, Any]) -> Socket:
    return node(tree, "ShaderNodeBsdfPrincipled", inputs).outputs[0]


def blend(tree: Tree, share: Any, first: Any, second: Any, mode: str = "MIX") -> Socket:
    """Two colours mixed by `share`."""
    mixed = node(tree, "ShaderNodeMix", data_type="RGBA", blend_type=mode)
    for slot, value in ((0, share), (6, first), (7, second)):
        if isinstance(value, bpy.types.NodeSocket):
            tree.links.new(value, mixed.inputs[slot])
        elif slot == 0:
            mixed.inputs[slot].default_value = value
        else:
            mixed.inputs[slot].default_value = rgba(value)
    return mixed.outputs[2]


def ramp(tree: Tree, value: Socket, stops: Sequence[tuple[float, Colour]]) -> Socket:
    """A colour by a value, between the given stops."""
    made = node(tree, "ShaderNodeValToRGB", {"Fac": value})
    elements = made.color_ramp.elements
    while len(elements) < len(stops):
        elements.new(0.5)
    for element, (position, colour) in zip(elements, stops, strict=True):
        element.position, element.color = position, rgba(colour)
    return made.outputs[0]


def between(tree: Tree, value: Socket, low: float, high: float, *out: float) -> Socket:
    """A value stretched from low..high to 0..1, or to the two numbers of `out`."""
    bottom, top = out or (0.0, 1.0)
    made = node(tree, "ShaderNodeMapRange", {0: value, 1: low, 2: high, 3: bottom, 4: top})
    return made.outputs[0]


def maths(tree: Tree, operation: str, *values: Any) -> Socket:
    return node(tree, "ShaderNodeMath", dict(enumerate(values)), operation=operation).outputs[0]


def place(tree: Tree, scale: Sequence[float], space: str = "Object") -> Socket:
    """Texture coordinates, stretched."""
    source = node(tree, "ShaderNodeTexCoord").outputs[space]
    return node(tree, "ShaderNodeMapping", {"Vector": source, "Scale": scale}).outputs[0]


def speckle(
    tree: Tree,
    where: Socket,
    scale: float,
    detail: float = 6.0,
    rough: float = 0.55,
    distortion: float = 0.0,
) -> Socket:
    """Fractal noise 0..1."""
    inputs = {"Vector": where, "Scale": scale, "Detail": detail, "Roughness": rough}
    inputs["Distortion"] = distortion
    return node(tree, "ShaderNodeTexNoise", inputs).outputs[0]


def bump(tree: Tree, height: Socket, strength: float, distance: float, under: Any = None) -> Socket:
    inputs: dict[str | int, Any] = {"Height": height, "Strength": strength, "Distance": distance}
    if under is not None:
        inputs["Normal"] = under
    return node(tree, "ShaderNodeBump", inputs).outputs[0]


def attribute(tree: Tree, name: str) -> Socket:
    return node(tree, "ShaderNodeAttribute", attribute_name=name).outputs["Fac"]


def haze(
    tree: Tree, shader: Socket, colours: tuple[Colour, Colour], reach: float, strength: float = 1.0
) -> Socket:
    """Air in front of a surface: two thirds of it are gone at `reach`.

    The two colours are the air at the left and at the right edge of the frame.
    """
    window = node(tree, "ShaderNodeTexCoord").outputs["Window"]
    across = node(tree, "ShaderNodeSeparateXYZ", {0: window}).outputs[0]
    colour = blend(tree, across, *colours)
    distance = node(tree, "ShaderNodeCameraData").outputs["View Distance"]
    clear = maths(tree, "EXPONENT", maths(tree, "DIVIDE", distance, -reach))
    seen = node(tree, "ShaderNodeLightPath").outputs["Is Camera Ray"]
    share = maths(tree, "MULTIPLY", maths(tree, "SUBTRACT", 1.0, clear), seen)
    air = node(tree, "ShaderNodeEmission", {"Color": colour, "Strength": strength}).outputs[0]
    return node(tree, "ShaderNodeMixShader", {0: share, 1: shader, 2: air}).outputs[0]


# --- scene -----------------------------------------------------------------------------------


def empty_scene(contrast: str = "Medium High Contrast", exposure: float = 0.0) -> bpy.types.Scene:
    """A fresh scene for Cycles on the processor, seen through AgX."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    cycles = scene.cycles
    cycles.device = "CPU"
    cycles.seed = 7
    cycles.use_adaptive_sampling = True
    cycles.adaptive_threshold = 0.03
    cycles.max_bounces, cycles.diffuse_bounces, cycles.glossy_bounces = 8, 3, 3
    cycles.transmission_bounces = 4
    cycles.sample_clamp_indirect = 4.0
    cycles.caustics_reflective = cycles.caustics_refractive = False
    cycles.denoiser = "OPENIMAGEDENOISE"
    cycles.denoising_input_passes = "RGB_ALBEDO_NORMAL"
    scene.view_settings.view_transform = "AgX"
    scene.view_settings.look = f"AgX - {contrast}"
    scene.view_settings.exposure = exposure
    return scene


def camera(
    eye: Sequence[float],
    target: Sequence[float],
    lens: float,
    focus: Sequence[float],
    fstop: float,
) -> bpy.types.Object:
    """The scene's camera, focused on a point."""
    data = bpy.data.cameras.new("camera")
    data.lens, data.clip_end = lens, 20000.0
    thing = bpy.data.objects.new("camera", data)
    thing.location = eye
    aim = Vector(target) - Vector(eye)
    thing.rotation_euler = aim.to_track_quat("-Z", "Y").to_euler()
    data.dof.use_dof = True
    data.dof.focus_distance = (Vector(focus) - Vector(eye)).dot(aim.normalized())
    data.dof.aperture_fstop = fstop
    data.dof.aperture_blades = 0
    bpy.context.scene.collection.objects.link(thing)
    bpy.context.scene.camera = thing
    return thing


def sun(towards: Sequence[float], strength: float, colour: Colour, softness: float) -> None:
    """Sunlight that comes from the direction `towards`; softness in degrees."""
    light = bpy.data.lights.new("sun", "SUN")
    light.energy, light.color, light.angle = strength, colour, math.radians(softness)
    thing = bpy.data.objects.new("sun", light)
    thing.rotation_euler = Vector(towards).to_track_quat("Z", "Y").to_euler()
    bpy.context.scene.collection.objects.link(thing)


def panel(
    at: Sequence[float],
    target: Sequence[float],
    size: tuple[float, float],
    power: float,
    colour: Colour,
) -> None:
    """A soft light, such as a window."""
    light = bpy.data.lights.new("panel", "AREA")
    light.shape, light.size, light.size_y = "RECTANGLE", *size
    light.energy, light.color = power, colour
    thing = bpy.data.objects.new("panel", light)
    thing.location = at
    aim = Vector(target) - Vector(at)
    thing.rotation_euler = aim.to_track_quat("-Z", "Y").to_euler()
    bpy.context.scene.collection.objects.link(thing)


def sky(
    low: Colour,
    high: Colour,
    glow: Colour,
    towards: Sequence[float],
    strength: float,
    cloud: float = 0.0,
    cloud_colour: Colour = (1, 1, 1),
) -> None:
    """A sky from horizon to zenith with the glow of the sun, and soft clouds where wanted."""
    world = bpy.data.worlds.new("sky")
    bpy.context.scene.world = world
    world.use_nodes = True
    tree = world.node_tree
    tree.nodes.clear()
    direction = node(tree, "ShaderNodeTexCoord").outputs["Generated"]
    parts = node(tree, "ShaderNodeSeparateXYZ", {0: direction})
    height = between(tree, parts.outputs[2], 0.0, 0.75)
    middle = tuple(0.55 * a + 0.45 * b for a, b in zip(low, high, strict=True))
    colour = ramp(tree, height, [(0.0, low), (0.3, middle), (1.0, high)])
    if cloud > 0:
        lift = maths(tree, "ADD", maths(tree, "MAXIMUM", parts.outputs[2], 0.0), 0.12)
        flat = node(
            tree, "ShaderNodeVectorMath", {0: direction, 1: _spread(tree, lift)}, operation="DIVIDE"
        ).outputs[0]
        shape = speckle(tree, flat, 0.9, 9.0, 0.56, 0.3)
        cover = between(tree, shape, 0.5, 0.72, 0.0, cloud)
        above = between(tree, parts.outputs[2], 0.0, 0.12)
        colour = blend(tree, maths(tree, "MULTIPLY", cover, above), colour, cloud_colour)
    aim = Vector(towards).normalized()
    toward = node(
        tree, "ShaderNodeVectorMath", {0: direction, 1: tuple(aim)}, operation="DOT_PRODUCT"
    ).outputs["Value"]
    near = maths(tree, "POWER", maths(tree, "MAXIMUM", toward, 0.0), 7.0)
    colour = blend(tree, near, colour, glow)
    shine = node(tree, "ShaderNodeBackground", {"Color": colour, "Strength": strength})
    node(tree, "ShaderNodeOutputWorld", {"Surface": shine.outputs[0]})


def _spread(tree: Tree, value: Socket) -> Socket:
    return node(tree, "ShaderNodeCombineXYZ", {0: value, 1: value, 2: value}).outputs[0]


# --- picture ---------------------------------------------------------------------------------


def _render(quality: Quality, denoise: bool) -> NDArray[np.float64]:
    """The scene as (H, W, 3) in 0..1, blue first."""
    import cv2

    scene = bpy.context.scene
    scene.render.resolution_x = round(WIDTH * quality.scale)
    scene.render.resolution_y = round(HEIGHT * quality.scale)
    scene.render.resolution_percentage = 100
    scene.cycles.samples = quality.samples
    scene.cycles.use_denoising = denoise
    scene.render.image_settings.file_format = "PNG"
    scene.render.image_settings.color_mode = "RGB"
    scene.render.image_settings.color_depth = "16"
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "frame.png")
        scene.render.filepath = path
        bpy.ops.render.render(write_still=True)
        return cv2.imread(path, cv2.IMREAD_UNCHANGED).astype(np.float64) / 65535.0


def picture(path: Path, quality: Quality, grade: Grade, frames: Path | None = None) -> None:
    """Render, grade and save the scene; an ungraded frame in `frames` is used as it is."""
    import cv2

    kept = frames / f"{path.stem}.png" if frames else None
    if kept is not None and kept.exists():
        frame = cv2.imread(str(kept), cv2.IMREAD_UNCHANGED).astype(np.float64) / 65535.0
    else:
        frame = _render(quality, denoise=True)
    if kept is not None and not kept.exists():
        cv2.imwrite(str(kept), np.round(frame * 65535.0).astype(np.uint16))
    graded = _graded(frame, grade)
    level = np.clip(graded * 255.0 + 0.5, 0, 255).astype(np.uint8)
    options = [cv2.IMWRITE_JPEG_QUALITY, 93, cv2.IMWRITE_JPEG_OPTIMIZE, 1]
    cv2.imwrite(str(path), level, options)


def _contrasted(frame: NDArray[np.float64], power: float) -> NDArray[np.float64]:
    """An S-curve that leaves black, middle grey and white where they are."""
    middle = 0.46
    below = middle * (frame / middle) ** power
    above = 1 - (1 - middle) * ((1 - frame) / (1 - middle)) ** power
    return np.where(frame < middle, below, above)


def _graded(frame: NDArray[np.float64], grade: Grade) -> NDArray[np.float64]:
    import cv2

    height, width = frame.shape[:2]
    frame = _contrasted(np.clip(frame * grade.gain, 0, 1), grade.contrast)
    light = frame @ np.array([0.0722, 0.7152, 0.2126])
    glow = frame * np.clip((light - 0.6) / 0.4, 0, 1)[..., None]
    soft = cv2.GaussianBlur(glow, (0, 0), width / 60) + cv2.GaussianBlur(glow, (0, 0), width / 18)
    frame = 1 - (1 - frame) * (1 - np.clip(soft * grade.bloom, 0, 1))
    fine = cv2.GaussianBlur(frame, (0, 0), 1.1)
    frame = frame + 0.35 * (frame - fine)
    light = (frame @ np.array([0.0722, 0.7152, 0.2126]))[..., None]
    frame = light + (frame - light) * grade.saturation
    share = np.clip(light, 0, 1)
    tone = np.array(grade.shadows[::-1]) * (1 - share) + np.array(grade.lights[::-1]) * share
    frame = frame * tone
    y, x = np.mgrid[0:height, 0:width]
    away = ((x / width - 0.5) ** 2 + ((y / height - 0.5) * 0.85) ** 2) / 0.4
    frame = frame * (1 - grade.vignette * away[..., None] ** 1.2)
    grain = np.random.default_rng(5).normal(size=(height, width, 1))
    frame = frame + grade.grain * cv2.GaussianBlur(grain, (0, 0), 0.6)[..., None] * 1.8
    return np.where(frame > 0.9, 0.9 + 0.085 * np.tanh((frame - 0.9) / 0.085), frame)


# --- outlines --------------------------------------------------------------------------------


def outlines(
    subjects: Mapping[str, Sequence[bpy.types.Object]], quality: Quality
) -> dict[str, dict[str, Any]]:
    """Polygon and alpha-weighted centre of each subject, as fractions of the frame.

    It repaints the scene, so it comes after the picture.
    """
    dark, light = _flat("dark", 0.0), _flat("light", 1.0)
    scene = bpy.context.scene
    scene.world = bpy.data.worlds.new("night")
    scene.world.use_nodes = True
    for source in scene.world.node_tree.nodes:
        if source.type == "BACKGROUND":
            source.inputs["Color"].default_value = (0, 0, 0, 1)
    scene.view_settings.view_transform = "Raw"
    scene.view_settings.look, scene.view_settings.exposure = "None", 0.0
    scene.cycles.max_bounces = 0
    for thing in scene.objects:
        if thing.type == "LIGHT":
            thing.hide_render = True
    found = {}
    for name, things in subjects.items():
        for thing in scene.objects:
            if thing.type == "MESH":
                _repaint(thing, light if thing in things else dark)
        found[name] = _outline(_render(quality, denoise=False)[..., 0])
    return found


def _flat(name: str, strength: float) -> bpy.types.Material:
    material, tree = surface(name)
    finish(tree, node(tree, "ShaderNodeEmission", {"Strength": strength}).outputs[0])
    return material


def _repaint(thing: bpy.types.Object, material: bpy.types.Material) -> None:
    for slot in thing.material_slots:
        slot.link = "OBJECT"
        slot.material = material


def _outline(alpha: NDArray[np.float64]) -> dict[str, Any]:
    import cv2

    height, width = alpha.shape
    y, x = np.mgrid[0:height, 0:width] + 0.5
    weight = alpha.sum()
    centre = [float((x * alpha).sum() / weight / width), float((y * alpha).sum() / weight / height)]
    solid = (alpha > 0.5).astype(np.uint8)
    contours, _ = cv2.findContours(solid, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    edge = max(contours, key=cv2.contourArea)
    slack = 0.5
    while len(edge) > 60:
        edge = cv2.approxPolyDP(max(contours, key=cv2.contourArea), slack, True)
        slack *= 1.15
    polygon = (edge[:, 0, :] + 0.5) / [width, height]
    return {
        "centre": [round(value, 5) for value in centre],
        "area": round(float(weight / (width * height)), 5),
        "polygon": [[round(float(a), 5), round(float(b), 5)] for a, b in polygon],
    }
