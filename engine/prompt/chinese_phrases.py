"""What belongs to each Chinese action: subject, direction, target, manner.

Words, clauses and the verbs found in them go in, `Action` records come out. In Chinese the words of
direction and manner stand between the subject and its verb (女孩慢慢地向前走), and what is left to
say of direction is the verb's own complement (走进教室). A clause without a subject takes the one
before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from engine.prompt.chinese_background import Act, background_marked, camera_followed, led_on
from engine.prompt.chinese_subjects import subject_of
from engine.prompt.chinese_table import Table, table
from engine.prompt.chinese_verbs import Clause, Found
from engine.prompt.chinese_ways import direction_of, target_of, way_again, way_of
from engine.prompt.chinese_words import Word
from engine.prompt.lexicon import Verb
from engine.records import Action, Span, Speed

_AFTER_GOT = re.compile(r"得[很更越]?\w{1,4}")
_TAKEN = re.compile(r"(?P<by>[把将被])(?P<what>[^，。、从由往向到在放倒扔抛用慢轻缓]{1,12})?")
"""What is put before its verb; in the passive who does it stands there."""
_OBJECT_ENDS = frozenset({"stop", "then", "same", "neg"})


def acts_of(
    text: str, words: Sequence[Word], clauses: Sequence[Clause], found: Sequence[Found]
) -> list[Act]:
    """The actions with everything said of each, in the order of the text; steps are all 1."""
    known = table()
    acts: list[Act] = []
    by_clause: dict[Clause, list[Found]] = {}
    for one in found:
        by_clause.setdefault(one.clause, []).append(one)
    actor: Span | None = None
    for clause in clauses:
        group = by_clause.get(clause, [])
        own = subject_of(text, words, clause.first, group[0].word if group else clause.end)
        if not group and own and (own.end == words[clause.end - 1].end or _is_latin(text, own)):
            continue  # a noun phrase alone, or English: nobody does anything
        whom = _resolved(text, own, actor, known) if own else actor
        if own and not (_is_aside(text, own, known, actor) or (group and group[0].camera)):
            actor = whom
        previous: Act | None = None
        for n, one in enumerate(group):
            following = group[n + 1] if n + 1 < len(group) else None
            own_here = own if n == 0 else None
            previous = _act(text, words, one, previous, following, (whom, actor), own_here, known)
            acts.append(previous)
    return background_marked(text, camera_followed(led_on(acts)), known)


def _is_latin(text: str, span: Span) -> bool:
    return text[span.start : span.end].isascii()


def _is_aside(text: str, own: Span, known: Table, actor: Span | None) -> bool:
    """'嘴角', '双手', '阳光': a part of whoever acts already, or what is around them."""
    who = text[own.start : own.end]
    around = actor is not None and who.endswith(known.lists["ambient_nouns"])
    return who in known.sets["body_parts"] or around


def _act(
    text: str,
    words: Sequence[Word],
    one: Found,
    previous: Act | None,
    following: Found | None,
    who: tuple[Span | None, Span | None],
    own: Span | None,
    known: Table,
) -> Act:
    """`who` is the subject and the one whose part it may be."""
    clause_start = words[one.clause.first].start
    start = own.end if own else clause_start
    if previous:
        start = (previous.action.phrase_span or previous.action.span).end
    before = Span(start, one.span.start)
    cloth = who[0] is not None and known.has("cloths", text[who[0].start : who[0].end])
    after = _object(words, one, following)
    way, dangling = way_of(text, before, one, after)
    if way is None and previous and not text[start : one.span.start].strip("着了并和、"):
        way = way_again(previous.action)
    manner = _manner(text, words, before, one, known)
    pace = known.pace.search(text, *before) or known.pace.search(text, one.span.end, after.end)
    verb = one.verb
    phrase_end = max(one.span.end, after.end)
    return Act(
        Action(
            verb=verb.lemma or text[one.span.start : one.span.end],
            span=one.span,
            direction="n/a"
            if cloth and way is None and verb.lemma in known.sets["drift"]
            else direction_of(text, verb, one, way, before, after),
            target=target_of(text, verb, way, after, before),
            speed=_speed(verb, manner),
            camera=one.camera,
            heading=way.heading if way and way.heading else verb.heading,
            heading_span=way.span if way and way.heading else None,
            target_span=way.goal
            if way and way.goal
            else after
            if after.end > after.start
            else None,
            speed_span=manner,
            pace=known.words["pace"][pace.group()] if pace else verb.pace,
            subject_span=who[0],
            object_span=_done_to(text, before, after, way.goal if way else None, who[0]),
            phrase_span=Span(_trim(text, before.start, one.span.start), phrase_end),
            clause_span=Span(own.start if own else _trim(text, start, one.span.start), phrase_end),
            dangling_span=dangling,
            negated=one.negated is not None,
        ),
        one,
        who[1],
        own is not None,
        before,
    )


def _done_to(
    text: str, before: Span, after: Span, goal: Span | None, subject: Span | None
) -> Span | None:
    """What it is done to: 把水, 被男孩 of whoever is before it, or what follows and is no goal."""
    taken = _TAKEN.search(text, *before)
    if taken and taken.group("by") == "被":
        return subject
    if taken and taken.group("what"):
        return Span(*taken.span("what"))
    follows = after.end > after.start and not (goal and goal.end > after.start)
    return after if follows else None


def _trim(text: str, start: int, end: int) -> int:
    """`start` moved over what only joins."""
    while start < end and text[start] in "，。、,.;；和并了着 \n":
        start += 1
    return start


def _resolved(text: str, own: Span, actor: Span | None, known: Table) -> Span:
    """What a pronoun stands for: the last one that acted, the camera aside."""
    said = text[own.start : own.end]
    one = said in known.sets["pronouns"] and len(said) == 1
    return actor if one and actor else own


def _object(words: Sequence[Word], one: Found, following: Found | None) -> Span:
    """The noun phrase behind the verb; empty where there is none."""
    last = following.word if following else one.clause.end
    k = one.word + 1
    start = end = one.span.end
    while k < last and words[k].kind not in _OBJECT_ENDS:
        if words[k].kind in ("prep", "adv", "state") and following:
            break
        end = words[k].end
        k += 1
    return Span(start, end)


def _speed(verb: Verb, manner: Span | None) -> Speed:
    return "stated" if manner else "inherent" if verb.pace is not None else "none"


def _manner(
    text: str, words: Sequence[Word], before: Span, one: Found, known: Table
) -> Span | None:
    """'slowly', 'with force', 'happily': before the verb, or behind it with 得."""
    for match in known.manner.finditer(text, *before):
        follows = text[match.end() : match.end() + 1]
        if (
            follows != "的"
            or match.end() + 1 == one.span.start
            or text.startswith("的速", match.end())
        ):
            return Span(match.start(), match.end() + (follows == "地"))
    for k in range(one.word - 1, one.clause.first, -1):
        if words[k].start < before.start:
            break
        if words[k].kind == "ly":
            return Span(max(before.start, words[k - 1].start), words[k].end)
    got = _AFTER_GOT.match(text, one.span.end)
    return Span(*got.span()) if got else None
