"""Where a motion goes, in words: direction phrases of English and the heading each gives.

Words and a place in them go in, a `Path` comes out where a direction phrase starts there: 'left',
'to the right', 'down the stairs', 'from left to right', 'up and to the left', 'toward the camera'.
'in the garden' is a place and not a path; 'towards.' without a goal is no path yet; 'his left
hand', 'through the seasons' and 'to the beat' are none.
"""

from __future__ import annotations

from typing import NamedTuple

from engine.prompt.lexicon import Verb, english
from engine.prompt.phrases import Part, head_of, phrase_end
from engine.prompt.words import NOUN_PHRASE, Words
from engine.records import Heading

_PLAIN: dict[str, Heading] = {
    "left": "left",
    "leftward": "left",
    "leftwards": "left",
    "right": "right",
    "rightward": "right",
    "rightwards": "right",
    "up": "up",
    "upward": "up",
    "upwards": "up",
    "skyward": "up",
    "uphill": "up",
    "down": "down",
    "downward": "down",
    "downwards": "down",
    "downhill": "down",
    "forward": "forward",
    "forwards": "forward",
    "ahead": "forward",
    "onward": "forward",
    "onwards": "forward",
    "backward": "backward",
    "backwards": "backward",
    "around": "around",
    "clockwise": "around",
    "counterclockwise": "around",
    "counter-clockwise": "around",
    "anticlockwise": "around",
}
_ACROSS: tuple[tuple[tuple[str, ...], Heading], ...] = (
    (("left", "to", "right"), "right"),
    (("right", "to", "left"), "left"),
    (("top", "to", "bottom"), "down"),
    (("bottom", "to", "top"), "up"),
)
_FIXED: tuple[tuple[tuple[str, ...], Heading | None], ...] = (
    (("from", "the", "left", "to", "the", "right"), "right"),
    (("from", "the", "right", "to", "the", "left"), "left"),
    *_ACROSS,
    *((("from", *words), heading) for words, heading in _ACROSS),
    (("left-to-right",), "right"),
    (("right-to-left",), "left"),
    (("from", "side", "to", "side"), None),
    (("side", "to", "side"), None),
    (("back", "and", "forth"), None),
    (("up", "and", "down"), None),
    (("upside", "down"), None),
    (("forward", "and", "back"), None),
    (("left", "and", "right"), None),
    (("in", "circles"), "around"),
    (("in", "a", "circle"), "around"),
    (("in", "place"), None),
    (("on", "the", "spot"), None),
    (("in", "all", "directions"), None),
    (("in", "multiple", "directions"), None),
    (("all", "over"), None),
    (("everywhere",), None),
    (("in", "every", "direction"), None),
    (("in", "opposite", "directions"), None),
    (("screen", "left"), "left"),
    (("screen", "right"), "right"),
    (("frame", "left"), "left"),
    (("frame", "right"), "right"),
)
_FIXED_STARTS = frozenset(words[0] for words, _ in _FIXED)
_TRACKS = frozenset(
    {
        "line",
        "path",
        "pattern",
        "formation",
        "v-formation",
        "arc",
        "zigzag",
        "spiral",
        "circle",
        "loop",
        "treadmill",
    }
)
"""'in a straight line', 'on a treadmill': how it goes is settled."""
PICTURES = frozenset({"frame", "screen", "shot", "picture", "scene", "view"})
"""What can be left on a side."""
_WATERS = frozenset({"river", "stream", "creek", "canal"})
_OFF = frozenset({"offscreen", "off-screen"})
_MEETS = frozenset({"come", "move", "gather", "bring", "draw", "press", "drift", "slide", "clap"})
_SKY = frozenset(["air", "sky", "ceiling", "heavens", "clouds"])
_GROUND = frozenset(["ground", "floor", "earth"])
_SIDES: dict[str, Heading] = {"left": "left", "right": "right"}
_OPPOSITE: dict[Heading, Heading] = {"left": "right", "right": "left", "up": "down", "down": "up"}
_LEVELS: dict[str, Heading] = {
    "upper": "up",
    "top": "up",
    "lower": "down",
    "bottom": "down",
}
_CORNERS: dict[frozenset[Heading], Heading] = {
    frozenset({"up", "left"}): "up-left",
    frozenset({"up", "right"}): "up-right",
    frozenset({"down", "left"}): "down-left",
    frozenset({"down", "right"}): "down-right",
}


class Path(NamedTuple):
    """A direction phrase: words first..end-1, its heading, and the goal's words if it names one."""

    first: int
    end: int
    heading: Heading | None
    goal: tuple[int, int] | None = None


def named(words: Words, k: int) -> Path | None:
    """A single word of direction within a light-verb frame: 'takes a forward step'."""
    heading = _PLAIN.get(words.low[k])
    return Path(k, k + 1, heading) if heading else None


def _list(name: str) -> frozenset[str]:
    return english().words[name]


