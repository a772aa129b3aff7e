"""What a shot is made with: models that were found and the settings of the shot go in, what is
known of its model is shown, and choosing another one, or a LoRA, is a step of undo.

What does not fit is said with what is there and which profile would run it; nothing is left out.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QFileDialog

from app import modelling
from app.beside import Beside
from app.translated import translated
from engine.errors import VerbenchError
from engine.models.memory import GIB, Fit, best, closest
from engine.models.record import Model
from engine.records import Lora, MotionPlan, Settings, Shot
from widgets.common.numbers import decimal, shortest
from widgets.common.popover import Entry
from widgets.common.translation import tr
from widgets.jobs.model_picker import ModelPicker
from widgets.jobs.settings_panel import Making, ProfileRow

if TYPE_CHECKING:
    from app.workbench import Workbench
    from engine.backends.base import Backend
    from engine.prompt.models import Family

_SHIFTED = ("wan", "skyreels", "hunyuan")
"""Families whose schedule is that of a flow with a shift."""


class Makers(QObject):
    """Knows the models, the session and the window."""

    def __init__(self, workbench: Workbench) -> None:
        super().__init__(workbench)
        self._bench = workbench
        self._named: dict[str, Model | None] = {}
        """Models that are in none of the folders, by path; None where there is none."""
        self._waiting: list[tuple[str, str]] = []
        """Paths to be looked at one after another, and what for."""
        self._models: ModelPicker | None = None
        self._loras: ModelPicker | None = None
        self._looking = Beside(_looked, self)
        self._looking.done.connect(self._take_named)

    def close(self) -> None:
        """Nothing is looked at any more."""
        self._looking.close()

    # what is known

    def show(self) -> None:
        """What makes the shot that is on the screen."""
        self._bench.window.settings.set_making(self.making(self._bench.session.shot))

    def show_models(self) -> None:
        """Other models were found, or other memory is free."""
        # what was not there may be there now
        self._named = {path: model for path, model in self._named.items() if model is not None}
        self.show()
        if self._models is not None and self._models.isVisible():
            self._models.set_scanning(self._bench.models.scanning)
            self._show_entries(self._models)
        if self._loras is not None and self._loras.isVisible():
            self._loras.set_models(self._lora_entries())

    def making(self, shot: Shot) -> Making:
        """What is known of what makes a shot, in words."""
        settings, backend = shot.settings, _backend_of(shot.settings)
        if backend is not None and not backend.families:
            return Making(backend.title, _first_sentence(backend.doc))
        model = self.model_of(settings)
        if model is None:
            return self._unknown(settings)
        fits, family = self._fits(model, settings), _family_of(model)
        about, profile_about = fit_words(fits, settings.profile)
        ways, way_about = _ways(shot, model)
        return Making(
            settings.model_name,
            " · ".join(part for part in (family.title if family else "", about) if part),
            str(model.problems[0]) if model.problems else "",
            _own_words(settings, model),
            learns=True,
            experts=model.part("transformer_2") is not None or bool(model.noise),
            shifts=model.family.startswith(_SHIFTED),
            unheeded=_unheeded(family, settings),
            profiles=tuple(_profile_row(fit) for fit in fits),
            profile_about=profile_about,
            misfits={
                lora.path: why for lora in settings.loras if (why := self._misfit(lora, model))
            },
            ways=ways,
            way_about=way_about,
        )

    def _fits(self, model: Model, settings: Settings) -> tuple[Fit, ...]:
        """How each profile would do; nothing before it was asked how much memory is free."""
        models = self._bench.models
        return models.fits(model, settings) if models.room.ram else ()

    def model_of(self, settings: Settings) -> Model | None:
        """The model of a shot, once it was found; one outside of the folders is looked for."""
        return self._at(settings.model) if settings.model else None

    def _at(self, path: str | Path) -> Model | None:
        found = self._bench.models.at(path)
        if found is None and str(path) not in self._named:
            self._named[str(path)] = None
            self.look_at(path, "")
        return found or self._named.get(str(path))

    def _unknown(self, settings: Settings) -> Making:
        """A model that was not found, or not yet."""
        there = Path(settings.model).exists()
        looking = there and (self._bench.models.scanning or settings.model not in self._named)
        gone = tr("It is not on this machine: choose it where it is now, or another one.")
        return Making(
            settings.model_name,
            tr("Looking at it…") if looking else "",
            "" if there else gone,
            learns=True,
        )

    def _misfit(self, lora: Lora, model: Model) -> str:
        from engine.models.loras import misfit

        if not lora.path.exists():
            return tr("It is not there any more.")
        found = self._at(lora.path)
        problem = None if found is None else misfit(found, model)
        return "" if problem is None else str(problem)

    def _take_named(self, told: tuple[str, str, Model | None, VerbenchError | None]) -> None:
        """A file or folder was looked at that is in none of the folders of models."""
        path, purpose, model, fault = told
        self._named[path] = model
        del self._waiting[0]
        if self._waiting:
            self._looking.ask(*self._waiting[0])
        if fault is not None and purpose:
            self._bench.screen.show_error(fault)
        elif model is not None and purpose == "model":
            self._bench.models.use(model)
        elif model is not None and purpose == "lora":
            self._bench.models.add_lora(model)
        self.show()

    # choosing what makes the shot

    def open_models(self, corner: QPoint) -> None:
        """The list of what can make the shot, with its left upper corner on the screen."""
        if not self._bench.session.has_shot():
            return
        if self._models is None:
            made, search = tr("Made by"), tr("Search models on this machine")
            self._models = ModelPicker(made, search, self._bench.window, folders=True)
            self._models.model_chosen.connect(self.choose)
            self._models.file_wanted.connect(self.choose_file)
            self._models.folder_wanted.connect(self.choose_folder)
            self._models.models_wanted.connect(self._bench.models.open)
        self._bench.models.ensure()
        self._models.set_scanning(self._bench.models.scanning)
        self._show_entries(self._models)
        self._models.open_at(corner)
        settings = self._bench.session.shot.settings
        self._models.set_current(settings.model or settings.backend)

    def choose(self, key: str) -> None:
        """Makes the shot with a backend of our own, by its id, or with a model, by its path."""
        from engine.backends import BACKENDS

        session = self._bench.session
        backend = next((b for b in BACKENDS if b.id == key and not b.families), None)
        model = self._bench.models.at(key)
        if backend is not None:
            settings = replace(session.shot.settings, backend=backend.id, model="")
            session.set_settings(settings, tr("make it with {model}").format(model=backend.title))
        elif model is not None:
            self._bench.models.use(model)

    def choose_file(self) -> None:
        """A model in one file, from anywhere."""
        self._ask_file(tr("Choose a model"), "model")

    def choose_folder(self) -> None:
        """A model that is a folder, from anywhere."""
        path = QFileDialog.getExistingDirectory(self._bench.window, tr("Choose a model"))
        if path:
            self.look_at(Path(path), "model")

    def look_at(self, path: str | Path, purpose: str) -> None:
        """Looks at a file or folder, and uses it as a 'model', as a 'lora' or ('') not at all."""
        self._waiting.append((str(path), purpose))
        if len(self._waiting) == 1:
            self._looking.ask(*self._waiting[0])

    def use_own(self) -> None:
        """The model's own size, length, rate, steps and guidance, as one step."""
        session = self._bench.session
        model = self.model_of(session.shot.settings)
        if model is None:
            return
        own = session.attempt(lambda: modelling.whole_settings(session.shot.settings, model))
        if own is not None:
            session.set_settings(own, tr("set up as {model}").format(model=model.name))

    def _ask_file(self, title: str, purpose: str) -> None:
        kinds = tr("Models") + " (*.safetensors *.gguf)"
        path, _ = QFileDialog.getOpenFileName(self._bench.window, title, "", kinds)
        if path:
            self.look_at(Path(path), purpose)

    def _show_entries(self, picker: ModelPicker) -> None:
        """What can make the shot; where that is only what Verbench brings, how to get more."""
        entries, note = self._entries(), ""
        if all(self._bench.models.at(str(entry.key)) is None for entry in entries):
            none = tr("No models were found. Choose yours here, or fetch one in Manage models.")
            note = tr("Looking through your folders…") if self._bench.models.scanning else none
        picker.set_models(entries, note)

    def _entries(self) -> tuple[Entry, ...]:
        from engine.backends import BACKENDS

        own = tuple(
            Entry(backend.id, backend.title, about=_first_sentence(backend.doc), lines=1)
            for backend in BACKENDS
            if not backend.families
        )
        settings, models = self._bench.session.shot.settings, self._bench.models
        found = (model for model in models.found if modelling.makes_clips(model))
        return (*own, *(self._entry(model, settings) for model in found))

    def _entry(self, model: Model, settings: Settings) -> Entry:
        family = _family_of(model)
        parts = (
            family.title if family else "",
            modelling.task_of(model.variant),
            *model.dtypes[:1],
        )
        note = fit_words(self._fits(model, settings), "auto")[0]
        if model.problems:
            note = str(model.problems[0])
        elif not modelling.runs(model):
            note = tr("Verbench does not run models of this family; their clips can be imported")
        about = " · ".join(part for part in parts if part)
        return Entry(str(model.path), model.name, modelling.size_words(model.bytes), about, note)

    # LoRAs

    def open_loras(self, corner: QPoint) -> None:
        """The list of LoRAs, those that can act on the model first."""
        if self._loras is None:
            name, search = tr("LoRAs"), tr("Search LoRAs on this machine")
            self._loras = ModelPicker(name, search, self._bench.window, folders=False)
            self._loras.model_chosen.connect(self._add_found)
            self._loras.file_wanted.connect(lambda: self._ask_file(tr("Choose a LoRA"), "lora"))
            self._loras.models_wanted.connect(self._bench.models.open)
        self._bench.models.ensure()
        self._loras.set_scanning(self._bench.models.scanning)
        self._loras.set_models(self._lora_entries())
        self._loras.open_at(corner)

    def _add_found(self, path: str) -> None:
        lora = self._bench.models.at(path)
        if lora is not None:
            self._bench.models.add_lora(lora)

    def _lora_entries(self) -> tuple[Entry, ...]:
        from engine.models.loras import misfit

        base = self.model_of(self._bench.session.shot.settings)
        used = {lora.path for lora in self._bench.session.shot.settings.loras}
        rows = []
        for lora in self._bench.models.loras:
            if lora.path in used:
                continue
            problem, family = None if base is None else misfit(lora, base), _family_of(lora)
            title, note = family.title if family else "", str(problem or "")
            size = f"{lora.bytes / (1 << 20):.0f} MiB"
            rows.append((bool(problem), Entry(str(lora.path), lora.name, size, title, note)))
        return tuple(entry for _, entry in sorted(rows, key=lambda row: row[0]))


