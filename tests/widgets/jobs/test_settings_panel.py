"""The settings of a shot."""

import pytest
from PySide6.QtWidgets import QWidget

from engine.records import Settings
from widgets.jobs.settings_panel import SettingsPanel


@pytest.fixture
def panel(qtbot):
    panel = SettingsPanel()
    qtbot.addWidget(panel)
    panel.set_backends((("animatic", "Animatic", "No model."), ("wan", "Wan", "A model.")))
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
    named = [panel._backend, panel._size, panel._frames, panel._fps, panel._seed, panel._dice]
    assert all(isinstance(field, QWidget) and field.accessibleName() for field in named)
