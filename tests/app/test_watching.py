"""What the person says of findings is kept, undone with Ctrl+Z, and remembered."""

from dataclasses import replace

import pytest

from app.stage import FRAME
from engine.records import Finding, Rating, Report


@pytest.fixture
def watched(shared_bench):
    """A take with two findings that nobody judged yet, on the stage."""
    bench, session = shared_bench, shared_bench.session
    session.undo_stack.clear()
    take = session.project.takes()[0]
    session.project.save_rating(take.id, Rating())
    session.open_shot(take.shot_id)
    clip = take.clip
    found = tuple(
        Finding(kind, False, 2, 6, None, 0.9, "so", "not so", f"{kind} message")
        for kind in ("pop", "reversed")
    )
    report = Report(take.path, clip, {"pop": 0.9, "reversed": 0.9}, found)
    session.project.save_report(take.id, report)
    bench.watching.open(take.id)
    return bench


def key(kind):
    return f"{kind}:2-6:"


def kept(bench):
    return bench.session.project.rating(bench.watching.take.id) or Rating()


def test_a_judgement_is_kept_undone_and_done_again(watched):
    stack = watched.session.undo_stack
    watched.watching.judge(key("pop"), True)
    assert kept(watched).confirmed == {key("pop")}
    stack.undo()
    assert kept(watched) == Rating()
    stack.redo()
    assert kept(watched).confirmed == {key("pop")}
    watched.watching.judge(key("pop"), False)
    assert (kept(watched).confirmed, kept(watched).dismissed) == (set(), {key("pop")})


def test_another_kind_is_kept_with_the_finding_and_counts_as_that(watched):
    watched.watching.retype(key("pop"), "size")
    assert kept(watched).wrong_kinds == {key("pop"): "size"}
    assert key("pop") in kept(watched).confirmed
    watched.session.undo_stack.undo()
    assert kept(watched) == Rating()


def test_another_kind_is_shown_everywhere_at_once_and_after_the_take_is_opened_again(watched):
    player, take = watched.window.player, watched.watching.take

    def told():
        card = next(c for c in watched.screen._take_cards if c.key == f"take:{take.id}")
        return [found.kind for found in player.findings()], [words for words, _ in card.tags]

    as_found = (["pop", "reversed"], ["Pop", "Runs backwards"])
    as_said = (["reversed", "size"], ["Size", "Runs backwards"])
    watched.screen.show_takes()
    assert told() == as_found
    watched.watching.retype(key("pop"), "size")
    assert told() == as_said
    watched.watching.open(None)
    watched.watching.open(take.id)
    assert told() == as_said
    assert watched.watching.report.findings[0].kind == "pop", "thresholds learn of what was found"
    watched.session.undo_stack.undo()
    assert told() == as_found


def test_undoing_a_judgement_leaves_the_points_as_they_are(watched):
    watched.watching.judge(key("pop"), True)
    watched.watching.rate(Rating(4, 3))
    watched.session.undo_stack.undo()
    assert kept(watched) == Rating(4, 3)


def test_a_judgement_is_undone_while_another_take_is_watched(watched):
    take = watched.watching.take
    watched.watching.judge(key("pop"), True)
    watched.watching.open(None)
    watched.session.undo_stack.undo()
    assert watched.session.project.rating(take.id) == Rating()


def test_the_blind_view_counts_and_judges_what_runs_backwards(watched):
    watched.watching.note_blind(True)
    watched.watching.note_blind(False)
    assert kept(watched).blind == (True, False)
    watched.watching.judge_reversed(True)
    assert kept(watched).confirmed == {key("reversed")}
    watched.watching.judge_reversed(False)
    assert kept(watched).dismissed == {key("reversed")}


@pytest.mark.parametrize(
    ("prompt", "verb"),
    [
        ("A man pours water from a jug into a glass", "pour"),
        ("A rock rolls down the hill", ""),
        ("A vase stands still without breaking", ""),
    ],
)
def test_verbs_that_go_one_way_are_known(watched, prompt, verb):
    watching = watched.watching
    take = watching.take
    asked = replace(take.request, shot=replace(take.request.shot, prompt=prompt))
    watching.take = replace(take, request=asked)
    assert watching.one_way_verb == verb


def test_kinds_that_are_hidden_stay_hidden(watched):
    player = watched.window.player
    player.choose_kinds(frozenset({"pop", "frozen"}))
    assert watched.preferences.hidden_kinds == "frozen pop"


def test_the_brush_is_opened_from_the_explanation(watched):
    watched.window.player.brush_wanted.emit()
    assert watched.window.stage.mode == FRAME
    assert watched.window.motion.canvas.tool.id == "brush"


def test_what_is_found_is_shown_before_the_analysis_is_complete(watched):
    watching, player = watched.watching, watched.window.player
    take, whole = watching.take, watching.report
    watched.work.inspecting.emit(take.id, 0.25)
    assert player.findings() == []
    watched.work.found.emit(take.id, whole.findings[0])
    watched.work.inspecting.emit(take.id, 0.5)
    assert player.findings() == [whole.findings[0]]
    assert watching.report is None, "it is no report yet"
    watched.work.found.emit(take.id + 1, whole.findings[1])
    assert len(player.findings()) == 1
    watching.set_report(take.id, whole, None)
    assert len(player.findings()) == 2
