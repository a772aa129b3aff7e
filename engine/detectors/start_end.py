"""Clips that do not begin, or do not end, with the image that was asked for there.

The images are laid over each other by the likeliest of a few fits (covering, stretched, whole) and
a small shift, the colours are evened out, and what is still different is counted, place by place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from engine.detectors.base import Detection, Detector, Undetermined, logistic
from engine.detectors.evidence import PRIOR, curve
from engine.inspect.flow import Rgb, Size, resized
from engine.inspect.observation import Observation
from engine.records import Box, Finding

KIND = "start-end"
End = Literal["start", "end"]

_LEAST = 0.55
"""Likeness, -1..1, from which on it is the same picture."""
_SLOPE = 14.0
_CLEAR = 0.95
_OTHER_SHARE, _OTHER_SLOPE = 0.12, 30.0
_LEVELS = 34.0
_TILES = (6, 8)
_FLAT = 2.5
_SEARCH = 0.05
_NEAR = 5
_NEARER = (0.04, 0.08)
"""Shares of the picture that models crop off."""
_COLOUR = 10.0


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much a frame is the image that was asked for."""

    likeness: float
    """-1..1: correlation of structure, the mean over the parts of the picture."""
    other: float
    """Share 0..1 of the picture that is something else."""
    box: Box | None
    """Where most of that is, in shares of the frame."""
    shift: tuple[float, float, float]
    """By how much red, green and blue differ on average, gray levels: frame less image."""


def detect(seen: Observation) -> Detection | Undetermined:
    """One finding for each of the images that were given."""
    wanted = [
        (end, path)
        for end, path in (("start", seen.start_image), ("end", seen.end_image))
        if path is not None
    ]
    if not wanted:
        return Undetermined("the shot has neither a start nor an end image")
    if not seen.ends:
        return Undetermined("the clip has no frames")
    findings = []
    for end, path in wanted:
        picture = seen.ends[0 if end == "start" else -1]
        image = _image(path)
        if image is None:
            continue
        likeness = likeness_of(picture, image)
        findings.append(_finding(seen, "start" if end == "start" else "end", likeness))
    if not findings:
        return Undetermined("the image that was asked for cannot be read")
    return Detection(max(finding.score for finding in findings), tuple(findings))


def likeness_of(picture: Rgb, image: Rgb) -> Likeness:
    """A frame against the image that was asked for: the best of the ways to fit it in."""
    size = Size(picture.shape[1], picture.shape[0])
    best: Likeness | None = None
    for fitted in _fits(image, size):
        found = _compared(picture, fitted)
        if best is None or found.likeness - found.other > best.likeness - best.other:
            best = found
        if best.likeness > _CLEAR:
            break
    assert best is not None  # the first fit is always there
    return best


def _image(path: Path) -> Rgb | None:
    from engine.errors import BadInput
    from engine.frame.load import load_image

    try:
        return load_image(path)
    except BadInput:
        return None


def _fits(image: Rgb, size: Size) -> Iterable[Rgb]:
    """The image covering the frame, a little nearer, and, where its shape is another, stretched."""
    from engine.frame.load import fit

    covering = fit(image, size.width, size.height)
    yield covering
    for nearer in _NEARER:
        x, y = round(size.width * nearer / 2), round(size.height * nearer / 2)
        yield np.asarray(resized(covering[y : size.height - y, x : size.width - x], size), np.uint8)
    if abs(image.shape[1] / image.shape[0] / (size.width / size.height) - 1.0) > 0.01:
        yield np.asarray(resized(image, size), np.uint8)


def _compared(picture: Rgb, image: Rgb) -> Likeness:
    """Structure part by part, and what of the picture is something else."""
    image = _laid_over(picture, image)
    shift = picture.reshape(-1, 3).mean(axis=0) - image.reshape(-1, 3).mean(axis=0)
    evened = _evened(image, picture)
    other = _other(picture, evened)
    rows, columns = np.nonzero(other)
    box = None
    if len(rows):
        left, right = np.percentile(columns, (5, 95)) / picture.shape[1]
        top, bottom = np.percentile(rows, (5, 95)) / picture.shape[0]
        box = Box(float(left), float(top), float(right - left), float(bottom - top))
    return Likeness(
        likeness=_structure(picture, evened),
        other=float(other.mean()),
        box=box,
        shift=(float(shift[0]), float(shift[1]), float(shift[2])),
    )