def fit_words(fits: tuple[Fit, ...], profile: str) -> tuple[str, str]:
    """Whether a model fits, in a line; and with which profile it runs and why."""
    if not fits:
        return "", ""
    fastest = best(fits)
    chosen = next((fit for fit in fits if fit.profile.id == profile), fastest)
    if chosen is None:
        least = closest(fits)
        most = tr("{profile} comes closest: {steps}")
        most = most.format(
            profile=translated(least.profile.title), steps=translated(least.profile.steps)
        )
        return tr("Does not fit: {why}").format(why=translated(least.why)), most
    if chosen.fits:
        fit = tr("Fits: {profile}, about {need}")
        title = translated(chosen.profile.title)
        about = fit.format(profile=title, need=_need(chosen))
        return about, f"{title}: {translated(chosen.why)}"
    would = "" if fastest is None else tr("{profile} would run it.")
    would = would.format(profile=translated(fastest.profile.title)) if fastest else ""
    about = tr("Needs {need} with this profile, which is too much.").format(need=_need(chosen))
    return f"{about} {would}".strip(), translated(chosen.why)


def _need(fit: Fit) -> str:
    """What a profile takes where it is short: of the card, else of memory."""
    if fit.profile.resident == "none":
        return tr("{n} GiB of memory").format(n=decimal(fit.ram / GIB, 1))
    return tr("{n} GiB of the card").format(n=decimal(fit.vram / GIB, 1))


