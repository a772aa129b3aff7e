"""A Report as plain JSON values, and the Report that such values stand for.

The JSON holds scores by kind, violations in 'findings', what was checked and found as asked in
'held', and the movers and the camera as measured.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from math import isfinite, nan
from pathlib import Path
from typing import Any

from engine.errors import BadInput
from engine.records import (
    SCHEMA,
    Box,
    CameraStep,
    ClipInfo,
    Curve,
    Finding,
    Joints,
    Means,
    Mover,
    Obeyed,
    Origin,
    PhysicalRule,
    Report,
    RuleCheck,
    Skeleton,
)

Data = dict[str, Any]


def report_to_dict(report: Report) -> Data:
    """The report as plain JSON values."""
    clip = report.clip
    return {
        "schema": SCHEMA,
        "file": str(report.file),
        "fps": clip.fps,
        "frames": clip.frames,
        "width": clip.width,
        "height": clip.height,
        "scores": {kind: round(score, 4) for kind, score in report.scores.items()},
        "findings": [_finding_to_dict(finding) for finding in report.findings],
        "held": [_finding_to_dict(finding) for finding in report.held],
        "motion": {
            "movers": [_mover_to_dict(mover) for mover in report.movers],
            "camera": [_rounded(asdict(step)) for step in report.camera],
            "people": None if report.people is None else _skeletons_to_list(report.people),
            "hands": _skeletons_to_list(report.hands),
        },
        "undetermined": dict(report.undetermined),
        "markable": dict(report.markable),
        "obeyed": [_rounded(asdict(obeyed)) for obeyed in report.obeyed],
        "obedience": None if report.obedience is None else round(report.obedience, 4),
        "rules": [asdict(check) for check in report.rules],
        "doubtful": [_finding_to_dict(finding) for finding in report.doubtful],
        "notes": list(report.notes),
        "measured_with": asdict(report.means),
        "origin": asdict(report.origin),
    }


def report_from_dict(data: Mapping[str, Any]) -> Report:
    """The report that such values stand for; raises BadInput where they are none."""
    try:
        motion = data["motion"]
        return Report(
            file=Path(data["file"]),
            clip=ClipInfo(
                int(data["frames"]), float(data["fps"]), int(data["width"]), int(data["height"])
            ),
            scores={str(kind): float(score) for kind, score in data["scores"].items()},
            findings=tuple(_finding(entry) for entry in data["findings"]),
            held=tuple(_finding(entry) for entry in data.get("held", ())),
            movers=tuple(_mover(entry) for entry in motion["movers"]),
            camera=tuple(CameraStep(**entry) for entry in motion["camera"]),
            # reports of before 0.2 have none of these
            undetermined={str(k): str(v) for k, v in data.get("undetermined", {}).items()},
            markable=dict(data.get("markable", {})),
            obeyed=tuple(Obeyed(**entry) for entry in data.get("obeyed", ())),
            obedience=data.get("obedience"),
            rules=tuple(_rule_check(entry) for entry in data.get("rules", ())),
            doubtful=tuple(_finding(entry) for entry in data.get("doubtful", ())),
            notes=tuple(map(str, data.get("notes", ()))),
            people=None if motion.get("people") is None else _skeletons(motion["people"]),
            hands=_skeletons(motion.get("hands", ())),
            means=Means(**data.get("measured_with", {})),
            origin=Origin(**data.get("origin", {})),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadInput("The report is damaged", mend="Inspect the clip again.") from error


def _rounded(values: Data) -> Data:
    return {k: round(v, 4) if isinstance(v, float) else v for k, v in values.items()}


def _finding_to_dict(finding: Finding) -> Data:
    data = asdict(finding)
    data["score"] = round(finding.score, 4)
    if finding.yours is not None:
        data["yours"] = round(finding.yours, 4)
    for name in ("box", "expected_vector", "measured_vector"):
        if data[name] is not None:
            data[name] = _shortened(data[name], 2)
    data["boxes"] = [[frame, *_shortened(box, 1)] for frame, box in finding.boxes]
    data["ghost"] = [[frame, *_shortened(place, 1)] for frame, *place in finding.ghost]
    for curve in data["curves"]:
        curve["measured"] = _gapped(curve["measured"])
        curve["expected"] = _gapped(curve["expected"])
    return data


def _shortened(values: Iterable[float], digits: int) -> list[float]:
    return [round(float(value), digits) for value in values]


def _gapped(values: Iterable[float]) -> list[float | None]:
    """JSON has no word for a value that is missing but null."""
    return [round(float(value), 4) if isfinite(value) else None for value in values]


def _finding(data: Data) -> Finding:
    values = dict(data)
    values["box"] = None if data["box"] is None else Box(*data["box"])
    for name in ("expected_vector", "measured_vector"):
        vector = data.get(name)
        values[name] = None if vector is None else (float(vector[0]), float(vector[1]))
    values["boxes"] = tuple((int(frame), Box(*box)) for frame, *box in data.get("boxes", ()))
    values["ghost"] = tuple((int(f), float(x), float(y)) for f, x, y in data.get("ghost", ()))
    values["curves"] = tuple(_curve(entry) for entry in data.get("curves", ()))
    return Finding(**values)


def _curve(data: Data) -> Curve:
    measured, expected = (
        tuple(nan if value is None else float(value) for value in data[name])
        for name in ("measured", "expected")
    )
    return Curve(
        str(data["quantity"]), str(data["unit"]), int(data["start_frame"]), measured, expected
    )


def _skeletons_to_list(skeletons: Iterable[Skeleton]) -> list[Data]:
    return [
        {"id": seen.id, "poses": [[frame, _places(joints)] for frame, joints in seen.poses]}
        for seen in skeletons
    ]


def _places(joints: Joints) -> list[list[float] | None]:
    return [None if place is None else _shortened(place, 1) for place in joints]


def _skeletons(data: Iterable[Data]) -> tuple[Skeleton, ...]:
    return tuple(
        Skeleton(
            int(entry["id"]),
            tuple((int(frame), _joints(places)) for frame, places in entry["poses"]),
        )
        for entry in data
    )


def _joints(places: Iterable[Any]) -> Joints:
    found: list[tuple[float, float] | None] = []
    for place in places:
        if place is None:
            found.append(None)
        else:
            x, y = place
            found.append((float(x), float(y)))
    return tuple(found)


def _rule_check(data: Data) -> RuleCheck:
    rule = dict(data["rule"])
    rule["kinds"] = tuple(map(str, rule["kinds"]))
    by_hand = bool(data.get("by_hand", False))
    return RuleCheck(PhysicalRule(**rule), data["state"], str(data["because"]), by_hand)


def _mover_to_dict(mover: Mover) -> Data:
    return {
        "id": mover.id,
        "track": [[frame, round(x, 1), round(y, 1)] for frame, x, y in mover.track],
        "boxes": [_shortened(box, 1) for box in mover.boxes],
        "areas": _shortened(mover.areas, 0),
    }


def _mover(data: Data) -> Mover:
    return Mover(
        int(data["id"]),
        tuple((int(frame), float(x), float(y)) for frame, x, y in data["track"]),
        tuple(Box(*box) for box in data.get("boxes", ())),
        tuple(float(area) for area in data.get("areas", ())),
    )
