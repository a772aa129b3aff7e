import json

import numpy as np
import pytest

from app.__main__ import main
from engine.documents import save_shot
from engine.generate.lock import QueueLock
from engine.generate.queue import JobQueue
from engine.project.store import Project
from engine.records import JobState, Request, Settings, Shot
from engine.video.write import write_clip


@pytest.fixture
def shot_file(tmp_path):
    write_clip(tmp_path / "start", [np.full((64, 64, 3), 120, np.uint8)], 16)
    settings = Settings("animatic", "", 64, 64, 3, seed=5)
    image = tmp_path / "start" / "frame_00000.png"
    save_shot(
        Shot("The camera pans right", start_image=image, settings=settings), tmp_path / "s.json"
    )
    return str(tmp_path / "s.json")


@pytest.fixture
def where(tmp_path):
    Project.create(tmp_path / "p").close()
    return ("--project", str(tmp_path / "p"))


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("VERBENCH_HOME", str(tmp_path / "home"))


def asked(capsys, *arguments, status=0):
    assert main(["queue", *arguments, "--format", "json"]) == status
    return json.loads(capsys.readouterr().out)


def refused(capsys, *arguments):
    assert main(["queue", *arguments]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    [line] = said.err.strip().splitlines()
    return line


def test_takes_are_asked_for_listed_and_made(shot_file, where, tmp_path, capsys):
    added = asked(capsys, "add", shot_file, "--seeds", "2", *where)
    assert added["schema"] == 1
    assert [(job["seed"], job["state"]) for job in added["jobs"]] == [(5, "queued"), (6, "queued")]
    assert asked(capsys, "list", *where)["jobs"] == added["jobs"]
    made = asked(capsys, "run", *where)["jobs"]
    assert [(job["id"], job["state"]) for job in made] == [
        (job["id"], "done") for job in added["jobs"]
    ]
    with Project.open(tmp_path / "p") as project:
        assert [take.id for take in project.takes()] == [job["take"] for job in made]
    assert asked(capsys, "run", *where)["jobs"] == []


def test_a_shot_of_the_project_is_asked_for_in_front(shot_file, where, tmp_path, capsys):
    with Project.open(tmp_path / "p") as project:
        shot_id = project.add_shot(Shot("x", settings=Settings(seed=9)))
    asked(capsys, "add", shot_file, *where)
    [job] = asked(capsys, "add", "--shot", str(shot_id), "--front", "--seed", "3", *where)["jobs"]
    assert (job["shot"], job["seed"]) == (shot_id, 3)
    assert asked(capsys, "list", *where)["jobs"][0]["id"] == job["id"]
    assert main(["queue", "list", *where]) == 0
    assert capsys.readouterr().out.startswith(f"{job['id'][:8]} queued, animatic, seed 3, 832x480")


def test_what_waits_is_cancelled_by_the_beginning_of_its_id(shot_file, where, capsys):
    one, two, three = asked(capsys, "add", shot_file, "--seeds", "3", *where)["jobs"]
    [gone] = asked(capsys, "cancel", one["id"][:8], *where)["jobs"]
    assert (gone["id"], gone["state"]) == (one["id"], "cancelled")
    assert "is cancelled" in refused(capsys, "cancel", one["id"], *where)
    gone = asked(capsys, "cancel", "--all", *where)["jobs"]
    assert [job["id"] for job in gone] == [two["id"], three["id"]]
    assert "There is no job" in refused(capsys, "cancel", "0", *where)
    assert "nothing to cancel" in refused(capsys, "cancel", *where)


def test_a_paused_queue_is_not_run_until_it_goes_on(shot_file, where, capsys):
    asked(capsys, "add", shot_file, *where)
    assert asked(capsys, "pause", *where)["paused"] is True
    assert "paused" in refused(capsys, "run", *where)
    assert main(["queue", "resume", *where]) == 0
    assert capsys.readouterr().out == "The queue goes on\n"
    assert asked(capsys, "list", *where)["paused"] is False


def test_a_job_that_fails_is_told_and_can_be_run_again(shot_file, where, tmp_path, capsys):
    with Project.open(tmp_path / "p") as project:
        JobQueue(project).add(
            Request(Shot("no image", settings=Settings(width=64, height=64)), "0")
        )
    assert main(["queue", "run", *where, "--format", "json"]) == 2
    said = capsys.readouterr()
    [job] = json.loads(said.out)["jobs"]
    assert job["state"] == "failed"
    assert f"{job['id'][:8]}: This shot has no start image" in said.err
    assert asked(capsys, "run", *where)["jobs"] == []
    [again] = asked(capsys, "run", "--again", *where, status=2)["jobs"]
    assert again["id"] == job["id"]


def test_another_program_that_runs_the_queue_is_named(shot_file, where, tmp_path, capsys):
    asked(capsys, "add", shot_file, *where)
    with QueueLock(tmp_path / "p"):
        assert "open in another Verbench" in refused(capsys, "run", *where)
    with Project.open(tmp_path / "p") as project:
        assert JobQueue(project).jobs()[0].state is JobState.QUEUED


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add"], "nothing to add"),
        (["add", "missing.json"], "missing.json"),
        (["add", "--shot", "99"], "no shot 99"),
        (["list", "--project", "/nowhere"], "no Verbench project"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(arguments, said, where, capsys):
    extra = () if "--project" in arguments else where
    assert said in refused(capsys, *arguments, *extra)


def test_a_thousand_seeds_are_the_most(shot_file, where, capsys):
    assert "1001 takes" in refused(capsys, "add", shot_file, "--seeds", "1001", *where)


def test_outside_of_a_project_one_has_to_be_named(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert "--project DIR" in refused(capsys, "list")
