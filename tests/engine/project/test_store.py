import contextlib
import os
import sqlite3
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from engine.errors import BadInput, StorageProblem, TooNew
from engine.imprint import imprinted
from engine.project import database
from engine.project import migrations as steps
from engine.project.clips import IMPORTED, rebuild
from engine.project.database import NAME
from engine.project.rows import request_to_row
from engine.project.store import Project
from engine.records import (
    Box,
    ClipInfo,
    Ignored,
    Made,
    Mark,
    MotionPlan,
    PathPoint,
    Rating,
    Region,
    Request,
    Settings,
    Shot,
    Stroke,
    Variation,
)
from engine.video.write import write_clip

CLIP = ClipInfo(5, 16.0, 64, 48, "h264")


def a_clip(path: Path, comment: str = "", files=None, grey: int = 90) -> Path:
    frames = [np.full((48, 64, 3), grey + i, np.uint8) for i in range(4)]
    write_clip(path, frames, 16, comment, files=files)
    return path


def a_take(
    project: Project,
    shot_id: int | None = None,
    name: str = "x.mp4",
    request: Request | None = None,
    model: str = "animatic",
):
    path = project.media / name
    path.write_bytes(name.encode())
    return project.add_take(
        path, CLIP, source="generated", model=model, sha256=name, shot_id=shot_id, request=request
    )


def integrity(folder: Path) -> str:
    with sqlite3.connect(folder / NAME) as db:
        found = db.execute("pragma integrity_check").fetchone()[0]
    db.close()
    return found


@pytest.fixture
def project(tmp_path):
    with Project.create(tmp_path / "p") as made:
        yield made


def test_a_project_is_there_again_after_it_was_closed(tmp_path):
    stroke = Stroke(
        "rock", "move", Region(((0.1, 0.1), (0.2, 0.1), (0.2, 0.3))), (PathPoint(0, 0.1, 0.2),)
    )
    shot = Shot("A rock 石 rolls 🪨", plan=MotionPlan((stroke,)), settings=Settings(seed=7))
    with Project.create(tmp_path / "p") as project:
        shot_id = project.add_shot(shot)
        take = a_take(project, shot_id)
        project.star(take.id, True)
        project.choose(take.id)
        judged = (frozenset({"pop:1-2:"}), frozenset({"pop:3-4:"}))
        rating = Rating(4, 2, *judged, "good", {"pop:1-2:": "size"}, (True, False))
        project.save_rating(take.id, rating)
        project.save_setting("mode", {"watch": [1, 2]})
    with Project.open(tmp_path / "p") as project:
        assert project.shots() == ((shot_id, shot),)
        assert project.takes(shot_id) == (replace(take, starred=True),)
        assert project.chosen(shot_id) == take.id
        assert project.rating(take.id) == rating
        assert project.setting("mode") == {"watch": [1, 2]}
        assert project.setting("other", 3) == 3


def test_the_database_is_as_safe_as_sqlite_can_make_it(project):
    def pragma(name):
        return project.database.rows(f"pragma {name}")[0][0]

    assert pragma("journal_mode") == "wal"
    assert pragma("synchronous") == 2
    assert pragma("foreign_keys") == 1
    assert pragma("busy_timeout") == 5000
    with pytest.raises(StorageProblem):
        a_take(project, shot_id=999)


def test_a_project_can_be_moved_with_its_images(tmp_path):
    image = tmp_path / "Start Image.PNG"
    image.write_bytes(b"picture")
    with Project.create(tmp_path / "p") as project:
        shot_id = project.add_shot(Shot("x", start_image=image))
        kept = project.shot(shot_id).start_image
        assert kept.parent == project.media
        assert kept.read_bytes() == b"picture"
        project.save_shot(shot_id, Shot("y", start_image=image))
        assert len(list(project.media.iterdir())) == 1
    (tmp_path / "p").rename(tmp_path / "q")
    with Project.open(tmp_path / "q") as project:
        assert project.shot(shot_id).start_image.read_bytes() == b"picture"
        assert project.shot(shot_id).start_image.is_relative_to(tmp_path / "q")


def test_an_image_that_is_gone_does_not_stop_a_shot_from_being_saved(project, tmp_path):
    shot_id = project.add_shot(Shot(start_image=tmp_path / "gone.png"))
    assert project.shot(shot_id).start_image == tmp_path / "gone.png"


