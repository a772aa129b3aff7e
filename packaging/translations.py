"""Bring the translations up to date with the texts of the program.

    .venv/bin/python packaging/translations.py          every language there is
    .venv/bin/python packaging/translations.py fr       begins another one too

Each resources/translations/verbench_LANGUAGE.ts gets the texts that are new and loses those that
are gone; what was translated stays. From each the .qm is made that the window reads. New texts are
marked unfinished in the .ts: Qt Linguist (`.venv/bin/pyside6-linguist FILE`) or any editor fills
them in, and a second run of this command takes them over.
"""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
SOURCES = ("app", "widgets")


def extract(file: Path) -> str:
    """Takes the texts of app/ and widgets/ into a .ts file; returns what the tool said."""
    language = file.stem.partition("_")[2]
    options = ("-extensions", "py", "-locations", "none", "-no-obsolete")
    languages = ("-source-language", "en", "-target-language", language)
    return _run("lupdate", *options, *languages, *SOURCES, "-ts", str(file))


def release(file: Path, into: Path | None = None) -> Path:
    """Makes the .qm of a .ts file, beside it or elsewhere; returns its path."""
    made = into or file.with_suffix(".qm")
    _run("lrelease", "-silent", str(file), "-qm", str(made))
    return made


def _run(tool: str, *arguments: str) -> str:
    program = Path(sysconfig.get_path("scripts")) / f"pyside6-{tool}"
    done = subprocess.run(
        [str(program), *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{tool}: {(done.stderr or done.stdout).strip()}")
    return done.stdout.strip()


def main(languages: Sequence[str]) -> None:
    """Updates every file, and those of the languages that are named."""
    FOLDER.mkdir(exist_ok=True)
    named = {FOLDER / f"verbench_{language}.ts" for language in languages}
    for file in sorted(named | set(FOLDER.glob("verbench_*.ts"))):
        found = next(line for line in extract(file).splitlines() if "Found" in line)
        print(f"{file.relative_to(ROOT).as_posix()}: {found.strip()}")
        release(file)


if __name__ == "__main__":
    main(sys.argv[1:])
