"""How long the animatic takes for 81 frames of 832x480, beside warping and blending whole frames.

    python tests/bench/animatic.py [--data DIR]

The plan moves two regions past a static one. The baseline is what one would write first: every
frame warps whole pictures in floating point and blends them everywhere, over the same background.
Both share the completed background, whose time is a row of its own.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from engine.frame.load import Image, fit, load_image
from engine.frame.subject import find_subject
from engine.motion import layers, trajectory
from engine.motion.background import complete
from engine.motion.guide import GuideClip
from engine.records import MotionPlan, PathPoint, Region, Stroke

WIDTH, HEIGHT, FRAMES = 832, 480, 81


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, help="a folder of images instead of a rendered one")
    image = _image(parser.parse_args().data)
    plan = _plan()
    rows = [
        ("background completed", lambda: _completed(image, plan)),
        ("81 frames, background at hand", lambda: _frames(image, plan, image)),
        ("81 frames from nothing", lambda: list(GuideClip(plan, image, FRAMES))),
        ("baseline: whole frames in float", lambda: _naive(image, plan)),
        ("9-frame preview from nothing", lambda: _preview(image, plan)),
        ("subject found", lambda: find_subject(image)),
    ]
    took = {name: _seconds(what) for name, what in rows}
    print(f"{'':36} {'elapsed':>10} {'processor':>10}")
    for name, (elapsed, processor) in took.items():
        print(f"{name:36} {elapsed * 1000:7.0f} ms {processor * 1000:7.0f} ms")
    ours, theirs = took["81 frames from nothing"], took["baseline: whole frames in float"]
    elapsed, processor = (b / a for a, b in zip(ours, theirs, strict=True))
    print(f"{'baseline / ours':36} {elapsed:8.1f} x {processor:8.1f} x")


def _seconds(what: Callable[[], object], repeats: int = 2) -> tuple[float, float]:
    """Elapsed and processor time of the better run; the second tells on a busy machine."""
    best = (float("inf"), float("inf"))
    for _ in range(repeats):
        start = time.perf_counter(), time.process_time()
        what()
        best = min(best, (time.perf_counter() - start[0], time.process_time() - start[1]))
    return best


def _image(folder: Path | None) -> Image:
    if folder is not None:
        found = sorted(p for p in folder.iterdir() if p.suffix in {".png", ".jpg", ".webp"})
        return fit(load_image(found[len(found) // 2]), WIDTH, HEIGHT)
    import cv2

    random = np.random.default_rng(3)
    rough = cv2.resize(random.integers(60, 190, (30, 52, 3), np.uint8), (WIDTH, HEIGHT))
    image = np.clip(rough + random.normal(0, 6, rough.shape), 0, 255).astype(np.uint8)
    for stroke in _plan().strokes:
        x, y = np.mean(stroke.region.polygon, axis=0) * (WIDTH, HEIGHT)
        cv2.circle(image, (int(x), int(y)), 50, (220, 60, 40), -1, cv2.LINE_AA)
    return image


def _plan() -> MotionPlan:
    def around(x: float, y: float, size: float) -> Region:
        angles = np.linspace(0, 2 * np.pi, 24, endpoint=False)
        tall = size * WIDTH / HEIGHT
        return Region(tuple((x + size * np.cos(a), y + tall * np.sin(a)) for a in angles))

    first = (PathPoint(0, 0.25, 0.4), PathPoint(0.5, 0.5, 0.25), PathPoint(1, 0.75, 0.6))
    second = (PathPoint(0, 0.7, 0.7), PathPoint(1, 0.3, 0.7))
    return MotionPlan(
        (
            Stroke("ball", "move", around(0.25, 0.4, 0.08), first, rotation_deg=200),
            Stroke("cup", "move", around(0.7, 0.7, 0.09), second, order=1, scale=1.2),
            Stroke("post", "static", around(0.5, 0.55, 0.05)),
        )
    )


def _movers(plan: MotionPlan) -> list[tuple[Stroke, layers.Alpha]]:
    moving = sorted((s for s in plan.strokes if s.kind == "move"), key=lambda s: s.order)
    return [(s, layers.alpha(s.region, s.feather, WIDTH, HEIGHT)) for s in moving]


def _completed(image: Image, plan: MotionPlan) -> Image:
    return complete(image, np.maximum.reduce([held for _, held in _movers(plan)]) > 0)


def _frames(image: Image, plan: MotionPlan, plate: Image) -> list[Image]:
    return list(GuideClip(plan, image, FRAMES, plate=plate))


def _preview(image: Image, plan: MotionPlan) -> list[Image]:
    clip = GuideClip(plan, image, FRAMES, preview=True)
    return [clip.frame(i) for i in range(0, FRAMES, 10)]


def _naive(image: Image, plan: MotionPlan) -> list[Image]:
    import cv2

    plate = _completed(image, plan).astype(np.float32)
    movers = _movers(plan)
    still = layers.hold(plan.strokes[2].region, plan.strokes[2].feather, WIDTH, HEIGHT)[..., None]
    out = []
    for t in np.linspace(0, 1, FRAMES):
        frame = plate
        for stroke, held in movers:
            x, y = np.array(layers.centre(held)) * (WIDTH, HEIGHT)
            to = np.array(trajectory.position(stroke, float(t))) * (WIDTH, HEIGHT)
            matrix = cv2.getRotationMatrix2D((x, y), -stroke.rotation_deg * t, stroke.scale**t)
            matrix[:, 2] += to - (x, y)
            size = (WIDTH, HEIGHT)
            moved = cv2.warpAffine(image.astype(np.float32), matrix, size, flags=cv2.INTER_CUBIC)
            alpha = cv2.warpAffine(held.astype(np.float32), matrix, size, flags=cv2.INTER_CUBIC)
            frame = frame * (1 - alpha[..., None]) + moved * alpha[..., None]
        frame = frame * (1 - still) + image * still
        out.append(np.clip(np.rint(frame), 0, 255).astype(np.uint8))
    return out


if __name__ == "__main__":
    main()
