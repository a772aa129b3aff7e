"""Start and end image through the window: every way in, every odd picture, and what goes along."""

import struct
import zlib

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMenu

from app.stage import FRAME, WATCH
from engine.frame.load import load_image, load_mask
from engine.records import Box, MotionPlan, PathPoint, Region, Settings, Shot, Stroke
from engine.video.read import Reader
from engine.video.write import write_clip
from widgets.motion.image_dialog import ImageDialog

RED, GREEN = (0, 0, 255), (0, 200, 0)
SIZE = (160, 96)


def picture(path, size=SIZE, colour=GREEN, **spot):
    """A plain picture with a red square on it."""
    image = np.full((size[1], size[0], 3), colour, np.uint8)
    x, y, side = spot.get("x", 0.5), spot.get("y", 0.5), spot.get("side", 0.2)
    left, top = int((x - side / 2) * size[0]), int((y - side / 2) * size[1])
    across, down = int(side * size[0]), int(side * size[1])
    image[max(0, top) : top + down, max(0, left) : left + across] = RED
    cv2.imwrite(str(path), image)
    return path


@pytest.fixture
def bench(shared_bench):
    """A new shot in the same window."""
    session = shared_bench.session
    session.add_shots((Shot(settings=Settings(width=SIZE[0], height=SIZE[1])),), "a shot")
    shared_bench.window.stage.set_mode(FRAME)
    shared_bench.window.stage.notice.hide()
    return shared_bench


@pytest.fixture
def started(bench, tmp_path):
    """It starts from a picture."""
    bench.session.set_start_image(picture(tmp_path / "start.png"))
    return bench


@pytest.fixture
def told(bench, monkeypatch):
    said = []
    show = bench.window.stage.notice.show_message

    def listen(message, mend="", severity="information", action=""):
        said.append((severity, f"{message} {mend}"))
        show(message, mend, severity, action)

    monkeypatch.setattr(bench.window.stage.notice, "show_message", listen)
    return said


def slot(bench, name):
    return bench.window.motion.images._slots[name]


def drop(widget, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    middle = QPointF(widget.rect().center())
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    widget.dropEvent(QDropEvent(middle, Qt.DropAction.CopyAction, data, button, none))


def entry(bench, name, *words):
    """An entry of a slot's menu, by its words and those of the menus that lead to it."""
    menu = bench.window.motion.images.menu(name)
    menu.aboutToShow.emit()
    for word in words[:-1]:
        menu = next(a.menu() for a in menu.actions() if a.menu() and a.text().startswith(word))
    return next(a for a in menu.actions() if a.text().startswith(words[-1]))


def dialog_of(bench, qtbot):
    def shown():
        found = bench.window.findChildren(ImageDialog)
        assert any(dialog.isVisible() for dialog in found)

    qtbot.waitUntil(shown)
    return next(d for d in bench.window.findChildren(ImageDialog) if d.isVisible())


# --- ways in


@pytest.mark.parametrize("name", ["start", "end"])
def test_a_dropped_file_fills_its_slot_and_undo_empties_it(bench, tmp_path, name):
    drop(slot(bench, name), picture(tmp_path / "a.png"))
    shot = bench.session.shot
    kept = shot.start_image if name == "start" else shot.end_image
    assert kept.is_relative_to(bench.session.project.folder)
    assert slot(bench, name).image is not None
    assert f"change {name} image" in bench.session.undo_stack.undoText()
    bench.session.undo_stack.undo()
    assert (bench.session.shot.start_image, bench.session.shot.end_image) == (None, None)
    assert slot(bench, name).image is None


def test_a_picture_and_a_copied_file_are_pasted_by_key(bench, tmp_path, qtbot):
    clipboard = QGuiApplication.clipboard()
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.blue)
    clipboard.setImage(image)
    QTest.keySequence(slot(bench, "end"), QKeySequence(QKeySequence.StandardKey.Paste))
    assert (load_image(bench.session.shot.end_image) == (0, 0, 255)).all()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(picture(tmp_path / "copied.png")))])
    clipboard.setMimeData(data)
    QTest.keySequence(slot(bench, "start"), QKeySequence(QKeySequence.StandardKey.Paste))
    assert "copied" in bench.session.shot.start_image.name
    QTest.keyClick(slot(bench, "end"), Qt.Key.Key_Delete)
    assert bench.session.shot.end_image is None


