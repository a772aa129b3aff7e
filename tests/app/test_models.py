"""The window of models: what lies on the disk is found, said, used and fetched, over real HTTP."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from app import places
from app.model_window import _licence
from engine.models import measured, shelf
from engine.models.memory import GIB, Room
from engine.models.scan import model_at
from tests.helpers import weights
from tests.helpers.hub import running
from tests.helpers.weights import NETWORKS, safetensors

WAN, VAE = "wan i2v", "wan vae"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "no-cache"))
    folder = tmp_path / "models"
    safetensors(folder / "wan2.1-i2v.safetensors", NETWORKS[WAN])
    safetensors(folder / "wan-vae.safetensors", NETWORKS[VAE])
    (folder / "old.ckpt").write_bytes(b"\x80\x02}q\x00." * 20)
    return folder


@pytest.fixture
def bench(shared_bench):
    """One window; folders, memory and lists of fetches are each test's own."""
    return shared_bench


@pytest.fixture
def window(bench, qtbot, folder):
    shelf.add(places.models_file(), (folder,))
    window = bench.models.open()
    paths = {folder / "wan2.1-i2v.safetensors", folder / "wan-vae.safetensors"}
    qtbot.waitUntil(lambda: {m.path for m in bench.models.found} == paths, timeout=20_000)
    yield window
    for row in window.fetches.rows:
        window.fetches.cancel(row.id)
    bench.window.stage.notice.hide()


def shown(window, key):
    window.dialog.list.set_current(str(key))
    return window.dialog.page._details


def test_what_lies_in_the_folders_is_shown_with_what_fits(window, bench, folder, monkeypatch):
    monkeypatch.setattr(type(bench.models), "room", Room(24 * GIB, 64 * GIB))
    window._show_models()
    details = shown(window, folder / "wan2.1-i2v.safetensors")
    assert details.act == "shot"
    assert dict(details.lines)["Makes clips from"] == "an image"
    assert [row.title for row in details.fits if row.chosen] == ["Max speed"]
    assert "24.0 GiB free on the card" in details.fits_about
    assert any("text encoder" in note for note in details.notes)


def test_a_part_says_why_it_makes_no_shot(window, folder):
    details = shown(window, folder / "wan-vae.safetensors")
    assert details.act == ""
    assert "part of a model" in details.why_not


def test_a_pickle_is_refused_with_the_command_to_copy(window, folder, qtbot):
    details = shown(window, folder / "old.ckpt")
    assert "pickle" in details.faults[0].message
    buttons = window.dialog.page.findChildren(QPushButton)
    button = next(one for one in buttons if "command" in one.text())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == details.faults[0].command
    assert "weights_only=True" in details.faults[0].command


def test_a_model_is_used_for_the_shot_as_one_step_of_undo(window, bench, folder, qtbot):
    path = folder / "wan2.1-i2v.safetensors"
    before = bench.session.shot.settings
    shown(window, path)
    qtbot.mouseClick(window.dialog.page._use, Qt.MouseButton.LeftButton)
    settings = bench.session.shot.settings
    assert (settings.model, settings.backend) == (str(path), "wan")
    assert shown(window, path).shots
    bench.session.undo_stack.undo()
    assert bench.session.shot.settings == before


def test_a_licence_can_be_read_from_the_folder_or_the_known_repository(folder, tmp_path):
    plain = model_at(folder / "wan2.1-i2v.safetensors")
    named = replace(plain, name="Wan2.1-T2V-14B-Diffusers")
    page = "https://huggingface.co/Wan-AI/Wan2.1-T2V-14B-Diffusers"
    assert _licence(named) == ("Apache 2.0", page)
    (tmp_path / "LICENSE").write_text("ours")
    held = replace(plain, path=tmp_path, licence="LICENSE")
    assert _licence(held) == ("LICENSE", (tmp_path / "LICENSE").as_uri())
    assert _licence(replace(plain, licence="https://x")) == ("https://x", "https://x")
    for odd in (
        "setup.exe",
        "sub/LICENSE",
        "../LICENSE",
        str(tmp_path / "LICENSE"),
        "start.desktop",
    ):
        (tmp_path / Path(odd).name).touch()
        assert _licence(replace(held, path=tmp_path, licence=odd)) == (odd, "")
    assert _licence(plain) == ("", "")


