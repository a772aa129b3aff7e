"""hard-physics: a motion that video models get wrong more often than not."""

from __future__ import annotations

from collections.abc import Iterator

from engine.prompt.cuts import cut_around
from engine.records import Action, Fix, Hint, PhysicsClass, Reading, Scene, Severity
from engine.rules.base import Example, Rule, events, is_chinese

DOC = """\
## What it does
Finds motions whose mechanics models do not know: fluids that are poured, cloth that is wrapped or
folded, hands that grab and let go, procedures of many small steps, things that change shape,
balance, momentum. One hint a prompt, at the motion that is hardest; what models do well (a river, a
walk, holding something) is left alone.

## Why is this bad?
Water flows up, the hand goes through the phone, a step is skipped. More words do not help, and
neither does another seed.

## Example
`A man pours tea from a kettle into a cup` `A woman picks up a phone`

## Use instead
Cut around it. One shot before the motion and one after it, cut together quickly: `A kettle is
tilted over the empty cup` / `The cup is full of tea, the kettle stands beside it`. For a procedure,
one shot for each step.
"""
BREAKS: dict[PhysicsClass, tuple[str, str]] = {
    "fluid": (
        "liquids flow the wrong way or come from nowhere",
        "Show it before and after, cut between, and let a sound carry the pouring.",
    ),
    "multi-step": (
        "steps are skipped or blended",
        "Make one shot for each step, and cut them together.",
    ),
    "deformation": (
        "things melt into each other instead of changing shape",
        "Show it whole, then changed, and cut between the two.",
    ),
    "cloth": (
        "cloth passes through bodies and hangs in the air",
        "Show it before and after, or keep the cloth moving by itself in the wind.",
    ),
    "hand-object": (
        "hands pass through what they take or let go of",
        "Show the hand near it, then the hand holding it, and cut between the two.",
    ),
    "momentum": (
        "things change speed and way without a push",
        "Say where it goes and how fast, paint its path, or cut at the moment of contact.",
    ),
    "balance": (
        "bodies tilt too far and do not fall",
        "Show the pose before and after, keep the move small, or paint its path.",
    ),
}
"""What goes wrong, and the way around it; the most serious class first."""
EASY: dict[PhysicsClass, frozenset[str]] = {
    "fluid": frozenset(
        {
            *("swim", "float", "flow", "stream", "lap", "cascade", "ripple", "swirl", "burn"),
            *("emit", "rise", "drift", "sail", "paddle", "row", "rain", "snow", "smoke", "glow"),
            *("waft", "billow", "ride", "surf", "dive", "come", "form", "change", "light", "fill"),
            *("ignite", "add", "cry", "crash", "roll", "move", "spread", "turn", "drink", "sip"),
            *("curl", "curl up", "fall", "fall down", "弥漫", "流", "流动", "飘", "升起", "落下"),
        }
    ),
    "hand-object": frozenset(
        {
            *("play", "drive", "hold", "carry", "touch", "count", "water", "give", "collect"),
            *("bring", "sweep", "block", "offer", "fetch", "point", "wave", "pet", "stroke"),
            *("play with", "lift weights", "strum", "adjust", "press", "scratch", "clean", "push"),
            *("throw", "toss", "kick", "hit", "hurl", "fling", "juggle", "bounce", "shoot"),
        }
    ),
    "deformation": frozenset({"grow", "expand", "bend", "stretch", "sprout", "transform"}),
    "momentum": frozenset(
        {"fall", "swing", "slide", "fight", "play", "roll", "serve", "explode", "flip", "spin"}
    ),
    "balance": frozenset({"ride", "yoga", "paddle", "skate", "ski", "cycle", "pedal", "kayak"}),
    "cloth": frozenset(
        {
            *("walk", "move", "wave", "flutter", "billow", "sway", "flow", "wind", "spin"),
            *("change", "blow", "飘动", "飘扬", "摆动"),
        }
    ),
    "multi-step": frozenset({"play", "drive", "eat", "row", "steer", "strum", "operate", "tap"}),
}
"""Verbs of each class that models mostly do well: a hint there would only be noise."""
_BY_ITSELF = frozenset({"open", "close", "shut", "打开", "关上", "敞开", "关闭"})


def _goes_by_itself(action: Action) -> bool:
    """'The doors open': no hand is on them."""
    by_hand = action.physics == ("hand-object",)
    return by_hand and action.verb in _BY_ITSELF and action.target != "stated"


def hard(action: Action) -> tuple[PhysicsClass, ...]:
    """The classes in which this very action is likely to go wrong, the most serious first."""
    if _goes_by_itself(action):
        return ()
    # a throw without direction is hinted at for that: where it goes is the better question
    open_way = action.direction == "missing" and action.target != "stated"
    return tuple(
        kind
        for kind in BREAKS
        if kind in action.physics
        and action.verb not in EASY[kind]
        and not (kind == "momentum" and open_way)
    )


def _worst(happening: tuple[Action, ...]) -> tuple[Action, PhysicsClass] | None:
    order = list(BREAKS)
    found = [(order.index(kind), n) for n, a in enumerate(happening) for kind in hard(a)]
    if not found:
        return None
    rank, n = min(found)
    return happening[n], order[rank]


def _fixes(reading: Reading, action: Action, kind: PhysicsClass) -> tuple[Fix, ...]:
    cut = cut_around(reading, action, kind)
    return (Fix("Cut around it: before and after", shots=tuple(cut)),) if cut else ()


def check(scene: Scene) -> Iterator[Hint]:
    """One hint, at the motion of the most serious class."""
    reading = scene.reading
    happening = events(reading)
    found = _worst(happening)
    if found is None:
        return
    action, kind = found
    breaks, instead = BREAKS[kind]
    others = [k for k in BREAKS if k != kind and any(k in hard(a) for a in happening)]
    also = f" Hard here too: {', '.join(others)}." if others else ""
    yield Hint(
        "hard-physics",
        Severity.INFORMATION,
        action.span,
        f"“{reading.text[action.span.start : action.span.end]}” is hard ({kind}): {breaks}",
        () if is_chinese(action) else _fixes(reading, action, kind),
        cause=kind,
        detail=f"{instead}{also}",
    )


HARD_PHYSICS = Rule(
    id="hard-physics",
    severity=Severity.INFORMATION,
    title="Hard physics",
    doc=DOC,
    bad=(
        Example("A man pours tea from a kettle into a cup"),
        Example("Water pours into a glass"),
        Example("A woman picks up a phone, soft light"),
        Example("A chef cuts a tomato with a knife."),
        Example("A girl puts the book on the shelf"),
        Example("A boy folds a paper plane"),
        Example("Two children throw a ball to the left"),
        Example("A vase shatters"),
        Example("A man cooks a meal in a small kitchen"),
        Example("An acrobat balances on a ball"),
    ),
    good=(
        Example("A man walks to the left with a cup in his hand"),
        Example("A river flows through the valley"),
        Example("Smoke drifts over the roofs"),
        Example("The doors open and a train departs"),
        Example("Rain falls on a window"),
        Example("A woman swims to the right"),
        Example("A motionless lake"),
        Example("The camera pans left"),
        Example(""),
    ),
    check=check,
)
