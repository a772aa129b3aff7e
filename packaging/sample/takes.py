"""Makes the takes of the sample from its shots: three animatics, and one that goes wrong.

    .venv/bin/python packaging/sample/takes.py

The wrong one is the rock on its way back up the hill, without its Request, as if another model had
made it from the same prompt: something to find on the first evening.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from app.__main__ import program_version
from engine.backends import backend
from engine.backends.base import SILENT, Workplace
from engine.documents import load_shot
from engine.imprint import imprinted
from engine.records import MotionPlan, PathPoint, Request, Shot
from engine.video.write import write_clip

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "sample"
SHOTS = ("rock", "ball", "cup")
UPHILL = "rock-uphill"


def main() -> None:
    """Writes resources/sample/takes."""
    folder = SAMPLE / "takes"
    folder.mkdir(exist_ok=True)
    for name in SHOTS:
        shot = load_shot(SAMPLE / "shots" / f"{name}.json")
        make(shot, folder / f"{name}.mp4", *imprinted(Request(shot, program_version())))
    rock = load_shot(SAMPLE / "shots" / "rock.json")
    make(replace(rock, plan=backwards(rock.plan)), folder / f"{UPHILL}.mp4", "", {})


def make(shot: Shot, path: Path, comment: str, files: dict[str, bytes]) -> None:
    """One animatic, small enough to travel with the program."""
    generator = backend("animatic").open(shot.settings, Workplace(path.parent))
    frames = generator(Request(shot, program_version()), SILENT)
    clip = write_clip(path, frames, shot.settings.fps, comment, 27, files)
    print(f"{path.name}: {clip.frames} frames, {path.stat().st_size / 1024:.0f} KB")


def backwards(plan: MotionPlan) -> MotionPlan:
    """The same way, gone from its end to its start."""
    strokes = []
    for stroke in plan.strokes:
        points = tuple(
            PathPoint(1.0 - point.t, point.x, point.y) for point in reversed(stroke.points)
        )
        strokes.append(
            replace(stroke, points=points, easing="linear", rotation_deg=-stroke.rotation_deg)
        )
    return replace(plan, strokes=tuple(strokes))


if __name__ == "__main__":
    main()
