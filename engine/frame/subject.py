"""The things in a start image, and the one that the words are about: a picture goes in, outlines,
boxes and centres come out.

The first candidate is what is most salient: unlike the border of the picture in colour (Wei et al.
2012), unusual in structure (spectral residual: Hou and Zhang 2007), near the middle. Further ones
are pieces that stand apart from what is around them, at several sizes and levels, and patches of
one colour, each scored by its edge, its colours and its shape (`engine.frame.pieces`). Words of
colour, place, size and shape ('the red cup', 'on the left', 'a ball') weigh them; the one that is
chosen is cut out by `engine.frame.segment`. Tenths of a second.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from engine.errors import BadInput
from engine.frame.load import Image
from engine.frame.pieces import (
    Inside,
    Judge,
    Map,
    barrier,
    border,
    contour_of,
    small_lab,
    solid,
    solidity,
    windows_of,
)
from engine.frame.regions import Mask, box_of, grown, outline
from engine.frame.segment import cut, pick_near
from engine.records import Region, Subject
from engine.turns import give_way

_LEVELS = (0.2, 0.35, 0.5, 0.68)
_NEAR_LEVELS = (0.4, 0.65)
"""Of the highest barrier in the picture."""
_HALVES = (0.2, 0.1)
"""Half the side of the windows that are looked at, in frame widths."""
_COLOURS = 12
_DIFFERENT = 9.0
"""Barrier in Lab from which something differs from what is around it at all."""
_LEAST, _MOST = 0.0008, 0.55
"""Share of the frame that a thing covers."""
_ROUNDS = 3
_SAME = 0.55
"""Two candidates that share more than this of both are one thing."""
_LOOKED_AT = 28
_FIRST = 1.3
"""How much likelier than any other piece the most salient one is the subject."""
_ROOM, _MORE_ROOM = 0.18, 0.6
"""Around what is salient, as a share of its size: the thing may be larger."""
_REACHED = 0.05
"""Of a side of the box: a thing that meets more of it goes on beyond."""
_OUTSIDE = 0.0012
"""An outline lies this far outside the edge, in frame widths, so that the edge is held whole."""
_CORNERS = 160

_PLACES: tuple[tuple[str, tuple[float | None, float | None]], ...] = (
    (r"\b(on|at|from|to) the left\b|\bleft(most)? (one|side)\b|左(侧|边|下|上)", (0.1, None)),
    (r"\b(on|at|from|to) the right\b|\bright(most)? (one|side)\b|右(侧|边|下|上)", (0.9, None)),
    (r"\b(at the (very )?top|upper|overhead|in the sky)\b|上方", (None, 0.15)),
    (r"\b(at the (very )?bottom|lower|in the foreground)\b|下方|前景", (None, 0.85)),
    (r"\b(in the (cent(er|re)|middle))\b|中间|中央", (0.5, 0.5)),
)
_NAMES: tuple[tuple[str, tuple[int, int, int]], ...] = (
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
_SMALL = r"\b(small|tiny|little|miniature)\b|小"
_LARGE = r"\b(big|large|huge|giant|enormous)\b|大"
_ROUND = (
    r"\b(balls?|basketball|football|baseball|sphere|marble|orb|coin|balloon|bubble|apple|tomato|"
    r"orange fruit|wheel|moon|sun|planet|globe|pearl|bead)\b|球|硬币|苹果|气球|泡泡|月亮|太阳"
)
_UPRIGHT = (
    r"\b(m[ae]n|wom[ae]n|boy|girl|person|people|child|kid|dancer|runner|player|worker|figure|"
    r"bottle|vase|tree|lamp|candle|tower|statue)\b|人|女孩|男孩|瓶|树|灯|塔"
)


class _Thing(NamedTuple):
    held: Inside
    score: float


def find_subject(image: Image, words: str = "") -> Subject | None:
    """The thing of a picture (uint8 RGB) that the words are about, the most salient without words.

    `words` may be the prompt. None where nothing stands out.
    """
    lab = small_lab(image)
    things = _things(image, lab, words)
    if not things:
        return None
    named = _named(lab, words)
    chosen = max(things, key=lambda thing: thing.score * _fitting(thing, named, words))
    return _subject(image, chosen.held)


def find_things(image: Image, most: int = 6) -> tuple[Subject, ...]:
    """What may be moved in a picture (uint8 RGB), likeliest first; () where nothing does."""
    things = _things(image, small_lab(image), "")[:most]
    return tuple(_subject(image, thing.held) for thing in things)


# --- candidates --------------------------------------------------------------------------------


def _things(image: Image, lab: Map, words: str) -> list[_Thing]:
    """Different things, the likeliest first."""
    barriers = barrier(lab, border(lab.shape))
    if float(barriers.max()) < _DIFFERENT:
        return []
    judge, eye = Judge(lab), _salience(image, lab)
    found = [
        _Thing(held, judge.score(held) * (0.25 + float(eye[held].mean())) * _central(held))
        for held in _different(_candidates(lab, barriers, _named(lab, words)))
    ]
    found = sorted((thing for thing in found if thing.score > 0), key=lambda t: -t.score)
    kept: list[_Thing] = []
    salient = _most_salient(image, eye * _nearness(lab.shape))
    if salient is not None:
        best = found[0].score if found else 1.0
        kept.append(_Thing(salient, _FIRST * best))
    for thing in found:
        give_way()
        if all(_alike(thing.held, other.held) < _SAME for other in kept):
            kept.append(thing)
        if len(kept) == _LOOKED_AT:
            break
    return kept


def _most_salient(image: Image, salient: Map) -> Inside | None:
    """The thing that the most salient pixels belong to; None where there is none."""
    import cv2

    size = (salient.shape[1], salient.shape[0])
    small = np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    levels = (salient * 255).astype(np.uint8)
    level, _ = cv2.threshold(levels, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    hot = salient > 0.85 * level / 255
    closed = cv2.morphologyEx(hot.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    count, labels = cv2.connectedComponents(closed)
    weights = np.bincount(labels.ravel(), salient.ravel(), minlength=count)
    weights[0] = 0.0
    seed = np.asarray(labels == int(weights.argmax()))
    if not seed.any() or seed.mean() < _LEAST:
        return None
    held = seed
    for room in (_ROOM, _MORE_ROOM):
        give_way()
        box = _box(held, room)
        inside = np.zeros(seed.shape, np.bool_)
        inside[box] = True
        found = cut(small, np.where(inside, np.where(hot, 3, 2), 0).astype(np.uint8), _ROUNDS)
        held = solid(found.astype(np.uint8), seed) if (found & seed).any() else seed
        if not _reaches(held, box):
            break
    return held if _LEAST < held.mean() < _MOST else seed


def _box(held: Inside, room: float) -> tuple[slice, slice]:
    """Rows and columns of a mask with room around it."""
    import cv2

    x, y, w, h = cv2.boundingRect(held.view(np.uint8))
    across, down = 3 + int(room * w), 3 + int(room * h)
    return slice(max(0, y - down), y + h + down), slice(max(0, x - across), x + w + across)


def _reaches(held: Inside, box: tuple[slice, slice]) -> bool:
    """Whether a mask meets a side of its box that lies inside the picture."""
    rows, columns = box
    height, width = held.shape
    sides = (
        (rows.start > 0, held[rows.start]),
        (columns.start > 0, held[:, columns.start]),
        (rows.stop < height, held[min(rows.stop, height) - 1]),
        (columns.stop < width, held[:, min(columns.stop, width) - 1]),
    )
    return any(inner and float(side.mean()) > _REACHED for inner, side in sides)


def _nearness(shape: tuple[int, ...]) -> Map:
    """1 in the middle of the frame, less beside it."""
    y = (np.arange(shape[0]) + 0.5)[:, None] / shape[0] - 0.52
    x = (np.arange(shape[1]) + 0.5)[None, :] / shape[1] - 0.5
    return np.asarray(0.25 + 0.75 * np.exp(-2.2 * (x * x + y * y)), dtype=np.float32)


def _different(candidates: Iterator[Inside]) -> Iterator[Inside]:
    """Each of them once, but for a pixel or two."""
    seen: set[tuple[int, ...]] = set()
    for held in candidates:
        give_way()
        (x, y), share = _centre(held), float(held.mean())
        key = (round(x * 48), round(y * 28), round(6 * float(np.log(share))))
        if key not in seen:
            seen.add(key)
            yield held


def _candidates(lab: Map, barriers: Map, named: Map | None) -> Iterator[Inside]:
    if named is not None:
        yield from _parts(named > 0.5)
    top = float(np.percentile(barriers, 99.5))
    for level in _LEVELS:
        if top * level >= _DIFFERENT / 2:
            yield from _parts(barriers > top * level)
    for half in _HALVES:
        for where, near in windows_of(lab, half):
            top = float(near.max())
            for level in _NEAR_LEVELS:
                if top * level >= _DIFFERENT / 2:
                    held = np.zeros(lab.shape[:2], np.bool_)
                    held[where] = near > top * level
                    yield from _parts(held)
    labels = _common(lab, _COLOURS)[0].reshape(lab.shape[:2])
    for label in range(_COLOURS):
        yield from _parts(labels == label)


def _parts(held: Inside) -> Iterator[Inside]:
    """The pieces of a mask that are as large as things are, filled."""
    import cv2

    least, most = _LEAST * held.size, _MOST * held.size
    kernel = np.ones((3, 3), np.uint8)
    closed = cv2.morphologyEx(held.astype(np.uint8), cv2.MORPH_CLOSE, kernel)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(closed, connectivity=4)
    for label in range(1, count):
        if least <= stats[label, cv2.CC_STAT_AREA] <= most:
            left, top, wide, tall = (int(v) for v in stats[label, :4])
            where = np.s_[top : top + tall, left : left + wide]
            out = np.zeros(held.shape, np.bool_)
            out[where] = solid((labels[where] == label).astype(np.uint8))
            yield out


def _salience(image: Image, lab: Map) -> Map:
    """How much each pixel draws the eye by unusual structure and colour, 0..1."""
    import cv2

    tiny = cv2.resize(image, (64, 64), interpolation=cv2.INTER_AREA)
    grey = cv2.cvtColor(tiny, cv2.COLOR_RGB2GRAY)
    spectrum = np.fft.fft2(grey.astype(np.float32))
    size = np.log(np.abs(spectrum) + 1e-6).astype(np.float32)
    odd = size - cv2.blur(size, (3, 3))
    back = np.abs(np.fft.ifft2(np.exp(odd + 1j * np.angle(spectrum)))) ** 2
    smooth = cv2.GaussianBlur(back.astype(np.float32), (0, 0), 3.5)
    shape = (lab.shape[1], lab.shape[0])
    full = cv2.resize(smooth, shape, interpolation=cv2.INTER_LINEAR)
    structure = _unit(np.asarray(full, dtype=np.float32))
    return _unit(_unlike_border(lab)) * (0.35 + 0.65 * structure)


def _unlike_border(lab: Map) -> Map:
    """Distance in Lab to the nearest of the colours that are common along the border."""
    import cv2

    rim = max(2, min(lab.shape[:2]) // 24)
    # what stands on the ground often reaches the lower border, so that is left out
    strips = (lab[:rim], lab[:, :rim], lab[:, -rim:])
    seen = np.concatenate([strip.reshape(-1, 3) for strip in strips])
    labels, centres = _common(seen, min(5, len(seen)))
    shares = np.bincount(labels, minlength=len(centres)) / len(seen)
    apart = np.linalg.norm(lab[:, :, None, :] - centres[None, None], axis=3)
    # a colour that is rare along the border may be the thing itself, cut by the frame
    apart = apart + 25.0 * np.maximum(0.0, 0.12 - shares) / 0.12
    return np.asarray(cv2.GaussianBlur(apart.min(axis=2).astype(np.float32), (5, 5), 0))


def _common(colours: Map, count: int) -> tuple[npt.NDArray[np.int32], Map]:
    """Which of its `count` commonest colours each has, and those colours."""
    import cv2

    cv2.setRNGSeed(7)
    criteria = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 8, 1.0)
    points = np.ascontiguousarray(colours.reshape(-1, 3))
    start = np.zeros((len(points), 1), np.int32)
    _, labels, centres = cv2.kmeans(points, count, start, criteria, 1, cv2.KMEANS_PP_CENTERS)
    return np.asarray(labels, dtype=np.int32).ravel(), np.asarray(centres, dtype=np.float32)


def _unit(values: npt.NDArray[np.floating]) -> Map:
    low, high = float(values.min()), float(values.max())
    return np.asarray((values - low) / max(1e-6, high - low), dtype=np.float32)


def _central(held: Inside) -> float:
    """1 in the middle of the frame, about a half in its corners."""
    x, y = _centre(held)
    return float(0.4 + 0.6 * np.exp(-2.2 * ((x - 0.5) ** 2 + (y - 0.52) ** 2)))


def _centre(held: Inside) -> tuple[float, float]:
    import cv2

    height, width = held.shape
    # a view: finding the pixels one by one takes ten times as long
    sums = cv2.moments(held.view(np.uint8), binaryImage=True)
    area = max(1.0, sums["m00"])
    return (sums["m10"] / area + 0.5) / width, (sums["m01"] / area + 0.5) / height


def _alike(one: Inside, other: Inside) -> float:
    return float((one & other).sum()) / max(1.0, float((one | other).sum()))


# --- words -------------------------------------------------------------------------------------


def _fitting(thing: _Thing, named: Map | None, words: str) -> float:
    """How well a thing fits what the words say of it: 1 where they say nothing."""
    says = [_colour_fit(thing.held, named), _place_fit(thing.held, words)]
    share = float(thing.held.mean())
    if re.search(_SMALL, words, re.IGNORECASE):
        says.append(float(np.exp(-share / 0.03)))
    if re.search(_LARGE, words, re.IGNORECASE):
        says.append(min(1.0, share / 0.1))
    if re.search(_ROUND, words, re.IGNORECASE):
        # 'a woman throws a ball': the ball is what has a way of its own
        says.append(_roundness(thing.held))
    elif re.search(_UPRIGHT, words, re.IGNORECASE):
        says.append(_uprightness(thing.held))
    out = 1.0
    for said in says:
        out *= 1.0 if said is None else 0.06 + 0.94 * said
    return out


def _named(lab: Map, words: str) -> Map | None:
    """How near each pixel is to the first colour that the words name, 0..1; None without one."""
    import cv2

    for pattern, rgb in _NAMES:
        if re.search(pattern, words, re.IGNORECASE):
            colour = np.array([[rgb]], np.float32) / np.float32(255)
            target = np.asarray(cv2.cvtColor(colour, cv2.COLOR_RGB2LAB), dtype=np.float32)
            # how light it is depends on the light, the hue does not
            apart = (lab / (0.7, 1, 1) - target) * (0.4, 1, 1)
            return np.asarray(np.exp(-((np.linalg.norm(apart, axis=2) / 35.0) ** 2)), np.float32)
    return None


def _colour_fit(held: Inside, named: Map | None) -> float | None:
    """How much of a thing has the colour, and how little of it goes on beside the thing."""
    import cv2

    if named is None:
        return None
    around = cv2.dilate(held.astype(np.uint8), np.ones((9, 9), np.uint8)) > 0
    inside, near = float(named[held].sum()), float(named[around].sum())
    return inside / float(held.sum()) * inside / max(1e-6, near)


def _place_fit(held: Inside, words: str) -> float | None:
    x, y = _centre(held)
    for pattern, (at_x, at_y) in _PLACES:
        if re.search(pattern, words, re.IGNORECASE):
            off = [v - at for v, at in ((x, at_x), (y, at_y)) if at is not None]
            return float(np.exp(-12.0 * sum(v * v for v in off)))
    return None


def _roundness(held: Inside) -> float:
    """1 for a small disc; less for bays, for what is longer than wide, and for what is large."""
    import cv2

    _, radius = cv2.minEnclosingCircle(contour_of(held))
    area = float(held.sum())
    disc = min(1.0, area / max(1.0, np.pi * (radius + 0.3) ** 2))
    share = area / held.size
    return float(disc**4 * solidity(held) * np.exp(-share / 0.08))


def _uprightness(held: Inside) -> float:
    """1 for what is taller than wide, not very small and not cut off."""
    rows, columns = np.flatnonzero(held.any(axis=1)), np.flatnonzero(held.any(axis=0))
    tall = len(rows) / max(1, len(columns))
    shape = float(np.exp(-((np.log(max(tall, 0.05) / 2.0)) ** 2) / 0.6))
    return shape * min(1.0, float(held.mean()) / 0.015)


# --- the chosen one ----------------------------------------------------------------------------


def _subject(image: Image, rough: Inside) -> Subject:
    return subject_of(_cut_out(image, rough))


def subject_of(mask: Mask) -> Subject:
    """The thing that a mask (uint8, h x w) holds, as a subject. BadInput where it holds nothing."""
    try:
        held = grown(mask, _OUTSIDE)
    except BadInput:
        held = mask
    rows, columns = np.nonzero(mask)
    height, width = mask.shape
    return Subject(
        Region(polygon=outline(held, _CORNERS)),
        box_of(held),
        (float(columns.mean() + 0.5) / width, float(rows.mean() + 0.5) / height),
    )


def _cut_out(image: Image, rough: Inside) -> Mask:
    """The piece cut along its edge at full size; the piece itself where that loses it."""
    import cv2

    height, width = image.shape[:2]
    whole = cv2.resize(rough.astype(np.uint8), (width, height), interpolation=cv2.INTER_LINEAR)
    plain = np.asarray(whole * 255, dtype=np.uint8)
    try:
        found = pick_near(image, rough)
    except BadInput:
        return plain
    return found if _alike(found > 0, plain > 0) > 0.5 else plain
