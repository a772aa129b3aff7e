"""What a take says of itself: its request, how it was made and the images of both, in its file.

A request goes in and comes out on any other machine, so that the same clip can be made again and a
lost project rebuilt from its clips. The words are JSON in the comment of the file, where other
programs can read them; the images are files that it carries (`engine.video.carried`), pixel for
pixel and without what a camera noted of time and place. Clips come from strangers: all sizes are
bounded, shapes are checked, images are decoded before they are kept, and nothing is written outside
the folder that was named.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from engine.documents import (
    is_request,
    made_from_dict,
    made_to_dict,
    parse_json,
    request_from_dict,
    request_to_dict,
)
from engine.errors import BadInput, VerbenchError
from engine.frame.header import Broken, header
from engine.frame.load import Image, fit, load_image, load_mask, picture_in
from engine.project.media import keep_content, sha256_of
from engine.records import SCHEMA, ClipInfo, Made, Request, Settings, Shot
from engine.video.carried import MAX_BYTES, MAX_FILES, carried
from engine.video.read import probe
from engine.video.replace import refuse_storage
from engine.video.write import write_clip

MAX_IMAGE_BYTES = 4 * 1024 * 1024
"""A start image that is larger travels in the size that was asked for."""
_NOTES = (
    *(b"Exif", b"EXIF", b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"),
    *(b"XMP ", b"<x:xmp", b"http://ns.", b"Photoshop 3.0", b"ICC_PROFILE", b"iCCP", b"ICCP"),
    *(b"\xff\xfe", b"\xff\xed", b"II*\0", b"MM\0*", b"GIF8"),
)
"""Where a picture is stored with notes on it: what camera, program and person wrote beside it. Such
a one travels as PNG. Of TIFF and GIF nobody looks where they are."""
_MAX_OLD_BYTES = 512 * 1024
_PACKED = 16
"""Images that are kept packed: packing one of twelve megapixels takes a second."""
_SUFFIX = re.compile(r"[^a-z0-9.]|.{9,}")
_HOME = "~/"

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a clip says of itself."""

    request: Request
    made: Made | None = None
    missing: tuple[str, ...] = ()
    """Names of the images that it does not bring along."""
    scaled: tuple[str, ...] = ()
    """Names of the images that it brings along in the size that was asked for, not their own."""


def write_take(
    path: Path,
    frames: Iterable[Image],
    request: Request,
    made: Callable[[], Made | None] = lambda: None,
) -> ClipInfo:
    """Write the clip of `request` to `path` with its imprint; see `engine.video.write.write_clip`.

    `made` is asked once the first frame is there.
    """
    coming = iter(frames)
    first = next(coming, None)
    comment, files = imprinted(request, made())
    pictures = () if first is None else chain((first,), coming)
    return write_clip(path, pictures, request.shot.settings.fps, comment, files=files)


def imprinted(request: Request, made: Made | None = None) -> tuple[str, dict[str, bytes]]:
    """The comment of a clip of `request`, and the files that it carries beside it.

    An image that cannot be read, or that is one too many, goes by its name.
    """
    entries: dict[str, Data] = {}
    files: dict[str, bytes] = {}
    for path, kind in images_of(request.shot):
        key, entry, content = _packed(path, kind, request.shot.settings)
        entries[key] = entry
        room = MAX_BYTES - sum(map(len, files.values()))
        if content and len(content) <= room and len(files) < MAX_FILES:
            files[entry["carried"]] = content
    data = request_to_dict(_renamed(request, _key), None)
    _hide_home(data["shot"]["settings"])
    made_data = {} if made is None else {"made": made_to_dict(made)}
    text = {"schema": SCHEMA, **data, **made_data, "files": entries}
    return json.dumps(text, ensure_ascii=False, allow_nan=False), files


def imprint_of(path: Path, media: Path | None) -> Imprint | None:
    """What the clip at `path` says of itself; None where it is no clip of ours.

    Its images are put into `media`, or left where they are for None. Raises BadInput where the
    clip, or what it says, is damaged.
    """
    return imprint_beside(probe(path).comment, path, media)


