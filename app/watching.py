"""The take that is watched: its report and the person's rating of it, and what both teach.

What goes in is which take to watch and each judgement; what goes out are the report, the rating and
the evidence that the verb book gets from them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.session import Session, Step
from engine.errors import VerbenchError
from engine.records import Finding, Rating, Report, Shot, Take
from widgets.common.translation import tr

if TYPE_CHECKING:
    from engine.detectors.calibration import Threshold
    from engine.project.store import Project
    from engine.verbs.store import VerbBook


class Watching(QObject):
    """One take at a time."""

    take_opened = Signal(object)
    """The Take, or None."""
    report_changed = Signal(object, object)
    """The Report or None, and the progress (0..1) or None where nothing is analysed."""
    rating_changed = Signal(Rating)
    book_changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.book: VerbBook | None = None
        self.take: Take | None = None
        self.report: Report | None = None
        self.rating = Rating()
        self._growing: Report | None = None
        self._progress = 0.0
        self._thresholds: dict[str, Threshold] | None = None

    def close(self) -> None:
        """Lets go of the verb book."""
        if self.book is not None:
            self.book.close()
            self.book = None

    def open(self, take_id: int | None) -> None:
        """Watches another take; None where there is none."""
        project = self._session.project
        if project is None or take_id is None:
            self._show(None, None, Rating())
            return
        self._session.attempt(lambda: self._open(project, take_id))

    def set_report(self, take_id: int, report: Report | None, progress: float | None) -> None:
        """The analysis of a take goes on or has ended."""
        if self.take is not None and self.take.id == take_id:
            self._growing = None
            self.report = self.told(report, self.rating)
            self.report_changed.emit(self.report, progress)

    def show_progress(self, take_id: int, progress: float) -> None:
        """The analysis of a take goes on: what was found so far is shown, and is no report yet."""
        if self.take is not None and self.take.id == take_id:
            self.report, self._progress = None, progress
            self.report_changed.emit(self._growing, progress)

    def show_finding(self, take_id: int, finding: Finding) -> None:
        """One more was found, while the analysis goes on."""
        if self.take is None or self.take.id != take_id:
            return
        growing = self._growing or Report(self.take.path, self.take.clip)
        self._growing = replace(growing, findings=(*growing.findings, finding))
        self.report_changed.emit(self._growing, self._progress)

    def told(self, report: Report | None, rating: Rating | None) -> Report | None:
        """A report as this person is told it, whose judgements have moved thresholds; what was
        judged in this very take stays."""
        known = self.thresholds() if report is not None else {}
        if report is None or not known:
            return report
        from engine.detectors.calibration import personal

        rating = rating or Rating()
        judged = rating.confirmed | rating.dismissed | rating.wrong_kinds.keys()
        return personal(report, known, judged)

    def thresholds(self) -> dict[str, Threshold]:
        """From where on each kind that was ever judged is told, by kind."""
        if self._thresholds is None and self.book is not None:
            from engine.detectors.calibration import thresholds

            judged = self._session.attempt(self.book.judgements)
            self._thresholds = thresholds(judged or ())
        return self._thresholds or {}

    def forget_thresholds(self) -> None:
        """What was judged counts otherwise now."""
        self._thresholds = None
        self.book_changed.emit()

    def rate(self, rating: Rating) -> None:
        """The person's scores; findings that were judged stay judged."""
        # the points alone: what was said of findings is kept by steps of their own
        before = self.rating
        points = {"adherence": rating.adherence, "physics": rating.physics}
        self._keep(replace(before, **points, note=rating.note))

    def rate_take(self, take_id: int, rating: Rating) -> None:
        """The person's scores for any take; findings that were judged stay judged."""
        project = self._session.project
        if project is None:
            return
        if self.take is not None and self.take.id == take_id:
            self.rate(rating)
            return
        self._session.attempt(
            lambda: self._save(project.take(take_id), rating, project.report(take_id))
        )
        self._session.takes_changed.emit()

    def judge(self, key: str, confirmed: bool | None) -> None:
        """A finding is confirmed (True), dismissed (False), or neither (None)."""
        rating = self.rating
        yes, no = rating.confirmed - {key}, rating.dismissed - {key}
        if confirmed is True:
            yes |= {key}
        elif confirmed is False:
            no |= {key}
        others = {k: kind for k, kind in rating.wrong_kinds.items() if k != key}
        judged = replace(rating, confirmed=yes, dismissed=no, wrong_kinds=others)
        words = {True: tr("confirm finding"), False: tr("dismiss finding")}
        self._judge(judged, words.get(confirmed, tr("take back a judgement")))

    def retype(self, key: str, kind: str) -> None:
        """A finding is right but of another kind, which it counts as; '' is its own after all."""
        rating = self.rating
        others = {k: named for k, named in rating.wrong_kinds.items() if k != key}
        if kind:
            others[key] = kind
        yes, no = rating.confirmed | {key}, rating.dismissed - {key}
        judged = replace(rating, confirmed=yes, dismissed=no, wrong_kinds=others)
        self._judge(judged, tr("change the kind of a finding"))

    def note_blind(self, right: bool) -> None:
        """Whether the person told the film from its reverse."""
        self._judge(
            replace(self.rating, blind=(*self.rating.blind, right)), tr("note the blind view")
        )

    def judge_reversed(self, confirmed: bool) -> None:
        """All that was found of the clip running backwards is confirmed or dismissed."""
        found = self.report.findings if self.report is not None else ()
        keys = {f.key for f in found if f.kind == "reversed" and not f.held}
        rating = self.rating
        yes, no = rating.confirmed - keys, rating.dismissed - keys
        yes, no = (yes | keys, no) if confirmed else (yes, no | keys)
        words = tr("confirm finding") if confirmed else tr("dismiss finding")
        self._judge(replace(rating, confirmed=yes, dismissed=no), words)

    @property
    def one_way_verb(self) -> str:
        """A verb of the watched take that only goes one way, as 'pour' does; '' has none."""
        if self.take is None:
            return ""
        from engine.prompt.reading import read
        from engine.rules.base import events, known_verb

        for action in events(read(self._shot_of(self.take).prompt)):
            verb = known_verb(action)
            if verb is not None and verb.time == "irreversible":
                return action.verb
        return ""

    def keep_judged(self, take_id: int, rating: Rating) -> None:
        """What a step of undo says of findings; the points of the take stay as they are now."""
        project = self._session.project
        if project is None:
            return
        watched = self.take is not None and self.take.id == take_id
        before = self.rating if watched else project.rating(take_id) or Rating()
        points = {"adherence": before.adherence, "physics": before.physics}
        rating = replace(rating, **points, note=before.note)
        if watched:
            self._keep(rating)
            return
        self._save(project.take(take_id), rating, project.report(take_id))
        self._session.takes_changed.emit()

    def _judge(self, rating: Rating, words: str) -> None:
        if self._session.project is not None and self.take is not None:
            self._session.push(_Judge(self._session, self, self.take.id, rating, words))

    def _open(self, project: Project, take_id: int) -> None:
        rating = project.rating(take_id) or Rating()
        self._show(project.take(take_id), self.told(project.report(take_id), rating), rating)

    def _show(self, take: Take | None, report: Report | None, rating: Rating) -> None:
        self.take, self.report, self.rating = take, report, rating
        self._growing, self._progress = None, 0.0
        self.take_opened.emit(take)
        self.report_changed.emit(report, None)
        self.rating_changed.emit(rating)

    def _keep(self, rating: Rating) -> None:
        if self._session.project is None or self.take is None:
            return
        try:
            self._save(self.take, rating, self.report)
            self.rating = rating
        except VerbenchError as error:
            self._session.failed.emit(error)
        self.rating_changed.emit(self.rating)
        self._session.takes_changed.emit()

    def _save(self, take: Take, rating: Rating, report: Report | None) -> None:
        """Keeps a rating and teaches the verb book. Raises VerbenchError where it cannot be."""
        project = self._session.project
        assert project is not None  # whoever rates has one open
        project.save_rating(take.id, rating)
        if self.book is None:
            return
        from engine.prompt.reading import read
        from engine.verbs.evidence import evidence_of

        clip, shot = project.hash_of(take.id), self._shot_of(take)
        evidence = evidence_of(
            read(shot.prompt),
            rating,
            report.findings if report else (),
            take=clip,
            model=take.model,
            brushed=any(stroke.kind == "move" for stroke in shot.plan.strokes),
        )
        self.book.record(evidence, take=clip)
        if report is not None:
            from engine.detectors.calibration import judgements_of

            self.book.record_judgements(judgements_of(report, rating, clip), take=clip)
        self.forget_thresholds()

    def _shot_of(self, take: Take) -> Shot:
        """What was asked for: the take's own request, else the shot it was put under."""
        if take.request is not None:
            return take.request.shot
        return dict(self._session.shots).get(take.shot_id or -1, Shot())


class _Judge(Step):
    """What the person says of findings of one take."""

    def __init__(
        self, session: Session, watching: Watching, take_id: int, rating: Rating, words: str
    ) -> None:
        super().__init__(session, words)
        self._watching, self._take_id = watching, take_id
        self._before, self._after = watching.rating, rating

    def do(self) -> None:
        self._watching.keep_judged(self._take_id, self._after)

    def take_back(self) -> None:
        self._watching.keep_judged(self._take_id, self._before)
