"""The strokes of a shot beside the canvas: a plan and hints go in, edits and words come out.

Above is the list of strokes, below it the properties of those that are selected in parts that fold,
what the first of them does in words, and the move of the camera.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QScrollArea, QVBoxLayout, QWidget

from engine.errors import VerbenchError
from engine.motion import physics
from engine.motion.wording import phrase_of
from engine.records import Camera, Hint, Language, MotionPlan, Settings, Stroke
from widgets.common.icon import icon
from widgets.common.pill import PillButton
from widgets.common.section import Section, heading
from widgets.common.theme import GRID, colours_of
from widgets.motion import edits
from widgets.motion.bearings import Bearings
from widgets.motion.board import by_stroke
from widgets.motion.camera_form import CameraForm
from widgets.motion.capability_line import CapabilityNote, ModelNote, line_of
from widgets.motion.form import Edit, Form
from widgets.motion.hold_form import HoldForm
from widgets.motion.motion_form import MotionForm
from widgets.motion.picture import colour_of
from widgets.motion.region_form import RegionForm
from widgets.motion.regions import Loader
from widgets.motion.stroke_form import StrokeForm
from widgets.motion.stroke_list import StrokeList
from widgets.motion.timing_form import TimingForm
from widgets.motion.words import label_of

if TYPE_CHECKING:
    from engine.motion.capability import Honoured


class StrokePanel(QScrollArea):
    """List and properties. Holds no history: undo is `set_plan` with the plan there was."""

    plan_changed = Signal(object, str)
    """MotionPlan, what was done."""
    stroke_selected = Signal(int)
    """-1 for none: the brush begins a new stroke."""
    selection_changed = Signal(object)
    """All selected strokes as a tuple of indices, the one of `stroke_selected` first."""
    stroke_drafted = Signal(int, object)
    """A stroke as it would be if the hand let go now; None where the plan has it as it is."""
    words_chosen = Signal(str, int)
    """A phrase for the prompt, and the stroke it describes."""
    region_wanted = Signal(str, float)
    """What is to be done to the regions of the selected strokes, and by how many pixels."""
    setup_wanted = Signal()
    """What the model needs is to be set."""
    failed = Signal(VerbenchError)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan = MotionPlan()
        self._hints: dict[int, tuple[Hint, ...]] = {}
        self._selection: tuple[int, ...] = ()
        self._language: Language = "en"
        self._bearings = Bearings()
        self._list, self._form, self._camera = StrokeList(), StrokeForm(), CameraForm()
        self._motion = MotionForm(self._bearings)
        self._timing = TimingForm(self._bearings)
        self._hold, self._region = HoldForm(), RegionForm()
        self._needs, self._view = ModelNote(), CapabilityNote(self.tr("Camera"))
        self._forms: tuple[Form, ...] = (self._form, self._motion, self._timing, self._hold)
        self._make_words()
        self._make_sections()
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
        found = by_stroke(hints)
        if found != self._hints:
            self._hints = found
            self._show_list()

    def set_capability(self, model: str, told: Sequence[Honoured], needs: Sequence[str]) -> None:
        """What the model will do with each stroke and the camera, and what the shot lacks."""
        strokes = {one.stroke: one for one in told}
        lines = [
            line_of(strokes[index], model, stroke.strength)
            for index, stroke in enumerate(self._plan.strokes)
            if index in strokes
        ]
        there = dict.fromkeys(setting for one in told for setting in one.settings)
        self._needs.show_needs(model, needs, [what for what in there if what not in needs])
        self._view.show_told(strokes.get(None), model)
        self._list.set_lines(lines)

    def set_selection(self, indices: Sequence[int]) -> None:
        """Shows strokes as selected, the first as the one whose properties are shown."""
        if tuple(indices) != self._selection:
            self.flush()
            self._selection = tuple(indices)
            self._show()

    def set_settings(self, settings: Settings) -> None:
        """Size, length and frames of the clip."""
        if settings != self._bearings.settings:
            self.flush()
            self._bearings.settings = settings
            self._show()

    def set_mask_loader(self, loader: Loader | None) -> None:
        """Sets the function that reads a mask: Path to (h, w) uint8; may raise VerbenchError."""
        self._bearings.regions.set_loader(loader)

    def set_language(self, language: Language) -> None:
        """Sets the language of the prompt, in which strokes are told."""
        if language != self._language:
            self._language = language
            self._show_words(self._stroke)

    def set_folded(self, folded: Iterable[str]) -> None:
        """Folds the parts with these ids, and unfolds the others."""
        wanted = frozenset(folded)
        for section in self._sections:
            section.set_folded(section.id in wanted)

    @property
    def folded(self) -> frozenset[str]:
        """The ids of the parts that are folded."""
        return frozenset(section.id for section in self._sections if section.folded)

    def flush(self) -> None:
        """Tells at once what was changed last, e.g. before the shot is generated."""
        for form in self._forms:
            form.flush()
        self._camera.flush()

    @property
    def selection(self) -> tuple[int, ...]:
        """The selected strokes that the plan has, the one that is shown first."""
        return tuple(i for i in self._selection if 0 <= i < len(self._plan.strokes))

    @property
    def _stroke(self) -> Stroke | None:
        first = self._selection[0] if self._selection else -1
        return self._plan.strokes[first] if first in self.selection else None

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
        column.addWidget(well)
        column.addWidget(self._put, 0, Qt.AlignmentFlag.AlignLeft)

    def _make_sections(self) -> None:
        self._region_part = _column(self._hold, self._region)
        self._of_stroke = (
            Section("motion", self.tr("MOTION"), self._motion),
            Section("timing", self.tr("TIMING"), self._timing),
            Section("region", self.tr("REGION"), self._region_part),
        )
        self._words_section = Section("words", self.tr("IN WORDS"), self._words_part)
        camera = Section("camera", self.tr("CAMERA"), _column(self._camera, self._view))
        self._sections = (*self._of_stroke, self._words_section, camera)

    def _lay_out(self) -> None:
        self._new = PillButton(self.tr("New stroke"))
        self._new.setAccessibleName(self.tr("New stroke"))
        self._new.setToolTip(self.tr("What you paint next becomes a stroke of its own"))
        head = QHBoxLayout()
        head.addWidget(heading(self.tr("STROKES")))
        head.addStretch(1)
        head.addWidget(self._new)
        self._empty = QLabel(
            self.tr(
                "No strokes yet. Paint what moves with the brush (B), then drag where it goes (P)."
            )
        )
        self._empty.setProperty("role", "dim")
        self._empty.setWordWrap(True)
        self._several = QLabel(self.tr("What you change here changes all of them."))
        self._several.setProperty("role", "dim")
        self._several.setWordWrap(True)
        column = QVBoxLayout(inside := QWidget())
        column.setContentsMargins(GRID + 4, GRID + 4, GRID + 4, GRID + 4)
        column.setSpacing(GRID)
        column.addLayout(head)
        column.addWidget(self._empty)
        column.addWidget(self._list)
        column.addWidget(self._needs)
        column.addSpacing(4)
        for widget in (self._form, self._several, *self._sections):
            column.addWidget(widget)
        column.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _connect(self) -> None:
        strokes, form = self._list, self._form
        strokes.selection_changed.connect(self._select)
        strokes.delete_wanted.connect(self._on_delete)
        strokes.renamed.connect(self._on_renamed)
        strokes.depth_wanted.connect(self._on_depth)
        strokes.placed.connect(self._on_placed)
        strokes.menu_wanted.connect(self._show_menu)
        for each in self._forms:
            each.edited.connect(self._on_edited)
            each.drafted.connect(self._on_drafted)
        self._region.region_wanted.connect(self.region_wanted)
        form.named.connect(lambda name: self._on_renamed(self._selection[0], name))
        form.depth_wanted.connect(self._on_depth)
        form.delete_wanted.connect(self._on_delete)
        self._motion.motion_wanted.connect(self._on_motion)
        self._camera.camera_changed.connect(self._on_camera_changed)
        self._new.clicked.connect(lambda: self._select(()))
        self._needs.setup_wanted.connect(self.setup_wanted)

    def _show(self) -> None:
        self._bearings.gravity = self._plan.gravity
        self._show_list()
        stroke, several = self._stroke, len(self.selection) > 1
        self._region.show_count(len(self.selection))
        for widget in (self._form, *self._of_stroke):
            widget.setVisible(stroke is not None)
        self._several.setVisible(several)
        if stroke is not None:
            self._show_stroke(stroke, several)
        self._show_words(stroke)
        self._camera.show_camera(self._plan.camera)

    def _show_stroke(self, stroke: Stroke, several: bool) -> None:
        index = self._selection[0]
        count = self.tr("{0} STROKES").format(len(self.selection))
        title = count if several else label_of(stroke, index).upper()
        self._form.show_stroke(stroke, title, several)
        self._form.show_depth(edits.depth_of(self._plan, index), len(self._plan.strokes))
        self._motion.show_stroke(stroke)
        self._timing.show_stroke(stroke, colour_of(stroke, index, colours_of(self)))
        self._hold.show_stroke(stroke)

    def _show_list(self) -> None:
        has_strokes = bool(self._plan.strokes)
        self._list.setVisible(has_strokes)
        self._empty.setVisible(not has_strokes)
        self._new.setVisible(has_strokes)
        seconds, aspect = self._bearings.seconds, self._bearings.settings.aspect
        self._list.show_plan(self._plan, seconds, aspect, self._hints, self.selection)

    def _show_words(self, stroke: Stroke | None) -> None:
        aspect, chinese = self._bearings.settings.aspect, self._language == "zh"
        phrase = phrase_of(stroke, aspect, chinese=chinese) if stroke is not None else ""
        self._words.setText(phrase)
        self._words_section.setVisible(bool(phrase))

    def _commit(self, plan: MotionPlan, what: str) -> None:
        if plan == self._plan:
            self._show()
            return
        self._plan = plan
        self._show()
        self.plan_changed.emit(plan, what)

    def _attempt(self, edit: Callable[[], MotionPlan], what: str) -> None:
        """Commits what an edit makes of the plan; what cannot be done is told, and not done."""
        try:
            plan = edit()
        except VerbenchError as error:
            self._show()
            self.failed.emit(error)
        else:
            self._commit(plan, what)

    def _select(self, indices: tuple[int, ...]) -> None:
        if indices == self._selection:
            return
        other = indices[:1] != self._selection[:1]
        self.set_selection(indices)
        if other:
            self.stroke_selected.emit(indices[0] if indices else -1)
        self.selection_changed.emit(indices)

    def _on_edited(self, edit: Edit, what: str) -> None:
        self.flush()  # what another form has not told yet comes first
        self._attempt(lambda: edits.each(self._plan, self.selection, edit), what)

    def _on_drafted(self, edit: Edit | None) -> None:
        stroke = self._stroke
        if stroke is None:
            return
        try:
            draft = None if edit is None else edit(stroke)
        except VerbenchError:
            return  # told when the hand lets go
        self.stroke_drafted.emit(self._selection[0], draft)

    def _on_motion(self, name: str) -> None:
        def edit(stroke: Stroke) -> Stroke:
            if stroke.kind == "static":
                return stroke
            if not name:
                return replace(stroke, motion=None)
            from engine.motion.drafting import preset_for

            bearings, world = self._bearings, self._bearings.world
            box, measured = bearings.box(stroke), bearings.gravity is not None
            preset = preset_for(name, stroke, world, box, measured=measured)
            return physics.applied(stroke, preset, world)

        self._on_edited(edit, self.tr("Choose the motion"))

    def _on_camera_changed(self, camera: Camera) -> None:
        self.flush()
        self._commit(replace(self._plan, camera=camera), self.tr("Move the camera"))

    def _on_renamed(self, index: int, name: str) -> None:
        stroke = replace(self._plan.strokes[index], name=name)
        self._commit(edits.replaced(self._plan, index, stroke), self.tr("Rename a stroke"))

    def _on_depth(self, steps: int) -> None:
        plan = self._plan
        moving = sorted(self.selection, key=lambda i: steps * edits.depth_of(plan, i), reverse=True)
        for index in moving:
            plan = edits.brought(plan, index, steps)
        self._commit(plan, self.tr("Change the depth of a stroke"))

    def _on_placed(self, indices: tuple[int, ...], gap: int) -> None:
        plan = edits.placed(self._plan, indices, gap)
        self._commit(plan, self.tr("Change the depth of a stroke"))

    def _on_delete(self) -> None:
        self.flush()
        gone = self.selection
        what = self.tr("Delete strokes") if len(gone) > 1 else self.tr("Delete a stroke")
        plan = edits.removed(self._plan, *gone)
        self._select(())
        self._commit(plan, what)

    def _on_put(self) -> None:
        self.words_chosen.emit(self._words.text(), self._selection[0])

    def _show_menu(self, where: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_with_keys(self.tr("Rename"), "F2"), self._list.rename)
        menu.addAction(_with_keys(self.tr("Bring nearer"), "Alt+Up"), lambda: self._on_depth(1))
        menu.addAction(_with_keys(self.tr("Send farther"), "Alt+Down"), lambda: self._on_depth(-1))
        menu.addSeparator()
        menu.addActions(self.actions())
        menu.addSeparator()
        menu.addAction(_with_keys(self.tr("Delete"), "Del"), self._on_delete)
        menu.popup(where)

    def _tint(self) -> None:
        self._new.setIcon(icon("plus", colours_of(self).text))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()
            self._show()


def _with_keys(text: str, keys: str) -> str:
    """The text of an entry with keys that the list itself listens to."""
    return f"{text}\t{QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)}"


def _column(*parts: QWidget) -> QWidget:
    """Parts below each other, with room for more."""
    column = QVBoxLayout(whole := QWidget())
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GRID)
    for part in parts:
        column.addWidget(part)
    return whole
