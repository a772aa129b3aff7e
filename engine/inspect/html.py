"""Reports and their clips in, one HTML page out that needs nothing beside it.

Stills, plots and lanes are inside; the page follows the reader's light or dark setting, and its
size is bounded. What strangers wrote (names of files, prompts) is escaped, and a policy in the page
lets nothing run but its own few lines that sort the table.
"""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path

from engine.detectors import DETECTORS
from engine.inspect.overlay import title_of
from engine.inspect.plots import plot, timeline
from engine.inspect.stills import Still, stills_of
from engine.records import Finding, Means, Obeyed, Report, RuleCheck

STILLS_A_CLIP = 12
"""Findings of one clip that are drawn; the others are told in words."""
FINDINGS_A_CLIP = 100
PAGE_BYTES = 32 * 1024 * 1024
"""Stills of a whole page; beyond, clips come without."""
_CURVES = 4

_STYLE = """
:root{color-scheme:light dark;--ground:#fff;--panel:#f4f5f7;--text:#1c1f25;--dim:#5d6470;
--line:#d8dbe1;--bad:#c62f2f;--good:#1f7d53;--measured:#c4531f;--wanted:#1f6fc4;--accent:#1f6fc4}
@media(prefers-color-scheme:dark){:root{--ground:#15171b;--panel:#1c1f25;--text:#e6e8ec;
--dim:#9aa1ad;--line:#2f343e;--bad:#ff6b6b;--good:#4cc38a;--measured:#ff8a5b;--wanted:#5aa9ff;
--accent:#5aa9ff}}
*{box-sizing:border-box}
body{background:var(--ground);color:var(--text);font:14px/1.5 Inter,system-ui,sans-serif;
max-width:1080px;margin:32px auto;padding:0 16px}
h1{font-size:22px;margin:0 0 4px}h2{font-size:18px;margin:0;overflow-wrap:anywhere}
h3{font-size:14px;margin:24px 0 8px}h4{font-size:14px;margin:0 0 4px}
p{margin:0 0 8px}.dim,figcaption{color:var(--dim)}
section.clip+section.clip,table+section.clip,ul+section.clip{border-top:1px solid var(--line);
margin-top:32px;padding-top:24px}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:6px 8px;border-bottom:1px solid var(--line)}
th{color:var(--dim);font-weight:500}td.number,th.number{font-variant-numeric:tabular-nums;
white-space:nowrap;text-align:right}
th button{all:unset;cursor:pointer}th button:focus-visible,a:focus-visible,summary:focus-visible{
outline:2px solid var(--accent);outline-offset:2px}
th[aria-sort=ascending] button:after{content:" \\2191"}
th[aria-sort=descending] button:after{content:" \\2193"}
a{color:var(--accent);text-decoration:none}a:hover{text-decoration:underline}
article{background:var(--panel);border-radius:8px;padding:16px;margin:0 0 16px}
.body{display:flex;flex-wrap:wrap;gap:8px 24px;align-items:flex-start;margin-top:8px}
.stills{display:flex;flex-wrap:wrap;gap:16px;max-width:100%}.body dl{flex:1 1 320px}
figure{margin:0;max-width:100%}img{display:block;border-radius:6px;max-width:100%}
.asked{border-left:2px solid var(--accent);padding-left:12px;overflow-wrap:anywhere}
.kind{color:var(--bad)}.share{font-weight:500;color:var(--text)}.fine{color:var(--good)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 16px;margin:0}
dt{color:var(--dim)}dd{margin:0}
dt.e:before,dt.m:before{content:"";display:inline-block;width:20px;margin-right:8px;
vertical-align:middle;border-top:2px solid var(--measured)}
dt.e:before{border-top:2px dashed var(--wanted)}
.plots{display:grid;grid-template-columns:repeat(auto-fill,minmax(300px,1fr));gap:16px;
margin-top:16px}
svg{display:block;width:100%;height:auto}svg text{fill:var(--dim);font:11px Inter,system-ui,
sans-serif}svg .name{fill:var(--text);font-size:12px}svg .grid{stroke:var(--line);fill:none}
svg polyline{fill:none;stroke-width:2;stroke-linejoin:round;stroke-linecap:round}
svg .measured{stroke:var(--measured)}svg .wanted{stroke:var(--wanted);stroke-dasharray:6 5}
svg .bad{fill:var(--bad)}svg .when{fill:var(--bad);opacity:.12}.lanes text{font-size:12px}
ul{margin:0;padding-left:20px}summary{cursor:pointer;color:var(--dim);margin:16px 0 8px}
code{font:12px ui-monospace,monospace;color:var(--dim)}
@media print{article{break-inside:avoid}body{margin:0}}
"""

