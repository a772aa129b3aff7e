"""What painted motion does to the steps, as the networks see it: real classes, tiny and random."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from engine.backends import Workplace, backend
from engine.backends.base import Listener
from engine.backends.diffusion import steering
from engine.motion.guide import GuideClip
from engine.motion.holding import Cells, releases
from engine.records import (
    Camera,
    Lora,
    Made,
    MotionPlan,
    PathPoint,
    Region,
    Request,
    Settings,
    Shot,
    Steering,
    Stroke,
)
from tests.helpers import tiny, tiny_families

SIDE, FRAMES, STEPS, SEED = 64, 9, 12, 3
CLOCKS = Steering(start=0.95, release=0.7, static=0.5)
"""At 12 steps with a shift of 3 the levels are 1, .97, .94, .9, .86, .81, .75, .68, .6, .5 ..."""
WAN = Settings("wan", "", SIDE, SIDE, FRAMES, 16.0, SEED, STEPS, 1.0, profile="cpu")


def box(x: float, y: float, w: float, h: float) -> Region:
    return Region(((x, y), (x + w, y), (x + w, y + h), (x, y + h)))


MOVED = Stroke(
    "ball",
    "move",
    box(0.125, 0.25, 0.25, 0.25),
    (PathPoint(0, 0.25, 0.375), PathPoint(1, 0.75, 0.375)),
)
STILL = Stroke("cup", "static", box(0.0, 0.8, 0.25, 0.2))
PLAN = MotionPlan((MOVED, STILL))


@dataclass
class Heard(Listener):
    """Keeps its notes and how the clip was made."""

    notes: list[str] = field(default_factory=list)
    how: Made = field(default_factory=Made)
    steps: list[int] = field(default_factory=list)

    def note(self, text: str) -> None:
        self.notes.append(text)

    def made(self, made: Made) -> None:
        self.how = made

    def step(self, done: int, total: int) -> None:
        self.steps.append(done)


@dataclass
class Spied:
    """What the networks of one run were given, the parts of the pipeline, and itself."""

    seen: list[Any] = field(default_factory=list)
    who: list[str] = field(default_factory=list)
    pipe: Any = None
    warm: Any = None


@pytest.fixture
def spied(monkeypatch) -> Spied:
    """Sees the latents that go into the networks, once a steered run begins."""
    spy, real = Spied(), steering.steered

    def steered(pipe: Any, *args: Any) -> Any:
        out = real(pipe, *args)
        # a pipeline that is warm is spied on once
        if spy.warm is not pipe:
            # what it is made of stays, when the pipeline is let go
            spy.warm, spy.pipe = pipe, copy.copy(pipe)
            for name in ("transformer", "transformer_2"):
                network = getattr(pipe, name, None)
                if network is not None:
                    network.register_forward_pre_hook(looking(name), with_kwargs=True)
        return out

    def looking(name: str) -> Any:
        def look(_network: Any, args: Any, kwargs: Any) -> None:
            given = kwargs["hidden_states"] if "hidden_states" in kwargs else args[0]
            spy.seen.append(given.detach().clone().float())
            spy.who.append(name)

        return look

    monkeypatch.setattr(steering, "steered", steered)
    return spy


@pytest.fixture(scope="session")
def models(tmp_path_factory, torch) -> Path:
    return tmp_path_factory.mktemp("steered")


@pytest.fixture
def start(tmp_path: Path) -> Path:
    image = np.random.default_rng(2).integers(90, 150, (SIDE, SIDE, 3), np.uint8)
    image = cv2.GaussianBlur(image, (0, 0), 2)
    cv2.circle(image, (16, 24), 7, (30, 60, 220), -1)
    path = tmp_path / "start.png"
    cv2.imwrite(str(path), image)
    return path


@pytest.fixture(scope="session")
def place(models) -> Workplace:
    """One for all: what a prompt was read as is read again."""
    return Workplace(models / "cache")


def run(shot: Shot, place: Workplace) -> tuple[list[np.ndarray], Heard]:
    heard = Heard()
    generator = backend(shot.settings.backend).open(shot.settings, place)
    return list(generator(Request(shot, "1"), heard)), heard


def sigmas_of(pipe: Any, steps: int = STEPS) -> list[float]:
    scheduler = copy.deepcopy(pipe.scheduler)
    scheduler.set_timesteps(steps)
    return [float(sigma) for sigma in scheduler.sigmas]


def guide(shot: Shot) -> GuideClip:
    image = cv2.imread(str(shot.start_image))[:, :, ::-1]
    return GuideClip(shot.plan, np.ascontiguousarray(image), FRAMES, fps=16.0)


def as_latents(pipe: Any, clip: GuideClip) -> Any:
    """The guide clip by Wan's VAE, worked out here."""
    import torch

    video = torch.from_numpy(np.stack(list(clip))).permute(3, 0, 1, 2)[None].float() / 127.5 - 1
    with torch.no_grad():
        z = pipe.vae.encode(video).latent_dist.mode()
    mean = torch.tensor(pipe.vae.config.latents_mean).view(1, -1, 1, 1, 1)
    std = torch.tensor(pipe.vae.config.latents_std).view(1, -1, 1, 1, 1)
    return (z - mean) / std


