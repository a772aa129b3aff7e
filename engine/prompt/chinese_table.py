"""The Chinese word lists as records: resources/lexicons/chinese.json goes in, look-ups come out.

Every word is found by its first character, longest first. A verb with its object inside ('点头')
may be parted ('点了点头'): `parted` finds the object again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, NamedTuple, cast

import resources
from engine.prompt.lexicon import Lazy, Verb, senses

Kind = Literal[
    "verb",
    "state",
    "noun",
    "adv",
    "prep",
    "then",
    "same",
    "neg",
    "pron",
    "place",
    "of",
    "ly",
    "stop",
]
"""What a word does: 'of' is 的, 'ly' is 地, 'stop' is punctuation, 'place' as in 桌子上."""
_LISTS: tuple[tuple[str, Kind], ...] = (
    ("states", "state"),
    ("adverbs", "adv"),
    ("negations", "neg"),
    ("pace", "adv"),
    ("force", "adv"),
    ("manner", "adv"),
    ("prepositions", "prep"),
    ("same", "same"),
    ("then", "then"),
    ("pronouns", "pron"),
    ("locatives", "place"),
    ("not_negations", "adv"),
    ("not_verbs", "noun"),
)
"""Later lists win where a word stands in two of them."""
_SEARCHED = (
    *("cloths", "skills", "cooks", "hand_held", "effects", "camera_words", "then", "style_words"),
    *(
        "looks_at",
        "same",
        "scene_words",
        "focus",
        "does",
        "likeness",
        "similes",
        "shot_words",
        "moments",
    ),
)
"""Lists whose words are looked for anywhere in a text."""
_BODY_PARTS = "头眼手身腰肩眉嘴口牙脚腿气头躬礼饭澡门水字画琴鱼歌舞脸拳头枪"


_RESULTS = ("起来", "起", "下", "起身")
_DANCES = re.compile(r"跳(?:[起着了]|[^，。！？、\s]{1,8})舞(?:蹈)?(?![台池厅者伴裙])")


_MIDDLE = re.compile(
    r"(?P<head>.)(?:[了一](?P=head)|(?P=head)|[了着过完起])"
    r"[一两几三]?[下个口声次番]?[大小双长]?"
)
"""What parts a verb: 点了两下头, 眨着大眼."""


class Entry(NamedTuple):
    """One listed word."""

    word: str
    kind: Kind
    lemma: str = ""


@dataclass(frozen=True)
class Table:
    """All look-ups for reading Chinese."""

    verbs: Mapping[str, Verb]
    words: Mapping[str, Any]
    kinds: Mapping[str, Kind]
    lengths: Mapping[str, tuple[int, ...]]
    """First character -> how long the words are that begin with it, longest first."""
    parted: Mapping[str, tuple[str, ...]]
    """First character -> the verbs that other words may part: 点头, 站起来."""
    pace: re.Pattern[str]
    force: re.Pattern[str]
    manner: re.Pattern[str]

    lists: Mapping[str, tuple[str, ...]]
    """The word lists, ready for `str.startswith` and `str.endswith`."""
    sets: Mapping[str, frozenset[str]]
    patterns: Mapping[str, re.Pattern[str]]

    def entries(self, text: str, at: int) -> Iterator[Entry]:
        """The listed words that begin at a place of the text, the longest first."""
        for length in self.lengths.get(text[at], ()):
            word = text[at : at + length]
            kind = self.kinds.get(word)
            if kind and len(word) == length:
                yield Entry(word, kind)

    def parted_at(self, text: str, at: int) -> Entry | None:
        """The verb that begins here with something in its middle ('点了点头'), as it stands."""
        if text[at] == "跳" and (dance := _DANCES.match(text, at)):
            return Entry(dance.group(), "verb", "跳舞")
        lemmas = self.parted.get(text[at])
        middle = _MIDDLE.match(text, at) if lemmas else None
        for lemma in lemmas or () if middle else ():
            assert middle is not None
            end = middle.end() + len(lemma) - 1
            if text.startswith(lemma[1:], middle.end()):
                end += lemma[1:] in _RESULTS and text[end : end + 1] in ("来", "去")
                return Entry(text[at:end], "verb", lemma)
        return None

    def has(self, name: str, text: str) -> bool:
        """Whether the text contains a word of the list."""
        return self.patterns[name].search(text) is not None


def any_of(words: list[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


def _verb(lemma: str, entry: dict[str, Any], data: dict[str, Any]) -> Verb:
    e = {**data["classes"][entry["class"]], **entry}
    return Verb(
        lemma=lemma,
        motion=e["class"],
        direction=e["direction"],
        target=e["target"],
        takes_object="no" if e["object"] == "inside" else e["object"],
        event=e.get("event", False),
        heading=e.get("heading"),
        pace=e.get("pace"),
        force=e.get("force"),
        physics=tuple(e.get("physics", ())),
        time=e["time"],
        gait=e.get("gait"),
        like=tuple(e.get("like", ())),
        settled_by=frozenset(e.get("settled_by", data["settled_by"] if e.get("readings") else ())),
        vague="readings" in e,
        readings=senses(e.get("readings", ())),
        choices=tuple(e.get("choices", ())),
    )


def _kinds(data: dict[str, Any]) -> dict[str, Kind]:
    kinds: dict[str, Kind] = {}
    for name, kind in _LISTS:
        kinds |= dict.fromkeys(data[name], kind)
    hidden = set(data["not_verbs"]) | set(data["prepositions"])
    kinds |= {word: "verb" for word in data["verbs"] if word not in hidden}
    kinds |= {"的": "of", "地": "ly"}
    return kinds


def _lengths(kinds: Mapping[str, Kind]) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for word in kinds:
        found.setdefault(word[0], set()).add(len(word))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}


def _parted(data: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for lemma, entry in data["verbs"].items():
        usual = data["classes"][entry["class"]]
        inside = entry.get("object", usual["object"]) in ("no", "inside")
        longer = len(lemma) == 3 and inside
        goes = entry.get("target", usual["target"]) == "goal"
        shorter = len(lemma) == 2 and lemma[1] in _BODY_PARTS and not goes
        if longer or shorter or lemma[1:] in _RESULTS or lemma in ("下雨", "下雪"):
            found.setdefault(lemma[0], []).append(lemma)
    return {first: tuple(lemmas) for first, lemmas in found.items()}


@cache
def table() -> Table:
    """The Chinese lexicon, read from resources/lexicons on first use."""
    path = resources.path("lexicons", "chinese.json")
    data = cast("dict[str, Any]", json.loads(path.read_text(encoding="utf-8")))
    raw: Mapping[str, dict[str, Any]] = data["verbs"]
    verbs = Lazy({lemma: lemma for lemma in raw}, lambda lemma: _verb(lemma, raw[lemma], data))
    kinds = _kinds(data)
    lists = {name: tuple(words) for name, words in data.items() if isinstance(words, list)}
    return Table(
        lists=lists,
        sets={name: frozenset(words) for name, words in lists.items()},
        patterns={name: re.compile(any_of(list(lists[name]))) for name in _SEARCHED},
        verbs=verbs,
        words=data,
        kinds=kinds,
        lengths=_lengths(kinds),
        parted=_parted(data),
        pace=re.compile(any_of(list(data["pace"]))),
        force=re.compile(any_of(list(data["force"]))),
        manner=re.compile(any_of([*data["pace"], *data["force"], *data["manner"]])),
    )
