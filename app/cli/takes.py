"""`verbench takes`: bring clips into a project, list them, and get the shot back out of a clip."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from engine.errors import BadInput
from engine.records import SCHEMA, Shot, Take


def add_parser(subparsers: Any) -> None:
    """Adds the command to the command line."""
    parser = subparsers.add_parser("takes", help="import clips, list takes, restore a shot")
    acts = parser.add_subparsers(required=True, metavar="import|list|restore")

    act = acts.add_parser("import", help="copy a clip of any model into a project as a take")
    act.add_argument("file", type=Path, help="a video file or a folder of PNG frames")
    act.add_argument("--model", help="what made it: Sora, Kling, ...")
    act.add_argument("--prompt", help="what was asked for")
    which = "the shot it is a take of; without, that of the prompt"
    act.add_argument("--shot", type=int, metavar="ID", help=which)
    _add_common(act)
    act.set_defaults(run=_import)

    act = acts.add_parser("list", help="the takes of a project")
    act.add_argument("--shot", type=int, metavar="ID", help="of this shot only")
    _add_common(act)
    act.set_defaults(run=_list)

    act = acts.add_parser("restore", help="the shot that a clip of ours was made from")
    act.add_argument("file", type=Path, help="a clip that Verbench made")
    act.add_argument(
        "-o",
        "--out",
        type=Path,
        metavar="SHOT.json",
        help="where to; its images go beside it. One that is there keeps what is not restored",
    )
    part = act.add_mutually_exclusive_group()
    for name, text in (
        ("prompt", "the prompts only"),
        ("but-seed", "everything but the seed"),
        ("settings", "the settings only"),
    ):
        flag = "--but-seed" if name == "but-seed" else f"--{name}-only"
        part.add_argument(flag, dest="part", action="store_const", const=name, help=text)
    act.add_argument("--show", action="store_true", help="say how it was made")
    act.add_argument("--format", choices=("text", "json"), default="text")
    act.set_defaults(run=_restore, part="all")


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--project", type=Path, metavar="DIR", help="default: the current folder")
    parser.add_argument("--format", choices=("text", "json"), default="text")


def _import(args: argparse.Namespace) -> int:
    from engine.project.store import Project
    from engine.video.read import probe

    probe(args.file)  # before a project is made for it
    named = args.project
    new = named is not None and not (named / "project.db").exists()
    with Project.create(named) if new else _open(named) as project:
        take = project.import_clip(args.file, args.model, args.shot, args.prompt)
        entry = _entry(take, project.folder)
    if args.format == "json":
        _print_json({"take": entry})
    else:
        print(_line(entry))
    return 0


def _list(args: argparse.Namespace) -> int:
    with _open(args.project) as project:
        if args.shot is not None:
            project.shot(args.shot)  # names a shot that is not there
        entries = [
            _entry(take, project.folder)
            | {"rated": project.rating(take.id) is not None}
            | {"chosen": take.shot_id is not None and project.chosen(take.shot_id) == take.id}
            for take in project.takes(args.shot)
        ]
    if args.format == "json":
        _print_json({"takes": entries})
    else:
        for entry in entries:
            print(_line(entry))
    return 0


def _restore(args: argparse.Namespace) -> int:
    from engine.documents import load_shot, made_to_dict, save_shot, shot_to_dict
    from engine.imprint import imprint_of
    from engine.provenance import lacking, restored, told

    if args.out is None and not args.show:
        raise BadInput("Nowhere to write the shot to", mend="Name it with -o, or use --show.")
    folder = Path() if args.out is None else args.out.absolute().parent
    media = None if args.out is None else folder / f"{args.out.stem}-media"
    imprint = imprint_of(args.file, media)
    if imprint is None:
        raise BadInput(
            f"{args.file.name} carries no Request of Verbench",
            mend="Import it instead: verbench takes import FILE --model NAME.",
        )
    request = imprint.request
    if args.out is not None:
        onto = load_shot(args.out) if args.part != "all" and args.out.exists() else Shot()
        shot = restored(request.shot, onto, args.part)
        save_shot(shot, args.out)
    else:
        shot = request.shot
    lacks = [lack._asdict() for lack in lacking(request, imprint.made)]
    if args.format == "json":
        data = {
            "file": None if args.out is None else str(args.out),
            "verbench": request.verbench,
            "shot": shot_to_dict(shot, folder.absolute()),
            "hints": list(request.hints),
            "variation": None if request.variation is None else asdict(request.variation),
            "made": None if imprint.made is None else made_to_dict(imprint.made),
            "missing_images": list(imprint.missing),
            "scaled_images": list(imprint.scaled),
            "missing_models": lacks,
        }
        _print_json(data)
        return 0
    if args.show:
        for fact in told(request, imprint.made):
            print(f"{fact.name}: {fact.text}")
    for name in imprint.missing:
        print(f"The image {name} did not come along.", file=sys.stderr)
    for name in imprint.scaled:
        print(f"The image {name} came along in the size of the clip.", file=sys.stderr)
    for lack in lacks:
        known = f" Its hash is {lack['digest']}." if lack["digest"] else ""
        where = f"It is at {lack['url']}" if lack["url"] else f"Put it where it was.{known}"
        print(f"{lack['name']} is not on this machine. {where}", file=sys.stderr)
    if args.out is not None:
        print(args.out)
    return 0


def _open(folder: Path | None) -> Any:
    from engine.project.store import Project

    if folder is None and not Path("project.db").exists():
        raise BadInput(
            "The current folder is no Verbench project",
            mend="Name one with --project DIR; importing makes it where it is new.",
        )
    return Project.open(folder or Path())


def _entry(take: Take, folder: Path) -> dict[str, Any]:
    return {
        "id": take.id,
        "shot": take.shot_id,
        "number": take.number,
        "file": take.path.relative_to(folder).as_posix(),
        "source": take.source,
        "model": take.model,
        "prompt": None if take.request is None else take.request.shot.prompt,
        "frames": take.clip.frames,
        "fps": take.clip.fps,
        "width": take.clip.width,
        "height": take.clip.height,
        "created": take.created,
        "starred": take.starred,
    }


def _line(entry: dict[str, Any]) -> str:
    shot = "no shot" if entry["shot"] is None else f"shot {entry['shot']}"
    frames = "1 frame" if entry["frames"] == 1 else f"{entry['frames']} frames"
    size = f"{entry['width']}x{entry['height']}, {frames} at {entry['fps']:g}"
    star = " *" if entry["starred"] else ""
    return f"{entry['id']}: {shot}, take {entry['number']}{star}, {entry['model']}, {size}, " + (
        f"{entry['file']}"
    )


def _print_json(data: dict[str, Any]) -> None:
    print(json.dumps({"schema": SCHEMA, **data}, ensure_ascii=False, indent=2))
