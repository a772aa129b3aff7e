"""Every record of the product, in the order of the flow; reading this page is reading Verbench.

Nothing here computes and nothing here imports ours: each stage elsewhere is a plain function from
one of these records to the next. Positions are fractions of the frame (x right, y down, origin
top-left; outside 0..1 is off-frame), t is 0..1 of the clip, text offsets are code points, frames
are 0-based, boxes of findings are in clip pixels. In memory paths are absolute; files hold them
relative to themselves (see `engine.documents`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Literal, NamedTuple

SCHEMA = 1
SEEDS = 2**63
"""One more than the largest seed."""

# --- text -> Reading ---------------------------------------------------------------------------

Language = Literal["en", "zh", "mixed"]
Heading = Literal[
    "left",
    "right",
    "up",
    "down",
    "up-left",
    "up-right",
    "down-left",
    "down-right",
    "toward-camera",
    "away-from-camera",
    "forward",
    "backward",
    "around",
]
"""Where a motion goes. The first eight have a direction on screen, the rest have none."""

_DIAGONAL = 0.5**0.5
SCREEN_HEADINGS: Mapping[Heading, tuple[float, float]] = {
    "left": (-1.0, 0.0),
    "right": (1.0, 0.0),
    "up": (0.0, -1.0),
    "down": (0.0, 1.0),
    "up-left": (-_DIAGONAL, -_DIAGONAL),
    "up-right": (_DIAGONAL, -_DIAGONAL),
    "down-left": (-_DIAGONAL, _DIAGONAL),
    "down-right": (_DIAGONAL, _DIAGONAL),
}
"""Unit vectors (x right, y down) of the headings that can be seen on screen."""


class Span(NamedTuple):
    """Half-open range of code points in a text."""

    start: int
    end: int


Direction = Literal["stated", "inherent", "missing", "n/a"]
Target = Literal["stated", "missing", "n/a"]
Speed = Literal["stated", "inherent", "none"]
PhysicsClass = Literal[
    "fluid", "cloth", "hand-object", "multi-step", "deformation", "balance", "momentum"
]


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that happens: the verb at its own span, and what the words settle about it."""

    verb: str
    span: Span
    direction: Direction = "missing"
    target: Target = "missing"
    speed: Speed = "none"
    camera: bool = False
    ambient: bool = False
    step: int = 1
    heading: Heading | None = None
    heading_span: Span | None = None
    target_span: Span | None = None
    speed_span: Span | None = None
    pace: float | None = None
    """Stated or inherent speed on a scale of 0 (still) to 1 (as fast as it gets)."""
    subject_span: Span | None = None
    """The words for who or what acts; a pronoun is followed back to what it stands for."""
    object_span: Span | None = None
    """The words for what it is done to, which in the passive are the subject's."""
    phrase_span: Span | None = None
    """The verb with its adverbs and object: words about direction read well at its end."""
    clause_span: Span | None = None
    """Everything said of it: from its subject, where that stands here, to its last complement."""
    dangling_span: Span | None = None
    """A word of direction that lacks its goal: the 'towards' of 'walking towards.'"""
    negated: bool = False
    """Said not to happen: 'without falling', 'does not move'."""
    physics: tuple[PhysicsClass, ...] = ()
    """What makes this very action hard to render."""


Axis = Literal["pace", "force"]


class Cue(NamedTuple):
    """One descriptor of speed or force, and its place on that axis, 0..1."""

    span: Span
    axis: Axis
    value: float
    removable: bool
    """Whether the sentence stands without it; it does not without its verb."""


PartKind = Literal["start-pose", "end-state", "negation", "scene", "style", "camera"]


class TextPart(NamedTuple):
    """A stretch of the prompt that says something other than what happens."""

    kind: PartKind
    span: Span


