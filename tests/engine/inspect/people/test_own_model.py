"""A person's own pose model: a real, tiny ONNX file is run; others are refused in one line."""

from __future__ import annotations

import numpy as np
import pytest

from engine.errors import BadInput
from engine.frame.network import Network
from engine.inspect.own import file_of, put
from engine.inspect.people import ready, watch
from engine.inspect.people.joints import LEFT_HEEL, LEFT_TOE, NOSE, RIGHT_ANKLE
from engine.inspect.people.own import OwnPose
from engine.inspect.people.square import Square
from engine.records import ClipInfo
from tests.helpers.onnx import model

WIDTH, HEIGHT = 96, 128


def red(points: int = 17, height: int = HEIGHT, width: int = WIDTH) -> bytes:
    """Every point is where it is reddest."""
    return model([3.0, -3.0, -3.0] * points, (1, 3, height, width), (1, points, height, width))


@pytest.fixture
def own(tmp_path):
    path = tmp_path / "mine.onnx"
    path.write_bytes(red())
    return path


def picture(x: int, y: int) -> np.ndarray:
    out = np.zeros((240, 320, 3), np.uint8)
    out[y - 3 : y + 4, x - 3 : x + 4] = (255, 0, 0)
    return out


@pytest.mark.parametrize(("x", "y"), [(150, 100), (180, 60), (130, 140)])
def test_points_are_told_where_they_are_in_the_picture(own, x, y):
    body = OwnPose(own).place(picture(x, y), Square(160, 100, 128))
    assert body.points[NOSE, :2] == pytest.approx((x, y), abs=4)
    assert body.points[RIGHT_ANKLE, :2] == pytest.approx((x, y), abs=4)
    assert body.points[NOSE, 2] > 0.9
    assert body.score > 0.9


def test_what_it_has_no_points_for_is_not_seen(own):
    body = OwnPose(own).place(picture(160, 100), Square(160, 100, 128))
    assert body.points[LEFT_HEEL, 2] == 0
    assert body.points[LEFT_TOE, 2] == 0


def test_a_model_with_feet_tells_heels_and_toes(tmp_path):
    path = tmp_path / "feet.onnx"
    path.write_bytes(red(26))
    body = OwnPose(path).place(picture(160, 100), Square(160, 100, 128))
    assert body.points[[LEFT_HEEL, LEFT_TOE], 2].min() > 0.9


@pytest.mark.parametrize("turned", [False, True])
def test_one_row_and_one_column_a_point_are_read_in_either_order(own, monkeypatch, turned):
    across = np.zeros((1, 17, 2 * WIDTH), np.float32)
    down = np.zeros((1, 17, 2 * HEIGHT), np.float32)
    across[:, :, 2 * 30], down[:, :, 2 * 100] = 0.9, 0.8
    out = [down, across] if turned else [across, down]
    ready_model = OwnPose(own)
    monkeypatch.setattr(Network, "run", lambda self, blob: out)
    body = ready_model.place(picture(10, 10), Square(64, 64, HEIGHT))
    # the model's picture is the middle of the square
    assert body.points[NOSE, :2] == pytest.approx((30 + (HEIGHT - WIDTH) / 2, 100), abs=1)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"nothing of the kind", "is not an ONNX model"),
        (red(5), "not a pose"),
        (red(17, 16, 16), "does not say a size"),
        (model([1.0] * 51, (1, 4, 64, 64), (1, 17, 64, 64)), "not one picture"),
        (model([1.0] * 51, (1, 3, 64, 64), (1, 17, 64, 64), op="Nonsense"), "OpenCV cannot run"),
    ],
)
def test_another_model_is_refused_with_what_is_expected(tmp_path, data, said):
    path = tmp_path / "other.onnx"
    path.write_bytes(data)
    with pytest.raises(BadInput, match=said) as refused:
        put("pose", path, tmp_path / "people")
    assert "RTMPose" in refused.value.mend
    assert not (tmp_path / "people").exists()


def test_a_model_that_was_put_there_is_used_without_any_that_was_fetched(own, tmp_path):
    folder = tmp_path / "people"
    assert not ready(folder)
    assert put("pose", own, folder) == file_of("pose", folder)
    assert ready(folder)
    watcher = watch(ClipInfo(24, 24.0, 320, 240), folder)
    assert watcher is not None
    for frame in range(0, 24):
        watcher.see(frame, picture(100 + frame, 100))
    # all points of it are in one place: that is no body
    assert watcher.people == ()


def test_a_model_that_is_not_there_is_said(tmp_path):
    with pytest.raises(BadInput, match="cannot be read"):
        OwnPose(tmp_path / "none.onnx")
