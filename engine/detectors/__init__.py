"""Observation -> Detection: one kind of violation per file, all of them in DETECTORS."""

from __future__ import annotations

from engine.detectors import (
    deform,
    early_effect,
    flicker,
    frozen,
    gravity,
    identity,
    impulse,
    incoherent_parts,
    jitter,
    mass,
    outside_brush,
    penetration,
    pop,
    reversed,
    size,
    start_end,
    subject_exit,
    teleport,
    wrong_direction,
)
from engine.detectors.base import Detection, Detector, Undetermined

DETECTORS: tuple[Detector, ...] = (
    wrong_direction.DETECTOR,
    outside_brush.DETECTOR,
    start_end.DETECTOR,
    subject_exit.DETECTOR,
    reversed.DETECTOR,
    frozen.DETECTOR,
    jitter.DETECTOR,
    flicker.DETECTOR,
    teleport.DETECTOR,
    pop.DETECTOR,
    gravity.DETECTOR,
    impulse.DETECTOR,
    size.DETECTOR,
    mass.DETECTOR,
    deform.DETECTOR,
    identity.DETECTOR,
    penetration.DETECTOR,
    early_effect.DETECTOR,
    incoherent_parts.DETECTOR,
)
"""In the order in which a person should hear of them: what was asked for comes first."""

__all__ = ["DETECTORS", "Detection", "Detector", "Undetermined"]
