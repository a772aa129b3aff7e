"""The motion stage: canvas, tools, timing strip and preview as one widget for one shot.

A start image, a plan, hints and a guide clip go in; finished gestures come out. The plan is shared
by all parts at once; the owner keeps the history and undoes by `set_plan`.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from engine.records import Hint, MotionPlan
from widgets.common.elided import ElidedLabel
from widgets.common.fields import pad
from widgets.common.icon import icon
from widgets.common.pill import PillButton
from widgets.common.theme import GRID, colours_of
from widgets.common.translation import tr
from widgets.motion.canvas import LARGEST_BRUSH, SMALLEST_BRUSH, MotionCanvas
from widgets.motion.image_slots import ImageSlots
from widgets.motion.picking import Pick
from widgets.motion.preview import Guide, PreviewLoop
from widgets.motion.regions import Loader
from widgets.motion.subject_box import SubjectBox
from widgets.motion.timing import TimingStrip
from widgets.motion.timing_chart import ROW, RULER
from widgets.motion.tool_bar import ToolBar
from widgets.motion.tools import TOOLS

_MOST_ROWS = 5


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
    image_wanted = Signal()
    image_dropped = Signal(object)
    pick_wanted = Signal(object)
    """Pick: the thing that is wanted as a region; `set_pick` or `refuse_pick` answers."""
    preview_changed = Signal(bool)
    """Whether the preview loop runs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.canvas = MotionCanvas()
        self.timing = TimingStrip()
        self.tools = ToolBar()
        self.images = ImageSlots()
        self.subject = SubjectBox(self.canvas)
        self._loop = PreviewLoop(self)
        self._resume = False
        self._make_head()
        self._lay_out()
        self._connect()
        self._bind_keys()
        self.set_tool("brush")
        self.set_duration(5.0, 81)
        self._show_guide(False)
        self._show_parts()
        self._tint()
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
        self.canvas.set_seconds(seconds)
        self.timing.set_duration(seconds, frames)
        self._loop.set_seconds(seconds)
        self._span.setText(self.tr("0 – {0} s · drag ends").format(f"{seconds:.1f}"))

    def set_guide(self, guide: Guide | None, count: int = 0) -> None:
        """Sets the guide clip to preview: a function from frame index to QImage, and its length."""
        self._loop.set_guide(guide, count)
        self._show_guide(guide is not None and count > 0)

    def set_tool(self, tool: str) -> None:
        """Takes a tool: brush, eraser, lasso, path, static, select or hand."""
        self.canvas.set_tool(tool)
        self.tools.set_tool(tool)
        chosen = self.canvas.tool
        self._help.setText(tr(chosen.help) if self.tools.isEnabled() else "")
        for widget in (self._size_label, self._size):
            widget.setVisible(chosen.brush)

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
        self._preview.setChecked(self._loop.playing)

    # --- inside ---

    def _make_head(self) -> None:
        # gives way first: the buttons need the room on a narrow stage
        self._help = ElidedLabel()
        self._help.setProperty("role", "dim")
        self._size_label = QLabel(self.tr("Size"))
        self._size_label.setProperty("role", "dim")
        self._size = QSpinBox()
        pad(self._size)
        self._size.setRange(SMALLEST_BRUSH, LARGEST_BRUSH)
        self._size.setValue(self.canvas.brush_size)
        self._size.setSuffix(self.tr(" px"))
        self._size.setAccessibleName(self.tr("Brush size in pixels of the image"))
        self._size.setToolTip(self.tr("Brush size ([ and ])"))
        # the head keeps its height whatever the tool, so that the canvas stays where it is
        policy = self._size.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._size.setSizePolicy(policy)
        self._preview = PillButton(self.tr("Preview loop"))
        self._preview.setCheckable(True)
        self._preview.setAccessibleName(self.tr("Preview loop"))
        self._fit = PillButton(self.tr("Fit"))
        self._fit.setAccessibleName(self.tr("Fit the frame into view"))
        self._fit.setToolTip(self.tr("Fit the frame into view (Ctrl+0)"))
        self._zoom = PillButton("100 %")
        self._zoom.setToolTip(self.tr("One pixel of the image on one of the screen (Ctrl+1)"))

    def _lay_out(self) -> None:
        self.head = QWidget()
        head = QHBoxLayout(self.head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(GRID)
        head.addWidget(self._help, 1)
        for widget in (self._size_label, self._size, self._preview, self._fit, self._zoom):
            head.addWidget(widget)
        middle = QHBoxLayout()
        middle.setSpacing(GRID)
        middle.addWidget(self.tools, 0, Qt.AlignmentFlag.AlignTop)
        middle.addWidget(self.canvas, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID + 4, GRID, GRID + 4, GRID)
        column.setSpacing(GRID)
        column.addWidget(self.head)
        column.addLayout(middle, 1)
        column.addWidget(self._make_foot())

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
        self._foot = QWidget()
        column = QVBoxLayout(self._foot)
        # under the canvas, not under the tools
        column.setContentsMargins(self.tools.sizeHint().width() + GRID, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._scroll)
        return self._foot

    def _connect(self) -> None:
        canvas, timing = self.canvas, self.timing
        for part in (canvas, timing):
            part.plan_changed.connect(self._on_plan_changed)
        timing.stroke_selected.connect(canvas.select)
        canvas.stroke_selected.connect(timing.set_selected)
        canvas.stroke_selected.connect(self.stroke_selected)
        canvas.selection_changed.connect(self.selection_changed)
        canvas.region_painted.connect(self.region_painted)
        canvas.regions_painted.connect(self.regions_painted)
        canvas.pick_wanted.connect(self.pick_wanted)
        canvas.hint_chosen.connect(self.hint_chosen)
        canvas.image_wanted.connect(self.image_wanted)
        canvas.image_dropped.connect(self.image_dropped)
        canvas.zoom_changed.connect(self._on_zoom_changed)
        canvas.gesture_changed.connect(self._on_gesture_changed)
        canvas.brush_size_changed.connect(self._size.setValue)
        timing.scrubbed.connect(self._loop.show_at)
        timing.scrub_ended.connect(self._on_scrub_ended)
        self.tools.tool_chosen.connect(self.set_tool)
        self._size.valueChanged.connect(canvas.set_brush_size)
        self._fit.clicked.connect(canvas.fit)
        self._zoom.clicked.connect(canvas.show_all_pixels)
        self._preview.clicked.connect(self.set_preview)
        self._loop.frame_shown.connect(self._on_frame_shown)
        self._loop.stopped.connect(self._on_stopped)

    def _bind_keys(self) -> None:
        acts = {tool.key: lambda tool=tool.id: self.set_tool(tool) for tool in TOOLS}
        acts |= {"Ctrl+0": self.canvas.fit, "Ctrl+1": self.canvas.show_all_pixels}
        for keys, act in acts.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _on_plan_changed(self, plan: MotionPlan, what: str) -> None:
        self.timing.set_plan(plan)
        self.canvas.set_plan(plan)
        self._show_parts()
        self.plan_changed.emit(plan, what)

    def _on_zoom_changed(self, zoom: float) -> None:
        text = f"{zoom * 100:.0f} %"
        self._zoom.setText(text)
        self._zoom.setAccessibleName(self.tr("Zoom, now {0}: show at 100 %").format(text))
        self._zoom.updateGeometry()

    def _on_gesture_changed(self, busy: bool) -> None:
        """The loop rests while the hand is on the canvas: what is painted is the start image."""
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
        self._preview.setChecked(False)
        self.canvas.set_frame(None)
        self.timing.set_playhead(None)
        self.preview_changed.emit(False)

    def _on_scrub_ended(self) -> None:
        if not self._loop.playing:
            self._on_stopped()

    def _show_guide(self, ready: bool) -> None:
        self._preview.setEnabled(ready)
        self._preview.setToolTip(
            self.tr("Play the motion over and over")
            if ready
            else self.tr("Give a stroke a path first, then its motion can be played")
        )

    def _show_parts(self) -> None:
        plan, has_image = self.canvas.board.plan, self.canvas.board.image is not None
        rows = len(plan.strokes) + (1 if plan.camera.moves else 0)
        for widget in (self.tools, self._help, self._size_label, self._size, self._fit, self._zoom):
            widget.setEnabled(has_image)
        self._help.setText(tr(self.canvas.tool.help) if has_image else "")
        for widget in (self._timing_title, self._span, self._scroll):
            widget.setVisible(has_image and rows > 0)
        self.subject.refresh()
        self._scroll.setFixedHeight(RULER + min(max(rows, 1), _MOST_ROWS) * ROW + 4)

    def _tint(self) -> None:
        self._preview.setIcon(icon("play", colours_of(self).text))

    def sizeHint(self) -> QSize:
        return QSize(960, 680)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()
