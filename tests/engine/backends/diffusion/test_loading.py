"""Folders of diffusers that are whole, and all the ways in which they are not."""

from __future__ import annotations

import json
import shlex
import shutil
import sys
from pathlib import Path

import pytest

from engine.backends.diffusion import refusals
from engine.backends.diffusion.loading import loaded, numbers, reader
from engine.errors import BadInput, Cancelled, MissingPart, VerbenchError
from engine.models.scan import model_at


def refused(folder: Path, pipeline: str = "WanPipeline") -> str:
    with pytest.raises(BadInput) as caught:
        loaded(model_at(folder), pipeline)
    said = str(caught.value)
    assert "\n" not in said
    assert len(said) < 1000
    return said


def index_of(folder: Path, **more) -> None:
    path = folder / "model_index.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | more))


def test_a_folder_becomes_the_pipeline_of_the_class_that_is_asked_for(torch, whole):
    model = model_at(whole)
    pipeline = loaded(model, "WanPipeline", without=("text_encoder", "tokenizer"))
    assert type(pipeline).__name__ == "WanPipeline"
    assert pipeline.text_encoder is None
    assert pipeline.transformer is not None
    video = loaded(model, "WanVideoToVideoPipeline", without=("text_encoder",))
    assert type(video).__name__ == "WanVideoToVideoPipeline"


def test_the_reader_has_nothing_but_what_reads(torch, whole):
    pipeline = reader(model_at(whole), "WanPipeline", {"text_encoder", "tokenizer"})
    assert pipeline.transformer is None
    assert pipeline.vae is None
    assert pipeline.tokenizer is not None


def test_numbers_are_narrow_on_a_card_and_as_stored_on_the_processor(torch, whole):
    model = model_at(whole)
    card = numbers(model, "cuda")
    assert card["default"] is torch.bfloat16
    assert card["vae"] is torch.float32, "Wan's loses by less"
    assert numbers(model, "cpu")["transformer"] is torch.float32
    pipeline = loaded(model, "WanPipeline", device="cuda")
    assert pipeline.transformer.dtype is torch.bfloat16
    assert pipeline.vae.dtype is torch.float32
    assert pipeline.device.type == "cpu", "placing moves it"


def test_a_class_that_this_diffusers_does_not_know_is_named(torch, folder):
    said = refused(folder, "WanNextYearPipeline")
    assert "does not know WanNextYearPipeline" in said
    assert "pip install -U diffusers" in said
    index_of(folder, transformer=["diffusers", "WanNextYear3DModel"])
    assert "does not know WanNextYear3DModel" in refused(folder)


def test_code_that_comes_with_a_model_is_never_run(torch, folder, tmp_path):
    index_of(folder, transformer=["my_code", "Network"])
    (folder / "transformer" / "my_code.py").write_text("raise SystemExit('ran')")
    assert "never run" in refused(folder)
    (folder / "transformer" / "my_code.py").unlink()
    index_of(folder, transformer=["antigravity", "Network"])
    assert "transformer of wan2.1-t2v is code of antigravity, which is never run" in refused(folder)


def test_remote_code_of_a_text_encoder_is_refused(torch, folder):
    config = folder / "text_encoder" / "config.json"
    said = json.loads(config.read_text()) | {
        "auto_map": {"AutoModel": "mine.Model"},
        "model_type": "mine",
    }
    config.write_text(json.dumps(said))
    index_of(folder, text_encoder=["transformers", "AutoModel"])
    assert "trust_remote_code" in refused(folder)


@pytest.mark.parametrize("part", ["transformer", "vae", "text_encoder", "scheduler", "tokenizer"])
def test_a_missing_part_is_named(torch, folder, part):
    shutil.rmtree(folder / part)
    assert f"{part} of wan2.1-t2v is missing" in refused(folder)


def test_cut_off_weights_are_refused(torch, folder):
    (path,) = (folder / "transformer").glob("*.safetensors")
    path.write_bytes(path.read_bytes()[:-40])
    assert "cut off" in refused(folder)


def test_weights_that_go_bad_after_the_scan_are_refused_too(torch, folder):
    model = model_at(folder)
    (path,) = (folder / "transformer").glob("*.safetensors")
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(BadInput, match=r"wan2\.1-t2v are damaged or cut off"):
        loaded(model, "WanPipeline")
    path.unlink()
    with pytest.raises(BadInput, match=r"wan2\.1-t2v lacks"):
        loaded(model, "WanPipeline")


def test_weights_of_another_size_than_the_configuration_are_refused(torch, folder):
    config = folder / "transformer" / "config.json"
    config.write_text(json.dumps(json.loads(config.read_text()) | {"ffn_dim": 64}))
    assert "do not fit its configuration" in refused(folder)


def test_a_link_out_of_the_folder_is_refused(torch, folder, tmp_path):
    (path,) = (folder / "vae").glob("*.safetensors")
    path.rename(tmp_path / "elsewhere.safetensors")
    path.symlink_to(tmp_path / "elsewhere.safetensors")
    assert "link out of the folder" in refused(folder)


