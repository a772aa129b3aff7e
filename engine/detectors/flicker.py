"""Light that jumps from frame to frame all over the picture, as no lamp and no cloud does."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from engine.detectors.base import Detection, Detector, Undetermined
from engine.detectors.evidence import PRIOR, TOLD, curve, likely, room
from engine.inspect.observation import Observation
from engine.records import Finding

KIND = "flicker"

_LEVEL = 0.02
_WINDOW_S = 0.8
# one flash is three second differences, so that the fifth largest needs two of them in a second
_LARGEST = 5
_DARK = 8.0
"""Gray levels that count as none: noise in the dark is no light."""
_UNASKED = 0.3
_ASKED = re.compile(
    r"flicker|strob|lightning|flash|blink|disco|candle|firelight|fireworks|old film|projector"
    r"|闪|烛|霓虹|老电影|胶片",
    re.IGNORECASE,
)


def detect(seen: Observation) -> Detection | Undetermined:
    """At most one finding: the stretch in which the light jumps."""
    if seen.clip.frames < _LARGEST + 2:
        return Undetermined(f"the clip has fewer than {_LARGEST + 2} frames")
    jumps = light_jumps(seen)
    size = np.abs(jumps)
    window = min(len(size), max(_LARGEST + 1, round(_WINDOW_S * seen.clip.fps)))
    levels = np.array(
        [
            np.sort(size[first : first + window])[-_LARGEST]
            for first in range(len(size) - window + 1)
        ]
    )
    level = float(levels.max())
    score = likely(room(level, _LEVEL))
    if seen.reading is not None and _ASKED.search(seen.reading.text):
        score = min(score, _UNASKED)
    if score < TOLD:
        return Detection(max(score, PRIOR))
    return Detection(score, (_finding(seen, size, level, score),))


def light_jumps(seen: Observation) -> NDArray[np.float64]:
    """(frames - 2,) How far each frame is lighter or darker than the mean of the two beside it.

    A share of its own light, the median of 48 parts of the picture: what moves changes some parts,
    the light changes them all. 0 at cuts.
    """
    parts = seen.light.tiles.reshape(len(seen.light.tiles), -1).astype(np.float64)
    tones = np.log(parts + _DARK)
    jumps = np.median(tones[1:-1] - (tones[:-2] + tones[2:]) / 2, axis=1)
    for cut in seen.cuts:
        jumps[max(0, cut - 2) : cut] = 0.0
    return np.asarray(jumps, np.float64)


def _finding(seen: Observation, size: NDArray[np.float64], level: float, score: float) -> Finding:
    strong = np.flatnonzero(size >= 0.5 * level)
    gaps = np.flatnonzero(np.diff(strong) > max(3, round(_WINDOW_S * seen.clip.fps))) + 1
    stretch = max(np.split(strong, gaps), key=len)
    start, end = int(stretch[0]) + 1, int(stretch[-1]) + 1
    return Finding(
        kind=KIND,
        held=False,
        start_frame=start,
        end_frame=min(end, seen.clip.frames - 1),
        box=None,
        score=score,
        expected="the light stays the same or changes over several frames",
        measured=f"{100 * level:.1f} % lighter or darker than the frames beside, again and again",
        message=(
            f"The light of the whole picture jumps by {100 * level:.1f} % from frame to frame "
            f"between frames {start} and {end}"
        ),
        curves=(curve("brightness", "gray levels", 0, seen.light.luma, _smooth(seen.light.luma)),),
    )


def _smooth(luma: NDArray[np.float32]) -> NDArray[np.float64]:
    """The same without what jumps: the median of five frames."""
    padded = np.pad(luma.astype(np.float64), 2, mode="edge")
    return np.asarray(np.median([padded[n : n + len(luma)] for n in range(5)], axis=0))


DETECTOR = Detector(
    id=KIND,
    title="Flicker",
    needs="",
    doc=(
        "The light of the whole picture jumps up and down from one frame to the next, though no "
        "lamp in it flickers and nobody asked for lightning."
    ),
    measures=(
        "How much lighter or darker each frame is than the mean of the two beside it, as the "
        "median of 48 parts of the picture, and the fifth largest of that within 0.8 seconds."
    ),
    unit="percent of the light",
    threshold=(
        "2 % five times within 0.8 seconds: a flash, or a light that is switched on, is at most "
        "three of them. Where the prompt names flicker, candles or lightning it stays below a half."
    ),
    source=(
        "Eleven real clips: at most 0.8 %, cameras that set their exposure themselves among them."
    ),
    blind=(
        "One lamp that flickers in a part of the picture, textures that boil while the light stays "
        "the same, and slow waves of light."
    ),
    rule="Light does not change from frame to frame and back.",
    advice=(
        "Say how the light is ('constant soft daylight'), take more steps, and keep lamps and "
        "screens out of the prompt."
    ),
    run=detect,
    tier="asked",
    shape="heat",
    local=True,
)
