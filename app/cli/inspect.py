"""`verbench inspect`: what breaks in a clip, and where it disobeys what was asked for."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from io import TextIOWrapper
from pathlib import Path

from app import places
from engine.errors import BadInput
from engine.records import Finding, Mark, Means, Origin, Report, Shot

FAIL_ON = ("never", "finding", "likely", "certain")
_LEAST = {"finding": 0.5, "likely": 0.75, "certain": 0.9}
"""Probability that a finding must have to count for --fail-on."""
_TRIM_EVERY = 20
"""Clips between two looks at how much is kept."""
_EVERY = 0.1
"""Seconds between two lines of progress."""


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    """Adds the command."""
    parser = subparsers.add_parser(
        "inspect",
        help="see what breaks physics in a clip, or goes another way than was asked",
        description=(
            "Judges clips on their own and, where a prompt or a plan is known, against it. A take "
            "made by Verbench carries its shot inside; --shot or --prompt take its place. Of a "
            "folder, every video in it is looked at; a folder of frames is a clip."
        ),
        epilog=(
            "With --format json one clip gives one object and several give an array; jsonl gives "
            "one object a line as soon as each clip is done, html one page for all. What was "
            "measured is kept, so that a folder can be gone on with. A file that cannot be looked "
            "at does not stop the others: exit status 2 at the end, with a line for each. Exit "
            "status 1 when a finding reaches --fail-on (finding: any; likely: at least 75 %; "
            "certain: at least 90 %)."
        ),
    )
    parser.add_argument("clips", nargs="+", type=Path, metavar="CLIP", help="video file or folder")
    parser.add_argument("--shot", type=Path, help="the shot that was asked for (.json)")
    parser.add_argument("--prompt", help="the prompt that was asked for")
    parser.add_argument("--marks", type=Path, help="what you say of things in the clip (.json)")
    parser.add_argument("--format", choices=("text", "json", "jsonl", "html"), default="text")
    parser.add_argument("--overlay", type=Path, metavar="OUT.mp4", help="write the clip painted on")
    parser.add_argument("--fail-on", choices=FAIL_ON, default="never", dest="fail_on")
    parser.add_argument(
        "--thresholds",
        choices=("default", "personal"),
        default="default",
        help="personal: as what you confirmed and dismissed has moved them",
    )
    parser.add_argument(
        "--fresh", action="store_true", help="measure again what was measured and kept"
    )
    parser.set_defaults(run=run)


@dataclass
class _Batch:
    """What all clips have in common, and what became of them."""

    clips: tuple[Path, ...]
    shot: Shot | None
    prompt: str | None
    marks: tuple[Mark, ...]
    overlay: Path | None
    fresh: bool
    owned: Callable[[Report], Report]
    reports: list[Report] = field(default_factory=list)
    refused: list[tuple[Path, BadInput]] = field(default_factory=list)


def run(args: argparse.Namespace) -> int:
    """Inspects each clip; 1 where a finding reaches --fail-on, 2 where one cannot be looked at."""
    from engine.inspect.batch import is_collection

    batch = _batch(args)
    if isinstance(sys.stdout, TextIOWrapper):
        # a name that is no text is escaped, as JSON does
        sys.stdout.reconfigure(errors="backslashreplace")
    for report in _inspected(batch):
        if args.format == "jsonl":
            _print_json(report, None)
        elif args.format == "text":
            print(text_of(report), flush=True)
    if batch.refused and not batch.reports:
        *others, (_, last) = batch.refused
        _tell(others)
        raise last
    if args.format == "json":
        _print_reports(batch.reports, len(batch.clips) > 1 or any(map(is_collection, args.clips)))
    elif args.format == "html":
        _print_page(batch)
    _tell(batch.refused)
    found = [finding for report in batch.reports for finding in report.findings]
    return 2 if batch.refused else int(_fails(found, args.fail_on))


def _batch(args: argparse.Namespace) -> _Batch:
    from engine.documents import load_shot
    from engine.inspect.batch import clips_in
    from engine.inspect.marks import load_marks
    from engine.video.read import probe

    clips = clips_in(args.clips)
    for option, given in (("--overlay", args.overlay), ("--marks", args.marks)):
        if given is not None and len(clips) > 1:
            raise BadInput(f"{option} is for one clip", mend="Give one clip, or leave it out.")
    if args.overlay is not None and args.overlay.suffix not in (".mp4", ".mkv", ""):
        raise BadInput(
            f"{args.overlay} is no kind of clip that can be written",
            mend="Name it .mp4 (H.264) or .mkv (lossless).",
        )
    if args.overlay is not None:
        from engine.inspect.overlay import refuse_itself

        refuse_itself(clips[0], args.overlay)
    return _Batch(
        clips,
        load_shot(args.shot) if args.shot is not None else None,
        args.prompt,
        load_marks(args.marks, probe(clips[0])) if args.marks is not None else (),
        args.overlay,
        args.fresh,
        _owner(args.thresholds),
    )


def _owner(thresholds: str) -> Callable[[Report], Report]:
    """What makes a report the person's own."""
    file = places.verb_book_file()
    if thresholds == "default" or not file.is_file():
        return lambda report: report
    from engine.detectors.calibration import personal
    from engine.detectors.calibration import thresholds as learnt
    from engine.verbs.store import VerbBook

    with VerbBook(file) as book:
        known = learnt(book.judgements())
    return lambda report: personal(report, known)


