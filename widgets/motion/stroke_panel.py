"""The strokes of a shot beside the canvas: a plan and hints go in, edits and words come out.

Above is the list of strokes, below it the properties of the selected one, what it does in words,
and the move of the camera.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from engine.motion.wording import ASPECT, phrase_of
from engine.records import Camera, Hint, MotionPlan, Stroke
from widgets.common.icon import icon
from widgets.common.pill import PillButton
from widgets.common.theme import GRID, colours_of
from widgets.motion import edits
from widgets.motion.camera_form import CameraForm
from widgets.motion.stroke_form import StrokeForm
from widgets.motion.stroke_list import StrokeList
from widgets.motion.words import label_of


class StrokePanel(QScrollArea):
    """List and properties. Holds no history: undo is `set_plan` with the plan there was."""

    plan_changed = Signal(object, str)
    """MotionPlan, what was done."""
    stroke_selected = Signal(int)
    """-1 for none: the brush begins a new stroke."""
    words_chosen = Signal(str, int)
    """A phrase for the prompt, and the stroke it describes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan = MotionPlan()
        self._hints: dict[int, tuple[Hint, ...]] = {}
        self._selected = -1
        self._seconds, self._frames, self._aspect = 5.0, 81, ASPECT
        self._list, self._form, self._camera = StrokeList(), StrokeForm(), CameraForm()
        self._make_words()
        self._lay_out()
        self._connect()
        self._show()
        self._tint()

    def set_plan(self, plan: MotionPlan) -> None:
        """Shows a plan."""
        if plan != self._plan:
            self._plan = plan
            self._show()

    def set_hints(self, hints: Iterable[Hint]) -> None:
        """Marks the strokes that hints are about."""
        found: dict[int, tuple[Hint, ...]] = {}
        for hint in hints:
            if hint.stroke is not None:
                found[hint.stroke] = (*found.get(hint.stroke, ()), hint)
        if found != self._hints:
            self._hints = found
            self._show_list()

    def set_selected(self, index: int) -> None:
        """Shows a stroke as selected; -1 for none."""
        if index != self._selected:
            self.flush()
            self._selected = index
            self._show()

    def set_clip(self, seconds: float, frames: int, aspect: float) -> None:
        """Length of the clip, and width over height of its frame."""
        if (seconds, frames, aspect) != (self._seconds, self._frames, self._aspect):
            self.flush()
            self._seconds, self._frames, self._aspect = seconds, frames, aspect
            self._show()

    def flush(self) -> None:
        """Tells at once what was changed last, e.g. before the shot is generated."""
        self._form.flush()
        self._camera.flush()

    @property
    def _stroke(self) -> Stroke | None:
        strokes = self._plan.strokes
        return strokes[self._selected] if 0 <= self._selected < len(strokes) else None

    def _make_words(self) -> None:
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._put = PillButton(self.tr("Put into prompt"), preferred=True)
        self._put.setAccessibleName(self.tr("Put these words into the prompt"))
        self._put.clicked.connect(self._on_put)
        well = QFrame()
        well.setProperty("role", "well")
        inside = QVBoxLayout(well)
        inside.setContentsMargins(GRID, GRID, GRID, GRID)
        inside.addWidget(self._words)
        self._words_part = QWidget()
        column = QVBoxLayout(self._words_part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(_section(self.tr("IN WORDS")))
        column.addWidget(well)
        column.addWidget(self._put, 0, Qt.AlignmentFlag.AlignLeft)

    def _lay_out(self) -> None:
        self._new = PillButton(self.tr("New stroke"))
        self._new.setAccessibleName(self.tr("New stroke"))
        self._new.setToolTip(self.tr("What you paint next becomes a stroke of its own"))
        head = QHBoxLayout()
        head.addWidget(_section(self.tr("STROKES")))
        head.addStretch(1)
        head.addWidget(self._new)
        self._empty = QLabel(
            self.tr(
                "No strokes yet. Paint what moves with the brush (B), then drag where it goes (P)."
            )
        )
        self._empty.setProperty("role", "dim")
        self._empty.setWordWrap(True)
        self._title = _section("")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(GRID + 4, GRID + 4, GRID + 4, GRID + 4)
        column.setSpacing(GRID)
        column.addLayout(head)
        column.addWidget(self._empty)
        column.addWidget(self._list)
        for widget in (self._title, self._form, self._words_part):
            column.addSpacing(4)
            column.addWidget(widget)
        column.addSpacing(GRID)
        column.addWidget(_section(self.tr("CAMERA")))
        column.addWidget(self._camera)
        column.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _connect(self) -> None:
        self._list.stroke_selected.connect(self._on_selected)
        self._list.delete_wanted.connect(self._on_delete)
        self._form.stroke_changed.connect(self._on_stroke_changed)
        self._form.depth_wanted.connect(self._on_depth)
        self._form.delete_wanted.connect(lambda: self._on_delete(self._selected))
        self._camera.camera_changed.connect(self._on_camera_changed)
        self._new.clicked.connect(lambda: self._on_selected(-1))

    def _show(self) -> None:
        self._show_list()
        stroke = self._stroke
        for widget in (self._title, self._form):
            widget.setVisible(stroke is not None)
        if stroke is not None:
            self._title.setText(label_of(stroke, self._selected).upper())
            self._form.show_stroke(stroke, self._seconds, self._frames)
            depth = edits.depth_of(self._plan, self._selected)
            self._form.show_depth(depth, len(self._plan.strokes))
        self._show_words(stroke)
        self._camera.show_camera(self._plan.camera)

    def _show_list(self) -> None:
        has_strokes = bool(self._plan.strokes)
        self._list.setVisible(has_strokes)
        self._empty.setVisible(not has_strokes)
        self._new.setVisible(has_strokes)
        self._list.show_plan(self._plan, self._seconds, self._aspect, self._hints, self._selected)

    def _show_words(self, stroke: Stroke | None) -> None:
        moves = stroke is not None and stroke.kind != "static" and len(stroke.points) > 1
        phrase = phrase_of(stroke, self._aspect) if moves else ""
        self._words.setText(phrase)
        self._words_part.setVisible(bool(phrase))

    def _commit(self, plan: MotionPlan, what: str) -> None:
        self._plan = plan
        self._show()
        self.plan_changed.emit(plan, what)

    def _on_selected(self, index: int) -> None:
        if index != self._selected:
            self.set_selected(index)
            self.stroke_selected.emit(index)

    def _on_stroke_changed(self, stroke: Stroke, what: str) -> None:
        self._commit(edits.replaced(self._plan, self._selected, stroke), what)

    def _on_camera_changed(self, camera: Camera) -> None:
        self._commit(replace(self._plan, camera=camera), self.tr("Move the camera"))

    def _on_depth(self, steps: int) -> None:
        plan = edits.brought(self._plan, self._selected, steps)
        self._commit(plan, self.tr("Change the depth of a stroke"))

    def _on_delete(self, index: int) -> None:
        self.flush()
        plan = edits.removed(self._plan, index)
        self._on_selected(-1)
        self._commit(plan, self.tr("Delete a stroke"))

    def _on_put(self) -> None:
        self.words_chosen.emit(self._words.text(), self._selected)

    def _tint(self) -> None:
        self._new.setIcon(icon("plus", colours_of(self).text))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()


def _section(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "section")
    return label
