"""What can be done to the region of a stroke, as a form: an act and its pixels come out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from widgets.common.flow import FlowLayout
from widgets.common.pill import PillButton
from widgets.common.theme import GRID
from widgets.motion import reworking
from widgets.motion.fields import NumberField, Range

_GAP = GRID // 2


class RegionForm(QWidget):
    """Buttons for one region, and for several that are selected together."""

    region_wanted = Signal(str, float)
    """Act of `widgets.motion.reworking`, and by how many pixels of the image."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._by = NumberField(
            self.tr("By how many pixels of the image the edge moves"),
            Range(1, 200, 1, 0, self.tr(" px")),
            self.tr("Pixels of the image that Grow, Shrink and Smooth go by"),
        )
        self._by.show_value(4)
        own = [
            self._pill(reworking.GROW, self.tr("Grow"), self.tr("Move the edge outwards")),
            self._pill(reworking.SHRINK, self.tr("Shrink"), self.tr("Move the edge inwards")),
            self._pill(reworking.SMOOTH, self.tr("Smooth"), self.tr("Even the edge out")),
            self._pill(
                reworking.FILL, self.tr("Fill holes"), self.tr("Hold what the region goes around")
            ),
            self._pill(
                reworking.INVERT, self.tr("Invert"), self.tr("Hold what it does not hold now")
            ),
            self._pill(
                reworking.FIT,
                self.tr("Fit to the thing"),
                self.tr("Find the thing that was painted over roughly, and hold just that"),
            ),
        ]
        both = [
            self._pill(
                reworking.UNITE,
                self.tr("Unite"),
                self.tr("Make one stroke of all that are selected"),
            ),
            self._pill(
                reworking.SUBTRACT,
                self.tr("Subtract"),
                self.tr("Take the other selected regions away from the first"),
            ),
            self._pill(
                reworking.INTERSECT,
                self.tr("Intersect"),
                self.tr("Keep what the first has in common with the other selected regions"),
            ),
        ]
        self._both = QWidget()
        self._lay_out(own, both)
        self.show_count(1)

    def show_count(self, count: int) -> None:
        """Shows what can be done to so many selected strokes."""
        self._both.setVisible(count > 1)

    def _pill(self, act: str, text: str, tip: str) -> PillButton:
        pill = PillButton(text)
        pill.setObjectName(act)
        pill.setAccessibleName(self.tr("{0} the region").format(text))
        pill.setAccessibleDescription(tip)
        pill.setToolTip(tip)
        pill.clicked.connect(lambda: self.region_wanted.emit(act, self._by.value()))
        return pill

    def _lay_out(self, own: list[PillButton], both: list[PillButton]) -> None:
        title = QLabel(self.tr("The first with the others"))
        title.setProperty("role", "dim")
        inside = QVBoxLayout(self._both)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(_GAP)
        inside.addWidget(title)
        inside.addLayout(_flowing(both))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(_flowing([self._by, *own]))
        column.addWidget(self._both)


def _flowing(widgets: Sequence[QWidget]) -> FlowLayout:
    row = FlowLayout(spacing=_GAP)
    for widget in widgets:
        row.addWidget(widget)
    return row
