"""Two prompts go in, before and after; out comes what the second does to the first's meaning.

What happens has to stay as it was: both are read by `engine.prompt.reading`, and every action, with
its direction, target and step, who acts and how many, negations, poses and camera moves are
compared. Words that no reading covers but that exclude each other (`contraries`) are compared as
they stand. What moved is a `Fault`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from engine.prompt import chinese, contraries
from engine.prompt.lexicon import Form, Verb, english
from engine.prompt.models import Family
from engine.prompt.parser import Parser
from engine.prompt.reading import read
from engine.prompt.tokens import meter
from engine.records import Action, Language, PartKind, Reading, Span, TextPart

FaultKind = Literal[
    "empty",
    "unchanged",
    "language",
    "action",
    "added",
    "direction",
    "target",
    "order",
    "steps",
    "negation",
    "camera",
    "subject",
    "speed",
    "pose",
    "limit",
]
_PACE = 0.3
"""On the scale of 0..1: a speed that changed this much is another one."""
_WORD = re.compile(r"[^\W\d_]+")
_PRONOUNS = frozenset(
    {"he", "she", "it", "they", "i", "we", "you", "him", "her", "them", "this", "that", "who"}
)
_SMALL = frozenset({"the", "a", "an", "of", "its", "his", "her", "their", "and", "to", "in", "on"})
_LINKS = frozenset(
    {"with", "on", "at", "as", "from", "by", "is", "are", "first", "then", "and", "starts", "ends"}
    | {"starting", "ending", "begins", "beginning", "one", "both", "into", "onto"}
)
_THEN = re.compile(
    r"\b(?:and then|then|after that|afterwards|finally)\b|然后|接着|随后|最后", re.IGNORECASE
)
_WORD_OR_STOP = re.compile(r"[^\W\d_]+|[.,;:!?]")
_PARTICLES = frozenset(
    {
        "up",
        "down",
        "out",
        "off",
        "over",
        "away",
        "back",
        "forward",
        "backward",
        "around",
        "in",
        "on",
    }
    | {"along", "through", "by", "forwards", "backwards", "across", "left", "right", "upright"}
)
_JOINS = frozenset(
    {"to", "into", "onto", "from", "with", "at", "of", "for", "toward", "towards", "against", "as"}
    | {
        "and",
        "or",
        "then",
        "while",
        "when",
        "until",
        "under",
        "between",
        "behind",
        "beside",
        "near",
    }
    | {"above", "below", "past", "inside", "before", "after", "like", "without", "that", "which"}
    | {"so", "but", "in", "on", "by", "up", "down", "out", "off", "over", "away", "back", "across"}
    | {"along", "around", "through", "upside", "very", "too", "again", "gets", "is", "are", "not"}
    | {"clockwise", "counterclockwise", "fast", "slow", "faster", "slower", "still", "together"}
)
_JOINED = re.compile(r"\b(?:and|then)\s+(?:[a-z]+ly\s+)?([a-z]{2,}(?:s|ed|ing))\b")
_DENIALS = re.compile(
    r"\b(?:not|never|no|nobody|nothing|none|without|neither|cannot)\b|n['’]t\b|[不没无别未勿]",
    re.IGNORECASE,
)
_KINDS = {
    "dog": (
        *("retriever", "labrador", "shepherd", "poodle", "husky", "corgi", "terrier", "beagle"),
        *("bulldog", "collie", "dachshund", "spaniel", "puppy"),
    ),
    "cat": ("tabby", "kitten", "siamese", "persian", "tomcat"),
    "horse": ("stallion", "mare", "pony", "foal", "gelding"),
    "bird": ("gull", "seagull", "eagle", "sparrow", "swallow", "pigeon", "crow", "parrot", "robin"),
    "car": ("sedan", "convertible", "coupe", "hatchback", "limousine", "roadster"),
    "boat": ("dinghy", "canoe", "rowboat", "sailboat", "yacht"),
    "man": ("gentleman",),
    "woman": ("lady",),
}
"""What is still the same when it is told more exactly."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that moved: what kind, and in words."""

    kind: FaultKind
    message: str


