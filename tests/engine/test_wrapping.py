"""Words in rows."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from engine.wrapping import wrapped

WORDS = st.lists(st.text("abc", min_size=1, max_size=9), max_size=30)


@given(WORDS, st.integers(1, 20), st.integers(1, 5))
def test_no_word_is_lost_and_no_row_but_the_last_is_longer_than_it_has_to_be(words, room, most):
    rows = wrapped(" ".join(words), lambda row: len(row) <= room, most)
    assert " ".join(rows).split() == words
    assert len(rows) <= most
    for row, following in pairwise(rows):
        assert len(row) <= room or " " not in row
        assert len(f"{row} {following.split()[0]}") > room


def test_what_fits_has_one_row():
    assert wrapped("as  short as can be", lambda _: True, 3) == ["as short as can be"]
    assert wrapped("", lambda _: False, 3) == []
