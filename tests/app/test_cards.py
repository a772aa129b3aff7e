"""What a card says of a take."""

from pathlib import Path

import pytest

from app.cards import obeyed, take_card
from engine.records import ClipInfo, Finding, Rating, Report, Take
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


def test_a_take_wears_the_kind_that_the_person_named():
    found = Finding("deform", False, 2, 6, None, 0.9, "so", "not so", "it bends")
    report = Report(Path("a.mp4"), CLIP, {"deform": 0.9}, (found,))

    def tags(rating):
        return [words for words, _ in take_card(TAKE, report, rating, None, DARK).tags]

    assert tags(Rating()) == ["Deform"]
    assert tags(Rating(wrong_kinds={found.key: "size"})) == ["Size"]
    assert tags(Rating(wrong_kinds={found.key: "other"})) == ["Something else"]
    assert tags(Rating(dismissed=frozenset({found.key}))) == ["held"]
