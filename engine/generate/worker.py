"""The worker process: tasks as JSON lines in, takes and reports on disk and events out.

`python -m engine.generate.worker`. It keeps the last model warm, stops a task at the next step when
asked to, and ends with the process that started it. Whatever libraries print goes to the error
stream, so that nothing but events is on the standard output.
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import faulthandler
import gc
import json
import os
import queue
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from engine.backends.base import Listener, Stage
from engine.errors import Cancelled, VerbenchError
from engine.generate.estimate import warmth
from engine.records import Made

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

Message = dict[str, Any]
FindBackend = Callable[[str], Any]
"""From the id of a backend to the backend; raises BadInput for ids it does not know."""

_PR_SET_PDEATHSIG = 1
_EXIT_SECONDS = 1.0
PREVIEW_SECONDS = 0.4
"""Between two previews at least."""
_JPEG_QUALITY = 80


def main(arguments: Sequence[str] | None = None, find_backend: FindBackend | None = None) -> int:
    """Run tasks until the standard input ends. `find_backend` is `engine.backends.backend`."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--parent", type=int)
    parser.add_argument("--worker", action="store_true")  # how a frozen bundle is started
    _die_with_parent(parser.parse_args(arguments).parent)
    commands, events = _claim_streams()
    faulthandler.enable()
    worker = Worker(commands, events, find_backend or _backend)
    worker.run()
    return 0


