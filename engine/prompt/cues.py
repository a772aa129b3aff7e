"""What a text says about speed and force, and of whom: the material for finding contradictions.

Words and clauses go in, groups of `Cue`s come out; the cues of one group speak of the same actor at
the same time. Manner words ('slowly', 'with stomping steps'), verbs and nouns that carry a speed of
their own ('sprint', 'a frantic dash') and adjectives that say whether the subject moves at all
('a motionless man') count; a camera's do not, nor what an effect explains ('in slow motion').
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.prompt.actions import inherent_pace
from engine.prompt.clauses import Clause
from engine.prompt.complements import pace_phrase_length
from engine.prompt.lexicon import Lexicon, Verb, english
from engine.prompt.phrases import Part
from engine.prompt.things import is_a
from engine.prompt.words import DEGREES, Words
from engine.records import Axis, Cue, Heading, Span

_STILL = frozenset(
    {"motionless", "stationary", "immobile", "unmoving", "slow-moving", "fast-moving"}
)
_HURRIED = frozenset(
    {"frantic", "frenzied", "hurried", "rushing", "racing", "speeding", "sluggish", "lethargic"}
    | {"leisurely", "unhurried"}
)
"""Adjectives that say how somebody moves right now, and not what they are like."""
_MOVING = 0.5
"""What any going somewhere amounts to, beside a subject that is said not to move."""
_MANNER = frozenset({"in", "with", "at", "without", "as", "like"})
_PHRASE_HEADS = frozenset(
    {"speed", "pace", "hurry", "rush", "moving", "rushing", "possible", "crawl", "gallop", "still"}
)
"""The last words of fixed phrases about speed; a text without any cue word may still have one."""
_NOUNS: dict[str, tuple[Axis, float]] = {
    **dict.fromkeys(("force", "might", "violence", "brutality", "aggression"), ("force", 0.95)),
    **dict.fromkeys(("fury", "rage", "power", "vigor", "vigour"), ("force", 0.9)),
    **dict.fromkeys(("tenderness", "gentleness", "delicacy", "softness"), ("force", 0.1)),
    "care": ("force", 0.25),
    **dict.fromkeys(("haste", "urgency"), ("pace", 0.85)),
    **dict.fromkeys(("frenzy", "panic"), ("pace", 0.9)),
    **dict.fromkeys(("slowness", "sluggishness", "lethargy"), ("pace", 0.1)),
}
"""'with great force', 'in a frenzy': nouns that say the manner themselves."""
_VOICES = frozenset({"speak", "talk", "whisper", "shout", "sing", "scream", "yell", "say", "call"})
_STAYS = frozenset(
    {"stand", "stands", "standing", "stay", "stays", "staying", "remain", "remains", "remaining"}
    | {"sit", "sits", "sitting", "is", "are", "keeps", "holds", "lies", "lying"}
)
_HAPPENINGS = frozenset(
    {"explosion", "blast", "motion", "movement", "collision", "impact", "blow", "blows"}
    | {"descent", "ascent", "flight", "approach"}
)
_LITTLE = frozenset({"little", "no", "minimal", "less", "slight"})
_SIMILES: dict[str, float] = {
    **dict.fromkeys(("lightning", "rocket", "bullet", "wind", "arrow", "flash"), 0.95),
    **dict.fromkeys(("snail", "sloth", "tortoise", "turtle"), 0.1),
}
"""'like a rocket': what somebody's speed is compared with."""


@dataclass
class _Group:
    subject: Part | None
    sentence: int
    step: int
    cues: list[Cue]
    headings: set[Heading | None]
    voice: bool = False
    """How a voice is says nothing of the body: 'speaks softly while hitting the drum'."""


def cue_groups(words: Words, clauses: tuple[Clause, ...]) -> tuple[tuple[Cue, ...], ...]:
    """The cues of the text, grouped by actor and time; groups of one cue are left out."""
    known = english()
    if not _worth_it(words, known):
        return ()
    groups = _of_clauses(words, known, clauses)
    _add_nouns(words, known, groups, clauses)
    return tuple(tuple(sorted(set(g.cues))) for g in groups if len(set(g.cues)) > 1)


