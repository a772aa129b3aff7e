"""The real worker process with a backend that is made to misbehave.

The model of a shot says how: 'fine', 'slow' (half a second a step), 'deaf' (never asks whether to
stop), 'abort' (takes the process down), 'error', 'loud' (prints to the standard output), 'noted'
(has something to say), 'seen' (shows previews), 'lost' (its card is gone), 'card' (says which one
it sees). All of them can be paused, and stopped and kept.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from types import SimpleNamespace

import numpy as np

from engine.backends.base import Listener
from engine.errors import BadInput
from engine.generate.worker import main
from engine.records import Made, Request


def generate(request: Request, listener: Listener) -> Iterator[np.ndarray]:
    settings = request.shot.settings
    if settings.model == "error":
        raise ValueError("the tensor\nhas no shape")
    if settings.model == "lost":
        raise RuntimeError("CUDA error: unspecified launch failure")
    if settings.model == "card":
        listener.note(os.environ.get("CUDA_VISIBLE_DEVICES", "all"))
        time.sleep(0.3)
    if settings.model == "abort":
        os.abort()
    if settings.model == "deaf":
        listener.step(0, settings.frames)
        time.sleep(60)
    listener.stage("denoising")
    if settings.model == "noted":
        listener.note("The size was fitted")
    listener.made(Made(device="fake"))
    for index in range(settings.frames):
        if listener.paused():
            listener.wait()
        if settings.model == "seen" and listener.wants_preview():
            listener.preview(np.full((2, 8, 16, 3), 90, np.uint8))
        if settings.model == "loud":
            sys.stdout.write('{"event": "done"}\n')
            sys.stdout.flush()
            os.write(1, b"not json at all\n")
        if settings.model == "slow":
            time.sleep(0.5)
        listener.step(index + 1, settings.frames)
        level = (settings.seed * 7 + index * 20) % 256
        yield np.full((settings.height, settings.width, 3), level, np.uint8)
        if listener.keeps():
            return


def backend(name: str) -> SimpleNamespace:
    if name != "fake":
        raise BadInput(f"There is no backend '{name}'", mend="Use fake.")
    return SimpleNamespace(id=name, open=lambda settings, workplace: generate)


if __name__ == "__main__":
    sys.exit(main(find_backend=backend))
