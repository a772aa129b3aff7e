"""Are the probabilities of findings what they say? Verdicts of the benchmark in, a diagram out.

    python tests/bench/inspect.py --json verdicts.json
    python tests/bench/reliability.py verdicts.json [-o docs/pictures/reliability.svg]

The file holds verdicts, in a list or under 'verdicts' of one or more tables: each has 'kinds' (what
is wrong with the clip; none where it is clean), 'scores' (probability by kind) and 'fps'. Beside
the diagram it prints, by kind and by frame rate, the expected calibration error and what the
logistic curve of the detector would have to be moved by (log-odds = slope * (log-odds of today -
middle)).
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from html import escape
from math import log1p
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

BINS = 10
RATES = (("up to 12 fps", 12.0), ("up to 20 fps", 20.0), ("more", float("inf")))
"""Most frames a second of each group: generated clips have 8, 16 or 24."""
_LEAST = 1e-4
_GRID, _ROUNDS = 33, 6
Pairs = list[tuple[float, bool]]
"""Probability that was told, and whether it was so."""


def pairs_of(verdicts: Sequence[Mapping]) -> dict[str, Pairs]:
    """By kind, over the clips that are clean or have this very fault: a clip with another fault may
    show this one, too."""
    found: defaultdict[str, Pairs] = defaultdict(list)
    for verdict in verdicts:
        for kind, score in verdict["scores"].items():
            if not verdict["kinds"] or kind in verdict["kinds"]:
                found[kind].append((float(score), kind in verdict["kinds"]))
    return dict(found)


def by_rate(verdicts: Sequence[Mapping]) -> dict[str, Pairs]:
    """The same by frame rate, all kinds together; the rates that are there."""
    groups: dict[str, list[Mapping]] = {name: [] for name, _ in RATES}
    for verdict in verdicts:
        fps = float(verdict["fps"])
        groups[next(name for name, most in RATES if fps <= most)].append(verdict)
    return {
        name: [pair for pairs in pairs_of(group).values() for pair in pairs]
        for name, group in groups.items()
        if group
    }


def verdicts_in(data: object) -> list[Mapping]:
    """All verdicts of what the benchmark wrote."""
    if isinstance(data, list):
        return data
    if not isinstance(data, dict):
        return []
    inside = (verdicts_in(part) for name, part in data.items() if isinstance(part, dict))
    return [*data.get("verdicts", ()), *(one for part in inside for one in part)]


def bins_of(pairs: Pairs) -> list[tuple[float, float, int]]:
    """Mean probability, share that was so, and count of every tenth that is not empty."""
    rows = []
    for number in range(BINS):
        low, high = number / BINS, (number + 1) / BINS
        here = [(p, so) for p, so in pairs if low <= p < high or (p == high == 1)]
        if here:
            rows.append((_mean(p for p, _ in here), _mean(so for _, so in here), len(here)))
    return rows


def calibration_error(pairs: Pairs) -> float:
    """How far the probabilities are off, on average."""
    return sum(n * abs(told - so) for told, so, n in bins_of(pairs)) / max(1, len(pairs))


def fit(
    values: Sequence[float],
    labels: Sequence[bool],
    middle: tuple[float, float],
    slope: tuple[float, float],
) -> tuple[float, float]:
    """Middle and slope of the logistic curve, within their bounds, that fits best.

    Labels are smoothed as by Platt (1999), so that a few clips that can be told apart perfectly do
    not ask for a step. Slopes are above 0.
    """
    x, y = np.asarray(values, np.float64), np.asarray(labels, bool)
    bad, good = int(y.sum()), int((~y).sum())
    target = np.where(y, (bad + 1) / (bad + 2), 1 / (good + 2))
    m_low, m_high, s_low, s_high = *middle, *np.log(slope)
    best = (0.0, 1.0)
    for _ in range(_ROUNDS):
        middles = np.linspace(m_low, m_high, _GRID)
        slopes = np.exp(np.linspace(s_low, s_high, _GRID))
        loss = _losses(x, target, middles, slopes)
        row, column = np.unravel_index(int(loss.argmin()), loss.shape)
        best = (float(middles[row]), float(slopes[column]))
        m_wide, s_wide = (m_high - m_low) / 8, (s_high - s_low) / 8
        m_low, m_high = max(middle[0], best[0] - m_wide), min(middle[1], best[0] + m_wide)
        at = float(np.log(best[1]))
        s_low, s_high = max(np.log(slope[0]), at - s_wide), min(np.log(slope[1]), at + s_wide)
    return best


def _losses(
    x: NDArray[np.float64],
    target: NDArray[np.float64],
    middles: NDArray[np.float64],
    slopes: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Cross-entropy for every middle (rows) and slope (columns)."""
    loss = np.zeros((len(middles), len(slopes)))
    for value, wanted in zip(x, target, strict=True):
        z = slopes[None] * (value - middles[:, None])
        loss += np.logaddexp(0, z) - wanted * z
    return loss