def test_an_empty_clipboard_is_told_of(bench, told):
    QGuiApplication.clipboard().setText("words")
    entry(bench, "start", "Paste").trigger()
    assert [line for kind, line in told if kind == "error"] == [
        "There is no picture in the clipboard Copy one first."
    ]


def test_open_asks_for_a_file(bench, tmp_path, monkeypatch):
    file = picture(tmp_path / "chosen.png")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    entry(bench, "end", "Open").trigger()
    assert "chosen" in bench.session.shot.end_image.name


# --- frames of takes


@pytest.fixture
def take(bench, tmp_path):
    noise = np.random.default_rng(3)
    frames = (noise.integers(0, 255, (96, 160, 3), np.uint8) for _ in range(12))
    write_clip(tmp_path / "clip.mp4", frames, 12.0)
    project, shot_id = bench.session.project, bench.session.shot_id
    return project.import_clip(tmp_path / "clip.mp4", "Sora", shot_id, "x")


def frame_of(take, index):
    with Reader(take.path) as reader:
        return reader.frame(index)


@pytest.mark.parametrize(("words", "index"), [("First", 0), ("Last", 11)])
def test_a_frame_of_a_take_comes_pixel_for_pixel(bench, take, words, index):
    entry(bench, "start", "From a take", f"Take {take.number}", f"{words} frame").trigger()
    assert (load_image(bench.session.shot.start_image) == frame_of(take, index)).all()


@pytest.mark.parametrize(("key", "field"), [("S", "start_image"), ("E", "end_image")])
def test_the_frame_on_the_screen_is_used_by_key(bench, take, qtbot, told, key, field):
    watch(bench, take, 7, qtbot)
    QTest.keySequence(bench.window.player, QKeySequence(key))
    kept = load_image(getattr(bench.session.shot, field))
    assert (kept == frame_of(take, 7)).all()
    shown = bench.screen.picture().convertToFormat(QImage.Format.Format_RGB888)
    assert QImage(kept.data, 160, 96, 480, QImage.Format.Format_RGB888) == shown
    assert told[-1][0] == "check"
    bench.session.undo_stack.undo()
    assert getattr(bench.session.shot, field) is None


def test_a_new_shot_goes_on_from_the_frame_on_the_screen(bench, take, qtbot):
    watch(bench, take, 11, qtbot)
    before = bench.session.shot_id
    QTest.keySequence(bench.window.player, QKeySequence("Shift+S"))
    assert bench.session.shot_id != before
    assert (load_image(bench.session.shot.start_image) == frame_of(take, 11)).all()
    assert bench.window.stage.mode == FRAME
    bench.session.undo_stack.undo()
    assert bench.session.shot_id == before


def test_the_menu_of_the_player_has_what_the_keys_do(bench, take, qtbot):
    watch(bench, take, 5, qtbot)
    player = bench.window.player
    player._surface.menu_wanted.emit(player.mapToGlobal(QPoint(50, 50)))
    menu = next(m for m in player.findChildren(QMenu) if m.isVisible())
    words = [action.text().split("\t") for action in menu.actions()]
    assert [key for _, key in words] == ["S", "E", "Shift+S"]
    menu.actions()[1].trigger()
    menu.close()
    assert (load_image(bench.session.shot.end_image) == frame_of(take, 5)).all()


def test_the_menu_offers_the_frame_on_the_screen(bench, take, qtbot):
    watch(bench, take, 3, qtbot)
    entry(bench, "end", "From a take", "The frame on the screen").trigger()
    assert (load_image(bench.session.shot.end_image) == frame_of(take, 3)).all()


def watch(bench, take, index, qtbot):
    bench.watching.open(take.id)
    bench.window.stage.set_mode(WATCH)
    player = bench.window.player
    qtbot.waitUntil(lambda: player.image() is not None and player.count == 12, timeout=20_000)
    player.set_frame(index)
    noise = frame_of(take, index)[0, 0]

    def seen():
        colour = player.image().pixelColor(0, 0)
        assert (colour.red(), colour.green(), colour.blue()) == tuple(noise)

    qtbot.waitUntil(seen, timeout=20_000)


# --- odd pictures

PIXELS = np.zeros((96, 160, 3), np.uint8)
PIXELS[:, :80] = (40, 80, 200)


def png_chunk(kind, body):
    checked = kind + body
    return struct.pack(">I", len(body)) + checked + struct.pack(">I", zlib.crc32(checked))


