"""What a model will do with each stroke: a plan and the settings of its shot go in, how each stroke
will be honoured, why, and the settings that matter come out.

Natively: the model takes painted motion as an input. Steered: the guide clip holds it on the path
from outside. Words: only the prompt can say it. Ignored: nothing of it gets through. `WAYS` says of
each way of steering what it takes and where that is known from; a family that is not in it goes by
its `brush`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import numpy as np

from engine.motion.compile import kling
from engine.motion.needs import LEAST_STEPS, needs
from engine.motion.ways import track_lora, ways_of
from engine.prompt.models import Family, family_for
from engine.records import Camera, Lora, MotionPlan, Settings, Stroke

How = Literal["natively", "steered", "words", "ignored"]
Unsaid = Literal["ambient", "life", "turn", "lean", "soft", "camera", "orbit"]
CAMERA_AXES = ("pan", "tilt", "zoom", "roll", "orbit")
_LTX_2, _DRAFT = "ltx2", "animatic"
"""Backends: the one whose way hangs on a LoRA, and the one that follows the plan itself."""
_ANY_TRACKS = (Lora(Path("motion-track")),)
_OFF = "Steering is switched off"
_STILL = 1e-3
"""Frame widths that nobody sees."""


@dataclass(frozen=True, slots=True)
class Honoured:
    """How one stroke of a plan, or its camera move, fares with a model."""

    stroke: int | None
    """Index in the plan; None is the camera."""
    how: How
    why: str
    """One sentence, without the full stop."""
    settings: tuple[str, ...] = ()
    """What is to be set so that it works, one each: what differs, and what cannot be seen here."""
    target: str | None = None
    """The target of `engine.motion.compile` that carries it; None where none does."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way that painted motion gets into a model."""

    title: str
    target: str
    source: str
    """Where all of this is known from."""
    how: How = "natively"
    unsaid: frozenset[Unsaid] = frozenset()
    """What it has no input for.

    'ambient' is a stroke of that kind, 'life' motion in place on a path, 'turn' rotation and scale,
    'camera' all of its moves.
    """
    told: tuple[str, ...] = ()
    """What is to be set where it runs; `engine.motion.needs` knows what the shot itself needs."""
    least_steps: int = 1
    masks: int | None = None
    """Moving regions it takes at most."""
    points: int | None = None
    """Points of a path it takes at most."""
    alone: bool = False
    """Painted regions, camera move and end image exclude each other; the camera has one axis."""


TWO_CLOCKS = Way(
    "two clocks (Time-to-Move)",
    "guide",
    "time-to-move/TTM; run on Wan 2.1, Wan 2.2, CogVideoX and LTX through diffusers 0.42.1",
    how="steered",
    told=("no few-step LoRA",),
    least_steps=LEAST_STEPS,
)
"""What the families with the brush 'steered' go by."""

WAYS: Mapping[str, Way] = {
    "animatic": Way("the guide clip itself", "guide", "our own"),
    "wan-2.1-vace": Way(
        "VACE video and mask",
        "vace",
        "ali-vilab/VACE, MoveAnything; diffusers 0.42.1 WanVACEPipeline",
        unsaid=frozenset({"ambient", "camera"}),
        told=("a conditioning scale above 0",),
    ),
    "wan-move": Way("point tracks", "tracks", "ali-vilab/Wan-Move"),
    "wan-ati": Way("point tracks", "tracks", "bytedance/ATI"),
    "ltx-2": Way(
        "a video of drawn tracks",
        "ltx-tracks",
        "Lightricks/ComfyUI-LTXVideo sparse_tracks.py; diffusers 0.42.1 LTX2InContextPipeline",
        told=("LTX-2.3 with its LoRA 'Motion-Track-Control'",),
    ),
    "kling": Way(
        "its motion brush",
        "kling",
        "Kling image-to-video API: dynamic_masks and static_mask (kling-v1, 5 s), camera_control",
        unsaid=frozenset({"ambient", "life", "turn", "lean", "soft", "orbit"}),
        told=("model kling-v1",),
        masks=kling.MAX_MASKS,
        points=kling.MAX_POINTS,
        alone=True,
    ),
}


