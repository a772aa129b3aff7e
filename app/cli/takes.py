"""`verbench takes`: bring clips into a project, list them, and get the shot back out of a clip."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from engine.errors import BadInput
from engine.records import SCHEMA, Take


def add_parser(subparsers: Any) -> None:
    """Adds the command to the command line."""
    parser = subparsers.add_parser("takes", help="import clips, list takes, restore a shot")
    acts = parser.add_subparsers(required=True, metavar="import|list|restore")

    act = acts.add_parser("import", help="copy a clip of any model into a project as a take")
    act.add_argument("file", type=Path, help="a video file or a folder of PNG frames")
    act.add_argument("--model", help="what made it: Sora, Kling, ...")
    act.add_argument("--prompt", help="what was asked for")
    act.add_argument("--shot", type=int, metavar="ID", help="the shot it is a take of")
    _add_common(act)
    act.set_defaults(run=_import)

    act = acts.add_parser("list", help="the takes of a project")
    act.add_argument("--shot", type=int, metavar="ID", help="of this shot only")
    _add_common(act)
    act.set_defaults(run=_list)

    act = acts.add_parser("restore", help="the shot that a clip of ours was made from")
    act.add_argument("file", type=Path, help="a clip that Verbench made")
    act.add_argument("-o", "--out", type=Path, required=True, metavar="SHOT.json")
    act.add_argument("--format", choices=("text", "json"), default="text")
    act.set_defaults(run=_restore)


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
    from engine.documents import is_request, request_from_text, save_shot, shot_to_dict
    from engine.video.read import probe

    comment = probe(args.file).comment
    if not is_request(comment):
        raise BadInput(
            f"{args.file.name} carries no Request of Verbench",
            mend="Import it instead: verbench takes import FILE --model NAME.",
        )
    folder = args.out.absolute().parent
    request = request_from_text(comment, folder / f"{args.out.stem}-media")
    save_shot(request.shot, args.out)
    if args.format == "json":
        shot = shot_to_dict(request.shot, folder)
        _print_json({"file": str(args.out), "verbench": request.verbench, "shot": shot})
    else:
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
    size = f"{entry['width']}x{entry['height']}, {entry['frames']} frames at {entry['fps']:g}"
    star = " *" if entry["starred"] else ""
    return f"{entry['id']}: {shot}, take {entry['number']}{star}, {entry['model']}, {size}, " + (
        f"{entry['file']}"
    )


def _print_json(data: dict[str, Any]) -> None:
    print(json.dumps({"schema": SCHEMA, **data}, ensure_ascii=False, indent=2))
