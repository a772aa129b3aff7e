"""A person's own segmentation model, as a file that OpenCV runs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import BadInput
from engine.frame.matting import Model
from engine.frame.onnx import Unreadable, signature
from engine.records import Box
from tests.helpers import onnx, scenes

# redness: what it is given is scaled about the mean of photographs
REDNESS = (3.0, -2.0, -2.0)
PICTURE, MASK = (1, 3, 64, 64), (1, 1, 64, 64)


def stored(folder: Path, data: bytes) -> Path:
    path = folder / "own.onnx"
    path.write_bytes(data)
    return path


def two_red_discs() -> tuple[np.ndarray, np.ndarray]:
    image = np.full((120, 200, 3), (60, 130, 60), np.uint8)
    y, x = np.mgrid[:120, :200]
    left = (x - 50) ** 2 + (y - 60) ** 2 < 24**2
    image[left | ((x - 150) ** 2 + (y - 60) ** 2 < 24**2)] = (220, 30, 30)
    return image, left


@pytest.mark.parametrize("takes", [PICTURE, ("n", 3, "h", "w")])
def test_a_model_picks_in_a_box_and_at_a_click(tmp_path: Path, takes: onnx.Shape) -> None:
    model = Model(stored(tmp_path, onnx.model(REDNESS, takes, MASK)))
    image, left = two_red_discs()
    in_box = model.pick_box(image, Box(0.08, 0.2, 0.35, 0.6))
    assert in_box.shape == left.shape
    assert in_box.dtype == np.uint8
    assert scenes.overlap(in_box, left) > 0.9
    assert scenes.overlap(model.pick_point(image, (0.25, 0.5)), left) > 0.9


def test_clicks_correct_what_a_model_says(tmp_path: Path) -> None:
    model = Model(stored(tmp_path, onnx.model(REDNESS, PICTURE, MASK)))
    image, left = two_red_discs()
    both = Box(0.05, 0.1, 0.9, 0.8)
    picked = model.pick_box(image, both, [(0.25, 0.5)], [(0.75, 0.5)])
    assert scenes.overlap(picked, left) > 0.9


def test_a_model_that_sees_nothing_says_so(tmp_path: Path) -> None:
    model = Model(stored(tmp_path, onnx.model(REDNESS, PICTURE, MASK)))
    image = np.full((60, 80, 3), (60, 130, 60), np.uint8)
    with pytest.raises(BadInput, match=r"own\.onnx sees nothing"):
        model.pick_box(image, Box(0.2, 0.2, 0.5, 0.5))
    with pytest.raises(BadInput, match="sees nothing under the click"):
        model.pick_point(image, (0.5, 0.5))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not an ONNX model"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "not an ONNX model"),
        (onnx.model(REDNESS, PICTURE, MASK)[:150], "not an ONNX model"),
        (onnx.model(REDNESS, (1, 1, 64, 64), MASK), "takes 1x1x64x64, not one picture"),
        (onnx.model(REDNESS, (1, 3, 4096, 4096), MASK), "pictures of 4096 x 4096"),
        (onnx.model(REDNESS, PICTURE, MASK, op="NoSuchLayer"), "OpenCV cannot run"),
    ],
)
def test_any_other_file_is_refused_with_one_line(
    tmp_path: Path, data: bytes, said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(BadInput, match=said) as error:
        Model(stored(tmp_path, data))
    assert "\n" not in str(error.value)
    assert error.value.mend
    assert capfd.readouterr().err == ""


def test_a_missing_or_oversized_file_is_refused(tmp_path: Path, monkeypatch) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        Model(tmp_path / "none.onnx")
    monkeypatch.setattr("engine.frame.network.MAX_BYTES", 100)
    with pytest.raises(BadInput, match="larger than"):
        Model(stored(tmp_path, onnx.model(REDNESS, PICTURE, MASK)))


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    try:
        said = signature(data)
    except Unreadable:
        return
    assert all(0 <= size < 1 << 31 for shape in said.inputs + said.outputs for size in shape)
