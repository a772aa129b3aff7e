"""The sample project: shipped shots go in, the person's own copy of them comes out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import resources
from engine.documents import load_shot

if TYPE_CHECKING:
    from engine.project.store import Project

SHOTS = ("ball", "rock", "cup")
"""The ball first: its prompt has hints to read and to mend."""
WRONG_TAKE = ("rock", "rock-uphill.mp4", "example of a violation")
"""A take that goes wrong on purpose, of the shot it stands under, and its model's name."""


def open_sample(folder: Path) -> Project:
    """The sample project in `folder`; it is made there the first time."""
    from engine.project.database import NAME
    from engine.project.store import Project

    if (folder / NAME).exists():
        return Project.open(folder)
    project = Project.create(folder)
    shots = {name: load_shot(resources.path("sample", "shots", f"{name}.json")) for name in SHOTS}
    ids = {name: project.add_shot(shot) for name, shot in shots.items()}
    name, file, model = WRONG_TAKE
    clip = resources.path("sample", "takes", file)
    project.import_clip(clip, model, ids[name], shots[name].prompt)
    return project
