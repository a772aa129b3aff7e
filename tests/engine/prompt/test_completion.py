"""What is offered while a word is typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.prompt.completion import complete
from engine.prompt.snippets import Snippet

SNIPPETS = (
    Snippet("Static camera", "static camera, eye level", ("camera",)),
    Snippet("Soft light", "soft window light", ("light",)),
    Snippet("缓慢推近", "镜头缓慢推近", ()),
)


def offered(text: str) -> list[str]:
    """Titles at the bar, or at the end."""
    at = text.index("|") if "|" in text else len(text)
    return [offer.title for offer in complete(text.replace("|", ""), at, SNIPPETS)]


def taken(text: str, title: str) -> str:
    """The text after an offer at its end was taken."""
    offer = next(offer for offer in complete(text, len(text), SNIPPETS) if offer.title == title)
    (start, end), words = offer.edit
    return text[:start] + words + text[end:]


def test_directions_that_fit_the_verb_come_first():
    assert offered("A man throws a ball to")[:2] == ["to the right", "to the left"]
    assert taken("A man throws a ball to", "to the right") == "A man throws a ball to the right"


def test_a_phrase_goes_on_from_where_it_was_begun():
    text = "A man throws a ball to the ri"
    assert taken(text, "to the right") == "A man throws a ball to the right"
    assert taken("A dog runs at a br", "at a brisk pace") == "A dog runs at a brisk pace"


def test_a_later_word_of_a_direction_finds_it_too():
    assert taken("A man throws a ball ri", "to the right") == "A man throws a ball to the right"


def test_a_direction_that_is_said_is_not_offered_again():
    assert "to the left" not in offered("A man throws a ball to the right, to")


def test_an_activity_is_offered_its_meanings():
    assert any("squat" in title for title in offered("A woman is doing exercises, sq"))


def test_words_about_speed_need_something_that_moves():
    assert "slowly" in offered("A dog runs sl")
    assert "slowly" not in offered("A dog in the grass, sl")


def test_moves_of_the_camera_begin_a_clause():
    assert taken("A dog runs, camera pa", "camera pans to the left") == (
        "A dog runs, camera pans to the left"
    )
    assert "camera pans to the left" in offered("A dog runs. The camera pa")
    assert not any(title.startswith("camera") for title in offered("A man in a ca"))


def test_snippets_are_offered_by_name_and_put_with_the_right_commas():
    assert taken("A dog runs. Sta", "Static camera") == "A dog runs. Static camera, eye level."
    assert taken("A dog runs, sof", "Soft light") == "A dog runs, soft window light"
    assert taken("A dog runs sof", "Soft light") == "A dog runs, soft window light"


def test_two_letters_are_enough_where_a_clause_begins_and_three_elsewhere():
    assert "Soft light" in offered("So")
    assert "Soft light" not in offered("A man in so")
    assert "Soft light" in offered("A man in sof")


@pytest.mark.parametrize(
    "text", ["", "A", "A dog r", "A dog runs ", "A dog runs,", "sl|owly", "12"]
)
def test_nothing_is_offered_without_two_letters_before_the_caret(text):
    assert offered(text) == []


def test_the_capital_that_was_typed_stays():
    assert taken("A dog runs. Camera pa", "camera pans to the left").endswith(
        ". Camera pans to the left"
    )


def test_chinese_is_offered_by_its_last_characters():
    text = "一只狗奔跑，镜头缓慢"
    assert taken(text, "缓慢推近") == "一只狗奔跑，镜头缓慢推近"
    assert taken(text, "镜头缓慢拉远") == "一只狗奔跑，镜头缓慢拉远"


def test_the_same_words_are_offered_once():
    titles = offered("A dog runs, sta")
    assert [title.casefold() for title in titles].count("static camera") == 1


WORDS = """
A dog runs throws ball to the ri sl at camera pans , . Static 镜头 缓慢 🎬 st ca
"""


@given(
    st.one_of(
        st.lists(st.sampled_from([*WORDS.split(), "\n", "\ud800"])).map(" ".join),
        st.text(max_size=80),
    ),
    st.data(),
)
def test_every_offer_of_any_text_is_an_edit_inside_it(text, data):
    caret = data.draw(st.integers(-1, len(text) + 1))
    offers = complete(text, caret, SNIPPETS)
    assert len(offers) <= 6
    for offer in offers:
        (start, end), words = offer.edit
        assert 0 <= start <= end <= len(text)
        assert words.strip()
        assert text[:start] + words + text[end:] != text


def test_a_long_prompt_is_not_read_from_its_start():
    text = "A man throws a ball. " * 5_000 + "A dog runs to"
    assert offered(text)[0] in ("to the right", "to the left")