def faults(
    before: str, after: str, family: Family | None = None, parser: Parser | None = None
) -> tuple[Fault, ...]:
    """Everything that the new text does to the meaning of the old one; () where it keeps it.

    `family` is the model that will read it. Both texts are read alike, with the parser where there
    is one.
    """
    return moved(read(before, parser=parser), read(after, parser=parser), family)


def moved(old: Reading, new: Reading, family: Family | None = None) -> tuple[Fault, ...]:
    """The same of two texts that were read already: both by the tables, or both with a parser."""
    if not new.text.strip():
        return (Fault("empty", "It wrote nothing."),)
    if " ".join(new.text.split()) == " ".join(old.text.split()):
        return (Fault("unchanged", "It changed nothing."),)
    if _spoken(old.language) != _spoken(new.language):
        return (Fault("language", f"It is written in {_LANGUAGES[new.language]}."),)
    found = (
        *_of_actions(old, new),
        *_of_negations(old, new),
        *_of_camera(old, new),
        *_of_limit(new.text, family),
    )
    known = {fault.kind for fault in found}
    said = (fault for fault in _of_words(old, new) if fault.kind not in known)
    return tuple(dict.fromkeys((*found, *said)))


_LANGUAGES: dict[Language, str] = {"en": "English", "zh": "Chinese", "mixed": "two languages"}


def _spoken(language: Language) -> str:
    return "zh" if language == "zh" else "en"


def _of_actions(old: Reading, new: Reading) -> Iterator[Fault]:
    """Every foreground action is there once, in order, as it was; and none came to it."""
    wanted, there = _foreground(old), _foreground(new)
    pairs, left = _matched(wanted, there)
    for action in wanted:
        if id(action) not in pairs:
            said = _said(old, action)
            lost = any(_same_verb(action, other) for other in there)
            if lost:
                yield Fault("order", f"“{said}” stands in another order.")
            else:
                yield Fault("action", f"“{said}” is gone.")
    for action in left:
        alike = [a for a in wanted if _same_verb(action, a)]
        if _is_again(action, alike, pairs) if alike else _is_new(old, new, action):
            yield Fault("added", f"It adds “{_said(new, action)}”.")
    for action in wanted:
        if (other := pairs.get(id(action))) is not None:
            yield from _of_action(old, action, new, other)
    for action in (a for a in old.actions if a.ambient and not a.negated):
        others = (other for other in new.actions if not other.negated)
        if not any(_same_verb(action, o) for o in others) and not _stands(action, new):
            yield Fault("action", f"“{_said(old, action)}” is gone.")
    if len(pairs) == len(wanted):
        were = len({action.step for action in wanted})
        are = len({pairs[id(action)].step for action in wanted})
        # without a new 'then' it is only read as one beat more
        then = [len(_THEN.findall(reading.text)) for reading in (old, new)]
        if are < were or (are > were and then[0] < then[1]):
            yield Fault("steps", f"It happens in {are} {_steps(are)} instead of {were}.")


def _stands(action: Action, reading: Reading) -> bool:
    """Whether the words of a verb stand in a text at all: backgrounds are not read everywhere."""
    heads = {form.head for word in _words(reading, _whole(reading)) for form in _forms(word)}
    return action.verb.split()[0] in heads


def _whole(reading: Reading) -> Span:
    return Span(0, len(reading.text))


def _steps(number: int) -> str:
    return "step" if number == 1 else "steps"


def _is_again(action: Action, alike: Sequence[Action], pairs: dict[int, Action]) -> bool:
    """Whether an action that is there already happens once more, or another way."""
    kept = [pairs[id(a)] for a in alike if id(a) in pairs]
    other_way = action.heading is not None and action.heading not in {a.heading for a in alike}
    return other_way or any(action.step > a.step for a in kept)


