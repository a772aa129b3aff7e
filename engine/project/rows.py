"""Records as rows of project.db and back. Paths in a row are relative to the project's folder."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from engine.documents import (
    made_from_dict,
    made_to_dict,
    request_from_dict,
    request_to_dict,
    shot_from_dict,
    shot_to_dict,
)
from engine.records import ClipInfo, Job, JobState, Made, Rating, Request, Shot, Take


def shot_to_row(shot: Shot, folder: Path) -> str:
    """The text in column `data`."""
    return json.dumps(shot_to_dict(shot, folder), ensure_ascii=False, allow_nan=False)


def shot_from_row(text: str, folder: Path) -> Shot:
    """The shot of a row."""
    return shot_from_dict(json.loads(text), folder)


def request_to_row(request: Request, folder: Path) -> str:
    """The text in column `request`."""
    return json.dumps(request_to_dict(request, folder), ensure_ascii=False, allow_nan=False)


def request_from_row(text: str, folder: Path) -> Request:
    """The request of a row."""
    return request_from_dict(json.loads(text), folder)


def made_to_row(made: Made) -> str:
    """The text in column `made`."""
    return json.dumps(made_to_dict(made), ensure_ascii=False, allow_nan=False)


def made_from_row(text: str) -> Made:
    """How the take of a row was made."""
    return made_from_dict(json.loads(text))


def take_from_row(row: sqlite3.Row, folder: Path) -> Take:
    """A row of `takes`; the comment is left out, the request says it better."""
    request, made = row["request"], row["made"]
    return Take(
        id=row["id"],
        number=row["number"],
        path=folder / row["path"],
        source=row["source"],
        model=row["model"],
        clip=ClipInfo(row["frames"], row["fps"], row["width"], row["height"], row["codec"]),
        created=row["created"],
        shot_id=row["shot_id"],
        job_id=row["job_id"],
        request=None if request is None else request_from_row(request, folder),
        made=None if made is None else made_from_row(made),
        starred=bool(row["starred"]),
    )


def job_from_row(row: sqlite3.Row, request: Request) -> Job:
    """A row of `jobs`, with the request that its column holds."""
    return Job(
        id=row["id"],
        shot_id=row["shot_id"],
        request=request,
        state=JobState(row["state"]),
        position=row["position"],
        created=row["created"],
        started=row["started"],
        ended=row["ended"],
        error=row["error"],
        take_id=row["take_id"],
        crashes=row["crashes"],
    )


def rating_to_row(rating: Rating) -> str:
    """The text in column `rating`."""
    data = {
        "adherence": rating.adherence,
        "physics": rating.physics,
        "confirmed": sorted(rating.confirmed),
        "dismissed": sorted(rating.dismissed),
        "note": rating.note,
        "wrong_kinds": dict(rating.wrong_kinds),
        "blind": list(rating.blind),
    }
    return json.dumps(data, ensure_ascii=False)


def rating_from_row(text: str) -> Rating:
    """The rating of a row."""
    data = json.loads(text)
    return Rating(
        adherence=data["adherence"],
        physics=data["physics"],
        confirmed=frozenset(data["confirmed"]),
        dismissed=frozenset(data["dismissed"]),
        note=data["note"],
        # older ratings have neither
        wrong_kinds=data.get("wrong_kinds", {}),
        blind=tuple(data.get("blind", ())),
    )
