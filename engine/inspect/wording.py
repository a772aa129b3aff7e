"""What a detector asks of the words: whether they make something fall, swing, be lifted or break.

Without such words the same picture may be as it should be: a lift sinks evenly, and an arm that is
raised is held there.
"""

from __future__ import annotations

import re

from engine.inspect.events import (
    COMES_AND_GOES,
    events_of,
    has,
    is_being,
    is_downhill,
    is_of,
    is_scenery,
    is_soft_landing,
)
from engine.records import Reading

_OFF = re.compile(r"\boff (?:of )?(?:an?|the|its|his|her|their)\b")
_ON_GROUND = re.compile(
    r"\bon(?:to)? (?:an?|the) (?:\w+ )?(?:floor|ground|table|lawn|grass|road)\b"
)
_POURS = frozenset({"pour", "flow", "fill"})
_GETS_OFF = frozenset({"roll", "slide", "push", "hit", "bounce"})
_MAKES = frozenset(
    (
        *("paint", "draw", "write", "sketch", "print", "spray", "spread", "build", "assemble"),
        *("bloom", "blossom", "grow", "appear", "emerge", "materialize", "conjure", "summon"),
        *("画", "写", "刷", "涂", "喷", "搭", "开花", "绽放", "出现"),
    )
)
_STAYS = re.compile(
    # not what stops something else, nor the nouns: a bus stop, the remains of a tower
    r"(?<!not )(?<!n't )(?<!never )(?<!without )(?<!nor )"
    r"\b(?:stays?|staying|remains?(?! of)|stops|stopping|halts|halting"
    r"|(?:and|then|must|will) (?:stop|halt))\b(?! (?:the|a|an|his|her|its)\b)"
    r"|\bcom(?:es?|ing) to (?:a |an )?(?:\w+ )?(?:rest|stop|halt|standstill)\b"
    r"|(?<!不)停(?!车)|留在",
    re.IGNORECASE,
)
_OF_THE_VIEW = re.compile(
    r"(?:\b(?:camera|shot|view|frame|lens|scene|background|framing|angle|perspective)|镜头|画面)"
    r"\W*(?:\w+\W+){0,4}$",
    re.IGNORECASE,
)
_RESTS = re.compile(
    r"\b(?:still(?! (?:frame|image|life|shot|picture))|motionless|unmoving|immobile"
    r"|at rest|parked|lie|lies|lying|rests?|resting)\b"
    r"|静止(?!的?画面)|不动|停着",
    re.IGNORECASE,
)
_OPENS = frozenset(
    {"open", "open up", "unfold", "unroll", "unwrap", "unpack", "uncover", "打开", "开", "掀开"}
)
_PULLED_OPEN = re.compile(
    r"\b(?:pull|push|slide|swing|throw|draw|force|pry|kick|burst|fling|break|flip|lift|tear)\w*"
    r"\b[^,.;]*(?<!\bthe)(?<!\ban)(?<!\bin)(?<!\binto) open\b(?! (?:air|water|sea|field|sky))"
    r"|\b(?:pull|slide|draw)\w* (?:out|[^,.;]*\bout) ?[^,.;]*\bdrawer"
    r"|\bdrawer\b[^,.;]*\b(?:pull|slide|draw)\w* out\b",
    re.IGNORECASE,
)
_LIGHTS = frozenset(
    (
        *("light", "light up", "ignite", "catch fire", "illuminate", "glow", "flash", "flicker"),
        *("switch on", "switch off", "turn on", "turn off", "blow out", "extinguish"),
        *("snuff", "snuff out", "点燃", "点亮", "亮", "吹灭", "熄灭"),
    )
)
_SHOOTS = frozenset({"shoot", "kick", "serve", "dunk", "score", "射", "踢", "射门", "投篮"})
_THROW = re.compile(r"\b(?:free|penalty|jump|long) (?:throws?|kicks?|shots?)\b", re.IGNORECASE)
_NEAR = 60
"""Characters before a verb in which its subject is looked for."""
_TOUCHES = frozenset({"hit", "push", "lift"})


