"""The queue through the window: real jobs of the animatic, moved, edited, cancelled and undone."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.cards import Progress, end_words, job_row, stage_words, step_words
from app.dialogs import JobDialog
from engine.records import Job, JobState, Request, Settings, Shot
from widgets.jobs.queue_list import PAUSED, WAITING

SMALL = {"width": 64, "height": 64, "frames": 2, "fps": 8.0}


@pytest.fixture
def quiet(shared_bench, qapp):
    """A window whose queue is paused and empty."""
    bench = shared_bench
    bench.queueing.pause_queue(True)
    bench.queueing.cancel_all()
    bench.work.forget_ended()
    bench.session.undo_stack.clear()
    shown(bench)
    yield bench
    bench.queueing.cancel_all()
    bench.work.forget_ended()


def shown(bench):
    QApplication.processEvents()
    return [row for row in bench.window.queue.rows() if row.state == WAITING]


def asked(bench, count):
    """So many waiting takes of the shot on the screen; their ids in the order of the queue."""
    shot = replace(bench.session.shot, settings=replace(Settings(), **SMALL))
    for seed in range(count):
        bench.work.submit(
            bench.session.shot_id, replace(shot, settings=replace(shot.settings, seed=seed))
        )
    return [row.key for row in shown(bench)]


def order(bench):
    return [row.key for row in shown(bench)]


def undo(bench):
    bench.session.undo_stack.undo()


def test_a_paused_queue_starts_nothing_and_says_so(quiet):
    asked(quiet, 1)
    assert quiet.window.queue._pause.isChecked()
    assert "paused" in quiet.window.queue._about.text()
    assert quiet.work.jobs()[0].state is JobState.QUEUED


def test_waiting_jobs_are_cancelled_in_one_step_and_come_back_to_their_places(quiet):
    keys = asked(quiet, 4)
    quiet.window.queue.jobs_cancelled.emit((keys[1], keys[2]))
    assert order(quiet) == [keys[0], keys[3]]
    undo(quiet)
    assert order(quiet) == keys
    quiet.session.undo_stack.redo()
    assert order(quiet) == [keys[0], keys[3]]


def test_jobs_are_moved_and_moved_back(quiet):
    keys = asked(quiet, 4)
    quiet.window.queue.jobs_moved.emit((keys[2], keys[3]), 1)
    assert order(quiet) == [keys[0], keys[2], keys[3], keys[1]]
    undo(quiet)
    assert order(quiet) == keys


def test_moving_to_where_they_are_is_no_step(quiet):
    keys = asked(quiet, 2)
    quiet.queueing.move((keys[0],), 0)
    assert not quiet.session.undo_stack.canUndo()


def test_alt_and_an_arrow_move_the_job_in_the_window(quiet):
    keys = asked(quiet, 3)
    quiet.queueing.open_queue()
    quiet.window.queue.list.choose([keys[2]])
    QTest.keyClick(quiet.window.queue.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert order(quiet) == [keys[0], keys[2], keys[1]]
    assert quiet.window.queue.list.chosen() == (keys[2],)
    quiet.queueing.open_queue()
    assert quiet.window.queue.isHidden()


def test_the_settings_of_a_waiting_job_are_edited(quiet):
    (key,) = asked(quiet, 1)
    quiet.queueing.edit(key)
    dialog = next(d for d in quiet.window.findChildren(JobDialog) if d.isVisible())
    dialog._seed.setValue(99)
    dialog.accept()
    seed = lambda: quiet.work.jobs()[0].request.shot.settings.seed  # noqa: E731
    assert seed() == 99
    assert "seed 99" in shown(quiet)[0].made
    undo(quiet)
    assert seed() == 0


def test_a_seed_that_the_field_cannot_hold_stays_as_it_is(quiet):
    settings = Settings(seed=2**40)
    assert JobDialog("x", settings, quiet.window).settings == settings


def test_what_ended_is_cleared_and_brought_back(quiet):
    keys = asked(quiet, 2)
    quiet.queueing.cancel(keys)
    shown(quiet)
    assert len(quiet.window.queue.rows()) == 2
    quiet.window.queue.ended_cleared.emit()
    shown(quiet)
    assert quiet.window.queue.rows() == ()
    undo(quiet)
    shown(quiet)
    assert {row.key for row in quiet.window.queue.rows()} == set(keys)


def test_a_job_is_duplicated_behind_the_others(quiet):
    keys = asked(quiet, 2)
    quiet.window.queue.jobs_copied.emit((keys[0],))
    after = order(quiet)
    assert after[:2] == keys
    assert len(after) == 3


def test_a_take_can_replace_what_waits_of_its_shot(quiet):
    keys = asked(quiet, 3)
    quiet.acts.generate_instead()
    after = order(quiet)
    assert len(after) == 1
    assert after[0] not in keys
    quiet.session.undo_stack.undo()
    assert set(keys) <= set(order(quiet))


def test_a_take_asked_for_in_front_is_the_first_and_tells_its_hints(quiet):
    keys = asked(quiet, 2)
    quiet.acts.generate_now()
    assert order(quiet)[1:] == keys
    hints = quiet.work.jobs()[0].request.hints
    assert hints == tuple(f"{hint.rule}: {hint.message}" for hint in quiet.linter.hints)


def test_a_thousand_changes_are_shown_once(quiet):
    told = []
    quiet.queueing.shown.connect(lambda: told.append(1))
    keys = asked(quiet, 20)
    told.clear()
    quiet.queueing.cancel(keys)
    shown(quiet)
    assert told == [1]


def test_the_page_of_a_job_shows_words_of_strangers_as_they_are(quiet):
    (key,) = asked(quiet, 1)
    job = quiet.work.jobs()[0]
    words = "![x](file:///etc/passwd) <b>*bold*</b>"
    quiet.work.change(key, replace(job.request.shot, prompt=words))
    shown(quiet)
    quiet.queueing.show_jobs()
    quiet.queueing.explain(key)
    from PySide6.QtWidgets import QTextBrowser

    page = next(b for b in quiet.window.findChildren(QTextBrowser) if b.isVisible())
    assert words in page.toPlainText()
    page.window().close()


def test_a_take_is_seen_while_it_is_made(quiet, qtbot):
    job = _running(quiet)
    queueing, live = quiet.queueing, quiet.window.live
    queueing._jobs, queueing._of_shots = {job.id: job}, {job.shot_id: [job]}
    queueing.show_stage(job.id, "denoising")
    queueing.show_step(job.id, 3, 10, 42.0)
    queueing.show_note(job.id, "The width is 96 now.")
    queueing.show_live()
    qtbot.waitUntil(live.isVisible)
    assert live._stage.text() == "denoising"
    assert live._left.text() == "step 3 of 10 · 0:42 left"
    assert live._note.text() == "The width is 96 now."
    assert live.shape == "line"
    assert not live.looking
    live._fold.click()
    assert live.shape == "tile"
    assert live.looking
    assert quiet.window.stage.rect().contains(live.geometry())
    quiet.window.stage.set_mode("compare")
    assert live.isHidden(), "cells say how far they are"
    quiet.window.stage.set_mode("frame")
    assert live.isVisible()
    queueing.show_paused(job.id, True)
    assert live._pause.text() == "Go on"
    queueing.keep_live()
    assert not live._keep.isEnabled()
    assert live._cancel.isEnabled(), "it can still be thrown away"
    queueing.cancel_live()
    assert live._stage.text() == "cancelling", "that it was heard is said at once"
    assert not live._cancel.isEnabled()
    queueing._jobs, queueing._of_shots = {}, {}
    queueing.show_live()
    assert live.isHidden()


def _running(bench):
    shot = replace(bench.session.shot, settings=Settings(**SMALL))
    return Job("r", bench.session.shot_id, Request(shot, "test"), JobState.RUNNING, 0, "now")


def test_a_running_job_tells_stage_steps_and_time():
    told = Progress("reading", 12, 30, 98.0)
    assert stage_words(told) == "reading the prompt"
    assert step_words(told) == "step 12 of 30 · 1:38 left"
    assert stage_words(Progress()) == "starting"
    assert stage_words(Progress("loading", 3, 9)) == "running", "the animatic loads nothing"
    paused = replace(told, paused=True)
    row = job_row(Job("r", 1, Request(Shot(), "t"), JobState.RUNNING, 0, ""), "Rock", paused)
    assert (row.state, row.said, row.about, row.progress) == (
        PAUSED,
        "paused",
        "step 12 of 30",
        0.4,
    )


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(None, ""), (3, "within a minute"), (700, "about 12 min"), (9000, "about 2.5 h")],
)
def test_the_end_of_a_job_is_told_as_roughly_as_it_is_known(seconds, said):
    assert said in end_words(seconds)


def test_takes_that_were_made_while_nobody_looked_are_counted_on_the_window(quiet, monkeypatch):
    window, notices = quiet.window, quiet.notices
    monkeypatch.setattr(notices, "_is_seen", lambda: False)
    notices.take_made(1)
    notices.take_made(2)
    assert window.windowTitle().startswith("(2) ")
    QApplication.sendEvent(window, QEvent(QEvent.Type.WindowActivate))
    assert window.windowTitle() == "Verbench"
    assert notices.unseen == 0
