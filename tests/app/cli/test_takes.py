import json

import numpy as np
import pytest

from app.__main__ import main
from engine.documents import load_shot, save_shot
from engine.imprint import write_take
from engine.project.store import Project
from engine.records import Made, Request, Settings, Shot
from engine.video.write import write_clip


@pytest.fixture
def clip(tmp_path):
    pictures = [np.full((48, 64, 3), 20 * i, np.uint8) for i in range(5)]
    write_clip(tmp_path / "ball.mp4", pictures, 16)
    return str(tmp_path / "ball.mp4")


@pytest.fixture
def ours(tmp_path):
    write_clip(tmp_path / "start", [np.full((48, 64, 3), 50, np.uint8)], 16)
    image = tmp_path / "start" / "frame_00000.png"
    shot = Shot("a rock rolls", start_image=image, settings=Settings(seed=9, width=64, height=48))
    pictures = [np.full((48, 64, 3), 20 * i, np.uint8) for i in range(5)]
    asked = Request(shot, "0.1", hints=("missing-speed: how fast?",))
    write_take(tmp_path / "ours.mp4", pictures, asked, lambda: Made("CPU", notes=("slow",)))
    return tmp_path / "ours.mp4"


def run_json(capsys, *arguments):
    assert main([*arguments, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_clip_is_imported_into_a_project_that_is_made_for_it(clip, tmp_path, capsys):
    where = ("--project", str(tmp_path / "p"))
    made = run_json(
        capsys, "takes", "import", clip, *where, "--model", "Sora", "--prompt", "a ball rolls"
    )
    assert made["schema"] == 1
    take = made["take"]
    assert (take["model"], take["prompt"], take["source"]) == ("Sora", "a ball rolls", "imported")
    assert (take["frames"], take["fps"], take["width"], take["height"]) == (5, 16.0, 64, 48)
    assert (tmp_path / "p" / take["file"]).is_file()
    listed = run_json(capsys, "takes", "list", *where)
    assert [entry["id"] for entry in listed["takes"]] == [take["id"]]
    assert listed["takes"][0]["rated"] is False


def test_a_clip_is_imported_into_a_shot_of_the_current_folder(clip, tmp_path, capsys, monkeypatch):
    with Project.create(tmp_path / "p") as project:
        shot_id = project.add_shot(Shot("x"))
    monkeypatch.chdir(tmp_path / "p")
    take = run_json(capsys, "takes", "import", clip, "--shot", str(shot_id))["take"]
    assert (take["shot"], take["number"]) == (shot_id, 1)
    assert run_json(capsys, "takes", "list", "--shot", str(shot_id))["takes"]
    assert main(["takes", "list"]) == 0
    assert capsys.readouterr().out.startswith("1: shot 1, take 1, unknown model, 64x48, 5 frames")


def test_the_shot_comes_back_out_of_a_clip(ours, tmp_path, capsys):
    (tmp_path / "start" / "frame_00000.png").unlink()
    out = tmp_path / "back" / "shot.json"
    out.parent.mkdir()
    said = run_json(capsys, "takes", "restore", str(ours), "-o", str(out))
    assert said["shot"]["prompt"] == "a rock rolls"
    shot = load_shot(out)
    assert (shot.prompt, shot.settings.seed) == ("a rock rolls", 9)
    assert shot.start_image.is_file()
    assert (said["made"]["profile"], said["made"]["notes"]) == ("CPU", ["slow"])
    assert said["hints"] == ["missing-speed: how fast?"]
    assert (said["missing_images"], said["scaled_images"], said["missing_models"]) == ([], [], [])


@pytest.mark.parametrize(
    ("flag", "prompt", "seed", "steps"),
    [
        ("--prompt-only", "a rock rolls", 3, 4),
        ("--but-seed", "a rock rolls", 3, 30),
        ("--settings-only", "a cat", 9, 30),
    ],
)
def test_a_part_of_it_goes_into_the_shot_that_is_there(ours, tmp_path, flag, prompt, seed, steps):
    out = tmp_path / "shot.json"
    save_shot(Shot("a cat", name="Mine", settings=Settings(seed=3, steps=4)), out)
    assert main(["takes", "restore", str(ours), "-o", str(out), flag]) == 0
    shot = load_shot(out)
    assert (shot.prompt, shot.settings.seed, shot.settings.steps) == (prompt, seed, steps)
    assert shot.name == "Mine"


def test_how_a_take_was_made_is_shown_without_a_file_being_written(ours, tmp_path, capsys):
    before = sorted(tmp_path.rglob("*"))
    assert main(["takes", "restore", str(ours), "--show"]) == 0
    said = capsys.readouterr().out
    assert "Prompt: a rock rolls\n" in said
    assert "Profile: CPU\n" in said
    assert "Hints shown: missing-speed: how fast?\n" in said
    assert sorted(tmp_path.rglob("*")) == before


def test_a_model_that_is_not_here_is_named(tmp_path, capsys):
    model = "/nowhere/models--Wan-AI--Wan2.2/snapshots/abc"
    clip = tmp_path / "x.mp4"
    pictures = [np.full((48, 64, 3), 9, np.uint8)]
    write_take(clip, pictures, Request(Shot("x", settings=Settings(model=model)), "0.1"))
    assert main(["takes", "restore", str(clip), "--show"]) == 0
    assert "It is at https://huggingface.co/Wan-AI/Wan2.2" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["import", "{clip}"], "no Verbench project"),
        (["list"], "no Verbench project"),
        (["list", "--project", "{tmp}/nothing"], "is no Verbench project"),
        (["import", "{tmp}/missing.mp4", "--project", "{tmp}/p"], "There is no file"),
        (["import", "{text}", "--project", "{tmp}/p"], "not a video"),
        (["restore", "{clip}", "-o", "{tmp}/s.json"], "carries no Request"),
        (["restore", "{text}", "-o", "{tmp}/s.json"], "not a video"),
        (["restore", "{clip}"], "Nowhere to write"),
        (["import", "{clip}", "--project", "{tmp}/q", "--shot", "7"], "no shot 7"),
        ([], "import|list|restore"),
    ],
)
def test_bad_input_is_one_line_and_status_2(
    clip, tmp_path, capsys, monkeypatch, arguments, message
):
    (tmp_path / "text.mp4").write_text("hello")
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    names = {"clip": clip, "tmp": tmp_path, "text": tmp_path / "text.mp4"}
    assert main(["takes", *(part.format(**names) for part in arguments)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert message in said.err
    assert len(said.err.splitlines()) == 1
    assert not (tmp_path / "p").exists()
