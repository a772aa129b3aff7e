"""Beats: the actions of a prompt on the seconds of its clip."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from engine.records import Action, Reading, Span
from widgets.prompt.beats import BeatsStrip, beats_of, is_crowded, words_of


def reading(*actions):
    return Reading("A rock tumbles, bounces and stops", actions=actions)


TUMBLE = Action("tumble", Span(7, 14), "stated", heading="down-right", step=1)
BOUNCE = Action("bounce", Span(16, 23), "missing", step=2)
STOP = Action("stop", Span(28, 33), "n/a", step=3)
PAN = Action("pan", Span(0, 1), "stated", camera=True)
SWAY = Action("sway", Span(0, 1), "n/a", ambient=True)


@pytest.fixture
def strip(qtbot):
    strip = BeatsStrip()
    qtbot.addWidget(strip)
    strip.resize(340, 120)
    strip.show()
    strip.set_duration(4.0)
    return strip


def test_steps_share_the_clip_and_what_happens_at_once_is_stacked():
    wave = Action("wave", Span(15, 16), "n/a", step=2)
    beats = beats_of(reading(TUMBLE, BOUNCE, wave), 4.0)
    assert [(b.action.verb, b.start, b.end, b.row) for b in beats] == [
        ("tumble", 0.0, 2.0, 0),
        ("wave", 2.0, 4.0, 0),
        ("bounce", 2.0, 4.0, 1),
    ]


def test_the_camera_and_the_wind_are_no_beats():
    assert beats_of(reading(PAN, SWAY), 4.0) == ()


def test_camera_moves_share_one_thin_row_and_the_background_has_another(strip):
    left = Action("pan", Span(0, 1), "stated", camera=True, heading="left")
    zoom = Action("zoom in", Span(2, 3), "n/a", camera=True, step=2)
    strip.set_reading(reading(TUMBLE, left, zoom, SWAY))
    assert strip.strip.lasting == ("camera: pan ←, zoom in", "all along: sway")
    spoken = strip.strip.accessibleDescription()
    assert "camera: pan ←, zoom in" in spoken


def test_what_does_not_happen_is_not_on_the_strip(strip):
    falls = replace(TUMBLE, negated=True)
    strip.set_reading(reading(falls, replace(PAN, negated=True)))
    assert strip.words() == "No action yet: say what moves."
    assert strip.strip.lasting == ()


def test_a_beat_that_is_too_narrow_for_its_verb_keeps_its_number(strip):
    many = [Action("somersault", Span(i, i + 1), "stated", step=i) for i in range(1, 12)]
    strip.set_reading(reading(*many))
    crowded = strip.strip.grab().toImage()
    strip.set_reading(reading(*(replace(action, verb="fall") for action in many)))
    assert strip.strip.grab().toImage() == crowded, "only the numbers are to be seen"


def test_three_actions_in_four_seconds_are_crowded_and_two_are_not(strip):
    assert is_crowded(beats_of(reading(TUMBLE, BOUNCE, STOP), 4.0))
    assert not is_crowded(beats_of(reading(TUMBLE, BOUNCE), 4.0))
    strip.set_reading(reading(TUMBLE, BOUNCE, STOP))
    assert strip.words() == "3 beats in 4.0 s is crowded: 1.3 s each"
    strip.set_duration(8.0)
    assert strip.words() == "3 beats in 8.0 s"


def test_one_long_action_in_a_short_clip_is_not_crowded():
    assert not is_crowded(beats_of(reading(TUMBLE), 1.0))


def test_a_prompt_without_action_says_what_to_write(strip):
    strip.set_reading(Reading(""))
    assert strip.words() == "No action yet: say what moves."


def test_a_missing_direction_is_said_in_words():
    tumble, bounce = beats_of(reading(TUMBLE, BOUNCE), 4.0)
    assert words_of(tumble) == "1 tumble, down-right, 0.0–2.0 s"
    assert words_of(bounce) == "2 bounce, direction missing, 2.0–4.0 s"


def test_a_click_on_a_beat_chooses_its_action(strip, qtbot):
    strip.set_reading(reading(TUMBLE, BOUNCE, STOP))
    middle = strip.strip.box_of(strip.strip.beats[1]).center().toPoint()
    with qtbot.waitSignal(strip.beat_chosen) as chosen:
        qtbot.mouseClick(strip.strip, Qt.MouseButton.LeftButton, pos=middle)
    assert chosen.args == [BOUNCE]


def test_the_arrow_keys_and_enter_choose_a_beat(strip, qtbot):
    strip.set_reading(reading(TUMBLE, BOUNCE, STOP))
    strip.strip.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right):
        qtbot.keyClick(strip.strip, key)
    with qtbot.waitSignal(strip.beat_chosen) as chosen:
        qtbot.keyClick(strip.strip, Qt.Key.Key_Return)
    assert chosen.args == [STOP]


def test_choosing_a_beat_selects_its_verb_in_the_prompt(panel, qtbot):
    text = "😀 A rock tumbles"
    panel.set_text(text)
    action = Action("tumble", Span(9, 16), "missing")
    panel.set_reading(Reading(text, actions=(action,)))
    panel.beats.beat_chosen.emit(action)
    assert panel.editor.textCursor().selectedText() == "tumbles"


@pytest.mark.parametrize("duration", [0.0, -1.0, 1e9])
def test_any_length_of_clip_can_be_drawn(strip, duration):
    strip.set_reading(reading(TUMBLE, BOUNCE, STOP, PAN, SWAY))
    strip.set_duration(duration)
    assert not strip.grab().isNull()
