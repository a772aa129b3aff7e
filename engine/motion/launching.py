"""A throw by how it leaves the hand: metres a second and degrees go in, the throw that lands at the
height of its old target comes out.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from engine.motion.physics import BOUNDS
from engine.motion.strokes import FARTHEST
from engine.motion.world import World
from engine.records import Throw


def launched(throw: Throw, speed: float, angle_deg: float, world: World) -> Throw:
    """The throw leaving at `speed` (metres a second) and `angle_deg` above the level (-90..90), to
    the side it goes to already.

    It lands as high as before; where it cannot get that high, it ends at its top. As far as a place
    can be kept: what would land beyond that lands there.
    """
    launch, target = world.inside([throw.launch, throw.target])
    down = np.array(world.down)
    level = np.array([down[1], -down[0]])
    side = -1.0 if float((target - launch) @ level) < 0.0 else 1.0
    g = float(np.hypot(*world.pull))
    turned = math.radians(min(max(angle_deg, -90.0), 90.0))
    fast = max(speed, 1e-3) * world.metre
    up, along = fast * math.sin(turned), side * fast * math.cos(turned)
    drop = float((target - launch) @ down)
    root = up * up + 2 * g * drop
    low, high = BOUNDS["flight"]
    flight = (up + math.sqrt(root)) / g if root > 0.0 else up / g
    flight = min(max(flight, low), high)
    lands = launch + level * along * flight + down * (g * flight * flight / 2 - up * flight)
    x, y = np.clip(world.outside(lands), *FARTHEST).tolist()
    return replace(throw, target=(x, y), apex=None, flight=flight)
