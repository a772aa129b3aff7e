"""What is known of a model from its name: a name or path goes in, a `Family` comes out.

The table is `resources/models.json`: how a family of models reads the prompt (text encoders, their
limits, the languages), whether it heeds the negative prompt, whether motion can be painted, and how
long its clips usually are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

import resources
from engine.records import Settings

Clean = Literal["", "prompt", "lower"]
Negative = Literal["heeded", "guided", "unused"]
Brush = Literal["native", "steered", "words"]

_SEPARATORS = re.compile(r"[\s_\-]+")
_PATH = re.compile(r"[\\/]+")
_NAME_LIMIT = 1_000


@dataclass(frozen=True, slots=True)
class Encoder:
    """One text encoder: what stands behind its limit is cut off and never seen."""

    tokenizer: str
    limit: int
    """Tokens, the special ones included."""
    special: int = 1
    """Tokens of the limit that are not the person's: marks of start and end, a fixed preamble."""
    clean: Clean = ""
    """What the pipeline does to the text before: mends it ('prompt'), makes it lower case."""
    pooled: bool = False
    """It gives one summary of the whole and not word after word."""


@dataclass(frozen=True, slots=True)
class Family:
    """A family of models that read a prompt alike."""

    id: str
    title: str
    patterns: tuple[str, ...]
    encoders: tuple[Encoder, ...] | None
    """The first carries the words. Empty where no text is read, None where it is not known."""
    languages: tuple[str, ...]
    negative: Negative
    """Heeded always, only with guidance above 1, or not used at all."""
    brush: Brush
    """Painted motion is an input, steers the model from outside, or has to be put in words."""
    seconds: tuple[float, float]
    """Shortest and longest usual clip."""
    fps: float
    source: str

    @property
    def reads_words(self) -> bool:
        """Whether there is a text encoder; a model that is not known is given the benefit."""
        return self.encoders is None or bool(self.encoders)

    def heeds_negative(self, guidance: float) -> bool:
        """Whether the negative prompt acts at this guidance."""
        return self.negative == "heeded" or (self.negative == "guided" and guidance > 1.0)


@cache
def families() -> tuple[Family, ...]:
    """All families, the more special before the more general."""
    text = resources.path("models.json").read_text(encoding="utf-8")
    return tuple(_family(entry) for entry in json.loads(text)["families"])


def _family(entry: dict[str, Any]) -> Family:
    encoders = entry["encoders"]
    low, high = entry["seconds"]
    return Family(
        id=entry["id"],
        title=entry["title"],
        patterns=tuple(entry["patterns"]),
        encoders=None if encoders is None else tuple(Encoder(**encoder) for encoder in encoders),
        languages=tuple(entry["languages"]),
        negative=entry["negative"],
        brush=entry["brush"],
        seconds=(float(low), float(high)),
        fps=float(entry["fps"]),
        source=entry["source"],
    )


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Family], ...]:
    return tuple((re.compile(p), family) for family in families() for p in family.patterns)


@lru_cache(maxsize=256)
def family_of(name: str) -> Family | None:
    """The family of a model by its name, path or repository id; None where none is known.

    Of a path the last part that says anything counts: '/models/wan/CogVideoX-5b' is CogVideoX.
    """
    named = next((family for family in families() if family.id == name), None)
    if named or not name:
        return named
    for part in reversed(_PATH.split(name.lower()[-_NAME_LIMIT:])):
        plain = _SEPARATORS.sub("-", part)
        for pattern, family in _patterns():
            if pattern.search(plain):
                return family
    return None


def family_for(settings: Settings) -> Family | None:
    """The family that a shot is written for: the one that was chosen for it; else that of its
    model, or of its backend where it has one model only. None where none is known."""
    return family_of(settings.family or settings.model_name)


def written_for(settings: Settings) -> str:
    """What that family is called; where none is known, the name of the model as it is."""
    family = family_for(settings)
    return settings.family or settings.model_name if family is None else family.title


def book_name(settings: Settings, known: Iterable[str]) -> str:
    """The name under which the verb book speaks of the model that a shot is written for.

    `known` are the names that the book has. Where a family was chosen it is the first of them that
    is of this family, else the family's title; without one it is the model's own name.
    """
    family = family_for(settings) if settings.family else None
    if family is None:
        return settings.model_name
    return next((name for name in known if family_of(name) is family), family.title)
