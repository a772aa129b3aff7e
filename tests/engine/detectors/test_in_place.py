"""What stands still and changes where it stands: which kind says so, and when none does."""

from dataclasses import replace

import numpy as np
import pytest

from engine.detectors import Undetermined, deform, identity, mass, size
from engine.detectors.in_place import both
from engine.inspect.observation import observe
from engine.inspect.standing import StandingChange
from engine.prompt.reading import read
from engine.records import Box, ClipInfo
from tests.helpers.places import CHANGE, HEIGHT, WIDTH, box, put, skin, turning_into, wall
from tests.helpers.things import seen, thing

KINDS = {"size": size, "deform": deform, "identity": identity, "mass": mass}
PLACE = Box(200.0, 100.0, 60.0, 50.0)

ANY = StandingChange(
    start_frame=20,
    end_frame=26,
    box=PLACE,
    area=0.03,
    contrast=60.0,
    steady=0.5,
    same_colours=0.5,
    before_thing=0.8,
    after_thing=0.8,
    in_place=0.3,
    scale=1.0,
    scaled=0.3,
    attached=0.0,
)
GROWN = replace(ANY, scale=1.5, scaled=0.97, before_thing=0.45, in_place=0.5)
BENT = replace(ANY, same_colours=0.92, in_place=0.4, scaled=0.5)
REPLACED = replace(ANY, same_colours=0.05, in_place=-0.3)
HALF_GONE = replace(ANY, same_colours=0.06, after_thing=0.15, in_place=-0.1, attached=0.5)
CHANGES = {"size": GROWN, "deform": BENT, "identity": REPLACED, "mass": HALF_GONE}


def there(t):
    return PLACE.x + PLACE.w / 2, PLACE.y + PLACE.h / 2


def detected(kind, *standing, things=(), **asked):
    return KINDS[kind].detect(seen(*things, standing=standing, **asked))


def score(kind, *standing, **asked):
    answer = detected(kind, *standing, **asked)
    return 0.0 if isinstance(answer, Undetermined) else answer.score


def passing(first, last, frames=48):
    """A ball that is at the place in these frames and goes on."""
    x, y = there(0)
    middle = (first + last) / 2 / 24
    return thing(lambda t: (x + 400 * (t - middle), y), frames, number=5)


def test_what_is_there_again_turned_and_a_little_aside_has_kept_its_form():
    assert score("deform", replace(BENT, moved=0.6)) > 0.5
    assert score("deform", replace(BENT, moved=0.97)) < 0.3


def test_a_face_that_smiles_is_a_part_of_a_head_and_has_not_bent():
    assert score("deform", replace(BENT, attached=0.3)) > 0.5
    assert score("deform", replace(BENT, attached=0.8)) < 0.2


def test_an_eye_that_opens_is_a_part_of_a_face_and_has_not_grown():
    assert score("size", replace(GROWN, scaled=0.89, in_place=0.6)) > 0.5
    assert score("size", replace(GROWN, scaled=0.89, in_place=0.6, attached=0.75)) < 0.5
    # what lies on itself at another scale is surely the same, whatever is around it
    assert score("size", replace(GROWN, attached=0.75)) > 0.5


def test_what_is_there_as_it_was_a_little_aside_has_not_grown():
    assert score("size", replace(GROWN, moved=0.6)) > 0.5
    assert score("size", replace(GROWN, moved=0.96)) < 0.5


def test_a_strip_of_light_that_moved_on_has_not_grown():
    assert score("size", replace(GROWN, in_place=0.0)) > 0.5
    assert score("size", replace(GROWN, in_place=-0.9)) < 0.2


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_told_by_its_own_evidence(kind):
    (finding,) = detected(kind, CHANGES[kind]).findings
    assert finding.kind == kind
    assert finding.score > (0.5 if kind != "identity" else 0.3)
    assert (finding.start_frame, finding.end_frame) == (20, 26)
    assert finding.box == PLACE
    assert dict(finding.boxes)[23] == PLACE
    assert finding.mover is None


