"""LoRAs by the layers they change: tensors go in, the family they were trained for comes out.

The names are those of diffusers, of the authors' code and of musubi-tuner (`lora_unet_`), after
`loaders/lora_conversion_utils.py` of diffusers 0.42.1. A LoRA holds no more than two thin matrices
for each layer, so some families cannot be told apart; then its name decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from engine.models.networks import Network, hint_of
from engine.models.record import Model, Problem
from engine.models.tensors import Tensor

_BEFORE = re.compile(
    r"^(?:(?:base_model\.model\.|model\.|diffusion_model\.|transformer(?:_2)?\.|lora_unet_|"
    r"lycoris_|unet\.)+)?"
)
"""What a trainer or a loader puts before the name of a layer."""
_ENDS = (
    ".lora_A.weight",
    ".lora_down.weight",
    ".lora.down.weight",
    ".lora_A.default.weight",
    ".lokr_w1",
    ".lokr_w2",
    ".lokr_w1_a",
    ".hada_w1_a",
)


def is_lora(tensors: Iterable[Tensor]) -> bool:
    """Whether these are the thin matrices of a LoRA and not a network."""
    return any(name.endswith(_ENDS) for name, _, _, _ in tensors)


_PAIRS = (
    (".lora_A.weight", ".lora_B.weight"),
    (".lora_A.default.weight", ".lora_B.default.weight"),
    (".lora_down.weight", ".lora_up.weight"),
    (".lora.down.weight", ".lora.up.weight"),
)
"""What the two matrices of a layer are called: the first reads it, the second writes."""


def damage(tensors: Iterable[Tensor], called: str) -> Problem | None:
    """What is wrong with the matrices of a LoRA: each has its other, and both the same rank."""
    shapes = {name: shape for name, _, shape, _ in tensors}
    for name, shape in shapes.items():
        for pair in _PAIRS:
            end = next((end for end in pair if name.endswith(end)), "")
            if not end:
                continue
            layer = name.removesuffix(end)
            other = shapes.get(layer + pair[end == pair[0]])
            if other is None:
                lost = pair[end == pair[0]].split(".")[1]
                return Problem(f"{called} lacks {lost} of {layer[:80]}", _AGAIN)
            ranks = (shape[:1], other[1:2]) if end == pair[0] else (other[:1], shape[1:2])
            if ranks[0] != ranks[1]:
                said = " and ".join(str(rank[0]) if rank else "none" for rank in ranks)
                return Problem(f"{called} has two ranks for {layer[:80]}: {said}", _AGAIN)
    return None


_AGAIN = "Download it again, or choose another LoRA."


def lora_of(tensors: Iterable[Tensor], called: str) -> Network:
    """What a LoRA is for: its family (empty where it is for none that is known) and width."""
    layers: set[str] = set()
    widths: dict[str, int] = {}
    for name, _, shape, _ in tensors:
        end = next((end for end in _ENDS if name.endswith(end)), None)
        if end is None:
            continue
        layer = _BEFORE.sub("", name.removesuffix(end)).replace("_", ".")
        layers.add(layer)
        if "lora" in end and len(shape) == 2:
            widths[layer] = shape[1]
    return _named(_target(layers, widths), called)


_WAN = re.compile(r"^(?:vace\.)?blocks\.\d+\.(?:self\.attn|cross\.attn|attn[12]|ffn)\.")
_HUNYUAN = re.compile(
    r"^(?:double\.blocks|single\.blocks|transformer\.blocks|single\.transformer\.blocks)\.(\d+)\."
)
_TWO_ATTENTIONS = re.compile(r"^transformer\.blocks\.(\d+)\.attn([12])\.to\.(?:q|k|v|out)")
_COSMOS = re.compile(r"^blocks\.\d+\.(?:self\.attn|cross\.attn)\.(?:q|k|v|output)\.proj")


def _target(layers: set[str], widths: dict[str, int]) -> Network:
    lora = Network("lora", "LoRA")
    if any(_COSMOS.match(layer) for layer in layers):
        return replace(lora, family="cosmos-2", kin=("cosmos-2.5",), width=_usual(widths))
    if any(_WAN.match(layer) for layer in layers):
        return _wan(lora, layers, widths)
    if any(layer.startswith("transformer.blocks.") and ".audio." in layer for layer in layers):
        seen = {name: width for name, width in widths.items() if ".audio." not in name}
        return replace(lora, family="ltx-2", width=_usual(seen))
    pairs = [match for match in map(_TWO_ATTENTIONS.match, layers) if match]
    if pairs:
        return _two_attentions(lora, {match[2] for match in pairs}, widths)
    numbers = [
        (match[0], int(match[1])) for match in map(_HUNYUAN.match, layers) if match is not None
    ]
    if numbers:
        return _hunyuan(lora, layers, numbers, widths)
    return lora


def _usual(widths: dict[str, int]) -> int:
    """The width that most layers read."""
    counts: dict[int, int] = {}
    for width in widths.values():
        counts[width] = counts.get(width, 0) + 1
    return max(counts, key=lambda width: counts[width], default=0)


def _wan(lora: Network, layers: set[str], widths: dict[str, int]) -> Network:
    width = _usual(widths)
    lora = replace(lora, width=width)
    if any(layer.startswith("vace.") for layer in layers):
        return replace(lora, family="wan-2.1-vace", variant="vace")
    if width == 3072:
        return replace(lora, family="wan-2.2-5b", variant="ti2v")
    pictured = any(".k.img" in layer or ".add.k.proj" in layer for layer in layers)
    variant = "i2v" if pictured else ""
    kin = ("wan-2.2", "wan-2.1-vace", "skyreels-v2", "wan-animate", "wan-ati", "wan-move")
    return replace(lora, family="wan-2.1", variant=variant, kin=kin)


def _two_attentions(lora: Network, attentions: set[str], widths: dict[str, int]) -> Network:
    width = _usual(widths)
    lora = replace(lora, width=width)
    if width in {2048, 4096} and (attentions == {"1", "2"} or width == 4096):
        newer = ("ltx-2",) if width == 4096 else ()
        return replace(lora, family="ltx-video", kin=newer)
    if width in {1920, 3072} and attentions == {"1"}:
        return replace(lora, family="cogvideox", kin=("cogvideox-1.5", "consisid"))
    return lora


def _hunyuan(
    lora: Network, layers: set[str], numbers: list[tuple[str, int]], widths: dict[str, int]
) -> Network:
    """Flux has the same layers: 19 double and 38 single blocks, where Hunyuan has 20 and 40."""
    width = _usual(widths)
    double = max((n for kind, n in numbers if not kind.startswith("single")), default=-1)
    single = max((n for kind, n in numbers if kind.startswith("single")), default=-1)
    refined = any("token.refiner" in layer for layer in layers)
    lora = replace(lora, width=width)
    if width == 2048 and double >= 20:
        return replace(lora, family="hunyuanvideo-1.5")
    kin = ("skyreels-v1", "framepack")
    if width == 3072 and (refined or double == 19 or single >= 38):
        return replace(lora, family="hunyuanvideo", kin=kin)
    return replace(lora, kin=("hunyuanvideo", "hunyuanvideo-1.5", *kin))


def _named(lora: Network, called: str) -> Network:
    hint = hint_of(called)
    return replace(lora, family=hint, basis="name") if hint in lora.kin else lora


_SHARED = (
    frozenset(
        {"wan-2.1", "wan-2.2", "wan-2.1-vace", "skyreels-v2", "wan-animate", "wan-ati", "wan-move"}
    ),
    frozenset({"hunyuanvideo", "skyreels-v1", "framepack"}),
    frozenset({"cogvideox", "cogvideox-1.5", "consisid"}),
    frozenset({"cosmos-2", "cosmos-2.5"}),
)
"""Families whose LoRAs fit one another where the width is the same."""


def misfit(lora: Model, base: Model) -> Problem | None:
    """Why a LoRA cannot act on a model; None where it can, or where too little is known."""
    part, network = lora.part("lora"), base.part("transformer") or base.part("unet")
    if part is None:
        return Problem(f"{lora.name} is no LoRA", "Choose one with LoRA weights.")
    if not lora.family or not base.family or network is None:
        return None
    alike = lora.family == base.family or any(
        lora.family in group and base.family in group for group in _SHARED
    )
    if not alike:
        said = f"{lora.name} is a LoRA of {lora.family}, and {base.name} is {base.family}"
        return Problem(said, f"Choose a LoRA of {base.family}.")
    if part.width and network.width and part.width != network.width:
        said = (
            f"{lora.name} is for a network {part.width} wide, and that of {base.name} "
            f"is {network.width} wide"
        )
        return Problem(said, "Choose a LoRA of the same size of this family.")
    return None