@dataclass(frozen=True, slots=True)
class Reading:
    """What a prompt was understood to say."""

    text: str
    language: Language = "en"
    actions: tuple[Action, ...] = ()
    parts: tuple[TextPart, ...] = ()
    """Poses, negations, scene, style and camera, in the order of the text; they may overlap."""
    physics: tuple[PhysicsClass, ...] = ()
    """Of the whole prompt, in the order of `PhysicsClass`."""
    cues: tuple[tuple[Cue, ...], ...] = ()
    """What is said of speed and force: the cues of one group are of one actor at one time."""

    @property
    def start_pose(self) -> str | None:
        """The words for how the subject is before it moves."""
        return self._words_of("start-pose")

    @property
    def end_state(self) -> str | None:
        """The words for how it all ends."""
        return self._words_of("end-state")

    def _words_of(self, kind: PartKind) -> str | None:
        span = next((part.span for part in self.parts if part.kind == kind), None)
        return None if span is None else self.text[span.start : span.end]

    @property
    def steps(self) -> int:
        """How many sequential steps the foreground actions take; 0 where nothing happens."""
        return max((a.step for a in self.actions if not a.camera and not a.ambient), default=0)


# --- start frame + strokes -> MotionPlan -------------------------------------------------------

StrokeKind = Literal["move", "static", "ambient"]
Easing = Literal["linear", "ease-in", "ease-out", "ease-in-out"]


class PathPoint(NamedTuple):
    """Where the alpha-weighted centre of a region is at time t."""

    t: float
    x: float
    y: float


Place = tuple[float, float]
"""x, y in fractions of the frame."""


@dataclass(frozen=True, slots=True)
class Throw:
    """Flies from where it is let go to its target: a parabola of the plan's gravity.

    `start` is when a preset begins, in t; `speed` is how fast its time runs: 0.5 is half speed.
    """

    launch: Place
    target: Place
    apex: float | None = None
    """Frame heights that it rises above the higher of the two."""
    flight: float | None = None
    """Seconds in the air, where no apex says it; with neither, the way of the least effort."""
    start: float = 0.0
    speed: float = 1.0


@dataclass(frozen=True, slots=True)
class Bounce:
    """Falls onto a floor and springs back by its restitution; with 0 it is a mere drop."""

    release: Place
    floor: tuple[Place, Place]
    """The line that its lowest point meets."""
    radius: float = 0.0
    """Of the thing, in frame heights: how far above the floor its centre turns back."""
    restitution: float = 0.6
    friction: float = 0.05
    """Of the floor: it slows the way along it at every hit, and in the end."""
    apex: float = 0.0
    """Frame heights that it is first tossed up."""
    landing: Place | None = None
    """Where along the floor it first lands; None is a fall without a push."""
    start: float = 0.0
    speed: float = 1.0


@dataclass(frozen=True, slots=True)
class Roll:
    """A ball that rolls along a drawn slope without slipping: five sevenths of g sin a."""

    path: tuple[Place, ...]
    """Where its centre goes."""
    radius: float = 0.05
    """In frame heights; its turn is the way over it."""
    push: float = 0.0
    """Metres a second that it has at the start."""
    resistance: float = 0.0
    """Coefficient of rolling resistance."""
    runs_on: bool = True
    """Whether level ground follows the path; else it stops at its end, as at a wall."""
    start: float = 0.0
    speed: float = 1.0


@dataclass(frozen=True, slots=True)
class Slide:
    """Slides along a path against dry friction (Coulomb) until it rests."""

    path: tuple[Place, ...]
    push: float = 2.0
    """Metres a second that it has at the start."""
    friction: float = 0.3
    runs_on: bool = True
    """Whether level ground follows the path; else it stops at its end, as at a wall."""
    start: float = 0.0
    speed: float = 1.0


@dataclass(frozen=True, slots=True)
class Pendulum:
    """Swings about its pivot, let go at rest: exact for every amplitude."""

    pivot: Place
    bob: Place
    start: float = 0.0
    speed: float = 1.0


@dataclass(frozen=True, slots=True)
class Orbit:
    """Goes round another thing on an ellipse, sweeping equal areas in equal times."""

    around: Place
    """A focus of the ellipse."""
    begin: Place
    """Where it starts: its nearest point, or its farthest where `eccentricity` is below 0."""
    eccentricity: float = 0.0
    period: float = 4.0
    """Seconds a round."""
    flatness: float = 1.0
    """Width over length that a circle is seen with: below 1 it is looked at from the side."""
    clockwise: bool = True
    start: float = 0.0
    speed: float = 1.0


