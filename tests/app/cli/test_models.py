"""`verbench models`: real files in, text and JSON out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app import places
from app.__main__ import main
from tests.helpers import weights
from tests.helpers.hub import running


def run(*arguments: str | Path) -> int:
    return main(["models", *map(str, arguments)])


@pytest.fixture(autouse=True)
def no_cache(monkeypatch, tmp_path):
    """The models of whoever runs the tests are not theirs to look at."""
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "no cache"))


@pytest.fixture
def store(tmp_path: Path) -> Path:
    top = tmp_path / "store"
    weights.pipeline(top / "Wan2.1-T2V")
    (top / "Wan2.1-T2V" / "README.md").write_text("---\nlicense: apache-2.0\n---\n")
    weights.safetensors(top / "ltx.safetensors", weights.NETWORKS["ltx"])
    (top / "old.ckpt").write_bytes(b"\x80\x02}q\x00.")
    return top


def printed(capsys: pytest.CaptureFixture[str]) -> dict:
    return json.loads(capsys.readouterr().out)


def test_a_scan_prints_models_and_says_what_it_left_out(store, capsys):
    assert run("scan", store) == 0
    out, err = capsys.readouterr()
    lines = out.splitlines()
    assert lines[0].startswith("ltx-video t2v+i2v")
    assert lines[1].startswith("wan-2.1 t2v")
    assert lines[2] == "    licence: apache-2.0"
    assert "old.ckpt is a pickle checkpoint" in err
    assert err.rstrip().endswith("2 models")


def test_a_scan_as_json_has_models_with_their_sums_and_what_was_skipped(store, capsys):
    assert run("scan", store, "--format", "json") == 0
    told = printed(capsys)
    model = told["models"][1]
    assert told["schema"] == 1
    assert (model["family"], model["kind"]) == ("wan-2.1", "diffusers")
    assert model["bytes"] == sum(part["bytes"] for part in model["parts"])
    assert model["dtypes"] == ["BF16"]
    assert [Path(entry["path"]).name for entry in told["skipped"]] == ["old.ckpt"]


def test_folders_are_remembered_and_can_be_forgotten(store, capsys):
    run("scan", store)
    capsys.readouterr()
    assert run("list", "--format", "json") == 0
    assert len(printed(capsys)["models"]) == 2
    assert run("list", "--family", "ltx-video") == 0
    assert capsys.readouterr().out.count("\n") == 1
    assert run("scan", "--forget", store) == 0
    assert run("list") == 0
    assert "Name a folder with 'verbench models scan FOLDER'" in capsys.readouterr().err
    assert run("scan", "--forget", store) == 2


def test_a_scan_for_once_is_not_remembered(store, capsys):
    run("scan", store, "--once")
    assert not places.models_file().exists()


def test_a_remembered_folder_that_is_gone_is_said(store, capsys, tmp_path):
    run("scan", store)
    store.rename(tmp_path / "moved")
    capsys.readouterr()
    assert run("scan") == 0
    assert "is no folder" in capsys.readouterr().err


def test_a_folder_that_is_none_is_one_line_and_status_two(capsys, tmp_path):
    assert run("scan", tmp_path / "gone") == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "gone is no folder" in err


def test_fit_says_every_profile_and_the_one_that_is_chosen(store, capsys):
    assert run("fit", store / "Wan2.1-T2V", "--vram", "24", "--ram", "64") == 0
    out = capsys.readouterr().out
    assert "832 x 480, 81 frames; 24.0 GiB free on the card, 64.0 GiB of memory free" in out
    for profile in ("max-speed", "24", "16", "12", "8", "low-ram", "cpu"):
        assert f"  {profile} " in out
    assert "chosen: " in out


def test_fit_as_json_has_stages_and_reasons(store, capsys):
    code = run(
        *("fit", store / "ltx.safetensors", "--width", "704", "--height", "512"),
        *("--frames", "161", "--vram", "8", "--ram", "32", "--format", "json"),
    )
    assert code == 0
    told = printed(capsys)
    assert (told["width"], told["height"], told["frames"]) == (704, 512, 161)
    assert told["chosen"] == "16"
    first = told["profiles"][0]
    assert (first["profile"], first["fits"]) == ("max-speed", False)
    assert [stage["name"] for stage in first["stages"]] == [
        "reading the prompt",
        "denoising",
        "decoding",
    ]
    assert "text encoder" in told["assumed"][0]


def test_fit_takes_the_size_of_a_shot_and_parts_from_elsewhere(store, capsys, tmp_path):
    shot = {"schema": 1, "prompt": "a", "settings": {"width": 256, "height": 128, "frames": 17}}
    (tmp_path / "shot.json").write_text(json.dumps(shot))
    encoder = weights.safetensors(tmp_path / "umt5.safetensors", weights.NETWORKS["umt5"])
    run(
        *("fit", store / "ltx.safetensors", "--shot", tmp_path / "shot.json"),
        *("--with", encoder, "--vram", "24", "--ram", "64", "--format", "json"),
    )
    told = printed(capsys)
    assert (told["width"], told["height"], told["frames"]) == (256, 128, 17)
    assert not any("text encoder" in said for said in told["assumed"])


def test_fit_of_one_profile_and_of_what_fits_nowhere(store, capsys):
    args = ("fit", store / "ltx.safetensors", "--vram", "1", "--ram", "1")
    assert run(*args, "--profile", "8") == 0
    out = capsys.readouterr().out
    assert "Nothing fits: " in out
    assert "max-speed" not in out
    assert run("fit", store / "ltx.safetensors", "--vram", "0", "--ram", "1") == 0
    out = capsys.readouterr().out
    assert "Nothing fits: there is no card, and the processor needs " in out
    assert "of which 1.0 GiB are free." in out
    assert run(*args, "--profile", "9") == 2
    assert "There is no profile named 9" in capsys.readouterr().err


def test_fit_of_a_damaged_model_says_so(tmp_path, capsys):
    folder = weights.pipeline(tmp_path / "wan2.1")
    (folder / "scheduler" / "scheduler_config.json").write_text("{")
    assert main(["models", "fit", str(folder)]) == 0
    said = capsys.readouterr()
    assert "max-speed" in said.out
    assert said.err.startswith("scheduler of wan2.1: scheduler_config.json is not JSON. ")


def test_fit_of_a_pickle_says_how_it_is_converted(store, capsys):
    assert run("fit", store / "old.ckpt") == 2
    assert " -c " in capsys.readouterr().err


def test_fetch_lists_then_fetches_then_finds(tmp_path, capsys):
    source = weights.safetensors(tmp_path / "s" / "ltx.safetensors", weights.NETWORKS["ltx"])
    files = {"ltx.safetensors": source.read_bytes(), "README.md": b"hello", "x.pt": b"p"}
    with running(files=files) as hub:
        args = ("fetch", hub.repository, "--endpoint", hub.address, "-o", tmp_path / "got")
        assert run(*args, "--dry-run") == 0
        out, err = capsys.readouterr()
        assert "ltx.safetensors" in out
        assert "left out, because pickles can run code: x.pt" in err
        assert not (tmp_path / "got").exists()
        assert run(*args, "--format", "json") == 0
        told = printed(capsys)
    assert (told["done"], told["left"]) == (True, 0)
    assert [file["name"] for file in told["files"]] == ["ltx.safetensors", "README.md"]
    assert len(told["files"][0]["sha256"]) == 64
    assert run("scan", tmp_path / "got", "--once", "--format", "json") == 0
    assert [model["family"] for model in printed(capsys)["models"]] == ["ltx-video"]


def test_copies_that_nothing_needs_are_left_out_unless_they_are_asked_for(tmp_path, capsys):
    files = {"model_index.json": b"{}", "vae/a.safetensors": b"a", "whole.safetensors": b"b"}
    with running(files=files) as hub:
        args = ("fetch", hub.repository, "--endpoint", hub.address, "-o", tmp_path / "got")
        assert run(*args, "--dry-run", "--format", "json") == 0
        told = printed(capsys)
        assert [file["name"] for file in told["files"]] == ["model_index.json", "vae/a.safetensors"]
        assert run(*args, "--dry-run", "--whole", "--format", "json") == 0
        assert len(printed(capsys)["files"]) == 3


def test_repositories_that_can_be_run_are_listed_with_their_licences(capsys):
    assert run("known") == 0
    assert "Wan-AI/Wan2.1-T2V-1.3B-Diffusers" in capsys.readouterr().out
    assert run("known", "--format", "json") == 0
    assert all(entry["link"].startswith("https://") for entry in printed(capsys)["models"])
