"""Two takes in sync: what each shows, what is missing, how they are laid on each other."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton

from engine.video.write import write_clip
from widgets.player.compare_cell import CompareTake
from widgets.player.compare_grid import ALL, CompareGrid
from widgets.player.pair_picture import difference

STEP = 12


def clip(path, frames, fps=10.0, base=0):
    pictures = (np.full((48, 80, 3), base + STEP * n, np.uint8) for n in range(frames))
    write_clip(path, pictures, fps)
    return path


@pytest.fixture
def grid(qtbot, tmp_path):
    takes = (
        CompareTake("a", "1", "Take 1", 1, clip(tmp_path / "a.mkv", 12)),
        CompareTake("a", "2", "Take 2", 2, clip(tmp_path / "b.mkv", 8, base=60)),
        CompareTake("a", "3", "Take 3", 3, clip(tmp_path / "c.mkv", 8)),
    )
    grid = CompareGrid()
    qtbot.addWidget(grid)
    grid.resize(900, 600)
    grid.show()
    grid.pause()
    grid.set_takes(takes)
    yield grid
    grid.close_clips()


@pytest.fixture
def pair(grid, qtbot):
    grid.set_view("beside")
    qtbot.waitUntil(lambda: len(grid.pair.clips) == 2, timeout=10_000)
    return grid.pair


def greys(pair):
    shown = (side.image for side in pair.picture.sides)
    return [image and image.pixelColor(4, 4).red() for image in shown]


def said(pair):
    return [side.said for side in pair.picture.sides]


def test_both_show_the_same_moment(grid, pair, qtbot):
    grid.step(3)
    qtbot.waitUntil(lambda: greys(pair) == [3 * STEP, 60 + 3 * STEP])
    assert said(pair) == ["", ""]


def test_a_side_is_shifted_by_frames_with_keys(grid, pair, qtbot):
    grid.step(3)
    for key, modifier in ((Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier),) * 2 + (
        (Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier),
    ):
        qtbot.keyClick(pair.picture, key, modifier)
    assert pair.shifts == (2, -1)
    qtbot.waitUntil(lambda: greys(pair) == [5 * STEP, 60 + 2 * STEP])


def test_what_is_missing_where_lengths_differ_is_said(grid, pair, qtbot):
    grid.step(100)
    assert grid._clock.index == 11, "as long as the longer one"
    assert said(pair) == ["", "ended 4 frames ago"]
    pair.shift(1, -3)
    grid.step(-100)
    assert said(pair) == ["", "begins in 3 frames"]


def test_a_shift_goes_with_its_take(grid, pair, qtbot):
    pair.shift(0, 2)
    pair.shift(1, -1)
    first, second = pair.chosen
    pair.swap()
    assert pair.chosen == (second, first)
    assert pair.shifts == (-1, 2)
    pair.close_clips()
    pair.set_takes(pair._takes)
    assert pair.shifts == (-1, 2)


def test_a_shift_lets_the_clock_run_until_both_have_ended(grid, pair):
    pair.shift(1, -9)
    assert grid._clock.count == 8 + 7, "a side cannot be shifted out of its own clip"


def test_the_same_take_is_never_on_both_sides(pair):
    assert pair.chosen == (1, 2)
    pair.choose(second=1)
    assert pair.chosen == (2, 1)
    pair.choose(3)
    assert pair.chosen == (3, 1)


def test_keys_choose_how_they_are_compared(grid, pair, qtbot):
    for key, view in (
        (Qt.Key.Key_W, "wipe"),
        (Qt.Key.Key_D, "difference"),
        (Qt.Key.Key_O, "onion"),
        (Qt.Key.Key_S, "beside"),
    ):
        qtbot.keyClick(pair.picture, key)
        assert (grid.view, pair.picture.view) == (view, view)
    qtbot.keyClick(pair.picture, Qt.Key.Key_G)
    assert grid.view == ALL
    assert grid.cells[0].isVisible()


def test_the_dividing_line_is_dragged(grid, pair, qtbot):
    grid.set_view("wipe")
    qtbot.waitUntil(lambda: greys(pair) == [0, 60])
    picture = pair.picture
    size = picture.size()

    def halves(place):
        image = picture.grab().toImage()
        return [image.pixelColor(int(place + by), size.height() // 4).red() for by in (-20, 20)]

    for share in (0.3, 0.7):
        x = round(size.width() * share)
        qtbot.mousePress(picture, Qt.MouseButton.LeftButton, pos=QPoint(x, size.height() // 2))
        qtbot.mouseRelease(picture, Qt.MouseButton.LeftButton)
        assert halves(picture._line()) == [0, 60]
        assert abs(picture._line() - x) <= 2
    assert pair._amount.value() > 500


def test_the_onion_mixes_by_its_slider(grid, pair, qtbot):
    grid.set_view("onion")
    qtbot.waitUntil(lambda: greys(pair) == [0, 60])
    middle = pair.picture.rect().center()
    seen = []
    for amount in (0, 500, 1000):
        pair._amount.setValue(amount)
        seen.append(pair.picture.grab().toImage().pixelColor(middle).red())
    assert seen[0] == 0
    assert abs(seen[1] - 30) <= 2
    assert seen[2] == 60


def test_the_difference_is_brightened_by_its_gain(grid, pair, qtbot):
    grid.set_view("difference")
    qtbot.waitUntil(lambda: greys(pair) == [0, 60])
    middle = pair.picture.rect().center()
    for gain, grey in ((1, 60), (3, 180), (8, 255)):
        pair._amount.setValue(gain)
        assert abs(pair.picture.grab().toImage().pixelColor(middle).red() - grey) <= 2


def test_the_difference_of_sizes_is_as_large_as_the_first():
    first, second = (
        QImage(40, 20, QImage.Format.Format_RGB32),
        QImage(21, 11, QImage.Format.Format_RGB32),
    )
    first.fill(Qt.GlobalColor.white)
    second.fill(Qt.GlobalColor.white)
    apart = difference(first, second, 16)
    assert apart.size() == first.size()
    assert apart.pixelColor(7, 7).red() == 0


def test_both_are_enlarged_alike_and_never_leave_the_picture(grid, pair, qtbot):
    picture = pair.picture
    for _ in range(30):
        qtbot.keyClick(picture, Qt.Key.Key_Plus)
    assert picture.zoom == 8
    picture._centre *= 9
    picture.set_zoom(8)
    assert picture._centre.x() <= 1 - 0.5 / 8
    qtbot.keyClick(picture, Qt.Key.Key_0)
    assert picture.zoom == 1


def test_takes_that_go_away_are_replaced(grid, pair):
    grid.set_takes(grid._takes[1:])
    assert set(pair.chosen) == {2, 3}
    grid.set_takes(grid._takes[1:])
    assert pair.chosen[0] == 3


def test_every_button_has_a_name(pair):
    assert all(button.accessibleName() for button in pair.findChildren(QAbstractButton))
