"""Short, odd and broken things go through every physics detector without an error or a finding."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.detectors import (
    Undetermined,
    early_effect,
    gravity,
    identity,
    impulse,
    mass,
    penetration,
    size,
)
from engine.inspect.things import Beginning, Ending
from engine.records import Box, Mark
from tests.helpers.things import seen, thing

PHYSICS = (gravity, impulse, size, mass, identity, penetration, early_effect)
MARKS = (Mark("solid", 0, Box(0.3, 0.3, 0.2, 0.3)), Mark("fluid", 3, Box(0.6, 0.6, 0.2, 0.3)))
each = pytest.mark.parametrize("detector", PHYSICS, ids=lambda d: d.KIND)


def scrap(number, frames, first, seed):
    """A thing of noise: it jumps about, and its size does, too."""
    draw = np.random.default_rng(seed)
    places = draw.uniform(0, 270, (first + frames + 1, 2))
    sizes = draw.uniform(2, 80, first + frames + 1)
    return thing(
        lambda t: tuple(places[min(round(t * 24), len(places) - 1)]),
        frames,
        number=number,
        first=first,
        size=lambda n: sizes[n],
        beginning=list(Beginning)[seed % len(Beginning)],
        ending=list(Ending)[seed % len(Ending)],
        parent=1 + seed % 3,
        outlined=seed % 5 != 0,
    )


@each
@pytest.mark.parametrize("frames", [1, 2, 4])
def test_a_clip_of_a_few_frames_cannot_be_judged(detector, frames):
    assert isinstance(detector.detect(seen(frames=frames)), Undetermined)


@each
def test_a_clip_in_which_nothing_moves_has_no_finding(detector):
    answer = detector.detect(seen())
    assert isinstance(answer, Undetermined) or (answer.score < 0.05 and not answer.findings)


@each
@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 30), st.integers(0, 17), st.integers(0, 99)), max_size=4),
    st.booleans(),
)
def test_noise_gives_neither_an_error_nor_a_finding(detector, scraps, marked):
    things = [scrap(n + 1, *values) for n, values in enumerate(scraps)]
    answer = detector.detect(seen(*things, marks=MARKS if marked else ()))
    if not isinstance(answer, Undetermined):
        assert 0 <= answer.score < 0.5
        for finding in answer.findings:
            assert 0 <= finding.start_frame <= finding.end_frame < 48
            assert finding.boxes
