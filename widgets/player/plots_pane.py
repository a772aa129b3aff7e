"""Speed, height, area and energy of a mover over the clip, with what physics expects beside them.

What goes in are the movers of a report, its findings and which mover is spoken of; what comes out
is the mover whose curve was clicked and the frame that is pointed at. A finding brings the numbers
behind it along. What was measured is solid and warm, what is expected dashed and cool. pyqtgraph is
loaded when the first curve is shown.
"""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from engine.records import Curve, Finding, MotionPlan, Report
from widgets.common.elided import ElidedCombo
from widgets.common.numbers import in_language
from widgets.common.theme import GRID, colours_of, qcolor
from widgets.common.translation import tr

if TYPE_CHECKING:
    import pyqtgraph as pg

SHOWN_MOVERS = 8
"""Curves of other movers that stand behind, the longest."""
FROM_ZERO = frozenset({"px/s", "px²", "px²/s²", "%"})
"""Units of what cannot be less than nothing: an even speed is to look even."""
_SPAN = 0.1
"""Of the height of the frame: what differs by less is not drawn as if it were much."""
_ABOVE = 1.06


class PlotsPane(QWidget):
    """One quantity at a time; the buttons above say which."""

    mover_chosen = Signal(int)
    frame_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report: Report | None = None
        self._plan: MotionPlan | None = None
        self._finding: Finding | None = None
        self._mover: int | None = None
        self._quantity = "speed"
        self._index = 0
        self._stale = True
        self._plot: pg.PlotWidget | None = None
        self._head: Any = None
        self._curves: dict[int, tuple[Curve, ...]] = {}
        self._drawn: list[float] = []
        """Every value of the lines in the plot."""
        self._names, self._movers = ElidedCombo(), ElidedCombo()
        self._unit, self._legend = QLabel(), QLabel()
        self._empty = QLabel()
        self._lay_out()

    # in

    def set_report(self, report: Report | None, plan: MotionPlan | None) -> None:
        """What moved in the clip; the plan says how long a metre is, where it does."""
        if report is not self._report:
            self._curves.clear()
        self._report, self._plan = report, plan
        self._show_movers()
        self._renew()

    def set_finding(self, finding: Finding | None) -> None:
        """The finding that is spoken of, whose own curves and expectations are shown."""
        if finding is self._finding:
            return
        self._finding = finding
        own = [curve.quantity for curve in finding.curves] if finding is not None else []
        if own and self._quantity not in own:
            self._quantity = own[0]
        self._renew()

    def set_mover(self, mover: int | None) -> None:
        """The mover that is spoken of."""
        if mover != self._mover:
            self._mover = mover
            self._show_movers()
            self._renew()

    def set_frame(self, index: int) -> None:
        """Where the playhead is."""
        self._index = index
        if self._head is not None and self.isVisible():
            self._head.setValue(index + 0.5)

    # what it shows

    def shown(self) -> tuple[Curve | None, tuple[Curve, ...]]:
        """The measured curve of the chosen mover, and what is expected of it."""
        from engine.inspect.quantities import with_expected

        wanted = [c for c in self._own_curves() if c.quantity == self._quantity]
        if not wanted:
            return None, ()
        return wanted[0], with_expected(wanted[0], self._findings())

    def quantities(self) -> list[str]:
        """What can be plotted of what is chosen."""
        return list(dict.fromkeys(curve.quantity for curve in self._own_curves()))

    def set_quantity(self, quantity: str) -> None:
        """Plots another quantity."""
        self._quantity = quantity
        self._renew()

    # inside

    def _findings(self) -> tuple[Finding, ...]:
        """Those about the mover, the chosen one first."""
        found = self._report.findings if self._report is not None else ()
        mine = tuple(f for f in found if f.mover is not None and f.mover == self._mover)
        chosen = (self._finding,) if self._finding is not None else ()
        return chosen or mine

    def _own_curves(self) -> tuple[Curve, ...]:
        """The numbers behind the chosen finding, then those of the mover over the whole clip."""
        said = self._finding.curves if self._finding is not None else ()
        known = self._curves_of(self._mover) if self._mover is not None else ()
        return (*said, *known)

    def _curves_of(self, mover_id: int) -> tuple[Curve, ...]:
        from engine.inspect.quantities import curves_of, gravity_of

        if mover_id not in self._curves and self._report is not None:
            mover = next((m for m in self._report.movers if m.id == mover_id), None)
            gravity = gravity_of(self._plan)
            made = () if mover is None else curves_of(mover, self._report.clip, gravity)
            self._curves[mover_id] = made
        return self._curves.get(mover_id, ())

    def _renew(self) -> None:
        self._stale = True
        if self.isVisible():
            self._draw()

    def _draw(self) -> None:
        self._stale = False
        self._show_names()
        measured, expected = self.shown()
        self._stack.setCurrentIndex(0 if measured is None else 1)
        if measured is None:
            self._empty.setText(self._invitation())
            return
        plot, theme = self._made(), colours_of(self)
        plot.clear()
        self._drawn.clear()
        plot.setBackground(qcolor(theme.stage))
        for side in ("left", "bottom"):
            plot.getAxis(side).setPen(qcolor(theme.line))
            plot.getAxis(side).setTextPen(qcolor(theme.dim))
        count = self._report.clip.frames if self._report is not None else 1
        plot.setXRange(0, count, padding=0)
        plot.setLimits(xMin=0, xMax=count)
        self._draw_others(plot, measured)
        for curve in self._own_curves():
            if _alike(curve, measured) and curve is not measured:
                self._line(plot, curve.start_frame, curve.measured, theme.measured, 1.0)
        self._line(plot, measured.start_frame, measured.measured, theme.measured, 2.5)
        for curve in expected:
            self._line(plot, curve.start_frame, curve.expected, theme.wanted, 2.5, dashed=True)
        plot.setYRange(*self._range(measured.unit), padding=0)
        self._add_head(plot)
        self._tell(measured, expected)

    def _range(self, unit: str) -> tuple[float, float]:
        """The lowest and the highest value that there is room for."""
        frame = self._report.clip.height if self._report is not None else 0
        values = [value for value in self._drawn if isfinite(value)]
        low, high = min(values, default=0.0), max(values, default=0.0)
        least = _least_span(unit, frame)
        if unit in FROM_ZERO:
            low = min(low, 0.0)
            return low, low + max(high - low, least) * _ABOVE
        spare = max(least, (high - low) * _ABOVE) / 2
        return (low + high) / 2 - spare, (low + high) / 2 + spare

    def _draw_others(self, plot: pg.PlotWidget, measured: Curve) -> None:
        """Faint behind the chosen one: a click chooses."""
        movers = self._report.movers if self._report is not None else ()
        longest = sorted(movers, key=lambda mover: -len(mover.track))[:SHOWN_MOVERS]
        for mover in longest:
            curves = self._curves_of(mover.id) if mover.id != self._mover else ()
            for curve in curves:
                if _alike(curve, measured):
                    theme = colours_of(self)
                    item = self._line(plot, curve.start_frame, curve.measured, theme.edge, 1.0)
                    item.curve.setClickable(True, width=10)
                    item.sigClicked.connect(lambda *_, n=mover.id: self.mover_chosen.emit(n))

    def _line(
        self,
        plot: pg.PlotWidget,
        start: int,
        values: tuple[float, ...],
        colour: str,
        width: float,
        dashed: bool = False,
    ) -> Any:
        import pyqtgraph as pg

        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        self._drawn += values
        xs = [start + n + 0.5 for n in range(len(values))]
        item = pg.PlotDataItem(
            xs, list(values), pen=pg.mkPen(qcolor(colour), width=width, style=style)
        )
        plot.addItem(item)
        return item

    def _add_head(self, plot: pg.PlotWidget) -> None:
        import pyqtgraph as pg

        theme = colours_of(self)
        self._head = pg.InfiniteLine(self._index + 0.5, pen=pg.mkPen(theme.text, width=1.5))
        plot.addItem(self._head)

    def _made(self) -> pg.PlotWidget:
        if self._plot is not None:
            return self._plot
        import pyqtgraph as pg

        plot = pg.PlotWidget(background=None, axisItems=_axes())
        plot.setFrameShape(pg.PlotWidget.Shape.NoFrame)
        plot.setMenuEnabled(False)
        plot.hideButtons()
        plot.setMouseEnabled(x=False, y=False)
        plot.getAxis("left").setWidth(52)
        for part in (plot, plot.viewport()):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        plot.scene().sigMouseClicked.connect(self._on_clicked)
        self._room.addWidget(plot, 1)
        self._plot = plot
        return plot

    def _on_clicked(self, event: Any) -> None:
        if event.isAccepted():  # a curve took it
            return
        place = self._plot.getPlotItem().getViewBox().mapSceneToView(event.scenePos())
        count = self._report.clip.frames if self._report is not None else 1
        self.frame_chosen.emit(min(max(int(place.x()), 0), count - 1))

    def _show_movers(self) -> None:
        movers = self._report.movers if self._report is not None else ()
        self._movers.blockSignals(True)
        self._movers.clear()
        for mover in movers:
            self._movers.addItem(self.tr("Mover {n}").format(n=mover.id), mover.id)
        self._movers.setCurrentIndex(self._movers.findData(self._mover))
        self._movers.blockSignals(False)
        self._movers.setVisible(len(movers) > 0)

    def _show_names(self) -> None:
        names = self.quantities()
        if names and self._quantity not in names:
            self._quantity = names[0]
        if names != [self._names.itemData(n) for n in range(self._names.count())]:
            self._names.clear()
            for name in names:
                said = tr(name)
                self._names.addItem(said[:1].upper() + said[1:], name)
        self._names.setCurrentIndex(self._names.findData(self._quantity))
        self._names.setVisible(bool(names))

    def _tell(self, measured: Curve, expected: tuple[Curve, ...]) -> None:
        self._unit.setText(self._about(measured))
        said = self.tr("— measured")
        dashed = self.tr("— measured   - - expected")
        self._legend.setText(dashed if expected else said)
        values = measured.measured
        self.setAccessibleDescription(
            self.tr("{what}: from {low:.0f} to {high:.0f} {unit}").format(
                what=tr(measured.quantity),
                low=min(values),
                high=max(values),
                unit=tr(measured.unit),
            )
        )

    def _about(self, curve: Curve) -> str:
        from engine.inspect.quantities import gravity_of

        if curve.quantity == "energy" and gravity_of(self._plan) is None:
            return self.tr("{unit}, of motion alone: no ruler says how long a metre is").format(
                unit=tr(curve.unit)
            )
        return tr(curve.unit)

    def _invitation(self) -> str:
        if self._report is None:
            return self.tr("The curves are there once the take is analysed.")
        if not self._report.movers:
            return self.tr("Nothing was seen to move by itself in this take.")
        return self.tr("Click something that moves in the picture, or choose it here.")

    def _lay_out(self) -> None:
        self.setAccessibleName(self.tr("Curves of what moves"))
        self._movers.setAccessibleName(self.tr("Which mover"))
        self._names.setAccessibleName(self.tr("Which curve"))
        for box, least in ((self._names, 14), (self._movers, 8)):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(least)
        self._names.activated.connect(lambda place: self.set_quantity(self._names.itemData(place)))
        self._movers.setPlaceholderText(self.tr("Choose a mover"))
        self._movers.activated.connect(
            lambda place: self.mover_chosen.emit(self._movers.itemData(place))
        )
        for label in (self._unit, self._legend, self._empty):
            label.setProperty("role", "dim")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        head = QHBoxLayout()
        head.setSpacing(GRID)
        self._names.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        head.addWidget(self._names, 1)
        head.addWidget(self._movers)
        head.addStretch(0)
        below = QHBoxLayout()
        below.addWidget(self._unit, 1)
        below.addWidget(self._legend)
        self._filled = QWidget()
        self._room = QVBoxLayout(self._filled)
        self._room.setContentsMargins(0, 0, 0, 0)
        self._room.setSpacing(2)
        self._room.addLayout(below)
        middle = QWidget()
        self._stack = QStackedLayout(middle)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._filled)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 0, GRID, 4)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(middle, 1)

    def showEvent(self, event) -> None:
        super().showEvent(event)
        if self._stale:
            self._draw()
        self.set_frame(self._index)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._renew()


def _least_span(unit: str, height: int) -> float:
    """What the axis of a unit spans at least, for a frame that is so many pixels high."""
    length = _SPAN * height
    spans = {"px": length, "px/s": length, "px²": length**2, "px²/s²": length**2, "%": 10.0}
    return spans.get(unit, 1.0) or 1.0


def _axes() -> dict[str, pg.AxisItem]:
    """Axes of a plot that write their numbers in the language of the window, by their sides."""
    import pyqtgraph as pg

    class Axis(pg.AxisItem):
        def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
            return [in_language(text) for text in super().tickStrings(values, scale, spacing)]

    return {side: Axis(side) for side in ("left", "bottom")}


def _alike(one: Curve, other: Curve) -> bool:
    """Whether both are of the same quantity, in the same unit."""
    return (one.quantity, one.unit) == (other.quantity, other.unit)
