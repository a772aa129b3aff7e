"""Which model a shot is written for is found by typing and chosen with Enter."""

import pytest
from PySide6.QtCore import QPoint, Qt

from engine.prompt.models import families, family_of
from widgets.jobs.family_picker import FamilyPicker, seconds_of, taken_by
from widgets.jobs.settings_panel import SettingsPanel


@pytest.fixture
def picker(qtbot):
    picker = FamilyPicker()
    qtbot.addWidget(picker)
    picker.set_families(families())
    picker.set_chosen("", "Animatic")
    picker.open_at(QPoint(0, 0))
    return picker


def test_what_makes_the_take_is_first_and_every_other_family_is_there(picker):
    keys = [entry.key for entry in picker.entries()]
    assert keys[0] == ""
    assert set(keys[1:]) == {family.id for family in families()} - {"animatic"}


def test_typing_finds_and_enter_chooses(picker, qtbot):
    qtbot.keyClicks(picker.search, "kli")
    assert [entry.title for entry in picker.entries()] == ["Kling"]
    with qtbot.waitSignal(picker.family_chosen) as chosen:
        qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    assert chosen.args == ["kling"]
    assert not picker.isVisible()


def test_what_a_model_takes_can_be_searched_for(picker, qtbot):
    qtbot.keyClicks(picker.search, "steered painted")
    found = {entry.key for entry in picker.entries()}
    assert found == {family.id for family in families() if family.brush == "steered"}
    picker.search.setText("no model is called like that")
    assert picker.entries() == ()
    assert picker.empty.isVisible()


def test_the_chosen_one_is_the_current_one(picker):
    picker.set_chosen("sora", "Animatic")
    assert picker.current().key == "sora"
    shown = picker.list.visualRect(picker.list.currentIndex())
    assert picker.list.viewport().rect().contains(shown)


@pytest.mark.parametrize(
    ("family", "seconds", "takes"),
    [
        ("kling", "3 – 15 s", "takes painted motion · English, Chinese"),
        ("wan-2.2", "2 – 5 s", "is steered by painted motion · English, Chinese"),
        ("mochi", "1 – 5 s", "motion goes into words · English"),
        ("svd", "2 – 4 s", "reads no words"),
        ("step-video", "8 s", "motion goes into words · English, Chinese"),
    ],
)
def test_what_a_family_takes_is_said_in_a_line(family, seconds, takes):
    known = family_of(family)
    assert (seconds_of(known), taken_by(known)) == (seconds, takes)


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_F4, Qt.Key.Key_Return]
)
def test_the_field_in_the_settings_opens_the_list_with_keys(qtbot, key):
    panel = SettingsPanel()
    qtbot.addWidget(panel)
    with qtbot.waitSignal(panel.family_wanted):
        qtbot.keyClick(panel._family, key)


def test_an_offer_to_set_things_up_is_there_where_something_is_to_be_set(qtbot):
    panel = SettingsPanel()
    qtbot.addWidget(panel)
    panel.show()
    panel.set_needs("Wan 2.2", ("81 frames", "guidance near 3.5"))
    assert panel._offer.isVisible()
    assert panel._needs.text() == "Wan 2.2 wants 81 frames, guidance near 3.5."
    with qtbot.waitSignal(panel.setup_wanted):
        qtbot.mouseClick(panel._setup, Qt.MouseButton.LeftButton)
    panel.set_needs("Wan 2.2", ())
    assert not panel._offer.isVisible()