def _worth_it(words: Words, known: Lexicon) -> bool:
    return any(
        low in known.paces or low in known.forces or low in _PHRASE_HEADS or low in _NOUNS
        for low in words.low
    ) or ("like" in words.low and not _SIMILES.keys().isdisjoint(words.low))


def _effect_sentences(words: Words, known: Lexicon) -> set[int]:
    """Where an effect ('in slow motion', 'time-lapse') explains the speed: starts of sentences."""
    low = words.text.lower()
    found: set[int] = set()
    for effect in known.words["effects"]:
        first = effect.split()[0]
        if effect not in low:
            continue
        for k, word in enumerate(words.low):
            if word == first and " ".join(words.low[k : k + effect.count(" ") + 1]) == effect:
                found.add(words.sentence_start(k))
    return found


def _of_clauses(words: Words, known: Lexicon, clauses: tuple[Clause, ...]) -> list[_Group]:
    groups: list[_Group] = []
    effects = _effect_sentences(words, known)
    for clause in clauses:
        if clause.action.camera:
            continue
        sentence = words.sentence_start(clause.candidate.first)
        cues = _clause_cues(words, known, clause)
        if sentence in effects:
            cues = [cue for cue in cues if cue.axis != "pace"]
        last = groups[-1] if groups else None
        same = last is not None and last.subject == clause.subject and last.sentence == sentence
        voice = clause.candidate.verb.lemma in _VOICES
        together = same and last is not None and _is_together(words, clause, last.headings)
        if last and together and last.step == clause.action.step and last.voice == voice:
            last.cues += cues
            last.headings.add(clause.action.heading)
        else:
            headings = {clause.action.heading}
            step = clause.action.step
            groups.append(_Group(clause.subject, sentence, step, cues, headings, voice))
    return groups


def _is_together(words: Words, clause: Clause, headings: set[Heading | None]) -> bool:
    """'... while sprinting', '..., sprinting': said of the same moment, unless it turns away."""
    heading = clause.action.heading
    if heading and headings - {None, heading}:
        return False
    first = clause.candidate.first
    return clause.candidate.kind == "ing" and words.tag_at(first - 1) in ("sub", "comma", "adv")


def _clause_cues(words: Words, known: Lexicon, clause: Clause) -> list[Cue]:
    candidate = clause.candidate
    verb, own = candidate.verb, words.span(candidate.first, candidate.last)
    cues: list[Cue] = []
    if verb.lemma in known.words["ramps"]:
        return cues
    pace = inherent_pace(words, known, candidate, clause.subject)
    cues += [Cue(own, "pace", pace, False)] if pace is not None else []
    if verb.force is not None and not _is_water(words, clause.subject):
        cues.append(Cue(own, "force", verb.force, False))
    for k in _adverbs(words, clause):
        cues += _word_cues(words, known, k, words.spans[k])
    for k in range(candidate.head + 1, candidate.last):
        cues += _word_cues(words, known, k, words.spans[k])
    cues += _phrase_cues(words, known, candidate.last + 1, _with_asides(words, clause.last))
    still = _of_subject(words, known, clause) + _stays_still(words, clause)
    if any(cue.value == 0 for cue in still) and pace is None and verb.motion in ("travel", "turn"):
        cues.append(Cue(own, "pace", _MOVING, False))
    return cues + still


def _of_subject(words: Words, known: Lexicon, clause: Clause) -> list[Cue]:
    """What the subject's own words say of its motion: 'a motionless man', 'a gentle explosion'."""
    if clause.subject is None:
        return []
    first, last = clause.subject
    happens = words.low[last] in _HAPPENINGS
    cues: list[Cue] = []
    for k in range(first, last + 1):
        if words.low[k] in _STILL | _HURRIED or (happens and k < last):
            cues += _word_cues(words, known, k, words.spans[k])
    return cues


def _stays_still(words: Words, clause: Clause) -> list[Cue]:
    """'stands perfectly still while running': a pose that goes on during the motion."""
    if clause.candidate.verb.motion not in ("travel", "turn"):
        return []
    j = clause.candidate.first - 1
    while j >= 0 and words.tag[j] in ("adv", "be", "pron"):
        j -= 1
    if words.low_at(j) not in ("while", "as", "whilst"):
        return []
    k = j - 1
    if words.low_at(k) not in _STILL and words.low_at(k) != "still":
        return []
    start = k
    while words.tag_at(start - 1) == "adv":
        start -= 1
    said = words.low_at(start - 1) in _STAYS
    return [Cue(words.span(start, k), "pace", 0.0, True)] if said else []


