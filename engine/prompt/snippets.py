"""A person's own library of prompt pieces: a readable JSON file goes in, snippets come out.

The shipped set (resources/prompt/snippets.json) comes first; the person's file adds to it, replaces
pieces by their name and leaves out those named under "removed". A file with broken lines gives the
pieces that can be read and one complaint that names the line; such a file is never written over.
`placed` says how a piece is put into a prompt, `records_of` how takes made with it went.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import resources
from engine.documents import write_json
from engine.errors import BadInput, StorageProblem, TooNew
from engine.prompt.lexicon import english
from engine.records import SCHEMA, Edit, Rating, Span
from engine.verbs.evidence import GOOD

MAX_BYTES = 1024 * 1024
MAX_SNIPPETS = 2_000
MAX_NAME, MAX_TEXT, MAX_TAGS, MAX_TAG = 80, 2_000, 8, 30
_MOST_FAULTS = 50
_LIST = re.compile(r'"snippets"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")


@dataclass(frozen=True, slots=True)
class Snippet:
    """One piece: what it is called, the words it stands for, and what it is about."""

    name: str
    text: str
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Library:
    """All pieces that could be read, by name, and the one complaint about the person's file."""

    snippets: tuple[Snippet, ...]
    problem: BadInput | None = None


def snippet(name: str, text: str, tags: Iterable[str] = ()) -> Snippet:
    """A piece as it is kept: trimmed, on one line, tags once each.

    Raises BadInput where the name or the words are empty or too long.
    """
    name, text = " ".join(name.split()), " ".join(text.split())
    kept = tuple(dict.fromkeys(" ".join(tag.split()).casefold() for tag in tags if tag.strip()))
    if not 0 < len(name) <= MAX_NAME:
        raise BadInput(f"A name of 1 to {MAX_NAME} characters is needed", mend="Name the snippet.")
    if not 0 < len(text) <= MAX_TEXT:
        raise BadInput(f"‘{name}’ needs 1 to {MAX_TEXT} characters of text", mend="Write its text.")
    if len(kept) > MAX_TAGS or any(len(tag) > MAX_TAG for tag in kept):
        raise BadInput(
            f"‘{name}’ has too many or too long tags",
            mend=f"Use up to {MAX_TAGS} tags of {MAX_TAG} characters.",
        )
    _refuse_halves(name + text + "".join(kept))
    return Snippet(name, text, kept)


def load(path: Path) -> Library:
    """The shipped set with the person's file over it; `path` need not exist."""
    shipped = {s.name.casefold(): s for s in _shipped()}
    try:
        file = _read(path)
    except (BadInput, StorageProblem) as error:
        problem = error if isinstance(error, BadInput) else BadInput(error.message, mend=error.mend)
        return Library(_in_order(shipped.values()), problem)
    for name in file.removed:
        shipped.pop(name.casefold(), None)
    return Library(_in_order({**shipped, **file.snippets}.values()), file.problem(path))


def save(path: Path, kept: Snippet, before: str | None = None) -> None:
    """Adds a piece to the file, in place of the one called `before` where there is one.

    Raises BadInput where another piece has that name, or where the file is broken: what stands in
    it is never lost. Raises StorageProblem where it cannot be written.
    """
    library = load(path)
    names = {known.name.casefold() for known in library.snippets}
    if before is not None:
        names.discard(before.casefold())
    if kept.name.casefold() in names:
        raise BadInput(f"There is a snippet ‘{kept.name}’ already", mend="Take another name.")
    if len(names) >= MAX_SNIPPETS:
        raise BadInput(f"There are {MAX_SNIPPETS:,} snippets already", mend="Remove some first.")
    data = _writable(path)
    if before is not None:
        _take_out(data, before)
    if kept not in _shipped():
        data["snippets"].append({"name": kept.name, "text": kept.text, "tags": list(kept.tags)})
    wanted = kept.name.casefold()
    data["removed"] = [name for name in data["removed"] if str(name).casefold() != wanted]
    _write(data, path)


def remove(path: Path, name: str) -> None:
    """Takes a piece out, a shipped one by naming it under "removed". Raises as `save` does."""
    data = _writable(path)
    _take_out(data, name)
    _write(data, path)