def noise_like(latents: Any) -> Any:
    import torch

    return torch.randn(latents.shape, generator=torch.Generator("cpu").manual_seed(SEED))


KINDS = {
    "wan-2.1-i2v": (tiny.wan_i2v, 8, False),
    "wan-2.2-i2v-a14b": (tiny.wan_a14b, 8, False),
    "wan-2.2-ti2v-5b": (tiny.wan_5b, 16, True),
}


def wan_shot(models: Path, kind: str, start: Path, scheduler: str = "unipc", **more: Any) -> Shot:
    make = KINDS[kind][0]
    model = tiny.saved(make, models / scheduler / kind, scheduler=getattr(tiny, scheduler)())
    settings = replace(WAN, model=str(model), steering=more.pop("steering", CLOCKS))
    plan = more.pop("plan", PLAN)
    return Shot("A ball.", start_image=start, plan=plan, settings=settings, **more)


def check_clocks(
    seen: list[Any], sigmas: list[float], release: Any, clean: Any, noise: Any
) -> tuple[int, int]:
    """Every step that was seen holds what is planned and nothing else; on how many of them what
    moves and what is static was held."""
    first = next(i for i, sigma in enumerate(sigmas) if sigma <= CLOCKS.start + 1e-6)
    assert len(seen) == len(sigmas) - 1 - first
    moving = still = 0
    for at, latents in enumerate(seen, first):
        target = sigmas[at] * noise + (1 - sigmas[at]) * clean
        gap = (latents - target).abs().amax(dim=(0, 1))
        if at == first:
            assert gap.max() < 1e-5
            continue
        inside = release < sigmas[at - 1] - 1e-6
        assert (gap[inside] < 1e-5).all()
        assert (gap[~inside] > 1e-4).all()
        moving += bool(inside[release == np.float32(CLOCKS.release)].any())
        still += bool(inside[release == CLOCKS.static].any())
    return moving, still


