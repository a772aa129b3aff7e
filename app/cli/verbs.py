"""`verbench verbs`: the verb book without the window."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import get_args

from app import places
from engine.errors import BadInput
from engine.records import SCHEMA, Rating, Verdict, VerdictWord
from engine.verbs.store import ANY_MODEL, VerbBook


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    """Adds the command and its own commands."""
    parser = subparsers.add_parser("verbs", help="what each model does well or badly")
    parser.add_argument("--book", type=Path, default=None, help="another verb book (.db)")
    acts = parser.add_subparsers(required=True)
    _add(acts, "list", _list, "all verdicts", "--model", "--format")
    _add(acts, "show", _show, "one verb and its evidence", "verb", "--model", "--format")
    add = _add(acts, "add", _put, "put a verb on your own list", "verb", "--model")
    add.add_argument("--as", dest="word", required=True, choices=get_args(VerdictWord))
    add.add_argument("--note", default="")
    rate = _add(acts, "rate", _rate, "rate a clip: every verb of its prompt is counted", "clip")
    rate.add_argument("--adherence", type=int, choices=range(1, 6), required=True)
    rate.add_argument("--physics", type=int, choices=range(1, 6), required=True)
    rate.add_argument("--prompt", help="of a clip that Verbench did not make")
    rate.add_argument("--model", help="of a clip that Verbench did not make")
    _add(acts, "import", _import, "add evidence from a .json or .csv file", "file")
    _add(acts, "export", _export, "write all evidence to a .json or .csv file", "file")
    _add(acts, "merge", _merge, "add all evidence of another verb book", "file")


def _add(acts, name: str, run, text: str, *arguments: str) -> argparse.ArgumentParser:
    parser = acts.add_parser(name, help=text)
    for argument in arguments:
        if argument == "--format":
            parser.add_argument(argument, choices=("text", "json"), default="text")
        elif argument in ("clip", "file"):
            parser.add_argument(argument, type=Path)
        else:
            parser.add_argument(argument)
    parser.set_defaults(run=run)
    return parser


def _book(arguments: argparse.Namespace) -> VerbBook:
    return VerbBook(arguments.book or places.verb_book_file())


def _list(arguments: argparse.Namespace) -> int:
    with _book(arguments) as book:
        verdicts = book.verdicts(arguments.model)
    if arguments.format == "json":
        _print_json({"verdicts": [asdict(verdict) for verdict in verdicts]})
        return 0
    if not verdicts:
        print("No verdicts yet. Rate a take, or put a verb on your list with 'verbench verbs add'.")
    for verdict in verdicts:
        print(_line(verdict))
    return 0


def _show(arguments: argparse.Namespace) -> int:
    with _book(arguments) as book:
        models = [arguments.model] if arguments.model else list(book.models())
        verdicts = [book.verdict(arguments.verb, model) for model in models]
        evidence = book.evidence(arguments.verb, arguments.model)
    if arguments.format == "json":
        shown = {"verdicts": [asdict(v) for v in verdicts if v.word != "untested"]}
        _print_json(shown | {"evidence": [asdict(item) for item in evidence]})
        return 0
    for verdict in verdicts or [Verdict(arguments.verb, arguments.model or "", "untested")]:
        print(_line(verdict))
    for item in evidence:
        scores = f"follows {item.adherence or '-'}  physics {item.physics or '-'}"
        faults = f"  faults {' '.join(item.faults)}" if item.faults else ""
        print(f"  {item.take[:12]}  {'held' if item.held else 'broke'}  {scores}{faults}")
    return 0


def _put(arguments: argparse.Namespace) -> int:
    with _book(arguments) as book:
        model = arguments.model or ANY_MODEL
        book.put_on_list(arguments.verb, model, arguments.word, arguments.note)
        print(_line(book.verdict(arguments.verb, model)))
    return 0


def _rate(arguments: argparse.Namespace) -> int:
    from engine.imprint import imprint_of
    from engine.project.media import sha256_of
    from engine.prompt.reading import read
    from engine.verbs.evidence import evidence_of

    imprint = imprint_of(arguments.clip, None)
    shot = None if imprint is None else imprint.request.shot
    prompt = arguments.prompt or (shot.prompt if shot else "")
    model = arguments.model or (shot.settings.model_name if shot else "")
    if not prompt or not model:
        raise BadInput(
            f"{arguments.clip.name} does not say how it was made",
            mend="Give --prompt and --model.",
        )
    rating = Rating(arguments.adherence, arguments.physics)
    brushed = shot is not None and any(stroke.kind == "move" for stroke in shot.plan.strokes)
    clip = sha256_of(arguments.clip)
    evidence = evidence_of(read(prompt), rating, (), take=clip, model=model, brushed=brushed)
    if not evidence:
        raise BadInput("The prompt names no action", mend="Give the prompt with --prompt.")
    with _book(arguments) as book:
        book.record(evidence, take=clip)
        for item in evidence:
            print(_line(book.verdict(item.verb, model)))
    return 0


def _import(arguments: argparse.Namespace) -> int:
    with _book(arguments) as book:
        print(f"{book.load(arguments.file)} new rows of evidence")
    return 0


def _export(arguments: argparse.Namespace) -> int:
    with _book(arguments) as book:
        print(f"{book.export(arguments.file)} rows of evidence in {arguments.file}")
    return 0


def _merge(arguments: argparse.Namespace) -> int:
    with _book(arguments) as book:
        print(f"{book.merge(arguments.file)} new rows of evidence")
    return 0


def _line(verdict: Verdict) -> str:
    share = f"{verdict.held} of {verdict.takes}"
    interval = f"{100 * verdict.low:3.0f}-{100 * verdict.high:.0f} %"
    fault = f"  usual fault: {verdict.usual_fault}" if verdict.usual_fault else ""
    model = verdict.model or "any model"
    return f"{verdict.verb:<16} {model:<24} {share:>9}  {interval:>9}  {verdict.word}{fault}"


def _print_json(data: dict) -> None:
    print(json.dumps({"schema": SCHEMA, **data}, ensure_ascii=False, indent=2))
