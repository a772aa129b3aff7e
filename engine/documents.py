"""Shots, plans, cuts and requests as files: a record goes in, JSON comes out, and the way back.

Files come from strangers. The size is bounded before reading, NaN and infinity are refused, the
shape is checked against the JSON Schema in resources/schemas, and every complaint is one line that
names the file, the place in it and the mend. Paths inside a file are relative to the file; in
memory they are absolute. How a request travels inside a take is in `engine.imprint`.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import math
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import MISSING, asdict, fields
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

import resources
from engine.errors import BadInput, StorageProblem, TooNew
from engine.records import (
    PRESETS,
    SCHEMA,
    SEEDS,
    Ambient,
    Box,
    Camera,
    Cut,
    CutShot,
    Gravity,
    Lora,
    Made,
    MotionPlan,
    PathPoint,
    PhysicalRule,
    Preset,
    Region,
    Request,
    Settings,
    Shot,
    SpeedCurve,
    Steering,
    Stroke,
    Subject,
    Variation,
)

MAX_BYTES = 32 * 1024 * 1024
"""No honest document comes near this."""
_FEW = 64
_APART = frozenset({"shot", "plan", "made"})
"""Parts that are checked by a schema of their own."""
_MOST_GOOD = 4096
_good: set[bytes] = set()
"""Documents that were found good: a queue asks for the same shot a thousand times."""

Data = dict[str, Any]


# --- files -------------------------------------------------------------------------------------


def read_json(path: Path, what: str) -> Data:
    """The JSON object of a file; `what` ('shot', 'plan', 'cut') is how errors call it.

    Raises BadInput for anything that is not a JSON object of a known schema version.
    """
    try:
        with path.open("rb") as file:  # what has no size, as a device, is bounded as well
            content = file.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            raise BadInput(
                f"{path.name} is larger than {MAX_BYTES // 2**20} MB, too large for a {what}",
                mend="Choose a file that Verbench wrote.",
            )
        text = content.decode("utf-8-sig")
    except FileNotFoundError:
        raise BadInput(f"{path} does not exist", mend="Check the path.") from None
    except UnicodeDecodeError:
        raise BadInput(f"{path.name} is not a {what}: it is not text") from None
    except OSError as error:
        raise StorageProblem(f"{path} cannot be read: {error.strerror}") from error
    return parse_json(text, path.name, what)


def parse_json(text: str, name: str, what: str) -> Data:
    """The JSON object in a text, with its schema version checked."""
    try:
        data = json.loads(text, parse_constant=_refuse_constant)
    except BadInput as error:
        raise BadInput(f"{name}: {error.message}", mend=error.mend) from None
    except json.JSONDecodeError as error:
        raise BadInput(
            f"{name} is not a {what}: line {error.lineno}, column {error.colno} is not JSON",
            mend=f"Mend that line, or save the {what} again from Verbench.",
        ) from None
    except RecursionError:
        raise BadInput(
            f"{name} is not a {what}: it is nested too deep", mend=f"Choose a {what} of Verbench."
        ) from None
    except ValueError:
        raise BadInput(
            f"{name} is not a {what}: a number in it is too long",
            mend=f"Mend that number, or save the {what} again from Verbench.",
        ) from None
    if not isinstance(data, dict):
        raise BadInput(f"{name} is not a {what}: a JSON object is expected")
    if "\\ud" in text.lower():
        _check_characters(data, name)
    _check_version(data, name)
    return data


def write_json(data: Mapping[str, Any], path: Path) -> None:
    """Writes beside the target and swaps, so that a full disk never costs what was there."""
    text = json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with temporary.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise StorageProblem(
            f"{path} could not be written: {error.strerror}",
            mend="Free some space or choose another folder; nothing that was there has changed.",
        ) from error


def _refuse_constant(name: str) -> NoReturn:
    raise BadInput(f"{name} is not a number that can be used", mend="Write a finite number.")


def _check_characters(data: Data, name: str) -> None:
    """Half of a character can be written as an escape, and then nowhere else: no file takes it."""
    try:
        json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise BadInput(f"{name} holds half of a character", mend="Write the text again.") from None


def _check_version(data: Data, name: str) -> None:
    version = data.get("schema")
    if isinstance(version, int) and not isinstance(version, bool) and version > SCHEMA:
        raise TooNew(
            f"{name} was written by a newer Verbench (schema {version}, this one reads {SCHEMA})",
            mend="Update Verbench to open it.",
        )


@cache
def _validator(kind: str) -> Any:
    # jsonschema takes 60 ms to import, which the window must not wait for
    from jsonschema import Draft202012Validator, validators

    schema = json.loads(resources.path("schemas", f"{kind}.schema.json").read_text("utf-8"))
    extend: Any = validators.extend
    return extend(Draft202012Validator, {"items": _items})(schema)


def _items(validator: Any, items: Any, instance: Any, schema: Data) -> Iterator[Any]:
    """The items of a list, up to the first that is wrong. A list that is too long is told by its
    length, and one of many points is looked at where it is extreme: a path of a pen has thousands.
    """
    if not isinstance(instance, list) or len(instance) > schema.get("maxItems", math.inf):
        return
    first = len(schema.get("prefixItems", ()))
    for index in _telling(instance) if len(instance) > _FEW else range(first, len(instance)):
        errors = list(validator.descend(instance[index], items, path=index))
        yield from errors
        if errors:
            return


def _telling(rows: list[Any]) -> Sequence[int]:
    """Which rows have to be looked at: where all are as many numbers, those with the least and the
    most in each place; they are all within bounds if these are."""
    shapes = {len(row) if isinstance(row, list) else -1 for row in rows}
    numbers = len(shapes) == 1 and -1 not in shapes
    if not numbers or not all(type(v) in {int, float} for row in rows for v in row):
        return range(len(rows))
    places = [list(place) for place in zip(*rows, strict=True)]
    return sorted({0, *(p.index(end) for p in places for end in (min(p), max(p)))})


def validate(data: Data, kind: str, name: str) -> None:
    """Checks data against a schema of resources/schemas; `name` is how errors call it.

    Raises BadInput with the place that is wrong.
    """
    seen = _alike(data, kind)
    if seen in _good:
        return
    from jsonschema.exceptions import best_match

    error = best_match(_validator(kind).iter_errors(data))
    if error is not None:
        place = ".".join(str(part) for part in error.absolute_path) or kind
        raise BadInput(f"{name}: {place}: {_short(error.message)}", mend=_mend(error, kind))
    if len(_good) >= _MOST_GOOD:
        _good.clear()
    if seen is not None:
        _good.add(seen)


def _mend(error: Any, kind: str) -> str:
    """What the schema says of the place, or of the nearest around it that it says anything of."""
    schema, said = _validator(kind).schema, ""
    # behind a reference the way goes on in another place: what was said before it has to do
    with suppress(KeyError, IndexError):
        for step in list(error.absolute_schema_path)[:-1]:
            schema = schema[step]
            said = schema.get("description", said) if isinstance(schema, dict) else said
    return f"It should be this: {said}." if said else "Mend it and try again."


def _alike(data: Data, kind: str) -> bytes | None:
    """The same for two documents that are both good or both not; None where nobody can tell.

    Seeds may differ, and what is checked apart from it.
    """
    told = {k: {} if k in _APART and isinstance(v, dict) else v for k, v in data.items()}
    settings = told.get("settings")
    if isinstance(settings, dict):
        seed = settings.get("seed")
        plain = type(seed) is int and 0 <= seed < SEEDS
        told["settings"] = {**settings, "seed": 0} if plain else settings
    try:
        text = json.dumps([kind, told])
    except (TypeError, ValueError, RecursionError):
        return None
    return hashlib.blake2b(text.encode("ascii"), digest_size=16).digest()


def _short(text: str, limit: int = 160) -> str:
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit - 1]}…"


# --- shots -------------------------------------------------------------------------------------


_SAYS_SHOT = frozenset(
    {"name", "prompt", "negative", "start_image", "end_image", "plan", "settings", "rules"}
)
"""A file that has none of these is of another kind."""


def load_shot(path: Path) -> Shot:
    """The shot of a SHOT file, its paths made absolute; missing images are found at use."""
    path = Path(path)
    data = read_json(path, "shot")
    if data.keys() - {"schema"} and not data.keys() & _SAYS_SHOT:
        raise BadInput(
            f"{path.name} is no shot: it has neither a prompt nor a plan, nor anything else of one",
            mend="Name a file with the prompt, the plan or the settings of a shot.",
        )
    return shot_from_dict(data, path.resolve().parent, path.name)


def save_shot(shot: Shot, path: Path) -> None:
    """Writes a SHOT file with paths relative to it."""
    write_json(shot_to_dict(shot, path.resolve().parent), path)


def shot_to_dict(shot: Shot, base: Path | None) -> Data:
    """A shot as JSON data; paths are relative to `base` (absolute where it is None)."""
    settings = shot.settings
    return {
        "schema": SCHEMA,
        "name": shot.name,
        "prompt": shot.prompt,
        "negative": shot.negative,
        "start_image": _relative(shot.start_image, base),
        "end_image": _relative(shot.end_image, base),
        **({"follows": True} if shot.follows else {}),
        **({} if shot.subject is None else {"subject": _subject_to_dict(shot.subject)}),
        **({"rules": [_rule_to_dict(rule) for rule in shot.rules]} if shot.rules else {}),
        **({"dropped_rules": list(shot.dropped_rules)} if shot.dropped_rules else {}),
        "plan": plan_to_dict(shot.plan, base) if shot.plan != MotionPlan() else None,
        "settings": {
            "backend": settings.backend,
            "model": settings.model,
            "width": settings.width,
            "height": settings.height,
            "frames": settings.frames,
            "fps": _plain(settings.fps),
            "seed": settings.seed,
            "steps": settings.steps,
            "guidance": settings.guidance,
            **({} if settings.guidance_2 is None else {"guidance_2": settings.guidance_2}),
            **({} if settings.shift is None else {"shift": settings.shift}),
            "loras": [
                {"path": _relative(lora.path, base), "weight": lora.weight}
                for lora in settings.loras
            ],
            "profile": settings.profile,
            **({"family": settings.family} if settings.family else {}),
            **({} if settings.steering == Steering() else {"steering": asdict(settings.steering)}),
        },
    }


def shot_from_dict(data: Data, base: Path, name: str = "shot") -> Shot:
    """The shot that JSON data describes. Raises BadInput with the place that is wrong."""
    _check_version(data, name)
    validate(data, "shot", name)
    return Shot(
        prompt=data.get("prompt", ""),
        negative=data.get("negative", ""),
        start_image=_absolute(data.get("start_image"), base),
        end_image=_absolute(data.get("end_image"), base),
        plan=_plan_of_shot(data.get("plan"), base, name),
        settings=_settings(data.get("settings", {}), base),
        name=data.get("name", ""),
        follows=data.get("follows", False),
        subject=_subject(data["subject"]) if data.get("subject") else None,
        rules=tuple(_rule(rule) for rule in data.get("rules", ())),
        dropped_rules=tuple(data.get("dropped_rules", ())),
    )


def _rule_to_dict(rule: PhysicalRule) -> Data:
    return {
        "text": rule.text,
        "kinds": list(rule.kinds),
        **{key: said for key in ("verb", "noun") if (said := getattr(rule, key)) is not None},
        "own": rule.own,
    }


def _rule(data: Data) -> PhysicalRule:
    return PhysicalRule(
        text=data["text"],
        kinds=tuple(data.get("kinds", ())),
        verb=data.get("verb"),
        noun=data.get("noun"),
        own=data.get("own", True),
    )


def _subject_to_dict(subject: Subject) -> Data:
    return {
        "box": list(subject.box),
        "centre": list(subject.centre),
        "polygon": [list(corner) for corner in subject.region.polygon],
    }


def _subject(data: Data) -> Subject:
    x, y = data["centre"]
    polygon = tuple((float(x), float(y)) for x, y in data["polygon"])
    return Subject(Region(polygon), Box(*map(float, data["box"])), (float(x), float(y)))


def _settings(data: Data, base: Path) -> Settings:
    plain = ("backend", "width", "height", "frames", "seed", "steps", "profile", "family")
    known: Data = {key: data[key] for key in plain if key in data}
    real = ("fps", "guidance", "guidance_2", "shift")
    known |= {key: float(data[key]) for key in real if data.get(key) is not None}
    loras = tuple(
        Lora(base / lora["path"], float(lora.get("weight", 1.0))) for lora in data.get("loras", ())
    )
    steering = Steering(**data.get("steering", {}))
    model = _model(data.get("model") or "", base)
    return Settings(**known, model=model, loras=loras, steering=steering)


def _model(said: str, base: Path) -> str:
    """A name, or a path: one that is there beside the file is meant from the file."""
    with suppress(OSError, ValueError):
        if said and not Path(said).is_absolute() and (base / said).exists():
            return str(base / said)
    return said


def _plan_of_shot(plan: Data | str | None, base: Path, name: str) -> MotionPlan:
    if plan is None:
        return MotionPlan()
    if isinstance(plan, str):
        return load_plan(base / plan)
    return plan_from_dict({"schema": SCHEMA, **plan}, base, f"{name}: plan")


# --- plans -------------------------------------------------------------------------------------


def load_plan(path: Path) -> MotionPlan:
    """The plan of a PLAN file, mask paths made absolute."""
    path = Path(path)
    return plan_from_dict(read_json(path, "plan"), path.resolve().parent, path.name)


def save_plan(plan: MotionPlan, path: Path) -> None:
    """Writes a PLAN file with paths relative to it."""
    write_json(plan_to_dict(plan, path.resolve().parent), path)


def plan_to_dict(plan: MotionPlan, base: Path | None) -> Data:
    """A plan as JSON data."""
    camera, gravity = plan.camera, plan.gravity
    return {
        "schema": SCHEMA,
        "strokes": [_stroke_to_dict(stroke, base) for stroke in plan.strokes],
        "camera": {
            "pan": camera.pan,
            "tilt": camera.tilt,
            "zoom": camera.zoom,
            "roll": camera.roll,
            **({"orbit": camera.orbit} if camera.orbit else {}),
        },
        "gravity": None if gravity is None else _gravity_to_dict(gravity),
        **({"plate": _relative(plan.plate, base)} if plan.plate else {}),
    }


def plan_from_dict(data: Data, base: Path, name: str = "plan") -> MotionPlan:
    """The plan that JSON data describes. Raises BadInput with the place that is wrong."""
    _check_version(data, name)
    validate(data, "plan", name)
    strokes = tuple(
        _stroke(stroke, base, f"{name}: stroke {index}")
        for index, stroke in enumerate(data.get("strokes", ()), start=1)
    )
    return MotionPlan(
        strokes=strokes,
        camera=_camera(data.get("camera") or {}),
        gravity=_gravity(data["gravity"]) if data.get("gravity") is not None else None,
        plate=_absolute(data.get("plate"), base),
    )


def _gravity_to_dict(gravity: Gravity) -> Data:
    return {
        "direction_deg": gravity.direction_deg,
        "px_per_metre": gravity.px_per_metre,
        **({} if gravity.ruler is None else {"ruler": _thawed(gravity.ruler)}),
    }


def _gravity(data: Data) -> Gravity:
    ruler = data.get("ruler")
    return Gravity(
        direction_deg=float(data["direction_deg"]),
        px_per_metre=float(data["px_per_metre"]),
        ruler=None if ruler is None else _frozen(ruler),
    )


def _camera(data: Data) -> Camera:
    return Camera(
        pan=float(data.get("pan", 0.0)),
        tilt=float(data.get("tilt", 0.0)),
        zoom=float(data.get("zoom", 1.0)) or 1.0,
        roll=float(data.get("roll", 0.0)),
        orbit=float(data.get("orbit", 0.0)),
    )


def _stroke_to_dict(stroke: Stroke, base: Path | None) -> Data:
    region: Data = (
        {"mask": _relative(stroke.region.mask, base)}
        if stroke.region.mask
        else {"polygon": [list(corner) for corner in stroke.region.polygon]}
    )
    return {
        "name": stroke.name,
        "kind": stroke.kind,
        "region": region,
        "feather": stroke.feather,
        "order": stroke.order,
        "points": [list(point) for point in stroke.points],
        "easing": stroke.easing,
        "rotation_deg": stroke.rotation_deg,
        "scale": stroke.scale,
        "strength": stroke.strength,
        **({} if stroke.motion is None else {"motion": _motion_to_dict(stroke.motion)}),
        **({"shear_deg": stroke.shear_deg} if stroke.shear_deg else {}),
        **({"soft": True} if stroke.soft else {}),
        **({} if stroke.ambient is None else {"ambient": asdict(stroke.ambient)}),
        **({"speed": [list(knot) for knot in stroke.speed]} if stroke.speed else {}),
    }


def _motion_to_dict(preset: Preset) -> Data:
    name = next(name for name, kind in PRESETS.items() if isinstance(preset, kind))
    return {"preset": name, **{key: _thawed(value) for key, value in asdict(preset).items()}}


def _motion(data: Data, place: str) -> Preset:
    kind = PRESETS[data["preset"]]
    known = {field.name for field in fields(kind)}
    try:
        given = {key: data[key] for key in known & data.keys() if data[key] is not None}
        return kind(**{key: _frozen(value) for key, value in given.items()})
    except TypeError:
        wanted = [f.name for f in fields(kind) if f.default is MISSING and f.name not in data]
        raise BadInput(
            f"{place}: its {data['preset']} has no {' and no '.join(wanted)}", mend="Draw it again."
        ) from None


def _thawed(value: Any) -> Any:
    return [_thawed(part) for part in value] if isinstance(value, tuple) else value


def _frozen(value: Any) -> Any:
    """Lists of JSON as tuples and whole numbers as floats, as records hold them."""
    if isinstance(value, list):
        return tuple(_frozen(part) for part in value)
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _stroke(data: Data, base: Path, place: str) -> Stroke:
    region, default = data["region"], Stroke("", "move", Region())
    if "polygon" not in region and "mask" not in region:
        raise BadInput(f"{place} has a region without polygon or mask", mend="Give it one.")
    points = tuple(PathPoint(*map(float, point)) for point in data.get("points", ()))
    if any(a.t >= b.t for a, b in itertools.pairwise(points)):
        raise BadInput(f"{place}: the times of its points do not rise", mend="Put them in order.")
    polygon = tuple((float(x), float(y)) for x, y in region.get("polygon", ()))
    return Stroke(
        name=data.get("name", ""),
        kind=data["kind"],
        region=Region(mask=_absolute(region["mask"], base))
        if "mask" in region
        else Region(polygon),
        points=points,
        feather=float(data.get("feather", default.feather)),
        order=data.get("order", default.order),
        easing=data.get("easing", default.easing),
        rotation_deg=float(data.get("rotation_deg", default.rotation_deg)),
        scale=float(data.get("scale", default.scale)),
        strength=float(data.get("strength", default.strength)),
        motion=_motion(data["motion"], place) if data.get("motion") else None,
        shear_deg=float(data.get("shear_deg", default.shear_deg)),
        soft=data.get("soft", default.soft),
        ambient=_ambient(data["ambient"]) if data.get("ambient") is not None else None,
        speed=_speed(data.get("speed", ()), place),
    )


def _ambient(data: Data) -> Ambient:
    default = Ambient()
    return Ambient(
        manner=data.get("manner", default.manner),
        amount=float(data.get("amount", default.amount)),
        seconds=float(data.get("seconds", default.seconds)),
    )


def _speed(knots: Sequence[Sequence[float]], place: str) -> SpeedCurve:
    curve = tuple((float(u), float(v)) for u, v in knots)
    if any(a[0] >= b[0] for a, b in itertools.pairwise(curve)):
        raise BadInput(
            f"{place}: the times of its speed curve do not rise", mend="Put them in order."
        )
    return curve


# --- cuts --------------------------------------------------------------------------------------


def load_cut(path: Path) -> Cut:
    """The cut of a CUT file, its paths made absolute."""
    path = Path(path)
    data = read_json(path, "cut")
    validate(data, "cut", path.name)
    base = path.resolve().parent
    shots = tuple(
        CutShot(
            take=base / shot["take"],
            start=shot.get("in", 0),
            end=shot.get("out"),
            hold=shot.get("hold", 0),
            shot=_absolute(shot.get("shot"), base),
        )
        for shot in data["shots"]
    )
    for number, shot in enumerate(shots, start=1):
        if shot.end is not None and shot.end <= shot.start:
            raise BadInput(f"{path.name}: shot {number} ends before it begins", mend="Swap them.")
    return Cut(float(data["fps"]), data["width"], data["height"], shots)


def save_cut(cut: Cut, path: Path) -> None:
    """Writes a CUT file with paths relative to it."""
    base = path.resolve().parent
    shots = [
        {
            "take": _relative(shot.take, base),
            "in": shot.start,
            "out": shot.end,
            "hold": shot.hold,
            "shot": _relative(shot.shot, base),
        }
        for shot in cut.shots
    ]
    size = {"fps": _plain(cut.fps), "width": cut.width, "height": cut.height}
    write_json({"schema": SCHEMA, **size, "shots": shots}, path)


# --- requests ----------------------------------------------------------------------------------


def request_to_dict(request: Request, base: Path | None) -> Data:
    """A request as JSON data; paths are relative to `base` (absolute where it is None)."""
    variation = request.variation
    return {
        "verbench": request.verbench,
        "shot": shot_to_dict(request.shot, base),
        **({"hints": list(request.hints)} if request.hints else {}),
        **({} if variation is None else {"variation": asdict(variation)}),
    }


def request_from_dict(data: Data, base: Path, name: str = "request") -> Request:
    """The request that JSON data describes. Raises BadInput with the place that is wrong."""
    validate(data, "request", name)
    variation = data.get("variation")
    return Request(
        shot=shot_from_dict(data["shot"], base, name),
        verbench=data["verbench"],
        hints=tuple(data.get("hints", ())),
        variation=None if variation is None else Variation(**variation),
    )


def made_to_dict(made: Made) -> Data:
    """How a clip was made, as JSON data."""
    return asdict(made)


def made_from_dict(data: Data, name: str = "made") -> Made:
    """How a clip was made, from JSON data. Raises BadInput with the place that is wrong."""
    validate(data, "made", name)
    known: Data = {field.name: data[field.name] for field in fields(Made) if field.name in data}
    lists: Data = {key: tuple(known[key]) for key in ("loras", "notes") if key in known}
    return Made(**(known | lists))


def is_request(text: str) -> bool:
    """Whether a video's comment tag looks like one of ours."""
    return text.lstrip().startswith("{") and '"verbench"' in text


# --- paths and numbers -------------------------------------------------------------------------


def _relative(path: Path | None, base: Path | None) -> str | None:
    if path is None:
        return None
    if base is None:
        return path.as_posix()
    with suppress(ValueError):  # another drive on Windows
        return Path(os.path.relpath(path, base)).as_posix()
    return path.as_posix()


def _absolute(text: str | None, base: Path) -> Path | None:
    if not text:
        return None
    if "\0" in text:
        raise BadInput("A path holds a zero byte", mend="Choose the file again.")
    return Path(os.path.normpath(base / text))


def _plain(value: float) -> float | int:
    return int(value) if value == int(value) else value