@pytest.mark.parametrize(
    ("kind", "scheduler"), [*((kind, "unipc") for kind in KINDS), ("wan-2.1-i2v", "euler")]
)
def test_what_is_held_is_the_noised_guide_clip_on_the_planned_steps_and_free_after(
    kind, scheduler, models, start, place, spied, torch
) -> None:
    _, space, given = KINDS[kind]
    shot = wan_shot(models, kind, start, scheduler)
    _, heard = run(shot, place)
    channels = spied.pipe.vae.config.z_dim
    seen = [latents[:, :channels] for latents in spied.seen]
    clip = guide(shot)
    release = torch.from_numpy(releases(clip, PLAN, CLOCKS, Cells(space, 4)))
    clean = as_latents(spied.pipe, clip)
    noise = noise_like(clean)
    if given:  # the first frame is the start image's, without noise
        seen, release = [latents[:, :, 1:] for latents in seen], release[1:]
        clean, noise = clean[:, :, 1:], noise[:, :, 1:]
    moving, still = check_clocks(seen, sigmas_of(spied.pipe), release, clean, noise)
    assert (moving, still) == {"unipc": (5, 8), "euler": (5, 7)}[scheduler]
    assert heard.how.way == "two-clocks"
    assert heard.steps[-1] == STEPS
    if kind.endswith("a14b"):
        assert set(spied.who) == {"transformer", "transformer_2"}


OTHERS = {
    # folder, backend, first frame given, size, frames, cells
    "CogVideoX-5b-I2V": ("cogvideox", False, 64, 9, Cells(8, 4)),
    "CogVideoX1.5-5B-I2V": ("cogvideox", False, 64, 17, Cells(8, 4)),
    "LTX-Video": ("ltx", True, 128, 17, Cells(32, 8)),
}