def cmyk(path):
    image = QImage(PIXELS.tobytes(), 160, 96, 480, QImage.Format.Format_RGB888)
    assert image.convertToFormat(QImage.Format.Format_CMYK8888).save(str(path), "JPEG", 98)


def sixteen_bits(path):
    cv2.imwrite(str(path), PIXELS[:, :, ::-1].astype(np.uint16) * 257)


def rotated(path):
    """Lies on its side, and says so: orientation 6 is turned clockwise to be seen."""
    turned = np.ascontiguousarray(np.rot90(PIXELS, 1)[:, :, ::-1])
    data = cv2.imencode(".jpg", turned, [cv2.IMWRITE_JPEG_QUALITY, 98])[1].tobytes()
    tag = struct.pack("<HHIHH", 274, 3, 1, 6, 0)
    exif = b"Exif\0\0II*\0" + struct.pack("<IH", 8, 1) + tag + struct.pack("<I", 0)
    path.write_bytes(data[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + data[2:])


def transparent(path):
    alpha = np.full((96, 160, 1), 255, np.uint8)
    alpha[:, 80:] = 0
    cv2.imwrite(str(path), np.concatenate([PIXELS[:, :, ::-1], alpha], axis=2))


@pytest.mark.parametrize(
    ("make", "suffix", "right"),
    [
        (cmyk, ".jpg", (0, 0, 0)),
        (sixteen_bits, ".png", (0, 0, 0)),
        (rotated, ".jpg", (0, 0, 0)),
        (transparent, ".png", (128, 128, 128)),
    ],
)
@pytest.mark.parametrize("name", ["start", "end"])
def test_an_odd_picture_is_right(bench, told, tmp_path, make, suffix, right, name):
    file = tmp_path / f"odd{suffix}"
    make(file)
    drop(slot(bench, name), file)
    assert told == []
    shown = slot(bench, name).image
    colours = [shown.pixelColor(int(x * shown.width()), shown.height() // 2) for x in (0.25, 0.75)]
    for colour, wanted in zip(colours, ((40, 80, 200), right), strict=True):
        assert (colour.red(), colour.green(), colour.blue()) == pytest.approx(wanted, abs=12)


def test_a_single_pixel_fills_the_frame(bench, told, tmp_path):
    cv2.imwrite(str(tmp_path / "dot.png"), np.array([[[10, 200, 90]]], np.uint8))
    bench.window.motion.canvas.image_dropped.emit(tmp_path / "dot.png")
    assert told == []
    assert bench.screen.start_image.shape == (96, 160, 3)
    assert (bench.screen.start_image == (90, 200, 10)).all()


def animated(path):
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0))
    frames = png_chunk(b"acTL", struct.pack(">II", 4, 0))
    body = png_chunk(b"IDAT", zlib.compress(bytes(14)))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + header + frames + body + png_chunk(b"IEND", b""))


def huge(path):
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
    body = png_chunk(b"IDAT", zlib.compress(b"x"))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + header + body + png_chunk(b"IEND", b""))


def truncated(path):
    data = cv2.imencode(".png", PIXELS)[1].tobytes()
    path.write_bytes(data[: len(data) // 2])


def no_image(path):
    path.write_text("not a picture", encoding="utf-8")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (animated, "several pictures"),
        (huge, "60,000 x 60,000"),
        (truncated, "damaged or truncated"),
        (no_image, "is not an image"),
    ],
)
@pytest.mark.parametrize("name", ["start", "end", "plate"])
def test_a_picture_that_cannot_be_used_is_refused_with_one_line(
    started, told, tmp_path, make, said, name
):
    before = started.session.shot
    make(tmp_path / "odd.png")
    started.images.act(name, "drop", tmp_path / "odd.png")
    assert len(told) == 1
    assert said in told[0][1]
    assert "\n" not in told[0][1]
    assert started.session.shot == before


# --- another frame

SQUARE = ((0.4, 0.4), (0.6, 0.4), (0.6, 0.6), (0.4, 0.6))


def painted(bench):
    """A stroke on the red square with a mask, and one with a polygon."""
    mask = np.zeros((96, 160), np.uint8)
    mask[38:58, 64:96] = 255
    points = (PathPoint(0, 0.5, 0.5), PathPoint(1, 0.8, 0.5))
    kept = bench.session.project.keep_mask(mask)
    plan = MotionPlan(
        (
            Stroke("by polygon", "move", Region(SQUARE), points),
            Stroke("by mask", "move", Region(mask=kept), points),
        )
    )
    bench.session.set_plan(plan, "paint")
    return plan


