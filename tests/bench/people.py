"""Rendered people who walk, and the same with legs against the body: how well poses tell which.

    python tests/bench/people.py [--clips N] [--seed S]

Needs the pose models (verbench models fetch pose). The view stands still and is known to, so that
only poses and gait are measured. The baseline is one sign alone: the foot that carries moves along,
whichever way the toes point.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from app import places
from engine.detectors import incoherent_parts
from engine.inspect.people import watch
from engine.inspect.people.gait import Gait, gaits_of
from engine.records import CameraStep
from tests.helpers.stage import walkers
from tests.helpers.stage.render import frames
from tests.helpers.stage.world import Look, Stage

FORMATS = ((480, 272, 60, 24.0), (512, 320, 44, 16.0), (640, 360, 60, 24.0))


@dataclass(frozen=True)
class Seen:
    """What was seen in one clip."""

    faulty: bool
    covered: float
    gaits: tuple[Gait, ...]
    seconds: float
    """Of processor time a look."""


def seen_in(stage: Stage, fault: str, look: Look) -> Seen:
    watcher = watch(stage.info, places.people_folder())
    if watcher is None:
        raise SystemExit("The pose models are not there: verbench models fetch pose")
    used, looks = 0.0, 0
    for number, picture in enumerate(frames(walkers.person(stage, fault), stage, look)):
        if watcher.looks_at(number):
            began = time.process_time()
            watcher.see(number, picture)
            used, looks = used + time.process_time() - began, looks + 1
    still = tuple(CameraStep(number, 0.0, 0.0, 1.0, 0.0) for number in range(stage.frames - 1))
    people = watcher.people
    gaits = [gait for person in people for gait in gaits_of(person, still, stage.info)]
    covered = max((len(person.poses) for person in people), default=0) / looks
    return Seen(bool(fault), covered, tuple(gaits), used / looks)


def auc(good: list[float], bad: list[float]) -> float:
    pairs = [(b > g) + 0.5 * (b == g) for g in good for b in bad]
    return sum(pairs) / len(pairs) if pairs else float("nan")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clips", type=int, default=6)
    parser.add_argument("--seed", type=int, default=5000)
    told = parser.parse_args()
    found = []
    for number in range(told.clips):
        width, height, count, rate = FORMATS[number % len(FORMATS)]
        stage = Stage(width, height, count, rate, told.seed + number)
        fault = "incoherent-parts" if number % 2 else ""
        found.append(seen_in(stage, fault, Look(noise=2.0, crf=23)))
    scores, slips = ({True: [], False: []} for _ in range(2))
    for seen in found:
        scores[seen.faulty].append(
            max((incoherent_parts.score_of(gait) for gait in seen.gaits), default=0.0)
        )
        slips[seen.faulty].append(max((gait.slip for gait in seen.gaits), default=0.0))
    clean, faulty = scores[False], scores[True]
    ours, baseline = auc(clean, faulty), auc(slips[False], slips[True])
    print(f"{'':24}{'AUC':>6}{'told':>10}{'false':>8}")
    caught, false = (sum(score >= 0.5 for score in some) for some in (faulty, clean))
    told_, wrong = f"{caught} of {len(faulty)}", f"{false} of {len(clean)}"
    print(f"{'toes, foot and swing':24}{ours:6.2f}{told_:>10}{wrong:>8}")
    print(f"{'the foot alone':24}{baseline:6.2f}")
    print(f"ratio of AUC {ours / max(baseline, 1e-9):.2f}")
    covered = sum(seen.covered for seen in found) / len(found)
    cost = 1000 * sum(seen.seconds for seen in found) / len(found)
    print(f"poses in {100 * covered:.0f} % of the looks, {cost:.0f} ms of processor time a look")


if __name__ == "__main__":
    main()
