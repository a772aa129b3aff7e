"""`verbench doctor` and the person's own file of verbs."""

from __future__ import annotations

import io
import json
import sys

import pytest

from app import places
from app.__main__ import main
from engine.prompt import lexicon


@pytest.fixture
def own_verbs(tmp_path, monkeypatch):
    monkeypatch.setenv("VERBENCH_HOME", str(tmp_path))
    yield lambda text: places.verbs_file().write_text(text, encoding="utf-8")
    lexicon.use(None)


def verbs_check(capsys) -> dict[str, object]:
    main(["doctor", "--format", "json"])
    checks = json.loads(capsys.readouterr().out)["checks"]
    return next(check for check in checks if check["name"] == "verbs")


def test_the_doctor_says_where_a_persons_own_verbs_go(own_verbs, capsys):
    check = verbs_check(capsys)
    assert check["state"] == "good"
    assert str(places.verbs_file()) in check["found"]


def test_the_doctor_names_each_entry_at_fault(own_verbs, capsys):
    own_verbs('{"verbs": {"zot": {"class": "fly"}, "zip": 3}}')
    check = verbs_check(capsys)
    assert check["state"] == "broken"
    assert not check["needed"]
    assert "verbs.json: “zot” “class” must be one of" in check["mend"]
    assert "verbs.json: “zip” is no object" in check["mend"]


def test_the_doctor_names_the_line_that_is_no_json(own_verbs, capsys):
    own_verbs('{"verbs": {\n"zot"}}')
    assert verbs_check(capsys)["found"] == "verbs.json, line 2: Expecting ':' delimiter"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"verbs": {"yeet": {"class": "transfer"}}}', ""),
        ('{"verbs": {"yeet": {"class": "transfer"}, "zot": 3}}', "verbs.json: “zot” is no object"),
    ],
)
def test_lint_reads_a_persons_own_verbs_and_tells_of_faults(
    own_verbs, capsys, monkeypatch, text, told
):
    own_verbs(text)
    prompt = io.TextIOWrapper(io.BytesIO(b"She yeets a ball to the left"))
    monkeypatch.setattr(sys, "stdin", prompt)
    monkeypatch.setenv(places.READER, "tables")
    assert main(["lint", "--format", "json"]) == 0
    heard = capsys.readouterr()
    assert [action["verb"] for action in json.loads(heard.out)["actions"]] == ["yeet"]
    assert told in heard.err
    assert bool(heard.err) == bool(told)
