"""One model on a page: what it is, under which licence, what stands against it, and how it would
run on this machine. `ModelDetails` go in; what the person wants of it comes out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from widgets.common.icon import icon
from widgets.common.theme import GRID, colours_of

_MARK = 16


@dataclass(frozen=True, slots=True)
class FitRow:
    """How one profile would run it."""

    title: str
    card: str
    memory: str
    fits: bool
    why: str
    chosen: bool = False
    """The one that would be taken."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What stands against it, what mends it, and the command that does where there is one."""

    message: str
    mend: str = ""
    command: str = ""


@dataclass(frozen=True, slots=True)
class ModelDetails:
    """All that is said of one model."""

    key: str
    """Its path."""
    title: str
    lines: tuple[tuple[str, str], ...] = ()
    licence: str = ""
    link: str = ""
    """An address; '' where the licence is a name or a file."""
    faults: tuple[Fault, ...] = ()
    fits: tuple[FitRow, ...] = ()
    fits_about: str = ""
    """For which clip, and what is free."""
    notes: tuple[str, ...] = ()
    shots: tuple[str, ...] = ()
    """Titles of the shots that use it."""
    act: str = ""
    """'shot' where it can make the shot, 'lora' where it can be added to it, else ''."""
    why_not: str = ""
    """Why it cannot be used for the shot."""


class ModelPage(QWidget):
    """Empty until it is given a model."""

    use_wanted = Signal(str)
    lora_wanted = Signal(str)
    folder_wanted = Signal(str)
    """The path is to be shown in the program for files."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._details: ModelDetails | None = None
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName(self.tr("About the model"))
        self._use = QPushButton()
        self._use.setProperty("role", "primary")
        self._use.clicked.connect(self._on_use)
        self._why = _label("dim")
        self._show = QPushButton(self.tr("Show in folder"))
        self._show.clicked.connect(lambda: self.folder_wanted.emit(self._key))
        self._copy = QPushButton(self.tr("Copy path"))
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._key))
        foot = QHBoxLayout()
        foot.setSpacing(GRID)
        foot.addWidget(self._why, 1)
        for button in (self._copy, self._show, self._use):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self._area, 1)
        column.addLayout(foot)
        self.set_details(None)

    def set_details(self, details: ModelDetails | None) -> None:
        """Shows a model, or nothing."""
        place = self._area.verticalScrollBar().value()
        same = details and self._details and details.key == self._details.key
        self._details = details
        self._area.setWidget(_Page(details) if details else QWidget())
        self._area.verticalScrollBar().setValue(place if same else 0)
        for button in (self._use, self._show, self._copy):
            button.setVisible(details is not None)
        act = details.act if details else ""
        lora = act == "lora"
        self._use.setText(self.tr("Add to this shot") if lora else self.tr("Use for this shot"))
        self._use.setVisible(bool(act))
        self._why.setText(details.why_not if details else "")

    @property
    def _key(self) -> str:
        return self._details.key if self._details else ""

    def use(self) -> None:
        """As its button does, where it can be used."""
        if self._details is not None and self._details.act:
            self._on_use()

    def _on_use(self) -> None:
        lora = self._details is not None and self._details.act == "lora"
        (self.lora_wanted if lora else self.use_wanted).emit(self._key)


class _Page(QWidget):
    """The page itself, made anew for each model."""

    def __init__(self, details: ModelDetails) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, GRID, GRID)
        self._column.setSpacing(GRID)
        self._add(_label("heading", details.title))
        self._add(_label("dim", details.key))
        for fault in details.faults:
            self._add(_FaultCard(fault))
        if details.lines or details.licence:
            self._add_lines(details)
        if details.fits:
            self._add_section(self.tr("What fits"), details.fits_about)
            self._add_fits(details.fits)
        for note in details.notes:
            self._add(_label("dim", note))
        if details.shots:
            self._add_section(self.tr("Shots that use it"), ", ".join(details.shots))
        self._column.addStretch(1)

    def _add(self, part: QWidget) -> None:
        self._column.addWidget(part)

    def _add_section(self, title: str, about: str) -> None:
        self._column.addSpacing(GRID)
        self._add(_label("section", title.upper()))
        if about:
            self._add(_label("dim", about))

    def _add_lines(self, details: ModelDetails) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID // 2)
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate(details.lines):
            grid.addWidget(_label("value", name, wraps=False), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(_label("", value), row, 1)
        row = len(details.lines)
        if details.licence or details.link:
            grid.addWidget(_label("value", self.tr("Licence"), wraps=False), row, 0)
            grid.addWidget(licence(details.licence, details.link), row, 1)
        self._column.addLayout(grid)

    def _add_fits(self, fits: Sequence[FitRow]) -> None:
        theme = colours_of(self)
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID // 2)
        grid.setColumnStretch(1, 1)
        right = Qt.AlignmentFlag.AlignRight
        heads = ((1, self.tr("Profile")), (2, self.tr("Card")), (3, self.tr("Memory")))
        for column, name in heads:
            head = _label("dim", name, wraps=False)
            grid.addWidget(head, 0, column, right if column > 1 else Qt.AlignmentFlag.AlignLeft)
        for row, fit in enumerate(fits, start=1):
            mark = QLabel()
            name, colour = ("check", theme.good) if fit.fits else ("close", theme.edge)
            mark.setPixmap(icon(name, colour).pixmap(_MARK, _MARK))
            title = _label(_role(fit), fit.title, wraps=False)
            said = self.tr("fits") if fit.fits else self.tr("does not fit")
            title.setAccessibleName(f"{fit.title}: {said}. {fit.why}")
            grid.addWidget(mark, row, 0)
            grid.addWidget(title, row, 1)
            for column, text in ((2, fit.card), (3, fit.memory)):
                grid.addWidget(
                    _label("" if fit.fits else "value", text, wraps=False), row, column, right
                )
            for column in range(4):
                grid.itemAtPosition(row, column).widget().setToolTip(fit.why)
        self._column.addLayout(grid)
        why = next((fit for fit in fits if fit.chosen), fits[-1])
        self._add(_label("dim", why.why))


class _FaultCard(QFrame):
    """What stands against a model, with the command that mends it to be copied."""

    def __init__(self, fault: Fault) -> None:
        super().__init__()
        self.setProperty("role", "card")
        mark = QLabel()
        mark.setPixmap(icon("error", colours_of(self).bad).pixmap(_MARK, _MARK))
        words = QVBoxLayout()
        words.setSpacing(GRID // 2)
        words.addWidget(_label("title", fault.message))
        if fault.mend:
            words.addWidget(_label("dim", fault.mend))
        if fault.command:
            copy = QPushButton(self.tr("Copy the command"))
            copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(fault.command))
            words.addWidget(copy, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID + 4, GRID, GRID + 4, GRID)
        row.setSpacing(GRID)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)


def _role(fit: FitRow) -> str:
    return "title" if fit.chosen else "" if fit.fits else "value"


def licence(name: str, link: str) -> QWidget:
    """A licence by its name; where there is an address, it can be opened."""
    if not link:
        return _label("", name)
    text = name or link.removeprefix("https://")
    button = QPushButton(text)
    button.setProperty("role", "link")
    button.setToolTip(link)
    button.setAccessibleDescription(link)
    button.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(link)))
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(button)
    row.addStretch(1)
    return box


def _label(role: str, text: str = "", *, wraps: bool = True) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wraps)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if role:
        label.setProperty("role", role)
    return label
