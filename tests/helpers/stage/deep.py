"""Scenes in three dimensions: a table that is circled, a road that is driven, an alley passed by.

Space is right-handed: x right, y down, z away from the first camera; lengths are those of the
table's or the car's own choosing, pictures are put there by a pinhole camera.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.helpers.stage import skins
from tests.helpers.stage.dynamics import ramp, smooth
from tests.helpers.stage.world import (
    Moment,
    Picture,
    Quad,
    Stage,
    Thing,
    View,
    World,
    quad,
    steady,
    still,
)

Point = NDArray[np.float64]


@dataclass(frozen=True)
class Eye:
    """A pinhole camera that looks from a place at another."""

    place: Point
    target: Point
    focal: float
    aspect: float

    def _axes(self) -> NDArray[np.float64]:
        x, y, z = self.target - self.place
        x, y, z = np.array([x, y, z]) / np.sqrt(x * x + y * y + z * z)
        level = np.hypot(x, z)
        return np.array(
            [[z / level, 0, -x / level], [-x * y / level, level, -y * z / level], [x, y, z]]
        )

    def seen(self, points: Point) -> tuple[Quad, NDArray[np.float64]]:
        """Where points are in the frame, heights; and how far away."""
        local = (np.atleast_2d(points) - self.place) @ self._axes().T
        far = np.maximum(local[:, 2], 0.05)
        flat = self.focal * local[:, :2] / far[:, None] + (self.aspect / 2, 0.5)
        return flat, local[:, 2]


Eyes = Callable[[Moment], Eye]


def _face(
    eye: Eyes,
    name: str,
    picture: Callable[[Moment], Picture],
    points: Callable[[Moment], Point],
    order: float,
    presence=lambda _: 1.0,
) -> Thing:
    return Thing(name, picture, lambda u: eye(u).seen(points(u))[0], order, None, presence)


def box_faces(
    eye: Eyes,
    name: str,
    stuff: str,
    seed: int,
    size: tuple[float, float, float],
    at: Callable[[Moment], tuple[float, float, float, float]],
    order: float,
    pixels: int,
) -> list[Thing]:
    """A box that stands on a plane: x, y of its foot, z, degrees about the vertical."""
    w, h, d = size
    corners = (
        np.array(
            [
                [-w, -h * 2, -d],
                [w, -h * 2, -d],
                [w, 0, -d],
                [-w, 0, -d],
                [-w, -h * 2, d],
                [w, -h * 2, d],
                [w, 0, d],
                [-w, 0, d],
            ]
        )
        / 2
    )
    faces = ((0, 1, 2, 3), (1, 5, 6, 2), (5, 4, 7, 6), (4, 0, 3, 7), (4, 5, 1, 0))
    light = (0.9, 0.7, 0.6, 0.8, 1.1)

    def placed(u: Moment) -> Point:
        x, y, z, turn = at(u)
        t = np.deg2rad(turn)
        c, s = np.cos(t), np.sin(t)
        spin = np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]])
        return corners @ spin.T + (x, y, z)

    things = []
    for k, (face, shade) in enumerate(zip(faces, light, strict=True)):
        rgb = skins.texture(pixels, pixels, stuff, seed + k, 0.8).astype(np.float32) * shade
        other = skins.STUFF[skins.BRIGHT[(seed + k) % 8]][1]
        cv2.circle(
            rgb, (pixels // 2, pixels // 2), pixels // 4, other, max(2, pixels // 10), cv2.LINE_AA
        )
        rgb[:2] *= 0.6
        rgb[-2:] *= 0.6
        rgb[:, :2] *= 0.6
        rgb[:, -2:] *= 0.6
        picture = skins.cut_out(
            np.clip(rgb, 0, 255).astype(np.uint8), np.ones((pixels, pixels), np.float32)
        )

        def visible(u: Moment, face=face) -> float:
            flat = eye(u).seen(placed(u)[list(face)])[0]
            a, b = flat[1] - flat[0], flat[2] - flat[1]
            return float(a[0] * b[1] - a[1] * b[0] > 0)

        things.append(
            _face(
                eye,
                name,
                still(picture),
                lambda u, f=face: placed(u)[list(f)],
                order + 0.01 * k,
                visible,
            )
        )
    return things


def sphere(
    eye: Eyes,
    name: str,
    skin: tuple[str, int],
    r: float,
    at: Callable[[Moment], tuple[float, float, float]],
    turn: Callable[[Moment], NDArray[np.float64]],
    order: float,
    pixels: int,
) -> Thing:
    """A ball with its centre at x, y, z whose surface turns by a rotation matrix."""
    map_ = skins.texture(4 * pixels, 2 * pixels, *skin, 1.0).copy()
    for k, other in enumerate(("white", "dark", "yellow")):
        x = (k * 2 + 1) * 4 * pixels // 6
        cv2.rectangle(
            map_, (x - pixels // 4, 0), (x + pixels // 4, 2 * pixels), skins.STUFF[other][1], -1
        )
    mask = skins.disc_mask(pixels)
    yy, xx = (np.mgrid[0:pixels, 0:pixels].astype(np.float32) - pixels / 2 + 0.5) / (pixels / 2)
    up = np.sqrt(np.clip(1 - xx**2 - yy**2, 0, 1))
    normals = np.stack([xx, yy, -up], 2)
    light = (0.4 + 0.75 * np.clip(-0.4 * xx - 0.6 * yy + 0.69 * up, 0, 1))[..., None]

    def picture(u: Moment) -> Picture:
        n = normals @ turn(u)
        lon = (np.arctan2(n[..., 0], -n[..., 2]) / (2 * np.pi) + 0.5) * (4 * pixels - 1)
        lat = (np.arcsin(np.clip(n[..., 1], -1, 1)) / np.pi + 0.5) * (2 * pixels - 1)
        rgb = cv2.remap(
            map_,
            lon.astype(np.float32),
            lat.astype(np.float32),
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_WRAP,
        )
        return skins.cut_out(np.clip(rgb * light, 0, 255).astype(np.uint8), mask)

    def corners(u: Moment) -> Quad:
        seen, far = eye(u).seen(np.array(at(u)))
        size = 2 * r * eye(u).focal / max(0.1, float(far[0]))
        return quad(float(seen[0, 0]), float(seen[0, 1]), size, size)

    return Thing(name, picture, corners, order, None)


def spot(
    eye: Eyes, name: str, r: float, at: Callable[[Moment], tuple[float, float, float]], order: float
) -> Thing:
    """The soft shadow of a thing on the plane y = 0."""

    def points(u: Moment) -> Point:
        x, _, z = at(u)
        return np.array(
            [[x - r, 0, z + r], [x + r, 0, z + r], [x + r, 0, z - r], [x - r, 0, z - r]]
        )

    thing = _face(eye, name, still(skins.soft_spot()), points, order)
    return Thing(name, thing.picture, thing.corners, order, None, shade=True)


def tabletop(stage: Stage, fault: str) -> World:
    """A ball rolls over a table with boxes on it while the camera circles."""
    draw, chance = stage.draw(), stage.draw(1)
    a, seed = stage.aspect, stage.seed % 1000
    round_ = float(draw.choice([-1.0, 1.0])) * float(draw.uniform(8, 26))
    away, high = 3.2, -1.7

    def eye(u: Moment) -> Eye:
        t = np.deg2rad(round_ * (u - 0.5))
        return Eye(
            np.array([away * np.sin(t), high, -away * np.cos(t)]), np.array([0, -0.1, 0.0]), 1.5, a
        )

    side = float(draw.choice([-1.0, 1.0]))
    top = skins.texture(600, 600, str(draw.choice(["wood", "carpet", "green", "stone"])), seed, 1.2)
    table = skins.cut_out(top, np.ones((600, 600), np.float32))
    half = 1.75
    plane = np.array([[-half, 0, half], [half, 0, half], [half, 0, -half], [-half, 0, -half]])
    room = skins.texture(900, 420, "wall", seed, 2.0).copy()
    for k in range(4):
        x = 60 + k * 210
        room[60:230, x : x + 120] = skins.texture(120, 170, skins.BRIGHT[k], seed + k, 1.0)
    moment, r = float(chance.uniform(0.4, 0.55)), 0.16

    def ball(u: Moment) -> tuple[float, float, float]:
        x = side * (-1.25 + 2.4 * (1 - (1 - u) ** 1.6))
        back = 0.0
        if fault == "impulse":
            back = -1.6 * side * ramp(u, moment, moment + 0.4)
        high_ = 0.0 if fault != "gravity" else 3.2 * max(0.0, u - moment) ** 2
        return x + back, -r - high_, -0.55 + 0.1 * x

    def turn(u: Moment) -> NDArray[np.float64]:
        t = ball(u)[0] / r
        c, s = np.cos(t), np.sin(t)
        return np.array([[c, s, 0], [-s, c, 0], [0, 0, 1]])

    things = [
        Thing(
            "ground",
            still(room),
            lambda u: steady(quad(a / 2 - 1.2 * np.deg2rad(round_ * (u - 0.5)), 0.35, 3.6, 1.5))(u),
            -100,
            None,
        ),
        _face(eye, "table", still(table), lambda _: plane, -50),
    ]
    spots = ((-0.75, 0.55), (0.1, 0.45), (0.85, 0.6))
    for k, (x, z) in enumerate(spots):
        size = (float(draw.uniform(0.3, 0.45)), float(draw.uniform(0.2, 0.36)), 0.36)
        angle = float(draw.uniform(-35, 35))
        where = (x, 0.0, z, angle)
        things.append(spot(eye, f"box {k}", 0.36, lambda _, w=where: w[:3], -20))
        things += box_faces(
            eye,
            f"box {k}",
            skins.BRIGHT[(seed + k) % 6],
            seed + k,
            size,
            lambda _, w=where: w,
            5 + k,
            72,
        )
    things.append(spot(eye, "ball", 0.24, ball, 8))
    stuff = str(draw.choice(["red", "blue", "orange", "green"]))
    things.append(
        sphere(eye, "ball", (stuff, seed), r, ball, turn, 10, max(24, stage.px(1.16 * r)))
    )
    word = "right" if side > 0 else "left"
    return World(
        tuple(things),
        "ball",
        f"A {stuff} ball rolls over a table to the {word}.",
        ("box 0", "box 1", "box 2"),
        camera=_own,
        faulty=("ball",),
        span=(moment, 1.0),
        heading=(side, 0.0),
        marked=(("rigid", "ball"), ("rigid", "box 0")),
    )


def _own(u: Moment) -> View:
    """The camera is in the corners; told so that no other is put on top."""
    return View(roll=1e-9 * u)


def drive(stage: Stage, fault: str) -> World:
    """A drive along a road: posts and trees come nearer and pass, a car goes ahead."""
    draw = stage.draw()
    a, seed = stage.aspect, stage.seed % 1000
    horizon, lens, height = 0.45, 0.9, 1.3
    gone = float(draw.uniform(9, 16))
    grass = skins.texture(512, 512, str(draw.choice(["grass", "sand"])), seed, 1.0)
    road = skins.texture(512, 512, "asphalt", seed + 1, 0.8)
    columns = stage.width
    line = int(horizon * stage.height)
    yy, xx = np.mgrid[line : stage.height, 0:columns].astype(np.float32)
    below = np.maximum(yy / stage.height - horizon, 1e-3)
    z = np.minimum(lens * height / below, 80)
    x = (xx / stage.height - a / 2) * z / lens
    on_road = np.clip((3.2 - np.abs(x)) * 6, 0, 1)
    # what is smaller than a pixel is seen as its mean, and what is far away as haze
    near = np.clip(1 - z / 14, 0, 1)
    clear = 1 - np.clip((z - 12) / 50, 0, 1) ** 0.7
    pale = np.array([178, 190, 198], np.float32)
    mean = on_road[..., None] * road.mean((0, 1)) + (1 - on_road[..., None]) * grass.mean((0, 1))
    rest = mean * (1 - near[..., None]) * clear[..., None] + pale * (1 - clear[..., None])
    weights = [
        np.repeat((part * near * clear)[..., None], 3, 2).astype(np.float32)
        for part in (1 - on_road, on_road)
    ]
    painted = (np.abs(x) < 0.09) & (z < 40)
    heaven = skins.sky(columns, stage.height, seed)
    kept: dict[int, Picture] = {}

    def earth(u: Moment) -> Picture:
        frame = int(u * stage.frames + 1e-6)
        if frame not in kept:
            kept.clear()
            kept[frame] = drawn(frame / stage.frames)
        return kept[frame]

    def drawn(u: Moment) -> Picture:
        depth = z + gone * u
        rgb = rest.astype(np.float32)
        for surface, weight in zip((grass, road), weights, strict=True):
            fine = cv2.remap(
                surface,
                (x * 60) % 511,
                (depth * 60) % 511,
                cv2.INTER_LINEAR,
                borderMode=cv2.BORDER_WRAP,
            )
            rgb += cv2.multiply(fine, weight, dtype=cv2.CV_32F)
        rgb[painted & (depth % 4.0 < 2.0)] = (222, 220, 208)
        picture = heaven.copy()
        picture[line:] = cv2.convertScaleAbs(rgb)
        return picture

    def eye(u: Moment) -> Eye:
        sway = 0.03 * np.sin(14 * u)
        return Eye(
            np.array([sway, -height, gone * u]), np.array([sway, -height, gone * u + 10]), lens, a
        )

    def standing(
        name: str,
        picture: Picture,
        wide: float,
        tall: float,
        at: Callable[[Moment], tuple[float, float]],
        order: float,
    ) -> Thing:
        def corners(u: Moment) -> Quad:
            px, pz = at(u)
            seen, far = eye(u).seen(np.array([[px, -tall, pz], [px, 0.0, pz]]))
            k = lens / max(0.2, float(far[0]))
            shift = 0.5 - horizon
            return quad(float(seen[0, 0]), float(seen[:, 1].mean()) - shift, wide * k, tall * k)

        def there(u: Moment) -> float:
            return float(at(u)[1] - gone * u > 0.6)

        return Thing(name, still(picture), corners, order, None, there)

    things = [Thing("ground", earth, steady(quad(a / 2, 0.5, a, 1.0)), -100, None)]
    for k in range(14):
        pz = 4.0 + 2.6 * k
        sign = 1.0 if k % 2 else -1.0
        px = sign * float(draw.uniform(4.0, 6.0))
        if k % 3 == 0:
            tree = skins.body(skins.rock_mask(110, seed + k), "leaves", seed + k, 1.0, marks=False)
            trunk = skins.body(skins.box_mask(16, 60), "wood", seed, 0.8, marks=False)
            picture = np.zeros((150, 110, 4), np.uint8)
            picture[90:150, 47:63] = trunk
            picture[:110] = np.where(tree[..., 3:] > 128, tree, picture[:110])
            wide, tall = 2.2, 3.0
        else:
            picture = skins.body(
                skins.box_mask(20, 120), ("white", "red", "wood")[k % 3], seed + k, 0.8
            )
            wide, tall = 0.22, 1.5
        name = f"post {k}"
        things.append(standing(name, picture, wide, tall, lambda _, x=px, z=pz: (x, z), 50 - k))
    rear = skins.body(
        skins.box_mask(120, 84, 0.2),
        str(draw.choice(["red", "blue", "white"])),
        seed,
        0.9,
        marks=False,
    )
    cv2.rectangle(rear, (16, 10), (104, 36), (58, 70, 80, 255), -1)
    for cx in (14, 106):
        cv2.circle(rear, (cx, 52), 8, (200, 30, 24, 255), -1, cv2.LINE_AA)
    cv2.rectangle(rear, (42, 54), (78, 64), (220, 220, 210, 255), -1)
    lead = float(draw.uniform(5.0, 7.0))

    def car(u: Moment) -> tuple[float, float]:
        return 0.9 + 0.4 * smooth(u, 0.2, 0.9), lead + gone * u + 1.2 * u

    things.append(standing("car", rear, 1.9, 1.4, car, 60))
    return World(
        tuple(things),
        "car",
        "A car drives ahead on a country road.",
        ("post 4", "post 6"),
        camera=_own,
        faulty=("car",),
        marked=(("rigid", "car"),),
    )


def alley(stage: Stage, fault: str) -> World:
    """The camera slides past things near and far; a cat walks on the wall, nothing else moves."""
    draw = stage.draw()
    a, seed = stage.aspect, stage.seed % 1000
    way = float(draw.choice([-1.0, 1.0])) * float(draw.uniform(0.22, 0.34))
    back = skins.bricks(stage.px(a + 1.0), stage.px(1.4), seed, max(14, stage.height // 24))
    things = [
        Thing(
            "ground",
            still(back),
            steady(quad(a / 2, 0.5, back.shape[1] / stage.height, back.shape[0] / stage.height)),
            -100,
            2.2,
        )
    ]
    floor = skins.body(
        skins.box_mask(stage.px(a + 1.2), stage.px(0.4), 0.01), "stone", seed, 0.2, marks=False
    )
    things.append(Thing("floor", still(floor), steady(quad(a / 2, 1.0, a + 1.2, 0.4)), -50, 1.5))
    rows = ((1.7, 0.5, 3), (1.2, 0.62, 6), (0.8, 0.75, 9))
    names = []
    for depth, y, order in rows:
        for k in range(3):
            w, h = float(draw.uniform(0.14, 0.24)), float(draw.uniform(0.18, 0.34))
            x = a * (0.16 + 0.33 * k) + float(draw.uniform(-0.08, 0.08))
            name = f"thing {order + k}"
            shape = (
                skins.box_mask(stage.px(w), stage.px(h), 0.1)
                if (k + order) % 2
                else skins.vase_mask(stage.px(w), stage.px(h))
            )
            picture = skins.body(shape, skins.BRIGHT[(order + k + seed) % 8], seed + order + k)
            names.append(name)
            things.append(
                Thing(
                    name,
                    still(picture),
                    steady(quad(x, y - h / 2 + 0.1, w, h)),
                    order + 0.1 * k,
                    depth,
                )
            )
    ball_path = lambda u: (a * (0.25 + 0.5 * u), 0.86, 700 * u)  # noqa: E731
    mask = skins.disc_mask(stage.px(0.15))
    surface, light = skins.ball(mask.shape[0], "orange", seed)
    things.append(
        Thing(
            "ball",
            lambda u: skins.rolled(surface, light, mask, round(700 * u, 1)),
            lambda u: quad(*ball_path(u)[:2], 0.15, 0.15),
            8,
            1.0,
        )
    )
    return World(
        tuple(things),
        "ball",
        "A ball rolls to the right past jars and boxes.",
        (names[1], names[4], names[7]),
        camera=lambda u: View(x=way * (u - 0.5), zoom=1.02),
        heading=(1.0, 0.0),
        marked=(("rigid", "ball"),),
    )
