"""The menus: every act of the workbench with its words and keys, as one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.actions import Act, add_menus, sheet
from app.stage import FRAME, WATCH

if TYPE_CHECKING:
    from app.workbench import Workbench


def add_to(bench: Workbench) -> None:
    """Fills the menu bar of the window."""
    acts = acts_of(bench)
    made = add_menus(bench.window, acts)
    undo, redo = made[_tr("Undo")], made[_tr("Redo")]
    stack = bench.session.undo_stack
    stack.undoTextChanged.connect(lambda what: undo.setText(f"{_tr('Undo')} {what}".strip()))
    stack.redoTextChanged.connect(lambda what: redo.setText(f"{_tr('Redo')} {what}".strip()))
    stack.canUndoChanged.connect(undo.setEnabled)
    stack.canRedoChanged.connect(redo.setEnabled)
    undo.setEnabled(False)
    redo.setEnabled(False)
    view = bench.window.menu(_tr("&View"))
    view.addSeparator()
    for dock in bench.window.docks:
        view.addAction(dock.toggleViewAction())


def acts_of(bench: Workbench) -> list[Act]:
    """All acts, in the order of the menus."""
    acts, files, session = bench.acts, bench.files, bench.session
    window, work = bench.window, bench.work
    file, edit, shot, take = _tr("&File"), _tr("&Edit"), _tr("&Shot"), _tr("&Take")
    view, help_ = _tr("&View"), _tr("&Help")
    return [
        Act(file, _tr("New project…"), ("Ctrl+N",), files.new_project),
        Act(file, _tr("Open project…"), ("Ctrl+O",), files.choose_project),
        Act(file, _tr("Open the sample"), (), files.open_sample),
        Act(file, "-"),
        Act(file, _tr("Import clips, images, shots…"), ("Ctrl+I",), files.choose_files),
        Act(file, _tr("Export take…"), ("Ctrl+E",), files.export),
        Act(file, "-"),
        Act(file, _tr("Quit"), ("Ctrl+Q",), window.close),
        Act(edit, _tr("Undo"), ("Ctrl+Z",), session.undo_stack.undo),
        Act(edit, _tr("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), session.undo_stack.redo),
        Act(edit, "-"),
        Act(edit, _tr("Next hint"), ("F8",), window.prompt.next_hint),
        Act(edit, _tr("Previous hint"), ("Shift+F8",), window.prompt.previous_hint),
        Act(edit, _tr("Edit the prompt"), ("Alt+A",), window.prompt.focus_editor),
        Act(shot, _tr("Add shot"), ("Ctrl+Shift+N",), acts.add_shot),
        Act(shot, _tr("Choose start image…"), ("Ctrl+Shift+I",), acts.choose_start_image),
        Act(shot, _tr("Paste start image"), ("Ctrl+Shift+V",), acts.paste_image),
        Act(take, _tr("Generate"), ("Ctrl+Return", "Ctrl+Enter"), acts.generate),
        Act(take, _tr("Queue in front"), ("Ctrl+Shift+Return",), acts.generate_now),
        Act(take, _tr("Interrupt"), ("Ctrl+Alt+Return",), work.cancel_running),
        Act(take, _tr("Star"), (), acts.star),
        Act(take, "-"),
        Act(take, _tr("Show the queue"), ("Ctrl+J",), bench.screen.open_queue),
        Act(view, _tr("Frame"), ("F2",), lambda: window.stage.set_mode(FRAME)),
        Act(view, _tr("Watch"), ("F3",), lambda: window.stage.set_mode(WATCH)),
        Act(view, _tr("Dark or light"), (), acts.toggle_theme),
        Act(
            help_, _tr("Shortcuts"), ("F1", "?"), lambda: acts.show_shortcuts(sheet(acts_of(bench)))
        ),
    ]


def _show_sheet(bench: Workbench) -> None:
    bench.acts.show_shortcuts(sheet(acts_of(bench)))


def _tr(text: str) -> str:
    return QCoreApplication.translate("menus", text)
