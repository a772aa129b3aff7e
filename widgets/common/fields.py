"""Small things every number field needs."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractSpinBox

_TEXT_MARGIN = 6


def pad(field: QAbstractSpinBox) -> None:
    """Gives the text of a field room on its left, which padding in a style sheet does not."""
    field.lineEdit().setTextMargins(_TEXT_MARGIN, 0, 0, 0)
