"""`verbench lint`: what is ambiguous or risky in a prompt, as text, JSON or SARIF."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from app.places import READER, verbs_file
from engine.errors import BadInput, MissingPart
from engine.prompt import fix, lexicon
from engine.prompt.lint import levels_of, lint, rank
from engine.prompt.models import families, family_of
from engine.prompt.parser import Parser, load
from engine.prompt.reading import READ_LIMIT, read
from engine.prompt.tokens import meter
from engine.records import (
    SCHEMA,
    Action,
    Fix,
    Hint,
    MotionPlan,
    Reading,
    Scene,
    Settings,
    Severity,
    Subject,
    Verdict,
)
from engine.rules import RULES
from engine.rules.base import explained as explained_rule
from engine.rules.base import page

MAX_BYTES = 4 * 1024 * 1024
"""Of a prompt: far beyond any, and small enough to hold."""
_SARIF_LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFORMATION: "note",
    Severity.HINT: "note",
}
_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    """Adds the command."""
    parser = subparsers.add_parser("lint", help="what is ambiguous or risky in a prompt")
    parser.add_argument("file", nargs="?", default="-", help="a text file, or - for stdin")
    parser.add_argument("--lang", choices=("auto", "en", "zh"), default="auto")
    parser.add_argument("--model", default="", help="the model the prompt is for, by name or path")
    parser.add_argument("--negative", metavar="TEXT", default="", help="the negative prompt")
    parser.add_argument("--frame", type=Path, help="the start image")
    parser.add_argument("--plan", type=Path, help="the motion plan")
    parser.add_argument("--profile", choices=("quiet", "normal", "strict"), default="normal")
    parser.add_argument(
        "--level",
        action="append",
        default=[],
        metavar="RULE=LEVEL",
        help="another level for a rule: off, hint, information, warning, error; repeatable",
    )
    parser.add_argument("--format", choices=("text", "json", "sarif"), default="text")
    parser.add_argument(
        "--explain", metavar="RULE", help="print what a rule (or all) is about, and stop"
    )
    parser.add_argument("--batch", action="store_true", help="one JSON object a line on stdin")
    parser.add_argument(
        "--fail-on",
        choices=[severity.value for severity in Severity],
        help="exit 1 where a hint is this serious or more",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Runs the command and returns its exit status."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # prompts are Chinese and emoji, terminals vary
    if arguments.explain is not None:
        print(explained(arguments.explain), end="")
        return 0
    arguments.level = levels_of(arguments.level)
    _use_own_verbs()
    plan, books = _plan(arguments.plan), _Books()
    if arguments.batch:
        return _batch(arguments, plan, books)
    text = _text(arguments.file)
    reading = read(text, arguments.lang, parser_there())
    scene = _scene(reading, arguments.model, arguments, plan, books)
    hints = lint(scene, arguments.profile, levels=arguments.level)
    print(_FORMATS[arguments.format](scene, hints))
    return int(_fails(hints, arguments.fail_on))


def _use_own_verbs() -> None:
    """The person's verbs on top of ours; what is wrong with them goes to stderr, the rest works."""
    try:
        lexicon.use(verbs_file())
        problems = lexicon.english().problems
    except BadInput as error:
        problems = (str(error),)
    for problem in problems:
        print(f"verbench: {problem}", file=sys.stderr)


def explained(rule_id: str) -> str:
    """The documentation of one rule, or of 'all'. Raises BadInput naming the rules otherwise."""
    if rule_id == "all":
        return page(RULES)
    for rule in RULES:
        if rule.id == rule_id:
            return explained_rule(rule)
    raise BadInput(f"no rule {rule_id!r}", mend=f"The rules are: {', '.join(r.id for r in RULES)}")


def result(scene: Scene, hints: Iterable[Hint]) -> dict[str, Any]:
    """The JSON object of a linted prompt, as the documentation of the command line promises it."""
    reading = scene.reading
    found: dict[str, Any] = {
        "schema": SCHEMA,
        "text": reading.text,
        "language": reading.language,
        "actions": [_action(action) for action in reading.actions],
        "start_pose": reading.start_pose,
        "end_state": reading.end_state,
        "steps": reading.steps,
        "physics": list(reading.physics),
        "hints": [_hint(reading.text, hint) for hint in hints],
        "tokens": _tokens(reading.text, scene.settings.model),
    }
    if len(reading.text) > READ_LIMIT:
        found["read"] = READ_LIMIT
    return found


