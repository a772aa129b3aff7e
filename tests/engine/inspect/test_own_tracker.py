"""A person's own point tracker: a real, tiny ONNX file is run; others are refused in one line."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from engine.errors import BadInput
from engine.inspect.own_tracker import OwnTracker
from tests.helpers import onnx
from tests.helpers.clips import Clip, Sprite, line, render
from tests.helpers.onnx_tracker import FRAMES, HIGH, POINTS, WIDE, tracker

FILM = (1, FRAMES, 3, HIGH, WIDE)
SPOTS = (1, POINTS, 3)
PLACES = (1, FRAMES, POINTS, 2)


def stored(folder: Path, data: bytes) -> Path:
    path = folder / "mine.onnx"
    path.write_bytes(data)
    return path


def panned(frames: int = FRAMES, *sprites: Sprite) -> list[np.ndarray]:
    """Everything goes two pixels to the right and one up from picture to picture."""
    return list(render(Clip(sprites, frames=frames, width=WIDE, height=HIGH, pan=(-2, 1), noise=0)))


ASKED = np.array([(0, 20, 32), (2, 36, 24), (1, 10, 36)], np.float32)


def places_of(frames: int) -> np.ndarray:
    since = np.arange(frames)[None] - ASKED[:, :1]
    return ASKED[:, None, 1:] + since[..., None] * np.array([2, -1])


def constant(takes: dict[str, onnx.Shape], gives: onnx.Shape) -> bytes:
    """A model that only hands on what it is given first."""
    nodes = [onnx.Node("Abs", (next(iter(takes)),), "out")]
    return onnx.written(nodes, {}, takes, {"out": gives})


LAYOUTS = {
    "as CoTracker": {},
    "as TAPIR": {"tapir": True},
    "0 to 1": {"whitest": 1},
    "as TAPIR, -1 to 1": {"tapir": True, "blackest": -1, "whitest": 1},
    "other numbers": {"frames": 10, "points": 16},
    "as many as there are": {"points": FRAMES},
    "any number of pictures": {"frames": "t"},
    "any number of points": {"points": "n"},
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_it_follows_points_however_it_is_laid_out(tmp_path, layout):
    own = OwnTracker(stored(tmp_path, tracker(**layout)))
    film = panned(own.frames)
    followed = own.follow(film, ASKED)
    assert followed.places.shape == (3, own.frames, 2)
    # what goes out of the picture cannot be looked for
    off = np.abs(followed.places - places_of(own.frames))[:, :FRAMES]
    assert off.max() <= 1
    assert followed.seen[:, :FRAMES].all()


def test_more_points_than_it_takes_are_asked_for_one_lot_after_the_other(tmp_path):
    many = np.tile(ASKED, (10, 1))
    one, other = (
        OwnTracker(stored(tmp_path, tracker(points=points))).follow(panned(), many)
        for points in (32, 14)
    )
    assert one.places.shape == (30, FRAMES, 2)
    assert np.array_equal(one.places, other.places)
    assert np.array_equal(one.seen, other.seen)


@pytest.mark.parametrize("layout", [{}, {"tapir": True}], ids=["seen", "hidden"])
def test_what_is_hidden_is_told(tmp_path, layout):
    # it stands where it is while everything goes by behind it
    wall = Sprite(line(31, 28, -2, 1), (16, 30), "box", start=4, seed=5)
    followed = OwnTracker(stored(tmp_path, tracker(**layout))).follow(panned(FRAMES, wall), ASKED)
    # the first of them is behind it then, the last is not yet
    assert followed.seen[0, :4].all()
    assert not followed.seen[0, 4:].any()
    assert followed.seen[2, :4].all()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"no model", "is not an ONNX model"),
        (onnx.flow(HIGH, WIDE), "not a film and points"),
        (constant({"a": FILM, "b": (1, POINTS, 2)}, PLACES), "not a film and points"),
        (constant({"a": (1, FRAMES, 4, HIGH, WIDE), "b": SPOTS}, PLACES), "in three colours"),
        (constant({"a": (2, FRAMES, 3, HIGH, WIDE), "b": SPOTS}, PLACES), "not one film"),
        (constant({"a": (1, 2, 3, HIGH, WIDE), "b": SPOTS}, PLACES), "2 pictures, not of 4 to"),
        (constant({"a": (1, 900, 3, HIGH, WIDE), "b": SPOTS}, PLACES), "900 pictures, not of 4 to"),
        (constant({"a": (1, FRAMES, 3, 16, 16), "b": SPOTS}, PLACES), "16 x 16 pixels"),
        (constant({"a": FILM, "b": (1, 100_000, 3)}, PLACES), "100000 points at a time"),
        (constant({"a": FILM, "b": SPOTS}, FILM), "not the places of points"),
        (tracker(stays=True), "pixels off the points that it should follow"),
        (tracker(silent=True), "does not tell which of the points it follows are hidden"),
    ],
)
def test_what_is_no_tracker_is_refused_with_its_reason(tmp_path, data, why):
    with pytest.raises(BadInput, match=why) as told:
        OwnTracker(stored(tmp_path, data))
    assert told.value.message.startswith("mine.onnx ")
    assert "1xTx3xHxW" in told.value.mend


def test_places_that_are_no_numbers_are_said(tmp_path):
    own = OwnTracker(stored(tmp_path, tracker(by_light=True)), "Take it away")
    black = [np.zeros((HIGH, WIDE, 3), np.uint8)] * FRAMES
    with pytest.raises(BadInput, match=r"mine\.onnx gives places that are no numbers") as told:
        own.follow(black, ASKED)
    assert told.value.mend == "Take it away"
