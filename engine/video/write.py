"""Frames in, a clip on disk out: whole or not at all.

The suffix decides: .mp4 is H.264 with BT.709 colour, converted and tagged; .mkv is lossless FFV1
RGB; a name without a suffix is a folder of PNG frames. A clip is written beside its place, counted,
synced and only then renamed over what was there, so a crash, a full disk or a cancelled generation
leaves the old file as it was. Frames are streamed: one at a time is in memory.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

import numpy as np

from engine.errors import BadInput, StorageProblem, VerbenchError
from engine.records import ClipInfo
from engine.video.carried import attach, boxes, check
from engine.video.folder import write_folder
from engine.video.frames import Frame, same_size
from engine.video.replace import refuse_storage, replacing
from engine.video.sound import Sound

if TYPE_CHECKING:
    import av

SUFFIXES = (".mp4", ".mkv")
MAX_COMMENT = 8_000_000

_BT709 = 1
_LIMITED_RANGE = 1


def write_clip(
    path: Path,
    frames: Iterable[Frame],
    fps: float,
    comment: str = "",
    quality: int = 14,
    files: Mapping[str, bytes] | None = None,
    sound: Path | None = None,
) -> ClipInfo:
    """Write `frames` (uint8 RGB, all of one size) to `path` at `fps` and say what is there now.

    `comment` goes into the file as its comment tag. `quality` is the constant rate factor of H.264
    (0 best, 51 worst; 14 cannot be told from the source by eye); the lossless kinds ignore it.
    `files` go into the clip as well: see `engine.video.carried`. `sound` is the clip whose sound
    goes along, as far as the pictures go; a folder of frames has none.

    Raises BadInput for a suffix, rate, frame, size or file that cannot be written, StorageProblem
    where the disk is full or read-only, and whatever `frames` raises (Cancelled, for one): in every
    case the old file stays and nothing half-written does.
    """
    path = Path(path)
    rate = _checked(path, fps, comment, quality)
    carried = files or {}
    check(carried, path.name)
    if not path.suffix:
        return write_folder(path, frames, fps, comment, carried)
    checked = same_size(path, frames)
    with replacing(path) as temp:
        with _sink(temp, path) as sink, Sound(sound) as heard:
            header = _Header(temp.suffix, rate, comment, carried, heard)
            written, height, width = _encode(sink, header, checked, quality)
            if temp.suffix == ".mp4":
                sink.seek(0, 2)
                sink.write(boxes(carried))
        found = _count_packets(temp)
        if found != written:
            raise StorageProblem(
                f"{path.name} came out with {found} of {written} frames",
                mend="Nothing was replaced. Check the disk and try again.",
            )
    codec = "h264" if path.suffix == ".mp4" else "ffv1"
    return ClipInfo(written, float(fps), width, height, codec, comment)


def _checked(path: Path, fps: float, comment: str, quality: int) -> Fraction:
    if path.suffix and path.suffix not in SUFFIXES:
        raise BadInput(
            f"{path.name}: clips are not written as '{path.suffix}'",
            mend="Use .mp4 (H.264), .mkv (lossless) or a name without a suffix (PNG frames).",
        )
    if path.suffix and path.is_dir():
        raise BadInput(f"{path} is a folder", mend="Give the clip a name of its own.")
    if not 0 < fps <= 240:  # also refuses NaN
        raise BadInput(f"{fps} frames per second cannot be written", mend="Use 1 to 240.")
    if len(comment) > MAX_COMMENT:
        raise BadInput(
            f"The note for {path.name} is {len(comment) / 1e6:.0f} million characters long",
            mend="Use smaller start images.",
        )
    if not 0 <= quality <= 51:
        raise BadInput(f"Quality {quality} does not exist", mend="Use 0 (best) to 51.")
    return Fraction(fps).limit_denominator(1001)


class _Header(NamedTuple):
    """What a file says before its first picture."""

    suffix: str
    rate: Fraction
    comment: str
    files: Mapping[str, bytes]
    sound: Sound


class _Sink:
    """The file FFmpeg writes to. Every byte arrives or the failure is kept: a raw file may take
    only part of a write without saying so, and FFmpeg opening the path itself leaks it on a full
    disk."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._file = file
        self.name = name  # FFmpeg opens this a second time to move the header to the front
        self.failure: OSError | None = None

    def write(self, data: Any) -> int:
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[self._file.write(rest) :]
        except OSError as error:
            self.failure = error
            raise
        return len(data)

    def read(self, size: int) -> bytes:
        return self._file.read(size)

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()


