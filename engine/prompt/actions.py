"""One action as a record: a verb, its subject and its complements go in, an `Action` comes out."""

from __future__ import annotations

from dataclasses import replace

from engine.prompt import paths
from engine.prompt.complements import Complements, dangling, speed_of
from engine.prompt.english import Candidate
from engine.prompt.lexicon import Lexicon
from engine.prompt.materials import rolls_of_itself
from engine.prompt.phrases import Part, head_of
from engine.prompt.subjects import is_camera
from engine.prompt.things import is_a
from engine.prompt.words import AUXILIARY, Words
from engine.records import Action, Direction, Heading, Span, Speed, Target

_GO_ABOUT = frozenset({"soar"})
"""Verbs that go up, unless it is said where they go about: 'in the sky', 'over the valley'."""
_ONLY_CAMERAS = frozenset({"zoom", "pan", "dolly", "pedestal"})
"""What nobody else does: whoever 'walks, then zooms in', it is the camera that zooms."""


def action_of(
    words: Words, known: Lexicon, c: Candidate, subject: Part | None, got: Complements
) -> Action:
    """The record of one action; the span of its clause is left to who knows the clause."""
    speed = speed_of(words, known, c, got)
    camera = _is_camera_action(words, known, c, subject)
    heading = _heading(words, c, got)
    shown = Span(words.spans[c.first].start, words.spans[max(c.last, got.phrase_end)].end)
    return Action(
        verb=c.verb.lemma,
        span=words.span(c.first, c.last),
        direction=_direction(words, known, c, got, subject),
        target=_target(c, got),
        speed=_speed_word(words, known, c, speed, subject),
        camera=camera,
        heading=heading,
        heading_span=_heading_span(words, got.path),
        target_span=_target_span(words, c, got),
        speed_span=words.span(*speed) if speed else None,
        pace=_pace(words, known, c, speed, subject),
        subject_span=words.span(*subject) if subject else None,
        object_span=words.span(*got.object) if got.object else None,
        phrase_span=shown,
        dangling_span=dangling(words, c, got),
        negated=_is_negated(words, c),
    )


def _heading(words: Words, c: Candidate, got: Complements) -> Heading | None:
    """The way that is said, else the verb's own; 'soars over the valley' stays as high."""
    if got.path and got.path.heading:
        return got.path.heading
    if c.verb.lemma in _GO_ABOUT:
        k = next((k for k in range(c.last + 1, got.end + 1) if words.tag[k] != "adv"), c.last)
        if words.tag[k] == "prep" and words.low[k] not in ("from", "off", "out"):
            return None
    return c.verb.heading


def _is_negated(words: Words, c: Candidate) -> bool:
    j = c.first - 1
    while j >= 0 and words.tag[j] in AUXILIARY:
        if words.tag[j] == "neg" or words.low[j].endswith("n't"):
            return True
        j -= 1
    return words.low_at(j) == "without"


def camera_sense(words: Words, known: Lexicon, c: Candidate, subject: Part | None) -> Candidate:
    """'tilts up' is the camera's only where a camera, or nobody, does it."""
    if c.verb.motion != "camera" or subject is None or is_camera(words, known, subject):
        return c
    if c.verb.lemma.split()[0] in _ONLY_CAMERAS:
        return c
    if words.tag_at(words.left_of(c.first)) in ("comma", "stop") and c.kind in ("base", "ing"):
        return c
    plain = known.verbs.get(c.verb.lemma.split()[0])
    if plain is None or plain.motion == "camera":
        return c
    return c._replace(verb=plain, last=c.head)


def literal_sense(words: Words, known: Lexicon, c: Candidate, subject: Part | None) -> Candidate:
    """'a ball rolls up' rolls, and up; a carpet that does so is rolled up."""
    head, _, way = c.verb.lemma.partition(" ")
    plain = known.verbs.get(head)
    if plain is None or way not in ("up", "down") or c.last != c.head + 1:
        return c
    rolling = subject is not None and rolls_of_itself(words.low[head_of(words, subject)])
    named = words.tag_at(c.last + 1) in ("det", "poss", "noun", "adj", "num", "object_pron")
    if not rolling or (named and not paths.leads_along(words, c.last)) or c.passive:
        return c
    if c.verb.motion == "place":
        # 'a car pulls up' comes to a stop, and pulls nothing up
        return c._replace(verb=replace(c.verb, heading=None, takes_object="no"))
    literal = plain.motion == "travel" and plain.direction == "free" and c.verb.heading is None
    if c.verb.motion == "travel" or not literal:
        return c  # 'slows down'
    return c._replace(verb=plain, last=c.head)


