"""What tests with torch share: one thread (tiny tensors wait for each other on more)."""

from __future__ import annotations

import gc
import os
import shutil
import warnings
from pathlib import Path

import pytest

from tests.helpers import tiny

os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")


@pytest.fixture(scope="session")
def torch():
    """torch with one thread; diffusers' and transformers' own warnings on import are not ours."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import diffusers  # noqa: F401
        import torch
        import transformers  # noqa: F401
    torch.set_num_threads(1)
    gc.freeze()  # placements search for garbage; all that was imported is none
    return torch


@pytest.fixture(scope="session")
def whole(torch, tmp_path_factory) -> Path:
    """A model of Wan 2.1, text to video. Nobody changes it."""
    return tiny.saved(tiny.wan_t2v, tmp_path_factory.mktemp("models") / "wan2.1-t2v")


@pytest.fixture
def folder(whole, tmp_path) -> Path:
    """A copy to damage."""
    return Path(shutil.copytree(whole, tmp_path / "wan2.1-t2v"))
