"""What a model really took corrects what is expected of it, profile by profile."""

from dataclasses import replace
from pathlib import Path

import pytest

from engine.models import measured
from engine.models.memory import GIB, fits
from tests.engine.models.test_memory import CLIP, PLENTY, of, wan

KEY = f"wan-2.1/wan/{wan().bytes}"


@pytest.fixture
def file(tmp_path):
    return tmp_path / "cache" / measured.FILE


def test_a_measured_peak_is_kept_for_its_profile_alone(file):
    fit = of("24")
    measured.keep(file, wan(), fit, fit.vram + GIB)
    known = measured.corrections(file, wan())
    assert list(known) == ["24"]
    assert known["24"] > 1
    again = fits(wan(), CLIP, PLENTY, corrections=known)
    assert again[1].vram == pytest.approx(fit.vram + GIB, rel=0.01)
    assert again[2] == of("16")


def test_the_newest_run_counts_and_a_moved_model_is_the_same(file):
    fit = of("8")
    measured.keep(file, wan(), fit, fit.vram + GIB)
    measured.keep(file, replace(wan(), path=Path("/elsewhere/wan.safetensors")), fit, fit.vram)
    assert measured.corrections(file, wan()) == {"8": pytest.approx(1.0, abs=0.01)}
    assert measured.corrections(file, wan(parameters=5e9)) == {}


def test_a_run_without_a_card_teaches_nothing(file):
    measured.keep(file, wan(), of("cpu"), 0)
    assert not file.exists()


@pytest.mark.parametrize(
    "text",
    [
        *("", "[]", '{"version": 1, "entries": []}', '{"version": 1, "entries": {"wan-2.1/wan/'),
        f'{{"version": 1, "entries": {{"{KEY}": 1}}}}',
        f'{{"version": 2, "entries": {{"{KEY}": {{"24": {{"correction": 2}}}}}}}}',
    ],
)
def test_a_damaged_memory_is_no_memory(file, text):
    file.parent.mkdir()
    file.write_text(text)
    assert measured.corrections(file, wan()) == {}
    measured.keep(file, wan(), of("24"), 20 * GIB)
    assert measured.corrections(file, wan())["24"] != 1


def test_a_correction_that_was_edited_stays_in_its_bounds(file):
    measured.keep(file, wan(), of("24"), 20 * GIB)
    said = f'{{"{KEY}": {{"24": {{"correction": 1e9}}, "8": {{"correction": "no"}}}}}}'
    file.write_text(f'{{"version": 1, "entries": {said}}}')
    assert measured.corrections(file, wan()) == {"24": 4.0}
