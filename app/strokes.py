"""What the person does with strokes that takes more than the canvas: each act is a short function.

Words, masks and the start image meet the strokes here; what changes comes back from the session.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.stage import FRAME
from engine.errors import BadInput
from engine.records import Action, MotionPlan
from widgets.motion.edits import painted
from widgets.motion.words import new_name

if TYPE_CHECKING:
    import numpy as np

    from app.workbench import Workbench


class Strokes(QObject):
    """The person's acts with strokes, by name."""

    def __init__(self, workbench: Workbench) -> None:
        super().__init__(workbench)
        self._bench = workbench

    def show_stroke(self, index: int) -> None:
        """The stroke a hint is about."""
        self._bench.window.stage.set_mode(FRAME)
        self._bench.window.motion.set_selected(index)
        self._bench.window.strokes.set_selected(index)

    def put_into_prompt(self, words: str, index: int) -> None:
        """What a stroke does, said where the prompt speaks of the same thing."""
        from engine.motion.telling import tell
        from engine.prompt.fix import apply
        from engine.prompt.reading import read

        shot = self._bench.session.shot
        stroke, settings = shot.plan.strokes[index], shot.settings
        if stroke.name.startswith(new_name(stroke.kind)):
            stroke = replace(stroke, name="")  # never named by the person
        told = tell(read(shot.prompt), stroke, settings.aspect, settings.seconds)
        self._bench.window.prompt.replace_text(apply(shot.prompt, told))

    def draw_motion(self, action: Action) -> None:
        """The motion of an action of the prompt, drawn on the subject of the start image."""
        from engine.motion.proposal import camera_of, propose

        session, linter = self._bench.session, self._bench.linter
        plan, reading = session.shot.plan, replace(linter.reading, actions=(action,))
        if action.camera:
            session.set_plan(replace(plan, camera=camera_of(reading)), self.tr("draw the motion"))
            self._bench.window.stage.set_mode(FRAME)
            return
        strokes = propose(reading, linter.subject, session.shot.settings)
        if not strokes:
            self._bench.screen.show_error(self._why_not_drawn(action))
            return
        after = replace(plan, strokes=(*plan.strokes, *strokes))
        session.set_plan(after, self.tr("draw the motion"))
        self.show_stroke(len(plan.strokes))

    def _why_not_drawn(self, action: Action) -> BadInput:
        if self._bench.session.shot.start_image is None:
            return BadInput(
                self.tr("There is no start image to draw on"),
                mend=self.tr("Choose one in the Shot menu, or drop it on the stage."),
            )
        if self._bench.linter.subject is None:
            return BadInput(
                self.tr("Nothing stands out in the start image"),
                mend=self.tr("Paint over what moves with the brush (B)."),
            )
        return BadInput(
            self.tr("“{verb}” does not say where to").format(verb=action.verb),
            mend=self.tr("Add a direction, or draw the way with the path tool (P)."),
        )

    def keep_regions(self, masks: dict[int, np.ndarray], plan: MotionPlan, what: str) -> None:
        """Painted regions of several strokes of a plan become files of the project, in one step."""
        session = self._bench.session
        if session.project is None:
            return
        for index, mask in masks.items():
            path = session.attempt(lambda mask=mask: session.project.keep_mask(mask))
            if path is None:
                return
            kind = plan.strokes[index].kind
            plan = painted(plan, index, path, mask, name=new_name(kind), kind=kind)
        session.set_plan(plan, what)

    def keep_region(self, index: int | None, mask: np.ndarray, kind: str, what: str) -> None:
        """A painted region becomes a file of the project and a stroke of the plan."""
        session = self._bench.session
        if session.project is None:
            return
        path = session.attempt(lambda: session.project.keep_mask(mask))
        if path is not None:
            plan = session.shot.plan
            after = painted(plan, index, path, mask, name=new_name(kind), kind=kind)
            session.set_plan(after, what)
