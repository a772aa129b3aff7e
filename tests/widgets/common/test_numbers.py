"""Numbers with decimals are written as the language of the window has them."""

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QDoubleSpinBox

from app import language
from tests.helpers.spoken import spoken
from widgets.common.numbers import counted, decimal, in_language, shortest
from widgets.jobs.settings_panel import SettingsPanel
from widgets.motion.ruler import length_text
from widgets.player.plots_pane import _axes


@pytest.fixture
def german(qapp):
    with spoken(qapp, "de_DE"):
        yield


@pytest.fixture
def own_locale():
    """The default locale is put back after the test."""
    before = QLocale()
    yield
    QLocale.setDefault(before)


def in_a_field(value):
    field = QDoubleSpinBox()
    field.setMaximum(1e6)
    field.setValue(value)
    return field.text()


def test_english_numbers_have_a_point_and_nothing_between_thousands(qapp):
    assert decimal(12345.678, 2) == "12345.68"
    assert decimal(0.25, 1, signed=True) == "+0.2"
    assert decimal(2, 0) == "2"
    assert (counted(999), counted(20_000)) == ("999", "20,000")
    assert (shortest(16.0), shortest(29.97), shortest(0.12345, 3)) == ("16", "29.97", "0.123")


def test_german_numbers_have_a_comma_and_nothing_between_thousands(german):
    assert decimal(12345.678, 2) == "12345,68"
    assert decimal(-0.25, 1, signed=True) == "-0,2"
    assert (shortest(16.0), shortest(29.97), shortest(1234567.0, 3)) == ("16", "29,97", "1,23e+06")
    assert counted(20_000) == "20.000"
    assert in_language("1.3 GiB") == "1,3 GiB"


def test_labels_and_fields_of_the_german_window_write_numbers_alike(german, qtbot):
    assert in_a_field(2.5) == "2,50" == decimal(2.5, 2)
    panel = SettingsPanel()
    qtbot.addWidget(panel)
    assert panel._length.text() == "5,06 Sekunden"
    assert panel._guidance.text() == panel._guidance.textFromValue(panel._guidance.value())
    assert "," in panel._guidance.text()
    assert length_text(2.5) == "2,5 m"


def test_axes_of_the_german_window_write_numbers_as_labels_do(german):
    assert _axes()["left"].tickStrings([0.5, 1.0], 1.0, 0.5) == ["0,5", "1,0"]


@pytest.mark.parametrize(
    ("region", "person", "told"),
    [
        ("C", "C", "2.50"),
        ("en_GB", "en_GB", "2.50"),
        ("fr_FR", "fr_FR", "2.50"),  # there is no French: the window is English
        ("de_DE", "en_US", "2.50"),
        ("en_DE", "en_DE", "2.50"),
        ("de_AT", "de_AT", "2,50"),
        ("de_CH", "de_CH", "2,50"),  # German texts have a comma, the region's numbers a point
        ("en_US", "de_DE", "2,50"),
    ],
)
def test_fields_write_decimals_as_labels_do_wherever_the_person_is(
    qapp, own_locale, region, person, told
):
    QLocale.setDefault(QLocale(region))
    installed = language.speak(qapp, QLocale(person))
    said, typed = decimal(2.5, 2), in_a_field(2.5)
    for translator in installed:
        qapp.removeTranslator(translator)
    assert (said, typed) == (told, told)


@pytest.mark.parametrize("region", ["C", "en_GB", "de_AT"])
def test_a_locale_that_agrees_with_the_window_stays(qapp, own_locale, region):
    with spoken(qapp, region):
        assert QLocale() == QLocale(region)
