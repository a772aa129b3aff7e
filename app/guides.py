"""Exporting a plan for models elsewhere: the shot goes in, a folder of files comes out.

The plan is compiled beside the GUI thread; how far it is, what was made and what of the plan is not
in it is shown by the dialog that asked.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QT_TR_NOOP, QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication

from app.beside import Beside
from app.cards import clock
from engine.errors import BadInput, Cancelled, VerbenchError
from engine.records import Shot
from widgets.common.numbers import decimal
from widgets.common.translation import tr

if TYPE_CHECKING:
    from app.workbench import Workbench
    from widgets.motion.guide_dialog import GuideDialog, GuideWish, TargetRow

_ABOUT = {
    "guide": QT_TR_NOOP(
        "The start image in motion, lossless, with its mask and displacement: for Time-to-Move, "
        "warped noise and video to video"
    ),
    "tracks": QT_TR_NOOP("Where points of each region are in every frame: for Wan-Move and ATI"),
    "vace": QT_TR_NOOP("What moves on grey, and the boxes of what moves, with masks: for VACE"),
    "ltx-tracks": QT_TR_NOOP(
        "Coloured trails of the points: for LTX-2.3 with its LoRA Motion-Track-Control"
    ),
    "kling": QT_TR_NOOP("Masks and paths for the image-to-video call: for the brush of Kling"),
    "words": QT_TR_NOOP("The prompt with every motion said in it: for every other model"),
}
"""What each target is, for people who do not know its files."""
_TELL_S = 0.04
"""The bar moves 25 times a second and no more often."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What came of an export: its manifest, or why there is none; neither where it was stopped."""

    folder: Path
    seconds: float
    manifest: dict[str, Any] | None = None
    fault: VerbenchError | None = None


