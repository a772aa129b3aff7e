"""Frames on their way to the screen: a clip goes in, images by their number come out.

One thread decodes ahead of the playhead into a bounded store, so that any clip plays and steps
without waiting and a long one does not fill the memory. The thread is always joined.
"""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from engine.errors import BadInput, VerbenchError
from engine.records import ClipInfo
from widgets.images import to_qimage

BUDGET_BYTES = 768 * 1024 * 1024
"""81 frames of 1280x720 take 300 MB at 32 bits a pixel."""
BEHIND = 0.25
"""Share of the store that is kept behind the playhead, for stepping back."""


class Reel(QObject):
    """Decoded frames around the playhead. Signals come from the decoding thread."""

    opened = Signal(object, ClipInfo)
    """The path that was opened, and what it is."""
    frame_ready = Signal(int)
    failed = Signal(VerbenchError)

    def __init__(
        self, parent: QObject | None = None, budget: int = BUDGET_BYTES, widest: int = 0
    ) -> None:
        """Images wider than `widest` pixels are kept smaller; 0 keeps every one as it is."""
        super().__init__(parent)
        self._budget, self._widest = budget, widest
        self._path: Path | None = None
        self._wake = threading.Condition()
        self._frames: dict[int, QImage] = {}
        self._wanted = 0
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._clip: ClipInfo | None = None
        """What the clip was said to be."""

    @property
    def path(self) -> Path | None:
        """The clip that is open."""
        return self._path

    @property
    def widest(self) -> int:
        """Pixels that images are wide at most; 0 is as wide as they are."""
        return self._widest

    def open(self, path: Path | None, widest: int | None = None) -> None:
        """Lets go of the clip before and starts to decode this one; `widest` may be another."""
        self.close()
        self._widest = self._widest if widest is None else widest
        self._path = path
        if path is None:
            return
        self._stop = threading.Event()
        self._wanted, self._clip = 0, None
        self._thread = threading.Thread(
            target=self._run, args=(path, self._stop), name="reel", daemon=True
        )
        self._thread.start()

    def close(self) -> None:
        """Stops decoding and forgets all frames."""
        with self._wake:
            self._stop.set()
            self._wake.notify_all()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        self._path = None
        self._frames.clear()

    def image(self, index: int) -> QImage | None:
        """The frame with this number if it is decoded; it is wanted next if it is not."""
        with self._wake:
            self._wanted = index
            self._wake.notify_all()
            return self._frames.get(index)

    def room(self, clip: ClipInfo) -> int:
        """How many frames of a clip stay decoded."""
        share = min(1.0, self._widest / clip.width) if self._widest else 1.0
        return max(8, int(self._budget / max(1.0, clip.width * clip.height * 4 * share**2)))

    def known(self, index: int) -> QImage | None:
        """The frame with this number if it is decoded; it is not wanted otherwise."""
        with self._wake:
            return self._frames.get(index)

    def _run(self, path: Path, stop: threading.Event) -> None:
        try:
            told = self._play(path, stop, whole=True)
            # what is damaged is shown as far as it can be read
            if told is not None and self._play(path, stop, whole=False) is not None:
                self._fail(told, stop)
        except Exception:
            # a picture that never comes has to have a reason that can be read
            said = f"{path.name} is not a video that can be read"
            mend = "Choose a whole video file, or convert it to H.264 MP4 first."
            self._fail(BadInput(said, mend=mend), stop)
            raise

    def _play(self, path: Path, stop: threading.Event, *, whole: bool) -> VerbenchError | None:
        """Decodes until it is told to stop; what it ended with, if that was before."""
        from engine.video.read import Reader

        try:
            with Reader(path, whole=whole) as reader:
                if not stop.is_set() and reader.info != self._clip:
                    self._clip = reader.info
                    self.opened.emit(path, reader.info)
                self._decode(reader, reader.info, stop, whole=whole)
        except VerbenchError as error:
            return error
        return None

    def _fail(self, error: VerbenchError, stop: threading.Event) -> None:
        if not stop.is_set():
            self.failed.emit(error)

    def _decode(self, reader, clip: ClipInfo, stop: threading.Event, *, whole: bool) -> None:
        room = self.room(clip)
        while not stop.is_set():
            index = self._next(clip.frames, room)
            if index is None:
                with self._wake:
                    if not stop.is_set():
                        self._wake.wait(0.2)
                continue
            try:
                image = to_qimage(reader.frame(index), self._widest)
            except BadInput:
                if whole:
                    raise
                image = self._standing_in(index, clip)
            if stop.is_set():
                return
            with self._wake:
                self._frames[index] = image
                first, last = _window(self._wanted, clip.frames, room)
                for known in [key for key in self._frames if not first <= key < last]:
                    del self._frames[known]
            self.frame_ready.emit(index)

    def _standing_in(self, index: int, clip: ClipInfo) -> QImage:
        """For a picture that cannot be read: the one before it, as for whoever inspects it."""
        with self._wake:
            before = max((known for known in self._frames if known < index), default=None)
            if before is not None:
                return self._frames[before]
        image = QImage(clip.width, clip.height, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.black)
        return image

    def _next(self, count: int, room: int) -> int | None:
        """The frame to decode now: the wanted one, then those after it, then those before."""
        with self._wake:
            wanted = min(max(self._wanted, 0), count - 1)
            first, last = _window(wanted, count, room)
            ahead = next((i for i in range(wanted, last) if i not in self._frames), None)
            if ahead is not None:
                return ahead
            return next((i for i in range(first, wanted) if i not in self._frames), None)


def _window(wanted: int, count: int, room: int) -> tuple[int, int]:
    if count <= room:
        return 0, count
    first = min(max(wanted - int(room * BEHIND), 0), count - room)
    return first, first + room