@dataclass(frozen=True, slots=True)
class Rise:
    """Rises from rest against drag until it is no longer sped up: a balloon, a bubble."""

    release: Place
    terminal: float = 0.5
    """Metres a second that it ends up with."""
    lift: float = 0.3
    """First acceleration over that of gravity."""
    sway: float = 0.0
    """Frame heights to either side."""
    wave: float = 0.3
    """Frame heights that it rises in one sway."""
    start: float = 0.0
    speed: float = 1.0


@dataclass(frozen=True, slots=True)
class Walk:
    """Walks a path at a constant pace, bobbing once a step."""

    path: tuple[Place, ...]
    leg: float = 0.25
    """Length of a leg in frame heights: it settles pace and step."""
    froude: float = 0.25
    """Pace squared over gravity and leg: 0.25 is a comfortable walk, above 0.5 people run."""
    start: float = 0.0
    speed: float = 1.0


Preset = Throw | Bounce | Roll | Slide | Pendulum | Orbit | Rise | Walk
"""A motion by its handles; `engine.motion.physics` makes the points of it."""
PRESETS: Mapping[str, type[Preset]] = {
    "throw": Throw,
    "bounce": Bounce,
    "roll": Roll,
    "slide": Slide,
    "pendulum": Pendulum,
    "orbit": Orbit,
    "rise": Rise,
    "walk": Walk,
}
"""By the names that files have for them."""


Manner = Literal["sway", "ripple", "flutter"]


@dataclass(frozen=True, slots=True)
class Ambient:
    """Motion in place: a tree in the wind, water, a flag."""

    manner: Manner = "sway"
    """Sway leans to and fro as one, ripple runs through as waves, flutter is quick and uneven."""
    amount: float = 1.0
    """0 is still, 1 is as far as the region bears without folding over itself."""
    seconds: float = 2.5
    """Of one cycle, about: a clip holds whole ones, so that it loops."""


SpeedCurve = tuple[tuple[float, float], ...]
"""(u, v): at u (0..1, rising from 0 to 1) of the motion's time its relative speed is v (0..16)."""


@dataclass(frozen=True, slots=True)
class Region:
    """What a stroke holds: a polygon, or a mask image whose white is inside. One of the two."""

    polygon: tuple[tuple[float, float], ...] = ()
    mask: Path | None = None


@dataclass(frozen=True, slots=True)
class Stroke:
    """One motion brush: a region and how it moves."""

    name: str
    kind: StrokeKind
    region: Region
    points: tuple[PathPoint, ...] = ()
    feather: float = 0.004
    """Width of the soft edge, as a fraction of the frame's width."""
    order: int = 0
    """Higher is nearer to the camera and covers the lower."""
    easing: Easing = "linear"
    rotation_deg: float = 0.0
    """Clockwise turn over the whole motion."""
    scale: float = 1.0
    """Size at the end of the motion over size at its start."""
    strength: float = 1.0
    motion: Preset | None = None
    """What the points were made from, so that a handle of it can be moved."""
    shear_deg: float = 0.0
    """Lean at the end of the motion: its top goes to the right of its foot by this angle."""
    soft: bool = False
    """Whether it gives way like cloth: it moves whole in its middle and not at all at its rim."""
    ambient: Ambient | None = None
    """Motion in place, on top of the path; an ambient stroke without one sways."""
    speed: SpeedCurve = ()
    """How fast it is when, over its own time; () goes by `easing`."""


@dataclass(frozen=True, slots=True)
class Camera:
    """The move of the view over the clip. Panning right moves the picture left."""

    pan: float = 0.0
    """To the right, in frame widths."""
    tilt: float = 0.0
    """Upwards, in frame heights."""
    zoom: float = 1.0
    """Magnification at the end over the start; in files 0 says the same as 1."""
    roll: float = 0.0
    """Clockwise turn of the camera, in degrees."""
    orbit: float = 0.0
    """To the right around the scene: how far, in frame widths, the nearest stroke shifts left
    against the background; the others shift by their order (parallax)."""

    @property
    def moves(self) -> bool:
        """Whether the view changes at all."""
        return self != Camera()


@dataclass(frozen=True, slots=True)
class Gravity:
    """Where down is in the frame and how long a metre is."""

    direction_deg: float = 90.0
    """90 is down the frame, 0 is to the right."""
    px_per_metre: float = 100.0
    ruler: tuple[Place, Place] | None = None
    """The line that the metre was measured along; None where nobody laid one."""


@dataclass(frozen=True, slots=True)
class MotionPlan:
    """All strokes and the camera move of a shot."""

    strokes: tuple[Stroke, ...] = ()
    camera: Camera = Camera()
    gravity: Gravity | None = None
    plate: Path | None = None
    """The start image without the things that move: shown behind them instead of a completion."""


class Box(NamedTuple):
    """Left, top, width, height. Pixels in findings, fractions of the frame elsewhere."""

    x: float
    y: float
    w: float
    h: float

    def common(self, other: Box) -> float:
        """Area that both cover."""
        wide = min(self.x + self.w, other.x + other.w) - max(self.x, other.x)
        high = min(self.y + self.h, other.y + other.h) - max(self.y, other.y)
        return wide * high if wide > 0 and high > 0 else 0.0

    def within(self, other: Box) -> float:
        """The share of this one that is in another; of one below a pixel, as if it had that."""
        return self.common(other) / max(self.w * self.h, 1.0)

    def share(self, other: Box) -> float:
        """What both cover, by the area of the smaller of the two, 0..1."""
        both = self.common(other)
        return both / min(self.w * self.h, other.w * other.h) if both else 0.0


@dataclass(frozen=True, slots=True)
class Subject:
    """The thing in a start image that the words are most likely about."""

    region: Region
    box: Box
    centre: tuple[float, float]
    """Alpha-weighted, in fractions of the frame."""


# --- shot -> Request -> Job -> Take ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Lora:
    """A fine-tune that is added to the model with a weight."""

    path: Path
    weight: float = 1.0


Way = Literal["auto", "two-clocks", "vace", "vace-layout", "tracks", "words", "off"]
"""How painted motion gets into a model; 'auto' is the best that the model has."""


@dataclass(frozen=True, slots=True)
class Steering:
    """How firmly painted motion holds a model that is steered from outside.

    The two clocks (Time-to-Move) are noise levels, 1 is pure noise, so that they mean the same with
    any number of steps. The defaults are those of its authors for Wan at 50 steps.
    """

    way: Way = "auto"
    start: float = 0.979
    """Where denoising begins, on the guide clip: lower keeps more of it everywhere."""
    release: float = 0.949
    """Where what moves with full strength is let go: lower holds it longer, and more rigidly."""
    static: float = 0.885
    """Where static regions are let go."""
    scale: float = 1.0
    """Weight of the control input, where the model has one (VACE)."""
    compatible: bool = False
    """Leaves the solver's memory as it is after each hold, as the authors' own code does."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a shot is made."""

    backend: str = "animatic"
    model: str = ""
    """Name or path of the model; empty where the backend has only one."""
    width: int = 832
    height: int = 480
    frames: int = 81
    fps: float = 16.0
    seed: int = 0
    steps: int = 30
    guidance: float = 5.0
    guidance_2: float | None = None
    """Of the second expert, for low noise, where the model has one; None is the same."""
    shift: float | None = None
    """Of the flow's schedule: higher spends more steps on noise. None is the model's own."""
    loras: tuple[Lora, ...] = ()
    profile: str = "auto"
    steering: Steering = Steering()
    family: str = ""
    """Id of the model family it is written for, where that is not the backend's own: a draft made
    with the animatic for a model elsewhere. Hints, meters and capabilities go by it."""

    @property
    def aspect(self) -> float:
        """Width over height of the frame."""
        return self.width / self.height

    @property
    def seconds(self) -> float:
        """Length of the clip."""
        return self.frames / self.fps

    @property
    def model_name(self) -> str:
        """The name the verb book keeps this model's evidence under: of a path its last part, of a
        snapshot in the cache of Hugging Face the repository."""
        parts = self.model.replace("\\", "/").rstrip("/").split("/")
        if len(parts) > 2 and parts[-2] == "snapshots":
            return parts[-3].removeprefix("models--").replace("--", "/")
        return parts[-1] or self.backend


