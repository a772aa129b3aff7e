"""Typing in the real window: counts, what is left unsaid, input methods, and drawing from words."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QMenu

from engine.records import Fix, Hint, Settings, Severity, Shot, Span
from widgets.common.pill import PillButton

MAN = "A man throws a ball"


@pytest.fixture
def bench(shared_bench):
    """A new shot without any words, made with the animatic."""
    shared_bench.preferences.profile = "normal"
    shared_bench.words.refresh()
    shared_bench.session.add_shots((Shot(),), "add")
    shared_bench.window.activateWindow()
    shared_bench.window.prompt.focus_editor()
    return shared_bench


def write(bench, text):
    bench.window.prompt.replace_text(text)
    return bench.window.prompt.editor


def rules(bench):
    return [hint.rule for hint in bench.linter.hints]


def compose(editor, letters, commit=""):
    event = QInputMethodEvent(letters, [])
    event.setCommitString(commit)
    QApplication.sendEvent(editor, event)


def menu_at(bench, word):
    editor = bench.window.prompt.editor
    menu = editor.createStandardContextMenu()
    editor.menu_asked.emit(menu, editor.text().index(word) + 1)
    return menu


def entry(menu, beginning):
    return next((a for a in menu.actions() if a.text().startswith(beginning)), None)


def test_tokens_are_counted_as_the_model_of_the_shot_reads_them(bench, qtbot):
    counter = bench.window.prompt.counter
    write(bench, MAN)
    qtbot.waitUntil(lambda: counter.text() == "5 words")
    bench.session.set_settings(Settings(backend="diffusers", model="CogVideoX-5b"))
    qtbot.waitUntil(lambda: counter.text().endswith("/ 226 tokens"), timeout=10_000)
    assert "CogVideoX" in counter.toolTip()
    assert "T5" in counter.toolTip()
    write(bench, "word " * 300)
    qtbot.waitUntil(lambda: counter.text().endswith("/ 226 tokens, too long"), timeout=10_000)
    (unseen,) = bench.window.prompt.editor.extraSelections()
    assert unseen.cursor.selectionStart() > 500
    assert counter.share > 1


def test_a_negative_prompt_that_the_model_does_not_heed_is_told(bench, qtbot):
    prompt = bench.window.prompt
    prompt.fold.setChecked(True)
    prompt.negative.setPlainText("blurry")
    qtbot.waitUntil(lambda: "does not heed" in prompt.unheeded.text(), timeout=10_000)
    bench.session.set_settings(Settings(backend="diffusers", model="CogVideoX-5b"))
    qtbot.waitUntil(lambda: prompt.negative_counter.text().endswith("/ 226 tokens"), timeout=10_000)
    assert not prompt.unheeded.isVisible()


def test_a_fix_of_the_negative_prompt_is_one_step_of_undo(bench, qtbot):
    prompt = bench.window.prompt
    write(bench, MAN)
    prompt.fold.setChecked(True)
    qtbot.keyClicks(prompt.negative, "blurry")
    fix = Fix("Empty the negative prompt", negative="")
    hint = Hint("ignored-negative", Severity.WARNING, Span(0, 1), "?", (fix,))
    prompt.set_hints((hint,), MAN)
    qtbot.waitUntil(lambda: [card.mark.hint for card in prompt.hints.cards()] == [hint])
    (pill,) = prompt.hints.cards()[0].findChildren(PillButton)
    assert pill.accessibleDescription() == "The negative prompt is emptied."
    qtbot.mouseClick(pill, Qt.MouseButton.LeftButton)
    assert bench.session.shot.negative == prompt.negative.toPlainText() == ""
    bench.session.undo_stack.undo()
    assert bench.session.shot.negative == prompt.negative.toPlainText() == "blurry"


def test_what_is_left_unsaid_is_a_quiet_line_and_a_hint_where_the_person_is_strict(bench, qtbot):
    line = bench.window.prompt.unsaid
    write(bench, MAN)
    qtbot.waitUntil(line.isVisible)
    assert "speed" in line.words()
    assert "missing-speed" not in rules(bench)
    bench.preferences.profile = "strict"
    bench.words.refresh()
    qtbot.waitUntil(lambda: not line.isVisible())
    assert "missing-speed" in rules(bench)
    bench.preferences.profile = "quiet"
    bench.words.refresh()
    assert not line.isVisible()
    assert "missing-speed" not in rules(bench)


def test_a_word_of_the_quiet_line_offers_words_that_end_it(bench, qtbot):
    line = bench.window.prompt.unsaid
    editor = write(bench, MAN)
    qtbot.waitUntil(line.isVisible)
    qtbot.mouseClick(line.buttons["missing-speed"], Qt.MouseButton.LeftButton)
    menu = next(m for m in bench.window.findChildren(QMenu) if m.isVisible())
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert bench.session.shot.prompt != MAN
    qtbot.waitUntil(lambda: "speed" not in line.words())
    editor.undo()
    assert bench.session.shot.prompt == MAN
    qtbot.waitUntil(lambda: "speed" in line.words())


def test_nothing_is_judged_under_an_input_method(bench, qtbot):
    editor = write(bench, MAN)
    before = bench.linter.hints
    assert "ambiguous-verb" in rules(bench)
    marks = [(mark.place.start, mark.place.end) for mark in editor.marks()]
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    compose(editor, "xiang")
    compose(editor, "zuo", commit=" to the left ")
    assert bench.session.shot.prompt == f"{MAN} to the left ", "nothing that was typed is lost"
    assert bench.linter.hints is before
    assert [(mark.place.start, mark.place.end) for mark in editor.marks()] == marks
    compose(editor, "", commit="左")
    assert bench.linter.reading.text == f"{MAN} to the left 左"
    assert "ambiguous-verb" not in rules(bench)


def test_a_composition_that_is_given_up_holds_nothing_back(bench):
    editor = write(bench, MAN)
    compose(editor, "xiang")
    compose(editor, "")
    write(bench, f"{MAN} to the left")
    assert bench.linter.reading.text == f"{MAN} to the left"
    compose(editor, "xiang")
    bench.session.open_shot(bench.session.shots[0][0])
    assert bench.linter.reading.text == bench.session.shot.prompt


@pytest.mark.parametrize(
    "text",
    [
        "👩‍🚀🏃🏽👨‍👩‍👧‍👦",
        "\u202eA man throws\u202c a ball \u200d\u200f",
        "كلب يركض إلى اليسار",
        "A man \x00 throws \x07 a \ufffd ball",
        "e\u0301" * 500,
    ],
    ids=["emoji", "right to left", "Arabic", "control characters", "combining"],
)
def test_any_letters_can_be_typed_counted_and_undone(bench, qtbot, text):
    bench.session.set_settings(Settings(backend="diffusers", model="CogVideoX-5b"))
    editor = write(bench, text)
    compose(editor, "x", commit="字")
    compose(editor, "")
    qtbot.keyClicks(editor, " throws")
    assert bench.linter.reading.text == bench.session.shot.prompt == editor.text()
    qtbot.waitUntil(lambda: "tokens" in bench.window.prompt.counter.text(), timeout=10_000)
    bench.window.prompt.grab()
    while editor.document().isUndoAvailable():
        editor.undo()
    assert bench.session.shot.prompt == ""


def test_a_hint_that_is_ignored_here_stays_so_while_other_words_change(bench, qtbot):
    editor = write(bench, f"In a green park by the old town {MAN}, bright sun, long shadows")
    hint = next(h for h in bench.linter.hints if h.rule == "ambiguous-verb")
    bench.words.ignore(hint, "here")
    assert "ambiguous-verb" not in rules(bench)
    editor.moveCursor(editor.textCursor().MoveOperation.Start)
    qtbot.keyClicks(editor, "At dusk. ")
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    qtbot.keyClicks(editor, " of May")
    assert "ambiguous-verb" not in rules(bench)
    write(bench, editor.text().replace("a ball", "a stone"))
    assert "ambiguous-verb" in rules(bench), "other words beside it: another matter"


def test_a_motion_is_drawn_from_the_words_it_is_told_in(bench, qtbot):
    sample = next(shot for _, shot in bench.session.shots if shot.start_image is not None)
    bench.session.add_shots((Shot(start_image=sample.start_image, settings=sample.settings),), "x")
    qtbot.waitUntil(lambda: bench.linter.subject is not None, timeout=20_000)
    write(bench, "The ball rolls quickly to the right and the camera pans left")
    drawn = entry(menu_at(bench, "rolls"), "Draw this motion")
    assert "rolls quickly to the right" in drawn.text()
    drawn.trigger()
    (stroke,) = bench.session.shot.plan.strokes
    assert stroke.points[-1].x > stroke.points[0].x
    entry(menu_at(bench, "pans"), "Draw this motion").trigger()
    assert bench.session.shot.plan.camera.pan < 0
    bench.session.undo_stack.undo()
    bench.session.undo_stack.undo()
    assert bench.session.shot.plan == Shot().plan


def test_without_a_start_image_it_is_told_why_nothing_is_drawn(bench):
    write(bench, f"{MAN} to the left")
    entry(menu_at(bench, "throws"), "Draw this motion").trigger()
    assert "no start image" in bench.window.stage.notice.message()
    assert bench.session.shot.plan == Shot().plan


def test_words_that_are_no_action_cannot_be_drawn(bench):
    write(bench, f"{MAN}. It is a sunny morning.")
    assert entry(menu_at(bench, "sunny"), "Draw this motion") is None
