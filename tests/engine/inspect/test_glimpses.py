"""What breaks in the first frames is told while the rest is still being measured."""

import time
from itertools import islice

import pytest

from engine.inspect.glimpses import Glimpses
from engine.inspect.light import LightMeter
from engine.inspect.observation import observe
from engine.inspect.report import inspect_clip
from engine.records import ClipInfo
from engine.video.write import write_clip
from tests.helpers.clips import Clip, Sprite, line, render

LONG = ClipInfo(96, 24.0, 240, 160)
JUMPING = Clip(
    (Sprite(lambda f: (40 + 2 * f + (90 if f >= 8 else 0), 80), (40, 40)),),
    frames=48,
    width=320,
    height=180,
)


def rest_waits(pictures, done):
    """Frames of which the second half is late until it is done, as those of a longer film are."""
    for number, picture in enumerate(pictures):
        if number > len(pictures) / 2 and not done():
            time.sleep(0.1)
        yield picture


def test_things_of_the_first_frames_are_seen_before_the_film_is_over(tmp_path):
    clip = Clip((Sprite(line(40, 80, 2, 0), (40, 40)),), frames=60, width=240, height=135)
    looks = []

    def told():
        return any(look.things for look in looks)

    whole = observe(
        rest_waits(list(render(clip)), told), clip.info, tmp_path / "flow.npy", on_look=looks.append
    )
    glimpse = next(look for look in looks if look.things)
    assert glimpse.clip.frames < whole.clip.frames / 2
    assert len(glimpse.camera) == len(glimpse.flow) == glimpse.clip.frames - 1
    assert len(glimpse.light.detail) == glimpse.clip.frames
    assert all(thing.last < glimpse.clip.frames for thing in glimpse.things)
    assert {thing.id for thing in whole.things}


def test_nobody_looks_ahead_where_nobody_listens(tmp_path, monkeypatch):
    def begun(*args):
        raise AssertionError

    monkeypatch.setattr(Glimpses, "begin", begun)
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
    wanted = []
    with Glimpses(LONG) as glimpses:
        for frames in range(1, LONG.frames + 1):
            if glimpses.wanted(frames):
                wanted.append(frames)
                glimpses.begin(frames, lambda: None)
                while glimpses.ready() is None:
                    time.sleep(0.001)
    assert wanted == [14, 28]


def test_a_look_that_is_due_is_taken_late_where_the_one_before_took_long():
    with Glimpses(LONG) as glimpses:
        glimpses.begin(14, lambda: None)
        while glimpses.ready() is None:
            time.sleep(0.001)
        assert glimpses.wanted(40)
        assert not glimpses.wanted(60)


def test_what_parting_raises_is_raised_where_it_is_asked_for():
    def broken():
        raise ValueError("parted")

    def waited(glimpses):
        while glimpses.ready() is None:
            time.sleep(0.001)

    with Glimpses(LONG) as glimpses:
        glimpses.begin(14, broken)
        assert not glimpses.wanted(28)
        with pytest.raises(ValueError, match="parted"):
            waited(glimpses)


def test_the_light_of_the_first_frames_is_as_if_there_were_no_others():
    pictures = [picture[..., 0].astype("float32") for picture in islice(render(JUMPING), 6)]
    whole, part = LightMeter(), LightMeter()
    for number, picture in enumerate(pictures):
        for meter in (whole, part) if number < 4 else (whole,):
            meter.see(picture)
            if number:
                meter.step(float(number), 0.0, 0.0, same=False)
    first, alone = whole.light().first(4), part.light()
    for name in ("tiles", "change", "moved", "left", "detail", "same"):
        assert (getattr(first, name) == getattr(alone, name)).all()
