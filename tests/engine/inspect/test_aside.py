"""A line of work beside the one that asks for it: in order, held up, and let go of."""

from threading import Event, current_thread, main_thread

import pytest

from engine.inspect.aside import Aside


def test_work_is_done_elsewhere_and_in_the_order_in_which_it_was_asked_for():
    done = []
    with Aside("line", 100) as aside:
        for number in range(20):
            aside.do(lambda n: done.append((n, current_thread() is main_thread())), number)
        aside.wait()
    assert done == [(number, False) for number in range(20)]


def test_what_is_held_up_is_done_once_it_may_go_on():
    done = []
    with Aside("line", 100) as aside:
        aside.hold()
        for number in range(5):
            aside.do(done.append, number)
        assert not done
        aside.go_on()
        aside.wait()
    assert done == [0, 1, 2, 3, 4]


def test_waiting_for_what_is_held_up_lets_it_go_on():
    done = []
    with Aside("line", 100) as aside:
        aside.hold()
        aside.do(done.append, 1)
        aside.wait()
    assert done == [1]


def test_no_more_than_that_waits_even_where_it_is_held_up():
    done = []
    with Aside("line", 3) as aside:
        aside.hold()
        for number in range(10):
            aside.do(done.append, number)
            assert number - len(done) <= 4
        aside.wait()
    assert done == list(range(10))


def test_what_is_held_up_is_not_done_any_more_when_it_is_let_go_of():
    done = []
    with Aside("line", 100) as aside:
        aside.hold()
        for number in range(5):
            aside.do(done.append, number)
    # the one that was begun may be
    assert len(done) <= 1


def test_what_the_work_raises_is_raised_where_it_is_waited_for():
    def broken():
        raise ValueError("a broken picture")

    with Aside("line", 100) as aside:
        aside.hold()
        aside.do(broken)
        with pytest.raises(ValueError, match="a broken picture"):
            aside.wait()


def test_closing_waits_for_what_was_begun():
    begun, done = Event(), []

    def slow():
        begun.set()
        done.append(1)

    aside = Aside("line", 100)
    aside.do(slow)
    assert begun.wait(10)
    aside.close()
    assert done == [1]
