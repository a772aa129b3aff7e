"""Clips rendered and measured once and kept in a folder, so that detectors run in milliseconds.

    for clip, seen in observations(folder, "tune"):
        print(clip.name, clip.kind, DETECTOR.run(seen))

What is there already is taken, as long as neither the stage nor what an observation is has changed.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import cv2

from engine.inspect.footage import Footage
from engine.inspect.kept import load, save
from engine.inspect.observation import Observation, observe
from engine.prompt.reading import read
from engine.records import Box, ClipInfo, Mark, Reading, Shot
from tests.helpers.stage.baselines import baselines
from tests.helpers.stage.repertoire import clips


class Truth(Protocol):
    """A clip and what is wrong with it: a `Planted` or a `Filmed` one."""

    @property
    def name(self) -> str: ...
    @property
    def scene(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def clean(self) -> bool: ...
    @property
    def info(self) -> ClipInfo: ...
    @property
    def span(self) -> tuple[int, int]: ...
    def boxes(self) -> tuple[tuple[int, Box], ...]: ...
    def marks(self) -> tuple[Mark, ...]: ...
    def shot(self, folder: Path) -> Shot: ...
    def write(self, path: Path) -> ClipInfo: ...


def observations(
    folder: Path,
    split: str = "all",
    kinds: tuple[str, ...] = (),
    *,
    quick: bool = False,
    prompts: bool = True,
    marks: bool = False,
) -> Iterator[tuple[Truth, Observation]]:
    """Every rendered clip with what was measured in it and what was asked for."""
    chosen = clips(split, kinds, quick)
    prepare(folder, chosen)
    for clip in chosen:
        yield clip, taken(folder, clip, prompts=prompts, marks=marks)


def prepare(
    folder: Path, chosen: Sequence[Truth], done: Callable[[str], None] = lambda _: None
) -> None:
    """Render and measure what is missing, two clips at a time."""
    home = place(folder)
    missing = [clip for clip in chosen if not _complete(home, clip.name)]
    if not missing:
        return
    with ProcessPoolExecutor(2, initializer=_humble) as pool:
        for finished in as_completed([pool.submit(_measure, home, clip) for clip in missing]):
            done(finished.result())


def taken(folder: Path, clip: Truth, *, prompts: bool = True, marks: bool = False) -> Observation:
    """What was measured in a clip; with its prompt, plan and images, and with marks if wanted."""
    home = place(folder)
    seen = load(home / f"{clip.name}.npz", home / f"{clip.name}.npy")
    assert seen is not None, f"{clip.name} was not measured"
    if marks:
        seen = replace(seen, marks=clip.marks())
    if not prompts:
        return seen
    shot = clip.shot(home)
    return replace(
        seen,
        reading=_read(shot.prompt) if shot.prompt else None,
        plan=shot.plan if shot.plan.strokes else None,
        start_image=shot.start_image,
        end_image=shot.end_image,
    )


def simple(folder: Path, clip: Truth) -> dict[str, float]:
    """The baselines' values of a clip, by kind."""
    text = (place(folder) / f"{clip.name}.json").read_text(encoding="utf-8")
    return json.loads(text)


def place(folder: Path) -> Path:
    """Where clips of this stage are kept."""
    home = folder / stamp()
    home.mkdir(parents=True, exist_ok=True)
    return home


@lru_cache(maxsize=1)
def stamp() -> str:
    """Changes with the code that renders."""
    sources = sorted(Path(__file__).parent.glob("*.py"))
    drawn = [path.read_bytes() for path in sources if path.stem not in ("observed", "judged")]
    return hashlib.sha256(b"".join(drawn)).hexdigest()[:10]


@lru_cache(maxsize=512)
def _read(prompt: str) -> Reading:
    return read(prompt)


def _humble() -> None:
    os.nice(5)
    cv2.setNumThreads(1)


def _complete(home: Path, name: str) -> bool:
    kept = all((home / f"{name}{suffix}").exists() for suffix in (".npz", ".npy", ".json"))
    return kept and load(home / f"{name}.npz", home / f"{name}.npy") is not None


def _measure(home: Path, clip: Truth) -> str:
    path = home / f"{clip.name}.mp4"
    if not path.exists():
        clip.write(path)
    flow = home / f"{clip.name}.npy"
    with Footage(path) as footage:
        seen = observe(footage.frames(), footage.info, flow)
    save(seen, home / f"{clip.name}.npz")
    with Footage(path) as footage:
        values = baselines(footage.frames(), footage.info, clip.shot(home))
    (home / f"{clip.name}.json").write_text(json.dumps(values), encoding="utf-8")
    return clip.name
