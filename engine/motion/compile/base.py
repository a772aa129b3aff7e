"""What a target of the compiler is: a source goes in, files in a folder and notes come out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.frame.load import Image
from engine.motion.guide import GuideClip
from engine.motion.tracks import Tracks, tracks_of
from engine.records import SCHEMA, MotionPlan


@dataclass(frozen=True)
class Source:
    """A plan over a start image at the size and length of the clip to be made."""

    plan: MotionPlan
    image: Image
    """Frame 0, uint8 RGB (height, width, 3)."""
    frames: int
    fps: float
    prompt: str = ""
    plate: Image | None = None
    """A clean background of the same size, instead of the plan's own."""
    written: Callable[[], object] = lambda: None
    """Told of every frame that a target has written; may raise `Cancelled`."""

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.image.shape[1], self.image.shape[0]

    @property
    def seconds(self) -> float:
        """How long the clip is."""
        return self.frames / self.fps

    @cached_property
    def clip(self) -> GuideClip:
        """The guide clip, which everything else is taken from. Raises BadInput for a bad plan."""
        return GuideClip(self.plan, self.image, self.frames, plate=self.plate, fps=self.fps)

    @cached_property
    def tracks(self) -> tuple[Tracks, ...]:
        """Points and boxes of every stroke."""
        return tracks_of(self.clip, self.plan)

    def counted(self) -> Iterator[int]:
        """The frames by their index, each told as written when the next one is asked for."""
        for index in range(self.frames):
            yield index
            self.written()

    def called(self, stroke: int) -> str:
        """How a stroke is spoken of: its name, or its number from 1."""
        return self.plan.strokes[stroke].name or f"stroke {stroke + 1}"


@dataclass(frozen=True, slots=True)
class Written:
    """What a target has written."""

    files: tuple[str, ...]
    """Names in the folder; a folder of frames ends in '/'."""
    notes: tuple[str, ...] = ()
    """What of the plan is not in them and why, one line each."""


@dataclass(frozen=True, slots=True)
class Target:
    """One kind of files that a model can be steered by."""

    id: str
    title: str
    doc: str
    write: Callable[[Source, Path], Written]
    """Writes into a folder that is there. Raises BadInput and StorageProblem."""
    passes: int = 0
    """How often it goes over all frames."""


def write_data(path: Path, data: dict[str, Any] | Sequence[Any]) -> None:
    """JSON with short lines where lists hold numbers."""
    path.write_text(json.dumps(data, ensure_ascii=False, allow_nan=False) + "\n", encoding="utf-8")


def headed(source: Source, **data: Any) -> dict[str, Any]:
    """JSON data with what every file of ours says first."""
    width, height = source.size
    head = {"schema": SCHEMA, "width": width, "height": height, "frames": source.frames}
    return {**head, "fps": source.fps, **data}


def write_picture(path: Path, picture: npt.NDArray[np.uint8]) -> None:
    """A grey (height, width) or RGB (height, width, 3) picture as PNG."""
    import cv2

    ordered = picture if picture.ndim == 2 else picture[:, :, ::-1]
    fast = [cv2.IMWRITE_PNG_COMPRESSION, 1, cv2.IMWRITE_PNG_STRATEGY, cv2.IMWRITE_PNG_STRATEGY_RLE]
    _, data = cv2.imencode(".png", np.ascontiguousarray(ordered), fast)
    path.write_bytes(data.tobytes())


def frame_name(index: int, suffix: str = ".png") -> str:
    """The name of a frame in a folder of frames."""
    return f"frame_{index:05d}{suffix}"


def length_note(who: str, frames: int, step: int) -> tuple[str, ...]:
    """What to say where a model does not take that many frames."""
    if frames % step == 1:
        return ()
    fits = max(1, round((frames - 1) / step)) * step + 1
    return (f"{who} takes {step}k+1 frames, not {frames}: compile {fits}",)


def size_note(who: str, size: tuple[int, int], multiple: int) -> tuple[str, ...]:
    """What to say where a model does not take that size."""
    width, height = size
    if not width % multiple and not height % multiple:
        return ()
    fits = " x ".join(str(max(1, round(side / multiple)) * multiple) for side in size)
    return (f"{who} takes sides that are multiples of {multiple}: compile {fits}",)
