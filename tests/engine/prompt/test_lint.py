"""All rules over a scene."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import BadInput
from engine.prompt import fix
from engine.prompt.lint import fingerprint, is_there, levels_of, lint, word_key
from engine.prompt.reading import read
from engine.records import Hint, Scene

TEXT = "A man sprints slowly to the left. A girl throws a ball, 8k"


def hints(
    text: str, profile: str = "normal", ignored: frozenset[str] = frozenset(), **levels: str
) -> list[Hint]:
    named = {rule.replace("_", "-"): level for rule, level in levels.items()}
    return list(lint(Scene(read(text)), profile, ignored, named))


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
    assert "ambiguous-verb" not in rules(hints(TEXT, ambiguous_verb="off"))


def test_a_rule_can_have_another_level_and_the_profile_goes_by_that():
    raised = hints(TEXT, "quiet", physics_filler="warning")
    assert rules(raised) == ["conflicting-motion", "ambiguous-verb", "physics-filler"]
    assert raised[-1].severity == "warning"
    assert "ambiguous-verb" not in rules(hints(TEXT, "normal", ambiguous_verb="hint"))
    assert "ambiguous-verb" in rules(hints(TEXT, "strict", ambiguous_verb="hint"))


def test_a_level_that_a_file_has_wrong_is_no_level():
    assert rules(hints(TEXT, ambiguous_verb="loud")) == rules(hints(TEXT))


def test_levels_are_read_from_pairs_and_what_is_unknown_is_named():
    assert levels_of(["ambiguous-verb=off", "poor-record=default"]) == {"ambiguous-verb": "off"}
    with pytest.raises(BadInput, match=r"no rule 'speed'.*ambiguous-verb"):
        levels_of(["speed=off"])
    with pytest.raises(BadInput, match=r"'loud' is no level for poor-record.*warning"):
        levels_of(["poor-record=loud"])


def test_what_is_ignored_in_the_project_is_ignored_wherever_it_stands():
    text = "A girl throws a ball. An old man throws a stone at dusk."
    first, second = hints(text)
    ignored = frozenset({word_key(first, text)})
    assert hints(text, ignored=ignored) == []
    assert hints("Someone Throws a stone", ignored=ignored) == []
    assert word_key(first, text) == word_key(second, text)


def test_an_ignored_hint_is_there_as_long_as_its_words_and_their_neighbours_are():
    text = "A girl throws a ball in the park. An old man throws a stone at dusk."
    (_, second) = hints(text)
    key, words = fingerprint(second, text), "throws"
    assert is_there(key, second.rule, second.cause, words, "Rain. " + text)
    assert not is_there(key, second.rule, second.cause, words, text.replace("stone", "net"))
    assert not is_there(key, second.rule, second.cause, words, "")
    assert is_there(word_key(second, text), second.rule, None, words, "He Throws it")


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
        key = fingerprint(hint, text)
        assert len(key) == 16
        words = text[hint.span.start : hint.span.end]
        assert is_there(key, hint.rule, hint.cause, words, text)
        assert sum(f.preferred for f in hint.fixes) <= 1
        for chosen in hint.fixes:
            assert chosen.shots or chosen.plan or fix.apply(text, chosen) != text
