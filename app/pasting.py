"""Strokes between shots, projects and people: strokes go in, a plan as text comes out; and back.

What is pasted may come from anybody: it is bounded and checked like a file.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from engine.documents import parse_json, plan_from_dict, plan_to_dict
from engine.errors import BadInput
from engine.records import MotionPlan, Settings, Stroke
from widgets.common.translation import tr

STROKES_MIME = "application/x-verbench-strokes"
LONGEST_TEXT = 8 * 1024 * 1024


def strokes_to_text(strokes: Sequence[Stroke]) -> str:
    """Strokes as the JSON of a plan, with the places of their masks on this machine."""
    plan = plan_to_dict(MotionPlan(tuple(strokes)), None)
    return json.dumps(plan, ensure_ascii=False, indent=1)


def strokes_from_text(text: str, folder: Path) -> tuple[Stroke, ...]:
    """The strokes of a plan in a text, from whomever; masks without a place are in `folder`.

    Raises BadInput where it is none.
    """
    from engine.motion.strokes import validate

    if not text.lstrip().startswith("{"):
        raise BadInput(
            tr("There are no strokes in the clipboard"), mend=tr("Copy some first: Ctrl+C.")
        )
    if len(text) > LONGEST_TEXT:
        raise BadInput(tr("The clipboard holds too much to be strokes"))
    name = tr("clipboard")
    plan = plan_from_dict(parse_json(text, name, "plan"), folder, name)
    validate(plan)
    if not plan.strokes:
        raise BadInput(tr("The plan in the clipboard has no strokes"))
    return plan.strokes


def with_strokes(plan: MotionPlan, strokes: Sequence[Stroke], settings: Settings) -> MotionPlan:
    """The plan with more strokes in front, physical ones at the pace that this shot gives them.

    Raises BadInput where they would be too many.
    """
    from engine.motion.physics import applied
    from engine.motion.strokes import validate
    from engine.motion.world import world_of

    world = world_of(settings, plan.gravity)
    front = max((stroke.order for stroke in plan.strokes), default=-1) + 1
    ranks = {order: rank for rank, order in enumerate(sorted({s.order for s in strokes}))}
    new = (replace(stroke, order=front + ranks[stroke.order]) for stroke in strokes)
    new = (s if s.motion is None else applied(s, s.motion, world) for s in new)
    out = replace(plan, strokes=(*plan.strokes, *new))
    validate(out)
    return out
