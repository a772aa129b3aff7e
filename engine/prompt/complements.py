"""What follows a verb: its object, path, goal and manner, and a direction left dangling."""

from __future__ import annotations

from dataclasses import dataclass

from engine.prompt import paths
from engine.prompt.english import Candidate
from engine.prompt.lexicon import Lexicon
from engine.prompt.phrases import Part, phrase_end
from engine.prompt.words import AUXILIARY, Words
from engine.records import Span

_NEEDS_GOAL = frozenset({"toward", "towards", "into", "onto", "to", "from", "against", "between"})
_OPENS_NOUN = frozenset({"the", "a", "an", "its", "their", "my", "your"})
_ENDS = frozenset({"stop", "comma", "conj", "sub"})


@dataclass
class Complements:
    """What follows a verb, as it is collected."""

    object: Part | None = None
    path: paths.Path | None = None
    goal: Part | None = None
    speed: Part | None = None
    phrase_end: int = 0
    end: int = 0


def complements(words: Words, known: Lexicon, c: Candidate, limit: int) -> Complements:
    """What follows the verb up to word `limit`, which is another's."""
    got = Complements(phrase_end=c.last, end=c.last)
    for k in range(c.head + 1, c.last):
        got.path = got.path or paths.named(words, k)
    adjacent, k = True, _first_complement(words, c, limit)
    while k < limit:
        tag = words.tag[k]
        if tag in ("stop", "sub", "then", "wh") or (
            tag == "comma" and not _goes_on(words, c, k, limit)
        ):
            break
        if tag in ("comma", "conj"):
            if tag == "conj" and words.noun_phrase_end(k + 1, limit) == limit:
                break
            k += 1
            continue
        path = paths.match(words, k, c.verb, limit)
        if path:
            if not _is_own(words, c, path):
                _take_path(got, path)
            adjacent = False
            k = path.end
        elif tag == "adv":
            if _is_manner(words, known, k):
                got.speed = got.speed or Part(k, k)
            if adjacent:
                got.phrase_end = k
            k += 1
        elif tag in ("prep", "neg") or words.noun_phrase_end(k, limit) == k:
            adjacent = False
            k = max(words.noun_phrase_end(k + 1, limit), k + 1)
        else:
            k = _take_noun(got, words, c, k, limit, adjacent)
        got.end = k - 1
    return got


def _take_noun(
    got: Complements, words: Words, c: Candidate, k: int, limit: int, adjacent: bool
) -> int:
    """Takes the noun phrase at word k for the object, if it can be one; what stands behind it."""
    end = phrase_end(words, k, limit)
    if got.object is not None or not adjacent or not c.verb.transitive:
        return end
    got.object, got.phrase_end = Part(k, end - 1), end - 1
    by = _leaves_by(words, c, end, limit)
    if by:
        _take_path(got, by)
    return by.end if by else end


def _first_complement(words: Words, c: Candidate, limit: int) -> int:
    """The word after the verb; in 'walks away from the camera' the particle opens the phrase, and
    of what is 'let go of' the name does."""
    if c.verb.transitive and words.low_at(c.last + 1) == "of":
        return c.last + 2
    if c.last > c.head and c.verb.motion in ("travel", "transfer", "flow"):
        path = paths.match(words, c.last, c.verb, limit)
        if path and path.end > c.last + 1:
            return c.last
    return c.last + 1


def _is_own(words: Words, c: Candidate, path: paths.Path) -> bool:
    """'cheers the team up': the particle of the verb, behind its object."""
    parted = c.last == c.head and path.end == path.first + 1
    return parted and words.low[path.first] in c.verb.lemma.split()[1:]


def _leaves_by(words: Words, c: Candidate, k: int, limit: int) -> paths.Path | None:
    """'leaves the frame on the left': the side by which it goes out, or comes in."""
    if c.verb.motion != "travel" or words.low[k - 1] not in paths.PICTURES:
        return None
    return paths.side(words, k, limit, enters=c.verb.lemma == "enter")


def _goes_on(words: Words, c: Candidate, k: int, limit: int) -> bool:
    """Whether a comma is followed by more about the same verb: ', to the left,'."""
    path = paths.match(words, k + 1, c.verb, limit) if k + 1 < limit else None
    return (
        path is not None
        and path.heading is not None
        and words.tag_at(path.end) in ("stop", "comma")
    )


def _take_path(got: Complements, path: paths.Path) -> None:
    if got.path is None or (got.path.heading is None and path.heading is not None):
        goal = got.path.goal if got.path else None
        got.path = path._replace(goal=path.goal or goal)
    if path.goal and got.goal is None:
        got.goal = Part(*path.goal)


def _is_manner(words: Words, known: Lexicon, k: int) -> bool:
    low = words.low[k]
    if low in known.paces or low in known.forces or low == "hard":
        return True
    return low.endswith("ly") and low not in known.words["not_manner"]


def speed_of(words: Words, known: Lexicon, c: Candidate, got: Complements) -> Part | None:
    """The first words about speed or manner: before the verb, in its frame, or after it."""
    j = c.first - 1
    while j >= 0 and words.tag[j] in AUXILIARY:
        if words.tag[j] == "adv" and _is_manner(words, known, j):
            return Part(j, j)
        j -= 1
    for k in range(c.head + 1, c.last):
        if words.tag[k] == "adj":
            return Part(k, k)
    return got.speed or _speed_phrase(words, known, c.last + 1, got.end)


def pace_phrase_length(words: Words, known: Lexicon, k: int) -> int:
    """How many words from word k on are a fixed phrase about speed ('at full speed'); 0 if none."""
    for length in range(min(5, len(words.low) - k), 1, -1):
        if " ".join(words.low[k : k + length]) in known.pace_phrases:
            return length
    return 0


def _speed_phrase(words: Words, known: Lexicon, first: int, last: int) -> Part | None:
    for k in range(first, last + 1):
        if words.low[k] not in ("at", "in", "with", "without", "as"):
            continue
        length = pace_phrase_length(words, known, k)
        if length:
            return Part(k, k + length - 1)
        end = words.noun_phrase_end(k + 1, last + 1)
        if (
            end > k + 1
            and words.low[end - 1] in known.words["manner_nouns"]
            and words.low[k] == "with"
        ):
            return Part(k, end - 1)
        if end > k + 2 and words.low[end - 1] in known.words["motion_nouns"]:
            return Part(k, end - 1)
    return None


def dangling(words: Words, c: Candidate, got: Complements) -> Span | None:
    """The 'towards' of 'walks towards.': a word of direction whose goal never comes."""
    for k in range(c.last + 1, min(got.end + 3, len(words.low))):
        if words.tag[k] in ("stop", "verb", "wh"):
            return None
        if words.low[k] not in _NEEDS_GOAL:
            continue
        after = k + 1
        while words.low_at(after) in _OPENS_NOUN:
            after += 1
        ends = _ENDS if after > k + 1 else {*_ENDS, "then"}
        if words.tag_at(after) in ends:
            return words.spans[k]
    return None
