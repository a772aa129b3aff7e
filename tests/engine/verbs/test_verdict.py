"""What the evidence says, and how sure it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.records import Action, Evidence, Finding, Rating, Reading, Span
from engine.verbs.evidence import evidence_of
from engine.verbs.verdict import interval, judge


def evidence(held, take="a", faults=()):
    return Evidence("tumble", "m", take, held, faults=faults)


def takes(held, broken):
    return [evidence(i < held, str(i)) for i in range(held + broken)]


@pytest.mark.parametrize(
    ("held", "broken", "word"),
    [
        (0, 0, "untested"),
        (1, 0, "unsure"),
        (2, 0, "unsure"),
        (3, 0, "works well"),
        (0, 2, "unsure"),
        (0, 3, "avoid"),
        (2, 7, "avoid"),
        (8, 1, "works well"),
        (5, 4, "unsure"),
    ],
)
def test_a_verdict_is_said_once_the_interval_is_on_one_side_of_a_half(held, broken, word):
    assert judge("tumble", "m", takes(held, broken)).word == word


def test_the_interval_is_wilsons():
    low, high = interval(8, 10)
    assert (round(low, 3), round(high, 3)) == (0.541, 0.931)


@given(st.integers(0, 500), st.integers(0, 500))
def test_the_interval_holds_the_share_and_stays_between_0_and_1(held, broken):
    low, high = interval(held, held + broken)
    share = held / (held + broken) if held + broken else 0.5
    assert 0 <= low <= share <= high <= 1


def test_the_persons_list_speaks_until_the_evidence_is_sure():
    assert judge("roll", "m", (), "avoid").word == "avoid"
    assert judge("roll", "m", takes(1, 1), "avoid").word == "avoid"
    assert judge("roll", "m", takes(9, 0), "avoid").word == "works well"


def test_the_usual_fault_is_the_most_frequent_one():
    known = [evidence(False, "1", ("pop",)), evidence(False, "2", ("gravity",))]
    known.append(evidence(False, "3", ("gravity",)))
    assert judge("tumble", "m", known).usual_fault == "gravity"


READING = Reading(
    "a rock rolls and bounces, camera pans",
    actions=(
        Action("roll", Span(7, 12)),
        Action("bounce", Span(17, 24)),
        Action("pan", Span(33, 37), camera=True),
    ),
)


def finding(verb=None):
    return Finding("pop", False, 1, 2, None, 0.9, "", "", "", verb)


def of(rating, findings=()):
    known = evidence_of(READING, rating, findings, take="clip", model="m")
    return {item.verb: item.held for item in known}


def test_a_good_take_speaks_for_every_foreground_verb():
    assert of(Rating(4, 5)) == {"roll": True, "bounce": True}


@pytest.mark.parametrize("rating", [Rating(3, 5), Rating(5, 3), Rating(1, 1)])
def test_a_take_is_good_only_when_both_scales_are(rating):
    assert of(rating) == {"roll": False, "bounce": False}


@pytest.mark.parametrize("rating", [Rating(), Rating(5), Rating(physics=5)])
def test_half_a_rating_says_nothing(rating):
    assert of(rating) == {}


def test_a_confirmed_finding_speaks_against_its_verb_only():
    found = finding("bounce")
    rating = Rating(5, 5, confirmed=frozenset({found.key}))
    assert of(rating, [found]) == {"roll": True, "bounce": False}


def test_a_dismissed_finding_says_nothing():
    found = finding()
    assert of(Rating(5, 5, dismissed=frozenset({found.key})), [found])["roll"]


def test_a_confirmed_finding_is_evidence_without_scores():
    found = finding()
    assert of(Rating(confirmed=frozenset({found.key})), [found]) == {"roll": False, "bounce": False}


def test_a_finding_of_another_kind_counts_as_that_kind():
    found = finding()
    rating = Rating(confirmed=frozenset({found.key}), wrong_kinds={found.key: "size"})
    known = evidence_of(READING, rating, [found], take="clip", model="m")
    assert {item.faults for item in known} == {("size",)}
