"""What should hold in a shot, in words: a Reading and a plan in, `PhysicalRule`s out.

Rules come from verbs and from what they move ('the ball falls', 'the hammer'), so each one speaks
of a thing that the prompt names, and of what every film of it has to do. A rule carries the kinds
of violation that would break it; one that no detector can see is for the person alone. What a
clip says of them is told in `rule_checks`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from engine.inspect.events import (
    COMES_AND_GOES,
    Event,
    events_of,
    has,
    is_being,
    is_downhill,
    is_hand,
    is_of,
    is_scenery,
    is_soft_landing,
    is_solid,
    phrase_of,
    says,
    words_of,
)
from engine.prompt import chinese
from engine.prompt.lexicon import english
from engine.prompt.materials import Noun, noun_at, nouns_in
from engine.records import (
    Bounce,
    MotionPlan,
    Pendulum,
    PhysicalRule,
    Preset,
    Reading,
    Roll,
    Shot,
    Span,
    Throw,
)

MOST = 6
"""Rules of one shot that the prompt makes expect."""
_ALIKE = 2
"""Rules of one kind among them."""

_BY_WEIGHT = (
    *("mass", "gravity", "incoherent-parts", "early-effect", "penetration", "deform"),
    *("reversed", "impulse", "outside-brush", "wrong-direction", "", "identity"),
)
"""What a rule hangs on, the most telling first; '' is for the person's eyes."""
_ONTO = re.compile(r"\b(?:onto|on top|up on|upon|up the|on the)\b|跳[上到进]")
_ACROSS = re.compile(
    r"\b(?:left to right|right to left|side to side|left and right)\b|左右|从左|从右"
)
_DOWN = ("gravity", "wrong-direction")
_FLOWS_DOWN = ("gravity", "reversed", "wrong-direction")
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "两": 2, "三": 3, "四": 4, "五": 5}
_FROM = re.compile(r"\bfrom\s+(?P<what>[^.,;]{2,40})|从(?P<zh>[^，。]{1,10}?)(?:倒|流|注)")
_INTO = re.compile(r"\b(?:into|in|to)\s+(?P<what>[^.,;]{2,40})")
_WITH = re.compile(r"\b(?:with|using)\s+(?P<what>(?:an?|the|his|her|its|their)\s+[^.,;]{2,30})")


# --- proposing ---------------------------------------------------------------------------------


def expected_rules(reading: Reading, plan: MotionPlan | None = None) -> tuple[PhysicalRule, ...]:
    """What should hold when the prompt's motion is filmed; the most telling first, at most six."""
    events = events_of(reading)
    claims = [*_of_events(reading, events), *_of_plan(reading, plan or MotionPlan())]
    found = [
        *(claim.rule for claim in _once_of_each(claims)),
        *_of_things(reading, events),
    ]
    allowed = [rule for rule in found if not _taken_away(rule, reading)]
    return _best(allowed)


def shot_rules(shot: Shot, reading: Reading | None) -> tuple[PhysicalRule, ...]:
    """The rules of a shot: what its prompt makes expect without what was dropped, and its own."""
    proposed = expected_rules(reading, shot.plan) if reading is not None else ()
    own = {rule.text for rule in shot.rules}
    kept = (r for r in proposed if r.text not in shot.dropped_rules and r.text not in own)
    return (*kept, *shot.rules)


def _best(rules: Iterable[PhysicalRule]) -> tuple[PhysicalRule, ...]:
    """Each once, few of a kind, by weight; of equal weight in the order of the text."""
    once = list({rule.text: rule for rule in rules}.values())
    once.sort(key=lambda rule: _BY_WEIGHT.index(rule.kinds[0] if rule.kinds else ""))
    counts: dict[str, int] = {}
    chosen = []
    for rule in once:
        kind = rule.kinds[0] if rule.kinds else ""
        counts[kind] = counts.get(kind, 0) + 1
        if counts[kind] <= _ALIKE:
            chosen.append(rule)
    return tuple(chosen[:MOST])


