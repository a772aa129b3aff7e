"""What the person does with start and end images: each act is a short function.

Files, the clipboard and takes come in; the picture goes to the session as one step of undo.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from app.files import IMAGES
from engine.errors import BadInput

if TYPE_CHECKING:
    from app.workbench import Workbench


class Images(QObject):
    """The person's acts with start and end images, by name."""

    def __init__(self, workbench: Workbench) -> None:
        super().__init__(workbench)
        self._bench = workbench

    def choose_start_image(self) -> None:
        """Asks for a start image."""
        path, _ = QFileDialog.getOpenFileName(
            self._bench.window, self.tr("Start Image"), "", self.tr("Images") + f" ({IMAGES})"
        )
        if path:
            self._bench.session.set_start_image(Path(path))

    def paste_image(self) -> None:
        """The picture in the clipboard becomes the start image."""
        session, image = self._bench.session, QGuiApplication.clipboard().image()
        if not session.has_shot():
            return
        if image.isNull():
            self._bench.screen.show_error(
                BadInput(
                    self.tr("There is no picture in the clipboard"),
                    mend=self.tr("Copy one first."),
                )
            )
            return
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")
        path = session.attempt(lambda: session.project.keep_picture(bytes(buffer.data().data())))
        if path is not None:
            session.set_start_image(path)
