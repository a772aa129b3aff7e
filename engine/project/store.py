"""A project: shots, takes, ratings and settings go in, and are there again after any crash.

A project is a folder with `project.db` and `media/`. It can be moved and copied; while it is open,
use `backup` for a copy of the database. One thread owns it. Removing is always soft: files stay
and everything can be brought back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self

from engine.closing import Closing
from engine.errors import BadInput, StorageProblem
from engine.project import media as media_files
from engine.project import prompts as prompt_rows
from engine.project.database import NAME, Database
from engine.project.rows import (
    made_to_row,
    rating_from_row,
    rating_to_row,
    request_to_row,
    shot_from_row,
    shot_to_row,
    take_from_row,
)
from engine.records import (
    ClipInfo,
    Cut,
    CutShot,
    Ignored,
    KeptPrompt,
    Made,
    Mark,
    Rating,
    Report,
    Request,
    RuleState,
    Shot,
    Take,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from engine.prompt.snippets import Made as PromptMade

_IGNORED = ("key", "rule", "words", "cause", "shot_id")


def now() -> str:
    """The time of an event as it is stored: UTC, ISO 8601, microseconds."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


class Project(Closing):
    """An open project. Close it, or use it in a `with`."""

    def __init__(self, folder: Path, database: Database) -> None:
        self.folder = folder
        self.database = database
        self._kept: dict[tuple[Path, int, int], Path] = {}
        self._written: dict[int, int] = {}
        """How often something of a take was written."""
        self._takes: dict[int, tuple[tuple[int, int], Take]] = {}

    @classmethod
    def create(cls, folder: Path) -> Self:
        """Make a project in `folder`, which is made where it is missing.

        Raises BadInput where one is there already, StorageProblem where nothing can be written.
        """
        folder = Path(folder).absolute()
        if (folder / NAME).exists():
            raise BadInput(f"{folder} holds a project already", mend="Open it instead.")
        _make_folders(folder)
        return cls(folder, Database(folder / NAME, make=True))

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open the project in `folder`.

        Raises BadInput where there is none, TooNew where a newer Verbench wrote it, StorageProblem
        where it is damaged or cannot be written. Nothing is changed by a failure.
        """
        folder = Path(folder).absolute()
        if not (folder / NAME).is_file():
            raise BadInput(
                f"{folder} is no Verbench project", mend="Choose one, or make a new one."
            )
        _make_folders(folder)
        return cls(folder, Database(folder / NAME, make=False))

    def close(self) -> None:
        """Let go of the files. Closing twice is fine."""
        self.database.close()

    @property
    def media(self) -> Path:
        """Where start images, masks and takes are."""
        return self.folder / media_files.FOLDER

    def backup(self) -> Path:
        """A whole copy of the database in backups/, safe at any time; returns its path."""
        return self.database.backup()

    def keep(self, file: Path) -> Path:
        """Where `file` is within the project: a copy in media/ unless it is inside already.

        Raises BadInput where it cannot be read, StorageProblem where the copy cannot be made.
        """
        file = Path(file).absolute()
        if file.is_relative_to(self.folder):
            return file
        try:
            state = file.stat()
        except OSError as error:
            raise BadInput(f"There is no file {file}", mend="Check the path.") from error
        key = (file, state.st_mtime_ns, state.st_size)
        if key not in self._kept or not self._kept[key].exists():
            self._kept[key] = media_files.keep_file(file, self.media)
        return self._kept[key]

    def keep_picture(self, png: bytes) -> Path:
        """A file in media/ of a PNG that came from elsewhere, e.g. the clipboard."""
        return media_files.keep_content(png, "picture", ".png", self.media)

    def keep_mask(self, mask: NDArray[np.uint8]) -> Path:
        """A PNG in media/ of a painted region: uint8 (h, w), 255 is inside.

        The same region is the same file. Raises StorageProblem where it cannot be written.
        """
        import cv2

        _, png = cv2.imencode(".png", mask)
        return media_files.keep_content(png.tobytes(), "mask", ".png", self.media)

    def last_frame(self, shot_id: int) -> Path | None:
        """The last picture of the chosen take of a shot, or of its newest, as a file in media/.

        None where it has no take. Raises BadInput where the clip cannot be read.
        """
        takes = self.takes(shot_id)
        if not takes:
            return None
        chosen = self.chosen(shot_id)
        take = next((take for take in takes if take.id == chosen), takes[-1])
        return self.keep_frame(take.id, take.clip.frames - 1)

    def keep_frame(self, take_id: int, index: int) -> Path:
        """A frame of a take, from 0, pixel for pixel as a file in media/.

        Raises BadInput where the clip cannot be read, IndexError where it has no such frame.
        """
        from engine.video.read import Reader

        with Reader(self.take(take_id).path) as reader:
            return self.keep_pixels(reader.frame(index))

    def keep_pixels(self, image: NDArray[np.uint8]) -> Path:
        """A PNG in media/ of a picture: uint8 RGB (h, w, 3)."""
        import cv2

        _, png = cv2.imencode(".png", cv2.cvtColor(image, cv2.COLOR_RGB2BGR))
        return self.keep_picture(png.tobytes())

    def with_kept_files(self, shot: Shot) -> Shot:
        """The shot with its images in the project; an image that is gone keeps its path.

        Raises StorageProblem where a copy cannot be made.
        """

        def kept(path: Path | None) -> Path | None:
            return self.keep(path) if path is not None and path.is_file() else path

        strokes = tuple(
            replace(stroke, region=replace(stroke.region, mask=kept(stroke.region.mask)))
            for stroke in shot.plan.strokes
        )
        return replace(
            shot,
            start_image=kept(shot.start_image),
            end_image=kept(shot.end_image),
            plan=replace(shot.plan, strokes=strokes, plate=kept(shot.plan.plate)),
        )

    # shots

    def shots(self) -> tuple[tuple[int, Shot], ...]:
        """All shots with their ids, in order."""
        rows = self.database.rows(
            "select id, data from shots where removed is null order by position, id"
        )
        return tuple((row["id"], shot_from_row(row["data"], self.folder)) for row in rows)

    def shot(self, shot_id: int) -> Shot:
        """One shot, removed or not. Raises BadInput where there is none of that id."""
        return shot_from_row(self._row("shots", shot_id)["data"], self.folder)

    def add_shot(self, shot: Shot, position: int | None = None) -> int:
        """Put a shot at `position` (0-based; at the end where None); returns its id."""
        data = shot_to_row(self.with_kept_files(shot), self.folder)
        with self.database.writing() as db:
            made = db.execute(
                "insert into shots (position, data, created) values (-1, ?, ?)", (data, now())
            )
            shot_id = int(made.lastrowid or 0)
            self._place(shot_id, position)
        return shot_id

    def save_shot(self, shot_id: int, shot: Shot) -> None:
        """Write a shot over what it was; images from elsewhere are copied into media/."""
        data = shot_to_row(self.with_kept_files(shot), self.folder)
        self._update("shots", shot_id, data=data)

    def move_shot(self, shot_id: int, position: int) -> None:
        """Put a shot at `position` (0-based) among the others."""
        self._row("shots", shot_id)
        with self.database.writing():
            self._place(shot_id, position)

    def remove_shot(self, shot_id: int) -> None:
        """Take a shot away, with its takes; `restore_shot` brings both back."""
        self._update("shots", shot_id, removed=now())

    def restore_shot(self, shot_id: int) -> None:
        """Bring a removed shot back to where it was."""
        self._update("shots", shot_id, removed=None)

    # takes

    def takes(self, shot_id: int | None = None) -> tuple[Take, ...]:
        """The takes of a shot by number, or all of the project, oldest first."""
        rows = self.database.rows(
            """select takes.id from takes left join shots on shots.id = takes.shot_id
            where takes.removed is null and shots.removed is null
            and (?1 is null or takes.shot_id = ?1) order by takes.id""",
            (shot_id,),
        )
        return tuple(self._known(row["id"]) for row in rows)

    def take_stamp(self, take_id: int) -> tuple[int, int] | None:
        """Another one after everything that was written of a take; None within a transaction."""
        stamp = self.database.stamp()
        return None if stamp is None else (stamp[0], self._written.get(take_id, 0))

    def _known(self, take_id: int) -> Take:
        """A take, read once."""
        stamp, known = self.take_stamp(take_id), self._takes.get(take_id)
        if known is not None and known[0] == stamp:
            return known[1]
        take = self.take(take_id)
        if stamp is not None:  # what was read within a transaction may yet be rolled back
            self._takes[take_id] = stamp, take
        return take

    def take(self, take_id: int) -> Take:
        """One take, removed or not. Raises BadInput where there is none of that id."""
        return take_from_row(self._row("takes", take_id), self.folder)

    def hash_of(self, take_id: int) -> str:
        """The sha256 of a take's file: the same clip never counts twice."""
        return str(self._row("takes", take_id)["sha256"])

    def add_take(
        self,
        path: Path,
        clip: ClipInfo,
        *,
        source: Literal["generated", "imported"],
        model: str,
        sha256: str,
        shot_id: int | None = None,
        job_id: str | None = None,
        request: Request | None = None,
        seconds: float | None = None,
        made: Made | None = None,
    ) -> Take:
        """Enter the clip at `path`, which is inside the project, as the next take of its shot.

        `seconds` is how long it took to make, `made` how it was. Raises BadInput for
        a file outside the project.
        """
        path = Path(path).absolute()
        if not path.is_relative_to(self.folder):
            raise BadInput(f"{path} is outside the project", mend="Import it instead.")
        row = {
            "shot_id": shot_id,
            "path": path.relative_to(self.folder).as_posix(),
            "sha256": sha256,
            "source": source,
            "model": model,
            "frames": clip.frames,
            "fps": clip.fps,
            "width": clip.width,
            "height": clip.height,
            "codec": clip.codec,
            "created": now(),
            "job_id": job_id,
            "request": None if request is None else request_to_row(request, self.folder),
            "seconds": seconds,
            "made": None if made is None else made_to_row(made),
        }
        with self.database.writing() as db:
            # removed takes keep their numbers, so that 'Take 3' is always the same one
            row["number"] = db.execute(
                "select 1 + coalesce(max(number), 0) from takes where shot_id is ?", (shot_id,)
            ).fetchone()[0]
            names = ", ".join(row)
            marks = ", ".join("?" * len(row))
            done = db.execute(f"insert into takes ({names}) values ({marks})", (*row.values(),))
            take_id = int(done.lastrowid or 0)
            self._count("takes", take_id)
            return self.take(take_id)

    def star(self, take_id: int, starred: bool) -> None:
        """Mark a take as one of the good ones, or not."""
        self._update("takes", take_id, starred=int(starred))

    def remove_take(self, take_id: int) -> None:
        """Take a take away; its file stays, and `restore_take` brings it back."""
        self._update("takes", take_id, removed=now())

    def restore_take(self, take_id: int) -> None:
        """Bring a removed take back under its old number."""
        self._update("takes", take_id, removed=None)

    def chosen(self, shot_id: int) -> int | None:
        """The take that stands for its shot in the cut; None while nobody chose."""
        found: int | None = self._row("shots", shot_id)["chosen"]
        if found is None or self._row("takes", found)["removed"] is not None:
            return None
        return found

    def choose(self, take_id: int) -> None:
        """Let this take stand for its shot in the cut. Raises BadInput for a take of no shot."""
        shot_id = self._row("takes", take_id)["shot_id"]
        if shot_id is None:
            raise BadInput("The take belongs to no shot", mend="Import it into a shot.")
        self._update("shots", shot_id, chosen=take_id)

    def unchoose(self, shot_id: int) -> None:
        """No take stands for the shot any more."""
        self._update("shots", shot_id, chosen=None)

    def cut(self) -> Cut:
        """The shots in order with the chosen take each, at the size and rate of the first.

        Raises BadInput where no take is chosen.
        """
        ids = [self.chosen(shot_id) for shot_id, _ in self.shots()]
        takes = [self.take(take_id) for take_id in ids if take_id is not None]
        if not takes:
            raise BadInput("No take is chosen yet", mend="Choose a take for at least one shot.")
        first = takes[0].clip
        shots = tuple(CutShot(take.path) for take in takes)
        return Cut(first.fps, first.width, first.height, shots)

    # clips from elsewhere

    def import_clip(
        self,
        path: Path,
        model: str | None = None,
        shot_id: int | None = None,
        prompt: str | None = None,
    ) -> Take:
        """Copy a clip into the project as a take of `model`.

        A clip that Verbench made carries its Request: where no `shot_id` is given it comes back
        with its shot; any other becomes a take of the shot of that prompt. Either is added where it
        is not there. The same clip twice in one shot is one take. Raises BadInput for a clip that
        cannot be read, StorageProblem where the copy cannot be made.
        """
        from engine.project.clips import import_clip

        if shot_id is not None:
            self._row("shots", shot_id)
        return import_clip(self, Path(path), model, shot_id, prompt)

    # what was found and said about takes

    def save_report(self, take_id: int, report: Report) -> None:
        """Keep what the detectors saw in a take."""
        from engine.inspect.report_json import report_to_dict

        text = json.dumps(report_to_dict(report), ensure_ascii=False, allow_nan=False)
        self._update("takes", take_id, report=text)

    def report(self, take_id: int) -> Report | None:
        """What the detectors saw; None before the take was inspected."""
        row = self._row("takes", take_id)
        if row["report"] is None:
            return None
        from engine.inspect.report_json import report_from_dict

        # the project may have moved since
        return replace(report_from_dict(json.loads(row["report"])), file=self.folder / row["path"])

    def save_rating(self, take_id: int, rating: Rating) -> None:
        """Keep the person's judgement of a take."""
        self._update("takes", take_id, rating=rating_to_row(rating))

    def rating(self, take_id: int) -> Rating | None:
        """The person's judgement; None before the first."""
        text = self._row("takes", take_id)["rating"]
        return None if text is None else rating_from_row(text)

    def save_marks(self, take_id: int, marks: Iterable[Mark]) -> None:
        """Keep what the person says of things in a take."""
        from engine.inspect.marks import marks_to_dict

        self._update("takes", take_id, marks=json.dumps(marks_to_dict(marks), ensure_ascii=False))

    def marks(self, take_id: int) -> tuple[Mark, ...]:
        """What the person says of things in a take."""
        text = self._row("takes", take_id)["marks"]
        if text is None:
            return ()
        from engine.inspect.marks import marks_from_text

        return marks_from_text(text, f"Take {take_id}")

    def save_ruled(self, take_id: int, ruled: Mapping[str, RuleState]) -> None:
        """Keep what the person says of the rules of a take, by their texts."""
        self._update("takes", take_id, ruled=json.dumps(dict(ruled), ensure_ascii=False))

    def ruled(self, take_id: int) -> dict[str, RuleState]:
        """What the person says of the rules of a take, by their texts."""
        text = self._row("takes", take_id)["ruled"]
        return {} if text is None else dict(json.loads(text))

    # prompts

    def keep_prompt(self, text: str, model: str) -> None:
        """Keep a prompt that was generated from or left; the same one again is the newest."""
        prompt_rows.keep(self.database, text, model, now())

    def prompts(self, most: int = prompt_rows.MOST) -> tuple[KeptPrompt, ...]:
        """The prompts that were kept, the newest first, with what became of them."""
        return prompt_rows.newest(self.database, most)

    def prompt_texts(self, most: int = prompt_rows.MOST) -> tuple[str, ...]:
        """The words of the prompts that were kept, the newest first, each once."""
        return prompt_rows.texts(self.database, most)

    def made(self) -> tuple[PromptMade, ...]:
        """Prompt, model and rating of every take there ever was, the oldest first."""
        return prompt_rows.made(self.database)

    # what the person does not want to be told, and settings

    def ignores(self, shot_id: int | None = None) -> frozenset[str]:
        """Keys of hints that are ignored in the project or in the shot."""
        rows = self.database.rows(
            "select key from ignores where shot_id is null or shot_id = ?", (shot_id,)
        )
        return frozenset(row["key"] for row in rows)

    def ignored(self) -> tuple[Ignored, ...]:
        """All that is ignored in the project and in shots that are not removed, oldest first."""
        rows = self.database.rows(
            """select ignores.* from ignores left join shots on shots.id = ignores.shot_id
            where shots.removed is null order by ignores.id"""
        )
        return tuple(Ignored(**{name: row[name] for name in _IGNORED}) for row in rows)

    def ignore(self, ignored: Ignored) -> None:
        """Ignore a hint in its shot, or in the whole project; twice is once."""
        names, marks = ", ".join(_IGNORED), ", ".join("?" * len(_IGNORED))
        values = [getattr(ignored, name) for name in _IGNORED]
        with self.database.writing() as db:
            db.execute(f"insert or ignore into ignores ({names}) values ({marks})", values)

    def unignore(self, ignored: Ignored) -> None:
        """Undo `ignore`."""
        with self.database.writing() as db:
            db.execute(
                "delete from ignores where key = ? and shot_id is ?",
                (ignored.key, ignored.shot_id),
            )

    def setting(self, key: str, default: Any = None) -> Any:
        """A setting of this project: anything JSON can say."""
        rows = self.database.rows("select value from settings where key = ?", (key,))
        return json.loads(rows[0]["value"]) if rows else default

    def save_setting(self, key: str, value: Any) -> None:
        """Keep a setting of this project."""
        text = json.dumps(value, ensure_ascii=False, allow_nan=False)
        with self.database.writing() as db:
            db.execute("insert or replace into settings values (?, ?)", (key, text))

    # inside

    def _row(self, table: str, row_id: int) -> Any:
        rows = self.database.rows(f"select * from {table} where id = ?", (row_id,))
        if not rows:
            raise BadInput(f"The project has no {table[:-1]} {row_id}", mend="List them first.")
        return rows[0]

    def _update(self, table: str, row_id: int, **values: Any) -> None:
        names = ", ".join(f"{name} = ?" for name in values)
        with self.database.writing() as db:
            done = db.execute(
                f"update {table} set {names} where id = ?", (*values.values(), row_id)
            )
            self._count(table, row_id)
            if done.rowcount != 1:
                self._row(table, row_id)

    def _count(self, table: str, row_id: int) -> None:
        if table == "takes":
            self._written[row_id] = self._written.get(row_id, 0) + 1

    def _place(self, shot_id: int, position: int | None) -> None:
        """Renumber all shots; removed ones keep their place between the others."""
        with self.database.writing() as db:
            rows = db.execute(
                "select id, removed from shots where id != ? order by position, id", (shot_id,)
            ).fetchall()
            live = [at for at, row in enumerate(rows) if row["removed"] is None]
            order = [row["id"] for row in rows]
            inside = position is not None and 0 <= position < len(live)
            order.insert(live[position] if inside and position is not None else len(order), shot_id)
            db.executemany(
                "update shots set position = ? where id = ?", [(n, i) for n, i in enumerate(order)]
            )


def _make_folders(folder: Path) -> None:
    try:
        (folder / media_files.FOLDER).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageProblem(
            f"{folder} cannot be made or written ({error.strerror})",
            mend="Choose a folder you may write to.",
        ) from error
