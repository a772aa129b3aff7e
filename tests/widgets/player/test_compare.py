"""Takes side by side: one clock, a row for a row, points and stars for each."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QComboBox, QStyle, QStyleOptionComboBox

from engine.records import Rating
from engine.video.write import write_clip
from tests.widgets.player.conftest import along
from widgets.common.elided import ElidedCombo
from widgets.player.compare_answers import CompareAnswer
from widgets.player.compare_cell import CompareCell, CompareTake
from widgets.player.compare_grid import CompareGrid, CompareSet, arranged


def clip(path, frames, fps):
    pictures = (np.full((32, 48, 3), 20 * n, np.uint8) for n in range(frames))
    write_clip(path, pictures, fps)
    return path


def take(row, column, number, path=None, **more):
    return CompareTake(row, column, f"Take {number}", number, path, **more)


@pytest.fixture
def grid(qtbot):
    grid = CompareGrid()
    qtbot.addWidget(grid)
    grid.resize(900, 600)
    grid.show()
    yield grid
    grid.close_clips()


def places(rows, columns):
    return [take(r, c, n) for n, (r, c) in enumerate((r, c) for r in rows for c in columns)]


def test_rows_of_the_set_stay_rows_where_they_fit():
    beside, order = arranged(places("abc", "12"))
    assert beside == 2
    assert [(t.row, t.column) for t in order][:3] == [("a", "1"), ("a", "2"), ("b", "1")]


def test_four_rungs_with_three_seeds_are_turned_onto_one_page():
    beside, order = arranged(places("abcd", "123"))
    assert beside == 4
    assert [(t.row, t.column) for t in order][:5] == [
        ("a", "1"),
        ("b", "1"),
        ("c", "1"),
        ("d", "1"),
        ("a", "2"),
    ]


def test_one_row_is_laid_out_as_a_square():
    assert arranged(places("a", "1234"))[0] == 2
    assert arranged(places("a", "123456789"))[0] == 3


def test_what_is_too_much_for_a_page_is_turned(grid):
    grid.set_takes(places("abcdef", "123456"))
    first = [cell.take.take_id for cell in grid.cells]
    assert len(first) == 12
    grid.turn(1)
    assert set(first).isdisjoint(cell.take.take_id for cell in grid.cells)
    grid.turn(9)
    assert len(grid.cells) == 12
    grid.turn(-9)
    assert [cell.take.take_id for cell in grid.cells] == first


def test_clips_of_different_rates_are_shown_at_the_same_moment(grid, qtbot, tmp_path):
    slow, fast = clip(tmp_path / "a.mkv", 9, 8.0), clip(tmp_path / "b.mkv", 9, 16.0)
    grid.pause()
    grid.set_takes((take("a", "1", 1, slow), take("a", "2", 2, fast)))
    qtbot.waitUntil(lambda: all(cell.clip for cell in grid.cells), timeout=10_000)
    grid.step(6)  # at 16 frames a second
    assert grid.seconds == pytest.approx(6 / 16)
    first, second = grid.cells
    assert (first._index(), second._index()) == (3, 6)
    grid.step(100)
    assert first._index() == 8
    assert second._index() == 8  # its last one, long over
    picture = first._picture

    def shown():
        return picture.image is not None and picture.image.pixelColor(5, 5).red()

    qtbot.waitUntil(lambda: abs(shown() - 160) <= 2, timeout=10_000)


def test_keys_rate_star_and_watch_the_cell_with_the_focus(grid, qtbot):
    grid.set_takes(places("a", "12"))
    cell = grid.cells[1]
    cell.setFocus()
    with qtbot.waitSignal(grid.take_rated) as rated:
        qtbot.keyClick(cell, Qt.Key.Key_4)
    assert rated.args == [1, "", 4]
    with qtbot.waitSignal(grid.take_starred) as starred:
        qtbot.keyClick(cell, Qt.Key.Key_Period)
    assert starred.args == [1]
    with qtbot.waitSignal(grid.take_watched) as watched:
        qtbot.keyClick(cell, Qt.Key.Key_Return)
    assert watched.args == [1]


def test_the_dots_rate_each_scale(grid, qtbot):
    grid.set_takes((take("a", "1", 5, rating=Rating(2, 3)),))
    points = grid.cells[0]._points
    assert "2" in points.accessibleName()
    with qtbot.waitSignal(grid.take_rated) as rated:
        qtbot.mouseClick(points, Qt.MouseButton.LeftButton, pos=points.rect().center())
        qtbot.mouseClick(points, Qt.MouseButton.LeftButton, pos=points.rect().topRight())
    assert rated.args[0] == 5
    assert rated.args[1] == "physics"


def test_what_is_not_made_yet_says_how_far_it_is(grid):
    grid.set_takes((CompareTake("a", "1", "being made", progress=0.4), take("a", "2", 2)))
    waiting = grid.cells[0]
    assert "being made" in waiting.accessibleName()
    assert not waiting._points.isVisible()
    grid.set_takes((take("a", "1", 1), take("a", "2", 2)))
    assert grid.cells[0] is waiting
    assert waiting._points.isVisibleTo(waiting._foot)


def test_without_takes_it_offers_to_make_some(grid, qtbot):
    grid.set_takes(())
    assert grid._middle.currentIndex() == 1
    with qtbot.waitSignal(grid.variations_wanted):
        qtbot.mouseClick(grid._vary, Qt.MouseButton.LeftButton)


def test_sets_are_chosen_and_answers_shown(grid, qtbot):
    grid.set_sets((CompareSet("", "Takes of this shot"), CompareSet("x", "Ladder")), "")
    with qtbot.waitSignal(grid.set_chosen) as chosen:
        grid._sets.setCurrentIndex(1)
    assert chosen.args == ["x"]
    helps = CompareAnswer("With pose", "helps", "good", "3 better", 0.5, 1.0, 1.0)
    grid.set_answers((helps,), "DO THE WORDS HELP?")
    assert grid._answers.isVisible()
    grid.set_answers((), "")
    assert not grid._answers.isVisible()


def test_how_well_it_was_obeyed_is_never_cut_and_a_warning_only_below_half(qtbot, clip_file):
    cell = CompareCell()
    qtbot.addWidget(cell)
    cell.resize(320, 240)
    cell.show()
    words = "Outside the brush, Effect before cause, Legs against body"
    for share, role in ((0.43, "warning"), (0.5, "dim"), (0.92, "dim")):
        cell.set_take(take("", "a very long title " * 9, 1, about=words, bad=True, obeyed=share))
        label = cell._obeyed
        assert label.text() == f"obeyed {round(100 * share)} %"
        assert label.property("role") == role
        assert label.width() >= label.sizeHint().width()
        assert cell.rect().contains(label.geometry())
    assert "obeyed 92 %" in cell.accessibleName()
    cell.set_take(take("", "Take 1", 1, obeyed=0.92))
    cell.resize(205, 140)
    assert label.text() == "obeyed 92 %"
    cell.resize(150, 100)
    assert (label.text(), label.toolTip()) == ("92 %", "obeyed 92 %")
    assert label.width() >= label.sizeHint().width()
    cell.set_take(take("", "nothing painted", 2))
    assert label.isHidden()
    cell.close_clip()


@pytest.mark.parametrize(("width", "alike"), [(400, True), (120, False)])
def test_a_name_ends_in_dots_where_its_list_has_no_room_for_it(qtbot, width, alike):
    drawn = []
    for kind in (QComboBox, ElidedCombo):
        combo = kind()
        qtbot.addWidget(combo)
        combo.addItem("Take 12 · a name of a model")
        combo.resize(width, 32)
        drawn.append(combo.grab().toImage())
    assert (drawn[0] == drawn[1]) == alike
    QApplication.sendEvent(combo, QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), QPoint(5, 5)))
    assert combo.toolTip() == "Take 12 · a name of a model"


def test_the_tab_key_goes_from_cell_to_cell_before_the_buttons_that_play(grid, clip_file, qtbot):
    for many in (2, 4, 3):
        grid.set_takes([take("", str(n), n, clip_file) for n in range(many)])
        qtbot.waitUntil(lambda: all(cell.isVisible() for cell in grid.cells))
        order = along(grid)
        places = [order.index(cell) for cell in grid.cells]
        assert places == list(range(places[0], places[0] + many))
        assert order.index(grid._vary) == places[0] - 1
        assert order.index(grid._slider) > places[-1]


def test_the_pictures_take_the_keys_of_the_mode(grid, qtbot, tmp_path):
    grid.take_focus()
    assert grid.hasFocus(), "there is no picture yet"
    path = clip(tmp_path / "a.mkv", 4, 8.0)
    grid.set_takes((take("", "1", 1, path), take("", "2", 2, path)))
    grid.take_focus()
    assert grid.cells[0].hasFocus()
    qtbot.keyClick(grid.cells[0], Qt.Key.Key_W)
    assert grid.view == "wipe"
    assert grid.pair.picture.hasFocus()
    qtbot.keyClick(grid.pair.picture, Qt.Key.Key_G)
    assert grid.view == "all"
    assert grid.cells[0].hasFocus()


def test_the_keys_of_the_views_can_be_read(grid):
    grid.resize(grid.minimumSizeHint())
    views = grid._views
    for place in range(views.count()):
        views.setCurrentIndex(place)
        option = QStyleOptionComboBox()
        views.initStyleOption(option)
        field = views.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, views
        )
        words = views.currentText()
        elided = views.fontMetrics().elidedText(
            words, Qt.TextElideMode.ElideRight, field.width() - 2
        )
        assert elided == words
