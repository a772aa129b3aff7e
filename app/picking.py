"""Picking things in the start image: questions of the canvas go in, masks or reasons go back to it.

The picture is looked at on a thread of its own, with what is built in or with a model of the
person's own, which is read once.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from app.beside import Beside
from engine import turns
from engine.errors import BadInput, VerbenchError
from widgets.motion.picking import Pick

if TYPE_CHECKING:
    import numpy as np

    from app.workbench import Workbench
    from engine.frame.matting import Model


@dataclass(frozen=True, eq=False, slots=True)
class _Found:
    """What became of a question: a mask, or why there is none."""

    pick: Pick
    mask: np.ndarray | None = None
    why: VerbenchError | None = None


class Picking(QObject):
    """Finds what is picked."""

    def __init__(self, workbench: Workbench) -> None:
        super().__init__(workbench)
        self._bench = workbench
        self._models = _Models()
        self._looking = Beside(self._models.pick, self)
        self._looking.done.connect(self._answer)
        self._trying = Beside(self._models.tried, self)
        self._trying.done.connect(self._take_model)

    def close(self) -> None:
        """Nothing is looked for any more."""
        self._looking.close()
        self._trying.close()

    def pick(self, pick: Pick) -> None:
        """Looks for a thing in the start image."""
        image = self._bench.screen.start_image
        if image is None:
            self._bench.window.motion.refuse_pick(pick, self.tr("There is no start image."))
            return
        self._looking.ask(image, pick, self._bench.preferences.pick_model)

    def show_model(self) -> None:
        """What finds the thing, at its button."""
        self._bench.window.motion.set_pick_model(Path(self._bench.preferences.pick_model).name)

    def choose_model(self) -> None:
        """Asks for a model of the person's own; it is taken once it could be read."""
        old = self._bench.preferences.pick_model
        path, _ = QFileDialog.getOpenFileName(
            self._bench.window,
            self.tr("A model that finds things"),
            str(Path(old).parent) if old else "",
            self.tr("Models") + " (*.onnx)",
        )
        if path:
            self._trying.ask(path)

    def drop_model(self) -> None:
        """Back to what is built in."""
        self._bench.preferences.pick_model = ""
        self.show_model()

    def _take_model(self, tried: tuple[str, VerbenchError | None]) -> None:
        path, why = tried
        if why is not None:
            self._bench.screen.show_error(why)
            return
        self._bench.preferences.pick_model = path
        self.show_model()

    def _answer(self, found: _Found) -> None:
        motion = self._bench.window.motion
        if found.mask is not None:
            motion.set_pick(found.pick, found.mask)
        else:
            motion.refuse_pick(found.pick, _line(found.why))


class _Models:
    """What looks at pictures; used from the threads beside the window only."""

    def __init__(self) -> None:
        self._loaded: dict[str, Model] = {}

    def tried(self, path: str) -> tuple[str, VerbenchError | None]:
        """Reads a model; says why it cannot be used."""
        self._loaded.pop(path, None)
        try:
            self._model(path)
        except VerbenchError as error:
            return path, error
        return path, None

    def pick(self, image: np.ndarray, pick: Pick, model: str) -> _Found:
        """Looks at a picture (uint8 RGB)."""
        try:
            with turns.first():
                return _Found(pick, self._mask(image, pick, model))
        except VerbenchError as error:
            return _Found(pick, why=error)

    def _mask(self, image: np.ndarray, pick: Pick, model: str) -> np.ndarray:
        from engine.frame import segment
        from engine.frame.regions import box_of

        if pick.near is not None and not model:
            return segment.pick_near(image, pick.near > 127, pick.add, pick.remove)
        finder = self._model(model) if model else segment
        if pick.point is not None:
            return finder.pick_point(image, pick.point, pick.add, pick.remove)
        box = pick.box if pick.near is None else segment.wider(box_of(pick.near))
        return finder.pick_box(image, box, pick.add, pick.remove)

    def _model(self, path: str) -> Model:
        from engine.frame.matting import Model

        if path not in self._loaded:
            # one at a time: each may take half a gigabyte
            self._loaded = {path: Model(path)}
        return self._loaded[path]


def _line(error: VerbenchError | None) -> str:
    if not isinstance(error, BadInput) or not error.mend:
        return f"{error}."
    return f"{error.message}. {error.mend}."
