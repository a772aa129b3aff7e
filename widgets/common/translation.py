"""Translation outside widgets: an English text goes in, the language of the window comes out.

Widgets say `self.tr(...)`. Everything else, and every text that is named in one place and shown in
another (`QT_TR_NOOP`), says `tr(...)`: one context, which `packaging/translations.py` finds too.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def tr(text: str) -> str:
    """A text of ours in the language of the window. Values go in afterwards, with `format`."""
    return QCoreApplication.translate("", text)
