"""A report and what the person said of its findings in, the report as it is handed on out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from engine.inspect.overlay import title_of
from engine.records import Finding, Rating, Report


def judged(report: Report, rating: Rating) -> Report:
    """Without the findings that were dismissed; those of another kind are of that one. Its notes
    say what was said.
    """
    kept: list[Finding] = []
    said: dict[str, list[Finding]] = {"Dismissed": [], "Confirmed": [], "Of another kind": []}
    for finding in report.findings:
        if finding.key in rating.dismissed:
            said["Dismissed"].append(finding)
        elif other := rating.wrong_kinds.get(finding.key, ""):
            kept.append(replace(finding, kind=other))
            said["Of another kind"].append(kept[-1])
        else:
            kept.append(finding)
            if finding.key in rating.confirmed:
                said["Confirmed"].append(finding)
    notes = (f"{how}, by hand: {_named(found)}." for how, found in said.items() if found)
    return replace(report, findings=tuple(kept), notes=(*report.notes, *notes))


def _named(findings: Sequence[Finding]) -> str:
    return "; ".join(
        f"{title_of(finding.kind)}, frames {finding.start_frame} to {finding.end_frame}"
        for finding in findings
    )
