"""Sentences in which nothing moves are found and taken out whole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from engine.prompt import fix
from engine.prompt.reading import read
from engine.prompt.still import cuts, sentences, still_sentences
from engine.records import Fix, Span


def test_a_sentence_ends_at_its_stop_or_at_its_line_and_not_in_a_number():
    text = "A lens at f/1.8. It rains!\n她笑了。狗跑"
    assert [text[a:b] for a, b in sentences(text)] == [
        "A lens at f/1.8.",
        "It rains!",
        "她笑了。",
        "狗跑",
    ]


def test_still_is_what_no_action_needs():
    text = "The dog jumps over the wall. Soft morning light, muted colours. It lands on the grass."
    assert [text[a:b] for a, b in still_sentences(read(text))] == [
        "Soft morning light, muted colours."
    ]


def test_a_sentence_that_names_who_acts_is_kept():
    text = "An old dog with grey fur and a torn ear, in a wide valley. It jumps over the wall."
    assert still_sentences(read(text)) == ()


def test_what_is_cut_leaves_one_blank_between_the_rest_and_none_at_the_end():
    text = "One. Two. Three. Four. "
    found = sentences(text)
    assert fix.apply(text, Fix("", cuts(text, found[1:2]))) == "One. Three. Four. "
    assert fix.apply(text, Fix("", cuts(text, found[1:3]))) == "One. Four. "
    assert fix.apply(text, Fix("", cuts(text, found[2:]))) == "One. Two."
    assert fix.apply(text, Fix("", cuts(text, found))) == ""


@given(st.text("ab.!? \n。", max_size=60), st.sets(st.integers(0, 8)))
def test_any_sentences_of_any_text_can_be_cut(text: str, chosen: set[int]):
    found = sentences(text)
    gone: tuple[Span, ...] = tuple(s for k, s in enumerate(found) if k in chosen)
    shorter = fix.apply(text, Fix("", cuts(text, gone)))
    kept = [text[a:b] for k, (a, b) in enumerate(found) if k not in chosen]
    assert "".join(shorter.split()) == "".join("".join(kept).split())
