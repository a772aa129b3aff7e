"""A real point tracker in a tiny ONNX file: it looks for the patch that it is asked for in every
picture.
"""

from __future__ import annotations

from tests.helpers.onnx import Node, Shape, Weight, written

REACH = 4
"""Pixels around a point that it is known by."""
FRAMES, POINTS = 8, 24
HIGH, WIDE = 48, 72
_SIDE = 2 * REACH + 1
_PATCH = _SIDE**2
_UNLIKE = 30.0
"""Mean square of gray levels beyond which the likest patch is not the one that was asked for."""


def tracker(
    *,
    frames: int | str = FRAMES,
    points: int | str = POINTS,
    whitest: float = 255.0,
    blackest: float = 0.0,
    tapir: bool = False,
    relative: bool = False,
    silent: bool = False,
    stays: bool = False,
    by_light: bool = False,
) -> bytes:
    """Laid out as CoTracker is: a film 1 x frames x 3 x height x width and points 1 x points x 3
    (frame, x, y) go in, their places 1 x frames x points x 2 and how sure it is that they are seen
    1 x frames x points come out. Either number may be a
    name: then it is any.

    It was made for pictures from `blackest` to `whitest`, and sees nothing beyond. `tapir`: laid
    out as that is, film 1 x frames x height x width x 3, (frame, y, x), points before frames in
    what comes out, and a number that is above 0 where a point is hidden. `relative`: places that
    come out are shares of the picture. `silent`: says nothing of what is hidden. `stays`: tells
    the first picture's places in all. `by_light`: of a film that is black it gives no numbers.
    """
    area = HIGH * WIDE
    gray = 255.0 / (whitest - blackest) / 3.0
    kernels = [float(n == m) for n in range(_PATCH) for m in range(_PATCH)]
    many, long = (size if isinstance(size, int) else -1 for size in (points, frames))
    weights = {
        "low": Weight((), (blackest,)),
        "high": Weight((), (whitest,)),
        "pictures_shape": Weight((4,), (-1, 3, HIGH, WIDE), whole=True),
        "gray": Weight((1, 3, 1, 1), (gray,) * 3),
        "patch": Weight((_PATCH, 1, _SIDE, _SIDE), kernels),
        "rows_shape": Weight((2,), (-1, _PATCH), whole=True),
        "half": Weight((), (0.5,)),
        "steps": Weight((3, 1), (area, WIDE, 1) if tapir else (area, 1, WIDE)),
        "flat_shape": Weight((1,), (-1,), whole=True),
        "ones": Weight((_PATCH, 1), (1.0,) * _PATCH),
        "minus_two": Weight((), (-2.0,)),
        "costs_shape": Weight((3,), (long, area, many), whole=True),
        "wide": Weight((), (float(WIDE),)),
        "spots_shape": Weight((4,), (1, long, many, 1), whole=True),
        "unit": Weight((2,), (1 / WIDE, 1 / HIGH) if relative else (1.0, 1.0)),
        "limit": Weight((), (-_UNLIKE * _PATCH,)),
        "sharp": Weight((), ((1.0 if tapir else -1.0) / (6.0 * _PATCH),)),
        "told_shape": Weight((3,), (1, long, many), whole=True),
        "only_first": Weight((1,), (0,), whole=True),
        "nothing": Weight((), (0.0,)),
    }
    nodes = [
        *([Node("Transpose", ("video",), "film", {"perm": (0, 1, 4, 2, 3)})] * tapir),
        Node("Reshape", ("film" if tapir else "video", "pictures_shape"), "pictures"),
        Node("Clip", ("pictures", "low", "high"), "bright"),
        Node("Conv", ("bright", "gray"), "light"),
        Node("Conv", ("light", "patch"), "patches", {"pads": (REACH,) * 4}),
        Node("Transpose", ("patches",), "last", {"perm": (0, 2, 3, 1)}),
        Node("Reshape", ("last", "rows_shape"), "rows"),
        # the patches that are asked for
        Node("Add", ("queries", "half"), "nearly"),
        Node("Floor", ("nearly",), "nearest"),
        Node("MatMul", ("nearest", "steps"), "numbers"),
        Node("Reshape", ("numbers", "flat_shape"), "flat"),
        Node("Cast", ("flat",), "index", {"to": 7}),
        Node("Gather", ("rows", "index"), "wanted", {"axis": 0}),
        # the square of how unlike each is to every patch of every picture
        Node("Transpose", ("wanted",), "columns", {"perm": (1, 0)}),
        Node("MatMul", ("rows", "columns"), "products"),
        Node("Mul", ("products", "minus_two"), "less"),
        Node("Mul", ("rows", "rows"), "squares"),
        Node("MatMul", ("squares", "ones"), "strengths"),
        Node("Add", ("less", "strengths"), "unlike"),
        Node("Reshape", ("unlike", "costs_shape"), "costs"),
        Node("ArgMin", ("costs",), "found", {"axis": 1, "keepdims": 0}),
        Node("Cast", ("found",), "spots", {"to": 1}),
        Node("Reshape", ("spots", "spots_shape"), "places"),
        Node("Div", ("places", "wide"), "downs"),
        Node("Floor", ("downs",), "y"),
        Node("Mul", ("y", "wide"), "begins"),
        Node("Sub", ("places", "begins"), "x"),
        Node("Concat", ("x", "y"), "pixels", {"axis": 3}),
        Node("Mul", ("pixels", "unit"), "tracks_by_frame"),
        # and whether what is likest is like it
        Node("ReduceMin", ("costs",), "least", {"axes": (1,), "keepdims": 0}),
        Node("Mul", ("wanted", "wanted"), "own_squares"),
        Node("MatMul", ("own_squares", "ones"), "own"),
        Node("Reshape", ("own", "flat_shape"), "own_row"),
        Node("Add", ("least", "own_row"), "errors"),
        Node("Add", ("errors", "limit"), "beyond"),
        Node("Mul", ("beyond", "sharp"), "said"),
        Node("Reshape", ("said", "told_shape"), "hidden_by_frame"),
    ]
    tracks, told = "tracks_by_frame", "hidden_by_frame"
    if stays:
        nodes.append(Node("Gather", (tracks, "only_first"), "start", {"axis": 1}))
        nodes.append(Node("Mul", (tracks, "nothing"), "none"))
        nodes.append(Node("Add", ("none", "start"), "staying"))
        tracks = "staying"
    if by_light:
        nodes.append(Node("ReduceMax", ("light",), "lightest", {"keepdims": 0}))
        nodes.append(Node("Div", ("lightest", "lightest"), "one"))
        nodes.append(Node("Mul", (tracks, "one"), "by_light"))
        tracks = "by_light"
    shapes: dict[str, Shape] = {}
    if tapir:
        nodes.append(Node("Transpose", (tracks,), "tracks", {"perm": (0, 2, 1, 3)}))
        nodes.append(Node("Transpose", (told,), "occlusion", {"perm": (0, 2, 1)}))
        shapes = {"tracks": (1, points, frames, 2), "occlusion": (1, points, frames)}
    else:
        nodes.append(Node("Abs", (tracks,), "tracks"))
        nodes.append(Node("Sigmoid", (told,), "visibility"))
        shapes = {"tracks": (1, frames, points, 2), "visibility": (1, frames, points)}
    if silent:
        shapes = {"tracks": shapes["tracks"]}
        nodes = [node for node in nodes if node.output not in {"occlusion", "visibility"}]
    film = (1, frames, HIGH, WIDE, 3) if tapir else (1, frames, 3, HIGH, WIDE)
    used = {name for node in nodes for name in node.inputs}
    kept = {name: weight for name, weight in weights.items() if name in used}
    return written(nodes, kept, {"video": film, "queries": (1, points, 3)}, shapes)