def swings(reading: Reading) -> bool:
    """Whether something in it swings by itself, as on a cord: not a hammer that somebody swings."""
    return any(
        "swing" in event.groups and event.action.object_span is None for event in events_of(reading)
    )


def throws(reading: Reading) -> bool:
    """Whether somebody is to throw, shoot or kick something."""
    if _THROW.search(reading.text):
        return True
    return any(
        "throw" in event.groups or event.action.verb in _SHOOTS for event in events_of(reading)
    )


def set_in_motion(reading: Reading) -> tuple[str, str] | None:
    """(verb, thing): what the words make something else hit, push or lift, and so move."""
    for event in events_of(reading):
        it = event.thing
        if it is None or event.actor is None or event.actor == it or is_scenery(it):
            continue
        if event.groups & _TOUCHES and is_of(it, "rigid") and not is_being(it):
            return event.action.verb, it.name
    return None


def runs_into(reading: Reading) -> bool:
    """Whether the words make a thing hit another, which may stop it dead."""
    return any(
        "hit" in event.groups and event.actor is not None and not is_being(event.actor)
        for event in events_of(reading)
    )


def says_it_stays(reading: Reading) -> bool:
    """Whether something is to stay, or to come to rest where it is seen."""
    return _says(reading, _STAYS)


def _says(reading: Reading, words: re.Pattern[str]) -> bool:
    """Whether it is said of something in the picture: 'the camera remains still' says nothing of
    who walks there."""
    return any(
        _OF_THE_VIEW.search(reading.text, max(0, said.start() - _NEAR), said.start()) is None
        for said in words.finditer(reading.text)
    )


def says_it_rests(reading: Reading) -> bool:
    """Whether nothing is to happen, and what there is stands, lies or hangs still."""
    acts = any(not (action.camera or action.ambient) for action in reading.actions)
    return not acts and _says(reading, _RESTS)


def says_it_falls(reading: Reading) -> bool:
    """Whether something heavy is to come down by itself: falls, rolls off a table, bounces on the
    floor. Not what is thrown, which may go up and out."""
    for event in events_of(reading):
        it = event.mover
        if it is None or not has(it, "heavy", "round") or has(it, "flies", "light"):
            continue
        if "fall" in event.groups and not (is_downhill(event) or is_soft_landing(event)):
            return True
        if event.groups & _GETS_OFF and _OFF.search(event.clause):
            return True
        if "bounce" in event.groups and _ON_GROUND.search(event.clause):
            return True
    return False


def lifts(reading: Reading) -> bool:
    """Whether the words make something lift, hold or carry another."""
    return any("lift" in event.groups for event in events_of(reading))


def runs_or_pours(reading: Reading) -> frozenset[str]:
    """Verbs of what is liquid or loose: it goes their way, and the hand with the jug does not."""
    return frozenset(
        event.action.verb
        for event in events_of(reading)
        if event.groups & _POURS or is_of(event.mover, "fluid", "loose")
    )


def only_mixes(reading: Reading) -> bool:
    """Whether the words make something stir or mix and nothing be poured: what is stirred goes up
    and down, and is as much as it was."""
    groups = [event.groups for event in events_of(reading)]
    return any("mix" in some for some in groups) and not any(some & _POURS for some in groups)


def parts_or_changes(reading: Reading) -> bool:
    """Whether the words make something break, be cut, burn, melt, light up, or become and cease to
    be."""
    return any(
        event.groups & COMES_AND_GOES or event.action.verb in _LIGHTS
        for event in events_of(reading)
    )


def opens(reading: Reading) -> bool:
    """Whether something is to open, so that what is behind or in it comes into sight."""
    return any(
        event.action.verb in _OPENS
        or event.action.verb.endswith(" open")
        or _PULLED_OPEN.search(event.clause)
        for event in events_of(reading)
    )


def makes(reading: Reading) -> bool:
    """Whether the words make something come to be where nothing was: paint, letters, a flower."""
    return any(event.action.verb in _MAKES for event in events_of(reading))


def acts_on_others(reading: Reading) -> bool:
    """Whether the words make one thing act on another, as a hand that pushes a block."""
    return any(
        event.actor is not None and event.thing is not None and event.actor != event.thing
        for event in events_of(reading)
    )