class Worker:
    """Reads commands on a thread of its own, so that a cancel is heard while a task runs."""

    def __init__(self, commands: BinaryIO, events: BinaryIO, find_backend: FindBackend) -> None:
        self._commands = commands
        self._events = events
        self._find_backend = find_backend
        self._tasks: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        self._heard = threading.Condition()
        self._asked: set[tuple[str, str]] = set()
        """(what, try): cancel, pause and keep."""
        self._looking = False
        self._closing = False
        self._job_id = self._try = ""
        self._warm: tuple[Any, Any] = (None, None)

    def run(self) -> None:
        """Until the commands end."""
        threading.Thread(target=self._listen, daemon=True).start()
        self._emit("ready")
        while (task := self._tasks.get()) is not None:
            self._job_id, self._try = task["job_id"], task["try"]
            self._emit("started")
            self._attempt(task)

    def _listen(self) -> None:
        try:
            for line in self._commands:
                message = json.loads(line)
                if "do" in message:
                    self._tasks.put(message)
                else:
                    self._obey(message)
        finally:  # a worker that hears nothing any more must not go on
            with self._heard:
                self._closing = True
                self._heard.notify_all()
            self._tasks.put(None)
        time.sleep(_EXIT_SECONDS)
        os._exit(0)  # whoever asked is gone, and the task does not stop

    def _obey(self, message: Message) -> None:
        [(what, value)] = message.items()
        with self._heard:
            if what == "look":
                self._looking = value
            elif what == "resume":
                self._asked.discard(("pause", value))
            else:
                self._asked.add((what, value))
            self._heard.notify_all()

    def _attempt(self, task: Message) -> None:
        work = {"generate": self._generate, "inspect": self._inspect, "expand": self._expand}
        try:
            self._check()
            self._emit("done", **work[task["do"]](task["payload"]))
        except Cancelled:
            self._emit("cancelled")
        except VerbenchError as error:
            self._emit("failed", message=str(error))
            _leave_a_broken_card(error)
        except MemoryError:
            self._cool()
            self._emit("failed", message="There is not enough memory. Use a smaller size.")
        except Exception as error:
            self._cool()
            traceback.print_exc()
            what = " ".join(str(error).split())[:300]
            message = f"The backend failed ({type(error).__name__}: {what})"
            if _card_failed(error):
                message = (
                    f"The graphics card failed ({what}). Look at its driver; the queue goes on."
                )
            self._emit("failed", message=message)
            _leave_a_broken_card(error)

    def _generate(self, payload: Message) -> Message:
        from engine.documents import request_from_dict
        from engine.imprint import write_take
        from engine.project.media import sha256_of

        started = time.monotonic()
        request = request_from_dict(payload["request"], Path(payload["base"]))
        path, telling = Path(payload["out"]), _Telling(self)
        telling.stage("loading")
        generator = self._opened(request.shot.settings, payload)
        frames = self._stoppable(generator(request, telling))
        clip = write_take(path, frames, request, lambda: telling.how)
        return {
            "path": str(path),
            "clip": {**asdict(clip), "comment": ""},
            "sha256": sha256_of(path),
            "seconds": time.monotonic() - started,
            "made": asdict(telling.how),
        }

    def _inspect(self, payload: Message) -> Message:
        from engine.documents import shot_from_dict
        from engine.inspect.marks import marks_from_dict
        from engine.inspect.report import inspect_clip
        from engine.inspect.report_json import report_to_dict
        from engine.records import Finding, Report
        from engine.turns import step_back
        from engine.video.read import probe

        step_back()  # a take is watched while it is looked at
        path, shot, flow = Path(payload["clip"]), payload["shot"], payload["flow_file"]
        kept, marks = payload.get("kept_file"), payload.get("marks")
        people, own = payload.get("people"), payload.get("own")
        clip = probe(path)

        def on_finding(finding: Finding) -> None:
            self._emit("finding", report=report_to_dict(Report(path, clip, findings=(finding,))))

        report = inspect_clip(
            path,
            shot=None if shot is None else shot_from_dict(shot, Path(payload["base"])),
            prompt=payload["prompt"],
            on_step=self.on_step,
            on_finding=on_finding,
            flow_file=None if flow is None else Path(flow),
            kept_file=None if kept is None else Path(kept),
            marks=marks_from_dict(marks) if marks else (),
            ruled=payload.get("ruled"),
            people=None if people is None else Path(people),
            own=None if own is None else Path(own),
        )
        return {"report": report_to_dict(report)}

    def _expand(self, payload: Message) -> Message:
        from engine.backends import expander
        from engine.prompt.expansion import Message as Turn

        folder = Path(payload["model"])
        if self._warm[0] != folder:
            self._cool()
            self.tell("stage", name="loading")
            self._warm = (folder, expander.opened(folder))
        self.tell("stage", name="writing")
        turns = [Turn(**turn) for turn in payload["messages"]]
        text = self._warm[1].write(turns, self._on_text, seed=payload["seed"])
        return {"text": text}

    def _on_text(self, text: str) -> None:
        """A piece of text is written; raises Cancelled where it is to stop."""
        self._check()
        if text:
            self._emit("text", text=text)

    def _opened(self, settings: Any, payload: Message) -> Any:
        """The generator of these settings; the last one stays warm."""
        from engine.backends import Workplace

        place = Workplace(Path(payload["cache"]), tuple(map(Path, payload["folders"])))
        key = warmth(settings)
        if self._warm[0] != key:
            self._cool()
            self._warm = (key, self._find_backend(settings.backend).open(settings, place))
        return self._warm[1]

    def _cool(self) -> None:
        """Lets go of the old model, before a new one comes."""
        self._warm = (None, None)
        gc.collect()  # what it left names itself in circles

    def _stoppable(self, frames: Iterator[Any]) -> Iterator[Any]:
        for frame in frames:
            self._check()
            yield frame

    def on_step(self, done: int, total: int) -> None:
        """So many steps are made; raises Cancelled where it is to stop."""
        self.tell("step", done=done, total=total)

    def tell(self, event: str, **values: Any) -> None:
        """Something about the task; raises Cancelled where it is to stop."""
        self._check()
        self._emit(event, **values)

    def asked(self, what: str) -> bool:
        """Whether the person wants this of the task; raises Cancelled where it is to stop."""
        self._check()
        return (what, self._try) in self._asked

    @property
    def looking(self) -> bool:
        """Whether anybody looks at previews; raises Cancelled where the task is to stop."""
        self._check()
        return self._looking

    def wait(self) -> None:
        """Returns when the task is not paused any more, or is to be kept as it is; raises Cancelled
        where it is to stop."""
        with self._heard:
            self._heard.wait_for(
                lambda: (
                    self._stops()
                    or ("pause", self._try) not in self._asked
                    or ("keep", self._try) in self._asked
                )
            )
        self._check()

    def _check(self) -> None:
        if self._stops():
            raise Cancelled

    def _stops(self) -> bool:
        return self._closing or ("cancel", self._try) in self._asked

    def _emit(self, event: str, **values: Any) -> None:
        about = {"job_id": self._job_id} if self._job_id else {}
        line = json.dumps({"event": event, **about, **values}, ensure_ascii=False) + "\n"
        try:
            self._events.write(line.encode())
            self._events.flush()
        except OSError:
            os._exit(1)  # nobody listens any more


