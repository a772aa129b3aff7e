"""Takes and their rating, by mouse and by keys."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible

from engine.records import Rating
from widgets.common.card_list import Card
from widgets.takes.rating_panel import RatingPanel, Scale
from widgets.takes.takes_panel import TakesPanel


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