def _taken_away(rule: PhysicalRule, reading: Reading) -> bool:
    """Whether the words say that it is otherwise: weightless, played backwards."""
    weighs = {"gravity", "impulse"} & set(rule.kinds)
    if weighs and says(reading.text, "weightless"):
        return True
    turned = {"reversed", "incoherent-parts", "wrong-direction"} & set(rule.kinds)
    return bool(turned) and says(reading.text, "backwards")


# --- claims ------------------------------------------------------------------------------------


class _Claim(NamedTuple):
    """What holds of a thing, and the kinds that would break it."""

    text: str
    kinds: tuple[str, ...]
    it: Noun | None = None
    verb: str | None = None

    @property
    def rule(self) -> PhysicalRule:
        return PhysicalRule(self.text, self.kinds, self.verb, self.it.word if self.it else None)


class _Law(NamedTuple):
    """What holds of many things: a sentence with `{it}` and `{does}`."""

    sentence: str
    one: str
    more: str
    kinds: tuple[str, ...]

    def of(self, it: Noun) -> _Claim:
        text = self.sentence.format(it=it.name, does=_do(it, self.one, self.more))
        return _Claim(text, self.kinds, it)


_IN_AIR = ("gravity", "impulse")
_ARC = _Law("once let go, {it} {does} in an arc that bends down", "flies", "fly", _IN_AIR)
_LOWER = _Law("{it} {does} less high each time", "bounces", "bounce", _IN_AIR)
_DOWNHILL = _Law("{it} {does} downhill, and not up again", "goes", "go", _DOWN)
_SLOWER = _Law("{it} {does} down unless something pushes", "slows", "slow", ("impulse",))
_TO_AND_FRO = _Law(
    "{it} {does} no higher on one side than on the other", "swings", "swing", ("impulse",)
)


def _once_of_each(claims: Iterable[_Claim]) -> list[_Claim]:
    """Each claim once of each thing: 'the ball' is the red ball that was named before, and what
    a stroke is called is what the prompt speaks of."""
    told: list[tuple[str, str]] = []
    kept = []
    for claim in claims:
        name = claim.it.name if claim.it is not None else ""
        said = claim.text.replace(name, "{it}", 1) if name else claim.text
        if not any(said == other and _is_called(name, known) for other, known in told):
            told.append((said, name))
            kept.append(claim)
    return kept


def _is_called(one: str, other: str) -> bool:
    """Whether two names may be of one thing: 'the ball' of 'the red ball', and no blue one."""
    short, long = sorted((name.casefold().removeprefix("the ") for name in (one, other)), key=len)
    return long.endswith(short)


def _of_events(reading: Reading, events: Iterable[Event]) -> Iterator[_Claim]:
    for event in events:
        for group, propose in _PROPOSALS.items():
            if group in event.groups:
                for text, kinds, it, *_ in propose(reading, event):
                    yield _Claim(text, kinds, it, event.action.verb)


_Said = Iterator[_Claim | tuple[str, tuple[str, ...], Noun | None]]


def _falls(reading: Reading, event: Event) -> _Said:
    it = event.mover
    if it is None or not (has(it, "heavy") or is_being(it)) or has(it, "flies", "light"):
        return
    if is_downhill(event):
        if not is_being(it):
            yield _DOWNHILL.of(it)
        return
    if "asleep" in event.clause or is_soft_landing(event):
        return
    yield (
        f"{it.name} {_do(it, 'falls', 'fall')} faster and faster until it is stopped",
        ("gravity",),
        it,
    )


def _flies(reading: Reading, event: Event) -> _Said:
    it = event.mover
    if it is None or not has(it, "heavy", "round") or has(it, "flies", "light"):
        return
    if event.action.object_span is None and event.actor is it and not event.thing:
        return
    yield _ARC.of(it)


def _bounces(reading: Reading, event: Event) -> _Said:
    it = event.mover
    if it is None or not has(it, "round") or (event.actor is not None and event.actor != it):
        return
    yield _LOWER.of(it)


