"""The prompts of a project: what was written goes in, its history and its takes come out.

A prompt is kept when a take is asked for and when it was edited and left. It stays when its shot or
its takes are removed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.project.database import Database
from engine.project.rows import rating_from_row
from engine.records import KeptPrompt, Rating

if TYPE_CHECKING:
    from engine.prompt.snippets import Made

MOST = 1_000
"""So many are read at once; all are kept."""


def keep(database: Database, text: str, model: str, at: str) -> None:
    """Keeps a prompt, trimmed; an empty one is none."""
    # half a character cannot be written, and nobody misses it
    text = text.encode(errors="ignore").decode().strip()
    if text:
        with database.writing() as db:
            db.execute(
                """insert into prompts (text, model, kept) values (?, ?, ?)
                on conflict (text, model) do update set kept = excluded.kept""",
                (text, model, at),
            )


def newest(database: Database, most: int = MOST) -> tuple[KeptPrompt, ...]:
    """The newest prompts first, with the number of takes made of each and their newest rating."""
    counts: dict[tuple[str, str], int] = {}
    ratings: dict[tuple[str, str], Rating] = {}
    for prompt, model, rating in made(database):
        key = (prompt.strip(), model)
        counts[key] = counts.get(key, 0) + 1
        if rating is not None:
            ratings[key] = rating
    rows = database.rows("select * from prompts order by kept desc, id desc limit ?", (most,))
    keyed = ((row, (row["text"], row["model"])) for row in rows)
    return tuple(
        KeptPrompt(*key, row["kept"], counts.get(key, 0), ratings.get(key)) for row, key in keyed
    )


def texts(database: Database, most: int = MOST) -> tuple[str, ...]:
    """The words of the newest prompts, each once whatever the model: for the keys of the editor."""
    rows = database.rows(
        "select text from prompts group by text order by max(kept) desc, max(id) desc limit ?",
        (most,),
    )
    return tuple(row["text"] for row in rows)


def made(database: Database) -> tuple[Made, ...]:
    """Every take there ever was as far as its words are concerned; removed ones count too.

    The words are those it was asked for with; for a clip from elsewhere those of its shot.
    """
    from engine.prompt.snippets import Made

    rows = database.rows(
        """select takes.model, takes.rating, coalesce(
            json_extract(takes.request, '$.shot.prompt'), json_extract(shots.data, '$.prompt'), ''
        ) as prompt
        from takes left join shots on shots.id = takes.shot_id order by takes.id"""
    )
    return tuple(
        Made(
            row["prompt"],
            row["model"],
            None if row["rating"] is None else rating_from_row(row["rating"]),
        )
        for row in rows
    )
