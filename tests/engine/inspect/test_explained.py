"""What is left of a finding where the film itself explains it."""

from dataclasses import replace

import pytest

from engine.detectors import Detection, Undetermined, frozen, impulse, pop, subject_exit
from engine.inspect import explained
from engine.inspect.explained import said_of
from engine.records import Finding
from tests.helpers.things import seen

SEEN = seen()
STOP = ((12, 28),)


def one_stop():
    return STOP


def no_stop():
    return ()


def finding(start, end, score=0.9, held=False):
    return Finding("pop", held, start, end, None, score, "", "", "")


def saying(*findings, of=pop.DETECTOR):
    best = max((found.score for found in findings), default=0.1)
    return replace(of, run=lambda _: Detection(best, findings))


@pytest.mark.parametrize("span", [(12, 28), (15, 20), (27, 30)], ids=["all", "within", "goes on"])
def test_what_seems_to_happen_while_the_film_stops_or_goes_on_is_not_told_again(span):
    said = said_of(saying(finding(*span)), SEEN, one_stop)
    assert not said.findings
    assert said.score < 0.1


@pytest.mark.parametrize("span", [(10, 13), (30, 40), (5, 46)], ids=["before", "after", "all over"])
def test_what_happens_before_or_after_a_stop_or_all_the_time_is_told(span):
    found = finding(*span)
    assert said_of(saying(found), SEEN, one_stop) == Detection(0.9, (found,))


def test_what_is_left_says_how_likely_it_is():
    other, held = finding(40, 42, 0.6), finding(0, 47, 0.05, held=True)
    said = said_of(saying(finding(15, 20), other, held), SEEN, one_stop)
    assert said == Detection(0.6, (other, held))


def test_a_stop_explains_no_subject_that_leaves():
    found = finding(15, 20)
    assert said_of(saying(found, of=subject_exit.DETECTOR), SEEN, one_stop).findings == (found,)


def test_around_frames_that_could_not_be_read_nothing_can_be_determined():
    damaged = replace(SEEN, unread=((20, 22),))
    assert isinstance(said_of(saying(finding(19, 23)), damaged, no_stop), Undetermined)
    far = finding(40, 42)
    assert said_of(saying(finding(19, 23), far), damaged, no_stop) == Detection(0.9, (far,))


def test_where_frames_come_at_uneven_times_speeds_are_not_judged():
    uneven = replace(SEEN, uneven=True)
    found = finding(3, 5)
    assert isinstance(said_of(saying(found, of=impulse.DETECTOR), uneven, no_stop), Undetermined)
    assert said_of(saying(found), uneven, no_stop).findings == (found,)


def test_only_sure_stops_count_and_a_clip_that_stands_is_none(monkeypatch):
    whole, doubted, stop = finding(0, 47), finding(3, 9, 0.4), finding(12, 28)
    detector = saying(whole, doubted, stop, of=frozen.DETECTOR)
    monkeypatch.setattr(explained.frozen, "DETECTOR", detector)
    assert explained.stops(SEEN) == STOP
