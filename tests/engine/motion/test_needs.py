"""What a model needs of a clip is said, and set, before anything is generated."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.motion.needs import CLIPS, SLACK, needs, suited
from engine.prompt.models import families, family_of
from engine.records import Settings

IDS = [family.id for family in families()]


def for_(family: str, **fields) -> Settings:
    return Settings(family=family, **fields)


def test_every_clip_says_where_it_is_known_from() -> None:
    assert set(CLIPS) <= set(IDS)
    assert all(clip.source for clip in CLIPS.values())


def test_the_animatic_and_an_unknown_model_take_every_clip_as_it_is() -> None:
    odd = Settings(width=333, height=77, frames=2, fps=3.0, steps=1)
    assert suited(odd, painted=True) == odd
    unheard = replace(odd, backend="diffusers", model="unheard-of")
    assert suited(unheard, painted=True) == unheard


@pytest.mark.parametrize(
    ("family", "fields", "wanted"),
    [
        ("wan-2.2", {"frames": 80}, ("81 frames",)),
        ("wan-2.2", {"steps": 4, "guidance": 3.0}, ("20 steps or more",)),
        ("wan-2.2", {"guidance": 8.0}, ("guidance near 3.5",)),
        ("wan-2.2-5b", {"height": 470, "fps": 24.0}, ("832 × 480 pixels",)),
        ("wan-move", {"width": 1280, "height": 720}, ("832 × 480 pixels",)),
        ("wan-move", {"width": 480, "height": 720}, ("480 × 832 pixels",)),
        ("wan-ati", {"frames": 49}, ("81 frames",)),
        ("kling", {"frames": 160}, ("80 frames",)),
        ("kling", {"width": 208, "height": 120}, ("520 × 300 pixels",)),
        ("sora", {"frames": 32}, ("64 frames",)),
    ],
)
def test_what_differs_is_told(family: str, fields: dict, wanted: tuple[str, ...]) -> None:
    fitting = {"guidance": 3.5} if family == "wan-2.2" else {}
    assert needs(for_(family, **(fitting | fields)), painted=True) == wanted


def test_another_rate_keeps_the_seconds() -> None:
    out = suited(for_("ltx-2", frames=81, fps=16.0), painted=False)
    assert (out.fps, out.frames) == (24.0, 121)
    assert needs(for_("ltx-2", frames=81), painted=False) == (
        "121 frames",
        "24 frames per second",
    )


def test_steps_and_guidance_matter_only_where_motion_is_painted() -> None:
    hurried = for_("wan-2.2", steps=4, guidance=1.0)
    assert suited(hurried, painted=False) == hurried
    assert suited(hurried, painted=True).steps == 20


settings = st.builds(
    Settings,
    width=st.integers(16, 4096),
    height=st.integers(16, 4096),
    frames=st.integers(1, 1024),
    fps=st.floats(1, 120),
    steps=st.integers(1, 200),
    guidance=st.floats(0, 30),
    family=st.sampled_from(IDS),
)


@given(settings, st.booleans())
def test_suited_settings_need_nothing_more(given_: Settings, painted: bool) -> None:
    out = suited(given_, painted=painted)
    assert suited(out, painted=painted) == out
    assert needs(out, painted=painted) == ()
    assert out.frames >= 1
    assert min(out.width, out.height) >= 1


@given(settings)
def test_suited_clips_are_as_long_as_the_model_makes_them(given_: Settings) -> None:
    family, clip = family_of(given_.family), CLIPS.get(given_.family)
    assert family is not None
    out = suited(given_, painted=False)
    if family.id == "animatic" or (clip and clip.frames):
        return
    step = (clip.step if clip else 1) / out.fps
    assert family.seconds[0] - SLACK - step <= out.seconds <= family.seconds[1] + SLACK + 1e-9
