"""Typing, fixing and undoing with marks in the text."""

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import (
    QAction,
    QHelpEvent,
    QInputMethodEvent,
    QKeySequence,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication, QToolTip

from engine.records import Edit, Fix, Hint, Severity, Span
from widgets.prompt.editor import HOLD_MS


def words(panel):
    return [mark.place.text() for mark in panel.editor.marks()]


def put_caret(panel, position):
    cursor = panel.editor.textCursor()
    cursor.setPosition(position)
    panel.editor.setTextCursor(cursor)


def test_typing_says_the_new_text_once_per_change(panel, qtbot):
    said = []
    panel.text_changed.connect(said.append)
    qtbot.keyClicks(panel.editor, "ab")
    assert said == ["a", "ab"]


def test_a_change_of_format_is_no_change_of_text(panel, qtbot):
    panel.set_text("A dog runs")
    said = []
    panel.text_changed.connect(said.append)
    cursor = QTextCursor(panel.editor.document())
    cursor.select(QTextCursor.SelectionType.Document)
    bold = QTextCharFormat()
    bold.setFontItalic(True)
    cursor.mergeCharFormat(bold)
    assert said == []


def test_setting_the_text_says_nothing_and_cannot_be_undone_into_the_shot_before(panel):
    said = []
    panel.text_changed.connect(said.append)
    panel.set_text("one shot")
    panel.set_text("another shot\r\nwith two lines")
    panel.editor.undo()
    assert (said, panel.text()) == ([], "another shot\nwith two lines")


@pytest.mark.parametrize("before", ["😀😀 ", "cafe\u0301 ", "一只小狗🐕", "👨‍👩‍👧‍👦 ", "first\r\n"])
def test_a_mark_is_on_its_words_whatever_stands_before_them(panel, hint, before):
    text = f"{before}dog throws a ball"
    panel.set_text(text)
    panel.set_hints((hint(text, "throws"),), text)
    assert words(panel) == ["throws"]


def test_marks_move_with_what_is_typed_before_them(rock, qtbot):
    put_caret(rock, 0)
    rock.editor.insertPlainText("😀 ")
    qtbot.keyClicks(rock.editor, "Look: ")
    assert words(rock) == ["tumbles", "slowly at high speed", ", realistic physics"]


def test_what_is_typed_right_after_a_marked_word_is_not_marked(rock, qtbot):
    put_caret(rock, rock.text().index("tumbles") + len("tumbles"))
    qtbot.keyClicks(rock.editor, " fast")
    assert words(rock)[0] == "tumbles"


def test_a_mark_whose_words_are_deleted_is_gone(rock, qtbot):
    rock.editor.show_mark(rock.editor.marks()[0])
    qtbot.keyClick(rock.editor, Qt.Key.Key_Delete)
    assert words(rock) == ["slowly at high speed", ", realistic physics"]


def test_hints_for_an_older_text_move_to_the_text_as_it_is(panel, hint):
    old = "A dog throws a ball and stops"
    panel.set_text("A dog throws 😀 and stops")
    hints = (hint(old, "throws"), hint(old, "ball"), hint(old, "stops"))
    panel.set_hints(hints, old)
    assert words(panel) == ["throws", "stops"]


def test_hints_outside_of_the_text_are_left_out(panel):
    panel.set_text("A dog")
    panel.set_hints((Hint("ambiguous-verb", Severity.WARNING, Span(3, 99), "no"),))
    assert words(panel) == []


def test_a_fix_changes_only_its_words_and_is_one_undo_step(panel, hint, qtbot):
    text = "😀 A rock tumbles down"
    panel.set_text(text)
    panel.set_hints((hint(text, "tumbles", ("use ‘rolls’", "rolls")),))
    qtbot.keyClick(panel.editor, Qt.Key.Key_End)
    qtbot.keyClicks(panel.editor, " fast")
    mark = panel.editor.marks()[0]
    assert panel.editor.take_fix(mark, mark.hint.fixes[0])
    assert panel.text() == "😀 A rock rolls down fast"
    panel.editor.undo()
    assert panel.text() == "😀 A rock tumbles down fast"
    panel.editor.redo()
    assert panel.text() == "😀 A rock rolls down fast"


def test_a_fix_of_several_places_is_one_undo_step(panel):
    text = "A dog runs slowly and fast"
    fix = Fix("keep neither", (Edit(Span(10, 17), ""), Edit(Span(17, 26), " home")))
    panel.set_text(text)
    panel.set_hints((Hint("conflicting-motion", Severity.ERROR, Span(6, 26), "x", (fix,)),))
    panel.editor.take_fix(panel.editor.marks()[0], fix)
    assert panel.text() == "A dog runs home"
    panel.editor.undo()
    assert panel.text() == text


def test_typing_after_a_fix_is_undone_apart_from_it(panel, hint, qtbot):
    text = "A rock tumbles"
    panel.set_text(text)
    panel.set_hints((hint(text, "tumbles", ("use ‘rolls’", "rolls")),))
    mark = panel.editor.marks()[0]
    panel.editor.take_fix(mark, mark.hint.fixes[0])
    qtbot.keyClick(panel.editor, Qt.Key.Key_End)
    qtbot.keyClicks(panel.editor, " on")
    panel.editor.undo()
    assert panel.text() == "A rock rolls"


def test_typing_is_undone_word_by_word(panel, qtbot):
    qtbot.keyClicks(panel.editor, "A man walks")
    panel.editor.undo()
    assert panel.text() == "A man"
    panel.editor.undo()
    assert panel.text() == "A"
    panel.editor.redo()
    assert panel.text() == "A man"


@pytest.fixture
def outside(panel):
    """What undo and redo of the window are asked for, while the prompt has the keys."""
    asked = []
    for keys in ("Ctrl+Z", "Ctrl+Shift+Z"):
        action = QAction(panel)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _=False, keys=keys: asked.append(keys))
        panel.addAction(action)
    return asked


