"""How many things happen one after another in Chinese: the step of each action.

Actions in the order of the text go in, the same with their step numbers come out. 然后, 最后 and a
new comma clause of the same subject make a new step; 一边, 同时 and V着 do not, and neither
do things that go on for a while without an end (唱歌, 跳舞) when others do them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from engine.prompt.chinese_background import Act
from engine.prompt.chinese_table import Table, table
from engine.records import Action

_AFTER = re.compile(r"(?<![身背前脑最])后(?![面方背边退仰腿轮脑颈院台座排空翻])")

_WHILE = re.compile(r"(?<![旁身路街湖河海左右外里天床耳池林岸桌锅杯窗这那两手])边(?![缘上框界的])")


def numbered(text: str, acts: Sequence[Act], step: int = 0) -> tuple[Action, ...]:
    """The actions with their steps, from `step` on; camera and background share the step they
    fall in."""
    known = table()
    last: Act | None = None
    actions: list[Action] = []
    for n, act in enumerate(acts):
        if act.action.camera or act.action.ambient or act.action.negated:
            actions.append(_at(act.action, max(step, 1)))
            continue
        shown = n > 0 and acts[n - 1].action.camera and _is_shown(text, act, known)
        if last is None or (not shown and _is_next(text, last, act, known)):
            step += 1
        actions.append(_at(act.action, step))
        last = act
    return tuple(actions)


def _at(action: Action, step: int) -> Action:
    return action if action.step == step else replace(action, step=step)


def _is_shown(text: str, act: Act, known: Table) -> bool:
    """'镜头拉远，展现出快艇拉着男子': it goes on already, and the camera comes to show it."""
    return text.startswith(known.lists["shows"], act.before.start)


def _is_next(text: str, last: Act, act: Act, known: Table) -> bool:
    between = text[last.action.span.end : act.action.span.start]
    if text.startswith("着", last.action.span.end) and last.found.clause == act.found.clause:
        return False
    if known.has("then", between) or _AFTER.search(between):
        return True
    if known.has("same", between) or _WHILE.search(between):
        return False
    ends = last.found.verb.event, act.found.verb.event
    both_body = last.found.verb.motion == act.found.verb.motion == "body"
    if last.found.clause == act.found.clause:
        in_the_air = last.found.verb.heading == "up" and not between
        return all(ends) and not both_body and not in_the_air
    if both_body and last.found.clause.sentence == act.found.clause.sentence:
        return False
    same = last.actor == act.actor
    if last.found.clause.sentence == act.found.clause.sentence:
        return same or (any(ends) and act.found.verb.motion not in ("change", "flow"))
    return any(ends)
