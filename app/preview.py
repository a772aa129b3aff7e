"""The looping preview of a motion: the shot and its start image go in, frames of its guide clip and
what moves in them come out, at a quarter of their size.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.beside import Beside
from app.pictures import cut_out
from engine import turns
from engine.errors import VerbenchError
from engine.records import MotionPlan, Stroke
from widgets.images import to_qimage

if TYPE_CHECKING:
    from app.workbench import Workbench
    from engine.motion.guide import GuideClip

DELAY_MS = 20
"""A burst of changes makes one preview, whose first frame is there within 50 ms of the edit."""


class Preview(QObject):
    """Makes the guide clip at once, and its background better beside the person."""

    def __init__(self, workbench: Workbench) -> None:
        super().__init__(workbench)
        self._bench = workbench
        self._other: MotionPlan | None = None
        self._wait = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._wait.timeout.connect(self._make)
        self._refining = Beside(_refined, self)
        self._refining.done.connect(self._show_refined)

    def close(self) -> None:
        """Nothing is made any more."""
        self._wait.stop()
        self._refining.close()

    def refresh(self) -> None:
        """The shot, or its start image, is different."""
        self._wait.start()

    def set_plan(self, plan: MotionPlan | None) -> None:
        """Shows another plan than that of the shot; None shows that of the shot."""
        if plan is not self._other:
            self._other = plan
            self._wait.start()

    def show_draft(self, index: int, stroke: Stroke | None) -> None:
        """A stroke as a form would have it if the hand let go now; None is what the plan has."""
        canvas = self._bench.window.motion.canvas
        if stroke is None:
            canvas.drop_draft()
        else:
            canvas.show_draft(index, stroke)

    def _make(self) -> None:
        image, shot = self._bench.screen.start_image, self._bench.session.shot
        plan = self._other or shot.plan
        if image is None or plan == MotionPlan():
            self._bench.window.motion.set_guide(None, 0)
            self._refining.ask(None)
            return
        from engine.motion.guide import GuideClip

        try:
            clip = GuideClip(plan, image, shot.settings.frames, preview=True, fps=shot.settings.fps)
        except VerbenchError as error:
            self._bench.screen.show_error(error)
            return
        self._show(clip)
        self._refining.ask(clip)

    def _show(self, clip: GuideClip) -> None:
        self._bench.window.motion.set_guide(
            lambda i: to_qimage(clip.frame(i)),
            len(clip),
            ghost=lambda i: cut_out(clip.frame(i), clip.mask(i)),
        )

    def _show_refined(self, clip: GuideClip | None) -> None:
        """The background of the preview has become better."""
        if clip is not None and not self._wait.isActive():
            self._show(clip)


def _refined(clip: GuideClip | None) -> GuideClip | None:
    with turns.behind():
        return clip if clip is not None and clip.refine() else None
