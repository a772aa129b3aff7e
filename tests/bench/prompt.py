"""How well and how fast prompts are read: `python tests/bench/prompt.py --data DIR`.

Every .jsonl file of DIR is used: rows with labels (see their guideline) are scored with 95 %
intervals (bootstrap over prompts), probes of contradiction and filler are counted, and rows that
are only text give the firing rates. Baselines in the same run: tables without the parser, every
form of a listed verb as an action, every bare verb as ambiguous; for speed proselint, where it is
installed. Without --data only the speed is measured, on a prompt of its own.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from engine.prompt import parser as parser_module  # noqa: E402
from engine.prompt.lexicon import english  # noqa: E402
from engine.prompt.lint import lint  # noqa: E402
from engine.prompt.parser import Parser  # noqa: E402
from engine.prompt.reading import read  # noqa: E402
from engine.prompt.words import split_words  # noqa: E402
from engine.records import Reading, Scene, Span  # noqa: E402

Row = dict[str, Any]
Counts = tuple[int, int, int]
"""Right, wrongly claimed, missed."""
PHYSICS = {"handobj": "hand-object", "multistep": "multi-step", "deform": "deformation"}
RESAMPLES = 1000
TARGETS = {
    "en action spans": "F1 .95",
    "en missing direction": "P .85 R .85",
    "en ambiguous verb": "P .85 R .85",
    "en three or more steps": "P .85 R .85",
    "en physics": "F1 .88",
    "en start pose": "P .92 R .85",
    "en end state": "P .92 R .85",
    "en conflict probes": "P .95 R .95",
    "zh conflict probes": "P .95 R .95",
    "zh action spans": "F1 .90",
    "zh ambiguous verb": "F1 .85",
    "zh three or more steps": "F1 .80",
}
SAMPLE = (
    "A weathered fisherman in a yellow raincoat stands at the bow of a small wooden boat, then "
    "pulls a heavy net out of the dark water with both hands. Waves roll against the hull while "
    "gulls circle above him. "
)


class Score(NamedTuple):
    """Precision, recall and F1 of summed counts."""

    precision: float
    recall: float
    f1: float


def score(counts: Iterable[Counts]) -> Score:
    tp = fp = fn = 0
    for a, b, c in counts:
        tp, fp, fn = tp + a, fp + b, fn + c
    precision = tp / (tp + fp) if tp + fp else 1.0
    recall = tp / (tp + fn) if tp + fn else 1.0
    return Score(precision, recall, 2 * tp / (2 * tp + fp + fn) if tp else 0.0)


def interval(counts: Sequence[Counts], pick: Callable[[Score], float]) -> tuple[float, float]:
    rng = random.Random(0)
    values = sorted(pick(score(rng.choices(counts, k=len(counts)))) for _ in range(RESAMPLES))
    return values[int(0.025 * RESAMPLES)], values[int(0.975 * RESAMPLES)]


# --- comparing one prompt with its labels --------------------------------------------------------


def overlapping(span: Span, label: Row) -> bool:
    return span.start < label["end"] and label["start"] < span.end


def span_counts(spans: Sequence[Span], labels: list[Row]) -> Counts:
    """Overlap counts as found; optional labels are neither rewarded nor punished."""
    used: set[int] = set()
    tp = fn = 0
    for label in labels:
        hits = {k for k, span in enumerate(spans) if overlapping(span, label)}
        used |= hits
        if not label["optional"]:
            tp, fn = (tp + 1, fn) if hits else (tp, fn + 1)
    return tp, len(spans) - len(used), fn


def direction_counts(reading: Reading, labels: list[Row]) -> Counts:
    """Missing directions, per foreground action that is neither optional nor the camera's."""
    tp = fp = fn = 0
    for label in labels:
        found = [a for a in reading.actions if overlapping(a.span, label)]
        claimed = any(a.direction == "missing" and not a.camera for a in found)
        if label["optional"] or label["camera"] or label["ambient"]:
            continue
        wanted = label["direction"] == "0"
        tp, fp, fn = tp + (claimed and wanted), fp + (claimed > wanted), fn + (wanted > claimed)
    for action in reading.actions:
        loose = not any(overlapping(action.span, label) for label in labels)
        fp += loose and action.direction == "missing" and not action.camera
    return tp, fp, fn


