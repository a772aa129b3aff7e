import random
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from engine.errors import BadInput
from engine.video import film, folder
from engine.video.read import Reader, frames, probe
from engine.video.write import write_clip


def numbered(count, width=64, height=48):
    """Each picture tells its number in eight black or white bars, which survive any codec."""
    made = []
    for index in range(count):
        picture = np.zeros((height, width, 3), np.uint8)
        for bit in range(8):
            picture[:, bit * width // 8 : (bit + 1) * width // 8] = 255 * (index >> bit & 1)
        made.append(picture)
    return made


def number_in(picture):
    width = picture.shape[1]
    middle = picture[picture.shape[0] // 2, :, 1]
    return sum((int(middle[bit * width // 8 + width // 16]) > 127) << bit for bit in range(8))


def encode(path, pictures, codec, pix_fmt, times=None, rate=Fraction(16), options=None):
    """As other programs write: any codec, any timing, no tags."""
    import av

    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate, options=options or {})
        stream.height, stream.width = pictures[0].shape[:2]
        stream.pix_fmt = pix_fmt
        if times is not None:
            stream.codec_context.time_base = Fraction(1, 1000)
        for index, picture in enumerate(pictures):
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24").reformat(format=pix_fmt)
            frame.pts = index if times is None else times[index]
            frame.time_base = 1 / rate if times is None else Fraction(1, 1000)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


FOREIGN = [
    ("a.mp4", "libx264", "yuv420p", {"bf": "3", "g": "30"}),
    ("open.mp4", "libx264", "yuv420p", {"g": "12", "x264-params": "open-gop=1:bframes=3"}),
    ("a.mkv", "libx264", "yuv444p", {"bf": "2"}),
    ("a.mov", "prores_ks", "yuv422p10le", {}),
    ("a.webm", "libvpx-vp9", "yuv420p", {"deadline": "realtime", "cpu-used": "8"}),
    ("vp8.webm", "libvpx", "yuv420p", {"auto-alt-ref": "1", "lag-in-frames": "12"}),
    ("a.avi", "mpeg4", "yuv420p", {"bf": "0"}),
    ("b.avi", "mpeg4", "yuv420p", {"bf": "2"}),
    ("a.gif", "gif", "rgb8", {}),
    ("a.ts", "libx264", "yuv420p", {"bf": "2"}),
    ("a.mpg", "mpeg2video", "yuv420p", {}),
]


@pytest.mark.parametrize(("name", "codec", "pix_fmt", "options"), FOREIGN, ids=str)
def test_any_picture_of_any_codec_is_found_by_its_number(tmp_path, name, codec, pix_fmt, options):
    rate = Fraction(25) if name.endswith((".mpg", ".ts")) else Fraction(20)
    path = encode(tmp_path / name, numbered(60), codec, pix_fmt, rate=rate, options=options)
    rng = random.Random(3)
    with Reader(path) as reader:
        assert reader.info.frames == 60
        assert reader.info.fps == pytest.approx(float(rate), rel=0.02)
        for index in [59, 0, 1, 30, 29, 28, *(rng.randrange(60) for _ in range(12))]:
            assert number_in(reader.frame(index)) == index
    assert [number_in(picture) for picture in frames(path)] == list(range(60))


def copied(source, target, change):
    """A film packet by packet, each as `change` makes it: (number, packet) in, packet out."""
    import av

    with av.open(str(source)) as old, av.open(str(target), "w") as new:
        stream = new.add_stream_from_template(old.streams.video[0])
        packets = [packet for packet in old.demux(video=0) if packet.size]
        for number, packet in enumerate(packets):
            one = change(number, packet)
            one.stream = stream
            new.mux(one)
    return target


def in_order_of_decoding(number, packet):
    packet.pts = packet.dts = number * packet.duration
    return packet


@pytest.mark.parametrize("whole", [True, False])
def test_pictures_whose_times_are_those_of_decoding_come_as_they_are_shown(tmp_path, whole):
    made = encode(tmp_path / "a.mp4", numbered(40), "libx264", "yuv420p", options={"bf": "3"})
    phone = copied(made, tmp_path / "phone.mp4", in_order_of_decoding)
    with Reader(phone, whole=whole) as reader:
        assert reader.info.frames == 40
        assert [number_in(picture) for picture in reader.pictures()] == list(range(40))
        assert [number_in(reader.frame(index)) for index in (39, 3, 17, 2)] == [39, 3, 17, 2]


def with_a_wrong_checksum(_, packet):
    import av

    content = bytearray(bytes(packet))
    content[-13] ^= 255  # of the picture, before the 12 bytes that end a PNG
    other = av.Packet(bytes(content))
    other.pts, other.dts, other.time_base = packet.pts, packet.dts, packet.time_base
    other.duration, other.is_keyframe = packet.duration, packet.is_keyframe
    return other


def test_a_film_that_is_all_beside_the_standard_is_taken_as_players_take_it(tmp_path):
    made = encode(tmp_path / "a.mov", numbered(12), "png", "rgb24")
    odd = copied(made, tmp_path / "odd.mov", with_a_wrong_checksum)
    for whole in (True, False):
        with Reader(odd, whole=whole) as reader:
            assert reader.info.frames == 12
            assert sum(picture is not None for picture in reader.pictures()) == 12


@pytest.mark.parametrize("name", ["a.mp4", "a.mkv", "a"])
def test_part_of_a_clip_is_read(tmp_path, name):
    write_clip(tmp_path / name, numbered(30), 16)
    assert [number_in(p) for p in frames(tmp_path / name, 10, 14)] == [10, 11, 12, 13]
    assert [number_in(p) for p in frames(tmp_path / name, 27)] == [27, 28, 29]
    assert [*frames(tmp_path / name, 40)] == []


@pytest.mark.parametrize("name", ["a.mp4", "a.mkv"])
def test_a_clip_of_uneven_frames_is_counted_by_its_frames(tmp_path, name):
    times, at = [], 0
    for index in range(40):
        times.append(at)
        at += 20 if index % 3 else 95
    path = encode(tmp_path / name, numbered(40), "libx264", "yuv420p", times, Fraction(1000))
    with Reader(path) as reader:
        assert reader.info.frames == 40
        assert 18 < reader.info.fps < 28 or name == "a.mkv"
        for index in (39, 0, 17, 16, 3):
            assert number_in(reader.frame(index)) == index


def test_a_picture_outside_the_clip_is_an_index_error(tmp_path):
    write_clip(tmp_path / "a.mp4", numbered(3), 16)
    with Reader(tmp_path / "a.mp4") as reader:
        for index in (-1, 3):
            with pytest.raises(IndexError):
                reader.frame(index)


def test_untagged_colours_are_taken_as_players_do(tmp_path):
    import av
    from av.video.reformatter import Colorspace

    for height, matrix in ((480, Colorspace.ITU601), (720, Colorspace.ITU709)):
        picture = np.zeros((height, 64, 3), np.uint8)
        picture[:] = (200, 40, 60)
        path = tmp_path / f"{height}.mkv"
        with av.open(str(path), "w") as container:
            stream = container.add_stream("libx264", rate=24, options={"crf": "5"})
            stream.width, stream.height, stream.pix_fmt = 64, height, "yuv420p"
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            plain = frame.reformat(format="yuv420p", dst_colorspace=matrix)
            plain.colorspace = 2
            container.mux(stream.encode(plain))
            container.mux(stream.encode(None))
        # the other matrix would give 10
        assert np.abs(next(frames(path)).astype(int) - picture).mean() < 3


def test_a_clip_filmed_upright_stands_upright(tmp_path):
    import av

    write_clip(tmp_path / "a.mp4", numbered(3), 16)
    with (
        av.open(str(tmp_path / "a.mp4")) as source,
        av.open(str(tmp_path / "b.mp4"), "w") as target,
    ):
        stream = target.add_stream_from_template(source.streams.video[0])
        for packet in source.demux(video=0):
            if packet.size:
                packet.stream = stream
                target.mux(packet)
    turned = (tmp_path / "b.mp4").read_bytes()
    plain = b"\x00\x01\x00\x00" + bytes(12) + b"\x00\x01\x00\x00" + bytes(12) + b"\x40\x00\x00\x00"
    quarter = (
        bytes(4) + b"\x00\x01\x00\x00" + bytes(4) + b"\xff\xff\x00\x00" + bytes(16)
    ) + b"\x40\x00\x00\x00"
    at = turned.rfind(plain)  # the matrix of the track, after that of the film
    assert at > 0
    (tmp_path / "c.mp4").write_bytes(turned[:at] + quarter + turned[at + len(plain) :])
    info = probe(tmp_path / "c.mp4")
    assert (info.width, info.height) == (48, 64)
    straight, upright = next(frames(tmp_path / "b.mp4", 1)), next(frames(tmp_path / "c.mp4", 1))
    np.testing.assert_array_equal(np.rot90(straight, -1), upright)


# --- what strangers hand us ----------------------------------------------------------------------


def refused(path, match):
    for act in (probe, Reader, lambda p: next(frames(p))):
        with pytest.raises(BadInput, match=match) as caught:
            act(path)
        assert len(str(caught.value).splitlines()) == 1
        assert path.name in str(caught.value)


def test_what_is_no_video_is_refused_with_one_line(tmp_path):
    (tmp_path / "empty.mp4").write_bytes(b"")
    refused(tmp_path / "empty.mp4", "is empty")
    (tmp_path / "text.mp4").write_text("Once upon a time\n" * 100)
    refused(tmp_path / "text.mp4", "not a video")
    (tmp_path / "poem.txt").write_text("Once upon a time\n" * 100)
    refused(tmp_path / "poem.txt", "not a video")
    (tmp_path / "noise.mkv").write_bytes(random.Random(1).randbytes(5000))
    refused(tmp_path / "noise.mkv", "not a video")
    (tmp_path / "folder").mkdir()
    refused(tmp_path / "folder", "holds no frames")
    refused(tmp_path / "missing.mp4", "There is no file")


def test_an_image_is_no_clip(tmp_path):
    write_clip(tmp_path / "frames", numbered(1), 16)
    refused(tmp_path / "frames" / "frame_00000.png", "not a video")


def test_a_playlist_may_not_name_other_files(tmp_path):
    write_clip(tmp_path / "secret.mp4", numbered(3), 16)
    (tmp_path / "list.m3u8").write_text("#EXTM3U\n#EXTINF:1,\nsecret.mp4\n#EXT-X-ENDLIST\n")
    (tmp_path / "list.mp4").write_text("ffconcat version 1.0\nfile secret.mp4\n")
    refused(tmp_path / "list.m3u8", "not a video")
    refused(tmp_path / "list.mp4", "not a video")


def test_sound_without_pictures_is_refused(tmp_path):
    import av

    with av.open(str(tmp_path / "a.mp4"), "w") as container:
        stream = container.add_stream("aac", rate=44100)
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), "fltp", "mono")
        frame.sample_rate, frame.pts = 44100, 0
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    refused(tmp_path / "a.mp4", "no picture in it")


@pytest.mark.parametrize("name", ["a.mp4", "a.mkv", "old.mp4"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.8])
def test_a_video_that_was_cut_off_is_refused_with_one_line(tmp_path, name, share):
    pictures = [np.random.default_rng(i).integers(0, 256, (48, 64, 3), np.uint8) for i in range(40)]
    if name == "old.mp4":  # its header is at the end
        encode(tmp_path / name, pictures, "libx264", "yuv420p")
    else:
        write_clip(tmp_path / name, pictures, 16)
    whole = (tmp_path / name).read_bytes()
    (tmp_path / f"cut-{name}").write_bytes(whole[: int(len(whole) * share)])
    refused(tmp_path / f"cut-{name}", "cut off|not a video")


def test_a_film_that_is_too_large_is_refused_before_it_is_decoded(tmp_path, monkeypatch):
    path = encode(tmp_path / "a.mp4", numbered(3, 128, 32), "libx264", "yuv420p")
    monkeypatch.setattr(film, "MAX_SIDE", 100)
    monkeypatch.setattr(film.Film, "_picture", lambda *_: pytest.fail("it was decoded"))
    refused(path, "128 x 32 pixels")


def test_a_film_that_is_too_long_is_refused(tmp_path, monkeypatch):
    write_clip(tmp_path / "a.mp4", numbered(30), 16)
    write_clip(tmp_path / "b", numbered(30), 16)
    monkeypatch.setattr(film, "MAX_FRAMES", 20)
    monkeypatch.setattr(folder, "MAX_FRAMES", 20)
    refused(tmp_path / "a.mp4", "30 frames or more")
    refused(tmp_path / "b", "30 frames or more")


def test_a_damaged_note_of_a_folder_is_refused(tmp_path):
    write_clip(tmp_path / "a", numbered(2), 12.5)
    assert probe(tmp_path / "a").fps == 12.5
    (tmp_path / "a" / "clip.json").write_text('{"fps": NaN, "comment": ""}')
    with pytest.raises(BadInput, match="says nan frames per second"):
        probe(tmp_path / "a")
    (tmp_path / "a" / "clip.json").write_text("[1]")
    with pytest.raises(BadInput, match="is damaged"):
        probe(tmp_path / "a")
    (tmp_path / "a" / "clip.json").unlink()
    assert probe(tmp_path / "a").fps == 24.0


def seeds(tmp_path):
    small = numbered(12, 32, 32)
    write_clip(tmp_path / "a.mp4", small, 16, "note")
    write_clip(tmp_path / "a.mkv", small, 16, "note")
    encode(tmp_path / "b.webm", small, "libvpx-vp9", "yuv420p", options={"cpu-used": "8"})
    encode(tmp_path / "c.gif", small, "gif", "rgb8", rate=Fraction(20))
    encode(tmp_path / "d.avi", small, "mpeg4", "yuv420p")
    return [tmp_path / name for name in ("a.mp4", "a.mkv", "b.webm", "c.gif", "d.avi")]


def test_a_mangled_clip_is_read_or_refused_and_never_anything_else(tmp_path):
    """400 clips with bytes changed, cut out, doubled or swapped."""
    rng = random.Random(20)
    outcomes = {"read": 0, "refused": 0}
    complaints = []
    originals = [path.read_bytes() for path in seeds(tmp_path)]
    suffixes = [".mp4", ".mkv", ".webm", ".gif", ".avi"]
    for attempt in range(400):
        which = attempt % len(originals)
        data = bytearray(originals[which])
        for _ in range(rng.choice((1, 2, 8, 40))):
            at, length = rng.randrange(len(data)), rng.choice((1, 1, 4, 60))
            how = rng.randrange(4)
            if how == 0:
                data[at : at + length] = rng.randbytes(length)
            elif how == 1:
                data[at : at + length] = b"\xff" * length
            elif how == 2:
                del data[at : at + length]
            else:
                data[at:at] = data[at : at + length]
            if not data:
                data = bytearray(b"x")
        path = tmp_path / f"m{attempt}{suffixes[which]}"
        path.write_bytes(data)
        try:
            with Reader(path) as reader:
                for index in (0, reader.info.frames - 1, reader.info.frames // 2):
                    assert reader.frame(index).dtype == np.uint8
                assert 0 < reader.info.frames <= film.MAX_FRAMES
            outcomes["read"] += 1
        except BadInput as error:
            complaints.append(str(error))
            outcomes["refused"] += 1
        path.unlink()
    assert min(outcomes.values()) > 40, outcomes
    assert not [text for text in complaints if "\n" in text]


def test_a_refused_clip_leaks_no_file_descriptor(tmp_path):
    (tmp_path / "text.mp4").write_text("Once upon a time\n" * 100)
    write_clip(tmp_path / "a.mp4", numbered(9), 16)
    data = (tmp_path / "a.mp4").read_bytes()
    (tmp_path / "cut.mp4").write_bytes(data[: len(data) * 3 // 4])
    counts = []
    for _ in range(6):
        for name in ("text.mp4", "cut.mp4"):
            with pytest.raises(BadInput):
                probe(tmp_path / name)
        counts.append(len(list(Path("/proc/self/fd").iterdir())))
    assert counts[-1] <= counts[0]
