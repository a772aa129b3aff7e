"""The embedded backend: a start image and a motion plan go in, their guide clip is the take.

No model, no download, the same bytes for the same request. A shot without strokes gets them from
its words, on the thing that was found in its start image.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from engine.backends.base import Backend, Generator, Limits, Listener, Workplace
from engine.errors import BadInput
from engine.frame.load import Image, fit, load_image
from engine.motion.guide import MAX_FRAMES, GuideClip
from engine.records import Made, MotionPlan, Request, Settings, Shot

LIMITS = Limits(
    min_side=64, max_side=4096, side_multiple=2, max_frames=MAX_FRAMES, needs_image=True
)

DOC = """\
Moves what was painted, exactly as it was painted: the regions of the motion brush are cut out of
the start image, the background behind them is completed, and they travel along their trajectories,
with the camera move on top. Nothing else in the picture changes. Without strokes, the motion that
the prompt names is put on the most salient thing in the start image. It needs no model, takes about
a second, and gives the same clip every time. It shows timing and direction; it invents no motion:
legs do not walk, water does not splash.
"""


def opened(settings: Settings, workplace: Workplace) -> Generator:
    """The generator; there is nothing to load. Raises BadInput for settings beyond the limits."""
    LIMITS.check(settings)
    return generated


def generated(request: Request, listener: Listener) -> Iterator[Image]:
    """The frames of a request, uint8 RGB. Raises BadInput for an image or plan it cannot use."""
    shot = request.shot
    LIMITS.check(shot.settings)
    clip = guide_clip(shot)
    listener.made(Made(device="cpu", way="auto", steps=len(clip)))
    for index, frame in enumerate(clip, start=1):
        if listener.paused():
            listener.wait()
        yield frame
        listener.step(index, len(clip))
        if listener.keeps():
            return


def guide_clip(shot: Shot) -> GuideClip:
    """The guide clip of a shot at its own size. Raises BadInput."""
    if shot.start_image is None:
        raise BadInput("This shot has no start image", mend="Choose one: the animatic moves it.")
    settings = shot.settings
    image = fit(load_image(shot.start_image), settings.width, settings.height)
    return GuideClip(plan_for(shot, image), image, settings.frames, fps=settings.fps)


def plan_for(shot: Shot, image: Image) -> MotionPlan:
    """The shot's plan, or the one its words propose where nothing was painted."""
    if shot.plan.strokes:
        return shot.plan
    from engine.frame.subject import find_subject
    from engine.motion.proposal import camera_of, propose
    from engine.prompt.reading import read

    reading = read(shot.prompt)
    camera = shot.plan.camera if shot.plan.camera.moves else camera_of(reading)
    acting = any(not action.camera for action in reading.actions)
    subject = find_subject(image, shot.prompt) if acting else None
    return replace(shot.plan, strokes=propose(reading, subject, shot.settings), camera=camera)


BACKEND = Backend(
    id="animatic",
    title="Animatic",
    doc=DOC,
    limits=LIMITS,
    open=opened,
)
