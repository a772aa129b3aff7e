"""All rules over one scene: a `Scene` goes in, the hints that the profile shows come out in order.

A hint that the person chose to ignore is known by its fingerprint: the rule, the words it is about
and the words around them, so that it stays ignored while other parts of the prompt change.
"""

from __future__ import annotations

import hashlib
import re
from typing import Literal

from engine.records import Hint, Scene, Severity
from engine.rules import RULES

Profile = Literal["quiet", "normal", "strict"]
_CONTEXT = 3
_RANK = {
    Severity.ERROR: 0,
    Severity.WARNING: 1,
    Severity.INFORMATION: 2,
    Severity.HINT: 3,
}
_SHOWN = {"quiet": 1, "normal": 2, "strict": 3}
_WORD = re.compile(r"\w+")
UNSAID = ("missing-speed", "missing-start-pose", "missing-end-state")
"""Rules about what most prompts leave to the model: below strict they are mentioned at most."""


def rank(severity: Severity) -> int:
    """0 for an error up to 3 for a hint."""
    return _RANK[severity]


def shows(profile: Profile | str, severity: Severity) -> bool:
    """Whether a profile shows hints of a severity; one that is not known is normal."""
    return _RANK[severity] <= _SHOWN.get(profile, _SHOWN["normal"])


def lint(
    scene: Scene, profile: Profile | str = "normal", ignored: frozenset[str] = frozenset()
) -> tuple[Hint, ...]:
    """The hints of all rules, sorted by where they stand, the more serious first.

    `profile` is quiet (errors and warnings), normal (with information) or strict (everything);
    `ignored` holds fingerprints, and rule ids for rules that are turned off.
    """
    text = scene.reading.text
    hints = [
        hint
        for rule in RULES
        if rule.id not in ignored
        for hint in rule.check(scene)
        if shows(profile, hint.severity) and not (ignored and fingerprint(hint, text) in ignored)
    ]
    return tuple(sorted(hints, key=lambda h: (h.span, _RANK[h.severity], h.rule)))


def fingerprint(hint: Hint, text: str) -> str:
    """What 'ignore here' remembers: 16 hex digits of rule, trigger and the words around it."""
    start, end = hint.span
    before = _WORD.findall(text[max(0, start - 120) : start])[-_CONTEXT:]
    after = _WORD.findall(text[end : end + 120])[:_CONTEXT]
    parts = [hint.rule, hint.cause or "", text[start:end], *before, "|", *after]
    return hashlib.sha256("\x1f".join(parts).casefold().encode()).hexdigest()[:16]
