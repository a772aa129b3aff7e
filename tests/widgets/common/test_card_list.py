"""Cards in a list: what is painted of them."""

import pytest
from PySide6.QtGui import QPainter

from widgets.common.card_list import Card, CardList


@pytest.fixture
def painted(monkeypatch):
    """Texts that are painted."""
    seen = []
    draw = QPainter.drawText

    def remember(painter, *arguments):
        seen.extend(argument for argument in arguments if isinstance(argument, str))
        return draw(painter, *arguments)

    monkeypatch.setattr(QPainter, "drawText", remember)
    return seen


def shown(qtbot, tags):
    cards = CardList("Takes")
    qtbot.addWidget(cards)
    cards.resize(300, 120)
    cards.set_cards((Card("take:1", "Take 1", tags=tuple((tag, "#f00") for tag in tags)),))
    cards.grab()


def test_all_tags_are_shown_where_there_is_room(qtbot, painted):
    shown(qtbot, ("Pop", "Size"))
    assert {"Pop", "Size"} <= set(painted)


def test_tags_without_room_are_counted(qtbot, painted):
    shown(qtbot, ("Wrong direction", "Push from nowhere", "Effect before cause"))
    assert "Wrong direction" in painted
    assert "+2" in painted


def test_a_tag_that_is_too_long_is_shortened(qtbot, painted):
    shown(qtbot, ("One thing goes right through another one and out of the picture again",))
    assert [text for text in painted if text.startswith("One thing") and text.endswith("…")]


@pytest.mark.parametrize(("scrolled", "seen"), [(False, True), (True, False)])
def test_the_current_card_stays_in_sight_in_a_smaller_window(qtbot, scrolled, seen):
    cards = CardList("Takes")
    qtbot.addWidget(cards)
    cards.resize(300, 800)
    cards.show()
    cards.set_cards(tuple(Card(f"take:{n}", f"Take {n}") for n in range(30)))
    cards.set_current("take:6")
    if scrolled:  # where the person looks elsewhere, they are not taken back
        cards.verticalScrollBar().setValue(cards.verticalScrollBar().maximum())
    cards.resize(300, 200)
    room = cards.viewport().rect()
    assert room.contains(cards.visualRect(cards.currentIndex())) == seen
