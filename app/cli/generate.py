"""`verbench generate`: a shot file goes in, a clip comes out, and its path on standard output."""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import replace
from pathlib import Path

from app import places
from engine.backends.base import Listener
from engine.errors import BadInput
from engine.records import Made, Request, Settings


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    """Adds the command."""
    parser = subparsers.add_parser("generate", help="make the clip of a shot")
    parser.add_argument("shot", type=Path, metavar="SHOT", help="a shot file (.json)")
    parser.add_argument(
        "-o",
        "--out",
        type=Path,
        required=True,
        metavar="OUT",
        help=".mp4 (H.264), .mkv (lossless FFV1), or a folder for PNG frames",
    )
    parser.add_argument("--backend", metavar="ID", help="another backend than the shot's")
    parser.add_argument("--model", metavar="PATH", help="another model than the shot's")
    parser.add_argument("--seed", type=int, metavar="N", help="another seed than the shot's")
    parser.add_argument("--frames", type=int, metavar="N", help="another length than the shot's")
    parser.add_argument("--progress", action="store_true", help="say how far it is on stderr")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Makes the clip and prints its path."""
    from app.__main__ import program_version
    from engine.backends import Workplace, backend
    from engine.documents import load_shot, request_from_dict, request_to_dict
    from engine.imprint import write_take

    shot = load_shot(args.shot)
    settings = _settings(shot.settings, args)
    shot = replace(shot, settings=settings)
    chosen = backend(settings.backend)
    if chosen.limits.needs_image and shot.start_image is None:
        raise BadInput(f"{args.shot.name} has no start image", mend="Name one as start_image.")
    request = Request(shot, verbench=program_version())
    # what the command line says is held to the rules of a file: the clip has to be read again
    request_from_dict(request_to_dict(request, None), args.shot.parent, args.shot.name)
    generator = chosen.open(settings, Workplace(places.cache_folder(), places.model_folders()))
    listener = _Progress() if args.progress else _Heard()
    write_take(args.out, generator(request, listener), request, lambda: listener.how)
    print(args.out)
    return 0


def _settings(settings: Settings, args: argparse.Namespace) -> Settings:
    """The shot's settings with what the command line says instead."""
    if args.backend is not None and args.backend != settings.backend:
        # a model belongs to its backend
        settings = replace(settings, backend=args.backend, model="")
    elif args.model is not None and args.backend is None:
        from app.modelling import model_settings
        from engine.models.scan import model_at

        # and says itself which that is
        settings = model_settings(settings, model_at(Path(args.model)))
    asked = {"model": args.model, "seed": args.seed, "frames": args.frames}
    return replace(settings, **{key: value for key, value in asked.items() if value is not None})


class _Heard(Listener):
    """Remembers how the clip was made, and says what a person should know on stderr."""

    how: Made | None = None

    def note(self, text: str) -> None:
        print(text, file=sys.stderr)

    def made(self, made: Made) -> None:
        self.how = made


class _Progress(_Heard):
    """One line on stderr that is written over: a terminal shows it move, a log shows the last."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._end = "\r" if sys.stderr.isatty() else "\n"

    def step(self, done: int, total: int) -> None:
        left = (time.monotonic() - self._started) / max(done, 1) * (total - done)
        last = done == total
        if self._end == "\n" and not last and done % max(1, total // 10):
            return
        line = f"{done}/{total} steps, {left:.0f} s left "
        print(line, end="\n" if last else self._end, file=sys.stderr, flush=True)
