"""Single files and shards: parts, names, licences, and what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.errors import BadInput
from engine.models.files import noise_of, read_json, shards, single
from engine.models.record import Model, Skipped
from tests.helpers import weights
from tests.helpers.weights import NETWORKS


def model(found: Model | Skipped) -> Model:
    assert isinstance(found, Model)
    return found


def prefixed(prefix: str, network: str) -> dict[str, tuple[int, ...]]:
    return {prefix + name: shape for name, shape in NETWORKS[network].items()}


def test_a_checkpoint_of_several_networks_has_several_parts(tmp_path):
    tensors = (
        prefixed("model.diffusion_model.", "ltx")
        | prefixed("vae.", "ltx vae")
        | prefixed("text_encoders.t5xxl.transformer.", "t5")
    )
    found = model(single(weights.safetensors(tmp_path / "all in one.safetensors", tensors)))
    assert (found.family, found.kind, found.name) == ("ltx-video", "single", "all in one")
    assert [(part.name, part.network) for part in found.parts] == [
        ("transformer", "LTXVideoTransformer3DModel"),
        ("vae", "AutoencoderKLLTXVideo"),
        ("text_encoder", "t5-xxl"),
    ]
    assert found.bytes == sum(part.bytes for part in found.parts) == found.parameters * 2


@pytest.mark.parametrize(
    "prefix", ["model.diffusion_model.", "diffusion_model.", "net.", "module."]
)
def test_a_prefix_before_all_names_is_seen_through(tmp_path, prefix):
    path = weights.safetensors(tmp_path / "a.safetensors", prefixed(prefix, "wan t2v"))
    assert model(single(path)).family == "wan-2.1"


def test_a_gguf_file_is_told_as_a_safetensors_file_is(tmp_path):
    path = weights.gguf(tmp_path / "umt5.gguf", {"token_embd.weight": (256384, 4096)})
    found = model(single(path))
    assert found.parts[0].network == "umt5-xxl"
    assert found.dtypes == ("Q8_0",)
    assert found.bytes == 256384 * 4096 // 32 * 34


def test_a_stranger_is_skipped_with_its_name(tmp_path):
    found = single(weights.safetensors(tmp_path / "sdxl.safetensors", {"unet.x": (4, 4)}))
    assert isinstance(found, Skipped)
    assert "sdxl.safetensors is of no video model" in found.problem.message
    assert found.problem.mend


def test_shards_are_one_network(tmp_path):
    tensors = list(NETWORKS["wan t2v"].items())
    files = [
        weights.safetensors(tmp_path / f"model-0000{n}-of-00002.safetensors", dict(part))
        for n, part in ((1, tensors[:2]), (2, tensors[2:]))
    ]
    found = model(shards(tmp_path / "model.safetensors", files))
    assert (found.kind, found.family, found.usable) == ("shards", "wan-2.1", True)
    assert found.parts[0].files == tuple(file.name for file in files)


def test_a_missing_shard_is_named(tmp_path):
    name = "model-00002-of-00004.safetensors"
    files = [weights.safetensors(tmp_path / name, NETWORKS["wan t2v"])]
    found = model(shards(tmp_path / "model.safetensors", files))
    assert [problem.message for problem in found.problems] == [
        "model.safetensors lacks shards 1, 3, 4 of 4"
    ]


def test_the_licence_is_what_the_folder_says(tmp_path):
    path = weights.safetensors(tmp_path / "a.safetensors", NETWORKS["ltx"])
    assert model(single(path)).licence == ""
    (tmp_path / "LICENSE.txt").write_text("...")
    assert model(single(path)).licence == "LICENSE.txt"
    (tmp_path / "README.md").write_text("---\nlicense: apache-2.0\n---\n# Model")
    assert model(single(path)).licence == "apache-2.0"
    card = "---\nlicense: other\nlicense_name: ltx\nlicense_link: https://a.org/licence\n---\n"
    (tmp_path / "README.md").write_text(card)
    assert model(single(path)).licence == "https://a.org/licence"


@pytest.mark.parametrize(
    ("called", "noise"),
    [
        ("wan2.2_i2v_high_noise_14B_fp8.safetensors", "high"),
        ("Wan2_2-I2V-A14B-LOW_fp8.safetensors", "low"),
        ("wan2.2/high_noise_model/diffusion_pytorch_model.safetensors", "high"),
        ("wan2.2_HighNoise.gguf", "high"),
        ("a/highlands/wan-slow.safetensors", ""),
    ],
)
def test_the_expert_is_told_by_the_name(called, noise):
    assert noise_of(called) == noise


@pytest.mark.parametrize("text", [b"{", b"[1]", b"[" * 100_000, b"\xff"])
def test_a_configuration_that_is_no_json_object_is_refused(tmp_path: Path, text):
    path = tmp_path / "config.json"
    path.write_bytes(text)
    with pytest.raises(BadInput, match=r"config\.json"):
        read_json(path)
