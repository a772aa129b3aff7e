"""A measured motion is placed on another picture: where, how large, which way round, how fast."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import BadInput
from engine.motion.placement import Placement, placed
from engine.motion.reference import Measured, Way
from engine.motion.strokes import validate
from engine.motion.trajectory import samples
from engine.records import ClipInfo, MotionPlan, Region, Settings, Stroke

CENTRE = (0.3, 0.6)
SQUARE = Region(((0.25, 0.55), (0.35, 0.55), (0.35, 0.65), (0.25, 0.65)))
STROKE = Stroke("thing", "ambient", SQUARE, easing="ease-in", rotation_deg=5.0)
SHOT = Settings(width=832, height=480, frames=81, fps=16.0)


def measured(seconds: float = 2.0, fps: float = 24.0) -> Measured:
    """A throw seen in a clip of 400 x 400: half a frame to the right, turned by 90 degrees."""
    count = round(seconds * fps) + 1
    u = np.linspace(0, 1, count)
    places = np.stack([0.2 + 0.5 * u, 0.5 - 0.8 * u + 0.8 * u * u], axis=1)
    seen = Way(places + 0.05 * u[:, None], 90.0 * u, 1.0 + u)
    own = Way(places, 90.0 * u, 1.0 + u)
    clip = ClipInfo(count, fps, 400, 400)
    return Measured(clip, 0, 0, SQUARE.polygon, seen, own, np.ones(count))


def end(stroke: Stroke) -> tuple[float, float]:
    return stroke.points[-1].x, stroke.points[-1].y


def test_it_begins_at_the_stroke_and_keeps_its_shape_and_its_own_speed():
    found, ref = placed(measured(), Placement(), STROKE, CENTRE, SHOT), measured()
    stroke = found.stroke
    assert stroke.kind == "move"
    assert (stroke.points[0].t, stroke.points[0].x, stroke.points[0].y) == (0.0, *CENTRE)
    # 2 of 5 seconds; half of a square frame is 0.5 / 1.733 of this one
    assert found.seconds == pytest.approx(2.0)
    assert stroke.points[-1].t == pytest.approx(2.0 / 5.0)
    assert end(stroke) == pytest.approx((0.3 + 0.5 / SHOT.aspect, 0.6))
    assert stroke.easing == "linear"
    assert stroke.rotation_deg == pytest.approx(90.0)
    assert stroke.scale == pytest.approx(2.0)
    way = samples(stroke, 81)[:33]
    t = np.arange(33) / 16 * 24
    rows = [np.interp(t, np.arange(ref.frames), ref.own.places[:, axis]) for axis in (0, 1)]
    wanted = np.stack(rows, axis=1) - ref.own.places[0]
    off = (way - CENTRE) * (832, 480) - wanted * 480
    assert np.hypot(*off.T).max() < 0.6


def test_a_simple_throw_needs_three_points():
    assert len(placed(measured(), Placement(), STROKE, CENTRE, SHOT).stroke.points) == 3


def test_size_angle_and_mirror_go_about_the_beginning():
    plain = placed(measured(), Placement(), STROKE, CENTRE, SHOT).stroke
    wide = end(plain)[0] - 0.3
    twice = placed(measured(), Placement(size=2.0), STROKE, CENTRE, SHOT).stroke
    assert end(twice) == pytest.approx((0.3 + 2 * wide, 0.6))
    turned = placed(measured(), Placement(angle_deg=90.0), STROKE, CENTRE, SHOT).stroke
    assert end(turned) == pytest.approx((0.3, 0.6 + wide * SHOT.aspect))
    mirrored = placed(measured(), Placement(mirrored=True), STROKE, CENTRE, SHOT).stroke
    assert end(mirrored) == pytest.approx((0.3 - wide, 0.6))
    assert mirrored.rotation_deg == pytest.approx(-90.0)
    elsewhere = placed(measured(), Placement(at=(0.1, 0.1)), STROKE, CENTRE, SHOT).stroke
    assert end(elsewhere) == pytest.approx((0.1 + wide, 0.1))


def test_it_can_be_faster_fill_the_shot_and_begin_later():
    fast = placed(measured(), Placement(speed=2.0, start=0.5), STROKE, CENTRE, SHOT)
    assert (fast.stroke.points[0].t, fast.stroke.points[-1].t) == pytest.approx((0.5, 0.7))
    fits = placed(measured(), Placement(speed=None, start=0.25), STROKE, CENTRE, SHOT)
    assert (fits.stroke.points[0].t, fits.stroke.points[-1].t) == pytest.approx((0.25, 1.0))
    assert fits.left_over == 0.0


def test_what_the_shot_is_too_short_for_is_cut_off_and_said():
    found = placed(measured(8.0), Placement(), STROKE, CENTRE, SHOT)
    assert found.left_over == pytest.approx(3.0)
    assert found.seconds == pytest.approx(5.0)
    assert found.stroke.points[-1].t == 1.0
    assert end(found.stroke)[0] == pytest.approx(0.3 + 5 / 8 * 0.5 / SHOT.aspect, abs=1e-3)
    assert found.stroke.rotation_deg == pytest.approx(90.0 * 5 / 8)


def test_a_part_of_the_clip_begins_where_the_stroke_is():
    found = placed(measured(), Placement(first=24, last=36), STROKE, CENTRE, SHOT)
    assert found.seconds == pytest.approx(0.5)
    assert (found.stroke.points[0].x, found.stroke.points[0].y) == CENTRE
    assert found.stroke.rotation_deg == pytest.approx(22.5)


def test_the_view_may_be_kept_and_turn_and_growth_left_out():
    found = placed(measured(), Placement(own=False), STROKE, CENTRE, SHOT).stroke
    assert end(found) == pytest.approx((0.3 + 0.55 / SHOT.aspect, 0.65))
    still = placed(measured(), Placement(turns=False, grows=False), STROKE, CENTRE, SHOT).stroke
    assert (still.rotation_deg, still.scale) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("placement", "said"),
    [
        (Placement(size=0.0), "size of the motion is 0"),
        (Placement(size=float("nan")), "size of the motion is nan"),
        (Placement(speed=0.0), "speed of the motion is 0"),
        (Placement(start=1.0), "begins where the shot ends"),
        (Placement(at=(50.0, 0.0)), "place of the motion is 50"),
        (Placement(first=7, last=7), "Less than two"),
        (Placement(first=900), "Less than two"),
    ],
)
def test_what_cannot_be_placed_is_refused_with_one_line(placement, said):
    with pytest.raises(BadInput, match=said):
        placed(measured(), placement, STROKE, CENTRE, SHOT)


@given(
    size=st.floats(0.05, 20),
    angle=st.floats(-3600, 3600),
    mirrored=st.booleans(),
    speed=st.none() | st.floats(0.05, 20),
    start=st.floats(0, 0.99),
    at=st.none() | st.tuples(st.floats(-8, 9), st.floats(-8, 9)),
    frames=st.integers(2, 200),
)
def test_whatever_is_asked_for_a_plan_can_use_it(size, angle, mirrored, speed, start, at, frames):
    placement = Placement(at, size, angle, mirrored, speed=speed, start=start)
    found = placed(measured(1.0), placement, STROKE, CENTRE, replace(SHOT, frames=frames))
    validate(MotionPlan((found.stroke,)))
    assert 0.0 <= found.stroke.points[0].t < found.stroke.points[-1].t <= 1.0
    assert found.seconds > 0
