"""The whole window without eyes and without a mouse: what a screen reader hears, where Tab goes."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTabWidget, QWidget

from app.actions import sheet
from app.dialogs import ExportDialog, ImportDialog, Page, ShortcutSheet
from app.menus import acts_of
from app.stage import FRAME, WATCH
from engine.export import EXPORTERS
from engine.project.store import Project
from engine.records import Ignored, MotionPlan, PathPoint, Rating, Region, Stroke
from engine.rules import RULES
from engine.video.write import write_clip
from widgets.prompt.hint_settings import HintSettings, RuleRow


@pytest.fixture(scope="module")
def clip_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("clip") / "other.mp4"
    write_clip(path, (np.full((96, 160, 3), 9 * i, np.uint8) for i in range(9)), 16.0)
    return path


@pytest.fixture(scope="module")
def full_bench(shared_bench, clip_file, qapp):
    """A shot with a stroke, a take that is watched and rated, and so a verb with a record."""
    _fill(shared_bench, clip_file)
    qapp.processEvents()
    return shared_bench


@pytest.fixture
def filled(full_bench, qapp):
    full_bench.window.activateWindow()
    full_bench.window.stage.set_mode(FRAME)
    qapp.processEvents()
    yield full_bench
    full_bench.window.stage.notice.hide()


def _fill(bench, clip_file):
    points = (PathPoint(0, 0.3, 0.5), PathPoint(1, 0.7, 0.5))
    stroke = Stroke("ball", "move", Region(((0.2, 0.4), (0.4, 0.4), (0.3, 0.6))), points)
    bench.session.set_plan(MotionPlan((stroke,)), "paint")
    bench.window.prompt.replace_text("A man throws a ball, realistic physics")
    project = bench.session.project
    take = project.import_clip(clip_file, "Sora", bench.session.shot_id, "A man throws a ball")
    bench.session.takes_changed.emit()
    bench.watching.open(take.id)
    bench.watching.rate(Rating(adherence=4, physics=2))
    bench.screen.show_verbs_of("Sora")


def tree(widget):
    """Everything a screen reader is shown of a widget."""
    found, waiting = [], [QAccessible.queryAccessibleInterface(widget)]
    while waiting:
        here = waiting.pop()
        if here is None or not here.isValid() or here.state().invisible:
            continue
        found.append(here)
        waiting.extend(here.child(i) for i in reversed(range(here.childCount())))
    return found


def name_of(node):
    return node.text(QAccessible.Text.Name).strip()


def nameless(widget):
    return [
        f"{node.role().name} {node.object()} in {node.parent().object()}"
        for node in tree(widget)
        if node.state().focusable and not name_of(node)
    ]


def takes_focus(widget):
    return widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.focusProxy() is None


def tabs_of(window):
    return window.findChild(QTabWidget)


def all_views(bench):
    """Both modes with every tab, one after another."""
    for mode in (FRAME, WATCH):
        bench.window.stage.set_mode(mode)
        for index in range(tabs_of(bench.window).count()):
            tabs_of(bench.window).setCurrentIndex(index)
            QApplication.processEvents()
            yield mode, tabs_of(bench.window).tabText(index)


def test_every_focusable_control_of_an_empty_project_has_a_name(bench, tmp_path):
    Project.create(tmp_path / "empty").close()
    bench.files.open_project(tmp_path / "empty")
    assert {view: found for view in all_views(bench) if (found := nameless(bench.window))} == {}


def test_every_focusable_control_of_a_window_full_of_work_has_a_name(filled):
    assert {view: found for view in all_views(filled) if (found := nameless(filled.window))} == {}


def test_names_tell_two_controls_of_one_view_apart(filled):
    for view in all_views(filled):
        heard = Counter(
            f"{node.role().name} {name_of(node)}"
            for node in tree(filled.window)
            if isinstance(node.object(), QWidget) and takes_focus(node.object())
        )
        assert [name for name, count in heard.items() if count > 1] == [], view


def dialogs(window, tmp_path):
    formats = tuple((e.id, e.title, e.suffix, e.doc) for e in EXPORTERS)
    yield ImportDialog(tmp_path / "clip.mp4", "A ball rolls", "", window)
    yield ExportDialog(tmp_path, "take", formats, window)
    yield Page(RULES[0].title, RULES[0].doc, window)
    yield ShortcutSheet([("Prompt", [("Next hint", "F8")])], window)
    settings = HintSettings(window)
    settings.set_rules(tuple(RuleRow(rule.id, rule.title, rule.severity) for rule in RULES))
    settings.set_ignored((Ignored("1", RULES[0].id, "throws"),), frozenset(), {})
    yield settings


def test_every_control_of_every_dialog_has_a_name(qapp, qtbot, tmp_path):
    window = QWidget()
    qtbot.addWidget(window)
    for dialog in dialogs(window, tmp_path):
        dialog.open()
        qapp.processEvents()
        assert nameless(dialog) == [], type(dialog).__name__
        assert name_of(QAccessible.queryAccessibleInterface(dialog))
        dialog.close()


def test_every_control_of_the_queue_has_a_name(filled):
    filled.queueing.open_queue()
    QApplication.processEvents()
    assert filled.window.queue.isVisible()
    assert nameless(filled.window.queue) == []


def test_every_control_of_the_lists_over_the_prompt_has_a_name(filled):
    shelf = filled.window.prompt.shelf
    filled.words.open_snippets()
    QApplication.processEvents()
    assert nameless(shelf.snippets) == []
    said = [name_of(node) for node in tree(shelf.snippets)]
    assert any("close-up, head and shoulders" in name for name in said), "entries are read out"
    shelf.snippets.edit(None)
    QApplication.processEvents()
    assert nameless(shelf.snippets) == []
    shelf.snippets.hide()
    filled.words.open_history()
    QApplication.processEvents()
    assert nameless(shelf.history) == []
    shelf.history.hide()


def focus_path(window, first, key=Qt.Key.Key_Tab, most=200):
    """The widgets that have the focus, one after another, until it is back at the first."""
    first.setFocus(Qt.FocusReason.TabFocusReason)
    path = [first]
    while len(path) < most:
        QTest.keyClick(QApplication.focusWidget(), key)
        here = QApplication.focusWidget()
        if here is first:
            return path
        path.append(here)
    raise AssertionError(f"the focus never comes back; last {path[-6:]}")


def test_tab_reaches_every_part_of_the_window_in_the_order_of_the_screen(filled):
    window = filled.window
    path = focus_path(window, window.prompt.editor)
    parts = {
        "prompt": window.prompt,
        "canvas": window.motion.canvas,
        "tabs": tabs_of(window),
        "shots": window.storyboard,
        "bar": window.topbar,
    }
    first = {
        name: next((i for i, w in enumerate(path) if w is part or part.isAncestorOf(w)), None)
        for name, part in parts.items()
    }
    assert None not in first.values(), first
    assert list(first) == sorted(first, key=first.get), first
    assert "Generate a take" in [widget.accessibleName() for widget in path]


def test_shift_tab_goes_the_same_way_back(filled):
    window = filled.window
    ahead = focus_path(window, window.prompt.editor)
    back = focus_path(window, window.prompt.editor, Qt.Key.Key_Backtab)
    assert back[1:] == ahead[:0:-1]


def test_in_watch_tab_reaches_the_picture_and_the_verdicts(filled):
    filled.window.stage.set_mode(WATCH)
    path = focus_path(filled.window, filled.window.prompt.editor)
    player = filled.window.player
    names = [widget.accessibleName() for widget in path if player.isAncestorOf(widget)]
    assert "Picture of the take" in names
    assert "Play (Space)" in names
    assert filled.window.rating.isAncestorOf(
        next(w for w in path if filled.window.rating.isAncestorOf(w))
    )


def test_the_focus_can_be_seen_wherever_it_goes(filled):
    window = filled.window
    unseen = []
    for widget in focus_path(window, window.prompt.editor):
        widget.clearFocus()
        QApplication.processEvents()
        without = widget.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        # a text cursor may be in the dark half of its blinking: the frame around it must do
        if widget.grab().toImage() == without:
            unseen.append(f"{type(widget).__name__} {widget.accessibleName()}")
    assert unseen == []


def test_every_underlined_hint_is_in_the_list_of_problems(filled, qtbot):
    hints = filled.linter.hints
    assert len(hints) >= 2
    problems = filled.window.prompt.problems
    qtbot.waitUntil(lambda: problems.model().rowCount() == len(hints))
    filled.window.prompt.toggle.setChecked(True)
    items = [name_of(node) for node in tree(filled.window.prompt)]
    for hint in hints:
        listed = [item for item in items if hint.message in item and "line 1" in item]
        assert listed, (hint.message, items)
        assert any(hint.severity.value in item.casefold() for item in listed)


def test_the_state_of_the_next_take_is_in_what_a_reader_hears(filled):
    filled.session.set_settings(replace(filled.session.shot.settings, width=640, height=640))
    names = [name_of(node) for node in tree(filled.window.topbar)]
    assert any("640 × 640" in name for name in names), names
    assert any("Animatic" in name for name in names), names
    assert any("Queue 0" in name for name in names), names


def test_the_number_of_problems_is_in_what_a_reader_hears(filled):
    count = len(filled.linter.hints)
    names = [name_of(node) for node in tree(filled.window.statusBar())]
    assert any(str(count) in name for name in names), names


def test_lanes_say_in_words_what_their_colours_say(filled):
    filled.window.stage.set_mode(WATCH)
    said = [node.text(QAccessible.Text.Description) for node in tree(filled.window.player)]
    assert any("Wrong direction" in text for text in said), said


def test_the_sheet_of_shortcuts_names_every_key_once(filled):
    for part, rows in sheet(acts_of(filled)):
        keys = [key for _, shown in rows for key in shown.split(", ")]
        assert len(keys) == len(set(keys)), part


def test_a_notice_is_read_with_what_to_do(filled):
    filled.window.stage.notice.show_message("The disk is full", "Free some space.", "error")
    names = [name_of(node) for node in tree(filled.window.stage)]
    assert "The disk is full Free some space." in names
    assert nameless(filled.window.stage) == []
