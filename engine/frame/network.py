"""A network in an ONNX file: blobs go in, what it makes of them comes out; OpenCV runs it on the
CPU.

The file is bounded, and what it says of itself is read, before anything of it is loaded.
"""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.errors import BadInput
from engine.frame.onnx import Shape, Signature, Unreadable, signature

Floats = NDArray[np.float32]

MAX_BYTES = 512 * 1024 * 1024


class Network:
    """The file is read at once, and can be run after `load`.

    Whatever fails raises BadInput, which names the file and has `mend` as its mend.
    """

    def __init__(self, path: Path, mend: str) -> None:
        self.name, self._mend = path.name, mend
        self._data = _read(path)
        try:
            self.said: Signature = signature(self._data)
        except Unreadable as error:
            raise self.refused(f"is not an ONNX model: {error}") from error
        self._lock = Lock()

    @property
    def takes(self) -> str:
        """What goes into it, as it is said to the person."""
        return ", ".join(map(worded, self.said.inputs)) or "nothing"

    def refused(self, why: str) -> BadInput:
        """What to raise where it is not what it should be."""
        return BadInput(f"{self.name} {why}", mend=self._mend)

    def load(self) -> None:
        """Makes it ready to be run."""
        import cv2

        with _Silent():
            try:
                self._net: Any = cv2.dnn.readNetFromONNX(np.frombuffer(self._data, np.uint8))
                self._outputs: tuple[str, ...] = tuple(self._net.getUnconnectedOutLayersNames())
            except (cv2.error, RuntimeError) as error:
                raise self.refused("holds something that OpenCV cannot run") from error
        self._data = b""

    def run(self, *blobs: Floats) -> list[Floats]:
        """All outputs, in the order of the file, for one float32 array for each input."""
        import cv2

        with self._lock, _Silent():
            try:
                for name, blob in zip(self.said.names, blobs, strict=True):
                    self._net.setInput(blob, name)
                out = self._net.forward(self._outputs)
            except (cv2.error, RuntimeError) as error:
                raise self.refused("cannot be run on a picture") from error
        return [np.asarray(part, dtype=np.float32) for part in out]


def is_picture(shape: Shape, channels: int = 3) -> bool:
    """Whether one picture goes in as that: 1 x channels x height x width."""
    return len(shape) == 4 and shape[0] in {0, 1} and shape[1] == channels


def worded(shape: Shape) -> str:
    """A shape as it is said to the person."""
    return "x".join(str(side) if side else "?" for side in shape) or "a number"


class _Silent:
    """A model that cannot be read is our one line to say, not a library's on stderr."""

    def __enter__(self) -> None:
        import cv2

        self._level = cv2.utils.logging.getLogLevel()
        cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)

    def __exit__(self, *_: object) -> None:
        import cv2

        cv2.utils.logging.setLogLevel(self._level)


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            said = f"{path.name} is larger than {MAX_BYTES >> 20} MB"
            raise BadInput(said, mend="Choose a smaller model")
        return path.read_bytes()
    except OSError as error:
        raise BadInput(f"The model {path} cannot be read ({error.strerror or error})") from error
