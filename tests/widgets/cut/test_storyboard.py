"""The storyboard tells which shot is wanted, and in which place."""

import pytest
from PySide6.QtCore import Qt

from widgets.common.card_list import Card
from widgets.cut.storyboard import StoryboardPanel


@pytest.fixture
def board(qtbot):
    panel = StoryboardPanel()
    qtbot.addWidget(panel)
    panel.set_cards(tuple(Card(str(i), f"{i} shot") for i in (4, 5, 6)), "cut 0:15")
    panel.set_current(5)
    panel.show()
    panel.activateWindow()
    panel._list.setFocus()
    qtbot.waitUntil(panel._list.hasFocus)
    return panel


def test_choosing_a_tile_chooses_its_shot_once(board, qtbot):
    seen = []
    board.shot_chosen.connect(seen.append)
    rect = board._list.visualRect(board._list.model().index(2, 0))
    qtbot.mouseClick(board._list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert seen == [6]


def test_showing_a_shot_as_current_tells_nobody(board):
    seen = []
    board.shot_chosen.connect(seen.append)
    board.set_current(6)
    board.set_cards(board.cards(), "")
    assert seen == []


def test_alt_and_arrows_move_a_shot(board, qtbot):
    seen = []
    board.shot_moved.connect(lambda *move: seen.append(move))
    qtbot.keyClick(board._list, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(board._list, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert seen == [(5, 2), (5, 0)]


def test_delete_removes_the_shot(board, qtbot):
    with qtbot.waitSignal(board.shot_removed) as removed:
        qtbot.keyClick(board._list, Qt.Key.Key_Delete)
    assert removed.args == [5]
