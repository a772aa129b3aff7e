"""What can be made again is kept, whole or not at all, and never in the way."""

import errno
from pathlib import Path

import pytest

from engine.models import ledger


def test_entries_are_kept_the_newest_last_and_not_too_many(tmp_path):
    path = tmp_path / "cache" / "kept.json"
    for name in ("a", "b", "c", "a"):
        ledger.put(path, name, [name], 2)
    assert list(ledger.entries(path).items()) == [("c", ["c"]), ("a", ["a"])]
    assert ledger.entries(path, version=2) == {}


def test_a_disk_that_fills_up_costs_nothing_that_was_there_and_leaves_nothing(
    tmp_path, monkeypatch
):
    path = tmp_path / "kept.json"
    ledger.put(path, "a", 1, 9)

    def full(file, text, **how):
        file.write_bytes(b'{"ver')
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    ledger.put(path, "b", 2, 9)
    assert ledger.entries(path) == {"a": 1}
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("text", ["", "[]", "{}", "[" * 9_999, '{"version": 1, "entries": [3]}'])
def test_what_is_damaged_is_as_if_it_were_not_there(tmp_path, text):
    path = tmp_path / "kept.json"
    path.write_text(text)
    assert ledger.entries(path) == {}
    ledger.put(path, "a", 1, 9)
    assert ledger.entries(path) == {"a": 1}
