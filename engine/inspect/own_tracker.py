"""A person's own point tracker: an ONNX file goes in, and it follows points in the place of
Lucas-Kanade.

Networks that track any point are meant, as CoTracker and TAPIR are: a film of T pictures (1 x T x 3
x H x W, or 1 x T x H x W x 3) and N points (1 x N x 3: picture, and x, y or y, x in its pixels) go
in; where each is in every picture (1 x T x N x 2 or 1 x N x T x 2, x first) and whether it can be
seen there (1 x T x N or 1 x N x T; or whether it is hidden) come out. How it wants pictures scaled,
which of x and y is asked for first and what it says of hidden points, no file says: it is shown a
film in which everything goes on and something comes in front, and what it follows that best with is
what it is given. They run on the CPU through OpenCV.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.frame.network import Floats, Network, worded
from engine.inspect.flow import Rgb, Size
from engine.inspect.trials import SCALINGS, Scaling, Sides, film_trial

_MEND = (
    "Choose a point tracker with a film 1xTx3xHxW and points 1xNx3 in, their places 1xTxNx2 and "
    "whether they are seen 1xTxN out, as CoTracker; what OpenCV cannot run, it may once onnxsim "
    "has simplified it"
)
_SIDES = Sides(32, 1280)
_FREE_SIZE, _FREE_FRAMES, _FREE_POINTS = Size(480, 272), 16, 128
"""What those are tried with, and how much is asked at a time of those that take any number."""
_FEWEST_FRAMES, _MOST_FRAMES, _MOST_POINTS = 4, 128, 4096

_OFF = 0.01
"""Share of the diagonal; farther off than this, it does not follow the points."""
_KNOWN = 0.75
"""Share of the seen and of the hidden points that it has to know for what they are."""


class Followed(NamedTuple):
    """Where points are."""

    places: Floats
    """(n, frames, 2) Pixels, also where one is hidden."""
    seen: NDArray[np.bool_]
    """(n, frames)"""


class _Manner(NamedTuple):
    """How a network is talked to."""

    scaling: Scaling
    y_first: bool


class _Answer(NamedTuple):
    """Which of what comes out says what."""

    tracks: int
    by_point: bool
    """Points before frames."""
    told: int = 0
    hidden: bool = False
    """What is told is how hidden a point is, not how well it is seen."""


Raw = list[list[Floats]]
"""All that a network gave, for one lot of points after the other."""


class OwnTracker:
    """A network that was loaded and has followed points. Raises BadInput where it is none.

    `mend` is what a person can do who has it already, and it fails.
    """

    def __init__(self, path: Path, mend: str = _MEND) -> None:
        self._network = Network(path, mend)
        self._taken = _taken(self._network)
        self._network.load()
        self._manner, self._answer = self._found_out()

    @property
    def frames(self) -> int:
        """Pictures of a film that it is shown at a time."""
        return self._taken.frames or _FREE_FRAMES

    def size_for(self, whole: Size) -> Size:
        """What pictures of a size have to be brought to."""
        return self._taken.size or _SIDES.nearest(whole)

    def follow(self, film: Sequence[Rgb], asked: Floats) -> Followed:
        """Points of a film of `frames` pictures; `asked` (n, 3) are a picture's number, x and y.

        Raises BadInput where the network cannot be run on them.
        """
        raw = self._raw(film, asked, self._manner)
        places = self._places(raw, self._answer, len(asked))
        told = self._said(raw, self._answer, len(asked))
        if not (np.isfinite(places).all() and np.isfinite(told).all()):
            raise self._network.refused("gives places that are no numbers")
        return Followed(places, told > 0)

    @property
    def _lot(self) -> int:
        """Points that it is asked for at a time."""
        return self._taken.points or _FREE_POINTS

    def _raw(self, film: Sequence[Rgb], asked: Floats, manner: _Manner) -> Raw:
        pictures = manner.scaling.of(np.stack(film))[None]
        if not self._taken.channels_last:
            pictures = pictures.transpose(0, 1, 4, 2, 3)
        shown = np.ascontiguousarray(pictures)
        ordered = asked[:, [0, 2, 1]] if manner.y_first else asked
        lots = [ordered[first : first + self._lot] for first in range(0, len(asked), self._lot)]
        # always as many, for a network is laid out anew for every number
        whole = [np.resize(lot, (self._lot, 3)).astype(np.float32) for lot in lots]
        return [self._network.run(shown, lot[None]) for lot in whole]

    def _places(self, raw: Raw, answer: _Answer, count: int) -> Floats:
        """(count, frames, 2)"""
        shape = self._laid_out(answer.by_point, 2)
        lots = [out[answer.tracks].reshape(shape) for out in raw]
        if not answer.by_point:
            lots = [lot.transpose(1, 0, 2) for lot in lots]
        return np.concatenate(lots)[:count]

    def _said(self, raw: Raw, answer: _Answer, count: int) -> Floats:
        """(count, frames) Above 0 where a point is said to be seen."""
        lots = [out[answer.told].reshape(self._laid_out(answer.by_point)) for out in raw]
        said = np.concatenate(lots if answer.by_point else [lot.T for lot in lots])[:count]
        # shares of one, or yes and no; a number without bounds is above 0 for what is likelier
        if said.min() >= 0 and said.max() <= 1:
            said = said - np.float32(0.5)
        return np.asarray(-said if answer.hidden else said, np.float32)

    def _laid_out(self, by_point: bool, *more: int) -> tuple[int, ...]:
        return (*((self._lot, self.frames) if by_point else (self.frames, self._lot)), *more)

    def _found_out(self) -> tuple[_Manner, _Answer]:
        """How it follows points and knows best whether they are hidden, and what it says then."""
        size = self._taken.size or _FREE_SIZE
        trial = film_trial(size, self.frames)
        limit, least = _OFF * float(np.hypot(*size)), inf
        # where colours come last it is laid out as TAPIR, which asks for y first
        for y_first in (self._taken.channels_last, not self._taken.channels_last):
            known: dict[tuple[_Manner, _Answer], float] = {}
            for scaling in SCALINGS:
                manner = _Manner(scaling, y_first)
                raw = self._raw(trial.film, trial.asked, manner)
                for answer in self._answers(raw[0]):
                    off = trial.off(self._places(raw, answer, len(trial.asked)))
                    least = min(least, off)
                    if off <= limit:
                        known |= {
                            (manner, one): trial.known(self._said(raw, one, len(trial.asked)))
                            for one in self._tellings(raw[0], answer)
                        }
            if known and known[best := max(known, key=lambda one: known[one])] >= _KNOWN:
                return best
        if least <= limit:
            raise self._network.refused("does not tell which of the points it follows are hidden")
        if least == inf:
            raise self._network.refused("gives places that are no numbers")
        raise self._network.refused(f"is {least:.0f} pixels off the points that it should follow")

    def _answers(self, out: list[Floats]) -> list[_Answer]:
        """All that could be places. Raises BadInput where nothing could."""
        found = [
            _Answer(number, by_point)
            for number, part in enumerate(out)
            for by_point in (False, True)
            if _trimmed(part.shape) == self._laid_out(by_point, 2)
        ]
        if not found:
            given = " and ".join(worded(part.shape) for part in out)
            raise self._network.refused(f"gives {given} numbers, not the places of points")
        return found

    def _tellings(self, out: list[Floats], answer: _Answer) -> list[_Answer]:
        """The same with all that could say what is hidden."""
        wanted = self._laid_out(answer.by_point)
        return [
            answer._replace(told=number, hidden=hidden)
            for number, part in enumerate(out)
            if _trimmed(part.shape) in {wanted, (*wanted, 1)}
            for hidden in (False, True)
        ]


class _Taken(NamedTuple):
    """What a network takes; 0 and None are any."""

    channels_last: bool
    frames: int
    size: Size | None
    points: int


def _taken(network: Network) -> _Taken:
    """Raises BadInput where it is not a film and points."""
    shapes = network.said.inputs
    if len(shapes) != 2 or len(shapes[0]) != 5 or len(shapes[1]) != 3 or shapes[1][2] != 3:
        raise network.refused(f"takes {network.takes}, not a film and points")
    one, frames, *sides = shapes[0]
    points = shapes[1][1]
    channels_last = sides[0] != 3
    if one > 1 or shapes[1][0] > 1 or sides[2 if channels_last else 0] != 3:
        raise network.refused(f"takes {network.takes}, not one film in three colours and points")
    height, width = sides[:2] if channels_last else sides[1:]
    if frames and not _FEWEST_FRAMES <= frames <= _MOST_FRAMES:
        some = f"{_FEWEST_FRAMES} to {_MOST_FRAMES}"
        raise network.refused(f"takes a film of {frames} pictures, not of {some}")
    if points > _MOST_POINTS:
        raise network.refused(f"takes {points} points at a time, more than {_MOST_POINTS}")
    return _Taken(channels_last, frames, _SIDES.said(network, height, width), points)


def _trimmed(shape: tuple[int, ...]) -> tuple[int, ...]:
    """Without the 1 for the one film."""
    return shape[1:] if shape[:1] == (1,) else shape
