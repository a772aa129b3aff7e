"""What bends, what only turns, and what may bend."""

from dataclasses import replace

import numpy as np
import pytest

from engine.detectors import Undetermined, deform
from engine.inspect.things import Beginning, Strains
from engine.records import Box, Mark
from tests.helpers.things import seen, thing

FRAMES = 48


def across(t):
    return 60 + 60 * t, 140.0


def over(start, end):
    """0 before, 1 after, rising between."""
    return np.clip((np.arange(FRAMES) - start) / (end - start), 0, 1)


def bent(by=0.2, start=20, end=30, **other):
    part = over(start, end)
    bend = np.where((np.arange(FRAMES) >= start) & (np.arange(FRAMES) < end), 1.6, 0.2)
    return replace(
        thing(across, **other),
        solidity=(0.95 - by * part).astype(np.float32),
        bend=bend.astype(np.float32),
    )


def score(one, **asked):
    return deform.detect(seen(one, **asked)).score


def mark(kind, one):
    box = one.boxes[24]
    return Mark(kind, 24, Box(box.x / 480, box.y / 272, box.w / 480, box.h / 272))


def test_what_keeps_its_form_is_as_it_should_be():
    assert score(thing(across)) < 0.1


def test_what_bends_on_its_way_is_found_when_it_does():
    (finding,) = deform.detect(seen(bent())).findings
    assert finding.score > 0.7
    assert finding.start_frame <= 26
    assert finding.end_frame >= 24
    assert finding.mover == 1
    assert finding.curves


def test_what_gets_rounder_may_have_lost_its_shadow_and_is_doubted_at_most():
    one = bent(by=0.14)
    rounder = replace(one, solidity=(one.solidity[::-1]).copy(), bend=one.bend[::-1].copy())
    assert 0.2 < score(rounder) < 0.5
    assert score(rounder, marks=(mark("rigid", rounder),)) < 0.5
    even = over(20, 30) * 0.7
    leans = replace(thing(across), bend=one.bend, lean=(0.7 - even).astype(np.float32))
    assert 0.2 < score(leans) < 0.5
    assert score(replace(leans, lean=even.astype(np.float32))) > 0.5


@pytest.mark.parametrize("fps", [8.0, 16.0, 30.0])
def test_rates_make_no_difference(fps):
    one = bent(start=20, end=20 + max(3, round(fps * 0.4)), fps=fps)
    assert deform.detect(seen(one, fps=fps)).score > 0.5


def test_what_turns_in_space_gets_narrower_and_is_not_bent():
    part = over(20, 32)[:, None]
    one = thing(across)
    wide = one.shape[:, :1] * (1 - 0.6 * part)
    narrower = replace(
        one,
        shape=np.hstack([wide, one.shape[:, 1:]]).astype(np.float32),
        areas=(one.areas * np.sqrt(1 - 0.6 * part[:, 0])).astype(np.float32),
    )
    assert score(narrower) < 0.2


def test_what_never_keeps_its_outline_is_not_rigid():
    swing = 0.85 - 0.1 * np.sin(np.arange(FRAMES) * 0.7)
    walker = replace(
        bent(), solidity=(swing - 0.12 * over(20, 30)).astype(np.float32), bend=np.full(48, 1.4)
    )
    assert score(walker) < 0.3


def test_what_was_not_seen_to_move_may_be_anything():
    assert score(replace(bent(), steps=np.zeros((FRAMES, 2), np.float32))) < 0.3


@pytest.mark.parametrize("kind", ["cloth", "fluid", "articulated"])
def test_what_is_marked_as_soft_may_bend(kind):
    one = bent()
    assert score(one, marks=(mark(kind, one),)) < 0.1


def test_what_is_marked_as_rigid_is_judged_more_strictly_and_in_a_hand():
    one = replace(bent(0.08), touching=((2,),) * FRAMES)
    assert score(one) < 0.1
    assert score(one, marks=(mark("rigid", one),)) > 0.5


