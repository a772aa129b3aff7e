"""The English word lists as records: JSON of resources/lexicons goes in, look-ups come out.

A `Verb` is one entry of english-verbs.json with the defaults of its motion class filled in; `forms`
holds every inflected form, derived here from the lemma, the irregular table and the list of verbs
that double their last letter. Both files are read once, on first use, in a few milliseconds.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, NamedTuple, cast

import resources
from engine.records import Heading, PhysicsClass

Kind = Literal["base", "s", "ing", "past", "part"]
"""How a verb is inflected: walk, walks, walking, walked (did), walked (was)."""
MotionClass = Literal[
    "travel",
    "turn",
    "transfer",
    "place",
    "hand",
    "body",
    "change",
    "flow",
    "activity",
    "camera",
]


@dataclass(frozen=True, slots=True)
class Verb:
    """What the lexicon knows of one verb; `resources/lexicons/README.md` explains the fields."""

    lemma: str
    motion: MotionClass
    direction: Literal["free", "inherent", "none"]
    target: Literal["goal", "object", "either", "none"]
    takes_object: Literal["usual", "maybe", "no"]
    event: bool = False
    heading: Heading | None = None
    pace: float | None = None
    force: float | None = None
    physics: tuple[PhysicsClass, ...] = ()
    noun: bool = False
    noun_only: bool = False
    settled_by: frozenset[str] = frozenset()
    readings: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    like: tuple[str, ...] = ()

    @property
    def transitive(self) -> bool:
        """Whether the verb can act on something."""
        return self.takes_object != "no"


class Form(NamedTuple):
    """One inflected form of a head verb (the first word of a verb of several words)."""

    head: str
    kind: Kind


def _load(name: str) -> dict[str, Any]:
    text = resources.path("lexicons", name).read_text(encoding="utf-8")
    return cast("dict[str, Any]", json.loads(text))


@dataclass(frozen=True)
class Lexicon:
    """All look-ups for reading English."""

    verbs: Mapping[str, Verb]
    forms: Mapping[str, tuple[Form, ...]]
    phrasal: Mapping[str, tuple[tuple[tuple[str, ...], Verb], ...]]
    """Head verb -> (the words that follow it, the verb they make), longest first."""
    light: frozenset[str]
    nouns: Mapping[str, Verb]
    """Nouns that name an action ('a walk', 'yoga') and the verb behind each."""
    tags: Mapping[str, str]
    words: Mapping[str, frozenset[str]]
    endings: tuple[str, ...]
    paces: Mapping[str, float]
    forces: Mapping[str, float]
    pace_phrases: Mapping[str, float]

    def inflect(self, lemma: str, kind: Kind) -> str:
        """The verb of one or more words in another form: ('pick up', 'ing') -> 'picking up'."""
        head, _, rest = lemma.partition(" ")
        form = _inflections(head)[kind]
        return f"{form} {rest}" if rest else form


@cache
def _spelling() -> tuple[Mapping[str, list[str]], frozenset[str]]:
    data = _load("english-verbs.json")
    return data["irregular"], frozenset(data["doubling"])


def _inflections(lemma: str) -> dict[Kind, str]:
    irregular, doubling = _spelling()
    stem = lemma + lemma[-1] if lemma in doubling else lemma
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        third, past = lemma[:-1] + "ies", lemma[:-1] + "ied"
    elif lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        third, past = stem + "es", stem + "ed"
    else:
        third = lemma + "s"
        past = lemma + "d" if lemma.endswith("e") else stem + "ed"
    if lemma.endswith("ie"):
        gerund = lemma[:-2] + "ying"
    elif lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        gerund = lemma[:-1] + "ing"
    else:
        gerund = stem + "ing"
    past, part = irregular.get(lemma, (past, past))
    return {"base": lemma, "s": third, "ing": gerund, "past": past, "part": part}


def _verb(lemma: str, entry: Mapping[str, Any], classes: Mapping[str, Any]) -> Verb:
    merged = {**classes[entry["class"]], **entry}
    return Verb(
        lemma=lemma,
        motion=merged["class"],
        direction=merged["direction"],
        target=merged["target"],
        takes_object=merged["object"],
        event=merged["event"],
        heading=merged.get("heading"),
        pace=merged.get("pace"),
        force=merged.get("force"),
        physics=tuple(merged.get("physics", ())),
        noun=merged.get("noun", False),
        noun_only=merged.get("noun_only", False),
        settled_by=frozenset(merged.get("settled_by", ())),
        readings=tuple(merged.get("readings", ())),
        choices=tuple(merged.get("choices", ())),
        like=tuple(merged.get("like", ())),
    )


def _forms(heads: frozenset[str]) -> dict[str, tuple[Form, ...]]:
    forms: dict[str, list[Form]] = {}
    for head in sorted(heads):
        for kind, form in _inflections(head).items():
            forms.setdefault(form, []).append(Form(head, kind))
    return {form: tuple(found) for form, found in forms.items()}


def _tags(data: Mapping[str, Any]) -> dict[str, str]:
    tags: dict[str, str] = {}
    for tag, words in data["tags"].items():
        for word in words:
            tags.setdefault(word, "det" if tag == "single" else tag)
    return tags


def _action_nouns(verbs: Mapping[str, Verb]) -> dict[str, Verb]:
    nouns: dict[str, Verb] = {}
    for verb in verbs.values():
        if verb.noun and " " not in verb.lemma:
            plural = _inflections(verb.lemma)["s"]
            nouns |= {verb.lemma: verb, plural: verb}
    return nouns


@cache
def english() -> Lexicon:
    """The English lexicon, read from resources/lexicons on first use."""
    data, words = _load("english-verbs.json"), _load("english-words.json")
    verbs = {lemma: _verb(lemma, e, data["classes"]) for lemma, e in data["verbs"].items()}
    phrasal: dict[str, list[tuple[tuple[str, ...], Verb]]] = {}
    for lemma, verb in verbs.items():
        head, *rest = lemma.split()
        if rest:
            phrasal.setdefault(head, []).append((tuple(rest), verb))
    light = frozenset(words["light_verbs"])
    heads = frozenset(lemma.split()[0] for lemma in verbs) | light | frozenset(words["stances"])
    lists = {k: frozenset(v) for k, v in words.items() if isinstance(v, list)}
    lists["single"] = frozenset(words["tags"]["single"])
    return Lexicon(
        verbs=verbs,
        forms=_forms(heads - {verb.lemma for verb in verbs.values() if verb.noun_only}),
        phrasal={head: tuple(sorted(v, key=lambda p: -len(p[0]))) for head, v in phrasal.items()},
        light=light,
        nouns=_action_nouns(verbs),
        tags=_tags(words),
        words=lists,
        endings=tuple(words["adjective_endings"]),
        paces=words["pace"],
        forces=words["force"],
        pace_phrases=words["pace_phrases"],
    )
