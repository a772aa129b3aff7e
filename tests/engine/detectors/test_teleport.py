"""What is somewhere else all at once, though another thing is there already."""

import pytest

from engine.detectors import teleport
from engine.inspect.observation import observe
from tests.helpers.clips import Clip, Sprite, at, line, render

JUMPS = 20


def lands(shift, size=36):
    """A ball that rolls to the right, and is `shift` from there on from one frame to the next."""

    def way(frame):
        return 40.0 + 2 * frame + (shift if frame >= JUMPS else 0.0), 100.0

    return Clip(
        (
            Sprite(lambda frame: (240.0 + 2 * frame, 110.0), (50, 70), shape="box", seed=3),
            Sprite(way, (size, size), seed=7),
        ),
        frames=48,
        width=400,
        height=240,
    )


def judged(clip, folder):
    return teleport.detect(observe(render(clip), clip.info, folder / "flow.npy"))


def test_a_ball_that_is_suddenly_at_another_thing_is_told_with_where_it_came_from(tmp_path):
    (finding,) = judged(lands(165.0), tmp_path).findings
    assert (finding.start_frame, finding.end_frame) == (JUMPS - 1, JUMPS)
    before, after = (box for _, box in finding.boxes)
    assert before.x + before.w / 2 == pytest.approx(40 + 2 * (JUMPS - 1), abs=8)
    assert after.x + after.w / 2 == pytest.approx(40 + 2 * JUMPS + 165, abs=20)


def test_a_scrap_that_is_suddenly_at_another_thing_is_a_part_of_it(tmp_path):
    assert judged(lands(165.0, size=16), tmp_path).score < 0.3


def test_a_ball_that_goes_behind_another_thing_is_not(tmp_path):
    clip = Clip(
        (Sprite(line(40, 100, 4, 0), (36, 36), seed=7), Sprite(at(240, 110), (60, 90), seed=3)),
        frames=60,
        width=400,
        height=240,
    )
    assert not judged(clip, tmp_path).findings
