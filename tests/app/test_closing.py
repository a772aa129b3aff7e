"""Nothing outlives the window: no thread, no process, no timer, and nothing it would tell."""

import threading

import pytest

from app import places
from app.beside import Beside
from app.preferences import Preferences
from engine.errors import BadInput
from engine.generate.lock import QueueLock


def test_a_project_that_is_let_go_of_is_not_worked_on(bench):
    folder = bench.session.project.folder
    assert bench.work.works
    bench.session.close_project()
    assert not bench.work.works
    bench.work._others.timeout.emit()  # the timer, whose turn had come already
    QueueLock(folder).release()


def test_a_part_that_fails_to_end_keeps_no_other_from_it(bench, monkeypatch):
    bench.preferences.writer = "a writer"
    with monkeypatch.context() as patch:
        patch.setattr(bench.screen, "close", lambda: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            bench.close()
    assert not bench.work.works
    assert bench.session.project is None
    assert Preferences.load(places.preferences_file()).writer == "a writer"


def test_a_queue_that_ends_with_the_window_is_not_shown_any_more(bench, qtbot, monkeypatch):
    bench.work.pause_queue(True)
    bench.acts.generate()
    bench.close()
    shown = []
    monkeypatch.setattr(bench.window.queue, "set_rows", lambda *rows: shown.append(rows))
    bench.queueing.refresh()
    qtbot.wait(20)
    assert not shown


def test_what_is_asked_after_the_end_is_not_done(qapp):
    done, before = [], set(threading.enumerate())
    for asked_before in (False, True):
        beside = Beside(done.append)
        if asked_before:
            beside.ask("before")
        beside.close()
        beside.ask("after")
        assert set(threading.enumerate()) <= before
        beside.deleteLater()
    assert "after" not in done


def test_a_language_model_that_is_not_wanted_any_more_is_gone_at_the_end(bench, tmp_path):
    bench.work.close()  # its own worker may still be on its way
    before = set(threading.enumerate())
    for _ in range(2):
        bench.window.prompt.replace_text("A ball rolls to the left")
        bench.expansion.open()
        dialog = bench.expansion.dialog
        bench.expansion.write(str(tmp_path))
        assert dialog.working
        dialog.reject()
    bench.expansion.close()
    assert set(threading.enumerate()) <= before


def test_what_is_said_while_something_is_handled_is_heard_afterwards(bench, qtbot, monkeypatch):
    handled = []

    def pump():
        handled.append(1)
        if len(handled) == 1:
            bench.work._pump()  # a message box of a slot runs the event loop: it is woken within

    monkeypatch.setattr(bench.work._runner, "pump", pump)
    bench.work._woken.emit()
    qtbot.waitUntil(lambda: len(handled) == 2)


def test_what_cannot_be_handled_is_told(bench, monkeypatch):
    told = []
    bench.work.failed.connect(told.append)

    def pump():
        raise BadInput("There is no take 7")

    with monkeypatch.context() as patch:
        patch.setattr(bench.work._runner, "pump", pump)
        bench.work._pump()
    assert [str(error) for error in told] == ["There is no take 7"]
