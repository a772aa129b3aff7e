"""What is to be varied goes out as a wish, and how much it is is said before."""

import pytest
from PySide6.QtCore import Qt

from widgets.jobs.variations_dialog import (
    GRID_KIND,
    LADDER,
    SEEDS,
    ModelRow,
    Rung,
    VariationsDialog,
)


@pytest.fixture
def dialog(qtbot):
    dialog = VariationsDialog()
    qtbot.addWidget(dialog)
    dialog.set_shot("A ball rolls.", 7, "Animatic")
    dialog.set_rungs((Rung("Bare", "Bare", "A ball rolls."), Rung("With pose", "Pose", "At rest")))
    models = (ModelRow("", "Animatic"), ModelRow("w", "Wan"), ModelRow("x", "Odd", fault="broken"))
    dialog.set_models(models, "")
    return dialog


def test_seeds_count_on_from_the_shots_own(dialog):
    dialog.set_kind(SEEDS)
    dialog._count.setValue(3)
    wish = dialog.wish()
    assert wish.seeds == (7, 8, 9)
    assert wish.rows == (("", "A ball rolls."),)
    assert wish.count == 3


def test_rungs_are_edited_and_left_out(dialog):
    dialog.set_kind(LADDER)
    dialog._rungs[1]._text.setPlainText("At rest,\n a ball")
    assert dialog.wish().rows == (("Bare", "A ball rolls."), ("With pose", "At rest, a ball"))
    dialog._rungs[0]._box.setChecked(False)
    assert [row for row, _ in dialog.wish().rows] == ["With pose"]


def test_models_by_prompts_are_a_grid(dialog):
    dialog.set_kind(GRID_KIND)
    dialog._prompts.setPlainText("One\n\nTwo\nOne")
    dialog._boxes["w"].setChecked(True)
    wish = dialog.wish()
    assert wish.rows == (("", "One"), ("", "Two"))
    assert wish.models == ("", "w")
    assert wish.count == 4 * len(wish.seeds)
    assert not dialog._boxes["x"].isEnabled()
    for box in dialog._boxes.values():
        box.setChecked(False)
    assert dialog.wish().count == 0


def test_what_it_costs_stands_beside_the_button(dialog, qtbot):
    dialog.set_kind(SEEDS)
    dialog.show_cost("about 1:20 in all")
    assert dialog._queue.text() == "Queue 4 takes"
    dialog.show_cost("", "97 takes are too many")
    assert not dialog._queue.isEnabled()
    assert "too many" in dialog._cost.text()
    dialog.show_cost("")
    with qtbot.waitSignal(dialog.wanted) as wanted:
        qtbot.mouseClick(dialog._queue, Qt.MouseButton.LeftButton)
    assert wanted.args[0].count == 4
