"""The row above the canvas: what the tool in hand does and how, the preview, the onion skin, the
zoom. The state of the canvas goes in, choices come out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QSpinBox,
    QStackedWidget,
    QWidget,
)

from engine.records import PRESETS
from widgets.common.elided import ElidedLabel
from widgets.common.fields import pad
from widgets.common.icon import icon
from widgets.common.pill import PillButton
from widgets.common.theme import GRID, colours_of
from widgets.common.translation import tr
from widgets.motion.canvas import LARGEST_BRUSH, SMALLEST_BRUSH
from widgets.motion.pick_model import PickModel
from widgets.motion.tools import Tool
from widgets.motion.tools.path import FREEHAND, POINTS
from widgets.motion.words import MOTIONS

_LETTERS = 4
"""Of a motion's name that are always seen; the list shows all of it."""
_ROOMY = 520
"""Below this the fields stand without words beside them; their tips say the same."""
_WORD = "word"
_PAGES = ("", "brush", "path", "pick")
"""The tools that have something to choose, in the order of its pages."""


class StageHead(QWidget):
    """Says and sets how the canvas works."""

    size_changed = Signal(int)
    draws_changed = Signal(str)
    """What a drag with Trajectory makes: 'freehand', 'points', or the name of a preset."""
    preview_toggled = Signal(bool)
    play_on_toggled = Signal(bool)
    """Whether the preview loop goes on while the hand paints."""
    onion_toggled = Signal(bool)
    fit_wanted = Signal()
    pixels_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # gives way first: the buttons need the room on a narrow stage
        self._help = ElidedLabel()
        self._help.setProperty("role", "dim")
        self._make_options()
        self._make_pills()
        self._make_menu()
        self._lay_out()
        self._connect()
        self._tint()

    def show_tool(self, tool: type[Tool] | Tool | None) -> None:
        """Shows what a tool does, and its options; None where there is no image to work on."""
        self._help.setText("" if tool is None else tr(tool.help))
        self._help.setToolTip(self._help.text())
        name = "" if tool is None else "brush" if tool.brush else tool.id
        self._show_options(_PAGES.index(name) if name in _PAGES else 0)
        for widget in (self._options, self._onion, self._fit, self._zoom):
            widget.setEnabled(tool is not None)

    def show_size(self, size: int) -> None:
        """Shows the diameter of the brush."""
        with QSignalBlocker(self._size):
            self._size.setValue(size)

    def show_zoom(self, zoom: float) -> None:
        """Shows how large the image is seen."""
        text = f"{zoom * 100:.0f} %"
        self._zoom.setText(text)
        self._zoom.setAccessibleName(self.tr("Zoom, now {0}: show at 100 %").format(text))
        self._zoom.updateGeometry()

    def show_playing(self, playing: bool) -> None:
        """Shows whether the preview loop runs."""
        self._preview.setChecked(playing)

    def show_play_on(self, play_on: bool) -> None:
        """Shows whether it goes on while the hand paints."""
        with QSignalBlocker(self._play_on):
            self._play_on.setChecked(play_on)

    def show_onion(self, on: bool) -> None:
        """Shows whether the onion skin is on."""
        self._onion.setChecked(on)

    def show_guide(self, ready: bool) -> None:
        """Whether there is a motion to play."""
        self._preview.setEnabled(ready)
        self._preview.setToolTip(
            self.tr("Play the motion over and over")
            if ready
            else self.tr("Give a stroke a path first, then its motion can be played")
        )

    def _show_options(self, page: int) -> None:
        """As wide as they are and no wider, so that the help has the rest."""
        for at in range(self._options.count()):
            policy = QSizePolicy.Policy.Maximum if at == page else QSizePolicy.Policy.Ignored
            self._options.widget(at).setSizePolicy(policy, QSizePolicy.Policy.Preferred)
        self._options.setCurrentIndex(page)
        self._options.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def _make_options(self) -> None:
        """What a tool can be told; pages of one height, so that the canvas stays where it is."""
        self._size = QSpinBox()
        pad(self._size)
        self._size.setRange(SMALLEST_BRUSH, LARGEST_BRUSH)
        self._size.setSuffix(self.tr(" px"))
        self._size.setMinimumWidth(9 * GRID)
        self._size.setAccessibleName(self.tr("Brush size in pixels of the image"))
        self._size.setToolTip(self.tr("Brush size ([ and ])"))
        self._draws = QComboBox()
        self._draws.setAccessibleName(self.tr("Draw as"))
        self._draws.setToolTip(
            self.tr("What a drag from a region makes; Enter does it to the selected stroke")
        )
        choices = [(FREEHAND, self.tr("Freehand")), (POINTS, self.tr("Points"))]
        choices += [(name, tr(MOTIONS[name])) for name in PRESETS]
        self._draws.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._draws.setMinimumContentsLength(_LETTERS)
        for name, title in choices:
            self._draws.addItem(title, name)
        self.finder = PickModel()
        """What finds the thing that is picked."""
        self._options = QStackedWidget()
        for page in (
            QWidget(),
            _labelled(self.tr("Size"), self._size),
            _labelled(self.tr("Draw as"), self._draws),
            _to_the_right(self.finder),
        ):
            self._options.addWidget(page)

    def _make_pills(self) -> None:
        self._preview = PillButton(self.tr("Preview"))
        self._preview.setCheckable(True)
        self._preview.setAccessibleName(self.tr("Preview loop"))
        self._more = PillButton("")
        self._more.setAccessibleName(self.tr("How the preview plays"))
        self._more.setToolTip(self._more.accessibleName())
        self._onion = PillButton("")
        self._onion.setCheckable(True)
        self._onion.setAccessibleName(self.tr("Onion skin"))
        self._onion.setToolTip(
            self.tr("Onion skin: see what moves at later times, and the end image (O)")
        )
        self._fit = PillButton(self.tr("Fit"))
        self._fit.setAccessibleName(self.tr("Fit the frame into view"))
        self._fit.setToolTip(self.tr("Fit the frame into view (Ctrl+0)"))
        self._zoom = PillButton("100 %")
        self._zoom.setMinimumWidth(8 * GRID)
        self._zoom.setToolTip(self.tr("One pixel of the image on one of the screen (Ctrl+1)"))

    def _make_menu(self) -> None:
        self._menu = QMenu(self)
        self._play_on = self._menu.addAction(self.tr("Play on while painting"))
        self._play_on.setCheckable(True)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self._help, 1)
        row.addStretch(0)
        row.addWidget(self._options)
        row.addWidget(self._preview)
        row.addSpacing(4 - GRID)
        row.addWidget(self._more)
        for pill in (self._onion, self._fit, self._zoom):
            row.addWidget(pill)

    def _connect(self) -> None:
        self._size.valueChanged.connect(self.size_changed)
        self._draws.currentIndexChanged.connect(
            lambda _: self.draws_changed.emit(self._draws.currentData())
        )
        self._preview.clicked.connect(self.preview_toggled)
        self._more.clicked.connect(self._open_menu)
        self._play_on.toggled.connect(self.play_on_toggled)
        self._onion.clicked.connect(self.onion_toggled)
        self._fit.clicked.connect(self.fit_wanted)
        self._zoom.clicked.connect(self.pixels_wanted)

    def _name_preview(self) -> None:
        """Its sign alone where the row is full: a word that is cut says less."""
        self._preview.setText(self.tr("Preview"))
        if self.sizeHint().width() > self.width():
            self._preview.setText("")

    def _open_menu(self) -> None:
        self._menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _tint(self) -> None:
        colours = colours_of(self)
        self._preview.setIcon(icon("play", colours.text))
        self._more.setIcon(icon("chevron-down", colours.dim))
        self._onion.setIcon(icon("onion", colours.text))

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        roomy = self.width() >= _ROOMY
        self._help.setVisible(roomy)
        for label in self.findChildren(QLabel, _WORD):
            label.setVisible(roomy)
        self._name_preview()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()


def _labelled(text: str, field: QWidget) -> QWidget:
    label = QLabel(text)
    label.setProperty("role", "dim")
    label.setBuddy(field)
    label.setObjectName(_WORD)
    return _to_the_right(label, field)


def _to_the_right(*widgets: QWidget) -> QWidget:
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(GRID)
    row.addStretch(1)
    for widget in widgets:
        row.addWidget(widget)
    return page
