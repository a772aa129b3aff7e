"""Marks made on the picture of the player: clicks, drags, keys, and where they are drawn."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest

from engine.records import Box, ClipInfo, Mark, Mover, Report
from tests.widgets.player.conftest import FRAMES, HEIGHT, WIDTH
from widgets.common.theme import colours_of
from widgets.player.mark_bar import KEYS, MarkBar, titles
from widgets.player.mark_tool import KINDS, MarkTool, Place

LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SIDE = 24.0


def moves_right(frame):
    return 30.0 + 2.0 * frame, 48.0


TRACK = tuple((frame, *moves_right(frame)) for frame in range(30))
MOVER = Mover(1, TRACK, tuple(Box(x - SIDE / 2, y - SIDE / 2, SIDE, SIDE) for _, x, y in TRACK))
REPORT = Report(Path("a.mp4"), ClipInfo(FRAMES, 16.0, WIDTH, HEIGHT), movers=(MOVER,))


@pytest.fixture
def tool(panel):
    tool = MarkTool(titles(), panel.surface)
    tool.made = []
    tool.hints = []
    tool.marked.connect(tool.made.append)
    tool.said.connect(tool.hints.append)
    tool.changed.connect(panel.surface.update)
    panel.set_tool(tool)
    panel.set_report(REPORT)
    tool.set_report(REPORT)
    return tool


def at(panel, x, y):
    """The place in the widget of a place in the clip, in pixels of either."""
    rect = panel.surface.picture_rect()
    return QPointF(
        rect.left() + x * rect.width() / WIDTH, rect.top() + y * rect.height() / HEIGHT
    ).toPoint()


def show(panel, qtbot, frame):
    panel.set_frame(frame)
    qtbot.waitUntil(lambda: panel.surface.index == frame)


def click(panel, x, y):
    QTest.mouseClick(panel.surface, LEFT, NO_KEY, at(panel, x, y))


def drag(panel, start, end):
    QTest.mousePress(panel.surface, LEFT, NO_KEY, at(panel, *start))
    QTest.mouseMove(panel.surface, at(panel, *end))
    QTest.mouseRelease(panel.surface, LEFT, NO_KEY, at(panel, *end))


def test_a_click_on_a_mover_marks_it_where_it_is(panel, tool, qtbot):
    show(panel, qtbot, 10)
    tool.arm(("rigid", "solid"), "ball")
    click(panel, *moves_right(10))
    ((rigid, solid),) = tool.made
    assert (rigid.kind, solid.kind) == ("rigid", "solid")
    assert rigid.frame == 10
    assert rigid.noun == "ball"
    x, y = moves_right(10)
    assert rigid.box.x * WIDTH == pytest.approx(x - SIDE / 2, abs=0.01)
    assert rigid.box.y * HEIGHT == pytest.approx(y - SIDE / 2, abs=0.01)


def test_a_click_elsewhere_asks_for_the_thing_to_be_found(panel, tool):
    wanted = []
    tool.find_wanted.connect(wanted.append)
    tool.arm(("cloth",))
    click(panel, 140, 10)
    assert tool.made == []
    (place,) = wanted
    assert place.x * WIDTH == pytest.approx(140, abs=1)
    tool.take(place, Box(0.8, 0.0, 0.1, 0.2))
    assert tool.made == [(Mark("cloth", 0, Box(0.8, 0.0, 0.1, 0.2)),)]


def test_a_drag_marks_the_box_it_draws(panel, tool):
    tool.arm(("fluid",))
    drag(panel, (100, 60), (120, 80))
    ((mark,),) = tool.made
    assert mark.box.w * WIDTH == pytest.approx(20, abs=1)
    assert mark.box.h * HEIGHT == pytest.approx(20, abs=1)


def test_a_drag_that_leaves_the_picture_ends_at_its_border(panel, tool):
    tool.arm(("fluid",))
    drag(panel, (100, 60), (400, 300))
    ((mark,),) = tool.made
    assert mark.box.x + mark.box.w == pytest.approx(1.0)
    assert mark.box.y + mark.box.h == pytest.approx(1.0)


@pytest.mark.parametrize("kind", ["floor", "down"])
def test_a_line_is_dragged_from_where_it_begins(panel, tool, kind):
    tool.arm((kind,))
    click(panel, 50, 50)
    assert tool.made == []  # a click is no line
    drag(panel, (10, 90), (150, 70))
    ((mark,),) = tool.made
    assert mark.box is None
    (x0, y0), (x1, _) = mark.line
    assert (x0 * WIDTH, y0 * HEIGHT) == pytest.approx((10, 90), abs=1)
    assert x1 * WIDTH == pytest.approx(150, abs=1)


def test_the_same_thing_takes_two_clicks_at_two_frames(panel, tool, qtbot):
    show(panel, qtbot, 25)
    tool.arm(("same",))
    click(panel, *moves_right(25))
    assert tool.made == []
    assert "before" in tool.hints[-1]
    show(panel, qtbot, 5)
    click(panel, *moves_right(5))
    ((mark,),) = tool.made
    assert mark.kind == "same"
    assert (mark.frame, mark.before[0]) == (25, 5)
    assert mark.box.x > mark.before[1].x


def test_after_a_mark_the_tool_is_down_and_clicks_mean_what_they_did(panel, tool):
    tool.arm(("rigid",))
    click(panel, *moves_right(0))
    assert tool.kinds == ()
    click(panel, *moves_right(0))
    assert len(tool.made) == 1


def test_escape_puts_the_tool_down(panel, tool):
    tool.arm(("rigid",))
    panel.surface.setFocus()
    QTest.keyClick(panel.surface, Qt.Key.Key_Escape)
    assert tool.kinds == ()
    assert tool.hints[-1] == ""


def test_a_mover_is_marked_without_the_mouse(panel, tool):
    tool.arm(("rigid",))
    panel.surface.setFocus()
    QTest.keyClick(panel.surface, Qt.Key.Key_PageDown)
    QTest.keyClick(panel.surface, Qt.Key.Key_Return)
    ((mark,),) = tool.made
    x, _ = moves_right(0)
    assert mark.box.x * WIDTH == pytest.approx(x - SIDE / 2, abs=0.01)


def test_where_nothing_moves_the_keys_say_so(panel, tool, qtbot):
    show(panel, qtbot, 39)
    tool.arm(("rigid",))
    panel.surface.setFocus()
    QTest.keyClick(panel.surface, Qt.Key.Key_PageUp)
    assert "Nothing moves" in tool.hints[-1]


def test_the_other_button_marks_nothing(panel, tool):
    tool.arm(("rigid",))
    spot = at(panel, *moves_right(0))
    tool.press(QPointF(0.2, 0.5), _Press(Qt.MouseButton.RightButton))
    QTest.mouseRelease(panel.surface, Qt.MouseButton.RightButton, NO_KEY, spot)
    assert tool.made == []


class _Press:
    def __init__(self, button):
        self._button = button

    def button(self):
        return self._button


def painted(tool, index):
    """What the tool paints over a black frame, one pixel a pixel of the clip."""
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(QColor(0, 0, 0))
    painter = QPainter(image)
    tool.paint(painter, QRectF(0, 0, WIDTH, HEIGHT), index)
    painter.end()
    return image


def lit_columns(image, theme):
    """Columns in which the colour of marks is to be seen, below the labels."""
    wanted = QColor(theme.accent)
    return [
        x
        for x in range(WIDTH)
        for y in range(56, 64)
        if image.pixelColor(x, y).blue() > 0.6 * wanted.blue()
    ]


def test_a_mark_is_drawn_on_the_mover_wherever_it_is(panel, tool):
    x, _ = moves_right(2)
    box = Box((x - 12) / WIDTH, 36 / HEIGHT, 24 / WIDTH, 24 / HEIGHT)
    tool.set_marks((Mark("rigid", 2, box),))
    theme = colours_of(panel)
    early, late = lit_columns(painted(tool, 2), theme), lit_columns(painted(tool, 25), theme)
    assert min(early) == pytest.approx(moves_right(2)[0] - 12, abs=3)
    assert min(late) == pytest.approx(moves_right(25)[0] - 12, abs=3)


def test_a_mark_whose_thing_is_gone_is_faint(panel, tool):
    box = Box(0.8, 0.55, 0.1, 0.1)
    tool.set_marks((Mark("cloth", 3, box),))
    there, later = painted(tool, 3), painted(tool, 20)

    def brightness(image):
        return max(image.pixelColor(x, 60).blue() for x in range(110, 160))

    assert 20 < brightness(later) < brightness(there)


def test_lines_and_same_things_are_painted_without_a_mover(panel, tool):
    same = Mark("same", 20, Box(0.1, 0.1, 0.2, 0.2), before=(3, Box(0.5, 0.5, 0.2, 0.2)))
    tool.set_marks(
        (Mark("floor", 0, line=((0, 0.7), (1, 0.7))), Mark("down", 0, line=((0, 0), (0, 1))), same)
    )
    assert lit_columns(painted(tool, 0), colours_of(panel))


def test_a_long_hint_has_rows_in_a_narrow_picture(panel, tool):
    def high(text):
        tool.said.emit(text)
        hinted = panel.surface.grab().toImage()
        tool.said.emit("")
        plain, rect = panel.surface.grab().toImage(), panel.surface.picture_rect().toRect()
        return sum(
            any(hinted.pixel(x, y) != plain.pixel(x, y) for x in range(rect.left(), rect.right()))
            for y in range(rect.top(), rect.bottom())
        )

    assert high("Click it. " * 20) > 2 * high("Click it.")


# --- the bar -----------------------------------------------------------------------------------


@pytest.fixture
def bar(qtbot):
    bar = MarkBar()
    qtbot.addWidget(bar)
    bar.show()
    return bar


def chosen(bar):
    said = []
    bar.kinds_chosen.connect(lambda kinds, noun: said.append((kinds, noun)))
    return said


def test_every_kind_of_mark_has_a_button_and_a_key_of_its_own(bar):
    assert set(KEYS) == set(KINDS) == set(titles())
    assert len(set(KEYS.values())) == len(KEYS)


def test_a_button_arms_its_kind_and_puts_it_down_again(bar, qtbot):
    said = chosen(bar)
    bar._buttons["rigid"].click()
    bar._buttons["rigid"].click()
    assert said == [(("rigid",), ""), ((), "")]


def test_a_key_arms_its_kind(panel, bar, qtbot):
    said = chosen(bar)
    panel.add_bar(bar)
    bar.add_keys(panel)
    panel.activateWindow()
    panel.surface.setFocus()
    qtbot.waitUntil(panel.surface.hasFocus)
    QTest.keyClick(panel.surface, KEYS["cloth"].lower())
    assert said == [(("cloth",), "")]


def test_the_prompt_proposes_by_the_thing(bar):
    bar.set_proposed((Mark("rigid", 0, noun="cup"), Mark("solid", 0, noun="cup")))
    assert bar.offers() == ["cup: rigid, solid"]
    said = chosen(bar)
    bar.offers_menu().actions()[0].trigger()
    assert said == [(("rigid", "solid"), "cup")]


def test_marks_are_listed_and_can_be_taken_back_one_by_one(bar):
    marks = (Mark("solid", 4, Box(0, 0, 1, 1), noun="cup"), Mark("floor", 0, line=((0, 1), (1, 1))))
    bar.set_marks(marks)
    assert bar.entries() == ["cup: Solid, frame 4", "Floor, frame 0"]
    gone, everything = [], []
    bar.mark_removed.connect(gone.append)
    bar.all_removed.connect(lambda: everything.append(True))
    actions = [action for action in bar.marks_menu().actions() if not action.isSeparator()]
    actions[1].trigger()
    actions[-1].trigger()
    assert gone == [marks[1]]
    assert everything == [True]


def test_a_place_is_told_with_the_marks_that_wait_for_it():
    place = Place((Mark("rigid", 2),), 0.5, 0.5, 2)
    assert replace(place.marks[0], box=Box(0, 0, 1, 1)).box is not None