def red_centre(image):
    red = (image[:, :, 0] > 180) & (image[:, :, 1] < 80)
    rows, columns = np.nonzero(red)
    return (columns.mean() + 0.5) / image.shape[1], (rows.mean() + 0.5) / image.shape[0]


def test_cropping_takes_the_strokes_along_and_is_one_step(started, qtbot):
    plan = painted(started)
    steps = started.session.undo_stack.count()
    entry(started, "start", "Crop and fit").trigger()
    dialog = dialog_of(started, qtbot)
    dialog.view.set_window(Box(0.3, 0.2, 0.5, 0.5))
    dialog.accept()
    shot = started.session.shot
    centre = red_centre(load_image(shot.start_image))
    assert centre == pytest.approx((0.4, 0.6), abs=0.02)
    for stroke in shot.plan.strokes:
        assert (stroke.points[0].x, stroke.points[0].y) == pytest.approx(centre, abs=0.02)
    mask = load_mask(shot.plan.strokes[1].region.mask)
    columns = np.nonzero(mask.any(axis=0))[0]
    assert (columns.mean() + 0.5) / mask.shape[1] == pytest.approx(centre[0], abs=0.02)
    assert started.session.undo_stack.count() == steps + 1
    started.session.undo_stack.undo()
    assert started.session.shot.plan == plan


def test_another_size_is_chosen_with_the_crop(started, qtbot):
    started.images.open_dialog("start")
    dialog = dialog_of(started, qtbot)
    dialog._width.setValue(96)
    dialog._height.setValue(160)
    _, _, w, h = dialog.window_box
    assert w * SIZE[0] / (h * SIZE[1]) == pytest.approx(0.6, rel=0.01)
    dialog.fill()
    dialog.accept()
    settings = started.session.shot.settings
    assert (settings.width, settings.height) == (96, 160)
    assert load_image(started.session.shot.start_image).shape == (160, 96, 3)
    assert red_centre(load_image(started.session.shot.start_image)) == pytest.approx(
        (0.5, 0.5), abs=0.02
    )


def test_extending_keeps_every_pixel_of_the_picture(started, qtbot, tmp_path):
    noise = np.random.default_rng(1).integers(60, 190, (96, 160, 3), np.uint8)
    cv2.imwrite(str(tmp_path / "noise.png"), noise)
    started.session.set_start_image(tmp_path / "noise.png")
    entry(started, "start", "Extend the canvas").trigger()
    dialog = dialog_of(started, qtbot)
    assert dialog.window_box.w > 1
    dialog._choose((320, 192))
    dialog.view.set_window(Box(-0.5, -0.5, 2.0, 2.0))
    dialog.accept()
    extended = load_image(started.session.shot.start_image)
    assert extended.shape == (192, 320, 3)
    assert (extended[48:144, 80:240] == noise[:, :, ::-1]).all()


def test_the_end_image_goes_along_where_that_is_wanted(started, qtbot, tmp_path):
    started.session.set_end_image(picture(tmp_path / "end.png", x=0.7))
    started.images.open_dialog("start")
    dialog = dialog_of(started, qtbot)
    assert dialog.with_other
    dialog.view.set_window(Box(0.3, 0.25, 0.5, 0.5))
    dialog.accept()
    centre = red_centre(load_image(started.session.shot.end_image))
    assert centre == pytest.approx((0.8, 0.5), abs=0.02)


def test_the_onion_skin_shows_the_end_image_at_the_size_of_the_shot(started, tmp_path):
    canvas = started.window.motion.canvas
    canvas.resize(640, 400)
    before = canvas.grab().toImage()
    started.session.set_end_image(picture(tmp_path / "end.png", x=0.7, size=(300, 300)))
    assert canvas.grab().toImage() == before
    started.window.motion.set_onion(True)
    assert canvas.grab().toImage() != before
    started.session.undo_stack.undo()
    assert canvas.grab().toImage() == before


