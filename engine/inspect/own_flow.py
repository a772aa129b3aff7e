"""A person's own optical flow network: an ONNX file goes in, and it takes the place of DIS.

Networks for two pictures are meant, as RAFT, SEA-RAFT, NeuFlow and GMFlow are: two RGB pictures go
in (two inputs of 1 x 3 x H x W, or one of 1 x 6 x H x W), the shift of every pixel of the first
comes out (1 x 2 x h x w, all of H x W or a half, a quarter or an eighth of it; of several, the last
of the finest). How it wants pictures scaled, and what its shifts are counted in, no file says: it
is shown a picture and the same one shifted, and what it sees best with is what it is given. They
run on the CPU through OpenCV.
"""

from __future__ import annotations

from math import hypot, inf, isfinite
from pathlib import Path
from typing import NamedTuple

import numpy as np

from engine.frame.network import Floats, Network, is_picture, worded
from engine.inspect.flow import Field, Rgb, Seen, Size, resized
from engine.inspect.trials import SCALINGS, Scaling, Sides, textured

_MEND = (
    "Choose an optical flow model with two pictures 1x3xHxW (or one 1x6xHxW) in and 1x2xHxW out, "
    "as RAFT; what OpenCV cannot run, it may once onnxsim has simplified it"
)
_SIDES = Sides(64, 1280)
_FREE = Size(480, 272)
"""What those are tried with."""
_PARTS = (1, 2, 4, 8)
_Shift = tuple[float, float]
_SHIFT: _Shift = (3.0, -2.0)
"""Pixels, right and down, that the picture on which a network is tried is shifted by."""
_OFF_PX = 1.0
"""Farther off than this, what it sees is not the shift."""
_BORDER = 0.15
"""Share of each side of that picture that does not count: what comes in there was not there."""


class _Manner(NamedTuple):
    """How a network is talked to."""

    scaling: Scaling
    unit: float = 1.0
    """Pixels of the picture that went in which a shift of 1 stands for."""


class OwnFlow:
    """A network that was loaded and has found a shift. Raises BadInput where it is none.

    `mend` is what a person can do who has it already, and it fails.
    """

    def __init__(self, path: Path, mend: str = _MEND) -> None:
        self._network = Network(path, mend)
        self._together, self._size = _taken(self._network)
        self._network.load()
        self._manner = self._found_out()

    def ways(self, before: Seen, after: Seen) -> tuple[Field, Field]:
        """See `engine.inspect.flow.Flow`."""
        one, other = before.picture, after.picture
        return self.between(one, other), self.between(other, one)

    def between(self, before: Rgb, after: Rgb) -> Field:
        """Where each pixel of `before` is in `after`, as a shift: float32 (height, width, 2).

        Raises BadInput where the network cannot be run on these pictures.
        """
        whole = Size(before.shape[1], before.shape[0])
        size = self._size_for(whole)
        flow = self._raw(before, after, self._manner)
        if not np.isfinite(flow).all():
            raise self._network.refused("gives shifts that are no numbers")
        unit = self._manner.unit
        scale = (unit * whole.width / size.width, unit * whole.height / size.height)
        return np.asarray(resized(flow * np.array(scale, np.float32), whole), np.float32)

    def _size_for(self, whole: Size) -> Size:
        """What pictures of a size are brought to."""
        return self._size or _SIDES.nearest(whole)

    def _raw(self, before: Rgb, after: Rgb, manner: _Manner) -> Field:
        """What the network says, as large as it says it: (h, w, 2)."""
        size = self._size_for(Size(before.shape[1], before.shape[0]))
        blobs = [_blob(resized(picture, size), manner.scaling) for picture in (before, after)]
        if self._together:
            blobs = [np.concatenate(blobs, axis=1)]
        out = self._network.run(*blobs)
        for part in _PARTS:
            shape = (1, 2, size.height // part, size.width // part)
            found = [flow for flow in out if flow.shape == shape]
            if found:
                # the ones before it are drafts
                return np.ascontiguousarray(found[-1][0].transpose(1, 2, 0))
        given = " and ".join(worded(flow.shape) for flow in out)
        raise self._network.refused(f"gives {given} numbers, not a flow")

    def _found_out(self) -> _Manner:
        """The manner in which it tells a shift, there and back."""
        before, after = _tried(self._size or _FREE)
        seen: dict[_Manner, _Shift] = {}
        for scaling in SCALINGS:
            flow = self._raw(before, after, _Manner(scaling))
            for unit in {1.0, before.shape[1] / flow.shape[1]}:
                seen[_Manner(scaling, unit)] = _told(flow, unit)
        best = min(seen, key=lambda manner: _off(seen[manner], _SHIFT))
        self._check(seen[best], _SHIFT)
        # one that always says the same is right one way at most
        back = _told(self._raw(after, before, best), best.unit)
        self._check(back, (-_SHIFT[0], -_SHIFT[1]))
        return best

    def _check(self, told: _Shift, wanted: _Shift) -> None:
        if not _off(told, wanted) <= _OFF_PX:
            (x, y), (right, down) = told, map(int, wanted)
            raise self._network.refused(
                f"sees a shift of {x:.1f}, {y:.1f} pixels where it is {right}, {down}"
            )


def _blob(picture: Rgb, scaling: Scaling) -> Floats:
    return np.ascontiguousarray(scaling.of(picture).transpose(2, 0, 1)[None])


def _tried(size: Size) -> tuple[Rgb, Rgb]:
    """A picture with texture of all sizes, and the same one shifted by `_SHIFT`."""
    room = max(map(abs, map(int, _SHIFT)))
    whole = textured(Size(size.width + 2 * room, size.height + 2 * room))
    right, down = map(int, _SHIFT)
    return _cut(whole, size, room, room), _cut(whole, size, room - right, room - down)


def _cut(picture: Rgb, size: Size, left: int, top: int) -> Rgb:
    return picture[top : top + size.height, left : left + size.width]


def _told(flow: Field, unit: float) -> _Shift:
    """The shift that most of a flow tells of."""
    rows, columns = (max(1, round(_BORDER * side)) for side in flow.shape[:2])
    x, y = np.median(flow[rows:-rows, columns:-columns] * unit, axis=(0, 1)).tolist()
    return x, y


def _off(told: _Shift, wanted: _Shift) -> float:
    """How far off a shift is, in pixels; what is no number is as far off as can be."""
    away = hypot(told[0] - wanted[0], told[1] - wanted[1])
    return away if isfinite(away) else inf


def _taken(network: Network) -> tuple[bool, Size | None]:
    """Whether both pictures go in as one, and their size; None where any will do."""
    shapes = network.said.inputs
    together = len(shapes) == 1
    channels = 6 if together else 3
    if len(shapes) not in {1, 2} or not all(is_picture(shape, channels) for shape in shapes):
        raise network.refused(f"takes {network.takes}, not two pictures")
    height, width = shapes[0][2:]
    if any(shape[2:] != (height, width) for shape in shapes):
        raise network.refused("takes two pictures of different sizes")
    return together, _SIDES.said(network, height, width)
