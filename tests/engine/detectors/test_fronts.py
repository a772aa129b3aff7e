"""What runs over a place, in rendered clips: a hand that goes over a box, takes it or pushes it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.detectors import penetration
from engine.detectors.evidence import held_place
from engine.detectors.fronts import fronts_over, sets_off
from engine.inspect.observation import Observation, observe
from engine.records import Box, Mark
from tests.helpers.clips import Clip, Sprite, Way, at, render

LEFT, RIGHT, TOP, BOTTOM = 160, 220, 66, 126
MIDDLE = (190.0, 96.0)
SOLID = Mark("solid", 0, Box(LEFT / 320, TOP / 192, 60 / 320, 60 / 192), noun="the box")
ARM = 200
"""Pixels of it: cut by the border as long as it is in the picture."""


def arm(tip) -> Way:
    """Its middle, for where its tip is."""
    return lambda n: (tip(n) - ARM / 2, 96.0)


def reaching(n: float) -> float:
    return 60 + 5.0 * n


def clip_of(tmp_path, hand: Way, box: Way, **about) -> Observation:
    """The box lies there or goes its way; the hand is nearer to the camera."""
    block = Sprite(box, (60, 60), "box", seed=3)
    limb = Sprite(hand, (ARM, 40), "box", seed=5)
    clip = Clip((block, limb), **{"frames": 40, "fps": 24.0, **about})
    measured = observe(render(clip), clip.info, tmp_path / "flow.npy")
    return replace(measured, marks=(SOLID,))


def fronts_of(seen: Observation):
    return fronts_over(seen, held_place(seen, SOLID))


@pytest.mark.parametrize("pan", [(0.0, 0.0), (1.5, 0.5)])
def test_what_goes_over_a_box_that_stays_gets_in_as_far_as_it_goes(tmp_path, pan):
    seen = clip_of(tmp_path, arm(reaching), at(*MIDDLE), pan=pan)
    over = next(front for front in fronts_of(seen) if front.side == "left")
    assert over.depth > 0.9
    assert 0.7 < over.ahead < 1.8
    assert over.goes_on > 0.8
    # its tip is at the left side in frame 20, at the right one in frame 32
    assert over.first == pytest.approx(20, abs=2)
    assert over.last == pytest.approx(32, abs=3)
    assert sets_off(fronts_of(seen), 40) == 40
    answer = penetration.detect(seen)
    assert answer.score > 0.6
    finding = answer.findings[0]
    assert finding.message.startswith("It ")
    assert "the box" in finding.message


def test_what_is_pushed_moves_all_over_at_once(tmp_path):
    def pushed(n: float) -> tuple[float, float]:
        return MIDDLE[0] + max(0.0, reaching(n) - LEFT), MIDDLE[1]

    seen = clip_of(tmp_path, arm(reaching), pushed)
    assert sets_off(fronts_of(seen), 40) == pytest.approx(20, abs=2)
    assert penetration.detect(seen).score < 0.5


def test_what_is_gripped_and_lifted_is_not_gone_through(tmp_path):
    def tip(n: float) -> float:
        return min(reaching(n), LEFT + 20)

    def lifted(n: float) -> float:
        return 3.0 * max(0.0, n - 28)

    def hand(n: float) -> tuple[float, float]:
        return tip(n) - ARM / 2, 96 - lifted(n)

    seen = clip_of(tmp_path, hand, lambda n: (MIDDLE[0], MIDDLE[1] - lifted(n)))
    assert sets_off(fronts_of(seen), 40) == pytest.approx(28, abs=2)
    assert penetration.detect(seen).score < 0.5


def test_what_is_gone_through_and_gives_way_late_is_told_up_to_then(tmp_path):
    def late(n: float) -> tuple[float, float]:
        return MIDDLE[0] + max(0.0, reaching(n) - LEFT - 24), MIDDLE[1]

    seen = clip_of(tmp_path, arm(reaching), late)
    over = next(front for front in fronts_of(seen) if front.side == "left")
    assert over.gives_way
    assert over.depth == pytest.approx(0.5, abs=0.2)
    assert over.last == pytest.approx(25, abs=2)


def test_where_nothing_moves_nothing_gets_in(tmp_path):
    seen = clip_of(tmp_path, arm(lambda _: 90.0), at(*MIDDLE), frames=12)
    assert fronts_of(seen) == []


def test_a_place_of_a_few_cells_is_too_small_to_see_it_in(tmp_path):
    seen = clip_of(tmp_path, arm(reaching), at(*MIDDLE))
    tiny = np.tile([180.0, 90.0, 12.0, 12.0], (40, 1))
    assert fronts_over(seen, tiny) == []


def test_a_place_that_leaves_the_picture_is_no_matter(tmp_path):
    seen = clip_of(tmp_path, arm(reaching), at(*MIDDLE), frames=24)
    out = held_place(seen, SOLID) + np.linspace(0, 400, 24)[:, None] * [1, 0, 0, 0]
    assert all(0 <= front.first <= front.last < 24 for front in fronts_over(seen, out))
