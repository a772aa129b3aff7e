"""The few questions the window asks: whose clip this is, what to export as, which keys."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFileDialog,
    QFormLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from app.translated import translated
from engine.models.profiles import PROFILES
from engine.records import Settings
from widgets.common.fields import pad
from widgets.common.theme import GRID
from widgets.common.translation import tr

KNOWN_MODELS = (
    "Sora",
    "Kling",
    "Veo",
    "Runway",
    "Luma Ray",
    "Pika",
    "Hailuo",
    "Wan 2.2",
    "HunyuanVideo",
    "CogVideoX",
    "LTX-2",
    "Cosmos",
    "VideoCrafter2",
)
"""Names offered for an imported clip; any other can be typed."""


class _Dialog(QDialog):
    """A question with one act that answers it and one way out."""

    def __init__(self, title: str, act: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(440)
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(2 * GRID)
        self.form.setVerticalSpacing(GRID + 4)
        standard = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        ok = self.buttons.button(standard.Ok)
        ok.setText(act)
        ok.setProperty("role", "primary")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addLayout(self.form)
        column.addWidget(self.buttons)

    def allow(self, allowed: bool) -> None:
        """Whether the question can be answered as it is."""
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(allowed)


class ImportDialog(_Dialog):
    """Which model made this clip, and from which prompt."""

    def __init__(
        self, clip: Path, prompt: str, model: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("Import a clip"), tr("Import"), parent)
        about = QLabel(
            tr(
                "“{name}” was not made here. Say which model made it: its takes and ratings are "
                "kept under that name."
            ).format(name=clip.name)
        )
        about.setTextFormat(Qt.TextFormat.PlainText)
        about.setWordWrap(True)
        self._model = QComboBox()
        self._model.setEditable(True)
        self._model.addItems(KNOWN_MODELS)
        self._model.setCurrentText(model or KNOWN_MODELS[0])
        self._model.setAccessibleName(tr("Model"))
        self._model.lineEdit().setAccessibleName(tr("Model"))
        self._prompt = QPlainTextEdit(prompt)
        self._prompt.setTabChangesFocus(True)
        self._prompt.setAccessibleName(tr("Prompt"))
        self._prompt.setFixedHeight(96)
        self._model.editTextChanged.connect(lambda text: self.allow(bool(text.strip())))
        self.form.addRow(about)
        self.form.addRow(tr("Model"), self._model)
        self.form.addRow(tr("Prompt"), self._prompt)

    @property
    def model(self) -> str:
        """The name of the model."""
        return self._model.currentText().strip()

    @property
    def prompt(self) -> str:
        """What the clip was made from."""
        return self._prompt.toPlainText()


class JobDialog(_Dialog):
    """What of a waiting job is to be different."""

    def __init__(self, title: str, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(title, tr("Change"), parent)
        self._settings = settings
        self._seed, self._steps, self._guidance = QSpinBox(), QSpinBox(), QDoubleSpinBox()
        for box, name, least, most in (
            (self._seed, tr("Seed"), 0, 2**31 - 1),
            (self._steps, tr("Steps"), 1, 200),
            (self._guidance, tr("Guidance"), 0, 30),
        ):
            pad(box)
            box.setRange(least, most)
            box.setAccessibleName(name)
        self._seed.setValue(min(settings.seed, 2**31 - 1))
        self._steps.setValue(settings.steps)
        self._guidance.setValue(settings.guidance)
        self.form.addRow(tr("Seed"), self._seed)
        self._profile = QComboBox()
        self._profile.setAccessibleName(tr("Profile"))
        self._profile.addItem(tr("Automatic"), "auto")
        for profile in PROFILES:
            self._profile.addItem(translated(profile.title), profile.id)
        self._profile.setCurrentIndex(max(0, self._profile.findData(settings.profile)))
        if settings.model:
            self.form.addRow(tr("Steps"), self._steps)
            self.form.addRow(tr("Guidance"), self._guidance)
            self.form.addRow(tr("Profile"), self._profile)

    @property
    def settings(self) -> Settings:
        """The settings as they are to be."""
        seed = self._settings.seed if self._is_shown(self._settings.seed) else self._seed.value()
        settings = replace(self._settings, seed=seed)
        if not settings.model:
            return settings
        return replace(
            settings,
            steps=self._steps.value(),
            guidance=self._guidance.value(),
            profile=str(self._profile.currentData()),
        )

    def _is_shown(self, seed: int) -> bool:
        """Whether the field still says this seed, which may be larger than it can hold."""
        return self._seed.value() == min(seed, self._seed.maximum())


class ExportDialog(_Dialog):
    """As what, and where to."""

    def __init__(
        self,
        folder: Path,
        name: str,
        formats: tuple[tuple[str, str, str, str], ...],
        parent: QWidget | None = None,
    ) -> None:
        """`formats` are (id, title, suffix, what it is for)."""
        super().__init__(tr("Export a take"), tr("Export"), parent)
        self._formats = formats
        self._format = QComboBox()
        self._format.setAccessibleName(tr("Format"))
        for exporter, title, _, _ in formats:
            self._format.addItem(title, exporter)
        self._about = QLabel()
        self._about.setProperty("role", "dim")
        self._about.setWordWrap(True)
        self._path = QLineEdit(str(folder / name))
        self._path.setAccessibleName(tr("File"))
        self._path.textChanged.connect(lambda text: self.allow(bool(text.strip())))
        browse = QPushButton(tr("Browse…"))
        browse.clicked.connect(self._browse)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self._path, 1)
        row.addWidget(browse)
        self.form.addRow(tr("Format"), self._format)
        self.form.addRow("", self._about)
        self.form.addRow(tr("File"), row)
        self._format.currentIndexChanged.connect(self._on_format_changed)
        self._on_format_changed(0)

    @property
    def exporter(self) -> str:
        """Id of the exporter."""
        return str(self._format.currentData())

    @property
    def path(self) -> Path:
        """Where the file goes."""
        return Path(self._path.text().strip()).expanduser()

    def _on_format_changed(self, index: int) -> None:
        _, _, suffix, about = self._formats[index]
        self._about.setText(about)
        path = Path(self._path.text())
        suffixes = {known for _, _, known, _ in self._formats}
        stem = path.with_suffix("") if path.suffix in suffixes else path
        self._path.setText(f"{stem}{suffix}")

    def _browse(self) -> None:
        path, _ = QFileDialog.getSaveFileName(self, tr("Export to"), self._path.text())
        if path:
            self._path.setText(path)


class Page(QDialog):
    """A page of documentation, written in Markdown by us: of a rule, of a detector."""

    def __init__(self, title: str, markdown: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(560, 480)
        text = QTextBrowser()
        text.setAccessibleName(title)
        text.setMarkdown(f"# {title}\n\n{markdown}")
        text.setFrameShape(QTextBrowser.Shape.NoFrame)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.addWidget(text, 1)
        column.addWidget(close)


class ShortcutSheet(QDialog):
    """All keys on one page."""

    def __init__(
        self, parts: list[tuple[str, list[tuple[str, str]]]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Shortcuts"))
        columns = QHBoxLayout(inside := QWidget())
        columns.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 3 * GRID)
        columns.setSpacing(5 * GRID)
        half = (sum(len(rows) + 2 for _, rows in parts) + 1) // 2
        grid, used = self._column(columns), 0
        for title, rows in parts:
            if used and used + len(rows) + 2 > half + 2:
                grid, used = self._column(columns), 0
            _add_part(grid, used, title, rows)
            used += len(rows) + 2
        self._lay_out(inside, parent)

    def _lay_out(self, inside: QWidget, parent: QWidget | None) -> None:
        """As high as the page or, where that is less, as the window it belongs to."""
        area = QScrollArea()
        area.setAccessibleName(tr("Shortcuts"))
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)
        wanted, room = inside.sizeHint(), 4 * GRID
        bar = area.verticalScrollBar().sizeHint().width()
        most = wanted.height() if parent is None else parent.height() - room
        area.setMinimumWidth(wanted.width() + bar)
        self.resize(wanted.width() + bar, min(wanted.height(), most))

    def _column(self, columns: QHBoxLayout) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * GRID)
        grid.setVerticalSpacing(GRID)
        column = QVBoxLayout()
        column.addLayout(grid)
        column.addStretch(1)
        columns.addLayout(column)
        return grid


def _add_part(grid: QGridLayout, row: int, title: str, rows: list[tuple[str, str]]) -> None:
    head = QLabel(title.replace("&", "").upper())
    head.setProperty("role", "section")
    head.setContentsMargins(0, GRID, 0, 0)
    grid.addWidget(head, row, 0, 1, 2)
    for offset, (what, keys) in enumerate(rows, start=1):
        shown = QLabel(keys)
        shown.setProperty("role", "value")
        grid.addWidget(QLabel(what.replace("&", "")), row + offset, 0)
        grid.addWidget(shown, row + offset, 1)
