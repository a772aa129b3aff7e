"""Imports without what nobody here needs of them, for a window that is there at once."""

from __future__ import annotations

from contextlib import suppress


def imports() -> None:
    """To be called before the window's modules are imported.

    PySide reads the source of every module that is imported after it, to see whether it wants Qt's
    names in snake case (`from __feature__ import`). None of ours does; reading them takes a tenth
    of the time to the window.
    """
    import PySide6  # noqa: F401

    with suppress(ImportError):  # a PySide to come may do it another way, or not at all
        from shibokensupport import feature

        if hasattr(feature, "_mod_uses_pyside"):
            # as of a module that uses PySide and asks for none of it
            feature._mod_uses_pyside = lambda module: True
