"""Fetching, against a real server that speaks the hub's protocol and misbehaves."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections import namedtuple
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.errors import BadInput, Cancelled, StorageProblem
from engine.models import fetch as fetching
from engine.models.fetch import Plan, fetch, plan
from engine.models.hub import HALF
from tests.helpers.hub import COMMIT, Hub, running

ROOT = Path(__file__).resolve().parents[3]
BIG = hashlib.shake_256(b"weights").digest(3 << 20)
FILES = {
    "model_index.json": b"{}",
    "transformer/model.safetensors": BIG,
    "vae/config.json": b'{"z": 16}',
    ".gitattributes": b"*",
    "old.bin": b"pickle",
}


@pytest.fixture
def hub() -> Iterator[Hub]:
    with running(files=dict(FILES)) as server:
        yield server


def planned(hub: Hub, folder: Path, **more) -> Plan:
    return plan(hub.repository, folder, endpoint=hub.address, **more)


def fetched(hub: Hub, folder: Path, **more) -> Path:
    return fetch(planned(hub, folder), patience=0.001, **more)


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and HALF not in path.parts
    }


KEPT = {name: data for name, data in FILES.items() if name not in {"old.bin", ".gitattributes"}}


def test_a_plan_lists_what_there_is_and_fetches_nothing(hub, tmp_path):
    wanted = planned(hub, tmp_path / "new")
    assert {file.name: file.size for file in wanted.files} == {k: len(v) for k, v in KEPT.items()}
    assert (wanted.revision, wanted.here) == (COMMIT, 0)
    assert wanted.left == wanted.bytes == sum(map(len, KEPT.values()))
    assert wanted.left_out == ("old.bin",)
    assert hub.asked == []
    assert not (tmp_path / "new").exists()


def test_patterns_choose_files(hub, tmp_path):
    wanted = planned(hub, tmp_path, include=["*.json"], exclude=["vae/*"])
    assert [file.name for file in wanted.files] == ["model_index.json"]
    with pytest.raises(BadInput, match="Nothing in org/model matches"):
        planned(hub, tmp_path, include=["*.onnx"])
    with pytest.raises(BadInput, match="has pickle checkpoints only"):
        planned(hub, tmp_path, include=["*.bin"])


def test_all_files_arrive_and_progress_is_told(hub, tmp_path):
    told: list[tuple[str, int, int]] = []
    folder = fetched(hub, tmp_path / "m", on_bytes=lambda *step: told.append(step))
    assert content(folder) == KEPT
    size = sum(map(len, KEPT.values()))
    assert told[-1][1:] == (size, size)
    assert [step[1] for step in told] == sorted(step[1] for step in told)
    assert planned(hub, folder).left == 0


def test_what_is_here_is_neither_fetched_nor_hashed_again(hub, tmp_path, monkeypatch):
    folder = fetched(hub, tmp_path)
    hub.asked.clear()
    monkeypatch.setattr(fetching, "_Digest", None)
    assert fetched(hub, folder) == folder
    assert hub.asked == []


def test_a_file_that_was_changed_since_is_fetched_again(hub, tmp_path):
    folder = fetched(hub, tmp_path)
    target = folder / "transformer" / "model.safetensors"
    target.write_bytes(bytes(len(BIG)))
    hub.asked.clear()
    fetched(hub, folder)
    assert [name for name, _ in hub.asked] == ["transformer/model.safetensors"]
    assert content(folder) == KEPT


def test_a_file_that_was_put_there_by_hand_is_checked_and_kept(hub, tmp_path):
    (tmp_path / "transformer").mkdir()
    (tmp_path / "transformer" / "model.safetensors").write_bytes(BIG)
    fetched(hub, tmp_path)
    assert "transformer/model.safetensors" not in [name for name, _ in hub.asked]


def test_a_connection_that_breaks_is_gone_on_with(hub, tmp_path):
    hub.files = {"model.safetensors": BIG}
    hub.break_after = [1 << 20, 1 << 19, 0, 0]
    fetched(hub, tmp_path)
    assert content(tmp_path) == {"model.safetensors": BIG}
    ranges = [wanted for _, wanted in hub.asked]
    assert ranges[0] == ""
    assert ranges[-1] == f"bytes={(1 << 20) + (1 << 19)}-"
    assert hub.received == len(BIG)


def test_a_server_that_ignores_ranges_begins_anew(hub, tmp_path):
    hub.files, hub.ranges = {"model.safetensors": BIG}, False
    hub.break_after = [1 << 20]
    fetched(hub, tmp_path)
    assert content(tmp_path) == {"model.safetensors": BIG}


def test_a_busy_server_is_asked_again(hub, tmp_path):
    hub.busy = 3
    assert content(fetched(hub, tmp_path)) == KEPT


def test_a_server_that_stays_silent_is_given_up_and_the_half_kept(hub, tmp_path):
    hub.files = {"model.safetensors": BIG}
    hub.break_after = [1 << 20] + [0] * 20
    with pytest.raises(StorageProblem, match="what is there is kept"):
        fetched(hub, tmp_path)
    assert planned(hub, tmp_path).here == 1 << 20
    hub.break_after = []
    fetched(hub, tmp_path)
    assert hub.received == len(BIG)


def test_cancelling_stops_at_once_and_keeps_the_half(hub, tmp_path):
    hub.files = {"model.safetensors": BIG}

    def stop(name: str, here: int, size: int) -> None:
        if here >= 1 << 20:
            raise Cancelled

    with pytest.raises(Cancelled):
        fetched(hub, tmp_path, on_bytes=stop)
    assert content(tmp_path) == {}
    assert 1 << 20 <= planned(hub, tmp_path).here < len(BIG)
    fetched(hub, tmp_path)
    assert content(tmp_path) == {"model.safetensors": BIG}


@pytest.mark.parametrize("name", ["model.safetensors", "config.json"])
def test_bytes_that_are_not_what_the_hub_lists_are_thrown_away(hub, tmp_path, name):
    hub.files = {name: BIG}
    hub.sent = {name: bytes(len(BIG))}
    with pytest.raises(BadInput, match="did not arrive as the hub has it"):
        fetched(hub, tmp_path)
    assert content(tmp_path) == {}
    hub.sent = {}
    fetched(hub, tmp_path)
    assert content(tmp_path) == {name: BIG}


def test_a_file_longer_than_listed_is_stopped(hub, tmp_path):
    hub.files = {"model.safetensors": BIG}
    hub.sent = {"model.safetensors": BIG * 4}
    with pytest.raises(BadInput, match="longer than the hub says"):
        fetched(hub, tmp_path)


def test_a_half_of_another_revision_is_not_gone_on_with(hub, tmp_path):
    hub.files = {"model.safetensors": BIG}
    hub.break_after = [1 << 20] + [0] * 20
    with pytest.raises(StorageProblem):
        fetched(hub, tmp_path)
    hub.break_after, other = [], BIG[::-1]
    hub.files = {"model.safetensors": other}
    fetched(hub, tmp_path)
    assert content(tmp_path) == {"model.safetensors": other}
    assert list((tmp_path / HALF).rglob("*.part")) == []


def test_a_disk_without_room_is_said_before_a_byte_is_asked_for(hub, tmp_path, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(10**9, 10**9, 1 << 20))
    with pytest.raises(StorageProblem, match="are free"):
        fetched(hub, tmp_path / "deep" / "er")
    assert hub.asked == []


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, r"is full\. Free some space and fetch again"),
        (errno.EDQUOT, r"is full\. Free some space and fetch again"),
        (errno.EFBIG, r"takes no files of this size .* choose another disk"),
    ],
)
def test_a_disk_that_fills_up_in_the_middle_is_one_clear_line(
    number, said, hub, tmp_path, monkeypatch
):
    def full(fd: int) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageProblem, match=said):
        fetched(hub, tmp_path)


def test_two_fetches_of_one_repository_into_one_folder_do_not_mix(hub, tmp_path):
    wanted = planned(hub, tmp_path)

    def again(name: str, here: int, size: int) -> None:
        with pytest.raises(StorageProblem, match="open in another Verbench"):
            fetch(wanted)
        raise Cancelled

    with pytest.raises(Cancelled):
        fetch(wanted, again)
    assert content(fetch(wanted)) == KEPT


def test_a_folder_that_is_a_file_is_said(hub, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageProblem, match="cannot be written to"):
        fetched(hub, tmp_path / "file")


@pytest.mark.parametrize(
    "name",
    [
        *("../x.json", "/etc/x.json", "a/../../x.json", "a\\..\\x.json", "C:x", "."),
        *(f"{HALF}/x", f"{HALF.upper()}/x"),
    ],
)
def test_a_name_that_leads_out_of_the_folder_is_refused(hub, tmp_path, name):
    hub.files = {name: b"x"}
    with pytest.raises(BadInput, match="names a file outside of itself"):
        planned(hub, tmp_path)


@pytest.mark.parametrize(
    "odd",
    [
        {"lfs": {"sha256": "../../evil", "size": 3, "pointerSize": 130}},
        {"blobId": "../../../evil"},
        {"size": -1},
        {"size": 1 << 60},
    ],
)
def test_a_list_with_odd_hashes_and_sizes_is_refused_and_nothing_is_written(
    hub, tmp_path, monkeypatch, odd
):
    listing = hub.listing()
    listing["siblings"][0] |= odd
    monkeypatch.setattr(hub, "listing", lambda: listing)
    with pytest.raises(BadInput, match="a size or a hash that is none"):
        planned(hub, tmp_path / "target")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "body", ["<html>Sign in</html>", "[]", "{}", '{"id": "a/b", "siblings": [{"size": 3}]}']
)
def test_a_network_that_answers_itself_is_told_from_the_hub(hub, tmp_path, monkeypatch, body):
    monkeypatch.setattr(hub, "raw", body)
    with pytest.raises(StorageProblem, match=r"is no list of files.*signed in"):
        planned(hub, tmp_path / "target")


def test_what_the_hub_does_not_give_is_said_with_the_mend(hub, tmp_path):
    with pytest.raises(BadInput, match="has no org/other for you"):
        plan("org/other", tmp_path, endpoint=hub.address)
    with pytest.raises(BadInput, match="has no revision v9"):
        planned(hub, tmp_path, revision="v9")
    with pytest.raises(BadInput, match="is no name of a repository"):
        plan("../..", tmp_path, endpoint=hub.address)
    wanted = planned(hub, tmp_path)
    hub.gated = True
    with pytest.raises(BadInput, match=r"asks for its licence .*hf auth login"):
        planned(hub, tmp_path)
    with pytest.raises(BadInput, match=r"does not give .* \(status 403\)"):
        fetch(wanted, patience=0.001)


def test_a_hub_that_is_not_there_is_said(tmp_path):
    with pytest.raises(StorageProblem, match="cannot be reached"):
        plan("org/model", tmp_path, endpoint="http://127.0.0.1:9")


def test_a_fetch_that_was_killed_goes_on_where_it_was(hub, tmp_path):
    hub.files, hub.pause = {"model.safetensors": BIG}, 0.05
    command = [sys.executable, "-m", "app", "models", "fetch", hub.repository]
    command += ["--endpoint", hub.address, "-o", str(tmp_path)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until and planned(hub, tmp_path).here < 1 << 20:
            time.sleep(0.01)
    finally:
        process.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
        process.wait()
    half = planned(hub, tmp_path).here
    assert 1 << 20 <= half < len(BIG)
    hub.pause = 0.0
    hub.asked.clear()
    fetched(hub, tmp_path)
    assert hub.asked == [("model.safetensors", f"bytes={half}-")]
    assert content(tmp_path) == {"model.safetensors": BIG}
