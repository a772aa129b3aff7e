"""Underlines as they are painted: where, in which shape, and how well they can be seen."""

from statistics import median

import pytest
from PySide6.QtGui import QColor, QPalette

from engine.records import Severity
from widgets.common.theme import DARK, LIGHT
from widgets.prompt.marks import Shape, pieces, shape_of, stretches
from widgets.prompt.tracking import marks_of

TEXT = "A rock tumbles down the hill"


def dress(widget, theme):
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Window, QColor(theme.panel))
    palette.setColor(QPalette.ColorRole.Base, QColor(theme.ground))
    palette.setColor(QPalette.ColorRole.Text, QColor(theme.text))
    widget.setPalette(palette)


def luminance(colour):
    def linear(value):
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(v) for v in colour.getRgbF()[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def columns_of_line(panel, picture):
    """Best contrast against the editor's ground in each column of pixels under the mark."""
    mark = panel.editor.marks()[0]
    (stretch,) = stretches(panel.editor, mark.place.start, mark.place.end)
    ground = QColor(picture.pixel(picture.width() - 20, picture.height() - 10))
    rows = range(round(stretch.under) - 3, round(stretch.under) + 4)
    return [
        max(contrast(picture.pixelColor(x, y), ground) for y in rows)
        for x in range(round(stretch.box.left()) + 1, round(stretch.box.right()) - 1)
    ]


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("severity", list(Severity))
def test_every_underline_is_painted_with_at_least_three_to_one(panel, hint, theme, severity):
    dress(panel, theme)
    panel.set_text(TEXT)
    panel.set_hints((hint(TEXT, "tumbles", severity=severity),))
    columns = columns_of_line(panel, panel.editor.viewport().grab().toImage())
    inked = [value for value in columns if value > 2]
    # dots leave columns free, lines and waves do not
    least = {"error": 0.95, "warning": 0.95, "information": 0.4, "hint": 0.2}[severity]
    assert len(inked) >= least * len(columns)
    assert median(inked) >= 3.0


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
def test_struck_out_words_can_still_be_read(panel, hint, theme):
    dress(panel, theme)
    panel.set_text("MMMMMM dog")
    panel.set_hints((hint("MMMMMM dog", "MMMMMM", rule="physics-filler"),))
    picture = panel.editor.viewport().grab().toImage()
    (stretch,) = stretches(panel.editor, 0, 6)
    ground = QColor(picture.pixel(picture.width() - 20, picture.height() - 10))
    box = stretch.box.toRect()
    upper = range(box.top() + 2, box.center().y() - 1)
    best = max(
        contrast(picture.pixelColor(x, y), ground)
        for y in upper
        for x in range(box.left(), box.right())
    )
    assert best >= 3.0


def test_each_severity_has_its_own_shape(hint):
    shapes = [shape_of(hint(TEXT, "tumbles", severity=severity)) for severity in Severity]
    assert len(set(shapes)) == len(Severity)
    filler = hint(TEXT, "down", severity=Severity.HINT, rule="physics-filler")
    assert shape_of(filler) is Shape.STRUCK


def test_of_two_hints_on_the_same_words_the_graver_is_drawn(panel, hint):
    panel.set_text(TEXT)
    hints = (
        hint(TEXT, "rock tumbles down", severity=Severity.INFORMATION),
        hint(TEXT, "tumbles", severity=Severity.ERROR),
    )
    drawn = pieces(marks_of(panel.editor.document(), hints, TEXT))
    found = {(piece.hint.severity.value, TEXT[piece.start : piece.end]) for piece in drawn}
    assert found == {("error", "tumbles"), ("information", "rock "), ("information", " down")}


def test_a_mark_over_a_line_break_has_a_line_under_each_part(panel, hint):
    text = "A very slow rock " * 8
    panel.set_text(text)
    found = list(stretches(panel.editor, 0, len(text)))
    width = panel.editor.viewport().width()
    assert len(found) >= 3
    assert all(0 <= s.box.left() < s.box.right() <= width for s in found)
    assert [s.under for s in found] == sorted({s.under for s in found})


def test_letters_being_composed_push_the_mark_along(panel, hint):
    from PySide6.QtGui import QInputMethodEvent
    from PySide6.QtWidgets import QApplication

    panel.set_text("dog runs")
    panel.set_hints((hint("dog runs", "runs"),))
    mark = panel.editor.marks()[0]
    (before,) = stretches(panel.editor, mark.place.start, mark.place.end)
    QApplication.sendEvent(panel.editor, QInputMethodEvent("xiao", []))
    (during,) = stretches(panel.editor, mark.place.start, mark.place.end)
    assert during.box.left() > before.box.left() + 15
    assert during.box.width() == pytest.approx(before.box.width(), abs=2)
