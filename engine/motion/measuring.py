"""Measuring in a process of its own, so that a window stays quick and the measuring too: what
`engine.motion.reference.measure` takes goes in, what it gives comes out.

A thread would do its thousands of short steps only when the others let it. The process reads one
task from its standard input (a pickle of ours) and writes lines of JSON: a number is the share that
is done, an object the end: what was measured (a pickle in base64), or what went wrong.
"""

from __future__ import annotations

import base64
import json
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

from engine.children import NO_WINDOW, command_of, environment
from engine.errors import BadInput, Cancelled, VerbenchError
from engine.frame.regions import Mask
from engine.motion.reference import Measured, Progress, Stop, measure


def measure_apart(
    clip: Path,
    thing: Mask,
    picked: int,
    first: int,
    last: int,
    *,
    progress: Progress,
    stop: Stop,
) -> Measured:
    """As `measure`, in another process, which is ended where `stop` says so."""
    task = pickle.dumps((clip.absolute(), thing, picked, first, last))
    with subprocess.Popen(
        command_of("engine.motion.measuring", "--measure"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment(),
        creationflags=NO_WINDOW,
    ) as process:
        try:
            return _heard(process, task, progress, stop)
        finally:
            process.kill()


def _heard(
    process: subprocess.Popen[bytes], task: bytes, progress: Progress, stop: Stop
) -> Measured:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(task)
    process.stdin.close()
    for line in process.stdout:
        if stop():
            raise Cancelled
        said = json.loads(line)
        if not isinstance(said, dict):
            progress(float(said))
        elif "wrong" in said:
            raise BadInput(said["wrong"], mend=said["mend"])
        else:
            measured: Measured = pickle.loads(base64.b64decode(said["measured"]))
            return measured
    raise BadInput(
        "The measuring ended by itself", mend="Choose a shorter range, or a smaller clip"
    )


def main() -> None:
    """What the process does."""
    clip, thing, picked, first, last = pickle.load(sys.stdin.buffer)
    try:
        measured = measure(clip, thing, picked, first, last, progress=_tell)
    except VerbenchError as error:
        _tell({"wrong": error.message, "mend": error.mend})
    else:
        _tell({"measured": base64.b64encode(pickle.dumps(measured)).decode()})


def _tell(said: Any) -> None:
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
