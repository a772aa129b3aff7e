"""Folders that diffusers saved: whole ones are understood, and what is wrong is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine.errors import BadInput
from engine.models import folders
from engine.models.folders import folder
from engine.models.record import Model, Skipped
from engine.models.scan import model_at
from tests.helpers import weights


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return weights.pipeline(tmp_path / "model")


@pytest.fixture(autouse=True)
def no_diffusers(monkeypatch):
    """Whether diffusers is installed must not decide these tests."""
    monkeypatch.setattr(folders, "known_classes", frozenset)


def model(path: Path, **more) -> Model:
    found = folder(path, **more)
    assert isinstance(found, Model)
    return found


def problems(path: Path, **more) -> list[str]:
    return [str(problem) for problem in model(path, **more).problems]


def test_a_whole_folder_has_its_parts_and_no_problems(path):
    found = model(path)
    assert (found.family, found.variant, found.kind) == ("wan-2.1", "t2v", "diffusers")
    assert [(part.name, part.network) for part in found.parts] == [
        ("transformer", "WanTransformer3DModel"),
        ("vae", "AutoencoderKLWan"),
        ("text_encoder", "UMT5EncoderModel"),
    ]
    assert found.parts[0].width == 5120
    assert found.usable


@pytest.mark.parametrize(
    ("more", "family", "variant"),
    [
        ({"name": "WanImageToVideoPipeline", "boundary_ratio": 0.9}, "wan-2.2", "i2v"),
        ({"name": "WanPipeline", "expand_timesteps": True}, "wan-2.2-5b", "ti2v"),
        ({"name": "WanVACEPipeline"}, "wan-2.1-vace", "vace"),
        ({"name": "HunyuanVideo15ImageToVideoPipeline"}, "hunyuanvideo-1.5", "i2v"),
        ({"name": "HunyuanSkyreelsImageToVideoPipeline"}, "skyreels-v1", "i2v"),
        ({"name": "SkyReelsV2DiffusionForcingPipeline"}, "skyreels-v2", "df"),
        ({"name": "LTX2Pipeline"}, "ltx-2", "t2v"),
        ({"name": "Cosmos2_5_PredictBasePipeline"}, "cosmos-2.5", "v2w"),
        ({"name": "StableVideoDiffusionPipeline"}, "svd", "i2v"),
    ],
)
def test_the_pipeline_tells_the_family(tmp_path, more, family, variant):
    found = model(weights.pipeline(tmp_path / "m", **more))
    assert (found.family, found.variant) == (family, variant)


def test_cogvideox_1_5_is_told_by_its_patches_in_time(tmp_path):
    path = weights.pipeline(tmp_path / "m", "CogVideoXPipeline")
    assert model(path).family == "cogvideox"
    (path / "transformer" / "config.json").write_text('{"patch_size_t": 2}')
    assert model(path).family == "cogvideox-1.5"


def test_a_repositorys_name_tells_what_shares_the_pipeline(path):
    assert model(path, called="org/Wan2.2-T2V-A14B-Diffusers").family == "wan-2.2"


def test_a_pipeline_that_makes_images_is_skipped(tmp_path):
    found = folder(weights.pipeline(tmp_path / "m", "StableDiffusionXLPipeline"))
    assert isinstance(found, Skipped)
    assert "is no video model that Verbench runs" in found.problem.message


def test_a_missing_component_is_named(path):
    (path / "vae").rename(path / "gone")
    assert problems(path) == [
        "vae of model is missing. Fetch the model again; what is there is kept."
    ]


def test_missing_weights_and_configurations_are_named(path):
    (path / "transformer" / "diffusion_pytorch_model.safetensors").unlink()
    (path / "vae" / "config.json").unlink()
    (path / "scheduler" / "scheduler_config.json").unlink()
    told = problems(path)
    assert [line.split(".")[0] for line in told] == [
        "The weights of transformer of model are missing",
        "vae/config",
        "scheduler of model is empty",
    ]


def test_truncated_weights_are_named_with_their_component(path):
    file = path / "vae" / "diffusion_pytorch_model.safetensors"
    with file.open("r+b") as stream:
        stream.truncate(file.stat().st_size - 10)
    (told,) = problems(path)
    assert told.startswith(
        "vae of model: diffusion_pytorch_model.safetensors cannot be used: it is cut off"
    )


def test_pickled_weights_are_refused_with_the_command_that_converts_them(path):
    (path / "vae" / "diffusion_pytorch_model.safetensors").rename(path / "vae" / "model.bin")
    (told,) = problems(path)
    assert "pickle checkpoint" in told
    assert " -c " in told


def test_a_shard_that_the_index_names_has_to_be_there(path):
    part = path / "transformer"
    (part / "diffusion_pytorch_model.safetensors").unlink()
    shard = part / "diffusion_pytorch_model-00001-of-00002.safetensors"
    weights.safetensors(shard, weights.NETWORKS["wan diffusers"])
    (told,) = problems(path)
    assert "transformer of model: diffusion_pytorch_model.safetensors lacks shard 2 of 2" in told


def test_a_tensor_that_the_index_names_has_to_be_there(path):
    index = path / "transformer" / "diffusion_pytorch_model.safetensors.index.json"
    index.write_text(json.dumps({"weight_map": {"blocks.99.q": "x"}}))
    (told,) = problems(path)
    assert "names 1 tensors that no shard has: blocks.99.q" in told


def test_plain_weights_are_chosen_before_a_variant(path):
    weights.safetensors(path / "vae" / "diffusion_pytorch_model.fp16.safetensors", {"a": (1,)})
    found = model(path).part("vae")
    assert found is not None
    assert found.files == ("vae/diffusion_pytorch_model.safetensors",)


def test_a_link_out_of_the_folder_is_refused(path, tmp_path):
    weights_file = path / "vae" / "diffusion_pytorch_model.safetensors"
    weights_file.rename(tmp_path / "elsewhere.safetensors")
    weights_file.symlink_to(tmp_path / "elsewhere.safetensors")
    (told,) = problems(path)
    assert "vae/diffusion_pytorch_model.safetensors of model is a link out of the folder" in told
    (path / "vae").rename(tmp_path / "vae")
    (path / "vae").symlink_to(tmp_path / "vae")
    assert problems(path)[0].startswith("vae of model is a link out of the folder")


def test_a_link_inside_of_what_was_allowed_is_followed(path, tmp_path):
    file = path / "vae" / "diffusion_pytorch_model.safetensors"
    (tmp_path / "blobs").mkdir()
    file.rename(tmp_path / "blobs" / "abc")
    file.symlink_to(Path("../../blobs/abc"))
    assert problems(path, root=tmp_path) == []


def test_a_link_to_nothing_is_named(path):
    (path / "vae" / "more.safetensors").symlink_to("nowhere")
    assert problems(path)[0].startswith("vae/more.safetensors is a link to nothing")


def test_code_of_its_own_is_never_run(tmp_path):
    own = {"transformer": ["my_code", "MyTransformer"]}
    path = weights.pipeline(tmp_path / "m", **own)
    (path / "transformer" / "my_code.py").write_text("raise SystemExit")
    assert any("trust_remote_code" in line for line in problems(path))
    index = json.loads((path / "model_index.json").read_text())
    index["_class_name"] = ["pipeline", "MyPipeline"]
    (path / "model_index.json").write_text(json.dumps(index))
    found = folder(path)
    assert isinstance(found, Skipped)
    assert "trust_remote_code" in found.problem.message


def test_a_class_that_the_installed_diffusers_does_not_know_is_named(path, monkeypatch):
    monkeypatch.setattr(folders, "known_classes", lambda: frozenset({"WanPipeline"}))
    told = problems(path)
    assert "does not know WanTransformer3DModel. Update it: pip install -U diffusers" in told[0]


@pytest.mark.parametrize("name", ["../secret", "a/b", "_x"])
def test_a_component_cannot_lead_out_of_the_folder(path, name):
    index = json.loads((path / "model_index.json").read_text())
    index[name] = ["diffusers", "AutoencoderKLWan"]
    (path / "model_index.json").write_text(json.dumps(index))
    assert name not in [part.name for part in model(path).parts]
    assert problems(path) == []


@pytest.mark.parametrize(
    ("part", "file", "text"),
    [
        ("transformer", "config.json", '{"in_channels": 16,'),
        ("text_encoder", "config.json", "[]"),
        ("scheduler", "scheduler_config.json", ""),
        ("tokenizer", "tokenizer_config.json", "no"),
    ],
)
def test_a_damaged_configuration_is_named_with_its_component(path, part, file, text):
    (path / part / file).write_text(text)
    (told,) = problems(path)
    assert told.startswith(f"{part} of model: {file} is no")
    assert told.endswith("download it again.")


def test_a_class_that_stands_for_code_of_the_models_own_is_refused(tmp_path):
    path = weights.pipeline(tmp_path / "m", text_encoder=["transformers", "AutoModel"])
    assert problems(path) == []
    (path / "text_encoder" / "config.json").write_text('{"auto_map": {"AutoModel": "mine.Model"}}')
    (told,) = problems(path)
    assert "code of its own for text_encoder (trust_remote_code), which is never run" in told


def test_a_folder_without_a_transformer_is_no_model(tmp_path):
    (told,) = problems(weights.pipeline(tmp_path / "m", transformer=[None, None]))
    assert told.startswith("m names no transformer in its model_index.json. Fetch the model again")


def test_an_index_that_is_a_link_out_of_the_folder_is_said(path, tmp_path):
    (path / "model_index.json").rename(tmp_path / "elsewhere.json")
    (path / "model_index.json").symlink_to(tmp_path / "elsewhere.json")
    with pytest.raises(BadInput, match=r"model_index\.json is a link out of the folders"):
        model_at(path)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"_class_name": 3}'])
def test_an_index_that_is_none_is_skipped(path, text):
    (path / "model_index.json").write_text(text)
    assert isinstance(folder(path), Skipped)
