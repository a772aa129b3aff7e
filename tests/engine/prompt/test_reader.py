"""The reader process: what a prompt says goes through JSON unharmed, and only the newest counts."""

import json
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import BadInput
from engine.prompt.reader import (
    question_line,
    reader_command,
    reading_from_dict,
    reading_to_dict,
)
from engine.prompt.reading import READ_LIMIT, read

ROOT = Path(__file__).resolve().parents[3]
TEXT = "A man sits, then slowly throws a ball to the left while the camera pans. 小狗跑"

HEAD = """
import sys, time
from engine.errors import MissingPart
from engine.prompt.reader import main
from engine.prompt.reading import read
"""
TABLES = HEAD + "main(lambda: read)"
CHATTY = HEAD + "main(lambda: lambda text: (print('a library says hello'), read(text))[1])"
SLOW = HEAD + "main(lambda: lambda text: (time.sleep(0.5), read(text))[1])"
STUCK = HEAD + "main(lambda: lambda text: time.sleep(60))"
MISSING = HEAD + "def load(): raise MissingPart('No parser', mend='Get one')\nmain(load)"


@contextmanager
def running(script):
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    )
    try:
        yield process
    finally:
        process.kill()
        process.stdin.close()
        process.stdout.close()
        process.wait()


def ask(process, *questions):
    for version, text in questions:
        process.stdin.write(question_line(version, text))
    process.stdin.flush()


def hear(process):
    return json.loads(process.stdout.readline())


def carried(reading):
    return reading_from_dict(json.loads(json.dumps(reading_to_dict(reading))), reading.text)


@given(st.text(st.characters()))
def test_a_reading_of_any_text_comes_back_as_it_was(text):
    assert carried(read(text)) == read(text)


def test_a_reading_with_everything_in_it_comes_back_as_it_was():
    reading = read(TEXT)
    assert reading.actions
    assert carried(reading) == reading


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        {"text": "", "actions": [{}]},
        {"text": "", "actions": [{"verb": "runs", "span": [0, 99]}]},
        {"text": "", "actions": [{"verb": "runs", "span": [3, 1]}]},
        {"text": "", "actions": [{"verb": "runs", "span": [0]}]},
        {"text": "", "actions": [{"verb": "runs", "span": [0, 1], "direction": "sideways"}]},
        {"text": "", "actions": [{"verb": "runs", "span": [0, 1], "pace": "fast"}]},
        {"text": "", "actions": [{"verb": "runs", "span": [0, 1], "colour": "red"}]},
        {"text": "", "parts": [["nonsense", [0, 1]]]},
        {"text": "", "physics": "fluid"},
        {"text": 3},
    ],
)
def test_what_is_no_reading_is_refused(data):
    with pytest.raises(BadInput):
        reading_from_dict(data, "A dog runs")


def test_it_answers_what_it_is_asked():
    with running(TABLES) as process:
        assert hear(process) == {"event": "ready", "parser": True, "message": ""}
        ask(process, (7, TEXT))
        answer = hear(process)
        assert answer["version"] == 7
        assert reading_from_dict(answer["reading"], TEXT) == read(TEXT)


def test_halves_of_characters_get_through():
    text = "A dog \ud83d jumps \udc15 left"
    with running(TABLES) as process:
        hear(process)
        ask(process, (1, text))
        assert reading_from_dict(hear(process)["reading"], text) == read(text)


def test_only_the_newest_question_is_answered():
    with running(SLOW) as process:
        hear(process)
        ask(process, (1, "one"))
        time.sleep(0.2)
        ask(process, *((number, "A dog jumps") for number in range(2, 50)))
        assert [hear(process)["version"] for _ in range(2)] == [1, 49]


def test_a_line_that_is_no_question_is_passed_over():
    with running(TABLES) as process:
        hear(process)
        process.stdin.write(b'nonsense\n[]\n{"version": 1}\n\xff\n')
        ask(process, (2, "A dog jumps"))
        assert hear(process)["version"] == 2


def test_what_libraries_print_is_no_answer():
    with running(CHATTY) as process:
        hear(process)
        ask(process, (1, "A dog jumps"))
        assert hear(process)["version"] == 1


def test_without_the_parser_the_tables_read_and_it_says_what_to_do():
    with running(MISSING) as process:
        assert hear(process) == {
            "event": "ready",
            "parser": False,
            "message": "No parser. Get one",
        }
        ask(process, (1, TEXT))
        assert reading_from_dict(hear(process)["reading"], TEXT) == read(TEXT)


@pytest.mark.parametrize("script", [TABLES, STUCK], ids=["idle", "in the middle of a prompt"])
def test_it_ends_with_its_standard_input(script):
    with running(script) as process:
        hear(process)
        ask(process, (1, "A dog jumps"))
        process.stdin.close()
        assert process.wait(10) == 0


def test_what_lies_beyond_the_limit_is_not_sent():
    text = "A dog runs. " * READ_LIMIT
    assert len(question_line(1, text)) < 2 * READ_LIMIT
    assert read(text[:READ_LIMIT]).actions == read(text).actions


def test_a_frozen_bundle_starts_itself_as_the_reader(monkeypatch):
    assert reader_command()[1:] == ["-m", "engine.prompt.reader"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert reader_command()[1:] == ["--reader"]
