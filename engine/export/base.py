"""What an exporter is, and the one way from a Cut to its frames.

Takes are joined by decoding: joining compressed streams at cut points is not exact to the frame.
One rate for all is a must, because frames that are dropped or doubled in silence are motion that
nobody asked for; sizes are scaled to cover the cut's frame and cropped around the middle.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.documents import is_request
from engine.errors import BadInput
from engine.frame.load import fit
from engine.records import ClipInfo, Cut, CutShot
from engine.video.carried import carried
from engine.video.frames import MAX_FRAMES, Frame
from engine.video.read import Reader

OnStep = Callable[[int, int], None]
"""Frames done and in all. May raise Cancelled: then nothing is left of the export."""

_SAME_RATE = 0.01


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format a cut can be written as."""

    id: str
    title: str
    suffix: str
    """What the file's name ends with; empty for a folder."""
    doc: str
    """What it is good for, in words a creator uses."""
    write: Callable[[Cut, Path, OnStep], None]
    """Raises BadInput for a cut that cannot be written, StorageProblem for a disk that cannot
    take it; what was there before stays in both cases."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One shot of a cut, measured: frames `start` up to `end` of its take, the last one held."""

    shot: CutShot
    clip: ClipInfo
    start: int
    end: int

    @property
    def frames(self) -> int:
        """How many frames of the cut it fills."""
        return self.end - self.start + self.shot.hold


def pieces(cut: Cut) -> tuple[Piece, ...]:
    """The shots of a cut, each checked against its take.

    Raises BadInput for an empty cut, a take that cannot be read, another rate than the cut's, and
    frames that are not there.
    """
    if not cut.shots:
        raise BadInput("The cut is empty", mend="Put at least one take in it.")
    found = tuple(_piece(cut, shot) for shot in cut.shots)
    if sum(piece.frames for piece in found) > MAX_FRAMES:
        raise BadInput(
            f"The cut has more than {MAX_FRAMES:,} frames", mend="Export it in several parts."
        )
    return found


def imprint_of_one(parts: tuple[Piece, ...]) -> tuple[str, dict[str, bytes]]:
    """The comment and the files that a single take of ours goes on carrying; else nothing."""
    if len(parts) != 1 or not is_request(parts[0].clip.comment):
        return "", {}
    return parts[0].clip.comment, carried(parts[0].shot.take)


def stitch(cut: Cut, on_step: OnStep) -> Iterator[Frame]:
    """The frames of a cut in order: uint8 RGB of the cut's size. Checks all takes first."""
    parts = pieces(cut)
    total, done = sum(piece.frames for piece in parts), 0
    for piece in parts:
        with Reader(piece.shot.take) as reader:
            for index in (*range(piece.start, piece.end), *[piece.end - 1] * piece.shot.hold):
                yield fit(reader.frame(index), cut.width, cut.height)
                done += 1
                on_step(done, total)


def check_name(path: Path, suffix: str) -> None:
    """Raises BadInput where the name of a file says another format than it will have."""
    if path.suffix.lower() != suffix:
        wanted = f"ends with {suffix}" if suffix else "is that of a folder, without a suffix"
        raise BadInput(f"{path.name} is the wrong name", mend=f"Use one that {wanted}.")


def _piece(cut: Cut, shot: CutShot) -> Piece:
    with Reader(shot.take) as reader:
        clip = reader.info
    name = shot.take.name
    if abs(clip.fps - cut.fps) > _SAME_RATE:
        raise BadInput(
            f"{name} runs at {clip.fps:g} frames per second and the cut at {cut.fps:g}",
            mend=f"Make it again at {cut.fps:g}, or set the cut to {clip.fps:g}.",
        )
    end = clip.frames if shot.end is None else shot.end
    if not 0 <= shot.start < end <= clip.frames or shot.hold < 0:
        raise BadInput(
            f"The cut takes frames {shot.start} to {end - 1} of {name}, which has {clip.frames}",
            mend="Move the in and out points.",
        )
    return Piece(shot, clip, shot.start, end)
