"""The thing in a start image that the words are most likely about: a picture goes in, its outline,
box and centre come out.

What differs from the picture's border in colour and stands out against its surroundings is salient
(spectral residual: Hou and Zhang 2007; border prior: Wei et al. 2012); words of place and colour
shift the weights; GrabCut finds the outline. It works on a small copy: tens of milliseconds.
"""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt

from engine.frame.load import Image
from engine.records import Box, Region, Subject

_Map = npt.NDArray[np.float32]
_Mask = npt.NDArray[np.uint8]

_SIDE = 192
"""Longest side of the copy that is looked at."""
_LEAST, _MOST = 0.002, 0.55
"""Share of the frame that a thing covers."""
_MORE_ROOM = 0.6
_MET = 0.05
"""Of a side of the picture."""
_CORNERS = 160
_DIFFERENT = 12.0
"""Distance in Lab from which something differs from the border at all."""

_PLACES: tuple[tuple[str, tuple[float, float]], ...] = (
    (r"\b(on|at|from) the left\b|左(侧|边|下|上)", (0.2, 0.5)),
    (r"\b(on|at|from) the right\b|右(侧|边|下|上)", (0.8, 0.5)),
    (r"\b(at the (very )?top|upper|overhead|in the sky)\b|上方", (0.5, 0.2)),
    (r"\b(at the (very )?bottom|lower|in the foreground)\b|下方|前景", (0.5, 0.8)),
    (r"\b(in the (cent(er|re)|middle))\b|中间|中央", (0.5, 0.5)),
)
_COLOURS: tuple[tuple[str, tuple[int, int, int]], ...] = (
    (r"\bred\b|红", (200, 30, 30)),
    (r"\borange\b|橙", (240, 130, 30)),
    (r"\byellow\b|黄", (235, 205, 40)),
    (r"\bgreen\b|绿", (50, 150, 60)),
    (r"\bblue\b|蓝", (40, 80, 190)),
    (r"\bpurple\b|紫", (120, 60, 160)),
    (r"\bbrown\b|棕|褐", (115, 75, 45)),
    (r"\bblack\b|黑", (20, 20, 20)),
    (r"\bwhite\b|白", (245, 245, 245)),
)


def find_subject(image: Image, words: str = "") -> Subject | None:
    """The most salient thing of a picture (uint8 RGB), or None where nothing stands out.

    `words` may be the prompt: 'on the left', 'a red ball' help to choose.
    """
    import cv2

    height, width = image.shape[:2]
    scale = min(1.0, _SIDE / max(height, width))
    size = (max(8, round(width * scale)), max(8, round(height * scale)))
    small = np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    salient = saliency(small, words)
    seed = _seed(salient)
    if seed is None:
        return None
    box = _box(seed)
    mask = _solid(segment(small, box, salient), seed)
    if _reaches(mask, box):
        mask = _solid(segment(small, _box(mask, _MORE_ROOM), salient), seed)
    if not _LEAST < mask.mean() < _MOST:
        mask = seed
    return _subject(mask)


def saliency(image: Image, words: str = "") -> _Map:
    """How much each pixel of a small picture draws the eye: float32 (height, width), 0..1."""
    import cv2

    lab = cv2.cvtColor(image.astype(np.float32) / np.float32(255), cv2.COLOR_RGB2LAB)
    unlike = _unlike_border(np.asarray(lab, dtype=np.float32))
    if float(unlike.max()) < _DIFFERENT:
        return np.zeros(image.shape[:2], np.float32)
    residual = _residual(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.float32))
    found = _unit(unlike) * (0.35 + 0.65 * residual) * _near(image.shape[:2], words)
    colour = _named_colour(np.asarray(lab, dtype=np.float32), words)
    return _unit(found if colour is None else found * colour)


