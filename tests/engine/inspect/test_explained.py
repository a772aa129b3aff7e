"""What is left of a finding where the film itself explains it."""

from dataclasses import replace

import pytest

from engine.detectors import Detection, Undetermined, frozen, impulse, pop, subject_exit, teleport
from engine.inspect import explained
from engine.inspect.explained import Explains, said_of
from engine.records import Box, Finding
from tests.helpers.things import seen

SEEN = seen()
STOP = ((12, 28),)


def explains(of=SEEN, stops=STOP, jumps=(), flickers=()):
    """What explains things in a clip, as it was found."""
    known = Explains(of)
    vars(known).update(stops=stops, jumps=jumps, flickers=flickers)
    return known


def finding(start, end, score=0.9, held=False, **about):
    return Finding("pop", held, start, end, None, score, "", "", "", **about)


def saying(*findings, of=pop.DETECTOR):
    best = max((found.score for found in findings), default=0.1)
    return replace(of, run=lambda _: Detection(best, findings))


@pytest.mark.parametrize("span", [(12, 28), (15, 20), (27, 30)], ids=["all", "within", "goes on"])
def test_what_seems_to_happen_while_the_film_stops_or_goes_on_is_not_told_again(span):
    said = said_of(saying(finding(*span)), explains())
    assert not said.findings
    assert said.score < 0.1


@pytest.mark.parametrize("span", [(10, 13), (30, 40), (5, 46)], ids=["before", "after", "all over"])
def test_what_happens_before_or_after_a_stop_or_all_the_time_is_told(span):
    found = finding(*span)
    assert said_of(saying(found), explains()) == Detection(0.9, (found,))


def test_what_is_left_says_how_likely_it_is():
    other, held = finding(40, 42, 0.6), finding(0, 47, 0.05, held=True)
    said = said_of(saying(finding(15, 20), other, held), explains())
    assert said == Detection(0.6, (other, held))


def test_a_stop_explains_no_subject_that_leaves():
    found = finding(15, 20)
    assert said_of(saying(found, of=subject_exit.DETECTOR), explains()).findings == (found,)


def test_around_frames_that_could_not_be_read_nothing_can_be_determined():
    damaged = replace(SEEN, unread=((20, 22),))
    assert isinstance(said_of(saying(finding(19, 23)), explains(damaged, ())), Undetermined)
    far = finding(40, 42)
    assert said_of(saying(finding(19, 23), far), explains(damaged, ())) == Detection(0.9, (far,))


def test_where_frames_come_at_uneven_times_speeds_are_not_judged():
    uneven = replace(SEEN, uneven=True)
    found = finding(3, 5)
    assert isinstance(
        said_of(saying(found, of=impulse.DETECTOR), explains(uneven, ())), Undetermined
    )
    assert said_of(saying(found), explains(uneven, ())).findings == (found,)


def test_only_sure_stops_count_and_a_clip_that_stands_is_none(monkeypatch):
    whole, doubted, stop = finding(0, 47), finding(3, 9, 0.4), finding(12, 28)
    detector = saying(whole, doubted, stop, of=frozen.DETECTOR)
    monkeypatch.setattr(explained.frozen, "DETECTOR", detector)
    assert Explains(SEEN).stops == STOP


HERE, THERE = Box(20, 20, 40, 40), Box(200, 20, 40, 40)
JUMP = replace(finding(20, 21, 0.8, boxes=((20, HERE), (21, THERE))), kind="teleport")


def test_what_jumps_is_not_told_to_be_gone_and_there_as_well():
    gone, there = (replace(finding(19, 22, 0.7), box=box) for box in (HERE, THERE))
    said = said_of(saying(gone, there), explains(stops=(), jumps=(JUMP,)))
    assert not said.findings
    assert said.score < 0.1


@pytest.mark.parametrize(
    "other",
    [
        replace(finding(19, 22, 0.7), box=Box(100, 150, 30, 30)),
        replace(finding(30, 32, 0.7), box=HERE),
        replace(finding(19, 22, 0.7), box=Box(0, 0, 400, 200)),
    ],
    ids=["elsewhere", "later", "larger"],
)
def test_what_is_no_part_of_a_jump_is_told(other):
    assert said_of(saying(other), explains(stops=(), jumps=(JUMP,))).findings == (other,)


def test_only_a_jump_that_is_sure_explains_what_is_surer():
    gone = replace(finding(19, 22, 0.95), box=HERE)
    assert not said_of(saying(gone), explains(stops=(), jumps=(JUMP,))).findings
    doubted = replace(JUMP, score=0.6)
    assert said_of(saying(gone), explains(stops=(), jumps=(doubted,))).findings == (gone,)


def test_only_a_pop_is_explained_by_a_jump():
    found = replace(finding(19, 22, 0.7), box=HERE)
    said = said_of(saying(found, of=impulse.DETECTOR), explains(stops=(), jumps=(JUMP,)))
    assert said.findings == (found,)


def test_only_sure_jumps_count(monkeypatch):
    doubted = replace(JUMP, score=0.4)
    detector = saying(JUMP, doubted, of=teleport.DETECTOR)
    monkeypatch.setattr(explained.teleport, "DETECTOR", detector)
    assert Explains(SEEN).jumps == (JUMP,)
    assert Explains(replace(SEEN, uneven=True)).jumps == ()


LIGHT = replace(finding(10, 30, 0.8), kind="flicker", box=Box(10, 10, 60, 60))


@pytest.mark.parametrize(
    ("light", "told"),
    [
        (LIGHT, False),
        (replace(LIGHT, box=None), False),
        (replace(LIGHT, box=THERE), True),
        (replace(LIGHT, start_frame=30, end_frame=40), True),
    ],
    ids=["there", "everywhere", "elsewhere", "later"],
)
def test_what_flickers_is_not_told_to_be_gone_as_well(light, told):
    gone = replace(finding(19, 22, 0.7), box=HERE)
    said = said_of(saying(gone), explains(stops=(), flickers=(light,)))
    assert bool(said.findings) is told