def flag(got: bool, want: bool) -> Counts:
    return int(got and want), int(got and not want), int(want and not got)


def compare(row: Row, reading: Reading) -> dict[str, Counts]:
    rules = {h.rule for h in lint(Scene(reading), "strict")}
    if "actions" not in row:
        kind = row.get("kind", "")
        probes = {"adv_conflict": ("conflict", "conflicting-motion"), "adv_filler": ("filler",) * 2}
        if kind == "adv_filler":
            return {"filler probes": flag("physics-filler" in rules, bool(row["filler"]))}
        if kind in probes:
            return {"conflict probes": flag("conflicting-motion" in rules, bool(row["conflict"]))}
        if kind == "adv_edge":
            return {"edge probes": flag("subject-at-edge" in rules, bool(row["edge"]))}
        return {}
    want = {PHYSICS.get(p, p) for p in row["physics"]}
    maybe = {PHYSICS.get(p, p) for p in row["physics_optional"]}
    got = set(reading.physics)
    return {
        "action spans": span_counts([a.span for a in reading.actions], row["actions"]),
        "missing direction": direction_counts(reading, row["actions"]),
        "ambiguous verb": flag("ambiguous-verb" in rules, bool(row["gold_ambiguous_verb"])),
        "three or more steps": flag(reading.steps >= 3, row["n_sequential"] >= 3),
        "start pose": flag(reading.start_pose is not None, bool(row["start_pose"])),
        "end state": flag(reading.end_state is not None, bool(row["end_state"])),
        "physics": (len(got & want), len(got - want - maybe), len(want - got)),
    }


def naive(row: Row) -> dict[str, Counts]:
    """The baseline: whatever looks like a form of a listed verb is an action, and ambiguous."""
    if "actions" not in row or row["lang"] != "en":
        return {}
    known = english()
    words = split_words(row["text"])
    spans = [
        words.spans[i]
        for i, low in enumerate(words.low)
        if any(form.head in known.verbs for form in known.forms.get(low, ()))
    ]
    return {
        "action spans": span_counts(spans, row["actions"]),
        "ambiguous verb": flag(bool(spans), bool(row["gold_ambiguous_verb"])),
        "three or more steps": flag(len(spans) >= 3, row["n_sequential"] >= 3),
    }


# --- the whole set -------------------------------------------------------------------------------

Table = dict[str, list[Counts]]


def measured(rows: Sequence[Row], one: Callable[[Row], dict[str, Counts]], show: bool) -> Table:
    table: Table = {}
    for row in rows:
        for name, counts in one(row).items():
            table.setdefault(f"{row['lang']} {name}", []).append(counts)
            if show and (counts[1] or counts[2]):
                print(
                    f"{row['lang']} {name:20} {counts} {row['id']} {row['text'][:150]}",
                    file=sys.stderr,
                )
    return table


def print_table(table: Table, tables_only: Table, baseline: Table) -> None:
    print(f"{'check':24} {'prompts':>7} {'positive':>8}  precision        recall           F1")
    for name, counts in sorted(table.items()):
        got = score(counts)
        cells = []
        for value, pick in zip(got, (lambda s: s[0], lambda s: s[1], lambda s: s[2]), strict=True):
            low, high = interval(counts, pick)
            cells.append(f"{value:.2f} ({low:.2f}-{high:.2f})")
        others = [f"tables {_brief(tables_only[name])}"] if name in tables_only else []
        others += [f"baseline {_brief(baseline[name])}"] if name in baseline else []
        positive = sum(c[0] + c[2] for c in counts)
        target = f"  goal {TARGETS[name]}" if name in TARGETS else ""
        row = f"{name:24} {len(counts):7} {positive:8}  {' '.join(cells)}{target}"
        print(f"{row}; {', '.join(others)}")


