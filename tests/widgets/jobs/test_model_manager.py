"""The window of models by itself: what is searched, what is offered, and with keys alone."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from widgets.jobs.fetch_panel import FetchRow, KnownRow, PlanView
from widgets.jobs.model_folders import FolderRow
from widgets.jobs.model_list import ModelEntry
from widgets.jobs.model_manager import ModelManager
from widgets.jobs.model_page import Fault, FitRow, ModelDetails

ENTRIES = (
    ModelEntry("/m/wan", "Wan 2.2", "wan-i2v", "26 GiB", "an image", "check", "models"),
    ModelEntry("/m/ltx", "LTX-Video", "ltx", "4 GiB", "text", "", "models"),
    ModelEntry("/m/dolly", "LoRAs for LTX", "dolly", "0.1 GiB", "", "", "loras"),
)
DETAILS = ModelDetails(
    "/m/wan",
    "wan-i2v",
    (("Family", "Wan 2.2"),),
    "apache-2.0",
    "https://example.org/licence",
    (Fault("Its VAE is missing", "Fetch it again", "verbench models fetch x"),),
    (FitRow("24 GB", "20 GiB", "30 GiB", True, "Peaks at 20 GiB.", True),),
    "832 × 480",
    act="shot",
)


@pytest.fixture
def manager(qtbot):
    manager = ModelManager()
    qtbot.addWidget(manager)
    manager.list.set_kinds((("", "All"), ("models", "Models"), ("loras", "LoRAs")))
    manager.set_models(ENTRIES, "3 found")
    manager.show()
    return manager


def titles(manager):
    rows = manager.list._model._rows
    return [row.title for row in rows if isinstance(row, ModelEntry)]


def test_the_search_takes_words_of_name_group_and_path(manager):
    manager.list._search.setText("ltx dol")
    assert titles(manager) == ["dolly"]
    manager.list._search.setText("/m/wan")
    assert titles(manager) == ["wan-i2v"]
    manager.list._search.setText("nothing like it")
    assert titles(manager) == []
    assert manager.list._none.text() == "No model is like that."
    assert manager.list.current == ""


def test_the_list_is_narrowed_to_a_kind_and_the_current_one_stays(manager):
    manager.list.set_current("/m/dolly")
    manager.list._kinds.setCurrentIndex(2)
    assert titles(manager) == ["dolly"]
    assert manager.list.current == "/m/dolly"
    manager.list._kinds.setCurrentIndex(0)
    assert manager.list.current == "/m/dolly"


def test_headings_are_passed_over_by_the_arrows(manager, qtbot):
    manager.list.set_current("/m/wan")
    qtbot.keyClick(manager.list._list, Qt.Key.Key_Down)
    assert manager.list.current == "/m/ltx"


def test_an_empty_machine_is_told_what_to_do(manager):
    manager.set_models((), "")
    assert "Name a folder" in manager.list._none.text()


def test_enter_in_the_list_uses_the_model(manager, qtbot):
    manager.set_details(DETAILS)
    manager.list.set_current("/m/wan")
    with qtbot.waitSignal(manager.page.use_wanted) as used:
        qtbot.keyClick(manager.list._list, Qt.Key.Key_Return)
    assert used.args == ["/m/wan"]


def test_scanning_can_be_stopped_and_says_where_it_is(manager, qtbot):
    manager.set_scanning(True)
    manager.show_step(1234, "/m/deep")
    assert manager._line.text() == "1,234 files looked at · /m/deep"
    with qtbot.waitSignal(manager.stop_wanted):
        qtbot.keyClick(manager, Qt.Key.Key_F5)
    manager.set_scanning(False)
    assert manager._line.text() == "3 found"
    with qtbot.waitSignal(manager.rescan_wanted):
        qtbot.mouseClick(manager._scan, Qt.MouseButton.LeftButton)


def test_a_known_repository_says_its_licence_and_gets_a_folder_of_its_own(manager):
    panel = manager.fetching
    panel.set_known((KnownRow("org/wan", "Wan 2.1 · text · 1.3B", "Apache 2.0", "https://x"),))
    panel.set_base(Path("/models"))
    panel._repository.setEditText("org/wan")
    assert panel._folder.text() == str(Path("/models/wan"))
    texts = [panel._about.itemAt(i).widget() for i in range(panel._about.count())]
    assert any("1.3B" in widget.text() for widget in texts if hasattr(widget, "text"))
    buttons = [b for box in texts if box for b in box.findChildren(QAbstractButton)]
    assert [button.text() for button in buttons] == ["Apache 2.0"]


def test_what_was_looked_at_is_forgotten_for_another_repository(manager):
    panel = manager.fetching
    manager.open_fetching()
    panel._repository.setEditText("org/wan")
    panel.show_plan(PlanView("2 files", "9 GB are free"))
    assert panel._fetch.isVisible()
    panel.set_base(Path("/elsewhere"))
    assert panel._fetch.isVisible()
    panel._repository.setEditText("org/other")
    assert not panel._plan.isVisible()


def test_nothing_without_a_name_and_nothing_can_be_asked_for(manager):
    manager.set_details(DETAILS)
    manager.folders.set_folders((FolderRow(Path("/m"), "named by you"),))
    row = FetchRow(1, "org/wan", Path("/m"), "running", 0.5, "1 of 2 GB")
    manager.fetching.set_fetches((row,))
    nameless = [
        part
        for part in manager.findChildren(QWidget)
        if part.window() is manager
        and not part.isHidden()
        and part.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not part.objectName().startswith("qt_")
        and not part.accessibleName()
        and not (isinstance(part, QAbstractButton) and part.text())
    ]
    assert nameless == []


def test_enter_asks_the_hub_and_presses_no_other_button(manager, qtbot):
    pressed = []
    for button in manager.findChildren(QAbstractButton):
        button.clicked.connect(lambda: pressed.append(manager.sender()))
    manager.open_fetching()
    manager.fetching._repository.setEditText("org/wan")
    with qtbot.waitSignal(manager.fetching.look_wanted) as asked:
        qtbot.keyClick(manager.fetching._repository.lineEdit(), Qt.Key.Key_Return)
    assert asked.args[0] == "org/wan"
    assert pressed == []


def test_a_folder_that_is_dropped_is_named(manager, qtbot, tmp_path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path)), QUrl.fromLocalFile(str(tmp_path / "a.txt"))])
    place, action = QPointF(9, 9), Qt.DropAction.CopyAction
    drop = QDropEvent(
        place, action, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    with qtbot.waitSignal(manager.folders_added) as added:
        manager.dropEvent(drop)
    assert added.args == [(tmp_path,)]


def test_a_forgotten_folder_can_be_taken_back(manager, qtbot):
    manager.folders.set_folders((FolderRow(Path("/m"), "named by you"),))
    with qtbot.waitSignal(manager.folders.folder_forgotten):
        manager.folders._forget(Path("/m"))
    with qtbot.waitSignal(manager.folders_added) as added:
        qtbot.mouseClick(manager.folders._undo, Qt.MouseButton.LeftButton)
    assert added.args == [(Path("/m"),)]
