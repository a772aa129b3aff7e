"""The sample project: shipped shots go in, the person's own copy of them comes out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import resources
from engine.documents import load_shot

if TYPE_CHECKING:
    from engine.project.store import Project

SHOTS = ("rock", "ball", "cup")


def open_sample(folder: Path) -> Project:
    """The sample project in `folder`; it is made there the first time."""
    from engine.project.database import NAME
    from engine.project.store import Project

    if (folder / NAME).exists():
        return Project.open(folder)
    project = Project.create(folder)
    for name in SHOTS:
        project.add_shot(load_shot(resources.path("sample", "shots", f"{name}.json")))
    return project
