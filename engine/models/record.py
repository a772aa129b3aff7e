"""What a model on disk is: `Model` and its `Part`s, as the scan finds them and the screen shows
them, and `Skipped` for what was found and cannot be used. Plain values, to and from JSON.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Literal

from engine.errors import BadInput

Kind = Literal["diffusers", "single", "shards"]
"""A folder with model_index.json; one file; the shards of one network beside their index."""
Basis = Literal["config", "tensors", "name", ""]
"""How the family is known: from the configuration, from the tensors' names and shapes, or only
from what the file is called."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something cannot be used, and what mends it."""

    message: str
    mend: str = ""

    def __str__(self) -> str:
        return f"{self.message.rstrip('.')}. {self.mend}" if self.mend else self.message


@dataclass(frozen=True, slots=True)
class Part:
    """One network of a model, or one LoRA."""

    name: str
    """transformer, transformer_2, unet, vae, text_encoder ..., image_encoder, lora, preview."""
    network: str
    """What it is: a class of diffusers or transformers, or a name of ours ('umt5-xxl')."""
    files: tuple[str, ...]
    """Relative to the model's path; empty where the model is the file."""
    bytes: int
    parameters: int
    dtypes: tuple[tuple[str, int], ...] = ()
    """Name and bytes of each type of number, the largest first."""
    blocks: int = 0
    block_bytes: int = 0
    """Of the largest block that is repeated."""
    width: int = 0
    """Numbers for each token inside the network; 0 where it is not known."""
    inner: int = 0
    """Numbers for each token in the feed-forward layers."""
    channels: int = 0
    """Of the latents that go in."""


@dataclass(frozen=True, slots=True)
class Model:
    """One model that was found: a folder, a file, or shards of one network."""

    path: Path
    name: str
    kind: Kind
    family: str
    """Id in models.json; empty where it is not known."""
    basis: Basis = ""
    variant: str = ""
    """t2v, i2v, ti2v, flf2v, vace, control ...; empty where it is not told apart."""
    noise: Literal["", "high", "low"] = ""
    """Which of two experts it is."""
    pipeline: str = ""
    """Class of the diffusers pipeline, of a folder."""
    parts: tuple[Part, ...] = ()
    licence: str = ""
    """Name, link or file that tells of it, if the folder says so."""
    problems: tuple[Problem, ...] = ()

    @property
    def bytes(self) -> int:
        """On disk, of all weights."""
        return sum(part.bytes for part in self.parts)

    @property
    def parameters(self) -> int:
        """Numbers in all networks."""
        return sum(part.parameters for part in self.parts)

    @property
    def dtypes(self) -> tuple[str, ...]:
        """Types of numbers in all networks, the one that takes most space first."""
        sums: dict[str, int] = {}
        for part in self.parts:
            for dtype, size in part.dtypes:
                sums[dtype] = sums.get(dtype, 0) + size
        return tuple(sorted(sums, key=lambda dtype: -sums[dtype]))

    @property
    def usable(self) -> bool:
        """Whether nothing stands against it."""
        return not self.problems

    def check(self) -> None:
        """Raise BadInput with the first thing that stands against it."""
        if self.problems:
            raise BadInput(self.problems[0].message, mend=self.problems[0].mend)

    def part(self, name: str) -> Part | None:
        """Its part of that name."""
        return next((part for part in self.parts if part.name == name), None)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A place or file that the scan left out."""

    path: Path
    problem: Problem


def problem_of(error: BadInput) -> Problem:
    """The same two sentences as a value."""
    return Problem(error.message, error.mend)


def to_json(model: Model) -> dict[str, Any]:
    """Of a model, with the sums that its readers want."""
    sums = {"bytes": model.bytes, "parameters": model.parameters, "dtypes": list(model.dtypes)}
    entry = asdict(model) | {"path": str(model.path)} | sums
    for part in entry["parts"]:
        part["dtypes"] = dict(part["dtypes"])
    return entry


def from_json(entry: dict[str, Any]) -> Model:
    """What `to_json` wrote. Raises KeyError, TypeError or ValueError where it did not."""
    parts = tuple(_part(part) for part in entry["parts"])
    problems = tuple(Problem(**problem) for problem in entry["problems"])
    names = {field.name for field in fields(Model)} - {"path", "parts", "problems"}
    plain = {name: str(entry[name]) for name in names}
    return Model(path=Path(entry["path"]), parts=parts, problems=problems, **plain)  # type: ignore[arg-type]


def _part(entry: dict[str, Any]) -> Part:
    dtypes = tuple((str(name), int(size)) for name, size in entry["dtypes"].items())
    return Part(**entry | {"files": tuple(entry["files"]), "dtypes": dtypes})
