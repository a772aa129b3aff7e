"""Which very weights a model is: the same for a copy, another for other weights."""

import os
import shutil
from pathlib import Path

import pytest

from engine.models.fingerprint import fingerprint
from engine.models.record import Model, Part
from engine.models.scan import model_at
from tests.helpers.weights import NETWORKS, safetensors


@pytest.fixture
def file(tmp_path):
    return safetensors(tmp_path / "wan.safetensors", NETWORKS["wan 1.3b"])


def folder(path: Path) -> Model:
    for name in ("transformer/a.safetensors", "vae/b.safetensors"):
        (path / name).parent.mkdir(parents=True)
        (path / name).write_bytes(name.encode() * 9)
    parts = tuple(
        Part(name, "X", (file,), 1, 1)
        for name, file in (
            ("vae", "vae/b.safetensors"),
            ("transformer", "transformer/a.safetensors"),
        )
    )
    return Model(path, path.name, "diffusers", "wan-2.1", parts=parts)


def test_a_copy_under_another_name_is_the_same_model(file, tmp_path):
    copy = shutil.copy(file, tmp_path / "renamed.safetensors")
    first = fingerprint(model_at(file))
    assert len(first) == 64
    assert fingerprint(model_at(Path(copy))) == first


def test_other_weights_behind_the_same_header_are_another_model(file):
    first = fingerprint(model_at(file))
    with file.open("r+b") as stream:
        stream.seek(-1, os.SEEK_END)
        stream.write(b"\x01")
    assert fingerprint(model_at(file)) != first


def test_every_part_of_a_folder_counts(tmp_path):
    first = fingerprint(folder(tmp_path / "a"))
    other = folder(tmp_path / "b")
    assert fingerprint(other) == first
    (tmp_path / "b/vae/b.safetensors").write_bytes(b"other")
    assert fingerprint(other) != first


def test_it_is_read_once_until_a_file_changes(file, tmp_path, monkeypatch):
    memory = tmp_path / "cache" / "known.json"
    model = model_at(file)
    first = fingerprint(model, memory)
    monkeypatch.setattr("engine.models.fingerprint._hashed", lambda files: "read again")
    assert fingerprint(model, memory) == first
    os.utime(file, ns=(1, 1))
    assert fingerprint(model, memory) == "read again"


@pytest.mark.parametrize("text", ["", "[1]", '{"a": 1}', '{"a": ["b"]}'])
def test_a_damaged_memory_costs_only_time(file, tmp_path, text):
    memory = tmp_path / "known.json"
    memory.write_text(text)
    assert fingerprint(model_at(file), memory) == fingerprint(model_at(file))


def test_a_model_that_is_gone_has_none(tmp_path):
    model = folder(tmp_path / "a")
    shutil.rmtree(tmp_path / "a" / "vae")
    assert fingerprint(model) == ""
