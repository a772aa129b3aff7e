"""The open project: every act can be undone, everything is on the disk, nothing is lost."""

from dataclasses import replace

import pytest

from app.session import Session
from engine.errors import StorageProblem
from engine.motion import physics
from engine.motion.world import world_of
from engine.project.store import Project
from engine.records import Camera, Gravity, MotionPlan, Region, Settings, Shot, Stroke, Throw


@pytest.fixture
def session(qtbot, tmp_path):
    project = Project.create(tmp_path / "project")
    for prompt in ("one", "two", "three"):
        project.add_shot(Shot(prompt=prompt))
    session = Session()
    session.open_project(project)
    yield session
    session.close_project()


def prompts(session):
    return [shot.prompt for _, shot in session.shots]


def stored(session):
    return [shot.prompt for _, shot in session.project.shots()]


def test_the_first_shot_is_open(session):
    assert session.shot.prompt == "one"


def test_typing_is_on_the_disk_a_moment_later(session, qtbot):
    session.set_prompt("one rolls to the right")
    assert not session.saved
    qtbot.waitUntil(lambda: session.saved)
    assert stored(session)[0] == "one rolls to the right"


def test_typing_is_not_on_the_undo_stack(session):
    session.set_prompt("typed")
    assert session.undo_stack.count() == 0


def test_a_plan_is_one_step_and_undo_keeps_what_was_typed_since(session):
    plan = MotionPlan(camera=Camera(pan=0.3))
    session.set_plan(plan, "pan")
    session.set_prompt("typed after")
    session.undo_stack.undo()
    assert (session.shot.plan, session.shot.prompt) == (MotionPlan(), "typed after")
    session.undo_stack.redo()
    assert session.shot.plan == plan


def test_undo_goes_back_to_the_shot_it_is_about(session):
    first = session.shot_id
    session.set_plan(MotionPlan(camera=Camera(pan=0.3)), "pan")
    session.open_shot(session.shots[2][0])
    session.undo_stack.undo()
    assert (session.shot_id, session.shot.plan) == (first, MotionPlan())


def test_turning_one_knob_is_one_step(session):
    for frames in (20, 30, 40):
        session.set_settings(Settings(frames=frames))
    assert session.undo_stack.count() == 1
    session.undo_stack.undo()
    assert session.shot.settings == Settings()


def test_shots_are_added_behind_the_one_they_came_from(session):
    first = session.shots[0][0]
    session.add_shots((Shot(prompt="a"), Shot(prompt="b")), "split", after=first)
    assert prompts(session) == ["one", "a", "b", "two", "three"] == stored(session)
    assert session.shot.prompt == "a"
    session.undo_stack.undo()
    assert prompts(session) == ["one", "two", "three"]
    session.undo_stack.redo()
    assert prompts(session) == ["one", "a", "b", "two", "three"]


def test_a_removed_shot_comes_back_to_its_place_with_its_words(session):
    second = session.shots[1][0]
    session.open_shot(second)
    session.set_prompt("two, unsaved")
    session.remove_shot(second)
    assert prompts(session) == ["one", "three"]
    session.undo_stack.undo()
    assert prompts(session) == ["one", "two, unsaved", "three"]


def test_moving_a_shot_can_be_undone(session):
    session.move_shot(session.shots[0][0], 2)
    assert prompts(session) == ["two", "three", "one"] == stored(session)
    session.undo_stack.undo()
    assert prompts(session) == ["one", "two", "three"]


def test_everything_is_there_after_closing(session, tmp_path):
    session.set_prompt("last words")
    session.close_project()
    with Project.open(tmp_path / "project") as again:
        assert again.shots()[0][1].prompt == "last words"


def test_a_full_disk_is_told_once_and_nothing_typed_is_lost(session, qtbot, monkeypatch):
    def full(*_):
        raise StorageProblem("The disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(session.project, "save_shot", full)
        session.set_prompt("kept in memory")
        with qtbot.waitSignal(session.failed) as failed:
            session.save()
        assert "full" in str(failed.args[0])
        assert not session.saved
    session.save()
    assert stored(session)[0] == "kept in memory"


def test_a_picture_that_is_gone_is_told_and_changes_nothing(session, qtbot, tmp_path):
    with qtbot.waitSignal(session.failed):
        session.set_start_image(tmp_path / "gone.png")
    assert session.shot.start_image is None


def test_another_size_leaves_a_metre_as_long_in_the_picture(session):
    settings = session.shot.settings
    gravity = Gravity(90.0, 120.0, ((0.1, 0.2), (0.1, 0.7)))
    region = Region(polygon=((0.1, 0.5), (0.3, 0.5), (0.2, 0.7)))
    throw = Throw(launch=(0.2, 0.6), target=(0.8, 0.6))
    ball = physics.applied(Stroke("ball", "move", region), throw, world_of(settings, gravity))
    session.set_plan(MotionPlan((ball,), gravity=gravity), "throw")
    session.set_settings(
        replace(settings, width=2 * settings.width, height=2 * settings.height), "larger"
    )
    plan = session.shot.plan
    assert plan.gravity == replace(gravity, px_per_metre=240.0)
    assert plan.strokes[0].points[-1].t == pytest.approx(ball.points[-1].t)
    session.undo_stack.undo()
    assert session.shot.plan == MotionPlan((ball,), gravity=gravity)


def test_a_thrown_ball_takes_its_own_time_in_a_longer_clip(session):
    throw = Throw(launch=(0.2, 0.6), target=(0.8, 0.6))
    region = Region(polygon=((0.1, 0.5), (0.3, 0.5), (0.2, 0.7)))
    settings = session.shot.settings
    ball = physics.applied(Stroke("ball", "move", region), throw, world_of(settings, None))
    session.set_plan(MotionPlan(strokes=(ball,)), "throw")
    session.set_settings(replace(settings, frames=2 * settings.frames))
    longer = session.shot.plan.strokes[0]
    assert longer.points[-1].t == pytest.approx(ball.points[-1].t / 2, rel=0.02)
    session.undo_stack.undo()
    assert session.shot.plan.strokes[0] == ball
