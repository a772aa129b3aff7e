"""Checkpoints in one file: the real classes at tiny size, saved as their authors and ComfyUI do."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

import resources
from engine.backends.diffusion import single
from engine.backends.diffusion.checkpoint import residual
from engine.backends.diffusion.loading import Shelf, loaded, parts
from engine.errors import BadInput
from engine.models.scan import model_at
from tests.engine.backends.diffusion.test_placing import run
from tests.helpers import tiny

AUTHORS = (
    ("condition_embedder.time_embedder.linear_1", "time_embedding.0"),
    ("condition_embedder.time_embedder.linear_2", "time_embedding.2"),
    ("condition_embedder.text_embedder.linear_1", "text_embedding.0"),
    ("condition_embedder.text_embedder.linear_2", "text_embedding.2"),
    ("condition_embedder.time_proj", "time_projection.1"),
    ("proj_out.", "head.head."),
    (".attn1.", ".self_attn."),
    (".attn2.", ".cross_attn."),
    (".to_q.", ".q."),
    (".to_k.", ".k."),
    (".to_v.", ".v."),
    (".to_out.0.", ".o."),
    ("ffn.net.0.proj", "ffn.0"),
    ("ffn.net.2", "ffn.2"),
    (".norm2.", ".norm3."),
)
"""Names of Wan's transformer in diffusers, and in the authors' files."""


def authors_name(name: str) -> str:
    if name == "scale_shift_table":
        return "head.modulation"
    for ours, theirs in AUTHORS:
        name = name.replace(ours, theirs)
    return name.replace("scale_shift_table", "modulation")


def tensors_of(folder: Path, part: str) -> dict:
    from safetensors.torch import load_file

    (path,) = (folder / part).glob("*.safetensors")
    return load_file(path)


def save(tensors: dict, path: Path) -> Path:
    from safetensors.torch import save_file

    path.parent.mkdir(parents=True, exist_ok=True)
    save_file({name: tensor.contiguous() for name, tensor in tensors.items()}, path)
    return path


@pytest.fixture(scope="session")
def folder(torch, tmp_path_factory) -> Path:
    """The whole model, as diffusers saves it."""
    return tiny.saved(tiny.wan_a14b, tmp_path_factory.mktemp("whole") / "wan2.2-a14b")


@pytest.fixture(scope="session")
def configurations(folder, tmp_path_factory) -> Path:
    """What is shipped, for models of this size."""
    shelf = tmp_path_factory.mktemp("shelf")
    made = shelf / "wan-2.2-i2v-tiny"
    shutil.copytree(folder, made, ignore=shutil.ignore_patterns("*.safetensors", "tokenizer"))
    index = json.loads((made / "model_index.json").read_text())
    index["_verbench"] = {"family": "wan-2.2", "variants": ["i2v"], "width": 24, "experts": True}
    (made / "model_index.json").write_text(json.dumps(index))
    return shelf


@pytest.fixture
def files(folder, tmp_path) -> Path:
    """Both experts in the authors' names, as ComfyUI lays them out; the rest elsewhere."""
    home = tmp_path / "diffusion_models"
    for part, noise in (("transformer", "high"), ("transformer_2", "low")):
        tensors = {authors_name(k): v for k, v in tensors_of(folder, part).items()}
        save(tensors, home / f"wan2.2_i2v_{noise}_noise_14B.safetensors")
    return home


def opened(files: Path, folder: Path, configurations: Path, name: str = "high"):
    model = model_at(files / f"wan2.2_i2v_{name}_noise_14B.safetensors")
    shelf = Shelf((folder.parent,), None, configurations)
    return loaded(model, "WanImageToVideoPipeline", shelf=shelf)


@pytest.mark.parametrize("name", ["high", "low"])
def test_a_pair_of_files_makes_what_the_folder_makes(torch, folder, files, configurations, name):
    whole = loaded(model_at(folder), "WanImageToVideoPipeline")
    assert whole.config.boundary_ratio == 0.875
    pair = opened(files, folder, configurations, name)
    assert pair.config.boundary_ratio == 0.875
    assert torch.equal(run(torch, pair), run(torch, whole))


def test_narrow_numbers_are_kept_out_of_the_layers_that_lose_by_them(
    torch, folder, files, configurations
):
    narrow = {"default": torch.bfloat16, "vae": torch.float32}
    whole = loaded(model_at(folder), "WanImageToVideoPipeline", dtype=narrow)
    pair = loaded(
        model_at(files / "wan2.2_i2v_high_noise_14B.safetensors"),
        "WanImageToVideoPipeline",
        dtype=narrow,
        shelf=Shelf((folder.parent,), None, configurations),
    )
    assert pair.transformer.scale_shift_table.dtype is torch.float32
    for part in ("transformer", "transformer_2", "vae", "text_encoder"):
        types = [
            {name: tensor.dtype for name, tensor in getattr(pipe, part).state_dict().items()}
            for pipe in (whole, pair)
        ]
        assert types[0] == types[1], part
    assert torch.equal(run(torch, pair), run(torch, whole))


