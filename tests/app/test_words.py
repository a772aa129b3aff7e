"""The way of words through the real window, with the mouse and the keys."""

import json

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from app import places
from app.dialogs import Page
from engine.project.store import Project
from engine.records import Rating
from engine.video.write import write_clip
from widgets.prompt.hint_settings import HintSettings

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def write(bench, qtbot, words):
    """Types a prompt in place of the one that is there."""
    editor = bench.window.prompt.editor
    bench.window.activateWindow()
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)
    editor.selectAll()
    qtbot.keyClicks(editor, words)
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    return editor


def rules(bench):
    return {hint.rule for hint in bench.linter.hints}


def titles(popover):
    return [entry.title for entry in popover.entries()]


def kept(bench):
    return [prompt.text for prompt in bench.session.project.prompts()]


def test_a_prompt_is_written_with_offer_and_snippet_and_its_record_is_told(bench, qtbot, tmp_path):
    editor = write(bench, qtbot, "A man throws a ball")
    assert "ambiguous-verb" in rules(bench)
    qtbot.keyClicks(editor, " to the le")
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert bench.session.shot.prompt == "A man throws a ball to the left"
    assert "ambiguous-verb" not in rules(bench)

    shelf = bench.window.prompt.shelf
    qtbot.mouseClick(shelf.snippets_button, Qt.MouseButton.LeftButton)
    assert shelf.snippets.isVisible()
    qtbot.keyClicks(shelf.snippets.search, "stat")
    qtbot.keyClick(shelf.snippets.search, Qt.Key.Key_Return)
    prompt = "A man throws a ball to the left, static camera, eye level"
    assert bench.session.shot.prompt == prompt

    bench.session.save()
    write_clip(tmp_path / "a.mp4", (np.full((48, 64, 3), 9 * i, np.uint8) for i in range(5)), 16)
    project = bench.session.project
    take = project.import_clip(tmp_path / "a.mp4", "Sora", bench.session.shot_id)
    project.save_rating(take.id, Rating(4, 5))
    bench.words.open_snippets()
    notes = {entry.title: entry.note for entry in shelf.snippets.entries()}
    assert "Sora: 1 take, 1 of 1 judged held" in notes["Static camera"]
    shelf.snippets.hide()


