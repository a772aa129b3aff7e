"""Flow of known motion, and the file that the player maps."""

import numpy as np
import pytest

from engine.inspect.flow import DenseFlow, FlowRows, Size, gray_of, on_grid, working_size
from tests.helpers.clips import Clip, render, texture


@pytest.mark.parametrize("preset", ["fast", "custom"])
def test_flow_follows_a_shift_of_the_whole_picture(preset):
    before, after = (gray_of(frame) for frame in render(Clip(frames=2, pan=(5, -3))))
    flow = DenseFlow(preset).between(before, after)
    assert np.median(flow[16:-16, 16:-16], axis=(0, 1)) == pytest.approx([-5, 3], abs=0.2)


@pytest.mark.parametrize(
    ("clip", "expected"),
    [((1920, 1080), (480, 270)), ((832, 480), (480, 277)), ((272, 480), (272, 480))],
)
def test_large_clips_are_worked_on_smaller(clip, expected):
    assert working_size(*clip) == expected


@pytest.mark.parametrize("clip", [(1, 1), (16, 16), (8192, 1), (3, 8000)])
def test_any_size_ends_up_bounded_and_large_enough_for_flow(clip):
    size = working_size(*clip)
    assert min(size) >= 32
    assert max(size) <= 4 * 832


def test_the_flow_file_can_be_mapped_while_it_grows(tmp_path):
    path = tmp_path / "flow.npy"
    with FlowRows(path, 3, Size(5, 4)) as rows:
        rows.put(0, np.full((4, 5, 2), 1.5, np.float32))
        seen = np.load(path, mmap_mode="r")
        assert seen.shape == (3, 4, 5, 2)
        assert seen.dtype == np.float16
        assert (seen[0] == 1.5).all()
        assert (seen[1] == 0).all()


def test_a_clip_of_one_frame_has_a_flow_file_without_rows(tmp_path):
    with FlowRows(tmp_path / "flow.npy", 0, Size(5, 4)):
        pass
    assert np.load(tmp_path / "flow.npy").shape == (0, 4, 5, 2)


def test_absurd_flow_is_stored_as_the_largest_number_there_is(tmp_path):
    with FlowRows(tmp_path / "flow.npy", 1, Size(2, 2)) as rows:
        rows.put(0, np.full((2, 2, 2), 1e9, np.float32))
        assert np.isfinite(rows.rows).all()


def test_a_grid_cell_holds_the_mean_of_its_pixels():
    flow = np.zeros((16, 16, 2), np.float32)
    flow[:8, :8] = (4, 2)
    assert on_grid(flow, Size(2, 2))[0, 0] == pytest.approx([4, 2])
    assert on_grid(flow, Size(2, 2))[1, 1] == pytest.approx([0, 0])


def test_the_texture_of_the_helper_is_the_same_every_time():
    assert (texture(40, 30, 3) == texture(40, 30, 3)).all()