def test_fp8_of_comfyui_is_widened_by_its_scales(torch, folder, files, configurations):
    from safetensors.torch import load_file

    plain = run(torch, opened(files, folder, configurations))
    for path in files.iterdir():
        tensors = load_file(path)
        packed = {"scaled_fp8": torch.zeros(2, dtype=torch.float8_e4m3fn)}
        for key, value in tensors.items():
            if key.startswith("blocks.") and value.dim() == 2:
                scale = value.abs().max() / 448
                packed[key] = (value / scale).to(torch.float8_e4m3fn)
                packed[key.removesuffix("weight") + "scale_weight"] = scale.reshape(1)
            else:
                packed[key] = value
        save({f"model.diffusion_model.{k}": v for k, v in packed.items()}, path)
    made = run(torch, opened(files, folder, configurations))
    assert 0 < (made - plain).abs().mean() < 0.05


def test_weights_that_only_comfyui_reads_are_refused(torch, folder, files, configurations):
    from safetensors.torch import load_file

    path = files / "wan2.2_i2v_high_noise_14B.safetensors"
    note = torch.tensor(list(json.dumps({"format": "nvfp4"}).encode()), dtype=torch.uint8)
    save(load_file(path) | {"blocks.0.self_attn.q.comfy_quant": note}, path)
    with pytest.raises(BadInput, match="packed in a way that only ComfyUI reads"):
        opened(files, folder, configurations)


def test_a_gguf_file_runs(torch, folder, files, configurations):
    import gguf
    from safetensors.torch import load_file

    plain = run(torch, opened(files, folder, configurations))
    for path in sorted(files.iterdir()):
        writer = gguf.GGUFWriter(str(path.with_suffix(".gguf")), "wan")
        for key, value in load_file(path).items():
            writer.add_tensor(key, value.numpy())
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.write_tensors_to_file()
        writer.close()
        path.unlink()
    model = model_at(files / "wan2.2_i2v_high_noise_14B.gguf")
    shelf = Shelf((folder.parent,), None, configurations)
    pipeline = loaded(model, "WanImageToVideoPipeline", dtype=torch.float32, shelf=shelf)
    assert torch.allclose(run(torch, pipeline), plain, atol=1e-4)


def test_the_text_encoder_alone_is_loaded_to_read(torch, folder, files, configurations):
    from engine.backends.diffusion.loading import reader

    model = model_at(files / "wan2.2_i2v_high_noise_14B.safetensors")
    shelf = Shelf((folder.parent,), None, configurations)
    pipeline = reader(model, "WanImageToVideoPipeline", {"text_encoder", "tokenizer"}, shelf=shelf)
    assert pipeline.transformer is None
    assert pipeline.vae is None
    embeds, _ = pipeline.encode_prompt("a ball", do_classifier_free_guidance=False)
    assert embeds.shape[-1] == 32


def test_what_comes_from_elsewhere_counts_for_the_estimate(folder, files, configurations):
    model = model_at(files / "wan2.2_i2v_low_noise_14B.safetensors")
    found = parts(model, Shelf((folder.parent,), None, configurations))
    assert [part.name for part in found] == ["transformer", "vae", "text_encoder"]
    assert parts(model_at(folder), Shelf()) == ()


def test_a_part_that_is_nowhere_is_named_with_the_mend(torch, folder, files, configurations):
    model = model_at(files / "wan2.2_i2v_high_noise_14B.safetensors")
    with pytest.raises(BadInput, match=r"needs a VAE of 16 channels.*Put it beside"):
        loaded(model, "WanImageToVideoPipeline", shelf=Shelf((), None, configurations))
    (files / "wan2.2_i2v_low_noise_14B.safetensors").unlink()
    with pytest.raises(BadInput, match="the one for low noise is in none of your folders"):
        opened(files, folder, configurations)


def test_a_file_that_does_not_say_which_expert_it_is_is_refused(folder, files, configurations):
    path = files / "wan2.2_i2v_high_noise_14B.safetensors"
    other = path.rename(files / "wan2.2_i2v_a14b.safetensors")
    with pytest.raises(BadInput, match="does not say which of the two experts"):
        loaded(
            model_at(other),
            "WanImageToVideoPipeline",
            shelf=Shelf((folder.parent,), None, configurations),
        )


