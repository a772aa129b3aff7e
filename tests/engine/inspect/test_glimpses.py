"""What breaks in the first frames is told while the rest is still being measured."""

from dataclasses import replace

import numpy as np
import pytest

from engine.inspect import observation
from engine.inspect.glimpses import glimpses
from engine.inspect.observation import observe
from engine.inspect.report import inspect_clip
from engine.records import ClipInfo
from engine.video.write import write_clip
from tests.helpers.clips import Clip, Sprite, line, render

LONG = ClipInfo(96, 24.0, 240, 160)
JUMPING = Clip(
    (Sprite(lambda f: (40 + 2 * f + (90 if f >= 8 else 0), 80), (40, 40)),),
    frames=60,
    width=320,
    height=180,
)


def test_things_of_the_first_frames_are_seen_before_the_film_is_over(tmp_path):
    clip = Clip((Sprite(line(40, 80, 2, 0), (40, 40)),), frames=60, width=240, height=135)
    looks = []
    whole = observe(render(clip), clip.info, tmp_path / "flow.npy", on_look=looks.append)
    glimpse = next(look for look in looks if look.things)
    assert glimpse.clip.frames == 19
    assert len(glimpse.camera) == len(glimpse.flow) == 18
    assert len(glimpse.light.detail) == 19
    assert all(thing.last < 19 for thing in glimpse.things)
    assert {thing.id for thing in whole.things}


def test_a_glimpse_changes_nothing_of_what_is_measured(tmp_path):
    listened = observe(render(JUMPING), JUMPING.info, tmp_path / "a.npy", on_look=lambda _: None)
    alone = observe(render(JUMPING), JUMPING.info, tmp_path / "b.npy")
    assert [thing.mover() for thing in listened.things] == [thing.mover() for thing in alone.things]
    assert listened.appearances == alone.appearances
    assert listened.camera == alone.camera


def test_what_was_held_for_the_first_look_is_caught_up_with_where_a_cut_comes_before_it(tmp_path):
    start = [*render(replace(JUMPING, frames=12))]
    rest = [255 - frame for frame in render(JUMPING)]
    clip, film = replace(JUMPING.info, frames=72), [*start, *rest]
    looks = []
    listened = observe(film, clip, tmp_path / "a.npy", on_look=looks.append)
    alone = observe(film, clip, tmp_path / "b.npy")
    assert alone.cuts == listened.cuts == (12,)
    assert not any(look.things for look in looks)
    assert listened.appearances == alone.appearances
    assert listened.appearances
    assert np.array_equal(listened.points.places, alone.points.places, equal_nan=True)


def test_nobody_looks_ahead_where_nobody_listens(tmp_path, monkeypatch):
    monkeypatch.setattr(observation, "glimpses", pytest.fail)
    observe(render(JUMPING), JUMPING.info, tmp_path / "flow.npy")


def test_what_was_told_early_is_not_told_again_in_the_end(tmp_path):
    path = tmp_path / "clip.mkv"
    write_clip(path, render(JUMPING), JUMPING.fps)
    told = []
    report = inspect_clip(path, on_finding=told.append)
    kinds = [finding.kind for finding in report.findings]
    assert "teleport" in kinds
    assert len([finding for finding in told if finding.kind == "teleport"]) == 1


def test_looks_come_ever_farther_apart_and_end_in_the_first_third():
    assert glimpses(LONG) == (19,)
    assert glimpses(replace(LONG, frames=200)) == (19, 38)
    assert glimpses(replace(LONG, frames=50)) == ()
    assert glimpses(replace(LONG, fps=60.0, frames=10_000))[:3] == (36, 72, 144)