def test_the_end_image_is_cropped_alone_at_the_size_of_the_shot(started, qtbot, tmp_path):
    started.session.set_end_image(picture(tmp_path / "end.png", size=(300, 300)))
    start = started.session.shot.start_image
    started.images.open_dialog("end")
    dialog = dialog_of(started, qtbot)
    assert not dialog._width.isEnabled()
    dialog.view.set_window(Box(0.2, 0.35, 0.5, 0.3))
    dialog.accept()
    assert load_image(started.session.shot.end_image).shape == (96, 160, 3)
    assert started.session.shot.start_image == start


def test_the_window_moves_by_keys_and_by_the_mouse(started, qtbot):
    started.images.open_dialog("start")
    dialog = dialog_of(started, qtbot)
    view = dialog.view
    view.set_window(Box(0.25, 0.25, 0.5, 0.5))
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert view.window_box == pytest.approx((0.26, 0.248, 0.5, 0.5))
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert view.window_box.w == pytest.approx(0.51)
    assert view.window_box.h == pytest.approx(0.51)
    middle = view._rect(view.window_box).center().toPoint()
    left = Qt.MouseButton.LeftButton
    before = view.window_box
    QTest.mousePress(view, left, pos=middle)
    QTest.mouseMove(view, middle + QPoint(20, 10))
    QTest.mouseRelease(view, left, pos=middle + QPoint(20, 10))
    assert view.window_box.x > before.x
    assert view.window_box.w == before.w
    corner = view._handle((1, 1)).toPoint()
    QTest.mousePress(view, left, pos=corner)
    QTest.mouseMove(view, corner - QPoint(30, 0))
    QTest.mouseRelease(view, left, pos=corner - QPoint(30, 0))
    assert view.window_box.w / view.window_box.h == pytest.approx(1.0, rel=0.01)
    dialog.reject()


# --- the subject


def drag(widget, start, end):
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(widget, left, pos=start)
    QTest.mouseMove(widget, start + QPoint(8, 8))
    QTest.mouseMove(widget, end)
    QTest.mouseRelease(widget, left, pos=end)


def spot(bench, x, y):
    return bench.window.motion.canvas.board.position((x, y)).toPoint()


def test_the_subject_is_corrected_with_a_box_and_kept_with_the_shot(started, qtbot):
    session, box = started.session, started.window.motion.subject
    started.images.correct_subject()
    assert box.correcting
    drag(box, spot(started, 0.35, 0.3), spot(started, 0.65, 0.7))
    qtbot.waitUntil(lambda: session.shot.subject is not None, timeout=10_000)
    subject = session.shot.subject
    assert subject.box == pytest.approx((0.35, 0.3, 0.3, 0.4), abs=0.02)
    assert subject.centre == pytest.approx((0.5, 0.5), abs=0.03)
    assert started.linter.subject == subject
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert not box.correcting
    session.save()
    assert session.project.shot(session.shot_id).subject == subject
    session.undo_stack.undo()
    assert session.shot.subject is None


def test_the_subject_is_corrected_by_a_click_and_found_again_on_delete(started, qtbot):
    session, box = started.session, started.window.motion.subject
    started.images.correct_subject()
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=spot(started, 0.5, 0.5))
    qtbot.waitUntil(lambda: session.shot.subject is not None, timeout=10_000)
    assert session.shot.subject.box == pytest.approx((0.4, 0.4, 0.2, 0.2), abs=0.03)
    QTest.keyClick(box, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: session.shot.subject.box.x > 0.4, timeout=10_000)
    QTest.keyClick(box, Qt.Key.Key_Delete)
    assert session.shot.subject is None
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert not box.correcting


def test_another_start_image_forgets_the_subject_and_the_background(started, qtbot, tmp_path):
    session = started.session
    started.images.set_subject_box(Box(0.3, 0.3, 0.4, 0.4))
    qtbot.waitUntil(lambda: session.shot.subject is not None, timeout=10_000)
    started.images.act("plate", "drop", picture(tmp_path / "plate.png", side=0.01))
    assert session.shot.plan.plate is not None
    session.set_start_image(picture(tmp_path / "other.png", x=0.2))
    assert (session.shot.subject, session.shot.plan.plate) == (None, None)
    session.undo_stack.undo()
    assert session.shot.subject is not None
    assert session.shot.plan.plate is not None


