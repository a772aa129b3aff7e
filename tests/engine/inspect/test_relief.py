"""A view that goes by a floor and a wall: both are ground, and what moves stands out."""

import numpy as np
import pytest

from engine.inspect.camera import square, view_move
from engine.inspect.flow import DenseFlow, Size, gone_astray, gray_of, looked_up, on_grid
from engine.inspect.ground import ground_of
from engine.inspect.relief import Relief
from engine.inspect.small import Small
from tests.helpers.clips import texture

SIZE, FRAMES = Size(320, 180), 17
FAR, BELOW, FOCUS = 6.0, 1.0, 260.0
"""How far off the wall is, how far below the eye the floor, and pixels of the focal length."""
PER_METRE = 90
WALL, FLOOR = texture(2400, 1200, 3), texture(2400, 1200, 5)


def rays(turned):
    """Of each pixel, the way it looks: across, down, and on."""
    x, y = np.meshgrid(np.arange(SIZE.width) - 160.0, np.arange(SIZE.height) - 70.0)
    way = np.stack([x / FOCUS, y / FOCUS, np.ones_like(x)], axis=-1)
    sine, cosine = np.sin(turned), np.cos(turned)
    return way @ np.array([[cosine, 0, -sine], [0, 1, 0], [sine, 0, cosine]])