def _rolls(reading: Reading, event: Event) -> _Said:
    it = event.mover
    if it is None or is_being(it) or not has(it, "round", "driven", "heavy"):
        return
    if is_downhill(event) or event.action.heading in ("down", "down-left", "down-right"):
        yield _DOWNHILL.of(it)
    elif not has(it, "driven"):
        yield _SLOWER.of(it)
    if has(it, "round"):
        yield (
            f"{it.name} {_do(it, 'turns', 'turn')} as far as {_it(it)} {_do(it, 'goes', 'go')}",
            (),
            it,
        )


def _slides(reading: Reading, event: Event) -> _Said:
    it = event.mover
    if it is None or is_being(it) or has(it, "driven", "flies") or not is_solid(it):
        return
    if event.action.object_span is None and not is_downhill(event):
        yield _SLOWER.of(it)


def _swings(reading: Reading, event: Event) -> _Said:
    it = event.mover
    if it is None or it.word not in ("pendulum", "chandelier", "wrecking ball", "钟摆", "摆锤"):
        return
    yield _TO_AND_FRO.of(it)


def _pours(reading: Reading, event: Event) -> _Said:
    stuff = next((n for n in (event.thing, event.actor) if is_of(n, "fluid", "loose")), None)
    vessels = [n for n in _vessels(reading, event) if n != stuff]
    goals = [] if re.search(r"\b(?:onto|over)\b", event.clause) else [event.goal, event.thing]
    into = next((n for n in (*goals, *vessels) if n is not None and has(n, "vessel")), None)
    source = phrase_of(reading, _FROM, event.clause)
    what = stuff.name if stuff is not None else "what is poured"
    if into is not None and source is not None and has(source, "vessel") and source != into:
        yield f"{what} in {into.name} grows by what leaves {source.name}", ("mass",), stuff
    elif into is not None:
        yield f"{what} in {into.name} grows by what is poured in", ("mass",), stuff
    elif stuff is not None and is_of(stuff, "fluid"):
        yield f"as much of {what} arrives as is poured", ("mass",), stuff
    if stuff is None and into is None:
        return
    yield f"{what} {_do(stuff, 'runs', 'run')} down, and not up", _FLOWS_DOWN, stuff
    yield f"{what} {_do(stuff, 'does', 'do')} not go back where it came from", ("reversed",), stuff


def _fills(reading: Reading, event: Event) -> _Said:
    it = event.mover
    if it is not None and has(it, "vessel"):
        yield f"what is in {it.name} grows by what is put in", ("mass",), it


def _vessels(reading: Reading, event: Event) -> list[Noun]:
    found = phrase_of(reading, _INTO, event.clause)
    return [] if found is None else [found]


def _flows(reading: Reading, event: Event) -> _Said:
    it = event.mover
    if (
        it is None
        or not is_of(it, "fluid")
        or it.word in ("fountain", "喷泉", "wave", "海浪", "波浪")
    ):
        return
    if event.action.heading in ("up", "up-left", "up-right"):
        return
    yield f"{it.name} {_do(it, 'runs', 'run')} down, and not up", _FLOWS_DOWN, it


def _splashes(reading: Reading, event: Event) -> _Said:
    it = event.mover if is_of(event.mover, "fluid") else event.goal
    if it is None or not is_of(it, "fluid"):
        return
    yield (
        f"{it.name} {_do(it, 'splashes', 'splash')} only once something meets it",
        ("early-effect",),
        it,
    )


def _breaks(reading: Reading, event: Event) -> _Said:
    it = event.mover
    if it is None or is_being(it) or not is_solid(it):
        return
    by_another = event.actor is not None and event.actor != it
    if by_another:
        yield (
            f"{it.name} {_do(it, 'breaks', 'break')} only once something meets it",
            ("early-effect",),
            it,
        )
    yield f"the broken pieces of {it.name} do not join again", ("reversed",), it
    yield f"the pieces together are as much as {it.name} {_do(it, 'was', 'were')}", (), it


