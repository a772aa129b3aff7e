"""A set is queued from the window, made by the real worker, compared, rated, and taken back."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.stage import COMPARE
from engine.generate.variations import GRID, Maker, cells, requests, rows_of
from engine.records import JobState, Rating
from widgets.jobs.variations_dialog import LADDER, SEEDS


@pytest.fixture
def small(bench):
    settings = replace(bench.session.shot.settings, width=64, height=64, frames=5)
    bench.session.set_settings(settings)
    return bench


def queued(bench):
    return [j for j in bench.work.jobs() if j.state in (JobState.QUEUED, JobState.RUNNING)]


def ask(bench, kind, seeds):
    bench.variations.open(kind)
    dialog = bench.variations.dialog
    dialog._count.setValue(seeds)
    dialog._ask()


def test_a_ladder_is_made_compared_and_rated(small, qtbot):
    ask(small, LADDER, 1)
    assert small.window.stage.mode == COMPARE
    grid = small.comparing._grid
    qtbot.waitUntil(lambda: len(grid.cells) == 4, timeout=5_000)
    qtbot.waitUntil(lambda: not queued(small), timeout=60_000)
    assert [job.error for job in small.work.jobs() if job.error] == []
    qtbot.waitUntil(lambda: all(c.take.take_id for c in grid.cells), timeout=10_000)
    assert small.window.stage.mode == COMPARE  # takes that come do not turn the stage over
    takes = small.session.project.takes()
    made = [take for take in takes if take.request and take.request.variation]
    assert {take.request.shot.settings.seed for take in made} == {
        made[0].request.shot.settings.seed
    }
    assert len({take.request.shot.prompt for take in made}) == 4
    assert any(hint.startswith("ambiguous-verb") for hint in made[0].request.hints)

    first = grid.cells[0].take.take_id
    small.comparing._rate(first, "", 4)
    small.comparing._rate(first, "", 5)
    assert small.session.project.rating(first) == Rating(4, 5)
    model = made[0].model
    assert small.watching.book.verdict("throw", model).takes == 1
    small.comparing._rate(first, "physics", 5)
    assert small.session.project.rating(first) == Rating(4, None)


def test_a_set_is_taken_back_in_one_step(small, qtbot):
    small.work._runner.queue.pause()
    ask(small, SEEDS, 5)
    assert len(queued(small)) == 5
    small.session.undo_stack.undo()
    assert queued(small) == []
    small.session.undo_stack.redo()
    assert len(queued(small)) == 5
    small.work.cancel_all()


def test_too_many_are_refused_before_they_are_queued(small):
    small.variations.open(LADDER)
    dialog = small.variations.dialog
    dialog._count.setValue(48)
    assert not dialog._queue.isEnabled()
    assert "too many" in dialog._cost.text()
    dialog.reject()
    assert queued(small) == []


def test_all_takes_of_the_shot_can_be_compared(small, qtbot):
    small.acts.generate()
    qtbot.waitUntil(lambda: not queued(small), timeout=60_000)
    small.window.stage.set_mode(COMPARE)
    grid = small.comparing._grid
    qtbot.waitUntil(lambda: len(grid.cells) > 0, timeout=10_000)
    own = [t for t in small.session.project.takes() if t.shot_id == small.session.shot_id]
    assert {cell.take.take_id for cell in grid.cells} == {take.id for take in own}


def test_f4_gives_the_keys_to_the_pictures(bench, qtbot):
    bench.window.prompt.setFocus()
    before = bench.window.prompt.text()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F4)
    grid = bench.comparing._grid
    assert grid.isAncestorOf(QApplication.focusWidget())
    for key, view in ((Qt.Key.Key_W, "wipe"), (Qt.Key.Key_S, "beside"), (Qt.Key.Key_G, "all")):
        qtbot.keyClick(QApplication.focusWidget(), key)
        assert grid.view == view
    assert bench.window.prompt.text() == before


def test_one_prompt_on_two_models_asks_which_does_it_better(small, qtbot):
    shot = small.session.shot
    makers = [Maker(n, replace(shot.settings, model=n)) for n in ("first", "second")]
    asked = requests(GRID, cells(shot, rows_of([shot.prompt]), makers, range(1, 6)), "test")
    small.work.submit_set(small.session.shot_id, asked)
    small.comparing.show_set(asked[0].variation.set)
    qtbot.waitUntil(lambda: not queued(small), timeout=60_000)
    made = [t for t in small.session.project.takes() if t.request and t.request.variation]
    for take in made:
        points = 5 if take.model == "second" else 2
        small.watching.rate_take(take.id, Rating(points, 3))
    takes, jobs = small.session.project.takes(), small.work.jobs()
    answers, title = small.comparing._answers(takes, jobs, asked[0].variation)
    assert title == "WHICH MODEL DOES IT BETTER?"
    assert [(answer.title, answer.word) for answer in answers] == [("second", "better")]
    assert "against first" in answers[0].detail
