"""A network to be run: a .tflite file in, and pictures through it. Nothing else knows LiteRT."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.errors import BadInput, MissingPart

Floats = NDArray[np.float32]
Network = Callable[[Floats], tuple[Floats, ...]]
"""A picture (size, size, 3) in, the outputs without their batch out, in the file's order."""

INSTALL = "Install it: pip install 'verbench[pose]'"
_THREADS = 2


def runs_here() -> bool:
    """Whether LiteRT is installed. It is not imported for that."""
    from importlib.util import find_spec

    return find_spec("ai_edge_litert") is not None


def load(path: Path, size: int, outputs: tuple[int, ...]) -> Network:
    """The network in a file that takes (1, size, size, 3) and gives so many numbers an output.

    Raises MissingPart without LiteRT, BadInput for a file that is another one.
    """
    interpreter = _opened(path)
    takes = [tuple(map(int, one["shape"])) for one in interpreter.get_input_details()]
    gives = interpreter.get_output_details()
    many = tuple(int(np.prod(one["shape"])) for one in gives)
    if takes != [(1, size, size, 3)] or many != outputs:
        raise BadInput(f"{path.name} is not the model that is meant", mend=_ANEW)
    put = interpreter.get_input_details()[0]["index"]
    get = [one["index"] for one in gives]

    def run(picture: Floats) -> tuple[Floats, ...]:
        interpreter.set_tensor(put, picture[None])
        interpreter.invoke()
        return tuple(np.asarray(interpreter.get_tensor(one)[0], dtype=np.float32) for one in get)

    return run


_ANEW = "Fetch the models again: verbench models fetch pose"


@contextmanager
def _silenced() -> Iterator[None]:
    """LiteRT tells stderr, past Python and whoever set it to be quiet, that it is there."""
    kept = os.dup(2)
    nothing = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nothing, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nothing)


def _opened(path: Path) -> Any:
    try:
        from ai_edge_litert.interpreter import Interpreter
    except ImportError as error:
        raise MissingPart("Seeing people needs ai-edge-litert", mend=INSTALL) from error
    try:
        threads = min(_THREADS, os.cpu_count() or 1)
        with _silenced():
            interpreter = Interpreter(model_path=str(path), num_threads=threads)
            interpreter.allocate_tensors()
    except (ValueError, RuntimeError, OSError) as error:
        raise BadInput(f"The model {path} cannot be read", mend=_ANEW) from error
    return interpreter
