"""People in clips: their bodies and hands, where the models for it were fetched.

`watch` gives a Watcher, which sees the frames of one clip and tells `people` and `hands`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from engine.errors import VerbenchError
from engine.inspect.people.joints import Hand, Person, Pose
from engine.records import ClipInfo

if TYPE_CHECKING:
    from engine.inspect.people.watcher import Watcher

__all__ = ["Hand", "Person", "Pose", "ready", "watch"]


def ready(folder: Path | None) -> bool:
    """Whether people can be looked for: the models are in a folder, and what runs them is here."""
    from engine.inspect.people import fetch, network

    return folder is not None and network.runs_here() and fetch.present(folder)


def watch(clip: ClipInfo, folder: Path | None) -> Watcher | None:
    """A watcher with the models in a folder; None where they, or what runs them, are not there."""
    from engine.inspect.people.hands import load_hands
    from engine.inspect.people.pose import load_pose
    from engine.inspect.people.watcher import Watcher

    if folder is None or not ready(folder):
        return None
    try:
        return Watcher(clip, load_pose(folder), load_hands(folder))
    except VerbenchError:
        # they were damaged since they were fetched: clips are inspected without, the doctor tells
        return None
