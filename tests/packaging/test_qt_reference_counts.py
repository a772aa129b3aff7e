"""Qt calls keep the reference counts of None and True, which PySide6 6.12.0 does not.

Up to Python 3.11 these two can be freed: a build that loses one reference of them per call aborts
the process after some seconds of work ("none_dealloc"), far longer than any other test runs.
"""

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

CALLS = 300
LARGEST_DRIFT = 60  # a loss of one per call would be 300; threads of the runner move a few

pytestmark = pytest.mark.skipif(
    sys.version_info >= (3, 12), reason="None and True cannot be freed from Python 3.12 on"
)


class Source(QObject):
    """Something that signals."""

    fired = Signal(int)


def emitting() -> Callable[[], object]:
    source = Source()
    source.fired.connect(int)
    return lambda: source.fired.emit(1)


def connecting() -> Callable[[], object]:
    source = Source()

    def connect_and_disconnect() -> None:
        source.fired.connect(emitting)
        source.fired.disconnect(emitting)

    return connect_and_disconnect


def processing_events() -> Callable[[], object]:
    return QCoreApplication.processEvents


def starting_a_timer() -> Callable[[], object]:
    timer = QTimer()

    def start_and_stop() -> None:
        timer.start(1000)
        timer.stop()

    return start_and_stop


def updating() -> Callable[[], object]:
    label = QLabel("x")
    return label.update


def clicking() -> Callable[[], object]:
    button = QPushButton("x")
    return button.click


def setting_text() -> Callable[[], object]:
    editor = QPlainTextEdit()
    return lambda: editor.setPlainText("x")


@pytest.mark.parametrize("singleton", [None, True], ids=["None", "True"])
@pytest.mark.parametrize(
    "make",
    [
        emitting,
        connecting,
        processing_events,
        starting_a_timer,
        updating,
        clicking,
        setting_text,
    ],
)
def test_a_qt_call_leaves_the_reference_count_alone(
    qtbot: QtBot, make: Callable[[], Callable[[], object]], singleton: bool | None
) -> None:
    call = make()
    call()
    before = sys.getrefcount(singleton)
    for _ in range(CALLS):
        call()
    assert abs(sys.getrefcount(singleton) - before) < LARGEST_DRIFT
