"""The snippets over the prompt: found, put in, kept, changed and removed."""

import pytest
from PySide6.QtCore import Qt

from engine.prompt.snippets import Record, Snippet
from engine.records import KeptPrompt, Rating
from widgets.prompt.snippets import SnippetRow, record_words

STATIC = Snippet("Static camera", "static camera, eye level", ("camera",))
LIGHT = Snippet("Soft light", "soft window light", ("light",))
LEVEL = Snippet("Eye level", "eye level", ("framing",))
ROWS = (
    SnippetRow(STATIC, (Record("animatic", 6, 3, 2),)),
    SnippetRow(LIGHT, (Record("wan", 9, 0, 0),)),
    SnippetRow(LEVEL),
)


@pytest.fixture
def shelf(panel):
    return panel.shelf


@pytest.fixture
def snippets(panel, shelf):
    panel.set_text("A dog runs")
    panel.editor.moveCursor(panel.editor.textCursor().MoveOperation.End)
    shelf.open_snippets(ROWS, "animatic")
    yield shelf.snippets
    shelf.snippets.hide()


def titles(popover):
    return [entry.title for entry in popover.entries()]


def keys(qtbot, popover, *all_keys):
    for key in all_keys:
        qtbot.keyClick(popover.search, key)


def test_those_used_most_on_the_model_come_first_and_then_those_used_elsewhere(snippets):
    assert titles(snippets) == ["Static camera", "Soft light", "Eye level"]


def test_the_record_says_how_many_takes_were_judged_and_held(snippets):
    assert snippets.entries()[0].note == "animatic: 6 takes, 2 of 3 judged held"
    assert record_words(Record("wan", 1, 0, 0)) == "wan: 1 take, none judged yet"
    assert snippets.entries()[2].note == ""


def test_enter_puts_the_snippet_at_the_caret_as_one_undo_step(panel, snippets, qtbot):
    qtbot.keyClicks(snippets.search, "soft")
    keys(qtbot, snippets, Qt.Key.Key_Return)
    assert not snippets.isVisible()
    assert panel.text() == "A dog runs, soft window light"
    panel.editor.undo()
    assert panel.text() == "A dog runs"


def test_arrows_move_in_the_list_while_the_caret_stays_in_the_search(panel, snippets, qtbot):
    keys(qtbot, snippets, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return)
    assert panel.text() == "A dog runs, soft window light"


def test_a_click_puts_a_snippet_in(panel, snippets, qtbot):
    listed = snippets.list
    place = listed.visualRect(listed.model().index(2, 0)).center()
    qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert panel.text() == "A dog runs, eye level"


def test_typing_finds_by_name_tag_and_words(snippets, qtbot):
    qtbot.keyClicks(snippets.search, "window")
    assert titles(snippets) == ["Soft light"]
    snippets.search.clear()
    qtbot.keyClicks(snippets.search, "framing")
    assert titles(snippets) == ["Eye level"]
    snippets.search.clear()
    qtbot.keyClicks(snippets.search, "zebra")
    assert titles(snippets) == []
    assert snippets.empty.isVisible()
    assert not snippets.remove.isEnabled()


def test_esc_closes_and_changes_nothing(panel, snippets, qtbot):
    keys(qtbot, snippets, Qt.Key.Key_Escape)
    assert not snippets.isVisible()
    assert panel.text() == "A dog runs"


def test_a_selection_is_kept_as_a_new_snippet(panel, shelf, qtbot):
    panel.set_text("A dog runs, low angle from the ground, fast")
    cursor = panel.editor.textCursor()
    cursor.setPosition(12)
    cursor.setPosition(37, cursor.MoveMode.KeepAnchor)
    panel.editor.setTextCursor(cursor)
    shelf.open_snippets(ROWS, "animatic")
    assert shelf.snippets.new.text() == "Save selection as snippet…"
    qtbot.mouseClick(shelf.snippets.new, Qt.MouseButton.LeftButton)
    form = shelf.snippets.form
    assert form.name.text() == "Low angle from the"
    qtbot.keyClicks(form.name, "Ground view")
    qtbot.keyClicks(form.tags, "Framing, low")
    with qtbot.waitSignal(shelf.snippet_saved) as saved:
        qtbot.keyClick(form.tags, Qt.Key.Key_Return)
    kept = Snippet("Ground view", "low angle from the ground", ("framing", "low"))
    assert saved.args == [kept, None]
    shelf.snippets.hide()


