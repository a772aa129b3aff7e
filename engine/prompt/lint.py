"""All rules over one scene: a `Scene` goes in, the hints that the profile shows come out in order.

A hint that the person chose to ignore is known by its key: 'here' by a fingerprint of the rule, the
words it is about and the words around them, so that it stays ignored while other parts of the
prompt change; 'in this project' by the rule and the words alone. A rule can be given another level.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Literal

from engine.errors import BadInput
from engine.records import Hint, Scene, Severity
from engine.rules import RULES

Profile = Literal["quiet", "normal", "strict"]
OFF = "off"
LEVELS = (OFF, *(str(severity) for severity in reversed(Severity)))
"""What a rule can be set to: off, hint, information, warning, error."""
AS_SHIPPED: Mapping[str, str] = MappingProxyType({})
_CONTEXT = 3
_REACH = 120
_RANK = {
    Severity.ERROR: 0,
    Severity.WARNING: 1,
    Severity.INFORMATION: 2,
    Severity.HINT: 3,
}
_SHOWN = {"quiet": 1, "normal": 2, "strict": 3}
_WORD = re.compile(r"\w+")
_ANYWHERE = "word:"
UNSAID = ("missing-speed", "missing-start-pose", "missing-end-state")
"""Rules about what most prompts leave to the model: below strict they are mentioned at most."""


def rank(severity: Severity) -> int:
    """0 for an error up to 3 for a hint."""
    return _RANK[severity]


def shows(profile: Profile | str, severity: Severity) -> bool:
    """Whether a profile shows hints of a severity; one that is not known is normal."""
    return _RANK[severity] <= _SHOWN.get(profile, _SHOWN["normal"])


def lint(
    scene: Scene,
    profile: Profile | str = "normal",
    ignored: frozenset[str] = frozenset(),
    levels: Mapping[str, str] = AS_SHIPPED,
) -> tuple[Hint, ...]:
    """The hints of all rules, sorted by where they stand, the more serious first.

    `profile` is quiet (errors and warnings), normal (with information) or strict (everything);
    `ignored` holds the keys of hints; `levels` gives rules another of `LEVELS`, by their id, before
    the profile chooses.
    """
    text = scene.reading.text
    hints = (
        _levelled(hint, levels.get(rule.id))
        for rule in RULES
        if levels.get(rule.id) != OFF
        for hint in rule.check(scene)
    )
    kept = [hint for hint in hints if shows(profile, hint.severity)]
    if ignored:
        kept = [h for h in kept if ignored.isdisjoint((fingerprint(h, text), word_key(h, text)))]
    return tuple(sorted(kept, key=lambda h: (h.span, _RANK[h.severity], h.rule)))


def _levelled(hint: Hint, level: str | None) -> Hint:
    if level is None or level not in LEVELS:
        return hint
    return replace(hint, severity=Severity(level))


def levels_of(pairs: Iterable[str]) -> dict[str, str]:
    """The levels that 'RULE=LEVEL' texts ask for. Raises BadInput naming what is unknown."""
    levels: dict[str, str] = {}
    known = [rule.id for rule in RULES]
    for pair in pairs:
        rule, _, level = pair.partition("=")
        if rule not in known:
            raise BadInput(f"no rule {rule!r}", mend=f"The rules are: {', '.join(known)}")
        if level not in (*LEVELS, "default"):
            raise BadInput(
                f"{level!r} is no level for {rule}", mend=f"Use {', '.join(LEVELS)} or default."
            )
        levels[rule] = level
    return {rule: level for rule, level in levels.items() if level != "default"}


# --- keys of ignored hints ---------------------------------------------------------------------


def fingerprint(hint: Hint, text: str) -> str:
    """What 'ignore here' remembers: 16 hex digits of rule, trigger and the words around it."""
    return _fingerprint(hint.rule, hint.cause, text, hint.span.start, hint.span.end)


def word_key(hint: Hint, text: str) -> str:
    """What 'ignore in this project' remembers: the rule at these words, wherever they stand."""
    words = text[hint.span.start : hint.span.end]
    return f"{_ANYWHERE}{hint.rule}:{words.casefold()}"


def is_there(key: str, rule: str, cause: str | None, words: str, text: str) -> bool:
    """Whether an ignored hint could still be found in a text: its words are there as they were."""
    if key.startswith(_ANYWHERE):
        return words.casefold() in text.casefold()
    at = text.find(words) if words else -1
    while at >= 0:
        if _fingerprint(rule, cause, text, at, at + len(words)) == key:
            return True
        at = text.find(words, at + 1)
    return False


def _fingerprint(rule: str, cause: str | None, text: str, start: int, end: int) -> str:
    before = _WORD.findall(text[max(0, start - _REACH) : start])[-_CONTEXT:]
    after = _WORD.findall(text[end : end + _REACH])[:_CONTEXT]
    parts = [rule, cause or "", text[start:end], *before, "|", *after]
    joined = "\x1f".join(parts).casefold()
    # half a character can stand in a text that is typed
    return hashlib.sha256(joined.encode(errors="surrogatepass")).hexdigest()[:16]
