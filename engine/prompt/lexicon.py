"""The English word lists as records: JSON of resources/lexicons goes in, look-ups come out.

A `Verb` is one entry of english-verbs.json with the defaults of its motion class filled in; `forms`
holds every inflected form, derived here from the lemma, the irregular table and the list of verbs
that double their last letter. The files are read once, on first use, in a few milliseconds; `use`
names a person's own file of verbs, which is read on top of ours. An entry that cannot be used is
left out and told in `Lexicon.problems`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, cast, get_args

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
        form = _inflections(head, _spelling())[kind]
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
            found.update(_inflections(word, spelling).values())
    return frozenset(found)


# --- files ---------------------------------------------------------------------------------------

_own: tuple[str, dict[str, Any]] | None = None


def use(path: Path | None) -> None:
    """Takes a person's own file of verbs on top of ours from now on; None for ours alone.

    A file that is not there is no file. Raises BadInput where it is no JSON or larger than 4 MB,
    with its name and the line; ours alone are used then. Call it before the first text is read.
    """
    global _own
    _own = None
    for cached in (_read, english, settling):
        cached.cache_clear()
    if path is not None and path.is_file():
        _own = (path.name, _own_file(path))


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


def _inflections(lemma: str, spelling: _Spelling, twice: bool = False) -> dict[Kind, str]:
    """The five forms; `twice` doubles the last letter where the verb itself need not."""
    last = lemma[-1]
    if twice or lemma in spelling.doubling:
        stem = lemma + last
    else:
        stem = f"{lemma}k" if lemma.endswith("ic") else lemma
    third, past, gerund = f"{lemma}s", f"{stem}ed", f"{stem}ing"
    if last == "e":
        past = f"{lemma}d"
        if lemma.endswith("ie"):
            gerund = f"{lemma[:-2]}ying"
        elif not lemma.endswith(("ee", "oe", "ye")):
            gerund = f"{lemma[:-1]}ing"
    elif last == "y":
        if lemma[-2:-1] not in "aeiou":
            third, past = f"{lemma[:-1]}ies", f"{lemma[:-1]}ied"
    elif last in "sxzo" or lemma.endswith(("ch", "sh")):
        third = f"{stem}es"
    irregular = spelling.irregular.get(lemma)
    past, part = irregular[:2] if irregular else (past, past)
    return {"base": lemma, "s": third, "ing": gerund, "past": past, "part": part}


def _spellings(head: str, spelling: _Spelling) -> Iterable[tuple[Kind, str]]:
    """Every form of a verb, those that only some people write included."""
    yield from _inflections(head, spelling).items()
    for form in spelling.irregular.get(head, ())[2:]:
        yield "past", form
        yield "part", form
    if head in spelling.british:
        yield from _inflections(head, spelling, twice=True).items()
    if head.endswith("ize"):
        yield from _inflections(f"{head[:-3]}ise", spelling).items()


def _forms(heads: Iterable[str], spelling: _Spelling) -> dict[str, tuple[Form, ...]]:
    forms: dict[str, list[Form]] = {}
    for head in sorted(heads):
        for kind, word in _spellings(head, spelling):
            form, known = Form(head, kind), forms.get(word)
            if known is None:
                forms[word] = [form]
            elif form not in known:
                known.append(form)
    return {word: tuple(found) for word, found in forms.items()}


# --- entries -------------------------------------------------------------------------------------

_WORDS: dict[str, frozenset[str]] = {
    "class": frozenset(get_args(MotionClass)),
    "direction": frozenset(["free", "inherent", "none"]),
    "target": frozenset(["goal", "object", "either", "none"]),
    "object": frozenset(["usual", "maybe", "no"]),
    "heading": frozenset(get_args(Heading)),
    "time": frozenset(get_args(TimeClass)),
}
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
        fault = _field_fault(field, value)
        if fault:
            return f"“{field}” {fault}"
    return ""


def _field_fault(field: str, value: object) -> str:
    if field in _WORDS:
        if not isinstance(value, str) or value not in _WORDS[field]:
            return f"must be one of: {', '.join(sorted(_WORDS[field]))}"
    elif field in _FLAGS:
        return "" if isinstance(value, bool) else "must be true or false"
    elif field in _SCALES:
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return "" if number and 0 <= cast(float, value) <= 1 else "must be a number from 0 to 1"
    elif field in _LISTS:
        return _list_fault(field, value)
    elif field == "readings":
        good = isinstance(value, dict) and all(_is_texts(words) for words in value.values())
        return "" if good and "" not in cast("dict[str, object]", value) else _READINGS_MUST
    elif field != "about":
        return "is no field of a verb"
    return ""


_READINGS_MUST = 'must look like {"straight up": ["up", "in the air"]}'


def _list_fault(field: str, value: object) -> str:
    if not _is_texts(value):
        return 'must be a list like ["one", "two"]'
    if field == "physics" and not _PHYSICS.issuperset(cast("list[str]", value)):
        return f"must be some of: {', '.join(sorted(_PHYSICS))}"
    return ""


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) and item for item in value)


def _lemma_fault(lemma: str) -> str:
    plain = lemma.replace(" ", "").replace("-", "")
    if not (plain.isascii() and plain.isalpha()) or lemma != " ".join(lemma.lower().split()):
        return "must be an English verb in small letters"
    return "has more than four words" if lemma.count(" ") > 3 else ""


def _converted(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {
        _NAMES.get(field, field): _CONVERT[field](value) if field in _CONVERT else value
        for field, value in entry.items()
        if field != "about"
    }


class _Files:
    """Files of verbs, one on top of the other, and what was wrong in them."""

    def __init__(self, file: str, data: Mapping[str, Any]) -> None:
        self.problems: list[str] = []
        self.irregular: dict[str, list[str]] = {}
        self.doubling: set[str] = set()
        self.british: set[str] = set()
        self.verbs: dict[str, Verb] = {}
        self._entries: dict[str, dict[str, Any]] = {}
        self._classes = {
            name: _converted({"class": name, **fields}) for name, fields in data["classes"].items()
        }
        self.add(file, data)

    def add(self, file: str, data: Mapping[str, Any]) -> None:
        """A file on top of what is there: fields it gives take the place of ours."""
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

    def _take(self, lemma: str, entry: object) -> str:
        """Puts one entry to the verbs; what is wrong with it, or nothing."""
        fault = _lemma_fault(lemma) or _fault(entry)
        if fault:
            return fault
        whole = {**self._entries.get(lemma, {}), **cast("dict[str, Any]", entry)}
        if "class" not in whole:
            return "has no “class”"
        self._entries[lemma] = whole
        self.verbs[lemma] = Verb(
            lemma=lemma, **{**self._classes[whole["class"]], **_converted(whole)}
        )
        return ""

    def _tell(self, problem: str) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)


@cache
def _read() -> tuple[_Files, _Spelling]:
    files = _Files("english-verbs.json", _shipped("english-verbs.json"))
    if _own is not None:
        files.add(*_own)
    spelling = _Spelling(files.irregular, frozenset(files.doubling), frozenset(files.british))
    return files, spelling


# --- the whole ---------------------------------------------------------------------------------


def _tags(data: Mapping[str, Any]) -> dict[str, str]:
    tags: dict[str, str] = {}
    for tag, words in data["tags"].items():
        for word in words:
            tags.setdefault(word, "det" if tag == "single" else tag)
    return tags


def _action_nouns(verbs: Mapping[str, Verb], spelling: _Spelling) -> dict[str, Verb]:
    nouns: dict[str, Verb] = {}
    for verb in verbs.values():
        if verb.noun and " " not in verb.lemma:
            plural = _inflections(verb.lemma, spelling)["s"]
            nouns[verb.lemma] = nouns[plural] = verb
    return nouns


def _phrasal(verbs: Mapping[str, Verb]) -> dict[str, tuple[tuple[tuple[str, ...], Verb], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], Verb]]] = {}
    for lemma, verb in verbs.items():
        if " " in lemma:
            head, *rest = lemma.split()
            found.setdefault(head, []).append((tuple(rest), verb))
    return {head: tuple(sorted(v, key=lambda p: -len(p[0]))) for head, v in found.items()}


@cache
def english() -> Lexicon:
    """The English lexicon, read from resources/lexicons on first use.

    Raises BadInput where one of our files is no JSON any more, with its name and the line.
    """
    (files, spelling), words = _read(), _shipped("english-words.json")
    verbs = files.verbs
    light = frozenset(words["light_verbs"])
    heads = {lemma.partition(" ")[0] for lemma in verbs} | light | set(words["stances"])
    heads -= {lemma for lemma, verb in verbs.items() if verb.noun_only}
    lists = {k: frozenset(v) for k, v in words.items() if isinstance(v, list)}
    lists["single"] = frozenset(words["tags"]["single"])
    return Lexicon(
        verbs=verbs,
        forms=_forms(heads, spelling),
        phrasal=_phrasal(verbs),
        light=light,
        nouns=_action_nouns(verbs, spelling),
        tags=_tags(words),
        words=lists,
        endings=tuple(words["adjective_endings"]),
        paces=words["pace"],
        forces=words["force"],
        pace_phrases=words["pace_phrases"],
        problems=tuple(files.problems),
    )
