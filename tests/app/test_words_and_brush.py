"""Words become strokes and strokes become words, in the language of the prompt; where they
disagree, both ends say so."""

import cv2
import numpy as np
import pytest

from engine.records import (
    Box,
    MotionPlan,
    PathPoint,
    Region,
    Roll,
    Settings,
    Shot,
    Stroke,
    Subject,
)

SQUARE = ((0.4, 0.4), (0.6, 0.4), (0.6, 0.6), (0.4, 0.6))
SUBJECT = Subject(Region(SQUARE), Box(0.4, 0.4, 0.2, 0.2), (0.5, 0.5))
LEFT = (PathPoint(0, 0.5, 0.5), PathPoint(1, 0.1, 0.5))
RIGHT = (PathPoint(0, 0.5, 0.5), PathPoint(1, 0.9, 0.5))
LONG = 10_000


@pytest.fixture
def bench(shared_bench, tmp_path, qtbot):
    """A shot whose start image shows a square that the person has named."""
    picture = np.full((96, 160, 3), 120, np.uint8)
    picture[38:58, 64:96] = (0, 0, 255)
    cv2.imwrite(str(tmp_path / "start.png"), picture)
    settings = Settings(width=160, height=96, frames=33)
    session = shared_bench.session
    image = session.kept_image(tmp_path / "start.png")
    session.add_shots((Shot(start_image=image, settings=settings, subject=SUBJECT),), "a shot")
    qtbot.waitUntil(lambda: shared_bench.linter.subject == SUBJECT, timeout=LONG)
    return shared_bench


def write(bench, qtbot, prompt):
    """The prompt as it was understood."""
    bench.window.prompt.replace_text(prompt)
    qtbot.waitUntil(lambda: bench.linter.reading.text == prompt, timeout=LONG)
    return bench.linter.reading


def paint(bench, points, name):
    bench.session.set_plan(MotionPlan((Stroke(name, "move", Region(SQUARE), points),)), "paint")


@pytest.mark.parametrize("prompt", ["The ball rolls to the left.", "球向左滚。"])
def test_a_phrase_is_drawn_on_the_subject_in_one_step(bench, qtbot, prompt):
    (action,) = write(bench, qtbot, prompt).actions
    bench.window.prompt.draw_chosen.emit(action)
    (stroke,) = bench.session.shot.plan.strokes
    assert stroke.region == Region(SQUARE)
    assert isinstance(stroke.motion, Roll)
    assert stroke.points[-1].x < stroke.points[0].x
    bench.session.undo_stack.undo()
    assert bench.session.shot.plan == MotionPlan()


@pytest.mark.parametrize(
    ("prompt", "name", "told"),
    [
        ("A ball rolls.", "ball", "A ball rolls to the right."),
        ("一个红球滚动。", "球", "一个红球向右滚动。"),
        ("一个红球滚动。", "", "一个红球向右滚动。"),
    ],
)
def test_a_stroke_is_told_in_the_language_of_the_prompt(bench, qtbot, prompt, name, told):
    write(bench, qtbot, prompt)
    paint(bench, RIGHT, name)
    bench.window.strokes.words_chosen.emit("", 0)
    assert bench.session.shot.prompt == told


@pytest.mark.parametrize(
    ("prompt", "words"), [("The ball rolls to the left.", "to the left"), ("球向左滚。", "向左")]
)
def test_a_disagreement_is_told_at_the_words_and_at_the_stroke(bench, qtbot, prompt, words):
    def conflicts():
        return [hint for hint in bench.linter.hints if hint.rule == "plan-conflict"]

    write(bench, qtbot, prompt)
    paint(bench, RIGHT, "")
    qtbot.waitUntil(lambda: len(conflicts()) == 1, timeout=LONG)
    (hint,) = conflicts()
    assert prompt[hint.span.start : hint.span.end] == words
    board = bench.window.motion.canvas.board
    qtbot.waitUntil(lambda: hint in board.hints.get(0, ()), timeout=LONG)
    paint(bench, LEFT, "")
    qtbot.waitUntil(lambda: conflicts() == [], timeout=LONG)
    qtbot.waitUntil(lambda: hint not in board.hints.get(0, ()), timeout=LONG)
