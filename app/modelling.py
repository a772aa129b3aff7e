"""A model that was found becomes what a shot is made with: settings and a `Model` go in, the next
settings come out. The panel of settings, the window of models and the command line share it.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from engine.errors import BadInput
from engine.models.defaults import default_of, defaults_of, put
from engine.models.memory import GIB
from engine.models.record import Model
from engine.prompt.models import family_of
from engine.records import Settings
from widgets.common.numbers import decimal
from widgets.common.translation import tr

if TYPE_CHECKING:
    from engine.backends.base import Backend

_UNTOUCHED = Settings()
"""What a new shot has: values that nobody chose."""
_CLIP = ("width", "height")
_TIME = ("frames", "fps")
_WORK = ("steps", "guidance", "guidance_2")


def model_settings(settings: Settings, model: Model) -> Settings:
    """The same shot, made by this model. What the person did not choose becomes the model's own;
    what they chose stays (`whole_settings` puts all of it), LoRAs and the profile as well.

    Raises BadInput where no backend runs it, or something stands against the model.
    """
    own = whole_settings(settings, model)
    return replace(own, **_chosen(settings))


def whole_settings(settings: Settings, model: Model) -> Settings:
    """The same shot, made by this model with its own size, length, rate, steps and guidance."""
    if model.problems:
        problem = model.problems[0]
        about = "" if model.name in problem.message else f"{model.name}: "
        raise BadInput(about + problem.message, mend=problem.mend)
    maker = backend_of(model)
    default = default_of(model)
    base = replace(settings, backend=maker.id, model=str(model.path), shift=None)
    base = replace(base, family=_written_for(base, model))
    return base if default is None else put(base, default)


def backend_of(model: Model) -> Backend:
    """The backend that runs a model. Raises BadInput where none does."""
    from engine.backends import BACKENDS

    for backend in BACKENDS:
        if makes_clips(model) and model.family in backend.families:
            return backend
    if not makes_clips(model):
        raise BadInput(
            tr("{name} is a part of a model and makes no clips itself").format(name=model.name),
            mend=tr("Choose the file or folder of the model itself."),
        )
    family = family_of(model.family) if model.family else None
    what = family.title if family else tr("models of a family that is not known")
    raise BadInput(
        tr("Verbench does not run {what}").format(what=what),
        mend=tr("Its clips can be imported as takes."),
    )


def runs(model: Model) -> bool:
    """Whether it can be chosen for a shot."""
    try:
        backend_of(model)
    except BadInput:
        return False
    return model.usable


def makes_clips(model: Model) -> bool:
    """Whether it has the network that makes the clip; a VAE or a LoRA alone has not."""
    return model.part("transformer") is not None or model.part("unet") is not None


def task_of(variant: str) -> str:
    """What a model of a variant does, as creators call it: 'Image to video'."""
    words = {
        "t2v": tr("Text to video"),
        "t2w": tr("Text to video"),
        "i2v": tr("Image to video"),
        "v2w": tr("Image or video to video"),
        "ti2v": tr("Text or image to video"),
        "t2v+i2v": tr("Text or image to video"),
        "flf2v": tr("First and last image to video"),
        "vace": tr("Control video to video"),
        "df": tr("Text or clip to video"),
    }
    return words.get(variant, variant)


def size_words(size: int) -> str:
    """A number of bytes as people read it."""
    if size >= GIB // 10:
        return f"{decimal(size / GIB, 1)} GiB"
    return f"{decimal(size / (1 << 20), 1)} MiB"


def used_by(model: Model, settings: Settings) -> bool:
    """Whether a shot with these settings is made by this model, or with it where it is a LoRA."""
    paths = (settings.model, *(str(lora.path) for lora in settings.loras))
    return any(path and Path(path) == model.path for path in paths)


def _written_for(settings: Settings, model: Model) -> str:
    """'' where the model's name tells its family, else the family that its tensors told."""
    named = family_of(settings.model_name)
    return "" if named is not None and named.id == model.family else model.family


def _chosen(settings: Settings) -> dict[str, object]:
    """What a person has set otherwise than a new shot and than the model before has it."""
    kept: dict[str, object] = {}
    before = _own_of(settings)
    for names in (_CLIP, _TIME, _WORK):
        said = {name: getattr(settings, name) for name in names}
        own = ({name: getattr(other, name) for name in names} for other in (_UNTOUCHED, *before))
        if said not in own:
            kept |= said
    return kept


def _own_of(settings: Settings) -> tuple[Settings, ...]:
    """What the models of the family before would have set."""
    family = family_of(settings.family or settings.model_name)
    return () if family is None else tuple(put(settings, d) for d in defaults_of(family.id))
