"""token-limit: more words than the model's text encoder takes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.prompt import fix
from engine.prompt.models import Family, family_for
from engine.prompt.split import shots
from engine.prompt.still import cuts, sentences, still_sentences
from engine.prompt.tokens import meter
from engine.records import Fix, Hint, Reading, Scene, Settings, Severity, Span
from engine.rules.base import Example, Rule
from engine.rules.physics_filler import rewritten, without_filler

DOC = """\
## What it does
Counts the tokens of the prompt as the chosen model counts them, and marks what lies behind the
limit of its text encoder. The count is exact where the vocabulary comes with Verbench (T5, umT5,
CLIP, Qwen2) and an estimate, marked with `~`, where its licence forbids that.

## Why is this bad?
The model never sees what is marked, and most pipelines do not say so: the end of a long prompt,
often the motion or the end state, has no effect.

## Example
On LTX-Video, which reads 128 tokens: three sentences about the kitchen, and only then
`She lifts the lid and the steam rises to the left`

## Use instead
The motion first, in few words; what the start image shows needs none. A prompt of several steps is
better split into shots.
"""
_WORD = re.compile(r"\w+")
_SHORT = 3
_LOST = 0.15
"""Share of the longer words that a split may leave out."""


def check(scene: Scene) -> Iterator[Hint]:
    """One hint, at what is cut off."""
    reading, family = scene.reading, family_for(scene.settings)
    if family is None or not family.encoders:
        return
    told = meter(reading.text, family)
    if told.cut is None:
        return
    about = "" if told.exact else "~"
    yield Hint(
        "token-limit",
        Severity.WARNING,
        told.cut,
        f"{about}{told.count} tokens, and {family.title} reads {told.limit}: "
        f"it never sees the end, from “{_beginning(reading.text, told.cut)}” on",
        tuple(_fixes(reading, family, told.cut)),
        detail="Say the motion first and leave out what the start image shows.",
    )


def _beginning(text: str, cut: Span) -> str:
    words = text[cut.start : min(cut.end, cut.start + 60)].lstrip(",;:.，；：。 ").split()[:3]
    return " ".join(words)[:40]


def _fixes(reading: Reading, family: Family, cut: Span) -> Iterator[Fix]:
    """Only what makes it fit: without filler, without still sentences, split, without the rest."""
    text, seen = reading.text, {reading.text}
    for shorter in (_without_filler(text), _without_still(reading, family), _seen(text, cut)):
        after = fix.apply(text, shorter) if shorter else text
        if shorter and after not in seen and _fits(after, family):
            seen.add(after)
            yield shorter
    steps = shots(reading)
    if steps and _keeps_all(text, steps) and all(_fits(step, family) for step in steps):
        yield Fix(f"Split into {len(steps)} shots", shots=steps)


def _keeps_all(text: str, steps: tuple[str, ...]) -> bool:
    """Whether hardly a word is said in none of the shots."""
    words = {word for word in _WORD.findall(text.casefold()) if len(word) > _SHORT}
    kept = set(_WORD.findall(" ".join(steps).casefold()))
    return len(words - kept) <= len(words) * _LOST


def _fits(text: str, family: Family) -> bool:
    return meter(text, family).cut is None


def _without_filler(text: str) -> Fix | None:
    shorter = without_filler(text)
    if shorter == text or not shorter:
        return None
    return Fix("Remove the words that steer nothing", (rewritten(text, shorter),), preferred=True)


def _without_still(reading: Reading, family: Family) -> Fix | None:
    """As few as will do, from the end: a prompt begins with what matters most."""
    still = still_sentences(reading)
    for number in range(1, len(still) + 1):
        edits = cuts(reading.text, still[-number:])
        title = f"Remove {number} sentence{'s' if number > 1 else ''} in which nothing moves"
        shorter = Fix(title, edits)
        if _fits(fix.apply(reading.text, shorter), family):
            return shorter
    return None


def _seen(text: str, cut: Span) -> Fix | None:
    """What the model sees, without the sentence that is cut in two."""
    whole = sentences(text)
    rest = tuple(s for s in whole if s.end > cut.start)
    if len(rest) == len(whole):
        return None
    return Fix("Remove the sentences it does not see whole", cuts(text, rest))


_LTX = Settings(model="LTX-Video")
_KITCHEN = (
    "A young woman with long brown hair in a red silk dress lifts the lid of a copper pot and "
    "looks into it. The kitchen has white tiles, brass taps, hanging pans, a wide wooden table "
    "with lemons and thyme, and tall windows with linen curtains. "
)
_LIGHT = (
    "Soft morning light, shallow depth of field, warm film grain, muted colours, gentle haze, "
    "a calm mood, pastel tones, delicate shadows, fine texture, quiet atmosphere. "
)
_HILL = (
    "The hill behind the house has old apple trees, low stone walls, dry grass, a narrow path, two "
    "white beehives, a rusty gate and a small pond with reeds. "
)
TOKEN_LIMIT = Rule(
    id="token-limit",
    severity=Severity.WARNING,
    title="Longer than the model reads",
    doc=DOC,
    bad=(
        Example(_KITCHEN + _LIGHT + _HILL, settings=_LTX),
        Example(
            f"{_KITCHEN}masterpiece, best quality, 8k, ultra detailed, award-winning, "
            "highly detailed, realistic physics, correct anatomy, trending on artstation",
            settings=Settings(model="AnimateDiff"),
        ),
        Example(
            "A shaggy grey dog runs along the wall to the fence, then jumps over the rusty gate, "
            f"then swims across the pond to the jetty. {_LIGHT}Reeds, lilies, haze over the water, "
            "swallows above the far bank.",
            settings=Settings(model="AnimateDiff"),
        ),
    ),
    good=(
        Example("A dog runs to the left and stops at the fence", settings=_LTX),
        Example(_KITCHEN + _LIGHT + _HILL, settings=Settings(model="Wan2.2-I2V-A14B")),
        Example(_KITCHEN + _LIGHT + _HILL),
        Example("", settings=_LTX),
    ),
    check=check,
)
