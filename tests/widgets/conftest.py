"""Widgets are tested dressed as the program dresses them."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from app import theme


@pytest.fixture(autouse=True)
def dressed(qapp):
    theme.apply(qapp, "dark")
    yield
    # without a running event loop nothing closed is ever deleted, and all of it is dressed again
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def make(qapp, qtbot):
    """Makes a part of the screen as the program does: it is dressed once it is built, which takes
    half the time."""

    def make(kind):
        qapp.setStyleSheet("")
        part = kind()
        theme.dress(qapp, "dark")
        qtbot.addWidget(part)
        return part

    return make