def match(words: Words, k: int, verb: Verb, limit: int) -> Path | None:
    """The direction phrase that starts at word k, taken together with one it combines with."""
    path = _single(words, k, verb, limit)
    if path is None or path.heading is None:
        return path and _with_side(words, path, limit)
    nxt = path.end
    while nxt < limit and (words.low[nxt] in ("and", "diagonally") or words.tag[nxt] == "comma"):
        nxt += 1
    other = _single(words, nxt, verb, limit) if nxt < limit else None
    corner = other and other.heading and _CORNERS.get(frozenset({path.heading, other.heading}))
    if other and corner:
        return Path(path.first, other.end, corner, path.goal or other.goal)
    return path


def fronted(words: Words, subject: int, verb: Verb) -> Path | None:
    """'From left to right, a cyclist rides': a way said before who goes it; 'to the left, a man'
    is where he stands."""
    start = words.sentence_start(subject)
    across = words.low_at(start + 1) == "to" and words.low[start] in _SIDES
    if start == subject or not (across or words.low[start] in ("from", "up", "down")):
        return None
    path = match(words, start, verb, subject)
    ends = path is not None and words.tag[start:subject][path.end - start :] in ([], ["comma"])
    return path if ends and path and path.heading else None


def leads_along(words: Words, k: int) -> bool:
    """'up the hill', 'down a long ladder': what stands behind word k can be gone up or down."""
    end = phrase_end(words, k + 1, len(words.low))
    if end == k + 1 or words.tag[k + 1] == "poss":
        return False
    named = words.low[head_of(words, Part(k + 1, end - 1))]
    return named in _list("slopes")


def _with_side(words: Words, path: Path, limit: int) -> Path:
    """'out of the frame on the left': the side of the picture that it leaves by."""
    if (_list("frame_words") | _OFF).isdisjoint(_of(words, path)):
        return path
    by = side(words, path.end, limit, enters="into" in _of(words, path))
    return path._replace(end=by.end, heading=by.heading) if by else path


def side(words: Words, k: int, limit: int, enters: bool) -> Path | None:
    """'on the left', 'at the top' behind a word for the picture: what enters there goes on."""
    if k >= limit or words.low[k] not in ("on", "at", "by"):
        return None
    end = phrase_end(words, k + 1, limit)
    heading = _goal_heading("to", words.low[k + 1 : end]) if end > k + 1 else None
    if enters:
        heading = _OPPOSITE.get(heading) if heading else None
    return Path(k, end, heading) if heading else None


def _of(words: Words, path: Path) -> list[str]:
    return words.low[path.first : path.end]


def _single(words: Words, k: int, verb: Verb, limit: int) -> Path | None:
    low = words.low[k]
    if low in _FIXED_STARTS:
        for phrase, heading in _FIXED:
            if tuple(words.low[k : k + len(phrase)]) == phrase:
                return Path(k, k + len(phrase), heading)
    if low in ("left", "right") and _is_no_side(words, k, verb):
        return None
    if low in ("in", "on") and words.low_at(words.noun_phrase_end(k + 1, limit) - 1) in _TRACKS:
        return Path(k, words.noun_phrase_end(k + 1, limit), None)
    if low == "in" and _is_place(verb, words, k):
        return None
    if low in ("up", "down") and verb.motion == "hand":
        return None  # 'writes up the report', 'lights up the room': no way, but to its end
    return _prepositional(words, k, verb, limit) or _bare(words, k, verb, limit)


def _is_no_side(words: Words, k: int, verb: Verb) -> bool:
    """'the left hand', 'left of the car', 'right after the light', 'right on time'."""
    if words.tag_at(k + 1) in ("noun", "adj"):
        return True
    after = words.low_at(k + 1)
    if words.low[k] == "left":
        return after in ("of", "behind", "over")
    if verb.motion == "camera":
        return False  # 'pans right over a city'
    beside = after in ("in", "on", "at") and any(
        low in _list("right_there") for low in words.low[k + 2 : k + 4]
    )
    return beside or after in _list("right_before")


def _is_place(verb: Verb, words: Words, k: int) -> bool:
    alone = words.tag_at(k + 1) in ("stop", "comma", "conj")
    return not alone and verb.motion != "place"


def _bare(words: Words, k: int, verb: Verb, limit: int) -> Path | None:
    low = words.low[k]
    if low not in _PLAIN and low not in _list("ways"):
        return None
    if low in ("by", "in") and words.noun_phrase_end(k + 1, limit) > k + 1:
        return None
    if low == "around" and verb.motion in ("travel", "body", "activity"):
        return None  # 'runs around' leaves open where
    if low == "together" and verb.lemma.split()[0] not in _MEETS:
        return None
    if low in ("inside", "outside", "indoors", "outdoors") and verb.motion != "place":
        # where it happens, unless that is all that is said: 'a dog runs outside'
        return Path(k, k + 1, None) if words.tag_at(k + 1) in ("stop", "comma") else None
    if low in ("across", "through", "along", "over", "past") and words.tag_at(k + 1) in NOUN_PHRASE:
        return None
    if low == "along" and words.low_at(k + 1) == "with":
        return None
    return Path(k, k + 1, _PLAIN.get(low))


