"""The Compare mode: takes of one set, or of the shot, side by side, and what they say together.

What goes in are the takes and jobs of the project; what comes out are the cells of the grid, the
answers under it, and the person's points, which teach the verb book as those of a watched take do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TR_NOOP, QObject, QTimer

from app.cards import made_with, take_name
from app.stage import COMPARE
from app.translated import kind_title, translated
from engine.inspect.said import open_findings
from engine.records import Job, JobState, Rating, Report, Take, Variation
from widgets.common.translation import tr
from widgets.player.compare_answers import CompareAnswer
from widgets.player.compare_cell import CompareTake
from widgets.player.compare_grid import CompareGrid, CompareSet

if TYPE_CHECKING:
    from app.workbench import Workbench
    from engine.verbs.phrases import Answer, Comparison, Judged, Measure

SHOT = ""
"""The set of all takes of the shot."""
MOST = 48
"""Takes of a shot that are compared, the newest."""
_REFRESH_MS = 250
_LEAST_STEP = 0.02
_NAMES = {
    "Seeds": QT_TR_NOOP("Seeds"),
    "Prompt ladder": QT_TR_NOOP("Prompt ladder"),
    "Models and prompts": QT_TR_NOOP("Models and prompts"),
    "Bare": QT_TR_NOOP("Bare"),
    "With direction": QT_TR_NOOP("With direction"),
    "With pose": QT_TR_NOOP("With pose"),
    "With both": QT_TR_NOOP("With both"),
}
_ANSWERS: dict[Answer, tuple[str, str]] = {
    "helps": (QT_TR_NOOP("helps"), "good"),
    "harms": (QT_TR_NOOP("harms"), "bad"),
    "unclear": (QT_TR_NOOP("no clear difference"), "dim"),
    "too few": (QT_TR_NOOP("too few pairs"), "dim"),
    "no pairs": (QT_TR_NOOP("nothing to compare yet"), "dim"),
}
_BETTER: dict[Answer, tuple[str, str]] = {
    "helps": (QT_TR_NOOP("better"), "good"),
    "harms": (QT_TR_NOOP("worse"), "bad"),
}
"""Where models are compared instead of words."""
_MEASURES: dict[Measure, str] = {
    "rated": QT_TR_NOOP("points: {better} better, {worse} worse, {same} alike"),
    "held": QT_TR_NOOP("held together: {better} more, {worse} fewer"),
    "obeyed": QT_TR_NOOP("went the right way: {better} more, {worse} fewer"),
}
_STATES = {
    JobState.QUEUED: QT_TR_NOOP("waiting"),
    JobState.RUNNING: QT_TR_NOOP("being made"),
    JobState.FAILED: QT_TR_NOOP("failed"),
    JobState.CANCELLED: QT_TR_NOOP("cancelled"),
    JobState.INTERRUPTED: QT_TR_NOOP("interrupted"),
}


class Comparing(QObject):
    """Knows the workbench; shows the grid while its mode is on the stage."""

    def __init__(self, workbench: Workbench) -> None:
        super().__init__(workbench)
        self._bench = workbench
        self._grid: CompareGrid | None = None
        self._chosen = SHOT
        self._cells_shown: tuple[CompareTake, ...] = ()
        self._progress: dict[str, float] = {}
        self._reports: dict[int, Report] = {}
        """What was found in takes, without tracks."""
        self._soon = QTimer(self, singleShot=True, interval=_REFRESH_MS)
        self._soon.timeout.connect(self.refresh)

    def join(self, grid: CompareGrid) -> None:
        """The grid was made."""
        self._grid = grid
        grid.set_chosen.connect(self.choose)
        grid.take_watched.connect(self._watch)
        grid.take_rated.connect(self._rate)
        grid.take_starred.connect(self._bench.acts.star)
        grid.variations_wanted.connect(self._bench.variations.open)
        grid.failed.connect(self._bench.screen.show_error)
        self.refresh()

    def close(self) -> None:
        """Lets go of all clips."""
        self._soon.stop()
        if self._grid is not None:
            self._grid.close_clips()

    def choose(self, chosen: str) -> None:
        """Compares another set; '' is the takes of the shot."""
        self._chosen = chosen
        self.refresh()

    def show_set(self, chosen: str) -> None:
        """Opens the mode on a set."""
        self._chosen = chosen
        self._bench.window.stage.set_mode(COMPARE)
        self.refresh()

    def take_focus(self) -> None:
        """The keys of the mode go to its pictures."""
        if self._grid is not None:
            self._grid.take_focus()

    def show_step(self, job_id: str, done: int, total: int) -> None:
        """A job moved on: its own cell alone is another."""
        share = done / max(1, total)
        before, self._progress[job_id] = self._progress.get(job_id, 0.0), share
        if self._grid is None or not self._shown or 0 <= share - before < _LEAST_STEP:
            return
        moved = (
            replace(cell, progress=share) if cell.job_id == job_id else cell
            for cell in self._cells_shown
        )
        self._show_cells(tuple(moved))

    def show_inspected(self, take_id: int) -> None:
        """The analysis of a take is complete."""
        self._reports.pop(take_id, None)
        self.refresh_soon()

    def forget(self) -> None:
        """Another project is open."""
        self._chosen = SHOT
        self._reports, self._progress = {}, {}
        self.refresh_soon()

    def refresh_soon(self) -> None:
        """Something changed; several changes in a row are shown once."""
        if self._shown and not self._soon.isActive():
            self._soon.start()

    def refresh(self) -> None:
        """Shows the chosen set as it is."""
        project = self._bench.session.project
        if not self._shown or self._grid is None:
            return
        takes = () if project is None else self._bench.session.attempt(project.takes) or ()
        jobs = () if project is None else self._bench.work.jobs()
        sets = _sets(takes, jobs)
        if self._chosen not in sets:
            self._chosen = SHOT
        self._grid.set_sets(self._listed(sets), self._chosen)
        self._show_cells(self._cells(takes, jobs))
        self._grid.set_answers(*self._answers(takes, jobs, sets.get(self._chosen)))

    # inside

    def _show_cells(self, cells: tuple[CompareTake, ...]) -> None:
        if self._grid is not None and cells != self._cells_shown:
            self._cells_shown = cells
            self._grid.set_takes(cells)

    @property
    def _shown(self) -> bool:
        return self._grid is not None and self._bench.window.stage.mode == COMPARE

    def _listed(self, sets: dict[str, Variation]) -> tuple[CompareSet, ...]:
        own = CompareSet(SHOT, self.tr("Takes of this shot"))
        numbers = range(len(sets), 0, -1)
        named = (
            CompareSet(key, f"{n} · {_name(place.title)}")
            for n, (key, place) in zip(numbers, sets.items(), strict=True)
        )
        return (own, *named)

    def _cells(self, takes: Iterable[Take], jobs: Iterable[Job]) -> tuple[CompareTake, ...]:
        if self._chosen == SHOT:
            own = [take for take in takes if take.shot_id == self._bench.session.shot_id]
            return tuple(self._cell(take, None) for take in reversed(own[-MOST:]))
        cells: dict[tuple[str, str], CompareTake] = {}
        for job in sorted(jobs, key=lambda job: job.created):
            where = job.request.variation
            if where is not None and where.set == self._chosen and job.state in _STATES:
                cells[where.row, where.column] = self._waiting(job, where)
        for take in takes:
            where = take.request.variation if take.request else None
            if where is not None and where.set == self._chosen:
                cells[where.row, where.column] = self._cell(take, where)
        return tuple(cells[key] for key in _in_order(cells, takes, jobs, self._chosen))

    def _waiting(self, job: Job, where: Variation) -> CompareTake:
        said = tr(_STATES[job.state])
        if job.state is JobState.FAILED and job.error:
            said = f"{said}: {translated(job.error)}"
        running = job.state is JobState.RUNNING
        progress = self._progress.get(job.id, 0.0) if running else None
        return CompareTake(_name(where.row), where.column, said, progress=progress, job_id=job.id)

    def _cell(self, take: Take, where: Variation | None) -> CompareTake:
        report, rating = self._known(take)
        about, bad = _about(report, rating)
        column = made_with(take)
        name = take_name(take)
        return CompareTake(
            _name(where.row) if where else "",
            where.column if where else f"{name} · {column}",
            name if where else "",
            take.id,
            take.path,
            rating,
            take.starred,
            about,
            bad,
            obeyed=report.obedience if report is not None else None,
        )

    def _known(self, take: Take) -> tuple[Report | None, Rating]:
        session = self._bench.session
        rating = session.attempt(lambda: session.project.rating(take.id)) or Rating()
        if take.id not in self._reports:
            report = session.attempt(lambda: session.project.report(take.id))
            report = self._bench.watching.told(report, rating)
            if report is not None:
                self._reports[take.id] = replace(
                    report, movers=(), camera=(), people=None, hands=()
                )
        return self._reports.get(take.id), rating

    def _answers(
        self, takes: Sequence[Take], jobs: Sequence[Job], chosen: Variation | None
    ) -> tuple[tuple[CompareAnswer, ...], str]:
        """Of all sets of this kind, for one alone has few pairs; and what is asked."""
        if chosen is None:
            return (), ""
        from engine.verbs.phrases import compared

        rows = _rows(takes, jobs, chosen.set)
        judged = [found for take in takes if (found := self._judged(take, chosen, rows))]
        if len(rows) > 1:
            several = len({one.model for one in judged}) > 1
            answers = tuple(_answer(one, several) for one in compared(judged, rows[0]))
            return answers, self.tr("DO THE WORDS HELP?")
        makers = list(dict.fromkeys(one.model for one in judged))
        if len(makers) < 2:
            return (), ""
        # one prompt on several models: what differs are the models, seed by seed
        turned = [
            replace(one, row=one.model, column=_seed_of(one.column), model="") for one in judged
        ]
        answers = tuple(_answer(one, False, _BETTER) for one in compared(turned, makers[0]))
        return answers, self.tr("WHICH MODEL DOES IT BETTER?")

    def _judged(self, take: Take, chosen: Variation, rows: Sequence[str]) -> Judged | None:
        from engine.verbs.phrases import Judged

        where = take.request.variation if take.request else None
        if where is None or where.title != chosen.title or where.row not in rows:
            return None
        report, rating = self._known(take)
        return Judged(where.set, where.row, where.column, take.model, rating, report)

    def _watch(self, take_id: int) -> None:
        session = self._bench.session
        take = session.attempt(lambda: session.project.take(take_id))
        if take is not None and take.shot_id is not None and take.shot_id != session.shot_id:
            session.open_shot(take.shot_id)
        self._bench.acts.watch(take_id)

    def _rate(self, take_id: int, scale: str, point: int) -> None:
        """'' is a key: first how it follows, then physics, then from the start."""
        session = self._bench.session
        before = session.attempt(lambda: session.project.rating(take_id)) or Rating()
        if scale:
            value = None if getattr(before, scale) == point else point
            rating = replace(before, **{scale: value})
        elif before.adherence is not None and before.physics is None:
            rating = replace(before, physics=point)
        else:
            rating = replace(before, adherence=point, physics=None)
        self._bench.watching.rate_take(take_id, rating)


def _sets(takes: Iterable[Take], jobs: Iterable[Job]) -> dict[str, Variation]:
    """Every set that has a take or a job that may become one, the newest first."""
    known: dict[str, Variation] = {}
    open_jobs = (job for job in jobs if job.state in _STATES)
    for one in sorted((*takes, *open_jobs), key=lambda one: one.created, reverse=True):
        where = one.request.variation if one.request else None
        if where is not None:
            known.setdefault(where.set, where)
    return known


def _asked(takes: Iterable[Take], jobs: Iterable[Job], chosen: str) -> list[Variation]:
    """Places of a set in the order in which they were asked for."""
    asked = {job.id: job for job in jobs}
    places: list[tuple[str, int, Variation]] = []
    for number, one in enumerate((*asked.values(), *takes)):
        where = one.request.variation if one.request else None
        if where is not None and where.set == chosen:
            made_by = asked.get(one.job_id or "") if isinstance(one, Take) else None
            places.append(((made_by or one).created, number, where))
    return [where for *_, where in sorted(places, key=lambda place: place[:2])]


def _rows(takes: Iterable[Take], jobs: Iterable[Job], chosen: str) -> tuple[str, ...]:
    from engine.generate.variations import LADDER_ROWS

    rows = tuple(dict.fromkeys(where.row for where in _asked(takes, jobs, chosen)))
    rungs = tuple(row for row in LADDER_ROWS if row in rows)
    return rungs if len(rungs) == len(rows) else rows


def _in_order(
    cells: Iterable[tuple[str, str]], takes: Iterable[Take], jobs: Iterable[Job], chosen: str
) -> list[tuple[str, str]]:
    """Rows as in the ladder or as they were asked for, then columns as they were asked for."""
    takes, jobs = tuple(takes), tuple(jobs)
    rows = _rows(takes, jobs, chosen)
    columns = list(dict.fromkeys(where.column for where in _asked(takes, jobs, chosen)))
    return sorted(cells, key=lambda place: (rows.index(place[0]), columns.index(place[1])))


def _seed_of(column: str) -> str:
    """What of a column is not its model: 'Wan · seed 3', and nothing where there is one seed."""
    return column.rpartition(" · seed ")[2] if " · seed " in column else ""


def _name(text: str) -> str:
    return tr(_NAMES[text]) if text in _NAMES else text


def _about(report: Report | None, rating: Rating) -> tuple[str, bool]:
    """What was found, in one line, and whether that is bad."""
    if report is None:
        return "", False
    found = open_findings(report, rating)
    held = tr("held") if report.scores else ""
    kinds = ", ".join(dict.fromkeys(kind_title(finding.kind) for finding in found))
    return kinds or held, bool(found)


def _answer(
    one: Comparison, several: bool, words: dict[Answer, tuple[str, str]] | None = None
) -> CompareAnswer:
    tally = one.tallies[one.best]
    word, meaning = {**_ANSWERS, **(words or {})}[tally.answer]
    counts = (
        tr(text).format(better=t.better, worse=t.worse, same=t.same)
        for measure, text in _MEASURES.items()
        if (t := one.tallies[measure]).pairs and (measure == one.best or t.better or t.worse)
    )
    low, high = tally.bounds
    differ = tally.better + tally.worse
    row = _name(one.row)
    return CompareAnswer(
        f"{row} · {one.model}" if several else row,
        tr(word),
        meaning,
        " · ".join((tr("against {base}").format(base=_name(one.base)), *counts)),
        low,
        high,
        tally.better / differ if differ else None,
    )
