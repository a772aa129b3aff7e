"""Which finding comes next: findings in the order of time go in, one of them comes out."""

from __future__ import annotations

from collections.abc import Sequence

from engine.records import Finding


def stepped(
    findings: Sequence[Finding], index: int, chosen: str, *, back: bool = False
) -> Finding | None:
    """The one after (or before) a frame, round again behind the last; None where there are none.

    Several may begin in one frame: they come one after the other, from the chosen one on.
    """
    if not findings:
        return None
    here = next(
        (n for n, f in enumerate(findings) if f.key == chosen and f.start_frame == index), None
    )
    if here is not None:
        return findings[(here + (-1 if back else 1)) % len(findings)]
    if back:
        return next((f for f in reversed(findings) if f.start_frame < index), findings[-1])
    return next((f for f in findings if f.start_frame >= index), findings[0])
