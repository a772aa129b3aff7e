"""The stage itself: what is planted is there, is the only thing that is, and is where it says."""

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from engine.records import Box, ClipInfo, Finding, Report
from engine.video.read import frames
from tests.helpers.stage import CLEAN, SCENES, Planted, clips
from tests.helpers.stage.baselines import WORDS, baselines
from tests.helpers.stage.footage import filmed
from tests.helpers.stage.judged import (
    auc,
    calibration_error,
    figures,
    reliability,
    shared,
    verdict,
)
from tests.helpers.stage.manifest import seen_clips
from tests.helpers.stage.observed import prepare, taken

EVERY = clips()
DAILY = clips("everyday")
PLAYED = {scene.name: scene.own for scene in SCENES if scene.split == "everyday"}
"""What the everyday scenes play themselves."""


def small(name: str, camera: str = "still", noise: float = 0.0) -> Planted:
    """A clip of the list, small, short and held still."""
    clip = next(clip for clip in (*EVERY, *DAILY) if clip.name == name)
    stage = replace(clip.stage, width=160, height=96, frames=24, fps=8.0)
    return replace(
        clip, stage=stage, look=replace(clip.look, camera=camera, noise=noise, shutter=0.0)
    )


def some(kind: str, count: int = 2) -> list[str]:
    """Names of clips of a kind, of other scenes each."""
    found = {clip.scene: clip.name for clip in EVERY if clip.kind == kind}
    return list(found.values())[:count]


def test_no_two_clips_have_one_name():
    names = [clip.name for clip in (*EVERY, *DAILY)]
    assert len(set(names)) == len(names)


def test_both_halves_hold_every_kind_and_share_no_scene():
    tune, held = clips("tune"), clips("held")
    for half in (tune, held):
        assert {clip.kind for clip in half} == {*WORDS, CLEAN}
    assert not {clip.scene for clip in tune} & {clip.scene for clip in held}
    assert len(tune) + len(held) == len(EVERY)


def test_a_choice_of_kinds_keeps_the_clean_clips():
    assert {clip.kind for clip in clips("held", ("size",))} == {"size", CLEAN}


def test_the_quick_choice_holds_every_kind():
    quick = clips(quick=True)
    assert {clip.kind for clip in quick} == {*WORDS, CLEAN}
    assert len(quick) < len(EVERY) / 8
    assert {clip.split for clip in quick} == {"tune", "held"}


def test_a_clip_is_as_long_and_as_large_as_it_says_and_the_same_every_time():
    clip = small("bounce-0-clean", "hand", 3.0)
    first, again = list(clip.frames()), list(clip.frames())
    assert len(first) == clip.info.frames
    assert first[0].shape == (clip.info.height, clip.info.width, 3)
    assert first[0].dtype == np.uint8
    assert all((a == b).all() for a, b in zip(first, again, strict=True))


def test_noise_is_another_one_in_each_frame():
    clip = small("boil-0-clean", noise=4.0)
    pictures = [picture.astype(int) for picture in clip.frames()]
    corner = [picture[:20, :20] for picture in pictures]
    assert np.abs(corner[1] - corner[0]).mean() > 2
    assert np.abs(corner[2] - corner[1]).mean() > 2


@pytest.mark.parametrize(
    "name",
    [
        *some("pop"),
        *some("teleport"),
        *some("size"),
        *some("deform"),
        *some("identity"),
        *some("mass"),
        *some("gravity"),
        *some("impulse"),
        *some("early-effect"),
    ],
)
def test_a_fault_begins_with_its_span_and_changes_nothing_away_from_it(name):
    bad = small(name)
    good = bad.twin()
    start, end = bad.span
    apart = [
        np.abs(a.astype(int) - b).max(2) for a, b in zip(bad.frames(), good.frames(), strict=True)
    ]
    before, after = apart[: max(0, start - 1)], apart[start:]
    if bad.kind == "pop" and before[-1].max() > 2:
        before, after = apart[end + 1 :], apart[: end + 1]  # it comes, and then all is well
    assert all(frame.max() <= 2 for frame in before)
    assert any(frame.max() > 12 for frame in after)
    boxes = dict(bad.boxes())
    assert boxes
    assert set(boxes) <= set(range(start, end + 1))


