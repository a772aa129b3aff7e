"""A take brings everything along that made it; a stranger's clip brings nothing that does harm."""

import base64
import hashlib
import json
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.backends import SILENT, Workplace, backend
from engine.documents import save_plan
from engine.errors import BadInput
from engine.frame.load import fit, load_image, load_mask
from engine.imprint import imprint_in, imprint_of, imprinted, write_take
from engine.project.media import sha256_of
from engine.records import (
    Lora,
    Made,
    MotionPlan,
    PathPoint,
    Region,
    Request,
    Settings,
    Shot,
    Stroke,
    Variation,
)
from engine.video.carried import carried
from engine.video.read import probe
from engine.video.write import write_clip

KINDS = ["take.mp4", "take.mkv", "take"]
MADE = Made("16 GB", "it fits", "cuda", "ab12", ("cd",), {"torch": "2.13"}, {"denoising": 9.5},
            7, 8, 4, "words", ("cut off",))  # fmt: skip


def picture(path, width=96, height=64, seed=0, suffix=".png"):
    path.parent.mkdir(exist_ok=True)
    rng = np.random.default_rng(seed)
    small = rng.integers(0, 256, (8, 12, 3), dtype=np.uint8)
    pixels = cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)
    path.write_bytes(cv2.imencode(suffix, pixels)[1].tobytes())
    return path


@pytest.fixture
def asked(tmp_path):
    mask = np.zeros((64, 96), np.uint8)
    mask[20:40, 30:60] = 255
    cv2.imwrite(str(tmp_path / "mask.png"), mask)
    stroke = Stroke(
        "ball", "move", Region(mask=tmp_path / "mask.png"),
        (PathPoint(0, 0.47, 0.47), PathPoint(1, 0.7, 0.5)),
    )  # fmt: skip
    shot = Shot(
        prompt="a ball 球 🏐 rolls",
        negative="blur",
        start_image=picture(tmp_path / "start photo.jpg", suffix=".jpg"),
        end_image=picture(tmp_path / "end.webp", seed=1, suffix=".webp"),
        plan=MotionPlan((stroke,), plate=picture(tmp_path / "plate.png", seed=2)),
        settings=Settings(width=96, height=64, frames=5, seed=7),
    )
    return Request(shot, "1.2.3", ("ambiguous-verb: where?",), Variation("s", "Seeds", "1", "2"))


def frames_of(request, folder):
    generator = backend("animatic").open(request.shot.settings, Workplace(folder))
    return generator(request, SILENT)


@pytest.mark.parametrize("name", KINDS)
def test_a_take_makes_the_very_same_take_on_another_machine(tmp_path, asked, name):
    write_take(tmp_path / name, frames_of(asked, tmp_path), asked, lambda: MADE)
    for path in tmp_path.glob("*.[pjw]*[gp]"):
        path.unlink()
    imprint = imprint_of(tmp_path / name, tmp_path / "media")
    found = imprint.request
    assert (imprint.made, imprint.missing, imprint.scaled) == (MADE, (), ())
    assert (found.verbench, found.hints, found.variation) == ("1.2.3", *_told(asked))
    assert found.shot.settings == asked.shot.settings
    assert {path.name for path in (tmp_path / "media").iterdir()} == {
        path.name for path in _images(found.shot)
    }
    write_take(tmp_path / f"again-{name}", frames_of(found, tmp_path), asked, lambda: MADE)
    assert [frame.tobytes() for frame in _frames(tmp_path / name)] == [
        frame.tobytes() for frame in _frames(tmp_path / f"again-{name}")
    ]


def _told(request):
    return request.hints, request.variation


def _images(shot):
    return {
        shot.start_image, shot.end_image, shot.plan.plate, shot.plan.strokes[0].region.mask
    }  # fmt: skip


def _frames(path):
    from engine.video.read import frames

    return frames(path)


def test_a_clip_that_was_made_twice_is_the_same_file(tmp_path, asked):
    for name in ("one.mp4", "two.mp4"):
        write_take(tmp_path / name, frames_of(asked, tmp_path), asked)
    assert sha256_of(tmp_path / "one.mp4") == sha256_of(tmp_path / "two.mp4")


