"""Clips from anywhere: whatever is wrong with them, what can be read is judged, and it is said."""

import json
import random
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import resources
from engine.detectors import DETECTORS, Detection
from engine.errors import BadInput
from engine.inspect import report as reporting
from engine.inspect.footage import Footage, is_uneven, stretches
from engine.inspect.observation import observe
from engine.inspect.overlay import write_overlay
from engine.inspect.report import inspect_clip, inspect_frames
from engine.inspect.report_json import report_from_dict, report_to_dict
from engine.inspect.stills import stills_of
from engine.records import ClipInfo, Finding, Report
from engine.video.read import probe
from engine.video.write import write_clip
from tests.helpers.clips import Clip, Sprite, line, render

SCHEMA = json.loads(resources.path("schemas", "report.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
ROLLING = Clip((Sprite(line(40, 50, 1.5, 0), (40, 40)),), frames=24, width=160, height=96)


def encode(path, pictures, codec="libx264", pix_fmt="yuv420p", **more):
    """As other programs write. `times` are ms; `interlaced` is said of each picture."""
    import av

    rate, times = more.get("rate", Fraction(16)), more.get("times")
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate, options=more.get("options", {}))
        stream.height, stream.width = pictures[0].shape[:2]
        stream.pix_fmt = pix_fmt
        if times is not None:
            stream.codec_context.time_base = Fraction(1, 1000)
        for index, picture in enumerate(pictures):
            plain = av.VideoFrame.from_ndarray(picture, format=more.get("given", "rgb24"))
            frame = plain.reformat(format=pix_fmt)
            frame.pts = index if times is None else times[index]
            frame.time_base = 1 / rate if times is None else Fraction(1, 1000)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def checked(path, **asked):
    """The report of a clip that keeps to its schema and speaks only of frames that are there."""
    report = inspect_clip(path, **asked)
    data = json.loads(json.dumps(report_to_dict(report), allow_nan=False))
    VALIDATOR.validate(data)
    assert report_from_dict(data).notes == report.notes
    for finding in (*report.findings, *report.held, *report.doubtful):
        assert 0 <= finding.start_frame <= finding.end_frame < max(1, report.clip.frames)
    return report


def judged_or_refused(path):
    """The report, or the words of the refusal."""
    try:
        return checked(path), ""
    except BadInput as error:
        return None, str(error)


def spoilt(path, target, at, length=400):
    """A copy with bytes in the middle that mean nothing."""
    data = bytearray(path.read_bytes())
    start = int(len(data) * at)
    data[start : start + length] = random.Random(4).randbytes(length)
    target.write_bytes(data)
    return target


# --- lengths -----------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_shortest_clips_are_looked_at_and_nothing_is_made_up(tmp_path, count):
    path = tmp_path / "a.mkv"
    write_clip(path, list(render(ROLLING))[:count], 16)
    report = checked(path, prompt="The ball rolls to the left and breaks.")
    assert report.clip.frames == count
    assert report.findings == ()


def test_an_image_in_a_folder_is_a_clip_of_one(tmp_path):
    write_clip(tmp_path / "still", list(render(ROLLING))[:1], 16)
    assert checked(tmp_path / "still").findings == ()


# --- sizes -------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(1, 1), (7, 5), (1, 300), (4096, 2), (33, 31)], ids=str)
def test_any_size_is_looked_at(tmp_path, size):
    draw = np.random.default_rng(1)
    still = draw.integers(0, 256, (size[1], size[0], 3), np.uint8)
    write_clip(tmp_path / "a", [np.roll(still, n, 1) for n in range(6)], 16)
    report = checked(tmp_path / "a")
    assert (report.clip.width, report.clip.height) == size


# --- what is in them ---------------------------------------------------------------------------


def plain_frames(kind, count=24):
    draw = np.random.default_rng(5)
    for index in range(count):
        if kind == "black":
            yield np.zeros((96, 160, 3), np.uint8)
        elif kind == "white":
            yield np.full((96, 160, 3), 255, np.uint8)
        elif kind == "noise":
            yield draw.integers(0, 256, (96, 160, 3), np.uint8)
        else:
            yield np.full((96, 160, 3), 8 * index, np.uint8)


@pytest.mark.parametrize("kind", ["black", "white", "noise", "fade from black"])
def test_pictures_without_things_hold_no_physics(kind):
    info = ClipInfo(24, 24.0, 160, 96)
    report = inspect_frames(plain_frames(kind), info, prompt="The ball rolls to the left.")
    physics = {"frozen", "flicker"}
    assert {finding.kind for finding in report.findings} <= physics


def test_a_still_image_as_a_video_is_at_most_frozen(tmp_path):
    (picture, *_) = render(ROLLING)
    path = encode(tmp_path / "a.mp4", [picture] * 30)
    assert {finding.kind for finding in checked(path).findings} <= {"frozen"}


def test_hard_cuts_are_no_violations(tmp_path):
    parts = [list(render(Clip(frames=10, width=160, height=96, seed=seed))) for seed in (1, 50, 99)]
    path = encode(tmp_path / "a.mp4", [picture for part in parts for picture in part])
    assert {finding.kind for finding in checked(path).findings} <= {"frozen"}


# --- formats -----------------------------------------------------------------------------------

FORMATS = {
    "10 bit": ("a.mov", "prores_ks", "yuv422p10le", {}),
    "alpha": ("a.mov", "qtrle", "argb", {}),
    "alpha, vp9": ("a.webm", "libvpx-vp9", "yuva420p", {"cpu-used": "8"}),
    "gif": ("a.gif", "gif", "rgb8", {}),
    "gray": ("a.mkv", "ffv1", "gray", {}),
    "full colour": ("a.mkv", "libx264rgb", "rgb24", {}),
}


@pytest.mark.parametrize("name", FORMATS)
def test_any_kind_of_pixels_is_looked_at(tmp_path, name):
    file, codec, pix_fmt, options = FORMATS[name]
    pictures = list(render(ROLLING))[:6]
    path = encode(tmp_path / file, pictures, codec, pix_fmt, options=options, rate=Fraction(20))
    report = checked(path)
    assert report.clip.frames == 6
    assert report.notes == ()


def test_what_is_seen_through_says_nothing(tmp_path):
    draw = np.random.default_rng(3)
    pictures = []
    for _ in range(4):
        picture = draw.integers(0, 256, (48, 64, 4), np.uint8)
        picture[..., 3] = 0
        picture[:, :32] = (200, 100, 50, 255)
        pictures.append(picture)
    path = encode(tmp_path / "a.mov", pictures, "qtrle", "argb", given="rgba")
    with Footage(path) as footage:
        for picture in footage.frames():
            assert not picture[:, 32:].any()
            assert (picture[:, :32] == (200, 100, 50)).all()


def test_uneven_times_are_said_and_speeds_are_not_judged(tmp_path):
    times, at = [], 0
    for index in range(24):
        times.append(at)
        at += 20 if index % 3 else 95
    path = encode(tmp_path / "a.mp4", list(render(ROLLING))[:24], times=times, rate=Fraction(1000))
    report = checked(path)
    assert "uneven times (20 to 95 ms)" in report.notes[0]
    speeds = {
        *("gravity", "impulse", "jitter", "teleport", "early-effect", "reversed"),
        "incoherent-parts",
    }
    assert not speeds & report.scores.keys()
    assert {report.undetermined[kind] for kind in speeds} == {"the frames come at uneven times"}


@given(st.lists(st.integers(1, 200), min_size=2, max_size=40), st.floats(0.5, 4))
def test_whether_times_are_uneven_does_not_hang_on_their_unit(steps, unit):
    times = np.cumsum(steps)
    assert is_uneven(list(times)) == is_uneven([unit * time for time in times])


def test_times_that_are_rounded_are_even(tmp_path):
    assert not is_uneven([round(1000 * n / 24) / 1000 for n in range(100)])
    assert not is_uneven([])
    assert is_uneven([0, 1, 2, 5, 6, 7, 10, 11, 12, 15])


def test_of_an_interlaced_clip_one_field_is_looked_at(tmp_path):
    shown = list(render(Clip((Sprite(line(40, 50, 6, 0)),), frames=24, width=160, height=96)))
    woven = []
    for upper, lower in zip(shown[::2], shown[1::2], strict=True):
        picture = upper.copy()
        picture[1::2] = lower[1::2]
        woven.append(picture)
    options = {"flags": "+ildct+ilme"}
    path = encode(tmp_path / "a.mp4", woven, options=options)
    with Footage(path) as footage:
        seen = list(footage.frames())
        assert footage.notes() == (
            "The clip is interlaced: one field of each frame was looked at.",
        )
    later = [np.abs(a.astype(int) - b).mean() for a, b in zip(seen, shown[1::2], strict=True)]
    first = [np.abs(a.astype(int) - b).mean() for a, b in zip(seen, shown[::2], strict=True)]
    assert all(a < b for a, b in zip(first, later, strict=True))


# --- damage ------------------------------------------------------------------------------------


@pytest.fixture
def whole(tmp_path):
    """24 frames, each sixth of which stands on its own."""
    return encode(tmp_path / "whole.mp4", list(render(ROLLING)), options={"g": "6", "bf": "0"})


def test_of_a_clip_that_is_damaged_in_the_middle_the_rest_is_judged(tmp_path, whole):
    report = checked(spoilt(whole, tmp_path / "bad.mp4", 0.4))
    assert report.clip.frames == 24
    assert any("could not be decoded" in note for note in report.notes)
    assert report.findings == ()


def test_what_is_damaged_can_be_painted_on_and_shown(tmp_path, whole):
    bad = spoilt(whole, tmp_path / "bad.mp4", 0.4)
    with Footage(bad) as footage:
        list(footage.frames())
        info, ((first, last), *_) = footage.info, footage.unread
    there = Finding("size", False, last + 1, last + 3, None, 0.8, "", "", "It grows")
    gone = replace(there, start_frame=first, end_frame=last)
    report = Report(bad, info, findings=(gone, there))
    shown = stills_of(report, report.findings)
    assert len(shown[1]) == 1
    write_overlay(report, tmp_path / "seen.mp4")
    assert probe(tmp_path / "seen.mp4").frames == 24


def test_frames_that_cannot_be_decoded_keep_their_numbers(tmp_path, whole):
    with Footage(whole) as footage:
        plain = list(footage.frames())
    with Footage(spoilt(whole, tmp_path / "bad.mp4", 0.4)) as footage:
        seen = list(footage.frames())
        unread = {n for first, last in footage.unread for n in range(first, last + 1)}
    assert len(seen) == 24
    assert 0 < len(unread) < 20
    for number, (a, b) in enumerate(zip(plain, seen, strict=True)):
        if number not in unread:
            assert np.array_equal(a, b), number


@pytest.mark.parametrize("name", ["a.mp4", "a.mkv", "a.webm"])
@pytest.mark.parametrize("share", [0.4, 0.7])
def test_a_clip_that_was_cut_off_is_looked_at_as_far_as_it_goes(tmp_path, name, share):
    codec = "libvpx-vp9" if name == "a.webm" else "libx264"
    pictures = list(render(ROLLING))
    if name == "a.mp4":  # with its header in front, as what is watched while it loads
        write_clip(tmp_path / name, pictures, 4)
    else:
        encode(tmp_path / name, pictures, codec, options={"g": "4"}, rate=Fraction(20))
    data = (tmp_path / name).read_bytes()
    cut = tmp_path / f"cut-{name}"
    cut.write_bytes(data[: int(len(data) * share)])
    with Footage(tmp_path / name) as whole, Footage(cut) as part:
        seen = list(part.frames())
        assert 0 < len(seen) < 24
        unread = {n for first, last in part.unread for n in range(first, last + 1)}
        for number, (a, b) in enumerate(zip(whole.frames(), seen, strict=False)):
            assert number in unread or np.array_equal(a, b)


def test_that_a_clip_was_cut_off_is_said(tmp_path):
    write_clip(tmp_path / "a.mp4", render(ROLLING), 16)
    data = (tmp_path / "a.mp4").read_bytes()
    (tmp_path / "cut.mp4").write_bytes(data[: len(data) * 2 // 3])
    report = checked(tmp_path / "cut.mp4")
    assert any("cut off" in note and "of its 24 frames" in note for note in report.notes)


def test_a_frame_of_a_folder_that_is_broken_is_passed_over(tmp_path):
    write_clip(tmp_path / "a", list(render(ROLLING))[:20], 16)
    (tmp_path / "a" / "frame_00007.png").write_bytes(b"no picture")
    report = checked(tmp_path / "a")
    assert report.notes == ("Frame 7 could not be decoded and is not judged.",)
    assert report.clip.frames == 20


def test_a_finding_at_frames_that_could_not_be_read_is_none(monkeypatch, tmp_path):
    def found(start):
        return Finding("pop", False, start, start + 2, None, 0.9 - start / 1000, "", "", "")

    pop = next(known for known in DETECTORS if known.id == "pop")
    always = replace(pop, run=lambda seen: Detection(0.9, (found(10), found(40))))
    monkeypatch.setattr(reporting, "DETECTORS", (always,))
    frames = list(render(ROLLING))[:4]
    seen = observe(frames, ClipInfo(4, 16.0, 160, 96), tmp_path / "flow.npy")

    def judged(*unread):
        return reporting.judge(replace(seen, unread=unread), tmp_path)

    one = judged((12, 14))
    assert [finding.start_frame for finding in one.findings] == [40]
    assert one.scores["pop"] == pytest.approx(0.86)
    none = judged((12, 14), (42, 42))
    assert none.findings == ()
    assert "pop" not in none.scores
    assert "could not be decoded" in none.undetermined["pop"]
    assert len(judged((20, 30)).findings) == 2


@given(st.sets(st.integers(0, 60)))
def test_stretches_hold_the_same_numbers(numbers):
    found = stretches(sorted(numbers))
    assert {n for first, last in found for n in range(first, last + 1)} == numbers
    assert all(a[1] + 1 < b[0] for a, b in pairwise(found))


def test_a_mangled_clip_is_judged_or_refused_and_never_anything_else(tmp_path):
    """40 clips with bytes changed, cut out or doubled."""
    draw = random.Random(9)
    small = list(render(Clip((Sprite(line(20, 20, 2, 0), (16, 16)),), 5, 48, 32)))
    write_clip(tmp_path / "a.mp4", small, 16)
    write_clip(tmp_path / "a.mkv", small, 16)
    encode(tmp_path / "b.webm", small, "libvpx-vp9", options={"cpu-used": "8"})
    encode(tmp_path / "c.gif", small, "gif", "rgb8", rate=Fraction(20))
    seeds = [tmp_path / name for name in ("a.mp4", "a.mkv", "b.webm", "c.gif")]
    judged = 0
    for attempt in range(40):
        seed = seeds[attempt % len(seeds)]
        data = bytearray(seed.read_bytes())
        for _ in range(draw.choice((1, 3, 12))):
            at, length = draw.randrange(len(data)), draw.choice((1, 4, 40))
            how = draw.randrange(3)
            if how == 0:
                data[at : at + length] = draw.randbytes(length)
            elif how == 1:
                del data[at : at + length]
            else:
                data[at:at] = data[at : at + length]
            data = data or bytearray(b"x")
        path = tmp_path / f"m{attempt}{seed.suffix}"
        path.write_bytes(data)
        report, refusal = judged_or_refused(path)
        judged += report is not None
        assert report is not None or len(refusal.splitlines()) == 1
    assert judged > 15
