"""The handbook says what the detectors say."""

from engine.detectors import DETECTORS
from engine.detectors.docs import PAGE, markdown


def test_the_page_about_the_detectors_is_current():
    assert PAGE.read_text(encoding="utf-8") == markdown(), "run python -m engine.detectors.docs"


def test_every_detector_says_what_it_measures_and_what_it_cannot_see():
    for detector in DETECTORS:
        for text in (
            detector.measures,
            detector.unit,
            detector.threshold,
            detector.source,
            detector.blind,
        ):
            assert text.strip(), detector.id
            assert text in markdown()
