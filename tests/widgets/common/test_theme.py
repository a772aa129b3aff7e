"""Colours can be read: the contrast of every text on every ground is measured, not hoped for."""

import itertools

import pytest

import resources
from widgets.common.theme import DARK, LIGHT


def luminance(value):
    channels = [int(value[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


THEMES = {"dark": DARK, "light": LIGHT}
GROUNDS = ("ground", "panel", "raised")
TEXTS = ("text", "dim", "good", "warning", "bad", "information", "hint", "accent")
MARKS = ("wanted", "measured", "static", "edge")


def test_black_on_white_is_21_to_1():
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0


@pytest.mark.parametrize(
    ("theme", "text", "ground"), list(itertools.product(THEMES, TEXTS, GROUNDS))
)
def test_text_has_a_contrast_of_4_5_to_1(theme, text, ground):
    colours = THEMES[theme]
    assert contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5


@pytest.mark.parametrize(
    ("theme", "mark", "ground"), list(itertools.product(THEMES, MARKS, GROUNDS))
)
def test_marks_and_edges_have_a_contrast_of_3_to_1(theme, mark, ground):
    colours = THEMES[theme]
    assert contrast(getattr(colours, mark), getattr(colours, ground)) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_strokes_have_a_contrast_of_3_to_1(theme):
    colours = THEMES[theme]
    assert all(contrast(stroke, colours.panel) >= 3 for stroke in colours.strokes)


@pytest.mark.parametrize("theme", THEMES)
def test_text_on_the_accent_and_on_a_selection_can_be_read(theme):
    colours = THEMES[theme]
    assert contrast(colours.on_accent, colours.accent) >= 4.5
    assert contrast(colours.text, colours.selection) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_the_arrows_in_the_style_sheet_are_tinted_like_dim_text(theme):
    for name in ("chevron-down", "chevron-up"):
        text = resources.path("style", theme, f"{name}.svg").read_text()
        assert THEMES[theme].dim in text
