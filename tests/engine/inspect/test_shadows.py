"""Shadows that are followed as things, and what only looks like one."""

from dataclasses import replace

import numpy as np
import pytest

from engine.inspect.shadows import unshadowed
from engine.inspect.things import Beginning
from tests.helpers.things import bouncing, thing

DOWN, FPS = np.array([0.0, 1.0]), 24.0
BALL = replace(thing(bouncing()), touching=((2, 3),) * 48)


def lying(one, beginning):
    """The same half as high, low on the floor and faint."""
    return replace(
        one,
        corners=one.corners * np.float32((1, 1, 1, 0.5)) + np.float32((0, 126, 0, 0)),
        areas=0.5 * one.areas,
        contrast=0.4 * one.contrast,
        beginning=beginning,
    )


def below(aside=90.0, beginning=Beginning.NOWHERE, colour=(40, 38, 35)):
    """What lies on the floor, as wide as a ball, and goes along with it."""
    goes = thing(lambda t: (60 + aside * t, 252.0), 40, number=2, first=4, colour=lambda _: colour)
    return lying(goes, beginning)


def left(*things):
    return {one.id: one for one in unshadowed(things, DOWN, FPS)}


def test_a_shadow_is_no_thing_and_touches_nothing():
    kept = left(BALL, below())
    assert set(kept) == {1}
    assert kept[1].touching == ((3,),) * 48


@pytest.mark.parametrize(
    "other",
    [
        below(aside=30.0),
        below(beginning=Beginning.BEHIND),
        below(beginning=Beginning.BORDER),
        below(colour=(220, 215, 200)),
        replace(below(), areas=np.full(40, 4000, np.float32)),
        thing(lambda t: (60 + 90 * t, 60.0), 40, number=2, first=4, colour=lambda _: (40, 38, 35)),
    ],
    ids=["goes elsewhere", "was hidden", "came in", "light", "large", "above"],
)
def test_what_is_no_shadow_stays(other):
    assert set(left(BALL, replace(other, id=2))) == {1, 2}


def test_what_is_as_clear_as_a_thing_has_to_go_as_only_a_shadow_does():
    clear = replace(below(), contrast=np.full(40, 80, np.float32))
    assert set(left(BALL, clear)) == {1}
    rises = np.float32((1, 0.3))
    low = replace(BALL, ground=BALL.ground * rises, centres=BALL.centres * rises)
    assert set(left(low, clear)) == {1, 2}


SWINGS = thing(lambda t: (240 - 180 * np.cos(2 * t), 190 - 130 * np.cos(2 * t) ** 2), frames=40)


def slanted(by):
    """What lies on the floor, as far to the side of what swings as that is high."""
    slides = thing(
        lambda t: (240 - 180 * np.cos(2 * t) + by * 130 * np.cos(2 * t) ** 2, 252.0),
        40,
        number=2,
        colour=lambda _: (40, 38, 35),
    )
    return lying(slides, Beginning.START)


@pytest.mark.parametrize("by", [-1.5, 0.0, 0.8])
def test_where_the_light_comes_from_the_side_a_shadow_lies_beside_what_throws_it(by):
    assert set(left(SWINGS, slanted(by))) == {1}


def test_what_goes_another_way_than_any_light_would_have_it_is_no_shadow():
    ways = slanted(0.8)
    turned = replace(ways, centres=ways.centres[::-1].copy())
    assert set(left(SWINGS, turned)) == {1, 2}
    stays = replace(ways, ground=np.repeat(ways.ground[:1], len(ways.ground), axis=0))
    assert set(left(SWINGS, stays)) == {1, 2}


def test_a_shadow_is_known_by_its_way_until_it_meets_what_throws_it():
    ways = slanted(0.8)
    corners, lost = ways.corners.copy(), ways.colour.copy()
    corners[16:] = SWINGS.corners[16:]
    lost[20:] = (200, 128, 128)
    assert set(left(SWINGS, replace(ways, corners=corners, colour=lost))) == {1}


def test_what_never_leaves_the_ground_throws_no_shadow_that_is_told():
    rolls = thing(lambda t: (60 + 90 * t, 230.0))
    assert set(left(rolls, below())) == {1, 2}


def test_without_a_shadow_nothing_is_changed():
    things = (BALL, thing(bouncing(x=300.0, vx=-90.0), number=5))
    assert unshadowed(things, DOWN, FPS) == things
