"""Decoding ahead of the playhead stays within its room and always ends."""

import threading

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