@pytest.mark.parametrize("name", [*some("pop", 3), *some("mass", 1)])
def test_what_vanishes_changes_where_its_box_is(name):
    bad = small(name)
    start, end = bad.span
    boxes = dict(bad.boxes())
    pairs = list(zip(bad.frames(), bad.twin().frames(), strict=True))
    both = [np.abs(a.astype(int) - b).sum(2) for a, b in pairs]
    # what comes is missing before, what goes is missing afterwards
    apart, box = max(
        ((both[start], boxes[start]), (both[end], boxes[end])), key=lambda pair: pair[0].sum()
    )
    y, x = int(box.y), int(box.x)
    inside = apart[y : y + int(box.h) + 2, x : x + int(box.w) + 2]
    assert inside.sum() > 0.4 * apart.sum() > 0


def test_a_clean_clip_has_no_span_and_no_boxes():
    clip = small("bounce-0-clean")
    assert clip.span == (0, -1)
    assert clip.boxes() == ()
    assert clip.box is None


@pytest.mark.parametrize("name", some("frozen"))
def test_a_frozen_stretch_is_the_same_picture(name):
    clip = small(name, "hand", 2.0)
    pictures = list(clip.frames())
    start, end = clip.span
    assert end - start + 1 >= 0.5 * clip.info.fps
    assert all((picture == pictures[start]).all() for picture in pictures[start : end + 1])
    assert (pictures[start - 1] != pictures[start]).any()


def test_a_reversed_clip_is_its_twin_backwards():
    clip = small(some("reversed")[0])
    backwards = list(clip.twin().frames())[::-1]
    assert all((a == b).all() for a, b in zip(clip.frames(), backwards, strict=True))


def test_the_wrong_direction_is_the_twin_in_a_mirror_under_the_same_prompt():
    clip = small(some("wrong-direction")[0])
    assert clip.prompt == clip.twin().prompt
    pairs = zip(clip.frames(), clip.twin().frames(), strict=True)
    assert all((a == b[:, ::-1]).all() for a, b in pairs)


def test_flicker_changes_the_brightness_only_in_its_span():
    clip = small(some("flicker")[0])
    start, end = clip.span
    light = [a.mean() / b.mean() for a, b in zip(clip.frames(), clip.twin().frames(), strict=True)]
    assert np.abs(np.diff(light[start : end + 1])).max() > 0.03
    assert np.allclose(light[:start] + light[end + 1 :], 1, atol=1e-3)


def test_a_written_clip_has_all_its_frames(tmp_path):
    clip = small("belt-0-clean")
    assert clip.write(tmp_path / "belt.mp4").frames == clip.info.frames
    assert len(list(clip.read(tmp_path / "belt.mp4"))) == clip.info.frames


def test_a_plan_begins_on_what_moves(tmp_path):
    clip = small(some("subject-exit")[0])
    stroke = clip.shot(tmp_path).plan.strokes[0]
    point = stroke.points[0]
    xs, ys = zip(*stroke.region.polygon, strict=True)
    assert min(xs) <= point.x <= max(xs)
    assert min(ys) - 0.05 <= point.y <= max(ys) + 0.05


def test_start_and_end_images_are_those_of_the_clip_only_where_it_is_clean(tmp_path):
    apart = {}
    for name in (some("start-end")[0], "billiards-1-clean"):
        clip = small(name)
        pictures = list(clip.frames())
        values = baselines(pictures, clip.info, clip.shot(tmp_path))
        apart[clip.kind] = values["start-end"]
    assert apart[CLEAN] < 1 < apart["start-end"]


def test_marks_are_on_the_thing():
    clip = small("barrier-0-penetration")
    marks = {mark.kind: mark.box for mark in clip.marks()}
    assert {"solid", "rigid"} <= set(marks)
    assert all(0 <= box.x <= 1 and 0 <= box.y <= 1 and box.w > 0.02 for box in marks.values())


# --- everyday scenes ---------------------------------------------------------------------------


def played() -> list[str]:
    """Of each fault that an everyday scene plays, one clip: its manners take turns."""
    pairs = [(scene, kind) for scene, kinds in PLAYED.items() for kind in kinds]
    return [
        [clip.name for clip in DAILY if (clip.scene, clip.kind) == pair][number % 2]
        for number, pair in enumerate(pairs)
    ]


def test_everyday_scenes_are_others_and_stand_beside_both_halves():
    assert not {clip.scene for clip in DAILY} & {clip.scene for clip in EVERY}
    assert {clip.kind for clip in DAILY} <= {*WORDS, CLEAN}
    assert 180 <= len(DAILY) <= 240
    assert all(sum(c.clean for c in DAILY if c.scene == scene) == 4 for scene in PLAYED)


