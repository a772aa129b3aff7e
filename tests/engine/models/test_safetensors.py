"""Headers of .safetensors files: what is read, and what is refused in one line."""

from __future__ import annotations

import json
import struct
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import BadInput
from engine.models.safetensors import HEADER_LIMIT, read_header
from engine.models.tensors import summary
from tests.helpers import weights
from tests.helpers.weights import read_or_refused


def entry(begin: int, end: int, *shape: int, dtype: str = "F16") -> dict:
    return {"dtype": dtype, "shape": list(shape), "data_offsets": [begin, end]}


def refusal(path: Path, entries: object, size: int) -> str:
    weights.raw(path, json.dumps(entries).encode(), size)
    with pytest.raises(BadInput) as caught:
        read_header(path)
    line = str(caught.value)
    assert path.name in line
    assert "\n" not in line
    return line


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "weights.safetensors"


def test_tensors_come_in_the_order_of_their_data_with_their_bytes(path):
    entries = {"b": entry(8, 14, 3), "a": entry(0, 8, 2, 2), "__metadata__": {"format": "pt"}}
    weights.raw(path, json.dumps(entries).encode(), 14)
    header = read_header(path)
    assert [tuple(tensor) for tensor in header.tensors] == [
        ("a", "F16", (2, 2), 8),
        ("b", "F16", (3,), 6),
    ]
    assert header.texts == {"format": "pt"}


def test_a_model_of_28_gigabytes_is_read_without_its_data(path):
    weights.safetensors(path, {f"blocks.{n}.weight": (5120, 68_000) for n in range(40)})
    found = summary(read_header(path).tensors)
    assert found.bytes == 40 * 5120 * 68_000 * 2
    assert found.parameters == 40 * 5120 * 68_000
    assert (found.blocks, found.block_bytes) == (40, 5120 * 68_000 * 2)
    assert found.dtypes == (("BF16", found.bytes),)


def test_empty_tensors_and_scalars_are_tensors(path):
    weights.raw(path, json.dumps({"none": entry(0, 0, 0, 4), "one": entry(0, 2)}).encode(), 2)
    assert [tensor.numbers for tensor in read_header(path).tensors] == [0, 1]


def test_numbers_of_four_bits_share_their_bytes(path):
    weights.raw(path, json.dumps({"a": entry(0, 4, 2, 4, dtype="F4")}).encode(), 4)
    assert read_header(path).tensors[0].bytes == 4


@pytest.mark.parametrize(
    ("entries", "size", "told"),
    [
        ({"a": entry(0, 8, 4), "b": entry(4, 12, 4)}, 12, "“a” and “b” overlap"),
        ({"a": entry(0, 8, 4), "b": entry(10, 18, 4)}, 18, "2 bytes before “b” have no name"),
        ({"a": entry(2, 10, 4)}, 10, "nothing names its first 2 bytes"),
        ({"a": entry(0, 8, 4)}, 5, "it is cut off: 3 bytes"),
        ({"a": entry(0, 8, 4)}, 11, "3 bytes behind its last tensor"),
        ({"a": entry(0, 9, 4)}, 9, "does not fill its 9 bytes"),
        ({"a": entry(0, 8, 4, dtype="F3")}, 8, "unknown type F3"),
        ({"a": entry(8, 0, 4)}, 8, "are no sizes"),
        ({"a": entry(0, 8, -2, -2)}, 8, "are no sizes"),
        ({"a": entry(0, 8, 1 << 60, 1 << 60)}, 8, "are no sizes"),
        ({"a": {"dtype": "F16", "shape": "22", "data_offsets": [0, 8]}}, 8, "are no sizes"),
        ({"a": {"dtype": "F16", "shape": [2], "data_offsets": [0]}}, 8, "not a tensor's"),
        ({"a": 3}, 8, "not a tensor's"),
        ([1, 2], 0, "no JSON object"),
        ({"__metadata__": [1]}, 0, "metadata is no JSON object"),
    ],
)
def test_a_broken_rule_is_named(path, entries, size, told):
    assert told in refusal(path, entries, size)


def test_a_header_that_is_cut_off_says_to_download_again(path):
    path.write_bytes(struct.pack("<Q", 500) + b'{"a":')
    with pytest.raises(BadInput, match=r"ends in its header\. Download it again\."):
        read_header(path)


def test_a_header_longer_than_any_real_one_is_not_read(path):
    path.write_bytes(struct.pack("<Q", HEADER_LIMIT + 1) + b"{}")
    with pytest.raises(BadInput, match="would be 16,777,217 bytes long"):
        read_header(path)


@pytest.mark.parametrize("text", [b"[" * 100_000, b"1" * 5_000, b"\xff\xfe{}", b"{" * 4_000])
def test_text_that_is_no_json_is_refused(path, text):
    weights.raw(path, text, 0)
    with pytest.raises(BadInput):
        read_header(path)


def test_a_header_of_very_many_entries_costs_no_memory(path):
    weights.raw(path, b"[" + b"[]," * 4_000_000 + b"[]]", 0)
    tracemalloc.start()
    try:
        with pytest.raises(BadInput, match="more than 1,000,000 entries"):
            read_header(path)
        assert tracemalloc.get_traced_memory()[1] < 2 * HEADER_LIMIT
    finally:
        tracemalloc.stop()


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(BadInput, match=r"gone\.safetensors cannot be read"):
        read_header(tmp_path / "gone.safetensors")


@given(st.binary(max_size=200))
def test_random_bytes_are_refused_or_read(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("random") / "x.safetensors"
    path.write_bytes(data)
    read_or_refused(read_header, path)


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=20,
)
NEAR = st.dictionaries(
    st.sampled_from(["a", "b", "c", "__metadata__"]),
    st.fixed_dictionaries(
        {
            "dtype": st.sampled_from(["F16", "BF16", "F4", "X"]) | ANY,
            "shape": st.lists(st.integers(-1, 5), max_size=3) | ANY,
            "data_offsets": st.lists(st.integers(-1, 20), min_size=2, max_size=2) | ANY,
        }
    ),
)


@given(ANY | NEAR, st.integers(0, 40))
def test_any_json_is_refused_or_read(tmp_path_factory, entries, size):
    path = tmp_path_factory.mktemp("json") / "x.safetensors"
    weights.raw(path, json.dumps(entries).encode(), size)
    read_or_refused(read_header, path)


def test_a_note_of_git_lfs_is_no_damage_and_says_what_to_run(tmp_path):
    path = tmp_path / "model.safetensors"
    path.write_text("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12345\n")
    with pytest.raises(BadInput, match=r"note of Git LFS.* Run git lfs pull in"):
        read_header(path)
