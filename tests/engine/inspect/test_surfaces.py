"""How lopsided an outline is, whatever turns or stretches it."""

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.inspect.surfaces import lean

SIDE = 240
ANGLES = st.floats(0, 2 * np.pi)
STRETCHES = st.floats(0.45, 1.0)


def ring(count=90):
    return np.linspace(0, 2 * np.pi, count, endpoint=False)


def ellipse():
    return np.stack([np.cos(ring()), np.sin(ring())], axis=1)


def crescent():
    outer, inner = ring(90)[:60] + 0.5, ring(90)[:60] + 0.5
    arc = np.stack([np.cos(outer), np.sin(outer)], axis=1)
    back = np.stack([0.35 + 0.75 * np.cos(inner), 0.75 * np.sin(inner)], axis=1)[::-1]
    return np.vstack([arc, back])


def letter():
    return np.array([(-1, -1), (-0.4, -1), (-0.4, 0.4), (0.6, 0.4), (0.6, 1), (-1, 1.0)])


def drawn(outline, angle=0.0, stretch=1.0, towards=0.0, size=80.0):
    """The moments of an outline that is stretched along a direction and turned."""
    c, s = np.cos(towards), np.sin(towards)
    along = np.array([[c, -s], [s, c]])
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    places = outline @ (turn @ along @ np.diag([1.0, stretch]) @ along.T).T * size + SIDE / 2
    mask = np.zeros((SIDE, SIDE), np.uint8)
    cv2.fillPoly(mask, [np.rint(places * 16).astype(np.int32)], 1, shift=4)
    return cv2.moments(mask, binaryImage=True)


@settings(max_examples=60, deadline=None)
@given(ANGLES, STRETCHES, ANGLES)
def test_an_ellipse_is_not_lopsided_however_it_is_turned_and_stretched(angle, stretch, towards):
    assert lean(drawn(ellipse(), angle, stretch, towards)) < 0.03


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([crescent, letter]), ANGLES, STRETCHES, ANGLES)
def test_turning_and_stretching_do_not_change_how_lopsided_a_thing_is(
    shape, angle, stretch, towards
):
    assert lean(drawn(shape(), angle, stretch, towards)) == pytest.approx(
        lean(drawn(shape())), abs=0.06
    )


@pytest.mark.parametrize("shape", [crescent, letter])
def test_what_is_bent_is_lopsided(shape):
    assert lean(drawn(shape())) > 0.3


@pytest.mark.parametrize("size", [10.0, 20.0, 40.0, 80.0])
def test_how_large_a_thing_is_seen_makes_no_difference(size):
    assert lean(drawn(letter(), size=size)) == pytest.approx(lean(drawn(letter())), abs=0.06)


def test_a_mirror_image_is_as_lopsided():
    assert lean(drawn(letter() * (-1, 1))) == pytest.approx(lean(drawn(letter())), abs=0.02)


def test_a_line_of_pixels_has_no_form():
    line = np.zeros((40, 40), np.uint8)
    line[20, 5:30] = 1
    assert lean(cv2.moments(line, binaryImage=True)) == 0.0
