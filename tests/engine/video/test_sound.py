"""A video that is written from the pictures of a clip has the sound of that clip."""

from fractions import Fraction
from itertools import islice

import av
import numpy as np
import pytest

from engine.inspect.overlay import write_overlay
from engine.records import Report
from engine.video.read import frames, probe
from engine.video.write import write_clip

RATE = 48_000


def film(path, codec="aac", seconds=1.0, fps=16, late=0):
    """Moving squares with a tone; the pictures begin `late` frames behind the tone."""
    with av.open(str(path), "w") as container:
        video = container.add_stream("libx264", rate=fps)
        video.width, video.height, video.pix_fmt = 64, 48, "yuv420p"
        audio = container.add_stream(codec, rate=RATE)
        for number in range(round(seconds * fps)):
            picture = np.full((48, 64, 3), 40, np.uint8)
            picture[8:24, number : number + 16] = 200
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts, frame.time_base = number + late, Fraction(1, fps)
            container.mux(video.encode(frame))
        tone = np.sin(np.arange(int(seconds * RATE)) * 2 * np.pi * 440 / RATE).astype(np.float32)
        for start in range(0, len(tone) - 1023, 1024):
            block = tone[None, start : start + 1024]
            if audio.codec_context.format.name != "fltp":
                block = (block * 20_000).astype(np.int16)
            frame = av.AudioFrame.from_ndarray(block, audio.codec_context.format.name, "mono")
            frame.sample_rate, frame.pts, frame.time_base = RATE, start, Fraction(1, RATE)
            container.mux(audio.encode(frame))
        container.mux(video.encode(None))
        container.mux(audio.encode(None))
    return path


def heard(path):
    """Seconds and bytes of each piece of sound."""
    with av.open(str(path)) as container:
        if not container.streams.audio:
            return []
        return [
            (round(float(packet.pts * packet.time_base), 3), bytes(packet))
            for packet in container.demux(audio=0)
            if packet.size and packet.pts >= 0
        ]


@pytest.mark.parametrize("name", ["new.mp4", "new.mkv"])
def test_the_sound_comes_along_as_it_was_packed(tmp_path, name):
    source = film(tmp_path / "source.mp4")
    write_clip(tmp_path / name, frames(source), 16, sound=source)
    assert probe(tmp_path / name).frames == 16
    assert heard(tmp_path / name) == heard(source)
    assert len(heard(source)) > 40


def test_what_is_heard_goes_as_far_as_the_pictures(tmp_path):
    source = film(tmp_path / "source.mp4")
    write_clip(tmp_path / "new.mp4", islice(frames(source), 8), 16, sound=source)
    there = heard(tmp_path / "new.mp4")
    assert there == [piece for piece in heard(source) if piece[0] < 0.5]


def test_sound_of_before_the_first_picture_is_left_out(tmp_path):
    source = film(tmp_path / "source.mkv", late=4)
    write_clip(tmp_path / "new.mkv", frames(source), 16, sound=source)
    pieces = [data for second, data in heard(source) if second >= 0.25]
    assert [data for _, data in heard(tmp_path / "new.mkv")] == pieces


def test_sound_that_the_file_cannot_hold_is_left_out(tmp_path):
    source = film(tmp_path / "source.mkv", codec="pcm_s16le")
    assert heard(source)
    write_clip(tmp_path / "new.mp4", frames(source), 16, sound=source)
    assert probe(tmp_path / "new.mp4").frames == 16
    assert heard(tmp_path / "new.mp4") == []


def test_sound_of_a_damaged_clip_is_kept_as_far_as_it_goes(tmp_path):
    source = film(tmp_path / "source.mkv", seconds=2)
    pictures, whole = list(frames(source)), source.read_bytes()
    source.write_bytes(whole[: len(whole) * 2 // 3])
    write_clip(tmp_path / "new.mp4", pictures, 16, sound=source)
    assert probe(tmp_path / "new.mp4").frames == 32
    assert 10 < len(heard(tmp_path / "new.mp4")) < 90


def test_a_clip_with_its_findings_painted_on_sounds_as_before(tmp_path):
    source = film(tmp_path / "source.mp4")
    write_overlay(Report(source, probe(source)), tmp_path / "seen.mp4")
    assert heard(tmp_path / "seen.mp4") == heard(source)


@pytest.mark.parametrize("silent", ["no sound", "folder", "gone", "no video"])
def test_a_clip_without_sound_stays_without(tmp_path, silent):
    source, pictures = tmp_path / "source.mp4", [np.zeros((48, 64, 3), np.uint8)] * 3
    if silent == "no sound":
        write_clip(source, pictures, 16)
    elif silent == "folder":
        source.mkdir()
    elif silent == "no video":
        source.write_text("no video")
    write_clip(tmp_path / "new.mp4", pictures, 16, sound=source)
    assert heard(tmp_path / "new.mp4") == []
