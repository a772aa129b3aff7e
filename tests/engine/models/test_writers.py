"""Language models are found by what they are; what must not be loaded is refused with the mend."""

import json
import struct

import pytest

from engine.errors import BadInput
from engine.models.writers import writer_at, writers

CONFIG = {"architectures": ["MistralForCausalLM"], "model_type": "mistral"}


def weights(path):
    header = json.dumps({"w": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}).encode()
    path.write_bytes(struct.pack("<Q", len(header)) + header + bytes(8))


def saved(folder, config=CONFIG):
    folder.mkdir(parents=True)
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "tokenizer.json").write_text("{}")
    weights(folder / "model.safetensors")
    return folder


def test_a_language_model_is_known_by_its_class(tmp_path):
    found = writer_at(saved(tmp_path / "Mistral-Nemo"))
    assert (found.name, found.network) == ("Mistral-Nemo", "MistralForCausalLM")
    assert found.bytes == (tmp_path / "Mistral-Nemo" / "model.safetensors").stat().st_size


def test_a_snapshot_of_the_cache_has_the_name_of_its_repository(tmp_path):
    snapshot = tmp_path / "models--mistralai--Nemo" / "snapshots" / "abc"
    saved(snapshot)
    assert [one.name for one in writers([tmp_path])] == ["mistralai/Nemo"]


def test_only_what_writes_is_listed(tmp_path):
    saved(tmp_path / "one")
    saved(tmp_path / "encoder", CONFIG | {"architectures": ["UMT5EncoderModel"]})
    (tmp_path / "empty").mkdir()
    assert [one.name for one in writers([tmp_path, tmp_path / "one"])] == ["one"]


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda f: (f / "config.json").unlink(), "has no config.json"),
        (lambda f: (f / "tokenizer.json").unlink(), "has no tokenizer"),
        (lambda f: (f / "model.safetensors").unlink(), "has no weights"),
        (lambda f: (f / "model.safetensors").write_bytes(b"\x08"), "model.safetensors"),
        (lambda f: (f / "modeling_mine.py").write_text(""), "brings its own code"),
        (
            lambda f: (f / "config.json").write_text(json.dumps(CONFIG | {"auto_map": {}})),
            "brings its own code",
        ),
        (
            lambda f: (f / "config.json").write_text(json.dumps({"architectures": ["T5Model"]})),
            "writes no text",
        ),
        (
            lambda f: (f / "model.safetensors.index.json").write_text(
                json.dumps({"weight_map": {"a": "model-1.safetensors"}})
            ),
            "lacks model-1.safetensors",
        ),
        (
            lambda f: (f / "model.safetensors.index.json").write_text(
                json.dumps({"weight_map": {"a": "../other.safetensors"}})
            ),
            "names files elsewhere",
        ),
    ],
)
def test_what_cannot_be_used_is_told_in_one_line(tmp_path, spoil, said):
    folder = saved(tmp_path / "model")
    spoil(folder)
    with pytest.raises(BadInput, match=said) as caught:
        writer_at(folder)
    assert caught.value.mend
    assert list(writers([tmp_path])) == []


def test_a_pickle_is_refused_with_the_command_that_converts_it(tmp_path):
    folder = saved(tmp_path / "model")
    (folder / "model.safetensors").unlink()
    (folder / "pytorch_model.bin").write_bytes(b"\x80\x04\x95" + bytes(60))
    with pytest.raises(BadInput, match=r"pytorch_model.bin is a pickle") as caught:
        writer_at(folder)
    assert "safetensors" in caught.value.mend