def _matched(
    wanted: Sequence[Action], there: Sequence[Action]
) -> tuple[dict[int, Action], list[Action]]:
    """The longest common run of actions in order, the same verb before a synonym; what is left."""
    best: list[list[tuple[int, int]]] = [
        [(0, 0)] * (len(there) + 1) for _ in range(len(wanted) + 1)
    ]
    for i in range(len(wanted) - 1, -1, -1):
        for j in range(len(there) - 1, -1, -1):
            options = [best[i + 1][j], best[i][j + 1]]
            if _same_verb(wanted[i], there[j]):
                count, exact = best[i + 1][j + 1]
                options.append((count + 1, exact + (wanted[i].verb == there[j].verb)))
            best[i][j] = max(options)
    pairs: dict[int, Action] = {}
    i = j = 0
    used: set[int] = set()
    while i < len(wanted) and j < len(there):
        count, exact = best[i + 1][j + 1]
        alike = _same_verb(wanted[i], there[j])
        if alike and best[i][j] == (count + 1, exact + (wanted[i].verb == there[j].verb)):
            pairs[id(wanted[i])] = there[j]
            used.add(j)
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs, [action for j, action in enumerate(there) if j not in used]


def _of_action(old: Reading, action: Action, new: Reading, other: Action) -> Iterator[Fault]:
    verb = _said(old, action)
    if _is_turned(old, action, new, other):
        yield _direction_fault(old, action, new, other, verb)
    else:
        for group in contraries.PATHS:
            way = contraries.swapped(_way(old, action), _way(new, other), group)
            if way is not None:
                yield Fault("direction", f"“{verb}” goes “{way[1]}” instead of “{way[0]}”.")
    if action.target_span is not None:
        goal = _head(_words(old, action.target_span))
        if goal and not _mentions(new, other, goal):
            yield Fault("target", f"“{verb}” lost its target “{_text(old, action.target_span)}”.")
    if (thing := _object(old, action)) and thing not in new.text.casefold():
        yield Fault("target", f"“{verb}” lost “{thing}”.")
    if action.target_span is None and other.target_span is not None and action.target == "missing":
        said = _text(new, other.target_span)
        if not _is_ground(new, other) and _head(_words(new, other.target_span)) not in _all_words(
            old
        ):
            yield Fault("target", f"It invents a target of “{verb}”: “{said}”.")
    yield from _of_subject(old, action, new, other)
    if action.pace is not None and other.pace is not None:
        if abs(action.pace - other.pace) >= _PACE:
            faster = other.pace > action.pace
            yield Fault("speed", f"“{verb}” became {'faster' if faster else 'slower'}.")
    elif action.speed == "stated" and other.speed != "stated":
        yield Fault("speed", f"“{verb}” lost its speed.")


def _of_subject(old: Reading, action: Action, new: Reading, other: Action) -> Iterator[Fault]:
    """Who acts, and how many."""
    was, now = _text(old, action.subject_span), _text(new, other.subject_span)
    who, doer = _head(_words(old, action.subject_span)), _head(_words(new, other.subject_span))
    numbers = contraries.count(old, action), contraries.count(new, other)
    if who and not _is_named(who, new):
        became = f" became “{now}”" if doer else " is gone"
        yield Fault("subject", f"“{was}”{became}.")
    elif who and doer and doer != who and doer in _nouns(old, action):
        yield Fault("subject", f"“{_said(new, other)}” is done by “{now}” instead of “{was}”.")
    elif None not in numbers and numbers[0] != numbers[1]:
        yield Fault("subject", f"“{was}” became “{now}”.")
    elif (numbers[0] or 0) > 1 and numbers[1] is None and not _counts(new, numbers[0]):
        yield Fault("subject", f"“{was}” are no longer counted.")


def _is_named(who: str, reading: Reading) -> bool:
    """Whether somebody stands in a text, or somebody who is one of them."""
    known = _all_words(reading)
    return who in known or any(kind in known for kind in _KINDS.get(who, ()))


