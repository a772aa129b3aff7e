"""Start images: what can be loaded, and the one line for what cannot."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import BadInput
from engine.frame.header import Broken, header
from engine.frame.load import fit, load_image, load_mask, size_of

FORMATS = ("png", "jpg", "webp", "bmp", "gif", "tiff")


def picture(width: int = 48, height: int = 32) -> np.ndarray:
    """RGB: red grows to the right, green downwards; blocks survive every codec."""
    image = np.zeros((height, width, 3), np.uint8)
    image[:, :, 0] = np.linspace(0, 255, width).astype(np.uint8)
    image[:, :, 1] = np.linspace(0, 255, height).astype(np.uint8)[:, None]
    return image


def encoded(image: np.ndarray, suffix: str) -> bytes:
    order = {3: [2, 1, 0], 4: [2, 1, 0, 3]}
    flipped = image if image.ndim == 2 else image[:, :, order[image.shape[2]]]
    return cv2.imencode(f".{suffix}", flipped)[1].tobytes()


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def with_orientation(jpeg: bytes, orientation: int) -> bytes:
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01"
    exif += struct.pack(">HH", orientation, 0) + b"\0\0\0\0"
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + jpeg[2:]


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_comes_out_as_it_went_in(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(encoded(picture(), suffix))
    loaded = load_image(path)
    assert loaded.shape == (32, 48, 3)
    assert np.abs(loaded.astype(int) - picture()).mean() < 12


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_truncated_image_is_refused_with_one_line(
    tmp_path: Path, suffix: str, capfd: pytest.CaptureFixture[str]
) -> None:
    data = encoded(picture(), suffix)
    path = tmp_path / f"a.{suffix}"
    for share in (0.95, 0.5, 0.1):
        path.write_bytes(data[: int(len(data) * share)])
        with pytest.raises(BadInput, match=r"a\.") as error:
            load_image(path)
        assert "\n" not in str(error.value)
    assert capfd.readouterr() == ("", "")


def test_a_gigantic_image_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    path = tmp_path / "bomb.png"
    size = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", size) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + body)
    with pytest.raises(BadInput, match="60,000 x 60,000"):
        load_image(path)


def test_a_thin_image_with_few_pixels_but_a_side_too_long_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "thin.png"
    path.write_bytes(encoded(np.zeros((1, 16_385), np.uint8), "png"))
    with pytest.raises(BadInput, match="16,385 x 1 "):
        load_image(path)


def test_one_pixel_is_an_image(tmp_path: Path) -> None:
    path = tmp_path / "dot.png"
    path.write_bytes(encoded(np.full((1, 1, 3), 7, np.uint8), "png"))
    assert load_image(path).tolist() == [[[7, 7, 7]]]


def test_transparency_lies_on_neutral_grey(tmp_path: Path) -> None:
    image = np.full((4, 4, 4), 255, np.uint8)
    image[:2, :, 3] = 0
    path = tmp_path / "a.png"
    path.write_bytes(encoded(image, "png"))
    loaded = load_image(path)
    assert (loaded[:2] == 128).all()
    assert (loaded[2:] == 255).all()


def test_sixteen_bits_and_grey_are_reduced_to_eight_bits_and_three_channels(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(encoded(np.full((3, 5), 40_000, np.uint16), "png"))
    assert load_image(path).tolist() == np.full((3, 5, 3), 156).tolist()


def test_floating_point_pictures_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.tiff"
    path.write_bytes(encoded(np.zeros((4, 4), np.float32), "tiff"))
    with pytest.raises(BadInput, match="float32"):
        load_image(path)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientation_is_honoured(tmp_path: Path, orientation: int) -> None:
    # what a camera stores so that, shown with this orientation, the picture is upright
    stored = {
        1: lambda p: p,
        2: lambda p: p[:, ::-1],
        3: lambda p: p[::-1, ::-1],
        4: lambda p: p[::-1],
        5: lambda p: p.transpose(1, 0, 2),
        6: lambda p: np.rot90(p, 1),
        7: lambda p: p[::-1, ::-1].transpose(1, 0, 2),
        8: lambda p: np.rot90(p, -1),
    }[orientation](picture())
    path = tmp_path / "a.jpg"
    jpeg = encoded(np.ascontiguousarray(stored), "jpg")
    path.write_bytes(with_orientation(jpeg, orientation))
    loaded = load_image(path)
    assert loaded.shape == (32, 48, 3)
    assert size_of(path) == (48, 32)
    assert np.abs(loaded.astype(int) - picture()).mean() < 12


def test_an_animated_png_is_refused(tmp_path: Path) -> None:
    data = encoded(picture(), "png")
    at = data.index(b"IDAT") - 4
    path = tmp_path / "a.png"
    path.write_bytes(data[:at] + chunk(b"acTL", struct.pack(">II", 3, 0)) + data[at:])
    with pytest.raises(BadInput, match="several pictures"):
        load_image(path)


def test_an_animated_gif_is_refused(tmp_path: Path) -> None:
    data = encoded(picture(), "gif")
    at = data.index(b"\x2c", 13 + 3 * 2 ** ((data[10] & 7) + 1) if data[10] & 0x80 else 13)
    path = tmp_path / "a.gif"
    path.write_bytes(data[:-1] + data[at:])
    with pytest.raises(BadInput, match="several pictures"):
        load_image(path)


@pytest.mark.parametrize("data", [b"", b"hello", b"%PDF-1.7", b"\0" * 4096, b"RIFF\0\0\0\0AVI "])
def test_what_is_no_image_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "notes.png"
    path.write_bytes(data)
    with pytest.raises(BadInput, match="not an image"):
        load_image(path)


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="There is no image"):
        load_image(tmp_path / "gone.png")
    with pytest.raises(BadInput, match="folder"):
        load_image(tmp_path)
    with pytest.raises(BadInput):
        load_image("a\0b.png")


def test_a_mask_is_white_where_it_is_opaque_and_white(tmp_path: Path) -> None:
    image = np.full((4, 6, 4), 255, np.uint8)
    image[:, :2, 3] = 0
    image[:, 2:4, :3] = 0
    path = tmp_path / "m.png"
    path.write_bytes(encoded(image, "png"))
    assert load_mask(path)[0].tolist() == [0, 0, 0, 0, 255, 255]


def test_fit_covers_and_keeps_the_middle() -> None:
    image = np.zeros((100, 300, 3), np.uint8)
    image[:, 100:200] = 200
    fitted = fit(image, 64, 64)
    assert fitted.shape == (64, 64, 3)
    assert (fitted == 200).all()


def test_fit_leaves_an_image_of_the_right_size_alone() -> None:
    assert fit(picture(), 48, 32) is not None
    assert (fit(picture(), 48, 32) == picture()).all()


@given(st.integers(1, 90), st.integers(1, 90), st.integers(1, 60), st.integers(1, 60))
def test_fit_always_gives_the_size_that_was_asked_for(a: int, b: int, w: int, h: int) -> None:
    assert fit(np.zeros((a, b, 3), np.uint8), w, h).shape == (h, w, 3)


@given(st.sampled_from(FORMATS), st.data())
def test_a_damaged_header_is_broken_or_read_and_nothing_else(
    suffix: str, data: st.DataObject
) -> None:
    original = bytearray(encoded(picture(16, 16), suffix))
    places = st.lists(st.tuples(st.integers(0, min(200, len(original) - 1)), st.integers(0, 255)))
    for place, value in data.draw(places):
        original[place] = value
    cut = data.draw(st.integers(0, len(original)))
    try:
        found = header(bytes(original[:cut]))
    except Broken:
        return
    assert found is None or (found.width >= 0 and found.height >= 0)
