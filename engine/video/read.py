"""A clip on disk in, frames as arrays out: exact by number, bounded before decoding.

A clip is a video file or a folder of PNG frames. Everything that can be wrong with a file that came
from anywhere (text, an image, cut off, absurdly large) is refused with one line. Frames come as
uint8 RGB (height, width, 3), upright, with the colours the file's tags ask for; where a file has
none, BT.709 is taken from 720 lines up and BT.601 below, as players do.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from engine.closing import Closing
from engine.records import ClipInfo
from engine.video.film import Film
from engine.video.folder import FrameFolder
from engine.video.frames import Frame


def probe(path: Path) -> ClipInfo:
    """What the clip at `path` is: frames as counted, not as promised.

    Raises BadInput for anything that is not a whole clip of at most 8192 pixels a side and 100,000
    frames.
    """
    with Reader(path) as reader:
        reader.frame(0)
        return reader.info


def frames(path: Path, start: int = 0, stop: int | None = None) -> Iterator[Frame]:
    """The pictures `start` up to (not including) `stop`, decoded one at a time.

    Raises BadInput as `probe` does, and where a picture cannot be decoded.
    """
    with Reader(path) as reader:
        for index in range(
            start, min(reader.info.frames, reader.info.frames if stop is None else stop)
        ):
            yield reader.frame(index)


class Reader(Closing):
    """Any picture of a clip by its number, again and again; close it, or use it in a `with`.

    Going forwards decodes each picture once; going back seeks to the last keyframe before. Not for
    use from two threads at once.
    """

    def __init__(self, path: Path, *, whole: bool = True) -> None:
        """Opens a clip; with `whole` False, one that was cut off or damaged is opened, too."""
        path = Path(path)
        self._source: Film | FrameFolder = (
            FrameFolder(path) if path.is_dir() else Film(path, whole=whole)
        )
        self.info: ClipInfo = self._source.info

    @property
    def promised(self) -> int:
        """How many pictures the file says it has."""
        return max(self.info.frames, self._source.promised)

    @property
    def times(self) -> tuple[float, ...]:
        """Seconds at which each picture is shown; empty where the file does not say."""
        return self._source.times

    @property
    def interlaced(self) -> bool:
        """Whether one of the `pictures` so far was two moments in one."""
        return self._source.interlaced

    def pictures(self) -> Iterator[Frame | None]:
        """All pictures from the first on, None for each that cannot be decoded."""
        return self._source.pictures()

    def frame(self, index: int) -> Frame:
        """Picture `index` as uint8 RGB (height, width, 3); raises IndexError outside the clip."""
        if not 0 <= index < self.info.frames:
            raise IndexError(f"frame {index} of {self.info.frames}")
        return self._source.frame(index)

    def close(self) -> None:
        """Let go of the file. Closing twice is fine."""
        self._source.close()
