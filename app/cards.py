"""Shots, takes and jobs as cards: records go in, what a list shows comes out.

Pictures are small and made once; one that cannot be read is left out of the card, the place where
it is used says why.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QT_TR_NOOP
from PySide6.QtGui import QImage

from app.pictures import thumbnail
from app.translated import kind_title, translated
from engine.errors import VerbenchError
from engine.inspect.said import open_findings
from engine.records import Job, JobState, Rating, Report, Shot, Take
from widgets.common.card_list import TILE_IMAGE, Card
from widgets.common.numbers import decimal
from widgets.common.theme import Colours
from widgets.common.translation import tr
from widgets.images import to_qimage
from widgets.jobs.queue_list import OVER, PAUSED, RUNNING, WAITING, JobRow


class Pictures:
    """Thumbnails by file and time of change."""

    def __init__(self) -> None:
        self._made: dict[tuple[Path, int], QImage | None] = {}

    def of_image(self, path: Path | None) -> QImage | None:
        """A start image."""
        return self._once(path, lambda file: thumbnail(file, *_TILE))

    def of_clip(self, path: Path | None) -> QImage | None:
        """The first frame of a clip."""
        return self._once(path, _first_frame)

    def _once(self, path: Path | None, make) -> QImage | None:
        if path is None:
            return None
        with suppress(OSError):
            key = (path, path.stat().st_mtime_ns)
            if key not in self._made:
                self._made[key] = None
                with suppress(VerbenchError):
                    self._made[key] = make(path)
            return self._made[key]
        return None


# twice the size it is shown at, for screens with small pixels
_TILE = (2 * TILE_IMAGE.width(), 2 * TILE_IMAGE.height())


def _first_frame(path: Path) -> QImage:
    from engine.video.read import Reader

    with Reader(path) as reader:
        image = to_qimage(reader.frame(0))
    return image.scaled(*_TILE)


def shot_title(number: int, shot: Shot) -> str:
    """'2 Ball in the park': the shot's own name, else its first words."""
    words = shot.name or " ".join(shot.prompt.split()[:5]) or tr("New shot")
    return f"{number} {words}"


def shot_titles(shots: tuple[tuple[int, Shot], ...]) -> dict[int, str]:
    """What each shot is called, by its id; `shots` are all of a project, in order."""
    return {shot_id: shot_title(n, shot) for n, (shot_id, shot) in enumerate(shots, start=1)}


def take_title(take: Take, shots: tuple[tuple[int, Shot], ...]) -> str:
    """'2 Ball in the park · Take 3': what a take is called outside its shot."""
    shot = shot_titles(shots).get(take.shot_id) if take.shot_id is not None else None
    return " · ".join(part for part in (shot, take_name(take)) if part)


def take_name(take: Take) -> str:
    """'Take 3': what a take is called within its shot."""
    return tr("Take {n}").format(n=take.number)


def shot_cards(shots: tuple[tuple[int, Shot], ...], pictures: Pictures) -> tuple[Card, ...]:
    """The storyboard."""
    return tuple(
        Card(
            str(shot_id),
            shot_title(number, shot),
            subtitle=shot.prompt[:200],
            note=tr("goes on from the shot before") if _goes_on(shot) else "",
            image=pictures.of_image(shot.start_image),
        )
        for number, (shot_id, shot) in enumerate(shots, start=1)
    )


def _goes_on(shot: Shot) -> bool:
    """Whether the shot waits for the last frame of the one before it."""
    return shot.follows and shot.start_image is None


def made_with(take: Take) -> str:
    """What tells a take from others of its shot: its seed, or the model of one brought in."""
    if take.source == "generated" and take.request is not None:
        return tr("seed {seed}").format(seed=take.request.shot.settings.seed)
    return take.model


def take_card(
    take: Take, report: Report | None, rating: Rating | None, picture: QImage | None, theme: Colours
) -> Card:
    """One take of a shot."""
    return Card(
        f"take:{take.id}",
        take_name(take),
        subtitle=made_with(take),
        note=" · ".join(part for part in (obeyed(report), _rated(rating)) if part),
        tags=_tags(report, rating or Rating(), theme),
        image=picture,
        starred=take.starred,
    )


def obeyed(report: Report | None) -> str:
    """How well what was painted was followed; '' where nothing was, or nobody looked."""
    if report is None or report.obedience is None:
        return ""
    return tr("obeyed {n} %").format(n=round(100 * report.obedience))


def score_of(rating: Rating | None) -> float | None:
    """The mean of what was said on both scales; None where nothing was."""
    given = [] if rating is None else [v for v in (rating.adherence, rating.physics) if v]
    return sum(given) / len(given) if given else None


def _tags(report: Report | None, rating: Rating, theme: Colours) -> tuple[tuple[str, str], ...]:
    if report is None:
        return ()
    found = open_findings(report, rating)
    if not found:
        # of what could not be read nothing is known
        held = (tr("held in part"), theme.dim) if report.notes else (tr("held"), theme.good)
        return (held,) if report.scores else ()
    kinds = dict.fromkeys(finding.kind for finding in found)
    return tuple((kind_title(kind), theme.bad) for kind in kinds)


