"""Clips from anywhere in, takes of a project out.

A clip that Verbench made carries its Request, so it brings its shot along: that is how a clip
dropped on the window is restored, and how a project whose database was lost is rebuilt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from engine.documents import is_request
from engine.errors import BadInput, StorageProblem
from engine.imprint import Imprint, imprint_in
from engine.project.database import NAME
from engine.project.media import FOLDER, keep_file, sha256_of
from engine.project.store import Project
from engine.records import ClipInfo, Request, Settings, Shot, Take
from engine.video.carried import carried
from engine.video.read import probe

UNKNOWN_MODEL = "unknown model"
IMPORTED = "Imported"
"""Name of the shot of clips of which nobody says what was asked for."""
_IMAGES = {".png", ".jpg", ".jpeg", ".webp", ".bmp", ".tif", ".tiff", ".npy", ".json"}


def import_clip(
    project: Project, path: Path, model: str | None, shot_id: int | None, prompt: str | None
) -> Take:
    """A copy of the clip at `path` as a take; see `Project.import_clip`."""
    clip = probe(path)
    known = _same_clip(project, sha256_of(path), shot_id, prompt, is_request(clip.comment))
    if known is not None:
        project.restore_take(known.id)
        return known
    return _enter(project, keep_file(path, project.media), clip, model, shot_id, prompt)


def rebuild(folder: Path) -> tuple[Project, Sequence[Path]]:
    """A fresh project.db for a folder whose old one is damaged or gone, from the clips in media/.

    The old database is renamed, never deleted. Returns the open project and the clips that could
    not be read. Ratings and the numbers of takes were only in the old database. Raises BadInput
    for a folder without media/, StorageProblem where it cannot be written.
    """
    folder = Path(folder).absolute()
    if not (folder / FOLDER).is_dir():
        raise BadInput(f"{folder} has no media folder", mend="Choose the folder of a project.")
    _set_aside(folder)
    project = Project.create(folder)
    unreadable = []
    for path in sorted(project.media.iterdir(), key=lambda p: (p.stat().st_mtime_ns, p.name)):
        if path.name.startswith(".") or path.suffix.lower() in _IMAGES:
            continue
        try:
            _enter(project, path, probe(path), None, None, None)
        except BadInput:
            unreadable.append(path)
    return project, unreadable


def _imprint_in(path: Path, clip: ClipInfo, media: Path) -> Imprint | None:
    """What a clip says of itself, its images put into `media`; None where it says nothing."""
    if not is_request(clip.comment):
        return None
    try:
        return imprint_in(clip.comment, carried(path), media)
    except BadInput:
        return None  # another program's note that only looks like ours


def _enter(
    project: Project,
    path: Path,
    clip: ClipInfo,
    model: str | None,
    shot_id: int | None,
    prompt: str | None,
) -> Take:
    """The clip at `path`, inside the project, as a take."""
    imprint, sha256 = _imprint_in(path, clip, project.media), sha256_of(path)
    request = _request_of(prompt, clip) if imprint is None else imprint.request
    with project.database.writing():
        if shot_id is None:
            shot_id = (
                _shot_said(project, prompt)
                if imprint is None
                else _shot_like(project, imprint.request.shot)
            )
        take = project.add_take(
            path,
            clip,
            source="imported" if imprint is None else "generated",
            model=model or _model_of(imprint),
            sha256=sha256,
            shot_id=shot_id,
            request=request,
            made=None if imprint is None else imprint.made,
        )
        if request is not None:
            project.keep_prompt(request.shot.prompt, take.model)
        return take


def _model_of(imprint: Imprint | None) -> str:
    return UNKNOWN_MODEL if imprint is None else imprint.request.shot.settings.model_name


def _request_of(prompt: str | None, clip: ClipInfo) -> Request | None:
    """What the person says of a clip that says nothing of itself."""
    if prompt is None:
        return None
    settings = Settings(width=clip.width, height=clip.height, frames=clip.frames, fps=clip.fps)
    return Request(Shot(prompt=prompt, settings=settings), verbench="")


def _same_clip(
    project: Project, sha256: str, shot_id: int | None, prompt: str | None, ours: bool
) -> Take | None:
    rows = project.database.rows(
        "select id, shot_id from takes where sha256 = ? order by id", (sha256,)
    )
    wanted = _shot_of_words(project, prompt) if shot_id is None else shot_id
    for row in rows:
        if row["shot_id"] == wanted or (ours and shot_id is None):
            take = project.take(row["id"])
            if take.path.exists():
                return take
    return None


def _shot_said(project: Project, prompt: str | None) -> int:
    """The shot of that prompt, added where there is none: a take of no shot is seen nowhere."""
    found = _shot_of_words(project, prompt)
    if found is not None:
        return found
    return project.add_shot(Shot(prompt=prompt) if prompt else Shot(name=IMPORTED))


def _shot_of_words(project: Project, prompt: str | None) -> int | None:
    for shot_id, shot in project.shots():
        if shot.prompt == prompt if prompt else shot.name == IMPORTED and not shot.prompt:
            return shot_id
    return None


def _shot_like(project: Project, shot: Shot) -> int:
    """The shot that differs from `shot` in its seed at most; added where there is none."""
    wanted = _without_seed(shot)
    for shot_id, known in project.shots():
        if _without_seed(known) == wanted:
            return shot_id
    return project.add_shot(shot)


def _without_seed(shot: Shot) -> Shot:
    return replace(shot, settings=replace(shot.settings, seed=0))


def _set_aside(folder: Path) -> None:
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    try:
        for suffix in ("", "-wal", "-shm"):
            old = folder / f"{NAME}{suffix}"
            if old.exists():
                old.rename(folder / f"project-damaged-{stamp}.db{suffix}")
    except OSError as error:
        raise StorageProblem(
            f"{folder} is read-only: the damaged {NAME} cannot be set aside",
            mend="Copy the folder to a place you may write to.",
        ) from error