def test_every_fault_is_played_in_four_everyday_scenes_and_in_both_its_manners():
    for kind in {kind for kinds in PLAYED.values() for kind in kinds}:
        group = [clip for clip in DAILY if clip.kind == kind and kind in PLAYED[clip.scene]]
        assert len({clip.scene for clip in group}) >= 4, kind
        for scene in {clip.scene for clip in group}:
            assert {clip.stage.seed % 2 for clip in group if clip.scene == scene} == {0, 1}


@pytest.mark.parametrize("scene", PLAYED)
def test_an_everyday_scene_paints_clean_and_moves(scene):
    clip = small(f"{scene}-0-clean")
    pictures = [picture.astype(int) for picture in clip.frames()]
    assert len(pictures) == clip.info.frames
    assert any(np.abs(a - b).max() > 25 for a, b in pairwise(pictures))
    assert clip.prompt.endswith(".")
    assert clip.marks()


@pytest.mark.parametrize("name", played())
def test_an_everyday_fault_begins_with_its_span(name):
    bad = small(name)
    start, end = bad.span
    apart = [
        np.abs(a.astype(int) - b).max()
        for a, b in zip(bad.frames(), bad.twin().frames(), strict=True)
    ]
    assert all(most <= 2 for most in apart[: max(0, start - 1)])
    assert max(apart[start : end + 1]) > 20
    boxes = dict(bad.boxes())
    assert boxes
    assert set(boxes) <= set(range(start, end + 1))


# --- real footage ------------------------------------------------------------------------------


@pytest.fixture
def footage(tmp_path):
    """A folder as others come: one clip that stands for a filmed one, and its manifest."""
    clip = next(clip for clip in EVERY if clip.name == "belt-0-clean")
    stage = replace(clip.stage, width=256, height=144, frames=36, fps=16.0)
    clip = replace(clip, stage=stage, look=replace(clip.look, noise=1.0))
    (tmp_path / "real").mkdir()
    clip.write(tmp_path / "real" / "goods.mp4")
    entry = {
        "file": "real/goods.mp4",
        "kind": "real",
        "fps": 16.0,
        "frames": 36,
        "size": [256, 144],
        "camera": "static",
        "violations": [{"kind": "identity_count", "f0": 3, "f1": 9}],
    }
    (tmp_path / "manifest.json").write_text(json.dumps([entry]), encoding="utf-8")
    return tmp_path


def test_a_manifest_is_read_with_the_names_of_our_kinds(footage):
    (seen,) = seen_clips(footage)
    assert seen.real
    assert seen.violations == (("identity", 3, 9),)
    assert seen.clip == ClipInfo(36, 16.0, 256, 144)


def test_real_footage_is_planted_with_one_fault_from_its_span_on(footage):
    planted = {clip.what: clip for clip in filmed(footage)}
    assert {"clean", "pop", "teleport", "size", "deform", "frozen", "flicker", "warp"} <= set(
        planted
    )
    plain = list(frames(footage / "real" / "goods.mp4"))
    for what in ("frozen", "flicker", "warp"):
        clip = planted[what]
        pictures = list(clip.frames())
        start, end = clip.span
        assert len(pictures) == clip.info.frames
        assert all((a == b).all() for a, b in zip(pictures[:start], plain[:start], strict=True))
        assert any((pictures[k] != plain[k]).any() for k in range(start, end + 1))
    assert planted["warp"].kind == "deform"
    assert planted["clean"].clean
    assert planted["clean"].boxes() == ()


def test_what_is_pasted_into_footage_is_where_its_box_is(footage):
    clip = next(clip for clip in filmed(footage) if clip.what == "size")
    plain = list(frames(footage / "real" / "goods.mp4"))
    for frame, box in clip.boxes():
        apart = np.abs(list(clip.frames())[frame].astype(int) - plain[frame]).sum(2) > 0
        y, x = int(box.y), int(box.x)
        inside = apart[y : y + int(box.h) + 2, x : x + int(box.w) + 2]
        assert inside.sum() > 0.8 * apart.sum() > 0


# --- figures -----------------------------------------------------------------------------------


def finding(kind: str, start: int, end: int, box: Box | None) -> Finding:
    return Finding(kind, False, start, end, box, 0.9, "", "", "")


