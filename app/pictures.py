"""Pictures on their way to the screen: arrays of the engine go in, Qt images come out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from widgets.images import to_qimage

if TYPE_CHECKING:
    import numpy as np


def cut_out(rgb: np.ndarray, alpha: np.ndarray) -> QImage:
    """What an alpha (h, w) uint8 holds of a uint8 RGB array (h, w, 3), on nothing."""
    import numpy as np

    height, width = alpha.shape
    pixels = np.dstack([rgb, alpha])
    image = QImage(pixels.data, width, height, width * 4, QImage.Format.Format_RGBA8888)
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def thumbnail(path: Path, width: int, height: int) -> QImage:
    """A start image, cropped to fill width x height pixels. Raises BadInput."""
    from engine.frame.load import load_image

    image = to_qimage(load_image(path))
    mode = Qt.AspectRatioMode.KeepAspectRatioByExpanding
    filled = image.scaled(width, height, mode, Qt.TransformationMode.SmoothTransformation)
    left, top = (filled.width() - width) // 2, (filled.height() - height) // 2
    return filled.copy(left, top, width, height)