def parser_there() -> Parser | None:
    """The parser, loaded once; where it is missing stderr says so and tables read alone."""
    if os.environ.get(READER) == "tables":
        return None
    try:
        return load()
    except MissingPart as error:
        print(error, file=sys.stderr)
        return None


# --- input -------------------------------------------------------------------------------------


def _text(name: str) -> str:
    """The prompt exactly as it stands in the file: line ends are not changed."""
    if name == "-":
        data, shown = sys.stdin.buffer.read(MAX_BYTES + 1), "stdin"
    else:
        shown = name
        try:
            with Path(name).open("rb") as file:
                data = file.read(MAX_BYTES + 1)
        except OSError as error:
            reason = error.strerror or "cannot be read"
            raise BadInput(f"{name}: {reason}", mend="Name a text file, or - for stdin.") from error
    if len(data) > MAX_BYTES:
        raise BadInput(f"{shown} is larger than 4 MB", mend="Lint one prompt at a time.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(f"{shown} is not UTF-8 text", mend="Save it as UTF-8.") from error


def _plan(path: Path | None) -> MotionPlan:
    if path is None:
        return MotionPlan()
    from engine.documents import load_plan

    return load_plan(path)


def _scene(
    reading: Reading, model: str, arguments: argparse.Namespace, plan: MotionPlan, books: _Books
) -> Scene:
    frame: Path | None = arguments.frame
    return Scene(
        reading,
        plan,
        Settings(model=model),
        _subject(frame, reading) if frame else None,
        books.of(model),
        negative=arguments.negative,
        start_image=frame is not None,
    )


def _subject(path: Path, reading: Reading) -> Subject | None:
    from engine.frame.load import load_image
    from engine.frame.subject import find_subject

    spans = [a.subject_span for a in reading.actions if a.subject_span and not a.camera]
    words = reading.text[spans[0].start : spans[0].end] if spans else ""
    return find_subject(load_image(path), words)


class _Books:
    """The verb book of each model that is asked for, read once; empty where there is none."""

    def __init__(self) -> None:
        self._by_model: dict[str, Mapping[str, Verdict]] = {"": {}}

    def of(self, model: str) -> Mapping[str, Verdict]:
        if model not in self._by_model:
            from app.places import verb_book_file
            from engine.verbs.store import VerbBook

            path = verb_book_file()
            if not path.is_file():
                return {}
            with VerbBook(path) as book:
                self._by_model[model] = book.book_for(model)
        return self._by_model[model]


# --- batch -------------------------------------------------------------------------------------


def _batch(arguments: argparse.Namespace, plan: MotionPlan, books: _Books) -> int:
    failed, parser = False, parser_there()
    for line in sys.stdin.buffer:
        if not line.strip():
            continue
        try:
            text, lang, model = _request(line, arguments)
            scene = _scene(read(text, lang, parser), model, arguments, plan, books)
            hints = lint(scene, arguments.profile, levels=arguments.level)
            answer, bad = result(scene, hints), _fails(hints, arguments.fail_on)
        except BadInput as error:
            answer, bad = {"schema": SCHEMA, "error": str(error)}, False
        failed = failed or bad
        print(json.dumps(answer, ensure_ascii=False), flush=True)
    return int(failed)


def _request(line: bytes, arguments: argparse.Namespace) -> tuple[str, str, str]:
    """text, lang and model of one line. Raises BadInput for anything else."""
    if len(line) > MAX_BYTES:
        raise BadInput("the line is longer than 4 MB")
    try:
        asked = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadInput("the line is not JSON", mend="Give one JSON object a line.") from error
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        raise BadInput("the line has no text", mend='Give {"text": "..."} on each line.')
    lang, model = asked.get("lang") or arguments.lang, asked.get("model") or arguments.model
    if lang not in ("auto", "en", "zh"):
        raise BadInput(f"lang is {lang!r}", mend="Use auto, en or zh.")
    if not isinstance(model, str):
        raise BadInput("model is not a text", mend="Give the model's name.")
    return _whole(asked["text"]), lang, model


def _whole(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise BadInput("the text holds half a character", mend="Send whole UTF-8.") from error
    return text


# --- output ------------------------------------------------------------------------------------


def _action(action: Action) -> dict[str, Any]:
    return {
        "verb": action.verb,
        "start": action.span.start,
        "end": action.span.end,
        "direction": action.direction,
        "target": action.target,
        "speed": action.speed,
        "camera": action.camera,
        "ambient": action.ambient,
        "step": action.step,
        "heading": action.heading,
    }


def _tokens(text: str, model: str) -> dict[str, dict[str, Any]]:
    """How much of each encoder the prompt takes: of the model's, or of every family's."""
    asked = {model: family_of(model)} if model else {known.id: known for known in families()}
    told: dict[str, dict[str, Any]] = {}
    for name, family in asked.items():
        if family and family.encoders:
            full = meter(text, family)
            told[name] = {"count": full.count, "limit": full.limit, "exact": full.exact}
    return told


def _fix(text: str, offered: Fix) -> dict[str, Any]:
    told: dict[str, Any] = {"title": offered.title, "preferred": offered.preferred}
    if offered.shots:
        return told | {"shots": list(offered.shots)}
    told["text"] = fix.apply(text, offered)
    if offered.plan is not None:
        from engine.documents import plan_to_dict

        told["plan"] = plan_to_dict(offered.plan, None)
    if offered.negative is not None:
        told["negative"] = offered.negative
    if offered.window is not None:
        told["window"] = list(offered.window)
    if offered.drops_end_image:
        told["drops_end_image"] = True
    return told


def _hint(text: str, hint: Hint) -> dict[str, Any]:
    told: dict[str, Any] = {
        "rule": hint.rule,
        "severity": hint.severity.value,
        "start": hint.span.start,
        "end": hint.span.end,
        "message": hint.message,
        "fixes": [_fix(text, offered) for offered in hint.fixes],
    }
    if hint.cause:
        told["cause"] = hint.cause
    if hint.stroke is not None:
        told["stroke"] = hint.stroke
    return told


def _as_json(scene: Scene, hints: tuple[Hint, ...]) -> str:
    return json.dumps(result(scene, hints), ensure_ascii=False, indent=2)


def _as_text(scene: Scene, hints: tuple[Hint, ...]) -> str:
    """One `line:col severity rule message` a hint, and its fixes below it."""
    text = scene.reading.text
    lines: list[str] = []
    for hint in hints:
        line, column = _place(text, hint.span.start)
        lines.append(f"{line}:{column} {hint.severity.value} {hint.rule} {hint.message}")
        lines += [f"    {_told(text, f)}" for f in hint.fixes]
    if len(text) > READ_LIMIT:
        lines.append(f"Only the first {READ_LIMIT:,} characters were read.")
    return "\n".join(lines) or "No hints."


def _told(text: str, offered: Fix) -> str:
    if offered.shots:
        return f"{offered.title}: " + " | ".join(_one_line(shot) for shot in offered.shots)
    if offered.edits:
        return f"{offered.title}: {_one_line(fix.apply(text, offered))}"
    return offered.title


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _place(text: str, at: int) -> tuple[int, int]:
    """Line and column, both from 1, in code points."""
    before = text[:at].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def _as_sarif(scene: Scene, hints: tuple[Hint, ...]) -> str:
    rules = [
        {
            "id": rule.id,
            "name": rule.title,
            "shortDescription": {"text": rule.title},
            "fullDescription": {"text": rule.doc},
            "defaultConfiguration": {"level": _SARIF_LEVELS[rule.severity]},
        }
        for rule in RULES
    ]
    run = {
        "tool": {"driver": {"name": "verbench", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(scene.reading.text, hint) for hint in hints],
    }
    return json.dumps({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _sarif_result(text: str, hint: Hint) -> dict[str, Any]:
    line, column = _place(text, hint.span.start)
    end_line, end_column = _place(text, hint.span.end)
    region = {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
        "charOffset": hint.span.start,
        "charLength": hint.span.end - hint.span.start,
    }
    place = {"physicalLocation": {"artifactLocation": {"uri": "prompt.txt"}, "region": region}}
    return {
        "ruleId": hint.rule,
        "level": _SARIF_LEVELS[hint.severity],
        "message": {"text": hint.message},
        "locations": [place],
    }


_FORMATS = {"text": _as_text, "json": _as_json, "sarif": _as_sarif}


def _fails(hints: Iterable[Hint], level: str | None) -> bool:
    return level is not None and any(rank(h.severity) <= rank(Severity(level)) for h in hints)