def _is_water(words: Words, subject: Part | None) -> bool:
    """Waves 'gently crash': of water that is no contradiction."""
    return subject is not None and is_a(words.low[subject.last], "surface")


def _with_asides(words: Words, last: int) -> int:
    """The end of the clause with a manner between commas: ', in a relaxed amble'."""
    ends = words.tag_at(last + 3) in ("stop", "comma")
    if words.tag_at(last + 1) == "comma" and words.tag_at(last + 2) == "adv" and ends:
        last += 2
    while words.tag_at(last + 1) == "comma" and words.low_at(last + 2) in _MANNER:
        end = words.noun_phrase_end(last + 3, len(words.low))
        if end == last + 3:
            break
        last = end - 1
    return last


def _adverbs(words: Words, clause: Clause) -> list[int]:
    """The adverbs before the verb, between its helpers, and after it in its clause."""
    found = _fronted(words, clause)
    k = clause.candidate.first - 1
    while k >= 0 and words.tag[k] in ("adv", "be", "have", "modal", "aspect", "to"):
        found += [k] if words.tag[k] == "adv" else []
        k -= 1
    after = range(clause.candidate.last + 1, _with_asides(words, clause.last) + 1)
    return [*found, *(k for k in after if words.tag[k] == "adv")]


def _fronted(words: Words, clause: Clause) -> list[int]:
    """The adverbs that open the sentence before its first clause: 'Slowly, the eagle descends'."""
    start = words.sentence_start(clause.candidate.first)
    first = clause.subject.first if clause.subject and clause.own_subject else clause.first
    k = start
    while k < first and words.tag[k] in ("adv", "conj", "comma"):
        k += 1
    if not k == first > start:
        return []
    # 'Slow food is served' opens with no adverb
    return [j for j in range(start, k) if words.tag[j] == "adv" and words.low[j].endswith("ly")]


def _word_cues(words: Words, known: Lexicon, k: int, span: Span) -> list[Cue]:
    low = words.low[k]
    if "neg" in words.tag[max(0, k - 2) : k] or _is_other_sense(words, k):
        return []
    cues: list[Cue] = []
    if span == words.spans[k] and words.low_at(k - 1) in DEGREES:
        span = words.span(k - 1, k)
    if low in known.paces:
        cues.append(Cue(span, "pace", known.paces[low], True))
    if low in known.forces:
        cues.append(Cue(span, "force", known.forces[low], True))
    return cues


def _is_other_sense(words: Words, k: int) -> bool:
    """'slow motion' is an effect, 'slow down' and 'from slow to fast' are changes of speed."""
    after = words.low_at(k + 1)
    if words.low_at(k - 1) == "from" or (words.low_at(k - 1), words.low_at(k - 3)) == (
        "to",
        "from",
    ):
        return True
    return after == "motion" or (words.low[k] == "slow" and after == "down")


def _phrase_cues(words: Words, known: Lexicon, first: int, last: int) -> list[Cue]:
    """'in a relaxed amble', 'at a slow walking pace', 'with thunderous, stomping steps'."""
    cues: list[Cue] = []
    for k in range(first, last + 1):
        if words.low[k] not in _MANNER:
            continue
        length = pace_phrase_length(words, known, k)
        if length:
            span = words.span(k, k + length - 1)
            value = known.pace_phrases[" ".join(words.low[k : k + length])]
            cues.append(Cue(span, "pace", value, True))
        else:
            cues += _noun_cues(words, known, k, last)
            cues += _manner_nouns(words, k, last)
    return cues


