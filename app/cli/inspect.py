"""`verbench inspect`: what breaks in a clip, and where it disobeys what was asked for."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from engine.errors import BadInput
from engine.records import Finding, Report, Shot

FAIL_ON = ("never", "finding", "likely", "certain")
_LEAST = {"finding": 0.5, "likely": 0.75, "certain": 0.9}
"""Probability that a finding must have to count for --fail-on."""


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    """Adds the command."""
    parser = subparsers.add_parser(
        "inspect",
        help="see what breaks physics in a clip, or goes another way than was asked",
        description=(
            "Judges clips on their own and, where a prompt or a plan is known, against it. A take "
            "made by Verbench carries its shot inside; --shot or --prompt take its place."
        ),
        epilog=(
            "With --format json one clip gives one object and several give an array; jsonl gives "
            "one object a line as soon as each clip is done. Exit status 1 when a finding reaches "
            "--fail-on (finding: any; likely: at least 75 %%; certain: at least 90 %%)."
        ),
    )
    parser.add_argument("clips", nargs="+", type=Path, metavar="CLIP", help="video file or folder")
    parser.add_argument("--shot", type=Path, help="the shot that was asked for (.json)")
    parser.add_argument("--prompt", help="the prompt that was asked for")
    parser.add_argument("--format", choices=("text", "json", "jsonl", "html"), default="text")
    parser.add_argument("--overlay", type=Path, metavar="OUT.mp4", help="write the clip painted on")
    parser.add_argument("--fail-on", choices=FAIL_ON, default="never", dest="fail_on")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Inspects each clip; 1 where a finding reaches --fail-on."""
    from engine.documents import load_shot

    if args.overlay is not None and len(args.clips) > 1:
        raise BadInput("--overlay paints one clip", mend="Give one clip, or leave it out.")
    if args.overlay is not None and args.overlay.suffix not in (".mp4", ".mkv", ""):
        raise BadInput(
            f"{args.overlay} is no kind of clip that can be written",
            mend="Name it .mp4 (H.264) or .mkv (lossless).",
        )
    shot = load_shot(args.shot) if args.shot is not None else None
    reports = []
    for clip in args.clips:
        report = _inspected(clip, shot, args.prompt, args.overlay)
        reports.append(report)
        if args.format == "jsonl":
            _print_json(report, None)
        elif args.format == "text":
            print(text_of(report))
    if args.format == "json":
        _print_reports(reports)
    elif args.format == "html":
        from engine.inspect.html import page

        sys.stdout.write(page(reports))
    return int(_fails([f for report in reports for f in report.findings], args.fail_on))


def text_of(report: Report) -> str:
    """The report as a person reads it: one line a finding."""
    clip = report.clip
    lines = [f"{report.file}  {clip.frames} frames, {clip.fps:g} fps, {clip.width} x {clip.height}"]
    for finding in report.findings:
        when = f"frames {finding.start_frame}-{finding.end_frame}"
        lines.append(f"  {finding.kind}  {when}  {100 * finding.score:.0f} %  {finding.message}")
    if not report.findings:
        lines.append("  no violation found")
    lines.extend(f"  as asked: {finding.message}" for finding in report.held)
    return "\n".join(lines)


def _inspected(clip: Path, shot: Shot | None, prompt: str | None, overlay: Path | None) -> Report:
    from engine.inspect.report import inspect_clip

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        flow = Path(folder, "flow.npy") if overlay is not None else None
        report = inspect_clip(clip, shot=shot, prompt=prompt, on_step=_progress(), flow_file=flow)
        if overlay is not None and flow is not None:
            _write_overlay(report, flow, overlay)
    return report


def _write_overlay(report: Report, flow: Path, target: Path) -> None:
    import numpy as np

    from engine.inspect.overlay import painted
    from engine.video.read import frames
    from engine.video.write import write_clip

    rows = np.load(flow, mmap_mode="r", allow_pickle=False)
    write_clip(target, painted(frames(report.file), report, rows), report.clip.fps)
    print(target, file=sys.stderr)


def _progress():
    """Shows how far it is on a terminal's stderr, and nothing elsewhere."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        end = "\n" if done == total else ""
        print(f"\r{done}/{total}", end=end, file=sys.stderr, flush=True)

    return show


def _print_json(report: Report, indent: int | None) -> None:
    from engine.inspect.report import report_to_dict

    data = report_to_dict(report)
    print(json.dumps(data, ensure_ascii=False, indent=indent, allow_nan=False), flush=True)


def _print_reports(reports: Sequence[Report]) -> None:
    from engine.inspect.report import report_to_dict

    if len(reports) == 1:
        _print_json(reports[0], 2)
        return
    data = [report_to_dict(report) for report in reports]
    print(json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False))


def _fails(findings: Sequence[Finding], fail_on: str) -> bool:
    return fail_on != "never" and any(finding.score >= _LEAST[fail_on] for finding in findings)