def test_undo_takes_back_what_was_ignored_before_the_words_typed_earlier(panel, outside, qtbot):
    undo = (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    redo = (Qt.Key.Key_Z, undo[1] | Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(panel.editor, "A man walks")
    panel.editor.note_beside()
    qtbot.keyClick(panel.editor, *undo)
    assert (outside, panel.text()) == (["Ctrl+Z"], "A man walks")
    qtbot.keyClick(panel.editor, *undo)
    assert (outside, panel.text()) == (["Ctrl+Z"], "A man")
    qtbot.keyClick(panel.editor, *redo)
    assert (outside, panel.text()) == (["Ctrl+Z"], "A man walks")
    qtbot.keyClick(panel.editor, *redo)
    assert (outside, panel.text()) == (["Ctrl+Z", "Ctrl+Shift+Z"], "A man walks")


def test_words_that_were_changed_with_something_else_go_and_come_with_it(panel, outside, qtbot):
    undo = (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    redo = (Qt.Key.Key_Z, undo[1] | Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(panel.editor, "A man walks")
    panel.replace_text("A man walks. The camera pans.")
    panel.editor.note_beside(with_words=True)
    qtbot.keyClick(panel.editor, *undo)
    assert (outside, panel.text()) == (["Ctrl+Z"], "A man walks")
    qtbot.keyClick(panel.editor, *redo)
    assert (outside, panel.text()) == (["Ctrl+Z", "Ctrl+Shift+Z"], "A man walks. The camera pans.")
    qtbot.keyClick(panel.editor, *undo)
    qtbot.keyClick(panel.editor, *undo)
    assert (len(outside), panel.text()) == (3, "A man")


def test_undo_is_for_the_window_where_no_word_was_edited(panel, outside, qtbot):
    panel.set_text("A man walks")
    qtbot.keyClick(panel.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (outside, panel.text()) == (["Ctrl+Z"], "A man walks")


def test_a_fix_whose_words_have_changed_is_refused(rock, qtbot):
    mark = rock.editor.marks()[0]
    put_caret(rock, mark.place.start + 3)
    qtbot.keyClicks(rock.editor, "x")
    before = rock.text()
    assert not rock.editor.take_fix(mark, mark.hint.fixes[0])
    assert rock.text() == before


def painted_marks(editor):
    return {piece[1].message for piece in editor.shown_pieces()}


def test_the_word_being_typed_is_marked_after_a_boundary(panel, hint, qtbot):
    qtbot.keyClicks(panel.editor, "It throws")
    panel.set_hints((hint(panel.text(), "throws"),))
    assert painted_marks(panel.editor) == set()
    qtbot.keyClicks(panel.editor, " ")
    assert painted_marks(panel.editor) == {"‘throws’ is ambiguous"}


def test_the_word_being_typed_is_marked_after_a_pause(panel, hint, qtbot):
    qtbot.keyClicks(panel.editor, "It throws")
    panel.set_hints((hint(panel.text(), "throws"),))
    qtbot.waitUntil(lambda: painted_marks(panel.editor) != set(), timeout=HOLD_MS + 1000)


def test_nothing_moves_while_an_input_method_is_composing(panel, hint, qtbot):
    panel.set_text("小狗 runs")
    said = []
    panel.text_changed.connect(said.append)
    QApplication.sendEvent(panel.editor, QInputMethodEvent("xiao", []))
    panel.set_hints((hint("小狗 runs", "runs"),))
    assert (said, words(panel)) == ([], [])
    commit = QInputMethodEvent("", [])
    commit.setCommitString("小")
    QApplication.sendEvent(panel.editor, commit)
    assert said == ["小小狗 runs"]
    assert words(panel) == ["runs"]


def test_a_paste_is_plain_text(panel):
    data = QMimeData()
    data.setHtml("<b>A dog</b> runs")
    data.setText("A dog\r\nruns")
    panel.editor.insertFromMimeData(data)
    assert panel.text() == "A dog\nruns"
    assert "<b>" not in panel.editor.toHtml()


def test_a_dropped_file_is_left_to_the_window(panel):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/pictures/rock.png")])
    assert not panel.editor.canInsertFromMimeData(data)


def test_a_very_long_paste_is_kept_and_a_quiet_line_says_what_is_read(panel):
    data = QMimeData()
    data.setText("word " * 4_100)
    panel.editor.insertFromMimeData(data)
    assert len(panel.text()) == 20_500
    assert panel.notice.text() == "Only the first 20,000 characters are read for hints."
    assert panel.notice.isVisible()
    panel.set_text("short")
    assert not panel.notice.isVisible()


def test_tab_leaves_the_editor(panel, qtbot):
    qtbot.keyClick(panel.editor, Qt.Key.Key_Tab)
    assert panel.text() == ""
    assert not panel.editor.hasFocus()


def test_older_prompts_come_back_and_the_draft_is_kept(panel, qtbot):
    panel.set_history(("second", "first"))
    qtbot.keyClicks(panel.editor, "draft")
    seen = []
    keys = (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down)
    for key in keys:
        qtbot.keyClick(panel.editor, key, Qt.KeyboardModifier.AltModifier)
        seen.append(panel.text())
    assert seen == ["second", "first", "first", "second", "draft"]


def test_a_mark_says_its_hint_in_a_tooltip_without_reading_markup(panel, qtbot):
    text = "A <b>dog</b> runs"
    panel.set_text(text)
    span = Span(2, 8)
    panel.set_hints((Hint("ambiguous-verb", Severity.WARNING, span, "‘<b>dog’ & co"),))
    point = panel.editor.cursorRect(panel.editor.marks()[0].place.cursor()).center()
    point -= QPoint(6, 0)
    event = QHelpEvent(QEvent.Type.ToolTip, point, panel.editor.viewport().mapToGlobal(point))
    QApplication.sendEvent(panel.editor.viewport(), event)
    assert "&lt;b&gt;dog’ &amp; co" in QToolTip.text()
    QToolTip.hideText()


def test_one_hundred_thousand_characters_can_be_typed_into(panel, qtbot):
    text = "A dog runs to the left. " * 4_200
    panel.set_text(text)
    qtbot.keyClicks(panel.editor, "x")
    assert panel.text() == f"x{text}"
