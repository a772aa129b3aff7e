"""A prompt of several steps as one prompt a step.

A `Reading` goes in, texts come out: each keeps the subject (a pronoun or a missing subject becomes
the words it stands for), the place of the first step, and what is said of scene, light, style and
camera.
"""

from __future__ import annotations

import re

from engine.prompt import chinese_split
from engine.prompt.lexicon import english
from engine.prompt.template import thing_of
from engine.records import Action, Reading, Span

MOST_SCENE_WORDS = 40
MOST_LOOK_WORDS = 12
"""Of description that every shot repeats; the rest stays with the person."""
_LOOSE_END = re.compile(
    r"(?:[\s,;:]+(?:and|then|before|after|while|as|when|but|to|until|followed by|next|finally))+$"
    r"|[\s,;:]+$",
    re.IGNORECASE,
)
_HELPERS = frozenset({"be", "have", "modal", "adv", "aspect"})
_LAST_WORD = re.compile(r"([\w'’-]+)\s+$")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_PLACE = re.compile(
    r"\b(?:in|at|inside|outside)\s+(?:the|an?|his|her|their)\s(?:[\w'’-]+\s){0,3}?[\w'’-]+"
    r"(?=\s*$|\s*[,.;]|\s+(?:with|on|of|to|from|into|for|by|near|under|at|in|during|before)\b)",
    re.IGNORECASE,
)
_OPENS_WITH_PLACE = re.compile(r"(?:in|at|inside|outside|on|under)\s", re.IGNORECASE)
_DESCRIBES = re.compile(r"\s+(?:in|with|of|on|from|at|wearing)\b[^,.;!?]*$", re.IGNORECASE)
_CLAUSE_WORDS = re.compile(r"\b(?:and|who|that|which|while|as|when)\b", re.IGNORECASE)
_STILL_CAMERA = re.compile(
    r"\b(?:the\s+)?camera\s+(?:remains|stays|holds|is|keeps)\s+(?:completely\s+)?"
    r"(?:still|static|steady|fixed|stationary)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"(\s+)(?:it|them)\b(?!\s+(?:is|are|was|were)\b)", re.IGNORECASE)
_ORDER = re.compile(r"(?:then|while|as|and|before|after|until|but|first)\b", re.IGNORECASE)
_PLURALS = re.compile(r"\b(?:two|three|four|five|several|many|some|both|a few)\b|\band\b", re.I)


def shots(reading: Reading) -> tuple[str, ...]:
    """One prompt for each step of the reading; empty where there is only one step."""
    if reading.language == "zh":
        return chinese_split.shots(reading)
    happening = [a for a in reading.actions if not (a.camera or a.ambient or a.negated)]
    numbers = sorted({a.step for a in happening})
    if len(numbers) < 2 or any(not a.verb.isascii() for a in happening):
        return ()
    opening, look = _opening(reading, happening[0]), surroundings(reading)
    place = ""
    texts: list[str] = []
    thing = ""
    for number in numbers:
        group = [a for a in happening if a.step == number]
        text = _LOOSE_END.sub("", _step_text(reading, group, happening, thing).strip())
        thing = next((t for a in reversed(group) if (t := thing_of(reading.text, a))), thing)
        place = place or ("" if opening else _place(reading, group[0]))
        if texts and place and place.lower() not in text.lower():
            text = f"{text} {place}"
        texts.append(with_look(opening + text, look))
    return tuple(dict.fromkeys(texts))


def with_look(text: str, look: tuple[str, str]) -> str:
    """A sentence with its capital, and behind it what the picture looks like."""
    within, sentences = look
    whole = f"{text[:1].upper()}{text[1:]}{within}"
    return f"{whole}. {sentences}" if sentences else whole


def surroundings(reading: Reading) -> tuple[str, str]:
    """What every shot keeps: phrases of style and camera (', soft light'), and whole sentences."""
    text = reading.text
    happening = [a for a in reading.actions if not (a.camera or a.ambient)]
    within: list[str] = []
    sentences: list[str] = []
    words = 0
    for match in _SENTENCE.finditer(text):
        span = Span(*match.span())
        inside = [p for p in reading.parts if span.start <= p.span.start < span.end]
        if any(span.start <= a.span.start < span.end for a in happening):
            for part in inside:
                phrase = text[part.span.start : part.span.end]
                short = len(phrase.split()) <= MOST_LOOK_WORDS and not _ORDER.match(phrase)
                if part.kind in ("style", "camera") and short and "camera " not in phrase.lower():
                    within.append(f", {phrase[:1].lower()}{phrase[1:]}")
            still = _STILL_CAMERA.search(match.group())
            if still:
                sentences.append(f"{still.group()[:1].upper()}{still.group()[1:]}.")
            continue
        kinds = {p.kind for p in inside}
        words += len(match.group().split())
        if kinds & {"style", "camera"} or ("scene" in kinds and words <= MOST_SCENE_WORDS):
            sentences.append(match.group().strip())
    return "".join(dict.fromkeys(within)), " ".join(dict.fromkeys(sentences))


# --- one step ----------------------------------------------------------------------------------


def _step_text(reading: Reading, group: list[Action], happening: list[Action], thing: str) -> str:
    """The clauses of one step as one piece of text, with a subject in front.

    `thing` is what the step before acted on: an 'it' behind the verb stands for it.
    """
    text, first = reading.text, group[0]
    end = max(_clause(a).end for a in group)
    for other in reading.actions:
        if other not in group and first.span.start < other.span.start < end:
            end = min(end, _helped_start(text, _clause(other).start))
    end = _with_rest(reading, group, end)
    own = _has_own_subject(first)
    if own or first.subject_span is None:
        return text[_clause(first).start : max(end, first.span.end)]
    start = _helped_start(text, first.span.start)
    helpers = text[start : first.span.start]
    subject = _subject_text(text, first.subject_span, happening)
    rest = text[first.span.end : max(end, first.span.end)]
    if thing:
        rest = _PRONOUN.sub(lambda m: f"{m.group(1)}{thing}", rest, count=1)
    verb = text[first.span.start : first.span.end]
    return f"{subject} {helpers}{_standing_alone(verb, first, helpers, subject)}{rest}"


def _with_rest(reading: Reading, group: list[Action], end: int) -> int:
    """Where the sentence of its last action ends: words that nobody could read are not lost.

    What every shot repeats, and what comes after it, stays out.
    """
    sentence = next((m for m in _SENTENCE.finditer(reading.text) if m.end() >= end), None)
    if sentence is None or sentence.start() > end or end < group[-1].span.end:
        return end
    stop = sentence.start() + len(sentence.group().rstrip(" .!?"))
    if any(end <= a.span.start < stop for a in reading.actions):
        return end
    repeated = [p.span.start for p in reading.parts if p.kind in ("style", "camera")]
    return max(end, min((*(at for at in repeated if at >= end), stop)))


def _clause(action: Action) -> Span:
    return action.clause_span or action.phrase_span or action.span


def _has_own_subject(action: Action) -> bool:
    subject = action.subject_span
    return subject is not None and _clause(action).start <= subject.start < action.span.start


def _helped_start(text: str, start: int) -> int:
    """Where the verb starts with its helpers: 'is slowly opening', 'starts reading'."""
    tags = english().tags
    while word := _LAST_WORD.search(text, max(0, start - 40), start):
        low = word.group(1).lower()
        if tags.get(low) not in _HELPERS and not (low.endswith("ly") and len(low) > 4):
            break
        start = word.start()
    return start


def _standing_alone(verb: str, action: Action, helpers: str, subject: str) -> str:
    """'..., landing' becomes 'lands', and 'then released' gets its 'is' back."""
    known = english()
    head, _, rest = verb.partition(" ")
    forms = {form.kind for form in known.forms.get(head.lower(), ())}
    plural = is_plural(subject)
    if helpers.strip():
        return verb
    if "ing" in forms:
        plain = known.inflect(action.verb.split()[0], "base" if plural else "s")
        return f"{plain} {rest}".strip()
    if forms and forms <= {"past", "part"} and action.target == "stated" and _is_done_to(action):
        return f"{'are' if plural else 'is'} {verb}"
    return verb


def _is_done_to(action: Action) -> bool:
    """A passive: its subject is what it is done to."""
    return action.target_span is not None and action.target_span == action.subject_span


def is_plural(words: str) -> bool:
    """Whether a noun phrase takes 'are'."""
    if _PLURALS.search(words):
        return True
    head = re.split(r"\s(?:of|in|with|on|from|at)\s", words.strip())[0].split(" ")[-1].lower()
    if head in english().words["plurals_without_s"] and not re.match(r"an?\s", words, re.I):
        return True
    return head.endswith("s") and not head.endswith(("ss", "us")) and not re.match(r"an?\s", words)


def _subject_text(text: str, subject: Span, happening: list[Action]) -> str:
    """The subject as it was first named, with what describes it: 'a man in a red hat'."""
    named = text[subject.start : subject.end]
    owner = next((a for a in happening if a.subject_span == subject and _has_own_subject(a)), None)
    if owner is None:
        return named
    between = text[subject.end : _helped_start(text, owner.span.start)].rstrip()
    if _DESCRIBES.fullmatch(between) and not _CLAUSE_WORDS.search(between):
        return named + between
    return named


# --- the place ---------------------------------------------------------------------------------


def _opening(reading: Reading, first: Action) -> str:
    """'In a sunny park, ' where the prompt begins with its place."""
    text = reading.text
    for part in reading.parts:
        lead = text[: part.span.start]
        if part.kind == "scene" and not lead.strip() and part.span.end <= first.span.start:
            phrase = text[part.span.start : part.span.end]
            comma = text[part.span.end : part.span.end + 1] == ","
            return f"{phrase}, " if comma and _OPENS_WITH_PLACE.match(phrase) else ""
    return ""


def _place(reading: Reading, action: Action) -> str:
    """The phrase of place behind the verb that is no path and no goal."""
    taken = [s for s in (action.heading_span, action.target_span) if s]
    clause = _clause(action)
    for match in _PLACE.finditer(reading.text, action.span.end, clause.end):
        if not any(s.start < match.end() and match.start() < s.end for s in taken):
            return match.group()
    return ""
