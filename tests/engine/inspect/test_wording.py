"""What detectors ask of the words: whether something falls, swings, is lifted, breaks or runs."""

import pytest

from engine.inspect.wording import (
    acts_on_others,
    lifts,
    makes,
    opens,
    parts_or_changes,
    runs_or_pours,
    says_it_falls,
    says_it_rests,
    says_it_stays,
    set_in_motion,
    swings,
    throws,
)
from engine.prompt.reading import read


@pytest.mark.parametrize(
    "prompt",
    [
        "An apple falls from a tree.",
        "A ball rolls off a table.",
        "The cup is pushed off the desk.",
        "A glass slides off the shelf and shatters.",
        "A rubber ball bounces on the floor.",
        "A robot arm lifts a box, lets it go and it drops.",
        "一个苹果从树上掉下来。",
    ],
)
def test_the_words_say_that_something_heavy_comes_down(prompt):
    assert says_it_falls(read(prompt))


@pytest.mark.parametrize(
    "prompt",
    [
        "A ball rolls across the table.",
        "A red ball bounces back from a block.",
        "A man throws a ball.",
        "A feather falls.",
        "Night falls over the city.",
        "A boy falls in love.",
        "A rock rolls down the hill.",
        "A bird drops slowly through the air.",
    ],
)
def test_what_is_light_flies_or_stays_on_its_ground_need_not_come_down(prompt):
    assert not says_it_falls(read(prompt))


def test_a_lamp_swings_by_itself_and_a_hammer_does_not():
    assert swings(read("A lamp swings on its cord."))
    assert not swings(read("A man swings a hammer."))


@pytest.mark.parametrize(
    ("prompt", "stays"),
    [
        ("A car drives in from the left and stops in the middle.", True),
        ("A ball bounces to the left and comes to rest in the picture.", True),
        ("A man walks slowly to the left, staying in the picture.", True),
        ("一辆汽车向右行驶并停在画面中央。", True),
        ("A dog runs to the right and does not stop.", False),
        ("A car drives past without stopping.", False),
        ("A goalkeeper stops the ball.", False),
        ("A ball rolls to the right.", False),
        ("The camera stays still as a man walks to the left.", False),
        ("A man walks to the left. The shot is wide and remains static.", False),
        ("The camera remains still, and the man walks in and stops.", True),
        ("红灯不停闪烁，汽车向右行驶。", False),
        ("A woman walks through the park to the left.", False),
        ("A car drives across a parking lot, by a bus stop.", False),
        ("A boy runs over the remains of a tower.", False),
        ("一辆汽车向右驶过停车场。", False),
        ("Two cars drive in and stop in the middle.", True),
    ],
)
def test_what_is_to_come_to_rest_is_to_stay(prompt, stays):
    assert says_it_stays(read(prompt)) is stays


@pytest.mark.parametrize(
    ("prompt", "rests"),
    [
        ("A tin can stands still on the table.", True),
        ("A tyre on a rope hangs almost still.", True),
        ("A coffee cup lies on a desk; the camera pans to the left.", True),
        ("A ball lies on the grass, then a boy kicks it.", False),
        ("A vase on a shelf.", False),
        ("The camera remains still: a vase on a shelf.", False),
        ("In a still frame, a vase on a shelf.", False),
    ],
)
def test_nothing_is_to_happen_where_something_only_lies_there(prompt, rests):
    assert says_it_rests(read(prompt)) is rests


def test_what_is_hit_pushed_or_lifted_is_set_in_motion_and_a_wall_is_not():
    assert set_in_motion(read("A hand pushes a wooden block.")) == ("push", "the wooden block")
    reached = read("A hand reaches for the phone on the table and picks it up.")
    assert set_in_motion(reached) == ("pick up", "the phone")
    assert set_in_motion(read("A ball hits the wall.")) is None
    assert set_in_motion(read("A ball rolls to the left.")) is None


def test_a_crane_lifts_and_a_ball_does_not():
    assert lifts(read("A crane lifts a crate."))
    assert not lifts(read("A ball rolls to the left."))


def test_what_is_poured_goes_the_way_of_its_verb():
    assert "pour" in runs_or_pours(read("Someone pours sugar onto a plate."))
    assert not runs_or_pours(read("A stone drops into the sand."))


def test_a_hand_acts_on_a_block_and_a_walker_on_nobody():
    assert acts_on_others(read("A hand pushes over a tower of blocks."))
    assert not acts_on_others(read("A man walks to the left."))


def test_an_axe_splits_and_a_ball_stays_what_it_is():
    assert parts_or_changes(read("A man splits a log with an axe."))
    assert not parts_or_changes(read("A ball rolls to the left."))


def test_paint_comes_to_be_where_nothing_was():
    assert makes(read("A roller paints the wall yellow."))
    assert not makes(read("A ball rolls to the left."))


def test_a_lamp_lights_up():
    assert parts_or_changes(read("A lamp lights up on the desk."))
    assert parts_or_changes(read("A woman switches on the lamp."))
    assert not parts_or_changes(read("A man reads below a lamp."))


def test_what_opens_shows_what_was_in_it():
    assert opens(read("A door opens slowly."))
    assert opens(read("A woman unwraps a present."))
    assert opens(read("A hand grips the knob and pulls the drawer open."))
    assert opens(read("He pulls out the top drawer."))
    assert not opens(read("A man pulls his hand out of the bag."))
    assert not opens(read("A boy kicks a ball into the open field."))
    assert not opens(read("A swimmer pushes a raft across open water."))
    assert not opens(read("A woman closes a box."))
    assert not opens(read("A ball rolls over an open field."))


def test_a_player_who_shoots_throws_and_one_who_runs_does_not():
    assert throws(read("A boy throws a stone into the lake."))
    assert throws(read("A player takes a free throw."))
    assert throws(read("A woman kicks a ball."))
    assert not throws(read("A ball rolls to the left."))
    assert not throws(read("A player runs to the left."))