def _nouns(reading: Reading, action: Action) -> frozenset[str]:
    """What else is spoken of in the clause of an action: whom it is done to."""
    span = action.clause_span
    return frozenset(_words(reading, span)) - set(_words(reading, action.subject_span))


def _counts(reading: Reading, number: int | None) -> bool:
    return number in {contraries.count(reading, action) for action in reading.actions}


def _is_turned(old: Reading, action: Action, new: Reading, other: Action) -> bool:
    came = (action.direction, other.direction)
    if came == ("stated", "missing") or (came == ("missing", "stated") and _is_led(other)):
        return True
    if action.heading == other.heading:
        return False
    # what it moves on is read as a part of the way: 'to the left on a polished floor'
    was, now = _text(old, action.heading_span), _text(new, other.heading_span)
    return not was or was.casefold() not in now.casefold()


def _way(reading: Reading, action: Action) -> str:
    """What is said of an action, from its verb on."""
    if action.clause_span is None:
        return _said(reading, action)
    return reading.text[action.span.start : action.clause_span.end]


def _object(reading: Reading, action: Action) -> str:
    """What an English verb is done to, or how often: the last word before anything joins on."""
    if reading.language == "zh" or action.clause_span is None:
        return ""
    found = ""
    for word in _WORD_OR_STOP.findall(_text(reading, (action.span.end, action.clause_span.end))):
        low = word.casefold()
        if low in _PARTICLES and not found:
            continue
        if not low.isalpha() or low in _JOINS or low.endswith(("ly", "ing")):
            break
        found = "" if low in _SMALL or low in _PRONOUNS else low
    return found


def _is_ground(reading: Reading, action: Action) -> bool:
    """'on a polished floor': where it happens, no target."""
    start = 0 if action.target_span is None else action.target_span.start
    before = _WORD.findall(reading.text[:start].casefold())[-1:]
    return before in (["on"], ["in"], ["along"], ["across"])


def _is_led(action: Action) -> bool:
    """Whether a way is told, and not only where it happens: 'along a path'."""
    return action.heading is not None or action.target == "stated"


def _direction_fault(old: Reading, action: Action, new: Reading, other: Action, verb: str) -> Fault:
    was, now = _text(old, action.heading_span), _text(new, other.heading_span)
    if action.direction == "missing":
        return Fault("direction", f"It invents a direction of “{verb}”: “{now or 'another'}”.")
    if other.direction == "missing" or not now:
        return Fault("direction", f"“{verb}” lost its direction “{was}”.")
    return Fault("direction", f"“{verb}” goes “{now}” instead of “{was}”.")


def _is_new(old: Reading, new: Reading, action: Action) -> bool:
    """Whether an action changes what happens: shoes that press into grass while somebody runs, as
    said before, do not; whoever acts already, and whatever goes somewhere, does."""
    after = len(new.text) - len(new.text[action.span.end :].lstrip())
    if action.span.end < after and any(a.span.start == after for a in new.actions):
        return False  # 'white wing tips fly': two verbs do not stand side by side
    if action.direction != "n/a":
        return True
    who = _head(_words(new, action.subject_span))
    if not who:
        return not _said(new, action).casefold().endswith("ing")  # 'rippling light'
    return who in {_head(_words(old, a.subject_span)) for a in old.actions}


def _of_negations(old: Reading, new: Reading) -> Iterator[Fault]:
    """What is said not to happen stays unsaid to happen."""
    for action in old.actions:
        if action.negated and not any(a.negated and _same_verb(action, a) for a in new.actions):
            yield Fault("negation", f"“{_said(old, action)}” is no longer said not to happen.")
    for action in new.actions:
        if action.negated and any(_same_verb(action, a) and not a.negated for a in old.actions):
            yield Fault("negation", f"“{_said(new, action)}” is said not to happen.")
    denied = _DENIALS.search(old.text)
    if denied and not _DENIALS.search(new.text):
        yield Fault("negation", f"“{denied.group()}” is gone.")


