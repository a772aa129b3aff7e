"""Does this phrase help? Pairs that differ in the words alone are counted, and few are too few."""

from math import comb
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from engine.records import ClipInfo, Finding, Rating, Report
from engine.verbs.phrases import Judged, Tally, compared

CLIP = ClipInfo(9, 8.0, 64, 64)


def rated(row, column, adherence, physics, model="wan", group="s"):
    return Judged(group, row, column, model, Rating(adherence, physics))


def report(*, wrong=(), held=()):
    found = tuple(_finding(kind, held=False) for kind in wrong)
    return Report(
        Path("a.mp4"), CLIP, findings=found, held=tuple(_finding(k, held=True) for k in held)
    )


def _finding(kind, *, held):
    return Finding(kind, held, 0, 3, None, 0.9, "left", "right", "it went right")


def test_a_phrase_that_always_does_better_helps():
    takes = [
        rated(row, f"Seed {n}", 4 if row == "With pose" else 2, 3)
        for n in range(5)
        for row in ("Bare", "With pose")
    ]
    (one,) = compared(takes, "Bare")
    assert (one.row, one.base, one.model) == ("With pose", "Bare", "wan")
    assert one.tallies["rated"] == Tally(better=5)
    assert one.tallies["rated"].answer == "helps"
    assert one.tallies["held"].answer == "no pairs"


def test_four_pairs_are_too_few_even_where_all_agree_and_five_losses_harm():
    assert Tally(better=2).answer == Tally(better=4).answer == "too few"
    assert Tally(worse=5).answer == "harms"
    assert Tally(better=3, same=20).answer == "unclear"
    assert Tally(better=3, worse=3, same=10).answer == "unclear"
    assert Tally(same=9).answer == "unclear"
    assert Tally().answer == "no pairs"


def test_only_the_same_column_of_the_same_set_is_a_pair():
    takes = [
        rated("Bare", "Seed 1", 1, 1),
        rated("With pose", "Seed 2", 5, 5),
        rated("With pose", "Seed 1", 5, 5, group="another"),
        rated("With pose", "Seed 1", 5, 5, model="ltx"),
        Judged("s", "With pose", "Seed 1", "wan"),
    ]
    assert all(
        tally.pairs == 0 for one in compared(takes, "Bare") for tally in one.tallies.values()
    )


def test_models_are_told_apart():
    takes = [
        rated(row, "Seed 1", points, 3, model=model)
        for model, gain in (("wan", 1), ("ltx", -1))
        for row, points in (("Bare", 3), ("With both", 3 + gain))
    ]
    found = {one.model: one.tallies["rated"] for one in compared(takes, "Bare")}
    assert found == {"wan": Tally(better=1), "ltx": Tally(worse=1)}


def test_what_was_seen_counts_without_a_rating():
    takes = (
        Judged("s", "Bare", "Seed 1", "wan", report=report(wrong=("wrong-direction", "pop"))),
        Judged("s", "With direction", "Seed 1", "wan", report=report(held=("wrong-direction",))),
    )
    (one,) = compared(takes, "Bare")
    assert one.tallies["obeyed"] == one.tallies["held"] == Tally(better=1)
    assert one.tallies["rated"].pairs == 0
    assert one.best == "obeyed"


def test_a_dismissed_finding_is_no_fault():
    seen = report(wrong=("pop",))
    fair = Judged(
        "s", "a", "c", "m", Rating(dismissed=frozenset({seen.findings[0].key})), report=seen
    )
    assert fair.score("held") == 1.0
    assert Judged("s", "a", "c", "m", report=seen).score("held") == 0.0
    assert fair.score("obeyed") is None


def test_a_finding_that_was_called_another_kind_is_of_that_kind():
    seen = report(wrong=("wrong-direction",))
    renamed = Rating(wrong_kinds={seen.findings[0].key: "pop"})
    take = Judged("s", "a", "c", "m", renamed, report=seen)
    assert take.score("held") == 0.0
    # it went where it was asked to go: only what popped is held against it
    assert take.score("obeyed") is None
    assert Judged("s", "a", "c", "m", report=seen).score("obeyed") == 0.0


def test_chance_alone_seldom_makes_an_answer():
    """Words that change nothing: each pair that differs is a coin that is tossed."""
    for pairs in range(1, 41):
        said = [Tally(n, pairs - n).answer for n in range(pairs + 1)]
        share = sum(comb(pairs, n) for n, word in enumerate(said) if word == "helps") / 2**pairs
        assert share <= 0.05


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_the_answer_turns_with_the_pairs(better, worse, same):
    one, other = Tally(better, worse, same), Tally(worse, better, same)
    opposite = {"helps": "harms", "harms": "helps"}
    assert other.answer == opposite.get(one.answer, one.answer)
    assert one.bounds[0] <= one.bounds[1]
