import errno
import itertools
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from engine.errors import BadInput, Cancelled, StorageProblem
from engine.video import write
from engine.video.read import Reader, frames, probe
from engine.video.write import write_clip

KINDS = ["clip.mp4", "clip.mkv", "clip"]


def pictures(count=5, width=64, height=48, seed=0):
    rng = np.random.default_rng(seed)
    return [rng.integers(0, 256, (height, width, 3), dtype=np.uint8) for _ in range(count)]


def bars(width=128, height=64):
    """Flat patches of the colours where the matrices differ most."""
    colours = [(255, 0, 0), (0, 255, 0), (0, 0, 255), (200, 100, 50), (30, 60, 90)]
    colours += [(255, 255, 255), (0, 0, 0), (128, 128, 128)]
    picture = np.zeros((height, width, 3), np.uint8)
    for index, colour in enumerate(colours):
        picture[:, index * 16 : index * 16 + 16] = colour
    return picture


def hidden(folder):
    return [path for path in folder.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("name", KINDS)
def test_a_clip_says_of_itself_what_was_written(tmp_path, name):
    note = "a request: 石が転がる 🪨 " * 30
    told = write_clip(tmp_path / name, iter(pictures()), 16, note)
    assert probe(tmp_path / name) == told
    assert (told.frames, told.fps, told.width, told.height) == (5, 16.0, 64, 48)
    assert told.comment == note
    assert not hidden(tmp_path)


@pytest.mark.parametrize("name", ["clip.mkv", "clip"])
def test_lossless_kinds_keep_every_bit(tmp_path, name):
    for size in ((64, 48), (33, 17), (1, 1)):
        given = pictures(3, *size)
        target = tmp_path / f"{size[0]}{name}"
        write_clip(target, given, 24)
        for before, after in zip(given, frames(target), strict=True):
            np.testing.assert_array_equal(before, after)


@pytest.mark.parametrize("fps", [8, 12, 12.5, 16, 23.976, 24, 25, 30000 / 1001, 30, 60])
def test_every_frame_of_an_mp4_lasts_exactly_as_long(tmp_path, fps):
    import av

    write_clip(tmp_path / "a.mp4", pictures(4), fps)
    assert probe(tmp_path / "a.mp4").fps == pytest.approx(fps, abs=0.0005)
    with av.open(str(tmp_path / "a.mp4")) as container:
        stream = container.streams.video[0]
        times = [frame.pts * stream.time_base for frame in container.decode(stream)]
    steps = {b - a for a, b in itertools.pairwise(times)}
    assert len(steps) == 1
    assert float(1 / steps.pop()) == pytest.approx(fps, rel=1e-4)


def test_the_mp4_is_in_bt709_and_says_so(tmp_path):
    """The planes in the file against the definition of BT.709, not against FFmpeg's own way."""
    import av

    picture = bars()
    write_clip(tmp_path / "a.mp4", [picture] * 3, 24, quality=4)
    with av.open(str(tmp_path / "a.mp4")) as container:
        context = container.streams.video[0].codec_context
        assert context.pix_fmt == "yuv420p"
        assert (context.color_primaries, context.color_trc, context.colorspace) == (1, 1, 1)
        assert context.color_range == 1
        frame = next(container.decode(video=0))
        planes = frame.to_ndarray()
    red, green, blue = (picture[..., channel] / 255.0 for channel in range(3))
    luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    wanted = 16 + 219 * luma
    wanted_blue = 128 + 224 * (blue - luma) / 1.8556
    wanted_red = 128 + 224 * (red - luma) / 1.5748
    height, width = luma.shape
    inner = [c for c in range(width) if 4 <= c % 16 < 12]  # chroma is shared across an edge
    halves = [c // 2 for c in inner[::2]]
    chroma = planes[height:].reshape(2, height // 2, width // 2)
    assert np.abs(planes[:height][:, inner] - wanted[:, inner]).mean() < 1
    assert np.abs(chroma[0][:, halves] - wanted_blue[::2, inner[::2]]).mean() < 1
    assert np.abs(chroma[1][:, halves] - wanted_red[::2, inner[::2]]).mean() < 1
    # positive control: BT.601 planes, what FFmpeg writes by itself, are far off
    wrong = av.VideoFrame.from_ndarray(picture, format="rgb24").reformat(format="yuv420p")
    assert np.abs(wrong.to_ndarray()[:height][:, inner] - wanted[:, inner]).mean() > 3


def test_a_written_clip_reads_back_in_its_own_colours(tmp_path):
    y, x = np.mgrid[0:96, 0:128]
    ramp = np.stack([x * 2, y * 2, 255 - x], -1).astype(np.uint8)
    for picture in (ramp, bars()):
        write_clip(tmp_path / "a.mp4", [picture] * 2, 24)
        back = next(frames(tmp_path / "a.mp4")).astype(int)
        inner = np.abs(back - picture)[:, 4:12] if picture is not ramp else np.abs(back - picture)
        assert inner.mean() < 1.5


def test_the_header_of_an_mp4_is_in_front(tmp_path):
    write_clip(tmp_path / "a.mp4", pictures(), 16)
    data = (tmp_path / "a.mp4").read_bytes()
    assert 0 < data.find(b"moov") < data.find(b"mdat")


def test_a_long_note_with_images_survives(tmp_path):
    note = "é石" * 350_000  # 1.75 MB as UTF-8
    for name in KINDS:
        write_clip(tmp_path / name, pictures(1), 16, note)
        assert probe(tmp_path / name).comment == note


def test_frames_are_streamed_not_collected(tmp_path):
    alive = []

    def one_by_one():
        for index in range(12):
            picture = np.full((48, 64, 3), index, np.uint8)
            alive.append(sys.getrefcount(picture))
            yield picture

    assert write_clip(tmp_path / "a.mkv", one_by_one(), 16).frames == 12
    assert len(alive) == 12


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"path": "a.avi"}, r"'\.avi'.*\.mp4.*\.mkv"),
        ({"path": "a.mp4", "width": 63}, r"odd sizes.*64 x 48.*\.mkv"),
        ({"frames": []}, "no frames"),
        ({"fps": 0}, "frames per second"),
        ({"fps": float("nan")}, "frames per second"),
        ({"fps": 1e9}, "frames per second"),
        ({"quality": 99}, "Quality 99"),
        ({"comment": "x" * 9_000_000}, "9 million characters"),
        ({"frames": [np.zeros((4, 4, 4), np.uint8)]}, "8-bit RGB"),
        ({"frames": [np.zeros((4, 4, 3), np.float32)]}, "8-bit RGB"),
        ({"frames": [*pictures(1), *pictures(1, 32, 32)]}, "Frame 1 .* 32 x 32 .* 64 x 48"),
        ({"frames": [np.zeros((2, 9000, 3), np.uint8)]}, "9000 x 2 is no size"),
    ],
)
def test_what_cannot_be_written_is_refused_and_leaves_nothing(tmp_path, arguments, message):
    given = dict(arguments)
    size = given.pop("width", 64)
    path = tmp_path / given.pop("path", "a.mkv")
    with pytest.raises(BadInput, match=message) as caught:
        write_clip(path, given.pop("frames", pictures(2, size)), given.pop("fps", 16), **given)
    assert "\n" not in str(caught.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("failure", [Cancelled, ValueError, KeyboardInterrupt, OSError])
def test_a_failure_in_the_middle_leaves_the_old_clip(tmp_path, name, failure):
    write_clip(tmp_path / name, pictures(4), 16)
    before = [*frames(tmp_path / name)]

    def broken():
        yield from pictures(2, seed=9)
        raise failure

    with pytest.raises(failure):
        write_clip(tmp_path / name, broken(), 16)
    for old, now in zip(before, frames(tmp_path / name), strict=True):
        np.testing.assert_array_equal(old, now)
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", KINDS)
def test_a_clip_is_written_over_an_older_one(tmp_path, name):
    write_clip(tmp_path / name, pictures(6), 16)
    write_clip(tmp_path / name, pictures(2), 16)
    assert probe(tmp_path / name).frames == 2
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_folder_with_other_things_is_not_written_over(tmp_path):
    (tmp_path / "clip").mkdir()
    (tmp_path / "clip" / "diary.txt").write_text("dear")
    with pytest.raises(BadInput, match=r"diary\.txt"):
        write_clip(tmp_path / "clip", pictures(1), 16)
    (tmp_path / "file").write_text("x")
    with pytest.raises(BadInput, match="is a file"):
        write_clip(tmp_path / "file", pictures(1), 16)
    (tmp_path / "dir.mp4").mkdir()
    with pytest.raises(BadInput, match="is a folder"):
        write_clip(tmp_path / "dir.mp4", pictures(1), 16)


def test_a_missing_folder_is_named(tmp_path):
    for name in KINDS:
        with pytest.raises(StorageProblem, match=r"no folder .*nowhere"):
            write_clip(tmp_path / "nowhere" / name, pictures(1), 16)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot limit the size of a file")
@pytest.mark.parametrize("name", KINDS)
def test_a_full_disk_is_told_and_costs_nothing(tmp_path, name):
    """A limit on the size of a file stands for the full disk: the same short writes."""
    write_clip(tmp_path / name, pictures(3, 128, 96), 16)
    before = probe(tmp_path / name)
    script = (
        "import sys, resource, signal, numpy as np\n"
        "from pathlib import Path\n"
        "from engine.errors import StorageProblem\n"
        "from engine.video.write import write_clip\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "rng = np.random.default_rng(0)\n"
        "given = [rng.integers(0, 256, (96, 128, 3), dtype=np.uint8) for _ in range(8)]\n"
        "whole = Path(sys.argv[2])\n"
        "write_clip(whole, given, 16, 'note')\n"
        "parts = [whole] if whole.is_file() else whole.iterdir()\n"
        "largest = max(part.stat().st_size for part in parts)\n"
        "no_limit = resource.getrlimit(resource.RLIMIT_FSIZE)[1]\n"
        "for share in (0.02, 0.3, 0.6, 0.9, 0.999):\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (int(largest * share), no_limit))\n"
        "    try: write_clip(Path(sys.argv[1]), given, 16, 'note')\n"
        "    except StorageProblem as problem: print(problem)\n"
    )
    whole = tmp_path / f"whole-{name}"
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / name), str(whole)],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    said = done.stdout.splitlines()
    assert len(said) == 5, (done.stdout, done.stderr)
    assert all(line.startswith("The disk is full") for line in said)
    assert probe(tmp_path / name) == before
    assert not hidden(tmp_path)


