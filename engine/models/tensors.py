"""What a weights file says of itself: a `Header`, the list of its tensors, and the sums over it.

No weight is ever read. `summary` is what is kept of a header: a transformer of 3,500 tensors
becomes a few numbers that say how much memory it takes and how it can be split.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import prod
from typing import NamedTuple

_BLOCK = re.compile(r"(?:blocks?|layers?|blk)\.\d+\.")


class Tensor(NamedTuple):
    """One tensor: its shape outermost first, as torch says it, and the bytes it takes."""

    name: str
    dtype: str
    shape: tuple[int, ...]
    bytes: int

    @property
    def numbers(self) -> int:
        """How many numbers it has."""
        return prod(self.shape)


@dataclass(frozen=True, slots=True)
class Header:
    """The header of one weights file, with the texts that its maker put beside the tensors."""

    tensors: tuple[Tensor, ...]
    texts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Summary:
    """What memory needs to know of some tensors."""

    bytes: int
    parameters: int
    dtypes: tuple[tuple[str, int], ...]
    """Name and bytes of each type, the largest first."""
    blocks: int
    """How many blocks the network repeats; 0 where it repeats none."""
    block_bytes: int
    """The largest of them: what has to be on the card at once where the rest stays off it."""


def summary(tensors: Iterable[Tensor]) -> Summary:
    """The sums over the tensors of one network."""
    dtypes: dict[str, int] = {}
    blocks: dict[str, int] = {}
    total = parameters = 0
    for name, dtype, shape, size in tensors:
        total += size
        parameters += prod(shape)
        dtypes[dtype] = dtypes.get(dtype, 0) + size
        block = _BLOCK.search(name)
        if block:
            key = name[: block.end()]
            blocks[key] = blocks.get(key, 0) + size
    ordered = tuple(sorted(dtypes.items(), key=lambda item: -item[1]))
    largest = max(blocks.values(), default=0)
    return Summary(total, parameters, ordered, len(blocks), largest)
