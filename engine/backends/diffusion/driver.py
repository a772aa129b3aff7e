"""Request -> frames with any family of diffusers: a recipe says what differs, the rest is here.

A clip is made in stages. The prompt is read by the text encoder alone, which is freed again (or not
even loaded, where the same words were read before). Then the pipeline comes, placed as the memory
profile says, painted motion is made ready to steer, the steps are made under a tap that tells them,
and the pictures are decoded. Where the card runs out of memory the next smaller profile has a try.
"""

from __future__ import annotations

import copy
import os
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import numpy as np

from engine.backends.base import Generator, Listener, Workplace
from engine.backends.diffusion import loading, loras, placing, prompts, refusals, steering
from engine.backends.diffusion.equipment import check_installed, device_name, device_of, versions
from engine.backends.diffusion.preview import Preview
from engine.backends.diffusion.recipe import Recipe, Steered, Words, Work
from engine.backends.diffusion.run import Counting, Run
from engine.backends.diffusion.tap import Hook, Orders, Seen, called, tapped
from engine.errors import BadInput, Cancelled, VerbenchError
from engine.frame.load import Image, fit, load_image
from engine.models import measured
from engine.models.fingerprint import FILE as FINGERPRINTS
from engine.models.fingerprint import fingerprint
from engine.models.machine import room
from engine.models.memory import Clip, Fit, Room, best, closest, fits
from engine.models.profiles import Profile, next_profile, profile_of
from engine.models.record import Model, Part
from engine.models.remembered import FILE as READ
from engine.models.scan import model_at
from engine.motion.ways import spoken
from engine.prompt.models import family_of
from engine.prompt.tokens import meter
from engine.records import Made, Request, Settings, Shot

_DOING: dict[str, str] = {
    "guiding": "the motion was made ready",
    "denoising": "its steps were made",
    "decoding": "its pictures were decoded",
}


def opened(recipe: Recipe, settings: Settings, workplace: Workplace) -> Generator:
    """The generator of a model on disk; it loads what it needs when it first runs.

    Raises MissingPart without diffusers, BadInput where the model is none of the recipe's.
    """
    check_installed()
    if not settings.model:
        raise BadInput("No model is chosen", mend="Choose one in the settings, or give --model.")
    return _Warm(recipe, _usable(recipe, Path(settings.model)), workplace).generate


def _usable(recipe: Recipe, path: Path) -> Model:
    """The model at a path. Raises BadInput where it cannot be run."""
    model = model_at(path)
    model.check()
    if model.family not in recipe.families:
        raise BadInput(
            f"{model.name} is a model of {model.family or 'an unknown family'}",
            mend=f"This backend runs {', '.join(recipe.families)}.",
        )
    return model


