"""`verbench expand`: a prompt goes in, a richer one comes out that a language model of the person's
own wrote; one whose meaning moved is rejected, with the reasons.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from engine.errors import BadInput
from engine.records import SCHEMA


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    """Adds the command."""
    parser = subparsers.add_parser(
        "expand", help="make a prompt richer with a language model of your own"
    )
    parser.add_argument("file", nargs="?", default="-", metavar="FILE|-", help="the prompt")
    parser.add_argument(
        "--with",
        dest="writer",
        type=Path,
        required=True,
        metavar="FOLDER",
        help="an instruct model as Hugging Face has it: safetensors, config.json, tokenizer",
    )
    parser.add_argument("--model", default="", metavar="ID", help="the video model that reads it")
    parser.add_argument("--image", action="store_true", help="the clip starts from an image")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="other luck")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prints the richer prompt; 1 where it was rejected, with the reasons on stderr."""
    from app.cli.lint import parser_there
    from engine.backends import expander
    from engine.prompt.expansion import cleaned, instruction
    from engine.prompt.fidelity import faults
    from engine.prompt.models import family_of

    family = family_of(args.model)
    if args.model and family is None:
        raise BadInput(f"No model is known as {args.model}", mend="Leave --model out.")
    prompt = _read(args.file).strip()
    asked = instruction(prompt, family, start_image=args.image)
    raw = expander.opened(args.writer).write(asked, lambda text: None, seed=args.seed)
    text = cleaned(raw)
    found = faults(prompt, text, family, parser_there())
    if args.format == "json":
        said = {
            "schema": SCHEMA,
            "prompt": prompt,
            "text": text,
            "accepted": not found,
            "faults": [{"kind": fault.kind, "message": fault.message} for fault in found],
        }
        print(json.dumps(said, ensure_ascii=False))
    elif not found:
        print(text)
    for fault in found if args.format == "text" else ():
        print(f"rejected: {fault.message}", file=sys.stderr)
    return 1 if found else 0


def _read(file: str) -> str:
    if file == "-":
        return sys.stdin.read()
    try:
        return Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{file} cannot be read as text", mend="Check the path.") from error