def search(snippets: Iterable[Snippet], query: str) -> tuple[Snippet, ...]:
    """The pieces that every word of the query is found in, the closest first."""
    scored = [(score(query, s.name, " ".join(s.tags), s.text), s) for s in snippets]
    found = [(rank, s) for rank, s in scored if rank is not None]
    return tuple(s for _, s in sorted(found, key=lambda pair: pair[0]))


def score(query: str, *fields: str) -> float | None:
    """How far a query is from texts, the first of which counts most; None is not found.

    Every word of the query has to stand in one of the fields: as it is, or letter by letter in
    order in the first one ('slpi' finds 'Slow push-in').
    """
    total = 0.0
    for word in query.casefold().split():
        ranks = [rank for place, text in enumerate(fields) if (rank := _rank(word, text, place))]
        if not ranks:
            return None
        total += min(ranks)
    return total


def _rank(word: str, text: str, place: int) -> float | None:
    text = text.casefold()
    at = text.find(word)
    if at >= 0:
        inside = at > 0 and text[at - 1].isalnum()
        return 1 + 2 * place + inside + at / 10_000
    starts = (m.start() for m in re.finditer(r"\b\w", text)) if not place else ()
    return 9.0 if any(_spelled(word, text[start:]) for start in starts) else None


def _spelled(word: str, text: str) -> bool:
    """Whether the text begins with the first letter and has the others in their order."""
    letters = iter(text)
    return text.startswith(word[0]) and all(letter in letters for letter in word)


# --- into the prompt ---------------------------------------------------------------------------

_ENDED = re.compile(r"[.!?。！？…]['\"”’)]*$")
_PAUSED = re.compile(r"[,;:，；：、—(\[“\"]$")
_LINKING = re.compile(
    r"(?:^|[\s,])(?:an?|the|and|or|but|while|with|in|on|at|of|to|from|by|under|into|as|then)$",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"[.,;:!?)\]。，；：！？、…”]")
_WIDE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")


def placed(text: str, start: int, end: int, words: str) -> Edit:
    """The edit that puts `words` in place of start..end (code points), a caret where they agree.

    Commas, spaces and the capital of a sentence come out right; a caret inside a word goes to its
    end, and words that are replaced leave their commas to the new ones. What is already there is
    not changed, but for the spaces on both sides.
    """
    words, replaces = words.strip(), start < end
    start, end = max(0, min(start, len(text))), max(0, min(end, len(text)))
    if start == end:
        while 0 < end < len(text) and _joined(text, end):
            end += 1
        start = end
    left, right = _spaces_before(text, start), _spaces_after(text, end)
    before, after = text[:left], text[right:]
    opens = not before or before.endswith("\n") or _ENDED.search(before) is not None
    lead, put = _lead(before, words, opens), _capital(words) if opens else _lowered(words)
    tail = _tail(before, put, after, opens)
    if replaces and not opens:
        lead, tail = lead.replace(",", ""), tail.replace(",", "")
    return Edit(Span(left, right), f"{lead}{put}{tail}")


def _joined(text: str, at: int) -> bool:
    """Whether a place is inside a word of letters that are written together."""
    one, other = text[at - 1], text[at]
    return one.isalnum() and other.isalnum() and not _WIDE.match(one) and not _WIDE.match(other)


def _spaces_before(text: str, at: int) -> int:
    while at and text[at - 1] in " \t":
        at -= 1
    return at


