"""The frames of a clip in, one `Observation` out: all that a detector may look at.

Frames are read once, one at a time. What is kept of each is small (grid flow on disk, the view's
move, tracks), so that the length of a clip costs time and not memory. A hard cut splits the clip
into parts: nothing moves across it, nothing appears or vanishes by it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.inspect.appearance import Appearance, Appearances
from engine.inspect.aside import Aside, shared_cores
from engine.inspect.camera import (
    STILL,
    Affine,
    camera_step,
    centres,
    goes_through,
    outvotes,
    texture_of,
    view_field,
    view_move,
)
from engine.inspect.filling import Filling, fillings
from engine.inspect.flow import (
    CELL,
    GRID,
    Field,
    Flow,
    FlowRows,
    Gray,
    Rgb,
    Seen,
    Size,
    gone_astray,
    grid_size,
    looked_up,
    on_grid,
    pixels,
    resized,
    streamed,
    working_size,
)
from engine.inspect.followed import Levels
from engine.inspect.glimpses import glimpses
from engine.inspect.ground import Ground
from engine.inspect.layers import Layers, prepare
from engine.inspect.light import Light, LightMeter
from engine.inspect.outlines import Likely
from engine.inspect.own_tracker import OwnTracker
from engine.inspect.people.joints import Hand, Person
from engine.inspect.people.watcher import Watcher, moving_boxes
from engine.inspect.points import Follower, Points, PointTracker
from engine.inspect.small import Small, small_size
from engine.inspect.standing import Standing, StandingChange
from engine.inspect.things import Thing
from engine.inspect.windows import WindowTracker
from engine.records import Box, CameraStep, ClipInfo, Mark, Means, MotionPlan, Reading

OnStep = Callable[[int, int], None]
"""Called with (pairs done, pairs in all); may raise Cancelled."""
LOOK_S = 0.4
"""Seconds of work between two looks at what was measured so far."""

_CUT_LEVELS = 14.0
_CUT_RISE = 4.0
_LARGE_PX = 1.5
_CUT_LIKENESS = 0.85
# cells; gray levels: in real footage with a bare wall three quarters of all cells have flow of half
# a pixel or more, and one in a hundred of the wall's is borne out by a gray level
_DETAIL = 9
_GAIN = 1.0
_REACH = 5
# below this a pixel a frame is noise of the flow itself (its error on still photographs)
_MOVING_PX = 0.45
_STILL_PX = 0.3
# what coding makes of a picture that is shown again
_SAME_LEVELS = 2.0
_THROUGH = 0.5
"""Share of a stretch's steps in which the view goes through the scene, for its pictures not to lie
on the ground by one move each."""
_POINTS_WAIT = 16
"""Pictures in which points are yet to be followed: with their flow they are held for it alone. What
appears is looked for in what is held for the stretch anyway."""
_LONGEST_STRETCH = 160
"""Frames that one ground is made of: bounds the memory, and the way a view may go."""


@dataclass(frozen=True, slots=True)
class Observation:
    """What was measured in a clip, and what was asked for. Everything in clip pixels."""

    clip: ClipInfo
    flow: NDArray[np.float16]
    """(frames - 1, rows, columns, 2): pixels a frame on a grid of 8 pixels; lies on disk."""
    camera: tuple[CameraStep, ...] = ()
    light: Light = field(default_factory=lambda: LightMeter().light())
    points: Points = field(default_factory=lambda: PointTracker(24.0, Size(1, 1), 1.0).points())
    things: tuple[Thing, ...] = ()
    """What moves by itself, by first frame."""
    grounded: tuple[tuple[int, int], ...] = ()
    """First and last frames of the stretches in which things could be told from the ground: there
    their outlines are exact. Elsewhere they are known by their motion alone."""
    appearances: tuple[Appearance, ...] = ()
    standing: tuple[StandingChange, ...] = ()
    """Places that are steady before and after, and look different."""
    fillings: tuple[Filling, ...] = ()
    """Levels that go up or down."""
    cuts: tuple[int, ...] = ()
    """First frames of the parts behind hard cuts."""
    reading: Reading | None = None
    plan: MotionPlan | None = None
    marks: tuple[Mark, ...] = ()
    """What the person said of things."""
    unread: tuple[tuple[int, int], ...] = ()
    """First and last of the frames that could not be decoded; the one before stands for them."""
    uneven: bool = False
    """Whether frames come at uneven times, so that speeds mean nothing."""
    notes: tuple[str, ...] = ()
    """What the person should know of how the clip could be read."""
    ends: tuple[Rgb, ...] = ()
    """The first and the last picture, as things are told apart in them: at most 320 long."""
    start_image: Path | None = None
    end_image: Path | None = None
    people: tuple[Person, ...] | None = None
    """Who was seen; None where nobody was looked for, as without the models for it."""
    hands: tuple[Hand, ...] = ()
    means: Means = field(default_factory=Means)
    """What it was measured with."""

    @property
    def parts(self) -> tuple[tuple[int, int], ...]:
        """First and last frame (inclusive) of each part between hard cuts."""
        starts = (0, *self.cuts)
        ends = (*(cut - 1 for cut in self.cuts), self.clip.frames - 1)
        return tuple(zip(starts, ends, strict=True))

    def part_of(self, frame: int) -> tuple[int, int]:
        """The part that a frame of the clip is in."""
        return next(part for part in self.parts if part[0] <= frame <= part[1])


def observe(
    frames: Iterable[Rgb],
    clip: ClipInfo,
    flow_file: Path,
    *,
    reading: Reading | None = None,
    plan: MotionPlan | None = None,
    marks: tuple[Mark, ...] = (),
    on_step: OnStep | None = None,
    on_look: Callable[[Observation], None] | None = None,
    watcher: Watcher | None = None,
    flow: Flow | None = None,
    likely: Likely | None = None,
    tracker: OwnTracker | None = None,
) -> Observation:
    """Measure a clip. `flow_file` (.npy) is written row by row while it goes on.

    `on_look` is given now and then what was measured so far: all but things, people and points,
    which are only told apart when their whole stretch of film is known; and, a few times, a glimpse
    of the first frames with the things that they alone tell of.
    `watcher` looks for people and hands; there is none without the models for it. `flow`, `likely`
    and `tracker` are models of the person's own: for the flow, for outlines where there is no
    ground that things could be told from, and for points.
    Where fewer frames come than `clip` promises, the observation's clip says how many there were.
    """
    cells = grid_size(clip.width, clip.height)
    # a network has one line of work, and all cores for it
    alone = flow is None and likely is None and tracker is None
    cores = shared_cores() if alone else nullcontext()
    with (
        cores,
        FlowRows(flow_file, max(0, clip.frames - 1), cells) as rows,
        Aside("points", _POINTS_WAIT) as tracking,
        Aside("appearances", _LONGEST_STRETCH) as watching,
    ):
        eye = _Eye(clip, rows, watcher, likely, tracker, tracking, watching)

        def asked(measured: Observation) -> Observation:
            return replace(measured, reading=reading, plan=plan, marks=marks)

        watching.do(prepare)
        looks = glimpses(clip) if on_look is not None else ()
        if looks:
            eye.hold()  # somebody waits for the first look, which needs nothing of the others
        looked = time.monotonic()
        # closed before anybody closes the file that the thread still decodes from
        with closing(streamed(frames, eye.size, flow)) as stream:
            for number, seen in enumerate(stream):
                eye.see(seen)
                if number and on_step is not None:
                    on_step(number, clip.frames - 1)
                if on_look is None:
                    continue
                if eye.unbroken and number + 1 in looks:
                    on_look(asked(eye.glimpse()))
                elif not eye.unbroken:
                    eye.go_on()
                if time.monotonic() - looked > LOOK_S:
                    on_look(asked(eye.so_far()))
                    looked = time.monotonic()
        return asked(eye.observation())


class _Eye:
    """What is carried from frame to frame."""

    def __init__(
        self,
        clip: ClipInfo,
        rows: FlowRows,
        watcher: Watcher | None,
        likely: Likely | None,
        tracker: OwnTracker | None,
        tracking: Aside,
        watching: Aside,
    ) -> None:
        """Points are followed in `tracking`, what appears and vanishes is told in `watching`."""
        self._clip = clip
        self._tracking, self._watching = tracking, watching
        self._rows = rows
        self.size = working_size(clip.width, clip.height)
        self._scale = clip.width / self.size.width
        self._fine = grid_size(*self.size, CELL)
        self._coarse = grid_size(*self.size, GRID)
        self._places = centres(self._fine, self.size)
        self._small = small_size(self.size)
        self._layers = Layers(
            *(clip.fps, self._small, clip.width / self._small.width, likely),
            strains=True,
            on_ground=lambda smalls, ground: watching.do(self._fill, smalls, ground),
        )
        self._standing = Standing(clip.fps, self._small, clip.width / self._small.width)
        self._stretch: list[Small] = []
        self._fillings: list[Filling] = []
        self._going: list[bool] = []
        """Of each step of the stretch, whether the view went through the scene."""
        self._meter = LightMeter()
        self._points: Follower = (
            PointTracker(clip.fps, self.size, self._scale)
            if tracker is None
            else WindowTracker(tracker, self.size, self._scale)
        )
        self._appearances = Appearances(clip, self.size)
        self._camera: list[CameraStep] = []
        self._cuts: list[int] = []
        self._last: Seen | None = None
        self._levels: Levels = np.zeros((self._fine.height, self._fine.width), np.float32)
        self._first: Rgb | None = None
        self._seen = 0
        self._usual = 2.0
        self._watcher = watcher
        self._moving: tuple[Box, ...] = ()

    def _fill(self, smalls: Sequence[Small], ground: Ground) -> None:
        scale = self._clip.width / self._small.width
        self._fillings += fillings(smalls, ground, self._clip.fps, scale)

    def see(self, seen: Seen) -> None:
        """The next frame."""
        levels = resized(seen.gray, self._fine).astype(np.float32)
        self._meter.see(levels)
        if self._last is None or seen.ahead is None or seen.back is None:
            self._watching.do(self._appearances.see, 0, seen.picture)
            self._tracking.do(self._points.see, seen)
            self._add_small(seen)
        else:
            self._step(self._seen - 1, seen, seen.ahead, seen.back, levels)
        self._last, self._levels = seen, levels
        if self._first is None:
            self._first = self._ending(seen)
        if self._watcher is not None:
            self._watcher.see(self._seen, seen.picture, self._moving)
        self._seen += 1

    def so_far(self) -> Observation:
        """What hangs on a few frames alone."""
        steps = max(0, self._seen - 1)
        return Observation(
            clip=replace(self._clip, frames=self._seen),
            flow=self._rows.rows[:steps],
            camera=tuple(self._camera),
            light=self._meter.light(),
            appearances=self._appearances.so_far(),
            cuts=tuple(self._cuts),
        )

    @property
    def unbroken(self) -> bool:
        """Whether all that was seen is one stretch of film."""
        return len(self._stretch) == self._seen

    def hold(self) -> None:
        """Leave the cores to what things are told by."""
        self._watching.hold()
        self._tracking.hold()

    def go_on(self) -> None:
        """With points, and with what appears and vanishes, where they were held."""
        self._watching.go_on()
        self._tracking.go_on()

    def glimpse(self) -> Observation:
        """The same of the film so far, with the things that it alone tells of."""
        # the other lines of work catch up behind it
        self.hold()
        layers = Layers(self._clip.fps, self._small, self._clip.width / self._small.width)
        layers.stretch(self._stretch, through=self._goes_through())
        self.go_on()
        return replace(
            self.so_far(),
            things=layers.things(),
            grounded=tuple(layers.grounded),
            standing=self._standing.found(),
        )

    def observation(self) -> Observation:
        """All that was seen."""
        # what appears is caught up with while things are told apart
        self._watching.go_on()
        self._end_stretch()
        self._tracking.wait()
        self._watching.wait()
        return replace(
            self.so_far(),
            points=self._points.points(),
            things=self._layers.things(),
            grounded=tuple(self._layers.grounded),
            appearances=self._appearances.found(),
            standing=self._standing.found(),
            fillings=tuple(self._fillings),
            ends=self._ends(),
            people=self._watcher.people if self._watcher is not None else None,
            hands=self._watcher.hands if self._watcher is not None else (),
        )

    def _ends(self) -> tuple[Rgb, ...]:
        if self._first is None or self._last is None:
            return ()
        return self._first, self._ending(self._last)

    def _ending(self, seen: Seen) -> Rgb:
        return np.asarray(resized(seen.picture, self._small), np.uint8)

    def _step(self, frame: int, after: Seen, ahead: Field, back: Field, second: Levels) -> None:
        """From `frame` to the picture `after`, whose luma cell by cell is `second`."""
        assert self._last is not None  # there is a flow, so there was a picture
        flow, first = on_grid(ahead, self._fine), self._levels
        left = _left_over(first, second, flow)
        if self._is_cut(first, second, float(left.mean())):
            self._cut(frame, after)
            return
        fine, other = _detail(first), _detail(second)
        move = self._view(fine, other, flow, self._last.gray)
        self._camera.append(camera_step(frame, move, self.size, self._scale))
        ground = view_field(move, self._places)
        residual = (flow - ground) * _borne_out(fine, other, flow, ground)[..., None]
        self._measure_light(first, second, left, flow)
        if self._watcher is not None and self._watcher.looks_at(frame + 1):
            self._moving = moving_boxes(motion_mask(residual), CELL * self._scale)
        self._tracking.do(self._points.see, after._replace(back=None))
        small = self._add_small(after, ahead, back, move, flow, residual)
        self._watching.do(
            self._appearances.see,
            *(frame + 1, small.picture, small.ahead, small.back, residual, small.view),
        )
        rows, columns = self._rows.rows.shape[1:3]
        self._rows.put(frame, on_grid(ground + residual, Size(columns, rows)) * self._scale)

    def _measure_light(self, first: Levels, second: Levels, left: Levels, flow: Field) -> None:
        off = np.abs(second - first)
        still = np.hypot(flow[..., 0], flow[..., 1]) < _STILL_PX
        same = float(np.percentile(off, 99)) < _SAME_LEVELS
        quiet = float(off[still].mean()) if still.any() else 0.0
        self._meter.step(float(off.mean()), quiet, float(left.mean()), same)

    def _add_small(
        self,
        seen: Seen,
        ahead: Field | None = None,
        back: Field | None = None,
        move: Affine = STILL,
        cells: Field | None = None,
        residual: Field | None = None,
    ) -> Small:
        """The frame as things are told apart in it; a full stretch is looked at."""
        size, unit = self._small, self._small.width / self.size.width
        picture = np.asarray(resized(seen.picture, size), np.uint8)
        moving = np.zeros((size.height, size.width), np.uint8)
        astray = None
        if ahead is not None and back is not None and cells is not None and residual is not None:
            ahead, back = (
                np.asarray(resized(flow, size) * np.float32(unit), np.float32)
                for flow in (ahead, back)
            )
            astray = gone_astray(ahead, back)
            moves = motion_mask(residual)
            self._going.append(goes_through(cells, moves, self.size))
            moving = np.asarray(_spread(moves.astype(np.uint8), size), np.uint8)
        view = move.copy()
        view[:, 2] *= unit
        if len(self._stretch) >= _LONGEST_STRETCH:
            self._end_stretch()
        small = Small(self._seen, picture, ahead, back, astray, np.asarray(view), moving)
        self._stretch.append(small)
        self._watching.do(self._standing.see, small.frame, small.picture, small.view)
        return small

    def _end_stretch(self) -> None:
        self._layers.stretch(self._stretch, through=self._goes_through())
        self._stretch, self._going = [], []

    def _goes_through(self) -> bool:
        """Whether the view goes through the scene in this stretch of film."""
        # between such steps the view may rest, or near things fill it
        return bool(self._going) and float(np.mean(self._going)) >= _THROUGH

    def _view(self, fine: Levels, other: Levels, flow: Field, gray: Gray) -> Affine:
        """How the view moved; a large move has to explain more than standing still does."""
        texture = texture_of(gray, self._coarse)
        move = view_move(on_grid(flow, self._coarse), self.size, texture)
        ground = view_field(move, self._places)
        if float(np.abs(ground).max()) < _LARGE_PX:
            return move
        left = _left_over(fine, other, ground)
        return move if outvotes(left, _left_over(fine, other, 0 * ground)) else STILL

    def _cut(self, frame: int, after: Seen) -> None:
        self._cuts.append(frame + 1)
        self._end_stretch()
        self._layers.cut()
        self._tracking.do(self._points.see, after._replace(ahead=None, back=None))
        self._watching.do(self._standing.cut)
        self._add_small(after)
        self._watching.do(self._appearances.cut)
        self._watching.do(self._appearances.see, frame + 1, after.picture)
        self._meter.step(0.0, 0.0, 0.0, False)
        self._moving = ()
        if self._watcher is not None:
            self._watcher.cut()
        self._camera.append(CameraStep(frame, 0.0, 0.0, 1.0, 0.0))

    def _is_cut(self, first: Levels, second: Levels, error: float) -> bool:
        """Whether motion explains nothing and the tones of the whole picture are others."""
        usual, self._usual = self._usual, max(0.5, 0.8 * self._usual + 0.2 * min(error, 20.0))
        if error < max(_CUT_LEVELS, _CUT_RISE * usual):
            return False
        return _likeness(first, second) < _CUT_LIKENESS


def motion_mask(residual: Field, floor: float = _MOVING_PX) -> NDArray[np.bool_]:
    """Which cells move by themselves; the floor rises where the whole picture trembles."""
    size = np.hypot(residual[..., 0], residual[..., 1])
    tremble = 4.0 * float(np.median(size))
    return np.asarray(size > max(floor, min(tremble, 4.0 * floor)))


def _spread(mask: NDArray[np.uint8], size: Size) -> NDArray[np.uint8]:
    """A mask of cells as one of pixels."""
    import cv2

    return np.asarray(cv2.resize(mask, size, interpolation=cv2.INTER_NEAREST), np.uint8)


def _left_over(first: Levels, second: Levels, flow: Field) -> Levels:
    """Gray levels of difference, cell by cell, that are left when the flow is followed."""
    import cv2

    rows, columns = flow.shape[:2]
    target = looked_up(second, pixels(Size(columns, rows)) + flow * np.float32(1 / CELL))
    return np.asarray(cv2.blur(cv2.absdiff(first, target), (3, 3)), dtype=np.float32)


def _detail(picture: Levels) -> Levels:
    """The picture without light and shade: flow that fits flickering light is no motion."""
    import cv2

    return np.asarray(picture - cv2.blur(picture, (_DETAIL, _DETAIL)), dtype=np.float32)


def _borne_out(fine: Levels, other: Levels, flow: Field, ground: Field) -> NDArray[np.float32]:
    """1 where following the flow explains more detail than following the view does, else 0.

    On a bare wall, and around a thing that fades, flow is a guess which nothing bears out.
    """
    import cv2

    gain = _left_over(fine, other, ground) - _left_over(fine, other, flow)
    # one cell alone is noise that happened to fit
    sure = cv2.morphologyEx(
        (gain > _GAIN).astype(np.float32), cv2.MORPH_OPEN, np.ones((2, 2), np.uint8)
    )
    return np.asarray(cv2.dilate(sure, np.ones((_REACH, _REACH), np.uint8)), dtype=np.float32)


def _likeness(first: Levels, second: Levels) -> float:
    """Correlation of how light the parts of two pictures are, -1..1."""
    import cv2

    tones = [
        cv2.resize(picture, (8, 6), interpolation=cv2.INTER_AREA).astype(np.float64).ravel()
        for picture in (first, second)
    ]
    flat = [float(tone.std()) < 1.0 for tone in tones]
    if all(flat):
        return 1.0 if abs(float(tones[0].mean() - tones[1].mean())) < _CUT_LEVELS else 0.0
    return 0.0 if any(flat) else float(np.corrcoef(tones[0], tones[1])[0, 1])