def _brief(counts: list[Counts]) -> str:
    got = score(counts)
    return f"{got.precision:.2f}/{got.recall:.2f}/{got.f1:.2f}"


def firing(texts: Sequence[str], parser: Parser | None, show: bool) -> None:
    """How often each rule speaks on real prompts, at the normal profile and at strict."""
    rates: Counter[str] = Counter()
    normal = 0
    for text in texts:
        scene = Scene(read(text, parser=parser))
        normal += len(lint(scene, "normal"))
        rules = {h.rule for h in lint(scene, "strict")}
        rates.update(rules)
        if show and "conflicting-motion" in rules:
            print(f"conflict: {text[:200]}", file=sys.stderr)
    print(
        f"\n{len(texts)} real prompts without labels: {normal / len(texts):.2f} hints each (normal)"
    )
    for rule, count in rates.most_common():
        print(f"  {rule:22} {count:5}  {100 * count / len(texts):5.1f} %")


# --- speed ---------------------------------------------------------------------------------------


def p50_p95(times: list[float]) -> str:
    times = sorted(times)
    return f"{times[len(times) // 2] * 1e3:6.2f} {times[int(len(times) * 0.95)] * 1e3:6.2f}"


def typed(words: int, parser: Parser | None, edits: int = 120) -> list[float]:
    """Processor seconds of the whole analysis, per key, while a word is typed at the end."""
    base = (SAMPLE * 5).split()[:words]
    times = []
    for k in range(edits):
        base[-1] = "walking"[: 1 + k % 7] + str(k)
        text = " ".join(base)
        start = time.process_time()
        lint(Scene(read(text, parser=parser)))
        times.append(time.process_time() - start)
    return times


def proselint_times(words: int, edits: int = 40) -> list[float] | None:
    try:
        from proselint.checks import __register__
        from proselint.registry import CheckRegistry
        from proselint.tools import LintFile
    except ImportError:
        return None
    if not CheckRegistry().checks:
        CheckRegistry().register_many(__register__)
    base = (SAMPLE * 5).split()[:words]
    times = []
    for k in range(edits):
        base[-1] = "walking"[: 1 + k % 7] + str(k)
        start = time.process_time()
        LintFile(source="", content=" ".join(base)).lint()
        times.append(time.process_time() - start)
    return times


def print_speed(parser: Parser | None) -> None:
    print("\nwhole analysis per key, processor ms\n                           p50    p95")
    for words, goal in ((30, 10), (150, 20)):
        print(f"  {words:4} words, tables        {p50_p95(typed(words, None))}")
        if parser:
            ours = typed(words, parser)
            print(f"  {words:4} words, parser        {p50_p95(ours)}   goal p95 {goal}")
        other = proselint_times(words)
        if other:
            ratio = (
                f", {sum(other) / len(other) / (sum(ours) / len(ours)):.1f} x ours"
                if parser
                else ""
            )
            print(f"  {words:4} words, proselint     {p50_p95(other)}{ratio}")


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=Path, help="folder with .jsonl files of prompts")
    arguments.add_argument("--show", action="store_true", help="print disagreements to stderr")
    arguments.add_argument("--no-speed", action="store_true")
    args = arguments.parse_args()
    parser = parser_module.load()
    rows: list[Row] = []
    for path in sorted(args.data.glob("*.jsonl")) if args.data else ():
        rows += [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    labelled = [row for row in rows if "kind" in row]
    if labelled:
        table = measured(labelled, lambda r: compare(r, read(r["text"], parser=parser)), args.show)
        bare = measured(labelled, lambda r: compare(r, read(r["text"])), False)
        print_table(table, bare, measured(labelled, naive, False))
    texts = [row["text"] for row in rows if "kind" not in row and row["lang"] == "en"]
    if texts:
        firing(texts, parser, args.show)
    if not args.no_speed:
        print_speed(parser)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
