"""unreadable-characters: Chinese, emoji or other signs for which the model has no token."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from engine.prompt import fix
from engine.prompt.models import Family, family_for
from engine.prompt.reading import READ_LIMIT
from engine.prompt.tokens import LOSE_UNKNOWN, unknown
from engine.records import Fix, Hint, Scene, Settings, Severity, Span
from engine.rules.base import Example, Rule

DOC = """\
## What it does
Finds what the text encoder of the chosen model cannot read: Chinese on a model with an English T5
(CogVideoX, LTX-Video, Cosmos, Mochi) or with CLIP, emoji and rare scripts, and any prompt at all on
a model without a text encoder (Stable Video Diffusion).

## Why is this bad?
An English T5 has no token for a Chinese character: a whole sentence becomes one unknown token, and
the model makes up what happens.

## Example
On CogVideoX: `一只小狗向前奔跑。`

## Use instead
`A puppy runs forward`, or a model that reads Chinese, such as Wan or HunyuanVideo
"""
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")
_JOINED = re.compile(r"[\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]*")
_PICTURES_FROM = 0x2600


def check(scene: Scene) -> Iterator[Hint]:
    """One hint for each stretch of what cannot be read."""
    text, family = scene.reading.text, family_for(scene.settings)
    if family is None or not text.strip():
        return
    if not family.reads_words:
        yield _nothing(text, family)
    elif family.encoders:
        lost = _lost(text, family)
        for span in _stretches(text, lost):
            yield _hint(text, span, family, sum(span.start <= s.start < span.end for s in lost))


def _nothing(text: str, family: Family) -> Hint:
    start = len(text) - len(text.lstrip())
    return Hint(
        "unreadable-characters",
        Severity.WARNING,
        Span(start, len(text.rstrip())),
        f"{family.title} reads no words: only the start image and the settings steer it",
        cause="no-text",
    )


def _lost(text: str, family: Family) -> tuple[Span, ...]:
    """What is lost: letters and pictures without a token, and Chinese that was never learnt."""
    assert family.encoders
    tokenizer = family.encoders[0].tokenizer
    if tokenizer in LOSE_UNKNOWN:
        return tuple(s for s in unknown(text, tokenizer) if _says_something(text, s))
    if "zh" in family.languages:
        return ()
    return tuple(Span(*match.span()) for match in _HAN.finditer(text[:READ_LIMIT]))


def _says_something(text: str, span: Span) -> bool:
    return any(c.isalpha() or _is_picture(c) for c in text[span.start : span.end])


def _is_picture(sign: str) -> bool:
    return ord(sign) >= _PICTURES_FROM and unicodedata.category(sign) == "So"


def _stretches(text: str, lost: tuple[Span, ...]) -> list[Span]:
    """Neighbours without a readable letter between them are one, joiners and all."""
    found: list[Span] = []
    for span in lost:
        joins = bool(found) and not any(c.isalnum() for c in text[found[-1].end : span.start])
        start = found.pop().start if joins else span.start
        found.append(Span(start, _joined_end(text, span.end)))
    return found


def _joined_end(text: str, end: int) -> int:
    joined = _JOINED.match(text, end)
    return joined.end() if joined else end


def _hint(text: str, span: Span, family: Family, tokens: int) -> Hint:
    words = text[span.start : span.end]
    detail = ""
    if _HAN.search(words):
        message = f"{family.title} reads no Chinese"
        if family.encoders and family.encoders[0].tokenizer in LOSE_UNKNOWN:
            message += f": it sees {'one unknown token' if tokens == 1 else 'unknown tokens'}"
        detail = "Write it in English, or take a model that reads Chinese: Wan or HunyuanVideo."
    else:
        shown = words if len(words) <= 24 else f"{words[:23]}…"
        message = f"{family.title} has no token for “{shown}”: it sees an unknown one"
    fixes: tuple[Fix, ...] = ()
    rest = text[: span.start] + text[span.end :]
    if not any(c.isalpha() for c in words) and any(c.isalnum() for c in rest):
        fixes = (Fix(f"Remove “{words}”", (fix.removal(text, span),), preferred=True),)
    return Hint("unreadable-characters", Severity.WARNING, span, message, fixes, detail=detail)


_COG = Settings(model="CogVideoX-5b-I2V")
UNREADABLE_CHARACTERS = Rule(
    id="unreadable-characters",
    severity=Severity.WARNING,
    title="Characters the model cannot read",
    doc=DOC,
    bad=(
        Example("一只小狗向前奔跑。", settings=_COG),
        Example("A puppy runs forward, 摄像机静止", settings=_COG),
        Example("A puppy 🐕 runs to the left", settings=_COG),
        Example("一只小狗向前奔跑。", settings=Settings(model="AnimateDiff")),
        Example("A puppy runs to the left", settings=Settings(model="stable-video-diffusion")),
    ),
    good=(
        Example("一只小狗向前奔跑。", settings=Settings(model="Wan2.2-I2V-A14B")),
        Example("A café door opens “slowly” – at 30° to the left…", settings=_COG),
        Example("一只小狗向前奔跑。"),
        Example("", settings=_COG),
    ),
    check=check,
)