def _is_cut(reading: Reading, event: Event) -> _Said:
    it = event.thing or event.goal
    if it is None or is_being(it) or not is_of(it, "rigid", "soft", "cloth"):
        return
    tool = phrase_of(reading, _WITH, event.clause)
    with_what = (
        tool.name if tool is not None and is_of(tool, "rigid", "articulated") else "the blade"
    )
    yield f"what is cut of {it.name} does not join again", ("reversed",), it
    if event.actor is not None and event.actor != it and event.action.verb not in ("tear", "peel"):
        yield (
            f"{it.name} {_do(it, 'parts', 'part')} only where {with_what} has been",
            ("early-effect",),
            it,
        )


def _burns(reading: Reading, event: Event) -> _Said:
    it = event.mover
    if it is None or is_being(it) or not is_of(it, "rigid", "cloth", "soft"):
        return
    yield f"what has burnt of {it.name} does not become whole again", ("reversed",), it


def _melts(reading: Reading, event: Event) -> _Said:
    it = event.mover
    if it is None or is_being(it):
        return
    yield f"what has gone of {it.name} does not come back", ("reversed",), it


def _mixes(reading: Reading, event: Event) -> _Said:
    it = event.mover
    if it is None or not is_of(it, "fluid", "loose", "soft"):
        return
    yield "what is mixed does not part again", ("reversed",), it


def _walks(reading: Reading, event: Event) -> _Said:
    it = event.actor
    if it is None or not is_being(it) or event.action.object_span is not None:
        return
    if it.word in words_of("legless") or event.action.heading == "backward" or has(it, "flies"):
        return
    if says(event.clause, "carried"):
        return
    feet = "feet" if it.material is not None and it.material.being == "person" else "paws or hooves"
    yield f"the {feet} of {it.name} do not slide while they stand", ("incoherent-parts",), it
    yield (
        f"{it.name} {_do(it, 'moves', 'move')} the way the body faces",
        ("incoherent-parts",),
        it,
    )


def _jumps(reading: Reading, event: Event) -> _Said:
    it = event.actor
    if it is None or not is_being(it) or has(it, "flies") or it.word in words_of("legless"):
        return
    if _ONTO.search(event.clause):
        return
    yield (
        f"{it.name} {_do(it, 'comes', 'come')} down again, and never {_do(it, 'hangs', 'hang')}",
        ("gravity",),
        it,
    )


def _is_hit(reading: Reading, event: Event) -> _Said:
    it = event.thing
    if it is None or event.actor == it or is_being(it) or not has(it, "heavy", "round"):
        return
    yield (
        f"{it.name} {_do(it, 'moves', 'move')} only once {_it(it)} {_do(it, 'is', 'are')} touched",
        ("early-effect",),
        it,
    )


def _is_pushed(reading: Reading, event: Event) -> _Said:
    it = event.thing
    if it is None or event.actor == it or not is_solid(it) or is_being(it):
        return
    yield (
        f"{it.name} {_do(it, 'moves', 'move')} only while it is pushed or pulled, or runs out",
        ("impulse",),
        it,
    )


def _is_held(reading: Reading, event: Event) -> _Said:
    it = event.thing
    if it is None or not is_of(it, "rigid", "soft") or is_being(it) or not _by_hand(event.actor):
        return
    if is_scenery(it):
        return
    held = event.actor is not None and is_hand(event.actor)
    hand = event.actor.name if held and event.actor is not None else "the hand"
    yield f"{hand} does not go through {it.name}", ("penetration",), it
    yield (
        f"{it.name} {_do(it, 'moves', 'move')} only once something takes hold",
        ("early-effect",),
        it,
    )


def _is_pressed(reading: Reading, event: Event) -> _Said:
    it = event.thing
    if it is None or not is_of(it, "soft", "cloth") or is_being(it):
        return
    yield (
        f"{it.name} {_do(it, 'gives', 'give')} way where pressed, and nowhere else",
        (),
        it,
    )


def _drives(reading: Reading, event: Event) -> _Said:
    it = event.thing if event.thing is not None and has(event.thing, "driven") else event.actor
    if it is None or not has(it, "driven") or has(it, "flies") or is_being(it):
        return
    if event.action.verb in ("reverse", "park") or event.action.heading == "backward":
        return
    yield f"{it.name} {_do(it, 'goes', 'go')} the way {_it(it, own=True)} front points", (), it


