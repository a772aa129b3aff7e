"""Headers of .gguf files: what is read, what is passed over, what is refused."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import BadInput
from engine.models.gguf import read_header
from tests.helpers import weights
from tests.helpers.weights import gguf_text, read_or_refused


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "model.gguf"


def text_pair(key: str, value: str) -> bytes:
    return gguf_text(key) + struct.pack("<I", 8) + gguf_text(value)


def number_pair(key: str, value: int) -> bytes:
    return gguf_text(key) + struct.pack("<II", 4, value)


def list_pair(key: str, kind: int, values: list[bytes]) -> bytes:
    return gguf_text(key) + struct.pack("<IIQ", 9, kind, len(values)) + b"".join(values)


def test_shapes_are_outermost_first_and_bytes_are_those_of_the_blocks(path):
    weights.gguf(path, {"a.weight": (4, 64), "b.weight": (2, 32)}, "Q8_0")
    tensors = read_header(path).tensors
    assert [tuple(tensor) for tensor in tensors] == [
        ("a.weight", "Q8_0", (4, 64), 4 * 64 // 32 * 34),
        ("b.weight", "Q8_0", (2, 32), 2 * 34),
    ]


def test_keys_are_read_and_vocabularies_passed_over(path):
    words = list_pair("tokenizer.ggml.tokens", 8, [gguf_text("word")] * 1_000)
    scores = list_pair("tokenizer.ggml.scores", 6, [struct.pack("<f", 1.0)] * 1_000)
    keys = text_pair("general.architecture", "wan") + words + scores
    weights.gguf(path, {"a": (32,)}, keys=keys, many=3)
    header = read_header(path)
    assert header.texts == {"general.architecture": "wan"}
    assert header.tensors[0].name == "a"


def test_a_shape_of_five_sides_that_a_converter_noted_is_believed(path):
    sides = [struct.pack("<i", side) for side in (64, 16, 1, 2, 2)]
    keys = list_pair("comfy.gguf.orig_shape.patch_embedding.weight", 5, sides)
    weights.gguf(path, {"patch_embedding.weight": (64, 64)}, "F16", keys, 1)
    assert read_header(path).tensors[0].shape == (64, 16, 1, 2, 2)


def test_a_noted_shape_of_another_size_is_not(path):
    keys = list_pair("comfy.gguf.orig_shape.a", 5, [struct.pack("<i", 7)])
    weights.gguf(path, {"a": (64, 64)}, "F16", keys, 1)
    assert read_header(path).tensors[0].shape == (64, 64)


def test_a_file_that_is_cut_off_is_refused_with_what_is_missing(path):
    weights.gguf(path, {"a": (4, 64)})
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size - 100)
    with pytest.raises(BadInput, match=r"model\.gguf cannot be used: it is cut off: \d+ bytes"):
        read_header(path)


def test_tensors_that_overlap_are_refused(path):
    weights.gguf(path, {"a": (64,), "b": (64,)})
    data = bytearray(path.read_bytes())
    at = data.index(gguf_text("b")) + 9 + 4 + 8 + 4
    data[at : at + 8] = struct.pack("<Q", 32)
    path.write_bytes(data)
    with pytest.raises(BadInput, match="“a” and “b” overlap"):
        read_header(path)


@pytest.mark.parametrize(
    ("start", "told"),
    [
        (b"GGML" + bytes(20), "no GGUF file"),
        (b"GGUF" + struct.pack("<IQQ", 1, 0, 0), "version 1 of GGUF"),
        (b"GGUF" + struct.pack("<IQQ", 3, 1 << 60, 0), "claims 1,152,921,504,606,846,976 tensors"),
        (b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + struct.pack("<Q", 1 << 40), "ends in its header"),
        (
            b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + gguf_text("k") + struct.pack("<I", 99),
            "type 99",
        ),
        (
            b"GGUF"
            + struct.pack("<IQQ", 3, 0, 1)
            + gguf_text("k")
            + struct.pack("<IIQ", 9, 8, 9**9),
            "claims 387,420,489 entries",
        ),
        (
            b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + number_pair("general.alignment", 0),
            "its alignment is 0",
        ),
        (
            b"GGUF"
            + struct.pack("<IQQ", 3, 1, 0)
            + gguf_text("a")
            + struct.pack("<IQIQ", 1, 32, 77, 0),
            "unknown type 77",
        ),
        (
            b"GGUF"
            + struct.pack("<IQQ", 3, 1, 0)
            + gguf_text("a")
            + struct.pack("<IQIQ", 1, 33, 8, 0),
            "does not fill its blocks of 32",
        ),
    ],
)
def test_what_is_wrong_is_named(path, start, told):
    path.write_bytes(start)
    with pytest.raises(BadInput) as caught:
        read_header(path)
    assert told in str(caught.value)


@given(st.binary(max_size=300), st.booleans())
def test_random_bytes_are_refused_or_read(tmp_path_factory, data, magic):
    path = tmp_path_factory.mktemp("random") / "x.gguf"
    start = b"GGUF" + struct.pack("<IQQ", 3, len(data) % 4, len(data) % 3) if magic else b""
    path.write_bytes(start + data)
    read_or_refused(read_header, path)


@given(st.integers(0, 400), st.integers(0, 255))
def test_one_flipped_byte_is_refused_or_read(tmp_path_factory, at, value):
    path = tmp_path_factory.mktemp("flipped") / "x.gguf"
    keys = text_pair("general.architecture", "wan") + number_pair("general.alignment", 32)
    weights.gguf(path, {"a": (4, 64), "b": (2, 32)}, "Q8_0", keys, 2)
    data = bytearray(path.read_bytes())
    data[at % len(data)] = value
    path.write_bytes(data)
    read_or_refused(read_header, path)


def test_names_and_texts_do_not_fill_the_memory(path, monkeypatch):
    weights.gguf(path, {"a" * 60: (64,), "b" * 60: (64,)})
    monkeypatch.setattr("engine.models.gguf._TEXTS_LIMIT", 100)
    with pytest.raises(BadInput, match="its texts take more than 100 bytes"):
        read_header(path)
