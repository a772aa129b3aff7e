"""The verb book: evidence goes in, verdicts come out. One SQLite file, the person's own.

It spans projects, so it lives in the person's data folder; it can be exported, imported and merged
with another one. One connection writes; readers see whole transactions (WAL).
"""

from __future__ import annotations

import csv
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, get_args

from engine.closing import Closing
from engine.documents import parse_json, write_json
from engine.errors import BadInput, StorageProblem, TooNew
from engine.records import SCHEMA, Evidence, Judgement, Verdict, VerdictWord
from engine.verbs.verdict import judge

if TYPE_CHECKING:
    from sqlite_utils import Database

WORDS = get_args(VerdictWord)
ANY_MODEL = ""
"""In the person's list: said of every model."""
MAX_IMPORT_BYTES = 64 * 1024 * 1024
MAX_IMPORT_ROWS = 1_000_000
COLUMNS = ("take", "verb", "model", "held", "adherence", "physics", "faults", "brushed")
_FORMULA = tuple("=+-@\t\r＝＋－＠")


class VerbBook(Closing):
    """The open book. Close it, or use it as a context."""

    def __init__(self, path: Path) -> None:
        """Opens the book at `path` and makes it where it is missing.

        Raises StorageProblem for a damaged or unwritable file, TooNew for a newer one.
        """
        self.path = path
        with _readable(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = _open(path)

    def close(self) -> None:
        """Closes the file."""
        self._db.close()

    # evidence

    def record(self, evidence: Iterable[Evidence], *, take: str) -> None:
        """Puts what a take says into the book, in place of what it said before."""
        with self._writing():
            self._db.table("evidence").delete_where("take = ?", [take])
            self._insert(evidence)

    def evidence(self, verb: str | None = None, model: str | None = None) -> tuple[Evidence, ...]:
        """All evidence, or that of one verb, or on one model; in the order it was recorded."""
        wanted = {"verb": verb, "model": model}
        given = {column: value for column, value in wanted.items() if value is not None}
        where = " and ".join(f"{column} = :{column}" for column in given) or None
        rows = self._db.table("evidence").rows_where(where, given, order_by="recorded, take, verb")
        return tuple(_evidence(row) for row in rows)

    # the person's own list

    def put_on_list(self, verb: str, model: str, word: VerdictWord, note: str = "") -> None:
        """Writes down what the person knows without a take; 'untested' takes it off the list."""
        if not verb.strip() or len(verb) > 100:
            raise BadInput("A verb of 1 to 100 characters is needed", mend="Name the verb.")
        with self._writing():
            if word == "untested":
                self._db.table("listed").delete_where("verb = ? and model = ?", [verb, model])
            else:
                row = {"verb": verb, "model": model, "word": word, "note": note}
                self._db.table("listed").insert(row, replace=True)

    def listed(self) -> dict[tuple[str, str], VerdictWord]:
        """The person's list: (verb, model) -> word."""
        return {(row["verb"], row["model"]): row["word"] for row in self._db.table("listed").rows}

    # verdicts

    def verdict(self, verb: str, model: str) -> Verdict:
        """What is known of one verb on one model."""
        return self.book_for(model).get(verb) or judge(verb, model, ())

    def book_for(self, model: str) -> dict[str, Verdict]:
        """All verdicts on one model, by verb: what a rule sees."""
        return {verdict.verb: verdict for verdict in self.verdicts(model)}

    def verdicts(self, model: str | None = None) -> tuple[Verdict, ...]:
        """All verdicts, those with the most takes first."""
        grouped: defaultdict[tuple[str, str], list[Evidence]] = defaultdict(list)
        for item in self.evidence(model=model):
            grouped[item.verb, item.model].append(item)
        listed = self.listed()
        for verb, of_model in listed:
            if model is None or of_model in (model, ANY_MODEL):
                grouped.setdefault((verb, of_model if model is None else model), [])
        found = [
            judge(
                verb, of_model, known, listed.get((verb, of_model), listed.get((verb, ANY_MODEL)))
            )
            for (verb, of_model), known in grouped.items()
        ]
        return tuple(sorted(found, key=lambda v: (-v.takes, v.verb, v.model)))

    def models(self) -> tuple[str, ...]:
        """Every model the book knows something about."""
        rows = self._db.query("select distinct model from evidence order by model")
        return tuple(row["model"] for row in rows)

    # judged findings

    def record_judgements(self, judgements: Iterable[Judgement], *, take: str) -> None:
        """What the person says of a take's findings, in place of what was said of them before.

        What was reset stays so while the person does not change their mind about it.
        """
        now = datetime.now(UTC).isoformat(timespec="microseconds")
        with self._writing():
            known = self._db.table("judgements").rows_where("take = ?", [take])
            reset = {(row["key"], row["confirmed"]) for row in known if not row["counts"]}
            self._db.table("judgements").delete_where("take = ?", [take])
            self._db.table("judgements").insert_all(
                asdict(one)
                | {
                    "confirmed": int(one.confirmed),
                    "counts": int((one.key, int(one.confirmed)) not in reset),
                    "recorded": now,
                }
                for one in judgements
                if one.take == take
            )

    def judgements(self, kind: str | None = None) -> tuple[Judgement, ...]:
        """All that count, or those about one kind."""
        where, given = ("kind = ? and counts", [kind]) if kind is not None else ("counts", [])
        rows = self._db.table("judgements").rows_where(where, given, order_by="recorded, take, key")
        return tuple(
            Judgement(row["take"], row["key"], row["kind"], row["score"], bool(row["confirmed"]))
            for row in rows
        )

    def reset_judgements(self, kind: str | None = None) -> tuple[Judgement, ...]:
        """From now on none of them counts, or none about one kind. Returns those that did, so that
        it can be undone by `restore_judgements`."""
        with self._writing():
            gone = self.judgements(kind)
            self._count(gone, False)
        return gone

    def restore_judgements(self, judgements: Iterable[Judgement]) -> None:
        """Lets what was reset count again."""
        with self._writing():
            self._count(judgements, True)

    def _count(self, judgements: Iterable[Judgement], counts: bool) -> None:
        self._db.conn.executemany(
            "update judgements set counts = ? where take = ? and key = ?",
            [(int(counts), one.take, one.key) for one in judgements],
        )

    # to and from files

    def export(self, path: Path) -> int:
        """Writes all evidence and the list to a .json file, or the evidence to a .csv file."""
        rows = [asdict(item) | {"faults": list(item.faults)} for item in self.evidence()]
        if path.suffix.lower() == ".csv":
            _write_csv(rows, path)
        else:
            listed = [
                {"verb": verb, "model": model, "word": word}
                for (verb, model), word in self.listed().items()
            ]
            write_json({"schema": SCHEMA, "evidence": rows, "listed": listed}, path)
        return len(rows)

    def load(self, path: Path) -> int:
        """Adds the evidence of an exported file; what is already known stays. Returns new rows."""
        rows, listed = _read(path)
        items = [_checked(row, index, path.name) for index, row in enumerate(rows, start=1)]
        words = [_checked_word(row, path.name) for row in listed]
        return self._add(items, words)

    def merge(self, other: Path) -> int:
        """Adds all evidence of another verb book; what is already known stays."""
        if not other.is_file():
            raise BadInput(f"{other} does not exist", mend="Choose a verb book (.db).")
        with VerbBook(other) as book:
            words = [(verb, model, word) for (verb, model), word in book.listed().items()]
            return self._add(book.evidence(), words)

    def _add(self, items: Sequence[Evidence], words: Sequence[tuple[str, str, VerdictWord]]) -> int:
        before = self._db.table("evidence").count
        known = self.listed()
        with self._writing():
            self._insert(items)
            self._db.table("listed").insert_all(
                {"verb": verb, "model": model, "word": word, "note": ""}
                for verb, model, word in words
                if (verb, model) not in known
            )
        return int(self._db.table("evidence").count - before)

    def _insert(self, items: Iterable[Evidence]) -> None:
        now = datetime.now(UTC).isoformat(timespec="microseconds")
        self._db.table("evidence").insert_all((_row(item, now) for item in items), ignore=True)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with _readable(self.path), self._db.conn:
            yield


def _open(path: Path) -> Database:
    from sqlite_utils import Database

    from engine.verbs.migrations import migrations

    db = Database(path)
    try:
        db.conn.execute("pragma journal_mode = wal")
        db.conn.execute("pragma busy_timeout = 5000")
        known = {step.name for step in migrations.pending(Database(memory=True))}
        applied = {step.name for step in migrations.applied(db)}
        if applied - known:
            raise TooNew(f"{path.name} was written by a newer Verbench", mend="Update Verbench.")
        migrations.apply(db)
    except BaseException:
        db.close()
        raise
    return db


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise StorageProblem(
            f"The verb book {path} cannot be used: {error}",
            mend="Free some space, or move the file away and import an exported copy.",
        ) from error
    except OSError as error:
        raise StorageProblem(
            f"The verb book {path} cannot be opened: {error.strerror}",
            mend="Check that the folder can be written.",
        ) from error


def _row(item: Evidence, now: str) -> dict[str, Any]:
    return {
        **asdict(item),
        "held": int(item.held),
        "brushed": int(item.brushed),
        "faults": json.dumps(item.faults),
        "recorded": now,
    }


def _evidence(row: dict[str, Any]) -> Evidence:
    return Evidence(
        verb=row["verb"],
        model=row["model"],
        take=row["take"],
        held=bool(row["held"]),
        adherence=row["adherence"],
        physics=row["physics"],
        faults=tuple(json.loads(row["faults"])),
        brushed=bool(row["brushed"]),
    )


# --- files from strangers ----------------------------------------------------------------------


def _read(path: Path) -> tuple[list[Any], list[Any]]:
    try:
        if path.stat().st_size > MAX_IMPORT_BYTES:
            raise BadInput(f"{path.name} is too large for a list of verbs", mend="Choose another.")
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise BadInput(f"{path} does not exist", mend="Check the path.") from None
    except (OSError, UnicodeDecodeError):
        raise BadInput(
            f"{path.name} cannot be read as text", mend="Choose .json or .csv."
        ) from None
    if path.suffix.lower() == ".csv":
        return _read_csv(text, path.name), []
    data = parse_json(text, path.name, "list of verbs")
    rows, listed = data.get("evidence", []), data.get("listed", [])
    if not isinstance(rows, list) or not isinstance(listed, list):
        raise BadInput(f"{path.name} holds no evidence", mend="Choose a file Verbench exported.")
    if len(rows) + len(listed) > MAX_IMPORT_ROWS:
        raise BadInput(f"{path.name} has more than {MAX_IMPORT_ROWS} rows", mend="Split it.")
    return rows, listed


def _read_csv(text: str, name: str) -> list[Any]:
    try:
        reader = csv.DictReader(text.splitlines(), strict=True)
        if not set(COLUMNS) <= set(reader.fieldnames or ()):
            raise BadInput(f"{name} lacks a column", mend=f"It needs {', '.join(COLUMNS)}.")
        return [_plain_row(row) for row in reader]
    except csv.Error as error:
        raise BadInput(f"{name} is not a CSV file: {error}") from None


def _plain_row(row: dict[str, str]) -> dict[str, Any]:
    plain: dict[str, Any] = {key: (value or "").removeprefix("'") for key, value in row.items()}
    for key in ("adherence", "physics"):
        plain[key] = int(plain[key]) if plain[key].isascii() and plain[key].isdigit() else None
    for key in ("held", "brushed"):
        plain[key] = plain[key].strip().lower() in ("1", "true", "yes")
    plain["faults"] = plain["faults"].split()
    return plain


def _write_csv(rows: Sequence[dict[str, Any]], path: Path) -> None:
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            for row in rows:
                writer.writerow({key: _cell(row[key]) for key in COLUMNS})
    except OSError as error:
        raise StorageProblem(f"{path} could not be written: {error.strerror}") from error


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, list):
        return _cell(" ".join(value))
    # a spreadsheet runs a cell that starts like a formula
    if isinstance(value, str) and value.lstrip().startswith(_FORMULA):
        return f"'{value}"
    return value


