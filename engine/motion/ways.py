"""Which way painted motion takes into a model: a shot and the model's family go in, the way and
what has to be said in words come out.

A family has the ways that its networks have an input or a hold for; 'auto' is the best of them.
Where it has none, and for what its way does not carry, the words of the plan are put into the
prompt, as far as the prompt does not say them already.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from engine.motion.holding import held_plan
from engine.motion.telling import tell_missing
from engine.prompt.models import family_of
from engine.records import Camera, Lora, MotionPlan, Shot, Way

TITLES: Mapping[Way, str] = {
    "auto": "the best way it has",
    "two-clocks": "two clocks",
    "vace": "a control video of the pixels",
    "vace-layout": "a control video of boxes",
    "tracks": "drawn tracks",
    "words": "words",
    "off": "nothing",
}
_TRACKS = re.compile(r"motion[\s_-]*track", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Taken:
    """The way that is taken."""

    way: Way
    note: str = ""
    """What the person should know: that another way was asked for."""


def ways_of(family: str, loras: tuple[Lora, ...] = ()) -> tuple[Way, ...]:
    """The ways that a family has beside words, the best one first."""
    known = family_of(family)
    if family == "wan-2.1-vace":
        return ("vace", "vace-layout")
    if family == "ltx-2":
        return () if track_lora(loras) is None else ("tracks",)
    if known is not None and known.brush == "steered":
        return ("two-clocks",)
    return ()


def track_lora(loras: tuple[Lora, ...]) -> Lora | None:
    """The LoRA among these that reads drawn tracks."""
    return next((lora for lora in loras if lora.weight and _TRACKS.search(lora.path.name)), None)


def taken(shot: Shot, family: str) -> Taken:
    """How the shot's plan gets into a model of this family; 'off' where nothing is painted."""
    plan, settings = held_plan(shot.plan), shot.settings
    asked = settings.steering.way
    if asked == "off" or not (plan.strokes or plan.camera.moves):
        return Taken("off")
    known = family_of(family)
    words: Way = "words" if known is None or known.reads_words else "off"
    there = ways_of(family, settings.loras) if shot.start_image is not None else ()
    best: Way = there[0] if there else words
    if asked in ("auto", best) or asked in there:
        return Taken(best if asked == "auto" else asked)
    if asked == "words":
        return Taken(words)
    who = "This model" if known is None else known.title
    return Taken(best, f"{who} is not steered by {TITLES[asked]} here: {TITLES[best]} it is")


def spoken(shot: Shot, way: Way) -> str:
    """The prompt with what of the plan does not get into the model otherwise."""
    plan = unsaid(held_plan(shot.plan), way)
    if not (plan.strokes or plan.camera.moves):
        return shot.prompt
    settings = shot.settings
    return tell_missing(shot.prompt, plan, settings.aspect, settings.seconds).text


def unsaid(plan: MotionPlan, way: Way) -> MotionPlan:
    """What of a plan goes into the words where it goes this way into the model."""
    if way == "words":
        return plan
    if way in ("vace", "vace-layout"):
        return replace(plan, strokes=tuple(s for s in plan.strokes if s.kind == "ambient"))
    return replace(plan, strokes=(), camera=Camera())
