"""Making a prompt richer with a language model of the person's own: the prompt goes out to a worker
of its own, what it writes comes back, is checked, and replaces the prompt only when it is taken.

The worker lives as long as the dialog is open, so that its memory is free for generating after.
"""

from __future__ import annotations

import threading
import uuid
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from app import places
from app.beside import Beside
from app.modelling import size_words
from app.translated import translated
from engine.errors import BadInput, VerbenchError
from engine.records import Reading

if TYPE_CHECKING:
    from app.workbench import Workbench
    from engine.generate.host import WorkerHost
    from engine.models.writers import Writer
    from widgets.prompt.expansion_view import ExpansionView

CHECKS = -1
"""Version of the questions asked here: the linter's own count up from 1."""
PATIENCE_MS = 6_000


class Expansion(QObject):
    """Knows the workbench; one prompt at a time."""

    _heard = Signal(object)

    def __init__(self, workbench: Workbench) -> None:
        super().__init__(workbench)
        self._bench = workbench
        self._dialog: ExpansionView | None = None
        self._host: WorkerHost | None = None
        self._ending: list[threading.Thread] = []
        self._job, self._seed, self._waiting = "", 0, ""
        self._payload: dict[str, Any] = {}
        self._found: tuple[Writer, ...] | None = None
        self._beside = Beside(_writers_in, self)
        self._beside.done.connect(self._show_found)
        self._heard.connect(self._hear, Qt.ConnectionType.QueuedConnection)
        self._texts: tuple[str, ...] = ()
        """The prompt, and what was written, while they are read."""
        self._readings: list[Reading] = []
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._judge_by_tables)
        if workbench.reader is not None:
            workbench.reader.answered.connect(self._on_read)
            workbench.reader.lost.connect(self._on_reader_lost)

    @property
    def dialog(self) -> ExpansionView | None:
        """The dialog while it is open."""
        return self._dialog

    def close(self) -> None:
        """Ends the worker and whatever looks for models."""
        self._beside.close()
        self._end_worker()
        for thread in self._ending:
            thread.join()

    def open(self) -> None:
        """Asks a language model for a richer prompt."""
        session = self._bench.session
        if not session.has_shot() or self._dialog is not None:
            return
        if not session.shot.prompt.strip():
            self._bench.screen.show_error(
                BadInput(
                    self.tr("There is no prompt to expand"),
                    mend=self.tr("Write what happens first."),
                )
            )
            return
        from widgets.prompt.expansion_view import ExpansionView

        dialog = self._dialog = ExpansionView(self._bench.window)
        title = self._bench.families.title_of(session.shot.settings)
        dialog.set_prompt(session.shot.prompt, title)
        dialog.write_wanted.connect(self.write)
        dialog.stop_wanted.connect(self.stop)
        dialog.folder_wanted.connect(self._choose_folder)
        dialog.look_wanted.connect(self._look)
        dialog.accepted_text.connect(self._take)
        dialog.finished.connect(self._forget)
        self._look() if self._found is None else self._show_found(self._found)
        dialog.open()

    def write(self, writer: str) -> None:
        """Lets a language model write; each time with other luck."""
        from dataclasses import asdict

        from engine.generate.host import WorkerHost
        from engine.prompt.expansion import instruction
        from engine.prompt.models import family_for

        if self._dialog is None:
            return
        shot = self._bench.session.shot
        try:
            asked = instruction(
                shot.prompt,
                family_for(shot.settings),
                start_image=shot.start_image is not None,
            )
        except BadInput as error:
            self._dialog.show_stopped(translated(str(error)), bad=True)
            return
        self._bench.preferences.writer = writer
        self._dialog.show_working(self.tr("Starting…"))
        payload = {
            "model": writer,
            "messages": [asdict(message) for message in asked],
            "seed": self._seed,
        }
        self._seed += 1
        self._job = uuid.uuid4().hex
        if self._host is None:
            self._host = WorkerHost(self._heard.emit)
        self._host.start()  # again, where it was given up
        self._payload = payload
        self._submit()

    def stop(self) -> None:
        """Stops what is being written."""
        if self._host is None or self._dialog is None:
            return
        job, self._job = self._job, ""
        self._host.cancel(job)
        self._dialog.show_stopped(self.tr("Stopped. Your prompt is as it was."))

    # inside

    def _submit(self) -> None:
        """Gives the worker its task as soon as it can take one."""
        self._waiting = self._job
        worker = None if self._host is None else self._host.idle_worker
        if self._host is not None and worker is not None and self._job:
            with suppress(RuntimeError):  # it died in between: the next one is given it
                self._host.submit(self._job, "expand", self._payload, worker)
                self._waiting = ""

    def _hear(self, event: dict[str, Any]) -> None:
        dialog, kind = self._dialog, event["event"]
        if dialog is None:
            return
        if kind == "broken" or (kind == "died" and event.get("job_id") == self._job != ""):
            self._job = ""
            said = self.tr("The language model ended: {why}").format(why=event["message"])
            dialog.show_stopped(said, bad=True)
        elif self._waiting and self._waiting == self._job:
            self._submit()
        if event.get("job_id") != self._job or not self._job:
            return
        if kind == "stage":
            loading = event["name"] == "loading"
            dialog.show_working(
                self.tr("Loading the language model…") if loading else self.tr("Writing…")
            )
        elif kind == "text":
            dialog.add_text(event["text"])
        elif kind == "failed":
            self._job = ""
            dialog.show_stopped(translated(event["message"]), bad=True)
        elif kind == "done":
            self._job = ""
            self._check(event["text"])

    def _check(self, raw: str) -> None:
        """What was written is read again beside the prompt: by the reader where it is warm."""
        from engine.prompt.expansion import cleaned

        self._texts, self._readings = (self._bench.session.shot.prompt, cleaned(raw)), []
        reader = self._bench.reader
        if reader is not None and reader.warm and self._texts[1]:
            self._patience.start()
            reader.ask(CHECKS, self._texts[0])
        else:
            self._judge_by_tables()

    def _on_read(self, version: int, reading: Reading) -> None:
        if version != CHECKS or not self._patience.isActive() or self._bench.reader is None:
            return
        self._readings.append(reading)
        if len(self._readings) < len(self._texts):
            self._bench.reader.ask(CHECKS, self._texts[1])
        else:
            self._judge(*self._readings)

    def _on_reader_lost(self) -> None:
        if self._patience.isActive():
            self._judge_by_tables()

    def _judge_by_tables(self) -> None:
        from engine.prompt.reading import read

        self._judge(*map(read, self._texts))

    def _judge(self, before: Reading, after: Reading) -> None:
        """What was written is offered only where nothing moved."""
        from engine.prompt.fidelity import moved
        from engine.prompt.models import family_for

        self._patience.stop()
        found = moved(before, after, family_for(self._bench.session.shot.settings))
        if self._dialog is not None:
            self._dialog.show_proposal(after.text, [translated(fault.message) for fault in found])

    def _take(self, text: str) -> None:
        """The prompt before is kept in the history; the change is one step of undo."""
        self._bench.session.keep_prompt()
        self._bench.window.prompt.replace_text(text)
        self._bench.window.prompt.focus_editor()

    def _look(self) -> None:
        from engine.models.places import hub_cache
        from engine.models.shelf import folders

        if self._dialog is None:
            return
        self._dialog.show_looking()
        named = self._bench.session.attempt(lambda: folders(places.models_file())) or ()
        own = self._bench.preferences.writer
        last = (Path(own),) if own else ()
        self._beside.ask((*last, *named, hub_cache()))

    def _show_found(self, found: tuple[Writer, ...]) -> None:
        self._found = found
        if self._dialog is not None:
            from widgets.prompt.expansion_view import WriterRow

            rows = tuple(WriterRow(str(w.path), _title(w)) for w in found)
            self._dialog.set_writers(rows, self._bench.preferences.writer)

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self._dialog, self.tr("Folder of a language model"), self._bench.preferences.writer
        )
        if name:
            self.use_folder(Path(name))

    def use_folder(self, path: Path) -> None:
        """A language model that lies elsewhere; what is wrong with it is said in the dialog."""
        from engine.models.writers import writer_at

        if self._dialog is None:
            return
        try:
            writer = writer_at(path)
        except VerbenchError as error:
            self._dialog.show_stopped(translated(str(error)), bad=True)
            return
        self._bench.preferences.writer = str(path)
        others = (one for one in self._found or () if one.path != path)
        self._show_found((writer, *others))

    def _end_worker(self) -> None:
        host, self._host, self._job = self._host, None, ""
        if host is not None:
            host.begin_to_close()  # nothing is heard of it from here on
            # it may be loading, which hears nothing, and has nothing to lose
            ending = threading.Thread(target=host.close, args=(0.0,), daemon=True)
            ending.start()
            self._ending = [*(one for one in self._ending if one.is_alive()), ending]

    def _forget(self) -> None:
        dialog, self._dialog = self._dialog, None
        self._patience.stop()
        self._end_worker()
        if dialog is not None:
            dialog.deleteLater()


def _title(writer: Writer) -> str:
    return f"{writer.name} · {size_words(writer.bytes)}"


def _writers_in(folders: tuple[Path, ...]) -> tuple[Writer, ...]:
    """On its own thread."""
    from engine.models.writers import writers

    return tuple(writers(folder for folder in folders if folder.is_dir()))