def test_a_file_that_lacks_layers_is_refused(torch, folder, files, configurations):
    from safetensors.torch import load_file

    path = files / "wan2.2_i2v_high_noise_14B.safetensors"
    tensors = load_file(path)
    del tensors["blocks.1.self_attn.q.weight"]
    save(tensors, path)
    with pytest.raises(BadInput, match="lacks some of the tensors of its network"):
        opened(files, folder, configurations)


def test_a_family_without_a_shipped_configuration_is_refused(torch, folder, files, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(BadInput, match=r"A single file of wan-2\.2 cannot be run"):
        opened(files, folder, empty)


# --- what is shipped ---------------------------------------------------------------------------

SHIPPED = sorted(path.parent for path in single.SHELF.glob("*/model_index.json"))


@pytest.mark.parametrize("config", SHIPPED, ids=lambda path: path.name)
def test_a_shipped_configuration_makes_a_network_of_the_size_it_says(torch, config):
    import diffusers
    from accelerate import init_empty_weights
    from transformers import UMT5Config

    index = json.loads((config / "model_index.json").read_text())
    cls = getattr(diffusers, index["transformer"][1])
    with init_empty_weights():
        network = cls.from_config(cls.load_config(str(config), subfolder="transformer"))
        vae = diffusers.AutoencoderKLWan.from_config(
            diffusers.AutoencoderKLWan.load_config(str(config), subfolder="vae")
        )
    billions = sum(parameter.numel() for parameter in network.parameters()) / 1e9
    sizes = {"1.3b": (1.2, 2.2), "5b": (4.9, 5.1), "14b": (14.0, 17.5), "a14b": (14.0, 17.5)}
    low, high = sizes[config.name.rpartition("-")[2]]
    assert low < billions < high
    assert network.patch_embedding.weight.shape[0] == index["_verbench"]["width"]
    assert vae.config.z_dim == network.config.out_channels
    assert UMT5Config.from_pretrained(config / "text_encoder").d_model == network.config.text_dim
    diffusers.UniPCMultistepScheduler.from_pretrained(config / "scheduler")


def test_the_vae_of_the_small_wan_is_told_by_the_authors_names(torch):
    """Every name of diffusers is reached from exactly one of the authors'."""
    ours = set(tiny.wan_5b().vae.state_dict())

    def theirs(name: str) -> str:
        for pattern, text in (
            (r"\.conv_in\.", ".conv1."),
            (r"\.norm_out\.", ".head.0."),
            (r"\.conv_out\.", ".head.2."),
            (r"^quant_conv\.", "conv1."),
            (r"^post_quant_conv\.", "conv2."),
            (r"\.mid_block\.attentions\.0\.", ".middle.1."),
            (r"\.mid_block\.resnets\.(\d)\.", lambda m: f".middle.{2 * int(m[1])}."),
            (r"\.down_blocks\.(\d)\.resnets\.(\d)\.", r".downsamples.\1.downsamples.\2."),
            (r"\.up_blocks\.(\d)\.resnets\.(\d)\.", r".upsamples.\1.upsamples.\2."),
            (r"\.down_blocks\.(\d)\.downsampler\.", r".downsamples.\1.downsamples.9."),
            (r"\.up_blocks\.(\d)\.upsampler\.", r".upsamples.\1.upsamples.9."),
            (r"(samples\.\d|middle\.\d)\.norm1\.", r"\1.residual.0."),
            (r"(samples\.\d|middle\.\d)\.conv1\.", r"\1.residual.2."),
            (r"(samples\.\d|middle\.\d)\.norm2\.", r"\1.residual.3."),
            (r"(samples\.\d|middle\.\d)\.conv2\.", r"\1.residual.6."),
            (r"\.conv_shortcut\.", ".shortcut."),
        ):
            name = re.sub(pattern, text, name)
        return name

    assert {residual(theirs(name)) for name in ours} == ours
    assert all(theirs(name) != name for name in ours if "_block" in name)


@pytest.mark.parametrize("name", ["umt5", "t5"])
def test_a_shipped_vocabulary_cuts_as_sentencepiece_does(torch, name):
    from sentencepiece import SentencePieceProcessor

    from engine.backends.diffusion.vocabularies import tokenizer

    made = tokenizer(name)
    pieces = SentencePieceProcessor(model_file=str(resources.path("tokenizers", f"{name}.model")))
    for text in (
        "A red ball rolls to the left and stops at the wall.",
        "一只猫慢慢地向镜头走来，然后转身。",
        "Half-opened, “quoted” — 3.5 m/s; café, naïve!",
        "",
    ):
        assert made(text).input_ids == [*pieces.encode(text), pieces.eos_id()], text
    assert made("a", padding="max_length", max_length=4).input_ids[-1] == 0
