"""Code points and UTF-16 places name the same letters, whatever the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from widgets.common.offsets import Change, Offsets, as_document, utf16_length

texts = st.text(
    st.one_of(
        st.sampled_from("ab \n\r😀é\u0301字\xa0\u2028\u2029\ufeff\ud83d"),
        st.characters(),
    ),
    max_size=40,
)


def document_of(text):
    document = QTextDocument()
    document.setPlainText(as_document(text))
    return document


def selected(document, start, end):
    cursor = QTextCursor(document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText().replace("\u2029", "\n").replace("\xa0", " ")


@given(texts)
def test_a_document_gives_every_text_back_as_foreseen(qapp, text):
    assert document_of(text).toPlainText() == as_document(text)


@given(texts, st.integers(0, 40), st.integers(0, 40))
def test_a_span_of_code_points_selects_the_same_words_in_a_document(qapp, text, one, other):
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    text = text.lstrip("\ufeff\ufffe")
    offsets = Offsets(text)
    chosen = selected(document_of(text), offsets.position(start), offsets.position(end))
    wanted = "".join(as_document(text[:end])[len(as_document(text[:start])) :])
    if not text[:start].endswith("\r") and not text[:end].endswith("\r"):
        assert chosen == wanted


@given(texts)
def test_there_and_back_is_the_same_place(text):
    offsets = Offsets(text)
    assert offsets.position(len(text)) == utf16_length(as_document(text))
    for index in range(len(text) + 1):
        position = offsets.position(index)
        assert offsets.position(offsets.index(position)) == position


@pytest.mark.parametrize(
    ("text", "index", "position"),
    [
        ("dog runs", 4, 4),
        ("😀 dog", 2, 3),
        ("👨‍👩‍👧 runs", 6, 9),
        ("cafe\u0301 runs", 6, 6),
        ("one\r\ntwo", 5, 4),
        ("\ufeffdog", 1, 0),
        ("dog", 99, 3),
    ],
)
def test_known_places(text, index, position):
    assert Offsets(text).position(index) == position


@pytest.mark.parametrize(
    ("old", "new", "place", "where"),
    [
        ("a dog runs", "a big dog runs", (6, 10), (10, 14)),
        ("a dog runs", "a dog runs fast", (6, 10), (6, 10)),
        ("a dog runs", "a dog walks", (6, 10), None),
        ("a dog runs", "😀 a dog runs", (6, 10), (9, 13)),
        ("a dog runs", "a dog runs", (6, 10), (6, 10)),
    ],
)
def test_a_place_moves_with_what_changed_around_it(old, new, place, where):
    assert Change(old, new).map(*place) == where
