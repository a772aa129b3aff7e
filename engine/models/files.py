"""Weights in single files and in shards: paths go in, a `Model` or `Skipped` comes out.

A checkpoint may hold several networks under prefixes (LTX keeps its VAE beside the transformer);
each becomes a part of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Literal

from engine.errors import BadInput
from engine.models import gguf, pickles, safetensors
from engine.models.licences import licence_in
from engine.models.loras import damage, is_lora, lora_of
from engine.models.networks import Network, network_of
from engine.models.record import Model, Part, Problem, Skipped, problem_of
from engine.models.tensors import Header, Tensor, summary

WEIGHTS = frozenset({".safetensors", ".sft", ".gguf"})
INDEX_END = ".safetensors.index.json"
_JSON_LIMIT = 8 << 20
_SHARD = re.compile(r"^(?P<stem>.+)-(?P<number>\d{5})-of-(?P<count>\d{5})(?P<end>\.\w+)$")
_HIGH = re.compile(r"(?:^|[^a-z])(?:high|highnoise)(?:[^a-z]|$)")
_LOW = re.compile(r"(?:^|[^a-z])(?:low|lownoise)(?:[^a-z]|$)")
_EXPERTS = frozenset({"wan-2.2", "wan-2.1-vace", "wan-animate"})
_PREFIXES = (
    ("model.diffusion_model.", "main"),
    ("first_stage_model.", "vae"),
    ("vae.", "vae"),
    ("audio_vae.", "audio_vae"),
    ("vocoder.", "vocoder"),
    ("text_embedding_projection.", "connectors"),
)
"""What a checkpoint of several networks puts before the names of each."""
_ENCODERS = re.compile(r"^(?:text_encoders|conditioner\.embedders|cond_stage_model)\.(\w+)\.")
_WRAPS = re.compile(r"^(?:(?:transformer|open_clip|model)\.)+")
_LONE = ("net.", "module.", "diffusion_model.", "transformer.", "model.model.", "model.")


def read_header(path: Path) -> Header:
    """The header of a weights file by its ending. Raises BadInput, for pickles with the mend."""
    read = gguf.read_header if path.suffix == ".gguf" else safetensors.read_header
    try:
        return read(path)
    except BadInput:
        if pickles.is_pickle(path):
            raise pickles.refusal(path) from None
        raise


def read_json(path: Path) -> dict[str, Any]:
    """A small JSON object. Raises BadInput, naming the file."""
    try:
        with path.open("rb") as file:
            text = file.read(_JSON_LIMIT + 1)
        entry = json.loads(text) if len(text) <= _JSON_LIMIT else None
    except OSError as error:
        raise BadInput(f"{path.name} cannot be read: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:
        mend = "It is damaged; download it again."
        raise BadInput(f"{path.name} is not JSON", mend=mend) from error
    if not isinstance(entry, dict):
        raise BadInput(f"{path.name} is no JSON object", mend="It is damaged; download it again.")
    return entry


def shard_of(name: str) -> tuple[str, int, int] | None:
    """(name of the whole, number, how many) of a file that is one shard; else None."""
    match = _SHARD.match(name)
    return (
        (match["stem"] + match["end"], int(match["number"]), int(match["count"])) if match else None
    )


def single(path: Path, called: str = "") -> Model | Skipped:
    """One checkpoint. `called` is the repository or path that tells more than the file's name."""
    try:
        header = read_header(path)
    except BadInput as error:
        return Skipped(path, problem_of(error))
    model = _model(path, "single", called or str(path), [("", header)])
    return model or Skipped(path, _stranger(path))


def shards(path: Path, files: Sequence[Path], called: str = "") -> Model | Skipped:
    """The network whose shards lie side by side; `path` is what the whole would be called."""
    read: list[tuple[str, Header]] = []
    problems = list(lost_shards(files))
    for file in files:
        try:
            read.append((file.name, read_header(file)))
        except BadInput as error:
            problems.append(problem_of(error))
    model = _model(path, "shards", called or str(path), read, tuple(problems))
    if model is None:
        return Skipped(path, problems[0] if problems else _stranger(path))
    return model


