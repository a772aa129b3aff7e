"""The person's own pieces: the file, how they are put into a prompt, and what became of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import BadInput
from engine.prompt.snippets import (
    Made,
    Record,
    Snippet,
    load,
    placed,
    records_of,
    remove,
    save,
    search,
    snippet,
)
from engine.records import Rating

EYE = "static camera, eye level"
GOOD, BAD = Rating(5, 4), Rating(5, 2)


@pytest.fixture
def file(tmp_path) -> Path:
    return tmp_path / "config" / "snippets.json"


def names(file: Path) -> list[str]:
    return [known.name for known in load(file).snippets]


def text_of(file: Path, name: str) -> str:
    return next(known.text for known in load(file).snippets if known.name == name)


def put(text: str, words: str = EYE) -> str:
    """The text with the words at the bar, or in place of what is between two bars."""
    start, end = text.index("|"), text.rindex("|")
    plain = text.replace("|", "")
    edit = placed(plain, start, max(start, end - 1), words)
    return plain[: edit.span.start] + edit.text + plain[edit.span.end :]


# --- the file ------------------------------------------------------------------------------------


def test_without_a_file_there_is_the_shipped_set(file):
    library = load(file)
    assert len(library.snippets) >= 25
    assert library.problem is None
    assert {"camera", "framing", "pose", "ending", "light"} <= {
        tag for known in library.snippets for tag in known.tags
    }


def test_a_snippet_that_was_saved_is_there_again(file):
    save(file, snippet("  My  lamp ", "lit by\none lamp ", ["Light", "light"]))
    assert Snippet("My lamp", "lit by one lamp", ("light",)) in load(file).snippets


def test_a_shipped_snippet_can_be_changed_renamed_removed_and_brought_back(file):
    shipped = load(file).snippets
    first = next(known for known in shipped if known.name == "Overcast")
    save(file, snippet("Overcast", "flat grey daylight"), before="Overcast")
    assert text_of(file, "Overcast") == "flat grey daylight"
    save(file, snippet("Grey", "flat grey daylight"), before="Overcast")
    assert "Overcast" not in names(file)
    remove(file, "Grey")
    assert "Grey" not in names(file)
    save(file, first)
    assert load(file).snippets == shipped


def test_two_snippets_never_have_one_name(file):
    with pytest.raises(BadInput, match="OVERCAST"):
        save(file, snippet("OVERCAST", "grey"))
    assert not file.exists()


def test_what_verbench_does_not_know_of_stays_in_the_file(file):
    file.parent.mkdir()
    entry = {"name": "Mine", "text": "my words", "colour": "red"}
    file.write_text(json.dumps({"snippets": [entry], "owner": "me"}))
    save(file, snippet("Other", "other words"))
    data = json.loads(file.read_text())
    assert data["owner"] == "me"
    assert data["snippets"][0] == entry


BROKEN = """{
  "schema": 1,
  "snippets": [
    {"name": "First", "text": "the first"},
    {"name": "Second", "text": the second},
    {"name": "Third", "text": "the third"}
  ]
}
"""


def test_a_broken_line_is_named_and_the_rest_still_works(file):
    file.parent.mkdir()
    file.write_text(BROKEN)
    library = load(file)
    assert {"First", "Third", "Overcast"} <= set(names(file))
    assert "Second" not in names(file)
    assert isinstance(library.problem, BadInput)
    assert str(library.problem).startswith("snippets.json, line 5: ")


def test_a_broken_file_is_never_written_over(file):
    file.parent.mkdir()
    file.write_text(BROKEN)
    for act in (lambda: save(file, snippet("New", "new words")), lambda: remove(file, "First")):
        with pytest.raises(BadInput, match="line 5"):
            act()
    assert file.read_text() == BROKEN


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ('{"name": "A"}', "line 3: a snippet needs a name and a text"),
        ('{"name": "", "text": "a"}', "line 3: A name of 1 to 80"),
        ('{"name": "A", "text": "  "}', "line 3: ‘A’ needs 1 to 2000"),
        ('{"name": "A", "text": "a", "tags": "x"}', "line 3: the tags of ‘A’"),
        ("5", "line 3: this is no snippet"),
    ],
)
def test_an_entry_that_is_none_is_named_by_its_line_and_kept_in_the_file(file, entry, said):
    file.parent.mkdir()
    file.write_text('{"snippets": [\n {"name": "Good", "text": "good"},\n ' + entry + "\n]}")
    assert said in str(load(file).problem)
    assert "Good" in names(file)
    save(file, snippet("New", "new words"))
    assert json.loads(entry) in json.loads(file.read_text())["snippets"]


def test_half_a_character_in_the_file_is_named_and_left_alone(file):
    file.parent.mkdir()
    written = '{"snippets": [\n{"name": "A", "text": "\\ud800"}]}'
    file.write_text(written)
    assert "line 2: The text holds half a character" in str(load(file).problem)
    with pytest.raises(BadInput, match="line 2"):
        save(file, snippet("New", "new words"))
    assert file.read_text() == written


@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_any_file_gives_a_library(tmp_path_factory, content):
    file = tmp_path_factory.mktemp("s") / "snippets.json"
    file.write_bytes(content)
    library = load(file)
    assert len(library.snippets) >= 25 or library.problem is not None
    assert library.problem is None or "\n" not in str(library.problem)


@given(st.data())
def test_snippets_around_any_broken_line_are_kept(tmp_path_factory, data):
    lines = BROKEN.replace("the second}", '"the second"}').splitlines(keepends=True)
    row = data.draw(st.integers(3, 5))
    cut = data.draw(st.integers(5, len(lines[row]) - 6))
    lines[row] = lines[row][:cut] + "\n"
    file = tmp_path_factory.mktemp("s") / "snippets.json"
    file.write_text("".join(lines))
    others = {"First", "Second", "Third"} - {("First", "Second", "Third")[row - 3]}
    # an unclosed text can swallow the beginning of the line behind it, and no more
    assert len(others & set(names(file))) >= 1
    assert load(file).problem is not None


# --- finding -------------------------------------------------------------------------------------


def test_a_snippet_is_found_by_name_tag_words_and_initials(file):
    def first(query: str) -> str:
        return search(load(file).snippets, query)[0].name

    assert first("static") == "Static camera"
    assert first("slpi") == "Slow push-in"
    assert first("window left") == "Soft window light"
    assert first("固定") == "固定机位"
    assert {"Close-up", "Full shot"} <= {s.name for s in search(load(file).snippets, "framing")}
    assert search(load(file).snippets, "zebra") == ()
    assert len(search(load(file).snippets, "")) == len(load(file).snippets)


# --- into the prompt -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("|", "Static camera, eye level"),
        ("A dog runs|", "A dog runs, static camera, eye level"),
        ("A dog runs |", "A dog runs, static camera, eye level"),
        ("A dog runs, |", "A dog runs, static camera, eye level"),
        ("A dog runs|.", "A dog runs, static camera, eye level."),
        ("A dog runs.|", "A dog runs. Static camera, eye level."),
        ("A dog runs. |", "A dog runs. Static camera, eye level."),
        ("A dog runs.\n|", "A dog runs.\nStatic camera, eye level."),
        ("|A dog runs", "Static camera, eye level. A dog runs"),
        ("|a dog runs", "Static camera, eye level, a dog runs"),
        ("A dog ru|ns", "A dog runs, static camera, eye level"),
        ("A dog in |", "A dog in static camera, eye level"),
        ("A dog runs, |low angle|", "A dog runs, static camera, eye level"),
        ("A dog |in grass| runs", "A dog static camera, eye level runs"),
        ("A dog (|)", "A dog (static camera, eye level)"),
    ],
)
def test_words_are_put_with_the_right_commas_spaces_and_capitals(text, becomes):
    assert put(text) == becomes


def test_chinese_words_are_put_with_chinese_commas():
    assert put("一只狗奔跑|", "固定机位") == "一只狗奔跑，固定机位"
    assert put("一只狗奔跑。|", "固定机位") == "一只狗奔跑。固定机位。"


def test_a_capital_goes_where_it_is_no_name():
    assert put("A dog, |", "Static camera") == "A dog, static camera"
    assert put("A dog, |", "Anna smiles") == "A dog, Anna smiles"


@given(st.text(max_size=60), st.integers(-2, 70), st.integers(-2, 70), st.text(min_size=1))
def test_any_place_of_any_text_takes_any_words(text, start, end, words):
    edit = placed(text, min(start, end), max(start, end), words)
    assert 0 <= edit.span.start <= edit.span.end <= len(text)
    assert words.strip()[1:] in edit.text
    removed = text[edit.span.start : edit.span.end]
    if start == end:
        assert not removed.strip(), "a caret takes nothing but spaces away"


# --- how it went ---------------------------------------------------------------------------------


def test_takes_are_counted_where_their_prompt_holds_the_words():
    known = (Snippet("Static", EYE), Snippet("Pan", "pan"))
    takes = [
        Made("A dog runs, Static  camera, eye level.", "wan", GOOD),
        Made("A dog runs, static camera, eye level", "wan", BAD),
        Made("A dog runs, static camera, eye level", "wan", None),
        Made("Static camera, eye level. A pancake.", "ltx", Rating(5, 5, frozenset({"pop"}))),
    ]
    assert records_of(known, takes) == {"Static": (Record("wan", 3, 2, 1), Record("ltx", 1, 1, 0))}
