"""How a stroke holds its region, as a form: a stroke goes in; edits of its edge, its firmness and
its strength come out.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.records import Stroke
from widgets.common.theme import GRID
from widgets.motion.fields import Range, grid_of
from widgets.motion.form import Form, show_choice

_RIGID, _SOFT = "rigid", "soft"


class HoldForm(Form):
    """Feather, strength, rigid or soft."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        percent, what = self.tr(" %"), self.tr("Change a stroke")
        self._feather = self.number(
            self.tr("Feather, in percent of the frame's width"),
            Range(0, 50, 0.1, 1, percent),
            lambda stroke, value: replace(stroke, feather=value / 100),
            what,
        )
        self._strength = self.number(
            self.tr("Strength"),
            Range(0, 100, 5, 0, percent),
            lambda stroke, value: replace(stroke, strength=value / 100),
            what,
            self.tr(
                "How long a model that is steered is held to it: at 100 % as long as the settings "
                "of the shot say, below that let go earlier, at 0 % it is left out"
            ),
        )
        titles = {_RIGID: self.tr("rigid"), _SOFT: self.tr("soft")}
        self._firmness = self.choice(self.tr("Rigid or soft"), titles, self._on_firmness)
        self._firmness.setToolTip(
            self.tr("Rigid moves as one piece, soft gives way like cloth and stays at its rim")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        fields = [
            (self.tr("Feather"), self._feather),
            (self.tr("Strength"), self._strength),
            (self.tr("Body"), self._firmness),
        ]
        column.addLayout(grid_of(fields, 3))

    def show_stroke(self, stroke: Stroke) -> None:
        """Shows how a stroke holds its region."""
        self.forget()
        self._feather.show_value(stroke.feather * 100)
        self._strength.show_value(stroke.strength * 100)
        show_choice(self._firmness, _SOFT if stroke.soft else _RIGID)
        self._firmness.setEnabled(stroke.kind == "move")

    def _on_firmness(self, firmness: str) -> None:
        self.tell(
            lambda stroke: replace(stroke, soft=firmness == _SOFT), self.tr("Change a stroke")
        )
