"""What is painted on a clip, frame by frame."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.inspect import overlay
from engine.inspect.overlay import MEASURED, WANTED, paint_findings, painted
from engine.records import Box, ClipInfo, Finding, Mover, Report
from tests.helpers.clips import Clip, render

CLIP = Clip(frames=6, width=240, height=160)
FINDING = Finding("pop", False, 2, 4, Box(60, 40, 50, 60), 0.8, "stays there", "gone", "It goes")


def report(file, *findings):
    return Report(file, ClipInfo(6, 16.0, 240, 160), {"pop": 0.8}, tuple(findings))


def black(width=240, height=160):
    return np.zeros((height, width, 3), np.uint8)


def coloured(picture, colour):
    return np.argwhere((picture == colour).all(axis=2))[:, ::-1]


@pytest.fixture
def shaped(monkeypatch):
    def draw(shape):
        monkeypatch.setattr(overlay, "shape_of", lambda kind: shape)

    return draw


def test_a_finding_is_painted_only_while_it_lasts():
    frames = list(render(CLIP))
    out = list(painted(frames, report(Path("clip"), FINDING)))
    # the lane at the bottom is there all the time
    changed = [bool((a[:150] != b[:150]).any()) for a, b in zip(frames, out, strict=True)]
    assert changed == [False, False, True, True, True, False]


def test_the_lane_at_the_bottom_shows_when_there_is_something():
    picture = next(painted([black()] * 6, report(Path("clip"), FINDING)))
    red = coloured(picture[-1:], overlay.BAD)[:, 0]
    assert (red.min(), red.max()) == (80, 199)


def test_the_frames_that_came_in_are_left_alone():
    frames = list(render(CLIP))
    copies = [frame.copy() for frame in frames]
    list(painted(frames, report(Path("clip"), FINDING)))
    assert all((a == b).all() for a, b in zip(frames, copies, strict=True))


def test_motion_is_painted_where_it_is():
    flow = np.zeros((5, 20, 30, 2), np.float16)
    flow[:, 5:10, 5:10] = (6, 0)
    (first, *_) = painted([black()] * 6, report(Path("clip")), flow)
    assert first[40:80, 40:80].any()
    assert not first[120:, 160:].any()


def test_a_track_is_painted_behind_its_mover():
    mover = Mover(1, tuple((frame, 20.0 + 10 * frame, 80.0) for frame in range(6)))
    *_, last = painted([black()] * 6, replace(report(Path("clip")), movers=(mover,)))
    assert last[80, 30].any()
    assert not last[80, 120:].any()


def test_a_box_follows_what_moves():
    moving = replace(
        FINDING, boxes=((2, Box(10, 40, 30, 30)), (3, Box(100, 40, 30, 30))), start_frame=2
    )
    for index, left in ((2, 10), (3, 100), (4, 100)):
        picture = black()
        paint_findings(picture, [moving], index, words=False)
        assert abs(coloured(picture, overlay.BAD)[:, 0].min() - left) <= 2


def test_heat_is_warm_in_the_middle_of_its_region(shaped):
    shaped("heat")
    picture = black()
    paint_findings(picture, [FINDING], 3, words=False)
    assert int(picture[70, 85, 0]) > int(picture[50, 66, 0]) > 0
    assert picture[70, 85, 0] > picture[70, 85, 2]


def test_what_should_have_been_is_cool_and_what_was_is_warm(shaped):
    shaped("path")
    ghost = tuple((frame, 60.0 + 20 * frame, 30.0) for frame in range(2, 5))
    mover = Mover(1, tuple((frame, 60.0 + 20 * frame, 120.0) for frame in range(6)))
    picture = black()
    finding = replace(FINDING, ghost=ghost, mover=1, box=Box(2, 2, 4, 4))
    paint_findings(picture, [finding], 4, words=False, movers=(mover,))
    assert set(np.round(coloured(picture, WANTED)[:, 1] / 30)) == {1}
    assert set(np.round(coloured(picture, MEASURED)[:, 1] / 30)) == {4}


def test_while_it_plays_a_path_is_drawn_as_far_as_it_is(shaped):
    shaped("path")
    mover = Mover(1, tuple((frame, 20.0 + 20 * frame, 100.0) for frame in range(11)))
    finding = replace(FINDING, start_frame=0, end_frame=10, mover=1, box=Box(2, 2, 4, 4))
    ends = []
    for playing in (True, False):
        picture = black()
        paint_findings(picture, [finding], 5, words=False, movers=(mover,), playing=playing)
        ends.append(coloured(picture, MEASURED)[:, 0].max())
    assert abs(ends[0] - 120) < 8
    assert abs(ends[1] - 220) < 8


def test_arrows_tell_the_way_it_went_from_the_way_it_should_have_gone(shaped):
    shaped("arrows")
    picture = black()
    finding = replace(FINDING, expected_vector=(80.0, 0.0), measured_vector=(-60.0, 0.0))
    paint_findings(picture, [finding], 3, words=False)
    middle = 85
    assert coloured(picture, WANTED)[:, 0].min() >= middle - 3
    assert coloured(picture, MEASURED)[:, 0].max() <= middle + 3


def test_what_vanishes_blinks_while_it_plays(shaped):
    shaped("flash")
    long = replace(FINDING, start_frame=0, end_frame=11, message="")
    shown = []
    for index in range(12):
        picture = black()
        paint_findings(picture, [long], index, words=False, playing=True)
        shown.append(bool(picture.any()))
    assert True in shown
    assert False in shown


def test_many_messages_do_not_hide_the_picture():
    crowd = [replace(FINDING, message=f"message {n}", box=Box(1, 1, 2, 2)) for n in range(40)]
    picture = black(640, 480)
    paint_findings(picture, crowd, 3)
    assert not picture[120:].any()


@pytest.mark.parametrize("box", [None, Box(-30, -30, 400, 400), Box(0, 0, 0, 0)])
@pytest.mark.parametrize("size", [(160, 240), (16, 16), (1, 1), (2, 4096)])
@pytest.mark.parametrize("shape", ["box", "heat", "arrows", "path", "flash"])
def test_any_finding_can_be_painted_on_any_picture(shaped, box, size, shape):
    shaped(shape)
    picture = np.zeros((*size, 3), np.uint8)
    finding = replace(
        FINDING,
        box=box,
        expected_vector=(-500.0, 3.0),
        measured_vector=(0.0, 0.0),
        ghost=((2, -1e9, 3.0), (3, 1e9, 4.0), (4, 5.0, 5.0)),
        message="é球" * 300,
    )
    paint_findings(picture, [finding], 3)
    list(painted([picture] * 6, report(Path("clip"), finding)))
    if box is None:
        assert picture.any()
