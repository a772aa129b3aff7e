"""Render the sample start images: scene names go in, JPEGs and subjects.json come out."""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import scene_ball
import scene_cup
import scene_rock
import studio

SCENES = {"rock": scene_rock, "ball": scene_ball, "cup": scene_cup}
IMAGES = Path(__file__).resolve().parents[2] / "resources" / "sample" / "images"
FINAL = {
    "rock": studio.Quality(1.0, 64),
    "ball": studio.Quality(1.0, 64),
    "cup": studio.Quality(1.0, 72),
}


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenes", nargs="*", metavar="scene", help=f"{', '.join(SCENES)}; all")
    parser.add_argument("--out", type=Path, default=IMAGES, help="folder for the images")
    parser.add_argument("--scale", type=float, help="size of a preview, 1 is 1248x720")
    parser.add_argument("--samples", type=int, help="samples of a preview")
    chosen = parser.parse_args()
    unknown = sorted(set(chosen.scenes) - set(SCENES))
    if unknown:
        parser.error(f"no scene named {', '.join(unknown)}; there are {', '.join(SCENES)}")
    return chosen


def main() -> None:
    chosen = options()
    chosen.out.mkdir(parents=True, exist_ok=True)
    record = chosen.out / "subjects.json"
    subjects = json.loads(record.read_text(encoding="utf-8")) if record.exists() else {}
    for name in chosen.scenes or SCENES:
        final = FINAL[name]
        quality = studio.Quality(chosen.scale or final.scale, chosen.samples or final.samples)
        began = time.monotonic()
        scene = SCENES[name].build()
        studio.picture(chosen.out / f"{name}.jpg", quality, SCENES[name].GRADE)
        subjects[f"{name}.jpg"] = studio.outlines(scene, studio.Quality(quality.scale, 32))
        print(f"{name}.jpg {time.monotonic() - began:.0f} s")
    ordered = {
        f"{name}.jpg": subjects[f"{name}.jpg"] for name in SCENES if f"{name}.jpg" in subjects
    }
    record.write_text(json.dumps(ordered, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
