"""Where there is no ground, a segmentation model of the person's own says where things end."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import cv2
import numpy as np
import pytest

from engine.frame.matting import Model
from engine.inspect.observation import Observation, observe
from engine.inspect.outlines import outlines
from engine.inspect.small import Small
from engine.records import ClipInfo
from tests.helpers import onnx
from tests.helpers.clips import texture

CLIP = ClipInfo(16, 16.0, 320, 192)
RADIUS = 20
RED, NOTHING = (3.0, -2.0, -2.0), (0.0, 0.0, 0.0)


def going() -> Iterator[np.ndarray]:
    """The view goes ahead among cards in the room; a red disc crosses it."""
    draw = np.random.default_rng(5)
    skins = [_pale(texture(48, 48, seed)) for seed in range(6)]
    places = [(*draw.uniform((-3, -2, 1.5), (3, 2, 9)), n % 6) for n in range(200)]
    places.sort(key=lambda place: -place[2])
    back, disc = _pale(texture(CLIP.width, CLIP.height, 99)), _reddish(texture(40, 40, 7))
    for frame in range(CLIP.frames):
        picture = back.copy()
        for x, y, away, skin in places:
            scale = 150 / (away - 0.05 * frame)
            _paint(picture, skins[skin], (160 + x * scale, 96 + y * scale), round(0.45 * scale))
        whole = np.zeros((2 * RADIUS, 2 * RADIUS), np.uint8)
        cv2.circle(whole, (RADIUS, RADIUS), RADIUS, 255, -1)
        left, top = 70 + 6 * frame, 80
        part = picture[top : top + 2 * RADIUS, left : left + 2 * RADIUS]
        part[whole > 0] = disc[whole > 0]
        yield picture


def _pale(picture: np.ndarray) -> np.ndarray:
    return (picture * np.array([0.3, 1.0, 1.0])).astype(np.uint8)


def _reddish(picture: np.ndarray) -> np.ndarray:
    return np.clip(picture * 0.3 + np.array([150, 0, 0]), 0, 255).astype(np.uint8)


def _paint(picture: np.ndarray, skin: np.ndarray, at: tuple[float, float], side: int) -> None:
    left, top = round(at[0] - side / 2), round(at[1] - side / 2)
    x, y = max(0, left), max(0, top)
    part = picture[y : max(0, top + side), x : max(0, left + side)]
    if part.size:
        card = cv2.resize(skin, (side, side), interpolation=cv2.INTER_AREA)
        part[:] = card[y - top : y - top + part.shape[0], x - left : x - left + part.shape[1]]


@pytest.fixture(scope="module")
def frames() -> list[np.ndarray]:
    return list(going())


@pytest.fixture
def seen(tmp_path, frames) -> Callable[..., Observation]:
    def act(weights: tuple[float, ...] | None) -> Observation:
        likely = None
        if weights is not None:
            path = tmp_path / "own.onnx"
            path.write_bytes(onnx.model(weights, (1, 3, 96, 96), (1, 1, 96, 96)))
            likely = Model(path).likely
        return observe(iter(frames), CLIP, tmp_path / "flow.npy", likely=likely)

    return act


def test_what_is_marked_and_moves_is_a_thing_with_an_outline(seen):
    observation = seen(RED)
    assert observation.grounded == ()
    disc = max(observation.things, key=lambda thing: len(thing) * float(np.median(thing.areas)))
    assert disc.outlined
    assert len(disc) == CLIP.frames
    assert float(np.median(disc.areas)) == pytest.approx(np.pi * RADIUS**2, rel=0.15)
    wanted = [70 + 6 * frame + RADIUS for frame in range(CLIP.frames)]
    assert disc.centres[:, 0] == pytest.approx(wanted, abs=4)


def test_without_a_model_things_are_known_by_their_motion_alone(seen):
    things = seen(None).things
    assert things
    assert not any(thing.outlined for thing in things)


def test_a_model_that_marks_nothing_changes_nothing(seen):
    usual, other = seen(None).things, seen(NOTHING).things
    assert [thing.outlined for thing in other] == [False] * len(usual)
    assert [thing.first for thing in other] == [thing.first for thing in usual]


def small(number: int, moving: np.ndarray) -> Small:
    picture = np.zeros((*moving.shape, 3), np.uint8)
    return Small(number, picture, None, None, None, np.eye(2, 3), moving.astype(np.uint8))


def test_what_is_marked_and_rests_is_no_thing():
    marks = np.zeros((40, 60), np.float32)
    marks[10:20, 5:15] = marks[10:20, 40:50] = 1.0
    moving = np.zeros((40, 60), bool)
    moving[12:18, 7:12] = True
    masks = outlines(lambda _: marks, [small(number, moving) for number in range(3)])
    for mask in masks:
        assert mask[:, :30].sum() == 100
        assert mask[:, 30:].sum() == 0


def test_a_large_piece_of_which_a_speck_moves_is_what_stands_behind():
    moving = np.zeros((60, 90), bool)
    moving[30:33, 40:43] = True
    smalls = [small(number, moving) for number in range(3)]
    assert outlines(lambda picture: np.ones(picture.shape[:2], np.float32), smalls) is None


def test_where_nothing_moves_nothing_is_outlined():
    smalls = [small(number, np.zeros((40, 60), bool)) for number in range(3)]
    assert outlines(lambda picture: np.ones(picture.shape[:2], np.float32), smalls) is None