class Guides(QObject):
    """The export of guides, one at a time."""

    _stepped = Signal(int, int, float)

    def __init__(self, workbench: Workbench) -> None:
        super().__init__(workbench)
        self._bench = workbench
        self._dialog: GuideDialog | None = None
        self._stop = threading.Event()
        self._made: Path | None = None
        self._beside = Beside(_exported, self)
        self._beside.done.connect(self._show_outcome)
        self._stepped.connect(self._show_step)

    @property
    def dialog(self) -> GuideDialog | None:
        """The dialog while it is open."""
        return self._dialog

    def close(self) -> None:
        """Stops what is being made and waits for its end."""
        self._stop.set()
        self._beside.close()

    def open(self) -> None:
        """Asks as what, how large, how long and where to."""
        session = self._bench.session
        if not session.has_shot():
            return
        shot = session.shot
        if shot.start_image is None:
            self._bench.screen.show_error(
                BadInput(
                    self.tr("A guide needs a start image"),
                    mend=self.tr("Choose one in the Shot menu, or drop it on the stage."),
                )
            )
            return
        from widgets.motion.guide_dialog import GuideDialog

        self._bench.window.strokes.flush()
        dialog = self._dialog = GuideDialog(self._bench.window)
        dialog.folder_changed.connect(self._show_folder)
        dialog.export_wanted.connect(self._export)
        dialog.cancelled.connect(self._cancel)
        dialog.show_wanted.connect(self._open_folder)
        dialog.copy_wanted.connect(self._copy)
        dialog.finished.connect(self._forget)
        dialog.set_targets(self._rows(session.shot))
        dialog.set_clip(self._sizes(session.shot), shot.settings.frames, shot.settings.fps)
        dialog.set_folder(self._first_folder(shot))
        dialog.open()

    def _rows(self, shot: Shot) -> tuple[TargetRow, ...]:
        """All targets; those that the model of the shot takes are meant for it."""
        from engine.motion.capability import honoured
        from engine.motion.compile import TARGETS
        from widgets.motion.guide_dialog import TargetRow

        start, end = shot.start_image is not None, shot.end_image is not None
        told = honoured(shot.plan, shot.settings, start_image=start, end_image=end)
        taken = {one.target for one in told} or {"guide"}
        model = self._bench.families.title_of(shot.settings)
        return tuple(
            TargetRow(t.id, t.title, tr(_ABOUT[t.id]), model if t.id in taken else "")
            for t in TARGETS
        )

    def _sizes(self, shot: Shot) -> tuple[tuple[str, int, int], ...]:
        """That of the shot, and where it is another one that of the start image."""
        from engine.frame.load import load_image
        from engine.motion.compiling import MAX_SIDE

        of_shot = (self.tr("the shot"), shot.settings.width, shot.settings.height)
        image = self._bench.session.attempt(lambda: load_image(shot.start_image))
        if image is None or max(image.shape) > MAX_SIDE:
            return (of_shot,)
        own = (self.tr("the start image"), image.shape[1], image.shape[0])
        return (of_shot,) if own[1:] == of_shot[1:] else (of_shot, own)

    def _first_folder(self, shot: Shot) -> Path:
        from engine.project.media import slug

        folder = Path(self._bench.preferences.export_folder or Path.home())
        return folder / f"{slug(shot.name or shot.prompt)}-guide"

    def _show_folder(self, text: str) -> None:
        from engine.motion.compiling import holds_compiled

        if self._dialog is None or not text.strip():
            return
        try:
            replaces = holds_compiled(Path(text.strip()).expanduser())
        except VerbenchError as error:
            self._dialog.show_folder(replaces=False, fault=str(error))
        else:
            self._dialog.show_folder(replaces=replaces)

    def _export(self, wish: GuideWish) -> None:
        self._stop = threading.Event()
        self._bench.preferences.export_folder = str(wish.folder.parent)
        self._beside.ask(self._bench.session.shot, wish, self._stop, self._stepped.emit)

    def _cancel(self) -> None:
        self._stop.set()

    def _show_step(self, done: int, total: int, seconds: float) -> None:
        if self._dialog is not None and not self._stop.is_set():
            left = self.tr("{clock} left").format(clock=clock(seconds)) if done else ""
            self._dialog.show_progress(done, total, left)

    def _show_outcome(self, outcome: _Outcome) -> None:
        dialog = self._dialog
        if dialog is None:
            return
        if outcome.manifest is None:
            fault = outcome.fault
            said = self.tr("Stopped: nothing was written.") if fault is None else str(fault)
            dialog.show_stopped(said)
            return
        self._made = outcome.folder
        targets = outcome.manifest["targets"]
        from widgets.motion.guide_dialog import Made

        made = {id: Made(tuple(t["files"]), tuple(t["notes"])) for id, t in targets.items()}
        said = self.tr("Exported to {name} in {s} s").format(
            name=outcome.folder.name, s=decimal(outcome.seconds, 1)
        )
        dialog.show_result(made, said, copies="kling" in made)
        dialog.show_folder(replaces=True)

    def _open_folder(self) -> None:
        if self._made is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._made)))

    def _copy(self) -> None:
        if self._made is None or self._dialog is None:
            return
        try:
            text = (self._made / "kling.json").read_text(encoding="utf-8")
        except OSError as error:
            self._dialog.say(self.tr("kling.json cannot be read: {why}").format(why=error.strerror))
            return
        QGuiApplication.clipboard().setText(text)
        self._dialog.say(self.tr("Copied. Put the images it names in as URL or base64."))

    def _forget(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.deleteLater()


def _exported(
    shot: Shot, wish: GuideWish, stop: threading.Event, tell: Callable[[int, int, float], object]
) -> _Outcome:
    """Compiles; on its own thread."""
    from engine.frame.load import fit, load_image
    from engine.motion.compile import TARGETS, Source
    from engine.motion.compiling import compile_plan

    begun, told = time.monotonic(), 0.0

    def progress(done: int, total: int) -> None:
        nonlocal told
        if stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - told >= _TELL_S or done == total:
            told = now
            tell(done, total, (now - begun) / max(done, 1) * (total - done))

    try:
        image = fit(load_image(shot.start_image), wish.width, wish.height)
        source = Source(shot.plan, image, wish.frames, shot.settings.fps, shot.prompt)
        targets = [target for target in TARGETS if target.id in wish.targets]
        manifest = compile_plan(source, wish.folder, targets, progress)
    except Cancelled:
        return _Outcome(wish.folder, time.monotonic() - begun)
    except VerbenchError as error:
        return _Outcome(wish.folder, time.monotonic() - begun, fault=error)
    return _Outcome(wish.folder, time.monotonic() - begun, manifest)
