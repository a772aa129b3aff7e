"""The compiler: every valid plan compiles, whole or not at all, and all targets say the same."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.errors import BadInput, Cancelled, StorageProblem
from engine.motion.compile import TARGETS, Source
from engine.motion.compiling import compile_plan, holds_compiled
from engine.motion.strokes import FARTHEST
from engine.motion.trajectory import position
from engine.records import Ambient, Camera, MotionPlan, PathPoint, Region, Stroke
from engine.video.read import frames as frames_of

WIDTH, HEIGHT, FRAMES = 96, 64, 6
WAVED = (PathPoint(0, 0.275, 0.8), PathPoint(1, 0.3, 0.78))
TARGET = {target.id: target for target in TARGETS}


def picture(width: int = WIDTH, height: int = HEIGHT) -> np.ndarray:
    small = np.random.default_rng(5).integers(40, 210, (9, 13, 3), np.uint8)
    return cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)


def box(x: float, y: float, w: float, h: float) -> Region:
    return Region(((x, y), (x + w, y), (x + w, y + h), (x, y + h)))


def across(name: str = "ball", *, region: Region | None = None, **more) -> Stroke:
    points = (PathPoint(0, 0.3, 0.5), PathPoint(1, 0.7, 0.4))
    return Stroke(name, "move", region or box(0.2, 0.35, 0.2, 0.3), points, **more)


def source(*strokes: Stroke, camera: Camera | None = None, **more) -> Source:
    plan = MotionPlan(strokes, camera or Camera())
    return Source(plan, more.pop("image", picture()), more.pop("frames", FRAMES), 16.0, **more)


def written(given_: Source, folder: Path, *names: str) -> Path:
    compile_plan(given_, folder, [TARGET[name] for name in names or TARGET])
    return folder


def data(folder: Path, name: str) -> dict:
    return json.loads((folder / name).read_text())


def grey(folder: Path, index: int) -> np.ndarray:
    return cv2.imread(str(folder / f"frame_{index:05d}.png"), cv2.IMREAD_UNCHANGED)


def notes(manifest: dict, name: str) -> str:
    return " | ".join(manifest["targets"][name]["notes"])


# --- every plan ----------------------------------------------------------------------------------

place = st.one_of(st.floats(-0.2, 1.2), st.floats(*FARTHEST))
corners = st.one_of(
    st.lists(st.tuples(place, place), min_size=3, max_size=8).map(tuple),
    st.just(((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))),
    st.just(((0.5, 0.5), (0.5, 0.5), (0.5, 0.5))),
    st.just(((2.0, 2.0), (3.0, 2.0), (3.0, 3.0))),
)
times = st.lists(st.floats(0, 1), max_size=6, unique=True).map(sorted)


ambients = st.builds(
    Ambient,
    st.sampled_from(["sway", "ripple", "flutter"]),
    st.sampled_from([0.0, 0.5, 1.0]),
    st.sampled_from([0.2, 2.5, 60.0]),
)


@st.composite
def strokes(draw: st.DrawFn) -> Stroke:
    points = tuple(PathPoint(t, draw(place), draw(place)) for t in draw(times))
    return Stroke(
        draw(st.sampled_from(["", "ball", "杯子", 'a "b"/..'])),
        draw(st.sampled_from(["move", "static", "ambient"])),
        Region(draw(corners)),
        points,
        feather=draw(st.sampled_from([0.0, 0.004, 0.1, 0.5])),
        order=draw(st.integers(-2, 2)),
        easing=draw(st.sampled_from(["linear", "ease-in", "ease-out", "ease-in-out"])),
        rotation_deg=draw(st.sampled_from([0.0, 33.0, -720.0])),
        scale=draw(st.sampled_from([1.0, 0.001, 0.4, 3.0, 20.0])),
        strength=draw(st.sampled_from([0.0, 1.0])),
        shear_deg=draw(st.sampled_from([0.0, 0.0, -80.0, 25.0])),
        soft=draw(st.booleans()),
        ambient=draw(st.none() | ambients),
        speed=draw(st.sampled_from([(), ((1.0, 0.5),), ((0.0, 0.0), (0.5, 16.0), (1.0, 0.0))])),
    )


cameras = st.builds(
    Camera,
    pan=st.sampled_from([0.0, 0.2, -4.0]),
    tilt=st.sampled_from([0.0, 0.1]),
    zoom=st.sampled_from([1.0, 0.5, 16.0]),
    roll=st.sampled_from([0.0, 40.0]),
    orbit=st.sampled_from([0.0, 0.2, -1.0]),
)
plans = st.builds(MotionPlan, st.lists(strokes(), max_size=4).map(tuple), cameras)
sizes = st.sampled_from([(48, 32), (33, 47), (1, 1), (2, 64)])


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(plan=plans, size=sizes, count=st.sampled_from([1, 2, 5]))
def test_every_valid_plan_compiles(plan: MotionPlan, size: tuple[int, int], count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        manifest = compile_plan(Source(plan, picture(*size), count, 16.0), out)
        assert set(manifest["targets"]) == set(TARGET)
        for entry in manifest["targets"].values():
            assert all((out / name.rstrip("/")).exists() for name in entry["files"])
        for name in ("guide", "vace", "vace_layout", "ltx_tracks"):
            shapes = [frame.shape for frame in frames_of(out / f"{name}.mkv")]
            assert shapes == [(size[1], size[0], 3)] * count
        for name in ("guide_mask", "vace_mask", "vace_layout_mask"):
            mask = grey(out / name, count - 1)
            assert (mask.shape, mask.dtype) == ((size[1], size[0]), np.uint8)
        tracks = data(out, "tracks.json")["strokes"]
        assert [t["stroke"] for t in tracks if t["stroke"] is not None] == [
            *range(len(plan.strokes))
        ]
        assert all(len(way) == count for t in tracks for way in t["points"])


MASKS = {
    "nothing": np.zeros((24, 36), np.uint8),
    "everything": np.full((24, 36), 255, np.uint8),
    "one pixel": np.pad(np.full((1, 1), 255, np.uint8), 15),
    "all but one pixel": 255 - np.pad(np.full((1, 1), 255, np.uint8), 15),
    "grey": np.full((HEIGHT, WIDTH), 127, np.uint8),
    "another shape": np.tile(np.array([[0, 255]], np.uint8), (90, 5)),
}


@pytest.fixture(scope="module")
def masks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("masks")
    for name, mask in MASKS.items():
        cv2.imwrite(str(folder / f"{name}.png"), mask)
    return folder


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(plan=plans, drawn=st.lists(st.sampled_from(sorted(MASKS)), min_size=4, max_size=4))
def test_plans_compile_whatever_their_masks_cover(
    masks: Path, plan: MotionPlan, drawn: list[str]
) -> None:
    plan = replace(
        plan,
        strokes=tuple(
            replace(stroke, region=Region(mask=masks / f"{name}.png"))
            for stroke, name in zip(plan.strokes, drawn, strict=False)
        ),
    )
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        manifest = compile_plan(Source(plan, picture(48, 32), 3, 16.0), out)
        empty = [s for s, name in zip(plan.strokes, drawn, strict=False) if name == "nothing"]
        assert notes(manifest, "tracks").count("holds no pixel") >= len(empty)
        for name in ("guide_mask", "vace_mask", "vace_layout_mask"):
            assert all(grey(out / name, index).shape == (32, 48) for index in range(3))
        for entry in data(out, "tracks.json")["strokes"]:
            assert np.isfinite(np.array(entry["points"], float)).all()
        kling = data(out, "kling.json")["dynamic_masks"]
        ways = [way for mask in kling for way in mask["trajectories"]]
        assert all(0 <= at["x"] < 48 and 0 <= at["y"] < 32 for at in ways)
        assert all(2 <= len(mask["trajectories"]) <= 77 for mask in kling)


@pytest.mark.parametrize(
    "stroke",
    [
        across(region=box(0.2, 0.3, 0.2, 0.3)),
        replace(across(), points=(PathPoint(0, 0.3, 0.5), PathPoint(1, 0.3, 0.5))),
        replace(across(), points=()),
        across(region=Region(((0.1, 0.1), (0.6, 0.6), (0.6, 0.1), (0.1, 0.6)))),
        replace(
            across(),
            points=tuple(
                PathPoint(i / 9_999, 0.5 + 0.3 * np.cos(i), 0.5 + 0.3 * np.sin(i))
                for i in range(10_000)
            ),
        ),
        replace(across(), points=(PathPoint(0, 0.3, 0.5), PathPoint(1, 9.0, -8.0))),
    ],
    ids=["plain", "zero-length", "no path", "self-crossing", "10,000 points", "off-frame"],
)
def test_odd_strokes_compile(stroke: Stroke, tmp_path: Path) -> None:
    out = written(source(stroke), tmp_path / "out")
    assert len(list(frames_of(out / "guide.mkv"))) == FRAMES


SQUARE = np.pad(np.full((32, 48), 255, np.uint8), 16)
"""Inside as a mask; its middle is that of the picture."""


def stored(folder: Path, suffix: str, pixels: np.ndarray) -> Path:
    path = folder / f"mask{suffix}"
    path.write_bytes(cv2.imencode(suffix, pixels)[1].tobytes())
    return path


@pytest.mark.parametrize(
    ("suffix", "pixels"),
    [
        (".png", SQUARE.astype(np.uint16) * 257),
        (".png", np.dstack([np.full((64, 80, 3), 255, np.uint8), SQUARE])),
        (".jpg", np.dstack([SQUARE] * 3)),
        (".webp", np.dstack([SQUARE] * 3)),
        (".png", np.full((1, 1), 255, np.uint8)),
    ],
    ids=["16 bits", "alpha", "jpeg", "webp", "1x1"],
)
def test_a_mask_may_be_any_picture(suffix: str, pixels: np.ndarray, tmp_path: Path) -> None:
    stroke = across(region=Region(mask=stored(tmp_path, suffix, pixels)))
    out = written(source(stroke), tmp_path / "out", "tracks", "kling")
    held = cv2.imread(str(out / data(out, "kling.json")["dynamic_masks"][0]["mask"]))
    assert held[HEIGHT // 2, WIDTH // 2].min() > 250


@pytest.mark.parametrize("name", ["gone.png", "zero\0byte.png", "half\ud800.png", "."])
@pytest.mark.parametrize("slot", ["mask", "plate"])
def test_a_file_that_cannot_be_is_refused(name: str, slot: str, tmp_path: Path) -> None:
    path = tmp_path / name
    odd = source(across(region=Region(mask=path) if slot == "mask" else None))
    if slot == "plate":
        odd = replace(odd, plan=replace(odd.plan, plate=path))
    with pytest.raises(BadInput):
        written(odd, tmp_path / "out", "guide")
    assert not (tmp_path / "out").exists()


# --- what the targets say ------------------------------------------------------------------------


def test_the_guide_starts_with_the_image_and_its_mask_says_what_moved(tmp_path: Path) -> None:
    given_ = source(across())
    out = written(given_, tmp_path / "out", "guide")
    made = list(frames_of(out / "guide.mkv"))
    assert (made[0] == given_.image).all()
    for index in range(FRAMES):
        assert (made[index] == given_.clip.frame(index)).all()
        assert (grey(out / "guide_mask", index) == given_.clip.mask(index)).all()


@pytest.mark.parametrize(
    "camera",
    [Camera(), Camera(pan=0.1, zoom=1.2, roll=5), Camera(orbit=0.15), Camera(0.1, orbit=-0.2)],
)
def test_the_displacement_says_where_everything_came_from(camera: Camera, tmp_path: Path) -> None:
    smooth = cv2.GaussianBlur(picture(), (0, 0), 3)
    leaves = Stroke("leaves", "ambient", box(0.6, 0.6, 0.3, 0.3))
    still = Stroke("post", "static", box(0.45, 0.2, 0.1, 0.5))
    cloth = Stroke("cloth", "move", box(0.1, 0.65, 0.35, 0.3), soft=True, order=1, points=WAVED)
    thing = across(scale=1.4, shear_deg=15, ambient=Ambient("ripple"), speed=((0, 1), (1, 3)))
    given_ = source(thing, leaves, cloth, still, camera=camera, image=smooth)
    out = written(given_, tmp_path / "out", "guide")
    made = list(frames_of(out / "guide.mkv"))
    for index in (0, 2, FRAMES - 1):
        with np.load(out / "displacement" / f"frame_{index:05d}.npz") as arrays:
            shift, known = arrays["shift"], arrays["known"] > 0
        y, x = np.mgrid[:HEIGHT, :WIDTH].astype(np.float32)
        came = cv2.remap(smooth, x - shift[..., 0], y - shift[..., 1], cv2.INTER_CUBIC)
        apart = np.abs(came.astype(int) - made[index]).max(axis=2)[known]
        assert known.mean() > 0.5
        assert np.percentile(apart, 90) <= 6


@pytest.mark.parametrize(
    "more", [{"speed": ((0, 0.2), (1, 3))}, {"shear_deg": 30.0}, {"ambient": Ambient("flutter")}]
)
def test_tracks_and_boxes_are_those_of_the_clip(more: dict, tmp_path: Path) -> None:
    ball = across(region=box(0.2, 0.35, 0.25, 0.4), feather=0.0, **more)
    given_ = source(ball)
    out = written(given_, tmp_path / "out", "tracks")
    told, boxes = data(out, "tracks.json")["strokes"][0], data(out, "boxes.json")["strokes"][0]
    for index in range(FRAMES):
        wanted = np.array(position(ball, index / (FRAMES - 1))) * (WIDTH, HEIGHT)
        assert told["centre"][index] == pytest.approx(wanted, abs=0.5)
        rows, columns = np.nonzero(given_.clip.mask(index) >= 128)
        x, y, wide, tall = boxes["boxes"][index]
        assert (x, y) == (columns.min(), rows.min())
        assert (x + wide, y + tall) == (columns.max() + 1, rows.max() + 1)


def test_an_orbit_moves_the_tracks_of_the_nearer_the_farther(tmp_path: Path) -> None:
    near = Stroke("near", "ambient", box(0.6, 0.6, 0.3, 0.3), order=3)
    out = written(source(across(), near, camera=Camera(orbit=0.2)), tmp_path / "out", "tracks")
    ball, leaves, ground = data(out, "tracks.json")["strokes"]
    gone = np.array(leaves["points"])[:, -1] - np.array(leaves["points"])[:, 0]
    assert np.allclose(gone, (-0.2 * WIDTH, 0.0), atol=0.01)
    assert ball["centre"][-1][0] == pytest.approx((0.7 - 0.1) * WIDTH, abs=0.5)
    assert np.ptp(np.array(ground["points"]), axis=1).max() < 0.01


def test_kling_says_what_of_a_stroke_it_does_not_take(tmp_path: Path) -> None:
    flag = across("flag", shear_deg=20, soft=True, ambient=Ambient("flutter"))
    said = notes(compile_plan(source(flag), tmp_path / "out", [TARGET["kling"]]), "kling")
    assert all(word in said for word in ("lean", "gives way", "motion in place"))


def test_vace_says_how_to_word_what_it_cannot_show(tmp_path: Path) -> None:
    pond = Stroke("pond", "ambient", box(0.1, 0.1, 0.5, 0.5), ambient=Ambient("ripple", 0.5))
    said = notes(compile_plan(source(pond), tmp_path / "out", [TARGET["vace"]]), "vace")
    assert "pond: VACE has no input for ambient motion; say “rippling”" in said


def test_tracks_follow_the_trajectory_and_hide_behind_what_is_nearer(tmp_path: Path) -> None:
    ball = across()
    wall = Stroke("wall", "static", box(0.6, 0.0, 0.4, 1.0))
    out = written(source(ball, wall), tmp_path / "out", "tracks")
    told = data(out, "tracks.json")["strokes"]
    for index, (x, y) in enumerate(told[0]["centre"]):
        wanted = position(ball, index / (FRAMES - 1))
        assert np.hypot(x - wanted[0] * WIDTH, y - wanted[1] * HEIGHT) < 0.5
    points, visible = np.array(told[0]["points"]), np.array(told[0]["visible"])
    assert visible[:, 0].all()
    assert (visible[:, -1] == (points[:, -1, 0] < 0.6 * WIDTH)).all()
    still = np.array(told[1]["points"])
    assert (still == still[:, :1]).all()
    assert len(points) <= 9


def test_boxes_travel_with_their_region(tmp_path: Path) -> None:
    out = written(source(across(feather=0.0)), tmp_path / "out", "tracks")
    boxes = np.array(data(out, "boxes.json")["strokes"][0]["boxes"])
    assert np.abs(boxes[0] - (0.2 * WIDTH, 0.35 * HEIGHT, 0.2 * WIDTH, 0.3 * HEIGHT)).max() <= 1
    assert boxes[-1][0] - boxes[0][0] == pytest.approx(0.4 * WIDTH, abs=1.5)


def test_a_camera_move_gives_points_of_the_background(tmp_path: Path) -> None:
    out = written(source(across(), camera=Camera(pan=0.25)), tmp_path / "out", "tracks")
    ground = data(out, "tracks.json")["strokes"][-1]
    assert ground["stroke"] is None
    moved = np.array(ground["points"])[:, -1] - np.array(ground["points"])[:, 0]
    assert np.allclose(moved, (-0.25 * WIDTH, 0.0), atol=0.01)


def test_vace_keeps_the_start_image_and_what_moved_on_grey(tmp_path: Path) -> None:
    given_ = source(across(), Stroke("post", "static", box(0.75, 0.1, 0.2, 0.2)))
    out = written(given_, tmp_path / "out", "vace")
    made, outlines = (list(frames_of(out / f"{name}.mkv")) for name in ("vace", "vace_layout"))
    assert (made[0] == given_.image).all()
    assert not grey(out / "vace_mask", 0).any()
    for index in range(1, FRAMES):
        mask = grey(out / "vace_mask", index)
        assert set(np.unique(mask)) == {0, 255}
        assert (made[index][mask == 255] == 127).all()
        kept = mask == 0
        assert (made[index][kept] == given_.clip.frame(index)[kept]).all()
        layout = grey(out / "vace_layout_mask", index)
        pixels = outlines[index][layout == 255]
        assert set(np.unique(pixels)) == {0, 255}
        assert ((layout == 0) == (given_.clip.still(index) >= 128)).all()
        assert layout[12, 81] == 0


def test_the_newest_point_of_an_ltx_track_is_blue_and_the_ground_is_black(tmp_path: Path) -> None:
    given_ = source(across(), frames=9, image=picture(480, 320))
    out = written(given_, tmp_path / "out", "ltx-tracks")
    made = list(frames_of(out / "ltx_tracks.mkv"))
    lists = json.loads((out / "ltx_tracks.json").read_text())
    assert {len(way) for way in lists} == {9}
    assert (np.median(made[8].reshape(-1, 3), axis=0) == 0).all()
    for way in lists:
        red, _, blue = made[8][int(way[8]["y"]), int(way[8]["x"])].astype(int)
        assert blue > 60
        assert blue > 2 * red


def test_kling_counts_from_the_bottom_left(tmp_path: Path) -> None:
    out = written(source(across()), tmp_path / "out", "kling")
    request = data(out, "kling.json")
    way = request["dynamic_masks"][0]["trajectories"]
    assert way[0] == {"x": round(0.3 * WIDTH), "y": HEIGHT - 32}
    assert way[-1]["y"] > way[0]["y"]
    assert 2 <= len(way) <= 77
    mask = cv2.imread(str(out / request["dynamic_masks"][0]["mask"]), cv2.IMREAD_UNCHANGED)
    assert set(np.unique(mask)) == {0, 255}
    assert mask.shape == cv2.imread(str(out / request["image"])).shape[:2]


def test_kling_takes_six_masks_and_one_static_and_the_rest_is_said(tmp_path: Path) -> None:
    many = [across(f"ball {i}", rotation_deg=90 * (i == 0)) for i in range(8)]
    still = [Stroke(n, "static", box(x, 0, 0.1, 0.1)) for n, x in (("a", 0.0), ("b", 0.9))]
    leaves = Stroke("leaves", "ambient", box(0.1, 0.1, 0.2, 0.2))
    given_ = source(*many, *still, leaves, camera=Camera(zoom=2.0))
    manifest = compile_plan(given_, tmp_path / "out", [TARGET["kling"]])
    request = data(tmp_path / "out", "kling.json")
    assert len(request["dynamic_masks"]) == 6
    mask = cv2.imread(str(tmp_path / "out" / request["static_mask"]), cv2.IMREAD_UNCHANGED)
    assert mask[2, 2] == mask[2, WIDTH - 3] == 255
    said = notes(manifest, "kling")
    assert all(word in said for word in ("ball 6", "ball 7", "at most 6", "turn", "camera"))
    assert "ambient" in said


@pytest.mark.parametrize("count", [1, 400])
def test_kling_gets_2_to_77_points_whatever_the_length(count: int, tmp_path: Path) -> None:
    winding = tuple(PathPoint(i / 99, 0.01 * i, 0.5 + 0.4 * np.sin(i)) for i in range(100))
    given_ = source(replace(across(), points=winding), frames=count)
    out = written(given_, tmp_path / "out", "kling")
    way = data(out, "kling.json")["dynamic_masks"][0]["trajectories"]
    assert 2 <= len(way) <= 77
    assert all(0 <= p["x"] < WIDTH and 0 <= p["y"] < HEIGHT for p in way)


def test_words_say_the_strokes_and_the_camera_in_the_prompts_language(tmp_path: Path) -> None:
    post = Stroke("post", "static", box(0.8, 0.1, 0.1, 0.5))
    given_ = source(across(), post, camera=Camera(pan=-0.2, zoom=1.5), prompt="A ball rolls.")
    out = written(given_, tmp_path / "out", "words")
    text = (out / "words.txt").read_text()
    assert text.startswith("A ball rolls to the right")
    assert "The post stays still." in text
    assert "The camera pans to the left and zooms in." in text
    chinese = source(across("球"), camera=Camera(pan=0.1), prompt="一个球在地上。")
    told = data(written(chinese, tmp_path / "zh", "words"), "words.json")
    assert told["language"] == "zh"
    assert "镜头" in told["prompt"]


def test_a_plan_scales_to_any_size(tmp_path: Path) -> None:
    small = data(written(source(across()), tmp_path / "a", "tracks"), "boxes.json")
    large = source(across(), image=picture(WIDTH * 4, HEIGHT * 4))
    big = data(written(large, tmp_path / "b", "tracks"), "boxes.json")
    first, second = (np.array(d["strokes"][0]["boxes"]) for d in (small, big))
    assert np.abs(second / 4 - first).max() < 1.0


def test_lengths_and_sizes_that_a_model_does_not_take_are_said(tmp_path: Path) -> None:
    targets = [TARGET["vace"], TARGET["ltx-tracks"], TARGET["kling"]]
    manifest = compile_plan(source(across(), frames=7), tmp_path / "out", targets)
    assert "compile 9" in notes(manifest, "vace") or "compile 5" in notes(manifest, "vace")
    assert "8k+1" in notes(manifest, "ltx-tracks")
    assert "300 pixels" in notes(manifest, "kling")


# --- the folder ----------------------------------------------------------------------------------


def test_progress_is_told_step_by_step_and_may_stop_it(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    compile_plan(source(across()), tmp_path / "out", progress=lambda *at: told.append(at))
    assert told == [(done, told[0][1]) for done in range(told[0][1] + 1)]
    assert told[-1][0] == told[-1][1] == 4 * FRAMES + len(TARGETS)

    def stop(done: int, total: int) -> None:
        if done > 2:
            raise Cancelled

    before = sorted((tmp_path / "out").rglob("*"))
    with pytest.raises(Cancelled):
        compile_plan(source(across("other")), tmp_path / "out", progress=stop)
    assert sorted((tmp_path / "out").rglob("*")) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert holds_compiled(tmp_path / "out")
    assert not holds_compiled(tmp_path / "nothing there")
    with pytest.raises(BadInput, match="holds other things"):
        holds_compiled(tmp_path)


def test_targets_compiled_later_join_those_that_are_there(tmp_path: Path) -> None:
    out = written(source(across()), tmp_path / "out", "words")
    written(source(across()), out, "tracks")
    manifest = data(out, "manifest.json")
    assert list(manifest["targets"]) == ["tracks", "words"]
    assert (out / "words.txt").exists()


def test_another_plan_leaves_nothing_of_the_one_before(tmp_path: Path) -> None:
    out = written(source(across()), tmp_path / "out", "words")
    written(source(across(scale=2.0)), out, "tracks")
    assert sorted(p.name for p in out.iterdir()) == ["boxes.json", "manifest.json", "tracks.json"]


def test_a_folder_with_other_things_is_refused_untouched(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "thesis.txt").write_text("mine")
    with pytest.raises(BadInput, match="other things"):
        written(source(across()), out, "words")
    compiled = written(source(across()), tmp_path / "compiled", "words")
    (compiled / "thesis.txt").write_text("mine")
    with pytest.raises(BadInput, match=r"thesis\.txt"):
        written(source(across()), compiled, "words")
    assert (compiled / "thesis.txt").read_text() == "mine"
    (tmp_path / "file").write_text("")
    with pytest.raises(BadInput, match="is a file"):
        written(source(across()), tmp_path / "file", "words")


@pytest.mark.parametrize(
    "text",
    [
        '{"schema": 1}',
        '{"schema": 1, "compiled": "x", "targets": {"words": {"files": ["../../secret"]}}}',
        '{"schema": 1, "compiled": "x", "targets": [1]}',
        "not json",
    ],
)
def test_a_manifest_from_a_stranger_makes_nothing_go(text: str, tmp_path: Path) -> None:
    out, secret = tmp_path / "a" / "out", tmp_path / "secret"
    out.mkdir(parents=True)
    secret.write_text("mine")
    (out / "manifest.json").write_text(text)
    (out / "note.txt").write_text("mine")
    with pytest.raises(BadInput):
        written(source(across()), out, "words")
    assert (out / "note.txt").exists()
    assert secret.exists()


def test_what_fails_leaves_the_old_folder_and_no_other(tmp_path: Path) -> None:
    out = written(source(across()), tmp_path / "out", "words")
    before = (out / "words.txt").read_bytes()
    bad = replace(across(), region=Region(mask=tmp_path / "missing.png"))
    with pytest.raises(BadInput, match=r"missing\.png"):
        written(source(bad), out)
    assert (out / "words.txt").read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["out"]
    with pytest.raises(StorageProblem):
        written(source(across()), tmp_path / "no" / "folder", "words")


@pytest.mark.parametrize(
    ("given_", "wrong"),
    [
        (source(across(), frames=0), "0 frames"),
        (source(across(), frames=1025), "1025 frames"),
        (source(across(), image=np.zeros((8, 4097, 3), np.uint8)), "4096"),
        (source(across(), image=np.zeros((4096, 4096, 3), np.uint8), frames=1024), "too many"),
        (replace(source(across()), fps=float("nan")), "frames per second"),
        (source(across(scale=-1.0)), "scale"),
    ],
)
def test_what_is_out_of_bounds_is_refused(given_: Source, wrong: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=wrong):
        written(given_, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []
