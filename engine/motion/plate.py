"""What is seen where things moved away: a person's clean plate, or a completion that is kept.

Completing a background takes tenths of a second; while only paths change, picture and hole stay the
same, so the newest completions are kept in memory, and the one that is there is used at once.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from functools import lru_cache
from pathlib import Path

from engine.frame.load import Image, fit, load_image
from engine.motion.background import Hole, complete

_KEPT_BYTES = 96 * 1024 * 1024


class _Kept:
    """The newest completions, as many as fit; from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pictures: OrderedDict[bytes, Image] = OrderedDict()

    def get(self, key: bytes) -> Image | None:
        with self._lock:
            if key in self._pictures:
                self._pictures.move_to_end(key)
            return self._pictures.get(key)

    def put(self, key: bytes, picture: Image) -> None:
        with self._lock:
            self._pictures[key] = picture
            while sum(p.nbytes for p in self._pictures.values()) > _KEPT_BYTES:
                self._pictures.popitem(last=False)


_kept = _Kept()


def completed(image: Image, hole: Hole) -> Image:
    """The picture with its hole completed with texture, from memory where it was done before.

    The same array may be given again: it must not be written to.
    """
    key = _key(image, hole)
    found = _kept.get(key)
    if found is None:
        found = complete(image, hole)
        found.setflags(write=False)
        _kept.put(key, found)
    return found


def at_hand(image: Image, hole: Hole) -> Image | None:
    """What `completed` gives, where it is in memory."""
    return _kept.get(_key(image, hole))


def _key(image: Image, hole: Hole) -> bytes:
    digest = hashlib.blake2b(str(image.shape).encode(), digest_size=20)
    digest.update(image.tobytes())
    digest.update(hole.tobytes())
    return digest.digest()


def own_plate(path: Path, width: int, height: int) -> Image:
    """A person's clean plate, fitted as the start image is. Raises BadInput as `load_image` does.

    The same array may be given again: it must not be written to.
    """
    try:
        changed = path.stat().st_mtime_ns
    except (OSError, ValueError):
        changed = 0  # loading says what is wrong
    return _own_plate(path, changed, width, height)


@lru_cache(maxsize=4)
def _own_plate(path: Path, _changed: int, width: int, height: int) -> Image:
    picture = fit(load_image(path), width, height)
    picture.setflags(write=False)
    return picture
