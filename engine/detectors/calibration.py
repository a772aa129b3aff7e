"""What a person confirmed and dismissed in, thresholds that are theirs out.

A detector's score is a probability for everybody. Who dismisses what it finds wants to be told less
of that kind, who confirms it more: by kind, the log-odds of its scores are shifted. The shift is
the most probable one after all judgements, with a prior worth `PRIOR` undecided judgements at the
threshold, and at most `LIMIT` either way. That the person only judges what was told does no harm,
because each judgement is weighed against the score it had.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import exp, fsum, log

from engine.inspect.report import TOLD
from engine.records import Finding, Judgement, Rating, Report

PRIOR = 8
LIMIT = 2.0
"""Log-odds: 0.5 can move to 0.12 or to 0.88."""
_LEAST = 1e-4
_HALVINGS = 40


@dataclass(frozen=True, slots=True)
class Threshold:
    """From where on findings of a kind are told to this person."""

    kind: str
    confirmed: int = 0
    dismissed: int = 0
    shift: float = 0.0
    """Is added to the log-odds of a score, -LIMIT..LIMIT; below 0 less is told."""

    @property
    def score(self) -> float:
        """The detector's probability from which a finding is told; 0.5 before any judgement."""
        return _probability(-self.shift)


def thresholds(judgements: Iterable[Judgement]) -> dict[str, Threshold]:
    """The person's threshold of every kind that was judged, by kind."""
    by_kind: defaultdict[str, list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        by_kind[judgement.kind].append(judgement)
    return {
        kind: Threshold(
            kind,
            sum(one.confirmed for one in said),
            sum(not one.confirmed for one in said),
            _shift([(_log_odds(one.score), one.confirmed) for one in said]),
        )
        for kind, said in sorted(by_kind.items())
    }


def shifted(score: float, shift: float) -> float:
    """A probability with its log-odds shifted."""
    return _probability(_log_odds(score) + shift)


def personal(
    report: Report, known: Mapping[str, Threshold], judged: frozenset[str] = frozenset()
) -> Report:
    """The report as this person is told it: other findings, the same scores.

    Keys in `judged` are findings that this person has judged in this very clip: they stay.
    """
    told: list[Finding] = []
    doubtful: list[Finding] = []
    for finding in (*report.findings, *report.doubtful):
        own = _owned(finding, known.get(finding.kind))
        likely = own.score if own.yours is None else own.yours
        (told if likely >= TOLD or own.key in judged else doubtful).append(own)
    told.sort(key=lambda finding: (finding.start_frame, -finding.score))
    return replace(report, findings=tuple(told), doubtful=tuple(doubtful))


def judgements_of(report: Report, rating: Rating, take: str) -> tuple[Judgement, ...]:
    """What a rating says of the findings of a report; `take` is the hash of the clip.

    What is right but of another kind was a false alarm of its own.
    """
    confirmed = rating.confirmed - rating.wrong_kinds.keys()
    judged = confirmed | rating.dismissed | rating.wrong_kinds.keys()
    known = {finding.key: finding for finding in (*report.findings, *report.doubtful)}
    return tuple(
        Judgement(take, key, finding.kind, finding.score, key in confirmed)
        for key, finding in known.items()
        if key in judged
    )


def _owned(finding: Finding, threshold: Threshold | None) -> Finding:
    yours = shifted(finding.score, threshold.shift) if threshold and threshold.shift else None
    return replace(finding, yours=yours)


def _shift(said: list[tuple[float, bool]]) -> float:
    """Where the slope of the log posterior is zero, by halving: it only ever falls."""
    low, high = -LIMIT, LIMIT
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        # exactly rounded, so that neither the order nor one more judgement can play tricks
        slope = fsum(
            (
                PRIOR * (0.5 - _probability(middle)),
                *(confirmed - _probability(odds + middle) for odds, confirmed in said),
            )
        )
        low, high = (middle, high) if slope > 0 else (low, middle)
    shift = (low + high) / 2
    return 0.0 if abs(shift) < 1e-9 else shift


def _probability(odds: float) -> float:
    return 1.0 / (1.0 + exp(-odds))


def _log_odds(score: float) -> float:
    kept = min(1.0 - _LEAST, max(_LEAST, score))
    return log(kept / (1.0 - kept))