def segment(image: Image, box: Box, likely: _Map | None = None) -> _Mask:
    """What lies inside a loose box (pixels) is cut out along its edges: uint8 (height, width), 0/1.

    `likely` (0..1) says where the thing probably is. GrabCut with a fixed seed: the same input
    gives the same outline.
    """
    import cv2

    height, width = image.shape[:2]
    mask = np.full((height, width), cv2.GC_BGD, np.uint8)
    x, y, w, h = (round(value) for value in box)
    inside = np.s_[max(0, y) : y + h, max(0, x) : x + w]
    mask[inside] = cv2.GC_PR_FGD
    if likely is not None:
        sure = _hot(likely[inside])
        mask[inside] = np.where(likely[inside] > sure, cv2.GC_PR_FGD, cv2.GC_PR_BGD)
    if not (mask == cv2.GC_PR_FGD).any() or not ((mask == cv2.GC_BGD) | (mask == 2)).any():
        return np.asarray(mask == cv2.GC_PR_FGD, dtype=np.uint8)
    cv2.setRNGSeed(7)
    models = np.zeros((1, 65)), np.zeros((1, 65))
    # the rectangle is not looked at when a mask is given
    cv2.grabCut(image, mask, (0, 0, 1, 1), *models, 3, cv2.GC_INIT_WITH_MASK)
    return np.asarray(np.isin(mask, (cv2.GC_FGD, cv2.GC_PR_FGD)), dtype=np.uint8)


def _unlike_border(lab: _Map) -> _Map:
    """Distance in Lab to the nearest of the colours that are common along the border."""
    import cv2

    height, width = lab.shape[:2]
    rim = max(2, min(height, width) // 24)
    # what stands on the ground often reaches the lower border, so that is left out
    border = np.concatenate(
        [lab[:rim].reshape(-1, 3), lab[:, :rim].reshape(-1, 3), lab[:, -rim:].reshape(-1, 3)]
    )
    cv2.setRNGSeed(7)
    criteria = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 12, 0.5)
    count = min(5, len(border))
    start = np.zeros((len(border), 1), np.int32)
    _, labels, centres = cv2.kmeans(border, count, start, criteria, 1, cv2.KMEANS_PP_CENTERS)
    shares = np.bincount(labels.ravel(), minlength=count) / len(border)
    apart = np.linalg.norm(lab[:, :, None, :] - centres[None, None], axis=3)
    # a colour that is rare along the border may be the thing itself, cut by the frame
    apart = apart + 25.0 * np.maximum(0.0, 0.12 - shares) / 0.12
    return np.asarray(cv2.GaussianBlur(apart.min(axis=2).astype(np.float32), (5, 5), 0))


def _residual(grey: _Map) -> _Map:
    """Spectral residual saliency, 0..1."""
    import cv2

    small = cv2.resize(grey, (64, 64), interpolation=cv2.INTER_AREA)
    spectrum = np.fft.fft2(small)
    size = np.log(np.abs(spectrum) + 1e-6).astype(np.float32)
    odd = size - cv2.blur(size, (3, 3))
    back = np.abs(np.fft.ifft2(np.exp(odd + 1j * np.angle(spectrum)))) ** 2
    smooth = cv2.GaussianBlur(back.astype(np.float32), (0, 0), 3.5)
    full = cv2.resize(smooth, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    return _unit(np.asarray(full, dtype=np.float32))


def _near(shape: tuple[int, ...], words: str) -> _Map:
    """Where the words place it, or around the middle: 0.25 .. 1."""
    middle, firm = (0.5, 0.52), 2.2
    for pattern, place in _PLACES:
        if re.search(pattern, words, re.IGNORECASE):
            middle, firm = place, 5.0
            break
    y = (np.arange(shape[0]) + 0.5)[:, None] / shape[0] - middle[1]
    x = (np.arange(shape[1]) + 0.5)[None, :] / shape[1] - middle[0]
    return np.asarray(0.25 + 0.75 * np.exp(-firm * (x * x + y * y)), dtype=np.float32)


def _named_colour(lab: _Map, words: str) -> _Map | None:
    """How near each pixel is to the first colour that the words name; None where they name none."""
    import cv2

    for pattern, rgb in _COLOURS:
        if re.search(pattern, words, re.IGNORECASE):
            colour = np.array([[rgb]], np.float32) / np.float32(255)
            target = np.asarray(cv2.cvtColor(colour, cv2.COLOR_RGB2LAB), dtype=np.float32)
            # how light it is depends on the light, the hue does not
            apart = np.linalg.norm((lab - target) * np.array([0.4, 1, 1], np.float32), axis=2)
            return np.asarray(0.15 + np.exp(-((apart / 35.0) ** 2)), dtype=np.float32)
    return None


def _seed(salient: _Map) -> _Mask | None:
    """The part of the most salient pixels that weighs most: uint8 0/1."""
    import cv2

    if float(salient.max()) <= 0.0:
        return None
    hot = cv2.morphologyEx(
        (salient > _hot(salient)).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8)
    )
    count, labels = cv2.connectedComponents(hot)
    weights = np.bincount(labels.ravel(), salient.ravel(), minlength=count)
    weights[0] = 0.0
    best = np.asarray(labels == int(weights.argmax()), dtype=np.uint8)
    return best if best.mean() >= _LEAST else None


