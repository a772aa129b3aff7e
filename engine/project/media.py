"""The media folder of a project: files go in whole, under names that never collide."""

from __future__ import annotations

import contextlib
import hashlib
import re
import shutil
import time
import unicodedata
from pathlib import Path

from engine.errors import BadInput
from engine.video.replace import refuse_storage, replacing

FOLDER = "media"
_HASH_LENGTH = 12


def slug(text: str, words: int = 5) -> str:
    """A short file name of plain letters from a text; 'clip' where nothing is left."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain[:400])[:words])[:48] or "clip"


def sha256_of(path: Path) -> str:
    """The hash of a file's bytes; of a folder, that of its files in order."""
    digest = hashlib.sha256()
    inside = (part for part in path.rglob("*") if part.is_file()) if path.is_dir() else (path,)
    for part in sorted(inside):
        with part.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()


def keep_file(source: Path, media: Path) -> Path:
    """A copy of `source` in `media`, named after its content; what is there already is not copied.

    Raises BadInput where `source` cannot be read and StorageProblem where the copy cannot be made.
    """
    try:
        name = sha256_of(source)[:_HASH_LENGTH]
    except OSError as error:
        raise BadInput(
            f"{source} cannot be read ({error.strerror})", mend="Check the path."
        ) from error
    target = media / f"{slug(source.stem)}-{name}{source.suffix.lower()}"
    if target.exists():
        return target
    if source.is_dir():
        _keep_folder(source, target)
        return target
    with replacing(target) as temp:
        try:
            shutil.copyfile(source, temp)
        except OSError as error:
            refuse_storage(target, error)
    return target


def keep_content(content: bytes, name: str, suffix: str, media: Path) -> Path:
    """A file of these bytes in `media`, named after them; what is there already is not written.

    Raises StorageProblem where it cannot be written.
    """
    digest = hashlib.sha256(content).hexdigest()[:_HASH_LENGTH]
    target = media / f"{slug(name)}-{digest}{suffix}"
    if not target.exists():
        with replacing(target) as temp:
            try:
                temp.write_bytes(content)
            except OSError as error:
                refuse_storage(target, error)
    return target


def sweep(media: Path, stem: str = "*", older_than: float = 0.0) -> None:
    """Remove what a crash left half-written of the file `stem`, or of all files.

    `older_than` seconds without a change: others may be writing.
    """
    for pattern in (f".{stem}.part", f".{stem}.part.*"):
        for leftover in media.glob(pattern):
            with contextlib.suppress(OSError):
                if time.time() - leftover.stat().st_mtime < older_than:
                    continue
                if leftover.is_dir():
                    shutil.rmtree(leftover)
                else:
                    leftover.unlink()


def _keep_folder(source: Path, target: Path) -> None:
    temp = target.with_name(f".{target.name}.part")
    try:
        shutil.copytree(source, temp, dirs_exist_ok=True)
        temp.rename(target)
    except OSError as error:
        refuse_storage(target, error)
    finally:
        shutil.rmtree(temp, ignore_errors=True)
