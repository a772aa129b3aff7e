"""The queue: rows of jobs, what can be done with them, and where they are put."""

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from widgets.jobs.queue_list import OVER, PAUSED, RUNNING, WAITING, JobRow
from widgets.jobs.queue_panel import QueuePanel


def row(key, state=WAITING, **more):
    return JobRow(key, f"Shot {key}", "seed 1", state, state, **more)


@pytest.fixture
def window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    return window


@pytest.fixture
def queue(window):
    queue = QueuePanel(window)
    queue.show()
    return queue


@pytest.fixture
def full(queue):
    rows = (
        row("run", RUNNING, progress=0.2),
        row("a"),
        row("b"),
        row("c"),
        row("x", OVER, again=True),
    )
    queue.set_rows(rows, "3 wait")
    return queue


def texts(menu):
    return [action.text() for action in menu.actions() if action.text()]


def test_an_empty_queue_says_how_to_fill_it(queue):
    assert queue._empty.isVisible()
    queue.set_rows((row("j"),), "")
    assert not queue._empty.isVisible()


def test_a_job_is_cancelled_from_its_menu(full, qtbot):
    with qtbot.waitSignal(full.jobs_cancelled) as cancelled:
        next(a for a in full.menu("a", "run").actions() if a.text() == "Cancel").trigger()
    assert cancelled.args == [("a", "run")]


def test_the_menu_offers_only_what_can_be_done(full):
    assert "Queue again" in texts(full.menu("x"))
    assert "Cancel" not in texts(full.menu("x"))
    assert "Stop and keep what there is" in texts(full.menu("run"))
    assert "Edit its settings…" in texts(full.menu("a"))
    assert "Edit its settings…" not in texts(full.menu("a", "b"))


def test_a_paused_job_goes_on(full, qtbot):
    full.set_rows((row("run", PAUSED),), "")
    with qtbot.waitSignal(full.jobs_resumed) as resumed:
        full._run("resume", ("run",))
    assert resumed.args == [("run",)]


def test_keys_move_a_waiting_job_among_those_that_wait(full):
    moves = []
    full.jobs_moved.connect(lambda keys, place: moves.append((keys, place)))
    full.list.choose(["b"])
    QTest.keyClick(full.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(full.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert moves == [(("b",), 0), (("b",), 2)]


def test_the_first_and_the_last_do_not_leave_those_that_wait(full):
    moves = []
    full.jobs_moved.connect(lambda keys, place: moves.append((keys, place)))
    full.list.choose(["a"])
    QTest.keyClick(full.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    full.list.choose(["c"])
    QTest.keyClick(full.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    full.list.choose(["run"])
    QTest.keyClick(full.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert moves == []


def test_several_are_put_first_in_their_order(full):
    moves = []
    full.jobs_moved.connect(lambda keys, place: moves.append((keys, place)))
    full.list.choose(["c", "b"])
    full._run("first", full.list.chosen())
    assert moves == [(("b", "c"), 0)]


def test_what_is_dropped_above_a_row_stands_there(full):
    moves = []
    full.jobs_moved.connect(lambda keys, place: moves.append((keys, place)))
    # dropped above 'a', which is the second row of all and the first that waits
    full.list.moved.emit(("c",), 1)
    full.list.moved.emit(("a",), 99)
    assert moves == [(("c",), 0), (("a",), 2)]


def test_what_is_chosen_stays_chosen_when_others_come_and_go(full):
    full.list.choose(["b", "c"])
    full.set_rows((row("b", RUNNING, progress=0.0), row("c"), row("new")), "")
    assert full.list.chosen() == ("b", "c")
    assert full.list.current() == "b"


def test_rows_that_stay_are_not_made_anew(full):
    told = []
    model = full.list.model()
    model.modelReset.connect(lambda: told.append("reset"))
    model.dataChanged.connect(lambda first, last: told.append(first.row()))
    rows = full.rows()
    full.set_rows((*rows[:2], row("b", about="1 of 2"), *rows[3:]), "")
    assert told == [2]
    assert [r.key for r in full.rows()] == ["run", "a", "b", "c", "x"]


@pytest.mark.parametrize("after", ["", "a", "cab", "bxa", "abcd", "dcba", "zabcz2"])
def test_any_change_of_the_list_is_shown(queue, after):
    queue.set_rows(tuple(row(key) for key in "abc"), "")
    queue.set_rows(
        tuple(row(f"{key}{n}" if key == "z" else key) for n, key in enumerate(after)), ""
    )
    model = queue.list.model()
    assert model.rowCount() == len(after) == len(queue.rows())
    assert all(queue.list.row(shown.key) is shown for shown in queue.rows())


def test_a_step_touches_its_own_row_only(full):
    told = []
    full.list.model().dataChanged.connect(
        lambda first, last: told.append((first.row(), last.row()))
    )
    full.update_row(row("run", RUNNING, progress=0.4))
    full.update_row(row("run", RUNNING, progress=0.4))
    assert told == [(0, 0)]


def test_pausing_the_queue_is_told_once(queue, qtbot):
    told = []
    queue.queue_paused.connect(told.append)
    queue.set_paused(True)
    queue.set_paused(False)
    assert told == []
    queue._pause.click()
    assert told == [True]


def test_escape_gives_the_keyboard_back(window, queue):
    other = QWidget(window)
    other.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    other.show()
    window.activateWindow()
    other.setFocus()
    queue.set_rows((row("a"),), "")
    queue.open_at(window.rect().topRight())
    QTest.keyClick(queue.list, Qt.Key.Key_Escape)
    assert queue.isHidden()
    assert window.focusWidget() is other


def test_it_stays_within_its_window(window, queue):
    queue.open_at(window.rect().topRight())
    window.resize(960, 400)
    assert window.rect().contains(queue.geometry())


def test_only_the_pictures_that_are_seen_are_asked_for(queue):
    asked = []
    queue.set_pictures(asked.append)
    queue.set_rows(tuple(row(str(n)) for n in range(1000)), "")
    queue.grab()
    assert 0 < len(set(asked)) < 30


def test_several_rows_are_chosen_with_shift(full):
    model, flags = full.list.selectionModel(), QItemSelectionModel.SelectionFlag
    full.list.choose(["a"])
    model.select(full.list.model().index(3), flags.Select)
    assert full.list.chosen() == ("a", "c")
