"""Scenes in a room: a hand opens the door of a cupboard."""

from __future__ import annotations

import cv2
import numpy as np

from tests.helpers.stage import skins
from tests.helpers.stage.dynamics import smooth
from tests.helpers.stage.everyday.figures import arm
from tests.helpers.stage.everyday.parts import (
    Place,
    box,
    facing,
    manner,
    seconds,
)
from tests.helpers.stage.sets import backdrop
from tests.helpers.stage.world import Moment, Picture, Quad, Stage, Thing, World, still


def _panel(stage: Stage, w: float, h: float, stuff: str, seed: int) -> Picture:
    """A door with a sunk panel and a knob at its left."""
    across, down = stage.px(w), stage.px(h)
    rgb = skins.texture(across, down, stuff, seed, 1.2).copy()
    mask = skins.box_mask(across, down, 0.03)
    inner = np.zeros((down, across), np.float32)
    cv2.rectangle(
        inner,
        (round(0.2 * across), round(0.1 * down)),
        (round(0.86 * across), round(0.9 * down)),
        1.0,
        max(2, across // 30),
    )
    rgb = np.clip(rgb * (1 - 0.35 * inner[..., None]), 0, 255).astype(np.uint8)
    knob = (round(0.09 * across), round(0.5 * down))
    cv2.circle(rgb, knob, max(3, round(0.06 * across)), (222, 192, 96), -1, cv2.LINE_AA)
    cv2.circle(rgb, knob, max(1, round(0.025 * across)), (250, 236, 176), -1, cv2.LINE_AA)
    return skins.cut_out(skins.lit(rgb, mask, 0.4), mask)


def cupboard(stage: Stage, fault: str) -> World:
    """A hand takes the knob of a cupboard's door and opens it; what stands inside is seen."""
    draw = stage.draw()
    c, seed = stage.aspect / 2 + 0.02, stage.seed % 1000
    side, time = float(draw.choice([-1.0, 1.0])), seconds(stage)
    w, top, low = 0.44, 0.2, 0.78
    left, right, h = c - w / 2, c + w / 2, low - top
    take, way = float(draw.uniform(0.32, 0.38)), manner(stage)
    pulls, most = take + 0.06, np.deg2rad(float(draw.uniform(100, 118)))
    ends = min(0.9, pulls + 1.1 / time)
    early = fault == "early-effect"
    through = fault == "penetration"
    begins = take - 0.75 / time if early else pulls

    def angle(u: Moment) -> float:
        if through:
            return 0.0
        return float(most * smooth(u, begins, begins + 0.9 / time if early else ends))

    def edge(u: Moment) -> tuple[float, float]:
        """Where the free side of the door is, and how much larger it is seen for being nearer."""
        t = angle(u)
        near = 1 + 0.24 * np.sin(t)
        return float(right - w * np.cos(t) * near), float(near)

    def door(u: Moment) -> Quad:
        x, near = edge(u)
        middle = (top + low) / 2
        up, down = middle - near * h / 2, middle + near * h / 2
        return np.array([[x, up], [right, top], [right, low], [x, down]])

    def knob(u: Moment) -> Place:
        x, _ = edge(u)
        return np.array([x + 0.09 * (right - x), (top + low) / 2])

    def hand(u: Moment) -> Place:
        away = np.array([-0.5, 0.34])
        comes = 1 - smooth(u, 0.03, take)
        goes = 0.9 * smooth(u, ends + 0.02, min(1.0, ends + 0.5 / time))
        closed = np.array([left + 0.09 * w, (top + low) / 2])
        if through:
            # it goes on into the wood
            deep = smooth(u, take, take + 0.6 / time)
            return closed + away * comes + deep * np.array([0.16 + 0.08 * way, -0.04])
        if early and u < take + 0.6 / time:
            late = smooth(u, take, take + 0.6 / time)
            return (closed + away * comes) * (1 - late) + knob(u) * late
        return (knob(u) if u > pulls else closed) + away * comes + away * goes

    # the body comes along, always beyond the border
    beside = np.array([-0.5 - c, 0.3])
    shoulder = lambda u: hand(u) + beside  # noqa: E731
    stuffs = [str(s) for s in draw.permutation(["red", "blue", "yellow", "green", "orange"])]
    wood = str(draw.choice(["wood", "white", "green"]))
    jars = [
        box(stage, f"jar {k}", stuffs[k], (x, y - tall, x + 0.08, y), 5 + 0.1 * k, True)
        for k, (x, y, tall) in enumerate(
            ((left + 0.06, top + 0.27, 0.14), (left + 0.2, top + 0.27, 0.19),
             (left + 0.31, top + 0.27, 0.11), (left + 0.1, low - 0.03, 0.2),
             (left + 0.26, low - 0.03, 0.15))
        )
    ]  # fmt: skip
    leaf = Thing("door", still(_panel(stage, w, h, wood, seed)), door, 10)
    sleeve = str(draw.choice(["dark", "purple", "red"]))
    held = arm(stage, "hand", shoulder, hand, (c + 0.28, 0.32, 0.08), sleeve, 13, -1.0)
    if through:
        # what is beyond the knob is in the wood
        x = round(0.13 * leaf.picture(0).shape[1])
        part = np.ascontiguousarray(leaf.picture(0)[:, x:])
        rest = np.array(
            [[left + 0.13 * w, top], [right, top], [right, low], [left + 0.13 * w, low]]
        )
        held.append(
            Thing("door", still(part), lambda _: rest, 14,
                  presence=lambda u: smooth(u, take, take + 0.2 / time))
        )  # fmt: skip
    things = [
        backdrop(stage, str(draw.choice(["room", "hall", "brick"])), 0.88),
        box(stage, "cupboard", wood, (left - 0.03, top - 0.03, right + 0.03, low + 0.03), 3),
        box(stage, "inside", "dark", (left, top, right, low), 4),
        box(stage, "board", wood, (left, top + 0.27, right, top + 0.29), 4.5),
        *jars,
        box(stage, "plant", "leaves", (c + 0.34, 0.66, c + 0.46, 0.94), 6, True),
        leaf,
        *held,
    ]
    span = {
        "early-effect": (begins, take),
        "penetration": (take, 1.0),
    }.get(fault, (0.0, 1.0))
    world = World(
        tuple(things),
        "door",
        "A hand opens the door of a cupboard with jars in it.",
        ("plant",),
        faulty=("door", "hand") if through else ("door",),
        span=span,
        marked=(("solid", "door"), ("rigid", "door"), ("articulated", "hand")),
    )
    return facing(world, stage, side)
