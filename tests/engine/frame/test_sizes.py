"""Frame sizes by the family of a model."""

from __future__ import annotations

import pytest

from engine.frame.sizes import USUAL, sizes_of
from engine.prompt.models import families


@pytest.mark.parametrize("family", [family.id for family in families()])
def test_every_family_has_sizes_that_a_shot_can_have(family: str) -> None:
    sizes = sizes_of(family)
    assert sizes
    assert len(set(sizes)) == len(sizes)
    for width, height in sizes:
        assert min(width, height) >= 16
        assert max(width, height) <= 8192
        assert (width % 8, height % 8) == (0, 0)
        assert (height, width) in sizes


def test_the_special_family_counts_before_the_general_one() -> None:
    assert sizes_of("wan-2.2-5b")[0] == (1280, 704)
    assert sizes_of("wan-2.2")[0] == (832, 480)
    assert sizes_of("nobody-knows")[0] == USUAL[0]
