"""What a take was made from comes back into a shot: all, or a part, and never without undo."""

from dataclasses import replace

import numpy as np
import pytest

from engine.imprint import write_take
from engine.provenance import FACTS, lacking
from engine.records import Lora, Made, Request, Settings, Shot
from widgets.takes.made_sheet import NAMES, PARTS, MadeSheet

ASKED = Shot(
    "a dog runs left",
    "blur",
    settings=Settings(model="/nowhere/wan", seed=41, steps=12, width=64, height=48),
)
MADE = Made("16 GB", "it fits", versions={"torch": "2.13"}, notes=("cut off",))


@pytest.fixture(scope="module")
def dropped(shared_bench, tmp_path_factory):
    """A take of another machine, as if it was dropped on the window."""
    path = tmp_path_factory.mktemp("clips") / "theirs.mp4"
    request = Request(ASKED, "0.9", ("missing-speed: how fast?",))
    write_take(path, [np.full((48, 64, 3), 90, np.uint8)] * 4, request, lambda: MADE)
    take = shared_bench.session.project.import_clip(path)
    shared_bench.session.reload()
    return take


@pytest.fixture
def bench(shared_bench):
    """On a shot of the sample."""
    shared_bench.session.open_shot(shared_bench.session.shots[0][0])
    return shared_bench


@pytest.mark.parametrize("part", [part for part, _ in PARTS])
def test_a_part_comes_back_as_one_step(bench, dropped, part):
    session = bench.session
    before = session.shot
    session.set_settings(replace(before.settings, seed=5), "seed")
    seeded = session.shot
    bench.restoring.restore(dropped.id, part)
    now = session.shot
    assert (now.prompt == "a dog runs left") == (part != "settings")
    assert (now.start_image == seeded.start_image) == (part in {"prompt", "settings"})
    assert now.settings.seed == (5 if part in {"prompt", "but-seed"} else 41)
    assert now.settings.steps == (seeded.settings.steps if part == "prompt" else 12)
    session.undo_stack.undo()
    assert session.shot == seeded
    session.undo_stack.undo()
    assert session.shot == before


def test_all_of_it_becomes_a_new_shot_that_undo_takes_away(bench, dropped):
    count = len(bench.session.shots)
    bench.restoring.restore(dropped.id, "shot")
    assert bench.session.shot == ASKED
    bench.session.undo_stack.undo()
    assert len(bench.session.shots) == count


def test_a_dropped_take_of_a_changed_shot_belongs_to_the_shot_it_brings_back(bench, dropped):
    session = bench.session
    session.open_shot(dropped.shot_id)
    session.change("prompt", prompt="a cat runs left")
    shots = len(session.shots)
    for _ in range(2):  # the second time all of it is there
        bench.files.import_clip(dropped.path)
        assert session.shot.prompt == ASKED.prompt
        assert [take.id for take in session.project.takes(session.shot_id)] == [
            bench.watching.take.id
        ]
        assert len(session.shots) == shots + 1
    assert [take.id for take in session.project.takes(dropped.shot_id)] == [dropped.id]
    session.undo_stack.undo()
    assert (session.shot_id, len(session.shots)) == (dropped.shot_id, shots)
    assert bench.watching.take is None or bench.watching.take.shot_id == dropped.shot_id
    session.undo_stack.undo()
    assert session.shot.prompt == ASKED.prompt


def test_a_model_that_is_not_here_is_named(bench, dropped):
    bench.restoring.restore(dropped.id, "settings")
    assert "wan" in bench.window.stage.notice.message()
    bench.session.undo_stack.undo()


def test_the_sheet_says_how_it_was_made_and_restores_from_there(bench, dropped):
    bench.restoring.show(dropped.id)
    sheet = bench.window.findChildren(MadeSheet)[-1]
    assert "a dog runs left" in sheet.text()
    assert "missing-speed: how fast?" in sheet.text()
    assert "16 GB: it fits" in sheet.text()
    before = bench.session.shot
    sheet.part_restored.emit("prompt")
    assert bench.session.shot.prompt == "a dog runs left"
    bench.session.undo_stack.undo()
    assert bench.session.shot == before
    sheet.close()


def test_what_is_copied_is_on_the_clipboard(bench, dropped, qapp):
    bench.restoring.show(dropped.id)
    sheet = bench.window.findChildren(MadeSheet)[-1]
    copied = []
    for action in sheet.copy_menu().actions():
        action.trigger()
        copied.append(qapp.clipboard().text())
    sheet.close()
    assert copied[:2] == ["a dog runs left", "41"]
    assert "LoRAs" not in copied[2]
    assert '"profile": "16 GB"' in copied[3]


def test_a_clip_of_another_program_says_that_it_does_not_say(bench, tmp_path):
    from engine.video.write import write_clip

    write_clip(tmp_path / "x.mp4", [np.full((48, 64, 3), 30, np.uint8)] * 2, 16)
    take = bench.session.project.import_clip(tmp_path / "x.mp4", "Sora")
    before = bench.session.shot
    bench.restoring.restore(take.id, "all")
    assert "does not say" in bench.window.stage.notice.message()
    assert bench.session.shot == before


def test_every_fact_has_a_name_on_the_sheet():
    assert NAMES == FACTS


def test_missing_models_are_known_by_where_they_are_or_by_their_hash(tmp_path):
    hub = "/x/models--Wan-AI--Wan2.2/snapshots/abc"
    settings = Settings(model=hub, loras=(Lora(tmp_path), Lora(tmp_path / "no.safetensors")))
    model, lora = lacking(Request(Shot(settings=settings), "1"), Made(loras=("aa", "bb")))
    assert (model.name, model.url) == ("Wan-AI/Wan2.2", "https://huggingface.co/Wan-AI/Wan2.2")
    assert (lora.name, lora.digest) == ("no.safetensors", "bb")
    assert lacking(Request(Shot(), "1"), None) == ()
