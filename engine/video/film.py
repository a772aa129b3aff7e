"""A video file opened for reading: checked, indexed, decoded to RGB by frame number."""

from __future__ import annotations

import bisect
import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any

import numpy as np

from engine.errors import BadInput
from engine.records import ClipInfo
from engine.video.frames import MAX_FRAMES, MAX_SIDE, Frame, too_long

# Only what holds video of its own: playlists could name other files, and FFmpeg would show a text
# file as a film of its letters.
_CONTAINERS = (
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,gif,apng,flv,mpegts,mpeg,asf,ogg,mxf,ivf,"
    "yuv4mpegpipe,h264,hevc,webp_anim,nut,dv"
)
# of these, one packet is one picture; the others are counted by decoding
_ONE_PICTURE_A_PACKET = {
    *("h264", "hevc", "ffv1", "prores", "dnxhd", "mjpeg", "mpeg4", "png", "rawvideo", "cfhd"),
    *("qtrle", "huffyuv", "ffvhuff", "utvideo", "gif", "apng", "v210"),
}
# these have an index; the others guess where a time is, and miss
_SEEKABLE = {"mov", "matroska", "avi"}
_BROKEN_PLACES = 1000
_LOOKED_AT = 12
"""Pictures whose times are looked at where they may be in another order."""
_UNSPECIFIED = 2
_ITU709, _ITU601 = 1, 5


@dataclass(frozen=True, slots=True)
class _Index:
    """Presentation times of all pictures in order; empty `keys` where seeking is not possible."""

    times: tuple[int, ...]
    keys: tuple[int, ...]
    """Numbers of the pictures that decoding can start at."""


