"""Whether a model fits, before anything is loaded: a `Model`, the size of the clip and the memory
of the machine go in; for each profile the expected peak, what fits and why come out.

What is exact: the bytes of the weights (from the headers) and the tokens of the clip. What was run
without a card: the bytes that a token and a pixel take at the worst moment (`geometry.py`). What is
assumed: the margin for what a card adds, and the sizes of parts that the model does not bring.
A measured peak corrects the next estimate: `learned`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import ceil

from engine.errors import BadInput
from engine.models.geometry import GEOMETRIES, Geometry, bytes_of_tokens
from engine.models.profiles import PROFILES, Profile
from engine.models.record import Model, Part

GIB = 1 << 30
RESERVE = int(0.8 * GIB)
"""The driver's context and the libraries' workspaces, before the first tensor."""
_SLACK = 1.1
"""Over the live tensors: what the allocator holds and cannot use."""
_PROCESS = int(2.5 * GIB)
"""Memory of a process that has imported torch, diffusers and transformers."""
_PROMPTS = 512 << 20
"""Activations of a text encoder on a prompt of 512 tokens, with room."""
_WIDE = {"F64": 8, "F32": 4, "BF16": 2, "F16": 2}
"""Bytes of a number in the types that fp8 makes smaller."""
_FP8_KEPT = 1.02
"""Norms and embeddings keep their width (`enable_layerwise_casting` passes over them)."""
_LAYER_SHARE = 0.4
"""Of a block: the two largest of its layers, which are on the card while one runs."""
_STREAMED = 3
"""Blocks on the card while they are streamed: one at work, one arriving, one not yet freed."""
_COMPUTE = 2
"""Bytes of a number while it is used: bf16."""


@dataclass(frozen=True, slots=True)
class Room:
    """Free memory in bytes. No card is no `vram`."""

    vram: int
    ram: int


@dataclass(frozen=True, slots=True)
class Clip:
    """What is to be made. With guidance above 1 each step asks the model twice."""

    width: int
    height: int
    frames: int
    guidance: float = 5.0


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the work with its weights and activations on the card, in bytes."""

    name: str
    weights: int
    activations: int

    @property
    def bytes(self) -> int:
        """Both."""
        return self.weights + self.activations


@dataclass(frozen=True, slots=True)
class Fit:
    """How one profile would run one request."""

    profile: Profile
    vram: int
    """Expected peak on the card, in bytes."""
    ram: int
    """Expected peak in memory, in bytes."""
    fits: bool
    stages: tuple[Stage, ...]
    why: str
    assumed: tuple[str, ...]
    """What the figures rest on that is not known of this very model."""
    correction: float = 1.0
    """What earlier runs made of the activations."""
    room: Room = Room(0, 0)
    """What was free."""

    @property
    def lacking(self) -> int:
        """Bytes of the card and of memory that are not there."""
        return max(0, self.vram - self.room.vram) + max(0, self.ram - self.room.ram)

    @property
    def worst(self) -> Stage:
        """The stage that decides the peak."""
        return max(self.stages, key=lambda stage: stage.bytes)


def fits(
    model: Model,
    clip: Clip,
    room: Room,
    *,
    with_parts: Iterable[Part] = (),
    corrections: Mapping[str, float] | None = None,
    loras: bool = False,
) -> tuple[Fit, ...]:
    """How every profile would do, the fastest first.

    `with_parts` are parts that come from elsewhere (the second expert, a text encoder or VAE for a
    single file). `corrections` are what `learned` said of earlier runs of this model, by the id of
    the profile. `loras` tells of some, which go into all networks before their weights become fp8.
    Raises BadInput where the model cannot be run or the clip has no size.
    """
    geometry = _geometry(model, clip)
    parts, learnt = (*model.parts, *with_parts), corrections or {}
    return tuple(
        _Estimate(model, parts, geometry, clip, profile, learnt.get(profile.id, 1.0), loras).fit(
            room
        )
        for profile in PROFILES
    )


def best(found: Iterable[Fit]) -> Fit | None:
    """The fastest profile that fits; None where none does."""
    return next((fit for fit in found if fit.fits), None)


def closest(found: Iterable[Fit]) -> Fit:
    """The profile that lacks least where none fits; without a card that is the processor's."""
    fits_ = tuple(found)
    own = [fit for fit in fits_ if fit.room.vram or fit.profile.resident == "none"]
    return min(own or fits_, key=lambda fit: fit.lacking)


