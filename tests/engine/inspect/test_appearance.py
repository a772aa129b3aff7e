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
TABLE = np.repeat(GROUND[:, :1], SIZE.width, axis=1)
SKIN = np.clip(texture(30, 30, 9) + np.array([90.0, 30.0, 10.0]), 0, 255).astype(np.uint8)


def flow():
    return np.zeros((*SIZE[::-1], 2), np.float32)


def shown(pictures, fps=8.0, ahead=None, back=None):
    """The events of pictures in which nothing moves, but where flow says so: {frame: flow}."""
    appearances = Appearances(ClipInfo(len(pictures), fps, *SIZE), SIZE)
    still = flow()
    for number, picture in enumerate(pictures):
        if number:
            ways = ((way or {}).get(number, still) for way in (ahead, back))
            appearances.see(number, picture, *ways, still[::4, ::4], STILL)
        else:
            appearances.see(number, picture)
    return appearances.found()


def with_thing(share, light=1.0, ground=GROUND):
    picture = ground.astype(np.float32)
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


@pytest.mark.parametrize("comes", [True, False], ids=["appears", "vanishes"])
def test_ground_that_looks_alike_everywhere_went_nowhere(comes):
    """Along the grain of a table, flow finds what is covered beside the place, in a match as good
    as any: that is neither its future nor its past."""
    beside = flow()
    beside[27:63, 57:93, 0] = 50
    ways = {"ahead" if comes else "back": {10: beside}}
    shares = [comes is (n >= 10) for n in range(FRAMES)]
    events = shown([with_thing(float(share), ground=TABLE) for share in shares], **ways)
    best = max(events, key=lambda event: event.contrast)
    assert best.kind == ("appears" if comes else "vanishes")
    assert (best.box.x, best.box.y) == pytest.approx((60, 30), abs=6)
    assert (best.box.w, best.box.h) == pytest.approx((30, 30), abs=8)
    assert best.contrast > 42


def test_what_moves_may_be_a_part_of_what_goes_on_or_have_gone_behind_something():
    """An arm that is drawn in leaves ground behind that lies still from then on."""
    blocks = np.random.default_rng(7).integers(0, 255, (5, 6, 3)).astype(np.uint8)
    sleeve = blocks.repeat(8, axis=0).repeat(8, axis=1)
    pictures, ahead, back = [], {}, {}
    for n in range(14):
        left, picture = 2 + 8 * n, TABLE.copy()
        picture[30:70, left : left + 48] = sleeve
        if n < 7:
            picture[14:30, left : left + 16] = SKIN[:16, :16]
        pictures.append(picture)
        ahead[n], back[n] = flow(), flow()
        ahead[n][14:70, max(0, left - 8) : left + 40, 0] = 8
        back[n][30:70, left : left + 48, 0] = -8
    # where it was, the table is found beside
    back[7][12:30, 48:68, 0] = 60
    assert not shown(pictures, ahead=ahead, back=back)


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