_SCRIPT = """
for (const button of document.querySelectorAll("th button")) button.onclick = () => {
  const head = button.parentNode, row = head.parentNode, body = row.closest("table").tBodies[0];
  const up = head.getAttribute("aria-sort") === "descending", column = head.cellIndex;
  for (const other of row.cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", up ? "ascending" : "descending");
  const value = line => line.cells[column].dataset.value;
  const order = (a, b) => isNaN(a) || isNaN(b) || a === "" || b === ""
    ? a.localeCompare(b, undefined, {numeric: true}) : a - b;
  [...body.rows].sort((a, b) => order(value(a), value(b)) * (up ? 1 : -1))
    .forEach(line => body.append(line));
};
"""

_TIERS = {"asked": "Measured against what was asked for", "physics": "Physics checks"}
_STATES = {
    "followed": "followed",
    "violated": "violated",
    "undetermined": "cannot be determined",
}
_MARKS = {
    "solid": "(Mark what is solid.)",
    "rigid": "(Mark what is rigid.)",
    "articulated": "(Mark what has joints.)",
    "cloth": "(Mark what is cloth.)",
    "fluid": "(Mark what is fluid.)",
    "floor": "(Mark the floor.)",
    "same": "(Mark what is the same thing as before.)",
    "down": "(Mark where down is.)",
}


def page(reports: Sequence[Report], refused: Sequence[tuple[Path, str]] = ()) -> str:
    """The page for some clips, read again for their stills. `refused` are files that could not be
    looked at, and why."""
    return "".join(pieces(reports, refused))


def pieces(reports: Sequence[Report], refused: Sequence[tuple[Path, str]] = ()) -> Iterator[str]:
    """The same page piece by piece, so that a long one never is in memory at once."""
    many = len(reports) + len(refused) > 1
    script = _SCRIPT if many else ""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    allowed = f"; script-src 'sha256-{digest}'" if many else ""
    names = _names(reports)
    title = "Verbench report" if many or not reports else f"{names[0]} · Verbench"
    yield (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src data:; '
        f"style-src 'unsafe-inline'{allowed}\">"
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>"
    )
    if many:
        yield _summary(reports, names, refused)
    left = PAGE_BYTES
    for number, report in enumerate(reports):
        shown = report.findings[:STILLS_A_CLIP] if left > 0 else ()
        stills = stills_of(report, shown)
        left -= sum(len(still.jpeg) for some in stills for still in some)
        yield _clip(report, names[number], number, stills)
    yield (f"<script>{script}</script>" if many else "") + "</body></html>\n"


# --- all clips ---------------------------------------------------------------------------------


def _names(reports: Sequence[Report]) -> list[str]:
    """The clips by their titles, else by their names; by their folders, too, where two have the
    same name."""
    names = [report.origin.title or report.file.name for report in reports]
    if len(set(names)) == len(names):
        return names
    files = [report.file.absolute() for report in reports]
    common = Path(os.path.commonpath([file.parent for file in files]))
    return [file.relative_to(common).as_posix() for file in files]


def _summary(
    reports: Sequence[Report], names: Sequence[str], refused: Sequence[tuple[Path, str]]
) -> str:
    heads = ("Clip", "Asked", "Physics", "Undetermined", "Most likely", "Obeyed")
    head = "".join(
        f'<th{_class(column > 0)}><button type="button">{name}</button></th>'
        for column, name in enumerate(heads)
    )
    rows = "".join(_summary_row(report, names[n], n) for n, report in enumerate(reports))
    faults = sum(bool(report.findings) for report in reports)
    said = f"{_count(len(reports), 'clip')}, {faults} with findings"
    if refused:
        said += f", {_count(len(refused), 'file')} that could not be looked at"
    lines = "".join(f"<li>{escape(str(path))}: {escape(why)}</li>" for path, why in refused)
    return (
        f'<h1>Verbench report</h1><p class="dim">{said}</p>'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        + (f"<h3>Could not be looked at</h3><ul>{lines}</ul>" if lines else "")
    )


