"""Files that travel with the program: lexicons, icons, fonts, style, schemas, the sample."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent


def path(*parts: str) -> Path:
    """The place of a shipped file or folder, e.g. `path("icons", "play.svg")`."""
    return ROOT.joinpath(*parts)
