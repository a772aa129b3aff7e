"""How well prompts are read, against people's labels: `python tests/bench/reading.py --data DIR`.

DIR holds dev.jsonl (labelled prompts, see its guideline); without it there is nothing to compare
with and the bench says so. Baselines, in the same run: every form of a listed verb is an action,
and every listed verb without a direction phrase is ambiguous.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from engine.prompt.english import Candidate  # noqa: E402
from engine.prompt.lexicon import english  # noqa: E402
from engine.prompt.lint import lint  # noqa: E402
from engine.prompt.reading import read  # noqa: E402
from engine.prompt.words import Words  # noqa: E402
from engine.records import Reading, Scene  # noqa: E402

PHYSICS = {"handobj": "hand-object", "multistep": "multi-step", "deform": "deformation"}


class Score(NamedTuple):
    """Right, wrongly claimed, missed."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def plus(self, tp: int, fp: int, fn: int) -> Score:
        return Score(self.tp + tp, self.fp + fp, self.fn + fn)

    def line(self) -> str:
        p = self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0
        r = self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0
        f = 2 * p * r / (p + r) if p + r else 0.0
        return f"{p:.2f} / {r:.2f} / {f:.2f}"


def every_listed_form(words: Words) -> tuple[Candidate, ...]:
    """The baseline: whatever looks like a form of a listed verb is an action."""
    known = english()
    found = []
    for i, low in enumerate(words.low):
        for form in known.forms.get(low, ())[:1]:
            verb = known.verbs.get(form.head)
            if verb:
                found.append(Candidate(verb, i, i, i, form.kind))
    return tuple(found)


def span_score(reading: Reading, labels: list[dict[str, Any]]) -> tuple[int, int, int]:
    """Overlap counts as found; optional labels are neither rewarded nor punished."""
    spans = [a.span for a in reading.actions]
    used: set[int] = set()
    tp = fn = 0
    for label in labels:
        hits = {k for k, s in enumerate(spans) if s.start < label["end"] and label["start"] < s.end}
        used |= hits
        if not label["optional"]:
            tp, fn = (tp + 1, fn) if hits else (tp, fn + 1)
    return tp, len(spans) - len(used), fn


def flag(got: bool, want: bool) -> tuple[int, int, int]:
    return int(got and want), int(got and not want), int(want and not got)


def fires(text: str, rule: str) -> bool:
    return any(h.rule == rule for h in lint(Scene(read(text)), profile="strict"))


def measure(rows: list[dict[str, Any]], show: bool) -> dict[str, Score]:
    scores: dict[str, Score] = {}

    def add(name: str, counts: tuple[int, int, int], row: dict[str, Any] | None = None) -> None:
        scores[name] = scores.get(name, Score()).plus(*counts)
        if show and row and (counts[1] or counts[2]) and "baseline" not in name:
            print(f"{name:24} {counts} {row['id']} {row['text'][:140]}", file=sys.stderr)

    for row in rows:
        text, lang = row["text"], row["lang"]
        if "actions" in row:
            reading = read(text)
            naive = read(text, find=every_listed_form)
            add(f"{lang} action spans", span_score(reading, row["actions"]), row)
            if lang == "en":  # the baseline knows English only
                add(f"{lang} action spans, baseline", span_score(naive, row["actions"]))
            add(
                f"{lang} ambiguous-verb",
                flag(fires(text, "ambiguous-verb"), bool(row["gold_ambiguous_verb"])),
                row,
            )
            bare = any(a.heading_span is None and not a.camera for a in naive.actions)
            add(f"{lang} ambiguous-verb, baseline", flag(bare, bool(row["gold_ambiguous_verb"])))
            add(f"{lang} >= 3 steps", flag(reading.steps >= 3, row["n_sequential"] >= 3), row)
            add(
                f"{lang} >= 3 verbs, baseline",
                flag(len(naive.actions) >= 3, row["n_sequential"] >= 3),
            )
            add(
                f"{lang} start pose",
                flag(reading.start_pose is not None, bool(row["start_pose"])),
                row,
            )
            add(
                f"{lang} end state",
                flag(reading.end_state is not None, bool(row["end_state"])),
                row,
            )
            want = {PHYSICS.get(p, p) for p in row["physics"]}
            maybe = {PHYSICS.get(p, p) for p in row["physics_optional"]}
            got = set(reading.physics)
            add(f"{lang} physics", (len(got & want), len(got - want - maybe), len(want - got)), row)
        elif row["kind"] == "adv_conflict":
            add(
                f"{lang} conflict probes",
                flag(fires(text, "conflicting-motion"), bool(row["conflict"])),
                row,
            )
        elif row["kind"] == "adv_filler":
            add(
                f"{lang} filler probes",
                flag(fires(text, "physics-filler"), bool(row["filler"])),
                row,
            )
    return scores


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with dev.jsonl")
    parser.add_argument("--show", action="store_true", help="print each disagreement to stderr")
    args = parser.parse_args()
    path = args.data / "dev.jsonl" if args.data else None
    if path is None or not path.is_file():
        print("No labelled prompts: give their folder with --data DIR.")
        return 0
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    print(f"{'check':34} precision / recall / F1   (right, wrong, missed)")
    for name, score in sorted(measure(rows, args.show).items()):
        print(f"{name:34} {score.line()}   {tuple(score)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
