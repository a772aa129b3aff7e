"""Whatever is done to a plan, in whatever order: undo brings the stored bytes back, one by one."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.session import Session
from engine.motion import physics
from engine.motion.world import world_of
from engine.project.store import Project
from engine.records import (
    Ambient,
    Camera,
    Gravity,
    MotionPlan,
    PathPoint,
    Region,
    Settings,
    Shot,
    Stroke,
    Throw,
)

SMALL = Settings(width=64, height=48, frames=9)
places = st.tuples(st.floats(-8, 9), st.floats(-8, 9))
times = st.sets(st.floats(0, 1), max_size=5).map(sorted)
ambients = st.builds(
    Ambient, st.sampled_from(["sway", "ripple", "flutter"]), st.floats(0, 1), st.floats(0.2, 60)
)


@st.composite
def strokes(draw: st.DrawFn) -> Stroke:
    stroke = Stroke(
        draw(st.text(max_size=8)),
        draw(st.sampled_from(["move", "static", "ambient"])),
        Region(tuple(draw(st.lists(places, min_size=3, max_size=5)))),
        tuple(PathPoint(t, *draw(places)) for t in draw(times)),
        feather=draw(st.floats(0, 0.5)),
        order=draw(st.integers(-9, 9)),
        easing=draw(st.sampled_from(["linear", "ease-in", "ease-out", "ease-in-out"])),
        rotation_deg=draw(st.floats(-720, 720)),
        scale=draw(st.floats(0.1, 20)),
        strength=draw(st.floats(0, 1)),
        shear_deg=draw(st.floats(-80, 80)),
        soft=draw(st.booleans()),
        ambient=draw(st.none() | ambients),
        speed=draw(st.sampled_from([(), ((0.0, 0.0), (1 / 3, 16.0), (1.0, 0.1))])),
    )
    if draw(st.booleans()):
        throw = Throw((0.2, 0.6), draw(st.tuples(st.floats(0.3, 0.9), st.floats(0.1, 0.9))))
        return physics.applied(stroke, throw, world_of(SMALL, None))
    return stroke


cameras = st.builds(
    Camera, st.floats(-4, 4), st.floats(-4, 4), st.floats(0.1, 16), st.floats(-90, 90)
)
gravities = st.builds(
    Gravity, st.floats(-180, 180), st.floats(1, 1000), st.none() | st.tuples(places, places)
)
sizes = st.sampled_from([(64, 48), (96, 48), (48, 64), (832, 480)])
at = st.integers(0, 5)
acts = st.one_of(
    st.tuples(st.just("add"), strokes()),
    st.tuples(st.just("change"), st.tuples(at, strokes())),
    st.tuples(st.just("delete"), at),
    st.tuples(st.just("camera"), cameras),
    st.tuples(st.just("gravity"), st.none() | gravities),
    st.tuples(st.just("size"), sizes),
    st.tuples(st.just("length"), st.integers(1, 200)),
    st.tuples(st.just("undo"), st.integers(1, 3)),
    st.tuples(st.just("redo"), st.integers(1, 3)),
    st.tuples(st.just("leave"), st.none()),
)


@pytest.fixture(scope="module")
def session(qapp):
    session = Session()
    session.told = []
    session.failed.connect(session.told.append)
    yield session
    session.close_project()


def changed(plan: MotionPlan, what: str, value) -> MotionPlan:
    """One finished gesture."""
    if what == "add":
        return replace(plan, strokes=(*plan.strokes, value))
    if what in {"camera", "gravity"}:
        return replace(plan, **{what: value})
    if not plan.strokes:
        return plan
    index = (value if what == "delete" else value[0]) % len(plan.strokes)
    new = () if what == "delete" else (value[1],)
    return replace(plan, strokes=(*plan.strokes[:index], *new, *plan.strokes[index + 1 :]))


def done(session: Session, what: str, value) -> None:
    shot, stack = session.shot, session.undo_stack
    if what == "leave":
        here = session.shot_id
        session.open_shot(next(key for key, _ in session.shots if key != here))
        session.open_shot(here)
    elif what in {"undo", "redo"}:
        for _ in range(value):
            getattr(stack, what)()
    elif what == "size":
        width, height = value
        session.set_settings(replace(shot.settings, width=width, height=height))
    elif what == "length":
        session.set_settings(replace(shot.settings, frames=value))
    else:
        session.set_plan(changed(shot.plan, what, value), what)


def stored(session: Session) -> list[str]:
    """What the disk holds of each shot, byte for byte."""
    session.save()
    rows = session.project.database.rows("select data from shots order by id")
    return [row["data"] for row in rows]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(acts=st.lists(acts, max_size=8))
def test_undoing_everything_leaves_the_bytes_there_were(session, acts):
    with tempfile.TemporaryDirectory() as folder:
        project = Project.create(Path(folder) / "project")
        throw = physics.applied(
            Stroke("ball", "move", Region(polygon=((0.1, 0.5), (0.3, 0.5), (0.2, 0.7)))),
            Throw((0.2, 0.6), (0.8, 0.6)),
            world_of(SMALL, None),
        )
        project.add_shot(Shot(prompt="one", plan=MotionPlan((throw,)), settings=SMALL))
        project.add_shot(Shot(prompt="two"))
        session.open_project(project)
        before = stored(session)
        for what, value in acts:
            done(session, what, value)
        after = stored(session)
        steps = session.undo_stack.index()
        for _ in range(steps):
            session.undo_stack.undo()
        assert stored(session) == before
        for _ in range(steps):
            session.undo_stack.redo()
        assert stored(session) == after
        assert session.told == []
        session.close_project()
