"""The bar over everything: project, model, format, queue, and the button that generates."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QMenuBar,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from engine.records import Settings
from widgets.common.icon import icon
from widgets.common.numbers import decimal, shortest
from widgets.common.theme import GRID, colours_of


class TopBar(QWidget):
    """Shows where the person is and what the next take will be."""

    generate_chosen = Signal()
    settings_chosen = Signal()
    family_wanted = Signal(QPoint)
    """The list of models is wanted, with its left upper corner at a point of the screen."""
    queue_chosen = Signal()
    theme_toggled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._brand = QLabel("Verbench")
        self._brand.setProperty("role", "brand")
        self._project = QLabel()
        self._project.setProperty("role", "value")
        self._project.setTextFormat(Qt.TextFormat.PlainText)
        self._model = QPushButton()
        self._model.setToolTip(self.tr("Model of the next take"))
        self._model.clicked.connect(self.open_families)
        self._format = self._chip(self.tr("Size, length and rate"), self.settings_chosen)
        self._queue = self._chip(self.tr("Queue"), self.queue_chosen)
        self._theme = QToolButton()
        self._theme.setAccessibleName(self.tr("Switch between dark and light"))
        self._theme.setToolTip(self.tr("Switch between dark and light"))
        self._theme.clicked.connect(self.theme_toggled)
        self._generate = QPushButton(self.tr("Generate"))
        self._generate.setProperty("role", "primary")
        self._generate.setAccessibleName(self.tr("Generate a take"))
        self._generate.setToolTip(self.tr("Generate a take (Ctrl+Enter)"))
        self._generate.clicked.connect(self.generate_chosen)
        self._more = QPushButton()
        self._more.setProperty("role", "primary")
        self._more.setAccessibleName(self.tr("Other ways to generate"))
        self._more.setToolTip(self.tr("Other ways to generate"))
        self._more.clicked.connect(self._open_more)
        self._ways: tuple[QAction, ...] = ()
        self._lay_out()
        self._tint()

    def add_menu_bar(self, bar: QMenuBar) -> None:
        """Puts the menus beside the name of the project."""
        bar.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        self._row.insertWidget(2, bar)

    def set_ways(self, actions: Sequence[QAction]) -> None:
        """Where else in the queue a take can be put: under the arrow beside Generate."""
        self._ways = tuple(actions)

    def ways_menu(self) -> QMenu:
        """Other ways to generate."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self._ways)
        return menu

    def _open_more(self) -> None:
        menu = self.ways_menu()
        right = self._more.mapToGlobal(QPoint(self._more.width(), self._more.height() + 2))
        menu.popup(right - QPoint(menu.sizeHint().width(), 0))

    def set_project(self, name: str) -> None:
        """The name of the open project."""
        self._project.setText(name)

    def set_settings(self, settings: Settings, title: str, family: str = "") -> None:
        """What the next take is made with: `title` names the backend or model, `family` the model
        that the shot is written for where that is another."""
        both = self.tr("{family} · {title} draft").format(family=family, title=title)
        _show(self._model, both if family else title)
        _show(
            self._format,
            self.tr("{w} × {h} · {n} f · {fps} fps · {s} s").format(
                w=settings.width,
                h=settings.height,
                n=settings.frames,
                fps=shortest(settings.fps),
                s=decimal(settings.seconds, 1),
            ),
        )

    def open_families(self) -> None:
        """Asks for the list of models under its chip."""
        chip = self._model
        self.family_wanted.emit(chip.mapToGlobal(QPoint(0, chip.height() + 2)))

    def set_queue(self, waiting: int, seconds_left: float | None) -> None:
        """How many jobs are not done, and how long they will take."""
        left = "" if seconds_left is None or not waiting else f" · ≈ {_duration(seconds_left)}"
        self._queue.setText(self.tr("Queue {n}").format(n=waiting) + left)

    def _chip(self, name: str, signal: Signal) -> QPushButton:
        chip = QPushButton()
        chip.setToolTip(name)
        chip.clicked.connect(signal)
        return chip

    def _lay_out(self) -> None:
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(GRID + 4, 6, GRID + 4, 6)
        row.setSpacing(GRID)
        row.addWidget(self._brand)
        row.addWidget(self._project)
        row.addStretch(1)
        for part in (self._model, self._format, self._queue, self._theme):
            row.addWidget(part)
        pair = QHBoxLayout()
        pair.setSpacing(1)
        pair.addWidget(self._generate)
        pair.addWidget(self._more)
        row.addLayout(pair)

    def _tint(self) -> None:
        theme = colours_of(self)
        self._theme.setIcon(icon("sun" if theme.dark else "moon", theme.dim))
        self._generate.setIcon(icon("generate", theme.on_accent))
        self._more.setIcon(icon("chevron-down", theme.on_accent))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()


def _show(chip: QPushButton, text: str) -> None:
    """A reader hears what the value is of, and the value."""
    chip.setText(text)
    chip.setAccessibleName(f"{chip.toolTip()}: {text}")


def _duration(seconds: float) -> str:
    if seconds < 60:
        return f"{max(1, round(seconds))} s"
    if seconds < 3600:
        return f"{round(seconds / 60)} min"
    return f"{decimal(seconds / 3600, 1)} h"
