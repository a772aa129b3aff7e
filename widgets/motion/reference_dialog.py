"""Take over the motion of a thing in a clip: frames and what was measured go in; what is picked,
what is to be measured and where it is to be placed come out.

First the thing is picked in a frame and followed; then the clip makes room, and the motion is
placed while the canvas shows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from engine.motion.reference import Break, Measured
from engine.records import Box, ClipInfo, Place
from widgets.common.icon import icon
from widgets.common.numbers import decimal
from widgets.common.section import heading
from widgets.common.theme import GRID, colours_of
from widgets.motion.clip_bar import ClipBar
from widgets.motion.clip_view import ClipView
from widgets.motion.placement_form import PlacementForm

LONGEST_S = 60.0
"""Of a longer clip the range begins with so much."""
_SIDE = 36 * GRID


class Pick(NamedTuple):
    """What the person drew and clicked around the thing, in fractions of a frame."""

    frame: int
    box: Box | None = None
    points: tuple[Place, ...] = ()
    """On it."""
    not_it: tuple[Place, ...] = ()


class ReferenceDialog(QDialog):
    """A clip, the thing in it, and where its motion goes."""

    frame_wanted = Signal(int)
    pick_wanted = Signal(object)
    """Pick."""
    measure_wanted = Signal(int, int, int)
    """The frame it was picked in, the first and the last frame of the range."""
    stop_wanted = Signal()
    placement_changed = Signal()
    """`form` says something else, or there is something to place for the first time."""

    def __init__(
        self,
        name: str,
        clip: ClipInfo,
        strokes: Sequence[str] = (),
        selected: int = -1,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Motion from “{0}”").format(name))
        self._clip = clip
        self._pick: Pick | None = None
        self._outline: tuple[Place, ...] = ()
        self._picked = self._waits = self._busy = False
        self._measured: Measured | None = None
        self.shown = -1
        """Number of the frame that is shown, -1 before the first."""
        self.view, self.bar = ClipView(), ClipBar(clip.frames)
        self.form = PlacementForm(strokes, selected)
        self._timer = QTimer(self)
        self._timer.setInterval(max(10, round(1000 / clip.fps)))
        self._timer.timeout.connect(self._play_on)
        self._make_parts()
        self._lay_out()
        self._connect()
        self._tint()
        self.resize(980, 600)
        self.bar.set_range(0, min(clip.frames, round(LONGEST_S * clip.fps)) - 1)
        self._show_state()

    @property
    def measured(self) -> Measured | None:
        """What is placed."""
        return self._measured

    @property
    def range(self) -> tuple[int, int]:
        """First and last frame of the clip that count."""
        return self.bar.range

    def set_frame(self, index: int, image: QImage) -> None:
        """The answer to `frame_wanted`."""
        self._waits, self.shown = False, index
        self.view.set_frame(image)
        shown = self._outline if self._pick is not None and index == self._pick.frame else ()
        self.view.set_outline(shown)
        self.view.set_row(self._row(index))
        seconds = index / self._clip.fps
        self._time.setText(self.tr("{0} s · frame {1}").format(decimal(seconds, 2), index))

    def set_thing(self, outline: Sequence[Place]) -> None:
        """The answer to `pick_wanted`: what was found."""
        self._outline, self._picked = tuple(outline), True
        self.view.set_outline(self._outline)
        self._say(
            self.tr("Shift+click adds what is missing, Alt+click takes away what is too much.")
        )
        self._show_state()
        self.follow_button.setFocus()

    def set_problem(self, text: str) -> None:
        """What went wrong, and what to do, in one line."""
        self._busy = False
        self._say(text, "error")
        self._show_state()

    def set_progress(self, share: float) -> None:
        """How far the measuring is, 0..1."""
        self._progress.setValue(round(100 * share))

    def set_measured(self, measured: Measured | None) -> None:
        """The answer to `measure_wanted`; None where it was stopped."""
        self._busy = False
        self._measured = measured
        if measured is None:
            self._say(self.tr("Stopped. Nothing was measured."))
        else:
            self._show_measured(measured)
        self._show_state()
        (self.follow_button if measured is None else self._to_place).setFocus()

    def set_placed(self, text: str) -> None:
        """What the placed motion is like: seconds, points, what does not fit."""
        self._result.setText(text)

    def show_clip(self, shown: bool) -> None:
        """With the clip, or only what places the motion, beside the canvas."""
        was = self._left.isVisible()
        self._left.setVisible(shown)
        self._show_state()
        if shown != was and self.parentWidget() is not None:
            right = self.geometry().right()
            self.resize(980 if shown else _SIDE + 4 * GRID, 600)
            window = self.parentWidget().window().geometry()
            edge = right if shown else window.right() - GRID
            self.move(max(window.left(), edge - self.width()), self.y())

    # --- inside ---

    def _make_parts(self) -> None:
        self._play = QPushButton()
        self._play.setCheckable(True)
        self._play.setFixedWidth(5 * GRID)
        self._play.setAccessibleName(self.tr("Play the clip"))
        self._play.setToolTip(self.tr("Play (Space)"))
        self._time = QLabel()
        self._time.setProperty("role", "value")
        self._said = QLabel()
        self._said.setWordWrap(True)
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.setMinimumHeight(4 * GRID)
        self._said.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.follow_button = QPushButton(self.tr("Follow it"))
        self._stop = QPushButton(self.tr("Stop"))
        self._progress = QProgressBar()
        self._progress.setRange(0, 100)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("How far the measuring is"))
        self._to_place = QPushButton(self.tr("Place it…"))
        self._back = QPushButton(self.tr("Back to the clip"))
        self._result = QLabel()
        self._result.setProperty("role", "dim")
        self._result.setWordWrap(True)
        self._result.setMinimumHeight(6 * GRID)
        self._result.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._use = QPushButton(self.tr("Use this motion"))
        self._use.setProperty("role", "primary")
        self._cancel = QPushButton(self.tr("Cancel"))
        for button in (self.follow_button, self._stop, self._to_place, self._back, self._use):
            button.setAutoDefault(False)
        # else Enter in a number field would throw away what was measured
        self._cancel.setAutoDefault(False)

    def _lay_out(self) -> None:
        well = QFrame()
        well.setProperty("role", "well")
        inner = QVBoxLayout(well)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self.view)
        transport = QHBoxLayout()
        transport.setSpacing(GRID)
        transport.addWidget(self._play)
        transport.addWidget(self.bar, 1)
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(GRID)
        left.addWidget(well, 1)
        left.addLayout(transport)
        left.addWidget(self._time, 0, Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        row.setSpacing(2 * GRID)
        row.addWidget(self._left, 1)
        row.addWidget(self._side())

    def _side(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(_SIDE)
        acts = QHBoxLayout()
        acts.setSpacing(GRID)
        for button in (self.follow_button, self._stop):
            acts.addWidget(button)
        acts.addWidget(self._progress, 1)
        foot = QHBoxLayout()
        foot.setSpacing(GRID)
        foot.addWidget(self._cancel)
        foot.addStretch(1)
        foot.addWidget(self._use)
        moving = QHBoxLayout()
        moving.setSpacing(GRID)
        moving.addWidget(self._to_place)
        moving.addWidget(self._back)
        moving.addStretch(1)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(heading(self.tr("THE THING")))
        column.addWidget(self._said)
        column.addLayout(acts)
        column.addLayout(moving)
        column.addSpacing(GRID)
        column.addWidget(heading(self.tr("ON THE START IMAGE")))
        column.addWidget(self.form)
        column.addWidget(self._result)
        column.addStretch(1)
        column.addLayout(foot)
        return side

    def _connect(self) -> None:
        self.bar.frame_chosen.connect(self._want)
        self.bar.range_changed.connect(lambda *_: self._on_range())
        self.view.box_drawn.connect(self._on_box)
        self.view.point_clicked.connect(self._on_point)
        self.form.changed.connect(self._on_form)
        self._play.toggled.connect(self._on_play)
        self.follow_button.clicked.connect(self._on_follow)
        self._stop.clicked.connect(self.stop_wanted)
        self._to_place.clicked.connect(lambda: self.show_clip(False))
        self._back.clicked.connect(lambda: self.show_clip(True))
        self._use.clicked.connect(self.accept)
        self._cancel.clicked.connect(self.reject)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self._left)
        space.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        space.activated.connect(self._play.toggle)

    def _want(self, index: int) -> None:
        self._waits = True
        self.bar.set_frame(index)
        self.frame_wanted.emit(index)

    def _row(self, index: int) -> int:
        measured = self._measured
        if measured is None or not measured.first <= index <= measured.last:
            return -1
        return index - measured.first

    def _on_play(self, playing: bool) -> None:
        self._timer.start() if playing else self._timer.stop()
        self._tint()

    def _play_on(self) -> None:
        """The next frame of the range, as soon as the last one is there."""
        if self._waits:
            return
        first, last = self.bar.range
        frame = self.bar.frame + 1
        self._want(frame if first <= frame <= last else first)

    def _on_box(self, box: Box) -> None:
        self._ask(Pick(self.bar.frame, box))

    def _on_point(self, x: float, y: float, how: str) -> None:
        pick, frame = self._pick, self.bar.frame
        if how == "new" or pick is None or pick.frame != frame:
            self._ask(Pick(frame, None, ((x, y),)))
        elif how == "add":
            self._ask(pick._replace(points=(*pick.points, (x, y))))
        else:
            self._ask(pick._replace(not_it=(*pick.not_it, (x, y))))

    def _ask(self, pick: Pick) -> None:
        self._play.setChecked(False)
        self._pick, self._picked = pick, False
        self._forget()
        self._say(self.tr("Looking…"))
        self.pick_wanted.emit(pick)

    def _forget(self) -> None:
        """What was measured is not of this thing."""
        self._measured = None
        self.view.set_way(np.empty((0, 2)), np.empty(0))
        self.bar.set_known(0, np.empty(0))
        self._show_state()

    def _on_range(self) -> None:
        if self._measured is not None:
            self.placement_changed.emit()

    def _on_form(self) -> None:
        if self._measured is not None:
            self._show_way(self._measured)
            self.placement_changed.emit()

    def _on_follow(self) -> None:
        if self._pick is None:
            return
        first, last = self.bar.range
        frame = self._pick.frame
        # the frame it was picked in always counts
        self._busy = True
        self._progress.setValue(0)
        self._say(self.tr("Following it…"))
        self._show_state()
        self.measure_wanted.emit(frame, min(first, frame), max(last, frame))

    def _show_measured(self, measured: Measured) -> None:
        self.form.set_view_moves(measured.view_moves)
        self._show_way(measured)
        self.bar.set_known(measured.first, measured.sure)
        self._say(self._words(measured))
        self.placement_changed.emit()

    def _show_way(self, measured: Measured) -> None:
        self.view.set_way(measured.seen.places, measured.sure)
        self.view.set_row(self._row(self.bar.frame))

    def _words(self, measured: Measured) -> str:
        """What was measured, and where it was lost."""
        said = [self.tr("{0} s measured.").format(decimal(measured.seconds, 1))]
        turn, size = measured.own.turns, measured.own.sizes
        if abs(turn[-1] - turn[0]) >= 2:
            said.append(self.tr("It turns by {0}°.").format(round(float(turn[-1] - turn[0]))))
        if abs(size[-1] / size[0] - 1) >= 0.02:
            said.append(
                self.tr("It becomes {0} % as large.").format(round(100 * float(size[-1] / size[0])))
            )
        hidden = float((measured.sure <= 0).sum()) / measured.clip.fps
        if hidden > 0:
            said.append(
                self.tr("Hidden for {0} s: the way is bridged there.").format(decimal(hidden, 1))
            )
        if measured.begin is not None:
            said.append(self._lost(measured.begin, self.tr("its way begins there")))
        if measured.end is not None:
            said.append(self._lost(measured.end, self.tr("its way ends there")))
        return " ".join(said)

    def _lost(self, lost: Break, what: str) -> str:
        why = {
            "left": self.tr("it leaves the picture"),
            "hidden": self.tr("it is hidden or looks otherwise"),
            "cut": self.tr("the clip is cut there"),
        }
        seconds = lost.frame / self._clip.fps
        words = self.tr("Lost at {0} s ({1}): {2}.")
        return words.format(decimal(seconds, 1), why[lost.why], what)

    def _say(self, text: str, role: str = "") -> None:
        self._said.setText(text)
        if self._said.property("role") != role:
            self._said.setProperty("role", role)
            self._said.style().polish(self._said)

    def _show_state(self) -> None:
        if self._pick is None and not self._busy and not self._said.text():
            self._say(self.tr("Draw a box loosely around the thing that moves, or click it."))
        there = self._measured is not None
        acts = self.follow_button.hasFocus() or self._stop.hasFocus()
        self.follow_button.setEnabled(self._picked and not self._busy)
        self.follow_button.setVisible(not self._busy and not self._left.isHidden())
        for widget in (self._stop, self._progress):
            widget.setVisible(self._busy)
        for widget in (self.form, self._use, self._to_place):
            widget.setEnabled(there and not self._busy)
        self.view.setEnabled(not self._busy)
        self.follow_button.setProperty("role", "" if there else "primary")
        self.follow_button.style().polish(self.follow_button)
        if not there:
            self._result.setText("")
        self._back.setVisible(self._left.isHidden())
        self._to_place.setVisible(not self._left.isHidden())
        if acts:  # the button that was pressed is gone: Qt would go on to Cancel
            (self._stop if self._busy else self._to_place if there else self.view).setFocus()

    def _tint(self) -> None:
        name = "pause" if self._play.isChecked() else "play"
        self._play.setIcon(icon(name, colours_of(self).text))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def showEvent(self, event) -> None:
        super().showEvent(event)
        self._want(self.bar.frame)
        self.view.setFocus()
