"""A proposal takes the place of the prompt only where it is sound and the person takes it."""

import json
import struct
import sys

import pytest

from app.expansion import Expansion
from app.reader import Reader

OWN = "A woman in a park throws a ball to the right."
RICH = (
    "At golden hour, a woman in a white sweater throws a red ball to the right in a wide park, "
    "soft light, 35mm film."
)


@pytest.fixture
def asking(bench):
    bench.window.prompt.replace_text(OWN)
    bench.expansion.open()
    return bench


def answer(bench, text):
    """What the worker tells once a model has written."""
    bench.expansion._job = "job"
    bench.expansion._hear({"event": "text", "job_id": "job", "text": text})
    bench.expansion._hear({"event": "done", "job_id": "job", "text": text})


def test_a_sound_proposal_is_taken_and_undone_in_one_step(asking):
    answer(asking, f'Here is the prompt:\n"{RICH}"')
    assert asking.session.shot.prompt == OWN  # nothing is overwritten before it is taken
    asking.expansion.dialog._take()
    assert asking.session.shot.prompt == RICH
    assert asking.expansion.dialog is None
    assert OWN in asking.session.project.prompt_texts()
    asking.window.prompt.editor.undo()
    assert asking.session.shot.prompt == OWN


def test_one_that_moved_cannot_be_taken(asking):
    answer(asking, "A woman throws a ball to the left in the sun.")
    dialog = asking.expansion.dialog
    assert "to the left" in dialog._said.text()
    assert not dialog._accept.isEnabled()
    dialog.reject()
    assert asking.session.shot.prompt == OWN


def test_what_comes_after_a_stop_is_not_shown(asking):
    asking.expansion._job = "job"
    asking.expansion._hear({"event": "text", "job_id": "job", "text": "A wom"})
    asking.expansion.stop()
    asking.expansion._job = ""
    asking.expansion._hear({"event": "done", "job_id": "job", "text": RICH})
    assert not asking.expansion.dialog._accept.isEnabled()


def test_a_folder_without_a_model_is_told_in_the_dialog(asking, tmp_path):
    asking.expansion.use_folder(tmp_path)
    assert "no language model" in asking.expansion.dialog._said.text()


def test_the_worker_itself_says_what_is_wrong_with_a_model(asking, qtbot, tmp_path):
    folder = tmp_path / "odd"
    folder.mkdir()
    header = json.dumps({"w": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}).encode()
    weights = struct.pack("<Q", len(header)) + header + bytes(8)
    (folder / "model.safetensors").write_bytes(weights)
    (folder / "config.json").write_text(json.dumps({"architectures": ["LlamaForCausalLM"]}))
    (folder / "tokenizer.json").write_text("{}")
    asking.expansion.use_folder(folder)
    (folder / "tokenizer.json").unlink()  # it goes while the dialog is open
    dialog = asking.expansion.dialog
    dialog._go.click()
    assert dialog.working
    qtbot.waitUntil(lambda: not dialog.working, timeout=60_000)
    assert "odd has no tokenizer" in dialog._said.text()


def test_an_empty_prompt_is_not_expanded(bench):
    bench.window.prompt.replace_text("")
    bench.expansion.open()
    assert bench.expansion.dialog is None
    assert "no prompt" in bench.window.stage.notice.message()


READER = """
import os, sys
sys.path.insert(0, os.getcwd())
from dataclasses import replace
from engine.prompt.reader import main
from engine.prompt.reading import read
from engine.records import Action, Span
def look(text):
    if "crash" in text:
        os._exit(7)
    # a mark by which a test knows who has read: no table knows of this action
    return replace(read(text), actions=(Action("sneeze", Span(0, 1)),))
main(lambda: look)
"""


@pytest.fixture
def read_beside(asking, qtbot):
    """The window with a reader process of its own, which is warm."""
    bench, reader = asking, Reader(command=[sys.executable, "-c", READER])
    bench.expansion.dialog.reject()
    bench.reader = reader
    bench.expansion = Expansion(bench)
    reader.start()
    qtbot.waitUntil(lambda: reader.warm, timeout=10_000)
    bench.expansion.open()
    yield bench
    bench.expansion.close()
    reader.close()
    bench.reader = None


def test_what_was_written_is_read_by_the_process_that_is_warm(read_beside, qtbot):
    answer(read_beside, "A woman sits to the right of a ball in the sun.")
    dialog = read_beside.expansion.dialog
    qtbot.waitUntil(dialog._accept.isEnabled, timeout=10_000)


def test_where_the_reading_process_dies_the_tables_judge(read_beside, qtbot):
    answer(read_beside, "A woman throws a ball to the left, crash.")
    dialog = read_beside.expansion.dialog
    qtbot.waitUntil(lambda: "to the left" in dialog._said.text(), timeout=10_000)
    assert not dialog._accept.isEnabled()
