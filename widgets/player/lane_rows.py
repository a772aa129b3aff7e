"""Which lines stand under the picture: kinds and a report go in, rows from top to bottom come out.

The kinds are grouped by what they are measured against. Lanes with findings come first; what held
is one line, and so is what cannot be determined, unless the person opens it. What could be judged
with a mark of the person's stands there by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QT_TR_NOOP

from engine.records import Finding, MarkKind, Report
from widgets.common.translation import tr
from widgets.player.kinds import NO_KINDS, Kind, kind_of

What = Literal["head", "lane", "held", "open", "fold", "words"]
HELD, OPEN = "held", "open"
"""Lines that can be opened are known by one of these and the tier."""
_HEADS = {
    "asked": QT_TR_NOOP("MEASURED AGAINST WHAT YOU ASKED"),
    "physics": QT_TR_NOOP("PHYSICS CHECKS"),
}
_UNDETERMINED = QT_TR_NOOP("CANNOT BE DETERMINED")
MARKS: dict[MarkKind, str] = {
    "solid": QT_TR_NOOP("Mark it solid"),
    "rigid": QT_TR_NOOP("Mark it rigid"),
    "articulated": QT_TR_NOOP("Mark it articulated"),
    "cloth": QT_TR_NOOP("Mark it cloth"),
    "fluid": QT_TR_NOOP("Mark it fluid"),
    "floor": QT_TR_NOOP("Draw the floor"),
    "same": QT_TR_NOOP("Mark it the same thing"),
    "down": QT_TR_NOOP("Say where down is"),
}
"""What to do, by the mark that is missing."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line: a heading, a lane, a kind that held or that is open, or a line that unfolds."""

    what: What
    title: str
    words: str = ""
    kind: Kind | None = None
    findings: tuple[Finding, ...] = ()
    fold: str = ""
    """What a line that unfolds is known by."""
    unfolded: bool = False
    mark: MarkKind | None = None


def state_of(
    kind: Kind,
    report: Report | None,
    progress: float | None,
    dismissed: Collection[str] = (),
) -> str:
    """What is said of a kind, in words; `dismissed` are keys of findings that are none."""
    if report is None:
        return analysing(progress)
    found = violations(report, kind.id)
    count = sum(finding.key not in dismissed for finding in found)
    if count:
        return tr("{n} violated").format(n=count)
    if found:
        return tr("{n} dismissed").format(n=len(found))
    if kind.id in report.undetermined:
        return tr("cannot be determined: {why}").format(why=report.undetermined[kind.id])
    if kind.id not in report.scores:
        return tr("cannot be determined")
    if report.near(kind.id):
        return tr("cannot be determined: {why}").format(why=_near(report, kind))
    return tr("held")


def _near(report: Report, kind: Kind) -> str:
    return tr("too near to call, {n} %").format(n=round(100 * report.scores[kind.id]))


def analysing(progress: float | None) -> str:
    """How far the analysis is."""
    if progress is None:
        return tr("not analysed")
    return tr("analysing, {n} %").format(n=round(100 * progress))


def violations(report: Report, kind: str) -> tuple[Finding, ...]:
    """Findings of a kind, by time."""
    found = (f for f in report.findings if f.kind == kind and not f.held)
    return tuple(sorted(found, key=lambda f: f.start_frame))


def rows_of(
    kinds: Sequence[Kind],
    report: Report | None,
    progress: float | None,
    unfolded: Collection[str],
) -> tuple[Row, ...]:
    """All lines, from top to bottom."""
    if report is None:
        return (Row("words", analysing(progress)),) if kinds else ()
    known = {kind.id for kind in kinds}
    others = dict.fromkeys(f.kind for f in report.findings if f.kind not in known)
    every = (*kinds, *(kind_of(NO_KINDS, name) for name in others))
    rows: list[Row] = []
    if progress is not None:
        rows.append(Row("words", analysing(progress)))
    for tier, head in _HEADS.items():
        group = list(_tier(every, report, tier, unfolded))
        if group:
            rows += [Row("head", tr(head)), *group]
    # of what the person said is of a kind, that kind stands there already
    still = [kind for kind in kinds if not _is_told(kind, report)]
    if still and progress is None:
        rows += [Row("head", tr(_UNDETERMINED)), *_undetermined(still, report, unfolded)]
    return tuple(rows)


def _is_told(kind: Kind, report: Report) -> bool:
    judged = kind.id in report.scores and not report.near(kind.id)
    return judged or bool(violations(report, kind.id))


def _tier(
    kinds: Sequence[Kind], report: Report, tier: str, unfolded: Collection[str]
) -> Iterator[Row]:
    held: list[Kind] = []
    for kind in kinds:
        found = violations(report, kind.id) if kind.tier == tier else ()
        if found:
            yield Row("lane", kind.title, kind=kind, findings=found)
        elif kind.tier == tier and kind.id in report.scores and not report.near(kind.id):
            held.append(kind)
    if held:
        yield _fold(HELD + tier, tr("{n} held"), held, unfolded)
        if HELD + tier in unfolded:
            yield from (Row("held", kind.title, tr("held"), kind) for kind in held)


def _undetermined(
    kinds: Sequence[Kind], report: Report, unfolded: Collection[str]
) -> Iterator[Row]:
    rest: list[Kind] = []
    for kind in kinds:
        mark = report.markable.get(kind.id)
        if mark is None or report.near(kind.id):
            rest.append(kind)
        else:
            yield Row("open", kind.title, report.undetermined.get(kind.id, ""), kind, mark=mark)
    if rest:
        every = tr("1 kind") if len(rest) == 1 else tr("{n} kinds")
        yield _fold(OPEN, tr("{n} more") if len(rest) < len(kinds) else every, rest, unfolded)
        if OPEN in unfolded:
            for kind in rest:
                why = report.undetermined.get(kind.id, tr("cannot be determined"))
                yield Row(
                    "open", kind.title, _near(report, kind) if report.near(kind.id) else why, kind
                )


def _fold(name: str, title: str, kinds: Sequence[Kind], unfolded: Collection[str]) -> Row:
    return Row(
        "fold",
        title.format(n=len(kinds)),
        ", ".join(kind.title for kind in kinds),
        fold=name,
        unfolded=name in unfolded,
    )
