"""Hints while typing: the shot as it is goes in, its reading and its hints come out.

Short prompts are read on the spot, within the frame of the keystroke; long ones a moment after the
last key, so that typing never waits. A newer question always replaces an older one. The rules are
loaded with the first question, so that the window is painted before.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from engine.records import Hint, Reading, Scene, Shot, Subject, Verdict

INSTANT_CHARACTERS = 2_000
DELAY_MS = 150
PROJECT_WORD = "word:"


class Linter(QObject):
    """Asks the engine what the shot says and what is risky in it."""

    read = Signal(Reading)
    hinted = Signal(tuple)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shot = Shot()
        self._subject: Subject | None = None
        self._book: dict[str, Verdict] = {}
        self._ignored: frozenset[str] = frozenset()
        self._profile = "normal"
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MS)
        self._timer.timeout.connect(self.run)
        self.reading = Reading("")
        self.hints: tuple[Hint, ...] = ()

    def set_shot(self, shot: Shot) -> None:
        """The shot that is on the screen; asks again where words, plan or model differ."""
        before, self._shot = self._shot, shot
        asked = (shot.prompt, shot.plan, shot.settings)
        if asked != (before.prompt, before.plan, before.settings):
            self._ask()

    def set_subject(self, subject: Subject | None) -> None:
        """What was found in the start image."""
        if subject != self._subject:
            self._subject = subject
            self._ask()

    def set_book(self, book: dict[str, Verdict]) -> None:
        """The verb book for the shot's model."""
        if book != self._book:
            self._book = book
            self._ask()

    def set_ignored(self, ignored: frozenset[str], profile: str) -> None:
        """What the person does not want to hear of, and how much they do."""
        if (ignored, profile) != (self._ignored, self._profile):
            self._ignored, self._profile = ignored, profile
            self._ask()

    def run(self) -> None:
        """Reads and lints now."""
        from engine.prompt.lint import lint
        from engine.prompt.reading import read

        self._timer.stop()
        shot = self._shot
        self.reading = read(shot.prompt)
        scene = Scene(self.reading, shot.plan, shot.settings, self._subject, self._book)
        self.hints = tuple(
            hint
            for hint in lint(scene, self._profile, self._ignored)
            if word_key(hint, shot.prompt) not in self._ignored
        )
        self.read.emit(self.reading)
        self.hinted.emit(self.hints)

    def _ask(self) -> None:
        if len(self._shot.prompt) <= INSTANT_CHARACTERS:
            self.run()
        else:
            self._timer.start()


def word_key(hint: Hint, text: str) -> str:
    """Names a rule at a word, wherever it stands: 'ignore in this project'."""
    return f"{PROJECT_WORD}{hint.rule}:{text[hint.span.start : hint.span.end].casefold()}"


def ignore_key(hint: Hint, text: str, scope: str) -> str:
    """The key under which a hint is ignored 'here', in the 'project', or with its whole 'rule'."""
    from engine.prompt.lint import fingerprint

    if scope == "rule":
        return hint.rule
    return word_key(hint, text) if scope == "project" else fingerprint(hint, text)
