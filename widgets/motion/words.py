"""Words that the canvas, the strip and the panel share: records go in, short texts come out."""

from __future__ import annotations

from PySide6.QtCore import QT_TR_NOOP

from engine.motion.wording import phrase_of
from engine.records import PRESETS, Camera, Easing, Manner, Preset, Stroke, StrokeKind
from widgets.common.numbers import decimal
from widgets.common.translation import tr
from widgets.motion import edits
from widgets.motion.kept import Kept

KINDS: dict[StrokeKind, str] = {
    "move": QT_TR_NOOP("motion"),
    "static": QT_TR_NOOP("static brush"),
    "ambient": QT_TR_NOOP("ambient"),
}
EASINGS: dict[Easing, str] = {
    "linear": QT_TR_NOOP("even speed"),
    "ease-in": QT_TR_NOOP("speeds up"),
    "ease-out": QT_TR_NOOP("slows down"),
    "ease-in-out": QT_TR_NOOP("eases in and out"),
}
MANNERS: dict[Manner, str] = {
    "sway": QT_TR_NOOP("sways"),
    "ripple": QT_TR_NOOP("ripples"),
    "flutter": QT_TR_NOOP("flutters"),
}
MOTIONS: dict[str, str] = {
    "": QT_TR_NOOP("By hand"),
    "throw": QT_TR_NOOP("Throw"),
    "bounce": QT_TR_NOOP("Drop and bounce"),
    "roll": QT_TR_NOOP("Roll"),
    "slide": QT_TR_NOOP("Slide"),
    "pendulum": QT_TR_NOOP("Pendulum"),
    "orbit": QT_TR_NOOP("Orbit"),
    "rise": QT_TR_NOOP("Rise"),
    "walk": QT_TR_NOOP("Walk"),
}
"""Titles by the names of `records.PRESETS`; '' is no physical motion."""
_phrases: Kept[Stroke, str] = Kept()


def kind_title(kind: StrokeKind) -> str:
    """The word for a kind of stroke."""
    return tr(KINDS[kind])


def motion_title(stroke: Stroke) -> str:
    """The word for what a stroke does: a physical motion by its name, else its kind."""
    if stroke.kind == "move" and stroke.motion is not None:
        return tr(MOTIONS[motion_name(stroke.motion)])
    return kind_title(stroke.kind)


def motion_name(preset: Preset | None) -> str:
    """What a preset is called in `MOTIONS`; '' for a path by hand."""
    return next((name for name, kind in PRESETS.items() if isinstance(preset, kind)), "")


def new_name(kind: StrokeKind) -> str:
    """What a new stroke is called until the person names it."""
    return tr("still part") if kind == "static" else tr("part")


def easing_title(easing: Easing, stroke: Stroke | None = None) -> str:
    """The words for an easing; that of a physical motion has a speed of its own."""
    if easing == "linear" and stroke is not None and stroke.motion is not None:
        return tr("as physics has it")
    return tr(EASINGS[easing])


def label_of(stroke: Stroke, index: int) -> str:
    """What a stroke is called everywhere: its number and its name."""
    return f"{index + 1} {stroke.name or kind_title(stroke.kind)}"


def way_in_words(stroke: Stroke, aspect: float) -> str:
    """The stroke's motion in words, made once for each stroke."""
    return _phrases.get(stroke, (aspect,), lambda: phrase_of(stroke, aspect))


def manner_of(stroke: Stroke, aspect: float) -> str:
    """In a few words, what the stroke does in a frame of this width over height."""
    if stroke.kind != "move":
        return kind_title(stroke.kind)
    if len(stroke.points) < 2:
        return tr("no path yet")
    way = way_in_words(stroke, aspect).partition(",")[0]
    return way or kind_title(stroke.kind)


def time_of(stroke: Stroke, seconds: float) -> str:
    """When the stroke moves, in seconds of the clip; empty where it has no path."""
    if len(stroke.points) < 2:
        return ""
    start, end = edits.span_of(stroke)
    return tr("{0} – {1} s").format(decimal(start * seconds, 1), decimal(end * seconds, 1))


def camera_words(camera: Camera) -> str:
    """What the camera does, in a few words that say so; empty where it stands still."""
    moves = camera_moves(camera)
    return tr("camera · {0}").format(moves) if moves else ""


def camera_moves(camera: Camera) -> str:
    """The moves of a camera, in a few words."""
    words = []
    if camera.pan:
        words.append(tr("pan right") if camera.pan > 0 else tr("pan left"))
    if camera.tilt:
        words.append(tr("tilt up") if camera.tilt > 0 else tr("tilt down"))
    if camera.zoom != 1.0:
        words.append(tr("zoom in") if camera.zoom > 1 else tr("zoom out"))
    if camera.roll:
        words.append(tr("roll"))
    if camera.orbit:
        words.append(tr("orbit right") if camera.orbit > 0 else tr("orbit left"))
    return ", ".join(words)