def imprint_beside(comment: str, path: Path, media: Path | None) -> Imprint | None:
    """The same of a clip that was opened already, whose `comment` is known; see `imprint_of`."""
    return imprint_in(comment, carried(path), media) if is_request(comment) else None


def imprint_in(comment: str, files: Mapping[str, bytes], media: Path | None) -> Imprint:
    """The imprint in a comment with the files beside it; see `imprint_of`."""
    data = parse_json(comment, "the clip's comment", "request")
    data.setdefault("verbench", "")
    entries = data.get("files", {})
    shot = data.get("shot")
    # a plan that is a path would be read from wherever a stranger says
    if (
        not isinstance(shot, dict)
        or not isinstance(entries, dict)
        or isinstance(shot.get("plan"), str)
    ):
        raise BadInput("The clip's comment holds no request of Verbench")
    _show_home(shot.get("settings"))
    base = media or Path("/")
    plain = request_from_dict(data, base, "the clip's request")
    wanted = {path.name for path, _ in images_of(plain.shot)}
    places = {k: _Place.of(k, entries[k], files, media) for k in wanted & entries.keys()}
    request = _renamed(plain, lambda path: _found(places, path, base))
    made = data.get("made")
    return Imprint(
        request,
        None if made is None else made_from_dict(made, "the clip's request"),
        tuple(sorted(place.name for place in places.values() if not place.there)),
        tuple(sorted(place.name for place in places.values() if place.there and place.scaled)),
    )


# --- out ---------------------------------------------------------------------------------------


def images_of(shot: Shot) -> list[tuple[Path, bool]]:
    """The images of a shot, each once, and whether it is a mask."""
    pictures = [shot.start_image, shot.end_image, shot.plan.plate]
    masks = [stroke.region.mask for stroke in shot.plan.strokes]
    named = [(path, False) for path in pictures] + [(path, True) for path in masks]
    return list(dict.fromkeys((path, mask) for path, mask in named if path is not None))


def _packed(path: Path, mask: bool, settings: Settings) -> tuple[str, Data, bytes]:
    """The key of an image, what is said of it, and the file that travels."""
    try:
        stat, asked = path.stat(), (settings.width, settings.height)
        entry, content = _travelling(path, (stat.st_mtime_ns, stat.st_size), mask, asked)
    except (VerbenchError, OSError):
        return _key(path), {"name": path.name}, b""
    return _key(path), dict(entry), content


@lru_cache(maxsize=_PACKED)
def _travelling(
    path: Path, stamp: tuple[int, int], mask: bool, asked: tuple[int, int]
) -> tuple[Data, bytes]:
    """What is said of an image, and the file that travels; packed once for many takes of a shot."""
    entry: Data = {"name": path.name}
    pixels = load_mask(path) if mask else load_image(path)
    given = path.read_bytes()
    size = [pixels.shape[1], pixels.shape[0]]
    content = _png(pixels)
    if len(given) <= len(content) and not any(note in given for note in _NOTES):
        content = given
    if not mask and len(content) > MAX_IMAGE_BYTES:
        content, entry["scaled"] = _png(fit(pixels, *asked)), True
    suffix = ".png" if content is not given else _SUFFIX.sub("", path.suffix.lower())
    carried_as = f"{hashlib.sha256(content).hexdigest()[:16]}{suffix}"
    return entry | {"sha256": _digest_of(path), "size": size, "carried": carried_as}, content


def _png(pixels: Image) -> bytes:
    import cv2

    bgr = pixels if pixels.ndim == 2 else cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR)
    _, data = cv2.imencode(".png", bgr, [cv2.IMWRITE_PNG_COMPRESSION, 6])
    return bytes(data)


@lru_cache(maxsize=256)
def _digest(path: Path, modified: int) -> str:
    return sha256_of(path)


def _digest_of(path: Path) -> str:
    return _digest(path, path.stat().st_mtime_ns)


def _key(path: Path) -> str:
    """What an image is called within the text."""
    try:
        return f"{_digest_of(path)[:16]}{path.suffix.lower()}"
    except OSError:
        return path.name


