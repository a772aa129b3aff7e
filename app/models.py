"""The models of this machine for the window: the folders that the person named go in, what was
found there and what of it fits comes out.

Everything that takes time runs beside the GUI thread: looking through the folders, which can be
stopped, and asking how much memory is free.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app import modelling, places
from app.beside import Beside
from engine.errors import BadInput, Cancelled, VerbenchError
from engine.models import shelf
from engine.models.memory import Clip, Fit, Room, fits
from engine.models.record import Model, Skipped
from engine.records import Lora, Settings
from widgets.common.translation import tr

if TYPE_CHECKING:
    from app.model_window import ModelWindow
    from app.workbench import Workbench

_TELL_S = 0.1
"""Where the scan stands is told ten times a second and no more often."""


_NOTHING = Room(0, 0)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a scan found, or why there was none."""

    models: tuple[Model, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    room: Room = _NOTHING
    fault: VerbenchError | None = None
    whole: bool = True
    """False where it was stopped before its end."""


class Models(QObject):
    """What there is. It looks when it is first asked for, and again when it is told to."""

    changed = Signal()
    """Other models were found, or other memory is free."""
    scanning_changed = Signal(bool)
    stepped = Signal(int, str)
    """Files that were looked at, and the folder where it stands."""

    def __init__(self, workbench: Workbench) -> None:
        super().__init__(workbench)
        self._bench = workbench
        self._window: ModelWindow | None = None
        self._seen: _Seen | None = None
        self._scanning = self._closed = False
        self._stop = threading.Event()
        self._beside = Beside(_scanned, self)
        self._beside.done.connect(self._take)

    # what there is

    @property
    def found(self) -> tuple[Model, ...]:
        """All models and parts of models, by family and name."""
        return self._seen.models if self._seen else ()

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """Files and folders that cannot be used, with the reason."""
        return self._seen.skipped if self._seen else ()

    @property
    def makers(self) -> tuple[Model, ...]:
        """Those that a shot can be made with."""
        return tuple(model for model in self.found if modelling.runs(model))

    @property
    def loras(self) -> tuple[Model, ...]:
        """Those that change another model."""
        return tuple(model for model in self.found if model.part("lora") is not None)

    @property
    def room(self) -> Room:
        """What was free when it was looked at last."""
        return self._seen.room if self._seen else _NOTHING

    @property
    def scanning(self) -> bool:
        """Whether the folders are being looked through."""
        return self._scanning

    def at(self, path: str | Path) -> Model | None:
        """The model that was found at a path."""
        return next((model for model in self.found if model.path == Path(path)), None)

    def fits(self, model: Model, settings: Settings) -> tuple[Fit, ...]:
        """How each profile would make a shot with these settings; () where it makes no clips."""
        from engine.models import measured

        clip = Clip(settings.width, settings.height, settings.frames, settings.guidance)
        learnt = measured.corrections(places.models_measured_file(), model)
        try:
            return fits(
                model,
                clip,
                self.room,
                corrections=learnt,
                loras=any(lora.weight for lora in settings.loras),
            )
        except BadInput:
            return ()

    # looking

    def ensure(self) -> None:
        """Looks through the folders where that was not done yet."""
        if self._seen is None and not self._scanning and not self._closed:
            self.rescan()

    def rescan(self) -> None:
        """Looks through the folders again; what did not change is not read again."""
        self._stop.set()
        self._stop = threading.Event()
        self._set_scanning(True)
        self._beside.ask(self._stop, self.stepped.emit)

    def stop(self) -> None:
        """Ends the scan; what was found until then is shown."""
        self._stop.set()

    def close(self) -> None:
        """Nothing is looked for and fetched any more."""
        if self._window is not None:
            self._window.close()
        self._closed = True
        self._stop.set()
        self._beside.close()

    def add_folders(self, folders: tuple[Path, ...]) -> None:
        """Names further folders, and looks."""
        if self._bench.session.attempt(lambda: _named(folders)) is not None:
            self.rescan()

    def forget_folder(self, folder: Path) -> None:
        """Takes a folder off the list, never off the disk."""
        file = places.models_file()
        if self._bench.session.attempt(lambda: shelf.remove(file, folder)) is not None:
            self.rescan()

    # using

    def open(self) -> ModelWindow:
        """The window of models, beside the work."""
        from app.model_window import ModelWindow

        if self._window is None:
            self._window = ModelWindow(self._bench, self)
        self._window.show()
        return self._window

    @property
    def window(self) -> ModelWindow | None:
        """The window of models, once it was opened."""
        return self._window

    def add_lora(self, model: Model) -> None:
        """Adds a LoRA to the shot at its full weight, as one step; one that is there stays."""
        session = self._bench.session
        if session.has_shot():
            settings = session.shot.settings
            loras = (*settings.loras, Lora(model.path))
            if model.path not in {lora.path for lora in settings.loras}:
                what = tr("add {model}").format(model=model.name)
                session.set_settings(replace(settings, loras=loras), what)

    def use(self, model: Model) -> None:
        """Makes the shot with this model, as one step."""
        session = self._bench.session
        if not session.has_shot():
            return
        settings = session.attempt(lambda: modelling.model_settings(session.shot.settings, model))
        if settings is not None:
            session.set_settings(settings, tr("make it with {model}").format(model=model.name))

    def _take(self, seen: _Seen) -> None:
        if not seen.whole and self._seen is not None:
            known = {model.path for model in seen.models}
            rest = tuple(model for model in self._seen.models if model.path not in known)
            seen = _Seen(_sorted((*seen.models, *rest)), seen.skipped, seen.room, seen.fault, False)
        self._seen = seen
        self._set_scanning(False)
        self.changed.emit()
        if seen.fault is not None:
            self._bench.screen.show_error(seen.fault)

    def _set_scanning(self, scanning: bool) -> None:
        if scanning != self._scanning:
            self._scanning = scanning
            self.scanning_changed.emit(scanning)


def _named(folders: tuple[Path, ...]) -> tuple[Path, ...]:
    from engine.models.places import place_of

    for folder in folders:
        place_of(folder)
    return shelf.add(places.models_file(), folders)


def _scanned(stop: threading.Event, tell: Callable[[int, str], object]) -> _Seen:
    """Looks through everything; on its own thread."""
    from engine.models import machine
    from engine.models.scan import scan

    told = 0.0

    def on_look(count: int, path: Path) -> None:
        nonlocal told
        if stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - told >= _TELL_S:
            told = now
            tell(count, str(path))

    models: list[Model] = []
    skipped: list[Skipped] = []
    fault: VerbenchError | None = None
    whole = True
    try:
        looked_in = shelf.looked_in(places.models_file())
        for entry in scan(looked_in, memory=places.models_memory_file(), on_look=on_look):
            if isinstance(entry, Model):
                models.append(entry)
            else:
                skipped.append(entry)
    except Cancelled:
        whole = False
    except VerbenchError as error:
        fault = error
    return _Seen(_sorted(models), tuple(skipped), machine.room(), fault, whole)


def _sorted(models: list[Model] | tuple[Model, ...]) -> tuple[Model, ...]:
    return tuple(sorted(models, key=lambda model: (model.family or "~", model.name.casefold())))
