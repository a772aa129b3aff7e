"""`verbench plan follow`: a clip and a thing in it go in, a plan with its motion comes out."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.errors import BadInput
from engine.records import SCHEMA, Box, MotionPlan, Region, Settings, Stroke

if TYPE_CHECKING:
    from engine.frame.load import Image
    from engine.frame.regions import Mask
    from engine.motion.placement import Placed, Placement
    from engine.motion.reference import Measured

ENDS = {
    "left": "it leaves the picture",
    "hidden": "it is hidden or looks otherwise",
    "cut": "the clip is cut there",
}


def add_act(acts: Any) -> None:
    """Adds `follow` to the acts of `verbench plan`."""
    act = acts.add_parser("follow", help="take over the motion of a thing in a clip")
    act.add_argument("clip", type=Path, metavar="CLIP", help="a video, or a folder of frames")
    act.add_argument("-o", "--out", type=Path, required=True, metavar="PLAN", help="a plan file")
    which = act.add_mutually_exclusive_group()
    which.add_argument("--box", metavar="X,Y,W,H", help="loosely around it, in fractions")
    which.add_argument(
        "--at", metavar="X,Y", help="a point on it, in fractions; default: what stands out"
    )
    act.add_argument(
        "--frame", type=int, default=0, metavar="N", help="it is picked in; default: 0"
    )
    act.add_argument("--from", dest="first", type=int, default=0, metavar="N", help="first frame")
    act.add_argument(
        "--to", dest="last", type=int, metavar="N", help="last frame; default: the end"
    )
    act.add_argument(
        "--with-camera", action="store_true", help="as it is seen, the view's move too"
    )
    act.add_argument("--start", type=Path, metavar="IMG", help="the start image it is placed on")
    on = act.add_mutually_exclusive_group()
    on.add_argument("--on-box", metavar="X,Y,W,H", help="around what is moved in the start image")
    on.add_argument("--on-at", metavar="X,Y", help="a point on it; default: what stands out")
    act.add_argument("--size", type=float, default=1.0, metavar="F", help="of its way; default: 1")
    act.add_argument("--angle", type=float, default=0.0, metavar="DEG", help="its way is turned by")
    act.add_argument("--mirror", action="store_true", help="left and right changed over")
    act.add_argument(
        "--speed", default="1", metavar="F|fit", help="over its own, or fit to the shot"
    )
    act.add_argument("--begin", type=float, default=0.0, metavar="T", help="0..1 of the shot")
    act.add_argument("--frames", type=int, metavar="N", help="of the shot; default: as it lasts")
    act.add_argument("--fps", type=float, metavar="F", help="of the shot; default: the clip's")
    act.add_argument("--name", default="", help="of the stroke; default: the clip's name")
    act.add_argument("--format", choices=("text", "json"), default="text")
    act.set_defaults(run=_follow)


def _follow(args: argparse.Namespace) -> int:
    from engine.documents import save_plan
    from engine.frame.regions import outline
    from engine.motion.placement import placed
    from engine.motion.reference import measure
    from engine.motion.strokes import validate

    thing = _picked(_frame(args.clip, args.frame), args.box, args.at)
    measured = measure(
        args.clip, thing, args.frame, args.first, args.last, progress=_told(args.format)
    )
    polygon, settings = measured.outline, _settings(args, measured)
    if args.start is not None:
        polygon = outline(_picked(_image(args.start), args.on_box, args.on_at))
    stroke = Stroke(args.name or args.clip.stem, "move", Region(polygon))
    result = placed(measured, _placement(args), stroke, _centre(stroke), settings)
    plan = MotionPlan((result.stroke,))
    validate(plan)
    save_plan(plan, args.out)
    for line in notes(measured, result):
        print(f"verbench: {line}", file=sys.stderr)
    if args.format == "json":
        print(json.dumps(_data(args.clip, measured, result), ensure_ascii=False, indent=2))
    else:
        print(args.out)
    return 0


def notes(measured: Measured, result: Placed) -> list[str]:
    """What a person must know of what was measured: where it was lost, what does not fit."""
    lines = []
    for side, broken in (("starts", measured.begin), ("ends", measured.end)):
        if broken is not None:
            when = broken.frame / measured.clip.fps
            lines.append(f"lost at {when:.1f} s, the path {side} there: {ENDS[broken.why]}")
    bridged = int((measured.sure <= 0).sum())
    if bridged:
        lines.append(f"hidden in {bridged} frames, where the path is bridged")
    if result.left_over > 0:
        lines.append(f"the shot is {result.left_over:.1f} s too short for all of it")
    return lines


def _told(form: str) -> Any:
    if form == "json" or not sys.stderr.isatty():
        return None
    return lambda share: print(f"\r{share:4.0%}", end="" if share < 1 else "\n", file=sys.stderr)


def _placement(args: argparse.Namespace) -> Placement:
    from engine.motion.placement import Placement

    speed = None
    if args.speed != "fit":
        speed = _numbers("--speed", args.speed, 1)[0]
    return Placement(
        size=args.size,
        angle_deg=args.angle,
        mirrored=args.mirror,
        own=not args.with_camera,
        speed=speed,
        start=args.begin,
    )


def _settings(args: argparse.Namespace, measured: Measured) -> Settings:
    """Of the shot: as large as the start image, as long as the motion lasts."""
    clip, fps = measured.clip, args.fps or measured.clip.fps
    if not 0 < fps <= 1000:
        raise BadInput(f"{fps:g} frames a second are none", mend="Give --fps a number above 0")
    frames = args.frames or max(2, round(measured.seconds * fps) + 1)
    width, height = clip.width, clip.height
    if args.start is not None:
        height, width = _image(args.start).shape[:2]
    return Settings(width=width, height=height, frames=frames, fps=fps)


def _frame(clip: Path, number: int) -> Image:
    from engine.video.read import Reader

    with Reader(clip) as reader:
        if not 0 <= number < reader.info.frames:
            raise BadInput(
                f"{clip.name} has no frame {number}",
                mend=f"Give --frame a number from 0 to {reader.info.frames - 1}",
            )
        return reader.frame(number)


def _image(path: Path) -> Image:
    from engine.frame.load import load_image

    return load_image(path)


def _picked(image: Image, box: str | None, at: str | None) -> Mask:
    """The thing in a loose box or under a point; else what stands out."""
    from engine.frame.regions import mask_of
    from engine.frame.segment import pick_box, pick_point
    from engine.frame.subject import find_subject

    if box is not None:
        return pick_box(image, Box(*_numbers("--box", box, 4)))
    if at is not None:
        x, y = _numbers("--at", at, 2)
        return pick_point(image, (x, y))
    subject = find_subject(image)
    if subject is None:
        raise BadInput("Nothing stands out in the picture", mend="Say which thing: --box or --at")
    return mask_of(subject.region.polygon, image.shape[1], image.shape[0])


def _numbers(option: str, text: str, count: int) -> list[float]:
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) != count:
        wanted = "a number" if count == 1 else f"{count} numbers with commas between them"
        raise BadInput(f"{option} {text} is not {wanted}", mend="As in --box 0.2,0.3,0.25,0.4")
    return numbers


def _centre(stroke: Stroke) -> tuple[float, float]:
    from engine.motion.layers import alpha, centre

    return centre(alpha(stroke.region, 0.0, 832, 480)) or (0.5, 0.5)


def _data(clip: Path, measured: Measured, result: Placed) -> dict[str, Any]:
    own, seen = measured.own, measured.seen
    rows = range(measured.frames)
    return {
        "schema": SCHEMA,
        "file": str(clip),
        "fps": measured.clip.fps,
        "picked": measured.picked,
        "frames": [
            {
                "frame": measured.first + row,
                "seen": [round(float(v), 5) for v in seen.places[row]],
                "own": [round(float(v), 5) for v in own.places[row]],
                "turn_deg": round(float(own.turns[row]), 2),
                "size": round(float(own.sizes[row]), 4),
                "sure": round(float(measured.sure[row]), 3),
            }
            for row in rows
        ],
        "begins": None if measured.begin is None else measured.begin._asdict(),
        "ends": None if measured.end is None else measured.end._asdict(),
        "points": len(result.stroke.points),
        "seconds": round(result.seconds, 3),
        "left_over_s": round(result.left_over, 3),
    }
