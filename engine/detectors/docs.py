"""The handbook page of all detectors, made from what they carry: DETECTORS in, Markdown out.

`python -m engine.detectors.docs` writes docs/detectors.md anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from engine.detectors import DETECTORS
from engine.detectors.base import Detector

PAGE = Path(__file__).resolve().parents[2] / "docs" / "detectors.md"

_INTRODUCTION = """\
# What is seen in a clip

Every detector looks at the same measurement of a clip: motion in both directions, the camera,
things told from their ground and followed with their outline, area and looks, and with how far
their surface is from a rigid one, light, places where something appears or vanishes, and what
stands still and looks different afterwards. It answers with
the probability that its kind of violation is in the clip, and from 0.5 on with findings that have
frames, a box, numbers and words; or it says why that cannot be determined, which is not the same as
a low score. How findings are shown, judged and learned from is in [watching.md](watching.md).
This page is made from the detectors themselves:
`python -m engine.detectors.docs`.
"""


def markdown(detectors: Sequence[Detector] = DETECTORS) -> str:
    """The whole page."""
    return "\n".join([_INTRODUCTION, *(_section(detector) for detector in detectors)])


_TIERS = {"asked": "measured against what you asked for", "physics": "physics check"}


def _section(detector: Detector) -> str:
    rows = (
        ("Tier", _TIERS[detector.tier]),
        ("Rule", detector.rule),
        ("Needs", detector.needs or "nothing but the picture"),
        ("Measures", detector.measures),
        ("Unit", detector.unit),
        ("Threshold", detector.threshold),
        ("Where that comes from", detector.source),
        ("Cannot see", detector.blind),
        ("What to change", detector.advice),
    )
    table = "\n".join(f"- **{name}:** {text}" for name, text in rows)
    return f"## {detector.title} (`{detector.id}`)\n\n{detector.doc}\n\n{table}\n"


if __name__ == "__main__":
    PAGE.write_text(markdown(), encoding="utf-8")
