"""Models of one's own by command: put there, used by `inspect`, told by the doctor, removed."""

from __future__ import annotations

import json

import pytest

from app import places
from app.__main__ import main
from app.cli import doctor
from app.cli.models import OWN
from engine.inspect.own import KINDS
from engine.video.write import write_clip
from tests.helpers import onnx, onnx_tracker
from tests.helpers.clips import Clip, Sprite, line, render

HIGH, WIDE = 64, 96
RED = onnx.model((3.0, -2.0, -2.0), (1, 3, HIGH, WIDE), (1, 1, HIGH, WIDE))
BODIES = onnx.model([3.0, -3.0, -3.0] * 17, (1, 3, 128, 96), (1, 17, 128, 96))
OF = {
    "flow": onnx.flow(HIGH, WIDE),
    "segmenter": RED,
    "pose": BODIES,
    "tracker": onnx_tracker.tracker(),
}


@pytest.fixture
def home(monkeypatch, tmp_path):
    monkeypatch.setenv("VERBENCH_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def brought(home):
    def act(kind):
        path = home / f"{kind}-of-mine.onnx"
        path.write_bytes(OF[kind])
        return path

    return act


@pytest.fixture
def clip(home):
    path = home / "clip.mkv"
    rolling = Clip((Sprite(line(30, 30, 2, 0), (24, 24)),), frames=6, width=WIDE, height=HIGH)
    write_clip(path, render(rolling), rolling.fps)
    return path


def checks():
    return {check.name: check for check in doctor.examine()}


def test_every_kind_of_model_of_ones_own_has_its_word():
    assert OWN == KINDS


@pytest.mark.parametrize("kind", OWN)
def test_a_model_is_put_there_and_removed(brought, capsys, kind):
    assert main(["models", "fetch", kind, "--from", str(brought(kind))]) == 0
    file = capsys.readouterr().out.strip()
    assert file.endswith(f"{kind}.onnx")
    assert main(["models", "remove", kind, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"schema": 1, "kind": kind, "file": file}
    assert main(["models", "remove", kind]) == 2
    told = capsys.readouterr().err
    assert f"There is no {kind} model of your own" in told
    assert told.count("\n") == 1


@pytest.mark.parametrize("kind", ["flow", "segmenter", "tracker"])
def test_there_is_none_to_fetch_but_ones_own(home, capsys, kind):
    assert main(["models", "fetch", kind]) == 2
    told = capsys.readouterr().err
    assert f"verbench models fetch {kind} --from {kind.upper()}.onnx" in told
    assert told.count("\n") == 1


@pytest.mark.parametrize("kind", OWN)
def test_a_model_for_something_else_is_refused_in_one_line(brought, capsys, kind):
    other = OWN[OWN.index(kind) - 1]
    assert main(["models", "fetch", kind, "--from", str(brought(other))]) == 2
    told = capsys.readouterr().err
    assert f"{other}-of-mine.onnx" in told
    assert told.count("\n") == 1


def test_a_clip_is_inspected_with_it_until_it_is_removed(brought, clip, capsys):
    def measured_with():
        assert main(["inspect", str(clip), "--format", "json"]) == 0
        return json.loads(capsys.readouterr().out)["measured_with"]

    assert measured_with() == {"flow": "DIS", "outlines": None, "tracks": None}
    main(["models", "fetch", "flow", "--from", str(brought("flow"))])
    capsys.readouterr()
    assert measured_with()["flow"].startswith("flow.onnx ")
    assert main(["inspect", str(clip)]) == 0
    assert "measured with: flow.onnx " in capsys.readouterr().out
    kept = {file.name for file in (places.cache_folder() / "inspected").glob("*.npz")}
    assert len(kept) == 2
    assert sum("-flow.onnx-" in name for name in kept) == 1
    main(["models", "remove", "flow"])
    capsys.readouterr()
    assert measured_with() == {"flow": "DIS", "outlines": None, "tracks": None}


def test_a_model_that_was_damaged_since_is_one_line_with_the_way_out(brought, clip, capsys):
    main(["models", "fetch", "flow", "--from", str(brought("flow"))])
    (places.own_models_folder() / "flow.onnx").write_bytes(b"damaged")
    capsys.readouterr()
    assert main(["inspect", str(clip)]) == 2
    told = capsys.readouterr().err
    assert "flow.onnx is not an ONNX model" in told
    assert "verbench models remove flow" in told
    assert "Traceback" not in told


def test_the_doctor_names_the_models_that_are_there_and_what_is_wrong_with_them(brought, capsys):
    assert not any(name.startswith("your own") for name in checks())
    for kind in ("flow", "segmenter"):
        main(["models", "fetch", kind, "--from", str(brought(kind))])
    assert checks()["your own flow"].state == "good"
    (places.own_models_folder() / "segmenter.onnx").write_bytes(b"damaged")
    wrong = checks()["your own segmenter"]
    assert wrong.state == "broken"
    assert not wrong.needed
    assert "verbench models remove segmenter" in wrong.mend
