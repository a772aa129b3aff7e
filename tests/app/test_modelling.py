"""A model becomes what a shot is made with; what the person chose stays."""

from dataclasses import replace
from pathlib import Path

import pytest

from app import modelling
from engine.errors import BadInput
from engine.models.record import Model, Part, Problem
from engine.records import Lora, Settings


def _part(name: str) -> Part:
    return Part(name, "WanTransformer3DModel", (), 1, 1)


def _model(path: str, family: str, variant: str = "", part: str = "transformer") -> Model:
    return Model(
        Path(path), Path(path).name, "diffusers", family, variant=variant, parts=(_part(part),)
    )


WAN = _model("/models/wan2.2-i2v", "wan-2.2", "i2v")
LTX = _model("/models/ltx", "ltx-video")


def test_an_untouched_shot_gets_all_that_the_model_is_run_with():
    settings = modelling.model_settings(Settings(seed=7), WAN)
    assert (settings.backend, settings.model) == ("wan", "/models/wan2.2-i2v")
    assert (settings.steps, settings.guidance, settings.seed) == (40, 3.5, 7)


def test_what_the_person_chose_stays():
    chosen = Settings(width=640, height=640, steps=12, profile="8", loras=(Lora(Path("/l"), 0.5),))
    settings = modelling.model_settings(chosen, LTX)
    assert (settings.width, settings.height, settings.steps) == (640, 640, 12)
    assert (settings.frames, settings.fps) == (161, 24)
    assert (settings.profile, settings.loras) == (chosen.profile, chosen.loras)


def test_what_the_model_before_had_set_was_not_chosen():
    first = modelling.model_settings(Settings(), LTX)
    settings = modelling.model_settings(first, WAN)
    assert settings == modelling.model_settings(Settings(), WAN)


def test_all_of_it_can_be_put():
    settings = modelling.whole_settings(Settings(width=640, height=640, steps=12), LTX)
    assert (settings.width, settings.height, settings.steps) == (704, 512, 50)


def test_a_renamed_model_is_still_written_for_its_family():
    assert modelling.model_settings(Settings(), WAN).family == ""
    assert modelling.model_settings(Settings(), _model("/m/mine", "wan-2.2")).family == "wan-2.2"


@pytest.mark.parametrize(
    ("model", "said"),
    [
        (_model("/m/vae", "wan-2.1", part="vae"), "part of a model"),
        (_model("/m/mochi", "mochi"), "does not run Mochi"),
        (_model("/m/what", ""), "not known"),
        (replace(WAN, problems=(Problem("Its VAE is missing"),)), "VAE is missing"),
    ],
)
def test_what_cannot_be_run_is_refused_with_the_reason(model, said):
    assert not modelling.runs(model)
    with pytest.raises(BadInput, match=said):
        modelling.model_settings(Settings(), model)


def test_a_model_is_used_by_the_shots_that_name_it():
    assert modelling.used_by(WAN, modelling.model_settings(Settings(), WAN))
    assert modelling.used_by(LTX, Settings(loras=(Lora(LTX.path, 1.0),)))
    assert not modelling.used_by(WAN, Settings())