def test_a_file_that_came_out_short_replaces_nothing(tmp_path, monkeypatch):
    write_clip(tmp_path / "a.mp4", pictures(3), 16)
    monkeypatch.setattr(write, "_count_packets", lambda path: 2)
    with pytest.raises(StorageProblem, match="2 of 5 frames"):
        write_clip(tmp_path / "a.mp4", pictures(5), 16)
    monkeypatch.undo()
    assert probe(tmp_path / "a.mp4").frames == 3
    assert not hidden(tmp_path)


@pytest.mark.parametrize("code", [errno.EACCES, errno.EROFS, errno.ENOSPC, errno.EIO])
def test_a_disk_that_fails_at_the_last_moment_replaces_nothing(tmp_path, monkeypatch, code):
    write_clip(tmp_path / "a.mp4", pictures(3), 16)

    def fail(handle):
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        with pytest.raises(StorageProblem) as caught:
            write_clip(tmp_path / "a.mp4", pictures(5), 16)
    assert len(str(caught.value).splitlines()) == 1
    assert probe(tmp_path / "a.mp4").frames == 3
    assert not hidden(tmp_path)


def test_a_failed_write_leaks_no_file_descriptor(tmp_path):
    def count():
        return len(list(Path("/proc/self/fd").iterdir()))

    def broken():
        yield from pictures(2)
        raise Cancelled

    for name in KINDS:
        with pytest.raises(Cancelled):
            write_clip(tmp_path / name, broken(), 16)
    before = count()
    for _ in range(5):
        with pytest.raises(Cancelled):
            write_clip(tmp_path / "a.mp4", broken(), 16)
    assert count() <= before


def test_reading_while_the_clip_is_replaced_shows_the_old_one(tmp_path):
    write_clip(tmp_path / "a.mkv", pictures(4), 16)
    with Reader(tmp_path / "a.mkv") as reader:
        write_clip(tmp_path / "a.mkv", pictures(4, seed=5), 16)
        np.testing.assert_array_equal(reader.frame(3), pictures(4)[3])


def test_a_size_that_the_encoder_does_not_know_is_refused_with_one_line(tmp_path):
    thin = [np.zeros((300, 1, 3), np.uint8)] * 2
    with pytest.raises(BadInput, match="cannot be encoded"):
        write_clip(tmp_path / "a.mkv", thin, 16)
    assert list(tmp_path.iterdir()) == []
