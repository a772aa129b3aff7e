"""Which clips are in a folder, and what is kept of those that were measured."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import BadInput
from engine.inspect import batch, report
from engine.inspect.batch import clips_in, natural
from engine.inspect.cache import Cache
from engine.inspect.report import inspect_clip
from engine.video.write import write_clip
from tests.helpers.clips import Clip, Sprite, line, render


@pytest.fixture
def tree(tmp_path):
    def make(*names):
        for name in names:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(name.encode())
        return tmp_path

    return make


def names(folder, found):
    return [path.relative_to(folder).as_posix() for path in found]


def test_clips_come_as_a_person_counts_them(tree):
    folder = tree("take 10.mp4", "take 2.MP4", "Take 1.mov", "b/1.gif", "b/a/9.webm", "a.txt")
    found = names(folder, clips_in([folder]))
    assert found == ["Take 1.mov", "take 2.MP4", "take 10.mp4", "b/1.gif", "b/a/9.webm"]


def test_hidden_files_and_what_is_no_video_are_left_alone(tree):
    folder = tree(".a.mp4", ".git/b.mp4", "notes.ts", "c.mp4", "d.mp4.part", "e.json")
    assert names(folder, clips_in([folder])) == ["c.mp4"]


def test_a_folder_of_frames_is_one_clip(tree):
    folder = tree("take/frame_00000.png", "take/frame_00001.png", "a.mp4")
    assert names(folder, clips_in([folder])) == ["a.mp4", "take"]
    assert clips_in([folder / "take"]) == (folder / "take",)


def test_what_is_named_is_taken_whatever_it_is(tree):
    folder = tree("notes.txt")
    named = (folder / "notes.txt", folder / "missing", folder / "notes.txt")
    assert clips_in(named) == named


def test_a_folder_without_clips_is_refused(tree):
    with pytest.raises(BadInput, match="no video"):
        clips_in([tree("a.txt")])


def test_more_clips_than_anybody_looks_at_are_refused(tree, monkeypatch):
    monkeypatch.setattr(batch, "MAX_CLIPS", 2)
    with pytest.raises(BadInput, match="more than 2"):
        clips_in([tree("1.mp4", "2.mp4", "3.mp4")])


def test_a_loop_of_links_ends(tree):
    folder = tree("a/1.mp4")
    try:
        (folder / "a" / "back").symlink_to(folder, target_is_directory=True)
    except OSError:
        pytest.skip("links cannot be made on this system")
    assert names(folder, clips_in([folder])) == ["a/1.mp4"]


@given(st.lists(st.text(max_size=8).map(lambda text: text.replace("/", "")), max_size=8))
def test_any_names_can_be_put_in_order(found):
    ordered = sorted((Path(name) for name in found), key=natural)
    assert sorted(ordered, key=natural) == ordered


def test_the_same_content_has_the_same_files_whatever_its_name(tree, tmp_path):
    folder = tree("a.mp4")
    cache = Cache(tmp_path / "kept")
    (folder / "b.mp4").write_bytes((folder / "a.mp4").read_bytes())
    (folder / "c.mp4").write_bytes(b"another")
    a, b, c = (cache.files_of(folder / name) for name in ("a.mp4", "b.mp4", "c.mp4"))
    assert a == b
    assert set(a).isdisjoint(c)


def test_a_clip_that_is_gone_has_no_files(tmp_path):
    assert Cache(tmp_path / "kept").files_of(tmp_path / "gone.mp4") is None


def test_a_pipe_is_not_waited_for(tmp_path):
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no pipes in folders")
    os.mkfifo(tmp_path / "pipe.mp4")
    assert Cache(tmp_path / "kept").files_of(tmp_path / "pipe.mp4") is None


@pytest.mark.parametrize("how", ["gone", "damaged", "cut off", "of another clip"])
def test_what_is_kept_badly_is_measured_again(tmp_path, how):
    rolling = Clip((Sprite(line(30, 30, 3, 0), (24, 24)),), frames=4, width=96, height=64)
    write_clip(tmp_path / "a.mkv", render(rolling), 16)
    flow, kept = tmp_path / "flow.npy", tmp_path / "kept.npz"

    def judged():
        return inspect_clip(tmp_path / "a.mkv", flow_file=flow, kept_file=kept)

    first, data = judged(), kept.read_bytes()
    if how == "gone":
        flow.unlink()
    else:
        bad = {"damaged": data[:200] + bytes(400) + data[600:], "cut off": data[:700]}
        kept.write_bytes(bad.get(how, b"PK"))
    assert judged() == first
    assert kept.stat().st_size == len(data)


def test_a_disk_that_is_full_costs_only_the_keeping(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(report, "save", full)
    write_clip(tmp_path / "a.mkv", render(Clip(frames=3, width=96, height=64)), 16)
    files = {"flow_file": tmp_path / "flow.npy", "kept_file": tmp_path / "kept.npz"}
    assert inspect_clip(tmp_path / "a.mkv", **files).clip.frames == 3


def test_the_oldest_make_room(tmp_path):
    for age, name in enumerate(("new", "older", "oldest")):
        (tmp_path / name).write_bytes(b"x" * 100)
        os.utime(tmp_path / name, (1000 - age, 1000 - age))
    Cache(tmp_path, largest=200).trim()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "older"]


def test_what_is_forgotten_is_gone(tree, tmp_path):
    cache = Cache(tmp_path / "kept")
    files = cache.files_of(tree("a.mp4") / "a.mp4")
    for file in files:
        file.write_bytes(b"x")
    cache.forget(files)
    assert not any(file.exists() for file in files)
    cache.forget(files)


def test_what_is_named_and_lies_in_a_folder_that_is_too_is_one_clip(tree):
    folder = tree("a.mp4", "b.mp4")
    assert clips_in((folder / "b.mp4", folder, folder)) == (folder / "b.mp4", folder / "a.mp4")
