"""The window of models, joined: what was found and fetched goes into it, what the person wants of
it goes to the shot, the folders and the hub.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from app import modelling, places
from app.cards import shot_title
from app.fetches import Fetches
from app.modelling import size_words, task_of
from app.translated import translated
from engine.errors import BadInput, VerbenchError
from engine.models import pickles, shelf
from engine.models.memory import Fit, Room
from engine.models.places import hub_cache
from engine.models.record import Model, Problem, Skipped
from engine.prompt.models import family_of
from engine.records import Settings
from widgets.common.numbers import decimal
from widgets.common.translation import tr
from widgets.jobs.fetch_panel import KnownRow
from widgets.jobs.model_folders import FolderRow
from widgets.jobs.model_list import ModelEntry
from widgets.jobs.model_manager import ModelManager
from widgets.jobs.model_page import Fault, FitRow, ModelDetails

if TYPE_CHECKING:
    from app.models import Models
    from app.workbench import Workbench

MODELS, LORAS, PARTS, REFUSED = "models", "loras", "parts", "refused"


class ModelWindow(QObject):
    """At most one; it is kept until the program ends."""

    def __init__(self, workbench: Workbench, models: Models) -> None:
        super().__init__(models)
        self._bench, self._models = workbench, models
        self.dialog = ModelManager(workbench.window)
        self.fetches = Fetches(self)
        self._shown: Settings | None = None
        self._connect()
        self.dialog.list.set_kinds(
            (
                ("", tr("Everything that was found")),
                (MODELS, tr("Models")),
                (LORAS, tr("LoRAs")),
                (PARTS, tr("Text encoders, VAEs and other parts")),
                (REFUSED, tr("What cannot be used")),
            )
        )
        self._show_known()
        self._show_fetches()

    def show(self) -> None:
        """Opens it, or brings it to the front; what changed on the disk is looked at."""
        self._show_models()
        self._show_folders()
        opens = not self.dialog.isVisible()
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()
        if opens:
            self.dialog.list.focus_search()
        if self._models.scanning:
            self.dialog.set_scanning(True)
        else:
            self._models.rescan()

    def close(self) -> None:
        """Stops what is being fetched; it can be gone on with."""
        self.fetches.close()
        self.dialog.close()

    def _connect(self) -> None:
        dialog, models, fetches = self.dialog, self._models, self.fetches
        models.changed.connect(self._show_models)
        models.changed.connect(self._show_folders)
        models.scanning_changed.connect(dialog.set_scanning)
        models.stepped.connect(dialog.show_step)
        dialog.rescan_wanted.connect(models.rescan)
        dialog.stop_wanted.connect(models.stop)
        dialog.folders_added.connect(self._add_folders)
        dialog.details_wanted.connect(self._show_details)
        dialog.folders.folder_forgotten.connect(models.forget_folder)
        for page in (dialog.page, dialog.fetching):
            page.folder_wanted.connect(_open_folder)
        dialog.page.use_wanted.connect(self._use)
        dialog.page.lora_wanted.connect(self._use)
        dialog.fetching.look_wanted.connect(self._look)
        dialog.fetching.fetch_wanted.connect(fetches.begin)
        dialog.fetching.paused.connect(fetches.pause)
        dialog.fetching.resumed.connect(fetches.resume)
        dialog.fetching.cancelled.connect(fetches.cancel)
        dialog.fetching.people_wanted.connect(fetches.begin_people)
        fetches.looked.connect(dialog.fetching.show_plan)
        fetches.rows_changed.connect(self._show_fetches)
        fetches.fetched.connect(self._welcome)
        fetches.failed.connect(self._show_failure)
        self._bench.session.shot_changed.connect(self._show_again)

    # what there is

    def _show_models(self) -> None:
        models, settings = self._models, self._bench.session.shot.settings
        self._shown = settings
        entries = [_entry(model, settings) for model in models.found]
        order = (MODELS, LORAS, PARTS)
        entries.sort(key=lambda entry: order.index(entry.kind))
        entries += [_refused(skipped) for skipped in models.skipped]
        self.dialog.set_models(entries, self._summary())
        self._show_details(self.dialog.list.current)

    def _show_again(self) -> None:
        """Another shot, or other settings of it: marks and figures are others. Words are not."""
        settings = self._bench.session.shot.settings
        if self.dialog.isVisible() and settings != self._shown:
            self._show_models()

    def _summary(self) -> str:
        models = self._models
        room = models.room
        if not models.found and not models.skipped:
            return tr("Nothing was found yet.")
        said = tr("{n} found, {bad} cannot be used").format(
            n=len(models.found), bad=len(models.skipped)
        )
        return f"{said} · {_free(room)}"

    def _show_details(self, key: str) -> None:
        self.dialog.set_details(self._details(key) if key else None)

    def _details(self, key: str) -> ModelDetails | None:
        model = self._models.at(key)
        if model is not None:
            return self._of_model(model)
        skipped = next((one for one in self._models.skipped if str(one.path) == key), None)
        if skipped is None:
            return None
        return ModelDetails(key, skipped.path.name, faults=(_fault(skipped.problem, skipped.path),))

    def _of_model(self, model: Model) -> ModelDetails:
        session = self._bench.session
        settings = session.shot.settings
        lora = model.part("lora") is not None
        why_not = self._misfit(model, settings) if lora else _why_not(model)
        fits = self._models.fits(model, settings) if not lora else ()
        act = "" if why_not or session.shot_id is None else "lora" if lora else "shot"
        shots = tuple(
            shot_title(number, shot)
            for number, (_, shot) in enumerate(session.shots, start=1)
            if modelling.used_by(model, shot.settings)
        )
        return ModelDetails(
            str(model.path),
            model.name,
            _lines(model),
            *_licence(model),
            tuple(_fault(problem, model.path) for problem in model.problems),
            _fit_rows(fits),
            f"{_clip(settings)}; {_free(self._models.room)}" if fits else "",
            tuple(tr("Taken for granted: {what}.").format(what=said) for said in _assumed(fits)),
            shots,
            act,
            why_not if not model.problems else "",
        )

    def _misfit(self, lora: Model, settings: Settings) -> str:
        """Why a LoRA cannot be added to the shot."""
        from engine.models.loras import misfit

        if not settings.model:
            return tr("LoRAs change a model: choose one for the shot first.")
        base = self._models.at(settings.model)
        problem = None if base is None else misfit(lora, base)
        return str(problem) if problem else ""

    def _use(self, key: str) -> None:
        model = self._models.at(key)
        if model is not None:
            (self._models.add_lora if model.part("lora") else self._models.use)(model)

    # folders

    def _show_folders(self) -> None:
        named = self._bench.session.attempt(lambda: shelf.folders(places.models_file())) or ()
        rows = [_folder_row(folder) for folder in named]
        cache = hub_cache()
        if cache.is_dir():
            rows.append(FolderRow(cache, tr("the cache of Hugging Face"), named=False))
        self.dialog.folders.set_folders(rows)
        base = self._bench.preferences.fetch_folder
        kept = Path(base) if base else next(iter(named), Path.home() / "models")
        self.dialog.fetching.set_base(kept)

    def _add_folders(self, folders: tuple[Path, ...]) -> None:
        self._models.add_folders(folders)
        self._show_folders()

    # fetching

    def _show_known(self) -> None:
        from engine.models.known import known

        rows = []
        for entry in known():
            family = family_of(entry.family)
            title = f"{family.title if family else entry.family} · {task_of(entry.variant)}"
            rows.append(
                KnownRow(entry.repository, f"{title} · {entry.about}", entry.licence, entry.link)
            )
        self.dialog.fetching.set_known(rows)

    def _look(self, repository: str, folder: Path, whole: bool) -> None:
        self._bench.preferences.fetch_folder = str(folder.parent)
        self.dialog.fetching.set_looking(True)
        self.fetches.look(repository, folder, whole)

    def _show_fetches(self) -> None:
        self.dialog.fetching.set_fetches(self.fetches.rows)
        self._show_people()

    def _show_people(self) -> None:
        """Whether people and hands can be seen in clips, and what is missing."""
        from engine.inspect.people import fetch, network

        here, runs = fetch.present(places.people_folder()), network.runs_here()
        if here and runs:
            note = tr("They are here: people and hands are seen when a clip is inspected.")
        elif here:
            note = tr("They are here. To run them, install: pip install 'verbench[pose]'")
        else:
            note = tr(
                "MediaPipe's pose and hand models (Apache-2.0, 36 MB): whether legs carry a body "
                "can then be seen in any clip."
            )
        listed = any(row.folder == places.people_folder() for row in self.fetches.rows)
        self.dialog.fetching.set_people(note, offered=not here and not listed)

    def _welcome(self, folder: Path) -> None:
        """A model is whole: it is looked for where it lies, and the person is told."""
        if folder == places.people_folder():
            self._show_people()
            self._bench.window.stage.notice.show_message(
                tr("The models for people and hands are here"),
                tr("Inspect a take again to see what they show."),
            )
            return
        named = self._bench.session.attempt(lambda: shelf.folders(places.models_file())) or ()
        if any(folder.absolute().is_relative_to(one) for one in named):
            self._models.rescan()
        else:
            self._models.add_folders((folder,))
        self._bench.window.stage.notice.show_message(
            tr("{name} is here").format(name=folder.name),
            tr("It was checked, and is among the models now."),
        )

    def _show_failure(self, error: VerbenchError) -> None:
        """In its row; where that cannot be seen, over the work."""
        if not self.dialog.isVisible():
            self._bench.screen.show_error(error)


def _open_folder(path: str) -> None:
    folder = Path(path)
    folder = folder if folder.is_dir() else folder.parent
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _entry(model: Model, settings: Settings) -> ModelEntry:
    lora = model.part("lora") is not None
    kind = LORAS if lora else MODELS if modelling.makes_clips(model) else PARTS
    family = family_of(model.family) if model.family else None
    group = family.title if family else tr("Family not known")
    if kind == LORAS:
        group = tr("LoRAs for {family}").format(family=group)
    elif kind == PARTS:
        group = tr("Parts of models")
    mark = "error" if model.problems else "check" if modelling.used_by(model, settings) else ""
    what = (task_of(model.variant), _noise(model), "/".join(model.dtypes[:2]), _many(model))
    if kind == PARTS:
        what = (", ".join(dict.fromkeys(part.network for part in model.parts)), "", "", "")
    about = " · ".join(word for word in what if word)
    return ModelEntry(
        str(model.path), group, model.name, size_words(model.bytes), about, mark, kind
    )


def _refused(skipped: Skipped) -> ModelEntry:
    return ModelEntry(
        str(skipped.path),
        tr("Cannot be used"),
        skipped.path.name,
        "",
        skipped.problem.message,
        "error",
        REFUSED,
    )


def _lines(model: Model) -> tuple[tuple[str, str], ...]:
    family = family_of(model.family) if model.family else None
    named = {"name": tr("by its name only"), "tensors": tr("by its tensors"), "config": ""}
    told = named.get(model.basis, "")
    title = family.title if family else tr("not known")
    kinds = {
        "diffusers": tr("folder of diffusers"),
        "single": tr("one file"),
        "shards": tr("shards of one network"),
    }
    parts = ", ".join(f"{part.name} ({size_words(part.bytes)})" for part in model.parts)
    rows = (
        (tr("Family"), f"{title}, {told}" if told else title),
        (tr("Makes clips from"), _variant(model.variant)),
        (tr("Kind"), kinds[model.kind]),
        (tr("Size"), " · ".join(part for part in (size_words(model.bytes), _many(model)) if part)),
        (tr("Numbers"), ", ".join(model.dtypes)),
        (tr("Parts"), parts),
        (tr("Pipeline"), model.pipeline),
    )
    return tuple((name, value) for name, value in rows if value)


def _licence(model: Model) -> tuple[str, str]:
    """The licence that the model's folder names, and where it can be read; else what is known of
    the repository that it is called after."""
    from engine.models.known import known
    from engine.models.licences import licence_file

    said = model.licence
    if said.startswith(("https://", "http://")):
        return said, said
    file = licence_file(model.path, said)
    if file is not None:
        return said, file.as_uri()
    called = model.name.casefold()
    for entry in known():
        if called in (entry.repository.casefold(), entry.repository.rsplit("/", 1)[-1].casefold()):
            return said or entry.licence, entry.link
    return said, ""


def _fit_rows(fits: tuple[Fit, ...]) -> tuple[FitRow, ...]:
    best = next((fit for fit in fits if fit.fits), None)
    return tuple(
        FitRow(
            tr("{title}, corrected by what was measured").format(
                title=translated(fit.profile.title)
            )
            if fit.correction != 1.0
            else translated(fit.profile.title),
            size_words(fit.vram) if fit.vram else "–",
            size_words(fit.ram),
            fit.fits,
            _sentence(translated(fit.why)),
            fit is best,
        )
        for fit in fits
    )


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _assumed(fits: tuple[Fit, ...]) -> tuple[str, ...]:
    return tuple(map(translated, fits[0].assumed)) if fits else ()


def _fault(problem: Problem, path: Path) -> Fault:
    command = pickles.conversion(path) if path.suffix.lower() in pickles.ENDINGS else ""
    mend = problem.mend
    if command and command in mend:
        # the button has it; it is longer than the card
        mend = tr("Get the .safetensors version, or convert it with the command.")
    else:
        command = ""
    return Fault(problem.message, mend, command)


def _why_not(model: Model) -> str:
    try:
        modelling.model_settings(Settings(), model)
    except BadInput as error:
        return str(error)
    return ""


def _folder_row(folder: Path) -> FolderRow:
    from engine.models.places import place_of

    if not folder.is_dir():
        return FolderRow(folder, tr("It is not there now."), there=False)
    try:
        looked_in = place_of(folder)
    except VerbenchError as error:
        return FolderRow(folder, str(error), there=False)
    if len(looked_in) == 1 and looked_in[0].path == folder:
        hub = looked_in[0].kind == "hub"
        return FolderRow(folder, tr("a cache of Hugging Face") if hub else tr("named by you"))
    count = len(looked_in)
    return FolderRow(folder, tr("a ComfyUI: {n} of its folders").format(n=count))


def _variant(variant: str) -> str:
    words = {
        "t2v": tr("text"),
        "t2w": tr("text"),
        "i2v": tr("an image"),
        "v2w": tr("an image or a video"),
        "ti2v": tr("text or an image"),
        "t2v+i2v": tr("text or an image"),
        "flf2v": tr("a first and a last image"),
        "vace": tr("text and a control video"),
        "df": tr("text, and on from a clip"),
    }
    return words.get(variant, variant)


def _noise(model: Model) -> str:
    return {"high": tr("high noise"), "low": tr("low noise")}.get(model.noise, "")


def _many(model: Model) -> str:
    network = model.part("transformer") or model.part("unet")
    count = network.parameters if network else model.parameters
    if count >= 1e8:
        return f"{decimal(count / 1e9, 1)} B"
    return f"{count / 1e6:.0f} M" if count >= 5e5 else ""


def _clip(settings: Settings) -> str:
    return tr("{w} × {h}, {n} frames").format(
        w=settings.width, h=settings.height, n=settings.frames
    )


def _free(room: Room) -> str:
    memory = tr("{size} of memory free").format(size=size_words(room.ram))
    if not room.vram:
        return tr("no card") + ", " + memory
    return tr("{size} free on the card").format(size=size_words(room.vram)) + ", " + memory