@dataclass(frozen=True, slots=True)
class Shot:
    """Everything needed to make the clip again."""

    prompt: str = ""
    negative: str = ""
    start_image: Path | None = None
    end_image: Path | None = None
    plan: MotionPlan = MotionPlan()
    settings: Settings = Settings()
    name: str = ""
    follows: bool = False
    """Goes on where the shot before it ends: without a start image of its own, it starts from the
    last frame of that one's take."""
    subject: Subject | None = None
    """What the person says the start image is about; None is found by looking."""
    rules: tuple[PhysicalRule, ...] = ()
    """What should hold in it besides what its prompt makes expect: the person's own."""
    dropped_rules: tuple[str, ...] = ()
    """Texts of the rules that the prompt makes expect and the person does not."""


@dataclass(frozen=True, slots=True)
class Variation:
    """The place of a request in a set of them that is compared side by side."""

    set: str
    """Id, the same for the whole set."""
    title: str
    """Of the set: 'Seeds', 'Prompt ladder', 'Models and prompts'."""
    row: str
    column: str


@dataclass(frozen=True, slots=True)
class Request:
    """A shot as it was asked for: what a backend gets, and what a take carries inside its file."""

    shot: Shot
    verbench: str
    """Version of the program that asked."""
    hints: tuple[str, ...] = ()
    """What was said of the prompt when it was asked for: 'rule: message'."""
    variation: Variation | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """How a clip was really made: what its request did not settle, and what was measured."""

    profile: str = ""
    """Id of the memory profile that made it."""
    reason: str = ""
    """Why that profile."""
    device: str = ""
    model_hash: str = ""
    """Fingerprint of the model's files; '' where there is no model."""
    loras: tuple[str, ...] = ()
    """Fingerprints of the LoRAs, in the order of the settings."""
    versions: Mapping[str, str] = field(default_factory=dict)
    """Of the libraries that took part, by name."""
    seconds: Mapping[str, float] = field(default_factory=dict)
    """By stage of the work."""
    expected_bytes: int = 0
    """Of the card's memory, before it ran."""
    peak_bytes: int = 0
    """Of the card's memory, as it was measured."""
    steps: int = 0
    """Steps that were made: fewer than asked for where it was stopped and kept."""
    way: Way = "off"
    """How painted motion got in."""
    notes: tuple[str, ...] = ()
    """What the person should know: sizes that were fitted, words that were cut off ..."""


class JobState(StrEnum):
    """Where a job is. Moves between states happen in `engine.generate.queue` only."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True, slots=True)
class Job:
    """One asked-for generation in the queue."""

    id: str
    shot_id: int | None
    request: Request
    state: JobState
    position: int
    created: str
    started: str | None = None
    ended: str | None = None
    error: str | None = None
    take_id: int | None = None
    crashes: int = 0
    """How often the worker died while it was on this job."""


@dataclass(frozen=True, slots=True)
class ClipInfo:
    """What a video file says of itself."""

    frames: int
    fps: float
    width: int
    height: int
    codec: str = ""
    comment: str = ""
    """The comment tag: where a take of ours carries its Request."""


@dataclass(frozen=True, slots=True)
class Take:
    """One generated or imported clip."""

    id: int
    number: int
    """Counts from 1 within its shot; what the person sees as 'Take 3'."""
    path: Path
    source: Literal["generated", "imported"]
    model: str
    clip: ClipInfo
    created: str
    shot_id: int | None = None
    job_id: str | None = None
    request: Request | None = None
    made: Made | None = None
    starred: bool = False


# --- Take -> Finding ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Curve:
    """One quantity over frames, and what it should have been."""

    quantity: str
    """'height', 'speed', 'area', 'energy', 'brightness' ..."""
    unit: str
    start_frame: int
    measured: tuple[float, ...]
    """One value a frame."""
    expected: tuple[float, ...] = ()
    """As many, or none where nothing is expected of it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One detector's claim about a take."""

    kind: str
    held: bool
    start_frame: int
    end_frame: int
    """Inclusive."""
    box: Box | None
    """In clip pixels; None is the whole frame."""
    score: float
    """Probability, 0..1, that this is a violation."""
    expected: str
    measured: str
    message: str
    verb: str | None = None
    expected_vector: tuple[float, float] | None = None
    measured_vector: tuple[float, float] | None = None
    """Pixels over the finding's frames, x right, y down."""
    mover: int | None = None
    """Id of the mover it is about."""
    boxes: tuple[tuple[int, Box], ...] = ()
    """Where it is, frame by frame, for what moves meanwhile."""
    ghost: tuple[tuple[int, float, float], ...] = ()
    """Where the thing should have been: frame, x, y in clip pixels."""
    curves: tuple[Curve, ...] = ()
    """The numbers behind it, as a person would plot them."""
    advice: str = ""
    """What to change in the prompt or with the brush; empty is what its detector says."""
    yours: float | None = None
    """The probability as this person's judgements of such findings correct it; None where there are
    none."""
    found_as: str = ""
    """The kind that its detector told, where the person said that it is of another; else empty."""

    @property
    def key(self) -> str:
        """Names the finding within its take, so that a rating can speak of it."""
        about = "" if self.mover is None else f"#{self.mover}"
        if self.mover is None and self.box is not None:
            # two may begin and end at once
            about = f"@{self.box.x + self.box.w / 2:.0f},{self.box.y + self.box.h / 2:.0f}"
        kind = self.found_as or self.kind
        return f"{kind}:{self.start_frame}-{self.end_frame}:{self.verb or ''}{about}"


