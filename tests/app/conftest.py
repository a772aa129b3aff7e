"""A real window on the sample project, with real workers, real files and a verb book of its own."""

from contextlib import contextmanager

import pytest
from PySide6.QtCore import QEvent

from app.workbench import Workbench


@contextmanager
def opened(qapp):
    bench = Workbench(qapp, "test", "dark")
    bench.window.resize(1600, 900)
    bench.window.show()
    bench.window.activateWindow()
    bench.open(sample=True)
    qapp.processEvents()
    yield bench
    bench.close()
    bench.window.deleteLater()
    bench.deleteLater()
    # no event loop runs that would delete it: a new style sheet dresses all windows that are left
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    # the program builds its window undressed: under a style sheet that takes three times as long
    qapp.setStyleSheet("")


@pytest.fixture
def bench(qapp, qtbot, own_home):
    with opened(qapp) as bench:
        yield bench


@pytest.fixture(scope="module")
def shared_bench(qapp, tmp_path_factory):
    """One window for many tests, each of which goes on where the one before has left it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VERBENCH_HOME", str(tmp_path_factory.mktemp("home")))
        with opened(qapp) as bench:
            yield bench