def _rated(rating: Rating | None) -> str:
    if rating is None or (rating.adherence is None and rating.physics is None):
        return tr("unrated")
    return tr("rated {a} / {p}").format(a=rating.adherence or "–", p=rating.physics or "–")


@dataclass(frozen=True, slots=True)
class Progress:
    """What the workers said of one job."""

    stage: str = ""
    done: int = 0
    total: int = 0
    left: float | None = None
    paused: bool = False
    notes: tuple[str, ...] = ()
    ends: Literal["", "cancel", "keep"] = ""
    """How the person asked it to end."""


def job_card(job: Job, title: str, told: Progress, picture: QImage | None) -> Card:
    """One job that is not a take yet."""
    running = job.state is JobState.RUNNING
    return Card(
        f"job:{job.id}",
        title,
        subtitle=_said(job, told),
        note=_note(job, told),
        image=picture,
        progress=_share(told) if running else None,
    )


def job_row(job: Job, title: str, told: Progress) -> JobRow:
    """One job of the queue."""
    settings, running = job.request.shot.settings, job.state is JobState.RUNNING
    made = tr("seed {seed} · {model} · {w} × {h} · {n} f").format(
        seed=settings.seed,
        model=settings.model_name,
        w=settings.width,
        h=settings.height,
        n=settings.frames,
    )
    paused = running and told.paused
    meaning = "warning" if paused else _MEANINGS.get(job.state, "dim")
    return JobRow(
        job.id,
        title,
        made,
        PAUSED if paused else _DOING.get(job.state, OVER),
        _said(job, told),
        meaning,
        _note(job, told),
        _share(told) if running else None,
        again=job.state in (JobState.FAILED, JobState.CANCELLED, JobState.INTERRUPTED),
    )


_STATES = {
    JobState.QUEUED: QT_TR_NOOP("waiting"),
    JobState.RUNNING: QT_TR_NOOP("running"),
    JobState.DONE: QT_TR_NOOP("done"),
    JobState.FAILED: QT_TR_NOOP("failed"),
    JobState.CANCELLED: QT_TR_NOOP("cancelled"),
    JobState.INTERRUPTED: QT_TR_NOOP("interrupted"),
}
_DOING = {JobState.QUEUED: WAITING, JobState.RUNNING: RUNNING}
_MEANINGS = {
    JobState.RUNNING: "accent",
    JobState.FAILED: "bad",
    JobState.INTERRUPTED: "warning",
}
STAGES = {
    "loading": QT_TR_NOOP("loading the model"),
    "reading": QT_TR_NOOP("reading the prompt"),
    "guiding": QT_TR_NOOP("making the guide clip"),
    "denoising": QT_TR_NOOP("denoising"),
    "decoding": QT_TR_NOOP("making the pictures"),
}


def stage_words(told: Progress) -> str:
    """What a running job does now."""
    if told.ends == "cancel":
        return tr("cancelling")
    if told.paused:
        return tr("paused")
    if told.ends == "keep" and told.stage == "denoising":
        return tr("stopping after this step")
    # who loads no model says steps at once
    if told.stage in STAGES and not (told.stage == "loading" and told.done):
        return tr(STAGES[told.stage])
    return tr("running") if told.total else tr("starting")


def step_words(told: Progress) -> str:
    """How far a running job is: 'step 12 of 30 · 1:38 left'."""
    if not told.total:
        return ""
    progress = tr("step {done} of {total}").format(done=told.done, total=told.total)
    if told.left is None or told.paused or told.ends:
        return progress
    return tr("{progress} · {clock} left").format(clock=clock(told.left), progress=progress)


def end_words(seconds: float | None) -> str:
    """When a job should be done, as roughly as anybody can know it; '' where nobody does."""
    if seconds is None:
        return ""
    if seconds < 60:
        return tr("done within a minute")
    if seconds < 3600:
        return tr("done in about {n} min").format(n=round(seconds / 60))
    return tr("done in about {n} h").format(n=decimal(seconds / 3600, 1))


def _said(job: Job, told: Progress) -> str:
    return stage_words(told) if job.state is JobState.RUNNING else tr(_STATES[job.state])


def _share(told: Progress) -> float:
    return told.done / told.total if told.total else 0.0


def _note(job: Job, told: Progress) -> str:
    if job.state is JobState.FAILED:
        return translated(job.error or "")
    if job.state is JobState.INTERRUPTED:
        return tr("Verbench was closed while it ran: queue it again.")
    return step_words(told) if job.state is JobState.RUNNING else ""


def clock(seconds: float) -> str:
    """Minutes and seconds: 1:38; from an hour on 2:05:00."""
    whole = max(0, round(seconds))
    if whole >= 3600:
        return f"{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}"
    return f"{whole // 60}:{whole % 60:02d}"
