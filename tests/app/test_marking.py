"""Marks and rules through the real window: kept with the take, judged anew, undone."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from app.marking import RULES
from engine.inspect.marks import in_fractions
from engine.records import Box, Finding, Mark, Mover, PhysicalRule, Report

LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def watched(shared_bench, qtbot, monkeypatch):
    """The take of the rock is watched; what was seen in it is known, and nothing is marked."""
    bench = shared_bench
    asked = bench.asked = []
    monkeypatch.setattr(bench.work, "inspect", asked.append)
    shot = next(i for i, shot in bench.session.shots if "ock" in shot.name)
    bench.session.open_shot(shot)
    project = bench.session.project
    take = project.takes(shot)[0]
    track = tuple((frame, 700.0 - 4 * frame, 300.0) for frame in range(20))
    mover = Mover(1, track, tuple(Box(x - 30, y - 30, 60, 60) for _, x, y in track))
    project.save_report(take.id, Report(take.path, take.clip, {"pop": 0.05}, movers=(mover,)))
    project.save_marks(take.id, ())
    project.save_ruled(take.id, {})
    bench.watching.open(take.id)
    bench.acts.watch(take.id)
    player = bench.window.player
    qtbot.waitUntil(lambda: player.image() is not None, timeout=60_000)
    player.pause()
    asked.clear()
    return bench


def kept(bench):
    return bench.session.project.marks(bench.watching.take.id)


def at(bench, x, y):
    """Where a place of the frame (fractions) is in the player's picture."""
    rect = bench.window.player.surface.picture_rect()
    return QPointF(rect.left() + x * rect.width(), rect.top() + y * rect.height()).toPoint()


def click(bench, x, y):
    QTest.mouseClick(bench.window.player.surface, LEFT, NO_KEY, at(bench, x, y))


def test_a_click_on_what_moved_marks_it_and_the_take_is_judged_anew(watched, qtbot):
    report, player = watched.watching.report, watched.window.player
    mover = report.movers[0]
    player.set_frame(10)
    qtbot.waitUntil(lambda: player.surface.index == 10, timeout=60_000)
    box = in_fractions(mover.boxes[10], report.clip)
    watched.marking.arm(("rigid",), "rock")
    click(watched, box.x + box.w / 2, box.y + box.h / 2)
    (mark,) = watched.marking.marks
    assert (mark.kind, mark.noun, mark.frame) == ("rigid", "rock", 10)
    assert mark.box == pytest.approx(box, abs=1e-4)
    assert kept(watched) == watched.marking.marks
    assert watched.asked == [watched.watching.take.id]


def test_a_click_on_what_stands_still_finds_it_in_the_picture(watched, qtbot):
    player = watched.window.player
    player.set_frame(0)
    qtbot.waitUntil(lambda: player.surface.index == 0, timeout=60_000)
    watched.marking.arm(("solid",))
    click(watched, 0.15, 0.5)
    qtbot.waitUntil(lambda: bool(watched.marking.marks), timeout=60_000)
    (mark,) = watched.marking.marks
    assert mark.box.x <= 0.15 <= mark.box.x + mark.box.w
    assert mark.box.y <= 0.5 <= mark.box.y + mark.box.h


def test_a_mark_is_undone_and_done_again(watched):
    mark = Mark("cloth", 2, Box(0.1, 0.1, 0.2, 0.2))
    watched.marking.add((mark,))
    stack = watched.session.undo_stack
    stack.undo()
    assert kept(watched) == watched.marking.marks == ()
    stack.redo()
    assert kept(watched) == (mark,)
    assert len(watched.asked) == 3  # judged anew each time


def test_there_is_one_floor(watched):
    for y in (0.6, 0.8):
        watched.marking.add((Mark("floor", 0, line=((0.0, y), (1.0, y))),))
    (floor,) = kept(watched)
    assert floor.line[0][1] == 0.8


def test_marks_belong_to_their_take(watched):
    take = watched.watching.take
    watched.marking.add((Mark("cloth", 2, Box(0.1, 0.1, 0.2, 0.2)),))
    watched.watching.open(None)
    assert watched.marking.marks == ()
    watched.watching.open(take.id)
    assert len(watched.marking.marks) == 1


