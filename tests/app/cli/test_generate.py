"""`verbench generate`: from a shot file to a clip on disk."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from app.__main__ import main
from engine.imprint import imprint_of
from engine.video.read import frames, probe


@pytest.fixture
def shot(tmp_path: Path) -> Path:
    image = np.full((64, 96, 3), 120, np.uint8)
    cv2.rectangle(image, (20, 20), (40, 40), (30, 30, 230), -1)
    cv2.imwrite(str(tmp_path / "start.png"), image)
    stroke = {
        "name": "brick",
        "kind": "move",
        "region": {"polygon": [[0.2, 0.3], [0.44, 0.3], [0.44, 0.66], [0.2, 0.66]]},
        "points": [[0, 0.32, 0.48], [1, 0.7, 0.5]],
    }
    data = {
        "schema": 1,
        "prompt": "A brick slides to the right.",
        "start_image": "start.png",
        "plan": {"schema": 1, "strokes": [stroke]},
        "settings": {"width": 96, "height": 64, "frames": 6, "fps": 12, "seed": 1},
    }
    path = tmp_path / "shot.json"
    path.write_text(json.dumps(data))
    return path


def test_a_lossless_clip_starts_with_the_start_image(
    shot: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "take.mkv"
    assert main(["generate", str(shot), "-o", str(out)]) == 0
    assert capfd.readouterr() == (f"{out}\n", "")
    made = list(frames(out))
    assert len(made) == 6
    assert (made[0] == cv2.imread(str(tmp_path / "start.png"))[:, :, ::-1]).all()
    assert probe(out).fps == 12


def test_the_clip_carries_its_request(shot: Path, tmp_path: Path) -> None:
    out = tmp_path / "take.mp4"
    assert main(["generate", str(shot), "-o", str(out), "--seed", "7", "--frames", "4"]) == 0
    request = imprint_of(out, tmp_path / "media").request
    assert request.shot.prompt == "A brick slides to the right."
    assert (request.shot.settings.seed, request.shot.settings.frames) == (7, 4)
    assert probe(out).frames == 4


def test_a_folder_gets_png_frames(shot: Path, tmp_path: Path) -> None:
    out = tmp_path / "frames"
    assert main(["generate", str(shot), "-o", str(out)]) == 0
    assert len(list(out.glob("*.png"))) == 6


def test_progress_goes_to_stderr_with_the_time_left(
    shot: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["generate", str(shot), "-o", str(tmp_path / "a.mkv"), "--progress"]) == 0
    told = capfd.readouterr().err.splitlines()
    assert told[-1].startswith("6/6")
    assert all("left" in line for line in told)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--backend", "nothing"],
        ["--frames", "0"],
        ["--frames", "many"],
        ["--seed", "x"],
        ["--seed", "-1"],
        ["--seed", str(2**63)],
    ],
)
def test_bad_options_are_one_line_and_exit_two(
    shot: Path, tmp_path: Path, arguments: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "a.mkv"
    assert main(["generate", str(shot), "-o", str(out), *arguments]) == 2
    told = capfd.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
    assert not out.exists()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("start_image", None),
        ("start_image", "gone.png"),
        ("start_image", "shot.json"),
        ("settings", {"width": 95, "height": 64}),
        ("plan", {"schema": 1, "strokes": [{"kind": "move", "region": {"mask": "gone.png"}}]}),
    ],
)
def test_a_shot_that_cannot_be_made_leaves_the_old_clip(
    shot: Path, tmp_path: Path, key: str, value: object, capfd: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "take.mkv"
    out.write_bytes(b"the old clip")
    data = json.loads(shot.read_text())
    shot.write_text(json.dumps({**data, key: value}))
    assert main(["generate", str(shot), "-o", str(out)]) == 2
    assert len(capfd.readouterr().err.splitlines()) == 1
    assert out.read_bytes() == b"the old clip"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["shot.json", "start.png", "take.mkv"]


def test_a_model_says_itself_which_backend_runs_it(
    shot: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    tiny_model = tmp_path / "empty"
    tiny_model.mkdir()
    command = ["generate", str(shot), "-o", str(tmp_path / "a.mp4"), "--model"]
    assert main([*command, str(tiny_model)]) == 2
    assert "holds no model" in capfd.readouterr().err
    assert main([*command, str(tmp_path / "nowhere")]) == 2
    assert "There is no" in capfd.readouterr().err
