"""What kind of thing an English noun names, from a table: a person, an animal, a hand, a machine.

A noun in lower case goes in; whether it is of a kind comes out. A noun in no list is of no kind:
what depends on it should then take the usual case.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Literal, cast

import resources

ThingKind = Literal[
    "person",
    "animal",
    "hand",
    "machine",
    "plant",
    "light",
    "weightless",
    "surface",
    "not-held",
    "effect",
    "projectile",
]


@cache
def _kinds() -> Mapping[str, frozenset[str]]:
    text = resources.path("lexicons", "english-things.json").read_text(encoding="utf-8")
    data = cast("dict[str, list[str]]", json.loads(text))
    return {kind: frozenset(nouns) for kind, nouns in data.items() if isinstance(nouns, list)}


def any_is(nouns: Iterable[str], *kinds: ThingKind) -> bool:
    """Whether one of several nouns names a thing of one of the kinds."""
    return any(is_a(noun, *kinds) for noun in nouns)


def is_a(noun: str, *kinds: ThingKind) -> bool:
    """Whether a noun names a thing of one of the kinds; "the dog's" is a dog."""
    bare = noun.removesuffix("'s")
    return any(bare in _kinds()[kind] for kind in kinds)
