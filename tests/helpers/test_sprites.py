"""The clips of sprites: what is planted is there, is where it says, and is the only thing."""

from itertools import islice

import numpy as np
import pytest

from tests.helpers.sprites import CLEAN, SCENES, Sprited, clips
from tests.helpers.sprites.film import FRAMES, VARIANTS
from tests.helpers.sprites.physics import Body, box, floor, simulated
from tests.helpers.sprites.pictures import HEIGHT, WIDTH
from tests.helpers.stage.baselines import WORDS
from tests.helpers.stage.observed import place

EVERY = clips()


def one(kind: str, scene: str = "") -> Sprited:
    """The first clip of a kind, of a scene if one is named."""
    return next(c for c in EVERY if c.kind == kind and scene in ("", c.scene))


def of_each_scene() -> list[Sprited]:
    """The first faulty clip of each scene, and some clean ones."""
    clean = [clip for clip in EVERY if clip.clean]
    faulty = [next(c for c in EVERY if c.scene == s.name and not c.clean) for s in SCENES]
    return [*clean[::11], *faulty]


def test_no_two_clips_have_one_name_or_one_seed_and_kind():
    assert len({clip.name for clip in EVERY}) == len(EVERY)
    assert len({(clip.scene, clip.seed, clip.kind) for clip in EVERY}) == len(EVERY)


def test_every_kind_is_planted_at_least_four_times_and_every_scene_is_clean_three_times():
    for kind in WORDS:
        assert sum(clip.kind == kind for clip in EVERY) >= 4, kind
    for scene in SCENES:
        assert sum(clip.clean and clip.scene == scene.name for clip in EVERY) == 3, scene.name
    assert {clip.variant for clip in EVERY if clip.clean} == set(VARIANTS)


def test_a_choice_of_kinds_keeps_the_clean_clips():
    assert {clip.kind for clip in clips(("mass",))} == {"mass", CLEAN}


@pytest.mark.parametrize("clip", of_each_scene(), ids=lambda clip: clip.name)
def test_a_clip_renders_and_what_is_wrong_lies_in_the_picture(clip):
    pictures = list(islice(clip.frames(), 3))
    assert all(p.shape == (HEIGHT, WIDTH, 3) and p.dtype == np.uint8 for p in pictures)
    assert pictures[0].std() > 8
    start, end = clip.span
    boxes = dict(clip.boxes())
    if clip.clean:
        assert (start, end) == (0, -1)
        assert boxes == {}
        return
    assert 0 <= start <= end < FRAMES
    assert boxes
    assert set(boxes) <= set(range(start, end + 1))
    for found in boxes.values():
        assert 0 <= found.x < found.x + found.w <= WIDTH
        assert 0 <= found.y < found.y + found.h <= HEIGHT


def test_a_clip_is_the_same_every_time():
    clip = one("pop", "car")
    first, again = (list(islice(clip.frames(), 4)) for _ in range(2))
    assert all((a == b).all() for a, b in zip(first, again, strict=True))


@pytest.mark.parametrize(
    "clip",
    [one("pop", "car"), one("teleport", "bird")],
    ids=lambda clip: clip.name,
)
def test_a_fault_changes_nothing_before_it_begins_and_what_is_in_its_box_afterwards(clip):
    start, end = clip.span
    pairs = zip(*(islice(c.frames(), end + 1) for c in (clip, clip.twin())), strict=True)
    apart = [np.abs(a.astype(int) - b).sum(2) for a, b in pairs]
    assert max(part.max() for part in apart[:start]) == 0
    inside = max(
        (apart[frame][int(b.y) : int(b.y + b.h) + 2, int(b.x) : int(b.x + b.w) + 2].sum())
        for frame, b in clip.boxes()
    )
    assert inside > 5000


def test_what_is_split_and_what_vanishes_is_there_before():
    clip = one("mass", "pour")
    moment = clip.span[0]
    film = clip.film()
    seen = [actor.track[:, 5] for actor in film.parts("changed")]
    assert len(seen) > 5
    assert all(rows[moment - 1] > 0.9 and rows[-1] == 0 for rows in seen)


def test_a_frozen_stretch_is_the_same_picture():
    clip = one("frozen", "pendulum")
    start, end = clip.span
    pictures = list(clip.frames())
    assert all((picture == pictures[start]).all() for picture in pictures[start : end + 1])
    assert (pictures[start - 1] != pictures[start]).any()


def test_the_other_way_is_asked_for_with_the_same_words():
    clip = one("wrong-direction", "car")
    assert clip.film().prompt == clip.twin().film().prompt
    pairs = zip(islice(clip.frames(), 3), islice(clip.twin().frames(), 3), strict=True)
    assert all((a == b[:, ::-1]).all() for a, b in pairs)


def test_a_brush_is_on_what_moves_and_not_on_what_strays(tmp_path):
    clip = one("outside-brush", "car")
    strokes = clip.shot(tmp_path).plan.strokes
    assert [stroke.name for stroke in strokes] == ["car"]
    assert clip.film().faulty == ("crate",)


def test_start_and_end_images_are_those_of_the_clip_only_where_it_is_clean(tmp_path):
    import cv2

    for clip in (one("start-end", "bird"), next(c for c in EVERY if c.clean and c.take == 1)):
        shot = clip.shot(tmp_path)
        pictures = list(clip.frames())
        apart = [
            np.abs(cv2.imread(str(path))[..., ::-1].astype(int) - picture).mean()
            for path, picture in (
                (shot.start_image, pictures[0]),
                (shot.end_image, pictures[-1]),
            )
        ]
        assert (max(apart) == 0) == clip.clean


def test_marks_are_on_the_thing():
    marks = {mark.kind: mark.box for mark in one("penetration", "ramp").marks()}
    assert {"solid", "rigid"} <= set(marks)
    assert all(0 <= box.x < 1 and 0 <= box.y < 1 and box.w > 0.02 for box in marks.values())


def test_clips_of_both_sets_are_kept_apart(tmp_path):
    clip = one(CLEAN)
    assert place(tmp_path, clip) != place(tmp_path, one("gravity"))


# --- the physics -------------------------------------------------------------------------------


def test_what_falls_gains_the_speed_that_gravity_gives_it():
    path = simulated([Body(50, 0, r=5)], 25, 24.0, gravity=100.0).tracks[0]
    assert path[24, 1] == pytest.approx(50, rel=0.01)


def test_a_bounce_is_never_higher_than_the_fall():
    path = simulated([floor(200), Body(50, 60, r=10, bounce=0.8)], 61, 24.0).tracks[1]
    landed = int(np.argmax(path[:, 1]))
    assert path[landed:, 1].min() > 60 + 20
    assert path[:, 1].max() < 192


def test_blocks_lie_on_each_other():
    blocks = [Body(100, 200 - 10 - 20 * k, corners=box(40, 20)) for k in range(3)]
    run = simulated([floor(200), *blocks], 40, 24.0)
    for k in (1, 2, 3):
        assert np.abs(run.tracks[k][-1] - run.tracks[k][0]).max() < 3


def test_two_discs_keep_their_momentum():
    pair = [Body(50, 50, r=10, vx=100, bounce=0.9), Body(120, 52, r=10, bounce=0.9)]
    run = simulated(pair, 30, 24.0, gravity=0.0)
    before, after = (sum(t[k + 1] - t[k] for t in run.tracks)[:2] for k in (0, 28))
    assert run.meet(0, 1) < 29
    assert np.allclose(before, after, atol=0.05)
