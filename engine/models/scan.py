"""Looks through folders for models: places go in, each `Model` or `Skipped` comes out as soon as
it is found. What was read is remembered by size and time of change, so that the next scan of
thousands of files only asks for those.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from engine.errors import BadInput
from engine.models.files import WEIGHTS, shard_of, shards, single
from engine.models.folders import INDEX, folder
from engine.models.pickles import ENDINGS, is_pickle, refusal
from engine.models.places import Place
from engine.models.record import Model, Problem, Skipped, problem_of
from engine.models.remembered import Remembered, Stamp

OnLook = Callable[[int, Path], None]
"""Told how many files were looked at and where the scan stands; may raise Cancelled to stop."""
DEPTH_LIMIT = 10
ENTRIES_LIMIT = 300_000
_REPOSITORY = re.compile(r"[\w.\-]+/[\w.\-]+")
_PASSED = frozenset({"__pycache__", "node_modules", "site-packages"})


def scan(
    places: Iterable[Place], *, memory: Path | None = None, on_look: OnLook | None = None
) -> Iterator[Model | Skipped]:
    """Everything in these places, each model once, in the order in which it is found.

    `memory` is the file in which what was read is kept; without one every header is read. It is
    written when the scan ends, also when it is stopped.
    """
    remembered = Remembered(memory)
    look = _Look(tuple(places), remembered, on_look or (lambda count, path: None))
    try:
        yield from look.all()
    finally:
        remembered.save()


def model_at(path: Path) -> Model:
    """The model of a file, or the first usable one of a folder. Raises BadInput with the reason."""
    if path.is_file():
        try:
            found = _of_file(path)
        except OSError as error:
            raise BadInput(f"{path} cannot be read: {error.strerror or error}") from error
    elif path.is_dir():
        found = _of_folder(path)
    else:
        mend = "Name a folder or a file of a model."
        if _REPOSITORY.fullmatch(str(path)):
            mend = f"Fetch it: verbench models fetch {path} -o FOLDER, and name that folder."
        raise BadInput(f"There is no {path}", mend=mend)
    if isinstance(found, Skipped):
        raise BadInput(found.problem.message, mend=found.problem.mend)
    return found


def _of_file(path: Path) -> Model | Skipped:
    if path.suffix.lower() in ENDINGS and is_pickle(path):
        return Skipped(path, problem_of(refusal(path)))
    shard = shard_of(path.name)
    if shard is None:
        return single(path)
    names = sorted(entry for entry in path.parent.iterdir() if shard_of(entry.name))
    own = [entry for entry in names if (shard_of(entry.name) or shard)[0] == shard[0]]
    return shards(path.with_name(shard[0]), own)


def _of_folder(path: Path) -> Model | Skipped:
    skipped: Skipped | None = None
    model: Model | None = None
    for found in scan([Place(path)]):
        if isinstance(found, Skipped):
            if found.path == path / INDEX:
                return found  # what lies beside it is no model without it
            skipped = skipped or found
        elif found.part("transformer") or found.part("unet"):
            return found
        else:
            model = model or found
    return model or skipped or Skipped(path, _nothing(path))


def _nothing(path: Path) -> Problem:
    return Problem(f"{path} holds no model", "Name the folder that has its model_index.json.")


@dataclass
class _Look:
    """One scan: what was seen of it so far."""

    places: tuple[Place, ...]
    remembered: Remembered
    on_look: OnLook
    count: int = 0
    visited: set[tuple[int, int]] = field(default_factory=set)
    roots: tuple[Path, ...] = ()

    def all(self) -> Iterator[Model | Skipped]:
        self.roots = tuple(place.path.resolve() for place in self.places)
        for place in self.places:
            if not place.path.is_dir():
                yield Skipped(place.path, Problem(f"{place.path} is no folder"))
            elif place.kind == "hub":
                yield from self._hub(place.path)
            else:
                yield from self._folder(place.path, "", None)

    def _hub(self, path: Path) -> Iterator[Model | Skipped]:
        """A cache has models--OWNER--NAME/snapshots/REVISION, with links into its blobs."""
        for repository in sorted(path.glob("models--*")):
            snapshot = _snapshot(repository)
            if snapshot is not None:
                called = repository.name.removeprefix("models--").replace("--", "/")
                yield from self._folder(snapshot, called, repository)

    def _folder(self, top: Path, called: str, root: Path | None) -> Iterator[Model | Skipped]:
        stack = [(top, 0)]
        while stack:
            path, depth = stack.pop()
            listed = self._listed(path)
            if isinstance(listed, Skipped):
                yield listed
                continue
            if self.count > ENTRIES_LIMIT:
                said = f"{top} holds more than {ENTRIES_LIMIT:,} files; the rest was not looked at"
                yield Skipped(path, Problem(said, "Name the folders of your models themselves."))
                return
            below, files, skipped = self._sorted(listed, root)
            yield from skipped
            if any(entry.name == INDEX for entry in files):
                yield self._whole(path, called, root, below)
                below = []  # its components are parts of it
            yield from self._files(path, [e for e in files if e.name != INDEX], called)
            if depth < DEPTH_LIMIT:
                stack += [(entry, depth + 1) for entry in reversed(below)]

    def _listed(self, path: Path) -> list[os.DirEntry[str]] | Skipped:
        self.on_look(self.count, path)
        try:
            told = path.stat()
            if (told.st_dev, told.st_ino) in self.visited:
                return []
            self.visited.add((told.st_dev, told.st_ino))
            with os.scandir(path) as entries:
                listed = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            return Skipped(path, _unread(path, error))
        self.count += len(listed)
        return listed

    def _sorted(
        self, entries: list[os.DirEntry[str]], root: Path | None
    ) -> tuple[list[Path], list[os.DirEntry[str]], list[Skipped]]:
        """Folders, files that may hold weights, and links that lead out of what was named."""
        below: list[Path] = []
        files: list[os.DirEntry[str]] = []
        skipped: list[Skipped] = []
        for entry in entries:
            kept = entry.name == INDEX or _is_weights(entry.name)
            try:
                if entry.is_dir():
                    if not entry.name.startswith(".") and entry.name not in _PASSED:
                        named = self._within(entry, root, skipped)
                        below += [Path(entry.path)] if named else []
                elif kept and self._within(entry, root, skipped):
                    files.append(entry)
            except OSError:
                continue
        return below, files, skipped

    def _within(self, entry: os.DirEntry[str], root: Path | None, skipped: list[Skipped]) -> bool:
        if not entry.is_symlink():
            return True
        path = Path(entry.path)
        try:
            target = path.resolve(strict=True)
        except (OSError, RuntimeError):
            skipped.append(Skipped(path, Problem(f"{path.name} is a link to nothing")))
            return False
        roots = (*self.roots, root.resolve()) if root else self.roots
        if any(target.is_relative_to(place) for place in roots):
            return True
        where = target if target.is_dir() else target.parent
        problem = Problem(
            f"{path.name} is a link out of the folders that were named",
            f"If it is yours, name {where} as well.",
        )
        skipped.append(Skipped(path, problem))
        return False

    def _whole(
        self, path: Path, called: str, root: Path | None, below: list[Path]
    ) -> Model | Skipped:
        stamp = Stamp.of_folders([path, *below])
        self.count += len(stamp.entries)
        return self._known(path, stamp, lambda: _renamed(folder(path, called, root), called))

    def _files(
        self, path: Path, files: list[os.DirEntry[str]], called: str
    ) -> Iterator[Model | Skipped]:
        sets: dict[str, list[os.DirEntry[str]]] = {}
        for entry in files:
            shard = shard_of(entry.name)
            sets.setdefault(shard[0] if shard else entry.name, []).append(entry)
        for name, entries in sets.items():
            self.on_look(self.count, path)
            yield self._one(path / name, entries, called)

    def _one(self, whole: Path, entries: list[os.DirEntry[str]], called: str) -> Model | Skipped:
        first = Path(entries[0].path)
        told = f"{called}/{whole.parent.name}/{whole.name}" if called else str(whole)
        name = f"{called}/{whole.stem}" if called else ""
        if first.suffix in ENDINGS:
            said = refusal(first) if is_pickle(first) else None
            return Skipped(first, problem_of(said) if said else _no_weights(first))
        try:
            stamp = Stamp.of_entries(entries)
        except OSError as error:
            return Skipped(first, _unread(first, error))
        if shard_of(first.name):
            paths = [Path(entry.path) for entry in entries]
            return self._known(whole, stamp, lambda: _renamed(shards(whole, paths, told), name))
        return self._known(first, stamp, lambda: _renamed(single(first, told), name))

    def _known(
        self, path: Path, stamp: Stamp, read: Callable[[], Model | Skipped]
    ) -> Model | Skipped:
        found = self.remembered.get(path, stamp)
        if found is None:
            try:
                found = read()
            except OSError as error:  # it goes while it is looked at, or may not be read
                return Skipped(path, _unread(path, error))
            self.remembered.put(path, stamp, found)
        return found


def _is_weights(name: str) -> bool:
    ending = os.path.splitext(name)[1].lower()  # noqa: PTH122 - a Path for each of 300,000 is slow
    return ending in WEIGHTS or (ending in ENDINGS and not name.startswith("."))


def _unread(path: Path, error: OSError) -> Problem:
    return Problem(f"{path} cannot be read: {error.strerror or error}")


def _no_weights(path: Path) -> Problem:
    return Problem(f"{path.name} is of no kind of weights that Verbench knows")


def _renamed(found: Model | Skipped, called: str) -> Model | Skipped:
    """A snapshot's folder is called by its revision; its repository says more."""
    return replace(found, name=called) if called and isinstance(found, Model) else found


def _snapshot(repository: Path) -> Path | None:
    """The revision that `main` points to, else the one that came last."""
    try:
        named = (repository / "refs" / "main").read_text(encoding="utf-8").strip()[:80]
        path = repository / "snapshots" / named
        if named and Path(named).name == named and path.is_dir():
            return path
    except (OSError, UnicodeDecodeError):
        pass
    try:
        revisions = [entry for entry in (repository / "snapshots").iterdir() if entry.is_dir()]
    except OSError:
        return None
    return max(revisions, key=lambda entry: entry.stat().st_mtime, default=None)
