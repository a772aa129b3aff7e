"""How a take was made, for people: a request and what was noted of it go in; lines to be read, what
this machine lacks to make it again, and parts of it in another shot come out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, replace
from itertools import zip_longest
from pathlib import Path
from typing import Literal, NamedTuple

from engine.imprint import images_of
from engine.records import Camera, Made, Request, Settings, Shot, Variation

Part = Literal["all", "prompt", "but-seed", "settings"]
"""Of a request, what is to be restored."""


class Fact(NamedTuple):
    """One line of what is known about a take; `name` is one of `FACTS`."""

    name: str
    text: str


class Lack(NamedTuple):
    """A model or LoRA that this machine does not have, and what it is known by."""

    name: str
    url: str = ""
    digest: str = ""


FACTS = (
    *("Prompt", "Negative prompt", "Start image", "End image", "Motion", "Camera"),
    *("Model", "Model hash", "LoRAs", "Seed", "Size", "Length", "Steps", "Guidance", "Shift"),
    *("Steering", "Compared in", "Hints shown", "Profile", "Device", "Time", "Memory"),
    *("Expected memory", "Libraries", "Notes", "Asked with"),
)
"""In the order they are told."""


def restored(asked: Shot, onto: Shot, part: Part) -> Shot:
    """The shot `onto` with this part of what was asked for. Its name stays."""
    if part == "prompt":
        return replace(onto, prompt=asked.prompt, negative=asked.negative)
    if part == "settings":
        return replace(onto, settings=asked.settings)
    seed = onto.settings.seed if part == "but-seed" else asked.settings.seed
    settings = replace(asked.settings, seed=seed)
    return replace(asked, settings=settings, name=onto.name or asked.name)


Say = Callable[[str], str]
"""What a word of ours, or a number, is in the language of who reads it."""

_LEARNED = ("Steps", "Guidance", "Shift", "Steering")
"""What only a model heeds."""


def told(request: Request, made: Made | None, say: Say = str) -> tuple[Fact, ...]:
    """All that is known of how a take was made, to be read; what does not apply is left out.

    `say` is asked for kinds of strokes, moves of the camera, stages, ways of steering, why a
    profile was taken, notes, numbers with decimals, and the words 'stroke', 'frames' and 'of';
    names of facts are up to who shows them.
    """
    settings = request.shot.settings
    facts = _asked(request, say) | ({} if made is None else _as_made(made, settings, say))
    names = FACTS if settings.model else tuple(name for name in FACTS if name not in _LEARNED)
    return tuple(Fact(name, facts[name]) for name in names if facts.get(name))


def lacking(request: Request, made: Made | None) -> tuple[Lack, ...]:
    """The model and the LoRAs of a request that are not on this machine."""
    settings, made = request.shot.settings, made or Made()
    lacks = []
    if Path(settings.model).is_absolute() and not Path(settings.model).exists():
        name = settings.model_name
        url = f"https://huggingface.co/{name}" if "/" in name else ""
        lacks.append(Lack(name, url, made.model_hash))
    for lora, digest in zip_longest(settings.loras, made.loras[: len(settings.loras)]):
        if not lora.path.exists():
            lacks.append(Lack(lora.path.name, digest=digest or ""))
    return tuple(lacks)


def missing_images(shot: Shot) -> tuple[str, ...]:
    """Names of the images of a shot that are not on this machine."""
    return tuple(path.name for path, _ in images_of(shot) if not path.exists())


def _asked(request: Request, say: Say) -> dict[str, str]:
    shot, settings, variation = request.shot, request.shot.settings, request.variation
    second = "" if settings.guidance_2 is None else f" / {say(f'{settings.guidance_2:g}')}"
    loras = (f"{lora.path.name} × {say(f'{lora.weight:g}')}" for lora in settings.loras)
    return {
        "Prompt": shot.prompt,
        "Negative prompt": shot.negative,
        "Start image": "" if shot.start_image is None else shot.start_image.name,
        "End image": "" if shot.end_image is None else shot.end_image.name,
        "Motion": ", ".join(
            f"{s.name or say('stroke')} ({say(s.kind)})" for s in shot.plan.strokes
        ),
        "Camera": _camera(shot, say),
        "Model": f"{settings.model_name} ({settings.backend})"
        if settings.model
        else _maker(settings),
        "LoRAs": ", ".join(loras),
        "Seed": str(settings.seed),
        "Size": f"{settings.width} × {settings.height}",
        "Length": f"{settings.frames} {say('frames')} "
        f"({say(f'{settings.seconds:.1f}')} s, {say(f'{settings.fps:g}')} fps)",
        "Steps": str(settings.steps),
        "Guidance": f"{say(f'{settings.guidance:g}')}{second}",
        "Shift": "" if settings.shift is None else say(f"{settings.shift:g}"),
        "Compared in": "" if variation is None else _place(variation),
        "Hints shown": "\n".join(request.hints),
        "Asked with": f"Verbench {request.verbench}" if request.verbench else "",
    }


def _maker(settings: Settings) -> str:
    from engine.backends import BACKENDS

    titles = {backend.id: backend.title for backend in BACKENDS}
    return titles.get(settings.backend, settings.backend)


def _place(variation: Variation) -> str:
    where = ", ".join(part for part in (variation.row, variation.column) if part)
    return f"{variation.title}: {where}" if where else variation.title


def _camera(shot: Shot, say: Say) -> str:
    moves = asdict(shot.plan.camera)
    changed = {name: value for name, value in moves.items() if value != getattr(Camera(), name)}
    return ", ".join(f"{say(name)} {say(f'{value:g}')}" for name, value in changed.items())


def _as_made(made: Made, settings: Settings, say: Say) -> dict[str, str]:
    fewer = made.steps not in {0, settings.steps}
    steps = f"{made.steps} {say('of')} {settings.steps}" if fewer else ""
    return ({"Steps": steps} if steps else {}) | {
        "Model hash": made.model_hash,
        "Steering": "" if made.way == "off" else say(made.way),
        "Profile": f"{made.profile}: {say(made.reason)}" if made.reason else made.profile,
        "Device": made.device,
        "Time": ", ".join(
            f"{say(stage)} {say(f'{took:.1f}')} s" for stage, took in made.seconds.items()
        ),
        "Memory": _gib(made.peak_bytes, say),
        "Expected memory": _gib(made.expected_bytes, say),
        "Libraries": ", ".join(f"{name} {version}" for name, version in made.versions.items()),
        "Notes": "\n".join(map(say, made.notes)),
    }


def _gib(size: int, say: Say) -> str:
    return f"{say(f'{size / 2**30:.1f}')} GiB" if size else ""