def test_images_come_back_pixel_for_pixel(tmp_path, asked):
    shot = imprint_in(*imprinted(asked), tmp_path / "media").request.shot
    for before, after in (
        (asked.shot.start_image, shot.start_image),
        (asked.shot.end_image, shot.end_image),
        (asked.shot.plan.plate, shot.plan.plate),
    ):
        np.testing.assert_array_equal(load_image(before), load_image(after))
    masks = (asked.shot.plan.strokes[0].region.mask, shot.plan.strokes[0].region.mask)
    np.testing.assert_array_equal(*map(load_mask, masks))


def test_an_image_without_notes_travels_as_it_is(tmp_path, asked):
    photo = asked.shot.start_image
    found = imprint_in(*imprinted(asked), tmp_path / "media").request.shot.start_image
    assert (found.read_bytes(), found.suffix) == (photo.read_bytes(), ".jpeg")


def test_a_take_is_written_whatever_its_images_are_called_and_however_many_they_are(
    tmp_path, asked, monkeypatch
):
    odd = tmp_path / "start.j pg ü"
    asked.shot.start_image.rename(odd)
    asked = replace(asked, shot=replace(asked.shot, start_image=odd))
    write_take(tmp_path / "odd.mp4", frames_of(asked, tmp_path), asked)
    assert imprint_of(tmp_path / "odd.mp4", tmp_path / "media").missing == ()
    monkeypatch.setattr("engine.imprint.MAX_FILES", 1)
    write_take(tmp_path / "many.mp4", frames_of(asked, tmp_path), asked)
    assert len(imprint_of(tmp_path / "many.mp4", tmp_path / "other").missing) == 3


def test_what_a_camera_noted_of_time_and_place_stays_at_home(tmp_path, asked):
    photo = asked.shot.start_image
    content = photo.read_bytes()
    exif = b"Exif\0\0II*\0\x08\0\0\0\0\0 47.3769 N"
    segment = b"\xff\xe1" + (len(exif) + 2).to_bytes(2) + exif
    photo.write_bytes(content[:2] + segment + content[2:])
    write_take(tmp_path / "take.mp4", frames_of(asked, tmp_path), asked)
    assert b"47.3769" in photo.read_bytes()
    assert b"47.3769" not in (tmp_path / "take.mp4").read_bytes()


def test_a_take_does_not_tell_whose_home_its_model_is_in(tmp_path, asked):
    model = Path.home() / "models" / "wan"
    lora = Lora(Path.home() / "loras" / "x.safetensors", 0.5)
    settings = replace(asked.shot.settings, model=model.as_posix(), loras=(lora,))
    asked = replace(asked, shot=replace(asked.shot, settings=settings))
    comment, files = imprinted(asked)
    assert Path.home().as_posix() not in comment
    assert imprint_in(comment, files, tmp_path / "m").request.shot.settings == settings


def test_a_large_image_travels_in_the_size_that_was_asked_for(tmp_path, asked):
    noise = np.random.default_rng(0).integers(0, 256, (1400, 1500, 3), dtype=np.uint8)
    large = tmp_path / "large.png"
    cv2.imwrite(str(large), noise)
    asked = replace(asked, shot=replace(asked.shot, start_image=large))
    comment, files = imprinted(asked)
    imprint = imprint_in(comment, files, tmp_path / "media")
    assert imprint.scaled == ("large.png",)
    found = load_image(imprint.request.shot.start_image)
    np.testing.assert_array_equal(found, fit(load_image(large), 96, 64))
    assert sum(map(len, files.values())) < 100_000


def test_an_image_is_packed_once_for_many_takes_until_it_changes(tmp_path, asked, monkeypatch):
    start, packed = asked.shot.start_image, []
    before = imprinted(asked)
    monkeypatch.setattr("engine.imprint._png", lambda pixels: packed.append(1) or b"x" * 9_999_999)
    for seed in range(3):
        settings = replace(asked.shot.settings, seed=seed)
        _, files = imprinted(replace(asked, shot=replace(asked.shot, settings=settings)))
        assert files == before[1]
    assert not packed
    picture(start, seed=5, width=120)
    imprinted(asked)
    assert packed