def room(number, step, turn=0.0):
    """What the eye sees that has gone to the right by some steps, and looks back at the middle;
    `turn` is what it turns by beyond that in each."""
    aside = step * (number - FRAMES // 2)
    way = rays(-np.arctan2(aside, 4.0) + turn * (number - FRAMES // 2))
    to_wall = FAR / way[..., 2]
    with np.errstate(divide="ignore"):
        to_floor = np.where(way[..., 1] > 0, BELOW / way[..., 1], np.inf)
    on_floor = to_floor < to_wall
    hit = way * np.minimum(to_wall, to_floor)[..., None]
    across, high, on = hit[..., 0] + aside, hit[..., 1], hit[..., 2]
    picture = np.empty((*on.shape, 3), np.uint8)
    for sheet, here, down in ((WALL, ~on_floor, high), (FLOOR, on_floor, on)):
        places = np.stack([1200 + PER_METRE * across, 500 + PER_METRE * down], axis=-1)
        picture[here] = looked_up(sheet, places.astype(np.float32))[here]
    return picture


def with_ball(picture, number):
    """A ball that flies across in front, and where it is."""
    y, x = np.mgrid[: SIZE.height, : SIZE.width]
    inside = np.hypot(x - (40 + 14 * number), y - 60) < 14
    return np.where(inside[..., None], np.uint8([230, 60, 40]), picture), inside


def smalls_of(pictures):
    flow, found = DenseFlow(), []
    for number, picture in enumerate(pictures):
        if not number:
            still, nothing = np.eye(2, 3), np.zeros((SIZE.height, SIZE.width), np.uint8)
            found.append(Small(0, picture, None, None, None, still, nothing))
            continue
        here, there = gray_of(pictures[number - 1]), gray_of(picture)
        ahead, back = flow.between(here, there), flow.between(there, here)
        view = view_move(on_grid(ahead, Size(40, 22)), SIZE)
        astray = gone_astray(ahead, back)
        found.append(Small(number, picture, ahead, back, astray, view, nothing))
    return found


def ground(pictures, *, bent=True):
    smalls = smalls_of(pictures)
    moves = [square(small.view) for small in smalls[1:]]
    quiet = [np.ones((SIZE.height, SIZE.width), np.uint8)] * len(smalls)
    return ground_of(pictures, moves, quiet, (lambda: Relief(smalls)) if bent else None)


@pytest.fixture(scope="module")
def passed_by():
    return [with_ball(room(number, 0.08), number) for number in range(FRAMES)]


def test_floor_and_wall_are_ground_where_near_and_far_go_by_at_their_own_pace(passed_by):
    found = ground([picture for picture, _ in passed_by])
    assert found is not None
    assert found.relief is not None
    for number in (3, 8, 13):
        picture, ball = passed_by[number]
        mask = found.part(number, picture).mask > 0
        assert mask[ball].mean() > 0.9
        assert mask[~ball].mean() < 0.02


def test_what_is_thin_and_at_rest_is_the_rim_of_what_stands_there(passed_by):
    found = ground([picture for picture, _ in passed_by])
    assert found is not None
    number = 8
    picture, ball = passed_by[number]
    part = found.part(number, picture)
    rim, block = np.zeros_like(ball), np.zeros_like(ball)
    rim[20:70, 250:253], block[100:130, 230:260] = True, True
    mask = (ball | rim | block).astype(np.uint8)
    kept = found.moving(number, part._replace(mask=mask)).mask > 0
    assert kept[ball].all()
    assert kept[block].all()
    assert not kept[rim].any()


def test_one_move_of_the_view_leaves_much_of_them(passed_by):
    found = ground([picture for picture, _ in passed_by], bent=False)
    shares = []
    for number in (3, 13):
        picture, ball = passed_by[number]
        mask = np.ones_like(ball) if found is None else found.part(number, picture).mask > 0
        shares.append(mask[~ball].mean())
    assert max(shares) > 0.1


def test_a_place_on_the_floor_is_known_again(passed_by):
    relief = Relief(smalls_of([picture for picture, _ in passed_by]))
    # a spot of the floor, and one of the wall, as the first and the last eye see them
    for spot in ((0.4, BELOW, 3.0), (-0.5, -0.6, FAR)):
        first, last = (seen_at(np.array(spot), number, 0.08) for number in (0, FRAMES - 1))
        assert np.hypot(*(np.array(relief.spot(FRAMES - 1, *last)) - first)) < 4
        assert np.hypot(*(last - first)) > 8


def test_the_ground_goes_on_from_picture_to_picture(passed_by):
    relief = Relief(smalls_of([picture for picture, _ in passed_by]))
    spot = np.array((0.4, BELOW, 3.0))
    here, there = (seen_at(spot, number, 0.08) for number in (5, 6))
    assert relief.goes() > 8
    assert relief.step(5, *here) == pytest.approx(tuple(there - here), abs=0.5)


def seen_at(spot, number, step):
    """Where a spot of the room is in a picture."""
    aside = step * (number - FRAMES // 2)
    turned = -np.arctan2(aside, 4.0)
    sine, cosine = np.sin(turned), np.cos(turned)
    way = (spot - (aside, 0, 0)) @ np.array([[cosine, 0, sine], [0, 1, 0], [-sine, 0, cosine]])
    return np.array([160 + FOCUS * way[0] / way[2], 70 + FOCUS * way[1] / way[2]])


@pytest.mark.parametrize("turn", [0.0, 0.0015], ids=["still", "turning"])
def test_a_view_that_goes_nowhere_lies_flat(turn):
    found = ground([with_ball(room(number, 0.0, turn), number)[0] for number in range(FRAMES)])
    assert found is not None
    assert found.relief is None


def test_something_large_that_moves_before_a_still_view_bends_nothing():
    wall, skin = room(FRAMES // 2, 0.0), texture(200, 150, 9)
    pictures = []
    for number in range(FRAMES):
        picture = wall.copy()
        picture[20:170, 20 + 5 * number : 200 + 5 * number] = skin[:, :180]
        pictures.append(picture)
    found = ground(pictures)
    assert found is None or found.relief is None


def test_what_bends_in_a_picture_whose_border_stays_is_no_ground():
    wall = room(FRAMES // 2, 0.0)
    y, x = np.mgrid[: SIZE.height, : SIZE.width].astype(np.float32)
    pull = np.exp(-(((x - 160) / 60) ** 2) - ((y - 95) / 35) ** 2)
    pictures = []
    for number in range(FRAMES):
        places = np.stack([x - 14 * np.sin(number / 4) * pull, y + 5 * pull], axis=-1)
        pictures.append(looked_up(wall, places.astype(np.float32)))
    assert Relief(smalls_of(pictures)).goes() < 1
    found = ground(pictures)
    assert found is None or found.relief is None
