"""People in clips: their bodies and hands, where the models for it were fetched.

`watch` gives a Watcher, which sees the frames of one clip and tells `people` and `hands`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from engine.errors import VerbenchError
from engine.inspect.own import file_of, mend_of
from engine.inspect.people.joints import Hand, Person, Pose
from engine.records import ClipInfo

if TYPE_CHECKING:
    from engine.inspect.people.watcher import Watcher

__all__ = ["Hand", "Person", "Pose", "ready", "watch"]


def ready(folder: Path | None) -> bool:
    """Whether people can be looked for: with what was fetched, or with a model of the person's."""
    return folder is not None and (_fetched(folder) or file_of("pose", folder).is_file())


def watch(clip: ClipInfo, folder: Path | None) -> Watcher | None:
    """A watcher with the models in a folder; None where they, or what runs them, are not there."""
    from engine.inspect.people.hands import load_hands
    from engine.inspect.people.own import OwnPose
    from engine.inspect.people.pose import Bodies, load_pose
    from engine.inspect.people.watcher import Watcher

    if folder is None or not ready(folder):
        return None
    try:
        fetched = load_pose(folder) if _fetched(folder) else None
        hands = load_hands(folder) if _fetched(folder) else None
        own: Bodies | None = None
        if file_of("pose", folder).is_file():
            own = OwnPose(file_of("pose", folder), fetched, mend_of("pose"))
        return Watcher(clip, own or fetched, hands)
    except VerbenchError:
        # they were damaged since they were put there: clips are inspected without
        return None


def _fetched(folder: Path) -> bool:
    from engine.inspect.people import fetch, network

    return network.runs_here() and fetch.present(folder)