class _Warm:
    """A model, and its pipeline once it is loaded."""

    def __init__(self, recipe: Recipe, model: Model, workplace: Workplace) -> None:
        self._recipe = recipe
        self._model = model
        self._place = workplace
        self._memory = workplace.cache / measured.FILE
        self._hash = fingerprint(model, workplace.cache / FINGERPRINTS)
        self._state = self._on_disk()
        self._shelf = loading.Shelf(workplace.folders, workplace.cache / READ)
        self._key: tuple[str, ...] | None = None
        """Class, profile and LoRAs of what is loaded."""
        self._loras: tuple[str, ...] = ()
        """Fingerprints of the LoRAs that are in."""
        self._pipe: Any = None
        self._scheduler: Any = None
        """As it was loaded."""
        self._placement: placing.Placement | None = None
        self._room: Room | None = None
        """What was free when nothing of it was loaded."""

    def generate(self, request: Request, listener: Listener) -> Iterator[Image]:
        """The frames of a request. Raises BadInput and VerbenchError with the mend."""
        self._recipe.limits.check(request.shot.settings)
        self._look_again()
        # not after minutes of loading
        loras.checked(request.shot.settings.loras, self._model)
        settings = self._recipe.fitted(self._model, request.shot.settings)
        profile, expected = self._profile(settings)
        shot = replace(request.shot, settings=settings)
        run = Run(shot, listener, profile, device_of(profile), expected)
        if settings != request.shot.settings:
            run.note(_changed(request.shot.settings, settings))
        for text in self._recipe.notes(self._model, shot):
            run.note(text)
        self._direct(run)
        video, made = self._tried(run)
        listener.made(made)
        for frame in range(len(video)):
            yield _picture(video[frame])

    # the files

    def _on_disk(self) -> str:
        """Tells the model's files, its configurations too, from what they are changed to."""
        texts = sorted(self._model.path.glob("**/*.json"))
        stamp = [(str(path), stat.st_size, stat.st_mtime_ns) for path, stat in _stats(texts)]
        return f"{fingerprint(self._model, self._place.cache / FINGERPRINTS)} {stamp}"

    def _look_again(self) -> None:
        """Reads the model anew where somebody changed it: a mend counts at once."""
        if self._on_disk() == self._state:
            return
        self._release()
        self._model = _usable(self._recipe, self._model.path)
        self._hash = fingerprint(self._model, self._place.cache / FINGERPRINTS)
        self._state = self._on_disk()
        self.__dict__.pop("_parts", None)

    def _check_steady(self) -> None:
        """What was loaded of two states of a model is neither."""
        if self._on_disk() != self._state:
            self._release()
            raise BadInput(
                f"{self._model.name} was changed on disk while it was loaded",
                mend="Wait until it is fetched or written, and ask again.",
            )

    def _direct(self, run: Run) -> None:
        """Settles how painted motion gets in; what does not otherwise goes into the words."""
        pipeline = self._recipe.pipeline(self._model, run.shot)
        found = steering.way_for(self._model, run.shot, pipeline)
        run.note(found.note)
        run.way = found.way
        prompt = spoken(run.shot, found.way)
        if prompt != run.shot.prompt:
            run.note(f"Painted motion went into the words: “{prompt}”")
            run.shot = replace(run.shot, prompt=prompt)

    # memory

    def _profile(self, settings: Settings) -> tuple[Profile, Fit | None]:
        """How it will be run: as asked, or the fastest way that fits."""
        found = self._fits(settings)
        if settings.profile != "auto":
            wanted = profile_of(settings.profile)
            return wanted, next((fit for fit in found if fit.profile is wanted), None)
        chosen = best(found)
        if chosen is None:
            raise BadInput(
                f"{self._model.name} does not fit with any profile: {closest(found).why}",
                mend="Make the clip smaller or shorter, or choose a smaller model.",
            )
        return chosen.profile, chosen

    def _fits(self, settings: Settings) -> tuple[Fit, ...]:
        clip = Clip(settings.width, settings.height, settings.frames, settings.guidance)
        return fits(
            self._model,
            clip,
            self._free(),
            with_parts=self._parts,
            corrections=measured.corrections(self._memory, self._model),
            loras=bool(loras.files(settings.loras)),
        )

    @cached_property
    def _parts(self) -> tuple[Part, ...]:
        """What a checkpoint in one file takes from elsewhere: looked for once."""
        return loading.parts(self._model, self._shelf)

    def _free(self) -> Room:
        """Memory for the next run: what this model holds itself is its own to use."""
        if self._room is None or self._placement is None:
            self._room = room()
        return self._room

    def _tried(self, run: Run) -> tuple[Any, Made]:
        """The clip with the run's profile, or with the next where the card was too small."""
        try:
            return self._made(run)
        except (Cancelled, VerbenchError):
            raise
        except Exception as error:
            smaller = next_profile(run.profile, card=not refusals.out_of_ram(error))
            if not refusals.out_of_memory(error) or smaller is None:
                self._release()
                raise self._failed(error, run) from error
            self._learn(run, refusals.asked_for(error))
        # only out here is what the failed try held let go of
        self._release()
        run.note(f"{run.profile.title} ran out of memory: made with {smaller.title}")
        run.profile, run.device = smaller, device_of(smaller)
        found = self._fits(run.shot.settings)
        run.expected = next((fit for fit in found if fit.profile is smaller), None)
        try:
            return self._made(run)
        except (Cancelled, VerbenchError):
            raise
        except Exception as error:
            self._release()
            raise self._failed(error, run) from error

    def _learn(self, run: Run, asked: int) -> None:
        """Keeps that a profile took more of the card than expected: the next job skips it."""
        peak = 0 if self._placement is None else self._placement.peak()
        if peak and run.expected is not None and peak + asked > run.expected.vram:
            measured.keep(self._memory, self._model, run.expected, peak + asked)

    def _failed(self, error: Exception, run: Run) -> VerbenchError:
        if refusals.out_of_memory(error):
            said = f"{self._model.name} needs more memory than there is, with {run.profile.title}"
            mend = "Make the clip smaller or shorter, or choose a smaller model."
            return VerbenchError(f"{said} too", mend=mend)
        return refusals.refusal(self._model.name, error, _DOING.get(run.at, ""))

    def _no_numbers(self, run: Run, where: str) -> VerbenchError:
        """NaN is what damage, a LoRA that is too strong or too narrow numbers end in."""
        mend = "Fetch the model again: its weights are damaged."
        if run.shot.settings.loras:
            mend = "Take its LoRAs off the shot, or give them less weight."
        elif run.profile.fp8:
            mend = "Choose a profile without fp8; if that fails too, fetch the model again."
        said = f"{self._model.name} broke down {where}: what it makes are no numbers (NaN)"
        return VerbenchError(said, mend=mend)

    def _release(self) -> None:
        placement, self._placement = self._placement, None
        self._pipe, self._scheduler, self._key = None, None, None
        if placement is not None:
            placement.release()

    # the stages

    def _made(self, run: Run) -> tuple[Any, Made]:
        """The video (frames, 3, height, width), 0 to 1, and how it was made."""
        import torch

        name = self._recipe.pipeline(self._model, run.shot)
        with torch.no_grad():
            with run.stage("reading"):
                # a damaged one is refused before minutes go into loading
                start, end = _pictures(run.shot)
                embeds = self._embeds(run, name, start)
            with run.stage("loading"):
                pipe = self._loaded(run, name)
            work = Work(run.shot, self._model, _pil(start), _pil(end), embeds, run.device)
            with run.stage("guiding"):
                self._recipe.prepare(pipe, work)
                for text in self._left_out(pipe, work):
                    run.note(text)
                steered = self._steered(pipe, work, run)
                preview = Preview.fitted(pipe, self._recipe, work, self._place.folders, run.note)
            video = self._denoised(run, pipe, work, steered, preview)
        return video, self._told(run, steered)

    def _embeds(self, run: Run, pipeline: str, start: Image | None) -> dict[str, Any]:
        if not self._recipe.readers:
            return {}
        words = self._recipe.words(run.shot, start)
        if run.shot.negative and words.negative is None:
            run.note("The negative prompt does nothing here: guidance is 1 or the model has none")
        for text, name in ((words.prompt, "prompt"), (words.negative or "", "negative prompt")):
            run.note(self._cut_off(text, name))
        encode = partial(self._encoded, run, pipeline, words)
        embeds, _ = prompts.read(self._place.cache, self._state, run.device, words, encode)
        return {key: value.to(run.device) for key, value in embeds.items()}

    def _cut_off(self, text: str, name: str) -> str:
        """What the model never sees of a text, in words; '' where it sees all."""
        family = family_of(self._model.family)
        if family is None:
            return ""
        told = meter(text, family)
        if told.cut is None:
            return ""
        begin = " ".join(text[told.cut.start :].split()[:3])
        said = f"{family.title} reads {told.limit} tokens, and the {name} has {told.count}"
        return f"{said}: it does not see the end, from “{begin}” on"

    def _encoded(self, run: Run, name: str, words: Words) -> dict[str, Any]:
        device = "cpu" if run.profile.encoder == "processor" else run.device
        if self._key != self._key_of(run, name):
            self._release()  # the reader may need the room of a pipeline that goes anyway
        reader = loading.reader(
            self._model,
            name,
            self._recipe.readers | self._recipe.needed,
            extras=self._recipe.extras(),
            device=run.device,
            shelf=self._shelf,
        )
        if self._placement is not None and not placing.has_room(reader, device):
            self._placement.park()
        placement = placing.placed(reader, run.profile, device, self._place.cache)
        try:
            embeds = self._recipe.embeds(reader, words, device)
        finally:
            placement.release()
        self._check_steady()
        if not all(_finite(tensor) for tensor in embeds.values()):
            raise self._no_numbers(run, "reading the prompt")
        return embeds

    def _loaded(self, run: Run, name: str) -> Any:
        key, wanted = self._key_of(run, name), run.shot.settings.loras
        if self._key != key:
            self._release()
            pipe = loading.loaded(
                self._model,
                name,
                without=self._recipe.readers,
                extras=self._recipe.extras(),
                device=run.device,
                shelf=self._shelf,
                each=placing.narrowed if run.profile.fp8 and not key[2:] else None,
            )
            self._check_steady()
            self._loras = loras.applied(pipe, wanted, self._model)
            self._placement = placing.placed(pipe, run.profile, run.device, self._place.cache)
            self._pipe, self._key, self._scheduler = pipe, key, pipe.scheduler
        else:
            # the files are the same, their weights may not be
            self._loras = loras.applied(self._pipe, wanted, self._model)
        assert self._placement is not None  # what is loaded is placed
        self._placement.begin()
        for text in self._placement.notes:
            run.note(text)
        # a run may change its schedule and leaves its steps in it: the next begins with a fresh one
        self._pipe.scheduler = copy.deepcopy(self._scheduler)
        return self._pipe

    def _key_of(self, run: Run, name: str) -> tuple[str, ...]:
        return (name, run.profile.id, *loras.files(run.shot.settings.loras))

    def _left_out(self, pipe: Any, work: Work) -> Iterator[str]:
        """The images that this pipeline does not take, in words."""
        recipe, name = self._recipe, self._model.name
        if work.start is not None and not recipe.takes_start(pipe):
            yield f"{name} takes no start image: it is left out"
        if work.end is not None and not recipe.takes_end(pipe):
            yield f"{name} takes no end image: it is left out"

    def _steered(self, pipe: Any, work: Work, run: Run) -> Steered:
        return steering.steered(pipe, self._recipe, work, run.way, run.note)

    def _denoised(self, run: Run, pipe: Any, work: Work, steered: Steered, preview: Preview) -> Any:
        arguments = {**self._recipe.arguments(pipe, work), **work.embeds, **steered.arguments}
        if steered.latents is not None:
            arguments["latents"] = self._recipe.given(pipe, steered.latents)
        told = self._checked(run), preview.hook(pipe, run.listener)
        hooks: tuple[Hook, ...] = (*steered.hooks, *told)
        orders = Orders(
            hooks,
            steered.start,
            compatible=work.settings.steering.compatible,
            rest=partial(self._rest, run),
            enough=partial(_stop, pipe),
        )
        counting = Counting(run, work.settings.steps)
        assert self._placement is not None  # what is stepped is placed
        pieces = self._recipe.pieces(pipe, work)
        if pieces:
            tap: AbstractContextManager[Any] = called(arguments, counting, orders, pieces)
        else:
            tap = tapped(pipe.scheduler, counting, orders)
        with tap:
            try:
                out = pipe(**arguments, generator=work.generator(), output_type="pt")
            finally:
                counting.end()
                self._placement.settle()
        return self._seen(run, out.frames[0])

    def _checked(self, run: Run) -> Hook:
        """Ends a run whose latents are lost: its other steps would make nothing of them."""

        def check(seen: Seen) -> None:
            if not _finite(seen.latents):
                steps = f"step {seen.index + 1} of {seen.schedule.steps}"
                raise self._no_numbers(run, f"at {steps}")

        return check

    def _seen(self, run: Run, video: Any) -> Any:
        """The decoded video, where it is one."""
        lost = sum(not _finite(frame) for frame in video)
        if lost == len(video):
            raise self._no_numbers(run, "decoding the pictures")
        if lost:
            run.note(f"{lost} of {len(video)} frames have pixels that are no numbers (NaN): black")
        return video

    def _rest(self, run: Run) -> None:
        """Stands still with the card free, until the person goes on."""
        assert self._placement is not None  # what is being stepped is placed
        self._placement.park()
        run.listener.wait()  # who cancels now wants the card for something else: it stays free
        self._placement.unpark()

    def _told(self, run: Run, steered: Steered) -> Made:
        peak = 0 if self._placement is None else self._placement.peak()
        if run.expected is not None:
            measured.keep(self._memory, self._model, run.expected, peak)
        return Made(
            profile=run.profile.id,
            reason="" if run.expected is None else run.expected.why,
            device=device_name(run.device),
            model_hash=self._hash,
            loras=self._loras,
            versions=versions(),
            seconds={name: round(value, 3) for name, value in run.seconds.items()},
            expected_bytes=0 if run.expected is None else run.expected.vram,
            peak_bytes=peak,
            steps=run.steps,
            way=steered.way,
            notes=tuple(run.notes),
        )


