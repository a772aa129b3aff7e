"""The page about some clips: whole, escaped, bounded, and it says what it does not know."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from math import nan
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.inspect import html
from engine.inspect.html import page
from engine.inspect.plots import plot
from engine.inspect.stills import stills_of
from engine.records import (
    Box,
    ClipInfo,
    Curve,
    Finding,
    Obeyed,
    Origin,
    PhysicalRule,
    Report,
    RuleCheck,
)
from engine.video.write import write_clip
from tests.helpers.clips import Clip, render

CLIP = Clip(frames=12, width=240, height=160)
CURVE = Curve("height", "px", 2, (1.0, 4.0, 9.0), (1.0, 2.0, 3.0))
FINDING = Finding(
    "pop",
    False,
    4,
    6,
    Box(60, 40, 50, 60),
    0.8,
    "stays <there>",
    "gone",
    "It vanishes & more",
    curves=(CURVE,),
)
WAY = replace(FINDING, kind="wrong-direction", start_frame=1, message="It goes left")
VOID = {"meta", "img", "br"}


class Tree(HTMLParser):
    """Fails on tags that are not closed; keeps what was there."""

    def __init__(self):
        super().__init__()
        self.open, self.seen, self.words = [], [], []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)

    def count(self, tag):
        return sum(one == tag for one, _ in self.seen)

    @property
    def text(self):
        return " ".join(self.words)


def read(text):
    tree = Tree()
    tree.feed(text)
    tree.close()
    assert tree.open == []
    return tree


@pytest.fixture(scope="module")
def clip_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("clips") / "a<b.mkv"
    write_clip(path, render(CLIP), 16.0)
    return path


def report(file, *findings, **more):
    return Report(file, ClipInfo(12, 16.0, 240, 160), {"pop": 0.8}, tuple(findings), **more)


def test_the_page_needs_nothing_beside_it_and_escapes_what_was_said(clip_file):
    text = page([report(clip_file, FINDING, WAY)])
    tree = read(text)
    assert "a&lt;b.mkv" in text
    assert "stays <there>" in tree.text
    assert "It vanishes & more" in tree.text
    assert tree.count("b.mkv") == 0
    links = [attrs.get("src") or attrs.get("href") or "" for _, attrs in tree.seen]
    assert all(link.startswith(("data:image/jpeg;base64,", "#")) for link in links if link)
    assert not re.search(r"https?://|@import|url\(", text)
    assert tree.count("script") == 0


def test_a_clip_goes_by_its_title_with_what_was_asked_for_and_what_made_it(clip_file):
    origin = Origin("1 A <ball> · Take 2", "A ball & a cat", "wan2.2-5b", 7)
    text = page([report(clip_file, origin=origin), report(clip_file)])
    words = read(text).text
    assert words.count("1 A <ball> · Take 2") == 2
    assert "a<b.mkv · wan2.2-5b · seed 7" in words
    assert "A ball & a cat" in words


def test_what_vanishes_is_shown_before_and_after_and_the_rest_once(clip_file):
    seen = report(clip_file, FINDING, WAY)
    before_and_after, once = stills_of(seen, seen.findings)
    assert [still.caption for still in before_and_after] == ["frame 3, before", "frame 7, after"]
    assert len(once) == 1
    assert all(still.jpeg.startswith(b"\xff\xd8") for still in (*before_and_after, *once))


def test_findings_stand_by_tier_with_what_is_measured_and_what_to_change(clip_file):
    text = page([report(clip_file, replace(FINDING, advice="Say where it goes"), WAY)])
    asked, physics = text.index("Measured against what was asked"), text.index("Physics checks")
    assert asked < text.index("It goes left") < physics < text.index("It vanishes")
    assert "Say where it goes" in text
    assert text.count('class="measured"') == text.count('class="wanted"') == 2


def test_rules_strokes_and_what_cannot_be_determined_are_told(clip_file):
    rule = PhysicalRule("The ball falls in an arc", ("gravity",))
    text = page(
        [
            report(
                clip_file,
                undetermined={"penetration": "which things are solid is not known"},
                markable={"penetration": "solid"},
                obeyed=(
                    Obeyed("ball", "move", 0.42, 31.0, 158.0, 0.4),
                    Obeyed("wall", "static", 1),
                ),
                obedience=0.71,
                rules=(RuleCheck(rule, "violated", "frames 4 to 6"),),
                notes=("Frames 8 to 9 could not be decoded.",),
            )
        ]
    )
    words = read(text).text
    for said in (
        "which things are solid is not known (Mark what is solid.)",
        "31 px",
        "158 °",
        "0.40 s",
        "obeyed 71 %",
        "The ball falls in an arc",
        "violated",
        "Frames 8 to 9 could not be decoded.",
        "No violation was found.",
    ):
        assert said in words


def test_a_probability_that_the_person_corrected_says_so(clip_file):
    text = page([report(clip_file, replace(FINDING, yours=0.63))])
    assert "63 % (yours)" in text
    assert "80 %" in read(text).text  # of the kind, in the list of all checks


def test_a_clip_that_is_gone_costs_its_pictures_only(tmp_path):
    text = page([report(tmp_path / "gone.mkv", FINDING)])
    assert "It vanishes &amp; more" in text
    assert "data:image" not in text
    assert "0 of 1 findings are drawn" in text


def test_many_clips_start_with_a_table_that_can_be_sorted(clip_file, tmp_path):
    reports = [report(clip_file, FINDING), report(tmp_path / "still.mkv", obedience=0.5)]
    text = page(reports, [(Path("bad<1>.mp4"), "bad<1>.mp4 is empty")])
    tree = read(text)
    assert tree.count("button") == 6
    assert "2 clips, 1 with findings, 1 file that could not be looked at" in tree.text
    assert "bad<1>.mp4 is empty" in tree.text
    values = [
        attrs["data-value"] for tag, attrs in tree.seen if tag == "td" and attrs.get("data-value")
    ]
    assert values[:6] == ["a<b.mkv", "0", "1", "0", "0.8000", "-1"]
    (policy,) = [a["content"] for _, a in tree.seen if a.get("http-equiv")]
    assert "default-src 'none'" in policy
    assert "sha256-" in policy
    assert [a["href"] for tag, a in tree.seen if tag == "a"] == ["#clip0", "#clip1"]


def test_clips_of_one_name_are_told_apart_by_their_folders(tmp_path):
    files = [tmp_path / folder / "take.mp4" for folder in ("a", "b")]
    words = read(page([report(file) for file in files])).text
    assert "a/take.mp4" in words
    assert "b/take.mp4" in words
    assert str(tmp_path) not in words


def test_a_page_stays_bounded_however_much_was_found(clip_file, monkeypatch):
    many = [replace(FINDING, start_frame=n % 9, verb=str(n)) for n in range(300)]
    text = page([report(clip_file, *many)])
    assert text.count("<img") <= 2 * html.STILLS_A_CLIP
    assert "200 more are in the JSON report" in text
    monkeypatch.setattr(html, "PAGE_BYTES", 1)
    assert page([report(clip_file, FINDING)] * 3).count("<img") == 2


@given(
    st.lists(st.floats(allow_nan=True, allow_infinity=True, width=32), max_size=40),
    st.lists(st.floats(allow_nan=True, allow_infinity=True, width=32), max_size=40),
    st.text(max_size=20),
)
def test_any_curve_is_drawn_within_its_frame_or_not_at_all(measured, expected, name):
    drawing = plot(Curve(name, "px", 3, tuple(measured), tuple(expected)), 16.0, FINDING)
    if not drawing:
        return
    read(drawing)
    for points in re.findall(r'points="([^"]*)"', drawing):
        for place in points.split():
            x, y = map(float, place.split(","))
            assert 0 <= x <= 400
            assert 0 <= y <= 168


def test_a_curve_has_a_gap_where_a_value_is_missing():
    drawing = plot(Curve("speed", "px/s", 0, (1.0, 2.0, nan, 3.0, 4.0)), 16.0)
    assert drawing.count('class="measured"') == 2
    assert "speed, px/s" in drawing
    assert plot(Curve("speed", "px/s", 0, (nan, nan)), 16.0) == ""
