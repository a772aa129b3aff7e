"""The verb book as a table."""

import pytest
from PySide6.QtCore import Qt

from engine.records import Verdict
from widgets.verbs.verbs_panel import VerbsPanel

VERDICTS = (
    Verdict("roll", "m", "works well", 8, 9, 0.62, 0.97),
    Verdict("tumble", "m", "avoid", 2, 9, 0.08, 0.49, "gravity"),
    Verdict("walk", "m", "unsure", 2, 3, 0.3, 0.9),
)


@pytest.fixture
def panel(qtbot):
    panel = VerbsPanel()
    qtbot.addWidget(panel)
    panel.set_models(("m", "Sora"), "m")
    panel.set_verdicts(VERDICTS, "")
    panel.show()
    return panel


def test_counts_and_verdict_are_shown_with_most_takes_first(panel):
    assert panel.rows()[:2] == [("roll", "8 of 9", "works well"), ("tumble", "2 of 9", "avoid")]


def test_finding_a_verb_hides_the_others(panel, qtbot):
    qtbot.keyClicks(panel._search, "TUM")
    assert [row[0] for row in panel.rows()] == ["tumble"]


def test_the_whole_sentence_is_there_for_a_screen_reader(panel):
    index = panel._sorted.index(1, 0)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == ("tumble: avoid. Held in 2 of 9 takes (90 %: 8 to 49 %). Usual fault: gravity.")


def test_a_verb_can_be_put_on_the_persons_list(panel, qtbot):
    menu = panel.menu("walk")
    act = next(a for a in menu.actions() if a.text() == "My list: avoid")
    with qtbot.waitSignal(panel.verb_listed) as listed:
        act.trigger()
    assert listed.args == ["walk", "avoid"]


def test_an_empty_book_says_how_it_fills(panel):
    panel.set_verdicts((), "")
    assert panel._empty.isVisible()
    assert "Rate a take" in panel._empty.text()