def test_a_selection_becomes_a_snippet_of_the_persons_file_and_undo_takes_it_back(bench, qtbot):
    editor = write(bench, qtbot, "A man walks, seen through wet glass")
    cursor = editor.textCursor()
    cursor.setPosition(13)
    cursor.movePosition(cursor.MoveOperation.End, cursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    bench.words.open_snippets()
    snippets = bench.window.prompt.shelf.snippets
    qtbot.mouseClick(snippets.new, Qt.MouseButton.LeftButton)
    snippets.form.name.setText("Wet glass")
    qtbot.mouseClick(snippets.form.save, Qt.MouseButton.LeftButton)
    assert snippets.current().title == "Wet glass"
    data = json.loads(places.snippets_file().read_text())
    assert [s["text"] for s in data["snippets"]] == ["seen through wet glass"]

    qtbot.mouseClick(snippets.remove, Qt.MouseButton.LeftButton)
    assert "Wet glass" not in titles(snippets)
    qtbot.mouseClick(snippets.undo, Qt.MouseButton.LeftButton)
    assert "Wet glass" in titles(snippets)
    snippets.hide()
    bench.session.undo_stack.undo()
    assert json.loads(places.snippets_file().read_text())["snippets"] == []


def test_a_snippet_file_that_was_broken_is_told_once_and_never_written_over(bench, qtbot):
    broken = '{"snippets": [\n{"name": "Mine", "text": "my words"},\n{"name": oops}\n]}'
    places.snippets_file().write_text(broken)
    bench.words.open_snippets()
    snippets = bench.window.prompt.shelf.snippets
    assert "Mine" in titles(snippets)
    assert "line 3" in bench.window.stage.notice.message()
    snippets.set_current("Mine")
    qtbot.mouseClick(snippets.remove, Qt.MouseButton.LeftButton)
    assert "Mine" in titles(snippets)
    snippets.hide()
    assert places.snippets_file().read_text() == broken


def test_prompts_that_were_left_are_there_after_their_shot_is_gone(bench, qtbot):
    first = bench.session.shot_id
    write(bench, qtbot, "A heron lifts off to the left")
    bench.acts.add_shot()
    assert kept(bench)[0] == "A heron lifts off to the left"
    bench.session.remove_shot(first)
    editor = write(bench, qtbot, "A frog")
    qtbot.keyClick(editor, Qt.Key.Key_Up, ALT)
    assert bench.session.shot.prompt == "A heron lifts off to the left"
    qtbot.keyClick(editor, Qt.Key.Key_Down, ALT)
    assert bench.session.shot.prompt == "A frog"


def test_an_earlier_prompt_is_found_and_brought_back_as_one_undo_step(bench, qtbot):
    bench.session.project.keep_prompt("A heron lifts off to the left", "wan")
    write(bench, qtbot, "A frog jumps")
    history = bench.window.prompt.shelf.history
    qtbot.mouseClick(bench.window.prompt.shelf.history_button, Qt.MouseButton.LeftButton)
    assert history.isVisible()
    qtbot.keyClicks(history.search, "heron wan")
    qtbot.keyClick(history.search, Qt.Key.Key_Return)
    assert bench.session.shot.prompt == "A heron lifts off to the left"
    assert "A frog jumps" in kept(bench), "what was there is kept too"
    bench.window.prompt.editor.undo()
    assert bench.session.shot.prompt == "A frog jumps"


def test_a_prompt_that_was_only_looked_at_is_not_kept_again(bench):
    before = kept(bench)
    for shot_id, _ in bench.session.shots:
        bench.session.open_shot(shot_id)
    assert kept(bench) == before


def test_the_history_is_there_when_the_project_is_opened_again(bench, qtbot):
    write(bench, qtbot, "A heron lifts off to the left")
    folder = bench.session.project.folder
    bench.session.close_project()
    with Project.open(folder) as project:
        assert "A heron lifts off to the left" in [p.text for p in project.prompts()]


def settings_of(bench):
    return next(page for page in bench.window.findChildren(HintSettings) if page.isVisible())


def test_a_hint_is_ignored_from_its_card_listed_on_the_page_and_heard_again(bench, qtbot):
    write(bench, qtbot, "A man throws a ball")
    panel = bench.window.prompt

    def card():
        shown = (c for c in panel.hints.cards() if c.mark.hint in bench.linter.hints)
        return next((c for c in shown if c.mark.hint.rule == "ambiguous-verb"), None)

    qtbot.waitUntil(lambda: card() is not None)
    qtbot.mouseClick(card().more, Qt.MouseButton.LeftButton)
    menu = next(m for m in bench.window.findChildren(QMenu) if m.isVisible())
    menu.actions()[0].trigger()
    menu.close()
    assert "ambiguous-verb" not in rules(bench)
    bench.words.open_settings()
    page = settings_of(bench)
    assert page.tabs.tabText(1) == "Ignored 1"
    assert not page.prune.isVisible()
    write(bench, qtbot, "A man jumps")
    bench.words.refresh()
    assert page.prune.isVisibleTo(page.tabs.widget(1))
    page.prune.click()
    assert bench.session.project.ignored() == ()
    bench.session.undo_stack.undo()
    assert len(bench.session.project.ignored()) == 1
    page.reject()


def test_a_level_is_chosen_on_the_page_kept_and_undone(bench, qtbot):
    write(bench, qtbot, "A man throws a ball, 8k")
    assert "ambiguous-verb" in rules(bench)
    bench.window.prompt.settings_chosen.emit("ambiguous-verb")
    page = settings_of(bench)
    combo = page.rules["ambiguous-verb"].level
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Down)
    assert combo.currentText() == "Off"
    assert "ambiguous-verb" not in rules(bench)
    assert json.loads(places.preferences_file().read_text())["levels"] == {"ambiguous-verb": "off"}
    page.rules["ambiguous-verb"].explain.click()
    assert any(p.isVisible() for p in page.findChildren(Page))
    bench.session.undo_stack.undo()
    assert combo.currentText() == "Default: warning"
    assert "ambiguous-verb" in rules(bench)
    page.reject()


