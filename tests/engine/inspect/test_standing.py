"""What stands still and is something else afterwards, told from pictures drawn for it.

Pictures are 320 x 180, twelve a second, so that three make a window; a change comes at frame 18.
"""

import cv2
import numpy as np
import pytest

from engine.inspect.camera import STILL
from engine.inspect.flow import Size
from engine.inspect.standing import Standing
from tests.helpers.places import (
    BLUE,
    CHANGE,
    HEIGHT,
    WHERE,
    WIDTH,
    Painter,
    box,
    nothing,
    put,
    skin,
    turning_into,
    wall,
)

FPS, FRAMES = 12.0, 36


def watched(paint: Painter, *, frames=FRAMES, noise=1.5, scale=1.0, pan=0, cut=None, light=None):
    """What `Standing` finds in a film; `pan` is how many pixels the camera goes right a frame."""
    draw = np.random.default_rng(5)
    grain = draw.normal(0, noise, (HEIGHT + 64, WIDTH + 64, 3)).astype(np.float32)
    ground = wall(width=WIDTH + pan * frames)
    standing = Standing(FPS, Size(WIDTH, HEIGHT), scale)
    move = STILL.copy()
    move[0, 2] = -pan
    for frame in range(frames):
        if cut == frame:
            standing.cut()
        scene = ground.copy()
        paint(scene, frame)
        x, y = draw.integers(0, 64, 2)
        picture = scene[:, pan * frame : pan * frame + WIDTH] + grain[y:, x:][:HEIGHT, :WIDTH]
        if light is not None:
            picture *= light(frame)
        first = frame in (0, cut)
        standing.see(frame, np.clip(picture, 0, 255).astype(np.uint8), STILL if first else move)
    return standing.found()


def covers(change, where=WHERE):
    x, y = where
    return change.box.x < x < change.box.x + change.box.w and (
        change.box.y < y < change.box.y + change.box.h
    )


def calm(changes):
    """Those whose place surely was at rest on either side."""
    return [change for change in changes if change.steady < 3]


def only(film: Painter, **how):
    (change,) = watched(film, **how)
    return change


@pytest.mark.parametrize(
    ("before", "after", "times"),
    [((48, 36), (72, 54), 1.5), ((72, 54), (48, 36), 1 / 1.5), ((40, 30), (76, 57), 1.9)],
    ids=["grows", "shrinks", "nearly doubles"],
)
def test_what_grows_or_shrinks_is_found_again_at_its_scale(before, after, times):
    change = only(turning_into(box(before), box(after)))
    assert covers(change)
    assert CHANGE - 7 <= change.start_frame < CHANGE <= change.end_frame <= CHANGE + 7
    assert change.steady < 3
    assert change.scale == pytest.approx(times, rel=0.1)
    assert change.scaled > 0.9
    assert change.scaled - change.in_place > 0.25


def test_what_grows_bit_by_bit_within_a_second_is_found_as_well():
    def film(picture, frame):
        part = float(np.clip((frame - 14) / 8, 0, 1))
        put(picture, skin((round(48 + 24 * part), round(36 + 18 * part))))

    (change,) = calm(watched(film))
    assert change.scale == pytest.approx(1.5, rel=0.1)
    assert change.start_frame <= 15
    assert change.end_frame >= 20


def test_what_is_bent_keeps_its_colours_and_not_its_picture():
    def bent(picture, _):
        surface = skin((72, 40))
        rows, columns = np.mgrid[0:72, 0:40].astype(np.float32)
        wave = 12 * np.sin(rows / 72 * np.pi)
        curved = cv2.remap(cv2.resize(surface, (40, 72)), columns - wave + 6, rows, 1)
        inside = (columns - wave + 6 >= 0) & (columns - wave + 6 < 40)
        put(picture, curved, mask=inside)

    change = only(turning_into(box((72, 40)), bent))
    assert covers(change)
    assert change.same_colours > 0.72
    assert change.in_place < 0.7
    assert min(change.before_thing, change.after_thing) > 0.4


@pytest.mark.parametrize("back", [False, True], ids=["dissolves", "comes"])
def test_half_of_a_thing_is_found_beside_what_stays_of_it(back):
    def half(picture, _):
        put(picture, skin((72, 48))[:, :36], (WHERE[0] - 18, WHERE[1]))

    films = (half, box((72, 48))) if back else (box((72, 48)), half)
    change = only(turning_into(*films))
    assert change.box.x >= WHERE[0] - 2
    assert change.attached > 0.15
    thing, ground = change.before_thing, change.after_thing
    thing, ground = (ground, thing) if back else (thing, ground)
    assert thing > 0.6
    assert ground < 0.35


