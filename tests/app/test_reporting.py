"""Reports and overlays leave the window as files, and the person's judgements move thresholds."""

import json
import threading
from itertools import count

import numpy as np
import pytest
from PySide6.QtWidgets import QFileDialog

from engine.records import Box, Finding, Judgement, Rating, Report
from engine.video.read import probe
from engine.video.write import write_clip
from widgets.player.explain_card import ExplainCard

OTHERS = count()


def finding(score=0.6, start=1, kind="pop"):
    box = Box(4, 4, 20, 20)
    return Finding(kind, False, start, start + 2, box, score, "stays", "gone", "It vanishes")


@pytest.fixture(scope="module")
def take(shared_bench, tmp_path_factory):
    """A take with a report, which no worker writes."""
    path = tmp_path_factory.mktemp("clips") / "theirs.mp4"
    draw = np.random.default_rng(2)
    write_clip(path, [draw.integers(0, 256, (48, 64, 3), np.uint8) for _ in range(12)], 12)
    project = shared_bench.session.project
    return project.import_clip(path, "m", shared_bench.session.shot_id, "a ball rolls left")


@pytest.fixture
def bench(shared_bench, take, monkeypatch):
    """Watching that take, with nothing judged."""
    monkeypatch.setattr(shared_bench.work, "inspect", lambda take_id: None)
    project, watching = shared_bench.session.project, shared_bench.watching
    found = (finding(), finding(0.7, 3, "wrong-direction"), finding(0.9, 6))
    report = Report(take.path, take.clip, {"pop": 0.9}, found, doubtful=(finding(0.4, 8),))
    project.save_report(take.id, report)
    project.save_rating(take.id, Rating())
    watching.book.reset_judgements()
    watching.forget_thresholds()
    watching.open(take.id)
    return shared_bench


@pytest.fixture
def answered(monkeypatch, tmp_path):
    """What the person answers when asked where to."""

    def answer(name, kind=""):
        path = str(tmp_path / name) if name else ""
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (path, kind))
        return tmp_path / name

    return answer


def settled(qtbot, bench):
    qtbot.waitUntil(lambda: bench.reporting._progress is None, timeout=20_000)


# --- files -------------------------------------------------------------------------------------


def test_the_report_of_the_watched_take_becomes_a_page(bench, qtbot, answered):
    path = answered("seen.html")
    bench.reporting.save_report()
    settled(qtbot, bench)
    text = path.read_text(encoding="utf-8")
    assert "It vanishes" in text
    assert "data:image/jpeg" in text
    assert "seen.html" in bench.window.stage.notice.message()


def test_what_the_person_said_goes_along(bench, qtbot, answered, take):
    gone, kept, other = bench.watching.report.findings
    rating = Rating(
        confirmed=frozenset({kept.key, other.key}),
        dismissed=frozenset({gone.key}),
        wrong_kinds={other.key: "teleport"},
    )
    bench.session.project.save_rating(take.id, rating)
    bench.watching.open(take.id)
    path = answered("said.json", "Data (*.json)")
    bench.reporting.save_report()
    qtbot.waitUntil(path.exists)
    data = json.loads(path.read_text())
    assert [found["kind"] for found in data["findings"]] == ["wrong-direction", "teleport"]
    assert data["notes"] == [
        "Dismissed, by hand: Pop, frames 1 to 3.",
        "Confirmed, by hand: Wrong direction, frames 3 to 5.",
        "Of another kind, by hand: Teleport, frames 6 to 8.",
    ]


def test_a_report_calls_the_take_as_the_window_does(bench, qtbot, answered, take, monkeypatch):
    named = []
    path = answered("named.json", "Data (*.json)")
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *asked: named.append(asked[2]) or (str(path), "")
    )
    bench.reporting.save_report()
    qtbot.waitUntil(path.exists)
    origin = json.loads(path.read_text())["origin"]
    assert origin["title"].endswith(f" · Take {take.number}")
    assert (origin["prompt"], origin["model"], origin["seed"]) == ("a ball rolls left", "m", None)
    assert named[0].endswith(f"-take-{take.number}.html")


def test_a_report_can_be_data(bench, qtbot, answered):
    path = answered("seen", "Data (*.json)").with_suffix(".json")
    bench.reporting.save_report()
    settled(qtbot, bench)
    data = json.loads(path.read_text(encoding="utf-8"))
    assert [one["kind"] for one in data["findings"]] == ["pop", "wrong-direction", "pop"]


def test_all_takes_share_a_page(bench, qtbot, answered):
    path = answered("all.html")
    bench.reporting.save_all()
    settled(qtbot, bench)
    assert "theirs" in path.read_text(encoding="utf-8")


