"""When a stroke moves and how fast it is then, as a form: a stroke and its bearings go in, edits
come out.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.records import SpeedCurve, Stroke
from widgets.common.theme import GRID
from widgets.common.translation import tr
from widgets.motion import edits
from widgets.motion.bearings import Bearings
from widgets.motion.fields import Range, grid_of
from widgets.motion.form import Form, show_choice
from widgets.motion.speed_chart import KNOTS, SpeedChart
from widgets.motion.words import EASINGS, easing_title

_OWN = "own"


class TimingForm(Form):
    """Start, end, and the speed between them."""

    def __init__(self, bearings: Bearings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bearings = bearings
        self._shown: Stroke | None = None
        seconds, what = Range(0, 5, 0.1, 2, " s"), self.tr("Change the timing")
        self._start = self.number(self.tr("Start of the motion"), seconds, self._started, what)
        self._end = self.number(self.tr("End of the motion"), seconds, self._ended, what)
        titles = {easing: easing_title(easing) for easing in EASINGS}
        titles[_OWN] = tr("its own curve")
        self._easing = self.choice(self.tr("Easing"), titles, self._on_easing)
        self._chart = SpeedChart()
        self._chart.moved.connect(self._on_curve)
        self._chart.held.connect(self._on_held)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        times = [(self.tr("Start"), self._start), (self.tr("End"), self._end)]
        column.addLayout(grid_of(times, 2))
        column.addLayout(grid_of([(self.tr("Easing"), self._easing)], 1))
        column.addWidget(self._chart)

    def show_stroke(self, stroke: Stroke, colour: str) -> None:
        """Shows when a stroke moves."""
        self.forget()
        self._shown = stroke
        whole, (start, end) = self._bearings.seconds, edits.span_of(stroke)
        for field in (self._start, self._end):
            field.setMaximum(whole)
            field.setSingleStep(whole * self._bearings.frame)
        self._start.show_value(start * whole)
        self._end.show_value(end * whole)
        even = self._easing.findData("linear")
        self._easing.setItemText(even, easing_title("linear", stroke))
        show_choice(self._easing, _OWN if stroke.speed else stroke.easing)
        self._chart.set_colour(colour)
        self._chart.set_span(
            start * whole, (end - start) * whole, self._bearings.frame / max(end - start, 1e-6)
        )
        self._chart.set_curve(stroke.speed, stroke.easing)
        timed = len(stroke.points) > 1
        self._start.setEnabled(timed)
        self._end.setEnabled(timed)
        for widget in (self._easing, self._chart):
            widget.setEnabled(stroke.kind == "move")

    def _started(self, stroke: Stroke, seconds: float) -> Stroke:
        frame, (_, end) = self._bearings.frame, edits.span_of(stroke)
        start = min(max(seconds / self._bearings.seconds, 0.0), 1.0 - frame)
        return edits.retimed(stroke, start, max(end, start + frame), self._bearings.world)

    def _ended(self, stroke: Stroke, seconds: float) -> Stroke:
        frame, (start, _) = self._bearings.frame, edits.span_of(stroke)
        end = min(max(seconds / self._bearings.seconds, start + frame), 1.0)
        return edits.retimed(stroke, start, end, self._bearings.world)

    def _on_easing(self, easing: str) -> None:
        if easing != _OWN:
            self.tell(lambda s: replace(s, easing=easing, speed=()), self.tr("Change the easing"))
        elif self._shown is not None and not self._shown.speed:
            self._tell_curve(KNOTS[self._shown.easing])

    def _tell_curve(self, curve: SpeedCurve) -> None:
        self.tell(lambda s: _with_speed(s, curve), self.tr("Change the speed"))

    def _on_curve(self, curve: SpeedCurve) -> None:
        show_choice(self._easing, _OWN)
        self.pend(self._chart, lambda s: _with_speed(s, curve), self.tr("Change the speed"))

    def _on_held(self, held: bool) -> None:
        self._settling.set_held(held)
        if not held:
            self.flush()


def _with_speed(stroke: Stroke, curve: SpeedCurve) -> Stroke:
    return stroke if stroke.kind == "static" else replace(stroke, speed=curve, easing="linear")
