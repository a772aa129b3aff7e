"""One shot goes all the way: prompt, hint, fix, brush, take, violation, rating, verb book, file.

Everything is done with the mouse and the keyboard on the real window, as a person would.
"""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit, QMenu, QPushButton

from app.dialogs import ExportDialog
from app.session import Session
from app.stage import WATCH
from engine.documents import is_request
from engine.video.read import probe
from widgets.common.card_list import CardList

LONG = 60_000
"""Milliseconds: a worker starts, generates and analyses on a busy machine with two cores."""


def click(qtbot, widget, place=None):
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place or widget.rect().center())


def focus(bench, qtbot, widget):
    """The offscreen platform has no window manager that gives the window back its focus."""
    bench.window.activateWindow()
    widget.setFocus()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is bench.window)


def settle(qtbot):
    """Lets layouts that were asked for take place, as they do between two acts of a hand."""
    qtbot.wait(100)


def drag(qtbot, widget, points):
    qtbot.mouseMove(widget, points[0])
    qtbot.mousePress(widget, Qt.MouseButton.LeftButton, pos=points[0])
    for point in points[1:]:
        qtbot.mouseMove(widget, point)
    qtbot.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=points[-1])


def on_canvas(bench, x, y):
    """The pixel of the canvas at a fraction of the start image."""
    return bench.window.motion.canvas.board.position((x, y)).toPoint()


def open_shot(bench, qtbot, title):
    tiles = bench.window.storyboard.findChild(CardList)
    row = next(i for i, card in enumerate(tiles.cards()) if title in card.title)
    click(qtbot, tiles.viewport(), tiles.visualRect(tiles.model().index(row, 0)).center())
    assert title in bench.session.shot.name


def make_it_small(bench: Session):
    """A size that a busy machine makes in a moment; the way through the program is the same."""
    settings = bench.session.shot.settings
    bench.session.set_settings(replace(settings, width=320, height=184, frames=17))


