"""How right what is seen in a clip is, and how long it takes.

    python tests/bench/inspect.py [--data DIR] [--scenes tune|held|everyday|all] [--kinds pop,size]
                                  [--quick] [--marks] [--bare] [--each] [--keep DIR]
                                  [--json FILE] [--accuracy | --speed] [--sprites [--other N]]
    python tests/bench/inspect.py --as-is --data DIR
    python tests/bench/inspect.py --observe DIR [--sprites]

Accuracy: clips rendered here (tests/helpers/stage) with exactly one violation planted, and clean
ones; held scenes were not looked at while detectors were made, everyday scenes were made by someone
who did not know how detectors work (all: tune and held). Beside each kind is what one line
of arithmetic reaches in the same run. With --sprites: other clips, drawn by another painter with
other physics (tests/helpers/sprites), which are for the table only. With --data DIR (a folder with
manifest.json, real/ and generated/): clips of others as they are, and faults planted into the real
ones; with --as-is only the first (footage.py makes such a folder). Speed: a full inspection of 81
frames of 832 x 480 against the time it plays, with Farneback as the flow beside it. --observe only
renders and measures into DIR, so that detectors can be run again and again; --keep DIR takes from
there what is there already.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from engine.inspect.flow import DenseFlow, gray_of, resized, working_size
from engine.inspect.report import inspect_clip, judge
from engine.records import Report
from engine.video.read import frames, probe
from engine.video.write import write_clip
from tests.helpers import sprites
from tests.helpers.clips import Clip, Sprite, at, line, render
from tests.helpers.stage import clips
from tests.helpers.stage.baselines import WORDS
from tests.helpers.stage.footage import filmed
from tests.helpers.stage.judged import (
    Figures,
    Verdict,
    auc,
    calibration_error,
    figures,
    reliability,
    verdict,
)
from tests.helpers.stage.manifest import Seen, seen_clips
from tests.helpers.stage.observed import Truth, prepare, simple, taken
from tests.helpers.stage.ways import ways

ROOT = Path(__file__).resolve().parents[2]
PLAYING_FPS = 16.0
FARNEBACK_PAIRS = 12
KINDS = tuple(WORDS)
MARKABLE = ("penetration", "deform", "early-effect")
"""Kinds that a mark makes decidable: what is solid, what is rigid."""


@dataclass(frozen=True)
class Chosen:
    """What is measured, and how."""

    scenes: str
    kinds: tuple[str, ...]
    quick: bool
    marks: bool
    prompts: bool
    each: bool = False
    plain: bool = False
    sprites: bool = False
    other: int = 0
    """Sprites, or everyday scenes, by other chances than usual."""


def main() -> None:
    given = _arguments()
    chosen = Chosen(
        *(given.scenes, given.kinds, given.quick, given.marks),
        prompts=not given.bare,
        each=given.each,
        plain=given.plain,
        sprites=given.sprites or (bool(given.other) and given.scenes != "everyday"),
        other=given.other,
    )
    load = Path("/proc/loadavg")
    if load.exists():
        print(f"load {load.read_text().split()[0]}, OpenCV threads {cv2.getNumThreads()}")
    with tempfile.TemporaryDirectory() as folder:
        keep = given.observe or given.keep or Path(folder)
        if given.observe is not None:
            prepare(keep, _all(chosen, given.data), _told())
            return
        said: dict[str, object] = {}
        if given.as_is:
            said["others"] = _others(keep, seen_clips(given.data))
        elif not given.speed:
            said = accuracy(keep, chosen, given.data)
        if not (given.accuracy or given.as_is):
            speed(Path(folder), given.data)
    if given.json is not None:
        given.json.write_text(json.dumps(said, indent=1), encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, help="a folder with manifest.json and its clips")
    parser.add_argument("--scenes", choices=("tune", "held", "everyday", "all"), default="held")
    parser.add_argument("--kinds", type=_list, default=(), help="only these, divided by commas")
    parser.add_argument("--plain", action="store_true", help="480 x 272, 61 frames, 24 fps only")
    parser.add_argument("--sprites", action="store_true", help="the clips of sprites instead")
    parser.add_argument("--quick", action="store_true", help="one clip in ten")
    parser.add_argument("--marks", action="store_true", help="as if a person had marked things")
    parser.add_argument("--bare", action="store_true", help="without prompts, plans and images")
    parser.add_argument("--other", type=int, default=0, help="by other chances: a number")
    parser.add_argument("--each", action="store_true", help="what was said of each clip, too")
    parser.add_argument("--keep", type=Path, help="a folder with what --observe has measured")
    parser.add_argument("--observe", type=Path, help="only render and measure into this folder")
    parser.add_argument("--json", type=Path, help="write the figures here as well")
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--accuracy", action="store_true", help="no speed")
    only.add_argument("--speed", action="store_true", help="no accuracy")
    only.add_argument("--as-is", action="store_true", help="only the clips of --data")
    given = parser.parse_args()
    if given.as_is and given.data is None:
        parser.error("--as-is needs the folder of the clips: --data DIR")
    return given


def _list(text: str) -> tuple[str, ...]:
    names = tuple(text.split(","))
    if unknown := [name for name in names if name not in KINDS]:
        raise argparse.ArgumentTypeError(f"{', '.join(unknown)}: not among {', '.join(KINDS)}")
    return names


def _told() -> Callable[[str], None]:
    start = time.monotonic()

    def done(name: str) -> None:
        print(f"{time.monotonic() - start:6.0f} s  {name}", flush=True)

    return done


# --- accuracy ----------------------------------------------------------------------------------


def accuracy(keep: Path, chosen: Chosen, data: Path | None) -> dict[str, object]:
    """Print the tables; the same figures as plain values."""
    truths = _rendered(chosen)
    verdicts = list(_verdicts(keep, truths, chosen))
    title = "clips of sprites" if chosen.sprites else f"rendered clips, {chosen.scenes} scenes"
    said = {"rendered": _table(title, verdicts, chosen.kinds)}
    if not chosen.marks:
        _marked(keep, truths, chosen)
    if chosen.prompts:
        _followed(keep, truths)
    if data is None:
        return said
    planted = filmed(data)[:: 5 if chosen.quick else 1]
    kinds = tuple(dict.fromkeys(clip.kind for clip in planted if not clip.clean))
    said["filmed"] = _table(
        "faults planted into real footage", list(_verdicts(keep, planted, chosen)), kinds
    )
    said["others"] = _others(keep, seen_clips(data)[:: 5 if chosen.quick else 1])
    return said


def _all(chosen: Chosen, data: Path | None) -> Sequence[Truth]:
    found = _rendered(chosen)
    return found + (filmed(data) if data is not None else [])


def _rendered(chosen: Chosen) -> list[Truth]:
    if chosen.sprites:
        return [*sprites.clips(chosen.kinds, chosen.quick, chosen.other)]
    return [*clips(chosen.scenes, chosen.kinds, chosen.quick, chosen.plain, chosen.other)]


def _verdicts(keep: Path, truths: Sequence[Truth], chosen: Chosen) -> Iterator[Verdict]:
    prepare(keep, truths)
    for truth in truths:
        seen = taken(keep, truth, prompts=chosen.prompts, marks=chosen.marks)
        found = verdict(truth, judge(seen, Path(truth.name)), simple(keep, truth))
        if chosen.each:
            print(f"  {found.name:30} {_said(found)}")
        yield found


def _said(found: Verdict) -> str:
    scores = sorted(found.scores.items(), key=lambda pair: -pair[1])
    told = ", ".join(f"{kind} {score:.2f}" for kind, score in scores if score >= 0.2)
    right = "right  " if found.kinds & found.alarms else "missed " if found.kinds else ""
    cannot = " (cannot be determined)" if found.kinds & found.undetermined else ""
    return f"{right}{told or '-'}{cannot}"


def _table(title: str, verdicts: Sequence[Verdict], kinds: tuple[str, ...]) -> dict[str, object]:
    rows = [figures(kind, verdicts) for kind in kinds or KINDS]
    clean = [v for v in verdicts if not v.kinds]
    table = reliability(verdicts)
    print(f"\n{title}: {len(verdicts)} clips, {len(clean)} of them clean")
    print(
        f"{'kind':18}{'n':>4}{'AUC':>7}{'simple':>8}{'recall':>8}{'false':>7}"
        f"{'time':>7}{'place':>7}{'cannot':>8}"
    )
    for row in rows:
        if row.count:
            print(_line(row))
    wrong = [v for v in clean if v.alarms]
    other = [v for v in verdicts if v.kinds and v.alarms - v.kinds - v.arguable]
    hits = [v for v in verdicts if v.kinds & v.alarms]
    placed = [v.placed for v in hits if v.placed is not None]
    broken = len(verdicts) - len(clean)
    for words, some, of in (
        ("clean clips with any finding", len(wrong), len(clean)),
        ("broken clips with one of another kind", len(other), broken),
        ("true findings at the right time", sum(v.timed for v in hits), len(hits)),
        ("true findings in the right place", sum(map(bool, placed)), len(placed)),
    ):
        print(f"{words:40}{_part(some, of)}")
    print(f"calibration error {calibration_error(table):.3f}")
    for entry in table:
        print(f"  said {entry.said:.2f}, true {entry.true:.2f}   ({entry.count})")
    for verdict_ in wrong:
        print(f"  alarm on {verdict_.name}: {', '.join(sorted(verdict_.alarms))}")
    return {
        "kinds": [asdict(row) for row in rows if row.count],
        "clean_with_alarm": len(wrong) / max(1, len(clean)),
        "calibration_error": calibration_error(table),
        "reliability": [asdict(entry) for entry in table],
        "verdicts": [_plain(v.kinds, v.scores, v.fps) for v in verdicts],
    }


def _plain(kinds: Iterable[str], scores: Mapping[str, float], fps: float) -> dict[str, object]:
    """One clip as reliability.py reads it."""
    return {"kinds": sorted(kinds), "scores": dict(scores), "fps": fps}


def _marked(keep: Path, truths: Sequence[Truth], chosen: Chosen) -> None:
    """The kinds that a mark of the person makes decidable, with it."""
    kinds = [kind for kind in MARKABLE if kind in (chosen.kinds or KINDS)]
    some = [truth for truth in truths if truth.clean or truth.kind in kinds]
    verdicts = list(_verdicts(keep, some, replace(chosen, marks=True, each=False)))
    for row in (figures(kind, verdicts) for kind in kinds):
        if row.count:
            print(_line(replace(row, kind=f"{row.kind}, marked")))
    clean = [v for v in verdicts if not v.kinds]
    wrong = sum(bool(v.alarms) for v in clean)
    print(f"{'clean clips with any finding, marked':40}{_part(wrong, len(clean))}")


def _followed(keep: Path, truths: Sequence[Truth]) -> None:
    """How exactly the painted ways of clean clips are measured."""
    found = [way for truth in truths if truth.clean for way in ways(taken(keep, truth))]
    for words, some in (
        ("of a thing", [way for way in found if way.of_thing]),
        ("of a region in which none was seen", [way for way in found if not way.of_thing]),
    ):
        if some:
            off, simple = ([getattr(way, name) for way in some] for name in ("off", "simple"))
            print(
                f"paths {words + ', off by':42}{np.median(off):5.0%} of their length, mean"
                f" {np.mean(off):.0%} ({len(some)}); points alone {np.median(simple):.0%},"
                f" {np.mean(simple):.0%}"
            )


def _line(row: Figures) -> str:
    return (
        f"{row.kind:18}{row.count:4}{_number(row.auc):>7}{_number(row.baseline):>8}"
        f"{_number(row.recall):>8}{_number(row.alarms):>7}{_number(row.timed):>7}"
        f"{_number(row.placed):>7}{_number(row.undetermined):>8}"
    )


def _number(value: float) -> str:
    return "-" if np.isnan(value) else f"{value:.2f}"


def _part(some: int, of: int) -> str:
    return f"{some}/{of}" + (f" ({100 * some / of:.0f} %)" if of else "")


def _others(keep: Path, seen: Sequence[Seen]) -> dict[str, object]:
    """Clips of others as they are: real ones are clean, generated ones as a viewer saw them."""
    keep.mkdir(parents=True, exist_ok=True)
    reports = [(clip, _inspected(keep, clip)) for clip in seen]
    real = [r for clip, r in reports if clip.real]
    none = [r for clip, r in reports if not clip.real and not clip.kinds]
    bad = [(clip, r) for clip, r in reports if clip.kinds]
    print(f"\nclips of others: {len(real)} real, {len(none) + len(bad)} generated")
    for title, group in (("real", real), ("generated, none seen", none)):
        alarmed = sum(bool(r.findings) for r in group)
        print(f"{title + ' with any finding':36} {_part(alarmed, len(group))}")
    for kind in sorted({kind for clip, _ in bad for kind in clip.kinds}):
        having = [(clip, r) for clip, r in bad if kind in clip.kinds]
        found = sum(any(f.kind == kind for f in r.findings) for _, r in having)
        timed = sum(_at_time(clip, r, kind) for clip, r in having)
        print(f"{kind + ' found':36} {_part(found, len(having))}, at the right time {timed}")
    most = auc([_most(r) for _, r in bad], [_most(r) for r in none])
    print(f"{'seen against none seen, AUC':36} {_number(most)}")
    for clip, report in reports:
        told = ", ".join(f"{f.kind} {f.start_frame}-{f.end_frame}" for f in report.findings)
        truth = ", ".join(f"{k} {a}-{b}" for k, a, b in clip.violations) or "-"
        if told or clip.violations:
            print(f"  {clip.name:44.44} {truth:40.40} | {told or '-'}")
    return {
        "real_with_alarm": sum(bool(r.findings) for r in real) / max(1, len(real)),
        "none_seen_with_alarm": sum(bool(r.findings) for r in none) / max(1, len(none)),
        "auc_seen": most,
        "verdicts": [_plain(clip.kinds, r.scores, r.clip.fps) for clip, r in reports],
    }


def _inspected(keep: Path, clip: Seen) -> Report:
    return inspect_clip(
        clip.path, flow_file=keep / f"{clip.name}.npy", kept_file=keep / f"{clip.name}.npz"
    )


def _at_time(clip: Seen, report: Report, kind: str) -> bool:
    # a viewer's frames are within four of the truth
    return any(
        finding.kind == kind == seen
        and finding.start_frame <= last + 4
        and finding.end_frame >= first - 4
        for finding in report.findings
        for seen, first, last in clip.violations
    )


def _most(report: Report) -> float:
    return max(report.scores.values(), default=0.0)


# --- speed -------------------------------------------------------------------------------------


def speed(folder: Path, data: Path | None) -> None:
    """Print how long each step takes."""
    measure(rendered(folder))
    large = rendered(folder, 1280, 720, 121)
    print(f"\n1280 x 720 x 121: at most {memory(large):.0f} MB")
    if data is not None:
        for name in ("vace_videos_test_mp4_1.mp4", "taehv_1.mp4"):
            for path in data.rglob(name):
                measure(path)


def memory(path: Path) -> float:
    """How many megabytes a process that inspects a clip held at most."""
    script = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from engine.inspect.report import inspect_clip\n"
        "inspect_clip(Path(sys.argv[1]))\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
    )
    command = [sys.executable, "-c", script, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    return int(done.stdout) / 1024


def seconds(work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def decode(path: Path) -> None:
    for _ in frames(path):
        pass


def flow(path: Path, preset: str) -> None:
    dense, last = DenseFlow(preset), None
    for frame in frames(path):
        size = working_size(frame.shape[1], frame.shape[0])
        gray = gray_of(resized(frame, size))
        if last is not None:
            dense.between(last, gray)
        last = gray


def farneback(path: Path, pairs: int) -> float:
    """Seconds for the whole clip, from its first pairs."""
    info = probe(path)
    size = working_size(info.width, info.height)
    grays = [gray_of(resized(frame, size)) for frame in frames(path, 0, pairs + 1)]
    spent = seconds(
        lambda: [
            cv2.calcOpticalFlowFarneback(a, b, None, 0.5, 3, 15, 3, 5, 1.2, 0)
            for a, b in pairwise(grays)
        ]
    )
    return spent / (len(grays) - 1) * (info.frames - 1)


def measure(path: Path) -> None:
    info = probe(path)
    plays = info.frames / PLAYING_FPS
    decoding = seconds(lambda: decode(path))
    first: list[float] = []
    start = time.perf_counter()
    inspect_clip(path, on_finding=lambda _: first.append(time.perf_counter() - start))
    whole = time.perf_counter() - start
    other = decoding + farneback(path, FARNEBACK_PAIRS)
    rows = {
        "plays at 16 fps (baseline)": plays,
        "decode": decoding,
        "decode + flow, custom": seconds(lambda: flow(path, "custom")),
        "decode + flow, fast": seconds(lambda: flow(path, "fast")),
        "decode + flow, Farneback": other,
        "inspect, everything": whole,
    }
    print(f"\n{path.name}: {info.frames} frames, {info.width} x {info.height}")
    for name, spent in rows.items():
        print(
            f"  {name:28s} {spent:6.2f} s   {spent / plays:5.2f} of playing time"
            f"   {spent / other:5.2f} of Farneback"
        )
    if first:
        print(f"  {'first finding after':28s} {first[0]:6.2f} s")


def rendered(folder: Path, width: int = 832, height: int = 480, frames_: int = 81) -> Path:
    clip = Clip(
        (
            Sprite(line(150, 240, 4, 0), size=(120, 120), turn=3),
            Sprite(line(700, 120, -3, 2), size=(90, 70), shape="box", seed=4),
            Sprite(at(600, 400), size=(80, 60), shape="box", seed=5, end=11),
        ),
        frames=frames_,
        width=width,
        height=height,
        pan=(0.5, 0.2),
        noise=2,
    )
    path = folder / "rendered.mp4"
    write_clip(path, render(clip), clip.fps)
    return path


if __name__ == "__main__":
    main()
