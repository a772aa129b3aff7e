"""A draft is written for a model elsewhere: the whole window follows, and undo takes it back."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.dialogs import ImportDialog
from app.metering import Count
from engine.prompt.models import family_of
from engine.records import Camera
from engine.video.write import write_clip


@pytest.fixture
def painted(bench):
    """The sample's thrown ball under a camera that pans."""
    plan = bench.session.shot.plan
    bench.session.set_plan(replace(plan, camera=Camera(pan=0.1)), "pan")
    return bench


def lines(bench):
    return [line.text for line in bench.window.strokes._list._lines]


def test_the_chip_in_the_top_bar_chooses_the_model_and_everything_follows(painted, qtbot):
    bench, window = painted, painted.window
    assert lines(bench) == ["as painted"]
    qtbot.mouseClick(window.topbar._model, Qt.MouseButton.LeftButton)
    picker = bench.families.picker
    qtbot.keyClicks(picker.search, "kling")
    qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    assert bench.session.shot.settings.family == "kling"
    assert window.topbar._model.text() == "Kling · Animatic draft"
    assert window.settings._family.currentText() == "Kling"
    assert "3 – 15 s" in window.settings._takes.text()
    assert lines(bench) == ["native: motion brush"]
    assert window.strokes._view.text().startswith("by words only on Kling: Kling takes painted")
    qtbot.waitUntil(lambda: "model-exclusion" in {hint.rule for hint in bench.linter.hints})
    bench.session.undo_stack.undo()
    assert bench.session.shot.settings.family == ""
    assert lines(bench) == ["as painted"]


def test_the_fix_of_an_exclusion_is_one_step_of_undo(painted, qtbot):
    bench = painted
    bench.families.choose("kling")
    qtbot.waitUntil(lambda: "model-exclusion" in {hint.rule for hint in bench.linter.hints})
    hint = next(hint for hint in bench.linter.hints if hint.rule == "model-exclusion")
    before = bench.session.shot.plan
    bench.acts.take_fix(hint, hint.fixes[0])
    assert not bench.session.shot.plan.camera.moves
    assert bench.session.undo_stack.undoText() == hint.fixes[0].title
    qtbot.waitUntil(lambda: "model-exclusion" not in {hint.rule for hint in bench.linter.hints})
    bench.session.undo_stack.undo()
    assert bench.session.shot.plan == before


def test_one_button_sets_the_shot_up_for_the_model(bench, qtbot):
    bench.families.choose("ltx-2")
    window, before = bench.window, bench.session.shot
    window.show_right(window.strokes)
    assert window.strokes._needs.isVisible()
    qtbot.mouseClick(window.strokes._needs._setup, Qt.MouseButton.LeftButton)
    settings = bench.session.shot.settings
    assert (settings.frames, settings.fps) == (121, 24.0)
    assert not window.strokes._needs._offer.isVisible()
    assert bench.session.undo_stack.undoText() == "set up for LTX-2"
    bench.session.undo_stack.undo()
    assert bench.session.shot == before


def test_the_model_that_makes_the_take_needs_no_family(bench):
    bench.families.choose("animatic")
    assert bench.session.shot.settings.family == ""
    bench.families.choose("kling")
    bench.families.choose("")
    assert bench.window.topbar._model.text() == "Animatic"


def test_the_token_meter_and_the_verb_book_go_by_the_model_it_is_written_for(bench, qtbot):
    counted = []
    bench.metering.counted.connect(counted.append)
    bench.families.choose("cogvideox")
    qtbot.waitUntil(lambda: bool(counted) and counted[-1].family is family_of("cogvideox"))
    assert counted[-1].meter.limit == 226

    bench.session.attempt(lambda: bench.watching.book.put_on_list("throw", "CogVideoX", "avoid"))
    bench.screen.show_book()
    assert bench.linter._book["throw"].word == "avoid"
    bench.families.choose("")
    assert "throw" not in bench.linter._book


def test_why_a_negative_prompt_does_not_act_is_said_under_it(bench):
    said = bench.window.prompt.unheeded
    for family, words in (("wan-2.2", "With guidance of 1"), ("sora", "Sora does not heed")):
        bench.screen.show_count(Count(family_of(family), "", "", None, None, False))
        assert said.text().startswith(words)


def test_a_family_stays_with_its_shot(bench):
    first = bench.session.shot_id
    bench.families.choose("sora")
    other = next(shot_id for shot_id, _ in bench.session.shots if shot_id != first)
    bench.session.open_shot(other)
    assert bench.window.topbar._model.text() == "Animatic"
    bench.session.save()
    assert bench.session.project.shot(first).settings.family == "sora"
    bench.session.open_shot(first)
    assert bench.window.topbar._model.text() == "Sora · Animatic draft"


def test_a_clip_that_is_brought_in_is_of_the_model_the_shot_is_written_for(bench, qtbot, tmp_path):
    clip = tmp_path / "made-elsewhere.mkv"
    write_clip(clip, (np.full((64, 96, 3), 9 * i, np.uint8) for i in range(5)), 16.0)
    bench.families.choose("kling")
    bench.files.import_clip(clip)
    dialog = bench.window.findChild(ImportDialog)
    assert dialog.model == "Kling"
    dialog.accept()
    take = bench.session.project.takes(bench.session.shot_id)[-1]
    assert take.model == "Kling"


def test_what_makes_the_shot_is_described_in_a_whole_sentence(bench):
    texts = [label.text() for label in bench.window.settings.findChildren(QLabel)]
    about = next(text for text in texts if text.startswith("Moves what was painted"))
    assert about.endswith("on top.")
