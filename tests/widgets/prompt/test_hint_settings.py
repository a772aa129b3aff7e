"""How much is said about a prompt: profile, levels, and what is ignored."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from engine.records import Ignored, Severity
from widgets.prompt.hint_settings import HintSettings, RuleRow

RULES = (
    RuleRow("ambiguous-verb", "Ambiguous verb", Severity.WARNING),
    RuleRow("missing-speed", "Missing speed", Severity.HINT, "off"),
)
HERE = Ignored("abc", "ambiguous-verb", "throws", None, 7)
THERE = Ignored("word:physics-filler:8k", "physics-filler", "8k")
OLD = Ignored("def")


@pytest.fixture
def page(qtbot):
    page = HintSettings()
    qtbot.addWidget(page)
    page.set_profile("normal")
    page.set_rules(RULES)
    page.set_ignored((HERE, THERE, OLD), frozenset({THERE}), {7: "Ball"})
    page.show()
    return page


def choose(qtbot, combo, words):
    """With the keyboard, as a person would."""
    combo.setFocus()
    for _ in range(abs(combo.findText(words) - combo.currentIndex())):
        down = combo.findText(words) > combo.currentIndex()
        qtbot.keyClick(combo, Qt.Key.Key_Down if down else Qt.Key.Key_Up)


def test_the_profile_that_holds_is_pressed_and_another_can_be_chosen(page, qtbot):
    pressed = [button.text() for button in page.profiles.buttons() if button.isChecked()]
    assert pressed == ["Normal"]
    strict = page.profiles.buttons()[2]
    with qtbot.waitSignal(page.profile_chosen) as chosen:
        qtbot.mouseClick(strict, Qt.MouseButton.LeftButton)
    assert chosen.args == ["strict"]


def test_a_rule_shows_its_level_and_takes_another(page, qtbot):
    combo = page.rules["ambiguous-verb"].level
    assert combo.currentText() == "Default: warning"
    assert page.rules["missing-speed"].level.currentText() == "Off"
    with qtbot.waitSignal(page.level_chosen) as chosen:
        choose(qtbot, combo, "Off")
    assert chosen.args == ["ambiguous-verb", "off"]


def test_a_rule_is_found_by_its_title_or_id(page, qtbot):
    qtbot.keyClicks(page.search, "speed")
    assert [rule for rule, line in page.rules.items() if line.isVisible()] == ["missing-speed"]
    qtbot.keyClicks(page.search, "zzz")
    assert not any(line.isVisible() for line in page.rules.values())


def test_the_page_goes_to_a_rule(page, qtbot):
    page.activateWindow()
    page.show_rule("missing-speed")
    qtbot.waitUntil(page.rules["missing-speed"].level.hasFocus)
    page.show_rule("no-such-rule")


def test_what_is_ignored_is_listed_with_its_words_and_can_be_heard_again(page, qtbot):
    page.tabs.setCurrentIndex(1)
    assert page.tabs.tabText(1) == "Ignored 3"
    again = [b for b in page.findChildren(QPushButton) if b.text() == "Hear again"]
    assert [b.accessibleName() for b in again][:2] == ["Hear again: throws", "Hear again: 8k"]
    with qtbot.waitSignal(page.ignored_removed) as removed:
        qtbot.mouseClick(again[0], Qt.MouseButton.LeftButton)
    assert removed.args == [(HERE,)]


def test_what_has_lost_its_words_is_removed_at_once(page, qtbot):
    page.tabs.setCurrentIndex(1)
    assert page.prune.text() == "Remove 1 whose words are gone"
    with qtbot.waitSignal(page.ignored_removed) as removed:
        qtbot.mouseClick(page.prune, Qt.MouseButton.LeftButton)
    assert removed.args == [(THERE,)]
    page.set_ignored((), frozenset(), {})
    assert not page.prune.isVisible()
    assert page.tabs.tabText(1) == "Ignored"
