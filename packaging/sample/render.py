"""Render the sample start images: scene names go in, JPEGs and subjects.json come out."""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Any

import scene_ball
import scene_cup
import scene_rock
import studio

SCENES = {"rock": scene_rock, "ball": scene_ball, "cup": scene_cup}
IMAGES = Path(__file__).resolve().parents[2] / "resources" / "sample" / "images"
SAMPLES = {"rock": 28, "ball": 18, "cup": 48}


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenes", nargs="*", metavar="scene", help=f"{', '.join(SCENES)}; all")
    parser.add_argument("--out", type=Path, default=IMAGES, help="folder for the images")
    parser.add_argument("--frames", type=Path, help="keep ungraded frames here and use them again")
    parser.add_argument("--scale", type=float, default=1.0, help="size; 1 is 1248x720")
    parser.add_argument("--samples", type=int, help="samples of a preview")
    chosen = parser.parse_args()
    unknown = sorted(set(chosen.scenes) - set(SCENES))
    if unknown:
        parser.error(f"no scene named {', '.join(unknown)}; there are {', '.join(SCENES)}")
    return chosen


def note(record: Path, name: str, found: dict[str, Any]) -> None:
    """Put one image's subjects into the record, in the order of the scenes."""
    known = json.loads(record.read_text(encoding="utf-8")) if record.exists() else {}
    known[f"{name}.jpg"] = found
    ordered = {image: known[image] for image in map("{}.jpg".format, SCENES) if image in known}
    record.write_text(json.dumps(ordered, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    chosen = options()
    for folder in (chosen.out, chosen.frames):
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
    for name in chosen.scenes or SCENES:
        quality = studio.Quality(chosen.scale, chosen.samples or SAMPLES[name])
        began = time.monotonic()
        scene = SCENES[name].build()
        studio.picture(chosen.out / f"{name}.jpg", quality, SCENES[name].GRADE, chosen.frames)
        found = studio.outlines(scene, studio.Quality(quality.scale, 16))
        note(chosen.out / "subjects.json", name, found)
        print(f"{name}.jpg {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