def test_what_a_hand_comes_to_and_covers_is_not_bent_by_it():
    # fingers lie over it, and its surface goes on as it did
    one = replace(bent(0.2), bend=np.full(FRAMES, 0.2, np.float32))
    touched = replace(one, touching=((),) * 22 + ((2,),) * 26)
    assert score(touched, marks=(mark("rigid", one),)) < 0.2
    held = replace(one, touching=((2,),) * 48)
    assert score(held, marks=(mark("rigid", one),)) > 0.5


def test_where_nothing_can_be_told_from_the_ground_it_is_said():
    answer = deform.detect(replace(seen(bent()), grounded=()))
    assert isinstance(answer, Undetermined)
    assert answer.mark is None


def squashed(grows=1.4, shrinks=0.55, **other):
    """As much longer one way as it gets narrower the other way."""
    part = over(20, 28)
    one = thing(across, **other)
    wide, high = 1 + (grows - 1) * part, 1 - (1 - shrinks) * part
    shape = one.shape * np.column_stack([wide**2, wide * high, high**2])
    return replace(
        one,
        shape=shape.astype(np.float32),
        areas=(one.areas * wide * high).astype(np.float32),
    )


def test_what_gets_longer_as_it_gets_narrower_is_squashed_if_it_is_rigid():
    one = squashed()
    (finding,) = deform.detect(seen(one, marks=(mark("rigid", one),))).findings
    assert finding.score > 0.6
    assert finding.start_frame <= 28


def test_who_sits_down_gets_broader_as_well_and_is_doubted_at_most():
    assert 0.1 < score(squashed()) < 0.5


def test_a_slow_bend_of_what_is_rigid_is_told_by_what_it_leads_to():
    slow = replace(bent(by=0.12, end=36), bend=np.full(FRAMES, 0.2, np.float32))
    assert score(slow, marks=(mark("rigid", slow),)) > 0.5
    assert score(slow) < 0.5


def test_what_has_the_colours_of_what_is_behind_it_loses_parts_that_come_back():
    lost = 0.15 * (over(20, 22) - over(33, 35) + over(40, 42))
    rock = replace(thing(across), solidity=(0.95 - lost).astype(np.float32))
    assert score(rock, marks=(mark("rigid", rock),)) < 0.2


CALM = {
    "followed": 0.95,
    "off": 0.006,
    "rest": 0.005,
    "unlike": 0.08,
    "stiff": 0.09,
    "overlap": 0.95,
    "longest": 0.01,
    "shortest": -0.01,
}
SQUEEZED = {"longest": 0.4, "shortest": -0.4}
BENT = {"off": 0.09, "rest": 0.03, "stiff": 0.4, "unlike": 0.15, "followed": 0.85}


def laid(at=range(0), fps=24.0, lag=0.5, **measured):
    """Looks every eighth of a second, each laid over the one half a second before; those that begin
    in a frame of `at` measured otherwise."""
    step, apart = round(fps / 8), round(lag * fps)
    first = np.arange(0, FRAMES - apart, step)
    here = np.isin(first, at)
    values = {
        name: np.where(here, measured.get(name, usual), usual).astype(np.float32)
        for name, usual in CALM.items()
    }
    return Strains(np.column_stack([first, first + apart]).astype(np.int32), **values)


def held(strains, **other):
    """What a hand holds all the time."""
    return thing(across, touching=((2,),) * FRAMES, strains=strains, **other)


def test_what_lies_on_itself_again_is_rigid():
    assert score(held(laid())) < 0.1


def test_what_is_squeezed_is_found_even_in_a_hand():
    (finding,) = deform.detect(seen(held(laid(range(18, 25), **SQUEEZED)))).findings
    assert finding.score > 0.7
    assert not finding.held
    assert (finding.start_frame, finding.end_frame) == (18, 36)
    assert finding.measured == "its surface gets 49 % longer one way and shorter the other"
    assert max(finding.curves[0].measured) == pytest.approx(40, abs=1)


