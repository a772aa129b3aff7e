"""The lanes under the picture: what each detector says along the clip, and where things went.

What goes in is a report and the kinds there are; what comes out is the frame the person points at.
A lane is green where its kind was held, red where it was violated, and says in words where it
cannot be determined.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QPicture
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from engine.records import Finding, Mover, Report
from widgets.common.theme import Colours, colours_of, qcolor

if TYPE_CHECKING:
    import pyqtgraph as pg

LANE_HEIGHT = 22
LABEL_WIDTH = 132
CURVE_LANES = 2


class Lanes(QWidget):
    """A plot whose x is the frame; pyqtgraph is loaded when the first report is shown."""

    frame_chosen = Signal(int)
    finding_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kinds: tuple[tuple[str, str], ...] = ()
        self._report: Report | None = None
        self._count = 0
        self._chosen = ""
        self._progress: float | None = None
        self._plot: pg.PlotWidget | None = None
        self._head: Any = None
        self._index = 0
        self._words: dict[str, Any] = {}
        self._range: Any = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(3 * LANE_HEIGHT)

    def set_kinds(self, kinds: tuple[tuple[str, str], ...]) -> None:
        """Id and title of every kind of violation that is looked for."""
        self._kinds = kinds
        self._draw()

    def set_report(self, report: Report | None, count: int, progress: float | None) -> None:
        """What was seen in a clip of `count` frames; `progress` while it is still analysed."""
        goes_on = report is None and self._report is None and count == self._count
        self._report, self._count, self._progress = report, count, progress
        if goes_on and self._words:
            for kind, words in self._words.items():
                words.setText(self._state(kind))
            self._tell()
        else:
            self._draw()

    def set_frame(self, index: int) -> None:
        """Where the playhead is."""
        self._index = index
        if self._head is not None:
            self._head.setValue(index + 0.5)

    def set_range(self, first: int, last: int) -> None:
        """In and out."""
        if self._range is not None:
            whole = first <= 0 and last >= self._count - 1
            self._range.setVisible(not whole)
            self._range.setRegion((first, last + 1))

    def set_chosen(self, key: str) -> None:
        """Marks a finding."""
        if key != self._chosen:
            self._chosen = key
            self._draw()

    def rows(self) -> list[tuple[str, str]]:
        """Title and state of every lane in words, as a screen reader hears them."""
        return [(title, self._state(kind)) for kind, title in self._kinds]

    def _violations(self, kind: str) -> list[Finding]:
        found = self._report.findings if self._report else ()
        return [finding for finding in found if finding.kind == kind and not finding.held]

    def _state(self, kind: str) -> str:
        if self._report is None:
            if self._progress is None:
                return self.tr("not analysed")
            return self.tr("analysing, {n} %").format(n=round(100 * self._progress))
        if kind not in self._report.scores:
            return self.tr("cannot be determined")
        count = len(self._violations(kind))
        return self.tr("held") if not count else self.tr("{n} violated").format(n=count)

    # drawing

    def _draw(self) -> None:
        self._tell()
        self._words.clear()
        if not self._count or not self._kinds:
            return
        plot = self._made()
        plot.clear()
        theme = colours_of(self)
        curves = [] if self._report is None else _longest(self._report.movers)
        height = len(self._kinds) + CURVE_LANES * bool(curves)
        self.setFixedHeight(LANE_HEIGHT * height + 24)
        plot.setBackground(qcolor(theme.stage))
        plot.setYRange(-height, 0, padding=0)
        plot.setXRange(0, self._count, padding=0)
        plot.setLimits(xMin=0, xMax=self._count, minXRange=4)
        self._label(plot, theme, bool(curves))
        for lane, (kind, _) in enumerate(self._kinds):
            self._draw_lane(plot, lane, kind, theme)
        for mover in curves:
            self._draw_curve(plot, mover, theme)
        self._add_marks(plot, theme)

    def _tell(self) -> None:
        self.setAccessibleName(self.tr("Timeline"))
        said = "; ".join(f"{title}: {state}" for title, state in self.rows())
        self.setAccessibleDescription(said)

    def _made(self) -> pg.PlotWidget:
        if self._plot is not None:
            return self._plot
        import pyqtgraph as pg

        plot = pg.PlotWidget(parent=self, background=None)
        plot.viewport().setAutoFillBackground(False)
        plot.setFrameShape(pg.PlotWidget.Shape.NoFrame)
        plot.setMenuEnabled(False)
        plot.hideButtons()
        plot.setMouseEnabled(x=True, y=False)
        plot.getPlotItem().getViewBox().setDefaultPadding(0)
        plot.getAxis("left").setWidth(LABEL_WIDTH)
        for part in (plot, plot.viewport()):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        plot.scene().sigMouseClicked.connect(self._on_clicked)
        self._column.addWidget(plot)
        self._plot = plot
        return plot

    def _label(self, plot: pg.PlotWidget, theme: Colours, curves: bool) -> None:
        ticks = [(-lane - 0.5, title) for lane, (_, title) in enumerate(self._kinds)]
        if curves:
            ticks.append((-len(self._kinds) - CURVE_LANES / 2, self.tr("height of movers")))
        axis = plot.getAxis("left")
        axis.setTicks([ticks])
        for side in ("left", "bottom"):
            plot.getAxis(side).setPen(qcolor(theme.line))
            plot.getAxis(side).setTextPen(qcolor(theme.dim))
            plot.getAxis(side).setStyle(tickLength=0)

    def _draw_lane(self, plot: pg.PlotWidget, lane: int, kind: str, theme: Colours) -> None:
        import pyqtgraph as pg

        bars = [(0.0, float(self._count), theme.line, 0.5)]
        if self._report is not None and kind in self._report.scores:
            bars = [(0.0, float(self._count), theme.good, 0.45)]
        for finding in self._violations(kind):
            strong = 1.0 if finding.key == self._chosen else 0.8
            bars.append((finding.start_frame, finding.end_frame + 1.0, theme.bad, strong))
        plot.addItem(_bars(lane, bars))
        if self._report is None or kind not in self._report.scores:
            text = pg.TextItem(self._state(kind), color=theme.dim, anchor=(0, 0.5))
            text.setPos(0, -lane - 0.5)
            plot.addItem(text)
            self._words[kind] = text

    def _draw_curve(self, plot: pg.PlotWidget, mover: Mover, theme: Colours) -> None:
        import pyqtgraph as pg

        height = max(self._report.clip.height, 1)
        top = -len(self._kinds) - 0.15
        room = CURVE_LANES - 0.3
        xs = [frame + 0.5 for frame, _, _ in mover.track]
        ys = [top - room * min(max(y / height, 0.0), 1.0) for _, _, y in mover.track]
        plot.addItem(pg.PlotDataItem(xs, ys, pen=pg.mkPen(qcolor(theme.measured), width=1.5)))

    def _add_marks(self, plot: pg.PlotWidget, theme: Colours) -> None:
        import pyqtgraph as pg

        self._range = pg.LinearRegionItem(
            (0, self._count), movable=False, brush=qcolor(theme.accent, 0.12), pen=theme.accent
        )
        self._range.setVisible(False)
        plot.addItem(self._range)
        self._head = pg.InfiniteLine(self._index + 0.5, pen=pg.mkPen(theme.text, width=1.5))
        plot.addItem(self._head)

    def _on_clicked(self, event: Any) -> None:
        place = self._plot.getPlotItem().getViewBox().mapSceneToView(event.scenePos())
        index = min(max(int(place.x()), 0), self._count - 1)
        lane = int(-place.y())
        self.frame_chosen.emit(index)
        if 0 <= lane < len(self._kinds):
            for finding in self._violations(self._kinds[lane][0]):
                if finding.start_frame <= index <= finding.end_frame:
                    self.finding_chosen.emit(finding.key)


def _longest(movers: tuple[Mover, ...], most: int = 3) -> list[Mover]:
    return sorted(movers, key=lambda mover: -len(mover.track))[:most]


def _bars(lane: int, bars: list[tuple[float, float, str, float]]) -> Any:
    import pyqtgraph as pg

    class Bars(pg.GraphicsObject):
        """Rounded bars of one lane: frames are x, the lane is y."""

        def __init__(self) -> None:
            super().__init__()
            self._picture = QPicture()
            painter = QPainter(self._picture)
            painter.setPen(QPen(Qt.PenStyle.NoPen))
            for first, last, colour, alpha in bars:
                painter.setBrush(qcolor(colour, alpha))
                painter.drawRect(QRectF(first, -lane - 0.78, last - first, 0.56))
            painter.end()

        def paint(self, painter: QPainter, *_: Any) -> None:
            painter.drawPicture(0, 0, self._picture)

        def boundingRect(self) -> QRectF:
            return QRectF(bars[0][0], -lane - 1.0, bars[0][1] - bars[0][0], 1.0)

    return Bars()
