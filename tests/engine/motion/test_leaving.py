"""When things leave the frame: by their painted path, by the words for them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.motion.leaving import exit_by_words, exit_of
from engine.motion.proposal import speed_of
from engine.records import Action, Box, PathPoint, Region, Settings, Span, Stroke

FIVE = Settings(frames=80, fps=16.0)
BOX = Box(0.1, 0.4, 0.2, 0.2)


def path(*points: tuple[float, float, float], **more: object) -> Stroke:
    return Stroke("x", "move", Region(), tuple(PathPoint(*p) for p in points), **more)  # type: ignore[arg-type]


def test_a_straight_way_out_is_timed_to_the_second() -> None:
    # 0.1 of room at 0.1 a second, then 0.2 of its own width
    found = exit_of(path((0, 0.2, 0.5), (1, -0.3, 0.5)), BOX, FIVE)
    assert found is not None
    assert found.side == "left"
    assert found.meets == pytest.approx(1.0, abs=0.01)
    assert found.gone == pytest.approx(3.0, abs=0.01)
    assert found.beyond == pytest.approx(0.4)


def test_what_is_cut_but_seen_to_the_end_is_never_gone() -> None:
    found = exit_of(path((0, 0.2, 0.5), (1, 0.05, 0.5)), BOX, FIVE)
    assert found is not None
    assert found.gone is None
    assert found.beyond == pytest.approx(0.05)


def test_a_late_start_is_waited_for() -> None:
    found = exit_of(path((0.5, 0.2, 0.5), (1, -0.3, 0.5)), BOX, FIVE)
    assert found is not None
    assert found.meets == pytest.approx(3.0, abs=0.02)


def test_a_speed_curve_counts() -> None:
    slow_first = path((0, 0.2, 0.5), (1, -0.3, 0.5), speed=((0.0, 0.0), (1.0, 2.0)))
    found = exit_of(slow_first, BOX, FIVE)
    assert found is not None
    # a fifth of the way is passed at the root of a fifth of the time
    assert found.meets == pytest.approx(5.0 * 0.2**0.5, abs=0.02)


@pytest.mark.parametrize(
    "stroke",
    [
        path((0, 0.2, 0.5), (1, 0.12, 0.5)),
        path((0, 0.2, 0.5), (1, 0.8, 0.5)),
        path((0, 0.2, 0.5)),
        path(),
    ],
)
def test_what_stays_inside_does_not_leave(stroke: Stroke) -> None:
    assert exit_of(stroke, BOX, FIVE) is None


def test_what_comes_in_does_not_leave() -> None:
    cut = Box(-0.1, 0.4, 0.2, 0.2)
    assert exit_of(path((0, 0.0, 0.5), (1, 0.5, 0.5)), cut, FIVE) is None
    assert exit_of(path((0, 0.0, 0.5), (1, -0.5, 0.5)), cut, FIVE).meets == 0.0  # type: ignore[union-attr]


def test_what_grows_beyond_the_border_is_cut_by_it() -> None:
    found = exit_of(path((0, 0.2, 0.5), (1, 0.22, 0.5), scale=3.0), BOX, FIVE)
    assert found is not None
    assert found.side == "left"


@given(
    st.floats(-0.5, 1.0),
    st.floats(-0.5, 1.0),
    st.floats(0.01, 1.0),
    st.lists(st.tuples(st.floats(-2, 3), st.floats(-2, 3)), min_size=2, max_size=6),
)
def test_times_lie_in_the_clip_and_in_order(
    x: float, y: float, size: float, places: list[tuple[float, float]]
) -> None:
    points = [(i / (len(places) - 1), *place) for i, place in enumerate(places)]
    found = exit_of(path(*points), Box(x, y, size, size), FIVE)
    if found is not None:
        assert 0.0 <= found.meets <= FIVE.seconds
        assert found.beyond > 0.0
        assert found.gone is None or found.meets <= found.gone <= FIVE.seconds


def test_words_go_at_their_pace_within_their_share_of_the_clip() -> None:
    walk = Action("walk", Span(0, 4), heading="left", pace=0.4)
    found = exit_by_words(walk, "left", BOX, FIVE)
    assert found is not None
    assert found.meets == pytest.approx(0.1 / speed_of(walk), abs=0.01)
    assert found.gone == pytest.approx(0.3 / speed_of(walk), abs=0.01)
    second = Action("walk", Span(0, 4), heading="left", pace=0.4, step=2)
    later = exit_by_words(second, "left", BOX, FIVE, steps=2)
    assert later is not None
    assert later.meets == pytest.approx(found.meets + 2.5, abs=0.01)


def test_words_without_a_way_on_the_screen_lead_nowhere() -> None:
    assert exit_by_words(Action("walk", Span(0, 4)), "toward-camera", BOX, FIVE) is None
