"""The menus: every act of the workbench with its words and keys, as one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from app.actions import Act, add_menus, sheet
from app.stage import COMPARE, FRAME, WATCH
from widgets.common.translation import tr
from widgets.motion.image_slots import END, START

if TYPE_CHECKING:
    from app.workbench import Workbench


def add_to(bench: Workbench) -> None:
    """Fills the menu bar of the window."""
    acts = acts_of(bench)
    made = add_menus(bench.window, acts)
    undo, redo = made[tr("Undo")], made[tr("Redo")]
    stack = bench.session.undo_stack
    stack.undoTextChanged.connect(lambda what: undo.setText(f"{tr('Undo')} {what}".strip()))
    stack.redoTextChanged.connect(lambda what: redo.setText(f"{tr('Redo')} {what}".strip()))
    stack.canUndoChanged.connect(undo.setEnabled)
    stack.canRedoChanged.connect(redo.setEnabled)
    shot, slots = bench.window.menu(tr("&Shot")), bench.window.motion.images
    shot.addSeparator()
    for slot in (START, END):
        shot.addMenu(slots.menu(slot))
    offers = made[tr("Offer words while typing")]
    offers.setCheckable(True)
    offers.setChecked(bench.preferences.completion)
    notify = made[tr("Tell when takes are done")]
    notify.setCheckable(True)
    notify.setChecked(bench.preferences.notify)
    ways = (tr("Queue in front"), tr("Replace what waits of this shot"))
    ways = (*ways, tr("Stop what runs and generate now"), tr("Variations…"))
    bench.window.topbar.set_ways([made[way] for way in ways])
    undo.setEnabled(False)
    redo.setEnabled(False)
    view = bench.window.menu(tr("&View"))
    view.addSeparator()
    _add_profiles(bench, view)
    view.addSeparator()
    for dock in bench.window.docks:
        view.addAction(dock.toggleViewAction())


def acts_of(bench: Workbench) -> list[Act]:
    """All acts, in the order of the menus."""
    acts, files, session = bench.acts, bench.files, bench.session
    window, work, words = bench.window, bench.work, bench.words
    file, edit, shot, take = tr("&File"), tr("&Edit"), tr("&Shot"), tr("&Take")
    view, help_ = tr("&View"), tr("&Help")
    return [
        Act(file, tr("New project…"), ("Ctrl+N",), files.new_project),
        Act(file, tr("Open project…"), ("Ctrl+O",), files.choose_project),
        Act(file, tr("Open the sample"), (), files.open_sample),
        Act(file, "-"),
        Act(file, tr("Import clips, images, shots…"), ("Ctrl+I",), files.choose_files),
        Act(file, tr("Export take…"), ("Ctrl+E",), files.export),
        Act(file, tr("Save report…"), ("Ctrl+Alt+S",), bench.reporting.save_report),
        Act(file, tr("Save report of all takes…"), (), bench.reporting.save_all),
        Act(file, tr("Save overlay video…"), ("Ctrl+Alt+O",), bench.reporting.save_overlay),
        Act(file, "-"),
        Act(file, tr("Quit"), ("Ctrl+Q",), window.close),
        Act(edit, tr("Undo"), ("Ctrl+Z",), bench.strokes.undo),
        Act(edit, tr("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), session.undo_stack.redo),
        Act(edit, "-"),
        *_stroke_acts(bench, edit),
        Act(edit, "-"),
        Act(edit, tr("Next hint"), ("F8",), window.prompt.next_hint),
        Act(edit, tr("Previous hint"), ("Shift+F8",), window.prompt.previous_hint),
        Act(edit, tr("Edit the prompt"), ("Alt+A",), window.prompt.focus_editor),
        Act(edit, "-"),
        Act(edit, tr("Snippets…"), ("Ctrl+Space", "Ctrl+Shift+Space"), words.open_snippets),
        Act(edit, tr("Earlier prompts…"), ("Ctrl+Shift+H",), words.open_history),
        Act(edit, tr("Expand the prompt…"), ("Ctrl+Shift+X",), bench.expansion.open),
        Act(edit, tr("Offer words while typing"), (), words.toggle_completion),
        Act(edit, "-"),
        Act(edit, tr("Hints…"), (), words.open_settings),
        Act(shot, tr("Add shot"), ("Ctrl+Shift+N",), acts.add_shot),
        Act(shot, tr("Choose start image…"), ("Ctrl+Shift+I",), bench.images.choose_start_image),
        Act(shot, tr("Paste start image"), ("Ctrl+Shift+V",), bench.images.paste_image),
        Act(shot, tr("Crop and fit…"), ("Ctrl+Shift+F",), lambda: bench.images.open_dialog(START)),
        Act(shot, tr("Correct the subject…"), ("Ctrl+Shift+B",), bench.images.correct_subject),
        Act(shot, "-"),
        Act(shot, tr("Written for…"), ("Ctrl+Shift+M",), window.topbar.open_families),
        Act(shot, tr("Set up for the model"), (), bench.families.set_up),
        Act(shot, tr("Models…"), ("Ctrl+M",), bench.models.open),
        Act(shot, tr("Export guide…"), ("Ctrl+Shift+E",), bench.guides.open),
        Act(shot, tr("Motion from a clip…"), ("Ctrl+Shift+R",), bench.reference.choose),
        Act(take, tr("Generate"), ("Ctrl+Return", "Ctrl+Enter"), acts.generate),
        Act(take, tr("Queue in front"), ("Ctrl+Shift+Return",), acts.generate_now),
        Act(take, tr("Replace what waits of this shot"), (), acts.generate_instead),
        Act(take, tr("Stop what runs and generate now"), (), acts.generate_at_once),
        Act(take, tr("Variations…"), ("Ctrl+Shift+G",), bench.variations.open),
        Act(take, tr("Interrupt"), ("Ctrl+Alt+Return",), work.cancel_running),
        Act(take, tr("Star"), (), acts.star),
        Act(take, tr("How it was made…"), ("Ctrl+Alt+I",), bench.restoring.show_watched),
        Act(take, tr("Mark things in it…"), (), bench.marking.open),
        Act(take, "-"),
        Act(take, tr("Show the queue"), ("Ctrl+J",), bench.queueing.open_queue),
        Act(take, tr("Tell when takes are done"), (), acts.toggle_notify),
        Act(view, tr("Frame"), ("F2",), lambda: window.stage.set_mode(FRAME)),
        Act(view, tr("Watch"), ("F3",), lambda: window.stage.set_mode(WATCH)),
        Act(view, tr("Compare"), ("F4",), lambda: window.stage.set_mode(COMPARE)),
        Act(view, tr("What you are told…"), (), bench.thresholds.open),
        Act(view, tr("Dark or light"), (), acts.toggle_theme),
        Act(
            help_, tr("Shortcuts"), ("F1", "?"), lambda: acts.show_shortcuts(sheet(acts_of(bench)))
        ),
    ]


def _stroke_acts(bench: Workbench, edit: str) -> list[Act]:
    """What is done with strokes like with text, where strokes are."""
    strokes, panel, stage = bench.strokes, bench.window.strokes, bench.window.motion
    where = (stage.canvas, stage.timing, panel)
    # a click on the shot that is to have them leaves the focus there
    there = (*where, bench.window.storyboard)
    return [
        Act(edit, tr("Cut strokes"), ("Ctrl+X",), strokes.cut, where),
        Act(edit, tr("Copy strokes"), ("Ctrl+C",), strokes.copy, where),
        Act(edit, tr("Paste strokes"), ("Ctrl+V",), strokes.paste, there),
        Act(edit, tr("Duplicate strokes"), ("Ctrl+D",), strokes.duplicate, where),
        Act(edit, tr("Select all strokes"), ("Ctrl+A",), strokes.select_all, (panel,)),
    ]


def _add_profiles(bench: Workbench, view: QMenu) -> None:
    """How much is said, as one of three."""
    menu = view.addMenu(tr("Hints"))
    group = QActionGroup(menu)
    for profile, name in (
        ("quiet", tr("Quiet: errors and warnings")),
        ("normal", tr("Normal: with information")),
        ("strict", tr("Strict: everything")),
    ):
        choice = group.addAction(menu.addAction(name))
        choice.setCheckable(True)
        choice.setData(profile)
        choice.triggered.connect(lambda _=False, to=profile: bench.words.set_profile(to))

    def show() -> None:
        for choice in group.actions():
            choice.setChecked(choice.data() == bench.preferences.profile)

    bench.words.wanted_changed.connect(show)
    menu.addSeparator()
    menu.addAction(tr("Hints…"), bench.words.open_settings)
    show()