def as_stepped(kind: str, pipe: Any, seen: Any, frames: int) -> Any:
    """What a network was given, as (1, channels, frames, rows, columns)."""
    if kind.startswith("Cog"):
        return seen[:, :, : seen.shape[2] // 2].permute(0, 2, 1, 3, 4)
    rows = int((seen.shape[1] / frames) ** 0.5)
    return seen.permute(0, 2, 1).reshape(1, -1, frames, rows, rows)


def mixes_of(kind: str, pipe: Any) -> list[tuple[float, float]]:
    """Shares of clean and noise before every step that was made, and after the last."""
    scheduler = pipe.scheduler
    if kind.startswith("Cog"):
        kept = [float(scheduler.alphas_cumprod[int(t)]) for t in scheduler.timesteps]
        return [(share**0.5, (1 - share) ** 0.5) for share in kept] + [(1.0, 0.0)]
    return [(1 - float(sigma), float(sigma)) for sigma in scheduler.sigmas]


@pytest.mark.parametrize("kind", OTHERS)
def test_other_families_are_held_in_their_own_layout(
    kind, models, start, place, spied, torch
) -> None:
    name, given, side, frames, cells = OTHERS[kind]
    model = tiny_families.saved(kind, models)
    steer = Steering(start=0.9, release=0.6, static=0.4)
    settings = replace(
        WAN, backend=name, model=str(model), width=side, height=side, frames=frames, steering=steer
    )
    shot = Shot("A ball.", start_image=start, plan=PLAN, settings=settings)
    _, heard = run(shot, place)
    assert heard.how.way == "two-clocks"
    pipe = spied.pipe
    image = cv2.resize(cv2.imread(str(start)), (side, side))[:, :, ::-1]
    clip = GuideClip(PLAN, np.ascontiguousarray(image), frames, fps=16.0)
    release = torch.from_numpy(releases(clip, PLAN, steer, cells))
    count = len(release) + len(release) % (2 if "1.5" in kind else 1)
    release = torch.cat([release[:1]] * (count - len(release)) + [release])
    mixes = mixes_of(kind, pipe)
    seen = [as_stepped(kind, pipe, latents, count) for latents in spied.seen]
    assert len(seen) == len(mixes) - 1 < STEPS
    noise = noise_like(seen[0])
    # before the first step all of it is the guide clip with noise: what clean latents these were
    clean = (seen[0] - mixes[0][1] * noise) / mixes[0][0]
    if given:
        assert all((latents[:, :, 0] == seen[0][:, :, 0]).all() for latents in seen)
        seen, release = [latents[:, :, 1:] for latents in seen], release[1:]
        clean, noise = clean[:, :, 1:], noise[:, :, 1:]
    steps = {0.6: 0, 0.4: 0}
    for at in range(1, len(seen)):
        before = mixes[at - 1][1] / sum(mixes[at - 1])
        gap = (seen[at] - mixes[at][0] * clean - mixes[at][1] * noise).abs().amax(dim=(0, 1))
        inside = release < before - 1e-6
        assert (gap[inside] < 1e-4).all()
        assert (gap[~inside] > 1e-4).all()
        for level in steps:
            steps[level] += bool(inside[release == np.float32(level)].any())
    assert steps[0.4] > steps[0.6] > 0


# --- what else the settings do -------------------------------------------------------------------


def test_a_stroke_without_strength_has_no_influence(models, start, place) -> None:
    weak = MotionPlan((replace(MOVED, strength=0.0), replace(STILL, strength=0.0)))
    with_it, heard = run(wan_shot(models, "wan-2.1-i2v", start, plan=weak), place)
    without, _ = run(wan_shot(models, "wan-2.1-i2v", start, plan=MotionPlan()), place)
    assert heard.how.way == "off"
    assert all((a == b).all() for a, b in zip(with_it, without, strict=True))


def test_steering_that_is_off_changes_nothing_and_says_nothing(models, start, place) -> None:
    off = wan_shot(models, "wan-2.1-i2v", start, steering=Steering(way="off"))
    frames, heard = run(off, place)
    plain, _ = run(replace(off, plan=MotionPlan()), place)
    assert (heard.how.way, heard.notes) == ("off", [])
    assert all((a == b).all() for a, b in zip(frames, plain, strict=True))


def test_the_same_steered_request_gives_the_same_bytes(models, start, place) -> None:
    shot = wan_shot(models, "wan-2.1-i2v", start)
    once, again = run(shot, place)[0], run(shot, place)[0]
    assert all((a == b).all() for a, b in zip(once, again, strict=True))


@pytest.mark.parametrize("profile", ["16", "low-ram"])
def test_a_model_that_is_streamed_is_steered_alike(profile, models, start, place, spied) -> None:
    shot = wan_shot(models, "wan-2.1-i2v", start)
    run(shot, place)
    plain, spied.seen = spied.seen, []
    streamed = replace(shot, settings=replace(shot.settings, profile=profile))
    _, heard = run(streamed, place)
    assert (heard.how.profile, heard.how.way) == (profile, "two-clocks")
    assert len(spied.seen) == len(plain)
    assert (spied.seen[0] - plain[0]).abs().max() < 0.05


def test_a_stroke_of_half_the_strength_is_let_go_earlier(models, start, place, spied) -> None:
    half = replace(PLAN, strokes=(replace(MOVED, strength=0.5),))
    shot = wan_shot(models, "wan-2.1-i2v", start, "euler", plan=half)
    run(shot, place)
    clip, sigmas = guide(shot), sigmas_of(spied.pipe)
    clean = as_latents(spied.pipe, clip)
    noise = noise_like(clean)
    inside = releases(clip, half, CLOCKS, Cells(8, 4)) < 1.0
    held = []
    for at, latents in enumerate(spied.seen, 2):
        target = sigmas[at] * noise + (1 - sigmas[at]) * clean
        gap = (latents[:, :16] - target).abs().amax(dim=(0, 1))[inside]
        held.append(bool((gap < 1e-5).all()))
    # .94 and .9, then .86 and .81 while there is more noise than .825
    assert held[:4] == [True] * 4
    assert not any(held[4:])


def test_unipc_forgets_what_was_replaced_unless_it_is_to_do_as_the_authors_do(
    models, start, place, spied
) -> None:
    kind = "wan-2.1-i2v"
    ours, _ = run(wan_shot(models, kind, start), place)
    count = len(spied.seen)
    authors = replace(CLOCKS, compatible=True)
    theirs, _ = run(wan_shot(models, kind, start, steering=authors), place)
    mine, other = spied.seen[:count], spied.seen[count:]
    assert (mine[0] == other[0]).all()
    assert any((a != b).any() for a, b in zip(ours, theirs, strict=True))


def test_a_schedule_without_room_says_so(models, start, place) -> None:
    shot = wan_shot(models, "wan-2.1-i2v", start)
    few = replace(shot, settings=replace(shot.settings, steps=2, steering=Steering()))
    _, heard = run(few, place)
    assert any("2 steps leave none to hold the motion" in note for note in heard.notes)


# --- VACE ----------------------------------------------------------------------------------------


@pytest.fixture
def called(monkeypatch, torch) -> dict[str, Any]:
    """The arguments that VACE is called with."""
    from diffusers import WanVACEPipeline

    got: dict[str, Any] = {}
    real = WanVACEPipeline.__call__

    def call(self: Any, *args: Any, **kwargs: Any) -> Any:
        got.update(kwargs)
        return real(self, *args, **kwargs)

    monkeypatch.setattr(WanVACEPipeline, "__call__", call)
    return got


def vace_shot(models: Path, start: Path | None, way: str = "auto", **more: Any) -> Shot:
    model = tiny.saved(tiny.wan_vace, models / "wan-2.1-vace")
    steer = Steering(way=way, scale=more.pop("scale", 1.0))
    settings = replace(WAN, model=str(model), steps=3, steering=steer)
    return Shot(
        "A ball.", start_image=start, plan=more.pop("plan", PLAN), settings=settings, **more
    )


@pytest.mark.parametrize(("way", "outlined"), [("auto", False), ("vace-layout", True)])
def test_vace_gets_the_plan_as_a_control_video(way, outlined, models, start, place, called) -> None:
    frames, heard = run(vace_shot(models, start, way), place)
    assert len(frames) == len(called["video"]) == len(called["mask"]) == FRAMES
    assert heard.how.way == ("vace-layout" if outlined else "vace")
    first, last = np.asarray(called["video"][0]), np.asarray(called["video"][-1])
    mask = np.asarray(called["mask"][-1])[:, :, 0]
    assert (first == cv2.imread(str(start))[:, :, ::-1]).all()
    assert (np.asarray(called["mask"][0]) == 0).all()
    ball, cup = (24, 48), (60, 6)
    assert mask[cup] == 0
    assert mask[ball] == (255 if outlined else 0)
    assert (last[2, 60] == (255 if outlined else 127)).all()


def test_vace_begins_on_the_start_image_and_ends_on_the_end_image(
    models, start, place, called, tmp_path
) -> None:
    end = tmp_path / "end.png"
    cv2.imwrite(str(end), np.full((SIDE, SIDE, 3), 200, np.uint8))
    _, heard = run(vace_shot(models, start, plan=MotionPlan(), end_image=end), place)
    kept = [bool((np.asarray(mask) == 0).all()) for mask in called["mask"]]
    assert kept == [True] + [False] * (FRAMES - 2) + [True]
    assert (np.asarray(called["video"][-1]) == 200).all()
    assert (heard.how.way, heard.notes) == ("off", [])


def test_the_weight_of_vaces_control_is_that_of_the_strokes(models, start, place, called) -> None:
    plan = MotionPlan((replace(MOVED, strength=0.5), replace(STILL, strength=0.25)))
    _, heard = run(vace_shot(models, start, plan=plan, scale=0.8), place)
    assert called["conditioning_scale"] == pytest.approx(0.4)
    assert any("one strength for all strokes" in note for note in heard.notes)
    _, heard = run(vace_shot(models, start, scale=0.0), place)
    assert any("The weight of the control video is 0" in note for note in heard.notes)


# --- drawn tracks --------------------------------------------------------------------------------


def track_lora(model: Path, folder: Path) -> Path:
    """A LoRA of the network of a tiny LTX-2, as diffusers writes it, under the name of the real."""
    import diffusers
    import torch
    from peft import LoraConfig, get_peft_model_state_dict
    from safetensors.torch import save_file

    network = diffusers.LTX2VideoTransformer3DModel.from_pretrained(model / "transformer")
    torch.manual_seed(1)
    network.add_adapter(LoraConfig(r=2, target_modules=["attn1.to_q", "audio_attn1.to_q"]))
    weights = get_peft_model_state_dict(network)
    named = {
        f"transformer.{name}": torch.randn_like(tensor) * 0.2 for name, tensor in weights.items()
    }
    path = folder / "ltx-2.3-ic-lora-motion-track-control-ref0.5.safetensors"
    save_file(named, path, metadata={"reference_downscale_factor": "2"})
    return path


@pytest.mark.parametrize(
    ("said", "used"), [("4", 4), ("1", 1), ("0", 2), ("-1", 2), ("half", 2), ("9" * 30, 2)]
)
def test_how_much_smaller_the_tracks_are_is_what_the_lora_says_within_reason(
    torch, tmp_path, said, used
) -> None:
    from safetensors.torch import save_file

    path = tmp_path / "lora.safetensors"
    save_file({"a": torch.zeros(1)}, path, metadata={"reference_downscale_factor": said})
    assert steering._smaller(path) == used


def test_ltx_2_reads_drawn_tracks_behind_the_clip(models, start, place, spied, tmp_path) -> None:
    model = tiny_families.saved("LTX-2", models)
    lora = track_lora(model, tmp_path)
    settings = replace(
        WAN,
        backend="ltx2",
        model=str(model),
        width=128,
        height=128,
        frames=17,
        steps=2,
        loras=(Lora(lora),),
    )
    shot = Shot("A ball.", start_image=start, plan=PLAN, settings=settings)
    frames, heard = run(shot, place)
    assert heard.how.way == "tracks"
    assert type(spied.pipe).__name__ == "LTX2InContextPipeline"
    assert len(frames) == 17
    # 3 frames of 4 x 4 latents, and of 2 x 2 for the tracks at half the size
    assert spied.seen[0].shape[1] == 3 * 16 + 3 * 4
    held = [latents[:, 48:] for latents in spied.seen]
    assert all((reference == held[0]).all() for reference in held)
    other, _ = run(replace(shot, plan=replace(PLAN, strokes=(STILL,))), place)
    assert any((a != b).any() for a, b in zip(frames, other, strict=True))


# --- words ---------------------------------------------------------------------------------------


def test_where_nothing_else_is_left_the_plan_goes_into_the_words(models, start, place) -> None:
    model = tiny.saved(tiny.wan_t2v, models / "wan-2.1-t2v")
    settings = replace(WAN, model=str(model), steps=2)
    shot = Shot("A ball lies there.", start_image=start, plan=PLAN, settings=settings)
    frames, heard = run(shot, place)
    assert heard.how.way == "words"
    (said,) = [note for note in heard.notes if "went into the words" in note]
    assert "to the right" in said
    told = replace(shot, prompt=said.partition("“")[2].rstrip("”"), plan=MotionPlan())
    same, _ = run(told, place)
    assert all((a == b).all() for a, b in zip(frames, same, strict=True))


def test_vace_is_told_the_camera_move_in_words(models, start, place, called) -> None:
    plan = replace(PLAN, camera=Camera(zoom=1.5))
    _, heard = run(vace_shot(models, start, plan=plan), place)
    assert any("The camera zooms in." in note for note in heard.notes)


def test_a_way_that_the_model_has_not_is_replaced_and_said(models, start, place) -> None:
    shot = wan_shot(models, "wan-2.1-i2v", start, steering=replace(CLOCKS, way="vace"))
    _, heard = run(shot, place)
    assert heard.how.way == "two-clocks"
    assert any("is not steered by a control video" in note for note in heard.notes)
