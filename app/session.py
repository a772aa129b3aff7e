"""The open project and its current shot, as signals: the one thing the whole screen shows.

The person's acts come in as plain calls (`set_prompt`, `set_plan`, `add_shot` ...); what changed
goes out as signals. Every act but typing is one step on the undo stack (the editor undoes typing
itself). Changes are written to the project a moment later and at the latest when it is closed; a
disk that cannot be written is reported once, and nothing that was saved is lost.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from engine.errors import BadInput, VerbenchError
from engine.records import SEEDS, MotionPlan, Settings, Shot
from widgets.common.translation import tr

if TYPE_CHECKING:
    from engine.project.store import Project

SAVE_DELAY_MS = 400
UNDO_LIMIT = 500


class Session(QObject):
    """Holds one open project. Everything happens on the GUI thread; the database is only here."""

    closing = Signal()
    """The project is about to be let go of: whoever works on it stops."""
    project_changed = Signal()
    shots_changed = Signal()
    """Shots were added, removed, moved, or one that is listed looks different."""
    shot_opened = Signal()
    """Another shot is the current one, or an undo changed its words."""
    shot_changed = Signal()
    """Anything of the current shot."""
    takes_changed = Signal()
    prompt_kept = Signal()
    """The history of prompts has another newest one."""
    saved_changed = Signal(bool)
    failed = Signal(VerbenchError)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project: Project | None = None
        self.undo_stack = QUndoStack(self)
        self.undo_stack.setUndoLimit(UNDO_LIMIT)
        self._shots: dict[int, Shot] = {}
        self._shot_id: int | None = None
        self._unsaved: set[int] = set()
        self._prompt_before = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_DELAY_MS)
        self._timer.timeout.connect(self.save)

    # the project

    def open_project(self, project: Project) -> None:
        """Makes `project` the open one; the one before is saved and closed."""
        self.close_project()
        self.project = project
        self._shots = dict(project.shots())
        self.project_changed.emit()
        self.shots_changed.emit()
        self.open_shot(next(iter(self._shots), None))

    def close_project(self) -> None:
        """Saves what is unsaved and lets go of the files."""
        if self.project is not None:
            self.closing.emit()
            self._leave(self.shot)
            self.save()
            self.project.close()
            self.project = None
            self._shots, self._shot_id, self._unsaved = {}, None, set()
            self.undo_stack.clear()

    # the current shot

    @property
    def shot_id(self) -> int | None:
        """Id of the current shot; None while the project has none."""
        return self._shot_id

    @property
    def shot(self) -> Shot:
        """The current shot; an empty one while there is none."""
        return self._shots.get(self._shot_id, Shot()) if self._shot_id is not None else Shot()

    @property
    def shots(self) -> tuple[tuple[int, Shot], ...]:
        """All shots of the project, in order."""
        return tuple(self._shots.items())

    def has_shot(self) -> bool:
        """Whether there is a shot to work on; where there is none the person is told."""
        if self._shot_id is None:
            self.failed.emit(
                BadInput(
                    self.tr("There is no shot to work on"),
                    mend=self.tr("Open a project in the File menu, or add a shot."),
                )
            )
        return self._shot_id is not None

    def open_shot(self, shot_id: int | None) -> None:
        """Shows another shot."""
        if shot_id is not None and shot_id not in self._shots:
            return
        if shot_id != self._shot_id:
            self._leave(self.shot)
        self._shot_id = shot_id
        self._prompt_before = self.shot.prompt
        self.shot_opened.emit()
        self.shot_changed.emit()
        self.takes_changed.emit()

    def set_prompt(self, text: str) -> None:
        """Typing: not on the undo stack, the editor has its own."""
        self._write(self._shot_id, {"prompt": text})

    def keep_prompt(self) -> None:
        """Puts the prompt as it stands into the history of the project."""
        self._keep(self.shot)
        self._prompt_before = self.shot.prompt

    def _leave(self, shot: Shot) -> None:
        """Keeps a prompt that was edited since its shot was opened."""
        if shot.prompt != self._prompt_before:
            self._keep(shot)

    def _keep(self, shot: Shot) -> None:
        project = self.project
        if project is not None and shot.prompt.strip():
            self.attempt(lambda: project.keep_prompt(shot.prompt, shot.settings.model_name))
            self.prompt_kept.emit()

    def set_negative(self, text: str) -> None:
        """Typing in the negative prompt."""
        self._write(self._shot_id, {"negative": text})

    def change(self, what: str, **fields: Any) -> None:
        """Other values for parts of the shot, as one act; with none nothing happens."""
        if fields:
            self._edit(what, **fields)

    def set_plan(self, plan: MotionPlan, what: str) -> None:
        """One finished gesture on the canvas; `what` names it in the Edit menu."""
        self._edit(what, plan=plan)

    def set_settings(self, settings: Settings, what: str = "") -> None:
        """Another size, seed, model ... of the current shot; physics keeps its own pace in it, and
        a metre its length in the picture.

        Changes without a name in a row are one step."""
        changes: dict[str, Any] = {"settings": settings}
        plan = self._resized(self.shot.plan, settings)
        if any(stroke.motion is not None for stroke in plan.strokes):
            from engine.motion.physics import recomputed

            plan = recomputed(plan, settings)
        if plan != self.shot.plan:
            changes["plan"] = plan
        self._edit(what or self.tr("change settings"), merge=not what, **changes)

    def _resized(self, plan: MotionPlan, settings: Settings) -> MotionPlan:
        """The plan in a frame of the size of other settings."""
        shot = self.shot
        size, after = ((s.width, s.height) for s in (shot.settings, settings))
        if plan.gravity is None or size == after:
            return plan
        from engine.frame.load import size_of
        from engine.motion.world import resized

        picture = None
        with suppress(VerbenchError):  # an image that is gone is told where it is shown
            picture = None if shot.start_image is None else size_of(shot.start_image)
        return resized(plan, size, after, picture)

    def count_seed(self) -> None:
        """Another seed for the next take; no step of undo, it belongs to the take that was made."""
        settings = self.shot.settings
        seed = (settings.seed + 1) % SEEDS
        self._write(self._shot_id, {"settings": replace(settings, seed=seed)})

    def set_start_image(self, path: Path | None) -> None:
        """Another start image; it is copied into the project.

        What was said of the one before goes with it: its subject and the background behind it.
        """
        self._keep_image(path, self._start_from)

    def _start_from(self, kept: Path | None) -> None:
        fields: dict[str, Any] = {"start_image": kept}
        if kept != self.shot.start_image:
            fields["subject"] = None
            if self.shot.plan.plate is not None:
                fields["plan"] = replace(self.shot.plan, plate=None)
        self._edit(self.tr("change start image"), **fields)

    def set_end_image(self, path: Path | None) -> None:
        """Another picture that the clip ends on; it is copied into the project."""
        self._keep_image(path, lambda kept: self._edit(self.tr("change end image"), end_image=kept))

    def _keep_image(self, path: Path | None, use: Callable[[Path | None], None]) -> None:
        """Copies a picture into the project and uses it; one that cannot be used is told."""
        if not self.has_shot():
            return
        try:
            kept = None if path is None else self.kept_image(path)
        except VerbenchError as error:
            self.failed.emit(error)
            return
        use(kept)

    def kept_image(self, path: Path) -> Path:
        """A picture within the project. Raises BadInput where it is none that can be used."""
        from engine.frame.load import load_image

        # looked at first: what is no image is named as the person knows it, and is not kept
        load_image(path)
        return _project(self).keep(path)

    def rename_shot(self, shot_id: int, name: str) -> None:
        """Gives a shot another name."""
        before = self._shots[shot_id].name
        self.push(_ShotEdit(self, shot_id, {"name": before}, {"name": name}, self.tr("rename")))

    # the shots of the project

    def add_shots(self, shots: tuple[Shot, ...], what: str, *, after: int | None = None) -> None:
        """Adds shots behind `after` (at the end where it is None) as one step; opens the first."""
        if shots:
            self.push(_AddShots(self, shots, after, what))

    def remove_shot(self, shot_id: int) -> None:
        """Takes a shot off the storyboard; its takes stay, and undo brings it back."""
        if self.project is not None and shot_id in self._shots:
            self.push(_RemoveShot(self, shot_id))

    def move_shot(self, shot_id: int, position: int) -> None:
        """Moves a shot to another place (from 0) in the order."""
        if self.project is None or shot_id not in self._shots:
            return
        before = list(self._shots).index(shot_id)
        if before != position:
            self.push(_MoveShot(self, shot_id, before, position))

    # saving

    def save(self) -> None:
        """Writes what is unsaved; tells when the disk does not take it."""
        self._timer.stop()
        if self.project is None or not self._unsaved:
            return
        try:
            for shot_id in sorted(self._unsaved):
                if shot_id in self._shots:
                    self.project.save_shot(shot_id, self._shots[shot_id])
                self._unsaved.discard(shot_id)
        except VerbenchError as error:
            self.failed.emit(error)
        self.saved_changed.emit(not self._unsaved)

    @property
    def saved(self) -> bool:
        """Whether the disk holds all that is on the screen."""
        return not self._unsaved

    # inside

    def attempt(self, act: Callable[[], Any]) -> Any:
        """Runs an act on the project; a problem is told to the person and the answer is None."""
        try:
            return act()
        except VerbenchError as error:
            self.failed.emit(error)
            return None

    def reload(self, open_shot: int | None = None) -> None:
        """Reads the order of the shots again, unsaved changes kept, and shows `open_shot`."""
        if self.project is None:
            return
        unsaved = {key: self._shots[key] for key in self._unsaved if key in self._shots}
        left = self.shot
        self._shots = dict(self.project.shots())
        if self._shot_id not in self._shots:
            self._leave(left)
        self._shots.update({key: shot for key, shot in unsaved.items() if key in self._shots})
        self.shots_changed.emit()
        wanted = open_shot if open_shot is not None else self._shot_id
        self.open_shot(wanted if wanted in self._shots else next(iter(self._shots), None))

    def _edit(self, what: str, *, merge: bool = False, **fields: Any) -> None:
        if self._shot_id is None:
            return
        before = {name: getattr(self.shot, name) for name in fields}
        if before != fields:
            self.push(_ShotEdit(self, self._shot_id, before, fields, what, merge=merge))

    def push(self, step: Step) -> None:
        """Does one step that can be undone."""
        self.undo_stack.push(step)

    def _write(self, shot_id: int | None, fields: dict[str, Any]) -> None:
        if shot_id is None or shot_id not in self._shots:
            return
        self._shots[shot_id] = replace(self._shots[shot_id], **fields)
        self._unsaved.add(shot_id)
        self._timer.start()
        self.saved_changed.emit(False)
        if shot_id == self._shot_id:
            self.shot_changed.emit()


class Step(QUndoCommand):
    """One act and its undoing. Qt cannot pass an exception on: a problem is told to the person.

    What could not be done the first time is not on the stack; what could not be undone or done
    again can be tried again from where it is.
    """

    def __init__(self, session: Session, what: str) -> None:
        super().__init__(what)
        self._session, self._begun = session, False

    def do(self) -> None:
        """The act; may raise VerbenchError."""
        raise NotImplementedError

    def take_back(self) -> None:
        """The opposite; may raise VerbenchError."""
        raise NotImplementedError

    def redo(self) -> None:
        try:
            self.do()
        except VerbenchError as error:
            self.setObsolete(not self._begun)
            self._session.failed.emit(error)
        self._begun = True

    def undo(self) -> None:
        self._session.attempt(self.take_back)


class _ShotEdit(Step):
    """Fields of one shot, before and after. Steps of the same kind in a row become one."""

    def __init__(
        self,
        session: Session,
        shot_id: int,
        before: dict[str, Any],
        after: dict[str, Any],
        what: str,
        *,
        merge: bool = False,
    ) -> None:
        super().__init__(session, what)
        self._shot_id = shot_id
        self._before, self._after, self._merge = before, after, merge

    def id(self) -> int:
        return 1 if self._merge else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _ShotEdit) or other._shot_id != self._shot_id:
            return False
        if self._after.keys() != other._after.keys():
            return False
        self._after = other._after
        self.setObsolete(self._after == self._before)
        return True

    def do(self) -> None:
        self._put(self._after)

    def take_back(self) -> None:
        self._put(self._before)

    def _put(self, fields: dict[str, Any]) -> None:
        if self._session.shot_id != self._shot_id:
            self._session.open_shot(self._shot_id)
        self._session._write(self._shot_id, fields)
        if "name" in fields or "start_image" in fields:
            self._session.shots_changed.emit()


class _AddShots(Step):
    """New shots; undoing takes them off, redoing brings the same ones back."""

    def __init__(
        self, session: Session, shots: tuple[Shot, ...], after: int | None, what: str
    ) -> None:
        super().__init__(session, what)
        self._shots, self._after = shots, after
        self._opened = session.shot_id
        self._ids: list[int] = []

    def do(self) -> None:
        project = _project(self._session)
        if self._ids:
            for shot_id in self._ids:
                project.restore_shot(shot_id)
        else:
            order = [shot_id for shot_id, _ in project.shots()]
            place = order.index(self._after) + 1 if self._after in order else len(order)
            with project.database.writing():  # all of them or none
                self._ids = [
                    project.add_shot(shot, position=place + offset)
                    for offset, shot in enumerate(self._shots)
                ]
        self._session.reload(self._ids[0])

    def take_back(self) -> None:
        self._session.save()
        for shot_id in self._ids:
            _project(self._session).remove_shot(shot_id)
        self._session.reload(self._opened)


class _RemoveShot(Step):
    """A shot off the storyboard; undoing brings it back to its place."""

    def __init__(self, session: Session, shot_id: int) -> None:
        super().__init__(session, tr("remove shot"))
        self._shot_id = shot_id

    def do(self) -> None:
        self._session.save()
        _project(self._session).remove_shot(self._shot_id)
        self._session.reload()

    def take_back(self) -> None:
        _project(self._session).restore_shot(self._shot_id)
        self._session.reload(self._shot_id)


class _MoveShot(Step):
    """A shot at another place of the order."""

    def __init__(self, session: Session, shot_id: int, before: int, after: int) -> None:
        super().__init__(session, tr("move shot"))
        self._shot_id = shot_id
        self._before, self._after = before, after

    def do(self) -> None:
        _project(self._session).move_shot(self._shot_id, self._after)
        self._session.reload()

    def take_back(self) -> None:
        _project(self._session).move_shot(self._shot_id, self._before)
        self._session.reload()


def _project(session: Session) -> Project:
    if session.project is None:
        raise VerbenchError(tr("No project is open"), mend=tr("Open one first."))
    return session.project
