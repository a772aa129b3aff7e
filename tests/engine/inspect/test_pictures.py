"""What is painted on a clip and what is on the page about it."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.inspect.html import page
from engine.inspect.overlay import paint_findings, painted
from engine.records import Box, ClipInfo, Finding, Mover, Report
from engine.video.write import write_clip
from tests.helpers.clips import Clip, render

CLIP = Clip(frames=6, width=240, height=160)
FINDING = Finding(
    "pop", False, 2, 4, Box(60, 40, 50, 60), 0.8, "stays <there>", "gone", "It vanishes & more"
)


def report(file, *findings):
    return Report(file, ClipInfo(6, 16.0, 240, 160), {"pop": 0.8}, tuple(findings))


def test_a_finding_is_painted_only_while_it_lasts():
    frames = list(render(CLIP))
    out = list(painted(frames, report(Path("clip"), FINDING)))
    changed = [bool((a != b).any()) for a, b in zip(frames, out, strict=True)]
    assert changed == [False, False, True, True, True, False]


def test_the_frames_that_came_in_are_left_alone():
    frames = list(render(CLIP))
    copies = [frame.copy() for frame in frames]
    list(painted(frames, report(Path("clip"), FINDING)))
    assert all((a == b).all() for a, b in zip(frames, copies, strict=True))


def test_motion_is_painted_where_it_is():
    frames = [np.zeros((160, 240, 3), np.uint8)] * 6
    flow = np.zeros((5, 20, 30, 2), np.float16)
    flow[:, 5:10, 5:10] = (6, 0)
    (first, *_) = painted(frames, report(Path("clip")), flow)
    assert first[40:80, 40:80].any()
    assert not first[120:, 160:].any()


def test_a_track_is_painted_behind_its_mover():
    mover = Mover(1, tuple((frame, 20.0 + 10 * frame, 80.0) for frame in range(6)))
    black = [np.zeros((160, 240, 3), np.uint8)] * 6
    *_, last = painted(black, replace(report(Path("clip")), movers=(mover,)))
    assert last[80, 30].any()
    assert not last[80, 120:].any()


@pytest.mark.parametrize("box", [None, Box(-30, -30, 400, 400), Box(0, 0, 0, 0)])
@pytest.mark.parametrize("size", [(160, 240), (16, 16)])
def test_any_box_can_be_painted_on_any_picture(box, size):
    picture = np.zeros((*size, 3), np.uint8)
    finding = replace(
        FINDING,
        box=box,
        expected_vector=(-500.0, 3.0),
        measured_vector=(0.0, 0.0),
        message="é" * 300,
    )
    paint_findings(picture, [finding], 3)
    assert picture.any()


def test_the_page_needs_nothing_beside_it_and_escapes_what_was_said(tmp_path):
    path = tmp_path / "a<b.mkv"
    write_clip(path, render(CLIP), 16.0)
    text = page([report(path, FINDING)])
    assert text.count("data:image/jpeg;base64,") == 1
    assert "a&lt;b.mkv" in text
    assert "stays &lt;there&gt;" in text
    assert "It vanishes &amp; more" in text
    assert "http" not in text
    assert "<script" not in text


def test_the_page_says_when_nothing_was_found(tmp_path):
    assert "No violation was found." in page([report(tmp_path / "clip.mkv")])
