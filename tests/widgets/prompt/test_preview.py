"""What a fix would do is seen before it is taken."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from engine.records import Edit, Fix, Hint, MotionPlan, Severity, Span
from widgets.common.pill import PillButton
from widgets.common.theme import DARK
from widgets.prompt.preview import Kind, as_html, parts_of


def marked(panel, text, *fixes):
    panel.set_text(text)
    panel.set_hints((Hint("ambiguous-verb", Severity.WARNING, Span(2, 6), "?", fixes),), text)
    (mark,) = panel.editor.marks()
    return mark


def said(mark, number=0):
    return [(part.text, part.kind) for part in parts_of(mark, number)]


def test_the_changed_words_stand_among_those_that_stay(panel):
    mark = marked(panel, "😀 A rock tumbles down", Fix("roll", (Edit(Span(9, 16), "rolls"),)))
    assert said(mark) == [
        ("😀 A rock ", Kind.KEPT),
        ("tumbles", Kind.REMOVED),
        ("rolls", Kind.ADDED),
        (" down", Kind.KEPT),
    ]


def test_several_changes_are_shown_in_the_order_of_the_text(panel):
    edits = (Edit(Span(22, 22), " fast"), Edit(Span(0, 0), "At dusk "))
    mark = marked(panel, "A rock tumbles down now", Fix("more", edits))
    assert "".join(text for text, _ in said(mark)) == "At dusk A rock tumbles down no fastw"


def test_what_is_far_from_a_change_is_left_out(panel):
    text = f"{'word ' * 200}tumbles{' word' * 200}"
    mark = marked(panel, text, Fix("roll", (Edit(Span(1000, 1007), "rolls"),)))
    shown = "".join(text for text, _ in said(mark))
    assert len(shown) < 100
    assert shown.startswith("… word")
    assert shown.endswith("word …")


def test_the_preview_follows_what_was_typed_since(panel, qtbot):
    mark = marked(panel, "A rock tumbles", Fix("fast", (Edit(Span(14, 14), " fast"),)))
    panel.editor.textCursor().insertText("So: ")
    assert "".join(text for text, _ in said(mark)) == "So: A rock tumbles fast"


def test_a_preview_of_words_that_changed_says_so(panel):
    mark = marked(panel, "A rock tumbles", Fix("roll", (Edit(Span(2, 6), "ball"),)))
    cursor = panel.editor.textCursor()
    cursor.setPosition(4)
    cursor.insertText("x")
    assert said(mark) == []
    assert "changed since" in as_html(mark, 0, DARK)


def test_markup_of_a_prompt_is_shown_as_it_is(panel):
    mark = marked(panel, "A <b>rock</b> & co", Fix("x", (Edit(Span(2, 5), "<i>"),)))
    html = as_html(mark, 0, DARK)
    assert "&lt;b&gt;" in html
    assert "<u>&lt;i&gt;</u>" in html
    assert "&amp; co" in html


def test_shots_and_plans_are_told_in_words(panel):
    mark = marked(
        panel, "A rock tumbles", Fix("split", shots=("One.", "Two.")), Fix("p", plan=MotionPlan())
    )
    assert "1&nbsp; One." in as_html(mark, 0, DARK)
    assert as_html(mark, 1, DARK) == "Changes the motion plan, not the words."


@pytest.fixture
def pill(panel, qtbot):
    marked(panel, "A rock tumbles", Fix("roll", (Edit(Span(7, 14), "rolls"),)))
    qtbot.waitUntil(lambda: len(panel.hints.cards()) == 1)
    (pill,) = panel.hints.cards()[0].findChildren(PillButton)
    return pill


def test_the_words_a_fix_changes_are_marked_while_it_is_pointed_at(panel, pill, qtbot):
    panel.editor.document().setModified(False)
    before = panel.editor.viewport().grab().toImage()
    place = QPointF(pill.rect().center())
    QApplication.sendEvent(pill, QEnterEvent(place, place, place))
    assert panel.editor.viewport().grab().toImage() != before
    QApplication.sendEvent(pill, QEvent(QEvent.Type.Leave))
    assert panel.editor.viewport().grab().toImage() == before


def test_the_preview_is_shown_to_the_mouse(pill):
    place = QPointF(4, 4)
    QApplication.sendEvent(pill, QEnterEvent(place, place, place))
    event = QHelpEvent(QEvent.Type.ToolTip, QPoint(4, 4), pill.mapToGlobal(QPoint(4, 4)))
    QApplication.sendEvent(pill, event)
    assert "<u>rolls</u>" in QToolTip.text()
    QToolTip.hideText()


def test_the_preview_is_shown_to_the_keyboard(panel, pill, qtbot):
    for _ in range(20):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if pill.hasFocus():
            break
    assert "<u>rolls</u>" in QToolTip.text()
    QToolTip.hideText()


def test_the_preview_can_be_heard(pill):
    assert pill.accessibleDescription() == "‘tumbles’ becomes ‘rolls’"
