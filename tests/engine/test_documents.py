"""Shots, plans, cuts and requests survive a file and back; strangers' files do no harm."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.documents import (
    load_cut,
    load_plan,
    load_shot,
    parse_json,
    plan_from_dict,
    plan_to_dict,
    save_cut,
    save_plan,
    save_shot,
    shot_from_dict,
    shot_to_dict,
)
from engine.errors import BadInput, StorageProblem, TooNew
from engine.records import (
    Ambient,
    Box,
    Camera,
    Cut,
    CutShot,
    Gravity,
    Lora,
    MotionPlan,
    PathPoint,
    PhysicalRule,
    Region,
    Settings,
    Shot,
    Stroke,
    Subject,
)

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc000000301010018dd8db00000000049454e44ae426082"
)

fractions = st.floats(-8, 9, allow_nan=False, width=32)
corners = st.tuples(fractions, fractions)


ambients = st.builds(
    Ambient, st.sampled_from(["sway", "ripple", "flutter"]), st.floats(0, 1), st.floats(0.2, 60)
)
knots = st.sets(st.floats(0, 1), max_size=6).map(sorted)


@st.composite
def strokes(draw):
    times = sorted(draw(st.sets(st.floats(0, 1, width=32), max_size=6)))
    return Stroke(
        name=draw(st.text(max_size=20)),
        kind=draw(st.sampled_from(["move", "static", "ambient"])),
        region=Region(tuple(draw(st.lists(corners, min_size=3, max_size=8)))),
        points=tuple(PathPoint(t, *draw(corners)) for t in times),
        feather=draw(st.floats(0, 0.5)),
        order=draw(st.integers(-100, 100)),
        easing=draw(st.sampled_from(["linear", "ease-in", "ease-out", "ease-in-out"])),
        rotation_deg=draw(st.floats(-720, 720)),
        scale=draw(st.floats(0.1, 10)),
        strength=draw(st.floats(0, 1)),
        shear_deg=draw(st.floats(-80, 80)),
        soft=draw(st.booleans()),
        ambient=draw(st.none() | ambients),
        speed=tuple((u, draw(st.floats(0, 16))) for u in draw(knots)),
    )


plans = st.builds(
    MotionPlan,
    strokes=st.lists(strokes(), max_size=3).map(tuple),
    camera=st.builds(
        Camera,
        pan=st.floats(-4, 4),
        tilt=st.floats(-4, 4),
        zoom=st.floats(0.25, 4),
        roll=st.floats(-90, 90),
        orbit=st.floats(-1, 1),
    ),
    gravity=st.none()
    | st.builds(
        Gravity,
        st.floats(-360, 360),
        st.floats(1, 1000),
        st.none() | st.tuples(corners, corners),
    ),
)


@given(plans)
def test_a_plan_is_the_same_after_a_file(plan):
    data = json.loads(json.dumps(plan_to_dict(plan, None)))
    assert plan_from_dict(data, Path("/x")) == plan


@given(plans, st.text(max_size=200), st.text(max_size=20))
def test_a_shot_is_the_same_after_a_file(plan, prompt, name):
    settings = Settings(seed=2**40, fps=23.976, family="kling")
    shot = Shot(prompt=prompt, name=name, plan=plan, settings=settings, follows=bool(name))
    data = json.loads(json.dumps(shot_to_dict(shot, None)))
    assert shot_from_dict(data, Path("/x")) == shot


@given(st.lists(corners, min_size=3, max_size=8), corners)
def test_the_subject_that_a_person_named_is_the_same_after_a_file(polygon, centre):
    shot = Shot(subject=Subject(Region(tuple(polygon)), Box(-0.1, 0.2, 0.3, 1.5), centre))
    data = json.loads(json.dumps(shot_to_dict(shot, None)))
    assert shot_from_dict(data, Path("/x")) == shot


def test_the_rules_of_a_shot_are_the_same_after_a_file():
    rules = (
        PhysicalRule("it lands on the mat", ("gravity", "pop"), "fall", "ball", own=True),
        PhysicalRule("杯子 stays full", own=True),
    )
    shot = Shot("A ball falls", rules=rules, dropped_rules=("the ball keeps its shape",))
    data = json.loads(json.dumps(shot_to_dict(shot, None)))
    assert shot_from_dict(data, Path("/x")) == shot


def test_a_rule_that_only_has_words_is_the_persons_own():
    shot = shot_from_dict({"schema": 1, "rules": [{"text": "it stays full"}]}, Path("/x"))
    assert shot.rules == (PhysicalRule("it stays full", own=True),)
    assert "rules" not in shot_to_dict(Shot(), None)


@pytest.mark.parametrize(
    "rule",
    [{}, {"text": ""}, {"text": 3}, {"text": "x" * 500}, {"text": "x", "kinds": ["A B"]}, "x"],
)
def test_a_rule_from_strangers_is_checked(rule):
    with pytest.raises(BadInput, match="rules"):
        shot_from_dict({"schema": 1, "rules": [rule]}, Path("/x"))
    with pytest.raises(BadInput, match="rules"):
        shot_from_dict({"schema": 1, "rules": [{"text": "x"}] * 101}, Path("/x"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"box": [0, 0, 0, 1]},
        {"box": [0, 0, 1]},
        {"centre": [99, 0]},
        {"polygon": [[0, 0], [1, 1]]},
        {"polygon": "all"},
    ],
)
def test_a_subject_from_strangers_is_checked(wrong):
    whole = {"box": [0, 0, 1, 1], "centre": [0.5, 0.5], "polygon": [[0, 0], [1, 0], [1, 1]]}
    with pytest.raises(BadInput, match="subject"):
        shot_from_dict({"schema": 1, "subject": {**whole, **wrong}}, Path("/x"))
    with pytest.raises(BadInput, match="subject"):
        shot_from_dict({"schema": 1, "subject": {"box": [0, 0, 1, 1]}}, Path("/x"))


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ([[i / 9_999, 0.5, 0.5] for i in range(10_000)], None),
        ([*([i / 9_999, 0.5, 0.5] for i in range(9_999)), [1, 0.5, 99]], r"points.9999.2: 99"),
        ([[0, 0.5, 1e999]] + [[i / 9_999, 0.5, 0.5] for i in range(1, 10_000)], r"points.0.2"),
        ([*([i / 9_999, 0.5, 0.5] for i in range(9_999)), [1, 0.5]], "points.9999"),
        ([*([i / 9_999, 0.5, 0.5] for i in range(9_999)), [1, 0.5, True]], "points.9999.2"),
        ([*([i / 9_999, 0.5, 0.5] for i in range(9_999)), "here"], "points.9999"),
        ([[i / 99_999, 0.5, 99] for i in range(100_000)], "points"),
    ],
)
def test_a_path_of_thousands_of_points_is_checked_whole(rows, wrong):
    region = {"polygon": [[0, 0], [1, 0], [1, 1]]}
    data = {"schema": 1, "strokes": [{"kind": "move", "region": region, "points": rows}]}
    if wrong is None:
        assert len(plan_from_dict(data, Path("/x")).strokes[0].points) == 10_000
    else:
        with pytest.raises(BadInput, match=wrong) as error:
            plan_from_dict(data, Path("/x"))
        assert len(str(error.value)) < 300


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.lists(st.floats(-9, 10) | st.integers(-9, 10) | st.booleans(), min_size=1, max_size=3),
        min_size=65,
        max_size=80,
    )
    | st.lists(st.lists(st.floats(-8.2, 9.2), min_size=2, max_size=2), min_size=65, max_size=80)
)
def test_a_long_list_is_judged_as_every_one_of_its_rows_is(rows):
    def accepted(corners):
        region = {"polygon": corners}
        try:
            plan_from_dict({"schema": 1, "strokes": [{"kind": "move", "region": region}]}, Path())
        except BadInput:
            return False
        return True

    assert accepted(rows) == all(accepted([row] * 3) for row in rows)


@pytest.mark.parametrize("escape", ["\\ud800", "\\uDC15", "\\udc15\\ud83d"])
def test_half_a_character_is_refused_before_it_is_anywhere(escape):
    with pytest.raises(BadInput, match="half of a character"):
        parse_json(f'{{"schema": 1, "name": "{escape}"}}', "a.json", "shot")
    assert parse_json('{"schema": 1, "name": "\\ud83d\\udc15"}', "a", "shot")["name"] == "🐕"


def test_a_path_with_a_zero_byte_is_refused():
    stroke = {"kind": "move", "region": {"mask": "a\0.png"}}
    with pytest.raises(BadInput, match="zero byte"):
        plan_from_dict({"schema": 1, "strokes": [stroke]}, Path("/x"))


def test_a_file_from_before_leaning_softness_and_speed_means_what_it_meant():
    old = {
        "schema": 1,
        "strokes": [
            {
                "kind": "ambient",
                "region": {"polygon": [[0, 0], [1, 0], [1, 1]]},
                "easing": "ease-in",
            }
        ],
        "camera": {"pan": 0.1},
    }
    plan = plan_from_dict(old, Path("/x"))
    region = Region(((0.0, 0.0), (1.0, 0.0), (1.0, 1.0)))
    assert plan == MotionPlan((Stroke("", "ambient", region, easing="ease-in"),), Camera(pan=0.1))
    again = plan_to_dict(plan, None)
    new = {"shear_deg", "soft", "ambient", "speed"}
    assert not new & again["strokes"][0].keys()
    assert "orbit" not in again["camera"]
    assert "family" not in shot_to_dict(Shot(), None)["settings"]


@pytest.mark.parametrize(
    ("field", "value", "wrong"),
    [
        ("shear_deg", 81, "81"),
        ("soft", "very", "soft"),
        ("ambient", {"manner": "wobble"}, "wobble"),
        ("ambient", {"amount": 2}, "amount"),
        ("ambient", {"seconds": 0}, "seconds"),
        ("speed", [[0, 1], [0, 2]], "speed curve"),
        ("speed", [[0, 17]], "17"),
        ("speed", [[0, 1, 2]], "speed"),
        ("speed", [[i / 99, 1] for i in range(65)], "speed"),
    ],
)
def test_what_a_stroke_cannot_be_is_named(field, value, wrong):
    stroke = {"kind": "move", "region": {"polygon": [[0, 0], [1, 0], [1, 1]]}, field: value}
    with pytest.raises(BadInput, match=wrong) as caught:
        plan_from_dict({"schema": 1, "strokes": [stroke]}, Path("/x"))
    assert "\n" not in str(caught.value)


def test_paths_in_a_file_are_relative_to_it(tmp_path):
    shot = Shot(
        start_image=tmp_path / "media" / "a.png",
        plan=MotionPlan((Stroke("x", "static", Region(mask=tmp_path / "media" / "m.png")),)),
        settings=Settings(loras=(Lora(tmp_path / "l.safetensors", 0.5),)),
    )
    (tmp_path / "shots").mkdir()
    save_shot(shot, tmp_path / "shots" / "s.json")
    text = (tmp_path / "shots" / "s.json").read_text()
    assert str(tmp_path) not in text
    assert "../media/a.png" in text
    moved = tmp_path / "elsewhere"
    (tmp_path / "shots").rename(moved)
    assert load_shot(moved / "s.json").start_image == tmp_path / "media" / "a.png"


def test_a_clean_plate_is_kept_with_the_plan(tmp_path):
    plate = tmp_path / "images" / "clean.png"
    plate.parent.mkdir()
    plate.write_bytes(PNG + b"clean")
    plan = MotionPlan(plate=plate)
    save_plan(plan, tmp_path / "plan.json")
    assert '"images/clean.png"' in (tmp_path / "plan.json").read_text()
    assert load_plan(tmp_path / "plan.json") == plan
    assert "plate" not in plan_to_dict(MotionPlan(), None)


def test_a_cut_is_the_same_after_a_file(tmp_path):
    cut = Cut(24.0, 832, 480, (CutShot(tmp_path / "a.mp4", 3, 40, 2), CutShot(tmp_path / "b.mp4")))
    save_cut(cut, tmp_path / "cut.json")
    assert load_cut(tmp_path / "cut.json") == cut


def test_a_zoom_of_zero_says_no_zoom():
    plan = plan_from_dict({"schema": 1, "camera": {"pan": 0, "zoom": 0}}, Path("/x"))
    assert not plan.camera.moves


def test_a_plan_may_stand_in_a_file_of_its_own(tmp_path):
    plan = MotionPlan(camera=Camera(pan=0.2))
    save_plan(plan, tmp_path / "p.json")
    (tmp_path / "s.json").write_text('{"schema": 1, "plan": "p.json"}')
    assert load_shot(tmp_path / "s.json").plan == plan == load_plan(tmp_path / "p.json")


TRIANGLE = '{"polygon": [[0, 0], [1, 0], [1, 1]]}'


def a_stroke(region=TRIANGLE, kind="move", points="[]"):
    stroke = f'{{"kind": "{kind}", "region": {region}, "points": {points}}}'
    return f'{{"schema": 1, "strokes": [{stroke}]}}'


REFUSED = {
    "not json": "{",
    "a list": "[1]",
    "nan": a_stroke('{"polygon": [[NaN, 0], [1, 0], [1, 1]]}'),
    "infinity as an exponent": '{"schema": 1, "camera": {"pan": 1e999}}',
    "far outside": a_stroke('{"polygon": [[99, 0], [1, 0], [1, 1]]}'),
    "times that fall": a_stroke(points="[[0.5, 0, 0], [0.2, 1, 1]]"),
    "a region of nothing": a_stroke('{"colour": "red"}'),
    "an unknown kind": a_stroke(kind="teleport"),
    "no schema": '{"strokes": []}',
    "nested too deep": "[" * 100_000,
    "a number of ten thousand digits": '{"schema": ' + "1" * 10_000 + "}",
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED.keys())
def test_a_bad_plan_gets_one_line_that_names_it(tmp_path, text):
    path = tmp_path / "plan.json"
    path.write_text(text)
    with pytest.raises(BadInput) as caught:
        load_plan(path)
    assert "plan.json" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_of_a_newer_version_says_so(tmp_path):
    path = tmp_path / "s.json"
    path.write_text('{"schema": 2, "future": true}')
    with pytest.raises(TooNew, match="newer"):
        load_shot(path)


def test_a_missing_file_and_a_binary_file_are_named(tmp_path):
    with pytest.raises(BadInput, match="does not exist"):
        load_shot(tmp_path / "none.json")
    (tmp_path / "b.json").write_bytes(b"\xff\xfe\x00garbage\x80")
    with pytest.raises(BadInput, match="not text"):
        load_shot(tmp_path / "b.json")


def test_a_folder_that_cannot_be_written_keeps_what_was_there(tmp_path, monkeypatch):
    path = tmp_path / "s.json"
    save_shot(Shot(prompt="before"), path)

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StorageProblem, match="No space left"):
        save_shot(Shot(prompt="after"), path)
    assert load_shot(path).prompt == "before"
    assert [entry.name for entry in tmp_path.iterdir()] == ["s.json"]
