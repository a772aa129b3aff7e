"""The dialog that exports a plan: what is asked, what is told, and how it is stopped."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from widgets.motion.guide_dialog import GuideDialog, GuideWish, Made, TargetRow

ROWS = (
    TargetRow("guide", "Guide clip", "Frames", "Wan 2.2"),
    TargetRow("kling", "Kling masks", "Masks"),
)


@pytest.fixture
def dialog(qtbot):
    dialog = GuideDialog()
    qtbot.addWidget(dialog)
    dialog.set_targets(ROWS)
    dialog.set_clip((("the shot", 832, 480), ("the start image", 1600, 900)), 81, 16.0)
    dialog.set_folder(Path("out"))
    dialog.show()
    return dialog


def asked(qtbot, dialog):
    with qtbot.waitSignal(dialog.export_wanted) as wanted:
        qtbot.mouseClick(dialog._export, Qt.MouseButton.LeftButton)
    return wanted.args[0]


def test_what_is_meant_for_the_model_is_chosen_and_can_be_changed(qtbot, dialog):
    assert asked(qtbot, dialog) == GuideWish(Path("out"), ("guide",), 832, 480, 81)
    dialog.show_stopped("")
    dialog._rows["kling"].box.setChecked(True)
    dialog._size.setCurrentIndex(1)
    dialog._frames.setValue(49)
    assert asked(qtbot, dialog) == GuideWish(Path("out"), ("guide", "kling"), 1600, 900, 49)


def test_without_a_target_a_folder_or_a_usable_one_nothing_can_be_exported(dialog):
    assert dialog._export.isEnabled()
    dialog._rows["guide"].box.setChecked(False)
    assert not dialog._export.isEnabled()
    dialog._rows["guide"].box.setChecked(True)
    dialog._folder.setText("  ")
    assert not dialog._export.isEnabled()
    dialog._folder.setText("other")
    dialog.show_folder(replaces=False, fault="other holds other things")
    assert not dialog._export.isEnabled()
    assert "other things" in dialog._warning.text()


def test_what_would_be_replaced_is_said_on_the_button_too(dialog):
    dialog.show_folder(replaces=True)
    assert dialog._export.text() == "Replace"
    assert "earlier export" in dialog._warning.text()
    dialog.show_folder(replaces=False)
    assert dialog._export.text() == "Export"
    assert dialog._warning.text() == ""


def test_escape_stops_the_work_first_and_closes_then(qtbot, dialog):
    asked(qtbot, dialog)
    dialog.show_progress(3, 10, "0:07 left")
    assert dialog._bar.value() == 3
    with qtbot.waitSignal(dialog.cancelled):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    dialog.show_stopped("Stopped: nothing was written.")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_each_row_says_what_became_of_it(qtbot, dialog):
    asked(qtbot, dialog)
    made = {"guide": Made(("guide.mkv", "guide_mask/"), ("It takes 4k+1 frames",))}
    dialog.show_result(made, "Exported", copies=False)
    guide, kling = dialog._rows["guide"], dialog._rows["kling"]
    assert "guide.mkv, guide_mask/" in guide._files.text()
    assert guide._notes.count() == 1
    assert not kling._files.isVisible()
    assert not dialog._copy.isVisible()
    with qtbot.waitSignal(dialog.show_wanted):
        qtbot.mouseClick(dialog._show, Qt.MouseButton.LeftButton)