def lost_shards(files: Sequence[Path]) -> Iterable[Problem]:
    """What is missing of a set of shards, by their own numbers and by their index."""
    numbers = [shard for file in files if (shard := shard_of(file.name))]
    if numbers:
        there = {number for _, number, _ in numbers}
        lost = [n for n in range(1, min(numbers[0][2], 10_000) + 1) if n not in there]
        if lost:
            named = ", ".join(map(str, lost[:5])) + (" ..." if len(lost) > 5 else "")
            whole = numbers[0][0]
            said = f"{whole} lacks shard {named} of {numbers[0][2]}"
            if len(lost) > 1:
                said = f"{whole} lacks shards {named} of {numbers[0][2]}"
            yield Problem(said, "Fetch it again; what is there is kept.")


def _stranger(path: Path) -> Problem:
    return Problem(
        f"{path.name} is of no video model that Verbench knows",
        "Choose another: verbench models known lists some.",
    )


def _model(
    path: Path,
    kind: Literal["single", "shards"],
    called: str,
    read: Sequence[tuple[str, Header]],
    problems: tuple[Problem, ...] = (),
) -> Model | None:
    tensors = [tensor for _, header in read for tensor in header.tensors]
    files = tuple(name for name, _ in read if name)
    found = _networks(tensors, called)
    if not found:
        return None
    parts = tuple(part_of(network, own, files) for network, own in found)
    first = found[0][0]
    if first.part == "lora" and (lost := damage(tensors, path.stem)):
        problems = (*problems, lost)
    texts = read[0][1].texts if read else {}
    licence = texts.get("modelspec.license", "")[:200] or licence_in(path.parent)
    known = bool(first.family)
    return Model(
        path=path,
        name=path.stem,
        kind=kind,
        family=first.family,
        basis=first.basis if known else "",
        variant=first.variant,
        noise=noise_of(called) if first.family in _EXPERTS else "",
        parts=parts,
        licence=licence,
        problems=problems,
    )


def _networks(tensors: list[Tensor], called: str) -> list[tuple[Network, list[Tensor]]]:
    """The networks of a checkpoint, the one that makes the pictures first."""
    if is_lora(tensors):
        lora = lora_of(tensors, called)
        return [(lora, tensors)] if lora.family or lora.kin else []
    found = []
    for place, own in _sections(tensors).items():
        network = _recognised(own, called)
        if network is None and place in {"audio_vae", "vocoder", "connectors"}:
            network = Network(place, place)
        if network is not None:
            found.append((network, own))
    order = {"transformer": 0, "unet": 0, "vae": 1}
    found.sort(key=lambda entry: order.get(entry[0].part, 2))
    return found if any(network.network != "text encoder" for network, _ in found) else []


def _sections(tensors: list[Tensor]) -> dict[str, list[Tensor]]:
    sections: dict[str, list[Tensor]] = {}
    for tensor in tensors:
        name = tensor.name
        for prefix, place in _PREFIXES:
            if name.startswith(prefix):
                sections.setdefault(place, []).append(tensor._replace(name=name[len(prefix) :]))
                break
        else:
            encoder = _ENCODERS.match(name)
            if encoder:
                plain = _WRAPS.sub("", name[encoder.end() :])
                sections.setdefault(encoder.group(), []).append(tensor._replace(name=plain))
            else:
                sections.setdefault("main", []).append(tensor)
    return sections


def _recognised(tensors: list[Tensor], called: str) -> Network | None:
    shapes = {tensor.name: tensor.shape for tensor in tensors}
    network = network_of(shapes, called)
    if network is not None:
        return network
    for prefix in _LONE:
        inner = {n[len(prefix) :]: shape for n, shape in shapes.items() if n.startswith(prefix)}
        network = network_of(inner, called) if inner else None
        if network is not None:
            return network
    return None


def part_of(network: Network, tensors: list[Tensor], files: tuple[str, ...]) -> Part:
    """The part that a network is, with the sums over its tensors."""
    sums = summary(tensors)
    return Part(
        network.part,
        network.network,
        files,
        sums.bytes,
        sums.parameters,
        sums.dtypes,
        sums.blocks,
        sums.block_bytes,
        network.width,
        network.inner,
        network.channels,
    )


def noise_of(called: str) -> Literal["", "high", "low"]:
    """Which of two experts a file is, by its name; empty where that does not say."""
    for part in (Path(called).stem, Path(called).parent.name):
        plain = re.sub(r"[\s_\-.]+", "-", part.lower())
        if _HIGH.search(plain):
            return "high"
        if _LOW.search(plain):
            return "low"
    return ""
