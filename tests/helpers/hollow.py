"""Folders of real models in their real size whose weights are a hole: names and shapes are those of
the classes of diffusers and transformers, the numbers take no room on the disk.

What is scanned, estimated and listed of them is what would be of the real ones; they cannot be run.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from tests.helpers import weights

ROOT = Path(__file__).resolve().parents[2]
FILES = {"diffusers": "diffusion_pytorch_model.safetensors", "transformers": "model.safetensors"}


def wan(folder: Path, kind: str = "wan-2.1-t2v-1.3b") -> Path:
    """One of the shipped configurations of Wan with hollow weights in bf16."""
    shutil.copytree(ROOT / "resources" / "pipelines" / kind, folder)
    index = json.loads((folder / "model_index.json").read_text(encoding="utf-8"))
    for part, entry in index.items():
        if (
            isinstance(entry, list)
            and entry[0] in FILES
            and (folder / part / "config.json").exists()
        ):
            shapes = _shapes(*entry, folder / part)
            weights.safetensors(folder / part / FILES[entry[0]], shapes)
    (folder / "tokenizer").mkdir(exist_ok=True)
    (folder / "tokenizer" / "tokenizer.json").write_text("{}", encoding="utf-8")
    return folder


def _shapes(library: str, cls: str, folder: Path) -> dict[str, tuple[int, ...]]:
    import importlib

    import torch

    found: Any = getattr(importlib.import_module(library), cls)
    with torch.device("meta"):
        if library == "diffusers":
            network = found.from_config(found.load_config(str(folder)))
        else:
            network = found(found.config_class.from_pretrained(str(folder)))
    return {name: tuple(one.shape) for name, one in network.named_parameters()}
