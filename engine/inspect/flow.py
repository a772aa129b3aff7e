"""Frames in, dense optical flow out: how every picture moved into the next one.

OpenCV's DIS is the only method without trained weights that is both accurate enough on moving
things and faster than the clip plays; Farneback is slower and twice as wrong. Frames come one at a
time as uint8 RGB of any size and are worked on at most 480 pixels long; flow is in pixels of the
picture as worked on, x right, y down.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from engine.closing import Closing

Rgb = NDArray[np.uint8]
Gray = NDArray[np.uint8]
Field = NDArray[np.float32]
"""(height, width, 2): x and y of a shift at every place."""

Preset = Literal["fast", "custom"]
CELL = 4
"""Pixels of the picture as worked on that one cell of what is measured covers."""
GRID = 8
"""Pixels of the clip that one cell of a flow file covers."""
LONGEST = 480
"""Pixels of the longer side: the flow both ways costs less than one way at 832, and half a pixel
here is less than one there."""
_SHORTEST = 32
_AHEAD = 4
"""Pictures that may be ready before they are asked for: bounds the memory that they take."""
# beyond this a picture that is upscaled for its short side would be huge: 1 x 8192 stays bounded
_LARGEST = 4 * LONGEST


class Size(NamedTuple):
    """Width and height in pixels."""

    width: int
    height: int


def working_size(width: int, height: int) -> Size:
    """The size a clip is analysed at: at most 480 long, at least 32 short."""
    scale = min(1.0, LONGEST / max(width, height))
    scale = max(scale, _SHORTEST / min(width, height))
    return Size(
        min(_LARGEST, max(_SHORTEST, round(width * scale))),
        min(_LARGEST, max(_SHORTEST, round(height * scale))),
    )


def grid_size(width: int, height: int, cell: int = GRID) -> Size:
    """How many cells of `cell` pixels cover a picture: columns and rows."""
    return Size(-(-width // cell), -(-height // cell))


def resized(picture: NDArray[Any], size: Size) -> NDArray[Any]:
    """The picture at another size, averaged where it gets much smaller."""
    import cv2

    if picture.shape[1] == size.width and picture.shape[0] == size.height:
        return picture
    # down to a half every pixel still counts between two neighbours, at a fifth of the time
    how = cv2.INTER_AREA if 2 * size.width < picture.shape[1] else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(picture, size, interpolation=how))


def gray_of(picture: Rgb) -> Gray:
    """Luma of an RGB picture, uint8 (height, width)."""
    import cv2

    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), dtype=np.uint8)


@lru_cache(maxsize=8)
def pixels(size: Size) -> Field:
    """The place of each pixel: float32 (height, width, 2), x first; not to be written to."""
    x = np.arange(size.width, dtype=np.float32)
    y = np.arange(size.height, dtype=np.float32)
    places = np.stack(np.meshgrid(x, y), axis=-1)
    places.flags.writeable = False
    return places


def looked_up(picture: NDArray[Any], places: Field) -> NDArray[Any]:
    """The picture at these places; beyond its border the border goes on."""
    import cv2

    at = np.ascontiguousarray(places, np.float32)
    return np.asarray(
        cv2.remap(picture, at, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)  # type: ignore[call-overload]
    )


class DenseFlow:
    """Flow between two gray pictures of one size.

    'custom' is DIS without its variational pass but with dense patches: half the error of 'fast' on
    moving things (0.65 against 1.05 px) at 1.6 times its cost, and 2.6 times as fast as 'medium',
    which is no better there.
    """

    def __init__(self, preset: Preset = "custom") -> None:
        import cv2

        self._dis: Any = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_FAST)
        if preset == "custom":
            self._dis.setFinestScale(1)
            self._dis.setPatchSize(8)
            self._dis.setPatchStride(4)
            self._dis.setVariationalRefinementIterations(0)
            self._dis.setGradientDescentIterations(16)

    def between(self, before: Gray, after: Gray) -> Field:
        """Where each pixel of `before` is in `after`, as a shift: float32 (height, width, 2)."""
        flow: Field = self._dis.calc(before, after, None)
        return flow

    def ways(self, before: Seen, after: Seen) -> tuple[Field, Field]:
        """See `Flow`."""
        return self.between(before.gray, after.gray), self.between(after.gray, before.gray)


class Seen(NamedTuple):
    """A picture as worked on, its luma, and the flow that led to it; None for the first."""

    picture: Rgb
    gray: Gray
    ahead: Field | None = None
    """From the picture before to this one."""
    back: Field | None = None
    """From this picture to the one before."""


class Flow(Protocol):
    """What tells how a picture moved into the next one: DIS, or a model of the person's own."""

    def ways(self, before: Seen, after: Seen) -> tuple[Field, Field]:
        """Where each pixel of one picture is in the other, as a shift: there, and back."""
        ...


def streamed(frames: Iterable[Rgb], size: Size, flow: Flow | None = None) -> Generator[Seen]:
    """Each frame at `size` with its flow, decoded and worked out a few frames ahead in a thread.

    Without another `flow` it is DIS. What `frames` and `flow` raise is raised here.
    """
    source = iter(frames)
    flow = flow or DenseFlow()
    last: Seen | None = None

    def following() -> Seen | None:
        nonlocal last
        frame = next(source, None)
        if frame is None:
            return None
        picture = np.asarray(resized(frame, size), dtype=np.uint8)
        seen = Seen(picture, gray_of(picture))
        before, last = last, seen
        if before is None:
            return seen
        there, back = flow.ways(before, seen)
        return seen._replace(ahead=there, back=back)

    with ThreadPoolExecutor(1, "flow") as pool:
        waiting = deque(pool.submit(following) for _ in range(_AHEAD))
        try:
            while (seen := waiting.popleft().result()) is not None:
                waiting.append(pool.submit(following))
                yield seen
        finally:
            for work in waiting:
                work.cancel()


def gone_astray(flow: Field, back: Field) -> NDArray[np.float32]:
    """How far the way there and back misses where it began, in pixels: (height, width).

    What is covered in the other picture, or is not there at all, comes back somewhere else.
    """
    import cv2

    rows, columns = flow.shape[:2]
    there = looked_up(back, pixels(Size(columns, rows)) + flow)
    off_x, off_y = cv2.split(flow + there)
    return np.asarray(cv2.magnitude(off_x, off_y), dtype=np.float32)


def on_grid(flow: Field, size: Size) -> Field:
    """Mean flow of each cell of a coarser grid, in the same pixels."""
    return np.asarray(resized(flow, size), dtype=np.float32)


class FlowRows(Closing):
    """Grid flow of a clip written row by row to a .npy file that others may map while it grows.

    The array is float16 (frames - 1, rows, columns, 2), in clip pixels per frame; rows that are not
    written yet are zero.
    """

    def __init__(self, path: Path, steps: int, cells: Size) -> None:
        shape = (steps, cells.height, cells.width, 2)
        self._rows: NDArray[np.float16]
        if steps:
            self._rows = np.lib.format.open_memmap(path, "w+", np.float16, shape)
        else:
            self._rows = np.zeros(shape, np.float16)
            np.save(path, self._rows)

    @property
    def rows(self) -> NDArray[np.float16]:
        """The array itself, backed by the file."""
        return self._rows

    def put(self, step: int, cells: Field) -> None:
        """Row `step`: the flow from frame `step` to the next."""
        limit = np.finfo(np.float16).max
        self._rows[step] = np.clip(cells, -limit, limit)

    def close(self) -> None:
        """Everything is on disk afterwards."""
        if isinstance(self._rows, np.memmap):
            self._rows.flush()