def test_pickled_weights_are_refused_with_the_conversion(torch, folder):
    (path,) = (folder / "vae").glob("*.safetensors")
    path.unlink()
    torch.save({"a": torch.zeros(1)}, folder / "vae" / "diffusion_pytorch_model.bin")
    said = refused(folder)
    assert "diffusion_pytorch_model.bin" in said
    assert "python" in said


@pytest.mark.parametrize("part", ["text_encoder", "transformer"])
@pytest.mark.parametrize("shards", [1, 2])
def test_the_command_that_converts_makes_the_model_whole(torch, folder, part, shards, monkeypatch):
    from safetensors.torch import load_file

    (path,) = (folder / part).glob("*.safetensors")
    tensors = load_file(path)
    path.unlink()
    stem = "pytorch_model" if part == "text_encoder" else "diffusion_pytorch_model"
    for number in range(shards):
        shard = f"-{number + 1:05d}-of-{shards:05d}" if shards > 1 else ""
        own = dict(list(tensors.items())[number::shards])
        torch.save({"state_dict": own}, folder / part / f"{stem}{shard}.bin")
    command = shlex.split(refused(folder).partition("convert it: ")[2])
    # what the command starts, without waiting for torch again
    monkeypatch.setattr(sys, "argv", command[1:2] + command[3:])
    exec(compile(command[2], "command", "exec"), {})
    model = model_at(folder)
    assert model.usable
    made = getattr(loaded(model, "WanPipeline"), part).state_dict()
    assert all(torch.equal(made[name], tensor) for name, tensor in tensors.items())


def test_a_part_that_the_index_does_not_name_is_said(torch, folder):
    index = json.loads((folder / "model_index.json").read_text())
    del index["vae"]
    (folder / "model_index.json").write_text(json.dumps(index))
    assert "wan2.1-t2v has no vae in its model_index.json" in refused(folder)


@pytest.mark.parametrize(
    ("part", "file", "text", "said"),
    [
        ("tokenizer", "tokenizer.json", "{", "A file of tokenizer of wan2.1-t2v is missing or no"),
        ("transformer", "config.json", '{"num_layers": "two"}', "transformer of wan2.1-t2v cannot"),
        ("vae", "config.json", '{"z_dim": "many"}', "vae of wan2.1-t2v cannot"),
    ],
)
def test_a_component_that_cannot_be_made_is_named(torch, folder, part, file, text, said):
    (folder / part / file).write_text(text)
    assert said in refused(folder)


def test_a_class_that_these_transformers_do_not_know_is_named(torch, folder):
    index_of(folder, text_encoder=["transformers", "NextYearEncoder"])
    assert "do not know NextYearEncoder, which wan2.1-t2v needs" in refused(folder)


def test_being_out_of_memory_is_no_fault_of_the_model(torch):
    for error in (
        torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB"),
        RuntimeError("CUDA error: out of memory"),
        RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory"),
        RuntimeError("CUBLAS_STATUS_ALLOC_FAILED when calling cublasCreate"),
        MemoryError(),
    ):
        assert refusals.out_of_memory(error)
        with pytest.raises(type(error)), refusals.named("wan"):
            raise error
    assert not refusals.out_of_memory(ValueError("out of memory"))


def test_a_card_that_is_gone_is_said_in_one_line():
    error = RuntimeError("CUDA error: unspecified launch failure\nCompile with ...")
    assert refusals.gone(error)
    said = refusals.refusal("wan", error)
    assert "The card failed while wan was at work" in str(said)
    assert not isinstance(said, BadInput)


@pytest.mark.parametrize(
    "said",
    [
        "CUDA error: unknown error",
        "CUDA error: the launch timed out and was terminated",
        "CUDA error: CUDA-capable device(s) is/are busy or unavailable",
        "CUDA error: misaligned address",
        "cuDNN error: CUDNN_STATUS_EXECUTION_FAILED",
    ],
)
def test_a_card_that_failed_is_told_from_a_model_that_does_not_fit(said):
    assert refusals.gone(RuntimeError(said))
    assert not refusals.gone(RuntimeError("CUDA out of memory. Tried to allocate 2.00 GiB"))


def test_what_fails_while_a_clip_is_made_is_not_put_on_the_model():
    for error in (ValueError("no such size"), KeyError("sample")):
        said = refusals.refusal("wan", error, "its steps were made")
        assert "wan failed while its steps were made" in str(said)
        assert not isinstance(said, BadInput)
    assert "wan cannot be used: no such size" in str(
        refusals.refusal("wan", ValueError("no such size"))
    )


def test_a_torch_that_is_not_built_for_the_card_is_said():
    error = RuntimeError("CUDA error: no kernel image is available for execution on the device")
    assert "not built for this card" in str(refusals.refusal("wan", error, "its steps were made"))


def test_ours_pass_as_they_are():
    for error in (Cancelled(), VerbenchError("no")):
        with pytest.raises(type(error)) as caught, refusals.named("wan"):
            raise error
        assert caught.value is error


def test_a_library_that_is_not_installed_is_named():
    error = ModuleNotFoundError("No module named 'gguf'", name="gguf")
    said = refusals.refusal("wan", error)
    assert isinstance(said, MissingPart)
    assert "pip install gguf" in str(said)
