"""`verbench inspect` from its arguments to what it prints."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.__main__ import main
from engine.documents import save_shot
from engine.imprint import write_take
from engine.inspect.marks import save_marks
from engine.records import Box, Judgement, Mark, Request, Settings, Shot
from engine.video.read import probe
from engine.video.write import write_clip
from tests.helpers.clips import Clip, Sprite, line, render

ROOT = Path(__file__).resolve().parents[3]
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


def test_a_take_of_ours_says_what_made_it_and_what_was_asked_for(tmp_path, capsys):
    take = tmp_path / "take.mp4"
    shot = Shot(prompt=RIGHT, settings=Settings(seed=7))
    write_take(take, render(ROLLING), Request(shot, "0"))
    main(["inspect", str(take)])
    out = capsys.readouterr().out
    assert "made by: animatic, seed 7" in out
    assert f"asked for: {RIGHT}" in out
    main(["inspect", str(take), "--prompt", LEFT, "--format", "json"])
    origin = json.loads(capsys.readouterr().out)["origin"]
    assert origin == {"title": "", "prompt": LEFT, "model": "animatic", "seed": 7}


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


def test_the_clip_itself_is_not_painted_over(clip, tmp_path, capsys):
    mine = tmp_path / "mine.mkv"
    mine.write_bytes(clip.read_bytes())
    assert main(["inspect", str(mine), "--overlay", str(tmp_path / "." / "mine.mkv")]) == 2
    assert "is the clip itself, which would be lost" in capsys.readouterr().err
    assert mine.read_bytes() == clip.read_bytes()


def test_a_file_of_another_kind_is_no_shot(clip, tmp_path, capsys):
    marks = tmp_path / "marks.json"
    marks.write_text('{"schema": 1, "marks": []}')
    assert main(["inspect", str(clip), "--shot", str(marks)]) == 2
    assert "marks.json is no shot" in capsys.readouterr().err


def test_what_cannot_be_determined_says_why(clip, capsys):
    main(["inspect", str(clip)])
    assert "cannot be determined: wrong-direction (" in capsys.readouterr().out


def test_html_goes_to_stdout(clip, capsys):
    main(["inspect", str(clip), "--prompt", LEFT, "--format", "html"])
    assert capsys.readouterr().out.startswith("<!doctype html>")


@pytest.fixture(scope="module")
def folder(clip, tmp_path_factory):
    """Two clips that can be looked at, and two files that cannot."""
    made = tmp_path_factory.mktemp("folder")
    for name in ("take 10.mkv", "take 2.mkv"):
        (made / name).write_bytes(clip.read_bytes())
    (made / "take 3.mp4").write_text("no film")
    (made / "take 4.mp4").write_bytes(b"")
    return made


def test_one_bad_file_does_not_stop_the_others(folder, capsys):
    assert main(["inspect", str(folder), "--format", "jsonl"]) == 2
    out, err = capsys.readouterr()
    read = [Path(json.loads(line)["file"]).name for line in out.splitlines()]
    assert read == ["take 2.mkv", "take 10.mkv"]
    assert [line.split(": ")[1].split(" is ")[0] for line in err.splitlines()] == [
        str(folder / "take 3.mp4"),
        str(folder / "take 4.mp4"),
    ]


def test_a_folder_gives_an_array_even_of_one(clip, tmp_path, capsys):
    (tmp_path / "only.mkv").write_bytes(clip.read_bytes())
    assert main(["inspect", str(tmp_path), "--format", "json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 1


def test_one_page_for_a_folder_names_what_could_not_be_looked_at(folder, capsys):
    assert main(["inspect", str(folder), "--prompt", LEFT, "--format", "html"]) == 2
    out = capsys.readouterr().out
    assert out.count("<section") == 2
    assert "take 4.mp4 is empty" in out


def test_files_that_are_all_bad_are_told_and_nothing_else(folder, capsys):
    bad = [str(folder / name) for name in ("take 3.mp4", "take 4.mp4")]
    assert main(["inspect", *bad, "--format", "json"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="names are text on this system")
@pytest.mark.parametrize("format_", ["text", "json", "jsonl", "html"])
def test_a_name_that_is_no_text_does_no_harm(clip, tmp_path, format_):
    (tmp_path / os.fsdecode(b"take\xff.mkv")).write_bytes(clip.read_bytes())
    command = [sys.executable, "-m", "app", "inspect", tmp_path, "--format", format_]
    done = subprocess.run(command, capture_output=True, check=False, cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, b"")
    said = done.stdout.decode("utf-8")
    if format_ == "json":
        assert os.fsencode(Path(json.loads(said)[0]["file"]).name) == b"take\xff.mkv"
    assert "take" in said


def test_a_clip_is_measured_once(clip, capsys, monkeypatch):
    from engine.inspect import report

    measured = []
    observe = report.observe
    monkeypatch.setattr(report, "observe", lambda *a, **k: measured.append(1) or observe(*a, **k))
    said = []
    for options in (["--prompt", LEFT], ["--prompt", LEFT], ["--prompt", RIGHT], ["--fresh"]):
        main(["inspect", str(clip), "--format", "json", *options])
        said.append(capsys.readouterr().out)
        if options[-1] == RIGHT:
            assert len(measured) == 1
    assert len(measured) == 2
    assert said[0] == said[1] != said[2]


def test_what_is_kept_stays_small_however_many_clips_there_are(clip, capsys, monkeypatch):
    from app import places
    from app.cli import inspect
    from engine.inspect import cache

    monkeypatch.setattr(inspect, "_TRIM_EVERY", 1)
    monkeypatch.setattr(cache.Cache.__init__, "__defaults__", (1,))
    assert main(["inspect", str(clip), str(clip), "--format", "jsonl"]) == 0
    kept = list((places.cache_folder() / "inspected").iterdir())
    assert len(kept) == 2  # those of the last clip


def test_personal_thresholds_are_what_the_person_judged(clip, capsys):
    from app import places
    from engine.verbs.store import VerbBook

    arguments = ["inspect", str(clip), "--prompt", LEFT, "--format", "json"]
    main([*arguments, "--thresholds", "personal"])
    plain = json.loads(capsys.readouterr().out)
    with VerbBook(places.verb_book_file()) as book:
        said = [Judgement("t", str(n), "wrong-direction", 0.6, False) for n in range(40)]
        book.record_judgements(said, take="t")
    main([*arguments, "--thresholds", "personal"])
    mine = json.loads(capsys.readouterr().out)
    main(arguments)
    assert json.loads(capsys.readouterr().out) == plain
    (before,), after = plain["findings"], (*mine["findings"], *mine["doubtful"])
    assert before["yours"] is None
    assert after[0]["yours"] < after[0]["score"] == before["score"]


def test_an_overlay_of_an_odd_size_can_be_watched(tmp_path):
    odd = Clip((Sprite(line(30, 40, 3, 0)),), frames=4, width=121, height=75)
    write_clip(tmp_path / "odd.mkv", render(odd), 16)
    target = tmp_path / "seen.mp4"
    assert main(["inspect", str(tmp_path / "odd.mkv"), "--overlay", str(target)]) == 0
    assert (probe(target).width, probe(target).height) == (122, 76)


def test_progress_says_how_long_it_takes_yet(clip, capsys, monkeypatch):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    main(["inspect", str(clip), str(clip), "--fresh", "--format", "jsonl"])
    err = capsys.readouterr().err
    assert "[1/2] rolling.mkv  7/7" in err
    assert "[2/2] rolling.mkv  7/7" in err
    assert " s left" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ["missing.mp4"],
        ["{empty}"],
        ["{clip}", "{clip}", "--marks", "marks.json"],
        ["{clip}", "--marks", "{text}"],
        ["{clip}", "--marks", "{late}"],
        ["{text}"],
        ["{clip}", "{clip}", "--overlay", "out.mp4"],
        ["{clip}", "--overlay", "out.gif"],
        ["{clip}", "--shot", "{text}"],
        ["{clip}", "--format", "xml"],
        [],
    ],
    ids=[
        "no such file",
        "empty folder",
        "marks for two",
        "no marks",
        "a mark behind the end",
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
    empty = tmp_path / "empty"
    empty.mkdir()
    late = tmp_path / "late.json"
    save_marks([Mark("rigid", 5000, Box(0.1, 0.1, 0.2, 0.2))], late)
    places = {"clip": clip, "text": text, "empty": empty, "late": late}
    filled = [argument.format(**places) for argument in arguments]
    assert main(["inspect", *filled]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.strip().splitlines()) == 1