def test_keeping_a_missing_file_is_refused(project, tmp_path):
    with pytest.raises(BadInput, match=r"no file .*gone\.png"):
        project.keep(tmp_path / "gone.png")


def test_shots_are_moved_removed_and_come_back_to_their_place(project):
    a, b, c = (project.add_shot(Shot(name)) for name in "abc")
    first = project.add_shot(Shot("0"), position=0)
    assert [i for i, _ in project.shots()] == [first, a, b, c]
    project.move_shot(c, 1)
    assert [i for i, _ in project.shots()] == [first, c, a, b]
    project.remove_shot(c)
    project.remove_shot(a)
    project.move_shot(b, 0)
    assert [i for i, _ in project.shots()] == [b, first]
    project.restore_shot(a)
    assert {i for i, _ in project.shots()} == {b, first, a}


def test_removing_a_shot_and_bringing_it_back_changes_nothing(project):
    ids = [project.add_shot(Shot(name)) for name in "abcd"]
    for shot_id in ids:
        project.remove_shot(shot_id)
        project.restore_shot(shot_id)
        assert [i for i, _ in project.shots()] == ids


def test_takes_are_numbered_within_their_shot_and_numbers_are_not_used_again(project):
    a, b = project.add_shot(Shot("a")), project.add_shot(Shot("b"))
    one, two = a_take(project, a, "1"), a_take(project, a, "2")
    assert (one.number, two.number, a_take(project, b, "3").number) == (1, 2, 1)
    project.remove_take(two.id)
    assert a_take(project, a, "4").number == 3
    assert [t.number for t in project.takes(a)] == [1, 3]
    project.restore_take(two.id)
    assert [t.number for t in project.takes(a)] == [1, 2, 3]
    assert two.path.exists()


def test_takes_are_read_once_and_anew_where_something_was_written(project):
    one, two = a_take(project, name="1"), a_take(project, name="2")
    before = project.takes()
    assert before == (one, two)
    project.star(two.id, True)
    after = project.takes()
    assert after[0] is before[0], "nothing of it was written"
    assert after[1].starred
    with contextlib.suppress(ZeroDivisionError), project.database.writing():
        project.star(two.id, False)
        assert not project.takes()[1].starred
        raise ZeroDivisionError
    assert project.takes()[1].starred, "it was rolled back"
    with Project.open(project.folder) as other:
        other.star(one.id, True)
    assert project.takes()[0].starred


def test_the_takes_of_a_removed_shot_are_hidden_with_it(project):
    shot_id = project.add_shot(Shot("a"))
    take = a_take(project, shot_id)
    project.remove_shot(shot_id)
    assert project.takes() == ()
    project.restore_shot(shot_id)
    assert project.takes() == (take,)


def test_a_removed_take_is_not_the_chosen_one_until_it_is_back(project):
    shot_id = project.add_shot(Shot("a"))
    take = a_take(project, shot_id)
    project.choose(take.id)
    project.remove_take(take.id)
    assert project.chosen(shot_id) is None
    project.restore_take(take.id)
    assert project.chosen(shot_id) == take.id
    project.unchoose(shot_id)
    assert project.chosen(shot_id) is None


def test_a_shot_can_go_on_from_the_last_frame_of_the_chosen_take(project, tmp_path):
    import cv2

    shot_id = project.add_shot(Shot(prompt="a"))
    assert project.last_frame(shot_id) is None
    dark = project.import_clip(a_clip(tmp_path / "dark.mp4", grey=40), "Sora", shot_id)
    bright = project.import_clip(a_clip(tmp_path / "bright.mp4", grey=180), "Sora", shot_id)
    for take, grey in ((dark, 43), (bright, 183)):
        project.choose(take.id)
        kept = project.last_frame(shot_id)
        assert kept is not None
        assert kept.parent == project.media
        assert abs(cv2.imread(str(kept)).mean() - grey) < 4


def test_a_cut_is_the_chosen_takes_in_the_order_of_their_shots(project):
    a, b, _ = (project.add_shot(Shot(name)) for name in "abc")
    first, second = a_take(project, a, "1"), a_take(project, b, "2")
    with pytest.raises(BadInput, match="No take is chosen"):
        project.cut()
    project.choose(second.id)
    project.choose(first.id)
    project.move_shot(b, 0)
    cut = project.cut()
    assert [shot.take for shot in cut.shots] == [second.path, first.path]
    assert (cut.fps, cut.width, cut.height) == (16.0, 64, 48)