def _manner_nouns(words: Words, k: int, last: int) -> list[Cue]:
    """'with great force', 'like a rocket'."""
    end = words.noun_phrase_end(k + 1, last + 1)
    head = words.low[end - 1]
    if end == k + 1:
        return []
    if words.low[k] == "like":
        value = _SIMILES.get(head)
        return [] if value is None else [Cue(words.span(k, end - 1), "pace", value, True)]
    if head not in _NOUNS or words.low[k] not in ("with", "in"):
        return []
    if not _LITTLE.isdisjoint(words.low[k + 1 : end]):
        return []
    axis, value = _NOUNS[head]
    return [Cue(words.span(k, end - 1), axis, value, True)]


def _noun_cues(words: Words, known: Lexicon, k: int, last: int) -> list[Cue]:
    end = words.noun_phrase_end(k + 1, last + 1)
    head = words.low[end - 1]
    verb = known.nouns.get(head)
    if end == k + 1 or not (verb or head in known.words["motion_nouns"]):
        return []
    cues: list[Cue] = []
    for j in range(k + 1, end - 1):
        cues += _word_cues(words, known, j, words.span(k, end - 1))
    axes = {cue.axis: cue for cue in cues}
    own = verb.pace if verb else None
    # words that disagree within the phrase are taken out one by one
    if len(cues) > len(axes) or (own is not None and "pace" in axes):
        cues = [
            c for j in range(k + 1, end - 1) for c in _word_cues(words, known, j, words.spans[j])
        ]
        return cues if own is None else [*cues, Cue(words.spans[end - 1], "pace", own, False)]
    return cues if own is None else [*cues, Cue(words.span(k, end - 1), "pace", own, True)]


def _add_nouns(
    words: Words, known: Lexicon, groups: list[_Group], clauses: tuple[Clause, ...]
) -> None:
    """Noun phrases that name a motion: 'a calm frantic dash', 'her frantic dash carrying her'."""
    taken = {k for c in clauses for k in range(c.candidate.first, c.candidate.last + 1)}
    for k, low in enumerate(words.low):
        verb = known.nouns.get(low) or _named(known, low)
        named = verb is not None or low in _HAPPENINGS
        if not named or k in taken or (words.tag_at(k + 1) == "noun" and k + 1 not in taken):
            continue
        start = _phrase_start(words, known, k, taken)
        cues = [c for j in range(start, k) for c in _word_cues(words, known, j, words.spans[j])]
        least = 1 if low in known.nouns else 2
        if len(cues) < least or _is_covered(groups, words.spans[k]):
            continue
        if verb and verb.pace is not None:
            cues.append(Cue(words.spans[k], "pace", verb.pace, False))
        if verb and verb.force is not None:
            cues.append(Cue(words.spans[k], "force", verb.force, False))
        _join(words, groups, start, cues, taken)


def _named(known: Lexicon, low: str) -> Verb | None:
    """'a swift swim', 'savage blows': a verb that stands as a noun, listed as one or not."""
    verb = known.verbs.get(low) or known.verbs.get(low.removesuffix("s"))
    plain = verb is not None and verb.motion != "camera" and not is_a(low, "light", "effect")
    return verb if plain else None


def _is_covered(groups: list[_Group], span: Span) -> bool:
    return any(c.span.start <= span.start < c.span.end for g in groups for c in g.cues)


def _phrase_start(words: Words, known: Lexicon, k: int, taken: set[int]) -> int:
    start = k
    while start > 0 and start - 1 not in taken:
        tag = words.tag[start - 1]
        before = words.low_at(start - 2)
        said = before in known.paces or before in known.forces
        comma = tag == "comma" and (said or words.tag_at(start - 2) == "adj")
        if tag not in ("adj", "poss", "det", "noun") and not comma:
            break
        start -= 1
    return start


def _join(words: Words, groups: list[_Group], start: int, cues: list[Cue], taken: set[int]) -> None:
    """Put a motion noun's cues with the actor it belongs to."""
    sentence = words.sentence_start(start)
    pronoun = words.tag[start] == "poss" and "'" not in words.low[start]
    carried = pronoun or words.low_at(start - 1) in ("in", "with", "at")
    for group in groups:
        if group.sentence != sentence:
            continue
        # 'a graceful run, a frantic dash' is of one; 'a fast train passes a slow train' is not
        listed = group.subject is None and taken.isdisjoint(range(sentence, start))
        if carried or listed:
            group.cues += cues
            return
    groups.append(_Group(None, sentence, 1, cues, set()))
