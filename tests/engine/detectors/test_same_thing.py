"""What is marked as the same thing: who is linked, and what three detectors make of it."""

from dataclasses import replace

import numpy as np
import pytest

from engine.detectors import identity, pop, teleport
from engine.detectors.evidence import said_same
from engine.inspect.appearance import Appearance
from engine.inspect.marks import in_fractions
from engine.inspect.observation import observe
from engine.inspect.things import Beginning, Ending
from engine.records import Box, ClipInfo, Mark
from tests.helpers.clips import Clip, Sprite, render
from tests.helpers.things import seen, thing

RED, BLUE = (200, 60, 40), (40, 70, 200)
CLIP = ClipInfo(48, 24.0, 480, 272)


def ball(start, first, frames, number=1, **other):
    """Goes to the right from a place; `start` is where it would have been at the beginning."""
    return thing(
        lambda t: (start[0] + 60 * t, start[1]), frames, number=number, first=first, **other
    )


def same(one, two, *, at=None, until=None):
    """The mark that says so, three frames before the end of the one, and into the other."""
    before, now = one.last - 3 if at is None else at, two.first + 3 if until is None else until
    boxes = [in_fractions(t.boxes[t.row(n)], CLIP) for t, n in ((one, before), (two, now))]
    return Mark("same", now, boxes[1], before=(before, boxes[0]))


def jumping(first=20, colour=RED, size=36.0, to=(200, 200)):
    """Red, gone after frame 19, and somewhere else from `first` on."""
    one = replace(ball((60, 80), 0, 20), ending=Ending.NOWHERE)
    two = ball(to, first, 48 - first, 2, colour=lambda _: colour, size=size)
    return one, replace(two, beginning=Beginning.NOWHERE)


# --- who is linked -----------------------------------------------------------------------------


def test_two_tracks_are_linked_whichever_was_clicked_first():
    one, two = jumping()
    mark = same(one, two)
    (link,) = said_same(seen(one, two, marks=(mark,)))
    assert (link.before.id, link.after.id, link.gap) == (1, 2, 1)
    turned = Mark("same", mark.before[0], mark.before[1], before=(mark.frame, mark.box))
    assert said_same(seen(one, two, marks=(turned,))) == (link,)


def test_one_track_without_a_gap_needs_no_link():
    one = ball((60, 80), 0, 48)
    assert said_same(seen(one, marks=(same(one, one, at=5, until=40),))) == ()


def test_one_track_is_parted_where_it_was_not_seen():
    shown = np.ones(48, bool)
    shown[20:32] = False
    one = replace(ball((60, 80), 0, 48), seen=shown)
    (link,) = said_same(seen(one, marks=(same(one, one, at=5, until=40),)))
    assert (link.before.first, link.before.last) == (0, 19)
    assert (link.after.first, link.after.last) == (32, 47)
    assert len(link.before.touching) == len(link.before.centres) == 20
    assert link.after.looks.frames.min() >= 32


def test_two_that_are_seen_at_the_same_time_are_two():
    one, two = ball((60, 80), 0, 40), ball((60, 200), 10, 38, 2)
    assert said_same(seen(one, two, marks=(same(one, two),))) == ()


def test_a_mark_on_nothing_links_nothing():
    one, two = jumping()
    nowhere = replace(same(one, two), box=Box(0.9, 0.9, 0.05, 0.05))
    assert said_same(seen(one, two, marks=(nowhere,))) == ()


# --- at once elsewhere -------------------------------------------------------------------------


def test_it_is_a_teleport_whatever_its_looks():
    one, two = jumping(colour=BLUE, size=60.0)
    assert teleport.detect(seen(one, two)).score < 0.5
    (finding,) = teleport.detect(seen(one, two, marks=(same(one, two),))).findings
    assert finding.score > 0.8
    assert (finding.start_frame, finding.end_frame) == (19, 20)


def test_what_goes_on_where_it_was_did_not_jump():
    one, two = jumping(to=(60, 80), colour=BLUE)
    assert teleport.detect(seen(one, two, marks=(same(one, two),))).score < 0.2