def _laid_over(picture: Rgb, image: Rgb) -> Rgb:
    """The image shifted by up to 5 % so that it fits best: models crop a little."""
    import cv2

    gray, other = (cv2.cvtColor(part, cv2.COLOR_RGB2GRAY) for part in (picture, image))
    rows, columns = gray.shape
    y, x = max(1, round(rows * _SEARCH)), max(1, round(columns * _SEARCH))
    core = gray[y : rows - y, x : columns - x]
    if float(core.std()) < _FLAT:
        return image
    scores = cv2.matchTemplate(other, core, cv2.TM_CCOEFF_NORMED)
    _, best, _, place = cv2.minMaxLoc(scores)
    dx, dy = x - place[0], y - place[1]
    if best - float(scores[y, x]) < 0.01:
        return image
    move = np.array([[1.0, 0.0, dx], [0.0, 1.0, dy]])
    moved = cv2.warpAffine(image, move, (columns, rows), borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(moved, np.uint8)


def _evened(image: Rgb, picture: Rgb) -> Rgb:
    """The image in the light of the picture: mean and spread of each channel alike."""
    parts = image.astype(np.float32), picture.astype(np.float32)
    mean, other_mean = (part.mean(axis=(0, 1)) for part in parts)
    spread, other_spread = (part.std(axis=(0, 1)) for part in parts)
    gain = np.clip(other_spread / np.maximum(spread, 1.0), 0.6, 1.6)
    return np.asarray(np.clip((parts[0] - mean) * gain + other_mean, 0, 255), np.uint8)


def _other(picture: Rgb, image: Rgb) -> NDArray[np.bool_]:
    """Where the picture is beyond all that is near in the image: no mere shift of its edges."""
    import cv2

    kernel = np.ones((_NEAR, _NEAR), np.uint8)
    above = cv2.subtract(picture, cv2.dilate(image, kernel))
    below = cv2.subtract(cv2.erode(image, kernel), picture)
    largest = np.maximum(above, below).max(axis=2)
    mask = (cv2.blur(largest, (3, 3)) > _LEVELS / 2).astype(np.uint8)
    return np.asarray(cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)) > 0)


def _structure(picture: Rgb, image: Rgb) -> float:
    """Mean correlation of the parts of both, those with more in them counting more."""
    import cv2

    one, other = (
        cv2.GaussianBlur(cv2.cvtColor(part, cv2.COLOR_RGB2GRAY), (0, 0), 1.5).astype(np.float64)
        for part in (picture, image)
    )
    total, weight = 0.0, 0.0
    for rows in np.array_split(np.arange(one.shape[0]), _TILES[0]):
        for columns in np.array_split(np.arange(one.shape[1]), _TILES[1]):
            here = np.ix_(rows, columns)
            a, b = one[here].ravel(), other[here].ravel()
            spread = max(float(a.std()), float(b.std()))
            if spread < _FLAT or len(a) < 4:
                continue
            alike = float(np.mean((a - a.mean()) * (b - b.mean())))
            # divided by the larger spread, so that a bare part is unlike one with something in it
            total += spread * alike / max(float(a.std() * b.std()), spread * _FLAT)
            weight += spread
    return total / weight if weight else 1.0


def _finding(seen: Observation, end: End, likeness: Likeness) -> Finding:
    score = max(
        PRIOR,
        logistic(-likeness.likeness, -_LEAST, _SLOPE),
        logistic(likeness.other, _OTHER_SHARE, _OTHER_SLOPE),
    )
    frame = 0 if end == "start" else seen.clip.frames - 1
    word = "first" if end == "start" else "last"
    held = score < 0.5
    box = None
    if likeness.box is not None and not held:
        x, y, w, h = likeness.box
        box = Box(
            x * seen.clip.width, y * seen.clip.height, w * seen.clip.width, h * seen.clip.height
        )
    measured = f"likeness {likeness.likeness:.2f}, {100 * likeness.other:.0f} % is something else"
    colours = _colours(likeness.shift)
    return Finding(
        kind=KIND,
        held=held,
        start_frame=frame,
        end_frame=frame,
        box=box,
        score=score,
        expected=f"the {word} frame is the {end} image",
        measured=measured + colours,
        message=(
            f"The {word} frame is the {end} image ({measured}){colours}"
            if held
            else f"The {word} frame is not the {end} image ({measured}){colours}"
        ),
        curves=(
            curve("likeness", "", frame, (likeness.likeness,), (1.0,)),
            curve("something else", "%", frame, (100 * likeness.other,), (0.0,)),
        ),
    )


def _colours(shift: tuple[float, float, float]) -> str:
    """A shift of colour in words; empty where nobody would see it."""
    largest = max(range(3), key=lambda channel: abs(shift[channel]))
    if abs(shift[largest]) < _COLOUR:
        return ""
    mean = sum(shift) / 3
    if max(abs(value - mean) for value in shift) < _COLOUR / 2:
        return f", {'lighter' if mean > 0 else 'darker'} by {abs(mean):.0f} gray levels"
    name = ("red", "green", "blue")[largest]
    return f", {name} {'stronger' if shift[largest] > 0 else 'weaker'} by {abs(shift[largest]):.0f}"


DETECTOR = Detector(
    id=KIND,
    title="Start and end",
    needs="a start or an end image",
    doc=(
        "The clip does not begin with the start image, or does not arrive at the end image: "
        "another picture, another place of things, or something added or missing."
    ),
    measures=(
        "The first frame against the start image and the last against the end image, after the "
        "best crop (up to 8 %) and a shift of up to 5 %, colours evened out: the correlation of 48 "
        "parts, and the share of the picture that shows something else. A shift of colour is said "
        "beside it."
    ),
    unit="correlation, and percent of the picture",
    threshold="a mean correlation of 0.55, or 12 % of the picture that is something else",
    source=(
        "Compression and a model's own encoder leave the correlation above 0.8 and less than 2 % "
        "of other pixels; a mirrored or another picture of the same place is below 0.4."
    ),
    blind=(
        "Small things that are missing or elsewhere (below 12 % of the picture), zooms of more "
        "than 10 %, and pictures with hardly anything in them."
    ),
    rule="The clip begins with the start image and ends with the end image.",
    advice=(
        "Take images of the same size and crop as the clip, lower the motion, or give more frames "
        "between two images that are far apart."
    ),
    run=detect,
    tier="asked",
    shape="flash",
)
