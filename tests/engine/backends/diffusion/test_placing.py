"""Every profile on the real classes at tiny size: what has to be equal bit by bit is."""

from __future__ import annotations

import gc
from dataclasses import replace
from pathlib import Path

import pytest

from engine.backends.diffusion.loading import loaded
from engine.backends.diffusion.placing import Placement, narrowed, placed
from engine.backends.diffusion.speed import Levers, levers
from engine.errors import BadInput, StorageProblem
from engine.models.profiles import PROFILES, profile_of
from engine.models.scan import model_at
from tests.helpers import tiny

PLAIN = Levers(cache=0.0)


@pytest.fixture(scope="session")
def a14b(torch, tmp_path_factory) -> Path:
    return tiny.saved(tiny.wan_a14b, tmp_path_factory.mktemp("models") / "wan2.2-a14b")


def open_a14b(folder: Path):
    return loaded(model_at(folder), "WanImageToVideoPipeline")


def run(torch, pipeline, steps: int = 3):
    from PIL import Image

    out = pipeline(
        image=Image.new("RGB", (32, 32), (200, 40, 90)),
        prompt="a ball rolls",
        negative_prompt="",
        height=32,
        width=32,
        num_frames=5,
        num_inference_steps=steps,
        generator=torch.Generator().manual_seed(1),
        output_type="pt",
    )
    return out.frames


@pytest.fixture(scope="session")
def plain(torch, a14b):
    """What diffusers itself makes."""
    return run(torch, open_a14b(a14b))


def wide(name: str):
    """The profile with its weights as they are."""
    return replace(profile_of(name), fp8=False, tiled=False)


@pytest.mark.parametrize("name", [profile.id for profile in PROFILES])
def test_moving_weights_about_changes_no_bit(torch, a14b, plain, tmp_path, name):
    placement = placed(open_a14b(a14b), wide(name), "cpu", tmp_path, PLAIN)
    assert torch.equal(run(torch, placement.pipeline), plain)
    assert torch.equal(run(torch, placement.pipeline), plain), "the second run is the same"
    placement.release()


@pytest.mark.parametrize("name", ["24", "16", "12", "low-ram"])
def test_weights_are_kept_as_fp8_where_the_profile_says_so(torch, a14b, plain, tmp_path, name):
    placement = placed(open_a14b(a14b), profile_of(name), "cpu", tmp_path, PLAIN)
    network = placement.pipeline.transformer_2
    kept = {parameter.dtype for parameter in network.blocks[0].attn1.parameters()}
    assert torch.float8_e4m3fn in kept
    assert network.dtype is torch.float32, "it still works in wide numbers"
    made = run(torch, placement.pipeline)
    assert made.shape == plain.shape
    assert 0 < (made - plain).abs().mean() < 0.2
    placement.release()


def test_networks_are_narrowed_one_by_one_while_they_are_read(torch, a14b, tmp_path):
    profile = profile_of("16")
    first = placed(open_a14b(a14b), profile, "cpu", tmp_path, PLAIN)
    expected = run(torch, first.pipeline)
    first.release()
    seen = []

    def narrow(network):
        seen.append(type(network).__name__)
        narrowed(network)

    pipeline = loaded(model_at(a14b), "WanImageToVideoPipeline", each=narrow)
    assert seen == ["WanTransformer3DModel"] * 2
    kept = {parameter.dtype for parameter in pipeline.transformer.parameters()}
    assert torch.float8_e4m3fn in kept
    second = placed(pipeline, profile, "cpu", tmp_path, PLAIN)
    assert torch.equal(run(torch, pipeline), expected)
    second.release()


def test_a_run_that_was_cut_short_leaves_nothing_behind(torch, a14b, plain, tmp_path):
    placement = placed(open_a14b(a14b), wide("16"), "cpu", tmp_path, Levers(cache=0.1))
    pipeline = placement.pipeline
    whole = run(torch, pipeline)
    step, made = pipeline.scheduler.step, []

    def stops(*args, **how):
        made.append(1)
        if len(made) == 2:
            raise KeyboardInterrupt
        return step(*args, **how)

    pipeline.scheduler.step = stops
    with pytest.raises(KeyboardInterrupt):
        run(torch, pipeline)
    pipeline.scheduler.step = step
    placement.settle()
    assert torch.equal(run(torch, pipeline), whole)
    placement.release()


