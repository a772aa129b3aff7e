"""What was drawn is drawn again only where it is another."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from widgets.common.drawn import Drawn

GROUND, INK = QColor("#202428"), QColor("#ff8a5b")
PLACE = QRect(4, 2, 30, 10)


@pytest.fixture
def painted(qapp):
    """Paints a key onto a picture; how often it was drawn anew."""
    drawn, calls = Drawn(most=2), []
    image = QImage(40, 20, QImage.Format.Format_RGB32)

    def paint(key, rect=PLACE, ground=GROUND):
        def draw(painter, place):
            calls.append(place)
            painter.fillRect(place.adjusted(1, 1, -1, -1), INK)

        image.fill(0)
        with QPainter(image) as painter:
            drawn.paint(painter, rect, key, ground, draw)
        return image

    paint.calls = calls
    return paint


def test_what_has_not_changed_is_drawn_once_and_stands_where_it_is_wanted(painted):
    painted("a")
    image = painted("a", QRect(8, 6, 30, 10))
    assert painted.calls == [QRect(0, 0, 30, 10)]
    assert image.pixelColor(9, 7) == INK
    assert image.pixelColor(8, 6) == GROUND
    assert image.pixelColor(7, 6) == QColor(0, 0, 0)


@pytest.mark.parametrize(
    "other", [{"key": "b"}, {"rect": QRect(4, 2, 31, 10)}, {"ground": QColor("#ffffff")}]
)
def test_what_is_another_is_drawn_anew(painted, other):
    painted("a")
    painted(**{"key": "a", **other})
    assert len(painted.calls) == 2


def test_the_oldest_is_forgotten(painted):
    for key in ("a", "b", "a", "c", "a", "b"):
        painted(key)
    assert len(painted.calls) == 4
