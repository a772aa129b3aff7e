"""A plan is exported from the window: real files, whole or not at all, told step by step."""

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from engine.records import Camera


@pytest.fixture
def small(bench):
    """The sample's thrown ball as a short and small clip, written for Kling."""
    settings = replace(bench.session.shot.settings, width=320, height=304, frames=9, family="kling")
    bench.session.set_settings(settings)
    return bench


def opened(bench, folder):
    bench.guides.open()
    dialog = bench.guides.dialog
    dialog.set_folder(folder)
    return dialog


def export(qtbot, dialog):
    qtbot.mouseClick(dialog._export, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog._working, timeout=30_000)


def test_what_the_model_takes_is_exported_and_copied(small, qtbot, tmp_path):
    dialog = opened(small, tmp_path / "ball")
    assert dialog._chosen() == ("kling",)
    export(qtbot, dialog)
    assert "Exported to ball" in dialog._said.text()
    written = json.loads((tmp_path / "ball" / "kling.json").read_text())
    qtbot.mouseClick(dialog._copy, Qt.MouseButton.LeftButton)
    assert json.loads(QGuiApplication.clipboard().text()) == written
    assert len(written["dynamic_masks"]) == 1


def test_an_earlier_export_is_replaced_only_after_it_was_said(small, qtbot, tmp_path):
    dialog = opened(small, tmp_path / "ball")
    export(qtbot, dialog)
    assert dialog._export.text() == "Replace"
    dialog._rows["words"].box.setChecked(True)
    export(qtbot, dialog)
    assert (tmp_path / "ball" / "words.txt").exists()

    strange = tmp_path / "holiday"
    strange.mkdir()
    (strange / "photo.jpg").write_bytes(b"mine")
    dialog.set_folder(strange)
    assert not dialog._export.isEnabled()
    assert "holds other things" in dialog._warning.text()
    assert (strange / "photo.jpg").read_bytes() == b"mine"


def test_a_stopped_export_leaves_nothing(small, qtbot, tmp_path):
    settings = replace(small.session.shot.settings, width=832, height=480, frames=161)
    small.session.set_settings(settings)
    dialog = opened(small, tmp_path / "ball")
    dialog._rows["vace"].box.setChecked(True)
    qtbot.mouseClick(dialog._export, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog._bar.value() > 0, timeout=30_000)
    assert "left" in dialog._said.text()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialog._working, timeout=30_000)
    assert dialog._said.text() == "Stopped: nothing was written."
    assert list(tmp_path.glob("*ball*")) == []


def test_what_cannot_be_carried_over_is_said_at_its_row(small, qtbot, tmp_path):
    plan = replace(small.session.shot.plan, camera=Camera(pan=0.1))
    small.session.set_plan(plan, "pan")
    dialog = opened(small, tmp_path / "ball")
    assert dialog._chosen() == ("kling", "words")
    export(qtbot, dialog)
    row = dialog._rows["kling"]
    assert row._notes.count() >= 1


def test_without_a_start_image_the_person_is_told(small):
    small.session.set_start_image(None)
    small.guides.open()
    assert small.guides.dialog is None
    assert "start image" in small.window.stage.notice.message()


def test_a_full_disk_is_one_line(small, qtbot, tmp_path, monkeypatch):
    from engine.errors import StorageProblem
    from engine.motion import compiling

    def full(*_args, **_more):
        raise StorageProblem("The disk is full", mend="Free some space.")

    monkeypatch.setattr(compiling, "compile_plan", full)
    dialog = opened(small, tmp_path / "ball")
    export(qtbot, dialog)
    assert dialog._said.text() == "The disk is full. Free some space."
    assert dialog._export.isEnabled()
