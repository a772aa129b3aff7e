"""Every family of models, run by its backend: real classes of diffusers, tiny and random.

Each model is opened once and run a few times; the tests of the contract look at what came of it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import cv2
import numpy as np
import pytest

from engine.backends import BACKENDS, Workplace, cosmos, skyreels
from engine.backends.base import Generator, Listener
from engine.backends.diffusion import loading
from engine.errors import BadInput, Cancelled, MissingPart
from engine.models.scan import model_at
from engine.records import Request, Settings, Shot
from tests.helpers import tiny_families

STEPS = 3
TEXT_ONLY = {"CogVideoX-2b", "HunyuanVideo", "HunyuanVideo-1.5-480p-t2v", "SkyReels-V2-T2V"}
TEXT_ONLY |= {"Cosmos-1.0-Text2World"}
NEEDS_IMAGE = {
    "CogVideoX-5b-I2V",
    "CogVideoX1.5-5B-I2V",
    "HunyuanVideo-I2V",
    "HunyuanVideo-I2V-33ch",
    "SkyReels-V1-Hunyuan-I2V",
    "HunyuanVideo-1.5-480p-i2v",
    "SkyReels-V2-I2V",
    "Cosmos-1.0-Video2World",
    "Cosmos-Predict2-Video2World",
    "stable-video-diffusion",
}
UNHEEDED = {"HunyuanVideo", "HunyuanVideo-I2V", "HunyuanVideo-I2V-33ch"}
"""Whose negative prompt does nothing; SVD reads nothing at all."""
SIZES = {"CogVideoX1.5-5B-I2V": 17, "stable-video-diffusion": 8}
"""Frames that are made where nine are asked for."""


class Heard(Listener):
    """Keeps what it hears, and at a step cancels or keeps."""

    def __init__(self, at: int = 0, do: str = "") -> None:
        self.stages: list[str] = []
        self.steps: list[tuple[int, int]] = []
        self.notes: list[str] = []
        self.pictures: list[np.ndarray] = []
        self._at, self._do = at, do

    def stage(self, name: str) -> None:
        self.stages.append(name)

    def step(self, done: int, total: int) -> None:
        self.steps.append((done, total))
        if self._do == "cancel" and done == self._at:
            raise Cancelled

    def note(self, text: str) -> None:
        self.notes.append(text)

    def wants_preview(self) -> bool:
        return True

    def preview(self, frames: np.ndarray) -> None:
        self.pictures.append(frames)

    def keeps(self) -> bool:
        return self._do == "keep" and len(self.steps) == self._at


@dataclass
class Opened:
    """A model that is open, and the shot that it is asked for."""

    name: str
    generator: Generator
    shot: Shot
    heard: Heard
    clip: np.ndarray

    def run(self, listener: Listener | None = None, **changes: Any) -> np.ndarray:
        """The clip of the shot with other settings or words."""
        own = {key: value for key, value in changes.items() if key in Shot.__dataclass_fields__}
        rest = {key: value for key, value in changes.items() if key not in own}
        shot = replace(self.shot, **own, settings=replace(self.shot.settings, **rest))
        return frames(self.generator, shot, listener or Heard())


def frames(generator: Generator, shot: Shot, listener: Listener) -> np.ndarray:
    return np.stack(list(generator(Request(shot, "1"), listener)))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, torch: Any) -> Path:
    return tmp_path_factory.mktemp("families")


@pytest.fixture(scope="module")
def start(folder: Path) -> Path:
    return _picture(folder / "start.png", (20, 30))


@pytest.fixture(scope="module")
def end(folder: Path) -> Path:
    return _picture(folder / "end.png", (50, 40))


@pytest.fixture(scope="module", autouse=True)
def own_guardrail(torch: Any) -> Any:
    """Cosmos' mask is resized as torchvision does it, which need not be installed for tests."""
    from diffusers.models.transformers import transformer_cosmos

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(cosmos.GUARDRAIL, "off")
        if not hasattr(transformer_cosmos, "transforms"):
            nearest = SimpleNamespace(NEAREST="nearest")
            resize = functools.partial(_resized, torch)
            double = SimpleNamespace(
                functional=SimpleNamespace(resize=resize), InterpolationMode=nearest
            )
            patch.setattr(transformer_cosmos, "transforms", double, raising=False)
        yield


