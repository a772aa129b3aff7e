"""How full the model's text encoder is: the shot goes in, the counts of its prompts come out.

Vocabularies take up to a second to load, so everything is counted on a thread of its own. Only the
newest shot is counted.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from engine.records import Shot

if TYPE_CHECKING:
    from engine.prompt.models import Family
    from engine.prompt.reader import Newest
    from engine.prompt.tokens import Meter


class Count(NamedTuple):
    """The prompts of a shot as its model's encoder takes them; no family: nothing is known."""

    family: Family | None
    model: str
    prompt: str
    meter: Meter | None
    negative: Meter | None
    heeds_negative: bool


class Metering(QObject):
    """Counts tokens beside the GUI thread."""

    counted = Signal(object)
    """A `Count`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: threading.Thread | None = None
        self._asked: tuple[object, ...] = ()
        self._closed = False

    def set_shot(self, shot: Shot) -> None:
        """Counts again where words or model differ."""
        from engine.prompt.reader import Newest

        settings = shot.settings
        asked = (shot.prompt, shot.negative, settings.backend, settings.model, settings.guidance)
        if asked == self._asked:
            return
        self._asked = asked
        if self._thread is None:
            self._waiting: Newest[Shot | None] = Newest()
            self._thread = threading.Thread(target=self._work, daemon=True)
            self._thread.start()
        self._waiting.put(shot)

    def close(self) -> None:
        """Nothing is counted any more."""
        self._closed = True
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join()

    def _work(self) -> None:
        while (shot := self._waiting.take()) is not None:
            count = count_of(shot)
            if not self._closed:
                self.counted.emit(count)


def count_of(shot: Shot) -> Count:
    """The counts of a shot; slow where its vocabulary was not loaded yet."""
    from engine.prompt.models import family_for
    from engine.prompt.tokens import meter

    settings = shot.settings
    family = family_for(settings)
    if family is None:
        return Count(None, settings.model_name, shot.prompt, None, None, True)
    heeds = family.heeds_negative(settings.guidance)
    negative = meter(shot.negative, family) if heeds and shot.negative else None
    return Count(
        family, settings.model_name, shot.prompt, meter(shot.prompt, family), negative, heeds
    )
