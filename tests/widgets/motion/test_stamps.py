"""Strokes that rest are put down as pictures: they look as if they were drawn each time."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from engine.records import MotionPlan, PathPoint, Region, Stroke
from widgets.motion.canvas import MotionCanvas
from widgets.motion.stamps import Stamps

BOX = Region(((0.2, 0.3), (0.4, 0.3), (0.4, 0.6), (0.2, 0.6)))
STROKES = (
    Stroke("ball", "move", BOX, (PathPoint(0.0, 0.3, 0.45), PathPoint(1.0, 0.8, 0.2))),
    Stroke("wall", "static", Region(((0.1, 0.7), (0.9, 0.7), (0.9, 0.9), (0.1, 0.9)))),
    Stroke("leaf", "move", BOX, (PathPoint(0.0, 0.3, 0.45), PathPoint(1.0, 1.2, 1.1)), order=1),
)


def pixels(canvas):
    image = canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(image.constBits(), np.uint8).astype(int)


@pytest.fixture
def shown(qtbot):
    def show(plan):
        canvas = MotionCanvas()
        qtbot.addWidget(canvas)
        canvas.resize(480, 320)
        image = QImage(320, 200, QImage.Format.Format_RGB32)
        image.fill(0x7FA765)
        canvas.set_image(image)
        canvas.set_plan(plan)
        canvas.select(0)
        return canvas

    return show


def edits():
    """Plans that follow each other, as a person makes them."""
    ball, wall, leaf = STROKES
    moved = replace(leaf, points=(leaf.points[0], PathPoint(1.0, 0.1, 0.1)))
    yield MotionPlan((ball, wall, moved))
    yield MotionPlan((ball, moved, wall))
    yield MotionPlan((replace(ball, order=3), moved))
    yield MotionPlan((ball, replace(wall, kind="move")))


def test_after_each_edit_the_canvas_looks_as_if_the_plan_was_shown_first(shown):
    canvas = shown(MotionPlan(STROKES))
    pixels(canvas)
    for plan in edits():
        canvas.set_plan(plan)
        canvas.select(0)
        assert np.abs(pixels(canvas) - pixels(shown(plan))).max() <= 2


def test_another_view_shows_the_strokes_there(shown):
    canvas, other = shown(MotionPlan(STROKES)), shown(MotionPlan(STROKES))
    before = pixels(canvas)
    view = canvas.board.view.zoomed(2.0, 100, 100)
    canvas.set_view(view)
    other.set_view(view)
    assert (pixels(canvas) != before).any()
    assert np.abs(pixels(canvas) - pixels(other)).max() <= 2


AREA = QRectF(2, 3, 10, 10)


def put(stamps, stroke, drawn, area=AREA):
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        stamps.put(painter, 0, stroke, ("dark",), lambda: area, lambda _: drawn.append(stroke))


def test_a_stroke_is_drawn_once_until_it_is_another():
    stamps, drawn = Stamps(), []
    for stroke in (STROKES[0], STROKES[0], replace(STROKES[0]), STROKES[1]):
        put(stamps, stroke, drawn)
    assert drawn == [STROKES[0], STROKES[1]]
    stamps.keep(0)
    put(stamps, STROKES[1], drawn)
    assert drawn == [STROKES[0], STROKES[1], STROKES[1]]


def test_what_is_larger_than_all_pictures_may_be_is_drawn_each_time():
    stamps, drawn = Stamps(), []
    for _ in range(2):
        put(stamps, STROKES[0], drawn, QRectF(0, 0, 5_000, 5_000))
    assert len(drawn) == 2
