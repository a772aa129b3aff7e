"""How well filmed things are followed there and back again, where no truth is known.

    python tests/bench/round_trip.py --data DIR [--seconds S]

In each clip of the folder the thing that stands out in the first picture is followed to the end of
the first seconds; there it is picked anew, where it was followed to, and followed back. What was
followed well comes back to where it was. The error is the distance from there, in percent of the
frame's width; it is a lower bound, for two mistakes may cancel. The baseline does the same by the
median of pyramidal Lucas-Kanade points, frame to frame.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import cv2

from engine.errors import VerbenchError
from engine.frame.regions import mask_of
from engine.frame.subject import find_subject
from engine.motion.reference import Measured, measure
from engine.video.read import Reader
from tests.bench.reference import points

SMALLEST = 32
"""Pixels: a thing that is smaller than this is nothing to follow."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="a folder of clips")
    parser.add_argument("--seconds", type=float, default=2.0)
    args = parser.parse_args()
    print(f"{'':<38}{'followed':>9}{'moved %':>9}{'ours %':>9}{'LK median %':>13}")
    ours, plain = [], []
    for path in sorted(args.data.rglob("*.mp4")):
        try:
            found = there_and_back(path, args.seconds)
        except VerbenchError as error:
            print(f"{path.name[:36]:<38}{error}")
            continue
        if found is None:
            print(f"{path.name[:36]:<38} nothing stands out")
            continue
        reached, moved, off, baseline = found
        ours.append(off)
        plain.append(baseline)
        print(f"{path.name[:36]:<38}{reached:>9}{moved:>9.1f}{off:>9.2f}{baseline:>13.2f}")
    if ours:
        print(
            f"{'median of ' + str(len(ours)):<56}{np.median(ours):>9.2f}{np.median(plain):>13.2f}"
        )
    return 0


def there_and_back(path: Path, seconds: float) -> tuple[str, float, float, float] | None:
    """How far it came, how far the thing went, and both errors in percent of the width."""
    with Reader(path) as reader:
        info = reader.info
        last = min(info.frames - 1, round(seconds * info.fps))
        pictures = [reader.frame(index).copy() for index in range(last + 1)]
    subject = find_subject(pictures[0])
    if subject is None or len(subject.region.polygon) < 3:
        return None
    mask = mask_of(subject.region.polygon, info.width, info.height)
    if np.count_nonzero(mask) < SMALLEST:
        return None
    ahead = measure(path, mask, 0, 0, last)
    size = (info.width, info.height)
    went = float(np.hypot(*((ahead.seen.places[-1] - ahead.seen.places[0]) * size)))
    back = measure(path, carried(ahead, mask), ahead.last, 0, ahead.last)
    # its centre is where it was put, so what is left is the way's own error; a way back that ends
    # early is compared where it ends
    returned = back.seen.places[0] - back.seen.places[-1]
    off = returned + ahead.seen.places[-1] - ahead.seen.places[ahead.at(back.first)]
    reached = f"{back.first}-{ahead.last}/{last}"
    width = info.width / 100
    return (
        reached,
        went / width,
        float(np.hypot(*(off * size))) / width,
        lucas_kanade(pictures, mask > 0) / width,
    )


def carried(measured: Measured, mask: np.ndarray) -> np.ndarray:
    """The mask where the thing was followed to."""
    height, width = mask.shape
    way = measured.seen
    start, end = (way.places[at] * (width, height) for at in (0, -1))
    matrix = cv2.getRotationMatrix2D(start, -float(way.turns[-1]), float(way.sizes[-1]))
    matrix[:, 2] += end - start
    return cv2.warpAffine(mask, matrix, (width, height))


def lucas_kanade(pictures: list[np.ndarray], mask: np.ndarray) -> float:
    """Pixels that the baseline comes back beside where it was."""
    there = points(pictures, mask)
    shift = there[-1] - there[0]
    height, width = mask.shape
    moved = cv2.warpAffine(
        mask.astype(np.uint8), np.float32([[1, 0, shift[0]], [0, 1, shift[1]]]), (width, height)
    )
    if not moved.any():
        return float(np.hypot(*shift))
    back = points(pictures[::-1], moved > 0)
    return float(np.hypot(*(back[-1] - back[0] + shift)))


if __name__ == "__main__":
    sys.exit(main())
