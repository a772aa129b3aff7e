"""A clip on disk becomes a report, and a report survives its JSON."""

import json
from dataclasses import replace

import numpy as np
import pytest

from engine.detectors import DETECTORS, Undetermined
from engine.errors import BadInput, Cancelled
from engine.imprint import imprinted
from engine.inspect.report import inspect_clip, inspect_frames
from engine.inspect.report_json import report_from_dict, report_to_dict
from engine.records import (
    Box,
    Mark,
    MotionPlan,
    PathPoint,
    PhysicalRule,
    Region,
    Request,
    Shot,
    Stroke,
)
from engine.video.write import write_clip
from tests.helpers.clips import Clip, Sprite, at, line, render

ROLLING = Clip((Sprite(line(60, 90, 5, 0)),), frames=12, width=240, height=160)
POPPING = Clip((Sprite(at(120, 80), (40, 40), start=6),), frames=12, width=240, height=160)


@pytest.fixture
def clip_file(tmp_path):
    def write(clip, name="clip.mkv", comment=""):
        path = tmp_path / name
        write_clip(path, render(clip), clip.fps, comment=comment)
        return path

    return write


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """Where what is measured of a clip is kept: once measured, it is only judged."""
    folder = tmp_path_factory.mktemp("kept")

    def files(clip):
        name = "popping" if clip is POPPING else "rolling"
        return {"flow_file": folder / f"{name}.npy", "kept_file": folder / f"{name}.npz"}

    return files


def test_a_clip_with_a_prompt_is_judged_by_it(clip_file):
    report = inspect_clip(clip_file(ROLLING), prompt="The ball rolls to the left.")
    (finding,) = report.findings
    assert finding.kind == "wrong-direction"
    assert not finding.held
    assert report.scores["wrong-direction"] > 0.8


def test_what_was_obeyed_is_kept_apart_from_the_violations(clip_file, kept):
    report = inspect_clip(
        clip_file(ROLLING), prompt="The ball rolls to the right.", **kept(ROLLING)
    )
    assert not report.findings
    assert [finding.held for finding in report.held] == [True]


def test_a_detector_that_lacks_its_input_has_no_score(clip_file, kept):
    report = inspect_clip(clip_file(ROLLING), **kept(ROLLING))
    lacking = {"wrong-direction", "outside-brush", "start-end", "reversed"}
    assert not lacking & set(report.scores)
    assert lacking <= set(report.undetermined)
    assert "pop" in report.scores


def test_a_take_of_ours_is_judged_by_the_request_inside_it(clip_file, kept):
    shot = Shot(prompt="The ball rolls to the left.")
    path = clip_file(ROLLING, comment=imprinted(Request(shot, "0.1.0"))[0])
    files = kept(ROLLING)
    assert "wrong-direction" in {finding.kind for finding in inspect_clip(path, **files).findings}
    other = replace(shot, prompt="The ball rolls to the right.")
    assert not inspect_clip(path, shot=other, **files).findings
    assert not inspect_clip(path, prompt="The ball rolls to the right.", **files).findings


@pytest.mark.parametrize("comment", ['{"verbench": 1}', '{"verbench": "9", "schema": 99}'])
def test_a_damaged_or_newer_note_in_a_clip_does_not_keep_it_from_being_inspected(
    clip_file, comment, kept
):
    report = inspect_clip(clip_file(ROLLING, comment=comment), **kept(ROLLING))
    assert "pop" in report.scores
    assert "wrong-direction" in report.undetermined


def test_a_plan_judges_without_words():
    path = (PathPoint(0, 0.25, 0.56), PathPoint(1, 0.0, 0.56))
    square = Region(((0.1, 0.3), (0.4, 0.3), (0.4, 0.8), (0.1, 0.8)))
    shot = Shot(plan=MotionPlan((Stroke("ball", "move", square, path),)))
    report = inspect_frames(render(ROLLING), ROLLING.info, shot=shot)
    assert [finding.kind for finding in report.findings] == ["wrong-direction"]


def test_findings_are_told_as_they_come_and_held_ones_are_not(clip_file):
    told = []
    report = inspect_clip(clip_file(POPPING), on_finding=told.append)
    assert told == list(report.findings)
    assert [finding.kind for finding in told] == ["pop"]
    told.clear()
    inspect_clip(clip_file(ROLLING), prompt="It rolls to the right.", on_finding=told.append)
    assert told == []


