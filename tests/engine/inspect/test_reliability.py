"""What the benchmark says of probabilities is itself right."""

import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bench.reliability import bins_of, calibration_error, diagram, fit, pairs_of

ROOT = Path(__file__).resolve().parents[3]


def drawn(count, truth, seed=3):
    """Probabilities told, and what came of them where `truth` maps told to true."""
    draw = np.random.default_rng(seed)
    told = draw.random(count)
    return [(float(p), bool(draw.random() < truth(p))) for p in told]


def test_probabilities_that_are_right_have_no_error():
    assert calibration_error(drawn(20_000, lambda p: p)) < 0.01
    assert calibration_error(drawn(20_000, lambda p: 0.5)) == pytest.approx(0.25, abs=0.01)
    assert calibration_error([]) == 0


@pytest.mark.parametrize(("middle", "slope"), [(0.0, 1.0), (3.0, 2.0), (-1.5, 0.5)])
def test_the_curve_that_made_the_labels_is_found(middle, slope):
    draw = np.random.default_rng(5)
    values = draw.uniform(-6, 8, 1500)
    labels = draw.random(1500) < 1 / (1 + np.exp(-slope * (values - middle)))
    found = fit(values, labels, (-6, 6), (0.1, 10))
    assert found == pytest.approx((middle, slope), rel=0.15, abs=0.15)


@given(st.lists(st.tuples(st.floats(-50, 50), st.booleans()), min_size=1, max_size=12))
def test_a_fit_stays_within_its_bounds(pairs):
    values, labels = zip(*pairs, strict=True)
    middle, slope = fit(values, labels, (-2.0, 3.0), (0.5, 4.0))
    assert -2 <= middle <= 3
    assert 0.5 <= slope <= 4 + 1e-9


def test_few_clips_that_are_told_apart_do_not_ask_for_a_step():
    _, few = fit([0, 1, 4, 5], [False, False, True, True], (-10, 10), (0.01, 100))
    _, many = fit([0, 1, 4, 5] * 50, [False, False, True, True] * 50, (-10, 10), (0.01, 100))
    assert few < many < 50


def test_a_clip_with_another_fault_says_nothing_about_a_kind():
    verdicts = [
        {"kinds": ["pop"], "scores": {"pop": 0.9, "size": 0.6}},
        {"kinds": [], "scores": {"pop": 0.1, "size": 0.2}},
    ]
    assert pairs_of(verdicts) == {"pop": [(0.9, True), (0.1, False)], "size": [(0.2, False)]}


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=40))
def test_every_pair_is_in_one_bin_and_any_can_be_drawn(pairs):
    assert sum(n for _, _, n in bins_of(pairs)) == len(pairs)
    ElementTree.fromstring(diagram({"up to 12 fps": pairs, "<more>": pairs}))


def test_the_command_prints_a_table_and_writes_the_diagram(tmp_path):
    verdicts = [
        {"kinds": ["pop"] if so else [], "scores": {"pop": p}, "fps": 8.0 if p < 0.5 else 24.0}
        for p, so in drawn(200, lambda p: p)
    ]
    (tmp_path / "verdicts.json").write_text(
        json.dumps({"rendered": {"verdicts": verdicts}, "others": {"n": 3}})
    )
    command = [sys.executable, ROOT / "tests" / "bench" / "reliability.py"]
    done = subprocess.run(
        [*command, tmp_path / "verdicts.json", "-o", tmp_path / "a.svg"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    assert "pop" in done.stdout
    assert "up to 12 fps" in done.stdout
    assert "up to 20 fps" not in done.stdout
    assert (tmp_path / "a.svg").read_text().startswith("<svg")
