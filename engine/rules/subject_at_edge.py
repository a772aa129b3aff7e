"""subject-at-edge: the motion starts or ends at the border of the frame."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from engine.motion.headings import in_place_of
from engine.prompt.lexicon import Kind, english
from engine.records import (
    SCREEN_HEADINGS,
    Action,
    Box,
    Edit,
    Fix,
    Heading,
    Hint,
    MotionPlan,
    PathPoint,
    Region,
    Scene,
    Severity,
    Span,
    Stroke,
    Subject,
)
from engine.rules.base import Example, Rule, events
from engine.rules.plan_conflict import flipped

if TYPE_CHECKING:
    from engine.motion.leaving import Exit, Side

DOC = """\
## What it does
Finds a subject at the border of the picture: in the words (`at the left edge of the frame`, `enters
from the right side of the screen`, `画面边缘`), and in the start image where the subject moves
toward a border that it nearly touches. There it says after how many seconds the subject is gone: by
its painted path, or by the pace that the words give it. Its fixes extend the image on that side,
put the subject in the middle, or send it the other way; the plan goes along.

## Why is this bad?
The model cannot see where a motion comes from or goes to beyond the border. Half a body comes in,
another one goes out.

## Example
`A man at the far left edge of the frame throws a ball`

## Use instead
A subject in the middle or on a third of the frame, with room ahead of it: `A man in the middle of
the frame throws a ball to the right`
"""
_LEAST_ROOM, _MOST_ROOM = 0.15, 0.5
"""Of the frame: what an image is extended by."""
_MARGIN = 0.02
_AT_ONCE = 0.05
"""Seconds."""
ROOM = 0.06
"""Of the frame: less than this ahead of a subject is no room to move."""
_FILLS = 0.85
"""A subject this large is cut by the frame on purpose."""
_FRAME = r"(?:frame|screen|shot|image|picture|view|composition)"
_SIDE = (
    r"(?:(?:far|very|extreme|outer|bottom|top|upper|lower|left|right)[- ]?(?:hand)?[- ]?){0,3}\s?"
)
_EDGE = r"(?:edge|border|margin|corner)s?"
_OF = rf"(?:the\s+)?{_FRAME}"
_PLACED = (
    rf"\b(?:at|near|on|by|along|close\s+to)\s+(?:the\s+)?(?:very\s+)?{_SIDE}{_EDGE}\s+of\s+{_OF}",
    rf"\b(?:at|near|on|by)\s+{_OF}(?:['’]s)?\s+{_SIDE}{_EDGE}",
    rf"\bon\s+the\s+(?:far|extreme)\s+(?:left|right)\s+(?:side\s+)?of\s+{_OF}",
)
_CROSSES = (
    rf"\b(?:from|past|over|beyond)\s+(?:the\s+)?(?:very\s+)?{_SIDE}{_EDGE}\s+of\s+{_OF}",
    rf"\b(?:enter|exit|leav|re-?enter)(?:s|es|ing|e)?\s+(?:from\s+|the\s+|through\s+)*"
    rf"(?:{_SIDE}(?:edge|side|border|corner)?\s*(?:of\s+)?(?:the\s+)?)?{_FRAME}\b(?!\s*rate)",
    r"\benter(?:s|ing)?\s+from\s+(?:the\s+)?(?:far\s+)?(?:left|right|top|bottom)\b"
    r"(?!\s+(?:door|of\s+the\s+(?!frame|screen)))",
    r"\b(?:into|out\s+of|off)\s+(?:the\s+)?(?:frame|shot|screen)\b",
    r"\b(?:walk|run|go|mov|driv|fly|fli|disappear|step|jump|com)\w{0,5}\s+(?:from\s+)?"
    r"off[- ](?:screen|frame)\b",
    rf"\b(?:com|walk|runn?|slid)(?:e?s?|ing)\s+(?:in\s+)?from\s+(?:outside|beyond|off)\s+(?:of\s+)?{_OF}",
)
_CUT = (
    rf"\b(?:cut\s+off|cropped|partially\s+(?:visible|out)|half\s+(?:out|visible))\s+"
    rf"(?:at|by|of|outside)\s+(?:the\s+)?{_SIDE}(?:edge|side|border|margin|{_FRAME})s?"
    rf"(?:\s+of\s+{_OF})?",
)
_CHINESE = (
    r"(?:画面|镜头|屏幕|画框)(?:的)?最?[左右上下]?(?:侧|方|边|面)?(?:的)?最?(?:边缘|边框|角落|边界)",
    r"[走跑冲飞驶移游滑闯]?(?:进入|入|出)(?:画面|画框|镜头)",
    r"从(?:画面|镜头|屏幕)外",
)
_WORDS = re.compile(
    "|".join(
        f"(?P<{cause}>{'|'.join(patterns)})"
        for cause, patterns in (
            ("placed", _PLACED),
            ("crosses", _CROSSES),
            ("cut", _CUT),
            ("chinese", _CHINESE),
        )
    ),
    re.IGNORECASE,
)
_ENTERS = re.compile(r"(enters?|entering)\b", re.IGNORECASE)
_FROM_SIDE = re.compile(r"\s+from\s+(?:the\s+)?(?:left|right)(?:\s+(?:side|edge))?", re.IGNORECASE)
_THROWN = ("throw", "toss", "kick", "hurl", "fling", "shoot", "roll", "push", "hit")
_OPPOSITE: dict[Heading, Heading] = {
    "left": "right",
    "right": "left",
    "up": "down",
    "down": "up",
    "up-left": "up-right",
    "up-right": "up-left",
    "down-left": "down-right",
    "down-right": "down-left",
}
_GONE = re.compile(r"\b(?:off|out)\b", re.IGNORECASE)
_MIDDLE = "in the middle of the frame"
_DETAIL = "What lies beyond the border is a guess. Leave room within the frame."


def _from_words(scene: Scene) -> Iterator[Hint]:
    text, happening = scene.reading.text, events(scene.reading)
    if not happening:
        return
    for match in _WORDS.finditer(text[:20_000]):
        if _is_about_something_else(scene, match):
            continue
        span = Span(*match.span())
        yield Hint(
            "subject-at-edge",
            Severity.INFORMATION,
            span,
            f"“{match.group()}” puts the motion at the border of the frame",
            _word_fixes(text, match),
            cause=match.lastgroup,
            detail=_DETAIL,
        )
        return


def _is_about_something_else(scene: Scene, match: re.Match[str]) -> bool:
    """A camera that leaves a room is another matter, and so is a thing thrown out of the frame."""
    inside = any(
        p.kind == "camera" and p.span.start <= match.start() < p.span.end
        for p in scene.reading.parts
    )
    gone = match.lastgroup == "crosses" and _GONE.search(match.group())
    return inside or bool(gone and any(a.verb in _THROWN for a in events(scene.reading)))


def _word_fixes(text: str, match: re.Match[str]) -> tuple[Fix, ...]:
    span = Span(*match.span())
    if match.lastgroup == "placed":
        return (Fix(f"Write “{_MIDDLE}”", (Edit(span, _MIDDLE),)),)
    if match.lastgroup == "chinese" and match.group().endswith(("边缘", "边框", "角落", "边界")):
        return (Fix("“画面中央”", (Edit(span, "画面中央"),)),)
    enters = _ENTERS.match(match.group())
    return (_inside(text, span, enters.group(1).lower()),) if enters else ()


def _inside(text: str, span: Span, enters: str) -> Fix:
    """'enters the frame from the left': 'moves in the middle of the frame to the right'."""
    side = _FROM_SIDE.match(text, span.end)
    whole = Span(span.start, side.end() if side else span.end)
    said = text[whole.start : whole.end].lower()
    way = " to the right" if "left" in said else " to the left" if "right" in said else ""
    kind: Kind = "ing" if enters.endswith("ing") else "s" if enters.endswith("s") else "base"
    words = f"{english().inflect('move', kind)} {_MIDDLE}{way}"
    return Fix(f"Write “{words}”", (Edit(whole, words),))


# --- the start image ---------------------------------------------------------------------------


def _headed(scene: Scene) -> Iterator[tuple[Heading, Action | None, int | None]]:
    """Where the subject goes: each painted stroke that starts on it, else what the words say."""
    subject = scene.subject
    assert subject is not None
    on_it, painted = False, set[Action]()
    for index, stroke in enumerate(scene.plan.strokes):
        if stroke.kind != "move" or len(stroke.points) < 2:
            continue
        from engine.motion.telling import actions_about
        from engine.motion.wording import heading_of

        painted.update(actions_about(scene.reading, stroke)[:1])
        heading = heading_of(stroke, scene.settings.aspect)
        if heading and _is_on(subject, stroke.points[0]):
            on_it = True
            yield heading, None, index
    for action in () if on_it else events(scene.reading):
        # where somebody painted its way, what the words alone would have it do is no matter
        heading = action.heading
        if heading and heading in SCREEN_HEADINGS and action not in painted:
            yield heading, action, None


def _is_on(subject: Subject, point: tuple[float, float, float]) -> bool:
    _, x, y = point
    box = subject.box
    return box.x <= x <= box.x + box.w and box.y <= y <= box.y + box.h


def _rooms(box: Box, heading: Heading) -> list[tuple[float, Side]]:
    """Of the frame, between the subject and each border that it moves toward."""
    x, y = SCREEN_HEADINGS[heading]
    rooms: list[tuple[float, Side]] = []
    if x:
        rooms.append((box.x, "left") if x < 0 else (1 - box.x - box.w, "right"))
    if y:
        rooms.append((box.y, "top") if y < 0 else (1 - box.y - box.h, "bottom"))
    return rooms


def _from_image(scene: Scene) -> Iterator[Hint]:
    subject = scene.subject
    if subject is None or subject.box.w > _FILLS or subject.box.h > _FILLS:
        return
    for heading, action, index in _headed(scene):
        # feet on the ground and heads under the sky are where they belong
        if "left" not in heading and "right" not in heading and action and action.verb in _FALLS:
            continue
        room, border = min(_rooms(subject.box, heading))
        if room >= ROOM:
            continue
        left = _exit(scene, heading, action, index)
        if index is not None and left is None:
            continue  # as little as it moves, it stays in the frame
        happening = events(scene.reading)
        place = action or (happening[0] if happening else None)
        yield Hint(
            "subject-at-edge",
            Severity.INFORMATION,
            (place.heading_span or place.span) if place else Span(0, 0),
            f"The subject moves {heading} and {_leaves(left, scene.settings.seconds)}",
            (
                *_frame_fixes(subject, border, left),
                *_image_fixes(scene, heading, action, index),
            ),
            cause="start image",
            detail=_DETAIL,
            stroke=index,
        )
        return


def _exit(scene: Scene, heading: Heading, action: Action | None, index: int | None) -> Exit | None:
    from engine.motion.leaving import exit_by_words, exit_of

    assert scene.subject is not None
    box, settings = scene.subject.box, scene.settings
    if index is not None:
        return exit_of(scene.plan.strokes[index], box, settings)
    assert action is not None
    return exit_by_words(action, heading, box, settings, scene.reading.steps)


def _leaves(left: Exit | None, seconds: float) -> str:
    """'is out of the frame after 1.4 s of 5.1 s'."""
    if left is None:
        return "is at that border of the start image"
    if left.gone is not None:
        return f"is out of the frame after {left.gone:.1f} s of {seconds:.1f} s"
    if left.meets < _AT_ONCE:
        return "is cut by that border from the start"
    return f"is cut by that border after {left.meets:.1f} s of {seconds:.1f} s"


def _frame_fixes(subject: Subject, border: Side, left: Exit | None) -> tuple[Fix, ...]:
    """Another frame: with room where it goes, or with the subject in the middle."""
    side = left.side if left is not None else border
    lacks = 0.0 if left is None else left.beyond + _MARGIN
    room = min(max(lacks, _LEAST_ROOM), _MOST_ROOM)
    larger = 1.0 + room
    # as much room on this side as it needs; the frame keeps its shape
    across = {"left": -room, "right": 0.0}.get(side, -room / 2)
    down = {"top": -room, "bottom": 0.0}.get(side, -room / 2)
    x, y = subject.centre
    sideways = side in {"left", "right"}
    middle = Box(x - 0.5, 0.0, 1.0, 1.0) if sideways else Box(0.0, y - 0.5, 1.0, 1.0)
    where = {"top": "at the top", "bottom": "at the bottom"}.get(side, f"on the {side}")
    return (
        Fix(f"Extend the image {where}", window=Box(across, down, larger, larger)),
        Fix("Centre the subject", window=middle),
    )


_FALLS = ("fall", "sit down", "lie down", "kneel", "drop", "land")


def _image_fixes(
    scene: Scene, heading: Heading, action: Action | None, index: int | None
) -> tuple[Fix, ...]:
    other = _OPPOSITE[heading]
    if index is not None:
        strokes = list(scene.plan.strokes)
        strokes[index] = flipped(strokes[index], other, scene)
        plan = replace(scene.plan, strokes=tuple(strokes))
        return (Fix(f"Flip the painted path to go {other}", plan=plan),)
    span = action.heading_span if action else None
    if action is None or span is None:
        return ()
    shown = scene.reading.text[span.start : span.end]
    words = in_place_of(shown, other)
    return (Fix(f"Write “{words}”", (Edit(span, words),)),)


def check(scene: Scene) -> Iterator[Hint]:
    """One hint from the words and one from the start image at most."""
    yield from _from_words(scene)
    yield from _from_image(scene)


def _subject(x: float, w: float = 0.2) -> Subject:
    box = Box(x, 0.3, w, 0.4)
    return Subject(Region(), box, (x + w / 2, 0.5))


def _painted(start: float, end: float) -> MotionPlan:
    points = (PathPoint(0, start, 0.5), PathPoint(1, end, 0.5))
    region = Region(((0.02, 0.3), (0.22, 0.3), (0.22, 0.7)))
    return MotionPlan((Stroke("bird", "move", region, points),))


SUBJECT_AT_EDGE = Rule(
    id="subject-at-edge",
    severity=Severity.INFORMATION,
    title="Subject at the edge",
    doc=DOC,
    bad=(
        Example("A man at the far left edge of the frame throws a ball"),
        Example("A dog enters the frame from the left and barks"),
        Example("A woman enters from the right side of the screen, running"),
        Example("Half of the car is cut off at the right border of the shot as it drives away"),
        Example("画面最右侧边缘的男孩向外跑去"),
        Example("A man walks to the left", subject=_subject(0.01)),
        Example("A car drives right", subject=_subject(0.78)),
        Example("A bird flies", _painted(0.12, -0.3), subject=_subject(0.02)),
    ),
    good=(
        Example("A cup slides to the edge of the table"),
        Example("A woman centered in the frame walks forward"),
        Example("A knife with a sharp edge slices bread"),
        Example("The man stands at the left of the car and waves"),
        Example("A man walks to the right", subject=_subject(0.01)),
        Example("A man walks to the left", subject=_subject(0.5)),
        Example("A girl throws a ball to the right, the ball moves off-screen right"),
        Example("A quiet lake at the left edge of the frame"),
        Example("", MotionPlan(), subject=_subject(0.01)),
        Example("A bird flies", _painted(0.12, 0.11), subject=_subject(0.02)),
    ),
    check=check,
)
