"""Whatever is handed to the window or to a command: one clear message, and nothing saved is lost.

Each entry is done twice: on the real window, which must go on working, and on the command line.
"""

import json
import sqlite3
import struct
import time
import unicodedata
import zlib
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QMenu, QPushButton

from app.__main__ import main
from app.workbench import Workbench
from engine.project.store import Project
from engine.prompt.fix import apply
from engine.records import Settings, Shot
from engine.video.write import write_clip

LONG = 60_000
"""Milliseconds: a worker starts and generates on a busy machine."""


@pytest.fixture(scope="module")
def clip_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("clip") / "whole.mp4"
    noise = np.random.default_rng(1)
    write_clip(path, (noise.integers(0, 255, (96, 160, 3), np.uint8) for _ in range(24)), 16.0)
    return path


@pytest.fixture(scope="module")
def sample(shared_bench):
    return shared_bench.session.project.folder


@pytest.fixture
def bench(shared_bench, sample):
    """The same window from fault to fault, as a person would have it, on the sample again."""
    shared_bench.files.open_project(sample)
    shared_bench.window.activateWindow()
    return shared_bench


@pytest.fixture
def told(bench, monkeypatch):
    """Every notice that was shown: what is wrong, what to do."""
    said = []
    show = bench.window.stage.notice.show_message

    def listen(message, mend="", severity="information", action=""):
        said.append((message, mend))
        show(message, mend, severity, action)

    monkeypatch.setattr(bench.window.stage.notice, "show_message", listen)
    return said


def assert_told_once(bench, told, *words):
    """One notice is on the screen; it names the thing and says what to do."""
    assert len(told) == 1, told
    message, mend = told[0]
    assert mend, f"nothing says what to do about: {message}"
    assert bench.window.stage.notice.message() == f"{message} {mend}"
    for word in words:
        assert word in f"{message} {mend}", (word, told)
    told.clear()


def assert_goes_on(bench, qtbot):
    """The window takes the next act, and it reaches the disk."""
    prompt = f"A cup slides to the left, attempt {time.monotonic_ns()}"
    bench.window.prompt.editor.setFocus()
    bench.window.prompt.replace_text(prompt)
    assert bench.session.shot.prompt == prompt
    bench.session.save()
    assert dict(bench.session.project.shots())[bench.session.shot_id].prompt == prompt
    assert bench.window.isVisible()
    assert bench.window.isEnabled()


# --- files that are not what they seem -----------------------------------------------------------


def not_an_image(folder, clip_file):
    path = folder / "photo.png"
    path.write_text("this is a text, whatever its name says")
    return path