@contextlib.contextmanager
def _sink(temp: Path, path: Path) -> Iterator[_Sink]:
    import av

    try:
        file = temp.open("w+b", buffering=0)
    except OSError as error:
        refuse_storage(path, error)
    sink = _Sink(file, str(temp))
    try:
        with file:
            yield sink
    except VerbenchError:
        raise
    except Exception as error:
        if sink.failure is not None:
            refuse_storage(path, sink.failure)
        if isinstance(error, av.error.FFmpegError):
            raise BadInput(
                f"{path.name} cannot be encoded: the encoder knows no such size",
                mend="Write a folder of frames (a name without a suffix) or scale it first.",
            ) from error
        raise
    if sink.failure is not None:
        refuse_storage(path, sink.failure)


def _encode(
    sink: _Sink, header: _Header, frames: Iterator[Frame], quality: int
) -> tuple[int, int, int]:
    """Encode all frames; how many there were, and their height and width."""
    import av

    first = next(frames)
    height, width = first.shape[:2]
    suffix, rate = header.suffix, header.rate
    with _muxer(sink, header) as container:
        if suffix == ".mp4":
            stream = _h264_stream(container, rate, width, height, quality)
        else:
            stream = _ffv1_stream(container, rate, width, height)
            attach(container, header.files)
        header.sound.join(container)
        count = 0
        for array in _with_first(first, frames):
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(array), format="rgb24")
            frame = _in_bt709(frame) if suffix == ".mp4" else frame.reformat(format="bgr0")
            frame.pts = count
            frame.time_base = 1 / rate
            container.mux(stream.encode(frame))
            count += 1
            container.mux(header.sound.until(float(count / rate)))
        container.mux(stream.encode(None))
    return count, height, width


@contextlib.contextmanager
def _muxer(sink: _Sink, header: _Header) -> Iterator[Any]:
    import av

    suffix, rate, comment = header.suffix, header.rate, header.comment
    # whole ticks per frame, so that durations are exact: 16 fps is 1000 of 16000
    ticks = rate.numerator if rate.numerator >= 10_000 else rate.numerator * 1000
    options = {"movflags": "+faststart", "video_track_timescale": str(ticks)}
    container = av.open(
        sink,
        "w",
        format="mp4" if suffix == ".mp4" else "matroska",
        container_options=options if suffix == ".mp4" else {},
    )
    if comment:
        container.metadata["comment"] = comment
    try:
        yield container
    except BaseException:
        with contextlib.suppress(Exception):  # the first failure is the one to tell
            container.close()
        raise
    container.close()


def _h264_stream(container: Any, rate: Fraction, width: int, height: int, quality: int) -> Any:
    # a keyframe a second: stepping and shuttling backwards stay instant
    options = {"crf": str(quality), "preset": "fast", "g": str(max(1, round(rate)))}
    # one frame in some hundred comes out otherwise with it: the same take is the same file
    options["x264-params"] = "mbtree=0"
    stream = container.add_stream("libx264", rate=rate, options=options)
    stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
    stream.time_base = 1 / rate
    context = stream.codec_context
    context.color_primaries = context.color_trc = context.colorspace = _BT709
    context.color_range = _LIMITED_RANGE
    return stream


def _ffv1_stream(container: Any, rate: Fraction, width: int, height: int) -> Any:
    options = {"level": "3", "slicecrc": "1", "g": "1"}
    stream = container.add_stream("ffv1", rate=rate, options=options)
    stream.width, stream.height, stream.pix_fmt = width, height, "bgr0"
    stream.time_base = 1 / rate
    return stream


def _in_bt709(frame: av.VideoFrame) -> av.VideoFrame:
    """In the colours the file's tags promise: without this, FFmpeg converts by BT.601."""
    from av.video.reformatter import ColorRange, Colorspace

    converted = frame.reformat(
        format="yuv420p", dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG
    )
    converted.color_primaries = _BT709
    converted.color_trc = _BT709
    converted.colorspace = _BT709
    converted.color_range = _LIMITED_RANGE
    return converted


def _with_first(first: Frame, rest: Iterator[Frame]) -> Iterator[Frame]:
    yield first
    yield from rest


def _count_packets(path: Path) -> int:
    import av

    try:
        with av.open(str(path)) as container:
            return sum(1 for packet in container.demux(video=0) if packet.size)
    except av.error.FFmpegError:
        return 0
