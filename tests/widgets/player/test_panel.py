"""Watching a take with mouse and keys: the frame that is asked for is the frame that is shown."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton

from engine.records import Box, ClipInfo, Finding, Mover, Rating, Report
from tests.widgets.player.conftest import FRAMES, HEIGHT, WIDTH, shown
from widgets.player.panel import PlayerPanel

CLIP = ClipInfo(FRAMES, 16.0, WIDTH, HEIGHT)


def finding(kind, start, end, held=False):
    return Finding(
        kind, held, start, end, Box(20, 20, 40, 30), 0.9, "left", "right", f"{kind} message"
    )


def report(clip_file, *findings):
    return Report(clip_file, CLIP, {f.kind: f.score for f in findings}, findings)


def test_the_first_frame_is_shown_when_a_clip_is_opened(panel):
    assert (panel.index, panel.count, shown(panel)) == (0, FRAMES, 0)


def test_without_a_take_it_says_how_to_get_one(panel):
    panel.set_clip(None)
    said = panel.surface.accessibleDescription()
    assert "Ctrl+Enter" in said
    assert "drop a video on the window" in said


@pytest.mark.parametrize("index", [0, 1, 17, 38, 39])
def test_the_frame_that_is_asked_for_is_shown(panel, qtbot, index):
    panel.set_frame(index)
    qtbot.waitUntil(lambda: shown(panel) == index)
    assert panel.index == index


def test_arrow_keys_step_one_frame_and_shift_one_second(panel, qtbot):
    panel.setFocus()
    for key, modifier, index in (
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, 1),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier, 17),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, 16),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier, 0),
        (Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier, FRAMES - 1),
        (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier, 0),
    ):
        qtbot.keyClick(panel.focusWidget() or panel, key, modifier)
        assert panel.index == index
        qtbot.waitUntil(lambda index=index: shown(panel) == index)


def test_without_a_take_nothing_of_the_one_before_is_told(panel):
    panel.set_frame(17)
    assert "17 / 39" in panel._transport._where.text()
    panel.set_clip(None)
    assert panel._transport._where.text() == ""


def test_space_plays_and_stops(panel, qtbot):
    panel.setFocus()
    qtbot.keyClick(panel, Qt.Key.Key_Space)
    assert panel.playing
    qtbot.waitUntil(lambda: panel.index >= 2)
    qtbot.keyClick(panel, Qt.Key.Key_Space)
    assert not panel.playing


def test_a_clip_that_is_not_open_yet_plays_once_it_is(panel, qtbot, clip_file):
    panel.set_clip(clip_file)
    panel.play()
    qtbot.waitUntil(lambda: panel.index >= 2)
    panel.set_clip(clip_file)
    panel.play()
    panel.pause()
    qtbot.waitUntil(lambda: panel.image() is not None)
    assert not panel.playing


def test_j_plays_backwards_and_k_stops(panel, qtbot):
    panel.set_frame(30)
    qtbot.keyClick(panel, Qt.Key.Key_J)
    qtbot.waitUntil(lambda: panel.index < 29)
    qtbot.keyClick(panel, Qt.Key.Key_K)
    assert not panel.playing


def test_in_and_out_bound_the_loop(panel, qtbot):
    panel.set_frame(10)
    qtbot.keyClick(panel, Qt.Key.Key_I)
    panel.set_frame(13)
    qtbot.keyClick(panel, Qt.Key.Key_O)
    seen = set()
    panel.frame_changed.connect(seen.add)
    panel.play()
    qtbot.waitUntil(lambda: {10, 11, 12, 13} <= seen)
    panel.pause()
    assert seen <= {10, 11, 12, 13}


def test_n_goes_to_the_next_finding_and_round_again(panel, qtbot, clip_file):
    panel.set_report(report(clip_file, finding("pop", 30, 32), finding("wrong-direction", 8, 20)))
    for expected in (8, 30, 8):
        qtbot.keyClick(panel, Qt.Key.Key_N)
        assert panel.index == expected
    qtbot.keyClick(panel, Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    assert panel.index == 30
    assert panel.chosen().kind == "pop"


def test_a_chosen_finding_is_confirmed_and_the_answer_taken_back(panel, qtbot, clip_file):
    found = finding("pop", 3, 4)
    panel.set_report(report(clip_file, found))
    panel.next_finding()
    button = next(b for b in panel.findChildren(QAbstractButton) if b.accessibleName() == "Confirm")
    with qtbot.waitSignal(panel.finding_judged) as judged:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert judged.args == [found.key, True]
    panel.set_rating(Rating(confirmed=frozenset({found.key})))
    with qtbot.waitSignal(panel.finding_judged) as judged:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert judged.args == [found.key, None]


def test_number_keys_rate_and_the_full_stop_stars(panel, qtbot):
    with qtbot.waitSignal(panel.rate_pressed) as rated:
        qtbot.keyClick(panel, Qt.Key.Key_4)
    assert rated.args == [4]
    with qtbot.waitSignal(panel.star_pressed):
        qtbot.keyClick(panel, Qt.Key.Key_Period)


def test_overlays_are_painted_where_they_belong_and_can_be_switched_off(
    panel, qtbot, clip_file, tmp_path
):
    def picture():
        return panel._surface.grab().toImage()

    panel.set_frame(5)
    qtbot.waitUntil(lambda: shown(panel) == 5)
    for name in ("arrows", "heat", "path", "boxes"):
        panel.switch(name, False)
    plain = picture()
    flow = np.zeros((FRAMES - 1, HEIGHT // 8, WIDTH // 8, 2), np.float16)
    flow[:] = (5, 0)
    np.save(tmp_path / "flow.npy", flow)
    panel.set_flow(tmp_path / "flow.npy", FRAMES - 1)
    track = tuple((i, 10.0 + i, 50.0) for i in range(FRAMES))
    found = report(clip_file, finding("pop", 4, 6))
    panel.set_report(Report(clip_file, CLIP, found.scores, found.findings, (), (Mover(1, track),)))
    assert picture() == plain, "all are off"
    for name in ("arrows", "heat", "path", "boxes"):
        panel.switch(name, True)
        assert picture() != plain, name
        panel.switch(name, False)
        assert picture() == plain, name


def test_arrows_show_only_what_is_computed_so_far(panel, qtbot, tmp_path):
    flow = np.ones((FRAMES - 1, HEIGHT // 8, WIDTH // 8, 2), np.float16) * 4
    np.save(tmp_path / "flow.npy", flow)
    panel.set_frame(20)
    qtbot.waitUntil(lambda: shown(panel) == 20)
    before = panel._surface.grab().toImage()
    panel.set_flow(tmp_path / "flow.npy", 10)
    assert panel._surface.grab().toImage() == before
    panel.set_flow(tmp_path / "flow.npy", 30)
    assert panel._surface.grab().toImage() != before


def test_lanes_say_in_words_what_cannot_be_determined(panel, clip_file):
    panel.set_report(report(clip_file, finding("pop", 3, 4)))
    assert dict(panel._lanes.rows()) == {
        "Wrong direction": "cannot be determined",
        "Pop": "1 violated",
    }


def test_a_file_that_is_no_video_is_said_and_the_player_goes_on(panel, qtbot, tmp_path, clip_file):
    bad = tmp_path / "bad.mp4"
    bad.write_bytes(b"no video at all" * 100)
    with qtbot.waitSignal(panel.failed) as failed:
        panel.set_clip(bad)
    assert "bad.mp4" in str(failed.args[0])
    panel.set_clip(clip_file)
    qtbot.waitUntil(lambda: panel.image() is not None)


def test_an_empty_player_says_what_to_do(qtbot):
    panel = PlayerPanel()
    qtbot.addWidget(panel)
    assert "Ctrl+Enter" in panel._surface.accessibleDescription()


def test_every_button_has_a_name(panel):
    for button in panel.findChildren(QAbstractButton):
        name = QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name)
        assert name, button
