"""Sets of takes: the shot goes in, many requests of it go into the queue as one step of undo.

The dialog asks which prompts, models and seeds; what that makes and how long it should take is told
while it is chosen. The set is compared in the Compare mode while it is being made.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.session import Session, Step
from app.translated import translated
from engine.errors import BadInput, VerbenchError
from engine.records import Request, Settings, Shot
from widgets.common.translation import tr
from widgets.jobs.variations_dialog import (
    LADDER,
    SEEDS,
    ModelRow,
    Rung,
    VariationsDialog,
    VariationsWish,
)

if TYPE_CHECKING:
    from app.workbench import Workbench
    from engine.generate.variations import Cell, Maker

OWN = ""
"""Key of what makes the shot."""


class Variations(QObject):
    """Knows the workbench; the dialog is there while it is open."""

    def __init__(self, workbench: Workbench) -> None:
        super().__init__(workbench)
        self._bench = workbench
        self._dialog: VariationsDialog | None = None
        self._makers: dict[str, Maker] = {}

    @property
    def dialog(self) -> VariationsDialog | None:
        """The dialog while it is open."""
        return self._dialog

    def open(self, kind: str = SEEDS) -> None:
        """Asks what is to be varied."""
        session = self._bench.session
        if not session.has_shot() or self._dialog is not None:
            return
        shot = session.shot
        self._makers, rows = self._models(shot.settings)
        dialog = self._dialog = VariationsDialog(self._bench.window)
        maker = self._makers[OWN].title
        seeded = bool(shot.settings.model)
        dialog.set_shot(shot.prompt, shot.settings.seed, maker, seeded=seeded)
        dialog.set_rungs(*self._rungs(shot))
        dialog.set_models(rows, OWN)
        dialog.wish_changed.connect(self._show_cost)
        dialog.wanted.connect(self.queue)
        dialog.finished.connect(self._forget)
        dialog.set_kind(kind)
        dialog.open()

    def queue(self, wish: VariationsWish) -> None:
        """Puts the whole set into the queue, and shows it."""
        from engine.generate import variations

        bench = self._bench
        titles = {SEEDS: variations.SEEDS, LADDER: variations.LADDER}
        made_of = bench.session.attempt(lambda: self._cells(wish))
        if not made_of:
            return
        bench.session.save()
        bench.session.keep_prompt()
        title = titles.get(wish.kind, variations.GRID)
        asked = variations.requests(title, made_of, bench.work.version, self._hints)
        bench.session.push(_QueueSet(bench, bench.session.shot_id, asked))
        place = asked[0].variation
        if place is not None:
            bench.comparing.show_set(place.set)

    # inside

    def _rungs(self, shot: Shot) -> tuple[tuple[Rung, ...], str]:
        from engine.generate.variations import ladder

        try:
            rows = ladder(shot)
        except BadInput as error:
            return (), translated(str(error))
        names = {
            "Bare": self.tr("Bare"),
            "With direction": self.tr("With direction"),
            "With pose": self.tr("With pose: how it starts and ends"),
            "With both": self.tr("With both"),
        }
        return tuple(Rung(row.title, names[row.title], row.prompt) for row in rows), ""

    def _models(self, settings: Settings) -> tuple[dict[str, Maker], tuple[ModelRow, ...]]:
        """What makes the shot, and the other models that were found."""
        from app.modelling import model_settings, runs
        from engine.generate.variations import Maker

        own = self._bench.screen.maker_of(replace(settings, model=settings.model_name))
        own = own if settings.model else self._bench.screen.maker_of(settings)
        makers = {OWN: Maker(own, settings)}
        rows = [ModelRow(OWN, own, self.tr("What makes this shot now"))]
        for model in self._bench.models.makers:
            key = str(model.path)
            if key == settings.model or not runs(model):
                continue
            try:
                # the size and length of the shot: what is compared looks alike
                theirs = model_settings(settings, model)
                makers[key] = Maker(model.name, theirs)
                rows.append(ModelRow(key, model.name))
            except VerbenchError as error:
                rows.append(ModelRow(key, model.name, fault=translated(str(error))))
        return makers, tuple(rows)

    def _cells(self, wish: VariationsWish) -> tuple[Cell, ...]:
        from engine.generate.variations import Row, cells, rows_of

        rows = [Row(title, prompt) for title, prompt in wish.rows]
        if wish.kind not in (SEEDS, LADDER):
            rows = list(rows_of([row.prompt for row in rows]))
        makers = [self._makers[key] for key in wish.models or (OWN,)]
        return cells(self._bench.session.shot, rows, makers, wish.seeds)

    def _show_cost(self, wish: VariationsWish) -> None:
        from app.cards import clock

        if self._dialog is None:
            return
        try:
            made_of = self._cells(wish)
        except BadInput as error:
            self._dialog.show_cost("", translated(str(error)))
            return
        seconds = self._bench.work.expected([cell.shot.settings for cell in made_of])
        said = self.tr("No estimate before the first take of a model")
        if seconds is not None:
            said = self.tr("about {clock} in all").format(clock=clock(seconds))
        self._dialog.show_cost(said)

    def _hints(self, shot: Shot) -> tuple[str, ...]:
        """What is said of the prompt of one request."""
        from engine.prompt.lint import lint
        from engine.prompt.reading import read
        from engine.records import Scene

        scene = Scene(
            read(shot.prompt),
            shot.plan,
            shot.settings,
            negative=shot.negative,
            start_image=shot.start_image is not None,
            end_image=shot.end_image is not None,
        )
        return tuple(f"{hint.rule}: {hint.message}" for hint in lint(scene))

    def _forget(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.deleteLater()


class _QueueSet(Step):
    """A set in the queue; undoing takes out what is not made yet."""

    def __init__(
        self, bench: Workbench, shot_id: int | None, requests: tuple[Request, ...]
    ) -> None:
        session: Session = bench.session
        super().__init__(session, tr("queue {n} takes").format(n=len(requests)))
        self._bench, self._shot_id, self._requests = bench, shot_id, requests
        self._jobs: tuple[str, ...] = ()

    def do(self) -> None:
        work = self._bench.work
        if self._jobs:
            work.requeue(self._jobs)
            return
        self._jobs = tuple(job.id for job in work.submit_set(self._shot_id, self._requests))

    def take_back(self) -> None:
        self._bench.work.take_out(self._jobs)
