"""What a model does with each stroke is said before anything is generated."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.motion.capability import WAYS, Honoured, exclusions, honoured
from engine.motion.compile import TARGETS
from engine.prompt.models import families
from engine.records import (
    Ambient,
    Camera,
    Lora,
    MotionPlan,
    PathPoint,
    Region,
    Settings,
    Steering,
    Stroke,
)

SQUARE = Region(((0.2, 0.2), (0.4, 0.2), (0.4, 0.5), (0.2, 0.5)))
BALL = Stroke("ball", "move", SQUARE, (PathPoint(0, 0.3, 0.35), PathPoint(1, 0.8, 0.4)))
POST = Stroke("post", "static", SQUARE)
LEAVES = Stroke("leaves", "ambient", SQUARE)


def told(model: str, *strokes: Stroke, camera: Camera | None = None, **more) -> list[Honoured]:
    shot = {"start_image": more.pop("start_image", True), "end_image": more.pop("end_image", False)}
    plan = MotionPlan(strokes, camera or Camera())
    return list(honoured(plan, Settings(model=model, **more), **shot))


@pytest.mark.parametrize("family", families(), ids=lambda family: family.id)
def test_every_family_has_an_answer_for_every_stroke_and_the_camera(family) -> None:
    answers = told(family.id, BALL, POST, LEAVES, camera=Camera(pan=0.1))
    assert [answer.stroke for answer in answers] == [0, 1, 2, None]
    assert all(answer.why for answer in answers)
    wanted = {"native": "natively", "steered": "steered", "words": "words"}[family.brush]
    expected = wanted if family.brush != "words" or family.reads_words else "ignored"
    assert answers[0].how == expected
    known = {target.id for target in TARGETS} | {None}
    assert {answer.target for answer in answers} <= known


def test_every_way_says_where_it_is_known_from() -> None:
    assert all(way.source for way in WAYS.values())
    assert set(WAYS) <= {family.id for family in families()}


@pytest.mark.parametrize("model", ["wan-2.2", "wan-2.1-vace", "ltx-2", "kling"])
def test_steering_needs_a_start_image(model: str) -> None:
    (answer,) = told(model, BALL, start_image=False)
    assert answer.how == "words"
    assert answer.why == "Steering needs a start image"
    assert answer.settings == ("a start image",)


def test_kling_takes_six_regions_and_77_points() -> None:
    points = tuple(PathPoint(i / 99, 0.1 + 0.008 * i, 0.4) for i in range(100))
    answers = told("kling", *(replace(BALL, points=points) for _ in range(7)), POST)
    assert [answer.how for answer in answers] == [*["natively"] * 6, "words", "natively"]
    assert "77 points" in answers[0].why
    assert "at most 6" in answers[6].why


def test_kling_takes_masks_or_a_camera_move_or_an_end_image() -> None:
    ball, camera = told("kling", BALL, camera=Camera(pan=0.1))
    assert (ball.how, camera.how) == ("natively", "words")
    (alone,) = told("kling", camera=Camera(pan=0.1))
    assert alone.how == "natively"
    (both,) = told("kling", camera=Camera(pan=0.1, zoom=2.0))
    assert (both.how, "one axis" in both.why) == ("words", True)
    (ended,) = told("kling", BALL, end_image=True)
    assert (ended.how, ended.settings) == ("words", ("no end image",))


def test_what_a_brush_does_not_know_goes_into_the_words() -> None:
    ball, leaves = told("kling", replace(BALL, rotation_deg=90), LEAVES)
    assert "turn" in ball.why
    assert leaves.how == "words"
    assert told("kling", replace(BALL, points=(), scale=2.0))[0].how == "words"
    *_, camera = told("wan-2.1-vace", BALL, camera=Camera(zoom=2.0))
    assert "no camera control" in camera.why


@pytest.mark.parametrize(
    "stroke",
    [
        replace(BALL, points=()),
        replace(BALL, points=(PathPoint(0, 0.3, 0.3), PathPoint(1, 0.3, 0.3))),
        replace(BALL, region=Region(((2.0, 2.0), (3.0, 2.0), (3.0, 3.0)))),
        replace(BALL, region=Region(((0.5, 0.5),) * 3)),
    ],
    ids=["no path", "goes nowhere", "outside", "empty"],
)
def test_a_stroke_that_does_nothing_is_ignored_by_every_model(stroke: Stroke) -> None:
    assert {told(family.id, stroke)[0].how for family in families()} == {"ignored"}


def test_a_model_that_reads_no_words_ignores_what_only_words_could_say() -> None:
    assert told("svd", BALL)[0].how == "ignored"


def test_a_model_nobody_knows_gets_words() -> None:
    (answer,) = told("my-secret-model", BALL)
    assert (answer.how, answer.target) == ("words", "words")


def test_few_steps_and_odd_lengths_are_said() -> None:
    (hurried,) = told("wan-2.2", BALL, steps=4)
    assert "4 steps" in hurried.why
    (odd,) = told("wan-2.2", BALL, frames=80)
    assert "81 frames" in odd.settings
    (fitting,) = told("wan-2.2", BALL, frames=81)
    assert "81 frames" not in fitting.settings


def test_a_shot_is_told_for_the_family_it_is_written_for() -> None:
    draft = Settings(backend="animatic", family="kling", frames=160)
    (answer,) = honoured(MotionPlan((BALL,)), draft, start_image=True)
    assert (answer.how, answer.target) == ("natively", "kling")
    assert "80 frames" in answer.settings


@pytest.mark.parametrize(
    ("strokes", "camera", "end_image", "parts"),
    [
        ((BALL,), Camera(), False, None),
        ((), Camera(pan=0.1), False, None),
        ((LEAVES,), Camera(pan=0.1), False, None),
        ((replace(BALL, points=()),), Camera(pan=0.1), False, None),
        ((BALL,), Camera(pan=0.1), False, ("strokes", "camera")),
        ((POST,), Camera(), True, ("strokes", "end image")),
        ((), Camera(tilt=0.1), True, ("camera", "end image")),
        ((BALL,), Camera(pan=0.1), True, ("strokes", "camera", "end image")),
        ((), Camera(pan=0.1, zoom=1.5), False, ("pan", "zoom")),
    ],
)
def test_what_kling_takes_only_one_of(strokes, camera, end_image, parts) -> None:
    found = exclusions(MotionPlan(strokes, camera), Settings(model="kling"), end_image=end_image)
    assert [one.parts for one in found] == ([] if parts is None else [parts])
    others = exclusions(MotionPlan(strokes, camera), Settings(model="wan-2.2"), end_image=end_image)
    assert others == ()


def test_the_camera_is_told_in_the_words_of_kling() -> None:
    for camera, said in (
        (Camera(pan=0.2), "tilt above 0"),
        (Camera(tilt=-0.2), "pan below 0"),
        (Camera(zoom=1.5), "zoom below 0"),
        (Camera(roll=5), "roll above 0"),
    ):
        (answer,) = told("kling", camera=camera)
        assert answer.settings == (f"camera_control with {said}",)
    (orbit,) = told("kling", camera=Camera(orbit=0.1))
    assert orbit.how == "words"


def test_what_a_path_cannot_carry_is_told_beside_it() -> None:
    leaning = replace(BALL, shear_deg=10, soft=True, ambient=Ambient())
    (kling,) = told("kling", leaning)
    assert "its leaning and sway go into the words, it moves as one piece" in kling.why
    (wan,) = told("wan-2.2", leaning)
    assert "words" not in wan.why


def test_a_stroke_may_move_in_its_place_alone() -> None:
    flag = replace(BALL, points=(), ambient=Ambient("flutter"))
    assert told("wan-2.2", flag)[0].how == "steered"
    assert told("kling", flag)[0].how == "words"
    assert told("wan-2.2", replace(LEAVES, ambient=Ambient(amount=0)))[0].how == "ignored"


def test_what_goes_nowhere_is_shifted_by_an_orbit_all_the_same() -> None:
    still = replace(BALL, points=())
    stroke, camera = told("wan-2.2", still, camera=Camera(orbit=0.2))
    assert stroke.how == camera.how == "steered"
    (alone,) = told("wan-2.2", still)
    assert alone.how == "ignored"


place = st.floats(-2, 3)
regions = st.lists(st.tuples(place, place), min_size=3, max_size=6).map(lambda p: Region(tuple(p)))
ways = st.lists(st.tuples(place, place), max_size=5).map(
    lambda places: tuple(PathPoint(i / 5, x, y) for i, (x, y) in enumerate(places))
)
any_stroke = st.builds(
    Stroke,
    st.just("thing"),
    st.sampled_from(["move", "static", "ambient"]),
    regions,
    ways,
    rotation_deg=st.sampled_from([0.0, 90.0]),
    scale=st.sampled_from([1.0, 2.0]),
    shear_deg=st.sampled_from([0.0, 20.0]),
    soft=st.booleans(),
    ambient=st.sampled_from([None, Ambient(), Ambient("ripple", 0.0)]),
)
any_camera = st.builds(
    Camera,
    pan=st.sampled_from([0.0, 0.2]),
    tilt=st.sampled_from([0.0, -0.2]),
    zoom=st.sampled_from([1.0, 0.5]),
    orbit=st.sampled_from([0.0, 0.1]),
)


@given(
    st.builds(MotionPlan, st.lists(any_stroke, max_size=8).map(tuple), any_camera),
    st.sampled_from([*(family.id for family in families()), "unheard-of"]),
    st.booleans(),
    st.booleans(),
)
def test_every_plan_has_an_answer_and_what_cannot_go_together_is_not_promised(
    plan: MotionPlan, model: str, start: bool, end: bool
) -> None:
    settings = Settings(model=model)
    answers = honoured(plan, settings, start_image=start, end_image=end)
    assert [a.stroke for a in answers if a.stroke is not None] == [*range(len(plan.strokes))]
    assert any(a.stroke is None for a in answers) == plan.camera.moves
    carried = [a for a in answers if a.how in ("natively", "steered")]
    assert all(a.why and not a.why.endswith(".") for a in answers)
    for found in exclusions(plan, settings, end_image=end):
        assert len(found.parts) > 1
        # of strokes and camera one is carried at most, and neither beside an end image
        assert len({a.stroke is None for a in carried}) <= (0 if "end image" in found.parts else 1)


def test_a_flutter_on_a_path_goes_where_the_pictures_of_the_path_go() -> None:
    flag = replace(BALL, ambient=Ambient("flutter"))
    (kling,), (vace,) = told("kling", flag), told("wan-2.1-vace", flag)
    assert "into the words" in kling.why
    assert "into the words" not in vace.why
    (still,) = told("wan-2.1-vace", replace(flag, points=()))
    assert still.how == "natively"


def test_what_the_settings_say_of_steering_is_told() -> None:
    def asked(way: str, **more) -> list[Honoured]:
        return told("wan-2.2", BALL, backend="wan", steering=Steering(way=way), **more)

    assert [a.how for a in asked("auto")] == ["steered"]
    assert [(a.how, a.why) for a in asked("off")] == [("ignored", "Steering is switched off")]
    assert [a.how for a in asked("words")] == ["words"]
    boxes = told("wan-2.1-vace", BALL, backend="wan", steering=Steering(way="vace-layout"))
    assert "boxes" in boxes[0].why


@pytest.mark.parametrize("model", ["wan-2.2", "wan-2.1-vace", "ltx-video"])
def test_a_stroke_without_strength_is_ignored_by_what_is_steered(model: str) -> None:
    (answer,) = told(model, replace(BALL, strength=0.0))
    assert (answer.how, answer.why) == ("ignored", "Its strength is 0")
    assert told("animatic", replace(BALL, strength=0.0))[0].how == "natively"


def test_ltx_2_needs_its_lora_where_it_runs_here() -> None:
    lora = Lora(Path("ltx-2.3-ic-lora-motion-track-control.safetensors"))
    assert told("ltx-2", BALL, backend="ltx2")[0].how == "words"
    assert told("ltx-2", BALL, backend="ltx2", loras=(lora,))[0].how == "natively"
    assert told("ltx-2", BALL)[0].how == "natively"
