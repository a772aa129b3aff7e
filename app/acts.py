"""What the person does that takes more than one part: each act is a short function.

Acts call the session, the work and the watched take; what changes comes back as their signals.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app import places, theme
from app.dialogs import ShortcutSheet
from app.session import Session, Step
from app.stage import COMPARE, FRAME, WATCH
from engine.records import Fix, Hint, MotionPlan, Shot
from widgets.common.translation import tr

if TYPE_CHECKING:
    from app.workbench import Workbench


class Acts(QObject):
    """The person's acts, by name."""

    def __init__(self, workbench: Workbench) -> None:
        super().__init__(workbench)
        self._bench = workbench
        self._offer: Callable[[], object] | None = None

    # hints

    def take_fix(self, hint: Hint, fix: Fix) -> None:
        """What a fix changes beside the text: plan, negative prompt, end image, or more shots."""
        session = self._bench.session
        changes: dict[str, object] = {}
        if fix.plan is not None:
            changes["plan"] = fix.plan
        if fix.negative is not None:
            changes["negative"] = fix.negative
        if fix.drops_end_image:
            changes["end_image"] = None
        session.change(fix.title, **changes)
        if fix.window is not None:
            self._bench.images.reframe(fix.window, fix.title)
        if fix.shots:
            shot = session.shot
            first = replace(shot, prompt=fix.shots[0], name="")
            later = replace(shot, name="")
            if fix.follows:
                later = replace(later, start_image=None, plan=MotionPlan(), follows=True)
            rest = (replace(later, prompt=text) for text in fix.shots[1:])
            session.add_shots((first, *rest), fix.title, after=session.shot_id)

    # shots

    def add_shot(self) -> None:
        """An empty shot with the settings of this one."""
        session = self._bench.session
        shot = Shot(settings=session.shot.settings)
        session.add_shots((shot,), self.tr("add shot"), after=session.shot_id)
        self._bench.window.prompt.focus_editor()

    def copy_shot(self, shot_id: int) -> None:
        """The same shot once more."""
        session = self._bench.session
        shot = dict(session.shots)[shot_id]
        session.add_shots((shot,), self.tr("duplicate shot"), after=shot_id)

    # jobs and takes

    def generate(self, *, front: bool = False) -> None:
        """Asks for a take of the shot as it is, behind what waits or in front of it."""
        bench = self._bench
        self._ask(
            lambda: bench.work.submit(
                bench.session.shot_id, bench.session.shot, front=front, hints=self._hints()
            )
        )

    def generate_instead(self) -> None:
        """Asks for a take in the place of all that wait of this shot."""
        bench = self._bench
        self._ask(lambda: bench.queueing.replace_waiting(bench.session.shot, self._hints()))

    def generate_now(self) -> None:
        """In front of everything that waits."""
        self.generate(front=True)

    def generate_at_once(self) -> None:
        """Stops what runs, which can be queued again, and makes this shot."""
        self.generate(front=True)
        self._bench.work.cancel_running()

    def _ask(self, submit: Callable[[], object]) -> None:
        bench = self._bench
        if not bench.session.has_shot():
            return
        self._take_up_last_frame()
        bench.session.save()
        bench.session.keep_prompt()
        if not submit():
            return
        if bench.preferences.new_seed:
            bench.session.count_seed()
        bench.window.show_right(bench.window.takes_tab)

    def _hints(self) -> tuple[str, ...]:
        """What is said of the prompt while it is asked for."""
        return tuple(f"{hint.rule}: {hint.message}" for hint in self._bench.linter.hints)

    def _take_up_last_frame(self) -> None:
        """A shot that follows another starts from the last frame of that one's take, once there is
        one."""
        session = self._bench.session
        shot, ids = session.shot, [shot_id for shot_id, _ in session.shots]
        if not shot.follows or shot.start_image or session.project is None:
            return
        place = ids.index(session.shot_id) if session.shot_id in ids else 0
        before = ids[place - 1] if place else None
        path = session.attempt(lambda: session.project.last_frame(before)) if before else None
        if path is not None:
            session.set_start_image(path)

    def set_new_seed(self, new_seed: bool) -> None:
        """Whether every take gets another seed."""
        self._bench.preferences.new_seed = new_seed

    def toggle_notify(self) -> None:
        """Whether the system tells that takes are done."""
        preferences = self._bench.preferences
        preferences.notify = not preferences.notify

    def welcome_take(self, take_id: int) -> None:
        """A take is there: it is looked at, and watched where its shot is on the screen and takes
        are not being compared."""
        bench = self._bench
        bench.work.inspect(take_id)
        take = bench.session.attempt(lambda: bench.session.project.take(take_id))
        bench.screen.show_takes()
        compared = bench.window.stage.mode == COMPARE
        if take is not None and take.shot_id == bench.session.shot_id and not compared:
            self.watch(take_id)

    def watch(self, take_id: int) -> None:
        """Shows a take on the stage."""
        bench = self._bench
        bench.watching.open(take_id)
        bench.window.stage.set_mode(WATCH)
        take = bench.watching.take
        if take is not None and bench.watching.report is None:
            bench.work.inspect(take_id)
        bench.window.player.play()

    def show_inspected(self, take_id: int) -> None:
        """The analysis of a take is complete."""
        bench = self._bench
        report = bench.session.attempt(lambda: bench.session.project.report(take_id))
        bench.watching.set_report(take_id, report, None)
        bench.screen.show_takes()

    def open_brush(self) -> None:
        """The motion is painted instead of said."""
        window = self._bench.window
        window.stage.set_mode(FRAME)
        window.motion.set_tool("brush")
        window.motion.canvas.setFocus()

    def star(self, take_id: int | None = None) -> None:
        """Marks a take, or no longer; the watched one where none is named."""
        session, watched = self._bench.session, self._bench.watching.take
        wanted = watched.id if take_id is None and watched else take_id
        if session.project is None or wanted is None:
            return
        take = session.attempt(lambda: session.project.take(wanted))
        if take is not None:
            session.attempt(lambda: session.project.star(wanted, not take.starred))
            session.takes_changed.emit()

    def remove_take(self, take_id: int) -> None:
        """Takes a take off the list; undo brings it back."""
        session = self._bench.session
        session.push(_RemoveTake(session, self, take_id))

    def set_removed(self, take_id: int, removed: bool) -> None:
        """Removes a take or brings it back."""
        bench, project = self._bench, self._bench.session.project
        if project is None:
            return
        project.remove_take(take_id) if removed else project.restore_take(take_id)
        if removed and bench.watching.take and bench.watching.take.id == take_id:
            bench.watching.open(None)
        bench.session.takes_changed.emit()

    def place_take(self, take_id: int) -> None:
        """This take stands for its shot in the cut."""
        session = self._bench.session
        session.attempt(lambda: session.project.choose(take_id))
        session.takes_changed.emit()

    # the verb book

    def open_book(self) -> None:
        """The personal verb book; without it everything else works."""
        from engine.verbs.store import VerbBook

        self._bench.watching.book = self._bench.session.attempt(
            lambda: VerbBook(places.verb_book_file())
        )

    def list_verb(self, verb: str, word: str) -> None:
        """Puts a verb on the person's own list for the model that is shown."""
        from engine.prompt.models import book_name

        bench, book = self._bench, self._bench.watching.book
        model = book_name(bench.session.shot.settings, book.models())
        bench.session.attempt(lambda: book.put_on_list(verb, model, word))
        bench.screen.show_book()

    def show_verb(self, verb: str) -> None:
        """The newest take with this verb."""
        from engine.prompt.reading import read

        session = self._bench.session
        for take in reversed(session.attempt(session.project.takes) or ()):
            shot = take.request.shot if take.request else dict(session.shots).get(take.shot_id)
            if shot and any(action.verb == verb for action in read(shot.prompt).actions):
                if take.shot_id is not None and take.shot_id != session.shot_id:
                    session.open_shot(take.shot_id)
                self.watch(take.id)
                return

    # the window

    def toggle_theme(self) -> None:
        """Dark or light."""
        bench = self._bench
        bench.preferences.theme = "light" if bench.preferences.theme != "light" else "dark"
        theme.apply(bench.application, bench.preferences.theme)
        bench.screen.retint()

    def show_shortcuts(self, parts: list[tuple[str, list[tuple[str, str]]]]) -> None:
        """All keys on one page."""
        ShortcutSheet(parts, self._bench.window).open()

    def offer(
        self,
        text: str,
        action: str,
        act: Callable[[], object],
        *,
        mend: str = "",
        severity: str = "information",
    ) -> None:
        """A notice with one button."""
        self._offer = act
        self._bench.window.stage.notice.show_message(text, mend, severity, action)

    def answer_notice(self) -> None:
        """The button of the notice was pressed."""
        act, self._offer = self._offer, None
        self._bench.window.stage.notice.hide()
        if act is not None:
            act()

    def forget_notice(self) -> None:
        """Another notice takes the place of an offer."""
        self._offer = None


class _RemoveTake(Step):
    def __init__(self, session: Session, acts: Acts, take_id: int) -> None:
        super().__init__(session, tr("remove take"))
        self._acts, self._take_id = acts, take_id

    def do(self) -> None:
        self._acts.set_removed(self._take_id, True)

    def take_back(self) -> None:
        self._acts.set_removed(self._take_id, False)
