"""What the person does with strokes that takes more than the canvas: each act is a short function.

Words, masks and the start image meet the strokes here; what changes comes back from the session.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication

from app.pasting import STROKES_MIME, strokes_from_text, strokes_to_text, with_strokes
from app.stage import FRAME
from engine.errors import BadInput
from engine.records import Action, MotionPlan, Region, Stroke
from widgets.motion.edits import painted, removed
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

    def set_play_on(self, play_on: bool) -> None:
        """Whether the preview loop goes on while the hand paints."""
        self._bench.preferences.play_on = play_on

    def set_metres(self, metres: float) -> None:
        """What the ruler was laid along last."""
        self._bench.preferences.ruler_metres = metres

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

    # the clipboard

    def undo(self) -> None:
        """Takes the last step back, which is what a field of the panel has not told yet."""
        self._bench.window.strokes.flush()
        self._bench.session.undo_stack.undo()

    def copy(self) -> bool:
        """The selected strokes go into the clipboard, as a plan that any editor can read."""
        strokes = self._selected()
        if strokes:
            text = strokes_to_text(strokes)
            data = QMimeData()
            data.setData(STROKES_MIME, text.encode())
            data.setText(text)
            QGuiApplication.clipboard().setMimeData(data)
        return bool(strokes)

    def cut(self) -> None:
        """The selected strokes go into the clipboard and out of the plan."""
        session, gone = self._bench.session, self._bench.window.strokes.selection
        if self.copy():
            session.set_plan(removed(session.shot.plan, *gone), self.tr("cut strokes"))

    def paste(self) -> None:
        """The strokes of the clipboard, nearest to the camera; their masks come along."""
        session, mime = self._bench.session, QGuiApplication.clipboard().mimeData()
        if not session.has_shot():
            return
        text = ""
        if mime is not None:  # Qt's word for an empty clipboard on some platforms
            text = bytes(mime.data(STROKES_MIME).data()).decode("utf-8", "replace") or mime.text()
        strokes = session.attempt(lambda: self._kept(text))
        if strokes is not None:
            self._add(strokes, self.tr("paste strokes"))

    def duplicate(self) -> None:
        """The selected strokes once more."""
        strokes = self._selected()
        if strokes:
            self._add(strokes, self.tr("duplicate strokes"))

    def select_all(self) -> None:
        """All strokes of the shot."""
        window = self._bench.window
        window.motion.set_selection(tuple(range(len(self._bench.session.shot.plan.strokes))))

    def _selected(self) -> tuple[Stroke, ...]:
        window, plan = self._bench.window, self._bench.session.shot.plan
        window.strokes.flush()
        if not window.strokes.selection:
            window.motion.canvas.say(self.tr("Select a stroke first: click it, or its row."))
        return tuple(plan.strokes[i] for i in sorted(window.strokes.selection))

    def _kept(self, text: str) -> tuple[Stroke, ...]:
        """The strokes of a text with their masks in the project. Raises BadInput where it is none,
        or one of its masks is none."""
        from engine.frame.load import load_mask

        project = self._bench.session.project

        def kept(stroke: Stroke) -> Stroke:
            if stroke.region.mask is None:
                return stroke
            mask = project.keep_mask(load_mask(stroke.region.mask))
            return replace(stroke, region=Region(mask=mask))

        return tuple(kept(stroke) for stroke in strokes_from_text(text, project.media))

    def _add(self, strokes: tuple[Stroke, ...], what: str) -> None:
        session = self._bench.session
        plan = session.attempt(
            lambda: with_strokes(session.shot.plan, strokes, session.shot.settings)
        )
        if plan is not None:
            first = len(session.shot.plan.strokes)
            session.set_plan(plan, what)
            self._bench.window.motion.set_selection(tuple(range(first, len(plan.strokes))))
