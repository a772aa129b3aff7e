"""How the verb book's tables came to be. Only ever appended to, never edited."""

from __future__ import annotations

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

migrations = Migrations("verb-book")


@migrations()
def m001_evidence(db: Database) -> None:
    """One row for each verb of each judged take: the same clip never counts twice."""
    db.table("evidence").create(
        {
            "take": str,
            "verb": str,
            "model": str,
            "held": int,
            "adherence": int,
            "physics": int,
            "faults": str,
            "brushed": int,
            "recorded": str,
        },
        pk=("take", "verb", "model"),
        not_null={"take", "verb", "model", "held", "faults", "brushed", "recorded"},
    )
    db.table("evidence").create_index(["model", "verb"])


@migrations()
def m002_lists(db: Database) -> None:
    """What the person wrote down without a take: verbs that work, verbs to avoid."""
    db.table("listed").create(
        {"verb": str, "model": str, "word": str, "note": str},
        pk=("verb", "model"),
        not_null={"verb", "model", "word", "note"},
    )


@migrations()
def m003_judgements(db: Database) -> None:
    """One row for each judged finding of each take: what the person's own thresholds are from."""
    db.table("judgements").create(
        {
            "take": str,
            "key": str,
            "kind": str,
            "score": float,
            "confirmed": int,
            "counts": int,
            "recorded": str,
        },
        pk=("take", "key"),
        not_null={"take", "key", "kind", "score", "confirmed", "counts", "recorded"},
    )
    db.table("judgements").create_index(["kind"])
