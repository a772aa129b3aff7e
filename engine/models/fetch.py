"""Fetches a model from a hub: a repository and a folder go in, its files come out, whole or not at
all. Nothing is fetched without being asked: `plan` only lists what there is and what is left to
fetch, `fetch` carries a plan out.

huggingface_hub signs the requests. The bytes are streamed here, because since
its version 1 it throws away what was received when it is stopped: a half file stays beside its
place under its hash, and the next `fetch` goes on at its end, after a kill as well.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO

from engine.errors import BadInput, Cancelled, StorageProblem, VerbenchError
from engine.generate.lock import QueueLock
from engine.models import ledger, pickles
from engine.models.hub import FILES_LIMIT, HALF, LOGIN, Remote, is_of_the_line, listed, no_line

if TYPE_CHECKING:
    from hashlib import _Hash

OnBytes = Callable[[str, int, int], None]
"""Told the file, bytes that are here and bytes in all; may raise Cancelled to stop."""
_CHUNK = 1 << 20
_TRIES = 6
"""In a row without a byte."""
_ROOM = 256 << 20
"""Bytes that are left free on the disk."""
_NEVER = (".gitattributes", ".gitignore")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a fetch would do."""

    repository: str
    revision: str
    """The commit, so that a repository that changes meanwhile is not mixed."""
    folder: Path
    files: tuple[Remote, ...]
    here: int
    """Bytes that are here already, half files counted with what they have."""
    left_out: tuple[str, ...]
    """Files that are never fetched: pickles, which can run code."""
    endpoint: str = ""

    @property
    def bytes(self) -> int:
        """In all."""
        return sum(file.size for file in self.files)

    @property
    def left(self) -> int:
        """Bytes that are still to be fetched."""
        return self.bytes - self.here


def plan(
    repository: str,
    folder: Path,
    *,
    revision: str = "main",
    include: Iterable[str] = (),
    exclude: Iterable[str] = (),
    endpoint: str = "",
) -> Plan:
    """What there is to fetch. Only the list of files is asked for.

    `include` and `exclude` are patterns ('transformer/*'). Raises BadInput for what the hub does
    not have or does not give, MissingPart without huggingface_hub.
    """
    commit, found = listed(repository, revision, endpoint)
    taken, chosen = tuple(include), []
    dropped, left_out = tuple(exclude), []
    for file in found:
        if file.name in _NEVER or (taken and not _matches(file.name, taken)):
            continue
        if _matches(file.name, dropped):
            continue
        if PurePosixPath(file.name).suffix.lower() in pickles.ENDINGS:
            left_out.append(file.name)
        else:
            chosen.append(file)
    if not chosen:
        _nothing(repository, left_out)
    halves = _halves(folder, repository)
    here = sum(_here(folder / file.name, halves, file) for file in chosen)
    return Plan(repository, commit, folder, tuple(chosen), here, tuple(left_out), endpoint)


def narrowed(wanted: Plan, files: Sequence[Remote]) -> Plan:
    """The same with some of its files only."""
    halves = _halves(wanted.folder, wanted.repository)
    here = sum(_here(wanted.folder / file.name, halves, file) for file in files)
    return replace(wanted, files=tuple(files), here=here)


def free(folder: Path) -> int:
    """Bytes that can be written to the disk of a folder, which need not be there yet."""
    return max(0, shutil.disk_usage(_nearest(folder)).free - _ROOM)


def fetch(wanted: Plan, on_bytes: OnBytes | None = None, *, patience: float = 1.0) -> Path:
    """Fetches what is left of a plan, checks every file, and returns the folder.

    `patience` are the seconds before the first new try; they double with each. Raises
    StorageProblem where the disk is or gets full, BadInput for a file that is not what the hub
    says, Cancelled where `on_bytes` raises it. What was received stays and is gone on with.
    """
    _check_room(wanted)
    try:
        return _Fetch(wanted, on_bytes or (lambda name, here, size: None), patience).run()
    except OSError as error:
        if error.errno in _FULL:
            raise StorageProblem(
                f"The disk of {wanted.folder} is full",
                mend="Free some space and fetch again; what is there is kept.",
            ) from error
        mend = "Choose a folder you may write to."
        if error.errno == errno.EFBIG:
            mend = "Its disk takes no files of this size (FAT32 has 4 GB): choose another disk."
        said = f"{wanted.folder} cannot be written to: {error.strerror or error}"
        raise StorageProblem(said, mend=mend) from error


_FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})


class _Fetch:
    """One run: the files of a plan, one after another."""

    def __init__(self, wanted: Plan, on_bytes: OnBytes, patience: float) -> None:
        self._plan = wanted
        self._on_bytes = on_bytes
        self._patience = patience
        self._total = wanted.bytes
        self._done = 0
        self._halves = _halves(wanted.folder, wanted.repository)
        self._checked = _Checked(self._halves / "checked.json")

    def run(self) -> Path:
        self._halves.mkdir(parents=True, exist_ok=True)
        # two that append to one half would spoil it for both
        with QueueLock(self._halves):
            return self._all()

    def _all(self) -> Path:
        for file in self._plan.files:
            self._one(file)
            self._done += file.size
        self._tell(self._plan.files[-1].name, 0)
        # what is left are halves of other revisions
        for half in self._halves.glob("*.part"):
            half.unlink(missing_ok=True)
        return self._plan.folder

    def _one(self, file: Remote) -> None:
        target = self._plan.folder / file.name
        if self._checked.holds(target, file) or self._is_whole(target, file):
            return
        half = self._halves / f"{file.mark}.part"
        self._receive(file, half)
        target.parent.mkdir(parents=True, exist_ok=True)
        half.replace(target)
        self._checked.put(target, file)

    def _is_whole(self, target: Path, file: Remote) -> bool:
        """Whether what lies there is the file; another file is replaced when ours is whole."""
        if not target.is_file() or target.stat().st_size != file.size:
            return False
        known = _Digest(file)
        with target.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                known.add(chunk)
                self._tell(file.name, known.size)
        if not known.agrees:
            return False
        self._checked.put(target, file)
        return True

    def _receive(self, file: Remote, half: Path) -> None:
        """Fills the half until it is whole and is what the hub says."""
        with half.open("ab") as stream:
            fd = stream.fileno()
            digest = self._half(file, half)
            if digest.size > file.size:
                digest = self._anew(file, stream)
            tries = 0
            while digest.size < file.size:
                before = digest.size
                problem = self._stream(file, stream, digest)
                tries = 0 if digest.size > before else tries + 1
                if problem and tries >= _TRIES:
                    raise problem
                if problem:
                    self._wait(file, tries, digest.size)
            stream.flush()
            os.fsync(fd)
        if not digest.agrees:
            half.unlink(missing_ok=True)
            said = f"{file.name} of {self._plan.repository} did not arrive as the hub has it"
            raise BadInput(said, mend="Fetch again; it is received anew.")

    def _half(self, file: Remote, half: Path) -> _Digest:
        digest = _Digest(file)
        with half.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                digest.add(chunk)
                self._tell(file.name, digest.size)
        return digest

    def _anew(self, file: Remote, stream: BinaryIO) -> _Digest:
        stream.truncate(0)
        return _Digest(file)

    def _stream(self, file: Remote, stream: BinaryIO, digest: _Digest) -> VerbenchError | None:
        """Receives on from where the half ends. Gives the problem where it is worth a new try."""
        from huggingface_hub import get_session

        url, headers = self._address(file)
        if digest.size:
            headers["Range"] = f"bytes={digest.size}-"
        session = get_session()
        try:
            with session.stream("GET", url, headers=headers, follow_redirects=True) as answer:
                if answer.status_code >= 400:
                    return self._refused(file, answer.status_code)
                if digest.size and answer.status_code != 206:
                    # the server sends the whole: what we have is of no use
                    stream.truncate(0)
                    digest.clear()
                for chunk in answer.iter_bytes():
                    if digest.size + len(chunk) > file.size:
                        said = f"{file.name} is longer than the hub says"
                        raise BadInput(said, mend="Ask who keeps the repository.")
                    stream.write(chunk)
                    digest.add(chunk)
                    self._tell(file.name, digest.size)
        except (VerbenchError, Cancelled, OSError):
            stream.flush()
            raise
        except Exception as error:
            if not is_of_the_line(error):
                raise
            return no_line(self._plan.endpoint, error)
        if digest.size < file.size:
            return no_line(self._plan.endpoint, None)
        return None

    def _address(self, file: Remote) -> tuple[str, dict[str, str]]:
        """Where the file lies and what is said when it is asked for; only the hub is told who
        asks."""
        from huggingface_hub import hf_hub_url
        from huggingface_hub.utils import build_hf_headers  # type: ignore[attr-defined]

        plain = {"Accept-Encoding": "identity"}
        if file.url:
            return file.url, plain
        url = hf_hub_url(
            self._plan.repository,
            file.name,
            revision=self._plan.revision,
            endpoint=self._plan.endpoint or None,
        )
        return url, build_hf_headers() | plain

    def _refused(self, file: Remote, status: int) -> VerbenchError:
        if status in {408, 416, 425, 429} or status >= 500:
            return no_line(self._plan.endpoint, None)
        said = f"The hub does not give {file.name} of {self._plan.repository} (status {status})"
        raise BadInput(said, mend=LOGIN if status in {401, 403} else "Plan the fetch again.")

    def _wait(self, file: Remote, tries: int, here: int) -> None:
        until = time.monotonic() + self._patience * 2 ** max(0, tries - 1)
        while time.monotonic() < until:
            self._tell(file.name, here)
            time.sleep(min(0.2, self._patience))

    def _tell(self, name: str, here: int) -> None:
        self._on_bytes(name, min(self._total, self._done + here), self._total)


