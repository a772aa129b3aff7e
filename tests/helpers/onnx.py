"""Tiny ONNX models, written byte by byte: the `onnx` package is not needed to make them.

A file is a tree of fields, each a number, a wire type and a value, as protocol buffers are.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

Shape = Sequence[int | str]


def model(weights: Sequence[float], takes: Shape, gives: Shape, *, op: str = "Conv") -> bytes:
    """A model of one 1x1 convolution over three channels and a sigmoid; `op` may be a wrong one.

    Three weights for each channel that comes out.
    """
    tensor = _number(1, len(weights) // 3) + _number(1, 3) + _number(1, 1) + _number(1, 1)
    tensor += _number(2, 1) + _bytes(8, b"w")
    tensor += _bytes(9, struct.pack(f"<{len(weights)}f", *weights))
    graph = _bytes(1, _node(op, ("image", "w"), "sum")) + _bytes(1, _node("Sigmoid", ("sum",), "y"))
    graph += _bytes(2, b"tiny") + _bytes(5, tensor)
    graph += _bytes(11, _value("image", takes)) + _bytes(12, _value("y", gives))
    return _number(1, 8) + _bytes(7, graph) + _bytes(8, _bytes(1, b"") + _number(2, 13))


def _node(op: str, inputs: Sequence[str], output: str) -> bytes:
    out = b"".join(_bytes(1, name.encode()) for name in inputs)
    return out + _bytes(2, output.encode()) + _bytes(3, op.encode()) + _bytes(4, op.encode())


def _value(name: str, shape: Shape) -> bytes:
    sizes = b"".join(
        _bytes(1, _bytes(2, size.encode()) if isinstance(size, str) else _number(1, size))
        for size in shape
    )
    return _bytes(1, name.encode()) + _bytes(2, _bytes(1, _number(1, 1) + _bytes(2, sizes)))


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _bytes(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes([*out, value])