def test_a_lora_is_added_where_it_fits_and_says_why_not_elsewhere(window, bench, folder, qtbot):
    made = weights.safetensors(
        folder / "lora.safetensors", weights.lora({"transformer.blocks.0.attn1.to_q": 5120})
    )
    bench.models.rescan()
    qtbot.waitUntil(lambda: bench.models.at(made) is not None, timeout=20_000)
    assert "choose one for the shot first" in shown(window, made).why_not
    bench.models.use(bench.models.at(folder / "wan2.1-i2v.safetensors"))
    assert shown(window, made).act == "lora"
    qtbot.mouseClick(window.dialog.page._use, Qt.MouseButton.LeftButton)
    assert [lora.path for lora in bench.session.shot.settings.loras] == [made]
    bench.session.undo_stack.undo()
    assert bench.session.shot.settings.loras == ()
    bench.session.undo_stack.undo()


def test_a_measured_peak_is_said(window, bench, folder):
    path = folder / "wan2.1-i2v.safetensors"
    model = bench.models.at(path)
    fit = bench.models.fits(model, bench.session.shot.settings)[1]
    measured.keep(places.models_measured_file(), model, fit, fit.vram + GIB)
    window._show_models()
    rows = shown(window, path).fits
    assert rows[1].title == "24 GB, corrected by what was measured"
    assert rows[0].title == "Max speed"


def test_a_forgotten_folder_stays_on_the_disk_and_can_be_taken_back(window, bench, folder, qtbot):
    folders = window.dialog.folders
    folders._forget(folder)
    qtbot.waitUntil(lambda: bench.models.found == (), timeout=20_000)
    assert (folder / "wan-vae.safetensors").exists()
    qtbot.mouseClick(folders._undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(bench.models.found) == 2, timeout=20_000)


def test_what_is_no_folder_is_told_and_not_named(window, bench, folder):
    told = []
    bench.session.failed.connect(told.append)
    bench.models.add_folders((folder / "old.ckpt",))
    assert "is no folder" in str(told[0])
    assert shelf.folders(places.models_file()) == (folder,)


def test_a_stopped_scan_keeps_what_was_known(window, bench, qtbot):
    bench.models.rescan()
    bench.models.stop()
    qtbot.waitUntil(lambda: not bench.models.scanning, timeout=20_000)
    assert len(bench.models.found) == 2


# fetching

WEIGHTS = hashlib.shake_256(b"weights").digest(1 << 20)
FILES = {
    "model_index.json": b'{"_class_name": "WanPipeline"}',
    "transformer/model.safetensors": WEIGHTS,
    "all-in-one.safetensors": WEIGHTS * 2,
    "old.bin": b"pickle",
}


@pytest.fixture
def hub():
    with running(files=dict(FILES)) as server:
        yield server


@pytest.fixture
def fetching(window, hub):
    window.fetches._endpoint = hub.address
    return window


def looked(window, hub, qtbot, target: Path):
    panel = window.dialog.fetching
    window.dialog.open_fetching()
    panel._repository.setEditText(hub.repository)
    panel._folder.setText(str(target))
    with qtbot.waitSignal(window.fetches.looked, timeout=20_000):
        qtbot.mouseClick(panel._look, Qt.MouseButton.LeftButton)
    return panel


def states(window):
    return [row.state for row in window.fetches.rows]


def test_looking_says_what_it_takes_and_fetches_nothing(fetching, hub, qtbot, tmp_path):
    panel = looked(fetching, hub, qtbot, tmp_path / "new" / "model")
    assert "2 files, 0.00 GB in all" in panel._said.text()
    assert "old.bin" in panel._said.text()
    assert "second copies" in panel._whole.text()
    assert hub.asked == []
    assert not (tmp_path / "new").exists()


