"""Finding + Rating -> Evidence: what one judged take says of each verb of its prompt."""

from __future__ import annotations

from collections.abc import Sequence

from engine.records import Evidence, Finding, Rating, Reading

GOOD = 4
"""VideoPhy-2 calls a clip good when both scales are at least 4 (arXiv 2503.06800)."""


def evidence_of(
    reading: Reading,
    rating: Rating,
    findings: Sequence[Finding],
    *,
    take: str,
    model: str,
    brushed: bool = False,
) -> tuple[Evidence, ...]:
    """Evidence for every foreground verb; none while the take is not judged.

    A take is judged when both scales are rated or a finding is confirmed. A verb held when both
    scales are at least 4 and no finding about it (or about the whole clip) was confirmed. `take`
    is the hash of the clip.
    """
    confirmed = [finding for finding in findings if finding.key in rating.confirmed]
    rated = rating.adherence is not None and rating.physics is not None
    if not rated and not confirmed:
        return ()
    verbs = dict.fromkeys(
        action.verb for action in reading.actions if not action.camera and not action.ambient
    )
    return tuple(
        _of_verb(verb, rating, confirmed, take=take, model=model, brushed=brushed) for verb in verbs
    )


def _of_verb(
    verb: str,
    rating: Rating,
    confirmed: Sequence[Finding],
    *,
    take: str,
    model: str,
    brushed: bool,
) -> Evidence:
    about = [finding for finding in confirmed if finding.verb is None or finding.verb == verb]
    faults = tuple(sorted({rating.wrong_kinds.get(f.key, f.kind) for f in about}))
    good = (rating.adherence or 0) >= GOOD and (rating.physics or 0) >= GOOD
    return Evidence(
        verb=verb,
        model=model,
        take=take,
        held=good and not faults,
        adherence=rating.adherence,
        physics=rating.physics,
        faults=faults,
        brushed=brushed,
    )
