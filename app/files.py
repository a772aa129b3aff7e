"""Files that come and go: projects, clips, images and shots in, takes out.

What goes in is what the person chose or dropped; what comes out is an open project, a start image,
a take or a file for a video editor. Each fault is one notice, and the program goes on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QFileDialog

from app import places
from app.dialogs import ExportDialog, ImportDialog
from app.sample import open_sample
from engine.errors import BadInput, Damaged, VerbenchError
from engine.records import Cut, CutShot, Shot, Take

if TYPE_CHECKING:
    from app.workbench import Workbench
    from engine.project.store import Project

IMAGES = "*.png *.jpg *.jpeg *.webp *.bmp *.tif *.tiff"
CLIPS = "*.mp4 *.mov *.mkv *.webm *.avi *.gif"


class Files(QObject):
    """Opening, importing, exporting."""

    def __init__(self, workbench: Workbench) -> None:
        super().__init__(workbench)
        self._bench = workbench

    # opening

    def open_first(self, path: Path | None, *, sample: bool) -> None:
        """What was asked for on the command line; else the last project; else the sample."""
        last = self._bench.preferences.last_project
        if path is not None and path.is_dir():
            self.open_project(path)
        elif last and not sample and Path(last).is_dir():
            self.open_project(Path(last))
        if self._bench.session.project is None:
            self.open_sample()
        if path is not None and not path.is_dir():
            self.take_files([path])

    def open_sample(self) -> None:
        """The sample project."""
        folder = places.sample_project()
        self._open(lambda: open_sample(folder), folder)

    def open_project(self, folder: Path) -> None:
        """A project folder."""
        from engine.project.store import Project

        self._open(lambda: Project.open(folder), folder)

    def new_project(self) -> None:
        """Asks for a folder and makes a project with one empty shot in it."""
        from engine.project.store import Project

        start = str(places.sample_project().parent)
        folder = QFileDialog.getSaveFileName(self._bench.window, self.tr("New project"), start)[0]
        if folder:
            self._open(lambda: Project.create(Path(folder)), Path(folder))
            if not self._bench.session.shots:
                self._bench.acts.add_shot()

    def choose_project(self) -> None:
        """Asks for a project folder and opens it."""
        folder = QFileDialog.getExistingDirectory(self._bench.window, self.tr("Open project"))
        if folder:
            self.open_project(Path(folder))

    def rebuild_project(self, folder: Path) -> None:
        """A damaged project again, from the clips in it."""
        from engine.project.clips import rebuild

        rebuilt = self._bench.session.attempt(lambda: rebuild(folder))
        if rebuilt is None:
            return
        project, unreadable = rebuilt
        self._show(project)
        self._bench.window.stage.notice.show_message(
            self.tr("Rebuilt from its clips: {n} taken in, {m} could not be read").format(
                n=len(project.takes()), m=len(unreadable)
            ),
            self.tr("The damaged file is kept beside it."),
            "check",
        )

    def _open(self, make: Callable[[], Project], folder: Path) -> None:
        try:
            project = make()
        except Damaged as error:
            self._bench.acts.offer(
                error.message,
                self.tr("Rebuild"),
                lambda: self.rebuild_project(folder),
                mend=error.mend,
                severity="error",
            )
        except VerbenchError as error:
            self._bench.screen.show_error(error)
        else:
            self._show(project)

    def _show(self, project: Project) -> None:
        bench = self._bench
        bench.session.open_project(project)
        bench.preferences.last_project = str(project.folder)
        bench.work.workers = bench.preferences.workers
        interrupted = bench.work.open(project)
        if interrupted:
            one = self.tr("A take was not finished when Verbench was closed.")
            more = self.tr("{n} takes were not finished when Verbench was closed.")
            bench.acts.offer(
                (one if len(interrupted) == 1 else more).format(n=len(interrupted)),
                self.tr("Queue again"),
                lambda: bench.work.requeue([job.id for job in interrupted]),
            )

    # files

    def take_files(self, paths: list[Path]) -> None:
        """Files that were dropped: a project, a start image, a clip, a shot."""
        for path in paths:
            suffix = f"*{path.suffix.lower()}"
            if path.is_dir():
                self.open_project(path)
            elif suffix in IMAGES.split():
                self._bench.session.set_start_image(path)
            elif suffix == "*.json":
                self.import_shot(path)
            else:
                self.import_clip(path)

    def choose_files(self) -> None:
        """Asks for clips, images or shots to bring in."""
        paths, _ = QFileDialog.getOpenFileNames(
            self._bench.window,
            self.tr("Import"),
            "",
            self.tr("Clips, images and shots") + f" ({CLIPS} {IMAGES} *.json)",
        )
        self.take_files([Path(path) for path in paths])

    def import_shot(self, path: Path) -> None:
        """A SHOT file becomes a shot of the project."""
        from engine.documents import load_shot

        session = self._bench.session
        shot = session.attempt(lambda: load_shot(path))
        if shot is not None:
            session.add_shots((shot,), self.tr("import shot"), after=session.shot_id)

    def import_clip(self, path: Path) -> None:
        """A clip of ours brings its shot back; any other becomes a take of the model it is of."""
        from engine.documents import is_request
        from engine.video.read import probe

        session = self._bench.session
        clip = session.attempt(lambda: probe(path))
        if clip is None or not session.has_shot():
            return
        if is_request(clip.comment):
            take = session.attempt(lambda: session.project.import_clip(path))
            if take is not None:
                self._bring_back(path, take)
            return
        settings = session.shot.settings
        model = self._bench.families.title_of(settings) if settings.family else ""
        model = model or self._bench.preferences.import_model
        dialog = ImportDialog(path, session.shot.prompt, model, self._bench.window)
        dialog.accepted.connect(lambda: self._import(path, dialog.model, dialog.prompt))
        dialog.open()

    def _bring_back(self, path: Path, take: Take) -> None:
        """The shot a clip of ours carries: the one that is there, or as it was if that changed.

        The take is one of that shot then, so that it stands among the takes of what is shown.
        """
        session = self._bench.session
        session.save()
        session.reload(take.shot_id)
        carried = take.request.shot if take.request else session.shot
        wanted = _without_seed(carried)
        same = {shot_id for shot_id, shot in session.shots if _without_seed(shot) == wanted}
        if not same:
            session.add_shots((carried,), self.tr("restore shot"), after=take.shot_id)
        elif session.shot_id not in same:
            session.open_shot(min(same))
        here = session.shot_id
        shown = session.attempt(lambda: session.project.import_clip(path, None, here))
        if shown is not None:
            self._show_imported(shown)

    def _import(self, path: Path, model: str, prompt: str) -> None:
        session = self._bench.session
        self._bench.preferences.import_model = model
        take = session.attempt(
            lambda: session.project.import_clip(path, model, session.shot_id, prompt)
        )
        if take is not None:
            self._show_imported(take)

    def _show_imported(self, take: Take) -> None:
        self._bench.session.takes_changed.emit()
        self._bench.acts.watch(take.id)

    def export(self, take_id: int | None = None) -> None:
        """Asks as what and where to, and writes the take."""
        from engine.export import EXPORTERS

        bench = self._bench
        watched = bench.watching.take
        wanted = watched.id if take_id is None and watched else take_id
        if wanted is None or bench.session.project is None:
            bench.screen.show_error(
                BadInput(
                    self.tr("There is no take to export"),
                    mend=self.tr("Generate one with Ctrl+Enter."),
                )
            )
            return
        take = bench.session.attempt(lambda: bench.session.project.take(wanted))
        if take is None:
            return
        folder = Path(bench.preferences.export_folder or Path.home())
        formats = tuple((e.id, e.title, e.suffix, e.doc.strip().splitlines()[0]) for e in EXPORTERS)
        dialog = ExportDialog(folder, self._name_of(take), formats, bench.window)
        dialog.accepted.connect(lambda: self.write(take, dialog.path, dialog.exporter))
        dialog.open()

    def _name_of(self, take: Take) -> str:
        from engine.project.media import slug

        shot = dict(self._bench.session.shots).get(take.shot_id or -1, Shot())
        return f"{slug(shot.name or shot.prompt)}-take-{take.number}"

    def write(self, take: Take, path: Path, exporter: str) -> None:
        """Writes one take to a file of a format."""
        from engine.export import EXPORTERS

        bench = self._bench
        clip = take.clip
        cut = Cut(clip.fps, clip.width, clip.height, (CutShot(take.path),))
        found = next(known for known in EXPORTERS if known.id == exporter)
        try:
            found.write(cut, path, lambda done, total: QApplication.processEvents())
        except VerbenchError as error:
            bench.screen.show_error(error)
            return
        bench.preferences.export_folder = str(path.parent)
        bench.acts.forget_notice()
        text = self.tr("Exported {name}").format(name=path.name)
        bench.window.stage.notice.show_message(text, str(path), "check")


def _without_seed(shot: Shot) -> Shot:
    return replace(shot, name="", settings=replace(shot.settings, seed=0))