def text_of(report: Report) -> str:
    """The report as a person reads it: one line a finding."""
    clip = report.clip
    count = "1 frame" if clip.frames == 1 else f"{clip.frames} frames"
    lines = [f"{report.file}  {count}, {clip.fps:g} fps, {clip.width} x {clip.height}"]
    lines.extend(f"  {said}" for said in _said_of(report.origin))
    lines.extend(f"  note: {note}" for note in report.notes)
    for finding in report.findings:
        when = f"frames {finding.start_frame}-{finding.end_frame}"
        yours = "" if finding.yours is None else f" (yours {100 * finding.yours:.0f} %)"
        share = f"{100 * finding.score:.0f} %{yours}"
        lines.append(f"  {finding.kind}  {when}  {share}  {finding.message}")
    if not report.findings:
        lines.append("  no violation found")
    lines.extend(f"  as asked: {finding.message}" for finding in report.held)
    if report.obedience is not None:
        lines.append(f"  obeyed: {100 * report.obedience:.0f} %")
    lines.extend(
        f"  rule {check.state if check.state != 'undetermined' else 'not determined'}: "
        f"{check.rule.text}"
        for check in report.rules
    )
    lines.extend(
        f"  too near to call: {kind} ({100 * report.scores[kind]:.0f} %)"
        for kind in sorted(report.scores)
        if report.near(kind)
    )
    lines.extend(
        f"  cannot be determined: {kind} ({because})"
        for kind, because in sorted(report.undetermined.items())
    )
    if report.means != Means():
        means = report.means
        own = [name for name in (means.flow, means.outlines, means.tracks) if name is not None]
        lines.append(f"  measured with: {', '.join(own)}")
    return "\n".join(lines)


def _said_of(origin: Origin) -> list[str]:
    """What made the clip and what was asked for, as far as it is known."""
    said = [", ".join(origin.made), " ".join(origin.prompt.split())]
    names = ("made by", "asked for")
    return [f"{name}: {what}" for name, what in zip(names, said, strict=True) if what]


# --- one clip after the other ------------------------------------------------------------------


def _inspected(batch: _Batch):
    """The reports as they come; what cannot be looked at is noted and passed over."""
    from engine.inspect.cache import Cache

    cache = Cache(places.cache_folder() / "inspected")
    progress = _Progress(len(batch.clips)) if sys.stderr.isatty() else None
    for number, clip in enumerate(batch.clips):
        if number % _TRIM_EVERY == 0:
            cache.trim()
        try:
            report = batch.owned(_report(clip, batch, cache, progress))
        except BadInput as error:
            batch.refused.append((clip, error))
            continue
        finally:
            if progress is not None:
                progress.end_clip()
        batch.reports.append(report)
        yield report