def _spaces_after(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t":
        at += 1
    return at


def _lead(before: str, words: str, opens: bool) -> str:
    wide = bool(before) and _WIDE.match(before[-1]) is not None
    if not before or before.endswith("\n"):
        return ""
    if opens or _PAUSED.search(before):
        return "" if wide or before[-1] in '([“"—' else " "
    if _LINKING.search(before):
        return " "
    return "，" if wide and _WIDE.match(words) else ", "


def _tail(before: str, put: str, after: str, opens: bool) -> str:
    if not after or after.startswith("\n"):
        closes = _ENDED.search(before) and not _CLOSING.match(put[-1])
        return ("。" if _WIDE.match(put[-1]) else ".") if closes else ""
    if _CLOSING.match(after):
        return ""
    wide = _WIDE.match(put[-1]) is not None and _WIDE.match(after) is not None
    if _CLOSING.match(put[-1]):
        return "" if wide else " "
    if opens and after[0].isupper():
        return ". "
    return "，" if wide else ", "


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _lowered(words: str) -> str:
    """Without the capital of a sentence: only where the first word surely is no name."""
    first = re.match(r"[A-Z][a-z]+|A\b", words)
    if first is None:
        return words
    known, word = english(), first.group().lower()
    common = word in known.tags or word in known.forms or word in known.paces
    if common or any(word in listed for listed in known.words.values()):
        return words[0].lower() + words[1:]
    return words


# --- how it went -------------------------------------------------------------------------------


class Made(NamedTuple):
    """A take as far as its words are concerned."""

    prompt: str
    model: str
    rating: Rating | None


@dataclass(frozen=True, slots=True)
class Record:
    """What became of the takes of one model whose prompt held a piece."""

    model: str
    takes: int
    judged: int
    """Takes with both scales rated, or with a finding that the person confirmed."""
    held: int
    """Judged takes with both scales at 4 or 5 and no finding confirmed."""


def records_of(
    snippets: Sequence[Snippet], takes: Iterable[Made]
) -> Mapping[str, tuple[Record, ...]]:
    """By the name of a piece: its record on each model, the most used first.

    A take counts where its prompt holds the words of the piece, however it came to hold them.
    """
    made = [(_plain(take.prompt), take) for take in takes]
    found: dict[str, tuple[Record, ...]] = {}
    for known in snippets:
        words = _plain(known.text)
        record = _records([take for prompt, take in made if _holds(prompt, words)])
        if record:
            found[known.name] = record
    return found


def _records(takes: Sequence[Made]) -> tuple[Record, ...]:
    count, judged, held = Counter[str](), Counter[str](), Counter[str]()
    for take in takes:
        count[take.model] += 1
        good = _held(take.rating)
        judged[take.model] += good is not None
        held[take.model] += good is True
    return tuple(Record(m, n, judged[m], held[m]) for m, n in count.most_common())


def _held(rating: Rating | None) -> bool | None:
    """None while a take is not judged."""
    if rating is None:
        return None
    rated = rating.adherence is not None and rating.physics is not None
    if not rated and not rating.confirmed:
        return None
    good = min(rating.adherence or 0, rating.physics or 0) >= GOOD
    return good and not rating.confirmed


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _holds(prompt: str, words: str) -> bool:
    """Whether whole words of a prompt are these."""
    at = prompt.find(words)
    while at >= 0:
        end = at + len(words)
        if not (at and _joined(prompt, at)) and not (end < len(prompt) and _joined(prompt, end)):
            return True
        at = prompt.find(words, at + 1)
    return False


# --- the file ----------------------------------------------------------------------------------


@dataclass(slots=True)
class _File:
    """What could be read: `snippets` by case-folded name, and where it is broken."""

    snippets: dict[str, Snippet] = field(default_factory=dict)
    removed: list[str] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)

    def problem(self, path: Path) -> BadInput | None:
        if not self.faults:
            return None
        line, what = self.faults[0]
        more = f" (and {len(self.faults) - 1} more)" if len(self.faults) > 1 else ""
        return BadInput(
            f"{path.name}, line {line}: {what}{more}; the other snippets are there",
            mend="Mend that line in an editor.",
        )


def _read(path: Path) -> _File:
    text = _text_of(path)
    file = _File()
    if not text.strip():
        return file
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        file.faults.append((error.lineno, error.msg.lower()))
        data = {}
    except (RecursionError, ValueError):
        file.faults.append((1, "it is nested too deep or holds an endless number"))
        data = {}
    if not isinstance(data, dict):
        raise BadInput(f"{path.name} is no list of snippets", mend="Mend or move the file.")
    if isinstance(data.get("schema"), int) and data["schema"] > SCHEMA:
        raise TooNew(f"{path.name} was written by a newer Verbench", mend="Update Verbench.")
    removed = data.get("removed")
    if isinstance(removed, list):
        file.removed = [name for name in removed if isinstance(name, str)]
    broken = bool(file.faults)
    for line, value in _entries(text):
        _take_in(file, line, value, quiet=broken and value is None)
    return file


