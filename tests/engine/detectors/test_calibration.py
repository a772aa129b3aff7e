"""Thresholds follow the person: slowly, within bounds, and back when they are reset."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.detectors.calibration import (
    LIMIT,
    judgements_of,
    personal,
    shifted,
    thresholds,
)
from engine.records import ClipInfo, Finding, Judgement, Rating, Report
from engine.verbs.store import VerbBook

SCORES = st.floats(0, 1)
SAID = st.lists(st.tuples(SCORES, st.booleans()), max_size=60)


def judgements(said, kind="pop", take="t"):
    return [
        Judgement(take, f"{kind}:{i}-{i}:", kind, score, yes) for i, (score, yes) in enumerate(said)
    ]


def threshold_of(said):
    found = thresholds(judgements(said))
    return found["pop"].score if said else 0.5


def finding(score, kind="pop", start=0):
    return Finding(kind, False, start, start + 3, None, score, "", "", "")


def report(*findings, doubtful=()):
    return Report(Path("clip.mp4"), ClipInfo(24, 24.0, 64, 48), {}, findings, doubtful=doubtful)


@given(SAID, SCORES)
def test_one_more_dismissal_never_lowers_a_threshold(said, score):
    assert threshold_of([*said, (score, False)]) >= threshold_of(said)


@given(SAID, SCORES)
def test_one_more_confirmation_never_raises_a_threshold(said, score):
    assert threshold_of([*said, (score, True)]) <= threshold_of(said)


@given(SAID)
def test_a_threshold_stays_within_its_bounds(said):
    assert shifted(0.5, -LIMIT) <= threshold_of(said) <= shifted(0.5, LIMIT)


@given(SAID.flatmap(lambda said: st.tuples(st.just(said), st.permutations(said))))
def test_the_order_of_judgements_does_not_matter(pair):
    assert threshold_of(pair[0]) == threshold_of(pair[1])


@given(SAID, SCORES, SCORES, st.floats(-LIMIT, LIMIT))
def test_a_shift_keeps_what_is_likelier_likelier(said, a, b, shift):
    low, high = sorted((a, b))
    assert shifted(low, shift) <= shifted(high, shift)


def test_one_judgement_moves_little_and_many_move_far():
    one = threshold_of([(0.6, False)])
    many = threshold_of([(0.6, False)] * 30)
    assert 0.5 < one < 0.58
    assert many > 0.8
    assert threshold_of([(0.9, True)] * 30) < 0.5


def test_who_judges_as_the_detector_says_moves_nothing():
    said = [(0.75, True)] * 30 + [(0.75, False)] * 10
    assert threshold_of(said) == pytest.approx(0.5, abs=1e-6)


def test_kinds_are_kept_apart():
    found = thresholds(judgements([(0.6, False)] * 5) + judgements([(0.6, True)] * 5, "size"))
    assert (found["pop"].dismissed, found["pop"].confirmed) == (5, 0)
    assert found["pop"].score > 0.5 > found["size"].score
    assert "gravity" not in found


def test_a_kind_that_was_dismissed_often_is_told_only_when_it_is_sure():
    known = thresholds(judgements([(0.6, False)] * 20))
    seen = personal(report(finding(0.6), finding(0.97, start=8), finding(0.6, "size")), known)
    assert [(f.kind, f.score) for f in seen.findings] == [("size", 0.6), ("pop", 0.97)]
    assert [f.score for f in seen.doubtful] == [0.6]
    assert seen.findings[0].yours is None
    assert 0.5 < seen.findings[1].yours < 0.97


def test_a_kind_that_was_confirmed_often_is_told_sooner():
    known = thresholds(judgements([(0.6, True)] * 20))
    (told,) = personal(report(doubtful=(finding(0.4), finding(0.05, start=9))), known).findings
    assert told.score == 0.4
    assert told.yours > 0.5


def test_what_was_judged_in_this_clip_stays_on_the_screen():
    known = thresholds(judgements([(0.6, False)] * 20))
    seen = finding(0.6)
    assert personal(report(seen), known, frozenset({seen.key})).findings


def test_without_judgements_a_report_is_as_it_was():
    plain = report(finding(0.6), doubtful=(finding(0.4, start=7),))
    assert personal(plain, {}) == plain
    moved = personal(plain, thresholds(judgements([(0.6, False)] * 20)))
    assert personal(moved, {}) == plain


def test_a_rating_says_what_was_judged():
    first, second, third = finding(0.7), finding(0.6, "size", 4), finding(0.9, "mass", 9)
    rating = Rating(confirmed=frozenset({first.key}), dismissed=frozenset({second.key, "gone"}))
    said = judgements_of(report(first, second, third), rating, "hash")
    assert [(one.kind, one.score, one.confirmed) for one in said] == [
        ("pop", 0.7, True),
        ("size", 0.6, False),
    ]


def test_a_finding_of_another_kind_was_a_false_alarm_of_its_own():
    seen = finding(0.7)
    rating = Rating(confirmed=frozenset({seen.key}), wrong_kinds={seen.key: "mass"})
    (said,) = judgements_of(report(seen), rating, "hash")
    assert (said.kind, said.confirmed) == ("pop", False)


@pytest.fixture
def book(tmp_path):
    with VerbBook(tmp_path / "verbs.db") as opened:
        yield opened


def test_a_finding_counts_once_however_often_it_is_judged(book):
    for yes in (True, False, False):
        book.record_judgements(judgements([(0.6, yes)]), take="t")
    assert [one.confirmed for one in book.judgements()] == [False]
    book.record_judgements([], take="t")
    assert book.judgements() == ()


def test_takes_do_not_disturb_each_other(book):
    book.record_judgements(judgements([(0.6, True)], take="a"), take="a")
    book.record_judgements(judgements([(0.7, False)], take="b"), take="b")
    book.record_judgements(judgements([(0.7, True)], take="b"), take="b")
    assert {(one.take, one.confirmed) for one in book.judgements()} == {("a", True), ("b", True)}


def test_resetting_a_kind_leaves_the_others_and_can_be_undone(book):
    said = judgements([(0.6, False)] * 3) + judgements([(0.8, True)] * 2, "size")
    book.record_judgements(said, take="t")
    before = thresholds(book.judgements())
    gone = book.reset_judgements("pop")
    assert set(thresholds(book.judgements())) == {"size"}
    book.restore_judgements(gone)
    assert thresholds(book.judgements()) == before
    assert len(book.reset_judgements()) == 5
    assert book.judgements() == ()


def test_what_was_reset_counts_again_only_when_the_person_thinks_otherwise(book):
    said = judgements([(0.6, False), (0.7, False)])
    book.record_judgements(said, take="t")
    book.reset_judgements()
    book.record_judgements(said, take="t")
    assert book.judgements() == ()
    book.record_judgements(judgements([(0.6, True), (0.7, False)]), take="t")
    assert [(one.score, one.confirmed) for one in book.judgements()] == [(0.6, True)]