def _mean(values) -> float:
    kept = list(values)
    return float(np.mean(kept)) if kept else 0.0


def _log_odds(share: float) -> float:
    kept = min(1 - _LEAST, max(_LEAST, share))
    return float(np.log(kept / (1 - kept)))


# --- the picture -------------------------------------------------------------------------------

_SIDE, _LEFT, _TOP, _DEEP = 320, 56, 32, 56
_STYLE = (
    "text{font:12px Inter,system-ui,sans-serif;fill:#5d6470}"
    ".line{stroke:#c4531f;fill:none;stroke-width:2}.dot{fill:#c4531f}"
    ".even{stroke:#1f6fc4;stroke-dasharray:6 5;stroke-width:2}"
    ".grid{stroke:#d8dbe1}.bar{fill:#9aa1ad}"
    "@media(prefers-color-scheme:dark){text{fill:#9aa1ad}.line{stroke:#ff8a5b}.dot{fill:#ff8a5b}"
    ".even{stroke:#5aa9ff}.grid{stroke:#2f343e}.bar{fill:#5d6470}}"
)


def diagram(groups: Mapping[str, Pairs]) -> str:
    """Told against true as SVG, a panel for each group: dashed where they are one, bars for how
    often each was told."""
    panels = [_panel(name, pairs) for name, pairs in groups.items()]
    wide, high = _LEFT + _SIDE + 16, _TOP + _SIDE + _DEEP + 40
    placed = (f'<g transform="translate({n * wide} 0)">{it}</g>' for n, it in enumerate(panels))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {len(panels) * wide} {high}" '
        f'width="{len(panels) * wide}"><style>{_STYLE}</style>{"".join(placed)}</svg>\n'
    )


def _panel(name: str, pairs: Pairs) -> str:
    bins = bins_of(pairs)
    most = log1p(max((n for _, _, n in bins), default=1))
    parts = []
    for tenth in range(0, 11, 2):
        x, y = _x(tenth / 10), _y(tenth / 10)
        parts.append(f'<path class="grid" d="M{_LEFT} {y:.1f}H{_LEFT + _SIDE}"/>')
        parts.append(
            f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{tenth * 10} %</text>'
        )
        below = _TOP + _SIDE + _DEEP + 16
        parts.append(f'<text x="{x:.1f}" y="{below}" text-anchor="middle">{tenth * 10} %</text>')
    parts.append(f'<path class="even" d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}"/>')
    points = " ".join(f"{_x(told):.1f},{_y(so):.1f}" for told, so, _ in bins)
    parts.append(f'<polyline class="line" points="{points}"/>')
    for told, so, n in bins:
        # nearly all are next to nothing: on a plain scale the others had no bar
        high = max(1.0, (_DEEP - 8) * log1p(n) / most)
        bottom = _TOP + _SIDE + _DEEP
        parts.append(f'<circle class="dot" cx="{_x(told):.1f}" cy="{_y(so):.1f}" r="4"/>')
        parts.append(
            f'<rect class="bar" x="{_x(told) - 10:.1f}" y="{bottom - high:.1f}" width="20" '
            f'height="{high:.1f}"><title>{n}</title></rect>'
        )
    low = _TOP + _SIDE + _DEEP + 36
    said = f"told ({escape(name)}, {len(pairs)} scores)"
    parts.append(f'<text x="{_LEFT + _SIDE / 2}" y="{low}" text-anchor="middle">{said}</text>')
    parts.append('<text x="8" y="14">true</text>')
    return "".join(parts)


def _x(share: float) -> float:
    return _LEFT + share * _SIDE


def _y(share: float) -> float:
    return _TOP + (1 - share) * _SIDE


def main() -> None:
    """Prints the table and writes the diagram."""
    parser = argparse.ArgumentParser(description="How right the probabilities of findings are.")
    parser.add_argument("verdicts", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    arguments = parser.parse_args()
    verdicts = verdicts_in(json.loads(arguments.verdicts.read_text(encoding="utf-8")))
    by_kind, rates = pairs_of(verdicts), by_rate(verdicts)
    together = [pair for pairs in by_kind.values() for pair in pairs]
    print(f"{'kind':18}{'clips':>7}{'bad':>6}{'error':>8}{'middle':>9}{'slope':>8}")
    for name, pairs in (*sorted(by_kind.items()), ("all", together), *rates.items()):
        bad = sum(so for _, so in pairs)
        moved = ""
        if 0 < bad < len(pairs):
            odds = [_log_odds(told) for told, _ in pairs]
            middle, slope = fit(odds, [so for _, so in pairs], (-6.0, 6.0), (0.2, 5.0))
            moved = f"{middle:9.2f}{slope:8.2f}"
        print(f"{name:18}{len(pairs):7}{bad:6}{calibration_error(pairs):8.3f}{moved}")
    if arguments.output is not None:
        arguments.output.write_text(diagram(rates), encoding="utf-8")


if __name__ == "__main__":
    main()