def test_the_project_that_has_the_original_goes_on_with_it(tmp_path, asked):
    media = tmp_path / "media"
    photo = asked.shot.start_image
    digest = hashlib.sha256(photo.read_bytes()).hexdigest()
    kept = media / f"start-photo-{digest[:12]}.jpg"
    media.mkdir()
    photo.rename(kept)
    asked = replace(asked, shot=replace(asked.shot, start_image=kept))
    found = imprint_in(*imprinted(asked), media).request.shot.start_image
    assert found == kept


def test_images_that_did_not_come_along_are_named(tmp_path, asked):
    comment, _ = imprinted(asked)
    imprint = imprint_in(comment, {}, tmp_path / "media")
    assert imprint.missing == ("end.webp", "mask.png", "plate.png", "start photo.jpg")
    assert imprint.request.shot.start_image == tmp_path / "media" / "start photo.jpg"
    assert not (tmp_path / "media").exists()


def test_an_image_that_is_gone_when_the_clip_is_written_goes_by_its_name(tmp_path, asked):
    asked.shot.end_image.unlink()
    imprint = imprint_in(*imprinted(asked), tmp_path / "media")
    assert imprint.missing == ("end.webp",)


def test_nothing_is_written_where_nobody_asks_for_the_images(tmp_path, asked):
    write_take(tmp_path / "take.mp4", frames_of(asked, tmp_path), asked)
    before = sorted(tmp_path.rglob("*"))
    imprint = imprint_of(tmp_path / "take.mp4", None)
    assert (imprint.request.shot.prompt, imprint.missing) == (asked.shot.prompt, ())
    assert sorted(tmp_path.rglob("*")) == before


def test_a_clip_of_the_first_versions_is_still_read(tmp_path, asked):
    """Its images are in the comment itself, and nothing says how it was made."""
    content = picture(tmp_path / "old.png").read_bytes()
    shot = {"schema": 1, "prompt": "a dog", "start_image": "00ff.png"}
    entry = {"name": "old.png", "base64": base64.b64encode(content).decode()}
    old = {"schema": 1, "verbench": "0.1", "shot": shot, "files": {"00ff.png": entry}}
    write_clip(tmp_path / "old.mp4", _grey(), 16, json.dumps(old))
    imprint = imprint_of(tmp_path / "old.mp4", tmp_path / "media")
    assert (imprint.request.shot.prompt, imprint.made) == ("a dog", None)
    assert imprint.request.shot.start_image.read_bytes() == content
    assert imprint.request.shot.start_image.parent == tmp_path / "media"


def test_a_clip_that_says_nothing_has_no_imprint(tmp_path):
    write_clip(tmp_path / "x.mp4", _grey(), 16, "holidays")
    assert imprint_of(tmp_path / "x.mp4", tmp_path) is None


def _grey():
    return [np.full((48, 64, 3), 90, np.uint8)] * 3


# --- strangers -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["../evil.png", "/etc/evil.png", "a/../../evil.png", "x\0y.png"])
def test_an_imprint_cannot_write_or_read_outside_its_folder(tmp_path, asked, name):
    comment, files = imprinted(asked)
    data = json.loads(comment)
    key = data["shot"]["start_image"]
    data["files"][key]["name"] = name
    data["shot"]["end_image"] = name.replace("\0", "")
    shot = imprint_in(json.dumps(data), files, tmp_path / "media").request.shot
    assert shot.start_image.parent == shot.end_image.parent == tmp_path / "media"
    inside = {path.parent for path in tmp_path.rglob("*evil*")} | {tmp_path / "media"}
    assert inside == {tmp_path / "media"}


def test_an_imprint_reads_no_plan_from_a_path(tmp_path, asked):
    save_plan(MotionPlan(), tmp_path / "plan.json")
    comment, files = imprinted(asked)
    data = json.loads(comment)
    for place in (str(tmp_path / "plan.json"), "../plan.json"):
        data["shot"]["plan"] = place
        with pytest.raises(BadInput, match="holds no request"):
            imprint_in(json.dumps(data), files, tmp_path / "media")


