"""What tests with torch share: one thread (tiny tensors wait for each other on more)."""

from __future__ import annotations

import os
import warnings

import pytest

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
    return torch