def test_what_becomes_another_thing_shares_no_colours_with_it():
    change = only(turning_into(box((60, 60)), box((60, 60), BLUE, seed=12)))
    assert covers(change)
    assert change.same_colours < 0.2
    assert change.scaled < 0.5
    assert change.area == pytest.approx(60 * 60 / (WIDTH * HEIGHT), rel=0.1)
    assert min(change.before_thing, change.after_thing) > 0.6


@pytest.mark.parametrize("back", [False, True], ids=["comes", "goes"])
def test_what_pops_up_or_is_gone_has_nothing_of_its_own_beside_it(back):
    sides = (nothing, box((60, 60)))
    change = only(turning_into(*(sides[::-1] if back else sides)))
    there, ground = change.after_thing, change.before_thing
    there, ground = (ground, there) if back else (there, ground)
    assert there > 0.6
    assert ground < 0.35
    assert change.attached < 0.05


def test_two_changes_in_different_places_are_two_by_when_they_end():
    later = box((40, 40), BLUE, (60, 50), seed=12)

    def film(picture, frame):
        box((48, 36) if frame < 15 else (72, 54), where=(230, 120))(picture, frame)
        (later if frame >= 30 else nothing)(picture, frame)

    first, second = watched(film, frames=48)
    assert covers(first, (230, 120))
    assert covers(second, (60, 50))
    assert first.end_frame < second.end_frame


def test_boxes_are_in_pixels_of_the_clip():
    film = turning_into(nothing, box((60, 60)))
    small, large = only(film).box, only(film, scale=4.0).box
    assert (large.x, large.w) == pytest.approx((4 * small.x, 4 * small.w))
    assert large.w == pytest.approx(4 * 60, abs=12)


@pytest.mark.parametrize("noise", [0.0, 2.0, 6.0])
def test_film_that_stands_still_has_no_changes_whatever_its_noise(noise):
    assert not watched(box((60, 60)), noise=noise)


@pytest.mark.parametrize("step", [4, 11])
def test_a_ball_that_only_rolls_through_leaves_nothing_that_was_at_rest(step):
    def film(picture, frame):
        x = 30 + step * frame
        if x < WIDTH - 25:
            put(picture, skin((40, 40)), (x, WHERE[1]))

    assert not calm(watched(film))


def test_nothing_is_compared_across_a_hard_cut():
    def other(picture, _):
        picture[:] = cv2.add(wall(), (8.0, 0.0, 0.0, 0.0))
        put(picture, skin((60, 60), BLUE), (80, 60))

    film = turning_into(box((60, 60)), other)
    assert watched(film)
    assert not watched(film, cut=CHANGE)


@pytest.mark.parametrize(
    "light",
    [
        lambda frame: 0.7 if frame >= CHANGE else 1.0,
        lambda frame: 1.0 - 0.4 * frame / FRAMES,
        lambda frame: 1.0 - 0.3 * (frame % 2),
    ],
    ids=["a lamp goes out", "it gets dark", "it flickers"],
)
def test_light_that_changes_everywhere_is_no_change_of_a_thing(light):
    assert not calm(watched(box((60, 60)), light=light))


def test_a_view_that_pans_over_what_stands_still_finds_nothing():
    assert not watched(box((60, 60), where=(200, 90)), pan=2)


def test_a_change_under_a_pan_is_one_where_it_is_seen_then():
    start = (220, 90)
    change = only(turning_into(box((48, 36), where=start), box((72, 54), where=start)), pan=2)
    x = start[0] - 2 * change.end_frame
    assert change.box.x + change.box.w / 2 == pytest.approx(x, abs=5)
    assert change.box.w == pytest.approx(72, abs=8)
    assert change.scale == pytest.approx(1.5, rel=0.1)


def test_a_picture_that_boils_has_a_bounded_number_of_changes():
    places = [(20 + 40 * column, 25 + 42 * row) for column in range(8) for row in range(4)]
    draw = np.random.default_rng(2)
    shades = draw.integers(20, 235, (6, len(places), 3))

    def film(picture, frame):
        for place, shade in zip(places, shades[frame // 12], strict=True):
            x, y = place
            picture[y - 8 : y + 8, x - 8 : x + 8] = shade

    assert len(places) < len(watched(film, frames=72, noise=0.0)) <= 64
