"""Places where something comes from nowhere, before a ground that stands still."""

import numpy as np
import pytest

from engine.inspect.appearance import Appearances
from engine.inspect.camera import STILL
from engine.inspect.flow import Size
from engine.records import ClipInfo
from tests.helpers.clips import texture

SIZE = Size(160, 96)
FRAMES = 20
GROUND = texture(*SIZE, 3)
SKIN = np.clip(texture(30, 30, 9) + np.array([90.0, 30.0, 10.0]), 0, 255).astype(np.uint8)


def shown(pictures, fps=8.0):
    """The events of pictures in which nothing moves."""
    appearances = Appearances(ClipInfo(len(pictures), fps, *SIZE), SIZE)
    still = np.zeros((*SIZE[::-1], 2), np.float32)
    for number, picture in enumerate(pictures):
        if number:
            appearances.see(number, picture, still, still, still[::4, ::4], STILL)
        else:
            appearances.see(number, picture)
    return appearances.found()


def with_thing(share, light=1.0):
    picture = GROUND.astype(np.float32)
    place = picture[30:60, 60:90]
    place += share * (SKIN - place)
    return np.clip(picture * light, 0, 255).astype(np.uint8)


def film(share, light=lambda _: 1.0):
    return [with_thing(float(share(n)), light(n)) for n in range(FRAMES)]


def test_a_still_picture_has_no_events():
    assert not shown(film(lambda _: 0))


@pytest.mark.parametrize("fade", [0, 2])
def test_what_comes_is_an_event_where_and_when_it_comes(fade):
    events = shown(film(lambda n: np.clip((n - 9) / (fade + 1), 0, 1)))
    best = max(events, key=lambda event: event.contrast)
    assert best.kind == "appears"
    assert best.start_frame <= 10 + fade
    assert best.end_frame >= 10
    assert (best.box.x, best.box.y) == pytest.approx((60, 30), abs=6)
    assert (best.box.w, best.box.h) == pytest.approx((30, 30), abs=8)
    assert best.thick * SIZE.width == pytest.approx(30, abs=8)
    assert best.passed == best.way == 0
    assert best.unsteady < 2


def test_what_is_there_for_a_moment_is_steady_because_the_ground_comes_back():
    events = shown(film(lambda n: 9 <= n < 11))
    kinds = {event.kind for event in events}
    assert kinds == {"appears", "vanishes"}
    assert min(event.unsteady for event in events) < 2


def test_light_that_is_turned_up_is_no_event():
    assert not shown(film(lambda _: 0, light=lambda n: 0.7 if n < 10 else 1.0))


def test_what_comes_while_the_light_changes_is_found_all_the_same():
    events = shown(film(lambda n: n >= 10, light=lambda n: 0.7 + 0.02 * n))
    assert events
    assert all(event.box.x > 50 for event in events)


def test_at_the_border_it_may_have_come_in():
    pictures = [GROUND.copy() for _ in range(FRAMES)]
    for picture in pictures[10:]:
        picture[30:60, :30] = SKIN
    assert not shown(pictures)


def test_what_boils_is_not_steady():
    draw = np.random.default_rng(5)
    pictures = [
        np.clip(
            GROUND + draw.normal(0, 60, GROUND.shape) * (np.arange(160) > 80)[None, :, None], 0, 255
        )
        for _ in range(FRAMES)
    ]
    events = shown([picture.astype(np.uint8) for picture in pictures])
    assert all(event.unsteady > 6 for event in events)