def _hot(salient: _Map) -> float:
    """The level above which saliency counts."""
    import cv2

    levels = (salient * 255).astype(np.uint8)
    threshold, _ = cv2.threshold(levels, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    return 0.85 * float(threshold) / 255


def _reaches(mask: _Mask, box: Box) -> bool:
    """Whether the mask meets a side of its box inside the picture: there may be more of it."""
    height, width = mask.shape
    left, top, right, bottom = (round(v) for v in (box.x, box.y, box.x + box.w, box.y + box.h))
    sides = (
        (left > 0, mask[:, left]),
        (top > 0, mask[top]),
        (right < width, mask[:, min(right, width) - 1]),
        (bottom < height, mask[min(bottom, height) - 1]),
    )
    return any(inner and side.mean() > _MET for inner, side in sides)


def _box(mask: _Mask, room: float = 0.18) -> Box:
    """The mask's box in pixels with room around it, as a share of its size."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    room_x = 4 + room * (columns[-1] - columns[0])
    room_y = 4 + room * (rows[-1] - rows[0])
    left, top = max(0, int(columns[0] - room_x)), max(0, int(rows[0] - room_y))
    right = min(mask.shape[1], int(columns[-1] + 1 + room_x))
    bottom = min(mask.shape[0], int(rows[-1] + 1 + room_y))
    return Box(left, top, right - left, bottom - top)


def _solid(mask: _Mask, seed: _Mask) -> _Mask:
    """The part of the mask that meets the seed most, without holes or threads."""
    import cv2

    opened = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    count, labels = cv2.connectedComponents(opened)
    meets = np.bincount(labels.ravel(), seed.ravel(), minlength=count)
    meets[0] = 0
    if not meets.any():
        return seed
    best = (labels == int(meets.argmax())).astype(np.uint8)
    outlines, _ = cv2.findContours(best, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    return np.asarray(cv2.drawContours(best, outlines, -1, 1, cv2.FILLED), dtype=np.uint8)


def _subject(mask: _Mask) -> Subject:
    """The outline around a mask, a little outside it so that its edge is held whole."""
    import cv2

    height, width = mask.shape
    finer = 4
    size = (width * finer, height * finer)
    smooth = cv2.resize(mask.astype(np.float32), size, interpolation=cv2.INTER_CUBIC)
    blurred = cv2.GaussianBlur(smooth, (0, 0), finer * 0.7)
    outlines, _ = cv2.findContours(
        (blurred > 0.22).astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE
    )
    outline = max(outlines, key=cv2.contourArea)
    corners = _thinned(outline) + 0.5
    filled = cv2.fillPoly(np.zeros(blurred.shape, np.uint8), [outline], 1)
    rows, columns = np.nonzero(filled)
    left, top = corners.min(axis=0) / size
    right, bottom = corners.max(axis=0) / size
    return Subject(
        Region(polygon=tuple((float(x) / size[0], float(y) / size[1]) for x, y in corners)),
        Box(float(left), float(top), float(right - left), float(bottom - top)),
        (float(columns.mean() + 0.5) / size[0], float(rows.mean() + 0.5) / size[1]),
    )


def _thinned(outline: npt.NDArray[np.generic]) -> npt.NDArray[np.float64]:
    """As few corners as describe the outline to a pixel of the small picture."""
    import cv2

    points, tolerance = outline.astype(np.int32), 1.0
    while True:
        corners = np.asarray(cv2.approxPolyDP(points, tolerance, True)).reshape(-1, 2)
        if len(corners) <= _CORNERS or tolerance > 64:
            break
        tolerance *= 1.5
    return (corners if len(corners) >= 3 else points.reshape(-1, 2)).astype(np.float64)


def _unit(values: npt.NDArray[np.floating]) -> _Map:
    low, high = float(values.min()), float(values.max())
    return np.asarray((values - low) / max(1e-6, high - low), dtype=np.float32)
