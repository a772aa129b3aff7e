"""`verbench plan`: a motion plan goes in, what models can be steered by comes out as files."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli import follow
from engine.errors import BadInput
from engine.records import SCHEMA, MotionPlan, Settings

if TYPE_CHECKING:
    from engine.frame.load import Image
    from engine.motion.compile import Source

TARGETS = ("guide", "tracks", "vace", "ltx-tracks", "kling", "words")


def add_parser(subparsers: Any) -> None:
    """Adds the command to the command line."""
    parser = subparsers.add_parser("plan", help="make a motion plan into files for a model")
    acts = parser.add_subparsers(required=True, metavar="compile|explain|follow")

    act = acts.add_parser("compile", help="guide clip, masks, tracks, layouts, words")
    act.add_argument("plan", type=Path, metavar="PLAN", help="a plan file (.json)")
    act.add_argument("--start", type=Path, required=True, metavar="IMG", help="the start image")
    act.add_argument("--frames", type=int, required=True, metavar="N", help="length of the clip")
    act.add_argument("-o", "--out", type=Path, required=True, metavar="DIR", help="a folder")
    act.add_argument(
        "--for",
        dest="targets",
        action="append",
        choices=TARGETS,
        metavar="TARGET",
        help=f"{', '.join(TARGETS)}; may be given more than once; default: all",
    )
    act.add_argument("--width", type=int, metavar="W", help="default: the start image's")
    act.add_argument("--height", type=int, metavar="H", help="default: the start image's")
    act.add_argument("--fps", type=float, default=16.0, metavar="F", help="default: 16")
    act.add_argument("--plate", type=Path, metavar="CLEAN", help="the view without what moves")
    act.add_argument("--prompt", default="", metavar="TEXT", help="what the words are put into")
    act.add_argument("--format", choices=("text", "json"), default="text")
    act.set_defaults(run=_compile)

    act = acts.add_parser("explain", help="what a model will do with each stroke")
    act.add_argument("plan", type=Path, metavar="PLAN", help="a plan file (.json)")
    act.add_argument("--model", required=True, metavar="NAME", help="name, id or path of a model")
    act.add_argument("--frames", type=int, default=81, metavar="N", help="length of the clip")
    act.add_argument("--width", type=int, default=832, metavar="W", help="default: 832")
    act.add_argument("--height", type=int, default=480, metavar="H", help="default: 480")
    act.add_argument("--fps", type=float, metavar="F", help="default: the model's own")
    act.add_argument("--steps", type=int, default=30, metavar="N", help="of the model")
    act.add_argument("--guidance", type=float, default=5.0, metavar="G", help="of the model")
    act.add_argument("--no-start-image", action="store_true", help="the clip starts from words")
    act.add_argument("--end-image", action="store_true", help="the clip ends on an image")
    act.add_argument("--format", choices=("text", "json"), default="text")
    act.set_defaults(run=_explain)
    follow.add_act(acts)


def _compile(args: argparse.Namespace) -> int:
    from engine.motion.compile import TARGETS as ALL
    from engine.motion.compiling import compile_plan

    wanted = args.targets or TARGETS
    source = _source(args)
    manifest = compile_plan(source, args.out, [target for target in ALL if target.id in wanted])
    for name, entry in manifest["targets"].items():
        for note in entry["notes"] if name in wanted else ():
            print(f"verbench: {name}: {note}", file=sys.stderr)
    if args.format == "json":
        print(json.dumps(manifest, ensure_ascii=False, indent=2))
    else:
        print(args.out)
    return 0


def _explain(args: argparse.Namespace) -> int:
    from engine.documents import load_plan
    from engine.motion.capability import exclusions, honoured
    from engine.motion.strokes import validate

    plan, settings = load_plan(args.plan), _asked_settings(args)
    validate(plan)
    told = honoured(plan, settings, start_image=not args.no_start_image, end_image=args.end_image)
    barred = exclusions(plan, settings, end_image=args.end_image)
    if args.format == "json":
        entries = [{**asdict(entry), "name": _name(plan, entry.stroke)} for entry in told]
        data = {"schema": SCHEMA, "model": args.model, "strokes": entries}
        data["exclusions"] = [asdict(entry) for entry in barred]
        print(json.dumps(data, ensure_ascii=False, indent=2))
        return 0
    for entry in told:
        needs = f" (needs {', '.join(entry.settings)})" if entry.settings else ""
        print(f"{_name(plan, entry.stroke)}: {entry.how}. {entry.why}{needs}")
    for one in barred:
        print(f"choose: {one.why}")
    return 0


def _asked_settings(args: argparse.Namespace) -> Settings:
    from engine.motion.compiling import MAX_FPS, MAX_SIDE
    from engine.prompt.models import family_of

    family = family_of(args.model)
    fps = (family.fps if family else Settings().fps) if args.fps is None else args.fps
    for side in (args.width, args.height):
        if not 1 <= side <= MAX_SIDE:
            raise BadInput(f"{side} pixels are no side of a clip", mend=f"Use 1 to {MAX_SIDE}.")
    if not 0 < fps <= MAX_FPS:
        raise BadInput(f"{fps:g} frames per second", mend=f"Use more than 0, up to {MAX_FPS:g}")
    if args.frames < 1:
        raise BadInput(f"{args.frames} frames are no clip", mend="Use 1 or more")
    return Settings(
        model=args.model,
        width=args.width,
        height=args.height,
        frames=args.frames,
        fps=fps,
        steps=args.steps,
        guidance=args.guidance,
    )


def _name(plan: MotionPlan, stroke: int | None) -> str:
    if stroke is None:
        return "camera"
    return plan.strokes[stroke].name or f"stroke {stroke + 1}"


def _source(args: argparse.Namespace) -> Source:
    from engine.documents import load_plan
    from engine.frame.load import fit, load_image
    from engine.motion.compile import Source

    plan, image = load_plan(args.plan), load_image(args.start)
    width, height = _size(args, image)
    return Source(
        plan=plan,
        image=fit(image, width, height),
        frames=args.frames,
        fps=args.fps,
        prompt=args.prompt,
        plate=None if args.plate is None else fit(load_image(args.plate), width, height),
    )


def _size(args: argparse.Namespace, image: Image) -> tuple[int, int]:
    """As asked for; a side that was not follows the start image's proportions."""
    from engine.motion.compiling import MAX_SIDE

    height, width = image.shape[:2]
    for side in (args.width, args.height):
        if side is not None and not 1 <= side <= MAX_SIDE:
            raise BadInput(f"{side} pixels are no side of a clip", mend=f"Use 1 to {MAX_SIDE}.")
    if args.width is None and args.height is None:
        return width, height
    if args.height is None:
        return args.width, max(1, round(args.width * height / width))
    return args.width or max(1, round(args.height * width / height)), args.height
