"""A set of takes to be compared: which prompts, which models and how many seeds go out as a wish.

Three kinds of set: seeds; a ladder of prompts, each rung to be edited; models by prompts. How many
takes that makes, and how long they should take, is told before anything is queued.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from widgets.common.fields import pad
from widgets.common.theme import GRID

SEEDS, LADDER, GRID_KIND = "seeds", "ladder", "grid"
WIDTH, HEIGHT = 680, 560
MOST_SEEDS = 48
LAST_SEED = 2**31 - 1
_PROMPT_LINES = 2


@dataclass(frozen=True, slots=True)
class Rung:
    """One prompt of the ladder."""

    title: str
    shown: str
    """The title in the language of the window."""
    prompt: str


@dataclass(frozen=True, slots=True)
class ModelRow:
    """One model to choose; `fault` says why it cannot be."""

    key: str
    title: str
    about: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class VariationsWish:
    """What is to be made."""

    kind: str
    rows: tuple[tuple[str, str], ...]
    """Title ('' for the prompt's own first words) and prompt."""
    models: tuple[str, ...]
    """Keys; () is the model of the shot."""
    seeds: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many takes that makes."""
        return len(self.rows) * max(1, len(self.models)) * len(self.seeds)


class VariationsDialog(QDialog):
    """Asks; `wanted` is told once, when the person says so."""

    wish_changed = Signal(object)
    """A `VariationsWish`: answered with `show_cost`."""
    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Variations"))
        self.resize(WIDTH, HEIGHT)
        self._prompt = ""
        self._rungs: list[_RungRow] = []
        self._kinds = QButtonGroup(self)
        self._kind = SEEDS
        self._pages: dict[str, QWidget] = {}
        self._make_fields()
        self._lay_out()

    # in

    def set_shot(self, prompt: str, seed: int, maker: str, *, seeded: bool = True) -> None:
        """The prompt, the seed and what makes the take; whether the seed changes what it makes."""
        self._prompt = prompt
        self._first.setValue(min(seed, LAST_SEED))
        self._prompts.setPlainText(" ".join(prompt.split()))
        self._maker.setText(maker)
        self._shot_prompt.setText(prompt or self.tr("No prompt"))
        same = self.tr("{model} makes the same clip with every seed: choose a model for the shot.")
        self._unseeded.setText(same.format(model=maker))
        self._unseeded.setVisible(not seeded)
        self._tell()

    def set_rungs(self, rungs: Sequence[Rung], fault: str = "") -> None:
        """The prompts of the ladder; or why there is none."""
        for rung in rungs:
            row = _RungRow(rung)
            row.changed.connect(self._tell)
            self._rungs.append(row)
            self._rung_list.addWidget(row)
        self._no_ladder.setText(fault)
        self._no_ladder.setVisible(bool(fault))
        self._rung_list.addStretch(1)
        self._tell()

    def set_models(self, models: Sequence[ModelRow], chosen: str) -> None:
        """The models there are; the chosen one is that of the shot."""
        for model in models:
            box = QCheckBox(model.title.replace("&", "&&"))  # one would underline a letter
            box.setChecked(model.key == chosen)
            box.setEnabled(not model.fault)
            box.setToolTip(model.fault or model.about)
            box.toggled.connect(self._tell)
            self._boxes[model.key] = box
            self._models.addWidget(box)
        if len(models) < 2:
            only = QLabel(self.tr("Add folders of models in the Models window to choose more."))
            only.setWordWrap(True)
            only.setProperty("role", "dim")
            self._models.addWidget(only)
        self._models.addStretch(1)
        self._tell()

    def set_kind(self, kind: str) -> None:
        """Shows one of the three kinds."""
        self._kind = kind
        for page in self._pages.values():  # none beside another, not even for a moment
            page.hide()
        self._pages[kind].show()
        self._kinds.buttons()[list(self._pages).index(kind)].setChecked(True)
        # a ladder is asked with two seeds at least to say anything; seeds alone with a handful
        self._count.setValue({SEEDS: 4, LADDER: 2, GRID_KIND: 1}[kind])
        self._tell()
        self._fit(kind)

    def _fit(self, kind: str) -> None:
        """As high as the kind needs: seeds are a few lines, the others are lists."""
        low = self.layout().totalHeightForWidth(self.width())
        self.resize(self.width(), low if kind == SEEDS else max(low, HEIGHT))

    def show_cost(self, said: str, fault: str = "") -> None:
        """How long it should take; or why it cannot be made."""
        count = self.wish().count
        self._cost.setText(fault or said)
        self._cost.setProperty("role", "error" if fault else "dim")
        self._cost.style().polish(self._cost)
        one, more = self.tr("Queue 1 take"), self.tr("Queue {n} takes")
        self._queue.setText((one if count == 1 else more).format(n=count))
        self._queue.setEnabled(not fault and count > 0)

    # out

    def wish(self) -> VariationsWish:
        """What is asked for now."""
        kind, first = self._kind, self._first.value()
        seeds = tuple(range(first, min(first + self._count.value(), LAST_SEED + 1)))
        if kind == LADDER:
            rows = tuple((row.title, row.prompt) for row in self._rungs if row.chosen)
            return VariationsWish(kind, rows, (), seeds)
        if kind == GRID_KIND:
            lines = dict.fromkeys(" ".join(line.split()) for line in self._lines())
            rows = tuple(("", line) for line in lines if line)
            models = self._chosen_models()
            return VariationsWish(kind, rows if models else (), models, seeds)
        return VariationsWish(kind, (("", self._prompt),), (), seeds)

    # inside

    def _lines(self) -> list[str]:
        return self._prompts.toPlainText().split("\n")

    def _chosen_models(self) -> tuple[str, ...]:
        return tuple(key for key, box in self._boxes.items() if box.isChecked())

    def _tell(self) -> None:
        self.wish_changed.emit(self.wish())

    def _ask(self) -> None:
        wish = self.wish()
        self.accept()
        self.wanted.emit(wish)

    def _make_fields(self) -> None:
        self._count, self._first = QSpinBox(), QSpinBox()
        self._count.setRange(1, MOST_SEEDS)
        self._count.setValue(4)
        self._count.setAccessibleName(self.tr("Number of seeds"))
        self._first.setRange(0, LAST_SEED)
        self._first.setAccessibleName(self.tr("First seed"))
        for field in (self._count, self._first):
            pad(field)
            field.valueChanged.connect(self._tell)
        self._maker = QLabel()
        self._maker.setTextFormat(Qt.TextFormat.PlainText)
        self._maker.setProperty("role", "title")
        self._shot_prompt, self._unseeded = QLabel(), QLabel()
        for label in (self._shot_prompt, self._unseeded):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._unseeded.setProperty("role", "dim")
        self._no_ladder = QLabel()
        self._no_ladder.setWordWrap(True)
        self._no_ladder.setProperty("role", "dim")
        self._rung_list = QVBoxLayout()
        self._rung_list.setSpacing(GRID)
        self._boxes: dict[str, QCheckBox] = {}
        self._models = QVBoxLayout()
        self._models.setContentsMargins(GRID + 4, GRID, GRID, GRID)
        self._models.setSpacing(GRID)
        self._prompts = QPlainTextEdit()
        self._prompts.setTabChangesFocus(True)
        self._prompts.setAccessibleName(self.tr("Prompts, one on a line"))
        self._prompts.textChanged.connect(self._tell)
        self._cost = QLabel()
        self._cost.setTextFormat(Qt.TextFormat.PlainText)
        self._cost.setWordWrap(True)
        self._queue = QPushButton()
        self._queue.setProperty("role", "primary")
        self._queue.setDefault(True)
        self._queue.clicked.connect(self._ask)

    def _lay_out(self) -> None:
        kinds = QHBoxLayout()
        kinds.setSpacing(4)
        for kind, title, page in (
            (SEEDS, self.tr("Seeds"), self._seeds_page()),
            (LADDER, self.tr("Prompt ladder"), self._ladder_page()),
            (GRID_KIND, self.tr("Models and prompts"), self._grid_page()),
        ):
            button = QPushButton(title)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setProperty("role", "mode")
            button.clicked.connect(lambda _=False, kind=kind: self.set_kind(kind))
            self._kinds.addButton(button)
            self._pages[kind] = page
            kinds.addWidget(button)
        kinds.addStretch(1)
        self._kinds.buttons()[0].setChecked(True)
        buttons = QDialogButtonBox()
        buttons.addButton(self._queue, QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(GRID)
        foot.addWidget(self._cost, 1)
        foot.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addLayout(kinds)
        for page in self._pages.values():
            column.addWidget(page, 1)
            page.setVisible(page is self._pages[SEEDS])
        column.addLayout(self._seed_row())
        column.addLayout(foot)

    def _seed_row(self) -> QFormLayout:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self._count)
        row.addSpacing(GRID)
        row.addWidget(QLabel(self.tr("from seed")))
        row.addWidget(self._first)
        row.addStretch(1)
        form = QFormLayout()
        form.setHorizontalSpacing(2 * GRID)
        form.addRow(self.tr("Seeds"), row)
        return form

    def _seeds_page(self) -> QWidget:
        inner = QFrame()
        inner.setProperty("role", "card")
        column = QVBoxLayout(inner)
        column.setContentsMargins(GRID + 4, GRID, GRID + 4, GRID)
        column.setSpacing(GRID // 2)
        for label in (self._maker, self._shot_prompt, self._unseeded):
            column.addWidget(label)
        return _page(
            self.tr(
                "The same shot with several seeds: how much is luck, and which one is the best."
            ),
            inner,
        )

    def _ladder_page(self) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._no_ladder)
        column.addLayout(self._rung_list)
        return _page(
            self.tr(
                "The same seed with more and more words: does a direction, does a pose help on "
                "this model? Every prompt can be edited."
            ),
            inner,
        )

    def _grid_page(self) -> QWidget:
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID)
        for title, field in (
            (self.tr("Models"), self._model_list()),
            (self.tr("Prompts, one on a line"), self._prompts),
        ):
            column = QVBoxLayout()
            column.setSpacing(4)
            label = QLabel(title)
            label.setBuddy(field)
            column.addWidget(label)
            column.addWidget(field, 1)
            row.addLayout(column, 1)
        about = self.tr("Every prompt on every model, with the same seed.")
        return _page(about, inner, stretch=True)

    def _model_list(self) -> QScrollArea:
        inner = QWidget()
        inner.setLayout(self._models)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        scroll.setProperty("role", "well")
        scroll.setAccessibleName(self.tr("Models"))
        return scroll


class _RungRow(QFrame):
    """One rung: whether it is made, its name, its words."""

    changed = Signal()

    def __init__(self, rung: Rung) -> None:
        super().__init__()
        self.title = rung.title
        self._box = QCheckBox(rung.shown)
        self._box.setChecked(True)
        self._text = QPlainTextEdit(rung.prompt)
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName(rung.shown)
        line = self._text.fontMetrics().lineSpacing()
        self._text.setFixedHeight(_PROMPT_LINES * line + 3 * GRID)
        self._box.toggled.connect(self._text.setEnabled)
        self._box.toggled.connect(self.changed)
        self._text.textChanged.connect(self.changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._box)
        column.addWidget(self._text)

    @property
    def chosen(self) -> bool:
        """Whether it is to be made."""
        return self._box.isChecked() and bool(self.prompt)

    @property
    def prompt(self) -> str:
        """Its words as they are now."""
        return " ".join(self._text.toPlainText().split())


def _page(about: str, content: QWidget, *, stretch: bool = False) -> QWidget:
    said = QLabel(about)
    said.setWordWrap(True)
    said.setProperty("role", "dim")
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GRID)
    column.addWidget(said)
    column.addWidget(content, 1 if stretch else 0)
    if not stretch:
        column.addStretch(1)
    return page
