"""A clip whose frames say their number: the grey of frame i is 2 i."""

import numpy as np
import pytest
from PySide6.QtCore import Qt

from engine.video.write import write_clip
from widgets.player.kinds import Kind
from widgets.player.panel import PlayerPanel

FRAMES, WIDTH, HEIGHT = 40, 160, 96
KINDS = (
    Kind("wrong-direction", "Wrong direction", "asked", "arrows"),
    Kind("pop", "Pop", "physics", "flash"),
)


@pytest.fixture(scope="session")
def clip_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("clip") / "numbers.mkv"
    pictures = (np.full((HEIGHT, WIDTH, 3), 2 * i, np.uint8) for i in range(FRAMES))
    write_clip(path, pictures, 16.0)
    return path


@pytest.fixture
def panel(qtbot, make, clip_file):
    panel = make(PlayerPanel)
    panel.set_kinds(KINDS)
    panel.resize(600, 500)
    panel.show()
    panel.set_clip(clip_file)
    qtbot.waitUntil(lambda: panel.image() is not None)
    yield panel
    panel.close_clip()


def along(widget):
    """What the Tab key goes to inside a widget, in its order."""
    seen, at = [], widget.nextInFocusChain()
    while at is not widget:
        tabs = at.focusPolicy() & Qt.FocusPolicy.TabFocus and at.focusProxy() is None
        if tabs and widget.isAncestorOf(at) and at.isVisible() and at.isEnabled():
            seen.append(at)
        at = at.nextInFocusChain()
    return seen


def shown(panel):
    """Number of the frame whose pixels are on the screen."""
    return panel.image().pixelColor(WIDTH // 2, HEIGHT // 2).red() // 2