def _take_in(file: _File, line: int, value: Any, quiet: bool) -> None:
    try:
        kept = _checked(value)
        if kept.name.casefold() in file.snippets:
            raise BadInput(f"‘{kept.name}’ is there twice")
        file.snippets[kept.name.casefold()] = kept
    except BadInput as error:
        if not quiet:
            file.faults.append((line, error.message))


def _checked(value: Any) -> Snippet:
    if not isinstance(value, dict):
        raise BadInput("this is no snippet")
    name, text, tags = value.get("name"), value.get("text"), value.get("tags", [])
    if not isinstance(name, str) or not isinstance(text, str):
        raise BadInput("a snippet needs a name and a text")
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        raise BadInput(f"the tags of ‘{name[:MAX_NAME]}’ are no list of words")
    return snippet(name, text, tags)


def _entries(text: str) -> Iterator[tuple[int, Any]]:
    """Every entry of the list with its line; None for one that is not JSON."""
    opened = _LIST.search(text)
    at, faults, decoder = (opened.end() if opened else len(text)), 0, json.JSONDecoder()
    while faults <= _MOST_FAULTS:
        gap = _BETWEEN.match(text, at)
        at = gap.end() if gap else at
        if at >= len(text) or text[at] == "]":
            return
        line = text.count("\n", 0, at) + 1
        try:
            value, at = decoder.raw_decode(text, at)
            yield line, value
        except (ValueError, RecursionError):
            yield line, None
            faults += 1
            # entries are objects: the next one that can begin is the next one that can be read
            following = text.find("{", at + 1)
            at = len(text) if following < 0 else following


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise BadInput(f"{path.name} is larger than 1 MB", mend="Move some snippets out.")
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError:
        raise BadInput(f"{path.name} is no UTF-8 text", mend="Save it as UTF-8.") from None
    except OSError as error:
        raise StorageProblem(
            f"{path} cannot be read: {error.strerror}", mend="Check the folder."
        ) from error


def _writable(path: Path) -> dict[str, Any]:
    """The file's own data, with all that we do not know of; refused where it is broken."""
    problem = _read(path).problem(path)
    text = _text_of(path)
    try:
        data = json.loads(text, parse_constant=_refuse_constant) if text.strip() else {}
        json.dumps(data, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        what = problem.message.partition(";")[0] if problem else f"{path.name} is broken"
        raise BadInput(what, mend="Mend that line first: nothing was written.") from None
    lists = {key: data.get(key, []) for key in ("snippets", "removed")}
    if not all(isinstance(value, list) for value in lists.values()):
        raise BadInput(f"{path.name}: “snippets” and “removed” are lists", mend="Mend them first.")
    return {"schema": SCHEMA, **data, **lists}


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _take_out(data: dict[str, Any], name: str) -> None:
    wanted = name.casefold()
    data["snippets"] = [entry for entry in data["snippets"] if _name_of(entry) != wanted]
    if any(known.name.casefold() == wanted for known in _shipped()):
        data["removed"] = [*data["removed"], name]


def _name_of(entry: Any) -> str:
    name = entry.get("name") if isinstance(entry, dict) else None
    return " ".join(name.split()).casefold() if isinstance(name, str) else ""


def _write(data: Mapping[str, Any], path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageProblem(f"{path} could not be written: {error.strerror}") from error
    write_json(data, path)


@cache
def _shipped() -> tuple[Snippet, ...]:
    file = _read(resources.path("prompt", "snippets.json"))
    return tuple(file.snippets.values())


def _in_order(snippets: Iterable[Snippet]) -> tuple[Snippet, ...]:
    return tuple(sorted(snippets, key=lambda known: known.name.casefold()))


def _refuse_halves(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise BadInput("The text holds half a character", mend="Write it again.") from None