def honoured(
    plan: MotionPlan, settings: Settings, *, start_image: bool, end_image: bool = False
) -> tuple[Honoured, ...]:
    """One for every stroke of the plan, in its order, and one for the camera where it moves."""
    shot = _Shot(plan, settings, family_for(settings), start_image, end_image)
    out = [_of_stroke(shot, index) for index in range(len(plan.strokes))]
    return (*out, _of_camera(shot)) if plan.camera.moves else tuple(out)


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Parts of a shot that its model takes only one of."""

    parts: tuple[str, ...]
    """Two or more of 'strokes', 'camera' and 'end image'; or names of `CAMERA_AXES`."""
    why: str
    """One sentence, without the full stop."""


def exclusions(
    plan: MotionPlan, settings: Settings, *, end_image: bool = False
) -> tuple[Exclusion, ...]:
    """What of the shot cannot go into the model together; () where everything can."""
    shot = _Shot(plan, settings, family_for(settings), True, end_image)
    if shot.way is None or not shot.way.alone:
        return ()
    present = {
        "strokes": any(s.kind != "ambient" and not _nothing_of(s) for s in plan.strokes),
        "camera": plan.camera.moves,
        "end image": end_image,
    }
    parts = tuple(part for part, is_there in present.items() if is_there)
    if len(parts) > 1:
        return (Exclusion(parts, f"{shot.title} takes {_either(parts)}"),)
    axes = _axes(plan.camera)
    if len(axes) > 1:
        why = f"{shot.title} moves its camera along one axis at a time"
        return (Exclusion(axes, why),)
    return ()


_PARTS = {"strokes": "painted regions", "camera": "a camera move", "end image": "an end image"}


def _either(parts: tuple[str, ...]) -> str:
    *first, last = (_PARTS[part] for part in parts)
    return f"{', '.join(first)} or {last}, {'not both' if len(parts) == 2 else 'only one of them'}"


@dataclass(frozen=True, slots=True)
class _Shot:
    plan: MotionPlan
    settings: Settings
    family: Family | None
    start_image: bool
    end_image: bool

    @property
    def way(self) -> Way | None:
        if self.family is None:
            return None
        known = WAYS.get(self.family.id)
        return TWO_CLOCKS if known is None and self.family.brush == "steered" else known

    @property
    def title(self) -> str:
        return "This model" if self.family is None else self.family.title


def _of_stroke(shot: _Shot, index: int) -> Honoured:
    stroke, way = shot.plan.strokes[index], shot.way
    nothing = _nothing_of(stroke) or _without_strength(shot, stroke)
    if nothing == _NOWHERE and shot.plan.camera.orbit:
        return replace(_of_camera(shot), stroke=index)
    if nothing or _is_off(shot):
        return Honoured(index, "ignored", nothing or _OFF)
    if way is None or _barred(shot):
        return _in_words(shot, index, *_barred(shot))
    if stroke.kind == "ambient" and "ambient" in way.unsaid:
        return _in_words(shot, index, f"{shot.title} has no input for ambient motion")
    if stroke.kind == "move" and not _travels(stroke) and _only_unsaid(stroke, way):
        return _in_words(shot, index, f"{shot.title} takes a path, and this stroke has none")
    if way.masks is not None and _rank(shot, index) >= way.masks:
        return _in_words(shot, index, f"{shot.title} takes at most {way.masks} moving regions")
    return Honoured(index, way.how, _why(shot, way, stroke), _settings(shot, way), way.target)


def _of_camera(shot: _Shot) -> Honoured:
    way, camera = shot.way, shot.plan.camera
    if _is_off(shot):
        return Honoured(None, "ignored", _OFF)
    if way is None or _barred(shot):
        return _in_words(shot, None, *_barred(shot))
    if "camera" in way.unsaid:
        why = f"{shot.title} has no camera control: the camera move goes into the words"
        return _in_words(shot, None, why)
    if not way.alone:
        return Honoured(None, way.how, _carried(shot, way), _settings(shot, way), way.target)
    barred = exclusions(shot.plan, shot.settings, end_image=shot.end_image)
    if barred:
        return _in_words(shot, None, barred[0].why)
    (axis,) = _axes(camera)
    if axis in way.unsaid:
        return _in_words(shot, None, f"{shot.title} has no input for this move of the camera")
    set_there = f"camera_control with {_kling_axis(camera, axis)}"
    return Honoured(None, way.how, f"{shot.title} takes it as camera_control", (set_there,))


def _kling_axis(camera: Camera, axis: str) -> str:
    """What Kling calls an axis: it pans up and down, tilts to the sides, and zooms in below 0."""
    name = {"pan": "tilt", "tilt": "pan"}.get(axis, axis)
    above = (camera.zoom < 1) if axis == "zoom" else getattr(camera, axis) > 0
    return f"{name} {'above' if above else 'below'} 0"


_NOWHERE = "It goes nowhere: draw its path"
"""An orbit of the camera shifts it all the same."""


def _nothing_of(stroke: Stroke) -> str:
    """Why a stroke does nothing with any model; '' where it does something."""
    if stroke.region.mask is None:
        corners = np.array(stroke.region.polygon or [(0.0, 0.0)])
        low, high = corners.min(axis=0), corners.max(axis=0)
        if (high <= 0).any() or (low >= 1).any():
            return "Its region lies outside the frame"
        if (high - low <= 0).any():
            return "Its region is empty"
    if stroke.kind == "move" and not (_travels(stroke) or _changes(stroke)):
        return _NOWHERE
    if stroke.kind == "ambient" and stroke.ambient is not None and not stroke.ambient.amount:
        return "Its ambient motion is 0"
    return ""


def _travels(stroke: Stroke) -> bool:
    # points that are all at one place have no curve between them
    ahead = ((p.x - stroke.points[0].x, p.y - stroke.points[0].y) for p in stroke.points)
    return any(max(abs(x), abs(y)) > _STILL for x, y in ahead)


def _changes(stroke: Stroke) -> tuple[Unsaid, ...]:
    """What it does beside going somewhere."""
    does: dict[Unsaid, bool] = {
        "turn": stroke.rotation_deg != 0.0 or stroke.scale != 1.0,
        "lean": stroke.shear_deg != 0.0,
        "life": stroke.ambient is not None and stroke.ambient.amount > 0,
    }
    return tuple(name for name, is_so in does.items() if is_so)


def _only_unsaid(stroke: Stroke, way: Way) -> bool:
    return all(change in way.unsaid for change in _changes(stroke))


def _barred(shot: _Shot) -> tuple[str, ...]:
    """Why nothing painted reaches the model, and what would change that; () where it does."""
    way = shot.way
    if shot.family is None:
        return ("Nothing is known of this model: only the prompt is sure to reach it",)
    if way is None:
        return (f"{shot.title} takes no painted motion",)
    if not shot.start_image:
        return ("Steering needs a start image", "a start image")
    if _is_steered(shot) and shot.settings.steering.way == "words":
        return ("Words are chosen as the way of steering",)
    if way is WAYS["ltx-2"] and shot.settings.backend == _LTX_2 and not _has_tracks(shot):
        return ("Drawn tracks need a LoRA that the shot does not have", *way.told)
    if way.alone and shot.end_image:
        return (f"{shot.title} takes an end image or painted motion, not both", "no end image")
    return ()


def _is_steered(shot: _Shot) -> bool:
    """Whether the steering of the settings is heeded: by models that run here."""
    return shot.family is not None and bool(ways_of(shot.family.id, _ANY_TRACKS))


def _is_off(shot: _Shot) -> bool:
    return shot.settings.steering.way == "off" and shot.settings.backend != _DRAFT


def _has_tracks(shot: _Shot) -> bool:
    return track_lora(shot.settings.loras) is not None


def _without_strength(shot: _Shot, stroke: Stroke) -> str:
    return "Its strength is 0" if _is_steered(shot) and stroke.strength <= 0 else ""


def _in_words(shot: _Shot, stroke: int | None, why: str, *settings: str) -> Honoured:
    if shot.family is not None and not shot.family.reads_words:
        return Honoured(stroke, "ignored", f"{why}, and it reads no words", settings)
    return Honoured(stroke, "words", why, settings, "words")


def _rank(shot: _Shot, index: int) -> int:
    """Which of the travelling strokes this is, from 0; -1 for one that is not."""
    strokes = shot.plan.strokes
    if strokes[index].kind != "move":
        return -1
    return sum(1 for s in strokes[:index] if s.kind == "move" and _travels(s))


def _why(shot: _Shot, way: Way, stroke: Stroke) -> str:
    said = [_carried(shot, way)]
    if way.how == "steered" and shot.settings.steps < way.least_steps:
        said = [f"With {shot.settings.steps} steps there is hardly room to steer {shot.title}"]
    if way.how == "steered" and stroke.kind == "ambient":
        said.append("loosely, as it lies outside the mask")
    lost = [_LOST[change] for change in _changes(stroke) if change in way.unsaid]
    if stroke.kind == "move" and lost:
        said.append(f"its {' and '.join(lost)} {'goes' if len(lost) == 1 else 'go'} into the words")
    if stroke.kind == "move" and stroke.soft and "soft" in way.unsaid:
        said.append("it moves as one piece")
    if way.points is not None and len(stroke.points) > way.points:
        said.append(f"its path is told in {way.points} points")
    return ", ".join(said)


def _carried(shot: _Shot, way: Way) -> str:
    if way.how == "steered":
        return f"{shot.title} is held to the guide clip by {way.title}"
    if shot.settings.steering.way == "vace-layout" and way is WAYS["wan-2.1-vace"]:
        return f"{shot.title} takes it as boxes in its control video"
    return f"{shot.title} takes it as {way.title}"


_LOST: Mapping[Unsaid, str] = {"turn": "turning", "lean": "leaning", "life": "sway"}


def _settings(shot: _Shot, way: Way) -> tuple[str, ...]:
    return (*needs(shot.settings, painted=True), *way.told)


def _axes(camera: Camera) -> tuple[str, ...]:
    still = Camera()
    return tuple(axis for axis in CAMERA_AXES if getattr(camera, axis) != getattr(still, axis))
