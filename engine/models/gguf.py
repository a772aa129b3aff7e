"""The header of a .gguf file: a path goes in, the list of its tensors comes out.

The layout is that of the GGUF specification, versions 2 and 3: counts, keys with values, tensors
with their places. Long lists (vocabularies) are passed over. No weight is read.
"""

from __future__ import annotations

import struct
from math import prod
from pathlib import Path
from typing import BinaryIO

from engine.errors import BadInput
from engine.models.tensors import Header, Tensor

_TENSORS_LIMIT, _KEYS_LIMIT, _SIDES_LIMIT = 100_000, 10_000, 8
_LIST_LIMIT = 2_000_000
"""Entries of one list; the largest vocabularies have 260,000."""
_TEXT_LIMIT = 1 << 16
"""Bytes of a text that is kept; longer ones (chat templates) are passed over."""
_TEXTS_LIMIT = 32 << 20
"""Bytes of all names and texts: a hundred thousand names of tensors take a fifth of it."""
_SIDE_LIMIT = 1 << 48
_ALIGNMENT = 32
_SIZES = {0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8}
"""Bytes of each plain type of value."""
_NUMBERS = {0: "B", 1: "b", 2: "<H", 3: "<h", 4: "<I", 5: "<i", 10: "<Q", 11: "<q"}
_TEXT, _LIST = 8, 9
_TYPES = {
    0: ("F32", 1, 4),
    1: ("F16", 1, 2),
    2: ("Q4_0", 32, 18),
    3: ("Q4_1", 32, 20),
    6: ("Q5_0", 32, 22),
    7: ("Q5_1", 32, 24),
    8: ("Q8_0", 32, 34),
    9: ("Q8_1", 32, 40),
    10: ("Q2_K", 256, 84),
    11: ("Q3_K", 256, 110),
    12: ("Q4_K", 256, 144),
    13: ("Q5_K", 256, 176),
    14: ("Q6_K", 256, 210),
    15: ("Q8_K", 256, 292),
    16: ("IQ2_XXS", 256, 66),
    17: ("IQ2_XS", 256, 74),
    18: ("IQ3_XXS", 256, 98),
    19: ("IQ1_S", 256, 50),
    20: ("IQ4_NL", 32, 18),
    21: ("IQ3_S", 256, 110),
    22: ("IQ2_S", 256, 82),
    23: ("IQ4_XS", 256, 136),
    24: ("I8", 1, 1),
    25: ("I16", 1, 2),
    26: ("I32", 1, 4),
    27: ("I64", 1, 8),
    28: ("F64", 1, 8),
    29: ("IQ1_M", 256, 56),
    30: ("BF16", 1, 2),
    34: ("TQ1_0", 256, 54),
    35: ("TQ2_0", 256, 66),
    39: ("MXFP4", 32, 17),
    40: ("NVFP4", 64, 36),
    41: ("Q1_0", 128, 18),
}
"""Name, numbers in a block and bytes of a block, after gguf 0.19."""
_ORIGINAL = "comfy.gguf.orig_shape."
"""Where a converter noted the shape of a tensor of more than four sides."""
Value = str | int | tuple[int, ...] | None


def read_header(path: Path) -> Header:
    """The tensors of a file, in the order of its list. Raises BadInput, naming the file."""
    try:
        with path.open("rb") as file:
            return _Reader(path, file).header()
    except OSError as error:
        raise BadInput(f"{path.name} cannot be read: {error.strerror or error}") from error