@pytest.mark.parametrize(
    "measured",
    [
        {"longest": 0.4},
        {"shortest": -0.4},
        {**SQUEEZED, "followed": 0.5},
        {**SQUEEZED, "unlike": 0.6},
        {**SQUEEZED, "off": 0.12},
    ],
    ids=["comes nearer", "turns away", "lost", "another surface", "not by an affine map"],
)
def test_what_may_be_something_else_is_not_squeezed(measured):
    assert score(held(laid(range(18, 25), **measured))) < 0.45


@pytest.mark.parametrize("fps", [8.0, 16.0, 30.0])
def test_a_surface_is_judged_alike_at_every_rate(fps):
    lag = 2 / fps if fps < 10 else 0.5
    strains = laid(range(16, 25), fps=fps, lag=lag, **SQUEEZED)
    assert deform.detect(seen(held(strains, fps=fps), fps=fps)).score > 0.7


def test_a_surface_that_bends_in_a_hand_is_told_where_it_is_marked_as_rigid():
    one = held(laid(range(18, 25), **BENT))
    (finding,) = deform.detect(seen(one, marks=(mark("rigid", one),))).findings
    assert finding.score > 0.6
    assert finding.measured == "its surface is off by 9 % of its size"
    # without the mark it may be cloth, or be covered more and more: no finding, and not nothing
    assert 0.1 < score(one) < 0.2
    assert deform.detect(seen(one)).findings == ()


def test_what_is_rigid_before_and_after_it_bends_is_told_without_a_mark():
    alone = thing(across, strains=laid(range(12, 22), **BENT))
    (finding,) = deform.detect(seen(alone)).findings
    assert finding.score > 0.5
    assert 12 <= finding.start_frame <= 21
    # what is held may be covered, and what goes on bending is cloth
    assert deform.detect(seen(replace(alone, touching=((2,),) * FRAMES))).score < 0.3
    assert score(thing(across, strains=laid(range(12, FRAMES), **BENT))) < 0.3
    assert score(thing(across, strains=laid(range(22), **BENT))) < 0.3


def test_a_cheek_that_is_squeezed_where_it_is_is_a_doubt_unless_it_is_marked_as_rigid():
    moves = held(laid(range(18, 25), **SQUEEZED))
    stays = replace(moves, steps=np.zeros_like(moves.steps))
    assert 0.2 < score(stays) < 0.5
    assert score(stays, marks=(mark("rigid", stays),)) > 0.7


def test_what_always_bends_is_no_rigid_thing():
    one = held(laid(range(FRAMES), **BENT))
    assert score(one, marks=(mark("rigid", one),)) < 0.2


def test_a_single_look_that_was_laid_badly_proves_nothing():
    one = held(laid((21,), **BENT))
    assert score(one, marks=(mark("rigid", one),)) < 0.45


def test_what_comes_apart_was_several_things():
    one = held(laid(range(18, 25), **SQUEEZED))
    block = thing(across, 20, number=2, first=28, beginning=Beginning.SPLIT, parent=1)
    assert deform.detect(seen(one, block)).score < 0.2


def test_what_reaches_in_from_the_border_is_an_arm():
    arm = replace(held(laid(range(18, 25), **SQUEEZED)), edge=np.ones(FRAMES, bool))
    assert score(arm) < 0.2


@pytest.mark.parametrize("kind", ["cloth", "fluid", "articulated"])
def test_what_is_marked_as_soft_may_be_squeezed(kind):
    one = held(laid(range(18, 25), **SQUEEZED))
    assert score(one, marks=(mark(kind, one),)) < 0.1


def test_an_outline_that_changes_on_a_surface_that_does_not_is_no_bend():
    shadow = bent()
    assert score(shadow) > 0.7
    assert score(replace(shadow, strains=laid())) < 0.2
    assert score(replace(shadow, strains=laid(range(6, 33), **BENT))) > 0.7
