"""How well a picture is continued beside its border, and how fast.

    .venv/bin/python tests/bench/reframe.py [--data DIR]

A fifth of each picture is taken away on one side and made again. Said are PSNR (dB) against what
was there, how far rows and columns jump at the seam (mean of 8 bits), and the time at 832 x 480,
beside the border drawn out (cv2 BORDER_REPLICATE) and patches from anywhere (our completion of
holes). DIR has more pictures; without it those of the sample are used.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np

import resources
from engine.errors import BadInput
from engine.frame.load import Image, fit, load_image
from engine.frame.reframe import framed
from engine.motion.background import complete
from engine.records import Box

SIZE = (832, 480)
SHARE = 0.2
MOST = 12
Sides = tuple[int, int, int, int]
"""Pixels on the left, top, right and bottom."""


def continued(part: Image, sides: Sides) -> Image:
    tall, wide = part.shape[:2]
    left, top, right, bottom = sides
    window = Box(
        -left / wide, -top / tall, (wide + left + right) / wide, (tall + top + bottom) / tall
    )
    return framed(part, window, wide + left + right, tall + top + bottom)[0]


def drawn_out(part: Image, sides: Sides) -> Image:
    left, top, right, bottom = sides
    return np.asarray(cv2.copyMakeBorder(part, top, bottom, left, right, cv2.BORDER_REPLICATE))


def patched(part: Image, sides: Sides) -> Image:
    canvas = drawn_out(part, sides)
    hole = np.ones(canvas.shape[:2], np.bool_)
    hole[sides[1] : canvas.shape[0] - sides[3], sides[0] : canvas.shape[1] - sides[2]] = False
    return complete(canvas, hole)


WAYS: dict[str, Callable[[Image, Sides], Image]] = {
    "ours: mirrored, ever softer": continued,
    "baseline: border drawn out": drawn_out,
    "patches from anywhere": patched,
}


def cases(image: Image) -> list[Sides]:
    across, down = round(SHARE * image.shape[1]), round(SHARE * image.shape[0])
    return [(across, 0, 0, 0), (0, down, 0, 0), (0, 0, across, 0), (0, 0, 0, down)]


def measured(image: Image, sides: Sides, way: Callable[[Image, Sides], Image]) -> list[float]:
    left, top, right, bottom = sides
    tall, wide = image.shape[:2]
    part = np.ascontiguousarray(image[top : tall - bottom, left : wide - right])
    begin = time.perf_counter()
    made = way(part, sides)
    took = time.perf_counter() - begin
    inside = np.zeros((tall, wide), np.bool_)
    inside[top : tall - bottom, left : wide - right] = True
    assert (made[inside] == image[inside]).all()
    error = (made[~inside].astype(np.float64) - image[~inside]) ** 2
    whole = made.astype(np.float64)
    lines = {0: whole[:, left] - whole[:, left - 1], 1: whole[top] - whole[top - 1]}
    lines |= {2: whole[:, wide - right - 1] - whole[:, (wide - right) % wide]}
    lines |= {3: whole[tall - bottom - 1] - whole[(tall - bottom) % tall]}
    seam = next(lines[i] for i in range(4) if sides[i])
    return [10 * np.log10(255**2 / max(1e-9, error.mean())), float(np.abs(seam).mean()), took * 1e3]


def pictures(folder: Path | None) -> list[Image]:
    sample = resources.path("sample", "images")
    out = []
    for path in sorted(folder.rglob("*") if folder else sample.glob("*.jpg")):
        if path.suffix.lower() in {".jpg", ".png"} and len(out) < MOST:
            try:
                out.append(fit(load_image(path), *SIZE))
            except BadInput as error:
                print(f"left out: {error}")
    return out


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, metavar="DIR", help="more pictures")
    images = pictures(parser.parse_args().data)
    print(f"{4 * len(images)} borders of {len(images)} pictures, a fifth made again, median")
    print(f"{'':30}{'PSNR dB':>9}{'seam':>8}{'ms':>8}")
    for name, way in WAYS.items():
        rows = [measured(image, sides, way) for image in images for sides in cases(image)]
        psnr, seam, took = np.median(np.array(rows), axis=0)
        print(f"{name:30}{psnr:9.2f}{seam:8.2f}{took:8.1f}")


if __name__ == "__main__":
    main()
