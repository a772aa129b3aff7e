"""The English word lists as records: JSON of resources/lexicons goes in, look-ups come out.

A `Verb` is one entry of english-verbs.json with the defaults of its motion class filled in; `forms`
holds every inflected form, derived here from the lemma, the irregular table and the list of verbs
that double their last letter. The files are read once, on first use, in a few milliseconds; `use`
names a person's own file of verbs, which is read on top of ours. An entry that cannot be used is
left out and told in `Lexicon.problems`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Generic, Literal, NamedTuple, TypeVar, cast, get_args

import resources
from engine.errors import BadInput
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
TimeClass = Literal["reversible", "symmetric", "irreversible"]
"""A motion played backwards is another possible one, the same one, or none (Price and Damen,
'Retro-Actions', ICCV workshops 2019)."""
MAX_BYTES = 4 * 1024 * 1024
"""Of a person's own file of verbs: many times ours."""
MOST_PROBLEMS = 100


@dataclass(frozen=True, slots=True)
class Sense:
    """One of the motions a verb can mean: the phrase that says so, and what else settles it."""

    phrase: str
    words: tuple[str, ...] = ()


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
    gait: float | None = None
    force: float | None = None
    physics: tuple[PhysicsClass, ...] = ()
    time: TimeClass = "reversible"
    noun: bool = False
    noun_only: bool = False
    settled_by: frozenset[str] = frozenset()
    vague: bool = False
    readings: tuple[Sense, ...] = ()
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


Source = TypeVar("Source")
Made = TypeVar("Made")


class Lazy(Mapping[str, Made], Generic[Source, Made]):
    """A mapping whose values are made when they are first asked for: few verbs are in a prompt."""

    def __init__(self, sources: Mapping[str, Source], make: Callable[[Source], Made]) -> None:
        self._sources, self._make = sources, make
        self._made: dict[str, Made] = {}

    def __getitem__(self, key: str) -> Made:
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = self._make(self._sources[key])
        return made

    def get(self, key: str, default: Any = None) -> Any:
        """Most words that are asked for are not there: no exception for those."""
        return self[key] if key in self._sources else default

    def __contains__(self, key: object) -> bool:
        return key in self._sources

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)


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
    problems: tuple[str, ...] = ()
    """A line for each entry that was left out: the file, the entry, and what is wrong with it."""

    def inflect(self, lemma: str, kind: Kind) -> str:
        """The verb of one or more words in another form: ('pick up', 'ing') -> 'picking up'."""
        head, _, rest = lemma.partition(" ")
        form = _inflections(head, _spelling())[_KINDS.index(kind)]
        return f"{form} {rest}" if rest else form


def senses(listed: Mapping[str, Iterable[str]] | Iterable[str]) -> tuple[Sense, ...]:
    """The readings of a verb as its entry lists them: phrases, with or without settling words."""
    if isinstance(listed, Mapping):
        return tuple(Sense(phrase, tuple(words)) for phrase, words in listed.items())
    return tuple(Sense(phrase) for phrase in listed)


@cache
def settling(words: frozenset[str]) -> frozenset[str]:
    """The words, each in every form: 'race' also gives 'races', 'racing' and 'raced'."""
    spelling = _spelling()
    found = set(words)
    for word in words:
        if " " not in word:
            found.update(_inflections(word, spelling))
    return frozenset(found)


# --- files ---------------------------------------------------------------------------------------

_own: list[tuple[str, dict[str, Any]]] = []
"""The person's file, by name, where there is one."""


def use(path: Path | None) -> None:
    """Takes a person's own file of verbs on top of ours from now on; None for ours alone.

    A file that is not there is no file. Raises BadInput where it is no JSON or larger than 4 MB,
    with its name and the line; ours alone are used then. Call it before the first text is read.
    """
    _own.clear()
    for cached in (_read, english, settling):
        cached.cache_clear()
    if path is not None and path.is_file():
        _own.append((path.name, _own_file(path)))


