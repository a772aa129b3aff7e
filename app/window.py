"""The window: where every part of the screen stands. No logic: `app.workbench` joins the parts.

Left the prompt, centre the stage (Frame, Watch, Compare), right strokes, takes, settings and verbs
as tabs, bottom the storyboard. Docks can be moved; the layout is remembered by the workbench.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QDockWidget,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QMenuBar,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.focus import move_focus
from app.stage import COMPARE, FRAME, WATCH, Stage
from app.topbar import TopBar
from widgets.common.icon import icon
from widgets.common.theme import GRID, colours_of
from widgets.cut.storyboard import StoryboardPanel
from widgets.jobs.live_view import LiveView
from widgets.jobs.queue_panel import QueuePanel
from widgets.jobs.settings_panel import SettingsPanel
from widgets.motion.stage import MotionStage
from widgets.motion.stroke_panel import StrokePanel
from widgets.player.compare_grid import CompareGrid
from widgets.player.panel import PlayerPanel
from widgets.prompt.panel import PromptPanel
from widgets.takes.rating_panel import RatingPanel
from widgets.takes.takes_panel import TakesPanel
from widgets.verbs.verbs_panel import VerbsPanel

LEFT_WIDTH, RIGHT_WIDTH, LEFT_LEAST, RIGHT_LEAST = 344, 336, 296, 300


class Window(QMainWindow):
    """The parts, by name. Files that are dropped anywhere come out as one signal."""

    files_dropped = Signal(list)
    closing = Signal()
    problems_chosen = Signal()
    player_made = Signal()
    compare_made = Signal(CompareGrid)
    painted = Signal()
    """Once: the window is on the screen for the first time."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle("Verbench")
        self.setAcceptDrops(True)
        self.setMinimumSize(960, 600)
        self.topbar = TopBar()
        self.prompt = PromptPanel()
        self.stage = Stage()
        self.motion = MotionStage()
        self.strokes = StrokePanel()
        self.takes = TakesPanel()
        self.rating = RatingPanel()
        self.settings = SettingsPanel()
        self.verbs = VerbsPanel()
        self.storyboard = StoryboardPanel()
        self.live = LiveView()
        self.queue = QueuePanel(self)
        self.queue.hide()
        self._player: PlayerPanel | None = None
        self._was_painted = False
        self._lay_out()
        self._add_status()
        self._tint()
        self._restored = False
        self.resize(self._first_size())

    @property
    def player(self) -> PlayerPanel:
        """The player, made when it is first wanted."""
        if self._player is None:
            self._player = PlayerPanel()
            self.player_made.emit()
        return self._player

    @property
    def has_player(self) -> bool:
        """Whether the player was made yet."""
        return self._player is not None

    def close_player(self) -> None:
        """Lets the player go of its clip."""
        if self._player is not None:
            self._player.close_clip()

    def _make_compare(self) -> CompareGrid:
        grid = CompareGrid()
        self.compare_made.emit(grid)
        return grid

    def menu(self, title: str) -> QMenu:
        """The menu with this title; it is added where it is missing."""
        for action in self._bar.actions():
            if action.text() == title:
                return action.menu()
        return self._bar.addMenu(title)

    def set_saved(self, saved: bool) -> None:
        """Whether the disk holds all that is on the screen."""
        self._saved.setText(self.tr("saved") if saved else self.tr("saving…"))

    def set_problems(self, count: int) -> None:
        """How many hints the prompt has."""
        said = self.tr("no problems") if count == 0 else self.tr("{n} problems · F8")
        said = self.tr("1 problem · F8") if count == 1 else said
        self._problems.setText(said.format(n=count))

    def set_reading_note(self, text: str) -> None:
        """What is to be known of how prompts are read; it stands at the number of problems."""
        self._problems.setToolTip(text)
        self._problems.setAccessibleDescription(text)

    def allow_work(self, allowed: bool) -> None:
        """Whether there is a shot: without one, what is typed or painted would go nowhere."""
        for part in (self.prompt, self.motion, self.strokes, self.settings):
            part.setEnabled(allowed)

    def set_worker(self, text: str) -> None:
        """What the worker is doing."""
        self._worker.setText(text)

    def show_right(self, part: QWidget) -> None:
        """Raises one of the tabs on the right."""
        self._tabs.setCurrentWidget(part)

    @property
    def takes_tab(self) -> QWidget:
        """The tab with the takes and their rating."""
        return self._takes_tab

    def layout_state(self) -> tuple[str, str]:
        """Geometry and layout as text for the settings file."""
        geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        return geometry, bytes(self.saveState().toBase64().data()).decode("ascii")

    def restore_layout(self, geometry: str, layout: str) -> None:
        """Puts the window and its docks where they were."""
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(QByteArray(geometry.encode())))
        if layout:
            self._restored = True
            self.restoreState(QByteArray.fromBase64(QByteArray(layout.encode())))

    def _lay_out(self) -> None:
        self._bar = QMenuBar()
        self.topbar.add_menu_bar(self._bar)
        self.setMenuWidget(self.topbar)
        self.stage.add_mode(FRAME, self.tr("Frame"), lambda: self.motion)
        self.stage.add_mode(WATCH, self.tr("Watch"), lambda: self.player)
        self.stage.add_mode(COMPARE, self.tr("Compare"), self._make_compare)
        self.stage.set_mode(FRAME)
        self.stage.set_live(self.live)
        self.setCentralWidget(self.stage)
        self._tabs = self._make_tabs()
        area = Qt.DockWidgetArea
        left = self._dock("prompt", self.tr("Prompt"), self.prompt, area.LeftDockWidgetArea)
        right = self._dock("tabs", self.tr("Shot"), self._tabs, area.RightDockWidgetArea)
        bottom = self._dock("shots", self.tr("Shots"), self.storyboard, area.BottomDockWidgetArea)
        self.setCorner(Qt.Corner.BottomLeftCorner, area.BottomDockWidgetArea)
        self.setCorner(Qt.Corner.BottomRightCorner, area.BottomDockWidgetArea)
        self.prompt.setMinimumWidth(LEFT_LEAST)
        self.docks = (left, right, bottom)

    @property
    def _parts(self) -> tuple[QWidget, ...]:
        """In the order in which they are read, and Tab goes."""
        row = (self.topbar, self.prompt, self.stage, self._tabs)
        return (*row, self.storyboard, self.statusBar())

    def _make_tabs(self) -> QTabWidget:
        self._takes_tab = QWidget()
        column = QVBoxLayout(self._takes_tab)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.takes, 1)
        column.addWidget(self.rating)
        tabs = _Tabs()
        tabs.setDocumentMode(True)
        tabs.setAccessibleName(self.tr("Strokes, takes, settings and verbs"))
        tabs.tabBar().setAccessibleName(tabs.accessibleName())
        tabs.addTab(self.strokes, self.tr("Strokes"))
        tabs.addTab(self._takes_tab, self.tr("Takes"))
        tabs.addTab(self.settings, self.tr("Settings"))
        tabs.addTab(self.verbs, self.tr("Verbs"))
        tabs.tabBar().setContentsMargins(GRID, 0, GRID, 0)
        return tabs

    def _dock(
        self, name: str, title: str, content: QWidget, area: Qt.DockWidgetArea
    ) -> QDockWidget:
        dock = QDockWidget(title, self)
        dock.setObjectName(name)
        dock.setFeatures(
            QDockWidget.DockWidgetFeature.DockWidgetMovable
            | QDockWidget.DockWidgetFeature.DockWidgetClosable
        )
        dock.setTitleBarWidget(_Grip(dock))
        content.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        content.setProperty("role", "panel")
        dock.setWidget(content)
        self.addDockWidget(area, dock)
        return dock

    def _add_status(self) -> None:
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        self._worker = QLabel()
        self._problems = QPushButton()
        self._problems.setProperty("role", "status")
        self._problems.clicked.connect(self.problems_chosen)
        self._saved = QLabel()
        bar.addWidget(self._worker, 1)
        bar.addPermanentWidget(self._problems)
        bar.addPermanentWidget(self._saved)
        self.set_problems(0)
        self.set_saved(True)

    def _tint(self) -> None:
        theme = colours_of(self)
        self._problems.setIcon(icon("information", theme.dim))
        self._problems.setIconSize(QSize(14, 14))

    def _first_size(self) -> QSize:
        screen = QGuiApplication.primaryScreen()
        room = screen.availableSize() if screen else QSize(1600, 900)
        return QSize(1600, 900).boundedTo(room)

    # Qt

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.files_dropped.emit(_files(event.mimeData()))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            self.painted.emit()

    def showEvent(self, event: QShowEvent) -> None:
        # docks take a size only once the window has its own
        if not self._restored and not event.spontaneous():
            left, right, bottom = self.docks
            wide, high = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
            self.resizeDocks([left, right], [LEFT_WIDTH, RIGHT_WIDTH], wide)
            self.resizeDocks([bottom], [self.storyboard.sizeHint().height()], high)
        super().showEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        return move_focus(self._parts, ahead=next)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)


class _Tabs(QTabWidget):
    """As wide as its tabs need, in any language; what is in them scrolls or elides."""

    def minimumSizeHint(self) -> QSize:
        bar = self.tabBar().sizeHint().width() + GRID
        return QSize(max(RIGHT_LEAST, bar), super().minimumSizeHint().height())


class _Grip(QWidget):
    """A title bar of a few pixels: enough to drag a dock by, not enough to cost room."""

    def __init__(self, dock: QDockWidget) -> None:
        super().__init__(dock)
        self.setFixedHeight(GRID // 2)
        self.setToolTip(dock.windowTitle())
        QHBoxLayout(self).setContentsMargins(0, 0, 0, 0)


def _files(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
