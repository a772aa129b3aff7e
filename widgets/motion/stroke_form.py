"""What a stroke is, as a form: a stroke goes in; its other name, kind or depth comes out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from engine.records import Stroke, StrokeKind
from widgets.common.elided import ElidedLabel
from widgets.common.icon import icon
from widgets.common.theme import GRID, colours_of
from widgets.motion import edits
from widgets.motion.fields import grid_of
from widgets.motion.form import Form, show_choice
from widgets.motion.stroke_list import LONGEST_NAME
from widgets.motion.words import KINDS, kind_title


class StrokeForm(Form):
    """Name, kind and depth of the selected strokes."""

    named = Signal(str)
    depth_wanted = Signal(int)
    """Steps toward the camera (1) or away from it (-1)."""
    delete_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown_name = ""
        self._make_fields()
        self._lay_out()
        self._tint()

    def show_stroke(self, stroke: Stroke, title: str, several: bool) -> None:
        """Shows another stroke under a title; a name is that of one alone."""
        self.forget()
        self._title.setText(title)
        self._shown_name = stroke.name
        if self._name.text() != stroke.name:
            self._name.setText(stroke.name)
        self._name.setEnabled(not several)
        show_choice(self._kind, stroke.kind)

    def show_depth(self, depth: int, count: int) -> None:
        """Shows how near the stroke is to the camera: 0 is farthest of `count`."""
        text = self.tr("{0} of {1}").format(count - depth, count)
        self._depth.setText(text if count > 1 else "")
        self._depth.setToolTip(self.tr("{0} from the front").format(text))
        self._nearer.setEnabled(depth < count - 1)
        self._farther.setEnabled(depth > 0)

    def flush(self) -> None:
        if self._name.isModified():
            self._on_name()
        super().flush()

    def _make_fields(self) -> None:
        self._title = ElidedLabel()
        self._title.setProperty("role", "section")
        self._name = QLineEdit()
        self._name.setMaxLength(LONGEST_NAME)
        self._name.setAccessibleName(self.tr("Name of the stroke"))
        self._name.editingFinished.connect(self._on_name)
        titles = {kind: kind_title(kind) for kind in KINDS}
        self._kind = self.choice(self.tr("Kind of the stroke"), titles, self._on_kind)
        self._depth = QLabel()
        self._depth.setProperty("role", "dim")
        self._nearer = self._button(self.tr("Bring nearer to the camera"))
        self._farther = self._button(self.tr("Send farther from the camera"))
        self._delete = self._button(self.tr("Delete the stroke"))
        self._nearer.clicked.connect(lambda: self.depth_wanted.emit(1))
        self._farther.clicked.connect(lambda: self.depth_wanted.emit(-1))
        self._delete.clicked.connect(self.delete_wanted)

    def _button(self, name: str) -> QToolButton:
        button = QToolButton()
        button.setAccessibleName(name)
        button.setToolTip(name)
        return button

    def _lay_out(self) -> None:
        fields = [(self.tr("Name"), self._name), (self.tr("Kind"), self._kind)]
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self._title, 1)
        for widget in (self._depth, self._nearer, self._farther, self._delete):
            head.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addLayout(head)
        column.addLayout(grid_of(fields, 2))

    def _on_name(self) -> None:
        self._name.setModified(False)
        name = self._name.text().strip()
        if name != self._shown_name:
            self._shown_name = name
            self.named.emit(name)

    def _on_kind(self, kind: StrokeKind) -> None:
        self.tell(
            lambda stroke: stroke if stroke.kind == kind else edits.with_kind(stroke, kind),
            self.tr("Change the kind of a stroke"),
        )

    def _tint(self) -> None:
        colours = colours_of(self)
        self._nearer.setIcon(icon("chevron-up", colours.dim, colours.line))
        self._farther.setIcon(icon("chevron-down", colours.dim, colours.line))
        self._delete.setIcon(icon("trash", colours.dim))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()
