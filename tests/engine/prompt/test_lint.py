"""All rules over a scene."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.prompt import fix
from engine.prompt.lint import fingerprint, lint
from engine.prompt.reading import read
from engine.records import Hint, Scene

TEXT = "A man sprints slowly to the left. A girl throws a ball, 8k"


def hints(text: str, profile: str = "normal", ignored: frozenset[str] = frozenset()) -> list[Hint]:
    return list(lint(Scene(read(text)), profile, ignored))


def rules(found: list[Hint]) -> list[str]:
    return [hint.rule for hint in found]


def test_hints_come_in_the_order_of_the_text():
    assert rules(hints(TEXT)) == ["conflicting-motion", "ambiguous-verb", "physics-filler"]


def test_the_quiet_profile_keeps_errors_and_warnings_only():
    assert rules(hints(TEXT, "quiet")) == ["conflicting-motion", "ambiguous-verb"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "🎬", "...", "8k"])
def test_a_text_without_actions_is_no_crash(text: str):
    assert rules(hints(text)) == (["physics-filler"] if text == "8k" else [])


def test_a_rule_can_be_turned_off():
    assert "ambiguous-verb" not in rules(hints(TEXT, ignored=frozenset({"ambiguous-verb"})))


def test_an_ignored_hint_stays_ignored_while_other_parts_change():
    text = "Morning light. A girl throws a ball in the park. Birds sing."
    (hint,) = hints(text)
    ignored = frozenset({fingerprint(hint, text)})
    assert hints(text, ignored=ignored) == []
    assert hints("Evening rain at the old pier. " + text, ignored=ignored) == []
    assert rules(hints(text.replace("a ball in", "a stone in"), ignored=ignored)) == [
        "ambiguous-verb"
    ]


def test_two_like_words_in_other_places_are_two_hints_to_ignore():
    text = "A girl throws a ball in the park. An old man throws a stone at dusk."
    first, second = hints(text)
    assert fingerprint(first, text) != fingerprint(second, text)


WORDS = """
A man The dog runs sprints slowly quickly , . and while then throws a ball to the left 8k
masterpiece realistic physics gently slams motionless dances with in 男孩 跑步 缓慢
"""


@given(st.lists(st.sampled_from(WORDS.split()), max_size=30).map(" ".join))
def test_every_fix_can_be_applied_and_its_hint_is_inside_the_text(text: str):
    for hint in hints(text, "strict"):
        assert 0 <= hint.span.start < hint.span.end <= len(text)
        assert len(fingerprint(hint, text)) == 16
        assert sum(f.preferred for f in hint.fixes) <= 1
        for chosen in hint.fixes:
            assert chosen.shots or chosen.plan or fix.apply(text, chosen) != text