def test_a_rule_is_turned_off_at_its_hint_for_all_projects_and_undone(bench, qtbot):
    write(bench, qtbot, "A man throws a ball")
    hint = next(hint for hint in bench.linter.hints if hint.rule == "ambiguous-verb")
    bench.window.prompt.ignore_chosen.emit(hint, "rule")
    assert "ambiguous-verb" not in rules(bench)
    assert bench.session.project.ignored() == ()
    bench.session.undo_stack.undo()
    assert "ambiguous-verb" in rules(bench)
    assert json.loads(places.preferences_file().read_text())["levels"] == {}


def test_what_is_ignored_here_is_heard_in_another_shot_and_in_the_project_it_is_not(bench, qtbot):
    prompt = "A man throws a ball"
    write(bench, qtbot, prompt)
    first = bench.session.shot_id

    def hint():
        return next((h for h in bench.linter.hints if h.rule == "ambiguous-verb"), None)

    bench.words.ignore(hint(), "here")
    assert hint() is None
    bench.acts.copy_shot(first)
    assert hint() is not None
    bench.words.ignore(hint(), "project")
    bench.acts.copy_shot(first)
    assert hint() is None
    for _ in range(2):
        bench.session.undo_stack.undo()
    assert hint() is not None


def test_the_profile_is_chosen_in_the_menu_and_on_the_page(bench, qtbot):
    write(bench, qtbot, "A man throws a ball")
    menu = next(m for m in bench.window.findChildren(QMenu) if m.title() == "Hints")
    quiet, normal, strict = menu.actions()[:3]
    assert [a.isChecked() for a in (quiet, normal, strict)] == [False, True, False]
    strict.trigger()
    assert "missing-speed" in rules(bench)
    bench.words.open_settings()
    page = settings_of(bench)
    quiet_button = page.profiles.buttons()[0]
    qtbot.mouseClick(quiet_button, Qt.MouseButton.LeftButton)
    assert [a.isChecked() for a in (quiet, normal, strict)] == [True, False, False]
    assert "missing-speed" not in rules(bench)
    assert json.loads(places.preferences_file().read_text())["profile"] == "quiet"
    page.reject()


def test_offers_are_turned_off_in_the_menu_and_stay_off(bench, qtbot):
    action = next(
        a for a in bench.window.menu("&Edit").actions() if a.text() == "Offer words while typing"
    )
    assert action.isChecked()
    action.trigger()
    assert json.loads(places.preferences_file().read_text())["completion"] is False
    editor = write(bench, qtbot, "A man")
    qtbot.keyClicks(editor, " throws a ball to")
    assert bench.window.prompt.shelf.completion.offers() == ()


def test_the_keys_of_the_menu_open_both_lists(bench, qtbot):
    editor = write(bench, qtbot, "A man")
    shelf = bench.window.prompt.shelf
    for key, modifiers, popover in (
        (Qt.Key.Key_Space, CTRL, shelf.snippets),
        (Qt.Key.Key_Space, CTRL | SHIFT, shelf.snippets),
        (Qt.Key.Key_H, CTRL | SHIFT, shelf.history),
    ):
        bench.window.activateWindow()
        editor.setFocus()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is bench.window)
        qtbot.keyClick(editor, key, modifiers)
        assert popover.isVisible()
        qtbot.keyClick(popover.search, Qt.Key.Key_Escape)
        assert not popover.isVisible()
    assert bench.session.shot.prompt == "A man"