def _finite(tensor: Any) -> bool:
    return not tensor.is_floating_point() or bool(tensor.isfinite().all())


def _stats(paths: Iterable[Path]) -> Iterator[tuple[Path, os.stat_result]]:
    for path in paths:
        with suppress(OSError):  # it went in this moment
            yield path, path.stat()


def _stop(pipe: Any) -> None:
    # the loop goes on without steps, and what is there is decoded
    pipe._interrupt = True


def _changed(asked: Settings, made: Settings) -> str:
    """What was fitted, in words."""
    said = []
    if (asked.width, asked.height) != (made.width, made.height):
        sizes = f"{asked.width} x {asked.height}", f"{made.width} x {made.height}"
        said.append(f"{sizes[0]} pixels became {sizes[1]}")
    if asked.frames != made.frames:
        said.append(f"{asked.frames} frames became {made.frames}")
    return "The model takes other sizes: " + " and ".join(said)


def _pictures(shot: Shot) -> tuple[Image | None, Image | None]:
    """The start and the end image in the clip's size. Raises BadInput where one cannot be read."""
    start, end = (
        None if path is None else fit(load_image(path), shot.settings.width, shot.settings.height)
        for path in (shot.start_image, shot.end_image)
    )
    return start, end


def _pil(image: Image | None) -> Any:
    from PIL import Image as Pictures

    return None if image is None else Pictures.fromarray(image)


def _picture(frame: Any) -> Image:
    """A frame (3, height, width), 0 to 1, as uint8 RGB (height, width, 3)."""
    import torch

    bytes_ = (frame.float().nan_to_num().clamp(0, 1) * 255).round().to(torch.uint8)
    return np.ascontiguousarray(bytes_.permute(1, 2, 0).cpu().numpy())
