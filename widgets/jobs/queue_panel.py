"""The queue of all shots: what runs, what waits, what stopped.

What goes in are rows of jobs; what comes out is what the person wants done with some or with all.
It lies over the window and stays until it is closed: it can be looked at while work goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from widgets.common.elided import ElidedLabel
from widgets.common.icon import icon
from widgets.common.theme import GRID, colours_of, qcolor
from widgets.jobs.queue_list import PAUSED, RUNNING, WAITING, JobList, JobRow

WIDTH, HEIGHT = 480, 640


class QueuePanel(QFrame):
    """Opens under the button of the queue. Keys of rows are the ids of jobs."""

    jobs_cancelled = Signal(tuple)
    jobs_requeued = Signal(tuple)
    jobs_copied = Signal(tuple)
    jobs_moved = Signal(tuple, int)
    """Ids, and the place among those that wait."""
    job_edited = Signal(str)
    """The settings of a waiting job are to be changed."""
    jobs_paused = Signal(tuple)
    jobs_resumed = Signal(tuple)
    jobs_kept = Signal(tuple)
    """Running ones are to stop, and the clip is made of what there is."""
    job_explained = Signal(str)
    running_cancelled = Signal()
    waiting_cancelled = Signal()
    all_cancelled = Signal()
    ended_cleared = Signal()
    queue_paused = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("popover")
        # it fills itself: what lies under it is not painted for each step that a job makes
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Queue"))
        self.resize(WIDTH, HEIGHT)
        self._corner = QPoint()
        self._opener: QWidget | None = None
        self.list = JobList(self.tr("Jobs"))
        self.list.chosen_changed.connect(self._show_allowed)
        self.list.menu_wanted.connect(self._open_menu)
        self.list.moved.connect(self._on_moved)
        self.list.doubleClicked.connect(lambda _: self._open_one())
        self._empty = QLabel(self.tr("Nothing is queued.\nCtrl+Enter generates the shot."))
        self._empty.setProperty("role", "dim")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._about = ElidedLabel()
        self._about.setProperty("role", "dim")
        self._pause = QToolButton()
        self._pause.setCheckable(True)
        self._pause.toggled.connect(self._on_pause_toggled)
        self._more = self._button(self.tr("More for the whole queue"))
        self._more.clicked.connect(self._open_whole)
        self._close = self._button(self.tr("Close the queue"))
        self._close.clicked.connect(self.close_panel)
        self._acts: dict[str, QToolButton] = {}
        self._lay_out()
        self._add_keys()
        self._tint()
        self.set_paused(False)
        self.set_rows((), "")
        if parent is not None:
            parent.installEventFilter(self)

    # in

    def set_rows(self, rows: Sequence[JobRow], about: str) -> None:
        """The jobs in the order they run, and in a line what is to be known of all."""
        self.list.set_rows(rows)
        self.list.setVisible(bool(rows))
        self._foot.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self.set_about(about)
        self._show_allowed()

    def set_about(self, about: str) -> None:
        """How many there are and how long they take."""
        self._about.setText(about)
        self._about.setToolTip(about)

    def update_row(self, row: JobRow) -> None:
        """One job moved on."""
        self.list.update_row(row)

    def set_pictures(self, loader: Callable[[str], QImage | None]) -> None:
        """The picture of a job, asked for when it is seen."""
        self.list.set_pictures(loader)

    def set_endings(self, loader: Callable[[str], str]) -> None:
        """When a waiting job should be done, in words, asked for when it is seen."""
        self.list.set_endings(loader)

    def set_paused(self, paused: bool) -> None:
        """Whether nothing new is started."""
        self._pause.blockSignals(True)
        self._pause.setChecked(paused)
        self._pause.blockSignals(False)
        said = self.tr("Go on with the queue") if paused else self.tr("Pause the queue")
        self._pause.setText(self.tr("Go on") if paused else self.tr("Pause"))
        self._pause.setToolTip(said)
        self._pause.setAccessibleName(said)
        self._tint()

    def open_at(self, corner: QPoint) -> None:
        """Shows the queue with its right upper corner at a point of its window."""
        self._corner = corner
        opener = self.window().focusWidget()
        self._opener = opener if opener is not None and not self.isAncestorOf(opener) else None
        self._place()
        self.show()
        self.raise_()
        if self.rows() and not self.list.chosen():
            self.list.choose((self.rows()[0].key,))  # so that the acts below have what to act on
        self.list.setFocus() if self.rows() else self._close.setFocus()

    def close_panel(self) -> None:
        """Away with it; the keyboard is where it was before."""
        self.hide()
        if self._opener is not None:
            self._opener.setFocus()
            self._opener = None

    def rows(self) -> tuple[JobRow, ...]:
        """What is shown."""
        return self.list.rows()

    # acts

    def put_first(self, keys: Sequence[str]) -> None:
        """In front of all that wait, in the order they have."""
        waiting = self._of(keys, WAITING)
        if waiting:
            self.jobs_moved.emit(waiting, 0)

    def _on_moved(self, keys: tuple[str, ...], place: int) -> None:
        """Rows are counted from the top of the list, places from the first that waits."""
        before = next((n for n, r in enumerate(self.rows()) if r.state == WAITING), 0)
        count = sum(row.state == WAITING for row in self.rows()) - len(keys)
        self.jobs_moved.emit(keys, min(max(place - before, 0), count))

    def _of(self, keys: Sequence[str], *states: str) -> tuple[str, ...]:
        rows = (self.list.row(key) for key in keys)
        return tuple(row.key for row in rows if row is not None and row.state in states)

    def _again(self, keys: Sequence[str]) -> tuple[str, ...]:
        rows = (self.list.row(key) for key in keys)
        return tuple(row.key for row in rows if row is not None and row.again)

    def _open_one(self) -> None:
        """Enter or a double click: what there is to see or to change of a job."""
        key = self.list.current()
        if self._of((key,), WAITING):
            self.job_edited.emit(key)
        elif self.list.row(key) is not None:
            self.job_explained.emit(key)

    def _cancel(self, keys: Sequence[str]) -> None:
        wanted = self._of(keys, WAITING, RUNNING, PAUSED)
        if wanted:
            self.jobs_cancelled.emit(wanted)

    def _run(self, act: str, keys: tuple[str, ...]) -> None:
        waiting, again = self._of(keys, WAITING), self._again(keys)
        running, paused = self._of(keys, RUNNING), self._of(keys, PAUSED)
        if act == "first":
            self.put_first(keys)
        elif act == "edit" and waiting:
            self.job_edited.emit(waiting[0])
        elif act == "copy" and keys:
            self.jobs_copied.emit(keys)
        elif act == "pause" and running:
            self.jobs_paused.emit(running)
        elif act == "resume" and paused:
            self.jobs_resumed.emit(paused)
        elif act == "keep" and running + paused:
            self.jobs_kept.emit(running + paused)
        elif act == "again" and again:
            self.jobs_requeued.emit(again)
        elif act == "explain" and keys:
            self.job_explained.emit(keys[0])
        elif act == "cancel":
            self._cancel(keys)

    def _allowed(self, keys: tuple[str, ...]) -> dict[str, bool]:
        waiting, again = self._of(keys, WAITING), self._again(keys)
        running, paused = self._of(keys, RUNNING), self._of(keys, PAUSED)
        return {
            "first": bool(waiting),
            "edit": len(waiting) == 1 == len(keys),
            "copy": bool(keys),
            "pause": bool(running),
            "resume": bool(paused),
            "keep": bool(running or paused),
            "again": bool(again),
            "explain": len(keys) == 1,
            "cancel": bool(waiting or running or paused),
        }

    def _titles(self) -> dict[str, tuple[str, str]]:
        """Words and icon of each act."""
        return {
            "first": (self.tr("Put first"), "chevron-up"),
            "edit": (self.tr("Edit its settings…"), "settings"),
            "copy": (self.tr("Duplicate"), "copy"),
            "pause": (self.tr("Pause it and free the card"), "pause"),
            "resume": (self.tr("Go on with it"), "play"),
            "keep": (self.tr("Stop and keep what there is"), "check"),
            "again": (self.tr("Queue again"), "refresh"),
            "explain": (self.tr("Show all of it…"), "information"),
            "cancel": (self.tr("Cancel"), "close"),
        }

    def menu(self, *keys: str) -> QMenu:
        """What can be done with jobs."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        allowed = self._allowed(keys)
        for act, (title, _) in self._titles().items():
            if act in ("pause", "again", "explain", "cancel"):
                menu.addSeparator()
            if allowed[act]:
                menu.addAction(title, lambda act=act: self._run(act, keys))
        return menu

    def whole_menu(self) -> QMenu:
        """What can be done with the whole queue."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        states = [row.state for row in self.rows()]
        runs = RUNNING in states or PAUSED in states
        for title, signal, allowed in (
            (self.tr("Cancel what runs"), self.running_cancelled, runs),
            (self.tr("Cancel what waits"), self.waiting_cancelled, WAITING in states),
            (self.tr("Cancel all"), self.all_cancelled, runs or WAITING in states),
            (self.tr("Clear ended"), self.ended_cleared, any(r.again for r in self.rows())),
        ):
            menu.addAction(title, signal.emit).setEnabled(allowed)
        return menu

    def _open_menu(self, place: QPoint) -> None:
        self.menu(*self.list.chosen()).popup(place)

    def _open_whole(self) -> None:
        self.whole_menu().popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 2)))

    def _on_pause_toggled(self, paused: bool) -> None:
        self.set_paused(paused)
        self.queue_paused.emit(paused)

    # inside

    def _button(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setIconSize(QSize(18, 18))
        return button

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Queue"))
        title.setProperty("role", "title")
        self._pause.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        head = QHBoxLayout()
        head.setSpacing(GRID // 2)
        head.addWidget(title)
        head.addSpacing(GRID)
        head.addWidget(self._about, 1)
        for button in (self._pause, self._more, self._close):
            head.addWidget(button)
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(GRID // 4)
        for act, (name, _) in self._titles().items():
            button = self._acts[act] = self._button(name)
            button.clicked.connect(lambda _=False, act=act: self._run(act, self.list.chosen()))
            if act == "cancel":
                foot.addStretch(1)
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID + 4, GRID, GRID, GRID)
        column.setSpacing(GRID)
        column.addLayout(head)
        column.addWidget(self._empty, 1)
        column.addWidget(self.list, 1)
        column.addWidget(self._foot)

    def _add_keys(self) -> None:
        keys: tuple[tuple[QKeySequence | QKeySequence.StandardKey, Callable[[], object]], ...] = (
            (QKeySequence.StandardKey.Delete, lambda: self._cancel(self.list.chosen())),
            (QKeySequence("Return"), self._open_one),
            (QKeySequence("Alt+Home"), lambda: self.put_first(self.list.chosen())),
            (QKeySequence("Ctrl+D"), lambda: self._run("copy", self.list.chosen())),
            (QKeySequence("Esc"), self.close_panel),
        )
        for sequence, act in keys:
            shortcut = QShortcut(sequence, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _show_allowed(self) -> None:
        for act, allowed in self._allowed(self.list.chosen()).items():
            self._acts[act].setEnabled(allowed)

    def _place(self) -> None:
        """Under its corner, and no larger than what the window has below it."""
        parent = self.parentWidget()
        if parent is None:
            return
        room = parent.rect().adjusted(GRID, GRID, -GRID, -GRID)
        right = min(self._corner.x(), room.right())
        self.resize(min(WIDTH, room.width()), min(HEIGHT, room.bottom() - self._corner.y()))
        self.move(max(right - self.width(), room.left()), self._corner.y())

    def _tint(self) -> None:
        theme = colours_of(self)
        paused = self._pause.isChecked()
        self._pause.setIcon(icon("play" if paused else "pause", theme.accent))
        self._more.setIcon(icon("more", theme.dim))
        self._close.setIcon(icon("close", theme.dim))
        titles = self._titles()
        for act, button in self._acts.items():
            colour = theme.bad if act == "cancel" else theme.text
            button.setIcon(icon(titles[act][1], colour, theme.edge))

    # Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._corner.setX(self.parentWidget().width() - GRID)
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = colours_of(self), QPainter(self)
        painter.fillRect(event.rect(), qcolor(theme.panel))
        painter.setPen(qcolor(theme.edge))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()