def test_what_is_not_there_is_named(project):
    for act in (
        lambda: project.shot(9),
        lambda: project.save_shot(9, Shot()),
        lambda: project.remove_shot(9),
        lambda: project.move_shot(9, 0),
        lambda: project.import_clip(Path("x.mp4"), shot_id=9),
    ):
        with pytest.raises(BadInput, match="no shot 9"):
            act()
    with pytest.raises(BadInput, match="no take 9"):
        project.star(9, True)


def test_ignores_hold_in_their_shot_or_everywhere(project):
    shot_id = project.add_shot(Shot())
    everywhere = Ignored("word:physics-filler:8k", "physics-filler", "8k")
    here = Ignored("abc123", "ambiguous-verb", "throws", "reading", shot_id)
    for ignored in (everywhere, everywhere, here):
        project.ignore(ignored)
    assert project.ignores() == {everywhere.key}
    assert project.ignores(shot_id) == {everywhere.key, "abc123"}
    assert project.ignored() == (everywhere, here)
    project.unignore(everywhere)
    project.unignore(Ignored("abc123"))
    assert project.ignores(shot_id) == {"abc123"}
    project.remove_shot(shot_id)
    assert project.ignored() == ()
    project.restore_shot(shot_id)
    assert project.ignored() == (here,)


def test_a_prompt_outlives_its_shot_and_its_takes(project):
    shot = Shot("A dog runs", settings=Settings(model="wan"))
    shot_id = project.add_shot(shot)
    project.keep_prompt("A dog runs", "wan")
    takes = [a_take(project, shot_id, f"{n}.mp4", Request(shot, "1"), "wan") for n in range(3)]
    project.save_rating(takes[0].id, Rating(2, 1))
    project.save_rating(takes[1].id, Rating(5, 4))
    project.remove_take(takes[2].id)
    project.remove_shot(shot_id)
    (kept,) = project.prompts()
    assert (kept.text, kept.model, kept.takes) == ("A dog runs", "wan", 3)
    assert kept.rating == Rating(5, 4), "the newest rating"


def test_the_same_prompt_again_is_the_newest_and_on_another_model_another_one(project):
    for text, model in (("a", "wan"), ("b", "wan"), (" a ", "wan"), ("a", "ltx"), ("  ", "wan")):
        project.keep_prompt(text, model)
    kept = [(prompt.text, prompt.model) for prompt in project.prompts()]
    assert kept == [("a", "ltx"), ("a", "wan"), ("b", "wan")]
    assert len(project.prompts(most=2)) == 2
    assert project.prompt_texts() == ("a", "b"), "whatever the model"


@given(st.lists(st.text(alphabet=st.characters(codec=None), max_size=12), max_size=8))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_prompt_is_kept_once_in_the_order_of_its_last_use(tmp_path_factory, texts):
    wanted = [text.encode(errors="ignore").decode().strip() for text in texts]
    with Project.create(tmp_path_factory.mktemp("h") / "p") as project:
        for text in texts:
            project.keep_prompt(text, "wan")
        kept = [prompt.text for prompt in project.prompts()]
    assert kept == list(dict.fromkeys(text for text in reversed(wanted) if text))


def test_the_prompts_of_clips_that_come_in_are_in_the_history(project, tmp_path):
    made = Request(Shot("A dog runs", settings=Settings(model="wan")), "1")
    project.import_clip(a_clip(tmp_path / "a.mp4", imprinted(made)[0]))
    project.import_clip(a_clip(tmp_path / "b.mp4", grey=40), "Sora", prompt="A cat jumps")
    project.import_clip(a_clip(tmp_path / "c.mp4", grey=10), "Sora")
    kept = [(prompt.text, prompt.model, prompt.takes) for prompt in project.prompts()]
    assert kept == [("A cat jumps", "Sora", 1), ("A dog runs", "wan", 1)]


def test_a_clip_from_elsewhere_counts_for_the_words_of_its_shot(project):
    shot_id = project.add_shot(Shot("A cat sleeps"))
    take = a_take(project, shot_id, model="Sora")
    project.save_rating(take.id, Rating(4, 4))
    assert project.made() == (("A cat sleeps", "Sora", Rating(4, 4)),)


