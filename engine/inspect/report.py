"""A clip in, a Report out: measured once, judged by every detector."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from math import hypot
from pathlib import Path

from engine.detectors import DETECTORS, Detection, Undetermined
from engine.detectors.base import at_one_time
from engine.errors import BadInput
from engine.imprint import imprint_beside, imprint_of
from engine.inspect.expectations import shot_rules
from engine.inspect.explained import Explains, said_of
from engine.inspect.flow import Rgb
from engine.inspect.footage import Footage
from engine.inspect.kept import load, save
from engine.inspect.marks import overlap
from engine.inspect.obedience import obedience, obeyed
from engine.inspect.observation import Observation, OnStep, observe
from engine.inspect.own import flow_in, likely_in, tracker_in
from engine.inspect.own import means as means_in
from engine.inspect.people import ready, watch
from engine.inspect.people.skeletons import bodies_of, hands_of
from engine.inspect.rule_checks import check_rules
from engine.inspect.things import worth_telling
from engine.prompt.reading import read
from engine.records import ClipInfo, Finding, Mark, MarkKind, Origin, Report, RuleState, Shot

OnFinding = Callable[[Finding], None]

_SETTLED_S, _LIKELY, _SAME_PLACE = 0.3, 0.7, 0.2
"""Seconds of film behind a finding, and its probability, for it to be told early."""
TOLD = 0.5
"""Probability from which a finding is one; below, it is doubtful."""


def inspect_clip(
    path: Path,
    *,
    shot: Shot | None = None,
    prompt: str | None = None,
    marks: tuple[Mark, ...] = (),
    ruled: Mapping[str, RuleState] | None = None,
    on_step: OnStep | None = None,
    on_finding: OnFinding | None = None,
    flow_file: Path | None = None,
    kept_file: Path | None = None,
    people: Path | None = None,
    own: Path | None = None,
) -> Report:
    """All that can be seen in a clip, judged against what was asked for.

    Without `shot`, the request that a take of ours carries inside its file is used; `prompt` takes
    the place of the shot's own. `flow_file` (.npy, float16, frames - 1 x rows x columns x 2, pixels
    a frame on an 8-px grid) grows row by row meanwhile. What was measured is kept in `kept_file`
    (.npz) where one is named; where it is there already, and the flow beside it, the clip is only
    judged: both must be of this very clip. `ruled` is what the person says of rules, by their
    texts. People and hands are looked for with the models in the folder `people`, where they are
    there; models of the person's own for flow and outlines are in the folder `own`. Raises BadInput
    for what is not a clip and for such a model that fails, and lets Cancelled from `on_step`
    through.
    """
    path, means = Path(path), means_in(own)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        flow = flow_file or Path(folder, "flow.npy")
        early = None if on_finding is None else _Early(on_finding)
        seen = load(kept_file, flow) if kept_file is not None else None
        comment: str | None = None
        if seen is None or seen.means != means or (seen.people is None and ready(people)):
            if kept_file is not None:
                # it must not be taken for what belongs to the flow that is written from here on
                with suppress(OSError):
                    kept_file.unlink(missing_ok=True)
            with Footage(path) as footage:
                comment = footage.info.comment
                watcher = watch(footage.info, people)
                seen = observe(
                    footage.frames(),
                    footage.info,
                    flow,
                    on_step=on_step,
                    on_look=None if early is None else early.look,
                    watcher=watcher,
                    flow=flow_in(own),
                    likely=likely_in(own),
                    tracker=tracker_in(own),
                )
                seen = replace(
                    seen,
                    unread=footage.unread,
                    uneven=footage.uneven,
                    notes=footage.notes(),
                    means=means,
                )
            if kept_file is not None:
                # it only saves time: a full disk must not keep a report from the person
                with suppress(OSError):
                    save(seen, kept_file)
        own_shot = _own_shot(path, comment, Path(folder)) if shot is None else None
        asked = _asked(seen, shot or own_shot, prompt, marks)
        told = early.tell if early is not None else None
        report = _with_rules(judge(asked, path, told), asked, shot or own_shot, ruled)
        return replace(report, origin=_origin(asked, own_shot))


def inspect_frames(
    frames: Iterable[Rgb],
    clip: ClipInfo,
    *,
    file: Path = Path(),
    shot: Shot | None = None,
    prompt: str | None = None,
    marks: tuple[Mark, ...] = (),
    ruled: Mapping[str, RuleState] | None = None,
    on_step: OnStep | None = None,
    on_finding: OnFinding | None = None,
    flow_file: Path | None = None,
) -> Report:
    """The same for frames from anywhere: uint8 RGB (height, width, 3), all of the clip's size."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        seen = observe(frames, clip, flow_file or Path(folder, "flow.npy"), on_step=on_step)
        asked = _asked(seen, shot, prompt, marks)
        report = _with_rules(judge(asked, file, on_finding), asked, shot, ruled)
        return replace(report, origin=_origin(asked, None))