def _profile_row(fit: Fit) -> ProfileRow:
    size = fit.vram or fit.ram
    peak = f"≈ {decimal(size / GIB, 1)} GiB"
    return ProfileRow(
        fit.profile.id, translated(fit.profile.title), peak, translated(fit.why), fit.fits
    )


def _own_words(settings: Settings, model: Model) -> str:
    """How a model is run where nobody said otherwise; '' where the shot is run like that."""
    try:
        own = modelling.whole_settings(settings, model)
    except VerbenchError:
        return ""
    names = ("width", "height", "frames", "fps", "steps", "guidance", "guidance_2")
    if all(getattr(own, name) == getattr(settings, name) for name in names):
        return ""
    fps, guidance = shortest(own.fps), shortest(own.guidance)
    return tr("{w} × {h} · {n} frames at {fps} fps · {steps} steps · guidance {g}").format(
        w=own.width, h=own.height, n=own.frames, fps=fps, steps=own.steps, g=guidance
    )


def _unheeded(family: Family | None, settings: Settings) -> str:
    if family is None or family.heeds_negative(settings.guidance):
        return ""
    if family.negative == "unused":
        return tr("{model} does not heed a negative prompt.").format(model=family.title)
    return tr("With guidance of 1 and less the negative prompt does not act.")


def _ways(shot: Shot, model: Model) -> tuple[tuple, str]:
    """The ways painted motion gets into a model, and what happens to that of the shot."""
    from engine.motion.ways import taken, ways_of

    ways = ways_of(model.family, shot.settings.loras)
    if shot.plan == MotionPlan():
        return ways, tr("Nothing is painted in this shot.")
    if shot.start_image is None and ways:
        return ways, tr("Without a start image it goes into the words.")
    return ways, taken(shot, model.family).note


def _family_of(model: Model) -> Family | None:
    from engine.prompt.models import family_of

    return family_of(model.family) if model.family else None


def _backend_of(settings: Settings) -> Backend | None:
    from engine.backends import BACKENDS

    return next((backend for backend in BACKENDS if backend.id == settings.backend), None)


def _first_sentence(doc: str) -> str:
    first, point, _ = " ".join(doc.split()).partition(". ")
    return first + point.strip()


def _looked(path: str, purpose: str) -> tuple[str, str, Model | None, VerbenchError | None]:
    """The model of a file or folder; on a thread of its own."""
    from engine.models.scan import model_at

    try:
        return path, purpose, model_at(Path(path)), None
    except VerbenchError as error:
        return path, purpose, None, error
