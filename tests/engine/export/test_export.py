from dataclasses import replace

import numpy as np
import pytest

import engine.export
from engine.errors import BadInput, Cancelled
from engine.export import EXPORTERS, exporter
from engine.imprint import imprint_of, imprinted
from engine.records import Cut, CutShot, Request, Settings, Shot
from engine.video.carried import carried
from engine.video.read import frames, probe
from engine.video.write import write_clip

REQUEST = imprinted(Request(Shot("a ball rolls", settings=Settings(seed=4)), "0.1"))[0]


def quiet(done, total):
    pass


def clip(path, count=6, base=0, size=(64, 48), fps=16.0, comment="", files=None):
    width, height = size
    pictures = [np.full((height, width, 3), base + 10 * i, np.uint8) for i in range(count)]
    write_clip(path, pictures, fps, comment, files=files)
    return path


def levels(path):
    return [round(float(frame.mean()) / 10) * 10 for frame in frames(path)]


@pytest.fixture
def cut(tmp_path):
    one = CutShot(clip(tmp_path / "one.mkv"), start=1, end=4)
    two = CutShot(clip(tmp_path / "two.mkv", base=100), start=4, hold=2)
    return Cut(16.0, 64, 48, (one, two))


@pytest.mark.parametrize("format", EXPORTERS, ids=lambda e: e.id)
def test_a_cut_is_joined_exact_to_the_frame(cut, tmp_path, format):
    out = tmp_path / f"out{format.suffix}"
    steps = []
    format.write(cut, out, lambda done, total: steps.append((done, total)))
    assert levels(out) == [10, 20, 30, 140, 150, 150, 150]
    assert steps == [(n, 7) for n in range(1, 8)]
    assert probe(out).fps == 16.0


@pytest.mark.parametrize("format", EXPORTERS, ids=lambda e: e.id)
def test_a_cancelled_export_leaves_what_was_there(cut, tmp_path, format):
    out = tmp_path / f"out{format.suffix}"
    format.write(cut, out, quiet)
    before = levels(out)

    def stop(done, total):
        if done == 3:
            raise Cancelled

    other = replace(cut, shots=cut.shots[::-1])
    with pytest.raises(Cancelled):
        format.write(other, out, stop)
    assert levels(out) == before
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize("format", EXPORTERS, ids=lambda e: e.id)
def test_the_wrong_name_is_refused(cut, tmp_path, format):
    with pytest.raises(BadInput, match="wrong name"):
        format.write(cut, tmp_path / "out.avi", quiet)


def test_every_exporter_is_found_by_its_id_and_documented():
    for format in EXPORTERS:
        assert exporter(format.id) is format
        assert getattr(engine.export, format.id).EXPORTER is format
        assert len(format.doc) > 40
    with pytest.raises(BadInput, match="h264, ffv1, png"):
        exporter("betamax")


def test_takes_of_another_size_cover_the_frame(tmp_path):
    shots = (CutShot(clip(tmp_path / "a.mkv")), CutShot(clip(tmp_path / "b.mkv", size=(30, 90))))
    exporter("ffv1").write(Cut(16.0, 64, 48, shots), tmp_path / "out.mkv", quiet)
    info = probe(tmp_path / "out.mkv")
    assert (info.frames, info.width, info.height) == (12, 64, 48)


def test_takes_of_another_rate_are_refused_with_what_to_do(cut, tmp_path):
    slow = CutShot(clip(tmp_path / "slow.mkv", fps=24))
    with pytest.raises(BadInput, match=r"slow\.mkv runs at 24 .* the cut at 16.*set the cut to 24"):
        exporter("h264").write(replace(cut, shots=(*cut.shots, slow)), tmp_path / "o.mp4", quiet)
    assert not (tmp_path / "o.mp4").exists()


@pytest.mark.parametrize(
    "change", [{"end": 7}, {"start": 6}, {"start": -1}, {"start": 3, "end": 3}, {"hold": -1}]
)
def test_frames_that_are_not_there_are_refused(cut, tmp_path, change):
    bad = replace(cut, shots=(replace(cut.shots[0], end=None), replace(cut.shots[0], **change)))
    with pytest.raises(BadInput, match=r"frames .* of one\.mkv, which has 6"):
        exporter("png").write(bad, tmp_path / "out", quiet)


def test_an_empty_cut_is_refused(tmp_path):
    with pytest.raises(BadInput, match="The cut is empty"):
        exporter("h264").write(Cut(16.0, 64, 48), tmp_path / "o.mp4", quiet)


def test_an_absurdly_long_hold_is_refused_before_work_begins(cut, tmp_path):
    long = replace(cut, shots=(replace(cut.shots[0], hold=10**9),))
    with pytest.raises(BadInput, match="more than 100,000 frames"):
        exporter("png").write(long, tmp_path / "out", quiet)


def test_a_single_take_of_ours_is_exported_without_loss_and_with_its_request(tmp_path):
    take = clip(tmp_path / "take.mp4", comment=REQUEST)
    exporter("h264").write(Cut(16.0, 64, 48, (CutShot(take),)), tmp_path / "o.mp4", quiet)
    assert (tmp_path / "o.mp4").read_bytes() == take.read_bytes()


@pytest.mark.parametrize(("format", "name"), [("h264", "o.mp4"), ("ffv1", "o.mkv")])
def test_a_trimmed_take_still_carries_its_request(tmp_path, format, name):
    take = clip(tmp_path / "take.mp4", comment=REQUEST, files={"note.png": b"image"})
    shots = (CutShot(take, start=2),)
    exporter(format).write(Cut(16.0, 64, 48, shots), tmp_path / name, quiet)
    info = probe(tmp_path / name)
    assert info.frames == 4
    imprint = imprint_of(tmp_path / name, tmp_path)
    assert imprint.request.shot.settings.seed == 4
    assert carried(tmp_path / name) == {"note.png": b"image"}


def test_what_other_programs_wrote_into_a_clip_does_not_travel(tmp_path):
    take = clip(tmp_path / "take.mp4", comment="secret note")
    exporter("h264").write(Cut(16.0, 64, 48, (CutShot(take),)), tmp_path / "o.mp4", quiet)
    assert probe(tmp_path / "o.mp4").comment == ""


def test_several_takes_carry_no_single_request(tmp_path):
    take = clip(tmp_path / "take.mp4", comment=REQUEST)
    shots = (CutShot(take), CutShot(take))
    exporter("h264").write(Cut(16.0, 64, 48, shots), tmp_path / "o.mp4", quiet)
    assert probe(tmp_path / "o.mp4").comment == ""
