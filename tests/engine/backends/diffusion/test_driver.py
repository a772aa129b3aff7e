"""A request goes through the driver with real classes of diffusers, tiny and random."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from engine.backends import Workplace, backend
from engine.backends.base import Listener
from engine.backends.diffusion import loading, placing
from engine.errors import BadInput, Cancelled, VerbenchError
from engine.models import measured
from engine.models.scan import model_at
from engine.records import Lora, Made, Request, Settings, Shot
from tests.helpers import tiny

KINDS = {
    "wan-2.1-t2v": (tiny.wan_t2v, False),
    "wan-2.1-i2v": (tiny.wan_i2v, True),
    "wan-2.2-i2v-a14b": (tiny.wan_a14b, True),
    "wan-2.2-ti2v-5b": (tiny.wan_5b, True),
    "wan-2.1-vace": (tiny.wan_vace, False),
}
SMALL = Settings(backend="wan", width=64, height=64, frames=9, steps=4, profile="cpu", seed=3)


class Heard(Listener):
    """Keeps what it hears, and does at a step what it is told."""

    def __init__(self, at: int = 0, do: str = "") -> None:
        self.stages: list[str] = []
        self.steps: list[tuple[int, int]] = []
        self.notes: list[str] = []
        self.pictures: list[np.ndarray] = []
        self.how = Made()
        self.waits = 0
        self._at, self._do = at, do

    def stage(self, name: str) -> None:
        self.stages.append(name)

    def step(self, done: int, total: int) -> None:
        self.steps.append((done, total))
        if self._now("cancel"):
            raise Cancelled

    def note(self, text: str) -> None:
        self.notes.append(text)

    def made(self, made: Made) -> None:
        self.how = made

    def wants_preview(self) -> bool:
        return True

    def preview(self, frames: np.ndarray) -> None:
        self.pictures.append(frames)

    def keeps(self) -> bool:
        return self._now("keep")

    def paused(self) -> bool:
        return self._now("pause")

    def wait(self) -> None:
        self.waits += 1

    def _now(self, act: str) -> bool:
        return self._do == act and len(self.steps) == self._at


@pytest.fixture(scope="session")
def models(tmp_path_factory, torch) -> Path:
    return tmp_path_factory.mktemp("models")


@pytest.fixture
def start(tmp_path: Path) -> Path:
    image = np.full((64, 64, 3), 120, np.uint8)
    cv2.circle(image, (20, 30), 9, (30, 60, 200), -1)
    path = tmp_path / "start.png"
    cv2.imwrite(str(path), image)
    return path


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    return Workplace(tmp_path / "cache")


def shot_for(models: Path, kind: str, start: Path, **changes: object) -> Shot:
    make, continues = KINDS[kind]
    model = str(tiny.saved(make, models / kind))
    settings = replace(SMALL, model=model, **changes)
    image = start if continues else None
    return Shot("A ball rolls to the right.", "blurry", start_image=image, settings=settings)


def made(shot: Shot, place: Workplace, listener: Listener) -> list[np.ndarray]:
    generator = backend(shot.settings.backend).open(shot.settings, place)
    return list(generator(Request(shot, "1"), listener))


def plain(shot: Shot, class_name: str) -> np.ndarray:
    """The same clip by calling the pipeline of diffusers itself."""
    import diffusers
    import torch

    pipe = getattr(diffusers, class_name).from_pretrained(shot.settings.model)
    pipe.set_progress_bar_config(disable=True)
    s = shot.settings
    image = {}
    if shot.start_image is not None:
        from PIL import Image

        image = {"image": Image.open(shot.start_image).convert("RGB")}
    out = pipe(
        prompt=shot.prompt,
        negative_prompt=shot.negative,
        height=s.height,
        width=s.width,
        num_frames=s.frames,
        num_inference_steps=s.steps,
        guidance_scale=s.guidance,
        generator=torch.Generator("cpu").manual_seed(s.seed),
        output_type="np",
        **image,
    )
    return np.rint(out.frames[0] * 255).astype(np.uint8)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_wan_gives_what_diffusers_itself_gives(kind, models, start, place) -> None:
    shot, heard = shot_for(models, kind, start), Heard()
    frames = made(shot, place, heard)
    names = {
        "wan-2.1-t2v": "WanPipeline",
        "wan-2.1-vace": "WanVACEPipeline",
    }
    same = plain(shot, names.get(kind, "WanImageToVideoPipeline"))
    assert np.stack(frames).shape == same.shape == (9, 64, 64, 3)
    assert np.abs(np.stack(frames).astype(int) - same).max() <= 1
    assert heard.steps == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert heard.stages == ["reading", "loading", "guiding", "denoising", "decoding"]
    assert heard.how.steps == 4
    assert heard.how.model_hash


def test_the_small_wan_makes_clips_without_an_image_too(models, start, place) -> None:
    shot = replace(shot_for(models, "wan-2.2-ti2v-5b", start), start_image=None)
    assert np.abs(np.stack(made(shot, place, Heard())) - plain(shot, "WanPipeline")).max() <= 1


def test_words_that_were_read_before_need_no_text_encoder(models, start, place, monkeypatch):
    shot = shot_for(models, "wan-2.1-t2v", start)
    first = made(shot, place, Heard())

    def refused(*args: object, **kwargs: object) -> None:
        raise BadInput("the text encoder was loaded")

    monkeypatch.setattr(loading, "reader", refused)
    again = made(shot, place, Heard())
    assert all((a == b).all() for a, b in zip(first, again, strict=True))
    with pytest.raises(BadInput, match="was loaded"):
        made(replace(shot, prompt="A cup."), place, Heard())


@pytest.mark.parametrize("step", [1, 3])
def test_cancelling_takes_effect_at_the_step_and_leaves_the_model_usable(
    step, models, start, place
) -> None:
    shot = shot_for(models, "wan-2.2-i2v-a14b", start)
    generator = backend("wan").open(shot.settings, place)
    request, stopped = Request(shot, "1"), Heard(step, "cancel")
    with pytest.raises(Cancelled):
        list(generator(request, stopped))
    assert len(stopped.steps) == step
    whole = list(generator(request, Heard()))
    assert all((a == b).all() for a, b in zip(whole, made(shot, place, Heard()), strict=True))


def test_a_pause_frees_the_card_and_changes_nothing(models, start, place, monkeypatch) -> None:
    shot, heard = shot_for(models, "wan-2.1-i2v", start), Heard(2, "pause")
    acts: list[str] = []
    for name in ("park", "unpark"):
        real = getattr(placing.Placement, name)

        def told(self, real=real, name=name):
            acts.append(name)
            return real(self)

        monkeypatch.setattr(placing.Placement, name, told)
    paused = made(shot, place, heard)
    assert heard.waits == 1
    assert acts == ["park", "unpark"]
    assert all((a == b).all() for a, b in zip(paused, made(shot, place, Heard()), strict=True))


def test_what_there_is_can_be_kept_before_the_last_step(models, start, place) -> None:
    shot, heard = shot_for(models, "wan-2.1-t2v", start), Heard(2, "keep")
    frames = made(shot, place, heard)
    assert len(frames) == 9
    assert heard.steps == [(1, 4), (2, 4)]
    assert heard.how.steps == 2
    assert "Stopped after step 2 of 4" in heard.how.notes
    whole = made(shot, place, Heard())
    assert any((a != b).any() for a, b in zip(frames, whole, strict=True))


def test_a_preview_shows_the_colours_of_the_start_image(models, start, place) -> None:
    heard = Heard()
    made(shot_for(models, "wan-2.1-i2v", start), place, heard)
    assert [picture.shape for picture in heard.pictures] == [(3, 8, 8, 3)] * 4
    assert all(picture.dtype == np.uint8 for picture in heard.pictures)


def test_sizes_that_the_model_does_not_take_are_fitted_and_said(models, start, place) -> None:
    heard = Heard()
    shot = shot_for(models, "wan-2.1-t2v", start, width=70, height=60, frames=8)
    frames = made(shot, place, heard)
    assert np.stack(frames).shape == (9, 64, 64, 3)
    assert heard.notes == [
        "The model takes other sizes: 70 x 60 pixels became 64 x 64 and 8 frames became 9"
    ]


def test_a_negative_prompt_that_does_nothing_is_said(models, start, place) -> None:
    heard = Heard()
    made(shot_for(models, "wan-2.1-t2v", start, guidance=1.0), place, heard)
    assert any("negative prompt does nothing" in note for note in heard.notes)


def test_a_prompt_over_the_limit_is_said_and_the_clip_is_made(models, start, place) -> None:
    heard = Heard()
    shot = replace(shot_for(models, "wan-2.1-t2v", start), prompt="A ball rolls. " * 200)
    assert len(made(shot, place, heard)) == 9
    assert any(
        "reads 512 tokens" in note and "does not see the end" in note for note in heard.notes
    )


def test_a_model_that_continues_an_image_asks_for_one(models, start, place) -> None:
    shot = replace(shot_for(models, "wan-2.1-i2v", start), start_image=None)
    with pytest.raises(BadInput, match="continues a start image, and the shot has none"):
        made(shot, place, Heard())


def test_a_start_image_that_is_damaged_is_refused_before_the_model_is_loaded(
    models, start, place
) -> None:
    shot, heard = shot_for(models, "wan-2.1-i2v", start), Heard()
    start.write_bytes(b"no picture")
    with pytest.raises(BadInput, match=r"start\.png"):
        made(shot, place, heard)
    assert "loading" not in heard.stages


@pytest.mark.parametrize(
    ("kind", "takes"), [("wan-2.2-i2v-a14b", True), ("wan-2.1-i2v", False)], ids=["pair", "single"]
)
def test_an_end_image_counts_or_is_said_to_be_left_out(
    kind, takes, models, start, place, tmp_path
) -> None:
    shot = shot_for(models, kind, start)
    cv2.imwrite(str(tmp_path / "end.png"), np.full((64, 64, 3), 240, np.uint8))
    ending, heard = replace(shot, end_image=tmp_path / "end.png"), Heard()
    with_end, without = made(ending, place, heard), made(shot, place, Heard())
    assert any((a != b).any() for a, b in zip(with_end, without, strict=True)) is takes
    assert any("takes no end image" in note for note in heard.notes) is not takes


def test_a_shift_holds_for_its_own_clip_alone(models, start, place) -> None:
    shot = shot_for(models, "wan-2.1-t2v", start)
    shifted = replace(shot, settings=replace(shot.settings, shift=9.0))
    generator = backend("wan").open(shot.settings, place)
    first, other, again = (
        np.stack(list(generator(Request(each, "1"), Heard()))) for each in (shot, shifted, shot)
    )
    assert (first != other).any()
    assert (first == again).all()


def test_running_out_of_memory_tries_the_next_profile_once(models, start, place, torch) -> None:
    shot = shot_for(models, "wan-2.1-t2v", start, profile="24")
    generator = backend("wan").open(shot.settings, place)
    heard = Outrun(1)
    frames = list(generator(Request(shot, "1"), heard))
    assert len(frames) == 9
    assert heard.how.profile == "16"
    assert "24 GB ran out of memory: made with 16 GB" in heard.how.notes
    assert heard.how.expected_bytes > 0
    assert heard.how.reason
    with pytest.raises(VerbenchError, match="needs more memory than there is"):
        list(generator(Request(shot, "1"), Outrun(2)))


def test_a_profile_that_took_more_than_was_expected_is_remembered(
    models, start, tmp_path, monkeypatch, torch
) -> None:
    shot = shot_for(models, "wan-2.1-t2v", start, profile="24")
    place, model = Workplace(tmp_path), model_at(Path(shot.settings.model))
    peaks = [0, 60 << 30, 0, 0]
    monkeypatch.setattr(placing.Placement, "peak", lambda self: peaks.pop())
    made(shot, place, Outrun(1))
    assert measured.corrections(tmp_path / measured.FILE, model) == {}
    made(shot, place, Outrun(1))
    assert measured.corrections(tmp_path / measured.FILE, model)["24"] > 1


def test_memory_that_runs_out_waits_on_the_disk(models, start, place, torch) -> None:
    shot = shot_for(models, "wan-2.1-t2v", start, profile="24")
    said = "[enforce fail at alloc_cpu.cpp:117] DefaultCPUAllocator: can't allocate memory"
    heard = Outrun(1, RuntimeError(said))
    made(shot, place, heard)
    assert heard.how.profile == "low-ram"


class Outrun(Heard):
    """The card is full at the second step, so many times."""

    def __init__(self, times: int, error: Exception | None = None) -> None:
        super().__init__()
        self._times = times
        self._error = error

    def step(self, done: int, total: int) -> None:
        import torch

        super().step(done, total)
        if done == 2 and self._times:
            self._times -= 1
            full = torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB")
            raise self._error or full


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("transformer", "at step 1 of 4"),
        ("vae", "decoding the pictures"),
        ("text_encoder", "reading the prompt"),
    ],
)
def test_a_model_that_makes_no_numbers_is_said_and_stopped_at_once(
    part, said, folder, place, torch
) -> None:
    from safetensors.torch import load_file, save_file

    (path,) = (folder / part).glob("*.safetensors")
    lost = {name: torch.full_like(tensor, torch.nan) for name, tensor in load_file(path).items()}
    save_file(lost, path, {"format": "pt"})
    shot, heard = Shot("A ball.", settings=replace(SMALL, model=str(folder))), Heard()
    with pytest.raises(VerbenchError, match=rf"broke down {said}.*NaN.*Fetch the model again"):
        made(shot, place, heard)
    assert len(heard.steps) == (4 if part == "vae" else 0)


def test_some_frames_without_numbers_are_black_and_said(whole, place, torch, monkeypatch) -> None:
    from diffusers import AutoencoderKLWan

    decode = AutoencoderKLWan.decode

    def broken(self, *args, **kwargs):
        out = decode(self, *args, **kwargs)
        out[0][:, :, 2:4] = torch.nan
        return out

    monkeypatch.setattr(AutoencoderKLWan, "decode", broken)
    heard = Heard()
    frames = made(Shot("A ball.", settings=replace(SMALL, model=str(whole))), place, heard)
    assert [frame.any() for frame in frames] == [True] * 2 + [False] * 2 + [True] * 5
    assert heard.how.notes == ("2 of 9 frames have pixels that are no numbers (NaN): black",)


def test_a_model_that_was_mended_is_read_anew_by_the_same_worker(folder, place, whole) -> None:
    config = folder / "transformer" / "config.json"
    good = config.read_text()
    config.write_text(good.replace('"num_layers": 2', '"num_layers": 3'))
    shot = Shot("A ball.", settings=replace(SMALL, model=str(folder)))
    generator = backend("wan").open(shot.settings, place)
    request = Request(shot, "1")
    with pytest.raises(BadInput, match=r"lacks .* tensors of its network"):
        list(generator(request, Heard()))
    config.write_text(good)
    frames = list(generator(request, Heard()))
    same = made(replace(shot, settings=replace(SMALL, model=str(whole))), place, Heard())
    assert (np.stack(frames) == np.stack(same)).all()
    shutil.rmtree(folder)
    with pytest.raises(BadInput, match="There is no"):
        list(generator(request, Heard()))


@pytest.mark.parametrize("act", ["reader", "loaded"])
def test_a_model_that_changes_while_it_is_loaded_makes_nothing(
    act, folder, place, monkeypatch
) -> None:
    real, changes = getattr(loading, act), [1]

    def changing(*args, **kwargs):
        found = real(*args, **kwargs)
        if changes:
            changes.pop()
            (path,) = (folder / "transformer").glob("*.safetensors")
            data = bytearray(path.read_bytes())
            data[-4] ^= 1
            path.unlink()
            path.write_bytes(data)
        return found

    monkeypatch.setattr(loading, act, changing)
    shot = Shot("A ball.", settings=replace(SMALL, model=str(folder)))
    generator = backend("wan").open(shot.settings, place)
    with pytest.raises(BadInput, match="was changed on disk while it was loaded"):
        list(generator(Request(shot, "1"), Heard()))
    assert len(list(generator(Request(shot, "1"), Heard()))) == 9


def test_a_card_that_fails_at_a_step_is_no_fault_of_the_model(whole, place) -> None:
    class Gone(Heard):
        def step(self, done: int, total: int) -> None:
            raise RuntimeError("CUDA error: unspecified launch failure\nCUDA kernel errors might")

    shot = Shot("A ball.", settings=replace(SMALL, model=str(whole)))
    with pytest.raises(VerbenchError, match=r"card failed while wan2\.1-t2v was at work") as told:
        made(shot, place, Gone())
    assert not isinstance(told.value, BadInput)


def test_a_lora_that_cannot_act_is_refused_before_anything_is_loaded(whole, place) -> None:
    lora = Lora(place.cache / "gone.safetensors")
    shot = Shot("A ball.", settings=replace(SMALL, model=str(whole), loras=(lora,)))
    heard = Heard()
    with pytest.raises(BadInput, match=r"There is no LoRA .*gone\.safetensors"):
        made(shot, place, heard)
    assert heard.stages == []