def _summary_row(report: Report, name: str, number: int) -> str:
    likely = max(report.findings, key=_likely, default=None)
    tiers = [_tier(finding.kind) for finding in report.findings]
    undetermined = len(report.undetermined) + len(_near(report))
    cells = [
        ("", f'<a href="#clip{number}">{escape(name)}</a>', escape(name, quote=True)),
        *(
            ("number", str(tiers.count(tier)), str(tiers.count(tier)))
            for tier in ("asked", "physics")
        ),
        ("number", str(undetermined), str(undetermined)),
        (
            "number",
            f"{escape(title_of(likely.kind))} {_percent(_likely(likely))}" if likely else "–",
            f"{_likely(likely):.4f}" if likely else "0",
        ),
        (
            "number",
            "–" if report.obedience is None else _percent(report.obedience),
            "-1" if report.obedience is None else f"{report.obedience:.4f}",
        ),
    ]
    return (
        "<tr>"
        + "".join(
            f'<td{_class(kind)} data-value="{value}">{text}</td>' for kind, text, value in cells
        )
        + "</tr>"
    )


def _class(number: object) -> str:
    return ' class="number"' if number else ""


def _tier(kind: str) -> str:
    return next((known.tier for known in DETECTORS if known.id == kind), "physics")


def _likely(finding: Finding) -> float:
    return finding.score if finding.yours is None else finding.yours


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


# --- one clip ----------------------------------------------------------------------------------


def _clip(report: Report, name: str, number: int, stills: Sequence[Sequence[Still]]) -> str:
    clip = report.clip
    about = f"{_count(clip.frames, 'frame')}, {clip.fps:.4g} a second, {clip.width} x {clip.height}"
    if report.obedience is not None:
        about += f", obeyed {_percent(report.obedience)}"
    parts = [
        f'<section class="clip" id="clip{number}"><h2>{escape(name)}</h2>',
        _origin(report),
        f'<p class="dim">{about}</p>',
    ]
    parts.extend(f"<p>{escape(note)}</p>" for note in report.notes)
    kinds = tuple((kind, title_of(kind)) for kind in _kinds(report.findings))
    parts.append(timeline(report, kinds))
    parts.append(_findings(report, stills))
    parts.append(_rules(report.rules))
    parts.append(_obeyed(report.obeyed))
    parts.append(_held(report.held))
    parts.append(_undetermined(report))
    parts.append(_scores(report.scores))
    parts.append(f'<p class="dim">{escape(_measured_with(report.means))}</p>')
    return "".join(parts) + "</section>"


def _origin(report: Report) -> str:
    """What was asked for, and of which file and model this is."""
    origin = report.origin
    made = (report.file.name, *origin.made) if origin.title else origin.made
    said = " · ".join(map(escape, made))
    return (f'<p class="dim">{said}</p>' if said else "") + (
        f'<p class="asked">{escape(origin.prompt)}</p>' if origin.prompt else ""
    )


def _measured_with(means: Means) -> str:
    said = f"Flow measured with {means.flow}."
    if means.outlines is not None:
        said += f" Outlines where there is no ground to tell things from: {means.outlines}."
    if means.tracks is not None:
        said += f" Points followed by {means.tracks}."
    return said


def _kinds(findings: Sequence[Finding]) -> list[str]:
    """The kinds there are, in the order of the detectors, and those of others behind."""
    there = {finding.kind for finding in findings}
    known = [detector.id for detector in DETECTORS if detector.id in there]
    return known + sorted(there.difference(known))


def _findings(report: Report, stills: Sequence[Sequence[Still]]) -> str:
    if not report.findings:
        return '<p class="fine">No violation was found.</p>'
    parts = []
    shown = list(enumerate(report.findings[:FINDINGS_A_CLIP]))
    for tier, heading in _TIERS.items():
        some = [
            _finding(finding, stills[number] if number < len(stills) else (), report)
            for number, finding in shown
            if _tier(finding.kind) == tier
        ]
        if some:
            parts.append(f"<h3>{heading}</h3>{''.join(some)}")
    drawn, all_of_them = sum(map(bool, stills)), len(report.findings)
    if drawn < len(shown):
        parts.append(f'<p class="dim">{drawn} of {all_of_them} findings are drawn.</p>')
    if len(shown) < all_of_them:
        parts.append(f'<p class="dim">{all_of_them - len(shown)} more are in the JSON report.</p>')
    return "".join(parts)


