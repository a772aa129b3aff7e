"""A report and its clip in, one HTML page out that needs nothing beside it.

Stills of the findings are inside as JPEG; the page follows the reader's light or dark setting.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape
from pathlib import Path

import numpy as np

from engine.inspect.flow import Rgb, resized, working_size
from engine.inspect.overlay import paint_findings
from engine.records import Finding, Report
from engine.video.read import Reader

_STILL_LONGEST = 416

_STYLE = """
:root{color-scheme:light dark;--ground:#fff;--panel:#f4f5f7;--text:#1c1f25;--dim:#5d6470;
--line:#d8dbe1;--bad:#c62f2f;--good:#1f7d53}
@media(prefers-color-scheme:dark){:root{--ground:#15171b;--panel:#1c1f25;--text:#e6e8ec;
--dim:#9aa1ad;--line:#2f343e;--bad:#ff6b6b;--good:#4cc38a}}
body{background:var(--ground);color:var(--text);font:14px/1.5 Inter,system-ui,sans-serif;
max-width:1080px;margin:32px auto;padding:0 16px}
h1{font-size:20px;margin:32px 0 0}h2{font-size:15px;margin:24px 0 8px}
p.about{color:var(--dim);margin:0 0 16px}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:8px;border-bottom:1px solid var(--line)}
th{color:var(--dim);font-weight:500}
img{display:block;border-radius:6px;max-width:100%}
.kind{font-weight:600;color:var(--bad)}.fine{color:var(--good)}
td.number{font-variant-numeric:tabular-nums;white-space:nowrap}
"""


def page(reports: Sequence[Report]) -> str:
    """The page for some clips, read again for their stills. Raises BadInput as reading does."""
    body = "".join(_clip(report) for report in reports)
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>Verbench report</title><style>{_STYLE}</style></head><body>{body}</body></html>\n"
    )


def _clip(report: Report) -> str:
    clip = report.clip
    about = f"{clip.frames} frames, {clip.fps:g} a second, {clip.width} x {clip.height}"
    parts = [f'<h1>{escape(report.file.name)}</h1><p class="about">{about}</p>']
    if report.findings:
        parts.append(_findings(report))
    else:
        parts.append('<p class="fine">No violation was found.</p>')
    parts.append(_scores(report))
    return "".join(parts)


def _findings(report: Report) -> str:
    head = "<tr><th>Still</th><th>Frames</th><th>What</th><th>Expected</th><th>Measured</th></tr>"
    with Reader(report.file) as reader:
        rows = "".join(_row(finding, report.file, reader) for finding in report.findings)
    return f"<h2>Violations</h2><table><thead>{head}</thead><tbody>{rows}</tbody></table>"


def _row(finding: Finding, file: Path, reader: Reader) -> str:
    still = _still(reader, finding)
    alt = escape(f"{finding.kind} in {file.name}", quote=True)
    seconds = finding.start_frame / reader.info.fps
    return (
        f'<tr><td><img alt="{alt}" src="data:image/jpeg;base64,{still}"></td>'
        f'<td class="number">{finding.start_frame} to {finding.end_frame}<br>{seconds:.1f} s</td>'
        f'<td><span class="kind">{escape(finding.kind)}</span> {100 * finding.score:.0f} %<br>'
        f"{escape(finding.message)}</td>"
        f"<td>{escape(finding.expected)}</td><td>{escape(finding.measured)}</td></tr>"
    )


def _still(reader: Reader, finding: Finding) -> str:
    """The frame in the middle of a finding with its box, as base64 of a JPEG."""
    import cv2

    index = min(reader.info.frames - 1, (finding.start_frame + finding.end_frame + 1) // 2)
    picture: Rgb = reader.frame(index).copy()
    paint_findings(picture, (finding,), index, words=False)
    size = working_size(picture.shape[1], picture.shape[0])
    factor = min(1.0, _STILL_LONGEST / max(size))
    small = resized(
        picture,
        size._replace(
            width=max(1, round(size.width * factor)), height=max(1, round(size.height * factor))
        ),
    )
    written, data = cv2.imencode(".jpg", np.ascontiguousarray(small[..., ::-1]))
    return base64.b64encode(data.tobytes()).decode("ascii") if written else ""


def _scores(report: Report) -> str:
    rows = "".join(
        f'<tr><td>{escape(kind)}</td><td class="number">{100 * score:.0f} %</td></tr>'
        for kind, score in report.scores.items()
    )
    if not rows:
        return ""
    head = "<tr><th>Kind</th><th>Probability that it is in the clip</th></tr>"
    held = "".join(f"<li>{escape(finding.message)}</li>" for finding in report.held)
    kept = f"<h2>As asked</h2><ul>{held}</ul>" if held else ""
    return f"{kept}<h2>All checks</h2><table><thead>{head}</thead><tbody>{rows}</tbody></table>"
