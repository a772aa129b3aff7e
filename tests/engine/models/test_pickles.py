"""Pickle checkpoints are told by what is in them, refused, and never opened."""

from __future__ import annotations

import glob
import os
import pickle
import shlex
import struct
import sys
import zipfile

import pytest

from engine.errors import BadInput
from engine.models.files import read_header
from engine.models.pickles import conversion, is_pickle, quoted, refusal
from tests.helpers import weights


def test_torchs_zip_files_and_bare_pickles_are_pickles(tmp_path):
    with zipfile.ZipFile(tmp_path / "new.pth", "w") as archive:
        archive.writestr("archive/data.pkl", b"x")
    (tmp_path / "old.ckpt").write_bytes(pickle.dumps({"a": 1}, protocol=2))
    assert is_pickle(tmp_path / "new.pth")
    assert is_pickle(tmp_path / "old.ckpt")


def test_other_zip_files_and_weights_are_not(tmp_path):
    with zipfile.ZipFile(tmp_path / "images.bin", "w") as archive:
        archive.writestr("a.png", b"x")
    # 640 is 0x280: the first bytes of such a file look like a pickle's
    weights.raw(tmp_path / "a.safetensors", b"{" + b" " * 638 + b"}", 0)
    assert struct.unpack("<Q", (tmp_path / "a.safetensors").read_bytes()[:8]) == (640,)
    assert not is_pickle(tmp_path / "images.bin")
    assert not is_pickle(tmp_path / "a.safetensors")
    assert not is_pickle(tmp_path / "gone")


def test_a_pickle_called_safetensors_is_refused_as_a_pickle(tmp_path):
    class Harm:
        def __reduce__(self):
            return (open, (str(tmp_path / "ran"), "w"))

    path = tmp_path / "trap.safetensors"
    path.write_bytes(pickle.dumps(Harm()))
    with pytest.raises(BadInput, match="pickle checkpoint, which can run any code"):
        read_header(path)
    assert not (tmp_path / "ran").exists()


@pytest.mark.skipif(os.name == "nt", reason="the words are put together for another shell there")
def test_the_mend_is_a_command_that_loads_nothing_but_weights(tmp_path):
    path = tmp_path / "it's a model.pth"
    words = shlex.split(conversion(path))
    assert words[:2] == [sys.executable, "-c"]
    assert words[3:] == [str(path.with_suffix(".safetensors")), str(path)]
    compile(words[2], "command", "exec")
    assert "weights_only=True" in words[2]
    assert conversion(path) in str(refusal(path))


@pytest.mark.parametrize(
    ("names", "target"),
    [
        (["pytorch_model.bin"], "model.safetensors"),
        (["pytorch_model.fp16.bin"], "model.fp16.safetensors"),
        (["diffusion_pytorch_model.bin"], "diffusion_pytorch_model.safetensors"),
        (["trap.safetensors"], "trap.converted.safetensors"),
        (
            ["pytorch_model-00001-of-00002.bin", "pytorch_model-00002-of-00002.bin"],
            "model.safetensors",
        ),
    ],
)
def test_the_command_writes_what_the_libraries_look_for(tmp_path, names, target):
    folder = tmp_path / "a [b]"
    folder.mkdir()
    for name in [*names, "other.bin", f"other-{names[0]}"]:
        (folder / name).write_bytes(b"")
    made, sources = shlex.split(conversion(folder / names[0]))[3:]
    assert made == str(folder / target)
    there = sorted(glob.glob(sources))  # noqa: PTH207 - as the command does
    assert there == [str(folder / name) for name in names]


def test_a_strangers_file_name_is_no_command():
    words = ["python", "a b & calc.pt", "x;$(calc).pt"]
    assert quoted(words, windows=True) == '"python" "a b & calc.pt" "x;$(calc).pt"'
    assert shlex.split(quoted(words, windows=False)) == words
