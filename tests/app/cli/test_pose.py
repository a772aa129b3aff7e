"""`verbench models fetch pose`: a wheel that was brought along, and what the doctor says of it."""

from __future__ import annotations

import json

import pytest

from app.__main__ import main
from app.cli import doctor
from engine.inspect.people import fetch, network


@pytest.fixture
def home(monkeypatch, tmp_path):
    monkeypatch.setenv("VERBENCH_HOME", str(tmp_path))
    return tmp_path


def checked():
    return next(check for check in doctor.examine() if check.name == "pose and hands")


def test_a_file_that_is_not_the_wheel_is_one_clear_line(home, capsys):
    wrong = home / "other.whl"
    wrong.write_bytes(b"PK no wheel")
    assert main(["models", "fetch", "pose", "--from", str(wrong)]) == 2
    told = capsys.readouterr().err
    assert "is not the wheel mediapipe-0.10.21" in told
    assert "pip download" in told
    assert "Traceback" not in told


def test_a_repository_still_needs_a_folder(home, capsys):
    assert main(["models", "fetch", "org/model"]) == 2
    assert "-o FOLDER" in capsys.readouterr().err


def test_models_that_are_there_are_told_with_their_hashes(home, capsys, monkeypatch):
    monkeypatch.setattr(fetch, "present", lambda folder: True)
    assert main(["models", "fetch", "pose", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["licence"] == "Apache-2.0"
    assert {len(file["sha256"]) for file in told["files"]} == {64}
    assert told["folder"] == str(home / "models" / "people")


def test_the_doctor_says_what_is_missing_and_how_to_get_it(home, monkeypatch):
    monkeypatch.setattr(network, "runs_here", lambda: False)
    missing = checked()
    assert missing.state == "missing"
    assert not missing.needed
    assert "verbench[pose]" in missing.mend


def test_the_doctor_asks_for_the_models_where_only_they_are_missing(home, monkeypatch):
    pytest.importorskip("ai_edge_litert", reason="the pose extra is not installed")
    assert checked().mend == "Fetch them: verbench models fetch pose."
    monkeypatch.setattr(fetch, "present", lambda folder: True)
    assert checked().state == "good"
