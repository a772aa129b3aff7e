"""What is shown while the steps go on: colours by a fitted matrix, or by a tiny decoder."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from engine.backends.diffusion import tiny_decoder
from engine.backends.diffusion.preview import Preview, _matrix
from engine.errors import BadInput


def test_colours_that_follow_from_the_latents_are_found(torch) -> None:
    generator = torch.Generator().manual_seed(1)
    latents = torch.randn(16, 12, 20, generator=generator)
    mixing = torch.randn(3, 16, generator=generator) * 0.1
    picture = (mixing @ latents.flatten(1)).view(3, 12, 20) + 0.2
    large = torch.nn.functional.interpolate(picture[None], scale_factor=8)[0]
    shown = Preview(None, None, _matrix(latents, large)).frames(latents[None, :, None])
    wanted = ((picture.clamp(-1, 1) + 1) * 127.5).round().permute(1, 2, 0).numpy()
    assert shown.shape == (1, 12, 20, 3)
    assert np.abs(shown[0].astype(float) - wanted).max() <= 2


def test_channels_that_say_nothing_do_no_harm(torch) -> None:
    latents = torch.zeros(16, 8, 8)
    latents[3] = torch.linspace(-1, 1, 64).view(8, 8)
    picture = latents[3].expand(3, 8, 8) * 0.5
    shown = Preview(None, None, _matrix(latents, picture)).frames(latents[None, :, None])
    assert np.abs(shown[0, :, :, 0] - ((picture[0] + 1) * 127.5).numpy()).max() <= 2


def weights(torch, channels: int = 16, out: int = 3) -> dict:
    """Random ones of TAEHV's architecture, two frames made of one in its later stages."""
    made: dict = {}
    widths = (16, 12, 8, 8)

    def conv(name: str, wide: int, deep: int, side: int = 3, bias: bool = True) -> None:
        made[f"{name}.weight"] = torch.randn(wide, deep, side, side) * 0.05
        if bias:
            made[f"{name}.bias"] = torch.zeros(wide)

    conv("decoder.1", widths[0], channels)
    for stage, place in enumerate((3, 9, 15)):
        wide = widths[stage]
        for block in range(place, place + 3):
            conv(f"decoder.{block}.conv.0", wide, 2 * wide)
            conv(f"decoder.{block}.conv.2", wide, wide)
            conv(f"decoder.{block}.conv.4", wide, wide)
        conv(f"decoder.{place + 4}.conv", wide * (1 if stage == 0 else 2), wide, 1, bias=False)
        conv(f"decoder.{place + 5}", widths[stage + 1], wide, bias=False)
    conv("decoder.22", out, widths[3])
    return made


@pytest.mark.parametrize(("out", "larger"), [(3, 1), (12, 2)])
def test_a_tiny_decoder_shows_a_frame_for_each_latent(torch, tmp_path, out, larger) -> None:
    from safetensors.torch import save_file

    torch.manual_seed(0)
    path = tmp_path / "taew2_1.safetensors"
    save_file(weights(torch, out=out), path)
    decoder = tiny_decoder.loaded(path, 16, "cpu")
    shown = decoder.frames(torch.randn(1, 16, 3, 60, 104))
    assert shown.shape == (3, 240 * larger, 416 * larger, 3)
    assert shown.dtype == np.uint8


def test_a_frame_knows_the_one_before_it_and_none_behind_it(torch) -> None:
    torch.manual_seed(0)
    decoder = tiny_decoder.TinyDecoder(weights(torch))
    latents = torch.randn(1, 16, 4, 8, 8)
    whole = decoder.frames(latents)
    assert (decoder.frames(latents[:, :, :3]) == whole[:3]).all()


def test_a_decoder_for_other_latents_is_refused(torch, tmp_path) -> None:
    from safetensors.torch import save_file

    save_file(weights(torch), tmp_path / "taew2_2.safetensors")
    with pytest.raises(BadInput, match="no preview decoder for latents of 48 channels"):
        tiny_decoder.loaded(tmp_path / "taew2_2.safetensors", 48, "cpu")
    save_file({"x": torch.zeros(1)}, tmp_path / "other.safetensors")
    with pytest.raises(BadInput, match="no preview decoder"):
        tiny_decoder.loaded(tmp_path / "other.safetensors", 16, "cpu")


def test_the_decoder_of_a_family_is_found_where_comfyui_keeps_it(tmp_path: Path) -> None:
    place = tmp_path / "models" / "vae_approx"
    place.mkdir(parents=True)
    (tmp_path / "models" / "diffusion_models").mkdir()
    for name in ("taehv1_5", "taehv", "taew2_1_fp16", "taew2_2"):
        (place / f"{name}.safetensors").touch()
    folders = (tmp_path / "nothing", tmp_path)
    assert tiny_decoder.file_for("wan-2.2", folders) == place / "taew2_1_fp16.safetensors"
    assert tiny_decoder.file_for("hunyuanvideo", folders) == place / "taehv.safetensors"
    assert tiny_decoder.file_for("wan-2.2-5b", folders) == place / "taew2_2.safetensors"
    assert tiny_decoder.file_for("cogvideox", folders) is None
    assert tiny_decoder.file_for("svd", folders) is None
    assert tiny_decoder.file_for("wan-2.2", (tmp_path / "models",)) is not None


def test_a_decoder_in_a_folder_that_comfyui_only_names_is_found(tmp_path: Path) -> None:
    home, disk = tmp_path / "ComfyUI", tmp_path / "disk"
    (home / "models" / "diffusion_models").mkdir(parents=True)
    disk.mkdir()
    (disk / "taehv.safetensors").touch()
    (home / "extra_model_paths.yaml").write_text(f"mine:\n  vae_approx: {disk.as_posix()}\n")
    assert tiny_decoder.file_for("hunyuanvideo", (home,)) == disk / "taehv.safetensors"


def test_a_decoder_that_is_damaged_is_noted_and_the_clip_is_made_all_the_same(
    torch, tmp_path
) -> None:
    noted: list[str] = []
    (tmp_path / "taew2_1.safetensors").write_bytes(b"cut off")
    asked = ("wan-2.1", (tmp_path,), 16, "cpu", noted.append)
    assert tiny_decoder.decoder_for(*asked) is None
    assert "taew2_1.safetensors" in noted[0]
    from safetensors.torch import save_file

    save_file(weights(torch), tmp_path / "taew2_1.safetensors")
    assert tiny_decoder.decoder_for(*asked) is not None
    assert len(noted) == 1
