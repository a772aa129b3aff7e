"""Chinese prompts."""

from __future__ import annotations

import pytest

from engine.prompt import fix
from engine.prompt.lint import lint
from engine.prompt.reading import read
from engine.records import Scene


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("一只小狗向前奔跑", ["奔跑"]),
        ("男人站在跑步机旁边的走廊里", []),
        ("女人拿起杯子，喝水", ["拿起", "喝水"]),
        ("行走的人", []),
        ("", []),
    ],
)
def test_the_longest_listed_verb_wins_and_nouns_are_passed_over(text: str, verbs: list[str]):
    assert [a.verb for a in read(text, "zh").actions] == verbs


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("球向左滚动", "left"),
        ("镜头从下往上移动", "up"),
        ("男孩朝镜头奔跑", "toward-camera"),
        ("苹果掉落", "down"),
    ],
)
def test_headings(text: str, heading: str):
    assert read(text).actions[0].heading == heading


def test_steps_follow_one_another_unless_they_happen_together():
    assert read("老人扶了扶眼镜，然后翻书，继续阅读").steps == 3
    assert read("男人一边走路一边挥手").steps <= 1


def test_a_direction_is_offered_before_the_verb_and_silences_the_hint():
    text = "一个男孩在草地上奔跑"
    (hint,) = lint(Scene(read(text)))
    assert hint.rule == "ambiguous-verb"
    for chosen in hint.fixes:
        assert lint(Scene(read(fix.apply(text, chosen)))) == ()


def test_speeds_that_disagree_are_found():
    assert "conflicting-motion" in {
        h.rule for h in lint(Scene(read("一名男子缓慢地全速冲刺穿过街道")))
    }
    assert lint(Scene(read("她缓慢而坚定地走向门口"))) == ()


def test_a_mixed_prompt_is_read_in_both_languages():
    reading = read("A man runs to the left. 一只狗在草地上向右奔跑")
    assert [(a.verb, a.heading) for a in reading.actions] == [("run", "left"), ("奔跑", "right")]
