"""Which way painted motion takes, and what is said in words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from engine.motion.telling import tell_missing
from engine.motion.ways import spoken, taken, unsaid, ways_of
from engine.records import (
    Camera,
    Lora,
    MotionPlan,
    PathPoint,
    Region,
    Settings,
    Shot,
    Steering,
    Stroke,
)

HERE = Region(((0.2, 0.3), (0.4, 0.3), (0.4, 0.6), (0.2, 0.6)))
BALL = Stroke("ball", "move", HERE, (PathPoint(0, 0.3, 0.45), PathPoint(1, 0.7, 0.45)))
CUP, TREE = Stroke("cup", "static", HERE), Stroke("tree", "ambient", HERE)
PLAN = MotionPlan((BALL, CUP, TREE), Camera(pan=0.2))
TRACKS = (Lora(Path("ltx-2.3-ic-lora-Motion-Track-Control-ref0.5.safetensors")),)
SHOT = Shot("A ball.", start_image=Path("start.png"), plan=PLAN)


def shot(**steering) -> Shot:
    return replace(SHOT, settings=Settings(steering=Steering(**steering)))


@pytest.mark.parametrize(
    ("family", "way"),
    [
        ("wan-2.1", "two-clocks"),
        ("wan-2.2-5b", "two-clocks"),
        ("wan-2.1-vace", "vace"),
        ("cogvideox", "two-clocks"),
        ("ltx-video", "two-clocks"),
        ("ltx-2", "words"),
        ("hunyuanvideo", "words"),
        ("svd", "off"),
    ],
)
def test_every_family_is_steered_by_the_best_that_it_has(family, way) -> None:
    assert taken(SHOT, family).way == way


def test_ltx_2_takes_tracks_with_the_lora_that_reads_them() -> None:
    assert ways_of("ltx-2", TRACKS) == ("tracks",)
    assert ways_of("ltx-2", (Lora(Path("style.safetensors")),)) == ()
    assert ways_of("ltx-2", (replace(TRACKS[0], weight=0.0),)) == ()


def test_without_a_start_image_only_words_are_left() -> None:
    assert taken(replace(SHOT, start_image=None), "wan-2.1").way == "words"


def test_a_plan_without_anything_to_do_steers_nothing() -> None:
    assert taken(replace(SHOT, plan=MotionPlan()), "wan-2.1").way == "off"
    weak = MotionPlan((replace(BALL, strength=0.0),))
    assert taken(replace(SHOT, plan=weak), "hunyuanvideo").way == "off"


@pytest.mark.parametrize("way", ["off", "words", "two-clocks"])
def test_a_way_that_is_there_is_taken_as_asked(way) -> None:
    found = taken(shot(way=way), "wan-2.1")
    assert (found.way, found.note) == (way, "")


def test_a_way_that_is_not_there_is_replaced_and_said() -> None:
    found = taken(shot(way="tracks"), "wan-2.1")
    assert found.way == "two-clocks"
    assert "Wan 2.1" in found.note


def test_words_carry_what_the_way_does_not() -> None:
    assert unsaid(PLAN, "words") == PLAN
    assert unsaid(PLAN, "vace") == MotionPlan((TREE,), PLAN.camera)
    assert unsaid(PLAN, "two-clocks") == MotionPlan()
    assert spoken(SHOT, "two-clocks") == SHOT.prompt
    assert "pans to the right" in spoken(SHOT, "vace")


@pytest.mark.parametrize(
    "text", ["", "A ball on a table.", "A ball rolls left.", "The ball rolls to the right.", "球。"]
)
def test_nothing_is_said_twice(text) -> None:
    once = tell_missing(text, PLAN).text
    assert tell_missing(once, PLAN).text == once
    assert once.startswith(text[:4])


def test_what_the_prompt_says_of_camera_and_direction_stays() -> None:
    text = "The ball rolls to the right. The camera zooms in. The tree sways. The cup stays still."
    assert tell_missing(text, PLAN).text == text
