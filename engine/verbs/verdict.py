"""Evidence -> Verdict: what the takes of a verb on a model say, with how sure that is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import comb, sqrt

from engine.records import Evidence, Verdict, VerdictWord

Z_90 = 1.6449
"""Two-sided 90 %."""
_ONE_SIDED = 0.05
EVEN = 0.5
"""A verb that holds in half of its takes costs the person every second generation."""


def interval(held: int, takes: int) -> tuple[float, float]:
    """Wilson's 90 % score interval for the share of takes that hold (Wilson 1927).

    It stays inside 0..1 and is honest at small counts: 3 of 3 is 0.53..1, 0 of 3 is 0..0.47.
    """
    if takes == 0:
        return 0.0, 1.0
    share, z2 = held / takes, Z_90**2
    centre = (share + z2 / (2 * takes)) / (1 + z2 / takes)
    half = Z_90 * sqrt(share * (1 - share) / takes + z2 / (4 * takes**2)) / (1 + z2 / takes)
    # rounding must not put the share itself outside
    return max(0.0, min(centre - half, share)), min(1.0, max(centre + half, share))


def exact_interval(better: int, pairs: int) -> tuple[float, float]:
    """The exact 90 % interval of a share (Clopper and Pearson 1934).

    It is the wider one: its bound is above one half only where chance alone, a coin tossed for
    each pair, does as well at most once in twenty times. 4 of 4 is 0.47..1, 5 of 5 is 0.55..1.
    """
    low = 0.0 if better == 0 else _share_where(better, pairs)
    high = 1.0 if better == pairs else 1.0 - _share_where(pairs - better, pairs)
    return low, high


def _share_where(least: int, pairs: int) -> float:
    """The share with which `least` of so many or more come about once in twenty times."""
    low, high = 0.0, 1.0
    for _ in range(50):
        share = (low + high) / 2
        tail = sum(
            comb(pairs, n) * share**n * (1 - share) ** (pairs - n) for n in range(least, pairs + 1)
        )
        low, high = (share, high) if tail < _ONE_SIDED else (low, share)
    return low


def judge(
    verb: str, model: str, evidence: Iterable[Evidence], listed: VerdictWord | None = None
) -> Verdict:
    """The verdict on `verb` on `model`.

    'works well' and 'avoid' are said once the whole interval lies on one side of one half; until
    then the person's own list (`listed`) speaks, where the verb is on it.
    """
    known = list(evidence)
    held, takes = sum(item.held for item in known), len(known)
    low, high = interval(held, takes)
    word = _word(takes, low, high)
    if listed is not None and word in ("untested", "unsure"):
        word = listed
    faults = Counter(fault for item in known for fault in item.faults)
    usual = min(faults, key=lambda fault: (-faults[fault], fault), default=None)
    return Verdict(verb, model, word, held, takes, low, high, usual)


def _word(takes: int, low: float, high: float) -> VerdictWord:
    if takes == 0:
        return "untested"
    if low >= EVEN:
        return "works well"
    return "avoid" if high <= EVEN else "unsure"
