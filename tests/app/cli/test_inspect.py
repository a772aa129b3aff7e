"""`verbench inspect` from its arguments to what it prints."""

import json

import pytest

from app.__main__ import main
from engine.documents import save_shot
from engine.records import Shot
from engine.video.read import probe
from engine.video.write import write_clip
from tests.helpers.clips import Clip, Sprite, line, render

ROLLING = Clip((Sprite(line(60, 90, 5, 0)),), frames=8, width=240, height=160)
LEFT = "The ball rolls to the left."
RIGHT = "The ball rolls to the right."


@pytest.fixture(scope="module")
def clip(tmp_path_factory):
    path = tmp_path_factory.mktemp("clips") / "rolling.mkv"
    write_clip(path, render(ROLLING), ROLLING.fps)
    return path


def test_one_clip_gives_one_object(clip, capsys):
    assert main(["inspect", str(clip), "--prompt", LEFT, "--format", "json"]) == 0
    out, err = capsys.readouterr()
    data = json.loads(out)
    assert [finding["kind"] for finding in data["findings"]] == ["wrong-direction"]
    assert data["file"] == str(clip)
    assert err == ""


def test_several_clips_give_an_array_and_jsonl_one_object_a_line(clip, capsys):
    main(["inspect", str(clip), str(clip), "--format", "json"])
    assert [entry["frames"] for entry in json.loads(capsys.readouterr().out)] == [8, 8]
    main(["inspect", str(clip), str(clip), "--format", "jsonl"])
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(entry)["schema"] for entry in lines] == [1, 1]


def test_text_says_what_broke_and_what_was_obeyed(clip, capsys):
    main(["inspect", str(clip), "--prompt", LEFT])
    assert "to the right; the prompt says left" in capsys.readouterr().out
    main(["inspect", str(clip), "--prompt", RIGHT])
    out = capsys.readouterr().out
    assert "no violation found" in out
    assert "as asked: It moves" in out


def test_a_shot_says_what_was_asked_for(clip, tmp_path, capsys):
    save_shot(Shot(prompt=LEFT), tmp_path / "shot.json")
    main(["inspect", str(clip), "--shot", str(tmp_path / "shot.json"), "--format", "json"])
    assert json.loads(capsys.readouterr().out)["findings"]


@pytest.mark.parametrize(
    ("prompt", "fail_on", "status"),
    [(LEFT, "never", 0), (LEFT, "finding", 1), (LEFT, "certain", 1), (RIGHT, "finding", 0)],
)
def test_the_exit_status_follows_fail_on(clip, prompt, fail_on, status):
    assert main(["inspect", str(clip), "--prompt", prompt, "--fail-on", fail_on]) == status


def test_the_overlay_is_a_clip_of_the_same_length(clip, tmp_path):
    target = tmp_path / "seen.mp4"
    assert main(["inspect", str(clip), "--prompt", LEFT, "--overlay", str(target)]) == 0
    assert probe(target).frames == 8


def test_html_goes_to_stdout(clip, capsys):
    main(["inspect", str(clip), "--prompt", LEFT, "--format", "html"])
    assert capsys.readouterr().out.startswith("<!doctype html>")


@pytest.mark.parametrize(
    "arguments",
    [
        ["missing.mp4"],
        ["{text}"],
        ["{clip}", "{clip}", "--overlay", "out.mp4"],
        ["{clip}", "--overlay", "out.gif"],
        ["{clip}", "--shot", "{text}"],
        ["{clip}", "--format", "xml"],
        [],
    ],
    ids=[
        "no such file",
        "not a video",
        "one overlay for two",
        "gif",
        "not a shot",
        "no such format",
        "no clip",
    ],
)
def test_bad_input_is_one_line_and_exit_status_2(clip, tmp_path, capsys, arguments):
    text = tmp_path / "text.mp4"
    text.write_text("not a video")
    filled = [argument.format(clip=clip, text=text) for argument in arguments]
    assert main(["inspect", *filled]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.strip().splitlines()) == 1