def test_the_take_is_written_with_what_was_found_on_it(bench, qtbot, answered, take):
    path = answered("seen.mp4")
    bench.reporting.save_overlay()
    settled(qtbot, bench)
    assert probe(path).frames == take.clip.frames


def test_who_does_not_say_where_to_writes_nothing(bench, answered, tmp_path):
    answered("")
    for act in (
        bench.reporting.save_report,
        bench.reporting.save_all,
        bench.reporting.save_overlay,
    ):
        act()
    assert list(tmp_path.iterdir()) == []


def test_what_is_stopped_leaves_nothing(bench, qtbot, answered, monkeypatch, tmp_path):
    from engine.inspect import overlay

    begun, go_on = threading.Event(), threading.Event()
    painted = overlay.painted

    def slowly(*arguments):
        for picture in painted(*arguments):
            yield picture
            begun.set()
            go_on.wait(10)

    monkeypatch.setattr(overlay, "painted", slowly)
    answered("seen.mp4")
    bench.reporting.save_overlay()
    qtbot.waitUntil(begun.is_set, timeout=10_000)
    bench.reporting._progress.canceled.emit()
    go_on.set()
    settled(qtbot, bench)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_one_notice(bench, qtbot, answered):
    answered("nowhere/seen.html")
    bench.reporting.save_report()
    settled(qtbot, bench)
    assert "no folder" in bench.window.stage.notice.message()


def test_without_a_take_it_is_said_what_to_do(bench, answered, tmp_path):
    answered("seen.html")
    bench.watching.open(None)
    bench.reporting.save_report()
    assert "no take" in bench.window.stage.notice.message()
    assert list(tmp_path.iterdir()) == []


# --- thresholds --------------------------------------------------------------------------------


def judge_often(bench, confirmed, times=12):
    """In another take each time: what was reset stays so."""
    book, name = bench.watching.book, f"other {next(OTHERS)}"
    book.reset_judgements()
    said = [Judgement(name, f"pop:{n}", "pop", 0.6, confirmed) for n in range(times)]
    book.record_judgements(said, take=name)
    bench.watching.forget_thresholds()


def test_what_is_dismissed_often_is_told_only_when_it_is_sure(bench, take):
    judge_often(bench, False)
    bench.watching.open(take.id)
    told = [(f.kind, f.score) for f in bench.watching.report.findings]
    assert told == [("wrong-direction", 0.7), ("pop", 0.9)]
    judge_often(bench, True)
    bench.watching.open(take.id)
    assert ("pop", 0.4) in [(f.kind, f.score) for f in bench.watching.report.findings]


def test_the_card_of_a_finding_says_the_threshold_that_became_the_persons_own(bench, take):
    judge_often(bench, False)
    bench.watching.open(take.id)
    player = bench.window.player
    player._choose(next(f.key for f in player.findings() if f.kind == "pop"))
    own = round(100 * bench.watching.thresholds()["pop"].score)
    assert own > 50
    assert f"(90 %); after what you judged before, it is told from {own} % on." in card(player)
    bench.thresholds.reset()
    assert "(90 %); it is told from 50 % on." in card(player)


def card(player):
    return player.findChild(ExplainCard).text()


def test_judging_is_learnt_once_and_undo_forgets_it(bench, take):
    watching, stack = bench.watching, bench.session.undo_stack
    key = watching.report.findings[0].key
    watching.judge(key, False)
    assert watching.thresholds()["pop"].dismissed == 1
    assert watching.thresholds()["pop"].score > 0.5
    watching.judge(key, True)
    assert (watching.thresholds()["pop"].confirmed, watching.thresholds()["pop"].dismissed) == (
        1,
        0,
    )
    stack.undo()
    stack.undo()
    assert watching.thresholds() == {}


def test_a_judged_finding_stays_on_the_screen_of_its_take(bench, take):
    key = bench.watching.report.findings[0].key
    bench.watching.judge(key, False)
    judge_often(bench, False)
    bench.watching.open(take.id)
    assert key in [f.key for f in bench.watching.report.findings]


def test_thresholds_are_shown_reset_and_brought_back(bench, take):
    judge_often(bench, False)
    bench.thresholds.open()
    panel = bench.thresholds._panel
    assert panel.texts() == [("Pop", "0", "12", "50 % → 84 %")]
    panel._table.selectRow(0)
    panel._one.click()
    assert panel.texts() == []
    assert bench.watching.thresholds() == {}
    bench.session.undo_stack.undo()
    assert panel.texts() == [("Pop", "0", "12", "50 % → 84 %")]
    panel._all.click()
    assert panel.texts() == []
    panel.window().reject()
    assert bench.thresholds._panel is None