def test_the_edge_hint_extends_the_image_and_is_gone(bench, qtbot, tmp_path):
    session = bench.session
    session.set_start_image(picture(tmp_path / "edge.png", x=0.12))
    session.set_prompt("A red box moves to the left")
    session.shot_changed.emit()
    bench.images.set_subject_box(Box(0.02, 0.4, 0.2, 0.2))

    def hint():
        return next((h for h in bench.linter.hints if h.cause == "start image"), None)

    qtbot.waitUntil(lambda: hint() is not None, timeout=10_000)
    assert " s of " in hint().message
    extend = next(fix for fix in hint().fixes if fix.title.startswith("Extend"))
    bench.acts.take_fix(hint(), extend)
    x, _ = red_centre(load_image(session.shot.start_image))
    assert x > 0.3
    assert session.shot.subject.centre[0] == pytest.approx(x, abs=0.02)
    qtbot.waitUntil(lambda: hint() is None, timeout=10_000)
    session.undo_stack.undo()
    qtbot.waitUntil(lambda: hint() is not None, timeout=10_000)


# --- the background without the things


def test_a_background_of_the_same_view_is_shown_behind_and_can_be_taken_away(started, tmp_path):
    plate = picture(tmp_path / "clean.png", size=(320, 192), side=0.01)
    assert slot(started, "plate").isHidden()
    started.images.act("plate", "drop", plate)
    assert started.session.shot.plan.plate is not None
    assert not slot(started, "plate").isHidden()
    assert "change background" in started.session.undo_stack.undoText()
    entry(started, "plate", "Clear").trigger()
    assert started.session.shot.plan.plate is None
    assert slot(started, "plate").isHidden()


def test_a_background_of_another_shape_is_refused(started, told, tmp_path):
    started.images.act("plate", "drop", picture(tmp_path / "tall.png", size=(100, 200)))
    assert "100 × 200" in told[0][1]
    assert started.session.shot.plan.plate is None


def test_the_background_is_cropped_with_the_start_image(started, qtbot, tmp_path):
    started.images.act("plate", "drop", picture(tmp_path / "clean.png", size=(320, 192), x=0.6))
    started.images.open_dialog("start")
    dialog = dialog_of(started, qtbot)
    dialog.view.set_window(Box(0.4, 0.25, 0.5, 0.5))
    dialog.accept()
    plate = load_image(started.session.shot.plan.plate)
    assert plate.shape == (96, 160, 3)
    assert red_centre(plate) == pytest.approx((0.4, 0.5), abs=0.02)


def test_the_words_say_what_is_looked_for(bench, qtbot, tmp_path):
    file = picture(tmp_path / "two.png", x=0.25, side=0.25)
    image = cv2.imread(str(file))
    image[34:58, 100:140] = (230, 60, 20)
    cv2.imwrite(str(file), image)
    bench.session.set_start_image(file)
    for colour, place in (("red", 0.25), ("blue", 0.75)):
        bench.session.set_prompt(f"The {colour} box slides to the side")
        qtbot.waitUntil(
            lambda place=place: (
                bench.linter.subject is not None
                and abs(bench.linter.subject.centre[0] - place) < 0.1
            ),
            timeout=10_000,
        )


def test_another_picture_is_looked_at_again_though_the_words_are_the_same(bench, qtbot, tmp_path):
    bench.session.set_prompt("A box slides to the side")
    for place in (0.25, 0.7):
        bench.session.set_start_image(picture(tmp_path / f"{place}.png", x=place))
        qtbot.waitUntil(
            lambda place=place: (
                bench.linter.subject is not None
                and abs(bench.linter.subject.centre[0] - place) < 0.1
            ),
            timeout=10_000,
        )


def test_a_correction_that_comes_too_late_is_of_no_other_shot(started, qtbot, tmp_path):
    session = started.session
    started.images.set_subject_box(Box(0.3, 0.3, 0.4, 0.4))
    asked = session.shot_id
    session.add_shots((Shot(settings=session.shot.settings),), "another shot")
    session.set_start_image(picture(tmp_path / "other.png", x=0.2))
    with qtbot.waitSignal(started.images._subject.done, timeout=10_000):
        pass
    assert session.shot.subject is None
    assert dict(session.shots)[asked].subject is None


def test_a_picture_that_is_gone_is_marked_and_can_be_cleared(bench, tmp_path):
    bench.session.change("x", end_image=tmp_path / "gone.png")
    assert slot(bench, "end").filled
    assert "gone or cannot be read" in slot(bench, "end").toolTip()
    entry(bench, "end", "Clear").trigger()
    assert bench.session.shot.end_image is None
    assert not slot(bench, "end").filled
