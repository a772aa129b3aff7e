"""What a draft changes is painted anew, and nothing else: it looks like a whole repaint."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage, QPainter

from engine.records import MotionPlan, PathPoint, Region, Stroke
from widgets.common.theme import colours_of
from widgets.motion import edits
from widgets.motion.canvas import MotionCanvas
from widgets.motion.surface import Draft, Surface

BOX = Region(((0.2, 0.3), (0.3, 0.3), (0.3, 0.5), (0.2, 0.5)))


def path(count):
    t = np.linspace(0.0, 1.0, count)
    places = np.stack([t, 0.5 + 0.4 * np.sin(7 * t), 0.5 + 0.4 * np.cos(9 * t)], axis=1)
    return Stroke("pen", "move", BOX, tuple(PathPoint(*map(float, p)) for p in places))


@pytest.fixture
def canvas(qtbot):
    canvas = MotionCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(640, 400)
    image = QImage(480, 300, QImage.Format.Format_RGB32)
    image.fill(0x7FA765)
    canvas.set_image(image)
    return canvas


def painted(surface, canvas, image, area):
    with QPainter(image) as painter:
        painter.setClipRect(area)
        surface.paint(painter, area, canvas.size(), colours_of(canvas), canvas.font())
    return np.frombuffer(image.constBits(), np.uint8).astype(int)


def shown(canvas, stroke):
    """A surface that shows a draft, and the picture of it."""
    canvas.set_plan(MotionPlan((stroke,)))
    canvas.select(0)
    surface, image = Surface(canvas.board), QImage(canvas.size(), QImage.Format.Format_RGB32)
    surface.set_drafts((Draft(0, stroke),))
    painted(surface, canvas, image, canvas.rect())
    return surface, image


@pytest.mark.parametrize("count", [2, 6, 40, 3_000])
@pytest.mark.parametrize("at", [-1, -2])
def test_a_point_that_moves_is_painted_as_by_a_whole_repaint(canvas, count, at):
    stroke = path(count)
    surface, image = shown(canvas, stroke)
    whole = QImage(canvas.size(), QImage.Format.Format_RGB32)
    for step in range(1, 4):
        moved = edits.with_points_shifted(stroke, (count + at,), 0.02 * step, -0.01 * step)
        area = surface.set_drafts((Draft(0, moved),))
        ours = painted(surface, canvas, image, canvas.rect() if area is None else area)
        assert np.abs(ours - painted(surface, canvas, whole, canvas.rect())).max() <= 2


def test_of_a_path_of_thousands_of_points_little_is_painted_anew(canvas):
    stroke = path(3_000)
    surface, _ = shown(canvas, stroke)
    area = surface.set_drafts((Draft(0, edits.with_points_shifted(stroke, (1_500,), 0.0, 0.01)),))
    assert QRect(QPoint(0, 0), canvas.size()).contains(area)
    assert area.width() * area.height() < 0.1 * canvas.width() * canvas.height()


@pytest.mark.parametrize("change", [{"rotation_deg": 40.0}, {"scale": 2.0}, {"feather": 0.1}])
def test_what_changes_more_than_the_path_is_painted_as_a_whole(canvas, change):
    stroke = path(6)
    surface, _ = shown(canvas, stroke)
    assert surface.set_drafts((Draft(0, replace(stroke, **change)),)) is None
