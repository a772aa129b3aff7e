"""The motion of a thing in another clip, taken over into the shot: each act is a short function.

The dialog asks; frames, picking and measuring are done beside the window; the placed motion is a
draft on the canvas until it is used, which is one step of undo.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from app.beside import Beside
from app.files import CLIPS
from app.stage import FRAME
from engine.errors import BadInput, Cancelled, VerbenchError
from engine.records import ClipInfo, MotionPlan, Place, Region, Stroke
from widgets.common.numbers import decimal
from widgets.images import to_qimage
from widgets.motion.words import label_of

if TYPE_CHECKING:
    import numpy as np

    from app.workbench import Workbench
    from engine.motion.placement import Placed
    from engine.motion.reference import Measured
    from widgets.motion.reference_dialog import Pick, ReferenceDialog

_PREVIEW_MS = 150
"""The canvas shows the way at once; the moving preview waits until the hand rests."""


class Reference(QObject):
    """Takes a motion over from a clip."""

    _went_on = Signal(float)

    def __init__(self, workbench: Workbench) -> None:
        super().__init__(workbench)
        self._bench = workbench
        self._dialog: ReferenceDialog | None = None
        self._path = Path()
        self._mask: np.ndarray | None = None
        self._placed: _Draft | None = None
        self._stop = threading.Event()
        self._frames = Beside(_Frames().work, self)
        self._frames.done.connect(self._on_frame)
        self._picking = Beside(_found, self)
        self._picking.done.connect(self._on_picked)
        self._measuring = Beside(_measured, self)
        self._measuring.done.connect(self._on_measured)
        self._went_on.connect(self._on_progress, Qt.ConnectionType.QueuedConnection)
        self._later = QTimer(self, singleShot=True, interval=_PREVIEW_MS)
        self._later.timeout.connect(self._preview)

    def close(self) -> None:
        """Nothing is looked at or measured any more."""
        self._stop.set()
        self._later.stop()
        if self._dialog is not None:
            self._dialog.reject()
        for part in (self._frames, self._picking, self._measuring):
            part.close()

    def choose(self) -> None:
        """Asks for a clip."""
        if not self._bench.session.has_shot():
            return
        path, _ = QFileDialog.getOpenFileName(
            self._bench.window, self.tr("Reference video"), "", self.tr("Clips") + f" ({CLIPS})"
        )
        if path:
            self.open(Path(path))

    def open(self, path: Path) -> None:
        """Opens a clip to take a motion over from."""
        bench = self._bench
        if not bench.session.has_shot():
            return
        if bench.screen.start_image is None:
            bench.screen.show_error(
                BadInput(
                    self.tr("There is no start image to place the motion on"),
                    mend=self.tr("Choose one in the Shot menu, or drop it on the stage."),
                )
            )
            return
        info = bench.session.attempt(lambda: _probe(path))
        if info is not None:
            self._path, self._mask = path, None
            self._begin(info)

    def _begin(self, info: ClipInfo) -> None:
        from widgets.motion.reference_dialog import ReferenceDialog

        bench = self._bench
        if self._dialog is not None:
            self._dialog.reject()
        bench.window.stage.set_mode(FRAME)
        plan, selected = bench.session.shot.plan, bench.window.motion.canvas.board.selected
        names = [label_of(stroke, index) for index, stroke in enumerate(plan.strokes)]
        dialog = ReferenceDialog(self._path.name, info, names, selected, bench.window)
        dialog.form.set_seconds(self._seconds)
        dialog.frame_wanted.connect(lambda index: self._frames.ask(self._path, index))
        dialog.pick_wanted.connect(lambda pick: self._picking.ask(self._path, pick))
        dialog.measure_wanted.connect(self._measure)
        dialog.stop_wanted.connect(self._stop.set)
        dialog.placement_changed.connect(self._place)
        dialog.accepted.connect(self._use)
        dialog.finished.connect(lambda _: self._end())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dialog = dialog
        dialog.show()

    @property
    def _seconds(self) -> float:
        settings = self._bench.session.shot.settings
        return max(settings.frames - 1, 1) / settings.fps

    # what the dialog asks

    def _on_frame(self, answer: tuple[int, np.ndarray] | VerbenchError) -> None:
        if self._dialog is None:
            return
        if isinstance(answer, VerbenchError):
            self._dialog.set_problem(str(answer))
        else:
            self._dialog.set_frame(answer[0], to_qimage(answer[1]))

    def _on_picked(self, answer: tuple[np.ndarray, tuple[Place, ...]] | VerbenchError) -> None:
        if self._dialog is None:
            return
        if isinstance(answer, VerbenchError):
            self._dialog.set_problem(str(answer))
        else:
            self._mask = answer[0]
            self._dialog.set_thing(answer[1])

    def _measure(self, picked: int, first: int, last: int) -> None:
        self._stop = threading.Event()
        told = self._went_on.emit
        self._measuring.ask(self._path, self._mask, picked, first, last, told, self._stop.is_set)

    def _on_progress(self, share: float) -> None:
        if self._dialog is not None:
            self._dialog.set_progress(share)

    def _on_measured(self, answer: Measured | VerbenchError | None) -> None:
        if self._dialog is None:
            return
        if isinstance(answer, VerbenchError):
            self._dialog.set_problem(str(answer))
        else:
            self._dialog.set_measured(answer)

    # placing

    def _place(self) -> None:
        """The motion as it would be, on the canvas."""
        try:
            self._placed = self._draft()
        except VerbenchError as error:
            self._placed = None
            self._dialog.set_problem(str(error))
            return
        draft, form = self._placed, self._dialog.form
        points = draft.placed.stroke.points
        form.show_place((points[0].x, points[0].y))
        self._bench.preview.show_draft(draft.index, draft.placed.stroke)
        self._dialog.set_placed(self._words(draft.placed))
        self._later.start()

    def _draft(self) -> _Draft:
        from engine.motion.placement import placed

        dialog, session = self._dialog, self._bench.session
        first, last = dialog.range
        placement = replace(dialog.form.placement, first=first, last=last)
        plan, target = session.shot.plan, dialog.form.target
        index = target if 0 <= target < len(plan.strokes) else len(plan.strokes)
        if index < len(plan.strokes):
            stroke = plan.strokes[index]
            centre = self._bench.window.motion.canvas.board.centre(stroke)
        else:
            stroke, centre = self._new(plan, placement.at)
        done = placed(dialog.measured, placement, stroke, centre, session.shot.settings)
        return _Draft(index, done)

    def _new(self, plan: MotionPlan, at: Place | None) -> tuple[Stroke, Place]:
        """A stroke on the subject; where none is known, as large as the thing in the clip."""
        subject, measured = self._bench.linter.subject, self._dialog.measured
        order = max((stroke.order for stroke in plan.strokes), default=-1) + 1
        name = self._path.stem
        if subject is not None:
            return Stroke(name, "move", subject.region, order=order), subject.centre
        outline, seen = measured.outline, measured.seen.places[measured.at(measured.picked)]
        aspect = measured.clip.width / measured.clip.height
        wide = aspect / self._bench.session.shot.settings.aspect
        x, y = at or (0.5, 0.5)
        polygon = tuple((x + (px - seen[0]) * wide, y + (py - seen[1])) for px, py in outline)
        return Stroke(name, "move", Region(polygon), order=order), (x, y)

    def _words(self, placed: Placed) -> str:
        said = [
            self.tr("{0} s in the shot, {1} points.").format(
                decimal(placed.seconds, 1), len(placed.stroke.points)
            )
        ]
        if placed.left_over > 0.05:
            words = self.tr("The shot is {0} s too short for the rest.")
            said.append(words.format(decimal(placed.left_over, 1)))
        return " ".join(said)

    def _plan(self) -> MotionPlan:
        """The plan with the motion."""
        plan, draft = self._bench.session.shot.plan, self._placed
        before, after = plan.strokes[: draft.index], plan.strokes[draft.index + 1 :]
        return replace(plan, strokes=(*before, draft.placed.stroke, *after))

    def _preview(self) -> None:
        if self._dialog is not None and self._placed is not None:
            self._bench.preview.set_plan(self._plan())

    def _use(self) -> None:
        if self._placed is None:
            return
        index, plan = self._placed.index, self._plan()
        self._bench.session.set_plan(plan, self.tr("motion from a clip"))
        self._bench.window.motion.set_selected(index)

    def _end(self) -> None:
        self._stop.set()
        self._later.stop()
        self._dialog = self._placed = None
        self._bench.preview.set_plan(None)
        self._bench.window.motion.canvas.drop_draft()


@dataclass(frozen=True, slots=True)
class _Draft:
    index: int
    placed: Placed


class _Frames:
    """Frames of the clip that was asked for last; used on one thread."""

    def __init__(self) -> None:
        self._open: tuple[Path, Callable[[int], np.ndarray]] | None = None

    def work(self, path: Path, index: int) -> tuple[int, np.ndarray] | VerbenchError:
        """A frame by its number, or why there is none."""
        from engine.video.read import Reader

        try:
            if self._open is None or self._open[0] != path:
                self._open = (path, Reader(path).frame)
            return index, self._open[1](index)
        except VerbenchError as error:
            return error


def _probe(path: Path) -> ClipInfo:
    from engine.video.read import probe

    return probe(path)


def _found(path: Path, pick: Pick) -> tuple[np.ndarray, tuple[Place, ...]] | VerbenchError:
    """The mask of the thing, and its outline."""
    from engine.frame.regions import outline
    from engine.frame.segment import pick_box, pick_point
    from engine.video.read import Reader

    try:
        with Reader(path) as reader:
            image = reader.frame(pick.frame)
        if pick.box is not None:
            mask = pick_box(image, pick.box, pick.points, pick.not_it)
        else:
            mask = pick_point(image, pick.points[0], pick.points[1:], pick.not_it)
        return mask, outline(mask)
    except VerbenchError as error:
        return error


def _measured(
    path: Path,
    mask: np.ndarray,
    picked: int,
    first: int,
    last: int,
    told: Callable[[float], None],
    stop: Callable[[], bool],
) -> Measured | VerbenchError | None:
    from engine.motion.measuring import measure_apart

    try:
        return measure_apart(path, mask, picked, first, last, progress=told, stop=stop)
    except Cancelled:
        return None
    except VerbenchError as error:
        return error