def _resized(torch: Any, image: Any, size: list[int], interpolation: str) -> Any:
    return torch.nn.functional.interpolate(image, size=size, mode=interpolation)


@pytest.fixture(scope="module")
def opened(folder: Path, start: Path) -> Callable[[str], Opened]:
    """Opens a model and makes its first clip, once."""

    @functools.cache
    def open_one(name: str) -> Opened:
        return first(name, folder, None if name in TEXT_ONLY else start)

    return open_one


def first(name: str, folder: Path, start: Path | None, end: Path | None = None) -> Opened:
    model = model_at(tiny_families.saved(name, folder))
    own = next(backend for backend in BACKENDS if model.family in backend.families)
    settings = Settings(own.id, str(model.path), 70, 64, 9, 24.0, 3, STEPS, profile="cpu")
    shot = Shot(
        "A red ball rolls to the left.",
        "blurry hands",
        start_image=start,
        end_image=end,
        settings=settings,
    )
    generator = own.open(shot.settings, Workplace(folder / f"cache-{name}"))
    heard = Heard()
    return Opened(name, generator, shot, heard, frames(generator, shot, heard))


def _picture(path: Path, at: tuple[int, int]) -> Path:
    image = np.full((64, 64, 3), 120, np.uint8)
    cv2.circle(image, at, 9, (30, 60, 200), -1)
    cv2.imwrite(str(path), image)
    return path


every = pytest.mark.parametrize("name", tiny_families.BUILDERS)
one_of_each = pytest.mark.parametrize(
    "name",
    [
        "CogVideoX-5b-I2V",
        "LTX-Video",
        "LTX-2",
        "HunyuanVideo-I2V",
        "SkyReels-V1-Hunyuan-I2V",
        "HunyuanVideo-1.5-480p-t2v",
        "SkyReels-V2-DF",
        "Cosmos-1.0-Video2World",
        "Cosmos-Predict2.5",
        "stable-video-diffusion",
    ],
)
"""One of each way of doing things."""


@every
def test_a_clip_has_the_size_that_the_model_takes_and_that_is_said(opened, name: str) -> None:
    made = opened(name)
    assert made.clip.shape == (SIZES.get(name, 9), 64, 64, 3)
    assert made.clip.dtype == np.uint8
    assert made.clip.std() > 0
    assert any("70 x 64 pixels became 64 x 64" in note for note in made.heard.notes)
    assert any("frames became" in note for note in made.heard.notes) == (name in SIZES)


@every
def test_every_step_is_told_and_the_stages_come_in_their_order(opened, name: str) -> None:
    heard = opened(name).heard
    assert heard.steps == [(done, STEPS) for done in range(1, STEPS + 1)]
    assert heard.stages == ["reading", "loading", "guiding", "denoising", "decoding"]


@pytest.mark.parametrize("name", [n for n in tiny_families.BUILDERS if n != "SkyReels-V2-DF"])
def test_each_step_shows_small_pictures_of_what_it_guesses(opened, name: str) -> None:
    pictures = opened(name).heard.pictures
    assert len(pictures) == STEPS
    assert all(p.dtype == np.uint8 and p.ndim == 4 and p.shape[-1] == 3 for p in pictures)


