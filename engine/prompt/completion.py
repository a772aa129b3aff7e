"""What can be offered while a word is typed: a text and a caret go in, a few edits come out.

After two letters of a word: directions, targets and readings that fit the verb before it (from the
lexicon), words about speed, moves of the camera, and the names of the person's own snippets. Only
the sentence before the caret is looked at, so that an answer takes well under a millisecond.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

import resources
from engine.prompt.lexicon import Verb, english
from engine.prompt.snippets import Snippet, placed
from engine.records import Edit, Span

Kind = Literal["direction", "reading", "target", "snippet", "speed", "camera"]
LEAST_LETTERS = 2
MOST_OFFERS = 6
_LOOKED_AT = 240
_MOST_WORDS = 14
_TYPED = re.compile(r"[^\W\d_][\w'’-]*$")
_WORD = re.compile(r"[^\W_][\w'’-]*")
_BROKEN = re.compile(r"[.!?。！？\n]")
_OPENS = re.compile(r"(?:^|[.,;:!?。，；：！？、\n(])\s*$")
_WIDE = re.compile(r"[\u3400-\u9fff]{1,8}$")
_RANKS: dict[Kind, int] = {
    "direction": 0,
    "reading": 0,
    "target": 1,
    "snippet": 2,
    "speed": 3,
    "camera": 4,
}


@dataclass(frozen=True, slots=True)
class Completion:
    """One offer: what it is called, what it is, and the edit that takes it."""

    title: str
    kind: Kind
    edit: Edit
    detail: str = ""
    """The words of a snippet, where they are not its name."""


class _Phrase(NamedTuple):
    words: str
    kind: Kind


class _Place(NamedTuple):
    """Where something is typed: the text, the caret, and the start of the word at it."""

    text: str
    caret: int
    start: int
    sentence: int

    @property
    def typed(self) -> str:
        return self.text[self.start : self.caret].casefold()

    @property
    def opens(self) -> bool:
        """Whether a clause begins here."""
        return _OPENS.search(self.text[self.sentence : self.start]) is not None


def complete(
    text: str, caret: int, snippets: Sequence[Snippet] = (), most: int = MOST_OFFERS
) -> tuple[Completion, ...]:
    """What to offer at a caret (code points), the most fitting first; nothing inside a word."""
    place = _place(text, caret)
    if place is None:
        return ()
    wide = _WIDE.search(place.text, place.start, place.caret) is not None
    offers = list(_wide_offers(place, snippets) if wide else _offers(place, snippets))
    offers.sort(key=lambda ranked: ranked[0])
    kept: list[Completion] = []
    known: set[str] = set()
    for _, offer in offers:
        # two lists can hold the same words, or come to the same text
        (start, end), words = offer.edit
        becomes = f"{text[:start]}{words}{text[end:]}"
        if known.isdisjoint((offer.title.casefold(), becomes)):
            kept.append(offer)
        known |= {offer.title.casefold(), becomes}
        if len(kept) == most:
            break
    return tuple(kept)


_Rank = tuple[int, int, int]


def _place(text: str, caret: int) -> _Place | None:
    caret = max(0, min(caret, len(text)))
    low = max(0, caret - _LOOKED_AT)
    near = text[low:caret]
    if caret < len(text) and text[caret].isalnum() and not _WIDE.search(near):
        return None
    typed = _WIDE.search(near) or _TYPED.search(near)
    if typed is None or len(typed.group()) < LEAST_LETTERS:
        return None
    breaks = [match.end() for match in _BROKEN.finditer(near)]
    return _Place(text, caret, low + typed.start(), low + (breaks[-1] if breaks else 0))


def _offers(place: _Place, snippets: Sequence[Snippet]) -> Iterator[tuple[_Rank, Completion]]:
    said, verb = _said(place), _verb_before(place)
    fitting = () if verb is None else _fitting(*verb)
    letters = {words[0] for _, words in said}
    for phrase in (*fitting, *_phrases()):
        if phrase.words[0] not in letters or (phrase.kind == "speed" and verb is None):
            continue
        at = _matched(phrase.words, said)
        if at is not None and _belongs(place, phrase, at):
            yield _rank(place, phrase, at), _phrase_offer(place, phrase, at)
    if len(said) < 2 or said[-2][1].split()[0] not in _linking():
        for phrase in fitting:
            if _has_word(phrase.words, place.typed):
                yield (1, _RANKS[phrase.kind], 0), _phrase_offer(place, phrase, place.start)
    typed, opens = place.typed, place.opens
    for known in snippets:
        if _is_named(known.name, typed, opens):
            yield (0, _RANKS["snippet"], -len(typed)), _snippet_offer(place, known)


def _said(place: _Place) -> list[tuple[int, str]]:
    """Where the last words before the caret begin, and the text from there, the longest first."""
    words = list(_WORD.finditer(place.text, place.sentence, place.caret))[-_MOST_WORDS // 2 :]
    return [(m.start(), place.text[m.start() : place.caret].casefold()) for m in words]


def _matched(phrase: str, said: Sequence[tuple[int, str]]) -> int | None:
    """From where on the text before the caret is the beginning of a phrase."""
    for at, words in said:
        if phrase.startswith(words) and len(words) < len(phrase):
            return at
    return None


def _belongs(place: _Place, phrase: _Phrase, at: int) -> bool:
    """A move of the camera begins a clause; what is said of a verb stands behind it."""
    if phrase.kind != "camera":
        return True
    before = place.text[place.sentence : at]
    return _OPENS.search(before) is not None or before.casefold().endswith("the ")


def _has_word(phrase: str, typed: str) -> bool:
    return any(word.startswith(typed) and word != typed for word in phrase.split()[1:])


@cache
def _linking() -> frozenset[str]:
    """Words that go on to another one: nothing but that one can follow them."""
    tags = english().tags
    return frozenset(word for word, tag in tags.items() if tag in ("det", "poss", "prep", "to"))


@cache
def _words_of(name: str) -> tuple[str, ...]:
    return tuple(name.casefold().split())


def _is_named(name: str, typed: str, opens: bool) -> bool:
    words = _words_of(name)
    if typed in _linking() or (len(typed) <= LEAST_LETTERS and not opens):
        return False
    within = words if len(typed) > LEAST_LETTERS else words[:1]
    return any(word.startswith(typed) for word in within)


def _rank(place: _Place, phrase: _Phrase, at: int) -> _Rank:
    return (0 if at == place.start else -1, _RANKS[phrase.kind], at - place.caret)


def _phrase_offer(place: _Place, phrase: _Phrase, at: int) -> Completion:
    words = phrase.words
    if place.text[at].isupper():
        words = words[0].upper() + words[1:]
    return Completion(phrase.words, phrase.kind, Edit(Span(at, place.caret), words))


def _snippet_offer(place: _Place, known: Snippet, start: int | None = None) -> Completion:
    """The edit is that of a caret in the text without what was typed of the name."""
    start = place.start if start is None else start
    text, caret = place.text, place.caret
    (left, right), words = placed(text[:start] + text[caret:], start, start, known.text)
    edit = Edit(Span(left, right + caret - start), words)
    return Completion(known.name, "snippet", edit, known.text)


# --- the verb before the caret -----------------------------------------------------------------


def _verb_before(place: _Place) -> tuple[Verb, str] | None:
    """The nearest verb of the sentence, and the words between it and what is typed."""
    known = english()
    words = list(_WORD.finditer(place.text, place.sentence, place.start))[-_MOST_WORDS:]
    for at in range(len(words) - 1, -1, -1):
        word = words[at].group().casefold()
        before = words[at - 1].group().casefold() if at else ""
        if known.tags.get(before) in ("det", "poss") or word in known.tags:
            continue
        for form in known.forms.get(word, ()):
            behind = [match.group().casefold() for match in words[at + 1 :]]
            verb = _phrasal(form.head, behind) or known.verbs.get(form.head)
            if verb is not None:
                return verb, " ".join(behind)
    return None


def _phrasal(head: str, behind: Sequence[str]) -> Verb | None:
    for words, verb in english().phrasal.get(head, ()):
        if tuple(behind[: len(words)]) == words:
            return verb
    return None


def _fitting(verb: Verb, behind: str) -> tuple[_Phrase, ...]:
    """What can be said of a verb, unless it is said already."""
    choices = verb.choices if verb.direction == "free" else ()
    readings = tuple(sense.phrase for sense in verb.readings)
    if any(said in behind for said in (*choices, *readings)):
        return ()
    targets = _words("targets") if verb.target in ("goal", "either") and choices else ()
    return (
        *(_Phrase(words, "direction") for words in choices),
        *(_Phrase(words, "reading") for words in readings),
        *(_Phrase(words, "target") for words in targets if words not in choices),
    )


# --- Chinese -----------------------------------------------------------------------------------


def _wide_offers(place: _Place, snippets: Sequence[Snippet]) -> Iterator[tuple[_Rank, Completion]]:
    """Words are not set apart: whatever the last two to eight characters begin."""
    run = place.text[place.start : place.caret]
    for known in snippets:
        length = max(_begun(run, known.name), _begun(run, known.text))
        if length:
            offer = _snippet_offer(place, known, place.caret - length)
            yield (-length, _RANKS["snippet"], 0), offer
    for phrase in _phrases():
        length = _begun(run, phrase.words)
        if length and phrase.kind == "camera":
            at = place.caret - length
            yield (-length, _RANKS["camera"], 0), _phrase_offer(place, phrase, at)


def _begun(run: str, words: str) -> int:
    """How many of the last characters are the beginning of these words; 0 where too few."""
    lengths = range(min(len(run), len(words) - 1), LEAST_LETTERS - 1, -1)
    return next((n for n in lengths if words.startswith(run[-n:])), 0)


# --- word lists --------------------------------------------------------------------------------


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    text = resources.path("prompt", "completion.json").read_text(encoding="utf-8")
    return {key: tuple(words) for key, words in json.loads(text).items() if key in _KEYS}


_KEYS = ("camera", "targets", "speeds")


def _words(key: str) -> tuple[str, ...]:
    return _lists()[key]


@cache
def _phrases() -> tuple[_Phrase, ...]:
    """What is offered whatever the verb."""
    return (
        *(_Phrase(words, "speed") for words in _words("speeds")),
        *(_Phrase(words, "camera") for words in _words("camera")),
    )
