"""What the player knows of a kind of violation: how it is drawn, where its lane stands, its words.

What goes in are the fields of a detector, in the language of the window; the lanes, the overlay and
the card read them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from widgets.common.translation import tr

if TYPE_CHECKING:
    from engine.detectors.base import Shape, Tier


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of violation."""

    id: str
    title: str
    tier: Tier = "physics"
    shape: Shape = "box"
    rule: str = ""
    """The physical rule, or the wish, in words."""
    advice: str = ""
    """What to change in the prompt or with the brush."""
    measures: str = ""
    """How it is measured."""
    threshold: str = ""
    """From where on it is told, and why."""
    paints: bool = False
    """Whether its advice speaks of the brush."""


Kinds = Mapping[str, Kind]
OTHER = "other"
"""The kind of a finding that is right, but of none of our kinds."""
NO_KINDS: Kinds = MappingProxyType({})


def kind_of(kinds: Kinds, name: str) -> Kind:
    """The kind of a finding; a report may be from a version that knew others."""
    return kinds.get(name) or Kind(name, tr("Something else") if name == OTHER else name)
