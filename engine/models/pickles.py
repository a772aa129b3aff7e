"""Checkpoints that run code when they are opened: a path goes in, whether it is one comes out.

A pickle is a program. Verbench never runs one; it names the command that turns it into safetensors.
"""

from __future__ import annotations

import shlex
from pathlib import Path

from engine.errors import BadInput

ENDINGS = frozenset({".bin", ".ckpt", ".pickle", ".pkl", ".pt", ".pt2", ".pth"})
_START = 1 << 16
"""Bytes that are looked at; torch writes the pickle of its zip files first."""


def is_pickle(path: Path) -> bool:
    """Whether a file holds pickled objects, by its first bytes and not by its name.

    True for torch's zip files and older streams, and for bare pickles. False for what cannot be
    read.
    """
    try:
        with path.open("rb") as file:
            start = file.read(_START)
    except OSError:
        return False
    if start[:4] == b"PK\x03\x04":
        return b"data.pkl" in start
    # the third byte tells it from a safetensors file whose header is 640 bytes long
    return len(start) > 2 and start[0] == 0x80 and 2 <= start[1] <= 5 and start[2] != 0


def refusal(path: Path) -> BadInput:
    """The one line for such a file, with the command that converts it."""
    return BadInput(
        f"{path.name} is a pickle checkpoint, which can run any code when it is opened",
        mend=f"Get the .safetensors version, or convert it: {conversion(path)}",
    )


def conversion(path: Path) -> str:
    """The shell command that writes the same weights as safetensors, loading nothing but weights.

    It needs torch and safetensors, which come with `verbench[diffusers]`.
    """
    target = str(path.with_suffix(".safetensors"))
    if target == str(path):
        target = str(path.with_suffix(".converted.safetensors"))
    source = str(path)
    script = (
        "import sys, torch, safetensors.torch as s; "
        "d = torch.load(sys.argv[1], map_location='cpu', weights_only=True); "
        "d = d.get('state_dict', d); "
        "s.save_file({k: v.clone().contiguous() for k, v in d.items() "
        "if isinstance(v, torch.Tensor)}, sys.argv[2])"
    )
    return shlex.join(["python", "-c", script, source, target])
