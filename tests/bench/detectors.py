"""How often the detectors are right: false alarms on clean clips, recall on broken ones.

With --data DIR (a folder with manifest.json, real/ and generated/): every clip is inspected; real
clips are clean, generated ones carry the violations of the manifest. Without: clips rendered here,
of other scenes than the tests'. The baseline is the one that needs no thought: a pop where the part
of the picture that changes between two frames jumps above five times its median.

    python tests/bench/detectors.py [--data DIR]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from engine.inspect.flow import gray_of, resized, working_size
from engine.inspect.report import inspect_clip, inspect_frames
from engine.records import Report
from engine.video.read import frames, probe
from tests.helpers.clips import Clip, Sprite, at, line, render


@dataclass(frozen=True)
class Case:
    """One clip, what is wrong with it, and what was said."""

    name: str
    clean: bool
    faults: frozenset[str]
    report: Report
    naive: bool


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, help="a folder with manifest.json and its clips")
    data = parser.parse_args().data
    cases = list(_rendered() if data is None else _real(_manifest(data)))
    for case in cases:
        found = ", ".join(
            f"{f.kind} {f.start_frame}-{f.end_frame} {f.score:.2f}" for f in case.report.findings
        )
        truth = "clean" if case.clean else ", ".join(sorted(case.faults)) or "none seen"
        print(f"{case.name:44s} {truth:28s} {found or '-'}")
    _summary(cases)


def _summary(cases: list[Case]) -> None:
    clean = [case for case in cases if case.clean]
    pops = [case for case in cases if "pop" in case.faults]
    none = [case for case in cases if not case.clean and not case.faults]
    wrong = [case for case in cases if "wrong-direction" in case.faults]
    print()
    print(f"{'':44s} {'Verbench':>10s} {'baseline':>10s}")
    for title, group, kind in (
        ("clean clips with any alarm", clean, None),
        ("generated clips, none seen, with any alarm", none, None),
        ("pops found", pops, "pop"),
        ("wrong directions found", wrong, "wrong-direction"),
    ):
        if not group:
            continue
        ours = sum(_says(case.report, kind) for case in group)
        naive = f"{sum(case.naive for case in group)}/{len(group)}"
        print(
            f"{title:44s} {f'{ours}/{len(group)}':>10s} "
            f"{naive if kind != 'wrong-direction' else '-':>10s}"
        )


def _says(report: Report, kind: str | None) -> bool:
    return any(kind in (None, finding.kind) for finding in report.findings)


# --- clips of others ---------------------------------------------------------------------------


def _manifest(data: Path) -> Path:
    found = sorted(data.rglob("manifest.json"))
    if not found:
        sys.exit(f"{data} holds no manifest.json")
    return found[0]


def _real(manifest: Path) -> Iterator[Case]:
    entries = json.loads(manifest.read_text(encoding="utf-8"))
    with ThreadPoolExecutor(2) as pool:
        yield from pool.map(lambda entry: _case(manifest.parent, entry), entries)


def _case(folder: Path, entry: dict) -> Case:
    path = folder / entry["file"]
    info = probe(path)
    return Case(
        name=entry["file"],
        clean=entry["kind"] == "real",
        faults=frozenset(violation["kind"] for violation in entry["violations"]),
        report=inspect_clip(path),
        naive=_jumps(frames(path), info.width, info.height),
    )


# --- rendered clips ----------------------------------------------------------------------------


def _rendered() -> Iterator[Case]:
    draw = np.random.default_rng(42)
    for number in range(8):
        mover = Sprite(
            line(*draw.uniform((60, 50), (120, 140)), *draw.uniform((2, -1.5), (6, 1.5))),
            size=(int(draw.integers(36, 70)), int(draw.integers(36, 70))),
            seed=number,
            turn=float(draw.choice([0, 4])),
        )
        other = Sprite(
            at(*draw.uniform((200, 50), (270, 150))), size=(44, 44), shape="box", seed=90 + number
        )
        base = Clip(
            (mover,),
            seed=number,
            fps=float(draw.choice([8, 16, 24])),
            pan=tuple(draw.choice([0.0, 1.5], 2)),
            noise=float(draw.choice([1, 5])),
        )
        fade = int(draw.integers(0, 6))
        yield from _variants(number, base, mover, other, fade)


def _variants(number: int, base: Clip, mover: Sprite, other: Sprite, fade: int) -> Iterator[Case]:
    both = replace(base, sprites=(mover, other))
    comes = replace(base, sprites=(mover, replace(other, start=10, fade=fade)))
    goes = replace(base, sprites=(mover, replace(other, end=14, fade=fade)))
    yield _asked(f"{number} as asked", both, "The ball rolls to the right.", ())
    yield _asked(f"{number} other way", both, "The ball rolls to the left.", ("wrong-direction",))
    yield _asked(f"{number} comes over {fade}", comes, "", ("pop",))
    yield _asked(f"{number} goes over {fade}", goes, "", ("pop",))


def _asked(name: str, clip: Clip, prompt: str, faults: Iterable[str]) -> Case:
    kinds = frozenset(faults)
    return Case(
        name=name,
        clean=not kinds,
        faults=kinds,
        report=inspect_frames(render(clip), clip.info, prompt=prompt),
        naive=_jumps(render(clip), clip.width, clip.height),
    )


# --- the baseline ------------------------------------------------------------------------------


def _jumps(pictures: Iterable[np.ndarray], width: int, height: int) -> bool:
    size = working_size(width, height)
    last, shares = None, []
    for picture in pictures:
        gray = gray_of(resized(picture, size)).astype(np.int16)
        if last is not None:
            shares.append(float((np.abs(gray - last) > 28).mean()))
        last = gray
    return bool(shares) and max(shares) > max(0.0015, 5 * float(np.median(shares)))


if __name__ == "__main__":
    main()
