"""What the person says of a watched take: marks on things, and rules that should hold.

What goes in are clicks, edits and judgements; what comes out are marks kept with the take, which is
judged anew, and rules kept with its shot. All of it can be undone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app.beside import Beside
from app.session import Session, Step
from app.stage import WATCH
from app.translated import translated
from engine.errors import VerbenchError
from engine.records import (
    Box,
    Mark,
    MarkKind,
    PhysicalRule,
    Reading,
    Report,
    RuleCheck,
    RuleState,
    Shot,
    Take,
)
from widgets.common.translation import tr

if TYPE_CHECKING:
    from app.workbench import Workbench
    from widgets.player.mark_bar import MarkBar
    from widgets.player.mark_tool import MarkTool, Place
    from widgets.player.rules_list import RulesList

RULES = "rules"
"""The page under the picture."""
LATER_MS = 250
"""Who types does not wait for rules to be worked out with every key."""


class Marking(QObject):
    """Knows the watched take, its marks and the rules of its shot."""

    def __init__(self, workbench: Workbench) -> None:
        super().__init__(workbench)
        self._bench = workbench
        self._marks: tuple[Mark, ...] = ()
        self._ruled: dict[str, RuleState] = {}
        self._read: tuple[str, Reading] | None = None
        self._known: object = None
        self._holds: tuple[PhysicalRule, ...] = ()
        self._titles: dict[str, str] = {}
        self._tool: MarkTool | None = None
        self._bar: MarkBar | None = None
        self._rules: RulesList | None = None
        self._later = QTimer(self, singleShot=True, interval=LATER_MS)
        self._later.timeout.connect(self._show_rules)
        self._finding = Beside(_found_in, self)
        self._finding.done.connect(self._take_found)

    def close(self) -> None:
        """Nothing is looked for any more."""
        self._later.stop()
        self._finding.close()

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Of the watched take."""
        return self._marks

    # the screen

    def join_player(self) -> None:
        """The player was made: it gets the tool, the bar and the page of rules."""
        from engine.detectors import DETECTORS
        from widgets.player.mark_bar import MarkBar, titles
        from widgets.player.mark_tool import MarkTool
        from widgets.player.rules_list import RulesList

        self._titles = {detector.id: detector.title for detector in DETECTORS}
        player = self._bench.window.player
        tool = self._tool = MarkTool(titles(), player.surface)
        bar = self._bar = MarkBar()
        rules = self._rules = RulesList()
        rules.set_kinds(tuple((kind, translated(title)) for kind, title in self._titles.items()))
        bar.hide()
        bar.add_keys(player)
        player.set_tool(tool)
        player.add_bar(bar)
        player.add_page(RULES, self.tr("Rules"), rules)
        tool.changed.connect(player.surface.update)
        tool.marked.connect(self.add)
        tool.find_wanted.connect(self._find)
        tool.said.connect(bar.set_said)
        tool.armed.connect(bar.set_armed)
        tool.armed.connect(lambda _kinds: player.surface.refresh_cursor())
        bar.kinds_chosen.connect(self.arm)
        bar.toggle_wanted.connect(self.toggle)
        player.head.marks_wanted.connect(self.toggle)
        bar.mark_removed.connect(lambda mark: self.remove((mark,)))
        bar.all_removed.connect(lambda: self.remove(self._marks))
        bar.mark_pointed.connect(tool.choose)
        rules.rule_added.connect(self.add_rule)
        rules.rule_edited.connect(self.edit_rule)
        rules.rule_retyped.connect(self.retype_rule)
        rules.rule_removed.connect(self.remove_rule)
        rules.rule_judged.connect(self.judge_rule)
        rules.mark_wanted.connect(lambda kind: self.arm((kind,), ""))
        player.mark_wanted.connect(lambda kind, _for: self.arm((kind,), ""))
        self.show_take(self._bench.watching.take)

    def open(self) -> None:
        """Things of the watched take are to be marked."""
        self._bench.window.stage.set_mode(WATCH)
        if self._bar is not None and self._bar.isHidden():
            self.toggle()

    def toggle(self) -> None:
        """Shows the marks' bar, or puts it away."""
        if self._bar is None or self._tool is None:
            return
        shown = self._bar.isHidden()
        self._bar.setVisible(shown)
        if not shown:
            self._tool.arm(())

    def arm(self, kinds: tuple[MarkKind, ...], noun: str = "") -> None:
        """The next click in the picture says this of a thing."""
        if self._tool is None or self._bar is None or self._bench.watching.take is None:
            return
        if kinds:
            self._bench.window.player.pause()
            self._bar.show()
        self._tool.arm(kinds, noun)

    def show_take(self, take: Take | None) -> None:
        """Another take is watched."""
        project = self._bench.session.project
        self._marks, self._ruled = (), {}
        if take is not None and project is not None:
            self._marks = self._bench.session.attempt(lambda: project.marks(take.id)) or ()
            self._ruled = self._bench.session.attempt(lambda: project.ruled(take.id)) or {}
        if self._tool is not None:
            self._tool.arm(())
        self._show_marks()
        self.show_report(self._bench.watching.report)

    def show_report(self, report: Report | None, _progress: float | None = None) -> None:
        """What was seen in the watched take."""
        if self._tool is not None and (report is not None or _progress is None):
            self._tool.set_report(report)
        self._show_rules()

    def show_rating(self) -> None:
        """What was dismissed violates no rule."""
        self._show_rules()

    def _show_marks(self) -> None:
        if self._tool is None or self._bar is None:
            return
        from engine.inspect.marks import proposed

        said = {(mark.noun, mark.kind) for mark in self._marks}
        reading = self._reading() if self._bench.watching.take is not None else None
        offers = proposed(reading) if reading is not None else ()
        self._tool.set_marks(self._marks)
        self._bar.set_marks(self._marks)
        self._bar.set_proposed([m for m in offers if (m.noun, m.kind) not in said])

    def show_rules(self) -> None:
        """The shot has perhaps other rules; with every key it may have other words."""
        if self._rules is not None and self._expects()[0] != self._known:
            self._later.start()

    def _show_rules(self) -> None:
        if self._rules is None:
            return
        take, checks = self._bench.watching.take, self.checks()
        self._rules.set_enabled(self._bench.session.shot_id is not None)
        report, project = self._bench.watching.report, self._bench.session.project
        said = tuple(replace(check, because=translated(check.because)) for check in checks)
        self._rules.set_checks(said, report.markable if report is not None else None)
        if take is None or report is None or project is None:
            return
        if report.rules != checks:
            changed = replace(report, rules=checks)
            self._bench.session.attempt(lambda: project.save_report(take.id, changed))
            self._bench.watching.report = changed

    def checks(self) -> tuple[RuleCheck, ...]:
        """The rules of the watched take, or else of the shot, and what the take says of each."""
        from engine.inspect.rule_checks import check_rules

        take, report = self._bench.watching.take, self._bench.watching.report
        rules = self._expected()
        if take is None or report is None:
            waits = tr("there is no take yet") if take is None else tr("not analysed yet")
            return tuple(RuleCheck(rule, "undetermined", waits) for rule in rules)
        dismissed = self._bench.watching.rating.dismissed
        return check_rules(rules, report, self._ruled, self._titles, dismissed)

    def _expected(self) -> tuple[PhysicalRule, ...]:
        """The rules of the shot, worked out once."""
        from engine.inspect.expectations import shot_rules

        key, shot = self._expects()
        if key != self._known:
            self._known, self._holds = key, shot_rules(shot, self._reading())
        return self._holds

    def _expects(self) -> tuple[object, Shot]:
        """What the rules hang on, and the shot that they are of."""
        shot = self._shot()
        return (shot.prompt, shot.plan, shot.rules, shot.dropped_rules), shot

    def _shot(self) -> Shot:
        """What was asked for, with the rules that the shot has by now."""
        session, take = self._bench.session, self._bench.watching.take
        if take is None:
            return session.shot
        now = session.shot if take.shot_id == session.shot_id else None
        now = now or dict(session.shots).get(take.shot_id or -1, Shot())
        asked = take.request.shot if take.request is not None else now
        return replace(asked, rules=now.rules, dropped_rules=now.dropped_rules)

    def _reading(self) -> Reading | None:
        words = self._shot().prompt
        if not words.strip():
            return None
        if self._read is None or self._read[0] != words:
            from engine.prompt.reading import read

            self._read = (words, read(words))
        return self._read[1]

    # marks

    def add(self, marks: tuple[Mark, ...]) -> None:
        """Says this of a thing, or of the scene; there is one floor and one down."""
        only = {mark.kind for mark in marks} & {"floor", "down"}
        kept = tuple(m for m in self._marks if m.kind not in only and m not in marks)
        self._change((*kept, *marks), self.tr("mark"))

    def remove(self, marks: tuple[Mark, ...]) -> None:
        """Takes marks back."""
        left = tuple(mark for mark in self._marks if mark not in marks)
        self._change(left, self.tr("remove mark"))

    def _change(self, marks: tuple[Mark, ...], what: str) -> None:
        take = self._bench.watching.take
        if take is None or marks == self._marks:
            return
        before, put = self._marks, self.put_marks
        self._bench.session.push(
            _Said(
                self._bench.session,
                what,
                lambda: put(take.id, marks),
                lambda: put(take.id, before),
            )
        )

    def put_marks(self, take_id: int, marks: tuple[Mark, ...]) -> None:
        """Keeps the marks of a take, which is judged anew."""
        project = self._bench.session.project
        if project is None:
            return
        project.save_marks(take_id, marks)
        if self._is_watched(take_id):
            self._marks = project.marks(take_id)
            self._show_marks()
        self._bench.work.inspect(take_id)

    def _is_watched(self, take_id: int) -> bool:
        take = self._bench.watching.take
        return take is not None and take.id == take_id

    # the thing under a click

    def _find(self, place: Place) -> None:
        take = self._bench.watching.take
        if take is not None:
            self._finding.ask(take.path, place)

    def _take_found(self, found: tuple[Place, Box | None]) -> None:
        place, box = found
        if self._tool is None or self._bar is None:
            return
        if box is None:
            self._tool.said.emit(self.tr("Nothing stands out there: drag a box around the thing."))
        else:
            self._tool.take(place, box)

    # rules

    def add_rule(self, text: str) -> None:
        """A rule of the person's own."""
        self._change_shot(lambda shot: _edited(shot, PhysicalRule(text), None))

    def edit_rule(self, rule: PhysicalRule, text: str) -> None:
        """A rule in other words."""
        self._change_shot(lambda shot: _edited(shot, replace(rule, text=text), rule))

    def retype_rule(self, rule: PhysicalRule, kinds: tuple[str, ...]) -> None:
        """A rule that other kinds check."""
        self._change_shot(lambda shot: _edited(shot, replace(rule, kinds=kinds), rule))

    def remove_rule(self, rule: PhysicalRule) -> None:
        """A rule that is not to hold."""
        from engine.inspect.rule_checks import without_rule

        self._change_shot(lambda shot: without_rule(shot, rule))

    def _change_shot(self, change: Callable[[Shot], Shot]) -> None:
        """Changes the rules of the shot that the watched take is of."""
        session, take = self._bench.session, self._bench.watching.take
        if take is not None and take.shot_id != session.shot_id:
            return
        shot = change(session.shot)
        session.change(self.tr("rules"), rules=shot.rules, dropped_rules=shot.dropped_rules)
        self._show_rules()

    def judge_rule(self, rule: PhysicalRule, state: RuleState | None) -> None:
        """What the person says of a rule, whatever the detectors say; None leaves it to them."""
        take = self._bench.watching.take
        if take is None:
            return
        before = dict(self._ruled)
        after = {text: said for text, said in before.items() if text != rule.text}
        if state is not None:
            after[rule.text] = state
        put = self.put_ruled
        self._bench.session.push(
            _Said(
                self._bench.session,
                self.tr("judge rule"),
                lambda: put(take.id, after),
                lambda: put(take.id, before),
            )
        )

    def put_ruled(self, take_id: int, ruled: Mapping[str, RuleState]) -> None:
        """Keeps what the person says of the rules of a take."""
        project = self._bench.session.project
        if project is None:
            return
        project.save_ruled(take_id, ruled)
        if self._is_watched(take_id):
            self._ruled = dict(ruled)
            self._show_rules()


class _Said(Step):
    """Something that was said of a take, and what was said before."""

    def __init__(
        self, session: Session, what: str, do: Callable[[], None], back: Callable[[], None]
    ) -> None:
        super().__init__(session, what)
        self._do, self._back = do, back

    def do(self) -> None:
        self._do()

    def take_back(self) -> None:
        self._back()


def _edited(shot: Shot, rule: PhysicalRule, instead: PhysicalRule | None) -> Shot:
    from engine.inspect.rule_checks import with_rule

    return with_rule(shot, rule, instead)


def _found_in(clip: Path, place: Place) -> tuple[Place, Box | None]:
    """The box of the thing at a place of a clip; None where nothing stands out."""
    from engine.frame import segment
    from engine.frame.regions import box_of
    from engine.video.read import Reader

    with suppress(VerbenchError, IndexError), Reader(clip) as reader:
        picture = reader.frame(place.frame)
        return place, box_of(segment.pick_point(picture, (place.x, place.y)))
    return place, None