@every
def test_cancelling_takes_effect_within_a_step_and_then_the_same_seed_gives_the_same_bytes(
    opened, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, heard, read = opened(name), Heard(2, "cancel"), []
    monkeypatch.setattr(loading, "reader", lambda *args, **more: read.append(args))
    with pytest.raises(Cancelled):
        made.run(heard)
    assert heard.steps[-1] == (2, STEPS)
    assert np.array_equal(made.run(), made.clip)
    assert not read, "the words were read at the first time"


@one_of_each
def test_another_seed_gives_another_clip(opened, name: str) -> None:
    made = opened(name)
    assert not np.array_equal(made.run(seed=4, steps=1), made.run(steps=1))


@one_of_each
def test_what_is_stopped_and_kept_is_a_whole_clip(opened, name: str) -> None:
    made, heard = opened(name), Heard(1, "keep")
    clip = made.run(heard)
    assert clip.shape == made.clip.shape
    assert heard.steps == [(1, STEPS)]
    assert f"Stopped after step 1 of {STEPS}" in heard.notes


@one_of_each
def test_the_negative_prompt_acts_where_the_model_heeds_it_and_else_that_is_said(
    opened, name: str
) -> None:
    made, heard = opened(name), Heard()
    other = made.run(heard, negative="something else")
    if name == "stable-video-diffusion":
        assert np.array_equal(other, made.clip)
        return
    acts = name not in UNHEEDED
    assert np.array_equal(other, made.clip) != acts
    assert any("negative prompt does nothing" in note for note in heard.notes) != acts


@pytest.mark.parametrize("name", sorted(NEEDS_IMAGE))
def test_a_model_that_continues_an_image_wants_one(opened, name: str) -> None:
    with pytest.raises(BadInput, match="continues a start image"):
        opened(name).run(start_image=None)


@pytest.mark.parametrize("name", ["CogVideoX-2b", "HunyuanVideo", "SkyReels-V2-T2V"])
def test_an_image_that_is_left_out_is_said_to_be(opened, start: Path, name: str) -> None:
    made, heard = opened(name), Heard()
    assert np.array_equal(made.run(heard, start_image=start), made.clip)
    assert any("no start image" in note for note in heard.notes)


@pytest.mark.parametrize("name", ["LTX-2", "SkyReels-V2-DF"])
def test_an_end_image_changes_the_clip(opened, end: Path, name: str) -> None:
    made, heard = opened(name), Heard()
    clip = made.run(heard, end_image=end)
    assert clip.shape == made.clip.shape
    assert not np.array_equal(clip, made.clip)
    assert not any("end image" in note for note in heard.notes)


@pytest.mark.parametrize("name", ["LTX-Video", "LTX-2", "SkyReels-V2-DF", "Cosmos-Predict2.5"])
def test_what_takes_an_image_makes_a_clip_from_words_too(opened, name: str) -> None:
    made = opened(name)
    assert made.run(start_image=None).shape == made.clip.shape


@pytest.mark.parametrize("change", [{"width": 31}, {"height": 5000}, {"frames": 0}])
def test_what_no_model_makes_is_refused(opened, change: dict[str, int]) -> None:
    with pytest.raises(BadInput, match="cannot be made"):
        opened("LTX-Video").run(**change)


# what one family has for itself


def test_ltx_ends_on_an_image_from_the_version_on_whose_steps_are_fixed(
    folder: Path, start: Path, end: Path, torch: Any
) -> None:
    import diffusers

    kept = tiny_families.saved("LTX-Video", folder)
    early = first("LTX-Video", folder, start)
    heard = Heard()
    assert np.array_equal(early.run(heard, end_image=end), early.clip)
    assert any("no end image" in note for note in heard.notes)
    later = folder / "later" / "LTX-Video"
    pipe = diffusers.LTXPipeline.from_pretrained(kept)
    pipe.register_modules(scheduler=diffusers.FlowMatchEulerDiscreteScheduler(shift=1.0))
    pipe.save_pretrained(later)
    made = first("LTX-Video", later.parent, start)
    clip = made.run(end_image=end)
    assert clip.shape == made.clip.shape
    assert not np.array_equal(clip, made.clip)


def test_skyreels_ends_on_an_image_where_it_was_trained_on_pairs(
    opened, folder: Path, start: Path, end: Path, torch: Any
) -> None:
    import diffusers

    alone, heard = opened("SkyReels-V2-I2V"), Heard()
    assert np.array_equal(alone.run(heard, end_image=end), alone.clip)
    assert any("no end image" in note for note in heard.notes)
    pipe = diffusers.SkyReelsV2ImageToVideoPipeline.from_pretrained(alone.shot.settings.model)
    kind = type(pipe.transformer)
    pipe.register_modules(
        transformer=kind.from_config(pipe.transformer.config, pos_embed_seq_len=34)
    )
    pipe.save_pretrained(folder / "pairs" / alone.name)
    pairs = first(alone.name, folder / "pairs", start, end=end)
    assert not np.array_equal(pairs.run(end_image=start), pairs.clip)


def test_cogvideox_makes_the_size_it_learned_its_places_with(opened) -> None:
    made = opened("CogVideoX-5b-I2V")
    assert made.run(width=320, height=128, frames=33).shape == (9, 64, 64, 3)


def test_hunyuan_15_makes_a_size_of_its_own_that_it_would_not_change_again(
    folder: Path, torch: Any
) -> None:
    from diffusers.pipelines.hunyuan_video1_5.image_processor import HunyuanVideo15ImageProcessor

    from engine.backends.hunyuan import Hunyuan15

    model = model_at(tiny_families.saved("HunyuanVideo-1.5-480p-i2v", folder))
    processor = HunyuanVideo15ImageProcessor(vae_scale_factor=16)
    for asked in ((832, 480), (480, 832), (640, 640), (100, 400), (1920, 816)):
        settings = Settings(width=asked[0], height=asked[1])
        fitted = Hunyuan15().fitted(model, settings)
        down, across = processor.calculate_default_height_width(fitted.height, fitted.width, 64)
        assert (across, down) == (fitted.width, fitted.height)
        assert (fitted.width > fitted.height) == (asked[0] > asked[1])


def test_hunyuan_reads_the_words_again_for_another_image(opened, end: Path) -> None:
    made, heard = opened("HunyuanVideo-I2V"), []
    with pytest.MonkeyPatch.context() as patch:
        read = loading.reader
        patch.setattr(loading, "reader", lambda *a, **k: heard.append(a) or read(*a, **k))
        made.run(start_image=end)
        made.run(start_image=end)
    assert len(heard) == 1


@pytest.mark.parametrize("guidance", [1.0, 4.0])
@pytest.mark.parametrize("name", ["LTX-2", "HunyuanVideo-1.5-480p-t2v", "SkyReels-V1-Hunyuan-I2V"])
def test_guidance_of_any_kind_is_a_number_in_the_settings(
    opened, name: str, guidance: float
) -> None:
    made, heard = opened(name), Heard()
    clip = made.run(heard, guidance=guidance)
    assert not np.array_equal(clip, made.clip)
    assert any("negative prompt does nothing" in note for note in heard.notes) == (guidance == 1.0)


def test_diffusion_forcing_makes_long_clips_piece_by_piece(
    opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(skyreels, "PIECE", 17)
    monkeypatch.setattr(skyreels, "OVERLAP", 5)
    made, heard = opened("SkyReels-V2-DF"), Heard()
    clip = made.run(heard, frames=40)
    assert len(clip) == 41
    assert np.array_equal(made.run(frames=41), clip)
    assert heard.steps == [(done, 3 * STEPS) for done in range(1, 3 * STEPS + 1)]
    assert any("3 pieces of 17 frames" in note for note in heard.notes)


def test_svd_says_that_it_reads_no_words(opened) -> None:
    made = opened("stable-video-diffusion")
    assert any("reads no words" in note for note in made.heard.notes)
    assert np.array_equal(made.run(prompt="Something else."), made.clip)


def test_cosmos_asks_for_the_guardrail_of_its_licence(
    opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = opened("Cosmos-Predict2.5")
    assert any("guardrail" in note for note in made.heard.notes)
    monkeypatch.delenv(cosmos.GUARDRAIL)
    monkeypatch.setattr(cosmos, "find_spec", lambda name: None)
    with pytest.raises(MissingPart, match=r"guardrail.*pip install cosmos_guardrail"):
        made.run(prompt="Something that was not read yet.")


def test_cosmos_shows_every_prompt_to_the_guardrail(
    opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, watcher = opened("Cosmos-Predict2.5"), cosmos.RECIPE.extras()["safety_checker"]
    monkeypatch.setattr(type(watcher), "check_text_safety", lambda self, prompt: False)
    monkeypatch.setattr(cosmos.Cosmos, "extras", lambda self: {"safety_checker": watcher})
    fresh = replace(made.shot.settings, width=96)
    with pytest.raises(BadInput, match="guardrail does not let this prompt through"):
        frames(
            cosmos.BACKEND.open(fresh, Workplace(Path(made.shot.settings.model).parent / "other")),
            made.shot,
            Heard(),
        )


def test_cosmos_without_torchvision_says_what_to_install(
    opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    from diffusers.models.transformers import transformer_cosmos

    made = opened("Cosmos-Predict2.5")
    monkeypatch.delattr(transformer_cosmos, "transforms")
    with pytest.raises(MissingPart, match="pip install torchvision"):
        made.run()


@pytest.mark.parametrize("name", ["LTX-Video", "HunyuanVideo", "stable-video-diffusion"])
def test_our_way_gives_what_the_pipeline_itself_gives(
    opened, start: Path, torch: Any, name: str
) -> None:
    import diffusers
    from PIL import Image

    made = opened(name)
    classes = {
        "LTX-Video": "LTXImageToVideoPipeline",
        "HunyuanVideo": "HunyuanVideoPipeline",
        "stable-video-diffusion": "StableVideoDiffusionPipeline",
    }
    pipe = getattr(diffusers, classes[name]).from_pretrained(made.shot.settings.model)
    words = {"prompt": made.shot.prompt, "guidance_scale": 5.0}
    image = {"image": Image.open(start).convert("RGB")}
    arguments: dict[str, Any] = {
        "LTX-Video": words | image | {"negative_prompt": "blurry hands", "frame_rate": 24.0},
        "HunyuanVideo": words,
        "stable-video-diffusion": image | {"max_guidance_scale": 5.0, "fps": 24},
    }[name]
    out = pipe(
        **arguments,
        width=64,
        height=64,
        num_frames=len(made.clip),
        num_inference_steps=STEPS,
        generator=torch.Generator("cpu").manual_seed(made.shot.settings.seed),
        output_type="np",
    )
    direct = (out.frames[0] * 255).round().astype(np.uint8)
    assert np.abs(direct.astype(int) - made.clip.astype(int)).max() <= 1


@pytest.mark.parametrize(
    "name",
    ["CogVideoX-2b", "LTX-Video", "LTX-2", "HunyuanVideo", "SkyReels-V2-DF", "Cosmos-Predict2.5"],
)
def test_a_model_without_its_network_is_refused_in_one_line(
    folder: Path, start: Path, tmp_path: Path, name: str
) -> None:
    import shutil

    broken = tmp_path / name
    shutil.copytree(tiny_families.saved(name, folder), broken)
    (broken / "transformer" / "diffusion_pytorch_model.safetensors").write_bytes(
        b"\x10\0\0\0\0\0\0\0{"
    )
    model = model_at(broken)
    own = next(backend for backend in BACKENDS if model.family in backend.families)
    settings = Settings(own.id, str(broken), 64, 64, 9, steps=1, profile="cpu")
    shot = Shot("A ball.", start_image=start, settings=settings)
    with pytest.raises(BadInput) as refused:
        frames(own.open(settings, Workplace(tmp_path / "cache")), shot, Heard())
    assert "\n" not in str(refused.value)
    assert refused.value.mend
