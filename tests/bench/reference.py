"""How exactly a thing is followed through a clip, beside trackers that OpenCV has.

    python tests/bench/reference.py [--seeds N] [--quality CRF] [--mil]

The clips are rendered, so where the thing is in every frame is known; they are compressed (H.264)
and read again. The error is the distance of the found centre from the true one, in pixels of a
416x240 clip, over all frames in which the thing is in the picture; a tracker that gives up is wrong
by where it stopped. Baselines: cv2.TrackerMIL, the first picture of the thing looked for around
where it was last (cv2.matchTemplate), and the median of pyramidal Lucas-Kanade points, frame to
frame, which is what most spline editors' trackers do.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import cv2

from engine.motion.reference import Measured, Way, measure
from engine.video.read import frames as read_frames
from engine.video.write import write_clip
from tests.helpers.followed import Followed, battery, render

GOAL_MEDIAN, GOAL_P95 = 0.5, 1.5
BASELINES = ("cv2.TrackerMIL", "template", "LK median")
Places = np.ndarray
"""(frames, 2), pixels."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--mil", action="store_true", help="cv2.TrackerMIL too, which takes long")
    parser.add_argument("--quality", type=int, default=26, help="rate factor of H.264, 0 to 51")
    parser.add_argument("--each", action="store_true", help="a line for every clip")
    args = parser.parse_args()
    errors: dict[str, dict[str, list[float]]] = {}
    took: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(args.seeds):
            for name, clip in battery(3 * seed).items():
                path = Path(folder) / "clip.mp4"
                write_clip(path, render(clip), clip.fps, quality=args.quality)
                compare(name, clip, path, errors, took, args)
    return report(errors, took)


def compare(
    name: str,
    clip: Followed,
    path: Path,
    errors: dict,
    took: dict,
    args: argparse.Namespace,
) -> None:
    pictures = list(read_frames(path))
    mask = clip.mask
    truth = np.array([clip.centre(frame) for frame in range(clip.frames)])
    own = np.array([clip.centre(frame, own=True) for frame in range(clip.frames)])
    inside = ((truth >= 0) & (truth < (clip.width, clip.height))).all(axis=1)
    measured: list[Measured] = []
    ways: dict[str, Callable[[], Places]] = {
        "ours": lambda: ours(path, mask, clip, measured),
        "ours, camera removed": lambda: rested(measured[0].own, clip),
        "cv2.TrackerMIL": lambda: mil(pictures, mask),
        "template": lambda: template(pictures, mask),
        "LK median": lambda: points(pictures, mask),
    }
    for way, act in ways.items():
        if way == "ours, camera removed" and clip.camera is None:
            continue
        if way == "cv2.TrackerMIL" and not args.mil:
            continue
        start = time.perf_counter()
        found = act()
        took.setdefault(way, []).append((time.perf_counter() - start) * 1000 / clip.frames)
        wanted = own if way == "ours, camera removed" else truth
        off = np.hypot(*(found - wanted).T)[inside]
        errors.setdefault(name, {}).setdefault(way, []).extend(off.tolist())
        if args.each:
            print(f"{name:<18}{way:<24}{clip.seed:>3} {np.median(off):8.2f} {off.max():8.2f}")


def report(errors: dict, took: dict) -> int:
    order = ("ours", *BASELINES, "ours, camera removed")
    ways = [way for way in order if way in took]
    print(f"{'error in px: median / p95':<26}" + "".join(f"{way:>24}" for way in ways))
    pooled: dict[str, list[float]] = {}
    for name, found in errors.items():
        cells = ""
        for way in ways:
            off = found.get(way, [])
            pooled.setdefault(way, []).extend(off)
            cells += f"{median(off):>14.2f} / {p95(off):>7.2f}" if off else f"{'-':>24}"
        print(f"{name:<26}{cells}")
    print(
        f"{'all':<26}"
        + "".join(f"{median(pooled[w]):>14.2f} / {p95(pooled[w]):>7.2f}" for w in ways)
    )
    ways = [way for way in ways if way != "ours, camera removed"]
    print(f"{'ms a frame':<26}" + "".join(f"{np.mean(took[way]):>24.1f}" for way in ways))
    ours, best = pooled["ours"], min((pooled[w] for w in BASELINES if w in pooled), key=median)
    print(
        f"best baseline / ours: median {median(best) / median(ours):.1f}, "
        f"p95 {p95(best) / p95(ours):.1f}; goal {GOAL_MEDIAN:g} / {GOAL_P95:g} px"
    )
    return 0 if median(ours) <= GOAL_MEDIAN and p95(ours) <= GOAL_P95 else 1


