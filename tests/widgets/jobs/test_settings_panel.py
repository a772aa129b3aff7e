"""The settings of a shot."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QScrollArea, QWidget

from engine.records import Lora, Settings, Steering
from widgets.jobs.settings_panel import Making, ProfileRow, SettingsPanel

MODEL = Making(
    "Wan2.2-I2V-A14B",
    "Wan 2.2 · Fits: 16 GB",
    learns=True,
    experts=True,
    shifts=True,
    profiles=(ProfileRow("16", "16 GB", "≈ 13.1 GiB", "peaks at 13.1 GiB", True),),
    ways=("two-clocks",),
)


@pytest.fixture
def panel(make):
    panel = make(SettingsPanel)
    panel.set_making(MODEL)
    panel.resize(336, 700)
    panel.show()
    return panel


def test_showing_settings_tells_nobody(panel):
    seen = []
    panel.settings_changed.connect(seen.append)
    panel.set_settings(Settings(width=999, height=333, frames=7, fps=23.976, seed=5))
    assert seen == []


def test_a_changed_field_keeps_all_others(panel, qtbot):
    panel.set_settings(Settings(width=1000, height=334, seed=2**40, model="x"))
    with qtbot.waitSignal(panel.settings_changed) as changed:
        panel._frames.setValue(49)
    assert changed.args[0] == Settings(width=1000, height=334, seed=2**40, model="x", frames=49)


def test_the_length_follows_frames_and_rate(panel):
    panel.set_settings(Settings(frames=48, fps=24.0))
    assert "2.00" in panel._length.text()


def test_every_field_has_a_name(panel):
    named = [panel._model, panel._size, panel._frames, panel._fps, panel._seed, panel._dice]
    assert all(isinstance(field, QWidget) and field.accessibleName() for field in named)


def changes_of(panel):
    seen = []
    panel.settings_changed.connect(seen.append)
    return seen


def test_a_backend_without_a_model_has_no_steps(panel):
    panel.set_making(Making("Animatic", "No model."))
    hidden = (panel._steps, panel._guidance, panel._shift, panel._profile, panel._lora_section)
    assert not any(field.isVisible() for field in hidden)
    assert panel._frames.isVisible()


def test_only_two_experts_have_two_guidances(panel):
    assert panel._guidance_2.isVisible()
    panel.set_making(replace(MODEL, experts=False))
    assert not panel._guidance_2.isVisible()
    assert panel._guidance.isVisible()


def test_the_least_value_is_what_the_model_does_by_itself(panel):
    seen = changes_of(panel)
    panel._shift.setValue(5.0)
    panel._shift.setValue(-1.0)
    panel._guidance_2.setValue(3.0)
    assert [s.shift for s in seen] == [5.0, None, None]
    assert seen[-1].guidance_2 == 3.0


def test_other_settings_of_the_same_model_are_offered_and_not_forced(panel, qtbot):
    assert not panel._own.isVisible()
    panel.set_making(replace(MODEL, own="1280 × 704 · 50 steps"))
    assert panel._own.toolTip() == "1280 × 704 · 50 steps"
    with qtbot.waitSignal(panel.own_wanted):
        panel._own.click()


def test_a_negative_prompt_that_does_not_act_is_said(panel):
    panel.set_making(replace(MODEL, unheeded="It does not act."))
    assert panel._unheeded.isVisible()


def test_profiles_say_what_they_take(panel):
    assert panel._profile.itemText(1) == "16 GB · ≈ 13.1 GiB"
    seen = changes_of(panel)
    panel._profile.setCurrentIndex(1)
    panel._profile.activated.emit(1)
    assert seen[-1].profile == "16"


def test_loras_are_weighed_ordered_and_removed(panel):
    a, b = Lora(Path("/l/a.safetensors")), Lora(Path("/l/b.safetensors"), 0.5)
    panel.set_settings(Settings(loras=(a, b)))
    seen = changes_of(panel)
    panel._loras._rows[0].weight.setValue(0.25)
    panel._loras._rows[1]._up.click()
    panel._loras._rows[0]._away.click()
    assert [s.loras for s in seen] == [
        (replace(a, weight=0.25), b),
        (b, replace(a, weight=0.25)),
        (replace(a, weight=0.25),),
    ]


def test_a_lora_that_cannot_act_says_why(panel):
    lora = Lora(Path("/l/a.safetensors"))
    panel.set_making(replace(MODEL, misfits={lora.path: "It is of another family."}))
    panel.set_settings(Settings(loras=(lora,)))
    row = panel._loras._rows[0]
    assert row._fault.text() == "It is of another family."
    assert not row._fault.isHidden()


def test_what_is_static_is_held_at_least_as_long_as_what_moves(panel):
    seen = changes_of(panel)
    panel._steering._release._field.setValue(0.6)
    steering = seen[-1].steering
    assert (steering.start, steering.release, steering.static) == (0.979, 0.6, 0.6)
    panel._steering._static._field.setValue(0.99)
    steering = seen[-1].steering
    assert (steering.start, steering.release, steering.static) == (0.99, 0.99, 0.99)


def test_the_bar_and_the_field_of_a_clock_say_the_same(panel):
    seen = changes_of(panel)
    clock = panel._steering._start
    clock._bar.setValue(100)
    assert seen[-1].steering.start == pytest.approx(0.875)
    assert clock._field.value() == pytest.approx(0.875)
    assert clock._bar.value() == 100


def test_showing_a_level_does_not_round_it(panel):
    seen = changes_of(panel)
    for level in (0.0, 0.3, 0.979, 0.9785, 1.0):
        panel.set_settings(Settings(steering=Steering(start=level)))
    assert seen == []


def test_clocks_are_shown_where_they_act(panel):
    clock, scale = panel._steering._start, panel._steering._scale
    assert clock.isVisible()
    assert not scale.isVisible()
    panel.set_making(replace(MODEL, ways=("vace", "vace-layout")))
    assert scale.isVisible()
    assert not clock.isVisible()
    panel.set_settings(Settings(steering=Steering(way="words")))
    assert not scale.isVisible()
    assert not clock.isVisible()


def test_a_way_that_the_model_does_not_have_is_still_shown(panel):
    panel.set_settings(Settings(steering=Steering(way="tracks")))
    assert panel._steering._way.currentData() == "tracks"


def test_the_usual_steering_is_one_click_away(panel):
    panel.set_settings(Settings(steering=Steering(start=0.7, release=0.6, compatible=True)))
    seen = changes_of(panel)
    panel._steering._reset.click()
    assert seen[-1].steering == Steering()
    assert panel._steering._reset.isHidden()


def test_a_narrow_panel_is_not_cut_off(panel):
    panel.resize(300, 700)
    area = panel.findChild(QScrollArea)
    assert area.widget().minimumSizeHint().width() <= area.viewport().width()
