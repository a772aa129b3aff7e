"""Networks are told by the names and shapes of their tensors, whatever the file is called."""

from __future__ import annotations

import pytest

from engine.models.networks import network_of
from engine.prompt.models import families
from tests.helpers.weights import NETWORKS

TOLD = {
    "wan t2v": ("wan-2.1", "t2v", "transformer", 5120),
    "wan 1.3b": ("wan-2.1", "t2v", "transformer", 1536),
    "wan i2v": ("wan-2.1", "i2v", "transformer", 5120),
    "wan flf2v": ("wan-2.1", "flf2v", "transformer", 5120),
    "wan a14b i2v": ("wan-2.2", "i2v", "transformer", 5120),
    "wan 5b": ("wan-2.2-5b", "ti2v", "transformer", 3072),
    "wan vace": ("wan-2.1-vace", "vace", "transformer", 5120),
    "wan animate": ("wan-animate", "animate", "transformer", 5120),
    "wan diffusers": ("wan-2.1", "t2v", "transformer", 5120),
    "skyreels df": ("skyreels-v2", "df", "transformer", 1536),
    "hunyuan": ("hunyuanvideo", "t2v", "transformer", 3072),
    "hunyuan i2v": ("hunyuanvideo", "i2v", "transformer", 3072),
    "skyreels v1 i2v": ("skyreels-v1", "i2v", "transformer", 3072),
    "hunyuan 1.5": ("hunyuanvideo-1.5", "", "transformer", 2048),
    "framepack": ("framepack", "i2v", "transformer", 3072),
    "cogvideox i2v": ("cogvideox", "i2v", "transformer", 3072),
    "cogvideox 1.5": ("cogvideox-1.5", "t2v", "transformer", 3072),
    "ltx": ("ltx-video", "t2v+i2v", "transformer", 2048),
    "ltx 2": ("ltx-2", "t2v+i2v", "transformer", 4096),
    "cosmos 1": ("cosmos-1", "v2w", "transformer", 4096),
    "cosmos 2": ("cosmos-2", "v2w", "transformer", 2048),
    "cosmos 2.5": ("cosmos-2.5", "v2w", "transformer", 2048),
    "svd": ("svd", "i2v", "unet", 320),
    "wan vae": ("wan-2.1", "", "vae", 0),
    "wan 5b vae": ("wan-2.2-5b", "", "vae", 0),
    "hunyuan vae": ("hunyuanvideo", "", "vae", 0),
    "hunyuan 1.5 vae": ("hunyuanvideo-1.5", "", "vae", 0),
    "cogvideox vae": ("cogvideox", "", "vae", 0),
    "ltx vae": ("ltx-video", "", "vae", 0),
    "ltx 0.9.5 vae": ("ltx-video", "", "vae", 0),
    "ltx 2 vae": ("ltx-2", "", "vae", 0),
    "cosmos vae": ("cosmos-1", "", "vae", 0),
    "svd vae": ("svd", "", "vae", 0),
    "taehv": ("hunyuanvideo", "", "preview", 0),
    "umt5": ("", "", "text_encoder", 4096),
    "t5": ("", "", "text_encoder", 4096),
    "clip vision": ("", "", "image_encoder", 1280),
}


@pytest.mark.parametrize(("name", "told"), TOLD.items(), ids=TOLD)
def test_a_network_is_told_by_its_tensors(name, told):
    found = network_of(NETWORKS[name], "model.safetensors")
    assert found is not None
    assert (found.family, found.variant, found.part, found.width) == told


def test_every_family_that_is_told_is_one_that_is_known():
    known = {family.id for family in families()} | {""}
    kin = {
        name
        for shapes in NETWORKS.values()
        if (found := network_of(shapes, "")) is not None
        for name in (found.family, *found.kin)
    }
    assert kin <= known


@pytest.mark.parametrize(
    ("called", "family"),
    [
        ("Wan2.2-T2V-A14B/high_noise_model/x.safetensors", "wan-2.2"),
        ("SkyReels-V2-T2V-14B-720P/model.safetensors", "skyreels-v2"),
        ("Wan2_1-T2V-14B_fp8.safetensors", "wan-2.1"),
        ("CogVideoX-5b.safetensors", "wan-2.1"),
    ],
)
def test_the_name_decides_only_between_families_of_one_network(called, family):
    found = network_of(NETWORKS["wan t2v"], called)
    assert found is not None
    assert found.family == family


def test_what_the_tensors_say_is_not_overruled_by_a_name():
    found = network_of(NETWORKS["wan 5b"], "Wan2.1-T2V-14B.safetensors")
    assert found is not None
    assert (found.family, found.basis) == ("wan-2.2-5b", "tensors")


@pytest.mark.parametrize(
    "shapes",
    [
        {},
        {"img_in.weight": (3072, 64), "double_blocks.0.img_mod.lin.weight": (1, 1)},
        {"img_in.proj.weight": (3584, 64, 1, 1), "txt_in.input_embedder.weight": (1, 1)},
        {"patch_embedding.weight": (5120,), "head.modulation": (1,)},
        {"shared.weight": (32128,)},
        {"decoder.conv_in.weight": (512, 4, 3, 3), "decoder.conv_norm_out.weight": (128,)},
    ],
)
def test_other_networks_are_not_mistaken_for_one(shapes):
    assert network_of(shapes, "wan2.1.safetensors") is None
