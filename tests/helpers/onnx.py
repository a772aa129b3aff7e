"""Tiny ONNX models, written byte by byte: the `onnx` package is not needed to make them.

A file is a tree of fields, each a number, a wire type and a value, as protocol buffers are.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from itertools import product
from typing import NamedTuple

Shape = Sequence[int | str]

_FLOAT, _INT64 = 1, 7
"""What ONNX calls kinds of numbers."""

REACH = 4
"""Pixels that the tiny flow network looks to each side, both ways."""


class Node(NamedTuple):
    """One step of a graph; attributes are whole numbers, or rows of them."""

    op: str
    inputs: Sequence[str]
    output: str
    attributes: Mapping[str, int | Sequence[int]] = {}


class Weight(NamedTuple):
    """Numbers that a model brings along."""

    shape: Sequence[int]
    values: Sequence[float]
    whole: bool = False
    """Whether they are whole numbers, as sizes and axes are."""


def model(weights: Sequence[float], takes: Shape, gives: Shape, *, op: str = "Conv") -> bytes:
    """A model of one 1x1 convolution over three channels and a sigmoid; `op` may be a wrong one.

    Three weights for each channel that comes out.
    """
    nodes = [Node(op, ("image", "w"), "sum"), Node("Sigmoid", ("sum",), "y")]
    kernel = Weight((len(weights) // 3, 3, 1, 1), weights)
    return written(nodes, {"w": kernel}, {"image": takes}, {"y": gives})


def flow(
    height: int = 96,
    width: int = 128,
    *,
    whitest: float = 255.0,
    blackest: float = 0.0,
    together: bool = False,
    part: int = 1,
    drafts: bool = False,
    turned: bool = False,
    by_light: bool = False,
    free: bool = False,
) -> bytes:
    """A real flow network: it tries all shifts of up to `REACH` pixels and takes the likest.

    It was made for pictures from `blackest` to `whitest`, and sees nothing beyond. `together`: both
    pictures are one input of six channels. `part`: its flow is that much smaller, in its own
    pixels. `drafts`: gives a wrong flow before the right one. `turned`: tells what is not so.
    `by_light`: for pictures that are black all over it gives no numbers. `free`: takes any size.
    """
    shifts = [(x, y) for y, x in product(range(-REACH, REACH + 1), repeat=2)]
    side = 2 * REACH + 1
    kernels = [float(n == m) for n in range(side**2) for m in range(side**2)]
    # how alike they are is worked out in pictures that range from 0 to 255
    gray = 255.0 / (whitest - blackest) / 3.0
    weights = {
        "low": Weight((), (blackest,)),
        "high": Weight((), (whitest,)),
        "first": Weight((1, 6, 1, 1), (gray, gray, gray, 0, 0, 0)),
        "second": Weight((1, 6, 1, 1), (0, 0, 0, gray, gray, gray)),
        "ones": Weight((side**2, 1, 1, 1), (1.0,) * side**2),
        "shifts": Weight((side**2, 1, side, side), kernels),
        "sharp": Weight((), (-3.0,)),
        "told": Weight(
            (2, side**2, 1, 1),
            [(-1 if turned else 1) * shift[n] / part for n in (0, 1) for shift in shifts],
        ),
        "nothing": Weight((2, side**2, 1, 1), (0.0,) * 2 * side**2),
    }
    around = {"pads": (REACH,) * 4}
    window = {"kernel_shape": (7, 7), "pads": (3,) * 4, "strides": (1, 1)}
    nodes = [] if together else [Node("Concat", ("before", "after"), "both", {"axis": 1})]
    nodes += [
        Node("Clip", ("both", "low", "high"), "seen"),
        Node("Conv", ("seen", "first"), "a"),
        Node("Conv", ("seen", "second"), "b"),
        Node("Conv", ("a", "ones"), "all_a"),
        Node("Conv", ("b", "shifts"), "all_b", around),
        Node("Sub", ("all_a", "all_b"), "off"),
        Node("Abs", ("off",), "unlike"),
        Node("AveragePool", ("unlike",), "costs", window),
        Node("Mul", ("costs", "sharp"), "alike"),
        # OpenCV 5.0 gives no numbers here where the channels are not the last axis
        Node("Transpose", ("alike",), "in_rows", {"perm": (0, 2, 3, 1)}),
        Node("Softmax", ("in_rows",), "shares", {"axis": 3}),
        Node("Transpose", ("shares",), "likely", {"perm": (0, 3, 1, 2)}),
    ]
    gives = {}
    for name in ("nothing", "told") if drafts else ("told",):
        nodes.append(Node("Conv", ("likely", name), f"whole_{name}"))
        small = {"kernel_shape": (part, part), "strides": (part, part)}
        nodes.append(Node("AveragePool", (f"whole_{name}",), f"flow_{name}", small))
        if by_light:
            nodes[-1] = nodes[-1]._replace(output="flow")
            nodes.append(Node("GlobalAveragePool", ("a",), "light"))
            nodes.append(Node("Div", ("light", "light"), "one"))
            nodes.append(Node("Mul", ("flow", "one"), f"flow_{name}"))
        gives[f"flow_{name}"] = (1, 2, height // part, width // part)
    one, six = ((1, n, *(("h", "w") if free else (height, width))) for n in (3, 6))
    takes = {"both": six} if together else {"before": one, "after": one}
    used = {name for node in nodes for name in node.inputs}
    kept = {name: weight for name, weight in weights.items() if name in used}
    return written(nodes, kept, takes, gives)


def written(
    nodes: Sequence[Node],
    weights: Mapping[str, Weight],
    takes: Mapping[str, Shape],
    gives: Mapping[str, Shape],
) -> bytes:
    """The file of a graph."""
    graph = b"".join(_bytes(1, _node(node)) for node in nodes) + _bytes(2, b"tiny")
    for name, weight in weights.items():
        numbers, kind = ("q", _INT64) if weight.whole else ("f", _FLOAT)
        tensor = b"".join(_number(1, size) for size in weight.shape) + _number(2, kind)
        tensor += _bytes(8, name.encode())
        tensor += _bytes(9, struct.pack(f"<{len(weight.values)}{numbers}", *weight.values))
        graph += _bytes(5, tensor)
    graph += b"".join(_bytes(11, _value(name, shape)) for name, shape in takes.items())
    graph += b"".join(_bytes(12, _value(name, shape)) for name, shape in gives.items())
    return _number(1, 8) + _bytes(7, graph) + _bytes(8, _bytes(1, b"") + _number(2, 13))


def _node(node: Node) -> bytes:
    out = b"".join(_bytes(1, name.encode()) for name in node.inputs)
    out += _bytes(2, node.output.encode())
    out += _bytes(3, node.output.encode()) + _bytes(4, node.op.encode())
    return out + b"".join(_bytes(5, _attribute(*pair)) for pair in node.attributes.items())


def _attribute(name: str, value: int | Sequence[int]) -> bytes:
    if isinstance(value, int):
        return _bytes(1, name.encode()) + _number(3, value) + _number(20, 2)
    row = b"".join(_number(8, one) for one in value)
    return _bytes(1, name.encode()) + row + _number(20, 7)


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
