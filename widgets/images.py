"""Pictures on their way to the screen: arrays go in, Qt images come out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    import numpy as np


def to_qimage(rgb: np.ndarray, widest: int = 0) -> QImage:
    """A 32-bit image of a uint8 RGB array (h, w, 3); it owns its pixels. One that is wider than
    `widest` pixels is made smaller; 0 keeps every one as it is.

    32 bits a pixel paint twice as fast as 24 once the picture is scaled.
    """
    import numpy as np  # a window without pictures does not wait for it

    height, width = rgb.shape[:2]
    # what a decoder gives has rows with room behind them, for most widths
    contiguous = np.ascontiguousarray(rgb)
    image = QImage(contiguous.data, width, height, width * 3, QImage.Format.Format_RGB888)
    if 0 < widest < width:
        image = image.scaledToWidth(widest, Qt.TransformationMode.SmoothTransformation)
    return image.convertToFormat(QImage.Format.Format_RGB32)