@dataclass(frozen=True, slots=True)
class Mover:
    """Something that was seen to move: its centre, frame by frame, in clip pixels."""

    id: int
    track: tuple[tuple[int, float, float], ...]
    boxes: tuple[Box, ...] = ()
    areas: tuple[float, ...] = ()
    """Square clip pixels that are seen of it, frame by frame."""


Joints = tuple[tuple[float, float] | None, ...]
"""Points of a body or a hand in one frame: x, y in clip pixels, None where it is not seen."""
BODY_JOINTS = (
    "nose",
    *("left shoulder", "right shoulder", "left elbow", "right elbow", "left wrist", "right wrist"),
    *("left hip", "right hip", "left knee", "right knee", "left ankle", "right ankle"),
    *("left heel", "right heel", "left toe", "right toe"),
)
"""What the points of a body are, in their order; sides are the person's own."""
HAND_JOINTS = (
    "wrist",
    *(
        f"{finger} {joint}"
        for finger in ("thumb", "index finger", "middle finger", "ring finger", "little finger")
        for joint in range(1, 5)
    ),
)
"""What the points of a hand are, in their order; 4 is the tip of a finger."""


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A body or a hand that was seen, in the frames that were looked at: about eight a second."""

    id: int
    poses: tuple[tuple[int, Joints], ...]
    """By frame."""


@dataclass(frozen=True, slots=True)
class CameraStep:
    """How the view moved from `frame` to the next: shift in pixels, magnification, turn."""

    frame: int
    dx: float
    dy: float
    scale: float
    roll_deg: float


MarkKind = Literal["solid", "rigid", "articulated", "cloth", "fluid", "floor", "same", "down"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What the person says of something in a frame, so that it can be judged.

    Positions are fractions of the frame, as in a MotionPlan.
    """

    kind: MarkKind
    frame: int
    box: Box | None = None
    """The thing; None for 'floor' and 'down'."""
    line: tuple[tuple[float, float], tuple[float, float]] | None = None
    """'floor': where it runs. 'down': from, to."""
    before: tuple[int, Box] | None = None
    """'same': the frame and the place where this thing was before."""
    noun: str = ""
    """What the prompt calls it."""


@dataclass(frozen=True, slots=True)
class Obeyed:
    """How one stroke, or the camera, was followed: the wanted path against the measured one."""

    name: str
    kind: Literal["move", "static", "ambient", "camera"]
    score: float
    """0 (nothing of it) .. 1 (as asked)."""
    error_px: float | None = None
    """Mean distance from the wanted path on the same frame; for 'static' how much it moved."""
    error_deg: float | None = None
    lag_s: float | None = None
    """How late it is; below 0 early."""
    mover: int | None = None