def _report(clip: Path, batch: _Batch, cache, progress: _Progress | None) -> Report:
    from engine.inspect.own import means
    from engine.inspect.report import inspect_clip

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        files = cache.files_of(clip, means(places.own_models_folder()))
        if files is not None and batch.fresh:
            cache.forget(files)
        flow = files.flow if files is not None else Path(folder, "flow.npy")
        report = inspect_clip(
            clip,
            shot=batch.shot,
            prompt=batch.prompt,
            marks=batch.marks,
            on_step=None if progress is None else progress.step(clip.name),
            flow_file=flow,
            kept_file=None if files is None else files.measured,
            people=places.people_folder(),
            own=places.own_models_folder(),
        )
        if batch.overlay is not None:
            _write_overlay(batch.owned(report), flow, batch.overlay)
    return report


def _write_overlay(report: Report, flow: Path, target: Path) -> None:
    import numpy as np

    from engine.inspect.overlay import write_overlay

    rows = np.load(flow, mmap_mode="r", allow_pickle=False)
    write_overlay(report, target, rows)
    print(target, file=sys.stderr)


class _Progress:
    """How far it is and how long it takes yet, on one line of a terminal."""

    def __init__(self, clips: int) -> None:
        self._clips, self._done = clips, 0
        self._began = time.monotonic()
        self._told = 0.0
        self._width = 0

    def step(self, name: str) -> Callable[[int, int], None]:
        """What to call with (done, total) of a clip."""

        def show(done: int, total: int) -> None:
            now = time.monotonic()
            if now - self._told < _EVERY and done < total:
                return
            self._told = now
            share = (self._done + done / max(1, total)) / self._clips
            left = (now - self._began) * (1 - share) / share if share > 0 else 0.0
            place = f"[{self._done + 1}/{self._clips}] " if self._clips > 1 else ""
            self._show(f"{place}{name}  {done}/{total}  {_left(left)}")

        return show

    def end_clip(self) -> None:
        """One more is done, whatever became of it."""
        self._done += 1
        self._show("")

    def _show(self, text: str) -> None:
        text = text[:100]
        print(f"\r{text:<{self._width}}\r{text}", end="", file=sys.stderr, flush=True)
        self._width = len(text)


def _left(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.0f} s left"
    minutes = seconds / 60
    return f"{minutes:.0f} min left" if minutes < 90 else f"{minutes / 60:.1f} h left"


# --- what is said ------------------------------------------------------------------------------


def _tell(refused: Sequence[tuple[Path, BadInput]]) -> None:
    for path, error in refused:
        # in folders several clips may have one name
        said = str(error)
        whole = f"{path}{said.removeprefix(path.name)}" if said.startswith(path.name) else said
        print(f"verbench: {whole}", file=sys.stderr)


def _print_page(batch: _Batch) -> None:
    from engine.inspect.html import pieces

    for piece in pieces(batch.reports, [(path, str(error)) for path, error in batch.refused]):
        sys.stdout.write(piece)


def _print_json(report: Report, indent: int | None) -> None:
    from engine.inspect.report_json import report_to_dict

    data = report_to_dict(report)
    print(json.dumps(data, ensure_ascii=False, indent=indent, allow_nan=False), flush=True)


def _print_reports(reports: Sequence[Report], many: bool) -> None:
    from engine.inspect.report_json import report_to_dict

    if not many:
        _print_json(reports[0], 2)
        return
    data = [report_to_dict(report) for report in reports]
    print(json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False))


def _fails(findings: Sequence[Finding], fail_on: str) -> bool:
    return fail_on != "never" and any(finding.score >= _LEAST[fail_on] for finding in findings)
