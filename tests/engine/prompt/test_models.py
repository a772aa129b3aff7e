"""The table of model families, and how a name finds its family."""

from __future__ import annotations

import json

import jsonschema
import pytest

import resources
from engine.prompt.models import book_name, families, family_for, family_of, written_for
from engine.prompt.tokens import TOKENIZERS
from engine.records import Settings


def test_the_table_holds_to_its_schema():
    table = json.loads(resources.path("models.json").read_text(encoding="utf-8"))
    schema = resources.path("schemas", "models.schema.json").read_text(encoding="utf-8")
    jsonschema.Draft202012Validator(json.loads(schema)).validate(table)


def test_ids_are_unique_and_each_names_its_own_family():
    ids = [known.id for known in families()]
    assert len(set(ids)) == len(ids)
    for known in families():
        assert family_of(known.id) is known


def test_every_encoder_has_a_tokenizer_and_room_for_words():
    for known in families():
        for encoder in known.encoders or ():
            assert encoder.tokenizer in TOKENIZERS
            assert encoder.special < encoder.limit
        assert known.seconds[0] <= known.seconds[1]
        assert not (known.encoders and known.encoders[0].pooled)


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Wan-AI/Wan2.1-T2V-14B-Diffusers", "wan-2.1"),
        ("Wan-AI/Wan2.2-I2V-A14B-Diffusers", "wan-2.2"),
        ("Wan2_2-TI2V-5B_fp8.safetensors", "wan-2.2-5b"),
        ("wan2.1_vace_14B.gguf", "wan-2.1-vace"),
        ("C:\\models\\wan\\CogVideoX-5b-I2V", "cogvideox"),
        ("/data/models/CogVideoX1.5-5B/transformer", "cogvideox-1.5"),
        ("Lightricks/LTX-Video-0.9.7-distilled", "ltx-video"),
        ("ltxv-13b-0.9.8-dev.safetensors", "ltx-video"),
        ("Lightricks/LTX-2", "ltx-2"),
        ("tencent/HunyuanVideo", "hunyuanvideo"),
        ("hunyuan_video_720_cfgdistill_fp8", "hunyuanvideo"),
        ("hunyuanvideo-community/HunyuanVideo-1.5-480p_t2v", "hunyuanvideo-1.5"),
        ("Skywork/SkyReels-V2-DF-14B-540P-Diffusers", "skyreels-v2"),
        ("nvidia/Cosmos-Predict2-2B-Text2World", "cosmos-2"),
        ("nvidia/Cosmos-Predict2.5-2B", "cosmos-2.5"),
        ("nvidia/Cosmos-1.0-Diffusion-7B-Text2World", "cosmos-1"),
        ("stabilityai/stable-video-diffusion-img2vid-xt", "svd"),
        ("svd_xt.safetensors", "svd"),
        ("guoyww/animatediff-motion-adapter-v1-5-2", "animatediff"),
        ("Sora 2", "sora"),
        ("Kling 2.1 Master", "kling"),
        ("Runway Gen-4", "runway"),
        ("Luma Ray2", "luma"),
        ("Veo 3.1", "veo"),
        ("veo-2.0-generate-001", "veo"),
        ("seedance-1-0-pro-250528", "seedance"),
        ("MiniMax-Hailuo-02", "hailuo"),
        ("Pika 2.2", "pika"),
        ("animatic", "animatic"),
    ],
)
def test_a_model_is_known_by_its_name_path_or_repository(name: str, known: str):
    found = family_of(name)
    assert found is not None
    assert found.id == known


@pytest.mark.parametrize("name", ["", "my-model", "Swan Lake", "/models/unknown/x", "/" * 5000])
def test_of_an_unknown_name_nothing_is_claimed(name: str):
    assert family_of(name) is None


def test_a_shot_is_made_with_its_model_or_else_with_its_backend():
    assert family_for(Settings()) is family_of("animatic")
    assert family_for(Settings(model="wan2.2")) is family_of("wan-2.2")
    assert family_for(Settings(backend="diffusers", model="/m/unheard-of")) is None


def test_what_a_shot_is_written_for_goes_before_what_makes_it():
    draft = Settings(family="kling")
    assert family_for(draft) is family_of("kling")
    assert written_for(draft) == "Kling"
    assert written_for(Settings(family="a-family-to-come")) == "a-family-to-come"
    assert written_for(Settings(backend="diffusers", model="/m/unheard-of")) == "unheard-of"


def test_the_verb_book_is_asked_for_the_model_that_a_shot_is_written_for():
    draft = Settings(family="kling")
    assert book_name(draft, ("Sora", "Kling 1.6", "Kling")) == "Kling 1.6"
    assert book_name(draft, ()) == "Kling"
    assert book_name(Settings(), ("Kling",)) == "animatic"
    assert book_name(Settings(model="my-wan-2.2"), ("Wan 2.2",)) == "my-wan-2.2"


@pytest.mark.parametrize(
    ("name", "guidance", "heeds"),
    [
        ("wan-2.2", 5.0, True),
        ("wan-2.2", 1.0, False),
        ("hunyuanvideo", 6.0, False),
        ("skyreels-v1", 1.0, True),
        ("svd", 3.0, False),
    ],
)
def test_the_negative_prompt_acts_where_the_model_heeds_it(name: str, guidance: float, heeds: bool):
    found = family_of(name)
    assert found is not None
    assert found.heeds_negative(guidance) is heeds