def _is_camera_action(words: Words, known: Lexicon, c: Candidate, subject: Part | None) -> bool:
    if c.verb.motion == "camera":
        return True
    if is_camera(words, known, subject):
        return True
    if subject is None and c.verb.lemma in ("follow", "zoom", "orbit", "circle", "fly", "move"):
        start = words.sentence_start(c.first)
        return any(w in known.words["camera_nouns"] for w in words.low[start : c.first])
    return False


def _direction(
    words: Words, known: Lexicon, c: Candidate, got: Complements, subject: Part | None
) -> Direction:
    verb = c.verb
    if verb.direction == "inherent":
        return "stated" if got.path and verb.heading is None else "inherent"
    if got.path and (verb.direction == "free" or got.path.heading or verb.motion == "place"):
        return "stated"
    if verb.target == "either" and got.object and verb.direction != "none":
        return "n/a" if _settled(words, verb.settled_by, got.object) else "stated"
    settled = verb.direction == "none" or _goes_nowhere(words, known, c, got, subject)
    return "n/a" if settled else "missing"


def _goes_nowhere(
    words: Words, known: Lexicon, c: Candidate, got: Complements, subject: Part | None
) -> bool:
    """Whether no direction is missing though the verb could have one."""
    if got.object:
        return c.verb.motion == "turn" or _settled(words, c.verb.settled_by, got.object)
    if subject and words.low[subject.last] in known.words["body_parts"]:
        return True
    return _is_swayed(words, got, c, subject)


def _is_swayed(words: Words, got: Complements, c: Candidate, subject: Part | None) -> bool:
    """'the leaves move in the breeze': what the wind moves goes nowhere of its own."""
    if subject is None or not is_a(words.low[head_of(words, subject)], "plant", "weightless"):
        return False
    return any(low in ("wind", "breeze", "air") for low in words.low[c.last + 1 : got.end + 1])


def _settled(words: Words, settled_by: frozenset[str], part: Part) -> bool:
    return any(low in settled_by for low in words.low[part.first : part.last + 1])


def _target(c: Candidate, got: Complements) -> Target:
    match c.verb.target:
        case "none":
            return "n/a"
        case "goal":
            return "stated" if got.goal else "missing"
        case "object":
            if got.object:
                return "stated"
            return "missing" if c.verb.takes_object == "usual" else "n/a"
        case "either":
            return "stated" if got.goal or got.object else "missing"


def _target_span(words: Words, c: Candidate, got: Complements) -> Span | None:
    part = got.goal
    if c.verb.target == "object" or (c.verb.target == "either" and part is None):
        part = got.object
    return words.span(*part) if part and c.verb.target != "none" else None


def _heading_span(words: Words, path: paths.Path | None) -> Span | None:
    return words.span(path.first, path.end - 1) if path and path.heading else None


def inherent_pace(words: Words, known: Lexicon, c: Candidate, subject: Part | None) -> float | None:
    """The speed that lies in the verb; a car that drifts is not slow."""
    drives = subject and words.low[subject.last] in known.words["vehicles"]
    return None if drives and c.verb.lemma == "drift" else c.verb.pace


def _pace(
    words: Words, known: Lexicon, c: Candidate, speed: Part | None, subject: Part | None
) -> float | None:
    if speed:
        phrase = " ".join(words.low[speed.first : speed.last + 1])
        if phrase in known.pace_phrases:
            return known.pace_phrases[phrase]
        for low in words.low[speed.first : speed.last + 1]:
            if low in known.paces:
                return known.paces[low]
    return inherent_pace(words, known, c, subject)


def _speed_word(
    words: Words, known: Lexicon, c: Candidate, speed: Part | None, subject: Part | None
) -> Speed:
    if speed:
        return "stated"
    return "inherent" if inherent_pace(words, known, c, subject) is not None else "none"
