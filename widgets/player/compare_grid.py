"""Takes side by side, all at the same moment: the Compare mode of the stage.

What goes in are the sets there are, the takes of the chosen one, and what they say together; what
comes out are which set is wanted, which take is watched, points and stars. Up to twelve stand on a
page, a row of the set in a row of the page wherever that fits; or two of them are laid on each
other.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSlider,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.errors import VerbenchError
from widgets.common.elided import ElidedCombo
from widgets.common.icon import icon
from widgets.common.theme import GRID, colours_of
from widgets.player.compare_answers import CompareAnswer, CompareAnswers
from widgets.player.compare_cell import CompareCell, CompareTake
from widgets.player.compare_pair import ComparePair
from widgets.player.transport import Clock, Transport

COLUMNS, ROWS = 4, 3
PAGE = COLUMNS * ROWS
ALL = "all"
"""The view that is the grid; the others are those of a pair."""
_ROOMY = 150
"""Pixels of height from which a cell has a line for points and findings."""


@dataclass(frozen=True, slots=True)
class CompareSet:
    """One set to choose."""

    id: str
    title: str


def arranged(takes: Sequence[CompareTake]) -> tuple[int, tuple[CompareTake, ...]]:
    """How many stand beside each other, and the order: rows of the set stay rows where its columns
    fit, or become columns where they fit instead; otherwise one follows the other."""
    rows = list(dict.fromkeys(take.row for take in takes))
    columns = list(dict.fromkeys(take.column for take in takes))
    straight = 2 <= len(columns) <= COLUMNS and len(rows) > 1
    turned = 2 <= len(rows) <= COLUMNS and len(columns) > 1
    if straight and not (turned and len(rows) > ROWS >= len(columns)):
        in_rows = sorted(takes, key=lambda t: (rows.index(t.row), columns.index(t.column)))
        return len(columns), tuple(in_rows)
    if turned:
        in_columns = sorted(takes, key=lambda t: (columns.index(t.column), rows.index(t.row)))
        return len(rows), tuple(in_columns)
    return min(COLUMNS, math.ceil(math.sqrt(len(takes)))), tuple(takes)


class CompareGrid(QWidget):
    """A grid of cells under one clock."""

    set_chosen = Signal(str)
    take_watched = Signal(int)
    take_rated = Signal(int, str, int)
    """Take, 'adherence', 'physics' or '' (the next of the two), and the point."""
    take_starred = Signal(int)
    variations_wanted = Signal()
    failed = Signal(VerbenchError)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._takes: tuple[CompareTake, ...] = ()
        self._beside, self._page = 1, 0
        self._cells: list[CompareCell] = []
        self._was_playing = True
        self._clock = Clock(self)
        self._clock.index_changed.connect(self._on_index_changed)
        self._transport = Transport()
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._sets = ElidedCombo()
        self._views = ElidedCombo()
        self._view = ALL
        self._pair: ComparePair | None = None
        self._vary = QPushButton(self.tr("Variations…"))
        self._pages = QLabel()
        self._back, self._on = QToolButton(), QToolButton()
        self._grid = QGridLayout()
        self._middle = QStackedWidget()
        self._answers = CompareAnswers()
        self._lay_out()
        self._connect()
        self._add_keys()
        self._tint()
        self.set_takes(())

    # in

    def set_sets(self, sets: Sequence[CompareSet], chosen: str) -> None:
        """What can be compared."""
        self._sets.blockSignals(True)
        self._sets.clear()
        for one in sets:
            self._sets.addItem(one.title, one.id)
        self._sets.setCurrentIndex(max(0, self._sets.findData(chosen)))
        self._sets.blockSignals(False)
        self._sets.setEnabled(len(sets) > 1)

    def set_takes(self, takes: Sequence[CompareTake]) -> None:
        """The takes of the set; cells that stay keep their place in time."""
        self._beside, self._takes = arranged(takes) if takes else (1, ())
        self._page = min(self._page, max(0, (len(self._takes) - 1) // self._per_page))
        if self._pair is not None:
            self._pair.set_takes(self._takes)
        self._show_middle()
        for part in (self._transport, self._slider):
            part.setVisible(bool(takes))
        self._show_page()

    def set_view(self, view: str) -> None:
        """'all' is the grid; 'beside', 'wipe', 'difference' and 'onion' show two of its takes."""
        if view == self._view:
            return
        self._view = view
        self._views.setCurrentIndex(self._views.findData(view))
        if view != ALL:
            pair = self._made_pair()
            focused = next((cell for cell in self._cells if cell.hasFocus()), None)
            pair.choose(focused.take.take_id if focused is not None else None)
            pair.set_view(view)
        self._show_middle()
        self._set_time()
        self.take_focus()

    def set_answers(self, answers: Sequence[CompareAnswer], title: str) -> None:
        """What the takes say together of each row's words, or of each model."""
        self._answers.set_answers(answers, title)

    # acts

    def take_focus(self) -> None:
        """The keys of the mode are heard from now on, and those of a cell where one is shown."""
        if any(cell.hasFocus() for cell in self._cells):
            return
        there: QWidget = self
        if self._takes and self._view != ALL and self._pair is not None:
            there = self._pair.picture
        elif self._cells:
            there = self._cells[0]
        there.show()  # what is not shown yet cannot have it
        there.setFocus()

    def play(self) -> None:
        """Plays all of them."""
        self._was_playing = True
        self._clock.play()

    def pause(self) -> None:
        """All of them stand still."""
        self._was_playing = False
        self._clock.stop()

    def toggle(self) -> None:
        """Space."""
        self.pause() if self._clock.playing else self.play()

    def step(self, frames: int) -> None:
        """Stands still and goes some frames on or back."""
        self.pause()
        self._clock.go(self._clock.index + frames)

    def turn(self, pages: int) -> None:
        """Shows the next page, or one before."""
        last = max(0, (len(self._takes) - 1) // self._per_page)
        page = min(max(self._page + pages, 0), last)
        if page != self._page:
            self._page = page
            self._show_page()

    def close_clips(self) -> None:
        """Lets go of all files."""
        self._clock.stop()
        for cell in self._cells:
            cell.close_clip()
        if self._pair is not None:
            self._pair.close_clips()

    @property
    def view(self) -> str:
        """How takes are compared."""
        return self._view

    @property
    def pair(self) -> ComparePair | None:
        """The two that are laid on each other; None until that is wanted."""
        return self._pair

    @property
    def cells(self) -> tuple[CompareCell, ...]:
        """The cells of the page that is shown."""
        return tuple(self._cells)

    @property
    def seconds(self) -> float:
        """The moment that is shown."""
        return self._clock.index / self._clock.fps

    # inside

    @property
    def _per_page(self) -> int:
        return self._beside * ROWS

    def _show_middle(self) -> None:
        pairs = self._view != ALL and self._pair is not None
        page = (self._pair if pairs else self._cells_page) if self._takes else self._empty_page
        self._middle.setCurrentWidget(page)
        self._show_where_page(self._page * self._per_page, len(self._cells))

    def _made_pair(self) -> ComparePair:
        if self._pair is None:
            pair = self._pair = ComparePair()
            pair.opened.connect(self._set_time)
            pair.shifted.connect(self._set_time)
            pair.failed.connect(self.failed)
            self._middle.addWidget(pair)
            pair.set_takes(self._takes)
        return self._pair

    def _show_page(self) -> None:
        first = self._page * self._per_page
        shown = self._takes[first : first + self._per_page]
        while len(self._cells) > len(shown):
            cell = self._cells.pop()
            cell.hide()
            cell.close_clip()
            self._grid.removeWidget(cell)
            cell.deleteLater()
        while len(self._cells) < len(shown):
            self._cells.append(self._new_cell())
        for place, (cell, take) in enumerate(zip(self._cells, shown, strict=True)):
            self._grid.addWidget(cell, place // self._beside, place % self._beside)
            cell.set_take(take)
        for one, other in pairwise((self._vary, *self._cells)):
            self.setTabOrder(one, other)
        self._stretch(len(shown))
        self._fit_cells()
        self._show_where_page(first, len(shown))
        self._set_time()

    def _stretch(self, count: int) -> None:
        rows = math.ceil(count / self._beside)
        for row in range(ROWS):
            self._grid.setRowStretch(row, int(row < rows))
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, int(column < min(self._beside, count)))

    def _fit_cells(self) -> None:
        """Where cells are low, the picture has all of the room."""
        rows = max(1, math.ceil(len(self._cells) / self._beside))
        roomy = self._middle.height() / rows >= _ROOMY
        for cell in self._cells:
            cell.set_large(roomy)

    def _show_where_page(self, first: int, count: int) -> None:
        several = len(self._takes) > self._per_page and self._view == ALL
        said = self.tr("{a} – {b} of {n}")
        self._pages.setText(said.format(a=first + 1, b=first + count, n=len(self._takes)))
        for part in (self._pages, self._back, self._on):
            part.setVisible(several)
        self._back.setEnabled(self._page > 0)
        self._on.setEnabled(first + count < len(self._takes))

    def _new_cell(self) -> CompareCell:
        cell = CompareCell()
        cell.set_moving(self._clock.playing)
        cell.watched.connect(self.take_watched)
        cell.rated.connect(self.take_rated)
        cell.starred.connect(self.take_starred)
        cell.opened.connect(self._set_time)
        cell.failed.connect(self.failed)
        return cell

    def _set_time(self) -> None:
        """One clock for all: as long as the longest, at the finest rate."""
        pair = self._pair if self._view != ALL else None
        cells = [cell.clip for cell in self._cells if cell.clip is not None]
        clips = cells if pair is None else pair.clips
        seconds, playing = self.seconds, self._was_playing and self.isVisible()
        fps = max((clip.fps for clip in clips), default=24.0)
        length = max((clip.frames / clip.fps for clip in clips), default=0.0)
        length = length if pair is None else pair.seconds
        count = math.ceil(length * fps - 1e-6)
        if (count, fps) != (self._clock.count, self._clock.fps):
            self._clock.set_clip(count, fps)
            self._clock.go(min(round(seconds * fps), max(0, count - 1)))
            self._slider.setRange(0, max(0, count - 1))
        if playing and count:
            self._clock.play()
        self._on_index_changed(self._clock.index)

    def _on_playing_changed(self, playing: bool) -> None:
        for cell in self._cells:
            cell.set_moving(playing)
        if self._pair is not None:
            self._pair.set_moving(playing)

    def _on_index_changed(self, index: int) -> None:
        self._transport.set_where(index, self._clock.count, self._clock.fps)
        self._slider.blockSignals(True)
        self._slider.setValue(index)
        self._slider.blockSignals(False)
        if self._view != ALL and self._pair is not None:
            self._pair.show_time(index / self._clock.fps)
            return
        for cell in self._cells:
            cell.show_time(index / self._clock.fps)

    def _scrub(self, index: int) -> None:
        self.pause()
        self._clock.go(index)

    def _go_to_cell(self, step: int) -> None:
        """The next cell has the focus, or the one before."""
        here = next((k for k, cell in enumerate(self._cells) if cell.hasFocus()), None)
        if self._cells:
            place = 0 if here is None else (here + step) % len(self._cells)
            self._cells[place].setFocus(Qt.FocusReason.TabFocusReason)

    def _choose_set(self, place: int) -> None:
        self._page = 0
        self.set_chosen.emit(self._sets.itemData(place))

    def _connect(self) -> None:
        self._clock.playing_changed.connect(self._transport.set_playing)
        self._clock.playing_changed.connect(self._on_playing_changed)
        self._transport.toggled.connect(self.toggle)
        self._transport.stepped.connect(self.step)
        self._transport.loop_toggled.connect(lambda on: setattr(self._clock, "loop", on))
        self._slider.valueChanged.connect(self._scrub)
        self._sets.currentIndexChanged.connect(self._choose_set)
        self._views.activated.connect(lambda at: self.set_view(self._views.itemData(at)))
        self._back.clicked.connect(lambda: self.turn(-1))
        self._on.clicked.connect(lambda: self.turn(1))
        self._vary.clicked.connect(self.variations_wanted)

    def _lay_out(self) -> None:
        self._lay_out_head()
        self._cells_page, self._empty_page = QWidget(), self._nothing()
        self._cells_page.setLayout(self._grid)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(4)
        self._middle.installEventFilter(self)
        self._middle.addWidget(self._cells_page)
        self._middle.addWidget(self._empty_page)
        self._slider.setAccessibleName(self.tr("Moment"))
        under = QHBoxLayout()
        under.setSpacing(GRID)
        under.addWidget(self._transport)
        under.addWidget(self._slider, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, 4, GRID + 4, GRID)
        column.setSpacing(4)
        column.addWidget(self.head)
        column.addWidget(self._middle, 1)
        column.addLayout(under)
        column.addWidget(self._answers)

    def _lay_out_head(self) -> None:
        self.head = QWidget()
        head = QHBoxLayout(self.head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(GRID)
        self._sets.setAccessibleName(self.tr("What is compared"))
        self._sets.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._sets.setMaximumWidth(420)
        self._sets.setMinimumContentsLength(10)
        for button in (self._back, self._on):
            button.setIconSize(QSize(16, 16))
        self._back.setToolTip(self.tr("Takes before (Page Up)"))
        self._back.setAccessibleName(self.tr("Takes before"))
        self._on.setToolTip(self.tr("More takes (Page Down)"))
        self._on.setAccessibleName(self.tr("More takes"))
        self._pages.setProperty("role", "dim")
        for title, view in (
            (self.tr("All (G)"), ALL),
            (self.tr("Side by side (S)"), "beside"),
            (self.tr("Wipe (W)"), "wipe"),
            (self.tr("Difference (D)"), "difference"),
            (self.tr("Onion (O)"), "onion"),
        ):
            self._views.addItem(title, view)
        self._views.setAccessibleName(self.tr("How takes are compared"))
        self._views.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        head.addSpacing(GRID)
        head.addWidget(self._sets, 1)
        head.addWidget(self._views)
        head.addStretch(0)
        for part in (self._back, self._pages, self._on, self._vary):
            head.addWidget(part)

    def _nothing(self) -> QWidget:
        said = QLabel(
            self.tr(
                "Nothing to compare yet.\nMake variations of this shot: seeds, a prompt ladder,"
                "\nor models and prompts side by side."
            )
        )
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        said.setProperty("role", "dim")
        make = QPushButton(self.tr("Make variations…"))
        make.clicked.connect(self.variations_wanted)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setSpacing(2 * GRID)
        column.addStretch(1)
        column.addWidget(said)
        column.addWidget(make, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return page

    def _add_keys(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "Space": self.toggle,
            "J": lambda: self._clock.shuttle(-1),
            "K": self.pause,
            "L": lambda: self._clock.shuttle(1),
            "Home": lambda: self._scrub(0),
            "End": lambda: self._scrub(self._clock.count - 1),
            "PgUp": lambda: self.turn(-1),
            "PgDown": lambda: self.turn(1),
            "G": lambda: self.set_view(ALL),
            "S": lambda: self.set_view("beside"),
            "W": lambda: self.set_view("wipe"),
            "D": lambda: self.set_view("difference"),
            "O": lambda: self.set_view("onion"),
            "X": lambda: self._of_pair(ComparePair.swap),
            "+": lambda: self._of_pair(lambda pair: pair.zoom_by(1.25)),
            "-": lambda: self._of_pair(lambda pair: pair.zoom_by(0.8)),
            "0": lambda: self._of_pair(lambda pair: pair.zoom_by(0)),
        }
        for side, modifier in enumerate(("Alt", "Ctrl")):
            for key, frames in (("Left", -1), ("Right", 1)):
                keys[f"{modifier}+{key}"] = lambda side=side, frames=frames: self._of_pair(
                    lambda pair: pair.shift(side, frames)
                )
        for text, act in keys.items():
            shortcut = QShortcut(QKeySequence(text), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _of_pair(self, act: Callable[[ComparePair], object]) -> None:
        if self._view != ALL and self._pair is not None:
            act(self._pair)

    def _tint(self) -> None:
        theme = colours_of(self)
        self._back.setIcon(icon("step-back", theme.text, theme.edge))
        self._on.setIcon(icon("step-forward", theme.text, theme.edge))

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        cells = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if key in steps:
            far = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.step(steps[key] * (max(1, round(self._clock.fps)) if far else 1))
        elif key in cells:
            self._go_to_cell(cells[key])
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit_cells()
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._clock.stop()

    def showEvent(self, event) -> None:
        super().showEvent(event)
        self._set_time()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()
