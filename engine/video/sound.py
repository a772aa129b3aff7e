"""The sound of one clip in, the same sound in another that is written from its pictures.

It is copied as it is packed and never decoded. Where the new file cannot hold it, or it is damaged,
the pictures come without it from there on: nobody loses a video for its sound.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from engine.closing import Closing

_HELD = frozenset({"aac", "ac3", "alac", "eac3", "mp3", "opus"})
"""Sounds that both kinds of files hold and players know in them. What FFmpeg says it could hold is
more: some of it ends in a file that cannot be written."""


class Sound(Closing):
    """The first sound of a clip, from its first picture on; use it in a `with`."""

    def __init__(self, path: Path | None) -> None:
        """A clip without sound, a folder of frames and no clip at all are silent."""
        import av

        self._source: Any = None
        self._into: Any = None
        self._packets: Iterator[Any] = iter(())
        self._next: Any = None
        if path is None or not path.is_file():
            return
        with suppress(av.error.FFmpegError, OSError):
            self._source = av.open(str(path))

    def join(self, container: Any) -> None:
        """Takes its place in a file that is being written, before the first picture is."""
        if self._source is None or not (self._source.streams.audio and self._source.streams.video):
            return
        audio, video = self._source.streams.audio[0], self._source.streams.video[0]
        if audio.codec_context is None or audio.codec_context.codec.canonical_name not in _HELD:
            return
        self._into = container.add_stream_from_template(audio)
        begins = video.start_time * video.time_base if video.start_time else 0
        self._packets = _packets(self._source, audio, round(begins / audio.time_base))

    def until(self, seconds: float) -> Iterator[Any]:
        """What is heard before that moment and was not given yet, to be muxed."""
        while self._into is not None:
            packet = self._next or next(self._packets, None)
            self._next = None
            if packet is None:
                return
            if packet.pts * packet.time_base >= seconds:
                self._next = packet
                return
            packet.stream = self._into
            yield packet

    def close(self) -> None:
        """Lets go of the file."""
        if self._source is not None:
            self._source.close()


def _packets(source: Any, audio: Any, begins: int) -> Iterator[Any]:
    """Those from the first picture on, in order; they end where the file is damaged."""
    import av

    last: int | None = None
    with suppress(av.error.FFmpegError):
        for packet in source.demux(audio):
            if packet.pts is None or packet.dts is None or packet.is_corrupt:
                continue
            packet.pts, packet.dts = packet.pts - begins, packet.dts - begins
            # times that go back would stop the whole file from being written
            if packet.pts < 0 or (last is not None and packet.dts <= last):
                continue
            last = packet.dts
            yield packet
