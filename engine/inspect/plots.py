"""A curve of a finding in, a drawing for a page (SVG) out: measured solid, expected dashed.

Colours are the page's own (`--measured`, `--wanted`, `--bad`, `--line`, `--dim`), so that a drawing
follows its light or dark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import groupby
from math import ceil, floor, isfinite, log10

from engine.records import Curve, Finding, Report

_Place = Callable[[float], float]

WIDTH, HEIGHT = 400, 168
_LEFT, _TOP, _RIGHT, _BOTTOM = 56, 24, 12, 32
_POINTS = 240
_TICKS = 4
_LANE = 20


def plot(curve: Curve, fps: float, finding: Finding | None = None) -> str:
    """One quantity over seconds as an `<svg>`; where it goes on beyond the frames of the finding,
    these are shaded."""
    known = [value for value in (*curve.measured, *curve.expected) if isfinite(value)]
    if not known:
        return ""
    low, high, step = _range(min(known), max(known))
    last = curve.start_frame + max(len(curve.measured), len(curve.expected), 2) - 1

    def x(frame: float) -> float:
        share = (frame - curve.start_frame) / (last - curve.start_frame)
        return _LEFT + share * (WIDTH - _LEFT - _RIGHT)

    def y(value: float) -> float:
        return HEIGHT - _BOTTOM - (value - low) / (high - low) * (HEIGHT - _TOP - _BOTTOM)

    parts = [_shade(finding, x, curve.start_frame, last)] if finding is not None else []
    parts.extend(_across(value, y(value)) for value in _ticks(low, high, step))
    parts.extend(
        _down(f"{frame / fps:.2f}", x(frame))
        for frame in (curve.start_frame, (curve.start_frame + last) / 2, last)
    )
    for name, values in (("wanted", curve.expected), ("measured", curve.measured)):
        parts.extend(
            f'<polyline class="{name}" points="{points}"/>'
            for points in _lines(values, curve.start_frame, x, y)
        )
    what = escape(f"{curve.quantity}, {curve.unit}" if curve.unit else curve.quantity, quote=True)
    return (
        f'<svg class="plot" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{what}">'
        f'<text class="name" x="{_LEFT}" y="14">{what}</text>{"".join(parts)}'
        f'<text x="{WIDTH - _RIGHT}" y="{HEIGHT - 4}" text-anchor="end">seconds</text></svg>'
    )


def timeline(report: Report, kinds: Sequence[tuple[str, str]]) -> str:
    """When there are findings, a lane for each of `kinds` (id, title), as an `<svg>`."""
    if not kinds:
        return ""
    clip, wide, left = report.clip, 960, 176
    high = _LANE * len(kinds) + 20
    unit = (wide - left) / max(1, clip.frames)
    parts = []
    for number, (kind, title) in enumerate(kinds):
        top = number * _LANE
        parts.append(f'<text x="0" y="{top + 14}">{escape(title)}</text>')
        parts.append(f'<path class="grid" d="M{left} {top + _LANE}H{wide}"/>')
        for finding in report.findings:
            if finding.kind == kind:
                width = max(3.0, (finding.end_frame - finding.start_frame + 1) * unit)
                parts.append(
                    f'<rect class="bad" x="{left + finding.start_frame * unit:.1f}" y="{top + 5}" '
                    f'width="{width:.1f}" height="{_LANE - 9}" rx="2"/>'
                )
    seconds = clip.frames / clip.fps
    parts.append(f'<text x="{left}" y="{high - 4}">0 s</text>')
    parts.append(f'<text x="{wide}" y="{high - 4}" text-anchor="end">{seconds:.1f} s</text>')
    return (
        f'<svg class="lanes" viewBox="0 0 {wide} {high}" role="img" '
        f'aria-label="When there are findings">{"".join(parts)}</svg>'
    )


def _range(low: float, high: float) -> tuple[float, float, float]:
    """Round numbers around the values, and the step between ticks."""
    spread = high - low
    if spread <= 1e-9 * max(1.0, abs(high)):
        spread = max(1.0, abs(high) * 0.1)
    rough = spread / _TICKS
    power = 10.0 ** floor(log10(rough))
    step = next(size * power for size in (1, 2, 5, 10) if size * power >= rough * 0.999)
    first, last = floor(low / step) * step, ceil(high / step) * step
    return first, last if last > first else first + step, step


def _ticks(low: float, high: float, step: float) -> list[float]:
    return [low + number * step for number in range(round((high - low) / step) + 1)]


def _across(value: float, y: float) -> str:
    return (
        f'<path class="grid" d="M{_LEFT} {y:.1f}H{WIDTH - _RIGHT}"/>'
        f'<text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{_said(value)}</text>'
    )


def _down(text: str, x: float) -> str:
    return f'<text x="{x:.1f}" y="{HEIGHT - _BOTTOM + 14}" text-anchor="middle">{text}</text>'


def _said(value: float) -> str:
    if abs(value) < 1e-12:
        return "0"
    return f"{value:g}" if abs(value) < 1e6 else f"{value / 1e6:g} M"


def _shade(finding: Finding, x: _Place, first: int, last: int) -> str:
    start, end = max(finding.start_frame, first), min(finding.end_frame, last)
    # all of it shaded would say nothing
    if end < start or (start, end) == (first, last):
        return ""
    width = max(2.0, x(end) - x(start))
    return (
        f'<rect class="when" x="{x(start):.1f}" y="{_TOP}" width="{width:.1f}" '
        f'height="{HEIGHT - _TOP - _BOTTOM}"/>'
    )


def _lines(values: Sequence[float], first: int, x: _Place, y: _Place) -> Iterator[str]:
    """The points of a curve; where a value is missing there is a gap."""
    every = max(1, -(-len(values) // _POINTS))
    kept = list(enumerate(values))[::every]
    for there, run in groupby(kept, key=lambda placed: isfinite(placed[1])):
        points = (
            [f"{x(first + number):.1f},{y(value):.1f}" for number, value in run] if there else ()
        )
        if points:
            # one value alone would be an invisible line
            yield " ".join(points if len(points) > 1 else [*points, *points])
