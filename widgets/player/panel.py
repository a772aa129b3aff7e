"""Watching a take: picture with what broke drawn over it, moments, lanes, explanation, curves.

What goes in is a clip, its report, its flow and its plan; what comes out is the frame that is
shown, the person's judgement of findings, and which kinds are to be seen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QHideEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from engine.errors import BadInput, VerbenchError
from engine.inspect.said import as_said
from engine.records import ClipInfo, Finding, MotionPlan, Rating, Report
from widgets.common.numbers import decimal
from widgets.common.theme import GRID
from widgets.player.blind_view import LEAST, BlindView
from widgets.player.details import OBEYED, PLOTS, WHY, Details
from widgets.player.explain_card import ExplainCard
from widgets.player.frame_preview import FramePreview
from widgets.player.kinds import Kind, kind_of
from widgets.player.lane_rows import violations
from widgets.player.lanes import Lanes
from widgets.player.obeyed_table import ObeyedTable
from widgets.player.plots_pane import PlotsPane
from widgets.player.reel import Reel
from widgets.player.scrubber import Scrubber
from widgets.player.stepping import stepped
from widgets.player.surface import Surface, SurfaceTool
from widgets.player.transport import Clock, Transport
from widgets.player.watch_head import WatchHead

DETAILS = 0.34
"""Share of the height that stands under the picture until the person moves the line."""
LEAST_DETAILS = 172
"""Pixels of it: tabs, what is said of the finding, and a few lanes."""
AROUND_S = 0.25
"""What is played before and after a finding that is looped."""


class PlayerPanel(QWidget):
    """The Watch mode of the stage."""

    frame_changed = Signal(int)
    finding_judged = Signal(str, object)
    """Key of a finding and True (confirmed), False (dismissed) or None (neither)."""
    finding_retyped = Signal(str, str)
    """Key of a finding that is right, and the kind that it really is; '' is its own after all."""
    kinds_hidden = Signal(object)
    """Ids of the kinds that are not to be seen, as a frozenset."""
    mark_wanted = Signal(str, str)
    """Kind of a mark, and the id of the kind that could then be judged."""
    brush_wanted = Signal()
    """The motion is to be painted instead."""
    blind_wanted = Signal()
    blind_answered = Signal(bool)
    """Whether the film was told from its reverse."""
    reversed_judged = Signal(bool)
    rate_pressed = Signal(int)
    star_pressed = Signal()
    frame_wanted = Signal(str)
    """The frame that is shown is to be the 'start' or 'end' image, or start a new 'shot'."""
    failed = Signal(VerbenchError)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clip: ClipInfo | None = None
        self._found: Report | None = None
        """As the detectors tell it; `_report` has each finding of the kind that the person said."""
        self._report: Report | None = None
        self._progress: float | None = None
        self._rating = Rating()
        self._flow_file: Path | None = None
        self._chosen: str = ""
        self._looped: str = ""
        self._before_loop = (0, 0)
        """The range that was played before a finding was looped."""
        self._kinds: tuple[Kind, ...] = ()
        self._reel = Reel(self)
        self._reel.opened.connect(self._on_opened, Qt.ConnectionType.QueuedConnection)
        self._reel.frame_ready.connect(self._on_frame_ready, Qt.ConnectionType.QueuedConnection)
        self._reel.failed.connect(self._on_failed, Qt.ConnectionType.QueuedConnection)
        self._clock = Clock(self)
        self._clock.index_changed.connect(self._on_index_changed)
        self._surface = Surface()
        self._surface.overlay.still = self._reel.known
        self._transport = Transport()
        self._scrubber = Scrubber()
        self._lanes = Lanes()
        self._why, self._plots, self._obeyed = ExplainCard(), PlotsPane(), ObeyedTable()
        self._details = Details(self._lanes)
        self._preview = FramePreview(self._reel, self)
        self._blind: BlindView | None = None
        self._notes = QLabel()
        self.head = WatchHead()
        self._path: Path | None = None
        self._plays_once_open = self._divided = False
        self._connect()
        self._lay_out()
        self._add_keys()
        self.setFocusProxy(self._surface)
        self.set_clip(None)

    # in

    def set_kinds(self, kinds: Sequence[Kind]) -> None:
        """Every kind of violation, in the order of the lanes."""
        self._kinds = tuple(kinds)
        by_id = {kind.id: kind for kind in kinds}
        self._surface.overlay.kinds = by_id
        self._why.set_kinds(by_id)
        self._details.set_kinds(kinds)
        self._lanes.set_kinds(kinds)
        self.head.set_kinds(kinds)
        self._show_chosen()

    def set_told(self, told: Mapping[str, float]) -> None:
        """From which probability on kinds are told to this person, where that is their own."""
        self._why.set_told(told)
        self._show_chosen()

    def set_hidden(self, hidden: frozenset[str]) -> None:
        """Kinds that are not to be seen over the picture."""
        self._surface.overlay.hidden = hidden
        self._lanes.set_hidden(hidden)
        self._surface.update()
        self.head.set_hidden(hidden)

    def set_clip(self, path: Path | None) -> None:
        """Another clip; it stands at its first frame until it is played."""
        self.leave_blind()
        self._path, self._clip, self._plays_once_open = path, None, False
        self._clock.set_clip(0, 24.0)
        self._scrubber.set_count(0)
        self._looped = ""
        self._choose("")
        self.set_report(None)
        self.set_flow(None, 0)
        self._surface.show_message(
            self.tr(
                "No take to watch.\nGenerate one with Ctrl+Enter, or drop a video on the window."
            )
            if path is None
            else self.tr("Opening…")
        )
        self._transport.setEnabled(path is not None)
        self.head.allow_blind(path is not None)
        self._transport.set_where(0, 0, 24.0)  # nothing of the clip before stays
        self._lanes.set_frame(0)
        self._preview.set_clip(path)
        self._reel.open(path)

    def set_plan(self, plan: MotionPlan | None) -> None:
        """What was wanted."""
        self._surface.overlay.plan = plan
        self._plots.set_report(self._report, plan)
        self._surface.update()

    def set_tool(self, tool: SurfaceTool | None) -> None:
        """Lays a tool on the picture, or takes it away."""
        self._surface.set_tool(tool)

    @property
    def surface(self) -> Surface:
        """The picture, for a tool that lies on it."""
        return self._surface

    def add_bar(self, bar: QWidget) -> None:
        """Puts what belongs to a tool between the heading and the picture."""
        self._bars.addWidget(bar)

    def add_page(self, name: str, title: str, page: QWidget) -> None:
        """Puts a page beside those under the picture."""
        self._details.add_page(name, title, page)

    def show_page(self, name: str) -> None:
        """Opens a page under the picture."""
        self._details.set_page(name)

    def set_report(self, report: Report | None, progress: float | None = None) -> None:
        """What was seen; `progress` (0..1) while the clip is still analysed."""
        changed = report is not self._found
        self._found, self._progress = report, progress
        if changed:
            self._show_report()
        else:
            self._lanes.set_report(self._report, self.count, progress)

    def _show_report(self) -> None:
        """What was seen, with what the person said of it."""
        report = self._found
        if report is not None:
            report = as_said(report, self._rating)
        self._report = report
        self._lanes.set_report(report, self.count, self._progress)
        overlay = self._surface.overlay
        overlay.set_report(report)
        self.head.set_report(report)
        movers = {mover.id for mover in report.movers} if report is not None else set()
        if overlay.mover not in movers:
            self._choose_mover(None)
        notes = "\n".join(report.notes) if report is not None else ""
        self._notes.setText(notes)
        self._notes.setVisible(bool(notes))
        self._scrubber.set_findings(self.findings())
        self._plots.set_report(report, overlay.plan)
        self._obeyed.set_obeyed(
            report.obeyed if report is not None else (),
            report.obedience if report is not None else None,
        )
        known = {finding.key for finding in self.findings()}
        # one that is chosen may only not be seen yet where the clip is judged anew
        if self._chosen not in known and report is not None and self._progress is None:
            self._choose("")
        self._show_chosen()
        self._surface.update()

    def set_rating(self, rating: Rating) -> None:
        """What the person said of the findings."""
        retyped = rating.wrong_kinds != self._rating.wrong_kinds
        self._rating = rating
        self._lanes.set_rating(rating)
        self._scrubber.set_dismissed(rating.dismissed)
        self._surface.overlay.dismissed = rating.dismissed
        if retyped:
            self._show_report()
        self._show_chosen()
        self._surface.update()

    def set_flow(self, file: Path | None, rows: int) -> None:
        """The flow file of the clip and how many of its rows are written."""
        overlay = self._surface.overlay
        if file != self._flow_file or (overlay.flow is None and rows):
            self._flow_file = file
            overlay.set_flow(_mapped(file))
        overlay.flow_rows = rows
        self._surface.update()

    # what it shows

    @property
    def count(self) -> int:
        """Frames of the clip."""
        return self._clip.frames if self._clip else 0

    @property
    def index(self) -> int:
        """The frame that is shown, from 0."""
        return self._clock.index

    @property
    def playing(self) -> bool:
        """Whether it plays."""
        return self._clock.playing

    def image(self) -> QImage | None:
        """The picture that is shown, without its overlay."""
        return self._surface.image()

    def findings(self) -> list[Finding]:
        """The violations in the order of time."""
        found = self._report.findings if self._report else ()
        return sorted((f for f in found if not f.held), key=lambda f: (f.start_frame, f.kind))

    def chosen(self) -> Finding | None:
        """The finding that the judgements are about."""
        return next((f for f in self.findings() if f.key == self._chosen), None)

    # acts

    def play(self) -> None:
        """Plays at the clip's own rate, as soon as the clip is open."""
        self._plays_once_open = self._clip is None
        self._clock.play()

    def pause(self) -> None:
        """Stands still."""
        self._plays_once_open = False
        self._clock.stop()

    def toggle(self) -> None:
        """Space."""
        self.pause() if self._clock.playing else self.play()

    def set_frame(self, index: int) -> None:
        """Shows a frame."""
        self._clock.go(index)

    def step(self, frames: int) -> None:
        """Stands still and goes some frames on or back."""
        self.pause()
        self.set_frame(self.index + frames)

    def next_finding(self) -> None:
        """N: the next violation after this frame, from the start again after the last."""
        self._jump()

    def previous_finding(self) -> None:
        """Shift+N."""
        self._jump(back=True)

    def loop_finding(self, key: str = "") -> None:
        """Plays the moment of a finding over and over; once more plays all again."""
        finding = next((f for f in self.findings() if f.key == (key or self._chosen)), None)
        if finding is None or finding.key == self._looped:
            self._end_loop()
            return
        self._end_loop()
        self._before_loop = self._clock.first, self._clock.last
        around = max(1, round(AROUND_S * self._clock.fps))
        self._looped = finding.key
        self._choose(finding.key)
        self._clock.set_range(finding.start_frame - around, finding.end_frame + around)
        self._show_range()
        self.set_frame(self._clock.first)
        self.play()

    def _end_loop(self) -> None:
        """What was played before it is played again."""
        if self._looped:
            self._looped = ""
            self._clock.set_range(*self._before_loop)
            self._show_range()

    def retype(self, kind: str) -> None:
        """The chosen finding is right, but of another kind; its own kind takes that back."""
        finding = self.chosen()
        if finding is not None:
            own = kind in (finding.kind, finding.found_as)
            self.finding_retyped.emit(finding.key, "" if own else kind)

    def choose_kinds(self, hidden: frozenset[str]) -> None:
        """Shows all kinds but these."""
        self.set_hidden(hidden)
        self.kinds_hidden.emit(hidden)

    def ask_blind(self, verb: str = "") -> None:
        """Which one is the film? `verb` is one of its prompt that only goes one way."""
        if self._path is None or self._clip is None:
            return
        self.pause()
        if self._clip.frames < LEAST:
            said = self.tr("The take has {n} frames: which way it runs cannot be told")
            one = self.tr("The take has 1 frame: which way it runs cannot be told")
            said = one if self._clip.frames == 1 else said.format(n=self._clip.frames)
            self.failed.emit(BadInput(said, mend=self.tr("Ask of a longer take.")))
            return
        if self._blind is None:
            self._blind = BlindView(self)
            self._blind.answered.connect(self.blind_answered)
            self._blind.judged.connect(self.reversed_judged)
            self._blind.closed.connect(self._surface.setFocus)
            self._blind.failed.connect(self.failed)
        self._blind.setGeometry(self.rect())
        found = self._report is not None and bool(violations(self._report, "reversed"))
        self._blind.ask(self._path, self._rating.blind, verb, found=found)

    @property
    def blind_waits(self) -> bool:
        """Whether the clip is still prepared to be shown both ways."""
        return self._blind is not None and self._blind.waits

    def leave_blind(self) -> None:
        """Back to the take."""
        if self._blind is not None and not self._blind.isHidden():
            self._blind.leave()

    def judge(self, confirmed: bool) -> None:
        """Confirms or dismisses the chosen finding; the same answer again takes it back."""
        finding = self.chosen()
        if finding is None:
            return
        answers = self._rating.confirmed if confirmed else self._rating.dismissed
        again = finding.key in answers and finding.key not in self._rating.wrong_kinds
        self.finding_judged.emit(finding.key, None if again else confirmed)

    def switch(self, name: str, on: bool) -> None:
        """Shows or hides one overlay."""
        overlay = self._surface.overlay
        overlay.on = overlay.on | {name} if on else overlay.on - {name}
        self.head.set_switch(name, on)
        self._surface.update()

    def close_clip(self) -> None:
        """Lets go of the file and joins the decoding thread."""
        self._clock.stop()
        self._reel.close()
        self._preview.close_clip()
        if self._blind is not None:
            self._blind.close_clip()

    # inside

    def _jump(self, *, back: bool = False) -> None:
        """To one of those that are drawn; to any where none is."""
        hidden = self._surface.overlay.hidden
        every = self.findings()
        findings = [finding for finding in every if finding.kind not in hidden] or every
        finding = stepped(findings, self.index, self._chosen, back=back)
        if finding is None:
            return
        self.pause()
        self._end_loop()  # it would bring the frame back
        self.set_frame(finding.start_frame)
        self._choose(finding.key)
        self._announce(finding)

    def _announce(self, finding: Finding) -> None:
        # the focus stays where it is, so a reader would not hear what was found
        if QAccessible.isActive():
            said = QAccessibleAnnouncementEvent(self._surface, finding.message)
            QAccessible.updateAccessibility(said)

    def _choose(self, key: str) -> None:
        self._chosen = self._surface.overlay.chosen = key
        self._surface.overlay.after = False
        self._lanes.set_chosen(key)
        finding = self.chosen()
        if finding is not None and finding.mover is not None:
            self._choose_mover(finding.mover)
        self._show_chosen()
        self._surface.update()

    def _choose_mover(self, mover: int | None) -> None:
        self._surface.overlay.mover = mover
        self._plots.set_mover(mover)
        self._surface.update()

    def _show_chosen(self) -> None:
        finding, count = self.chosen(), len(self.findings())
        self._details.set_finding(finding, self._rating)
        self._why.set_finding(finding, self._rating, count if self._report else None)
        self._plots.set_finding(finding)
        self._details.set_about(self._about(finding) if finding is not None else self._counted())

    def _counted(self) -> str:
        """How many findings there are, beside those that the person says are none."""
        gone = sum(finding.key in self._rating.dismissed for finding in self.findings())
        count = len(self.findings()) - gone
        one = self.tr("1 finding · N goes to it")
        more = self.tr("{n} findings · N goes to the next").format(n=count)
        told = (one, more)[count > 1] if count else ""
        dismissed = self.tr("{n} dismissed").format(n=gone) if gone else ""
        return " · ".join(part for part in (told, dismissed) if part)

    def _about(self, finding: Finding) -> str:
        said = ""
        if finding.found_as:
            said = kind_of(self._surface.overlay.kinds, finding.kind).title + " · "
        elif finding.key in self._rating.confirmed:
            said = self.tr("Confirmed · ")
        elif finding.key in self._rating.dismissed:
            said = self.tr("Dismissed · ")
        # in front: the end of a long message has no room
        return said + finding.message

    def _on_clicked(self, place: QPointF) -> None:
        """Chooses what is under the mouse: a finding, the mover, or both."""
        overlay, x, y = self._surface.overlay, place.x(), place.y()
        here = []
        for finding in overlay.findings_at(self.index):
            box = overlay.place_of(finding, self.index)
            if box.x <= x <= box.x + box.w and box.y <= y <= box.y + box.h:
                here.append((box.w * box.h, finding.key))
        mover = overlay.mover_at(x, y, self.index)
        if here:
            self._choose(min(here)[1])
        if mover is not None:
            self._choose_mover(mover.id)

    def _on_hovered(self, index: int, place: QPoint) -> None:
        if index < 0 or self._clip is None:
            self._preview.forget()
            return
        seconds = decimal(index / self._clock.fps, 2)
        words = self.tr("frame {n} · {s} s").format(n=index, s=seconds)
        here = self.mapFromGlobal(place)
        line = self._details if self._lanes.underMouse() else self._scrubber
        here.setY(line.mapTo(self, QPoint(0, 0)).y())
        self._preview.show_at(index, words, here, QRect(0, 0, self.width(), self.height()))

    def _switch_kind(self, kind: str, on: bool) -> None:
        hidden = self._surface.overlay.hidden
        self.choose_kinds(hidden - {kind} if on else hidden | {kind})

    def _on_opened(self, path: Path, clip: ClipInfo) -> None:
        if path != self._path:
            return
        self._clip = clip
        overlay = self._surface.overlay
        overlay.width, overlay.height, overlay.frames = clip.width, clip.height, clip.frames
        self._clock.set_clip(clip.frames, clip.fps)
        self._scrubber.set_count(clip.frames)
        self._lanes.set_report(self._report, clip.frames, self._progress)
        self._show_frame(0)
        if self._plays_once_open:
            self.play()

    def _on_frame_ready(self, index: int) -> None:
        if self._clip is not None and index == self.index:
            self._show_frame(index)

    def _on_playing_changed(self, playing: bool) -> None:
        self._surface.overlay.moving = playing
        self._surface.update()

    def _on_index_changed(self, index: int) -> None:
        self._show_frame(index)
        self.frame_changed.emit(index)

    def _show_frame(self, index: int) -> None:
        image = self._reel.image(index)
        if image is not None:
            self._surface.show_frame(image, index)
        self._transport.set_where(index, self.count, self._clock.fps)
        self._scrubber.set_frame(index)
        self._lanes.set_frame(index)
        self._plots.set_frame(index)

    def _on_failed(self, error: VerbenchError) -> None:
        self._surface.show_message(str(error))
        self.failed.emit(error)

    def _on_split_moved(self) -> None:
        self._divided = True

    def _set_in(self) -> None:
        last = None if self._clock.last < self.index else self._clock.last
        self._clock.set_range(self.index, last)
        self._show_range()

    def _set_out(self) -> None:
        first = 0 if self._clock.first > self.index else self._clock.first
        self._clock.set_range(first, self.index)
        self._show_range()

    def _clear_range(self) -> None:
        self._clock.set_range(None, None)
        self._show_range()

    def _show_range(self) -> None:
        for line in (self._lanes, self._scrubber):
            line.set_range(self._clock.first, self._clock.last)

    def _connect(self) -> None:
        self._clock.playing_changed.connect(self._transport.set_playing)
        self._clock.playing_changed.connect(self._on_playing_changed)
        self._transport.toggled.connect(self.toggle)
        self._transport.stepped.connect(self.step)
        self._transport.loop_toggled.connect(lambda on: setattr(self._clock, "loop", on))
        self._surface.menu_wanted.connect(self._open_menu)
        self._surface.clicked.connect(self._on_clicked)
        for line in (self._lanes, self._scrubber):
            line.frame_chosen.connect(self.set_frame)
            line.finding_looped.connect(self.loop_finding)
            line.hovered.connect(self._on_hovered)
        self._lanes.finding_chosen.connect(self._choose)
        self._lanes.kind_switched.connect(self._switch_kind)
        self._lanes.mark_wanted.connect(self.mark_wanted)
        self._plots.mover_chosen.connect(self._choose_mover)
        self._plots.frame_chosen.connect(self.set_frame)
        self._obeyed.mover_chosen.connect(self._choose_mover)
        self._why.brush_wanted.connect(self.brush_wanted)
        self._details.judged.connect(self.judge)
        self._details.retyped.connect(self.retype)
        self.head.switched.connect(self.switch)
        self.head.kinds_hidden.connect(self.choose_kinds)
        self.head.blind_wanted.connect(self.blind_wanted)

    def _lay_out(self) -> None:
        self._details.add_page(WHY, self.tr("Why"), self._why)
        self._details.add_page(PLOTS, self.tr("Curves"), self._plots)
        self._details.add_page(OBEYED, self.tr("Obeyed?"), self._obeyed)
        under = QHBoxLayout()
        under.setSpacing(GRID)
        under.addWidget(self._transport)
        under.addWidget(self._scrubber, 1)
        above, self._bars = QWidget(), QVBoxLayout()
        self._bars.setSpacing(4)
        self._notes.setProperty("role", "warning")
        self._notes.setWordWrap(True)
        self._notes.setAccessibleName(self.tr("How the clip could be read"))
        self._notes.hide()
        self._bars.addWidget(self._notes)
        upper = QVBoxLayout(above)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(4)
        upper.addWidget(self._surface, 1)
        upper.addLayout(under)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setProperty("role", "quiet")
        self._split.setHandleWidth(5)
        self._split.addWidget(above)
        self._split.addWidget(self._details)
        self._split.setChildrenCollapsible(False)
        self._split.setStretchFactor(0, 1)
        self._split.splitterMoved.connect(self._on_split_moved)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID + 4, 4, GRID + 4, GRID)
        column.setSpacing(4)
        column.addWidget(self.head)
        column.addLayout(self._bars)
        column.addWidget(self._split, 1)

    def _add_keys(self) -> None:
        second = lambda sign: self.step(sign * max(1, round(self._clock.fps)))  # noqa: E731
        keys: dict[str, Callable[[], object]] = {
            "J": lambda: self._clock.shuttle(-1),
            "K": self.pause,
            "L": lambda: self._clock.shuttle(1),
            "Left": lambda: self.step(-1),
            "Right": lambda: self.step(1),
            "Shift+Left": lambda: second(-1),
            "Shift+Right": lambda: second(1),
            "Home": lambda: self.set_frame(0),
            "End": lambda: self.set_frame(self.count - 1),
            "I": self._set_in,
            "O": self._set_out,
            "Alt+X": self._clear_range,
            "N": self.next_finding,
            "Shift+N": self.previous_finding,
            "Shift+L": self.loop_finding,
            "Y": lambda: self.judge(True),
            "X": lambda: self.judge(False),
            "W": self._details.open_kinds,
            "B": self.blind_wanted.emit,
            "D": self._details.next_page,
            ".": self.star_pressed.emit,
            "S": lambda: self._want_frame("start"),
            "E": lambda: self._want_frame("end"),
            "Shift+S": lambda: self._want_frame("shot"),
        }
        for number in range(1, 6):
            keys[str(number)] = lambda number=number: self.rate_pressed.emit(number)
        for text, act in keys.items():
            shortcut = QShortcut(QKeySequence(text), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _want_frame(self, use: str) -> None:
        if self._surface.image() is not None:
            self.pause()
            self.frame_wanted.emit(use)

    def _open_menu(self, position: QPoint) -> None:
        if self._surface.image() is None:
            return
        self.pause()
        menu = QMenu(self)
        for words, keys, use in (
            (self.tr("Use this frame as Start Image"), "S", "start"),
            (self.tr("Use this frame as End Image"), "E", "end"),
            (self.tr("New shot from this frame"), "Shift+S", "shot"),
        ):
            # shown beside the words only: the panel has the shortcut
            action = menu.addAction(f"{words}\t{keys}")
            action.triggered.connect(lambda _=False, use=use: self.frame_wanted.emit(use))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(position)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # not a shortcut: a focused button keeps its own Space
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.toggle()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.pause()
        self.leave_blind()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._divided:  # where the person put it, it stays
            low = round(min(max(DETAILS * self.height(), LEAST_DETAILS), 320))
            self._split.setSizes([self.height() - low, low])
        if self._blind is not None:
            self._blind.setGeometry(self.rect())


def _mapped(file: Path | None) -> np.ndarray | None:
    if file is None:
        return None
    with suppress(OSError, ValueError):
        flow = np.load(file, mmap_mode="r", allow_pickle=False)
        if flow.ndim == 4 and flow.shape[-1] == 2:
            return flow
    return None
