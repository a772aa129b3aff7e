"""Estimates of memory: the sums they are made of, their order, and what they say."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from engine.errors import BadInput
from engine.models import machine
from engine.models.geometry import GEOMETRIES
from engine.models.memory import GIB, Clip, Fit, Room, best, closest, fits, learned, longest
from engine.models.profiles import PROFILES, next_profile, profile_of
from engine.models.record import Model, Part
from engine.prompt.models import families

PLENTY = Room(1000 * GIB, 1000 * GIB)
CLIP = Clip(832, 480, 81)


def wan(
    parameters: float = 14.3e9,
    width: int = 5120,
    inner: int = 13824,
    blocks: int = 40,
    dtype: str = "BF16",
    family: str = "wan-2.1",
) -> Model:
    """A transformer as a header would tell it; narrow numbers take half a byte each."""
    bytes_each = {"BF16": 2.0, "F32": 4.0, "Q4_K": 0.5625, "F8_E4M3": 1.0}[dtype]
    size = int(parameters * bytes_each)
    part = Part(
        "transformer",
        "WanTransformer3DModel",
        (),
        size,
        int(parameters),
        ((dtype, size),),
        blocks,
        int(size * 0.98 / blocks),
        width,
        inner,
        16,
    )
    return Model(Path("wan.safetensors"), "wan", "single", family, "tensors", "t2v", parts=(part,))


def of(profile: str, model: Model | None = None, clip: Clip = CLIP, room: Room = PLENTY) -> Fit:
    found = fits(model or wan(), clip, room)
    return next(fit for fit in found if fit.profile.id == profile)


def gib(size: float) -> float:
    return size / GIB


@pytest.mark.parametrize(
    ("family", "clip", "tokens"),
    [
        ("wan-2.1", (832, 480, 81), 32_760),
        ("wan-2.1", (1280, 720, 81), 75_600),
        ("wan-2.2-5b", (1280, 704, 121), 27_280),
        ("hunyuanvideo", (1280, 720, 129), 118_800),
        ("cogvideox", (720, 480, 49), 17_550),
        ("cogvideox-1.5", (1360, 768, 81), 44_880),
        ("ltx-video", (704, 512, 161), 7_392),
        ("cosmos-1", (1280, 704, 121), 56_320),
    ],
)
def test_tokens_are_those_of_the_pipelines(family, clip, tokens):
    assert GEOMETRIES[family].tokens(*clip) == tokens


def test_every_geometry_is_of_a_family_that_is_known():
    assert set(GEOMETRIES) <= {family.id for family in families()}


@pytest.mark.parametrize(
    ("family", "width", "inner", "tokens", "measured"),
    [
        ("wan-2.1", 5120, 13824, 32_760, 3.471),
        ("wan-2.1", 5120, 13824, 75_600, 7.986),
        ("wan-2.1", 1536, 8960, 32_760, 1.489),
        ("wan-2.2-5b", 3072, 14336, 27_280, 5.067),
        ("hunyuanvideo", 3072, 12288, 118_800, 12.383),
        ("cogvideox", 3072, 12288, 35_100, 2.643),
        ("ltx-video", 2048, 8192, 14_784, 0.909),
        ("ltx-2", 4096, 16384, 12_288, 2.040),
        ("cosmos-1", 4096, 16384, 56_320, 6.070),
        ("cosmos-2", 2048, 8192, 84_480, 3.949),
        ("svd", 320, 0, 460_800, 7.733),
    ],
)
def test_activations_are_within_two_percent_of_what_the_real_classes_held(
    family, width, inner, tokens, measured
):
    from engine.models.geometry import bytes_of_tokens

    model = wan(width=width, inner=inner, family=family)
    found = gib(bytes_of_tokens(GEOMETRIES[family], model, model.parts[0], tokens))
    assert found == pytest.approx(measured, rel=0.02)


@pytest.mark.parametrize(
    ("family", "clip", "tiled", "measured"),
    [
        ("wan-2.1", (832, 480, 17), False, 7.31),
        ("wan-2.1", (832, 480, 81), False, 7.61),
        ("wan-2.1", (832, 480, 81), True, 1.70),
        ("wan-2.2-5b", (1280, 704, 17), False, 18.22),
        ("wan-2.2-5b", (1280, 704, 17), True, 1.55),
        ("cogvideox", (1360, 768, 81), False, 44.54),
        ("cogvideox", (720, 480, 49), True, 3.77),
        ("ltx-video", (704, 512, 161), False, 5.41),
        ("ltx-video", (704, 512, 161), True, 3.94),
        ("ltx-2", (1216, 704, 121), False, 8.21),
        ("ltx-2", (768, 512, 121), True, 1.01),
        ("hunyuanvideo", (832, 480, 81), True, 2.65),
        ("hunyuanvideo-1.5", (832, 480, 121), False, 80.83),
        ("hunyuanvideo-1.5", (832, 480, 121), True, 13.59),
        ("cosmos-1", (1280, 704, 121), False, 7.54),
        ("svd", (1024, 576, 8), False, 9.00),
    ],
)
def test_decoding_is_within_a_tenth_of_what_the_real_classes_held(family, clip, tiled, measured):
    width, height, frames = clip
    found = GEOMETRIES[family].decoder.peak(width * height, frames, tiled=tiled)
    assert gib(found) == pytest.approx(measured, rel=0.1)


def test_the_14b_is_as_large_as_its_header_says():
    denoising = of("24").stages[1]
    assert gib(denoising.weights) == pytest.approx(13.3, rel=0.03)
    assert gib(of("max-speed").stages[1].weights) == pytest.approx(26.6 + 0.5, rel=0.02)


def test_profiles_for_smaller_cards_need_less_of_the_card():
    found = fits(wan(), CLIP, PLENTY)
    peaks = [fit.vram for fit in found if fit.profile.resident != "none"][:5]
    assert peaks == sorted(peaks, reverse=True)
    assert found[-1].vram == 0


@pytest.mark.parametrize("fit", fits(wan(), CLIP, PLENTY), ids=lambda fit: fit.profile.id)
def test_the_14b_fits_the_cards_that_the_profiles_are_named_after(fit):
    assert gib(fit.vram) <= (fit.profile.card or 0.001)


def test_more_frames_and_larger_frames_need_more():
    plain = of("12")
    assert of("12", clip=replace(CLIP, frames=161)).vram > plain.vram
    assert of("12", clip=replace(CLIP, width=1280, height=720)).vram > plain.vram


def test_a_family_that_runs_both_prompts_at_once_needs_twice_the_activations():
    cog = wan(family="cogvideox", width=3072, inner=12288)
    both = of("max-speed", cog).stages[1].activations
    alone = of("max-speed", cog, replace(CLIP, guidance=1.0)).stages[1].activations
    assert both == pytest.approx(2 * alone, rel=0.001)
    assert of("24").stages[1].activations == (
        of("24", clip=replace(CLIP, guidance=1.0)).stages[1].activations
    )


def test_weights_that_are_narrow_already_are_not_made_smaller():
    packed = wan(dtype="Q4_K")
    assert of("24", packed).stages[1].weights == packed.bytes
    wide, half = of("24", wan(dtype="F32")), of("24", wan())
    assert wide.stages[1].weights == pytest.approx(half.stages[1].weights, rel=0.001)


def test_a_single_expert_counts_for_two():
    one, two = of("max-speed"), of("max-speed", wan(family="wan-2.2"))
    assert gib(two.vram - one.vram) == pytest.approx(26.6, rel=0.03)
    assert any("other expert" in said for said in two.assumed)
    second = replace(wan().parts[0], name="transformer_2")
    both = fits(wan(family="wan-2.2"), CLIP, PLENTY, with_parts=[second])[0]
    assert both.vram == pytest.approx(two.vram, rel=0.001)
    assert not any("other expert" in said for said in both.assumed)


def test_parts_that_are_there_are_not_assumed():
    encoder = Part("text_encoder", "umt5-xxl", (), 4 * GIB, 4 * GIB, (("F8_E4M3", 4 * GIB),))
    vae = Part("vae", "AutoencoderKLWan", (), 254 << 20, 127_000_000, (("BF16", 254 << 20),))
    plain = fits(wan(), CLIP, PLENTY)[0]
    assert [said.split(" of ")[0] for said in plain.assumed] == ["a text encoder", "a VAE"]
    whole = fits(wan(), CLIP, PLENTY, with_parts=[encoder, vae])[0]
    assert whole.assumed == ()
    assert whole.stages[0].weights == 4 * GIB


def test_the_fastest_profile_that_fits_is_chosen():
    def chosen(vram: float, ram: float = 64, family: str = "wan-2.1") -> str:
        model = wan(family=family)
        fit = best(fits(model, CLIP, Room(int(vram * GIB), int(ram * GIB))))
        return fit.profile.id if fit else ""

    assert chosen(80) == "max-speed"
    assert chosen(23.5) == "24"
    assert chosen(11) == "16"
    assert chosen(7, 20) == "12"
    assert chosen(7, 24, "wan-2.2") == "low-ram"
    assert chosen(0) == "cpu"
    assert chosen(0, 4) == ""


def test_what_does_not_fit_says_what_it_needs_and_what_is_there():
    fit = of("max-speed", room=Room(8 * GIB, 64 * GIB))
    assert not fit.fits
    assert "GiB weights" in fit.why
    assert "8.0 GiB are free" in fit.why
    assert "there is no card" in of("24", room=Room(0, 64 * GIB)).why
    assert "of memory, and 4.0 GiB are free" in of("16", room=Room(24 * GIB, 4 * GIB)).why


def test_what_comes_closest_is_the_profile_that_lacks_least_or_the_processor_without_a_card():
    none = closest(fits(wan(), CLIP, Room(0, 12 * GIB)))
    assert none.profile.id == "cpu"
    assert none.why == (
        "there is no card, and the processor needs 33.5 GiB of memory, of which 12.0 GiB are free"
    )
    assert closest(fits(wan(), CLIP, Room(4 * GIB, 24 * GIB))).profile.id in {"12", "8"}
    assert closest(fits(wan(), CLIP, Room(8 * GIB, 12 * GIB))).profile.id == "low-ram"


def test_loras_go_into_all_networks_before_they_are_narrowed():
    model, room = wan(family="wan-2.2"), Room(24 * GIB, 48 * GIB)
    plain, with_loras = fits(model, CLIP, room), fits(model, CLIP, room, loras=True)
    for before, after in zip(plain, with_loras, strict=True):
        assert after.vram == before.vram
        narrow = after.profile.fp8
        assert gib(after.ram) >= (55 if narrow else 0)
        assert after.ram == before.ram or narrow
    assert plain[1].fits
    assert not with_loras[1].fits
    assert any("LoRAs" in said for said in with_loras[0].assumed)


def test_the_next_profile_takes_less_of_what_ran_out():
    found = {fit.profile.id: fit for fit in fits(wan(family="wan-2.2"), CLIP, PLENTY)}
    for profile in PROFILES:
        card, memory = next_profile(profile), next_profile(profile, card=False)
        if card is not None:
            assert found[card.id].vram <= found[profile.id].vram
        if memory is not None and profile.id != "max-speed":
            assert found[memory.id].ram < found[profile.id].ram
    assert next_profile(profile_of("8")) is None
    assert next_profile(profile_of("16"), card=False) is profile_of("low-ram")


def test_the_longest_clip_that_fits_is_a_length_the_family_has():
    room = Room(6 * GIB, 64 * GIB)
    clip = Clip(1280, 720, 241)
    frames = longest(wan(), clip, room, profile_of("8"))
    assert 0 < frames < 241
    assert frames % 4 == 1
    assert of("8", clip=replace(clip, frames=frames), room=room).fits
    assert not of("8", clip=replace(clip, frames=frames + 4), room=room).fits
    assert longest(wan(), clip, Room(0, 0), profile_of("8")) == 0
    assert longest(wan(), clip, PLENTY, profile_of("8")) == 241
    assert longest(wan(), replace(clip, frames=10**12), room, profile_of("8")) == frames


def test_a_measured_peak_corrects_the_next_estimate():
    first = of("24")
    measured = first.vram + GIB
    correction = learned(first, measured)
    second = fits(wan(), CLIP, PLENTY, corrections={"24": correction})[1]
    assert gib(second.vram) == pytest.approx(gib(measured), abs=0.05)
    assert learned(first, 1) == 0.25
    assert learned(first, 10_000 * GIB) == 4.0
    assert learned(second, measured) == pytest.approx(correction, rel=0.01)
    assert fits(wan(), CLIP, PLENTY, corrections={"24": correction})[0] == of("max-speed")


@pytest.mark.parametrize(
    ("model", "clip", "told"),
    [
        (wan(family=""), CLIP, "no transformer of a model that is known"),
        (wan(family="latte"), CLIP, "no transformer of a model of latte"),
        (replace(wan(), parts=()), CLIP, "is no transformer"),
        (wan(), Clip(0, 480, 81), "has no size"),
        (wan(), Clip(832, 480, 0), "has no size"),
    ],
)
def test_what_cannot_be_estimated_is_refused(model, clip, told):
    with pytest.raises(BadInput, match=told):
        fits(model, clip, PLENTY)


def test_profiles_are_named_and_described():
    assert [profile_of(profile.id) for profile in PROFILES] == list(PROFILES)
    assert "from the disk" in profile_of("low-ram").steps
    with pytest.raises(BadInput, match="There is no profile named 32"):
        profile_of("32")


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for the driver's tool is a shell script")
def test_the_machine_is_asked_without_torch(tmp_path, monkeypatch):
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    tool = tmp_path / "nvidia-smi"
    tool.write_text(
        "#!/bin/sh\n"
        "echo '0, GPU-aa-1, NVIDIA A2, small, 2048, 1024'\n"
        "echo '1, GPU-bb-2, NVIDIA RTX 4090, 24564, 24000'\n"
        "echo '2, GPU-cc-3, NVIDIA GB10, [N/A], [N/A]'\n"
    )
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    found = machine.room()
    assert found.vram == 24_000 << 20
    assert found.ram > 0
    names = [(card.index, card.uuid, card.name, card.free >> 20) for card in machine.cards()]
    assert names == [
        (0, "GPU-aa-1", "NVIDIA A2, small", 1024),
        (1, "GPU-bb-2", "NVIDIA RTX 4090", 24_000),
        (2, "GPU-cc-3", "NVIDIA GB10", 0),
    ]
    for said, seen in (("1", [1]), ("GPU-cc, 0", [0, 2]), ("", []), ("-1", [])):
        monkeypatch.setenv("CUDA_VISIBLE_DEVICES", said)
        assert [card.index for card in machine.cards()] == seen
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES")
    tool.write_text("#!/bin/sh\nexit 9\n")
    assert machine.room().vram == 0
    monkeypatch.setenv("PATH", "")
    assert machine.room().vram == 0
