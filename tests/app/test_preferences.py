"""Settings are a readable file; a damaged one never keeps the window from opening."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.preferences import Preferences


def test_preferences_are_the_same_after_a_file(tmp_path):
    before = Preferences(theme="light", levels={"ambiguous-verb": "off"}, last_project="/a/ü")
    before.save(tmp_path / "s.json")
    assert Preferences.load(tmp_path / "s.json") == before


def test_a_missing_file_gives_the_defaults(tmp_path):
    assert Preferences.load(tmp_path / "none.json") == Preferences()


@given(st.binary(max_size=200))
def test_any_file_gives_preferences(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("p") / "s.json"
    path.write_bytes(content)
    assert isinstance(Preferences.load(path), Preferences)


@pytest.mark.parametrize(
    "text",
    [
        '{"theme": 5}',
        '{"levels": "all"}',
        '{"levels": {"a": 1}}',
        '{"theme": {}}',
        '{"unknown": 1}',
        "[]",
    ],
)
def test_a_value_of_the_wrong_kind_falls_back_to_its_default(tmp_path, text):
    (tmp_path / "s.json").write_text(text)
    assert Preferences.load(tmp_path / "s.json") == Preferences()


def test_rules_that_an_older_version_had_off_are_off(tmp_path):
    (tmp_path / "s.json").write_text('{"rules_off": ["poor-record"]}')
    assert Preferences.load(tmp_path / "s.json").levels == {"poor-record": "off"}


def test_a_folder_that_cannot_be_written_costs_only_the_memory(tmp_path):
    (tmp_path / "file").write_text("in the way")
    Preferences().save(tmp_path / "file" / "s.json")
    assert (tmp_path / "file").read_text() == "in the way"