def median(off: list[float]) -> float:
    return float(np.median(off))


def p95(off: list[float]) -> float:
    return float(np.percentile(off, 95))


# --- ours and the others -----------------------------------------------------------------------


def ours(path: Path, mask: np.ndarray, clip: Followed, measured: list[Measured]) -> Places:
    measured.append(measure(path, np.where(mask, 255, 0).astype(np.uint8)))
    return rested(measured[0].seen, clip)


def rested(way: Way, clip: Followed) -> Places:
    """A way that ends before the clip stays where it ends."""
    places = way.places * (clip.width, clip.height) - 0.5
    return np.concatenate([places, np.repeat(places[-1:], clip.frames - len(places), axis=0)])


def box_of(mask: np.ndarray) -> tuple[int, int, int, int]:
    return tuple(cv2.boundingRect(mask.astype(np.uint8)))  # type: ignore[return-value]


def centre_in_box(mask: np.ndarray) -> np.ndarray:
    """Where the centre of the thing is in its box: what a tracker of boxes cannot know better."""
    x, y, _, _ = box_of(mask)
    rows, columns = np.nonzero(mask)
    return np.array([columns.mean() - x, rows.mean() - y])


def mil(pictures: list[np.ndarray], mask: np.ndarray) -> Places:
    cv2.setRNGSeed(1)
    tracker, box = cv2.TrackerMIL.create(), box_of(mask)
    inner = centre_in_box(mask)
    tracker.init(pictures[0][:, :, ::-1].copy(), box)
    places = [np.array(box[:2]) + inner]
    for picture in pictures[1:]:
        found, where = tracker.update(picture[:, :, ::-1].copy())
        places.append(np.array(where[:2]) + inner if found else places[-1])
    return np.array(places)


def template(pictures: list[np.ndarray], mask: np.ndarray) -> Places:
    x, y, wide, tall = box_of(mask)
    first, inner = pictures[0][y : y + tall, x : x + wide], centre_in_box(mask)
    places = [np.array([x, y]) + inner]
    for picture in pictures[1:]:
        left, top = max(0, x - 24), max(0, y - 24)
        around = picture[top : y + tall + 24, left : x + wide + 24]
        if around.shape[0] < tall or around.shape[1] < wide:
            places.append(places[-1])
            continue
        scores = cv2.matchTemplate(around, first, cv2.TM_CCOEFF_NORMED)
        _, _, _, (column, row) = cv2.minMaxLoc(scores)
        x, y = left + column, top + row
        places.append(np.array([x, y]) + inner)
    return np.array(places)


def points(pictures: list[np.ndarray], mask: np.ndarray) -> Places:
    grays = [cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY) for picture in pictures]
    inside = np.where(mask, 255, 0).astype(np.uint8)
    here = cv2.goodFeaturesToTrack(grays[0], 120, 0.01, 3, mask=inside)
    rows, columns = np.nonzero(mask)
    places = [np.array([columns.mean(), rows.mean()])]
    for before, after in itertools.pairwise(grays):
        if here is None or not len(here):
            places.append(places[-1])
            continue
        there, kept, _ = cv2.calcOpticalFlowPyrLK(before, after, here, None)
        good = kept.ravel() > 0
        shift = np.median((there - here)[good].reshape(-1, 2), axis=0) if good.any() else 0.0
        places.append(places[-1] + shift)
        here = there[good]
    return np.array(places)


if __name__ == "__main__":
    sys.exit(main())