def _floats(reading: Reading, event: Event) -> _Said:
    it = event.actor
    if it is None or not has(it, "floats"):
        return
    yield (
        f"{it.name} {_do(it, 'stays', 'stay')} on the water and {_do(it, 'rocks', 'rock')} with it",
        (),
        it,
    )


def _rises(reading: Reading, event: Event) -> _Said:
    it = event.actor
    if it is None or not is_of(it, "gas"):
        return
    yield (
        f"{it.name} {_do(it, 'rises', 'rise')} and thins out, and does not draw together again",
        ("reversed",),
        it,
    )


_PROPOSALS = {
    "pour": _pours,
    "fill": _fills,
    "fall": _falls,
    "throw": _flies,
    "bounce": _bounces,
    "roll": _rolls,
    "slide": _slides,
    "swing": _swings,
    "flow": _flows,
    "splash": _splashes,
    "break": _breaks,
    "cut": _is_cut,
    "burn": _burns,
    "melt": _melts,
    "mix": _mixes,
    "gait": _walks,
    "jump": _jumps,
    "hit": _is_hit,
    "push": _is_pushed,
    "lift": _is_held,
    "press": _is_pressed,
    "drive": _drives,
    "float": _floats,
    "rise": _rises,
}
"""Groups of verbs in physical-rules.json, and what each makes expect."""
_UPRIGHT = frozenset({"fall", "flow", "pour", "jump", "bounce", "rise"})
"""Groups with a rule of their own for up and down."""
_RESHAPES = frozenset({"break", "cut", "burn", "melt", "mix", "press", "changes", "pour"})


# --- what is there -----------------------------------------------------------------------------


def _of_things(reading: Reading, events: Sequence[Event]) -> Iterator[PhysicalRule]:
    """Of the things in it, whatever they do: shape, number, the way they are asked to go."""
    acting = [n for e in events for n in (e.actor, e.thing) if n is not None]
    ways: dict[str, set[object]] = {}
    for event in events:
        ways.setdefault(event.actor.word if event.actor else "", set()).add(event.action.heading)
    for event in events:
        one_way = event.actor is not None and len(ways[event.actor.word] - {None}) == 1
        yield from _headed(event) if one_way else ()
    changed = {n.word for e in events if e.groups & _RESHAPES for n in _in_event(reading, e)}
    reshaped = any(event.groups & {"changes", "melt"} for event in events)
    for noun in _once([*acting, *_tools(reading, events)]):
        if _keeps(noun) and noun.word not in changed and not reshaped and not is_scenery(noun):
            text = f"{noun.name} {_do(noun, 'keeps', 'keep')} {_it(noun, own=True)} shape and size"
            yield PhysicalRule(text, ("deform", "size"), None, noun.word)
    yield from _seen(reading)
    gone = any(event.groups & COMES_AND_GOES for event in events)
    there = acting or nouns_in(reading)[:2]
    for noun in [] if gone else _once(n for n in there if _lasts(n)):
        yield _stays(reading, noun)


def _keeps(noun: Noun) -> bool:
    """Whether it is of a kind that does not bend, and is not said to."""
    return is_of(noun, "rigid") and not says(noun.name, "yielding")


def _headed(event: Event) -> Iterator[PhysicalRule]:
    action, it = event.action, event.actor
    if it is None or action.object_span is not None or not _goes(action.verb):
        return
    if action.heading in ("left", "right"):
        if action.direction != "stated" or _ACROSS.search(event.clause):
            return
        way = f"to the {action.heading}"
    elif action.heading in ("up", "down") and action.heading_span is not None:
        if event.groups & _UPRIGHT or (action.heading == "down" and "roll" in event.groups):
            return
        way = action.heading
    else:
        return
    text = f"{it.name} {_do(it, 'goes', 'go')} {way}"
    yield PhysicalRule(text, ("wrong-direction",), action.verb, it.word)


def _goes(verb: str) -> bool:
    """Whether it says that something goes somewhere, and not that it looks there."""
    known = english().verbs.get(verb) or chinese.verb(verb)
    return known is not None and known.motion == "travel"