def test_a_parked_run_goes_on_as_if_nothing_had_been(torch, a14b, plain, tmp_path):
    placement = placed(open_a14b(a14b), wide("max-speed"), "cpu", tmp_path, PLAIN)
    step = placement.pipeline.scheduler.step

    def rests(*args, **how):
        placement.park()
        placement.unpark()
        return step(*args, **how)

    placement.pipeline.scheduler.step = rests
    assert torch.equal(run(torch, placement.pipeline), plain)
    placement.release()


def test_two_networks_of_one_class_have_a_folder_each_on_the_disk(torch, a14b, tmp_path):
    placement = placed(open_a14b(a14b), profile_of("low-ram"), "cpu", tmp_path, PLAIN)
    folders = {path.parent.name for path in tmp_path.rglob("group_*.safetensors")}
    assert folders == {"transformer", "transformer_2"}
    placement.release()
    assert not list(tmp_path.rglob("*.safetensors"))


def test_what_a_killed_process_left_on_the_disk_is_swept(torch, a14b, tmp_path):
    left = tmp_path / "offloaded" / "99999999-left"
    left.mkdir(parents=True)
    (left / "group.safetensors").write_bytes(b"x")
    placement = placed(open_a14b(a14b), profile_of("low-ram"), "cpu", tmp_path, PLAIN)
    assert not left.exists()
    placement.release()


def test_a_full_disk_is_said_before_anything_is_written(torch, a14b, tmp_path, monkeypatch):
    usage = type("Usage", (), {"free": 10})
    monkeypatch.setattr("shutil.disk_usage", lambda path: usage)
    with pytest.raises(StorageProblem, match=r"have to wait on the disk, and 0\.0 GiB are free"):
        placed(open_a14b(a14b), profile_of("low-ram"), "cpu", tmp_path, PLAIN)
    assert not list(tmp_path.rglob("*.safetensors"))


def test_max_speed_takes_over_what_changes_little_and_says_so(torch, a14b, plain, tmp_path):
    placement = placed(open_a14b(a14b), profile_of("max-speed"), "cpu", tmp_path, Levers())
    assert "0.1" in placement.notes[0]
    assert placement.pipeline.transformer.is_cache_enabled
    assert placement.pipeline.transformer_2.is_cache_enabled
    first = run(torch, placement.pipeline)
    assert torch.equal(run(torch, placement.pipeline), first), "the cache starts anew"
    placement.release()


def test_an_attention_that_is_not_installed_is_refused_in_one_line(torch, a14b, tmp_path):
    for name in ("flash", "no-such-thing"):
        with pytest.raises(BadInput, match=f"The attention '{name}' cannot be used"):
            placed(open_a14b(a14b), wide("cpu"), "cpu", tmp_path, Levers(attention=name))


def test_a_forced_attention_is_of_this_model_alone(torch, a14b, plain, tmp_path):
    placement = placed(
        open_a14b(a14b), wide("cpu"), "cpu", tmp_path, Levers(attention="_native_math")
    )
    assert torch.allclose(run(torch, placement.pipeline), plain, atol=1e-4)
    placement.release()
    assert torch.equal(run(torch, open_a14b(a14b)), plain)


def test_a_released_pipeline_holds_no_weights(torch, a14b, tmp_path):
    import weakref

    placement = placed(open_a14b(a14b), profile_of("16"), "cpu", tmp_path, PLAIN)
    network = weakref.ref(placement.pipeline.transformer)
    placement.release()
    placement.release()
    gc.collect()
    assert network() is None


def test_the_levers_are_read_from_the_environment():
    assert levers({}) == Levers()
    said = {"VERBENCH_ATTENTION": "Native", "VERBENCH_STEP_CACHE": "0", "VERBENCH_COMPILE": "1"}
    assert levers(said) == Levers("native", 0.0, True)
    for wrong in ("fast", "-1", "nan"):
        with pytest.raises(BadInput, match="VERBENCH_STEP_CACHE"):
            levers({"VERBENCH_STEP_CACHE": wrong})


def test_without_a_card_no_peak_is_claimed(torch, a14b, tmp_path):
    placement: Placement = placed(open_a14b(a14b), wide("cpu"), "cpu", tmp_path, PLAIN)
    assert placement.peak() == 0
    placement.release()
