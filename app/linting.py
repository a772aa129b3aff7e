"""Hints while typing: the shot as it is goes in, its reading and its hints come out.

The words are read by the reader process once it is warm, the rules run here on what it answers. A
newer question always replaces an older one, and until its answer comes the marks of the old one
stay with their words. Where no reader is warm the tables read a short prompt on the spot. Long
prompts are read and judged on another thread, a moment after the last key, so that typing never
waits. Nothing happens while an input method is composing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, QTimer, Signal

from app.beside import Beside
from app.reader import Reader
from engine.records import Hint, Reading, Scene, Shot, Subject, Verdict

INSTANT_CHARACTERS = 1_200
"""About 200 words: longer prompts are not judged between two frames of the screen."""
DELAY_MS = 150
PATIENCE_MS = 6_000
"""A reader that has not answered by now never will."""

Judgement = tuple[tuple[Hint, ...], tuple[Hint, ...]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """How much the person wants to hear: the profile, the levels of rules, what is ignored."""

    profile: str = "normal"
    levels: Mapping[str, str] = field(default_factory=dict)
    ignored: frozenset[str] = frozenset()


class Linter(QObject):
    """Asks what the shot says and what is risky in it."""

    read = Signal(Reading)
    hinted = Signal(tuple, tuple)
    """What the profile shows, and what it only mentions: hints of what was left unsaid."""

    def __init__(self, reader: Reader | None = None, parent: QObject | None = None) -> None:
        """`reader` None: the tables read."""
        super().__init__(parent)
        self._reader = reader
        self._shot = Shot()
        self._subject: Subject | None = None
        self._book: dict[str, Verdict] = {}
        self._wanted = Wanted()
        self._version = 0
        self._composing = self._held = False
        self._slow = Beside(_read_and_judged, self)
        self._slow.done.connect(self._on_slow)
        self._timer = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._timer.timeout.connect(self._start_slow)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._give_up)
        self.reading = Reading("")
        self.hints: tuple[Hint, ...] = ()
        self.unsaid: tuple[Hint, ...] = ()
        if reader is not None:
            reader.warmed.connect(self._ask)
            reader.answered.connect(self._on_answer)
            reader.lost.connect(self._on_lost)

    def close(self) -> None:
        """Nothing is read any more."""
        self._timer.stop()
        self._patience.stop()
        self._slow.close()
        if self._reader is not None:
            self._reader.close()

    def set_shot(self, shot: Shot) -> None:
        """The shot that is on the screen; asks again where it says something else."""
        before, self._shot = self._shot, shot
        if shot.prompt != before.prompt:
            self._ask()
        elif _judged(shot) != _judged(before):
            self._judge()

    def set_subject(self, subject: Subject | None) -> None:
        """What was found in the start image."""
        if subject != self._subject:
            self._subject = subject
            self._judge()

    @property
    def subject(self) -> Subject | None:
        """What stands out in the start image; None where nothing does, or there is none."""
        return self._subject

    def set_book(self, book: dict[str, Verdict]) -> None:
        """The verb book for the shot's model."""
        if book != self._book:
            self._book = book
            self._judge()

    def set_wanted(self, wanted: Wanted) -> None:
        """How much the person wants to hear."""
        if wanted != self._wanted:
            self._wanted = wanted
            self._judge()

    def set_composing(self, composing: bool) -> None:
        """Whether an input method is composing: what changed meanwhile is read afterwards."""
        self._composing = composing
        if not composing and self._held:
            self._ask()

    def run(self) -> None:
        """Reads by the tables and judges, now."""
        from engine.prompt.reading import read

        self._timer.stop()
        self._take(read(self._shot.prompt))

    # reading

    def _ask(self) -> None:
        self._version += 1
        if self._waits():
            return
        if self._reader is not None and self._reader.warm:
            self._patience.start()
            self._reader.ask(self._version, self._shot.prompt)
        else:
            self._read_here()

    def _waits(self) -> bool:
        """Whether an input method is composing; all is done after its end."""
        self._held = self._composing
        return self._held

    def _read_here(self) -> None:
        self._patience.stop()
        if len(self._shot.prompt) <= INSTANT_CHARACTERS:
            self.run()
        else:
            self._timer.start()

    def _on_answer(self, version: int, reading: Reading) -> None:
        if version == self._version and not self._waits():
            self._patience.stop()
            self._take(reading)

    def _on_lost(self) -> None:
        if self._patience.isActive():
            self._read_here()

    def _give_up(self) -> None:
        if self._reader is not None:
            self._reader.restart()
        self._read_here()

    def _take(self, reading: Reading) -> None:
        self.reading = reading
        self.read.emit(reading)
        self._judge()

    # judging

    def _judge(self) -> None:
        """Runs the rules, where the words of the shot have been read; else that is awaited."""
        if self.reading.text != self._shot.prompt or self._waits():
            return
        if len(self.reading.text) > INSTANT_CHARACTERS:
            self._timer.start()
        else:
            self._show(*_judgement(self._scene(), self._wanted))

    def _scene(self) -> Scene:
        shot = self._shot
        return Scene(
            self.reading,
            shot.plan,
            shot.settings,
            self._subject,
            self._book,
            shot.negative,
            shot.start_image is not None,
            shot.end_image is not None,
        )

    def _show(self, hints: tuple[Hint, ...], unsaid: tuple[Hint, ...]) -> None:
        self.hints, self.unsaid = hints, unsaid
        self.hinted.emit(hints, unsaid)

    def _start_slow(self) -> None:
        if self._patience.isActive():
            return  # the reader is at it
        known = self.reading if self.reading.text == self._shot.prompt else None
        self._slow.ask(known, self._shot.prompt, self._scene(), self._wanted)

    def _on_slow(self, found: tuple[Reading, Judgement]) -> None:
        reading, judgement = found
        if reading.text != self._shot.prompt or self._waits():
            return
        if reading is not self.reading:
            self.reading = reading
            self.read.emit(reading)
        self._show(*judgement)


def _judged(shot: Shot) -> tuple[object, ...]:
    """All of a shot that rules look at, but its words."""
    return shot.plan, shot.settings, shot.negative, shot.start_image, shot.end_image


def _read_and_judged(
    known: Reading | None, text: str, scene: Scene, wanted: Wanted
) -> tuple[Reading, Judgement]:
    """For long prompts; `known` None: the tables read the text first."""
    from engine.prompt.reading import read

    reading = read(text) if known is None else known
    return reading, _judgement(replace(scene, reading=reading), wanted)


def _judgement(scene: Scene, wanted: Wanted) -> Judgement:
    """What the profile shows, and what it only mentions."""
    from engine.prompt.lint import UNSAID, lint, shows

    hints = lint(scene, "strict", wanted.ignored, wanted.levels)
    shown = tuple(hint for hint in hints if shows(wanted.profile, hint.severity))
    if wanted.profile != "normal":
        return shown, ()
    return shown, tuple(hint for hint in hints if hint.rule in UNSAID and hint not in shown)
