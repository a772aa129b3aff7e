"""What the person says of a finding is what it is called, and its key stays what it was."""

from dataclasses import replace
from pathlib import Path

from engine.inspect.report_json import report_from_dict, report_to_dict
from engine.inspect.said import as_said
from engine.records import ClipInfo, Finding, Rating, Report

DEFORM, POP = (
    Finding(kind, False, 2, 6, None, 0.9, "so", "not so", "it bends", mover=1)
    for kind in ("deform", "pop")
)
REPORT = Report(Path("a.mp4"), ClipInfo(20, 10.0, 64, 48), {"deform": 0.9}, (DEFORM, POP))
SIZE = Rating(wrong_kinds={DEFORM.key: "size"})


def test_a_finding_is_of_the_kind_that_the_person_named_and_keeps_its_key():
    size, pop = as_said(REPORT, SIZE).findings
    assert (size.kind, size.found_as, size.key) == ("size", "deform", DEFORM.key)
    assert pop is POP
    assert as_said(as_said(REPORT, SIZE), SIZE) == as_said(REPORT, SIZE)


def test_where_nothing_was_named_the_report_is_the_same_one():
    assert as_said(REPORT, Rating(dismissed=frozenset({POP.key}))) is REPORT
    assert as_said(REPORT, Rating(wrong_kinds={"gone:1-2:": "size"})) is REPORT
    assert as_said(REPORT, Rating(wrong_kinds={DEFORM.key: "deform"})) is REPORT


def test_what_it_was_found_as_is_read_back_from_a_saved_report():
    said = as_said(REPORT, SIZE)
    assert report_from_dict(report_to_dict(said)).findings[0].key == DEFORM.key
    older = report_to_dict(replace(REPORT, findings=(POP,)))
    del older["findings"][0]["found_as"]
    assert report_from_dict(older).findings == (POP,)
