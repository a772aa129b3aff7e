"""A prompt made richer by a language model: what it is told goes out, what it wrote is checked.

The model may add what is seen: light, materials, surroundings. What happens has to stay as it was,
and that is not believed but read: both texts are read by `engine.prompt.reading`, and every action,
direction, target, step, negation and camera move is compared. What moved is a `Fault`; a text with
one is never offered as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from engine.errors import BadInput
from engine.prompt import chinese
from engine.prompt.lexicon import Verb, english
from engine.prompt.models import Family
from engine.prompt.parser import Parser
from engine.prompt.reading import language_of, read
from engine.prompt.tokens import meter
from engine.records import Action, Language, Reading

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
    "limit",
]
LONGEST = 4_000
"""Characters of a prompt that is expanded; no model of language should write a book of it."""
MOST_WORDS, LEAST_WORDS = 110, 30
_WORDS_PER_TOKEN = 0.65
_HAN_PER_WORD = 1.6
_PACE = 0.3
"""On the scale of 0..1: a speed that changed this much is another one."""
_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.S)
_FENCE = re.compile(r"^```\w*\s*|\s*```$")
_LABEL = re.compile(
    r"^(?:sure|certainly|of course|okay|ok)?[,!. ]*(?:here(?:'s| is)[^:\n]{0,80}|(?:expanded |"
    r"rewritten |improved |final )?prompt|改写后?的?(?:提示词)?|提示词)\s*[:：]\s*",
    re.IGNORECASE,
)
_QUOTES = (('"', '"'), ("“", "”"), ("'", "'"), ("「", "」"))
_WORD = re.compile(r"[^\W\d_]+")
_PRONOUNS = frozenset(
    {"he", "she", "it", "they", "i", "we", "you", "him", "her", "them", "this", "that", "who"}
)
_SMALL = frozenset({"the", "a", "an", "of", "its", "his", "her", "their", "and", "to", "in", "on"})


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that moved: what kind, and in words."""

    kind: FaultKind
    message: str


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a conversation with a language model."""

    role: Literal["system", "user"]
    content: str


# --- what the model is told --------------------------------------------------------------------


def instruction(text: str, family: Family | None, *, start_image: bool = False) -> list[Message]:
    """What a language model is told to do with a prompt, for the model that will read it.

    Raises BadInput for an empty prompt, and one that is too long to be made longer.
    """
    if not text.strip():
        raise BadInput("There is no prompt to expand", mend="Write what happens first.")
    if len(text) > LONGEST:
        raise BadInput(
            f"The prompt is too long to be expanded: {len(text)} characters",
            mend=f"Shorten it below {LONGEST}.",
        )
    reading = read(text)
    told = _chinese if reading.language == "zh" else _english
    return [
        Message("system", told(family, reading, _room(text, family), start_image)),
        Message("user", text.strip()),
    ]


def _room(text: str, family: Family | None) -> int:
    """How many words the model that reads it has room for."""
    limits = (
        [e.limit - e.special for e in (family.encoders or ()) if not e.pooled] if family else []
    )
    room = int(limits[0] * _WORDS_PER_TOKEN) if limits else MOST_WORDS
    return max(LEAST_WORDS, min(MOST_WORDS, room), len(text.split()))


def _english(family: Family | None, reading: Reading, words: int, start_image: bool) -> str:
    model = family.title if family else "a video model"
    rules = [
        f"You rewrite a prompt for {model}, which makes one short video clip.",
        "Keep everything that happens exactly: the same actions with the same verbs, in the same "
        "order, by the same subjects, with the same directions, targets and speeds.",
        "Keep every 'not', 'no' and 'without'. Keep the camera as it is said; add no camera move.",
        "Add no action and no direction of your own.",
    ]
    if start_image:
        rules.append(
            "The first picture is given and shows how everything looks: describe only how it "
            "moves, and nothing that can be seen already."
        )
    else:
        rules.append(
            "Add what can be seen: light, colours, materials, surroundings, weather, lens, style."
        )
    if reading.steps > 1:
        rules.append(f"It has {reading.steps} steps, one after another: keep them and their order.")
    rules.append(f"At most {words} words, in English, in the present tense, as one paragraph.")
    return " ".join([*rules, "Answer with the prompt alone."])


def _chinese(family: Family | None, reading: Reading, words: int, start_image: bool) -> str:
    model = family.title if family else "视频模型"
    rules = [
        f"你为{model}改写提示词，它生成一个短视频。",
        "发生的一切必须完全保留：同样的动作、同样的动词、同样的顺序、同样的主体、方向、目标和速度。",
        "保留所有否定词。镜头运动保持原样，不要添加镜头运动。不要添加任何动作或方向。",
        "首帧图片已经给出外观：只描述运动，不要重复画面里已有的内容。"
        if start_image
        else "可以添加能看见的内容：光线、颜色、材质、环境、天气、镜头质感、风格。",
    ]
    if reading.steps > 1:
        rules.append(f"原文有{reading.steps}个先后步骤，保留它们和顺序。")
    rules.append(f"最多{int(words * _HAN_PER_WORD)}个字，用中文写成一段。只回答提示词本身。")
    return "".join(rules)


def cleaned(raw: str) -> str:
    """The prompt in what a model answered: without thoughts, greetings, quotes and line breaks."""
    text = _FENCE.sub("", _THOUGHT.sub("", raw).strip()).strip()
    text = _LABEL.sub("", text, count=1).strip()
    # what comes behind an empty line is talk about the prompt
    text = re.split(r"\n\s*\n", text, maxsplit=1)[0].strip()
    for opening, closing in _QUOTES:
        inner = text[1:-1]
        if len(text) > 1 and text[0] == opening and text[-1] == closing and opening not in inner:
            text = inner.strip()
    joined = "" if language_of(text) == "zh" else " "
    return joined.join(line.strip() for line in text.splitlines()).strip()


# --- what it wrote -----------------------------------------------------------------------------


def faults(
    before: str, after: str, family: Family | None = None, parser: Parser | None = None
) -> tuple[Fault, ...]:
    """Everything that the new text does to the meaning of the old one; () where it keeps it.

    `family` is the model that will read it. Both texts are read alike, with the parser where there
    is one.
    """
    if not after.strip():
        return (Fault("empty", "It wrote nothing."),)
    if " ".join(after.split()) == " ".join(before.split()):
        return (Fault("unchanged", "It changed nothing."),)
    old, new = read(before, parser=parser), read(after, parser=parser)
    if _spoken(old.language) != _spoken(new.language):
        return (Fault("language", f"It is written in {_LANGUAGES[new.language]}."),)
    found = (
        *_of_actions(old, new),
        *_of_negations(old, new),
        *_of_camera(old, new),
        *_of_limit(after, family),
    )
    return tuple(dict.fromkeys(found))


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
        if _is_new(old, new, action) and not any(_same_verb(action, a) for a in wanted):
            yield Fault("added", f"It adds “{_said(new, action)}”.")
    for action in wanted:
        if (other := pairs.get(id(action))) is not None:
            yield from _of_action(old, action, new, other)
    for action in (a for a in old.actions if a.ambient and not a.negated):
        if not any(_same_verb(action, other) for other in new.actions if not other.negated):
            yield Fault("action", f"“{_said(old, action)}” is gone.")
    if old.steps != new.steps and len(pairs) == len(wanted):
        yield Fault("steps", f"It has {new.steps} steps instead of {old.steps}.")


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
    if action.heading != other.heading or (action.direction, other.direction) in _TURNED:
        yield _direction_fault(old, action, new, other, verb)
    if action.target_span is not None:
        goal = _head(_words(old, action.target_span))
        if goal and not _mentions(new, other, goal):
            yield Fault("target", f"“{verb}” lost its target “{_text(old, action.target_span)}”.")
    elif other.target_span is not None and action.target == "missing":
        said = _text(new, other.target_span)
        if _head(_words(new, other.target_span)) not in _all_words(old):
            yield Fault("target", f"It invents a target of “{verb}”: “{said}”.")
    who = _head(_words(old, action.subject_span))
    if who and who not in _all_words(new):
        yield Fault("subject", f"“{_text(old, action.subject_span)}” is gone.")
    if action.pace is not None and other.pace is not None:
        if abs(action.pace - other.pace) >= _PACE:
            faster = other.pace > action.pace
            yield Fault("speed", f"“{verb}” became {'faster' if faster else 'slower'}.")
    elif action.speed == "stated" and other.speed != "stated":
        yield Fault("speed", f"“{verb}” lost its speed.")


_TURNED = {("missing", "stated"), ("stated", "missing")}


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
    if action.direction != "n/a":
        return True
    who = _head(_words(new, action.subject_span))
    return not who or who in {_head(_words(old, a.subject_span)) for a in old.actions}


def _of_negations(old: Reading, new: Reading) -> Iterator[Fault]:
    """What is said not to happen stays unsaid to happen."""
    for action in old.actions:
        if action.negated and not any(a.negated and _same_verb(action, a) for a in new.actions):
            yield Fault("negation", f"“{_said(old, action)}” is no longer said not to happen.")
    for action in new.actions:
        if action.negated and any(_same_verb(action, a) and not a.negated for a in old.actions):
            yield Fault("negation", f"“{_said(new, action)}” is said not to happen.")


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
    return known[-1] if known[-1].isascii() else known[-1][-2:]


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