def _origin(seen: Observation, own: Shot | None) -> Origin:
    """What was asked for; `own` is the shot that the clip itself says it was made of."""
    words = seen.reading.text if seen.reading is not None else ""
    if own is None:
        return Origin(prompt=words)
    return Origin(prompt=words, model=own.settings.model_name, seed=own.settings.seed)


def _with_rules(
    report: Report, seen: Observation, shot: Shot | None, ruled: Mapping[str, RuleState] | None
) -> Report:
    """The report with what should hold in the shot, and whether it did."""
    rules = shot_rules(shot or Shot(), seen.reading)
    titles = {detector.id: detector.title for detector in DETECTORS}
    return replace(report, rules=check_rules(rules, report, ruled, titles))


def _asked(
    seen: Observation, shot: Shot | None, prompt: str | None, marks: tuple[Mark, ...]
) -> Observation:
    """What was measured, beside what was asked for and said of it."""
    words = prompt if prompt is not None else (shot.prompt if shot is not None else "")
    return replace(
        seen,
        reading=read(words) if words.strip() else None,
        plan=shot.plan if shot is not None else None,
        marks=marks,
        start_image=shot.start_image if shot is not None else None,
        end_image=shot.end_image if shot is not None else None,
    )


def judge(seen: Observation, file: Path, on_finding: OnFinding | None = None) -> Report:
    """What every detector says of an observation."""
    scores: dict[str, float] = {}
    undetermined: dict[str, str] = {}
    markable: dict[str, MarkKind] = {}
    found: list[Finding] = []
    explains = Explains(seen)
    for detector in DETECTORS:
        detection = said_of(detector, explains)
        if isinstance(detection, Undetermined):
            undetermined[detector.id] = detection.because
            if detection.mark is not None:
                markable[detector.id] = detection.mark
            continue
        scores[detector.id] = detection.score
        for finding in detection.findings:
            found.append(finding)
            if on_finding is not None and not finding.held and finding.score >= TOLD:
                on_finding(finding)
    followed = obeyed(seen)
    told = worth_telling(seen.things, hypot(seen.clip.width, seen.clip.height))
    found.sort(key=lambda finding: (finding.start_frame, -finding.score))
    return Report(
        file=file,
        clip=seen.clip,
        scores=scores,
        findings=tuple(f for f in found if not f.held and f.score >= TOLD),
        held=tuple(finding for finding in found if finding.held),
        movers=tuple(thing.mover() for thing in told),
        camera=seen.camera,
        undetermined=undetermined,
        markable=markable,
        obeyed=followed,
        obedience=obedience(followed),
        doubtful=tuple(f for f in found if not f.held and f.score < TOLD),
        notes=(*seen.notes, *_cuts(seen)),
        people=None if seen.people is None else bodies_of(seen.people),
        hands=hands_of(seen.hands, seen.clip.fps),
        means=seen.means,
    )


def _cuts(seen: Observation) -> tuple[str, ...]:
    """What to know of a clip that is several."""
    if not seen.cuts:
        return ()
    parts, first = len(seen.parts), seen.cuts[0]
    if parts == 2:
        return (f"It cuts to something else in frame {first}: each side was looked at by itself.",)
    return (
        f"It cuts to something else {parts - 1} times, first in frame {first}: each part was "
        "looked at by itself.",
    )


class _Early:
    """Tells findings as soon as they are sure, and each of them once.

    What hangs on a second of film is judged while the rest is measured. The things in the picture
    are not known by then, or only those of the first frames, and what comes may yet explain it: so
    only what is likely is told early, and the report in the end is what counts.
    """

    def __init__(self, on_finding: OnFinding) -> None:
        self._on_finding = on_finding
        self._told: list[Finding] = []

    def look(self, seen: Observation) -> None:
        """At what was measured so far."""
        settled = seen.clip.frames - seen.clip.fps * _SETTLED_S
        explains = Explains(seen)
        for detector in DETECTORS:
            said = said_of(detector, explains) if detector.local else None
            if not isinstance(said, Detection):
                continue
            for finding in said.findings:
                if not finding.held and finding.score >= _LIKELY and finding.end_frame < settled:
                    self.tell(finding)

    def tell(self, finding: Finding) -> None:
        """Unless it was told."""
        if not any(_same(finding, told) for told in self._told):
            self._told.append(finding)
            self._on_finding(finding)


def _same(one: Finding, other: Finding) -> bool:
    """Whether both are of one thing; its number may have changed since it was first told."""
    if one.kind != other.kind or not at_one_time(one, other):
        return False
    return one.box is None or other.box is None or overlap(one.box, other.box) > _SAME_PLACE


def _own_shot(path: Path, comment: str | None, media: Path) -> Shot | None:
    """The shot of the request inside a take of ours; `comment` is the file's, where it is known."""
    # a damaged or a newer note must not keep a person from having the picture itself inspected
    with suppress(BadInput):
        found = imprint_of(path, media) if comment is None else imprint_beside(comment, path, media)
        return None if found is None else found.request.shot
    return None