def _prepositional(words: Words, k: int, verb: Verb, limit: int) -> Path | None:
    low, start = words.low[k], k + 1
    if low in ("back", "away", "out", "off", "down", "up", "over", "straight", "close", "closer"):
        inner = words.low_at(start)
        if start < limit and (inner in _list("path_prepositions") or inner == "of"):
            return _joined(words, k, verb, limit)
    if low not in _list("path_prepositions") and not _lands(low, verb):
        return None
    end = phrase_end(words, start, limit)
    if end == start or _is_no_path(words, k, end):
        return None
    heading = _heading(words, k, start, end)
    names_goal = low in _list("goal_prepositions") or (
        low == "over" and verb.lemma in _list("landing_verbs")
    )
    goal = (start, end - 1) if names_goal and words.low[end - 1] not in _SIDES else None
    return Path(k, end, heading, goal)


def _joined(words: Words, k: int, verb: Verb, limit: int) -> Path | None:
    """'away from the camera', 'out of the door', 'down to the ground', 'back into the house'."""
    low, inner = words.low[k], words.low[k + 1]
    if inner == "of":
        end = phrase_end(words, k + 2, limit)
        return Path(k, end, _heading(words, k, k + 2, end)) if end > k + 2 else None
    path = _prepositional(words, k + 1, verb, limit)
    if path is None:
        return None
    heading = path.heading
    if low == "away" and inner == "from":
        viewers = english().words["viewers"]
        seen = any(w in viewers for w in words.low[k + 2 : path.end])
        heading = "away-from-camera" if seen else None
    elif low == "up" and inner == "to" and not _is_high(words, verb, path):
        pass  # 'walks up to a woman' is near to her then, and no higher
    elif low in ("up", "down"):
        level: Heading = "up" if low == "up" else "down"
        both = frozenset({level, heading}) if heading else frozenset({level})
        heading = _CORNERS.get(both, level)
    return Path(k, path.end, heading, path.goal)


def _is_high(words: Words, verb: Verb, path: Path) -> bool:
    """'climbs up to the roof', 'floats up to the ceiling', and not 'drives up to the door'."""
    goes_up = verb.motion == "camera" or verb.heading == "up" or verb.lemma in _list("in_air")
    return goes_up or not _list("high_places").isdisjoint(_of(words, path))


def _is_level(words: Words, start: int, end: int) -> bool:
    """'down the street', 'up the aisle': along it, where nothing says that it is steep."""
    named = words.low[head_of(words, Part(start, end - 1))]
    steep = not _list("steep").isdisjoint(words.low[start:end]) and named not in _WATERS
    return named in _list("level_ways") and not steep


def _lands(low: str, verb: Verb) -> bool:
    if low == "at" and verb.motion in ("transfer", "flow"):
        return True
    if low in ("at", "for"):
        return verb.lemma in _list("aiming_verbs")
    puts = verb.motion == "place" and verb.direction == "none"
    lands = low != "in" and verb.lemma in _list("landing_verbs")
    return low in ("on", "in", "upon") and (puts or lands)


def _is_no_path(words: Words, k: int, end: int) -> bool:
    known, low = english(), words.low[k]
    if words.low[end - 1] in known.words["not_paths"] and low not in ("into", "toward", "towards"):
        crossed = low in ("across", "through") or words.low[k : k + 2] == ["to", "the"]
        return not crossed or words.low[end - 1] not in _SKY
    if low == "to" and end - k == 2:
        return any(form.kind == "base" for form in known.forms.get(words.low[k + 1], ()))
    return False


def _heading(words: Words, k: int, start: int, end: int) -> Heading | None:
    low, inside = words.low[k], words.low[start:end]
    if low in ("to", "toward", "towards", "at", "into", "off", "out", "on", "onto"):
        return _goal_heading(low, inside)
    if low in ("up", "down"):
        level: Heading = "up" if low == "up" else "down"
        return None if _is_level(words, start, end) else level
    if low == "from" and any(low in _SIDES for low in inside):
        heading = _goal_heading("from", inside)
        return _OPPOSITE.get(heading) if heading else None  # 'from the left' goes to the right
    return "around" if low == "around" else None


def _goal_heading(low: str, inside: list[str]) -> Heading | None:
    known = english()
    sides: set[Heading] = {_SIDES[w] for w in inside if w in _SIDES}
    levels: set[Heading] = {_LEVELS[w] for w in inside if w in _LEVELS}
    framed = "of" not in inside or any(
        w in _list("frame_words") for w in inside[inside.index("of") :]
    )
    named = (
        inside[-1] in _SIDES
        or inside[-1] in _LEVELS
        or any(w in _list("frame_words") for w in inside)
    )
    if sides and framed and named and len(sides) == 1:
        both: frozenset[Heading] = frozenset(sides | levels)
        return _CORNERS.get(both) or next(iter(sides))
    if levels and framed and named and len(levels) == 1:
        return next(iter(levels))
    if any(w in known.words["viewers"] for w in inside) and low in (
        "to",
        "toward",
        "towards",
        "at",
    ):
        return "toward-camera"
    if inside[-1] in _SKY:
        return "up"
    return "down" if inside[-1] in _GROUND and low != "off" else None
