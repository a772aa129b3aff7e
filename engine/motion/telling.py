"""A painted motion put into the prompt: a reading and a stroke go in, a `Fix` of it comes out.

Where the prompt has an action of the same thing, its direction is replaced or put behind it, with
how the speed changes ('the rock rolls down and to the right, speeding up'); otherwise a sentence of
its own is added. In a Chinese prompt both are Chinese, with the direction before the verb.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from engine.motion import trajectory
from engine.motion.naming import is_named
from engine.motion.wording import (
    ASPECT,
    Change,
    camera_words,
    change_of,
    heading_of,
    life_of,
    speed_of,
    way_of,
)
from engine.prompt.fix import apply, insertion
from engine.prompt.reading import read
from engine.prompt.split import is_plural
from engine.records import Action, Camera, Edit, Fix, Manner, MotionPlan, Reading, Span, Stroke

SLOW, FAST = 0.06, 0.45
"""Frame widths a second below and above which a motion is called slow or fast."""
_TURNS = 90.0
_LIVES: dict[Manner, str] = {"sway": "sways", "ripple": "ripples", "flutter": "flutters"}
_SAMPLES = 33
_CHINESE_SPEED: dict[Change, str] = {
    "even": "",
    "up": "越来越快地",
    "down": "越来越慢地",
    "gentle": "平稳地",
    "dip": "时快时慢地",
    "pause": "走走停停地",
}


def tell(reading: Reading, stroke: Stroke, aspect: float = ASPECT, seconds: float = 5.0) -> Fix:
    """What makes the prompt say where the stroke goes and how its speed changes.

    `aspect` is width over height of the frame, `seconds` the length of the clip. No edits where the
    stroke does not move.
    """
    chinese = reading.language == "zh"
    way = _chinese_way(stroke, aspect) if chinese else _english_way(stroke, aspect)
    if stroke.kind == "static" or not way:
        return Fix("Nothing moves")
    about = actions_about(reading, stroke)
    action = about[0] if about else None
    if chinese:
        edits = _chinese_edits(reading, stroke, action, way, seconds)
    else:
        edits = _english_edits(reading, stroke, action, way, seconds)
    return Fix(f"Write “{way}”", edits)


def tell_all(text: str, plan: MotionPlan, aspect: float = ASPECT, seconds: float = 5.0) -> Reading:
    """The prompt that says everything the plan does, in the prompt's language.

    What moves is told as `tell` does, what is static and has a name stays still, then the camera.
    """
    reading = read(text)
    for stroke in plan.strokes:
        if stroke.kind == "static":
            reading = _with_sentence(reading, _stillness(stroke, reading.language == "zh"))
        else:
            reading = read(apply(reading.text, tell(reading, stroke, aspect, seconds)))
    return _with_sentence(reading, camera_words(plan.camera, chinese=reading.language == "zh"))


def tell_missing(
    text: str, plan: MotionPlan, aspect: float = ASPECT, seconds: float = 5.0
) -> Reading:
    """Like `tell_all`, for what the prompt does not say yet: nothing is said twice."""
    reading = read(text)
    strokes = tuple(s for s in plan.strokes if not _says(reading, s, aspect))
    filmed = any(action.camera and not action.negated for action in reading.actions)
    camera = Camera() if filmed else plan.camera
    return tell_all(text, replace(plan, strokes=strokes, camera=camera), aspect, seconds)


def _says(reading: Reading, stroke: Stroke, aspect: float) -> bool:
    """Whether the prompt has the heading of a stroke, or the very words about it."""
    chinese, text = reading.language == "zh", reading.text.casefold()
    named = [a for a in reading.actions if not a.camera and _is_about(a, stroke, reading.text)]
    if stroke.kind == "static":
        said = _stillness(stroke, chinese).rstrip(".。").casefold()
        return said in text or any(action.negated for action in named)
    if stroke.kind == "ambient" and any(a.ambient and not a.negated for a in named):
        return True
    heading = heading_of(stroke, aspect)
    about = actions_about(reading, stroke)
    if heading is not None and any(action.heading == heading for action in about):
        return True
    way = _chinese_way(stroke, aspect) if chinese else _english_way(stroke, aspect)
    whole = "" if chinese else _english_sentence(stroke, way, "").rstrip(".").casefold()
    return (bool(about) and way.casefold() in text) or (bool(whole) and whole in text)


def _stillness(stroke: Stroke, chinese: bool) -> str:
    if not stroke.name:
        return ""
    return f"{stroke.name}保持不动。" if chinese else f"The {stroke.name} stays still."


def _with_sentence(reading: Reading, sentence: str) -> Reading:
    if not sentence:
        return reading
    stop = "。" if reading.language == "zh" else ". "
    return read(apply(reading.text, Fix("", (_sentence(reading.text, sentence, stop),))))


def actions_about(reading: Reading, stroke: Stroke) -> tuple[Action, ...]:
    """The actions of what the stroke is named after, the first one first.

    A stroke without a name is of the one thing that acts, where only one does.
    """
    moving = [a for a in reading.actions if not (a.camera or a.ambient or a.negated)]
    named = [a for a in moving if _is_about(a, stroke, reading.text)]
    if named or stroke.name:
        return tuple(named)
    subjects = {reading.text[slice(*a.subject_span)] if a.subject_span else "" for a in moving}
    return tuple(moving) if len(subjects) == 1 else ()


def _is_about(action: Action, stroke: Stroke, text: str) -> bool:
    """Whether the action is by, or done to, what the stroke is named after: 'throws a ball'."""
    spans = (action.subject_span, action.phrase_span)
    return is_named(stroke, *(text[slice(*span)] for span in spans if span))


def _pace(stroke: Stroke, seconds: float) -> float:
    """Mean speed while it moves, in frame widths a second; the frame counted as square."""
    start, end = stroke.points[0].t, stroke.points[-1].t
    steps = np.diff(trajectory.samples(stroke, _SAMPLES), axis=0)
    return float(np.hypot(*steps.T).sum()) / max(1e-6, (end - start) * seconds)


# --- English -----------------------------------------------------------------------------------


def _english_edits(
    reading: Reading, stroke: Stroke, action: Action | None, way: str, seconds: float
) -> tuple[Edit, ...]:
    manner = _english_manner(stroke, seconds)
    if action is None:
        return (_sentence(reading.text, _english_sentence(stroke, way, manner), ". "),)
    manner = "" if action.speed_span else manner
    if action.heading_span:
        end = action.heading_span.end
        edits = [Edit(action.heading_span, way)]
        return (*edits, _aside(reading.text, end, manner)) if manner else tuple(edits)
    end = (action.phrase_span or action.span).end
    put = insertion(end, way)
    if not manner:
        return (put,)
    closed = _aside(reading.text, end, manner)
    return (Edit(put.span, put.text + closed.text),)


def _aside(text: str, at: int, words: str) -> Edit:
    goes_on = text[at:].lstrip(" ")[:1].isalnum()
    return Edit(Span(at, at), f", {words}," if goes_on else f", {words}")


def _english_way(stroke: Stroke, aspect: float) -> str:
    return way_of(stroke, aspect) or life_of(stroke)


def _english_manner(stroke: Stroke, seconds: float) -> str:
    """How its speed changes, or how fast it is, and what moves in it on its way."""
    if not _goes(stroke):
        return ""
    pace = _pace(stroke, seconds)
    steady = "slowly" if pace < SLOW else "fast" if pace > FAST else ""
    return ", ".join(part for part in (speed_of(stroke) or steady, life_of(stroke)) if part)


def _english_sentence(stroke: Stroke, way: str, manner: str) -> str:
    """'The ball rolls to the right, slowly.', 'The leaves sway gently.'"""
    subject = f"The {stroke.name}" if stroke.name else "It"
    if _goes(stroke):
        verb = {"roll": "rolls", "fall": "falls", "move": "moves"}[_manner_of_going(stroke)]
        said = f"{way}, {manner}" if manner else way
    else:
        verb = _LIVES["sway" if stroke.ambient is None else stroke.ambient.manner]
        said = way.partition(" ")[2]
    return (
        f"{subject} {verb.removesuffix('s') if is_plural(subject) else verb} {said}".rstrip() + "."
    )


def _goes(stroke: Stroke) -> bool:
    """Whether it moves from its place at all."""
    return bool(way_of(stroke)) and stroke.kind == "move"


def _manner_of_going(stroke: Stroke) -> str:
    heading = heading_of(stroke)
    if abs(stroke.rotation_deg) >= _TURNS and heading not in ("up", "down", None):
        return "roll"
    return "fall" if heading == "down" and change_of(stroke) == "up" else "move"


# --- Chinese -----------------------------------------------------------------------------------


def _chinese_way(stroke: Stroke, aspect: float) -> str:
    return way_of(stroke, aspect, chinese=True) or life_of(stroke, chinese=True)


def _chinese_edits(
    reading: Reading, stroke: Stroke, action: Action | None, way: str, seconds: float
) -> tuple[Edit, ...]:
    if not _goes(stroke):
        if action is None:
            return (_sentence(reading.text, f"{stroke.name or '主体'}{way}。", "。"),)
        return (Edit(Span(action.span.start, action.span.start), f"{way}着"),)
    pace = _pace(stroke, seconds)
    steady = "缓慢地" if pace < SLOW else "快速地" if pace > FAST else ""
    life = life_of(stroke, chinese=True)
    living = f"{life}着" if life else ""
    manner = _CHINESE_SPEED[change_of(stroke)] or steady
    if action is None:
        verb = {"roll": "滚动", "fall": "落下", "move": "移动"}[_manner_of_going(stroke)]
        subject = stroke.name or "主体"
        return (_sentence(reading.text, f"{subject}{living}{manner}{way}{verb}。", "。"),)
    said = living + ("" if action.speed_span else manner) + way
    if action.heading_span:
        return (Edit(action.heading_span, said),)
    return (Edit(Span(action.span.start, action.span.start), said),)


def _sentence(text: str, sentence: str, stop: str) -> Edit:
    """A sentence of its own behind the text."""
    end = len(text.rstrip())
    if end == 0:
        return Edit(Span(0, len(text)), sentence)
    closed = text[end - 1] in ".!?。！？"
    between = (" " if stop.isascii() else "") if closed else stop
    return Edit(Span(end, len(text)), between + sentence)
