"""The JSON of a report keeps to its schema, and the schema says what every field is."""

import json
from dataclasses import fields, replace
from math import inf, isnan, nan
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import resources
from engine.errors import BadInput
from engine.inspect.report_json import report_from_dict, report_to_dict
from engine.records import (
    Box,
    CameraStep,
    ClipInfo,
    Curve,
    Finding,
    Means,
    Mover,
    Obeyed,
    Origin,
    PhysicalRule,
    Report,
    RuleCheck,
    Skeleton,
)

SCHEMA = json.loads(resources.path("schemas", "report.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)

FULL = Report(
    Path("clip.mp4"),
    ClipInfo(24, 24.0, 640, 360),
    {"pop": 0.7},
    (
        Finding(
            "pop",
            False,
            3,
            6,
            Box(1, 2, 30, 40),
            0.7,
            "stays",
            "gone",
            "It vanishes",
            verb="roll",
            expected_vector=(3.0, 4.0),
            measured_vector=(-3.0, 0.0),
            mover=1,
            boxes=((3, Box(1, 2, 30, 40)),),
            ghost=((3, 1.0, 2.0),),
            curves=(Curve("area", "px²", 3, (1.0, 2.0), (1.0, 1.0)),),
            advice="Say where it goes",
            yours=0.6,
            found_as="teleport",
        ),
    ),
    (Finding("wrong-direction", True, 0, 23, None, 0.1, "right", "right", "As asked"),),
    (Mover(1, ((0, 1.0, 2.0),), (Box(0, 0, 2, 2),), (4.0,)),),
    (CameraStep(0, 1.0, 0.0, 1.0, 0.0),),
    {"mass": "no fluid"},
    {"mass": "fluid"},
    (Obeyed("ball", "move", 0.5, 12.0, 30.0, 0.1, 1),),
    0.5,
    (
        RuleCheck(
            PhysicalRule("The ball falls", ("gravity",), "fall", "ball"), "followed", "it did"
        ),
    ),
    (Finding("size", False, 1, 2, None, 0.3, "", "", ""),),
    ("Two frames could not be decoded.",),
    (Skeleton(1, ((0, ((1.0, 2.5), None)), (3, ((2.0, 2.5), (3.0, 4.0))))),),
    (Skeleton(1, ((0, ((1.0, 2.5),)),)),),
    Means("flow.onnx 3fa9c1d2e4f0", "segmenter.onnx 12ab34cd56ef", "tracker.onnx 77ab34cd56ef"),
    Origin("1 Ball · Take 2", "A ball falls", "wan2.2-5b", 7),
)


def test_the_schema_is_one():
    Draft202012Validator.check_schema(SCHEMA)


def test_a_full_report_keeps_to_the_schema_and_comes_back_as_it_was():
    data = json.loads(json.dumps(report_to_dict(FULL), allow_nan=False))
    VALIDATOR.validate(data)
    assert report_from_dict(data) == FULL


def test_a_report_of_before_own_models_was_measured_with_dis():
    data = json.loads(json.dumps(report_to_dict(FULL)))
    del data["measured_with"]
    VALIDATOR.validate(data)
    assert report_from_dict(data) == replace(FULL, means=Means("DIS", None))


def test_a_report_of_before_origins_does_not_know_its_own():
    data = json.loads(json.dumps(report_to_dict(FULL)))
    del data["origin"]
    VALIDATOR.validate(data)
    assert report_from_dict(data) == replace(FULL, origin=Origin())


def test_a_report_of_before_skeletons_has_none():
    data = json.loads(json.dumps(report_to_dict(FULL)))
    del data["motion"]["people"], data["motion"]["hands"]
    VALIDATOR.validate(data)
    assert report_from_dict(data) == replace(FULL, people=None, hands=())


@pytest.mark.parametrize("poses", [[[0]], [[0, [[1]]]], [["x", []]], [[0, 5]], 7])
def test_a_skeleton_that_is_none_is_a_damaged_report(poses):
    data = report_to_dict(FULL)
    data["motion"]["people"] = [{"id": 1, "poses": poses}]
    with pytest.raises(BadInput, match="damaged"):
        report_from_dict(data)


def test_every_field_of_a_report_is_in_the_schema():
    data = report_to_dict(FULL)
    assert set(data) == set(SCHEMA["properties"])
    assert set(data["findings"][0]) == set(SCHEMA["$defs"]["finding"]["properties"])
    assert {field.name for field in fields(Finding)} == set(data["findings"][0])
    assert set(data["motion"]) == set(SCHEMA["properties"]["motion"]["properties"])
    means = SCHEMA["properties"]["measured_with"]["properties"]
    assert {field.name for field in fields(Means)} == set(means)
    stroke = SCHEMA["properties"]["obeyed"]["items"]["properties"]
    assert {field.name for field in fields(Obeyed)} == set(stroke)


NUMBERS = st.floats(-1e6, 1e6)
BOXES = st.builds(Box, NUMBERS, NUMBERS, NUMBERS, NUMBERS)
FINDINGS = st.builds(
    Finding,
    st.text(max_size=8),
    st.just(False),
    st.integers(0, 99),
    st.integers(0, 99),
    st.none() | BOXES,
    st.floats(0, 1),
    st.text(max_size=8),
    st.text(max_size=8),
    st.text(max_size=8),
    yours=st.none() | st.floats(0, 1),
    boxes=st.lists(st.tuples(st.integers(0, 99), BOXES), max_size=3).map(tuple),
    ghost=st.lists(st.tuples(st.integers(0, 99), NUMBERS, NUMBERS), max_size=3).map(tuple),
)


@given(st.lists(FINDINGS, max_size=3).map(tuple))
def test_any_findings_keep_to_the_schema(found):
    report = Report(Path("a"), ClipInfo(9, 24.0, 8, 8), findings=found)
    VALIDATOR.validate(json.loads(json.dumps(report_to_dict(report), allow_nan=False)))


def test_a_value_that_is_not_known_is_null_and_a_gap_again():
    curve = Curve("speed", "px/s", 0, (1.0, nan, inf), (nan,))
    report = Report(
        Path("a"), ClipInfo(9, 24.0, 8, 8), findings=(replace(FULL.findings[0], curves=(curve,)),)
    )
    data = json.loads(json.dumps(report_to_dict(report), allow_nan=False))
    VALIDATOR.validate(data)
    (again,) = report_from_dict(data).findings[0].curves
    assert again.measured[0] == 1.0
    assert all(map(isnan, (*again.measured[1:], *again.expected)))


@pytest.mark.parametrize("missing", SCHEMA["required"])
def test_a_report_without_a_promised_field_is_none(missing):
    data = report_to_dict(FULL)
    del data[missing]
    assert not VALIDATOR.is_valid(data)
