"""Offers while typing: they come by themselves, take few keys, and go away."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from engine.prompt.snippets import Snippet

STATIC = Snippet("Static camera", "static camera, eye level")


@pytest.fixture
def popup(panel):
    panel.shelf.set_snippets((STATIC,))
    return panel.shelf.completion


def titles(popup):
    return [offer.title for offer in popup.offers()]


def compose(editor, preedit, commit=""):
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(editor, event)


def test_offers_come_while_typing_and_tab_takes_the_first_as_one_undo_step(panel, popup, qtbot):
    qtbot.keyClicks(panel.editor, "A man throws a ball t")
    assert titles(popup) == []
    qtbot.keyClicks(panel.editor, "o")
    assert titles(popup)[0] == "to the right"
    qtbot.keyClick(panel.editor, Qt.Key.Key_Tab)
    assert panel.text() == "A man throws a ball to the right"
    assert titles(popup) == []
    assert panel.editor.hasFocus()
    panel.editor.undo()
    assert panel.text() == "A man throws a ball to"


def test_enter_and_arrows_belong_to_the_editor_until_the_list_is_entered(panel, popup, qtbot):
    qtbot.keyClicks(panel.editor, "A dog runs sl")
    assert titles(popup)
    qtbot.keyClick(panel.editor, Qt.Key.Key_Return)
    assert panel.text() == "A dog runs sl\n"
    assert titles(popup) == []
    qtbot.keyClicks(panel.editor, "A dog runs sl")
    qtbot.keyClick(panel.editor, Qt.Key.Key_Up)
    assert panel.editor.textCursor().blockNumber() == 0
    assert titles(popup) == []


def test_ctrl_down_enters_the_list_and_enter_takes_what_is_chosen(panel, popup, qtbot):
    qtbot.keyClicks(panel.editor, "A man throws a ball to")
    second = titles(popup)[1]
    ctrl = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(panel.editor, Qt.Key.Key_Down, ctrl)
    assert popup.entered
    qtbot.keyClick(panel.editor, Qt.Key.Key_Down)
    qtbot.keyClick(panel.editor, Qt.Key.Key_Return)
    assert panel.text() == f"A man throws a ball {second}"


def test_a_click_takes_an_offer(panel, popup, qtbot):
    qtbot.keyClicks(panel.editor, "A man throws a ball to")
    place = popup.list.visualRect(popup.list.model().index(1, 0)).center()
    qtbot.mouseClick(popup.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert panel.text() == "A man throws a ball to the left"


def test_esc_closes_the_offers_and_then_tab_goes_on(panel, popup, qtbot):
    qtbot.keyClicks(panel.editor, "A dog runs sl")
    qtbot.keyClick(panel.editor, Qt.Key.Key_Escape)
    assert titles(popup) == []
    qtbot.keyClick(panel.editor, Qt.Key.Key_Tab)
    assert panel.text() == "A dog runs sl"
    assert not panel.editor.hasFocus()


def test_a_snippet_is_offered_by_its_name(panel, popup, qtbot):
    qtbot.keyClicks(panel.editor, "A dog runs, stat")
    qtbot.keyClick(panel.editor, Qt.Key.Key_Tab)
    assert panel.text() == "A dog runs, static camera, eye level"


def test_backspace_asks_again_and_leaving_the_word_closes(panel, popup, qtbot):
    qtbot.keyClicks(panel.editor, "A dog runs slo")
    qtbot.keyClick(panel.editor, Qt.Key.Key_Backspace)
    assert "slowly" in titles(popup)
    qtbot.keyClick(panel.editor, Qt.Key.Key_Space)
    assert titles(popup) == []


def test_moving_the_caret_or_losing_the_focus_closes(panel, popup, qtbot):
    for leave in (
        lambda: qtbot.keyClick(panel.editor, Qt.Key.Key_Left),
        panel.negative.setFocus,
        lambda: qtbot.mouseClick(panel.editor.viewport(), Qt.MouseButton.LeftButton),
    ):
        panel.set_text("")
        panel.fold.setChecked(True)
        panel.editor.setFocus()
        qtbot.keyClicks(panel.editor, "A dog runs sl")
        assert titles(popup)
        leave()
        assert titles(popup) == []


def test_nothing_is_offered_for_what_is_not_typed(panel, popup, qtbot):
    panel.set_text("A dog runs sl")
    panel.replace_text("A cat runs sl")
    panel.editor.undo()
    assert titles(popup) == []


def test_nothing_is_offered_while_an_input_method_composes(panel, popup, qtbot):
    qtbot.keyClicks(panel.editor, "A dog runs sl")
    compose(panel.editor, "huan")
    assert titles(popup) == []
    compose(panel.editor, "", "缓慢")
    panel.set_text("")
    compose(panel.editor, "", "镜头缓慢")
    assert "镜头缓慢推近" in titles(popup)


def test_offers_can_be_turned_off(panel, popup, qtbot):
    panel.shelf.set_completion(False)
    qtbot.keyClicks(panel.editor, "A dog runs sl")
    assert titles(popup) == []
    panel.shelf.set_completion(True)
    qtbot.keyClicks(panel.editor, "o")
    assert "slowly" in titles(popup)


def test_the_offers_stay_inside_the_window(panel, popup, qtbot):
    qtbot.keyClicks(panel.editor, "A dog runs with its friends along a wide and empty beach sl")
    assert panel.window().rect().contains(popup.geometry())
