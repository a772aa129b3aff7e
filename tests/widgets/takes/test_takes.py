"""Takes and their rating, by mouse and by keys."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QComboBox

from engine.records import Rating
from widgets.common.card_list import Card
from widgets.takes.rating_panel import RatingPanel, Scale
from widgets.takes.takes_panel import Merit, TakesPanel


@pytest.fixture
def rating(qtbot):
    panel = RatingPanel()
    qtbot.addWidget(panel)
    panel.set_take("Take 3")
    panel.show()
    return panel


def scales(panel):
    return panel.findChildren(Scale)


def click(qtbot, scale, point):
    x = round((point - 0.5) * scale.width() / 5)
    qtbot.mouseClick(scale, Qt.MouseButton.LeftButton, pos=QPoint(x, scale.height() // 2))


def test_a_press_on_a_point_rates_and_the_same_again_clears(rating, qtbot):
    adherence, physics = scales(rating)
    seen = []
    rating.rating_changed.connect(seen.append)
    click(qtbot, adherence, 4)
    click(qtbot, physics, 1)
    click(qtbot, adherence, 4)
    assert [(r.adherence, r.physics) for r in seen] == [(4, None), (4, 1), (None, 1)]


def test_number_keys_rate_the_scale_in_focus(rating, qtbot):
    adherence, _ = scales(rating)
    with qtbot.waitSignal(rating.rating_changed) as changed:
        qtbot.keyClick(adherence, Qt.Key.Key_5)
    assert changed.args[0].adherence == 5


def test_a_number_from_the_player_rates_what_is_not_rated_yet(rating):
    seen = []
    rating.rating_changed.connect(seen.append)
    rating.rate(3)
    rating.rate(2)
    assert (seen[-1].adherence, seen[-1].physics) == (3, 2)


def test_findings_that_were_judged_stay_judged_when_a_score_changes(rating, qtbot):
    rating.set_rating(Rating(confirmed=frozenset({"pop:1-2:"})))
    with qtbot.waitSignal(rating.rating_changed) as changed:
        rating.rate(5)
    assert changed.args[0].confirmed == {"pop:1-2:"}


def test_a_scale_says_its_value_to_a_screen_reader(rating):
    adherence, _ = scales(rating)
    adherence.set_value(4)
    name = QAccessible.queryAccessibleInterface(adherence).text(QAccessible.Text.Name)
    assert name == "Follows the prompt: 4 of 5"


def test_takes_and_jobs_ask_for_different_things(qtbot):
    panel = TakesPanel()
    qtbot.addWidget(panel)
    panel.set_cards((Card("job:abc", "Take 2", progress=0.5), Card("take:7", "Take 1")))
    assert "Cancel" in [a.text() for a in panel.menu("job:abc").actions()]
    assert "Watch" in [a.text() for a in panel.menu("take:7").actions()]
    panel.set_current(7)
    panel.show()
    panel.activateWindow()
    panel._list.setFocus()
    qtbot.waitUntil(panel._list.hasFocus)
    with qtbot.waitSignal(panel.take_removed) as removed:
        qtbot.keyClick(panel._list, Qt.Key.Key_Delete)
    assert removed.args == [7]


def test_no_takes_says_what_to_do_next(qtbot):
    panel = TakesPanel()
    qtbot.addWidget(panel)
    panel.show()
    assert panel._empty.isVisible()
    assert "Ctrl+Enter" in panel._empty.text()


@pytest.fixture
def crowd(qtbot):
    """Six takes of two models, newest first, below a job."""
    panel = TakesPanel()
    qtbot.addWidget(panel)
    scores = {6: None, 5: 2.0, 4: 5.0, 3: None, 2: 3.5, 1: 5.0}
    panel.set_merits(
        {f"take:{n}": Merit("wan" if n % 2 else "ltx", score) for n, score in scores.items()}
    )
    takes = (Card(f"take:{n}", f"Take {n}", starred=n in {1, 5}) for n in scores)
    panel.set_cards((Card("job:a", "Take 7", progress=0.5), *takes))
    return panel


def shown(panel):
    return [card.key.removeprefix("take:") for card in panel.cards()]


def pick(panel, name, text):
    (box,) = (b for b in panel.findChildren(QComboBox) if b.accessibleName() == name)
    box.setCurrentText(text)
    assert box.currentText() == text


def test_takes_are_put_in_order(crowd):
    assert shown(crowd) == ["job:a", "6", "5", "4", "3", "2", "1"]
    pick(crowd, "Order of the takes", "Best rated first")
    assert shown(crowd) == ["job:a", "4", "1", "2", "5", "6", "3"]
    pick(crowd, "Order of the takes", "Starred first")
    assert shown(crowd) == ["job:a", "5", "1", "6", "4", "3", "2"]


@pytest.mark.parametrize(
    ("only", "left"),
    [("Starred", ["5", "1"]), ("Not rated yet", ["6", "3"]), ("wan", ["5", "3", "1"])],
)
def test_only_some_takes_are_shown(crowd, only, left):
    pick(crowd, "Which takes", only)
    assert shown(crowd) == ["job:a", *left]


def test_the_takes_of_a_shot_without_that_model_are_all_shown(crowd):
    pick(crowd, "Which takes", "ltx")
    crowd.set_merits({f"take:{n}": Merit("svd") for n in range(5)})
    crowd.set_cards(tuple(Card(f"take:{n}", "") for n in range(5)))
    assert len(crowd.cards()) == 5


def test_a_few_takes_need_no_order(crowd):
    pick(crowd, "Which takes", "Starred")
    crowd.set_merits({"take:1": Merit("wan")})
    crowd.set_cards((Card("take:1", "Take 1"),))
    assert shown(crowd) == ["1"]
    assert all(box.isHidden() or not box.isVisible() for box in crowd.findChildren(QComboBox))


def test_takes_are_put_in_the_order_of_how_well_they_obeyed(crowd):
    obeyed = {6: 0.4, 5: None, 4: 0.94, 3: 0.0, 2: None, 1: 0.61}
    crowd.set_merits({f"take:{n}": Merit("wan", None, share) for n, share in obeyed.items()})
    pick(crowd, "Order of the takes", "Best obeyed first")
    assert shown(crowd) == ["job:a", "4", "1", "6", "3", "5", "2"]