def _finding(finding: Finding, stills: Sequence[Still], report: Report) -> str:
    fps = report.clip.fps
    seconds = f"{finding.start_frame / fps:.2f} to {(finding.end_frame + 1) / fps:.2f} s"
    share = _percent(_likely(finding)) + (" (yours)" if finding.yours is not None else "")
    detector = next((known for known in DETECTORS if known.id == finding.kind), None)
    pictures = "".join(_figure(still, f"{finding.kind} in {report.file.name}") for still in stills)
    rows = [("e", "Expected", finding.expected), ("m", "Measured", finding.measured)]
    if detector is not None:
        rows.append(("", "Rule", detector.rule))
    rows.append(("", "What to change", finding.advice or (detector.advice if detector else "")))
    said = "".join(
        f"<dt{f' class={mark}' if mark else ''}>{name}</dt><dd>{escape(text)}</dd>"
        for mark, name, text in rows
        if text
    )
    plots = "".join(plot(curve, fps, finding) for curve in finding.curves[:_CURVES])
    return (
        f'<article><h4><span class="kind">{escape(title_of(finding.kind))}</span> '
        f'<span class="share">{share}</span></h4>'
        f'<p class="dim">frames {finding.start_frame} to {finding.end_frame}, {seconds} '
        f"<code>{escape(finding.kind)}</code></p><p>{escape(finding.message)}</p>"
        '<div class="body">'
        + (f'<div class="stills">{pictures}</div>' if pictures else "")
        + f"<dl>{said}</dl></div>"
        + (f'<div class="plots">{plots}</div>' if plots else "")
        + "</article>"
    )


def _figure(still: Still, what: str) -> str:
    data = base64.b64encode(still.jpeg).decode("ascii")
    alt = escape(f"{what}, {still.caption}", quote=True)
    return (
        f'<figure><img alt="{alt}" src="data:image/jpeg;base64,{data}">'
        f"<figcaption>{escape(still.caption)}</figcaption></figure>"
    )


def _rules(checks: Sequence[RuleCheck]) -> str:
    rows = [
        f"<tr><td>{escape(check.rule.text)}</td><td>{_STATES[check.state]}</td>"
        f'<td class="dim">{escape(check.because)}</td></tr>'
        for check in checks
    ]
    return _table("What should hold", ("Rule", "In this clip", "Because"), rows)


def _obeyed(strokes: Sequence[Obeyed]) -> str:
    rows = [
        f'<tr><td>{escape(one.name)}</td><td class="number">{_percent(one.score)}</td>'
        f'<td class="number">{_measure(one.error_px, "px")}</td>'
        f'<td class="number">{_measure(one.error_deg, "°")}</td>'
        f'<td class="number">{_measure(one.lag_s, "s", 2)}</td></tr>'
        for one in strokes
    ]
    heads = ("Stroke", "Obeyed", "Off the path", "Off the direction", "Late")
    return _table("What was painted", heads, rows, numbers=True)


def _measure(value: float | None, unit: str, digits: int = 0) -> str:
    return "–" if value is None else f"{value:.{digits}f} {unit}"


def _held(held: Sequence[Finding]) -> str:
    lines = "".join(f"<li>{escape(finding.message)}</li>" for finding in held)
    return f"<h3>As asked</h3><ul>{lines}</ul>" if lines else ""


def _undetermined(report: Report) -> str:
    whys = {kind: f"too near to call, {_percent(report.scores[kind])}" for kind in _near(report)}
    for kind, because in report.undetermined.items():
        whys[kind] = f"{because} {_MARKS.get(report.markable.get(kind, ''), '')}"
    rows = [
        f'<tr><td>{escape(title_of(kind))}</td><td class="dim">{escape(why)}</td></tr>'
        for kind, why in whys.items()
    ]
    return _table("Cannot be determined", ("Kind", "Because"), rows)


def _near(report: Report) -> list[str]:
    """Kinds that were judged and are neither told nor held."""
    return [kind for kind in report.scores if report.near(kind)]


def _scores(scores: Mapping[str, float]) -> str:
    rows = [
        f"<tr><td>{escape(title_of(kind))} <code>{escape(kind)}</code></td>"
        f'<td class="number">{_percent(score)}</td></tr>'
        for kind, score in scores.items()
    ]
    if not rows:
        return ""
    table = _table("", ("Kind", "Probability that it is in the clip"), rows, numbers=True)
    return f"<details><summary>All checks</summary>{table}</details>"


def _table(title: str, heads: Sequence[str], rows: Sequence[str], *, numbers: bool = False) -> str:
    if not rows:
        return ""
    head = "".join(
        f"<th{_class(numbers and column)}>{name}</th>" for column, name in enumerate(heads)
    )
    above = f"<h3>{title}</h3>" if title else ""
    body = "".join(rows)
    return f"{above}<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
