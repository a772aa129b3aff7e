"""Takes of compared sets -> what their words changed: does this phrase help on this model?

Only pairs count that differ in the words alone: the same column of the same set. Each pair is asked
three things, where both of its takes can answer: which one was rated higher, which one the
inspection let through, and which one moved as it was told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from engine.inspect.said import open_findings
from engine.records import Rating, Report
from engine.verbs.verdict import EVEN, exact_interval

Measure = Literal["rated", "held", "obeyed"]
"""The person's points; no finding that was not dismissed; moved in the direction asked for."""
Answer = Literal["helps", "harms", "unclear", "too few", "no pairs"]
MEASURES: tuple[Measure, ...] = get_args(Measure)
_TRUSTED: tuple[Measure, ...] = ("rated", "obeyed", "held")
LEAST = 5
"""Pairs below which nothing can be said, even where all agree: four agree by chance once in eight
times, whichever way."""
_DIRECTION = "wrong-direction"


@dataclass(frozen=True, slots=True)
class Judged:
    """One take in its place of a set, and what is known of it."""

    set: str
    row: str
    column: str
    model: str
    rating: Rating | None = None
    report: Report | None = None

    def score(self, measure: Measure) -> float | None:
        """How well it did; None where that is not known."""
        if measure == "rated":
            return _points(self.rating)
        if self.report is None:
            return None
        if measure == "obeyed":
            return _obeyed(self.report, self.rating)
        return float(not _standing(self.report, self.rating))


@dataclass(frozen=True, slots=True)
class Tally:
    """How the takes of one row did against those of the base row beside them."""

    better: int = 0
    worse: int = 0
    same: int = 0

    @property
    def pairs(self) -> int:
        """All that could be compared."""
        return self.better + self.worse + self.same

    @property
    def bounds(self) -> tuple[float, float]:
        """The exact 90 % interval of the share that is better, among the pairs that differ."""
        return exact_interval(self.better, self.better + self.worse)

    @property
    def answer(self) -> Answer:
        """'helps' or 'harms' once the whole interval lies on one side of one half."""
        if self.pairs < LEAST:
            return "too few" if self.pairs else "no pairs"
        low, high = self.bounds
        if low > EVEN:
            return "helps"
        return "harms" if high < EVEN else "unclear"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the words of one row do on one model, against the words of the base row."""

    row: str
    base: str
    model: str
    tallies: Mapping[Measure, Tally]

    @property
    def best(self) -> Measure:
        """What says most: the person's points where there are any, else what was obeyed or held."""
        return max(MEASURES, key=lambda m: (self.tallies[m].pairs > 0, -_TRUSTED.index(m)))


def compared(takes: Iterable[Judged], base: str) -> tuple[Comparison, ...]:
    """Every row but `base` on every model, in the order in which they first stand there.

    Takes of one row and column of a set beyond the first replace it: the newest counts.
    """
    known = {(take.model, take.set, take.column, take.row): take for take in takes}
    order = dict.fromkeys((t.row, t.model) for t in known.values() if t.row != base)
    return tuple(
        Comparison(row, base, model, {m: _tally(known, row, base, model, m) for m in MEASURES})
        for row, model in order
    )


def _tally(
    known: Mapping[tuple[str, str, str, str], Judged],
    row: str,
    base: str,
    model: str,
    measure: Measure,
) -> Tally:
    differences: list[float] = []
    for (of, group, column, own), take in known.items():
        other = known.get((of, group, column, base))
        if own != row or of != model or other is None:
            continue
        mine, theirs = take.score(measure), other.score(measure)
        if mine is not None and theirs is not None:
            differences.append(mine - theirs)
    return Tally(
        sum(d > 0 for d in differences),
        sum(d < 0 for d in differences),
        sum(d == 0 for d in differences),
    )


def _points(rating: Rating | None) -> float | None:
    if rating is None or rating.adherence is None or rating.physics is None:
        return None
    return float(rating.adherence + rating.physics)


def _standing(report: Report, rating: Rating | None) -> Sequence[str]:
    """Kinds of what is violated, as the person said it is."""
    if rating is None:
        return [finding.kind for finding in report.findings if not finding.held]
    return [finding.kind for finding in open_findings(report, rating)]


def _obeyed(report: Report, rating: Rating | None) -> float | None:
    if _DIRECTION in _standing(report, rating):
        return 0.0
    return 1.0 if any(f.kind == _DIRECTION for f in report.held) else None
