"""Clips rendered and measured once and kept in a folder, so that detectors run in milliseconds.

    for clip, seen in observations(folder, "tune"):
        print(clip.name, clip.kind, DETECTOR.run(seen))

What is there already is taken, as long as neither the stage nor what an observation is has changed.
"""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from subprocess import PIPE
from typing import Protocol

import cv2

from engine.inspect.footage import Footage
from engine.inspect.kept import load, save
from engine.inspect.observation import Observation, observe
from engine.prompt.reading import read
from engine.records import Box, ClipInfo, Mark, Reading, Shot
from tests.helpers.stage.baselines import baselines
from tests.helpers.stage.repertoire import SCENES, clips

_ROOT = Path(__file__).resolve().parents[3]
_DRAWING = ("world", "skins", "render", "cameras", "dynamics", "sets", "plants")


class Truth(Protocol):
    """A clip and what is wrong with it: a `Planted`, a `Filmed` or a `Sprited` one."""

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
    missing = [clip for clip in chosen if _kept(place(folder, clip)) is None]
    if not missing:
        return
    # not forked: OpenCV's threads do not live on in a fork, and it waits for them for ever
    with ThreadPoolExecutor(2) as pool:
        halves = [missing[::2], missing[1::2]]
        list(pool.map(lambda half: _elsewhere(folder.resolve(), half, done), halves))


def _elsewhere(folder: Path, half: Sequence[Truth], done: Callable[[str], None]) -> None:
    """Measure clips in a process of their own."""
    command = [sys.executable, "-m", "tests.helpers.stage.observed", str(folder)]
    with subprocess.Popen(command, stdin=PIPE, stdout=PIPE, cwd=_ROOT) as worker:
        assert worker.stdin is not None
        assert worker.stdout is not None
        pickle.dump(list(half), worker.stdin)
        worker.stdin.close()
        for line in worker.stdout:
            done(line.decode().strip())
    if worker.returncode:
        sys.exit(f"A clip could not be measured (status {worker.returncode})")


def taken(folder: Path, clip: Truth, *, prompts: bool = True, marks: bool = False) -> Observation:
    """What was measured in a clip; with its prompt, plan and images, and with marks if wanted."""
    home = place(folder, clip)
    seen = _kept(home)
    if seen is None:
        _measure(folder, clip)
        seen = _kept(home)
    assert seen is not None
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
    return json.loads((place(folder, clip) / "simple.json").read_text(encoding="utf-8"))


def place(folder: Path, clip: Truth) -> Path:
    """The folder in which a clip (clip.mp4) and what was measured in it lie."""
    drawn = _drawn(type(clip).__module__, clip.scene)
    home = folder / f"{clip.name}-{zlib.crc32(repr(clip).encode() + drawn):08x}"
    home.mkdir(parents=True, exist_ok=True)
    return home


@lru_cache(maxsize=64)
def _drawn(module: str, scene: str) -> bytes:
    """Changes with the code that draws a scene."""
    home = Path(str(sys.modules[module].__file__)).parent
    if home != Path(__file__).parent:
        return b"".join(path.read_bytes() for path in sorted(home.glob("*.py")))
    stems = (*_DRAWING, *(() if any(entry.name == scene for entry in SCENES) else ("footage",)))
    files = [Path(__file__).parent / f"{stem}.py" for stem in stems]
    for entry in SCENES:
        if entry.name == scene:
            made = Path(str(sys.modules[entry.made.__module__].__file__))
            alone = made.parent == Path(__file__).parent
            files += [made] if alone else sorted(made.parent.glob("*.py"))
    return b"".join(path.read_bytes() for path in files)


def _kept(home: Path) -> Observation | None:
    if not (home / "simple.json").exists():
        return None
    return load(home / "seen.npz", home / "flow.npy")


@lru_cache(maxsize=512)
def _read(prompt: str) -> Reading:
    return read(prompt)


def _measure(folder: Path, clip: Truth) -> str:
    home = place(folder, clip)
    path = home / "clip.mp4"
    if not path.exists():
        clip.write(path)
    with Footage(path) as footage:
        seen = observe(footage.frames(), footage.info, home / "flow.npy")
    save(seen, home / "seen.npz")
    with Footage(path) as footage:
        values = baselines(footage.frames(), footage.info, clip.shot(home))
    (home / "simple.json").write_text(json.dumps(values), encoding="utf-8")
    return clip.name


def main() -> None:
    """Measure the clips that come on standard input."""
    os.nice(5)
    cv2.setNumThreads(1)
    for clip in pickle.load(sys.stdin.buffer):
        sys.stdout.write(_measure(Path(sys.argv[1]), clip) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
