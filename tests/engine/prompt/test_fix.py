"""Edits of a prompt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.prompt import fix
from engine.records import Edit, Fix, Span


def without(text: str, phrase: str) -> str:
    start = text.index(phrase)
    return fix.apply(text, Fix("", (fix.removal(text, Span(start, start + len(phrase))),)))


@pytest.mark.parametrize(
    ("text", "phrase", "left"),
    [
        ("A man picks up a cup, realistic physics", "realistic physics", "A man picks up a cup"),
        ("A cup, 8k, on a table", "8k", "A cup, on a table"),
        ("Masterpiece, a dog", "Masterpiece", "A dog"),
        ("Tea with good physics and steam", "good physics", "Tea with steam"),
        ("Tea with steam and good physics", "good physics", "Tea with steam"),
        ("Tea with good physics", "good physics", "Tea"),
        ("A slow-moving train hurtles", "slow-moving", "A train hurtles"),
        ("A motionless elephant runs", "motionless", "An elephant runs"),
        ("A gentle, violent punch", "violent", "A gentle punch"),
        ("A gentle, violent punch", "gentle", "A violent punch"),
        ("He runs slowly.", "slowly", "He runs."),
        ("He bounces slowly and quickly.", "slowly", "He bounces quickly."),
        ("He bounces slowly and quickly.", "quickly", "He bounces slowly."),
        ("He runs slowly and jumps", "slowly", "He runs and jumps"),
        ("Slowly and rapidly, it sinks", "Slowly", "Rapidly, it sinks"),
        ("Static camera, but the camera pans", "Static camera", "The camera pans"),
        ("厨师慢慢地快速切洋葱", "慢慢", "厨师快速切洋葱"),
        ("厨师慢慢地快速切洋葱", "快速", "厨师慢慢地切洋葱"),
        ("一匹快速的马", "快速", "一匹马"),
        ("Slowly he sprints", "Slowly", "He sprints"),
        ("He runs at full speed, smiling", "at full speed", "He runs, smiling"),
        ("男孩挥手，杰作", "杰作", "男孩挥手"),
        ("8k", "8k", ""),
    ],
)
def test_a_removal_leaves_the_sentence_in_order(text: str, phrase: str, left: str):
    assert without(text, phrase) == left


def test_edits_are_made_at_once_in_any_order():
    chosen = Fix("", (Edit(Span(4, 5), "z"), Edit(Span(0, 1), "a"), Edit(Span(2, 2), "-")))
    assert fix.apply("xbcdx", chosen) == "ab-cdz"


@pytest.mark.parametrize("span", [Span(0, 9), Span(2, 1), Span(-1, 1)])
def test_an_edit_outside_the_text_is_refused(span: Span):
    with pytest.raises(ValueError, match="outside the text"):
        fix.apply("text", Fix("", (Edit(span, ""),)))


def test_a_fix_of_the_plan_alone_leaves_the_text():
    assert fix.apply("text", Fix("Flip")) == "text"


@given(st.text(max_size=60), st.data())
def test_a_removal_takes_only_the_phrase_and_what_held_it(text: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    edit = fix.removal(text, Span(start, end))
    assert 0 <= edit.span.start <= start
    assert end <= edit.span.end <= len(text)
    assert len(fix.apply(text, Fix("", (edit,)))) <= len(text) - (end - start) + 3