@pytest.mark.parametrize("evidence", KINDS)
@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_is_told_by_the_evidence_of_another(kind, evidence):
    if kind != evidence:
        assert score(kind, CHANGES[evidence]) < 0.2


def test_the_way_it_changed_is_said_in_numbers():
    (larger,) = detected("size", GROWN).findings
    assert "1.50 times larger" in larger.measured
    (smaller,) = detected("size", replace(GROWN, scale=0.5)).findings
    assert "2.00 times smaller" in smaller.measured
    (other,) = detected("identity", REPLACED).findings
    assert "95 % of the colours" in other.measured
    (gone,) = detected("mass", HALF_GONE).findings
    assert "is gone from" in gone.measured


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "unclear",
    [{"steady": 5.0}, {"contrast": 6.0}, {"area": 0.0015}],
    ids=["trembles", "pale", "tiny"],
)
def test_what_is_no_clear_change_is_not_told(kind, unclear):
    assert score(kind, replace(CHANGES[kind], **unclear)) < 0.2


def test_another_thing_is_a_doubt_at_most():
    sure = replace(REPLACED, same_colours=0.0, contrast=200.0, area=0.1, in_place=-1.0)
    assert 0.3 < score("identity", sure) <= 0.45


def test_a_part_that_comes_is_only_doubtful():
    came = replace(HALF_GONE, before_thing=0.15, after_thing=0.8)
    detection = detected("mass", came)
    assert 0.2 < detection.score < 0.5
    assert "comes to" in detection.findings[0].message


def test_what_is_gone_and_has_nothing_beside_it_lost_no_part():
    assert score("mass", replace(HALF_GONE, attached=0.02)) < 0.2


@pytest.mark.parametrize("kind", ["deform", "identity", "mass"])
def test_what_came_by_may_have_done_it(kind):
    assert score(kind, CHANGES[kind], things=(passing(22, 24),)) < 0.2
    assert score(kind, CHANGES[kind], things=(passing(2, 4),)) > 0.3


def test_what_passed_in_front_of_it_makes_nothing_grow():
    assert score("size", GROWN, things=(passing(22, 24),)) > 0.5
    for at in (GROWN.start_frame, GROWN.end_frame):
        assert score("size", GROWN, things=(passing(at, at),)) < 0.2


def test_what_only_trembles_at_the_place_does_not_silence_it():
    trembling = thing(there, number=5)
    assert trembling.spread < 0.1 * PLACE.w
    assert score("deform", BENT, things=(trembling,)) > 0.5


def test_what_moves_elsewhere_does_not_silence_it():
    elsewhere = thing(lambda t: (60 + 100 * t, 240.0), number=5)
    assert score("deform", BENT, things=(elsewhere,)) > 0.5


@pytest.mark.parametrize("kind", KINDS)
def test_where_the_picture_boils_nothing_is_told(kind):
    change = CHANGES[kind]
    places = [Box(20.0 + 90 * n, 30.0, 40.0, 40.0) for n in range(5)]
    boil = tuple(replace(change, box=box) for box in places)
    assert score(kind, *boil[:2]) > 0.3
    assert score(kind, *boil) < 0.2


def test_what_never_was_at_rest_does_not_count_as_boiling():
    unsteady = tuple(replace(ANY, steady=14.0) for _ in range(12))
    assert score("size", GROWN, *unsteady) > 0.5


@pytest.mark.parametrize("kind", KINDS)
def test_where_there_is_no_ground_nothing_stands_still(kind):
    answer = KINDS[kind].detect(replace(seen(standing=(CHANGES[kind],)), grounded=()))
    assert isinstance(answer, Undetermined) or answer.score < 0.1