def _hide_home(settings: Data) -> None:
    """A clip that is shown around does not tell the name of its maker's account."""
    home = f"{Path.home().as_posix()}/"
    for holder, key in _paths_in(settings):
        if holder[key].startswith(home):
            holder[key] = _HOME + holder[key].removeprefix(home)


def _show_home(settings: Any) -> None:
    for holder, key in _paths_in(settings if isinstance(settings, dict) else {}):
        said = holder[key]
        if said.startswith(_HOME):
            holder[key] = (Path.home() / said.removeprefix(_HOME)).as_posix()
        elif said.replace("\\", "/").startswith("//"):
            # looking for it would greet another machine
            holder[key] = said.replace("\\", "/").rpartition("/")[2]


def _paths_in(settings: Data) -> list[tuple[Data, str]]:
    loras = settings.get("loras")
    entries = [e for e in loras if isinstance(e, dict)] if isinstance(loras, list) else []
    places = [(settings, "model"), *((entry, "path") for entry in entries)]
    return [(holder, key) for holder, key in places if isinstance(holder.get(key), str)]


# --- in ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an image of an imprint is now."""

    name: str
    path: Path
    there: bool
    scaled: bool

    @classmethod
    def of(cls, key: str, entry: Any, files: Mapping[str, bytes], media: Path | None) -> _Place:
        """Where it is after it was put into `media`, where it travelled and is not there yet."""
        if not isinstance(entry, dict):
            raise BadInput("The clip's comment holds no request of Verbench")
        # names come from strangers: nothing but a plain one may reach the file system
        name = Path(str(entry.get("name", key)).replace("\\", "/").replace("\0", "")).name[:100]
        scaled = entry.get("scaled") is True
        content = _content(entry, files)
        if media is None:
            return cls(name, Path("/") / name, bool(content), scaled)
        original = _original(str(entry.get("sha256", "")), media)
        if original is not None:
            return cls(name, original, True, False)
        if not content:
            return cls(name, media / (name or key), False, scaled)
        return cls(name, _kept(content, name, media), True, scaled)


def _content(entry: Data, files: Mapping[str, bytes]) -> bytes:
    if "base64" not in entry:
        return files.get(str(entry.get("carried")), b"")
    # clips of the first versions have their images in the comment itself
    try:
        content = base64.b64decode(str(entry["base64"]), validate=True)
    except (binascii.Error, ValueError):
        raise BadInput("An image inside the clip's request is damaged") from None
    if len(content) > _MAX_OLD_BYTES:
        raise BadInput("A file inside the clip's request is not a small image")
    return content


def _original(sha256: str, media: Path) -> Path | None:
    """The very file that was asked with, where the project has it: it may hold more pixels."""
    if len(sha256) != 64 or not sha256.isalnum():
        return None
    for path in media.glob(f"*-{sha256[:12]}.*"):
        with suppress(OSError):
            if path.is_file() and _digest_of(path) == sha256:
                return path
    return None


def _kept(content: bytes, name: str, media: Path) -> Path:
    """The file of an image in `media`. Raises BadInput for what cannot be decoded."""
    head = None
    with suppress(Broken):
        head = header(content)
    if head is None:
        raise BadInput("A file inside the clip's request is not an image")
    picture_in(content, Path(name))
    try:
        media.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        refuse_storage(media, error)
    return keep_content(content, Path(name).stem, f".{head.format.lower()}", media)


def _found(places: Mapping[str, _Place], path: Path, media: Path) -> Path:
    """A path in a stranger's request names nothing but what came along with it."""
    place = places.get(path.name)
    return media / path.name if place is None else place.path


def _renamed(request: Request, name: Callable[[Path], str | Path]) -> Request:
    def renamed(path: Path | None) -> Path | None:
        return None if path is None else Path(name(path))

    shot = request.shot
    strokes = tuple(
        replace(stroke, region=replace(stroke.region, mask=renamed(stroke.region.mask)))
        for stroke in shot.plan.strokes
    )
    plan = replace(shot.plan, strokes=strokes, plate=renamed(shot.plan.plate))
    start, end = renamed(shot.start_image), renamed(shot.end_image)
    return replace(request, shot=replace(shot, start_image=start, end_image=end, plan=plan))
