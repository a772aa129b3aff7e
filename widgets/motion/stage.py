"""The motion stage: canvas, tools, timing strip and preview as one widget for one shot.

A start image, a plan, hints and a guide clip go in; finished gestures come out. The plan is shared
by all parts at once; the owner keeps the history and undoes by `set_plan`.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QImage, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from engine.records import Hint, MotionPlan
from widgets.common.numbers import decimal
from widgets.common.theme import GRID
from widgets.motion import edits
from widgets.motion.canvas import MotionCanvas
from widgets.motion.image_slots import ImageSlots
from widgets.motion.onion import Ghost, Onion
from widgets.motion.picking import Pick
from widgets.motion.preview import Guide, PreviewLoop
from widgets.motion.regions import Loader
from widgets.motion.reworking import rework
from widgets.motion.stage_head import StageHead
from widgets.motion.subject_box import SubjectBox
from widgets.motion.timing import TimingStrip
from widgets.motion.timing_chart import ROW, RULER
from widgets.motion.tool_bar import ToolBar
from widgets.motion.tools import TOOLS

_ROWS, _LOW_ROWS = 4, 3
"""Of the timing strip, always: the picture keeps its size whatever is added. The rest is scrolled
to."""
_LOW = 620
"""Height of a stage that has room for fewer rows."""


class MotionStage(QWidget):
    """Paint what moves, drag where it goes, see it at once."""

    plan_changed = Signal(object, str)
    """MotionPlan, what was done; once for each finished gesture."""
    region_painted = Signal(object, object, str, str)
    """Index of the stroke or None for a new one, mask (h, w) uint8, kind of the stroke, what was
    done."""
    regions_painted = Signal(object, object, str)
    """Masks by the indices of their strokes, the plan that they become part of, what was done."""
    stroke_selected = Signal(int)
    selection_changed = Signal(object)
    """All selected strokes as a tuple of indices, the one of `stroke_selected` first."""
    hint_chosen = Signal(object)
    fix_chosen = Signal(object, object)
    """Hint, Fix: the path that is offered for the selected stroke."""
    image_wanted = Signal()
    image_dropped = Signal(object)
    pick_wanted = Signal(object)
    """Pick: the thing that is wanted as a region; `set_pick` or `refuse_pick` answers."""
    pick_model_wanted = Signal()
    """The thing is to be found by a model of the person's own, from a file."""
    pick_model_dropped = Signal()
    preview_changed = Signal(bool)
    """Whether the preview loop runs."""
    play_on_changed = Signal(bool)
    """Whether it goes on while the hand paints."""
    metres_changed = Signal(float)
    """What the ruler was said to measure last."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.canvas = MotionCanvas()
        self.timing = TimingStrip()
        self.tools = ToolBar()
        self.images = ImageSlots()
        self.subject = SubjectBox(self.canvas)
        self.head = StageHead()
        self._loop = PreviewLoop(self)
        self._onion = Onion(self)
        self._resume = self._play_on = False
        self._keys: list[QAction] = []
        self._lay_out()
        self._connect()
        self._bind_keys()
        self.set_tool("brush")
        self.set_duration(5.0, 81)
        self.head.show_guide(False)
        self.head.show_size(self.canvas.brush_size)
        self._show_parts()
        self.setFocusProxy(self.canvas)

    def set_image(self, image: QImage | None) -> None:
        """Shows the start image of the shot; None shows how to get one."""
        self.canvas.set_image(image)
        self._show_parts()

    def set_plan(self, plan: MotionPlan) -> None:
        """Shows a plan: another shot's, an undone one, or the answer to `region_painted`."""
        self.timing.set_plan(plan)
        self.canvas.set_plan(plan)
        self._show_parts()

    def set_mask_loader(self, loader: Loader | None) -> None:
        """Sets the function that reads a mask: Path to (h, w) uint8; may raise VerbenchError.

        Each file is read once, so another mask needs another file.
        """
        self.canvas.set_mask_loader(loader)

    def set_hints(self, hints: Iterable[Hint]) -> None:
        """Marks the strokes that hints are about."""
        self.canvas.set_hints(hints)

    def set_duration(self, seconds: float, frames: int) -> None:
        """Length of the clip."""
        self.canvas.set_clip(seconds, frames)
        self.timing.set_duration(seconds, frames)
        self._loop.set_seconds(seconds)
        self._span.setText(self.tr("0 – {0} s · drag ends").format(decimal(seconds, 1)))

    def set_guide(self, guide: Guide | None, count: int = 0, ghost: Ghost | None = None) -> None:
        """Sets the guide clip to preview: a function from frame index to QImage, and its length.

        `ghost` gives what has moved by a frame, on nothing: for the onion skin.
        """
        self._loop.set_guide(guide, count)
        self._onion.set_ghost(ghost, count, edits.span_of_all(self.canvas.board.plan))
        self.head.show_guide(guide is not None and count > 0)

    def set_end_image(self, image: QImage | None) -> None:
        """Sets the end image of the shot, which the onion skin shows; None for none."""
        self.canvas.set_end_image(image)

    def set_onion(self, on: bool) -> None:
        """Shows what moves at later times over the start image, or no longer."""
        self._onion.set_on(on)
        self.canvas.set_onion(on)
        self.head.show_onion(on)

    def set_play_on(self, play_on: bool) -> None:
        """Whether the preview loop goes on while the hand paints."""
        self.head.show_play_on(play_on)
        if play_on != self._play_on:
            self._play_on = play_on
            self.play_on_changed.emit(play_on)

    def set_metres(self, metres: float) -> None:
        """The length in metres that the ruler offers first."""
        self.canvas.set_metres(metres)

    def set_tool(self, tool: str) -> None:
        """Takes a tool: brush, eraser, lasso, path, static, select or hand."""
        self.canvas.set_tool(tool)
        self.tools.set_tool(tool)
        self._show_tool()

    def change_region(self, act: str, pixels: float) -> None:
        """Does something to the regions of the selected strokes (see `reworking`); `pixels` are
        those of the image."""
        rework(self.canvas, act, pixels)

    def set_pick_model(self, name: str) -> None:
        """Shows what finds the thing: a model by its file name, "" for what is built in."""
        self.head.finder.set_model(name)

    def set_pick(self, pick: Pick, mask: np.ndarray) -> None:
        """Answers `pick_wanted` with the mask of the thing, (h, w) uint8, 255 inside."""
        self.canvas.set_pick(pick, mask)

    def refuse_pick(self, pick: Pick, why: str) -> None:
        """Answers `pick_wanted` with why there is none."""
        self.canvas.refuse_pick(pick, why)

    def set_selected(self, index: int) -> None:
        """Selects a stroke; -1 selects none, so that the brush begins a new one."""
        self.canvas.select(index)

    def set_selection(self, indices: tuple[int, ...]) -> None:
        """Selects several strokes, the first as the one whose path is edited."""
        self.canvas.set_selection(indices)

    def set_preview(self, playing: bool) -> None:
        """Starts or stops the preview loop."""
        if playing:
            self._loop.play()
        else:
            self._loop.stop()
        self.head.show_playing(self._loop.playing)

    def share_keys(self, part: QWidget) -> None:
        """The keys of the tools work in another part of the window, too: in a number field a bar
        was dragged for, on a button above the picture."""
        part.addActions(self._keys)

    # --- inside ---

    def _lay_out(self) -> None:
        work = QVBoxLayout()
        work.setSpacing(GRID)
        work.addWidget(self.canvas, 1)
        work.addWidget(self._make_foot())
        # the tools stand beside the foot as well: a low window has room for one column, too
        middle = QHBoxLayout()
        middle.setSpacing(GRID)
        middle.addWidget(self.tools)
        middle.addLayout(work, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID + 4, GRID, GRID + 4, GRID)
        column.setSpacing(GRID)
        column.addWidget(self.head)
        column.addLayout(middle, 1)

    def _make_foot(self) -> QWidget:
        self._timing_title, self._span = QLabel(self.tr("TIMING")), QLabel()
        self._timing_title.setProperty("role", "section")
        self._span.setProperty("role", "dim")
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(self.images)
        head.addStretch(1)
        head.addWidget(self._timing_title)
        head.addWidget(self._span)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.timing)
        policy = self._scroll.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._scroll.setSizePolicy(policy)
        self._foot = QWidget()
        column = QVBoxLayout(self._foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._scroll)
        return self._foot

    def _connect(self) -> None:
        canvas, timing = self.canvas, self.timing
        timing.set_world(lambda: canvas.board.world)
        for part in (canvas, timing):
            part.plan_changed.connect(self._on_plan_changed)
        timing.stroke_selected.connect(canvas.select)
        canvas.stroke_selected.connect(timing.set_selected)
        canvas.stroke_selected.connect(self.stroke_selected)
        canvas.selection_changed.connect(timing.set_also)
        canvas.selection_changed.connect(self.selection_changed)
        canvas.region_painted.connect(self.region_painted)
        canvas.regions_painted.connect(self.regions_painted)
        canvas.pick_wanted.connect(self.pick_wanted)
        canvas.hint_chosen.connect(self.hint_chosen)
        canvas.fix_chosen.connect(self.fix_chosen)
        canvas.image_wanted.connect(self.image_wanted)
        canvas.image_dropped.connect(self.image_dropped)
        canvas.gesture_changed.connect(self._on_gesture_changed)
        timing.scrubbed.connect(self._loop.show_at)
        timing.scrub_ended.connect(self._on_scrub_ended)
        self.tools.tool_chosen.connect(self.set_tool)
        canvas.brush_size_changed.connect(self.head.show_size)
        canvas.zoom_changed.connect(self.head.show_zoom)
        canvas.metres_changed.connect(self.metres_changed)
        self._loop.frame_shown.connect(self._on_frame_shown)
        self._loop.stopped.connect(self._on_stopped)
        self._onion.ghosts_changed.connect(canvas.set_ghosts)
        self._connect_head()

    def _connect_head(self) -> None:
        head, canvas = self.head, self.canvas
        head.size_changed.connect(canvas.set_brush_size)
        head.draws_changed.connect(self._on_draws_changed)
        head.preview_toggled.connect(self.set_preview)
        head.play_on_toggled.connect(self.set_play_on)
        head.onion_toggled.connect(self.set_onion)
        head.fit_wanted.connect(canvas.fit)
        head.pixels_wanted.connect(canvas.show_all_pixels)
        head.finder.model_wanted.connect(self.pick_model_wanted)
        head.finder.model_dropped.connect(self.pick_model_dropped)

    def _bind_keys(self) -> None:
        acts = {tool.key: lambda tool=tool.id: self.set_tool(tool) for tool in TOOLS}
        acts |= {"Ctrl+0": self.canvas.fit, "Ctrl+1": self.canvas.show_all_pixels}
        acts["O"] = lambda: self.set_onion(not self._onion.on)
        for keys, act in acts.items():
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _=False, act=act: act())
            self._keys.append(action)
        for part in (self, self.head):
            self.share_keys(part)

    def _on_plan_changed(self, plan: MotionPlan, what: str) -> None:
        self.timing.set_plan(plan)
        self.canvas.set_plan(plan)
        self._show_parts()
        self.plan_changed.emit(plan, what)

    def _on_draws_changed(self, draws: str) -> None:
        self.canvas.set_draws(draws)
        self.canvas.setFocus()

    def _on_gesture_changed(self, busy: bool) -> None:
        """The loop rests while the hand is on the canvas, which paints on the start image; unless
        the person wants to see it go on."""
        if self._play_on:
            return
        if busy:
            self._resume = self._loop.playing
            self._loop.stop()
            self.canvas.set_frame(None)
        elif self._resume:
            self._resume = False
            self.set_preview(True)

    def _on_frame_shown(self, frame: QImage, t: float) -> None:
        self.subject.set_quiet(True)
        self.canvas.set_frame(frame)
        self.timing.set_playhead(t)

    def _on_stopped(self) -> None:
        self.subject.set_quiet(False)
        self.head.show_playing(False)
        self.canvas.set_frame(None)
        self.timing.set_playhead(None)
        self.preview_changed.emit(False)

    def _on_scrub_ended(self) -> None:
        if not self._loop.playing:
            self._on_stopped()

    def _show_tool(self) -> None:
        has_image = self.canvas.board.image is not None
        self.head.show_tool(self.canvas.tool if has_image else None)

    def _show_parts(self) -> None:
        has_image = self.canvas.board.image is not None
        self.tools.setEnabled(has_image)
        self._show_tool()
        timed = bool(self.canvas.board.plan.strokes) or self.canvas.board.plan.camera.moves
        for widget in (self._timing_title, self._span, self._scroll):
            widget.setVisible(has_image and timed)
        self.subject.refresh()

    def sizeHint(self) -> QSize:
        return QSize(960, 680)

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        rows = _LOW_ROWS if self.height() < _LOW else _ROWS
        self._scroll.setFixedHeight(RULER + rows * ROW + 4)
