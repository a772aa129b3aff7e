"""Checkpoints that run code when they are opened: a path goes in, whether it is one comes out.

A pickle is a program. Verbench never runs one; it names the command that turns it into safetensors.
"""

from __future__ import annotations

import glob
import os
import re
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from engine.errors import BadInput

ENDINGS = frozenset({".bin", ".ckpt", ".pickle", ".pkl", ".pt", ".pt2", ".pth"})
_START = 1 << 16
"""Bytes that are looked at; torch writes the pickle of its zip files first."""
_SHARD = re.compile(r"(?P<stem>.+)-\d{5}-of-(?P<count>\d{5})\.\w+$")


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

    Shards become one file. It needs torch and safetensors, which come with `verbench[diffusers]`.
    """
    script = (
        "import sys, glob, torch, safetensors.torch as s; t = {}; "
        "[t.update(d.get('state_dict', d)) for d in (torch.load(f, map_location='cpu', "
        "weights_only=True) for f in glob.glob(sys.argv[2]))]; "
        "s.save_file({k: v.clone().contiguous() for k, v in t.items() "
        "if isinstance(v, torch.Tensor)}, sys.argv[1], {'format': 'pt'})"
    )
    python = "python" if getattr(sys, "frozen", False) else sys.executable
    words = [python, "-c", script, str(_target(path)), _sources(path)]
    return quoted(words, windows=os.name == "nt")


def quoted(words: Sequence[str], *, windows: bool) -> str:
    """A command line of these words, whatever characters a stranger's file name has."""
    if windows:  # no file name has a quote there, and within quotes cmd.exe reads no '&' and '|'
        return " ".join(f'"{word}"' for word in words)
    return shlex.join(words)


def _target(path: Path) -> Path:
    """Where the weights are looked for: transformers has other names for the two kinds."""
    shard = _SHARD.match(path.name)
    stem = shard["stem"] if shard else path.stem
    stem = re.sub(r"^pytorch_model(?=$|\.)", "model", stem)
    target = path.with_name(f"{stem}.safetensors")
    return path.with_name(f"{stem}.converted.safetensors") if target == path else target


def _sources(path: Path) -> str:
    """What names the file and its other shards: there may be dozens."""
    shard = _SHARD.match(path.name)
    if shard is None:
        return glob.escape(str(path))
    name = f"{glob.escape(shard['stem'])}-*-of-{shard['count']}{path.suffix}"
    return str(Path(glob.escape(str(path.parent))) / name)