def test_the_words_of_the_take_propose_marks(watched):
    offers = watched.marking._bar.offers()
    assert any("rock" in offer for offer in offers)
    for noun, kinds in watched.marking._bar._proposed:
        marks = (Mark(kind, 0, Box(0.5, 0.5, 0.1, 0.1), noun=noun) for kind in kinds)
        watched.marking.add(tuple(marks))
    assert watched.marking._bar.offers() == []


def test_the_menu_opens_the_bar_and_the_key_closes_it(watched):
    bar = watched.marking._bar
    bar.hide()
    watched.window.stage.set_mode("frame")
    watched.marking.open()
    assert watched.window.stage.mode == "watch"
    assert bar.isVisible()
    watched.marking.toggle()
    assert not bar.isVisible()


def test_a_lane_that_asks_for_a_mark_arms_it(watched):
    watched.window.player.mark_wanted.emit("floor", "gravity")
    assert watched.marking._tool.kinds == ("floor",)
    assert watched.marking._bar.isVisible()


def test_own_rules_are_kept_with_the_shot_and_can_be_undone(watched, qtbot):
    watched.window.player.show_page(RULES)
    before = watched.marking.checks()
    watched.marking.add_rule("dust rises where the rock lands")
    assert watched.session.shot.rules[-1].text == "dust rises where the rock lands"
    check = watched.marking.checks()[-1]
    assert (check.state, check.because) == ("undetermined", "only you can see that")
    rows = watched.marking._rules.rows()
    assert rows[-1][0] == "dust rises where the rock lands"
    watched.session.undo_stack.undo()
    assert watched.marking.checks() == before


def test_an_expected_rule_is_changed_and_taken_away(watched):
    first = watched.marking.checks()[0].rule
    assert not first.own
    watched.marking.edit_rule(first, "the rock only goes down")
    assert [c.rule.text for c in watched.marking.checks() if c.rule.own] == [
        "the rock only goes down"
    ]
    assert first not in [check.rule for check in watched.marking.checks()]
    own = watched.session.shot.rules[-1]
    watched.marking.retype_rule(own, ("pop",))
    assert watched.session.shot.rules[-1].kinds == ("pop",)
    watched.marking.remove_rule(watched.session.shot.rules[-1])
    assert watched.session.shot.rules == ()
    assert first.text in watched.session.shot.dropped_rules
    for _ in range(3):
        watched.session.undo_stack.undo()
    assert first in [check.rule for check in watched.marking.checks()]


def test_what_the_person_says_of_a_rule_stays_with_the_take(watched):
    project, take = watched.session.project, watched.watching.take
    rule = watched.marking.checks()[0].rule
    watched.marking.judge_rule(rule, "violated")
    check = next(c for c in watched.marking.checks() if c.rule == rule)
    assert (check.state, check.by_hand) == ("violated", True)
    assert project.ruled(take.id) == {rule.text: "violated"}
    assert any(c.by_hand for c in project.report(take.id).rules)
    watched.session.undo_stack.undo()
    assert project.ruled(take.id) == {}
    assert not any(c.by_hand for c in project.report(take.id).rules)


def test_without_a_take_nothing_is_marked(watched):
    watched.watching.open(None)
    watched.marking.arm(("rigid",))
    watched.marking.add((Mark("cloth", 0, Box(0, 0, 1, 1)),))
    watched.marking.judge_rule(PhysicalRule("x"), "followed")
    assert watched.marking.marks == ()
    assert watched.marking._tool.kinds == ()


def test_a_finding_that_is_dismissed_violates_no_rule_until_that_is_undone(watched):
    rule = next(check.rule for check in watched.marking.checks() if check.rule.kinds)
    found = Finding(rule.kinds[0], False, 2, 6, None, 0.9, "", "", "It does not", verb=rule.verb)
    project, take = watched.session.project, watched.watching.take
    project.save_report(take.id, replace(watched.watching.report, findings=(found,)))
    watched.watching.open(take.id)

    def state():
        return next(check.state for check in project.report(take.id).rules if check.rule == rule)

    assert state() == "violated"
    watched.watching.judge(found.key, False)
    assert state() == "undetermined"
    watched.session.undo_stack.undo()
    assert state() == "violated"


def test_without_a_take_the_rules_of_the_shot_wait_for_one(watched):
    watched.watching.open(None)
    checks = watched.marking.checks()
    assert {check.because for check in checks} == {"there is no take yet"}
    watched.marking.add_rule("dust rises")
    assert watched.marking._rules.rows()[-1][0] == "dust rises"
    watched.session.undo_stack.undo()
    assert watched.session.shot.rules == ()
