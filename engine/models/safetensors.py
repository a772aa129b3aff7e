"""The header of a .safetensors file: a path goes in, the list of its tensors comes out.

The layout is that of the safetensors format: 8 bytes with the header's length, the header as JSON,
then the data, which the tensors fill without gap or overlap. Nothing behind the header is read; a
file that breaks a rule is refused in one line.
"""

from __future__ import annotations

import json
from itertools import pairwise
from math import prod
from pathlib import Path
from typing import Any

from engine.errors import BadInput
from engine.models.tensors import Header, Tensor

HEADER_LIMIT = 16 << 20
"""Bytes. The largest headers of real models have one; a trainer's notes may add some."""
_ENTRY_LIMIT = 1_000_000
"""Commas in the header: every JSON value but the first costs one, so they bound its memory."""
_SIDE_LIMIT, _SIDES_LIMIT = 1 << 48, 16
_INT = {int}
_BITS = {
    "F4": 4,
    "F6_E2M3": 6,
    "F6_E3M2": 6,
    "BOOL": 8,
    "U8": 8,
    "I8": 8,
    "F8_E5M2": 8,
    "F8_E4M3": 8,
    "F8_E8M0": 8,
    "F8_E4M3FNUZ": 8,
    "F8_E5M2FNUZ": 8,
    "I16": 16,
    "U16": 16,
    "F16": 16,
    "BF16": 16,
    "I32": 32,
    "U32": 32,
    "F32": 32,
    "C64": 64,
    "F64": 64,
    "I64": 64,
    "U64": 64,
}
"""Types of the format, after the safetensors 0.8 sources."""

_AGAIN = "Download it again."
_POINTER = b"version https://git-lfs.github.com/"
"""How the file begins that git leaves where LFS is not installed."""


def read_header(path: Path) -> Header:
    """The tensors of a file, in the order of their data. Raises BadInput, naming the file."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            file.seek(0)
            start = file.read(8)
            if start == _POINTER[:8]:
                _check_pointer(path, start + file.read(len(_POINTER) - 8))
            length = int.from_bytes(start, "little")
            _check_length(path, length, size)
            text = file.read(length)
    except OSError as error:
        raise BadInput(f"{path.name} cannot be read: {error.strerror or error}") from error
    return _header(path, text, size - 8 - length)


def _check_pointer(path: Path, start: bytes) -> None:
    if start == _POINTER:
        said = "it is a note of Git LFS that says where the weights are, not the weights"
        raise _bad(path, said, f"Run git lfs pull in {path.parent}, or download it again.")


def _check_length(path: Path, length: int, size: int) -> None:
    if size < 10:
        raise _bad(path, "it is empty or ends in its header")
    if length > HEADER_LIMIT:
        said = f"its header would be {length:,} bytes long; {HEADER_LIMIT:,} are the limit"
        raise _bad(path, said, "It is damaged or no safetensors file.")
    if length > size - 8:
        raise _bad(path, "it ends in its header", _AGAIN)


def _header(path: Path, text: bytes, space: int) -> Header:
    if text.count(b",") > _ENTRY_LIMIT:
        raise _bad(path, f"its header has more than {_ENTRY_LIMIT:,} entries")
    try:
        entries = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _bad(path, "its header is not JSON", _AGAIN) from error
    if not isinstance(entries, dict):
        raise _bad(path, "its header is no JSON object", _AGAIN)
    texts = entries.pop("__metadata__", None) or {}
    if not isinstance(texts, dict):
        raise _bad(path, "its metadata is no JSON object")
    # equal places are told apart by their names, so tensors are never compared further
    places = sorted(_tensor(path, name, entry) for name, entry in entries.items())
    _check_places(path, places, space)
    kept = {str(key): value for key, value in texts.items() if isinstance(value, str)}
    return Header(tuple(tensor for _, _, tensor in places), kept)


def _tensor(path: Path, name: str, entry: Any) -> tuple[int, int, Tensor]:
    # a folder of models has a million of these: one plain test of types, then numbers
    try:
        dtype, shape = entry["dtype"], entry["shape"]
        begin, end = entry["data_offsets"]
        bits = _BITS.get(dtype, 0)
        plain = type(shape) is list and {type(begin), type(end), *map(type, shape)} == _INT
    except (TypeError, KeyError, ValueError) as error:
        raise _bad(path, f"the entry of “{name[:80]}” is not a tensor's", _AGAIN) from error
    sizes = plain and 0 <= begin <= end and len(shape) <= _SIDES_LIMIT
    if not sizes or (shape and not 0 <= min(shape) <= max(shape) < _SIDE_LIMIT):
        raise _bad(path, f"the numbers of “{name[:80]}” are no sizes", _AGAIN)
    if not bits:
        said = f"“{name[:80]}” is of the unknown type {str(dtype)[:40]}"
        raise _bad(path, said, "It was written by a newer safetensors; update Verbench.")
    if prod(shape) * bits != (end - begin) * 8:
        raise _bad(path, f"the shape of “{name[:80]}” does not fill its {end - begin} bytes")
    return begin, end, Tensor(name, dtype, tuple(shape), end - begin)


def _check_places(path: Path, places: list[tuple[int, int, Tensor]], space: int) -> None:
    end = places[-1][1] if places else 0
    if end > space:
        missing = end - space
        raise _bad(path, f"it is cut off: {missing:,} bytes of its data are missing", _AGAIN)
    if places and places[0][0]:
        raise _bad(path, f"nothing names its first {places[0][0]:,} bytes of data")
    for (_, last, before), (begin, _, after) in pairwise(places):
        if begin < last:
            raise _bad(path, f"“{before.name[:60]}” and “{after.name[:60]}” overlap", _AGAIN)
        if begin > last:
            raise _bad(path, f"{begin - last:,} bytes before “{after.name[:60]}” have no name")
    if end < space:
        raise _bad(path, f"{space - end:,} bytes behind its last tensor have no name", _AGAIN)


def _bad(path: Path, why: str, mend: str = "It is damaged; download it again.") -> BadInput:
    return BadInput(f"{path.name} cannot be used: {why}", mend=mend)