@pytest.mark.parametrize("place", ["//host/share/wan", "\\\\host\\share\\wan"])
def test_an_imprint_names_no_model_on_another_machine(tmp_path, asked, place):
    comment, files = imprinted(asked)
    data = json.loads(comment)
    data["shot"]["settings"] |= {"model": place, "loras": [{"path": place, "weight": 1.0}]}
    settings = imprint_in(json.dumps(data), files, tmp_path / "m").request.shot.settings
    assert settings.model == "wan"
    assert settings.loras[0].path == tmp_path / "m" / "wan"


@pytest.mark.parametrize(
    "content", [b"#!/bin/sh\n", b"", b"\x89PNG\r\n\x1a\nrest", b"\xff\xd8\xff\xe0" + b"x" * 99]
)
def test_an_imprint_cannot_bring_anything_but_images(tmp_path, asked, content):
    comment, files = imprinted(asked)
    changed = dict.fromkeys(files, content)
    if content:
        with pytest.raises(BadInput):
            imprint_in(comment, changed, tmp_path / "media")
    else:
        assert len(imprint_in(comment, changed, tmp_path / "media").missing) == 4
    assert not list(tmp_path.glob("media/*"))


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("made", {"seconds": {"loading": "long"}}),
        ("made", {"peak_bytes": -1}),
        ("made", {"way": "magic"}),
        ("hints", ["x"] * 2000),
        ("variation", {"set": "s"}),
        ("files", ["a"]),
        ("shot", "a ball"),
        ("schema", 99),
    ],
)
def test_what_is_wrong_in_an_imprint_is_told_in_one_line(tmp_path, asked, place, value):
    data = json.loads(imprinted(asked, MADE)[0]) | {place: value}
    with pytest.raises(BadInput) as refusal:
        imprint_in(json.dumps(data), {}, tmp_path)
    assert "\n" not in str(refusal.value)


@given(st.text(max_size=300))
def test_any_comment_is_an_imprint_or_refused(text):
    with pytest.raises(BadInput):
        imprint_in(text, {}, None)


def test_the_text_of_an_imprint_stays_short(asked):
    """Players show it, and file managers index it."""
    assert len(imprinted(asked, MADE)[0]) < 4000


# --- the files of a clip -------------------------------------------------------------------------


@pytest.mark.parametrize("name", KINDS)
def test_a_clip_carries_files_and_is_otherwise_the_same(tmp_path, name):
    files = {"a.png": b"first" * 1000, "b-2.bin": bytes(range(256))}
    bare = write_clip(tmp_path / f"bare-{name}", _grey(), 16, "note")
    told = write_clip(tmp_path / name, _grey(), 16, "note", files=files)
    assert carried(tmp_path / name) == files
    assert probe(tmp_path / name) == told == bare
    assert carried(tmp_path / f"bare-{name}") == {}


def test_other_programs_see_one_picture_stream_and_no_cover(tmp_path):
    import av

    files = {"a.png": cv2.imencode(".png", _grey()[0])[1].tobytes()}
    for name in KINDS[:2]:
        write_clip(tmp_path / name, _grey(), 16, files=files)
        with av.open(str(tmp_path / name)) as film:
            assert len(film.streams.video) == 1
            assert sum(1 for _ in film.decode(video=0)) == 3
        capture = cv2.VideoCapture(str(tmp_path / name))
        assert capture.get(cv2.CAP_PROP_FRAME_COUNT) == 3
        capture.release()


@pytest.mark.parametrize("name", ["../a.png", "", "a b", ".hidden", "x" * 200])
def test_a_file_of_a_strange_name_is_not_carried(tmp_path, name):
    with pytest.raises(BadInput):
        write_clip(tmp_path / "x.mp4", _grey(), 16, files={name: b"x"})
    assert not list(tmp_path.iterdir())


@given(st.binary(max_size=400), st.integers(0, 200))
def test_any_tail_of_an_mp4_is_read_without_harm(tail, cut):
    import tempfile

    from engine.video.carried import boxes

    content = boxes({"a.png": b"0123456789" * 10})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.mp4"
        path.write_bytes(content[:cut] + tail)
        assert set(carried(path)) <= {"a.png"} or cut < len(content)
