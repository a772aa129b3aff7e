"""What a shot is made with, through the window: real files of models, found by the real scan."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from app.making import fit_words
from engine.models import shelf
from engine.models.memory import Fit, Room, Stage
from engine.models.profiles import PROFILES
from engine.records import Lora, MotionPlan, Settings
from tests.helpers import weights

GIB = 1 << 30


@pytest.fixture(scope="module")
def found(shared_bench, tmp_path_factory, qapp):
    """The window with a folder of models that was looked through."""
    from app import places

    bench, folder = shared_bench, tmp_path_factory.mktemp("models")
    weights.pipeline(folder / "Wan2.1-T2V")
    weights.safetensors(folder / "cog.safetensors", weights.lora({COG: 3072}))
    weights.safetensors(folder / "wan.safetensors", weights.lora({WAN: 5120}))
    shelf.add(places.models_file(), [folder])
    bench.models.rescan()
    until(lambda: not bench.models.scanning)
    return bench, folder


WAN = "diffusion_model.blocks.0.self_attn.q"
COG = "transformer.transformer_blocks.0.attn1.to_q"


def until(so, seconds=10.0):
    import time

    end = time.monotonic() + seconds
    while not so():
        QApplication.processEvents()
        assert time.monotonic() < end, "it took too long"


@pytest.fixture
def bench(found):
    bench, _ = found
    bench.session.set_settings(Settings(), "test")
    return bench


@pytest.fixture
def folder(found):
    return found[1]


def panel(bench):
    return bench.window.settings


def test_the_list_has_what_needs_no_model_and_what_was_found(bench, folder):
    bench.makers.open_models(QPoint(0, 0))
    QApplication.processEvents()
    picker = bench.makers._models
    keys, at = [entry.key for entry in picker.entries()], picker.focusWidget()
    picker.hide()
    assert at is picker.search
    assert keys == ["animatic", str(folder / "Wan2.1-T2V")]


def test_a_found_model_makes_the_shot_in_one_step(bench, folder):
    bench.makers.choose(str(folder / "Wan2.1-T2V"))
    settings = bench.session.shot.settings
    assert (settings.backend, settings.model_name) == ("wan", "Wan2.1-T2V")
    assert settings.steps == 50
    assert panel(bench)._model.currentText() == "Wan2.1-T2V"
    assert not panel(bench)._steps.isHidden()
    assert bench.window.topbar._model.text().startswith("Wan2.1-T2V")
    bench.session.undo_stack.undo()
    assert bench.session.shot.settings == Settings()
    assert panel(bench)._steps.isHidden()


def test_the_animatic_is_chosen_again(bench, folder):
    bench.makers.choose(str(folder / "Wan2.1-T2V"))
    bench.makers.choose("animatic")
    settings = bench.session.shot.settings
    assert (settings.backend, settings.model) == ("animatic", "")


def test_the_models_own_settings_are_offered_where_the_shot_has_others(bench, folder):
    bench.session.set_settings(Settings(steps=12), "test")
    bench.makers.choose(str(folder / "Wan2.1-T2V"))
    assert bench.session.shot.settings.steps == 12
    assert "50 steps" in panel(bench)._own.toolTip()
    panel(bench).own_wanted.emit()
    assert bench.session.shot.settings.steps == 50
    assert panel(bench)._own.isHidden()


def test_a_file_from_elsewhere_is_looked_at_and_used(bench, tmp_path):
    other = weights.pipeline(tmp_path / "Wan2.1-elsewhere")
    bench.makers.look_at(other, "model")
    until(lambda: bench.session.shot.settings.model == str(other))
    assert bench.makers.model_of(bench.session.shot.settings).name == "Wan2.1-elsewhere"


def test_a_file_that_is_no_model_is_refused_in_one_line(bench, tmp_path):
    (tmp_path / "notes.safetensors").write_text("no model")
    bench.makers.look_at(tmp_path / "notes.safetensors", "model")
    until(lambda: "notes.safetensors" in bench.window.stage.notice.message())
    assert bench.session.shot.settings == Settings()


def test_a_model_that_is_gone_says_so(bench, tmp_path):
    gone = Settings(backend="wan", model=str(tmp_path / "gone"))
    bench.session.set_settings(gone, "test")
    assert "not on this machine" in panel(bench)._fault.text()


def test_loras_that_can_act_come_first_and_others_say_why(bench, folder):
    bench.makers.choose(str(folder / "Wan2.1-T2V"))
    bench.makers.open_loras(QPoint(0, 0))
    entries = bench.makers._loras.entries()
    bench.makers._loras.hide()
    assert {entry.title for entry in entries} == {"cog", "wan"}
    assert "cogvideox" in next(entry.note for entry in entries if entry.title == "cog")


def test_a_lora_is_added_once_and_its_misfit_is_said(bench, folder):
    bench.makers.choose(str(folder / "Wan2.1-T2V"))
    cog = str(folder / "cog.safetensors")
    bench.makers._add_found(cog)
    bench.makers._add_found(cog)
    assert bench.session.shot.settings.loras == (Lora(Path(cog)),)
    assert "is a LoRA of cogvideox" in panel(bench)._loras._rows[0]._fault.text()
    bench.session.undo_stack.undo()
    assert bench.session.shot.settings.loras == ()


def test_a_negative_prompt_without_guidance_is_said_not_to_act(bench, folder):
    bench.makers.choose(str(folder / "Wan2.1-T2V"))
    assert panel(bench)._unheeded.isHidden()
    bench.session.set_settings(replace(bench.session.shot.settings, guidance=1.0), "test")
    assert not panel(bench)._unheeded.isHidden()


def test_what_happens_to_painted_motion_is_said(bench, folder):
    bench.makers.choose(str(folder / "Wan2.1-T2V"))
    bench.session.set_plan(MotionPlan(), "test")
    assert panel(bench)._steering._about.text() == "Nothing is painted in this shot."
    bench.session.undo_stack.undo()


def fit(profile, need, there):
    stage = Stage("denoising", int(need * GIB), 0)
    fits = need <= there
    return Fit(profile, int(need * GIB), GIB, fits, (stage,), f"needs {need} GiB", ())


def test_what_fits_says_its_profile_and_its_need():
    about, why = fit_words((fit(PROFILES[0], 40, 15), fit(PROFILES[2], 13.1, 15)), "auto")
    assert about == "Fits: 16 GB, about 13.1 GiB of the card"
    assert why == "16 GB: needs 13.1 GiB"


def test_a_chosen_profile_that_is_too_large_names_one_that_is_not():
    fits = (fit(PROFILES[0], 40, 15), fit(PROFILES[2], 13.1, 15))
    about, _ = fit_words(fits, "max-speed")
    assert "40.0 GiB" in about
    assert about.endswith("16 GB would run it.")


def test_what_fits_nowhere_says_what_the_least_would_need():
    about, most = fit_words((fit(PROFILES[0], 40, 3), fit(PROFILES[4], 5, 3)), "auto")
    assert about == "Does not fit: needs 5 GiB"
    assert most.startswith("8 GB comes closest")


def test_the_room_is_asked_for_when_models_are_looked_for(bench):
    assert isinstance(bench.models.room, Room)
    assert bench.models.room.ram > 0