def test_a_take_outside_the_project_is_refused(project, tmp_path):
    with pytest.raises(BadInput, match="outside the project"):
        project.add_take(
            tmp_path / "x.mp4", CLIP, source="generated", model="m", sha256="", shot_id=None
        )


# --- clips from elsewhere ------------------------------------------------------------------------


def test_an_imported_clip_is_a_take_of_the_named_model(project, tmp_path):
    shot_id = project.add_shot(Shot("mine"))
    clip = a_clip(tmp_path / "A Ball.mp4")
    take = project.import_clip(clip, "Sora", shot_id, "a ball rolls")
    assert (take.source, take.model, take.shot_id) == ("imported", "Sora", shot_id)
    assert take.request.shot.prompt == "a ball rolls"
    assert take.clip.frames == 4
    assert take.path.parent == project.media
    assert take.path.read_bytes() == clip.read_bytes()
    assert clip.exists()


def test_the_same_clip_twice_in_a_shot_is_one_take(project, tmp_path):
    clip = a_clip(tmp_path / "a.mp4")
    first = project.import_clip(clip, "Sora")
    project.remove_take(first.id)
    assert project.import_clip(clip, "Sora").id == first.id
    assert [take.id for take in project.takes()] == [first.id]


def test_two_clips_of_one_name_do_not_collide(project, tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one = project.import_clip(a_clip(tmp_path / "a/x.mp4", grey=10))
    two = project.import_clip(a_clip(tmp_path / "b/x.mp4", grey=200))
    assert one.path != two.path
    assert one.model == "unknown model"


def test_a_clip_of_ours_brings_its_shot_along(project, tmp_path):
    image = tmp_path / "start.png"
    write_clip(tmp_path / "frames", [np.full((8, 8, 3), 9, np.uint8)], 16)
    image.write_bytes((tmp_path / "frames/frame_00000.png").read_bytes())
    shot = Shot("a ball rolls", start_image=image, settings=Settings(width=64, height=48, seed=3))
    other = replace(shot, settings=replace(shot.settings, seed=4))
    clip = a_clip(tmp_path / "x.mp4", *imprinted(Request(shot, "0.1")))
    later = a_clip(tmp_path / "y.mp4", *imprinted(Request(other, "0.1")), grey=20)
    image.unlink()
    take = project.import_clip(clip)
    restored = project.shot(take.shot_id)
    assert restored.prompt == "a ball rolls"
    assert restored.settings == shot.settings
    assert restored.start_image.is_file()
    assert take.model == "animatic"
    again = project.import_clip(later)
    assert again.shot_id == take.shot_id
    assert project.import_clip(clip).id == take.id


def test_a_note_that_only_looks_like_ours_is_no_request(project, tmp_path):
    take = project.import_clip(a_clip(tmp_path / "x.mp4", '{"verbench": 1, "shot": 5}'), "Kling")
    assert (take.source, take.request, take.model) == ("imported", None, "Kling")


def test_a_folder_of_frames_can_be_imported(project, tmp_path):
    take = project.import_clip(a_clip(tmp_path / "frames"), "Blender")
    assert take.path.is_dir()
    assert take.clip.codec == "png"
    assert project.import_clip(tmp_path / "frames").id == take.id


def test_a_failed_import_leaves_nothing_behind(project, tmp_path):
    (tmp_path / "x.mp4").write_text("no video")
    with pytest.raises(BadInput):
        project.import_clip(tmp_path / "x.mp4", "Sora")
    assert list(project.media.iterdir()) == []
    assert project.takes() == ()


# --- trouble -------------------------------------------------------------------------------------


def test_a_folder_without_a_project_is_refused(tmp_path):
    with pytest.raises(BadInput, match="is no Verbench project"):
        Project.open(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_project_is_not_made_twice(project):
    with pytest.raises(BadInput, match="already"):
        Project.create(project.folder)


def test_a_clip_of_others_becomes_a_take_of_the_shot_of_its_prompt(tmp_path):
    with Project.create(tmp_path / "p") as project:
        there = project.add_shot(Shot("A cat jumps"))
        clips = [a_clip(tmp_path / f"{grey}.mp4", grey=grey) for grey in (10, 40, 90, 160)]
        same = project.import_clip(clips[0], "Sora", prompt="A cat jumps")
        new, again = (project.import_clip(clip, "Sora", prompt="A dog runs") for clip in clips[1:3])
        silent = project.import_clip(clips[3], "Sora")
        assert same.shot_id == there
        assert new.shot_id == again.shot_id != there
        assert project.shot(new.shot_id).prompt == "A dog runs"
        assert project.shot(silent.shot_id).name == IMPORTED
        assert project.import_clip(clips[1], "Sora", prompt="A dog runs").id == new.id


def test_a_project_from_a_newer_verbench_is_refused_untouched(tmp_path):
    Project.create(tmp_path / "p").close()
    with sqlite3.connect(tmp_path / "p" / NAME) as db:
        db.execute("pragma user_version = 99")
    db.close()
    before = (tmp_path / "p" / NAME).read_bytes()
    with pytest.raises(TooNew, match="newer Verbench"):
        Project.open(tmp_path / "p")
    assert (tmp_path / "p" / NAME).read_bytes() == before


@pytest.mark.parametrize("damage", ["text", "header", "page", "empty-page"])
def test_a_damaged_database_is_refused_and_can_be_rebuilt_from_its_takes(tmp_path, damage):
    folder = tmp_path / "p"
    with Project.create(folder) as project:
        for seed in range(60):
            project.add_shot(Shot("words " * 40, settings=Settings(seed=seed)))
        shot = Shot("a ball rolls", settings=Settings(seed=3))
        clip = a_clip(tmp_path / "x.mp4", imprinted(Request(shot, "0.1"))[0])
        project.import_clip(clip)
        project.import_clip(a_clip(tmp_path / "y.mp4", grey=10), "Sora")
    content = bytearray((folder / NAME).read_bytes())
    if damage == "text":
        content = bytearray(b"this was a database once" * 50)
    elif damage == "header":
        content[:16] = b"x" * 16
    elif damage == "page":
        content[8192:20000] = b"\xff" * (20000 - 8192)
    else:
        content[4096:] = b"\0" * (len(content) - 4096)
    (folder / NAME).write_bytes(content)
    with pytest.raises(StorageProblem, match="damaged") as caught:
        Project.open(folder)
    assert "\n" not in str(caught.value)
    assert (folder / NAME).read_bytes() == content
    (folder / "media" / "broken.mp4").write_bytes(b"no video")
    rebuilt, unreadable = rebuild(folder)
    with rebuilt:
        shots = [(shot.name, shot.prompt) for _, shot in rebuilt.shots()]
        assert shots == [("", "a ball rolls"), (IMPORTED, "")]
        assert {(take.source, take.clip.frames) for take in rebuilt.takes()} == {
            ("generated", 4),
            ("imported", 4),
        }
    assert [path.name for path in unreadable] == ["broken.mp4"]
    kept = list(folder.glob("project-damaged-*.db"))
    assert kept[0].read_bytes() == content


@pytest.mark.skipif(os.name == "nt", reason="Windows folders have no read-only flag")
@pytest.mark.parametrize("there", [False, True])
def test_a_read_only_folder_is_told_in_one_line(there):
    """Root may write anywhere, so where the test runs as root another user tries."""
    script = (
        "import os, sys, pathlib, sqlite_utils, engine.project.migrations\n"
        "from engine.project.store import Project\n"
        "from engine.errors import StorageProblem\n"
        "if os.geteuid() == 0: os.setuid(65534)\n"
        "folder = pathlib.Path(sys.argv[1])\n"
        "try: (Project.open if (folder / 'project.db').exists() else Project.create)(folder)\n"
        "except StorageProblem as error: print(error)\n"
    )
    with tempfile.TemporaryDirectory() as place:
        if there:
            Project.create(Path(place)).close()
        Path(place).chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-c", script, place],
            capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
        Path(place).chmod(0o755)
    assert "Choose a folder you may write to" in done.stdout, done.stderr
    assert len(done.stdout.splitlines()) == 1


def test_a_full_disk_costs_nothing_that_was_saved(project):
    first = project.add_shot(Shot("kept"))
    pages = project.database.rows("pragma page_count")[0][0]
    project.database.rows(f"pragma max_page_count = {pages}")
    with pytest.raises(StorageProblem, match="disk is full"):
        project.add_shot(Shot("x" * 100_000))
    assert [i for i, _ in project.shots()] == [first]
    project.database.rows(f"pragma max_page_count = {pages + 1000}")
    project.add_shot(Shot("x" * 100_000))
    assert len(project.shots()) == 2
    assert integrity(project.folder) == "ok"


def test_a_database_that_another_program_holds_is_told(project, monkeypatch):
    project.database.rows("pragma busy_timeout = 20")
    other = sqlite3.connect(project.folder / NAME, isolation_level=None)
    other.execute("begin immediate")
    with pytest.raises(StorageProblem, match="in use by another program"):
        project.add_shot(Shot())
    other.execute("rollback")
    other.close()
    project.add_shot(Shot())


def test_a_backup_is_whole_while_the_project_is_open(project):
    project.add_shot(Shot("in the log only"))
    copy = project.backup()
    with sqlite3.connect(copy) as db:
        assert db.execute("select count(*) from shots").fetchone()[0] == 1
    db.close()


def test_the_version_of_a_project_counts_its_steps(project):
    from sqlite_utils import Database

    assert len(steps.migrations.pending(Database(memory=True))) == database.VERSION
    assert project.database.rows("pragma user_version")[0][0] == database.VERSION


def test_a_take_knows_what_was_asked_for_and_how_it_was_made(tmp_path):
    asked = Request(
        Shot("A dog runs"),
        "1.0",
        ("ambiguous-verb: where?",),
        Variation("s", "Seeds", "1", "a"),
    )
    made = Made("16 GB", "it fits", "cpu", "ab", ("cd",), {"torch": "2"}, {"denoising": 1.5}, 7, 8,
                4, "words", ("cut",))  # fmt: skip
    with Project.create(tmp_path / "p") as project:
        path = project.media / "a.mp4"
        path.write_bytes(b"clip")
        project.add_take(
            path, CLIP, source="generated", model="m", sha256="x", request=asked, made=made
        )
    with Project.open(tmp_path / "p") as project:
        (take,) = project.takes()
        assert (take.request, take.made) == (asked, made)


def test_marks_and_judgements_of_rules_are_kept_with_a_take(tmp_path):
    marks = (
        Mark("rigid", 3, Box(0.1, 0.2, 0.3, 0.4), noun="杯子"),
        Mark("solid", 0, Box(0, 0, 1, 1)),
    )
    with Project.create(tmp_path / "p") as project:
        take = a_take(project)
        assert project.marks(take.id) == ()
        assert project.ruled(take.id) == {}
        project.save_marks(take.id, marks)
        project.save_ruled(take.id, {"the ball falls": "violated"})
    with Project.open(tmp_path / "p") as project:
        assert project.marks(take.id) == marks
        assert project.ruled(take.id) == {"the ball falls": "violated"}
        project.save_marks(take.id, ())
        assert project.marks(take.id) == ()


def test_opening_a_project_is_quick_because_little_is_loaded(project):
    script = (
        "import sys; from pathlib import Path; from engine.project.store import Project\n"
        "Project.open(Path(sys.argv[1])).shots()\n"
        "print(sorted({'numpy', 'av', 'cv2', 'sqlite_utils'} & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(project.folder)],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert done.stdout == "[]\n"


def released():
    """The steps that projects out there have taken, to be followed by another."""
    again = type(steps.migrations)("verbench.project")
    for name, step in vars(steps).items():
        if name.startswith("m0"):
            again(name=name)(step)
    return again


def test_an_older_project_is_backed_up_before_it_is_changed(tmp_path, monkeypatch):
    Project.create(tmp_path / "p").close()
    newer = released()

    @newer()
    def m999_colour(db):
        db.conn.execute("alter table shots add column colour text")

    monkeypatch.setattr(steps, "migrations", newer)
    monkeypatch.setattr(database, "VERSION", database.VERSION + 1)
    with Project.open(tmp_path / "p") as project:
        project.database.rows("select colour from shots")
    assert len(list((tmp_path / "p" / "backups").glob("*.db"))) == 1


def test_a_project_of_version_one_gets_a_history_of_what_was_generated(tmp_path, monkeypatch):
    first = type(steps.migrations)("verbench.project")
    first(name="m001_shots_takes_jobs")(steps.m001_shots_takes_jobs)
    shot = Shot("A dog runs", settings=Settings(model="wan"))
    with monkeypatch.context() as patch:
        patch.setattr(steps, "migrations", first)
        patch.setattr(database, "VERSION", 1)
        with Project.create(tmp_path / "p") as project:
            shot_id = project.add_shot(shot)
            with project.database.writing() as db:
                for name in ("a.mp4", "b.mp4"):
                    db.execute(
                        """insert into takes (shot_id, number, path, sha256, source, model, frames,
                        fps, width, height, codec, created, request)
                        values (?, 1, ?, '', 'generated', 'wan', 1, 16, 64, 64, '', '', ?)""",
                        (shot_id, f"media/{name}", request_to_row(Request(shot, "1"), tmp_path)),
                    )
                db.execute("insert into ignores (key, shot_id) values ('abc', null)")
    with Project.open(tmp_path / "p") as project:
        (kept,) = project.prompts()
        assert (kept.text, kept.model, kept.takes) == ("A dog runs", "wan", 2)
        assert project.ignored() == (Ignored("abc"),)


def test_a_failed_change_of_an_older_project_changes_nothing(tmp_path, monkeypatch):
    with Project.create(tmp_path / "p") as project:
        project.add_shot(Shot("kept"))
    broken = released()

    @broken()
    def m999_half(db):
        db.conn.execute("alter table shots add column colour text")
        db.conn.execute("insert into nowhere values (1)")

    with monkeypatch.context() as patch:
        patch.setattr(steps, "migrations", broken)
        patch.setattr(database, "VERSION", database.VERSION + 1)
        with pytest.raises(StorageProblem):
            Project.open(tmp_path / "p")
    with Project.open(tmp_path / "p") as project:
        assert [shot.prompt for _, shot in project.shots()] == ["kept"]
        assert "colour" not in project.database.rows("select * from shots")[0].keys()  # noqa: SIM118


# --- any order of acts ---------------------------------------------------------------------------


class AnyOrder(RuleBasedStateMachine):
    """The storyboard against a plain list, whatever the person does."""

    @initialize()
    def start(self):
        self.place = tempfile.TemporaryDirectory()
        self.project = Project.create(Path(self.place.name) / "p")
        self.order: list[int] = []
        self.words: dict[int, str] = {}
        self.takes: dict[int, int] = {}

    @rule(words=st.text(max_size=20), at=st.none() | st.integers(0, 5))
    def add(self, words, at):
        made = self.project.add_shot(Shot(words), at)
        self.order.insert(len(self.order) if at is None else at, made)
        self.words[made] = words

    @precondition(lambda self: self.order)
    @rule(which=st.integers(0, 99), at=st.integers(0, 5))
    def move(self, which, at):
        shot_id = self.order.pop(which % len(self.order))
        self.project.move_shot(shot_id, at)
        self.order.insert(at, shot_id)

    @precondition(lambda self: self.order)
    @rule(which=st.integers(0, 99), words=st.text(max_size=20))
    def save(self, which, words):
        shot_id = self.order[which % len(self.order)]
        self.project.save_shot(shot_id, Shot(words))
        self.words[shot_id] = words

    @precondition(lambda self: self.order)
    @rule(which=st.integers(0, 99), undo=st.booleans())
    def remove(self, which, undo):
        shot_id = self.order[which % len(self.order)]
        self.project.remove_shot(shot_id)
        if undo:
            self.project.restore_shot(shot_id)
        else:
            self.order.remove(shot_id)

    @precondition(lambda self: self.order)
    @rule(which=st.integers(0, 99))
    def take(self, which):
        shot_id = self.order[which % len(self.order)]
        take = a_take(self.project, shot_id, f"{len(self.takes)}.mp4")
        self.takes[take.id] = shot_id

    @rule()
    def reopen(self):
        self.project.close()
        self.project = Project.open(Path(self.place.name) / "p")

    @invariant()
    def everything_is_there(self):
        found = self.project.shots()
        assert [i for i, _ in found] == self.order
        assert {i: shot.prompt for i, shot in found} == {i: self.words[i] for i in self.order}
        live = {take for take, shot in self.takes.items() if shot in self.order}
        assert {take.id for take in self.project.takes()} == live

    def teardown(self):
        self.project.close()
        self.place.cleanup()


AnyOrder.TestCase.settings = settings(
    max_examples=12,
    stateful_step_count=15,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
test_any_order_of_acts_leaves_what_a_person_expects = AnyOrder.TestCase