def _checked(row: Any, index: int, name: str) -> Evidence:
    place = f"{name}: row {index}"
    if not isinstance(row, dict):
        raise BadInput(f"{place} is not a row of evidence")
    texts = {key: row.get(key) for key in ("verb", "model", "take")}
    if not all(isinstance(text, str) and 0 < len(text) <= 500 for text in texts.values()):
        raise BadInput(f"{place} needs verb, model and take", mend="Fill them in.")
    scores = {key: row.get(key) for key in ("adherence", "physics")}
    if not all(score in (None, 1, 2, 3, 4, 5) for score in scores.values()):
        raise BadInput(f"{place}: a rating is a whole number from 1 to 5", mend="Mend it.")
    faults = row.get("faults", [])
    if not isinstance(faults, list) or not all(isinstance(fault, str) for fault in faults):
        raise BadInput(f"{place}: faults is a list of kinds of violations", mend="Mend it.")
    return Evidence(
        verb=cast(str, texts["verb"]),
        model=cast(str, texts["model"]),
        take=cast(str, texts["take"]),
        held=bool(row.get("held")),
        adherence=scores["adherence"],
        physics=scores["physics"],
        faults=tuple(faults),
        brushed=bool(row.get("brushed")),
    )


def _checked_word(row: Any, name: str) -> tuple[str, str, VerdictWord]:
    if not isinstance(row, dict) or row.get("word") not in WORDS:
        raise BadInput(f"{name}: the list holds an unknown word", mend=f"Use {', '.join(WORDS)}.")
    verb, model = row.get("verb"), row.get("model", ANY_MODEL)
    if not isinstance(verb, str) or not isinstance(model, str) or not verb:
        raise BadInput(f"{name}: the list holds a row without a verb", mend="Fill it in.")
    return verb, model, row["word"]
