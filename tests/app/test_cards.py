"""What a card says of a take."""

from pathlib import Path

import pytest

from app.cards import obeyed, take_card
from engine.records import ClipInfo, Rating, Report, Take
from widgets.common.theme import DARK

CLIP = ClipInfo(20, 10.0, 64, 48)
TAKE = Take(1, 1, Path("a.mp4"), "imported", "m", CLIP, "2026-01-01T00:00:00Z")


@pytest.mark.parametrize(
    ("obedience", "said"), [(0.937, "obeyed 94 % · rated 4 / 3"), (None, "rated 4 / 3")]
)
def test_a_take_says_how_well_it_obeyed(obedience, said):
    report = Report(Path("a.mp4"), CLIP, obedience=obedience)
    assert take_card(TAKE, report, Rating(4, 3), None, DARK).note == said


def test_nothing_is_said_of_a_take_that_nobody_looked_at():
    assert obeyed(None) == ""
