"""The pages that open over the window."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea

from app.actions import sheet
from app.dialogs import ShortcutSheet
from app.menus import acts_of


def test_the_sheet_of_shortcuts_is_no_higher_than_the_window_and_scrolls_by_keys(shared_bench):
    window = shared_bench.window
    window.resize(1280, 720)
    page = ShortcutSheet(sheet(acts_of(shared_bench)), window)
    page.show()
    assert page.height() < 720
    area = page.findChild(QScrollArea)
    assert area.horizontalScrollBar().maximum() == 0
    QTest.keyClick(area, Qt.Key.Key_End)
    QTest.keyClick(area, Qt.Key.Key_PageDown)
    assert area.verticalScrollBar().value() > 0
    page.close()
