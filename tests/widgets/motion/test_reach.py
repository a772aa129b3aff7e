"""The sliders' numbers and the strokes that have them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.motion import strokes
from engine.motion.world import World
from engine.records import Ambient, MotionPlan, PathPoint, Region, Stroke, Throw
from widgets.motion import edits, reach
from widgets.motion.quantities import quantities

WORLD = World(16 / 9, 5.0)
BOX = ((0.25, 0.4), (0.35, 0.4), (0.35, 0.6), (0.25, 0.6))
CENTRE = (0.3, 0.5)


def mover(*places, **more):
    points = tuple(PathPoint(i / max(len(places) - 1, 1), *p) for i, p in enumerate(places))
    return Stroke("ball", "move", Region(polygon=BOX), points, **more)


def test_the_sliders_show_how_far_a_path_gets():
    assert reach.reach_of(mover(CENTRE, (0.5, 0.1), (0.8, 0.3))) == pytest.approx((5.0, 2.0))


def test_what_has_no_path_gets_a_straight_one():
    stroke = reach.with_horizontal(mover(CENTRE), 4.0, CENTRE, WORLD)
    assert stroke.points == (PathPoint(0.0, 0.3, 0.5), PathPoint(1.0, pytest.approx(0.7), 0.5))


def test_a_drawn_path_keeps_its_shape_and_its_times():
    bow = mover(CENTRE, (0.4, 0.2), (0.5, 0.5))
    wide = reach.with_horizontal(bow, 4.0, CENTRE, WORLD)
    assert [p.x for p in wide.points] == pytest.approx([0.3, 0.5, 0.7])
    assert [(p.t, p.y) for p in wide.points] == [(p.t, p.y) for p in bow.points]


def test_a_path_that_comes_back_is_led_aside_evenly():
    there_and_back = mover(CENTRE, (0.3, 0.2), (0.3, 0.5))
    aside = reach.with_horizontal(there_and_back, 2.0, CENTRE, WORLD)
    assert [p.x for p in aside.points] == pytest.approx([0.3, 0.4, 0.5])


def test_a_straight_path_that_gets_nowhere_is_none():
    stroke = reach.with_horizontal(mover(CENTRE, (0.7, 0.5)), 0.0, CENTRE, WORLD)
    assert len(stroke.points) == 1


def test_a_throw_stays_one_and_lands_where_the_sliders_say():
    throw = reach.with_horizontal(mover(CENTRE), 3.0, CENTRE, WORLD)
    from engine.motion import physics

    throw = physics.applied(throw, Throw(CENTRE, (0.6, 0.5)), WORLD)
    farther = reach.with_horizontal(throw, 5.0, CENTRE, WORLD)
    assert farther.motion.target == pytest.approx((0.8, 0.5), abs=1e-3)
    assert reach.reach_of(farther)[0] == pytest.approx(5.0, abs=0.01)


def test_another_physical_motion_is_by_hand_once_it_is_stretched():
    from engine.motion import physics
    from engine.motion.drafting import preset_for

    stroke = mover(CENTRE)
    swing = physics.applied(stroke, preset_for("pendulum", stroke, WORLD), WORLD)
    assert reach.with_vertical(swing, 3.0, CENTRE, WORLD).motion is None


def test_five_of_proximity_is_twice_the_size():
    assert reach.with_proximity(mover(CENTRE), 5.0).scale == pytest.approx(2.0)
    assert reach.proximity_of(mover(CENTRE, scale=0.25)) == pytest.approx(-10.0)


def test_ambient_motion_comes_on_top_of_a_path():
    stroke = reach.with_ambient(mover(CENTRE, (0.7, 0.5)), 4.0)
    assert (stroke.kind, stroke.ambient) == ("move", Ambient(amount=0.4))
    assert reach.with_ambient(stroke, 0.0).ambient is None


def test_what_goes_nowhere_and_moves_in_place_is_ambient():
    assert reach.with_ambient(mover(CENTRE), 4.0).kind == "ambient"


def test_an_ambient_stroke_that_is_sent_somewhere_keeps_moving_in_place():
    leaves = Stroke("leaves", "ambient", Region(polygon=BOX), (PathPoint(0.0, *CENTRE),))
    stroke = reach.with_horizontal(leaves, 2.0, CENTRE, WORLD)
    assert (stroke.kind, stroke.ambient) == ("move", Ambient())


def test_what_is_held_still_stays_so():
    ground = Stroke("ground", "static", Region(polygon=BOX))
    for change in (
        lambda s: reach.with_horizontal(s, 3.0, CENTRE, WORLD),
        lambda s: reach.with_proximity(s, 3.0),
        lambda s: reach.with_ambient(s, 3.0),
        lambda s: reach.with_manner(s, "ripple"),
        lambda s: reach.with_turn(s, 30.0),
        lambda s: reach.with_lean(s, 30.0),
        lambda s: reach.with_cycle(s, 3.0),
    ):
        assert change(ground) == ground


def test_a_manner_makes_a_stroke_move_in_place():
    assert reach.with_manner(mover(CENTRE, (0.7, 0.5)), "ripple").ambient.manner == "ripple"


places = st.tuples(st.floats(-8, 9), st.floats(-8, 9))


@given(st.lists(places, min_size=1, max_size=8), st.floats(-80, 80), st.floats(-80, 80))
def test_every_slide_makes_a_plan_that_can_be_used(path, horizontal, vertical):
    stroke = mover(*path)
    stroke = reach.with_horizontal(stroke, horizontal, path[0], WORLD)
    stroke = reach.with_vertical(stroke, vertical, path[0], WORLD)
    strokes.validate(MotionPlan((stroke,)))


@given(st.lists(places, min_size=2, max_size=8), st.floats(-9, 9))
def test_the_slider_shows_what_it_was_set_to(path, value):
    stroke = reach.with_horizontal(mover(*path), value, path[0], WORLD)
    x = path[0][0] + value / 10
    if -8 <= x <= 9:
        assert reach.reach_of(stroke)[0] == pytest.approx(value, abs=1e-6)


@pytest.mark.parametrize(
    "name", ["throw", "bounce", "roll", "slide", "pendulum", "orbit", "rise", "walk"]
)
@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
def test_every_number_a_field_can_hold_makes_a_motion(name, share):
    from engine.motion import physics
    from engine.motion.drafting import preset_for

    stroke = mover(CENTRE, (0.5, 0.3), (0.7, 0.6))
    preset = preset_for(name, stroke, WORLD)
    for quantity in quantities(name):
        low, high = quantity.bounds.low, min(quantity.bounds.high, 400)
        changed = quantity.put(preset, low + (high - low) * share, WORLD)
        moved = physics.applied(stroke, changed, WORLD)
        strokes.validate(MotionPlan((moved,)))


@pytest.mark.parametrize(
    "name", ["throw", "bounce", "roll", "slide", "pendulum", "orbit", "rise", "walk"]
)
def test_a_field_shows_what_was_put_into_it(name):
    from engine.motion.drafting import preset_for

    preset = preset_for(name, mover(CENTRE, (0.5, 0.3), (0.7, 0.6)), WORLD)
    for quantity in quantities(name):
        old = quantity.get(preset, WORLD)
        step = quantity.bounds.step
        value = old + step if old + step <= quantity.bounds.high else old - step
        changed = quantity.put(preset, value, WORLD)
        assert quantity.get(changed, WORLD) == pytest.approx(value, abs=0.02 * step + 1e-3)


def test_strokes_are_moved_in_depth_together():
    a, b, c = (mover(CENTRE, order=i) for i in range(3))
    plan = edits.placed(MotionPlan((a, b, c)), (0, 1), 0)
    assert edits.front_to_back(plan) == [1, 0, 2]
