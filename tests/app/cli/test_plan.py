"""`verbench plan`: real files in, real files out."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from app.__main__ import main
from engine.video.read import frames, probe


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    image = np.full((64, 96, 3), 120, np.uint8)
    cv2.rectangle(image, (20, 20), (40, 40), (30, 30, 230), -1)
    cv2.imwrite("start.png", image)
    cv2.imwrite("clean.png", np.full((64, 96, 3), 90, np.uint8))
    square = [[0.2, 0.3], [0.44, 0.3], [0.44, 0.66], [0.2, 0.66]]
    stroke = {"name": "brick", "kind": "move", "region": {"polygon": square}}
    stroke["points"] = [[0, 0.32, 0.48], [1, 0.75, 0.5]]
    plan = {"schema": 1, "strokes": [stroke], "camera": {"pan": 0, "tilt": 0, "zoom": 0, "roll": 0}}
    Path("plan.json").write_text(json.dumps(plan))
    return tmp_path


def run(*arguments: str) -> int:
    return main(["plan", *arguments])


def compiled(*more: str) -> int:
    return run("compile", "plan.json", "--start", "start.png", "--frames", "5", "-o", "out", *more)


def test_all_targets_are_there_and_the_manifest_names_them(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert compiled() == 0
    assert capfd.readouterr().out == "out\n"
    manifest = json.loads(Path("out/manifest.json").read_text())
    assert list(manifest["targets"]) == ["guide", "tracks", "vace", "ltx-tracks", "kling", "words"]
    named = {name.rstrip("/") for e in manifest["targets"].values() for name in e["files"]}
    assert named | {"manifest.json"} == {path.name for path in Path("out").iterdir()}
    made = list(frames(Path("out/guide.mkv")))
    assert (made[0] == cv2.imread("start.png")[:, :, ::-1]).all()
    assert probe(Path("out/guide.mkv")).fps == 16


def test_one_target_at_another_size_and_rate(folder: Path) -> None:
    assert compiled("--for", "guide", "--width", "48", "--fps", "12") == 0
    info = probe(Path("out/guide.mkv"))
    assert (info.width, info.height, info.fps, info.frames) == (48, 32, 12, 5)
    assert not Path("out/kling.json").exists()


def test_json_is_the_manifest(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert compiled("--for", "words", "--for", "tracks", "--format", "json") == 0
    printed = json.loads(capfd.readouterr().out)
    assert printed == json.loads(Path("out/manifest.json").read_text())


def test_what_does_not_fit_is_said_on_stderr(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert compiled("--for", "kling") == 0
    assert "300 pixels" in capfd.readouterr().err


@pytest.mark.parametrize("how", ["option", "plan"])
def test_a_clean_plate_is_what_is_seen_behind(how: str, folder: Path) -> None:
    if how == "plan":
        plan = json.loads(Path("plan.json").read_text())
        Path("plan.json").write_text(json.dumps({**plan, "plate": "clean.png"}))
    assert compiled("--for", "guide", *(["--plate", "clean.png"] if how == "option" else [])) == 0
    last = list(frames(Path("out/guide.mkv")))[-1]
    assert (last[30, 24] == 90).all()


def test_the_prompt_gets_the_words(folder: Path) -> None:
    assert compiled("--for", "words", "--prompt", "A brick slides.") == 0
    assert Path("out/words.txt").read_text().startswith("A brick slides to the right")


@pytest.mark.parametrize(
    ("arguments", "wrong"),
    [
        (["--for", "sora"], "sora"),
        (["--frames", "0"], "0 frames"),
        (["--frames", "100000"], "1024"),
        (["--width", "0"], "0 pixels"),
        (["--width", "9000"], "9000"),
        (["--fps", "nan"], "per second"),
        (["--plate", "none.png"], "none.png"),
        (["--start", "plan.json"], "not an image"),
    ],
)
def test_bad_arguments_are_one_line(
    arguments: list[str], wrong: str, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert compiled(*arguments) == 2
    told = capfd.readouterr().err
    assert wrong in told
    assert told.count("\n") == 1
    assert not Path("out").exists()


@pytest.mark.parametrize(
    "text",
    [
        "{",
        '{"schema": 1, "strokes": [{"kind": "move"}]}',
        '{"schema": 1, "strokes": [{"kind": "move", "region": {"mask": "gone.png"}}]}',
        '{"schema": 1, "strokes": [], "plate": "gone.png"}',
        '{"schema": 1, "strokes": [], "plate": 3}',
        '{"schema": 2, "strokes": []}',
    ],
)
def test_a_plan_from_a_stranger_is_one_line(
    text: str, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    Path("plan.json").write_text(text)
    assert compiled() == 2
    assert capfd.readouterr().err.count("\n") == 1
    assert not Path("out").exists()


def test_explain_says_what_a_model_does(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run("explain", "plan.json", "--model", "Wan2.2-I2V-A14B") == 0
    assert capfd.readouterr().out.startswith("brick: steered. Wan 2.2")
    assert run("explain", "plan.json", "--model", "kling", "--end-image", "--format", "json") == 0
    told = json.loads(capfd.readouterr().out)
    assert told["strokes"][0]["how"] == "words"
    assert told["strokes"][0]["name"] == "brick"


def test_explain_says_what_the_model_needs_of_the_clip(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run("explain", "plan.json", "--model", "LTX-2", "--frames", "80") == 0
    assert "needs 81 frames, LTX-2.3 with its LoRA" in capfd.readouterr().out
    wan = ("explain", "plan.json", "--model", "wan-2.2", "--guidance", "3.5", "--frames", "81")
    assert run(*wan) == 0
    assert capfd.readouterr().out.endswith("(needs no few-step LoRA)\n")
    assert run(*wan, "--fps", "30", "--height", "470") == 0
    assert "needs 832 × 464 pixels, 45 frames, 16 frames per second" in capfd.readouterr().out


def test_explain_says_what_must_be_chosen_between(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run("explain", "plan.json", "--model", "kling", "--end-image") == 0
    assert capfd.readouterr().out.splitlines()[-1] == (
        "choose: Kling takes painted regions or an end image, not both"
    )
    assert run("explain", "plan.json", "--model", "kling", "--end-image", "--format", "json") == 0
    told = json.loads(capfd.readouterr().out)
    assert told["exclusions"][0]["parts"] == ["strokes", "end image"]


@pytest.mark.parametrize(
    "wrong",
    [("--fps", "0"), ("--fps", "nan"), ("--width", "0"), ("--height", "99999"), ("--frames", "0")],
)
def test_what_no_clip_can_be_is_one_line(
    wrong: tuple[str, str], folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run("explain", "plan.json", "--model", "kling", *wrong) == 2
    assert capfd.readouterr().err.count("\n") == 1
