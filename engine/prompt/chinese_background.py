"""What the neighbours of a Chinese action change in it: where it leads on, and who is background.

Actions in the order of the text go in, the same come out with the direction that the next verb
gives them (加速前进), the camera that goes on moving, and leaves and passers-by as background.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from engine.prompt.chinese_table import Table
from engine.prompt.chinese_verbs import Found
from engine.records import Action, Span


@dataclass(frozen=True, slots=True)
class Act:
    """An action with what the steps, the parts and the split into shots need to know of it."""

    action: Action
    found: Found
    actor: Span | None
    """Who acts: not the hand but the one whose hand it is."""
    own_subject: bool
    """Whether a subject stands in this very clause."""
    before: Span
    """What stands between the verb, or the clause's beginning, and the verb before it."""


def led_on(acts: list[Act]) -> list[Act]:
    """'奔跑着穿过草地', '加速前进': the next verb says where the first one goes."""
    done = list(acts)
    for n, (act, behind) in enumerate(pairwise(acts)):
        goes = behind.action
        leads = goes.direction == "stated" or (
            goes.direction == "inherent"
            and (goes.target == "stated" or goes.heading in ("forward", "backward"))
        )
        open_ended = act.action.direction == "missing" and act.found.verb.motion == "travel"
        joins = behind.found.verb.motion == "travel" or behind.found.verb.lemma == "加入"
        same = act.found.clause == behind.found.clause and joins
        if open_ended and same and leads:
            target = goes.target if act.action.target == "missing" else act.action.target
            done[n] = replace(act, action=replace(act.action, direction="stated", target=target))
    return done


def camera_followed(acts: list[Act]) -> list[Act]:
    """The camera goes on in clauses of the same sentence that name nobody."""
    done: list[Act] = []
    for act in acts:
        last = done[-1] if done else None
        goes_on = (
            last is not None
            and last.action.camera
            and not act.own_subject
            and last.found.clause.sentence == act.found.clause.sentence
            and last.found.clause != act.found.clause
            and act.found.verb.motion in ("travel", "turn", "camera")
        )
        done.append(replace(act, action=replace(act.action, camera=True)) if goes_on else act)
    return done


def background_marked(text: str, acts: list[Act], known: Table) -> list[Act]:
    """Leaves, clouds and passers-by are background where somebody else acts, or the camera."""
    opened = bool(acts) and acts[0].action.camera
    marks = [_is_ambient(text, act, opened, known) for act in acts]
    lively = opened or any(
        not mark and not act.action.camera and act.action.subject_span is not None
        for mark, act in zip(marks, acts, strict=True)
    )
    return [
        replace(act, action=replace(act.action, ambient=True)) if mark and lively else act
        for mark, act in zip(marks, acts, strict=True)
    ]


def _is_ambient(text: str, act: Act, opened: bool, known: Table) -> bool:
    """`opened`: the shot begins with a move of the camera, so that scenery is only passed by."""
    span, action = act.action.subject_span, act.action
    if span is None or action.camera:
        return False
    who = text[span.start : span.end]
    if action.target == "stated" and act.found.verb.target == "object":
        return False
    if text.endswith("随着", 0, span.start):
        return True
    if who.endswith(known.lists["ambient_nouns"]):
        return True
    aside = who.startswith(known.lists["ambient_leads"])
    return aside or (opened and who.endswith(known.lists["scenery_nouns"]))
