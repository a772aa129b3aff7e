"""What finds a picked thing: the name of a person's own model goes in, another wish comes out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from widgets.common.pill import PillButton


class PickModel(PillButton):
    """Says what looks for the thing, and offers another."""

    model_wanted = Signal()
    """A model of the person's own is to be chosen from a file."""
    model_dropped = Signal()
    """What is built in is to be used again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self._menu = QMenu(self)
        self._built_in = self._menu.addAction(self.tr("Built in"), self.model_dropped)
        self._own = self._menu.addAction("")
        self._menu.addSeparator()
        self._menu.addAction(self.tr("A model of my own (ONNX)…"), self.model_wanted)
        for choice in (self._built_in, self._own):
            choice.setCheckable(True)
        self.setToolTip(
            self.tr("What finds the thing: built in, or a segmentation model of your own")
        )
        self.clicked.connect(self._open)
        self.set_model("")

    def set_model(self, name: str) -> None:
        """Shows the person's model by its file name; "" is what is built in."""
        self.setText(self.tr("Finder: {0}").format(name or self.tr("built in")))
        self.setAccessibleName(self.text())
        self._own.setText(name)
        self._own.setVisible(bool(name))
        self._show_choice()
        self.updateGeometry()

    def _show_choice(self) -> None:
        own = self._own.isVisible()
        self._own.setChecked(own)
        self._built_in.setChecked(not own)

    def _open(self) -> None:
        # a click on a choice has turned its mark, whatever came of it
        self._show_choice()
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