def report(*findings: Finding, scores: dict[str, float] | None = None) -> Report:
    said = scores or {f.kind: f.score for f in findings}
    return Report(Path("clip.mp4"), ClipInfo(24, 8.0, 160, 96), said, findings)


def test_a_finding_is_right_where_its_time_and_its_place_are():
    clip = small(some("pop")[0])
    start, end = clip.span
    box = clip.box
    right = verdict(clip, report(finding("pop", start, end, box)), {})
    assert right.timed
    assert right.placed
    late = verdict(clip, report(finding("pop", end + 6, end + 8, box)), {})
    assert not late.timed
    elsewhere = Box((box.x + 90) % 150, 0, 4, 4)
    off = verdict(clip, report(finding("pop", start, end, elsewhere)), {})
    assert off.timed
    assert off.placed is False
    everywhere = verdict(clip, report(finding("pop", start, end, None)), {})
    assert everywhere.placed is False


def test_boxes_share_what_lies_in_both():
    a = Box(0, 0, 10, 10)
    assert shared(a, a) == 1
    assert shared(a, Box(20, 0, 5, 5)) == 0
    assert shared(a, Box(5, 0, 10, 10)) == pytest.approx(0.5)
    assert shared(Box(0, 0, 100, 100), a) < 0.3


def test_auc_counts_ties_half():
    assert auc([1, 1], [0, 0]) == 1
    assert auc([0.5], [0.5]) == 0.5
    assert np.isnan(auc([], [0.5]))


def test_figures_count_alarms_on_clean_clips_and_what_could_not_be_judged():
    bad, good = small(some("size")[0]), small("bounce-0-clean")
    start, end = bad.span
    hit = verdict(bad, report(finding("size", start, end, bad.box)), {"size": 2.0})
    quiet = verdict(good, report(scores={"size": 0.1}), {"size": 1.0})
    alarmed = verdict(good, report(finding("size", 0, 3, None)), {"size": 3.0})
    row = figures("size", [hit, quiet, alarmed])
    assert (row.count, row.recall, row.alarms, row.timed, row.placed) == (1, 1, 0.5, 1, 1)
    assert row.auc == pytest.approx(0.75)
    assert row.baseline == pytest.approx(0.5)


def test_the_calibration_error_is_how_far_said_is_from_true():
    good = small("bounce-0-clean")
    sure = [verdict(good, report(scores={"size": 0.95}), {}) for _ in range(4)]
    table = reliability(sure)
    assert table[0].count == 4
    assert calibration_error(table) == pytest.approx(0.95)
    assert np.isnan(calibration_error(()))


def test_a_clip_is_measured_once_and_taken_from_then_on(tmp_path):
    clip = replace(small("bounce-0-clean"), name="measured")
    told: list[str] = []
    prepare(tmp_path, [clip], told.append)
    prepare(tmp_path, [clip], told.append)
    seen = taken(tmp_path, clip, marks=True)
    assert told == ["measured"]
    assert seen.clip.frames == clip.info.frames
    assert seen.reading.text == clip.prompt
    assert seen.marks == clip.marks()
    assert taken(tmp_path, clip, prompts=False).reading is None


def test_what_is_arguable_counts_neither_way():
    bad = small(some("reversed")[0])
    said = verdict(bad, report(scores={"wrong-direction": 0.9, "reversed": 0.9}), {})
    table = reliability([said])
    assert [(entry.count, entry.true) for entry in table] == [(1, 1.0)]


def test_baselines_see_a_still_stretch_and_a_flicker(tmp_path):
    values = {}
    for name in (some("frozen")[0], some("flicker")[0], "bounce-0-clean"):
        clip = small(name, noise=1.0)
        values[clip.kind] = baselines(clip.frames(), clip.info, clip.shot(tmp_path))
    assert values["frozen"]["frozen"] > values[CLEAN]["frozen"]
    assert values["flicker"]["flicker"] > values[CLEAN]["flicker"]


def test_plain_clips_are_of_one_format_and_others_than_the_rest():
    plain = clips("held", plain=True)
    assert {(c.info.width, c.info.height, c.info.frames, c.info.fps) for c in plain} == {
        (480, 272, 61, 24.0)
    }
    assert not {clip.stage.seed for clip in plain} & {clip.stage.seed for clip in EVERY}
    assert len({clip.name for clip in plain}) == len(plain)