def chunk(kind, data):
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def huge_image(folder, clip_file):
    """60,000 x 60,000 pixels in a few bytes: what a decoder would believe."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    path = folder / "huge.png"
    data = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(100))) + chunk(b"IEND", b"")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + data)
    return path


def truncated_clip(folder, clip_file):
    path = folder / "cut-off.mp4"
    whole = clip_file.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path


def text_as_clip(folder, clip_file):
    path = folder / "notes.mp4"
    path.write_text("a list of things to film\n" * 40)
    return path


def empty_clip(folder, clip_file):
    path = folder / "empty.mp4"
    path.write_bytes(b"")
    return path


def missing_file(folder, clip_file):
    return folder / "gone.mp4"


def shot_with(folder, name, **fields):
    """A shot file; `json` writes NaN and Infinity as other programs do."""
    path = folder / name
    path.write_text(json.dumps({"schema": 1, "prompt": "A ball rolls"} | fields))
    return path


def plan_at(x):
    stroke = {
        "name": "ball",
        "kind": "move",
        "region": {"polygon": [[0.1, 0.1], [0.2, 0.1], [0.2, 0.2]]},
        "points": [[0, 0.1, 0.1], [1, x, 0.1]],
    }
    return {"schema": 1, "strokes": [stroke]}


def plan_with_nan(folder, clip_file):
    return shot_with(folder, "nan.json", plan=plan_at(float("nan")))


def plan_far_outside(folder, clip_file):
    return shot_with(folder, "far.json", plan=plan_at(1e9))


def shot_of_the_future(folder, clip_file):
    return shot_with(folder, "future.json", schema=99)


def not_json(folder, clip_file):
    path = folder / "broken.json"
    path.write_text('{"schema": 1, "prompt": "A ball')
    return path


def endless_json(folder, clip_file):
    path = folder / "deep.json"
    path.write_text("[" * 200_000)
    return path


FILES = {
    "no image": (not_an_image, "photo.png"),
    "60,000 pixels a side": (huge_image, "huge.png"),
    "a truncated video": (truncated_clip, "cut-off.mp4"),
    "a text named .mp4": (text_as_clip, "notes.mp4"),
    "an empty video": (empty_clip, "empty.mp4"),
    "no file at all": (missing_file, "gone.mp4"),
    "a plan with NaN": (plan_with_nan, "nan.json"),
    "a plan far outside": (plan_far_outside, "far.json"),
    "a shot of a newer version": (shot_of_the_future, "future.json"),
    "half a JSON file": (not_json, "broken.json"),
    "JSON without end": (endless_json, "deep.json"),
}


@pytest.mark.parametrize("kind", FILES)
def test_a_bad_file_on_the_window_is_one_notice(bench, told, qtbot, tmp_path, clip_file, kind):
    make, name = FILES[kind]
    shots, open_shot = bench.session.shots, bench.session.shot_id
    takes = bench.session.project.takes()
    began = time.monotonic()
    bench.files.take_files([make(tmp_path, clip_file)])
    assert time.monotonic() - began < 5
    assert_told_once(bench, told, name)
    assert (bench.session.shots, bench.session.shot_id) == (shots, open_shot)
    assert bench.session.project.shots() == shots
    assert bench.session.project.takes() == takes
    assert_goes_on(bench, qtbot)
    assert told == []


COMMANDS = {
    "a start image that is none": lambda folder, clip: (
        "generate",
        shot_with(folder, "s.json", start_image=not_an_image(folder, clip).name),
    ),
    "a start image of 60,000 pixels": lambda folder, clip: (
        "generate",
        shot_with(folder, "s.json", start_image=huge_image(folder, clip).name),
    ),
    "a plan with NaN": lambda folder, clip: ("generate", plan_with_nan(folder, clip)),
    "a plan far outside": lambda folder, clip: ("generate", plan_far_outside(folder, clip)),
    "a shot of a newer version": lambda folder, clip: (
        "generate",
        shot_of_the_future(folder, clip),
    ),
    "half a shot": lambda folder, clip: ("generate", not_json(folder, clip)),
    "a shot that is not there": lambda folder, clip: ("generate", folder / "gone.json"),
    "a text named .mp4": lambda folder, clip: ("inspect", text_as_clip(folder, clip)),
    "a video that is not there": lambda folder, clip: ("inspect", missing_file(folder, clip)),
    "an image as a video": lambda folder, clip: ("inspect", huge_image(folder, clip)),
    "a prompt file that is not there": lambda folder, clip: ("lint", folder / "gone.txt"),
    "a prompt file that is no text": lambda folder, clip: ("lint", clip),
    "a project that is none": lambda folder, clip: ("takes", "list", folder),
    "a project of a newer version": lambda folder, clip: ("takes", "list", newer(folder)),
    "a damaged project": lambda folder, clip: ("takes", "list", damaged(folder)),
    "a clip that is none for a project": lambda folder, clip: (
        "takes",
        "import",
        project_in(folder),
        text_as_clip(folder, clip),
        "--model",
        "Sora",
    ),
}


def test_of_a_truncated_video_what_is_there_is_judged(tmp_path, clip_file, capfd, qapp):
    assert main(["inspect", str(truncated_clip(tmp_path, clip_file))]) == 0
    said = capfd.readouterr().out
    assert "The file is cut off" in said
    assert "no violation found" in said


@pytest.mark.parametrize("kind", COMMANDS)
def test_a_bad_file_on_the_command_line_is_one_line_and_status_2(
    kind, tmp_path, clip_file, capfd, qapp
):
    command = [str(part) for part in COMMANDS[kind](tmp_path, clip_file)]
    if command[0] == "generate":
        command += ["-o", str(tmp_path / "out.mp4")]
    assert main(command) == 2
    said = capfd.readouterr()
    assert said.err.count("\n") == 1, said.err
    assert said.err.startswith("verbench: ")
    assert "Traceback" not in said.err
    assert said.out == ""
    assert not (tmp_path / "out.mp4").exists()


# --- projects ------------------------------------------------------------------------------------


def project_in(folder, *prompts):
    with Project.create(folder / "theirs") as project:
        for prompt in prompts or ("kept",):
            project.add_shot(Shot(prompt))
    return folder / "theirs"


def newer(folder):
    """As a later version leaves a project: a step more than this one knows."""
    path = project_in(folder)
    connection = sqlite3.connect(path / "project.db")
    connection.execute("pragma user_version = 99")
    connection.commit()
    connection.close()
    return path


def damaged(folder):
    path = project_in(folder, *(f"shot {n} " + "x" * 4000 for n in range(40)))
    database = path / "project.db"
    content = bytearray(database.read_bytes())
    content[4096 : len(content) // 2] = bytes(len(content) // 2 - 4096)
    database.write_bytes(content)
    return path


def no_database(folder):
    path = project_in(folder)
    (path / "project.db").write_text("no database at all " * 500)
    return path


@pytest.mark.parametrize("make", [newer, damaged, no_database])
def test_a_project_that_cannot_be_opened_leaves_the_open_one_and_itself_alone(
    bench, told, qtbot, tmp_path, make
):
    theirs, ours = make(tmp_path), bench.session.project.folder
    before = (theirs / "project.db").read_bytes()
    bench.files.take_files([theirs])
    assert_told_once(bench, told, "project.db")
    assert bench.session.project.folder == ours
    assert (theirs / "project.db").read_bytes() == before
    assert_goes_on(bench, qtbot)


def test_a_damaged_project_is_rebuilt_from_its_clips_by_the_button_of_the_notice(
    bench, told, qtbot, tmp_path, clip_file
):
    theirs = project_in(tmp_path)
    with Project.open(theirs) as project:
        project.import_clip(clip_file, "Sora", project.shots()[0][0], "kept")
    (theirs / "project.db").write_text("no database at all " * 500)
    bench.files.open_project(theirs)
    assert_told_once(bench, told, "damaged", "Rebuild")
    button = next(
        b for b in bench.window.stage.notice.findChildren(QPushButton) if b.text() == "Rebuild"
    )
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert_told_once(bench, told, "Rebuilt from its clips: 1 taken in")
    assert bench.session.project.folder == theirs
    assert len(bench.session.project.takes()) == 1
    assert list(theirs.glob("project-damaged-*.db"))


def test_a_last_project_that_is_damaged_opens_the_sample_instead(bench, told, qtbot, tmp_path):
    bench.preferences.last_project = str(damaged(tmp_path))
    bench.files.open_first(None, sample=False)
    assert_told_once(bench, told, "damaged")
    assert_goes_on(bench, qtbot)


def test_a_folder_that_is_no_project_is_told(bench, told, qtbot, tmp_path):
    bench.files.take_files([tmp_path])
    assert_told_once(bench, told, str(tmp_path))
    assert_goes_on(bench, qtbot)


def test_a_full_disk_is_told_while_typing_and_saved_once_there_is_room(bench, told, qtbot):
    project = bench.session.project
    stored = dict(project.shots())[bench.session.shot_id].prompt
    pages = project.database.rows("pragma page_count")[0][0]
    project.database.rows(f"pragma max_page_count = {pages}")
    bench.window.prompt.replace_text("A kite rises. " * 4000)
    qtbot.waitUntil(lambda: bool(told))
    assert_told_once(bench, told, "disk is full")
    assert not bench.session.saved
    assert dict(project.shots())[bench.session.shot_id].prompt == stored
    assert bench.window.prompt.text() == "A kite rises. " * 4000
    project.database.rows(f"pragma max_page_count = {pages + 1000}")
    assert_goes_on(bench, qtbot)
    assert bench.session.saved


def test_a_disk_that_became_read_only_is_told_and_typing_goes_on(bench, told, qtbot):
    database = bench.session.project.database
    database.rows("pragma query_only = on")
    bench.window.prompt.replace_text("A kite rises")
    bench.session.save()
    assert_told_once(bench, told, "Choose a folder you may write to")
    assert bench.window.prompt.text() == "A kite rises"
    bench.session.add_shots((Shot("more"),), "add shot")
    assert_told_once(bench, told, "Choose a folder you may write to")
    bench.acts.generate()
    assert told
    told.clear()
    database.rows("pragma query_only = off")
    assert_goes_on(bench, qtbot)


def test_a_database_that_breaks_while_it_is_open_is_told(bench, told):
    database = bench.session.project.database

    def broken(*_):
        raise sqlite3.DatabaseError("database disk image is malformed")

    database.rows("pragma wal_checkpoint(truncate)")
    connection = database._conn
    database._conn = SimpleNamespace(execute=broken, in_transaction=False, close=connection.close)
    bench.session.takes_changed.emit()
    bench.queueing.show_jobs()
    bench.acts.star(1)
    bench.acts.generate()
    bench.session.add_shots((Shot("more"),), "add shot")
    bench.window.prompt.replace_text("A kite rises")
    bench.session.save()
    assert told
    assert {message.split(" is ")[-1] for message, _ in told} == {"damaged"}
    assert bench.window.prompt.text() == "A kite rises"
    database._conn = connection
    bench.session.save()
    assert dict(bench.session.project.shots())[bench.session.shot_id].prompt == "A kite rises"


# --- words ---------------------------------------------------------------------------------------


def test_an_empty_prompt_makes_a_clip_or_says_what_to_do(bench, told, qtbot):
    bench.window.prompt.replace_text("")
    bench.session.set_settings(Settings(width=320, height=192, frames=5, fps=8))
    before = len(bench.session.project.takes())
    bench.acts.generate()
    qtbot.waitUntil(lambda: bool(told) or len(bench.session.project.takes()) > before, timeout=LONG)
    if told:
        assert_told_once(bench, told)
    assert_goes_on(bench, qtbot)


def test_an_empty_prompt_has_no_hints_that_stand_nowhere(bench):
    bench.window.prompt.replace_text("")
    assert all(hint.span.end == 0 for hint in bench.linter.hints)


@pytest.mark.parametrize(
    "text",
    [
        "A ball rolls down the hill. " * 3572,
        "x" * 100_000,
        "球" * 100_000,
        "A man throws " * 7700,
    ],
    ids=["sentences", "one word", "one Chinese line", "a hint at every other word"],
)
def test_a_hundred_thousand_characters_are_taken_and_can_be_edited(bench, told, qtbot, text):
    prompt = bench.window.prompt
    began = time.monotonic()
    prompt.replace_text(text[:100_000])
    bench.linter.run()
    bench.window.grab()
    assert time.monotonic() - began < 10
    prompt.editor.setFocus()
    qtbot.keyClicks(prompt.editor, "!")
    assert len(prompt.text()) == len(text[:100_000]) + 1
    assert bench.session.shot.prompt == prompt.text()
    assert told == []
    assert_goes_on(bench, qtbot)


LETTERS = {
    "emoji": "👩‍🚀🏃🏽 ",
    "combining": unicodedata.normalize("NFD", "É̂tö "),
    "beyond 16 bits": "𝔸𝄞𠮷 ",
    "right to left": "כדור ",
}


@pytest.mark.parametrize("kind", LETTERS)
def test_hints_stand_at_the_right_letters_behind_strange_ones(bench, told, qtbot, kind):
    editor = bench.window.prompt.editor
    text = f"{LETTERS[kind]}A man throws a ball. {LETTERS[kind]}"
    bench.window.prompt.replace_text(text)
    hint = next(h for h in bench.linter.hints if h.rule == "ambiguous-verb")
    assert text[hint.span.start : hint.span.end] == "throws"
    bench.window.prompt.show_hint(hint)
    assert editor.textCursor().selectedText() in {"throws", ""}
    place = editor.toPlainText().encode("utf-16-le").index("throws".encode("utf-16-le")) // 2
    assert place <= editor.textCursor().position() <= place + len("throws")
    bench.window.prompt.open_fixes()
    menu = next(m for m in bench.window.findChildren(QMenu) if m.isVisible())
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    fixed = bench.window.prompt.text()
    assert fixed in [apply(text, fix) for fix in hint.fixes]
    assert fixed.startswith(LETTERS[kind])
    assert fixed.endswith(LETTERS[kind])
    bench.session.save()
    assert dict(bench.session.project.shots())[bench.session.shot_id].prompt == fixed
    assert told == []


def test_letters_that_are_none_are_taken_as_they_are_or_left_out(bench, told, qtbot):
    bench.window.prompt.replace_text("A ball\ud800 rolls\x00 to\x1b the right")
    bench.session.save()
    assert "rolls" in dict(bench.session.project.shots())[bench.session.shot_id].prompt
    assert told == []
    assert_goes_on(bench, qtbot)


@pytest.mark.parametrize(
    "text", ["", " \n", "x" * 100_000, "👩‍🚀 throws a 𝔸", "a\x00b", "e\u0301" * 500]
)
def test_any_prompt_is_linted_on_the_command_line(tmp_path, capfd, text):
    (tmp_path / "prompt.txt").write_text(text, encoding="utf-8", newline="")
    assert main(["lint", str(tmp_path / "prompt.txt"), "--format", "json"]) == 0
    said = capfd.readouterr()
    found = json.loads(said.out)
    assert found["text"] == text
    assert all(0 <= h["start"] <= h["end"] <= len(text) for h in found["hints"])


def test_a_home_that_cannot_be_written_is_told_and_another_project_opens(
    qapp, qtbot, tmp_path, monkeypatch, clip_file
):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("VERBENCH_HOME", str(tmp_path / "file" / "home"))
    bench = Workbench(qapp, "test", "dark")
    bench.window.show()
    bench.open()
    notice = bench.window.stage.notice
    assert "Choose a folder you may write to" in notice.message()
    assert not bench.window.prompt.isEnabled()
    assert_needs_a_shot(bench, tmp_path, clip_file)
    bench.files.open_project(project_in(tmp_path))
    assert bench.session.shot.prompt == "kept"
    assert bench.window.prompt.isEnabled()
    assert_goes_on(bench, qtbot)
    bench.close()
    bench.window.deleteLater()
    bench.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_a_project_without_shots_says_what_to_do(bench, told, tmp_path, clip_file, qtbot):
    Project.create(tmp_path / "empty").close()
    bench.files.open_project(tmp_path / "empty")
    assert not bench.window.prompt.isEnabled()
    assert_needs_a_shot(bench, tmp_path, clip_file)
    bench.acts.add_shot()
    assert bench.window.prompt.isEnabled()
    assert_goes_on(bench, qtbot)


def assert_needs_a_shot(bench, tmp_path, clip_file):
    image = tmp_path / "grey.bmp"
    QImage(64, 64, QImage.Format.Format_RGB32).save(str(image))
    notice = bench.window.stage.notice
    for act in (
        bench.acts.generate,
        bench.images.paste_image,
        lambda: bench.files.take_files([image]),
        lambda: bench.files.take_files([clip_file]),
    ):
        notice.hide()
        act()
        assert "add a shot" in notice.message()
    notice.hide()
