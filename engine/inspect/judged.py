"""A report and what the person said of its findings in, the report as it is handed on out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from engine.inspect.overlay import title_of
from engine.inspect.said import as_said
from engine.records import Finding, Rating, Report


def judged(report: Report, rating: Rating) -> Report:
    """Without the findings that were dismissed; those of another kind are of that one. Its notes
    say what was said.
    """
    kept: list[Finding] = []
    said: dict[str, list[Finding]] = {"Dismissed": [], "Confirmed": [], "Of another kind": []}
    for finding in as_said(report, rating).findings:
        if finding.key in rating.dismissed:
            said["Dismissed"].append(finding)
            continue
        kept.append(finding)
        if finding.found_as:
            said["Of another kind"].append(finding)
        elif finding.key in rating.confirmed:
            said["Confirmed"].append(finding)
    notes = (f"{how}, by hand: {_named(found)}." for how, found in said.items() if found)
    return replace(report, findings=tuple(kept), notes=(*report.notes, *notes))


def _named(findings: Sequence[Finding]) -> str:
    return "; ".join(
        f"{title_of(finding.kind)}, frames {finding.start_frame} to {finding.end_frame}"
        for finding in findings
    )
