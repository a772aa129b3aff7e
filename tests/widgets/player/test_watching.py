"""Seeing what broke: lanes, shapes, moments, curves, explanation and judgement of findings."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QPushButton

from app import theme
from engine.records import (
    BODY_JOINTS,
    HAND_JOINTS,
    Box,
    ClipInfo,
    Curve,
    Finding,
    Mover,
    Obeyed,
    Rating,
    Report,
    Skeleton,
)
from engine.video.write import write_clip
from tests.widgets.player.conftest import FRAMES, HEIGHT, WIDTH, along, shown
from widgets.common.theme import DARK
from widgets.player.details import OTHER, WIDE
from widgets.player.kinds import Kind
from widgets.player.overlay_state import LONGEST_TRAIL, trail
from widgets.player.skeletons import joints_at

CLIP = ClipInfo(FRAMES, 16.0, WIDTH, HEIGHT)
TITLES = {
    "wrong-direction": ("Wrong direction", "asked", "arrows"),
    "frozen": ("Frozen", "asked", "box"),
    "gravity": ("Gravity", "physics", "path"),
    "pop": ("Pop", "physics", "flash"),
    "deform": ("Deform", "physics", "heat"),
    "penetration": ("Penetration", "physics", "box"),
    "mass": ("Mass", "physics", "heat"),
}
KINDS = tuple(
    Kind(
        name,
        title,
        tier,
        shape,
        rule=f"{title} does not happen.",
        advice="Say where it comes from ('rolls in from the left'), or paint its way.",
        threshold="3 px",
        paints=True,
    )
    for name, (title, tier, shape) in TITLES.items()
)
MOVER = Mover(
    7,
    tuple((n, 20.0 + 2 * n, 40.0) for n in range(FRAMES)),
    tuple(Box(10.0 + 2 * n, 30.0, 20, 20) for n in range(FRAMES)),
    tuple(400.0 for _ in range(FRAMES)),
)
HEIGHTS = Curve("height", "px", 8, (56.0,) * 13, tuple(56.0 - n for n in range(13)))


PLACE = Box(100, 20, 40, 30)


def finding(kind, start, end, box=PLACE, **more):
    return Finding(kind, False, start, end, box, 0.86, "falls", "rises", f"{kind} message", **more)


GRAVITY = finding("gravity", 8, 20, mover=7, curves=(HEIGHTS,), boxes=((8, Box(10, 10, 20, 20)),))
POP = finding("pop", 30, 32)
FROZEN = finding("frozen", 5, 9, None)


def report(clip_file, *findings, **more):
    scores = {name: 0.1 for name in TITLES if name not in more.get("undetermined", {})}
    return Report(clip_file, CLIP, scores, findings, movers=(MOVER,), **more)


@pytest.fixture
def watched(panel, clip_file):
    panel.set_kinds(KINDS)
    panel.set_report(report(clip_file, FROZEN, GRAVITY, POP))
    return panel


def lines(panel):
    return [(row.what, row.title) for row in panel._lanes.lines()]


def picture(panel):
    return panel._surface.grab().toImage()


# lanes


def test_lanes_stand_under_what_they_are_measured_against(watched):
    assert lines(watched) == [
        ("head", "MEASURED AGAINST WHAT YOU ASKED"),
        ("lane", "Frozen"),
        ("fold", "1 held"),
        ("head", "PHYSICS CHECKS"),
        ("lane", "Gravity"),
        ("lane", "Pop"),
        ("fold", "3 held"),
    ]


def test_what_held_is_one_line_that_unfolds_with_keys(watched, qtbot):
    sheet = watched._lanes.focusProxy()
    sheet.setFocus()
    for _ in range(9):
        qtbot.keyClick(sheet, Qt.Key.Key_Down)
    qtbot.keyClick(sheet, Qt.Key.Key_Return)
    assert lines(watched)[-3:] == [("held", "Deform"), ("held", "Penetration"), ("held", "Mass")]
    qtbot.keyClick(sheet, Qt.Key.Key_Return)
    assert lines(watched)[-1] == ("fold", "3 held")


def test_what_is_too_near_to_call_is_not_held(watched, clip_file):
    near = report(clip_file, POP)
    watched.set_report(replace(near, scores={**near.scores, "mass": 0.41}))
    assert dict(watched._lanes.rows())["Mass"] == "cannot be determined: too near to call, 41 %"
    assert ("fold", "1 kind") in lines(watched)


def test_how_a_clip_could_be_read_is_said_over_its_picture(watched, clip_file):
    assert watched._notes.isHidden()
    note = "Frames 3 to 9 could not be decoded and are not judged."
    watched.set_report(replace(report(clip_file, POP), notes=(note,)))
    assert watched._notes.isVisible()
    assert watched._notes.text() == note
    watched.set_report(report(clip_file, POP))
    assert watched._notes.isHidden()


def test_a_long_message_over_the_picture_has_rows(watched, clip_file):
    long = " ".join(["far"] * 60)
    watched.resize(900, 700)
    for words, most in (("short", 3), (long, 9)):
        found = replace(POP, measured=words, start_frame=0)
        watched.set_report(report(clip_file, found))
        watched._choose(found.key)
        watched._surface._labels.clear()
        watched.set_frame(0)
        picture(watched)
        tall = max(label.height() for label in watched._surface._labels.values())
        rows = tall / QFontMetrics(watched._surface.font()).height()
        assert most - 4 < rows < most + 1


def test_what_cannot_be_determined_says_why_and_which_mark_would_help(watched, clip_file, qtbot):
    why = {"penetration": "nobody said what is solid", "mass": "nothing is a fluid"}
    watched.set_report(report(clip_file, POP, undetermined=why, markable={"penetration": "solid"}))
    assert dict(watched._lanes.rows())["Mass"] == "cannot be determined: nothing is a fluid"
    assert lines(watched)[-3:] == [
        ("head", "CANNOT BE DETERMINED"),
        ("open", "Penetration"),
        ("fold", "1 more"),
    ]
    sheet = watched._lanes.focusProxy()
    row, place = next((r, p) for r, p in sheet.places() if r.what == "open")
    button = sheet._button_of(row, place)
    with qtbot.waitSignal(watched.mark_wanted) as wanted:
        qtbot.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=button.center())
    assert wanted.args == ["solid", "penetration"]


def test_reasons_are_read_once_they_are_unfolded(watched, clip_file):
    watched.set_report(report(clip_file, undetermined={"mass": "nothing is a fluid"}))
    assert lines(watched)[-1] == ("fold", "1 kind")
    watched._lanes.unfold(watched._lanes.lines()[-1].fold)
    last = watched._lanes.lines()[-1]
    assert (last.title, last.words) == ("Mass", "nothing is a fluid")


def test_eighteen_kinds_fit_a_small_window(panel, clip_file):
    kinds = tuple(Kind(f"k{n}", f"Kind {n}", ("asked", "physics")[n % 2]) for n in range(18))
    panel.set_kinds(kinds)
    scores = {kind.id: 0.1 for kind in kinds[:12]}
    panel.set_report(Report(clip_file, CLIP, scores, (finding("k3", 3, 5),)))
    assert sum(place.height() for _, place in panel._lanes.focusProxy().places()) < 170
    assert len(panel._lanes.rows()) == 18


def test_a_click_on_a_bar_chooses_its_finding_and_goes_there(watched, qtbot):
    sheet = watched._lanes.focusProxy()
    place = next(p for r, p in sheet.places() if r.title == "Pop")
    bar = sheet._bar_of(POP, place).toRect()
    qtbot.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=bar.center())
    assert watched.chosen() == POP
    assert 30 <= watched.index <= 32


def test_a_drag_over_the_lanes_scrubs(watched, qtbot):
    sheet = watched._lanes.focusProxy()
    y = next(p for r, p in sheet.places() if r.title == "Pop").center().y()
    start, end = (QPoint(round(sheet._x_of(frame + 0.5)), y) for frame in (4, 19))
    qtbot.mousePress(sheet, Qt.MouseButton.LeftButton, pos=start)
    assert watched.index == 4
    qtbot.mouseMove(sheet, end)
    assert watched.index == 19
    qtbot.mouseRelease(sheet, Qt.MouseButton.LeftButton, pos=end)


def test_a_kind_is_hidden_by_its_label_and_in_the_menu(watched, qtbot):
    watched._choose("")
    watched.set_frame(31)
    qtbot.waitUntil(lambda: shown(watched) == 31)
    with_pop = picture(watched)
    sheet = watched._lanes.focusProxy()
    place = next(p for r, p in sheet.places() if r.title == "Pop")
    with qtbot.waitSignal(watched.kinds_hidden) as hidden:
        qtbot.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=QPoint(30, place.center().y()))
    assert hidden.args == [frozenset({"pop"})]
    assert picture(watched) != with_pop
    menu = watched.head.kinds_menu()
    action = next(action for action in menu.actions() if action.text() == "Pop")
    assert not action.isChecked()
    action.trigger()
    assert picture(watched) == with_pop


# the picture


def standing(frame, x=40.0, missing=()):
    """Somebody upright, 60 px high."""
    places = {
        "nose": (0, 0),
        "shoulder": (6, 12),
        "elbow": (9, 22),
        "wrist": (9, 32),
        "hip": (5, 34),
        "knee": (5, 47),
        "ankle": (5, 59),
        "heel": (4, 61),
        "toe": (9, 61),
    }
    joints = []
    for name in BODY_JOINTS:
        side, _, part = name.rpartition(" ")
        across, down = places[part]
        joints.append(
            None if name in missing else (x + (-across if side == "left" else across), 20.0 + down)
        )
    return frame, tuple(joints)


def walks(*poses):
    return Skeleton(1, poses)


def at(panel, qtbot, index):
    panel.set_frame(index)
    qtbot.waitUntil(lambda: shown(panel) == index)


def skeleton_switch(panel):
    return panel.head._switches["skeletons"]


def plain(panel):
    for name in ("arrows", "heat", "path", "boxes"):
        panel.switch(name, False)


def test_skeletons_are_drawn_between_looks_and_can_be_switched_off(panel, clip_file, qtbot):
    plain(panel)
    at(panel, qtbot, 5)
    empty = picture(panel)
    assert not skeleton_switch(panel).isEnabled()
    assert not skeleton_switch(panel).isChecked()
    body = walks(standing(4), standing(6, x=60.0))
    panel.set_report(report(clip_file, people=(body,)))
    assert skeleton_switch(panel).isChecked()
    drawn = picture(panel)
    assert drawn != empty
    at(panel, qtbot, 20)
    panel.set_report(report(clip_file, people=(walks(standing(20, x=50.0)),)))
    there = picture(panel)
    panel.set_report(report(clip_file))
    assert "nobody was looked for" in skeleton_switch(panel).toolTip()
    panel.set_report(report(clip_file, people=()))
    assert "no people and no hands were seen" in skeleton_switch(panel).toolTip()
    assert picture(panel) != there
    assert not skeleton_switch(panel).isChecked()
    panel.set_report(report(clip_file, people=(body,)))
    at(panel, qtbot, 5)
    assert picture(panel) == drawn
    qtbot.mouseClick(skeleton_switch(panel), Qt.MouseButton.LeftButton)
    assert picture(panel) == empty


@pytest.mark.parametrize(
    ("index", "x"), [(0, None), (4, 40.0), (5, 50.0), (6, 60.0), (7, None), (20, None)]
)
def test_a_point_goes_straight_from_look_to_look_and_is_nowhere_else(index, x):
    body = walks(standing(4), standing(6, x=60.0, missing=("left toe",)), standing(38))
    joints = joints_at(body, index, 8.0)
    assert (joints and joints[0][0]) == x
    if index == 5:
        assert joints[BODY_JOINTS.index("left toe")] is None


def red(panel, box):
    """Pixels of the colour of what is wrong, in a box in clip pixels."""
    image, rect = picture(panel), panel._surface.picture_rect()
    scale = rect.width() / WIDTH
    wanted = QColor(DARK.bad)
    found = 0
    for y in range(round(rect.y() + box[1] * scale), round(rect.y() + box[3] * scale)):
        for x in range(round(rect.x() + box[0] * scale), round(rect.x() + box[2] * scale)):
            found += image.pixelColor(x, y) == wanted
    return found


def test_the_legs_that_a_finding_speaks_of_are_marked_and_nobody_elses(panel, clip_file, qtbot):
    panel.set_kinds((Kind("incoherent-parts", "Legs against body"),))
    plain(panel)
    at(panel, qtbot, 5)
    two = (walks(standing(5)), Skeleton(2, (standing(5, x=110.0),)))
    panel.switch("boxes", False)
    panel.set_report(report(clip_file, people=two))
    legs, arms, others = (30, 55, 50, 82), (25, 30, 55, 52), (95, 15, 130, 85)
    assert red(panel, legs) == 0
    found = finding("incoherent-parts", 3, 8, Box(28, 18, 24, 66))
    panel.set_report(report(clip_file, found, people=two))
    assert red(panel, legs) > 50
    assert red(panel, arms) == red(panel, others) == 0
    panel.choose_kinds(frozenset({"incoherent-parts"}))
    assert red(panel, legs) == 0


def test_hands_are_drawn_too(panel, clip_file, qtbot):
    plain(panel)
    at(panel, qtbot, 5)
    empty = picture(panel)
    points = tuple((60.0 + 3 * (n % 4), 30.0 + 2 * n) for n in range(len(HAND_JOINTS)))
    panel.set_report(report(clip_file, hands=(Skeleton(1, ((5, points),)),)))
    assert skeleton_switch(panel).isEnabled()
    assert picture(panel) != empty


@pytest.mark.parametrize("shape", ["box", "heat", "arrows", "path", "flash"])
def test_every_shape_is_drawn_where_the_finding_is(panel, clip_file, qtbot, shape):
    panel.set_frame(5)
    qtbot.waitUntil(lambda: shown(panel) == 5)
    plain = picture(panel)
    panel.set_kinds((Kind("x", "X", shape=shape),))
    ghost = tuple((n, 10.0 + 3 * n, 60.0) for n in range(3, 9))
    found = finding(
        "x", 3, 8, ghost=ghost, expected_vector=(9.0, 0.0), measured_vector=(-9.0, 0.0), mover=7
    )
    panel.set_report(Report(clip_file, CLIP, {"x": 0.9}, (found,), movers=(MOVER,)))
    for name in ("arrows", "heat", "path"):
        panel.switch(name, False)
    drawn = picture(panel)
    assert drawn != plain
    panel.set_frame(20)
    qtbot.waitUntil(lambda: shown(panel) == 20)
    panel.set_frame(5)
    qtbot.waitUntil(lambda: shown(panel) == 5)
    panel.choose_kinds(frozenset({"x"}))
    assert picture(panel) == plain


def test_boxes_follow_what_moves(panel, clip_file):
    moving = replace(POP, boxes=((30, Box(0, 0, 10, 10)), (32, Box(50, 50, 10, 10))))
    overlay = panel._surface.overlay
    assert overlay.place_of(moving, 30) == Box(0, 0, 10, 10)
    assert overlay.place_of(moving, 32) == Box(50, 50, 10, 10)
    assert overlay.place_of(FROZEN, 6) == Box(0, 0, WIDTH, HEIGHT)


def test_of_a_long_way_the_end_is_drawn():
    track = tuple((n, float(n), 0.0) for n in range(5, 5000))
    assert trail(track, 0, 4) == ()
    assert [n for n, _, _ in trail(track, 7, 9)] == [7, 8, 9]
    long = trail(track, 0, 4000)
    assert (len(long), long[-1][0]) == (LONGEST_TRAIL, 4000)


def test_what_flashes_shows_before_and_after_while_it_stands_still(watched, qtbot):
    watched.next_finding()
    watched._choose(POP.key)
    watched.set_frame(31)
    qtbot.waitUntil(lambda: all(watched._reel.known(n) is not None for n in (30, 31, 32)))
    qtbot.waitUntil(lambda: shown(watched) == 31)
    surface = watched._surface
    surface._turn.stop()  # a busy machine must not turn it over by itself meanwhile
    surface.overlay.after = False

    def grey():
        place = surface.picture_rect()
        scale = place.width() / WIDTH
        spot = place.topLeft() + QPointF(120 * scale, 35 * scale)
        return surface.grab().toImage().pixelColor(spot.toPoint()).red() // 2

    assert grey() == 30
    surface._turn_over()
    assert grey() == 32


def test_a_click_in_the_picture_chooses_what_is_there(watched):
    surface = watched._surface
    watched.set_frame(31)
    surface.clicked.emit(QPointF(120, 35))
    assert watched.chosen() == POP
    surface.clicked.emit(QPointF(82, 40))
    assert surface.overlay.mover == 7


# moments


def test_the_frame_under_the_mouse_is_previewed_and_nothing_moves(watched, qtbot):
    qtbot.waitUntil(lambda: watched._reel.known(25) is not None)
    QApplication.processEvents()  # how wide the line is hangs on the words beside it
    scrubber = watched._scrubber
    x = round(scrubber._x_of(25.5))
    qtbot.mouseMove(scrubber, QPoint(x, 14))
    preview = watched._preview
    assert preview.index == 25
    assert preview.image.pixelColor(5, 5).red() // 2 == 25
    assert watched.index == 0
    scrubber.hovered.emit(-1, QPoint())
    assert not preview.isVisible()


def test_a_preview_of_what_is_not_decoded_comes_from_a_thread_of_its_own(watched, qtbot):
    preview = watched._preview
    preview._reel = type(watched._reel)(watched)  # that has nothing
    preview.show_at(25, "frame 26", QPoint(100, 100), watched.rect())
    qtbot.waitUntil(lambda: preview.image is not None, timeout=10_000)
    assert preview.image.pixelColor(5, 5).red() // 2 == 25
    preview.close_clip()


def test_a_finding_is_looped_with_a_key_and_by_a_double_click(watched, qtbot):
    watched._choose(GRAVITY.key)
    qtbot.keyClick(watched, Qt.Key.Key_L, Qt.KeyboardModifier.ShiftModifier)
    assert (watched._clock.first, watched._clock.last) == (4, 24)
    assert watched.playing
    qtbot.keyClick(watched, Qt.Key.Key_L, Qt.KeyboardModifier.ShiftModifier)
    assert (watched._clock.first, watched._clock.last) == (0, FRAMES - 1)
    watched.pause()
    sheet = watched._lanes.focusProxy()
    place = next(p for r, p in sheet.places() if r.title == "Pop")
    qtbot.mouseDClick(
        sheet, Qt.MouseButton.LeftButton, pos=sheet._bar_of(POP, place).toRect().center()
    )
    assert (watched._clock.first, watched._clock.last) == (26, 36)


def test_n_leaves_the_loop_and_what_is_hidden(watched, qtbot):
    watched.loop_finding(GRAVITY.key)
    qtbot.keyClick(watched, Qt.Key.Key_N)
    assert (watched._clock.first, watched._clock.last) == (0, FRAMES - 1)
    watched.choose_kinds(frozenset({"gravity", "frozen"}))
    for _ in range(2):
        qtbot.keyClick(watched, Qt.Key.Key_N)
        assert watched.chosen() == POP


def test_n_reaches_findings_that_begin_in_one_frame(watched, clip_file, qtbot):
    same = finding("mass", 8, 12)
    watched.set_report(report(clip_file, FROZEN, GRAVITY, same, POP))
    for expected in (FROZEN, GRAVITY, same, POP, FROZEN):
        qtbot.keyClick(watched, Qt.Key.Key_N)
        assert watched.chosen() == expected
    for expected in (POP, same, GRAVITY):
        qtbot.keyClick(watched, Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
        assert watched.chosen() == expected


def test_a_loop_gives_back_the_range_that_was_played(watched, qtbot):
    watched._clock.set_range(4, 35)
    watched.loop_finding(GRAVITY.key)
    watched.loop_finding(POP.key)
    assert (watched._clock.first, watched._clock.last) == (26, 36)
    watched.loop_finding(POP.key)
    assert (watched._clock.first, watched._clock.last) == (4, 35)
    watched.loop_finding(GRAVITY.key)
    qtbot.keyClick(watched, Qt.Key.Key_N)
    assert (watched._clock.first, watched._clock.last) == (4, 35)


def test_what_is_chosen_stays_so_while_the_clip_is_judged_anew(watched, clip_file):
    watched._choose(GRAVITY.key)
    watched.set_report(None)
    watched.set_report(report(clip_file, FROZEN), 0.4)
    assert watched.chosen() is None
    watched.set_report(report(clip_file, FROZEN, GRAVITY))
    assert watched.chosen() == GRAVITY
    watched.set_report(report(clip_file, FROZEN))
    watched.set_report(report(clip_file, FROZEN, GRAVITY))
    assert watched.chosen() is None


def test_a_judgement_is_seen_on_its_button_and_in_front_of_the_message(watched):
    watched._choose(GRAVITY.key)
    before = watched._details._dismiss.grab().toImage()
    watched.set_rating(Rating(dismissed=frozenset({GRAVITY.key})))
    assert watched._details._about.toolTip() == "Dismissed · gravity message"
    assert watched._details._dismiss.isChecked()
    assert watched._details._dismiss.grab().toImage() != before


def test_what_is_said_beside_the_tabs_goes_below_them_where_it_does_not_fit(watched):
    details = watched._details
    watched.resize(1600, 700)
    assert (details._about.isVisible(), details._below.isVisible()) == (True, False)
    watched.resize(560, 500)
    assert (details._about.isVisible(), details._below.isVisible()) == (False, True)
    assert details._below.text() == "3 findings · N goes to the next"
    one = details._below.height()
    watched._choose(GRAVITY.key)
    long = replace(GRAVITY, message=" ".join(["rises"] * 30))
    watched.set_report(report(watched._path, long))
    QApplication.processEvents()
    assert details._below.height() > 1.5 * one
    watched.show_page("why")
    assert not details._below.isVisible(), "the card says it"


def test_what_the_card_beside_the_lanes_says_is_not_said_above_them_too(watched):
    watched._choose(GRAVITY.key)
    watched.set_report(report(watched._path, replace(GRAVITY, message=" ".join(["rises"] * 30))))
    watched.resize(1000, 700)
    QApplication.processEvents()
    details = watched._details
    assert details._lanes.isVisible()
    assert watched._why.isVisible()
    assert not details._below.isVisible()
    watched.show_page("plots")
    assert details._below.isVisible()


# why


def test_the_card_says_rule_measure_threshold_and_what_to_change(watched):
    watched.show_page("why")
    assert "N goes to the next" in watched._why.text()
    watched._choose(GRAVITY.key)
    said = watched._why.text()
    for words in ("Gravity does not happen.", "rises", "falls", "86 %", "3 px", "paint its way"):
        assert words in said
    assert "physics check" in said


def test_before_a_take_is_analysed_nobody_says_that_nothing_was_found(watched, clip_file):
    why = watched._why
    watched.set_report(report(clip_file))
    assert "Nothing was found in this take" in why.text()
    watched.set_report(None)
    assert "once the take is analysed" in why.text()
    assert [row.title for row in watched._lanes.lines()] == ["not analysed"]
    watched.set_clip(None)
    assert "once the take is analysed" in why.text()
    assert watched._lanes.lines() == ()


def test_without_curves_there_is_no_empty_list_of_them(watched, clip_file):
    watched.show_page("plots")
    boxes = watched._plots.findChildren(QComboBox)
    watched._choose(GRAVITY.key)
    assert all(not box.isHidden() for box in boxes)
    watched.set_report(replace(report(clip_file), movers=()))
    assert all(box.isHidden() for box in boxes)


def test_the_card_says_from_where_on_this_kind_is_told(watched):
    watched._choose(GRAVITY.key)
    watched.show_page("why")
    assert "(86 %); it is told from 50 % on." in watched._why.text()
    watched.set_told({"gravity": 0.734, "pop": 0.3})
    said = "(86 %); after what you judged before, it is told from 73 % on."
    assert said in watched._why.text()
    watched.set_told({})
    assert "it is told from 50 % on" in watched._why.text()


def test_words_of_the_advice_are_copied_and_the_brush_opened(watched, qtbot):
    watched._choose(GRAVITY.key)
    watched.show_page("why")
    buttons = {b.text(): b for b in watched._why.findChildren(QPushButton)}
    buttons["Copy “rolls in from the left”"].click()
    assert QGuiApplication.clipboard().text() == "rolls in from the left"
    with qtbot.waitSignal(watched.brush_wanted):
        buttons["Open the brush"].click()


def test_what_to_change_stands_above_how_it_is_judged(watched):
    watched._choose(GRAVITY.key)
    watched.show_page("why")
    words = (
        "Measured",
        "Rule:",
        "it is told from",
        "To change it:",
        "Open the brush",
        "Threshold:",
    )
    parts = [*watched._why.findChildren(QLabel), *watched._why.findChildren(QPushButton)]
    top = [
        next(p.mapTo(watched._why, QPoint()).y() for p in parts if said in p.text())
        for said in words
    ]
    assert top == sorted(top)
    assert len(set(top)) == len(top)


@pytest.mark.parametrize(("key", "answer"), [(Qt.Key.Key_Y, True), (Qt.Key.Key_X, False)])
def test_findings_are_judged_with_keys(watched, qtbot, key, answer):
    watched._choose(GRAVITY.key)
    with qtbot.waitSignal(watched.finding_judged) as judged:
        qtbot.keyClick(watched, key)
    assert judged.args == [GRAVITY.key, answer]


def test_without_a_finding_nothing_is_judged(watched, qtbot):
    with qtbot.assertNotEmitted(watched.finding_judged):
        qtbot.keyClick(watched, Qt.Key.Key_Y)
        watched.retype("pop")


def test_the_right_kind_of_a_finding_is_chosen_and_taken_back(watched, qtbot):
    watched._choose(GRAVITY.key)
    menu = watched._details.kinds_menu()
    titles = [action.text() for action in menu.actions() if action.text()]
    assert titles == [*(kind.title for kind in KINDS), "Something else"]
    with qtbot.waitSignal(watched.finding_retyped) as retyped:
        menu.actions()[-1].trigger()
    assert retyped.args == [GRAVITY.key, OTHER]
    watched.set_rating(
        Rating(confirmed=frozenset({GRAVITY.key}), wrong_kinds={GRAVITY.key: "deform"})
    )
    assert "it was found as: Gravity" in watched._why.text()
    with qtbot.waitSignal(watched.finding_retyped) as retyped:
        watched.retype("deform")
    assert retyped.args == [GRAVITY.key, ""]


def test_what_is_of_another_kind_is_shown_as_that_kind_and_keeps_its_key(watched):
    watched._choose(GRAVITY.key)
    watched.show_page("why")
    watched.set_rating(
        Rating(confirmed=frozenset({GRAVITY.key}), wrong_kinds={GRAVITY.key: "mass"})
    )
    assert [title for what, title in lines(watched) if what == "lane"] == ["Frozen", "Pop", "Mass"]
    assert dict(watched._lanes.rows())["Mass"] == "1 violated"
    assert dict(watched._lanes.rows())["Gravity"] == "held"
    assert watched._why.text().startswith("Mass")
    assert watched._details._about.text() == "Mass · gravity message"
    assert watched._surface._head(watched.chosen(), told=False) == "Mass"
    assert watched.chosen().key == GRAVITY.key
    watched.set_frame(0)
    watched.next_finding()
    watched.next_finding()
    assert watched.chosen().key == GRAVITY.key
    watched.choose_kinds(frozenset({"mass"}))
    assert watched._surface.overlay.findings_at(15) == []
    watched.set_rating(Rating())
    assert watched.chosen() == GRAVITY
    assert ("lane", "Gravity") in lines(watched)


def test_a_kind_that_could_not_be_determined_is_not_so_where_the_person_found_it(
    watched, clip_file
):
    watched.set_report(report(clip_file, POP, undetermined={"mass": "nothing is a fluid"}))
    watched.set_rating(Rating(wrong_kinds={POP.key: "mass"}))
    assert [title for _, title in lines(watched)].count("Mass") == 1
    assert ("head", "CANNOT BE DETERMINED") not in lines(watched)
    watched.set_rating(Rating(wrong_kinds={POP.key: OTHER}))
    assert ("lane", "Something else") in lines(watched)


def test_findings_that_are_dismissed_are_not_counted_and_drawn_dim(watched, qtbot):
    at(watched, qtbot, 15)
    scrubber, about = watched._scrubber, watched._details._about
    assert about.text() == "3 findings · N goes to the next"
    line, over = scrubber.grab().toImage(), red(watched, (0, 0, 40, 40))
    assert over > 0
    one = Rating(dismissed=frozenset({GRAVITY.key}))
    watched.set_rating(one)
    assert about.text() == "2 findings · N goes to the next · 1 dismissed"
    assert red(watched, (0, 0, 40, 40)) == 0
    assert scrubber.grab().toImage() != line
    watched.set_rating(Rating(dismissed=frozenset({FROZEN.key, GRAVITY.key, POP.key})))
    assert about.text() == "3 dismissed"
    assert dict(watched._lanes.rows())["Pop"] == "1 dismissed"
    bars = scrubber.grab().toImage()
    shown = (bars.pixelColor(x, 22) for x in range(bars.width()))
    assert not any(c.red() > c.blue() + 40 for c in shown)
    watched.set_rating(Rating())
    assert scrubber.grab().toImage() == line


# curves and obedience


def test_curves_are_those_of_the_chosen_finding_with_what_is_expected(watched, qtbot):
    watched.show_page("plots")
    watched._choose(GRAVITY.key)
    measured, expected = watched._plots.shown()
    assert (measured.quantity, measured.unit) == ("height", "px")
    assert [curve.expected for curve in expected] == [HEIGHTS.expected]
    assert watched._plots.quantities() == ["height", "speed", "area", "energy"]
    watched._plots.set_quantity("speed")
    measured, expected = watched._plots.shown()
    assert measured.measured[5] == pytest.approx(32.0)
    assert expected == ()


def test_an_even_speed_looks_even(watched):
    watched.show_page("plots")
    trembling = tuple((n, 20.0 + 2 * n + 0.1 * (n % 2), 40.0) for n in range(FRAMES))
    moved = replace(MOVER, track=trembling)
    watched.set_report(replace(watched._report, findings=(), movers=(moved,)))
    watched._surface.clicked.emit(QPointF(22, 40))
    low, high = watched._plots._made().viewRange()[1]
    assert low == 0
    assert 32 < high < 40
    watched._plots.set_quantity("height")
    low, high = watched._plots._made().viewRange()[1]
    assert low < HEIGHT - 40 < high
    assert high - low == pytest.approx(0.1 * HEIGHT)


def test_curves_invite_to_choose_a_mover_and_one_click_does(watched):
    watched.show_page("plots")
    assert watched._plots.shown() == (None, ())
    assert "Click something" in watched._plots._empty.text()
    watched.set_frame(10)
    watched._surface.clicked.emit(QPointF(40, 40))
    assert watched._plots.shown()[0] is not None


def test_strokes_say_how_they_were_followed(watched, clip_file):
    obeyed = (
        Obeyed("ball", "move", 0.52, 41.3, 111.0, 0.24, 7),
        Obeyed("", "camera", 0.9, 3.1, None, None),
    )
    watched.set_report(report(clip_file, obeyed=obeyed, obedience=0.71))
    assert watched._obeyed.rows() == [
        ("ball", "52 %", "41.3 px", "111°", "+0.24 s"),
        ("Camera", "90 %", "3.1 px", "–", "–"),
    ]
    assert watched._obeyed._sum.text() == "Obeyed 71 %"
    watched._obeyed._table.setCurrentItem(watched._obeyed._table.topLevelItem(0))
    assert watched._surface.overlay.mover == 7


def test_wide_windows_show_lanes_and_page_together(watched):
    watched.show_page("why")
    assert not watched._lanes.isVisible()
    watched.resize(WIDE + 100, 700)
    assert watched._lanes.isVisible()
    assert watched._why.isVisible()
    watched.resize(560, 500)
    assert all(b.accessibleName() for b in watched._details.findChildren(QAbstractButton))


def test_a_report_that_grows_keeps_what_is_chosen(watched, clip_file):
    watched._choose(GRAVITY.key)
    watched.set_report(report(clip_file, GRAVITY), 0.5)
    assert watched.chosen() == GRAVITY
    assert ("words", "analysing, 50 %") in lines(watched)
    watched.set_report(report(clip_file, POP))
    assert watched.chosen() is None


# forwards or backwards


def test_the_film_is_told_from_its_reverse(watched, qtbot):
    watched.set_rating(Rating(blind=(False,)))
    watched.ask_blind("pour")
    blind = watched._blind
    qtbot.waitUntil(lambda: not blind._waits, timeout=10_000)
    blind._clock.stop()
    blind._clock.go(3)
    greys = [half._image.pixelColor(5, 5).red() // 2 for half in blind._pictures]
    assert sorted(greys) == [3, FRAMES - 4]
    assert greys.index(3) == blind.film
    with qtbot.waitSignal(watched.blind_answered) as answered:
        qtbot.keyClick(blind, (Qt.Key.Key_A, Qt.Key.Key_B)[blind.film])
    assert answered.args == [True]
    assert "1 of 2 right" in blind._said.text()
    assert "“pour” goes one way" in blind._said.text()
    qtbot.keyClick(blind, Qt.Key.Key_Escape)
    assert not blind.isVisible()


def test_who_takes_the_reverse_for_the_film_is_asked_about_the_finding(watched, qtbot, clip_file):
    watched.set_report(report(clip_file, finding("reversed", 0, 30)))
    watched.ask_blind("pour")
    blind = watched._blind
    qtbot.waitUntil(lambda: not blind._waits, timeout=10_000)
    blind.choose(1 - blind.film)
    assert "speaks for a reversed take" in blind._said.text()
    with qtbot.waitSignal(watched.reversed_judged) as judged:
        blind._judge.click()
    assert judged.args == [True]
    watched.set_clip(None)
    assert not blind.isVisible()


@pytest.fixture
def asked(panel, qtbot, tmp_path):
    """What is said when it is asked which one is the film of such pictures."""

    def ask(pictures):
        path = tmp_path / "asked.mp4"
        write_clip(path, pictures, 16.0)
        panel.set_clip(path)
        qtbot.waitUntil(lambda: panel.image() is not None)
        told = []
        panel.failed.connect(lambda error: told.append(error.message))
        panel.ask_blind()
        qtbot.waitUntil(lambda: not panel.blind_waits, timeout=10_000)
        return told

    return ask


def grain(seed):
    return np.random.default_rng(seed).integers(0, 256, (96, 160, 3), np.uint8)


@pytest.mark.parametrize(
    ("pictures", "why"),
    [
        ([grain(1)], "has 1 frame"),
        ([grain(1), grain(2)], "has 2 frames"),
        ([np.zeros((96, 160, 3), np.uint8)] * 12, "Nothing moves"),
        ([grain(1)] * 12, "Nothing moves"),
    ],
)
def test_of_a_clip_without_a_direction_nobody_is_asked_which_way_it_runs(
    asked, panel, pictures, why
):
    (told,) = asked(pictures)
    assert why in told
    assert panel._blind is None or panel._blind.isHidden()


def test_a_small_thing_that_comes_back_is_enough_to_ask(asked, panel):
    pictures = [np.full((96, 160, 3), 90, np.uint8) for _ in range(13)]
    for n, picture in enumerate(pictures):
        x = 40 + 4 * min(n, 12 - n)
        picture[40:48, x : x + 8] = 200
    assert asked(pictures) == []
    assert panel._blind.isVisible()


# over the picture, in either theme


def test_what_is_drawn_on_the_picture_is_as_bright_in_the_light_theme(watched, qtbot, qapp):
    at(watched, qtbot, 15)
    dark = picture(watched)
    theme.apply(qapp, "light")
    place = watched._surface.picture_rect().toRect()
    assert picture(watched).copy(place) == dark.copy(place)
    assert picture(watched) != dark
    theme.apply(qapp, "dark")


# a tool on the picture


class Tool:
    def __init__(self):
        self.seen, self.takes = [], True

    def press(self, place, event):
        self.seen.append(("press", round(place.x(), 1)))
        return self.takes

    def move(self, place, event):
        self.seen.append(("move", round(place.x(), 1)))

    def release(self, place, event):
        self.seen.append(("release", round(place.x(), 1)))

    def key(self, event):
        return event.key() == Qt.Key.Key_Return

    def paint(self, painter, rect, index):
        painter.fillRect(rect, Qt.GlobalColor.red)

    def cursor(self):
        return Qt.CursorShape.CrossCursor


def test_a_tool_is_asked_first_and_paints_last(watched, qtbot):
    surface, tool = watched.surface, Tool()
    watched.set_tool(tool)
    assert surface.cursor().shape() == Qt.CursorShape.CrossCursor
    rect = surface.picture_rect()
    spots = [(rect.topLeft() + QPointF(rect.width() * x, 9)).toPoint() for x in (0.2, 0.5)]
    with qtbot.assertNotEmitted(surface.clicked):
        qtbot.mousePress(surface, Qt.MouseButton.LeftButton, pos=spots[0])
        qtbot.mouseMove(surface, spots[1])
        qtbot.mouseRelease(surface, Qt.MouseButton.LeftButton, pos=spots[1])
    assert tool.seen == [("press", 0.2), ("move", 0.5), ("release", 0.5)]
    assert picture(watched).pixelColor(rect.center().toPoint()) == Qt.GlobalColor.red
    tool.takes = False
    with qtbot.waitSignal(surface.clicked):
        qtbot.mouseClick(surface, Qt.MouseButton.LeftButton, pos=spots[0])
    watched.set_tool(None)
    assert surface.cursor().shape() != Qt.CursorShape.CrossCursor


@pytest.mark.parametrize("width", [600, WIDE + 100])
def test_the_tab_key_goes_from_the_picture_over_the_tabs_to_what_they_open(watched, width):
    watched.resize(width, 560)
    watched._choose(GRAVITY.key)
    watched.show_page("why")
    order = along(watched)
    names = [one.accessibleName() for one in order]
    first = ["Why", "Curves", "Obeyed?"] if width > WIDE else ["Findings", "Why"]
    start = names.index(first[0])
    assert names[start : start + len(first)] == first
    judged = [names.index(name) for name in ("Confirm", "Dismiss", "Wrong kind…")]
    page = order.index(watched._why)
    assert order.index(watched._surface) < start < judged[0] < judged[1] < judged[2] < page
    if width > WIDE:
        assert judged[2] < names.index("Timeline") < page
