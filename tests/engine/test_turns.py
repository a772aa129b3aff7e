"""What the person waits for goes first; the rest stops where it is and goes on afterwards."""

import os
import subprocess
import sys
import threading

import numpy as np
import pytest

from engine import turns
from engine.frame.subject import find_subject
from engine.motion.background import complete
from tests.helpers import scenes

PATIENCE_S = 20


class Behind(threading.Thread):
    """Does something behind, and counts its turns."""

    def __init__(self, work):
        super().__init__(daemon=True)
        self.turns, self.told, self._work = 0, threading.Semaphore(0), work
        self.start()

    def run(self):
        with turns.behind():
            self._work(self)

    def go(self):
        turns.give_way()
        self.turns += 1
        self.told.release()


def three_turns(thread):
    for _ in range(3):
        thread.go()


def test_what_is_behind_waits_until_all_that_goes_first_is_done():
    with turns.first():
        with turns.first():
            thread = Behind(three_turns)
        # one of the two is left
        thread.join(0.05)
        assert thread.is_alive()
        assert thread.turns == 0
    thread.join(PATIENCE_S)
    assert thread.turns == 3


def test_what_goes_first_frees_the_rest_also_when_it_fails():
    with pytest.raises(ValueError, match="nothing there"), turns.first():
        raise ValueError("nothing there")
    thread = Behind(three_turns)
    thread.join(PATIENCE_S)
    assert thread.turns == 3


def test_a_thread_that_is_not_behind_never_waits():
    with turns.first():
        turns.give_way()
        with turns.behind():
            pass
        turns.give_way()


SCENE = scenes.single(0, 208, 120)


def background():
    hole = np.zeros(SCENE.image.shape[:2], np.bool_)
    hole[40:80, 80:130] = True
    return complete(SCENE.image, hole)


def subject():
    return find_subject(SCENE.image)


@pytest.mark.parametrize("work", [background, subject])
def test_looking_beside_the_person_stops_for_a_pick_and_finds_the_same(work):
    alone, found = work(), []
    with turns.first():
        thread = Behind(lambda _: found.append(work()))
        thread.join(0.05)
        waited = thread.is_alive() and not found
    thread.join(PATIENCE_S)
    assert waited
    assert np.array_equal(found[0], alone) if work is background else found[0] == alone


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells no niceness")
def test_a_process_that_stepped_back_lets_the_others_go_first():
    twice = "turns.step_back(); turns.step_back()"
    code = f"import os; from engine import turns; {twice}; print(os.nice(0))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) == max(turns.BEHIND, os.nice(0))
