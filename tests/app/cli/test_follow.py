"""`verbench plan follow` takes the motion of a thing in a clip over into a plan."""

import json

import pytest

from app.__main__ import main
from engine.documents import load_plan
from engine.video.write import write_clip
from tests.helpers.followed import Followed, render

MOVED = Followed(0, frames=6, track=lambda frame: (8.0 * frame, -4.0 * frame))


@pytest.fixture(scope="module")
def clip(tmp_path_factory):
    path = tmp_path_factory.mktemp("clip") / "ball.mkv"
    write_clip(path, render(MOVED), 16)
    return path


def test_the_motion_of_the_thing_under_a_point_becomes_a_plan(clip, tmp_path, capsys):
    x, y = MOVED.middle[0] / MOVED.width, MOVED.middle[1] / MOVED.height
    out = tmp_path / "plan.json"
    asked = ["plan", "follow", str(clip), "--at", f"{x},{y}", "-o", str(out), "--format", "json"]
    assert main(asked) == 0
    (stroke,) = load_plan(out).strokes
    assert stroke.name == "ball"
    first, last = stroke.points[0], stroke.points[-1]
    assert (last.x - first.x) * MOVED.width == pytest.approx(40.0, abs=0.7)
    assert (last.y - first.y) * MOVED.height == pytest.approx(-20.0, abs=0.7)
    told = json.loads(capsys.readouterr().out)
    assert [row["frame"] for row in told["frames"]] == list(range(6))
    assert told["ends"] is None


def test_size_mirror_and_fit_are_heard(clip, tmp_path):
    x, y = MOVED.middle[0] / MOVED.width, MOVED.middle[1] / MOVED.height
    out = tmp_path / "plan.json"
    asked = ["plan", "follow", str(clip), "--at", f"{x},{y}", "-o", str(out), "--mirror"]
    assert main([*asked, "--size", "2", "--speed", "fit", "--frames", "81", "--begin", "0.5"]) == 0
    (stroke,) = load_plan(out).strokes
    assert (stroke.points[0].t, stroke.points[-1].t) == (0.5, 1.0)
    moved = (stroke.points[-1].x - stroke.points[0].x) * MOVED.width
    assert moved == pytest.approx(-80.0, abs=1.4)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["--box", "0,0,1"], "--box 0,0,1 is not 4 numbers"),
        (["--at", "a,b"], "--at a,b is not 2 numbers"),
        (["--at", "7,7"], "The click lies outside the picture"),
        (["--frame", "99"], "has no frame 99"),
        (["--at", "0.4,0.4", "--speed", "slow"], "--speed slow is not a number"),
    ],
)
def test_what_cannot_be_followed_is_said_in_one_line(clip, tmp_path, capsys, asked, said):
    assert main(["plan", "follow", str(clip), "-o", str(tmp_path / "p.json"), *asked]) == 2
    line = capsys.readouterr().err
    assert said in line
    assert line.count("\n") == 1
    assert not (tmp_path / "p.json").exists()