@pytest.mark.parametrize(
    "text",
    ["The flag hangs on the wall.", "A flag waves in the wind.", "A ball rolls past a river."],
)
def test_where_the_prompt_names_cloth_or_liquid_a_bend_is_a_doubt(text):
    assert 0.2 < score("deform", BENT, reading=read(text)) <= 0.45
    assert score("deform", BENT, reading=read("The vase stands on the table.")) > 0.5


def test_where_nothing_moves_and_nothing_changed_no_part_can_be_missed():
    assert isinstance(detected("mass"), Undetermined)
    assert not isinstance(detected("mass", HALF_GONE), Undetermined)


# --- together with what moves --------------------------------------------------------------------


def found(kind="deform", **other):
    """What is told of one change."""
    return detected(kind, replace(CHANGES[kind], **other))


def test_the_same_place_told_twice_is_one_finding_the_surer_one():
    moved, stood = found(), found(contrast=17.0, box=Box(205.0, 105.0, 60.0, 50.0))
    assert moved.score > stood.score > 0.2
    for one in (both(moved, stood), both(stood, moved)):
        assert one.findings == moved.findings
        assert one.score == moved.score


def test_other_places_and_other_times_are_findings_of_their_own():
    aside = found(box=Box(20.0, 100.0, 60.0, 50.0))
    later = found(start_frame=40, end_frame=44)
    for other in (aside, later):
        assert len(both(found(), other).findings) == 2


def test_a_thing_that_grows_as_it_goes_is_told_once():
    wide = thing(
        lambda t: (120 + 120 * t, 125.0), size=lambda n: 36.0 if n < 24 else 54.0, number=3
    )
    (moved,) = size.detect(seen(wide)).findings
    there = replace(GROWN, start_frame=moved.start_frame, end_frame=moved.end_frame, box=moved.box)
    (finding,) = size.detect(seen(wide, standing=(there,))).findings
    assert finding == moved


# --- in pictures ---------------------------------------------------------------------------------


def test_what_grows_and_what_loses_its_half_are_told_in_the_pictures_themselves(tmp_path):
    grows = turning_into(box((48, 36), where=(80, 90)), box((72, 54), where=(80, 90)))

    def film(picture, frame):
        grows(picture, frame)
        whole = skin((72, 48), seed=14)
        if frame < CHANGE:
            put(picture, whole, (240, 90))
        else:
            put(picture, whole[:, :36], (222, 90))

    def pictures():
        draw = np.random.default_rng(1)
        for frame in range(36):
            picture = wall().copy()
            film(picture, frame)
            yield np.clip(picture + draw.normal(0, 1.5, picture.shape), 0, 255).astype(np.uint8)

    clip = ClipInfo(36, 12.0, WIDTH, HEIGHT)
    measured = observe(pictures(), clip, tmp_path / "flow.npy")
    (grown,) = size.detect(measured).findings
    assert grown.score > 0.5
    assert grown.start_frame < CHANGE <= grown.end_frame
    assert grown.box.x < 80 < grown.box.x + grown.box.w < WIDTH / 2
    (gone,) = mass.detect(measured).findings
    assert gone.score > 0.5
    assert gone.box.x > 200
    assert deform.detect(measured).score < 0.2


@pytest.mark.parametrize("factor", [1.22, 1 / 1.22])
def test_the_smallest_scale_that_is_tried_is_a_doubt(factor):
    assert score("size", replace(GROWN, scale=factor)) < 0.5
    assert score("size", replace(GROWN, scale=1.34)) > 0.5


def test_the_largest_scale_that_is_tried_may_as_well_stand_for_what_is_gone():
    assert score("size", replace(GROWN, scale=2.0)) > 0.5
    assert score("size", replace(GROWN, scale=2.3)) < 0.5
    assert score("size", replace(GROWN, scale=1 / 2.3)) < 0.5


def test_a_heap_that_is_poured_grows_where_it_stands():
    assert score("size", GROWN, reading=read("A ball lies on a table.")) > 0.5
    assert score("size", GROWN, reading=read("Someone pours sugar onto a plate.")) < 0.5
