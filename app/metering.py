"""How full the model's text encoder is: the shot goes in, the counts of its prompts come out.

Vocabularies take up to a second to load, so everything is counted on a thread of its own. Only the
newest shot is counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from app.beside import Beside
from engine.records import Shot

if TYPE_CHECKING:
    from engine.prompt.models import Family
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
        self._asked: tuple[object, ...] = ()
        self._beside = Beside(count_of, self)
        self._beside.done.connect(self.counted)

    def set_shot(self, shot: Shot) -> None:
        """Counts again where words or model differ."""
        settings = shot.settings
        model = (settings.backend, settings.model, settings.family)
        asked = (shot.prompt, shot.negative, *model, settings.guidance)
        if asked != self._asked:
            self._asked = asked
            self._beside.ask(shot)

    def close(self) -> None:
        """Nothing is counted any more."""
        self._beside.close()


def count_of(shot: Shot) -> Count:
    """The counts of a shot; slow where its vocabulary was not loaded yet."""
    from engine.prompt.models import family_for, written_for
    from engine.prompt.tokens import meter

    settings = shot.settings
    family = family_for(settings)
    if family is None:
        return Count(None, written_for(settings), shot.prompt, None, None, True)
    heeds = family.heeds_negative(settings.guidance)
    negative = meter(shot.negative, family) if heeds and shot.negative else None
    return Count(
        family, written_for(settings), shot.prompt, meter(shot.prompt, family), negative, heeds
    )
