"""What every form of a stroke has in common: fields go in, one edit comes out.

An edit is a function from a stroke to the changed one, so that it can be applied to all strokes
that are selected. It holds only what the person touched: what the other fields show is rounded, and
stays what it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from engine.records import Stroke
from widgets.motion.fields import NumberField, Range
from widgets.motion.settling import Settling
from widgets.motion.sliders import Scale, SliderField

Edit = Callable[[Stroke], Stroke]
Change = Callable[[Stroke, float], Stroke]


class Form(QWidget):
    """Tells an edit once its fields have been left in peace."""

    edited = Signal(object, str)
    """Edit, what was done."""
    drafted = Signal(object)
    """The edit as it would be if the hand let go now; None where there is none any more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pending: dict[QWidget, tuple[Edit, str]] = {}
        self._settling = Settling(self)
        self._settling.settled.connect(self._on_settled)

    def flush(self) -> None:
        """Tells at once what was changed last."""
        self._settling.flush()

    def forget(self) -> None:
        """What was changed last is not to be told: another stroke is shown."""
        self._settling.forget()
        self._pending.clear()

    def number(
        self, name: str, bounds: Range, change: Change, what: str, tip: str = ""
    ) -> NumberField:
        """A number of the stroke; `change` puts it into one, `what` is how the step is called."""
        field = NumberField(name, bounds, tip or name)
        self._wire(field, change, what)
        return field

    def slider(
        self, name: str, bounds: Range, scale: Scale, change: Change, what: str, tip: str = ""
    ) -> SliderField:
        """A number of the stroke with its bar."""
        field = SliderField(name, bounds, scale, tip or name)
        self._wire(field, change, what)
        field.bar.held.connect(self._settling.set_held)
        return field

    def choice(
        self, name: str, titles: Mapping[str, str], choose: Callable[[str], None]
    ) -> QComboBox:
        """One of several words by their ids; `choose` gets the one that the person chose."""
        box = QComboBox()
        box.setAccessibleName(name)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        box.setMinimumContentsLength(3)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for value, title in titles.items():
            box.addItem(title, value)
        box.activated.connect(lambda _: choose(box.currentData()))
        return box

    def tell(self, edit: Edit, what: str) -> None:
        """An edit that is finished at once, e.g. a choice."""
        self.flush()
        self.edited.emit(edit, what)

    def pend(self, source: QWidget, edit: Edit | None, what: str) -> None:
        """An edit that may still change; None where its source says again what it said first."""
        self._pending.pop(source, None)
        if edit is not None:
            self._pending[source] = (edit, what)
        self._settling.touch()
        self.drafted.emit(self._edit() if self._pending else None)

    def _wire(self, field: NumberField, change: Change, what: str) -> None:
        def touched(value: float) -> None:
            edit = None if field.is_as_shown else lambda stroke: change(stroke, value)
            self.pend(field, edit, what)

        field.valueChanged.connect(touched)
        field.editingFinished.connect(self._settling.flush)

    def _edit(self) -> Edit:
        edits = [edit for edit, _ in self._pending.values()]

        def edit(stroke: Stroke) -> Stroke:
            for each in edits:
                stroke = each(stroke)
            return stroke

        return edit

    def _on_settled(self) -> None:
        if not self._pending:
            return
        names = {what for _, what in self._pending.values()}
        edit, what = self._edit(), names.pop() if len(names) == 1 else self.tr("Change a stroke")
        self._pending.clear()
        self.drafted.emit(None)
        self.edited.emit(edit, what)


def show_choice(box: QComboBox, value: str) -> None:
    """Shows a choice that did not come from the person."""
    with QSignalBlocker(box):
        box.setCurrentIndex(box.findData(value))
