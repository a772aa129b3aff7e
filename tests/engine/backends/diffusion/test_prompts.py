"""What was read of a prompt is kept on disk by everything it depends on."""

from __future__ import annotations

import os

import pytest

from engine.backends.diffusion import prompts
from engine.backends.diffusion.recipe import Words

WORDS = Words("A ball rolls.", None)


@pytest.fixture
def encode(torch):
    calls: list[int] = []

    def make() -> dict:
        calls.append(1)
        return {"prompt_embeds": torch.full((1, 4, 8), float(len(calls)))}

    make.calls = calls
    return make


def test_the_same_words_are_read_once(tmp_path, encode) -> None:
    first, known = prompts.read(tmp_path, "model", "cpu", WORDS, encode)
    again, known_again = prompts.read(tmp_path, "model", "cpu", WORDS, encode)
    assert (known, known_again) == (False, True)
    assert len(encode.calls) == 1
    assert (first["prompt_embeds"] == again["prompt_embeds"]).all()


@pytest.mark.parametrize(
    "other",
    [
        ("other", "cpu", WORDS),
        ("model", "cuda", WORDS),
        ("model", "cpu", Words("A ball rolls!", None)),
        ("model", "cpu", Words("A ball rolls.", "")),
    ],
    ids=["model", "device", "prompt", "negative"],
)
def test_whatever_differs_is_read_again(tmp_path, encode, other) -> None:
    prompts.read(tmp_path, "model", "cpu", WORDS, encode)
    assert not prompts.read(tmp_path, *other, encode)[1]


@pytest.mark.parametrize("damage", [b"", b"\x10\0\0\0\0\0\0\0not json at all"])
def test_a_damaged_file_is_read_anew(tmp_path, encode, damage) -> None:
    prompts.read(tmp_path, "model", "cpu", WORDS, encode)
    (file,) = (tmp_path / prompts.FOLDER).iterdir()
    file.write_bytes(damage)
    assert not prompts.read(tmp_path, "model", "cpu", WORDS, encode)[1]
    assert prompts.read(tmp_path, "model", "cpu", WORDS, encode)[1]


def test_what_was_not_used_for_longest_goes_when_there_is_too_much(
    tmp_path, encode, monkeypatch
) -> None:
    monkeypatch.setattr(prompts, "LIMIT", 600)
    names = ("one", "two", "three")
    for age, name in enumerate(names):
        prompts.read(tmp_path, name, "cpu", WORDS, encode)
        for file in (tmp_path / prompts.FOLDER).iterdir():
            os.utime(file, ns=(0, file.stat().st_mtime_ns - 10**9 * (3 - age)))
    assert not prompts.read(tmp_path, "one", "cpu", WORDS, encode)[1]
    assert prompts.read(tmp_path, "three", "cpu", WORDS, encode)[1]


def test_a_folder_that_cannot_be_written_costs_only_the_memory(tmp_path, encode) -> None:
    (tmp_path / "file").touch()
    assert not prompts.read(tmp_path / "file", "model", "cpu", WORDS, encode)[1]
    assert not prompts.read(tmp_path / "file", "model", "cpu", WORDS, encode)[1]


def test_a_disk_that_fills_up_costs_only_the_next_reading(tmp_path, encode, monkeypatch) -> None:
    import safetensors.torch
    from safetensors import SafetensorError

    def full(tensors, path) -> None:
        raise SafetensorError("Error while serializing: I/O error: No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(safetensors.torch, "save_file", full)
        assert prompts.read(tmp_path, "model", "cpu", WORDS, encode)[1] is False
    assert prompts.read(tmp_path, "model", "cpu", WORDS, encode)[1] is False
    assert prompts.read(tmp_path, "model", "cpu", WORDS, encode)[1] is True


def test_what_a_killed_run_left_half_written_goes_with_what_is_old(
    tmp_path, encode, monkeypatch
) -> None:
    monkeypatch.setattr(prompts, "LIMIT", 10_000)
    half = tmp_path / prompts.FOLDER / "left.1.part"
    half.parent.mkdir()
    half.write_bytes(bytes(20_000))
    os.utime(half, (1, 1))
    prompts.read(tmp_path, "model", "cpu", WORDS, encode)
    assert not half.exists()
