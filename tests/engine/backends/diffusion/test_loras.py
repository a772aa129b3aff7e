"""LoRAs on the real classes at tiny size: in, weighted, off again."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.backends.diffusion.loading import loaded
from engine.backends.diffusion.loras import applied
from engine.backends.diffusion.placing import placed
from engine.backends.diffusion.speed import Levers
from engine.errors import BadInput
from engine.models.profiles import profile_of
from engine.models.scan import model_at
from engine.records import Lora
from tests.engine.backends.diffusion.test_placing import run
from tests.helpers import tiny

WIDTH = 24
INNER = 32
LAYOUTS = {
    "diffusers": ("transformer.blocks.{}.{}", "lora_A.weight", "lora_B.weight"),
    "comfy": ("diffusion_model.blocks.{}.{}", "lora_A.weight", "lora_B.weight"),
    "authors": ("diffusion_model.blocks.{}.{}", "lora_down.weight", "lora_up.weight"),
    "kohya": ("lora_unet_blocks_{}_{}", "lora_down.weight", "lora_up.weight"),
}
LAYERS = {
    f"{theirs}.{short}": f"{ours}.{long}"
    for theirs, ours in (("self_attn", "attn1"), ("cross_attn", "attn2"))
    for short, long in (("q", "to_q"), ("k", "to_k"), ("v", "to_v"), ("o", "to_out.0"))
} | {"ffn.0": "ffn.net.0.proj", "ffn.2": "ffn.net.2"}
"""Names of a block's layers in the authors' code and in diffusers."""


def lora_file(torch, path: Path, *, seed: int = 0, layout: str = "diffusers", width: int = WIDTH):
    """A LoRA of rank 4 for all layers of both blocks."""
    from safetensors.torch import save_file

    pattern, down, up = LAYOUTS[layout]
    torch.manual_seed(seed)
    tensors = {}
    for block in range(2):
        for theirs, ours in LAYERS.items():
            name = pattern.format(block, ours if layout == "diffusers" else theirs)
            if layout == "kohya":
                name = name.replace(".", "_")
                tensors[f"{name}.alpha"] = torch.tensor(4.0)
            wide, out = {"ffn.0": (width, INNER), "ffn.2": (INNER, width)}.get(
                theirs, (width, width)
            )
            tensors[f"{name}.{down}"] = torch.randn(4, wide) / 4
            tensors[f"{name}.{up}"] = torch.randn(out, 4) / 4
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file(tensors, path)
    return path


@pytest.fixture(scope="session")
def folder(torch, tmp_path_factory) -> Path:
    return tiny.saved(tiny.wan_a14b, tmp_path_factory.mktemp("models") / "wan2.2-a14b")


@pytest.fixture(scope="session")
def base(folder):
    return model_at(folder)


@pytest.fixture
def pipeline(base):
    return loaded(base, "WanImageToVideoPipeline")


def test_two_loras_act_on_both_experts_and_come_off_without_a_trace(
    torch, pipeline, base, tmp_path
):
    plain = run(torch, pipeline)
    one = lora_file(torch, tmp_path / "one.safetensors")
    two = lora_file(torch, tmp_path / "two.safetensors", seed=1)
    prints = applied(pipeline, [Lora(one, 0.8), Lora(two, 0.3)], base)
    assert len(set(prints)) == 2
    assert all(prints)
    both = run(torch, pipeline)
    for network in (pipeline.transformer, pipeline.transformer_2):
        assert len(network.peft_config) == 2
    applied(pipeline, [Lora(one, 0.8)], base)
    alone = run(torch, pipeline)
    applied(pipeline, [Lora(one, -0.8)], base)
    other_weight = run(torch, pipeline)
    different = [plain, both, alone, other_weight]
    assert all(not torch.equal(a, b) for i, a in enumerate(different) for b in different[i + 1 :])
    applied(pipeline, [Lora(two, 0.3), Lora(one, 0.8)], base)
    assert torch.allclose(run(torch, pipeline), both, atol=1e-5)
    applied(pipeline, [], base)
    assert torch.equal(run(torch, pipeline), plain)


def test_the_weight_scales_what_a_lora_adds(torch, pipeline, base, tmp_path):
    one = lora_file(torch, tmp_path / "one.safetensors")
    applied(pipeline, [Lora(one, 0.25), Lora(one, 0.25)], base)
    layer = pipeline.transformer.blocks[0].attn1.to_q
    values = torch.randn(1, WIDTH)
    added = layer(values) - layer.base_layer(values)
    applied(pipeline, [Lora(one, 1.0)], base)
    assert torch.allclose(layer(values) - layer.base_layer(values), 2 * added, atol=1e-5)
    applied(pipeline, [Lora(one, 0.0)], base)
    assert not getattr(pipeline.transformer, "peft_config", None)


@pytest.mark.parametrize(
    ("name", "first", "second"), [("fast_high_noise", True, False), ("fast-low-noise", False, True)]
)
def test_a_name_that_says_so_puts_a_lora_into_one_expert(
    torch, pipeline, base, tmp_path, name, first, second
):
    path = lora_file(torch, tmp_path / f"{name}.safetensors")
    applied(pipeline, [Lora(path)], base)
    found = [
        bool(getattr(network, "peft_config", None))
        for network in (pipeline.transformer, pipeline.transformer_2)
    ]
    assert found == [first, second]


def test_all_ways_to_name_the_layers_say_the_same(torch, pipeline, base, tmp_path):
    made = []
    for layout in LAYOUTS:
        path = lora_file(torch, tmp_path / f"{layout}.safetensors", layout=layout)
        applied(pipeline, [Lora(path)], base)
        made.append(run(torch, pipeline))
    assert all(torch.allclose(one, made[0], atol=1e-5) for one in made[1:])


@pytest.mark.parametrize("profile", ["max-speed", "16", "12", "low-ram"])
def test_a_placed_lora_acts_and_takes_another_weight(torch, base, tmp_path, profile):
    path = lora_file(torch, tmp_path / "one.safetensors")
    made = {}
    for weight in (0.5, 1.0):
        pipeline = loaded(base, "WanImageToVideoPipeline")
        applied(pipeline, [Lora(path, weight)], base)
        placement = placed(pipeline, profile_of(profile), "cpu", tmp_path, Levers(cache=0.0))
        made[weight] = run(torch, pipeline)
        applied(pipeline, [Lora(path, 1.5 - weight)], base)
        made[-weight] = run(torch, pipeline)
        placement.release()
    assert not torch.equal(made[0.5], made[1.0])
    assert torch.allclose(made[0.5], made[-1.0], atol=1e-4)
    assert torch.allclose(made[1.0], made[-0.5], atol=1e-4)


def test_a_lora_of_another_family_or_width_is_refused(torch, pipeline, base, tmp_path):
    wide = lora_file(torch, tmp_path / "wide.safetensors", width=48)
    with pytest.raises(BadInput, match=r"48 wide, and that of .* is 24 wide"):
        applied(pipeline, [Lora(wide)], base)
    from safetensors.torch import save_file

    other = tmp_path / "hunyuan.safetensors"
    layer = "transformer.single_transformer_blocks.39.attn.to_q"
    save_file(
        {
            f"{layer}.lora_A.weight": torch.zeros(4, 3072),
            f"{layer}.lora_B.weight": torch.zeros(3072, 4),
        },
        other,
    )
    with pytest.raises(BadInput, match="is a LoRA of hunyuanvideo"):
        applied(pipeline, [Lora(other)], base)


def test_what_is_no_lora_is_refused_in_one_line(torch, pipeline, base, folder, tmp_path):
    with pytest.raises(BadInput, match="There is no"):
        applied(pipeline, [Lora(tmp_path / "none.safetensors")], base)
    with pytest.raises(BadInput, match="is no LoRA"):
        applied(pipeline, [Lora(folder)], base)


def test_a_lora_whose_layers_the_model_lacks_is_refused(torch, pipeline, base, tmp_path):
    from safetensors.torch import save_file

    path = tmp_path / "deep.safetensors"
    layer = "transformer.blocks.30.attn1.to_q"
    save_file(
        {
            f"{layer}.lora_A.weight": torch.zeros(4, 24),
            f"{layer}.lora_B.weight": torch.zeros(24, 4),
        },
        path,
    )
    with pytest.raises(BadInput, match="deep"):
        applied(pipeline, [Lora(path)], base)
    assert not getattr(pipeline.transformer, "peft_config", None)