@dataclass(frozen=True, slots=True)
class PhysicalRule:
    """Something that should hold in a shot, in words: 'the ball falls in an arc'."""

    text: str
    kinds: tuple[str, ...] = ()
    """Detectors that can see whether it does; none where only a person can."""
    verb: str | None = None
    noun: str | None = None
    own: bool = False
    """Written or changed by the person, and not proposed from the prompt."""


RuleState = Literal["followed", "violated", "undetermined"]


@dataclass(frozen=True, slots=True)
class RuleCheck:
    """What a clip says of a rule."""

    rule: PhysicalRule
    state: RuleState
    because: str = ""
    by_hand: bool = False
    """Said by the person, whatever the detectors say."""


@dataclass(frozen=True, slots=True)
class Means:
    """What a clip was measured with, where there is a choice.

    A model of the person's own is named by its file and by how the SHA-256 of it begins.
    """

    flow: str = "DIS"
    outlines: str | None = None
    """What marks things where there is no ground to tell them from; None where only motion does."""
    tracks: str | None = None
    """What follows points; None where that is Lucas-Kanade."""


NEAR = 0.3
"""From this probability on a kind that was judged does not count as held."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What a clip is called, what was asked for, and what made it; '' where nobody knows."""

    title: str = ""
    """What the person calls it, where that is not the name of its file."""
    prompt: str = ""
    """What it was judged against."""
    model: str = ""
    seed: int | None = None

    @property
    def made(self) -> tuple[str, ...]:
        """Model and seed in words, as far as they are known."""
        seed = "" if self.seed is None else f"seed {self.seed}"
        return tuple(part for part in (self.model, seed) if part)


@dataclass(frozen=True, slots=True)
class Report:
    """All that was seen in a clip. A detector that lacked its input has no score."""

    file: Path
    clip: ClipInfo
    scores: Mapping[str, float] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    """What was violated, by first frame."""
    held: tuple[Finding, ...] = ()
    """What could be checked and was as it should be."""
    movers: tuple[Mover, ...] = ()
    camera: tuple[CameraStep, ...] = ()
    undetermined: Mapping[str, str] = field(default_factory=dict)
    """Kinds that could not be judged, and why: the third answer beside held and violated."""
    markable: Mapping[str, MarkKind] = field(default_factory=dict)
    """What the person could mark, by the kind that could then be judged."""
    obeyed: tuple[Obeyed, ...] = ()
    """How each stroke and the camera were followed."""
    obedience: float | None = None
    """0..1 over all that was painted; None where nothing was."""
    rules: tuple[RuleCheck, ...] = ()
    """Physical rules that should hold in this shot, and whether they did."""
    doubtful: tuple[Finding, ...] = ()
    """What was seen and is not likely enough to be told: findings for whom thresholds are lower."""
    notes: tuple[str, ...] = ()
    """What is to be known of how the clip could be read: 'frames 40 to 52 could not be decoded'."""
    people: tuple[Skeleton, ...] | None = None
    """Bodies that were seen, their points as in BODY_JOINTS; None where nobody was looked for."""
    hands: tuple[Skeleton, ...] = ()
    """Hands that were seen, their points as in HAND_JOINTS."""
    means: Means = Means()
    origin: Origin = Origin()

    def near(self, kind: str) -> bool:
        """Whether a kind was judged and is too near to call: not told, and not held either."""
        told = any(finding.kind == kind for finding in self.findings)
        return not told and self.scores.get(kind, 0.0) >= NEAR


