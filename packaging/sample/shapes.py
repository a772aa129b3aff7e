"""Geometry of the sample scenes: seeds, points and solids go in, Blender meshes come out.

Noise is vectorised gradient noise, solids are signed distance fields melted into each other and
meshed by marching cubes, and everything is drawn from a seeded generator, so that a scene is the
same on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import bmesh
import bpy
import numpy as np
from mathutils import Matrix
from numpy.typing import NDArray
from skimage.measure import marching_cubes

Array = NDArray[np.float64]
Field = Callable[[Array], Array]


# --- noise -----------------------------------------------------------------------------------


def _lattice(cell: NDArray[np.int64], seed: int) -> Array:
    """One pseudo-random gradient per lattice cell: (N, 3) integers to (N, 3) in -1..1."""
    state = (
        cell[:, 0].astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        ^ cell[:, 1].astype(np.uint64) * np.uint64(0xC2B2AE3D27D4EB4F)
        ^ cell[:, 2].astype(np.uint64) * np.uint64(0x165667B19E3779F9)
        ^ np.uint64(seed * 0x27D4EB2F + 1)
    )
    state ^= state >> np.uint64(31)
    state *= np.uint64(0xBF58476D1CE4E5B9)
    state ^= state >> np.uint64(29)
    channels = [(state >> np.uint64(shift)) & np.uint64(0xFFFF) for shift in (0, 16, 32)]
    return np.stack(channels, axis=1).astype(np.float64) / 32767.5 - 1.0


def noise(points: Array, seed: int = 0) -> Array:
    """Gradient noise of (N, 3) points, about -0.7..0.7, one feature per unit."""
    cell = np.floor(points).astype(np.int64)
    local = points - cell
    fade = local**3 * (local * (local * 6 - 15) + 10)
    total = np.zeros(len(points))
    for corner in np.ndindex(2, 2, 2):
        offset = np.array(corner)
        gradient = _lattice(cell + offset, seed)
        weight = np.prod(np.where(offset == 1, fade, 1 - fade), axis=1)
        total += weight * np.sum(gradient * (local - offset), axis=1)
    return total


def fractal(points: Array, octaves: int, seed: int = 0, gain: float = 0.5) -> Array:
    """Noise summed over octaves, each twice as fine and `gain` times as strong."""
    total = np.zeros(len(points))
    for octave in range(octaves):
        total += gain**octave * noise(points * 2.0**octave + 17.3 * octave, seed + octave)
    return total


def ridged(points: Array, octaves: int, seed: int = 0, gain: float = 0.5) -> Array:
    """Noise folded into sharp crests, as in broken rock; about 0..1 before the gain adds up."""
    total = np.zeros(len(points))
    for octave in range(octaves):
        layer = noise(points * 2.0**octave + 9.1 * octave, seed + octave)
        total += gain**octave * (1.0 - 2.0 * np.abs(layer)) ** 2
    return total


# --- meshes ----------------------------------------------------------------------------------


def mesh_object(
    name: str,
    vertices: Array,
    faces: NDArray[np.int64],
    material: bpy.types.Material | None = None,
    smooth: bool = True,
) -> bpy.types.Object:
    """A linked object from (N, 3) vertices and (M, 3 or 4) vertex indices."""
    corners = faces.shape[1]
    mesh = bpy.data.meshes.new(name)
    mesh.vertices.add(len(vertices))
    mesh.vertices.foreach_set("co", np.asarray(vertices, dtype=np.float32).ravel())
    mesh.loops.add(faces.size)
    mesh.loops.foreach_set("vertex_index", faces.astype(np.int32).ravel())
    mesh.polygons.add(len(faces))
    starts = np.arange(0, faces.size, corners, dtype=np.int32)
    mesh.polygons.foreach_set("loop_start", starts)
    mesh.update(calc_edges=True)
    mesh.validate()
    if smooth:
        mesh.shade_smooth()
    if material is not None:
        mesh.materials.append(material)
    thing = bpy.data.objects.new(name, mesh)
    bpy.context.scene.collection.objects.link(thing)
    return thing


def paint(thing: bpy.types.Object, name: str, values: Array) -> None:
    """A float per vertex that a material can read by its name."""
    attribute = thing.data.attributes.new(name, "FLOAT", "POINT")
    attribute.data.foreach_set("value", values.astype(np.float32))


def grid_faces(rows: int, columns: int, closed: bool = False) -> NDArray[np.int64]:
    """Quads of a rows x columns vertex grid; `closed` joins the last column to the first."""
    row, column = np.meshgrid(
        np.arange(rows - 1), np.arange(columns if closed else columns - 1), indexing="ij"
    )
    right = (column + 1) % columns
    quad = [row * columns + column, row * columns + right]
    quad += [(row + 1) * columns + right, (row + 1) * columns + column]
    return np.stack([side.ravel() for side in quad], axis=1)


def heightfield(
    name: str, x: Array, y: Array, height: Field, material: bpy.types.Material | None = None
) -> bpy.types.Object:
    """Ground over the axes x and y; `height` gets (N, 2) positions."""
    across, along = np.meshgrid(x, y)
    flat = np.stack([across.ravel(), along.ravel()], axis=1)
    vertices = np.column_stack([flat, height(flat)])
    return mesh_object(name, vertices, grid_faces(len(y), len(x)), material)


def tube(
    name: str,
    path: Array,
    radii: Array,
    material: bpy.types.Material | None = None,
    sides: int = 12,
) -> bpy.types.Object:
    """A round tube along (N, 3) points; radii are (N,) or (N, sides)."""
    path = np.asarray(path, dtype=np.float64)
    tangent = np.gradient(path, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1, keepdims=True)
    side = np.cross(tangent[0], [0.0, 0.0, 1.0])
    if np.linalg.norm(side) < 1e-3:
        side = np.array([1.0, 0.0, 0.0])
    rings = []
    angle = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    wide = np.broadcast_to(np.asarray(radii).reshape(len(path), -1), (len(path), sides))
    for centre, forward, radius in zip(path, tangent, wide, strict=True):
        side = side - forward * np.dot(side, forward)
        side /= np.linalg.norm(side)
        up = np.cross(side, forward)
        ring = np.outer(np.cos(angle) * radius, side) + np.outer(np.sin(angle) * radius, up)
        rings.append(centre + ring)
    return mesh_object(
        name, np.concatenate(rings), grid_faces(len(path), sides, closed=True), material
    )


def lathe(
    name: str, profile: Array, material: bpy.types.Material | None = None, sides: int = 256
) -> bpy.types.Object:
    """A turned solid: (N, 2) radius and height, spun around z."""
    angle = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    x = np.outer(profile[:, 0], np.cos(angle))
    y = np.outer(profile[:, 0], np.sin(angle))
    z = np.repeat(profile[:, 1:2], sides, axis=1)
    vertices = np.stack([x, y, z], axis=2).reshape(-1, 3)
    return mesh_object(name, vertices, grid_faces(len(profile), sides, closed=True), material)


def sphere_points(detail: int) -> tuple[Array, NDArray[np.int64]]:
    """Unit icosphere: (N, 3) vertices and (M, 3) faces."""
    shell = bmesh.new()
    bmesh.ops.create_icosphere(shell, subdivisions=detail, radius=1.0)
    vertices = np.array([vertex.co[:] for vertex in shell.verts])
    faces = np.array([[vertex.index for vertex in face.verts] for face in shell.faces])
    shell.free()
    return vertices, faces


def boulder(
    name: str,
    seed: int,
    detail: int,
    material: bpy.types.Material,
    stretch: tuple[float, float, float] = (1.0, 0.85, 0.75),
    cuts: int = 16,
    rough: float = 0.05,
) -> bpy.types.Object:
    """A broken stone of radius about 1: a ball with faces split off, then weathered."""
    draw = np.random.default_rng(seed)
    points, faces = sphere_points(detail)
    planes = draw.normal(size=(cuts, 3))
    planes /= np.linalg.norm(planes, axis=1, keepdims=True)
    for plane, level in zip(planes, draw.uniform(0.58, 0.9, cuts), strict=True):
        over = points @ plane - level
        points = points - np.outer(np.clip(over, 0, None) * 0.94, plane)
    outward = points / np.linalg.norm(points, axis=1, keepdims=True)
    weather = fractal(points * 1.7 + seed, 3, seed) * 0.12
    weather += (ridged(points * 3.1 + seed, 5, seed) - 0.9) * rough
    points = (points + outward * weather[:, None]) * np.array(stretch)
    return mesh_object(name, points, faces, material)


def blades(
    count: int,
    spread: float,
    height: float,
    width: float,
    lean: float,
    seed: int,
) -> tuple[Array, NDArray[np.int64]]:
    """A patch of grass blades: vertices and quads, standing on z = 0 within a disc."""
    draw = np.random.default_rng(seed)
    steps = np.linspace(0, 1, 5)
    radius = spread * np.sqrt(draw.uniform(size=count))
    turn = draw.uniform(0, 2 * np.pi, (3, count))
    foot = np.stack([radius * np.cos(turn[0]), radius * np.sin(turn[0])], axis=1)
    tall = height * draw.uniform(0.45, 1.0, count)
    bend = lean * draw.uniform(0.2, 1.0, count)
    fall = np.stack([np.cos(turn[1]), np.sin(turn[1])], axis=1)
    flat = np.stack([np.cos(turn[2]), np.sin(turn[2])], axis=1)
    vertices = np.zeros((count, 5, 2, 3))
    for index, step in enumerate(steps):
        half = width * 0.5 * (1 - step**1.6) + width * 0.03
        centre = foot + fall * (bend * tall * step**2)[:, None]
        for side, sign in enumerate((-1, 1)):
            vertices[:, index, side, :2] = centre + flat * (sign * half)
            vertices[:, index, side, 2] = tall * step * (1 - 0.25 * bend * step)
    base = np.array([[2 * i, 2 * i + 1, 2 * i + 3, 2 * i + 2] for i in range(4)])
    faces = (base[None] + 10 * np.arange(count)[:, None, None]).reshape(-1, 4)
    return vertices.reshape(-1, 3), faces


def scatter(
    name: str,
    variant: bpy.types.Object,
    places: Array,
    scales: Array,
    up: Array | None = None,
    seed: int = 0,
) -> bpy.types.Object:
    """Copies of one object at (N, 3) places, each turned at random and scaled."""
    draw = np.random.default_rng(seed)
    count = len(places)
    normal = np.tile([0.0, 0.0, 1.0], (count, 1)) if up is None else up
    random = draw.normal(size=(count, 3))
    side = np.cross(normal, random)
    side /= np.linalg.norm(side, axis=1, keepdims=True)
    other = np.cross(normal, side)
    half = scales[:, None] / 2
    corners = [(-1, -1), (1, -1), (1, 1), (-1, 1)]
    quad = [places + half * (a * side + b * other) for a, b in corners]
    vertices = np.stack(quad, axis=1).reshape(-1, 3)
    faces = np.arange(4 * count).reshape(-1, 4)
    holder = mesh_object(name, vertices, faces, smooth=False)
    holder.instance_type = "FACES"
    holder.use_instance_faces_scale = True
    holder.show_instancer_for_render = False
    variant.parent = holder
    return holder


# --- solids ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Limb:
    """A rounded stick from a to b whose radius goes from ra to rb."""

    a: tuple[float, float, float]
    b: tuple[float, float, float]
    ra: float
    rb: float

    def distance(self, points: Array) -> Array:
        start, end = np.array(self.a), np.array(self.b)
        axis = end - start
        along = np.clip((points - start) @ axis / max(axis @ axis, 1e-9), 0, 1)
        gap = points - start - along[:, None] * axis
        return np.sqrt(np.einsum("ij,ij->i", gap, gap)) - (self.ra + (self.rb - self.ra) * along)

    def bounds(self) -> tuple[Array, Array]:
        reach = max(self.ra, self.rb)
        return np.minimum(self.a, self.b) - reach, np.maximum(self.a, self.b) + reach

    def moved(self, place: Matrix) -> Limb:
        size = place.median_scale
        a, b = (place @ Matrix.Translation(end) for end in (self.a, self.b))
        return Limb(tuple(a.translation), tuple(b.translation), self.ra * size, self.rb * size)


@dataclass(frozen=True)
class Blob:
    """An ellipsoid: centre, three radii, and the rotation of its axes (rows of a 3x3 matrix)."""

    centre: tuple[float, float, float]
    radii: tuple[float, float, float]
    axes: tuple[tuple[float, ...], ...] = ((1, 0, 0), (0, 1, 0), (0, 0, 1))

    def distance(self, points: Array) -> Array:
        local = (points - np.array(self.centre)) @ np.array(self.axes).T
        radii = np.array(self.radii)
        near = np.linalg.norm(local / radii, axis=1)
        steep = np.linalg.norm(local / radii**2, axis=1)
        return near * (near - 1.0) / np.maximum(steep, 1e-6)

    def bounds(self) -> tuple[Array, Array]:
        reach = max(self.radii)
        return np.array(self.centre) - reach, np.array(self.centre) + reach

    def moved(self, place: Matrix) -> Blob:
        size = place.median_scale
        turn = place.to_3x3() * (1.0 / size)
        axes = np.array(self.axes) @ np.array(turn).T
        centre = (place @ Matrix.Translation(self.centre)).translation
        radii = tuple(radius * size for radius in self.radii)
        return replace(self, centre=tuple(centre), radii=radii, axes=tuple(map(tuple, axes)))


Solid = Limb | Blob


def melt(first: Array, second: Array, blend: float) -> Array:
    """Smooth minimum: two distance fields joined by a fillet of about `blend`."""
    if blend <= 0:
        return np.minimum(first, second)
    share = np.clip(0.5 + 0.5 * (second - first) / blend, 0, 1)
    return second * (1 - share) + first * share - blend * share * (1 - share)


def sculpt(
    name: str,
    groups: Sequence[tuple[Sequence[Solid], float]],
    join: float,
    step: float,
    material: bpy.types.Material | None = None,
    relief: Callable[[Array, Array], Array] | None = None,
) -> bpy.types.Object:
    """One skin over groups of solids.

    Solids of a group are melted by the group's own fillet, the groups by `join`; `step` is the
    mesh size. `relief` gets (N, 3) points and normals and returns how far to push each outwards.
    """
    solids = [solid for group, _ in groups for solid in group]
    margin = 3 * step + 2 * join
    low = np.min([solid.bounds()[0] for solid in solids], axis=0) - margin
    high = np.max([solid.bounds()[1] for solid in solids], axis=0) + margin
    axes = [np.arange(a, b, step) for a, b in zip(low, high, strict=True)]
    total = np.full([len(axis) for axis in axes], 1e3)
    for group, blend in groups:
        field = np.full(total.shape, 1e3)
        for solid in group:
            _add(field, axes, solid, blend, margin + 2 * blend)
        total = melt(total, field, join)
    vertices, faces, normals, _ = marching_cubes(total, 0.0, spacing=(step,) * 3)
    vertices = vertices.astype(np.float64) + [axis[0] for axis in axes]
    if relief is not None:
        outward = normals.astype(np.float64)
        vertices = vertices + outward * relief(vertices, outward)[:, None]
    thing = mesh_object(name, vertices, faces[:, ::-1].astype(np.int64), material)
    soften = thing.modifiers.new("soften", "SMOOTH")
    soften.factor, soften.iterations = 0.5, 3
    return thing


def _add(field: Array, axes: list[Array], solid: Solid, blend: float, margin: float) -> None:
    """Melt one solid into the field, only where it can matter."""
    low, high = solid.bounds()
    window = tuple(
        slice(*np.searchsorted(axis, [a - margin, b + margin]))
        for axis, a, b in zip(axes, low, high, strict=True)
    )
    part = np.stack(
        np.meshgrid(*[axis[cut] for axis, cut in zip(axes, window, strict=True)], indexing="ij"),
        axis=-1,
    )
    distance = solid.distance(part.reshape(-1, 3)).reshape(part.shape[:3])
    field[window] = melt(field[window], distance, blend)
