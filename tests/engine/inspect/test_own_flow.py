"""A person's own flow network: a real, tiny ONNX file is run; others are refused in one line."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from engine.errors import BadInput
from engine.inspect.flow import DenseFlow, Seen, Size, gray_of, streamed
from engine.inspect.own_flow import OwnFlow
from tests.helpers import onnx
from tests.helpers.clips import Clip, render

HIGH, WIDE = 64, 96
TOLD = (1, 2, HIGH, WIDE)


def stored(folder: Path, data: bytes, name: str = "mine.onnx") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def panned(x: float, y: float, width: int = WIDE, height: int = HIGH) -> list[np.ndarray]:
    """Two pictures; what is in the first is shifted by (x, y) in the second."""
    clip = Clip(frames=2, width=width, height=height, pan=(-x, -y), noise=0)
    return list(render(clip))


def median(flow: np.ndarray) -> tuple[float, float]:
    x, y = np.median(flow[12:-12, 12:-12], axis=(0, 1)).tolist()
    return x, y


def identity(takes: list[onnx.Shape], gives: onnx.Shape) -> bytes:
    """A model that only hands on what it is given."""
    names = [f"in{number}" for number in range(len(takes))]
    nodes = [onnx.Node("Abs", (names[0],), "out")]
    return onnx.written(nodes, {}, dict(zip(names, takes, strict=True)), {"out": gives})


@pytest.mark.parametrize("shift", [(3, -2), (-4, 1), (0, 4)])
def test_it_tells_where_everything_went(tmp_path, shift):
    flow = OwnFlow(stored(tmp_path, onnx.flow(HIGH, WIDE))).between(*panned(*shift))
    assert flow.shape == (HIGH, WIDE, 2)
    assert flow.dtype == np.float32
    assert median(flow) == pytest.approx(shift, abs=0.2)


def test_shifts_are_in_pixels_of_the_picture_whatever_size_it_works_at(tmp_path):
    own = OwnFlow(stored(tmp_path, onnx.flow(HIGH, WIDE)))
    flow = own.between(*panned(6, -2, 2 * WIDE, HIGH))
    assert flow.shape == (HIGH, 2 * WIDE, 2)
    assert median(flow) == pytest.approx((6, -2), abs=0.4)


@pytest.mark.parametrize(("blackest", "whitest"), [(0, 255), (0, 1), (-1, 1)])
def test_how_it_wants_its_pictures_is_found_out(tmp_path, blackest, whitest):
    data = onnx.flow(HIGH, WIDE, blackest=blackest, whitest=whitest)
    flow = OwnFlow(stored(tmp_path, data)).between(*panned(3, -2))
    assert median(flow) == pytest.approx((3, -2), abs=0.2)


@pytest.mark.parametrize("part", [2, 4, 8])
def test_a_smaller_flow_in_pixels_of_its_own_is_understood(tmp_path, part):
    own = OwnFlow(stored(tmp_path, onnx.flow(HIGH, WIDE, part=part)))
    assert median(own.between(*panned(3, -2))) == pytest.approx((3, -2), abs=0.3)


def test_two_pictures_may_be_one_input_of_six_channels(tmp_path):
    own = OwnFlow(stored(tmp_path, onnx.flow(HIGH, WIDE, together=True)))
    assert median(own.between(*panned(-2, 3))) == pytest.approx((-2, 3), abs=0.2)


def test_of_several_flows_the_last_is_taken(tmp_path):
    own = OwnFlow(stored(tmp_path, onnx.flow(HIGH, WIDE, drafts=True)))
    assert median(own.between(*panned(3, 1))) == pytest.approx((3, 1), abs=0.2)


def test_a_network_for_any_size_is_given_the_pictures_as_they_are(tmp_path, monkeypatch):
    monkeypatch.setattr("engine.inspect.own_flow._FREE", Size(96, 64))
    own = OwnFlow(stored(tmp_path, onnx.flow(free=True)))
    assert median(own.between(*panned(-3, 2, 120, 90))) == pytest.approx((-3, 2), abs=0.3)


def test_a_clip_is_followed_both_ways_in_the_place_of_dis(tmp_path):
    frames = list(render(Clip(frames=3, width=WIDE, height=HIGH, pan=(-3, 2))))
    own = OwnFlow(stored(tmp_path, onnx.flow(HIGH, WIDE)))
    by_own, by_dis = (list(streamed(frames, Size(WIDE, HIGH), flow)) for flow in (own, None))
    assert len(by_own) == len(by_dis) == 3
    assert by_own[0].ahead is None
    for mine, usual in zip(by_own[1:], by_dis[1:], strict=True):
        assert median(mine.ahead) == pytest.approx((3, -2), abs=0.3)
        assert median(mine.back) == pytest.approx((-3, 2), abs=0.3)
        assert not np.array_equal(mine.ahead, usual.ahead)


def test_dis_says_both_ways_what_it_says_one_way():
    before, after = (Seen(picture, gray_of(picture)) for picture in panned(3, -2))
    dense = DenseFlow()
    there, back = dense.ways(before, after)
    assert np.array_equal(there, dense.between(before.gray, after.gray))
    assert np.array_equal(back, dense.between(after.gray, before.gray))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"nothing of the kind", "is not an ONNX model"),
        (onnx.flow(HIGH, WIDE)[:4000], "is not an ONNX model"),
        (identity([(1, 3, HIGH, WIDE)], TOLD), "takes 1x3x64x96, not two pictures"),
        (identity([(1, 3, HIGH, WIDE)] * 3, TOLD), "not two pictures"),
        (identity([(1, 1, HIGH, WIDE)] * 2, TOLD), "not two pictures"),
        (identity([(1, 3, HIGH, WIDE), (1, 3, HIGH, 128)], TOLD), "different sizes"),
        (identity([(1, 6, 16, 16)], TOLD), "16 x 16 pixels, not 64 to 1280"),
        (identity([(1, 6, 4096, 4096)], TOLD), "4096 x 4096 pixels"),
        (identity([(1, 6, HIGH, WIDE)], (1, 6, HIGH, WIDE)), "gives 1x6x64x96 numbers, not a flow"),
        (onnx.flow(HIGH, WIDE).replace(b"Softmax", b"Softest"), "OpenCV cannot run"),
    ],
)
def test_another_model_is_refused_with_what_is_expected(tmp_path, data, said, capfd):
    with pytest.raises(BadInput, match=said) as refused:
        OwnFlow(stored(tmp_path, data))
    assert "RAFT" in refused.value.mend
    assert "\n" not in str(refused.value)
    assert capfd.readouterr().err == ""


def test_a_model_that_does_not_find_a_shift_is_refused_with_the_one_it_saw(tmp_path):
    with pytest.raises(
        BadInput, match=r"sees a shift of -?\d\.\d, -?\d\.\d pixels where it is 3, -2"
    ):
        OwnFlow(stored(tmp_path, onnx.flow(HIGH, WIDE, turned=True)))


def test_a_model_that_always_says_the_same_is_refused(tmp_path):
    kernel = onnx.Weight((2, 6, 1, 1), (0.0,) * 12)
    always = onnx.Weight((1, 2, 1, 1), (3.0, -2.0))
    nodes = [onnx.Node("Conv", ("in", "w"), "nothing"), onnx.Node("Add", ("nothing", "c"), "out")]
    data = onnx.written(
        nodes, {"w": kernel, "c": always}, {"in": (1, 6, HIGH, WIDE)}, {"out": TOLD}
    )
    with pytest.raises(BadInput, match=r"sees a shift of 3\.0, -2\.0 pixels where it is -3, 2"):
        OwnFlow(stored(tmp_path, data))


def test_what_is_no_number_is_said_with_the_way_out(tmp_path):
    path = stored(tmp_path, onnx.flow(HIGH, WIDE, by_light=True))
    own = OwnFlow(path, "Take it away")
    assert median(own.between(*panned(3, -2))) == pytest.approx((3, -2), abs=0.2)
    black = np.zeros((HIGH, WIDE, 3), np.uint8)
    with pytest.raises(BadInput, match=r"mine\.onnx gives shifts that are no numbers") as refused:
        own.between(black, black)
    assert refused.value.mend == "Take it away"
