"""The repositories that are named, and what of a repository is needed."""

import re

import pytest

from engine.models.defaults import DEFAULTS
from engine.models.geometry import GEOMETRIES
from engine.models.hub import Remote
from engine.models.known import known, needed
from engine.prompt.models import family_of


def files(*names: str) -> tuple[Remote, ...]:
    return tuple(Remote(name, 1) for name in names)


def names(*listed: str) -> list[str]:
    return [file.name for file in needed(files(*listed))]


@pytest.mark.parametrize("entry", known(), ids=lambda entry: entry.repository)
def test_every_known_repository_is_of_a_family_that_can_be_run(entry):
    assert re.fullmatch(r"[\w-]+/[\w.-]+", entry.repository)
    assert entry.family in GEOMETRIES
    assert entry.family in DEFAULTS
    assert entry.link.startswith("https://")
    assert family_of(entry.repository).id == entry.family


def test_each_is_named_once():
    repositories = [entry.repository.lower() for entry in known()]
    assert len(set(repositories)) == len(repositories)


def test_checkpoints_beside_the_parts_are_not_needed():
    listed = ("model_index.json", "ltx.safetensors", "vae/model.safetensors", "README.md")
    assert names(*listed) == ["model_index.json", "vae/model.safetensors", "README.md"]


def test_second_copies_in_other_numbers_are_not_needed():
    plain = ("model_index.json", "unet/model.safetensors", "vae/a-00001-of-00003.safetensors")
    copies = ("unet/model.fp16.safetensors", "vae/a.fp16-00001-of-00002.safetensors")
    assert names(*plain, *copies) == list(plain)


def test_the_only_copy_is_needed_whatever_its_numbers():
    listed = ("model_index.json", "unet/model.fp16.safetensors", "vae/model.safetensors")
    assert names(*listed) == list(listed)


def test_another_repository_is_left_as_it_is():
    listed = ("wan.safetensors", "wan.fp16.safetensors", "vae/model.gguf")
    assert names(*listed) == list(listed)
