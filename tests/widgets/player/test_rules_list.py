"""The page of rules: what it says of each, and what can be done with one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from engine.records import PhysicalRule, RuleCheck
from widgets.player.rules_list import RulesList

FALLS = PhysicalRule("the ball falls", ("gravity",), "fall", "ball")
STAYS = PhysicalRule("the ball stays the same one", ("identity",), None, "ball")
MINE = PhysicalRule("it looks friendly", own=True)
CHECKS = (
    RuleCheck(FALLS, "violated", "It rises"),
    RuleCheck(STAYS, "undetermined", "no thing is marked"),
    RuleCheck(MINE, "followed", "you said so", by_hand=True),
)


@pytest.fixture
def page(qtbot):
    page = RulesList()
    qtbot.addWidget(page)
    page.set_kinds((("gravity", "Gravity"), ("identity", "Identity")))
    page.set_enabled(True)
    page.set_checks(CHECKS)
    page.resize(400, 300)
    page.show()
    return page


def heard(signal):
    said = []
    signal.connect(lambda *values: said.append(values))
    return said


def entry(menu, words):
    return next(action for action in menu.actions() if words in action.text())


def row(page, index):
    return page.widget().layout().itemAt(index).widget()


def test_each_rule_says_its_state_in_words_and_why(page):
    assert page.rows() == [
        ("the ball falls", "violated", "It rises"),
        ("the ball stays the same one", "cannot be determined", "no thing is marked"),
        ("it looks friendly", "followed, you say", "you said so"),
    ]
    assert row(page, 0).accessibleName() == "the ball falls: violated"


def test_a_new_rule_is_written_at_the_end(page):
    added = heard(page.rule_added)
    line = page._new
    QTest.keyClicks(line, "  the cup   stays full ")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert added == [("the cup stays full",)]
    assert line.text() == ""
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert len(added) == 1


def test_a_rule_is_edited_in_its_place(page):
    edited = heard(page.rule_edited)
    first = row(page, 0)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Return)
    line = first._line
    assert line.text() == "the ball falls"
    line.setText("the ball falls slowly")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert edited == [(FALLS, "the ball falls slowly")]


def test_escape_leaves_a_rule_as_it_was(page):
    edited = heard(page.rule_edited)
    page.edit(0)
    line = row(page, 0)._line
    line.setText("something else")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert edited == []
    assert line.text() == "the ball falls"


def test_delete_takes_a_rule_away(page):
    removed = heard(page.rule_removed)
    QTest.keyClick(row(page, 1), Qt.Key.Key_Delete)
    assert removed == [(STAYS,)]


def test_the_person_says_what_holds_and_leaves_it_to_the_detectors_again(page):
    judged = heard(page.rule_judged)
    menu = page.menu_of(CHECKS[0])
    entry(menu, "followed").trigger()
    assert not entry(menu, "detectors").isEnabled()
    entry(page.menu_of(CHECKS[2]), "detectors").trigger()
    assert judged == [(FALLS, "followed"), (MINE, None)]


def test_what_checks_a_rule_can_be_chosen(page):
    retyped = heard(page.rule_retyped)
    menu = page.menu_of(CHECKS[0])
    kinds = next(a.menu() for a in menu.actions() if a.menu() is not None)
    entry(kinds, "Identity").trigger()
    entry(kinds, "Gravity").trigger()
    entry(kinds, "Only you").trigger()
    assert retyped == [(FALLS, ("gravity", "identity")), (FALLS, ()), (FALLS, ())]


def test_a_rule_offers_the_mark_with_which_it_could_be_judged(page):
    wanted = heard(page.mark_wanted)
    page.set_checks(CHECKS, {"identity": "same", "gravity": "down"})
    assert page.mark_for(CHECKS[0]) is None  # it is judged already
    links = row(page, 1).findChildren(QPushButton)
    assert [link.text() for link in links] == ["Mark: same thing"]
    links[0].click()
    assert wanted == [("same",)]


def test_without_rules_it_says_what_to_do(page):
    page.set_checks(())
    assert page._empty.isVisible()
    assert "Write what should hold" in page._empty.text()
    page.set_enabled(False)
    assert "There is no shot" in page._empty.text()
    assert not page._new.isEnabled()


def test_the_same_rules_are_not_drawn_anew(page):
    before = row(page, 0)
    page.set_checks(CHECKS)
    assert row(page, 0) is before


def test_the_focus_stays_in_the_list_when_a_rule_goes(page, qtbot):
    page.activateWindow()
    row(page, 1).setFocus()
    qtbot.waitUntil(row(page, 1).hasFocus)
    page.set_checks(CHECKS[:1])
    assert row(page, 0).hasFocus()


def test_the_line_for_the_next_rule_stays_in_sight_below_a_new_one(page, qtbot):
    page.resize(400, 120)
    page._new.setFocus()
    qtbot.waitUntil(page._new.hasFocus)
    for count in (4, 5, 6):
        more = tuple(
            RuleCheck(PhysicalRule(f"rule {n}", own=True), "undetermined", "") for n in range(count)
        )
        page.set_checks(more)
        qtbot.wait(50)
        top = page._new.mapTo(page.viewport(), page._new.rect().topLeft()).y()
        assert 0 <= top <= page.viewport().height() - page._new.height()
