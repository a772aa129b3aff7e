"""What was measured of a clip is kept and comes out the same; what is damaged is measured again."""

import dataclasses
import shutil
from dataclasses import replace

import numpy as np
import pytest

from engine.inspect import kept
from engine.inspect.filling import Filling
from engine.inspect.observation import observe
from engine.inspect.report import judge
from engine.inspect.report_json import report_to_dict
from tests.helpers.clips import Clip, Sprite, at, line, render

CLIP = Clip((Sprite(line(80, 96, 5, 0)), Sprite(at(240, 60), (40, 40), start=8)), frames=18)


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    """What is measured of the clip, and the folder it is kept in. Nobody changes it."""
    folder = tmp_path_factory.mktemp("measured")
    seen = observe(render(CLIP), CLIP.info, folder / "flow.npy")
    kept.save(seen, folder / "seen.npz")
    return seen, folder


@pytest.fixture
def files(measured, tmp_path):
    """The same with files to damage."""
    seen, folder = measured
    own = shutil.copytree(folder, tmp_path / "own")
    return seen, own / "seen.npz", own / "flow.npy"


def same(one, other):
    if dataclasses.is_dataclass(one):
        return all(
            same(getattr(one, spec.name), getattr(other, spec.name))
            for spec in dataclasses.fields(one)
        )
    if isinstance(one, np.ndarray):
        return np.array_equal(one, other, equal_nan=one.dtype.kind == "f")
    if isinstance(one, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other


def test_an_observation_comes_out_as_it_was_kept(files):
    seen, path, flow = files
    again = kept.load(path, flow)
    assert seen.things
    assert any(len(thing.strains) for thing in seen.things)
    assert same(again, seen)
    assert report_to_dict(judge(again, path)) == report_to_dict(judge(seen, path))


def test_levels_come_out_as_they_were_kept(files):
    seen, path, flow = files

    def level(looks, uneven):
        rows = np.linspace(0, 1, looks, dtype=np.float32)
        boxes = np.tile(rows[:, None], 4)
        return Filling(np.arange(looks, dtype=np.int32), 40 * rows, rows - 1, boxes, uneven)

    filled = replace(seen, fillings=(level(6, 0.1), level(3, 0.4)))
    kept.save(filled, path)
    assert same(kept.load(path, flow), filled)


def test_a_clip_without_anything_in_it_can_be_kept(tmp_path):
    clip = Clip(frames=1)
    seen = observe(render(clip), clip.info, tmp_path / "flow.npy")
    kept.save(seen, tmp_path / "seen.npz")
    assert same(kept.load(tmp_path / "seen.npz", tmp_path / "flow.npy"), seen)


def test_what_another_version_measured_is_not_taken(files, monkeypatch):
    _, path, flow = files
    monkeypatch.setattr(kept, "VERSION", kept.VERSION + 1)
    assert kept.load(path, flow) is None


@pytest.mark.parametrize("size", [0, 10, 200, 5000])
def test_a_damaged_file_is_as_good_as_none(files, size):
    _, path, flow = files
    path.write_bytes(path.read_bytes()[:size])
    assert kept.load(path, flow) is None


def test_without_its_flow_an_observation_is_not_whole(files):
    _, path, flow = files
    flow.unlink()
    assert kept.load(path, flow) is None
