"""Decoding ahead of the playhead stays within its room and always ends."""

import threading

import numpy as np
import pytest
from PySide6.QtCore import Qt

from engine.video.read import Reader
from engine.video.write import write_clip
from tests.widgets.player.conftest import FRAMES, HEIGHT, WIDTH
from widgets.player.reel import Reel


def number(image):
    return image.pixelColor(2, 2).red() // 2


def test_every_frame_comes_with_its_own_number(qtbot, clip_file):
    reel = Reel()
    reel.open(clip_file)
    qtbot.waitUntil(lambda: all(reel.image(i) is not None for i in range(FRAMES)))
    assert [number(reel.image(i)) for i in range(FRAMES)] == list(range(FRAMES))
    reel.close()


def test_a_long_clip_keeps_only_what_is_near_the_playhead(qtbot, clip_file):
    room = 10
    reel = Reel(budget=room * WIDTH * HEIGHT * 4)
    reel.open(clip_file)
    for wanted in (0, 35, 3, 20):
        qtbot.waitUntil(lambda wanted=wanted: reel.image(wanted) is not None)
        assert number(reel.image(wanted)) == wanted
        assert len(reel._frames) <= room + 1
    reel.close()


def test_closing_joins_the_thread(clip_file):
    before = threading.active_count()
    for _ in range(5):
        reel = Reel()
        reel.open(clip_file)
        reel.close()
    assert threading.active_count() == before


@pytest.mark.parametrize(
    "size", [(854, 480), (270, 480), (500, 300), (398, 224), (321, 189), (108, 192)], ids=str
)
def test_pictures_of_any_width_come(qtbot, tmp_path, size):
    """Decoders leave room behind the rows of most widths."""
    width, height = size
    path = tmp_path / "clip.mkv"
    write_clip(path, [np.full((height, width, 3), 2 * i, np.uint8) for i in range(3)], 16.0)
    reel = Reel()
    reel.open(path)
    qtbot.waitUntil(lambda: all(reel.image(i) is not None for i in range(3)))
    assert reel.image(2).size().toTuple() == size
    assert number(reel.image(2)) == 2
    reel.close()


def test_of_a_damaged_clip_all_that_can_be_read_is_shown(qtbot, tmp_path):
    path = tmp_path / "clip.mp4"
    draw = np.random.default_rng(3)
    noise = draw.integers(0, 60, (96, 160, 3), np.uint8)
    pictures = [np.maximum(np.full((96, 160, 3), 6 * i, np.uint8), noise) for i in range(24)]
    write_clip(path, pictures, 16.0)
    data = bytearray(path.read_bytes())
    half = len(data) // 2
    data[half : half + 400] = draw.bytes(400)
    path.write_bytes(data)
    with Reader(path, whole=False) as reader:
        broken = [n for n, picture in enumerate(reader.pictures()) if picture is None]
    assert broken, "the test has to break some"
    reel, opened, failed = Reel(), [], []
    reel.opened.connect(lambda _, clip: opened.append(clip), Qt.ConnectionType.QueuedConnection)
    reel.failed.connect(failed.append, Qt.ConnectionType.QueuedConnection)
    reel.open(path)
    qtbot.waitUntil(lambda: all(reel.image(i) is not None for i in range(24)))
    assert not failed
    assert [clip.frames for clip in opened] == [24]
    before = next(n for n in range(24) if n + 1 in broken)
    assert reel.image(broken[0]) == reel.image(before)
    reel.close()


def test_what_is_no_film_says_so_once(qtbot, tmp_path):
    path = tmp_path / "clip.mp4"
    path.write_text("no film")
    reel = Reel()
    with qtbot.waitSignal(reel.failed) as told:
        reel.open(path)
    assert told.args[0].message.startswith("clip.mp4 ")
    reel.close()
