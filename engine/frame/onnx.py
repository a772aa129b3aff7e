"""What an ONNX file says of itself: its bytes go in, the shapes of its inputs and outputs come out.

Only the few fields that are needed are read, so that the `onnx` package is not: a file is a tree of
(number, value) fields, as protocol buffers write them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

Shape = tuple[int, ...]
"""0 stands for a size that is free."""

_GRAPH, _INITIALIZER, _INPUT, _OUTPUT = 7, 5, 11, 12
_NAME, _TENSOR_NAME = 1, 8
_DEEP = 1_000_000
"""More fields than this no honest graph has."""


class Signature(NamedTuple):
    """The shapes of what goes into a model and of what comes out."""

    inputs: tuple[Shape, ...]
    outputs: tuple[Shape, ...]
    names: tuple[str, ...] = ()
    """Of the inputs."""


class Unreadable(Exception):
    """The bytes are not an ONNX model."""


def signature(data: bytes) -> Signature:
    """The shapes of a model's inputs and outputs, and what the inputs are called.

    Raises Unreadable.
    """
    view = memoryview(data)
    graph = next((part for number, part in _fields(view) if number == _GRAPH), None)
    if not isinstance(graph, memoryview):
        raise Unreadable("there is no graph in it")
    own: set[bytes] = set()
    inputs: list[tuple[bytes, Shape]] = []
    outputs: list[Shape] = []
    for number, part in _fields(graph):
        if not isinstance(part, memoryview):
            continue
        if number == _INITIALIZER:
            own.add(_name(part, _TENSOR_NAME))
        elif number == _INPUT:
            inputs.append((_name(part, _NAME), _shape(part)))
        elif number == _OUTPUT:
            outputs.append(_shape(part))
    # older files list the weights among the inputs
    wanted = [(name, shape) for name, shape in inputs if name not in own]
    names = tuple(name.decode("utf-8", "replace") for name, _ in wanted)
    return Signature(tuple(shape for _, shape in wanted), tuple(outputs), names)


def _name(part: memoryview, at: int) -> bytes:
    found = (bytes(v) for n, v in _fields(part) if n == at and isinstance(v, memoryview))
    return next(found, b"")


def _shape(value: memoryview) -> Shape:
    """ValueInfoProto: type (2), its tensor type (1), its shape (2), the dimensions (1)."""
    inner: memoryview | int | None = value
    for number in (2, 1, 2):
        if not isinstance(inner, memoryview):
            return ()
        inner = next((part for n, part in _fields(inner) if n == number), None)
    if not isinstance(inner, memoryview):
        return ()
    return tuple(_size(part) for n, part in _fields(inner) if n == 1)


def _size(dimension: memoryview | int) -> int:
    if not isinstance(dimension, memoryview):
        return 0
    found = (v for n, v in _fields(dimension) if n == 1 and isinstance(v, int))
    size = next(found, 0)
    return size if size < 1 << 31 else 0


def _fields(view: memoryview) -> Iterator[tuple[int, memoryview | int]]:
    at, count = 0, 0
    while at < len(view):
        key, at = _varint(view, at)
        count += 1
        if count > _DEEP:
            raise Unreadable("it has more parts than can be")
        wire = key & 7
        if wire == 0:
            value, at = _varint(view, at)
            yield key >> 3, value
            continue
        if wire == 2:
            size, at = _varint(view, at)
        elif wire in {1, 5}:
            size = 8 if wire == 1 else 4
        else:
            raise Unreadable("it is not laid out as a model is")
        if at + size > len(view):
            raise Unreadable("it ends in the middle")
        yield key >> 3, view[at : at + size]
        at += size


def _varint(view: memoryview, at: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        if at >= len(view):
            raise Unreadable("it ends in the middle")
        byte = view[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
    raise Unreadable("it is not laid out as a model is")
