"""A finding is named within its take, so that a judgement is of it alone."""

from dataclasses import replace

from engine.records import Box, Finding

POP = Finding("pop", False, 21, 24, Box(10, 20, 30, 40), 0.9, "", "", "")


def test_two_that_begin_and_end_at_once_have_two_names():
    assert POP.key != replace(POP, box=Box(200, 20, 30, 40)).key


def test_a_finding_is_named_by_its_mover_where_it_has_one():
    moving = replace(POP, mover=3)
    assert moving.key == replace(moving, box=Box(200, 20, 30, 40)).key == "pop:21-24:#3"


def test_its_name_is_the_same_each_time_it_is_looked_for():
    assert POP.key == replace(POP, score=0.8, message="It is gone").key
