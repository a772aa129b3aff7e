"""Small things every number field needs."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractSpinBox, QComboBox

_TEXT_MARGIN = 6


def pad(field: QAbstractSpinBox) -> None:
    """Gives the text of a field room on its left, which padding in a style sheet does not."""
    field.lineEdit().setTextMargins(_TEXT_MARGIN, 0, 0, 0)


def narrow(field: QComboBox) -> None:
    """Lets a field be narrower than its longest entry, which its list shows whole."""
    field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    field.setMinimumContentsLength(8)
