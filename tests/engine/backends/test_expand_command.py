"""`verbench expand` with a tiny model of a real class: nonsense is rejected with the reasons."""

import io
import json

import pytest

from app.__main__ import main
from tests.helpers.tiny_writer import save_writer

PROMPT = "A red ball rolls slowly to the left."


@pytest.fixture(scope="module")
def writer(torch, tmp_path_factory):
    return str(save_writer(tmp_path_factory.mktemp("writer")))


@pytest.fixture
def asked(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(PROMPT))


def test_nonsense_is_rejected_in_text_and_in_json(writer, asked, capsys, tmp_path):
    assert main(["expand", "--with", writer, "--model", "wan-2.2"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "rejected: " in said.err
    file = tmp_path / "prompt.txt"
    file.write_text(PROMPT)
    assert main(["expand", str(file), "--with", writer, "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["prompt"] == PROMPT
    assert not told["accepted"]
    assert told["faults"][0]["message"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--with", "."], "no language model"),
        (["lost.txt", "--with", "."], "lost.txt cannot be read"),
        (["--with", ".", "--model", "no-such-model"], "No model is known as no-such-model"),
    ],
)
def test_bad_input_is_one_line(arguments, said, asked, capsys):
    assert main(["expand", *arguments]) == 2
    err = capsys.readouterr().err
    assert said in err
    assert err.count("\n") == 1