def test_nothing_appears_and_nothing_vanishes_where_it_jumped():
    one, two = jumping(colour=BLUE, size=60.0)
    assert pop.detect(seen(one, two)).score > 0.5
    assert pop.detect(seen(one, two, marks=(same(one, two),))).score < 0.1


# --- gone for a while --------------------------------------------------------------------------


def test_what_is_gone_for_a_while_is_told_once_and_as_the_same_thing():
    one, two = jumping(first=34, colour=BLUE)
    assert len(pop.detect(seen(one, two)).findings) == 2
    (finding,) = pop.detect(seen(one, two, marks=(same(one, two),))).findings
    assert finding.score > 0.5
    assert "the same thing" in finding.message
    assert (finding.start_frame, finding.end_frame) == (19, 34)
    assert {frame for frame, _ in finding.boxes} >= {19, 34}


def test_a_place_where_it_vanishes_is_not_told_besides():
    one, two = jumping(first=34)
    place = Appearance(
        kind="vanishes",
        start_frame=18,
        end_frame=20,
        box=one.boxes[-1],
        area=0.01,
        contrast=70.0,
        unsteady=3.0,
        in_place=2.0,
        alike=0.4,
        way=0.0,
        margin=0.2,
        outline=1.5,
        thick=0.08,
        passed=0.0,
    )
    asked = {"appearances": (place,), "marks": (same(one, two),)}
    (finding,) = pop.detect(seen(one, two, **asked)).findings
    assert "as you said" in finding.message


def test_what_comes_out_where_its_way_leads_was_behind_something():
    one, two = jumping(first=34, to=(60, 80))
    assert pop.detect(seen(one, two, marks=(same(one, two),))).score < 0.1


# --- what it is --------------------------------------------------------------------------------


def test_it_may_come_back_in_other_colours_only_if_it_is_another_thing():
    one, two = jumping(first=34, colour=BLUE)
    assert identity.detect(seen(one, two)).score < 0.2
    (finding,) = identity.detect(seen(one, two, marks=(same(one, two),))).findings
    assert finding.score > 0.6
    assert "comes back as another thing" in finding.message
    assert (finding.start_frame, finding.end_frame) == (19, 34)


@pytest.mark.parametrize(("size", "low", "high"), [(36.0, 0.0, 0.1), (66.0, 0.6, 1.0)])
def test_it_comes_back_as_large_as_it_was(size, low, high):
    one, two = jumping(first=34, size=size)
    detection = identity.detect(seen(one, two, marks=(same(one, two),)))
    assert low <= detection.score <= high


def test_after_a_long_time_it_may_have_come_nearer():
    one = replace(ball((60, 80), 0, 10), ending=Ending.NOWHERE)
    two = ball((60, 80), 44, 30, 2, size=80.0)
    asked = {"frames": 80, "marks": (same(one, two),)}
    assert identity.detect(seen(one, two, **asked)).score < 0.5


# --- in a rendered clip ------------------------------------------------------------------------


def test_a_jump_with_other_looks_is_linked_in_a_rendered_clip(tmp_path):
    ways = (lambda n: (40 + 2.5 * n, 60.0), lambda n: (150 + 2.5 * n, 130.0))
    clip = Clip(
        (
            Sprite(ways[0], size=(30, 30), end=20),
            Sprite(ways[1], size=(30, 30), start=21, seed=5),
        ),
        frames=48,
        fps=24.0,
    )
    measured = observe(render(clip), clip.info, tmp_path / "flow.npy")
    boxes = [
        in_fractions(Box(x - 15, y - 15, 30, 30), clip.info) for x, y in (ways[0](17), ways[1](24))
    ]
    marked = replace(measured, marks=(Mark("same", 24, boxes[1], before=(17, boxes[0])),))
    assert teleport.detect(measured).score < 0.5
    assert teleport.detect(marked).score > 0.8
    assert pop.detect(marked).score < 0.1


def test_behind_a_cut_it_is_somewhere_else_and_perhaps_in_another_light():
    one, two = jumping(colour=BLUE, size=60.0)
    cut = seen(one, two, marks=(same(one, two),), cuts=(20,))
    assert teleport.detect(cut).score < 0.2
    assert pop.detect(cut).score < 0.2
    assert 0.2 < identity.detect(cut).score < 0.5
