"""The look of the whole program: a choice of theme goes in, palette, style sheet and font are set.

Colours are those of `widgets.common.theme`; the rules are those of resources/style/verbench.qss.
"""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

import resources
from widgets.common.theme import Colours, colours

Choice = Literal["system", "dark", "light"]

FALLBACK_FAMILIES = ("Noto Sans SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Micro Hei")
"""Families asked for the letters that Inter does not have."""


def apply(application: QApplication, choice: Choice = "dark") -> Colours:
    """Dresses the application; returns the colours it now has."""
    tint(application, choice)
    return dress(application, choice)


def tint(application: QApplication, choice: Choice = "dark") -> Colours:
    """Palette and font alone, which windows are built with.

    A window that is built under a style sheet is looked up in it again for every part that is put
    into another: that takes three times as long as dressing the whole of it afterwards.
    """
    theme = colours(_is_dark(choice))
    application.setStyle("Fusion")
    application.setPalette(_palette(theme))
    application.setFont(_font())
    return theme


def dress(application: QApplication, choice: Choice = "dark") -> Colours:
    """The style sheet, on an application that is tinted."""
    theme = colours(_is_dark(choice))
    application.setStyleSheet(_style_sheet(theme))
    return theme


def _is_dark(choice: Choice) -> bool:
    if choice == "system":
        return QGuiApplication.styleHints().colorScheme() != Qt.ColorScheme.Light
    return choice == "dark"


def _font() -> QFont:
    if "Inter" not in QFontDatabase.families():
        for weight in ("Regular", "Medium", "SemiBold"):
            QFontDatabase.addApplicationFont(str(resources.path("fonts", f"Inter-{weight}.ttf")))
    font = QFont()
    font.setFamilies(["Inter", *FALLBACK_FAMILIES])
    font.setPixelSize(13)
    return font


def _style_sheet(theme: Colours) -> str:
    values = asdict(theme) | {"icons": _tinted_icons(theme)}
    text = resources.path("style", "verbench.qss").read_text(encoding="utf-8")
    return re.sub(r"@(\w+)", lambda match: str(values[match[1]]), text)


def _tinted_icons(theme: Colours) -> str:
    # a style sheet can only name files, and currentColor in an SVG is black to it
    return resources.path("style", "dark" if theme.dark else "light").as_posix()


def _palette(theme: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for key, value in {
        role.Window: theme.panel,
        role.WindowText: theme.text,
        role.Base: theme.ground,
        role.AlternateBase: theme.raised,
        role.Text: theme.text,
        role.Button: theme.raised,
        role.ButtonText: theme.text,
        role.BrightText: theme.bad,
        role.ToolTipBase: theme.raised,
        role.ToolTipText: theme.text,
        role.PlaceholderText: theme.dim,
        role.Highlight: theme.selection,
        role.HighlightedText: theme.text,
        role.Link: theme.accent,
        role.Mid: theme.line,
        role.Dark: theme.line,
        role.Light: theme.hover,
        role.Accent: theme.accent,
    }.items():
        palette.setColor(key, QColor(value))
    for key in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, QColor(theme.edge))
    return palette
