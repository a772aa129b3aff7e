"""Under which licence a model may be used, as its folder says it: a folder goes in, a link, a name
or a file comes out. Nothing is guessed: a folder that says nothing gives an empty text.
"""

from __future__ import annotations

import re
from pathlib import Path

_START = 16 << 10
_LINE = re.compile(r"^(license|license_name|license_link):[ \t]*(.+?)[ \t]*$", re.MULTILINE)
_FILES = ("LICENSE", "LICENSE.txt", "LICENSE.md", "LICENSE.pdf", "License.txt", "LICENCE")
_LENGTH = 200
_READ = frozenset({"", ".txt", ".md", ".pdf"})
"""Endings of what is opened to be read; a stranger's card may name a program."""


def licence_in(folder: Path) -> str:
    """The licence that the model card of a folder names, the link before the name; else its file.

    A card's front matter has `license`, `license_name` and `license_link`, after the Hugging Face
    model cards.
    """
    said = _card(folder / "README.md")
    for key in ("license_link", "license_name", "license"):
        value = said.get(key, "")
        if value and value.lower() not in {"other", "unknown"}:
            return value[:_LENGTH]
    return next((name for name in _FILES if (folder / name).is_file()), "")


def licence_file(folder: Path, said: str) -> Path | None:
    """The file beside a model that its card names as its licence; None where it names none."""
    plain = said and Path(said).name == said and Path(said).suffix.lower() in _READ
    return folder / said if plain and (folder / said).is_file() else None


def _card(path: Path) -> dict[str, str]:
    try:
        with path.open("rb") as file:
            start = file.read(_START).decode("utf-8", "replace")
    except OSError:
        return {}
    lines = start.replace("\r\n", "\n")
    if not lines.startswith("---\n"):
        return {}
    front = lines[4:].split("\n---", 1)[0]
    return {key: value.strip("'\" ") for key, value in _LINE.findall(front)}