def take_first_fix(bench, qtbot):
    editor = bench.window.prompt.editor
    focus(bench, qtbot, editor)
    qtbot.keyClick(editor, Qt.Key.Key_F8)
    qtbot.keyClick(editor, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    menus = [m for m in bench.window.findChildren(QMenu) if m.isVisible()]
    assert menus, "no menu of fixes is open"
    qtbot.keyClick(menus[0], Qt.Key.Key_Return)


def generate(bench, qtbot):
    focus(bench, qtbot, bench.window.prompt.editor)
    with qtbot.waitSignal(bench.work.take_made, timeout=LONG) as made:
        qtbot.keyClick(
            bench.window.prompt.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
        )
    return made.args[0]


def rate(bench, qtbot, *keys):
    focus(bench, qtbot, bench.window.player)
    for key in keys:
        qtbot.keyClick(bench.window.player, key)


def test_one_shot_goes_all_the_way_from_the_prompt_to_an_exported_file(bench, qtbot, tmp_path):
    window = bench.window
    open_shot(bench, qtbot, "Ball")
    make_it_small(bench)

    # a hint is read and its fix taken; one undo takes it back, and it is taken again
    before = bench.session.shot.prompt
    rules = {hint.rule for hint in bench.linter.hints}
    assert {"ambiguous-verb", "physics-filler"} <= rules
    take_first_fix(bench, qtbot)
    fixed = bench.session.shot.prompt
    assert fixed != before
    qtbot.keyClick(window.prompt.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert bench.session.shot.prompt == before
    take_first_fix(bench, qtbot)
    assert bench.session.shot.prompt == fixed
    assert len(bench.linter.hints) < len(rules) + 1

    # the motion is painted over the ball and drawn to the right
    canvas = window.motion.canvas
    bench.session.set_plan(replace(bench.session.shot.plan, strokes=()), "clear")
    ball = (0.19, 0.28)
    focus(bench, qtbot, canvas)
    qtbot.keyClick(canvas, Qt.Key.Key_B)
    settle(qtbot)
    drag(qtbot, canvas, [on_canvas(bench, ball[0] + d, ball[1]) for d in (-0.01, 0.0, 0.01)])
    assert len(bench.session.shot.plan.strokes) == 1
    focus(bench, qtbot, canvas)
    qtbot.keyClick(canvas, Qt.Key.Key_P)
    settle(qtbot)
    way = [on_canvas(bench, ball[0] + 0.05 * i, ball[1]) for i in range(9)]
    drag(qtbot, canvas, way)
    stroke = bench.session.shot.plan.strokes[0]
    assert stroke.points[-1].x - stroke.points[0].x > 0.3

    # the prompt says the other way: the hint stands at the words and at the stroke
    window.prompt.replace_text("A man in a park throws a ball to the left")
    conflict = next(hint for hint in bench.linter.hints if hint.rule == "plan-conflict")
    assert conflict.stroke == 0

    # generate, and watch what comes out
    take = generate(bench, qtbot)
    assert window.stage.mode == WATCH
    assert bench.watching.take.id == take
    qtbot.waitUntil(lambda: bench.watching.report is not None, timeout=LONG)
    qtbot.waitUntil(lambda: window.player.image() is not None, timeout=LONG)
    assert bench.watching.report.scores["wrong-direction"] < 0.5, "it went where it was painted"
    plain = window.player.grab().toImage()
    window.player.switch("heat", True)
    assert window.player.grab().toImage() != plain, "the flow can be seen"
    window.player.switch("heat", False)
    rate(bench, qtbot, Qt.Key.Key_2, Qt.Key.Key_1)
    assert window.verbs.rows()[0][:2] == ("throw", "0 of 1")

    # the take of another model that comes with the rock goes uphill: the violation is found,
    # drawn and confirmed
    open_shot(bench, qtbot, "Rock")
    window.stage.set_mode(WATCH)
    bench.acts.watch(bench.session.project.takes(bench.session.shot_id)[0].id)
    qtbot.waitUntil(lambda: bench.watching.report is not None, timeout=LONG)
    qtbot.waitUntil(lambda: window.player.image() is not None, timeout=LONG)
    window.player.pause()
    focus(bench, qtbot, window.player)
    qtbot.keyClick(window.player, Qt.Key.Key_N)
    finding = window.player.chosen()
    assert finding.kind == "gravity"
    assert "wrong-direction" in {found.kind for found in bench.watching.report.findings}
    qtbot.waitUntil(lambda: window.player.index == finding.start_frame)
    marked = window.player.grab().toImage()
    window.player.switch("boxes", False)
    assert window.player.grab().toImage() != marked, "the overlay shows the violation"
    window.player.switch("boxes", True)
    buttons = window.player.findChildren(QPushButton)
    confirm = next(button for button in buttons if button.accessibleName() == "Confirm")
    click(qtbot, confirm)
    assert finding.key in bench.watching.rating.confirmed
    assert bench.watching.book.verdict("tumble", bench.watching.take.model).takes == 1

    # two more takes of the ball like the first: the verb book knows, and so does the next hint
    open_shot(bench, qtbot, "Ball")
    for _ in range(2):
        generate(bench, qtbot)
        rate(bench, qtbot, Qt.Key.Key_2, Qt.Key.Key_1)
    assert window.verbs.rows()[0] == ("throw", "0 of 3", "avoid")
    assert "poor-record" in {hint.rule for hint in bench.linter.hints}

    # export it as H.264; the shot travels inside the file
    focus(bench, qtbot, window.player)
    qtbot.keyClick(window.player, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    dialog = next(d for d in window.findChildren(ExportDialog) if d.isVisible())
    out = tmp_path / "ball.mp4"
    dialog.findChild(QLineEdit).setText(str(out))
    click(qtbot, dialog.buttons.button(QDialogButtonBox.StandardButton.Ok))
    clip = probe(out)
    assert (clip.frames, clip.width, clip.height, clip.codec) == (17, 320, 184, "h264")
    assert is_request(clip.comment)
    assert "ball.mp4" in window.stage.notice.message()

    # the shot is changed since; dropping the file on the window brings back how it was
    open_shot(bench, qtbot, "Ball")
    window.prompt.replace_text("A man in a park catches a ball")
    shots = len(bench.session.shots)
    drop(window, out)
    assert len(bench.session.shots) == shots + 1
    assert bench.session.shot.prompt == "A man in a park throws a ball to the left"
    assert len(bench.session.shot.plan.strokes) == 1


def drop(window, path: Path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(QPoint(400, 300)),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)
