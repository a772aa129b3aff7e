"""The tables of project.db, in the order they came to be. Append only: a step that was released is
never changed, because projects out there have already taken it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils import Migrations

if TYPE_CHECKING:
    from sqlite_utils import Database

migrations = Migrations("verbench.project")


@migrations()
def m001_shots_takes_jobs(db: Database) -> None:
    """Shots in order, their takes, the queue, and what the person does not want to be told."""
    for statement in (
        """create table settings (key text primary key, value text not null)""",
        """create table shots (
            id integer primary key autoincrement,
            position integer not null,
            data text not null,
            created text not null,
            removed text,
            chosen integer references takes(id) deferrable initially deferred
        )""",
        """create table takes (
            id integer primary key autoincrement,
            shot_id integer references shots(id),
            number integer not null,
            path text not null,
            sha256 text not null,
            source text not null check (source in ('generated', 'imported')),
            model text not null,
            frames integer not null, fps real not null,
            width integer not null, height integer not null, codec text not null,
            created text not null,
            job_id text unique,
            request text,
            seconds real,
            starred integer not null default 0,
            removed text,
            report text,
            rating text
        )""",
        """create index takes_of_shot on takes(shot_id, number)""",
        """create index takes_by_hash on takes(sha256)""",
        """create table jobs (
            id text primary key,
            shot_id integer references shots(id),
            request text not null,
            state text not null check (
                state in ('queued', 'running', 'done', 'failed', 'cancelled', 'interrupted')),
            position integer not null,
            created text not null, started text, ended text,
            error text,
            take_id integer references takes(id),
            crashes integer not null default 0,
            owner text,
            check ((state = 'done') = (take_id is not null))
        )""",
        """create index jobs_in_order on jobs(state, position)""",
        """create table ignores (
            id integer primary key, key text not null, shot_id integer references shots(id))""",
        """create unique index ignores_once on ignores(key, coalesce(shot_id, 0))""",
    ):
        db.conn.execute(statement)


@migrations()
def m002_prompts(db: Database) -> None:
    """Prompts outlive their shots; what is ignored can be listed in its own words."""
    for statement in (
        """create table prompts (
            id integer primary key autoincrement,
            text text not null, model text not null, kept text not null,
            unique (text, model)
        )""",
        """create index prompts_by_time on prompts(kept)""",
        """insert or ignore into prompts (text, model, kept)
            select trim(json_extract(request, '$.shot.prompt')) as prompt, model, max(created)
            from takes where json_valid(request) group by prompt, model having prompt != ''""",
        """alter table ignores add column rule text not null default ''""",
        """alter table ignores add column words text not null default ''""",
        """alter table ignores add column cause text""",
    ):
        db.conn.execute(statement)


@migrations()
def m003_made(db: Database) -> None:
    """A take knows how it was made, not only what was asked for."""
    db.conn.execute("alter table takes add column made text")


@migrations()
def m004_edits(db: Database) -> None:
    """A waiting job can be edited; how often it was tells whether it was read already."""
    db.conn.execute("alter table jobs add column edits integer not null default 0")


@migrations()
def m005_marks(db: Database) -> None:
    """What the person says of things in a take, and of the rules that should hold in it."""
    db.conn.execute("alter table takes add column marks text")
    db.conn.execute("alter table takes add column ruled text")
