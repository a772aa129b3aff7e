"""redescribed-image: a prompt about what the start image shows already."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from engine.prompt.still import cuts, still_sentences
from engine.records import Fix, Hint, Reading, Scene, Severity, Span
from engine.rules.base import Example, Rule

DOC = """\
## What it does
Where a clip starts from an image: tells when most of the prompt is about scene, light and style and
only a little of it about what happens.

## Why is this bad?
The image is given. Words about it steer nothing, and where they do not match it the model changes
the picture to follow them. They take the model's attention from the motion.

## Example
`A kitchen with white tiles and brass taps, soft morning light, pastel tones, film grain. The lid
rises.`

## Use instead
`The lid of the pot rises slowly and steam drifts to the left. Static camera.`
"""
_LEAST_WORDS = 28
"""A Chinese character counts as a word."""
_STILL_SHARE = 0.7
_MOTION_SHARE = 0.2
_STYLE_PARTS = 2
"""So many make sure that a prompt without actions is about a picture, and not about a verb that
was not found."""
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+(?:['’-][^\W_]+)*")


def check(scene: Scene) -> Iterator[Hint]:
    """One hint, at the longest stretch about the picture."""
    if scene.start_image and _is_redescription(scene.reading):
        span = max(_about_picture(scene.reading), key=lambda s: s.end - s.start)
        yield Hint(
            "redescribed-image",
            Severity.INFORMATION,
            span,
            "Most of the prompt describes what the start image shows already",
            tuple(_fixes(scene.reading)),
            detail="Keep the words for what moves, where to and how fast.",
        )


def _is_redescription(reading: Reading, gone: tuple[Span, ...] = ()) -> bool:
    """Whether the prompt, or what is left of it without some sentences, is about the picture."""
    words = [Span(*match.span()) for match in _WORD.finditer(reading.text)]
    words = _touching(reading.text, words, gone, touched=False)
    if len(words) < _LEAST_WORDS:
        return False
    picture = _about_picture(reading)
    motion = [action.clause_span or action.span for action in reading.actions]
    if not motion and sum(part.kind == "style" for part in reading.parts) < _STYLE_PARTS:
        return False
    still = len(_touching(reading.text, words, picture))
    moving = len(_touching(reading.text, words, motion))
    return still >= _STILL_SHARE * len(words) and moving <= _MOTION_SHARE * len(words)


def _about_picture(reading: Reading) -> list[Span]:
    return [part.span for part in reading.parts if part.kind in ("scene", "style")]


def _touching(
    text: str, words: list[Span], spans: Sequence[Span], *, touched: bool = True
) -> list[Span]:
    """The words that some span touches, or those that none does."""
    covered = bytearray(len(text))
    for start, end in spans:
        covered[start:end] = b"\1" * (end - start)
    return [word for word in words if (1 in covered[word.start : word.end]) is touched]


def _fixes(reading: Reading) -> Iterator[Fix]:
    still = still_sentences(reading)
    if still and not _is_redescription(reading, still):
        yield Fix("Remove the sentences about the picture", cuts(reading.text, still))


_STILL = (
    "The kitchen has white tiles, brass taps, hanging copper pans, and tall windows with linen "
    "curtains. Soft morning light, shallow depth of field, warm film grain, pastel tones."
)
REDESCRIBED_IMAGE = Rule(
    id="redescribed-image",
    severity=Severity.INFORMATION,
    title="The start image described again",
    doc=DOC,
    bad=(
        Example(f"The lid rises slowly. {_STILL}", start_image=True),
        Example(
            "An old lighthouse on a rocky cliff above a grey sea, dramatic clouds, golden hour "
            "light, muted colours, film grain, weathered stone, a rusty iron railing, tall grass",
            start_image=True,
        ),
    ),
    good=(
        Example(f"The lid rises slowly. {_STILL}"),
        Example("The lid of the pot rises slowly, soft morning light", start_image=True),
        Example(
            "The woman lifts the lid with her right hand, puts it down beside the stove and leans "
            "forward to smell the soup, while steam drifts to the left past the white tiles",
            start_image=True,
        ),
        Example("", start_image=True),
    ),
    check=check,
)