def test_a_model_is_fetched_checked_and_found(fetching, bench, hub, qtbot, tmp_path):
    target = tmp_path / "new" / "model"
    panel = looked(fetching, hub, qtbot, target)
    with qtbot.waitSignal(fetching.fetches.fetched, timeout=20_000):
        qtbot.mouseClick(panel._fetch, Qt.MouseButton.LeftButton)
    assert states(fetching) == ["done"]
    assert (target / "transformer/model.safetensors").read_bytes() == WEIGHTS
    assert not (target / "all-in-one.safetensors").exists()
    assert target in shelf.folders(places.models_file())
    assert "model is here" in bench.window.stage.notice.message()
    assert json.loads(places.fetches_file().read_text())["fetches"] == []


def test_a_paused_fetch_goes_on_at_its_byte(fetching, hub, qtbot, tmp_path):
    hub.pause = 0.05
    panel = looked(fetching, hub, qtbot, tmp_path / "model")
    qtbot.mouseClick(panel._fetch, Qt.MouseButton.LeftButton)
    fetches = fetching.fetches
    qtbot.waitUntil(lambda: fetches.rows[0].share > 0.1, timeout=20_000)
    panel.paused.emit(fetches.rows[0].id)
    assert states(fetching) == ["paused"]
    kept = json.loads(places.fetches_file().read_text())["fetches"]
    assert kept == [{"repository": "org/model", "folder": str(tmp_path / "model"), "whole": False}]
    hub.pause = 0.0
    with qtbot.waitSignal(fetches.fetched, timeout=20_000):
        panel.resumed.emit(fetches.rows[0].id)
    assert any(wanted for name, wanted in hub.asked if name.endswith("model.safetensors"))
    assert (tmp_path / "model/transformer/model.safetensors").read_bytes() == WEIGHTS


def test_what_was_not_whole_is_offered_after_a_restart_and_not_begun(qapp, hub, own_home, tmp_path):
    from app.fetches import Fetches

    entry = {"repository": hub.repository, "folder": str(tmp_path / "m"), "whole": False}
    places.fetches_file().write_text(json.dumps({"schema": 1, "fetches": [entry]}))
    fetches = Fetches(endpoint=hub.address)
    assert [(row.repository, row.state) for row in fetches.rows] == [(hub.repository, "paused")]
    fetches.close()
    assert hub.asked == []


def test_a_refusal_of_the_hub_is_said_in_place(fetching, hub, qtbot, tmp_path):
    hub.gated = True
    panel = looked(fetching, hub, qtbot, tmp_path / "model")
    assert "asks for its licence to be accepted" in panel._fault.text()
    assert "hf auth login" in panel._fault.text()
    assert panel._fetch.isHidden()


def test_a_disk_that_is_too_small_is_said_before_anything_is_fetched(
    fetching, hub, qtbot, tmp_path, monkeypatch
):
    monkeypatch.setattr("engine.models.fetch.free", lambda folder: 0)
    panel = looked(fetching, hub, qtbot, tmp_path / "model")
    assert "does not fit on this disk" in panel._fault.text()
    assert not panel._fetch.isEnabled()


def test_a_file_that_is_not_what_the_hub_says_fails_and_the_next_is_fetched(
    fetching, hub, qtbot, tmp_path
):
    hub.sent["transformer/model.safetensors"] = WEIGHTS[::-1]
    panel = looked(fetching, hub, qtbot, tmp_path / "bad")
    qtbot.mouseClick(panel._fetch, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: states(fetching) == ["failed"], timeout=20_000)
    assert "did not arrive as the hub has it" in fetching.fetches.rows[0].note
    hub.sent.clear()
    panel = looked(fetching, hub, qtbot, tmp_path / "good")
    with qtbot.waitSignal(fetching.fetches.fetched, timeout=20_000):
        qtbot.mouseClick(panel._fetch, Qt.MouseButton.LeftButton)
    assert states(fetching) == ["failed", "done"]


def test_a_cancelled_fetch_leaves_the_list_and_keeps_what_was_received(
    fetching, hub, qtbot, tmp_path
):
    hub.pause = 0.05
    panel = looked(fetching, hub, qtbot, tmp_path / "model")
    qtbot.mouseClick(panel._fetch, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: fetching.fetches.rows[0].share > 0.1, timeout=20_000)
    panel.cancelled.emit(fetching.fetches.rows[0].id)
    assert fetching.fetches.rows == ()
    assert list((tmp_path / "model").rglob("*.part"))
