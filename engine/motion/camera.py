"""The move of the view: a picture and a time go in, what the camera sees then comes out.

An orbit is not in it: it shifts the strokes against the background (`engine.motion.moving`).
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from engine.records import Camera

Floats = npt.NDArray[np.float64]


def looks_elsewhere(camera: Camera, t: float) -> bool:
    """Whether the view at t is another than at the start."""
    return t != 0.0 and replace(camera, orbit=0.0).moves


def through(
    camera: Camera, t: float, picture: npt.NDArray[np.uint8], outside: int | None = None
) -> npt.NDArray[np.uint8]:
    """What the camera sees at t; beyond the picture's border it sees it mirrored, or `outside`."""
    if not looks_elsewhere(camera, t):
        return picture
    import cv2

    height, width = picture.shape[:2]
    border = cv2.BORDER_REFLECT if outside is None else cv2.BORDER_CONSTANT
    seen = cv2.warpAffine(
        picture,
        view(camera, t, width, height),
        (width, height),
        flags=cv2.INTER_CUBIC,
        borderMode=border,
        borderValue=(outside or 0,) * 3,
    )
    return np.asarray(seen, dtype=np.uint8)


def view(camera: Camera, t: float, width: int, height: int) -> Floats:
    """The map (2, 3) from pixel indices of the scene to pixel indices of what is seen at t."""
    zoom = (camera.zoom or 1.0) ** t
    turn = math.radians(-camera.roll * t)
    cos, sin = zoom * math.cos(turn), zoom * math.sin(turn)
    rotation = np.array([[cos, -sin], [sin, cos]])
    middle = np.array([(width - 1) / 2, (height - 1) / 2])
    looked = middle + np.array([camera.pan * t * width, -camera.tilt * t * height])
    return np.column_stack([rotation, middle - rotation @ looked])


def seen_at(camera: Camera, t: float, places: Floats, width: int, height: int) -> Floats:
    """Where places (..., 2) of the scene are seen at t; in pixels, the first centre at 0.5."""
    if not looks_elsewhere(camera, t):
        return places
    matrix = view(camera, t, width, height)
    return (places - 0.5) @ matrix[:, :2].T + matrix[:, 2] + 0.5