def _of_camera(old: Reading, new: Reading) -> Iterator[Fault]:
    """The camera does what it did."""
    was = [(a.verb, a.heading) for a in old.actions if a.camera and not a.negated]
    now = [(a.verb, a.heading) for a in new.actions if a.camera and not a.negated]
    for move in was:
        if move not in now:
            yield Fault("camera", f"The camera does not {' '.join(filter(None, move))} any more.")
    for action in new.actions:
        if action.camera and not action.negated and (action.verb, action.heading) not in was:
            yield Fault("camera", f"It adds a camera move: “{_said(new, action)}”.")
    ways = [" ".join(_way(r, a) for a in r.actions if a.camera) for r in (old, new)]
    for group in contraries.PATHS:
        if (way := contraries.swapped(ways[0], ways[1], group)) is not None:
            yield Fault("camera", f"It goes “{way[1]}” instead of “{way[0]}”.")


def _of_words(old: Reading, new: Reading) -> Iterator[Fault]:
    """What no action carries: poses, ways round, a camera that stands, beats that are not read."""
    for group in (*contraries.WAYS, *contraries.PATHS):
        if (way := contraries.swapped(old.text, new.text, group)) is not None:
            yield Fault("direction", f"“{way[0]}” became “{way[1]}”.")
    if (number := contraries.renumbered(old.text, new.text)) is not None:
        yield Fault("subject", f"“{number[0]}” became “{number[1]}”.")
    if (speed := contraries.swapped(old.text, new.text, contraries.SPEEDS)) is not None:
        yield Fault("speed", f"“{speed[0]}” became “{speed[1]}”.")
    for group in contraries.POSES:
        if (pose := contraries.swapped(old.text, new.text, group)) is not None:
            yield Fault("pose", f"The pose “{pose[0]}” became “{pose[1]}”.")
    for part in old.parts:
        if part.kind in ("start-pose", "end-state") and _is_lost(old, part.span, new):
            yield Fault("pose", f"“{_text(old, part.span)}” is gone.")
    for part in new.parts if new.language == "en" and old.end_state is None else ():
        if part.kind == "end-state" and not _is_of_old(old, new, part):
            yield Fault("added", f"It adds an end: “{_text(new, part.span)}”.")
    yield from _of_view(old, new)
    yield from _of_unread(old, new)
    yield from _of_beats(old, new)


def _is_lost(old: Reading, span: Span, new: Reading) -> bool:
    """Whether less than half of what a pose consists of is still there."""
    words = [_stem(w) for w in _words(old, span) if w not in _SMALL and w not in _LINKS]
    there = new.text.casefold()
    if old.language == "zh":
        return False
    return sum(word in there for word in words) * 2 < len(words)


def _is_of_old(old: Reading, new: Reading, part: TextPart) -> bool:
    """Whether an end is said by the words of an action that was there before."""
    wanted = [a for a in old.actions if not a.negated]
    inside = [a for a in new.actions if part.span.start <= a.span.start < part.span.end]
    known = [a for a in inside if any(_same_verb(a, other) for other in wanted)]
    return bool(known) or _head(_words(new, part.span)) in _all_words(old)


def _of_view(old: Reading, new: Reading) -> Iterator[Fault]:
    """Camera words that are no move of the reading: 'static', 'tracking shot'."""
    was, now = (contraries.said(_of_kind(r, "camera"), contraries.CAMERA) for r in (old, new))
    for move in sorted(was - now):
        yield Fault("camera", f"The camera does not {move} any more.")
    for move in sorted(now - was - (frozenset() if was else {"stay still"})):
        yield Fault("camera", f"It adds a camera move: “{move}”.")


def _of_kind(reading: Reading, kind: PartKind) -> str:
    return ". ".join(_text(reading, part.span) for part in reading.parts if part.kind == kind)


