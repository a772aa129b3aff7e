"""What the English parser adds to the tables. It is a real model: loaded once for the module."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.prompt.parser import Parser, load
from engine.prompt.reading import read
from engine.prompt.words import split_words


@pytest.fixture(scope="module")
def parser() -> Parser:
    return load()


def verbs(text: str, parser: Parser | None) -> list[str]:
    return [action.verb for action in read(text, parser=parser).actions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # telegraphic captions, which the parser alone takes for nouns
        ("Sled slides down the hill", ["slide"]),
        ("Pushpin skates across a glossy desk surface.", ["skate"]),
        ("dog jumps over the fence", ["jump"]),
        # predicates that the tables alone doubt
        ("An alien world with rivers that flow into the sky", ["flow"]),
        # nouns that only look like verbs
        ("An elephant blasts water at a tree, creating splashes.", ["blast"]),
        ("A black rotating platform stands on the table.", []),
        ("A woman in a park wears a red dress.", []),
    ],
)
def test_tables_and_parser_agree_on_what_happens(parser, text, expected):
    assert verbs(text, parser) == expected


def test_every_word_gets_the_parsers_view_of_it(parser):
    words = split_words("A close-up of a man's hand. It's waving!")
    tokens = parser.parse(words)
    assert len(tokens) == len(words.low)
    assert tokens[words.low.index("waving")].tag == "VBG"
    assert tokens[words.low.index("hand")].tag == "NN"


def test_a_word_depends_on_a_word_of_its_own_sentence(parser):
    words = split_words("A dog runs. A very small cat sleeps on it.")
    tokens = parser.parse(words)
    cat = words.low.index("cat")
    assert tokens[cat].dep == "nsubj"
    assert words.low[tokens[cat].head] == "sleeps"


def test_a_sentence_is_read_alike_alone_and_among_others(parser):
    alone = split_words("The crab darts across the sand.")
    among = split_words("A man waves. The crab darts across the sand. Waves roll in.")
    first = among.low.index("the")
    tags = [token.tag for token in parser.parse(among)]
    assert tags[first : first + len(alone.low)] == [t.tag for t in parser.parse(alone)]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_any_text_can_be_parsed_and_offsets_stay_inside(parser, text):
    reading = read(text, parser=parser)
    for action in reading.actions:
        assert 0 <= action.span.start < action.span.end <= len(text)
    for part in reading.parts:
        assert 0 <= part.span.start < part.span.end <= len(text)


def test_half_a_surrogate_and_a_text_without_full_stops_are_parsed(parser):
    assert "run" in verbs("A dog \ud83d runs to the left", parser)
    assert len(read("a man walks and " * 500, parser=parser).actions) > 100
