"""A proposal beside the prompt: what is new is marked, and only a sound one can be taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from widgets.prompt.expansion_view import ExpansionView, WriterRow, changes

OWN = "A ball rolls."
RICH = "A red ball rolls."


@pytest.fixture
def view(qtbot):
    view = ExpansionView()
    qtbot.addWidget(view)
    view.set_prompt(OWN, "Wan 2.2")
    view.set_writers((WriterRow("a", "Nemo"), WriterRow("b", "Qwen")), "b")
    view.show()
    return view


def test_what_is_new_and_what_is_gone_are_told_word_by_word():
    left, right = changes("A ball rolls fast.", "A red ball rolls.")
    assert [text.strip() for kind, text in left if kind == "gone"] == ["fast"]
    assert [text.strip() for kind, text in right if kind == "added"] == ["red"]


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_letter_of_either_text_is_lost(before, after):
    left, right = changes(before, after)
    assert "".join(text for _, text in left) == before
    assert "".join(text for _, text in right) == after


def test_a_sound_proposal_is_taken(view, qtbot):
    view.show_working("Writing…")
    for piece in RICH.split(" "):
        view.add_text(piece + " ")
    view.show_proposal(RICH, ())
    with qtbot.waitSignal(view.accepted_text) as taken:
        qtbot.mouseClick(view._accept, Qt.MouseButton.LeftButton)
    assert taken.args == [RICH]


def test_a_rejected_one_says_why_and_cannot_be_taken(view):
    view.show_proposal("A ball flies.", ("“rolls” is gone.", "It adds “flies”."))
    assert not view._accept.isEnabled()
    assert "“rolls” is gone." in view._said.text()
    assert "It adds “flies”." in view._said.text()
    view.show_proposal(RICH, ())
    assert view._accept.isEnabled()


def test_the_chosen_model_writes_and_is_stopped_with_one_button(view, qtbot):
    with qtbot.waitSignal(view.write_wanted) as asked:
        qtbot.mouseClick(view._go, Qt.MouseButton.LeftButton)
    assert asked.args == ["b"]
    view.show_working("Writing…")
    assert not view._accept.isEnabled()
    with qtbot.waitSignal(view.stop_wanted):
        qtbot.mouseClick(view._go, Qt.MouseButton.LeftButton)
    view.show_stopped("Stopped.")
    assert not view.working


def test_without_a_model_it_says_what_to_get(view):
    view.set_writers((), "")
    assert view._nothing.isVisible()
    assert not view._go.isEnabled()
    assert view._folder.isEnabled()
