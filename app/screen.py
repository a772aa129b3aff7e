"""What the session, the work and the watched take say, shown on the window.

Every method shows one thing; none changes anything but the screen.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage

from app.beside import Beside
from app.cards import Pictures, Progress, job_card, score_of, shot_cards, take_card, take_name
from app.stage import COMPARE, FRAME, WATCH
from app.translated import report_translated, translated
from engine import turns
from engine.errors import VerbenchError
from engine.records import (
    Hint,
    Job,
    Rating,
    Report,
    Settings,
    Shot,
    Subject,
    Take,
)
from widgets.common.card_list import Card
from widgets.common.numbers import decimal
from widgets.common.theme import Colours, colours_of
from widgets.common.translation import tr
from widgets.images import to_qimage
from widgets.motion.image_slots import END, PLATE, START
from widgets.player.kinds import Kind
from widgets.takes.takes_panel import Merit

if TYPE_CHECKING:
    import numpy as np

    from app.metering import Count
    from app.workbench import Workbench

LOOK_DELAY_MS = 500
"""Who leafs through shots does not wait for the subject of each start image."""
ENCODERS = {
    "t5": "T5",
    "umt5": "umT5",
    "clip": "CLIP",
    "qwen2": "Qwen2",
    "llama-3": "Llama 3",
    "gemma": "Gemma",
    "step": "StepLLM",
}
"""Text encoders by the name of their vocabulary."""
JOBS_SHOWN = 50
"""Above the takes of a shot; the queue has all of them."""
_PAINTS = re.compile(r"\b(paint|brush|stroke|draw)\w*", re.IGNORECASE)


class Screen(QObject):
    """Knows the window and where its contents come from."""

    def __init__(self, workbench: Workbench) -> None:
        super().__init__(workbench)
        self._bench = workbench
        self.pictures = Pictures()
        self._shot_shown: Shot | None = None
        self._image_shown: object = None
        self._end_shown: object = None
        self._start_image: np.ndarray | None = None
        self._take_cards: tuple[Card, ...] = ()
        self._takes_shown: dict[int, tuple[tuple[object, ...], Card, Merit]] = {}
        self._model_shown = ("", "")
        self._look = QTimer(self, singleShot=True, interval=LOOK_DELAY_MS)
        self._look.timeout.connect(self._look_for_subject)
        self._subject = Beside(_subject_in, self)
        self._subject.done.connect(self._show_found)
        self._found: Subject | None = None
        self._looked_for: str | None = None
        workbench.window.motion.set_mask_loader(self._mask)
        workbench.window.strokes.set_mask_loader(self._mask)

    def close(self) -> None:
        """Nothing is made for the screen any more."""
        self._look.stop()
        self._subject.close()

    @property
    def start_image(self) -> np.ndarray | None:
        """The start image at the size of the shot, uint8 RGB (h, w, 3)."""
        return self._start_image

    # the shot

    def show_project(self) -> None:
        """Another project is open."""
        project = self._bench.session.project
        self._bench.window.topbar.set_project(project.folder.name if project else "")

    def maker_of(self, settings: Settings) -> str:
        """What makes the take: the model by its name, or the backend that has only one."""
        from engine.backends import BACKENDS

        titles = {backend.id: backend.title for backend in BACKENDS}
        return (
            settings.model_name
            if settings.model
            else titles.get(settings.backend, settings.backend)
        )

    def show_shots(self) -> None:
        """The storyboard."""
        shots = self._bench.session.shots
        seconds = sum(shot.settings.seconds for _, shot in shots)
        one, more = self.tr("1 shot · {s} s"), self.tr("{n} shots · {s} s")
        length = (one if len(shots) == 1 else more).format(n=len(shots), s=decimal(seconds, 1))
        length = length if shots else self.tr("No shots yet: add one")
        self._bench.window.storyboard.set_cards(shot_cards(shots, self.pictures), length)
        self._bench.window.storyboard.set_current(self._bench.session.shot_id)

    def show_shot(self) -> None:
        """Another shot is the current one."""
        bench, shot = self._bench, self._bench.session.shot
        bench.window.allow_work(bench.session.shot_id is not None)
        bench.window.prompt.set_text(shot.prompt)
        bench.window.prompt.set_negative(shot.negative)
        bench.window.storyboard.set_current(bench.session.shot_id)
        self._shot_shown = None
        bench.window.motion.set_selected(-1)
        bench.window.strokes.set_selection(())
        bench.words.refresh()
        takes = self._takes()
        bench.watching.open(takes[-1].id if takes else None)

    def show_shot_changes(self) -> None:
        """Something of the current shot is different."""
        window, shot = self._bench.window, self._bench.session.shot
        if shot.prompt != window.prompt.text():
            window.prompt.set_text(shot.prompt)
        window.prompt.set_negative(shot.negative)
        if shot.subject is None and shot.prompt != self._looked_for:
            self._look.start()  # the words say what is looked for
        # a key changes words and nothing else: the rest need not be painted again
        before, self._shot_shown = self._shot_shown, replace(shot, prompt="", negative="")
        if self._shot_shown != before:
            self._show_all_but_words(shot)

    def _show_all_but_words(self, shot: Shot) -> None:
        window, settings = self._bench.window, shot.settings
        seconds = settings.seconds
        window.prompt.set_duration(seconds)
        window.motion.set_duration(seconds, settings.frames)
        window.motion.set_plan(shot.plan)
        window.strokes.set_settings(settings)
        window.strokes.set_plan(shot.plan)
        window.settings.set_settings(settings)
        self._bench.makers.show()
        self._bench.families.show()
        self._show_image(shot)
        self._show_other_images(shot)
        self._show_end_image(shot)
        self._show_subject(shot)
        if (settings.model_name, settings.family) != self._model_shown:
            self.show_book()
        self._bench.preview.refresh()

    def _show_image(self, shot: Shot) -> None:
        size = (shot.settings.width, shot.settings.height)
        if (shot.start_image, size) == self._image_shown:
            return
        self._image_shown = (shot.start_image, size)
        self._start_image = None
        if shot.start_image is not None:
            from engine.frame.load import fit, load_image

            try:
                self._start_image = fit(load_image(shot.start_image), *size)
            except VerbenchError as error:
                self.show_error(error)
        self._found = self._looked_for = None
        self._look.start()
        self._subject.ask(None, "")  # no answer of the picture before comes any more
        picture = None if self._start_image is None else to_qimage(self._start_image)
        self._bench.window.motion.set_image(picture)
        missing = picture is None and shot.start_image is not None
        self._bench.window.motion.images.set_image(START, picture, missing=missing)

    def _show_other_images(self, shot: Shot) -> None:
        """The end image and the background without the things, small."""
        for slot, path in ((END, shot.end_image), (PLATE, shot.plan.plate)):
            image = self.pictures.of_image(path)
            missing = image is None and path is not None
            self._bench.window.motion.images.set_image(slot, image, missing=missing)

    def _show_end_image(self, shot: Shot) -> None:
        """The end image at the size of the shot, for the onion skin."""
        size = (shot.settings.width, shot.settings.height)
        if (shot.end_image, size) == self._end_shown:
            return
        self._end_shown = (shot.end_image, size)
        picture = None
        if shot.end_image is not None:
            from engine.frame.load import fit, load_image

            with suppress(VerbenchError):  # said where the end image is shown by itself
                picture = to_qimage(fit(load_image(shot.end_image), *size))
        self._bench.window.motion.set_end_image(picture)

    def _look_for_subject(self) -> None:
        shot = self._bench.session.shot
        if shot.subject is None:
            self._looked_for = shot.prompt
            self._subject.ask(self._start_image, shot.prompt)

    def _show_found(self, subject: Subject | None) -> None:
        """What stands out in the start image."""
        self._found = subject
        self._show_subject(self._bench.session.shot)

    def _show_subject(self, shot: Shot) -> None:
        """What the person says the image is about, or else what was found in it."""
        said, subject = shot.subject is not None, shot.subject or self._found
        self._bench.linter.set_subject(subject)
        self._bench.window.motion.subject.set_subject(subject, said=said)

    def _mask(self, path) -> np.ndarray:
        from engine.frame.load import load_mask

        return load_mask(path)

    # hints

    def show_hints(self, hints: tuple[Hint, ...], unsaid: tuple[Hint, ...]) -> None:
        """What is risky in the prompt, at the words and at the strokes."""
        window = self._bench.window
        window.prompt.set_hints(hints, self._bench.linter.reading.text, unsaid)
        window.motion.set_hints(hints)
        window.strokes.set_hints(hints)
        window.set_problems(len(hints))

    def show_reader(self, parser: bool, message: str) -> None:
        """The reader process is warm: without its parser prompts are read less well."""
        self._bench.window.set_reading_note("" if parser else message)

    def show_reader_lost(self) -> None:
        """The reader process died."""
        note = self.tr("The reader process ended: prompts are read by tables alone.")
        self._bench.window.set_reading_note(note)

    def show_count(self, count: Count) -> None:
        """How full the model's text encoder is."""
        prompt, family = self._bench.window.prompt, count.family
        if family is None:
            prompt.set_meter(None, count.prompt)
            prompt.set_negative_meter(None)
            return
        unheeded = tr("With guidance of 1 and less the negative prompt does not act.")
        if family.negative == "unused":
            unheeded = self.tr(
                "{model} does not heed a negative prompt: say what is there instead."
            )
        said = "" if count.heeds_negative else unheeded.format(model=family.title)
        if family.encoders:
            about = self.tr("Counted as {model} reads it ({encoder})").format(
                model=family.title, encoder=ENCODERS[family.encoders[0].tokenizer]
            )
        else:
            about = self.tr("{model}: no limit is known").format(model=family.title)
        prompt.set_meter(count.meter, count.prompt, about)
        prompt.set_negative_meter(count.negative, about, said)

    # takes and jobs

    def _takes(self) -> tuple[Take, ...]:
        session = self._bench.session
        if session.project is None or session.shot_id is None:
            return ()
        return session.attempt(lambda: session.project.takes(session.shot_id)) or ()

    def show_takes(self) -> None:
        """Takes of the current shot, under the jobs that will become some."""
        bench, project = self._bench, self._bench.session.project
        theme = colours_of(bench.window)
        takes, known = self._takes(), self._takes_shown
        self._takes_shown = {}
        for take in reversed(takes):
            key = (take, project.take_stamp(take.id), theme)
            shown = known.get(take.id)
            if shown is None or shown[0] != key:  # a report is long: it is read once
                with suppress(VerbenchError):
                    self._takes_shown[take.id] = (key, *self._take_card(take, theme))
            else:
                self._takes_shown[take.id] = shown
        shown_now = self._takes_shown.values()
        self._take_cards = tuple(card for _, card, _ in shown_now)
        bench.window.takes.set_merits({card.key: merit for _, card, merit in shown_now})
        self.show_job_cards()
        bench.window.takes.set_current(bench.watching.take.id if bench.watching.take else None)

    def _take_card(self, take: Take, theme: Colours) -> tuple[Card, Merit]:
        project = self._bench.session.project
        rating = project.rating(take.id)
        report = self._bench.watching.told(project.report(take.id), rating)
        picture = self.pictures.of_clip(take.path)
        card = take_card(take, report, rating, picture, theme)
        obedience = report.obedience if report is not None else None
        return card, Merit(take.model, score_of(rating), obedience)

    def show_job_cards(self) -> None:
        """The jobs of the current shot; its takes are as they were."""
        queueing = self._bench.queueing
        jobs = queueing.jobs_of(self._bench.session.shot_id)
        jobs = jobs[:JOBS_SHOWN]
        images = {job.request.shot.start_image for job in jobs}
        pictures = {path: self.pictures.of_image(path) for path in images}  # mostly one
        title = self.tr("Next take")
        cards = (
            job_card(job, title, queueing.progress(job.id), pictures[job.request.shot.start_image])
            for job in jobs
        )
        self._bench.window.takes.set_cards((*cards, *self._take_cards))

    def show_job_card(self, job: Job, told: Progress) -> None:
        """One job of the current shot moved on."""
        picture = self.pictures.of_image(job.request.shot.start_image)
        card = job_card(job, self.tr("Next take"), told, picture)
        self._bench.window.takes.update_card(card)

    # the watched take

    def join_player(self) -> None:
        """The player was made: it shows what is watched."""
        bench = self._bench
        player, watching = bench.window.player, bench.watching
        player.set_kinds(_kinds())
        player.set_hidden(frozenset(bench.preferences.hidden_kinds.split()))
        self.show_told()
        watching.book_changed.connect(self.show_told)
        player.finding_judged.connect(watching.judge)
        player.finding_retyped.connect(watching.retype)
        player.kinds_hidden.connect(self._keep_hidden)
        player.blind_wanted.connect(lambda: player.ask_blind(watching.one_way_verb))
        player.blind_answered.connect(watching.note_blind)
        player.reversed_judged.connect(watching.judge_reversed)
        player.brush_wanted.connect(bench.acts.open_brush)
        player.rate_pressed.connect(bench.window.rating.rate)
        player.star_pressed.connect(bench.acts.star)
        player.frame_wanted.connect(bench.images.use_shown)
        player.failed.connect(self.show_error)
        self.show_take(bench.watching.take)
        self.show_report(bench.watching.report, None)
        self.show_rating(bench.watching.rating)

    def _keep_hidden(self, hidden: frozenset[str]) -> None:
        self._bench.preferences.hidden_kinds = " ".join(sorted(hidden))

    def show_take(self, take: Take | None) -> None:
        """Another take is watched."""
        window = self._bench.window
        window.rating.set_take(take_name(take) if take else "")
        window.takes.set_current(take.id if take else None)
        if window.has_player:
            window.player.set_clip(take.path if take else None)
            window.player.set_plan(take.request.shot.plan if take and take.request else None)

    def show_report(self, report: Report | None, progress: float | None) -> None:
        """What was seen in the watched take."""
        window, take = self._bench.window, self._bench.watching.take
        if not window.has_player:
            return
        shown = report_translated(report) if report is not None else None
        window.player.set_report(shown, progress)
        flow = self._bench.work.flow_file(take.id) if take else None
        there = flow is not None and flow.exists()
        rows = take.clip.frames - 1 if take and report is not None else 0
        if take and progress is not None:
            rows = int(progress * (take.clip.frames - 1))
        window.player.set_flow(flow if there else None, rows if there else 0)

    def show_rating(self, rating: Rating) -> None:
        """The person's judgement of the watched take."""
        window = self._bench.window
        window.rating.set_rating(rating)
        if window.has_player:
            window.player.set_rating(rating)

    # the verb book

    def show_book(self) -> None:
        """The verb book says something else, or is asked about another model."""
        from engine.prompt.models import book_name

        bench, settings = self._bench, self._bench.session.shot.settings
        self._model_shown = (settings.model_name, settings.family)
        if bench.watching.book is not None:
            known = bench.session.attempt(bench.watching.book.models) or ()
            model = book_name(settings, known)
            book = bench.session.attempt(lambda: bench.watching.book.book_for(model))
            bench.linter.set_book(book or {})
            self.show_verbs_of(model)

    def show_verbs_of(self, model: str) -> None:
        """The table of verbs for one model."""
        book, window = self._bench.watching.book, self._bench.window
        if book is None:
            return
        models = tuple(dict.fromkeys((model, *book.models())))
        window.verbs.set_models(models, model)
        actions = self._bench.linter.reading.actions
        verb = next((action.verb for action in actions if not action.camera), "")
        window.verbs.set_verdicts(book.verdicts(model), verb)

    # the window

    def show_mode(self, mode: str) -> None:
        """Frame or Watch: the tab on the right follows; pictures take the keys of their mode."""
        window = self._bench.window
        if mode == FRAME:
            window.show_right(window.strokes)
        elif mode == WATCH:
            window.show_right(window.takes_tab)
            window.player.setFocus()
        elif mode == COMPARE:
            self._bench.comparing.take_focus()

    def show_error(self, error: VerbenchError) -> None:
        """One card with what is wrong and what to do; the program goes on."""
        self._bench.acts.forget_notice()
        self._bench.window.stage.notice.show_message(
            translated(error.message), translated(error.mend), "error"
        )

    def retint(self) -> None:
        """Another theme: cards hold colours."""
        self.show_takes()

    def show_told(self) -> None:
        """From where on findings are told to this person."""
        known = self._bench.watching.thresholds()
        self._bench.window.player.set_told({kind: one.score for kind, one in known.items()})

    def picture(self) -> QImage | None:
        """The picture that is on the stage."""
        return self._bench.window.player.image() if self._bench.window.has_player else None


def _kinds() -> tuple[Kind, ...]:
    """What the player is to know of every detector, in the language of the window."""
    from engine.detectors import DETECTORS

    return tuple(
        Kind(
            detector.id,
            translated(detector.title),
            detector.tier,
            detector.shape,
            translated(detector.rule),
            translated(detector.advice),
            translated(detector.measures),
            translated(detector.threshold),
            _PAINTS.search(detector.advice) is not None,
        )
        for detector in DETECTORS
    )


def _subject_in(image: np.ndarray | None, words: str) -> Subject | None:
    from engine.frame.subject import find_subject

    with turns.behind():
        return None if image is None else find_subject(image, words)
