"""Sets of requests: what differs in a column is the words alone."""

from dataclasses import replace

import pytest

from engine.errors import BadInput
from engine.generate import variations
from engine.generate.variations import BARE, BOTH, DIRECTED, POSED, Maker, Row, cells, ladder
from engine.prompt.reading import read
from engine.records import MotionPlan, PathPoint, Region, Settings, Shot, Stroke

WALK = "A man is running."
SQUARE = Region(((0.2, 0.4), (0.4, 0.4), (0.3, 0.6)))


def prompts(shot):
    return {row.title: row.prompt for row in ladder(shot)}


def test_the_rungs_add_a_direction_poses_and_both():
    rungs = prompts(Shot(prompt=WALK))
    assert list(rungs) == [BARE, DIRECTED, POSED, BOTH]
    assert rungs[BARE] == WALK
    told = {title: read(text) for title, text in rungs.items()}
    assert [r.actions[0].direction for r in told.values()] == [
        "missing",
        "stated",
        "missing",
        "stated",
    ]
    assert [bool(r.start_pose) for r in told.values()] == [False, False, True, True]
    assert {r.actions[0].verb for r in told.values()} == {"run"}


def test_what_the_prompt_says_already_is_missing_on_the_lowest_rung_only():
    rungs = prompts(Shot(prompt="A man is running to the right across the street."))
    assert rungs[BARE] == "A man is running across the street."
    assert rungs[DIRECTED] == "A man is running to the right across the street."
    posed = "Starting from a standing pose, a man sits down on a chair, ending seated."
    assert prompts(Shot(prompt=posed)) == {BARE: "A man sits down on a chair.", POSED: posed}
    thrown = "A woman throws a ball toward the camera, ending with the arm stretched out."
    assert prompts(Shot(prompt=thrown))[BARE] == "A woman throws a ball."


def test_a_chinese_direction_is_taken_out_and_put_back():
    rungs = prompts(Shot(prompt="一只狗向左跑。"))
    assert (rungs[BARE], rungs[DIRECTED]) == ("一只狗跑。", "一只狗向左跑。")


def test_a_painted_motion_gives_the_direction():
    path = (PathPoint(0.0, 0.3, 0.5), PathPoint(1.0, 0.8, 0.5))
    plan = MotionPlan((Stroke("man", "move", SQUARE, path),))
    assert "to the right" in prompts(Shot(prompt=WALK, plan=plan))[DIRECTED]


def test_chinese_prompts_climb_in_chinese():
    rungs = prompts(Shot(prompt="男子坐下"))
    assert rungs[BARE] == "男子坐下"
    assert rungs[POSED] == "起初站着，男子坐下，最后坐着"


@pytest.mark.parametrize(
    ("prompt", "posed"),
    [
        # a sentence keeps its capital wherever it stands
        (
            "A table by a window. A ball rolls over it. Static shot.",
            "A table by a window. Starting at rest, a ball rolls over it, coming to a stop. "
            "Static shot.",
        ),
        # no pose in the middle of what is shown
        (
            "The video shows a man kicking a ball.",
            "The video shows a man, starting from a standing pose, kicking a ball, ending in the "
            "same pose.",
        ),
        # the end is that of the last thing that is done
        (
            "A woman sits down and opens the box.",
            "Starting from a standing pose, a woman sits down and opens the box, ending with the "
            "box open.",
        ),
        # nothing stands that has no legs
        ("一辆轿车向前行驶，阳光明媚。", "起初静止，一辆轿车行驶，最后停下，阳光明媚。"),
        (
            "A woman sits down and claps.",
            "Starting from a standing pose, a woman sits down and claps.",
        ),
        ("一个男孩踢球。", "起初站着，一个男孩踢球，最后回到同样的姿势。"),
        ("镜头推近，一个女人起身。", "镜头推近，起初坐着，一个女人起身，最后站直。"),
    ],
)
def test_poses_are_said_where_a_person_would_write_them(prompt, posed):
    assert prompts(Shot(prompt=prompt))[POSED] == posed


@pytest.mark.parametrize(
    "prompt",
    [
        "A car changes from white to golden.",
        "Two hands type on a keyboard.",
        "The temperature reaches 70 degrees.",
        "Change the person to face forward.",
        "瀑布从悬崖倾泻而下。",
        "展示厨师炒菜的场景。",
        "太阳升起。",
        "A cat catches a fish.",
        "Lights go on in the city as night falls.",
        "云层逐渐消散。",
    ],
)
def test_no_pose_is_made_up_for_what_has_none_or_says_it(prompt):
    assert POSED not in prompts(Shot(prompt=prompt))


def test_a_prompt_in_which_nothing_happens_has_no_ladder():
    with pytest.raises(BadInput, match="nothing that happens"):
        ladder(Shot(prompt="A mountain lake at dawn"))


def test_a_column_differs_in_its_words_alone():
    shot = Shot(prompt=WALK, settings=Settings(seed=7, steps=4))
    makers = (Maker("One", shot.settings), Maker("Two", replace(shot.settings, model="two")))
    made = cells(shot, (Row("a", "first"), Row("b", "second")), makers, (1, 2))
    assert [(cell.row, cell.column) for cell in made] == [
        (row, column)
        for row in "ab"
        for column in ("One · seed 1", "One · seed 2", "Two · seed 1", "Two · seed 2")
    ]
    for column in {cell.column for cell in made}:
        shots = [cell.shot for cell in made if cell.column == column]
        assert len({replace(shot, prompt="") for shot in shots}) == 1
        assert [shot.prompt for shot in shots] == ["first", "second"]


def test_a_set_has_one_name_and_every_request_its_place():
    shot = Shot(prompt=WALK)
    made = cells(shot, (Row("", WALK),), (Maker("m", shot.settings),), (4, 5, 6))
    asked = variations.requests(
        variations.SEEDS, made, "1.0", lambda shot: (f"seed {shot.settings.seed}",)
    )
    assert len({request.variation.set for request in asked}) == 1
    assert [request.variation.column for request in asked] == ["Seed 4", "Seed 5", "Seed 6"]
    assert [request.shot.settings.seed for request in asked] == [4, 5, 6]
    assert asked[1].hints == ("seed 5",)
    again = variations.requests(variations.SEEDS, made, "1.0")
    assert again[0].variation.set != asked[0].variation.set


def test_sets_are_bounded():
    shot = Shot(prompt=WALK)
    row, maker = Row("", WALK), Maker("m", shot.settings)
    with pytest.raises(BadInput, match="too many"):
        cells(shot, (row,), (maker,), range(variations.MOST + 1))
    with pytest.raises(BadInput, match="nothing to vary"):
        cells(shot, (), (maker,), (1,))


def test_prompts_that_begin_alike_are_told_apart():
    long = "a very long beginning that is the same in both of the prompts "
    rows = variations.rows_of((long + "one", " ", long + "two", "short", "short"))
    assert len(rows) == 3
    assert len({row.title for row in rows}) == 3
    assert rows[2] == Row("short", "short")


def test_no_two_takes_of_a_set_share_a_place():
    same = "a ball (red) rolls over a long, long table and falls off "
    rows = variations.rows_of((f"{same}left", f"{same}right", "b", "b (2)", f"{same}up"))
    assert len({row.title for row in rows}) == len(rows) == 5
    makers = [Maker("wan", Settings(model=f"/{folder}/wan")) for folder in "ab"]
    made_of = cells(Shot("b"), rows, makers, (1, 2))
    assert len({(cell.row, cell.column) for cell in made_of}) == len(made_of) == 20
