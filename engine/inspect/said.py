"""A report and a rating in, the report with every finding of the kind that the person named out.

What it was found as is kept with it, so that its key stays the one that ratings and steps of undo
know it by.
"""

from __future__ import annotations

from dataclasses import replace

from engine.records import Finding, Rating, Report


def as_said(report: Report, rating: Rating) -> Report:
    """The same report where no finding was called another kind."""
    if not rating.wrong_kinds:
        return report
    findings = tuple(_as_said(finding, rating) for finding in report.findings)
    return report if findings == report.findings else replace(report, findings=findings)


def open_findings(report: Report, rating: Rating) -> tuple[Finding, ...]:
    """What is violated by that, without what the person dismissed."""
    found = as_said(report, rating).findings
    return tuple(f for f in found if not f.held and f.key not in rating.dismissed)


def _as_said(finding: Finding, rating: Rating) -> Finding:
    kind = rating.wrong_kinds.get(finding.key, finding.kind)
    return finding if kind == finding.kind else replace(finding, kind=kind, found_as=finding.kind)
