"""The reader process: prompts as JSON lines in, what they say as JSON lines out.

`python -m engine.prompt.reader [VERBS]`, where VERBS is a person's own file of verbs. It loads the
parser once, which is slow and big, and so stays out of the window. Questions are {"version",
"text"}; answers {"version", "reading"}. Before the first answer comes one {"event": "ready",
"parser", "message"}: whether the parser is there and, where it is not, what to do about it; without
it prompts are read by the tables. Only the newest question is answered, and the process ends with
its standard input. All lines are ASCII, so that halves of a surrogate pair get through.
"""

from __future__ import annotations

import dataclasses
import json
import os
import sys
import threading
import types
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import (
    Any,
    BinaryIO,
    Literal,
    NoReturn,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from engine.children import command_of
from engine.errors import BadInput, MissingPart
from engine.newest import Newest
from engine.prompt import lexicon
from engine.prompt.reading import READ_LIMIT, read
from engine.records import Reading, Span

LONGEST_LINE = 8 * 1024 * 1024
"""Bytes of one question or answer; more is no prompt and no reading of ours."""
_MOST = 100_000
"""Entries of one list in an answer."""

Data = dict[str, Any]
Read = Callable[[str], Reading]


def main(load: Callable[[], Read] | None = None) -> NoReturn:
    """Answers until the standard input ends. `load` is slow and gives what reads a prompt."""
    questions, answers = _claim_streams()
    _use_verbs(sys.argv[1:])
    newest: Newest[tuple[int, str]] = Newest()
    threading.Thread(target=_listen, args=(questions, newest), daemon=True).start()
    read_one, ready = _loaded(load or _with_parser)
    _say(answers, ready)
    while True:
        version, text = newest.take()
        # the one who asked has the text
        reading = dataclasses.replace(read_one(text), text="")
        _say(answers, {"version": version, "reading": reading_to_dict(reading)})


def reader_command() -> list[str]:
    """What starts a reader: this Python, or the bundle itself."""
    return command_of("engine.prompt.reader", "--reader")


def question_line(version: int, text: str) -> bytes:
    """One question to the reader; what lies beyond the limit of reading is not sent."""
    return _line({"version": version, "text": text[:READ_LIMIT]})


def _use_verbs(arguments: Sequence[str]) -> None:
    """The person's own verbs; whoever started us tells what is wrong with their file."""
    for path in [Path(a) for a in arguments if not a.startswith("-")]:
        with suppress(BadInput):
            lexicon.use(path)


def _listen(questions: BinaryIO, newest: Newest[tuple[int, str]]) -> None:
    while line := questions.readline(LONGEST_LINE):
        with suppress(ValueError, TypeError, KeyError):
            question = json.loads(line)
            newest.put((int(question["version"]), str(question["text"])))
    os._exit(0)  # nobody asks any more; a sentence that is being parsed is not waited for


def _loaded(load: Callable[[], Read]) -> tuple[Read, Data]:
    try:
        return load(), {"event": "ready", "parser": True, "message": ""}
    except MissingPart as error:
        return read, {"event": "ready", "parser": False, "message": str(error)}


def _with_parser() -> Read:
    from engine.prompt.parser import load

    return partial(read, parser=load())


def _say(answers: BinaryIO, message: Data) -> None:
    try:
        answers.write(_line(message))
        answers.flush()
    except OSError:
        os._exit(0)  # nobody listens any more


def _line(message: Data) -> bytes:
    return json.dumps(message, separators=(",", ":")).encode("ascii") + b"\n"


def _claim_streams() -> tuple[BinaryIO, BinaryIO]:
    """The standard streams for the protocol: what libraries print goes to the error stream."""
    questions, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return questions, answers


# --- a reading as JSON and back ----------------------------------------------------------------


def reading_to_dict(reading: Reading) -> Data:
    """Only what differs from the defaults: most fields of most actions do not."""
    return cast(Data, _to_json(reading))


def reading_from_dict(data: object, text: str) -> Reading:
    """The reading of `text`. Raises BadInput where the data is none, or speaks of other places."""
    reading = cast(Reading, _decoder(Reading)(data))
    reading = dataclasses.replace(reading, text=text)
    _check_spans(reading, len(text))
    return reading


def _to_json(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return {
            field.name: _to_json(getattr(value, field.name))
            for field in dataclasses.fields(value)
            if getattr(value, field.name) != field.default
        }
    if isinstance(value, tuple):
        return [_to_json(part) for part in value]
    return value


@cache
def _decoder(kind: Any) -> Callable[[Any], Any]:
    """What makes a value of this type from JSON, or raises BadInput."""
    origin, arguments = get_origin(kind), get_args(kind)
    if dataclasses.is_dataclass(kind):
        return _record_decoder(cast(type, kind))
    if origin is tuple:
        return _list_decoder(_decoder(arguments[0]))
    if origin in (Union, types.UnionType):
        (inner,) = (part for part in arguments if part is not types.NoneType)
        decode = _decoder(inner)
        return lambda value: None if value is None else decode(value)
    if origin is Literal:
        return _plain_decoder(lambda value: value in arguments, str)
    if hasattr(kind, "_fields"):
        return _named_decoder(kind)
    if kind is float:
        return _plain_decoder(lambda value: isinstance(value, (int, float)), float)
    return _plain_decoder(lambda value: type(value) is kind, kind)


def _plain_decoder(fits: Callable[[Any], bool], kind: Any) -> Callable[[Any], Any]:
    def decode(value: Any) -> Any:
        if not isinstance(value, (str, int, float)) or not fits(value):
            raise BadInput(f"{str(value)[:40]!r} is no {kind.__name__} of a reading")
        return value

    return decode


def _list_decoder(part: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def decode(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list) or len(value) > _MOST:
            raise BadInput("a list of a reading is none, or endless")
        return tuple(part(item) for item in value)

    return decode


def _named_decoder(kind: Any) -> Callable[[Any], Any]:
    parts = [_decoder(hint) for hint in get_type_hints(kind).values()]

    def decode(value: Any) -> Any:
        if not isinstance(value, list) or len(value) != len(parts):
            raise BadInput(f"{str(value)[:40]!r} is no {kind.__name__}")
        return kind(*(part(item) for part, item in zip(parts, value, strict=True)))

    return decode


def _record_decoder(kind: type) -> Callable[[Any], Any]:
    parts = {name: _decoder(hint) for name, hint in get_type_hints(kind).items()}
    needed = {
        field.name
        for field in dataclasses.fields(kind)
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    }

    def decode(value: Any) -> Any:
        if not isinstance(value, dict) or not needed <= value.keys() <= parts.keys():
            raise BadInput(f"{str(value)[:40]!r} is no {kind.__name__}")
        return kind(**{name: parts[name](item) for name, item in value.items()})

    return decode


def _check_spans(value: Any, length: int) -> None:
    if isinstance(value, Span):
        if not 0 <= value.start <= value.end <= length:
            raise BadInput(f"{value} lies outside of the text")
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            _check_spans(getattr(value, field.name), length)
    elif isinstance(value, tuple):
        for part in value:
            _check_spans(part, length)


if __name__ == "__main__":
    main()