class _Digest:
    """The hash of a file while it grows: SHA-256, or git's SHA-1 for small files."""

    def __init__(self, file: Remote) -> None:
        self._file = file
        self.clear()

    def clear(self) -> None:
        """Begins anew."""
        self.size = 0
        self._hash: _Hash = hashlib.sha256()
        if not self._file.sha256 and self._file.git:
            self._hash = hashlib.sha1(f"blob {self._file.size}\0".encode(), usedforsecurity=False)

    def add(self, chunk: bytes) -> None:
        """Goes on with the next bytes."""
        self._hash.update(chunk)
        self.size += len(chunk)

    @property
    def agrees(self) -> bool:
        """Whether size and hash are what the hub says."""
        said = self._file.sha256 or self._file.git
        return self.size == self._file.size and said in {"", self._hash.hexdigest()}


class _Checked:
    """Which files were checked, by size and time of change: hashing 60 GB again takes minutes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = ledger.entries(path)

    def holds(self, target: Path, file: Remote) -> bool:
        """Whether this very file was checked and has not changed since."""
        try:
            told = target.stat()
        except OSError:
            return False
        return bool(self._known.get(file.name) == [told.st_size, told.st_mtime_ns, file.mark])

    def put(self, target: Path, file: Remote) -> None:
        """Keeps that it was checked."""
        told = target.stat()
        self._known[file.name] = [told.st_size, told.st_mtime_ns, file.mark]
        ledger.write(self._path, self._known, FILES_LIMIT)


def _matches(name: str, patterns: Sequence[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def _nothing(repository: str, left_out: Sequence[str]) -> None:
    if left_out:
        raise BadInput(
            f"{repository} has pickle checkpoints only, which can run any code: {left_out[0]}",
            mend="Look for a repository with .safetensors or .gguf files of the same model.",
        )
    raise BadInput(f"Nothing in {repository} matches", mend="Leave --include away to see all.")


def _halves(folder: Path, repository: str) -> Path:
    """Each repository has its own, for several may be fetched into one folder."""
    return folder / HALF / repository.replace("/", "--")


def _here(target: Path, halves: Path, file: Remote) -> int:
    with suppress(OSError):
        if target.stat().st_size == file.size:
            return file.size
    with suppress(OSError):
        return min(file.size, (halves / f"{file.mark}.part").stat().st_size)
    return 0


def _check_room(wanted: Plan) -> None:
    room = free(wanted.folder)
    if wanted.left > room:
        raise StorageProblem(
            f"{wanted.repository} needs {wanted.left / 1e9:.1f} GB more in "
            f"{_nearest(wanted.folder)}, and {room / 1e9:.1f} GB are free",
            mend="Free some space, or choose a folder on another disk.",
        )


def _nearest(folder: Path) -> Path:
    """The folder itself, or what it would be made in."""
    whole = folder.absolute()
    return next(place for place in (whole, *whole.parents) if place.exists())