class _Telling(Listener):
    """What a generator tells, as events; what it asks, from the commands."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self._shown = 0.0
        self._so = Made()
        self._notes: list[str] = []

    @property
    def how(self) -> Made:
        """How the clip was made, with all that was noted."""
        return replace(self._so, notes=tuple(dict.fromkeys((*self._so.notes, *self._notes))))

    def stage(self, name: Stage) -> None:
        self._worker.tell("stage", name=name)

    def step(self, done: int, total: int) -> None:
        self._worker.on_step(done, total)

    def note(self, text: str) -> None:
        self._notes.append(text)
        self._worker.tell("note", text=text)

    def made(self, made: Made) -> None:
        self._so = made
        self._worker.tell("made", made=asdict(made))

    def wants_preview(self) -> bool:
        return self._worker.looking and time.monotonic() - self._shown >= PREVIEW_SECONDS

    def preview(self, frames: npt.NDArray[np.uint8]) -> None:
        self._shown = time.monotonic()
        count, height, width = frames.shape[:3]
        picture = base64.b64encode(_jpeg(frames)).decode("ascii")
        self._worker.tell("preview", jpeg=picture, frames=count, width=width, height=height)

    def keeps(self) -> bool:
        return self._worker.asked("keep")

    def paused(self) -> bool:
        return self._worker.asked("pause")

    def wait(self) -> None:
        self._worker.tell("paused")
        self._worker.wait()
        self._worker.tell("resumed")


def _jpeg(frames: npt.NDArray[np.uint8]) -> bytes:
    """RGB frames (n, h, w, 3), one below the other in one picture."""
    import cv2

    stacked = frames.reshape(-1, *frames.shape[2:])
    made, data = cv2.imencode(
        ".jpg", cv2.cvtColor(stacked, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY]
    )
    if not made:
        raise ValueError("the preview is no picture")
    return data.tobytes()


def _backend(name: str) -> Any:
    from engine.backends import backend

    return backend(name)


def _leave_a_broken_card(error: BaseException) -> None:
    """After an error of the card itself nothing works in this process any more: end it.

    A new one is started, once its card is there.
    """
    if _card_failed(error):
        os._exit(1)


def _card_failed(error: BaseException | None) -> bool:
    from engine.backends.diffusion.refusals import gone

    while error is not None:
        if gone(error):
            return True
        error = error.__cause__ or error.__context__
    return False


def _claim_streams() -> tuple[BinaryIO, BinaryIO]:
    """The standard streams for the protocol; all others get the error stream in their place."""
    commands = os.fdopen(os.dup(0), "rb")
    events = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return commands, events


def _die_with_parent(parent: int | None) -> None:
    """Elsewhere than on Linux the end of the standard input has to do."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the program, which closes us
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if parent is not None and os.getppid() != parent:
        os._exit(1)  # it died before we asked


if __name__ == "__main__":
    sys.exit(main())