def _seen(reading: Reading) -> Iterator[PhysicalRule]:
    if says(reading.text, "shadow"):
        yield PhysicalRule("a shadow goes where what throws it goes")
    if says(reading.text, "reflection"):
        yield PhysicalRule("a reflection moves with what it reflects")


def _stays(reading: Reading, noun: Noun) -> PhysicalRule:
    count = _count(reading, noun)
    if count:
        text = f"there are {count} of {noun.name} from the first frame to the last"
    elif noun.plural:
        text = f"{noun.name} stay the same ones, and none comes or goes unseen"
    else:
        text = f"{noun.name} stays the same one to the end"
    return PhysicalRule(text, ("identity", "pop"), None, noun.word)


def _count(reading: Reading, noun: Noun) -> int | None:
    """How many the words say there are, where they say two to five."""
    before = reading.text[max(0, noun.span.start - 24) : noun.span.start].casefold()
    if noun.name.isascii():
        said = re.search(r"\b(two|three|four|five)\s+(?:[a-z-]+\s+){0,2}$", before)
        return _NUMBERS[said.group(1)] if said and noun.plural else None
    said = re.search(r"([两三四五])[个只名位条头匹辆艘架把张颗块枚][^，。的]{0,4}$", before)
    return _NUMBERS[said.group(1)] if said else None


def _tools(reading: Reading, events: Sequence[Event]) -> Iterator[Noun]:
    for event in events:
        tool = phrase_of(reading, _WITH, event.clause)
        if tool is not None:
            yield tool


def _in_event(reading: Reading, event: Event) -> Iterator[Noun]:
    """What an action may change: what it is done to, and who does it where that is all."""
    for noun in (event.mover, event.goal):
        if noun is not None:
            yield noun
    if event.groups & {"break"}:
        yield from (n for n in nouns_in(reading) if n.span.start >= event.action.span.end)


def _once(nouns: Iterable[Noun]) -> list[Noun]:
    """Each thing once: 'the ball' is the soccer ball that was named before."""
    found = {noun.word: noun for noun in nouns}
    return [
        noun
        for word, noun in found.items()
        if not any(other != word and other.endswith(word) for other in found)
    ]


def _lasts(noun: Noun) -> bool:
    """Whether it is one thing from beginning to end, and no part of another."""
    if noun.material is None or noun.material.form not in ("rigid", "articulated"):
        return False
    return not is_hand(noun) and not is_scenery(noun) and noun.word not in words_of("many")


# --- the plan ----------------------------------------------------------------------------------


_PAINTED: Mapping[type[Preset], _Law] = {
    Throw: _ARC,
    Bounce: _LOWER,
    Roll: _DOWNHILL,
    Pendulum: _TO_AND_FRO,
}
"""What holds of a stroke by the motion that it was given."""


def _of_plan(reading: Reading, plan: MotionPlan) -> Iterator[_Claim]:
    for stroke in plan.strokes:
        law = None if stroke.motion is None else _PAINTED.get(type(stroke.motion))
        name = stroke.name.strip()[:60]
        if law is not None and name:
            # what was painted is for no verb of the prompt
            yield law.of(_painted(reading, name))
    if any(stroke.kind == "static" for stroke in plan.strokes):
        yield _Claim("what is painted still does not move", ("outside-brush",))


def _painted(reading: Reading, name: str) -> Noun:
    """The thing that a stroke is called by, where it is a noun that is known."""
    whole = Span(0, len(name))
    noun = noun_at(replace(reading, text=name), whole)
    known = noun is not None and noun.material is not None and noun.span.end == whole.end
    return noun if known and noun is not None else Noun(name.casefold(), name, whole)


def _do(noun: Noun | None, one: str, more: str) -> str:
    return more if noun is not None and noun.plural else one


def _it(noun: Noun, *, own: bool = False) -> str:
    if noun.plural:
        return "their" if own else "they"
    return "its" if own else "it"


def _by_hand(actor: Noun | None) -> bool:
    if actor is None:
        return True
    return is_hand(actor) or (actor.material is not None and actor.material.being == "person")
