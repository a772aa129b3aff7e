"""Colours by meaning, for the dark and the light theme.

What goes in is a widget (or a choice of theme); what comes out is one `Colours` with a name for
every meaning the screen knows. Nothing else in the program holds a colour. Contrast of each text
colour on each ground is measured by a test: 4.5:1 for text, 3:1 for marks and edges of controls.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

GRID = 8
"""Every distance is a multiple of this, or half of it."""
RADIUS = 6


@dataclass(frozen=True, slots=True)
class Colours:
    """One theme. Values are #rrggbb."""

    dark: bool
    ground: str
    stage: str
    panel: str
    raised: str
    hover: str
    line: str
    edge: str
    text: str
    dim: str
    accent: str
    on_accent: str
    selection: str
    good: str
    warning: str
    bad: str
    information: str
    hint: str
    wanted: str
    measured: str
    static: str
    strokes: tuple[str, ...]

    def severity(self, severity: str) -> str:
        """The colour of a hint's severity ('error', 'warning', 'information', 'hint')."""
        by_name = {"error": self.bad, "warning": self.warning, "information": self.information}
        return by_name.get(severity, self.hint)

    def verdict(self, word: str) -> str:
        """The colour of a verdict's word."""
        by_word = {"works well": self.good, "avoid": self.bad, "unsure": self.warning}
        return by_word.get(word, self.dim)

    def stroke(self, index: int) -> str:
        """The colour of the stroke at this place of the plan."""
        return self.strokes[index % len(self.strokes)]


DARK = Colours(
    dark=True,
    ground="#15171b",
    stage="#0f1013",
    panel="#1c1f25",
    raised="#242830",
    hover="#2d323c",
    line="#2f343e",
    edge="#6b7482",
    text="#e6e8ec",
    dim="#9aa1ad",
    accent="#5aa9ff",
    on_accent="#0b1a2b",
    selection="#2b4a6f",
    good="#4cc38a",
    warning="#f0b429",
    bad="#ff6b6b",
    information="#6cb6ff",
    hint="#a3abb8",
    wanted="#4dd0c1",
    measured="#ff8a5b",
    static="#a9b0bb",
    strokes=("#ff8a5b", "#4dd0c1", "#c792ea", "#ffd166", "#7fd1ff", "#ff7eb6"),
)

LIGHT = Colours(
    dark=False,
    ground="#eceef2",
    stage="#dfe2e8",
    panel="#f8f9fb",
    raised="#ffffff",
    hover="#e6e9ef",
    line="#d3d8e0",
    edge="#7d8796",
    text="#1b1f27",
    dim="#545d6b",
    accent="#0b63ce",
    on_accent="#ffffff",
    selection="#bcd8fa",
    good="#17744a",
    warning="#8a5a00",
    bad="#c02a2a",
    information="#1660b8",
    hint="#5b6470",
    wanted="#0b7a70",
    measured="#b3470f",
    static="#5d6672",
    strokes=("#b3470f", "#0b7a70", "#7b3fb0", "#80600a", "#1670a8", "#b02a6f"),
)


ON_PICTURE = DARK
"""What is painted over a picture, in either theme: on most footage the colours of the light one are
lost."""


def colours(dark: bool) -> Colours:
    """The dark or the light theme."""
    return DARK if dark else LIGHT


def colours_of(widget: QWidget) -> Colours:
    """The theme a widget is shown in, read from the palette of the application for its kind.

    Not from the widget's own palette: a style sheet writes its backgrounds into that.
    """
    return colours(QApplication.palette(widget).color(QPalette.ColorRole.Window).lightness() < 128)


@cache
def _opaque(value: str) -> QColor:
    return QColor(value)


def qcolor(value: str, alpha: float = 1.0) -> QColor:
    """A Qt colour of a `Colours` value, with an alpha of 0..1."""
    if alpha >= 1.0:
        return QColor(_opaque(value))
    faded = QColor(_opaque(value))
    faded.setAlphaF(alpha)
    return faded