class _Reader:
    """Reads on from where the file stands, and never past its end."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        self._path = path
        self._file = file
        self._size = file.seek(0, 2)
        self._texts = 0
        file.seek(0)

    def header(self) -> Header:
        if self._read(4) != b"GGUF":
            raise self._bad("it is no GGUF file")
        version = self._number("<I")
        if version not in {2, 3}:
            mend = "Convert it with a current llama.cpp or ComfyUI-GGUF."
            raise self._bad(f"version {version} of GGUF is not read", mend)
        tensors, keys = self._number("<Q"), self._number("<Q")
        if tensors > _TENSORS_LIMIT or keys > _KEYS_LIMIT:
            raise self._bad(f"it claims {tensors:,} tensors and {keys:,} keys")
        values = dict(self._pair() for _ in range(keys))
        entries = [self._entry() for _ in range(tensors)]
        alignment = values.get("general.alignment", _ALIGNMENT)
        if not isinstance(alignment, int) or not 1 <= alignment <= 1 << 20:
            raise self._bad(f"its alignment is {str(alignment)[:20]}")
        start = -(-self._file.tell() // alignment) * alignment
        self._check_places(entries, self._size - start)
        texts = {key: value for key, value in values.items() if isinstance(value, str)}
        return Header(tuple(self._original(t, values) for t, _ in entries), texts)

    def _pair(self) -> tuple[str, Value]:
        key = self._text()
        return key, self._value(self._number("<I"))

    def _value(self, kind: int) -> Value:
        if kind == _TEXT:
            return self._text()
        if kind == _LIST:
            return self._list()
        if kind in _NUMBERS:
            return self._number(_NUMBERS[kind])
        self._read(self._width(kind))
        return None

    def _list(self) -> Value:
        kind, count = self._number("<I"), self._number("<Q")
        if count > _LIST_LIMIT:
            raise self._bad(f"one of its lists claims {count:,} entries")
        if kind == _TEXT:
            for _ in range(count):
                self._skip(self._number("<Q"))
            return None
        if kind in _NUMBERS and count <= _SIDES_LIMIT:
            return tuple(self._number(_NUMBERS[kind]) for _ in range(count))
        self._skip(count * self._width(kind))
        return None

    def _entry(self) -> tuple[Tensor, int]:
        name = self._text()
        count = self._number("<I")
        if count > _SIDES_LIMIT:
            raise self._bad(f"“{name[:80]}” has {count:,} sides")
        sides = tuple(self._number("<Q") for _ in range(count))
        kind, place = self._number("<I"), self._number("<Q")
        if kind not in _TYPES:
            mend = "It was written by a newer GGUF; update Verbench."
            raise self._bad(f"“{name[:80]}” is of the unknown type {kind}", mend)
        if any(side >= _SIDE_LIMIT for side in sides):
            raise self._bad(f"the numbers of “{name[:80]}” are no sizes")
        dtype, block, width = _TYPES[kind]
        if sides and sides[0] % block:
            raise self._bad(f"“{name[:80]}” does not fill its blocks of {block}")
        # a block lies along the innermost side, which GGUF names first
        return Tensor(name, dtype, sides[::-1], prod(sides) // block * width), place

    def _check_places(self, entries: list[tuple[Tensor, int]], space: int) -> None:
        end, before = 0, ""
        for tensor, place in sorted(entries, key=lambda entry: entry[1]):
            if place < end:
                raise self._bad(f"“{before[:60]}” and “{tensor.name[:60]}” overlap")
            end, before = place + tensor.bytes, tensor.name
        if end > space:
            raise self._bad(f"it is cut off: {end - max(0, space):,} bytes of its data are missing")

    @staticmethod
    def _original(tensor: Tensor, values: dict[str, Value]) -> Tensor:
        shape = values.get(_ORIGINAL + tensor.name)
        if isinstance(shape, tuple) and prod(shape) == tensor.numbers:
            return tensor._replace(shape=shape)
        return tensor

    def _text(self) -> str:
        length = self._number("<Q")
        if length > _TEXT_LIMIT:
            self._skip(length)
            return ""
        self._texts += length
        if self._texts > _TEXTS_LIMIT:
            raise self._bad(f"its texts take more than {_TEXTS_LIMIT:,} bytes")
        return self._read(length).decode("utf-8", "replace")

    def _width(self, kind: int) -> int:
        if kind not in _SIZES:
            raise self._bad(f"it has a value of the unknown type {kind}")
        return _SIZES[kind]

    def _number(self, form: str) -> int:
        (number,) = struct.unpack(form, self._read(struct.calcsize(form)))
        return int(number)

    def _skip(self, count: int) -> None:
        if count > self._size - self._file.tell():
            raise self._bad("it ends in its header")
        self._file.seek(count, 1)

    def _read(self, count: int) -> bytes:
        data = self._file.read(count)
        if len(data) < count:
            raise self._bad("it ends in its header")
        return data

    def _bad(self, why: str, mend: str = "It is damaged; download it again.") -> BadInput:
        return BadInput(f"{self._path.name} cannot be used: {why}", mend=mend)
