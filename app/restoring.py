"""How a take was made, back into shots: a take goes in, a changed or a new shot comes out."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TR_NOOP, QObject, Qt

from app.cards import STAGES
from app.translated import value_translated
from engine.errors import BadInput
from engine.records import Request, Shot, Take
from widgets.common.translation import tr
from widgets.jobs.steering_form import WAYS
from widgets.motion.words import KINDS
from widgets.takes.made_sheet import PARTS, MadeSheet

if TYPE_CHECKING:
    from app.workbench import Workbench
    from engine.provenance import Lack

_WORDS = (
    dict(KINDS)
    | STAGES
    | dict(WAYS)
    | {
        "stroke": QT_TR_NOOP("stroke"),
        "frames": QT_TR_NOOP("frames"),
        "of": QT_TR_NOOP("of"),
        "pan": QT_TR_NOOP("pan"),
        "tilt": QT_TR_NOOP("tilt"),
        "zoom": QT_TR_NOOP("zoom"),
        "roll": QT_TR_NOOP("roll"),
        "orbit": QT_TR_NOOP("orbit"),
    }
)
"""What the engine calls things, and how they are called on the screen."""


class Restoring(QObject):
    """Acts on what a take says of itself."""

    def __init__(self, workbench: Workbench) -> None:
        super().__init__(workbench)
        self._bench = workbench

    def restore(self, take_id: int, part: str) -> None:
        """This part of what the take was made from goes into the shot on the screen, as one step;
        with 'shot' all of it becomes a new shot."""
        from engine.provenance import restored

        session, asked = self._bench.session, self._asked(take_id)
        if asked is None or not session.has_shot():
            return
        if part == "shot":
            session.add_shots((asked[1].shot,), tr("restore shot"), after=session.shot_id)
        else:
            now = restored(asked[1].shot, session.shot, part)
            session.change(
                tr("restore: {part}").format(part=tr(dict(PARTS)[part]).lower()),
                **_changes(session.shot, now),
            )
        self._tell_lacks(asked)

    def show(self, take_id: int) -> None:
        """All that is known of how the take was made, on a sheet."""
        asked = self._asked(take_id)
        if asked is None:
            return
        from engine.provenance import told

        take, request = asked
        sheet = MadeSheet(
            tr("How take {n} was made").format(n=take.number),
            told(request, take.made, _say),
            self._lacks(asked),
            _as_json(take, request),
            self._bench.window,
        )
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.part_restored.connect(lambda part: self.restore(take_id, part))
        sheet.show()

    def show_watched(self) -> None:
        """The sheet of the take that is being watched."""
        watched = self._bench.watching.take
        if watched is not None:
            self.show(watched.id)

    def _asked(self, take_id: int) -> tuple[Take, Request] | None:
        """The take with its request; where it has none the person is told."""
        session = self._bench.session
        take = session.attempt(lambda: session.project.take(take_id))
        if take is None:
            return None
        if take.request is None:
            self._bench.screen.show_error(
                BadInput(
                    tr("This take does not say how it was made"),
                    mend=tr("It was imported."),
                )
            )
            return None
        return take, take.request

    def _lacks(self, asked: tuple[Take, Request]) -> tuple[str, ...]:
        """What is missing to make the take again, in sentences."""
        from engine.provenance import lacking, missing_images

        take, request = asked
        images = (
            tr("The image {name} did not come along.").format(name=name)
            for name in missing_images(request.shot)
        )
        return (*map(_sentence, lacking(request, take.made)), *images)

    def _tell_lacks(self, asked: tuple[Take, Request]) -> None:
        lacks = self._lacks(asked)
        if lacks:
            mend = tr("All else was restored: get what is missing, or choose something else.")
            self._bench.window.stage.notice.show_message(" ".join(lacks), mend, "warning")


def _say(word: str) -> str:
    """A word or a number of the engine in the language of the window."""
    return tr(_WORDS[word]) if word in _WORDS else value_translated(word)


def _changes(before: Shot, after: Shot) -> dict[str, object]:
    """What of a shot is another."""
    values = ((field.name, getattr(after, field.name)) for field in fields(Shot))
    return {name: value for name, value in values if value != getattr(before, name)}


def _sentence(lack: Lack) -> str:
    if lack.url:
        return tr("{name} is not on this machine. It is at {url}").format(
            name=lack.name, url=lack.url
        )
    if lack.digest:
        return tr("{name} is not on this machine. Its hash is {digest}.").format(
            name=lack.name, digest=lack.digest
        )
    return tr("{name} is not on this machine.").format(name=lack.name)


def _as_json(take: Take, request: Request) -> str:
    from engine.documents import request_to_dict

    data = request_to_dict(request, None)
    data["made"] = None if take.made is None else asdict(take.made)
    return json.dumps(data, ensure_ascii=False, indent=2)
