"""An observation kept in a file and taken out again, so that a clip is measured once.

Judging takes milliseconds and measuring seconds: when the person marks something, edits a rule or
shifts a threshold, only the first is done again. A file is NumPy's .npz without pickles: arrays,
and one JSON text for the rest. The flow lies beside it in its own file and is mapped. What another
version measured is not taken.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.inspect.appearance import Appearance
from engine.inspect.filling import Filling
from engine.inspect.light import Light
from engine.inspect.observation import Observation
from engine.inspect.people.joints import Hand, Person, Pose
from engine.inspect.points import Points
from engine.inspect.standing import StandingChange
from engine.inspect.things import Beginning, Ending, Looks, Strains, Thing
from engine.records import Box, CameraStep, ClipInfo, Means

VERSION = 13
"""Counts up whenever something else, or something differently, is measured."""
_LARGEST = 512 * 1024 * 1024
"""Bytes that a file may unpack to."""
_ROWS = tuple(
    spec.name
    for spec in fields(Thing)
    if spec.name
    not in (
        "id",
        "first",
        "touching",
        "looks",
        "beginning",
        "ending",
        "parent",
        "outlined",
        "strains",
    )
)
_STRAINS = tuple(spec.name for spec in fields(Strains))
_FILLING = ("frames", "heights", "streams", "boxes")
Data = dict[str, Any]


def save(seen: Observation, path: Path) -> None:
    """Keep what was measured (not what was asked for, which may change) in a .npz file."""
    arrays: dict[str, NDArray[Any]] = {
        f"light_{spec.name}": getattr(seen.light, spec.name) for spec in fields(Light)
    }
    arrays |= {f"points_{spec.name}": getattr(seen.points, spec.name) for spec in fields(Points)}
    for name in _ROWS:
        arrays[f"thing_{name}"] = _joined([getattr(thing, name) for thing in seen.things])
    arrays["looks"] = _joined([thing.looks.pictures for thing in seen.things])
    arrays["look_frames"] = _joined([thing.looks.frames for thing in seen.things])
    for name in _STRAINS:
        arrays[f"strain_{name}"] = _joined([getattr(thing.strains, name) for thing in seen.things])
    for name in _FILLING:
        arrays[f"filling_{name}"] = _joined([getattr(one, name) for one in seen.fillings])
    arrays["camera"] = np.array(
        [[s.frame, s.dx, s.dy, s.scale, s.roll_deg] for s in seen.camera], np.float64
    )
    arrays["ends"] = np.stack(seen.ends) if seen.ends else np.zeros((0, 1, 1, 3), np.uint8)
    about = {
        "version": VERSION,
        "clip": asdict(seen.clip),
        "cuts": seen.cuts,
        "grounded": seen.grounded,
        "unread": seen.unread,
        "uneven": seen.uneven,
        "notes": seen.notes,
        "means": asdict(seen.means),
        "appearances": [asdict(event) for event in seen.appearances],
        "standing": [asdict(change) for change in seen.standing],
        "fillings": [{"looks": len(one.frames), "uneven": one.uneven} for one in seen.fillings],
        "things": [_about(thing) for thing in seen.things],
        "people": None if seen.people is None else [_person_data(one) for one in seen.people],
        "hands": [_hand_data(hand) for hand in seen.hands],
    }
    text = json.dumps(about).encode()
    partial = path.with_name(path.name + ".partial")
    with partial.open("wb") as file:
        arrays["about"] = np.frombuffer(text, np.uint8)
        # its keyword is for pickles, which are not used
        np.savez(file, allow_pickle=False, **arrays)
    partial.replace(path)


def load(path: Path, flow_file: Path) -> Observation | None:
    """What was kept; None where there is nothing, or nothing that this version can use."""
    try:
        with zipfile.ZipFile(path) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > _LARGEST:
                return None
        flow = np.load(flow_file, mmap_mode="r", allow_pickle=False)
        with np.load(path, allow_pickle=False) as arrays:
            about = json.loads(arrays["about"].tobytes())
            if about["version"] != VERSION:
                return None
            return _observation(about, arrays, flow)
    except (OSError, ValueError, KeyError, TypeError, EOFError, IndexError, zipfile.BadZipFile):
        return None


def _observation(
    about: Data, arrays: Mapping[str, NDArray[Any]], flow: NDArray[np.float16]
) -> Observation:
    clip = ClipInfo(**about["clip"])
    return Observation(
        clip=clip,
        flow=flow[: max(0, clip.frames - 1)],
        camera=tuple(CameraStep(int(row[0]), *map(float, row[1:])) for row in arrays["camera"]),
        light=Light(**{spec.name: arrays[f"light_{spec.name}"] for spec in fields(Light)}),
        points=Points(**{spec.name: arrays[f"points_{spec.name}"] for spec in fields(Points)}),
        things=_things(about["things"], arrays),
        grounded=tuple((int(a), int(b)) for a, b in about["grounded"]),
        appearances=tuple(
            replace(Appearance(**event), box=Box(*event["box"])) for event in about["appearances"]
        ),
        standing=tuple(
            replace(StandingChange(**change), box=Box(*change["box"]))
            for change in about["standing"]
        ),
        fillings=_fillings(about["fillings"], arrays),
        cuts=tuple(map(int, about["cuts"])),
        unread=tuple((int(a), int(b)) for a, b in about["unread"]),
        uneven=bool(about["uneven"]),
        notes=tuple(map(str, about["notes"])),
        ends=tuple(arrays["ends"]),
        people=None if about["people"] is None else tuple(map(_person, about["people"])),
        hands=tuple(map(_hand, about["hands"])),
        means=Means(**about.get("means", {})),
    )


def _person_data(person: Person) -> Data:
    poses = [
        {"frame": p.frame, "box": p.box, "score": p.score, "points": p.points.tolist()}
        for p in person.poses
    ]
    return {"id": person.id, "poses": poses}


def _person(data: Data) -> Person:
    poses = (
        Pose(int(p["frame"]), Box(*p["box"]), np.array(p["points"], np.float32), float(p["score"]))
        for p in data["poses"]
    )
    return Person(int(data["id"]), tuple(poses))


def _hand_data(hand: Hand) -> Data:
    return {
        "frame": hand.frame,
        "box": hand.box,
        "points": hand.points.tolist(),
        "score": hand.score,
        "left": hand.left,
    }


def _hand(data: Data) -> Hand:
    points = np.array(data["points"], np.float32)
    return Hand(
        int(data["frame"]), Box(*data["box"]), points, float(data["score"]), bool(data["left"])
    )


def _about(thing: Thing) -> Data:
    return {
        "id": thing.id,
        "first": thing.first,
        "rows": len(thing),
        "looks": len(thing.looks.frames),
        "strains": len(thing.strains),
        "touching": thing.touching,
        "beginning": thing.beginning,
        "ending": thing.ending,
        "parent": thing.parent,
        "outlined": thing.outlined,
    }


def _things(about: Sequence[Data], arrays: Mapping[str, NDArray[Any]]) -> tuple[Thing, ...]:
    rows = {name: arrays[f"thing_{name}"] for name in _ROWS}
    looks, look_frames = arrays["looks"], arrays["look_frames"]
    strains = {name: arrays[f"strain_{name}"] for name in _STRAINS}
    things, row, look, strain = [], 0, 0, 0
    for entry in about:
        here = slice(row, row + entry["rows"])
        seen = slice(look, look + entry["looks"])
        laid = slice(strain, strain + entry["strains"])
        row, look, strain = here.stop, seen.stop, laid.stop
        things.append(
            Thing(
                id=int(entry["id"]),
                first=int(entry["first"]),
                **{name: table[here] for name, table in rows.items()},
                touching=tuple(tuple(map(int, ids)) for ids in entry["touching"]),
                looks=Looks(look_frames[seen], looks[seen]),
                beginning=Beginning(entry["beginning"]),
                ending=Ending(entry["ending"]),
                parent=entry["parent"],
                outlined=bool(entry["outlined"]),
                strains=Strains(**{name: table[laid] for name, table in strains.items()}),
            )
        )
    return tuple(things)


def _fillings(about: Sequence[Data], arrays: Mapping[str, NDArray[Any]]) -> tuple[Filling, ...]:
    tables = {name: arrays[f"filling_{name}"] for name in _FILLING}
    found, look = [], 0
    for entry in about:
        here = slice(look, look + entry["looks"])
        look = here.stop
        rows = {name: table[here] for name, table in tables.items()}
        found.append(Filling(**rows, uneven=float(entry["uneven"])))
    return tuple(found)


def _joined(parts: Sequence[NDArray[Any]]) -> NDArray[Any]:
    """All rows of all things, one below the other."""
    return np.concatenate(parts) if parts else np.zeros((0,))