def _of_unread(old: Reading, new: Reading) -> Iterator[Fault]:
    """What 'and' joins stays; where nothing was understood of a prompt, all of its verbs do."""
    if old.language == "zh":
        return
    there_now = new.text.casefold()
    for word in _JOINED.findall(old.text.casefold()):
        if _stem(word) not in there_now:
            yield Fault("action", f"“{word}” is gone.")
    if old.actions:
        return
    known = english()
    there = {form.head for w in _words(new, _whole(new)) for form in _forms(w)}
    for word in _words(old, _whole(old)):
        heads = {form.head for form in _forms(word) if form.kind != "base"}
        if heads and any(head in known.verbs for head in heads) and not heads & there:
            yield Fault("action", f"“{word}” is gone.")


def _forms(word: str) -> tuple[Form, ...]:
    found: tuple[Form, ...] = english().forms.get(word, ())
    return found


def _of_beats(old: Reading, new: Reading) -> Iterator[Fault]:
    """Beats that 'then' joins stand in their order, by the words that only one of them has."""
    beats = [set(_terms(old, beat)) for beat in _THEN.split(old.text)]
    places = {term: at for at, term in reversed(list(enumerate(_terms(new, new.text))))}
    lasts: list[int] = []
    for n, beat in enumerate(beats):
        others = set().union(*beats[:n], *beats[n + 1 :], _SMALL, _LINKS)
        found = [places[word] for word in beat - others if word in places]
        if found:
            lasts.append(max(found))
    if lasts != sorted(lasts):
        yield Fault("order", "What happens first and what happens then changed places.")


def _terms(reading: Reading, text: str) -> list[str]:
    """Words without endings; of Chinese every two characters that stand side by side."""
    words = _WORD.findall(text.casefold())
    if reading.language == "zh":
        return [word[n : n + 2] for word in words for n in range(len(word) - 1)]
    return [_stem(word) for word in words]


def _of_limit(after: str, family: Family | None) -> Iterator[Fault]:
    if family is None:
        return
    read_by = meter(after, family)
    if read_by.cut is not None:
        yield Fault(
            "limit",
            f"{family.title} reads {read_by.limit} tokens and would not see its end: "
            f"it has {read_by.count}.",
        )


# --- words -------------------------------------------------------------------------------------


def _foreground(reading: Reading) -> list[Action]:
    return [a for a in reading.actions if not (a.camera or a.ambient or a.negated)]


def _same_verb(one: Action, other: Action) -> bool:
    """The same verb, or one that means nearly the same."""
    if one.verb == other.verb:
        return True
    first, second = _known(one), _known(other)
    said = bool(first and other.verb in first.like) or bool(second and one.verb in second.like)
    return said or one.verb.split()[0] == other.verb.split()[0]


def _known(action: Action) -> Verb | None:
    return english().verbs.get(action.verb) or chinese.verb(action.verb)


def _text(reading: Reading, span: tuple[int, int] | None) -> str:
    return "" if span is None else reading.text[span[0] : span[1]]


def _said(reading: Reading, action: Action) -> str:
    return _text(reading, action.span)


def _words(reading: Reading, span: tuple[int, int] | None) -> list[str]:
    return [word.casefold() for word in _WORD.findall(_text(reading, span))]


def _head(words: Sequence[str]) -> str:
    """The word that a phrase is about: the last one, in Chinese its last two characters."""
    known = [word for word in words if word not in _SMALL]
    if not known or known[-1] in _PRONOUNS:
        return ""
    return known[-1] if known[-1].isascii() else contraries.bare(known[-1])[-2:]


def _stem(word: str) -> str:
    """A word without its ending, so that 'lying' and 'lies' may differ but 'foot' and 'feet' do."""
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word[: -len(ending)]
    return word


def _all_words(reading: Reading) -> frozenset[str] | str:
    """What a head is looked for in: words, or the text itself where words are not separated."""
    if reading.language == "zh":
        return reading.text.casefold()
    return frozenset(word.casefold() for word in _WORD.findall(reading.text))


def _mentions(reading: Reading, action: Action, goal: str) -> bool:
    """Whether a target stands in the clause of its action; anywhere, where that is not known."""
    span = action.target_span or action.clause_span
    near = _text(reading, span).casefold()
    return goal in near if near else goal in _all_words(reading)