# --- Finding + Rating -> Evidence -> Verdict ---------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rating:
    """The person's judgement of a take, on VideoPhy-2's scales; None is not rated yet."""

    adherence: int | None = None
    """Semantic adherence, 1-5: does it show what the prompt says?"""
    physics: int | None = None
    """Physical commonsense, 1-5: could it happen?"""
    confirmed: frozenset[str] = frozenset()
    dismissed: frozenset[str] = frozenset()
    """Keys of findings."""
    note: str = ""
    wrong_kinds: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Keys of findings that are right but of another kind, and which: 'other' is none of ours."""
    blind: tuple[bool, ...] = ()
    """Each time that forwards and backwards were told apart without being told: whether the one
    that was taken for the film was it."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the person said of one finding; from these, thresholds become their own."""

    take: str
    """Hash of the clip."""
    key: str
    """Of the finding."""
    kind: str
    score: float
    """What the detector said: probability, 0..1."""
    confirmed: bool
    """False is dismissed."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one take says of one verb on one model."""

    verb: str
    model: str
    take: str
    """Hash of the clip: the same clip never counts twice."""
    held: bool
    adherence: int | None = None
    physics: int | None = None
    faults: tuple[str, ...] = ()
    """Kinds of the findings that the person confirmed."""
    brushed: bool = False
    """Whether the motion was painted, not only written."""


VerdictWord = Literal["works well", "avoid", "unsure", "untested"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the evidence says of a verb on a model, with its counts and 90 % interval."""

    verb: str
    model: str
    word: VerdictWord
    held: int = 0
    takes: int = 0
    low: float = 0.0
    high: float = 1.0
    usual_fault: str | None = None


@dataclass(frozen=True, slots=True)
class KeptPrompt:
    """A prompt that was generated from, or edited and left; it outlives its shot and its takes."""

    text: str
    model: str
    kept: str
    """When it was last used: UTC, ISO 8601."""
    takes: int = 0
    """How many were ever made of it on this model."""
    rating: Rating | None = None
    """Of the newest take that was rated."""


# --- everything -> Hint -> Fix -----------------------------------------------------------------


class Severity(StrEnum):
    """How much a hint matters; told apart by shape as well as by colour."""

    ERROR = "error"
    WARNING = "warning"
    INFORMATION = "information"
    HINT = "hint"


class Edit(NamedTuple):
    """Put `text` where `span` is. An empty span inserts."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """What removes a hint: edits of the prompt, a split, another plan or negative prompt."""

    title: str
    edits: tuple[Edit, ...] = ()
    shots: tuple[str, ...] = ()
    follows: bool = False
    """Each of the shots goes on where the one before it ends; otherwise there is a cut between."""
    plan: MotionPlan | None = None
    negative: str | None = None
    """The negative prompt that takes the place of the one that is there."""
    preferred: bool = False
    """Safe to take without thinking; never set where the fix invents content."""
    window: Box | None = None
    """The window on the frame, in fractions of it, that becomes the frame; it may reach beyond the
    start image, which is continued there. The plan goes along."""
    drops_end_image: bool = False
    """Takes the end image away."""


@dataclass(frozen=True, slots=True)
class Hint:
    """Something ambiguous or risky, at a span of the prompt and perhaps at a stroke as well."""

    rule: str
    severity: Severity
    span: Span
    message: str
    fixes: tuple[Fix, ...] = ()
    cause: str | None = None
    detail: str = ""
    """One more sentence for the card: why it matters."""
    stroke: int | None = None
    """Index of the stroke of the plan that this is about, too."""


@dataclass(frozen=True, slots=True)
class Ignored:
    """A hint that the person does not want to hear again."""

    key: str
    """What the hint is known by: see `engine.prompt.lint`."""
    rule: str = ""
    words: str = ""
    """What it was about; '' in projects from before this was kept."""
    cause: str | None = None
    shot_id: int | None = None
    """None: in the whole project."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What a rule sees."""

    reading: Reading
    plan: MotionPlan = MotionPlan()
    settings: Settings = Settings()
    subject: Subject | None = None
    book: Mapping[str, Verdict] = field(default_factory=dict)
    """The verb book for the shot's model, by verb."""
    negative: str = ""
    """The negative prompt."""
    start_image: bool = False
    """Whether the clip starts from an image, so that its look is given."""
    end_image: bool = False
    """Whether the clip ends on an image."""


# --- Takes -> Cut ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CutShot:
    """One piece of a cut, in source frames."""

    take: Path
    start: int = 0
    end: int | None = None
    """Exclusive; None is the end of the take."""
    hold: int = 0
    """Frames that the last frame is held for."""
    shot: Path | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """Shots in order with the chosen take each."""

    fps: float
    width: int
    height: int
    shots: tuple[CutShot, ...] = ()
