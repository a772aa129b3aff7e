"""What becomes another thing, swaps behind something or melts into another one."""

from dataclasses import replace

import numpy as np
import pytest

from engine.detectors import identity
from engine.inspect.light import Light
from engine.inspect.observation import observe
from engine.inspect.things import Beginning, Ending
from engine.prompt.reading import read
from tests.helpers.clips import Clip, Sprite, render
from tests.helpers.things import free, joined, seen, thing

RED, BLUE = (200, 60, 40), (40, 70, 200)


def across(t):
    return 80 + 120 * t, 140.0


def mixed(start, end, other=BLUE):
    def at(frame):
        part = float(np.clip((frame - start) / (end - start), 0, 1))
        return tuple(int(a + (b - a) * part) for a, b in zip(RED, other, strict=True))

    return at


def score(*things, **asked):
    return identity.detect(seen(*things, **asked)).score


def test_a_thing_that_keeps_its_colours_is_itself():
    assert score(thing(across)) < 0.1


@pytest.mark.parametrize("long", [1, 14])
def test_what_becomes_another_thing_is_found(long):
    (finding,) = identity.detect(seen(thing(across, colour=mixed(22, 22 + long)))).findings
    assert finding.score > 0.7
    assert finding.start_frame <= 22 + long
    assert finding.end_frame >= 22
    assert "of its colours are others" in finding.measured
    assert finding.curves[0].measured[-1] > 40


def test_what_changes_back_was_only_lit():
    def flash(frame):
        return BLUE if 20 <= frame < 26 else RED

    assert score(thing(across, colour=flash)) < 0.3


def test_what_only_gets_darker_is_in_the_shade():
    assert score(thing(across, colour=mixed(20, 26, (80, 24, 16)))) < 0.4


def test_a_scrap_of_a_head_that_talks_is_no_thing_that_becomes_another():
    changed = mixed(20, 22)
    assert score(thing(across, colour=changed)) > 0.6
    # it stays where it is, or is another part of the head in each frame
    assert score(thing(lambda t: (200 + 8 * t, 140.0), colour=changed)) < 0.3
    trembles = thing(across, colour=changed, size=lambda n: 36.0 * (1.1 if n % 2 else 0.9))
    assert score(trembles) < 0.3


def test_when_the_lamps_change_nothing_is_said():
    tiles = np.full((48, 6, 8), 120.0, np.float32)
    tiles[24:] = 60
    empty = np.zeros(47, np.float32)
    light = Light(tiles, empty, empty, empty, np.zeros(48, np.float32), empty > 0)
    assert score(thing(across, colour=mixed(22, 25)), light=light) < 0.3


def meeting(left_over):
    """Two that come towards each other; the first is there for `left_over` frames only."""
    one = thing(across, left_over, number=1)
    two = thing(lambda t: (320 - 120 * t, 146.0), number=2)
    near = [n for n in range(left_over) if abs(one.centres[n, 0] - two.centres[n, 0]) < 36]
    touching = tuple((2,) if n in near else () for n in range(left_over))
    return replace(one, touching=touching, ending=Ending.JOINED, parent=2), two


def test_two_that_meet_and_only_one_is_left():
    (finding,) = identity.detect(seen(*meeting(24))).findings
    assert finding.score > 0.6
    assert "melt" in finding.message
    assert 17 <= finding.start_frame <= 24


def test_who_meets_two_may_be_at_the_other_one():
    one, two = meeting(24)
    alone = replace(
        two, touching=tuple((1,) if n in range(17, 24) else () for n in range(len(two)))
    )
    group = replace(two, touching=tuple((1, 3) if n > 16 else () for n in range(len(two))))
    third = thing(lambda t: (320 - 120 * t, 110.0), number=3)
    assert score(one, group, third) < 0.3 < score(one, alone, third)


def test_who_comes_out_again_has_only_passed():
    one, two = meeting(24)
    again = thing(across, 20, number=3, first=28, beginning=Beginning.SPLIT, parent=2)
    assert score(one, two, again) < 0.2


def test_what_is_poured_runs_together():
    poured = read("Juice is poured into a glass")
    assert 0.2 < score(*meeting(24), reading=poured) < 0.5


def test_two_that_were_one_for_a_while_and_changed_numbers_are_both_what_they_were():
    goes_on = thing(across, colour=mixed(20, 22))
    assert score(goes_on) > 0.7
    off = {"first": 23, "number": 2, "beginning": Beginning.SPLIT, "parent": 1}
    red = thing(lambda t: (200 - 40 * t, 200), 25, **off)
    assert score(goes_on, red) < 0.5
    # another one that came off it says nothing of what it was
    green = thing(lambda t: (200 - 40 * t, 200), 25, colour=lambda _: (40, 200, 60), **off)
    assert score(goes_on, green) > 0.7


def test_who_is_carried_on_has_not_melted():
    one, two = meeting(24)
    stays = joined((0.0, lambda t: (320 - 120 * t, 146.0)), (1.0, lambda _: (200.0, 146.0)))
    grown = thing(stays, number=2, size=lambda n: 36 if n < 24 else 52)
    assert score(one, grown) < 0.3
    assert two.id == grown.id


def test_what_comes_out_from_behind_is_what_went_in():
    goes = thing(across, 20, ending=Ending.BEHIND)
    for colour, low, high in ((RED, 0.0, 0.1), (BLUE, 0.6, 1.0)):
        comes = thing(
            across, 18, number=1, first=30, colour=lambda _, c=colour: c, beginning=Beginning.BEHIND
        )
        assert low <= score(goes, replace(comes, id=2)) <= high


def test_what_comes_to_lie_where_its_print_is_in_the_ground_has_not_melted(tmp_path):
    lands = joined((0.0, free(60, 30, 60, 0, 400)), (0.5, lambda _: (90.0, 80.0)))
    ball = Sprite(lambda frame: lands(frame / 24), size=(30, 30), turn=3)
    clip = Clip((ball,), frames=48, fps=24.0)
    measured = observe(render(clip), clip.info, tmp_path / "flow.npy")
    assert identity.detect(measured).score < 0.2
