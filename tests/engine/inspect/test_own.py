"""Models of the person's own: put there, used for a clip, kept apart, and taken away again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.errors import BadInput
from engine.inspect import own
from engine.inspect.cache import Cache
from engine.inspect.html import page
from engine.inspect.report import inspect_clip
from engine.inspect.report_json import report_from_dict, report_to_dict
from engine.records import Means, Report
from engine.video.write import write_clip
from tests.helpers import onnx, onnx_tracker
from tests.helpers.clips import Clip, Sprite, line, render

HIGH, WIDE = 64, 96
PANNED = Clip((Sprite(line(30, 30, 2, 0), (24, 24)),), frames=6, width=WIDE, height=HIGH)
PICTURES = (1, 3, HIGH, WIDE)
FLOW = onnx.flow(HIGH, WIDE)
RED = onnx.model((3.0, -2.0, -2.0), PICTURES, (1, 1, HIGH, WIDE))
BODIES = onnx.model([3.0, -3.0, -3.0] * 17, (1, 3, 128, 96), (1, 17, 128, 96))
TRACKER = onnx_tracker.tracker()
OF = {"flow": FLOW, "segmenter": RED, "pose": BODIES, "tracker": TRACKER}


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "own"


@pytest.fixture
def put(tmp_path, folder):
    def act(kind: own.Kind, data: bytes | None = None) -> Path:
        path = tmp_path / "brought.onnx"
        path.write_bytes(OF[kind] if data is None else data)
        return own.put(kind, path, folder)

    return act


@pytest.fixture
def clip(tmp_path):
    path = tmp_path / "clip.mkv"
    write_clip(path, render(PANNED), PANNED.fps)
    return path


@pytest.mark.parametrize("kind", own.KINDS)
def test_a_model_is_put_there_and_taken_away_again(put, folder, kind):
    file = put(kind)
    assert file == own.file_of(kind, folder)
    assert file.read_bytes() == OF[kind]
    assert own.remove(kind, folder) == file
    assert list(folder.iterdir()) == []
    with pytest.raises(BadInput, match=f"no {kind} model of your own") as told:
        own.remove(kind, folder)
    assert f"verbench models fetch {kind} --from" in told.value.mend


@pytest.mark.parametrize("kind", own.KINDS)
def test_a_model_of_another_kind_does_not_take_the_place_of_one(put, folder, kind):
    file = put(kind)
    other = own.KINDS[own.KINDS.index(kind) - 1]
    with pytest.raises(BadInput, match=r"brought\.onnx"):
        put(kind, OF[other])
    assert [*folder.iterdir()] == [file]
    assert file.read_bytes() == OF[kind]


def test_without_models_it_is_dis(folder):
    assert own.means(None) == own.means(folder) == Means("DIS", None, None)
    assert own.flow_in(folder) is None
    assert own.likely_in(folder) is None
    assert own.tracker_in(folder) is None


def test_what_a_clip_is_measured_with_is_named_by_content(put, folder):
    put("flow")
    first = own.means(folder)
    assert first.flow.startswith("flow.onnx ")
    put("flow", onnx.flow(HIGH, WIDE, together=True))
    assert own.means(folder).flow != first.flow
    put("segmenter")
    assert own.means(folder).outlines.startswith("segmenter.onnx ")
    put("tracker")
    assert own.means(folder).tracks.startswith("tracker.onnx ")


def test_a_clip_is_measured_with_what_is_there(put, folder, clip, tmp_path):
    files = {own_: tmp_path / f"{own_}.npy" for own_ in ("usual", "mine")}
    usual = inspect_clip(clip, flow_file=files["usual"])
    put("flow")
    mine = inspect_clip(clip, flow_file=files["mine"], own=folder)
    assert usual.means == Means()
    assert mine.means == own.means(folder)
    flows = {name: np.load(file) for name, file in files.items()}
    assert not np.array_equal(flows["usual"], flows["mine"])
    # the ball's cells
    assert np.median(flows["mine"][:, 3:4, 4:5], axis=(0, 1, 2)) == pytest.approx((2, 0), abs=0.5)


def test_what_is_kept_is_only_taken_from_the_same_model(put, folder, clip, tmp_path):
    files = {"flow_file": tmp_path / "flow.npy", "kept_file": tmp_path / "kept.npz"}
    steps: list[int] = []

    def inspected() -> Report:
        steps.clear()
        return inspect_clip(clip, own=folder, on_step=lambda done, _: steps.append(done), **files)

    usual = inspected()
    assert steps
    assert inspected() == usual
    assert not steps
    put("flow")
    mine = inspected()
    assert steps
    assert mine.means != usual.means
    assert inspected() == mine
    assert not steps
    own.remove("flow", folder)
    assert inspected() == usual
    assert steps


def test_the_files_that_are_kept_say_which_model_measured(put, folder, clip, tmp_path):
    cache = Cache(tmp_path / "kept")
    usual = cache.files_of(clip)
    assert cache.files_of(clip, own.means(folder)) == usual
    put("flow")
    by_flow = cache.files_of(clip, own.means(folder))
    put("segmenter")
    by_both = cache.files_of(clip, own.means(folder))
    put("tracker")
    by_all = cache.files_of(clip, own.means(folder))
    assert len({usual, by_flow, by_both, by_all}) == 4
    assert "-flow.onnx-" in by_flow.measured.name
    assert "-segmenter.onnx-" in by_both.flow.name
    assert "-tracker.onnx-" in by_all.flow.name


def test_a_model_that_fails_within_a_clip_is_named_with_the_way_out(put, folder, tmp_path):
    path = tmp_path / "dark.mkv"
    black = np.zeros((HIGH, WIDE, 3), np.uint8)
    write_clip(path, [*render(replace(PANNED, noise=0)), black, black], PANNED.fps)
    kept = tmp_path / "kept.npz"
    put("flow", onnx.flow(HIGH, WIDE, by_light=True))
    with pytest.raises(BadInput, match=r"flow\.onnx gives shifts that are no numbers") as told:
        inspect_clip(path, flow_file=tmp_path / "flow.npy", kept_file=kept, own=folder)
    assert told.value.mend == "Take it away: verbench models remove flow"
    assert not kept.exists()
    own.remove("flow", folder)
    assert inspect_clip(path, kept_file=kept, own=folder).clip.frames == 8


@pytest.mark.parametrize("kind", ["flow", "segmenter", "tracker"])
def test_a_model_that_was_damaged_since_is_said_and_not_passed_over(put, folder, clip, kind):
    put(kind).write_bytes(b"damaged")
    with pytest.raises(BadInput, match=f"{kind}.onnx is not an ONNX model") as told:
        inspect_clip(clip, own=folder)
    assert told.value.mend.endswith(f"verbench models remove {kind}")


def test_a_report_says_what_measured_it(put, folder, clip):
    put("flow")
    put("segmenter")
    put("tracker")
    report = inspect_clip(clip, own=folder)
    data = report_to_dict(report)
    assert data["measured_with"] == {
        "flow": own.means(folder).flow,
        "outlines": own.means(folder).outlines,
        "tracks": own.means(folder).tracks,
    }
    assert report_from_dict(data).means == report.means
    text = page([report])
    assert f"Flow measured with {report.means.flow}." in text
    assert report.means.outlines in text
    assert f"Points followed by {report.means.tracks}." in text
    del data["measured_with"]
    assert report_from_dict(data).means == Means()
