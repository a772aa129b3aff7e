"""The scan finds models wherever they lie, says what it left out, and reads nothing twice."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from engine.errors import BadInput, Cancelled
from engine.models import scan as scanning
from engine.models.places import Place
from engine.models.record import Model, Skipped, from_json, to_json
from engine.models.scan import model_at, scan
from tests.helpers import weights
from tests.helpers.weights import NETWORKS


def found(*places: Path, **more) -> tuple[list[Model], list[Skipped]]:
    entries = list(scan([Place(path) for path in places], **more))
    return [e for e in entries if isinstance(e, Model)], [
        e for e in entries if isinstance(e, Skipped)
    ]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    top = tmp_path / "models"
    weights.pipeline(top / "wan folder")
    weights.safetensors(top / "loras" / "style.safetensors", weights.lora({"blocks.0.ffn.0": 5120}))
    weights.gguf(top / "gguf" / "umt5.gguf", {"token_embd.weight": (256384, 4096)})
    for number in (1, 2):
        name = f"big-0000{number}-of-00002.safetensors"
        weights.safetensors(top / "shards" / name, NETWORKS["hunyuan"])
    (top / "notes.txt").write_text("not weights")
    return top


def test_every_kind_of_model_is_found_once(store):
    models, skipped = found(store)
    assert [(model.name, model.kind, model.family) for model in models] == [
        ("umt5", "single", ""),
        ("style", "single", "wan-2.1"),
        ("big", "shards", "hunyuanvideo"),
        ("wan folder", "diffusers", "wan-2.1"),
    ]
    assert skipped == []


def test_a_place_inside_another_is_looked_at_once(store):
    assert len(found(store, store / "loras")[0]) == 4


def test_models_come_as_they_are_found(store):
    stream = scan([Place(store)])
    assert isinstance(next(stream), Model)
    stream.close()


def test_a_folder_that_is_not_there_is_said(tmp_path):
    models, skipped = found(tmp_path / "gone")
    assert models == []
    assert "is no folder" in skipped[0].problem.message


def test_pickles_and_broken_files_are_said_and_the_rest_goes_on(store):
    (store / "a.ckpt").write_bytes(b"\x80\x02}q\x00.")
    (store / "b.safetensors").write_bytes(b"rubbish")
    (store / "c.bin").write_bytes(b"a projector's firmware")
    models, skipped = found(store)
    assert len(models) == 4
    told = {entry.path.name: entry.problem.message for entry in skipped}
    assert "pickle" in told["a.ckpt"]
    assert "b.safetensors" in told["b.safetensors"]
    assert "no kind of weights" in told["c.bin"]


def test_links_in_a_circle_end(store):
    (store / "loras" / "up").symlink_to(store)
    (store / "self").symlink_to("self")
    models, _ = found(store)
    assert len(models) == 4


def test_a_link_out_of_the_named_folders_is_not_followed_but_said(store, tmp_path):
    outside = weights.safetensors(tmp_path / "other" / "x.safetensors", NETWORKS["ltx"])
    (store / "linked.safetensors").symlink_to(outside)
    (store / "linked folder").symlink_to(outside.parent)
    models, skipped = found(store)
    assert len(models) == 4
    assert {entry.problem.mend for entry in skipped} == {
        f"If it is yours, name {outside.parent} as well."
    }
    models, skipped = found(store, outside.parent)
    assert [model.family for model in models].count("ltx-video") == 2
    assert skipped == []


def test_a_tree_deeper_than_any_library_is_not_followed(tmp_path, monkeypatch):
    monkeypatch.setattr(scanning, "DEPTH_LIMIT", 3)
    weights.safetensors(tmp_path / "a/b/c/near.safetensors", NETWORKS["ltx"])
    weights.safetensors(tmp_path / "a/b/c/d/far.safetensors", NETWORKS["ltx"])
    assert [model.name for model in found(tmp_path)[0]] == ["near"]


def test_more_files_than_any_library_has_are_not_looked_at(store, monkeypatch):
    monkeypatch.setattr(scanning, "ENTRIES_LIMIT", 3)
    _, skipped = found(store)
    assert any("the rest was not looked at" in entry.problem.message for entry in skipped)


def test_a_scan_can_be_stopped_and_keeps_what_it_read(store, tmp_path):
    memory = tmp_path / "read.json"

    def stop_at_shards(count: int, path: Path) -> None:
        if path.name == "shards":
            raise Cancelled

    with pytest.raises(Cancelled):
        list(scan([Place(store)], memory=memory, on_look=stop_at_shards))
    assert {Path(path).name for path in json.loads(memory.read_text())["entries"]} == {
        "umt5.gguf",
        "style.safetensors",
    }


def counted(monkeypatch) -> list[Path]:
    from engine.models import files

    read: list[Path] = []
    plain = files.read_header

    def read_header(path: Path):
        read.append(path)
        return plain(path)

    monkeypatch.setattr(files, "read_header", read_header)
    return read


def test_what_did_not_change_is_not_read_again(store, tmp_path, monkeypatch):
    memory = tmp_path / "cache" / "read.json"
    first, _ = found(store, memory=memory)
    read = counted(monkeypatch)
    assert found(store, memory=memory)[0] == first
    assert read == []
    changed = store / "loras" / "style.safetensors"
    weights.safetensors(changed, NETWORKS["ltx"])
    os.utime(changed, ns=(1, 1))
    models, _ = found(store, memory=memory)
    assert read == [changed]
    assert [model.family for model in models].count("ltx-video") == 1


def test_a_component_that_vanished_is_noticed(store, tmp_path):
    memory = tmp_path / "read.json"
    assert all(model.usable for model in found(store, memory=memory)[0])
    (store / "wan folder" / "vae" / "diffusion_pytorch_model.safetensors").unlink()
    assert not all(model.usable for model in found(store, memory=memory)[0])


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version": 2, "entries": {"a": 3}}', '{"version": 99}', "[" * 9_999]
)
def test_a_damaged_memory_costs_only_time(store, tmp_path, text):
    memory = tmp_path / "read.json"
    memory.write_text(text)
    assert len(found(store, memory=memory)[0]) == 4
    assert json.loads(memory.read_text())["version"] == 2


def test_a_memory_with_strange_entries_is_read_anew(store, tmp_path):
    memory = tmp_path / "read.json"
    first, _ = found(store, memory=memory)
    told = json.loads(memory.read_text())
    for entry in told["entries"].values():
        entry["model"] = {"path": 3}
    memory.write_text(json.dumps(told))
    assert found(store, memory=memory)[0] == first


def test_a_memory_that_cannot_be_written_stops_nothing(store, tmp_path):
    (tmp_path / "file").write_text("")
    assert len(found(store, memory=tmp_path / "file" / "read.json")[0]) == 4


def test_a_model_survives_its_json(store):
    for model in found(store)[0]:
        assert from_json(json.loads(json.dumps(to_json(model)))) == model


def hub(tmp_path: Path, revision: str = "abc", main: str = "abc") -> Path:
    """A cache with one repository: blobs, and links to them from its snapshot."""
    repository = tmp_path / "hub" / "models--Org--Wan2.2-T2V-A14B"
    snapshot = weights.pipeline(repository / "snapshots" / revision)
    (repository / "blobs").mkdir()
    (repository / "refs").mkdir()
    (repository / "refs" / "main").write_text(main)
    for number, file in enumerate(sorted(snapshot.rglob("*.safetensors"))):
        blob = repository / "blobs" / f"{number:064x}"
        file.rename(blob)
        file.symlink_to(os.path.relpath(blob, file.parent))
    return tmp_path / "hub"


@pytest.mark.parametrize("main", ["abc", "gone", "", "../.."])
def test_the_cache_of_hugging_face_is_read_through_its_links(tmp_path, main):
    (model,) = scan([Place(hub(tmp_path, main=main), "hub")])
    assert isinstance(model, Model)
    assert (model.name, model.family) == ("Org/Wan2.2-T2V-A14B", "wan-2.2")
    assert model.usable


def test_experts_in_a_repository_are_told_by_their_folders(tmp_path):
    snapshot = tmp_path / "hub" / "models--Wan-AI--Wan2.2-I2V-A14B" / "snapshots" / "abc"
    for noise in ("high", "low"):
        file = snapshot / f"{noise}_noise_model" / "diffusion_pytorch_model.safetensors"
        weights.safetensors(file, NETWORKS["wan a14b i2v"])
    models = [model for model in scan([Place(tmp_path / "hub", "hub")]) if isinstance(model, Model)]
    assert [model.noise for model in models] == ["high", "low"]
    assert {model.name for model in models} == {"Wan-AI/Wan2.2-I2V-A14B/diffusion_pytorch_model"}


def test_a_blob_that_is_still_missing_is_said(tmp_path):
    cache = hub(tmp_path)
    next(cache.rglob("blobs/*")).unlink()
    (model,) = scan([Place(cache, "hub")])
    assert isinstance(model, Model)
    assert any("link to nothing" in problem.message for problem in model.problems)


def test_the_model_of_a_path_is_opened(store):
    assert model_at(store / "wan folder").kind == "diffusers"
    assert model_at(store / "loras" / "style.safetensors").parts[0].name == "lora"
    assert len(model_at(store / "shards" / "big-00002-of-00002.safetensors").parts[0].files) == 2
    assert model_at(store).part("transformer") is not None


def test_a_path_without_a_model_says_why(tmp_path):
    (tmp_path / "a.pt").write_bytes(b"\x80\x02}q\x00.")
    for path, told in (("gone", "There is no"), ("a.pt", "pickle"), (".", "pickle")):
        with pytest.raises(BadInput, match=told):
            model_at(tmp_path / path)
    (tmp_path / "empty").mkdir()
    with pytest.raises(BadInput, match="holds no model"):
        model_at(tmp_path / "empty")


def test_a_model_that_goes_while_it_is_looked_at_is_said_and_the_rest_goes_on(
    store, tmp_path, monkeypatch
):
    def gone(path, *more):
        raise FileNotFoundError(2, "No such file or directory")

    memory = tmp_path / "read.json"
    with monkeypatch.context() as patch:
        patch.setattr("engine.models.scan.folder", gone)
        models, skipped = found(store, memory=memory)
        assert models
        assert "wan folder cannot be read" in " ".join(str(one.problem) for one in skipped)
    assert len(found(store, memory=memory)[0]) == 4, "and it is looked at again next time"
    with monkeypatch.context() as patch:
        patch.setattr("engine.models.scan.single", gone)
        with pytest.raises(BadInput, match="cannot be read: No such file"):
            model_at(store / "loras" / "style.safetensors")
