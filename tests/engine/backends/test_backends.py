"""The contract of every backend, and what the animatic adds to it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

import engine.backends
from engine.backends import BACKENDS, SILENT, Backend, Listener, Workplace, backend
from engine.backends.animatic import guide_clip, plan_for
from engine.errors import BadInput, Cancelled
from engine.models.geometry import GEOMETRIES
from engine.motion.wording import heading_of
from engine.prompt.models import family_of
from engine.records import (
    Camera,
    MotionPlan,
    PathPoint,
    Region,
    Request,
    Settings,
    Shot,
    Stroke,
)

SMALL = Settings(width=96, height=64, frames=7)


@pytest.fixture
def start_image(tmp_path: Path) -> Path:
    image = np.full((64, 96, 3), 130, np.uint8)
    image += np.random.default_rng(4).integers(0, 12, image.shape, np.uint8)
    cv2.circle(image, (40, 30), 9, (40, 50, 220), -1)
    path = tmp_path / "start.png"
    cv2.imwrite(str(path), image)
    return path


@pytest.fixture
def shot(start_image: Path) -> Shot:
    region = Region(((0.3, 0.3), (0.54, 0.3), (0.54, 0.64), (0.3, 0.64)))
    stroke = Stroke("ball", "move", region, (PathPoint(0, 0.42, 0.47), PathPoint(1, 0.7, 0.5)))
    return Shot(
        "A ball rolls.", start_image=start_image, plan=MotionPlan((stroke,)), settings=SMALL
    )


PLACE = Workplace(Path("cache"))


class Steps(Listener):
    """Hears the steps."""

    def __init__(self) -> None:
        self.told: list[tuple[int, int]] = []

    def step(self, done: int, total: int) -> None:
        self.told.append((done, total))


class Stop(Listener):
    """Stops at the first step."""

    def step(self, done: int, total: int) -> None:
        raise Cancelled


def made(found: Backend, shot: Shot) -> list[np.ndarray]:
    return list(found.open(shot.settings, PLACE)(Request(shot, "1"), SILENT))


each = pytest.mark.parametrize("found", BACKENDS, ids=lambda found: found.id)
without_model = pytest.mark.parametrize(
    "found", [found for found in BACKENDS if not found.families], ids=lambda found: found.id
)
with_model = pytest.mark.parametrize(
    "found", [found for found in BACKENDS if found.families], ids=lambda found: found.id
)
"""Their contract is in `test_families.py` and `diffusion/test_driver.py`, with models."""


@each
def test_a_backend_is_found_by_its_id_which_is_its_file(found: Backend) -> None:
    assert backend(found.id) is found
    folder = Path(engine.backends.__file__).parent
    assert (folder / f"{found.id}.py").exists() or (folder / found.id).is_dir()
    assert found.title
    assert len(found.doc) > 80


def test_no_file_is_missing_from_the_registry() -> None:
    folder = Path(engine.backends.__file__).parent
    files = {path.stem for path in folder.glob("*.py")} - {"__init__", "base", "expander"}
    assert files == {found.id for found in BACKENDS if (folder / f"{found.id}.py").exists()}


def test_an_unknown_backend_is_refused_with_those_there_are() -> None:
    with pytest.raises(BadInput, match="animatic"):
        backend("nothing")


@with_model
def test_without_a_model_it_says_what_to_choose(found: Backend, shot: Shot) -> None:
    with pytest.raises(BadInput, match="No model is chosen"):
        made(found, shot)


def test_every_family_has_one_backend_and_is_known() -> None:
    families = [family for found in BACKENDS for family in found.families]
    assert sorted(families) == sorted(set(families))
    assert all(family_of(family) is not None for family in families)
    assert set(families) <= set(GEOMETRIES)


@without_model
def test_it_makes_the_frames_that_were_asked_for(found: Backend, shot: Shot) -> None:
    frames = made(found, shot)
    assert len(frames) == SMALL.frames
    assert all(frame.shape == (64, 96, 3) and frame.dtype == np.uint8 for frame in frames)


@without_model
def test_the_settings_of_the_request_count(found: Backend, shot: Shot) -> None:
    generator = found.open(shot.settings, PLACE)
    other = replace(shot, settings=replace(SMALL, frames=3, width=64))
    frames = list(generator(Request(other, "1"), SILENT))
    assert len(frames) == 3
    assert frames[0].shape == (64, 64, 3)


@without_model
def test_it_says_how_far_it_is(found: Backend, shot: Shot) -> None:
    steps = Steps()
    list(found.open(SMALL, PLACE)(Request(shot, "1"), steps))
    told = steps.told
    assert told
    assert told[-1][0] == told[-1][1]
    assert [done for done, _ in told] == sorted({done for done, _ in told})


@without_model
def test_it_stops_when_the_step_says_so(found: Backend, shot: Shot) -> None:
    with pytest.raises(Cancelled):
        list(found.open(SMALL, PLACE)(Request(shot, "1"), Stop()))


@without_model
def test_the_same_request_gives_the_same_bytes(found: Backend, shot: Shot) -> None:
    first, second = made(found, shot), made(found, shot)
    assert b"".join(f.tobytes() for f in first) == b"".join(f.tobytes() for f in second)


@without_model
@pytest.mark.parametrize(
    "change", [{"width": 63}, {"height": 5000}, {"frames": 0}, {"frames": 9999}]
)
def test_settings_beyond_its_limits_are_refused(found: Backend, shot: Shot, change: dict) -> None:
    with pytest.raises(BadInput):
        made(found, replace(shot, settings=replace(SMALL, **change)))


@without_model
def test_a_missing_start_image_is_refused_where_one_is_needed(found: Backend, shot: Shot) -> None:
    if found.limits.needs_image:
        with pytest.raises(BadInput, match="start image"):
            made(found, replace(shot, start_image=None))


def test_the_animatic_keeps_the_start_image_as_its_first_frame(
    shot: Shot, start_image: Path
) -> None:
    frames = made(backend("animatic"), shot)
    assert (frames[0] == cv2.imread(str(start_image))[:, :, ::-1]).all()
    assert (frames[-1] != frames[0]).any()


def test_words_alone_make_a_clip(shot: Shot) -> None:
    spoken = replace(shot, prompt="A red ball rolls to the right.", plan=MotionPlan())
    first, *_, last = made(backend("animatic"), spoken)
    (stroke,) = plan_for(spoken, first).strokes
    assert heading_of(stroke, 96 / 64) == "right"

    def red_x(frame: np.ndarray) -> float:
        red = frame[:, :, 0].astype(int) - frame[:, :, 1] > 60
        return float(np.nonzero(red)[1].mean())

    assert red_x(last) > red_x(first) + 8


def test_camera_words_move_the_view_where_nothing_was_painted(shot: Shot) -> None:
    spoken = replace(shot, prompt="The camera pans right.", plan=MotionPlan())
    assert plan_for(spoken, guide_clip(spoken).frame(0)).camera.pan > 0
    painted = replace(spoken, plan=replace(shot.plan, camera=Camera(pan=-0.1)))
    assert plan_for(painted, guide_clip(painted).frame(0)) == painted.plan


@pytest.mark.parametrize("prompt", ["", "A ball on a table.", "🪨"])
def test_a_shot_without_motion_is_a_still_clip(shot: Shot, prompt: str) -> None:
    frames = made(backend("animatic"), replace(shot, prompt=prompt, plan=MotionPlan()))
    assert all((frame == frames[0]).all() for frame in frames)
