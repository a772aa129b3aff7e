"""The panel by keyboard and mouse: going from hint to hint, fixing, ignoring, listening."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QHelpEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu, QToolTip, QWidget

from engine.prompt.tokens import Meter
from engine.records import Edit, Fix, Hint, MotionPlan, Reading, Severity, Span
from widgets.common.pill import PillButton
from widgets.prompt.hint_card import MOST_PILLS, FixPill, HintCard
from widgets.prompt.hint_list import MOST_CARDS

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def settled(rock, qtbot):
    """The panel once the cards have followed the underlines."""
    qtbot.waitUntil(lambda: len(rock.hints.cards()) == 3)
    return rock


def selected(panel):
    return panel.editor.textCursor().selectedText()


def at(panel, position):
    cursor = panel.editor.textCursor()
    cursor.setPosition(position)
    return cursor


def greyed(panel):
    return [unseen.cursor.selectedText() for unseen in panel.editor.extraSelections()]


def menu_on_screen():
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, QMenu) and w.isVisible())


def pill(card, text):
    return next(button for button in card.findChildren(PillButton) if button.text() == text)


def test_f8_goes_round_the_hints_in_the_order_of_the_text(settled, qtbot):
    seen = []
    for _ in range(4):
        qtbot.keyClick(settled.editor, Qt.Key.Key_F8)
        seen.append(selected(settled))
    assert seen == ["tumbles", "slowly at high speed", ", realistic physics", "tumbles"]
    qtbot.keyClick(settled.editor, Qt.Key.Key_F8, SHIFT)
    assert selected(settled) == ", realistic physics"


def test_f8_starts_from_the_caret(settled, qtbot):
    cursor = settled.editor.textCursor()
    cursor.setPosition(settled.text().index("drifting"))
    settled.editor.setTextCursor(cursor)
    qtbot.keyClick(settled.editor, Qt.Key.Key_F8)
    assert selected(settled) == "slowly at high speed"
    settled.editor.setTextCursor(cursor)
    qtbot.keyClick(settled.editor, Qt.Key.Key_F8, SHIFT)
    assert selected(settled) == "tumbles"


def test_f8_works_from_a_card_too(settled, qtbot):
    button = settled.hints.cards()[0].findChildren(QWidget)[-1]
    qtbot.keyClick(button, Qt.Key.Key_F8)
    assert selected(settled) == "tumbles"


def test_the_card_of_the_hint_one_is_at_is_outlined(settled, qtbot):
    settled.next_hint()
    (card,) = [card for card in settled.hints.cards() if card.current]
    assert card.mark.place.text() == "tumbles"


@pytest.mark.parametrize(("key", "modifier"), [(Qt.Key.Key_Period, CTRL), (Qt.Key.Key_Return, ALT)])
def test_enter_in_the_fix_menu_takes_the_first_fix(settled, qtbot, key, modifier):
    settled.next_hint()
    qtbot.keyClick(settled.editor, key, modifier)
    menu = menu_on_screen()
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert "A rock rolls down" in settled.text()
    settled.editor.undo()
    assert "A rock tumbles down" in settled.text()


def test_the_arrow_keys_choose_another_fix(settled, qtbot):
    settled.next_hint()
    qtbot.keyClick(settled.editor, Qt.Key.Key_Period, CTRL)
    menu = menu_on_screen()
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert "A rock slides down" in settled.text()


def test_the_preferred_fix_is_the_one_enter_takes(panel, qtbot):
    span = Span(7, 14)
    fixes = (
        Fix("say where", (Edit(Span(14, 14), " left"),)),
        Fix("leave it out", (Edit(span, ""),), preferred=True),
    )
    panel.set_text("A rock tumbles")
    panel.set_hints((Hint("ambiguous-verb", Severity.WARNING, span, "?", fixes),))
    panel.next_hint()
    panel.open_fixes()
    qtbot.keyClick(menu_on_screen(), Qt.Key.Key_Return)
    assert panel.text() == "A rock "


def test_without_a_hint_at_the_caret_a_quiet_line_says_where_to_go(settled, qtbot):
    qtbot.keyClick(settled.editor, Qt.Key.Key_Home)
    qtbot.keyClick(settled.editor, Qt.Key.Key_Period, CTRL)
    assert settled.notice.text() == "No hint at the caret. F8 goes to the next one."


def test_a_pill_takes_its_fix(settled, qtbot):
    card = next(c for c in settled.hints.cards() if c.mark.hint.rule == "ambiguous-verb")
    qtbot.mouseClick(pill(card, "use ‘slides’"), Qt.MouseButton.LeftButton)
    assert "A rock slides down" in settled.text()
    qtbot.waitUntil(lambda: len(settled.hints.cards()) == 2)


def test_a_stale_pill_changes_nothing_and_says_why(settled, qtbot):
    card = next(c for c in settled.hints.cards() if c.mark.hint.rule == "ambiguous-verb")
    cursor = settled.editor.textCursor()
    cursor.setPosition(card.mark.place.start + 2)
    settled.editor.setTextCursor(cursor)
    qtbot.keyClicks(settled.editor, "x")
    before = settled.text()
    qtbot.mouseClick(pill(card, "use ‘slides’"), Qt.MouseButton.LeftButton)
    assert settled.text() == before
    assert "changed since" in settled.notice.text()


@pytest.mark.parametrize(
    "fix", [Fix("paint it", plan=MotionPlan()), Fix("split", shots=("One.", "Two."))]
)
def test_a_fix_beyond_the_text_is_handed_to_the_app(panel, qtbot, fix):
    panel.set_text("A rock tumbles")
    found = Hint("ambiguous-verb", Severity.WARNING, Span(7, 14), "?", (fix,))
    panel.set_hints((found,))
    qtbot.waitUntil(lambda: len(panel.hints.cards()) == 1)
    with qtbot.waitSignal(panel.fix_chosen) as chosen:
        qtbot.mouseClick(pill(panel.hints.cards()[0], fix.title), Qt.MouseButton.LeftButton)
    assert chosen.args == [found, fix]
    assert panel.text() == "A rock tumbles"


@pytest.mark.parametrize(("downs", "scope"), [(0, "here"), (1, "project"), (2, "rule")])
def test_a_card_offers_three_ways_to_ignore(settled, qtbot, downs, scope):
    card = settled.hints.cards()[0]
    qtbot.mouseClick(card.more, Qt.MouseButton.LeftButton)
    menu = menu_on_screen()
    with qtbot.waitSignal(settled.ignore_chosen) as ignored:
        for _ in range(downs):
            qtbot.keyClick(menu, Qt.Key.Key_Down)
        qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert ignored.args == [card.mark.hint, scope]


def test_the_last_entry_of_the_fix_menu_explains_the_rule(settled, qtbot):
    settled.next_hint()
    settled.open_fixes()
    menu = menu_on_screen()
    with qtbot.waitSignal(settled.explain_chosen) as explained:
        qtbot.keyClick(menu, Qt.Key.Key_Up)
        qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert explained.args == ["ambiguous-verb"]


def test_two_hints_at_one_place_share_a_menu(panel, hint, qtbot):
    text = "A rock tumbles"
    panel.set_text(text)
    panel.set_hints(
        (
            hint(text, "tumbles", ("roll", "rolls")),
            hint(text, "rock tumbles", ("all", "x"), rule="poor-record"),
        )
    )
    panel.next_hint()
    cursor = panel.editor.textCursor()
    cursor.setPosition(9)
    panel.editor.setTextCursor(cursor)
    panel.open_fixes()
    menu = menu_on_screen()
    assert [a.text() for a in menu.actions() if a.isEnabled() and a.text()] == [
        "roll",
        "Ignore or explain",
        "all",
        "Ignore or explain",
    ]
    menu.close()


def test_the_context_menu_starts_with_the_fixes(settled):
    menu = settled.editor.createStandardContextMenu()
    settled.editor.menu_asked.emit(menu, settled.text().index("tumbles") + 2)
    assert [action.text() for action in menu.actions()[1:3]] == ["use ‘rolls’", "use ‘slides’"]
    menu.actions()[1].trigger()
    assert "A rock rolls" in settled.text()
    menu.deleteLater()


def test_a_chip_leads_to_the_stroke(panel, hint, qtbot):
    text = "A rock tumbles"
    panel.set_text(text)
    panel.set_hints((hint(text, "tumbles", stroke=2),))
    qtbot.waitUntil(lambda: len(panel.hints.cards()) == 1)
    with qtbot.waitSignal(panel.stroke_chosen) as chosen:
        qtbot.mouseClick(pill(panel.hints.cards()[0], "stroke 3"), Qt.MouseButton.LeftButton)
    assert chosen.args == [2]


def test_a_click_on_a_card_goes_to_its_words(settled, qtbot):
    card = settled.hints.cards()[-1]
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert selected(settled) == card.mark.place.text()


def test_the_graver_hints_have_the_upper_cards(settled):
    assert [card.mark.hint.severity for card in settled.hints.cards()] == [
        Severity.ERROR,
        Severity.WARNING,
        Severity.HINT,
    ]


def test_a_card_that_says_the_same_is_kept(settled, qtbot):
    before = settled.hints.cards()
    settled.set_hints(tuple(mark.hint for mark in settled.editor.marks()))
    settled.editor.marks_changed.emit()
    qtbot.wait(120)
    assert settled.hints.cards() == before


def test_more_hints_than_cards_are_counted_in_words(panel, qtbot):
    panel.set_text("runs " * 60)
    panel.set_hints(
        tuple(
            Hint("ambiguous-verb", Severity.WARNING, Span(5 * i, 5 * i + 4), f"hint {i}")
            for i in range(60)
        )
    )
    qtbot.waitUntil(lambda: len(panel.hints.cards()) == MOST_CARDS)
    assert panel.hints.rest.text() == "20 more in the list of problems"


def test_every_problem_is_a_line_of_words_and_enter_goes_there(settled, qtbot):
    qtbot.mouseClick(settled.toggle, Qt.MouseButton.LeftButton)
    assert settled.problems.isVisible()
    model = settled.problems.model()
    spoken = [
        model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole)
        for row in range(model.rowCount())
    ]
    assert spoken == [
        "Warning, line 1, column 8: ‘tumbles’ is ambiguous",
        "Error, line 1, column 31: ‘slowly at high speed’ is ambiguous",
        "Hint, line 1, column 51: ‘, realistic physics’ is ambiguous",
    ]
    settled.problems.setFocus()
    qtbot.keyClick(settled.problems, Qt.Key.Key_Down)
    qtbot.keyClick(settled.problems, Qt.Key.Key_Return)
    assert selected(settled) == "slowly at high speed"
    assert settled.editor.hasFocus()


def test_places_in_the_list_of_problems_follow_the_text(settled, qtbot):
    qtbot.keyClick(settled.editor, Qt.Key.Key_Home)
    qtbot.keyClick(settled.editor, Qt.Key.Key_Return)
    settled.editor.insertPlainText("😀")
    model = settled.problems.model()
    first = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert first.startswith("Warning, line 2, column 9")


def test_the_number_of_problems_is_on_their_button(settled):
    assert settled.toggle.text() == "Problems 3"


def test_empty_and_clean_are_said_in_words(panel, qtbot):
    assert panel.hints.words.text() == "Hints appear here while you write."
    panel.set_text("A dog runs to the left")
    panel.set_hints(())
    qtbot.waitUntil(lambda: panel.hints.words.text() == "Nothing ambiguous found.")
    assert panel.hints.check.isVisible()


def test_a_prompt_that_nobody_has_read_is_not_called_clean(panel, qtbot):
    panel.set_text("A dog runs to the left")
    panel.set_hints(())
    qtbot.waitUntil(lambda: panel.hints.words.text() == "Nothing ambiguous found.")
    panel.set_text("A dog plays")
    qtbot.waitUntil(lambda: panel.hints.words.text() == "")
    assert not panel.hints.check.isVisible()


def test_a_prompt_in_which_nothing_happens_is_not_called_clean(panel, qtbot):
    panel.set_text("A dog in the pa")
    panel.set_hints(())
    qtbot.waitUntil(panel.hints.check.isVisible)
    panel.set_reading(Reading("A dog in the pa"))
    qtbot.waitUntil(lambda: panel.hints.words.text() == "")


def test_a_long_prompt_gets_more_room_in_a_tall_window_and_a_short_one_does_not(panel, qtbot):
    panel.resize(372, 1200)
    before = panel.editor.height()
    panel.set_text("A dog runs to the left. " * 40)
    qtbot.waitUntil(lambda: panel.editor.height() > before + 100)
    panel.set_text("A dog runs to the left.")
    qtbot.waitUntil(lambda: panel.editor.height() == before)


def test_the_counter_counts_characters_of_a_chinese_prompt(panel):
    panel.set_text("一个男人走。")
    assert panel.counter.text() == "5 characters"


def test_the_counter_counts_words_or_tokens(panel):
    panel.set_text("A dog runs")
    assert panel.counter.text() == "3 words"
    panel.set_meter(Meter(63, 512, None, True), panel.text(), "Counted as Wan reads it")
    assert panel.counter.text() == "63 / 512 tokens"
    assert panel.counter.toolTip() == "Counted as Wan reads it"
    panel.set_meter(Meter(80, 77, Span(8, 10), False), panel.text())
    assert panel.counter.text() == "~80 / 77 tokens, too long"
    panel.set_meter(Meter(0, 0, Span(0, 10), True), panel.text())
    assert panel.counter.text() == "words are not read"
    panel.set_meter(None, panel.text())
    assert panel.counter.text() == "3 words"


def test_what_the_model_never_sees_is_greyed_and_moves_with_the_text(panel, qtbot):
    text = "😀 A dog runs home and sleeps"
    panel.set_text(text)
    start = text.index("and")
    panel.set_meter(Meter(9, 6, Span(start, len(text)), True), text)
    assert greyed(panel) == ["and sleeps"]
    qtbot.keyClicks(panel.editor, "Look: ")
    assert greyed(panel) == ["and sleeps"]
    panel.editor.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(panel.editor, " on")
    assert greyed(panel) == ["and sleeps on"]
    # a count for the text of a moment ago
    panel.set_meter(Meter(9, 6, Span(start, len(text)), True), text)
    assert greyed(panel) == ["and sleeps on"]
    panel.set_meter(Meter(5, 6, None, True), panel.text())
    assert greyed(panel) == []


def test_the_end_of_what_is_seen_is_told_by_more_than_colour(panel):
    text = "A dog runs home"
    panel.set_text(text)
    before = panel.editor.grab().toImage()
    panel.set_meter(Meter(9, 6, Span(7, len(text)), True), text, "Counted as Wan reads it")
    assert panel.editor.grab().toImage() != before
    point = panel.editor.cursorRect(at(panel, len(text) - 2)).center()
    event = QHelpEvent(QEvent.Type.ToolTip, point, panel.editor.viewport().mapToGlobal(point))
    QApplication.sendEvent(panel.editor.viewport(), event)
    assert QToolTip.text() == (
        "The model never sees this: it stops reading at the dotted line.\nCounted as Wan reads it"
    )
    QToolTip.hideText()


def test_the_negative_prompt_has_its_own_meter_and_says_when_it_is_not_heeded(panel):
    panel.set_negative("blurry")
    panel.set_negative_meter(Meter(3, 512, None, True), "Counted as Wan reads it")
    assert panel.negative_counter.text() == "3 / 512 tokens"
    assert not panel.unheeded.isVisible()
    panel.set_negative_meter(None, unheeded="Sora does not heed a negative prompt")
    assert panel.negative_counter.text() == ""
    assert panel.unheeded.isVisible()
    panel.fold.setChecked(False)
    assert not panel.unheeded.isVisible()


@pytest.fixture
def unsaid(panel, hint):
    """A panel with one warning, and two things that were left unsaid."""
    text = "A rock tumbles and stops"
    panel.set_text(text)
    panel.set_hints(
        (hint(text, "tumbles", ("use ‘rolls’", "rolls")),),
        text,
        (
            hint(text, "tumbles", ("slowly", "tumbles slowly"), rule="missing-speed"),
            hint(text, "stops", ("at once", "stops at once"), rule="missing-speed"),
            hint(text, "A rock", ("say it", "A resting rock"), rule="missing-start-pose"),
        ),
    )
    return panel


def test_what_was_left_unsaid_is_one_quiet_line(unsaid, qtbot):
    qtbot.waitUntil(unsaid.unsaid.isVisible)
    assert unsaid.unsaid.words() == ("speed", "start pose")
    qtbot.waitUntil(lambda: len(unsaid.hints.cards()) == 1)
    assert len(unsaid.editor.shown_pieces()) == 1


def test_a_word_of_the_quiet_line_opens_what_can_be_said(unsaid, qtbot):
    qtbot.waitUntil(unsaid.unsaid.isVisible)
    qtbot.keyClicks(unsaid.editor, "So: ")
    button = unsaid.unsaid.buttons["missing-speed"]
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    menu = menu_on_screen()
    assert [a.text() for a in menu.actions() if a.text() in {"slowly", "at once"}] == [
        "slowly",
        "at once",
    ]
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert unsaid.text() == "So: A rock tumbles slowly and stops"
    unsaid.editor.undo()
    assert unsaid.text() == "So: A rock tumbles and stops"


def test_the_quiet_line_goes_when_all_is_said(unsaid, qtbot):
    qtbot.waitUntil(unsaid.unsaid.isVisible)
    unsaid.set_hints((), unsaid.text())
    qtbot.waitUntil(lambda: not unsaid.unsaid.isVisible())


def test_the_quiet_line_can_be_heard(unsaid, qtbot):
    qtbot.waitUntil(unsaid.unsaid.isVisible)
    button = unsaid.unsaid.buttons["missing-start-pose"]
    spoken = QAccessible.queryAccessibleInterface(button)
    assert spoken.text(QAccessible.Text.Name) == "Not said: start pose"
    assert spoken.text(QAccessible.Text.Description) == "‘A rock’ is ambiguous"


def test_the_negative_prompt_unfolds_and_says_what_is_typed(panel, qtbot):
    assert not panel.negative.isVisible()
    panel.set_negative("blurry")
    assert panel.negative.isVisible()
    said = []
    panel.negative_changed.connect(said.append)
    qtbot.keyClicks(panel.negative, "x")
    panel.set_negative("dark")
    assert said == ["xblurry"]


def test_every_control_that_takes_the_focus_has_a_name(settled):
    settled.set_reading(Reading(settled.text()))
    settled.toggle.setChecked(True)
    settled.fold.setChecked(True)
    nameless = [
        widget
        for widget in settled.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    ]
    assert nameless == []


def test_every_button_can_be_reached_by_tab(settled, qtbot):
    reached = set()
    settled.editor.setFocus()
    for _ in range(40):
        widget = QApplication.focusWidget()
        reached.add(widget)
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    pills = set(settled.findChildren(PillButton))
    assert pills <= reached
    assert {settled.toggle, settled.fold} <= reached


def test_many_fixes_unfold_from_a_pill(panel, qtbot):
    fixes = tuple(Fix(f"Add “{n}”", (Edit(Span(3, 3), f" {n}"),)) for n in range(7))
    panel.set_text("A dog runs")
    panel.set_hints((Hint("ambiguous-verb", Severity.WARNING, Span(2, 5), "which way?", fixes),))
    qtbot.waitUntil(lambda: any(c.isVisible() for c in panel.hints.findChildren(HintCard)))
    card = next(c for c in panel.hints.findChildren(HintCard) if c.isVisible())
    pills = card.findChildren(FixPill)
    assert [pill.isHidden() for pill in pills] == [n >= MOST_PILLS for n in range(7)]
    opener = next(b for b in card.findChildren(PillButton) if b.text() == "3 more")
    opener.click()
    assert not any(pill.isHidden() for pill in pills)
    assert opener.isHidden()
