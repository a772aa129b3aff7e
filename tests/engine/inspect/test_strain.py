"""Looks at a thing laid over each other: what turns and comes nearer, what is squeezed and bent."""

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.inspect.strain import flows_of_sheets, sight_of, strain_of
from engine.inspect.strainer import Strainer

SIDE = 160
MIDDLE = SIDE / 2
WIDE, HIGH = 44, 34


def skin(seed=1):
    """A surface with something to see all over it."""
    rough = np.random.default_rng(seed).normal(0, 1, (SIDE, SIDE, 3)).astype(np.float32)
    smooth = cv2.GaussianBlur(rough, (0, 0), 2.5)
    return np.clip(128 + 300 * smooth, 0, 255).astype(np.uint8)


def block():
    mask = np.zeros((SIDE, SIDE), np.uint8)
    top, left = int(MIDDLE - HIGH / 2), int(MIDDLE - WIDE / 2)
    mask[top : top + HIGH, left : left + WIDE] = 1
    return mask


def moved(matrix, place=(MIDDLE, MIDDLE), bend=0.0):
    """The block on a plain ground, its surface under a map around its middle."""
    y, x = np.mgrid[0:SIDE, 0:SIDE].astype(np.float64)
    back = np.linalg.inv(matrix)
    u, v = np.einsum("ab,bxy->axy", back, np.stack([x - place[0], y - place[1]]))
    v = v - bend * HIGH * (u / (WIDE / 2)) ** 2
    at = (u + MIDDLE).astype(np.float32), (v + MIDDLE).astype(np.float32)
    inside = cv2.remap(block(), *at, cv2.INTER_NEAREST)
    surface = cv2.remap(skin(), *at, cv2.INTER_LINEAR)
    return np.where(inside[..., None] > 0, surface, 90).astype(np.uint8), inside


def sight(picture, inside, frame=0, turned=0.0, grown=0.0):
    left, top, width, height = cv2.boundingRect(inside)
    of = cv2.moments(inside, binaryImage=True)
    centre = of["m10"] / of["m00"], of["m01"] / of["m00"]
    part = inside[top : top + height, left : left + width]
    return sight_of(picture, part, (left, top), centre, frame, turned, grown)


def turn(angle, scale=1.0):
    return scale * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])


def strain(matrix, place=(MIDDLE, MIDDLE), bend=0.0, **known):
    one = sight(*moved(np.eye(2)))
    other = sight(*moved(matrix, place, bend), 12, **known)
    return strain_of(one, other, flows_of_sheets())


@settings(max_examples=40, deadline=None)
@given(
    st.floats(-0.5, 0.5), st.floats(0.8, 1.25), st.tuples(st.floats(60, 100), st.floats(60, 100))
)
def test_what_is_rigid_lies_on_itself_wherever_it_goes_however_it_turns_and_comes_nearer(
    angle, scale, place
):
    found = strain(turn(angle, scale), place, turned=angle, grown=float(np.log(scale)))
    assert found.followed > 0.75
    assert found.off < 0.02
    assert found.squeezed < 0.05
    assert found.overlap > 0.85
    assert found.calm


def test_what_turns_without_being_followed_is_found_again_by_its_surface():
    found = strain(turn(0.25))
    assert found.off < 0.02
    assert found.squeezed < 0.05


@settings(max_examples=25, deadline=None)
@given(st.floats(1.2, 1.4), st.floats(0.65, 0.8))
def test_what_is_squeezed_is_longer_one_way_and_shorter_the_other(longer, shorter):
    found = strain(np.diag([longer, shorter]))
    assert found.squeezed == pytest.approx(min(np.log(longer), -np.log(shorter)), abs=0.05)
    assert found.followed > 0.7
    assert not found.calm


@settings(max_examples=25, deadline=None)
@given(st.floats(0.6, 0.8))
def test_what_turns_away_gets_shorter_only(shorter):
    assert strain(np.diag([shorter, 1.0])).squeezed < 0.05


@pytest.mark.parametrize("bend", [-0.3, 0.3])
def test_what_is_bent_is_off_every_affine_map_and_not_off_one_that_bends(bend):
    found = strain(np.eye(2), bend=bend)
    assert found.off > 0.03
    assert found.off > 2 * found.rest
    assert found.stiff > 1.5 * found.unlike
    assert found.squeezed < 0.2
    assert not found.calm


def test_a_hand_that_covers_a_part_leaves_the_rest_where_it_was():
    picture, inside = moved(np.eye(2), (90, 84))
    inside[:, 96:] = 0
    found = strain_of(sight(*moved(np.eye(2))), sight(picture, inside, 12), flows_of_sheets())
    assert found.off < 0.02
    assert found.squeezed < 0.08


def test_another_surface_is_not_found_again():
    picture, inside = moved(np.eye(2))
    other = np.where(inside[..., None] > 0, skin(7), 90).astype(np.uint8)
    found = strain_of(sight(picture, inside), sight(other, inside, 12), flows_of_sheets())
    assert found.followed < 0.6


def test_what_is_small_or_a_line_is_not_looked_at():
    small, line = np.zeros((SIDE, SIDE), np.uint8), np.zeros((SIDE, SIDE), np.uint8)
    small[70:79, 70:79] = 1
    line[20:140, 79:82] = 1
    assert sight(skin(), small) is None
    assert sight(skin(), line) is None


def test_a_plain_surface_is_no_reason_to_fail():
    plain = np.full((SIDE, SIDE, 3), 90, np.uint8)
    found = strain_of(sight(plain, block()), sight(plain, block(), 12), flows_of_sheets())
    assert found is None or found.calm


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1), st.floats(-9, 9), st.floats(-900, 900))
def test_pure_noise_is_found_nowhere_and_breaks_nothing(seed, turned, grown):
    draw = np.random.default_rng(seed)
    noise = draw.integers(0, 256, (2, SIDE, SIDE, 3), np.uint8)
    one, other = sight(noise[0], block()), sight(noise[1], block(), 12, turned, grown)
    found = strain_of(one, other, flows_of_sheets())
    assert found is None or (found.followed < 0.75 and np.isfinite(found).all())


def shown(strainer, change, frames=60, every=3):
    """What a strainer sees of a block that changes; `change` makes a picture of a frame."""
    for frame in range(0, frames, every):
        picture, inside = change(frame)
        strainer.see(sight(picture, inside, frame))
    return strainer.strains()


def test_what_lies_on_itself_is_looked_at_half_as_often_and_over_half_a_second_only():
    strains = shown(Strainer(24.0), lambda frame: moved(np.eye(2), (60 + frame / 2, 80)))
    lags = np.diff(strains.frames, axis=1).ravel()
    # at first nothing is known over half a second
    assert (lags[strains.frames[:, 1] >= 12] == 12).all()
    assert len(strains) <= 10
    assert strains.off.max() < 0.02


def test_where_it_bends_it_is_looked_at_closer():
    def bends(frame):
        return moved(np.eye(2), (60 + frame / 2, 80), bend=0.35 * np.clip((frame - 24) / 9, 0, 1))

    strains = shown(Strainer(24.0), bends)
    lags = np.diff(strains.frames, axis=1).ravel()
    assert set(lags.tolist()) == {6, 12}
    first, last = strains.frames[int(strains.off.argmax())]
    assert first < 33
    assert last > 24
    before = strains.frames[:, 1] <= 24
    assert strains.off.max() > 3 * strains.off[before].max()


def test_what_was_never_seen_large_enough_has_no_strains():
    assert len(Strainer(24.0).strains()) == 0
    assert Strainer(24.0).strains().squeezed.shape == (0,)
