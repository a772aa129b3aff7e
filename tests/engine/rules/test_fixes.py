"""What every fix of every rule promises, over examples and over texts made up by hypothesis."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.prompt import fix
from engine.prompt.lint import fingerprint, lint
from engine.prompt.reading import read
from engine.prompt.split import shots
from engine.records import Fix, Hint, Scene, Settings
from engine.rules import RULES, Example
from tests.helpers.rules import mended, scene

WORDS = """
A man The dog runs sprints slowly quickly , . and while then throws a ball to the left 8k Water
pours into glass picks up cup puts on table jumps sits down towards enters frame from edge of
masterpiece realistic physics gently slams motionless dances with in does not move without falling
static camera pans zooms out woman opens door builds house blooms breaks vase melts 男孩 跑步 缓慢
没有 移动 画面边缘 然后 坐下 拿起 杯子 ， 。
"""
ODD = ["\n", "\ud800", "\u200f", "\u200d", "\ufb01", "\u0130", "\U0001f469", "\x00"]
TEXTS = st.one_of(
    st.lists(st.sampled_from(WORDS.split()), max_size=30).map(" ".join),
    st.lists(st.sampled_from([*WORDS.split(), *ODD]), max_size=15).map("".join),
    st.text(max_size=80),
)
RELAXED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def text_fixes(found: tuple[Hint, ...]) -> list[tuple[Hint, Fix]]:
    return [(hint, chosen) for hint in found for chosen in hint.fixes if chosen.edits]


def moved(hint: Hint, chosen: Fix) -> int:
    """Where the hint's place begins once the edits before it are made."""
    start = hint.span.start
    return start + sum(
        len(edit.text) - (edit.span.end - edit.span.start)
        for edit in chosen.edits
        if edit.span.end <= start
    )


def all_bad() -> list[object]:
    return [
        pytest.param(example, id=f"{rule.id}: {example.text[:40]}")
        for rule in RULES
        for example in rule.bad
    ]


@pytest.mark.parametrize("example", all_bad())
def test_no_fix_is_offered_again_once_it_is_made(example: Example):
    for hint, chosen in text_fixes(lint(scene(example), "strict")):
        after = mended(example, chosen)
        again = lint(scene(after), "strict")
        same = [
            h
            for h in again
            if h.rule == hint.rule and h.cause == hint.cause and h.span.start == moved(hint, chosen)
        ]
        assert chosen.title not in [f.title for h in same for f in h.fixes], after.text


@pytest.mark.parametrize("example", all_bad())
def test_a_fix_makes_no_error_of_its_own(example: Example):
    before = {h.rule for h in lint(scene(example), "quiet")}
    for _, chosen in text_fixes(lint(scene(example), "normal")):
        after = mended(example, chosen)
        new = {h.rule for h in lint(scene(after), "quiet")} - before
        assert "conflicting-motion" not in new, after.text
        assert "camera-conflict" not in new, after.text
        assert "dangling-path" not in new, after.text


@RELAXED
@given(TEXTS)
def test_hints_lie_in_the_text_and_every_fix_can_be_made_in_one_step(text: str):
    for hint in lint(Scene(read(text)), "strict"):
        assert 0 <= hint.span.start < hint.span.end <= len(text)
        assert len(fingerprint(hint, text)) == 16
        assert hint.message
        assert sum(f.preferred for f in hint.fixes) <= 1
        titles = [f.title for f in hint.fixes]
        assert len(set(titles)) == len(titles)
        for chosen in hint.fixes:
            made = bool(chosen.edits) + bool(chosen.shots) + (chosen.plan is not None)
            assert made + (chosen.negative is not None) + (chosen.window is not None) == 1
            if chosen.edits:
                assert fix.apply(text, chosen) != text


@RELAXED
@given(TEXTS)
def test_a_split_is_of_texts_that_can_be_read(text: str):
    for shot in shots(read(text)):
        assert shot.strip()
        read(shot)


def offers(text: str) -> list[str]:
    """The titles of all fixes for an ambiguous verb of a prompt."""
    return [f.title for h in lint(Scene(read(text))) if h.rule == "ambiguous-verb" for f in h.fixes]


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("A ball rolls.", "rolling pin"),
        ("A ball rolls.", "its back"),
        ("A car drives.", "nail"),
        ("A car drives.", "hands on the wheel"),
        ("A soldier fires a gun.", "clay pots"),
        ("A surfer rides a wave.", "bus"),
        ("A boy kicks a football.", "straight leg"),
        ("She turns.", "its back"),
        ("A plane flies.", "wings"),
    ],
)
def test_no_meaning_is_offered_that_this_actor_or_object_cannot_have(text: str, never: str):
    found = offers(text)
    assert found
    assert not [title for title in found if never in title]


def test_a_meaning_of_its_own_kind_is_offered():
    assert any("beating wings" in title for title in offers("A bird flies."))
    assert any("its back" in title for title in offers("A dog rolls."))
    assert any("nail" in title for title in offers("A worker drives."))


def test_eyes_are_opened_without_a_hand():
    assert not [f for h in lint(Scene(read("A woman opens her eyes"))) for f in h.fixes]


def test_all_filler_goes_in_one_step():
    text = "8k, masterpiece, a dog runs to the left, trending on artstation"
    first = next(h for h in lint(Scene(read(text))) if h.rule == "physics-filler")
    assert fix.apply(text, first.fixes[1]) == "A dog runs to the left"


def test_a_long_prompt_is_not_split_into_shots_that_lose_what_it_says():
    signs = "neon signs reflect in the puddles and steam rises from the drains beside him, " * 12
    text = f"A man walks slowly toward the camera, {signs}then he stops and ends looking up."
    hints = lint(Scene(read(text), settings=Settings(model="LTX-Video")))
    found = next(h for h in hints if h.rule == "token-limit")
    assert not [f for f in found.fixes if f.shots]
