"""A prompt panel on the screen, and hints as a linter would find them."""

import pytest

from engine.records import Edit, Fix, Hint, Severity, Span
from widgets.prompt.panel import PromptPanel

ROCK = "A rock tumbles down, drifting slowly at high speed, realistic physics"


@pytest.fixture
def panel(qtbot, make):
    """A shown panel with the caret in its empty editor."""
    panel = make(PromptPanel)
    panel.resize(372, 700)
    panel.show()
    panel.activateWindow()
    panel.focus_editor()
    qtbot.waitUntil(panel.editor.hasFocus)
    return panel


@pytest.fixture
def hint():
    """Makes a hint about words of a text; `fixes` are pairs of a title and the new words."""

    def make(text, words, *fixes, severity=Severity.WARNING, rule="ambiguous-verb", **more):
        start = text.index(words)
        span = Span(start, start + len(words))
        made = tuple(Fix(title, (Edit(span, new),)) for title, new in fixes)
        return Hint(rule, severity, span, f"‘{words}’ is ambiguous", made, **more)

    return make


@pytest.fixture
def rock(panel, hint):
    """The panel with a prompt that has three hints, one of each graver kind and a filler."""
    panel.set_text(ROCK)
    panel.set_hints(
        (
            hint(ROCK, "tumbles", ("use ‘rolls’", "rolls"), ("use ‘slides’", "slides")),
            hint(ROCK, "slowly at high speed", severity=Severity.ERROR, rule="conflicting-motion"),
            hint(ROCK, ", realistic physics", severity=Severity.HINT, rule="physics-filler"),
        )
    )
    return panel
