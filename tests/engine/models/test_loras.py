"""LoRAs are told by the layers they change, and refused for a model of another family."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.models.files import single
from engine.models.loras import misfit
from engine.models.networks import hint_of
from engine.models.record import Model
from tests.helpers import weights


def musubi(layers: dict[str, int]) -> dict:
    return weights.lora(layers, "lora_down", "lora_up")


WAN = {"blocks.0.self_attn.q": 5120, "blocks.0.ffn.0": 5120}
CASES = {
    "diffusers wan": (weights.lora({"transformer.blocks.0.attn1.to_q": 5120}), "wan-2.1"),
    "authors wan": (weights.lora({f"diffusion_model.{k}": v for k, v in WAN.items()}), "wan-2.1"),
    "musubi wan": (musubi({"lora_unet_blocks_0_self_attn_q": 5120}), "wan-2.1"),
    "wan 5b": (weights.lora({"diffusion_model.blocks.0.self_attn.q": 3072}), "wan-2.2-5b"),
    "cogvideox": (weights.lora({"transformer.transformer_blocks.0.attn1.to_q": 3072}), "cogvideox"),
    "ltx": (
        weights.lora({f"transformer.transformer_blocks.0.attn{n}.to_q": 2048 for n in (1, 2)}),
        "ltx-video",
    ),
    "ltx 2": (
        weights.lora({"diffusion_model.transformer_blocks.0.audio_attn1.to_q": 2048}),
        "ltx-2",
    ),
    "hunyuan": (
        weights.lora({"diffusion_model.double_blocks.19.img_attn_qkv": 3072}),
        "hunyuanvideo",
    ),
    "hunyuan 1.5": (
        weights.lora({"diffusion_model.double_blocks.53.img_attn_q": 2048}),
        "hunyuanvideo-1.5",
    ),
    "cosmos": (weights.lora({"blocks.0.self_attn.q_proj": 2048}), "cosmos-2"),
}


def lora(folder: Path, tensors: dict, name: str = "style.safetensors") -> Model:
    found = single(weights.safetensors(folder / name, tensors))
    assert isinstance(found, Model)
    return found


@pytest.mark.parametrize(("tensors", "family"), CASES.values(), ids=CASES)
def test_a_lora_is_told_by_its_layers(tmp_path, tensors, family):
    found = lora(tmp_path, tensors)
    assert found.family == family
    assert [part.name for part in found.parts] == ["lora"]


def test_the_name_tells_which_expert_and_which_wan(tmp_path):
    found = lora(tmp_path, CASES["authors wan"][0], "wan2.2_lightning_high_noise.safetensors")
    assert (found.family, found.noise, found.basis) == ("wan-2.2", "high", "name")


def test_a_lora_of_an_image_model_is_of_none_that_is_known(tmp_path):
    flux = weights.lora({"diffusion_model.down_blocks.0.attentions.0.proj": 640})
    assert not isinstance(single(weights.safetensors(tmp_path / "a.safetensors", flux)), Model)


def base(folder: Path, network: str) -> Model:
    found = single(
        weights.safetensors(folder / f"{network}.safetensors", weights.NETWORKS[network])
    )
    assert isinstance(found, Model)
    return found


@pytest.mark.parametrize(
    ("called", "family"),
    [
        ("backup-2022/wan.safetensors", ""),
        ("run-228/wan t2v.safetensors", ""),
        ("wan22_t2v.safetensors", "wan-2.2"),
        ("Wan2.2-T2V/model.safetensors", "wan-2.2"),
        ("wan_2_2_i2v.safetensors", "wan-2.2"),
    ],
)
def test_twos_of_a_folder_are_no_version(called, family):
    assert hint_of(called) == family


def test_a_lora_of_another_family_is_refused_by_name(tmp_path):
    problem = misfit(lora(tmp_path, CASES["cogvideox"][0]), base(tmp_path, "wan t2v"))
    assert problem is not None
    assert str(problem) == (
        "style is a LoRA of cogvideox, and wan t2v is wan-2.1. Choose a LoRA of wan-2.1."
    )


def test_a_lora_of_another_size_is_refused(tmp_path):
    problem = misfit(lora(tmp_path, CASES["authors wan"][0]), base(tmp_path, "wan 1.3b"))
    assert problem is not None
    assert "5120 wide" in problem.message


def test_kin_of_one_size_share_their_loras(tmp_path):
    assert misfit(lora(tmp_path, CASES["authors wan"][0]), base(tmp_path, "wan a14b i2v")) is None


def test_a_model_is_no_lora(tmp_path):
    problem = misfit(base(tmp_path, "wan t2v"), base(tmp_path, "wan 5b"))
    assert problem is not None
    assert "no LoRA" in problem.message


@pytest.mark.parametrize("ends", [("lora_A", "lora_B"), ("lora_down", "lora_up")])
def test_a_layer_without_its_other_matrix_or_with_two_ranks_is_named(tmp_path, ends):
    whole = weights.lora({"transformer.blocks.0.attn1.to_q": 5120}, *ends)
    down, up = whole
    for number, broken, said in (
        (1, {down: whole[down]}, f"style1 lacks {ends[1]} of transformer.blocks.0.attn1.to_q"),
        (2, {up: whole[up], **weights.lora({"transformer.blocks.1.attn1.to_q": 5120})}, ends[0]),
        (3, whole | {up: (5120, 8)}, "two ranks for transformer.blocks.0.attn1.to_q: 4 and 8"),
    ):
        found = lora(tmp_path, broken, f"style{number}.safetensors")
        assert said in str(found.problems[0])
    assert lora(tmp_path, whole).usable
