"""How right reports are: verdicts beside the truth go in, figures by kind come out.

A finding is at the right time where its frames meet those of the violation (a tenth of a second
either way), and in the right place where its box and that of the violation in those frames share
0.3 of both or of the smaller one. Violations that are everywhere have no place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from engine.records import Box, Finding, Report
from tests.helpers.stage.observed import Truth

ARGUABLE: dict[str, frozenset[str]] = {
    "reversed": frozenset({"wrong-direction", "gravity", "impulse", "early-effect", "mass"}),
    "teleport": frozenset({"pop", "jitter", "impulse", "identity"}),
    "identity": frozenset({"pop", "deform", "size", "mass"}),
    "mass": frozenset({"pop", "deform", "size"}),
    "deform": frozenset({"size", "identity"}),
    "pop": frozenset({"mass", "identity"}),
    "gravity": frozenset({"impulse", "subject-exit"}),
    "impulse": frozenset({"gravity", "wrong-direction", "subject-exit"}),
    "penetration": frozenset({"impulse"}),
    "early-effect": frozenset({"impulse"}),
    "subject-exit": frozenset({"impulse", "gravity"}),
    "outside-brush": frozenset({"impulse", "gravity"}),
    "incoherent-parts": frozenset({"wrong-direction"}),
}
"""What is also true of a clip with one kind planted, or nearly so: not counted for or against."""
_SHARED = 0.3
_SLACK = 0.1


@dataclass(frozen=True)
class Verdict:
    """One clip, what is wrong with it, what was said, and what the baselines say."""

    name: str
    scene: str
    kinds: frozenset[str]
    """What is wrong with it; none where it is clean."""
    scores: dict[str, float]
    alarms: frozenset[str]
    """Kinds of the findings."""
    timed: bool = False
    """Whether a finding of the right kind is at the right time ..."""
    placed: bool | None = None
    """... and in the right place; None where there is no place, or no such finding."""
    undetermined: frozenset[str] = frozenset()
    simple: dict[str, float] = field(default_factory=dict)
    fps: float = 0.0

    @property
    def arguable(self) -> frozenset[str]:
        """Kinds that may be said of it or not."""
        return frozenset().union(*(ARGUABLE.get(kind, frozenset()) for kind in self.kinds))


def verdict(truth: Truth, report: Report, simple: dict[str, float]) -> Verdict:
    """A report beside the truth."""
    mine = [f for f in report.findings if f.kind == truth.kind]
    timed = [f for f in mine if _meets(f, truth.span, truth.info.fps)]
    boxes = truth.boxes() if mine else ()
    placed = any(_there(f, boxes, truth.span) for f in timed) if timed and boxes else None
    return Verdict(
        truth.name,
        truth.scene,
        frozenset() if truth.clean else frozenset({truth.kind}),
        dict(report.scores),
        frozenset(f.kind for f in report.findings),
        bool(timed),
        placed,
        frozenset(report.undetermined),
        simple,
        report.clip.fps,
    )


def _meets(finding: Finding, span: tuple[int, int], fps: float) -> bool:
    slack = max(1, round(_SLACK * fps))
    return finding.start_frame <= span[1] + slack and finding.end_frame >= span[0] - slack


def _there(finding: Finding, boxes: Sequence[tuple[int, Box]], span: tuple[int, int]) -> bool:
    own = dict(finding.boxes)
    found = False
    for frame, box in boxes:
        if finding.start_frame - 1 <= frame <= finding.end_frame + 1:
            at = own.get(frame, finding.box)
            found = found or (at is not None and shared(at, box) >= _SHARED)
    if not found and finding.box is not None:
        nearest = min(boxes, key=lambda entry: abs(entry[0] - finding.start_frame))[1]
        found = shared(finding.box, nearest) >= _SHARED
    return found


def shared(a: Box, b: Box) -> float:
    """How much two boxes share: of both together, or of the smaller one where it lies inside."""
    wide = min(a.x + a.w, b.x + b.w) - max(a.x, b.x)
    high = min(a.y + a.h, b.y + b.h) - max(a.y, b.y)
    if wide <= 0 or high <= 0:
        return 0.0
    both = wide * high
    union = a.w * a.h + b.w * b.h - both
    # a box as large as the picture contains everything and says nothing
    inside = both / min(a.w * a.h, b.w * b.h) if a.w * a.h <= 6 * b.w * b.h else 0.0
    return max(both / union, inside)


# --- figures -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Figures:
    """One kind over many clips."""

    kind: str
    count: int
    auc: float
    baseline: float
    """AUC of the baseline."""
    recall: float
    alarms: float
    """Share of clean clips with a finding of this kind."""
    timed: float
    """Of the true findings, share at the right time; nan where there are none."""
    placed: float
    undetermined: float
    """Share of all clips, clean ones too, that could not be judged."""


def figures(kind: str, verdicts: Sequence[Verdict]) -> Figures:
    """What a kind reaches; what could not be judged counts as no alarm."""
    bad = [v for v in verdicts if kind in v.kinds]
    clean = [v for v in verdicts if not v.kinds]
    hits = [v for v in bad if kind in v.alarms]
    placed = [v.placed for v in hits if v.timed and v.placed is not None]
    asked = [v for v in (*bad, *clean) if kind in v.scores or kind in v.undetermined]
    plain = [v for v in clean if kind in v.simple]
    return Figures(
        kind,
        len(bad),
        auc([v.scores.get(kind, 0.0) for v in bad], [v.scores.get(kind, 0.0) for v in clean]),
        auc([v.simple.get(kind, -1e9) for v in bad], [v.simple[kind] for v in plain]),
        _share(kind in v.alarms for v in bad),
        _share(kind in v.alarms for v in clean),
        _share(v.timed for v in hits),
        _share(placed),
        _share(kind in v.undetermined for v in asked),
    )


def auc(bad: Sequence[float], clean: Sequence[float]) -> float:
    """Probability that a bad clip scores above a clean one; ties count half."""
    if not bad or not clean:
        return float("nan")
    a, b = np.array(bad)[:, None], np.array(clean)[None]
    return float(((a > b) + 0.5 * (a == b)).mean())


def _share(values: Iterable[bool | None]) -> float:
    every = [bool(value) for value in values]
    return float(np.mean(every)) if every else float("nan")


@dataclass(frozen=True)
class Bin:
    """Scores of nearly one value, and how often it was true."""

    count: int
    said: float
    true: float


def reliability(verdicts: Iterable[Verdict], bins: int = 10) -> tuple[Bin, ...]:
    """Every score of every kind that is not arguable, in equal steps from 0 to 1."""
    pairs = np.array(
        [
            (score, kind in v.kinds)
            for v in verdicts
            for kind, score in v.scores.items()
            if kind not in v.arguable
        ],
        float,
    ).reshape(-1, 2)
    step = np.minimum((pairs[:, 0] * bins).astype(int), bins - 1)
    return tuple(
        Bin(
            int((step == k).sum()),
            float(pairs[step == k, 0].mean()),
            float(pairs[step == k, 1].mean()),
        )
        for k in range(bins)
        if (step == k).any()
    )


def calibration_error(table: Sequence[Bin]) -> float:
    """Mean distance of what was said from what was true, by how many say it."""
    total = sum(entry.count for entry in table)
    if not total:
        return float("nan")
    return sum(entry.count * abs(entry.said - entry.true) for entry in table) / total
