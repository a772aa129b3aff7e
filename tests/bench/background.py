"""How well what was behind a thing is completed, beside cv2's Telea, and how long that takes.

    python tests/bench/background.py [--data DIR]

Scenes are rendered with and without the thing, so that what was behind it is known; the completion
sees only the picture with the thing. PSNR is over the pixels that it covered. With --data the
pictures of a folder are the scenes: a disc of another one's colours is laid on them, which is then
to be taken away again. Seconds are of the processor, which a busy machine does not change.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import mean

import cv2
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from engine.frame.load import fit, load_image
from engine.motion.background import complete

WIDTH, HEIGHT = 832, 480
GOAL_DB, GOAL_SECONDS = 3.0, 3.0
Picture = np.ndarray


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="a folder of pictures instead of rendered scenes")
    scenes = list(_photographs(parser.parse_args().data) or _rendered())
    print(f"{'':24}{'ours':>9}{'quick':>9}{'Telea':>9}{'ours - Telea':>14}{'seconds':>9}")
    rows = []
    for name, clean, hole in scenes:
        shown = _with_thing(clean, hole)
        began = time.process_time()
        ours = complete(shown, hole)
        took = time.process_time() - began
        grown = cv2.dilate(hole.astype(np.uint8), np.ones((7, 7), np.uint8))
        telea = cv2.inpaint(shown, grown, 3, cv2.INPAINT_TELEA)
        made = (ours, complete(shown, hole, quick=True), telea)
        row = (*(_psnr(picture, clean, hole) for picture in made), took)
        rows.append(row)
        print(_line(name, row))
    print(_line("mean", tuple(mean(column) for column in zip(*rows, strict=True))))
    gain = mean(row[0] - row[2] for row in rows)
    slowest = max(row[3] for row in rows)
    print(f"goals: at least {GOAL_DB:g} dB over Telea: {gain:.1f}; under 3 s: {slowest:.2f}")
    return 0 if gain >= GOAL_DB and slowest < GOAL_SECONDS else 1


def _line(name: str, row: tuple[float, ...]) -> str:
    ours, quick, telea, took = row
    return f"{name:24}{ours:9.1f}{quick:9.1f}{telea:9.1f}{ours - telea:14.1f}{took:9.2f}"


def _psnr(made: Picture, clean: Picture, hole: Picture) -> float:
    apart = made[hole].astype(float) - clean[hole]
    return float(10 * np.log10(255**2 / max(1e-9, np.mean(apart**2))))


def _hole(x: float, y: float, wide: float, tall: float) -> Picture:
    down, right = np.mgrid[:HEIGHT, :WIDTH]
    across, along = (right / WIDTH - x) / (wide / 2), (down / HEIGHT - y) / (tall / 2)
    return across**2 + along**2 <= 1.0


def _with_thing(clean: Picture, hole: Picture) -> Picture:
    """The scene with a shaded red ball over the hole, its edge soft as in a photograph."""
    down, right = np.mgrid[:HEIGHT, :WIDTH]
    shade = 0.6 + 0.4 * np.cos(right / 40) * np.cos(down / 40)
    ball = np.clip(np.array([210, 60, 40]) * shade[:, :, None] + 20, 0, 255)
    inside = cv2.GaussianBlur(hole.astype(np.float32), (0, 0), 0.7)[:, :, None] * hole[:, :, None]
    return (clean * (1 - inside) + ball * inside).astype(np.uint8)


# --- scenes --------------------------------------------------------------------------------------


def _rendered() -> Iterator[tuple[str, Picture, Picture]]:
    holes = {"middle": _hole(0.5, 0.5, 0.22, 0.35), "large": _hole(0.4, 0.55, 0.4, 0.6)}
    makers: tuple[tuple[str, Callable[[], Picture]], ...] = (
        ("brick wall", _bricks),
        ("floor and wall", _room),
        ("fence", _fence),
        ("tiles", _tiles),
        ("sky and sea", _sea),
    )
    for name, make in makers:
        for which, hole in holes.items():
            yield f"{name}, {which}", make(), hole


def _noisy(picture: Picture, strength: float, seed: int) -> Picture:
    noise = np.random.default_rng(seed).normal(0, strength, (HEIGHT, WIDTH, 1))
    return np.clip(picture + noise, 0, 255).astype(np.uint8)


def _coarse(grain: int, strength: float, seed: int) -> Picture:
    small = np.random.default_rng(seed).normal(0, 1, (HEIGHT // grain + 2, WIDTH // grain + 2))
    return strength * cv2.resize(small, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)[:, :, None]


def _bricks() -> Picture:
    down, right = np.mgrid[:HEIGHT, :WIDTH]
    row = down // 24
    mortar = (down % 24 < 3) | ((right + 26 * (row % 2)) % 52 < 3)
    colour = np.where(mortar[:, :, None], (190, 185, 175), (150, 80, 60))
    return _noisy(colour + _coarse(40, 6, 1), 4, 2)


def _room() -> Picture:
    down, right = np.mgrid[:HEIGHT, :WIDTH]
    wall = np.array((205, 200, 185)) - 20 * (right / WIDTH)[:, :, None]
    plank = ((right + down // 3) // 38 % 3)[:, :, None]
    floor = np.array((120, 85, 55)) + 16 * plank
    edge = (down > 0.58 * HEIGHT)[:, :, None]
    return _noisy(np.where(edge, floor, wall) + _coarse(60, 5, 3), 3, 4)


def _fence() -> Picture:
    down, right = np.mgrid[:HEIGHT, :WIDTH]
    ground = np.array((110, 150, 90)) + _coarse(12, 14, 5)
    board = (right % 44 < 28) & (down > 90) & (down < 420)
    rail = (np.abs(down - 160) < 9) | (np.abs(down - 340) < 9)
    out = np.where(rail[:, :, None], (170, 140, 100), ground)
    return _noisy(np.where(board[:, :, None], (215, 200, 170), out), 3, 6)


def _tiles() -> Picture:
    down, right = np.mgrid[:HEIGHT, :WIDTH]
    checked = ((right // 32 + down // 32) % 2)[:, :, None]
    return _noisy(np.where(checked, (200, 205, 210), (70, 90, 120)) + _coarse(80, 6, 7), 3, 8)


def _sea() -> Picture:
    down, right = np.mgrid[:HEIGHT, :WIDTH]
    sky = np.array((150, 180, 215)) + 40 * (down / HEIGHT)[:, :, None]
    wave = 14 * np.sin(down * down / 900 + 0.5 * np.sin(right / 50))[:, :, None]
    sea = np.array((40, 85, 110)) + wave + _coarse(10, 6, 9)
    return _noisy(np.where((down > 240)[:, :, None], sea, sky), 3, 10)


def _photographs(folder: Path | None) -> list[tuple[str, Picture, Picture]]:
    if folder is None:
        return []
    found = sorted(p for p in folder.iterdir() if p.suffix in {".png", ".jpg", ".webp"})
    hole = _hole(0.5, 0.5, 0.22, 0.35)
    return [(p.stem[:22], fit(load_image(p), WIDTH, HEIGHT), hole) for p in found]


if __name__ == "__main__":
    sys.exit(main())