def longest(
    model: Model,
    clip: Clip,
    room: Room,
    profile: Profile,
    corrections: Mapping[str, float] | None = None,
    *,
    loras: bool = False,
) -> int:
    """The most frames that fit with this profile at this size; 0 where not even one does."""
    step = _geometry(model, clip).frames

    def too_long(count: int) -> bool:
        shorter = replace(clip, frames=1 + count * step)
        found = fits(model, shorter, room, corrections=corrections, loras=loras)
        return not next(fit for fit in found if fit.profile is profile).fits

    # what fits is shorter than what does not: the first count that is too long is found by halving
    counts = range((clip.frames - 1) // step + 1)
    fitting = bisect_left(counts, True, key=too_long)
    return 1 + (fitting - 1) * step if fitting else 0


def learned(fit: Fit, measured: int) -> float:
    """The correction that would have made this estimate right: activations over activations.

    Weights are known exactly, so what differs is put down to the activations of the worst stage.
    Kept between a quarter and four times, so that one odd run does no harm. An estimate that was
    corrected already counts with its correction.
    """
    worst = fit.worst
    seen = measured - worst.weights - RESERVE
    expected = max(1.0, worst.activations * _SLACK)
    return min(4.0, max(0.25, seen / expected * fit.correction))


def _geometry(model: Model, clip: Clip) -> Geometry:
    geometry = GEOMETRIES.get(model.family)
    network = model.part("transformer") or model.part("unet")
    if geometry is None or network is None:
        what = f"a model of {model.family}" if model.family else "a model that is known"
        said = f"{model.name} is no transformer of {what} that Verbench can run"
        raise BadInput(said, mend="Choose the file or folder of the model itself.")
    if min(clip.width, clip.height) < geometry.space or clip.frames < 1:
        raise BadInput(
            f"A clip of {clip.width} x {clip.height} and {clip.frames} frames has no size",
            mend="Give --width, --height and --frames.",
        )
    return geometry


@dataclass(frozen=True, slots=True)
class _Estimate:
    """The sums for one profile."""

    model: Model
    parts: tuple[Part, ...]
    geometry: Geometry
    clip: Clip
    profile: Profile
    correction: float
    loras: bool

    def fit(self, room: Room) -> Fit:
        stages = (self._text(), self._denoising(), self._decoding())
        worst = max(stages, key=lambda stage: stage.bytes)
        card = self.profile.resident != "none"
        vram = ceil(worst.weights + worst.activations * _SLACK) + RESERVE if card else 0
        ram = self._ram(worst)
        good = vram <= room.vram and ram <= room.ram
        why = _reason(self.profile, worst, vram, ram, room)
        assumed = self._assumed()
        return Fit(self.profile, vram, ram, good, stages, why, assumed, self.correction, room)

    def _named(self, *names: str) -> list[Part]:
        return [part for part in self.parts if part.name.startswith(names)]

    def _networks(self) -> list[Part]:
        found = self._named("transformer", "unet")
        # the second Wan has two experts of one size; a single file is one of them
        return found * 2 if self._lone_expert(found) else found

    def _lone_expert(self, found: list[Part]) -> bool:
        return self.model.family == "wan-2.2" and len(found) == 1

    def _text(self) -> Stage:
        encoders = self._named("text_encoder", "image_encoder", "connectors")
        sizes = [_in_compute(part) for part in encoders] or [self.geometry.encoder]
        if self.profile.encoder == "processor":
            return Stage("reading the prompt", 0, 0)
        if self.profile.encoder == "blocks":
            # its blocks pass over the card two at a time; they are an even share of it
            return Stage("reading the prompt", max(sizes) // 10, _PROMPTS)
        return Stage("reading the prompt", max(sizes), _PROMPTS)

    def _denoising(self) -> Stage:
        tokens = self.geometry.tokens(self.clip.width, self.clip.height, self.clip.frames)
        tokens *= 2 if self.geometry.batched and self.clip.guidance > 1 else 1
        network = self._networks()[0]
        work = bytes_of_tokens(self.geometry, self.model, network, tokens)
        if self.profile.fp8 or any(dtype not in _WIDE for dtype, _ in network.dtypes):
            # narrow numbers are widened for the layer that is at work
            numbers = network.parameters * network.block_bytes / max(1, network.bytes)
            work += int(numbers * _COMPUTE * _LAYER_SHARE / 2)
        return Stage("denoising", self._resident(), ceil(work * self.correction))

    def _resident(self) -> int:
        """Bytes of the transformers that are on the card at once."""
        sizes = [self._on_card(part, part.bytes) for part in self._networks()]
        blocks = [self._block(part) for part in self._networks()]
        outside = max(
            size - block * part.blocks
            for size, block, part in zip(sizes, blocks, self._networks(), strict=True)
        )
        match self.profile.resident:
            case "all":
                return sum(sizes) + self._vae()
            case "one":
                return max(sizes)
            case "blocks":
                return min(max(sizes), _STREAMED * max(blocks) + max(0, outside))
            case "layers":
                return min(max(sizes), ceil(_LAYER_SHARE * max(blocks)) + max(0, outside) // 2)
            case _:
                return max(sizes)

    def _block(self, part: Part) -> int:
        return self._on_card(part, part.block_bytes) if part.blocks else 0

    def _on_card(self, part: Part, size: int) -> int:
        """Of `size` bytes of a part on disk, how many are on the card."""
        total = max(1, part.bytes)
        kept = 0.0
        for dtype, stored in part.dtypes or (("BF16", part.bytes),):
            share = size * stored / total
            wide = _WIDE.get(dtype)
            if wide is None:
                kept += share
            else:
                kept += share / wide * self._used(wide)
        return ceil(kept)

    def _used(self, wide: int) -> float:
        """Bytes of a number that takes `wide` of them on disk."""
        if self.profile.resident == "none":
            # nothing is won on the processor by narrowing fp32
            return min(wide, 4)
        return _FP8_KEPT if self.profile.fp8 else _COMPUTE

    def _vae(self) -> int:
        own = self._named("vae")
        width = self.geometry.decoder.width
        return sum(part.parameters * width for part in own) or self.geometry.vae

    def _decoding(self) -> Stage:
        pixels = self.clip.width * self.clip.height
        work = self.geometry.decoder.peak(pixels, self.clip.frames, tiled=self.profile.tiled)
        weights = self._resident() if self.profile.resident == "all" else self._vae()
        return Stage("decoding", weights, ceil(work * self.correction))

    def _ram(self, worst: Stage) -> int:
        return max(self._kept_in_ram(worst), self._with_loras())

    def _with_loras(self) -> int:
        """While LoRAs are put in, all networks are in memory as wide as they work."""
        if not (self.loras and self.profile.fp8):
            return 0
        return _PROCESS + sum(_in_compute(part) for part in self._networks())

    def _kept_in_ram(self, worst: Stage) -> int:
        networks = sum(self._on_card(part, part.bytes) for part in self._networks())
        encoders = self._named("text_encoder", "image_encoder", "connectors")
        text = sum(_in_compute(part) for part in encoders) or self.geometry.encoder
        frames = self.clip.width * self.clip.height * self.clip.frames * 3 * 4
        if self.profile.disk:
            # each network is in memory once, while it is prepared for the disk
            largest = max(self._on_card(part, part.bytes) for part in self._networks())
            return _PROCESS + max(text, largest) + frames
        if self.profile.resident == "all":
            # files are mapped and read on to the card; a shard is in memory at a time
            return _PROCESS + min(networks, 5 * GIB) + frames
        kept = ceil(networks * self.profile.copies)
        if self.profile.resident == "none":
            return _PROCESS + max(text, networks + self._vae() + worst.activations) + frames
        return _PROCESS + max(text, kept + self._vae()) + frames

    def _assumed(self) -> tuple[str, ...]:
        said = []
        if not self._named("text_encoder") and self.model.family != "svd":
            size = self.geometry.encoder / GIB
            said.append(f"a text encoder of {size:.1f} GiB, which is not in this model")
        if not self._named("vae"):
            said.append(f"a VAE of {self.geometry.vae / GIB:.1f} GiB, which is not in this model")
        if self._lone_expert(self._named("transformer", "unet")):
            said.append("the other expert, of the same size")
        if not self.geometry.certain:
            said.append("the bytes of a token are those of a network like it")
        if self.loras:
            said.append("LoRAs, which go in while all its weights are in memory")
        if not self._networks()[0].width:
            said.append("the network is as wide as is usual in its family")
        return tuple(said)


def _in_compute(part: Part) -> int:
    """Bytes of a part in bf16, or as it is where its numbers are narrower."""
    kept = sum(
        stored / _WIDE[dtype] * _COMPUTE if dtype in _WIDE else stored
        for dtype, stored in part.dtypes
    )
    return ceil(kept) or part.bytes


def _reason(profile: Profile, worst: Stage, vram: int, ram: int, room: Room) -> str:
    if profile.resident == "none":
        if ram > room.ram and not room.vram:
            free = _gib(room.ram)
            needs = f"there is no card, and the processor needs {_gib(ram)} of memory"
            return f"{needs}, of which {free} are free"
        if ram > room.ram:
            return f"needs {_gib(ram)} of memory, and {_gib(room.ram)} are free"
        return f"{_gib(ram)} of memory are enough; it is slow without a card"
    if vram > room.vram:
        free = f"{_gib(room.vram)} are free" if room.vram else "there is no card"
        return (
            f"{worst.name} needs {_gib(vram)} on the card "
            f"({_gib(worst.weights)} weights, {_gib(worst.activations)} activations), and {free}"
        )
    if ram > room.ram:
        return f"needs {_gib(ram)} of memory, and {_gib(room.ram)} are free"
    return f"peaks at {_gib(vram)} while {worst.name}; {_gib(room.vram)} are free: {profile.steps}"


def _gib(size: int) -> str:
    return f"{size / GIB:.1f} GiB"
