"""Which model a shot is written for: the shot goes in, what that model makes of it is shown.

The top bar, the settings and the list of strokes all follow the family that is chosen for the shot,
or that of the model that makes it. Choosing one, and setting a shot up for it, are steps of undo.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

from engine.records import MotionPlan, Settings, Shot
from widgets.common.translation import tr
from widgets.jobs.family_picker import FamilyPicker, seconds_of, taken_by

if TYPE_CHECKING:
    from app.workbench import Workbench


class Families(QObject):
    """Knows the session and the window."""

    def __init__(self, workbench: Workbench) -> None:
        super().__init__(workbench)
        self._bench = workbench
        self._picker: FamilyPicker | None = None
        self._shown: Shot | None = None

    def show(self) -> None:
        """What the model makes of the shot as it is; words of the prompt do not matter."""
        shot = replace(self._bench.session.shot, prompt="", negative="", name="")
        if shot != self._shown:
            self._shown = shot
            self._show_family(shot.settings)
            self._show_capability(shot)

    def open_families(self, corner: QPoint) -> None:
        """The list of models, with its left upper corner at a point of the screen."""
        from engine.prompt.models import families

        if not self._bench.session.has_shot():
            return
        if self._picker is None:
            self._picker = FamilyPicker(self._bench.window)
            self._picker.family_chosen.connect(self.choose)
            self._picker.set_families(families())
        settings = self._bench.session.shot.settings
        self._picker.open_at(corner)
        self._picker.set_chosen(settings.family, self._bench.screen.maker_of(settings))

    @property
    def picker(self) -> FamilyPicker | None:
        """The list of models, once it was opened."""
        return self._picker

    def choose(self, family: str) -> None:
        """Writes the shot for a family; '' is for the model that makes it."""
        from engine.prompt.models import family_of

        session = self._bench.session
        own = family_of(session.shot.settings.model_name)
        family = "" if own is not None and own.id == family else family
        settings = replace(session.shot.settings, family=family)
        what = tr("write for {model}").format(model=self.title_of(settings))
        session.set_settings(settings, what)

    def set_up(self) -> None:
        """Sets what the model needs, as one step."""
        from engine.motion.needs import suited

        session, shot = self._bench.session, self._bench.session.shot
        settings = suited(shot.settings, painted=_is_painted(shot.plan))
        what = tr("set up for {model}").format(model=self.title_of(settings))
        session.set_settings(settings, what)

    def title_of(self, settings: Settings) -> str:
        """What the model is called that a shot with these settings is written for."""
        from engine.prompt.models import family_for

        family = family_for(settings)
        if family is not None and settings.family:
            return family.title
        return settings.family or self._bench.screen.maker_of(settings)

    def _show_family(self, settings: Settings) -> None:
        from engine.prompt.models import family_for

        window, family = self._bench.window, family_for(settings)
        title, maker = self.title_of(settings), self._bench.screen.maker_of(settings)
        takes = "" if family is None else f"{seconds_of(family)} · {taken_by(family)}"
        window.settings.set_family(title if settings.family else tr("the same"), takes)
        window.topbar.set_settings(settings, maker, title if settings.family else "")

    def _show_capability(self, shot: Shot) -> None:
        from engine.motion.capability import honoured
        from engine.motion.needs import needs

        window, title = self._bench.window, self.title_of(shot.settings)
        start, end = shot.start_image is not None, shot.end_image is not None
        told = honoured(shot.plan, shot.settings, start_image=start, end_image=end)
        wanted = needs(shot.settings, painted=_is_painted(shot.plan))
        window.settings.set_needs(title, wanted)
        window.strokes.set_capability(title, told, wanted if told else ())


def _is_painted(plan: MotionPlan) -> bool:
    return bool(plan.strokes) or plan.camera.moves
