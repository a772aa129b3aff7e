"""`verbench doctor` and the person's own file of verbs."""

from __future__ import annotations

import io
import json
import sys

import pytest

from app import places
from app.__main__ import main
from app.cli import doctor
from engine.models import shelf
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


def checks(capsys) -> dict[str, dict]:
    main(["doctor", "--format", "json"])
    return {check["name"]: check for check in json.loads(capsys.readouterr().out)["checks"]}


def with_card(monkeypatch, gib: int):
    from engine.models import machine

    card = machine.Card(0, "GPU-1", "NVIDIA Test", gib << 30, (gib - 1) << 30)
    monkeypatch.setattr(machine, "cards", lambda: (card,))


def test_each_card_is_named_with_the_profile_it_has_room_for(own_home, monkeypatch, capsys):
    with_card(monkeypatch, 16)
    found = checks(capsys)["gpu 0"]["found"]
    assert found == "NVIDIA Test, 15.0 of 16.0 GiB free: profile 16 and smaller"


@pytest.mark.parametrize(
    ("kinds", "state"), [([], "broken"), (["CUDA 12.6"], "good")], ids=["cpu", "cuda"]
)
def test_a_torch_that_cannot_use_the_card_is_named_with_the_mend(
    own_home, monkeypatch, capsys, kinds, state
):
    with_card(monkeypatch, 24)
    monkeypatch.setattr(doctor, "_torch_kinds", lambda: kinds)
    monkeypatch.setattr(doctor.metadata, "version", lambda name: "99.0")
    check = checks(capsys)["torch"]
    assert check["state"] == state
    assert ("--index-url" in check["mend"]) == (state == "broken")


def test_a_library_that_is_missing_or_too_old_is_named(own_home, monkeypatch, capsys):
    real = doctor.metadata.version

    def version(name):
        if name == "peft":
            raise doctor.metadata.PackageNotFoundError(name)
        return "0.30.1" if name == "diffusers" else "9.9" if name == "torch" else real(name)

    monkeypatch.setattr(doctor.metadata, "version", version)
    found = checks(capsys)
    assert found["diffusers"]["found"] == "0.30.1 is older than 0.42"
    assert "diffusers>=0.42" in found["diffusers"]["mend"]
    assert found["peft"]["state"] == "missing"
    assert "verbench[diffusers]" in found["peft"]["mend"]


def test_a_folder_of_models_that_is_gone_is_named(own_home, tmp_path, capsys):
    shelf.add(places.models_file(), (tmp_path / "gone",))
    check = checks(capsys)["models"]
    assert check["state"] == "broken"
    assert "verbench models scan --forget" in check["mend"]
