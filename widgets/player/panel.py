"""Watching a take: picture, overlay switches, transport, verdict buttons, lanes.

What goes in is a clip, its report, its flow and its plan; what comes out is the frame that is
shown and the person's judgement of findings.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QImage, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.errors import VerbenchError
from engine.records import ClipInfo, Finding, MotionPlan, Rating, Report
from widgets.common.elided import ElidedLabel
from widgets.common.icon import icon
from widgets.common.theme import GRID, colours_of
from widgets.player.lanes import Lanes
from widgets.player.overlays import NAMES
from widgets.player.reel import Reel
from widgets.player.surface import Surface, SurfaceTool
from widgets.player.transport import Clock, Transport

_SWITCHES = {"arrows": "arrows", "heat": "heat", "path": "path", "boxes": "box"}


class PlayerPanel(QWidget):
    """The Watch mode of the stage."""

    frame_changed = Signal(int)
    finding_judged = Signal(str, object)
    """Key of a finding and True (confirmed), False (dismissed) or None (neither)."""
    rate_pressed = Signal(int)
    star_pressed = Signal()
    frame_wanted = Signal(str)
    """The frame that is shown is to be the 'start' or 'end' image, or start a new 'shot'."""
    failed = Signal(VerbenchError)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clip: ClipInfo | None = None
        self._report: Report | None = None
        self._rating = Rating()
        self._flow_file: Path | None = None
        self._chosen: str = ""
        self._reel = Reel(self)
        self._reel.opened.connect(self._on_opened, Qt.ConnectionType.QueuedConnection)
        self._reel.frame_ready.connect(self._on_frame_ready, Qt.ConnectionType.QueuedConnection)
        self._reel.failed.connect(self._on_failed, Qt.ConnectionType.QueuedConnection)
        self._clock = Clock(self)
        self._clock.index_changed.connect(self._on_index_changed)
        self._surface = Surface()
        self._transport = Transport()
        self._lanes = Lanes()
        # a long message must not push the docks aside
        self._about = ElidedLabel()
        self._about.setProperty("role", "dim")
        self._confirm = QPushButton(self.tr("Confirm"))
        self._dismiss = QPushButton(self.tr("Dismiss"))
        self._switches: dict[str, QToolButton] = {}
        self._path: Path | None = None
        self._plays_once_open = False
        self._connect()
        self._lay_out()
        self._add_keys()
        self._tint()
        self.setFocusProxy(self._surface)
        self.set_clip(None)

    # in

    def set_kinds(self, kinds: tuple[tuple[str, str], ...]) -> None:
        """Id and title of every kind of violation, in the order of the lanes."""
        self._lanes.set_kinds(kinds)

    def set_clip(self, path: Path | None) -> None:
        """Another clip; it stands at its first frame until it is played."""
        self._path, self._clip, self._plays_once_open = path, None, False
        self._clock.set_clip(0, 24.0)
        self.set_report(None)
        self.set_flow(None, 0)
        self._surface.show_message(
            self.tr("No take to watch. Generate one with Ctrl+Enter.")
            if path is None
            else self.tr("Opening…")
        )
        self._transport.setEnabled(path is not None)
        self._transport.set_where(0, 0, 24.0)  # nothing of the clip before stays
        self._lanes.set_frame(0)
        self._reel.open(path)

    def set_plan(self, plan: MotionPlan | None) -> None:
        """What was wanted."""
        self._surface.overlay.plan = plan
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

    def set_report(self, report: Report | None, progress: float | None = None) -> None:
        """What was seen; `progress` (0..1) while the clip is still analysed."""
        self._report = report
        self._surface.overlay.report = report
        self._lanes.set_report(report, self.count, progress)
        known = {finding.key for finding in self.findings()}
        if self._chosen not in known:
            self._choose("")
        self._surface.update()

    def set_rating(self, rating: Rating) -> None:
        """Which findings were confirmed and dismissed."""
        self._rating = rating
        self._show_chosen()

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
        """The finding that Confirm and Dismiss are about."""
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
        self._jump(lambda f: f.start_frame > self.index, first=True)

    def previous_finding(self) -> None:
        """Shift+N."""
        self._jump(lambda f: f.start_frame < self.index, first=False)

    def judge(self, confirmed: bool) -> None:
        """Confirms or dismisses the chosen finding; the same answer again takes it back."""
        finding = self.chosen()
        if finding is None:
            return
        answers = self._rating.confirmed if confirmed else self._rating.dismissed
        self.finding_judged.emit(finding.key, None if finding.key in answers else confirmed)

    def switch(self, name: str, on: bool) -> None:
        """Shows or hides one overlay."""
        overlay = self._surface.overlay
        overlay.on = overlay.on | {name} if on else overlay.on - {name}
        self._switches[name].setChecked(on)
        self._surface.update()

    def close_clip(self) -> None:
        """Lets go of the file and joins the decoding thread."""
        self._clock.stop()
        self._reel.close()

    # inside

    def _jump(self, wanted: Callable[[Finding], bool], *, first: bool) -> None:
        findings = self.findings()
        if not findings:
            return
        here = [f for f in findings if wanted(f)]
        order = here or findings
        finding = order[0] if first else order[-1]
        self.pause()
        self.set_frame(finding.start_frame)
        self._choose(finding.key)

    def _choose(self, key: str) -> None:
        self._chosen = key
        self._lanes.set_chosen(key)
        self._show_chosen()

    def _show_chosen(self) -> None:
        finding = self.chosen()
        self._confirm.setEnabled(finding is not None)
        self._dismiss.setEnabled(finding is not None)
        if finding is None:
            count = len(self.findings())
            one = self.tr("1 finding · N goes to it")
            more = self.tr("{n} findings · N goes to the next").format(n=count)
            self._about.setText((one, more)[count > 1] if count else "")
            return
        said = ""
        if finding.key in self._rating.confirmed:
            said = self.tr(" · confirmed")
        elif finding.key in self._rating.dismissed:
            said = self.tr(" · dismissed")
        self._about.setText(finding.message + said)
        self._about.setToolTip(f"{finding.message}\n{finding.measured} / {finding.expected}")

    def _on_opened(self, path: Path, clip: ClipInfo) -> None:
        if path != self._path:
            return
        self._clip = clip
        overlay = self._surface.overlay
        overlay.width, overlay.height, overlay.frames = clip.width, clip.height, clip.frames
        self._clock.set_clip(clip.frames, clip.fps)
        self._lanes.set_report(self._report, clip.frames, None)
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
        self._lanes.set_frame(index)

    def _on_failed(self, error: VerbenchError) -> None:
        self._surface.show_message(str(error))
        self.failed.emit(error)

    def _set_in(self) -> None:
        last = None if self._clock.last < self.index else self._clock.last
        self._clock.set_range(self.index, last)
        self._lanes.set_range(self._clock.first, self._clock.last)

    def _set_out(self) -> None:
        first = 0 if self._clock.first > self.index else self._clock.first
        self._clock.set_range(first, self.index)
        self._lanes.set_range(self._clock.first, self._clock.last)

    def _clear_range(self) -> None:
        self._clock.set_range(None, None)
        self._lanes.set_range(self._clock.first, self._clock.last)

    def _connect(self) -> None:
        self._clock.playing_changed.connect(self._transport.set_playing)
        self._clock.playing_changed.connect(self._on_playing_changed)
        self._transport.toggled.connect(self.toggle)
        self._transport.stepped.connect(self.step)
        self._transport.loop_toggled.connect(lambda on: setattr(self._clock, "loop", on))
        self._surface.menu_wanted.connect(self._open_menu)
        self._lanes.frame_chosen.connect(self.set_frame)
        self._lanes.finding_chosen.connect(self._choose)
        self._confirm.clicked.connect(lambda: self.judge(True))
        self._dismiss.clicked.connect(lambda: self.judge(False))

    def _lay_out(self) -> None:
        self.head = QWidget()
        switches = QHBoxLayout(self.head)
        switches.setContentsMargins(0, 0, 0, 0)
        switches.setSpacing(2)
        switches.addStretch(1)
        titles = {
            "arrows": self.tr("Arrows: how every part moves"),
            "heat": self.tr("Heat: how fast"),
            "path": self.tr("Paths: wanted dashed, measured solid"),
            "boxes": self.tr("Boxes: violations"),
        }
        for name in NAMES:
            button = QToolButton()
            button.setCheckable(True)
            button.setChecked(name in self._surface.overlay.on)
            button.setToolTip(titles[name])
            button.setAccessibleName(titles[name])
            button.setIconSize(QSize(18, 18))
            button.toggled.connect(lambda on, name=name: self.switch(name, on))
            self._switches[name] = button
            switches.addWidget(button)
        under = QHBoxLayout()
        under.setSpacing(GRID)
        under.addWidget(self._transport)
        under.addWidget(self._about, 1)
        under.addWidget(self._confirm)
        under.addWidget(self._dismiss)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID + 4, 4, GRID + 4, GRID)
        column.setSpacing(4)
        self._bars = QVBoxLayout()
        self._bars.setSpacing(4)
        column.addWidget(self.head)
        column.addLayout(self._bars)
        column.addWidget(self._surface, 1)
        column.addLayout(under)
        column.addWidget(self._lanes)

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

    def _tint(self) -> None:
        theme = colours_of(self)
        for name, button in self._switches.items():
            button.setIcon(icon(_SWITCHES[name], theme.text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # not a shortcut: a focused button keeps its own Space
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.toggle()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.pause()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()
            self._lanes.set_report(self._report, self.count, None)


def _mapped(file: Path | None) -> np.ndarray | None:
    if file is None:
        return None
    with suppress(OSError, ValueError):
        flow = np.load(file, mmap_mode="r", allow_pickle=False)
        if flow.ndim == 4 and flow.shape[-1] == 2:
            return flow
    return None