def _own_file(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadInput(f"{path.name}: {error.strerror or 'cannot be read'}") from error
    if len(data) > MAX_BYTES:
        raise BadInput(f"{path.name} is larger than 4 MB", mend="Keep your own verbs in it only.")
    return _parsed(data, path.name)


def _parsed(data: bytes, name: str) -> dict[str, Any]:
    """The JSON object of a file. Raises BadInput with the file's name and the line."""
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadInput(f"{name}, line {line}: not UTF-8 text", mend="Save it as UTF-8.") from error
    except json.JSONDecodeError as error:
        raise BadInput(
            f"{name}, line {error.lineno}: {error.msg}", mend="Mend that line, or the one before."
        ) from error
    except (RecursionError, ValueError) as error:
        raise BadInput(f"{name}: nested too deep or a number too long") from error
    if not isinstance(found, dict):
        raise BadInput(f"{name}, line 1: no object", mend='Write {"verbs": {...}}.')
    return found


def _shipped(name: str) -> dict[str, Any]:
    return _parsed(resources.path("lexicons", name).read_bytes(), name)


# --- inflection ----------------------------------------------------------------------------------


class _Spelling(NamedTuple):
    irregular: Mapping[str, list[str]]
    doubling: frozenset[str]
    british: frozenset[str]


def _spelling() -> _Spelling:
    return _read()[1]


_KINDS: tuple[Kind, ...] = get_args(Kind)


def _inflections(lemma: str, spelling: _Spelling, twice: bool = False) -> tuple[str, ...]:
    """The five forms, as `Kind` lists them; `twice` doubles a last letter that need not be."""
    last = lemma[-1]
    third, past, gerund = f"{lemma}s", f"{lemma}ed", f"{lemma}ing"
    if twice or lemma in spelling.doubling:
        past, gerund = f"{lemma}{last}ed", f"{lemma}{last}ing"
        if last in "sz":
            third = f"{lemma}{last}es"
    elif last == "e":
        past = f"{lemma}d"
        if lemma.endswith("ie"):
            gerund = f"{lemma[:-2]}ying"
        elif not lemma.endswith(("ee", "oe", "ye")):
            gerund = f"{lemma[:-1]}ing"
    elif last == "y":
        if lemma[-2:-1] not in "aeiou":
            third, past = f"{lemma[:-1]}ies", f"{lemma[:-1]}ied"
    elif last in "sxzo" or lemma.endswith(("ch", "sh")):
        third = f"{lemma}es"
    elif lemma.endswith("ic"):
        past, gerund = f"{lemma}ked", f"{lemma}king"
    irregular = spelling.irregular.get(lemma)
    if irregular:
        return lemma, third, gerund, irregular[0], irregular[1]
    return lemma, third, gerund, past, past


def _spellings(head: str, spelling: _Spelling) -> Iterator[tuple[Kind, str]]:
    """Every form of a verb; also what only some people write: 'travelled', 'crystallised'."""
    yield from zip(_KINDS, _inflections(head, spelling), strict=True)
    for form in spelling.irregular.get(head, ())[2:]:
        yield "past", form
        yield "part", form
    if head in spelling.british:
        yield from zip(_KINDS, _inflections(head, spelling, twice=True), strict=True)
    if head.endswith("ize"):
        yield from zip(_KINDS, _inflections(f"{head[:-3]}ise", spelling), strict=True)


class _Forms(Mapping[str, tuple[Form, ...]]):
    """Every inflected form and the verbs it is a form of, worked out for the words asked for."""

    def __init__(self, heads: frozenset[str], spelling: _Spelling) -> None:
        self._heads, self._spelling = heads, spelling
        self._irregular: dict[str, set[str]] = {}
        for head, forms in spelling.irregular.items():
            for form in forms:
                self._irregular.setdefault(form, set()).add(head)
        self._found = lru_cache(maxsize=16384)(self._of)

    def _of(self, word: str) -> tuple[Form, ...]:
        found: dict[Form, None] = {}
        for head in sorted(self._heads & (_possible(word) | self._irregular.get(word, set()))):
            for kind, form in _spellings(head, self._spelling):
                if form == word:
                    found[Form(head, kind)] = None
        return tuple(found)

    def __getitem__(self, word: str) -> tuple[Form, ...]:
        found = self._found(word)
        if not found:
            raise KeyError(word)
        return found

    def get(self, word: str, default: Any = None) -> Any:
        """Most words that are asked for are no verb: no exception for those."""
        return self._found(word) or default

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and bool(self._found(word))

    def __iter__(self) -> Iterator[str]:
        forms = {form for head in self._heads for _, form in _spellings(head, self._spelling)}
        return iter(sorted(forms))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _possible(word: str) -> set[str]:
    """What the base of an inflected form may be, and a few more: whoever asks has to check."""
    found = {word}
    for ending in ("s", "es", "ed", "d", "ing"):
        stem = word.removesuffix(ending)
        if len(stem) < len(word) and stem:
            found |= {stem, f"{stem}e", stem[:-1], f"{stem[:-1]}y", f"{stem[:-1]}ie"}
    return found | {base.removesuffix("ise") + "ize" for base in found if base.endswith("ise")}


# --- entries -------------------------------------------------------------------------------------

_WORDS: dict[str, frozenset[str]] = {
    "class": frozenset(get_args(MotionClass)),
    "direction": frozenset(["free", "inherent", "none"]),
    "target": frozenset(["goal", "object", "either", "none"]),
    "object": frozenset(["usual", "maybe", "no"]),
    "heading": frozenset(get_args(Heading)),
    "time": frozenset(get_args(TimeClass)),
}
_NEEDED = frozenset(["direction", "target", "object"])
_PARTS = frozenset(["about", "classes", "irregular", "doubling", "british", "verbs"])
_FLAGS = frozenset(["event", "noun", "noun_only", "vague"])
_SCALES = frozenset(["pace", "gait", "force"])
_LISTS = frozenset(["choices", "like", "physics", "settled_by"])
_PHYSICS = frozenset(get_args(PhysicsClass))
_NAMES = {"class": "motion", "object": "takes_object"}
_CONVERT: dict[str, Callable[[Any], object]] = {
    "physics": tuple,
    "choices": tuple,
    "like": tuple,
    "settled_by": frozenset,
    "readings": senses,
}


def _fault(entry: object) -> str:
    """What is wrong with an entry, or nothing."""
    if not isinstance(entry, dict):
        return "is no object in braces"
    for field, value in entry.items():
        allowed = _WORDS.get(field)
        # most fields are one word of a few: no call for those
        if allowed is None or not isinstance(value, str) or value not in allowed:
            fault = _field_fault(field, value)
            if fault:
                return f"“{field}” {fault}"
    return ""


def _field_fault(field: str, value: object) -> str:
    if field in _WORDS:
        return f"must be one of: {', '.join(sorted(_WORDS[field]))}"
    if field in _FLAGS:
        return "" if value is True or value is False else "must be true or false"
    if field in _SCALES:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return "" if number and 0 <= cast(float, value) <= 1 else "must be a number from 0 to 1"
    if field in _LISTS:
        return _list_fault(field, value)
    if field == "readings":
        good = isinstance(value, dict) and all(p and _is_texts(w) for p, w in value.items())
        return "" if good else _READINGS_MUST
    return "is no field of a verb"


_READINGS_MUST = 'must look like {"straight up": ["up", "in the air"]}'


def _list_fault(field: str, value: object) -> str:
    if not _is_texts(value):
        return 'must be a list like ["one", "two"]'
    if field == "physics" and not _PHYSICS.issuperset(cast("list[str]", value)):
        return f"must be some of: {', '.join(sorted(_PHYSICS))}"
    return ""


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and {str}.issuperset(map(type, value)) and "" not in value


_LEMMA = re.compile(r"[a-z]+(?:-[a-z]+)*(?: [a-z]+(?:-[a-z]+)*){0,3}")


def _converted(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {
        _NAMES.get(field, field): _CONVERT[field](value) if field in _CONVERT else value
        for field, value in entry.items()
    }


def _classes(file: str, data: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """What a verb of each motion class has. Raises BadInput where one is missing or at fault."""
    found: dict[str, dict[str, Any]] = {}
    for name in get_args(MotionClass):
        try:
            fields = dict(data["classes"][name])
        except (KeyError, TypeError, ValueError) as error:
            raise BadInput(f"{file}: no class “{name}”", mend="Reinstall Verbench.") from error
        fields.pop("about", None)
        missing = sorted(_NEEDED - fields.keys())
        fault = _fault(fields) or (f"lacks “{missing[0]}”" if missing else "")
        if fault:
            raise BadInput(f"{file}: class “{name}” {fault}", mend="Reinstall Verbench.")
        found[name] = _converted({**fields, "class": name})
    return found


class _Files:
    """Files of verbs, one on top of the other, and what was wrong in them."""

    def __init__(self, file: str, data: Mapping[str, Any]) -> None:
        self.problems: list[str] = []
        self.irregular: dict[str, list[str]] = {}
        self.doubling: set[str] = set()
        self.british: set[str] = set()
        self.entries: dict[str, dict[str, Any]] = {}
        self._classes = _classes(file, data)
        self.add(file, data)

    def add(self, file: str, data: Mapping[str, Any]) -> None:
        """A file on top of what is there: fields it gives take the place of ours."""
        for key in sorted(set(data) - _PARTS):
            self._tell(f"{file}: “{key[:60]}” is no part of the file; verbs go into “verbs”")
        tables = {key: data.get(key, {}) for key in ("verbs", "irregular")}
        lists = {key: data.get(key, []) for key in ("doubling", "british")}
        for key in [k for k, table in tables.items() if not isinstance(table, dict)]:
            self._tell(f"{file}: “{key}” must be an object in braces")
            tables[key] = {}
        for key in [k for k, words in lists.items() if not _is_texts(words)]:
            if lists[key] != []:
                self._tell(f'{file}: “{key}” must be a list like ["hop", "jog"]')
            lists[key] = []
        self.doubling.update(lists["doubling"])
        self.british.update(lists["british"])
        for lemma, forms in tables["irregular"].items():
            if _is_texts(forms) and len(forms) > 1:
                self.irregular[lemma] = forms
            else:
                self._tell(f'{file}: irregular “{lemma}” must look like ["went", "gone"]')
        for lemma, entry in tables["verbs"].items():
            fault = self._take(lemma, entry)
            if fault:
                self._tell(f"{file}: “{lemma[:60]}” {fault}")

    def verb(self, lemma: str) -> Verb:
        """The record of an entry."""
        fields = _converted(self.entries[lemma])
        return Verb(lemma=lemma, **{**self._classes[fields["motion"]], **fields})

    def _take(self, lemma: str, entry: object) -> str:
        """Puts one entry to the others; what is wrong with it, or nothing."""
        if not _LEMMA.fullmatch(lemma):
            return "must be an English verb in small letters, of four words at most"
        fault = _fault(entry)
        if fault:
            return fault
        given, before = cast("dict[str, Any]", entry), self.entries.get(lemma)
        whole = given if before is None else {**before, **given}
        if "class" not in whole:
            return "has no “class”"
        self.entries[lemma] = whole
        return ""

    def _tell(self, problem: str) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)


@cache
def _read() -> tuple[_Files, _Spelling]:
    files = _Files("english-verbs.json", _shipped("english-verbs.json"))
    for name, data in _own:
        files.add(name, data)
    spelling = _Spelling(files.irregular, frozenset(files.doubling), frozenset(files.british))
    return files, spelling


# --- the whole ---------------------------------------------------------------------------------


def _tags(data: Mapping[str, Any]) -> dict[str, str]:
    tags: dict[str, str] = {}
    for tag, words in data["tags"].items():
        for word in words:
            tags.setdefault(word, "det" if tag == "single" else tag)
    return tags


def _action_nouns(files: _Files, spelling: _Spelling) -> dict[str, str]:
    """Singular and plural of the nouns that name an action, and the verb behind each."""
    nouns: dict[str, str] = {}
    for lemma, entry in files.entries.items():
        if entry.get("noun") and " " not in lemma:
            nouns[lemma] = nouns[_inflections(lemma, spelling)[1]] = lemma
    return nouns


def _followers(lemmas: Iterable[str]) -> dict[str, list[str]]:
    """Head verb -> the verbs of several words it begins, longest first."""
    found: dict[str, list[str]] = {}
    for lemma in lemmas:
        if " " in lemma:
            found.setdefault(lemma.partition(" ")[0], []).append(lemma)
    return {head: sorted(some, key=lambda lemma: -lemma.count(" ")) for head, some in found.items()}


@cache
def english() -> Lexicon:
    """The English lexicon, read from resources/lexicons on first use.

    Raises BadInput where one of our files is no JSON any more, with its name and the line.
    """
    (files, spelling), words = _read(), _shipped("english-words.json")
    light = frozenset(words["light_verbs"])
    heads = {lemma.partition(" ")[0] for lemma in files.entries} | light | set(words["stances"])
    heads -= {lemma for lemma, entry in files.entries.items() if entry.get("noun_only")}
    lists = {k: frozenset(v) for k, v in words.items() if isinstance(v, list)}
    lists["single"] = frozenset(words["tags"]["single"])
    verbs = Lazy({lemma: lemma for lemma in files.entries}, files.verb)
    return Lexicon(
        verbs=verbs,
        forms=_Forms(frozenset(heads), spelling),
        phrasal=Lazy(
            _followers(verbs),
            lambda some: tuple((tuple(lemma.split()[1:]), verbs[lemma]) for lemma in some),
        ),
        light=light,
        nouns=Lazy(_action_nouns(files, spelling), verbs.__getitem__),
        tags=_tags(words),
        words=lists,
        endings=tuple(words["adjective_endings"]),
        paces=words["pace"],
        forces=words["force"],
        pace_phrases=words["pace_phrases"],
        problems=tuple(files.problems),
    )