def test_progress_is_told_and_cancelling_goes_through(clip_file):
    steps = []
    inspect_clip(clip_file(ROLLING), on_step=lambda done, total: steps.append((done, total)))
    assert steps == [(done, 11) for done in range(1, 12)]

    def stop(done, total):
        raise Cancelled

    with pytest.raises(Cancelled):
        inspect_clip(clip_file(ROLLING), on_step=stop)


def test_the_flow_file_is_there_for_the_player(clip_file, tmp_path):
    inspect_clip(clip_file(ROLLING), flow_file=tmp_path / "flow.npy")
    flow = np.load(tmp_path / "flow.npy", mmap_mode="r")
    assert flow.shape == (11, 20, 30, 2)
    assert np.abs(flow[5, 11, 11] - (5, 0)).max() < 1


def test_a_report_survives_its_json(clip_file, kept):
    report = inspect_clip(clip_file(POPPING), prompt="The ball rolls to the left.", **kept(POPPING))
    data = json.loads(json.dumps(report_to_dict(report), allow_nan=False))
    again = report_from_dict(data)
    assert report_to_dict(again) == report_to_dict(report)
    assert [f.key for f in again.findings] == [f.key for f in report.findings]


def test_the_json_has_the_promised_shape(clip_file, kept):
    data = report_to_dict(inspect_clip(clip_file(POPPING), **kept(POPPING)))
    assert {"schema", "file", "fps", "frames", "width", "height", "scores"} <= set(data)
    assert (data["schema"], data["frames"], data["width"], data["height"]) == (1, 12, 240, 160)
    (finding,) = data["findings"]
    assert finding["held"] is False
    assert len(finding["box"]) == 4
    assert {"start_frame", "end_frame", "score", "expected", "measured", "message"} <= set(finding)
    assert {"movers", "camera"} <= set(data["motion"])
    assert data["motion"]["people"] is None  # nobody was looked for
    rolling = report_to_dict(inspect_clip(clip_file(ROLLING), **kept(ROLLING)))
    assert all(len(place) == 3 for place in rolling["motion"]["movers"][0]["track"])


@pytest.mark.parametrize("data", [{}, {"motion": {}}, {"motion": None, "file": 3}])
def test_a_damaged_report_is_refused_with_one_line(data):
    with pytest.raises(BadInput, match="damaged"):
        report_from_dict(data)


def test_what_is_no_clip_is_refused(tmp_path):
    path = tmp_path / "clip.mp4"
    path.write_text("no film")
    with pytest.raises(BadInput, match=r"clip\.mp4"):
        inspect_clip(path)


def test_a_report_says_of_each_expected_rule_whether_it_held(clip_file, kept):
    report = inspect_clip(clip_file(ROLLING), prompt="A ball rolls to the left.", **kept(ROLLING))
    states = {check.rule.text: check.state for check in report.rules}
    assert states["the ball goes to the left"] == "violated"
    assert report_from_dict(report_to_dict(report)).rules == report.rules


def test_the_rules_of_the_person_are_in_the_report(clip_file, kept):
    own = PhysicalRule("it looks heavy", own=True)
    dropped = "the ball goes to the left"
    shot = Shot("A ball rolls to the left.", rules=(own,), dropped_rules=(dropped,))
    said = {"it looks heavy": "followed"}
    report = inspect_clip(clip_file(ROLLING), shot=shot, ruled=said, **kept(ROLLING))
    assert dropped not in {check.rule.text for check in report.rules}
    (check,) = [check for check in report.rules if check.rule == own]
    assert (check.state, check.by_hand) == ("followed", True)


def test_what_the_person_marked_reaches_the_detectors(clip_file, tmp_path, monkeypatch):
    seen = []

    def look(observation):
        seen.append(observation.marks)
        return Undetermined("nothing is solid", mark="solid")

    monkeypatch.setattr("engine.inspect.report.DETECTORS", (replace(DETECTORS[0], run=look),))
    path, kept = clip_file(ROLLING), tmp_path / "kept.npz"
    marks = (Mark("rigid", 3, Box(0.1, 0.2, 0.3, 0.4)),)
    files = {"flow_file": tmp_path / "flow.npy", "kept_file": kept}
    report = inspect_clip(path, **files)
    assert report.markable == {DETECTORS[0].id: "solid"}
    inspect_clip(path, marks=marks, **files)
    assert seen == [(), marks]
