"""What a person says of things in a clip: files, proposals, and which mover a click means."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import BadInput
from engine.inspect.marks import (
    box_of,
    check_frames,
    in_fractions,
    in_pixels,
    load_marks,
    marks_from_dict,
    marks_to_dict,
    mover_at,
    mover_of,
    overlap,
    proposed,
    save_marks,
    subject_material,
)
from engine.prompt.reading import read
from engine.records import Box, ClipInfo, Mark, Mover

CLIP = ClipInfo(40, 16.0, 400, 200)
fraction = st.integers(-700_000, 800_000).map(lambda n: n / 100_000)
size = st.integers(1, 1_600_000).map(lambda n: n / 100_000)
boxes = st.builds(Box, fraction, fraction, size, size)
places = st.tuples(fraction, fraction)
frames = st.integers(0, 9_999)
nouns = st.text(max_size=20).filter(lambda text: text.isprintable())
marks = st.one_of(
    st.builds(
        Mark,
        st.sampled_from(["solid", "rigid", "articulated", "cloth", "fluid"]),
        frames,
        boxes,
        noun=nouns,
    ),
    st.builds(Mark, st.sampled_from(["floor", "down"]), frames, line=st.tuples(places, places)),
    st.builds(Mark, st.just("same"), frames, boxes, before=st.tuples(frames, boxes)),
)


def mover(number, first, places_at, side=20.0):
    track = tuple((first + n, x, y) for n, (x, y) in enumerate(places_at))
    return Mover(
        number, track, tuple(Box(x - side / 2, y - side / 2, side, side) for _, x, y in track)
    )


@given(st.lists(marks, max_size=6))
def test_marks_come_back_from_a_file_as_they_were(some):
    data = json.loads(json.dumps(marks_to_dict(some)))
    assert marks_from_dict(data) == tuple(some)


def test_marks_are_saved_and_loaded(tmp_path):
    some = (Mark("solid", 3, Box(0.1, 0.2, 0.3, 0.4), noun="cup"),)
    save_marks(some, tmp_path / "marks.json")
    assert load_marks(tmp_path / "marks.json", CLIP) == some


BAD = {
    "a kind nobody knows": {"kind": "hot", "frame": 0},
    "a thing without a place": {"kind": "solid", "frame": 0},
    "a floor without a line": {"kind": "floor", "frame": 0, "box": [0, 0, 1, 1]},
    "the same without before": {"kind": "same", "frame": 2, "box": [0, 0, 1, 1]},
    "a box without a size": {"kind": "rigid", "frame": 0, "box": [0, 0, 0, 1]},
    "a box of three": {"kind": "rigid", "frame": 0, "box": [0, 0, 1]},
    "a frame below zero": {"kind": "rigid", "frame": -1, "box": [0, 0, 1, 1]},
    "a place far away": {"kind": "rigid", "frame": 0, "box": [900, 0, 1, 1]},
    "a frame that is none": {"kind": "rigid", "frame": 1.5, "box": [0, 0, 1, 1]},
    "a field nobody knows": {"kind": "rigid", "frame": 0, "box": [0, 0, 1, 1], "x": 1},
}


@pytest.mark.parametrize("mark", BAD.values(), ids=BAD)
def test_a_wrong_mark_is_refused_in_one_line(mark):
    with pytest.raises(BadInput) as caught:
        marks_from_dict({"schema": 1, "marks": [mark]}, "mine.json")
    assert "mine.json" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_box_in_pixels_is_refused_with_what_a_box_is(tmp_path):
    path = tmp_path / "marks.json"
    mark = {"kind": "solid", "frame": 3, "box": [20, 30, 60, 30]}
    path.write_text(json.dumps({"schema": 1, "marks": [mark]}))
    with pytest.raises(BadInput, match=r"marks\.0\.box\..*fractions of the frame"):
        load_marks(path)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"schema": 1}', '{"schema": 9, "marks": []}'])
def test_a_file_that_holds_no_marks_is_refused(text, tmp_path):
    (tmp_path / "marks.json").write_text(text)
    with pytest.raises(BadInput, match=r"marks\.json"):
        load_marks(tmp_path / "marks.json")


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=12,
)
almost = st.fixed_dictionaries(
    {"kind": st.sampled_from(["solid", "floor", "same", "x"]), "frame": values},
    optional={"box": values, "line": values, "before": values, "noun": values},
)


def taken(content):
    """The marks that such content stands for, or the line that refuses it."""
    try:
        return marks_from_dict({"schema": 1, "marks": content})
    except BadInput as error:
        return str(error)


@given(st.one_of(values, st.lists(almost, max_size=3)))
def test_whatever_stands_in_a_file_is_read_or_refused_in_one_line(content):
    found = taken(content)
    if isinstance(found, str):
        assert len(found.splitlines()) == 1
    else:
        assert [mark.kind for mark in found] == [entry["kind"] for entry in content]


def test_too_many_marks_are_refused():
    mark = {"kind": "rigid", "frame": 0, "box": [0, 0, 1, 1]}
    with pytest.raises(BadInput, match="marks"):
        marks_from_dict({"schema": 1, "marks": [mark] * 257})


def test_a_mark_behind_the_end_of_the_clip_is_refused():
    check_frames([Mark("rigid", 39, Box(0, 0, 1, 1))], CLIP)
    with pytest.raises(BadInput, match="frame 40, the clip has 40"):
        check_frames([Mark("rigid", 40, Box(0, 0, 1, 1))], CLIP)
    late = Mark("same", 3, Box(0, 0, 1, 1), before=(41, Box(0, 0, 1, 1)))
    with pytest.raises(BadInput, match=r"marks\.0: it is at frame 41"):
        check_frames([late], CLIP)


def test_the_nouns_of_a_prompt_propose_their_marks():
    found = proposed(read("A hand lifts a hammer above a towel."))
    said = {(mark.noun, mark.kind) for mark in found}
    assert {("hammer", "rigid"), ("hammer", "solid"), ("hand", "articulated")} <= said
    assert ("towel", "cloth") in said
    assert all(mark.box is None for mark in found)


def test_what_acts_is_proposed_before_what_only_stands_there():
    found = proposed(read("Next to a chair and a lamp, a ball bounces."))
    assert found[0].noun == "ball"


def test_a_long_prompt_proposes_few_marks():
    words = [
        "hammer",
        "spoon",
        "fork",
        "knife",
        "plate",
        "cup",
        "bowl",
        "vase",
        "bottle",
        "lamp",
        "chair",
        "clock",
    ]
    text = "A hand moves " + ", ".join(f"a {word}" for word in words) + "."
    assert 0 < len(proposed(read(text))) <= 12


def test_a_prompt_without_things_proposes_nothing():
    assert proposed(read("It happens slowly.")) == ()


def test_the_material_of_the_subject_is_known_where_one_acts():
    assert subject_material(read("A hammer falls.")).form == "rigid"
    assert subject_material(read("A dog runs and a ball rolls.")) is None
    assert subject_material(None) is None


def test_a_click_means_the_mover_under_it():
    still = mover(1, 0, [(100, 100)] * 10)
    other = mover(2, 0, [(300, 100)] * 10)
    assert mover_at((still, other), 5, 305, 98)[0] is other
    assert mover_at((still, other), 5, 200, 100) is None


def test_where_movers_overlap_the_smaller_one_is_meant():
    large = mover(1, 0, [(100, 100)] * 10, side=120.0)
    small = mover(2, 0, [(100, 100)] * 10, side=20.0)
    assert mover_at((large, small), 5, 101, 101)[0] is small


def test_a_click_a_few_frames_too_late_still_means_the_mover():
    gone = mover(1, 0, [(100, 100)] * 10)
    assert mover_at((gone,), 12, 100, 100)[0] is gone
    assert mover_at((gone,), 30, 100, 100) is None


def test_a_mark_speaks_of_the_mover_that_it_overlaps_most():
    there = mover(1, 0, [(100, 100)] * 10)
    mark = Mark("rigid", 4, in_fractions(Box(88, 88, 22, 22), CLIP))
    assert mover_of(mark, (there, mover(2, 0, [(300, 50)] * 10)), CLIP) is there
    assert mover_of(mark, (mover(2, 0, [(300, 50)] * 10),), CLIP) is None
    assert mover_of(Mark("floor", 0, line=((0, 1), (1, 1))), (there,), CLIP) is None


def test_a_mover_is_nowhere_where_it_is_not_seen():
    later = mover(1, 10, [(100 + n, 50) for n in range(5)])
    assert box_of(later, 12) == Box(92, 40, 20, 20)
    assert box_of(later, 9) is None
    assert box_of(Mover(3, ()), 0) is None


@given(boxes)
def test_a_box_is_the_same_in_pixels_and_back(box):
    back = in_fractions(in_pixels(box, CLIP), CLIP)
    assert back == pytest.approx(box, abs=1e-9)


@given(boxes, boxes)
def test_overlap_is_symmetric_and_within_bounds(a, b):
    assert 0.0 <= overlap(a, b) <= 1.0 + 1e-9
    assert overlap(a, b) == pytest.approx(overlap(b, a))
    assert overlap(a, a) == pytest.approx(1.0)