def test_a_snippet_is_changed_and_its_form_refuses_a_name_that_is_taken(shelf, snippets, qtbot):
    qtbot.mouseClick(snippets.change, Qt.MouseButton.LeftButton)
    form = snippets.form
    assert (form.name.text(), form.text.toPlainText()) == (STATIC.name, STATIC.text)
    qtbot.keyClicks(form.name, "soft LIGHT")
    with qtbot.assertNotEmitted(shelf.snippet_saved):
        qtbot.mouseClick(form.save, Qt.MouseButton.LeftButton)
    assert "already" in form.fault.text()
    form.name.setText("Tripod")
    with qtbot.waitSignal(shelf.snippet_saved) as saved:
        qtbot.mouseClick(form.save, Qt.MouseButton.LeftButton)
    assert saved.args == [Snippet("Tripod", STATIC.text, STATIC.tags), STATIC]


def test_a_removed_snippet_can_be_brought_back_on_the_spot(shelf, snippets, qtbot):
    shelf.snippet_removed.connect(lambda _: shelf.open_snippets(ROWS[1:], "animatic"))
    with qtbot.waitSignal(shelf.snippet_removed) as removed:
        qtbot.mouseClick(snippets.remove, Qt.MouseButton.LeftButton)
    assert removed.args == [STATIC]
    assert "Static camera" in snippets.said.text()
    with qtbot.waitSignal(shelf.undo_chosen):
        qtbot.mouseClick(snippets.undo, Qt.MouseButton.LeftButton)
    assert not snippets.undo.isVisible()


def test_characters_beyond_the_first_plane_move_no_insertion(panel, shelf, qtbot):
    panel.set_text("🎬🎬 A dog runs")
    panel.editor.moveCursor(panel.editor.textCursor().MoveOperation.End)
    shelf.open_snippets(ROWS, "animatic")
    keys(qtbot, shelf.snippets, Qt.Key.Key_Return)
    assert panel.text() == "🎬🎬 A dog runs, static camera, eye level"


# --- earlier prompts -----------------------------------------------------------------------------

OLD = KeptPrompt("A cat jumps", "wan", "2024-05-06T07:08:09.000010+00:00", 3, Rating(4, None))
NEW = KeptPrompt("A dog runs 🎬 " + "on and on " * 40, "animatic", "2025-01-02T03:04:05+00:00")


@pytest.fixture
def history(panel, shelf):
    shelf.open_history((NEW, OLD))
    yield shelf.history
    shelf.history.hide()


def test_an_earlier_prompt_shows_its_date_model_takes_and_rating(history):
    newest, older = history.entries()
    assert newest.about.endswith("animatic  ·  not generated")
    assert older.about.endswith("wan  ·  3 takes  ·  adherence 4, physics –")
    assert "24" in older.about


def test_an_earlier_prompt_is_found_by_its_words_or_model_and_chosen(shelf, history, qtbot):
    qtbot.keyClicks(history.search, "WAN")
    assert titles(history) == ["A cat jumps"]
    with qtbot.waitSignal(shelf.prompt_chosen) as chosen:
        keys(qtbot, history, Qt.Key.Key_Return)
    assert chosen.args == ["A cat jumps"]
    assert not history.isVisible()


def test_without_earlier_prompts_the_list_says_when_one_is_kept(shelf):
    shelf.open_history(())
    assert "generate or leave" in shelf.history.empty.text()
    shelf.history.hide()
