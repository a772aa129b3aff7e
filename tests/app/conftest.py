"""A real window on the sample project, with real workers, real files and a verb book of its own."""

import pytest
from PySide6.QtCore import QEvent

from app.workbench import Workbench


@pytest.fixture
def bench(qapp, qtbot, own_home):
    bench = Workbench(qapp, "test", "dark")
    bench.window.resize(1600, 900)
    bench.window.show()
    qtbot.waitExposed(bench.window)
    bench.window.activateWindow()
    bench.open(sample=True)
    yield bench
    bench.close()
    bench.window.deleteLater()
    bench.deleteLater()
    # no event loop runs that would delete it: a new style sheet dresses all windows that are left
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
