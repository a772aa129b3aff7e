"""The look: one style sheet for both themes, in known colours, with the font that is shipped."""

import re
from dataclasses import fields

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

import resources
from app import theme
from widgets.common.theme import DARK, LIGHT, Colours, colours_of

SHEET = resources.path("style", "verbench.qss").read_text(encoding="utf-8")
COLOURS = {"dark": DARK, "light": LIGHT}


@pytest.fixture
def page(qtbot):
    """A label on a panel and the button that matters most."""
    page = QWidget()
    page.setProperty("role", "panel")
    page.label = QLabel("Start Image")
    page.button = QPushButton("Generate")
    page.button.setProperty("role", "primary")
    column = QVBoxLayout(page)
    column.addWidget(page.label)
    column.addWidget(page.button)
    qtbot.addWidget(page)
    page.show()
    return page


def colours_in(widget):
    """Every colour that covers some pixels of a widget."""
    image = widget.grab().toImage()
    found = {}
    for x in range(image.width()):
        for y in range(image.height()):
            name = image.pixelColor(x, y).name()
            found[name] = found.get(name, 0) + 1
    return {name for name, count in found.items() if count >= 8}


def test_the_style_sheet_names_known_colours_only():
    known = {field.name for field in fields(Colours)} | {"icons"}
    assert set(re.findall(r"@(\w+)", SHEET)) <= known


def test_the_style_sheet_holds_no_colour_of_its_own():
    rules = re.sub(r"/\*.*?\*/", "", SHEET, flags=re.DOTALL)
    bodies = " ".join(re.findall(r"\{(.*?)\}", rules, flags=re.DOTALL))
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\b(?:white|black|gr[ae]y)\b", bodies)


@pytest.mark.parametrize("name", COLOURS)
def test_pictures_in_the_style_sheet_are_there_in_both_themes(name):
    for picture in re.findall(r"@icons/([\w.-]+)", SHEET):
        assert resources.path("style", name, picture).exists(), picture


@pytest.mark.parametrize("name", COLOURS)
def test_each_theme_dresses_palette_and_style_sheet(qapp, qtbot, page, name):
    applied = theme.apply(qapp, name)
    assert applied is COLOURS[name]
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == applied.panel
    assert "@" not in qapp.styleSheet()
    assert applied.accent in qapp.styleSheet()
    assert colours_of(page) is applied


@pytest.mark.parametrize("name", COLOURS)
def test_what_is_painted_has_the_colours_of_the_theme(qapp, page, name):
    applied = theme.apply(qapp, name)
    qapp.processEvents()
    painted = colours_in(page.button)
    assert {applied.accent, applied.on_accent} <= painted
    assert colours_in(page.label) >= {applied.text}


def test_a_theme_that_follows_the_system_is_one_of_the_two(qapp):
    assert theme.apply(qapp, "system") in COLOURS.values()


def test_the_shipped_font_is_the_one_in_use(qapp, page):
    theme.apply(qapp, "dark")
    for part in (page.label, page.button):
        assert QFontInfo(part.font()).family() == "Inter"
        assert part.fontInfo().pixelSize() == 13


def test_switching_at_run_time_recolours_every_part_and_back(bench, qapp, qtbot):
    # the cards of the prompt are laid out a moment after they are shown
    qtbot.wait(800)
    dark = brightness_of_parts(bench.window, qapp)
    bench.acts.toggle_theme()
    light = brightness_of_parts(bench.window, qapp)
    assert all(light[name] > dark[name] + 60 for name in dark), (dark, light)
    bench.acts.toggle_theme()
    qtbot.waitUntil(lambda: brightness_of_parts(bench.window, qapp) == pytest.approx(dark, abs=1))


def test_the_chosen_theme_is_remembered(bench, own_home):
    bench.acts.toggle_theme()
    bench.close()
    assert '"theme": "light"' in (own_home / "settings.json").read_text(encoding="utf-8")


def brightness_of_parts(window, qapp):
    """Mean lightness, 0..255, of a coarse grid of pixels, by part of the window."""
    qapp.processEvents()
    parts = {
        "bar": window.topbar,
        "prompt": window.prompt,
        "stage": window.stage,
        "strokes": window.strokes,
        "shots": window.storyboard,
        "status": window.statusBar(),
    }
    image = window.grab().toImage()
    return {name: brightness(image, window, part) for name, part in parts.items()}


def brightness(image, window, part):
    corner = part.mapTo(window, QPoint(0, 0))
    shown = [
        image.pixelColor(corner + QPoint(x, y)).lightness()
        for x in range(2, part.width(), 9)
        for y in range(2, part.height(), 9)
    ]
    return sum(shown) / len(shown)