class Film:
    """An open video file; see `engine.video.read.Reader`."""

    def __init__(self, path: Path, *, whole: bool = True) -> None:
        self._path = path
        self._whole = whole
        self._strict = not whole
        """Whether the decoder is to give up on what is beside the standard."""
        self.promised = 0
        self.interlaced = False
        self._container: Any = None
        self._converter: Any = None
        self._decoded: Iterator[Any] = iter(())
        self._next = 0
        self._last: tuple[int, Frame] | None = None
        self._ahead: tuple[int, Any] | None = None
        """What was decoded and is of a later number than was asked for."""
        self._opening: Any = None
        """The first picture of a film that need not be whole, while no other was decoded."""
        try:
            with _refusing(path):
                self._open()
                self._settle_strictness()
                self._index = self._indexed()
                self.info = self._described()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the file. Closing twice is fine."""
        self._decoded = iter(())
        if self._container is not None:
            self._container.close()
            self._container = None

    def frame(self, index: int) -> Frame:
        """Picture `index`; BadInput where it cannot be decoded.

        Of a film that need not be whole, the next one may be asked for all the same.
        """
        if self._last is None or self._last[0] != index:
            with _refusing(self._path):
                self._last = (index, self._decode(index))
        return self._last[1]

    def pictures(self) -> Iterator[Frame | None]:
        """All pictures in order, None for each that cannot be decoded.

        A picture that is built on a broken one is broken: after an error, none is taken before the
        next that stands on its own. Of interlaced ones, which are two moments in one, it is the
        first field at full height.
        """
        with _refusing(self._path):
            told = 0
            for frame in self._from_the_first():
                number = self._number_of(frame)
                self._next = number + 1
                while told < min(number, self.info.frames):
                    yield None
                    told += 1
                if told == number < self.info.frames:
                    picture = self._picture(frame)
                    self.interlaced = self.interlaced or frame.interlaced_frame
                    yield _field(picture) if frame.interlaced_frame else picture
                    told += 1
            while told < self.info.frames:
                yield None
                told += 1

    @property
    def times(self) -> tuple[float, ...]:
        """Seconds at which each picture is shown; empty where the file does not say."""
        if not self._index.keys:
            return ()
        unit, first = float(self._stream.time_base), self._index.times[0]
        return tuple((time - first) * unit for time in self._index.times)

    def _from_the_first(self) -> Iterator[Any]:
        """All that can be decoded; what was decoded to describe the film is not decoded again."""
        first, self._opening = self._opening, None
        if first is None:
            self._rewind()
            return self._decodable()
        self._next = 0
        return chain((first,), self._decoded)

    def _decodable(self) -> Iterator[Any]:
        """What comes out of the decoder, in order, past what is broken."""
        import av

        sound, held = True, None
        for packet in self._packets(self._container):
            try:
                frames = packet.decode()
            except (av.error.FFmpegError, EOFError):
                # a broken end of the picture before may only have been noticed now
                sound, held = False, None
                continue
            for frame in frames:
                if held is not None:
                    yield held
                sound = (sound or bool(frame.key_frame)) and not frame.is_corrupt
                held = frame if sound else None
        if held is not None:
            yield held

    @staticmethod
    def _packets(container: Any) -> Iterator[Any]:
        """The pictures in a container as they are coded, past places where it is broken."""
        import av

        for _ in range(_BROKEN_PLACES):
            try:
                yield from container.demux(container.streams.video[0])
                return
            except av.error.FFmpegError:
                continue

    def _opened(self) -> Any:
        import av

        return av.open(
            str(self._path.absolute()),
            container_options={"format_whitelist": _CONTAINERS, "protocol_whitelist": "file"},
            metadata_errors="replace",
        )

    def _open(self) -> None:
        import av

        if self._path.stat().st_size == 0:
            raise BadInput(f"{self._path.name} is empty", mend="Copy or download it again.")
        self._container = self._opened()
        if not self._container.streams.video:
            raise BadInput(f"{self._path.name} has no picture in it", mend="Choose a video file.")
        self._stream = self._container.streams.video[0]
        self._converter = av.video.reformatter.VideoReformatter()
        self._check_promises()
        self._stream.thread_type = "AUTO"
        if self._strict:
            # errors are heard of, and not painted over with what was there before
            self._stream.codec_context.options = {"err_detect": "crccheck+bitstream+buffer+explode"}

    def _settle_strictness(self) -> None:
        """Some phones write each key frame a little beside the standard, and whole all the same:
        where a strict decoder makes nothing of a film, another one may."""
        self._begin(0)
        if self._strict:
            self._opening = next(self._decoded, None)
            self._strict = self._opening is not None
            if not self._strict:
                self._rewind()

    def _check_promises(self) -> None:
        """What the header says, before anything is decoded."""
        name, stream = self._path.name, self._stream
        if stream.codec_context is None:
            raise BadInput(
                f"{name} is in a codec that nobody here can read", mend="Convert it to MP4 first."
            )
        width, height = stream.codec_context.width, stream.codec_context.height
        if width > MAX_SIDE or height > MAX_SIDE:
            raise BadInput(
                f"{name} is {width} x {height} pixels",
                mend=f"Scale it to {MAX_SIDE} a side or less first.",
            )
        if width < 1 or height < 1:
            raise BadInput(f"{name} does not say how large it is", mend="Convert it to MP4 first.")
        seconds = (self._container.duration or 0) / 1_000_000
        promised = max(stream.frames, int(seconds * float(stream.average_rate or 0)))
        if promised > MAX_FRAMES:
            raise too_long(name, promised)

    def _indexed(self) -> _Index:
        found: list[tuple[int | None, bool]] = []
        # what decodes stays where it is, at the first picture: to open it anew takes longer
        with self._opened() as listed:
            video = listed.streams.video[0]
            for packet in listed.demux(video) if self._whole else self._packets(listed):
                if packet.size and not packet.is_discard:
                    found.append((packet.pts, packet.is_keyframe))
                if len(found) > MAX_FRAMES:
                    raise too_long(self._path.name, len(found))
        self._check_whole([t for t, _ in found])
        times = [t for t, _ in found if t is not None]
        exact = len(set(times)) == len(found) and self._seekable()
        if not exact or self._stream.codec_context.name not in _ONE_PICTURE_A_PACKET:
            return self._indexed_by_decoding()
        if self._mixed_up(found):
            return _Index(tuple(range(len(found))), ())
        order = sorted((t, key) for t, key in found if t is not None)
        keys = tuple(i for i, (_, key) in enumerate(order) if key)
        return _Index(tuple(t for t, _ in order), keys)

    def _mixed_up(self, found: list[tuple[int | None, bool]]) -> bool:
        """Whether the times are those at which pictures are decoded, and not shown: some phones
        write pictures that are to be put in another order, and do not say in which."""
        given = [time for time, _ in found if time is not None]
        if not self._stream.codec_context.has_b_frames or given != sorted(given):
            return False
        self._rewind()
        shown = [frame.pts for frame in islice(self._decoded, _LOOKED_AT) if frame.pts is not None]
        self._rewind()
        return shown != sorted(shown)

    def _indexed_by_decoding(self) -> _Index:
        self._rewind()
        times: list[int | None] = []
        keys: list[int] = []
        for number, frame in enumerate(self._decoded):
            if number >= MAX_FRAMES:
                raise too_long(self._path.name, number)
            times.append(frame.pts)
            if frame.key_frame:
                keys.append(number)
        self._rewind()
        known = [t for t in times if t is not None]
        timed = len(known) == len(times) and sorted(set(known)) == known
        if not timed or not self._seekable():
            return _Index(tuple(range(len(times))), ())
        return _Index(tuple(known), tuple(keys))

    def _seekable(self) -> bool:
        return self._container.format.name.split(",")[0] in _SEEKABLE

    def _check_whole(self, times: list[int | None]) -> None:
        """Refuse what was cut off: fewer pictures than the header promises."""
        there, promised = len(times), self._stream.frames
        last = max((t for t in times if t is not None), default=None)
        streams = self._container.streams
        others = len(streams) - len(streams.attachments) - 1
        lonely = not others and self._container.duration
        if not promised and lonely and last is not None and self._stream.average_rate:
            # Matroska promises only a duration
            start = (self._container.start_time or 0) / 1_000_000
            seconds = self._container.duration / 1_000_000
            lasts = float(last * self._stream.time_base) - start
            missing = (seconds - lasts) * float(self._stream.average_rate) - 1
            promised = there + int(missing) if missing > max(2.0, 0.02 * there) else 0
        self.promised = max(there, promised)
        if not there:
            raise BadInput(
                f"{self._path.name} is cut off before its first frame",
                mend="Copy or download it again.",
            )
        if self._whole and there < promised - max(2, promised // 50):
            raise BadInput(
                f"{self._path.name} is cut off: {there} of its {promised} frames are there",
                mend="Copy or download it again.",
            )

    def _described(self) -> ClipInfo:
        times, stream = self._index.times, self._stream
        rate = float(stream.average_rate or stream.guessed_rate or 0)
        if not 0 < rate <= 1000:
            spread = float((times[-1] - times[0]) * stream.time_base) if self._index.keys else 0.0
            rate = (len(times) - 1) / spread if spread > 0 else 25.0
        first = self._opening or next(self._decoded, None)
        if first is None:
            raise BadInput(
                f"{self._path.name} holds no picture that can be decoded",
                mend="Convert it to H.264 MP4 first.",
            )
        picture = self._picture(first)
        self._next, self._last = 1, (0, picture)
        self._opening = None if self._whole else first
        return ClipInfo(
            frames=len(times),
            fps=rate,
            width=picture.shape[1],
            height=picture.shape[0],
            codec=stream.codec_context.name,
            comment=_comment_of(self._container.metadata),
        )

    def _rewind(self) -> None:
        """Back to the first picture by opening anew: the one seek that every format can do."""
        self._container.close()
        self._open()
        self._begin(0)

    def _begin(self, number: int) -> None:
        """Decode from here on, which is this picture."""
        self._decoded = self._container.decode(self._stream) if self._whole else self._decodable()
        self._next, self._ahead, self._opening = number, None, None

    def _decode(self, index: int) -> Frame:
        if index < self._next or self._key_before(index) > self._next:
            self._seek(index)
        self._opening = None
        while True:
            if self._ahead is None:
                frame = next(self._decoded, None)
                self._ahead = None if frame is None else (self._number_of(frame), frame)
            if self._ahead is None or (self._ahead[0] > index and not self._whole):
                self._next = index + 1
                raise BadInput(
                    f"{self._path.name} cannot be decoded at frame {index}",
                    mend="Copy or download it again.",
                )
            (number, frame), self._ahead = self._ahead, None
            self._next = number + 1
            if number >= index:
                return self._picture(frame)

    def _number_of(self, frame: Any) -> int:
        """Which picture this is: by its time after a seek, by counting where there are no times."""
        if not self._index.keys or frame.pts is None:
            return self._next
        times = self._index.times
        at = bisect.bisect_left(times, frame.pts)
        return at if at < len(times) and times[at] == frame.pts else self._next

    def _key_before(self, index: int) -> int:
        at = bisect.bisect_right(self._index.keys, index) - 1
        return self._index.keys[at] if at >= 0 else 0

    def _seek(self, index: int) -> None:
        key = self._key_before(index)
        if key == 0:
            self._rewind()
            return
        self._container.seek(self._index.times[key], stream=self._stream)
        self._begin(key)

    def _picture(self, frame: Any) -> Frame:
        from av.video.reformatter import ColorRange, Colorspace

        if frame.width > MAX_SIDE or frame.height > MAX_SIDE:
            raise BadInput(f"{self._path.name} changes its size to {frame.width} x {frame.height}")
        if any(part.is_alpha for part in frame.format.components):
            array = _on_black(self._converted(frame, "rgba"))
        elif frame.format.is_rgb:
            array = self._converted(frame, "rgb24")
        else:
            matrix = frame.colorspace
            if matrix in (0, _UNSPECIFIED):
                matrix = _ITU709 if frame.height >= 720 else _ITU601
            array = self._converted(
                frame,
                "rgb24",
                src_colorspace=matrix,
                dst_colorspace=Colorspace.ITU709,
                dst_color_range=ColorRange.JPEG,
            )
        turns = round(getattr(frame, "rotation", 0) / 90) % 4
        return np.ascontiguousarray(np.rot90(array, turns)) if turns else np.asarray(array)

    def _converted(self, frame: Any, pixels: str, **colours: Any) -> Frame:
        """The values of a frame as `pixels`, by one converter for all: a frame's own would be made
        anew each time, with threads that take longer to begin than to convert."""
        converted = self._converter.reformat(frame, format=pixels, threads=1, **colours)
        return np.asarray(converted.to_ndarray())


def _field(picture: Frame) -> Frame:
    """The upper field of an interlaced picture at full height."""
    import cv2

    if len(picture) < 4:
        return picture
    size = (picture.shape[1], picture.shape[0])
    return np.asarray(cv2.resize(picture[::2], size, interpolation=cv2.INTER_LINEAR), np.uint8)


def _on_black(picture: Frame) -> Frame:
    """RGB of a picture with transparency: what is seen through it says nothing."""
    share = picture[..., 3:].astype(np.uint16)
    return ((picture[..., :3] * share + 127) // 255).astype(np.uint8)


@contextlib.contextmanager
def _refusing(path: Path) -> Iterator[None]:
    """What decoding a broken file can raise, as one line that names the file."""
    import av

    try:
        yield
    except BadInput:
        raise
    except FileNotFoundError as error:
        raise BadInput(f"There is no file {path}", mend="Check the path.") from error
    except PermissionError as error:
        raise BadInput(f"{path} may not be read", mend="Change its permissions.") from error
    except MemoryError as error:
        raise BadInput(
            f"{path.name} asks for more memory than there is", mend="Make it smaller first."
        ) from error
    except (av.error.FFmpegError, IndexError, ValueError, OverflowError, OSError) as error:
        raise BadInput(
            f"{path.name} is not a video that can be read",
            mend="Choose a whole video file, or convert it to H.264 MP4 first.",
        ) from error


def _comment_of(metadata: dict[str, str]) -> str:
    for key, value in metadata.items():
        if key.lower() == "comment":
            return value
    return ""
