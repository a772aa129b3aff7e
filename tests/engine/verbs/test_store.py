"""The verb book keeps what it was told, once, and takes nothing from strangers unread."""

import json
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import BadInput, StorageProblem, TooNew
from engine.records import Evidence
from engine.verbs.store import VerbBook


@pytest.fixture
def book(tmp_path):
    with VerbBook(tmp_path / "verbs.db") as opened:
        yield opened


def evidence(verb="roll", take="t1", model="m", held=True, faults=()):
    return Evidence(verb, model, take, held, 4, 5, faults, True)


def test_a_take_that_is_rated_again_counts_once(book):
    book.record([evidence(held=True)], take="t1")
    book.record([evidence(held=False)], take="t1")
    assert (book.verdict("roll", "m").held, book.verdict("roll", "m").takes) == (0, 1)


def test_a_rating_that_is_taken_back_leaves_nothing(book):
    book.record([evidence()], take="t1")
    book.record([], take="t1")
    assert book.verdict("roll", "m").word == "untested"


def test_models_are_kept_apart(book):
    book.record([evidence(model="a", take=str(1))], take="1")
    book.record([evidence(model="b", take=str(2), held=False)], take="2")
    assert book.book_for("a")["roll"].held == 1
    assert book.book_for("b")["roll"].held == 0
    assert book.models() == ("a", "b")


def test_the_list_for_any_model_speaks_for_each(book):
    book.put_on_list("pour", "", "avoid")
    assert book.book_for("anything")["pour"].word == "avoid"
    book.put_on_list("pour", "", "untested")
    assert book.book_for("anything") == {}


def test_the_book_is_there_after_it_is_closed(tmp_path):
    with VerbBook(tmp_path / "v.db") as book:
        book.record([evidence()], take="t1")
    with VerbBook(tmp_path / "v.db") as book:
        assert book.evidence() == (evidence(),)


@pytest.mark.parametrize("suffix", [".json", ".csv"])
def test_an_exported_book_can_be_imported(tmp_path, book, suffix):
    items = [evidence(faults=("gravity", "pop")), evidence("=cmd()", "t2", "模型")]
    for item in items:
        book.record([item], take=item.take)
    assert book.export(tmp_path / f"out{suffix}") == 2
    with VerbBook(tmp_path / "other.db") as other:
        assert other.load(tmp_path / f"out{suffix}") == 2
        assert set(other.evidence()) == set(items)
        assert other.load(tmp_path / f"out{suffix}") == 0


def test_a_spreadsheet_runs_nothing_from_an_exported_book(tmp_path, book):
    book.record([evidence("=HYPERLINK(1)")], take="t1")
    book.export(tmp_path / "out.csv")
    assert ",=" not in (tmp_path / "out.csv").read_text()


def test_two_books_become_one(tmp_path, book):
    book.record([evidence(take="t1")], take="t1")
    with VerbBook(tmp_path / "other.db") as other:
        other.record([evidence(take="t1", held=False)], take="t1")
        other.record([evidence(take="t2")], take="t2")
        other.put_on_list("pour", "", "avoid")
    assert book.merge(tmp_path / "other.db") == 1
    assert book.verdict("roll", "m").held == 2, "what was known stays"
    assert book.listed() == {("pour", ""): "avoid"}


REFUSED = {
    "not json": ("a.json", "{"),
    "no rows": ("a.json", '{"schema": 1, "evidence": 5}'),
    "a row that is none": ("a.json", '{"schema": 1, "evidence": [7]}'),
    "no verb": ("a.json", '{"schema": 1, "evidence": [{"model": "m", "take": "t"}]}'),
    "a rating of 9": (
        "a.json",
        '{"schema": 1, "evidence": [{"verb": "v", "model": "m", "take": "t", "physics": 9}]}',
    ),
    "an unknown word": ("a.json", '{"schema": 1, "listed": [{"verb": "v", "word": "fine"}]}'),
    "another table": ("a.csv", "name,age\nx,1\n"),
}


@pytest.mark.parametrize(("name", "text"), REFUSED.values(), ids=REFUSED.keys())
def test_a_bad_file_changes_nothing_and_is_named(tmp_path, book, name, text):
    (tmp_path / name).write_text(text)
    with pytest.raises(BadInput, match=name):
        book.load(tmp_path / name)
    assert book.evidence() == ()


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(tmp_path_factory, content):
    folder = tmp_path_factory.mktemp("fuzz")
    (folder / "x.csv").write_bytes(content)
    with VerbBook(folder / "v.db") as book, pytest.raises(BadInput):
        book.load(folder / "x.csv")


def test_a_corrupt_book_is_named_and_left_alone(tmp_path):
    path = tmp_path / "verbs.db"
    path.write_bytes(b"this is no database" * 100)
    before = path.read_bytes()
    with pytest.raises(StorageProblem, match=r"verbs\.db"):
        VerbBook(path)
    assert path.read_bytes() == before


def test_a_book_of_a_newer_version_is_refused(tmp_path):
    path = tmp_path / "verbs.db"
    VerbBook(path).close()
    with sqlite3.connect(path) as db:
        columns = "(migration_set, name, applied_at)"
        db.execute(f"insert into _sqlite_migrations {columns} values ('verb-book', 'm999', 'now')")
    db.close()
    with pytest.raises(TooNew):
        VerbBook(path)


def test_the_final_tables_are_these(tmp_path):
    path = tmp_path / "verbs.db"
    VerbBook(path).close()
    db = sqlite3.connect(path)
    columns = {
        table: [row[1] for row in db.execute(f"pragma table_info({table})")]
        for table in ("evidence", "listed")
    }
    db.close()
    assert columns == json.loads(
        '{"evidence": ["take", "verb", "model", "held", "adherence", "physics", "faults",'
        ' "brushed", "recorded"], "listed": ["verb", "model", "word", "note"]}'
    )
